package board

import "math"

// block is what a flow sees of a field: the height of its heading (0 for none), of the same with "(tiếp)", and of its
// cards.
type block struct {
	heading, continued float64
	cards              []float64
}

// spacing are the distances of a flow in mm.
type spacing struct {
	afterHeading float64
	card         float64 // between two cards
	block        float64 // above a heading
}

// column is a stretch of the list: from card (field, index) for n cards.
type column struct {
	from   position
	cards  int
	height float64 // used
}

type position struct{ field, card int }

// flow fills columns of a height one after the other, and returns nil where a card does not fit a column, or where
// there would be more columns than most. A heading never stands without a card under it, and a field that runs on is
// named again at the top of the column.
func flow(blocks []block, limit float64, gap spacing, most int) []column {
	var columns []column
	var now column
	empty := true
	for f, b := range blocks {
		for k, card := range b.cards {
			need := card
			switch {
			case empty:
				need += topHeading(b, k, gap)
			case k == 0 && b.heading > 0:
				need += gap.block + b.heading + gap.afterHeading
			default:
				need += gap.card
			}
			if !empty && now.height+need > limit {
				if len(columns)+1 == most {
					return nil
				}
				columns = append(columns, now)
				now, empty = column{}, true
				need = card + topHeading(b, k, gap)
			}
			if empty {
				if need > limit {
					return nil
				}
				now.from, empty = position{f, k}, false
			}
			now.height += need
			now.cards++
		}
	}
	return append(columns, now)
}

func topHeading(b block, k int, gap spacing) float64 {
	switch {
	case b.heading == 0:
		return 0
	case k == 0:
		return b.heading + gap.afterHeading
	}
	return b.continued + gap.afterHeading
}

// balanced fills as many columns as flow does at the limit, but all of them as evenly as the cards allow.
func balanced(blocks []block, limit float64, gap spacing, most int) []column {
	best := flow(blocks, limit, gap, most)
	if best == nil {
		return nil
	}
	low, high := 0.0, limit
	for range 16 {
		middle := (low + high) / 2
		if c := flow(blocks, middle, gap, most); c != nil {
			best, high = c, middle
		} else {
			low = middle
		}
	}
	return best
}

// bisect finds the largest value from low up to high for which ok is true, to within a share of high; NaN where it is
// not true for low. ok must not become true again above a value for which it is false.
func bisect(low, high, precision float64, ok func(float64) bool) float64 {
	if low > high || !ok(low) {
		return math.NaN()
	}
	if ok(high) {
		return high
	}
	for high-low > precision*high {
		if middle := (low + high) / 2; ok(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
