package compose

import (
	"cmp"
	"math"
	"slices"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// canvas collects the layers of a sign while it is laid out.
type canvas struct {
	*Sign
	layers map[string][]scene.Node
	lines  []Line
	notes  []note.Note
	module float64
	stacks int // placed so far
	shaped map[wording]*text.Paragraph

	ornaments []ornaments
	small     []scene.Rect // of the text that nothing may stand behind
}

func newCanvas(s *Sign) *canvas {
	return &canvas{Sign: s, layers: make(map[string][]scene.Node), shaped: make(map[wording]*text.Paragraph)}
}

func (c *canvas) add(layer string, nodes ...scene.Node) {
	c.layers[layer] = append(c.layers[layer], nodes...)
}

func (c *canvas) fill(layer string, ink scene.Ink, draw func(*scene.Path)) {
	p := &scene.Path{}
	draw(p)
	c.add(layer, &scene.Fill{Path: p, Ink: ink})
}

func (c *canvas) result() *Result {
	c.drawOrnaments()
	s := &scene.Scene{Title: c.Title, Width: c.Width, Height: c.Height, Bleed: c.Bleed}
	for _, name := range []string{scene.Ground, scene.Ornament, scene.Panel, scene.Logo, scene.Code, scene.Text} {
		if nodes := c.layers[name]; len(nodes) > 0 {
			s.Layers = append(s.Layers, scene.Layer{Name: name, Nodes: nodes})
		}
	}
	c.inReadingOrder()
	return &Result{Scene: s, Lines: c.lines, Code: c.module, Notes: c.notes}
}

// inReadingOrder puts the lines one stack after the other, from the stack that begins highest.
func (c *canvas) inReadingOrder() {
	top := make(map[int]float64)
	for _, l := range c.lines {
		if y, ok := top[l.stack]; !ok || l.Y < y {
			top[l.stack] = l.Y
		}
	}
	slices.SortStableFunc(c.lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(top[a.stack], top[b.stack]), cmp.Compare(a.stack, b.stack), cmp.Compare(a.Y, b.Y))
	})
}

// trim is the finished sign.
func (c *canvas) trim() scene.Rect { return scene.Rect{X1: c.Width, Y1: c.Height} }

// safe is the part of the trim in which what must be read may stand.
func (c *canvas) safe() scene.Rect {
	k := c.Keepout
	return scene.Rect{X0: k.Left, Y0: k.Top, X1: c.Width - k.Right, Y1: c.Height - k.Bottom}
}

// align says where the lines of a setting stand in their box.
type align int

const (
	center align = iota
	left
)

// set draws a setting whose first baseline is at y. ground is what the text stands on, for the report.
func (c *canvas) set(s *text.Setting, box scene.Rect, y float64, how align, role string, ground scene.Ink, ink func(word int) scene.Ink) {
	for i, l := range s.Lines {
		y += l.Drop
		x := box.X0
		if how == center {
			x = box.Center().X - l.Width/2
		}
		for from := l.From; from < l.To; {
			to := from + 1
			for to < l.To && ink(to) == ink(from) {
				to++
			}
			p := s.Part(i, from, to)
			extent := scene.Rect{X0: x + p.Left, X1: x + p.Right, Y0: y - p.Top, Y1: y - p.Bottom}
			c.add(scene.Text, &scene.Glyphs{
				Face: s.Par.Face(), Size: s.Size(), Origin: scene.Point{X: x, Y: y}, Run: p.Glyphs, Ink: ink(from), Text: p.Text,
				Extent: extent,
			})
			c.keepClear(role, extent, s.Cap)
			c.report(Line{Role: role, Text: p.Text, Face: s.Par.Face(), Cap: s.Cap, Y: y, Ink: ink(from), Ground: ground, stack: c.stacks})
			from = to
		}
	}
}

// report adds a line, or the part of one that stands in an ink of its own, to the report.
func (c *canvas) report(l Line) {
	switch l.Role {
	case "number", "hint":
		return // nothing to be read by itself, or to be covered by the code
	case "main":
		if l.Text == c.Message.Loud {
			l.Role = "loud"
		}
	}
	c.lines = append(c.lines, l)
}

// inks says in which ink each word of a setting stands.
type inks func(s *text.Setting) func(word int) scene.Ink

// all gives every word one ink.
func all(ink scene.Ink) inks {
	return func(*text.Setting) func(int) scene.Ink { return func(int) scene.Ink { return ink } }
}

// pause is the greatest cost of a place at which the ink may change, of two lines and of more, and nearMiddle how far from
// the middle of the text it may be.
const (
	pauseOfTwo = 0.4
	pause      = 0.1
	nearMiddle = 0.2
)

// halves gives a text the ink alone, and one of several lines that has a pause the ink first up to there and the ink
// rest behind it. Of several pauses it is the one near the middle; a change beside a longer pause inside a line would
// say that the text is parted there.
func halves(alone, first, rest scene.Ink) inks {
	return func(s *text.Setting) func(int) scene.Ink {
		most := pause
		if len(s.Lines) == 2 {
			most = pauseOfTwo
		}
		const weight = 1.5 // of a poor place against one away from the middle
		change, best := 0, math.Inf(1)
		for k := range s.Lines {
			if k == 0 || s.Cost(k) > most || !s.Forced(k) && s.Passed(k) == 0 {
				continue
			}
			away := math.Abs(s.Share(k) - 0.5)
			if score := away + weight*s.Cost(k); score < best-1e-9 && (away <= nearMiddle || s.Forced(k)) {
				change, best = s.Lines[k].From, score
			}
		}
		return func(word int) scene.Ink {
			switch {
			case change == 0:
				return alone
			case word < change:
				return first
			}
			return rest
		}
	}
}

// loud gives the date that a message ends on the theme's accent, and the rest what they have.
func (c *canvas) loud(others inks) inks {
	return func(s *text.Setting) func(int) scene.Ink {
		ink, last := others(s), s.Par.Words()-1
		return func(word int) scene.Ink {
			if word == last && s.Par.Text(last, last+1) == c.Message.Loud {
				return c.Palette.Accent
			}
			return ink(word)
		}
	}
}

// wording is a text in a face.
type wording struct {
	role   fonts.Role
	marked string
}

// paragraph shapes a text once for all arrangements that are tried with it.
func (c *canvas) paragraph(role fonts.Role, marked string) (*text.Paragraph, error) {
	key := wording{role, marked}
	if shaped, known := c.shaped[key]; known {
		return shaped, nil
	}
	face, err := c.Fonts.Face(role)
	if err != nil {
		return nil, err
	}
	shaped, err := text.NewParagraph(face, marked, c.Phrases)
	if err != nil {
		return nil, err
	}
	c.shaped[key] = shaped
	return shaped, nil
}

// unfit is the error of a part that cannot be set.
func unfit(n note.Note) error {
	n.Severity = note.Error
	return &Unfit{Notes: []note.Note{n}}
}

func clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(v, hi)) }
