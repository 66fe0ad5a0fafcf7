package fonts

import "math"

// stackedMarks are letters whose tone mark stands closest to another mark: where Vietnamese stops being legible first.
const stackedMarks = "ẾỂỔẪẴ"

// curveParts is into how many chords a curve is cut for measuring distances; the error is far below the gaps.
const curveParts = 6

// MarkGap is the smallest clear gap between the two marks above a capital of the face, in cap heights; 0 where they
// touch or overlap. It is measured once.
func (f *Face) MarkGap() float64 {
	f.markGap.once.Do(func() { f.markGap.value = f.measureMarkGap() })
	return f.markGap.value
}

func (f *Face) measureMarkGap() float64 {
	least := float64(f.unitsPerEm)
	for _, letter := range stackedMarks {
		glyphs, _, err := f.Shape(string(letter))
		if err != nil {
			return 0
		}
		var contours [][]Point
		for _, g := range glyphs {
			o, err := f.Outline(g.ID)
			if err != nil {
				return 0
			}
			contours = append(contours, flatten(o, g)...)
		}
		contours = outermost(contours)
		for i, a := range contours {
			for _, b := range contours[i+1:] {
				least = distance(a, b, least)
			}
		}
	}
	return least / f.CapHeight()
}

// flatten turns the contours of a glyph into polygons.
func flatten(o *Outline, g Glyph) [][]Point {
	var contours [][]Point
	var at Point
	add := func(p Point) {
		last := &contours[len(contours)-1]
		*last = append(*last, Point{X: p.X + g.X, Y: p.Y + g.Y})
	}
	for _, s := range o.Segments {
		switch s.Op {
		case MoveTo:
			contours = append(contours, nil)
			add(s.P[0])
			at = s.P[0]
		case LineTo:
			add(s.P[0])
			at = s.P[0]
		case QuadTo:
			for k := 1; k <= curveParts; k++ {
				t := float64(k) / curveParts
				u := 1 - t
				add(Point{X: u*u*at.X + 2*u*t*s.P[0].X + t*t*s.P[1].X, Y: u*u*at.Y + 2*u*t*s.P[0].Y + t*t*s.P[1].Y})
			}
			at = s.P[1]
		case CubeTo:
			for k := 1; k <= curveParts; k++ {
				t := float64(k) / curveParts
				u := 1 - t
				a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
				add(Point{X: a*at.X + b*s.P[0].X + c*s.P[1].X + d*s.P[2].X, Y: a*at.Y + b*s.P[0].Y + c*s.P[1].Y + d*s.P[2].Y})
			}
			at = s.P[2]
		}
	}
	return contours
}

// outermost leaves out the contours that lie inside another: counters are no gaps between parts.
func outermost(contours [][]Point) [][]Point {
	var out [][]Point
	for i, a := range contours {
		inside := false
		for j, b := range contours {
			inside = inside || i != j && len(a) > 0 && contains(b, a[0])
		}
		if !inside {
			out = append(out, a)
		}
	}
	return out
}

func contains(polygon []Point, p Point) bool {
	in := false
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

// distance between the outlines of two polygons, as far as it is below least.
func distance(a, b []Point, least float64) float64 {
	square := least * least
	for _, pair := range [2][2][]Point{{a, b}, {b, a}} {
		q := pair[1]
		lo, hi := extent(q)
		for _, p := range pair[0] {
			// A point this far from the box of the other polygon is at least as far from its outline.
			dx, dy := max(0, lo.X-p.X, p.X-hi.X), max(0, lo.Y-p.Y, p.Y-hi.Y)
			if dx*dx+dy*dy >= square {
				continue
			}
			last := q[len(q)-1]
			for _, next := range q {
				square = min(square, squareToSegment(p, last, next))
				last = next
			}
		}
	}
	return math.Sqrt(square)
}

// extent is the box of a polygon.
func extent(polygon []Point) (lo, hi Point) {
	lo, hi = polygon[0], polygon[0]
	for _, p := range polygon {
		lo, hi = Point{min(lo.X, p.X), min(lo.Y, p.Y)}, Point{max(hi.X, p.X), max(hi.Y, p.Y)}
	}
	return lo, hi
}

func squareToSegment(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
	}
	x, y := p.X-a.X-t*dx, p.Y-a.Y-t*dy
	return x*x + y*y
}
