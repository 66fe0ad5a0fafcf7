package board

import (
	"math"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Single is a sheet with one code: the card of a procedure on a desk, or a poster of what a code does.
type Single struct {
	Sheet
	Headline string   // name of the procedure, or what the code does
	Centered bool     // the headline and the lines stand in the middle
	Tag      string   // one line under it: code and level
	Verb     string   // under the code; the host follows it
	Lines    []string // time limit, fee, the name of a network
	Symbol   *qr.Code
	Distance float64 // mm; 0 is arm's length
}

// singleScale is how much larger the parts of a sheet with one code are than those of a board of its size.
const singleScale = 1.42

// Sizes of the words of a single sheet, in modules.
const (
	headlineCap = 13
	tagCap      = 3.6
	tagGap      = 3.4 // from the headline down to the tag
	lineCap     = 5
	lineGap     = 0.35 // between two lines, in their cap heights
)

// The least sizes in points of what is read at a desk.
const (
	leastHeadline = 7
	leastLine     = 6
)

// headlineShares are the shares of the body that a headline may take upright, each with the cap height in modules that
// makes a larger share needless.
var headlineShares = [...]struct{ share, enough float64 }{{0.15, 6.5}, {0.2, 5}, {0.27, 3.4}, {0.36, 0}}

// Layout lays the sheet out.
func (s *Single) Layout() (*Result, error) {
	pr := newPrinter(&s.Sheet)
	pr.module *= singleScale
	page := pr.add()
	if err := pr.frame(); err != nil {
		return nil, err
	}
	u := pr.module
	body := scene.Rect{X0: pr.margin(), X1: pr.Width - pr.margin(), Y0: pr.headHeight() + 6*u, Y1: pr.Height - pr.footHeight() - 6*u}
	card, headline := body, body
	if pr.landscape() {
		card.X1 = body.X0 + min(0.5*body.Width(), 0.86*body.Height())
		headline.X0 = card.X1 + 8*u
	}
	room := uprightLines * body.Height()
	if pr.landscape() {
		room = sideLines * body.Height()
	}
	lines, err := page.lines(s, headline.Width(), room)
	if err != nil {
		return nil, err
	}
	name, err := page.measure(page.Fonts.Display, s.Headline)
	if err != nil {
		return nil, err
	}
	below := 0.0
	if lines != nil {
		below = lines.height() + 4*u
	}
	if pr.landscape() {
		headline.Y1 = body.Y1 - below
	} else {
		headline.Y1 = page.headlineEnd(s, name, body)
		card.Y0, card.Y1 = headline.Y1+4*u, body.Y1-below
		// What a narrow card cannot use is the headline's.
		card.Y0 = max(card.Y0, card.Y1-pr.cardHeight(card.Width(), s.Verb, s.Symbol))
		headline.Y1 = card.Y0 - 4*u
	}
	if err := page.headline(s, name, headline); err != nil {
		return nil, err
	}
	if err := page.codeCard(card, s.Symbol, s.Verb, s.Distance, s.Headline); err != nil {
		return nil, err
	}
	if lines != nil {
		page.drawLines(lines, scene.Rect{X0: headline.X0, X1: headline.X1, Y0: body.Y1 - lines.height(), Y1: body.Y1}, s.align())
	}
	return pr.result(), nil
}

// The shares of the body's height that the lines of a sheet take: under the code of an upright one, and beside it.
const (
	uprightLines = 0.2
	sideLines    = 0.45
)

// labelled are the lines of a sheet in one size, what they are about in a column of its own: "Thời hạn:", "03 ngày".
type labelled struct {
	labels, texts []*measured // a label may be empty
	column        float64     // width of the labels in cap heights; 0: no line has one
	width         float64     // mm
	cap           float64
}

// indent is where the text of a line begins, in mm.
func (l *labelled) indent() float64 { return l.column * l.cap }

// lineHeight is the height of a line with its distance from the next.
func (l *labelled) lineHeight(i int) float64 {
	m := l.texts[i]
	return (float64(m.lines((l.width-l.indent())/l.cap))*m.leading + lineGap) * l.cap
}

func (l *labelled) height() float64 {
	h := 0.0
	for i := range l.texts {
		h += l.lineHeight(i)
	}
	return h
}

// fits tells whether lines are as wide as words need, and labels leave most of the width.
func (l *labelled) fits() bool {
	for _, m := range l.texts {
		if m.broad()*l.cap > l.width-l.indent() {
			return false
		}
	}
	return l.indent() <= l.width/2
}

// lines sets the lines of a sheet as large as a height allows, or in the least size that can be read; nil where there are
// none.
func (p *page) lines(s *Single, width, height float64) (*labelled, error) {
	if len(s.Lines) == 0 {
		return nil, nil
	}
	l := &labelled{width: width}
	for _, said := range s.Lines {
		label, rest, found := strings.Cut(said, ": ")
		if s.Centered || !found {
			label, rest = "", said
		} else {
			label += ":"
		}
		name, err := p.measure(p.Fonts.Bold, label)
		if err != nil {
			return nil, err
		}
		text, err := p.measure(p.Fonts.Text, rest)
		if err != nil {
			return nil, err
		}
		l.labels, l.texts = append(l.labels, name), append(l.texts, text)
		if !name.empty() {
			l.column = max(l.column, name.width()+0.8)
		}
	}
	least := capOf(p.Fonts.Text, leastLine)
	cap := bisect(least, max(least, lineCap*p.module), 0.005, func(cap float64) bool {
		l.cap = cap
		return l.fits() && l.height() <= height
	})
	if l.cap = cap; math.IsNaN(cap) {
		if l.cap = least; !l.fits() {
			return nil, p.noRoom("line", s.Lines[0])
		}
	}
	return l, nil
}

// drawLines draws the lines of a sheet from the top of a box.
func (p *page) drawLines(l *labelled, box scene.Rect, align align) {
	y := box.Y0
	for i, m := range l.texts {
		base := y + (m.leading+1)/2*l.cap
		if !l.labels[i].empty() {
			p.write(l.labels[i], l.cap, box.X0, box.X1, base, style{role: "line", ink: p.ink.name, on: scene.White()})
		}
		p.write(m, l.cap, box.X0+l.indent(), box.X1, base, style{role: "line", ink: p.ink.quiet, on: scene.White(), align: align})
		y += l.lineHeight(i)
	}
}

// headlineEnd is the lower edge of the headline on an upright sheet.
func (p *page) headlineEnd(s *Single, name *measured, body scene.Rect) float64 {
	end := body.Y0
	for _, h := range headlineShares {
		end = body.Y0 + h.share*body.Height()
		if p.headlineSize(s, name, body.Width(), end-body.Y0) >= h.enough*p.module {
			break
		}
	}
	return end
}

// headlineSize is the largest cap height at which a headline fits a width and, with its tag, a height; 0 where it does
// not fit in the least.
func (p *page) headlineSize(s *Single, name *measured, width, height float64) float64 {
	over := overCaps
	if s.Tag != "" {
		height -= (tagGap + tagCap) * p.module
		over += tails
	}
	least, most := capOf(p.Fonts.Display, leastHeadline), headlineCap*p.module
	if s.Centered {
		most = max(1.3*most, tallest*height)
	}
	// Words stay whole, unless one is so long that the headline would have to be very small.
	for _, widest := range []float64{name.widest, name.broad()} {
		cap := bisect(min(least, most), most, 0.005, func(cap float64) bool {
			return widest*cap <= width && (name.height(width/cap)+over)*cap <= height
		})
		if !math.IsNaN(cap) {
			return cap
		}
	}
	return 0
}

// tallest is the cap height of the headline of a poster in the height that it has.
const tallest = 0.15

// What accents and tails of the first and last line of a text take, and tails above a tag, in cap heights.
const (
	overCaps = 0.9
	tails    = 0.4
)

// headline sets the headline with its tag in the middle of an area.
func (p *page) headline(s *Single, name *measured, area scene.Rect) error {
	cap := p.headlineSize(s, name, area.Width(), area.Height())
	if cap == 0 {
		return p.noRoom("headline", s.Headline)
	}
	u := p.module
	st := style{role: "headline", ink: p.ink.dark, on: scene.White(), align: s.align()}
	cap = unsplit(name, cap, area.Width(), s.Centered)
	h := name.height(area.Width()/cap) * cap
	if s.Tag != "" {
		h += (tagGap+tagCap)*u + tails*cap
	}
	y := p.write(name, cap, area.X0, area.X1, area.Center().Y-h/2+cap, st)
	if s.Tag == "" {
		return nil
	}
	y += tails*cap + tagGap*u
	tag := scene.Rect{X0: area.X0, X1: area.X1, Y0: y - u, Y1: y + (tagCap+1)*u}
	return p.fitted(p.Fonts.Bold, s.Tag, tag, tagCap*u, 0, style{role: "tag", ink: p.ink.number, on: scene.White(), align: s.align()})
}

// unsplit is the cap height of a headline, or a smaller one in which its lines split less of its phrases.
func unsplit(name *measured, cap, width float64, centered bool) float64 {
	best, least := cap, math.Inf(1)
	for _, step := range [...]float64{1, 0.97, 0.94, 0.91, 1 / muchLarger} {
		w := width / (step * cap)
		m := name.within(w)
		split := 0.0
		ends := m.broken(w, centered)
		for _, end := range ends[:len(ends)-1] {
			split += m.breakCost(end - 1)
		}
		if split < least-1e-9 {
			best, least = step*cap, split
		}
	}
	return best
}

func (s *Single) align() align {
	if s.Centered {
		return center
	}
	return left
}
