package logo

import (
	"cmp"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// separate refuses areas that are seen through as one and overlap: each is drawn for itself, and where two lie over each
// other less would be seen through.
func (d *drawing) separate(fills []scene.Fill, opacity float64) error {
	type shape struct {
		scene.Fill
		bounds   scene.Rect
		contours []contour // nil until they are needed
	}
	shapes := make([]*shape, len(fills))
	for i, f := range fills {
		shapes[i] = &shape{Fill: f, bounds: f.Path.Bounds()}
	}
	slices.SortStableFunc(shapes, func(a, b *shape) int { return cmp.Compare(a.bounds.X0, b.bounds.X0) })
	var near []*shape // those that reach as far as the one that is looked at
	for _, s := range shapes {
		near = slices.DeleteFunc(near, func(t *shape) bool { return t.bounds.X1 <= s.bounds.X0 })
		if err := d.spend(len(near)); err != nil {
			return err
		}
		for _, t := range near {
			if !s.bounds.Intersects(t.bounds) {
				continue
			}
			for _, u := range [...]*shape{s, t} {
				if u.contours != nil {
					continue
				}
				var err error
				if u.contours, err = d.flatten(u.Path, d.tolerance); err != nil {
					return err
				}
			}
			over, err := d.overlap(s.contours, t.contours, s.EvenOdd, t.EvenOdd)
			if err != nil {
				return err
			}
			if over {
				return overlapping(opacity)
			}
		}
		near = append(near, s)
	}
	return nil
}

// overlap tells whether two areas share more than an edge: some edges cross, or what lies just within one area beside an
// edge of it lies in the other.
func (d *drawing) overlap(a, b []contour, evenOddA, evenOddB bool) (bool, error) {
	edgesA, edgesB := edgesOf(a), edgesOf(b)
	if err := d.spend(len(edgesA) * len(edgesB)); err != nil {
		return false, err
	}
	for _, e := range edgesA {
		for _, f := range edgesB {
			if crosses(e, f) {
				return true, nil
			}
		}
	}
	within := func(p scene.Point) bool { return holds(edgesA, evenOddA, p) && holds(edgesB, evenOddB, p) }
	for _, edges := range [...][]edge{edgesA, edgesB} {
		for _, e := range edges {
			x, y := e.to.X-e.from.X, e.to.Y-e.from.Y
			aside := d.tolerance / math.Hypot(x, y)
			for _, side := range [...]float64{-aside, aside} {
				if within(scene.Point{X: (e.from.X+e.to.X)/2 - y*side, Y: (e.from.Y+e.to.Y)/2 + x*side}) {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

type edge struct{ from, to scene.Point }

// edgesOf are the edges of an area, which is closed.
func edgesOf(contours []contour) []edge {
	var all []edge
	for _, c := range contours {
		for i, p := range c.points {
			if q := c.points[(i+1)%len(c.points)]; p != q {
				all = append(all, edge{p, q})
			}
		}
	}
	return all
}

// crosses tells whether two edges cross between their ends.
func crosses(e, f edge) bool {
	side := func(e edge, p scene.Point) float64 {
		return (e.to.X-e.from.X)*(p.Y-e.from.Y) - (e.to.Y-e.from.Y)*(p.X-e.from.X)
	}
	return side(e, f.from)*side(e, f.to) < 0 && side(f, e.from)*side(f, e.to) < 0
}

// holds tells whether a point lies in an area.
func holds(edges []edge, evenOdd bool, p scene.Point) bool {
	winding := 0
	for _, e := range edges {
		if (e.from.Y <= p.Y) == (e.to.Y <= p.Y) {
			continue
		}
		if e.from.X+(p.Y-e.from.Y)/(e.to.Y-e.from.Y)*(e.to.X-e.from.X) > p.X {
			if e.to.Y > e.from.Y {
				winding++
			} else {
				winding--
			}
		}
	}
	if evenOdd {
		return winding%2 != 0
	}
	return winding != 0
}

// blended refuses drawings in which so many areas are seen through others that a file without transparency, in which what
// lies below such an area is drawn again, would be too large.
func blended(fills []scene.Fill) error {
	type seen struct {
		bounds scene.Rect
		times  int // that it is drawn again, with what is seen through it
	}
	var all []seen
	sum := 0
	for _, f := range fills {
		if f.Through == 0 {
			continue
		}
		s := seen{f.Path.Bounds(), 1}
		for _, below := range all {
			if below.bounds.Intersects(s.bounds) {
				s.times += below.times
			}
		}
		if sum += s.times; sum > maxBlended {
			return tooMuchBlending()
		}
		all = append(all, s)
	}
	return nil
}
