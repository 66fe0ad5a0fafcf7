package pdf

import (
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// forms are the layers that several pages share: each is written once, as a form XObject, and drawn by reference.
type forms struct {
	shared map[*scene.Node]*form // by the first node
	drawn  []*form
}

type form struct {
	name    string // of the resource; empty until it is drawn
	nodes   int
	uses    int
	content []byte
	box     scene.Rect // mm
}

// newForms finds the shared layers: those that have their nodes in the same place in memory.
func newForms(pages []*scene.Scene) *forms {
	f := &forms{shared: make(map[*scene.Node]*form)}
	for _, s := range pages {
		for _, layer := range s.Layers {
			if len(layer.Nodes) == 0 || !drawnAnywhere(layer.Nodes) {
				continue
			}
			key := &layer.Nodes[0]
			if f.shared[key] == nil {
				f.shared[key] = &form{nodes: len(layer.Nodes)}
			}
			f.shared[key].uses++
		}
	}
	return f
}

// drawnAnywhere tells whether nodes are page content alone: gofpdf places pictures and links on pages.
func drawnAnywhere(nodes []scene.Node) bool {
	for _, n := range nodes {
		switch n.(type) {
		case *scene.Fill, *scene.Glyphs:
		default:
			return false
		}
	}
	return true
}

// of is the form of a layer, nil where no other page has the layer.
func (f *forms) of(layer scene.Layer) *form {
	if len(layer.Nodes) == 0 {
		return nil
	}
	if form := f.shared[&layer.Nodes[0]]; form != nil && form.uses > 1 && form.nodes == len(layer.Nodes) {
		return form
	}
	return nil
}

// form draws a layer by reference, and the layer itself the first time.
func (p *page) form(f *form, layer scene.Layer, s *scene.Scene) error {
	if f.name == "" {
		p.forms.drawn = append(p.forms.drawn, f)
		f.name = fmt.Sprintf("X%d", len(p.forms.drawn))
		f.box = scene.Rect{X1: s.Width, Y1: s.Height}
		content, ink := p.content, p.ink
		p.content, p.ink = nil, ""
		err := p.nodes(layer.Nodes)
		f.content, p.content, p.ink = p.content, content, ink
		if err != nil {
			return err
		}
	}
	p.content = fmt.Appendf(p.content, "/%s Do\n", f.name)
	return nil
}

// add adds the forms to a file and returns the entries of a resource dictionary.
func (f *forms) add(to *file) (string, error) {
	var entries strings.Builder
	for _, form := range f.drawn {
		n, err := to.addStream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [%g %g %g %g] /Resources %d 0 R ",
			form.box.X0, form.box.Y0, form.box.X1, form.box.Y1, resources), form.content)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&entries, "/%s %d 0 R\n", form.name, n)
	}
	return entries.String(), nil
}
