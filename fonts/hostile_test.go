package fonts_test

import (
	"bytes"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/fonts"
)

// use does all that can be done with a font, if it is one.
func use(file []byte) (*fonts.Face, error) {
	face, err := fonts.Parse(file)
	if err != nil {
		return nil, err
	}
	glyphs, _, err := face.Shape(fonts.Required)
	if err != nil {
		return nil, err
	}
	for _, g := range glyphs {
		if _, err := face.Outline(g.ID); err != nil {
			return nil, err
		}
	}
	return face, nil
}

// bounded uses a font and fails if that took more than so many megabytes.
func bounded(t *testing.T, megabytes uint64, file []byte) (*fonts.Face, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	face, err := use(file)
	runtime.ReadMemStats(&after)
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > megabytes {
		t.Errorf("%d MB allocated, at most %d", mb, megabytes)
	}
	return face, err
}

// ours tells whether an error is one that the package documents.
func ours(err error) bool {
	var e *fonts.Error
	return errors.As(err, &e) && (errors.Is(err, fonts.ErrFormat) || errors.Is(err, fonts.ErrTooLarge) || errors.Is(err, fonts.ErrCoverage))
}

func TestCutFile(t *testing.T) {
	for _, file := range [][]byte{barlow(t), mustRead(t, "testdata/cff.otf")} {
		lengths := []int{1, 4, 11, 12, 13, 27, 28, 12 + 16*int(be.Uint16(file[4:])), len(file) - 4}
		for n := 100; n < len(file)-4; n += len(file) / 100 {
			lengths = append(lengths, n)
		}
		for _, n := range lengths {
			if _, err := use(file[:n]); !errors.Is(err, fonts.ErrFormat) {
				t.Errorf("%d of %d bytes: %v", n, len(file), err)
			}
		}
	}
}

// Every byte of the directory, and every number at the start of a table, is replaced by the worst there are.
func TestCorruptedFields(t *testing.T) {
	for _, file := range [][]byte{barlow(t), mustRead(t, "testdata/cff.otf")} {
		try := func(what string, at int, changed []byte) {
			if _, err := use(changed); err != nil && !ours(err) {
				t.Errorf("%s, byte %d: %v", what, at, err)
			}
		}
		directory := 12 + 16*int(be.Uint16(file[4:]))
		for at := range directory {
			for _, value := range []byte{0, 0xFF} {
				changed := bytes.Clone(file)
				changed[at] = value
				try("directory", at, changed)
			}
		}
		for tag, table := range fonts.Tables(file) {
			for at := 0; at+2 <= min(len(table), 24); at += 2 {
				for _, value := range []int{0, 0xFFFF} {
					try(tag, at, edit(file, func(t map[string][]byte) { be.PutUint16(t[tag][at:], uint16(value)) }))
				}
			}
		}
	}
}

func TestLimits(t *testing.T) {
	file := barlow(t)
	m := glyphsOf(t, file)
	replace := func(tag string, table []byte) []byte {
		return edit(file, func(t map[string][]byte) { t[tag] = table })
	}
	records := func(n int) []byte {
		table := u16s(0, n)
		for range n {
			table = append(table, u16s(3, 1, 0, 4+8*n)...)
		}
		return append(table, format4(m)...)
	}
	// Segments that all list the same 60,000 characters.
	overlapping := func(segments int) []byte {
		const listed = 60000
		offsets := make([]int, segments)
		for i := range offsets {
			offsets[i] = 2 * (segments - i)
		}
		body := slices.Concat(u16s(2*segments, 0, 0, 0), repeat(listed, segments), u16s(0), repeat(1, segments),
			repeat(0, segments), u16s(offsets...), make([]byte, 4*listed))
		return charMap(3, 1, append(u16s(4, 0, 0), body...))
	}
	tooManyTables := bytes.Clone(file)
	be.PutUint16(tooManyTables[4:], fonts.MaxTables+1)
	for _, tt := range []struct {
		name string
		file []byte
		want error // nil if the font must work
	}{
		{"tables", tooManyTables, fonts.ErrTooLarge},
		{"as many character maps as may be", replace("cmap", records(fonts.MaxCharMaps)), nil},
		{"character maps", replace("cmap", records(fonts.MaxCharMaps+1)), fonts.ErrTooLarge},
		{"65,535 character maps that are not there", replace("cmap", u16s(0, 0xFFFF)), fonts.ErrTooLarge},
		{"overlapping segments", replace("cmap", overlapping(3)), fonts.ErrTooLarge},
		{"32,767 overlapping segments", replace("cmap", overlapping(32767)), fonts.ErrTooLarge},
		{"a million ranges", replace("cmap", charMap(3, 10, append(u16s(12, 0, 0, 0, 0, 0, 0x000F, 0xFFFF), make([]byte, 12<<20)...))), fonts.ErrCoverage},
		{"subtables of kerning", replace("kern", append(u16s(0, fonts.MaxKernTables+1), make([]byte, 100)...)), fonts.ErrTooLarge},
		{"four thousand million subtables of kerning", replace("kern", u16s(1, 0, 0xFFFF, 0xFFFF)), nil},
		{"glyphs that are not there", edit(file, func(t map[string][]byte) { be.PutUint16(t["maxp"][4:], 0xFFFF) }), fonts.ErrFormat},
		{"fewer glyphs than there are", edit(file, func(t map[string][]byte) { be.PutUint16(t["maxp"][4:], 40) }), fonts.ErrFormat},
		{"no glyphs", edit(file, func(t map[string][]byte) { be.PutUint16(t["maxp"][4:], 0) }), fonts.ErrFormat},
		{"no em", edit(file, func(t map[string][]byte) { be.PutUint16(t["head"][18:], 0) }), fonts.ErrFormat},
		{"an em of 15", edit(file, func(t map[string][]byte) { be.PutUint16(t["head"][18:], 15) }), fonts.ErrFormat},
		{"an em of 16,385", edit(file, func(t map[string][]byte) { be.PutUint16(t["head"][18:], 16385) }), fonts.ErrFormat},
		{"a cut index of outlines", edit(file, func(t map[string][]byte) { t["loca"] = t["loca"][:100] }), fonts.ErrFormat},
		{"a huge index of outlines", edit(file, func(t map[string][]byte) { t["loca"] = append(t["loca"], make([]byte, 8<<20)...) }), nil},
		{"no advances", edit(file, func(t map[string][]byte) { be.PutUint16(t["hhea"][34:], 0) }), fonts.ErrFormat},
		{"no outlines where the index points", edit(file, func(t map[string][]byte) { t["glyf"] = t["glyf"][:2000] }), fonts.ErrFormat},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := bounded(t, 128, tt.file)
			if !errors.Is(err, tt.want) || err != nil && !ours(err) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

// components writes a compound glyph.
func components(glyphs ...int) []byte {
	out := u16s(-1, 0, 0, 0, 0)
	for i, glyph := range glyphs {
		flags := 0x2 // arguments are offsets
		if i < len(glyphs)-1 {
			flags |= 0x20 // more
		}
		out = append(out, u16s(flags, glyph, 0)...)
	}
	return out
}

// withGlyphs replaces the outlines of a font from glyph 0 on; the last one is that of "Ậ".
func withGlyphs(t *testing.T, outlines ...[]byte) []byte {
	m := glyphsOf(t, barlow(t))
	m['Ậ'] = uint16(len(outlines) - 1)
	return edit(barlow(t), func(t map[string][]byte) {
		long := be.Uint16(t["head"][50:]) != 0
		offset := func(i int) int {
			if long {
				return int(be.Uint32(t["loca"][4*i:]))
			}
			return 2 * int(be.Uint16(t["loca"][2*i:]))
		}
		var glyf, loca []byte
		for i := range int(be.Uint16(t["maxp"][4:])) {
			loca = be.AppendUint32(loca, uint32(len(glyf)))
			if i < len(outlines) {
				glyf = append(glyf, outlines[i]...)
				glyf = append(glyf, make([]byte, -len(glyf)&3)...)
			} else {
				glyf = append(glyf, t["glyf"][offset(i):offset(i+1)]...)
			}
		}
		be.PutUint16(t["head"][50:], 1)
		t["glyf"], t["loca"] = glyf, be.AppendUint32(loca, uint32(len(glyf)))
		t["cmap"] = charMap(3, 10, format12or13(12, m))
	})
}

func TestCompoundGlyphs(t *testing.T) {
	dot := append(u16s(1, 0, 0, 10, 10, 2, 0), 1, 1, 1, 0, 0, 0, 10, 0, 10, 0, 0, 0, 0, 0, 10)
	var chain, fan [][]byte
	for i := range 30 {
		chain = append(chain, components(i-1, i-1))
	}
	chain[0] = dot
	for i := range 7 {
		fan = append(fan, components(slices.Repeat([]int{i - 1}, 9)...))
	}
	fan[0] = dot
	many := make([]byte, 0, 1<<16)
	many = append(many, u16s(1, 0, 0, 10, 10, 0xFFFE, 0)...) // one contour of 65,535 points that do not move
	for n := 0xFFFF; n > 0; n -= 256 {
		many = append(many, 0x39, byte(min(n, 256)-1))
	}
	for _, tt := range []struct {
		name     string
		outlines [][]byte
		want     error
	}{
		{"two levels", [][]byte{dot, components(0), components(1, 0)}, nil},
		{"itself", [][]byte{dot, components(1)}, fonts.ErrTooLarge},
		{"a circle", [][]byte{components(2), components(0), components(1)}, fonts.ErrTooLarge},
		{"thirty levels of two", chain, fonts.ErrTooLarge},
		{"thirty levels of one", func() (one [][]byte) {
			for i := range 30 {
				one = append(one, components(i-1))
			}
			one[0] = dot
			return one
		}(), fonts.ErrFormat},
		{"seven levels of nine", fan, fonts.ErrTooLarge},
		{"65,535 points", [][]byte{many}, fonts.ErrCoverage},
		{"131,070 points", [][]byte{many, components(0, 0)}, fonts.ErrTooLarge},
		{"a component that is not there", [][]byte{dot, components(0xFFFE)}, fonts.ErrFormat},
		{"a cut component", [][]byte{dot, components(0)[:12]}, fonts.ErrFormat},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := bounded(t, 64, withGlyphs(t, tt.outlines...)); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

// layoutTable writes GSUB or GPOS with one script (DFLT), one feature that uses lookup 0, and the lookups given.
func layoutTable(feature string, lookups ...[]byte) []byte {
	scripts := append(append(u16s(1), "DFLT"...), u16s(8, 4, 0, 0, 0xFFFF, 1, 0)...)
	features := append(append(u16s(1), feature...), u16s(8, 0, 1, 0)...)
	head := u16s(1, 0, 10, 10+len(scripts), 10+len(scripts)+len(features))
	list := u16s(len(lookups))
	at := 2 + 2*len(lookups)
	for _, lookup := range lookups {
		list = append(list, u16s(at)...)
		at += len(lookup)
	}
	return slices.Concat(head, scripts, features, list, slices.Concat(lookups...))
}

// lookup writes a lookup of one subtable.
func lookupOf(kind int, subtable []byte) []byte { return append(u16s(kind, 0, 1, 8), subtable...) }

// The tables below take up to 64 kB and would unfold to gigabytes.
func TestLayoutBombs(t *testing.T) {
	const n = 15000
	lists := func(header ...int) []byte { // a header, then n offsets to a list of n offsets to the number 0
		sub := append(u16s(append(header, n)...), repeat(len(u16s(header...))+2+2*n, n)...)
		return append(append(sub, u16s(n)...), repeat(2+2*n, n+4)...)
	}
	for _, tt := range []struct {
		name, tag string
		table     []byte
	}{
		{"ligatures", "GSUB", layoutTable("liga", lookupOf(4, lists(1, 0)))},
		{"alternates", "GSUB", layoutTable("aalt", lookupOf(3, lists(1, 0)))},
		{"replacements", "GSUB", layoutTable("ccmp", lookupOf(2, lists(1, 0)))},
		{"contexts", "GSUB", layoutTable("calt", lookupOf(5, lists(1, 0)))},
		{"contexts of classes", "GSUB", layoutTable("calt", lookupOf(5, lists(2, 0, 0)))},
		{"chains", "GSUB", layoutTable("calt", lookupOf(6, lists(1, 0)))},
		{"chains of classes", "GSUB", layoutTable("calt", lookupOf(6, lists(2, 0, 0, 0, 0)))},
		{"contexts of positions", "GPOS", layoutTable("kern", lookupOf(7, lists(1, 0)))},
		{"chains of positions", "GPOS", layoutTable("kern", lookupOf(8, lists(1, 0)))},
		{"an extension", "GSUB", layoutTable("liga", lookupOf(7, append(u16s(1, 4, 0, 8), lists(1, 0)...)))},
		{"an extension of positions", "GPOS", layoutTable("kern", lookupOf(9, append(u16s(1, 7, 0, 8), lists(1, 0)...)))},
		{"coverages", "GSUB", layoutTable("calt", lookupOf(5, slices.Concat(u16s(3, n, 0), repeat(6+2*n, n), u16s(1, n), repeat(1, n))))},
		{"coverages of chains", "GSUB", layoutTable("calt", lookupOf(6, slices.Concat(u16s(3, n), repeat(10+2*n, n), u16s(0, 0, 0), u16s(1, n), repeat(1, n))))},
		{"coverages in reverse", "GSUB", layoutTable("rclt", lookupOf(8, slices.Concat(u16s(1, 0, n), repeat(12+2*n, n), u16s(0, 0, 0), u16s(1, n), repeat(1, n))))},
		{"subtables", "GSUB", layoutTable("liga", slices.Concat(u16s(1, 0, n), repeat(6+2*n, n), u16s(2, 6, n), repeat(1, n)))},
		{"lookups", "GSUB", slices.Concat(u16s(1, 0, 0, 0, 10, n), repeat(2+2*n, n), u16s(1, 0, n), repeat(1, n))},
		{"languages", "GSUB", slices.Concat(u16s(1, 0, 10, 0, 0, 10000), repeat(60002, 30000), u16s(60, 10000), repeat(60, 2600))},
		{"devices", "GPOS", layoutTable("kern", lookupOf(1, slices.Concat(u16s(2, 0, 0xF0, 4000), repeat(8+8*4000, 4*4000), u16s(0, 60000, 3), make([]byte, 30000))))},
		{"anchors", "GPOS", layoutTable("curs", lookupOf(3, slices.Concat(u16s(1, 0, n/2), repeat(6+2*n, n), u16s(3, 0, 0, 10, 10), u16s(0, 60000, 3))))},
		{"ligature anchors", "GPOS", layoutTable("mark", lookupOf(5, slices.Concat(u16s(1, 0, 0, 1000, 0, 12, n), repeat(2+2*n, n), u16s(1000), repeat(0, 1000))))},
		{"sets of marks", "GDEF", slices.Concat(u16s(1, 2, 0, 0, 0, 0, 14), u16s(1, n), slices.Repeat(u16s(0, 4+4*n), n), u16s(1, 2000), repeat(1, 2000))},
		{"attachment points", "GDEF", slices.Concat(u16s(1, 0, 0, 12, 0, 0), lists(0))},
		{"carets", "GDEF", slices.Concat(u16s(1, 0, 0, 0, 12, 0), lists(0))},
		{"variations of features", "GSUB", slices.Concat(u16s(1, 1, 0, 0, 0, 0, 14), u16s(1, 0, 0, 5000), slices.Repeat(u16s(0, 0, 0, 8+8*5000), 5000), u16s(1, 0, 5000), repeat(0, 15000))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if len(tt.table) > 128<<10 {
				t.Fatalf("the table has %d bytes", len(tt.table))
			}
			if err := fonts.CheckLayout(tt.tag, tt.table); !errors.Is(err, fonts.ErrTooLarge) {
				t.Errorf("check: %v", err)
			}
			file := edit(barlow(t), func(t map[string][]byte) { t[tt.tag] = tt.table })
			if _, err := bounded(t, 16, file); !errors.Is(err, fonts.ErrTooLarge) {
				t.Errorf("font: %v", err)
			}
		})
	}
}

// replacing writes a subtable that replaces each of the first glyphs by a sequence.
func replacing(count int, sequence ...int) []byte {
	out := u16s(1, 6+2*count, count)
	for range count {
		out = append(out, u16s(6+2*count+10)...)
	}
	out = append(out, u16s(2, 1, 0, count-1, 0)...)
	return append(append(out, u16s(len(sequence))...), u16s(sequence...)...)
}

func TestLongReplacement(t *testing.T) {
	for _, tt := range []struct {
		length int
		want   error
	}{{fonts.MaxSequence, nil}, {fonts.MaxSequence + 1, fonts.ErrTooLarge}} {
		sequence := slices.Repeat([]int{5}, tt.length)
		file := edit(barlow(t), func(t map[string][]byte) { t["GSUB"] = layoutTable("ccmp", lookupOf(2, replacing(900, sequence...))) })
		face, err := bounded(t, 64, file)
		if !errors.Is(err, tt.want) {
			t.Fatalf("%d glyphs: %v", tt.length, err)
		}
		if err != nil {
			continue
		}
		if glyphs, _, err := face.Shape("AB"); err != nil || len(glyphs) != 2*tt.length {
			t.Errorf("%d glyphs, %v; the table is not used", len(glyphs), err)
		}
	}
}

// Lookups that apply others may do so only so often.
func TestRecursiveLayout(t *testing.T) {
	// A context of any glyph that applies lookups to it.
	context := func(lookups ...int) []byte {
		out := u16s(3, 1, len(lookups), 8+4*len(lookups))
		for _, lookup := range lookups {
			out = append(out, u16s(0, lookup)...)
		}
		return lookupOf(5, append(out, u16s(2, 1, 0, 60000, 0)...))
	}
	// The same with a rule for any glyph of class 0.
	ofClasses := func(lookup int) []byte {
		return lookupOf(5, slices.Concat(u16s(2, 26, 10, 1, 14), u16s(2, 0), u16s(1, 4), u16s(1, 1, 0, lookup), u16s(2, 1, 0, 60000, 0)))
	}
	chain := func(lookup int) []byte {
		return lookupOf(6, slices.Concat(u16s(3, 0, 1, 16, 0, 1, 0, lookup), u16s(2, 1, 0, 60000, 0)))
	}
	single := lookupOf(1, u16s(1, 6, 0, 2, 1, 0, 60000, 0))
	multiple := lookupOf(2, replacing(900, slices.Repeat([]int{5}, fonts.MaxSequence)...))
	deep := func(levels, each int) (lookups [][]byte) {
		for i := range levels {
			lookups = append(lookups, context(slices.Repeat([]int{i + 1}, each)...))
		}
		return append(lookups, single)
	}
	for _, tt := range []struct {
		name    string
		lookups [][]byte
		want    error
	}{
		{"one applies another", [][]byte{context(1), single}, nil},
		{"one applies a lookup that is not there", [][]byte{context(7)}, fonts.ErrFormat},
		{"three levels of ten", deep(3, 10), nil},
		{"four levels of ten", deep(4, 10), fonts.ErrTooLarge},
		{"a thousand levels", deep(1000, 1), nil},
		{"twelve levels of two", deep(12, 2), fonts.ErrTooLarge},
		{"itself", [][]byte{context(0)}, fonts.ErrTooLarge},
		{"itself, two hundred times", [][]byte{context(slices.Repeat([]int{0}, 200)...)}, fonts.ErrTooLarge},
		{"itself through another", [][]byte{context(1), context(2), context(0)}, fonts.ErrTooLarge},
		{"itself, by a rule of classes", [][]byte{ofClasses(0)}, fonts.ErrTooLarge},
		{"itself, by a chain", [][]byte{chain(0)}, fonts.ErrTooLarge},
		{"growth", [][]byte{context(slices.Repeat([]int{1}, 60)...), multiple}, nil},
		{"too much growth", [][]byte{context(slices.Repeat([]int{1}, 70)...), multiple}, fonts.ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := edit(barlow(t), func(t map[string][]byte) { t["GSUB"] = layoutTable("ccmp", tt.lookups...) })
			if _, err := bounded(t, 512, file); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

// program is a charstring: numbers from -107 to 107, and operators.
func program(parts ...any) []byte {
	var out []byte
	for _, part := range parts {
		switch p := part.(type) {
		case int:
			out = append(out, byte(p+139))
		case string:
			for _, name := range strings.Fields(p) {
				out = append(out, operators[name]...)
			}
		}
	}
	return out
}

var operators = map[string][]byte{
	"hstem": {1}, "vstem": {3}, "vmoveto": {4}, "rlineto": {5}, "hlineto": {6}, "vlineto": {7}, "rrcurveto": {8},
	"callsubr": {10}, "return": {11}, "endchar": {14}, "hstemhm": {18}, "hintmask": {19}, "rmoveto": {21}, "hmoveto": {22},
	"vstemhm": {23}, "rcurveline": {24}, "rlinecurve": {25}, "vvcurveto": {26}, "hhcurveto": {27}, "callgsubr": {29},
	"vhcurveto": {30}, "hvcurveto": {31}, "hflex": {12, 34}, "flex": {12, 35}, "hflex1": {12, 36}, "flex1": {12, 37},
	"add": {12, 10}, "mask": {0xC0}, "number": {28, 0, 1},
}

func TestCharstrings(t *testing.T) {
	line := func(x, y float64) fonts.Segment {
		return fonts.Segment{Op: fonts.LineTo, P: [3]fonts.Point{{X: x, Y: y}}}
	}
	move := func(x, y float64) fonts.Segment {
		return fonts.Segment{Op: fonts.MoveTo, P: [3]fonts.Point{{X: x, Y: y}}}
	}
	curve := func(a, b, c, d, e, f float64) fonts.Segment {
		return fonts.Segment{Op: fonts.CubeTo, P: [3]fonts.Point{{X: a, Y: b}, {X: c, Y: d}, {X: e, Y: f}}}
	}
	square := []fonts.Segment{move(10, 10), line(30, 10), line(30, 30), line(10, 30), line(10, 10)}
	for _, tt := range []struct {
		name          string
		glyph         []byte
		global, local [][]byte
		want          []fonts.Segment
	}{
		{"lines", program(10, 10, "rmoveto", 20, 20, -20, "hlineto endchar"), nil, nil, square},
		{"a width", program(99, 10, 10, "rmoveto", 20, 0, 0, 20, -20, 0, "rlineto endchar"), nil, nil, square},
		{"hints", program(1, 2, "hstemhm", 3, 4, 5, 6, "hintmask mask", 10, "hmoveto", 10, "vmoveto", 20, "hlineto", 20, "vlineto", -20, "hlineto endchar"), nil, nil,
			append([]fonts.Segment{move(10, 0)}, append([]fonts.Segment{line(10, 0)}[:0], square...)...)},
		{"stems", program(1, 2, "hstem", 3, 4, "vstem", 10, 10, "rmoveto", 20, 20, -20, "hlineto endchar"), nil, nil, square},
		{"subroutines", program(-107, "callsubr endchar"), [][]byte{program(20, 20, -20, "hlineto return")},
			[][]byte{program(10, 10, "rmoveto", -107, "callgsubr return")}, square},
		{"an end in a subroutine", program(-107, "callsubr"), nil, [][]byte{program(10, 10, "rmoveto", 20, 20, -20, "hlineto endchar")}, square},
		{"flex", program(0, "hmoveto", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, "flex", -36, -42, "rlineto endchar"), nil, nil,
			[]fonts.Segment{move(0, 0), curve(1, 2, 4, 6, 9, 12), curve(16, 20, 25, 30, 36, 42), line(0, 0)}},
		{"hflex", program(0, "hmoveto", 1, 2, 3, 4, 5, 6, 7, "hflex endchar"), nil, nil,
			[]fonts.Segment{move(0, 0), curve(1, 0, 3, 3, 7, 3), curve(12, 3, 18, 0, 25, 0), line(0, 0)}},
		{"curves", program(0, "hmoveto", 1, 2, 3, 4, 5, 6, "rrcurveto", 1, 2, 3, 4, "hhcurveto", 1, 2, 3, 4, "vvcurveto endchar"), nil, nil,
			[]fonts.Segment{move(0, 0), curve(1, 2, 4, 6, 9, 12), curve(10, 12, 12, 15, 16, 15), curve(16, 16, 18, 19, 18, 23), line(0, 0)}},
		{"curves in turn", program(0, "hmoveto", 1, 2, 3, 4, "hvcurveto", 1, 2, 3, 4, "vhcurveto endchar"), nil, nil,
			[]fonts.Segment{move(0, 0), curve(1, 0, 3, 3, 3, 7), curve(3, 8, 5, 11, 9, 11), line(0, 0)}},
		{"curves and lines", program(0, "hmoveto", 1, 2, 3, 4, 5, 6, 7, 8, "rcurveline", 1, 2, 3, 4, 5, 6, 7, 8, "rlinecurve endchar"), nil, nil,
			[]fonts.Segment{move(0, 0), curve(1, 2, 4, 6, 9, 12), line(16, 20), line(17, 22), curve(20, 26, 25, 32, 32, 40), line(0, 0)}},
		{"nothing", program("endchar"), nil, nil, []fonts.Segment{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := fonts.CFFOutline(postScript{glyphs: [][]byte{tt.glyph}, global: tt.global, local: tt.local}.table(), 1, 0)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// In a CID-keyed font each glyph has the subroutines of its own font dictionary.
func TestFontDictionaries(t *testing.T) {
	glyph := program(-107, "callsubr endchar")
	local := [][]byte{program(10, "hmoveto return")}
	for _, selector := range [][]byte{
		{0, 0, 1, 1},                            // format 0: of each glyph
		{3, 0, 2, 0, 0, 0, 0, 1, 1, 0, 3, 0, 0}, // format 3: ranges
	} {
		font := postScript{glyphs: [][]byte{glyph, glyph, glyph}, local: local, dicts: 2, selector: selector}
		for id := range fonts.GlyphID(3) {
			if got, err := fonts.CFFOutline(font.table(), 3, id); err != nil || len(got) != 1 {
				t.Errorf("selector %d, glyph %d: %v, %v", selector[0], id, got, err)
			}
		}
		font.dicts = 1
		if _, err := fonts.CFFOutline(font.table(), 3, 2); !errors.Is(err, fonts.ErrFormat) {
			t.Errorf("selector %d: a glyph of a dictionary that is not there: %v", selector[0], err)
		}
	}
}

func TestHostilePostScript(t *testing.T) {
	one := func(parts ...any) postScript { return postScript{glyphs: [][]byte{program(parts...)}} }
	// Ten levels of subroutines that call the next one 20,000 times.
	bomb := postScript{glyphs: [][]byte{program(-107, "callsubr endchar")}}
	for level := range 9 {
		bomb.local = append(bomb.local, append(slices.Repeat(program(-106+level, "callsubr"), 20000), program("return")...))
	}
	bomb.local = append(bomb.local, append(slices.Repeat(program(1, "hlineto"), 20000), program("return")...))
	cut := one(1, "hmoveto endchar").table()
	for _, tt := range []struct {
		name  string
		table []byte
		want  error
	}{
		{"as many operators as may be", one(slices.Repeat([]any{1, "hmoveto"}, fonts.MaxOperators-1)...).table(), fonts.ErrFormat},
		{"operators", postScript{glyphs: [][]byte{append(slices.Repeat(program(1, "hmoveto"), fonts.MaxOperators), program("endchar")...)}}.table(), fonts.ErrTooLarge},
		{"calls without end", bomb.table(), fonts.ErrTooLarge},
		{"a subroutine that calls itself", postScript{glyphs: [][]byte{program(-107, "callsubr")}, local: [][]byte{program(-107, "callsubr")}}.table(), fonts.ErrFormat},
		{"operands", one(append(slices.Repeat([]any{1}, 49), "rlineto endchar")...).table(), fonts.ErrFormat},
		{"operands without end", one(slices.Repeat([]any{1}, 60000)...).table(), fonts.ErrFormat},
		{"no end", one(1, "hmoveto").table(), fonts.ErrFormat},
		{"a letter composed by endchar", one(1, 2, 65, 66, "endchar").table(), fonts.ErrFormat},
		{"arithmetic", one(1, 2, "add endchar").table(), fonts.ErrFormat},
		{"an operator that does not exist", postScript{glyphs: [][]byte{{2}}}.table(), fonts.ErrFormat},
		{"too few operands", one("rmoveto endchar").table(), fonts.ErrFormat},
		{"no operand for a call", one("callsubr").table(), fonts.ErrFormat},
		{"no such subroutine", one(5, "callgsubr endchar").table(), fonts.ErrFormat},
		{"nothing", nil, fonts.ErrFormat},
		{"half", cut[:len(cut)/2], fonts.ErrFormat},
		{"another version", append([]byte{2}, cut[1:]...), fonts.ErrFormat},
		{"no glyphs", postScript{}.table(), fonts.ErrFormat},
		{"257 dictionaries", postScript{glyphs: [][]byte{program("endchar")}, dicts: 257, selector: []byte{0, 0, 0}}.table(), fonts.ErrFormat},
		{"a selector of no format", postScript{glyphs: [][]byte{program("endchar")}, dicts: 1, selector: []byte{9, 0, 0}}.table(), fonts.ErrFormat},
		{"subroutines of 256 dictionaries", postScript{glyphs: [][]byte{program("endchar")}, dicts: 256, selector: []byte{0, 0, 0}, local: slices.Repeat([][]byte{{11}}, 60000)}.table(), fonts.ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := fonts.CFFOutline(tt.table, 1, 0)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 32 {
				t.Errorf("%d MB allocated", mb)
			}
		})
	}
}
