package logo

import (
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
)

// refused checks that a file is refused with one of the four errors, a code, and words for the officer.
func refused(t *testing.T, data []byte, kind error, code string) *Error {
	t.Helper()
	l, err := Read("thư mục/huy hiệu.svg", data)
	if err == nil {
		t.Fatalf("accepted with %d fills, want %s", len(l.fills), code)
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%T is not an *Error: %v", err, err)
	}
	if !errors.Is(err, kind) || e.Code != code {
		t.Errorf("%s: %v; want %s: %v", e.Code, err, code, kind)
	}
	for _, text := range [...]string{e.VI, e.EN, e.FixVI, e.FixEN} {
		if text == "" || !norm.NFC.IsNormalString(text) {
			t.Errorf("a message is empty or not NFC: %q", text)
		}
	}
	if e.Severity != note.Error || !strings.HasPrefix(e.Field, "huy hiệu.svg") || !strings.Contains(err.Error(), e.EN) {
		t.Errorf("severity %q, field %q, error %q", e.Severity, e.Field, err)
	}
	return e
}

func mustRead(t *testing.T, name string, data []byte) *Logo {
	t.Helper()
	l, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestReadRefusesOtherFiles(t *testing.T) {
	for _, test := range []struct {
		name, data string
		kind       error
		code       string
	}{
		{"empty", "", ErrFormat, "logo-format"},
		{"text renamed", "Kính gửi anh chị, em gửi logo", ErrFormat, "logo-format"},
		{"zeros", strings.Repeat("\x00", 100), ErrFormat, "logo-format"},
		{"GIF", "GIF89a\x01\x00\x01\x00", ErrUnsupported, "logo-format-unsupported"},
		{"WebP", "RIFF\x10\x00\x00\x00WEBPVP8 ", ErrUnsupported, "logo-format-unsupported"},
		{"CDR", "RIFF\x10\x00\x00\x00CDRvvrsn", ErrUnsupported, "logo-format-unsupported"},
		{"AI", "%PDF-1.6\n", ErrUnsupported, "logo-format-unsupported"},
		{"EPS", "%!PS-Adobe-3.0 EPSF-3.0", ErrUnsupported, "logo-format-unsupported"},
		{"PSD", "8BPS\x00\x01", ErrUnsupported, "logo-format-unsupported"},
		{"SVGZ", "\x1f\x8b\x08\x00", ErrUnsupported, "logo-format-unsupported"},
		{"HEIC", "\x00\x00\x00\x18ftypheic", ErrUnsupported, "logo-format-unsupported"},
		{"UTF-16", "\xff\xfe<\x00s\x00v\x00g\x00", ErrUnsupported, "logo-format-unsupported"},
		{"too large", strings.Repeat(" ", MaxFileBytes+1), ErrTooLarge, "logo-bytes"},
	} {
		t.Run(test.name, func(t *testing.T) { refused(t, []byte(test.data), test.kind, test.code) })
	}
}

func TestContentTellsTheFormat(t *testing.T) {
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>`)
	for name, noted := range map[string]bool{"a.svg": false, "A.SVG": false, "logo": false, "a.png": true, "a.svg.txt": true} {
		l := mustRead(t, name, svg)
		if got := len(l.Notes) == 1 && l.Notes[0].Code == "logo-extension"; got != noted {
			t.Errorf("%s: notes %v", name, l.Notes)
		}
	}
	l := mustRead(t, "dir/logo.jpg", gradientPNG(t, 4, 4))
	if len(l.Notes) != 1 || l.Notes[0].Field != "logo.jpg" || l.Notes[0].Severity != note.Info {
		t.Errorf("notes %v", l.Notes)
	}
}

func TestReadIsDeterministic(t *testing.T) {
	for _, file := range []string{"testdata/drawn/structure.svg", "testdata/raster/interlaced.png", "testdata/raster/cmyk.jpg"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		box := scene.Rect{X1: 10, Y1: 10}
		a, b := mustRead(t, file, data), mustRead(t, file, data)
		if d := cmp.Diff(a.Place(box), b.Place(box)); d != "" {
			t.Errorf("%s: %s", file, d)
		}
	}
}

func TestPlaceNeedsABox(t *testing.T) {
	l := mustRead(t, "a.png", gradientPNG(t, 4, 4))
	for _, box := range []scene.Rect{
		{}, {X1: 10}, {X0: 5, Y0: 5, X1: 1, Y1: 1}, {X1: math.NaN(), Y1: 1}, {X0: math.Inf(-1), X1: 1, Y1: 1},
	} {
		if nodes := l.Place(box); nodes != nil {
			t.Errorf("%v holds %v", box, nodes)
		}
	}
}

// TestPlaceStaysInside draws logos whose frame is inked to the edge, so that the ink's extent is the artboard's.
func TestPlaceStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.Float64Range(0.5, 50).Draw(t, "w")
		h := rapid.Float64Range(0.5, 50).Draw(t, "h")
		box := scene.Rect{X0: rapid.Float64Range(-1e3, 1e3).Draw(t, "x"), Y0: rapid.Float64Range(-1e3, 1e3).Draw(t, "y")}
		box.X1 = box.X0 + rapid.Float64Range(0.1, 1e4).Draw(t, "width")
		box.Y1 = box.Y0 + rapid.Float64Range(0.1, 1e4).Draw(t, "height")
		l, err := Read("a.svg", []byte(
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-7 3 `+text(w)+` `+text(h)+`">`+
				`<circle r="1000"/><path d="M-7 3l900 1000L1000 0z" stroke="red" stroke-width="3"/></svg>`))
		if err != nil {
			t.Fatal(err)
		}
		var ink scene.Rect
		for _, node := range l.Place(box) {
			ink = ink.Union(node.Bounds())
		}
		slack := 1e-9 * (1e4 + max(box.Width(), box.Height()))
		if !box.Contains(ink, slack) {
			t.Fatalf("%v is not in %v", ink, box)
		}
		if got := ink.Width() / ink.Height(); math.Abs(got/(w/h)-1) > 1e-6 || math.Abs(l.Aspect()/(w/h)-1) > 1e-12 {
			t.Fatalf("aspect %v, of the logo %v, want %v", got, l.Aspect(), w/h)
		}
		if math.Abs(ink.Width()-box.Width()) > slack && math.Abs(ink.Height()-box.Height()) > slack {
			t.Fatalf("%v does not fill %v", ink, box)
		}
		if c, want := ink.Center(), box.Center(); math.Hypot(c.X-want.X, c.Y-want.Y) > slack {
			t.Fatalf("centre %v, want %v", c, want)
		}
	})
}
