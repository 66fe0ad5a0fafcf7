package board

import (
	"fmt"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Layout lays out a board of at least one card.
func (b *Board) Layout() (*Result, error) {
	pr := newPrinter(&b.Sheet)
	g, err := pr.newGrid(b)
	if err != nil {
		return nil, err
	}
	p, pages, err := g.solve()
	if err != nil {
		return nil, err
	}
	g.heights = g.blocks(p)
	columns := balanced(g.heights, g.area.Height(), p.spacing, pages*p.columns)
	index, before, err := g.index(p, columns, pages)
	if err != nil {
		return nil, err
	}
	for n := range before {
		page := g.add()
		if err := page.frame("TRA CỨU THEO LĨNH VỰC", pageOf(n+1, before+pages)); err != nil {
			return nil, err
		}
		page.drawTable(index, n)
		if err := page.footBand(); err != nil {
			return nil, err
		}
	}
	for n := range pages {
		mine := columns[min(n*p.columns, len(columns)):min((n+1)*p.columns, len(columns))]
		page := g.add()
		if err := page.frame(g.board.Subject, g.where(before+n+1, before+pages)); err != nil {
			return nil, err
		}
		g.cards(page, p, mine)
		if err := page.footBand(); err != nil {
			return nil, err
		}
	}
	return pr.result(), nil
}

func pageOf(n, all int) string { return fmt.Sprintf("Trang %d/%d", n, all) }

// where is what a page is: which of them, and of how many procedures.
func (g *grid) where(n, all int) string {
	if g.board.Count == "" {
		return pageOf(n, all)
	}
	return g.board.Count + " " + Separator + " " + pageOf(n, all)
}

// frame draws what stands above the body of every page.
func (p *page) frame(subject, where string) error {
	if err := p.head(); err != nil {
		return err
	}
	return p.stripBand(subject, where)
}

// cards draws the columns of one page.
func (g *grid) cards(page *page, p *plan, columns []column) {
	page.edges, page.grounds, page.whites = &scene.Path{}, &scene.Path{}, &scene.Path{}
	page.put(scene.Panel,
		&scene.Fill{Path: page.edges, Ink: page.ink.edge},
		&scene.Fill{Path: page.grounds, Ink: page.ink.card},
		&scene.Fill{Path: page.whites, Ink: scene.White()})
	common, uneven := g.growth(p, columns), g.uneven()
	for i, c := range columns {
		grow := (g.area.Height() - c.height) / float64(c.cards)
		if uneven {
			grow = min(grow, common+mostUneven*p.side)
		} else {
			grow = common
		}
		g.column(page, p, c, i, grow)
	}
}

// The most that cards grow in height beyond what they need, in sides of their codes: all cards of a page together, and
// on boards with headings those of one column more, so that the columns end on one line.
const (
	mostGrowth = 0.4
	mostUneven = 0.2
)

// growth is what every card of a page gains in height so that its fullest column fills the page.
func (g *grid) growth(p *plan, columns []column) float64 {
	grow := mostGrowth * p.side
	for _, c := range columns {
		grow = min(grow, (g.area.Height()-c.height)/float64(c.cards))
	}
	return max(0, grow)
}

// uneven tells whether the cards of a board do not stand in rows anyway: under headings, or in different heights.
func (g *grid) uneven() bool {
	if g.board.Headings {
		return true
	}
	cards := g.heights[0].cards
	return slices.Max(cards) > slices.Min(cards)
}

func (g *grid) column(page *page, p *plan, c column, number int, grow float64) {
	at := c.from
	x, y := g.area.X0+float64(number)*(p.width+g.gutter()), g.area.Y0
	for n := range c.cards {
		group := g.groups[at.field]
		switch {
		case g.board.Headings && (n == 0 || at.card == 0):
			name, h := group.heading, g.heights[at.field].heading
			if at.card > 0 {
				name, h = group.continued, g.heights[at.field].continued
			}
			if n > 0 {
				y += p.block
			}
			page.heading(p, name, group.count, scene.Rect{X0: x, X1: x + p.width, Y0: y, Y1: y + h})
			y += h + p.afterHeading
		case n > 0:
			y += p.spacing.card
		}
		h := g.heights[at.field].cards[at.card] + grow
		page.card(p, group.cells[at.card], scene.Rect{X0: x, X1: x + p.width, Y0: y, Y1: y + h}, grow, stagger(n, number))
		y += h
		if at.card++; at.card == len(group.cells) {
			at = position{field: at.field + 1}
		}
	}
}

// stagger is how far a code is moved down, in mm: a few dots that the eye does not see. Where codes stand in exact rows
// and columns, their finder patterns form squares across codes, which readers of whole pages take for codes first.
func stagger(row, column int) float64 { return float64((2*row+3*column)%5-2) * dot }

// heading draws the bar with a field's name and count.
func (p *page) heading(pl *plan, name, count *measured, bar scene.Rect) {
	p.fill(scene.Panel, p.ink.bar, func(q *scene.Path) { q.Rounded(bar, 1.2*p.module) })
	pad := pl.textPad()
	room := pl.headingRoom(count)
	cap := min(headingCap*pl.cap, room/name.widest)
	y := bar.Center().Y + cap - name.height(room/cap)*cap/2
	p.write(name, cap, bar.X0+pad, bar.X0+pad+room, y, style{role: "field", ink: scene.White(), on: p.ink.bar})
	p.write(count, countCap*pl.cap, bar.X0+pad+room, bar.X1-pad, y, style{role: "count", ink: scene.White(), on: p.ink.bar, align: right})
}

// card draws one card.
func (p *page) card(pl *plan, c *cell, box scene.Rect, grow, shift float64) {
	u := p.module
	hair := 0.28 * u
	p.edges.Rounded(box, 2*u)
	p.grounds.Rounded(box.Inset(hair), 2*u-hair)
	var square, words scene.Rect
	if pl.arrangement == below {
		mid := box.Center().X
		square = scene.Rect{X0: mid - pl.side/2, X1: mid + pl.side/2, Y0: box.Y0 + pl.pad + grow/2, Y1: box.Y0 + pl.pad + grow/2 + pl.side}
		words = scene.Rect{X0: box.X0 + pl.textPad(), X1: box.X1 - pl.textPad(), Y0: square.Y1 + pl.textPad(), Y1: box.Y1 - pl.textPad()}
	} else {
		mid := box.Center().Y
		square = scene.Rect{X0: box.X0 + pl.pad, X1: box.X0 + pl.pad + pl.side, Y0: mid - pl.side/2, Y1: mid + pl.side/2}
		words = scene.Rect{X0: square.X1 + 1.2*pl.textPad(), X1: box.X1 - pl.textPad(), Y0: box.Y0 + pl.textPad(), Y1: box.Y1 - pl.textPad()}
	}
	label := c.Number
	if c.Code != "" {
		label += " " + c.Code
	}
	square = onGrid(square, shift)
	p.whites.Rectangle(square)
	p.symbol(c.Symbol, square, label)

	w := words.Width()
	y := words.Y0 + numberCap*pl.cap
	on := p.ink.card
	p.write(c.number, numberCap*pl.cap, words.X0, words.X1, y, style{role: "number", ink: p.ink.number, on: on})
	if !c.code.empty() {
		size := min(codeCap*pl.cap, (w-c.number.width()*numberCap*pl.cap-pl.cap)/c.code.width())
		p.write(c.code, size, words.X0, words.X1, y, style{role: "code", ink: p.ink.quiet, on: on, align: right})
	}
	ink := p.ink.dark
	cap := pl.nameCap(c, box.Height(), box.Height())
	if max(pl.leastCap, pl.cap*nameSteps[len(nameSteps)-1]) < capOf(p.Fonts.Bold, oneInkBelow) {
		ink = scene.Black()
	}
	p.write(c.name, cap, words.X0, words.X1, y+underHead*pl.cap+cap, style{role: "name", ink: ink, on: on})
	if !c.details.empty() {
		cap := pl.detailsSize(c)
		last := words.Y1 - (c.details.height(w/cap)-1)*cap
		p.write(c.details, cap, words.X0, words.X1, last, style{role: "details", ink: p.ink.quiet, on: on})
	}
}

// onGrid moves a code to the nearest place on the grid of dots, and from there down.
func onGrid(r scene.Rect, shift float64) scene.Rect {
	x, y := math.Round(r.X0/dot)*dot, math.Round(r.Y0/dot)*dot+shift
	return scene.Rect{X0: x, Y0: y, X1: x + r.Width(), Y1: y + r.Height()}
}

// oneInkBelow is the size in points under which text is set in black alone: several inks do not print in perfect
// register.
const oneInkBelow = 12
