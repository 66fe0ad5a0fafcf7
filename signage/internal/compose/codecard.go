package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/scene"
)

// codeCardAspect is height : width of a card with its texts.
const codeCardAspect = 1 / 0.78

// codeCard draws a white card with the code and, under it, what to do and the host that the code leads to; a square one
// where neither is known.
func (c *canvas) codeCard(card scene.Rect) error {
	side := min(card.Width(), card.Height()/codeCardAspect)
	if !c.captioned() {
		side = min(card.Width(), card.Height())
		if err := c.checkCode(side); err != nil {
			return err
		}
		c.drawCode(square(card.Center(), side/2))
		return nil
	}
	if err := c.checkCode(side); err != nil {
		return err
	}
	caption, err := c.caption(card, side)
	if err != nil {
		return err
	}
	c.fill(scene.Panel, scene.White(), func(p *scene.Path) { p.Rounded(card, side*0.05) })
	x := card.Center().X
	c.drawCode(scene.Rect{X0: x - side/2, Y0: card.Y0, X1: x + side/2, Y1: card.Y0 + side})
	return c.place(caption)
}

// captioned tells whether something is to be said at the code.
func (c *canvas) captioned() bool { return c.Verb != "" || qr.Host(c.Code.Payload()) != "" }

// cardAspect is height : width of a card that is no wider than its code with the quiet zone, or other where it has no
// texts.
func (c *canvas) cardAspect(other float64) float64 {
	if c.captioned() {
		return codeCardAspect
	}
	return other
}

// brokenCaption is how much larger the verb under a code must come out to be broken.
const brokenCaption = 1.2

// caption is what stands on a card under a code of a side.
func (c *canvas) caption(card scene.Rect, side float64) (best *stack, failure error) {
	for _, single := range [...]float64{captionSingle, 0} {
		box := scene.Rect{X0: card.X0 + 0.06*side, X1: card.X1 - 0.06*side, Y0: card.Y0 + side, Y1: card.Y1 - 0.05*side}
		st := &stack{box: box, open: 1.2}
		if err := c.codeTexts(st, side, captionSize*side, scene.White(), scene.Black(), scene.Black()); err != nil {
			return nil, err
		}
		for _, it := range st.items {
			it.single = single
		}
		if err := c.solve(st); err != nil {
			failure = err
		} else if best == nil || st.items[0].setting.Cap >= brokenCaption*best.items[0].setting.Cap {
			best = st
		}
	}
	if best == nil {
		return nil, failure
	}
	return best, nil
}

// The letter height of the verb on a card, in sides of the code, and the least of what stands at a code: who is near
// enough to scan it, ten of its widths away, can read that.
const (
	captionSize  = 0.066
	leastCaption = 0.03
)

// hostSize is how much larger the host beside a code is than the verb.
const hostSize = 1.1

// codeTexts adds the verb and the host beside a code of a side, quieter than a message and no louder than a second
// slogan that are placed already. The host is taken from the payload: it is what the phone opens.
func (c *canvas) codeTexts(st *stack, side, cap float64, ground, verb, host scene.Ink) error {
	least := max(c.leastCap(0), leastCaption*side)
	cap = c.quieter(cap, least)
	for _, part := range []struct {
		text, role string
		ink        scene.Ink
		limit      float64
	}{
		{c.Verb, "verb", verb, cap},
		{qr.Host(c.Code.Payload()), "host", host, cap * hostSize},
	} {
		if part.text == "" {
			continue
		}
		it, err := c.item(block{
			face: fonts.Bold, text: part.text, rank: part.limit, limit: part.limit, gap: 0.9, least: least,
			role: part.role, field: "code", ground: ground, ink: all(part.ink),
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, it)
	}
	return nil
}

// quieter is a verb's letter height, so that neither it nor the host below it is as loud as the message or louder than a
// second slogan, down to the least.
func (c *canvas) quieter(cap, least float64) float64 {
	for _, l := range c.lines {
		switch l.Role {
		case "main":
			cap = min(cap, max(l.Cap/(rankStep*hostSize), least))
		case "second":
			cap = min(cap, max(l.Cap/hostSize, least))
		}
	}
	return cap
}
