package board

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/parallel"
	"github.com/bangron/bangron/signage/internal/scene"
)

// arrangement is where the text of a card stands.
type arrangement int

const (
	beside arrangement = iota // right of the code
	below                     // under it
)

// plan is one way to fill the pages. Lengths are in mm.
type plan struct {
	columns int
	arrangement
	width    float64 // of a column
	side     float64 // of a code with its quiet zone
	cap      float64 // of names
	leastCap float64
	spacing
	pad float64 // of a card
}

// The sizes of the parts of a card in cap heights of its name.
const (
	numberCap  = 1.05
	codeCap    = 0.86
	detailsCap = 0.68
	countCap   = 0.76 // of a field's procedures
	headingCap = 1.08
	underHead  = 1.15 // from the line of the number down to the cap line of the name
	overDetail = 1.05 // from the name down to the cap line of the details
)

// cell is a card measured.
type cell struct {
	*Card
	number, code, name, details *measured
	endless                     bool // too long for one page at the least sizes
}

type group struct {
	*Field
	heading, continued, count *measured
	cells                     []*cell
}

// grid is a board being solved.
type grid struct {
	*printer
	board    *Board
	groups   []*group
	modules  int     // of a symbol with its quiet zone
	least    float64 // side of a code with its quiet zone
	leastCap float64 // of names
	area     scene.Rect
	heights  []block // under the plan that was chosen
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
	points := leastNameA3 * math.Pow(pr.module, paperExponent)
	return capOf(pr.Fonts.Bold, min(max(points, floorName), ceilingName))
}

// armsLength is the distance in mm from which codes are scanned when none is asked for: a little more before sheets that
// are read from farther.
func (pr *printer) armsLength() float64 { return 180 * min(max(math.Pow(pr.module, 0.4), 1), 1.5) }

func (pr *printer) newGrid(b *Board) (*grid, error) {
	g := &grid{printer: pr, board: b, area: pr.body()}
	g.leastCap = pr.leastName()
	for i := range b.Fields {
		group, err := pr.measureField(&b.Fields[i], b)
		if err != nil {
			return nil, err
		}
		g.groups = append(g.groups, group)
	}
	symbol := b.Fields[0].Cards[0].Symbol
	g.modules = symbol.Outer()
	distance := b.Distance
	if distance == 0 {
		distance = pr.armsLength()
	}
	need, err := qr.Sizing{ScanDistance: distance}.Smallest(symbol.Size())
	if err != nil {
		return nil, err
	}
	g.least = math.Ceil(need.Module/dot-1e-9) * dot * float64(g.modules)
	return g, g.markEndless()
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
	p := g.plan(1, beside, g.least, g.leastCap)
	if p.textWidth() < narrowest*p.cap {
		p = g.plan(1, below, g.least, g.leastCap)
	}
	if p.textWidth() < narrowest*p.cap || p.side > p.width-2*p.pad {
		return g.tooSmall()
	}
	tiny := capOf(g.Fonts.Bold, tinyName)
	for _, group := range g.groups {
		limit := g.cardLimit(&p, group)
		for _, c := range group.cells {
			c.endless = p.cardHeight(c, p.sized(c.name, p.cap)) > limit
			if !c.endless || limit < g.least || p.cardHeight(c, tiny) <= limit {
				continue
			}
			if p.arrangement == below {
				return g.tooSmall()
			}
			return &compose.Unfit{Notes: []note.Note{{
				Code: "name-too-long", Severity: note.Error, Field: c.Place,
				VI:    fmt.Sprintf("Khổ %s × %s không đủ chỗ cho một thẻ với tên dài %d ký tự này.", mm(g.Width), mm(g.Height), len([]rune(c.Name))),
				EN:    fmt.Sprintf("A page of %s × %s has no room for a card with this name of %d characters.", mm(g.Width), mm(g.Height), len([]rune(c.Name))),
				FixVI: "Chọn khổ lớn hơn.", FixEN: "Choose a larger page.",
			}}}
		}
	}
	return nil
}

// cardLimit is the height that a column leaves for a card under its heading.
func (g *grid) cardLimit(p *plan, f *group) float64 {
	if !g.board.Headings {
		return g.area.Height()
	}
	return g.area.Height() - p.headingHeight(f.continued, f.count) - p.afterHeading
}

func (pr *printer) measureField(f *Field, b *Board) (*group, error) {
	g := &group{Field: f}
	var err error
	if b.Headings {
		if g.heading, err = pr.measure(pr.Fonts.Bold, f.Name); err != nil {
			return nil, err
		}
		if g.continued, err = pr.measure(pr.Fonts.Bold, f.Name+" (tiếp)"); err != nil {
			return nil, err
		}
		if g.count, err = pr.measure(pr.Fonts.Text, fmt.Sprintf("%d %s", f.Count, b.Noun)); err != nil {
			return nil, err
		}
	}
	g.cells = make([]*cell, len(f.Cards))
	return g, parallel.Each(len(f.Cards), func(k int) (err error) {
		card := &f.Cards[k]
		c := &cell{Card: card}
		g.cells[k] = c
		for _, part := range []struct {
			to   **measured
			bold bool
			text string
		}{
			{&c.number, true, card.Number}, {&c.code, false, card.Code}, {&c.name, true, card.Name}, {&c.details, false, card.Details},
		} {
			face := pr.Fonts.Text
			if part.bold {
				face = pr.Fonts.Bold
			}
			if *part.to, err = pr.measure(face, part.text); err != nil {
				return placed(err, card.Place)
			}
		}
		return nil
	})
}

// plan completes a plan from the number of columns, the side of a code and the cap height of names.
func (g *grid) plan(columns int, how arrangement, side, cap float64) plan {
	u := g.printer.module
	p := plan{columns: columns, arrangement: how, side: side, cap: cap, leastCap: g.leastCap, pad: max(1.3*u, 0.055*side)}
	p.width = (g.area.Width() - float64(columns-1)*g.gutter()) / float64(columns)
	p.spacing = spacing{afterHeading: 2.2 * u, card: 2.6 * u, block: 4 * u}
	return p
}

// gutter is the distance of two columns.
func (g *grid) gutter() float64 { return 5 * g.printer.module }

// textWidth is the width of a card's text.
func (p *plan) textWidth() float64 {
	if p.arrangement == below {
		return p.width - 2*p.textPad()
	}
	return p.width - p.side - p.pad - 2.2*p.textPad()
}

// textPad is the distance of text from the edge of its card.
func (p *plan) textPad() float64 { return max(p.pad, 0.9*p.cap) }

// sized is a cap height for a text of a card, or less where a single word would not fit.
func (p *plan) sized(m *measured, cap float64) float64 {
	return min(cap, p.textWidth()/m.widest)
}

// detailsSize is the cap height of a card's details.
func (p *plan) detailsSize(c *cell) float64 {
	return p.sized(c.details, max(detailsCap*p.cap, leastDetails*p.leastCap))
}

// textHeight is the height of a card's text from the first cap line to the last baseline, with its name in a cap height.
func (p *plan) textHeight(c *cell, cap float64) float64 {
	w := p.textWidth()
	h := numberCap*p.cap + underHead*p.cap + c.name.height(w/cap)*cap
	if !c.details.empty() {
		d := p.detailsSize(c)
		h += overDetail*p.cap + c.details.height(w/d)*d
	}
	return h
}

// cardHeight is the height of a card whose name has a cap height.
func (p *plan) cardHeight(c *cell, cap float64) float64 {
	h := p.textHeight(c, cap) + 2*p.textPad()
	if p.arrangement == below {
		return p.pad + p.side + h
	}
	return max(h, p.side+2*p.pad)
}

// leastDetails is the least size of details in those of names.
const leastDetails = 0.78

// nameSteps are the sizes that a name takes: all names of a board stand in few sizes, not each in its own.
var nameSteps = [...]float64{1, 0.88, 0.77}

// nameCap is the cap height of a card's name. A long name wraps first; where its card would be higher than the room it
// takes a smaller step. A name that even the smallest cards cannot hold on one page shrinks further, to the limit.
func (p *plan) nameCap(c *cell, room, limit float64) float64 {
	cap := p.sized(c.name, p.cap)
	for _, step := range nameSteps {
		cap = min(cap, max(p.cap*step, p.leastCap))
		if p.cardHeight(c, cap) <= room+rounding {
			return cap
		}
	}
	if !c.endless || p.cardHeight(c, cap) <= limit+rounding {
		return cap
	}
	tiny := capOf(c.name.face, tinyName)
	smaller := bisect(tiny, max(tiny, cap), 0.01, func(v float64) bool { return p.cardHeight(c, v) <= limit+rounding })
	if math.IsNaN(smaller) {
		return cap
	}
	return smaller
}

// rounding is a height in mm that sums of floats may be off by.
const rounding = 1e-6

// room is the height of a card that its code fills.
func (p *plan) room() float64 {
	if p.arrangement == below {
		return math.Inf(1)
	}
	return p.side + 2*p.pad
}

func (p *plan) headingHeight(m, count *measured) float64 {
	cap := headingCap * p.cap
	room := p.headingRoom(count)
	cap = min(cap, room/m.widest)
	return m.height(room/cap)*cap + 1.7*headingCap*p.cap
}

// headingRoom is the width that a field's name has beside its count.
func (p *plan) headingRoom(count *measured) float64 {
	return p.width - 2*p.textPad() - count.width()*countCap*p.cap - 1.5*headingCap*p.cap
}

// blocks are the heights of the board's parts under a plan.
func (g *grid) blocks(p *plan) []block {
	blocks := make([]block, len(g.groups))
	for i, group := range g.groups {
		b := &blocks[i]
		if g.board.Headings {
			b.heading = p.headingHeight(group.heading, group.count)
			b.continued = p.headingHeight(group.continued, group.count)
		}
		limit := g.cardLimit(p, group)
		b.cards = make([]float64, len(group.cells))
		for k, c := range group.cells {
			b.cards[k] = p.cardHeight(c, p.nameCap(c, p.room(), limit))
		}
	}
	return blocks
}

// pages is the number of pages that a plan needs, or 0 where a card does not fit.
func (g *grid) pagesOf(p *plan) int {
	if p.textWidth() < narrowest*p.cap || p.side > p.width-2*p.pad {
		return 0
	}
	columns := flow(g.blocks(p), g.area.Height(), p.spacing, math.MaxInt)
	return (len(columns) + p.columns - 1) / p.columns
}

func (g *grid) fits(p *plan, pages int) bool {
	if p.textWidth() < narrowest*p.cap || p.side > p.width-2*p.pad {
		return false
	}
	return flow(g.blocks(p), g.area.Height(), p.spacing, pages*p.columns) != nil
}

// The range of a code's side in cap heights of the names beside it.
const (
	leastSide = 6.5
	mostSide  = 20
)

// belowWorth is the worth of a code above its text against the same beside it, where eye and phone find it in one line.
const belowWorth = 0.75

// narrowest is the least width of a card's text in cap heights of its name: about 17 letters.
const narrowest = 13

// largestCap bounds names on short lists: beyond it a board looks like a children's book. In least caps.
const largestCap = 4

// worth compares plans by the size of codes and of letters.
func (p *plan) worth() float64 {
	w := math.Sqrt(p.side * p.cap)
	if p.arrangement == below {
		w *= belowWorth
	}
	return w
}

// solve finds the plan with the largest codes and names that needs the fewest pages, and their number.
func (g *grid) solve() (*plan, int, error) {
	maxColumns := max(1, int(g.area.Width()/g.least))
	fewest := 0
	var best *plan
	for columns := 1; columns <= maxColumns; columns++ {
		for _, how := range []arrangement{beside, below} {
			p := g.plan(columns, how, g.least, g.leastCap)
			if n := g.pagesOf(&p); n > 0 && (fewest == 0 || n < fewest) {
				best, fewest = &p, n
			}
		}
	}
	if best == nil {
		return nil, 0, g.tooSmall()
	}
	for columns := 1; columns <= maxColumns; columns++ {
		for _, how := range []arrangement{beside, below} {
			best = g.improve(best, columns, how, fewest)
		}
	}
	return g.enlarge(best, fewest), fewest, nil
}

// enlarge gives names that are small for their codes the room that is left: where the scan distance leaves no choice of the
// codes, no plan of the usual proportions may fit.
func (g *grid) enlarge(p *plan, pages int) *plan {
	most := min(p.side/mostSide, g.leastCap*largestCap)
	if p.cap >= most {
		return p
	}
	larger := func(cap float64) plan { return g.plan(p.columns, p.arrangement, p.side, cap) }
	cap := bisect(p.cap, most, 0.004, func(cap float64) bool { q := larger(cap); return g.fits(&q, pages) })
	if math.IsNaN(cap) {
		return p
	}
	q := larger(cap)
	return &q
}

// improve returns the best plan with so many columns and pages, where it is better than the one given.
func (g *grid) improve(best *plan, columns int, how arrangement, pages int) *plan {
	step := dot * float64(g.modules) // of a code's side
	fewest := int(math.Round(g.least / step))
	most := fewest - 1
	for low, high := fewest, int(g.area.Width()/float64(columns)/step); low <= high; {
		middle := (low + high) / 2
		if p := g.plan(columns, how, float64(middle)*step, g.leastCap); g.fits(&p, pages) {
			most, low = middle, middle+1
		} else {
			high = middle - 1
		}
	}
	for dots := most; dots >= fewest; dots-- {
		side := float64(dots) * step
		low := max(g.leastCap, side/mostSide)
		high := max(low, min(side/leastSide, g.leastCap*largestCap))
		p := g.plan(columns, how, side, high)
		if p.worth() <= best.worth() {
			break // smaller codes and their names are worth still less
		}
		// No smaller name is worth more than what is found already.
		low = max(low, high*math.Pow(best.worth()/p.worth(), 2))
		cap := bisect(low, high, 0.004, func(cap float64) bool { p := g.plan(columns, how, side, cap); return g.fits(&p, pages) })
		if math.IsNaN(cap) {
			continue
		}
		if p := g.plan(columns, how, side, cap); p.worth() > best.worth() {
			best = &p
		}
	}
	return best
}

// tooSmall says what a page that cannot hold a single card would need.
func (g *grid) tooSmall() error {
	return &compose.Unfit{Notes: []note.Note{{
		Code: "board-too-small", Severity: note.Error, Field: "size",
		VI: fmt.Sprintf("Khổ %s × %s không đủ chỗ cho một thẻ: mã QR cần ít nhất %s cả viền trắng, cộng chỗ cho tên thủ tục, mà phần giữa trang chỉ có %s × %s.",
			mm(g.Width), mm(g.Height), mm(g.least), mm(g.area.Width()), mm(g.area.Height())),
		EN: fmt.Sprintf("A page of %s × %s has no room for a single card: its code needs at least %s with the quiet zone, and its name room besides; the body is %s × %s.",
			mm(g.Width), mm(g.Height), mm(g.least), mm(g.area.Width()), mm(g.area.Height())),
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
	need := small.Need.Outer
	return &compose.Unfit{Notes: []note.Note{{
		Code: "code-too-small", Severity: note.Error, Field: "size",
		VI:    fmt.Sprintf("Mã QR chỉ còn %s cả viền trắng; để quét từ %s cần ít nhất %s.", mm(math.Floor(side)), metres(distance), mm(need)),
		EN:    fmt.Sprintf("The QR code is left with %s including its quiet zone; to be scanned from %s it needs at least %s.", mm(math.Floor(side)), metres(distance), mm(need)),
		FixVI: codeRemedyVI, FixEN: codeRemedyEN,
	}}}
}

func metres(mm float64) string { return strings.Replace(fmt.Sprintf("%g m", mm/1000), ".", ",", 1) }

func (pr *printer) noRoom(role, s string) error {
	return &compose.Unfit{Notes: []note.Note{{
		Code: "no-room", Severity: note.Error, Field: role,
		VI:    fmt.Sprintf("Khổ %s × %s không đủ chỗ cho “%s”.", mm(pr.Width), mm(pr.Height), s),
		EN:    fmt.Sprintf("A page of %s × %s has no room for %q.", mm(pr.Width), mm(pr.Height), s),
		FixVI: "Rút ngắn chữ hoặc chọn khổ lớn hơn.", FixEN: "Shorten the text or choose a larger page.",
	}}}
}

func mm(v float64) string { return fmt.Sprintf("%.0f mm", math.Ceil(v-1e-9)) }
