package fonts_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/fonts"
)

// withMap returns a font whose letters have other glyphs.
func withMap(t testing.TB, change func(map[rune]uint16)) []byte {
	file := barlow(t)
	m := glyphsOf(t, file)
	change(m)
	return edit(file, func(t map[string][]byte) { t["cmap"] = charMap(3, 10, format12or13(12, m)) })
}

// spoken checks that an error can be shown to an officer.
func spoken(t *testing.T, err error, code string) *fonts.Error {
	t.Helper()
	var e *fonts.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is no *Error", err)
	}
	if e.Code != code {
		t.Errorf("code %q, want %q (%v)", e.Code, code, err)
	}
	for _, text := range []string{e.VI, e.EN, e.FixVI, e.FixEN} {
		if text == "" || !strings.HasSuffix(text, ".") || !norm.NFC.IsNormalString(text) || !strings.Contains(err.Error(), text) {
			t.Errorf("%q is no sentence of %q", text, err)
		}
	}
	return e
}

func TestParseLacksLetters(t *testing.T) {
	drop := func(letters string) func(map[rune]uint16) {
		return func(m map[rune]uint16) {
			for _, r := range letters {
				delete(m, r)
			}
		}
	}
	as := func(glyphOf rune, letters string) func(map[rune]uint16) {
		return func(m map[rune]uint16) {
			for _, r := range letters {
				m[r] = m[glyphOf]
			}
		}
	}
	to := func(glyph uint16, letters string) func(map[rune]uint16) {
		return func(m map[rune]uint16) {
			for _, r := range letters {
				m[r] = glyph
			}
		}
	}
	for _, tt := range []struct {
		name    string
		change  func(map[rune]uint16)
		missing string // in order of code point
	}{
		{"one letter", drop("Ẵ"), "Ẵ"},
		{"the second block of accents", drop("Ậậ Ỹỹ"), " ẬậỸỹ"},
		{"digits and punctuation", drop("7%"), "%7"},
		{"no glyph", to(0, "Ặ"), "Ặ"},
		{"a glyph beyond the last", to(60000, "Ặ"), "Ặ"},
		{"letters shown without their marks", as('E', "ÊẾ"), "ÊẾ"},
		{"letters shown as one box", as('+', "ẲẴ"), "ẲẴ"},
		{"a letter without ink", as(' ', "ỡ"), "ỡ"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := fonts.Parse(withMap(t, tt.change))
			var missing *fonts.CoverageError
			if !errors.As(err, &missing) || !errors.Is(err, fonts.ErrCoverage) {
				t.Fatalf("error %v", err)
			}
			if string(missing.Missing) != tt.missing || missing.Font != "Barlow Condensed" {
				t.Errorf("%q lacks %q, want %q", missing.Font, string(missing.Missing), tt.missing)
			}
			e := spoken(t, err, "font-lacks-letters")
			if last := string(missing.Missing[len(missing.Missing)-1]); !strings.Contains(e.VI, last) {
				t.Errorf("%q does not name %s", e.VI, last)
			}
		})
	}
}

func TestParseLacksAll(t *testing.T) {
	_, err := fonts.Parse(withMap(t, func(m map[rune]uint16) {
		for _, r := range fonts.Letters {
			delete(m, r)
		}
	}))
	var missing *fonts.CoverageError
	if !errors.As(err, &missing) {
		t.Fatal(err)
	}
	want := []rune(fonts.Letters)
	slices.Sort(want)
	if diff := cmp.Diff(want, missing.Missing); diff != "" {
		t.Error(diff)
	}
	if e := spoken(t, err, "font-lacks-letters"); !strings.Contains(e.VI, "134 chữ") || !strings.HasSuffix(e.VI, " Ỹ ỹ.") {
		t.Errorf("message %q", e.VI)
	}
}

// Fonts of capitals show them for small letters, too.
func TestParseCapitalsOnly(t *testing.T) {
	file := withMap(t, func(m map[rune]uint16) {
		for r := range m {
			if upper := []rune(strings.ToUpper(string(r)))[0]; upper != r {
				m[r] = m[upper]
			}
		}
	})
	if _, err := fonts.Parse(file); err != nil {
		t.Error(err)
	}
}

func TestParseLegacyEncoding(t *testing.T) {
	for _, tt := range []struct{ family, code, fix string }{
		{".VnTime", "font-legacy-encoding", "TCVN3"},
		{".VNARIALH", "font-legacy-encoding", "TCVN3"},
		{"VNI-Times", "font-legacy-encoding", "VNI"},
		{"VNI Helve", "font-legacy-encoding", "VNI"},
		{"SVN-Gotham", "font-lacks-letters", "Unicode"},
		{"Vni Vidi Vici", "font-lacks-letters", "Unicode"},
		{"", "font-lacks-letters", "Unicode"},
	} {
		file := edit(withMap(t, func(m map[rune]uint16) { delete(m, 'Ạ') }), func(t map[string][]byte) {
			t["name"] = named(tt.family)
		})
		_, err := fonts.Parse(file)
		e := spoken(t, err, tt.code)
		if !errors.Is(err, fonts.ErrCoverage) || !strings.Contains(e.FixVI, tt.fix) || !strings.Contains(e.FixEN, tt.fix) {
			t.Errorf("%s: %v", tt.family, err)
		}
	}
}

func TestParseFormats(t *testing.T) {
	file := barlow(t)
	for _, tt := range []struct {
		name, code string
		file       []byte
		want       error
	}{
		{"nothing", "font-damaged", nil, fonts.ErrFormat},
		{"a few bytes", "font-damaged", []byte("\x00\x01\x00\x00\x00"), fonts.ErrFormat},
		{"a collection", "font-collection", append([]byte("ttcf"), file...), fonts.ErrFormat},
		{"WOFF", "font-web", append([]byte("wOFF"), file...), fonts.ErrFormat},
		{"WOFF2", "font-web", append([]byte("wOF2"), file...), fonts.ErrFormat},
		{"a web page", "font-unknown-format", []byte("<!doctype html><html>not found</html>"), fonts.ErrFormat},
		{"a Type 1 font", "font-unknown-format", []byte("%!PS-AdobeFont-1.0: Time"), fonts.ErrFormat},
		{"zeros", "font-unknown-format", make([]byte, 1<<16), fonts.ErrFormat},
		{"a variable font with cubic curves", "font-variable", edit(file, func(t map[string][]byte) {
			t["glyf"], t["loca"], t["CFF2"] = nil, nil, []byte{2, 0, 5, 0}
		}), fonts.ErrFormat},
		{"pictures only", "font-no-outlines", edit(file, func(t map[string][]byte) {
			t["glyf"], t["CBDT"] = nil, []byte{0, 3, 0, 0}
		}), fonts.ErrFormat},
		{"too large", "font-too-large", make([]byte, fonts.MaxFileBytes+1), fonts.ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			face, err := fonts.Parse(tt.file)
			if face != nil || !errors.Is(err, tt.want) {
				t.Fatalf("face %v, error %v", face, err)
			}
			spoken(t, err, tt.code)
		})
	}
}

func TestParseCharMaps(t *testing.T) {
	file := barlow(t)
	m := glyphsOf(t, file)
	ascii := make(map[rune]uint16)
	symbol := make(map[rune]uint16)
	for r, glyph := range m {
		if r < 128 {
			ascii[r], symbol[0xF000+r] = glyph, glyph
		}
	}
	for _, tt := range []struct {
		name    string
		cmap    []byte
		missing int
	}{
		{"format 4", charMap(3, 1, format4(m)), 0},
		{"format 6", charMap(3, 1, format6(m)), 0},
		{"format 10", charMap(3, 10, format10(m)), 0},
		{"format 12", charMap(0, 4, format12or13(12, m)), 0},
		{"format 13", charMap(3, 10, format12or13(13, m)), 0},
		{"an unknown platform", charMap(7, 7, format4(m)), 0},
		{"symbols only", charMap(3, 0, format4(symbol)), 134},
		{"Macintosh only", charMap(1, 0, format0(ascii)), 134 + countAbove(ascii, 255)},
		{"Macintosh only, format 6", charMap(1, 0, format6(ascii)), 134},
		{"the better of two", append(append(u16s(0, 2, 0, 3, 0, 20, 3, 10, 0, 20+len(format12or13(12, ascii))), format12or13(12, ascii)...), format12or13(12, m)...), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			face, err := fonts.Parse(edit(file, func(t map[string][]byte) { t["cmap"] = tt.cmap }))
			if tt.missing > 0 {
				var missing *fonts.CoverageError
				if !errors.As(err, &missing) || len(missing.Missing) != tt.missing {
					t.Errorf("%v; want %d missing letters", err, tt.missing)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for r, glyph := range m {
				if got := face.GlyphOf(r); got != glyph {
					t.Errorf("%c is glyph %d, want %d", r, got, glyph)
				}
			}
		})
	}
}

func countAbove(m map[rune]uint16, limit uint16) (n int) {
	for _, glyph := range m {
		if glyph > limit {
			n++
		}
	}
	return n
}

// What a font is set and drawn like must not depend on how its tables are stored.
func TestParseVariants(t *testing.T) {
	file := barlow(t)
	const text = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG, Tải 24/7"
	face, err := fonts.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	want, _, err := face.Shape(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(map[string][]byte)
	}{
		{"as it is", func(map[string][]byte) {}},
		{"variable", func(t map[string][]byte) {
			t["fvar"], t["gvar"], t["HVAR"], t["avar"] = repeat(1, 40), repeat(1, 40), repeat(1, 40), repeat(1, 40)
			gdef := t["GDEF"]
			t["GDEF"] = append(append(u16s(1, 3), gdef[4:]...), 0xFF, 0xFF)
		}},
		{"a damaged name", func(t map[string][]byte) { t["name"] = repeat(0xFFFF, 9) }},
		{"no name, no OS/2, no post", func(t map[string][]byte) { t["name"], t["OS/2"], t["post"] = nil, nil, nil }},
		{"longer tables", func(t map[string][]byte) {
			for _, tag := range []string{"head", "hhea", "hmtx", "loca", "maxp"} {
				t[tag] = append(t[tag], 0, 0, 0, 0)
			}
		}},
		{"advances without bearings", func(t map[string][]byte) { t["hmtx"] = t["hmtx"][:4*int(be.Uint16(t["hhea"][34:]))] }},
		{"a cut signature of layout", func(t map[string][]byte) { t["GSUB"] = []byte{0, 1} }},
		{"Apple's kerning besides", func(t map[string][]byte) { t["kern"] = u16s(1, 0, 0xFFFF, 0xFFFF) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			other, err := fonts.Parse(edit(file, tt.change))
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := other.Shape(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			for _, r := range fonts.Letters {
				if diff := cmp.Diff(outlineOf(t, face, r), outlineOf(t, other, r)); diff != "" {
					t.Fatalf("%c: %s", r, diff)
				}
			}
		})
	}
}

func TestParseBearings(t *testing.T) {
	file := barlow(t)
	h := glyphsOf(t, file)['H']
	moved, err := fonts.Parse(edit(file, func(t map[string][]byte) {
		if advances := be.Uint16(t["hhea"][34:]); h >= advances {
			panic("the test needs a letter with an advance of its own")
		}
		at := t["hmtx"][4*int(h)+2:]
		be.PutUint16(at, be.Uint16(at)+100)
	}))
	if err != nil {
		t.Fatal(err)
	}
	want, got := outlineOf(t, lookup(t, "barlow-condensed-700"), 'H'), outlineOf(t, moved, 'H')
	if got.Min.X != want.Min.X+100 || got.Max.X != want.Max.X+100 || got.Max.Y != want.Max.Y {
		t.Errorf("extents %v %v, want 100 right of %v %v", got.Min, got.Max, want.Min, want.Max)
	}
}

// A large em must not overflow the fixed-point numbers of x/image.
func TestParseLargeEm(t *testing.T) {
	face, err := fonts.Parse(edit(barlow(t), func(t map[string][]byte) { be.PutUint16(t["head"][18:], 16384) }))
	if err != nil {
		t.Fatal(err)
	}
	if face.UnitsPerEm() != 16384 {
		t.Errorf("%d units per em", face.UnitsPerEm())
	}
	want := lookup(t, "barlow-condensed-700")
	for _, r := range fonts.Letters {
		if diff := cmp.Diff(outlineOf(t, want, r), outlineOf(t, face, r)); diff != "" {
			t.Fatalf("%c: %s", r, diff)
		}
	}
}

func TestEmbeddable(t *testing.T) {
	for _, tt := range []struct {
		fsType int
		want   bool
	}{
		{0, true},       // installable
		{0x2, false},    // restricted
		{0x4, true},     // preview and print
		{0x8, true},     // editable
		{0x6, true},     // the most liberal of two applies
		{0x102, false},  // restricted, and not to be subset
		{0x0200, true},  // bitmaps only
		{0xFFF1, true},  // reserved bits
		{0xFFF3, false}, // reserved bits
	} {
		face, err := fonts.Parse(edit(barlow(t), func(t map[string][]byte) { be.PutUint16(t["OS/2"][8:], uint16(tt.fsType)) }))
		if err != nil {
			t.Fatal(err)
		}
		if got := face.Embeddable(); got != tt.want {
			t.Errorf("fsType %#x: %v", tt.fsType, got)
		}
	}
}

// A class that a subset font has emptied must not cost all its kerning.
func TestParseEmptyClass(t *testing.T) {
	changed := 0
	file := edit(barlow(t), func(t map[string][]byte) {
		gpos := t["GPOS"]
		lookups := int(be.Uint16(gpos[8:]))
		for i := range int(be.Uint16(gpos[lookups:])) {
			lookup := lookups + int(be.Uint16(gpos[lookups+2+2*i:]))
			kind := be.Uint16(gpos[lookup:])
			for j := range int(be.Uint16(gpos[lookup+4:])) {
				at := lookup + int(be.Uint16(gpos[lookup+6+2*j:]))
				k := kind
				if k == 9 {
					k, at = be.Uint16(gpos[at+2:]), at+int(be.Uint32(gpos[at+4:]))
				}
				if k == 2 && be.Uint16(gpos[at:]) == 2 {
					changed += emptyClass(gpos[at+int(be.Uint16(gpos[at+8:])):], be.Uint16(gpos[at+12:])-1)
				}
			}
		}
	})
	if changed == 0 {
		t.Fatal("the font has no pairs of classes")
	}
	path := filepath.Join(t.TempDir(), "emptied.ttf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	face, err := fonts.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	_, kerned, err := face.Shape("TẢ")
	if err != nil {
		t.Fatal(err)
	}
	if _, want, _ := lookup(t, "barlow-condensed-700").Shape("TẢ"); kerned != want {
		t.Errorf("advance %v, want %v", kerned, want)
	}
	agree(t, face, path, pairs())
}

// emptyClass moves the glyphs of one class of a definition to class 0, and counts its ranges.
func emptyClass(definition []byte, class uint16) (n int) {
	if be.Uint16(definition) != 2 {
		return 0
	}
	for i := range int(be.Uint16(definition[2:])) {
		if at := definition[4+6*i+4:]; be.Uint16(at) == class {
			be.PutUint16(at, 0)
			n++
		}
	}
	return n
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	_, err := fonts.Open(filepath.Join(dir, "none.ttf"))
	if !errors.Is(err, os.ErrNotExist) || !errors.Is(err, fonts.ErrRead) {
		t.Errorf("error %v", err)
	}
	if e := spoken(t, err, "font-unreadable"); !strings.Contains(e.VI, "none.ttf") {
		t.Errorf("%q does not name the file", e.VI)
	}
	large := filepath.Join(dir, "large.ttf")
	file, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := file.Truncate(1 << 40); err != nil {
		t.Skip(err) // a file system without holes
	}
	if _, err := fonts.Open(large); !errors.Is(err, fonts.ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}

// Parse must leave the user's bytes alone.
func TestParseChangesNothing(t *testing.T) {
	for _, e := range embedded {
		file := read(t, e.file)
		before := bytes.Clone(file)
		if _, err := fonts.Parse(file); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before, file) {
			t.Errorf("%s was changed", e.file)
		}
	}
}
