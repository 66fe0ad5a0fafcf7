package board

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// measured is running text whose words are shaped and measured once, so that thousands of sizes can be tried for a
// list. Lengths are in cap heights of the text.
type measured struct {
	face    *fonts.Face
	words   []word
	widest  float64 // word
	leading float64 // distance of baselines: no ink of a line reaches that of the next
	breaks  []phrase.Break
	wraps   []wrap   // from the widest lines down to the narrowest that are asked for
	cuts    []broken // the text with its words that are wider than [narrowest] in parts, from the widest alone to all
}

// word is a word of a text set on one line, in cap heights from the left edge of the text and from the baseline, y up.
type word struct {
	text                     string
	glyphs                   []fonts.Glyph // in font units from the origin of the whole text
	left, right, top, bottom float64
	part                     part
}

// part says whether a word is a piece of a longer one, and what parted it from the piece before.
type part int

const (
	whole     part = iota
	afterSign      // _ - / . and their like, at which one expects a line to end
	anywhere
)

// The leading of running text in cap heights (1.25 em where capitals are 0.7 em high), and the least distance of ink
// that it must leave.
const (
	runningLeading = 1.78
	clearance      = 0.1
)

func (pr *printer) measure(face *fonts.Face, s string) (*measured, error) {
	m := &measured{face: face}
	words := strings.Fields(s)
	if len(words) == 0 {
		return m, nil
	}
	if err := checkLetters(face, s); err != nil {
		return nil, err
	}
	glyphs, _, err := face.Shape(strings.Join(words, " "))
	if err != nil {
		return nil, err
	}
	at, top, bottom := 0, 0.0, 0.0
	for _, said := range words {
		end := at + utf8.RuneCountInString(said)
		n := 0
		for n < len(glyphs) && glyphs[n].Cluster < end {
			n++
		}
		w, err := measureWord(face, said, glyphs[:n:n])
		if err != nil {
			return nil, err
		}
		glyphs = glyphs[n:]
		if last := len(m.words) - 1; said == Separator && last >= 0 {
			w = m.words[last].with(w)
			m.words = m.words[:last]
		}
		m.words = append(m.words, w)
		m.widest = max(m.widest, w.right-w.left)
		top, bottom = max(top, w.top), min(bottom, w.bottom)
		for len(glyphs) > 0 && glyphs[0].Cluster == end {
			glyphs = glyphs[1:] // the space
		}
		at = end + 1
	}
	m.leading = max(runningLeading, top-bottom+clearance)
	words = words[:0]
	for _, w := range m.words {
		words = append(words, w.text)
	}
	m.breaks = pr.Phrases.Breaks(words)
	m.wraps = m.allWraps()
	return m, m.cutWords()
}

// broken is a text with its longest words in parts.
type broken struct {
	above float64 // width of the narrowest of these words
	text  *measured
}

// cutWords cuts the words that are wider than [narrowest] one after the other, from the widest.
func (m *measured) cutWords() error {
	var long []int
	for i, w := range m.words {
		if w.right-w.left > narrowest {
			long = append(long, i)
		}
	}
	if long == nil {
		return nil
	}
	width := func(i int) float64 { return m.words[i].right - m.words[i].left }
	slices.SortStableFunc(long, func(i, k int) int { return cmp.Compare(width(k), width(i)) })
	parts := make(map[int][]word)
	for _, i := range long {
		var err error
		if parts[i], err = m.words[i].parts(m.face); err != nil {
			return err
		}
		m.cuts = append(m.cuts, broken{width(i), m.with(parts)})
	}
	return nil
}

// with is the text with some words, by their index, in parts.
func (m *measured) with(parts map[int][]word) *measured {
	t := &measured{face: m.face, widest: m.widest, leading: m.leading}
	for i := range m.words {
		pieces := parts[i]
		if pieces == nil {
			pieces = m.words[i : i+1]
		}
		t.words = append(t.words, pieces...)
		t.breaks = append(t.breaks, make([]phrase.Break, len(pieces)-1)...)
		if i < len(m.breaks) {
			t.breaks = append(t.breaks, m.breaks[i])
		}
	}
	return t
}

// within is the text with the words that are wider than a width in parts.
func (m *measured) within(width float64) *measured {
	for _, c := range slices.Backward(m.cuts) {
		if c.above > width*slack {
			return c.text
		}
	}
	return m
}

// with is two words that stay together.
func (w word) with(v word) word {
	return word{
		w.text + " " + v.text, append(w.glyphs, v.glyphs...),
		w.left, v.right, max(w.top, v.top), min(w.bottom, v.bottom), whole,
	}
}

// parts cuts a word after the signs at which one expects a line to end, and where that leaves more than the narrowest
// card holds, between any two letters.
func (w word) parts(face *fonts.Face) ([]word, error) {
	letters := []rune(w.text)
	first := w.glyphs[0].Cluster // of the word's first letter
	begins := make([]bool, len(letters))
	for _, g := range w.glyphs {
		begins[g.Cluster-first] = true
	}
	var parts []word
	add := func(from, to int, why part) (word, error) {
		var glyphs []fonts.Glyph
		for _, g := range w.glyphs {
			if k := g.Cluster - first; k >= from && k < to {
				glyphs = append(glyphs, g)
			}
		}
		p, err := measureWord(face, string(letters[from:to]), glyphs)
		p.part = why
		return p, err
	}
	from, why := 0, whole
	for i := range letters {
		end := i + 1
		sign := strings.ContainsRune(endsLine, letters[i]) && end < len(letters) && !strings.ContainsRune(endsLine, letters[end])
		if !sign && end < len(letters) {
			continue
		}
		piece, err := add(from, end, why)
		if err != nil {
			return nil, err
		}
		if piece.right-piece.left <= narrowest {
			parts = append(parts, piece)
		} else {
			for k := from; k < end; {
				to := k + 1
				for to < end && !begins[to] {
					to++
				}
				letter, err := add(k, to, why)
				if err != nil {
					return nil, err
				}
				parts = append(parts, letter)
				k, why = to, anywhere
			}
		}
		from, why = end, afterSign
	}
	return parts, nil
}

// endsLine are the signs after which a word that is too wide for a line is broken.
const endsLine = "_-/.,;:?&=+@–"

// broad is the least width that holds the text, the longest words in parts.
func (m *measured) broad() float64 { return min(m.widest, narrowest) }

func checkLetters(face *fonts.Face, s string) error {
	missing := face.Missing(s)
	if len(missing) == 0 {
		return nil
	}
	return &MissingLetters{note.Note{
		Code: "letter-missing", Severity: note.Error, Field: "text",
		VI:    fmt.Sprintf("Phông %s không có ký tự “%s” trong “%s”.", face.Family(), string(missing), s),
		EN:    fmt.Sprintf("The font %s lacks %q of %q.", face.Family(), string(missing), s),
		FixVI: "Bỏ ký tự này hoặc dùng phông khác.", FixEN: "Remove the letter or use another font.",
	}}
}

func measureWord(face *fonts.Face, said string, glyphs []fonts.Glyph) (word, error) {
	w := word{text: said, glyphs: glyphs, left: math.Inf(1), right: math.Inf(-1), top: math.Inf(-1), bottom: math.Inf(1)}
	for _, g := range glyphs {
		o, err := face.Outline(g.ID)
		if err != nil {
			return word{}, err
		}
		if len(o.Segments) > 0 {
			w.left, w.right = min(w.left, g.X+o.Min.X), max(w.right, g.X+o.Max.X)
			w.top, w.bottom = max(w.top, g.Y+o.Max.Y), min(w.bottom, g.Y+o.Min.Y)
		}
	}
	if math.IsInf(w.left, 1) {
		return word{}, text.ErrNoInk
	}
	cap := face.CapHeight()
	w.left, w.right, w.top, w.bottom = w.left/cap, w.right/cap, w.top/cap, w.bottom/cap
	return w, nil
}

func (m *measured) empty() bool { return len(m.words) == 0 }

// width of the text on one line.
func (m *measured) width() float64 { return m.words[len(m.words)-1].right - m.words[0].left }

// wrap is how many lines a text takes in a width and in larger ones, up to that of the wrap before.
type wrap struct {
	width float64
	lines int
}

// allWraps finds the wraps of a text by narrowing it to less than its widest line again and again. Thousands of widths are
// asked for in the search for a plan, and few of them break a text anew.
func (m *measured) allWraps() []wrap {
	var all []wrap
	for width := math.Inf(1); width > narrowest; {
		n, start, widest := 1, 0, 0.0
		for i := 1; i < len(m.words); i++ {
			if line := m.words[i].right - m.words[start].left; line < width {
				widest = max(widest, line)
			} else {
				n, start = n+1, i
			}
		}
		if last := len(all) - 1; last >= 0 && all[last].lines == n {
			all[last].width = widest
		} else {
			all = append(all, wrap{widest, n})
		}
		width = widest
	}
	return all
}

// lines counts the lines that the text takes in a width when every line holds as many words as it can, which is the
// fewest there can be. A word that is wider is broken, or stands alone.
func (m *measured) lines(width float64) int {
	if m.empty() {
		return 0
	}
	m = m.within(width)
	for _, w := range m.wraps {
		if w.width <= width*slack {
			return w.lines
		}
	}
	n, start := 1, 0
	for i := range m.words {
		if i > start && !m.together(start, i, width) {
			n, start = n+1, i
		}
	}
	return n
}

// together tells whether the words from the first to the last fit on a line.
func (m *measured) together(first, last int, width float64) bool {
	return m.words[last].right-m.words[first].left <= width*slack
}

// slack is by how much a line may be wider than its width, for sums of floats.
const slack = 1 + 1e-9

// height from the first cap line to the last baseline in a width.
func (m *measured) height(width float64) float64 {
	n := m.lines(width)
	if n == 0 {
		return 0
	}
	return 1 + float64(n-1)*m.leading
}

// The costs of breaks beside those of lines that are not full.
const (
	splitPhrase  = 0.8  // a break inside a phrase
	splitSign    = 4    // a dash or stop at the beginning of a line
	splitNumber  = 0.5  // a number apart from its noun
	splitWord    = 0.1  // a break inside a word that is wider than a line, after a sign
	splitLetters = 1    // the same between two letters
	halfEmpty    = 0.3  // the share of a line from which it looks broken off
	orphan       = 0.25 // the share of a line under which a word does not stand alone on the last
	orphanCost   = 0.5
)

// ragged is the cost of a line that leaves a share of its width empty.
func ragged(rest float64) float64 { return rest*rest + 3*max(0, rest-halfEmpty) }

// broken cuts the text into the fewest lines that a width allows and, of all ways to do so, takes the one that splits the
// fewest phrases and leaves the least empty at the end of lines but the last, or, where lines are centred, has the evenest.
// It returns the index of the word after each line; the text must be [measured.within] the width.
func (m *measured) broken(width float64, centered bool) []int {
	n := m.lines(width)
	count := len(m.words)
	if n <= 1 {
		return []int{count}
	}
	mean := m.width() / float64(n)
	cost := make([]float64, (n+1)*(count+1))
	from := make([]int, len(cost))
	for i := range cost {
		cost[i] = math.Inf(1)
	}
	at := func(line, word int) int { return line*(count+1) + word }
	cost[0] = 0
	for line := range n {
		for start := range count {
			before := cost[at(line, start)]
			if math.IsInf(before, 1) {
				continue
			}
			for last := start; last < count && (last == start || m.together(start, last, width)); last++ {
				taken := m.words[last].right - m.words[start].left
				c := before
				switch {
				case centered:
					c += (taken - mean) * (taken - mean) / mean / mean
				case line < n-1:
					c += ragged(1 - taken/width)
				case last == start && taken < orphan*width:
					c += orphanCost
				}
				if last+1 < count {
					c += m.breakCost(last)
				}
				if to := at(line+1, last+1); c < cost[to] {
					cost[to], from[to] = c, start
				}
			}
		}
	}
	ends := make([]int, n)
	for line, word := n, count; line > 0; line-- {
		ends[line-1] = word
		word = from[at(line, word)]
	}
	return ends
}

func (m *measured) breakCost(gap int) float64 {
	switch m.words[gap+1].part {
	case afterSign:
		return splitWord
	case anywhere:
		return splitLetters
	}
	b := m.breaks[gap]
	switch {
	case b.Reason == phrase.Punctuation:
		return splitSign
	case b.Reason == phrase.NumberUnit:
		return splitNumber
	case b.Allowed:
		return splitPhrase * b.Cost / 4
	}
	return splitPhrase
}

// write draws the text between x0 and x1 in a cap height (mm), with its first baseline at y, and returns its last.
func (p *page) write(m *measured, cap, x0, x1, y float64, st style) float64 {
	first := 0
	unit := cap / m.face.CapHeight()
	m = m.within((x1 - x0) / cap)
	for i, end := range m.broken((x1-x0)/cap, st.even || st.align == center) {
		if i > 0 {
			y += m.leading * cap
		}
		words := m.words[first:end]
		start, width := words[0].left*cap, (words[len(words)-1].right-words[0].left)*cap
		x := x0
		switch st.align {
		case center:
			x = (x0 + x1 - width) / 2
		case right:
			x = x1 - width
		}
		g := &scene.Glyphs{Face: m.face, Size: unit * float64(m.face.UnitsPerEm()), Origin: scene.Point{X: x, Y: y}, Ink: st.ink}
		var said strings.Builder
		for k, w := range words {
			if k > 0 && w.part == whole {
				said.WriteByte(' ')
			}
			said.WriteString(w.text)
			for _, glyph := range w.glyphs {
				glyph.X -= start / unit
				g.Run = append(g.Run, glyph)
			}
			at := x - start
			g.Extent = g.Extent.Union(scene.Rect{X0: at + w.left*cap, X1: at + w.right*cap, Y0: y - w.top*cap, Y1: y - w.bottom*cap})
		}
		g.Text = said.String()
		p.put(scene.Text, g)
		if i == 0 {
			p.report(st, g.Text, m.face, cap)
		}
		first = end
	}
	return y
}
