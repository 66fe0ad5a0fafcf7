package scene

import "math"

// Point is a position in mm from the top left corner, y down.
type Point struct{ X, Y float64 }

// Rect is an upright rectangle in mm. The zero value is empty.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Width of the rectangle in mm.
func (r Rect) Width() float64 { return r.X1 - r.X0 }

// Height of the rectangle in mm.
func (r Rect) Height() float64 { return r.Y1 - r.Y0 }

// Center of the rectangle.
func (r Rect) Center() Point { return Point{(r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2} }

// Empty tells whether the rectangle has no area.
func (r Rect) Empty() bool { return r.X1 <= r.X0 || r.Y1 <= r.Y0 }

// Inset moves every edge inwards (outwards when d is negative).
func (r Rect) Inset(d float64) Rect { return Rect{r.X0 + d, r.Y0 + d, r.X1 - d, r.Y1 - d} }

// Edges are widths along the four sides of a rectangle, in mm.
type Edges struct{ Top, Right, Bottom, Left float64 }

// Even is the same width on all sides.
func Even(d float64) Edges { return Edges{d, d, d, d} }

// Max is the widest side.
func (e Edges) Max() float64 { return max(e.Top, e.Right, e.Bottom, e.Left) }

// Outset moves every edge outwards by its own width (inwards when that is negative).
func (r Rect) Outset(e Edges) Rect {
	return Rect{r.X0 - e.Left, r.Y0 - e.Top, r.X1 + e.Right, r.Y1 + e.Bottom}
}

// Union is the least rectangle that holds both; an empty one adds nothing.
func (r Rect) Union(s Rect) Rect {
	switch {
	case r.Empty():
		return s
	case s.Empty():
		return r
	}
	return Rect{min(r.X0, s.X0), min(r.Y0, s.Y0), max(r.X1, s.X1), max(r.Y1, s.Y1)}
}

// Intersection is what the two share; empty where they share nothing.
func (r Rect) Intersection(s Rect) Rect {
	return Rect{max(r.X0, s.X0), max(r.Y0, s.Y0), min(r.X1, s.X1), min(r.Y1, s.Y1)}
}

// Intersects tells whether the two share more than an edge.
func (r Rect) Intersects(s Rect) bool {
	return r.X0 < s.X1 && s.X0 < r.X1 && r.Y0 < s.Y1 && s.Y0 < r.Y1
}

// Contains tells whether s lies in r; slack in mm is forgiven.
func (r Rect) Contains(s Rect, slack float64) bool {
	return s.X0 >= r.X0-slack && s.Y0 >= r.Y0-slack && s.X1 <= r.X1+slack && s.Y1 <= r.Y1+slack
}

// Affine maps (x, y) to (A·x + C·y + E, B·x + D·y + F), as in SVG and PDF.
type Affine struct{ A, B, C, D, E, F float64 }

// Translate moves by mm.
func Translate(x, y float64) Affine { return Affine{1, 0, 0, 1, x, y} }

// Scale multiplies both axes about the origin.
func Scale(x, y float64) Affine { return Affine{x, 0, 0, y, 0, 0} }

// Rotate turns clockwise (y points down) about the origin, in radians.
func Rotate(angle float64) Affine {
	sin, cos := math.Sincos(angle)
	return Affine{cos, sin, -sin, cos, 0, 0}
}

// Then is the map that applies m first and n after it.
func (m Affine) Then(n Affine) Affine {
	return Affine{
		n.A*m.A + n.C*m.B, n.B*m.A + n.D*m.B,
		n.A*m.C + n.C*m.D, n.B*m.C + n.D*m.D,
		n.A*m.E + n.C*m.F + n.E, n.B*m.E + n.D*m.F + n.F,
	}
}

// Apply maps a point.
func (m Affine) Apply(p Point) Point {
	return Point{m.A*p.X + m.C*p.Y + m.E, m.B*p.X + m.D*p.Y + m.F}
}
