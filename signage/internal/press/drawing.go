package press

import (
	"math"
	"sort"
	"strings"
	"unicode"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// drawing is a technical drawing: lines, dimensions and captions in mm of the page.
type drawing struct {
	bold, text *fonts.Face
	size       float64    // of captions, mm to the em
	window     scene.Rect // beyond which lines are not drawn; empty: none
	nodes      []scene.Node
	captions   []scene.Node // drawn last
}

// Widths of lines in mm: a hairline that desktop printers print, and one that stands out beside it.
const (
	fine  = 0.15
	plain = 0.3
)

// The inks of a drawing.
var (
	lineInk   = scene.Ink{K: 1}
	printInk  = scene.Ink{M: 0.9, Y: 0.2, R: 214, G: 38, B: 120}
	safeInk   = scene.Ink{C: 0.85, Y: 1, K: 0.2, R: 10, G: 122, B: 52}
	foldInk   = scene.Ink{C: 1, M: 0.6, R: 0, G: 84, B: 166}
	weldInk   = scene.Ink{M: 0.6, Y: 1, R: 224, G: 116, B: 0}
	printTint = scene.Ink{M: 0.1, R: 252, G: 232, B: 240}
	foldTint  = scene.Ink{C: 0.15, R: 218, G: 238, B: 250}
	weldTint  = scene.Ink{M: 0.25, Y: 0.5, R: 252, G: 205, B: 140}
	footInk   = scene.Ink{C: 0.6, M: 0.8, R: 112, G: 62, B: 150}
	footTint  = scene.Ink{C: 0.12, M: 0.2, R: 226, G: 212, B: 238}
	textTint  = scene.Ink{K: 0.12, R: 228, G: 228, B: 228}
	codeTint  = scene.Ink{K: 0.3, R: 188, G: 188, B: 188}
)

func (d *drawing) fill(ink scene.Ink, draw func(p *scene.Path)) {
	p := &scene.Path{}
	if draw(p); len(p.Points) > 0 {
		d.nodes = append(d.nodes, &scene.Fill{Path: p, Ink: ink})
	}
}

// area fills a rectangle.
func (d *drawing) area(ink scene.Ink, r scene.Rect) {
	if !r.Empty() {
		d.fill(ink, func(p *scene.Path) { p.Rectangle(r) })
	}
}

// dash is a pattern of drawn and empty lengths in mm; none: an unbroken line.
type dash []float64

var (
	dashed  = dash{2, 1}
	chained = dash{4, 0.8, 0.6, 0.8}
)

// line draws a level or upright line.
func (d *drawing) line(ink scene.Ink, width float64, pattern dash, a, b scene.Point) {
	if w := d.window; !w.Empty() {
		if max(a.X, b.X) < w.X0 || min(a.X, b.X) > w.X1 || max(a.Y, b.Y) < w.Y0 || min(a.Y, b.Y) > w.Y1 {
			return
		}
		a.X, b.X = min(max(a.X, w.X0), w.X1), min(max(b.X, w.X0), w.X1)
		a.Y, b.Y = min(max(a.Y, w.Y0), w.Y1), min(max(b.Y, w.Y0), w.Y1)
	}
	d.fill(ink, func(p *scene.Path) {
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if len(pattern) == 0 {
			p.Stroke(a, b, width)
			return
		}
		at := func(v float64) scene.Point {
			share := min(v, length) / length
			return scene.Point{X: a.X + (b.X-a.X)*share, Y: a.Y + (b.Y-a.Y)*share}
		}
		for i, v := 0, 0.0; v < length; i++ {
			step := pattern[i%len(pattern)]
			if i%2 == 0 {
				p.Stroke(at(v), at(v+step), width)
			}
			v += step
		}
	})
}

// frame draws the four sides of a rectangle.
func (d *drawing) frame(ink scene.Ink, width float64, pattern dash, r scene.Rect) {
	corners := [...]scene.Point{{X: r.X0, Y: r.Y0}, {X: r.X1, Y: r.Y0}, {X: r.X1, Y: r.Y1}, {X: r.X0, Y: r.Y1}}
	for i, a := range corners {
		d.line(ink, width, pattern, a, corners[(i+1)%len(corners)])
	}
}

// caption writes a line that begins at a point of its baseline and shrinks to the room.
func (d *drawing) caption(face *fonts.Face, ink scene.Ink, size float64, text string, at scene.Point, room float64) (*scene.Glyphs, error) {
	g, err := Line(face, text, size, at, room)
	if err != nil {
		return nil, err
	}
	g.Ink = ink
	d.captions = append(d.captions, g)
	return g, nil
}

// wrapped breaks a text of a size into lines of a width at its spaces, and words that are wider where they must be.
func (d *drawing) wrapped(text string, size, width float64) (lines []string, err error) {
	fits := func(line string) bool {
		var advance float64
		if err == nil {
			_, advance, err = d.text.Shape(line)
		}
		return advance*size/float64(d.text.UnitsPerEm()) <= width
	}
	text = measure.Replace(text)
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r != noBreak && unicode.IsSpace(r) }) {
		if n := len(lines); n > 0 && fits(lines[n-1]+" "+word) {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
		for last := []rune(word); !fits(string(last)) && len(last) > 1; last = []rune(lines[len(lines)-1]) {
			n := sort.Search(len(last), func(n int) bool { return !fits(string(last[:n+1])) })
			n = max(n, 1)
			lines[len(lines)-1] = string(last[:n])
			lines = append(lines, string(last[n:]))
		}
	}
	for i, line := range lines { // readers search for plain spaces
		lines[i] = strings.ReplaceAll(line, string(noBreak), " ")
	}
	return lines, err
}

// noBreak is the space at which no line breaks, as before a unit and round a times sign.
const noBreak = '\u00A0'

var measure = strings.NewReplacer(" mm", "\u00A0mm", " × ", "\u00A0×\u00A0", " m ", "\u00A0m ", " m.", "\u00A0m.", " %", "\u00A0%")

// How far a dimension's lines reach beyond each other, and the length of its arrows.
const (
	dimensionReach = 1.0
	arrow          = 1.4
)

// across is a dimension between two x at a y, its number above the line or, where that has no room, beside it.
func (d *drawing) across(ink scene.Ink, x0, x1, y float64, value string) error {
	return d.dimension(ink, x1-x0, value, false, scene.Affine{A: 1, D: 1, E: x0, F: y})
}

// down is a dimension between two y at an x; its number is read from the right.
func (d *drawing) down(ink scene.Ink, x, y0, y1 float64, value string) error {
	return d.dimension(ink, y1-y0, value, false, scene.Rotate(-math.Pi/2).Then(scene.Translate(x, y1)))
}

// dimension is drawn along the x axis from 0 to a length and placed by a map. Its number, if it has one, stands above the
// line, or beside it where it is wider and need not be amid.
func (d *drawing) dimension(ink scene.Ink, length float64, value string, amid bool, place scene.Affine) error {
	p := &scene.Path{}
	p.Stroke(scene.Point{}, scene.Point{X: length}, fine)
	for _, x := range [...]float64{0, length} {
		p.Stroke(scene.Point{X: x, Y: -dimensionReach}, scene.Point{X: x, Y: dimensionReach}, fine)
	}
	inside := length > 3*arrow // otherwise the arrows point at the lines from outside
	for _, head := range [...]struct{ at, into float64 }{{0, arrow}, {length, -arrow}} {
		if !inside {
			head.into = -head.into
		}
		p.MoveTo(scene.Point{X: head.at})
		// Both heads turn as the line does: where they turned against it, there would be a hole.
		p.LineTo(scene.Point{X: head.at + head.into, Y: head.into / 4})
		p.LineTo(scene.Point{X: head.at + head.into, Y: -head.into / 4})
		p.Close()
	}
	if value != "" {
		g, err := d.number(value)
		if err != nil {
			return err
		}
		number, err := g.Path()
		if err != nil {
			return err
		}
		width := g.Extent.Width()
		x, y := (length-width)/2, -0.7
		if width > length && !amid {
			x, y = length+arrow+0.6, g.Extent.Height()/2
		}
		p.Append(number.Transformed(scene.Translate(x-g.Extent.X0, y)))
	}
	d.captions = append(d.captions, &scene.Fill{Path: p.Transformed(place), Ink: ink})
	return nil
}

// number is that of a dimension.
func (d *drawing) number(value string) (*scene.Glyphs, error) {
	return Line(d.text, value, d.size*0.9, scene.Point{}, math.Inf(1))
}

// row is where the dimensions of pieces stand that lie side by side.
type row struct {
	ink     scene.Ink
	upright bool
	end     float64 // of the last number
}

// piece is a dimension at a place of a row, from one point to another. Its number is left out where it would stand on the
// one before.
func (d *drawing) piece(r *row, from, to, at float64, value string) error {
	place := scene.Translate(from, at)
	if r.upright {
		place = scene.Rotate(-math.Pi / 2).Then(scene.Translate(at, to))
	}
	g, err := d.number(value)
	if err != nil {
		return err
	}
	middle, half := (from+to)/2, max(g.Extent.Width(), to-from)/2
	if middle-half < r.end {
		value = ""
	} else if g.Extent.Width() > to-from {
		r.end = middle + half + d.size/2
	}
	return d.dimension(r.ink, to-from, value, true, place)
}
