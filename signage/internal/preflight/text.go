package preflight

import (
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// doText carries out an operator of text; false where it is none.
func (v *visit) doText(op pdfread.Operation) bool {
	s := &v.state
	switch op.Operator {
	case "BT":
		v.text = identity
	case "ET", "Tc", "Tw", "Tz":
	case "Tf":
		name, _ := op.Operands[0].Object.(pdfread.Name)
		s.fontName, s.fontSize = name, op.Operands[1].Number
		if s.font = v.fontOf(name, v.resources); s.font == nil {
			v.find("resource", "Không có phông %s.", "There is no font %s.", name)
		}
	case "TL":
		s.leading = op.Operands[0].Number
	case "Ts":
		s.rise = op.Operands[0].Number
	case "Tr":
		s.rendering = int(op.Operands[0].Number)
	case "Td":
		v.nextLine(op.Operands[0].Number, op.Operands[1].Number)
	case "TD":
		s.leading = -op.Operands[1].Number
		v.nextLine(op.Operands[0].Number, op.Operands[1].Number)
	case "Tm":
		v.text = operandMatrix(op.Operands)
	case "T*":
		v.nextLine(0, -s.leading)
	case "Tj", "TJ":
		v.show(op.Operands[0].Object)
	case "'":
		v.nextLine(0, -s.leading)
		v.show(op.Operands[0].Object)
	case `"`:
		v.nextLine(0, -s.leading)
		v.show(op.Operands[2].Object)
	default:
		return false
	}
	return true
}

// nextLine goes to the start of another line. How far a string runs is not reckoned, so the matrix of text is always that
// of its line.
func (v *visit) nextLine(x, y float64) {
	v.text = matrix{1, 0, 0, 1, x, y}.then(v.text)
}

// The width of a letter in parts of the size of the text: about that of one, and the least of many on average.
const (
	letterWidth  = 0.5
	lettersWidth = 0.35
)

// letters is about how many letters a string, or an array of strings and distances, shows.
func (f *font) letters(o pdfread.Object) int {
	n := 0
	switch t := o.(type) {
	case pdfread.String:
		if n = len(t); f.Type == "Type0" {
			n /= 2
		}
	case pdfread.Array:
		for _, part := range t {
			n += f.letters(part)
		}
	}
	return n
}

// show looks at a string of text.
func (v *visit) show(o pdfread.Object) {
	if !shown(o) {
		return
	}
	s := &v.state
	if s.font == nil {
		if s.fontName == "" {
			v.find("content", "Chữ không có phông.", "Text has no font.")
		}
		return
	}
	v.useFont(s.fontName, s.font)
	m := matrix{s.fontSize, 0, 0, s.fontSize, 0, s.rise}.then(v.text).then(s.ctm)
	at := v.seen(m.bounds(rect{0, 0, max(letterWidth, lettersWidth*float64(s.font.letters(o))), capHeight}))
	if s.font.glyphs {
		v.useGlyphs(s.fontName, s.font, m, at)
	}
	// The modes 3 and 7 paint nothing: 7 clips.
	if s.rendering == 3 || s.rendering == 7 {
		return
	}
	if v.unsized || at.empty() {
		return
	}
	filled, stroked := s.rendering%4 != 1, s.rendering%4 == 1 || s.rendering%4 == 2
	col := &s.stroke
	if stroked {
		v.usePattern(col, at)
		v.inked(at, col, s.overprint[1], somewhere)
		v.registered(at, col)
		v.lineWidth(at, s.lineWidth*s.ctm.narrowest(), col)
	}
	if filled {
		col = &s.fill
		v.usePattern(col, at)
		v.inked(at, col, s.overprint[0], somewhere)
		v.registered(at, col)
	}
	if size := m.up(); !s.font.glyphs || s.font.high > 0 {
		if s.font.glyphs {
			size *= s.font.high
		}
		v.textSize(at, size*v.final/unitMM, col)
	}
	if v.layer() != layerMarks {
		v.keptOut(at, layerText)
	}
}

// shown tells whether a string, or an array of strings and distances, shows anything.
func shown(o pdfread.Object) bool {
	switch t := o.(type) {
	case pdfread.String:
		return len(t) > 0
	case pdfread.Array:
		return slices.ContainsFunc(t, shown)
	}
	return false
}

// letters tells whether the path has what letters are: several parts of differing size, in a row. Dashes, dots and leaders
// have not.
func (p *path) letters() bool {
	if len(p.parts) < 3 || p.box.width() < 1.5*p.box.height() && p.box.height() < 1.5*p.box.width() {
		return false
	}
	narrow, wide, low, high := math.Inf(1), 0.0, math.Inf(1), 0.0
	for _, part := range p.parts {
		narrow, wide = min(narrow, part.width()), max(wide, part.width())
		low, high = min(low, part.height()), max(high, part.height())
	}
	return wide > 1.2*narrow || high > 1.2*low
}

// run is a line of text that is drawn as outlines, glyph by glyph.
type run struct {
	path path
	col  color
}

func (r *run) add(glyph *path) {
	r.path.parts = append(r.path.parts, glyph.parts...)
	r.path.box = r.path.box.union(glyph.box)
}

// outlinedText looks at a run of text that is drawn as areas.
func (v *visit) outlinedText(p *path, seen rect, col *color) {
	if !p.letters() {
		return
	}
	// The marks of Vietnamese are parts of their own, so the tallest part is a letter.
	upright, height := p.box.width() >= p.box.height(), 0.0
	for _, part := range p.parts {
		if upright {
			height = max(height, part.height())
		} else {
			height = max(height, part.width())
		}
	}
	v.textSize(seen, height*v.final/unitMM/capHeight, col)
}

// capHeight is the least height of a run's tallest letter, in parts of the size of the text.
const capHeight = 0.7
