package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// condensedGain is how much larger the condensed face must come out to be taken: the display face reads better at the
// same letter height.
const condensedGain = 1.15

// The most of a banner's width that the height of the logo and the card of the code may take: on short ones they would
// crowd the text out.
const (
	bannerLogo = 0.14
	bannerCode = 0.21
)

// What opens a message gets a line of its own when that makes the main line larger than a text of one line by the first
// ratio, or not smaller than a text of several lines by more than the second.
const (
	rankedGain = 1.06
	rankedLoss = 0.85
)

// banner is a băng rôn: one loud text from edge to edge, drums fading in from both ends, a double rule. The drum on the
// right is the one on the left, turned by half a turn.
func (c *canvas) banner() error {
	w, h := c.Width, c.Height
	ground := c.ramp(false, ornament.Stop{Ink: c.Palette.Ground})
	side := min(h, w/5)
	c.drum(scene.Point{Y: h / 2}, side*1.02, ground, 0.24, ornament.Along(
		scene.Point{X: side * 1.05 * 0.35, Y: h / 2}, scene.Point{X: side * 1.05, Y: h / 2}))
	c.twice(scene.Ornament, scene.Affine{A: -1, D: -1, E: w, F: h})
	frame := ornament.Frame{Trim: c.trim(), Inset: max(h*0.04, c.Keepout.Max()*0.5), Ink: c.Palette.Accent}
	safe := c.safe()
	inner := safe
	if rule := frame.Draw(); rule != nil {
		c.add(scene.Panel, rule)
		inner = frame.Inner()
	}
	box := scene.Rect{
		X0: max(inner.X0, safe.X0) + 0.16*h, X1: min(inner.X1, safe.X1) - 0.16*h,
		Y0: max(inner.Y0+0.055*h, safe.Y0), Y1: min(inner.Y1-0.055*h, safe.Y1),
	}
	sheet := box.Width()
	if c.Logo != nil {
		size := min(box.Height()*0.66, sheet*bannerLogo)
		width := min(size*c.Logo.Aspect(), sheet*0.2)
		y := box.Center().Y - size/2
		c.add(scene.Logo, c.Logo.Place(scene.Rect{X0: box.X0, Y0: y, X1: box.X0 + width, Y1: y + size})...)
		box.X0 += width + 0.18*h
	}
	if c.Code != nil {
		width := min(box.Height()*0.92, sheet*bannerCode)
		height := min(box.Height(), width*codeCardAspect)
		middle := box.Center().Y
		card := scene.Rect{X0: box.X1 - width, X1: box.X1, Y0: middle - height/2, Y1: middle + height/2}
		if err := c.codeCard(card); err != nil {
			return err
		}
		box.X1 = card.X0 - 0.18*h
	}
	st, main, err := c.bannerStack(box)
	if err != nil {
		return err
	}
	c.reportPhrases(st, main)
	return c.place(st)
}

// bannerStack chooses between the faces and between one text and a text with its opening on a line above, by the
// letter height of the main line.
func (c *canvas) bannerStack(box scene.Rect) (*stack, *item, error) {
	var best *stack
	var loudest *item
	var failure error
	score, flatLines := 0.0, 1
	for _, o := range []struct {
		face   fonts.Role
		ranked bool
		gain   float64
	}{
		{fonts.Display, false, 1},
		{fonts.Condensed, false, condensedGain},
		{fonts.Display, true, 1},
		{fonts.Condensed, true, condensedGain},
	} {
		if o.ranked {
			if c.Message.Opener == "" {
				break
			}
			if o.gain *= rankedGain; flatLines > 1 {
				o.gain *= rankedLoss / rankedGain
			}
		}
		st, main, err := c.bannerTexts(box, o.face, o.ranked)
		if err == nil {
			err = c.solveKeeping(st, main)
		}
		if err != nil {
			failure = err
			continue
		}
		if s := main.setting.Cap / o.gain; s > score {
			best, loudest, score = st, main, s
			if !o.ranked {
				flatLines = len(main.setting.Lines)
			}
		}
	}
	if best == nil {
		return nil, nil, failure
	}
	return best, loudest, nil
}

func (c *canvas) bannerTexts(box scene.Rect, face fonts.Role, ranked bool) (*stack, *item, error) {
	p, m := c.Palette, c.Message
	st := &stack{box: box, open: 1.6}
	main := block{
		face: face, text: m.Full, rank: bodyRank, gap: 0.5, least: c.leastCap(mainDistance),
		role: "main", field: "text", ground: p.Ground,
		ink: halves(p.Main, p.Second, p.Accent),
	}
	if ranked {
		main.text = m.Body
		if m.Loud != "" {
			main.text += " " + m.Loud
		}
		main.ink = all(p.Accent)
	}
	body, err := c.item(main)
	if err != nil {
		return nil, nil, err
	}
	if ranked {
		opener, err := c.item(block{
			face: fonts.Bold, text: m.Opener, rank: openerRank, least: c.leastCap(sideDistance), track: 0.10,
			role: "opener", field: "text", ground: p.Ground, ink: all(p.Second), louder: body,
		})
		if err != nil {
			return nil, nil, err
		}
		st.items = append(st.items, opener)
	}
	st.items = append(st.items, body)
	if c.Second != "" {
		second, err := c.item(block{
			face: fonts.Condensed, text: c.Second, rank: 0.45, gap: 0.6, least: c.leastCap(sideDistance),
			role: "second", field: "second", ground: p.Ground, ink: all(p.Second), louder: body,
		})
		if err != nil {
			return nil, nil, err
		}
		st.items = append(st.items, second)
	}
	if err := c.signature(st, 0.082*c.Height, 1.25, p.Ground, p.Second, body); err != nil {
		return nil, nil, err
	}
	return st, body, nil
}
