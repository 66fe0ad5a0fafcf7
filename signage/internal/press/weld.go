package press

import (
	"fmt"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Content is what stands on a sheet that welds and slits should miss, in mm.
type Content struct {
	Code, Logo scene.Rect // empty: none
	Text       []scene.Rect
}

// Place adds what depends on the picture: welds where no roll is as wide as the sheet, and wind slits. A weld never runs
// through a code; the error is an [*Error].
func (g *Geometry) Place(c Content) error {
	g.content = c
	if err := g.weld(c); err != nil {
		return err
	}
	for _, weld := range g.Welds {
		if weld.Intersects(c.Logo) || slices.ContainsFunc(c.Text, weld.Intersects) {
			g.crossing = append(g.crossing, weld)
		}
	}
	g.cutSlits(c)
	return nil
}

// weld divides the sheet into widths of a roll, with as little to weld as possible, and of the rolls that come to the same
// takes the narrowest, which wastes least.
func (g *Geometry) weld(c Content) error {
	if len(g.Rolls) == 0 {
		return nil
	}
	type plan struct {
		seams
		at      []float64
		length  float64 // to weld
		blocked bool    // by a code
	}
	var best *plan
	least := math.MaxInt // of welds
	sheet := g.Sheet()
	for _, roll := range slices.Sorted(slices.Values(g.Rolls)) {
		for _, upright := range [...]bool{false, true} {
			s := seams{sheet: sheet, upright: upright, roll: roll, overlap: g.Weld, content: c}
			n, along := s.count()
			if least = min(least, n); n > MaxWelds {
				continue
			}
			p := plan{seams: s, length: float64(n) * along}
			if n > 0 {
				var cost float64
				p.at, cost = s.place(n)
				p.blocked = cost >= codeCost
			}
			if best == nil || best.blocked && !p.blocked || best.blocked == p.blocked && p.length < best.length-1e-9 {
				best = &p
			}
		}
	}
	switch {
	case best == nil:
		return refuse("rolls",
			fmt.Sprintf("Khổ này cần ít nhất %d mối ghép từ các cuộn của xưởng, nhiều hơn %d.", least, MaxWelds),
			fmt.Sprintf("This size takes at least %d welds of the shop's rolls, more than %d.", least, MaxWelds))
	case best.blocked:
		return refuse("weld-code",
			fmt.Sprintf("Mối ghép của cuộn %s mm chạy qua mã QR.", length(best.roll)),
			fmt.Sprintf("A weld of the roll of %.0f mm runs through the QR code.", best.roll))
	}
	g.Roll = best.roll
	for _, v := range best.at {
		r := scene.Rect{X0: sheet.X0, X1: sheet.X1, Y0: v - g.Weld/2, Y1: v + g.Weld/2}
		if best.upright {
			r = scene.Rect{X0: v - g.Weld/2, X1: v + g.Weld/2, Y0: sheet.Y0, Y1: sheet.Y1}
		}
		g.Welds = append(g.Welds, r)
	}
	return nil
}

// What it costs that a weld runs through a code, a logo or a line of text, and that it lies away from where even widths
// would have it by the whole sheet.
const (
	codeCost = 1e6
	logoCost = 1e3
	textCost = 1
	awayCost = 0.1
)

// seams looks for the places of the middles of welds.
type seams struct {
	sheet         scene.Rect
	upright       bool
	roll, overlap float64
	content       Content
}

// count is the number of welds that the sheet takes, and the length of each in mm.
func (s seams) count() (n int, along float64) {
	across, along := s.sheet.Height(), s.sheet.Width()
	if s.upright {
		across, along = along, across
	}
	if across <= s.roll {
		return 0, along
	}
	return int(math.Ceil((across-s.overlap)/(s.roll-s.overlap)-1e-9)) - 1, along
}

// extent is that of a rectangle across the welds.
func (s seams) extent(r scene.Rect) (lo, hi float64) {
	if s.upright {
		return r.X0, r.X1
	}
	return r.Y0, r.Y1
}

// place finds the cheapest places for n welds. Even widths are always possible.
func (s seams) place(n int) (at []float64, cost float64) {
	lo, hi := s.extent(s.sheet)
	half := s.overlap / 2
	even := func(i int) float64 { return lo + (hi-lo)*float64(i+1)/float64(n+1) }
	var candidates []float64
	for i := range n {
		candidates = append(candidates, even(i))
	}
	for _, part := range append([]scene.Rect{s.content.Code, s.content.Logo}, s.content.Text...) {
		if !part.Empty() {
			a, b := s.extent(part)
			candidates = append(candidates, math.Floor(a-half), math.Ceil(b+half))
		}
	}
	// How far the first weld may lie from an edge that rolls of full width begin at, from both ends.
	for i := range n {
		full := half + float64(i+1)*(s.roll-s.overlap)
		candidates = append(candidates, lo+full, hi-full)
	}
	slices.Sort(candidates)
	candidates = slices.DeleteFunc(candidates, func(v float64) bool { return v <= lo+leastWeldStep*s.overlap || v >= hi-leastWeldStep*s.overlap })

	// best[j] is the cheapest way to have the welds up to now, the last of them at candidates[j]; from[i][j] is where the
	// one before is then.
	best := make([]float64, len(candidates))
	from := make([][]int, n)
	for i := range n {
		next := make([]float64, len(candidates))
		from[i] = make([]int, len(candidates))
		for j, v := range candidates {
			next[j] = math.Inf(1)
			reach := func(k int, before, width float64) {
				if width <= s.roll+1e-6 && before < next[j] {
					next[j], from[i][j] = before, k
				}
			}
			if i == 0 {
				reach(0, 0, v+half-lo)
			}
			for k := 0; i > 0 && k < j; k++ {
				if v-candidates[k] >= leastWeldStep*s.overlap {
					reach(k, best[k], v-candidates[k]+s.overlap)
				}
			}
			if i == n-1 && hi-v+half > s.roll+1e-6 {
				next[j] = math.Inf(1)
			}
			next[j] += s.cost(v) + awayCost*math.Abs(v-even(i))/(hi-lo)
		}
		best = next
	}
	last := 0
	for j := range candidates {
		if best[j] < best[last] {
			last = j
		}
	}
	at = make([]float64, n)
	for i, j := n-1, last; i >= 0; i-- {
		at[i] = candidates[j]
		j = from[i][j]
	}
	return at, best[last]
}

// cost of what a weld runs through.
func (s seams) cost(v float64) float64 {
	cost := 0.0
	hit := func(r scene.Rect, by float64) {
		if lo, hi := s.extent(r); !r.Empty() && v+s.overlap/2 > lo && v-s.overlap/2 < hi {
			cost += by
		}
	}
	hit(s.content.Code, codeCost)
	hit(s.content.Logo, logoCost)
	for _, line := range s.content.Text {
		hit(line, textCost)
	}
	return cost
}

// cutSlits places half-moons in rows that are staggered, where they meet nothing that must be read and no weld.
func (g *Geometry) cutSlits(c Content) {
	if g.SlitSpacing == 0 || g.SlitRadius == 0 {
		return
	}
	safe := g.Safe()
	taken := append(append([]scene.Rect{c.Code, c.Logo}, c.Text...), g.Welds...)
	step := g.SlitSpacing
	for row := 0; ; row++ {
		y := safe.Y0 + step/2 + float64(row)*step
		if y+g.SlitRadius > safe.Y1 {
			return
		}
		for x := safe.X0 + step/2 + float64(row%2)*step/2; x < safe.X1; x += step {
			at := scene.Point{X: x, Y: y}
			if r := g.slit(at); safe.Contains(r, 0) && !slices.ContainsFunc(taken, r.Intersects) {
				g.Slits = append(g.Slits, at)
			}
		}
	}
}
