package raster

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/fogleman/gg"
	"golang.org/x/image/math/fixed"
)

const (
	// grid is the spacing in px of the lines at which slanted edges are cut, so that no edge crosses the border of a
	// tile. Tiles begin and end on its lines.
	grid = 64
	// gridBits is grid in 26.6 fixed point, as a shift.
	gridBits = 12
	// flatness is how far in px a curve may lie from the chords that stand for it. gg leaves an eighth of a pixel.
	flatness = 1.0 / 32
	// maxReach is how far in px from the page's corner a point may lie; in 26.6 fixed point it leaves room for sums.
	maxReach = 10 * MaxSide
)

// scale maps mm to pixels.
type scale struct{ x, y float64 }

// contour is a closed polygon in pixels of the page. Its slanted edges do not cross the lines of the grid.
type contour struct {
	points []fixed.Point26_6
	bounds fixed.Rectangle26_6
}

// mayCover tells whether the polygon reaches into the tile. A polygon beside the tile crosses each row as often
// upwards as downwards and cancels out.
func (c *contour) mayCover(tile fixed.Rectangle26_6) bool {
	return c.bounds.Min.X < tile.Max.X && tile.Min.X < c.bounds.Max.X &&
		c.bounds.Min.Y < tile.Max.Y && tile.Min.Y < c.bounds.Max.Y
}

// addArea fills a path, which a share of what lies below is seen through.
func (p *page) addArea(path *scene.Path, ink scene.Ink, evenOdd bool, through float64, toPixels scale) error {
	f := flattener{toPixels: toPixels}
	if len(path.Verbs) > 0 && path.Verbs[0] != scene.Move {
		return fmt.Errorf("%w: a path does not begin with a move", ErrScene)
	}
	path.Walk(f.step)
	f.finish()
	if f.err != nil {
		return f.err
	}
	a := &area{contours: f.contours, fill: color.NRGBA{ink.R, ink.G, ink.B, uint8(math.Round(255 * (1 - through)))}, rule: gg.FillRuleWinding}
	if evenOdd {
		a.rule = gg.FillRuleEvenOdd
	}
	if n := len(p.shapes); n > 0 {
		if below, ok := p.shapes[n-1].(*area); ok && through == 0 {
			below.trim(a, fixed.P(p.width, p.height))
		}
	}
	p.shapes = append(p.shapes, a)
	return nil
}

// trim takes from a rectangle the whole pixels that the one painted next hides. A ramp is a hundred rectangles, each
// laid over the rest of the one before, and so is painted once, not a hundred times.
func (a *area) trim(over *area, page fixed.Point26_6) {
	below, ok := a.rectangle()
	above, is := over.rectangle()
	if !ok || !is {
		return
	}
	seen := wholePixels(below.Intersect(fixed.Rectangle26_6{Max: page}))
	left := fixed.I(above.Min.X.Ceil())
	top := fixed.I(above.Min.Y.Ceil())
	switch {
	case seen.Empty() || above.Max.X < seen.Max.X || above.Max.Y < seen.Max.Y:
	case above.Min.Y <= seen.Min.Y && left > below.Min.X && left < below.Max.X:
		below.Max.X = left
		a.contours = []contour{box(below)}
	case above.Min.X <= seen.Min.X && top > below.Min.Y && top < below.Max.Y:
		below.Max.Y = top
		a.contours = []contour{box(below)}
	}
}

// rectangle is the area's shape, if it is one.
func (a *area) rectangle() (fixed.Rectangle26_6, bool) {
	if len(a.contours) != 1 || !slices.Equal(a.contours[0].points, box(a.contours[0].bounds).points) {
		return fixed.Rectangle26_6{}, false
	}
	return a.contours[0].bounds, true
}

// box is a rectangle as [scene.Path.Rectangle] draws it.
func box(r fixed.Rectangle26_6) contour {
	return contour{[]fixed.Point26_6{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}, r.Min}, r}
}

// wholePixels are those that a rectangle touches.
func wholePixels(r fixed.Rectangle26_6) fixed.Rectangle26_6 {
	return fixed.R(r.Min.X.Floor(), r.Min.Y.Floor(), r.Max.X.Ceil(), r.Max.Y.Ceil())
}

// flattener turns a path into contours.
type flattener struct {
	toPixels scale
	contours []contour
	open     []fixed.Point26_6 // the contour under way
	err      error
}

func (f *flattener) step(v scene.Verb, from scene.Point, to []scene.Point) {
	for _, p := range to {
		f.check(p)
	}
	if f.err != nil {
		return
	}
	if v == scene.Move || v == scene.Close {
		f.finish()
	}
	if v == scene.Close {
		return
	}
	if v == scene.Move {
		from = to[0]
	}
	if len(f.open) == 0 {
		f.open = append(f.open, snap(f.place(from)))
	}
	switch v {
	case scene.Line:
		f.lineTo(f.place(to[0]))
	case scene.Quad:
		f.quadTo(f.place(from), f.place(to[0]), f.place(to[1]))
	case scene.Cube:
		f.cubeTo(f.place(from), f.place(to[0]), f.place(to[1]), f.place(to[2]))
	}
}

func (f *flattener) place(p scene.Point) scene.Point {
	return scene.Point{X: float64(p.X * f.toPixels.x), Y: float64(p.Y * f.toPixels.y)}
}

func (f *flattener) check(p scene.Point) {
	q := f.place(p)
	if !(math.Abs(q.X) <= maxReach && math.Abs(q.Y) <= maxReach) {
		f.err = fmt.Errorf("%w: point (%v, %v) mm", ErrScene, p.X, p.Y)
	}
}

func (f *flattener) lineTo(p scene.Point) {
	f.edge(f.open[len(f.open)-1], snap(p))
}

func (f *flattener) quadTo(a, b, c scene.Point) {
	n := math.Ceil(math.Sqrt(bend(a, b, c) / (4 * flatness)))
	for i := 1.0; i < n; i++ {
		t := i / n
		f.lineTo(between(between(a, b, t), between(b, c, t), t))
	}
	f.lineTo(c)
}

func (f *flattener) cubeTo(a, b, c, d scene.Point) {
	n := math.Ceil(math.Sqrt(max(bend(a, b, c), bend(b, c, d)) * 3 / (4 * flatness)))
	for i := 1.0; i < n; i++ {
		t := i / n
		ab, bc, cd := between(a, b, t), between(b, c, t), between(c, d, t)
		f.lineTo(between(between(ab, bc, t), between(bc, cd, t), t))
	}
	f.lineTo(d)
}

// bend is how far three points are from lying evenly on a line. It bounds how far a curve leaves its chord: a quadratic
// by a quarter of it, a cubic by three quarters of its greater one; n chords leave 1/n² of that.
func bend(a, b, c scene.Point) float64 {
	return math.Abs(a.X-2*b.X+c.X) + math.Abs(a.Y-2*b.Y+c.Y)
}

// between is the point at a share t of the way. The conversions, as in place, keep compilers from fusing operations on
// some machines, which would move points there by a rounding.
func between(a, b scene.Point, t float64) scene.Point {
	return scene.Point{X: a.X + float64((b.X-a.X)*t), Y: a.Y + float64((b.Y-a.Y)*t)}
}

func snap(p scene.Point) fixed.Point26_6 {
	return fixed.Point26_6{X: fixed.Int26_6(math.Round(p.X * 64)), Y: fixed.Int26_6(math.Round(p.Y * 64))}
}

// edge adds the edge from the last point p to q, cut at the lines of the grid. An upright or level edge needs no cut:
// whatever part of it a tile shows lies on the same line.
func (f *flattener) edge(p, q fixed.Point26_6) {
	if p.X == q.X || p.Y == q.Y {
		f.add(q)
		return
	}
	f.cut(p, q, p, q)
}

// cut adds the part of the edge from p to q that ends at b and begins at a. Every cut is taken from the whole edge, lest
// roundings add up.
func (f *flattener) cut(p, q, a, b fixed.Point26_6) {
	if y, ok := gridLine(a.Y, b.Y); ok {
		x := crossing(p.Y, p.X, q.Y, q.X, y)
		middle := fixed.Point26_6{X: inside(x, a.X, b.X), Y: y}
		f.cut(p, q, a, middle)
		f.cut(p, q, middle, b)
		return
	}
	if x, ok := gridLine(a.X, b.X); ok {
		y := crossing(p.X, p.Y, q.X, q.Y, x)
		middle := fixed.Point26_6{X: x, Y: inside(y, a.Y, b.Y)}
		f.cut(p, q, a, middle)
		f.cut(p, q, middle, b)
		return
	}
	f.add(b)
}

func (f *flattener) add(p fixed.Point26_6) {
	if p != f.open[len(f.open)-1] {
		f.open = append(f.open, p)
	}
}

// inside keeps a rounded coordinate between the ends of its part, so that the part does not cross a line again.
func inside(v, a, b fixed.Int26_6) fixed.Int26_6 { return min(max(v, min(a, b)), max(a, b)) }

// gridLine is the middle one of the grid's lines strictly between two coordinates.
func gridLine(a, b fixed.Int26_6) (fixed.Int26_6, bool) {
	low, high := min(a, b), max(a, b)
	first, last := low>>gridBits+1, (high-1)>>gridBits
	return (first + last) >> 1 << gridBits, first <= last
}

// crossing is the v at which the edge from (u0, v0) to (u1, v1) passes u, rounded to nearest whatever way the edge
// runs: two shapes that share an edge are cut at the same points.
func crossing(u0, v0, u1, v1, u fixed.Int26_6) fixed.Int26_6 {
	if u0 > u1 {
		u0, v0, u1, v1 = u1, v1, u0, v0
	}
	run, rise := int64(u1-u0), int64(v1-v0)
	doubled := 2*rise*int64(u-u0) + run
	quotient := doubled / (2 * run)
	if doubled%(2*run) < 0 {
		quotient--
	}
	return v0 + fixed.Int26_6(quotient)
}

func (f *flattener) finish() {
	if len(f.open) > 0 {
		f.edge(f.open[len(f.open)-1], f.open[0])
	}
	if len(f.open) > 2 {
		c := contour{points: f.open, bounds: fixed.Rectangle26_6{Min: f.open[0], Max: f.open[0]}}
		for _, p := range c.points {
			c.bounds.Min = fixed.Point26_6{X: min(c.bounds.Min.X, p.X), Y: min(c.bounds.Min.Y, p.Y)}
			c.bounds.Max = fixed.Point26_6{X: max(c.bounds.Max.X, p.X), Y: max(c.bounds.Max.Y, p.Y)}
		}
		f.contours = append(f.contours, c)
	}
	f.open = nil
}
