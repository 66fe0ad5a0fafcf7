package fonts

import (
	"errors"
	"fmt"

	ps "github.com/go-text/typesetting/font/cff/interpreter"
)

// The limits on PostScript outlines.
const (
	maxSubroutines = 1 << 18 // of all private dictionaries together; CJK fonts have up to 30,000
	maxOperators   = 10_000  // run for one glyph, subroutines included; text faces need some hundreds
	maxOperands    = 48      // before an operator (Technical Note 5177, appendix B)
)

// cff reads PostScript outlines (Adobe Technical Notes 5176 and 5177). Both libraries at hand can read them, but
// neither bounds the calls of subroutines, of which ten levels run for years, and x/image lacks the flex operators.
type cff struct {
	charstrings, global [][]byte
	local               [][][]byte // of each font dictionary
	dictOf              func(GlyphID) int
}

var errCFF = errors.New("invalid table CFF")

// dict is a dictionary of a CFF table: the operands of each operator. Two-byte operators count from escaped.
type dict map[int][]float64

const escaped = 256

// The operators of dictionaries that lead to the outlines.
const (
	opCharStrings = 17
	opPrivate     = 18
	opSubrs       = 19
	opROS         = escaped + 30
	opFDArray     = escaped + 36
	opFDSelect    = escaped + 37
)

// Context tells the interpreter that dictionaries hold the numbers of a dictionary, not of a charstring.
func (d dict) Context() ps.Context { return ps.TopDict }

// Apply keeps an operator and its operands.
func (d dict) Apply(m *ps.Machine, op ps.Operator) error {
	key := int(op.Operator)
	if op.IsEscaped {
		key += escaped
	}
	d[key] = append([]float64(nil), m.ArgStack.Vals[:m.ArgStack.Top]...)
	m.ArgStack.Clear()
	return nil
}

func readDict(data []byte) (dict, error) {
	d := make(dict)
	return d, new(ps.Machine).Run(data, nil, nil, d)
}

// number returns the i-th operand of an operator, 0 if it is absent.
func (d dict) number(operator, i int) int {
	if v := d[operator]; i < len(v) {
		return int(v[i])
	}
	return 0
}

func newCFF(table []byte, glyphs int) (c *cff, err error) {
	defer recovered(&err, "reading the outlines")
	if len(table) < 4 || table[0] != 1 {
		return nil, errCFF
	}
	_, next, err := readIndex(table, int(table[2]))
	if err != nil {
		return nil, err
	}
	tops, next, err := readIndex(table, next)
	if err != nil {
		return nil, err
	}
	if len(tops) != 1 {
		return nil, fmt.Errorf("%w: %d fonts", errCFF, len(tops))
	}
	_, next, err = readIndex(table, next) // strings
	if err != nil {
		return nil, err
	}
	c = &cff{dictOf: func(GlyphID) int { return 0 }}
	if c.global, _, err = readIndex(table, next); err != nil {
		return nil, err
	}
	top, err := readDict(tops[0])
	if err != nil {
		return nil, err
	}
	if c.charstrings, _, err = readIndex(table, top.number(opCharStrings, 0)); err != nil {
		return nil, err
	}
	if len(c.charstrings) != glyphs {
		return nil, fmt.Errorf("%w: %d outlines of %d glyphs", errCFF, len(c.charstrings), glyphs)
	}
	dicts := []dict{top}
	if _, isCID := top[opROS]; isCID {
		if dicts, err = readFontDicts(table, top); err != nil {
			return nil, err
		}
		if c.dictOf, err = readSelector(table, top.number(opFDSelect, 0), glyphs); err != nil {
			return nil, err
		}
	}
	total := 0
	for _, d := range dicts {
		local, err := readSubroutines(table, d)
		if err != nil {
			return nil, err
		}
		if total += len(local); total > maxSubroutines {
			return nil, tooLarge("over %d subroutines", maxSubroutines)
		}
		c.local = append(c.local, local)
	}
	return c, nil
}

// readIndex reads an INDEX, and returns its items and the position after it.
func readIndex(table []byte, at int) (items [][]byte, next int, err error) {
	if at < 0 || at+2 > len(table) {
		return nil, 0, errCFF
	}
	count := int(be.Uint16(table[at:]))
	if count == 0 {
		return nil, at + 2, nil
	}
	if at+3 > len(table) {
		return nil, 0, errCFF
	}
	size := int(table[at+2])
	offsets := table[at+3:]
	if size < 1 || size > 4 || len(offsets) < (count+1)*size {
		return nil, 0, errCFF
	}
	data := offsets[(count+1)*size:]
	offset := func(i int) (value int) {
		for _, b := range offsets[i*size:][:size] {
			value = value<<8 | int(b)
		}
		return value - 1 // offsets count from the byte before the data
	}
	items = make([][]byte, count)
	for i := range items {
		from, to := offset(i), offset(i+1)
		if from < 0 || from > to || to > len(data) {
			return nil, 0, errCFF
		}
		items[i] = data[from:to]
	}
	return items, at + 3 + (count+1)*size + offset(count), nil
}

func readFontDicts(table []byte, top dict) ([]dict, error) {
	items, _, err := readIndex(table, top.number(opFDArray, 0))
	if err != nil {
		return nil, err
	}
	if len(items) > 256 { // FDSelect numbers them in a byte
		return nil, fmt.Errorf("%w: %d font dictionaries", errCFF, len(items))
	}
	dicts := make([]dict, len(items))
	for i, item := range items {
		if dicts[i], err = readDict(item); err != nil {
			return nil, err
		}
	}
	return dicts, nil
}

// readSelector reads FDSelect: which font dictionary each glyph uses.
func readSelector(table []byte, at, glyphs int) (func(GlyphID) int, error) {
	if at <= 0 || at+3 > len(table) {
		return nil, errCFF
	}
	switch data := table[at+1:]; table[at] {
	case 0:
		if len(data) < glyphs {
			return nil, errCFF
		}
		return func(id GlyphID) int { return int(data[id]) }, nil
	case 3:
		ranges := int(be.Uint16(data))
		data = data[2:]
		if len(data) < 3*ranges {
			return nil, errCFF
		}
		return func(id GlyphID) int {
			chosen := 0
			for i := 0; i < ranges && be.Uint16(data[3*i:]) <= id; i++ {
				chosen = int(data[3*i+2])
			}
			return chosen
		}, nil
	}
	return nil, fmt.Errorf("%w: selector of format %d", errCFF, table[at])
}

// readSubroutines reads the subroutines of the private dictionary that a dictionary names.
func readSubroutines(table []byte, d dict) ([][]byte, error) {
	length, at := d.number(opPrivate, 0), d.number(opPrivate, 1)
	if length == 0 {
		return nil, nil
	}
	if length < 0 || at < 0 || at+length > len(table) {
		return nil, errCFF
	}
	private, err := readDict(table[at : at+length])
	if err != nil {
		return nil, err
	}
	offset := private.number(opSubrs, 0)
	if offset == 0 {
		return nil, nil
	}
	subroutines, _, err := readIndex(table, at+offset)
	return subroutines, err
}

func (c *cff) outline(id GlyphID) ([]Segment, error) {
	if int(id) >= len(c.charstrings) {
		return nil, fmt.Errorf("no glyph %d", id)
	}
	dict := c.dictOf(id)
	if dict >= len(c.local) {
		return nil, fmt.Errorf("glyph %d: no font dictionary %d", id, dict)
	}
	var run charstring
	if err := new(ps.Machine).Run(c.charstrings[id], c.local[dict], c.global, &run); err != nil {
		return nil, fmt.Errorf("glyph %d: %w", id, err)
	}
	if !run.ended {
		return nil, fmt.Errorf("glyph %d: %w: a charstring without end", id, errCFF)
	}
	segments := make([]Segment, len(run.path.Segments))
	for i, s := range run.path.Segments {
		segments[i].Op = Op(s.Op) // numbered alike
		for j, p := range s.Args {
			segments[i].P[j] = Point{float64(p.X), float64(p.Y)}
		}
	}
	return segments, nil
}

// charstring runs one glyph's program.
type charstring struct {
	path      ps.CharstringReader
	operators int
	ended     bool
}

// Context tells the interpreter the kind of program.
func (c *charstring) Context() ps.Context { return ps.Type2Charstring }

// Apply runs one operator. The operators are those of Technical Note 5177, appendix A, without arithmetic, which no
// font tool has written for twenty years.
func (c *charstring) Apply(m *ps.Machine, op ps.Operator) error {
	if c.operators++; c.operators > maxOperators {
		return tooLarge("over %d operators in a glyph", maxOperators)
	}
	if m.ArgStack.Top > maxOperands {
		return fmt.Errorf("%w: %d operands", errCFF, m.ArgStack.Top)
	}
	if op.IsEscaped {
		return c.flex(m, op)
	}
	var err error
	switch op.Operator {
	case 10: // callsubr; calls and returns keep the operands
		return ps.LocalSubr(m)
	case 29: // callgsubr
		return ps.GlobalSubr(m)
	case 11: // return
		return m.Return()
	case 19, 20: // hintmask, cntrmask; they clear the operands themselves
		c.path.Hintmask(m)
		return nil
	case 14: // endchar
		if m.ArgStack.Top >= 4 {
			return fmt.Errorf("%w: a letter composed by endchar", errCFF)
		}
		c.path.ClosePath()
		c.ended = true
		return ps.ErrInterrupt
	case 1, 18: // hstem, hstemhm
		c.path.Hstem(m)
	case 3, 23: // vstem, vstemhm
		c.path.Vstem(m)
	case 21:
		err = c.path.Rmoveto(m)
	case 22:
		err = c.path.Hmoveto(m)
	case 4:
		err = c.path.Vmoveto(m)
	case 5:
		c.path.Rlineto(m)
	case 6:
		c.path.Hlineto(m)
	case 7:
		c.path.Vlineto(m)
	case 8:
		c.path.Rrcurveto(m)
	case 24:
		err = c.path.Rcurveline(m)
	case 25:
		err = c.path.Rlinecurve(m)
	case 26:
		c.path.Vvcurveto(m)
	case 27:
		c.path.Hhcurveto(m)
	case 30:
		c.path.Vhcurveto(m)
	case 31:
		c.path.Hvcurveto(m)
	default:
		err = fmt.Errorf("%w: %s", errCFF, op)
	}
	m.ArgStack.Clear()
	return err
}

func (c *charstring) flex(m *ps.Machine, op ps.Operator) error {
	defer m.ArgStack.Clear()
	switch op.Operator {
	case 34:
		return c.path.Hflex(m)
	case 35:
		return c.path.Flex(m)
	case 36:
		return c.path.Hflex1(m)
	case 37:
		return c.path.Flex1(m)
	}
	return fmt.Errorf("%w: %s", errCFF, op)
}
