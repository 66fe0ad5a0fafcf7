package raster

import (
	"bytes"
	"math"
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
	"golang.org/x/image/math/fixed"
	"pgregory.net/rapid"
)

// The picture does not depend on the tiles it is drawn in: not in one level of one pixel.
func TestTilesMakeOnePicture(t *testing.T) {
	samples := scenetest.Samples(t)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(samples).Draw(t, "sample").Scene
		p, err := newPage(s, Options{Width: rapid.IntRange(1, 900).Draw(t, "width")}, MaxPixels)
		if err != nil {
			t.Fatal(err)
		}
		checkTiles(t, p)
	})
}

func TestTilesMakeOnePictureOfAnyPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(-150, 450)
		point := rapid.Custom(func(t *rapid.T) scene.Point {
			return scene.Point{X: coordinate.Draw(t, "x"), Y: coordinate.Draw(t, "y")}
		})
		path := &scene.Path{}
		path.MoveTo(point.Draw(t, "start"))
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.SampledFrom([]scene.Verb{scene.Move, scene.Line, scene.Quad, scene.Cube, scene.Close}).Draw(t, "verb") {
			case scene.Move:
				path.MoveTo(point.Draw(t, "to"))
			case scene.Line:
				path.LineTo(point.Draw(t, "to"))
			case scene.Quad:
				path.QuadTo(point.Draw(t, "handle"), point.Draw(t, "to"))
			case scene.Cube:
				path.CubeTo(point.Draw(t, "handle"), point.Draw(t, "handle"), point.Draw(t, "to"))
			case scene.Close:
				path.Close()
			}
		}
		fill := &scene.Fill{Path: path, EvenOdd: rapid.Bool().Draw(t, "even-odd")}
		s := &scene.Scene{Width: 300, Height: 300, Layers: []scene.Layer{{Nodes: []scene.Node{fill}}}}
		p, err := newPage(s, Options{DPI: mmPerInch}, MaxPixels)
		if err != nil {
			t.Fatal(err)
		}
		checkTiles(t, p)
	})
}

func checkTiles(t *rapid.T, p *page) {
	sides := rapid.IntRange(1, 8)
	width, height := grid*sides.Draw(t, "tile width"), grid*sides.Draw(t, "tile height")
	whole := func(side int) int { return (side + grid - 1) / grid * grid }
	got, want := p.image(width, height), p.image(whole(p.width), whole(p.height))
	if bytes.Equal(got.Pix, want.Pix) {
		return
	}
	for i := range got.Pix {
		if got.Pix[i] != want.Pix[i] {
			t.Fatalf("tiles of %d × %d px: (%d, %d) is %v, want %v", width, height,
				i%got.Stride/4, i/got.Stride, got.Pix[i&^3:][:4], want.Pix[i&^3:][:4])
		}
	}
}

// No edge crosses a line of the grid unless it is upright or level, and cutting moves no edge by more than a step of
// the fixed point.
func TestEdgesAreCutAtTheGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Int32Range(-maxReach*64, maxReach*64)
		if rapid.Bool().Draw(t, "near") {
			coordinate = rapid.Int32Range(-9000, 9000)
		}
		point := func(name string) fixed.Point26_6 {
			return fixed.Point26_6{X: fixed.Int26_6(coordinate.Draw(t, name)), Y: fixed.Int26_6(coordinate.Draw(t, name))}
		}
		from, to := point("from"), point("to")
		f := flattener{open: []fixed.Point26_6{from}}
		f.edge(from, to)
		length := math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))
		for i, q := range f.open[1:] {
			p := f.open[i]
			if p.X != q.X && p.Y != q.Y {
				_, crossesX := gridLine(p.X, q.X)
				_, crossesY := gridLine(p.Y, q.Y)
				if crossesX || crossesY {
					t.Fatalf("edge %v to %v crosses the grid", p, q)
				}
			}
			area := float64(to.X-from.X)*float64(q.Y-from.Y) - float64(to.Y-from.Y)*float64(q.X-from.X)
			if length > 0 && math.Abs(area)/length > 1 {
				t.Fatalf("cut %v lies %v steps off", q, math.Abs(area)/length)
			}
		}
		back := flattener{open: []fixed.Point26_6{to}}
		back.edge(to, from)
		if len(back.open) != len(f.open) {
			t.Fatalf("%d points there, %d back", len(f.open), len(back.open))
		}
		for i, p := range f.open {
			if q := back.open[len(f.open)-1-i]; p != q {
				t.Fatalf("cut at %v there, at %v back", p, q)
			}
		}
	})
}

// Curves are smooth at any size: no chord leaves its curve by more than the flatness and the rounding of its ends.
func TestCurvesAreFlattenedFinely(t *testing.T) {
	const allowed = flatness + 1.0/64
	for _, size := range []float64{3, 40, 700, 9000, 90_000} {
		// With handles evenly spaced in x each curve is the graph of a polynomial.
		quad, cube := &scene.Path{}, &scene.Path{}
		quad.MoveTo(scene.Point{})
		quad.QuadTo(scene.Point{X: size / 2, Y: size}, scene.Point{X: size})
		cube.MoveTo(scene.Point{})
		cube.CubeTo(scene.Point{X: size / 3, Y: size}, scene.Point{X: size * 2 / 3, Y: -size}, scene.Point{X: size})
		for _, c := range []struct {
			path  *scene.Path
			graph func(t float64) float64
		}{
			{quad, func(t float64) float64 { return 2 * size * t * (1 - t) }},
			{cube, func(t float64) float64 { return 3 * size * t * (1 - t) * (1 - 2*t) }},
		} {
			f := flattener{toPixels: scale{1, 1}}
			c.path.Walk(f.step)
			if len(f.open) > 40+int(8*math.Sqrt(size))+int(size/grid)*8 {
				t.Errorf("size %v: %d points", size, len(f.open))
			}
			for i, q := range f.open[1:] {
				p := f.open[i]
				x, y := float64(p.X+q.X)/128, float64(p.Y+q.Y)/128
				slope := max(math.Abs(float64(q.Y-p.Y)/max(float64(q.X-p.X), 1)), 1)
				if off := math.Abs(y-c.graph(x/size)) / slope; off > allowed {
					t.Fatalf("size %v: chord at (%v, %v) is %v px off", size, x, y, off)
				}
			}
		}
	}
}

// What a rectangle hides of the one before it need not be painted: no pixel tells whether it was.
func TestTrimmedRectanglesLookTheSame(t *testing.T) {
	const side = 96
	rapid.Check(t, func(t *rapid.T) {
		edge := rapid.OneOf(rapid.Float64Range(-20, side+20), rapid.Map(rapid.IntRange(-1, side+1), func(v int) float64 { return float64(v) }))
		trimmed, plain := &page{width: side, height: side}, &page{width: side, height: side}
		for i := range rapid.IntRange(2, 6).Draw(t, "rectangles") {
			path := &scene.Path{}
			path.Rectangle(scene.Rect{X0: edge.Draw(t, "x0"), Y0: edge.Draw(t, "y0"), X1: edge.Draw(t, "x1"), Y1: edge.Draw(t, "y1")})
			ink := scene.Ink{R: uint8(40 * i), G: uint8(255 - 40*i), B: 90}
			through := rapid.SampledFrom([]float64{0, 0, 0, 0.5}).Draw(t, "through")
			alone := &page{width: side, height: side}
			for _, p := range []*page{trimmed, alone} {
				if err := p.addArea(path, ink, false, through, scale{1, 1}); err != nil {
					t.Fatal(err)
				}
			}
			plain.shapes = append(plain.shapes, alone.shapes...)
		}
		if !bytes.Equal(trimmed.image(128, 128).Pix, plain.image(128, 128).Pix) {
			t.Fatal("the picture depends on the trimming")
		}
	})
}

// A ramp over the whole page is painted once: each of its steps keeps a strip of its own.
func TestRampIsPaintedOnce(t *testing.T) {
	p := &page{width: 300, height: 100}
	for i := range 100 {
		path := &scene.Path{}
		path.Rectangle(scene.Rect{X0: 3*float64(i) - 0.5, Y0: -5, X1: 310, Y1: 110})
		if err := p.addArea(path, scene.Ink{R: uint8(i)}, false, 0, scale{1, 1}); err != nil {
			t.Fatal(err)
		}
	}
	for i, s := range p.shapes[:99] {
		if b := s.(*area).contours[0].bounds; b.Max.X-b.Min.X > fixed.I(4) {
			t.Errorf("step %d is %v wide", i, b.Max.X-b.Min.X)
		}
	}
}
