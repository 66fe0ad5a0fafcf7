package compose

import (
	"github.com/bangron/bangron/fonts"
	"strconv"

	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// emptyCode stands on the card that waits for a printed code.
const emptyCode = "Dán mã QR|tại đây"

// model is a poster of one of the models of a plan: its name, the steps to take, and a code or the place for one.
func (c *canvas) model() error {
	w, h, p := c.Width, c.Height, c.Palette
	ground := c.ramp(false, ornament.Stop{At: 0, Ink: p.Ground}, ornament.Stop{At: 1, Ink: p.Deep})
	head, err := c.headStrip()
	if err != nil {
		return err
	}
	share := clamp(0.22*w/(h*0.707), 0.14, 0.24)
	top, foot := c.waves(share)
	box := scene.Rect{X0: 0.07 * w, X1: 0.93 * w, Y0: head + 0.035*h, Y1: top - 0.004*h}
	c.keepout(&box)
	c.drum(scene.Point{X: w * 0.93, Y: head + 0.10*h}, w*0.42, ground, 0.14, nil)
	if err := c.modelFoot(foot); err != nil {
		return err
	}

	titleBox := box
	titleBox.Y1 = box.Y0 + box.Height()*0.26
	st := &stack{box: titleBox, open: 1.4, align: left}
	label, err := c.item(block{
		face: fonts.Bold, text: "MÔ HÌNH", rank: 1e3, limit: 0.020 * h, least: c.leastCap(0), track: 0.16,
		role: "opener", field: "text", ground: p.Ground, ink: all(p.Accent),
	})
	if err != nil {
		return err
	}
	title, err := c.item(block{
		face: fonts.Display, text: c.Message.Full, rank: 1, limit: 0.075 * w, gap: 1.5, least: c.leastCap(mainDistance) * 0.6,
		role: "main", field: "text", ground: p.Ground, ink: all(p.Main),
	})
	if err != nil {
		return err
	}
	st.items = []*item{label, title}
	if err := c.solveKeeping(st, title); err != nil {
		return err
	}
	c.reportPhrases(st, title)
	if err := c.place(st); err != nil {
		return err
	}
	box.Y0 = titleBox.Y1 + 0.03*h
	return c.steps(box)
}

// steps sets the steps as cards of one height, each with its number in a disc, all in one size.
func (c *canvas) steps(box scene.Rect) error {
	p := c.Palette
	n := float64(len(c.Steps))
	if n == 0 {
		return nil
	}
	gap := 0.016 * c.Height
	row := min((box.Height()-gap*(n-1))/n, 0.17*c.Width)
	gap = min(gap*1.8, (box.Height()-row*n)/max(1, n-1))
	y := box.Y0 + (box.Height()-row*n-gap*(n-1))/2
	disc := 0.27 * row
	words := scene.Rect{X0: box.X0 + row*0.95, X1: box.X1 - row*0.22}

	size := 0.0
	var pars []*text.Paragraph
	for i, step := range c.Steps {
		it, err := c.item(block{face: fonts.Bold, text: step, field: "steps"})
		if err != nil {
			return err
		}
		pars = append(pars, it.par)
		s := it.par.Fit(words.Width(), row*0.74, 0.027*c.Width, stepRules())
		if s == nil {
			return c.crowded(nil)
		}
		if i == 0 || s.Cap < size {
			size = s.Cap
		}
	}
	least := max(leastPrintCap, c.scaleOf()*sideDistance/2/farthest)
	for i, par := range pars {
		s := par.Even(size, words.Width(), row, stepRules())
		if size < least {
			return tooSmall(&item{setting: s, least: least, field: "steps[" + strconv.Itoa(i) + "]"})
		}
		card := scene.Rect{X0: box.X0, X1: box.X1, Y0: y, Y1: y + row}
		c.fill(scene.Panel, p.Card, func(q *scene.Path) { q.Rounded(card, 0.14*row) })
		centre := scene.Point{X: card.X0 + row*0.5, Y: card.Center().Y}
		c.fill(scene.Panel, p.Strip, func(q *scene.Path) { q.Circle(centre, disc) })
		number, err := c.item(block{
			face: fonts.Display, text: strconv.Itoa(i + 1), rank: 1, limit: disc * 0.85, role: "number", field: "steps",
			ground: p.Strip, ink: all(p.OnStrip),
		})
		if err != nil {
			return err
		}
		if err := c.layout(&stack{box: scene.Rect{X0: centre.X - disc, X1: centre.X + disc, Y0: centre.Y - disc, Y1: centre.Y + disc}, items: []*item{number}}); err != nil {
			return err
		}
		words.Y0, words.Y1 = card.Y0, card.Y1
		text := &item{par: par, rules: stepRules(), setting: s, role: "step", field: "steps", ground: p.Card, ink: all(p.OnCard)}
		if err := c.place(&stack{box: words, align: left, items: []*item{text}}); err != nil {
			return err
		}
		y += row + gap
	}
	return nil
}

func stepRules() text.Rules {
	r := text.Display()
	r.Leading = 1.8
	return r
}

// modelFoot is the foot of a poster; without a code it keeps a card on which one can be stuck.
func (c *canvas) modelFoot(foot scene.Rect) error {
	if c.Code != nil {
		return c.posterFoot(foot)
	}
	side := min(foot.Height()*1.05, c.Width*0.26)
	foot.Y0 = foot.Y1 - side
	card := scene.Rect{X0: foot.X0, X1: foot.X0 + side, Y0: foot.Y0, Y1: foot.Y1}
	c.fill(scene.Panel, scene.White(), func(q *scene.Path) { q.Rounded(card, side*0.05) })
	hint, err := c.item(block{
		face: fonts.Text, text: emptyCode, rank: 1, limit: 0.075 * side, role: "hint", field: "code",
		ground: scene.White(), ink: all(scene.Black().Towards(scene.White(), 0.45)), leading: 1.9,
	})
	if err != nil {
		return err
	}
	if err := c.layout(&stack{box: card.Inset(0.1 * side), items: []*item{hint}}); err != nil {
		return err
	}
	if c.Dates == "" && c.Verb == "" {
		return nil
	}
	st := &stack{box: scene.Rect{X0: foot.X0 + side*1.16, X1: foot.X1, Y0: foot.Y0, Y1: foot.Y1}, align: left, open: 1.6}
	for _, part := range []block{
		{face: fonts.Bold, text: c.Verb, limit: 0.024 * c.Width, role: "verb", field: "verb"},
		{face: fonts.Text, text: c.Dates, limit: 0.020 * c.Width, role: "dates", field: "dates"},
	} {
		if part.text == "" {
			continue
		}
		part.rank, part.gap, part.least = 1, 1.4, c.leastCap(0)
		part.ground, part.ink = c.Palette.FootDeep, all(c.Palette.OnFoot)
		it, err := c.item(part)
		if err != nil {
			return err
		}
		st.items = append(st.items, it)
	}
	return c.layout(st)
}
