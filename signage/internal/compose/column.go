package compose

import (
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// column is a tall sign (standee, vertical banner, phướn): everything in one stack on a ground that darkens towards
// both ends.
func (c *canvas) column() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 0.5, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	box := scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: 0.055 * w, Y1: h - 0.055*w}
	box.Y0, box.Y1 = max(box.Y0, 0.03*h), min(box.Y1, 0.97*h)
	c.keepout(&box)
	c.drum(scene.Point{X: w / 2, Y: box.Y0 + box.Height()*0.38}, w*0.64, ground, 0.20, nil)

	st := &stack{box: box, open: 3}
	st.items = append(st.items, c.emblem(0.15*w, 0.5*w, p.Accent))
	if err := c.ranked(st, c.Fonts.Display, p.Ground); err != nil {
		return err
	}
	main := st.main()
	for i, it := range st.items[1:] {
		if i == 0 {
			it.gap = 1
		}
	}
	if c.Second != "" {
		second, err := c.item(block{
			face: c.Fonts.Bold, text: c.Second, rank: 0.5, gap: 1.4, least: c.leastCap(sideDistance),
			role: "second", field: "second", ground: p.Ground, ink: all(p.Quiet), louder: main, leading: 1.75,
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, second)
	}
	if c.Code != nil {
		card := &item{width: 0.36 * w, height: 0.36 * w * 1.24, gap: 0.5}
		if card.height > 0.24*h {
			card.width, card.height = 0.24*h/1.24, 0.24*h
		}
		card.draw = c.codeCard
		st.items = append(st.items, card)
	}
	if err := c.signature(st, 0.026*w, 1.5, p.Deep, p.Second); err != nil {
		return err
	}
	if err := c.solveKeeping(st, main); err != nil {
		return err
	}
	c.reportPhrases(st, main)
	return c.place(st)
}
