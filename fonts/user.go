package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// The limits on a user's font. The largest families with Vietnamese are about 1 MB; fonts of all scripts reach 20 MB.
const (
	MaxFileBytes = 32 << 20 // a font file
	maxTables    = 64       // tables in its directory
)

// What can be wrong with a font; reach them with errors.Is.
var (
	ErrUnknownFace = errors.New("fonts: no embedded face of this name")
	ErrFormat      = errors.New("fonts: not a usable TrueType or OpenType font")
	ErrTooLarge    = errors.New("fonts: the file is over the limit")
	ErrCoverage    = errors.New("fonts: the font lacks letters")
)

// CoverageError says which letters a font lacks. It wraps [ErrCoverage].
type CoverageError struct {
	Font    string // the font's family, or its file
	Missing []rune // in alphabetical order of the code points, each once
}

func (e *CoverageError) Error() string {
	const shown = 24
	letters := e.Missing[:min(len(e.Missing), shown)]
	more := ""
	if n := len(e.Missing) - len(letters); n > 0 {
		more = fmt.Sprintf(" … (%d more)", n)
	}
	return fmt.Sprintf("fonts: %s lacks %d letters: %s%s", e.Font, len(e.Missing),
		strings.Join(strings.Split(string(letters), ""), " "), more)
}

// Unwrap makes errors.Is(err, ErrCoverage) true.
func (e *CoverageError) Unwrap() error { return ErrCoverage }

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
// letters, the digits and the punctuation of signs, each with an outline. A font that lacks some is refused with a
// [CoverageError] that names them; the many display fonts "with Vietnamese" that are not complete fail here. The bytes
// must not be changed afterwards.
func Parse(file []byte) (*Face, error) {
	if len(file) > MaxFileBytes {
		return nil, fmt.Errorf("%w of %d MB", ErrTooLarge, MaxFileBytes>>20)
	}
	face, err := load(file)
	if err != nil {
		return nil, err
	}
	missing := face.Missing(required)
	for _, r := range required {
		if r == ' ' || strings.ContainsRune(string(missing), r) {
			continue
		}
		gid, _ := face.shaper.NominalGlyph(r)
		if o, err := face.Outline(GlyphID(gid)); err != nil || len(o.Segments) == 0 {
			missing = append(missing, r)
		}
	}
	if len(missing) > 0 {
		name := face.family
		if name == "" {
			name = "the font"
		}
		return nil, &CoverageError{Font: name, Missing: missing}
	}
	return face, nil
}

func load(file []byte) (face *Face, err error) {
	defer recoverAs(&err, "parsing")
	if len(file) < 12 {
		return nil, fmt.Errorf("%w: %d bytes", ErrFormat, len(file))
	}
	switch string(file[:4]) {
	case "\x00\x01\x00\x00", "OTTO", "true":
	case "ttcf":
		return nil, fmt.Errorf("%w: a collection (.ttc); export the one face you want as .ttf", ErrFormat)
	case "wOFF", "wOF2":
		return nil, fmt.Errorf("%w: a web font (.woff); use the .ttf or .otf", ErrFormat)
	default:
		return nil, fmt.Errorf("%w: it does not start like one", ErrFormat)
	}
	if n := binary.BigEndian.Uint16(file[4:]); n > maxTables {
		return nil, fmt.Errorf("%w: %d tables, at most %d", ErrTooLarge, n, maxTables)
	}
	face, err = newFace(file)
	if err != nil && !errors.Is(err, ErrFormat) {
		err = fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return face, err
}
