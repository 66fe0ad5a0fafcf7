// Package text sets the words of a sign: it shapes them once, breaks them into lines where Vietnamese allows it, and
// finds the largest letters that a box holds. Everything is measured on the ink of the glyphs' outlines; no ascender,
// descender or line gap of a font is used, since Vietnamese capitals rise above most of them.
package text

import (
	"errors"
	"math"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// ErrNoInk is the error of a text that would leave no mark.
var ErrNoInk = errors.New("text: nothing to set")

// The user's marks in a text.
const (
	KeepMark  = '~' // a space at which the line must not break
	BreakMark = '|' // a line ends here
)

// Paragraph is a text shaped in one face, ready to be broken and sized. It remembers the breaks that it was asked for, so
// it is not safe for concurrent use.
type Paragraph struct {
	face   *fonts.Face
	words  []word
	gaps   []gap // gaps[i] lies between words i and i+1
	upem   float64
	cap    float64 // font units
	found  []found
	evens  []even
	narrow []narrow
}

// word is a run of glyphs between two spaces, in font units from the origin of the whole paragraph, y up.
type word struct {
	text         string
	glyphs       []fonts.Glyph
	left, right  float64 // of the ink
	top, bottom  float64 // of the ink, from the baseline
	first, count int     // glyphs before the word, and in it: letter spacing counts them
}

// gap is the place between two words.
type gap struct {
	allowed bool // by the phrases
	kept    bool // by the user's mark
	forced  bool
	cost    float64
	phrase  string // what a break would split
	reason  phrase.Reason
}

// NewParagraph shapes a text. The marks [KeepMark] and [BreakMark] are obeyed and not printed. A text with letters that
// the face lacks is a [*fonts.CoverageError]: a box would be printed for each.
func NewParagraph(face *fonts.Face, marked string, phrases *phrase.List) (*Paragraph, error) {
	words, marks := split(marked)
	if len(words) == 0 {
		return nil, ErrNoInk
	}
	plain := strings.Join(words, " ")
	if missing := face.Missing(plain); len(missing) > 0 {
		return nil, &fonts.CoverageError{Font: face.Family(), Missing: missing}
	}
	glyphs, _, err := face.Shape(plain)
	if err != nil {
		return nil, err
	}
	p := &Paragraph{face: face, upem: float64(face.UnitsPerEm()), cap: face.CapHeight()}
	at, rest := 0, glyphs
	for _, w := range words {
		end := at + len([]rune(w))
		n := 0
		for n < len(rest) && rest[n].Cluster < end {
			n++
		}
		placed, err := measure(face, w, rest[:n], len(glyphs)-len(rest))
		if err != nil {
			return nil, err
		}
		p.words = append(p.words, placed)
		for n < len(rest) && rest[n].Cluster < end+1 {
			n++ // the space
		}
		rest, at = rest[n:], end+1
	}
	p.gaps = make([]gap, len(words)-1)
	breaks := phrases.Breaks(words)
	for i := range p.gaps {
		g := &p.gaps[i]
		g.allowed, g.cost, g.phrase, g.reason = breaks[i].Allowed, breaks[i].Cost, breaks[i].Phrase, breaks[i].Reason
		g.kept, g.forced = marks[i] == KeepMark, marks[i] == BreakMark
		if g.kept {
			g.allowed = false
		}
	}
	return p, nil
}

// split separates the words and says what stands between them: a space, [KeepMark] or [BreakMark].
func split(marked string) (words []string, marks []rune) {
	var current []rune
	pending := ' '
	flush := func() {
		if len(current) == 0 {
			return
		}
		if len(words) > 0 {
			marks = append(marks, pending)
		}
		words = append(words, string(current))
		current, pending = nil, ' '
	}
	for _, r := range marked {
		switch r {
		case ' ', KeepMark, BreakMark:
			flush()
			if r == BreakMark || r == KeepMark && pending != BreakMark {
				pending = r
			}
		default:
			current = append(current, r)
		}
	}
	flush()
	return words, marks
}

// Plain is the text as it is read: without the user's marks.
func Plain(marked string) string {
	words, _ := split(marked)
	return strings.Join(words, " ")
}

func measure(face *fonts.Face, text string, glyphs []fonts.Glyph, first int) (word, error) {
	w := word{
		text: text, glyphs: glyphs, first: first, count: len(glyphs),
		left: math.Inf(1), right: math.Inf(-1), top: math.Inf(-1), bottom: math.Inf(1),
	}
	for _, g := range glyphs {
		o, err := face.Outline(g.ID)
		if err != nil {
			return word{}, err
		}
		if len(o.Segments) == 0 {
			continue
		}
		w.left, w.right = min(w.left, g.X+o.Min.X), max(w.right, g.X+o.Max.X)
		w.top, w.bottom = max(w.top, g.Y+o.Max.Y), min(w.bottom, g.Y+o.Min.Y)
	}
	if math.IsInf(w.left, 1) {
		return word{}, ErrNoInk
	}
	return w, nil
}

// Face is the face that the paragraph is shaped in.
func (p *Paragraph) Face() *fonts.Face { return p.face }

// Words is the number of words.
func (p *Paragraph) Words() int { return len(p.words) }

// Text is words from … to-1 as they are read.
func (p *Paragraph) Text(from, to int) string {
	words := make([]string, 0, 8)
	for _, w := range p.words[from:to] {
		words = append(words, w.text)
	}
	return strings.Join(words, " ")
}

// Marked tells whether the user has marked where a line ends.
func (p *Paragraph) Marked() bool {
	for _, g := range p.gaps {
		if g.forced {
			return true
		}
	}
	return false
}
