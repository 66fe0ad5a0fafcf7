package logo

import (
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// window is a convex polygon that limits what is drawn. Its corners go round so that inside is positive within.
type window []scene.Point

// inside is the distance of p from the edge that begins at corner i, times the edge's length; positive within.
func (w window) inside(i int, p scene.Point) float64 {
	a, b := w[i], w[(i+1)%len(w)]
	return (b.X-a.X)*(p.Y-a.Y) - (b.Y-a.Y)*(p.X-a.X)
}

// contains forgives what rounding does to shapes that touch the artboard's edge.
func (w window) contains(points []scene.Point) bool {
	for i, a := range w {
		b := w[(i+1)%len(w)]
		slack := 1e-9 * ((b.X-a.X)*(b.X-a.X) + (b.Y-a.Y)*(b.Y-a.Y))
		for _, p := range points {
			if w.inside(i, p) < -slack {
				return false
			}
		}
	}
	return true
}

func rectangle(m scene.Affine, x, y, w, h float64) window {
	return newWindow([]scene.Point{
		m.Apply(scene.Point{X: x, Y: y}), m.Apply(scene.Point{X: x + w, Y: y}),
		m.Apply(scene.Point{X: x + w, Y: y + h}), m.Apply(scene.Point{X: x, Y: y + h}),
	})
}

// newWindow is nil where the polygon is not convex or has no area.
func newWindow(corners []scene.Point) window {
	w := window(corners)
	n := len(w)
	area := 0.0
	for i, p := range w {
		q := w[(i+1)%n]
		area += p.X*q.Y - q.X*p.Y
	}
	slack := 1e-9 * math.Abs(area)
	turned, left, right := 0.0, false, false
	for i, p := range w {
		q, r := w[(i+1)%n], w[(i+2)%n]
		cross := w.inside(i, r)
		left, right = left || cross > slack, right || cross < -slack
		turned += math.Atan2(cross, (q.X-p.X)*(r.X-q.X)+(q.Y-p.Y)*(r.Y-q.Y))
	}
	// A pentagram turns one way too, but twice.
	if left == right || math.Abs(turned) > 3*math.Pi {
		return nil
	}
	if right {
		slices.Reverse(w)
	}
	return w
}

// pointsInStep is how many points are compared with an edge in the time that one takes elsewhere.
const pointsInStep = 16

// clip is the part of a filled path within a window. Each contour is cut along each edge in turn (Sutherland and
// Hodgman 1974); that keeps the winding number of every point inside, so it suits both fill rules.
func (d *drawing) clip(p *scene.Path, w window) (*scene.Path, error) {
	if err := d.spend(len(p.Points) * len(w) / pointsInStep); err != nil {
		return nil, err
	}
	if w.contains(p.Points) {
		return p, nil
	}
	contours, err := d.flatten(p, d.tolerance)
	if err != nil {
		return nil, err
	}
	cut := &scene.Path{}
	for _, c := range contours {
		points := c.points
		for i := range w {
			if err := d.spend(1 + len(points)/pointsInStep); err != nil {
				return nil, err
			}
			points = w.cut(i, points)
		}
		for j, q := range points {
			if j == 0 {
				cut.MoveTo(q)
			} else {
				cut.LineTo(q)
			}
		}
		if len(points) > 0 {
			cut.Close()
		}
	}
	return cut, nil
}

// cut keeps the part of a polygon on the inner side of the edge that begins at corner i.
func (w window) cut(i int, points []scene.Point) []scene.Point {
	var kept []scene.Point
	for j, p := range points {
		before := points[(j+len(points)-1)%len(points)]
		u, v := w.inside(i, before), w.inside(i, p)
		if (u < 0) != (v < 0) {
			t := u / (u - v)
			kept = append(kept, scene.Point{X: before.X + (p.X-before.X)*t, Y: before.Y + (p.Y-before.Y)*t})
		}
		if v >= 0 {
			kept = append(kept, p)
		}
	}
	return kept
}
