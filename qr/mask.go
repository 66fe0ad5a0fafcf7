package qr

const masks = 8

// inverts reports whether a mask turns the module in column x of row y
// (ISO/IEC 18004:2015, table 10). All masks repeat after twelve modules.
func inverts(pattern, x, y int) bool {
	switch pattern {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// mask turns the plan into the symbol whose mask has the lowest penalty.
func mask(p plan, version int, level Level) grid {
	var best grid
	lowest := -1
	for pattern := range masks {
		g := maskWith(p, pattern, level)
		if score := penalty(g); lowest < 0 || score < lowest {
			best, lowest = g, score
		}
	}
	return best
}

// maskWith turns the plan into the symbol of one mask.
func maskWith(p plan, pattern int, level Level) grid {
	var period [12][12]bool
	for y := range period {
		for x := range period[y] {
			period[y][x] = inverts(pattern, x, y)
		}
	}
	masked := plan{newGrid(p.size), p.fixed}
	for y := range p.size {
		for x, turned := 0, 0; x < p.size; x++ {
			i := y*p.size + x
			masked.modules[i] = p.modules[i] != (period[y%12][turned] && !p.fixed[i])
			if turned++; turned == 12 {
				turned = 0
			}
		}
	}
	masked.drawFormat(formatWord(level, pattern))
	return masked.grid
}

// Weights of the four features (ISO/IEC 18004:2015, table 11).
const (
	runWeight    = 3
	blockWeight  = 3
	finderWeight = 40
	darkWeight   = 10
)

// penalty scores how hard a symbol is to read (ISO/IEC 18004:2015, 7.8.3.1).
func penalty(g grid) int {
	score, dark := 0, 0
	for i := range g.size {
		score += linePenalty(g.modules[i*g.size:], 1, g.size)
		score += linePenalty(g.modules[i:], g.size, g.size)
	}
	for y := 1; y < g.size; y++ {
		above, row := g.modules[(y-1)*g.size:][:g.size], g.modules[y*g.size:][:g.size]
		for x := 1; x < g.size; x++ {
			if c := row[x]; c == row[x-1] && c == above[x] && c == above[x-1] {
				score += blockWeight
			}
		}
	}
	for _, m := range g.modules {
		if m {
			dark++
		}
	}
	// Each full 5 % away from one half.
	total := g.size * g.size
	return score + max(2*dark-total, total-2*dark)*10/total*darkWeight
}

// linePenalty scores the runs of five and more equal modules in a row or a
// column, and what looks there like a finder pattern beside a light margin.
func linePenalty(modules []bool, step, size int) int {
	const (
		window   = 1<<11 - 1
		leading  = 0b00001011101
		trailing = 0b10111010000
	)
	score, run, history := 0, 0, 0
	for i := range size {
		bit := 0
		if modules[i*step] {
			bit = 1
		}
		if i > 0 && bit == history&1 {
			run++
		} else {
			run = 1
		}
		switch {
		case run == 5:
			score += runWeight
		case run > 5:
			score++
		}
		history = (history<<1 | bit) & window
		if i >= 10 && (history == leading || history == trailing) {
			score += finderWeight
		}
	}
	return score
}
