package qr

// correctionPerBlock is the number of error correction codewords of a block,
// and blockCount the number of blocks, by level and version
// (ISO/IEC 18004:2015, table 9).
var (
	correctionPerBlock = [...][maxVersion + 1]int{
		L: {0, 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
		M: {0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28},
		Q: {0, 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
		H: {0, 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
	}
	blockCount = [...][maxVersion + 1]int{
		L: {0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25},
		M: {0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
		Q: {0, 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68},
		H: {0, 1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81},
	}
)

// blocks says how the codewords of a symbol are divided for error correction.
type blocks struct {
	codewords  int // of the symbol
	count      int
	correction int // codewords of each block
}

func blocksOf(version int, level Level) blocks {
	return blocks{totalCodewords(version), blockCount[level][version], correctionPerBlock[level][version]}
}

// totalCodewords counts the modules that are no function pattern, in bytes.
func totalCodewords(version int) int {
	size := sizeOf(version)
	// Finder patterns with separators, both timing patterns, format information
	// and the dark module.
	modules := size*size - 3*8*8 - 2*(size-16) - 31
	if version >= 2 {
		n := version/7 + 2
		// Five by five modules each; those on a timing pattern share five with it.
		modules -= (n*n-3)*25 - 2*(n-2)*5
	}
	if version >= 7 {
		modules -= 2 * 18
	}
	return modules / 8
}

// data returns the number of data codewords of the symbol.
func (b blocks) data() int { return b.codewords - b.count*b.correction }

// interleave appends error correction to the blocks of the data, and takes
// codewords from each block in turn (ISO/IEC 18004:2015, 7.6). The last blocks
// are one data codeword longer than the first where the data does not divide.
func (b blocks) interleave(data []byte) []byte {
	var (
		generator = generatorPolynomial(b.correction)
		short     = len(data) / b.count
		longFrom  = b.count - len(data)%b.count
		out       = make([]byte, b.codewords)
		parity    = make([]byte, b.correction)
	)
	for block, start := 0, 0; block < b.count; block++ {
		length := short
		if block >= longFrom {
			length++
		}
		for i, c := range data[start : start+length] {
			at := i*b.count + block
			if i == short {
				at -= longFrom
			}
			out[at] = c
		}
		remainder(data[start:start+length], generator, parity)
		for i, c := range parity {
			out[len(data)+i*b.count+block] = c
		}
		start += length
	}
	return out
}

// generatorPolynomial returns the product of (x - 2^i) for i below the degree,
// highest power first without its leading one.
func generatorPolynomial(degree int) []byte {
	g := make([]byte, degree)
	g[degree-1] = 1
	for root := range degree {
		factor := galois.exp[root]
		for i := range g {
			g[i] = galois.multiply(g[i], factor)
			if i+1 < degree {
				g[i] ^= g[i+1]
			}
		}
	}
	return g
}

// remainder fills out with the remainder of data * x^degree by the generator.
func remainder(data, generator, out []byte) {
	clear(out)
	for _, c := range data {
		factor := c ^ out[0]
		copy(out, out[1:])
		out[len(out)-1] = 0
		for i, g := range generator {
			out[i] ^= galois.multiply(g, factor)
		}
	}
}

// A field holds powers and logarithms of GF(256) to the base 2.
type field struct {
	exp [510]byte
	log [256]int
}

// galois is the field of QR codes, of the polynomial x^8+x^4+x^3+x^2+1
// (ISO/IEC 18004:2015, 7.5.2).
var galois = newField(0x11D)

func newField(polynomial int) *field {
	f := new(field)
	for i, power := 0, 1; i < 255; i++ {
		f.exp[i], f.exp[i+255], f.log[power] = byte(power), byte(power), i
		power <<= 1
		if power > 0xFF {
			power ^= polynomial
		}
	}
	return f
}

func (f *field) multiply(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return f.exp[f.log[a]+f.log[b]]
}
