// Package press is the geometry of production: where eyelets go, and the marks beside a sign by which a print shop cuts
// it, aligns its plates and knows what it is.
package press

import (
	"math"

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
	slugSize   = 7 * 25.4 / 72
)

// Margin is the sheet in mm that marks need beyond the bleed.
const Margin = 12.0

// Marks are crop and registration marks, the colour bar and the slug line in the margin of a scene. Lengths are multiplied
// by the scale of the file, so that lines have their width there.
func Marks(s *scene.Scene, scale float64, face *fonts.Face, slug string) (scene.Layer, error) {
	m := marks{trim: s.Trim(), bleed: s.BleedBox(), scale: scale, lines: &scene.Path{}}
	m.crop()
	m.registration()
	layer := scene.Layer{Name: scene.Marks, Nodes: []scene.Node{&scene.Fill{Path: m.lines, Ink: scene.Registration()}}}
	layer.Nodes = append(layer.Nodes, m.bar()...)
	text, err := m.slug(face, slug)
	if err != nil {
		return scene.Layer{}, err
	}
	layer.Nodes = append(layer.Nodes, text)
	return layer, nil
}

type marks struct {
	trim, bleed scene.Rect
	scale       float64
	lines       *scene.Path
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
		m.lines.Ring(at, ringRadius*m.scale, markLine*m.scale)
	}
}

// bar is the colour bar: the inks full and half, and their overprints two by two, above the right end of the sign.
func (m *marks) bar() []scene.Node {
	var nodes []scene.Node
	side := patch * m.scale
	inks := [...]scene.Ink{
		{C: 1}, {M: 1}, {Y: 1}, {K: 1}, {C: 0.5}, {M: 0.5}, {Y: 0.5}, {K: 0.5}, {C: 1, M: 1}, {C: 1, Y: 1}, {M: 1, Y: 1},
	}
	right := m.trim.X1 - markGap*m.scale
	for i, ink := range inks {
		x := right - float64(len(inks)-i)*side
		if x < m.trim.Center().X+2*markLength*m.scale {
			continue // a small sign has room for a part of the bar
		}
		p := &scene.Path{}
		p.Rectangle(scene.Rect{X0: x, X1: x + side, Y0: m.bleed.Y0 - (markGap+patch)*m.scale, Y1: m.bleed.Y0 - markGap*m.scale})
		nodes = append(nodes, &scene.Fill{Path: p, Ink: ink})
	}
	return nodes
}

// slug is the line below the left end of the sign that says what it is. It shrinks where the sign is short.
func (m *marks) slug(face *fonts.Face, text string) (*scene.Glyphs, error) {
	at := scene.Point{X: m.trim.X0 + markGap*m.scale, Y: m.bleed.Y1 + (markGap+markLength)*m.scale}
	return Line(face, text, slugSize*m.scale, at, m.trim.Center().X-m.trim.X0-2*markLength*m.scale)
}

// Line is a line of black text that begins at a point of its baseline. Its size, in mm to the em, shrinks to the room.
func Line(face *fonts.Face, text string, size float64, at scene.Point, room float64) (*scene.Glyphs, error) {
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

// Eyelets are the centres of the eyelets of a sheet: one in every corner at a distance from both edges, and between them
// as many, evenly, as leave no wider gap than the spacing. All in mm; none where the spacing is 0.
func Eyelets(trim scene.Rect, spacing, edge float64) []scene.Point {
	r := trim.Inset(edge)
	if spacing <= 0 || r.Empty() {
		return nil
	}
	across, down := math.Ceil(r.Width()/spacing), math.Ceil(r.Height()/spacing)
	var all []scene.Point
	for i := range int(across) + 1 {
		x := r.X0 + r.Width()*float64(i)/across
		all = append(all, scene.Point{X: x, Y: r.Y0}, scene.Point{X: x, Y: r.Y1})
	}
	for i := 1; i < int(down); i++ {
		y := r.Y0 + r.Height()*float64(i)/down
		all = append(all, scene.Point{X: r.X0, Y: y}, scene.Point{X: r.X1, Y: y})
	}
	return all
}
