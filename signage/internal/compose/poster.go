package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// poster is an upright sheet: a strip with the unit at its head, the message on the ground, and a foot of waves with
// the code.
func (c *canvas) poster() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	head, err := c.headStrip()
	if err != nil {
		return err
	}
	share := 0.10
	if c.Code != nil {
		share = clamp(0.27*w/(h*0.707), 0.16, 0.27)
	} else if c.Dates != "" {
		share = 0.14
	}
	top, foot := c.waves(share)
	box := scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: head + 0.045*h, Y1: top - 0.012*h}
	c.keepout(&box)
	c.drum(scene.Point{X: w / 2, Y: box.Y0 + box.Height()*0.44}, min(w*0.56, box.Height()*0.6), ground, 0.13, nil)
	c.network(scene.Rect{Y0: head, Y1: top, X0: -c.Bleed.Left, X1: w + c.Bleed.Right}, ground,
		scene.Rect{X0: w * 0.2, X1: w * 0.8, Y0: 0, Y1: h})
	if err := c.messageIn(box, 1.9, 1.3); err != nil {
		return err
	}
	return c.posterFoot(foot)
}

// headStrip draws the strip with the star or logo and the unit and returns its lower edge; no strip without either.
func (c *canvas) headStrip() (float64, error) {
	if c.Unit == "" && c.Logo == nil {
		return 0, nil
	}
	w, p := c.Width, c.Palette
	height := 0.088*min(w, c.Height) + c.Keepout.Top*0.85
	strip := c.sheet()
	strip.Y1 = height
	c.fill(scene.Panel, p.Strip, func(q *scene.Path) { q.Rectangle(strip) })
	safe := c.safe()
	box := scene.Rect{X0: max(0.04*w, safe.X0), X1: min(0.96*w, safe.X1), Y0: safe.Y0, Y1: height}
	size := 0.66 * box.Height()
	mark := c.emblem(size, 0.3*w, p.OnStrip2)
	y := box.Center().Y - mark.height/2
	if err := mark.draw(scene.Rect{X0: box.X0, X1: box.X0 + mark.width, Y0: y, Y1: y + mark.height}); err != nil {
		return 0, err
	}
	if c.Unit == "" {
		return height, nil
	}
	box.X0 += mark.width + 0.3*size
	box.X1 -= 0.02 * w
	unit, err := c.item(block{
		face: fonts.Bold, text: c.Unit, rank: 1, limit: 0.3 * box.Height(), least: c.leastCap(0), track: 0.08,
		role: "unit", field: "unit", ground: p.Strip, ink: all(p.OnStrip), leading: 1.5,
	})
	if err != nil {
		return 0, err
	}
	return height, c.layout(&stack{box: box, items: []*item{unit}, align: left})
}

// second adds the second slogan as running text below the message.
func (c *canvas) second(st *stack, main *item, ground scene.Ink) error {
	if c.Second == "" {
		return nil
	}
	it, err := c.item(block{
		face: fonts.Bold, text: c.Second, rank: 0.46, gap: 1.5, least: c.leastCap(sideDistance),
		role: "second", field: "second", ground: ground, ink: all(c.Palette.Quiet), louder: main, leading: 1.75,
	})
	if err != nil {
		return err
	}
	st.items = append(st.items, it)
	return nil
}

// Letter heights on the foot of a poster, in multiples of the sign's size.
const (
	verbSize  = 0.020
	datesSize = 0.017
)

// footCode is the side of the card with the code on a foot.
func (c *canvas) footCode(foot scene.Rect) float64 {
	return min(foot.Height()*1.05, 0.22*c.scaleOf(), 0.4*c.Width)
}

// posterFoot sets the code at the left of the foot and what it does beside it; the dates below.
func (c *canvas) posterFoot(foot scene.Rect) error {
	p := c.Palette
	st := &stack{box: foot, open: 1.6}
	if c.Code != nil {
		side := c.footCode(foot)
		foot.Y0 = foot.Y1 - side
		if err := c.checkCode(side); err != nil {
			return err
		}
		c.drawCode(scene.Rect{X0: foot.X0, X1: foot.X0 + side, Y0: foot.Y0, Y1: foot.Y0 + side})
		st.box = scene.Rect{X0: foot.X0 + side*1.16, X1: foot.X1, Y0: foot.Y0, Y1: foot.Y1}
		st.align = left
		if err := c.codeTexts(st, verbSize*c.scaleOf(), p.FootDeep, p.OnFoot, p.OnFoot2); err != nil {
			return err
		}
	}
	if c.Dates != "" {
		dates, err := c.item(block{
			face: fonts.Text, text: c.Dates, rank: 1, limit: datesSize * c.scaleOf(), gap: 1.4, least: c.leastCap(0),
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
