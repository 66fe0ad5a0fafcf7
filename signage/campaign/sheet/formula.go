package sheet

import "strings"

var linkFunction = pattern(`(?i)\bHYPERLINK\s*\(`)

// readFormulaLinks finds the targets of the formulas with HYPERLINK, of which a
// workbook stores only what they show. A link that Excel keeps behind the cell
// comes first.
func (g *grid) readFormulaLinks() {
	for _, r := range g.rows {
		for _, c := range r.cells {
			if c.origin == nil || c.fault != nil || c.link != "" || !linkFunction().MatchString(c.formula) {
				continue
			}
			target, ok := g.formulaTarget(c.formula, c.moved)
			c.origin.link = target
			c.origin.linkLost = !ok || !isURL(target) && saysWeb(target)
		}
	}
}

// saysWeb tells an address of the web from a place of the workbook or a mailbox.
func saysWeb(target string) bool {
	return !strings.HasPrefix(target, "#") && !strings.HasPrefix(strings.ToLower(target), "mailto:")
}

// formulaTarget is the address of a formula that is one HYPERLINK of texts and
// cells of this sheet, joined by & or CONCATENATE. It is not known for any
// other: where IF chooses, or a function changes what it is given, only Excel
// can tell. The cells that it names without $ stand moved from where it says.
func (g *grid) formulaTarget(formula string, moved position) (string, bool) {
	p := &formulaReader{g: g, moved: moved, rest: strings.TrimPrefix(formula, "=")}
	if !p.function("HYPERLINK") {
		return "", false
	}
	target, ok := p.joined()
	if !ok || p.separator() && !p.skipArgument() || !p.take(")") {
		return "", false
	}
	return target, strings.TrimSpace(p.rest) == ""
}

// A formulaReader reads the formula of a cell of g from the left.
type formulaReader struct {
	g     *grid
	moved position
	rest  string
}

func (p *formulaReader) take(token string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(p.rest), token)
	if ok {
		p.rest = rest
	}
	return ok
}

// separator takes what parts the arguments of a function, in whatever language
// the formula was written.
func (p *formulaReader) separator() bool { return p.take(",") || p.take(";") }

func (p *formulaReader) function(name string) bool {
	text := strings.TrimSpace(p.rest)
	if len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return false
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(text[len(name):]), "(")
	if ok {
		p.rest = rest
	}
	return ok
}

// joined reads texts joined by &.
func (p *formulaReader) joined() (string, bool) {
	text, ok := p.term()
	for ok && p.take("&") {
		var more string
		more, ok = p.term()
		text += more
	}
	return text, ok
}

func (p *formulaReader) term() (string, bool) {
	for _, name := range []string{"CONCATENATE", "CONCAT", "_xlfn.CONCAT"} {
		if !p.function(name) {
			continue
		}
		text, ok := p.joined()
		for ok && p.separator() {
			var more string
			more, ok = p.joined()
			text += more
		}
		return text, ok && p.take(")")
	}
	if p.take(`"`) {
		return p.text()
	}
	return p.cell()
}

// text reads a text whose first quotation mark was taken; those inside are
// doubled.
func (p *formulaReader) text() (string, bool) {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(p.rest, `"`)
		if !ok {
			return "", false
		}
		b.WriteString(before)
		p.rest = after
		if !strings.HasPrefix(after, `"`) {
			return b.String(), true
		}
		b.WriteByte('"')
		p.rest = after[1:]
	}
}

var cellReference = pattern(`^(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})`)

// cell reads the value of a cell. How Excel writes a number depends on the
// computer, unless it is whole. A blank cell makes an address that leads
// elsewhere than those of the other rows.
func (p *formulaReader) cell() (string, bool) {
	p.rest = strings.TrimSpace(p.rest)
	m := cellReference().FindStringSubmatch(p.rest)
	if m == nil {
		return "", false
	}
	p.rest = p.rest[len(m[0]):]
	at, ok := parsePosition(strings.ToUpper(m[2]) + m[4])
	if !ok {
		return "", false
	}
	if m[1] == "" {
		at.col += p.moved.col
	}
	if m[3] == "" {
		at.row += p.moved.row
	}
	r := p.g.row(at.row)
	if r == nil {
		return "", false
	}
	c := r.cell(at.col)
	if c.isNumber() && (c.text != c.number || !wholeNumber().MatchString(c.number)) {
		return "", false
	}
	return c.text, c.text != "" && !c.isFaulty()
}

var wholeNumber = pattern(`^[0-9]+$`)

// skipArgument takes an argument of any kind.
func (p *formulaReader) skipArgument() bool {
	depth := 0
	for i := 0; i < len(p.rest); i++ {
		switch p.rest[i] {
		case '"':
			end := strings.IndexByte(p.rest[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '(':
			depth++
		case ')':
			if depth == 0 {
				p.rest = p.rest[i:]
				return true
			}
			depth--
		}
	}
	return false
}
