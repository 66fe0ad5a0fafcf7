package signage_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/compose"
)

func TestRefusals(t *testing.T) {
	red, err := signage.LookupTheme("do")
	if err != nil {
		t.Fatal(err)
	}
	dim := red
	dim.Main, dim.Ground = signage.Ink{M: 100, Y: 100, K: 5, R: 0xDA, G: 0x25, B: 0x1D}, signage.Ink{C: 100, M: 70, G: 0x54, B: 0xA6}
	banner := size(t, "bang-ron-6x0.8")
	for _, c := range []struct {
		name string
		sign signage.Sign
		want error
	}{
		{"no size", signage.Sign{Text: "QR"}, signage.ErrSize},
		{"not a number", signage.Sign{Text: "QR", Size: signage.Size{Width: math.NaN(), Height: 100}}, signage.ErrSize},
		{"negative", signage.Sign{Text: "QR", Size: signage.Size{Width: -100, Height: 100}}, signage.ErrSize},
		{"endless", signage.Sign{Text: "QR", Size: signage.Size{Width: math.Inf(1), Height: 100}}, signage.ErrSize},
		{"half pixels", signage.Sign{Text: "QR", Size: signage.Size{Width: 100, Height: 100, Pixels: true}}, signage.ErrSize},
		{"unknown kind", signage.Sign{Kind: "bandroll", Text: "QR", Size: banner}, signage.ErrKind},
		{"no text", signage.Sign{Size: banner}, signage.ErrText},
		{"only spaces", signage.Sign{Size: banner, Text: " \t\n "}, signage.ErrText},
		{"only marks", signage.Sign{Size: banner, Text: " |~| "}, signage.ErrText},
		{"two texts", signage.Sign{Size: banner, Text: "QR", Slogan: "chao-mung"}, signage.ErrText},
		{"emoji", signage.Sign{Size: banner, Text: "CHÀO MỪNG 🎉"}, signage.ErrText},
		{"control character", signage.Sign{Size: banner, Text: "CHÀO\x00MỪNG"}, signage.ErrText},
		{"change of direction", signage.Sign{Size: banner, Text: "CHÀO \u202eMỪNG"}, signage.ErrText},
		{"look-alikes", signage.Sign{Size: banner, Text: "СHUYỂN ĐỔI SỐ"}, signage.ErrText},
		{"not UTF-8", signage.Sign{Size: banner, Text: "CH\xc0O"}, signage.ErrText},
		{"arrow", signage.Sign{Size: banner, Text: "CHUYỂN → SỐ"}, signage.ErrText},
		{"letter without ink", signage.Sign{Size: banner, Text: "ⓦ"}, signage.ErrText},
		{"tick in the unit", signage.Sign{Size: banner, Text: "QR", Unit: "xã ✓"}, signage.ErrText},
		{"TCVN3", signage.Sign{Size: banner, Text: "Chµo mõng ngµy chuyÓn ®æi sè quèc gia"}, signage.ErrText},
		{"bad unit", signage.Sign{Size: banner, Text: "QR", Unit: "xã \u202eTân Trào"}, signage.ErrText},
		{"bad dates", signage.Sign{Size: banner, Text: "QR", Dates: "🎉"}, signage.ErrText},
		{"bad second text", signage.Sign{Size: banner, Text: "QR", Second: "🎉"}, signage.ErrText},
		{"5,000 characters", signage.Sign{Size: banner, Text: strings.Repeat("CHUYỂN ĐỔI SỐ ", 357)}, nil},
		{"word of 700 letters", signage.Sign{Size: size(t, "bang-ron-doc-0.8x2"), Text: strings.Repeat("NGHIÊNG", 100)}, nil},
		{"unknown slogan", signage.Sign{Size: banner, Slogan: "khong-co"}, signage.ErrSlogan},
		{"slogan of a year without wording", signage.Sign{Size: banner, Slogan: "chu-de-1999"}, signage.ErrSloganMissing},
		{"two second texts", signage.Sign{Size: size(t, "pano-3x2"), Text: "QR", SecondSlogan: "chu-de-2022", Second: "QR"}, signage.ErrText},
		{"slogan in conflict", signage.Sign{Size: banner, Slogan: "chu-de-2025"}, signage.ErrSloganConflict},
		{"missing slogan", signage.Sign{Size: banner, Slogan: "chu-de-2026"}, signage.ErrSloganMissing},
		{"missing second slogan", signage.Sign{Size: banner, Text: "QR", SecondSlogan: "chu-de-2026"}, signage.ErrSloganMissing},
		{"unknown theme", signage.Sign{Size: banner, Text: "QR", Theme: "tím"}, signage.ErrTheme},
		{"red on blue", signage.Sign{Size: banner, Text: "QR", Colors: &dim}, signage.ErrTheme},
		{"a logo that is none", signage.Sign{Size: banner, Text: "QR", Logo: &signage.Logo{Name: "logo.png", File: []byte("MZ")}}, signage.ErrLogo},
		{"an empty logo", signage.Sign{Size: banner, Text: "QR", Logo: &signage.Logo{}}, signage.ErrLogo},
		{"a logo with a script", signage.Sign{Size: banner, Text: "QR", Logo: &signage.Logo{Name: "l.svg", File: []byte(
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><rect width="9" height="9"/></svg>`)}}, signage.ErrLogo},
		{"an empty code", signage.Sign{Size: banner, Text: "QR", Code: &signage.Code{}}, signage.ErrCode},
		{"a code too long", signage.Sign{Size: banner, Text: "QR", Code: &signage.Code{Payload: strings.Repeat("9", 8000)}}, signage.ErrCode},
		{"a link to anywhere", signage.Sign{Size: banner, Text: "QR", Code: &signage.Code{Payload: "https://example.com/"}}, signage.ErrCode},
		{"a code too dense", signage.Sign{Size: size(t, "100mm x 40mm"), Text: "QR", Code: &signage.Code{Payload: portal + strings.Repeat("a", 900)}}, signage.ErrFit},
		{"no steps", signage.Sign{Kind: signage.Model, Size: size(t, "poster-a2"), Text: "MÔ HÌNH"}, signage.ErrText},
		{"six steps", signage.Sign{Kind: signage.Model, Size: size(t, "poster-a2"), Text: "MÔ HÌNH", Steps: slices.Repeat([]string{"Gặp cán bộ"}, 6)}, signage.ErrText},
		{"an empty step", signage.Sign{Kind: signage.Model, Size: size(t, "poster-a2"), Text: "MÔ HÌNH", Steps: []string{"Một", " ", "Ba"}}, signage.ErrText},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := signage.Compile(c.sign, nil)
			if d != nil || err == nil {
				t.Fatalf("it was made: %v", d.Lines())
			}
			if err := unremedied(err); err != nil {
				t.Error(err)
			}
			if c.want == nil && !errors.Is(err, signage.ErrFit) && !errors.Is(err, signage.ErrText) {
				t.Errorf("error %v, want ErrFit or ErrText", err)
			}
			if c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}

// The unit's name is written out word by word, and in the user's own way of placing tone marks.
func TestUnitWrittenOut(t *testing.T) {
	for _, c := range []struct{ unit, text, want string }{
		{"UBND xã Tân Trào", "QR", "ỦY BAN NHÂN DÂN XÃ TÂN TRÀO"},
		{"UBMTTQVN xã Tân Trào", "QR", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ TÂN TRÀO"},
		{"ubmttq xã Tân Trào", "QR", "ỦY BAN MẶT TRẬN TỔ QUỐC XÃ TÂN TRÀO"},
		{"UB MTTQ Việt Nam xã Tân Trào", "QR", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ TÂN TRÀO"},
		{"HĐND-UBND xã Tân Trào", "QR", "HỘI ĐỒNG NHÂN DÂN-ỦY BAN NHÂN DÂN XÃ TÂN TRÀO"},
		{"HĐND, UBND xã Tân Trào.", "QR", "HỘI ĐỒNG NHÂN DÂN, ỦY BAN NHÂN DÂN XÃ TÂN TRÀO."},
		{"BCĐ chuyển đổi số", "QR", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"},
		{"TT Phục vụ hành chính công, P. Minh Xuân", "QR", "TT PHỤC VỤ HÀNH CHÍNH CÔNG, P. MINH XUÂN"},
		{"Câu lạc bộ UBNDX", "QR", "CÂU LẠC BỘ UBNDX"},
		{"VNPT Tuyên Quang", "QR", "VNPT TUYÊN QUANG"},
		{"UBND xã Hoà Bình", "QR", "UỶ BAN NHÂN DÂN XÃ HOÀ BÌNH"},
		{"UBND xã Hòa Bình", "QR", "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH"},
		{"UBND xã Tân Trào", "VÌ MỘT XÃ HOÀ BÌNH", "UỶ BAN NHÂN DÂN XÃ TÂN TRÀO"},
		{"UBND xã Hòa Bình", "VÌ MỘT XÃ HOÀ BÌNH", "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH"},
	} {
		d := compile(t, signage.Sign{Size: size(t, "poster-a2"), Text: c.text, Unit: c.unit})
		var lines []string
		for _, l := range d.Lines() {
			if l.Role == "unit" {
				lines = append(lines, l.Text)
			}
		}
		if got := strings.Join(lines, " "); got != c.want {
			t.Errorf("%q with %q: %q, want %q", c.unit, c.text, got, c.want)
		}
	}
}

// Inks are judged as they are printed as well as on the screen.
func TestPrintedInks(t *testing.T) {
	blue, err := signage.LookupTheme("xanh")
	if err != nil {
		t.Fatal(err)
	}
	banner := size(t, "bang-ron-6x0.8")
	paper := signage.Ink{R: 255, G: 255, B: 255}
	for _, c := range []struct {
		name   string
		change func(*signage.Theme)
		code   string // of the refusal
		says   string
	}{
		{"blank on paper", func(t *signage.Theme) {
			t.Ground = signage.Ink{G: 0x54, B: 0xA6}
			t.Main, t.Second, t.Accent = paper, paper, paper
		}, "contrast", "Khi in, chữ màu C0 M0 Y0 K0 (main) chỉ tương phản 1:1 với nền C0 M0 Y0 K0 (ground)"},
		{"text in the inks of the ground", func(t *signage.Theme) {
			t.Main = signage.Ink{C: t.Ground.C, M: t.Ground.M, Y: t.Ground.Y, K: t.Ground.K, R: 255, G: 255, B: 255}
		}, "contrast", "C100 M70 Y0 K10 (main)"},
		{"on a card", func(t *signage.Theme) { t.OnCard = t.Card }, "contrast", "(on_card) chỉ tương phản 1:1 với nền #06265C (card)"},
		{"decimal comma", func(t *signage.Theme) { t.Main = signage.Ink{C: 30, M: 20, K: 50, R: 0x80, G: 0x80, B: 0x90} }, "contrast", "2,08:1"},
		{"no number", func(t *signage.Theme) { t.Wave.C = math.NaN() }, "ink-range", "Màu wave không in được"},
		{"over the whole", func(t *signage.Theme) { t.Main.C, t.Main.M = 500, -4 }, "ink-range", "C500 M-4"},
	} {
		theme := blue
		c.change(&theme)
		_, err := signage.Compile(signage.Sign{Size: banner, Text: "QR", Colors: &theme}, nil)
		if !errors.Is(err, signage.ErrTheme) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		checkCode(t, c.name, err, c.code)
		var refused *signage.Error
		if errors.As(err, &refused); !strings.Contains(refused.Diagnostics[0].VI, c.says) {
			t.Errorf("%s: %s", c.name, refused.Diagnostics[0].VI)
		}
	}
	// What is legible both ways and yet two colours is for a person to judge.
	theme := blue
	theme.Accent = signage.Ink{Y: 100, R: 255, G: 160, B: 255}
	differs := 0
	for _, d := range compile(t, signage.Sign{Size: banner, Text: "QR", Colors: &theme}).Diagnostics() {
		if d.Code == "ink-differs" && strings.Contains(d.VI, "accent #FFA0FF (C0 M0 Y100 K0)") && !strings.Contains(d.VI, ";") {
			differs++
		}
	}
	if differs != 1 {
		t.Error("a pink that prints as yellow is not reported")
	}
	// The themes that are shipped raise no question.
	for theme := range signage.Themes() {
		for _, d := range compile(t, signage.Sign{Size: banner, Text: "QR", Colors: &theme}).Diagnostics() {
			if d.Field == "colors" {
				t.Errorf("%s: %+v", theme.ID, d)
			}
		}
	}
}

// Of the faces that a design chooses from, one that lacks a letter of the text is no choice.
func TestFaceWithAllLetters(t *testing.T) {
	for _, name := range []string{"bang-ron-6x0.8", "phuon-0.6x2", "pano-3x2"} {
		d := compile(t, signage.Sign{Size: size(t, name), Text: "HỖ TRỢ MỖI HỘ NGHÈO 500.000 ₫ KHI CHUYỂN ĐỔI SỐ"})
		if got := message(d); !strings.Contains(got, "₫") {
			t.Errorf("%s: %q", name, got)
		}
		for _, l := range d.Lines() {
			if l.Role == "main" && strings.HasPrefix(l.Font, "Barlow") {
				t.Errorf("%s: set in %s, which has no ₫", name, l.Font)
			}
		}
	}
}

// What was repaired or looks wrong is said, with its place.
func TestDiagnostics(t *testing.T) {
	poster := size(t, "poster-a2")
	for _, c := range []struct {
		name        string
		sign        signage.Sign
		code, field string
		severity    string
	}{
		{"doubled word", signage.Sign{Text: "CHUYỂN ĐỔI SỐ SỐ QUỐC GIA"}, "doubled-words", "text", signage.SeverityWarning},
		{"impossible date", signage.Sign{Text: "HỌP NGÀY", Dates: "31/02/2022"}, "impossible-date", "dates", signage.SeverityWarning},
		{"unit", signage.Sign{Text: "QR", Unit: "UBND xã Tân Trào"}, "unit-written-out", "unit", signage.SeverityInfo},
		{"conflict", signage.Sign{Slogan: "chu-de-2025-a"}, "slogan-conflict", "slogan", signage.SeverityWarning},
		{"customary", signage.Sign{Slogan: "ky-nang-so"}, "slogan-customary", "slogan", signage.SeverityInfo},
		{"conflict of the second", signage.Sign{Slogan: "chao-mung", SecondSlogan: "chu-de-2025-a"}, "slogan-conflict", "second_slogan", signage.SeverityWarning},
		{"same twice", signage.Sign{Slogan: "chao-mung", SecondSlogan: "chao-mung"}, "second-same", "second_slogan", signage.SeverityWarning},
		{"same twice, own words", signage.Sign{Text: "MỖI NGƯỜI DÂN|MỘT KỸ NĂNG SỐ", Second: "Mỗi người dân một kỹ năng số"}, "second-same", "second", signage.SeverityWarning},
		{"tone marks of two fields", signage.Sign{Text: "XÃ HÒA BÌNH SẠCH ĐẸP", Unit: "UBND xã Hoà Bình"}, "mixed-tone-style", "unit", signage.SeverityWarning},
		{"tone marks of the verb", signage.Sign{Text: "XÃ HÒA BÌNH", Code: &signage.Code{Payload: portal, Verb: "Quét mã để khoẻ"}}, "mixed-tone-style", "verb", signage.SeverityWarning},
		{"sample steps", signage.Sign{Kind: signage.Model, Slogan: "mo-hinh-qr"}, "sample-steps", "steps", signage.SeverityWarning},
	} {
		c.sign.Size = poster
		var seen []string
		found := false
		for _, d := range compile(t, c.sign).Diagnostics() {
			seen = append(seen, d.Code)
			if d.Code == c.code && d.Field == c.field && d.Severity == c.severity {
				found = true
				if d.VI == "" || d.EN == "" || d.VI == d.EN {
					t.Errorf("%s: %+v", c.name, d)
				}
			}
			if d.Severity == signage.SeverityError {
				t.Errorf("%s: made in spite of %+v", c.name, d)
			}
		}
		if !found {
			t.Errorf("%s: no %s %s at %s among %v", c.name, c.severity, c.code, c.field, seen)
		}
	}
	// A wording of the catalogue that nobody doubts leaves nothing to say.
	for _, d := range compile(t, signage.Sign{Size: size(t, "bang-ron-8x1"), Slogan: "chao-mung"}).Diagnostics() {
		if d.Severity != signage.SeverityInfo {
			t.Errorf("%+v", d)
		}
	}
}

func TestMessage(t *testing.T) {
	d := signage.Diagnostic{VI: "Chữ quá nhỏ.", EN: "Too small.", FixVI: "Rút ngắn.", FixEN: "Shorten it."}
	for lang, want := range map[string]string{"vi": "Chữ quá nhỏ. Rút ngắn.", "en": "Too small. Shorten it.", "": "Chữ quá nhỏ. Rút ngắn."} {
		if got := d.Message(lang); got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
	d.FixVI = ""
	if got := d.Message("vi"); got != "Chữ quá nhỏ." {
		t.Errorf("without a remedy: %q", got)
	}
}

// A free size takes the kind of sign that is usual in its proportions.
func TestKindOfFreeSize(t *testing.T) {
	for name, want := range map[string]signage.Kind{
		"6m x 0.8m": signage.Banner, "2.4m x 1m": signage.Banner, "2.3m x 1m": signage.Pano, "1m x 1m": signage.Pano,
		"60cm x 80cm": signage.Poster, "0.8m x 2m": signage.Vertical, "1200x300px": signage.Web, "300x1200px": signage.Web,
	} {
		if got := compile(t, signage.Sign{Size: size(t, name), Text: "CHUYỂN ĐỔI SỐ"}); got.Kind() != want || got.Size().Kind != want {
			t.Errorf("%s is a %s (%s), want %s", name, got.Kind(), got.Size().Kind, want)
		}
	}
}

func TestOptions(t *testing.T) {
	banner := size(t, "bang-ron-6x0.8")
	old := signage.Sign{Size: banner, Text: "Chµo mõng ngµy chuyÓn ®æi sè quèc gia"}
	for _, encoding := range []signage.Encoding{signage.TCVN3, signage.Auto} {
		d, err := signage.Compile(old, &signage.Options{Convert: encoding})
		if err != nil {
			t.Fatal(err)
		}
		if got := message(d); got != "Chào mừng ngày chuyển đổi số quốc gia" {
			t.Errorf("%s: %q", encoding, got)
		}
	}
	serif, err := fonts.Lookup("tinos-700")
	if err != nil {
		t.Fatal(err)
	}
	d, err := signage.Compile(signage.Sign{Size: banner, Text: "QR"}, &signage.Options{Fonts: fonts.Set{Display: serif, Condensed: serif}})
	if err != nil {
		t.Fatal(err)
	}
	if font := d.Lines()[0].Font; !strings.HasPrefix(font, "Tinos") {
		t.Errorf("set in %s, want Tinos", font)
	}
	// A phrase of the user's own stays on one line.
	tall := signage.Sign{Size: size(t, "bang-ron-doc-0.8x2"), Text: "HỘI THI TUỔI TRẺ SƠN DƯƠNG XANH"}
	d, err = signage.Compile(tall, &signage.Options{Phrases: []string{"Tuổi trẻ Sơn Dương"}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(d.Lines(), func(l signage.Line) bool { return strings.Contains(l.Text, "TUỔI TRẺ SƠN DƯƠNG") }) {
		t.Errorf("the phrase is torn apart: %+v", d.Lines())
	}
}

// What a document hands out is a copy: the document does not change.
func TestDocumentDoesNotChange(t *testing.T) {
	d := compile(t, full(t, "poster-a2", "chao-mung").sign)
	d.Lines()[0].Text, d.Diagnostics()[0].Code = "", ""
	if d.Lines()[0].Text == "" || d.Diagnostics()[0].Code == "" {
		t.Error("the document has changed")
	}
}

func TestLines(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "bang-ron-8x1"), Text: "CHUYỂN ĐỔI SỐ", Theme: "do"})
	l := d.Lines()[0]
	if l.Role != "main" || l.Text != "CHUYỂN ĐỔI SỐ" {
		t.Fatalf("%+v", l)
	}
	if math.Abs(l.Comfortable-0.12*l.CapHeight) > 0.06 || math.Abs(l.AtMost-0.25*l.CapHeight) > 0.06 {
		t.Errorf("letters of %v mm: comfortable to %v m, at most %v m", l.CapHeight, l.Comfortable, l.AtMost)
	}
	if l.ToneMarks <= 0 || l.ToneMarks >= l.AtMost {
		t.Errorf("tone marks are seen to %v m", l.ToneMarks)
	}
	if l.Contrast < signage.MinContrast {
		t.Errorf("contrast %v", l.Contrast)
	}
}

// digest is a hash of all files of a document.
func digest(s signage.Sign) (string, error) {
	d, err := signage.Compile(s, nil)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return d.WritePDF(w, nil) },
		func(w io.Writer) error { return d.WritePDF(w, &signage.PDFOptions{Profile: signage.Office}) },
		d.WriteSVG,
		func(w io.Writer) error { return d.WritePNG(w, &signage.PNGOptions{Width: 200}) },
	} {
		if err := write(h); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// Signs of all kinds, compiled at once, have the bytes that each has alone. Run with -race.
func TestConcurrentCompiles(t *testing.T) {
	all := oneOfEachKind(t)
	want := make([]string, len(all))
	for i, c := range all {
		var err error
		if want[i], err = digest(c.sign); err != nil {
			t.Fatal(err)
		}
	}
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for k := range 2 {
				i := (3*worker + 5*k) % len(all)
				if got, err := digest(all[i].sign); err != nil || got != want[i] {
					t.Errorf("%s: other bytes (%v)", all[i].name, err)
				}
			}
		})
	}
	group.Wait()
}

func TestPDFDate(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "poster-a4"), Text: "QR"})
	for want, o := range map[string]*signage.PDFOptions{
		"D:20221010000000": nil,
		"D:20251231170000": {Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("ICT", 7*3600))},
	} {
		var file bytes.Buffer
		if err := d.WritePDF(&file, o); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(file.String(), want) {
			t.Errorf("no date %s", want)
		}
	}
}

// The SVG of a sign for screens counts pixels, that of a printed one millimetres.
func TestSVGSize(t *testing.T) {
	for name, want := range map[string]string{
		"web-1200x300": `width="1200px" height="300px" viewBox="0 0 1200 300"`,
		"poster-a4":    `width="210mm" height="297mm" viewBox="0 0 210 297"`,
	} {
		var file bytes.Buffer
		if err := compile(t, signage.Sign{Size: size(t, name), Text: "QR"}).WriteSVG(&file); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(file.String(), want) {
			t.Errorf("%s: no %s in %.200s", name, want, file.String())
		}
	}
}

func TestPNGSize(t *testing.T) {
	banner := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "QR"})
	poster := compile(t, signage.Sign{Size: size(t, "poster-a4"), Text: "QR"})
	web := compile(t, signage.Sign{Size: size(t, "web-1200x300"), Text: "QR"})
	for _, c := range []struct {
		name          string
		d             *signage.Document
		o             *signage.PNGOptions
		width, height int
	}{
		{"banner", banner, nil, 4000, 533},
		{"banner", banner, &signage.PNGOptions{DPI: 12.7}, 3000, 400},
		{"banner", banner, &signage.PNGOptions{Width: 600}, 600, 80},
		{"banner", banner, &signage.PNGOptions{Height: 80}, 600, 80},
		{"banner", banner, &signage.PNGOptions{Width: 600, Height: 80}, 600, 80},
		{"poster", poster, nil, 794, 1123},
		{"web banner", web, nil, 1200, 300},
		{"web banner", web, &signage.PNGOptions{Width: 400}, 400, 100},
	} {
		m, err := c.d.Image(c.o)
		if err != nil {
			t.Errorf("%s with %+v: %v", c.name, c.o, err)
		} else if size := m.Bounds().Size(); size.X != c.width || size.Y != c.height {
			t.Errorf("%s with %+v: %v px, want %d × %d", c.name, c.o, size, c.width, c.height)
		}
	}
	for _, o := range []signage.PNGOptions{{Width: -1}, {Width: 600, Height: 600}, {DPI: -1}, {DPI: math.NaN()}, {Width: 1_000_000}} {
		if err := banner.WritePNG(io.Discard, &o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}

// A picture's size is one that the sign has, or it is refused with the size that it would have.
func TestPNGSizeRefusals(t *testing.T) {
	banner := compile(t, signage.Sign{Size: size(t, "6m x 80cm"), Text: "QR"})
	for _, c := range []struct {
		name  string
		o     signage.PNGOptions
		field string
		says  string
	}{
		{"a pixel too high", signage.PNGOptions{Width: 600, Height: 81}, "px", "Dùng 600 × 80,"},
		{"another shape", signage.PNGOptions{Width: 600, Height: 600}, "px", "Dùng 600 × 80,"},
		{"both ways", signage.PNGOptions{DPI: 10, Width: 600}, "dpi", "không cả hai"},
		{"no resolution", signage.PNGOptions{DPI: math.NaN()}, "dpi", "số dương"},
		{"negative", signage.PNGOptions{Height: -1}, "px", "không cả hai"},
		{"endless", signage.PNGOptions{DPI: 1e9}, "dpi", "236220472441 × 31496062992"},
		{"too wide", signage.PNGOptions{Width: 200_000}, "px", "200000 × 26667"},
	} {
		err := banner.WritePNG(io.Discard, &c.o)
		var refused *signage.Error
		if !errors.Is(err, signage.ErrPixels) || !errors.As(err, &refused) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := refused.Diagnostics[0]; d.Field != c.field || !strings.Contains(d.VI+" "+d.FixVI, c.says) {
			t.Errorf("%s: %+v", c.name, d)
		}
		if err := unremedied(err); err != nil {
			t.Error(err)
		}
	}
	img, err := banner.Image(&signage.PNGOptions{Height: 80})
	if err != nil || img.Bounds().Dx() != 600 || img.Bounds().Dy() != 80 {
		t.Errorf("by its height: %v", err)
	}
}

// The zero document, and one of several pages in a format of one, are refused.
func TestPages(t *testing.T) {
	zero := &signage.Document{}
	sheets, err := compile(t, signage.Sign{Size: size(t, "60cm x 40cm"), Text: "QR"}).Tile(size(t, "a4"), 10)
	if err != nil {
		t.Fatal(err)
	}
	one := func(_ any, err error) error { return err }
	for name, err := range map[string]error{
		"PDF": zero.WritePDF(io.Discard, nil), "SVG": zero.WriteSVG(io.Discard), "PNG": zero.WritePNG(io.Discard, nil),
		"image": one(zero.Image(nil)), "tile": one(zero.Tile(size(t, "a4"), 10)), "proof": one(zero.Proof()),
		"ticket":      one(zero.Ticket(signage.Ticket{}, nil)),
		"SVG of many": sheets.WriteSVG(io.Discard), "PNG of many": sheets.WritePNG(io.Discard, nil),
		"page of none": one(zero.Page(0)), "page before the first": one(sheets.Page(-1)), "page after the last": one(sheets.Page(sheets.PageCount())),
	} {
		if !errors.Is(err, signage.ErrPages) {
			t.Errorf("%s: %v, want ErrPages", name, err)
			continue
		}
		if err := unremedied(err); err != nil {
			t.Error(err)
		}
	}
	if zero.Scale(nil) != 1 || zero.PageCount() != 0 || sheets.PageCount() < 2 {
		t.Errorf("%d and %d pages", zero.PageCount(), sheets.PageCount())
	}
	if err := sheets.WritePDF(io.Discard, nil); err != nil {
		t.Error(err)
	}
	last, err := sheets.Page(sheets.PageCount() - 1)
	if err != nil || last.PageCount() != 1 {
		t.Fatalf("the last page: %v", err)
	}
	if err := last.WriteSVG(io.Discard); err != nil {
		t.Error(err)
	}
}

// The kinds of the designs are those of the package that lays them out.
func TestKinds(t *testing.T) {
	for own, theirs := range map[signage.Kind]compose.Kind{
		signage.Banner: compose.Banner, signage.Vertical: compose.Vertical, signage.Phuon: compose.Phuon, signage.Pano: compose.Pano,
		signage.Poster: compose.Poster, signage.Standee: compose.Standee, signage.Backdrop: compose.Backdrop, signage.Web: compose.Web,
		signage.Model: compose.Model,
	} {
		if string(own) != string(theirs) {
			t.Errorf("%s is laid out as %s", own, theirs)
		}
	}
}

func TestOpenLogo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huy-hiệu.svg")
	if err := os.WriteFile(path, emblem.File, 0o600); err != nil {
		t.Fatal(err)
	}
	logo, err := signage.OpenLogo(path)
	if err != nil || logo.Name != "huy-hiệu.svg" || !bytes.Equal(logo.File, emblem.File) {
		t.Fatalf("%+v, %v", logo, err)
	}
	if _, err := signage.OpenLogo(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want ErrNotExist", err)
	}
	// A file over the limit is not read to its end; Compile refuses it.
	huge := filepath.Join(t.TempDir(), "huge.png")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 1<<30); err != nil {
		t.Fatal(err)
	}
	logo, err = signage.OpenLogo(huge)
	if err != nil {
		t.Fatal(err)
	}
	if len(logo.File) > 20<<20 {
		t.Errorf("%d bytes were read", len(logo.File))
	}
	if _, err := signage.Compile(signage.Sign{Size: size(t, "poster-a4"), Text: "QR", Logo: logo}, nil); !errors.Is(err, signage.ErrLogo) {
		t.Errorf("error %v, want ErrLogo", err)
	}
}

// Whatever the text, it is set as it was cleaned, or refused in words. Nothing panics and nothing is lost.
func FuzzCompile(f *testing.F) {
	for _, text := range []string{
		"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "A", "|~|", "CHÀO MỪNG|10/10", "CHÀO MỪNG 10/10", "10/10", "HƯỞNG ỨNG NGÀY~10/10", "…", "-",
		"Chµo mõng", "a\u0301\u0302", "🎉", "\u202e", strings.Repeat("NGHIÊNG", 20), "  x  ", "CHUYỂN → SỐ", "ⓦ", "№ 5 ₫", "NHIỆT LIỆT CHÀO MỪNG", "nhiệt liệt chào mừng đại hội 1/1",
	} {
		f.Add(text, uint8(len(text)))
	}
	sizes := []string{"bang-ron-6x0.8", "pano-4x3", "poster-a3", "standee-80x180", "web-1200x300"}
	f.Fuzz(func(t *testing.T, text string, kind uint8) {
		if len(text) > 2000 {
			t.Skip()
		}
		s := signage.Sign{Size: size(t, sizes[int(kind)%len(sizes)]), Text: text, Unit: text[:min(len(text), 40)]}
		d, err := signage.Compile(s, nil)
		if err != nil {
			if err := unremedied(err); err != nil {
				t.Fatal(err)
			}
			return
		}
		if err := misplaced(d); err != nil {
			t.Fatal(err)
		}
		for _, write := range []func(io.Writer) error{func(w io.Writer) error { return d.WritePDF(w, nil) }, d.WriteSVG} {
			if err := write(io.Discard); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A logo of few pixels is warned of where they would be seen: near on a poster, not on a pano.
func TestCoarseLogo(t *testing.T) {
	picture := func(side int) *signage.Logo {
		m := image.NewNRGBA(image.Rect(0, 0, side, side))
		for i := range m.Pix {
			m.Pix[i] = 200
		}
		var file bytes.Buffer
		if err := png.Encode(&file, m); err != nil {
			t.Fatal(err)
		}
		return &signage.Logo{Name: "logo.png", File: file.Bytes()}
	}
	for _, c := range []struct {
		size   string
		side   int
		warned bool
	}{{"poster-a3", 60, true}, {"poster-a3", 1200, false}, {"pano-4x3", 60, true}, {"pano-4x3", 900, false}} {
		d := compile(t, signage.Sign{Size: size(t, c.size), Slogan: "chao-mung", Logo: picture(c.side)})
		warned := slices.ContainsFunc(d.Diagnostics(), func(d signage.Diagnostic) bool { return d.Code == "logo-coarse" })
		if warned != c.warned {
			t.Errorf("%d px on %s: warned %v", c.side, c.size, warned)
		}
	}
}

func TestAmountsAreNoMisspellings(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "poster-a4"), Text: "Lệ phí 1.000.000đ; nộp 8.000Đ"})
	for _, n := range d.Diagnostics() {
		if n.Code == "not-a-syllable" {
			t.Error(n.VI)
		}
	}
}

// The report follows a reader: one block after the other, without the numbers of steps.
func TestLinesInReadingOrder(t *testing.T) {
	d := compile(t, signage.Sign{
		Size: size(t, "poster-a2"), Kind: signage.Model, Slogan: "mo-hinh-qr", Unit: "UBND xã Tân Trào",
		Steps: []string{"Mở máy ảnh của điện thoại hoặc ứng dụng Zalo", "Hướng máy vào mã QR của thủ tục cần tìm", "Nộp hồ sơ"},
	})
	var roles []string
	steps := ""
	for _, l := range d.Lines() {
		if len(roles) == 0 || roles[len(roles)-1] != l.Role {
			roles = append(roles, l.Role)
		}
		if l.Role == "step" {
			steps += l.Text + " "
		}
	}
	if want := []string{"unit", "opener", "main", "step"}; !slices.Equal(roles, want) {
		t.Errorf("the roles come as %v, want %v", roles, want)
	}
	if want := "Mở máy ảnh của điện thoại hoặc ứng dụng Zalo Hướng máy vào mã QR của thủ tục cần tìm Nộp hồ sơ "; steps != want {
		t.Errorf("the steps read %q", steps)
	}

	d = compile(t, signage.Sign{Size: size(t, "web-1200x300"), Slogan: "chao-mung"})
	roles = nil
	for _, l := range d.Lines() {
		roles = append(roles, l.Role)
	}
	if want := []string{"opener", "main", "main", "loud"}; !slices.Equal(roles, want) {
		t.Errorf("on the web the roles come as %v, want %v", roles, want)
	}
}

// Who makes a picture for a screen is told pixels.
func TestScreensAreMeasuredInPixels(t *testing.T) {
	_, err := signage.Compile(signage.Sign{
		Size: size(t, "300x250px"), Text: "CHUYỂN ĐỔI SỐ", Unit: "UBND xã Tân Trào", Code: &signage.Code{Payload: portal},
	}, nil)
	var refused *signage.Error
	if !errors.As(err, &refused) || refused.Diagnostics[0].Code != "code-too-small" {
		t.Fatalf("got %v, want a code too small", err)
	}
	if vi := refused.Diagnostics[0].VI; strings.Contains(vi, " mm") || !strings.Contains(vi, " px") {
		t.Error(vi)
	}
}

// A payload is judged by the same rules wherever its code stands.
func TestPayloadsAreAdmittedAlike(t *testing.T) {
	const transfer = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
	for payload, code := range map[string]string{
		portal:                               "",
		"tel:1022":                           "",
		"TEL:1022":                           "",
		"mailto:a@b.gov.vn":                  "",
		"WIFI:T:nopass;S:xa;;":               "",
		"BEGIN:VCARD\nFN:A\nEND:VCARD\n":     "",
		transfer:                             "",
		"Quầy số 3":                          "",
		transfer[:len(transfer)-1] + "0":     string(qr.PayloadVietQR),
		"evil-site.com":                      string(qr.LinkScheme),
		"//evil.com":                         string(qr.LinkScheme),
		"\u00a0https://evil.com":             string(qr.LinkControl),
		"javascript:alert(1)":                string(qr.LinkScheme),
		"https://evil.com":                   string(qr.LinkNotAllowed),
		"Xem https://evil.com/x":             string(qr.LinkNotAllowed),
		"BEGIN:VCARD\nURL:https://evil.com":  string(qr.LinkNotAllowed),
		"https://a.gov.vn/?q=%2f%2fevil.com": string(qr.LinkRedirect),
	} {
		symbol, err := qr.Encode(payload, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, sign := signage.Compile(signage.Sign{Size: size(t, "1m x 70cm"), Text: "QR", Code: &signage.Code{Payload: payload}}, nil)
		_, poster := signage.CompileCodePoster(signage.CodePoster{Size: size(t, "100x140mm"), Payload: payload, Verb: "Quét mã"}, nil)
		_, sheet := signage.CompileCodeSheet(signage.CodeSheet{Code: symbol})
		for where, err := range map[string]error{"sign": sign, "poster": poster, "sheet": sheet} {
			var refused *signage.Error
			switch {
			case code == "" && err != nil:
				t.Errorf("%q on a %s: %v", payload, where, err)
			case code != "" && (!errors.As(err, &refused) || !errors.Is(err, signage.ErrCode) || refused.Diagnostics[0].Code != code):
				t.Errorf("%q on a %s: %v, want %s", payload, where, err, code)
			}
		}
	}
}

// A text that nobody reads from the street is made, and said to be one.
func TestUnfitForStreet(t *testing.T) {
	long := strings.Repeat("CHUYỂN ĐỔI SỐ VÌ NGƯỜI DÂN, ", 100)
	for _, c := range []struct {
		size, text string
		warned     bool
	}{
		{"bang-ron-6x0.8", long, true}, {"bang-ron-6x0.8", "CHÀO MỪNG ĐẠI HỘI ĐẢNG BỘ XÃ TÂN TRÀO", false}, {"poster-a0", long, false},
		{"web-1920x500", "QR", false},
	} {
		warned := false
		for _, d := range compile(t, signage.Sign{Size: size(t, c.size), Text: c.text}).Diagnostics() {
			if d.Code == "street-distance" {
				warned = strings.Contains(d.VI, " m") && d.Severity == signage.SeverityWarning
			}
		}
		if warned != c.warned {
			t.Errorf("%s with %.20s…: warned %v", c.size, c.text, warned)
		}
	}
}

// The user's phrases are checked as all texts are.
func TestPhrases(t *testing.T) {
	banner := size(t, "bang-ron-6x0.8")
	for _, bad := range []string{"", " ", "xã \xff"} {
		_, err := signage.Compile(signage.Sign{Size: banner, Text: "QR"}, &signage.Options{Phrases: []string{"Tân Trào", bad}})
		var refused *signage.Error
		if !errors.Is(err, signage.ErrText) || !errors.As(err, &refused) || refused.Diagnostics[0].Field != "phrases[1]" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	d, err := signage.Compile(signage.Sign{Size: banner, Text: "QR"}, &signage.Options{Phrases: []string{"Trào"}})
	if err != nil {
		t.Fatal(err)
	}
	if all := d.Diagnostics(); len(all) != 1 || all[0].Code != "phrase-of-one-word" || all[0].Field != "phrases[0]" {
		t.Errorf("%+v", all)
	}
}

// One thing is said once of one place.
func TestDiagnosticsOnce(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "pano-3x2"), Slogan: "chu-de-2025-a", SecondSlogan: "chu-de-2025-a", Unit: "CHÀO MỪNG MỪNG MỪNG MỪNG"})
	seen := map[signage.Diagnostic]bool{}
	for _, found := range d.Diagnostics() {
		if seen[found] {
			t.Errorf("twice: %+v", found)
		}
		seen[found] = true
	}
	_, err := signage.Compile(signage.Sign{Size: size(t, "pano-3x2"), Text: "QR", Logo: &signage.Logo{}}, nil)
	var refused *signage.Error
	if !errors.As(err, &refused) || refused.Diagnostics[0].Field != "logo" {
		t.Errorf("an empty logo: %v", err)
	}
}
