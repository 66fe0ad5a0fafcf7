package pdf_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

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
		pdf.X4:  {"PDF version:     1.6"},
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

// Ghostscript's separations show the expected ink: red ground in M and Y, black text in K over the red, white and the cut
// line on plates of their own.
func TestSeparations(t *testing.T) {
	folder := t.TempDir()
	path := saved(t, document(t, pdf.Options{}, pressSheet(t)))
	run(t, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72", "-sOutputFile="+filepath.Join(folder, "p%d.tif"), path)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var plates []string
	for _, e := range entries {
		if name := e.Name(); strings.Contains(name, "(") {
			plates = append(plates, strings.TrimSuffix(name[strings.Index(name, "(")+1:], ").tif"))
		}
	}
	if want := []string{"Black", "CutContour", "Cyan", "Magenta", "White", "Yellow"}; strings.Join(plates, " ") != strings.Join(want, " ") {
		t.Errorf("plates %v, want %v", plates, want)
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
	if out := run(t, "mutool", "pages", path); !strings.Contains(out, `UserUnit`) && !strings.Contains(out, `28346`) {
		t.Error(out)
	}
	if out := run(t, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=bbox", "-r10", path); !strings.Contains(out, "28346") {
		t.Logf("gs: %s", out)
	}
}

// The same in every build.
func TestPressFilesAreTheSame(t *testing.T) {
	want := document(t, pdf.Options{}, pressSheet(t))
	for i := range 50 {
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
