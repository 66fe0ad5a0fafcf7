package board

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// leaf is the cards of one page: from an index up to another.
type leaf struct{ from, to int }

// weights are those of the cards in the least sizes.
func (g *grid) weights() []float64 {
	const usual = 2.6 // of a card's width in those of its code
	p := g.plan(max(1, int(g.area.Width()/(usual*g.least))), form{}, g.least, g.leastCap)
	if !p.sound() {
		p = g.plan(1, form{below: true}, g.least, g.leastCap)
	}
	return g.weightsIn(&p)
}

// weightsIn are the heights of the cards under a plan, with the headings above them: what a page holds of each.
func (g *grid) weightsIn(p *plan) []float64 {
	all := make([]float64, len(g.cells))
	for i, c := range g.cells {
		all[i] = g.height(p, c, p.width) + p.spacing.card
		if g.board.Headings && c.index == 0 {
			all[i] += p.headingHeight(c.group.heading, c.group.room()) + p.afterHeading
		}
	}
	return all
}

// deal gives the cards to pages, to each about the same weight. With whole fields a page ends where a field does, if one
// does nearby.
func (g *grid) deal(weights []float64, pages int, whole bool) []leaf {
	n, most := len(weights), g.perPage()
	total := 0.0
	for _, w := range weights {
		total += w
	}
	near := min(1, n/pages/6)
	leaves := make([]leaf, pages)
	at, sum := 0, 0.0
	for i := range leaves {
		from := at
		// So many cards at least and at most, so that the pages after this one hold the rest.
		low, high := max(from+1, n-(pages-1-i)*most), min(from+most, n-(pages-1-i))
		goal := total * float64(i+1) / float64(pages)
		for at < low || at < high && sum+weights[at]/2 < goal {
			sum += weights[at]
			at++
		}
		end := at
		for k := 0; whole && i < pages-1 && g.board.Headings && k <= near; k++ {
			if back := at - k; back >= low && g.cells[back].index == 0 {
				end = back
				break
			}
			if on := at + k; on <= high && g.cells[on].index == 0 {
				end = on
				break
			}
		}
		for ; at > end; at-- {
			sum -= weights[at-1]
		}
		for ; at < end; at++ {
			sum += weights[at]
		}
		leaves[i] = leaf{from, at}
	}
	return leaves
}

// height is the height that a card needs in a width.
func (g *grid) height(p *plan, c *cell, width float64) float64 {
	limit := math.Inf(1)
	if c.endless {
		limit = g.cardLimit(p, c)
	}
	_, height := p.nameCap(c, width, p.room(), limit)
	return height
}

// items are the cards as a flow sees them.
func (g *grid) items(p *plan, cells []*cell) []item {
	items := make([]item, len(cells))
	for i, c := range cells {
		items[i].height = g.height(p, c, p.width)
		if !g.board.Headings {
			continue
		}
		if items[i].again = p.headingHeight(c.group.continued, c.group.room()); c.index == 0 {
			items[i].heading = p.headingHeight(c.group.heading, c.group.room())
			items[i].again = items[i].heading
		}
	}
	return items
}

// line is a row of cards: up to an index, from that after which the row above ends, and its height.
type line struct {
	end    int
	height float64
}

// rows sets cards without headings in rows of as many as there are columns. What is missing to full rows is missing from
// the last ones, whose cards are wider; a card that would be much higher than the others has a row for itself.
func (g *grid) rows(p *plan, cells []*cell) []line {
	heights := make([]float64, len(cells))
	long := make([]bool, len(cells))
	count := 0
	for i, c := range cells {
		heights[i] = g.height(p, c, p.width)
		if long[i] = p.columns > 1 && !p.below && heights[i] > longCard*p.room(); long[i] {
			count++
		}
	}
	if count*mostLong > len(cells) {
		clear(long)
	}
	var rows []line
	for at := 0; at < len(cells); {
		if long[at] {
			rows = append(rows, line{at + 1, g.height(p, cells[at], g.columnWidth(1))})
			at++
			continue
		}
		end := at + 1
		for end < len(cells) && !long[end] {
			end++
		}
		for left := (end - at + p.columns - 1) / p.columns; left > 0; left-- {
			n := (end - at + left - 1) / left
			row := line{end: at + n}
			width := g.columnWidth(n)
			for k := at; k < at+n; k++ {
				if n < p.columns {
					heights[k] = g.height(p, cells[k], width)
				}
				row.height = max(row.height, heights[k])
			}
			rows = append(rows, row)
			at += n
		}
	}
	return rows
}

// A card is long where it is this much higher than its code needs, and where only one of so many of a page is.
const (
	longCard = 1.2
	mostLong = 4
)

// fits tells whether every page holds its cards.
func (g *grid) fits(p *plan, leaves []leaf) bool {
	if !p.sound() {
		return false
	}
	for _, l := range leaves {
		cells := g.cells[l.from:l.to]
		if p.stacked {
			p := g.widened(p, len(cells))
			if even(g.items(p, cells), g.area.Height(), p.spacing, p.columns) == nil {
				return false
			}
			continue
		}
		height := -p.spacing.card
		for _, row := range g.rows(p, cells) {
			height += row.height + p.spacing.card
		}
		if height > g.area.Height()+rounding {
			return false
		}
	}
	return true
}

// widened is a plan whose columns are so few that each holds one of so many cards.
func (g *grid) widened(p *plan, cards int) *plan {
	if cards >= p.columns {
		return p
	}
	q := *p
	q.columns, q.width = cards, g.columnWidth(cards)
	return &q
}

// placement is a card or a heading in its place on a page.
type placement struct {
	cell *cell
	box  scene.Rect
	cap  float64 // of the name
	last int     // of a heading: the index of the last card under it in its field
}

// arranged is a page: its headings and cards, and the areas in mm² that its cards take and leave empty.
type arranged struct {
	headings, cards []placement
	taken, white    float64
}

// arrange places the cards of a page, which they fill. They must fit.
func (g *grid) arrange(p *plan, cells []*cell) arranged {
	if p.stacked {
		return g.arrangeColumns(p, cells)
	}
	rows := g.rows(p, cells)
	heights := make([]float64, len(rows))
	total := g.area.Height() - float64(len(rows)-1)*p.spacing.card
	var page arranged
	for i, row := range rows {
		heights[i] = row.height
	}
	at, y := 0, g.area.Y0
	for i, h := range filled(heights, total) {
		width := g.columnWidth(rows[i].end - at)
		for x := g.area.X0; at < rows[i].end; at++ {
			page.add(p, cells[at], scene.Rect{X0: x, X1: x + width, Y0: y, Y1: y + h})
			x += width + g.gutter()
		}
		y += h + p.spacing.card
	}
	return page
}

// add places a card, its name as large as the box holds.
func (a *arranged) add(p *plan, c *cell, box scene.Rect) {
	cap, need := p.nameCap(c, box.Width(), box.Height(), box.Height())
	a.cards = append(a.cards, placement{cell: c, box: box, cap: cap})
	a.white += (box.Height() - need) * box.Width()
	if !p.below {
		a.white += max(0, need-p.room()) * p.side // under the code, beside a long name
	}
	a.taken += box.Height() * box.Width()
}

func (g *grid) arrangeColumns(p *plan, cells []*cell) arranged {
	var page arranged
	p = g.widened(p, len(cells))
	items := g.items(p, cells)
	limit := g.area.Height()
	ends := even(items, limit, p.spacing, p.columns)
	from := 0
	for k, end := range ends {
		column := cells[from:end]
		heights := make([]float64, len(column))
		total := limit
		for i := range column {
			item := items[from+i]
			heights[i] = item.height
			if i == 0 {
				total -= p.spacing.alone(item) - item.height
			} else {
				total -= p.spacing.under(item) - item.height
			}
		}
		x, y := g.area.X0+float64(k)*(p.width+g.gutter()), g.area.Y0
		for i, h := range filled(heights, total) {
			bar := items[from+i].heading
			switch {
			case i == 0:
				bar = items[from].again
			case bar > 0:
				y += p.block
			default:
				y += p.spacing.card
			}
			if bar > 0 {
				last := i
				for last+1 < len(column) && column[last+1].group == column[i].group {
					last++
				}
				page.headings = append(page.headings, placement{
					cell: column[i], last: column[last].index, box: scene.Rect{X0: x, X1: x + p.width, Y0: y, Y1: y + bar},
				})
				y += bar + p.afterHeading
			}
			page.add(p, column[i], scene.Rect{X0: x, X1: x + p.width, Y0: y, Y1: y + h})
			y += h
		}
		from = end
	}
	return page
}
