package fonts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is one parsed font file. It is immutable and safe for concurrent use.
type Face struct {
	family, style string
	unitsPerEm    int
	capHeight     float64
	outlines      *sfnt.Font
	shaper        *font.Font

	mu     sync.Mutex
	buffer sfnt.Buffer
	loaded map[GlyphID]*Outline
}

// GlyphID is a glyph's number in its font.
type GlyphID = uint16

// Glyph is one glyph of a shaped text, in font units, y up.
type Glyph struct {
	ID      GlyphID
	Cluster int     // index of the rune that the glyph comes from
	X, Y    float64 // where the glyph's origin stands, from the origin of the run
	Advance float64 // to the origin of the next glyph, kerning included
}

// Op is the kind of a [Segment].
type Op uint8

// The operations of an outline. Each uses as many points of [Segment.P] as it needs, its end point last.
const (
	MoveTo Op = iota // 1 point; closes the contour before it
	LineTo           // 1 point
	QuadTo           // 2 points
	CubeTo           // 3 points
)

// Point is a position in font units, y up.
type Point struct{ X, Y float64 }

// Segment is one step of an outline.
type Segment struct {
	Op Op
	P  [3]Point
}

// Outline is the shape of a glyph in font units, y up, filled by the non-zero rule. Min and Max are the extents of the
// ink itself, not of the control points; a glyph without ink (a space) has no segments.
type Outline struct {
	Segments []Segment
	Min, Max Point
}

// Family is the family name that the font file gives itself.
func (f *Face) Family() string { return f.family }

// Style is the style name that the font file gives itself ("Bold").
func (f *Face) Style() string { return f.style }

// UnitsPerEm is the number of font units in an em.
func (f *Face) UnitsPerEm() int { return f.unitsPerEm }

// CapHeight is the height of the ink of the capital H in font units. It is measured on the outline: the value that
// fonts state is absent or wrong too often.
func (f *Face) CapHeight() float64 { return f.capHeight }

// Has tells whether the font has a glyph for the letter.
func (f *Face) Has(r rune) bool {
	_, ok := f.shaper.NominalGlyph(r)
	return ok
}

// shaperTables are the tables that shaping reads. The shaper gets a file with only these: parsing the outlines a second
// time costs ten times as much as all the rest.
var shaperTables = [...]string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"}

func newFace(file []byte) (*Face, error) {
	outlines, err := sfnt.Parse(file)
	if err != nil {
		return nil, err
	}
	tables, err := subset(file)
	if err != nil {
		return nil, err
	}
	face, err := font.ParseTTF(bytes.NewReader(tables))
	if err != nil {
		return nil, err
	}
	f := &Face{
		unitsPerEm: int(outlines.UnitsPerEm()),
		outlines:   outlines,
		shaper:     face.Font,
		loaded:     make(map[GlyphID]*Outline),
	}
	f.family, _ = outlines.Name(&f.buffer, sfnt.NameIDFamily)
	f.style, _ = outlines.Name(&f.buffer, sfnt.NameIDSubfamily)
	gid, _ := face.NominalGlyph('H')
	h, err := f.Outline(GlyphID(gid))
	if err != nil {
		return nil, err
	}
	f.capHeight = h.Max.Y
	return f, nil
}

// subset copies the tables that shaping reads into a font file of their own.
func subset(file []byte) ([]byte, error) {
	type table struct{ record, body []byte }
	var kept []table
	count := int(binary.BigEndian.Uint16(file[4:]))
	if len(file) < 12+16*count {
		return nil, fmt.Errorf("%w: the table directory is cut", ErrFormat)
	}
	for _, name := range shaperTables {
		for i := range count {
			record := file[12+16*i:][:16]
			if string(record[:4]) != name {
				continue
			}
			offset, length := binary.BigEndian.Uint32(record[8:]), binary.BigEndian.Uint32(record[12:])
			end := uint64(offset) + uint64(length)
			if end > uint64(len(file)) {
				return nil, fmt.Errorf("%w: table %q ends after the file", ErrFormat, name)
			}
			kept = append(kept, table{record, file[offset:end]})
			break
		}
	}
	out := make([]byte, 12+16*len(kept))
	copy(out, file[:12])
	binary.BigEndian.PutUint16(out[4:], uint16(len(kept)))
	for i, t := range kept {
		record := out[12+16*i:][:16]
		copy(record, t.record)
		binary.BigEndian.PutUint32(record[8:], uint32(len(out)))
		out = append(out, t.body...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	return out, nil
}

// Shape sets a text on one line, kerned by the font's own tables, and returns its glyphs from left to right with the
// advance of the whole. Letters that the font lacks come out as its "missing" glyph: ask [Face.Missing] first.
func (f *Face) Shape(text string) (glyphs []Glyph, advance float64, err error) {
	defer recoverAs(&err, "shaping")
	buffer := harfbuzz.NewBuffer()
	buffer.AddRunes([]rune(text), 0, -1)
	buffer.GuessSegmentProperties()
	buffer.Shape(harfbuzz.NewFont(font.NewFace(f.shaper)), nil)
	glyphs = make([]Glyph, len(buffer.Info))
	for i, info := range buffer.Info {
		pos := buffer.Pos[i]
		glyphs[i] = Glyph{
			ID:      GlyphID(info.Glyph),
			Cluster: info.Cluster,
			X:       advance + float64(pos.XOffset),
			Y:       float64(pos.YOffset),
			Advance: float64(pos.XAdvance),
		}
		advance += float64(pos.XAdvance)
	}
	return glyphs, advance, nil
}

// Outline returns the shape of a glyph. The result is shared: it must not be changed.
func (f *Face) Outline(id GlyphID) (outline *Outline, err error) {
	defer recoverAs(&err, "reading an outline")
	f.mu.Lock()
	defer f.mu.Unlock()
	if o, ok := f.loaded[id]; ok {
		return o, nil
	}
	// At a size of one em per font unit the fixed-point result holds the units themselves.
	segments, err := f.outlines.LoadGlyph(&f.buffer, sfnt.GlyphIndex(id), fixed.I(f.unitsPerEm), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: glyph %d: %w", ErrFormat, id, err)
	}
	o := &Outline{Segments: make([]Segment, len(segments))}
	for i, s := range segments {
		seg := Segment{Op: Op(s.Op)}
		for j, p := range s.Args {
			seg.P[j] = Point{float64(p.X) / 64, -float64(p.Y) / 64}
		}
		o.Segments[i] = seg
	}
	o.measure()
	f.loaded[id] = o
	return o, nil
}

func recoverAs(err *error, doing string) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s: %v", ErrFormat, doing, r)
	}
}
