package preflight

import (
	"maps"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// Font is a font that text is shown in.
type Font struct {
	Name     string `json:"name"`
	Type     string `json:"type"` // of PDF: "Type0", "TrueType" …
	Embedded bool   `json:"embedded"`
}

// font is a font resource.
type font struct {
	Font
	dict   pdfread.Dict
	glyphs bool // the glyphs are content streams (Type 3)
	seen   bool // text has been shown in it
}

// fontOf finds a font by its name in the resources; nil where there is none.
func (c *checker) fontOf(name pdfread.Name, resources pdfread.Dict) *font {
	return c.font(c.dict(resources["Font"])[name])
}

func (c *checker) font(o pdfread.Object) *font {
	ref, shared := o.(pdfread.Ref)
	if f, known := c.fonts[ref]; shared && known {
		return f
	}
	d := c.dict(o)
	if d == nil {
		return nil
	}
	f := &font{dict: d}
	kind := c.name(d["Subtype"])
	name := c.name(d["BaseFont"])
	f.Type, f.Name, f.glyphs = string(kind), string(name), kind == "Type3"
	if kind == "Type0" {
		if descendants := c.array(d["DescendantFonts"]); len(descendants) > 0 {
			d = c.dict(descendants[0])
		}
	}
	descriptor := c.dict(d["FontDescriptor"])
	for _, key := range [...]pdfread.Name{"FontFile", "FontFile2", "FontFile3"} {
		f.Embedded = f.Embedded || c.stream(descriptor[key]) != nil
	}
	f.Embedded = f.Embedded || f.glyphs
	if shared {
		c.fonts[ref] = f
	}
	return f
}

// maxFonts is the most fonts that a report lists.
const maxFonts = 1000

// useFont looks at a font when text is shown in it.
func (v *visit) useFont(name pdfread.Name, f *font) {
	if !f.Embedded {
		v.find("font-embedded", "Phông %[1]s không được nhúng.", "The font %[1]s is not embedded.", f.Name)
	}
	if f.seen {
		return
	}
	f.seen = true
	if len(v.fontList) < maxFonts && !slices.Contains(v.fontList, f.Font) {
		v.fontList = append(v.fontList, f.Font)
	}
	if !f.glyphs {
		return
	}
	resources := v.dict(f.dict["Resources"])
	procs := v.dict(f.dict["CharProcs"])
	for _, glyph := range slices.Sorted(maps.Keys(procs)) {
		stream := v.stream(procs[glyph])
		if stream == nil {
			continue
		}
		inner := v.inside(within(string(name), string(glyph)), stream)
		if resources != nil {
			inner.resources = resources
		}
		inner.unsized = true
		v.enter(inner, stream)
	}
}
