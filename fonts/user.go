package fonts

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Open reads a user's font from a file; see [Parse]. The error of a file that cannot be read wraps [ErrRead] and that of
// the system.
func Open(path string) (*Face, error) {
	content, err := readFile(path)
	if err != nil {
		return nil, &Error{
			Code: "font-unreadable",
			VI:   fmt.Sprintf("Không đọc được tệp phông “%s”.", filepath.Base(path)), EN: fmt.Sprintf("The font file “%s” cannot be read.", filepath.Base(path)),
			FixVI: "Xem lại đường dẫn và quyền đọc tệp.", FixEN: "Check its path, and that it may be read.",
			kind: ErrRead, cause: err,
		}
	}
	return Parse(content)
}

// readFile reads a file, or as much of a larger one as shows that it is too large.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, MaxFileBytes+1))
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
