package qr

const (
	maxVersion = 40
	maxDigits  = 7089 // the most characters any symbol holds: digits in version 40-L
)

// assembly is the engine of this package.
type assembly struct{}

func (assembly) version(payload string, level Level, lowest, highest int) (int, bool) {
	var segs []segment
	for v := lowest; v <= highest; v++ {
		if v == lowest || versionClass(v) != versionClass(v-1) {
			segs = segments(payload, v)
		}
		if bitLength(payload, segs, v) <= blocksOf(v, level).data()*8 {
			return v, true
		}
	}
	return 0, false
}

func (assembly) layout(payload string, version int, level Level) (grid, error) {
	b := blocksOf(version, level)
	data := dataCodewords(payload, segments(payload, version), version, b.data())
	return mask(newPlan(version, b.interleave(data)), version, level), nil
}

// A grid holds size x size modules, row by row; a module is dark or light.
type grid struct {
	size    int
	modules []bool
}

func newGrid(size int) grid { return grid{size, make([]bool, size*size)} }

func (g grid) at(x, y int) bool        { return g.modules[y*g.size+x] }
func (g grid) set(x, y int, dark bool) { g.modules[y*g.size+x] = dark }

// sizeOf returns the width of a version in modules.
func sizeOf(version int) int { return 17 + 4*version }

// alignments returns the coordinates on which alignment patterns are centred,
// along both axes (ISO/IEC 18004:2015, annex E).
func alignments(version int) []int {
	if version == 1 {
		return nil
	}
	n := version/7 + 2
	step := (version*8 + n*3 + 5) / (n*4 - 4) * 2
	out := make([]int, n)
	for i, at := n-1, sizeOf(version)-7; i > 0; i, at = i-1, at-step {
		out[i] = at
	}
	out[0] = 6
	return out
}

// A plan holds the modules of a symbol before masking, and which of them are
// function patterns, which no mask touches.
type plan struct {
	grid
	fixed []bool
}

func (p plan) fix(x, y int, dark bool) {
	p.set(x, y, dark)
	p.fixed[y*p.size+x] = true
}

// newPlan places the function patterns, leaving the format information light, and
// the codewords around them (ISO/IEC 18004:2015, 7.7.3).
func newPlan(version int, codewords []byte) plan {
	size := sizeOf(version)
	p := plan{newGrid(size), make([]bool, size*size)}
	for i := range size {
		p.fix(i, 6, i&1 == 0)
		p.fix(6, i, i&1 == 0)
	}
	for _, centre := range [][2]int{{3, 3}, {size - 4, 3}, {3, size - 4}} {
		p.drawRings(centre[0], centre[1], 4, func(ring int) bool { return ring != 2 && ring != 4 })
	}
	at := alignments(version)
	for i, x := range at {
		for j, y := range at {
			if p.corner(i, j, len(at)-1) {
				continue
			}
			p.drawRings(x, y, 2, func(ring int) bool { return ring != 1 })
		}
	}
	p.drawFormat(0)
	p.drawVersion(version)

	bit := 0
	for right := size - 1; right > 0; right -= 2 {
		if right == 6 {
			right = 5
		}
		for i := range size {
			y := i
			if (right+1)&2 == 0 {
				y = size - 1 - i
			}
			for x := right; x > right-2; x-- {
				if p.fixed[y*size+x] {
					continue
				}
				// The remainder bits at the end are light.
				if bit < len(codewords)*8 {
					p.set(x, y, codewords[bit>>3]>>(7-bit&7)&1 == 1)
					bit++
				}
			}
		}
	}
	return p
}

// corner reports the alignment positions that finder patterns occupy.
func (plan) corner(i, j, last int) bool {
	return i == 0 && j == 0 || i == 0 && j == last || i == last && j == 0
}

// drawRings draws square rings around a centre, clipped to the symbol.
func (p plan) drawRings(cx, cy, radius int, dark func(ring int) bool) {
	for y := max(0, cy-radius); y <= min(p.size-1, cy+radius); y++ {
		for x := max(0, cx-radius); x <= min(p.size-1, cx+radius); x++ {
			p.fix(x, y, dark(max(x-cx, cx-x, y-cy, cy-y)))
		}
	}
}

// drawFormat writes the format information and the dark module beside it.
func (p plan) drawFormat(format int) { formatModules(p.size, format, p.fix) }

// formatModules calls set for the modules of the two copies of the format information (ISO/IEC 18004:2015, 7.9), and for
// the dark module beside the lower one.
func formatModules(size, format int, set func(x, y int, dark bool)) {
	bit := func(i int) bool { return format>>i&1 == 1 }
	for i := range 15 {
		// The copy around the top left finder pattern passes over the timing patterns.
		switch {
		case i < 6:
			set(8, i, bit(i))
		case i < 8:
			set(8, i+1, bit(i))
		case i == 8:
			set(7, 8, bit(i))
		default:
			set(14-i, 8, bit(i))
		}
		if i < 8 {
			set(size-1-i, 8, bit(i))
		} else {
			set(8, size-15+i, bit(i))
		}
	}
	set(8, size-8, true)
}

// drawVersion writes the two copies of the version information, which only
// versions from 7 on carry (ISO/IEC 18004:2015, 7.10).
func (p plan) drawVersion(version int) {
	if version < 7 {
		return
	}
	word := version<<12 | bchRemainder(version<<12, 0x1F25)
	for i := range 18 {
		far, near, dark := p.size-11+i%3, i/3, word>>i&1 == 1
		p.fix(far, near, dark)
		p.fix(near, far, dark)
	}
}

// formatWord returns the 15 bits of format information of a level and a mask.
func formatWord(level Level, pattern int) int {
	indicator := [...]int{L: 1, M: 0, Q: 3, H: 2}[level]
	data := (indicator<<3 | pattern) << 10
	return (data | bchRemainder(data, 0x537)) ^ 0x5412
}

// bchRemainder divides polynomials over GF(2), written as bit strings.
func bchRemainder(dividend, divisor int) int {
	degree := func(n int) (d int) {
		for n >>= 1; n > 0; n >>= 1 {
			d++
		}
		return d
	}
	for d := degree(divisor); dividend>>d > 0; {
		dividend ^= divisor << (degree(dividend) - d)
	}
	return dividend
}
