package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// The objects that gofpdf numbers itself: the resources of all pages, and for each page its dictionary and its content.
const (
	sharedResources = 2
	firstPage       = 3
	objectsPerPage  = 2
)

// finish completes what gofpdf wrote: pages with their boxes and content, resources, and all by which a print shop's
// programs know what the file is. Every object is written here anew but the list of pages.
func finish(f *file, pages []*page, r *resources) ([]byte, error) {
	contents := make([][][]byte, 0, len(pages)+len(r.forms.drawn))
	for _, p := range pages {
		contents = append(contents, p.parts())
	}
	for _, form := range r.forms.drawn {
		contents = append(contents, [][]byte{form.content})
	}
	packed, err := deflateAll(contents)
	if err != nil {
		return nil, err
	}
	for i, p := range pages {
		at := firstPage + objectsPerPage*i
		if at+1 > len(f.objects) {
			return nil, fmt.Errorf("%w: gofpdf wrote no page %d", ErrContainer, i+1)
		}
		f.set(at, p.dictionary(at+1, annotations(f.objects[at-1])))
		f.objects[at] = stream("", packed[i])
	}
	resources, err := r.add(f, packed[len(pages):])
	if err != nil {
		return nil, err
	}
	f.set(sharedResources, resources)
	f.set(1, strings.Replace(string(f.objects[0]), "/MediaBox [0 0 100.00 100.00]\n", "", 1))
	return r.describe(f)
}

// annotations are the links of a page, as gofpdf wrote them.
func annotations(page []byte) string {
	at := bytes.Index(page, []byte("/Annots ["))
	end := bytes.LastIndex(page, []byte("/Contents"))
	if at < 0 || end < at {
		return ""
	}
	return string(bytes.TrimSpace(page[at:end])) + "\n"
}

// dictionary of the page.
func (p *page) dictionary(content int, annotations string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /Page\n/Parent 1 0 R\n/MediaBox %s\n", p.box(p.options.Profile.area(p.scene)))
	if p.options.Profile.press() {
		fmt.Fprintf(&b, "/BleedBox %s\n/TrimBox %s\n", p.box(p.scene.BleedBox()), p.box(p.scene.Trim()))
	}
	if p.userUnit > 1 {
		fmt.Fprintf(&b, "/UserUnit %d\n", p.userUnit)
	}
	if p.options.Profile == X4 && (p.pictures.transparent() || len(p.opacities) > 0) {
		// Without it each program mixes the half transparent with what lies below in colours of its own choice.
		b.WriteString("/Group <</Type /Group /S /Transparency /CS /DeviceCMYK>>\n")
	}
	fmt.Fprintf(&b, "/Resources %d 0 R\n/Contents %d 0 R\n%s", sharedResources, content, annotations)
	if p.options.Profile.press() {
		b.WriteString(p.private())
	}
	b.WriteString(">>")
	return b.String()
}

// private is what the checker of such files cannot know from the picture: the scale, and where nothing may stand that
// must be read.
func (p *page) private() string {
	var b strings.Builder
	fmt.Fprintf(&b, "/PieceInfo <</Bangron <</LastModified %s /Private <</Scale %d", date(p.options.Created), p.divided)
	if !p.scene.Safe.Empty() {
		fmt.Fprintf(&b, " /Safe %s", p.box(p.scene.Safe))
	}
	if len(p.scene.Keepouts) > 0 {
		b.WriteString(" /KeepOut [")
		for _, r := range p.scene.Keepouts {
			b.WriteString(p.box(r))
		}
		b.WriteByte(']')
	}
	if limit := p.options.Intent.InkLimit; limit > 0 {
		fmt.Fprintf(&b, " /InkLimit %s", appendDecimal(nil, limit, 1))
	}
	b.WriteString(">>>>>>\n")
	return b.String()
}

// box is a rectangle in units of the page, y up.
func (p *page) box(r scene.Rect) string {
	area := p.options.Profile.area(p.scene)
	b := []byte{'['}
	for i, v := range [...]float64{r.X0 - area.X0, area.Y1 - r.Y1, r.X1 - area.X0, area.Y1 - r.Y0} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendDecimal(b, v*p.scale, 4)
	}
	return string(append(b, ']'))
}
