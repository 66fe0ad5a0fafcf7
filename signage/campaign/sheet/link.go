package sheet

import (
	"strings"
)

var (
	urlForm     = pattern(`^(?i:https?)://[^\s]+$`)
	urlInside   = pattern(`(?i)https?://[^\s]+`)
	urlAgain    = pattern(`(?i)https?://\S*[\s;,]+https?://`)
	hostForm    = pattern(`^(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s]*)?$`)
	otherForm   = pattern(`^(?i)(?:javascript|data|vbscript|file|ftp):|^(?i)https?:/?[^/]|^//`)
	formulaLink = pattern(`(?i)HYPERLINK\(\s*"(https?://[^"\s]+)"`)
)

func isURL(s string) bool { return urlForm().MatchString(s) && !urlAgain().MatchString(s) }

// hyperlink is the web address behind a cell, if there is one.
func (c cell) hyperlink() string {
	if c.origin == nil {
		return ""
	}
	if isURL(c.link) {
		return c.link
	}
	if m := formulaLink().FindStringSubmatch(c.formula); m != nil {
		return m[1]
	}
	return ""
}

// A linkGuess is the address that a text means and, when it is not the text
// itself, why.
type linkGuess struct {
	link   string
	vi, en string
}

// readLink finds the one address in a text of the column of links.
func readLink(text string) (g linkGuess, ok bool) {
	if isURL(text) {
		return linkGuess{link: text}, true
	}
	if hostForm().MatchString(text) {
		return linkGuess{"https://" + text, "thiếu https:// ở đầu", "https:// was missing"}, true
	}
	if urlAgain().MatchString(text) {
		return linkGuess{}, false
	}
	from := urlInside().FindStringIndex(text)
	if from == nil {
		return linkGuess{}, false
	}
	if from[1] < len(text) && from[0] == 0 {
		return linkGuess{}, false // an address with a gap in it: no one knows where it ends
	}
	return linkGuess{strings.TrimRight(text[from[0]:from[1]], ".,;)"), "trong ô còn chữ khác", "the cell holds other words too"}, true
}
