package board

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// margin is the distance of everything that must be read from the edge.
func (pr *printer) margin() float64 { return 12 * pr.module }

// reach is how far bands go beyond the edges of a page, which cuts them: where they ended with it, a dot of paper would
// show at the edge of some renderings.
func (pr *printer) reach() float64 { return max(pr.module, leastReach) }

// leastReach is the bleed of a press file on paper, and the half dot by which a page may be smaller than its paper, in mm.
const leastReach = 3.1

// landscape tells whether a page is low: its head stands beside the emblem instead of under it.
func (pr *printer) landscape() bool { return pr.Width > pr.Height }

// headHeight is the height of the band at the head.
func (pr *printer) headHeight() float64 {
	anonymous := pr.Unit == "" && pr.Desk == ""
	switch {
	case anonymous && pr.Heading == "" && pr.Logo == nil:
		return 9 * pr.module // nothing stands in it
	case anonymous || pr.Heading == "":
		return 27 * pr.module
	case pr.landscape():
		return 43 * pr.module
	}
	return 60 * pr.module
}

// head draws the band with the emblem, who posts the page, and its heading.
func (p *page) head() error {
	band := scene.Rect{X1: p.Width, Y1: p.headHeight()}
	if err := p.headTexts(band); err != nil {
		return err
	}
	var small []scene.Rect
	for _, node := range p.layers[scene.Text] {
		if g, ok := node.(*scene.Glyphs); ok && g.Ink == p.ink.unit {
			small = append(small, g.Extent)
		}
	}
	p.ground(band, small)
	return nil
}

func (p *page) headTexts(band scene.Rect) error {
	u := p.module
	box := scene.Rect{X0: p.margin(), X1: p.Width - p.margin(), Y0: 4 * u, Y1: band.Y1 - 4*u}
	if p.Unit == "" && p.Desk == "" {
		if p.Logo != nil {
			box.X0 = p.emblem(scene.Rect{X0: box.X0, X1: box.X0 + 50*u, Y0: box.Y0, Y1: box.Y1}) + 5*u
		}
		if p.Heading == "" {
			return nil
		}
		return p.fitted(p.Fonts.Display, p.Heading, box, 8*u, 2*u, style{role: "heading", ink: p.ink.heading, on: p.ink.head})
	}
	heading := box
	var names scene.Rect
	if p.Heading == "" {
		edge := p.emblem(scene.Rect{X0: box.X0, X1: box.X0 + 50*u, Y0: box.Y0 + 2*u, Y1: box.Y1 - 2*u})
		return p.names(scene.Rect{X0: edge + 5*u, X1: box.X1, Y0: box.Y0 + 1.5*u, Y1: box.Y1 - 1.5*u})
	}
	if p.landscape() {
		edge := p.emblem(scene.Rect{X0: box.X0, X1: box.X0 + 60*u, Y0: box.Y0 + 3*u, Y1: box.Y1 - 3*u})
		box.X0 = edge + 8*u
		names = scene.Rect{X0: box.X0, X1: box.X1, Y0: box.Y0, Y1: box.Y0 + 17*u}
		heading = scene.Rect{X0: box.X0, X1: box.X1, Y0: names.Y1 + 1*u, Y1: box.Y1}
	} else {
		edge := p.emblem(scene.Rect{X0: box.X0, X1: box.X0 + 60*u, Y0: 11 * u, Y1: 29 * u})
		names = scene.Rect{X0: edge + 6*u, X1: box.X1, Y0: 8.5 * u, Y1: 31 * u}
		heading.Y0 = 34 * u
	}
	if err := p.names(names); err != nil {
		return err
	}
	// A heading smaller than the name above it is none.
	return p.fitted(p.Fonts.Display, p.Heading, heading, 10*u, max(2*u, p.printer.lines["unit"].Cap), style{role: "heading", ink: p.ink.heading, on: p.ink.headEnd})
}

// ground draws the band of the head with its ornament, which keeps off small text.
func (p *page) ground(band scene.Rect, small []scene.Rect) {
	reach := p.reach()
	area := scene.Rect{X0: -reach, X1: p.Width + reach, Y0: -reach, Y1: band.Y1}
	ramp := ornament.Ramp{Area: area, Stops: []ornament.Stop{{At: 0, Ink: p.ink.head}, {At: 1, Ink: p.ink.headEnd}}}
	p.put(scene.Ground, ramp.Draw()...)
	tint := ornament.Tint{Ground: ramp, Accent: p.Palette.Ornament, Strength: 0.2}
	drum := ornament.Drum{
		Center: scene.Point{X: p.Width - 0.1*band.Y1, Y: band.Y1 * 0.5}, Radius: band.Y1 * 0.95, Within: band,
		Seed: p.Seed, Least: 0.024 * band.Y1,
	}
	for _, r := range small {
		if near := 4 * p.module; drum.Center.X-drum.Radius < r.X1+near {
			drum.Avoid = append(drum.Avoid, r)
		}
	}
	if len(drum.Avoid) > 0 {
		tint.Fade = ornament.Clear(drum.Avoid, 6*p.module)
	}
	drum.Paint = tint.Paint()
	cover := &scene.Path{}
	cover.Rectangle(scene.Rect{X0: -reach, X1: p.Width + reach, Y0: band.Y1, Y1: p.Height + reach})
	p.put(scene.Ornament, append(drum.Draw(), &scene.Fill{Path: cover, Ink: scene.White()})...)
}

// names sets unit and desk one above the other.
func (p *page) names(box scene.Rect) error {
	u := p.module
	unit, desk := box, box
	if p.Unit != "" && p.Desk != "" {
		unit.Y1 = box.Y0 + 0.56*box.Height()
		desk.Y0 = unit.Y1
	}
	if p.Unit != "" {
		if err := p.fitted(p.Fonts.Bold, p.Unit, unit, 4.6*u, 1.4*u, style{role: "unit", ink: p.ink.unit, on: p.ink.head}); err != nil {
			return err
		}
	}
	if p.Desk == "" {
		return nil
	}
	most := 3.7 * u
	if p.Unit != "" {
		most = min(most, deskToUnit*p.printer.lines["unit"].Cap)
	}
	return p.fitted(p.Fonts.Text, p.Desk, desk, most, min(1.3*u, most), style{role: "desk", ink: p.ink.unit, on: p.ink.head})
}

// deskToUnit is the most that the letters of a desk have of the size of those of the unit that it belongs to.
const deskToUnit = 0.85

func (pr *printer) stripHeight() float64 { return 15 * pr.module }

// strip draws the strip under the head: what the page is about, and which page it is.
func (p *page) strip(subject, where string) error {
	u := p.module
	strip := scene.Rect{X1: p.Width, Y0: p.headHeight(), Y1: p.headHeight() + p.stripHeight()}
	p.fill(scene.Panel, p.ink.strip, func(q *scene.Path) { q.Rectangle(strip.Outset(scene.Edges{Left: p.reach(), Right: p.reach()})) })
	box := scene.Rect{X0: p.margin(), X1: p.Width - p.margin(), Y0: strip.Y0 + 1.5*u, Y1: strip.Y1 - 1.5*u}
	par, err := p.paragraph(p.Fonts.Text, where)
	if err != nil {
		return err
	}
	s := par.Fit(box.Width()/2, box.Height(), max(3.6*u, p.legibleCap(p.Fonts.Text)), text.Display())
	if s == nil {
		return p.noRoom("page", where)
	}
	if err := p.fitted(p.Fonts.Bold, subject, scene.Rect{X0: box.X0, X1: box.X1 - s.Width() - 8*u, Y0: box.Y0, Y1: box.Y1}, 5*u, 1.2*u,
		style{role: "subject", ink: p.ink.onStrip, on: p.ink.strip}); err != nil {
		return err
	}
	p.set(s, box.X0, box.X1, middle(s, box), style{role: "page", ink: p.ink.onStrip, on: p.ink.strip, align: right})
	return nil
}

// footHeight is the height of the band at the foot.
func (pr *printer) footHeight() float64 {
	h := 3.0
	if len(pr.Steps) > 0 {
		h += 14
	}
	if len(pr.Sheet.Foot) > 0 {
		h += 14
	}
	return h*pr.module + pr.footGrowth()
}

// mostRemarks is the most height in modules that remarks take: an eighth of a page.
const mostRemarks = 52

// usualRemarks is the height in modules that the remarks have in a foot that has not grown: on sheets that are read in the
// hand that of the steps too.
func (pr *printer) usualRemarks() float64 {
	switch {
	case len(pr.Steps) == 0:
		return 11.5
	case pr.inHand():
		return 25.5
	}
	return 11.8
}

// easyRemark is the size of remarks in the least one for which a foot grows on sheets that hang.
const easyRemark = 1.25

// footGrowth is by how much the foot is higher than usual, so that long remarks have room.
func (pr *printer) footGrowth() float64 {
	if len(pr.Sheet.Foot) == 0 {
		return 0
	}
	f, err := pr.footing()
	if err != nil {
		return 0 // the letters that are missing are told where the foot is drawn
	}
	cap := pr.legibleCap(pr.Fonts.Text)
	if !pr.inHand() {
		cap *= easyRemark
	}
	_, height := f.lines((pr.Width - 2*pr.margin()) / cap)
	return max(0, min(height*cap, mostRemarks*pr.module)-pr.usualRemarks()*pr.module)
}

// footBand draws how to scan in numbered steps, and under them host, hotline and dates.
func (p *page) footBand() error {
	u := p.module
	band := scene.Rect{X1: p.Width, Y0: p.Height - p.footHeight(), Y1: p.Height}
	p.fill(scene.Panel, p.ink.foot, func(q *scene.Path) {
		q.Rectangle(band.Outset(scene.Edges{Left: p.reach(), Right: p.reach(), Bottom: p.reach()}))
	})
	p.fill(scene.Panel, p.ink.footMark, func(q *scene.Path) {
		q.Rectangle(scene.Rect{X0: -p.reach(), X1: p.Width + p.reach(), Y0: band.Y0, Y1: band.Y0 + 0.9*u})
	})
	box := scene.Rect{X0: p.margin(), X1: p.Width - p.margin(), Y0: band.Y0 + 3*u, Y1: band.Y1 - 2.5*u}
	row, under := box, box
	if len(p.Steps) > 0 && len(p.Sheet.Foot) > 0 {
		row.Y1 = box.Y0 + 12.5*u
		under.Y0 = row.Y1 + 1.2*u
	}
	steps, err := p.fitSteps(row)
	if err != nil {
		return p.footAlone(box, err)
	}
	remarks, err := p.fitRemarks(under)
	if err != nil {
		return p.footAlone(box, err)
	}
	if err := p.drawSteps(row, steps); err != nil {
		return err
	}
	return p.drawRemarks(remarks, under)
}

// footAlone sets the remarks without the steps, beside which they have no room, on sheets that are read in the hand: which
// host is the right one matters more than how to scan. On others it returns the error of what does not fit.
func (p *page) footAlone(box scene.Rect, err error) error {
	var unfit *compose.Unfit
	if !errors.As(err, &unfit) || len(p.Steps) == 0 || len(p.Sheet.Foot) == 0 || !p.inHand() {
		return err
	}
	remarks, err := p.fitRemarks(box)
	if err != nil {
		return err
	}
	p.printer.notes = append(p.printer.notes, note.Note{
		Code: "steps-left-out", Severity: note.Info, Field: "steps",
		VI:    "Chân trang không đủ chỗ cho các bước quét mã bên cạnh tên miền và số điện thoại; các bước không được in.",
		EN:    "The foot has no room for the steps beside host and hotline; the steps are not printed.",
		FixVI: "Muốn có các bước thì chọn khổ lớn hơn hoặc rút ngắn chữ ở chân trang.", FixEN: "For the steps choose a larger page or shorten the texts of the foot.",
	})
	return p.drawRemarks(remarks, box)
}

// inHand tells whether a sheet is read in the hand: the largest are a little more than A5.
func (pr *printer) inHand() bool { return moduleOf(pr.Width, pr.Height) <= 0.52 }

// legibleCap is the least cap height of what stands around the cards.
func (pr *printer) legibleCap(face *fonts.Face) float64 {
	return capOf(face, max(leastAround, leastToName*min(pr.paperName(), ceilingName)))
}

// The least size in points of what stands around the cards, and in the least size of names.
const (
	leastAround = 6
	leastToName = 0.8
)

// mostRemark is the largest cap height of what stands at the foot, in modules; on small sheets it may be as large as light
// text on a dark ground should be, in points, by the custom of the trade.
const (
	mostRemark   = 2.9
	easyReversed = 8
)

// remarks are the parts of the foot in lines.
type remarks struct {
	cap, height float64 // the height of all lines in cap heights
	ends        []int   // the part after each line
}

// footing is the remarks at the foot, measured, and what stands between two of them.
type footing struct {
	parts []*measured
	gap   float64
}

func (pr *printer) footing() (*footing, error) {
	f := &footing{}
	for _, remark := range pr.Sheet.Foot {
		part, err := pr.measure(pr.Fonts.Text, remark.Text)
		if err != nil {
			return nil, placed(err, remark.Field)
		}
		f.parts = append(f.parts, part)
	}
	gap, err := pr.measure(pr.Fonts.Text, Separator+between+Separator)
	if err != nil {
		return nil, err
	}
	f.gap = gap.width()
	return f, nil
}

// lines are the parts of each line in a width, and the height of all, in cap heights.
func (f *footing) lines(room float64) (ends []int, height float64) {
	used := 0.0
	for i, part := range f.parts {
		if i > 0 && used+f.gap+part.width() <= room {
			used += f.gap + part.width()
			continue
		}
		if i > 0 {
			ends = append(ends, i)
		}
		height += float64(part.lines(room)) * part.leading
		used = part.width()
	}
	return append(ends, len(f.parts)), height
}

// fitRemarks sets the parts of the foot one after the other, in the largest size at which they fit. A line ends between two
// parts, and inside of one only where that is wider than the page.
func (p *page) fitRemarks(box scene.Rect) (remarks, error) {
	if len(p.Sheet.Foot) == 0 {
		return remarks{}, nil
	}
	f, err := p.footing()
	if err != nil {
		return remarks{}, err
	}
	least := p.legibleCap(p.Fonts.Text)
	cap := bisect(least, max(least, mostRemark*p.module, capOf(p.Fonts.Text, easyReversed)), 0.005, func(cap float64) bool {
		_, height := f.lines(box.Width() / cap)
		fits := height*cap <= box.Height()+rounding
		for _, part := range f.parts {
			fits = fits && part.broad()*cap <= box.Width()
		}
		return fits
	})
	if math.IsNaN(cap) {
		return remarks{}, p.noFoot(f)
	}
	ends, height := f.lines(box.Width() / cap)
	// The narrowest width that takes no more lines leaves them the evenest: no short part stands alone on the last.
	for room := box.Width() / cap; room > 0; room *= 0.98 {
		if even, h := f.lines(room); h <= height && len(even) == len(ends) {
			ends = even
		} else {
			break
		}
	}
	return remarks{cap, height, ends}, nil
}

// noFoot names the longest part of a foot that has no room.
func (p *page) noFoot(f *footing) error {
	longest := 0
	for i, part := range f.parts {
		if part.width() > f.parts[longest].width() {
			longest = i
		}
	}
	return p.noRoom(p.Sheet.Foot[longest].Field, p.Sheet.Foot[longest].Text)
}

// between stands between two parts of the foot.
const between = " " + Separator + " "

func (p *page) drawRemarks(r remarks, box scene.Rect) error {
	cap := r.cap
	from, y := 0, box.Center().Y-(r.height-runningLeading+1)*cap/2+cap
	for _, end := range r.ends {
		var said []string
		for _, remark := range p.Sheet.Foot[from:end] {
			said = append(said, remark.Text)
		}
		line, err := p.measure(p.Fonts.Text, strings.Join(said, between))
		if err != nil {
			return err
		}
		y = p.write(line, cap, box.X0, box.X1+rounding, y, style{role: "foot", ink: p.ink.onFoot, on: p.ink.foot}) + line.leading*cap
		from = end
	}
	return nil
}

// A step has a disc with its number and a text beside it. Lengths in modules.
const (
	discRadius = 4.6
	besideDisc = 3
	stepGap    = 6
	mostStep   = 3.3 // cap height
)

// discSize is the radius of a step's disc in a row.
func (p *page) discSize(row scene.Rect) float64 { return min(discRadius*p.module, row.Height()/2) }

// fitSteps sets the texts of all steps in one size.
func (p *page) fitSteps(row scene.Rect) ([]*text.Setting, error) {
	u := p.module
	n := float64(len(p.Steps))
	room := (row.Width()-(n-1)*stepGap*u)/n - 2*p.discSize(row) - besideDisc*u
	texts := make([]*text.Paragraph, len(p.Steps))
	least := p.legibleCap(p.Fonts.Bold)
	cap := max(least, mostStep*u)
	for i, step := range p.Steps {
		par, err := p.paragraph(p.Fonts.Bold, step)
		if err != nil {
			return nil, err
		}
		s := par.Fit(room, row.Height(), cap, running())
		if s == nil || s.Cap < least-rounding {
			return nil, p.noRoom("step", step)
		}
		cap = s.Cap
		texts[i] = par
	}
	settings := make([]*text.Setting, len(texts))
	for i, par := range texts {
		settings[i] = par.Even(cap, room, row.Height(), running())
	}
	return settings, nil
}

// drawSteps draws numbered discs with a text beside each.
func (p *page) drawSteps(row scene.Rect, settings []*text.Setting) error {
	u, radius, taken := p.module, p.discSize(row), 0.0
	for _, s := range settings {
		taken += s.Width() + 2*radius + besideDisc*u
	}
	gap := (row.Width() - taken) / max(float64(len(settings)-1), 1)
	x := row.X0
	for i, s := range settings {
		c := scene.Point{X: x + radius, Y: row.Center().Y}
		p.fill(scene.Panel, p.ink.footMark, func(q *scene.Path) { q.Circle(c, radius) })
		disc := scene.Rect{X0: c.X - radius, X1: c.X + radius, Y0: c.Y - radius, Y1: c.Y + radius}
		if err := p.fitted(p.Fonts.Display, strconv.Itoa(i+1), disc, radius, 0, style{role: "step-number", ink: p.ink.dark, on: p.ink.footMark, align: center}); err != nil {
			return err
		}
		beside := scene.Rect{X0: disc.X1 + besideDisc*u, X1: disc.X1 + besideDisc*u + s.Width(), Y0: row.Y0, Y1: row.Y1}
		p.set(s, beside.X0, beside.X1, middle(s, beside), style{role: "step", ink: p.ink.onFoot, on: p.ink.foot})
		x = beside.X1 + gap
	}
	return nil
}

// body is what head and foot leave for the cards.
func (pr *printer) body() scene.Rect {
	gap := 6 * pr.module
	return scene.Rect{
		X0: pr.margin(), X1: pr.Width - pr.margin(),
		Y0: pr.headHeight() + pr.stripHeight() + gap, Y1: pr.Height - pr.footHeight() - gap,
	}
}
