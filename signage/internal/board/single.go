package board

import (
	"math"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
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
	lineCap     = 3.3
	lineLeading = 1.95 // in cap heights
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
	if err := page.head(); err != nil {
		return nil, err
	}
	u := pr.module
	body := scene.Rect{X0: pr.margin(), X1: pr.Width - pr.margin(), Y0: pr.headHeight() + 6*u, Y1: pr.Height - pr.footHeight() - 6*u}
	card, headline := body, body
	if pr.landscape() {
		card.X1 = body.X0 + min(0.5*body.Width(), 0.86*body.Height())
		headline.X0 = card.X1 + 8*u
	}
	lines, err := page.lines(s, headline.Width())
	if err != nil {
		return nil, err
	}
	name, err := page.measure(page.Fonts.Display, s.Headline)
	if err != nil {
		return nil, err
	}
	below := 0.0
	if lines != nil {
		below = lines.Height() + 4*u
	}
	if pr.landscape() {
		headline.Y1 = body.Y1 - below
	} else {
		headline.Y1 = page.headlineEnd(s, name, body)
		card.Y0, card.Y1 = headline.Y1+4*u, body.Y1-below
	}
	if err := page.headline(s, name, headline); err != nil {
		return nil, err
	}
	if err := page.codeCard(card, s.Symbol, s.Verb, s.Distance, s.Headline); err != nil {
		return nil, err
	}
	if lines != nil {
		page.set(lines, headline.X0, headline.X1, body.Y1-lines.Height()+lines.Lines[0].Top, style{role: "line", ink: pr.ink.quiet, on: scene.White(), align: s.align()})
	}
	if err := page.footBand(); err != nil {
		return nil, err
	}
	return pr.result(), nil
}

// lines sets the lines of a sheet in their size, or in the least that can be read where that is larger; nil where there
// are none.
func (p *page) lines(s *Single, width float64) (*text.Setting, error) {
	if len(s.Lines) == 0 {
		return nil, nil
	}
	par, err := p.paragraph(p.Fonts.Text, strings.Join(s.Lines, string(text.BreakMark)))
	if err != nil {
		return nil, err
	}
	rules := running()
	rules.Leading = lineLeading
	rules.AnyBreak = true
	cap := lineCap * p.module
	if s.Centered {
		cap *= 1.5
	}
	set := par.Even(max(cap, capOf(p.Fonts.Text, leastLine)), width, 0, rules)
	if set == nil {
		return nil, p.noRoom("line", s.Lines[0])
	}
	return set, nil
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
		most *= 1.3
	}
	cap := bisect(min(least, most), most, 0.005, func(cap float64) bool {
		return name.widest*cap <= width && (name.height(width/cap)+over)*cap <= height
	})
	if math.IsNaN(cap) {
		return 0
	}
	return cap
}

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

func (s *Single) align() align {
	if s.Centered {
		return center
	}
	return left
}
