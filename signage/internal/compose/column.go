package compose

import (
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// column is a tall sign (standee, vertical banner, phướn) on a ground that darkens towards both ends: a star or logo at
// the top, the message in the middle, the code and the unit at the bottom.
func (c *canvas) column() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 0.5, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	box := scene.Rect{X0: 0.07 * w, X1: 0.93 * w, Y0: 0.10 * w, Y1: h - 0.09*w}
	c.keepout(&box)

	head := c.emblem(min(0.17*w, 0.08*h), 0.6*w, p.Accent)
	top := scene.Rect{X0: w/2 - head.width/2, X1: w/2 + head.width/2, Y0: box.Y0, Y1: box.Y0 + head.height}
	if err := head.draw(top); err != nil {
		return err
	}
	box.Y0 = top.Y1 + 0.08*w

	bottom := &stack{box: scene.Rect{X0: box.X0, X1: box.X1, Y0: box.Y0, Y1: box.Y1}, open: 1}
	if c.Code != nil {
		height := min(0.56*w, 0.26*h)
		bottom.items = append(bottom.items, &item{width: height * 0.78, height: height, draw: c.codeCard})
	}
	if err := c.signature(bottom, 0.027*w, 2, p.Deep, p.Second, nil); err != nil {
		return err
	}
	if len(bottom.items) > 0 {
		if err := c.solve(bottom); err != nil {
			return err
		}
		bottom.box.Y0 = box.Y1 - bottom.total(1)
		box.Y1 = bottom.box.Y0 - 0.07*w
		if err := c.place(bottom); err != nil {
			return err
		}
	}
	c.drum(box.Center(), min(w*0.64, box.Height()*0.6), ground, 0.18, nil)
	return c.messageIn(box, 4, columnGain)
}

// columnGain is how much larger the condensed face must make the letters of a tall sign to be taken.
const columnGain = 1.2
