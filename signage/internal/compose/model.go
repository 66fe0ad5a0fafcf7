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
	head, err := c.stripHeight()
	if err != nil {
		return err
	}
	share := clamp(0.22*w/(h*0.707), 0.14, 0.24)
	if w > h {
		share = 0.22 // of a low sheet the steps need more
	}
	// What must stay clear of the lower edge is not to be taken from the code.
	share += max(0, min(c.Keepout.Top, c.Keepout.Bottom)/h-footMargin)
	waves := c.waves(share)
	box := scene.Rect{X0: 0.07 * w, X1: 0.93 * w, Y0: head + 0.035*h, Y1: waves.top - 0.004*h}
	c.keepout(&box)
	c.drum(scene.Point{X: w * 0.93, Y: head + 0.10*h}, w*0.42, ground, 0.14, nil)
	title, err := c.modelBody(box)
	if err != nil {
		return err
	}
	if err := c.headStrip(head, title); err != nil {
		return err
	}
	return c.modelFoot(waves, title)
}

// modelGain is how much larger the condensed face must make the letters of a model's title to be taken: the posters of
// a plan hang side by side, so one face for all is worth much.
const modelGain = 1.6

// The title of a model is this much larger than its steps where the sheet allows, and so are no two ranks closer.
const titleStep = 1.6

// modelBody sets the title and below it the steps, and shares the height between the two.
func (c *canvas) modelBody(box scene.Rect) (*stack, error) {
	var title *stack
	var steps *grid
	var failure error
	lo, hi := 0.12, 0.6
	for range 7 {
		share := (lo + hi) / 2
		t, g, err := c.modelParts(box, share)
		if err != nil {
			// The title is in want of height more often than the steps.
			failure, lo = err, share
			continue
		}
		title, steps = t, g
		if t.part("main").setting.Cap < titleStep*g.size {
			lo = share
		} else {
			hi = share
		}
	}
	if title == nil {
		return nil, failure
	}
	c.reportPhrases(title, title.main())
	if err := c.place(title); err != nil {
		return nil, err
	}
	return title, c.placeSteps(steps)
}

// modelParts sets the title in a share of the box, and the steps in what it leaves.
func (c *canvas) modelParts(box scene.Rect, share float64) (*stack, *grid, error) {
	titleBox := box
	titleBox.Y1 = box.Y0 + box.Height()*share
	var best *stack
	var failure error
	score := 0.0
	for _, o := range []struct {
		face fonts.Role
		gain float64
	}{{fonts.Display, 1}, {fonts.Condensed, modelGain}} {
		st, err := c.modelTitle(titleBox, o.face)
		if err != nil {
			failure = err
			continue
		}
		if s := st.main().worth() / o.gain; s > score {
			best, score = st, s
		}
	}
	if best == nil {
		return nil, nil, failure
	}
	best.box.Y1 = best.box.Y0 + best.total(best.opened())
	box.Y0 = best.box.Y1 + 0.035*c.scaleOf()
	g, err := c.stepGrid(box, best.main().setting.Cap/rankStep)
	return best, g, err
}

func (c *canvas) modelTitle(box scene.Rect, face fonts.Role) (*stack, error) {
	p := c.Palette
	title, err := c.item(block{
		face: face, text: c.Message.Full, rank: bodyRank, limit: 0.085 * c.scaleOf(), gap: 1.5, least: c.leastCap(mainDistance) * 0.6,
		role: "main", field: "text", ground: p.Ground, ink: all(p.Main),
	})
	if err != nil {
		return nil, err
	}
	label, err := c.item(block{
		face: fonts.Bold, text: "MÔ HÌNH", rank: openerRank, limit: 0.024 * c.scaleOf(), least: c.leastCap(0), track: 0.16,
		role: "opener", field: "text", ground: p.Ground, ink: all(p.Accent), louder: title,
	})
	if err != nil {
		return nil, err
	}
	st := &stack{box: box, open: 1.2, align: left, items: []*item{label, title}}
	return st, c.solveKeeping(st, title)
}

// grid is the steps of a model as cards of one height in columns, all in one letter height.
type grid struct {
	box           scene.Rect
	columns, rows int
	gap           float64
	pars          []*text.Paragraph
	size          float64 // cap height
	tightest      int     // the step that allows no larger
}

// card is the place of step i if the cards are height high, with gaps between rows of rowGap, from the top of the box.
func (g *grid) card(i int, height, rowGap float64) scene.Rect {
	width := g.width()
	x := g.box.X0 + float64(i%g.columns)*(width+g.gap)
	y := g.box.Y0 + float64(i/g.columns)*(height+rowGap)
	return scene.Rect{X0: x, X1: x + width, Y0: y, Y1: y + height}
}

func (g *grid) width() float64 {
	return (g.box.Width() - g.gap*float64(g.columns-1)) / float64(g.columns)
}

// height of a card that takes all the room there is.
func (g *grid) height() float64 {
	return (g.box.Height() - g.gap*float64(g.rows-1)) / float64(g.rows)
}

// disc is the radius of the disc on a card that carries the number.
func (g *grid) disc(height float64) float64 { return min(0.38*height, 0.07*g.width(), 1.4*g.size) }

// words is the part of a card on which the step stands.
func (g *grid) words(card scene.Rect, disc float64) scene.Rect {
	return scene.Rect{X0: card.X0 + 3.5*disc, X1: card.X1 - 0.8*disc, Y0: card.Y0, Y1: card.Y1}
}

// mostColumns of steps on a sheet that is wider than high.
const mostColumns = 3

// stepGrid chooses the columns in which the steps come out largest, up to a letter height.
func (c *canvas) stepGrid(box scene.Rect, most float64) (*grid, error) {
	var pars []*text.Paragraph
	for _, step := range c.Steps {
		it, err := c.item(block{face: fonts.Bold, text: step, field: "steps"})
		if err != nil {
			return nil, err
		}
		pars = append(pars, it.par)
	}
	var best *grid
	for columns := 1; columns <= min(mostColumns, max(1, len(pars))); columns++ {
		if columns > 1 && c.Width < c.Height {
			break
		}
		g := &grid{box: box, columns: columns, rows: (len(pars) + columns - 1) / columns, gap: 0.018 * c.scaleOf(), pars: pars}
		if g.fit(most) && (best == nil || g.size > best.size*1.02) {
			best = g
		}
	}
	if best == nil {
		return nil, c.crowded(nil)
	}
	return best, nil
}

// fit finds the letter height; false if a step fits at none.
func (g *grid) fit(most float64) bool {
	g.size = most
	for i, par := range g.pars {
		card := g.card(0, g.height(), 0)
		words := g.words(card, g.disc(card.Height()))
		if words.Width() <= 0 || words.Height() <= 0 {
			return false
		}
		s := par.Fit(words.Width(), words.Height()*0.7, g.size, stepRules())
		if s == nil {
			return false
		}
		if s.Cap < g.size*(1-1e-9) {
			g.size, g.tightest = s.Cap, i
		}
	}
	return true
}

// How much higher than its text a card is at most, and how far the gaps between rows are opened.
const (
	cardPadding = 2.1
	cardGaps    = 2
)

func (c *canvas) placeSteps(g *grid) error {
	p := c.Palette
	if len(g.pars) == 0 {
		return nil
	}
	least := c.leastCap(sideDistance / 2)
	height := g.height()
	disc := g.disc(height)
	width := g.words(g.card(0, height, 0), disc).Width()
	tallest := 0.0
	var settings []*text.Setting
	for _, par := range g.pars {
		s := par.Even(g.size, width, height, stepRules())
		settings = append(settings, s)
		tallest = max(tallest, s.Height())
	}
	if g.size < least {
		return c.tooSmall(&item{setting: settings[g.tightest], least: least, field: "steps[" + strconv.Itoa(g.tightest) + "]"})
	}
	height = min(height, max(cardPadding*tallest, 2.6*disc))
	rows := float64(g.rows)
	rowGap := g.gap
	if rows > 1 {
		rowGap = min(g.gap*cardGaps, (g.box.Height()-height*rows)/(rows-1))
	}
	g.box.Y0 += (g.box.Height() - height*rows - rowGap*(rows-1)) / 2
	badge, onBadge := p.badge()
	for i, s := range settings {
		card := g.card(i, height, rowGap)
		c.fill(scene.Panel, p.Card, func(q *scene.Path) { q.Rounded(card, 0.5*disc) })
		centre := scene.Point{X: card.X0 + 1.85*disc, Y: card.Center().Y}
		c.fill(scene.Panel, badge, func(q *scene.Path) { q.Circle(centre, disc) })
		number, err := c.item(block{
			face: fonts.Display, text: strconv.Itoa(i + 1), rank: 1, limit: disc * 0.85, role: "number", field: "steps",
			ground: badge, ink: all(onBadge),
		})
		if err != nil {
			return err
		}
		if err := c.layout(&stack{box: scene.Rect{X0: centre.X - disc, X1: centre.X + disc, Y0: centre.Y - disc, Y1: centre.Y + disc}, items: []*item{number}}); err != nil {
			return err
		}
		words := &item{par: g.pars[i], rules: stepRules(), setting: s, role: "step", field: "steps", ground: p.Card, ink: all(p.OnCard)}
		if err := c.place(&stack{box: g.words(card, disc), align: left, items: []*item{words}}); err != nil {
			return err
		}
	}
	return nil
}

// The least contrast of a badge with the card that it stands on, and with its number.
const (
	badgeContrast  = 2
	numberContrast = 4.5
)

// badge is the ink of the disc behind the number of a step, and that of the number: those of the strip, its star on the
// strip's ink, or the inks of the card the other way round, the first pair that can be seen on the card.
func (p *Palette) badge() (disc, number scene.Ink) {
	for _, pair := range [...][2]scene.Ink{{p.Strip, p.OnStrip}, {p.OnStrip2, p.Strip}} {
		if pair[0].Contrast(p.Card) >= badgeContrast && pair[1].Contrast(pair[0]) >= numberContrast {
			return pair[0], pair[1]
		}
	}
	return p.OnCard, p.Card
}

func stepRules() text.Rules {
	r := text.Display()
	r.Leading = 1.8
	return r
}

// modelFoot is the foot of a poster; without a code it keeps a card on which one can be stuck.
func (c *canvas) modelFoot(waves foot, title *stack) error {
	if c.Code != nil {
		return c.posterFoot(waves, title)
	}
	card := c.footCode(waves)
	side := card.Width()
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
	st := &stack{box: scene.Rect{X0: card.X0 + side*1.16, X1: waves.room.X1, Y0: card.Y0, Y1: card.Y1}, align: left, open: 1.6}
	for _, part := range []block{
		{face: fonts.Bold, text: c.Verb, limit: c.quieter(verbSize*c.scaleOf(), c.leastCap(0)), role: "verb", field: "verb"},
		{face: fonts.Text, text: c.Dates, limit: c.datesLimit(title), role: "dates", field: "dates"},
	} {
		if part.text == "" {
			continue
		}
		part.rank, part.gap, part.least = part.limit, 1.4, c.leastCap(0)
		part.ground, part.ink, part.single = c.Palette.FootDeep, all(c.Palette.OnFoot), footSingle
		it, err := c.item(part)
		if err != nil {
			return err
		}
		st.items = append(st.items, it)
	}
	return c.layout(st)
}
