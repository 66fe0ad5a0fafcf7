package clean

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// brailleBlank is an empty cell that is typed as a space.
const brailleBlank = 0x2800

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == brailleBlank }

// isLineEnd: LF, VT (the soft line end of word processors), FF, CR, NEL, LINE and
// PARAGRAPH SEPARATOR.
func isLineEnd(r rune) bool {
	return r >= '\n' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// spaceWidth is the width of a space in ordinary spaces, as far as it matters for
// telling gaps between letters from gaps between words.
func spaceWidth(r rune) int {
	switch r {
	case '\t':
		return 4
	case 0x2001, 0x2003, 0x3000:
		return 2
	}
	return 1
}

// A token is a run of characters between spaces, with the width of the space
// before it.
type token struct {
	text string
	gap  int
}

func tokensOf(line string) []token {
	var tokens []token
	gap := 0
	for line != "" {
		r, size := utf8.DecodeRuneInString(line)
		if isSpace(r) {
			gap += spaceWidth(r)
			line = line[size:]
			continue
		}
		end := strings.IndexFunc(line, isSpace)
		if end < 0 {
			end = len(line)
		}
		tokens = append(tokens, token{line[:end], gap})
		line, gap = line[end:], 0
	}
	return tokens
}

func textOf(tokens []token) string {
	var out strings.Builder
	for i, t := range tokens {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(t.text)
	}
	return out.String()
}

// foldSpaces makes one line of s with single spaces, joins letter-spaced words and
// turns line ends into '|' or, for oneLine, into spaces.
func (c *cleaner) foldSpaces(s string, oneLine bool) string {
	if isFolded(s) && !hasPieces(s) {
		return s
	}
	c.noteSpaces(s)
	var out strings.Builder
	lines := 0
	for line := range strings.FieldsFuncSeq(s, isLineEnd) {
		line = c.foldLine(line)
		if line == "" {
			continue
		}
		if lines++; lines > 1 {
			switch written := out.String(); {
			case oneLine:
				out.WriteByte(' ')
			case !strings.HasSuffix(written, "|") && !strings.HasPrefix(line, "|"):
				out.WriteByte('|')
			}
		}
		out.WriteString(line)
	}
	if lines > 1 {
		c.noteLineEnds(lines, oneLine)
	}
	// Folding may bring letters together that belonged to no run before.
	folded := out.String()
	for {
		next := c.foldLine(folded)
		if next == folded {
			break
		}
		folded = next
	}
	c.noteJoined()
	c.warnSpacedOut(folded)
	return folded
}

// foldLine folds the spaces between the marks '|' of a line, and keeps the marks
// and whether they stand apart.
func (c *cleaner) foldLine(line string) string {
	var out strings.Builder
	for i, part := range strings.Split(line, "|") {
		if i > 0 {
			out.WriteByte('|')
		}
		folded := textOf(c.joinPieces(c.joinLetters(tokensOf(part))))
		first, _ := utf8.DecodeRuneInString(part)
		if i > 0 && isSpace(first) {
			out.WriteByte(' ')
		}
		out.WriteString(folded)
		last, _ := utf8.DecodeLastRuneInString(part)
		if folded != "" && isSpace(last) {
			out.WriteByte(' ')
		}
	}
	return strings.Trim(out.String(), " ")
}

// isFolded reports a text of one line with single ordinary spaces and none at the
// ends.
func isFolded(s string) bool {
	before := ' '
	for _, r := range s {
		if isSpace(r) && (r != ' ' || before == ' ') {
			return false
		}
		before = r
	}
	return before != ' '
}

// hasPieces reports tokens that may be parts of a word: two single characters side by side, or consonants alone.
func hasPieces(s string) bool {
	singles := 0
	for token := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '|' }) {
		if isConsonants(token) {
			return true
		}
		if utf8.RuneCountInString(token) > 1 {
			singles = 0
		} else if singles++; singles == 2 {
			return true
		}
	}
	return false
}

// noteSpaces counts the places where spaces are folded and shows the first.
func (c *cleaner) noteSpaces(s string) {
	from, to, places := 0, 0, 0
	for line, start := range linesOf(s) {
		for i := 0; i < len(line); {
			end := i
			odd := false // not one ordinary space
			for end < len(line) {
				r, size := utf8.DecodeRuneInString(line[end:])
				if !isSpace(r) {
					break
				}
				odd = odd || r != ' ' || end > i
				end += size
			}
			if end == i {
				_, size := utf8.DecodeRuneInString(line[i:])
				i += size
				continue
			}
			if odd || i == 0 || end == len(line) {
				if places++; places == 1 {
					from, to = start+i, start+end
				}
			}
			i = end
		}
	}
	if places == 0 {
		return
	}
	before := strings.LastIndexFunc(s[:from], isSpace) + 1
	after := len(s)
	if i := strings.IndexFunc(s[to:], isSpace); i >= 0 {
		after = to + i
	}
	show := strings.Map(showSpace, s[from:to])
	fold := " "
	if before == from || after == to {
		fold = ""
	}
	example := quote(s[before:from]+show+s[to:after]) + " → " + quote(s[before:from]+fold+s[to:after])
	c.add(note.Note{
		Code: "spaces-folded", Severity: note.Info,
		VI: fmt.Sprintf("Đã bỏ khoảng trắng thừa ở %d chỗ: %s.", places, example),
		EN: fmt.Sprintf("Removed superfluous spaces in %d places: %s.", places, example),
	})
}

// linesOf yields the lines of s, each with its place in s.
func linesOf(s string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		start := 0
		for i, r := range s {
			if isLineEnd(r) {
				if !yield(s[start:i], start) {
					return
				}
				start = i + utf8.RuneLen(r)
			}
		}
		yield(s[start:], start)
	}
}

// showSpace makes a space visible in a note.
func showSpace(r rune) rune {
	switch r {
	case '\t':
		return '⇥'
	case ' ':
		return '␣'
	}
	return '⍽'
}

func (c *cleaner) noteLineEnds(lines int, oneLine bool) {
	mark := `"|"`
	if oneLine {
		mark = `" "`
	}
	c.add(note.Note{
		Code: "line-ends", Severity: note.Info,
		VI: fmt.Sprintf("Nội dung có %d dòng; chỗ xuống dòng đã thay bằng %s.", lines, mark),
		EN: fmt.Sprintf("The text has %d lines; line ends became %s.", lines, mark),
	})
}

// joinLetters joins the letters of letter-spaced words ("B á o  c á o"), which
// come from the text layer of a PDF. It joins a run of single characters only when
// the words it makes are Vietnamese: "A B C" and "S Ố 1" stay as they are.
func (c *cleaner) joinLetters(tokens []token) []token {
	var out []token
	for i := 0; i < len(tokens); {
		end := i
		for end < len(tokens) && isSingle(tokens[end].text) {
			end++
		}
		if end == i {
			out = append(out, tokens[i])
			i++
			continue
		}
		run := tokens[i:end]
		words := wordsOf(run)
		if len(run) > 1 && (isSpacedText(words) || isSpacedWord(run, words, tokens)) {
			c.join(spacedText(run), textOf(words))
			run = words
		}
		out = append(out, run...)
		i = end
	}
	return out
}

// join counts a word whose letters were joined.
func (c *cleaner) join(before, after string) {
	c.joined++
	if len(c.joinedWords) < maxExamples {
		c.joinedWords = append(c.joinedWords, quote(before)+" → "+quote(after))
	}
}

func (c *cleaner) noteJoined() {
	if c.joined == 0 {
		return
	}
	words := strings.Join(c.joinedWords, "; ")
	c.add(note.Note{
		Code: "letter-spacing-joined", Severity: note.Warning,
		VI:    fmt.Sprintf("Đã nối chữ bị cách rời ở %d chỗ: %s.", c.joined, words),
		EN:    fmt.Sprintf("Joined letter-spaced words in %d places: %s.", c.joined, words),
		FixVI: "Xem lại chỗ ngắt từ.", FixEN: "Check where the words end.",
	})
}

func isSingle(s string) bool {
	return utf8.RuneCountInString(s) == 1 && s != "~"
}

// wordsOf groups single characters into words: the narrowest gap of the run is the
// gap between letters, anything wider parts two words.
func wordsOf(run []token) []token {
	narrow := 0
	for i, t := range run[1:] {
		if i == 0 || t.gap < narrow {
			narrow = t.gap
		}
	}
	words := []token{run[0]}
	for _, t := range run[1:] {
		if t.gap > narrow {
			words = append(words, t)
		} else {
			words[len(words)-1].text += t.text
		}
	}
	return words
}

// isSpacedText reports words of which at least two are Vietnamese syllables of two
// letters or more, and hardly any is not; one must have a letter that ASCII lacks,
// so that "A N  B A" in a table stays as it is.
func isSpacedText(words []token) bool {
	valid, invalid, accented := 0, 0, false
	for _, w := range words {
		core := strings.TrimFunc(w.text, func(r rune) bool { return !unicode.IsLetter(r) })
		if utf8.RuneCountInString(core) < 2 {
			continue
		}
		if syllable.Valid(core) {
			valid++
			accented = accented || !isASCII(core)
		} else {
			invalid++
		}
	}
	return valid >= 2 && valid >= 3*invalid && (accented || valid > 2)
}

// isSpacedWord reports a run that is one broken word in a line of whole words, as
// in "các c ơ quan": beginning with a consonant, which alone is not a word, and
// with a letter that ASCII lacks; in capitals, which also name classes ("HẠNG B Ô
// TÔ"), of three letters or more. Or it is an abbreviation: "U B N D".
func isSpacedWord(run, words, line []token) bool {
	if len(words) != 1 || len(run) == len(line) {
		return false
	}
	word := words[0].text
	if spacedAbbreviations.has(word) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(word)
	return (word == strings.ToLower(word) || len(run) > 2) && !isASCII(word) && !syllable.Valid(string(first)) && syllable.Valid(word)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// spacedText is a run as it was written.
func spacedText(run []token) string {
	var out strings.Builder
	for i, t := range run {
		if i > 0 {
			out.WriteString(strings.Repeat(" ", t.gap))
		}
		out.WriteString(t.text)
	}
	return out.String()
}

// warnSpacedOut points at the first letter-spaced text whose words cannot be told apart, and at the first pieces that may
// be one word.
func (c *cleaner) warnSpacedOut(s string) {
	const fewest = 4 // letters side by side
	for part := range strings.SplitSeq(s, "|") {
		var run []token
		tokens := tokensOf(part)
		for _, t := range append(tokens, token{}) {
			if isSingle(t.text) {
				run = append(run, t)
				continue
			}
			if text := textOf(run); len(run) >= fewest && hasAccentedLetter(text) {
				c.add(note.Note{
					Code: "letter-spacing", Severity: note.Warning,
					VI:    fmt.Sprintf("Chữ bị cách rời nhưng không rõ chỗ ngắt từ, giữ nguyên: %s.", quote(text)),
					EN:    fmt.Sprintf("Letter-spaced, but where its words end is not clear; left as it is: %s.", quote(text)),
					FixVI: "Gõ lại liền chữ; giãn chữ là việc của mẫu thiết kế.",
					FixEN: "Type the words without spaces; letter-spacing is for the design.",
				})
				return
			}
			run = run[:0]
		}
		for i := range tokens {
			if joined, sure := pieces(tokens, i); joined != "" && !sure {
				apart := tokens[i].text + " " + tokens[i+1].text
				c.add(note.Note{
					Code: "letter-spacing", Severity: note.Warning,
					VI:    fmt.Sprintf("%s có lẽ là một từ bị cách rời: %s. Giữ nguyên.", quote(apart), quote(joined)),
					EN:    fmt.Sprintf("%s may be one word, letter-spaced: %s. Left as it is.", quote(apart), quote(joined)),
					FixVI: "Nếu là một từ thì gõ liền.", FixEN: "If it is one word, type it without the space.",
				})
				return
			}
		}
	}
}

func hasAccentedLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) })
}
