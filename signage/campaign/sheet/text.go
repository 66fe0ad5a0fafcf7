package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A cleaning is what tidy had to do to a text.
type cleaning int

const (
	composed  cleaning = 1 << iota // brought into NFC
	uncovered                      // freed of invisible characters
	respaced                       // line breaks and runs of spaces made one space
)

// tidy brings the text of a cell into NFC, takes out invisible characters and
// folds white space. Invisible characters of an address stay, so that whoever
// checks links sees them: they make one host look like another.
func tidy(s string) (string, cleaning) {
	var done cleaning
	if !norm.NFC.IsNormalString(s) {
		s, done = norm.NFC.String(s), done|composed
	}
	text := foldSpace(s)
	if text == s {
		return text, done
	}
	if visible := uncover(s); visible != s {
		s, done = visible, done|uncovered
	}
	if text != s {
		done |= respaced
	}
	return text, done
}

// uncover takes out the invisible characters of what is no address.
func uncover(s string) string {
	if strings.Contains(s, "://") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, s)
}

func foldSpace(s string) string {
	if isTidy(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range uncover(s) {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isTidy reports whether s holds no white space but single spaces between
// words, and nothing invisible.
func isTidy(s string) bool {
	gap := true
	for _, r := range s {
		if r == ' ' {
			if gap {
				return false
			}
			gap = true
			continue
		}
		if r < 0x20 || r >= 0x7f && (unicode.IsSpace(r) || unicode.IsControl(r) || isInvisible(r)) {
			return false
		}
		gap = false
	}
	return !gap || s == ""
}

// isInvisible reports the characters that Word and web pages leave in a text:
// soft hyphens, joiners, direction marks and byte order marks.
func isInvisible(r rune) bool { return unicode.Is(unicode.Cf, r) }

// hasWordPrefix reports whether folded begins with the words of prefix.
func hasWordPrefix(folded, prefix string) bool {
	rest, ok := strings.CutPrefix(folded, prefix)
	return ok && (rest == "" || rest[0] == ' ')
}

// hasPhrase reports whether the words of phrase stand side by side in folded.
func hasPhrase(folded, phrase string) bool {
	return strings.Contains(" "+folded+" ", " "+phrase+" ")
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

func hasDamage(s string) bool { return strings.ContainsRune(s, utf8.RuneError) }
