// Package ornament draws the ornament of a sign: the drum face, the network, the waves, the ramp of the ground, the
// frame and the star.
//
// Everything is a filled area of one flat ink, because press files may hold neither transparency nor CMYK gradients. The
// shapes of one ink share one path. All lengths are mm. The same values draw the same shapes; a geometry that is not
// finite or has no area draws nothing. Everything here is safe for concurrent use.
package ornament

import (
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// LeastLine is the width in mm below which no line is drawn when the caller names no other: 0.5 pt, what offset
// presses ask of lines that are reversed out or screened.
const LeastLine = 0.5 * 25.4 / 72

// maxExtent bounds every coordinate, in mm: no sign is a kilometre long, and float64 holds µm well below it.
const maxExtent = 1e6

func leastLine(least float64) float64 {
	if least > 0 && least <= maxExtent {
		return least
	}
	return LeastLine
}

// drawable tells whether an area is finite and not empty.
func drawable(r scene.Rect) bool {
	for _, v := range [...]float64{r.X0, r.Y0, r.X1, r.Y1} {
		if !(math.Abs(v) <= maxExtent) {
			return false
		}
	}
	return !r.Empty()
}

// brush collects shapes by ink. All contours turn the same way, so that shapes that overlap join under the non-zero
// rule; only holes turn the other way.
type brush struct {
	paint  Paint
	within scene.Rect   // shapes wholly outside are left out; empty keeps all
	avoid  []scene.Rect // shapes across these are left out
	paths  []scene.Path
	room   int // for points in a path, to begin with
}

// newBrush expects about so many points in all.
func newBrush(paint Paint, within scene.Rect, points int) *brush {
	return brushAround(nil, paint, within, points)
}

// brushAround is a brush that leaves some places clear.
func brushAround(avoid []scene.Rect, paint Paint, within scene.Rect, points int) *brush {
	return &brush{paint, within, avoid, make([]scene.Path, len(paint.inks)), points / max(1, len(paint.inks))}
}

// ink is the index of the ink of a shape of the given extent; negative where it does not show.
func (b *brush) ink(extent scene.Rect) int {
	if !b.within.Empty() && !b.within.Intersects(extent) || crosses(b.avoid, extent) {
		return -1
	}
	return b.paint.pick(extent.Center())
}

func crosses(avoid []scene.Rect, extent scene.Rect) bool {
	return slices.ContainsFunc(avoid, extent.Intersects)
}

func (b *brush) fills() []scene.Node {
	var nodes []scene.Node
	for i := range b.paths {
		if len(b.paths[i].Verbs) > 0 {
			nodes = append(nodes, &scene.Fill{Path: &b.paths[i], Ink: b.paint.inks[i]})
		}
	}
	return nodes
}

// path is where a shape of the given extent belongs; nil where it does not show.
func (b *brush) path(extent scene.Rect) *scene.Path {
	i := b.ink(extent)
	if i < 0 {
		return nil
	}
	return b.pathOf(i)
}

func (b *brush) pathOf(ink int) *scene.Path {
	p := &b.paths[ink]
	if p.Points == nil {
		p.Points = make([]scene.Point, 0, b.room)
		p.Verbs = make([]scene.Verb, 0, b.room)
	}
	return p
}

func (b *brush) polygon(points ...scene.Point) {
	if p := b.path(extent(points)); p != nil {
		addPolygon(p, points)
	}
}

func (b *brush) disc(c scene.Point, radius float64) {
	if p := b.path(square(c, radius)); p != nil {
		addDisc(p, c, radius, 1)
	}
}

// ringlet is a small ring that takes one ink.
func (b *brush) ringlet(c scene.Point, radius, width float64) {
	if p := b.path(square(c, radius+width/2)); p != nil {
		addDisc(p, c, radius+width/2, 1)
		addDisc(p, c, radius-width/2, -1)
	}
}

// stroke is a chain of at most 8 points, with straight pieces of one width, mitred corners and flat ends. No piece may
// have a length of 0, no corner turn back on itself.
func (b *brush) stroke(width float64, points ...scene.Point) {
	normal := func(from, to scene.Point) (x, y float64) {
		length := math.Hypot(to.X-from.X, to.Y-from.Y)
		return -(to.Y - from.Y) / length, (to.X - from.X) / length
	}
	var outline [2 * 8]scene.Point
	n := len(points)
	for i, q := range points {
		x, y := normal(points[max(0, i-1)], points[max(1, i)])
		if i > 0 && i < n-1 {
			u, v := normal(q, points[i+1])
			x, y = x+u, y+v
			square := x*x + y*y
			x, y = 2*x/square, 2*y/square
		}
		x, y = x*width/2, y*width/2
		outline[i] = scene.Point{X: q.X + x, Y: q.Y + y}
		outline[2*n-1-i] = scene.Point{X: q.X - x, Y: q.Y - y}
	}
	b.polygon(outline[:2*n]...)
}

// ringParts is into how many parts a ring is cut to find where it shows and how its ink changes.
const ringParts = 28

// finer is into how many times as many it is cut where it must keep clear of something.
const finer = 4

// arc is a part of a ring from one angle to another, clockwise in radians from three o'clock. It follows the paint along
// its way.
func (b *brush) arc(c scene.Point, radius, width, from, to float64) {
	share := (to - from) / (2 * math.Pi) * ringParts
	if len(b.avoid) > 0 {
		share *= finer
	}
	parts := max(1, int(math.Ceil(share)))
	step := (to - from) / float64(parts)
	inkOf := func(k int) int {
		if k >= parts {
			return -1
		}
		a, z := polar(c, radius, from+float64(k)*step), polar(c, radius, from+float64(k+1)*step)
		// The arc rises above its chord by 0.63 % of the radius.
		return b.ink(extent([]scene.Point{a, z}).Inset(-width/2 - radius*0.0064))
	}
	start, ink := 0, inkOf(0)
	for k := 1; k <= parts; k++ {
		next := inkOf(k)
		if k < parts && next == ink {
			continue
		}
		if ink >= 0 {
			p := b.pathOf(ink)
			a, z := from+float64(start)*step, from+float64(k)*step
			switch whole := to-from >= 2*math.Pi; {
			case whole && k-start == parts:
				addCircle(p, c, radius+width/2, 1)
				addCircle(p, c, radius-width/2, -1)
			case whole || k < parts:
				// Neighbours overlap by a line's width: two edges that only met would show the ground between them.
				addArc(p, c, radius, width, a, z+width/radius)
			default:
				addArc(p, c, radius, width, a, z)
			}
		}
		start, ink = k, next
	}
}

func (b *brush) ring(c scene.Point, radius, width float64) { b.arc(c, radius, width, 0, 2*math.Pi) }

func polar(c scene.Point, radius, angle float64) scene.Point {
	sin, cos := math.Sincos(angle)
	return scene.Point{X: c.X + radius*cos, Y: c.Y + radius*sin}
}

func extent(points []scene.Point) scene.Rect {
	r := scene.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, p := range points {
		r.X0, r.X1 = min(r.X0, p.X), max(r.X1, p.X)
		r.Y0, r.Y1 = min(r.Y0, p.Y), max(r.Y1, p.Y)
	}
	return r
}

func square(c scene.Point, radius float64) scene.Rect {
	return scene.Rect{X0: c.X - radius, Y0: c.Y - radius, X1: c.X + radius, Y1: c.Y + radius}
}

// addPolygon adds a closed contour that turns clockwise, whichever way the points run.
func addPolygon(p *scene.Path, points []scene.Point) {
	area := 0.0
	last := points[len(points)-1]
	for _, q := range points {
		area += last.X*q.Y - q.X*last.Y
		last = q
	}
	for i := range points {
		q := points[i]
		if area < 0 {
			q = points[len(points)-1-i]
		}
		if i == 0 {
			p.MoveTo(q)
		} else {
			p.LineTo(q)
		}
	}
	p.Close()
}

// addDisc adds a small circle as two cubics: 7 points instead of 13, at most 1.9 % out of round. turn is 1 for an area
// and -1 for a hole.
func addDisc(p *scene.Path, c scene.Point, radius, turn float64) {
	h := radius * 4 / 3 * turn
	p.MoveTo(scene.Point{X: c.X + radius, Y: c.Y})
	p.CubeTo(scene.Point{X: c.X + radius, Y: c.Y + h}, scene.Point{X: c.X - radius, Y: c.Y + h}, scene.Point{X: c.X - radius, Y: c.Y})
	p.CubeTo(scene.Point{X: c.X - radius, Y: c.Y - h}, scene.Point{X: c.X + radius, Y: c.Y - h}, scene.Point{X: c.X + radius, Y: c.Y})
	p.Close()
}

func addCircle(p *scene.Path, c scene.Point, radius, turn float64) {
	p.MoveTo(polar(c, radius, 0))
	curve(p, c, radius, 0, turn*2*math.Pi)
	p.Close()
}

func addArc(p *scene.Path, c scene.Point, radius, width, from, to float64) {
	p.MoveTo(polar(c, radius+width/2, from))
	curve(p, c, radius+width/2, from, to)
	p.LineTo(polar(c, radius-width/2, to))
	curve(p, c, radius-width/2, to, from)
	p.Close()
}

// curve continues along a circle, from one angle to another, in pieces of at most a quarter turn.
func curve(p *scene.Path, c scene.Point, radius, from, to float64) {
	pieces := max(1, int(math.Ceil(math.Abs(to-from)/(math.Pi/2)-1e-9)))
	step := (to - from) / float64(pieces)
	h := radius * 4 / 3 * math.Tan(step/4)
	for i := range pieces {
		a := from + float64(i)*step
		s0, c0 := math.Sincos(a)
		s1, c1 := math.Sincos(a + step)
		p.CubeTo(
			scene.Point{X: c.X + radius*c0 - h*s0, Y: c.Y + radius*s0 + h*c0},
			scene.Point{X: c.X + radius*c1 + h*s1, Y: c.Y + radius*s1 - h*c1},
			scene.Point{X: c.X + radius*c1, Y: c.Y + radius*s1},
		)
	}
}
