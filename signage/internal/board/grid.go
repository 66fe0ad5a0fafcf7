package board

import (
	"errors"
	"fmt"
	"math"
	"slices"
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

	mostShared float64 // in the cap height of names; 0: as much as a page has room for
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

// Dot is the grid, in mm, of modules and of the codes' places: at 150 dpi and every multiple of it, all modules of a page are drawn
// in the same number of dots. Where they are not, readers of whole pages miss a code in twenty.
const Dot = 25.4 / 150

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
		g.least = max(g.least, math.Ceil(need.Module/Dot-rounding)*Dot*float64(outer))
	}
	for _, outer := range outers {
		step := Dot * float64(outer)
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
	if role == "subject" || role == "page" {
		// The words of the strip are the board's own.
		return &compose.Unfit{Notes: []note.Note{{
			Code: "no-room", Severity: note.Error, Field: "size",
			VI:    fmt.Sprintf("Khổ %s × %s quá nhỏ cho một bảng niêm yết: không đủ chỗ cho dải ghi “%s”.", wholeMM(pr.Width), wholeMM(pr.Height), s),
			EN:    fmt.Sprintf("A page of %s × %s is too small for a board: it has no room for the strip that says %q.", wholeMM(pr.Width), wholeMM(pr.Height), s),
			FixVI: "Chọn khổ lớn hơn.", FixEN: "Choose a larger page.",
		}}}
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
