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
		if !c.Logo.Empty() && weld.Intersects(c.Logo) || slices.ContainsFunc(c.Text, weld.Intersects) {
			g.crossing = append(g.crossing, weld)
		}
	}
	g.cutSlits(c)
	return nil
}

// weld divides the sheet into widths of a roll. No weld runs through a code; then as little as possible of a logo and of
// text is welded, then as little material, and of the rolls that come to the same the narrowest is taken, which wastes least.
func (g *Geometry) weld(c Content) error {
	if len(g.Rolls) == 0 {
		return nil
	}
	type plan struct {
		seams
		at      []float64
		crossed float64 // cost of what is welded that must be read
		length  float64 // to weld
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
			p := plan{seams: s, at: s.place(n), length: float64(n) * along}
			if len(p.at) < n {
				continue
			}
			for _, v := range p.at {
				p.crossed += s.cost(v)
			}
			if best == nil || p.crossed < best.crossed || p.crossed == best.crossed && p.length < best.length-1e-9 {
				best = &p
			}
		}
	}
	switch {
	case best == nil && least > MaxWelds:
		return refuse("rolls",
			fmt.Sprintf("Khổ này cần ít nhất %d mối ghép từ các cuộn của xưởng, nhiều hơn %d.", least, MaxWelds),
			fmt.Sprintf("This size takes at least %d welds of the shop's rolls, more than %d.", least, MaxWelds))
	case best == nil:
		return g.refuseNarrow(slices.Max(g.Rolls))
	case best.crossed >= codeCost:
		return refuse("weld-code",
			fmt.Sprintf("Mối ghép của cuộn %s mm chạy qua mã QR.", length(best.roll)),
			fmt.Sprintf("A weld of the roll of %.0f mm runs through the QR code.", best.roll))
	}
	g.Roll = best.roll
	for _, v := range best.at {
		g.Welds = append(g.Welds, best.weld(v))
	}
	return nil
}

// refuseNarrow is the error of a roll from which a sheet cannot be welded with the overlap.
func (f *Finish) refuseNarrow(roll float64) error {
	return refuse("weld-roll",
		fmt.Sprintf("Cuộn %s mm quá hẹp so với phần chồng %s mm: phần chồng không quá một phần %d bề rộng cuộn.", length(roll), length(f.Weld), leastRoll),
		fmt.Sprintf("The roll of %.6g mm is too narrow for an overlap of %.6g mm: the overlap takes at most 1/%d of it.", roll, f.Weld, leastRoll))
}

// What it costs that a weld runs through a code at all, and through each mm of a logo or a line of text, and that it lies
// away from where even widths would have it by the whole sheet.
const (
	codeCost = 1e12
	logoCost = 10
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
	return int(math.Ceil((across-s.overlap)/(s.roll-s.overlap)-1e-10)) - 1, along
}

// weld is the area of the weld whose middle is at v.
func (s seams) weld(v float64) scene.Rect {
	r, half := s.sheet, s.overlap/2
	if s.upright {
		r.X0, r.X1 = v-half, v+half
	} else {
		r.Y0, r.Y1 = v-half, v+half
	}
	return r
}

// extent is that of a rectangle across the welds.
func (s seams) extent(r scene.Rect) (lo, hi float64) {
	if s.upright {
		return r.X0, r.X1
	}
	return r.Y0, r.Y1
}

// place finds the cheapest places for n welds; none where there are no places. Even widths are possible where n is the
// least number and the overlap is at most the share of the roll that [Finish.check] holds it to: all but one of the widths
// are then needed in full, so an even one is more than half a roll.
func (s seams) place(n int) (at []float64) {
	lo, hi := s.extent(s.sheet)
	half := s.overlap / 2
	step := (hi - lo - s.overlap) / float64(n+1)
	even := func(i int) float64 { return lo + half + step*float64(i+1) }
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
	edge := leastWeldStep*s.overlap - 1e-6
	candidates = slices.DeleteFunc(candidates, func(v float64) bool { return v < lo+edge || v > hi-edge })
	if n == 0 || len(candidates) == 0 {
		return nil
	}

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
				if v-candidates[k] >= edge {
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
	if math.IsInf(best[last], 1) {
		return nil
	}
	at = make([]float64, n)
	for i, j := n-1, last; i >= 0; i-- {
		at[i] = candidates[j]
		j = from[i][j]
	}
	return at
}

// cost of what the weld at v runs through.
func (s seams) cost(v float64) float64 {
	weld := s.weld(v)
	// length of the weld on a rectangle
	on := func(r scene.Rect) float64 {
		switch {
		case r.Empty() || !weld.Intersects(r):
			return 0
		case s.upright:
			return min(weld.Y1, r.Y1) - max(weld.Y0, r.Y0)
		}
		return min(weld.X1, r.X1) - max(weld.X0, r.X0)
	}
	cost := logoCost * on(s.content.Logo)
	if on(s.content.Code) > 0 {
		cost += codeCost
	}
	for _, line := range s.content.Text {
		cost += textCost * on(line)
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
			switch r := g.slit(at); {
			case !safe.Contains(r, 0):
			case slices.ContainsFunc(taken, r.Intersects):
				g.Unslit++
			default:
				g.Slits = append(g.Slits, at)
			}
		}
	}
}
