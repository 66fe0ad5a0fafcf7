package text

import (
	"math"
	"slices"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// Rules are the vertical rules of a setting. Lengths are in cap heights, so that they hold at every size.
type Rules struct {
	Clearance float64 // least distance between the ink of two lines
	Leading   float64 // least distance between two baselines
	Tracking  float64 // added between letters
	Poorest   float64 // cost of the poorest break to be used, 0…1, where 0 means 1: all allowed ones
	Lines     int     // number of lines; 0: as many as it takes
	WeakEnds  bool    // let lines end and begin on words that should not, like VÌ and HƠN
	Marked    bool    // break only where the user has marked
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
	Split []Split // what the breaks split, when the rules let them
}

// Split is a place at which a line should not have ended.
type Split struct {
	Phrase string // what it tears apart, or the word that should not end or begin a line
	Reason phrase.Reason
}

// Line is one line of a [Setting], in mm from the left edge of its ink and from its baseline, y up.
type Line struct {
	From, To    int // words
	Width       float64
	Top, Bottom float64 // of the ink; Bottom is negative where a dot or tail hangs below
	Drop        float64 // from the baseline before: the leading, 0 for the first line
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

// Cost of ending the line before line i where it ends: 0 for a natural place or the user's own break, up to 1.
func (s *Setting) Cost(i int) float64 {
	if g := s.Par.gaps[s.Lines[i].From-1]; !g.forced {
		return g.cost
	}
	return 0
}

// Poorest is the cost of the poorest break that the setting uses, 0…1.
func (s *Setting) Poorest() float64 {
	cost := 0.0
	for i := range s.Lines[1:] {
		cost = max(cost, s.Cost(i+1))
	}
	return cost
}

// Text of line i.
func (s *Setting) Text(i int) string { return s.Par.Text(s.Lines[i].From, s.Lines[i].To) }

// Parted tells whether the line before line i ends between the parts of a long phrase.
func (s *Setting) Parted(i int) bool {
	g := s.Par.gaps[s.Lines[i].From-1]
	return !g.forced && g.allowed && g.reason == phrase.InPhrase
}

// Share of the length of all lines that lies before line i.
func (s *Setting) Share(i int) float64 {
	before, all := 0.0, 0.0
	for k, l := range s.Lines {
		if all += l.Width; k < i {
			before += l.Width
		}
	}
	return before / all
}

// Passed is the cost of the best place inside the two lines that meet at line i, at which they might have met instead: 1
// where there is none.
func (s *Setting) Passed(i int) float64 {
	best := 1.0
	for gap := s.Lines[i-1].From; gap < s.Lines[i].To-1; gap++ {
		if g := s.Par.gaps[gap]; gap != s.Lines[i].From-1 && g.allowed {
			best = min(best, g.cost)
		}
	}
	return best
}

// Forced tells whether line i ends the line before it where the user has marked.
func (s *Setting) Forced(i int) bool { return s.Par.gaps[s.Lines[i].From-1].forced }

// Evenness is the ratio of the shortest line to the longest, 0…1.
func (s *Setting) Evenness() float64 {
	shortest := math.Inf(1)
	for _, l := range s.Lines {
		shortest = min(shortest, l.Width)
	}
	return shortest / s.Width()
}

// Pinch is by how much the line that is most so is shorter than both its neighbours, 0…1: an hourglass looks like a
// mistake, where a block, a bulge or a slope does not.
func (s *Setting) Pinch() float64 {
	most := 0.0
	for i := 1; i < len(s.Lines)-1; i++ {
		most = max(most, 1-s.Lines[i].Width/min(s.Lines[i-1].Width, s.Lines[i+1].Width))
	}
	return most
}

// Size is the type size in mm to the em.
func (s *Setting) Size() float64 { return s.Cap * s.Par.upem / s.Par.cap }

// Run is the glyphs of line i in font units, from the left edge of the line's ink.
func (s *Setting) Run(i int) []fonts.Glyph { return s.Part(i, s.Lines[i].From, s.Lines[i].To).Glyphs }

// Part is some words of one line of a [Setting], in mm from the left edge of the line's ink.
type Part struct {
	Text        string
	Glyphs      []fonts.Glyph // in font units, from the left edge of the line's ink
	Left, Right float64       // of the ink
	Top, Bottom float64       // of the ink from the baseline, y up
}

// Part is words from … to-1, which stand on line i.
func (s *Setting) Part(i, from, to int) Part {
	p, unit := s.Par, s.Cap/s.Par.cap
	track := s.Rules.Tracking * p.cap
	start, first, last := p.words[s.Lines[i].From], p.words[from], p.words[to-1]
	at := func(x float64, glyphs int) float64 { return x + track*float64(glyphs-start.first) - start.left }
	top, bottom := p.extent(from, to)
	r := Part{
		Text: p.Text(from, to), Left: at(first.left, first.first) * unit, Right: at(last.right, last.first+last.count-1) * unit,
		Top: top * unit, Bottom: bottom * unit,
	}
	for _, w := range p.words[from:to] {
		for n, g := range w.glyphs {
			g.X = at(g.X, w.first+n)
			r.Glyphs = append(r.Glyphs, g)
		}
	}
	return r
}

// MaxCap is the largest cap height in mm at which every piece that must stay together fits the width.
func (p *Paragraph) MaxCap(width float64, r Rules) float64 {
	if r.Lines > 0 {
		return width / p.narrowest(r) * p.cap
	}
	widest, from := 0.0, 0
	for i := range p.words {
		if i+1 == len(p.words) || p.breakable(i, r) {
			widest = max(widest, p.width(from, i+1, r))
			from = i + 1
		}
	}
	return width / widest * p.cap
}

// narrowest is the least width in font units in which the number of lines that the rules ask for holds the paragraph;
// infinite where it cannot be broken into so many.
func (p *Paragraph) narrowest(r Rules) float64 {
	for _, n := range p.narrow {
		if n.rules == r {
			return n.width
		}
	}
	words := len(p.words)
	before := slices.Repeat([]float64{math.Inf(1)}, words+1) // by the words set in one line less
	before[0] = 0
	for range r.Lines {
		widest := slices.Repeat([]float64{math.Inf(1)}, words+1)
		for from := range words {
			for to := from + 1; to <= words && !math.IsInf(before[from], 1); to++ {
				if to == words || p.breakable(to-1, r) {
					widest[to] = min(widest[to], max(before[from], p.width(from, to, r)))
				}
				if to < words && p.gaps[to-1].forced {
					break
				}
			}
		}
		before = widest
	}
	p.narrow = append(p.narrow, narrow{r, before[words]})
	return before[words]
}

// narrow is an answer of [Paragraph.narrowest].
type narrow struct {
	rules Rules
	width float64
}

func (p *Paragraph) breakable(gap int, r Rules) bool {
	g := p.gaps[gap]
	switch {
	case g.forced:
		return true
	case r.Marked || g.kept:
		return false
	}
	weak := g.reason == phrase.WeakEnd || g.reason == phrase.WeakStart
	return g.allowed && (r.Poorest == 0 || g.cost <= r.Poorest) || r.WeakEnds && weak || r.AnyBreak
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

// Opened is the setting with its lines further apart by a factor of 1 or more.
func (s *Setting) Opened(factor float64) *Setting {
	t := *s
	t.Lines = slices.Clone(s.Lines)
	for i := range t.Lines {
		t.Lines[i].Drop *= factor
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
	from, leading := 0, 0.0
	for _, to := range ends {
		top, bottom := p.extent(from, to)
		l := Line{From: from, To: to, Width: p.width(from, to, r) * unit, Top: top * unit, Bottom: bottom * unit}
		if n := len(s.Lines); n > 0 {
			leading = max(leading, r.drop(s.Lines[n-1].Bottom, l.Top, cap))
			if g := p.gaps[from-1]; !g.allowed && !g.forced {
				s.Split = append(s.Split, Split{g.phrase, g.reason})
			}
		}
		s.Lines = append(s.Lines, l)
		from = to
	}
	for i := range s.Lines[1:] {
		s.Lines[i+1].Drop = leading
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

// lowest finds the line ends of least height for lines of at most width font units. All lines of a setting have the
// same leading: that of the pair of neighbours that needs most. So for each leading that any pair could need, dynamic
// programming over pairs of neighbours finds the lowest stack in which no pair needs more.
func (p *Paragraph) lowest(width float64, r Rules) []int {
	// The answer for a width is the answer for every width down to that of its own widest line.
	for _, f := range p.found {
		if f.rules == r && f.widest <= width && width <= f.width {
			return f.ends
		}
	}
	lines := p.candidates(width, r)
	if lines == nil {
		return nil
	}
	s := newStacking(lines, len(p.words))
	if r.Lines > 0 && s.fewest > r.Lines {
		return nil
	}
	best, height := []int(nil), math.Inf(1)
	for _, leading := range s.leadings(r, p.cap) {
		if float64(s.fewest-1)*leading >= height {
			break
		}
		if ends, h := s.lowest(leading, r, p.cap); h < height*(1-1e-12) {
			best, height = ends, h
		}
	}
	if best == nil {
		return nil
	}
	p.found = append(p.found, found{r, p.widest(best, r), width, best})
	return best
}

// found is an answer of [Paragraph.lowest]: the same for every width from widest to width.
type found struct {
	rules         Rules
	widest, width float64
	ends          []int
}

// candidate is a line that fits the width.
type candidate struct {
	from, to    int
	top, bottom float64
}

// candidates lists the lines that fit the width and end where a line may end, by their first word; nil when they do
// not reach the last word.
func (p *Paragraph) candidates(width float64, r Rules) []candidate {
	lines := make([]candidate, 0, 8*len(p.words))
	reached := make([]bool, len(p.words)+1)
	reached[0] = true
	for from := range p.words {
		if !reached[from] {
			continue
		}
		top, bottom := math.Inf(-1), math.Inf(1)
		for to := from + 1; to <= len(p.words); to++ {
			w := &p.words[to-1]
			top, bottom = max(top, w.top), min(bottom, w.bottom)
			if p.width(from, to, r) > width {
				break
			}
			if to == len(p.words) || p.breakable(to-1, r) {
				lines = append(lines, candidate{from, to, top, bottom})
				reached[to] = true
			}
			if to < len(p.words) && p.gaps[to-1].forced {
				break
			}
		}
	}
	if !reached[len(p.words)] {
		return nil
	}
	return lines
}

// stacking finds stacks of candidate lines.
type stacking struct {
	lines  []candidate
	ending [][]int // the lines that end before each word
	fewest int     // lines in any stack
	before []int
	reach  []float64 // from the top of the ink of a stack to the baseline of its last line
}

func newStacking(lines []candidate, words int) *stacking {
	s := &stacking{lines: lines, ending: make([][]int, words+1)}
	count := make([]int, words+1) // fewest lines up to each word
	for k, l := range lines {
		s.ending[l.to] = append(s.ending[l.to], k)
		if n := count[l.from] + 1; count[l.to] == 0 || n < count[l.to] {
			count[l.to] = n
		}
	}
	s.fewest = count[words]
	return s
}

// leadings are the different leadings that pairs of neighbouring lines may need, from the least.
func (s *stacking) leadings(r Rules, cap float64) []float64 {
	var tops, bottoms []float64
	for _, l := range s.lines {
		if !slices.Contains(tops, l.top) {
			tops = append(tops, l.top)
		}
		if !slices.Contains(bottoms, l.bottom) {
			bottoms = append(bottoms, l.bottom)
		}
	}
	all := []float64{r.Leading * cap}
	for _, b := range bottoms {
		for _, t := range tops {
			if d := r.drop(b, t, cap); !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	slices.Sort(all)
	return all
}

// lowest finds the lowest stack in which no pair of neighbours needs more than the leading: its line ends and height.
// Where the number of lines is given, the stacks of each number of lines are a layer over those of one line less, and
// the last layer counts; otherwise there is one layer, in which a line stands on any that ends before it begins.
func (s *stacking) lowest(leading float64, r Rules, cap float64) (ends []int, height float64) {
	n := len(s.lines)
	layers := max(1, r.Lines)
	if len(s.reach) < layers*n {
		s.before, s.reach = make([]int, layers*n), make([]float64, layers*n)
	}
	last := -1
	height = math.Inf(1)
	for at := range layers * n {
		k, layer := at%n, at/n
		l := &s.lines[k]
		s.before[at], s.reach[at] = -1, math.Inf(1)
		if l.from == 0 && layer == 0 {
			s.reach[at] = l.top
		}
		under := layer * n
		if r.Lines > 0 {
			under -= n
		}
		for _, j := range s.ending[l.from] {
			if under < 0 {
				break
			}
			if up := s.reach[under+j] + leading; up < s.reach[at] && r.drop(s.lines[j].bottom, l.top, cap) <= leading {
				s.reach[at], s.before[at] = up, under+j
			}
		}
		if layer == layers-1 && l.to == len(s.ending)-1 && s.reach[at]-l.bottom < height {
			last, height = at, s.reach[at]-l.bottom
		}
	}
	for at := last; at >= 0; at = s.before[at] {
		ends = append(ends, s.lines[at%n].to)
	}
	slices.Reverse(ends)
	return ends, height
}
