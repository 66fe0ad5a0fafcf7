package board

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEven(t *testing.T) {
	gap := spacing{afterHeading: 1, card: 1, block: 2}
	fields := func(sizes ...int) []item { // cards of height 4 under headings of height 3
		var all []item
		for _, n := range sizes {
			for i := range n {
				c := item{height: 4, again: 3}
				if i == 0 {
					c.heading = 3
				}
				all = append(all, c)
			}
		}
		return all
	}
	plain := []item{{height: 4}, {height: 4}, {height: 4}, {height: 4}, {height: 4}}
	for _, c := range []struct {
		name    string
		cards   []item
		limit   float64
		columns int
		ends    []int // nil: does not fit
	}{
		{"one card", fields(1), 8, 1, []int{1}},
		{"exactly full", fields(3), 18, 1, []int{3}},
		{"one too many", fields(3), 17.9, 1, nil},
		{"in two columns", fields(3), 17.9, 2, []int{2, 3}},
		{"second field", fields(1, 1), 18, 1, []int{2}},
		{"heading never alone", fields(1, 2), 17, 2, []int{1, 3}},
		{"field runs over", fields(1, 3), 18, 2, []int{2, 4}},
		{"too high", fields(1), 7.9, 1, nil},
		{"no column stays empty", fields(3), 100, 3, []int{1, 2, 3}},
		{"more columns than cards", fields(2), 100, 3, nil},
		{"no headings", plain, 100, 2, []int{3, 5}},
		{"a high card stands alone", []item{{height: 9}, {height: 4}, {height: 4}}, 9, 2, []int{1, 3}},
	} {
		if ends := even(c.cards, c.limit, gap, c.columns); !slices.Equal(ends, c.ends) {
			t.Errorf("%s: columns end at %v, want %v", c.name, ends, c.ends)
		}
	}
}

// Whatever the heights, raised ones take the height together, none is lowered, and none is raised above another that was not.
func TestFilled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heights := rapid.SliceOfN(rapid.Float64Range(1, 30), 1, 20).Draw(t, "heights")
		sum := 0.0
		for _, h := range heights {
			sum += h
		}
		total := sum + rapid.Float64Range(0, 100).Draw(t, "rest")
		line, taken := 0.0, 0.0
		for i, h := range filled(heights, total) {
			taken += h
			if h < heights[i] {
				t.Fatalf("%v became %v", heights[i], h)
			}
			if h > heights[i] {
				if line > 0 && math.Abs(h-line) > 1e-9 {
					t.Fatalf("raised to %v and %v", line, h)
				}
				line = h
			}
		}
		if math.Abs(taken-total) > 1e-6 {
			t.Fatalf("they take %v of %v", taken, total)
		}
	})
}

func TestBisect(t *testing.T) {
	for _, c := range []struct{ low, high, edge, want float64 }{
		{1, 10, 4, 4}, {1, 10, 20, 10}, {1, 10, 0.5, math.NaN()}, {5, 2, 9, math.NaN()}, {3, 3, 3, 3},
	} {
		got := bisect(c.low, c.high, 0.001, func(v float64) bool { return v <= c.edge })
		if math.IsNaN(c.want) != math.IsNaN(got) || math.Abs(got-c.want) > 0.01*c.high {
			t.Errorf("from %v to %v: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}
