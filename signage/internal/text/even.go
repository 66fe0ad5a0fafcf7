package text

import (
	"math"
)

// evened replaces the breaks of a setting by the most even ones that fit at the same size with as many lines.
func (p *Paragraph) evened(s *Setting, width, height float64) *Setting {
	const slack = 1 + 1e-9
	if ends := p.evenEnds(len(s.Lines), width/s.Cap*p.cap*slack, s.Rules); ends != nil {
		if t := p.arrange(s.Cap, s.Rules, ends); t.Height() <= height*slack {
			return t
		}
	}
	return s
}

// even is an answer of [Paragraph.mostEven]: the same for every width from widest to width.
type even struct {
	lines         int
	rules         Rules
	widest, width float64
	ends          []int
}

// evenEnds is mostEven, remembered.
func (p *Paragraph) evenEnds(n int, width float64, r Rules) []int {
	for _, e := range p.evens {
		if e.lines == n && e.rules == r && e.widest <= width && width <= e.width {
			return e.ends
		}
	}
	ends := p.mostEven(n, width, r)
	if ends == nil {
		return nil
	}
	p.evens = append(p.evens, even{n, r, p.widest(ends, r), width, ends})
	return ends
}

// widest is the width in font units of the widest of the lines with the given ends.
func (p *Paragraph) widest(ends []int, r Rules) float64 {
	widest, from := 0.0, 0
	for _, to := range ends {
		widest = max(widest, p.width(from, to, r))
		from = to
	}
	return widest
}

// mostEven finds the ends of exactly n lines of at most width font units whose lengths differ least, the poor places
// to break counted against it.
func (p *Paragraph) mostEven(n int, width float64, r Rules) []int {
	words := len(p.words)
	if n == 1 {
		return []int{words}
	}
	cost := make([][]float64, n+1)
	from := make([][]int, n+1)
	for k := range cost {
		cost[k], from[k] = make([]float64, words+1), make([]int, words+1)
		for i := range cost[k] {
			cost[k][i] = math.Inf(1)
		}
	}
	cost[0][0] = 0
	mean := p.width(0, words, r) / float64(n)
	for k := 1; k <= n; k++ {
		for start := range words {
			if math.IsInf(cost[k-1][start], 1) {
				continue
			}
			for to := start + 1; to <= words; to++ {
				line := p.width(start, to, r)
				if line > width {
					break
				}
				if to == words || p.breakable(to-1, r) {
					uneven := (line - mean) / mean
					c := cost[k-1][start] + uneven*uneven
					if to < words {
						g := p.gaps[to-1]
						c += 0.25 * g.cost * g.cost
						if !g.allowed && !g.forced {
							c++
						}
					}
					if c < cost[k][to] {
						cost[k][to], from[k][to] = c, start
					}
				}
				if to < words && p.gaps[to-1].forced {
					break
				}
			}
		}
	}
	if math.IsInf(cost[n][words], 1) {
		return nil
	}
	ends := make([]int, n)
	at := words
	for k := n; k > 0; k-- {
		ends[k-1] = at
		at = from[k][at]
	}
	return ends
}

// Even breaks the paragraph at a given cap height like [Paragraph.At], and of the settings that are no higher than
// height and have as few lines takes the most even one.
func (p *Paragraph) Even(cap, width, height float64, r Rules) *Setting {
	s := p.At(cap, width, r)
	if s == nil {
		return nil
	}
	return p.evened(s, width, max(height, s.Height()))
}
