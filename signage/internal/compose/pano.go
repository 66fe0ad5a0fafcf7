package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// pano is a billboard or backdrop: the message over a drum face, and a foot of waves with the second slogan and the
// unit.
func (c *canvas) pano() error {
	w, h, p := c.Width, c.Height, c.Palette
	c.secondOnFoot = true
	share := 0.075
	switch {
	case c.Second != "":
		share = 0.25
	case c.Unit != "" || c.Dates != "":
		share = 0.15
	}
	if c.Code != nil {
		share = max(share, 0.25)
	}
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 1 - share, Ink: p.Ground})
	text, foot := c.waves(share)
	box := scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: 0.07 * h, Y1: text - 0.045*h}
	c.keepout(&box)

	middle := scene.Point{X: w / 2, Y: box.Y0 + box.Height()*0.52}
	radius := min(w*0.42, (1-share)*h*0.62)
	c.drum(middle, radius*1.12, ground, 0.22, nil)
	c.network(scene.Rect{Y1: text, X1: w}.Outset(c.Bleed), ground, scene.Rect{X0: w * 0.24, X1: w * 0.76, Y0: 0, Y1: h})

	if c.Logo != nil {
		mark := c.emblem(0.11*h, 0.4*w, p.Accent)
		if err := mark.draw(scene.Rect{X0: w/2 - mark.width/2, X1: w/2 + mark.width/2, Y0: box.Y0, Y1: box.Y0 + mark.height}); err != nil {
			return err
		}
		box.Y0 += mark.height + 0.035*h
	}
	if err := c.messageIn(box, 1.7, 1.3); err != nil {
		return err
	}
	return c.panoFoot(foot)
}

// messageIn lays out the ranked message in a box, in the display face or, where that makes the letters larger by more
// than the ratio gain, the condensed one. A second slogan follows it where the sign has no foot for it.
func (c *canvas) messageIn(box scene.Rect, open, gain float64) error {
	st, err := c.messageStack(box, open, gain)
	if err != nil {
		return err
	}
	return c.place(st)
}

func (c *canvas) messageStack(box scene.Rect, open, gain float64) (*stack, error) {
	set := func(face fonts.Role) (*stack, error) {
		st := &stack{box: box, open: open}
		if err := c.ranked(st, face, c.Palette.Ground); err != nil {
			return nil, err
		}
		if c.secondOnFoot {
			return st, nil
		}
		return st, c.second(st, st.main(), c.Palette.Ground)
	}
	st, _, err := c.best(variant{1, fonts.Display, set}, variant{gain, fonts.Condensed, set})
	if err != nil {
		return nil, err
	}
	c.reportPhrases(st, st.main())
	return st, nil
}

// variant is one way to set a message: in a face, which must make the stack worth more than another does by the ratio
// gain to be taken.
type variant struct {
	gain float64
	face fonts.Role
	set  func(face fonts.Role) (*stack, error)
}

// best solves the variants of a message and takes the stack that is worth most for its gain, the earlier of equals. The
// error is that of the last that could not be set: a letter that one face lacks may be in another.
func (c *canvas) best(variants ...variant) (best *stack, worth float64, failure error) {
	for _, v := range variants {
		st, err := v.set(v.face)
		if err == nil {
			err = c.solveKeeping(st, st.main())
		}
		if err != nil {
			failure = err
			continue
		}
		if w := st.worth(st.main()) / v.gain; w > worth {
			best, worth = st, w
		}
	}
	if best == nil {
		return nil, 0, failure
	}
	return best, worth, nil
}

// main is the item that carries the message's body.
func (st *stack) main() *item {
	for _, it := range st.items {
		if it.role == "main" {
			return it
		}
	}
	return nil
}

// keepout moves the edges of a box out of the part of the sheet in which nothing may stand.
func (c *canvas) keepout(box *scene.Rect) {
	safe := c.safe()
	box.X0, box.X1 = max(box.X0, safe.X0), min(box.X1, safe.X1)
	box.Y0, box.Y1 = max(box.Y0, safe.Y0), min(box.Y1, safe.Y1)
}

// waves draws the foot, a share of the height, and returns the y at which it begins and the rectangle on which text
// can stand.
func (c *canvas) waves(share float64) (top float64, foot scene.Rect) {
	w, h, p := c.Width, c.Height, c.Palette
	// The crests take the upper half of the area; what stands on the foot begins below them.
	crest := min(0.12*h, 0.30*w, share*h*0.9)
	area := scene.Rect{X0: -c.Bleed.Left, X1: w + c.Bleed.Right, Y0: h*(1-share) - crest*0.35, Y1: h*(1-share) + crest*1.1}
	nodes, full := ornament.Waves{Area: area, Inks: []scene.Ink{p.Wave, p.Foot, p.FootDeep}, Seed: c.Seed}.Draw()
	c.add(scene.Panel, nodes...)
	if bottom := h + c.Bleed.Bottom; area.Y1 < bottom {
		c.fill(scene.Panel, p.FootDeep, func(q *scene.Path) {
			q.Rectangle(scene.Rect{X0: area.X0, X1: area.X1, Y0: area.Y1 - 0.25*crest, Y1: bottom})
		})
	}
	foot = scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: full, Y1: h - 0.028*h}
	c.keepout(&foot)
	return area.Y0, foot
}

// panoFoot sets the second slogan, the unit and the dates on the foot, and the code at its right end.
func (c *canvas) panoFoot(foot scene.Rect) error {
	p := c.Palette
	if c.Code != nil {
		foot.Y0 = c.Height * 0.77
		card := scene.Rect{X0: foot.X1 - foot.Height()*0.86, X1: foot.X1, Y0: foot.Y0, Y1: foot.Y1}
		if err := c.codeCard(card); err != nil {
			return err
		}
		foot.X1 = card.X0 - 0.03*c.Width
		foot.Y0 = foot.Y1 - 0.62*foot.Height()
	}
	st := &stack{box: foot, open: 1.5}
	if c.Second != "" {
		it, err := c.item(block{
			face: fonts.Condensed, text: c.Second, rank: bodyRank, limit: 0.05 * c.Height, least: c.leastCap(sideDistance),
			role: "second", field: "second", ground: p.FootDeep, ink: halves(p.OnFoot, p.OnFoot, p.OnFoot2),
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, it)
	}
	if err := c.signature(st, 0.024*c.Height, 1.1, p.FootDeep, p.OnFoot, nil); err != nil {
		return err
	}
	if len(st.items) == 0 {
		return nil
	}
	if c.Second == "" {
		return c.layout(st)
	}
	if err := c.solveKeeping(st, st.items[0]); err != nil {
		return err
	}
	return c.place(st)
}
