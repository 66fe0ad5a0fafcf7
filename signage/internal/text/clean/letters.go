package clean

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// A repair is one kind of change to letters.
type repair uint8

const (
	decomposed repair = iota
	markOrder
	dStroke
	otherForm
	invisible
	repairKinds
)

// repairNotes are the notes of the repairs, their messages still without the
// number of words (%d) and the words (%s).
var repairNotes = [repairKinds]note.Note{
	decomposed: {
		Code: "unicode-decomposed", Severity: note.Info,
		VI: "Đã ghép dấu rời (Unicode tổ hợp) trong %d từ: %s.",
		EN: "Joined separate accents (decomposed Unicode) in %d words: %s.",
	},
	markOrder: {
		Code: "mark-order", Severity: note.Warning,
		VI: "Đã xếp lại dấu gõ sai thứ tự trong %d từ: %s.",
		EN: "Put accents typed in the wrong order right in %d words: %s.",
	},
	dStroke: {
		Code: "d-stroke", Severity: note.Warning,
		VI: "Đã thay chữ giống Đ (Ð, Ɖ, ð, ɖ) bằng chữ Đ, đ tiếng Việt trong %d từ: %s.",
		EN: "Replaced look-alikes of Đ (Ð, Ɖ, ð, ɖ) by the Vietnamese letter in %d words: %s.",
	},
	otherForm: {
		Code: "letter-form", Severity: note.Warning,
		VI: "Đã thay chữ dạng đặc biệt bằng chữ thường dùng trong %d từ: %s.",
		EN: "Replaced special letter forms by ordinary letters in %d words: %s.",
	},
	invisible: {
		Code: "invisible-removed", Severity: note.Info,
		VI: "Đã bỏ ký tự không nhìn thấy trong %d từ: %s.",
		EN: "Removed invisible characters from %d words: %s.",
	},
}

// maxExamples is how many words a note of repairs quotes.
const maxExamples = 3

// lettersPass reads a text word by word.
type lettersPass struct {
	*cleaner
	pos      int // characters before the current one, as the eye counts them
	count    [repairKinds]int
	examples [repairKinds][]string
}

// repairLetters brings every word to NFC Latin letters, or refuses it.
func (c *cleaner) repairLetters(s string) string {
	p := lettersPass{cleaner: c}
	var out strings.Builder
	out.Grow(len(s))
	for s != "" {
		end := strings.IndexFunc(s, isSpace)
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			out.WriteString(p.word(s[:end]))
			s = s[end:]
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		out.WriteString(s[:size])
		p.pos++
		s = s[size:]
	}
	for kind, n := range repairNotes {
		if p.count[kind] == 0 {
			continue
		}
		words := strings.Join(p.examples[kind], "; ")
		n.VI = fmt.Sprintf(n.VI, p.count[kind], words)
		n.EN = fmt.Sprintf(n.EN, p.count[kind], words)
		c.add(n)
	}
	return out.String()
}

// word repairs one word and counts its characters.
func (p *lettersPass) word(word string) string {
	if isClean(word) {
		p.pos += utf8.RuneCountInString(word)
		return word
	}
	var done [repairKinds]bool
	start := p.pos
	single := p.replaceLetters(openGaps(word), &done)
	done[invisible] = done[invisible] || strings.ContainsFunc(word, isHiddenGap)
	composed := norm.NFC.String(single)
	ordered := orderMarks(composed)
	done[markOrder] = ordered != composed
	done[decomposed] = composed != single && !done[markOrder]
	p.refuseStrayMarks(ordered, start)
	for kind, is := range done {
		if !is {
			continue
		}
		p.count[kind]++
		if len(p.examples[kind]) < maxExamples {
			p.examples[kind] = append(p.examples[kind], example(repair(kind), word, ordered))
		}
	}
	return ordered
}

// isClean reports a word of which nothing has to be looked at: printable ASCII
// and precomposed letters of Vietnamese.
func isClean(word string) bool {
	for _, r := range word {
		switch {
		case r > 0x20 && r < 0x7F:
		case r >= 0x1EA0 && r <= 0x1EF9:
		case r >= 0xC0 && r <= 0xFF && r != 'Ð' && r != 'ð':
		case strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư–—“”‘’…₫", r):
		default:
			return false
		}
	}
	return true
}

// isHiddenGap reports a zero-width space or a soft hyphen.
func isHiddenGap(r rune) bool { return r == 0x200B || r == 0x00AD }

// openGaps makes a space of what parts two syllables without being seen, as on web pages. Within a word it only let a
// line end.
func openGaps(word string) string {
	if !strings.ContainsFunc(word, isHiddenGap) {
		return word
	}
	parts := strings.FieldsFunc(norm.NFC.String(word), isHiddenGap)
	var out strings.Builder
	for i, part := range parts {
		if i > 0 && isWord(parts[i-1]) && isWord(part) && !isWord(parts[i-1]+part) {
			out.WriteByte(' ')
		}
		out.WriteString(part)
	}
	return out.String()
}

// isWord reports a syllable, with punctuation around it or without.
func isWord(s string) bool { return syllable.Valid(strings.TrimFunc(s, isNotLetter)) }

// replaceLetters goes through a word character by character: keeps, replaces,
// drops or refuses each.
func (p *lettersPass) replaceLetters(word string, done *[repairKinds]bool) string {
	var out strings.Builder
	runes := []rune(word)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if n := emojiLen(runes[i:]); n > 0 {
			p.pos++
			p.refuseEmoji(runes[i : i+n])
			i += n - 1
			continue
		}
		switch {
		case isInvisible(r):
			done[invisible] = true
			continue
		case isMark(r):
			out.WriteRune(r)
			continue
		}
		p.pos++
		switch r {
		case 'Ð', 'Ɖ':
			out.WriteRune('Đ')
			done[dStroke] = true
			continue
		case 'ð', 'ɖ':
			out.WriteRune('đ')
			done[dStroke] = true
			continue
		}
		if !hasOrdinaryForm(r) {
			if p.accepts(r, word) {
				out.WriteRune(r)
			}
			continue
		}
		for _, plain := range norm.NFKC.String(string(r)) {
			if p.accepts(plain, word) {
				out.WriteRune(plain)
			}
		}
		done[otherForm] = true
	}
	return out.String()
}

// hasOrdinaryForm reports letters that only look different: fullwidth forms,
// ligatures, Roman numerals, and the bold and script letters that are pasted from
// social networks.
func hasOrdinaryForm(r rune) bool {
	return r >= 0xFF01 && r <= 0xFF5E || r >= 0xFB00 && r <= 0xFB06 ||
		r >= 0x2160 && r <= 0x217F || r >= 0x1D400 && r <= 0x1D7FF
}

// isInvisible reports characters that print nothing and can be taken away without
// a change to the look: byte order marks, zero-width spaces and joiners, soft
// hyphens, variation selectors.
func isInvisible(r rune) bool {
	switch r {
	case 0x00AD, 0x034F, 0x180E, 0x200B, 0x200C, 0x200D, 0xFEFF:
		return true
	}
	return r >= 0x2060 && r <= 0x2064 || r >= 0xFE00 && r <= 0xFE0F
}

// orderMarks moves the marks that make a letter (circumflex, breve, horn) before
// the tone mark, so that E + ◌́ + ◌̂ becomes Ế.
func orderMarks(s string) string {
	if !strings.ContainsFunc(s, isMark) {
		return s
	}
	runes := []rune(norm.NFD.String(s))
	for i := 1; i < len(runes); i++ {
		for j := i; j > 0 && makesLetter(runes[j]) && isMark(runes[j-1]) && !makesLetter(runes[j-1]); j-- {
			runes[j], runes[j-1] = runes[j-1], runes[j]
		}
	}
	return norm.NFC.String(string(runes))
}

func isMark(r rune) bool { return unicode.Is(unicode.M, r) }

func makesLetter(r rune) bool { return r == 0x0302 || r == 0x0306 || r == 0x031B }

// example shows a word before and after, with the invisible made visible.
func example(kind repair, before, after string) string {
	switch kind {
	case decomposed:
		return fmt.Sprintf("%s (%d → %d)", quote(after), utf8.RuneCountInString(before), utf8.RuneCountInString(after))
	case markOrder:
		var codes strings.Builder
		for _, r := range before {
			if isMark(r) {
				fmt.Fprintf(&codes, "<%U>", r)
			} else {
				codes.WriteRune(r)
			}
		}
		before = codes.String()
	case invisible:
		var codes strings.Builder
		for _, r := range before {
			if isInvisible(r) {
				fmt.Fprintf(&codes, "<%U>", r)
			} else {
				codes.WriteRune(r)
			}
		}
		before = norm.NFC.String(codes.String())
	}
	return quote(before) + " → " + quote(after)
}

// accepts reports whether a character may stand on a sign, and refuses it if not.
// The position of the refusal is p.pos.
func (p *lettersPass) accepts(r rune, word string) bool {
	switch {
	case r < 0x20 || r >= 0x7F && r < 0xA0:
		p.refuseChar(ErrControl, "control-character", r, "ký tự điều khiển", "control character", word)
	case isBidi(r):
		p.refuseChar(ErrControl, "bidi-control", r, "ký tự đảo chiều chữ "+bidiName(r), "text direction control "+bidiName(r), word)
	case unicode.Is(unicode.Cf, r):
		p.refuseChar(ErrControl, "format-character", r, "ký tự định dạng ẩn", "hidden format character", word)
	case r == utf8.RuneError:
		p.refuseChar(ErrUndefined, "lost-character", r, "ký tự thay thế: chữ gốc đã mất khi chuyển mã", "replacement character: the letter was lost in a conversion", word)
	case unicode.Is(unicode.Co, r):
		p.refuseChar(ErrUndefined, "private-character", r, "ký tự riêng của một phông chữ", "character private to one font", word)
	case !unicode.IsGraphic(r):
		p.refuseChar(ErrUndefined, "undefined-character", r, "mã chưa được gán chữ nào", "code without a character", word)
	case unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Common),
		unicode.IsDigit(r) && r > 0x7F:
		p.refuseForeign(r, word)
	default:
		return true
	}
	return false
}

func (p *lettersPass) refuseChar(kind error, code string, r rune, vi, en, word string) {
	if p.refusedEnough() {
		return
	}
	p.refuse(kind, note.Note{
		Code:  code,
		VI:    fmt.Sprintf("Ký tự thứ %d, trong %s: %s (%U).", p.pos, quoteVisible(word), vi, r),
		EN:    fmt.Sprintf("Character %d, in %s: %s (%U).", p.pos, quoteVisible(word), en, r),
		FixVI: "Xóa ký tự này, hoặc gõ lại từ này.", FixEN: "Delete the character, or type the word again.",
	})
}

// quoteVisible quotes a text of which some characters cannot be seen.
func quoteVisible(s string) string {
	n := 0
	for i := range s {
		if n == maxQuoted {
			return quote(visible(s[:i]) + "…")
		}
		n++
	}
	return quote(visible(s))
}

// visible writes what cannot be seen as its code.
func visible(word string) string {
	var out strings.Builder
	for _, r := range word {
		if unicode.IsPrint(r) && r != utf8.RuneError && !isInvisible(r) {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, "<%U>", r)
		}
	}
	return norm.NFC.String(out.String())
}

func (p *lettersPass) refuseForeign(r rune, word string) {
	if p.refusedEnough() {
		return
	}
	vi, en := scriptOf(r)
	n := note.Note{
		Code:  "foreign-letter",
		VI:    fmt.Sprintf("Ký tự thứ %d, trong %s: %q là chữ %s (%U), không phải chữ Việt.", p.pos, quoteVisible(word), string(r), vi, r),
		EN:    fmt.Sprintf("Character %d, in %s: %q is a %s letter (%U), not Vietnamese.", p.pos, quoteVisible(word), string(r), en, r),
		FixVI: "Gõ lại từ này bằng bộ gõ tiếng Việt.", FixEN: "Type the word again with a Vietnamese keyboard.",
	}
	if twin := latinTwin(r); twin != 0 {
		n.VI += fmt.Sprintf(" Nó giống chữ La-tinh %q (%U).", string(twin), twin)
		n.EN += fmt.Sprintf(" It looks like the Latin %q (%U).", string(twin), twin)
	}
	p.refuse(ErrScript, n)
}

// scripts are the ones most likely to be met, named in a refusal.
var scripts = [...]struct {
	vi, en string
	table  *unicode.RangeTable
}{
	{"Kirin", "Cyrillic", unicode.Cyrillic}, {"Hy Lạp", "Greek", unicode.Greek}, {"Hán", "Han", unicode.Han},
	{"Hàn Quốc", "Hangul", unicode.Hangul}, {"Nhật (hiragana)", "Hiragana", unicode.Hiragana},
	{"Nhật (katakana)", "Katakana", unicode.Katakana}, {"Thái Lan", "Thai", unicode.Thai}, {"Lào", "Lao", unicode.Lao},
	{"Khmer", "Khmer", unicode.Khmer}, {"Chăm", "Cham", unicode.Cham}, {"Thái Việt Nam", "Tai Viet", unicode.Tai_Viet},
	{"Ả Rập", "Arabic", unicode.Arabic}, {"Armenia", "Armenian", unicode.Armenian}, {"Cherokee", "Cherokee", unicode.Cherokee},
	{"Do Thái", "Hebrew", unicode.Hebrew},
}

func scriptOf(r rune) (vi, en string) {
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.vi, s.en
		}
	}
	return "không phải La-tinh", "non-Latin"
}

// Letters of Cyrillic and Greek that look like a Latin one, in the order of their
// twins (Unicode Technical Standard 39, confusables).
const (
	twinsForeign = "АВЕЅІЈКМНОРСТУХЗҮԌԚԜаеѕіјорсухԁһԛԝкмнтвгүΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικρυχϲϳ"
	twinsLatin   = "ABESIJKMHOPCTYX3YGQWaesijopcyxdhqwkmhtbryABEZHIKMNOPTYXoavikpuxcj"
)

func latinTwin(r rune) rune {
	i := 0
	for _, f := range twinsForeign {
		if f == r {
			return rune(twinsLatin[i])
		}
		i++
	}
	return 0
}

func isBidi(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func bidiName(r rune) string {
	switch r {
	case 0x061C:
		return "ARABIC LETTER MARK"
	case 0x200E:
		return "LEFT-TO-RIGHT MARK"
	case 0x200F:
		return "RIGHT-TO-LEFT MARK"
	case 0x202A:
		return "LEFT-TO-RIGHT EMBEDDING"
	case 0x202B:
		return "RIGHT-TO-LEFT EMBEDDING"
	case 0x202C:
		return "POP DIRECTIONAL FORMATTING"
	case 0x202D:
		return "LEFT-TO-RIGHT OVERRIDE"
	case 0x202E:
		return "RIGHT-TO-LEFT OVERRIDE"
	case 0x2066:
		return "LEFT-TO-RIGHT ISOLATE"
	case 0x2067:
		return "RIGHT-TO-LEFT ISOLATE"
	case 0x2068:
		return "FIRST STRONG ISOLATE"
	}
	return "POP DIRECTIONAL ISOLATE"
}

// refuseStrayMarks refuses the marks that made no letter: on a consonant, a
// second tone mark, a mark without a letter, a mark of another language.
func (p *lettersPass) refuseStrayMarks(word string, start int) {
	pos := start
	for _, r := range word {
		if !isMark(r) {
			pos++
			continue
		}
		if p.refusedEnough() {
			return
		}
		p.refuse(ErrMark, note.Note{
			Code:  "stray-mark",
			VI:    fmt.Sprintf("Ký tự thứ %d, trong %s: dấu %U không ghép được với chữ nào của tiếng Việt.", max(pos, 1), quoteVisible(word), r),
			EN:    fmt.Sprintf("Character %d, in %s: the mark %U makes no Vietnamese letter there.", max(pos, 1), quoteVisible(word), r),
			FixVI: "Gõ lại từ này.", FixEN: "Type the word again.",
		})
	}
}

// emojiLen returns how many of the first runes make one emoji, or 0.
func emojiLen(runes []rune) int {
	const selector, joiner, keycap = 0xFE0F, 0x200D, 0x20E3
	follows := func(i int, r rune) bool { return i < len(runes) && runes[i] == r }
	first := runes[0]
	switch {
	case isPictograph(first):
	case follows(1, selector) && !unicode.IsLetter(first) && !isMark(first) && !isInvisible(first) && unicode.IsGraphic(first):
	case follows(1, keycap):
	default:
		return 0
	}
	n := 1
	for {
		switch {
		case follows(n, selector), follows(n, keycap), n < len(runes) && runes[n] >= 0x1F3FB && runes[n] <= 0x1F3FF:
			n++
		case follows(n, joiner) && n+1 < len(runes) && !unicode.IsLetter(runes[n+1]):
			n += 2
		case n == 1 && isRegional(first) && n < len(runes) && isRegional(runes[n]):
			n++
		default:
			return n
		}
	}
}

func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// isPictograph reports characters that are shown as a coloured picture (Unicode
// property Emoji_Presentation), and the pictographs beyond the basic plane.
func isPictograph(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || unicode.Is(basicEmoji, r)
}

// basicEmoji is Emoji_Presentation within the basic plane (emoji-data.txt of
// Unicode 15). Check marks, boxes, arrows, stars and telephones are not in it.
var basicEmoji = &unicode.RangeTable{R16: []unicode.Range16{
	{0x231A, 0x231B, 1}, {0x23E9, 0x23EC, 1}, {0x23F0, 0x23F3, 3}, {0x25FD, 0x25FE, 1}, {0x2614, 0x2615, 1},
	{0x2648, 0x2653, 1}, {0x267F, 0x2693, 0x14}, {0x26A1, 0x26A1, 1}, {0x26AA, 0x26AB, 1}, {0x26BD, 0x26BE, 1},
	{0x26C4, 0x26C5, 1}, {0x26CE, 0x26D4, 6}, {0x26EA, 0x26EA, 1}, {0x26F2, 0x26F3, 1}, {0x26F5, 0x26FA, 5},
	{0x26FD, 0x2705, 8}, {0x270A, 0x270B, 1}, {0x2728, 0x274C, 0x24}, {0x274E, 0x274E, 1}, {0x2753, 0x2755, 1},
	{0x2757, 0x2757, 1}, {0x2795, 0x2797, 1}, {0x27B0, 0x27BF, 0xF}, {0x2B1B, 0x2B1C, 1}, {0x2B50, 0x2B55, 5},
}}

func (p *lettersPass) refuseEmoji(runes []rune) {
	if p.refusedEnough() {
		return
	}
	var codes strings.Builder
	for i, r := range runes {
		if i > 0 {
			codes.WriteByte(' ')
		}
		fmt.Fprintf(&codes, "%U", r)
	}
	p.refuse(ErrEmoji, note.Note{
		Code:  "emoji",
		VI:    fmt.Sprintf("Ký tự thứ %d là biểu tượng cảm xúc %s (%s), không in được.", p.pos, string(runes), codes.String()),
		EN:    fmt.Sprintf("Character %d is the emoji %s (%s), which cannot be printed.", p.pos, string(runes), codes.String()),
		FixVI: "Xóa biểu tượng này; biểu tượng trang trí chọn trong mẫu thiết kế.",
		FixEN: "Delete it; ornaments are chosen in the design.",
	})
}
