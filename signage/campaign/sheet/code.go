package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/fold"
)

var (
	codeInside   = pattern(`[0-9]\.[0-9]{6}(?:\.[A-Z]?[0-9]{2,3})*`) // what may be one: isCode decides
	codeShort    = pattern(`^([1-9])[.,]([0-9]{2,5})$`)
	codeGrouped  = pattern(`^([1-9])\.([0-9]{3})\.([0-9]{3})$`)
	codeInteger  = pattern(`^[1-9][0-9]{6}$`)
	codeNoPoint  = pattern(`^([1-9])[,. ]{1,2}([0-9]{6}(?:\..*)?)$`)
	codeBrackets = pattern(`[(\[{]\s*[)\]}]`)
)

func isCode(s string) bool {
	_, err := qr.ParseProcedureCode(s)
	return err == nil
}

// A codeGuess is a code and, when it is not what the cell says, why.
type codeGuess struct {
	code   string
	vi, en string
}

func (g codeGuess) isGuess() bool { return g.vi != "" }

// readCode reads the code that a cell of the column of codes holds. Excel turns
// 2.000720 into the number 2.00072, which it shows as 2,00072 under Vietnamese
// settings; typed there, where the point parts thousands, it becomes 2000720.
func readCode(c cell) (codeGuess, bool) {
	text := c.text
	if c.isNumber() && !(isCode(text) && sameNumber(text, c.number)) {
		text = c.number
	}
	if c.isNumber() && strings.HasPrefix(c.number, "0") {
		return codeGuess{}, false // a share or a formula gone wrong: codes begin with 1, 2 or 3
	}
	if isCode(text) {
		return codeGuess{code: text}, true
	}
	compact := strings.Trim(strings.ToUpper(strings.Join(strings.Fields(text), "")), "'’.,;:-")
	if m := codeNoPoint().FindStringSubmatch(compact); m != nil {
		compact = m[1] + "." + m[2]
	}
	switch {
	case isCode(compact):
		vi, en := oddities(text)
		return codeGuess{compact, vi, en}, true
	case codeShort().MatchString(compact):
		code := codeShort().ReplaceAllString(compact, "$1.$2")
		return codeGuess{code + "000000"[len(code)-2:], "Excel bỏ các số 0 ở cuối", "Excel dropped the zeros at the end"}, true
	case codeGrouped().MatchString(compact):
		return codeGuess{codeGrouped().ReplaceAllString(compact, "$1.$2$3"), "Excel coi dấu chấm là dấu phân cách hàng nghìn",
			"Excel took the point to part thousands"}, true
	case codeInteger().MatchString(compact):
		return codeGuess{compact[:1] + "." + compact[1:], "Excel coi dấu chấm là dấu phân cách hàng nghìn", "Excel took the point to part thousands"}, true
	}
	if code, _, ok := splitCode(text); ok {
		return codeGuess{code, "trong ô còn chữ khác", "the cell holds other words too"}, true
	}
	return codeGuess{}, false
}

// oddities names what a text has that a code has not.
func oddities(text string) (vi, en string) {
	trimmed := strings.TrimSpace(text)
	core := strings.Trim(trimmed, "'’.,;:- ")
	before, after, _ := strings.Cut(trimmed, core)
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	var inVI, inEN []string
	for _, odd := range []struct {
		found  bool
		vi, en string
	}{
		{before != "", "dấu “" + before + "” ở đầu", "“" + before + "” in front"},
		{after != "", "dấu “" + after + "” ở cuối", "“" + after + "” at the end"},
		{strings.Contains(core, ".."), "hai dấu chấm liền nhau", "two points side by side"},
		{strings.Contains(core, ","), "dấu phẩy", "a comma"},
		{strings.ContainsFunc(core, unicode.IsSpace), "dấu cách", "a space"},
		{strings.ContainsFunc(core, unicode.IsLower), "chữ thường", "a small letter"},
	} {
		if odd.found {
			inVI, inEN = append(inVI, odd.vi), append(inEN, odd.en)
		}
	}
	if inVI == nil {
		return "viết khác dạng của mã", "not written as codes are"
	}
	return "có " + strings.Join(inVI, ", "), "with " + strings.Join(inEN, ", ")
}

// sameNumber compares a number with its digits, zeros at the end aside.
func sameNumber(text, number string) bool {
	return strings.TrimRight(text, "0") == strings.TrimRight(number, "0")
}

// splitCode takes the one code out of a text and returns what is left of it.
func splitCode(text string) (code, rest string, ok bool) {
	var found []int
	for _, m := range codeInside().FindAllStringIndex(text, -1) {
		if isCode(text[m[0]:m[1]]) && endsWord(text[:m[0]]) && startsWord(text[m[1]:]) {
			if found != nil {
				return "", text, false
			}
			found = m
		}
	}
	if found == nil {
		return "", text, false
	}
	rest = codeBrackets().ReplaceAllString(text[:found[0]]+" "+text[found[1]:], " ")
	return text[found[0]:found[1]], strings.Trim(foldSpace(rest), " -–:;,."), true
}

// endsWord and startsWord report whether a code may follow or precede a text.
func endsWord(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func startsWord(after string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(after, "."))
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// codeKey is what two codes of the same procedure share: the suffix of a
// province does not matter, that of a service does.
func codeKey(code string) string {
	parts, err := qr.ParseProcedureCode(code)
	if err != nil {
		return code
	}
	return parts.Number + "." + parts.Service
}

// isPlaceholder reports what people type into a cell to say that it is empty.
func isPlaceholder(text string) bool {
	switch fold.Words(text) {
	case "", "khong", "khong co", "chua co", "chua cap", "dang cap nhat", "cap nhat sau", "trong", "na", "n a", "none", "null", "x":
		return true
	}
	return false
}

// saysNoCode reports what people type where a procedure has no code yet.
func saysNoCode(text string) bool {
	return isPlaceholder(text) || noCode().MatchString(fold.Words(text))
}

var noCode = pattern(`^(?:chua|khong|dang)(?: (?:co|duoc|cap|cap nhat|cong bo|ma|so|tthc|thu tuc))+$`)

// isDash reports a stroke or dots for "nothing".
func isDash(text string) bool { return strings.Trim(text, "-–—.…_/ ") == "" }
