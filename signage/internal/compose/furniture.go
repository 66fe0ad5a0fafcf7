package compose

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// drawCode draws the code on a white card that fills the square. The quiet zone lies inside the card.
func (c *canvas) drawCode(card scene.Rect) {
	c.fill(scene.Panel, scene.White(), func(p *scene.Path) { p.Rounded(card, card.Width()*0.05) })
	module := card.Width() / float64(c.Code.Outer())
	c.module = module
	p := &scene.Path{}
	for contour := range c.Code.Outline() {
		for i, corner := range contour {
			at := scene.Point{X: card.X0 + float64(corner.X)*module, Y: card.Y0 + float64(corner.Y)*module}
			if i == 0 {
				p.MoveTo(at)
			} else {
				p.LineTo(at)
			}
		}
		p.Close()
	}
	c.add(scene.Code, &scene.Fill{Path: p, Ink: scene.Black(), EvenOdd: true})
	if qr.Host(c.Code.Payload()) != "" {
		c.add(scene.Code, &scene.Link{Rect: card, URL: c.Code.Payload()})
	}
}

// leastModule is the least width in mm of a module on paper, and in pixels on a screen.
const (
	leastModule       = 0.4
	leastModulePixels = 2
)

// checkCode refuses a card on which the code's modules would be too small for a phone.
func (c *canvas) checkCode(side float64) error {
	if c.Code == nil {
		return nil
	}
	least := leastModule
	if c.PixelSize > 0 {
		least = leastModulePixels * c.PixelSize
	}
	module, need := side/float64(c.Code.Outer()), least*float64(c.Code.Outer())
	if module >= least {
		return nil
	}
	return unfit(note.Note{
		Code: "code-too-small", Field: "code",
		VI:    fmt.Sprintf("Mã QR chỉ còn %s, cần ít nhất %s.", c.lengthVI(side), c.lengthVI(need)),
		EN:    fmt.Sprintf("The QR code is left with %s; it needs at least %s.", c.length(side), c.length(need)),
		FixVI: "Dùng liên kết ngắn hơn hoặc khổ lớn hơn.",
		FixEN: "Use a shorter link or a larger size.",
	})
}

// star draws a five-pointed star that fills a box.
func (c *canvas) star(box scene.Rect, ink scene.Ink) {
	// The box of a star with its first ray upwards is 1.81 radii high and 1.902 wide, its centre 1 radius below the top.
	radius := min(box.Height()/1.81, box.Width()/1.903)
	c.add(scene.Logo, ornament.Star(scene.Point{X: box.Center().X, Y: box.Y0 + radius}, radius, ink))
}

// emblem is the box that opens a stack: the logo, or a star. nil where there is room for neither.
func (c *canvas) emblem(height, width float64, ink scene.Ink) *item {
	if c.Logo == nil {
		side := min(width, height)
		return &item{width: side, height: side, draw: func(r scene.Rect) error { c.star(r, ink); return nil }}
	}
	w := min(width, height*c.Logo.Aspect())
	return &item{width: w, height: w / c.Logo.Aspect(), draw: func(r scene.Rect) error { c.add(scene.Logo, c.Logo.Place(r)...); return nil }}
}

// block describes a text of a stack.
type block struct {
	face    fonts.Role
	text    string
	rank    float64
	limit   float64 // mm, 0: none
	gap     float64
	least   float64 // mm
	track   float64 // cap heights
	role    string
	field   string
	ground  scene.Ink
	ink     inks
	louder  *item
	leading float64
	single  float64
}

// unset is the error of a text that cannot be set in its face at any size.
func unset(b block, err error) error {
	n := note.Note{Severity: note.Error, Field: b.field}
	var lacking *fonts.CoverageError
	switch {
	case errors.As(err, &lacking):
		letters := strings.Join(strings.Split(string(lacking.Missing), ""), " ")
		n.Code = "uncovered-letter"
		n.VI = fmt.Sprintf("Phông %s không có: %s.", lacking.Font, letters)
		n.EN = fmt.Sprintf("The font %s lacks: %s.", lacking.Font, letters)
		n.FixVI, n.FixEN = "Viết cách khác, hoặc dùng phông có các ký tự này (`font`).", "Write it another way, or use a font that has these letters (`font`)."
	case errors.Is(err, text.ErrNoInk):
		n.Code = "no-ink"
		n.VI, n.EN = "Nội dung không có chữ nào thấy được.", "The text has no visible letter."
		n.FixVI, n.FixEN = "Nhập nội dung.", "Give a text."
	default:
		return err
	}
	return &Unfit{[]note.Note{n}, err}
}

// insidePhrases is the cost of a break below which it lies outside all phrases.
const insidePhrases = 0.7

func (c *canvas) item(b block) (*item, error) {
	par, err := c.paragraph(b.face, b.text)
	if err != nil {
		return nil, unset(b, err)
	}
	rules := text.Display()
	rules.Tracking, rules.Poorest = b.track, insidePhrases
	if b.leading > 0 {
		rules.Leading = b.leading
	}
	if b.limit > 0 {
		b.limit = max(b.limit, b.least)
	}
	// A single mark beside a part of a message does not say how that part is to be broken.
	marks, stray := strings.Count(c.Message.Full, string(text.BreakMark)), markedLoss
	if marks == 1 && !par.Marked() {
		stray = besideLoss
	}
	return &item{
		par: par, marked: par.Marked() || b.field == "text" && marks > 0, stray: stray,
		rules: rules, rank: b.rank, limit: b.limit, gap: b.gap, least: b.least, louder: b.louder,
		role: b.role, field: b.field, ground: b.ground, ink: b.ink, single: b.single,
		even: b.field != "text", // whose breaks are weighed by solveKeeping
	}, nil
}

// signatureStep is how much smaller than the message the signature is at least, where no second slogan stands between
// the two.
const signatureStep = 2.5

// unitSingle is how much smaller a unit's name is set to stand on one line, footSingle what is written beside a code,
// and captionSingle what is written under it: there two lines are in want of height.
const (
	unitSingle    = 0.75
	footSingle    = 0.85
	captionSingle = 0.5
)

// signature is the unit and the dates, as far as they are given, below the message and the second slogan of a stack. The
// dates are no larger than the unit.
func (c *canvas) signature(st *stack, cap, gap float64, ground, ink scene.Ink, main *item) error {
	louder, step := main, signatureStep
	if second := st.part("second"); second != nil {
		louder, step = second, rankStep
	}
	for i, b := range c.signatureParts(cap, ground, ink) {
		b.gap, b.louder = gap, louder
		if i > 0 {
			b.gap, b.louder, step = 1, st.items[len(st.items)-1], 1
		}
		it, err := c.item(b)
		if err != nil {
			return err
		}
		it.step = step
		st.items = append(st.items, it)
	}
	return nil
}

// signatureParts are the texts of a signature.
func (c *canvas) signatureParts(cap float64, ground, ink scene.Ink) []block {
	part := block{rank: signatureRank, limit: cap, least: c.leastCap(sideDistance), ground: ground, ink: all(ink), leading: 1.5, single: unitSingle}
	var parts []block
	if c.Unit != "" {
		unit := part
		unit.face, unit.track, unit.text, unit.role, unit.field = fonts.Bold, 0.10, c.Unit, "unit", "unit"
		parts = append(parts, unit)
	}
	if c.Dates != "" {
		dates := part
		dates.face, dates.track, dates.text, dates.role, dates.field = fonts.Text, 0.04, c.Dates, "dates", "dates"
		parts = append(parts, dates)
	}
	return parts
}
