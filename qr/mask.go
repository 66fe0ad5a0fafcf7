package qr

import (
	"math"
	mathbits "math/bits"
)

const masks = 8

// inverts reports whether a mask turns the module in column x of row y
// (ISO/IEC 18004:2015, table 10).
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
	unmasked := linesOf(p.size, p.at)
	free := linesOf(p.size, func(x, y int) bool { return !p.fixed[y*p.size+x] })
	masked := lines{p.size, make([]bits, p.size), make([]bits, p.size)}
	best, lowest := 0, math.MaxInt
	for pattern := range masks {
		rows, columns := periods(pattern)
		for i := range p.size {
			masked.rows[i] = unmasked.rows[i].turned(rows[i%maskPeriod], free.rows[i])
			masked.columns[i] = unmasked.columns[i].turned(columns[i%maskPeriod], free.columns[i])
		}
		formatModules(p.size, formatWord(level, pattern), masked.set)
		if score := penalty(masked, lowest); score < lowest {
			best, lowest = pattern, score
		}
	}
	return maskWith(p, best, level)
}

// maskPeriod is the number of modules after which every mask repeats.
const maskPeriod = 12

// periods are the rows and the columns of a mask over one period.
func periods(pattern int) (rows, columns [maskPeriod]bits) {
	for i := range maskPeriod {
		var row, column uint64
		for k := range maskPeriod {
			if inverts(pattern, k, i) {
				row |= 1 << k
			}
			if inverts(pattern, i, k) {
				column |= 1 << k
			}
		}
		rows[i], columns[i] = repeated(row), repeated(column)
	}
	return rows, columns
}

// repeated fills a line with one period of a mask.
func repeated(period uint64) bits {
	const every12 = 1<<0 | 1<<12 | 1<<24 | 1<<36 | 1<<48 | 1<<60
	var b bits
	for w := range b {
		b[w] = period * every12
		period = period>>(64%maskPeriod) | period<<(maskPeriod-64%maskPeriod)&(1<<maskPeriod-1)
	}
	return b
}

// maskWith turns the plan into the symbol of one mask.
func maskWith(p plan, pattern int, level Level) grid {
	rows, _ := periods(pattern)
	masked := plan{newGrid(p.size), p.fixed}
	for y := range p.size {
		turned := rows[y%maskPeriod]
		for x := range p.size {
			i := y*p.size + x
			masked.modules[i] = p.modules[i] != (turned.at(x) && !p.fixed[i])
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
func penalty(g lines, enough int) int {
	score := linePenalty(g.rows)
	if score < enough {
		score += linePenalty(g.columns)
	}
	if score >= enough {
		return score
	}
	words := (g.size + 63) / 64
	pairs := below(g.size - 1)
	for y := 1; y < g.size; y++ {
		a, b := g.rows[y-1], g.rows[y]
		for w := range words {
			// A block is where two rows agree, and each with its next module.
			score += blockWeight * mathbits.OnesCount64(^(a[w]^b[w])&^a.changes(w)&^b.changes(w)&pairs[w])
		}
	}
	dark := 0
	for _, row := range g.rows {
		for _, w := range row {
			dark += mathbits.OnesCount64(w)
		}
	}
	// Each full 5 % away from one half.
	total := g.size * g.size
	return score + max(2*dark-total, total-2*dark)*10/total*darkWeight
}

// linePenalty scores the runs of five and more equal modules across the lines of a symbol, that is in its columns where the
// lines are rows, and what looks there like a finder pattern beside a light margin. Each bit is a run of its own.
func linePenalty(across []bits) int {
	size := len(across)
	inside := below(size)
	score := 0
	for w := range (size + 63) / 64 {
		at := func(i int) uint64 { return across[i][w] }
		// Bits of lines that equal the line before, of the last three lines, and of the last run of five.
		var same [3]uint64
		var before uint64
		for i := 1; i < size; i++ {
			equal := ^(at(i) ^ at(i-1)) & inside[w]
			five := equal & same[0] & same[1] & same[2]
			// A run of n modules holds n-4 runs of five: it scores 3 and one for each module over five.
			score += mathbits.OnesCount64(five) + (runWeight-1)*mathbits.OnesCount64(five&^before)
			same, before = [3]uint64{equal, same[0], same[1]}, five
		}
		for i := range size - finderWidth + 1 {
			finder := at(i) &^ at(i+1) & at(i+2) & at(i+3) & at(i+4) &^ at(i+5) & at(i+6)
			if finder == 0 {
				continue
			}
			if i >= finderMargin {
				score += finderWeight * mathbits.OnesCount64(finder&^(at(i-1)|at(i-2)|at(i-3)|at(i-4)))
			}
			if i+finderWidth+finderMargin <= size {
				score += finderWeight * mathbits.OnesCount64(finder&^(at(i+7)|at(i+8)|at(i+9)|at(i+10)))
			}
		}
	}
	return score
}

// The modules across a finder pattern, dark, light, three dark, light, dark, and across the light margin beside it.
const (
	finderWidth  = 7
	finderMargin = 4
)

// lines are the modules of a symbol as bits, by rows and once more by columns.
type lines struct {
	size          int
	rows, columns []bits
}

func linesOf(size int, dark func(x, y int) bool) lines {
	l := lines{size, make([]bits, size), make([]bits, size)}
	for y := range size {
		for x := range size {
			l.set(x, y, dark(x, y))
		}
	}
	return l
}

// set darkens a module; one that is light stays as it is.
func (l lines) set(x, y int, dark bool) {
	if dark {
		l.rows[y][x/64] |= 1 << (x % 64)
		l.columns[x][y/64] |= 1 << (y % 64)
	}
}

// bits are the modules of a line, the first in the lowest bit: the widest symbol has 177.
type bits [3]uint64

func (b bits) at(i int) bool { return b[i/64]>>(i%64)&1 == 1 }

// turned inverts the modules that a mask inverts and that are free.
func (b bits) turned(mask, free bits) bits {
	for w := range b {
		b[w] ^= mask[w] & free[w]
	}
	return b
}

// changes has a bit for each module of word w that differs from the next.
func (b bits) changes(w int) uint64 {
	next := b[w] >> 1
	if w+1 < len(b) {
		next |= b[w+1] << 63
	}
	return b[w] ^ next
}

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
