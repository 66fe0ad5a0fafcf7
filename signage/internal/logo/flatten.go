package logo

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// contour is a flattened contour of a path: straight edges between points of which no two neighbours are the same.
type contour struct {
	points []scene.Point
	bend   []bool      // at each point: within a curve, where a stroke has no corner
	closed bool        // an edge leads from the last point to the first
	along  scene.Point // the direction of a contour of one point
}

func (c *contour) add(p scene.Point, bend bool) {
	if n := len(c.points); n > 0 && c.points[n-1] == p {
		c.bend[n-1] = c.bend[n-1] && bend
		return
	}
	c.points = append(c.points, p)
	c.bend = append(c.bend, bend)
}

// flatten turns the curves of a path into edges that stray from them by the tolerance at most.
func (d *drawing) flatten(p *scene.Path, tolerance float64) ([]contour, error) {
	var list []contour
	along := scene.Point{X: 1} // SVG 2, 13.5.4: a dot without direction lies along the x axis
	c := contour{along: along}
	end := func() {
		if n := len(c.points); c.closed && n > 1 && c.points[0] == c.points[n-1] {
			c.points, c.bend = c.points[:n-1], c.bend[:n-1]
		}
		if len(c.points) > 0 {
			list = append(list, c)
		}
		c = contour{along: along}
	}
	var err error
	p.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) {
		if err != nil {
			return
		}
		switch v {
		case scene.Move:
			end()
			c.add(to[0], false)
		case scene.Line:
			err = d.spend(1)
			c.add(to[0], false)
		case scene.Quad:
			err = d.curve(&c, from, thirds(from, to[0]), thirds(to[1], to[0]), to[1], tolerance)
		case scene.Cube:
			err = d.curve(&c, from, to[0], to[1], to[2], tolerance)
		case scene.Close:
			c.closed = true
			end()
		}
	})
	end()
	return list, err
}

// thirds is the handle of the cubic that equals a quadratic.
func thirds(end, control scene.Point) scene.Point {
	return scene.Point{X: end.X + (control.X-end.X)*2/3, Y: end.Y + (control.Y-end.Y)*2/3}
}

// curve adds a cubic. In n equal parts it strays from its chords by at most 3/4 of its greatest second difference over n².
func (d *drawing) curve(c *contour, p0, p1, p2, p3 scene.Point, tolerance float64) error {
	bow := max(
		math.Hypot(p0.X-2*p1.X+p2.X, p0.Y-2*p1.Y+p2.Y),
		math.Hypot(p1.X-2*p2.X+p3.X, p1.Y-2*p2.Y+p3.Y))
	parts := math.Ceil(math.Sqrt(0.75 * bow / tolerance))
	if !(parts < maxSteps) {
		return tooManySteps()
	}
	n := max(1, int(parts))
	if err := d.spend(n); err != nil {
		return err
	}
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		a, b, e, f := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		c.add(scene.Point{
			X: a*p0.X + b*p1.X + e*p2.X + f*p3.X,
			Y: a*p0.Y + b*p1.Y + e*p2.Y + f*p3.Y,
		}, true)
	}
	c.add(p3, false)
	return nil
}
