package svg_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
	"github.com/bangron/bangron/signage/internal/svg"
	"pgregory.net/rapid"
)

func write(t interface {
	Helper()
	Fatal(...any)
}, s *scene.Scene, o svg.Options) string {
	t.Helper()
	var file strings.Builder
	if err := svg.Write(&file, s, o); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

func page(width, height float64, nodes ...scene.Node) *scene.Scene {
	return &scene.Scene{Width: width, Height: height, Layers: []scene.Layer{{Name: scene.Ground, Nodes: nodes}}}
}

func path(draw func(*scene.Path)) *scene.Fill {
	f := &scene.Fill{Path: &scene.Path{}, Ink: scene.Ink{R: 0xDA, G: 0x25, B: 0x1D}}
	draw(f.Path)
	return f
}

func TestFile(t *testing.T) {
	s := page(100, 50,
		path(func(p *scene.Path) { p.Rectangle(scene.Rect{X0: -1, Y0: 0.25, X1: 2.5, Y1: 4}) }),
		&scene.Link{Rect: scene.Rect{X0: 1, Y0: 2, X1: 3, Y1: 5}, URL: "https://x.vn/?a=1&b=2"},
	)
	s.Title = "A & B"
	s.Layers = append(s.Layers, scene.Layer{Name: scene.Ground})
	s.Layers[0].Nodes[0].(*scene.Fill).EvenOdd = true
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="100mm" height="50mm" viewBox="0 0 100 50">
<title>A &amp; B</title>
<g id="ground">
<path fill="#da251d" fill-rule="evenodd" d="m-1 .25h3.5v3.75h-3.5z"/>
<a xlink:href="https://x.vn/?a=1&amp;b=2"><rect x="1" y="2" width="2" height="3" fill="none" pointer-events="all"/></a>
</g>
<g>
</g>
</svg>
`
	if got := write(t, s, svg.Options{Links: true}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := write(t, s, svg.Options{}); strings.Contains(got, "x.vn") {
		t.Error("a link nobody asked for")
	}
}

func TestPathData(t *testing.T) {
	at := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	for _, c := range []struct {
		name  string
		width float64
		draw  func(*scene.Path)
		want  string
	}{
		{"nothing", 100, func(*scene.Path) {}, ""},
		{"commands", 100, func(p *scene.Path) {
			p.MoveTo(at(1, 2))
			p.LineTo(at(2, 4))
			p.LineTo(at(1, 3.5))
			p.QuadTo(at(0, 0), at(1, 1))
			p.CubeTo(at(1, 2), at(2, 2), at(0.5, 0.125))
			p.Close()
		}, "m1 2l1 2-1-.5q-1-3.5 0-2.5c0 1 1 1-.5-.875z"},
		{"contours start from where the last one began", 100, func(p *scene.Path) {
			p.MoveTo(at(1, 1))
			p.LineTo(at(2, 1))
			p.Close()
			p.MoveTo(at(3, 1))
			p.LineTo(at(3, 2))
			p.Close()
		}, "m1 1h1zm2 0v1z"},
		{"rounding does not add up", 100, func(p *scene.Path) {
			p.MoveTo(at(0, 0))
			for i := range 6 {
				p.LineTo(at(float64(i+1)*0.0004, 0))
			}
		}, "m0 0h.001 .001"},
		{"a page of a metre", 1000.5, func(p *scene.Path) { p.MoveTo(at(999.123, 0.004)) }, "m999.12 0"},
		{"a page of ten metres", 12000, func(p *scene.Path) { p.MoveTo(at(999.16, 0.04)) }, "m999.2 0"},
		{"a page of a kilometre", 1e6 + 1, func(p *scene.Path) { p.MoveTo(at(999.6, -20)) }, "m1000-20"},
	} {
		got := write(t, page(c.width, 50, path(c.draw)), svg.Options{})
		_, got, _ = strings.Cut(got, ` d="`)
		got, _, _ = strings.Cut(got, `"`)
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPixels(t *testing.T) {
	s := page(317.5, 79.375, path(func(p *scene.Path) { p.Rectangle(scene.Rect{X1: 158.75, Y1: 25.4}) }))
	got := write(t, s, svg.Options{Unit: svg.Pixel})
	for _, want := range []string{`width="1200px" height="300px" viewBox="0 0 1200 300"`, `d="m0 0h600v96h-600z"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// element is any element of a file.
type element struct {
	XMLName  xml.Name
	ID       string    `xml:"id,attr"`
	Label    string    `xml:"aria-label,attr"`
	Href     string    `xml:"http://www.w3.org/1999/xlink href,attr"`
	Text     string    `xml:",chardata"`
	Elements []element `xml:",any"`
}

func (e *element) each(f func(*element)) {
	f(e)
	for i := range e.Elements {
		e.Elements[i].each(f)
	}
}

func parse(t interface {
	Helper()
	Fatal(...any)
}, file string) *element {
	t.Helper()
	root := &element{}
	if err := xml.Unmarshal([]byte(file), root); err != nil {
		t.Fatal(err)
	}
	return root
}

// The file is well-formed whatever stands in it, and says what its texts say.
func TestTextIsKept(t *testing.T) {
	samples := scenetest.Samples(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.String(),
			rapid.StringOf(rapid.SampledFrom([]rune("<>&\"']]>--\x00\x08\x1f\ufffe\uffffĐƯỜNG\u0301\t\r\n"))),
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		)
		s := *samples[0].Scene
		s.Title = text.Draw(t, "title")
		glyphs := *s.Layers[1].Nodes[0].(*scene.Glyphs)
		glyphs.Text = text.Draw(t, "text")
		link := &scene.Link{Rect: scene.Rect{X1: 1, Y1: 1}, URL: text.Draw(t, "url")}
		s.Layers = []scene.Layer{{Name: text.Draw(t, "layer"), Nodes: []scene.Node{&glyphs, link}}}
		root := parse(t, write(t, &s, svg.Options{Links: true}))
		layer := root.Elements[1]
		for _, c := range [][2]string{
			{root.Elements[0].Text, s.Title},
			{layer.ID, s.Layers[0].Name},
			{layer.Elements[0].Label, glyphs.Text},
			{layer.Elements[1].Href, link.URL},
		} {
			if want := asXML(c[1]); c[0] != want {
				t.Fatalf("%q, want %q", c[0], want)
			}
		}
	})
}

// asXML is the text with what XML 1.0 cannot hold (section 2.2, Char) replaced.
func asXML(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			b.WriteRune(r)
		default:
			b.WriteRune('\uFFFD')
		}
	}
	return b.String()
}

// Names are unique, and nothing points outside the file.
func TestSamplesStandAlone(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		ids := make(map[string]bool)
		parse(t, write(t, sample.Scene, svg.Options{})).each(func(e *element) {
			if e.ID != "" && ids[e.ID] {
				t.Errorf("%s: two elements %q", sample.Name, e.ID)
			}
			ids[e.ID] = true
			switch e.XMLName.Local {
			case "svg", "title", "g", "path", "clipPath", "rect":
			case "image":
				if !strings.HasPrefix(e.Href, "data:image/png;base64,") {
					t.Errorf("%s: picture from %.30q", sample.Name, e.Href)
				}
			default:
				t.Errorf("%s: element %s", sample.Name, e.XMLName.Local)
			}
		})
	}
}

func TestPictureIsEmbeddedAsGiven(t *testing.T) {
	file := []byte{0xFF, 0xD8, 0, 1, 2, 3}
	s := page(50, 50, &scene.Image{Rect: scene.Rect{X0: 1, Y0: 2, X1: 4, Y1: 8}, File: file, Format: "jpeg"})
	got := write(t, s, svg.Options{})
	want := `<image x="1" y="2" width="3" height="6" preserveAspectRatio="none" xlink:href="data:image/jpeg;base64,` +
		base64.StdEncoding.EncodeToString(file) + `"/>`
	if !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}

func TestBrokenScenes(t *testing.T) {
	for _, sample := range scenetest.Broken() {
		var file bytes.Buffer
		if err := svg.Write(&file, sample.Scene, svg.Options{}); !errors.Is(err, svg.ErrScene) {
			t.Errorf("%s: %v", sample.Name, err)
		}
		if file.Len() > 0 {
			t.Errorf("%s: %d bytes written", sample.Name, file.Len())
		}
	}
	link := page(50, 50, &scene.Link{Rect: scene.Rect{X0: 9, X1: 1, Y1: 9}})
	if err := svg.Write(io.Discard, link, svg.Options{Links: true}); !errors.Is(err, svg.ErrScene) {
		t.Errorf("link inside out: %v", err)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestWriteError(t *testing.T) {
	full := errors.New("disk full")
	if err := svg.Write(brokenWriter{full}, page(50, 50), svg.Options{}); !errors.Is(err, full) {
		t.Error(err)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		first := write(t, sample.Scene, svg.Options{})
		if second := write(t, sample.Scene, svg.Options{}); first != second {
			t.Errorf("%s differs", sample.Name)
		}
	}
}

func BenchmarkBanner(b *testing.B) {
	s := scenetest.Banner(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := svg.Write(io.Discard, s, svg.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
