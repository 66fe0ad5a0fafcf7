package board

import (
	"fmt"
	"image"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/parallel"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
)

// dotsPerModule is the resolution at which a code is proved: the least at which a device draws modules evenly.
const dotsPerModule = qr.MinDots

// Misread is a code that a page shows otherwise than it should.
type Misread struct {
	Code Placed
	Read string // what was read; empty where nothing was
	Err  error  // nil where something else was read
}

func (e *Misread) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("page %d, code %s: %v", e.Code.Page+1, e.Code.Label, e.Err)
	}
	return fmt.Sprintf("page %d, code %s: reads %q, not %q", e.Code.Page+1, e.Code.Label, e.Read, e.Code.Symbol.Payload())
}

// Unwrap is why nothing was read.
func (e *Misread) Unwrap() error { return e.Err }

// Prove draws the place of every code, with everything that pages have there, reads it and compares it with its payload.
// The errors are *[Misread], of the first code that is misread, or those of drawing.
func Prove(pages []*scene.Scene, codes []Placed) error {
	nodes := make([][]placedNode, len(pages))
	for i, page := range pages {
		nodes[i] = nodesOf(page)
	}
	return parallel.Each(len(codes), func(i int) error { return prove(nodes[codes[i].Page], codes[i]) })
}

func prove(page []placedNode, c Placed) error {
	picture, err := raster.Image(cut(page, c.Rect), raster.Options{Width: c.Symbol.Outer() * dotsPerModule})
	if err != nil {
		return err
	}
	found, err := qr.Decode(picture, picture.Rect)
	if err != nil {
		return &Misread{Code: c, Err: err}
	}
	if found.Text != c.Symbol.Payload() {
		return &Misread{Code: c, Read: found.Text}
	}
	// The symbol fills its place but for the quiet zone.
	if quiet := picture.Rect.Inset(qr.QuietZone*dotsPerModule - dotsPerModule); !found.Bounds.In(quiet) {
		return &Misread{Code: c, Err: fmt.Errorf("%w: %v of %v", qr.ErrNotFound, found.Bounds, image.Rectangle(quiet))}
	}
	return nil
}

// placedNode is a node with its extent.
type placedNode struct {
	scene.Node
	box scene.Rect
}

func nodesOf(s *scene.Scene) []placedNode {
	var all []placedNode
	for _, layer := range s.Layers {
		for _, n := range layer.Nodes {
			all = append(all, placedNode{n, n.Bounds()})
		}
	}
	return all
}

// cut is what the nodes draw in a place, as a page of its own, from the last on that hides all before it.
func cut(nodes []placedNode, place scene.Rect) *scene.Scene {
	var inside []scene.Node
	for _, n := range nodes {
		if !n.box.Intersects(place) {
			continue
		}
		if f, ok := n.Node.(*scene.Fill); ok && !f.EvenOdd && f.Through == 0 && covers(f.Path, place) {
			inside = inside[:0]
		}
		inside = append(inside, moved(n.Node, -place.X0, -place.Y0))
	}
	return &scene.Scene{Width: place.Width(), Height: place.Height(), Layers: []scene.Layer{{Nodes: inside}}}
}

// covers tells whether a path is made of rectangles, all drawn the same way round, of which one holds the place.
func covers(p *scene.Path, place scene.Rect) bool {
	const corners = 4
	if len(p.Verbs) != (corners+1)*len(p.Points)/corners {
		return false
	}
	held := false
	for i := 0; i < len(p.Points); i += corners {
		c := p.Points[i : i+corners]
		r := scene.Rect{X0: c[0].X, Y0: c[0].Y, X1: c[2].X, Y1: c[2].Y}
		if r.Empty() || c[1] != (scene.Point{X: r.X1, Y: r.Y0}) || c[3] != (scene.Point{X: r.X0, Y: r.Y1}) {
			return false
		}
		held = held || r.Contains(place, 0)
	}
	return held
}

func moved(n scene.Node, dx, dy float64) scene.Node {
	shift := func(r scene.Rect) scene.Rect {
		return scene.Rect{X0: r.X0 + dx, Y0: r.Y0 + dy, X1: r.X1 + dx, Y1: r.Y1 + dy}
	}
	switch n := n.(type) {
	case *scene.Fill:
		f := *n
		f.Path = n.Path.Transformed(scene.Translate(dx, dy))
		return &f
	case *scene.Glyphs:
		g := *n
		g.Origin.X, g.Origin.Y, g.Extent = g.Origin.X+dx, g.Origin.Y+dy, shift(g.Extent)
		return &g
	case *scene.Image:
		i := *n
		i.Rect = shift(i.Rect)
		return &i
	}
	return n
}
