package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mark tells the tokens that are punctuation alone.
type mark uint8

const (
	notMark mark = iota
	joiner       // a dash, slash, ampersand: stays with the word before it
	opening      // a bullet, an opening bracket: stays with the word after it
	closing      // a closing bracket, a stray comma
)

// number tells the tokens that begin with a digit.
type number uint8

const (
	notNumber number = iota
	count            // 05, 8.000, 2,5, 100%
	year             // 2025
	date             // 10/10, 10/10/2025, 01/10-10/10
	reference        // 505/QĐ-TTg, 1.001193, 18001096, 6m
)

// A token is a word without its punctuation, or a part of one: "tế-xã" has
// three tokens.
type token struct {
	key         string // folded
	word        int    // index of the word that holds it
	piece       int    // index of the piece that holds it
	mark        mark
	number      number
	opens       bool // punctuation stands before it
	closes      bool // punctuation stands after it
	lower       bool // begins with a small letter
	capitalised bool // begins with a capital, the rest is small
	roman       bool // a Roman number, if it stands where a number may
}

const (
	openMarks  = `([{“‘«"'<„‚`
	closeMarks = `)]}”’»"'>.,;:!?…`
	joinMarks  = "-–—‑‒/|&+×=→"
	bullets    = "•*·●■▪►✓☐"
)

func trimMarks(s string) string {
	return strings.TrimRight(strings.TrimLeft(s, openMarks), closeMarks)
}

// tokenize splits words into tokens.
func tokenize(words []string) []token {
	tokens := make([]token, 0, len(words)+4)
	for i, w := range words {
		tokens = appendTokens(tokens, i, w)
	}
	return tokens
}

func appendTokens(tokens []token, word int, s string) []token {
	core := strings.TrimLeft(s, openMarks)
	opens := len(core) < len(s)
	trimmed := strings.TrimRight(core, closeMarks)
	closes := len(trimmed) < len(core)
	core = trimmed
	if core == "" {
		m := closing
		if opens && !closes {
			m = opening
		}
		return append(tokens, token{word: word, mark: m, opens: true, closes: true})
	}
	if m := markOf(core); m != notMark {
		return append(tokens, token{key: "-", word: word, mark: m, opens: opens, closes: closes || m == opening})
	}
	first := len(tokens)
	if n := numberOf(core); n != notNumber {
		tokens = append(tokens, token{key: fold(core), word: word, number: n})
	} else {
		tokens = appendParts(tokens, word, core)
	}
	tokens[first].opens = tokens[first].opens || opens
	last := len(tokens) - 1
	tokens[last].closes = tokens[last].closes || closes
	return tokens
}

// appendParts splits "tế-xã" at its hyphen, and "đồng/trường" at its slash,
// which no phrase crosses.
func appendParts(tokens []token, word int, s string) []token {
	for {
		i := strings.IndexAny(s, "-–/")
		if i <= 0 || i == len(s)-1 {
			break
		}
		separator, size := utf8.DecodeRuneInString(s[i:])
		tokens = append(tokens, wordToken(word, s[:i]))
		s = s[i+size:]
		if separator == '/' {
			tokens[len(tokens)-1].closes = true
		} else {
			tokens = append(tokens, token{key: "-", word: word, mark: joiner})
		}
	}
	return append(tokens, wordToken(word, s))
}

func wordToken(word int, s string) token {
	t := token{key: fold(s), word: word}
	t.roman = strings.Trim(t.key, "ivxlc") == ""
	first, size := utf8.DecodeRuneInString(s)
	t.lower = unicode.IsLower(first)
	t.capitalised = unicode.IsUpper(first) && strings.IndexFunc(s[size:], unicode.IsUpper) < 0
	return t
}

func markOf(core string) mark {
	m := notMark
	for _, r := range core {
		switch {
		case strings.ContainsRune(joinMarks, r):
			m = joiner
		case strings.ContainsRune(bullets, r):
			m = opening
		default:
			return notMark
		}
	}
	return m
}

// numberOf classifies a word without its punctuation. A lone percent sign
// counts as the number it belongs to.
func numberOf(s string) number {
	if s == "%" || s == "‰" {
		return count
	}
	if s == "" || s[0] < '0' || s[0] > '9' {
		return notNumber
	}
	s = strings.TrimSuffix(s, "%")
	if from, to, isRange := cutRange(s); isRange {
		if f, t := numberOf(from), numberOf(to); f == t && (f == count || f == date) {
			return f
		}
		return reference
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ',' || r == '/' })
	switch {
	case !areDigits(groups) || len(strings.Join(groups, "/")) != len(s):
		return reference
	case len(groups) == 1:
		return plainNumber(s)
	case isDate(s, groups):
		return date
	case isGrouped(s, groups):
		return count
	}
	return reference
}

func cutRange(s string) (from, to string, ok bool) {
	i := strings.IndexAny(s, "-–")
	if i < 0 {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

func areDigits(groups []string) bool {
	for _, g := range groups {
		if strings.Trim(g, "0123456789") != "" {
			return false
		}
	}
	return true
}

func plainNumber(s string) number {
	switch {
	case len(s) == 4 && (s[:2] == "19" || s[:2] == "20"):
		return year
	case len(s) > 6, len(s) > 2 && s[0] == '0': // telephone numbers
		return reference
	}
	return count
}

// isDate accepts 10/10, 10/2025 and 10/10/2025.
func isDate(s string, groups []string) bool {
	last := groups[len(groups)-1]
	return len(groups) <= 3 && strings.Count(s, "/") == len(groups)-1 &&
		len(groups[0]) <= 2 && len(groups[len(groups)-2]) <= 2 &&
		(len(last) == 4 || len(groups) == 2 && len(last) <= 2)
}

// isGrouped accepts 8.000, 1.000.000 and 2,5, but not the code 1.001193.
func isGrouped(s string, groups []string) bool {
	if strings.Contains(s, "/") || len(groups[0]) > 3 {
		return false
	}
	if len(groups) == 2 && len(groups[1]) <= 2 {
		return true
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// foldPhrase returns the key of a phrase and the number of its tokens.
func foldPhrase(s string) (key string, words int) {
	tokens := tokenize(strings.Fields(s))
	keys := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.key != "" {
			keys = append(keys, t.key)
		}
	}
	return strings.Join(keys, " "), len(keys)
}

// oldTones maps the old places of the tone mark in an open syllable to the new.
var oldTones = map[string]string{
	"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
	"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
	"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}

var iToY = map[string]string{"i": "y", "ì": "ỳ", "í": "ý", "ỉ": "ỷ", "ĩ": "ỹ", "ị": "ỵ"}

// fold returns the form in which words are compared: NFC, in small letters, with
// one spelling for hòa and hoà (new), for kỹ and kĩ (y).
func fold(s string) string {
	s = strings.ToLower(norm.NFC.String(s))
	tail, size := utf8.DecodeLastRuneInString(s)
	head := s[:len(s)-size]
	if len(head) == 1 && strings.Contains("hklmst", head) {
		if y, ok := iToY[s[1:]]; ok {
			return head + y
		}
	}
	if tail >= utf8.RuneSelf && head != "" && !strings.HasSuffix(head, "qu") {
		before := head[len(head)-1:]
		if moved, ok := oldTones[before+s[len(head):]]; ok {
			return head[:len(head)-1] + moved
		}
	}
	return s
}
