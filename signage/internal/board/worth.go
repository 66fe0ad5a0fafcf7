package board

import "math"

// belowWorth is the worth of a code above its text against the same beside it, where eye and phone find it in one line.
const belowWorth = 0.9

// stackedBelow is what codes above their texts are worth in columns, where they stand in no line, against the same in rows.
const stackedBelow = 0.95

// longBelow is what a name of many lines is worth under its code against the same beside it.
const longBelow = 0.8

// longNarrow is what a name is worth in many short lines beside its code.
const longNarrow = 0.95

// lostBeside is the side of a code in cap heights beside which a name is lost.
const lostBeside = 24

// narrowest is the least width of a card's text in cap heights of its name: about 17 letters.
const narrowest = 13

// largestCap bounds names on short lists: beyond it a board looks like a children's book. In modules of a page.
const largestCap = 8.5

// worth compares plans by the size of codes, that of names, all and the smallest, and by how much of the pages they leave
// white.
func (g *grid) worth(p *plan, leaves []leaf) float64 {
	white, letters, least := 0.0, 0.0, math.Inf(1)
	headings, wrapped := 0, 0
	pages := float64(len(leaves)-1) + lastPage
	for i, l := range leaves {
		page := g.arrange(p, g.cells[l.from:l.to])
		share := page.white / page.taken / pages
		if i == len(leaves)-1 {
			share *= lastPage
		}
		white += share
		headings += len(page.headings)
		for _, h := range page.headings {
			name, count := h.cell.group.heading, h.cell.group.count
			if h.cell.index > 0 {
				name, count = h.cell.group.continued, h.cell.group.span
			}
			if room := p.headingRoom(count, h.box.Width()); name.lines(room/p.headingSize(name, room)) > 1 {
				wrapped++
			}
		}
		for _, c := range page.cards {
			worth := g.lettersWorth(c.cap) * math.Sqrt(min(1, lostBeside*c.cap/p.side))
			q := p.of(c)
			width := q.textWidth(c.box.Width())
			switch lines := c.cell.name.lines(width / c.cap); {
			case q.below && p.columns > 1 && lines >= mostCentered:
				worth *= longBelow
			case lines >= mostCentered && width < easyLine*c.cap:
				worth *= longNarrow
			}
			letters += worth / float64(len(g.cells))
			least = min(least, worth)
		}
	}
	w := g.codeWorth(p) * (letters + least) / 2 * (1 - whiteCost*white)
	if headings > 0 {
		w *= 1 - wrappedCost*float64(wrapped)/float64(headings)
	}
	if len(leaves) > 1 {
		w *= 1 - splitCost*g.splits(leaves)/float64(len(leaves)-1)
	}
	if g.lonely(leaves) {
		w *= 1 - lonelyCost
	}
	if g.lone(p, leaves) {
		w *= 1 - wideCost
	}
	return w
}

// splitCost is what a plan would lose whose pages all begin within a field.
const splitCost = 0.05

// splits is how many pages begin within a field.
func (g *grid) splits(leaves []leaf) (n float64) {
	for _, l := range leaves {
		if g.board.Headings && g.cells[l.from].index > 0 {
			n++
		}
	}
	return n
}

// wideCost is what a plan of more than two columns loses that has a page whose last card takes all of them.
const wideCost = 0.12

// lone tells whether the last card of a page is alone under three columns or more.
func (g *grid) lone(p *plan, leaves []leaf) bool {
	for _, l := range leaves {
		cards := l.to - l.from
		if columns := g.widened(p, cards).columns; !p.stacked && columns > 2 && cards%columns == 1 {
			return true
		}
	}
	return false
}

// lonelyCost is what a plan loses that has a page with less than a share of the cards that the others have.
const (
	fewOnPage  = 0.6
	lonelyCost = 0.08
)

// lonely tells whether a page has few cards beside the others.
func (g *grid) lonely(leaves []leaf) bool {
	fewest := len(g.cells)
	for _, l := range leaves {
		fewest = min(fewest, l.to-l.from)
	}
	return len(leaves) > 1 && float64(fewest) < fewOnPage*float64(len(g.cells)-fewest)/float64(len(leaves)-1)
}

// whiteCost is what a page that is all white would lose.
const whiteCost = 0.4

// lastPage is how much the last page counts, which one expects to have room, in what is left white.
const lastPage = 0.4

// wrappedCost is what a plan would lose whose headings all take several lines.
const wrappedCost = 0.15

// How much a code counts against the name beside it. A phone comes nearer to a small code, but who does not find a name does
// not scan its code: names count for more up to the size at which all read them with ease, in the least one of the paper,
// and for little from there on. So do codes from a side in modules of the page.
const (
	codeShare = 0.45
	nameShare = 1 - codeShare
	easyName  = 1.6
	easyCode  = 110
	codeLess  = 0.14
	nameLess  = 0.08
)

// valued is what a size is worth whose worth grows with a power up to an easy size, and with a smaller one from there on.
func valued(size, easy, share, less float64) float64 {
	if size <= easy {
		return math.Pow(size, share)
	}
	return math.Pow(easy, share) * math.Pow(size/easy, less)
}

// codeWorth is what the codes of a plan are worth.
func (g *grid) codeWorth(p *plan) float64 {
	w := valued(p.side, easyCode*g.printer.module, codeShare, codeLess)
	if p.below {
		w *= belowWorth
		if p.stacked {
			w *= stackedBelow
		}
	}
	return w
}

// lettersWorth is what names of a cap height are worth.
func (g *grid) lettersWorth(cap float64) float64 {
	return valued(cap, g.easyName(), nameShare, nameLess)
}

// capWorth is the cap height at which names are worth so much.
func (g *grid) capWorth(worth float64) float64 {
	easy := g.easyName()
	if most := math.Pow(easy, nameShare); worth > most {
		return easy * math.Pow(worth/most, 1/nameLess)
	}
	return math.Pow(worth, 1/nameShare)
}

// most is the worth of a plan that leaves nothing white and shrinks no name.
func (g *grid) most(p *plan) float64 { return g.codeWorth(p) * g.lettersWorth(p.cap) }

// merit is how large codes are, and how large names as far as that makes them easy to read, whatever the looks of a page.
func (g *grid) merit(p *plan, leaves []leaf) float64 {
	q, easy, sum := *p, g.easyName(), 0.0
	q.final = true
	for _, leaf := range leaves {
		for _, c := range g.arrange(&q, g.cells[leaf.from:leaf.to]).cards {
			sum += min(1, c.cap/easy)
		}
	}
	return g.mostMerit(p.side) * math.Pow(sum/float64(len(g.cells)), easyShare)
}

// mostMerit is the merit of codes with names that are all easy to read.
func (g *grid) mostMerit(side float64) float64 { return math.Pow(side, codeShare) }

// easyShare is the power of the size of names in what is read with ease.
const easyShare = 0.55
