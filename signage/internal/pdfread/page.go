package pdfread

import (
	"cmp"
	"errors"
	"iter"
)

// Rectangle is a box in units of user space (points, unless UserUnit says otherwise): left, bottom, right, top, whichever
// corners the file names.
type Rectangle [4]float64

// Rectangle resolves o and reports whether it is a box.
func (f *File) Rectangle(o Object) (Rectangle, bool) {
	a, ok := As[Array](f, o)
	if !ok || len(a) != 4 {
		return Rectangle{}, false
	}
	var v [4]float64
	for i := range v {
		if v[i], ok = f.Number(a[i]); !ok {
			return Rectangle{}, false
		}
	}
	return Rectangle{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}, true
}

// Page is a page with what it inherits from the tree above it.
type Page struct {
	Dict      Dict // as written
	Ref       Ref
	Number    int       // 1 for the first
	Resources Dict      // nil where there are none
	MediaBox  Rectangle // zero where there is none
	CropBox   Rectangle // the MediaBox where there is none
	Rotate    int       // degrees clockwise: 0, 90, 180 or 270
}

// Pages are the document's pages in order. A part of the tree that cannot be read gives an [*Error] in its place, an
// [ErrLimit] as the last.
func (f *File) Pages() iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		catalog, err := f.Catalog()
		if err != nil {
			yield(nil, err)
			return
		}
		w := pageWalk{f: f, yield: yield, seen: map[Ref]bool{}}
		w.visit(catalog["Pages"], inherited{}, 0)
	}
}

// inherited is what a node of the tree passes to those below it (table 30).
type inherited struct{ resources, mediaBox, cropBox, rotate Object }

type pageWalk struct {
	f       *File
	yield   func(*Page, error) bool
	seen    map[Ref]bool // inner nodes
	visited int
	pages   int
}

// visit reports whether to go on.
func (w *pageWalk) visit(o Object, from inherited, depth int) bool {
	r, _ := o.(Ref)
	if w.visited++; w.visited > w.f.limits.Objects {
		w.yield(nil, of(r, overLimit("số trang của tệp", "pages of the file", w.f.limits.Objects)))
		return false
	}
	if depth > w.f.limits.Depth {
		w.yield(nil, of(r, overLimit("số tầng của cây trang", "levels of the page tree", w.f.limits.Depth)))
		return false
	}
	o, err := w.f.Resolve(o)
	if err != nil {
		return w.yield(nil, err)
	}
	node, ok := o.(Dict)
	if !ok {
		return w.yield(nil, of(r, damaged("cây trang thiếu một nút", "the page tree lacks a node")))
	}
	pass(&from.resources, node["Resources"])
	pass(&from.mediaBox, node["MediaBox"])
	pass(&from.cropBox, node["CropBox"])
	pass(&from.rotate, node["Rotate"])
	if node["Kids"] == nil {
		w.pages++
		return w.yield(w.f.page(node, r, w.pages, from), nil)
	}
	kids, ok := As[Array](w.f, node["Kids"])
	switch {
	case !ok:
		return w.yield(nil, of(r, damaged("/Kids của cây trang bị hỏng", "the /Kids of the page tree are damaged")))
	case w.seen[r]:
		return w.yield(nil, of(r, damaged("cây trang đi vòng", "the page tree comes back to a node")))
	}
	w.seen[r] = true
	for _, kid := range kids {
		if !w.visit(kid, from, depth+1) {
			return false
		}
	}
	return true
}

func pass(to *Object, o Object) {
	if o != nil {
		*to = o
	}
}

func (f *File) page(node Dict, r Ref, number int, from inherited) *Page {
	p := &Page{Dict: node, Ref: r, Number: number}
	p.Resources, _ = As[Dict](f, from.resources)
	p.MediaBox, _ = f.Rectangle(from.mediaBox)
	var ok bool
	if p.CropBox, ok = f.Rectangle(from.cropBox); !ok {
		p.CropBox = p.MediaBox
	}
	if turn, _ := As[int64](f, from.rotate); turn%90 == 0 {
		p.Rotate = int((turn%360 + 360) % 360)
	}
	return p
}

// Contents is the decoded content of a page, its streams joined by line ends (7.8.2), up to Limits.Stream bytes. With an
// error that wraps [ErrDamaged] it gives what could be read.
func (f *File) Contents(p *Page) ([]byte, error) {
	parts, err := f.list(p.Dict["Contents"])
	if err != nil {
		return nil, err
	}
	var content []byte
	var failed error
	for _, part := range parts {
		if err := f.spend(leastWork); err != nil {
			return nil, of(p.Ref, err)
		}
		var b []byte
		o, err := f.Resolve(part)
		switch o := o.(type) {
		case *Stream:
			b, err = f.Decode(o)
		case Array:
			if part == p.Dict["Contents"] {
				err = of(p.Ref, damaged("/Contents của trang chứa chính nó", "the page's /Contents contain themselves"))
			} else {
				err = of(p.Ref, damaged("/Contents của trang có mảng lồng trong mảng", "the page's /Contents have an array in their array"))
			}
		default:
			err = cmp.Or(err, of(p.Ref, damaged("nội dung của trang bị thiếu", "a part of the page's content is missing")))
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, err
		}
		failed = cmp.Or(failed, err)
		if int64(len(content)+len(b)) > f.limits.Stream {
			return nil, of(p.Ref, overLimit("số byte nội dung của một trang", "bytes of a page's content", f.limits.Stream))
		}
		if content == nil {
			content = b
			continue
		}
		content = append(append(content, '\n'), b...)
	}
	return content, failed
}
