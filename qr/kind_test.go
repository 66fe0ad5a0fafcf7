package qr

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const transfer = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"

func TestKinds(t *testing.T) {
	for payload, want := range map[string]Kind{
		"https://evil.com": KindLink, "\u00a0https://x.com": KindLink, "\ufeffhttps://x.com": KindLink, "javascript:alert(1)": KindLink, "intent://x#Intent;end": KindLink,
		"MEBKM:URL:evil.com;;": KindLink, "HTTPS://X.VN": KindLink, "a@b:c": KindText,
		"evil.com": KindAddress, "www.evil.com": KindAddress, "evil.com/abc": KindAddress, "bit.ly/abc": KindAddress, "Evil.Com:8080/x": KindAddress,
		"//evil.com": KindAddress, `\\evil.com`: KindAddress, "evil.com.": KindAddress, "evil.com?x": KindAddress, "u@evil.com/x": KindAddress, "u:p@evil.com": KindAddress,
		"еvil.com": KindAddress, "đặt.vn": KindAddress, "evil。com": KindAddress, "ｅｖｉｌ．ｃｏｍ": KindAddress, "пример.рф": KindAddress, "a.xn--p1ai": KindAddress,
		"192.168.1.1/x": KindAddress, "x.github.io": KindAddress, "\u200bevil.com ": KindAddress,
		"tel:1022": KindCall, "TEL:1022": KindCall, " tel:1022": KindCall, "sms:8077": KindMessage, "SMSTO:8077:a": KindMessage, "geo:21,105": KindPlace,
		"mailto:a@b.vn": KindMail, "wifi:S:a;;": KindWiFi, "WIFI:S:a;;": KindWiFi, "MECARD:N:a;;": KindContact, "begin:vcard\n": KindContact, transfer: KindTransfer,
		"": KindText, "1.001193": KindText, "1.001193.000.00.00.H35": KindText, "Quầy số 3. Xin mời": KindText, "Hotline: 1022": KindText, "a@b.vn": KindText, "TP.HCM": KindText,
		"QĐ-12.2025": KindText, "12.10.2025": KindText, "vanban.pdf": KindText, "evil.com và": KindText, "//": KindText, "a..com": KindText, ".com": KindText, "0912.345.678": KindText,
	} {
		if got := KindOf(payload); got != want {
			t.Errorf("%q: %s, want %s", payload, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for payload, want := range map[string][]string{
		"https://a.vn b": {"https://a.vn b"},
		"evil.com":       {"evil.com"},
		"Xem https://evil.com/x, (http://b.vn). Hoặc www.C.vn, d.com/e.": {"https://evil.com/x", "http://b.vn", "https://www.C.vn", "https://d.com/e"},
		"Mời xem:https://evil.com":                                       {"https://evil.com"},
		"vào //evil.com nhé":                                             {"https://evil.com"},
		"vào ://evil.com nhé":                                            {"https://evil.com"},
		"web:evil.com nhé":                                               {"web:evil.com nhé"}, // begins as an app does
		"Đọc “evil.com”":                                                 {"https://evil.com"},
		"Hồ sơ xong.Do ủy ban; v.v. theo QĐ-12/2025, mục 1.1, thư a@b.vn, TP.HCM, 24//7": nil,
		"BEGIN:VCARD\r\nFN:A\r\nitem1.URL;TYPE=WORK:https://ev\r\n il.com\r\nURL:EVIL.COM\r\nEMAIL:a@b.vn\r\nNOTE:xem c.vn/x\r\nPHOTO;VALUE=uri:https://d.vn/a.png\r\nEND:VCARD\r\n": {
			"https://evil.com", "EVIL.COM", "https://c.vn/x", "https://d.vn/a.png"},
		`mecard:N:A;URL:https\://evil.com/a\;b;NOTE:x\\;;`: {"https://evil.com/a;b"},
		"Quét EVIL.COM/x":             {"https://EVIL.COM/x"},
		"Xem evil.COM":                {"https://evil.COM"},
		"AN NINH.DO":                  nil,
		"XEM TẠI EVIL.VN.":            {"https://EVIL.VN"},
		"Vào Evil.Com nhận quà":       {"https://Evil.Com"},
		"mecard:n:x;\nURL:EVIL.COM;;": {"EVIL.COM"},
		"WIFI:S:evil.com;;":           nil,
		"tel:1022":                    nil,
		"sms:1022?body=Xem%20https%3A%2F%2Fevil.com%2Fx":                       {"https://evil.com/x"},
		"SMSTO:1022:xem evil.com":                                              {"https://evil.com"},
		"smsto:1022:a?b=xem+https://evil.com":                                  {"https://evil.com"},
		"tel:19001234;https://evil.com":                                        {"https://evil.com"},
		"tel:1022;ext=3":                                                       nil,
		"smsto:1022:có? evil.com & b.vn":                                       {"https://evil.com", "https://b.vn"},
		"mailto:a@b.vn?subject=H%E1%BB%8Fi&body=v%C3%A0o%20evil.com&cc=c@d.vn": {"https://evil.com"},
		"geo:21.823,105.214?q=21.823,105.214(evil.com)":                        {"https://evil.com"},
		"geo:21.823,105.214":                                                   nil,
		"sms:1022?body=TTHC%201.001193%2C%20ng%C3%A0y%2001.10.2025":            nil,
	} {
		if got := Addresses(payload); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", payload, got, want)
		}
	}
}

func TestCheckPayload(t *testing.T) {
	p := &LinkPolicy{Override: []string{"zalo.me"}}
	for _, tt := range []struct {
		payload, host string
		want          []FindingCode
	}{
		{"https://dichvucong.gov.vn/", "dichvucong.gov.vn", nil},
		{"evil-site.com", "evil-site.com", []FindingCode{LinkScheme, LinkNotAllowed}},
		{"Xem https://evil.com/x", "evil.com", []FindingCode{LinkNotAllowed}},
		{"Xem tuyenquang.gov.vn", "tuyenquang.gov.vn", nil},
		{"https://zalo.me/1 , https://zalo.me/2", "zalo.me", []FindingCode{LinkControl, LinkOverridden, LinkRedirect}},
		{"Zalo: https://zalo.me/1 , https://zalo.me/2, https://a.vn, http://b.vn", "zalo.me", []FindingCode{LinkOverridden, LinkNotAllowed}},
		{"Zalo: https://zalo.me/1", "zalo.me", []FindingCode{LinkOverridden}},
		{"BEGIN:VCARD\nURL:https://u:p@evil.com\nEND:VCARD", "evil.com", []FindingCode{LinkUserInfo, LinkNotAllowed}},
		{"BEGIN:VCARD\nURL:https://a.gov.vn\nURL:javascript:x\nEND:VCARD", "a.gov.vn", []FindingCode{LinkScheme}},
		{"Quầy số 3", "", nil},
		{"", "", []FindingCode{PayloadText}},
		{"hỏi\u202eđáp", "", []FindingCode{PayloadText}},
		{transfer, "", nil},
		{transfer[:len(transfer)-1] + "0", "", []FindingCode{PayloadVietQR}},
		{"WIFI:T:nopass;S:evil.com;;", "", nil},
		{"tel:+84 24-3804.3333", "", nil},
		{"tel:1022;ext=1", "", nil},
		{"sms:8077?body=a", "", nil},
		{"SMSTO:1022:a", "", nil},
		{"tel:*%2306#", "", []FindingCode{PayloadNumber}},
		{"tel:1022\nhttps://evil.com", "evil.com", []FindingCode{PayloadNumber, LinkNotAllowed}},
		{"tel:19001234;https://evil.com", "evil.com", []FindingCode{LinkNotAllowed}},
		{"mailto:a@b.vn?body=https://evil.com", "evil.com", []FindingCode{LinkNotAllowed}},
		{"sms:", "", []FindingCode{PayloadNumber}},
	} {
		v := p.CheckPayload(tt.payload)
		if got := codes(v); !slices.Equal(got, tt.want) || v.Host != tt.host || v.Kind != KindOf(tt.payload) {
			t.Errorf("%q: %v, host %q, %s", tt.payload, got, v.Host, v.Kind)
		}
		err := v.Err()
		refused := slices.ContainsFunc(tt.want, func(c FindingCode) bool { return c != LinkOverridden })
		is := map[FindingCode]error{PayloadText: ErrPayload, PayloadNumber: ErrPayload, PayloadVietQR: ErrVietQR}
		if (err != nil) != refused || refused && !errors.Is(err, ErrLink) && !errors.Is(err, is[tt.want[0]]) {
			t.Errorf("%q: %v", tt.payload, err)
		}
	}
}

func TestReadHosts(t *testing.T) {
	hosts, err := ReadHosts(strings.NewReader("\ufeff# của cơ quan\r\nzalo.me # Zalo\r\n\r\n  .Baotuyenquang.com.vn\r\n"))
	if err != nil || !slices.Equal(hosts, []string{"zalo.me", ".Baotuyenquang.com.vn"}) {
		t.Errorf("%q, %v", hosts, err)
	}
	many := strings.Repeat("a.vn\n", MaxHosts)
	if hosts, err := ReadHosts(strings.NewReader(many)); err != nil || len(hosts) != MaxHosts {
		t.Errorf("%d, %v", len(hosts), err)
	}
	for _, tt := range []struct {
		list string
		line int
	}{
		{"a.vn\n.com.vn", 2}, {".vn", 1}, {"https://a.vn", 1}, {"\n\na vn", 3}, {"1.2.3.4", 1}, {".tuyenquang.vn", 1}, {"đặt.vn", 1}, {".github.io", 1}, {"a.vn\n.Bit.ly", 2}, {"www.bit.ly", 1},
		{many + "b.vn", MaxHosts + 1}, {strings.Repeat("#", MaxHostsBytes+1), 0},
	} {
		var fault *HostError
		if hosts, err := ReadHosts(strings.NewReader(tt.list)); !errors.As(err, &fault) || !errors.Is(err, ErrHosts) || fault.Line != tt.line || hosts != nil {
			t.Errorf("%.20q: %q, %v", tt.list, hosts, err)
		}
	}
}

// An office's list admits no shortener; a single sign may.
func TestShortenersAreNoHostsOfAnOffice(t *testing.T) {
	const link = "https://www.bit.ly/abc"
	allowed := &LinkPolicy{Allow: []string{"bit.ly", ".bit.ly"}}
	if v := allowed.Check(link); v.OK() || v.Findings[0].Code != LinkShortener {
		t.Errorf("allowed: %v", v.Findings)
	}
	if err := allowed.CheckHosts(); !errors.Is(err, ErrHosts) {
		t.Error(err)
	}
	named := &LinkPolicy{Override: []string{".bit.ly"}}
	if v := named.Check(link); !v.OK() || v.Overridden != "www.bit.ly" || named.CheckHosts() != nil {
		t.Errorf("named: %v, %v", v.Findings, named.CheckHosts())
	}
}

func TestHostsThatAdmitNothingAreNamed(t *testing.T) {
	if err := (&LinkPolicy{Allow: []string{"zalo.me", ".baotuyenquang.com.vn", ".gov.vn", "com.vn"}, Override: []string{".a.github.io"}}).CheckHosts(); err != nil {
		t.Error(err)
	}
	for _, entry := range []string{"", ".", ".vn", "com", ".com.vn", ".net.vn", ".org.vn", ".edu.vn", ".id.vn", ".tuyenquang.vn", ".Com.Vn", ".co.uk", ".github.io", "1.2.3.4", "0x7f.1", "a b.vn", "https://a.vn", "xn--abc.com"} {
		for _, p := range []*LinkPolicy{{Allow: []string{entry}}, {Override: []string{"zalo.me", entry}}} {
			var fault *HostError
			if err := p.CheckHosts(); !errors.As(err, &fault) || fault.Entry != entry || fault.Line != 0 {
				t.Errorf("%q: %v", entry, err)
			}
		}
	}
}
