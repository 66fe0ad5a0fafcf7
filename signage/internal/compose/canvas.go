package compose

import (
	"math"

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

	secondOnFoot bool // the second slogan stands on the foot, not under the message
}

func newCanvas(s *Sign) *canvas {
	return &canvas{Sign: s, layers: make(map[string][]scene.Node)}
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
	s := &scene.Scene{Title: c.Title, Width: c.Width, Height: c.Height}
	for _, name := range []string{scene.Ground, scene.Ornament, scene.Panel, scene.Logo, scene.Code, scene.Text} {
		if nodes := c.layers[name]; len(nodes) > 0 {
			s.Layers = append(s.Layers, scene.Layer{Name: name, Nodes: nodes})
		}
	}
	return &Result{Scene: s, Lines: c.lines, Code: c.module, Notes: c.notes}
}

// trim is the sheet.
func (c *canvas) trim() scene.Rect { return scene.Rect{X1: c.Width, Y1: c.Height} }

// align says where the lines of a setting stand in their box.
type align int

const (
	center align = iota
	left
)

// set draws a setting whose first baseline is at y. ink picks the ink of each word of each line; ground is what the
// text stands on, for the report.
func (c *canvas) set(s *text.Setting, box scene.Rect, y float64, how align, role string, ground scene.Ink, ink func(line, word int) scene.Ink) {
	for i, l := range s.Lines {
		y += l.Drop
		x := box.X0
		if how == center {
			x = box.Center().X - l.Width/2
		}
		of := func(word int) scene.Ink { return ink(i, word) }
		word := l.From
		for _, r := range s.Runs(i, func(a, b int) bool { return of(a) == of(b) }) {
			c.add(scene.Text, &scene.Glyphs{
				Face: s.Par.Face(), Size: s.Size(), Origin: scene.Point{X: x, Y: y},
				Run: r.Glyphs, Ink: of(word), Text: r.Text,
				Extent: scene.Rect{X0: x + r.Rect.Left, X1: x + r.Rect.Right, Y0: y - r.Rect.Top, Y1: y - r.Rect.Bottom},
			})
			word = r.To
		}
		c.lines = append(c.lines, Line{Role: role, Text: s.Text(i), Face: s.Par.Face(), Cap: s.Cap, Ink: of(l.From), Ground: ground})
	}
}

// one gives every word the same ink.
func one(ink scene.Ink) func(line, word int) scene.Ink {
	return func(int, int) scene.Ink { return ink }
}

// two gives the first half of n lines one ink and the rest the other.
func two(n int, first, rest scene.Ink) func(line, word int) scene.Ink {
	return func(line, _ int) scene.Ink {
		if n > 1 && line >= n/2 {
			return rest
		}
		return first
	}
}

func (c *canvas) paragraph(face *fonts.Face, marked string) (*text.Paragraph, error) {
	return text.NewParagraph(face, marked, c.Phrases)
}

// unfit is the error of a part that cannot be set.
func unfit(n note.Note) error {
	n.Severity = note.Error
	return &Unfit{[]note.Note{n}}
}

func clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(v, hi)) }
