package scene_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

func coordinate() *rapid.Generator[float64] { return rapid.Float64Range(-1000, 1000) }

func point() *rapid.Generator[scene.Point] {
	return rapid.Custom(func(t *rapid.T) scene.Point {
		return scene.Point{X: coordinate().Draw(t, "x"), Y: coordinate().Draw(t, "y")}
	})
}

// paths draws paths of all verbs, some with several contours, some left open.
func paths() *rapid.Generator[*scene.Path] {
	return rapid.Custom(func(t *rapid.T) *scene.Path {
		p := &scene.Path{}
		for range rapid.IntRange(1, 3).Draw(t, "contours") {
			p.MoveTo(point().Draw(t, "start"))
			for range rapid.IntRange(1, 5).Draw(t, "steps") {
				a, b, c := point().Draw(t, "a"), point().Draw(t, "b"), point().Draw(t, "c")
				switch rapid.SampledFrom([]scene.Verb{scene.Line, scene.Quad, scene.Cube}).Draw(t, "verb") {
				case scene.Line:
					p.LineTo(a)
				case scene.Quad:
					p.QuadTo(a, b)
				case scene.Cube:
					p.CubeTo(a, b, c)
				}
			}
			if rapid.Bool().Draw(t, "closed") {
				p.Close()
			}
		}
		return p
	})
}

// along is the point of a step at a share of its way, by de Casteljau's construction.
func along(from scene.Point, to []scene.Point, share float64) scene.Point {
	points := append([]scene.Point{from}, to...)
	for ; len(points) > 1; points = points[:len(points)-1] {
		for i := range len(points) - 1 {
			points[i].X += (points[i+1].X - points[i].X) * share
			points[i].Y += (points[i+1].Y - points[i].Y) * share
		}
	}
	return points[0]
}

// sampled is the extent of n points on every step of a path.
func sampled(p *scene.Path, n int) scene.Rect {
	r := scene.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	p.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) {
		if v == scene.Move {
			from = to[0]
		}
		for i := range n + 1 {
			q := along(from, to, float64(i)/float64(n))
			r = scene.Rect{X0: min(r.X0, q.X), Y0: min(r.Y0, q.Y), X1: max(r.X1, q.X), Y1: max(r.Y1, q.Y)}
		}
	})
	return r
}

// The bounds hold the whole curve, and the curve reaches every edge of them.
func TestBoundsAreThoseOfTheCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := paths().Draw(t, "path")
		got, want := p.Bounds(), sampled(p, 400)
		if !got.Contains(want, 1e-9) {
			t.Fatalf("bounds %v leave out %v", got, want)
		}
		// Between two of 400 samples a curve of this size turns back within a hundredth of a millimetre… of 2 m.
		if !want.Contains(got, 0.05) {
			t.Fatalf("bounds %v reach beyond the curve, %v", got, want)
		}
	})
}

// A cubic whose coordinate is in truth quadratic or linear turns where that one does.
func TestBoundsOfDegenerateCurves(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(p *scene.Path)
		want scene.Rect
	}{
		{"empty", func(*scene.Path) {}, scene.Rect{}},
		{"a point", func(p *scene.Path) { p.MoveTo(scene.Point{X: 3, Y: 4}) }, scene.Rect{X0: 3, Y0: 4, X1: 3, Y1: 4}},
		{"a quadratic", func(p *scene.Path) {
			p.MoveTo(scene.Point{})
			p.QuadTo(scene.Point{X: 10, Y: 20}, scene.Point{X: 20})
		}, scene.Rect{X1: 20, Y1: 10}},
		{"a quadratic as a cubic", func(p *scene.Path) {
			p.MoveTo(scene.Point{})
			p.CubeTo(scene.Point{X: 1, Y: 4}, scene.Point{X: 2, Y: 4}, scene.Point{X: 3})
		}, scene.Rect{X1: 3, Y1: 3}},
		{"a line as a cubic", func(p *scene.Path) {
			p.MoveTo(scene.Point{})
			p.CubeTo(scene.Point{X: 1, Y: 1}, scene.Point{X: 2, Y: 2}, scene.Point{X: 3, Y: 3})
		}, scene.Rect{X1: 3, Y1: 3}},
		{"a circle", func(p *scene.Path) { p.Circle(scene.Point{X: 5, Y: 6}, 4) }, scene.Rect{X0: 1, Y0: 2, X1: 9, Y1: 10}},
	} {
		p := &scene.Path{}
		c.draw(p)
		if got := p.Bounds(); !got.Contains(c.want, 1e-9) || !c.want.Contains(got, 1e-9) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWalk(t *testing.T) {
	p := &scene.Path{}
	at := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	p.MoveTo(at(1, 1))
	p.LineTo(at(2, 1))
	p.QuadTo(at(3, 1), at(3, 2))
	p.Close()
	p.LineTo(at(0, 0)) // goes on from where the contour began
	q := &scene.Path{}
	q.MoveTo(at(5, 5))
	q.CubeTo(at(6, 5), at(6, 6), at(5, 6))
	q.Close()
	p.Append(q)
	var got []string
	p.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) { got = append(got, fmt.Sprint(v, from, to)) })
	want := []string{
		"0 {0 0} [{1 1}]", "1 {1 1} [{2 1}]", "2 {2 1} [{3 1} {3 2}]", "4 {3 2} []", "1 {1 1} [{0 0}]",
		"0 {0 0} [{5 5}]", "3 {5 5} [{6 5} {6 6} {5 6}]", "4 {5 6} []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A map of a path maps its curves: sampled points of one are the mapped samples of the other. The original stays.
func TestTransformed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, m := paths().Draw(t, "path"), affine().Draw(t, "map")
		verbs, points := slices.Clone(p.Verbs), slices.Clone(p.Points)
		q := p.Transformed(m)
		var want, got []scene.Point
		sample := func(into *[]scene.Point, each func(scene.Point) scene.Point) func(scene.Verb, scene.Point, []scene.Point) {
			return func(v scene.Verb, from scene.Point, to []scene.Point) {
				if v == scene.Move {
					from = to[0]
				}
				for _, share := range []float64{0, 0.3, 1} {
					*into = append(*into, each(along(from, to, share)))
				}
			}
		}
		p.Walk(sample(&want, m.Apply))
		q.Walk(sample(&got, func(a scene.Point) scene.Point { return a }))
		if diff := cmp.Diff(want, got, approximately); diff != "" {
			t.Fatal(diff)
		}
		if !slices.Equal(p.Verbs, verbs) || !slices.Equal(p.Points, points) {
			t.Fatal("the path itself has changed")
		}
	})
}

// Every shape is made of closed contours and has the bounds that its description gives it.
func TestShapes(t *testing.T) {
	box := scene.Rect{X0: 10, Y0: 20, X1: 50, Y1: 40}
	for _, c := range []struct {
		name     string
		draw     func(p *scene.Path)
		contours int
		bounds   scene.Rect
	}{
		{"rectangle", func(p *scene.Path) { p.Rectangle(box) }, 1, box},
		{"rounded", func(p *scene.Path) { p.Rounded(box, 3) }, 1, box},
		{"rounded, as far as it goes", func(p *scene.Path) { p.Rounded(box, 1e3) }, 1, box},
		{"rounded by nothing", func(p *scene.Path) { p.Rounded(box, 0) }, 1, box},
		{"circle", func(p *scene.Path) { p.Circle(box.Center(), 5) }, 1, scene.Rect{X0: 25, Y0: 25, X1: 35, Y1: 35}},
		{"ring", func(p *scene.Path) { p.Ring(box.Center(), 5, 2) }, 2, scene.Rect{X0: 24, Y0: 24, X1: 36, Y1: 36}},
		{"frame", func(p *scene.Path) { p.Frame(box, 2) }, 2, box},
		{"stroke", func(p *scene.Path) { p.Stroke(scene.Point{X: 1, Y: 5}, scene.Point{X: 9, Y: 5}, 2) }, 1, scene.Rect{X0: 1, Y0: 4, X1: 9, Y1: 6}},
		{"slanted stroke", func(p *scene.Path) { p.Stroke(scene.Point{}, scene.Point{X: 3, Y: 4}, 10) }, 1, scene.Rect{X0: -4, Y0: -3, X1: 7, Y1: 7}},
		{"stroke of no length", func(p *scene.Path) { p.Stroke(scene.Point{X: 1}, scene.Point{X: 1}, 2) }, 0, scene.Rect{}},
		{"star of four rays", func(p *scene.Path) { p.Star(box.Center(), 4, 10, 4) }, 1, scene.Rect{X0: 20, Y0: 20, X1: 40, Y1: 40}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &scene.Path{}
			c.draw(p)
			if got := p.Bounds(); !got.Contains(c.bounds, 1e-6) || !c.bounds.Contains(got, 1e-6) {
				t.Errorf("bounds %v, want %v", got, c.bounds)
			}
			contours, open := 0, false
			p.Walk(func(v scene.Verb, _ scene.Point, _ []scene.Point) {
				switch v {
				case scene.Move:
					if open {
						t.Errorf("contour %d is not closed", contours)
					}
					contours, open = contours+1, true
				case scene.Close:
					open = false
				}
			})
			if open || contours != c.contours {
				t.Errorf("%d contours, want %d; left open: %v", contours, c.contours, open)
			}
		})
	}
}

// The circle of Bézier curves is one to within 0.03 % of its radius.
func TestCircleIsRound(t *testing.T) {
	p := &scene.Path{}
	p.Circle(scene.Point{X: 3, Y: -2}, 100)
	p.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) {
		if v != scene.Cube {
			return
		}
		for i := range 101 {
			q := along(from, to, float64(i)/100)
			if radius := math.Hypot(q.X-3, q.Y+2); math.Abs(radius-100) > 0.03 {
				t.Errorf("the radius is %v at %v", radius, q)
			}
		}
	})
}

// The first ray of a star points upwards; its rays alternate with the radius between them.
func TestStar(t *testing.T) {
	p := &scene.Path{}
	p.Star(scene.Point{X: 1, Y: 2}, 5, 10, 4)
	if len(p.Points) != 10 {
		t.Fatalf("%d points, want 10", len(p.Points))
	}
	if top := p.Points[0]; math.Abs(top.X-1) > 1e-9 || math.Abs(top.Y+8) > 1e-9 {
		t.Errorf("the first ray ends at %v, want {1 -8}", top)
	}
	for i, q := range p.Points {
		want := []float64{10, 4}[i%2]
		if radius := math.Hypot(q.X-1, q.Y-2); math.Abs(radius-want) > 1e-9 {
			t.Errorf("point %d has radius %v, want %v", i, radius, want)
		}
	}
}

// The outline of a run stands on its baseline, in millimetres and with y down.
func TestGlyphsPath(t *testing.T) {
	face, err := fonts.Lookup("be-vietnam-pro-800")
	if err != nil {
		t.Fatal(err)
	}
	run, _, err := face.Shape("HO HỘ")
	if err != nil {
		t.Fatal(err)
	}
	const size = 50.0
	g := &scene.Glyphs{Face: face, Size: size, Origin: scene.Point{X: 7, Y: 90}, Run: run}
	p, err := g.Path()
	if err != nil {
		t.Fatal(err)
	}
	unit := size / float64(face.UnitsPerEm())
	want := scene.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, glyph := range run {
		o, err := face.Outline(glyph.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Segments) == 0 {
			continue
		}
		want.X0, want.X1 = min(want.X0, 7+(glyph.X+o.Min.X)*unit), max(want.X1, 7+(glyph.X+o.Max.X)*unit)
		want.Y0, want.Y1 = min(want.Y0, 90-(glyph.Y+o.Max.Y)*unit), max(want.Y1, 90-(glyph.Y+o.Min.Y)*unit)
	}
	if got := p.Bounds(); !got.Contains(want, 1e-6) || !want.Contains(got, 1e-6) {
		t.Errorf("bounds %v, want %v", got, want)
	}
	// The H stands on the baseline with the face's own letter height.
	h, err := (&scene.Glyphs{Face: face, Size: size, Run: run[:1]}).Path()
	if err != nil {
		t.Fatal(err)
	}
	if got := h.Bounds(); math.Abs(got.Y1) > 1e-9 || math.Abs(got.Y0+face.CapHeight()*unit) > 1e-9 {
		t.Errorf("the H reaches from %v to %v mm, want %v to 0", got.Y0, got.Y1, -face.CapHeight()*unit)
	}
	moves, closes := 0, 0
	for _, v := range p.Verbs {
		switch v {
		case scene.Move:
			moves++
		case scene.Close:
			closes++
		}
	}
	if moves != closes || moves == 0 {
		t.Errorf("%d contours, %d closed", moves, closes)
	}
	if _, err := (&scene.Glyphs{Face: face, Size: size, Run: []fonts.Glyph{{ID: math.MaxUint16}}}).Path(); err == nil {
		t.Error("no error for a glyph that the face does not have")
	}
}

func TestNodeBounds(t *testing.T) {
	box := scene.Rect{X0: 1, Y0: 2, X1: 3, Y1: 4}
	p := &scene.Path{}
	p.Rectangle(box)
	for _, n := range []scene.Node{&scene.Fill{Path: p}, &scene.Glyphs{Extent: box}, &scene.Image{Rect: box}, &scene.Link{Rect: box}} {
		if n.Bounds() != box {
			t.Errorf("%T: %v, want %v", n, n.Bounds(), box)
		}
	}
}
