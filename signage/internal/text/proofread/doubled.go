package proofread

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/note"
)

// longestRepeat is the longest repeated wording that is looked for, in syllables.
const longestRepeat = 6

// repeats are wordings that stand more than once in a row, where they do so first, and in how many other places.
type repeats struct {
	from, to, times int // words
	once, twice     string
	elsewhere       int
}

// doubled reports wordings that stand twice or more in a row, also across a line break; each once.
func (r *report) doubled(words []word) {
	var all []*repeats
	known := map[string]*repeats{}
	for i := 0; i < len(words); i++ {
		n := repeatAt(words, i)
		if n == 0 {
			continue
		}
		end := i + 2*n
		for end+n <= len(words) && sameWords(words[i:i+n], words[end:]) && inOneBreath(words[end-n:end+n]) {
			end += n
		}
		found := &repeats{
			from: i + 1, to: end, times: (end - i) / n, once: phrase(words, i, i+n), twice: phrase(words, i, i+2*n),
		}
		if first := known[found.once]; first != nil {
			first.elsewhere++
		} else {
			known[found.once], all = found, append(all, found)
		}
		i = end - 1
	}
	for _, d := range all {
		n := note.Note{
			Code:  "doubled-words",
			VI:    fmt.Sprintf("Từ thứ %d đến %d: lặp lại %q", d.from, d.to, d.twice),
			EN:    fmt.Sprintf("Words %d to %d are printed twice: %q", d.from, d.to, d.twice),
			FixVI: fmt.Sprintf("Nếu lặp nhầm, viết %q.", d.once),
			FixEN: fmt.Sprintf("If it is a slip, write %q.", d.once),
		}
		if d.times > 2 {
			n.VI = fmt.Sprintf("Từ thứ %d đến %d: %q lặp lại %d lần", d.from, d.to, d.once, d.times)
			n.EN = fmt.Sprintf("Words %d to %d: %q stands %d times in a row", d.from, d.to, d.once, d.times)
		}
		if d.elsewhere > 0 {
			n.VI += fmt.Sprintf(", và ở %d chỗ khác", d.elsewhere)
			n.EN += fmt.Sprintf(", and in %d other places", d.elsewhere)
		}
		n.VI, n.EN = n.VI+".", n.EN+"."
		r.warn(n)
	}
}

// repeatAt returns how many words from i on are repeated right after, or 0.
func repeatAt(words []word, i int) int {
	for n := 1; n <= longestRepeat && i+2*n <= len(words); n++ {
		if sameWords(words[i:i+n], words[i+n:]) && inOneBreath(words[i:i+2*n]) && !isReduplication(words, i, n) {
			return n
		}
	}
	return 0
}

// inOneBreath reports words without punctuation between them.
func inOneBreath(words []word) bool {
	for _, w := range words[:len(words)-1] {
		if w.stops {
			return false
		}
	}
	return true
}

func sameWords(a, b []word) bool {
	letters := false
	for k, w := range a {
		if w.fold != b[k].fold {
			return false
		}
		letters = letters || strings.ContainsFunc(w.fold, unicode.IsLetter)
	}
	return letters
}

// isReduplication reports repetitions that are Vietnamese: "ngày ngày", "từng bước
// từng bước", and two compounds that meet in the same syllable, "học sinh sinh
// viên".
func isReduplication(words []word, i, n int) bool {
	first := words[i].fold
	if n > 1 {
		return first == "từng" || first == "mỗi"
	}
	if utf8.RuneCountInString(first) == 1 || isListed(reduplicated, first) {
		return true
	}
	if i == 0 || i+2 >= len(words) {
		return false
	}
	return isListed(compounds, words[i-1].fold+"_"+first) && isListed(compounds, first+"_"+words[i+2].fold)
}

// isListed looks a word up in a list of words between spaces.
func isListed(list, word string) bool {
	for rest := list; word != ""; {
		i := strings.Index(rest, word)
		if i < 0 {
			break
		}
		end := i + len(word)
		if (i == 0 || rest[i-1] == ' ') && (end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[end:]
	}
	return false
}
