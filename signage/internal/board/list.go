package board

import (
	"fmt"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/scene"
)

// The shares of the body that the code of a list takes, and their step.
const (
	leastCodeShare = 0.36
	mostCodeShare  = 0.85
	codeShareStep  = 0.03
)

// Layout lays out one code for a whole list, and the fields with their counts: beside it, or on pages of
// their own where there are too many.
func (l *List) Layout() (*Result, error) {
	pr := newPrinter(&l.Sheet)
	page := pr.add()
	if err := pr.frame(); err != nil {
		return nil, err
	}
	var rows []row
	for _, f := range l.Fields {
		if f.Name == "" { // the list has no fields
			continue
		}
		r, err := pr.row(f.Name, fmt.Sprintf("%d thủ tục", f.Count))
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	card, fields := pr.body(), (*table)(nil)
	least, most := pr.tableCaps()
	worth := 0.0
	for share := leastCodeShare; share <= mostCodeShare; share += codeShareStep {
		upper, rest := pr.body(), pr.body()
		gap := 8 * pr.module
		if pr.landscape() {
			upper.X1 = upper.X0 + share*upper.Width()
			rest.X0 = upper.X1 + gap
		} else {
			upper.Y1 = upper.Y0 + share*upper.Height()
			rest.Y0 = upper.Y1 + gap
		}
		t := solveTable(rows, rest, 1, least, most)
		if t == nil {
			continue
		}
		// Letters that are read with ease are large enough: the rest is the code's, as far as it grows.
		if w := pr.codeSide(upper, l.Verb, l.Symbol) * min(t.worth, pr.easyName()); w > worth*(1+rounding) {
			card, fields, worth = upper, t, w
		}
	}
	own := 0 // pages of fields that have no room beside the code
	for fields == nil && own < len(rows) {
		own++
		fields = solveTable(rows, pr.body(), own, least, most)
	}
	if fields == nil && len(rows) > 0 {
		return nil, pr.noRoom("field", l.Fields[0].Name)
	}
	if err := page.strip(l.Subject, pageOf(1, 1+own)); err != nil {
		return nil, err
	}
	if err := page.codeCard(card, l.Symbol, l.Verb, l.Distance, l.Subject); err != nil {
		return nil, err
	}
	if fields != nil && own == 0 {
		page.drawTable(fields, 0)
	}
	for n := range own {
		next := pr.add()
		if err := next.strip(l.Subject, pageOf(n+2, 1+own)); err != nil {
			return nil, err
		}
		next.drawTable(fields, n)
	}
	return pr.result(), nil
}

// wordShares are the shares of a card that what a code is for, and the host it leads to, take below it.
func wordShares(verb string, code *qr.Code) float64 {
	words := 0.0
	if verb != "" {
		words += 0.13
	}
	if qr.Host(code.Payload()) != "" {
		words += 0.08
	}
	return words
}

// codeSide is the side of the code on a card.
func (pr *printer) codeSide(card scene.Rect, verb string, code *qr.Code) float64 {
	inner := card.Inset(4 * pr.module)
	return min(inner.Width(), inner.Height()*(1-wordShares(verb, code)))
}

// cardHeight is the height of a card of a width beyond which its code would not grow.
func (pr *printer) cardHeight(width float64, verb string, code *qr.Code) float64 {
	pad := 8 * pr.module
	return (width-pad)/(1-wordShares(verb, code)) + pad
}

// codeCard draws a card with a code as large as it allows, and under it what the code is for and the host it leads to.
func (p *page) codeCard(card scene.Rect, code *qr.Code, verb string, distance float64, label string) error {
	u := p.module
	p.fill(scene.Panel, p.ink.edge, func(q *scene.Path) { q.Rounded(card, 3*u) })
	p.fill(scene.Panel, p.ink.card, func(q *scene.Path) { q.Rounded(card.Inset(0.35*u), 2.65*u) })
	inner := card.Inset(4 * u)
	host := qr.Host(code.Payload())
	words, side := wordShares(verb, code), p.codeSide(card, verb, code)
	if err := p.checkSide(code, side, distance); err != nil {
		return err
	}
	// Code and words together stand in the middle of the card.
	heightOfWords := words * inner.Height()
	top := inner.Center().Y - (side+heightOfWords)/2
	mid := inner.Center().X
	square := scene.Rect{X0: mid - side/2, X1: mid + side/2, Y0: top, Y1: top + side}
	p.fill(scene.Panel, scene.White(), func(q *scene.Path) { q.Rounded(square, 0.02*side) })
	p.symbol(code, square, label)
	y := top + side
	if verb != "" {
		box := scene.Rect{X0: inner.X0 + 4*u, X1: inner.X1 - 4*u, Y0: y + 0.015*inner.Height(), Y1: y + 0.13*inner.Height()}
		if err := p.fitted(p.Fonts.Display, verb, box, 0.042*inner.Height(), 0, style{role: "verb", ink: p.ink.dark, on: p.ink.card, align: center}); err != nil {
			return err
		}
		y = box.Y1
	}
	if host == "" {
		return nil
	}
	box := scene.Rect{X0: inner.X0 + 4*u, X1: inner.X1 - 4*u, Y0: y + 0.005*inner.Height(), Y1: y + 0.075*inner.Height()}
	return p.fitted(p.Fonts.Bold, host, box, 0.034*inner.Height(), 0, style{role: "host", ink: p.ink.number, on: p.ink.card, align: center})
}
