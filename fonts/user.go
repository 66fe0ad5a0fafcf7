package fonts

import (
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
)

// Open reads a user's font from a file; see [Parse].
func Open(path string) (*Face, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, MaxFileBytes+1))
	if err != nil {
		return nil, err
	}
	return Parse(content)
}

// Parse reads a user's TrueType or OpenType font and checks it before it is used: it must have all 134 Vietnamese
// letters, the digits and the punctuation of signs, each with an outline of its own. A font that lacks some is refused
// with a [*CoverageError] that names them; the many display fonts "with Vietnamese" that are not complete fail here.
// Every other error is an [*Error]. A variable font is used in its default style.
//
// The bytes must not be changed afterwards.
func Parse(file []byte) (*Face, error) {
	face, err := newFace(file)
	if err != nil {
		return nil, err
	}
	missing := append(face.Missing(required), face.placeholders()...)
	for _, r := range required {
		if r == ' ' || !face.Has(r) {
			continue
		}
		o, err := face.Outline(face.glyph(r))
		if err != nil {
			return nil, err
		}
		if !o.inked() {
			missing = append(missing, r)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return nil, &CoverageError{Font: face.family, Missing: slices.Compact(missing)}
	}
	return face, nil
}

// placeholders lists the Vietnamese letters that share a glyph with another letter: some fonts claim to have them, and
// show a box or the letter without its marks. A small letter may share the glyph of a capital, as in fonts of capitals.
func (f *Face) placeholders() []rune {
	type key struct {
		glyph GlyphID
		upper bool
	}
	sharing := make(map[key][]rune)
	for _, r := range required {
		if f.Has(r) && unicode.IsLetter(r) {
			k := key{f.glyph(r), unicode.IsUpper(r)}
			sharing[k] = append(sharing[k], r)
		}
	}
	var found []rune
	for _, letters := range sharing {
		if len(letters) == 1 {
			continue
		}
		for _, r := range letters {
			if strings.ContainsRune(Letters, r) {
				found = append(found, r)
			}
		}
	}
	slices.Sort(found)
	return found
}
