package pdf

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// forms are what is drawn several times: layers that pages share, and pictures that are placed on others. Each is
// written once, as a form XObject, and drawn by reference.
type forms struct {
	layers map[*scene.Node]*form // by the first node
	scenes map[*scene.Scene]*form
	drawn  []*form
}

type form struct {
	name    string // of the resource; empty until it is drawn
	nodes   int
	uses    int
	content []byte
	box     scene.Rect // mm
	below   []lower    // what it draws
	unit    float64
}

// newForms finds the shared layers: those that have their nodes in the same place in memory.
func newForms(pages []*scene.Scene) *forms {
	f := &forms{layers: make(map[*scene.Node]*form), scenes: make(map[*scene.Scene]*form)}
	if len(pages) < 2 {
		return f
	}
	for _, s := range pages {
		for _, layer := range s.Layers {
			if len(layer.Nodes) == 0 || linked(layer.Nodes) {
				continue
			}
			key := &layer.Nodes[0]
			if f.layers[key] == nil {
				f.layers[key] = &form{nodes: len(layer.Nodes)}
			}
			f.layers[key].uses++
		}
	}
	return f
}

// linked tells whether there are links among the nodes: these belong to a page.
func linked(nodes []scene.Node) bool {
	for _, n := range nodes {
		if _, ok := n.(*scene.Link); ok {
			return true
		}
	}
	return false
}

// of is the form of a layer, nil where no other page has the layer.
func (f *forms) of(layer scene.Layer) *form {
	if len(layer.Nodes) == 0 {
		return nil
	}
	if form := f.layers[&layer.Nodes[0]]; form != nil && form.uses > 1 && form.nodes == len(layer.Nodes) {
		return form
	}
	return nil
}

// shared draws a layer by reference, and the layer itself the first time. Pages that share layers are of one size, so
// their units are the same.
func (p *page) shared(f *form, layer scene.Layer) error {
	if f.name == "" {
		if err := p.record(f, p.options.Profile.area(p.scene), func() error { return p.nodes(layer.Name, layer.Nodes) }); err != nil {
			return err
		}
	}
	p.below = append(p.below, f.below...)
	p.overprint(false) // which is how forms begin
	p.content = fmt.Appendf(p.content, "/%s Do\n", f.name)
	return nil
}

// placed draws another scene by reference.
func (p *page) placed(n *scene.Placed) error {
	scale := math.Sqrt(math.Abs(n.Map.A*n.Map.D - n.Map.B*n.Map.C))
	if n.Scene == nil || !(scale > 0 && scale <= maxCoordinate) || n.Clip.Empty() {
		return fmt.Errorf("%w: a picture that is placed nowhere", ErrContainer)
	}
	f := p.forms.scenes[n.Scene]
	if f == nil {
		f = &form{}
		p.forms.scenes[n.Scene] = f
		outer := *p
		// Scenes that are placed have a ground of their own.
		p.below = nil
		p.scene, p.scale, p.unit, p.placing = n.Scene, p.scale*scale, resolution(max(n.Scene.Width, n.Scene.Height)), true
		err := p.record(f, n.Scene.BleedBox(), func() error {
			for _, layer := range n.Scene.Layers {
				if layer.Name == scene.Marks {
					continue
				}
				if err := p.nodes(layer.Name, unlinked(layer.Nodes)); err != nil {
					return err
				}
			}
			return nil
		})
		p.scene, p.scale, p.unit, p.placing, p.below = outer.scene, outer.scale, outer.unit, outer.placing, outer.below
		if err != nil {
			return err
		}
	}
	for _, l := range f.below {
		p.below = append(p.below, l.placed(n.Map, n.Clip))
	}
	inner := resolution(max(n.Scene.Width, n.Scene.Height))
	p.overprint(false)
	p.content = append(p.content, "q "...)
	p.clip(n.Clip)
	m := n.Map
	p.content = p.matrix(m.A*p.unit/inner, m.B*p.unit/inner, m.C*p.unit/inner, m.D*p.unit/inner, m.E*p.unit, m.F*p.unit)
	p.content = fmt.Appendf(p.content, "/%s Do Q\n", f.name)
	return nil
}

// unlinked leaves links out: they work on pages alone.
func unlinked(nodes []scene.Node) []scene.Node {
	if !linked(nodes) {
		return nodes
	}
	var rest []scene.Node
	for _, n := range nodes {
		if _, ok := n.(*scene.Link); !ok {
			rest = append(rest, n)
		}
	}
	return rest
}

// record draws the content of a form and names it.
func (p *page) record(f *form, box scene.Rect, draw func() error) error {
	content, state, over, below := p.content, p.state, p.over, p.below
	p.content, p.state, p.over = make([]byte, 0, usualContent), "", false
	err := draw()
	f.below, p.below = slices.Clone(p.below[len(below):]), below
	f.content, p.content, p.state, p.over = p.content, content, state, over
	f.box = box
	p.forms.drawn = append(p.forms.drawn, f)
	f.name, f.unit = fmt.Sprintf("X%d", len(p.forms.drawn)), p.unit
	return err
}

// add adds the forms with their packed contents to a file and returns the entries of a resource dictionary.
func (f *forms) add(to *file, packed [][]byte) string {
	var entries strings.Builder
	for i, form := range f.drawn {
		b, u := form.box, form.unit
		n := to.add(stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [%g %g %g %g] /Resources %d 0 R ",
			b.X0*u, b.Y0*u, b.X1*u, b.Y1*u, sharedResources), packed[i]))
		fmt.Fprintf(&entries, "/%s %d 0 R\n", form.name, n)
	}
	return entries.String()
}
