package clean

import (
	"strings"
	"unicode/utf8"
)

// A Fit tells which of two readings of a text is Vietnamese.
type Fit int

// What a text is: too short to tell, Unicode as it stands, or in the old encoding.
const (
	Unsure Fit = iota
	AsIs
	Legacy
)

// Decode reads s, a text as its file has it, in TCVN3 or VNI, and tells whether it
// is in that encoding. A short text, such as "T\u00adù", may be either: others of the
// same file tell what it is. Known is whether the encoding has every letter of s.
func Decode(s string, from Encoding) (text string, known bool, fit Fit) {
	text, known = decodeAll(s, from)
	if _, garbled := fromMojibake(s); garbled || !known {
		return text, known, AsIs
	}
	if utf8.RuneCountInString(s) == 1 {
		return text, true, AsIs // a tick of the font Wingdings
	}
	// Programs leave soft hyphens in a text, which are nothing there.
	is, was := score(strings.ReplaceAll(s, "\u00ad", "")), score(text)
	switch {
	case was.valid > is.valid && was.valid >= 3*was.invalid && was.letters >= 3 && is.invalid > 0:
		return text, true, Legacy
	case is.invalid < was.invalid && is.valid >= was.valid:
		return text, true, AsIs
	}
	return text, true, Unsure
}

// Accented counts the accented words of a text that are Vietnamese, and those that
// are not.
func Accented(s string) (valid, invalid int) {
	t := score(s)
	return t.valid, t.invalid
}
