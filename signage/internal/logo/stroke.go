package logo

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// stroke is how a line is drawn along a path.
type stroke struct {
	width     float64
	cap, join string // as SVG names them
	miter     float64
	dashes    []float64 // an even number of lengths, on and off in turn; none for a solid line
	offset    float64   // where in the dashes the line begins
}

// stroke is the area that a stroke covers, to be filled by the non-zero rule.
func (d *drawing) stroke(p *scene.Path, s stroke, tolerance float64) (*scene.Path, error) {
	contours, err := d.flatten(p, tolerance)
	if err != nil {
		return nil, err
	}
	o := outliner{stroke: s, half: s.width / 2, tolerance: tolerance}
	for _, c := range contours {
		pieces := []contour{c}
		if len(s.dashes) > 0 {
			if pieces, err = d.dash(c, s); err != nil {
				return nil, err
			}
		}
		for _, piece := range pieces {
			o.add(piece)
			if err := d.spend(2 * len(piece.points)); err != nil {
				return nil, err
			}
			if len(o.path.Points) > maxPoints {
				return nil, tooManyPoints()
			}
		}
	}
	return &o.path, nil
}

// outliner walks along both sides of a line. At the inner side of a bend the outline passes through the line's own
// point where it cannot cut the corner; that makes it the union of the edges' rectangles and the joins under the
// non-zero rule, however sharp the bend.
type outliner struct {
	stroke
	half      float64
	tolerance float64
	path      scene.Path
	begun     bool // the contour has its first point
}

func (o *outliner) to(p scene.Point) {
	if o.begun {
		o.path.LineTo(p)
	} else {
		o.path.MoveTo(p)
		o.begun = true
	}
}

func (o *outliner) close() {
	o.path.Close()
	o.begun = false
}

func (o *outliner) add(c contour) {
	if len(c.points) == 1 {
		o.dot(c.points[0], c.along)
		return
	}
	back := c.reversed()
	o.side(c)
	if c.closed {
		o.close()
	} else {
		n := len(c.points)
		o.cap(c.points[n-2], c.points[n-1])
	}
	o.side(back)
	if !c.closed {
		o.cap(c.points[1], c.points[0])
	}
	o.close()
}

// dot is a line without length: only its caps show.
func (o *outliner) dot(p, along scene.Point) {
	switch o.stroke.cap {
	case "round":
		o.path.Circle(p, o.half)
	case "square":
		ahead := scene.Point{X: p.X + along.X*o.half, Y: p.Y + along.Y*o.half}
		behind := scene.Point{X: p.X - along.X*o.half, Y: p.Y - along.Y*o.half}
		o.path.Stroke(behind, ahead, 2*o.half)
	}
}

func (c contour) reversed() contour {
	n := len(c.points)
	r := contour{points: make([]scene.Point, n), bend: make([]bool, n), closed: c.closed}
	for i := range n {
		r.points[n-1-i], r.bend[n-1-i] = c.points[i], c.bend[i]
	}
	return r
}

// side draws the left side of the line, seen with y upwards.
func (o *outliner) side(c contour) {
	n := len(c.points)
	at := func(i int) scene.Point { return c.points[(i+n)%n] }
	for i, p := range c.points {
		switch {
		case !c.closed && i == 0:
			o.to(o.offset(p, normal(p, at(1))))
		case !c.closed && i == n-1:
			o.to(o.offset(p, normal(at(i-1), p)))
		default:
			o.corner(at(i-1), p, at(i+1), c.bend[i])
		}
	}
}

// normal is the unit vector to the left of an edge, seen with y upwards.
func normal(a, b scene.Point) scene.Point {
	x, y := b.X-a.X, b.Y-a.Y
	l := math.Hypot(x, y)
	return scene.Point{X: -y / l, Y: x / l}
}

func (o *outliner) offset(p, n scene.Point) scene.Point {
	return scene.Point{X: p.X + n.X*o.half, Y: p.Y + n.Y*o.half}
}

func (o *outliner) corner(before, p, after scene.Point, bend bool) {
	n0, n1 := normal(before, p), normal(p, after)
	dot := n0.X*n1.X + n0.Y*n1.Y
	angle := math.Atan2(n0.X*n1.Y-n0.Y*n1.X, dot) // positive to the left
	// meet is where the two offset edges cross. It lies this many times half the width from p, and this far along the edges.
	meet := scene.Point{X: (n0.X + n1.X) / (1 + dot), Y: (n0.Y + n1.Y) / (1 + dot)}
	ratio := 1 / math.Cos(angle/2)
	reach := o.half * math.Tan(math.Abs(angle)/2)
	// Rounding must not take a turn straight back for an inner bend on both sides.
	if angle > 0 && angle < math.Pi-1e-9 {
		shorter := min(math.Hypot(p.X-before.X, p.Y-before.Y), math.Hypot(p.X-after.X, p.Y-after.Y))
		if reach <= shorter/2 {
			o.to(o.offset(p, meet))
			return
		}
		o.to(o.offset(p, n0))
		o.to(p)
		o.to(o.offset(p, n1))
		return
	}
	switch {
	case o.half*(ratio-1) < o.tolerance && (bend || o.join != "bevel"):
		o.to(o.offset(p, meet)) // so slight a bend that no join shows
	case bend || o.join == "round":
		o.to(o.offset(p, n0))
		o.turn(p, n0, angle)
	case o.join == "miter" && ratio <= o.miter:
		o.to(o.offset(p, meet))
	default:
		o.to(o.offset(p, n0))
		o.to(o.offset(p, n1))
	}
}

// turn draws an arc about p that begins at its left normal n; a full turn back goes round the front.
func (o *outliner) turn(p, n scene.Point, angle float64) {
	if angle > 0 {
		angle -= 2 * math.Pi
	}
	arcCubes(&o.path, scene.Scale(o.half, o.half).Then(scene.Translate(p.X, p.Y)), math.Atan2(n.Y, n.X), angle)
}

// cap ends the line that comes from before at p, from its left side to its right.
func (o *outliner) cap(before, p scene.Point) {
	n := normal(before, p)
	switch o.stroke.cap {
	case "round":
		o.turn(p, n, -math.Pi)
	case "square":
		ahead := scene.Point{X: p.X + n.Y*o.half, Y: p.Y - n.X*o.half}
		o.to(o.offset(ahead, n))
		o.to(o.offset(ahead, scene.Point{X: -n.X, Y: -n.Y}))
	}
}

// dash cuts a line into its dashes. On a closed contour a dash that runs over the start stays one piece.
func (d *drawing) dash(c contour, s stroke) ([]contour, error) {
	points, bend := c.points, c.bend
	if c.closed {
		points = append(points[:len(points):len(points)], points[0])
		bend = append(bend[:len(bend):len(bend)], false)
	}
	k, left := s.phase()
	on := k%2 == 0
	startsOn := on
	var list []contour
	piece := contour{along: c.along}
	if on {
		piece.add(points[0], bend[0])
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		edge := math.Hypot(b.X-a.X, b.Y-a.Y)
		done := 0.0
		for edge-done > left {
			if err := d.spend(1); err != nil {
				return nil, err
			}
			done += left
			t := done / edge
			q := scene.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
			if !on {
				piece = contour{along: scene.Point{X: (b.X - a.X) / edge, Y: (b.Y - a.Y) / edge}}
			}
			piece.add(q, false)
			if on {
				list = append(list, piece)
			}
			if len(list) > maxPoints/4 { // each has four corners at least, when drawn
				return nil, tooManyPoints()
			}
			on = !on
			k = (k + 1) % len(s.dashes)
			left = s.dashes[k]
		}
		left -= edge - done
		if on {
			piece.add(b, bend[i])
		}
	}
	if !on {
		return list, nil
	}
	if c.closed && startsOn {
		if len(list) == 0 {
			return []contour{c}, nil
		}
		for i, p := range list[0].points {
			piece.add(p, list[0].bend[i])
		}
		list[0] = piece
		return list, nil
	}
	return append(list, piece), nil
}

// phase is the dash in which a line begins, and how much of it is left there.
func (s *stroke) phase() (k int, left float64) {
	sum := 0.0
	for _, l := range s.dashes {
		sum += l
	}
	at := math.Mod(s.offset, sum)
	if at < 0 {
		at += sum
	}
	for k, l := range s.dashes {
		if at < l || at == 0 && l == 0 {
			return k, l - at
		}
		at -= l
	}
	return 0, s.dashes[0]
}
