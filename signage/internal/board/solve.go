package board

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// solve finds the plan with the largest codes and names on the fewest pages.
func (g *grid) solve() (*plan, []leaf, error) {
	leaves := g.fewestRoomy()
	if leaves == nil {
		return nil, nil, g.tooSmall()
	}
	best, worth := g.improved(leaves, 0)
	fewest := len(leaves)
	consider := func(again []leaf, improved func(worth float64) (*plan, float64)) {
		if again == nil || slices.Equal(again, leaves) {
			return
		}
		// A page more must be worth it, and an index that it makes necessary.
		more := math.Pow(float64(g.withIndex(len(again)))/float64(g.withIndex(fewest)), pageCost)
		if p, w := improved(worth * more); p != nil {
			best, worth, leaves = p, w/more, again
		}
	}
	// In larger sizes than the least cards weigh otherwise, and in those that were found.
	for _, side := range g.startingSides(fewest) {
		h := *g
		h.least = side
		if again := h.fewest(); again != nil && len(again) <= fewest+fewest/mostStarted {
			consider(again, func(worth float64) (*plan, float64) { return g.improved(again, worth) })
		}
	}
	weights := g.weightsIn(best)
	numbers := g.morePages(fewest)
	if !slices.Contains(numbers, len(leaves)) {
		numbers = append(numbers, len(leaves))
	}
	for _, pages := range numbers {
		for _, whole := range []bool{true, false} {
			again := g.deal(weights, pages, whole)
			consider(again, func(worth float64) (*plan, float64) { return g.improved(again, worth) })
		}
		if pages == 1 {
			continue
		}
		for columns := 1; columns <= g.mostColumns(leaves)+1; columns++ {
			again := g.dealRows(weights, pages, columns)
			consider(again, func(worth float64) (*plan, float64) { return g.improvedIn(columns, again, worth) })
		}
	}
	best = g.fair(best, leaves)
	best.final = true
	best.mostShared = g.mostShared(best, leaves)
	best.flush = best.below && g.flushed(best, leaves)
	return best, leaves, nil
}

// startingSides are the sides of codes, larger than the least, in which cards are dealt to pages anew.
func (g *grid) startingSides(pages int) []float64 {
	if pages == 1 {
		return nil
	}
	var all []float64
	last := g.least
	for _, side := range g.sides {
		if side >= sideStep*last && side <= largestStart*g.least {
			all = append(all, side)
			last = side
		}
	}
	return all
}

// The steps of these sides, the largest of them in the least side, and the share of the fewest pages by which those that they
// need may be more.
const (
	sideStep     = 1.15
	largestStart = 2.8
	mostStarted  = 6
)

// fair is the plan that is worth most of those whose merit is nearly the most. So neither codes nor names become small on a larger
// page or for a shorter list because the others are larger than they need to be, or because of the looks of a page.
func (g *grid) fair(best *plan, leaves []leaf) *plan {
	type candidate struct {
		*plan
		merit float64
	}
	all := []candidate{{best, g.merit(best, leaves)}}
	most := map[bool]float64{best.below: all[0].merit} // with text beside codes, and below them
	for columns := 1; columns <= g.mostColumns(leaves); columns++ {
		for _, how := range g.forms() {
			if columns != best.columns && !how.stacked && !wholeRows(leaves, columns) {
				continue // the pages were dealt in other rows
			}
			for i := g.fitting(columns, how, leaves) - 1; i >= 0; i-- {
				side := g.sides[i]
				if g.mostMerit(side) < acrossForms*max(most[false], most[true]) {
					break // smaller codes have still less
				}
				cap := g.largestNames(columns, how, side, g.leastCap, leaves)
				for _, smaller := range g.smallerNames(how, leaves) {
					p := g.plan(columns, how, side, max(g.leastCap, smaller*cap))
					if !g.fits(&p, leaves) {
						continue
					}
					merit := g.merit(&p, leaves)
					all = append(all, candidate{&p, merit})
					most[how.below] = max(most[how.below], merit)
				}
			}
		}
	}
	worth := 0.0
	for _, c := range all {
		if c.merit < nearlyMost*most[c.below] || c.merit < acrossForms*most[!c.below] {
			continue
		}
		if w := g.worth(c.plan, leaves); w > worth {
			best, worth = c.plan, w
		}
	}
	return best
}

// wholeRows tells whether no page but the last has a hole with so many columns.
func wholeRows(leaves []leaf, columns int) bool {
	for _, l := range leaves[:len(leaves)-1] {
		if (l.to-l.from)%columns > 0 {
			return false
		}
	}
	return true
}

// The shares that the merit of a plan has at least of the most with text at the same side of codes, and at the other: 0.9 and
// 0.81 of the side of codes beside names alike.
const (
	nearlyMost  = 0.955
	acrossForms = 0.91
)

// pageCost is the power of the number of pages by which more of them must be better.
const pageCost = 0.8

// withIndex is a number of pages of cards with the index that they have.
func (g *grid) withIndex(pages int) int {
	if pages >= leastForIndex && len(g.groups) > 1 {
		return pages + 1
	}
	return pages
}

// mostShared is how much the names of a page may grow: a little more than on the page that has least room.
func (g *grid) mostShared(p *plan, leaves []leaf) float64 {
	least := math.Inf(1)
	for _, l := range leaves {
		q := g.widened(p, l.to-l.from)
		least = min(least, q.sharedStep(g.place(q, g.cells[l.from:l.to]).cards, g.module))
	}
	return least * otherPage
}

// otherPage is how much larger the names of a page may be than those of another.
const otherPage = 1.2

// flushed tells whether some name has more lines than are read with ease where they are centred.
func (g *grid) flushed(p *plan, leaves []leaf) bool {
	for _, l := range leaves {
		for _, c := range g.arrange(p, g.cells[l.from:l.to]).cards {
			if q := p.of(c); q.below && c.cell.name.lines(q.textWidth(c.box.Width())/c.cap) > mostCentered {
				return true
			}
		}
	}
	return false
}

// mostCentered is how many lines of a name stand centred.
const mostCentered = 4

// mostMore is how many numbers of pages are tried, up to a third more than the fewest, for cards that are so many to a
// page only in the least sizes.
const mostMore = 4

// morePages are the numbers of pages to try, from the fewest.
func (g *grid) morePages(fewest int) []int {
	all := []int{fewest}
	if fewest == 1 || (fewest-1)*g.perPage() < len(g.cells) {
		return all // the limit of cards on a page makes them so many
	}
	step := max(1, fewest/(3*mostMore))
	for n := fewest + step; n <= len(g.cells) && len(all) <= mostMore; n += step {
		all = append(all, n)
	}
	return all
}

// improved is the best plan for pages, and its worth, where that is more than a worth; nil otherwise.
func (g *grid) improved(leaves []leaf, worth float64) (best *plan, _ float64) {
	for columns := 1; columns <= g.mostColumns(leaves); columns++ {
		if p, w := g.improvedIn(columns, leaves, worth); p != nil {
			best, worth = p, w
		}
	}
	return best, worth
}

// improvedIn is the same for a number of columns.
func (g *grid) improvedIn(columns int, leaves []leaf, worth float64) (best *plan, _ float64) {
	for _, how := range g.forms() {
		if p, w := g.improve(columns, how, leaves, worth); p != nil {
			best, worth = p, w
		}
	}
	return best, worth
}

// forms are those that a board may take. Headings of several cards stand above columns, and so do cards best that need heights
// of their own.
func (g *grid) forms() []form {
	var all []form
	for _, below := range []bool{false, true} {
		if !g.board.Headings || len(g.groups) == len(g.cells) {
			all = append(all, form{below: below})
			if g.uneven && !below && !g.board.Headings {
				all = append(all, form{spread: true})
			}
		}
		if g.board.Headings || g.uneven {
			all = append(all, form{below: below, stacked: true})
		}
	}
	return all
}

// mostColumns is how many columns of codes stand side by side on the page with the most cards.
func (g *grid) mostColumns(leaves []leaf) int {
	most := 0
	for _, l := range leaves {
		most = max(most, l.to-l.from)
	}
	return max(1, min(most, int(g.area.Width()/g.least)))
}

// fewestRoomy deals the cards to as few pages as hold them with no name cramped, where that takes few pages more than hold
// them at all: for names that are not long, none.
func (g *grid) fewestRoomy() []leaf {
	leaves := g.fewest()
	if leaves != nil && len(leaves) == (len(g.cells)+g.perPage()-1)/g.perPage() {
		return leaves
	}
	g.roomy = false
	all := g.fewest()
	most := len(all)
	if g.uneven {
		most += max(1, len(all)/4)
	}
	if leaves == nil || len(leaves) > most {
		return all
	}
	g.roomy = true
	return leaves
}

// fewest deals the cards to as few pages as hold them in the least sizes; nil where none do.
func (g *grid) fewest() []leaf {
	weights := g.weights()
	fitting := func(pages int) []leaf {
		for _, whole := range []bool{true, false} {
			leaves := g.deal(weights, pages, whole)
			for columns := 1; columns <= g.mostColumns(leaves); columns++ {
				for _, how := range g.forms() {
					if p := g.plan(columns, how, g.least, g.leastCap); g.fits(&p, leaves) {
						return leaves
					}
				}
			}
		}
		return nil
	}
	all := len(g.cells)
	low := (all + g.perPage() - 1) / g.perPage()
	best := fitting(low)
	if best != nil {
		return best
	}
	// From here on too few pages are low, and enough of them high.
	high := low
	for step := 1; best == nil; step *= 2 {
		if high == all {
			return nil
		}
		low, high = high, min(all, high+step)
		best = fitting(high)
	}
	for high-low > 1 {
		middle := (low + high) / 2
		if leaves := fitting(middle); leaves != nil {
			best, high = leaves, middle
		} else {
			low = middle
		}
	}
	return best
}

func (g *grid) perPage() int { return cmp.Or(g.board.PerPage, PerPage) }

// improve returns the best plan with so many columns, and its worth, where that is more than a worth.
func (g *grid) improve(columns int, how form, leaves []leaf, worth float64) (*plan, float64) {
	var best *plan
	for i := g.fitting(columns, how, leaves) - 1; i >= 0; i-- {
		side := g.sides[i]
		high := g.mostNames(side)
		p := g.plan(columns, how, side, high)
		if g.most(&p) <= worth {
			break // smaller codes and their names are worth still less
		}
		// No smaller name is worth more than what is found already.
		cap := g.largestNames(columns, how, side, max(g.leastCap, g.capWorth(worth/g.codeWorth(&p))), leaves)
		if math.IsNaN(cap) {
			continue
		}
		for _, smaller := range g.smallerNames(how, leaves) {
			p := g.plan(columns, how, side, max(g.leastCap, smaller*cap))
			if g.most(&p) <= worth {
				break
			}
			if w := g.worth(&p, leaves); w > worth && g.fits(&p, leaves) {
				best, worth = &p, w
			}
		}
	}
	return best, worth
}

// fitting is how many of the sides fit pages in a number of columns.
func (g *grid) fitting(columns int, how form, leaves []leaf) int {
	return sort.Search(len(g.sides), func(i int) bool {
		p := g.plan(columns, how, g.sides[i], g.leastCap)
		return !g.fits(&p, leaves)
	})
}

// mostNames is the cap height of names beyond which they are too large for a code.
func (g *grid) mostNames(side float64) float64 {
	return max(g.leastCap, min(side/leastSide, largestCap*g.module))
}

// largestNames is the largest cap height from a least one up of names beside codes of a side; NaN where there is none.
func (g *grid) largestNames(columns int, how form, side, least float64, leaves []leaf) float64 {
	return bisect(least, g.mostNames(side), 0.004, func(cap float64) bool {
		p := g.plan(columns, how, side, cap)
		return g.fits(&p, leaves)
	})
}

// smallerNames are the sizes of names to try, in the largest that fit. Columns of a few cards may end elsewhere where names
// are a little smaller, and their hole be at the foot of the last.
func (g *grid) smallerNames(how form, leaves []leaf) []float64 {
	if how.stacked && len(leaves) == 1 {
		return []float64{1, 0.95, 0.9, 0.85}
	}
	return []float64{1}
}
