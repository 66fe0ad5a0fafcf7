package logo

import (
	"math"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// pen draws path data (SVG 2, 9.3): it knows where it is and what a smooth curve continues.
type pen struct {
	path      scene.Path
	at, start scene.Point
	handle    scene.Point // the last control point of the curve drawn last
	closed    bool        // the contour was closed; drawing on begins a new one at its start
}

// parsePath reads the attribute d. Viewers draw a broken path up to the break; here it is an error, since half a logo is
// not the logo.
func parsePath(d string) (*scene.Path, error) {
	var p pen
	s := scanner{rest: d}
	s.skipSpace()
	if s.rest == "none" {
		return &p.path, nil
	}
	var last byte
	for s.skipSpace(); !s.atEnd(); s.skipSpace() {
		c := s.rest[0]
		if strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) < 0 || last == 0 && c != 'M' && c != 'm' {
			s.fail()
			break
		}
		s.rest = s.rest[1:]
		s.skipSpace()
		if c == 'Z' || c == 'z' {
			p.close()
			last = c
			continue
		}
		for first := true; s.err == nil && (first || s.atNumber()); first = false {
			p.step(c, last, &s)
			last = c
			switch c { // further pairs after a move are lines
			case 'M':
				c = 'L'
			case 'm':
				c = 'l'
			}
			if len(p.path.Points) > maxPoints {
				return nil, tooManyPoints()
			}
			s.skipSpace()
			if strings.HasPrefix(s.rest, ",") {
				s.skipComma()
				if !s.atNumber() {
					s.fail()
				}
			}
		}
	}
	return &p.path, s.err
}

// step draws one command with its operands; last is the command before it.
func (p *pen) step(c, last byte, s *scanner) {
	relative := c >= 'a'
	number := func() float64 {
		v := s.number()
		s.skipComma()
		return v
	}
	point := func() scene.Point {
		x := number()
		y := s.number()
		if relative {
			x, y = x+p.at.X, y+p.at.Y
		}
		return scene.Point{X: x, Y: y}
	}
	pair := func() scene.Point {
		q := point()
		s.skipComma()
		return q
	}
	// reflected is the control point of a smooth curve, which only continues curves of its own kind.
	reflected := func(kinds string) scene.Point {
		if last == 0 || strings.IndexByte(kinds, last) < 0 {
			return p.at
		}
		return scene.Point{X: 2*p.at.X - p.handle.X, Y: 2*p.at.Y - p.handle.Y}
	}
	upper := c &^ ('a' - 'A')
	if upper == 'M' {
		if to := point(); s.err == nil {
			p.move(to)
		}
		return
	}
	from := p.at
	var draw func()
	switch upper {
	case 'L':
		to := point()
		draw = func() { p.line(to) }
	case 'H':
		to := scene.Point{X: s.number(), Y: from.Y}
		if relative {
			to.X += from.X
		}
		draw = func() { p.line(to) }
	case 'V':
		to := scene.Point{X: from.X, Y: s.number()}
		if relative {
			to.Y += from.Y
		}
		draw = func() { p.line(to) }
	case 'C':
		a, b, to := pair(), pair(), point()
		draw = func() { p.cube(a, b, to) }
	case 'S':
		a, b, to := reflected("CcSs"), pair(), point()
		draw = func() { p.cube(a, b, to) }
	case 'Q':
		a, to := pair(), point()
		draw = func() { p.quad(a, to) }
	case 'T':
		a, to := reflected("QqTt"), point()
		draw = func() { p.quad(a, to) }
	case 'A':
		rx, ry, turn := number(), number(), number()
		large := s.flag()
		s.skipComma()
		sweep := s.flag()
		s.skipComma()
		to := point()
		draw = func() { p.arc(rx, ry, turn*math.Pi/180, large, sweep, to) }
	}
	if s.err == nil {
		draw()
	}
}

func (p *pen) move(to scene.Point) {
	p.path.MoveTo(to)
	p.at, p.start, p.closed = to, to, false
}

// resume begins the contour that a command after a closed one draws on.
func (p *pen) resume() {
	if p.closed {
		p.move(p.start)
	}
}

func (p *pen) line(to scene.Point) {
	p.resume()
	p.path.LineTo(to)
	p.at = to
}

func (p *pen) quad(a, to scene.Point) {
	p.resume()
	p.path.QuadTo(a, to)
	p.handle, p.at = a, to
}

func (p *pen) cube(a, b, to scene.Point) {
	p.resume()
	p.path.CubeTo(a, b, to)
	p.handle, p.at = b, to
}

func (p *pen) close() {
	if !p.closed {
		p.path.Close()
	}
	p.at, p.closed = p.start, true
}

// arc draws an elliptical arc by the steps of SVG 2, B.2.4 and B.2.5.
func (p *pen) arc(rx, ry, turn float64, large, sweep bool, to scene.Point) {
	from := p.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(turn)
	dx, dy := (from.X-to.X)/2, (from.Y-to.Y)/2
	// The half chord in the frame of the unit circle.
	x, y := (cos*dx+sin*dy)/rx, (cos*dy-sin*dx)/ry
	d := math.Hypot(x, y)
	if d == 0 || !finite(x, y) {
		p.line(to)
		return
	}
	if d > 1 { // too small an ellipse grows until it reaches
		rx, ry, x, y, d = rx*d, ry*d, x/d, y/d, 1
	}
	k := math.Sqrt(max(0, 1-d*d)) / d
	if large == sweep {
		k = -k
	}
	cx, cy := k*y, -k*x
	begin := math.Atan2(y-cy, x-cx)
	sweepAngle := math.Atan2(-y-cy, -x-cx) - begin
	switch {
	case sweep && sweepAngle < 0:
		sweepAngle += 2 * math.Pi
	case !sweep && sweepAngle > 0:
		sweepAngle -= 2 * math.Pi
	}
	center := scene.Point{X: (from.X + to.X) / 2, Y: (from.Y + to.Y) / 2}
	ellipse := scene.Translate(cx, cy).Then(scene.Scale(rx, ry)).Then(scene.Rotate(turn)).
		Then(scene.Translate(center.X, center.Y))
	p.resume()
	arcCubes(&p.path, ellipse, begin, sweepAngle)
	p.path.Points[len(p.path.Points)-1] = to // exactly
	p.at = to
}

// arcCubes adds an arc of the unit circle under a map, from where the path is, in cubics of a quarter turn at most.
func arcCubes(p *scene.Path, m scene.Affine, begin, sweep float64) {
	n := max(1, math.Ceil(math.Abs(sweep)/(math.Pi/2)-1e-9))
	step := sweep / n
	handle := 4.0 / 3 * math.Tan(step/4)
	for i := range int(n) {
		sin0, cos0 := math.Sincos(begin + float64(i)*step)
		sin1, cos1 := math.Sincos(begin + float64(i+1)*step)
		p.CubeTo(
			m.Apply(scene.Point{X: cos0 - handle*sin0, Y: sin0 + handle*cos0}),
			m.Apply(scene.Point{X: cos1 + handle*sin1, Y: sin1 - handle*cos1}),
			m.Apply(scene.Point{X: cos1, Y: sin1}),
		)
	}
}
