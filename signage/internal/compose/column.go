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

	rosetteStrength = 0.35
)

// The foot of a tall sign: the most height of the card with the code, in widths and heights of the sign; the most letter
// height of the signature; and the distance to the message, in widths.
const (
	codeWidth       = 0.42
	codeHeight      = 0.19
	columnSignature = 0.030
	columnFoot      = 0.075
)

// column is a tall sign (standee, vertical banner, phướn) on a ground that darkens towards both ends: a star or logo at
// the top, the message in the middle, the code and the unit at the bottom. Where a short message leaves the sheet
// empty, the star stands on a drum face.
func (c *canvas) column() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 0.5, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	box := scene.Rect{X0: 0.07 * w, X1: 0.93 * w, Y0: 0.10 * w, Y1: h - 0.09*w}
	c.keepout(&box)
	least := min(0.17*w, 0.08*h)
	gap, top := 0.08*w, box.Y0
	box.Y0 += least + gap
	st, err := c.messageStack(box, columnGaps, columnGain, c.columnTexts)
	if err != nil {
		return err
	}
	st.lines = columnLines
	if at, radius := c.rosette(st, top, least, gap); radius > 0 {
		c.drum(at, radius, ground, rosetteStrength, nil)
		least, top = drumStar*radius, at.Y-drumStar/2*radius
	} else {
		c.drum(st.box.Center(), min(w*0.64, st.box.Height()*0.6), ground, 0.22, nil)
	}
	head := c.emblem(least, min(0.6*w, box.Width()), p.Accent)
	if err := head.draw(scene.Rect{X0: w/2 - head.width/2, X1: w/2 + head.width/2, Y0: top, Y1: top + head.height}); err != nil {
		return err
	}
	return c.place(st)
}

// rosette finds the place of a drum face above a message that leaves its box empty, from top on, where it takes the room
// of something at least so high, and moves the box below it by the gap. The radius is 0 where there is no room.
func (c *canvas) rosette(st *stack, top, least, gap float64) (at scene.Point, radius float64) {
	radius = min((least+0.8*st.spare())/2, mostDrum*c.Width)
	if radius < leastDrum*c.Width {
		return at, 0
	}
	at = scene.Point{X: c.Width / 2, Y: top + radius}
	st.box.Y0 = at.Y + radius + gap
	// What even this leaves lies as much above the drum face as between it and the message.
	lower := max(0, st.spare()) / 4
	at.Y += lower
	st.box.Y0 += lower
	return at, radius
}

// columnTexts adds what stands below the message of a tall sign: a second slogan, the code and the signature.
func (c *canvas) columnTexts(st *stack, main *item) error {
	p := c.Palette
	if err := c.second(st, main); err != nil {
		return err
	}
	above := len(st.items)
	if c.Code != nil {
		height := min(codeWidth*c.Width, codeHeight*c.Height)
		st.items = append(st.items, &item{width: height / codeCardAspect, height: height, draw: c.codeCard})
	}
	if err := c.signature(st, columnSignature*min(c.Width, c.Height/2), 2, p.Deep, p.Second, main); err != nil {
		return err
	}
	for i, it := range st.items[above:] {
		it.low = true
		if i == 0 {
			it.clear = columnFoot * c.Width
		}
	}
	return nil
}
