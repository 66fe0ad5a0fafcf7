package qr

import (
	"strings"
	"testing"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"UBND xã Tân Trào; \"Đông Thọ\" – “A…” 8.000₫": "UBND xã Tân Trào; \"Đông Thọ\" – “A…” 8.000₫",
		"Tra\u0300o":              "Tra\u0300o",
		`WIFI:T:WPA;S:a\\b\;c;;`:  `WIFI:T:WPA;S:a\\b\;c;;`,
		"dichvucong.g\u043Ev.vn":  "dichvucong.g\u043E⟨U+043E⟩v.vn",
		"dịchvụcông.gov.vn":       "dịchvụcông.gov.vn",
		"\u210Aov.vn":             "\u210A⟨U+210A⟩ov.vn",
		"\u212Aontum.gov.vn":      "\u212A⟨U+212A⟩ontum.gov.vn", // the Kelvin sign
		"g\u0131ov.vn":            "g\u0131⟨U+0131⟩ov.vn",
		"dichvucong\u3002gov.vn":  "dichvucong\u3002⟨U+3002⟩gov.vn",
		"a\u200Bb\u202Ec\x1B[2Jd": "a⟨U+200B⟩b⟨U+202E⟩c⟨U+001B⟩[2Jd",
		"a\u00A0b\tc":             "a⟨U+00A0⟩b⟨U+0009⟩c",
		"a\r\nb\nc":               "a↵b↵c",
		"↵":                       "↵⟨U+21B5⟩",
		"a\xFFb":                  "a⟨0xFF⟩b",
		"a\uFFFDb":                "a\uFFFD⟨U+FFFD⟩b",
		"\u041C\u043E\u0441\u043A\u0432\u0430 Hanoi": "\u041C\u043E\u0441\u043A\u0432\u0430 Hanoi", // a Russian word beside a Latin one
		"\u0301a\u0338": "⟨U+0301⟩a⟨U+0338⟩",
		"":              "",
	} {
		if got := Visible(text); got != want {
			t.Errorf("%+q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzVisible: nothing that commands a terminal or cannot be seen is left.
func FuzzVisible(f *testing.F) {
	f.Add("a\u202E\xFF\x00ộ")
	f.Fuzz(func(t *testing.T, text string) {
		got := Visible(text)
		if strings.ContainsFunc(got, func(r rune) bool {
			return r != ' ' && (blank(r) || r == '\uFFFD' &&
				!strings.ContainsRune(text, r))
		}) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func TestRefusalsNameTheForeignLetter(t *testing.T) {
	for link, want := range map[string][2]string{
		"https://dichvucong.g\u043Ev.vn/": {"tên miền “dichvucong.g\u043E⟨U+043E⟩v.vn”",
			"ký tự “\u043E” thuộc hệ chữ Kirin (U+043E)"},
		"https://\u00FCng.g\u03BFv.vn/":     {"\u03BF⟨U+03BF⟩", "thuộc hệ chữ Hy Lạp (U+03BF)"},
		"https://dịchvụcông.gov.vn/":        {"tên miền “dịchvụcông.gov.vn” có chữ có dấu", "có dấu"},
		"https://dichvucong\u3002gov.vn/":   {"“dichvucong\u3002⟨U+3002⟩gov.vn”", "(U+3002)"},
		"https://xn--dichvcng-x.gov.vn/":    {"tên miền “xn--dichvcng-x.gov.vn”", ""},
		"https://a@dichvucong.g\u043Ev.vn/": {"liên kết dẫn đến “dichvucong.g\u043E⟨U+043E⟩v.vn”", ""},
	} {
		said := ""
		for _, finding := range (*LinkPolicy)(nil).Check(link).Findings {
			said += finding.Message.VI + "\n"
		}
		if !strings.Contains(said, want[0]) || !strings.Contains(said, want[1]) || strings.Contains(said, `\u`) {
			t.Errorf("%s: %s", link, said)
		}
	}
}
