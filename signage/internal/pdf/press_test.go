package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// pressSheet is a page of 100 × 60 mm with bleed, margin, marks, a cut line, white, black text and a picture with holes.
func pressSheet(t testing.TB) *scene.Scene {
	t.Helper()
	rectangle := func(x0, y0, x1, y1 float64) *scene.Path {
		p := &scene.Path{}
		p.Rectangle(scene.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1})
		return p
	}
	var words []scene.Node
	for _, s := range scenetest.Samples(t) {
		if s.Name == "text" {
			words = s.Scene.Layers[1].Nodes
		}
	}
	black := *words[0].(*scene.Glyphs)
	black.Ink = scene.Black()
	return &scene.Scene{
		Title: "Tờ in", Width: 100, Height: 60, Bleed: scene.Even(3), Margin: scene.Even(10),
		Cut: rectangle(0, 0, 100, 60), White: rectangle(0, 0, 50, 60),
		Safe: scene.Rect{X0: 5, Y0: 5, X1: 95, Y1: 55}, Keepouts: []scene.Rect{{X0: 40, Y0: 5, X1: 60, Y1: 10}},
		Layers: []scene.Layer{
			{Name: scene.Ground, Nodes: []scene.Node{&scene.Fill{Path: rectangle(-20, -20, 120, 80), Ink: scene.Ink{M: 1, Y: 1, K: 0.05, R: 218, G: 37, B: 29}}}},
			{Name: scene.Logo, Nodes: []scene.Node{hollow(t, scene.Rect{X0: 70, Y0: 20, X1: 90, Y1: 40})}},
			{Name: scene.Text, Nodes: []scene.Node{&black}},
			{Name: scene.Marks, Nodes: []scene.Node{&scene.Fill{Path: rectangle(-10, 0, -5, 0.1), Ink: scene.Registration()}}},
		},
	}
}

// hollow is a picture whose middle is not there.
func hollow(t testing.TB, r scene.Rect) *scene.Image {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 40, 40))
	for y := range 40 {
		for x := range 40 {
			if math.Hypot(float64(x)-19.5, float64(y)-19.5) > 10 {
				m.SetNRGBA(x, y, color.NRGBA{10, 77, 162, 255})
			}
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	return &scene.Image{Rect: r, File: file.Bytes(), Format: "png", Width: 40, Height: 40}
}

func TestPressFilesSayWhatTheyAre(t *testing.T) {
	for profile, want := range map[pdf.Profile][]string{
		pdf.X1a: {"PDF version:     1.4", "PDF subtype:     PDF/X-1a:2003"},
		pdf.X4:  {"PDF version:     1.6", "PDF subtype:     PDF/X-4"},
	} {
		path := saved(t, document(t, pdf.Options{Profile: profile, Title: "Tờ in"}, pressSheet(t)))
		out := strings.Join(strings.Fields(run(t, "pdfinfo", "-box", path)), " ")
		want = append(want, "MediaBox: 0.00 0.00 357.17 243.78", "BleedBox: 28.35 28.35 328.82 215.43", "TrimBox: 36.85 36.85 320.31 206.93")
		for _, w := range want {
			if !strings.Contains(out, strings.Join(strings.Fields(w), " ")) {
				t.Errorf("profile %d: no %q in %s", profile, w, out)
			}
		}
		if out := run(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") {
			t.Error(out)
		}
		metadata := run(t, "pdfinfo", "-meta", path)
		if profile == pdf.X4 && !strings.Contains(metadata, `pdfxid:GTS_PDFXVersion="PDF/X-4"`) {
			t.Errorf("no identity in\n%s", metadata)
		}
		if !strings.Contains(metadata, ">Tờ in<") || !strings.Contains(metadata, `pdf:Trapped="False"`) {
			t.Errorf("no title or trapping in\n%s", metadata)
		}
	}
}

// A file for X-1a holds no RGB and no transparency at any depth; one for X-4 has its pictures with their profile.
func TestPressFilesHoldTheirColours(t *testing.T) {
	sheet := pressSheet(t)
	x1a := run(t, "qpdf", "--qdf", "--object-streams=disable", saved(t, document(t, pdf.Options{}, sheet)), "-")
	for _, not := range []string{"DeviceRGB", "ICCBased", "/SMask", "/Group", "/ca ", " rg\n", "/Annots"} {
		if strings.Contains(x1a, not) {
			t.Errorf("an X-1a file holds %q", not)
		}
	}
	for _, want := range []string{"/DeviceCMYK", "/ImageMask true", "/Separation /All", "/Separation /CutContour", "/Separation /White", "/OP true", "/GTS_PDFX", "/Safe [", "/KeepOut ["} {
		if !strings.Contains(strings.Join(strings.Fields(x1a), " "), want) && !regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(want), " ", `\s+`)).MatchString(x1a) {
			t.Errorf("an X-1a file has no %q", want)
		}
	}
	x4 := run(t, "qpdf", "--qdf", "--object-streams=disable", saved(t, document(t, pdf.Options{Profile: pdf.X4}, sheet)), "-")
	for _, want := range []string{"/ICCBased", "/SMask", "/DestOutputProfile"} {
		if !strings.Contains(x4, want) {
			t.Errorf("an X-4 file has no %q", want)
		}
	}
	if strings.Contains(x4, "DeviceRGB") {
		t.Error("an X-4 file holds DeviceRGB")
	}
}

// plates are Ghostscript's separations of the first page, by the names of the inks: 0 is all of an ink, 255 none.
func plates(t testing.TB, file []byte) map[string]*image.Gray {
	t.Helper()
	folder := t.TempDir()
	run(t, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-sCompression=none", "-r72", "-sOutputFile="+filepath.Join(folder, "p%d.tif"), saved(t, file))
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]*image.Gray)
	for _, e := range entries {
		_, name, of := strings.Cut(strings.TrimSuffix(e.Name(), ").tif"), "(")
		if !of {
			continue // of all plates together
		}
		in, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		m, err := tiff.Decode(bytes.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = m.(*image.Gray)
	}
	return all
}

// Ghostscript's separations show the expected ink: red ground in M and Y, black text in K over the red, white below all of
// it, and the cut line on a plate of its own.
func TestSeparations(t *testing.T) {
	sheet := pressSheet(t)
	with := plates(t, document(t, pdf.Options{}, sheet))
	if got, want := slices.Sorted(maps.Keys(with)), []string{"Black", "CutContour", "Cyan", "Magenta", "White", "Yellow"}; !slices.Equal(got, want) {
		t.Errorf("plates %v, want %v", got, want)
	}
	at := func(plate string, x, y float64) uint8 { // mm
		return with[plate].GrayAt(int((x+13)*72/25.4), int((y+13)*72/25.4)).Y
	}
	for _, c := range []struct {
		plate string
		x, y  float64
		want  uint8
	}{
		{"White", 10, 50, 0}, {"White", 60, 50, 255}, {"Magenta", 10, 50, 0}, {"Yellow", 60, 50, 0}, {"Cyan", 10, 50, 255}, {"CutContour", 10, 50, 255},
	} {
		if got := at(c.plate, c.x, c.y); got != c.want {
			t.Errorf("%s at (%v, %v) mm: %d, want %d", c.plate, c.x, c.y, got, c.want)
		}
	}
	// White below changes nothing of the picture, nor the picture anything of the white.
	area := sheet.White.Bounds()
	sheet.White = nil
	without := plates(t, document(t, pdf.Options{}, sheet))
	for name, plate := range without {
		if !bytes.Equal(plate.Pix, with[name].Pix) {
			t.Errorf("white below the picture changes the plate %s", name)
		}
	}
	for y := area.Y0 + 1; y < area.Y1-1; y++ {
		for x := area.X0 + 1; x < area.X1-1; x++ {
			if at("White", x, y) != 0 {
				t.Fatalf("the picture takes white away at (%v, %v) mm", x, y)
			}
		}
	}
}

// What is printed on white looks the same in programs that show no white ink.
func TestWhiteHidesNothing(t *testing.T) {
	sheet := pressSheet(t)
	with := saved(t, document(t, pdf.Options{}, sheet))
	sheet.White = nil
	without := saved(t, document(t, pdf.Options{}, sheet))
	for _, program := range []string{"pdftoppm", "mutool", "gs"} {
		t.Run(program, func(t *testing.T) {
			size := image.Pt(504, 344)
			scenetest.Same(t, scenetest.Render(t, program, with, size), scenetest.Render(t, program, without, size))
		})
	}
}

// Only black text overprints: neither what is drawn after it nor a picture that is placed then.
func TestOverprintEnds(t *testing.T) {
	sheet := pressSheet(t)
	black := sheet.Layers[2].Nodes[0]
	square := &scene.Path{}
	square.Rectangle(scene.Rect{X0: 10, Y0: 10, X1: 20, Y1: 20})
	fill := &scene.Fill{Path: square, Ink: scene.Ink{C: 1}}
	part := &scene.Scene{Width: 100, Height: 60, Layers: []scene.Layer{{Nodes: []scene.Node{fill, black}}}}
	placed := &scene.Placed{Scene: part, Map: scene.Scale(0.5, 0.5), Clip: scene.Rect{X1: 50, Y1: 30}}
	for name, nodes := range map[string][]scene.Node{
		"fill":             {black, fill},
		"picture":          {black, sheet.Layers[1].Nodes[0]},
		"placed":           {black, placed, fill},
		"fill after black": {placed, fill, black, placed, fill},
	} {
		for _, white := range []*scene.Path{nil, square} {
			file := document(t, pdf.Options{}, &scene.Scene{Width: 100, Height: 60, White: white, Layers: []scene.Layer{{Nodes: nodes}}})
			for _, content := range contents(t, file) {
				over := false
				for line := range strings.Lines(content) {
					switch line = strings.TrimSpace(line); {
					case strings.HasSuffix(line, "/Over gs"):
						over = true
					case strings.HasSuffix(line, " gs"):
						over = false
					case over && (line == "1 0 0 0 k" || strings.Contains(line, " Do")):
						t.Errorf("%s: %q overprints", name, line)
					}
				}
			}
		}
	}
}

// A sheet of 10 × 1 m is at 1:10, or at its size by larger units, as MuPDF and Ghostscript understand them.
func TestUserUnit(t *testing.T) {
	s := &scene.Scene{Width: 10000, Height: 1000}
	small := run(t, "pdfinfo", saved(t, document(t, pdf.Options{UserUnit: true}, s)))
	if !strings.Contains(small, "2834.65 x 283.465 pts") {
		t.Errorf("X-1a knows no larger units: %s", small)
	}
	path := saved(t, document(t, pdf.Options{Profile: pdf.X4, UserUnit: true}, s))
	if out := run(t, "mutool", "info", path); !strings.Contains(out, "[ 0 0 28346.4") {
		t.Error(out)
	}
	drawn := filepath.Join(t.TempDir(), "page.pgm")
	run(t, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pgmraw", "-r10", "-sOutputFile="+drawn, path)
	picture, err := os.ReadFile(drawn)
	if err != nil {
		t.Fatal(err)
	}
	if head := picture[:min(len(picture), 100)]; !bytes.Contains(head, []byte("\n3937 394\n")) {
		t.Errorf("%q is no picture of 10 × 1 m at 10 dpi", head)
	}
}

// The same in every build.
func TestPressFilesAreTheSame(t *testing.T) {
	want := document(t, pdf.Options{}, pressSheet(t))
	builds := 50
	if testing.Short() {
		builds = 5
	}
	for i := range builds {
		if !bytes.Equal(document(t, pdf.Options{}, pressSheet(t)), want) {
			t.Fatalf("build %d has other bytes", i)
		}
	}
	if id := regexp.MustCompile(`/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\]`).FindSubmatch(want); id == nil || !bytes.Equal(id[1], id[2]) {
		t.Error("no identity")
	}
	other := pressSheet(t)
	other.Layers = other.Layers[:3]
	if bytes.Contains(document(t, pdf.Options{}, other), want[len(want)-200:]) {
		t.Error("another sheet has the same identity")
	}
}

func ExampleScale() {
	fmt.Println(pdf.Scale(5000, 800), pdf.Scale(6000, 800))
	// Output: 1 10
}

// mist is a picture in one colour that grows denser from left to right; its first fifth is not there.
func mist(t testing.TB, r scene.Rect, c color.NRGBA) *scene.Image {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	for y := range 200 {
		for x := range 300 {
			c.A = uint8(max(x-60, 0))
			m.SetNRGBA(x, y, c)
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	return &scene.Image{Rect: r, File: file.Bytes(), Format: "png", Width: 300, Height: 200}
}

// A file for X-1a shows through a picture what lies below, as one for X-4 does whose transparency Ghostscript flattens: areas
// by either rule, text, pictures, and what is placed.
func TestTranslucentPicturesAreFlattened(t *testing.T) {
	area := func(evenOdd bool, ink scene.Ink, draw func(*scene.Path)) *scene.Fill {
		p := &scene.Path{}
		draw(p)
		return &scene.Fill{Path: p, Ink: ink, EvenOdd: evenOdd}
	}
	sheet := pressSheet(t)
	part := &scene.Scene{Width: 20, Height: 20, Layers: []scene.Layer{{Name: scene.Ornament, Nodes: []scene.Node{
		area(false, scene.Ink{C: 1, M: 0.5}, func(p *scene.Path) { p.Star(scene.Point{X: 10, Y: 10}, 5, 10, 4) }),
	}}}}
	text := sheet.Layers[2].Nodes[0]
	s := &scene.Scene{Width: 120, Height: 80, Layers: []scene.Layer{
		{Name: scene.Ground, Nodes: []scene.Node{
			area(false, scene.Ink{M: 1, Y: 1}, func(p *scene.Path) { p.Rectangle(scene.Rect{X1: 120, Y1: 80}) }),
			area(true, scene.Ink{C: 1}, func(p *scene.Path) { p.Ring(scene.Point{X: 80, Y: 40}, 20, 8) }),
			hollow(t, scene.Rect{X0: 70, Y0: 5, X1: 90, Y1: 25}),
			&scene.Placed{Scene: part, Map: scene.Rotate(0.3).Then(scene.Translate(40, 45)), Clip: scene.Rect{X0: 30, Y0: 45, X1: 60, Y1: 70}},
			text,
		}},
		{Name: scene.Logo, Nodes: []scene.Node{mist(t, scene.Rect{X0: 5, Y0: 5, X1: 115, Y1: 75}, color.NRGBA{255, 255, 255, 0})}},
	}}
	x1a, x4 := document(t, pdf.Options{}, s), document(t, pdf.Options{Profile: pdf.X4}, s)
	got, want := plates(t, x1a), plates(t, x4)
	at := func(x, y float64) int { return int(got["Magenta"].GrayAt(int(x*72/25.4), int(y*72/25.4)).Y) }
	for _, c := range []struct {
		x, y float64
		want int
	}{{10, 10, 0}, {60, 10, 90}, {110, 70, 226}} {
		if level := at(c.x, c.y); level < c.want-6 || level > c.want+6 {
			t.Errorf("magenta at (%v, %v) mm is %d, want %d", c.x, c.y, level, c.want)
		}
	}
	for name, plate := range want {
		far := 0
		for i, level := range plate.Pix {
			if d := int(level) - int(got[name].Pix[i]); d > 24 || d < -24 {
				far++
			}
		}
		// The edges of what lies below fall on other pixels.
		if share := float64(far) / float64(len(plate.Pix)); share > 0.03 {
			t.Errorf("%s: %.1f %% of the pixels differ", name, 100*share)
		}
	}
	if bytes.Contains(x1a, []byte("/SMask")) || bytes.Contains(x1a, []byte("/Group")) {
		t.Error("an X-1a file holds transparency")
	}
	// On another ground the same picture is another.
	twice := *s
	twice.Layers = append(slices.Clone(s.Layers), scene.Layer{Name: scene.Logo, Nodes: []scene.Node{mist(t, scene.Rect{X0: 5, Y0: 5, X1: 55, Y1: 35}, color.NRGBA{255, 255, 255, 0})}})
	if n := bytes.Count(document(t, pdf.Options{}, &twice), []byte("/Subtype /Image /Width 300 /Height 200 /BitsPerComponent 8")); n != 2 {
		t.Errorf("%d pictures", n)
	}
}

// Print shops get a picture in its own colours: by its profile in a file for X-4, as inks in one for X-1a. Screens do not.
func TestOwnColours(t *testing.T) {
	plain := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	gray := image.NewGray(plain.Rect)
	for i := range 64 {
		plain.Set(i%8, i/8, color.NRGBA{0, 160, 120, 255})
		gray.Pix[i] = 60
	}
	var colored, grays, jpg bytes.Buffer
	for _, err := range []error{png.Encode(&colored, plain), png.Encode(&grays, gray), jpeg.Encode(&jpg, plain, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	press, err := icc.Fogra39().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Clone(press)
	other[60]++ // in the part of the header that means nothing here
	inks := bytes.Repeat([]byte{10, 20, 30, 40}, 64)
	for _, c := range []struct {
		name string
		own  *scene.Own
		x4   string // the colour space
		n    string
		ink  []byte // of a pixel for X-1a; nil: any but that of sRGB
	}{
		{"png", &scene.Own{File: colored.Bytes(), Format: "png", Profile: scenetest.AdobeRGB()}, "/ICCBased", "/N 3 ", nil},
		{"jpeg", &scene.Own{File: jpg.Bytes(), Format: "jpeg", Profile: scenetest.AdobeRGB()}, "/ICCBased", "/N 3 ", nil},
		{"grey", &scene.Own{File: grays.Bytes(), Format: "png", Profile: scenetest.Gray()}, "/ICCBased", "/N 1 ", nil},
		{"inks", &scene.Own{File: inks, Format: "cmyk"}, "/DeviceCMYK", "", inks[:4]},
		{"inks of the press", &scene.Own{File: inks, Format: "cmyk", Profile: press}, "/DeviceCMYK", "", inks[:4]},
		{"inks of another press", &scene.Own{File: inks, Format: "cmyk", Profile: other}, "/ICCBased", "/N 4 ", inks[:4]},
	} {
		n := &scene.Image{Rect: scene.Rect{X0: 10, Y0: 10, X1: 20, Y1: 20}, File: colored.Bytes(), Format: "png", Width: 8, Height: 8}
		s := &scene.Scene{Width: 100, Height: 60, Layers: []scene.Layer{{Name: scene.Logo, Nodes: []scene.Node{n}}}}
		plainX1a := document(t, pdf.Options{}, s)
		plainOffice := document(t, pdf.Options{Profile: pdf.Office}, s)
		n.Own = c.own
		x1a, x4 := document(t, pdf.Options{}, s), document(t, pdf.Options{Profile: pdf.X4}, s)
		if !bytes.Equal(plainOffice, document(t, pdf.Options{Profile: pdf.Office}, s)) {
			t.Errorf("%s: an office file has its own colours", c.name)
		}
		pattern := regexp.MustCompile(`(?s)/Subtype /Image.*?stream\n(.*?)\nendstream`)
		head := pattern.Find(x4)
		if head == nil || !bytes.Contains(head, []byte(c.x4)) || c.n != "" && !bytes.Contains(x4, []byte("<<"+c.n+"/Filter")) {
			t.Errorf("%s: in X-4 %.200s", c.name, head)
		}
		samples := func(file []byte) []byte {
			r, err := zlib.NewReader(bytes.NewReader(pattern.FindSubmatch(file)[1]))
			if err != nil {
				t.Fatal(err)
			}
			pixel := make([]byte, 4)
			if _, err := io.ReadFull(r, pixel); err != nil {
				t.Fatal(err)
			}
			return pixel
		}
		if got := samples(x1a); c.ink != nil && !bytes.Equal(got, c.ink) || c.ink == nil && bytes.Equal(got, samples(plainX1a)) {
			t.Errorf("%s: inks %v in X-1a", c.name, got)
		}
		if bytes.Contains(x1a, []byte("/ICCBased")) {
			t.Errorf("%s: a profile in X-1a", c.name)
		}
		for _, program := range []string{"mutool", "gs", "pdftoppm"} {
			scenetest.Render(t, program, saved(t, x4), image.Pt(400, 240))
		}
	}
	broken := &scene.Image{Rect: scene.Rect{X1: 9, Y1: 9}, Width: 8, Height: 8, Own: &scene.Own{File: inks[1:], Format: "cmyk"}}
	if err := pdf.Write(io.Discard, []*scene.Scene{{Width: 9, Height: 9, Layers: []scene.Layer{{Nodes: []scene.Node{broken}}}}}, pdf.Options{}); !errors.Is(err, pdf.ErrContainer) {
		t.Error(err)
	}
}
