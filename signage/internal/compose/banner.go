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

// bannerSigned is a way to sign below a message: with a share of the signature's letter height, 0 for none, for which the
// message must gain by a ratio; or with the unit and the dates in a row.
type bannerSigned struct {
	share, gain float64
	row         *item
}

// A signature of several lines, or below an opener, gives way to the message.
var bannerSignatures = [...]bannerSigned{{share: 1, gain: 1}, {share: 0.8, gain: 1.03}, {share: 0.62, gain: 1.06}}

// unsigned is a message without a signature below it.
var unsigned = [...]bannerSigned{{gain: 1}}

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
	st, err := c.bannerStack(box, bannerSignatures[:])
	if err != nil {
		return err
	}
	if aside, message := c.signedAside(box, st); aside != nil {
		st = message
		if err := c.place(aside); err != nil {
			return err
		}
	} else if row := c.signedInRow(box, st); row != nil {
		st = row
	}
	c.reportPhrases(st, st.main())
	if err := c.place(st); err != nil || c.Code == nil {
		return err
	}
	return c.codeCard(card)
}

// On a banner of this width : height or more the signature stands beside the logo or opposite the code, in no more than
// asideWidth of the room, if the message gains asideGain by that: there height is dear and width is not.
const (
	lowBanner  = 5.5
	asideWidth = 0.2
	asideGain  = 1.08
	asideGap   = 0.22 // to the message, in heights of the banner
)

// signedAside is the signature at the left of a banner and the message in the rest of the box; nil where the message is
// better off with the signature below it.
func (c *canvas) signedAside(box scene.Rect, below *stack) (aside, message *stack) {
	if c.Width < lowBanner*c.Height || c.Logo == nil && c.Code == nil || c.Unit == "" && c.Dates == "" {
		return nil, nil
	}
	p := c.Palette
	aside = &stack{box: box, align: left, open: 1.3}
	aside.box.X1 = box.X0 + asideWidth*box.Width()
	most := bannerSignature * c.Height
	for {
		aside.items = nil
		if c.signature(aside, most, 0, p.Ground, p.Second, nil) != nil {
			return nil, nil
		}
		for _, it := range aside.items {
			it.single = 0 // in several lines it leaves the message more width
		}
		if c.solve(aside) != nil {
			return nil, nil
		}
		width := aside.width()
		room := box
		room.X0 += width + asideGap*c.Height
		var err error
		if message, err = c.bannerStack(room, unsigned[:]); err != nil || !c.gains(message, below, asideGain) {
			return nil, nil
		}
		quieter := message.signature()
		if most <= quieter*(1+1e-9) {
			return aside, message
		}
		most = quieter
	}
}

// rowGain is what the message must gain for the unit and the dates to stand side by side.
const rowGain = 1.04

// signedInRow is a low banner's message with the unit and the dates side by side below it; nil where that is no gain.
func (c *canvas) signedInRow(box scene.Rect, below *stack) *stack {
	unit := below.part("unit")
	if c.Width < lowBanner*c.Height || unit == nil {
		return nil
	}
	row, err := c.signatureRow(box.Width(), unit.setting.Cap, c.Palette.Ground, c.Palette.Second)
	if err != nil || row == nil || row.letters < rowShare*unit.setting.Cap {
		return nil
	}
	row.apart = bannerApart
	st, err := c.bannerStack(box, []bannerSigned{{gain: 1, row: row}})
	if err != nil || unit.setting.Cap > st.signature()*(1+1e-9) || !c.gains(st, below, rowGain) {
		return nil
	}
	return st
}

// gains tells whether a message is so much louder than another, and its second slogan no smaller.
func (c *canvas) gains(message, other *stack, gain float64) bool {
	if second := message.part("second"); second != nil && second.setting.Cap < other.part("second").setting.Cap {
		return false
	}
	return c.loudness(message.main()) >= gain*c.loudness(other.main())
}

// signature is the most letter height of the signature of a solved message.
func (st *stack) signature() float64 {
	if second := st.part("second"); second != nil {
		return second.setting.Cap / rankStep
	}
	return st.main().setting.Cap / signatureStep
}

// loudness is the worth of a message, less what the condensed face must make good.
func (c *canvas) loudness(main *item) float64 {
	if face, err := c.Fonts.Face(fonts.Condensed); err == nil && main.par.Face() == face {
		return main.worth() / condensedGain
	}
	return main.worth()
}

// bannerStack chooses between the faces, between one text and a text with its opening on a line above, and between ways
// to sign, the first of which is the usual one.
func (c *canvas) bannerStack(box scene.Rect, signatures []bannerSigned) (*stack, error) {
	set := func(ranked bool, signatures []bannerSigned) (*stack, float64, error) {
		var variants []variant
		for _, face := range [...]variant{{1, fonts.Display, nil}, {condensedGain, fonts.Condensed, nil}} {
			for _, s := range signatures {
				variants = append(variants, variant{face.gain * s.gain, face.face, func(face fonts.Role) (*stack, error) {
					return c.bannerTexts(box, face, ranked, s)
				}})
			}
		}
		return c.best(variants...)
	}
	flat, most, err := set(false, signatures[:1])
	if flat == nil || flat.part("unit").lines() > 1 {
		// A long name takes the height of the message.
		if smaller, worth, _ := set(false, signatures[1:]); worth > most {
			flat, most, err = smaller, worth, nil
		}
	}
	if c.Message.Opener == "" {
		return flat, err
	}
	ranked, worth, _ := set(true, signatures)
	if flat != nil && len(flat.main().setting.Lines) == 1 {
		worth /= rankedGain
	}
	if worth > most {
		return ranked, nil
	}
	return flat, err
}

// bannerTexts stacks the texts of a banner.
func (c *canvas) bannerTexts(box scene.Rect, face fonts.Role, ranked bool, signed bannerSigned) (*stack, error) {
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
	switch {
	case signed.row != nil:
		st.items = append(st.items, signed.row)
		return st, nil
	case signed.share == 0:
		return st, nil
	}
	n := len(st.items)
	if err := c.signature(st, signed.share*bannerSignature*c.Height, 1.25, p.Ground, p.Second, body); err != nil {
		return nil, err
	}
	if len(st.items) > n {
		st.items[n].apart = bannerApart
	}
	return st, nil
}
