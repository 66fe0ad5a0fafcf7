package qr

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func vCard(c Contact) func() (string, error) { return func() (string, error) { return c.VCard(nil) } }

func TestPayloads(t *testing.T) {
	contact := Contact{
		Name: "Trần Thị B", Organization: "UBND xã Tân Trào; Một cửa", Title: "Công chức", Phones: []string{"0207.3835.123", "1022"},
		Email: "motcua@tuyenquang.gov.vn", Address: "Thôn Tân Lập, xã Tân Trào", URL: "https://tuyenquang.gov.vn/a;b", Note: `7:30 \ 17:00`,
	}
	short := contact
	short.Organization, short.Title = "", ""
	for _, tt := range []struct {
		name  string
		build func() (string, error)
		want  string
	}{
		{"text", func() (string, error) { return Text("Gọi 1022\nHotline: 18001096") }, "Gọi 1022\nHotline: 18001096"},
		{"text with pictures and a space that does not break", func() (string, error) { return Text("Tổ 1\uFE0F\u20E3: 1022\u00A0👩\u200D⚕\uFE0F") },
			"Tổ 1\uFE0F\u20E3: 1022\u00A0👩\u200D⚕\uFE0F"},
		{"text in NFD", func() (string, error) { return Text("Ta\u0302n Tra\u0300o") }, "Tân Trào"},
		{"tel", func() (string, error) { return Tel("+84 (24) 3804.3333") }, "tel:+842438043333"},
		{"mobile tel", func() (string, error) { return Tel("0912 345 678") }, "tel:0912345678"},
		{"fixed tel", func() (string, error) { return Tel("0207 3822 222") }, "tel:02073822222"},
		{"mobile tel from abroad", func() (string, error) { return Tel("+84 912 345 678") }, "tel:+84912345678"},
		{"tel abroad", func() (string, error) { return Tel("+33 1 42 68 53 00") }, "tel:+33142685300"},
		{"tel abroad by a prefix", func() (string, error) { return Tel("00 856 21 413") }, "tel:0085621413"},
		{"short tel", func() (string, error) { return Tel("1022") }, "tel:1022"},
		{"sms", func() (string, error) { return SMS("8077", "") }, "sms:8077"},
		{"sms with body", func() (string, error) { return SMS("8077", "TC 1.001193&? đã") },
			"sms:8077?body=TC%201.001193%26%3F%20%C4%91%C3%A3"},
		{"geo", func() (string, error) { return Geo(21.7756161, -0.00000001) }, "geo:21.775616,0"},
		{"zalo", func() (string, error) { return Zalo("3368152378193186389") }, "https://zalo.me/3368152378193186389"},
		{"wifi", func() (string, error) {
			return WiFi{SSID: `Một cửa;"A"`, Password: `a\b:c,d;"`, Hidden: true}.Payload()
		}, `WIFI:T:WPA;S:Một cửa\;\"A\";P:a\\b\:c\,d\;\";H:true;;`},
		{"open wifi", func() (string, error) { return WiFi{SSID: "UBND", Security: Open}.Payload() }, "WIFI:T:nopass;S:UBND;;"},
		{"wifi with a key", func() (string, error) { return WiFi{SSID: "UBND", Password: strings.Repeat("0f", 32)}.Payload() },
			"WIFI:T:WPA;S:UBND;P:" + strings.Repeat("0f", 32) + ";;"},
		{"vcard", vCard(contact), "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Trần Thị B;;;;\r\nFN:Trần Thị B\r\nORG:UBND xã Tân Trào\\; Một cửa\r\nTITLE:Công chức\r\n" +
			"TEL:02073835123\r\nTEL:1022\r\nEMAIL:motcua@tuyenquang.gov.vn\r\nADR:;;Thôn Tân Lập\\, xã Tân Trào;;;;\r\nURL:https://tuyenquang.gov.vn/a;b\r\nNOTE:7:30 \\\\ 17:00\r\nEND:VCARD\r\n"},
		{"mecard", func() (string, error) { return short.MeCard(nil) }, `MECARD:N:Trần Thị B;TEL:02073835123;TEL:1022;EMAIL:motcua@tuyenquang.gov.vn;ADR:Thôn Tân Lập\, xã Tân Trào;URL:https\://tuyenquang.gov.vn/a\;b;NOTE:7\:30 \\ 17\:00;;`},
		{"link", func() (string, error) { return URL("https://dichvucong.gov.vn/", nil) }, "https://dichvucong.gov.vn/"},
		{"search link", func() (string, error) { return SearchLink("1.001193") }, "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193"},
		{"local search link", func() (string, error) { return SearchLink("1.001193.000.00.00.H35") }, "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193.000.00.00.H35"},
		{"service search link", func() (string, error) { return SearchLink("1.001193.01") }, "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193.01"},
		{"procedure link", func() (string, error) { return ProcedureLink("019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7") }, "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7"},
	} {
		got, err := tt.build()
		if err != nil || got != tt.want {
			t.Errorf("%s: got %q, %v\nwant %q", tt.name, got, err, tt.want)
		}
	}
}

func TestPayloadsRefused(t *testing.T) {
	text := func(s string) func() (string, error) { return func() (string, error) { return Text(s) } }
	tel := func(s string) func() (string, error) { return func() (string, error) { return Tel(s) } }
	for _, tt := range []struct {
		name  string
		build func() (string, error)
		field string
	}{
		{"empty text", text(" \n"), "text"},
		{"text that is a link", text("https://evil.com"), "text"},
		{"text that is a network", text(" WIFI:S:x;;"), "text"},
		{"text that is a host", text("www.evil.com"), "text"},
		{"text that is a shortened link", text("bit.ly/abc"), "text"},
		{"text that is a link behind a space that does not break", text("\u00a0https://x.com"), "text"},
		{"text that is a transfer", text("000201"), "text"},
		{"text with NUL", text("a\x00b"), "text"},
		{"text with an override of direction", text("a\u202Eb"), "text"},
		{"text with a space of no width", text("Xem evil\u200B.com"), "text"},
		{"text with a soft hyphen", text("Xem evil\u00AD.com/x"), "text"},
		{"text with letters joined as pictures are", text("a\u200Db"), "text"},
		{"text in another encoding", text("\xC4"), "text"},
		{"no number", tel(""), "number"},
		{"letters in a number", tel("1800-CALL"), "number"},
		{"short number", tel("12"), "number"},
		{"long number", tel("+1234567890123456"), "number"},
		{"mobile number cut short", tel("0912"), "number"},
		{"mobile number with a digit missing", tel("0912 345 67"), "number"},
		{"number with a digit too many", tel("0207 3822 2222"), "number"},
		{"number abroad cut short", tel("+84 912"), "number"},
		{"number abroad of no country", tel("+0912345678"), "number"},
		{"sms to a number cut short", func() (string, error) { return SMS("0912", "x") }, "number"},
		{"plus within a number", tel("84+24"), "number"},
		{"sms without number", func() (string, error) { return SMS("", "x") }, "number"},
		{"sms with a bell", func() (string, error) { return SMS("8077", "\a") }, "body"},
		{"latitude", func() (string, error) { return Geo(90.1, 0) }, "geo"},
		{"longitude", func() (string, error) { return Geo(0, -180.1) }, "geo"},
		{"no latitude", func() (string, error) { return Geo(math.NaN(), 0) }, "geo"},
		{"zalo with a path", func() (string, error) { return Zalo("oa/../x") }, "zalo"},
		{"zalo empty", func() (string, error) { return Zalo("") }, "zalo"},
		{"no ssid", WiFi{Password: "12345678"}.Payload, "ssid"},
		{"long ssid", WiFi{SSID: strings.Repeat("ế", 11), Password: "12345678"}.Payload, "ssid"},
		{"short password", WiFi{SSID: "x", Password: "1234567"}.Payload, "password"},
		{"long password", WiFi{SSID: "x", Password: strings.Repeat("x", 65)}.Payload, "password"},
		{"key that is not hexadecimal", WiFi{SSID: "x", Password: strings.Repeat("x", 64)}.Payload, "password"},
		{"password outside of ASCII", WiFi{SSID: "x", Password: "mật khẩu"}.Payload, "password"},
		{"open with password", WiFi{SSID: "x", Password: "12345678", Security: Open}.Payload, "password"},
		{"unknown security", WiFi{SSID: "x", Security: 9}.Payload, "security"},
		{"no name", vCard(Contact{}), "name"},
		{"no name in a mecard", func() (string, error) { return Contact{}.MeCard(nil) }, "name"},
		{"two lines of name", vCard(Contact{Name: "a\nTEL:113"}), "name"},
		{"two lines of note", vCard(Contact{Name: "a", Note: "b\r\nEND:VCARD"}), "note"},
		{"phone", vCard(Contact{Name: "a", Phones: []string{"x"}}), "number"},
		{"email", vCard(Contact{Name: "a", Email: "B <b@c.vn>"}), "email"},
		{"url", vCard(Contact{Name: "a", URL: "http://c.gov.vn"}), "url"},
		{"url without host", vCard(Contact{Name: "a", URL: "https:///c.gov.vn"}), "url"},
		{"url with a password", vCard(Contact{Name: "a", URL: "https://u:p@c.gov.vn"}), "url"},
		{"url of another host", vCard(Contact{Name: "a", URL: "https://evil.com"}), "url"},
		{"url that is an IP address", vCard(Contact{Name: "a", URL: "https://1.2.3.4/"}), "url"},
		{"url that is short", func() (string, error) { return Contact{Name: "a", URL: "https://bit.ly/x"}.MeCard(nil) }, "url"},
		{"url in punycode", vCard(Contact{Name: "a", URL: "https://xn--a.gov.vn"}), "url"},
		{"url within a note", vCard(Contact{Name: "a", Note: "xem https://evil.com"}), "note"},
		{"organization in a mecard", func() (string, error) { return Contact{Name: "a", Organization: "b"}.MeCard(nil) }, "organization"},
	} {
		got, err := tt.build()
		var refused *PayloadError
		if !errors.Is(err, ErrPayload) || !errors.As(err, &refused) || refused.Field != tt.field || got != "" ||
			refused.Remedy.VI == "" || refused.Remedy.EN == "" {
			t.Errorf("%s: got %q, %v", tt.name, got, err)
		}
	}
	if _, err := Tel("12"); err == nil ||
		err.Error() != `number: “12” không phải số điện thoại: cần 3 đến 15 chữ số; ghi lại số, như 1022 hoặc +84 207 3822 222 / `+
			`"12" is no telephone number: it needs 3 to 15 digits; write the number again, such as 1022 or +84 207 3822 222` {
		t.Errorf("message %v", err)
	}
	if _, err := (Contact{Name: "a", URL: "https://evil.com"}).VCard(nil); !errors.Is(err, ErrLink) {
		t.Errorf("a refused link of a contact: %v", err)
	}
	if got, err := (Contact{Name: "a", URL: "https://zalo.me/1"}).VCard(&LinkPolicy{Override: []string{"zalo.me"}}); err != nil || !strings.Contains(got, "URL:https://zalo.me/1\r\n") {
		t.Errorf("an admitted link of a contact: %q, %v", got, err)
	}
	for _, code := range []string{"", "1.00119", "1.0011930", "2.000720\n", "1.001193.000", "1.001193.000.00.00.h35", "TTHC", "1.001193&x=1"} {
		if got, err := SearchLink(code); !errors.Is(err, ErrProcedure) || got != "" {
			t.Errorf("code %q: got %q, %v", code, got, err)
		}
	}
	for _, id := range []string{"", "019d2bfd", "019D2BFD-3fe0-70ac-b9d6-5e9e20d6eef7", "../../../p/home"} {
		if got, err := ProcedureLink(id); !errors.Is(err, ErrProcedure) || got != "" {
			t.Errorf("id %q: got %q, %v", id, got, err)
		}
	}
}

func TestProcedureCodes(t *testing.T) {
	for code, want := range map[string]ProcedureCode{
		"1.001193":                  {Number: "1.001193"},
		"1.001193.01":               {Number: "1.001193", Service: "01"},
		"1.001193.H35":              {Number: "1.001193", Office: "H35"},
		"1.001193.000.00.00":        {Number: "1.001193"},
		"1.001193.000.00.00.G15":    {Number: "1.001193", Office: "G15"},
		"1.001199.000.00.00.H35.01": {Number: "1.001199", Office: "H35", Service: "01"},
		"2.000720.000.00.00.H123":   {Number: "2.000720", Office: "H123"},
	} {
		if got, err := ParseProcedureCode(code); got != want || err != nil {
			t.Errorf("%s: %+v, %v", code, got, err)
		}
		if got, err := SearchLink(code); err != nil || !strings.HasSuffix(got, "?keyword="+code) {
			t.Errorf("%s: %q, %v", code, got, err)
		}
	}
	for words, want := range map[string]string{"": "?keyword=", "Hộ tịch & khác": "?keyword=H%E1%BB%99+t%E1%BB%8Bch+%26+kh%C3%A1c"} {
		if got := SearchWords(words); !strings.HasSuffix(got, want) || !(*LinkPolicy)(nil).Check(got).OK() {
			t.Errorf("%q: %s", words, got)
		}
	}
}
