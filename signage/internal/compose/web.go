package compose

import (
	"math"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// webGain is how much larger the condensed face must make the letters of a web banner to be taken.
const webGain = 1.25

// shortWeb is the share of a web banner's width below which a message stands in its middle.
const shortWeb = 0.65

// The most of a web banner's width and height that the card with the code takes, and of the height where a second
// slogan stands in one stack with the loudest.
const (
	webCode = 0.25
	webCard = 0.74
	lowCard = 0.6
)

// On a web banner below this width : height with a code, the loudest stands in the stack of the words: between them and
// the card it would leave the words too narrow.
const stackedWeb = 3.3

// On a web banner of this width : height or more, what opens the message stands in its line where that makes the letters
// so much larger.
const (
	lowWeb   = 5.0
	flatGain = 1.15
)

// web is a wide web banner: the words on the left, the loudest on the right over a drum face. A short message stands on
// the drum face in the middle.
func (c *canvas) web() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(true, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 0.5, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Far})
	box := scene.Rect{X0: max(0.047*w, 0.1*h), X1: w - max(0.03*w, 0.1*h), Y0: 0.13 * h, Y1: 0.87 * h}
	c.keepout(&box)
	var card scene.Rect
	if c.Code != nil {
		aspect := c.cardAspect(panoCard)
		side := min(webCard*h, webCode*aspect*w)
		if c.Message.apart() && c.Second != "" && w < stackedWeb*h {
			side = min(side, lowCard*h) // no louder than the loudest, which has less room
		}
		card = scene.Rect{X0: box.X1 - side/aspect, X1: box.X1, Y0: (h - side) / 2, Y1: (h + side) / 2}
		box.X1 = card.X0 - 0.16*h
	}
	if c.Logo != nil {
		size := 0.3 * h
		width := min(size*c.Logo.Aspect(), 0.18*w)
		c.add(scene.Logo, c.Logo.Place(scene.Rect{X0: box.X0, X1: box.X0 + width, Y0: h/2 - size/2, Y1: h/2 + size/2})...)
		box.X0 += width + 0.08*h
	}
	column := min(c.loudShare()*w, max(0.95*h, min(0.21*w, 1.35*h)))
	right := scene.Rect{X0: box.X1 - column, X1: box.X1, Y0: box.Y0, Y1: box.Y1}
	drum, room, quieter := right.Center(), box, math.Inf(1)
	stacked := c.Message.apart() && c.Code != nil && w < stackedWeb*h
	switch {
	case stacked:
		drum.X = box.Center().X
	case c.Message.apart():
		loud, err := c.item(block{
			face: fonts.Display, text: c.Message.Loud, rank: 1, limit: 0.36 * h, least: c.leastCap(mainDistance),
			role: "loud", field: "text", ground: p.Ground, ink: all(p.Accent),
		})
		if err != nil {
			return err
		}
		if err := c.layout(&stack{box: right, items: []*item{loud}}); err != nil {
			return err
		}
		quieter = loud.setting.Cap / rankStep
		room.X1 = right.X0 - 0.045*w
	default:
		drum.X = w
		room.X1 = min(box.X1, 0.80*w) // the drum's face stays clear of the words
	}
	ranked := func(face fonts.Role) (*stack, error) { return c.webTexts(room, face, true, stacked, quieter) }
	variants := []variant{{1, fonts.Display, ranked}, {webGain, fonts.Condensed, ranked}}
	if c.Message.Opener != "" && w >= lowWeb*h {
		flat := func(face fonts.Role) (*stack, error) { return c.webTexts(room, face, false, stacked, quieter) }
		variants = append(variants, variant{flatGain, fonts.Display, flat}, variant{flatGain * webGain, fonts.Condensed, flat})
	}
	texts, _, err := c.best(variants...)
	if err != nil {
		return err
	}
	if !c.Message.apart() && c.Code == nil && texts.width() < shortWeb*box.Width() {
		texts.box, texts.align, drum = box, center, box.Center()
	}
	c.drum(drum, h*0.78, ground, 0.28, nil)
	c.network(scene.Rect{X0: 0.52 * w, X1: w, Y1: h}, ground, right.Inset(-0.1*h))
	c.reportPhrases(texts, texts.main())
	if err := c.place(texts); err != nil || c.Code == nil {
		return err
	}
	return c.codeCard(card)
}

// loudShare is the most of a web banner's width that the loudest takes: more of a high one, whose words are higher.
func (c *canvas) loudShare() float64 { return clamp(0.26+0.12*(3-c.Width/c.Height), 0.26, 0.34) }

// webTexts stacks the words of a web banner, what opens the message apart from it or in its line, and where they are
// stacked what is loudest below it. The message has no larger letters than quieter.
func (c *canvas) webTexts(box scene.Rect, face fonts.Role, ranked, stacked bool, quieter float64) (*stack, error) {
	m, p := c.Message, c.Palette
	st := &stack{box: box, align: left, open: 1.8}
	main := block{
		face: face, text: m.Full, rank: bodyRank, gap: 0.8, least: c.leastCap(mainDistance),
		role: "main", field: "text", ground: p.Ground, ink: c.loud(halves(p.Main, p.Second, p.Accent)),
	}
	if m.Opener != "" || m.apart() {
		main.text, main.limit = m.Body, 0.3*c.Height
	}
	if !ranked {
		main.text, main.limit = m.Opener+" "+m.Body, 0.36*c.Height
	}
	if m.apart() {
		main.ink, main.least, main.limit = all(p.Second), main.least/2, min(main.limit, quieter)
	}
	body, err := c.item(main)
	if err != nil {
		return nil, err
	}
	if m.Opener != "" && ranked {
		opener, err := c.item(block{
			face: fonts.Bold, text: m.Opener, rank: 0.66, least: c.leastCap(sideDistance), track: 0.08,
			role: "opener", field: "text", ground: p.Ground, ink: all(p.Second), louder: body,
		})
		if err != nil {
			return nil, err
		}
		st.items = append(st.items, opener)
	}
	st.items = append(st.items, body)
	if stacked {
		loud, err := c.item(block{
			face: fonts.Display, text: m.Loud, rank: webLoudRank, gap: 0.9, least: c.leastCap(mainDistance),
			role: "loud", field: "text", ground: p.Ground, ink: all(p.Accent),
		})
		if err != nil {
			return nil, err
		}
		body.louder = loud
		st.items = append(st.items, loud)
	}
	if c.Second != "" {
		second, err := c.item(block{
			face: fonts.Bold, text: c.Second, rank: 0.5, gap: 1.4, least: c.leastCap(sideDistance), leading: 1.7,
			role: "second", field: "second", ground: p.Ground, ink: all(p.Accent), louder: body,
		})
		if err != nil {
			return nil, err
		}
		st.items = append(st.items, second)
	}
	n := len(st.items)
	if err := c.signature(st, max(0.05*c.Height, easyScreenCap*c.PixelSize), 1.5, p.Ground, p.Second, body); err != nil {
		return nil, err
	}
	if len(st.items) > n && c.Second == "" {
		st.items[n].apart = webApart
	}
	return st, nil
}

// webLoudRank is the rank of the loudest in the stack of the words.
const webLoudRank = 2.3

// webApart is the distance of the signature from the message of a web banner in its letter heights: left-aligned
// lines that are closer look like one text.
const webApart = 0.7
