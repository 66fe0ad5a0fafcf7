package scene_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/scene"
)

// approximately compares coordinates to a billionth of their size.
var approximately = cmp.Comparer(func(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
})

// affine draws maps that do not flatten the plane.
func affine() *rapid.Generator[scene.Affine] {
	return rapid.Custom(func(t *rapid.T) scene.Affine {
		scale := rapid.Float64Range(0.1, 5)
		m := scene.Scale(scale.Draw(t, "x"), -scale.Draw(t, "y"))
		m = m.Then(scene.Rotate(rapid.Float64Range(-4, 4).Draw(t, "angle")))
		return m.Then(scene.Translate(coordinate().Draw(t, "dx"), coordinate().Draw(t, "dy")))
	})
}

func TestAffine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, n, o, a := affine().Draw(t, "m"), affine().Draw(t, "n"), affine().Draw(t, "o"), point().Draw(t, "point")
		if diff := cmp.Diff(n.Apply(m.Apply(a)), m.Then(n).Apply(a), approximately); diff != "" {
			t.Fatalf("m then n is not n after m:\n%s", diff)
		}
		if diff := cmp.Diff(m.Then(n).Then(o).Apply(a), m.Then(n.Then(o)).Apply(a), approximately); diff != "" {
			t.Fatalf("not associative:\n%s", diff)
		}
		for _, identity := range []scene.Affine{scene.Scale(1, 1), scene.Translate(0, 0), scene.Rotate(0)} {
			if m.Then(identity) != m || identity.Then(m) != m {
				t.Fatalf("%v changes %v", identity, m)
			}
		}
	})
	right := scene.Point{X: 1}
	for _, c := range []struct {
		name string
		m    scene.Affine
		want scene.Point
	}{
		{"a quarter clockwise", scene.Rotate(math.Pi / 2), scene.Point{Y: 1}}, // y points down
		{"moved", scene.Translate(3, 4), scene.Point{X: 4, Y: 4}},
		{"scaled", scene.Scale(2, 5), scene.Point{X: 2}},
		{"all coefficients", scene.Affine{A: 2, B: 3, C: 5, D: 7, E: 11, F: 13}, scene.Point{X: 13, Y: 16}},
	} {
		if diff := cmp.Diff(c.want, c.m.Apply(right), approximately); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestRect(t *testing.T) {
	r := scene.Rect{X0: 10, Y0: 20, X1: 50, Y1: 40}
	if r.Width() != 40 || r.Height() != 20 || r.Center() != (scene.Point{X: 30, Y: 30}) {
		t.Errorf("%v mm wide, %v mm high, centre %v", r.Width(), r.Height(), r.Center())
	}
	if got := r.Inset(3); got != (scene.Rect{X0: 13, Y0: 23, X1: 47, Y1: 37}) || got.Inset(-3) != r {
		t.Errorf("inset: %v", got)
	}
	for _, c := range []struct {
		name                           string
		other                          scene.Rect
		intersects, contained, unioned bool // unioned: the union is r itself
	}{
		{"itself", r, true, true, true},
		{"within", r.Inset(1), true, true, true},
		{"beside, sharing an edge", scene.Rect{X0: 50, Y0: 20, X1: 60, Y1: 40}, false, false, false},
		{"below, sharing an edge", scene.Rect{X0: 10, Y0: 40, X1: 50, Y1: 50}, false, false, false},
		{"over a corner", scene.Rect{X0: 40, Y0: 30, X1: 60, Y1: 60}, true, false, false},
		{"a hair larger", r.Inset(-1e-9), true, true, false},
		{"far away", scene.Rect{X0: 100, Y0: 100, X1: 110, Y1: 110}, false, false, false},
		{"empty", scene.Rect{}, false, false, true},
	} {
		if got := r.Intersects(c.other); got != c.intersects {
			t.Errorf("%s: intersects %v", c.name, got)
		}
		if got := c.other.Intersects(r); got != c.intersects {
			t.Errorf("%s, the other way round: intersects %v", c.name, got)
		}
		if got := r.Contains(c.other, 1e-6); got != c.contained {
			t.Errorf("%s: contains %v", c.name, got)
		}
		union := r.Union(c.other)
		if got := union == r; got != c.unioned {
			t.Errorf("%s: union %v", c.name, union)
		}
		if union != c.other.Union(r) || !union.Contains(r, 0) || !c.other.Empty() && !union.Contains(c.other, 0) {
			t.Errorf("%s: union %v", c.name, union)
		}
	}
	for _, empty := range []scene.Rect{{}, {X0: 1, X1: 1, Y1: 1}, r.Inset(10), r.Inset(30)} {
		if !empty.Empty() {
			t.Errorf("%v is not empty", empty)
		}
	}
}
