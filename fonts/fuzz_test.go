package fonts_test

import (
	"bytes"
	"testing"

	"github.com/bangron/bangron/fonts"
)

// FuzzParse reads a sound font with changes at two places and a length, or a file of the fuzzer's own. What passes the
// check must be set and drawn. The sound fonts are not part of the input, so that inputs stay small.
func FuzzParse(f *testing.F) {
	small := edit(barlow(f), func(t map[string][]byte) { t["DSIG"], t["gasp"], t["prep"], t["post"] = nil, nil, nil, nil })
	bases := [][]byte{nil, mustRead(f, "testdata/cff.otf"), small}
	f.Add(uint8(0), uint32(0), []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x00"), uint32(0), []byte(nil), uint32(12))
	for i, base := range bases[1:] {
		for j := range int(be.Uint16(base[4:])) {
			record := 12 + 16*j
			offset, end := be.Uint32(base[record+8:]), uint32(len(base))
			f.Add(uint8(i+1), offset, []byte{0xFF, 0xFF}, offset+8, []byte{0, 0, 0, 0}, end)
			f.Add(uint8(i+1), uint32(record+8), []byte{0, 0, 1, 0}, uint32(4), []byte{0}, offset+10)
		}
	}
	f.Fuzz(func(t *testing.T, base uint8, at uint32, patch []byte, at2 uint32, patch2 []byte, length uint32) {
		file := bytes.Clone(bases[int(base)%len(bases)])
		if len(file) == 0 {
			file = bytes.Clone(patch)
		} else if at < uint32(len(file)) {
			copy(file[at:], patch)
		}
		if at2 < uint32(len(file)) {
			copy(file[at2:], patch2)
		}
		file = file[:min(uint32(len(file)), length)]
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
