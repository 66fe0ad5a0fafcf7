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

// doubled reports wordings that stand twice in a row, also across a line break.
func (r *report) doubled(words []word) {
	for i := 0; i < len(words); i++ {
		n := repeatAt(words, i)
		if n == 0 {
			continue
		}
		twice := phrase(words, i, i+2*n)
		r.warn(note.Note{
			Code:  "doubled-words",
			VI:    fmt.Sprintf("Từ thứ %d đến %d: lặp lại %q.", i+1, i+2*n, twice),
			EN:    fmt.Sprintf("Words %d to %d are printed twice: %q.", i+1, i+2*n, twice),
			FixVI: fmt.Sprintf("Nếu lặp nhầm, viết %q.", phrase(words, i, i+n)),
			FixEN: fmt.Sprintf("If it is a slip, write %q.", phrase(words, i, i+n)),
		})
		i += 2*n - 1
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
