package pdf

import (
	"math"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// run is the tag of a line of text that is drawn as outlines, glyph by glyph.
const run = "Run"

// leastEm is the least number of units to the em in which outlines are written. Half of one, by which handles of curves
// are rounded, is not seen on letters of any size: they are looked at from 100 times their height and more.
const leastEm = 1000

// outlines draws a run glyph by glyph, each in units of its font: wherever a glyph comes again, in any size, the same bytes
// do, and deflating leaves little of them.
func (p *page) outlines(n *scene.Glyphs) error {
	em := n.Face.UnitsPerEm()
	finer := math.Ceil(leastEm / float64(em))
	unit := n.Size / float64(em) / finer * p.unit
	p.content = append(p.content, "/"+run+" BMC q "...)
	// Every glyph moves the origin to itself.
	var x, y float64
	placed := false
	for _, g := range n.Run {
		outline, err := n.Face.Outline(g.ID)
		if err != nil {
			return err
		}
		if len(outline.Segments) == 0 {
			continue
		}
		toX, toY := math.Round(g.X*finer), math.Round(g.Y*finer)
		if !placed {
			for _, v := range [...]float64{unit, 0, 0, -unit} {
				p.content = append(appendDecimal(p.content, v, 7), ' ')
			}
			p.content = append(p.number(n.Origin.X+g.X*n.Size/float64(em)), ' ')
			p.content = append(p.number(n.Origin.Y-g.Y*n.Size/float64(em)), " cm\n"...)
			placed = true
		} else {
			p.content = append(appendDecimal(append(p.content, "1 0 0 1 "...), toX-x, 0), ' ')
			p.content = append(appendDecimal(p.content, toY-y, 0), " cm\n"...)
		}
		x, y = toX, toY
		p.outline(outline, finer)
		p.content = append(p.content, "f\n"...)
	}
	p.content = append(p.content, "Q EMC\n"...)
	return nil
}

// outline appends the path of a glyph, in parts of the units of its font.
func (p *page) outline(o *fonts.Outline, finer float64) {
	points := func(operator string, points ...fonts.Point) {
		for _, a := range points {
			p.content = append(appendDecimal(p.content, a.X*finer, 0), ' ')
			p.content = append(appendDecimal(p.content, a.Y*finer, 0), ' ')
		}
		p.content = append(p.content, operator...)
	}
	var at, start fonts.Point
	for rest := o.Segments; len(rest) > 0; {
		n := 1
		a, b, c := rest[0].P[0], rest[0].P[1], rest[0].P[2]
		switch rest[0].Op {
		case fonts.MoveTo:
			points("m\n", a)
			at, start = a, a
		case fonts.LineTo:
			// Filling closes what is open.
			if last := len(rest) == 1 || rest[1].Op == fonts.MoveTo; !last || a != start {
				points("l\n", a)
			}
			at = a
		case fonts.QuadTo:
			n, a, b, c = joinedCubic(at, rest, joined/finer)
			points("c\n", a, b, c)
			at = c
		case fonts.CubeTo:
			points("c\n", a, b, c)
			at = c
		}
		rest = rest[n:]
	}
}

// joined is by how many units a cubic may miss the ends of the quadratics that it stands for. Programs that make quadratics
// of a designer's cubics allow themselves a thousandth of the em, and round the handles besides.
const joined = 2

// joinedCubic is a curve from a point, and the number of quadratics, from the first on, that it stands for.
func joinedCubic(from fonts.Point, segments []fonts.Segment, tolerance float64) (n int, a, b, to fonts.Point) {
	for n = chain(segments); n > 1; n-- {
		var ok bool
		if a, b, to, ok = cubic(from, segments[:n], tolerance); ok {
			return n, a, b, to
		}
	}
	a, b, to, _ = cubic(from, segments[:1], 0)
	return 1, a, b, to
}

// chain is the number of quadratics, from the first on, each of which ends halfway between its own handle and the next:
// TrueType leaves such ends out.
func chain(segments []fonts.Segment) int {
	n := 1
	for ; n < len(segments) && segments[n].Op == fonts.QuadTo; n++ {
		a, end, b := segments[n-1].P[0], segments[n-1].P[1], segments[n].P[0]
		if math.Abs(a.X+b.X-2*end.X) > 1 || math.Abs(a.Y+b.Y-2*end.Y) > 1 {
			break
		}
	}
	return n
}

// cubic is the curve of which quadratics are equal parts, as programs make them for TrueType. It is not ok where the curve
// is further than the tolerance, in units of the font, from where they meet. One quadratic is always a cubic.
func cubic(from fonts.Point, quads []fonts.Segment, tolerance float64) (a, b, to fonts.Point, ok bool) {
	n := float64(len(quads))
	last := quads[len(quads)-1]
	first, handle, to := quads[0].P[0], last.P[0], last.P[1]
	// The speed at the ends is that of the first and the last part, which are run through in 1/n of the time.
	a = fonts.Point{X: from.X + (first.X-from.X)*2*n/3, Y: from.Y + (first.Y-from.Y)*2*n/3}
	b = fonts.Point{X: to.X + (handle.X-to.X)*2*n/3, Y: to.Y + (handle.Y-to.Y)*2*n/3}
	for i := range quads[:len(quads)-1] {
		t := float64(i+1) / n
		u := 1 - t
		x := u*u*u*from.X + 3*u*u*t*a.X + 3*u*t*t*b.X + t*t*t*to.X
		y := u*u*u*from.Y + 3*u*u*t*a.Y + 3*u*t*t*b.Y + t*t*t*to.Y
		if end := quads[i].P[1]; math.Hypot(x-end.X, y-end.Y) > tolerance {
			return a, b, to, false
		}
	}
	return a, b, to, true
}
