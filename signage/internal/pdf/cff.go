package pdf

import (
	"encoding/binary"
	"math"

	"github.com/bangron/bangron/fonts"
)

// A font is embedded as a bare CFF table (Adobe technical notes 5176 and 5177), made from the outlines of the glyphs that a
// document uses: one form for TrueType and PostScript fonts, and nothing of the user's file travels along but shapes.
// Outlines are scaled to 1,000 units to the em, so that the widths in the PDF are those of the font.
const unitsPerEm = 1000

// Operators of CFF dictionaries.
const (
	opFontBBox    = 5
	opCharset     = 15
	opCharStrings = 17
	opPrivate     = 18
	opROS         = 12<<8 | 30
	opCIDCount    = 12<<8 | 34
	opFDArray     = 12<<8 | 36
	opFDSelect    = 12<<8 | 37
)

// Operators of Type 2 charstrings.
const (
	csVMoveTo   = 4
	csRLineTo   = 5
	csHLineTo   = 6
	csVLineTo   = 7
	csRRCurveTo = 8
	csEndChar   = 14
	csRMoveTo   = 21
	csHMoveTo   = 22
	csVHCurveTo = 30
	csHVCurveTo = 31
)

// firstOwnString is the number of the first string that a CFF font brings itself.
const firstOwnString = 391

// cffFont makes a CID-keyed font whose glyph i has CID i; the first glyph stands for what is missing.
func cffFont(name string, charStrings [][]byte, box [4]int) []byte {
	header := []byte{1, 0, 4, 2}
	names := index([][]byte{[]byte(name)})
	strings := index([][]byte{[]byte("Adobe"), []byte("Identity")})
	globals := index(nil)
	count := len(charStrings)
	charset := []byte{2, 0, 1, byte((count - 2) >> 8), byte(count - 2)} // one range: CID 1 to the last
	if count == 1 {
		charset = []byte{0}
	}
	// All glyphs are of font dictionary 0.
	selector := []byte{3, 0, 1, 0, 0, 0, byte(count >> 8), byte(count)}
	glyphs := index(charStrings)

	// Offsets take five bytes each whatever they are, so the length of the top dictionary is known before they are.
	top := func(charset, selector, glyphs, dicts int) []byte {
		var d []byte
		d = operator(d, opROS, integer(firstOwnString), integer(firstOwnString+1), integer(0))
		d = operator(d, opFontBBox, integer(box[0]), integer(box[1]), integer(box[2]), integer(box[3]))
		d = operator(d, opCIDCount, integer(count))
		d = operator(d, opCharset, long(charset))
		d = operator(d, opFDSelect, long(selector))
		d = operator(d, opCharStrings, long(glyphs))
		return operator(d, opFDArray, long(dicts))
	}
	at := len(header) + len(names) + len(index([][]byte{top(0, 0, 0, 0)})) + len(strings) + len(globals)
	charsetAt := at
	selectorAt := charsetAt + len(charset)
	glyphsAt := selectorAt + len(selector)
	dictsAt := glyphsAt + len(glyphs)
	// The private dictionary is empty: every default holds, and each glyph states its width.
	dicts := index([][]byte{operator(nil, opPrivate, integer(0), long(0))})

	out := append(header, names...)
	out = append(out, index([][]byte{top(charsetAt, selectorAt, glyphsAt, dictsAt)})...)
	for _, part := range [][]byte{strings, globals, charset, selector, glyphs, dicts} {
		out = append(out, part...)
	}
	return out
}

// index is a CFF INDEX.
func index(items [][]byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
	if len(items) == 0 {
		return out
	}
	total := 1
	for _, item := range items {
		total += len(item)
	}
	size := 1
	for total >= 1<<(8*size) {
		size++
	}
	out = append(out, byte(size))
	offset := func(v int) {
		for shift := 8 * (size - 1); shift >= 0; shift -= 8 {
			out = append(out, byte(v>>shift))
		}
	}
	at := 1
	offset(at)
	for _, item := range items {
		at += len(item)
		offset(at)
	}
	for _, item := range items {
		out = append(out, item...)
	}
	return out
}

func operator(d []byte, op int, operands ...[]byte) []byte {
	for _, o := range operands {
		d = append(d, o...)
	}
	if op > 0xFF {
		d = append(d, byte(op>>8))
	}
	return append(d, byte(op))
}

// integer is a number of a dictionary or charstring in its shortest form, within 16 bits.
func integer(v int) []byte {
	switch {
	case v >= -107 && v <= 107:
		return []byte{byte(v + 139)}
	case v >= 108 && v <= 1131:
		return []byte{byte((v-108)>>8 + 247), byte(v - 108)}
	case v >= -1131 && v <= -108:
		return []byte{byte((-v-108)>>8 + 251), byte(-v - 108)}
	}
	return []byte{28, byte(v >> 8), byte(v)}
}

// long is a number of a dictionary in five bytes.
func long(v int) []byte { return binary.BigEndian.AppendUint32([]byte{29}, uint32(v)) }

// charString draws an outline, scaled to 1,000 units to the em, under its width.
func charString(o *fonts.Outline, width int, scale float64) []byte {
	s := charStringWriter{code: integer(width), scale: scale}
	var start fonts.Point
	for rest := o.Segments; len(rest) > 0; {
		n := 1
		a, b, c := rest[0].P[0], rest[0].P[1], rest[0].P[2]
		switch rest[0].Op {
		case fonts.MoveTo:
			s.move(a)
			start = a
		case fonts.LineTo:
			// What is open is closed.
			if last := len(rest) == 1 || rest[1].Op == fonts.MoveTo; !last || a != start {
				s.line(a)
			}
		case fonts.QuadTo:
			n, a, b, c = joinedCubic(s.at, rest, joined/scale)
			s.curve(a, b, c)
		case fonts.CubeTo:
			s.curve(a, b, c)
		}
		rest = rest[n:]
	}
	s.end()
	return append(s.code, csEndChar)
}

// maxOperands is the most numbers that an operator of a charstring takes.
const maxOperands = 48

// charStringWriter gathers the numbers of like steps under one operator.
type charStringWriter struct {
	code     []byte
	scale    float64
	at       fonts.Point // unscaled
	x, y     int         // where the pen is, rounded there, so that errors do not add up
	op       byte        // of the numbers at the end of code; 0: none
	operands int
	upright  bool // the last of several lines along the axes
}

func (s *charStringWriter) step(p fonts.Point) (dx, dy int) {
	// Coordinates of a font file have 16 bits; differences of these must have them too.
	round := func(v float64) int { return int(math.Round(min(max(v*s.scale, -16000), 16000))) }
	x, y := round(p.X), round(p.Y)
	dx, dy = x-s.x, y-s.y
	s.x, s.y, s.at = x, y, p
	return dx, dy
}

// put adds numbers for an operator, with those that wait if they are for the same.
func (s *charStringWriter) put(op byte, operands ...int) {
	if s.op != op || s.operands+len(operands) > maxOperands {
		s.end()
		s.op = op
	}
	for _, v := range operands {
		s.code = append(s.code, integer(v)...)
	}
	s.operands += len(operands)
}

func (s *charStringWriter) end() {
	if s.op != 0 {
		s.code = append(s.code, s.op)
	}
	s.op, s.operands = 0, 0
}

func (s *charStringWriter) move(to fonts.Point) {
	dx, dy := s.step(to)
	switch {
	case dy == 0:
		s.put(csHMoveTo, dx)
	case dx == 0:
		s.put(csVMoveTo, dy)
	default:
		s.put(csRMoveTo, dx, dy)
	}
	s.end()
}

func (s *charStringWriter) line(to fonts.Point) {
	dx, dy := s.step(to)
	switch {
	case dx == 0 && dy == 0:
	case dx == 0:
		s.along(dy, true)
	case dy == 0:
		s.along(dx, false)
	default:
		s.put(csRLineTo, dx, dy)
	}
}

// along adds a line along an axis: its operators take the lengths of level and upright lines by turns.
func (s *charStringWriter) along(length int, upright bool) {
	op := byte(csHLineTo)
	if upright {
		op = csVLineTo
	}
	if (s.op == csHLineTo || s.op == csVLineTo) && s.upright != upright {
		op = s.op
	} else {
		s.end()
	}
	s.put(op, length)
	s.upright = upright
}

// curve adds a curve. One that begins along one axis and ends along the other has operators of its own, which take such
// curves by turns.
func (s *charStringWriter) curve(a, b, to fonts.Point) {
	ax, ay := s.step(a)
	bx, by := s.step(b)
	x, y := s.step(to)
	switch {
	case ay == 0 && x == 0:
		s.turn(csHVCurveTo, csVHCurveTo, ax, bx, by, y)
	case ax == 0 && y == 0:
		s.turn(csVHCurveTo, csHVCurveTo, ay, bx, by, x)
	default:
		s.put(csRRCurveTo, ax, ay, bx, by, x, y)
	}
}

// turn adds a curve from one axis to the other, under its own operator or the other's after a curve that ended as it begins.
func (s *charStringWriter) turn(op, other byte, operands ...int) {
	curves := s.operands / len(operands)
	switch {
	case s.op == op && curves%2 == 0:
	case s.op == other && curves%2 == 1:
		op = other
	default:
		s.end()
	}
	s.put(op, operands...)
}
