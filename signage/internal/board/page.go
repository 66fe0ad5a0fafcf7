package board

import (
	"math"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// printer collects the pages of a design.
type printer struct {
	*Sheet
	ink    inks
	module float64 // mm by which the parts of a page are measured: 1 on A3
	pages  []*page
	codes  []Placed
	lines  map[string]compose.Line
	roles  []string // of the lines, in the order in which they were first set
	notes  []note.Note
	// What all pages show, drawn once: below what is their own, and above it.
	under, over map[string][]scene.Node
}

// page collects the layers of one page.
type page struct {
	*printer
	number int // from 0
	layers map[string][]scene.Node

	edges, grounds, whites *scene.Path // of all cards: an area for each ink keeps the file small
}

// newPrinter makes the pages of a design a whole number of dots wide and high, at most half a dot from what is asked for.
// Programs that draw a page count dots from its upper or from its lower edge, and so do both.
func newPrinter(s *Sheet) *printer {
	sheet := *s
	sheet.Width, sheet.Height = math.Round(s.Width/Dot)*Dot, math.Round(s.Height/Dot)*Dot
	return &printer{
		Sheet: &sheet, ink: inksOf(s.Palette), module: moduleOf(s.Width, s.Height),
		lines: make(map[string]compose.Line), under: make(map[string][]scene.Node), over: make(map[string][]scene.Node),
	}
}

// moduleOf measures a page against A3: its width and height against those of A3 turned as the page is, whichever is
// scarcer.
func moduleOf(width, height float64) float64 {
	if width > height {
		return min(width/420, height/297)
	}
	return min(width/297, height/420)
}

// inks are the roles of a theme's inks on a board, whose cards lie on white.
type inks struct {
	head, headEnd          scene.Ink // the ramp of the head
	unit, heading, star    scene.Ink
	strip, onStrip         scene.Ink
	bar                    scene.Ink // headings of fields, white on it
	dark                   scene.Ink // large text on white; the foot
	name                   scene.Ink // of names, which are small on long lists
	number                 scene.Ink
	card, edge, quiet      scene.Ink
	foot, onFoot, footMark scene.Ink
}

func inksOf(p compose.Palette) inks {
	white := scene.White()
	i := inks{
		head: p.Ground, headEnd: p.Deep, unit: p.Second, heading: p.Accent, star: p.Accent,
		strip: p.Strip, onStrip: p.OnStrip, bar: p.Ground, dark: p.Deep, number: p.Strip,
		quiet:  scene.Ink{K: 0.75, R: 64, G: 64, B: 64}, // small text in one ink: several are never in perfect register
		onFoot: p.OnFoot, footMark: p.OnFoot2,
	}
	if i.bar.Contrast(white) < legible {
		i.bar = p.Main
	}
	if i.dark.Contrast(white) < legible {
		i.dark = p.FootDeep
	}
	i.foot = i.dark
	// Several inks do not print small text in perfect register: on a press names are black on every board.
	i.name = scene.Ink{K: 1, R: i.dark.R, G: i.dark.G, B: i.dark.B}
	i.card, i.edge = white.Towards(i.bar, 0.05), white.Towards(i.bar, 0.28)
	return i
}

// legible is the contrast of text that needs no care (WCAG 2.2, 1.4.3, small text).
const legible = 4.5

func (pr *printer) add() *page {
	p := &page{printer: pr, number: len(pr.pages), layers: make(map[string][]scene.Node)}
	pr.pages = append(pr.pages, p)
	return p
}

// frame draws head and foot, which are the same on every page: pages hang side by side and may be replaced one by one.
func (pr *printer) frame() error {
	if err := (&page{printer: pr, layers: pr.under}).head(); err != nil {
		return err
	}
	return (&page{printer: pr, layers: pr.over}).footBand()
}

func (pr *printer) result() *Result {
	r := &Result{Codes: pr.codes, Notes: pr.notes}
	for _, p := range pr.pages {
		s := &scene.Scene{Title: pr.Title, Width: pr.Width, Height: pr.Height}
		for _, name := range []string{scene.Ground, scene.Ornament, scene.Panel, scene.Logo, scene.Code, scene.Text} {
			for _, nodes := range [...][]scene.Node{pr.under[name], p.layers[name], pr.over[name]} {
				if len(nodes) > 0 {
					s.Layers = append(s.Layers, scene.Layer{Name: name, Nodes: nodes})
				}
			}
		}
		r.Pages = append(r.Pages, s)
	}
	for _, role := range pr.roles {
		r.Lines = append(r.Lines, pr.lines[role])
	}
	return r
}

func (p *page) put(layer string, nodes ...scene.Node) {
	p.layers[layer] = append(p.layers[layer], nodes...)
}

func (p *page) fill(layer string, ink scene.Ink, draw func(*scene.Path)) {
	path := &scene.Path{}
	draw(path)
	p.put(layer, &scene.Fill{Path: path, Ink: ink})
}

// align says where lines stand in their box.
type align int

const (
	left align = iota
	center
	right
)

// style is how a text is drawn.
type style struct {
	role    string
	ink, on scene.Ink // the text's, and what it stands on
	align   align
	even    bool // lines are about as wide as each other, as centred ones are
}

// set draws a setting between x0 and x1 with its first baseline at y.
func (p *page) set(s *text.Setting, x0, x1, y float64, st style) {
	for i, l := range s.Lines {
		y += l.Drop
		x := x0
		switch st.align {
		case center:
			x = (x0 + x1 - l.Width) / 2
		case right:
			x = x1 - l.Width
		}
		p.put(scene.Text, &scene.Glyphs{
			Face: s.Par.Face(), Size: s.Size(), Origin: scene.Point{X: x, Y: y}, Run: s.Run(i), Ink: st.ink, Text: s.Text(i),
			Extent: scene.Rect{X0: x, X1: x + l.Width, Y0: y - l.Top, Y1: y - l.Bottom},
		})
	}
	p.report(st, s.Text(0), s.Par.Face(), s.Cap)
}

// report keeps the smallest line of each role.
func (pr *printer) report(st style, said string, face *fonts.Face, cap float64) {
	smallest, known := pr.lines[st.role]
	if !known {
		pr.roles = append(pr.roles, st.role)
	}
	if !known || cap < smallest.Cap {
		pr.lines[st.role] = compose.Line{Role: st.role, Text: said, Face: face, Cap: cap, Ink: st.ink, Ground: st.on}
	}
}

func (pr *printer) paragraph(face *fonts.Face, s string) (*text.Paragraph, error) {
	if err := checkLetters(face, text.Plain(s)); err != nil {
		return nil, err
	}
	return text.NewParagraph(face, s, pr.Phrases)
}

// fitted sets a text as large as a box and a limit allow and in the middle of its height. Its lines end where phrases do,
// unless they could be much larger otherwise or one would be much shorter than another. The error names the text where the
// box cannot hold it at the least cap height, or at the least that can be read; with a least of 0 any will do.
func (p *page) fitted(face *fonts.Face, s string, box scene.Rect, limit, least float64, st style) error {
	par, err := p.paragraph(face, s)
	if err != nil {
		return err
	}
	if least > 0 {
		least = max(least, p.legibleCap(face))
		limit = max(limit, least)
	}
	rules := running()
	setting := par.Fit(box.Width(), box.Height(), limit, rules)
	if setting == nil || setting.Cap < max(least, limit/muchLarger) {
		rules.AnyBreak = true
		if free := par.Fit(box.Width(), box.Height(), limit, rules); free != nil && (setting == nil || free.Cap > muchLarger*setting.Cap) {
			setting = free
		}
	}
	if setting != nil && uneven(setting) {
		rules.AnyBreak = true
		if even := par.Even(littleSmaller*setting.Cap, box.Width(), box.Height(), rules); even != nil && !uneven(even) {
			setting = even
		}
	}
	if setting == nil || setting.Cap < least-rounding {
		return p.noRoom(st.role, s)
	}
	p.set(setting, box.X0, box.X1, middle(setting, box), st)
	return nil
}

// uneven tells whether a line of a setting is less than half as wide as another.
func uneven(s *text.Setting) bool {
	for _, l := range s.Lines {
		if l.Width < s.Width()/2 {
			return true
		}
	}
	return false
}

// muchLarger is how much larger the letters of a text must become for its phrases to be split.
const muchLarger = 1.15

// littleSmaller is how much smaller they may become for lines that are about as wide as each other.
const littleSmaller = 0.93

// middle is the first baseline at which the letters, from the first cap line to the last baseline, are centred in the
// height of a box, as far as accents and tails allow.
func middle(s *text.Setting, box scene.Rect) float64 {
	core := s.Cap
	for _, l := range s.Lines {
		core += l.Drop
	}
	y := box.Center().Y - core/2 + s.Cap
	y = max(y, box.Y0+s.Lines[0].Top)
	return min(y, box.Y1-s.Height()+s.Lines[0].Top)
}

// running are the rules of text in upper and lower case that is read on foot.
func running() text.Rules { return text.Rules{Clearance: clearance, Leading: runningLeading} }

// capOf is the cap height in mm of type of a size in points.
func capOf(face *fonts.Face, points float64) float64 {
	return points * mmPerPoint * face.CapHeight() / float64(face.UnitsPerEm())
}

const mmPerPoint = 25.4 / 72

// symbol draws a code in a white square, the quiet zone inside, all modules in one path.
func (p *page) symbol(c *qr.Code, square scene.Rect, label string) {
	p.drawn(c, square, label, outline(c, square))
}

// drawn is a symbol whose outline is known.
func (p *page) drawn(c *qr.Code, square scene.Rect, label string, path *scene.Path) {
	p.put(scene.Code, &scene.Fill{Path: path, Ink: scene.Black(), EvenOdd: true})
	if qr.Host(c.Payload()) != "" {
		p.put(scene.Code, &scene.Link{Rect: square, URL: c.Payload()})
	}
	p.codes = append(p.codes, Placed{Page: p.number, Rect: square, Symbol: c, Label: label})
}

// outline is all dark modules of a symbol in a square with its quiet zone.
func outline(c *qr.Code, square scene.Rect) *scene.Path {
	module := square.Width() / float64(c.Outer())
	corners := c.Size() * c.Size() * 2 / 3 // about as many as symbols have
	path := &scene.Path{Verbs: make([]scene.Verb, 0, corners), Points: make([]scene.Point, 0, corners)}
	for contour := range c.Outline() {
		for i, corner := range contour {
			at := scene.Point{X: square.X0 + float64(corner.X)*module, Y: square.Y0 + float64(corner.Y)*module}
			if i == 0 {
				path.MoveTo(at)
			} else {
				path.LineTo(at)
			}
		}
		path.Close()
	}
	return path
}

// emblem draws the logo, or a star where there is none, in the middle of a box and returns its right edge.
func (p *page) emblem(box scene.Rect) float64 {
	if p.Logo != nil {
		w := min(box.Width(), box.Height()*p.Logo.Aspect())
		box.X1 = box.X0 + w
		p.put(scene.Logo, p.Logo.Place(box)...)
		return box.X1
	}
	// A star with its first ray upwards is 1.81 radii high and 1.9 wide, its centre 1 radius below the top.
	radius := box.Height() / 1.81
	p.put(scene.Logo, ornament.Star(scene.Point{X: box.X0 + 0.95*radius, Y: box.Y0 + radius}, radius, p.ink.star))
	return box.X0 + 1.9*radius
}
