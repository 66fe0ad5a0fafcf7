package preflight

import "math"

// unitMM is a unit of a page in mm, before its UserUnit.
const unitMM = 25.4 / 72

type point struct{ x, y float64 }

func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }

// rect is a rectangle in default user space, y up. It is empty where it has no inside and is no line either.
type rect struct{ x0, y0, x1, y1 float64 }

// nothing is the bounds of no points.
var nothing = rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (r rect) empty() bool     { return !(r.x0 <= r.x1 && r.y0 <= r.y1) }
func (r rect) width() float64  { return r.x1 - r.x0 }
func (r rect) height() float64 { return r.y1 - r.y0 }

func (r rect) with(p point) rect {
	return rect{min(r.x0, p.x), min(r.y0, p.y), max(r.x1, p.x), max(r.y1, p.y)}
}

func (r rect) union(s rect) rect {
	return rect{min(r.x0, s.x0), min(r.y0, s.y0), max(r.x1, s.x1), max(r.y1, s.y1)}
}

func (r rect) intersect(s rect) rect {
	return rect{max(r.x0, s.x0), max(r.y0, s.y0), min(r.x1, s.x1), min(r.y1, s.y1)}
}

func (r rect) outset(by float64) rect { return rect{r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by} }

// overlaps tells whether the two have a point in common.
func (r rect) overlaps(s rect) bool { return !r.empty() && !s.empty() && !r.intersect(s).empty() }

// holds tells whether s lies in r, but for a tolerance.
func (r rect) holds(s rect, tolerance float64) bool {
	r = r.outset(tolerance)
	return s.x0 >= r.x0 && s.y0 >= r.y0 && s.x1 <= r.x1 && s.y1 <= r.y1
}

// matrix maps a point as the operands of the operator cm do.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) apply(x, y float64) point {
	return point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// then is m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// across and up are the lengths to which the unit vectors are mapped.
func (m matrix) across() float64 { return math.Hypot(m[0], m[1]) }
func (m matrix) up() float64     { return math.Hypot(m[2], m[3]) }

// narrowest is the least length to which a unit vector is mapped, whichever way it points.
func (m matrix) narrowest() float64 {
	sum := (m[0]*m[0] + m[1]*m[1] + m[2]*m[2] + m[3]*m[3]) / 2
	area := m[0]*m[3] - m[1]*m[2]
	return math.Sqrt(max(sum-math.Sqrt(max(sum*sum-area*area, 0)), 0))
}

// bounds is the extent of a mapped rectangle.
func (m matrix) bounds(r rect) rect {
	return nothing.with(m.apply(r.x0, r.y0)).with(m.apply(r.x1, r.y0)).with(m.apply(r.x0, r.y1)).with(m.apply(r.x1, r.y1))
}

// maxParts is the most subpaths of a path that are looked at one by one; those beyond count as one.
const maxParts = 1 << 16

// maxCorners is the most corners of a path that are looked at one by one: a QR code of the largest version has less.
const maxCorners = 1 << 16

// path is what is being drawn, in default user space.
type path struct {
	at, start point
	box       rect   // of all subpaths
	part      rect   // of the current subpath
	parts     []rect // of the finished subpaths
	corners   []point
	upright   bool    // all edges run along the axes
	curved    bool    // it has curves
	drawn     bool    // the current subpath has an edge
	traced    *arena  // where its outline is kept; nil: it is not
	outline   outline // not done yet
}

func (p *path) clear() {
	*p = path{box: nothing, part: nothing, parts: p.parts[:0], corners: p.corners[:0], upright: true, traced: p.traced}
	if p.traced != nil {
		p.outline = p.traced.begin()
	}
}

func (p *path) moveTo(to point) {
	p.finish()
	p.at, p.start, p.part = to, to, nothing.with(to)
	p.corner(to)
	if p.traced != nil {
		p.traced.move(to)
	}
}

func (p *path) lineTo(to point) {
	p.upright = p.upright && min(math.Abs(to.x-p.at.x), math.Abs(to.y-p.at.y)) < offAxis
	p.part, p.at, p.drawn = p.part.with(to), to, true
	p.corner(to)
	if p.traced != nil {
		p.traced.line(to)
	}
}

// curveTo takes the curve's own extent: its handles lie outside of it.
func (p *path) curveTo(a, b, to point) {
	from := p.at
	p.part = p.part.with(to)
	if p.traced != nil {
		for _, t := range [...]float64{1. / 3, 2. / 3, 1} {
			p.traced.line(point{cubic(from.x, a.x, b.x, to.x, t), cubic(from.y, a.y, b.y, to.y, t)})
		}
	}
	for _, t := range extremes(from.x, a.x, b.x, to.x) {
		p.part = p.part.with(point{cubic(from.x, a.x, b.x, to.x, t), to.y})
	}
	for _, t := range extremes(from.y, a.y, b.y, to.y) {
		p.part = p.part.with(point{to.x, cubic(from.y, a.y, b.y, to.y, t)})
	}
	p.upright, p.curved, p.at, p.drawn = false, true, to, true
}

func (p *path) close() {
	if p.part.empty() {
		return
	}
	p.upright = p.upright && min(math.Abs(p.start.x-p.at.x), math.Abs(p.start.y-p.at.y)) < offAxis
	at := p.start
	p.finish()
	p.at, p.start, p.part = at, at, nothing.with(at)
	if p.traced != nil {
		p.traced.line(at)
		p.traced.move(at)
	}
}

// finish ends the current subpath. A lone point, as a move leaves it, is none.
func (p *path) finish() {
	if p.drawn {
		if len(p.parts) < maxParts {
			p.parts = append(p.parts, p.part)
		} else {
			p.parts[maxParts-1] = p.parts[maxParts-1].union(p.part)
		}
		p.box = p.box.union(p.part)
	}
	p.part, p.drawn = nothing, false
}

func (p *path) corner(at point) {
	if len(p.corners) < maxCorners {
		p.corners = append(p.corners, at)
	}
}

// offAxis is by how many units an edge may lean and still count as upright: content is often written in whole numbers.
const offAxis = 0.01

func cubic(a, b, c, d, t float64) float64 {
	u := 1 - t
	return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d
}

// extremes are the parameters inside of a cubic curve at which a coordinate turns back; those it does not have are 0.
func extremes(a, b, c, d float64) [2]float64 {
	if lo, hi := min(a, d), max(a, d); lo <= b && b <= hi && lo <= c && c <= hi {
		return [2]float64{} // the handles are within the ends
	}
	inside := func(t float64) float64 {
		if t > 0 && t < 1 {
			return t
		}
		return 0
	}
	// The derivative is p t² + q t + r, but for a factor of 3.
	p, q, r := d-3*c+3*b-a, 2*(c-2*b+a), b-a
	if p == 0 {
		if q == 0 {
			return [2]float64{}
		}
		return [2]float64{inside(-r / q)}
	}
	root := math.Sqrt(max(q*q-4*p*r, 0))
	return [2]float64{inside((-q + root) / (2 * p)), inside((-q - root) / (2 * p))}
}

// The numbers of modules that a side of a QR code has (ISO/IEC 18004).
const (
	leastModules = 21
	mostModules  = 177
	moduleStep   = 4
)

// modules is the number of modules to a side where the path is a QR code drawn as one area, and how many units long a side
// is, else 0. Such a path is square and all its corners lie on one grid, upright or turned.
func (p *path) modules() (n int, side float64) {
	// The three eyes alone have 36 corners, and no symbol is without several dozens beside them.
	if p.curved || len(p.corners) < 60 || len(p.corners) == maxCorners {
		return 0, 0
	}
	if !p.upright {
		if p = p.turned(); p == nil {
			return 0, 0
		}
	}
	box := p.box
	side = max(box.width(), box.height())
	if math.Abs(box.width()-box.height()) > side*0.01 || side <= 0 {
		return 0, 0
	}
	// The top left eye is a ring of one module, seven wide: the shortest edge is not more than a module, and the
	// coordinates written in whole numbers make it a bit less or more.
	shortest := math.Inf(1)
	for i, c := range p.corners[1:] {
		if l := math.Hypot(c.x-p.corners[i].x, c.y-p.corners[i].y); l > offAxis {
			shortest = min(shortest, l)
		}
	}
	near := int(math.Round((side/shortest-17)/moduleStep))*moduleStep + 17
	for _, n := range [...]int{near, near - moduleStep, near + moduleStep} {
		if n >= leastModules && n <= mostModules && p.onGrid(n) {
			return n, side
		}
	}
	return 0, 0
}

// turned is the path turned back by the direction of its first edge, or rather the mean of all that nearly share it or stand
// upright on it: one edge is too short to tell. It is nil where these are less than half: beside them a code has but the
// ways from one area to the next.
func (p *path) turned() *path {
	first := p.corners[1].minus(p.corners[0])
	length := math.Hypot(first.x, first.y)
	if length == 0 {
		return nil
	}
	var sum point // of the edges, each turned by quarters until it points as the first does
	along := 0
	for i, to := range p.corners[1:] {
		d := to.minus(p.corners[i])
		d = point{(d.x*first.x + d.y*first.y) / length, (d.y*first.x - d.x*first.y) / length}
		if math.Abs(d.y) > math.Abs(d.x) {
			d = point{d.y, -d.x}
		}
		if math.Abs(d.y) > nearlyAlong*math.Abs(d.x) {
			if 2*(i+1-along) > len(p.corners) {
				return nil
			}
			continue
		}
		along++
		sum = point{sum.x + math.Abs(d.x), sum.y + math.Copysign(d.y, d.x*d.y)}
	}
	angle := math.Atan2(first.y, first.x) + math.Atan2(sum.y, sum.x)
	sin, cos := math.Sincos(-angle)
	back := matrix{cos, sin, -sin, cos, 0, 0}
	t := &path{box: nothing, corners: make([]point, len(p.corners))}
	for i, c := range p.corners {
		t.corners[i] = back.apply(c.x, c.y)
		t.box = t.box.with(t.corners[i])
	}
	return t
}

// nearlyAlong is the tangent of the angle between edges that may be of one grid: as coordinates of two decimals turn those of a
// module of 0.3 mm.
const nearlyAlong = 0.03

// onGrid tells whether all corners lie on a grid of n × n squares.
func (p *path) onGrid(n int) bool {
	module := max(p.box.width(), p.box.height()) / float64(n)
	for _, c := range p.corners {
		for _, d := range [...]float64{(c.x - p.box.x0) / module, (c.y - p.box.y0) / module} {
			if math.Abs(d-math.Round(d)) > 0.15 {
				return false
			}
		}
	}
	return true
}
