package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean brings the text of a cell into NFC and folds its white space and
// invisible characters. It says which of the two changed the text. Invisible
// characters of an address stay, so that whoever checks links sees them: they
// make one host look like another.
func clean(s string) (text string, composed, respaced bool) {
	if !norm.NFC.IsNormalString(s) {
		s, composed = norm.NFC.String(s), true
	}
	text = foldSpace(s)
	return text, composed, text != s
}

func foldSpace(s string) string {
	if isTidy(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap, address := false, strings.Contains(s, "://")
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			gap = true
		case isInvisible(r) && !address:
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

// fold gives the words of s in lower case without accents and punctuation, so
// that headings compare by what they say: "Tên TTHC:" is "ten tthc".
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'đ' || r == 'Đ':
			r = 'd'
		case unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

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
