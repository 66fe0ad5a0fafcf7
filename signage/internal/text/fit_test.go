package text_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// search tries every set of breaks. It is the oracle of the fit: it knows nothing of how the package looks for one.
type search struct {
	draft  draft
	rules  text.Rules
	breaks []phrase.Break
	ink    map[[2]int]ink
}

func newSearch(t *rapid.T, face *fonts.Face, d draft, r text.Rules) *search {
	s := &search{draft: d, rules: r, breaks: phrase.Default().Breaks(d.words), ink: map[[2]int]ink{}}
	for from := range d.words {
		for to := from + 1; to <= len(d.words); to++ {
			s.ink[[2]int{from, to}] = inkOf(t, face, strings.Join(d.words[from:to], " "), r.Tracking)
		}
	}
	return s
}

// may tells whether a line may end after a word, by the rules as they are documented.
func (s *search) may(word int) bool {
	switch b := s.breaks[word]; s.draft.marks[word] {
	case text.BreakMark:
		return true
	case text.KeepMark:
		return false
	default:
		return s.rules.AnyBreak || b.Allowed && (s.rules.Poorest == 0 || b.Cost <= s.rules.Poorest)
	}
}

// arrangements yields the line ends of every allowed set of breaks.
func (s *search) arrangements(yield func(ends []int) bool) {
	n := len(s.draft.words)
next:
	for set := range 1 << (n - 1) {
		var ends []int
		for word := range n - 1 {
			chosen := set>>word&1 == 1
			if chosen && !s.may(word) || !chosen && s.draft.marks[word] == text.BreakMark {
				continue next
			}
			if chosen {
				ends = append(ends, word+1)
			}
		}
		if ends = append(ends, n); s.rules.Lines > 0 && len(ends) != s.rules.Lines {
			continue
		}
		if !yield(ends) {
			return
		}
	}
}

// reach is the width and height in cap heights of a stack of lines with one leading.
func (s *search) reach(ends []int) (width, height float64) {
	leading := 0.0
	var first, last ink
	from := 0
	for i, to := range ends {
		l := s.ink[[2]int{from, to}]
		width = max(width, l.width)
		if i == 0 {
			first = l
		} else {
			leading = max(leading, s.rules.Leading, l.top-last.bottom+s.rules.Clearance)
		}
		last, from = l, to
	}
	return width, first.top - last.bottom + leading*float64(len(ends)-1)
}

// largest is the largest cap height that any arrangement reaches in a box; 0 when there is none.
func (s *search) largest(width, height, limit float64) float64 {
	best := 0.0
	for ends := range s.arrangements {
		w, h := s.reach(ends)
		best = max(best, min(width/w, height/h))
	}
	if limit > 0 {
		best = min(best, limit)
	}
	return best
}

func ends(s *text.Setting) []int {
	var all []int
	for _, l := range s.Lines {
		all = append(all, l.To)
	}
	return all
}

// checkSetting holds a setting to what every setting promises: it lies in its box, its breaks are allowed, its lines
// have the text, the ink and the one leading that they should have.
func checkSetting(t *rapid.T, s *search, set *text.Setting, width, height float64) {
	const slack = 1e-9
	if set.Width() > width*(1+slack) || set.Height() > height*(1+slack) {
		t.Fatalf("%v × %v mm in a box of %v × %v mm", set.Width(), set.Height(), width, height)
	}
	if !slices.ContainsFunc(slices.Collect(s.arrangements), func(e []int) bool { return slices.Equal(e, ends(set)) }) {
		t.Fatalf("lines end at %v, which is not allowed", ends(set))
	}
	w, h := s.reach(ends(set))
	if !near(set.Width(), w*set.Cap, slack) || !near(set.Height(), h*set.Cap, slack) {
		t.Fatalf("says %v × %v mm, is %v × %v mm", set.Width(), set.Height(), w*set.Cap, h*set.Cap)
	}
	from := 0
	for i, l := range set.Lines {
		if l.From != from {
			t.Fatalf("line %d begins with word %d, want %d", i, l.From, from)
		}
		want := s.ink[[2]int{l.From, l.To}]
		got := ink{l.Width / set.Cap, l.Top / set.Cap, l.Bottom / set.Cap}
		if !near(got.width, want.width, slack) || !near(got.top, want.top, slack) || !near(got.bottom, want.bottom, slack) {
			t.Fatalf("line %d reaches %v, want %v", i, got, want)
		}
		if text := strings.Join(s.draft.words[l.From:l.To], " "); set.Text(i) != text {
			t.Fatalf("line %d says %q, want %q", i, set.Text(i), text)
		}
		switch {
		case i == 0 && l.Drop != 0:
			t.Fatalf("the first line drops by %v", l.Drop)
		case i > 1 && l.Drop != set.Lines[1].Drop:
			t.Fatalf("line %d drops by %v, line 1 by %v", i, l.Drop, set.Lines[1].Drop)
		}
		from = l.To
	}
	poorest, length := 0.0, 0.0
	for _, l := range set.Lines {
		length += l.Width
	}
	before, shortest := 0.0, set.Lines[0].Width
	var split []text.Split
	for i, to := range ends(set)[:len(set.Lines)-1] {
		b := s.breaks[to-1]
		if s.draft.marks[to-1] == text.BreakMark {
			b = phrase.Break{Allowed: true} // the user's own break is as good as any
		}
		if set.Cost(i+1) != b.Cost {
			t.Fatalf("the break before line %d costs %v, want %v", i+1, set.Cost(i+1), b.Cost)
		}
		before, shortest = before+set.Lines[i].Width, min(shortest, set.Lines[i+1].Width)
		if forced := s.draft.marks[to-1] == text.BreakMark; set.Forced(i+1) != forced || !near(set.Share(i+1), before/length, 1e-9) {
			t.Fatalf("the break before line %d: forced %v, at %v of the length, want %v at %v", i+1, set.Forced(i+1), set.Share(i+1), forced, before/length)
		}
		passed := 1.0
		for gap := set.Lines[i].From; gap < set.Lines[i+1].To-1; gap++ {
			if other := s.breaks[gap]; gap != to-1 && other.Allowed && s.draft.marks[gap] != text.KeepMark {
				passed = min(passed, other.Cost)
			}
		}
		if set.Passed(i+1) != passed {
			t.Fatalf("line %d passes a place of %v, want %v", i+1, set.Passed(i+1), passed)
		}
		poorest = max(poorest, b.Cost)
		if !b.Allowed {
			split = append(split, text.Split{Phrase: b.Phrase, Reason: b.Reason})
		}
	}
	if !near(set.Evenness(), shortest/set.Width(), 1e-9) {
		t.Fatalf("evenness %v, want %v", set.Evenness(), shortest/set.Width())
	}
	if set.Poorest() != poorest {
		t.Fatalf("the poorest break costs %v, want %v", set.Poorest(), poorest)
	}
	if !slices.Equal(set.Split, split) {
		t.Fatalf("splits %v, want %v", set.Split, split)
	}
}

// box draws a box from a wide banner to a narrow column, and a limit of the letters that sometimes binds.
func box(t *rapid.T) (width, height, limit float64) {
	height = 100 * math.Exp(rapid.Float64Range(-2, 2).Draw(t, "height"))
	width = height * math.Exp(rapid.Float64Range(-2, 3).Draw(t, "aspect"))
	if rapid.IntRange(0, 3).Draw(t, "limited") == 0 {
		limit = rapid.Float64Range(0.1, height).Draw(t, "limit")
	}
	return width, height, limit
}

// The fit is exact: over all allowed sets of breaks, tried one by one, none gives larger letters.
func TestFitEqualsExhaustiveSearch(t *testing.T) {
	ids := faceIDs()
	rapid.Check(t, func(t *rapid.T) {
		face := lookup(t, rapid.SampledFrom(ids).Draw(t, "face"))
		d := drafts(9).Draw(t, "text")
		r := limited(t)
		p := paragraph(t, face, d.String())
		s := newSearch(t, face, d, r)
		for range 3 {
			width, height, limit := box(t)
			got, want := p.Fit(width, height, limit, r), s.largest(width, height, limit)
			if got == nil && want == 0 {
				continue // it cannot be broken into so many lines
			}
			if got == nil {
				t.Fatalf("%q does not fit %v × %v mm; it reaches %v mm", d, width, height, want)
			}
			if !near(got.Cap/want, 1, 1e-9) {
				t.Fatalf("%q in %v × %v mm reaches %v mm (lines end at %v), want %v mm", d, width, height, got.Cap, ends(got), want)
			}
			checkSetting(t, s, got, width, height)
		}
	})
}

// At a given size the lines are as low as they can be, and there is a setting whenever there is an arrangement.
func TestAtIsLowest(t *testing.T) {
	ids := faceIDs()
	rapid.Check(t, func(t *rapid.T) {
		face := lookup(t, rapid.SampledFrom(ids).Draw(t, "face"))
		d := drafts(8).Draw(t, "text")
		r := limited(t)
		p := paragraph(t, face, d.String())
		s := newSearch(t, face, d, r)
		const width = 1000
		size := p.MaxCap(width, r) * rapid.Float64Range(0.05, 1.1).Draw(t, "size")
		lowest := math.Inf(1)
		for ends := range s.arrangements {
			if w, h := s.reach(ends); w*size <= width {
				lowest = min(lowest, h*size)
			}
		}
		got := p.At(size, width, r)
		if got == nil {
			if !math.IsInf(lowest, 1) {
				t.Fatalf("%q at %v mm: no setting, though one is %v mm high", d, size, lowest)
			}
			return
		}
		if got.Cap != size || !near(got.Height(), lowest, 1e-9) {
			t.Fatalf("%q: %v mm high at %v mm, want %v mm at %v mm", d, got.Height(), got.Cap, lowest, size)
		}
		checkSetting(t, s, got, width, math.Inf(1))
	})
}

// MaxCap is the size at which the widest part that must stay together fills the width: larger fits nowhere.
func TestMaxCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		face := lookup(t, "be-vietnam-pro-800")
		d := drafts(8).Draw(t, "text")
		r := limited(t)
		p := paragraph(t, face, d.String())
		const width = 700
		most := p.MaxCap(width, r)
		if want := newSearch(t, face, d, r).largest(width, math.Inf(1), 0); !near(most, want, 1e-9) {
			t.Fatalf("%q: %v mm, want %v mm", d, most, want)
		}
		if most == 0 {
			return // it cannot be broken into so many lines
		}
		if p.At(most*(1-1e-9), width, r) == nil || p.At(most*(1+1e-9), width, r) != nil {
			t.Fatalf("%q: %v mm is not the largest size", d, most)
		}
	})
}

// Where all letters have one height, an even setting differs least in the lengths of its lines, poor breaks counted
// against it, of all settings of as many lines.
func TestEvenIsMostEven(t *testing.T) {
	face := lookup(t, "be-vietnam-pro-800")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "words")
		d := draft{marks: slices.Repeat([]rune{' '}, n-1)}
		for range n {
			d.words = append(d.words, strings.Repeat("H", rapid.IntRange(1, 6).Draw(t, "letters")))
		}
		r := text.Rules{Leading: 1.35}
		p := paragraph(t, face, d.String())
		s := newSearch(t, face, d, r)
		const width, height = 1000, 1e6
		got := p.Even(p.MaxCap(width, r)*rapid.Float64Range(0.1, 1).Draw(t, "size"), width, height, r)
		whole := s.ink[[2]int{0, n}].width
		uneven := func(ends []int) float64 {
			sum, from, mean := 0.0, 0, whole/float64(len(ends))
			for _, to := range ends {
				part := (s.ink[[2]int{from, to}].width - mean) / mean
				sum += part * part
				from = to
			}
			return sum
		}
		for other := range s.arrangements {
			w, _ := s.reach(other)
			switch {
			case w*got.Cap > width*(1+1e-9):
			case len(other) < len(got.Lines):
				t.Fatalf("%q: lines end at %v, though fewer fit: %v", d, ends(got), other)
			case len(other) == len(got.Lines) && uneven(other) < uneven(ends(got))-1e-9:
				t.Fatalf("%q: lines end at %v, %v is more even", d, ends(got), other)
			}
		}
	})
}

func TestNothingFits(t *testing.T) {
	p := paragraph(t, lookup(t, "be-vietnam-pro-800"), "CHUYỂN ĐỔI SỐ")
	for _, box := range [][2]float64{{0, 100}, {100, 0}, {-1, 100}, {100, -1}, {0, 0}} {
		if s := p.Fit(box[0], box[1], 0, text.Display()); s != nil {
			t.Errorf("%v mm: letters of %v mm", box, s.Cap)
		}
	}
}

// A "~" is never broken and a "|" always is, whatever the rules and the box.
func TestMarksAreObeyed(t *testing.T) {
	face := lookup(t, "barlow-condensed-700")
	rapid.Check(t, func(t *rapid.T) {
		d := drafts(20).Draw(t, "text")
		width, height, limit := box(t)
		set := paragraph(t, face, d.String()).Fit(width, height, limit, rules().Draw(t, "rules"))
		for i, mark := range d.marks {
			broken := slices.Contains(ends(set), i+1)
			if mark == text.KeepMark && broken || mark == text.BreakMark && !broken {
				t.Fatalf("%q: lines end at %v", d, ends(set))
			}
		}
	})
}

func BenchmarkFit(b *testing.B) {
	const theme2024 = "PHỔ CẬP HẠ TẦNG SỐ VÀ SÁNG TẠO ỨNG DỤNG SỐ ĐỂ PHÁT TRIỂN KINH TẾ SỐ - ĐỘNG LỰC MỚI CHO TĂNG TRƯỞNG KINH TẾ VÀ NĂNG SUẤT LAO ĐỘNG"
	face := lookup(b, "barlow-condensed-700")
	phrase.Default()
	for _, box := range []struct {
		name          string
		width, height float64
	}{{"banner", 5400, 600}, {"poster", 360, 300}, {"column", 680, 1400}} {
		b.Run(box.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				// A paragraph remembers what it found: a new one each time.
				paragraph(b, face, theme2024).Fit(box.width, box.height, 0, text.Display())
			}
		})
	}
}

// A line that is shorter than both its neighbours pinches a setting; one at its end, or a slope, does not.
func TestPinch(t *testing.T) {
	for _, c := range []struct {
		widths []float64
		want   float64
	}{
		{[]float64{10}, 0}, {[]float64{10, 5}, 0}, {[]float64{4, 8, 10}, 0}, {[]float64{4, 10, 4}, 0},
		{[]float64{10, 6, 12}, 0.4}, {[]float64{10, 9, 10, 3, 6}, 0.5}, {[]float64{10, 10, 10}, 0},
	} {
		s := &text.Setting{}
		for _, w := range c.widths {
			s.Lines = append(s.Lines, text.Line{Width: w})
		}
		if got := s.Pinch(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v, want %v", c.widths, got, c.want)
		}
	}
}
