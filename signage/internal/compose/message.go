package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// The ranks of a message: the loudest thing, what it is, and what opens it.
const (
	loudRank      = 3.1
	bodyRank      = 1.0
	openerRank    = 0.56
	signatureRank = 0.4 // as large as its limit and its step allow beside any message
)

// apart tells whether the message has something louder beside its body: what is all of it stands alone.
func (m *Message) apart() bool { return m.Loud != "" && m.Loud != m.Full }

// ranked adds the parts of the message as blocks of their own ranks. A message of one part takes the theme's main ink.
func (c *canvas) ranked(st *stack, face fonts.Role, ground scene.Ink) error {
	m, p := c.Message, c.Palette
	if m.Opener == "" && !m.apart() {
		it, err := c.item(block{
			face: face, text: m.Full, rank: bodyRank, gap: 0.6, least: c.leastCap(mainDistance),
			role: "main", field: "text", ground: ground,
			ink: c.loud(halves(p.Main, p.Second, p.Accent)),
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, it)
		return nil
	}
	var loud *item
	var err error
	if m.apart() {
		loud, err = c.item(block{
			face: fonts.Display, text: m.Loud, rank: loudRank, gap: 1.3, least: c.leastCap(mainDistance),
			role: "loud", field: "text", ground: ground, ink: all(p.Accent),
		})
		if err != nil {
			return err
		}
	}
	body, err := c.item(block{
		face: face, text: m.Body, rank: bodyRank, gap: 1.05, least: c.leastCap(mainDistance) / 2,
		role: "main", field: "text", ground: ground, ink: all(p.Second), louder: loud,
	})
	if err != nil {
		return err
	}
	if loud == nil {
		body.least, body.ink = c.leastCap(mainDistance), all(p.Accent)
	}
	if m.Opener != "" {
		opener, err := c.item(block{
			face: fonts.Bold, text: m.Opener, rank: openerRank, gap: 0.6, least: c.leastCap(sideDistance), track: 0.10,
			role: "opener", field: "text", ground: ground, ink: all(p.Second), louder: body,
		})
		if err != nil {
			return err
		}
		st.items = append(st.items, opener)
	}
	st.items = append(st.items, body)
	if loud != nil {
		st.items = append(st.items, loud)
	}
	return nil
}
