package board

import (
	"fmt"
	"math"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/parallel"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Layout lays out a board of at least one card.
func (b *Board) Layout() (*Result, error) {
	pr := newPrinter(&b.Sheet)
	g, err := pr.newGrid(b)
	if err != nil {
		return nil, err
	}
	// What all pages show does not depend on where their cards stand.
	var p *plan
	var leaves []leaf
	err = parallel.Each(2, func(i int) (err error) {
		if i == 0 {
			p, leaves, err = g.solve()
			return err
		}
		return pr.frame()
	})
	if err != nil {
		return nil, err
	}
	index, before, err := g.index(leaves)
	if err != nil {
		return nil, err
	}
	all := before + len(leaves)
	for n := range before {
		page := pr.add()
		if err := page.strip("TRA CỨU THEO LĨNH VỰC", pageOf(n+1, all)); err != nil {
			return nil, err
		}
		page.drawTable(index, n)
	}
	for n, l := range leaves {
		page := pr.add()
		if err := page.strip(b.Subject, g.where(before+n+1, all)); err != nil {
			return nil, err
		}
		page.cards(p, g.arrange(p, g.cells[l.from:l.to]))
	}
	r := pr.result()
	r.Notes = append(r.Notes, g.manyPages(leaves)...)
	return r, nil
}

func pageOf(n, all int) string { return fmt.Sprintf("Trang %d/%d", n, all) }

// where is what a page is: which of them, and of how many procedures.
func (g *grid) where(n, all int) string {
	if g.board.Count == "" {
		return pageOf(n, all)
	}
	return g.board.Count + " " + Separator + " " + pageOf(n, all)
}

// cards draws the cards of one page with their headings.
func (p *page) cards(pl *plan, placed arranged) {
	p.edges, p.grounds, p.whites = &scene.Path{}, &scene.Path{}, &scene.Path{}
	p.put(scene.Panel,
		&scene.Fill{Path: p.edges, Ink: p.ink.edge},
		&scene.Fill{Path: p.grounds, Ink: p.ink.card},
		&scene.Fill{Path: p.whites, Ink: scene.White()})
	tiles, modules := make([]scene.Rect, len(placed.cards)), make([]int, len(placed.cards))
	for i, c := range placed.cards {
		modules[i] = c.cell.Symbol.Outer()
		tiles[i] = onGrid(pl.of(c).tile(c))
	}
	codes := make([]scene.Rect, len(tiles))
	for i, t := range tiles {
		codes[i] = inTile(placed.cards[i].cell.Symbol, t)
	}
	for i, moved := range stagger(codes, modules) {
		dx, dy := moved.X0-codes[i].X0, moved.Y0-codes[i].Y0
		tiles[i] = scene.Rect{X0: tiles[i].X0 + dx, X1: tiles[i].X1 + dx, Y0: tiles[i].Y0 + dy, Y1: tiles[i].Y1 + dy}
	}
	outlines := make([]*scene.Path, len(tiles))
	_ = parallel.Each(len(tiles), func(i int) error {
		symbol := placed.cards[i].cell.Symbol
		outlines[i] = outline(symbol, inTile(symbol, tiles[i]))
		return nil
	})
	headings, sizes := placed.headings, pl.headingSizes(placed.headings)
	for i, c := range placed.cards {
		for len(headings) > 0 && headings[0].cell == c.cell {
			p.heading(pl, headings[0], sizes[0])
			headings, sizes = headings[1:], sizes[1:]
		}
		p.card(pl.of(c), c, tiles[i], outlines[i])
	}
}

// headingParts are the name and the count of a heading, in short where it continues a field, and the width of the name.
func (p *plan) headingParts(h placement) (name, count *measured, room float64) {
	name, count = h.cell.group.heading, h.cell.group.count
	if h.cell.index > 0 {
		name, count = h.cell.group.continued, h.cell.group.span
	}
	return name, count, p.headingRoom(count, h.box.Width())
}

// headingSizes are the cap heights of the names of the fields on a page: all alike, but for those that would make the others
// much smaller.
func (p *plan) headingSizes(headings []placement) []float64 {
	sizes := make([]float64, len(headings))
	most := 0.0
	for i, h := range headings {
		name, _, room := p.headingParts(h)
		sizes[i] = p.headingSize(name, room)
		most = max(most, sizes[i])
	}
	alike := most
	for _, size := range sizes {
		if size >= muchSmaller*most {
			alike = min(alike, size)
		}
	}
	for i := range sizes {
		sizes[i] = min(sizes[i], alike)
	}
	return sizes
}

// muchSmaller is the share of the largest heading of a page under which one is smaller than the others.
const muchSmaller = 0.85

// heading draws the bar with a field's name and count, or which of its procedures follow where it began before.
func (p *page) heading(pl *plan, h placement, cap float64) {
	group, bar := h.cell.group, h.box
	p.fill(scene.Panel, p.ink.bar, func(q *scene.Path) { q.Rounded(bar, 1.2*p.module) })
	pad := pl.textPad()
	name, count, room := pl.headingParts(h)
	if h.cell.index > 0 {
		span := spanOf(h.cell.index+1, h.last+1, group.Count)
		// Letters that are missing are told before: these are those of group.span and group.count.
		if m, err := p.measure(p.Fonts.Text, span); err == nil {
			count = m // what it is wider than group.span the gap before it has room for
		}
		if m, err := p.measure(p.Fonts.Text, group.noun+" "+span); err == nil {
			left := pl.headingRoom(m, bar.Width())
			if name.broad()*cap <= left && name.lines(left/cap) == name.lines(room/cap) {
				count, room = m, left
			}
		}
	}
	y := bar.Center().Y + cap - name.height(room/cap)*cap/2
	p.write(name, cap, bar.X0+pad, bar.X0+pad+room, y, style{role: "field", ink: scene.White(), on: p.ink.bar, even: true})
	size := pl.countSize()
	if name.lines(room/cap) > 1 {
		y = bar.Center().Y + size/2
	}
	p.write(count, size, bar.X0+pad+room, bar.X1-pad, y, style{role: "count", ink: scene.White(), on: p.ink.bar, align: right})
}

// tile is the white square of a card's code.
func (p *plan) tile(at placement) scene.Rect {
	x, y := at.box.X0+p.edge(), at.box.Y0+p.pad+at.drop
	switch {
	case p.below && p.flush && p.columns > 1:
		x = at.box.X0 + p.textPad()
	case p.below:
		x = at.box.Center().X - p.side/2
	}
	return scene.Rect{X0: x, Y0: y, X1: x + p.side, Y1: y + p.side}
}

// words is the place of a card's text: between the edges of the code where it is the lower of the two.
func (p *plan) words(at placement) scene.Rect {
	tile, height := p.tile(at), p.textHeight(at.cell, at.box.Width(), at.cap)
	words := scene.Rect{X0: at.box.X0 + p.textPad(), X1: at.box.X1 - p.textPad(), Y0: tile.Y1 + underTile*p.cap + at.drop}
	if p.below {
		words.Y1 = words.Y0 + height
		return words
	}
	words.X0, words.Y0 = tile.X1+1.2*p.textPad(), tile.Y0+p.inset
	words.Y1 = max(tile.Y1-p.inset, words.Y0+height)
	return words
}

// card draws one card.
func (p *page) card(pl *plan, at placement, tile scene.Rect, outline *scene.Path) {
	u := p.module
	hair := 0.28 * u
	c, box, cap := at.cell, at.box, at.cap
	p.edges.Rounded(box, 2*u)
	p.grounds.Rounded(box.Inset(hair), 2*u-hair)
	align, words := left, pl.words(at)
	if pl.below && !pl.flush {
		align = center
	}
	p.whites.Rectangle(tile)
	label := c.Number
	if c.Code != "" {
		label += " " + c.Code
	}
	p.drawn(c.Symbol, inTile(c.Symbol, tile), label, outline)

	on := p.ink.card
	y := words.Y0 + numberCap*pl.cap
	number := style{role: "number", ink: p.ink.number, on: on, align: align}
	code := style{role: "code", ink: p.ink.quiet, on: on, align: align}
	numberSize, size := pl.numberSize(c, box.Width()), 0.0
	if !c.code.empty() {
		size = pl.codeSize(c, box.Width())
	}
	switch {
	case c.code.empty():
		p.write(c.number, numberSize, words.X0, words.X1, y, number)
	case pl.ownLine(c, box.Width()):
		p.write(c.number, numberSize, words.X0, words.X1, y, number)
		y = p.write(c.code, size, words.X0, words.X1, y+underCode*pl.cap+size, code)
	case align == center:
		w := c.number.width()*numberSize + besideCode*pl.cap + c.code.width()*size
		x := words.Center().X - w/2
		p.write(c.number, numberSize, x, words.X1, y, style{role: "number", ink: p.ink.number, on: on})
		code.align = right
		p.write(c.code, size, words.X0, x+w, y, code)
	default:
		p.write(c.number, numberSize, words.X0, words.X1, y, number)
		code.align = right
		p.write(c.code, size, words.X0, words.X1, y, code)
	}
	p.write(c.name, cap, words.X0, words.X1, y+underHead*pl.cap+cap, style{role: "name", ink: p.ink.name, on: on, align: align})
	if !c.details.empty() {
		size := pl.detailsSize(c, box.Width())
		last := words.Y1 - (c.details.height(words.Width()/size)-1)*size
		p.write(c.details, size, words.X0, words.X1, last, style{role: "details", ink: p.ink.quiet, on: on, align: align})
	}
}

// onGrid moves a square to the nearest place on the grid of dots.
func onGrid(r scene.Rect) scene.Rect {
	x, y := math.Round(r.X0/Dot)*Dot, math.Round(r.Y0/Dot)*Dot
	return scene.Rect{X0: x, Y0: y, X1: x + r.Width(), Y1: y + r.Height()}
}

// inTile is the square of a symbol with its quiet zone in the middle of a white one, its modules the same number of whole
// dots.
func inTile(c *qr.Code, tile scene.Rect) scene.Rect {
	side := math.Floor(tile.Width()/Dot/float64(c.Outer())+rounding) * Dot * float64(c.Outer())
	pad := math.Floor((tile.Width()-side)/2/Dot+rounding) * Dot
	return scene.Rect{X0: tile.X0 + pad, Y0: tile.Y0 + pad, X1: tile.X0 + pad + side, Y1: tile.Y0 + pad + side}
}

// manyPages says what makes fewer pages of a board that has many.
func (g *grid) manyPages(leaves []leaf) []note.Note {
	if len(leaves) < leastForIndex || (len(leaves)-1)*g.perPage() >= len(g.cells) {
		return nil
	}
	return []note.Note{{
		Code: "board-pages", Severity: note.Info, Field: "per-page",
		VI:    fmt.Sprintf("Danh mục chia thành %d trang, mỗi trang nhiều nhất %d mã QR.", len(leaves), g.perPage()),
		EN:    fmt.Sprintf("The list takes %d pages of at most %d QR codes each.", len(leaves), g.perPage()),
		FixVI: "Muốn ít trang hơn thì tăng số mã mỗi trang (--per-page), chọn khổ lớn hơn, hoặc một mã cho mỗi lĩnh vực.",
		FixEN: "For fewer pages allow more codes on each (--per-page), choose a larger size, or a code for each field.",
	}}
}
