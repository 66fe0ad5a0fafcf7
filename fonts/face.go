package fonts

import (
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
)

// Face is one parsed font file. It is immutable and safe for concurrent use.
type Face struct {
	family, style string
	unitsPerEm    int
	glyphs        int
	capHeight     float64
	embeddable    bool
	shaper        *font.Font
	setters       sync.Pool // of *setter
	markGap       struct {
		once  sync.Once
		value float64
	}

	mu     sync.Mutex // guards what follows
	source outlineSource
	loaded map[GlyphID]*Outline
}

// GlyphID is a glyph's number in its font.
type GlyphID = uint16

// Family is the family name that the font file gives itself.
func (f *Face) Family() string { return f.family }

// Style is the style name that the font file gives itself ("Bold").
func (f *Face) Style() string { return f.style }

// UnitsPerEm is the number of font units in an em, 16 to 16,384.
func (f *Face) UnitsPerEm() int { return f.unitsPerEm }

// CapHeight is the height of the ink of the capital H in font units. It is measured on the outline: the value that
// fonts state is absent or wrong too often.
func (f *Face) CapHeight() float64 { return f.capHeight }

// Embeddable tells whether the font's maker lets the font file travel inside a document: false where OS/2 fsType says
// "restricted licence". Drawing the letters as outlines, as press files do, is usually permitted even then; the
// licence decides.
func (f *Face) Embeddable() bool { return f.embeddable }

// Has tells whether the font has a glyph for the letter.
func (f *Face) Has(r rune) bool { return f.glyph(r) != 0 }

// glyph returns the glyph of a letter, or 0, the glyph that stands for what is missing.
func (f *Face) glyph(r rune) GlyphID {
	id, ok := f.shaper.NominalGlyph(r)
	if !ok || int(id) >= f.glyphs {
		return 0
	}
	return GlyphID(id)
}

// newFace reads a font file. The libraries see only the tables that they need, and those only after the checks that
// the libraries lack.
func newFace(file []byte) (*Face, error) {
	t, err := readTables(file)
	if err != nil {
		return nil, err
	}
	f := &Face{unitsPerEm: t.unitsPerEm(), glyphs: t.glyphs(), loaded: make(map[GlyphID]*Outline)}
	if f.unitsPerEm < 16 || f.unitsPerEm > 16384 { // https://learn.microsoft.com/typography/opentype/spec/head
		return nil, damaged("%d units per em", f.unitsPerEm)
	}
	hmtx, err := t.metrics()
	if err != nil {
		return nil, err
	}
	if f.source, err = readOutlines(t, hmtx); err != nil {
		return nil, asDamaged(err)
	}
	if f.shaper, err = newShaper(t, hmtx); err != nil {
		return nil, err
	}
	f.setters.New = func() any {
		return &setter{font: harfbuzz.NewFont(font.NewFace(f.shaper)), buffer: harfbuzz.NewBuffer()}
	}
	f.family, f.style = names(t["name"])
	f.embeddable = embeddable(t["OS/2"])
	if f.Has('H') {
		h, err := f.Outline(f.glyph('H'))
		if err != nil {
			return nil, err
		}
		f.capHeight = h.Max.Y
	}
	return f, nil
}

// outlineSource reads the outlines of a font file, one at a time.
type outlineSource interface {
	outline(GlyphID) ([]Segment, error)
}

func readOutlines(t tableSet, hmtx []byte) (outlineSource, error) {
	switch {
	case t["CFF "] != nil:
		return newCFF(t["CFF "], t.glyphs())
	case t["glyf"] != nil:
		return newGlyf(t, hmtx)
	case t["CFF2"] != nil:
		return nil, unsupported("variable", "Đây là phông biến thiên (CFF2).", "This is a variable font (CFF2).")
	}
	return nil, unsupported("no-outlines", "Phông này không có đường nét, chỉ có ảnh.", "This font has no outlines, only pictures.")
}

// names reads the family and the style that a font file gives itself; what cannot be read is empty.
func names(table []byte) (family, style string) {
	defer func() { _ = recover() }() // a damaged name is no reason to refuse a font
	parsed, _, err := tables.ParseName(table)
	if err != nil {
		return "", ""
	}
	const familyName, styleName = 1, 2
	return parsed.Name(familyName), parsed.Name(styleName)
}

// embeddable reads OS/2 fsType, https://learn.microsoft.com/typography/opentype/spec/os2#fstype. Where several of the
// permissions are set, the most liberal applies.
func embeddable(os2 []byte) bool {
	const permissions, restricted = 0xE, 0x2
	return len(os2) < 10 || be.Uint16(os2[8:])&permissions != restricted
}

// Outline returns the shape of a glyph. The result is shared: it must not be changed. Points that a TrueType font leaves
// out between two control points are rounded to whole units, which moves a curve by up to 1.5 units.
func (f *Face) Outline(id GlyphID) (outline *Outline, err error) {
	defer recovered(&err, "reading an outline")
	f.mu.Lock()
	defer f.mu.Unlock()
	if o, ok := f.loaded[id]; ok {
		return o, nil
	}
	segments, err := f.source.outline(id)
	if err != nil {
		return nil, asDamaged(err)
	}
	o := &Outline{Segments: segments}
	o.measure()
	f.loaded[id] = o
	return o, nil
}
