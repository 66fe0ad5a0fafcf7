package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/scene"
)

// codeCardAspect is height : width of a card with its texts.
const codeCardAspect = 1 / 0.78

// codeCard draws a white card with the code and, under it, what to do and the host that the code leads to.
func (c *canvas) codeCard(card scene.Rect) error {
	side := min(card.Width(), card.Height()/codeCardAspect)
	caption := &stack{box: scene.Rect{X0: card.X0 + 0.07*side, X1: card.X1 - 0.07*side, Y0: card.Y0 + side, Y1: card.Y1 - 0.05*side}, open: 1.2}
	if err := c.codeTexts(caption, 0.066*side, scene.White(), scene.Black(), scene.Black()); err != nil {
		return err
	}
	if len(caption.items) == 0 {
		side = min(card.Width(), card.Height())
	}
	if err := c.checkCode(side); err != nil {
		return err
	}
	x, y := card.Center().X, card.Y0
	if len(caption.items) == 0 {
		y = card.Center().Y - side/2
	}
	c.fill(scene.Panel, scene.White(), func(p *scene.Path) { p.Rounded(card, side*0.05) })
	c.drawCode(scene.Rect{X0: x - side/2, Y0: y, X1: x + side/2, Y1: y + side})
	if len(caption.items) == 0 {
		return nil
	}
	return c.layout(caption)
}

// hostSize is how much larger the host beside a code is than the verb.
const hostSize = 1.1

// codeTexts adds the verb and the host beside a code, quieter than a message and a second slogan that are placed already.
// The host is taken from the payload: it is what the phone opens.
func (c *canvas) codeTexts(st *stack, cap float64, ground, verb, host scene.Ink) error {
	for _, l := range c.lines {
		if l.Role == "main" || l.Role == "second" {
			cap = min(cap, max(l.Cap/(rankStep*hostSize), c.leastCap(0)))
		}
	}
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
			face: fonts.Bold, text: part.text, rank: part.limit, limit: part.limit, gap: 0.9, least: c.leastCap(0),
			role: part.role, field: "code", ground: ground, ink: all(part.ink), single: captionSingle,
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, it)
	}
	return nil
}
