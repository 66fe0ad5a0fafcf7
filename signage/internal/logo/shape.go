package logo

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// outline is the path of a basic shape or path element in its own coordinates; nil where it draws nothing.
func (e *element) outline(view size) (*scene.Path, error) {
	switch e.name {
	case "path":
		return parsePath(e.attrs["d"])
	case "polyline", "polygon":
		return e.polygon()
	}
	g := geometry{element: e, view: view}
	switch e.name {
	case "rect":
		return g.rect(), g.err
	case "circle":
		r := g.length("r", view.diagonal())
		return g.ellipse(r, r), g.err
	case "ellipse":
		return g.ellipse(g.length("rx", view.w), g.length("ry", view.h)), g.err
	}
	return g.line(), g.err
}

// geometry reads the attributes of a shape. After the first that does not fit it stays failed.
type geometry struct {
	*element
	view size
	err  error
}

// length is an attribute's value in user units, 0 where it is missing.
func (g *geometry) length(name string, whole float64) float64 {
	text, ok := g.attrs[name]
	if !ok || g.err != nil {
		return 0
	}
	var v float64
	v, g.err = length(text, whole)
	return v
}

func (g *geometry) rect() *scene.Path {
	x, y := g.length("x", g.view.w), g.length("y", g.view.h)
	w, h := g.length("width", g.view.w), g.length("height", g.view.h)
	rx, ry := g.radius("rx", g.view.w), g.radius("ry", g.view.h)
	if rx < 0 {
		rx = ry
	}
	if ry < 0 {
		ry = rx
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	if w <= 0 || h <= 0 {
		return nil
	}
	p := &scene.Path{}
	if rx <= 0 || ry <= 0 {
		p.Rectangle(scene.Rect{X0: x, Y0: y, X1: x + w, Y1: y + h})
		return p
	}
	corner := func(cx, cy, begin float64) {
		m := scene.Scale(rx, ry).Then(scene.Translate(cx, cy))
		sin, cos := math.Sincos(begin)
		p.LineTo(m.Apply(scene.Point{X: cos, Y: sin}))
		arcCubes(p, m, begin, math.Pi/2)
	}
	p.MoveTo(scene.Point{X: x + rx, Y: y})
	corner(x+w-rx, y+ry, -math.Pi/2)
	corner(x+w-rx, y+h-ry, 0)
	corner(x+rx, y+h-ry, math.Pi/2)
	corner(x+rx, y+ry, math.Pi)
	p.Close()
	return p
}

// radius is the radius of a rectangle's corners, negative where it follows the other one.
func (g *geometry) radius(name string, whole float64) float64 {
	if v, ok := g.attrs[name]; !ok || v == "auto" {
		return -1
	}
	return g.length(name, whole)
}

func (g *geometry) ellipse(rx, ry float64) *scene.Path {
	cx, cy := g.length("cx", g.view.w), g.length("cy", g.view.h)
	if rx <= 0 || ry <= 0 {
		return nil
	}
	p := &scene.Path{}
	p.MoveTo(scene.Point{X: cx + rx, Y: cy})
	arcCubes(p, scene.Scale(rx, ry).Then(scene.Translate(cx, cy)), 0, 2*math.Pi)
	p.Close()
	return p
}

func (g *geometry) line() *scene.Path {
	p := &scene.Path{}
	p.MoveTo(scene.Point{X: g.length("x1", g.view.w), Y: g.length("y1", g.view.h)})
	p.LineTo(scene.Point{X: g.length("x2", g.view.w), Y: g.length("y2", g.view.h)})
	return p
}

func (e *element) polygon() (*scene.Path, error) {
	v, err := numberList(e.attrs["points"])
	if err != nil {
		return nil, err
	}
	if len(v)%2 == 1 {
		return nil, badValue(e.attrs["points"])
	}
	if len(v) > 2*maxPoints {
		return nil, tooManyPoints()
	}
	p := &scene.Path{}
	for i := 0; i < len(v); i += 2 {
		q := scene.Point{X: v[i], Y: v[i+1]}
		if i == 0 {
			p.MoveTo(q)
		} else {
			p.LineTo(q)
		}
	}
	if e.name == "polygon" && len(v) > 0 {
		p.Close()
	}
	return p, nil
}
