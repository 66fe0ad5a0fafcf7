package press_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Eyelets stand in every corner, at their distance from the edge, and nowhere farther apart than asked.
func TestEyelets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		trim := scene.Rect{X1: rapid.Float64Range(300, 10000).Draw(t, "width"), Y1: rapid.Float64Range(300, 3000).Draw(t, "height")}
		spacing, edge := rapid.Float64Range(100, 1500).Draw(t, "spacing"), rapid.Float64Range(10, 50).Draw(t, "edge")
		all := press.Eyelets(trim, spacing, edge)
		r := trim.Inset(edge)
		for _, corner := range []scene.Point{{X: r.X0, Y: r.Y0}, {X: r.X1, Y: r.Y0}, {X: r.X0, Y: r.Y1}, {X: r.X1, Y: r.Y1}} {
			if nearest(corner, all, 0) > 1e-6 {
				t.Fatalf("no eyelet in the corner %v", corner)
			}
		}
		for _, at := range all {
			if r.Outset(scene.Even(-1e-6)).Contains(scene.Rect{X0: at.X, X1: at.X, Y0: at.Y, Y1: at.Y}, 0) {
				t.Fatalf("the eyelet at %v is not at the edge of %v", at, r)
			}
			if d := nearest(at, all, 1e-6); d > spacing+1e-6 {
				t.Fatalf("the eyelet at %v is %v mm from the next, over %v", at, d, spacing)
			}
		}
	})
	if all := press.Eyelets(scene.Rect{X1: 1000, Y1: 500}, 0, 25); all != nil {
		t.Error("eyelets where none are asked for")
	}
}

// nearest is the distance to the nearest point that is farther than a least distance.
func nearest(p scene.Point, all []scene.Point, least float64) float64 {
	best := math.Inf(1)
	for _, q := range all {
		if d := math.Hypot(p.X-q.X, p.Y-q.Y); d >= least {
			best = min(best, d)
		}
	}
	return best
}
