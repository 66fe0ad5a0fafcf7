package fonts

// The limits that tests go beyond.
const (
	MaxTables      = maxTables
	MaxCharMaps    = maxCharMaps
	MaxKernTables  = maxKernTables
	MaxSequence    = maxSequence
	MaxOperators   = maxOperators
	MaxLayoutBytes = maxLayoutBytes
)

// Required is what a user's font must have.
const Required = required

// Measure sets the extents of an outline that a test has made up.
func Measure(o *Outline) { o.measure() }

// Tables cuts a font file into its tables.
func Tables(file []byte) map[string][]byte {
	t, err := readTables(file)
	if err != nil {
		panic(err)
	}
	return t
}

// Assemble writes tables into a font file.
func Assemble(t map[string][]byte) []byte { return tableSet(t).assemble() }

// GlyphOf returns the glyph of a letter.
func (f *Face) GlyphOf(r rune) GlyphID { return f.glyph(r) }

// CheckLayout checks one layout table.
func CheckLayout(tag string, table []byte) error { return checkLayout(tag, table) }

// CFFOutline reads one glyph of a table of PostScript outlines.
func CFFOutline(table []byte, glyphs int, id GlyphID) ([]Segment, error) {
	c, err := newCFF(table, glyphs)
	if err != nil {
		return nil, asDamaged(err)
	}
	segments, err := c.outline(id)
	if err != nil {
		return nil, asDamaged(err)
	}
	return segments, nil
}
