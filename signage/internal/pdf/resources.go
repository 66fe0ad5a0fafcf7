package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// resources are what the pages of a document share.
type resources struct {
	options    Options
	fonts      *fontBook
	forms      *forms
	pictures   *pictures
	used       [len(alternates)]bool // spot inks
	overprints bool
	opacities  map[string]bool // of areas that are seen through, as they are written
	white      bool            // there is white ink below a page
}

func newResources(pages []*scene.Scene, o Options) *resources {
	r := &resources{options: o, fonts: newFontBook(), forms: newForms(pages), pictures: &pictures{of: make(map[string]*picture)}, opacities: make(map[string]bool)}
	for _, s := range pages {
		r.white = r.white || o.Profile.press() && s.White != nil
	}
	return r
}

// use notes that a spot ink is used.
func (r *resources) use(name string) {
	for i, a := range alternates {
		r.used[i] = r.used[i] || a.name == name
	}
}

// add adds what the pages share to the file, with the contents of the forms packed, and returns the dictionary that names
// it.
func (r *resources) add(f *file, forms [][]byte) (string, error) {
	var b strings.Builder
	section := func(name, entries string) {
		if entries != "" {
			fmt.Fprintf(&b, "/%s <<%s>>\n", name, entries)
		}
	}
	fonts, err := r.fonts.add(f)
	if err != nil {
		return "", err
	}
	section("Font", fonts)
	pictures, err := r.pictures.add(f, r.options.Profile)
	if err != nil {
		return "", err
	}
	section("XObject", pictures+r.forms.add(f, forms))
	section("ColorSpace", r.spotInks(f))
	states := ""
	if r.overprints {
		states = overprinted + " <</Type /ExtGState /OP true /op true /OPM 1>> " +
			knocksOut + " <</Type /ExtGState /OP false /op false /OPM 0>> " +
			keepsSpots + " <</Type /ExtGState /OP true /op true /OPM 0>> "
	}
	for _, o := range slices.Sorted(maps.Keys(r.opacities)) {
		states += fmt.Sprintf("/Op%s <</Type /ExtGState /ca %[1]s>> ", o)
	}
	section("ExtGState", states)
	return "<<" + b.String() + ">>", nil
}

// spotInks are the colour spaces of the spot inks in use.
func (r *resources) spotInks(f *file) string {
	var entries strings.Builder
	for i, a := range alternates {
		if r.used[i] {
			n := f.add(fmt.Appendf(nil, "[/Separation /%s /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [%s] /N 1>>]", a.name, a.cmyk))
			fmt.Fprintf(&entries, "/%s %d 0 R ", a.name, n)
		}
	}
	return entries.String()
}
