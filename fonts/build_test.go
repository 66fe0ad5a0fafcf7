package fonts_test

import (
	"encoding/binary"
	"os"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/bangron/bangron/fonts"
)

var be = binary.BigEndian

// edit returns a font file with some of its tables changed. A table of a nil slice is left out.
func edit(file []byte, change func(map[string][]byte)) []byte {
	t := fonts.Tables(file)
	for tag, table := range t {
		t[tag] = slices.Clone(table)
	}
	change(t)
	for tag, table := range t {
		if table == nil {
			delete(t, tag)
		}
	}
	return fonts.Assemble(t)
}

// barlow is the smallest embedded font.
func barlow(t testing.TB) []byte { return read(t, "BarlowCondensed_700Bold.ttf") }

// glyphsOf maps the letters that a user's font must have to their glyphs.
func glyphsOf(t testing.TB, file []byte) map[rune]uint16 {
	t.Helper()
	face, err := fonts.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	m := make(map[rune]uint16)
	for _, r := range fonts.Required {
		m[r] = face.GlyphOf(r)
	}
	return m
}

// u16s writes 16-bit numbers.
func u16s(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = be.AppendUint16(out, uint16(v))
	}
	return out
}

// repeat writes one 16-bit number n times.
func repeat(value, n int) []byte { return u16s(slices.Repeat([]int{value}, n)...) }

// charMap writes a table 'cmap' with one map.
func charMap(platform, encoding int, subtable []byte) []byte {
	return append(u16s(0, 1, platform, encoding, 0, 12), subtable...)
}

func sorted(m map[rune]uint16) []rune {
	var letters []rune
	for r := range m {
		letters = append(letters, r)
	}
	slices.Sort(letters)
	return letters
}

func format0(m map[rune]uint16) []byte {
	out := append(u16s(0, 262, 0), make([]byte, 256)...)
	for r, glyph := range m {
		if r < 128 && glyph < 256 {
			out[6+r] = byte(glyph)
		}
	}
	return out
}

// format4 gives every second letter a segment with a list of glyphs, the others one with a difference.
func format4(m map[rune]uint16) []byte {
	letters := sorted(m)
	n := len(letters) + 1
	var ends, starts, deltas, offsets, list []int
	for i, r := range letters {
		ends, starts = append(ends, int(r)), append(starts, int(r))
		if i%2 == 0 {
			deltas, offsets = append(deltas, 0), append(offsets, 2*(n-i)+2*len(list))
			list = append(list, int(m[r]))
		} else {
			deltas, offsets = append(deltas, int(m[r])-int(r)), append(offsets, 0)
		}
	}
	ends, starts, deltas, offsets = append(ends, 0xFFFF), append(starts, 0xFFFF), append(deltas, 1), append(offsets, 0)
	body := slices.Concat(u16s(2*n, 0, 0, 0), u16s(ends...), u16s(0), u16s(starts...), u16s(deltas...), u16s(offsets...), u16s(list...))
	return append(u16s(4, len(body)+6, 0), body...)
}

// dense lists the glyphs of all code points from a space to the last letter.
func dense(m map[rune]uint16) (first int, glyphs []int) {
	letters := sorted(m)
	for r := letters[0]; r <= letters[len(letters)-1]; r++ {
		glyphs = append(glyphs, int(m[r]))
	}
	return int(letters[0]), glyphs
}

func format6(m map[rune]uint16) []byte {
	first, glyphs := dense(m)
	return append(u16s(6, 10+2*len(glyphs), 0, first, len(glyphs)), u16s(glyphs...)...)
}

func format10(m map[rune]uint16) []byte {
	first, glyphs := dense(m)
	return append(u16s(10, 0, 0, 20+2*len(glyphs), 0, 0, 0, first, 0, len(glyphs)), u16s(glyphs...)...)
}

func format12or13(format int, m map[rune]uint16) []byte {
	letters := sorted(m)
	out := u16s(format, 0, 0, 16+12*len(letters), 0, 0, 0, len(letters))
	for _, r := range letters {
		out = append(out, u16s(0, int(r), 0, int(r), 0, int(m[r]))...)
	}
	return out
}

// named writes a table 'name' with a family, for Windows.
func named(family string) []byte {
	var text []byte
	for _, u := range utf16.Encode([]rune(family)) {
		text = be.AppendUint16(text, u)
	}
	return append(u16s(0, 1, 18, 3, 1, 0x409, 1, len(text), 0), text...)
}

// postScript describes a table of PostScript outlines for tests.
type postScript struct {
	glyphs, global, local [][]byte
	dicts                 int    // font dictionaries; 0 for a font that is not CID-keyed
	selector              []byte // FDSelect
}

// table writes the table 'CFF '.
func (p postScript) table() []byte {
	number := func(v int) []byte { return be.AppendUint32([]byte{29}, uint32(v)) }
	private := slices.Concat(number(6), []byte{19}) // Subrs follow at once
	layout := func(charstrings, private0, dicts, selector int) []byte {
		top := slices.Concat(number(charstrings), []byte{17})
		if p.dicts == 0 {
			top = slices.Concat(top, number(len(private)), number(private0), []byte{18})
		} else {
			top = slices.Concat(number(391), number(391), number(0), []byte{12, 30}, top, number(dicts), []byte{12, 36}, number(selector), []byte{12, 37})
		}
		return slices.Concat([]byte{1, 0, 4, 4}, index([]byte("test")), index(top), index(), index(p.global...))
	}
	charstrings := len(layout(0, 0, 0, 0))
	private0 := charstrings + len(index(p.glyphs...))
	locals := index(p.local...)
	dicts := private0 + len(private) + len(locals)
	font := slices.Concat(number(len(private)), number(private0), []byte{18})
	array := index(slices.Repeat([][]byte{font}, p.dicts)...)
	return slices.Concat(layout(charstrings, private0, dicts, dicts+len(array)), index(p.glyphs...), private, locals, array, p.selector)
}

// index writes an INDEX.
func index(items ...[]byte) []byte {
	if len(items) == 0 {
		return u16s(0)
	}
	out := append(u16s(len(items)), 4)
	offset := 1
	for _, item := range items {
		out = be.AppendUint32(out, uint32(offset))
		offset += len(item)
	}
	out = be.AppendUint32(out, uint32(offset))
	return append(out, slices.Concat(items...)...)
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
