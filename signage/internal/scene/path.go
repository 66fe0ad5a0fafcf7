package scene

import "math"

// Verb is the kind of a step of a [Path].
type Verb uint8

// The verbs; each takes the stated number of points.
const (
	Move  Verb = iota // 1
	Line              // 1
	Quad              // 2
	Cube              // 3
	Close             // 0
)

// Path is a set of contours in mm. The zero value is empty and ready to use.
type Path struct {
	Verbs  []Verb
	Points []Point
}

// MoveTo begins a contour.
func (p *Path) MoveTo(a Point) {
	p.Verbs = append(p.Verbs, Move)
	p.Points = append(p.Points, a)
}

// LineTo adds a straight edge.
func (p *Path) LineTo(a Point) {
	p.Verbs = append(p.Verbs, Line)
	p.Points = append(p.Points, a)
}

// QuadTo adds a quadratic Bézier curve.
func (p *Path) QuadTo(a, b Point) {
	p.Verbs = append(p.Verbs, Quad)
	p.Points = append(p.Points, a, b)
}

// CubeTo adds a cubic Bézier curve.
func (p *Path) CubeTo(a, b, c Point) {
	p.Verbs = append(p.Verbs, Cube)
	p.Points = append(p.Points, a, b, c)
}

// Close ends the contour.
func (p *Path) Close() { p.Verbs = append(p.Verbs, Close) }

// Append adds the contours of another path.
func (p *Path) Append(q *Path) {
	p.Verbs = append(p.Verbs, q.Verbs...)
	p.Points = append(p.Points, q.Points...)
}

// Transformed is a copy of the path under a map.
func (p *Path) Transformed(m Affine) *Path {
	q := &Path{Verbs: append([]Verb(nil), p.Verbs...), Points: make([]Point, len(p.Points))}
	for i, a := range p.Points {
		q.Points[i] = m.Apply(a)
	}
	return q
}

// Points is the number of points that a verb takes.
func (v Verb) Points() int {
	switch v {
	case Quad:
		return 2
	case Cube:
		return 3
	case Close:
		return 0
	}
	return 1
}

// Walk calls f for every step with its points and the point before them.
func (p *Path) Walk(f func(v Verb, from Point, to []Point)) {
	var at, start Point
	points := p.Points
	for _, v := range p.Verbs {
		n := v.Points()
		f(v, at, points[:n])
		if n > 0 {
			at = points[n-1]
			points = points[n:]
		}
		switch v {
		case Move:
			start = at
		case Close:
			at = start
		}
	}
}

// Bounds is the extent of the filled area: of the curves, not of their control points.
func (p *Path) Bounds() Rect {
	r := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	include := func(x, y float64) {
		r.X0, r.X1 = min(r.X0, x), max(r.X1, x)
		r.Y0, r.Y1 = min(r.Y0, y), max(r.Y1, y)
	}
	p.Walk(func(v Verb, from Point, to []Point) {
		switch v {
		case Move, Line:
			include(to[0].X, to[0].Y)
		case Quad:
			// A quadratic is the cubic with both handles two thirds of the way to its own.
			a := Point{from.X + (to[0].X-from.X)*2/3, from.Y + (to[0].Y-from.Y)*2/3}
			b := Point{to[1].X + (to[0].X-to[1].X)*2/3, to[1].Y + (to[0].Y-to[1].Y)*2/3}
			includeCube(from, a, b, to[1], include)
		case Cube:
			includeCube(from, to[0], to[1], to[2], include)
		}
	})
	if len(p.Points) == 0 {
		return Rect{}
	}
	return r
}

func includeCube(p0, p1, p2, p3 Point, include func(x, y float64)) {
	include(p3.X, p3.Y)
	x := turns(p0.X, p1.X, p2.X, p3.X)
	y := turns(p0.Y, p1.Y, p2.Y, p3.Y)
	for _, t := range [...]float64{x[0], x[1], y[0], y[1]} {
		if t > 0 && t < 1 {
			u := 1 - t
			a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
			include(a*p0.X+b*p1.X+c*p2.X+d*p3.X, a*p0.Y+b*p1.Y+c*p2.Y+d*p3.Y)
		}
	}
}

// turns are the parameters at which a cubic's coordinate changes direction; outside 0…1 where it does not.
func turns(p0, p1, p2, p3 float64) [2]float64 {
	a, b, c := -p0+3*p1-3*p2+p3, 2*(p0-2*p1+p2), p1-p0
	if math.Abs(a) < 1e-12 {
		if b == 0 {
			return [2]float64{-1, -1}
		}
		return [2]float64{-c / b, -1}
	}
	d := b*b - 4*a*c
	if d < 0 {
		return [2]float64{-1, -1}
	}
	r := math.Sqrt(d)
	return [2]float64{(-b + r) / (2 * a), (-b - r) / (2 * a)}
}
