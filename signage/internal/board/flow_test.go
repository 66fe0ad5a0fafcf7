package board

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFlow(t *testing.T) {
	gap := spacing{afterHeading: 1, card: 1, block: 2}
	one := func(n int) block { // cards of height 4 under a heading of height 3
		b := block{heading: 3, continued: 3}
		for range n {
			b.cards = append(b.cards, 4)
		}
		return b
	}
	for _, c := range []struct {
		name   string
		blocks []block
		limit  float64
		most   int
		cards  []int // of each column; nil: does not fit
	}{
		{"one card", []block{one(1)}, 8, 9, []int{1}},
		{"exactly full", []block{one(3)}, 18, 9, []int{3}},
		{"one too many", []block{one(3)}, 17.9, 9, []int{2, 1}},
		{"second field", []block{one(1), one(1)}, 18, 9, []int{2}},
		{"heading never alone", []block{one(1), one(2)}, 17, 9, []int{1, 2}},
		{"field runs over", []block{one(1), one(3)}, 18, 9, []int{2, 2}},
		{"too high", []block{one(1)}, 7.9, 9, nil},
		{"too many columns", []block{one(3)}, 8, 2, nil},
		{"as many as allowed", []block{one(3)}, 8, 3, []int{1, 1, 1}},
		{"no headings", []block{{cards: []float64{4, 4, 4}}}, 9, 9, []int{2, 1}},
	} {
		columns := flow(c.blocks, c.limit, gap, c.most)
		var cards []int
		for _, column := range columns {
			cards = append(cards, column.cards)
		}
		if len(cards) != len(c.cards) {
			t.Errorf("%s: columns of %v cards, want %v", c.name, cards, c.cards)
			continue
		}
		for i := range cards {
			if cards[i] != c.cards[i] {
				t.Errorf("%s: columns of %v cards, want %v", c.name, cards, c.cards)
			}
		}
	}
}

// Whatever the list, each card stands in one column, in order, no column is too high, and balancing needs no more columns.
func TestFlowKeepsEveryCard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		height := rapid.Float64Range(1, 30)
		var blocks []block
		total := 0
		for range rapid.IntRange(1, 8).Draw(t, "fields") {
			b := block{cards: rapid.SliceOfN(height, 1, 20).Draw(t, "cards")}
			if rapid.Bool().Draw(t, "headings") {
				b.heading, b.continued = 2, 3
			}
			total += len(b.cards)
			blocks = append(blocks, b)
		}
		gap := spacing{afterHeading: 1, card: 1, block: 2}
		const limit = 40
		columns := flow(blocks, limit, gap, math.MaxInt)
		even := balanced(blocks, limit, gap, len(columns))
		if len(even) > len(columns) {
			t.Fatalf("%d columns became %d", len(columns), len(even))
		}
		for _, all := range [][]column{columns, even} {
			at, seen := position{}, 0
			for _, c := range all {
				if c.from != at || c.cards < 1 || c.height > limit+rounding {
					t.Fatalf("column %+v begins at %+v", c, at)
				}
				seen += c.cards
				for range c.cards {
					if at.card++; at.card == len(blocks[at.field].cards) {
						at = position{field: at.field + 1}
					}
				}
			}
			if seen != total {
				t.Fatalf("%d of %d cards", seen, total)
			}
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
