package compose

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// pano is a billboard or backdrop: the message over a drum face, and a foot of waves with the second slogan and the
// unit.
func (c *canvas) pano() error {
	w, h, p := c.Width, c.Height, c.Palette
	share := c.panoShare()
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Deep}, ornament.Stop{At: 1 - share, Ink: p.Ground})
	waves := c.waves(share)
	box := scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: 0.065 * h, Y1: waves.top - 0.015*h}
	c.keepout(&box)

	middle := scene.Point{X: w / 2, Y: box.Y0 + box.Height()*0.52}
	radius := min(w*0.42, (1-share)*h*0.62)
	c.drum(middle, radius*1.12, ground, 0.22, nil)
	c.network(scene.Rect{Y1: waves.top, X1: w}.Outset(c.Bleed), ground, scene.Rect{X0: w * 0.24, X1: w * 0.76, Y0: 0, Y1: h})

	if c.Logo != nil {
		mark := c.emblem(0.11*h, 0.4*w, p.Accent)
		if err := mark.draw(scene.Rect{X0: w/2 - mark.width/2, X1: w/2 + mark.width/2, Y0: box.Y0, Y1: box.Y0 + mark.height}); err != nil {
			return err
		}
		box.Y0 += mark.height + 0.035*h
	}
	st, err := c.messageStack(box, 1.7, 1.3, nil)
	if err != nil {
		return err
	}
	if err := c.place(st); err != nil {
		return err
	}
	return c.panoFoot(waves, st.main())
}

// panoShare is the part of the height that the foot takes.
func (c *canvas) panoShare() float64 {
	signed := c.Unit != "" || c.Dates != ""
	switch {
	case c.Code != nil && c.Second != "" && signed:
		return 0.32
	case c.Code != nil && (c.Second != "" || signed), c.Second != "" && c.Unit != "" && c.Dates != "":
		return 0.27
	case c.Code != nil || c.Second != "":
		return 0.25
	case signed:
		return 0.15
	}
	return 0.075
}

// messageStack solves the ranked message in a box, in the display face or, where that makes it worth more by the ratio
// gain, the condensed one. Below it stands what the function more adds; nil adds nothing.
func (c *canvas) messageStack(box scene.Rect, open, gain float64, more func(*stack, *item) error) (*stack, error) {
	set := func(face fonts.Role) (*stack, error) {
		st := &stack{box: box, open: open}
		if err := c.ranked(st, face, c.Palette.Ground); err != nil || more == nil {
			return st, err
		}
		return st, more(st, st.main())
	}
	st, _, err := c.best(variant{1, fonts.Display, set}, variant{gain, fonts.Condensed, set})
	if err != nil {
		return nil, err
	}
	c.reportPhrases(st, st.main())
	return st, nil
}

// variant is one way to set a message: in a face, which must make the stack worth more than another does by the ratio
// gain to be taken.
type variant struct {
	gain float64
	face fonts.Role
	set  func(face fonts.Role) (*stack, error)
}

// best solves the variants of a message and takes the stack that is worth most for its gain, the earlier of equals. The
// error is that of the last that could not be set: a letter that one face lacks may be in another.
func (c *canvas) best(variants ...variant) (best *stack, worth float64, failure error) {
	for _, v := range variants {
		st, err := v.set(v.face)
		if err == nil {
			err = c.solveKeeping(st, st.main())
		}
		if err != nil {
			failure = err
			continue
		}
		if w := c.worth(st, st.main(), v.gain); w > worth {
			best, worth = st, w
		}
	}
	if best == nil {
		return nil, 0, failure
	}
	return best, worth, nil
}

// main is the item that carries the message's body.
func (st *stack) main() *item { return st.part("main") }

// keepout moves the edges of a box out of the part of the sheet in which nothing may stand.
func (c *canvas) keepout(box *scene.Rect) {
	safe := c.safe()
	box.X0, box.X1 = max(box.X0, safe.X0), min(box.X1, safe.X1)
	box.Y0, box.Y1 = max(box.Y0, safe.Y0), min(box.Y1, safe.Y1)
}

// footMargin is the least distance of what stands on a foot from the lower edge, in heights of the sign.
const footMargin = 0.028

// foot is the ground of waves at the lower end of a sign.
type foot struct {
	top  float64    // where it begins
	room scene.Rect // below all crests, in which text can stand
	full func(x0, x1 float64) float64
}

// cardAir is the least distance of a card from the ribbons above it, in sizes of the sign.
const cardAir = 0.014

// card is the largest place for a card on the foot, at its left end or its right one, that keeps the air to the ribbons
// and is no higher than most; aspect is its height : width.
func (f foot) card(atRight bool, aspect, most, air float64) scene.Rect {
	r := f.room
	r.Y0 = r.Y1 - most
	for {
		if atRight {
			r.X0 = r.X1 - r.Height()/aspect
		} else {
			r.X1 = r.X0 + r.Height()/aspect
		}
		clear := min(f.full(r.X0-air, r.X1+air)+air, r.Y1)
		if clear <= r.Y0 {
			return r
		}
		r.Y0 = clear
	}
}

// waves draws the foot, a share of the height.
func (c *canvas) waves(share float64) foot {
	w, p := c.Width, c.Palette
	// What is hidden of the sheet's lower end, as by the housing of a standee, is no part of the foot.
	hidden := max(0, c.Keepout.Bottom-max(c.Keepout.Top, footMargin*c.Height))
	h := c.Height - hidden
	// The crests take the upper half of the area; what stands on the foot begins below them.
	// A card with a code below them needs the height more.
	crest := min(0.12*h, 0.30*w, share*h*0.9)
	if c.Code != nil {
		crest *= 0.8
	}
	area := scene.Rect{X0: -c.Bleed.Left, X1: w + c.Bleed.Right, Y0: h*(1-share) - crest*0.35, Y1: h*(1-share) + crest*1.1}
	nodes, full := ornament.Waves{Area: area, Inks: []scene.Ink{p.Wave, p.Foot, p.FootDeep}, Seed: c.Seed}.Draw()
	c.add(scene.Panel, nodes...)
	if bottom := c.sheet().Y1; area.Y1 < bottom {
		c.fill(scene.Panel, p.FootDeep, func(q *scene.Path) {
			q.Rectangle(scene.Rect{X0: area.X0, X1: area.X1, Y0: area.Y1 - 0.25*crest, Y1: bottom})
		})
	}
	room := scene.Rect{X0: 0.075 * w, X1: 0.925 * w, Y0: full(area.X0, area.X1), Y1: h * (1 - footMargin)}
	c.keepout(&room)
	return foot{area.Y0, room, full}
}

// panoCard is height : width of a card without texts on the foot of a pano.
const panoCard = 1 / 0.86

// panoRank is the rank of a signature beside a second slogan on the foot of a pano.
const panoRank = 0.52

// Letter heights on the foot of a pano, in heights of the sign, and the share of its letter height that the unit at
// least keeps where it and the dates stand side by side.
const (
	panoSecond    = 0.05
	panoSignature = 0.024
	rowShare      = 0.9
)

// panoFoot sets the second slogan, the unit and the dates on the foot, and the code at its right end.
func (c *canvas) panoFoot(waves foot, main *item) error {
	foot := waves.room
	switch {
	case c.Code != nil && c.Second == "":
		return c.codeFoot(waves, main)
	case c.Code != nil:
		card := waves.card(true, c.cardAspect(panoCard), c.Height, cardAir*c.scaleOf())
		if err := c.codeCard(card); err != nil {
			return err
		}
		foot.X1 = card.X0 - 0.03*c.Width
	}
	st, err := c.panoStack(foot, main, false)
	if row, _ := c.panoStack(foot, main, true); row != nil {
		if err != nil || st == nil || row.part("signature").letters >= rowShare*st.part("unit").setting.Cap {
			st, err = row, nil
		}
	}
	if err != nil || len(st.items) == 0 {
		return err
	}
	return c.place(st)
}

// panoStack solves the texts of a foot, with the unit and the dates one above the other or in a row; nil where they
// stand in no row.
func (c *canvas) panoStack(foot scene.Rect, main *item, inRow bool) (*stack, error) {
	// The signature is set first, so its size is lowered until it is a rank below what stands above it.
	most := min(panoSignature*c.Height, main.setting.Cap/signatureStep)
	for {
		st, err := c.panoTexts(foot, min(panoSecond*c.Height, main.setting.Cap/rankStep), most, inRow)
		if err != nil || st == nil || len(st.items) == 0 {
			return st, err
		}
		second := st.part("second")
		if second == nil {
			err = c.solve(st)
		} else {
			err = c.solveKeeping(st, second)
		}
		if err != nil {
			return nil, err
		}
		if second == nil || most <= second.setting.Cap/rankStep*(1+1e-9) {
			return st, nil
		}
		most = second.setting.Cap / rankStep
	}
}

// codeFoot sets the code in the middle of a foot without a second slogan, with what it does, the unit and the dates
// beside it.
func (c *canvas) codeFoot(waves foot, main *item) error {
	card := waves.room
	card.Y0 += cardAir * c.scaleOf()
	side := card.Height()
	if err := c.checkCode(side); err != nil {
		return err
	}
	gap := 0.16 * side
	st := &stack{box: card, open: 1.6, align: left}
	st.box.X0 += side + gap
	p := c.Palette
	if err := c.footTexts(st, side, verbSize*c.scaleOf()); err != nil {
		return err
	}
	signature := min(panoSignature*c.Height, main.setting.Cap/signatureStep)
	above := len(st.items)
	if err := c.signature(st, signature, 1.7, p.FootDeep, p.OnFoot, main); err != nil {
		return err
	}
	for _, it := range st.items[above:] {
		it.rank = signature
	}
	width := 0.0
	if len(st.items) > 0 {
		if err := c.solve(st); err != nil {
			return err
		}
		width = st.width() + gap
	}
	start := (card.X0 + card.X1 - side - width) / 2
	c.drawCode(scene.Rect{X0: start, X1: start + side, Y0: card.Y0, Y1: card.Y1})
	if len(st.items) == 0 {
		return nil
	}
	st.box.X0 = start + side + gap
	return c.place(st)
}

// panoTexts stacks the texts of a foot: a second slogan up to a letter height, and a signature of another; nil where
// that is to stand in a row and does not.
func (c *canvas) panoTexts(foot scene.Rect, second, most float64, inRow bool) (*stack, error) {
	p := c.Palette
	st := &stack{box: foot, open: 1.5}
	if c.Second != "" {
		it, err := c.item(block{
			face: fonts.Condensed, text: c.Second, rank: bodyRank, limit: second, least: c.leastCap(sideDistance),
			role: "second", field: "second", ground: p.FootDeep, ink: halves(p.OnFoot, p.OnFoot, p.OnFoot2),
		})
		if err != nil {
			return nil, err
		}
		if second < it.least {
			return nil, c.crowded(st) // a rank below the message nobody could read it
		}
		st.items = append(st.items, it)
	}
	if most < c.leastCap(sideDistance) && c.Unit+c.Dates != "" {
		return nil, c.crowded(st)
	}
	if inRow {
		row, err := c.signatureRow(foot.Width(), most, p.FootDeep, p.OnFoot)
		if err != nil || row == nil {
			return nil, err
		}
		st.items = append(st.items, row)
		return st, nil
	}
	above := len(st.items)
	if err := c.signature(st, most, 1.1, p.FootDeep, p.OnFoot, nil); err != nil {
		return nil, err
	}
	for _, it := range st.items[above:] {
		it.rank = panoRank
	}
	return st, nil
}

// signatureRow is the unit and the dates side by side, up to a letter height; nil where one of them is missing or they
// would be too small to be read.
func (c *canvas) signatureRow(width, most float64, ground, ink scene.Ink) (*item, error) {
	parts := c.signatureParts(most, ground, ink)
	if len(parts) < 2 {
		return nil, nil
	}
	const gap = 2.2 // cap heights
	var texts []*item
	wide := gap
	for _, b := range parts {
		it, err := c.item(b)
		if err != nil {
			return nil, err
		}
		texts = append(texts, it)
		wide += 1 / it.inOneLine(1)
	}
	cap := min(most, width/wide)
	if cap < texts[0].least {
		return nil, nil
	}
	above, below := 0.0, 0.0
	for _, it := range texts {
		it.setting = it.par.At(cap, width, it.rules)
		over, _, under := it.extent(1)
		above, below = max(above, over), max(below, under)
	}
	return &item{
		width: wide * cap, height: above + cap + below, gap: 3, role: "signature", letters: cap,
		draw: func(place scene.Rect) error {
			for _, it := range texts {
				c.set(it.setting, place, place.Y0+above+cap, left, it.role, it.ground, it.ink(it.setting))
				place.X0 += it.setting.Width() + gap*cap
			}
			return nil
		},
	}, nil
}
