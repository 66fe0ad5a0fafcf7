package board

import (
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// Single is a sheet with one code: the card of a procedure on a desk, or a poster of what a code does.
type Single struct {
	Sheet
	Headline string   // name of the procedure, or what the code does
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
	headlineCap = 9.5
	tagHeight   = 7
	tagCap      = 3.2
	lineHeight  = 5.6
	lineCap     = 2.7
)

// The least sizes in points of what is read at a desk.
const (
	leastHeadline = 7
	leastLine     = 6
)

// headlineShares are the shares of the body that a headline may take upright, each with the cap height in modules that
// makes a larger share needless.
var headlineShares = [...]struct{ share, enough float64 }{{0.14, 6}, {0.2, 4.6}, {0.27, 3.4}, {0.36, 0}}

// Layout lays the sheet out.
func (s *Single) Layout() (*Result, error) {
	pr := newPrinter(&s.Sheet)
	pr.module *= singleScale
	page := pr.add()
	if err := page.head(); err != nil {
		return nil, err
	}
	if err := page.footBand(); err != nil {
		return nil, err
	}
	u := pr.module
	body := scene.Rect{X0: pr.margin(), X1: pr.Width - pr.margin(), Y0: pr.headHeight() + 6*u, Y1: pr.Height - pr.footHeight() - 6*u}
	card, headline, lines := body, body, body
	below := float64(len(s.Lines)) * lineHeight * u
	if pr.landscape() {
		card.X1 = body.X0 + min(0.5*body.Width(), 0.86*body.Height())
		headline.X0 = card.X1 + 8*u
		lines.X0 = headline.X0
		headline.Y1 = body.Y1 - below
	} else {
		var err error
		if headline.Y1, err = page.headlineEnd(s, body); err != nil {
			return nil, err
		}
		card.Y0, card.Y1 = headline.Y1+4*u, body.Y1-below
		if below > 0 {
			card.Y1 -= 3 * u
		}
	}
	lines.Y0 = body.Y1 - below
	if err := page.codeCard(card, s.Symbol, s.Verb, s.Distance, s.Headline); err != nil {
		return nil, err
	}
	return pr.result(), page.words(s, headline, lines)
}

// headlineEnd is the lower edge of the headline on an upright sheet.
func (p *page) headlineEnd(s *Single, body scene.Rect) (float64, error) {
	par, err := p.paragraph(p.Fonts.Display, s.Headline)
	if err != nil {
		return 0, err
	}
	end := body.Y0
	for _, h := range headlineShares {
		end = body.Y0 + h.share*body.Height()
		box := tagless(s, scene.Rect{X0: body.X0, X1: body.X1, Y0: body.Y0, Y1: end}, p.module)
		if box.Empty() {
			continue
		}
		if set := par.Fit(box.Width(), box.Height(), headlineCap*p.module, running()); set != nil && set.Cap >= h.enough*p.module {
			break
		}
	}
	return end, nil
}

// tagless is what the tag leaves of a headline's box.
func tagless(s *Single, box scene.Rect, module float64) scene.Rect {
	if s.Tag != "" {
		box.Y1 -= tagHeight * module
	}
	return box
}

// words sets the headline with its tag, and the lines.
func (p *page) words(s *Single, headline, lines scene.Rect) error {
	u := p.module
	box := tagless(s, headline, u)
	on := scene.White()
	if err := p.fitted(p.Fonts.Display, s.Headline, box, headlineCap*u, capOf(p.Fonts.Display, leastHeadline), style{role: "headline", ink: p.ink.dark, on: on}); err != nil {
		return err
	}
	if s.Tag != "" {
		tag := scene.Rect{X0: box.X0, X1: box.X1, Y0: box.Y1, Y1: headline.Y1}
		if err := p.fitted(p.Fonts.Bold, s.Tag, tag, tagCap*u, 0, style{role: "tag", ink: p.ink.number, on: on}); err != nil {
			return err
		}
	}
	if len(s.Lines) == 0 {
		return nil
	}
	return p.fitted(p.Fonts.Text, strings.Join(s.Lines, string(text.BreakMark)), lines, lineCap*u, capOf(p.Fonts.Text, leastLine), style{role: "line", ink: p.ink.quiet, on: on})
}
