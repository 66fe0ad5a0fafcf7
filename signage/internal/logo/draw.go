package logo

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// flatness is how far an edge may stray from a curve that had to be flattened, in shares of the artboard's longer side:
// 0.02 mm on a logo of 1 m.
const flatness = 1.0 / 50_000

// bytesInStep is how many bytes of attributes are read in the time of a step.
const bytesInStep = 16

// drawing collects the areas of a document.
type drawing struct {
	doc       *document
	tolerance float64
	fills     []scene.Fill
	averaged  bool // a gradient became one colour

	drawn, points, steps int // held to maxDrawn, maxPoints and maxSteps
}

// context is what an element takes over from those around it.
type context struct {
	style    style
	opacity  float64      // of the elements around it
	m        scene.Affine // from the element's units to the artboard's
	windows  []window     // in the artboard's units
	view     size
	depth    int
	used     []*element // those that the uses around it refer to
	instance instance   // given by the use that refers to the element
}

// instance is what a use says of the symbol or svg that it refers to.
type instance struct {
	use           bool
	width, height string
}

func readSVG(data []byte) (*Logo, error) {
	doc, err := parseSVG(data)
	if err != nil {
		return nil, err
	}
	box, err := doc.root.artboard()
	if err != nil {
		return nil, atLine(err, doc.root.line)
	}
	d := drawing{doc: doc, tolerance: flatness * max(box.w, box.h)}
	c := context{
		style:   initialStyle(),
		opacity: 1,
		m:       scene.Translate(-box.x, -box.y),
		view:    size{box.w, box.h},
		// Viewers show nothing beyond the artboard.
		windows: []window{rectangle(scene.Scale(1, 1), 0, 0, box.w, box.h)},
	}
	if err := d.draw(doc.root, c); err != nil {
		return nil, err
	}
	if len(d.fills) == 0 {
		return nil, nothingDrawn()
	}
	if err := blended(d.fills); err != nil {
		return nil, err
	}
	l := &Logo{width: box.w, height: box.h, fills: d.fills}
	if d.averaged {
		l.Notes = append(l.Notes, averagedGradient())
	}
	return l, nil
}

func (d *drawing) spend(steps int) error {
	if d.steps += steps; d.steps > maxSteps {
		return tooManySteps()
	}
	return nil
}

func (d *drawing) draw(e *element, c context) error {
	return atLine(d.drawElement(e, c), e.line)
}

func (d *drawing) drawElement(e *element, c context) error {
	d.drawn++
	c.depth++
	switch {
	case d.drawn > maxDrawn:
		return tooManyDrawn()
	case c.depth > maxDepth:
		return tooDeep()
	}
	if err := d.spend(e.bytes / bytesInStep); err != nil {
		return err
	}
	switch e.name {
	case "defs", "title", "desc", "metadata", "style", "linearGradient", "radialGradient", "clipPath", "mask", "filter",
		"pattern", "marker", "view":
		return nil
	case "symbol":
		if !c.instance.use {
			return nil
		}
	}
	if e.style["display"] == "none" {
		return nil
	}
	for _, condition := range [...]string{"systemLanguage", "requiredExtensions"} {
		if _, ok := e.attrs[condition]; ok {
			return unsupportedProperty(condition)
		}
	}
	opacity, ok := e.style["opacity"]
	if !ok {
		opacity = "1"
	}
	o, err := parseOpacity(opacity)
	if err != nil {
		return err
	}
	if invisible(o) {
		return nil
	}
	if opaque(o) {
		return d.inside(e, c)
	}
	c.opacity *= o
	before := len(d.fills)
	if err := d.inside(e, c); err != nil {
		return err
	}
	// What is seen through as a whole looks otherwise than its parts that are seen through one over the other.
	return d.separate(d.fills[before:], o)
}

// inside draws an element with its style.
func (d *drawing) inside(e *element, c context) (err error) {
	if c.style, err = c.style.inherit(e, c.view); err != nil {
		return err
	}
	m, err := parseTransform(e.attrs["transform"])
	if err != nil {
		return err
	}
	c.m = m.Then(c.m)
	if c.windows, err = d.clipped(e, c); err != nil {
		return err
	}
	switch e.name {
	case "svg":
		if c.depth > 1 {
			return d.viewport(e, c)
		}
		return d.children(e, c)
	case "g", "a":
		return d.children(e, c)
	case "symbol":
		return d.viewport(e, c)
	case "use":
		return d.use(e, c)
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
		return d.shape(e, c)
	case "text":
		if c.style.hidden || !e.letters {
			return nil
		}
		return undrawable("text")
	case "image":
		return undrawable("image")
	}
	return unknownElement(e.name)
}

func (d *drawing) children(e *element, c context) error {
	c.instance = instance{}
	for _, child := range e.children {
		if err := d.draw(child, c); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) use(e *element, c context) error {
	target, err := d.target(e)
	if err != nil {
		return err
	}
	if slices.Contains(c.used, target) {
		return cyclic(target.attrs["id"])
	}
	g := geometry{element: e, view: c.view}
	x, y := g.length("x", c.view.w), g.length("y", c.view.h)
	if g.err != nil {
		return g.err
	}
	c.m = scene.Translate(x, y).Then(c.m)
	c.used = append(c.used[:len(c.used):len(c.used)], target)
	c.instance = instance{true, e.attrs["width"], e.attrs["height"]}
	return d.draw(target, c)
}

// target is the element that a use refers to.
func (d *drawing) target(e *element) (*element, error) {
	id := strings.TrimPrefix(strings.Trim(e.attrs["href"], svgSpace), "#")
	target := d.doc.ids[id]
	if target == nil {
		return nil, dangling(id)
	}
	return target, nil
}

func (d *drawing) shape(e *element, c context) error {
	p, err := e.outline(c.view)
	if err != nil || p == nil || c.style.hidden {
		return err
	}
	fill := func() error {
		if e.name == "line" {
			return nil
		}
		return d.paint(c.style.fill, c.style.fillOpacity, c, func() (*scene.Path, error) { return p, nil }, c.style.evenOdd)
	}
	stroke := func() error {
		area := func() (*scene.Path, error) { return d.strokeArea(e, p, c) }
		return d.paint(c.style.line, c.style.strokeOpacity, c, area, false)
	}
	if c.style.strokeFirst {
		fill, stroke = stroke, fill
	}
	if err := fill(); err != nil {
		return err
	}
	return stroke()
}

func (d *drawing) strokeArea(e *element, p *scene.Path, c context) (*scene.Path, error) {
	s := c.style.stroke
	// The greatest factor by which the map enlarges a length is at most this.
	scale := math.Hypot(math.Hypot(c.m.A, c.m.B), math.Hypot(c.m.C, c.m.D))
	if s.width == 0 || scale == 0 {
		return &scene.Path{}, nil
	}
	if _, ok := e.attrs["pathLength"]; ok && len(s.dashes) > 0 {
		return nil, unsupportedProperty("pathLength")
	}
	return d.stroke(p, s, d.tolerance/scale)
}

// paint draws an area, which is in the element's units.
func (d *drawing) paint(
	p paint, opacity float64, c context, area func() (*scene.Path, error), evenOdd bool,
) error {
	if p.kind == noPaint {
		return nil
	}
	color, own, err := d.flat(p, c.style)
	if err != nil {
		return err
	}
	opacity *= own * c.opacity
	if invisible(opacity) {
		return nil
	}
	through := 0.0
	if !opaque(opacity) {
		through = 1 - opacity
	}
	path, err := area()
	if err != nil {
		return err
	}
	path = path.Transformed(c.m)
	for _, p := range path.Points {
		if !finite(p.X, p.Y) {
			return tooBigNumber("coordinate")
		}
	}
	path = solid(path)
	for _, w := range c.windows {
		if path, err = d.clip(path, w); err != nil {
			return err
		}
	}
	path = solid(path)
	if len(path.Points) == 0 {
		return nil
	}
	if d.points += len(path.Points); d.points > maxPoints {
		return tooManyPoints()
	}
	d.fills = append(d.fills, scene.Fill{Path: path, Ink: color.ink(), EvenOdd: evenOdd, Through: through})
	return nil
}

// solid is the path without the contours that have no area, which a PDF viewer would show as hairlines, and with the
// others closed.
func solid(p *scene.Path) *scene.Path {
	kept := &scene.Path{}
	var one scene.Path
	end := func() {
		if !collinear(one.Points) {
			if one.Verbs[len(one.Verbs)-1] != scene.Close {
				one.Close()
			}
			kept.Append(&one)
		}
		one = scene.Path{}
	}
	p.Walk(func(v scene.Verb, _ scene.Point, to []scene.Point) {
		if v == scene.Move {
			end()
		}
		one.Verbs = append(one.Verbs, v)
		one.Points = append(one.Points, to...)
	})
	end()
	return kept
}

func collinear(points []scene.Point) bool {
	if len(points) < 3 {
		return true
	}
	a := points[0]
	far := slices.MaxFunc(points, func(p, q scene.Point) int {
		if math.Hypot(p.X-a.X, p.Y-a.Y) < math.Hypot(q.X-a.X, q.Y-a.Y) {
			return -1
		}
		return 1
	})
	dx, dy := far.X-a.X, far.Y-a.Y
	slack := 1e-9 * (dx*dx + dy*dy)
	return !slices.ContainsFunc(points, func(p scene.Point) bool {
		return math.Abs(dx*(p.Y-a.Y)-dy*(p.X-a.X)) > slack
	})
}

// clipped is the windows of an element with that of its own clip path.
func (d *drawing) clipped(e *element, c context) ([]window, error) {
	value, ok := e.style["clip-path"]
	if !ok || value == "none" {
		return c.windows, nil
	}
	if !strings.HasPrefix(strings.ToLower(value), "url(") {
		return nil, unsupportedProperty("clip-path")
	}
	id, err := localURL(value)
	if err != nil {
		return nil, err
	}
	clip := d.doc.ids[id]
	if clip == nil || clip.name != "clipPath" {
		return nil, dangling(id)
	}
	w, err := d.window(clip, c)
	if err != nil {
		return nil, atLine(err, clip.line)
	}
	return append(c.windows[:len(c.windows):len(c.windows)], w), nil
}

// window is the outline of a clip path that is one convex shape.
func (d *drawing) window(clip *element, c context) (window, error) {
	if clip.attrs["clipPathUnits"] == "objectBoundingBox" {
		return nil, complexClip()
	}
	if err := d.spend(len(clip.children)); err != nil {
		return nil, err
	}
	var shape *element
	for _, child := range clip.children {
		switch {
		case child.name == "title" || child.name == "desc" || child.style["display"] == "none":
		case shape != nil:
			return nil, complexClip()
		default:
			shape = child
		}
	}
	m := scene.Scale(1, 1)
	for _, e := range []*element{clip, shape} {
		if e == nil {
			return nil, complexClip()
		}
		own, err := parseTransform(e.attrs["transform"])
		if err != nil {
			return nil, err
		}
		m = own.Then(m)
	}
	if shape.name == "use" { // Illustrator draws the frame once and clips by a reference to it
		target, err := d.target(shape)
		if err != nil {
			return nil, err
		}
		g := geometry{element: shape, view: c.view}
		at := scene.Translate(g.length("x", c.view.w), g.length("y", c.view.h))
		own, err := parseTransform(target.attrs["transform"])
		if err != nil || g.err != nil {
			return nil, errors.Join(err, g.err)
		}
		m = own.Then(at).Then(m)
		shape = target
	}
	switch shape.name {
	case "path", "rect", "circle", "ellipse", "polygon", "polyline":
	default:
		return nil, complexClip()
	}
	for _, e := range []*element{clip, shape} {
		if v, ok := e.style["clip-path"]; ok && v != "none" {
			return nil, complexClip()
		}
	}
	p, err := shape.outline(c.view)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, complexClip()
	}
	contours, err := d.flatten(p.Transformed(m.Then(c.m)), d.tolerance)
	if err != nil {
		return nil, err
	}
	if len(contours) != 1 || len(contours[0].points) < 3 {
		return nil, complexClip()
	}
	w := newWindow(contours[0].points)
	if w == nil {
		return nil, complexClip()
	}
	return w, nil
}
