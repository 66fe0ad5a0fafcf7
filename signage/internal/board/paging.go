package board

import (
	"math"
	"slices"

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
		_, height := g.height(p, c, p.width)
		all[i] = height + p.spacing.card
		if g.board.Headings && c.index == 0 {
			all[i] += p.headingHeight(c.group.heading, c.group.count) + p.afterHeading
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
	near := min(1, n/pages/4)
	leaves := make([]leaf, pages)
	at, sum := 0, 0.0
	for i := range leaves {
		from := at
		// So many cards at least and at most, so that the pages after this one hold the rest.
		low, high := max(from+1, n-(pages-1-i)*most), min(from+most, n-(pages-1-i))
		goal := total * float64(i+1) / float64(pages)
		for at < low || at < high && sum+weights[at]/2 <= goal+rounding {
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

// dealRows gives the cards to pages in whole rows of so many columns, to each about the same weight and to the first ones
// more: no page but the last has a hole. It returns nil where the pages do not hold them so.
func (g *grid) dealRows(weights []float64, pages, columns int) []leaf {
	n := len(weights)
	most := g.perPage() / columns
	heights := make([]float64, 0, n/columns+1)
	rest := 0.0
	for row := range slices.Chunk(weights, columns) {
		heights = append(heights, slices.Max(row))
		rest += slices.Max(row)
	}
	if most*pages < len(heights) || len(heights) < pages {
		return nil
	}
	leaves := make([]leaf, pages)
	at := 0
	for i := range leaves {
		from, after := at, pages-1-i
		low, high := max(from+1, len(heights)-after*most), min(from+most, len(heights)-after)
		goal, sum := rest/float64(after+1), 0.0
		for at < low || at < high && sum+firstPages*heights[at] <= goal {
			sum += heights[at]
			at++
		}
		rest -= sum
		leaves[i] = leaf{from * columns, min(n, at*columns)}
	}
	return leaves
}

// firstPages is the share of a row that must be due to a page for it to take the row: under a half, for the hole to be
// on the last.
const firstPages = 0.4

// height is the height that a card needs in a width, its name in a cap height.
func (g *grid) height(p *plan, c *cell, width float64) (cap, height float64) {
	limit := math.Inf(1)
	if c.endless {
		limit = g.cardLimit(p, c)
	}
	return p.nameCap(c, width, p.longRoom(), limit)
}

// roomyHeight is the height that a card needs in a width: infinite where its name would be cramped.
func (g *grid) roomyHeight(p *plan, c *cell, width float64) float64 {
	cap, height := g.height(p, c, width)
	if g.roomy && p.cramped(width, cap, c.name.lines(p.textWidth(width)/cap)) {
		return math.Inf(1)
	}
	return height
}

// items are the cards as a flow sees them.
func (g *grid) items(p *plan, cells []*cell) []item {
	items := make([]item, len(cells))
	for i, c := range cells {
		items[i].height = g.roomyHeight(p, c, p.width)
		if !g.board.Headings {
			continue
		}
		if items[i].again = p.headingHeight(c.group.continued, c.group.span); c.index == 0 {
			items[i].heading = p.headingHeight(c.group.heading, c.group.count)
			items[i].again = items[i].heading
		}
	}
	return items
}

// line is a row of cards: up to an index, from that after which the row above ends, and its height, that of its headings
// included.
type line struct {
	end              int
	height, headings float64
	wide             bool // its only card takes the whole width
}

// rows sets cards in rows of as many as there are columns; the last may have fewer, and of few columns its only card takes all.
// Where they spread, a card that would be much higher than the others has a row for itself. Headings stand above cards that
// are alone in their fields.
func (g *grid) rows(p *plan, cells []*cell) []line {
	heights := make([]float64, len(cells))
	long := make([]bool, len(cells))
	count := 0
	for i, c := range cells {
		heights[i] = g.roomyHeight(p, c, p.width)
		if long[i] = p.spread && p.columns > 1 && heights[i] > longCard*p.room(); long[i] {
			count++
		}
	}
	if count*mostLong > len(cells) {
		clear(long)
	}
	var rows []line
	for at := 0; at < len(cells); {
		if long[at] {
			rows = append(rows, g.wideRow(p, cells, at))
			at++
			continue
		}
		row := line{end: at}
		for row.end < len(cells) && !long[row.end] && row.end-at < p.columns {
			row.height, row.headings = max(row.height, heights[row.end]), max(row.headings, g.above(p, cells[row.end]))
			row.end++
		}
		row.height += row.headings
		if p.columns > 1 && p.columns <= mostWide && row.end == len(cells) && row.end-at == 1 {
			row = g.wideRow(p, cells, at)
		}
		rows = append(rows, row)
		at = row.end
	}
	return rows
}

// mostWide is the most columns that a single card takes.
const mostWide = 4

// wideRow is a row of one card that takes the whole width.
func (g *grid) wideRow(p *plan, cells []*cell, at int) line {
	headings := g.above(p, cells[at])
	return line{at + 1, g.roomyHeight(p.whole(), cells[at], g.columnWidth(1)) + headings, headings, true}
}

// whole is the plan of a card that takes the whole width: its text stands beside its code, where it has room.
func (p *plan) whole() *plan {
	if !p.below {
		return p
	}
	q := *p
	q.below = false
	return &q
}

// above is the height of a card's heading in rows.
func (g *grid) above(p *plan, c *cell) float64 {
	if !g.board.Headings {
		return 0
	}
	return p.headingHeight(c.group.heading, c.group.count) + p.afterHeading
}

// between is the distance of two rows.
func (g *grid) between(p *plan) float64 {
	if g.board.Headings {
		return p.block
	}
	return p.spacing.card
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
		p := g.widened(p, len(cells))
		if p.stacked {
			if even(g.items(p, cells), g.area.Height(), p.spacing, p.columns) == nil {
				return false
			}
			continue
		}
		height := -g.between(p)
		for _, row := range g.rows(p, cells) {
			height += row.height + g.between(p)
		}
		if height > g.area.Height()+rounding {
			return false
		}
	}
	return true
}

// widened is a plan whose columns are so few that each holds one of so many cards, or that their rows are full.
func (g *grid) widened(p *plan, cards int) *plan {
	columns := min(p.columns, cards)
	if rows := (cards + columns - 1) / columns; !p.stacked && rows*(columns-1) >= cards {
		columns = (cards + rows - 1) / rows
	}
	if columns == p.columns {
		return p
	}
	q := *p
	q.columns, q.width, q.bar = columns, g.columnWidth(columns), 0
	q.bar = g.barHeight(&q)
	return &q
}

// placement is a card or a heading in its place on a page.
type placement struct {
	cell *cell
	box  scene.Rect
	drop float64 // what a card has above its code, and above the text under it, more than it needs
	cap  float64 // of the name
	wide bool    // a card takes the whole width of several columns
	last int     // of a heading: the index of the last card under it in its field
}

// arranged is a page: its headings and cards, and the areas in mm² that it has and that it leaves empty.
type arranged struct {
	headings, cards []placement
	taken, white    float64
}

// mostGrown is how much higher a card becomes than it needs to be, in the side of its code: what more a page has stays
// white at its foot.
const mostGrown = 0.25

// grown are heights raised as far as a total and taste allow.
func (p *plan) grown(heights []float64, total float64) []float64 {
	out := filled(heights, total)
	for i, h := range heights {
		out[i] = min(out[i], h+mostGrown*p.side)
	}
	return out
}

// eased gives the height that a page or a column has to spare to the cards whose names shrank for want of it, the smallest
// first. Cards side by side are one group, with headings above them.
func (p *plan) eased(groups [][]*cell, heights, headings []float64, spare float64) {
	name := func(c *cell, room float64) float64 {
		cap, _ := p.nameCap(c, p.width, room, room)
		return cap
	}
	given := make([]bool, len(groups)) // all that it can use
	for {
		least, smallest, lowest := -1, (*cell)(nil), 1-rounding
		for i, group := range groups {
			for _, c := range group {
				if given[i] || len(c.name.words) == 0 {
					continue
				}
				full := p.sized(c.name, p.width, p.cap, p.leastCap)
				if share := name(c, heights[i]-headings[i]) / full; share < lowest {
					least, smallest, lowest = i, c, share
				}
			}
		}
		if least < 0 {
			return
		}
		room := heights[least] - headings[least]
		had := name(smallest, room)
		need := math.Inf(1)
		for _, step := range slices.Backward(nameSteps[:]) {
			if cap := step * p.cap; cap > had*(1+rounding) {
				if need = p.cardHeight(smallest, p.width, cap); name(smallest, need) > had*(1+rounding) {
					break
				}
				need = math.Inf(1)
			}
		}
		if given[least] = need-room > spare; !given[least] {
			spare -= max(0, need-room)
			heights[least] += max(0, need-room)
		}
	}
}

// dropShare is the share of what a card has to spare that stands above its code: as much as under its text, and between the
// two where they stand one above the other.
func (p *plan) dropShare() float64 {
	if p.below {
		return 1. / 3
	}
	return 1. / 2
}

// arrange places the cards of a page, which they fill. They must fit. The names of the plan that is chosen are as large as
// the cards of the page have room for.
func (g *grid) arrange(p *plan, cells []*cell) arranged {
	p = g.widened(p, len(cells))
	page := g.place(p, cells)
	if !p.final {
		return page
	}
	if step := p.sharedStep(page.cards, g.module); step > 1 {
		q := *p
		q.shared = step * p.cap
		return g.place(&q, cells)
	}
	return page
}

// sharedStep is the largest of the sizes that the names of a page may share for which its cards have room, in the size of
// the plan; 1 where there is none.
func (p *plan) sharedStep(cards []placement, module float64) float64 {
	for _, step := range sharedNames {
		cap := min(step*p.cap, p.side/leastSide, largestCap*module)
		if (p.mostShared == 0 || step <= p.mostShared) && cap > p.cap && p.mostHold(cards, cap) {
			return cap / p.cap
		}
	}
	return 1
}

// sharedNames are the sizes that the names of a page take where all its cards have room to spare.
var sharedNames = [...]float64{1.6, 1.45, 1.3, 1.2, 1.1}

// mostHold tells whether the boxes of cards hold their names in a cap height: all of them, or but for a few long ones that
// are then little smaller.
func (p *plan) mostHold(cards []placement, cap float64) bool {
	smaller := 0
	for _, c := range cards {
		q := p.of(c)
		if c.cap >= q.cap && q.holds(c.cell, c.box, cap) {
			continue
		}
		if smaller++; c.cell.name.lines(q.textWidth(c.box.Width())/c.cap) <= wrapped {
			return false
		}
	}
	return smaller == 0 || smaller*mostLong <= len(cards) && cap <= littleLarger*p.cap
}

// littleLarger is how much larger names become than those of a few cards beside them.
const littleLarger = 1.3

// holds tells whether a box holds a card whose name grew to a cap height, in a few lines.
func (p *plan) holds(c *cell, box scene.Rect, cap float64) bool {
	w := p.textWidth(box.Width())
	most := max(wrapped, min(shortLines, c.name.lines(w/p.cap)+1))
	if p.below {
		most = wrapped
	}
	return c.name.broad()*cap <= w && c.name.lines(w/cap) <= most && p.cardHeight(c, box.Width(), cap) <= box.Height()
}

// place is the arrangement in the sizes of the plan.
func (g *grid) place(p *plan, cells []*cell) arranged {
	page := arranged{taken: g.area.Width() * g.area.Height()}
	if p.stacked {
		g.arrangeColumns(&page, p, cells)
		alike(page.cards)
		return page
	}
	rows := g.rows(p, cells)
	heights := make([]float64, len(rows))
	total := g.area.Height() - float64(len(rows)-1)*g.between(p)
	for i, row := range rows {
		heights[i] = row.height
	}
	if p.final {
		groups, headings := make([][]*cell, len(rows)), make([]float64, len(rows))
		spare, from := total, 0
		for i, row := range rows {
			if headings[i] = row.headings; !row.wide {
				groups[i] = cells[from:row.end]
			}
			spare -= row.height
			from = row.end
		}
		p.eased(groups, heights, headings, spare)
	}
	at, y := 0, g.area.Y0
	for i, h := range p.grown(heights, total) {
		row, width := rows[i], p.width
		if row.wide {
			width = g.columnWidth(1)
		}
		x, first := g.area.X0, len(page.cards)
		for ; at < row.end; at++ {
			c, top := cells[at], y+row.headings
			if g.board.Headings {
				page.headings = append(page.headings, placement{
					cell: c, last: c.index, box: scene.Rect{X0: x, X1: x + width, Y0: y, Y1: top - p.afterHeading},
				})
			}
			page.add(p, placement{cell: c, wide: row.wide, box: scene.Rect{X0: x, X1: x + width, Y0: top, Y1: y + h}})
			x += width + g.gutter()
		}
		alike(page.cards[first:])
		page.white += holeCost * max(0, g.area.X1-x) * h
		y += h + g.between(p)
	}
	page.white += max(0, g.area.Y1-y+g.between(p)) * g.area.Width()
	return page
}

// of is the plan of a card: that of its page, or of one that takes the whole width.
func (p *plan) of(at placement) *plan {
	if at.wide {
		return p.whole()
	}
	return p
}

// alike begins cards side by side as far below their upper edges as the fullest of them does.
func alike(cards []placement) {
	drop := math.Inf(1)
	for _, c := range cards {
		drop = min(drop, c.drop)
	}
	for i := range cards {
		cards[i].drop = drop
	}
}

// largerNames are the sizes that a name of few lines takes in a card with room to spare, where names are small, and the size
// in the least of names up to which it grows.
var largerNames = [...]float64{1.3, 1.2, 1.1}

const largestGrown = 1.3

// wideNames are the sizes that the name of a card takes that is as wide as all columns, up to a size in the least of names.
var wideNames = [...]float64{1.6, 1.5, 1.4, 1.3, 1.2, 1.1}

const largestWide = 1.6

// grownName is the cap height of the name of a card in a box, and the height that the card needs.
func (p *plan) grownName(c *cell, box scene.Rect, wide bool) (cap, height float64) {
	w := p.textWidth(box.Width())
	if wide && p.final {
		for _, step := range wideNames {
			if cap = min(step*p.cap, largestWide*p.leastCap); cap > p.cap && c.name.broad()*cap <= w {
				if height = p.cardHeight(c, box.Width(), cap); height <= box.Height() {
					return cap, height
				}
			}
		}
	}
	if p.shared > 0 && p.holds(c, box, p.shared) {
		return p.shared, p.cardHeight(c, box.Width(), p.shared)
	}
	for _, step := range largerNames {
		cap = min(step*p.cap, largestGrown*p.leastCap)
		if !p.final || cap <= p.cap || c.name.broad()*cap > w || c.name.lines(w/cap) > wrapped {
			continue
		}
		if height = p.cardHeight(c, box.Width(), cap); height <= box.Height() {
			return cap, height
		}
	}
	return p.nameCap(c, box.Width(), box.Height(), box.Height())
}

// add places a card, its name as large as the box holds.
func (a *arranged) add(p *plan, at placement) {
	c, box := at.cell, at.box
	p = p.of(at)
	cap, need := p.grownName(c, box, at.wide)
	at.cap, at.drop = cap, max(0, box.Height()-need)*p.dropShare()
	a.cards = append(a.cards, at)
	a.white += (box.Height() - need) * box.Width()
	width := p.textWidth(box.Width())
	if p.below {
		a.white += besideCost * (width - p.side) * p.side
		return
	}
	a.white += max(0, need-p.room()) * p.side // under the code, beside a long name
	name := min(width, c.name.width()*cap) * c.name.height(width/cap) * cap
	a.white += besideCost * max(0, width*p.side-name)
}

// holeCost is how much the places for cards that a row lacks count against the paper under all of them.
const holeCost = 1.2

// besideCost is how much paper beside a code counts that has neither code nor name, against that which nothing needs.
const besideCost = 0.5

func (g *grid) arrangeColumns(page *arranged, p *plan, cells []*cell) {
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
		if p.final {
			alone := make([][]*cell, len(column))
			spare := total
			for i := range column {
				alone[i] = column[i : i+1]
				spare -= heights[i]
			}
			p.eased(alone, heights, make([]float64, len(column)), spare)
		}
		for i, h := range p.grown(heights, total) {
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
			page.add(p, placement{cell: column[i], box: scene.Rect{X0: x, X1: x + p.width, Y0: y, Y1: y + h}})
			y += h
		}
		hole := max(0, g.area.Y1-y) * p.width
		if k < len(ends)-1 {
			hole *= holeBefore
		}
		page.white += hole
		from = end
	}
}
