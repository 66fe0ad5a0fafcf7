package fonts_test

import (
	"bytes"
	"testing"

	"github.com/bangron/bangron/fonts"
)

// FuzzParse changes a small font with PostScript outlines at a place, and cuts it; and reads files as they are. Whatever
// passes the check must be set and drawn.
func FuzzParse(f *testing.F) {
	sound := mustRead(f, "testdata/cff.otf")
	small := edit(barlow(f), func(t map[string][]byte) { t["DSIG"], t["gasp"], t["prep"], t["post"] = nil, nil, nil, nil })
	for _, base := range [][]byte{sound, small} {
		for i := range int(be.Uint16(base[4:])) {
			record := base[12+16*i:]
			offset := be.Uint32(record[8:])
			f.Add(base, offset, []byte{0xFF, 0xFF}, uint32(len(base)))
			f.Add(base, offset+4, []byte{0, 0, 0, 0}, uint32(len(base)))
			f.Add(base, uint32(12+16*i+8), []byte{0, 0, 1, 0}, offset+10)
		}
	}
	f.Add([]byte("ttcf\x00\x01"), uint32(0), []byte(nil), uint32(6))
	f.Fuzz(func(t *testing.T, file []byte, at uint32, patch []byte, length uint32) {
		if len(file) > 1<<20 {
			t.Skip()
		}
		file = bytes.Clone(file[:min(uint64(len(file)), uint64(length))])
		if uint64(at) < uint64(len(file)) {
			copy(file[at:], patch)
		}
		face, err := fonts.Parse(file)
		if err != nil {
			if !ours(err) {
				t.Fatal(err)
			}
			return
		}
		glyphs, _, err := face.Shape(fonts.Letters)
		if err != nil && !ours(err) {
			t.Fatal(err)
		}
		for _, g := range glyphs {
			if _, err := face.Outline(g.ID); err != nil && !ours(err) {
				t.Fatal(err)
			}
		}
	})
}

// FuzzLayout feeds layout tables to a sound font: the parser's and the shaper's own paths, which few random files reach.
func FuzzLayout(f *testing.F) {
	base := mustRead(f, "testdata/cff.otf")
	for _, tag := range []string{"GDEF", "GPOS"} {
		f.Add(fonts.Tables(base)[tag], tag == "GPOS")
	}
	f.Add(fonts.Tables(barlow(f))["GSUB"], false)
	f.Add(layoutTable("ccmp", lookupOf(2, replacing(5, 1, 2))), false)
	f.Fuzz(func(t *testing.T, table []byte, positions bool) {
		tag := "GSUB"
		if positions {
			tag = "GPOS"
		}
		if _, err := use(edit(base, func(t map[string][]byte) { t[tag] = table })); err != nil && !ours(err) {
			t.Fatal(err)
		}
	})
}
