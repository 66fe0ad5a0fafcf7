package preflight

import (
	"errors"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// The limits of what is drawn. Beyond them a file is reported as not looked at to its end.
const (
	// MaxOperations is the most operators of a file, those of a form counted each time it is placed: several seconds.
	MaxOperations = 10_000_000
	// MaxFormDepth is how deep forms, patterns and glyphs may stand in each other.
	MaxFormDepth = 20
	// MaxStates is the most graphics states that are saved at a time.
	MaxStates = 1000
)

// state is the graphics state, as far as the rules ask for it.
type state struct {
	ctm           matrix
	clip          rect // bounds of what is seen, in default user space
	fill, stroke  color
	lineWidth     float64
	overprint     [2]bool // of fills and of strokes
	overprintMode int
	opacity       [2]float64 // of fills and of strokes
	multiply      bool       // what is painted darkens what lies below
	masked        bool       // it has a soft mask
	clipped       *clipping  // what clip is the bounds of; kept with the ground
	font          *font
	fontName      pdfread.Name
	fontSize      float64
	rise          float64
	leading       float64
	rendering     int
}

// blend is how a group is painted.
type blend struct {
	opacity          float64
	multiply, masked bool
}

// visit is one content stream being read: of a page, a form, a pattern or a glyph.
type visit struct {
	*checker
	*pageCheck
	where     string // the resources on the way to the stream: "Fm3/Fm1"
	resources pdfread.Dict
	state     state
	saved     []state
	path      path
	clipping  bool
	clipEven  bool
	outer     blend    // of the groups around it
	text      matrix   // of the current line of text
	tags      []string // of marked content, from the outermost
	line      *run     // the line of text that is being drawn as outlines; nil: none
	mosaic    *mosaic  // of the page, which goes on in its forms
	depth     int
	tolerant  int    // depth of BX, in which unknown operators are allowed
	base      matrix // ctm at its beginning, from which patterns are measured
	area      rect   // where a pattern or a glyph is painted, wherever it is drawn; empty: where it is drawn
	unsized   bool   // what is drawn has no size of its own: soft masks, patterns that are not painted yet
	again     bool   // the colours have been judged before
	stencil   bool   // colours are set from outside: uncoloured patterns and glyphs
	glyph     bool   // of a Type 3 font
	started   bool   // an operator has been read
}

// find reports a finding at the place of the content stream.
func (v *visit) find(rule, vi, en string, args ...any) {
	v.checker.find(v.number, v.where, nil, rule, vi, en, args...)
}

// findAt reports a finding at a place of the page; one that is empty is none.
func (v *visit) findAt(at rect, rule, vi, en string, args ...any) {
	if at.empty() {
		v.find(rule, vi, en, args...)
		return
	}
	v.checker.find(v.number, v.where, v.place(at), rule, vi, en, args...)
}

func (v *visit) report(p problem) { v.find(p.rule, "%[1]s", "%[2]s", p.vi, p.en) }

// run reads the operators of a content stream.
func (v *visit) run(content []byte) {
	for op, err := range v.file.Content(content) {
		if errors.Is(err, pdfread.ErrLimit) {
			v.incomplete(plainError(err))
			break
		}
		if err != nil {
			vi, en := plainError(err)
			v.find("content", "Nội dung hỏng: %[1]s.", "The content is broken: %[2]s.", vi, en)
			break
		}
		if v.operationsLeft--; v.operationsLeft < 0 {
			v.incomplete("quá nhiều lệnh vẽ", "too many operators")
			break
		}
		v.do(op)
		v.started = true
	}
	if v.depth == 0 || !v.area.empty() {
		v.endMosaic()
	}
	if len(v.saved) > 0 {
		v.find("content", "Lệnh q không có Q: %d.", "Operators q without a Q: %d.", len(v.saved))
	}
}

// do carries out an operator.
func (v *visit) do(op pdfread.Operation) {
	if n := operands(op.Operator); len(op.Operands) < n {
		v.find("content", "Toán tử %s thiếu toán hạng.", "The operator %s lacks operands.", op.Operator)
		return
	}
	switch op.Operator {
	case "q":
		if len(v.saved) >= MaxStates {
			v.incomplete("quá nhiều lệnh q lồng nhau", "operators q are nested too deeply")
			return
		}
		v.saved = append(v.saved, v.state)
	case "Q":
		if len(v.saved) == 0 {
			v.find("content", "Lệnh Q không có q.", "An operator Q has no q.")
			return
		}
		v.state, v.saved = v.saved[len(v.saved)-1], v.saved[:len(v.saved)-1]
	case "cm":
		v.state.ctm = operandMatrix(op.Operands).then(v.state.ctm)
	case "w":
		v.state.lineWidth = op.Operands[0].Number
	case "gs":
		v.setState(op.Operands)
	case "m", "l", "c", "v", "y", "h", "re":
		v.construct(op)
	case "W", "W*":
		v.clipping, v.clipEven = true, op.Operator == "W*"
	case "n":
		v.endPath()
	case "f", "F", "f*":
		v.path.outline.even = op.Operator == "f*"
		v.paint(true, false)
	case "S":
		v.paint(false, true)
	case "s":
		v.path.close()
		v.paint(false, true)
	case "B", "B*":
		v.path.outline.even = op.Operator == "B*"
		v.paint(true, true)
	case "b", "b*":
		v.path.close()
		v.path.outline.even = op.Operator == "b*"
		v.paint(true, true)
	case "g", "rg", "k", "G", "RG", "K":
		v.setDevice(op)
	case "cs", "CS":
		v.setSpace(op)
	case "sc", "scn", "SC", "SCN":
		v.setColor(op)
	case "sh":
		v.paintShading(op.Operands)
	case "Do":
		v.draw(op.Operands)
	case "BI":
		if op.Inline != nil {
			v.image(pixels{op.Inline.Dict, nil, op.Inline}, "inline image")
		}
	case "BMC", "BDC":
		tag, _ := op.Operands[0].Object.(pdfread.Name)
		if len(v.tags) < MaxStates {
			v.tags = append(v.tags, string(tag))
		}
		if v.layer() == layerText && tag == tagRun {
			v.line = &run{path: path{box: nothing}, col: v.state.fill}
		}
	case "EMC":
		if len(v.tags) > 0 {
			if v.line != nil && v.tags[len(v.tags)-1] == tagRun {
				v.outlinedText(&v.line.path, v.line.path.box.intersect(v.state.clip), &v.line.col)
				v.line = nil
			}
			v.tags = v.tags[:len(v.tags)-1]
		}
	case "BX":
		v.tolerant++
	case "EX":
		v.tolerant--
	case "PS":
		v.find("postscript", "Nội dung có lệnh PostScript.", "The content has the operator PS.")
	case "d0", "d1":
		if !v.glyph || v.started {
			v.find("content", "Toán tử %s chỉ đứng đầu một chữ của phông Type 3.", "The operator %s may only begin a glyph of a Type 3 font.", op.Operator)
			return
		}
		v.stencil = op.Operator == "d1"
	case "ri":
		if name, _ := op.Operands[0].Object.(pdfread.Name); !slices.Contains(intents, name) {
			v.find("operator", "Kiểu chuyển màu lạ “%.20s”.", "The rendering intent “%.20s” is unknown.", name)
		}
	case "j", "J", "M", "d", "i", "MP", "DP":
	default:
		// PDF/X takes no unknown operator even where a file asks for tolerance.
		if !v.doText(op) && (v.tolerant <= 0 || v.profileKind == X1a || v.profileKind == X4) {
			v.find("operator", "Toán tử lạ “%.20s”.", "The operator “%.20s” is unknown.", op.Operator)
		}
	}
}

// intents are the rendering intents that PDF defines (PDF 1.7, table 70).
var intents = []pdfread.Name{"AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"}

// operands is how many operands an operator takes at least.
func operands(operator string) int {
	switch operator {
	case "c", "cm", "Tm", "d1":
		return 6
	case "v", "y", "re", "k", "K":
		return 4
	case "rg", "RG", `"`:
		return 3
	case "m", "l", "Td", "TD", "Tf", "d", "d0", "BDC", "DP":
		return 2
	case "w", "J", "j", "M", "ri", "i", "gs", "g", "G", "cs", "CS", "sh", "Do", "BMC", "MP", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "Tj", "TJ", "'", "SC", "sc", "SCN", "scn":
		return 1
	}
	return 0
}

// float is a number, or 0 for what is none.
func float(o pdfread.Object) float64 {
	switch n := o.(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

func operandMatrix(o []pdfread.Operand) matrix {
	var m matrix
	for i := range m {
		m[i] = o[i].Number
	}
	return m
}

func (v *visit) construct(op pdfread.Operation) {
	o, m, p := op.Operands, v.state.ctm, &v.path
	at := func(i int) point { return m.apply(o[i].Number, o[i+1].Number) }
	switch op.Operator {
	case "m":
		p.moveTo(at(0))
	case "l":
		p.lineTo(at(0))
	case "c":
		p.curveTo(at(0), at(2), at(4))
	case "v":
		p.curveTo(p.at, at(0), at(2))
	case "y":
		to := at(2)
		p.curveTo(at(0), to, to)
	case "h":
		p.close()
	case "re":
		x, y, w, h := o[0].Number, o[1].Number, o[2].Number, o[3].Number
		p.moveTo(m.apply(x, y))
		p.lineTo(m.apply(x+w, y))
		p.lineTo(m.apply(x+w, y+h))
		p.lineTo(m.apply(x, y+h))
		p.close()
	}
}

// endPath ends the path, and narrows what is seen where it was made for that.
func (v *visit) endPath() {
	if v.clipping {
		v.path.finish()
		v.state.clip = v.state.clip.intersect(v.path.box)
		if v.path.traced != nil {
			shape := v.path.outline.done()
			shape.even = v.clipEven
			v.state.clipped = &clipping{shape, v.state.clipped}
		}
	}
	v.clipping = false
	v.path.clear()
}

func (v *visit) setDevice(op pdfread.Operation) {
	col, s := &v.state.fill, gray
	switch op.Operator {
	case "rg", "RG":
		s = rgb
	case "k", "K":
		s = cmyk
	}
	if op.Operator[0] < 'a' {
		col = &v.state.stroke
	}
	if v.stencil {
		return
	}
	*col = color{space: s}
	for i := range s.components {
		col.values[i] = op.Operands[i].Number
	}
	v.judge(s, v.resources)
}

func (v *visit) setSpace(op pdfread.Operation) {
	name, _ := op.Operands[0].Object.(pdfread.Name)
	s := v.space(name, v.resources, 0)
	if v.stencil {
		return
	}
	v.judge(s, v.resources)
	col := color{space: s}
	switch s.family {
	case deviceCMYK:
		col.values[3] = 1
	case spots:
		for i := range s.components {
			col.values[i] = 1
		}
	}
	if op.Operator == "cs" {
		v.state.fill = col
	} else {
		v.state.stroke = col
	}
}

func (v *visit) setColor(op pdfread.Operation) {
	if v.stencil {
		return
	}
	col := &v.state.fill
	if op.Operator[0] == 'S' {
		col = &v.state.stroke
	}
	values := op.Operands
	if name, ok := values[len(values)-1].Object.(pdfread.Name); ok {
		col.pattern, values = name, values[:len(values)-1]
	}
	if len(values) != col.space.components && col.space.problem.rule == "" {
		v.find("content", "Màu %s cần %d số, có %d.", "A colour of %s takes %d numbers, not %d.", col.space.label, col.space.components, len(values))
	}
	for i := range min(len(values), maxComponents) {
		col.values[i] = values[i].Number
	}
	if col.space.family == pattern {
		v.usePattern(col, nothing)
	}
}

// paint paints the path.
func (v *visit) paint(filled, stroked bool) {
	v.path.finish()
	defer v.endPath()
	box := v.path.box
	s := &v.state
	if v.unsized || box.empty() {
		return
	}
	if filled {
		if seen := v.seen(box); !seen.empty() {
			v.filled(seen)
		}
	}
	if stroked {
		width := s.lineWidth * s.ctm.narrowest()
		if seen := v.seen(box.outset(width / 2)); !seen.empty() {
			v.stroked(seen, width)
		}
	}
}

// seen is what is seen of a part of the page.
func (v *visit) seen(part rect) rect {
	if !v.area.empty() {
		return v.area
	}
	return part.intersect(v.state.clip)
}
