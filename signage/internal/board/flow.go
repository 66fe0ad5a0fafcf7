package board

import (
	"math"
	"slices"
)

// item is what a flow sees of a card.
type item struct {
	height  float64
	heading float64 // of the bar above the first card of a field; 0: none
	again   float64 // of the bar above the card where it begins a column; 0: none
}

// spacing are the distances of a flow in mm.
type spacing struct {
	afterHeading float64
	card         float64 // between two cards
	block        float64 // above a heading
}

// alone is the height of a card at the top of a column.
func (gap spacing) alone(c item) float64 {
	if c.again == 0 {
		return c.height
	}
	return c.again + gap.afterHeading + c.height
}

// under is what a card adds to the column that it continues.
func (gap spacing) under(c item) float64 {
	if c.heading == 0 {
		return gap.card + c.height
	}
	return gap.block + c.heading + gap.afterHeading + c.height
}

// even cuts cards into as many columns, none of them empty, so that what each leaves of its height is as little as can
// be for each of its cards, and less in those before the last, at whose foot one expects a hole. A column rather begins with
// a field. A heading never stands without a card under it. It returns the index of the card after each column, or nil where they do not fit.
func even(cards []item, limit float64, gap spacing, columns int) []int {
	n := len(cards)
	if columns > n {
		return nil
	}
	cost := make([]float64, (columns+1)*(n+1))
	from := make([]int, len(cost))
	for i := range cost {
		cost[i] = math.Inf(1)
	}
	cost[0] = 0
	for c := range columns {
		weight := holeBefore
		if c == columns-1 {
			weight = 1
		}
		for start := c; start < n; start++ {
			before := cost[c*(n+1)+start]
			if math.IsInf(before, 1) {
				continue
			}
			if start > 0 && cards[start].heading < cards[start].again {
				before += tornCost * limit * limit
			}
			height := 0.0
			for end := start + 1; end <= n; end++ {
				if end == start+1 {
					height = gap.alone(cards[start])
				} else {
					height += gap.under(cards[end-1])
				}
				if height > limit+rounding {
					break
				}
				rest := limit - height
				sum := before + weight*rest*rest/float64(end-start)
				if to := (c+1)*(n+1) + end; sum <= cost[to] {
					cost[to], from[to] = sum, start
				}
			}
		}
	}
	if math.IsInf(cost[columns*(n+1)+n], 1) {
		return nil
	}
	ends := make([]int, columns)
	for c, end := columns, n; c > 0; c-- {
		ends[c-1] = end
		end = from[c*(n+1)+end]
	}
	return ends
}

// holeBefore is how much what a column leaves counts against the same of the last one.
const holeBefore = 2.0

// tornCost is what a column that goes on with a field costs, in what one costs whose only card leaves it empty: about as much
// as a hole of a quarter of a column.
const tornCost = 0.03

// filled raises the lowest of some heights, all to one line, until they take a height together.
func filled(heights []float64, total float64) []float64 {
	sorted := slices.Sorted(slices.Values(heights))
	rest := total
	for _, h := range heights {
		rest -= h
	}
	line := 0.0
	for i, h := range sorted {
		// The first i heights are raised to the next.
		if need := float64(i) * (h - line); i > 0 && need > rest {
			line += rest / float64(i)
			rest = 0
			break
		} else if i > 0 {
			rest -= need
		}
		line = h
	}
	if rest > 0 {
		line += rest / float64(len(heights))
	}
	out := make([]float64, len(heights))
	for i, h := range heights {
		out[i] = max(h, line)
	}
	return out
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
