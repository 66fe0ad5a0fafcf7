package logo

import (
	"math"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// size is what percentages in a viewport refer to.
type size struct{ w, h float64 }

// diagonal is the whole of lengths that are neither horizontal nor vertical (SVG 2, 8.9).
func (s size) diagonal() float64 { return math.Sqrt((s.w*s.w + s.h*s.h) / 2) }

type viewBox struct{ x, y, w, h float64 }

func parseViewBox(text string) (viewBox, error) {
	v, err := numberList(text)
	if err != nil {
		return viewBox{}, err
	}
	if len(v) != 4 || v[2] < minSide || v[3] < minSide {
		return viewBox{}, badValue(text)
	}
	return viewBox{v[0], v[1], v[2], v[3]}, nil
}

// artboard is the root's viewBox, or its width and height.
func (e *element) artboard() (viewBox, error) {
	if _, ok := e.attrs["transform"]; ok {
		return viewBox{}, unsupportedProperty("transform")
	}
	width, height := e.attrs["width"], e.attrs["height"]
	absolute := func(text string) bool { return text != "" && text != "auto" && !strings.Contains(text, "%") }
	sized := absolute(width) && absolute(height)
	var shown size
	if sized {
		var err error
		if shown.w, err = length(width, 0); err != nil {
			return viewBox{}, err
		}
		if shown.h, err = length(height, 0); err != nil {
			return viewBox{}, err
		}
		if shown.w < minSide || shown.h < minSide {
			return viewBox{}, badValue(width + " × " + height)
		}
	}
	box := viewBox{0, 0, shown.w, shown.h}
	if text, ok := e.attrs["viewBox"]; ok {
		var err error
		if box, err = parseViewBox(text); err != nil {
			return box, err
		}
		// A page larger than the drawing adds margins, unless it is said to stretch or to cut the drawing.
		fit := e.attrs["preserveAspectRatio"]
		stretched := sized && math.Abs(shown.w*box.h/(shown.h*box.w)-1) > 0.01
		if stretched && (strings.Contains(fit, "none") || strings.Contains(fit, "slice")) {
			return box, unsupportedValue("preserveAspectRatio: " + fit)
		}
	} else if !sized {
		return box, noSize()
	}
	if box.w > MaxAspect*box.h || box.h > MaxAspect*box.w {
		return box, tooLong(box.w, box.h)
	}
	return box, nil
}

// viewport draws the children of a symbol or of an svg within another element.
func (d *drawing) viewport(e *element, c context) error {
	g := geometry{element: e, view: c.view}
	side := func(name, instance string, whole float64) float64 {
		if instance != "" && g.err == nil {
			var v float64
			v, g.err = length(instance, whole)
			return v
		}
		if _, ok := e.attrs[name]; !ok {
			return whole
		}
		return g.length(name, whole)
	}
	x, y := g.length("x", c.view.w), g.length("y", c.view.h)
	w := side("width", c.instance.width, c.view.w)
	h := side("height", c.instance.height, c.view.h)
	if g.err != nil {
		return g.err
	}
	if w < minSide || h < minSide {
		return nil
	}
	if v := e.style["overflow"]; v != "visible" && v != "auto" {
		window := rectangle(c.m, x, y, w, h)
		if window == nil {
			return nil
		}
		c.windows = append(c.windows[:len(c.windows):len(c.windows)], window)
	}
	c.view = size{w, h}
	fit := scene.Translate(x, y)
	if text, ok := e.attrs["viewBox"]; ok {
		box, err := parseViewBox(text)
		if err != nil {
			return err
		}
		if fit, err = box.fit(e.attrs["preserveAspectRatio"], w, h); err != nil {
			return err
		}
		fit = fit.Then(scene.Translate(x, y))
		c.view = size{box.w, box.h}
	}
	c.m = fit.Then(c.m)
	return d.children(e, c)
}

// fit maps the box into a viewport of w × h at the origin (SVG 2, 8.2).
func (b viewBox) fit(preserve string, w, h float64) (scene.Affine, error) {
	sx, sy := w/b.w, h/b.h
	align, mode := "xMidYMid", "meet"
	switch f := strings.Fields(preserve); len(f) {
	case 0:
	case 1:
		align = f[0]
	case 2:
		align, mode = f[0], f[1]
	default:
		return scene.Affine{}, badValue(preserve)
	}
	if align == "none" {
		return scene.Translate(-b.x, -b.y).Then(scene.Scale(sx, sy)), nil
	}
	share := map[string]float64{"xMin": 0, "xMid": 0.5, "xMax": 1, "YMin": 0, "YMid": 0.5, "YMax": 1}
	if len(align) != 8 || mode != "meet" && mode != "slice" {
		return scene.Affine{}, badValue(preserve)
	}
	ax, okX := share[align[:4]]
	ay, okY := share[align[4:]]
	if !okX || !okY {
		return scene.Affine{}, badValue(preserve)
	}
	s := min(sx, sy)
	if mode == "slice" {
		s = max(sx, sy)
	}
	return scene.Translate(-b.x, -b.y).Then(scene.Scale(s, s)).
		Then(scene.Translate((w-b.w*s)*ax, (h-b.h*s)*ay)), nil
}
