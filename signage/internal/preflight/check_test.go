package preflight_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdfread"
	"github.com/bangron/bangron/signage/internal/preflight"
)

// sparse is a file of zeros of any size.
type sparse struct{}

func (sparse) ReadAt(b []byte, _ int64) (int, error) {
	clear(b)
	return len(b), nil
}

func TestUnreadable(t *testing.T) {
	file := good()[preflight.X1a]
	cyclic := takeApart(t, file)
	cyclic.replace(`/Type /Pages`, fmt.Sprintf("/Type /Pages /Kids [%d 0 R] /Old", cyclic.at("/Type /Pages")))
	cyclic.replace(`/Kids \[(\d+ 0 R)\] /Old`, "/Kids [1 0 R] /Old")
	deep := takeApart(t, file)
	deep.catalog("/Deep " + strings.Repeat("[", 200) + strings.Repeat("]", 200))
	encrypted := takeApart(t, file)
	encrypted.id += " /Encrypt " + encrypted.add("<</Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4>>")
	tests := []struct {
		name string
		r    io.ReaderAt
		size int64
		want error
	}{
		{"empty", bytes.NewReader(nil), 0, preflight.ErrNotPDF},
		{"text", strings.NewReader("không phải PDF, chỉ là chữ\n"), 30, preflight.ErrNotPDF},
		{"2 GB of nothing", sparse{}, 2 << 30, preflight.ErrTooLarge},
		{"nothing", sparse{}, 1 << 20, preflight.ErrNotPDF},
		{"encrypted", bytes.NewReader(encrypted.bytes()), int64(len(encrypted.bytes())), preflight.ErrEncrypted},
		{"head", bytes.NewReader(file[:100]), 100, preflight.ErrDamaged},
		{"deep", bytes.NewReader(deep.bytes()), int64(len(deep.bytes())), preflight.ErrTooLarge},
		{"no pages", bytes.NewReader(cyclic.bytes()), int64(len(cyclic.bytes())), preflight.ErrDamaged},
	}
	for _, tt := range tests {
		_, err := preflight.Check(tt.r, tt.size, preflight.Expect{})
		var of *preflight.Error
		if !errors.Is(err, tt.want) || !errors.As(err, &of) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
			continue
		}
		if of.VI == "" || of.EN == "" || !norm.NFC.IsNormalString(of.VI) {
			t.Errorf("%s: %+v", tt.name, of)
		}
		for _, message := range []string{of.VI, of.Error()} {
			for _, once := range []string{"limit", "giới hạn", "damaged", "hỏng"} {
				if strings.Count(message, once) > 1 {
					t.Errorf("%s: %q says %q twice", tt.name, message, once)
				}
			}
		}
	}
}

// A file that is cut anywhere ends in an error or in a report that does not pass.
func TestCutFiles(t *testing.T) {
	file := good()[preflight.X1a]
	for i := range 40 {
		n := len(file) * i / 40
		r, err := preflight.Check(bytes.NewReader(file[:n]), int64(n), preflight.Expect{Profile: preflight.X1a})
		if err == nil && r.Passed() {
			t.Errorf("cut at %d of %d it passes", n, len(file))
		}
	}
}

func TestExpectations(t *testing.T) {
	file := good()[preflight.X1a]
	for _, e := range []preflight.Expect{
		{Profile: "pdf"}, {Scale: -1}, {Scale: math.NaN()}, {Scale: 1001}, {InkLimit: 401}, {InkLimit: math.NaN()}, {Safe: -1}, {Safe: math.Inf(1)}, {Safe: math.NaN()},
	} {
		if _, err := preflight.Check(bytes.NewReader(file), int64(len(file)), e); !errors.Is(err, preflight.ErrExpect) {
			t.Errorf("%+v: %v", e, err)
		}
	}
	for _, tt := range []struct {
		expect preflight.Expect
		want   string
	}{
		{preflight.Expect{InkLimit: 150}, "ink-limit"},
		{preflight.Expect{Scale: 0.05}, "small-text"},
		{preflight.Expect{Scale: 0.05}, "qr-module"},
		{preflight.Expect{Scale: 0.05}, "thin-line"},
		{preflight.Expect{Safe: 140}, "keep-out"},
		{preflight.Expect{Profile: preflight.X4}, "identity"},
	} {
		r, err := preflight.Check(bytes.NewReader(file), int64(len(file)), tt.expect)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(broken(r), " "), tt.want) {
			t.Errorf("%+v: %v, want %s", tt.expect, broken(r), tt.want)
		}
	}
}

func TestReport(t *testing.T) {
	r := check(t, preflight.Claimed, good()[preflight.X1a])
	if r.Claim != "PDF/X-1a:2003" || r.Version != "1.4" || r.Profile != preflight.X1a || !strings.HasPrefix(r.Title, "CHÀO MỪNG") || r.Rules < 40 {
		t.Errorf("%+v", r)
	}
	if len(r.Pages) != 1 || r.Pages[0].Width != 297 || r.Pages[0].Height != 420 || r.Pages[0].Bleed != 3 || r.Pages[0].Scale != 1 || r.Pages[0].UserUnit != 1 || r.Pages[0].InkLimit != 300 || r.Pages[0].Safe != 5 {
		t.Errorf("%+v", r.Pages)
	}
	if got := strings.Join(r.Inks, " "); got != "Cyan Magenta Yellow Black CutContour White" {
		t.Errorf("inks %s", got)
	}
	if len(r.Images) != 1 || r.Images[0].Width != 600 || r.Images[0].PPI < 150 || r.Images[0].Colour != "DeviceCMYK" {
		t.Errorf("images %+v", r.Images)
	}
	if len(r.Fonts) != 0 {
		t.Errorf("fonts %+v in a file of outlines", r.Fonts)
	}
	for _, f := range check(t, preflight.Office, good()[preflight.Office]).Fonts {
		if !f.Embedded || f.Name == "" {
			t.Errorf("%+v", f)
		}
	}
}

// A finding names the way to its place, and what is found there several times is found once.
func TestFindingsHaveAPlace(t *testing.T) {
	d := takeApart(t, good()[preflight.X1a])
	inner := d.stream("/Subtype /Form /BBox [0 0 99 99]", strings.Repeat("1 0 0 rg 0 0 9 9 re f ", 3))
	outer := d.stream("/Subtype /Form /BBox [0 0 99 99] /Resources <</XObject <</In "+inner+">>>>", "/In Do /In Do")
	d.resource("XObject", "Out", outer)
	d.draw("/Out Do")
	d.draw("q 0 0 0 1 K 0.1 w 300 300 m 400 300 l S Q")
	r := check(t, preflight.X1a, d.bytes())
	if len(r.Findings) != 2 {
		t.Fatalf("%+v", r.Findings)
	}
	if f := r.Findings[0]; f.Rule != "rgb" || f.Page != 1 || f.Where != "Out/In" || f.Count != 6 || len(f.Place) != 4 || math.Abs(f.Place[2]-9/mm) > 0.1 {
		t.Errorf("%+v", f)
	}
	if f := r.Findings[1]; !strings.Contains(f.VI, "0,10 pt") || !strings.Contains(f.EN, "0.10 pt") {
		t.Errorf("%s / %s", f.VI, f.EN)
	}
	if f := r.Findings[1]; f.Rule != "thin-line" || len(f.Place) != 4 || math.Abs(f.Place[2]-100/mm) > 0.1 {
		t.Errorf("%+v", f)
	}
}

// A colour that is not allowed has the place where it is first painted, however it comes there.
func TestColoursHaveAPlace(t *testing.T) {
	const fade = "<</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function <</FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1>>>>"
	for name, tt := range map[string]struct{ rule, content string }{
		"an area":         {"rgb", "1 0 0 rg 300 300 72 72 re f 0 0 9 9 re f"},
		"a line":          {"rgb", "1 0 0 RG 300 300 72 72 re S"},
		"a later area":    {"rgb", "q 1 0 0 rg Q 0 g 0 0 9 9 re f 0 1 0 rg 300 300 72 72 re f"},
		"a spot ink":      {"spot-alternate", "/Gold cs 1 scn 300 300 72 72 re f"},
		"a gradient":      {"rgb", "300 300 72 72 re W n /Fade sh"},
		"a pattern":       {"rgb", "/Pattern cs /Tile scn 300 300 72 72 re f"},
		"a fading one":    {"rgb", "/Pattern cs /Fading scn 300 300 72 72 re f"},
		"an image":        {"rgb", "q 72 0 0 72 300 300 cm /Dot Do Q"},
		"a stencil":       {"rgb", "1 0 0 rg q 72 0 0 72 300 300 cm /Mask Do Q"},
		"inky":            {"ink-limit", "q 72 0 0 72 300 300 cm /Inky Do Q"},
		"an inky pattern": {"ink-limit", "/Pattern cs /Deep scn 300 300 72 72 re f"},
	} {
		d := takeApart(t, good()[preflight.X1a])
		d.resource("ColorSpace", "Gold", "[/Separation /Gold /DeviceRGB <</FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0.8 0] /N 1>>]")
		d.resource("Shading", "Fade", fade)
		d.resource("Pattern", "Fading", "<</PatternType 2 /Shading "+fade+">>")
		d.resource("Pattern", "Deep", "<</PatternType 2 /Shading "+strings.NewReplacer("RGB", "CMYK", "[0 0 0]", "[0 0 0 0]", "[1 1 1]", "[1 1 1 1]").Replace(fade)+">>")
		d.resource("Pattern", "Tile", d.stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>", "1 0 0 rg 0 0 5 5 re f"))
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "abc"))
		d.resource("XObject", "Inky", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceCMYK", "\xff\xff\xff\xff"))
		d.resource("XObject", "Mask", d.stream("/Subtype /Image /Width 1 /Height 1 /ImageMask true", "\x00"))
		d.draw("q " + tt.content + " Q")
		r := check(t, preflight.X1a, d.bytes())
		i := slices.IndexFunc(r.Findings, func(f preflight.Finding) bool { return f.Rule == tt.rule })
		if i < 0 || len(r.Findings[i].Place) != 4 || math.Abs(r.Findings[i].Place[2]-25.4) > 0.8 {
			t.Errorf("%s: %+v", name, r.Findings)
		}
	}
}

// A picture that is longer than what is read of it lacks nothing.
func TestLongImages(t *testing.T) {
	for _, side := range []int{2050, 3700} {
		d := takeApart(t, good()[preflight.X1a])
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		row := make([]byte, 4*side)
		for range side {
			if _, err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		d.resource("XObject", "Photo", d.stream(fmt.Sprintf("/Subtype /Image /Width %d /Height %[1]d /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /FlateDecode", side), packed.String()))
		d.draw("q 100 0 0 100 300 300 cm /Photo Do Q")
		if got := broken(check(t, preflight.X1a, d.bytes())); len(got) > 0 {
			t.Errorf("%d px: breaks %q", side, got)
		}
	}
}

// The number of places that are named is limited, and the report says so.
func TestManyPlaces(t *testing.T) {
	d := takeApart(t, good()[preflight.X1a])
	var uses strings.Builder
	for i := range 60 {
		d.resource("XObject", fmt.Sprintf("Red%d", i), d.stream("/Subtype /Form /BBox [0 0 9 9]", "1 0 0 rg"))
		fmt.Fprintf(&uses, "/Red%d Do ", i)
	}
	d.draw(uses.String())
	r := check(t, preflight.X1a, d.bytes())
	if got := strings.Join(broken(r), " "); got != "rgb" || len(r.Findings) != 51 {
		t.Fatalf("%s, %d findings", got, len(r.Findings))
	}
	if f := r.Findings[50]; f.Severity != note.Info || f.Count != 10 || !strings.Contains(f.VI, "10 chỗ") {
		t.Errorf("%+v", f)
	}
	// What is only doubtful is so in however many places.
	if r := check(t, preflight.Print, d.bytes()); !r.Passed() || len(r.Findings) != 51 {
		t.Errorf("%v", broken(r))
	}
}

// Forms that double at each depth are a small file and endless work.
func TestWorkIsLimited(t *testing.T) {
	d := takeApart(t, good()[preflight.X1a])
	inner := d.stream("/Subtype /Form /BBox [0 0 9 9]", strings.Repeat("0 0 9 9 re f ", 2000))
	for range 15 {
		inner = d.stream("/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</In "+inner+">>>>", strings.Repeat("/In Do ", 8))
	}
	d.resource("XObject", "Deep", inner)
	d.draw("/Deep Do")
	if got := broken(check(t, preflight.X1a, d.bytes())); len(got) != 1 || got[0] != "incomplete" {
		t.Errorf("%v", got)
	}
}

// Beyond its limits a file is looked at no further, and the report says so.
func TestLimits(t *testing.T) {
	for name, change := range map[string]func(d *document){
		"states": func(d *document) {
			d.draw(strings.Repeat("q ", preflight.MaxStates+2) + strings.Repeat("Q ", preflight.MaxStates+2))
		},
		"pages": func(d *document) {
			page := fmt.Sprintf("%d 0 R ", d.at("/Type /Page\n"))
			d.draw("")
			d.objects[d.at("/Type /Page\n")-1] = "<</Type /Page\n/Parent 1 0 R /MediaBox [0 0 99 99] /TrimBox [0 0 99 99]>>"
			d.replace(`/Kids \[[^]]*\]`, "/Kids ["+strings.Repeat(page, preflight.MaxPages+1)+"]")
		},
		"annotations": func(d *document) {
			d.page("/Annots [" + strings.Repeat("<</Subtype /Link /Rect [-9 -9 -8 -8]>> ", 10_001) + "]")
		},
	} {
		d := takeApart(t, good()[preflight.X1a])
		change(d)
		if got := broken(check(t, preflight.X1a, d.bytes())); !slices.Contains(got, "incomplete") {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Every rule that the code names is in the table.
func TestRulesAreInTheTable(t *testing.T) {
	known := make(map[string]bool)
	for r := range preflight.Rules() {
		known[r.ID] = true
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?:find|findAt|whole|wrong)\((?:[^"\n]*, )?"([a-z0-9-]+)", "`)
	n := 0
	for _, path := range sources {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(source, -1) {
			n++
			if !known[string(m[1])] {
				t.Errorf("%s: the rule %s is not in the table", path, m[1])
			}
		}
	}
	if n < 60 {
		t.Errorf("only %d rules are named", n)
	}
}

func TestRulesAreComplete(t *testing.T) {
	seen := make(map[string]bool)
	for r := range preflight.Rules() {
		if seen[r.ID] {
			t.Errorf("%s stands twice in the table", r.ID)
		}
		seen[r.ID] = true
		for name, text := range map[string]string{"vi": r.VI, "en": r.EN, "why_vi": r.WhyVI, "why_en": r.WhyEN, "fix_vi": r.FixVI, "fix_en": r.FixEN, "source": r.Source} {
			if text == "" || !norm.NFC.IsNormalString(text) || !utf8.ValidString(text) {
				t.Errorf("%s: %s is %q", r.ID, name, text)
			}
		}
		levels := []string{r.X1a, r.X4, r.Office, r.Print}
		for _, level := range levels {
			if level != "" && level != note.Error && level != note.Warning {
				t.Errorf("%s: a severity %q", r.ID, level)
			}
		}
		if strings.Join(levels, "") == "" {
			t.Errorf("%s applies nowhere", r.ID)
		}
	}
}

// small is the good file with little on its page, so that changes by chance meet what matters.
func small(t testing.TB) *document {
	d := takeApart(t, good()[preflight.X1a])
	page := d.objects[d.at("/Type /Page\n")-1]
	var content int
	fmt.Sscan(page[strings.Index(page, "/Contents ")+len("/Contents "):], &content)
	d.objects[content-1] = "<</Length 31>>\nstream\n/Text BMC q 0 0 9 9 re f Q EMC \nendstream"
	mask := d.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ImageMask true /BitsPerComponent 1", "x")
	d.objects[d.image()-1] = "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Mask " + mask + " /Length 4>>\nstream\nabcd\nendstream"
	return d
}

func FuzzCheck(f *testing.F) {
	f.Add(small(f).bytes())
	for _, m := range mutants {
		if strings.HasPrefix(m.of, "x1a") {
			d := small(f)
			m.change(d)
			f.Add(d.bytes())
		}
	}
	f.Add([]byte("%PDF-1.4"))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := preflight.Check(bytes.NewReader(file), int64(len(file)), preflight.Expect{})
		if (r == nil) == (err == nil) {
			t.Fatalf("%v, %v", r, err)
		}
		var of *preflight.Error
		if err != nil && !errors.As(err, &of) {
			t.Fatalf("%v", err)
		}
		// What the reader did not refuse was a panic.
		var reader *pdfread.Error
		if errors.Is(err, preflight.ErrDamaged) && !errors.As(err, &reader) {
			t.Fatalf("%v", err)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	for _, p := range []preflight.Profile{preflight.X1a, preflight.X4, preflight.Office} {
		b.Run(string(p), func(b *testing.B) {
			file := good()[p]
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				if _, err := preflight.Check(bytes.NewReader(file), int64(len(file)), preflight.Expect{Profile: p}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
