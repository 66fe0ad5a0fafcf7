// Package press is the geometry of production: where the finishing of a sign lies, the marks beside it by which a print
// shop cuts it, aligns its plates and knows what it is, and the drawing that shows all that.
package press

import (
	"slices"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Lengths of marks in mm of the file: customary in offset printing, unverified. The line is 0.25 pt.
const (
	markGap    = 2.0 // between the bleed and a mark
	markLength = 5.0
	markLine   = 0.25 * 25.4 / 72
	ringRadius = 1.6
	patch      = 4.0 // side of a field of the colour bar
	leastPatch = 2.0 // or no densitometer reads it
	slugSize   = 7 * 25.4 / 72
	slugLeast  = 5 * 25.4 / 72
	slugDrop   = 10.5 // from the bleed to the baseline
	slugFirst  = 9.2  // to that of the first of two lines
	slugSecond = 11.4
)

// Slug is what the line beside a sign says.
type Slug struct{ Unit, Name, Size, Scale, Date, Hash string } // an empty part is left out

// Margin is the sheet in mm that marks need beyond the bleed.
const Margin = 12.0

// Marks are crop and registration marks, the colour bar and the slug line in the margin of a scene. Lengths are multiplied
// by the scale of the file, so that lines have their width there.
func Marks(s *scene.Scene, scale float64, face *fonts.Face, slug Slug) (scene.Layer, error) {
	m := marks{trim: s.Trim(), bleed: s.BleedBox(), scale: scale, lines: &scene.Path{}, rings: &scene.Path{}}
	m.crop()
	m.registration()
	layer := scene.Layer{Name: scene.Marks, Nodes: []scene.Node{
		&scene.Fill{Path: m.lines, Ink: scene.Registration()},
		&scene.Fill{Path: m.rings, Ink: scene.Registration(), EvenOdd: true},
	}}
	layer.Nodes = append(layer.Nodes, m.bar()...)
	text, err := m.slug(face, slug)
	if err != nil {
		return scene.Layer{}, err
	}
	layer.Nodes = append(layer.Nodes, text...)
	return layer, nil
}

type marks struct {
	trim, bleed scene.Rect
	scale       float64
	lines       *scene.Path
	rings       *scene.Path // by the even-odd rule
}

// line adds a level or upright line around two points.
func (m *marks) line(x0, y0, x1, y1 float64) {
	half := markLine * m.scale / 2
	if y0 == y1 {
		m.lines.Rectangle(scene.Rect{X0: min(x0, x1), Y0: y0 - half, X1: max(x0, x1), Y1: y0 + half})
		return
	}
	m.lines.Rectangle(scene.Rect{X0: x0 - half, Y0: min(y0, y1), X1: x0 + half, Y1: max(y0, y1)})
}

// crop draws two lines at each corner, along the edges of the trim and outside the bleed.
func (m *marks) crop() {
	near, far := markGap*m.scale, (markGap+markLength)*m.scale
	for _, y := range [...]float64{m.trim.Y0, m.trim.Y1} {
		m.line(m.bleed.X0-far, y, m.bleed.X0-near, y)
		m.line(m.bleed.X1+near, y, m.bleed.X1+far, y)
	}
	for _, x := range [...]float64{m.trim.X0, m.trim.X1} {
		m.line(x, m.bleed.Y0-far, x, m.bleed.Y0-near)
		m.line(x, m.bleed.Y1+near, x, m.bleed.Y1+far)
	}
}

// registration draws a ring and a cross at the middle of each side.
func (m *marks) registration() {
	out := (markGap + markLength/2) * m.scale
	middle := m.trim.Center()
	for _, at := range [...]scene.Point{
		{X: middle.X, Y: m.bleed.Y0 - out}, {X: middle.X, Y: m.bleed.Y1 + out}, {X: m.bleed.X0 - out, Y: middle.Y}, {X: m.bleed.X1 + out, Y: middle.Y},
	} {
		arm := markLength / 2 * m.scale
		m.line(at.X-arm, at.Y, at.X+arm, at.Y)
		m.line(at.X, at.Y-arm, at.X, at.Y+arm)
		m.rings.Ring(at, ringRadius*m.scale, markLine*m.scale)
	}
}

// bar is the colour bar above the right half of the sign: the inks full and half, and their overprints two by two. On a
// short sign its fields are smaller.
func (m *marks) bar() []scene.Node {
	inks := [...]scene.Ink{
		{C: 1}, {M: 1}, {Y: 1}, {K: 1}, {C: 0.5}, {M: 0.5}, {Y: 0.5}, {K: 0.5}, {C: 1, M: 1}, {C: 1, Y: 1}, {M: 1, Y: 1},
	}
	left, right := m.trim.Center().X+markLength*m.scale, m.trim.X1-markGap*m.scale
	side := min(patch*m.scale, (right-left)/float64(len(inks)))
	if side < leastPatch*m.scale {
		return nil
	}
	var nodes []scene.Node
	for i, ink := range inks {
		x, bottom := right-float64(len(inks)-i)*side, m.bleed.Y0-markGap*m.scale
		p := &scene.Path{}
		p.Rectangle(scene.Rect{X0: x, X1: x + side, Y0: bottom - side, Y1: bottom})
		nodes = append(nodes, &scene.Fill{Path: p, Ink: ink})
	}
	return nodes
}

// slug is the line below the sign, beyond the other marks, that says what it is. On a short sign it is set smaller, then in
// two lines, and then unit and name are shortened; the rest stays whole.
func (m *marks) slug(face *fonts.Face, slug Slug) ([]scene.Node, error) {
	who, what := parts(slug.Unit, slug.Name), parts(slug.Size, slug.Scale, slug.Date, slug.Hash)
	line := func(text string, drop, size float64) (*scene.Glyphs, error) {
		return Line(face, text, size*m.scale, scene.Point{X: m.trim.X0, Y: m.bleed.Y1 + drop*m.scale}, m.trim.Width())
	}
	fits := func(g *scene.Glyphs) bool { return g.Size >= slugLeast*m.scale*(1-1e-9) }
	one, err := line(parts(who, what), slugDrop, slugSize)
	if err != nil {
		return nil, err
	}
	if fits(one) {
		return []scene.Node{one}, nil
	}
	var first *scene.Glyphs
	for unit, name := []rune(slug.Unit), []rune(slug.Name); ; who = parts(ellipsis(unit, slug.Unit), ellipsis(name, slug.Name)) {
		if first, err = line(who, slugFirst, slugLeast); err != nil {
			return nil, err
		}
		if fits(first) || len(unit)+len(name) <= 2 {
			break
		}
		// The longer of the two is shortened.
		if len(name) >= len(unit) {
			name = name[:len(name)-1]
		} else {
			unit = unit[:len(unit)-1]
		}
	}
	second, err := line(what, slugSecond, slugLeast)
	if err != nil || who == "" {
		return []scene.Node{second}, err
	}
	return []scene.Node{first, second}, nil
}

// parts are joined as the slug has them.
func parts(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " · ")
}

// ellipsis marks what is left of a text as cut off.
func ellipsis(left []rune, whole string) string {
	if string(left) == whole {
		return whole
	}
	return strings.TrimRight(string(left), " ,–-") + "…"
}

// Line is a line of black text that begins at a point of its baseline. Its size, in mm to the em, shrinks to the room. A
// letter that the face lacks is a question mark: it is in the user's own words, which the sign has in the user's font.
func Line(face *fonts.Face, text string, size float64, at scene.Point, room float64) (*scene.Glyphs, error) {
	if missing := face.Missing(text); len(missing) > 0 {
		text = strings.Map(func(r rune) rune {
			if slices.Contains(missing, r) {
				return '?'
			}
			return r
		}, text)
	}
	run, advance, err := face.Shape(text)
	if err != nil {
		return nil, err
	}
	if width := advance * size / float64(face.UnitsPerEm()); width > room {
		size *= room / width
	}
	g := &scene.Glyphs{Face: face, Size: size, Origin: at, Run: run, Ink: scene.Black(), Text: text}
	outline, err := g.Path()
	if err != nil {
		return nil, err
	}
	g.Extent = outline.Bounds()
	return g, nil
}
