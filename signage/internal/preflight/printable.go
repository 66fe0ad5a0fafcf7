package preflight

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// printable is a text in which all that is not seen is written as Go escapes it: what a file says of itself may steer a
// terminal, turn the direction of writing, or be no UTF-8 at all.
func printable(s string) string {
	if strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case unseen(r):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// unseen tells whether a rune has no look of its own, or stands for what is no UTF-8.
func unseen(r rune) bool { return r == utf8.RuneError || !unicode.IsGraphic(r) }

// printable makes all texts of a report printable: each may hold what the file says.
func (r *Report) printable() {
	texts := []*string{&r.Claim, &r.Version, &r.Title}
	for i := range r.Inks {
		texts = append(texts, &r.Inks[i])
	}
	for i := range r.Fonts {
		texts = append(texts, &r.Fonts[i].Name, &r.Fonts[i].Type)
	}
	for i := range r.Images {
		texts = append(texts, &r.Images[i].Where, &r.Images[i].Colour)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		texts = append(texts, &f.Where, &f.VI, &f.EN)
	}
	for _, text := range texts {
		*text = printable(*text)
	}
}
