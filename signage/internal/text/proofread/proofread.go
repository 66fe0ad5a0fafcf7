// Package proofread looks for the mistakes that get a sign into the news: a slogan
// that is nearly the official one, words printed twice, dates that do not exist,
// misspelt words. It only reports; a person decides.
package proofread

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// Options say what a text is to agree with.
type Options struct {
	// Field is where the text stands, for the notes; empty means "text".
	Field string
	// Year is the year the sign is for; dates of another year are reported. Zero
	// reports none.
	Year int
}

// maxFindings is how many findings of one code a text gets.
const maxFindings = 10

// Check reports what looks wrong in a text that clean.Text returned, which also
// bounds its length. All findings are warnings, at most ten of one code. They come in the order of the checks: slogans, misspellings,
// syllables, doubled words, tone mark styles, dates and times; and of each check,
// in the order of the text.
func (c *Checker) Check(text string, o Options) []note.Note {
	r := report{field: o.Field}
	if r.field == "" {
		r.field = "text"
	}
	words := wordsOf(text)
	r.nearSlogan(c, words)
	known := r.misspellings(words)
	r.syllables(words, known)
	r.doubled(words)
	r.toneStyles(words)
	r.dates(text, o.Year)
	return r.notes
}

type report struct {
	field string
	notes []note.Note
}

func (r *report) warn(n note.Note) {
	alike := 0
	for _, other := range r.notes {
		if other.Code == n.Code {
			alike++
		}
	}
	if alike == maxFindings {
		return
	}
	n.Severity = note.Warning
	n.Field = r.field
	r.notes = append(r.notes, n)
}

// A word is what stands between spaces and marks of line breaking.
type word struct {
	raw   string
	core  string // without punctuation around it
	fold  string // core in small letters
	stops bool   // punctuation follows
}

// wordsOf takes a text to words; the mark '~', which keeps words together, parts
// them here.
func wordsOf(text string) []word {
	var words []word
	for raw := range strings.FieldsFuncSeq(text, isGap) {
		core := strings.TrimFunc(raw, isPunctuation)
		words = append(words, word{
			raw:   raw,
			core:  core,
			fold:  strings.ToLower(core),
			stops: core == "" || !strings.HasSuffix(raw, core),
		})
	}
	return words
}

func isGap(r rune) bool { return r == ' ' || r == '|' || r == '~' }

func isPunctuation(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// phrase is the wording of the words from i to end, as written.
func phrase(words []word, i, end int) string {
	raw := make([]string, 0, end-i)
	for _, w := range words[i:end] {
		raw = append(raw, w.raw)
	}
	return strings.Join(raw, " ")
}

// likeCase writes s in capitals when model is.
func likeCase(s, model string) string {
	if strings.ToUpper(model) == model && strings.ToLower(model) != model {
		return strings.ToUpper(s)
	}
	return s
}

// misspellings reports wordings of the table and returns which words they cover.
func (r *report) misspellings(words []word) map[int]bool {
	var known map[int]bool
	for i := range words {
		for _, m := range misspelt {
			n := m.matches(words[i:])
			if n == 0 {
				continue
			}
			if known == nil {
				known = map[int]bool{}
			}
			for k := i; k < i+n; k++ {
				known[k] = true
			}
			wrong := phrase(words, i, i+n)
			right := likeCase(m.right, wrong)
			r.warn(note.Note{
				Code:  "misspelling",
				VI:    fmt.Sprintf("Từ thứ %d: %q có lẽ viết sai, đúng là %q.", i+1, wrong, right),
				EN:    fmt.Sprintf("Word %d: %q looks misspelt for %q.", i+1, wrong, right),
				FixVI: fmt.Sprintf("Sửa thành %q.", right), FixEN: fmt.Sprintf("Write %q.", right),
			})
			break
		}
	}
	return known
}

// matches returns how many of the first words a misspelling covers, or 0.
func (m misspelling) matches(words []word) int {
	if !strings.HasPrefix(m.wrong, words[0].fold) {
		return 0
	}
	n, last := 0, strings.Count(m.wrong, " ")
	for want := range strings.SplitSeq(m.wrong, " ") {
		if n == len(words) {
			return 0
		}
		// Punctuation belongs to the wording, except around it.
		got := words[n].fold
		if n < last {
			got = strings.ToLower(strings.TrimLeftFunc(words[n].raw, isPunctuation))
		}
		if got != want {
			return 0
		}
		n++
	}
	return n
}

// syllables reports words with Vietnamese letters that are no Vietnamese syllables.
func (r *report) syllables(words []word, known map[int]bool) {
	found := 0
	for i, w := range words {
		if known[i] {
			continue
		}
		for part := range strings.FieldsFuncSeq(w.core, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if n := utf8.RuneCountInString(part); n > longWord && isASCII(part) {
				r.warn(note.Note{
					Code:  "long-word",
					VI:    fmt.Sprintf("Từ thứ %d, %q: %d chữ cái liền nhau, có lẽ thiếu khoảng trắng.", i+1, short(part), n),
					EN:    fmt.Sprintf("Word %d, %q: %d letters without a space; one may be missing.", i+1, short(part), n),
					FixVI: "Thêm khoảng trắng: một từ không được ngắt sang dòng khác nên chữ phải nhỏ.", FixEN: "Add the spaces: a word is not broken over lines, so the letters must be small.",
				})
			}
		}
		if isASCII(w.core) {
			continue
		}
		for part := range strings.FieldsFuncSeq(w.core, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if isASCII(part) || isReadable(part) || strings.EqualFold(part, "đ") && strings.ContainsFunc(w.core, isDigit) {
				continue // "8.000đ" is an amount
			}
			if found++; found > maxFindings { // spares looking for near syllables
				return
			}
			r.warn(syllableNote(i+1, w, part))
		}
	}
}

func syllableNote(number int, w word, part string) note.Note {
	n := note.Note{
		Code:  "not-a-syllable",
		VI:    fmt.Sprintf("Từ thứ %d, %q: %q không phải cách viết của tiếng Việt.", number, w.raw, part),
		EN:    fmt.Sprintf("Word %d, %q: %q is not a spelling of Vietnamese.", number, w.raw, part),
		FixVI: "Xem lại chính tả và chỗ đặt dấu.", FixEN: "Check the spelling and the place of the marks.",
	}
	if near := nearSyllables(part); len(near) > 0 {
		n.VI += fmt.Sprintf(" Có phải là: %s?", strings.Join(near, ", "))
		n.EN += fmt.Sprintf(" Perhaps: %s?", strings.Join(near, ", "))
		return n
	}
	if split := splitSyllables(part, mostJoined); split != "" {
		n.Code = "joined-words"
		n.FixVI = fmt.Sprintf("Nếu thiếu khoảng trắng, viết %q.", split)
		n.FixEN = fmt.Sprintf("If a space is missing, write %q.", split)
	}
	return n
}

// longWord is the most letters of a word without marks that is taken for one: the longest Vietnamese syllable has seven,
// and foreign words on signs, like INTERNATIONALIZATION, hardly more than twenty.
const longWord = 24

// short is the beginning of a word, for a message.
func short(word string) string {
	if len(word) <= longWord {
		return word
	}
	return word[:longWord] + "…"
}

// mostJoined is how many syllables written as one word are told apart.
const mostJoined = 4

// isReadable reports what needs no look: a syllable, a name, an abbreviation, or a
// word with letters of no language's spelling such as µ.
func isReadable(part string) bool {
	first, _ := utf8.DecodeRuneInString(part)
	return syllable.Valid(part) || unicode.IsUpper(first) && syllable.ValidName(part) ||
		isAbbreviation(part) || strings.ContainsFunc(part, func(r rune) bool { return !unicode.Is(unicode.Latin, r) })
}

// isAbbreviation reports letters without a vowel that are not all small: QĐ, NĐ,
// HĐND, BCĐTƯ. "TƯ" (trung ương) ends many.
func isAbbreviation(part string) bool {
	if strings.ToLower(part) == part {
		return false
	}
	for _, r := range strings.TrimSuffix(part, "TƯ") {
		switch base, tone := syllable.Split(r); {
		case tone != syllable.Level, strings.ContainsRune("aăâeêioôơuưy", base):
			return false
		}
	}
	return true
}

// splitSyllables parts a word into at most n syllables of two letters or more;
// empty if it cannot be parted.
func splitSyllables(s string, n int) string {
	runes := []rune(s)
	for cut := min(len(runes)-2, 7); cut >= 2 && n > 1; cut-- {
		head, tail := string(runes[:cut]), string(runes[cut:])
		if !syllable.Valid(head) {
			continue
		}
		if syllable.Valid(tail) {
			return head + " " + tail
		}
		if rest := splitSyllables(tail, n-1); rest != "" {
			return head + " " + rest
		}
	}
	return ""
}

// letterVariants lists the Vietnamese letters by the plain letter under their marks.
var letterVariants = [...]string{
	"aàảãáạăằẳẵắặâầẩẫấậ", "dđ", "eèẻẽéẹêềểễếệ", "iìỉĩíị", "oòỏõóọôồổỗốộơờởỡớợ", "uùủũúụưừửữứự", "yỳỷỹýỵ",
}

// nearSyllables lists up to three syllables that differ from a word in the marks
// of one letter, or in the letter that carries the tone mark.
func nearSyllables(s string) []string {
	const most, longest = 3, 10
	runes := []rune(s)
	if len(runes) > longest {
		return nil
	}
	var near []string
	try := func() {
		if candidate := likeCase(string(runes), s); len(near) < most && syllable.Valid(candidate) {
			near = append(near, candidate)
		}
	}
	for i, r := range runes {
		base, tone := syllable.Split(r)
		for _, v := range variantsOf(r) {
			// Another letter under the same tone, or the same under another tone.
			if vBase, vTone := syllable.Split(v); (vBase == base) != (vTone == tone) {
				runes[i] = v
				try()
			}
		}
		runes[i] = r
		if tone == syllable.Level {
			continue
		}
		runes[i] = base
		for k, other := range runes {
			for _, v := range variantsOf(other) {
				if vBase, vTone := syllable.Split(v); k != i && vTone == tone && vBase == unicode.ToLower(other) {
					runes[k] = v
					try()
				}
			}
			runes[k] = other
		}
		runes[i] = r
	}
	return near
}

// variantsOf returns the letters that differ from r in marks only; empty for a
// letter that takes none.
func variantsOf(r rune) string {
	for _, variants := range letterVariants {
		if strings.ContainsRune(variants, syllable.Plain(r)) {
			return variants
		}
	}
	return ""
}

// toneStyles reports a text that mixes the two customs of placing the tone mark.
func (r *report) toneStyles(words []word) {
	first := stylesOf(words)
	if first[syllable.Old] == "" || first[syllable.New] == "" {
		return
	}
	r.warn(note.Note{
		Code:  "mixed-tone-style",
		VI:    fmt.Sprintf("Hai cách đặt dấu thanh trong một nội dung: %q (kiểu cũ) và %q (kiểu mới).", first[syllable.Old], first[syllable.New]),
		EN:    fmt.Sprintf("Two customs of placing tone marks in one text: %q (old) and %q (new).", first[syllable.Old], first[syllable.New]),
		FixVI: "Chọn một cách cho cả nội dung.", FixEN: "Keep to one of them.",
	})
}

// stylesOf is the first word of each custom of placing the tone mark; empty where there is none.
func stylesOf(words []word) (first [syllable.New + 1]string) {
	for _, w := range words {
		for part := range strings.FieldsFuncSeq(w.core, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if style := syllable.StyleOf(part); first[style] == "" {
				first[style] = part
			}
		}
	}
	return first
}

// ToneStyle is the custom of placing the tone mark that a text keeps to, by the first word that tells.
func ToneStyle(text string) syllable.Style {
	for _, w := range wordsOf(text) {
		switch first := stylesOf([]word{w}); {
		case first[syllable.Old] != "":
			return syllable.Old
		case first[syllable.New] != "":
			return syllable.New
		}
	}
	return syllable.Either
}

// A Passage is a text of a sign and the field where it stands. Official wording is printed as it is.
type Passage struct {
	Field, Text string
	Official    bool
}

// MixedStyles reports passages of one sign that place tone marks by different customs, at the first passage of which a
// person is the author. Passages that mix them within themselves are left to [Checker.Check].
func MixedStyles(passages []Passage) []note.Note {
	type seen struct {
		Passage
		word string
	}
	var custom [syllable.New + 1]seen // the first passage of each
	for _, p := range passages {
		first := stylesOf(wordsOf(p.Text))
		own, other := syllable.Old, syllable.New
		if first[own] == "" {
			own, other = other, own
		}
		if first[own] == "" || first[other] != "" {
			continue
		}
		here, there := seen{p, first[own]}, custom[other]
		if custom[own].word == "" {
			custom[own] = here
		}
		if here.Official {
			here, there = there, here
		}
		if here.word == "" || there.word == "" || here.Official {
			continue
		}
		r := report{field: here.Field}
		r.warn(note.Note{
			Code:  "mixed-tone-style",
			VI:    fmt.Sprintf("Hai cách đặt dấu thanh trên một biển: %q ở đây và %q ở `%s`.", here.word, there.word, there.Field),
			EN:    fmt.Sprintf("Two customs of placing tone marks on one sign: %q here and %q in `%s`.", here.word, there.word, there.Field),
			FixVI: "Chọn một cách cho cả biển.", FixEN: "Keep to one of them.",
		})
		return r.notes
	}
	return nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
