package fonts

import "math"

// Op is the kind of a [Segment].
type Op uint8

// The operations of an outline. Each uses as many points of [Segment.P] as it needs, its end point last.
const (
	MoveTo Op = iota // 1 point; closes the contour before it
	LineTo           // 1 point
	QuadTo           // 2 points
	CubeTo           // 3 points
)

// Point is a position in font units, y up.
type Point struct{ X, Y float64 }

// Segment is one step of an outline.
type Segment struct {
	Op Op
	P  [3]Point
}

// Outline is the shape of a glyph in font units, y up, filled by the non-zero rule. Min and Max are the extents of the
// ink itself, not of the control points; a glyph without ink (a space) has no segments.
type Outline struct {
	Segments []Segment
	Min, Max Point
}

// inked tells whether the outline encloses anything.
func (o *Outline) inked() bool { return o.Min.X < o.Max.X && o.Min.Y < o.Max.Y }

// measure sets the extents of the ink: the end points and, where a curve turns inside its span, the turning points.
func (o *Outline) measure() {
	if len(o.Segments) == 0 {
		return
	}
	o.Min = Point{math.Inf(1), math.Inf(1)}
	o.Max = Point{math.Inf(-1), math.Inf(-1)}
	var at Point
	for _, s := range o.Segments {
		switch s.Op {
		case MoveTo, LineTo:
			at = s.P[0]
			o.include(at)
		case QuadTo:
			for _, t := range [...]float64{
				turnOfQuad(at.X, s.P[0].X, s.P[1].X),
				turnOfQuad(at.Y, s.P[0].Y, s.P[1].Y),
			} {
				if t > 0 && t < 1 {
					u := 1 - t
					o.include(Point{
						u*u*at.X + 2*u*t*s.P[0].X + t*t*s.P[1].X,
						u*u*at.Y + 2*u*t*s.P[0].Y + t*t*s.P[1].Y,
					})
				}
			}
			at = s.P[1]
			o.include(at)
		case CubeTo:
			x1, x2 := turnsOfCube(at.X, s.P[0].X, s.P[1].X, s.P[2].X)
			y1, y2 := turnsOfCube(at.Y, s.P[0].Y, s.P[1].Y, s.P[2].Y)
			for _, t := range [...]float64{x1, x2, y1, y2} {
				if t > 0 && t < 1 {
					u := 1 - t
					a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
					o.include(Point{
						a*at.X + b*s.P[0].X + c*s.P[1].X + d*s.P[2].X,
						a*at.Y + b*s.P[0].Y + c*s.P[1].Y + d*s.P[2].Y,
					})
				}
			}
			at = s.P[2]
			o.include(at)
		}
	}
}

func (o *Outline) include(p Point) {
	o.Min.X, o.Max.X = min(o.Min.X, p.X), max(o.Max.X, p.X)
	o.Min.Y, o.Max.Y = min(o.Min.Y, p.Y), max(o.Max.Y, p.Y)
}

func turnOfQuad(a, b, c float64) float64 {
	d := a - 2*b + c
	if d == 0 {
		return -1
	}
	return (a - b) / d
}

func turnsOfCube(p0, p1, p2, p3 float64) (float64, float64) {
	a, b, c := -p0+3*p1-3*p2+p3, 2*(p0-2*p1+p2), p1-p0
	if a == 0 {
		if b == 0 {
			return -1, -1
		}
		return -c / b, -1
	}
	d := b*b - 4*a*c
	if d < 0 {
		return -1, -1
	}
	r := math.Sqrt(d)
	return (-b + r) / (2 * a), (-b - r) / (2 * a)
}
