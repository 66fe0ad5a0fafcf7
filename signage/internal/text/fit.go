package text

import (
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/fonts"
)

// Rules are the vertical rules of a setting. Lengths are in cap heights, so that they hold at every size.
type Rules struct {
	Clearance float64 // least distance between the ink of two lines
	Leading   float64 // least distance between two baselines
	Tracking  float64 // added between letters
	AnyBreak  bool    // break between any two words that the user did not join, phrases or not
}

// Display are the rules of a sign's main text: the accents of a line stay well clear of the dots of the line above.
func Display() Rules { return Rules{Clearance: 0.16, Leading: 1.35} }

// Setting is a paragraph broken into lines at a size.
type Setting struct {
	Par   *Paragraph
	Rules Rules
	Cap   float64 // cap height in mm
	Lines []Line
	Split []string // the phrases that the breaks split, when the rules let them
}

// Line is one line of a [Setting], in mm from the left edge of its ink and from its baseline, y up.
type Line struct {
	From, To    int // words
	Width       float64
	Top, Bottom float64 // of the ink; Bottom is negative where a dot or tail hangs below
	Drop        float64 // from the baseline before; 0 for the first line
}

// Height of the ink of the whole setting in mm.
func (s *Setting) Height() float64 {
	h := s.Lines[0].Top - s.Lines[len(s.Lines)-1].Bottom
	for _, l := range s.Lines {
		h += l.Drop
	}
	return h
}

// Width of the ink of the widest line in mm.
func (s *Setting) Width() float64 {
	w := 0.0
	for _, l := range s.Lines {
		w = max(w, l.Width)
	}
	return w
}

// Text of line i.
func (s *Setting) Text(i int) string {
	words := make([]string, 0, 8)
	for _, w := range s.Par.words[s.Lines[i].From:s.Lines[i].To] {
		words = append(words, w.text)
	}
	return strings.Join(words, " ")
}

// Size is the type size in mm to the em.
func (s *Setting) Size() float64 { return s.Cap * s.Par.upem / s.Par.cap }

// Run is a stretch of words on a line that share an ink.
type Run struct {
	Text   string
	To     int                                        // the word after it
	Glyphs []fonts.Glyph                              // in font units, from the left edge of the line's ink
	Rect   struct{ Left, Right, Top, Bottom float64 } // of the ink in mm, as [Line]
}

// Runs splits line i where the answer of same changes from one word to the next.
func (s *Setting) Runs(i int, same func(word, next int) bool) []Run {
	l := s.Lines[i]
	unit := s.Cap / s.Par.cap
	track := s.Rules.Tracking * s.Par.cap
	start := s.Par.words[l.From]
	var runs []Run
	for k := l.From; k < l.To; k++ {
		w := s.Par.words[k]
		shift := track*float64(w.first-start.first) - start.left
		left, right := (w.left+shift)*unit, (w.right+shift+track*float64(w.count-1))*unit
		if k == l.From || !same(k-1, k) {
			r := Run{Text: w.text, To: k + 1}
			r.Rect.Left, r.Rect.Right, r.Rect.Top, r.Rect.Bottom = left, right, w.top*unit, w.bottom*unit
			runs = append(runs, r)
		} else {
			r := &runs[len(runs)-1]
			r.Text, r.To = r.Text+" "+w.text, k+1
			r.Rect.Right = right
			r.Rect.Top, r.Rect.Bottom = max(r.Rect.Top, w.top*unit), min(r.Rect.Bottom, w.bottom*unit)
		}
		r := &runs[len(runs)-1]
		for n, g := range w.glyphs {
			g.X += shift + track*float64(n)
			r.Glyphs = append(r.Glyphs, g)
		}
	}
	return runs
}

// MaxCap is the largest cap height in mm at which every piece that must stay together fits the width.
func (p *Paragraph) MaxCap(width float64, r Rules) float64 {
	widest, from := 0.0, 0
	for i := range p.words {
		if i+1 == len(p.words) || p.breakable(i, r) {
			widest = max(widest, p.width(from, i+1, r))
			from = i + 1
		}
	}
	return width / widest * p.cap
}

func (p *Paragraph) breakable(gap int, r Rules) bool {
	g := p.gaps[gap]
	return g.forced || g.allowed || r.AnyBreak && !g.kept
}

// width of the ink of words from … to-1 in font units.
func (p *Paragraph) width(from, to int, r Rules) float64 {
	a, b := p.words[from], p.words[to-1]
	return b.right - a.left + r.Tracking*p.cap*float64(b.first+b.count-1-a.first)
}

// Fit finds the largest cap height, at most limit (0: none), at which the paragraph fits a box of width × height mm,
// over all allowed breaks. It is exact: no other set of allowed breaks gives larger letters. Of the settings of that
// size it takes the most even one.
func (p *Paragraph) Fit(width, height, limit float64, r Rules) *Setting {
	if limit <= 0 {
		limit = math.Inf(1)
	}
	// A setting that fits at a size has a largest size of its own. Asking at just above the best size so far, until
	// nothing fits, ends at the optimum: each answer is larger, and there are finitely many sets of breaks.
	lo, hi := 0.0, min(limit, p.MaxCap(width, r), height)
	var best *Setting
	try := func(cap float64) bool {
		s := p.At(cap, width, r)
		if s == nil || s.Height() > height {
			return false
		}
		s = s.grown(width, height, limit)
		if best == nil || s.Cap > best.Cap {
			best = s
		}
		return true
	}
	if hi <= 0 {
		return nil
	}
	for size := hi; best == nil; size /= 2 {
		if size < hi*1e-6 {
			return nil
		}
		if !try(size) {
			hi = size
		}
	}
	lo = best.Cap
	for range 7 {
		if hi-lo < 1e-3*hi {
			break
		}
		middle := (lo + hi) / 2
		if try(middle) {
			lo = best.Cap
		} else {
			hi = middle
		}
	}
	for best.Cap < limit && try(best.Cap*(1+1e-9)) {
	}
	return p.evened(best, width, height)
}

// grown is the setting with the same breaks at the largest size that fits.
func (s *Setting) grown(width, height, limit float64) *Setting {
	factor := min(width/s.Width(), height/s.Height(), limit/s.Cap)
	return s.scaled(factor)
}

func (s *Setting) scaled(factor float64) *Setting {
	t := *s
	t.Cap *= factor
	t.Lines = slices.Clone(s.Lines)
	for i := range t.Lines {
		l := &t.Lines[i]
		l.Width *= factor
		l.Top *= factor
		l.Bottom *= factor
		l.Drop *= factor
	}
	return &t
}

// At breaks the paragraph at a given cap height (mm) so that no line is wider than width and the whole is as low as
// can be; nil when a word or a kept phrase is too wide.
func (p *Paragraph) At(cap, width float64, r Rules) *Setting {
	unit := cap / p.cap
	return p.arrange(cap, r, p.lowest(width/unit*(1+1e-12), r))
}

// arrange makes the setting of the given line ends (indices of the word after each line); nil in, nil out.
func (p *Paragraph) arrange(cap float64, r Rules, ends []int) *Setting {
	if ends == nil {
		return nil
	}
	unit := cap / p.cap
	s := &Setting{Par: p, Rules: r, Cap: cap}
	from := 0
	for _, to := range ends {
		top, bottom := p.extent(from, to)
		l := Line{From: from, To: to, Width: p.width(from, to, r) * unit, Top: top * unit, Bottom: bottom * unit}
		if n := len(s.Lines); n > 0 {
			l.Drop = r.drop(s.Lines[n-1].Bottom, l.Top, cap)
			if g := p.gaps[from-1]; !g.allowed && !g.forced {
				s.Split = append(s.Split, g.phrase)
			}
		}
		s.Lines = append(s.Lines, l)
		from = to
	}
	return s
}

// drop is the distance between two baselines whose lines reach down to bottom and up to top.
func (r Rules) drop(bottom, top, cap float64) float64 {
	return max(top-bottom+r.Clearance*cap, r.Leading*cap)
}

// extent is the reach of the ink of words from … to-1 above and below the baseline, in font units.
func (p *Paragraph) extent(from, to int) (top, bottom float64) {
	top, bottom = math.Inf(-1), math.Inf(1)
	for _, w := range p.words[from:to] {
		top, bottom = max(top, w.top), min(bottom, w.bottom)
	}
	return top, bottom
}

// lowest finds the line ends of least height for lines of at most width font units, by dynamic programming over the
// last line: what a line costs depends on its own ink and on that of the line before it.
func (p *Paragraph) lowest(width float64, r Rules) []int {
	type state struct {
		from, to    int
		top, bottom float64
		height      float64 // from the top of the ink to the last baseline
		before      int     // index of the state of the line before, -1 for the first
	}
	var states []state
	starting := make([][]int, len(p.words)+1) // states by the word that follows them
	starting[0] = []int{-1}
	var last []int
	for from := range p.words {
		if len(starting[from]) == 0 {
			continue
		}
		top, bottom := math.Inf(-1), math.Inf(1)
		for to := from + 1; to <= len(p.words); to++ {
			w := p.words[to-1]
			top, bottom = max(top, w.top), min(bottom, w.bottom)
			if p.width(from, to, r) > width {
				break
			}
			if to == len(p.words) || p.breakable(to-1, r) {
				s := state{from: from, to: to, top: top, bottom: bottom, height: math.Inf(1)}
				for _, k := range starting[from] {
					if k < 0 {
						s.height, s.before = top, -1
						break
					}
					b := states[k]
					if h := b.height + r.drop(b.bottom, top, p.cap); h < s.height {
						s.height, s.before = h, k
					}
				}
				if !math.IsInf(s.height, 1) {
					states = append(states, s)
					starting[to] = append(starting[to], len(states)-1)
					if to == len(p.words) {
						last = append(last, len(states)-1)
					}
				}
			}
			if to < len(p.words) && p.gaps[to-1].forced {
				break
			}
		}
	}
	best, height := -1, math.Inf(1)
	for _, k := range last {
		if h := states[k].height - states[k].bottom; h < height {
			best, height = k, h
		}
	}
	if best < 0 {
		return nil
	}
	var ends []int
	for k := best; k >= 0; k = states[k].before {
		ends = append(ends, states[k].to)
	}
	slices.Reverse(ends)
	return ends
}
