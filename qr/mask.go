package qr

import (
	"math"
	mathbits "math/bits"
)

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
	lowest := math.MaxInt
	for pattern := range masks {
		g := maskWith(p, pattern, level)
		if score := penalty(g, lowest); score < lowest {
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

// penalty scores how hard a symbol is to read (ISO/IEC 18004:2015, 7.8.3.1). It works on whole rows and columns as bits:
// choosing the mask is most of the work of making a symbol. It may stop at a score that is enough.
func penalty(g grid, enough int) int {
	rows, columns := make([]bits, g.size), make([]bits, g.size)
	dark := 0
	for y := range g.size {
		for x, m := range g.modules[y*g.size:][:g.size] {
			if m {
				rows[y][x/64] |= 1 << (x % 64)
				columns[x][y/64] |= 1 << (y % 64)
				dark++
			}
		}
	}
	score := 0
	for i := 0; i < g.size && score < enough; i++ {
		score += linePenalty(rows[i], g.size) + linePenalty(columns[i], g.size)
	}
	words := (g.size + 63) / 64
	pairs := below(g.size - 1)
	for y := 1; y < g.size && score < enough; y++ {
		a, b := rows[y-1], rows[y]
		for w := range words {
			// A block is where two rows agree, and each with its next module.
			score += blockWeight * mathbits.OnesCount64(^(a[w]^b[w])&^a.changes(w)&^b.changes(w)&pairs[w])
		}
	}
	// Each full 5 % away from one half.
	total := g.size * g.size
	return score + max(2*dark-total, total-2*dark)*10/total*darkWeight
}

// linePenalty scores the runs of five and more equal modules in a row or a column, and what looks there like a finder
// pattern beside a light margin.
func linePenalty(line bits, size int) int {
	const (
		leading  = 0b00001011101
		trailing = 0b10111010000
		window   = 11
	)
	words := (size + 63) / 64
	// Bit i of five tells that a run of five begins at module i.
	equal, five := bits{}, below(size-4)
	for w := range words {
		equal[w] = ^line.changes(w)
	}
	for k := range 4 {
		for w := range words {
			five[w] &= equal.from(w, k)
		}
	}
	score := 0
	var before uint64 // the last bit of the word before
	for w := range words {
		// A run of n modules holds n-4 runs of five: it scores 3 and one for each module over five.
		runs := mathbits.OnesCount64(five[w] &^ (five[w]<<1 | before))
		score += mathbits.OnesCount64(five[w]) + (runWeight-1)*runs
		before = five[w] >> 63
	}
	valid := below(size - window + 1)
	for w := range words {
		first, last := valid[w], valid[w]
		for k := range window {
			dark := line.from(w, k)
			if leading>>k&1 == 0 {
				first &^= dark
			} else {
				first &= dark
			}
			if trailing>>k&1 == 0 {
				last &^= dark
			} else {
				last &= dark
			}
			if first|last == 0 {
				break
			}
		}
		score += finderWeight * (mathbits.OnesCount64(first) + mathbits.OnesCount64(last))
	}
	return score
}

// bits are the modules of a line, the first in the lowest bit: the widest symbol has 177.
type bits [3]uint64

// from is word w of the line that begins k modules later, 0 ≤ k < 64.
func (b bits) from(w, k int) uint64 {
	v := b[w] >> k
	if k > 0 && w+1 < len(b) {
		v |= b[w+1] << (64 - k)
	}
	return v
}

// changes has a bit for each module of word w that differs from the next.
func (b bits) changes(w int) uint64 { return b[w] ^ b.from(w, 1) }

// below has the lowest n bits.
func below(n int) bits {
	var b bits
	for w := range b {
		switch left := n - 64*w; {
		case left >= 64:
			b[w] = ^uint64(0)
		case left > 0:
			b[w] = 1<<left - 1
		}
	}
	return b
}
