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

// rankedGain is how much larger the main line must come out for what opens the message to get a line of its own, where
// all of it fits on one.
const rankedGain = 1.06

// The margins of a banner between its ends and the text, in widths, and between the rules and the text, in heights. Of a
// high banner the height is not counted: more of it must not take width from the text.
const (
	bannerMargin = 0.03
	bannerAir    = 0.16
	fullHeight   = 7.5 // width : height up to which a banner is high
)

// bannerSignature is the letter height of a signature in heights of the banner.
const bannerSignature = 0.082

// bannerApart is the least distance of a signature from the message, in letter heights of the message.
const bannerApart = 0.3

// A signature gives way to a main line below its opener, down to these shares of its letter height, where that gains more
// than the second of each.
var bannerSignatures = [...]struct{ share, gain float64 }{{1, 1}, {0.8, 1.03}, {0.62, 1.06}}

// banner is a băng rôn: one loud text from edge to edge, drums fading in from both ends, a double rule. The drum on the
// right is the one on the left, turned by half a turn.
func (c *canvas) banner() error {
	w, h := c.Width, c.Height
	ground := c.ramp(false, ornament.Stop{Ink: c.Palette.Ground})
	side := min(h, w/5)
	c.drum(scene.Point{Y: h / 2}, side*1.02, ground, 0.24, ornament.Along(
		scene.Point{X: side * 1.05 * 0.35, Y: h / 2}, scene.Point{X: side * 1.05, Y: h / 2}))
	c.twice()
	low := min(h, w/fullHeight)
	frame := ornament.Frame{Trim: c.trim(), Inset: max(low*0.04, c.Keepout.Max()*0.5), Ink: c.Palette.Accent}
	safe := c.safe()
	inner := safe
	if rule := frame.Draw(); rule != nil {
		c.add(scene.Panel, rule)
		inner = frame.Inner()
	}
	box := scene.Rect{
		X0: max(inner.X0+bannerAir/2*low, safe.X0, bannerMargin*w), X1: min(inner.X1-bannerAir/2*low, safe.X1, (1-bannerMargin)*w),
		Y0: max(inner.Y0+0.055*h, safe.Y0), Y1: min(inner.Y1-0.055*h, safe.Y1),
	}
	sheet := box.Width()
	if c.Logo != nil {
		size := min(box.Height()*0.66, sheet*bannerLogo)
		width := min(size*c.Logo.Aspect(), sheet*0.2)
		y := box.Center().Y - size/2
		c.add(scene.Logo, c.Logo.Place(scene.Rect{X0: box.X0, Y0: y, X1: box.X0 + width, Y1: y + size})...)
		box.X0 += width + 0.18*low
	}
	var card scene.Rect
	if c.Code != nil {
		width := min(box.Height()*0.92, sheet*bannerCode)
		height := min(box.Height(), width*codeCardAspect)
		middle := box.Center().Y
		card = scene.Rect{X0: box.X1 - width, X1: box.X1, Y0: middle - height/2, Y1: middle + height/2}
		box.X1 = card.X0 - 0.18*low
	}
	st, err := c.bannerStack(box)
	if err != nil {
		return err
	}
	c.reportPhrases(st, st.main())
	if err := c.place(st); err != nil || c.Code == nil {
		return err
	}
	return c.codeCard(card)
}

// bannerStack chooses between the faces, between one text and a text with its opening on a line above, and between the
// sizes of the signature.
func (c *canvas) bannerStack(box scene.Rect) (*stack, error) {
	set := func(ranked bool) []variant {
		var variants []variant
		for _, face := range [...]variant{{1, fonts.Display, nil}, {condensedGain, fonts.Condensed, nil}} {
			for _, s := range bannerSignatures {
				if s.share < 1 && !ranked {
					continue
				}
				variants = append(variants, variant{face.gain * s.gain, face.face, func(face fonts.Role) (*stack, error) {
					return c.bannerTexts(box, face, ranked, s.share)
				}})
			}
		}
		return variants
	}
	flat, most, err := c.best(set(false)...)
	if c.Message.Opener == "" {
		return flat, err
	}
	ranked, worth, err := c.best(set(true)...)
	if flat != nil && len(flat.main().setting.Lines) == 1 {
		worth /= rankedGain
	}
	if ranked == nil || worth < most {
		return flat, err
	}
	return ranked, nil
}

func (c *canvas) bannerTexts(box scene.Rect, face fonts.Role, ranked bool, signature float64) (*stack, error) {
	p, m := c.Palette, c.Message
	st := &stack{box: box, open: 1.6}
	main := block{
		face: face, text: m.Full, rank: bodyRank, gap: 0.5, least: c.leastCap(mainDistance),
		role: "main", field: "text", ground: p.Ground, ink: c.loud(halves(p.Main, p.Second, p.Accent)),
	}
	if ranked {
		main.text, main.ink = m.Rest, all(p.Accent)
		if m.Loud != "" {
			main.ink = c.loud(all(p.Main))
		}
	}
	body, err := c.item(main)
	if err != nil {
		return nil, err
	}
	if ranked {
		opener, err := c.item(block{
			face: fonts.Bold, text: m.Opener, rank: openerRank, least: c.leastCap(sideDistance), track: 0.10,
			role: "opener", field: "text", ground: p.Ground, ink: all(p.Second), louder: body,
		})
		if err != nil {
			return nil, err
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
			return nil, err
		}
		st.items = append(st.items, second)
	}
	n := len(st.items)
	if err := c.signature(st, signature*bannerSignature*c.Height, 1.25, p.Ground, p.Second, body); err != nil {
		return nil, err
	}
	if len(st.items) > n {
		st.items[n].apart = bannerApart
	}
	return st, nil
}
