package ornament

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxRampSteps is the greatest number of inks between the first and the last of a [Ramp].
const MaxRampSteps = 512

// printSteps is the greatest number of a ramp for print, whose dots blur the steps.
const printSteps = 160

// MaxRampPoints is the greatest number of points of a [Ramp].
const MaxRampPoints = 4 * (MaxRampSteps + 1)

// Stop is an ink at a place along a [Ramp].
type Stop struct {
	At  float64 // 0 at the left or top, 1 at the right or bottom; not less than the stop before
	Ink scene.Ink
}

// Ramp is a ground that passes from ink to ink in flat steps, slowly near the stops: at a sudden change of slope the eye
// sees a ridge. One stop is a plain ground; none, or stops out of order, draw nothing.
type Ramp struct {
	Area       scene.Rect // with the bleed
	Horizontal bool       // from left to right; otherwise from top to bottom
	Stops      []Stop
	Pixel      float64 // of the screen that it is for, in mm, which shows every step that there is; 0: for print
}

// Plain is a ground of one ink.
func Plain(area scene.Rect, ink scene.Ink) Ramp { return Ramp{Area: area, Stops: []Stop{{Ink: ink}}} }

// Draw lays each step from where it begins to the far end of the area, over those before it, so that no seam shows
// between two. For print there are as many steps as one channel of a screen of 8 bits can tell apart, or plates of 1 % if
// those are more, and at most 160; for a screen as many as all channels together, at most one a pixel and [MaxRampSteps].
func (r Ramp) Draw() []scene.Node {
	if !drawable(r.Area) || !r.ordered() {
		return nil
	}
	apart, most := levels, float64(printSteps)
	if r.Pixel > 0 {
		apart, most = colours, min(MaxRampSteps, r.length()/r.Pixel)
	}
	thin := min(1, most/r.total(apart))

	nodes := []scene.Node{r.from(0, r.Stops[0].Ink)}
	for k := 1; k < len(r.Stops); k++ {
		a, b := r.Stops[k-1], r.Stops[k]
		steps := int(apart(a.Ink, b.Ink) * thin)
		for i := range steps {
			at := a.At + (b.At-a.At)*uneased((float64(i)+0.5)/float64(steps))
			ink := a.Ink.Towards(b.Ink, float64(i+1)/float64(steps))
			if before := nodes[len(nodes)-1].(*scene.Fill).Ink; r.Pixel > 0 && colours(before, ink) == 0 && (before == ink || i < steps-1) {
				continue
			}
			nodes = append(nodes, r.from(at, ink))
		}
	}
	return nodes
}

// ordered tells whether there are stops, each in 0…1 and none before its forerunner.
func (r Ramp) ordered() bool {
	last := 0.0
	for _, s := range r.Stops {
		if !(s.At >= last && s.At <= 1) {
			return false
		}
		last = s.At
	}
	return len(r.Stops) > 0
}

func (r Ramp) from(share float64, ink scene.Ink) *scene.Fill {
	area := r.Area
	if r.Horizontal {
		area.X0 += share * area.Width()
	} else {
		area.Y0 += share * area.Height()
	}
	p := &scene.Path{}
	p.Rectangle(area)
	return &scene.Fill{Path: p, Ink: ink}
}

// length of the area along the ramp.
func (r Ramp) length() float64 {
	if r.Horizontal {
		return r.Area.Width()
	}
	return r.Area.Height()
}

// total of the steps between the stops.
func (r Ramp) total(apart func(a, b scene.Ink) float64) float64 {
	n := 0.0
	for k := 1; k < len(r.Stops); k++ {
		n += apart(r.Stops[k-1].Ink, r.Stops[k].Ink)
	}
	return n
}

// colours is by how many steps two inks differ on a screen, in all channels together.
func colours(a, b scene.Ink) float64 {
	return math.Abs(float64(a.R)-float64(b.R)) + math.Abs(float64(a.G)-float64(b.G)) + math.Abs(float64(a.B)-float64(b.B))
}

// levels is by how many steps two inks differ in the channel in which they differ most.
func levels(a, b scene.Ink) float64 {
	screen := max(
		math.Abs(float64(a.R)-float64(b.R)),
		math.Abs(float64(a.G)-float64(b.G)),
		math.Abs(float64(a.B)-float64(b.B)),
	)
	plate := max(math.Abs(a.C-b.C), math.Abs(a.M-b.M), math.Abs(a.Y-b.Y), math.Abs(a.K-b.K))
	return max(screen, math.Ceil(100*plate))
}

// share is how far along the ramp a point lies, 0…1.
func (r Ramp) share(at scene.Point) float64 {
	if r.Horizontal {
		return clamp((at.X-r.Area.X0)/r.Area.Width(), 0, 1)
	}
	return clamp((at.Y-r.Area.Y0)/r.Area.Height(), 0, 1)
}

// ink at a place along the ramp; the bare sheet where there is no ramp.
func (r Ramp) ink(share float64) scene.Ink {
	if !r.ordered() {
		return scene.White()
	}
	if share <= r.Stops[0].At {
		return r.Stops[0].Ink
	}
	for k := 1; k < len(r.Stops); k++ {
		if a, b := r.Stops[k-1], r.Stops[k]; share < b.At {
			return a.Ink.Towards(b.Ink, 1-eased((share-a.At)/(b.At-a.At)))
		}
	}
	return r.Stops[len(r.Stops)-1].Ink
}

// uneased is the share of the way between two stops at which the ink has come as far as v, the inverse of 1-eased.
func uneased(v float64) float64 { return 0.5 - math.Sin(math.Asin(1-2*v)/3) }

func clamp(v, low, high float64) float64 { return max(low, min(v, high)) }
