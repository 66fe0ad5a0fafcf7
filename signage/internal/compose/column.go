package compose

import (
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// columnGain is how much larger the condensed face must make the letters of a tall sign to be taken.
const columnGain = 1.2

// How far the gaps and the lines of a tall sign are opened.
const (
	columnGaps  = 3
	columnLines = 1.35
)

// The drum face that fills what they leave: its radius in widths of the sign, and the height of the star on it in radii.
const (
	leastDrum = 0.24
	mostDrum  = 0.38
	drumStar  = 0.9
)

// column is a tall sign (standee, vertical banner, phướn) on a ground that darkens towards both ends: a star or logo at
// the top, the message in the middle, the code and the unit at the bottom. Where a short message leaves the sheet
// empty, the star stands on a drum face.
func (c *canvas) column() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 0.5, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	box := scene.Rect{X0: 0.07 * w, X1: 0.93 * w, Y0: 0.10 * w, Y1: h - 0.09*w}
	c.keepout(&box)
	if err := c.columnFoot(&box); err != nil {
		return err
	}
	least := min(0.17*w, 0.08*h)
	gap, top := 0.08*w, box.Y0
	box.Y0 += least + gap
	st, err := c.messageStack(box, columnGaps, columnGain)
	if err != nil {
		return err
	}
	st.lines = columnLines
	drum := scene.Point{X: w / 2, Y: box.Center().Y}
	if radius := min((least+0.8*st.spare())/2, mostDrum*w); radius >= leastDrum*w {
		drum.Y = top + radius
		st.box.Y0 = drum.Y + radius + gap
		// What even this leaves lies as much above the drum face as between it and the message.
		lower := max(0, st.spare()) / 4
		drum.Y += lower
		st.box.Y0 += lower
		c.drum(drum, radius, ground, 0.35, nil)
		least, top = drumStar*radius, drum.Y-drumStar/2*radius
	} else {
		c.drum(drum, min(w*0.64, box.Height()*0.6), ground, 0.18, nil)
	}
	head := c.emblem(least, 0.6*w, p.Accent)
	if err := head.draw(scene.Rect{X0: w/2 - head.width/2, X1: w/2 + head.width/2, Y0: top, Y1: top + head.height}); err != nil {
		return err
	}
	return c.place(st)
}

// columnFoot sets the code and the unit at the bottom of a box and takes their room from it.
func (c *canvas) columnFoot(box *scene.Rect) error {
	w, h, p := c.Width, c.Height, c.Palette
	st := &stack{box: *box, open: 1}
	if c.Code != nil {
		height := min(0.56*w, 0.26*h)
		st.items = append(st.items, &item{width: height / codeCardAspect, height: height, draw: c.codeCard})
	}
	if err := c.signature(st, 0.034*w, 2, p.Deep, p.Second, nil); err != nil {
		return err
	}
	if len(st.items) == 0 {
		return nil
	}
	if err := c.solve(st); err != nil {
		return err
	}
	st.box.Y0 = box.Y1 - st.total(1, 1)
	box.Y1 = st.box.Y0 - 0.09*w
	return c.place(st)
}
