package press_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

func textFace(t rapid.TB) *fonts.Face {
	t.Helper()
	face, err := fonts.Set{}.Face(fonts.Text)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

var slug = press.Slug{
	Unit: "UBND xã Tân Trào", Name: "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", Size: "6 × 0,8 m", Scale: "1:10", Date: "10/10/2022", Hash: "8f478eed",
}

// At any size and scale, marks stand on the sheet and outside the bleed, their lines have a quarter of a point in the
// file, and the slug says what must be known.
func TestMarks(t *testing.T) {
	const quarterPoint = 0.25 * 25.4 / 72
	face := textFace(t)
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.SampledFrom([]float64{1, 10}).Draw(t, "scale")
		s := &scene.Scene{
			Width: scale * rapid.Float64Range(40, 5000).Draw(t, "width"), Height: scale * rapid.Float64Range(40, 5000).Draw(t, "height"),
			Bleed: scene.Edges{Top: rapid.Float64Range(0, 100).Draw(t, "top"), Left: rapid.Float64Range(0, 100).Draw(t, "left")}, Margin: scene.Even(press.Margin * scale),
		}
		layer, err := press.Marks(s, scale, face, slug)
		if err != nil {
			t.Fatal(err)
		}
		if layer.Name != scene.Marks {
			t.Fatalf("the layer is called %q", layer.Name)
		}
		said := ""
		for i, n := range layer.Nodes {
			if !s.Sheet().Contains(n.Bounds(), 1e-6) {
				t.Fatalf("%v leaves the sheet %v", n.Bounds(), s.Sheet())
			}
			switch n := n.(type) {
			case *scene.Fill:
				if n.Ink.Registration != (i < 2) {
					t.Fatalf("node %d is in the registration ink: %v", i, n.Ink.Registration)
				}
				contours(n.Path, func(box scene.Rect) {
					if box.Intersects(s.BleedBox()) {
						t.Fatalf("the mark %v lies in the bleed %v", box, s.BleedBox())
					}
					if line := min(box.Width(), box.Height()); i == 0 && math.Abs(line-quarterPoint*scale) > 1e-9 {
						t.Fatalf("a line of %v mm, want %v", line, quarterPoint*scale)
					}
				})
			case *scene.Glyphs:
				said += " · " + n.Text
				if n.Extent.Intersects(s.BleedBox()) || n.Ink != scene.Black() {
					t.Fatalf("the slug %q at %v in %v", n.Text, n.Extent, n.Ink)
				}
				for j, other := range layer.Nodes {
					if g, ok := other.(*scene.Glyphs); ok && j != i && g.Extent.Intersects(n.Extent) {
						t.Fatalf("the lines %q and %q of the slug stand on each other", g.Text, n.Text)
					}
					if fill, ok := other.(*scene.Fill); ok && j != i {
						contours(fill.Path, func(box scene.Rect) {
							if box.Intersects(n.Extent) {
								t.Fatalf("the slug at %v stands on the mark at %v", n.Extent, box)
							}
						})
					}
				}
			}
		}
		if !strings.HasSuffix(said, " · 6 × 0,8 m · 1:10 · 10/10/2022 · 8f478eed") || !strings.Contains(said, "CH") || !strings.Contains(said, "U") {
			t.Fatalf("on %v mm the slug says %q", s.Width/scale, said)
		}
	})
}

// contours calls f with the extent of every contour.
func contours(p *scene.Path, f func(box scene.Rect)) {
	one := &scene.Path{}
	p.Walk(func(v scene.Verb, _ scene.Point, to []scene.Point) {
		one.Verbs, one.Points = append(one.Verbs, v), append(one.Points, to...)
		if v == scene.Close {
			f(one.Bounds())
			one = &scene.Path{}
		}
	})
}

func marked(t *testing.T, width float64, slug press.Slug) (inks []scene.Ink, text string) {
	t.Helper()
	layer, err := press.Marks(&scene.Scene{Width: width, Height: 300, Margin: scene.Even(press.Margin)}, 1, textFace(t), slug)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range layer.Nodes {
		switch n := n.(type) {
		case *scene.Fill:
			inks = append(inks, n.Ink)
		case *scene.Glyphs:
			text += "|" + n.Text
		}
	}
	return inks[2:], text
}

func TestColorBarAndSlug(t *testing.T) {
	inks, text := marked(t, 600, slug)
	for _, want := range []scene.Ink{{C: 1}, {M: 1}, {Y: 1}, {K: 1}, {C: 0.5}, {M: 0.5}, {Y: 0.5}, {K: 0.5}, {C: 1, M: 1}, {C: 1, Y: 1}, {M: 1, Y: 1}} {
		if !slices.ContainsFunc(inks, func(i scene.Ink) bool { return i.C == want.C && i.M == want.M && i.Y == want.Y && i.K == want.K }) {
			t.Errorf("the colour bar lacks %v", want)
		}
	}
	if text != "|UBND xã Tân Trào · CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10 · 6 × 0,8 m · 1:10 · 10/10/2022 · 8f478eed" {
		t.Errorf("the slug is %q", text)
	}
	for width, want := range map[float64]string{
		80: "|UBND xã Tân Trào · CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10|6 × 0,8 m · 1:10 · 10/10/2022 · 8f478eed",
		40: "|UBND xã Tân Trào · CHÀO MỪNG NGÀY CHU…|6 × 0,8 m · 1:10 · 10/10/2022 · 8f478eed",
	} {
		if _, text := marked(t, width, slug); text != want {
			t.Errorf("on %v mm: slug %q, want %q", width, text, want)
		}
	}
	if inks, _ := marked(t, 40, slug); len(inks) != 0 {
		t.Errorf("on 40 mm: %d fields", len(inks))
	}
	if _, text := marked(t, 600, press.Slug{Name: "xã → 🎉"}); text != "|xã ? ?" {
		t.Errorf("letters that the face lacks: %q", text)
	}
}
