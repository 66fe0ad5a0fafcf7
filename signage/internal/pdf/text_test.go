package pdf_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// outlined is a scene with its text as areas.
func outlined(t testing.TB, s *scene.Scene) *scene.Scene {
	t.Helper()
	out := *s
	out.Layers = nil
	for _, layer := range s.Layers {
		l := scene.Layer{Name: layer.Name}
		for _, node := range layer.Nodes {
			if g, ok := node.(*scene.Glyphs); ok {
				path, err := g.Path()
				if err != nil {
					t.Fatal(err)
				}
				node = &scene.Fill{Path: path, Ink: g.Ink}
			}
			l.Nodes = append(l.Nodes, node)
		}
		out.Layers = append(out.Layers, l)
	}
	return &out
}

// line sets a text at a size in mm; the words stand apart without a glyph for the space, as the layout sets them.
func line(t testing.TB, id, said string, size, x, y float64) *scene.Glyphs {
	t.Helper()
	face, err := fonts.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	all, _, err := face.Shape(said)
	if err != nil {
		t.Fatal(err)
	}
	g := &scene.Glyphs{Face: face, Size: size, Origin: scene.Point{X: x, Y: y}, Ink: scene.Black(), Text: said}
	for _, glyph := range all {
		if []rune(said)[glyph.Cluster] != ' ' {
			g.Run = append(g.Run, glyph)
		}
	}
	return g
}

// The whole alphabet, and words with kerning, digits and signs.
var said = []string{
	"Chứng thực chữ ký người dịch – Ủy ban nhân dân cấp xã: 10.000 đồng/trường hợp (Thông tư 281/2016/TT-BTC)",
	"“VĂN TÀI TỰ AV” · Ngày 01/10/2025; 50%",
	fonts.Letters[:len(fonts.Letters)/2],
	fonts.Letters[len(fonts.Letters)/2:],
}

func lines(t testing.TB) *scene.Scene {
	s := &scene.Scene{Title: "Chữ", Width: 297, Height: 120}
	var nodes []scene.Node
	for i, text := range said {
		for k, face := range []string{"be-vietnam-pro-700", "be-vietnam-pro-400", "tinos-400"} {
			nodes = append(nodes, line(t, face, text, 4.4, 8, 8+float64(9*(3*i+k))))
		}
	}
	s.Layers = []scene.Layer{{Name: scene.Text, Nodes: nodes}}
	return s
}

func TestTextIsLive(t *testing.T) {
	path := saved(t, document(t, pdf.Options{Profile: pdf.Office, Live: true}, lines(t)))
	for _, reader := range [][]string{{"pdftotext", "-raw", path, "-"}, {"pdftotext", path, "-"}, {"mutool", "draw", "-q", "-F", "txt", path}} {
		out := run(t, reader[0], reader[1:]...)
		for _, text := range said {
			if n := strings.Count(out, text+"\n"); n != 3 {
				t.Errorf("%s has %q %d times in\n%s", reader[0], text, n, out)
			}
		}
	}
	embedded := regexp.MustCompile(`(?m)^[A-Z]{6}\+\S+ +CID Type 0C +Identity-H +yes yes yes`)
	if out := run(t, "pdffonts", path); len(embedded.FindAllString(out, -1)) != 3 {
		t.Error(out)
	}
}

// What a press file shows are outlines: no font can be missing or replaced.
func TestPressHasNoFonts(t *testing.T) {
	if file := document(t, pdf.Options{}, lines(t)); bytes.Contains(file, []byte("/FontDescriptor")) {
		t.Error("a press file has a font")
	}
}

// Live text looks as its outlines do: viewers may move a glyph by a part of a pixel, not more.
func TestTextLooksLikeItsOutlines(t *testing.T) {
	s := lines(t)
	s.Height = 60 // the rest of the lines would show nothing else
	live := saved(t, document(t, pdf.Options{Profile: pdf.Office, Live: true}, s))
	shapes := saved(t, document(t, pdf.Options{Profile: pdf.Office}, outlined(t, s)))
	size := image.Pt(1485, 300)
	for _, program := range []string{"pdftoppm", "mutool", "gs"} {
		t.Run(program, func(t *testing.T) {
			got, want := scenetest.Render(t, program, live, size), scenetest.Render(t, program, shapes, size)
			for y := range size.Y {
				for x := range size.X {
					if !amid(got, want, x, y) || !amid(want, got, x, y) {
						t.Fatalf("pixel (%d, %d) is %v, want %v as around", x, y, got.At(x, y), want.At(x, y))
					}
				}
			}
		})
	}
}

// amid tells whether the brightness of a pixel lies within that of the pixels of another picture within one of it.
func amid(a, b image.Image, x, y int) bool {
	const tolerance = 90 << 8 // poppler draws hairlines as areas at half the weight that they have as text
	level := func(m image.Image, x, y int) int {
		if !image.Pt(x, y).In(m.Bounds()) {
			return 0xFFFF
		}
		_, g, _, _ := m.At(x, y).RGBA()
		return int(g)
	}
	low, high := 0xFFFF, 0
	for v := y - 1; v <= y+1; v++ {
		for u := x - 1; u <= x+1; u++ {
			low, high = min(low, level(b, u, v)), max(high, level(b, u, v))
		}
	}
	at := level(a, x, y)
	return at >= low-tolerance && at <= high+tolerance
}

// Large letters are outlines, and their words can still be found.
func TestLargeTextIsFound(t *testing.T) {
	s := &scene.Scene{Width: 500, Height: 100, Layers: []scene.Layer{{Nodes: []scene.Node{line(t, "be-vietnam-pro-800", "CHÀO MỪNG NGÀY 10/10", 30, 10, 60)}}}}
	file := document(t, pdf.Options{Profile: pdf.Office, Live: true}, s)
	if content := contents(t, file)[0]; !strings.Contains(content, "BT 3 Tr ") || !strings.Contains(content, " c\n") {
		t.Errorf("no outlines over text that does not show in %.80q", content)
	}
	if out := run(t, "pdftotext", saved(t, file), "-"); !strings.Contains(out, "CHÀO MỪNG NGÀY 10/10\n") {
		t.Errorf("%q", out)
	}
}

// Letters that are set apart are one word all the same.
func TestTrackedTextIsWords(t *testing.T) {
	const said = "CHÀO MỪNG VĂN TÀI ƯỚC"
	for _, size := range []float64{4, 30} { // live, and found under its outlines
		for _, track := range []float64{0.04, 0.1, 0.16} {
			g := line(t, "be-vietnam-pro-700", said, size, 10, 60)
			for i := range g.Run {
				g.Run[i].X += float64(i) * track * float64(g.Face.UnitsPerEm())
			}
			s := &scene.Scene{Width: 800, Height: 100, Layers: []scene.Layer{{Nodes: []scene.Node{g}}}}
			path := saved(t, document(t, pdf.Options{Profile: pdf.Office, Live: true}, s))
			for _, reader := range [][]string{{"pdftotext", "-raw", path, "-"}, {"pdftotext", path, "-"}, {"mutool", "draw", "-q", "-F", "txt", path}} {
				if out := run(t, reader[0], reader[1:]...); !strings.Contains(out, said+"\n") {
					t.Errorf("%g mm, %g em apart: %s reads %q", size, track, reader[0], out)
				}
			}
		}
	}
}

// A font that may not be embedded is not, and its words are found all the same.
func TestFontThatMayNotTravel(t *testing.T) {
	file, err := os.ReadFile("../../../fonts/data/Tinos_400Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	const restricted = 2 // fsType, which stands at 8 in the table that the directory places
	entry := bytes.Index(file, []byte("OS/2"))
	binary.BigEndian.PutUint16(file[binary.BigEndian.Uint32(file[entry+8:])+8:], restricted)
	face, err := fonts.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	const said = "CHÀO MỪNG NGÀY 10/10"
	glyphs, _, err := face.Shape(said)
	if err != nil {
		t.Fatal(err)
	}
	g := &scene.Glyphs{Face: face, Size: 5, Origin: scene.Point{X: 10, Y: 60}, Ink: scene.Black(), Text: said, Run: glyphs}
	path := saved(t, document(t, pdf.Options{Profile: pdf.Office, Live: true}, &scene.Scene{Width: 200, Height: 100, Layers: []scene.Layer{{Nodes: []scene.Node{g}}}}))
	if out := run(t, "pdffonts", path); strings.Contains(out, "Tinos") {
		t.Error(out)
	}
	if out := run(t, "pdftotext", path, "-"); !strings.Contains(out, said+"\n") {
		t.Errorf("%q", out)
	}
}

// A run whose text is another's, or that says nothing, is drawn all the same.
func TestTextThatDoesNotBelong(t *testing.T) {
	strange := line(t, "be-vietnam-pro-400", "Hộ tịch", 5, 10, 10)
	strange.Text = "Hộ"
	mute := line(t, "be-vietnam-pro-400", "Hộ tịch", 5, 10, 20)
	mute.Text = ""
	for _, g := range []*scene.Glyphs{strange, mute} {
		s := &scene.Scene{Width: 60, Height: 40, Layers: []scene.Layer{{Nodes: []scene.Node{g}}}}
		if content := contents(t, document(t, pdf.Options{Profile: pdf.Office, Live: true}, s))[0]; strings.Contains(content, "BT") || !strings.Contains(content, " c\n") {
			t.Errorf("%q: %.80q", g.Text, content)
		}
	}
}

// A layer that pages share is in the file once, and on every page.
func TestSharedLayers(t *testing.T) {
	ground, own := scenetest.Samples(t)[1].Scene, scenetest.Samples(t)[4].Scene
	var pages []*scene.Scene
	for range 5 {
		pages = append(pages, &scene.Scene{Width: ground.Width, Height: ground.Height, Layers: append([]scene.Layer{ground.Layers[0], ground.Layers[1]}, own.Layers[1])})
	}
	one, all := document(t, pdf.Options{Profile: pdf.Office, Live: true}, pages[0]), document(t, pdf.Options{Profile: pdf.Office, Live: true}, pages...)
	if n := bytes.Count(all, []byte("/Subtype /Form")); n != 3 {
		t.Errorf("%d forms", n)
	}
	if n := bytes.Count(one, []byte("/Subtype /Form")); n != 0 {
		t.Errorf("%d forms of a single page", n)
	}
	path := saved(t, all)
	out := filepath.Join(t.TempDir(), "last.pdf")
	run(t, "qpdf", path, "--pages", ".", "5", "--", out)
	last, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	size := image.Pt(300, 200)
	scenetest.Same(t, scenetest.Render(t, "mutool", saved(t, last), size), scenetest.Render(t, "mutool", saved(t, one), size))
}

// A glyph that comes again costs next to nothing, as its outline is the same bytes.
func TestGlyphsThatComeAgain(t *testing.T) {
	face, err := fonts.Lookup("be-vietnam-pro-700")
	if err != nil {
		t.Fatal(err)
	}
	line := func(text string) int {
		run, _, err := face.Shape(text)
		if err != nil {
			t.Fatal(err)
		}
		g := &scene.Glyphs{Face: face, Size: 40, Origin: scene.Point{X: 10, Y: 60}, Run: run, Text: text, Ink: scene.Black()}
		return len(document(t, pdf.Options{}, &scene.Scene{Width: 2000, Height: 100, Layers: []scene.Layer{{Name: scene.Text, Nodes: []scene.Node{g}}}}))
	}
	once, thrice := line("NGÀY CHUYỂN ĐỔI SỐ"), line("NGÀY CHUYỂN ĐỔI SỐ NGÀY CHUYỂN ĐỔI SỐ NGÀY CHUYỂN ĐỔI SỐ")
	if glyph := (thrice - once) / 36; glyph > 25 {
		t.Errorf("%d bytes to a glyph that was there before", glyph)
	}
}
