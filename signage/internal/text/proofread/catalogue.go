package proofread

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// A Slogan is an official wording. The marks '|' and '~' in it do not count.
type Slogan struct{ ID, Text string }

// A Checker compares texts with a catalogue of slogans. The zero value and nil
// have no slogans. It is safe for concurrent use.
type Checker struct {
	slogans []entry
	plain   map[string]int // words without marks, numbered
}

// entry is a slogan taken to words.
type entry struct {
	id, text string
	words    []target
}

// target is a word of a slogan.
type target struct {
	raw, fold string
	letters   []rune // of fold
	plain     int    // number of the word without marks
}

// New prepares a Checker for a catalogue.
func New(catalogue []Slogan) *Checker {
	c := &Checker{plain: map[string]int{}}
	for _, s := range catalogue {
		var words []target
		for raw := range strings.FieldsFuncSeq(s.Text, isGap) {
			fold := strings.ToLower(unquote(raw))
			key := plainOf(fold)
			if _, ok := c.plain[key]; !ok {
				c.plain[key] = len(c.plain) + 1
			}
			words = append(words, target{raw, fold, []rune(fold), c.plain[key]})
		}
		if len(words) > 0 {
			c.slogans = append(c.slogans, entry{s.ID, strings.Join(strings.FieldsFunc(s.Text, isGap), " "), words})
		}
	}
	return c
}

// unquote takes quotation marks and brackets off a word, and what follows them:
// they are not part of a slogan's wording.
func unquote(raw string) string {
	raw = strings.TrimLeft(raw, `"“”‘’«»'(`)
	if i := strings.IndexAny(raw, `"“”»)`); i > 0 {
		raw = raw[:i]
	}
	return raw
}

// plainOf takes the marks off small letters, and the punctuation after them.
func plainOf(fold string) string {
	return strings.TrimRight(strings.Map(syllable.Plain, fold), ".,;:!?")
}

// Costs of the differences between a text and a slogan, in words. Wordings of the
// same pattern ("Kỷ niệm ngày …") differ in whole words at their edges, slips in a
// few letters or in a word left out.
const (
	missing     = 1.0
	missingEdge = 1.5 // the first or the last word
	extra       = 1.0
	otherWord   = 1.5
	otherMarks  = 0.1 // the same letters under other marks
	// A text is near a slogan when it differs by at most this share of its words.
	nearShare = 0.25
	// Differences below this are slips in letters, not another wording.
	slipCost = 1.0
)

// nearSlogan reports the slogan that the text comes nearest to without being it.
func (r *report) nearSlogan(c *Checker, words []word) {
	if c == nil || len(c.slogans) == 0 {
		return
	}
	text := make([]target, len(words))
	for i, w := range words {
		fold := strings.ToLower(unquote(w.raw))
		text[i] = target{w.raw, fold, []rune(fold), c.plain[plainOf(fold)]}
	}
	var best alignment
	var nearest *entry
	least := math.Inf(1)             // the cost of the nearest, with the words that it leaves over
	exact := make([]bool, len(text)) // words that belong to a slogan as it should be
	for k := range c.slogans {
		s := &c.slogans[k]
		if !shareWords(s.words, text) {
			continue
		}
		if sameWording(s.words, text) {
			return
		}
		a := align(s.words, text)
		total := a.cost + extra*float64(len(text)-(a.to-a.from))
		switch {
		case a.cost == 0:
			for j := a.from; j < a.to; j++ {
				exact[j] = true
			}
		case a.cost <= nearShare*float64(len(s.words)) && total < least:
			best, nearest, least = a, s, total
		}
	}
	if nearest == nil {
		return
	}
	for j := best.from; j < best.to; j++ {
		if exact[j] && best.cost >= slipCost {
			return
		}
	}
	vi, en := best.differences(nearest.words, text)
	official := likeCase(nearest.text, phrase(words, best.from, best.to))
	r.warn(note.Note{
		Code:  "near-slogan",
		VI:    fmt.Sprintf("Gần giống mà không đúng khẩu hiệu %q (%s): %s.", official, nearest.id, vi),
		EN:    fmt.Sprintf("Close to the slogan %q (%s) but not the same: %s.", official, nearest.id, en),
		FixVI: "Dùng đúng nguyên văn trong danh mục; nếu cố ý viết khác thì đối chiếu với văn bản.",
		FixEN: "Use the wording of the catalogue; if it differs on purpose, check it against the paper.",
	})
}

func sameWording(slogan, text []target) bool {
	return slices.EqualFunc(slogan, text, func(s, w target) bool { return s.fold == w.fold })
}

// shareWords is a quick test: at least two thirds of the slogan's words are in the
// text, whatever their marks.
func shareWords(slogan, text []target) bool {
	shared := 0
	for _, s := range slogan {
		for _, w := range text {
			if w.plain == s.plain {
				shared++
				break
			}
		}
	}
	return 3*shared >= 2*len(slogan)
}

// An alignment puts a slogan over the words from to to of a text.
type alignment struct {
	cost     float64
	from, to int
	steps    []step // in the order of the slogan
}

type step uint8

const (
	same step = iota
	replaced
	left  // a word of the slogan is not in the text
	added // a word of the text is not in the slogan
)

// align finds the part of the text that the slogan fits with the least cost: the
// edit distance by words, with words before and after the part free.
func align(slogan, text []target) alignment {
	width := len(text) + 1
	cost := make([]float64, (len(slogan)+1)*width)
	steps := make([]step, len(cost))
	for i, s := range slogan {
		omit := missing
		if i == 0 || i == len(slogan)-1 {
			omit = missingEdge
		}
		row, above := cost[(i+1)*width:(i+2)*width], cost[i*width:(i+1)*width]
		how := steps[(i+1)*width:]
		row[0], how[0] = above[0]+omit, left
		for j, w := range text {
			change := wordCost(s, w, i == len(slogan)-1 && j < len(text)-1)
			row[j+1], how[j+1] = above[j]+change, replaced
			if change == 0 {
				how[j+1] = same
			}
			if c := above[j+1] + omit; c < row[j+1] {
				row[j+1], how[j+1] = c, left
			}
			if c := row[j] + extra; c < row[j+1] {
				row[j+1], how[j+1] = c, added
			}
		}
	}
	a := alignment{cost: math.Inf(1)}
	for j, c := range cost[len(slogan)*width:] {
		if c < a.cost {
			a.cost, a.to = c, j
		}
	}
	i, j := len(slogan), a.to
	for i > 0 {
		how := steps[i*width+j]
		a.steps = append(a.steps, how)
		if how != added {
			i--
		}
		if how != left {
			j--
		}
	}
	a.from = j
	slices.Reverse(a.steps)
	return a
}

// wordCost is the cost of writing w for s. A text that goes on after the slogan may
// part itself from it by a comma or colon.
func wordCost(s, w target, goesOn bool) float64 {
	switch {
	case s.fold == w.fold || goesOn && s.fold == strings.TrimRight(w.fold, ",;:"):
		return 0
	case s.plain == w.plain:
		return otherMarks
	}
	if share := letterDistance(s.letters, w.letters); share <= 0.5 {
		return max(share, otherMarks)
	}
	return otherWord
}

// letterDistance is the edit distance of two words as a share of the longer one.
// Words beyond 16 letters count as different.
func letterDistance(x, y []rune) float64 {
	const longest = 16
	n := max(len(x), len(y))
	if n > longest || 2*min(len(x), len(y)) < n {
		return 1
	}
	var row [longest + 1]int
	for j := range y {
		row[j+1] = j + 1
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, q := range y {
			change := diagonal
			if r != q {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return float64(row[len(y)]) / float64(n)
}

// maxDifferences is how many differences from a slogan are told one by one.
const maxDifferences = 4

// differences tells the words that differ, in Vietnamese and in English.
func (a alignment) differences(slogan, text []target) (vi, en string) {
	var allVI, allEN []string
	i, j := 0, a.from
	for _, how := range a.steps {
		if how != same {
			oneVI, oneEN := difference(how, slogan, text, i, j)
			allVI, allEN = append(allVI, oneVI), append(allEN, oneEN)
		}
		if how != added {
			i++
		}
		if how != left {
			j++
		}
	}
	if more := len(allVI) - maxDifferences; more > 0 {
		allVI = append(allVI[:maxDifferences], fmt.Sprintf("và %d chỗ khác", more))
		allEN = append(allEN[:maxDifferences], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(allVI, "; "), strings.Join(allEN, "; ")
}

// difference tells how word j of the text differs from word i of the slogan.
func difference(how step, slogan, text []target, i, j int) (vi, en string) {
	switch how {
	case replaced:
		want, got := likeCase(slogan[i].raw, text[j].raw), text[j].raw
		if tail, ok := strings.CutPrefix(text[j].fold, slogan[i].fold); ok && strings.Trim(tail, ".,;:!?…") == "" {
			return fmt.Sprintf("thừa dấu %q sau từ thứ %d %q", tail, j+1, want),
				fmt.Sprintf("%q is one too many after word %d, %q", tail, j+1, want)
		}
		return fmt.Sprintf("từ thứ %d là %q thay vì %q", j+1, got, want),
			fmt.Sprintf("word %d is %q instead of %q", j+1, got, want)
	case left:
		want := slogan[i].raw
		if j < len(text) {
			want = likeCase(want, text[j].raw)
		}
		if j == 0 {
			return fmt.Sprintf("thiếu %q ở đầu", want), fmt.Sprintf("%q is missing at the beginning", want)
		}
		return fmt.Sprintf("thiếu %q sau từ thứ %d %q", want, j, text[j-1].raw),
			fmt.Sprintf("%q is missing after word %d, %q", want, j, text[j-1].raw)
	}
	return fmt.Sprintf("thừa từ thứ %d %q", j+1, text[j].raw), fmt.Sprintf("word %d, %q, is one too many", j+1, text[j].raw)
}
