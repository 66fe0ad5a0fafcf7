package qr

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Visible returns a text on one line, in which every character shows what it
// is: "dichvucong.gо⟨U+043E⟩v.vn" for a Cyrillic о among Latin letters. What
// cannot be seen or commands a terminal is written as its number alone, and so
// is what passes for something else, after the character. Vietnamese stands as
// it is; a line break is "↵".
func Visible(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		end := strings.IndexFunc(s, unicode.IsSpace)
		if end == 0 {
			_, end = utf8.DecodeRuneInString(s)
			if strings.HasPrefix(s, "\r\n") {
				end = 2
			}
			writeSpace(&b, s[:end])
		} else {
			if end < 0 {
				end = len(s)
			}
			writeWord(&b, s[:end])
		}
		s = s[end:]
	}
	return b.String()
}

func writeSpace(b *strings.Builder, s string) {
	switch s {
	case " ":
		b.WriteByte(' ')
	case "\n", "\r\n":
		b.WriteRune('↵')
	default:
		for _, r := range s {
			fmt.Fprintf(b, "⟨%U⟩", r)
		}
	}
}

// writeWord writes what stands between two spaces: a letter of another script
// passes for a Latin one beside those only.
func writeWord(b *strings.Builder, word string) {
	latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	afterLetter := false
	for i, r := range word {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(word[i:], string(utf8.RuneError)):
			fmt.Fprintf(b, "⟨0x%02X⟩", word[i])
		case invisible(r) || unicode.IsControl(r) || !unicode.IsPrint(r),
			unicode.Is(unicode.M, r) && !(afterLetter && vietnameseMark(r)):
			fmt.Fprintf(b, "⟨%U⟩", r)
		case r < utf8.RuneSelf || vietnamese(r) || unicode.Is(unicode.M, r) || unicode.IsLetter(r) && !latin:
			b.WriteRune(r)
		default:
			fmt.Fprintf(b, "%c⟨%[1]U⟩", r)
		}
		afterLetter = unicode.Is(unicode.Latin, r) || afterLetter && unicode.Is(unicode.M, r)
	}
}

// vietnamese tells letters and punctuation beyond ASCII that Vietnamese is
// written in.
func vietnamese(r rune) bool {
	if strings.ContainsRune("đĐ“”‘’–—…·•₫", r) {
		return true
	}
	base, size := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	marks := norm.NFD.String(string(r))[size:]
	other := func(m rune) bool { return !vietnameseMark(m) }
	return marks != "" && base < utf8.RuneSelf && !strings.ContainsFunc(marks, other)
}

// vietnameseMark tells the marks of vowels and of tones.
func vietnameseMark(r rune) bool {
	return strings.ContainsRune("\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323", r)
}

// scriptNames are the scripts whose letters look like Latin ones, as
// unicode.Scripts calls them.
var scriptNames = map[string]string{
	"Cyrillic": "Kirin", "Greek": "Hy Lạp", "Armenian": "Armenia", "Georgian": "Gruzia", "Cherokee": "Cherokee", "Coptic": "Copt",
	"Hebrew": "Do Thái", "Arabic": "Ả Rập", "Han": "Hán", "Thai": "Thái", "Lao": "Lào", "Khmer": "Khmer",
}

// foreignLetter names a letter of a text that is neither ASCII nor Vietnamese,
// of another script where there is one: "ký tự “о” thuộc hệ chữ Kirin (U+043E)".
func foreignLetter(s string) (w Wording, found bool) {
	plain := func(r rune) bool { return r < utf8.RuneSelf || vietnamese(r) || vietnameseMark(r) }
	foreign := func(r rune) bool { return !plain(r) && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }
	first := strings.IndexFunc(s, foreign)
	for _, r := range s[max(first, 0):] {
		if plain(r) {
			continue
		}
		letter := fmt.Sprintf("“%c”", r)
		if invisible(r) || !unicode.IsPrint(r) {
			letter = ""
		}
		vi, en := "", ""
		for name, table := range unicode.Scripts {
			if name == "Common" || name == "Inherited" || name == "Latin" || !unicode.Is(table, r) {
				continue
			}
			vi, en = " thuộc hệ chữ "+name, " of the script "+name
			if known, ok := scriptNames[name]; ok {
				vi = " thuộc hệ chữ " + known
			}
		}
		return Wording{
			strings.TrimSpace(fmt.Sprintf("ký tự %s", letter)) + fmt.Sprintf("%s (%U)", vi, r),
			strings.TrimSpace(fmt.Sprintf("the character %s", letter)) + fmt.Sprintf("%s (%U)", en, r),
		}, true
	}
	return Wording{}, false
}
