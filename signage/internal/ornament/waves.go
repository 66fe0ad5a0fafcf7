package ornament

import (
	"math"
	"math/rand/v2"

	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxWaves is the greatest number of ribbons of [Waves].
const MaxWaves = 8

// MaxWavesPoints is the greatest number of points of [Waves].
const MaxWavesPoints = MaxWaves * (3*maxWavePieces + 3)

const maxWavePieces = 36

// Waves are ribbons across the foot of a sign. Each fills everything below its crest and lies over those before it, so
// no seam shows. The last is the ground of what stands on the foot.
type Waves struct {
	Area scene.Rect  // with the bleed; the crests lie in its upper half
	Inks []scene.Ink // from the first ribbon to the last; those after [MaxWaves] are left out
	Seed uint64
}

// crest is the height of a ribbon's upper edge along the width.
type crest struct {
	lift, swing            float64 // shares of the area's height
	turns, phase, overtone float64
}

// at is the height, 0…1 downwards, and its slope, at a share of the width.
func (c crest) at(u float64) (y, slope float64) {
	s0, c0 := math.Sincos(2 * math.Pi * (c.turns*u + c.phase))
	s1, c1 := math.Sincos(2 * math.Pi * (1.7*c.turns*u + c.overtone))
	y = c.lift + c.swing*(0.78*s0+0.22*s1)
	slope = c.swing * 2 * math.Pi * c.turns * (0.78*c0 + 0.22*1.7*c1)
	return y, slope
}

// Draw also returns the y below which the last ribbon covers everything from x0 to x1: the bottom of the area where
// there is no ribbon.
func (w Waves) Draw() (nodes []scene.Node, full func(x0, x1 float64) float64) {
	if !drawable(w.Area) || len(w.Inks) == 0 {
		return nil, func(float64, float64) float64 { return w.Area.Y1 }
	}
	var last scene.Path
	inks := w.Inks[:min(len(w.Inks), MaxWaves)]
	generator := rand.New(rand.NewPCG(w.Seed, 2))
	c := crest{
		turns:    clamp(w.Area.Width()/w.Area.Height()/6, 0.8, 4),
		phase:    0.36 + 0.10*generator.Float64(),
		overtone: generator.Float64(),
		swing:    0.13,
	}
	for i, ink := range inks {
		depth := 1.0
		if len(inks) > 1 {
			depth = float64(i) / float64(len(inks)-1)
		}
		c.lift = 0.14 + 0.22*depth
		p := &scene.Path{}
		w.crest(p, c)
		last = *p
		p.LineTo(scene.Point{X: w.Area.X1, Y: w.Area.Y1})
		p.LineTo(scene.Point{X: w.Area.X0, Y: w.Area.Y1})
		p.Close()
		nodes = append(nodes, &scene.Fill{Path: p, Ink: ink})
		// Each ribbon runs a little ahead of the one before, so they narrow and widen.
		c.phase -= 0.05 + 0.03*generator.Float64()
		c.overtone += 0.12 * generator.Float64()
	}
	return nodes, func(x0, x1 float64) float64 { return lowest(&last, x0, x1) }
}

// lowest is the greatest y of a crest's pieces that reach into x0 … x1.
func lowest(crest *scene.Path, x0, x1 float64) float64 {
	y := math.Inf(-1)
	crest.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) {
		if v != scene.Cube || to[2].X < x0 || from.X > x1 {
			return
		}
		piece := &scene.Path{}
		piece.MoveTo(from)
		piece.CubeTo(to[0], to[1], to[2])
		y = max(y, piece.Bounds().Y1)
	})
	return y
}

// crest adds the upper edge from left to right, as cubics with the height and slope of the curve at their ends.
func (w Waves) crest(p *scene.Path, c crest) {
	pieces := int(math.Ceil(9 * c.turns))
	point := func(k, handle float64) scene.Point {
		u := k / float64(pieces)
		y, slope := c.at(u)
		reach := handle / 3 / float64(pieces)
		return scene.Point{
			X: w.Area.X0 + (u+reach)*w.Area.Width(),
			Y: w.Area.Y0 + (y+reach*slope)*w.Area.Height(),
		}
	}
	p.MoveTo(point(0, 0))
	for k := range pieces {
		from, to := float64(k), float64(k+1)
		p.CubeTo(point(from, 1), point(to, -1), point(to, 0))
	}
}
