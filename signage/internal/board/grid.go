package board

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/parallel"
	"github.com/bangron/bangron/signage/internal/scene"
)

// form is how the cards of a board are made and set.
type form struct {
	below   bool // text stands under the code, not right of it
	stacked bool // cards stand in columns, each as high as it needs, not in rows
	spread  bool // of cards in rows, each that is much higher than the others has a row of its own
}

// plan is one way to fill the pages. Lengths are in mm.
type plan struct {
	columns int
	form
	width     float64 // of a column
	side      float64 // of a code's white square
	cap       float64 // of names
	leastCap  float64
	leastCode float64 // cap height of codes
	tiny      float64 // to which names of cards shrink that would not fit a page
	final     bool    // the plan is chosen: names grow that have room
	shared    float64 // cap height to which all names of a page grow; 0: they do not
	spacing
	pad   float64 // of a card
	flush bool    // text under codes begins at one edge: its lines are too many to be centred
	inset float64 // of text from the upper and lower edge of the code beside it
	bar   float64 // height of the headings of fields
}

// The sizes of the parts of a card in cap heights of its name.
const (
	numberCap  = 1.05
	codeCap    = 0.86
	detailsCap = 0.7
	countCap   = 0.76 // of a field's procedures
	headingCap = 1.08
	underHead  = 1.15 // from the line of the number down to the cap line of the name
	underCode  = 0.9  // from the line of the number down to the cap line of a code on a line of its own
	besideCode = 1    // between number and code
	overDetail = 1.05 // from the name down to the cap line of the details
	underTile  = 1.3  // from a code down to the text below it
)

// cell is a card measured.
type cell struct {
	*Card
	group                       *group
	index                       int // in its field
	number, code, name, details *measured
	endless                     bool // too long for one page at the least sizes
}

type group struct {
	*Field
	noun                      string
	heading, continued, count *measured
	span                      *measured // the widest count of a heading that continues the field, in short
}

// grid is a board being solved.
type grid struct {
	*printer
	board     *Board
	groups    []*group
	cells     []*cell // of all fields, in order
	sides     []float64
	least     float64 // side of a code with its quiet zone
	leastCap  float64 // of names
	leastCode float64 // cap height of codes
	uneven    bool    // some cards are long even in the least sizes
	roomy     bool    // text of many lines has lines of some length
	area      scene.Rect
}

// The least size of names in points on A3; on other sheets it goes with this power of their size, which gives the
// 12 pt that A2 needs. Below the floor nobody reads a wall, and above the ceiling size is no longer what keeps a name from
// being read.
const (
	leastNameA3   = 9
	paperExponent = 0.8302
	floorName     = 7.5
	ceilingName   = 15
	tinyName      = 6 // to which the name of a card that would not fit a page shrinks
)

// dot is the grid of modules and of the codes' places: at 150 dpi and every multiple of it, all modules of a page are drawn
// in the same number of dots. Where they are not, readers of whole pages miss a code in twenty.
const dot = 25.4 / 150

// leastName is the least cap height of names on a sheet.
func (pr *printer) leastName() float64 {
	return capOf(pr.Fonts.Bold, min(max(pr.paperName(), floorName), ceilingName))
}

// paperName is the least size of names in points for the sheet as far as it is read from, whatever the bounds.
func (pr *printer) paperName() float64 { return leastNameA3 * math.Pow(pr.module, paperExponent) }

// easyName is the cap height from which all read the names of a sheet with ease.
func (pr *printer) easyName() float64 {
	return easyName * capOf(pr.Fonts.Bold, max(pr.paperName(), floorName))
}

// tinyName is the cap height to which the name of a card that would not fit a page shrinks: on sheets that are read in the
// hand below the least of other names.
func (pr *printer) tinyName() float64 {
	if pr.paperName() > floorName {
		return pr.leastName()
	}
	return capOf(pr.Fonts.Bold, tinyName)
}

// armsLength is the distance in mm from which codes are scanned when none is asked for: a little more before sheets that
// are read from farther.
func (pr *printer) armsLength() float64 { return 180 * min(max(math.Pow(pr.module, 0.4), 1), 1.5) }

func (pr *printer) newGrid(b *Board) (*grid, error) {
	g := &grid{printer: pr, board: b, area: pr.body(), roomy: true}
	g.leastCap, g.leastCode = pr.leastName(), pr.legibleCap(pr.Fonts.Text)
	for i := range b.Fields {
		if err := g.measureField(&b.Fields[i]); err != nil {
			return nil, err
		}
	}
	if err := g.measureCodes(); err != nil {
		return nil, err
	}
	return g, g.markEndless()
}

// measureCodes finds the sides that the white square of a code may have: those in which the modules of one of the symbols are
// whole dots and fill it, from the least in which all can be scanned.
func (g *grid) measureCodes() error {
	distance := g.board.Distance
	if distance == 0 {
		distance = g.armsLength()
	}
	var outers []int
	for _, c := range g.cells {
		outer := c.Symbol.Outer()
		if slices.Contains(outers, outer) {
			continue
		}
		outers = append(outers, outer)
		need, err := qr.Sizing{ScanDistance: distance}.Smallest(c.Symbol.Size())
		if err != nil {
			return err
		}
		g.least = max(g.least, math.Ceil(need.Module/dot-rounding)*dot*float64(outer))
	}
	for _, outer := range outers {
		step := dot * float64(outer)
		for n := math.Ceil(g.least/step - rounding); n*step <= g.area.Width(); n++ {
			g.sides = append(g.sides, n*step)
		}
	}
	slices.Sort(g.sides)
	g.sides = slices.Compact(g.sides)
	return nil
}

// placed says where the text of an error stands in the user's list.
func placed(err error, place string) error {
	var missing *MissingLetters
	if errors.As(err, &missing) {
		missing.Note.Field = place
	}
	return err
}

// markEndless finds the cards that no page holds at the least sizes, and refuses those whose names would have to be
// smaller than can be read.
func (g *grid) markEndless() error {
	p := g.plan(1, form{}, g.least, g.leastCap)
	if !p.sound() {
		p = g.plan(1, form{below: true}, g.least, g.leastCap)
	}
	if !p.sound() {
		return g.tooSmall()
	}
	tiny := g.tinyName()
	for _, c := range g.cells {
		limit := g.cardLimit(&p, c)
		g.uneven = g.uneven || p.cardHeight(c, g.columnWidth(2), p.cap) > longCard*p.room()
		c.endless = p.cardHeight(c, p.width, p.cap) > limit
		if !c.endless || limit < g.least || p.cardHeight(c, p.width, tiny) <= limit {
			continue
		}
		if p.below {
			return g.tooSmall()
		}
		return &compose.Unfit{Notes: []note.Note{{
			Code: "name-too-long", Severity: note.Error, Field: c.Place,
			VI:    fmt.Sprintf("Khổ %s × %s không đủ chỗ cho một thẻ với tên dài %d ký tự này.", wholeMM(g.Width), wholeMM(g.Height), len([]rune(c.Name))),
			EN:    fmt.Sprintf("A page of %s × %s has no room for a card with this name of %d characters.", wholeMM(g.Width), wholeMM(g.Height), len([]rune(c.Name))),
			FixVI: "Chọn khổ lớn hơn.", FixEN: "Choose a larger page.",
		}}}
	}
	return nil
}

// cardLimit is the height that a column leaves for a card under its heading.
func (g *grid) cardLimit(p *plan, c *cell) float64 {
	if !g.board.Headings {
		return g.area.Height()
	}
	return g.area.Height() - p.headingHeight(c.group.continued, c.group.span) - p.afterHeading
}

func (g *grid) measureField(f *Field) error {
	group := &group{Field: f, noun: g.board.Noun}
	g.groups = append(g.groups, group)
	if g.board.Headings {
		for _, part := range []struct {
			to   **measured
			face *fonts.Face
			text string
		}{
			{&group.heading, g.Fonts.Bold, f.Name}, {&group.continued, g.Fonts.Bold, f.Name + " (tiếp)"},
			{&group.count, g.Fonts.Text, fmt.Sprintf("%d %s", f.Count, g.board.Noun)}, {&group.span, g.Fonts.Text, spanOf(f.Count, f.Count+1, f.Count)},
		} {
			var err error
			if *part.to, err = g.measure(part.face, part.text); err != nil {
				return err
			}
		}
	}
	first := len(g.cells)
	g.cells = append(g.cells, make([]*cell, len(f.Cards))...)
	cells := g.cells[first:]
	return parallel.Each(len(cells), func(k int) (err error) {
		card := &f.Cards[k]
		c := &cell{Card: card, group: group, index: k}
		cells[k] = c
		for _, part := range []struct {
			to   **measured
			bold bool
			text string
		}{
			{&c.number, true, card.Number}, {&c.code, false, card.Code}, {&c.name, true, card.Name}, {&c.details, false, card.Details},
		} {
			face := g.Fonts.Text
			if part.bold {
				face = g.Fonts.Bold
			}
			if *part.to, err = g.measure(face, part.text); err != nil {
				return placed(err, card.Place)
			}
		}
		return nil
	})
}

// spanOf says which procedures of a field stand under a heading that continues it.
func spanOf(first, last, all int) string {
	if first == last {
		return fmt.Sprintf("%d / %d", last, all)
	}
	return fmt.Sprintf("%d–%d / %d", first, last, all)
}

// plan completes a plan from the number of columns, the side of a code and the cap height of names.
func (g *grid) plan(columns int, how form, side, cap float64) plan {
	u := g.printer.module
	p := plan{columns: columns, form: how, side: side, cap: cap, pad: max(1.1*u, 0.02*side)}
	p.leastCap, p.leastCode, p.tiny = g.leastCap, g.leastCode, g.tinyName()
	p.inset = max(p.pad, 0.45*cap)
	p.width = g.columnWidth(columns)
	p.spacing = spacing{afterHeading: 2 * u, card: 2.2 * u, block: 3.6 * u}
	p.bar = g.barHeight(&p)
	return p
}

// columnWidth is the width of each of so many cards side by side.
func (g *grid) columnWidth(columns int) float64 {
	return (g.area.Width() - float64(columns-1)*g.gutter()) / float64(columns)
}

// gutter is the distance of two columns.
func (g *grid) gutter() float64 { return 5 * g.printer.module }

// sound tells whether a code and its text fit a column.
func (p *plan) sound() bool {
	return p.textWidth(p.width) >= narrowest*p.cap && p.side <= p.width-2*p.pad
}

// textWidth is the width of the text of a card of a width.
func (p *plan) textWidth(width float64) float64 {
	if p.below {
		return width - 2*p.textPad()
	}
	return width - p.side - p.edge() - 2.2*p.textPad()
}

// edge is the distance of a code from the side of its card. Above and below it is less: cards grow in height.
func (p *plan) edge() float64 { return 1.7 * p.pad }

// textPad is the distance of text from the side of its card.
func (p *plan) textPad() float64 { return max(p.pad, 0.8*p.cap) }

// sized is a cap height for a text of a card, or a little less where a word would not fit a line: the word is broken
// rather than made smaller than that or than the least.
func (p *plan) sized(m *measured, width, cap, least float64) float64 {
	if one := p.textWidth(width) / m.widest; one < cap && one >= max(least, littleLess*cap) {
		return one
	}
	return cap
}

// littleLess is how much smaller a text becomes for the sake of a single word.
const littleLess = 0.8

// detailsSize is the cap height of a card's details.
func (p *plan) detailsSize(c *cell, width float64) float64 {
	least := leastDetails * p.leastCap
	return p.sized(c.details, width, max(detailsCap*p.cap, least), least)
}

// numberSize is the cap height of a card's number.
func (p *plan) numberSize(c *cell, width float64) float64 {
	if c.number.empty() {
		return numberCap * p.cap
	}
	return min(numberCap*p.cap, p.textWidth(width)/c.number.width())
}

// codeSize is the cap height of a card's code: as it is typed elsewhere it stays on one line, if it can be read so.
func (p *plan) codeSize(c *cell, width float64) float64 {
	size := p.fullCode()
	if one := p.textWidth(width) / c.code.width(); one >= p.leastCode {
		return min(size, one)
	}
	return size
}

// fullCode is the cap height of codes that have room.
func (p *plan) fullCode() float64 { return max(codeCap*p.cap, leastDetails*p.leastCap) }

// ownLine tells whether the code of a card stands under its number because it would not fit beside it.
func (p *plan) ownLine(c *cell, width float64) bool {
	return !c.code.empty() && (c.number.width()*numberCap+besideCode)*p.cap+c.code.width()*p.fullCode() > p.textWidth(width)
}

// headHeight is the height of the lines above a card's name, from the first cap line to the last baseline.
func (p *plan) headHeight(c *cell, width float64) float64 {
	h := numberCap * p.cap
	if p.ownLine(c, width) {
		size := p.codeSize(c, width)
		h += underCode*p.cap + c.code.height(p.textWidth(width)/size)*size
	}
	return h
}

// textHeight is the height of a card's text from the first cap line to the last baseline, with its name in a cap height.
func (p *plan) textHeight(c *cell, width, cap float64) float64 {
	w := p.textWidth(width)
	h := p.headHeight(c, width) + underHead*p.cap + c.name.height(w/cap)*cap
	if !c.details.empty() {
		d := p.detailsSize(c, width)
		h += overDetail*p.cap + c.details.height(w/d)*d
	}
	return h
}

// cardHeight is the height of a card whose name has a cap height.
func (p *plan) cardHeight(c *cell, width, cap float64) float64 {
	h := p.textHeight(c, width, cap)
	if p.below {
		return 2*p.pad + p.side + underTile*p.cap + h + p.cap
	}
	return max(h+2*p.inset, p.side) + 2*p.pad
}

// leastDetails is the least size of details in those of names.
const leastDetails = 0.9

// nameSteps are the sizes that a name takes: the names of a board stand in few sizes, not each in its own.
var nameSteps = [...]float64{1, 0.95, 0.9, 0.85, 0.8, 0.76, 0.72, 0.68, 0.65}

// wrapped is the number of lines to which a name wraps before it shrinks.
const wrapped = 3

// nameCap is the cap height of a card's name. A long name wraps first; where its card would still be higher than the room
// it takes a smaller step. A name that even the smallest cards cannot hold on one page shrinks further, to the limit.
//
// The second value is the height of the card.
func (p *plan) nameCap(c *cell, width, room, limit float64) (cap, height float64) {
	cap = p.sized(c.name, width, p.cap, p.leastCap)
	for _, step := range nameSteps {
		cap = min(cap, max(p.cap*step, p.leastCap))
		height = p.cardHeight(c, width, cap)
		if lines := c.name.lines(p.textWidth(width) / cap); lines <= wrapped || height <= room+rounding && !p.cramped(width, cap, lines) {
			break
		}
	}
	if !c.endless || height <= limit+rounding {
		return cap, height
	}
	tiny := min(p.tiny, cap)
	smaller := bisect(tiny, max(tiny, cap), 0.01, func(v float64) bool { return p.cardHeight(c, width, v) <= limit+rounding })
	if math.IsNaN(smaller) {
		return cap, height
	}
	return smaller, p.cardHeight(c, width, smaller)
}

// cramped tells whether a name stands in too many lines for their length, or in many under one of several codes side by
// side.
func (p *plan) cramped(width, cap float64, lines int) bool {
	w := p.textWidth(width) / cap
	switch {
	case lines <= shortLines:
		return false
	case p.below:
		return p.columns > 1
	}
	return w < shortLine || w < easyLine && lines > mostLines
}

// Lines of fewer cap heights than are read with ease, some 30 letters, are so many at most; the shortest are fewer.
const (
	easyLine   = 22
	mostLines  = 12
	shortLine  = 16
	shortLines = 5
)

// rounding is a height in mm that sums of floats may be off by.
const rounding = 1e-6

// room is the height of a card that its code fills: none where the text stands below it.
func (p *plan) room() float64 {
	if p.below {
		return 0
	}
	return p.side + 2*p.pad
}

// longRoom is the height to which a card grows before its name shrinks.
func (p *plan) longRoom() float64 { return longName * p.room() }

// longName is how much higher than its code a card becomes before its name shrinks.
const longName = 1.15

// barHeight is the height that the headings of all fields have, so that those side by side are alike: of the name that
// needs most, up to two lines of the least size.
func (g *grid) barHeight(p *plan) float64 {
	most := (1 + barPad) * headingCap * p.cap
	if !g.board.Headings {
		return most
	}
	for _, group := range g.groups {
		two := p.headingLeast() * (1 + group.heading.leading + wrappedPad)
		need := max(p.headingNeed(group.heading, group.count), p.headingNeed(group.continued, group.span))
		most = max(most, min(two, need))
	}
	return most
}

// headingHeight is the height of a heading with a name and a count.
func (p *plan) headingHeight(name, count *measured) float64 {
	return max(p.bar, p.headingNeed(name, count))
}

func (p *plan) headingNeed(name, count *measured) float64 {
	room := p.headingRoom(count, p.width)
	cap := p.headingSize(name, room)
	if lines := name.lines(room / cap); lines > 1 {
		return (1 + float64(lines-1)*name.leading + wrappedPad) * cap
	}
	return (1 + barPad) * headingCap * p.cap
}

// What a bar has above and below its name in the cap height of that: of one line, and of more.
const (
	barPad     = 1.6
	wrappedPad = 1.2
)

// headingSize is the cap height of a field's name: it becomes smaller before it takes a second line, on two lines is as
// large as the bar holds, and less than the least only where a word would not fit.
func (p *plan) headingSize(name *measured, room float64) float64 {
	full, least := headingCap*p.cap, p.headingLeast()
	if name.empty() {
		return full
	}
	if one := room / name.width(); one >= least {
		return min(full, one)
	}
	two := min(full, p.bar/(1+name.leading+wrappedPad), room/name.broad())
	if two > least && name.lines(room/two) == 2 {
		return two
	}
	return min(least, room/name.broad())
}

// headingLeast is the least cap height of a field's name.
func (p *plan) headingLeast() float64 {
	return min(headingCap*p.cap, max(leastHeading*headingCap*p.cap, p.leastCap))
}

// leastHeading is the size to which the name of a field shrinks before it takes a second line.
const leastHeading = 0.72

// countSize is the cap height of what a heading counts.
func (p *plan) countSize() float64 { return max(countCap*p.cap, leastDetails*p.leastCap) }

// headingRoom is the width that a field's name has beside its count in a bar of a width.
func (p *plan) headingRoom(count *measured, width float64) float64 {
	return width - 2*p.textPad() - count.width()*p.countSize() - 1.5*headingCap*p.cap
}

// The range of a code's side in cap heights of the names beside it.
const leastSide = 7

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
	if last := leaves[len(leaves)-1]; float64(last.to-last.from) < fewLast*float64(last.from)/float64(len(leaves)-1) {
		w *= 1 - lonelyCost
	}
	return w
}

// splitCost is what a plan would lose whose pages all begin within a field.
const splitCost = 0.08

// splits is how many pages begin within a field.
func (g *grid) splits(leaves []leaf) (n float64) {
	for _, l := range leaves {
		if g.board.Headings && g.cells[l.from].index > 0 {
			n++
		}
	}
	return n
}

// lonelyCost is what a plan loses whose last page has less than a share of the cards that the pages before have.
const (
	fewLast    = 0.6
	lonelyCost = 0.08
)

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

// solve finds the plan with the largest codes and names on the fewest pages.
func (g *grid) solve() (*plan, []leaf, error) {
	leaves := g.fewestRoomy()
	if leaves == nil {
		return nil, nil, g.tooSmall()
	}
	best, worth := g.improved(leaves, 0)
	// In the sizes that were found cards weigh otherwise than in the least ones.
	weights := g.weightsIn(best)
	fewest := len(leaves)
	for _, pages := range g.morePages(fewest) {
		// A page more must be worth it, and an index that it makes necessary.
		more := math.Pow(float64(g.withIndex(pages))/float64(g.withIndex(fewest)), pageCost)
		for _, whole := range []bool{true, false} {
			again := g.deal(weights, pages, whole)
			if slices.Equal(again, leaves) {
				continue
			}
			if p, w := g.improved(again, worth*more); p != nil {
				best, worth, leaves = p, w/more, again
			}
		}
		if pages == 1 {
			continue
		}
		for columns := 1; columns <= g.mostColumns(leaves)+1; columns++ {
			again := g.dealRows(weights, pages, columns)
			if again == nil || slices.Equal(again, leaves) {
				continue
			}
			if p, w := g.improvedIn(columns, again, worth*more); p != nil {
				best, worth, leaves = p, w/more, again
			}
		}
	}
	best = g.fair(best, leaves)
	best.final = true
	best.flush = best.below && g.flushed(best, leaves)
	return best, leaves, nil
}

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

// pageCost is the power of the number of pages by which more of them must be better.
const pageCost = 0.8

// withIndex is a number of pages of cards with the index that they have.
func (g *grid) withIndex(pages int) int {
	if pages >= leastForIndex && len(g.groups) > 1 {
		return pages + 1
	}
	return pages
}

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

// tooSmall says what a page that cannot hold a single card would need.
func (g *grid) tooSmall() error {
	return &compose.Unfit{Notes: []note.Note{{
		Code: "board-too-small", Severity: note.Error, Field: "size",
		VI: fmt.Sprintf("Khổ %s × %s không đủ chỗ cho một thẻ: mã QR cần ít nhất %s cả viền trắng, cộng chỗ cho tên thủ tục, mà phần giữa trang chỉ có %s × %s.",
			wholeMM(g.Width), wholeMM(g.Height), mm(g.least), mm(g.area.Width()), mm(g.area.Height())),
		EN: fmt.Sprintf("A page of %s × %s has no room for a single card: its code needs at least %s with the quiet zone, and its name room besides; the body is %s × %s.",
			wholeMM(g.Width), wholeMM(g.Height), mm(g.least), mm(g.area.Width()), mm(g.area.Height())),
		FixVI: codeRemedyVI, FixEN: codeRemedyEN,
	}}}
}

const (
	codeRemedyVI = "Chọn khổ lớn hơn, khoảng cách quét ngắn hơn hoặc liên kết ngắn hơn."
	codeRemedyEN = "Choose a larger page, a shorter scan distance or shorter links."
)

// checkSide refuses a square in which a code, with its quiet zone, cannot be scanned from a distance; 0 is arm's length.
func (pr *printer) checkSide(c *qr.Code, side, distance float64) error {
	if distance == 0 {
		distance = pr.armsLength()
	}
	_, err := qr.Sizing{ScanDistance: distance}.Fit(c.Size(), side)
	var small *qr.TooSmallError
	if !errors.As(err, &small) {
		return err
	}
	need, from := small.Need.Outer, fmt.Sprintf("%g m", distance/1000)
	return &compose.Unfit{Notes: []note.Note{{
		Code: "code-too-small", Severity: note.Error, Field: "size",
		VI:    fmt.Sprintf("Mã QR chỉ còn %s cả viền trắng; để quét từ %s cần ít nhất %s.", mm(math.Floor(side)), strings.Replace(from, ".", ",", 1), mm(need)),
		EN:    fmt.Sprintf("The QR code is left with %s including its quiet zone; to be scanned from %s it needs at least %s.", mm(math.Floor(side)), from, mm(need)),
		FixVI: codeRemedyVI, FixEN: codeRemedyEN,
	}}}
}

func (pr *printer) noRoom(role, s string) error {
	if letters := []rune(s); len(letters) > mostQuoted {
		s = string(letters[:mostQuoted]) + "…"
	}
	return &compose.Unfit{Notes: []note.Note{{
		Code: "no-room", Severity: note.Error, Field: role,
		VI:    fmt.Sprintf("Khổ %s × %s không đủ chỗ cho “%s”.", wholeMM(pr.Width), wholeMM(pr.Height), s),
		EN:    fmt.Sprintf("A page of %s × %s has no room for %q.", wholeMM(pr.Width), wholeMM(pr.Height), s),
		FixVI: "Rút ngắn chữ hoặc chọn khổ lớn hơn.", FixEN: "Shorten the text or choose a larger page.",
	}}}
}

// wholeMM writes the side of a page, which is half a dot longer or shorter here than what was asked for.
func wholeMM(v float64) string { return fmt.Sprintf("%.0f mm", v) }

// mostQuoted is how many letters of a text an error quotes.
const mostQuoted = 60

// mm writes what is needed, rounded up.
func mm(v float64) string { return fmt.Sprintf("%.0f mm", math.Ceil(v-1e-9)) }
