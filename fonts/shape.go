package fonts

import (
	"bytes"
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Glyph is one glyph of a shaped text, in font units, y up.
type Glyph struct {
	ID      GlyphID
	Cluster int     // index of the rune that the glyph comes from
	X, Y    float64 // where the glyph's origin stands, from the origin of the run
	Advance float64 // to the origin of the next glyph, kerning included
}

// setter is what setting a line needs and may be used by one goroutine at a time.
type setter struct {
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
}

// Shape sets a text on one line, kerned by the font's own tables, and returns its glyphs from left to right with the
// advance of the whole. Script and language are always Latin and Vietnamese, whatever the text and the machine's
// locale. Letters that the font lacks come out as its "missing" glyph: ask [Face.Missing] first.
func (f *Face) Shape(text string) (glyphs []Glyph, advance float64, err error) {
	defer recovered(&err, "shaping")
	s := f.setters.Get().(*setter)
	s.buffer.Clear()
	s.buffer.Props = harfbuzz.SegmentProperties{
		Direction: harfbuzz.LeftToRight,
		Script:    language.Latin,
		Language:  "vi",
	}
	s.buffer.AddRunes([]rune(text), 0, -1)
	s.buffer.Shape(s.font, nil)
	glyphs = make([]Glyph, len(s.buffer.Info))
	for i, info := range s.buffer.Info {
		pos := s.buffer.Pos[i]
		glyphs[i] = Glyph{
			ID:      GlyphID(info.Glyph),
			Cluster: info.Cluster,
			X:       advance + float64(pos.XOffset),
			Y:       float64(pos.YOffset),
			Advance: float64(pos.XAdvance),
		}
		advance += float64(pos.XAdvance)
	}
	f.setters.Put(s) // not after a panic
	return glyphs, advance, nil
}

// newShaper gives the shaper a file of the tables that shaping reads; parsing the outlines, too, would cost ten times
// as much as all the rest. Without the tables of variations a variable font is set in its default style, the one that
// its outlines show.
func newShaper(t tableSet, hmtx []byte) (shaper *font.Font, err error) {
	defer recovered(&err, "reading the layout tables")
	reduced := tableSet{"head": t["head"], "hhea": t["hhea"], "hmtx": hmtx, "maxp": t["maxp"]}
	if reduced["cmap"], err = t.charMap(); err != nil {
		return nil, err
	}
	if reduced["kern"], err = t.kerning(); err != nil {
		return nil, err
	}
	if os2 := t["OS/2"]; os2 != nil {
		reduced["OS/2"] = os2
	}
	for _, tag := range []string{"GDEF", "GSUB", "GPOS"} {
		if len(t[tag]) < 10 {
			continue
		}
		if err := checkLayout(tag, t[tag]); err != nil {
			return nil, err
		}
		reduced[tag] = t[tag]
	}
	if gdef := reduced["GDEF"]; len(gdef) >= 4 && be.Uint16(gdef[2:]) > 2 {
		gdef = slices.Clone(gdef)
		be.PutUint16(gdef[2:], 2) // version 1.2 is the last without variations
		reduced["GDEF"] = gdef
	}
	face, err := font.ParseTTF(bytes.NewReader(reduced.assemble()))
	if err != nil {
		return nil, damaged("%w", err)
	}
	keepPositioning(face.Font, reduced["GPOS"])
	return face.Font, nil
}

// keepPositioning restores GPOS where go-text has dropped all of it because one subtable states more classes or glyphs
// than it uses, as subset fonts do. HarfBuzz minds neither; we leave out only subtables that could not be read safely.
func keepPositioning(shaper *font.Font, table []byte) {
	if len(table) == 0 || len(shaper.GPOS.Lookups) > 0 {
		return
	}
	layout, _, err := tables.ParseLayout(table)
	if err != nil {
		return
	}
	var gpos font.GPOS
	for i, script := range layout.ScriptList.Scripts {
		gpos.Scripts = append(gpos.Scripts, font.Script{Script: script, Tag: layout.ScriptList.Records[i].Tag})
	}
	for i, feature := range layout.FeatureList.Features {
		gpos.Features = append(gpos.Features, font.Feature{Feature: feature, Tag: layout.FeatureList.Records[i].Tag})
	}
	for _, lookup := range layout.LookupList.Lookups {
		subtables, err := lookup.AsGPOSLookups()
		if err != nil {
			return
		}
		kept := subtables[:0]
		for _, subtable := range subtables {
			if extension, ok := subtable.(tables.ExtensionPos); ok {
				if subtable, err = extension.Resolve(); err != nil {
					return
				}
			}
			if safe(subtable, len(layout.LookupList.Lookups)) {
				kept = append(kept, subtable)
			}
		}
		gpos.Lookups = append(gpos.Lookups, font.GPOSLookup{
			LookupOptions: font.LookupOptions{Flag: lookup.LookupFlag, MarkFilteringSet: lookup.MarkFilteringSet},
			Subtables:     kept,
		})
	}
	shaper.GPOS = gpos
}

// safe tells whether the shaper can apply a subtable without reading past its end.
func safe(subtable tables.GPOSLookup, lookups int) bool {
	var err error
	switch s := subtable.(type) {
	case tables.SinglePos:
		err = s.Sanitize()
	case tables.PairPos:
		if _, ofClasses := s.Data.(tables.PairPosData2); !ofClasses {
			err = s.Sanitize()
		}
	case tables.MarkBasePos:
		err = s.Sanitize()
	case tables.MarkLigPos:
		err = s.Sanitize()
	case tables.ContextualPos:
		err = s.Sanitize(uint16(lookups))
	}
	return err == nil
}
