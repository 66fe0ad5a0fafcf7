package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// losesLetters reports a text in which letters became question marks, as they do
// when Excel saves a .csv that is not "CSV UTF-8": "Th? t?c ??ng k?". A question
// mark may end a sentence, and belongs to an address.
func losesLetters(text string) bool {
	if strings.IndexByte(text, '?') < 0 {
		return false
	}
	text = addressInside().ReplaceAllString(text, "")
	for at := strings.IndexByte(text, '?'); at >= 0; {
		rest := strings.TrimLeft(text[at:], "?")
		if isLostLetter(text[:at], rest) {
			return true
		}
		next := strings.IndexByte(rest, '?')
		if next < 0 {
			return false
		}
		at = len(text) - len(rest) + next
	}
	return false
}

var addressInside = pattern(`\S*(?:://|(?i:[a-z0-9]\.[a-z]{2,})/)\S*`)

// isLostLetter tells whether question marks between two texts stand for letters.
func isLostLetter(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLetter(next) { // "t?c", "?ng"; not "sinh?Kết"
		return !(unicode.IsLower(last) && unicode.IsUpper(next))
	}
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	if onsets[strings.ToLower(word)] {
		return true // "k?", "Ph?": what is left of a word is no word
	}
	if hasTone(word) {
		return false
	}
	if strings.ContainsRune(",;/", next) && word != "" {
		return true
	}
	following := strings.TrimLeft(after, " ")
	first, _ := utf8.DecodeRuneInString(following)
	return len(following) < len(after) && unicode.IsLower(first)
}

// hasTone reports a word with the mark of a tone. What may follow the vowel that has it
// is never lost, so that "Bạn hỏi? chúng tôi trả lời" asks.
func hasTone(word string) bool {
	return strings.ContainsAny(norm.NFD.String(word), "\u0300\u0301\u0303\u0309\u0323")
}

// onsets are the consonants with which Vietnamese words begin.
var onsets = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields("b c ch d đ ð g gh h k kh l m n ng ngh nh p ph q qu r s t th tr v x") {
		m[s] = true
	}
	return m
}()

// endsInQuestion reports what losesLetters takes for a question.
func endsInQuestion(text string) bool {
	before, found := strings.CutSuffix(text, "?")
	return found && hasLetter(before) && !strings.Contains(text, "://")
}

// mayLoseEnd reports a text of which the question mark at the end may be a lost letter, as in "Khai thu?", where the
// sheet lost letters elsewhere: none that Windows-1252 lacks, and which would have been lost too, is left of it, and its
// last word is lost as a whole or may end in a vowel more. Vowels with marks follow no others than "o" and "u", and the
// "i" of "gi".
func mayLoseEnd(text string) bool {
	if !endsInQuestion(text) || strings.IndexFunc(text, isBeyondWindows1252) >= 0 {
		return false
	}
	before := strings.TrimRight(text, "?")
	word := strings.ToLower(before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:])
	if word == "" {
		return strings.HasSuffix(before, " ")
	}
	onset := strings.TrimRight(word, "ou")
	return len(word)-len(onset) == 1 && (onset == "" || onsets[onset]) || word == "gi"
}

// isBeyondWindows1252 reports a letter that is lost where a .csv is saved in the code page of Western Europe.
func isBeyondWindows1252(r rune) bool {
	if !unicode.IsLetter(r) {
		return false
	}
	_, ok := charmap.Windows1252.EncodeRune(r)
	return !ok
}

// isUnknown reports question marks alone: letters that were lost, or something that
// nobody knew.
func isUnknown(text string) bool { return text != "" && strings.Trim(text, "? ") == "" }

// hasLostLetters reports a cell of a column, or a section, in which letters were
// lost.
func (g *grid) hasLostLetters(c column, text string) bool {
	if strings.IndexByte(text, '?') < 0 || c == linkColumn || c == numberColumn {
		return false
	}
	return losesLetters(text) || endsInQuestion(text) && c == fieldColumn || g.isLossy && mayLoseEnd(text)
}

// firstLoss finds the first cell of a sheet in which letters were lost.
func (g *grid) firstLoss() *Error {
	for _, r := range g.rows {
		for i, c := range r.cells {
			if losesLetters(c.text) {
				return lettersLost(g.sheet, r.at(i+1), c.text)
			}
		}
	}
	return nil
}

func lettersLost(sheet string, p position, text string) *Error {
	return badCell("letters-lost", sheet, p,
		"Chữ có dấu trong ô đã mất, chỉ còn dấu hỏi: "+quote(text)+".",
		"Letters with accents were lost from the cell and became question marks: "+quote(text)+".",
		"Mở tệp gốc bằng Excel rồi lưu thành .xlsx hoặc chọn Save As > CSV UTF-8; tệp này không còn các chữ đó.",
		"Open the original in Excel and save it as .xlsx, or choose Save As > CSV UTF-8; this file no longer has those letters.")
}

// lostHeading finds a heading of which letters were lost, or are garbled: no one knows what the column holds.
func (t *table) lostHeading() *Error {
	for _, r := range t.headRows {
		for i, c := range r.cells {
			if e := t.g.garbledAt(r.at(i + 1)); e != nil {
				return e
			}
			if losesLetters(c.text) {
				return lettersLost(t.g.sheet, r.at(i+1), c.text)
			}
		}
	}
	return nil
}
