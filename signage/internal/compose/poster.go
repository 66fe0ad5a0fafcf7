package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// How far the gaps of a poster are opened before its lines are, and how much larger the condensed face must make its
// letters to be taken.
const (
	posterGaps = 1.9
	posterGain = 1.3
)

// poster is an upright sheet: a strip with the unit at its head, the message on the ground, and a foot of waves with
// the code.
func (c *canvas) poster() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	head, err := c.stripHeight()
	if err != nil {
		return err
	}
	share := min(0.10, 0.10*w/(h*0.707))
	if c.Code != nil {
		share = clamp(0.27*w/(h*0.707), 0.16, 0.27)
	} else if c.Dates != "" {
		share = min(0.14, 0.14*w/(h*0.707))
	}
	waves := c.waves(share)
	box := scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: head + 0.045*h, Y1: waves.top - 0.012*h}
	c.keepout(&box)
	middle := scene.Point{X: w / 2, Y: box.Y0 + box.Height()*0.44}
	st, err := c.messageStack(box, posterGaps, posterGain, c.posterTexts)
	if err != nil {
		return err
	}
	st.lines = columnLines
	if at, radius := c.rosette(st, box.Y0, 0, 0.06*w); radius > 0 {
		c.drum(at, radius, ground, rosetteStrength, nil)
	} else {
		c.drum(middle, min(w*0.56, box.Height()*0.6), ground, 0.13, nil)
	}
	c.network(scene.Rect{Y0: head, Y1: waves.top, X0: -c.Bleed.Left, X1: w + c.Bleed.Right}, ground,
		scene.Rect{X0: w * 0.2, X1: w * 0.8, Y0: 0, Y1: h})
	if err := c.place(st); err != nil {
		return err
	}
	if err := c.headStrip(head, st); err != nil {
		return err
	}
	return c.posterFoot(waves, st)
}

// The strip at the head of a poster, in sizes of the sign: its height where nothing must keep clear of the edge, the
// height of the star or logo on it, and the letters of the unit. A long name makes the strip up to stripGrowth times as
// high, for its letters to have at least unitShare of their size.
const (
	stripHeight = 0.074
	stripMark   = 0.047
	unitSize    = 0.0217
	unitShare   = 0.75
	stripGrowth = 1.6
	stripStep   = 1.05
)

// stripHeight is how far the strip at the head reaches down; 0 where there is none.
func (c *canvas) stripHeight() (float64, error) {
	if c.Unit == "" && c.Logo == nil {
		return 0, nil
	}
	// What stands on the strip is in its middle as far as the keep-out at the edge is not out of all proportion.
	below := min(c.Keepout.Top, 0.6*stripHeight*c.scaleOf())
	height := max(stripHeight*c.scaleOf(), c.Keepout.Top+stripMark*c.scaleOf()+below)
	if c.Unit == "" {
		return height, nil
	}
	unit, err := c.stripUnit(unitSize * c.scaleOf())
	if err != nil {
		return 0, err
	}
	for most := height * stripGrowth; height < most; height *= stripStep {
		_, room := c.stripPlaces(height)
		s := unit.at(unitShare*unit.limit, room.Width())
		if s != nil && s.Height() <= room.Height() {
			break
		}
	}
	return height, nil
}

// stripPlaces is where the mark and the unit stand on a strip.
func (c *canvas) stripPlaces(height float64) (mark, unit scene.Rect) {
	w, safe, size := c.Width, c.safe(), stripMark*c.scaleOf()
	// Several lines of the unit may stand higher than the mark.
	padding := 0.14 * height
	box := scene.Rect{X0: max(0.04*w, safe.X0), X1: min(0.96*w, safe.X1), Y0: max(safe.Y0, padding), Y1: height - padding}
	middle := clamp(height/2, box.Y0+size/2, box.Y1-size/2)
	box.Y0, box.Y1 = max(box.Y0, 2*middle-box.Y1), min(box.Y1, 2*middle-box.Y0)
	e := c.emblem(size, 0.3*w, c.Palette.OnStrip2)
	mark = scene.Rect{X0: box.X0, X1: box.X0 + e.width, Y0: middle - e.height/2, Y1: middle + e.height/2}
	box.X0 = mark.X1 + 0.3*size
	return mark, box
}

// stripUnit is the unit's name up to a letter height.
func (c *canvas) stripUnit(limit float64) (*item, error) {
	return c.item(block{
		face: fonts.Bold, text: c.Unit, rank: 1, limit: limit, least: c.leastCap(sideDistance), track: 0.08,
		role: "unit", field: "unit", ground: c.Palette.Strip, ink: all(c.Palette.OnStrip), leading: 1.5, single: unitSingle,
	})
}

// headStrip draws the strip, with the star or logo and the unit, above a message.
func (c *canvas) headStrip(height float64, message *stack) error {
	if height == 0 {
		return nil
	}
	strip := c.sheet()
	strip.Y1 = height
	c.fill(scene.Panel, c.Palette.Strip, func(q *scene.Path) { q.Rectangle(strip) })
	mark, room := c.stripPlaces(height)
	if err := c.emblem(mark.Height(), mark.Width(), c.Palette.OnStrip2).draw(mark); err != nil {
		return err
	}
	if c.Unit == "" {
		return nil
	}
	unit, err := c.stripUnit(min(unitSize*c.scaleOf(), message.below()))
	if err != nil {
		return err
	}
	return c.layout(&stack{box: room, items: []*item{unit}, align: left})
}

// below is the most letter height of what stands a rank below a solved message and its second slogan.
func (st *stack) below() float64 {
	most := st.main().setting.Cap
	if second := st.part("second"); second != nil {
		most = second.setting.Cap
	}
	return most / rankStep
}

// posterTexts adds what stands below the message of a poster: a second slogan, and the air before the foot.
func (c *canvas) posterTexts(st *stack, main *item) error {
	err := c.second(st, main)
	st.items = append(st.items, &item{low: true, draw: func(scene.Rect) error { return nil }})
	return err
}

// second adds the second slogan as running text below the message.
func (c *canvas) second(st *stack, main *item) error {
	if c.Second == "" {
		return nil
	}
	it, err := c.item(block{
		face: fonts.Bold, text: c.Second, rank: 0.6, gap: 1.8, least: c.leastCap(sideDistance),
		role: "second", field: "second", ground: c.Palette.Ground, ink: all(c.Palette.Quiet), louder: main, leading: 1.75,
	})
	if err != nil {
		return err
	}
	st.items = append(st.items, it)
	return nil
}

// Letter heights on the foot of a poster, in multiples of the sign's size.
const (
	verbSize  = 0.03
	datesSize = 0.019
)

// datesLimit is the most letter height of dates on a foot: they are no louder than the unit on the strip at the head.
func (c *canvas) datesLimit(message *stack) float64 {
	limit := min(datesSize*c.scaleOf(), message.below())
	for _, l := range c.lines {
		if l.Role == "unit" {
			limit = min(limit, l.Cap)
		}
	}
	return limit
}

// footCode is the card with the code on a foot.
func (c *canvas) footCode(waves foot) scene.Rect {
	return waves.card(false, 1, min(0.22*c.scaleOf(), 0.4*c.Width), cardAir*c.scaleOf())
}

// footTexts adds what stands beside a code on a foot, where there is height for two lines.
func (c *canvas) footTexts(st *stack, side, cap float64) error {
	p := c.Palette
	if err := c.codeTexts(st, side, cap, p.FootDeep, p.OnFoot, p.OnFoot2); err != nil {
		return err
	}
	for _, it := range st.items {
		it.single = footSingle
	}
	return nil
}

// posterFoot sets the code at the left of the foot and what it does beside it; the dates below. Nothing of it is as loud
// as the message.
func (c *canvas) posterFoot(waves foot, message *stack) error {
	p := c.Palette
	st := &stack{box: waves.room, open: 1.6}
	if c.Code != nil {
		card := c.footCode(waves)
		if c.Verb == "" && c.Dates == "" && qr.Host(c.Code.Payload()) == "" {
			// Alone on the foot, it stands in the middle.
			side := min(card.Width(), waves.room.Height()-cardAir*c.scaleOf())
			card = square(scene.Point{X: waves.room.Center().X, Y: waves.room.Y1 - side/2}, side/2)
		}
		if err := c.checkCode(card.Width()); err != nil {
			return err
		}
		c.drawCode(card)
		st.box = scene.Rect{X0: card.X0 + card.Width()*1.16, X1: waves.room.X1, Y0: card.Y0, Y1: card.Y1}
		st.align = left
		if err := c.footTexts(st, card.Width(), verbSize*c.scaleOf()); err != nil {
			return err
		}
	}
	if c.Dates != "" {
		limit := c.datesLimit(message)
		dates, err := c.item(block{
			face: fonts.Text, text: c.Dates, rank: limit, limit: limit, gap: 1.4, least: c.leastCap(0),
			role: "dates", field: "dates", ground: p.FootDeep, ink: all(p.OnFoot),
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, dates)
	}
	if len(st.items) == 0 {
		return nil
	}
	return c.layout(st)
}
