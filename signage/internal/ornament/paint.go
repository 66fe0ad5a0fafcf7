package ornament

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Paint gives every shape of an ornament its ink by where the shape's middle lies. The zero value draws nothing.
type Paint struct {
	inks  []scene.Ink
	index func(scene.Point) int // into inks; negative where nothing shows
}

func (p Paint) pick(at scene.Point) int {
	if len(p.inks) == 0 {
		return -1
	}
	return p.index(at)
}

// Flat is one ink everywhere.
func Flat(ink scene.Ink) Paint {
	return Paint{[]scene.Ink{ink}, func(scene.Point) int { return 0 }}
}

// The inks of a [Tint] are at most groundLevels × fadeLevels: enough that the eye finds no step in thin shapes, few
// enough that a press file stays small.
const (
	groundLevels = 16
	fadeLevels   = 5
	levelsApart  = 8 // of a ramp's screen levels in one level of the tint, where those are not too many
)

// Tint is an accent mixed into the ground that lies behind the shapes: what transparency would give, in flat inks.
type Tint struct {
	Ground   Ramp      // what lies behind
	Accent   scene.Ink // what the shapes lean towards
	Strength float64   // share of the accent, above 0 to 1; 0 takes [Quiet] of each step of the ground
	Fade     Fade      // nil for the same strength everywhere
}

// Paint makes the flat inks.
func (t Tint) Paint() Paint {
	grounds := 1
	if len(t.Ground.Stops) > 1 && drawable(t.Ground.Area) && t.Ground.ordered() {
		grounds = int(clamp(t.Ground.total(levels)/levelsApart, 1, groundLevels))
	}
	fades := 1
	if t.Fade != nil {
		fades = fadeLevels
	}
	inks := make([]scene.Ink, 0, grounds*fades)
	for g := range grounds {
		ground := t.Ground.ink((float64(g) + 0.5) / float64(grounds))
		strength := t.Strength
		if !(strength > 0 && strength <= 1) {
			strength = Quiet(ground, t.Accent)
		}
		for f := range fades {
			inks = append(inks, ground.Towards(t.Accent, strength*float64(f+1)/float64(fades)))
		}
	}
	return Paint{inks, func(at scene.Point) int {
		share := 1.0
		if t.Fade != nil {
			share = min(t.Fade(at), 1)
		}
		f := int(math.Round(share*float64(fades))) - 1
		if !(share > 0) || f < 0 {
			return -1
		}
		g := 0
		if grounds > 1 {
			g = min(int(t.Ground.share(at)*float64(grounds)), grounds-1)
		}
		return g*fades + f
	}}
}

// Fade is the share of an ornament's strength at a point, 0 (gone) to 1 (full).
type Fade func(scene.Point) float64

// Along fades from full at one point to nothing at another, the same on every line across.
func Along(full, gone scene.Point) Fade {
	dx, dy := gone.X-full.X, gone.Y-full.Y
	length := dx*dx + dy*dy
	return func(p scene.Point) float64 {
		return eased(((p.X-full.X)*dx + (p.Y-full.Y)*dy) / length)
	}
}

// Around fades from full inside one radius to nothing outside another, in mm.
func Around(c scene.Point, full, gone float64) Fade {
	return func(p scene.Point) float64 {
		return eased((math.Hypot(p.X-c.X, p.Y-c.Y) - full) / (gone - full))
	}
}

// Clear fades towards rectangles: nothing in them, full at the given distance in mm from the nearest and beyond.
func Clear(of []scene.Rect, reach float64) Fade {
	return func(p scene.Point) float64 {
		near := math.Inf(1)
		for _, r := range of {
			near = min(near, math.Hypot(max(r.X0-p.X, 0, p.X-r.X1), max(r.Y0-p.Y, 0, p.Y-r.Y1)))
		}
		return eased(1 - near/reach)
	}
}

// eased is 1 up to 0, 0 from 1 on, and level at both ends. What is not a number is 0.
func eased(t float64) float64 {
	if !(t < 1) {
		return 0
	}
	t = max(t, 0)
	return 1 - t*t*(3-2*t)
}

// The strengths between which an ornament is visible and still quiet.
const (
	leastStrength = 0.10
	mostStrength  = 0.35
)

// quietDifference is the CIE 1976 colour difference to the ground at which a thin line is seen from a sign's reading
// distance and still does not compete with the text. It was chosen by eye on red, blue and light grounds.
const quietDifference = 12

// Quiet is the least strength, from 0.10 to 0.35, at which the accent shows on the ground without being loud.
func Quiet(ground, accent scene.Ink) float64 {
	low, high := leastStrength, mostStrength
	for range 6 { // to half a percent
		middle := (low + high) / 2
		if difference(ground, ground.Towards(accent, middle)) < quietDifference {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// difference is the CIE 1976 ΔE*ab of two inks on screen.
func difference(i, j scene.Ink) float64 {
	l0, a0, b0 := lab(i)
	l1, a1, b1 := lab(j)
	return math.Sqrt((l0-l1)*(l0-l1) + (a0-a1)*(a0-a1) + (b0-b1)*(b0-b1))
}

// lab is the ink on screen in CIE 1976 L*a*b*, white point D65 (IEC 61966-2-1 and CIE 15).
func lab(i scene.Ink) (l, a, b float64) {
	linear := func(level uint8) float64 {
		v := float64(level) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	root := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	red, green, blue := linear(i.R), linear(i.G), linear(i.B)
	x := root((0.4124*red + 0.3576*green + 0.1805*blue) / 0.9505)
	y := root(0.2126*red + 0.7152*green + 0.0722*blue)
	z := root((0.0193*red + 0.1192*green + 0.9505*blue) / 1.0890)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}
