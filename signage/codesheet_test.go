package signage_test

import (
	"bytes"
	"errors"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scene"
)

func encode(t testing.TB, payload string) *qr.Code {
	t.Helper()
	c, err := qr.Encode(payload, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCodeSheetIsAsWideAsAsked(t *testing.T) {
	code := encode(t, portal) // 25 modules, 33 with the quiet zone
	long := encode(t, portal+strings.Repeat("a", 1500))
	for _, c := range []struct {
		name  string
		sheet signage.CodeSheet
		want  float64 // mm
	}{
		{"by itself", signage.CodeSheet{Code: code}, signage.DefaultCodeWidth},
		{"as asked", signage.CodeSheet{Code: code, Width: 33}, 33},
		{"for a distance", signage.CodeSheet{Code: code, Distance: 1000}, 132},                    // 100 mm × 33/25
		{"dense", signage.CodeSheet{Code: long}, math.Ceil(float64(long.Outer()) * qr.MinModule)}, // more than the default
		{"the largest", signage.CodeSheet{Code: code, Width: signage.MaxCodeWidth}, signage.MaxCodeWidth},
	} {
		d, err := signage.CompileCodeSheet(c.sheet)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if s := d.Size(); s.Width != c.want || s.Height != c.want || d.Scale(nil) != 1 {
			t.Errorf("%s: %v, want %v mm", c.name, s, c.want)
		}
		if codes := d.Codes(); len(codes) != 1 || codes[0].Payload != c.sheet.Code.Payload() || codes[0].Page != 1 || codes[0].Width != c.want {
			t.Errorf("%s: codes %+v", c.name, codes)
		}
		if outer := d.Module() * float64(c.sheet.Code.Outer()); math.Abs(outer-c.want) > 1e-9 {
			t.Errorf("%s: modules make %v mm of %v", c.name, outer, c.want)
		}
	}
}

func TestCodeSheetRefuses(t *testing.T) {
	code := encode(t, portal)
	for _, c := range []struct {
		name  string
		sheet signage.CodeSheet
		want  error
		code  string // of the diagnostic
		says  string
	}{
		{"nothing", signage.CodeSheet{}, signage.ErrCode, "code", ""},
		{"narrow", signage.CodeSheet{Code: code, Width: 10}, qr.ErrTooSmall, "code-too-small", "cần ít nhất 14 mm"},
		{"too narrow for the distance", signage.CodeSheet{Code: code, Width: 60, Distance: 500}, qr.ErrTooSmall, "code-too-small", "cần ít nhất 66 mm"},
		{"below zero", signage.CodeSheet{Code: code, Width: -1}, qr.ErrSizing, "code", ""},
		{"no number", signage.CodeSheet{Code: code, Width: math.NaN()}, qr.ErrSizing, "code", ""},
		{"no distance", signage.CodeSheet{Code: code, Distance: math.Inf(1)}, qr.ErrSizing, "code", ""},
		{"distance below zero", signage.CodeSheet{Code: code, Distance: -1}, qr.ErrSizing, "code", ""},
		{"too wide", signage.CodeSheet{Code: code, Width: signage.MaxCodeWidth + 1}, signage.ErrCode, "code-too-large", "tối đa 5000 mm"},
		{"too far", signage.CodeSheet{Code: code, Distance: 100_000}, signage.ErrCode, "code-too-large", ""},
		{"another host", signage.CodeSheet{Code: encode(t, "https://example.com/")}, signage.ErrCode, string(qr.LinkNotAllowed), ""},
		{"a script", signage.CodeSheet{Code: encode(t, "javascript:alert(1)")}, signage.ErrCode, string(qr.LinkScheme), ""},
	} {
		_, err := signage.CompileCodeSheet(c.sheet)
		var refused *signage.Error
		if !errors.As(err, &refused) || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
			continue
		}
		d := refused.Diagnostics[0]
		if d.Code != c.code || !strings.Contains(d.VI, c.says) || d.EN == "" {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
	if _, err := signage.CompileCodeSheet(signage.CodeSheet{Code: encode(t, "https://example.com/"), Links: &qr.LinkPolicy{Allow: []string{"example.com"}}}); err != nil {
		t.Errorf("a host that was admitted: %v", err)
	}
}

func TestCodeSheetTellsOfDenseCodes(t *testing.T) {
	for length, want := range map[int]int{40: 0, 170: 0, 200: 1, 400: 1} {
		p, err := signage.CompileCodeSheet(signage.CodeSheet{Code: encode(t, portal+strings.Repeat("a", length-len(portal)))})
		if err != nil {
			t.Fatal(err)
		}
		found := p.Diagnostics()
		if len(found) != want || want > 0 && (found[0].Code != "code-dense" || found[0].Field != "code" || found[0].Severity != signage.SeverityWarning) {
			t.Errorf("%d bytes: %+v", length, found)
		}
	}
}

// A PNG has only black and white pixels, and all modules are squares of the same number of them.
func TestCodeSheetPNGKeepsModulesOnPixels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code, err := qr.Encode(portal+rapid.StringMatching(`[a-z0-9]{0,120}`).Draw(t, "path"), nil)
		if err != nil {
			t.Fatal(err)
		}
		s := signage.CodeSheet{Code: code, Width: rapid.Float64Range(25, 45).Draw(t, "width")}
		d, err := signage.CompileCodeSheet(s)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := d.WritePNG(&file, s.PNGOptions(d)); err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(&file)
		if err != nil {
			t.Fatal(err)
		}
		dots := m.Bounds().Dx() / code.Outer()
		if dots*code.Outer() != m.Bounds().Dx() || m.Bounds().Dx() != m.Bounds().Dy() || dots < qr.MinDots {
			t.Fatalf("%v for %d modules", m.Bounds(), code.Outer())
		}
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				want := color.RGBA{255, 255, 255, 255}
				if code.Black(x/dots-qr.QuietZone, y/dots-qr.QuietZone) {
					want = color.RGBA{A: 255}
				}
				if got := color.RGBAModel.Convert(m.At(x, y)); got != want {
					t.Fatalf("pixel (%d, %d): %v, want %v", x, y, got, want)
				}
			}
		}
	})
}

func TestCodeSheetPNGIsNeitherCoarseNorHuge(t *testing.T) {
	code := encode(t, portal)
	for _, c := range []struct{ width, dots float64 }{
		{14, 6}, // 300 dpi
		{40, 15},
		{1000, 64},
		{signage.MaxCodeWidth, 64},
	} {
		s := signage.CodeSheet{Code: code, Width: c.width}
		d, err := signage.CompileCodeSheet(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.PNGOptions(d).Width; got != int(c.dots)*code.Outer() {
			t.Errorf("%v mm: %d px, want %v a module", c.width, got, c.dots)
		}
	}
}

// The code is one path of black alone on a white page, whatever it holds; only links are links.
func TestCodeSheetIsOnePathInBlack(t *testing.T) {
	for payload, links := range map[string]int{portal: 1, "WIFI:T:WPA;S:xa;P:matkhau123;;": 0} {
		d, err := signage.CompileCodeSheet(signage.CodeSheet{Code: encode(t, payload)})
		if err != nil {
			t.Fatal(err)
		}
		var inks []scene.Ink
		for _, layer := range d.Pages()[0].Layers {
			for _, n := range layer.Nodes {
				switch n := n.(type) {
				case *scene.Fill:
					inks = append(inks, n.Ink)
				case *scene.Link:
					links--
				}
			}
		}
		if len(inks) != 2 || inks[0] != scene.White() || inks[1] != scene.Black() || links != 0 {
			t.Errorf("%s: inks %v, %d links missing", payload, inks, links)
		}
		var svg, pdf bytes.Buffer
		if err := errors.Join(d.WriteSVG(&svg), d.WritePDF(&pdf, nil)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(d.Title()+svg.String()+pdf.String(), "matkhau123") {
			t.Errorf("the password stands in the file: %s", d.Title())
		}
	}
}
