package qr

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// vietQRVectors are published examples of NAPAS.
var vietQRVectors = []struct {
	text string
	code VietQR
}{
	{"00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F",
		VietQR{BIN: "970403", Account: "0011012345678"}},
	{"00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52",
		VietQR{BIN: "970403", Account: "9704031101234567", Card: true}},
	{"00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E",
		VietQR{BIN: "970403", Account: "0011012345678", Dynamic: true, Amount: 180000, Bill: "NPS6869", Purpose: "thanh toan don hang"}},
}

func TestVietQRVectors(t *testing.T) {
	if got := checksum("123456789"); got != "29B1" {
		t.Errorf("checksum %s, want 29B1", got)
	}
	for _, tt := range vietQRVectors {
		if got, err := tt.code.Payload(); err != nil || got != tt.text {
			t.Errorf("built %q, %v\nwant  %q", got, err, tt.text)
		}
		if got, err := ParseVietQR(tt.text); err != nil || got != tt.code {
			t.Errorf("%s: parsed %+v, %v", tt.text, got, err)
		}
	}
}

func TestVietQRRoundTrip(t *testing.T) {
	text := func(t *rapid.T, label string, most int) string {
		return rapid.StringMatching(`[ -~]{0,`+map[int]string{15: "15", 20: "20", 25: "25"}[most]+`}`).Draw(t, label)
	}
	rapid.Check(t, func(t *rapid.T) {
		q := VietQR{
			BIN:       rapid.StringMatching(`[0-9]{6}`).Draw(t, "bin"),
			Account:   rapid.StringMatching(`[A-Za-z]{0,9}[0-9]{1,10}`).Draw(t, "account"),
			Dynamic:   rapid.Bool().Draw(t, "dynamic"),
			Amount:    rapid.Int64Range(0, 9999999999999).Draw(t, "amount"),
			Merchant:  text(t, "merchant", 25),
			City:      text(t, "city", 15),
			Bill:      text(t, "bill", 20),
			Reference: text(t, "reference", 20),
			Terminal:  text(t, "terminal", 20),
			Purpose:   text(t, "purpose", 20),
		}
		if rapid.Bool().Draw(t, "card") {
			q.Card, q.Account = true, rapid.StringMatching(`[0-9]{16,19}`).Draw(t, "number")
		}
		payload, err := q.Payload()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ParseVietQR(payload); err != nil || got != q {
			t.Fatalf("%s: %+v, %v", payload, got, err)
		}
		c, err := Encode(payload, nil)
		if err != nil {
			t.Fatal(err)
		}
		img := render(c, 2)
		if found, err := Decode(img, img.Bounds()); err != nil || found.Text != payload {
			t.Fatalf("%+v, %v", found, err)
		}
	})
}

func TestVietQRFoldsText(t *testing.T) {
	payload, err := VietQR{BIN: "970403", Account: "1", Merchant: "UBND XÃ ĐÔNG THỌ", City: "Tuyên Quang", Purpose: "Lệ phí – “đăng ký”"}.Payload()
	if err != nil || !isASCII(payload) {
		t.Fatalf("%q, %v", payload, err)
	}
	got, err := ParseVietQR(payload)
	if err != nil || got.Merchant != "UBND XA DONG THO" || got.City != "Tuyen Quang" || got.Purpose != `Le phi - "dang ky"` {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestVietQRRefusesToBuild(t *testing.T) {
	valid := VietQR{BIN: "970403", Account: "0011012345678"}
	for _, tt := range []struct {
		name, field string
		change      func(*VietQR)
	}{
		{"no BIN", "38/01/00", func(q *VietQR) { q.BIN = "" }},
		{"BIN of 8 digits", "38/01/00", func(q *VietQR) { q.BIN = "97040300" }},
		{"BIN of letters", "38/01/00", func(q *VietQR) { q.BIN = "VIETCB" }},
		{"no account", "38/01/01", func(q *VietQR) { q.Account = "" }},
		{"account of words", "38/01/01", func(q *VietQR) { q.Account = "taikhoan" }},
		{"account with hyphens", "38/01/01", func(q *VietQR) { q.Account = "0011-0012" }},
		{"account with space", "38/01/01", func(q *VietQR) { q.Account = "0011 0012" }},
		{"account outside of ASCII", "38/01/01", func(q *VietQR) { q.Account = "tàikhoản1" }},
		{"account of 20 digits", "38/01/01", func(q *VietQR) { q.Account = strings.Repeat("1", 20) }},
		{"card of 15 digits", "38/01/01", func(q *VietQR) { q.Card, q.Account = true, strings.Repeat("1", 15) }},
		{"card of letters", "38/01/01", func(q *VietQR) { q.Card, q.Account = true, "A704031101234567" }},
		{"negative amount", "54", func(q *VietQR) { q.Amount = -1 }},
		{"amount of 14 digits", "54", func(q *VietQR) { q.Amount = 1e13 }},
		{"long merchant", "59", func(q *VietQR) { q.Merchant = strings.Repeat("Đ", 26) }},
		{"long city", "60", func(q *VietQR) { q.City = strings.Repeat("x", 16) }},
		{"long purpose", "62/08", func(q *VietQR) { q.Purpose = strings.Repeat("x", 26) }},
		{"Chinese purpose", "62/08", func(q *VietQR) { q.Purpose = "费用" }},
		{"purpose of two lines", "62/08", func(q *VietQR) { q.Purpose = "a\nb" }},
		{"purpose of marks alone", "62/08", func(q *VietQR) { q.Purpose = "\u0301" }},
		{"additional data over 99", "62", func(q *VietQR) {
			q.Bill, q.Reference, q.Terminal, q.Purpose = strings.Repeat("a", 25), strings.Repeat("b", 25), strings.Repeat("c", 25), strings.Repeat("d", 25)
		}},
	} {
		q := valid
		tt.change(&q)
		got, err := q.Payload()
		var refused *VietQRError
		if !errors.Is(err, ErrVietQR) || !errors.As(err, &refused) || refused.Field != tt.field || got != "" ||
			refused.Remedy.VI == "" || refused.Remedy.EN == "" {
			t.Errorf("%s: got %q, %v", tt.name, got, err)
		}
	}
}

// TestVietQRRefusesToParse gives each malformed text its right checksum, so
// that only the structure can refuse it.
func TestVietQRRefusesToParse(t *testing.T) {
	const head, tail = "000201010211", "53037045802VN"
	transfer := "38570010A00000072701270006970403011300110123456780208QRIBFTTA"
	for _, tt := range []struct{ name, field, body string }{
		{"empty", "63", ""},
		// Published with length 12 on an account of 13 digits.
		{"length 12 on 13 digits", "38/01", "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA" + tail},
		{"length beyond the end", "58", head + transfer + "53037045820VN"},
		{"truncated field", "", head + transfer + tail + "590"},
		{"letters for a length", "", head + "38XX"},
		{"a second payee, of cards", "02", "00020101021102164111111111111111" + transfer + tail},
		{"a second payee, of another network", "45", head + transfer + "45080004ABCD" + tail},
		{"a tip", "55", head + transfer + tail + "550201"},
		{"a fee", "56", head + transfer + "530370454048000" + "5802VN" + "560550000"},
		{"a fee in percent", "57", head + transfer + tail + "570210"},
		{"repeated field", "53", head + transfer + tail + "5303704"},
		{"empty field", "59", head + transfer + tail + "5900"},
		{"no format", "63", "010211" + transfer + tail},
		{"format 02", "00", "000202010211" + transfer + tail},
		{"method 13", "01", "000201010213" + transfer + tail},
		{"no method", "01", "000201" + transfer + tail},
		{"no transfer", "38", head + tail},
		{"other network", "38/00", head + "38570010A00000077701270006970403011300110123456780208QRIBFTTA" + tail},
		{"other service", "38/02", head + "38570010A00000072701270006970403011300110123456780208QRIBFTTX" + tail},
		{"no service", "38/02", head + "38450010A0000007270127000697040301130011012345678" + tail},
		{"no beneficiary", "38/01", head + "38260010A0000007270208QRIBFTTA" + tail},
		{"BIN of 8 digits", "38/01/00", head + "38590010A0000007270129000897040300011300110123456780208QRIBFTTA" + tail},
		{"no account", "38/01/01", head + "38400010A00000072701100006970403" + "0208QRIBFTTA" + tail},
		{"dollars", "53", head + transfer + "53038405802VN"},
		{"no currency", "53", head + transfer + "5802VN"},
		{"no country", "58", head + transfer + "5303704"},
		{"amount of words", "54", head + transfer + "53037045403abc5802VN"},
		{"amount with xu", "54", head + transfer + "530370454041.505802VN"},
		{"amount of 14 digits", "54", head + transfer + "53037045414123456789012345802VN"},
		{"long merchant", "59", head + transfer + tail + "5926" + strings.Repeat("x", 26)},
		{"merchant in UTF-8", "59", head + transfer + tail + "5903\xC4\x90A"},
		{"malformed additional data", "62", head + transfer + tail + "6203abc"},
		{"long bill", "62/01", head + transfer + tail + "62300126" + strings.Repeat("x", 26)},
		{"too long", "", head + transfer + tail + strings.Repeat("9", maxVietQR)},
	} {
		body := tt.body + "6304"
		got, err := ParseVietQR(body + checksum(body))
		var refused *VietQRError
		if !errors.Is(err, ErrVietQR) || !errors.As(err, &refused) || refused.Field != tt.field || got != (VietQR{}) ||
			refused.Remedy.VI == "" || refused.Remedy.EN == "" {
			t.Errorf("%s: got %+v, %v", tt.name, got, err)
		}
	}

	if _, err := ParseVietQR(strings.Repeat("9", maxVietQR+1)); err == nil ||
		err.Error() != "VietQR: dài 513 ký tự, tối đa 512; tạo lại mã từ số tài khoản và mã ngân hàng / "+
			"513 characters, at most 512; make it again from the numbers of account and bank" {
		t.Errorf("message %v", err)
	}
	valid := vietQRVectors[0].text
	for name, text := range map[string]string{
		"wrong checksum":      valid[:len(valid)-1] + "0",
		"lower-case checksum": valid[:len(valid)-4] + strings.ToLower(valid[len(valid)-4:]),
		"checksum not last":   valid + "5901x",
		"no checksum":         valid[:len(valid)-8],
		"a word after it":     valid + " ",
	} {
		if got, err := ParseVietQR(text); !errors.Is(err, ErrVietQR) || got != (VietQR{}) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestVietQRAcceptsDecimalsOfNothing(t *testing.T) {
	body := "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA5303704540550.005802VN6304"
	if got, err := ParseVietQR(body + checksum(body)); err != nil || got.Amount != 50 {
		t.Errorf("%+v, %v", got, err)
	}
}

// FuzzParseVietQR: what parses can be built again, and says the same.
func FuzzParseVietQR(f *testing.F) {
	for _, v := range vietQRVectors {
		f.Add(v.text)
		f.Add(v.text[:len(v.text)-1])
	}
	f.Add("00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN63040000")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 8 {
			// Let the structure be searched instead of the checksum.
			text = text[:len(text)-4] + checksum(text[:len(text)-4])
		}
		q, err := ParseVietQR(text)
		if err != nil {
			if !errors.Is(err, ErrVietQR) || q != (VietQR{}) {
				t.Fatalf("%+v, %v", q, err)
			}
			return
		}
		payload, err := q.Payload()
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if again, err := ParseVietQR(payload); err != nil || again != q {
			t.Fatalf("%+v became %+v, %v", q, again, err)
		}
	})
}
