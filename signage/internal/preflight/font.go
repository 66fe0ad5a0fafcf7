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
	glyphs bool    // the glyphs are content streams (Type 3)
	matrix matrix  // of Type 3: from the glyphs' space to that of text
	high   float64 // of Type 3: the height of FontBBox in that space; 0: not said
	seen   bool    // text has been shown in it
	least  float64 // of Type 3: the least scale that its glyphs have been looked at in
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
		program := c.stream(descriptor[key])
		f.Embedded = f.Embedded || program != nil && len(c.head(program, leastFont)) == leastFont
	}
	f.Embedded = f.Embedded || f.glyphs
	if f.glyphs {
		f.matrix = matrix{0.001, 0, 0, 0.001, 0, 0}
		if m, ok := c.numbers(d["FontMatrix"]); ok && len(m) == 6 {
			f.matrix = matrix(m)
		}
		if box, ok := c.box(d["FontBBox"]); ok {
			f.high = box.height() * f.matrix.up()
		}
	}
	if shared {
		c.fonts[ref] = f
	}
	return f
}

// leastFont in bytes: no font program is shorter than its own head.
const leastFont = 12

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
}

// smaller is by how much text must be smaller than all before for its glyphs to be looked at again.
const smaller = 0.9

// useGlyphs looks at the glyphs of a Type 3 font where text of a scale is shown in it.
func (v *visit) useGlyphs(name pdfread.Name, f *font, m matrix, at rect) {
	m = f.matrix.then(m)
	if scale := m.narrowest(); f.least > 0 && scale > smaller*f.least {
		return
	} else {
		f.least = scale
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
		inner.glyph, inner.area, inner.state.ctm, inner.base = true, at, m, m
		inner.mosaic = &mosaic{}
		inner.state.stroke = v.state.fill // what a stencil draws is in the colour of the text
		v.enter(inner, stream)
	}
}
