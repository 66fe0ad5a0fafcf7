package ornament

import (
	"math"
	"math/rand/v2"

	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxDrumPoints is the greatest number of points of a [Drum]: about 7,100 where the paint is flat, more where it cuts
// the rings, and most where these keep clear of something.
const MaxDrumPoints = 20000

// drumPoints are those of most drums.
const drumPoints = 10000

// drumRays is the number of rays of the star of the Ngọc Lũ drum. Every band repeats as often, or a multiple of it.
const drumRays = 14

// Drum is a drum face: a star of 14 rays with chevrons between them, then rings, combs, dots, tangent circles, saw
// teeth and a meander, and outside the last ring the traces and vias of a circuit.
type Drum struct {
	Center scene.Point
	Radius float64      // to the ends of the circuit
	Within scene.Rect   // shapes wholly outside are left out; empty keeps all
	Avoid  []scene.Rect // nothing is drawn across these; [Clear] lets what comes near fade
	Least  float64      // least line width; 0 is [LeastLine]. Bands grow coarser where it binds
	Seed   uint64       // chooses the circuit
	Paint  Paint
}

// Draw makes one fill for each ink of the paint that shows.
func (d Drum) Draw() []scene.Node {
	if !drawable(square(d.Center, d.Radius)) {
		return nil
	}
	f := newFace(d)
	f.star()
	f.rule(0.222, 2)
	f.rule(0.236, 1)
	f.comb(0.243, 0.268, 98)
	f.rule(0.275, 1)
	f.dots(0.293, 0.0062, 70)
	f.rule(0.311, 1)
	f.tangentCircles(0.340, 0.0165, 42)
	f.rule(0.369, 1)
	f.rule(0.383, 2)
	f.comb(0.393, 0.446, 140)
	f.rule(0.456, 1)
	f.sawTeeth(0.463, 0.515, 98)
	f.rule(0.522, 1)
	f.rule(0.536, 2)
	f.dots(0.557, 0.0070, 84)
	f.rule(0.578, 1)
	f.meander(0.588, 0.638, 56)
	f.rule(0.648, 1)
	f.rule(0.662, 2)
	f.comb(0.672, 0.722, 168)
	f.rule(0.732, 1)
	f.rule(0.746, 2)
	f.circuit(0.746)
	return f.brush.fills()
}

// face draws bands by radii that are shares of the drum's.
type face struct {
	*brush
	center    scene.Point
	radius    float64
	line      float64 // mm
	generator *rand.Rand
}

func newFace(d Drum) *face {
	return &face{
		brush:     brushAround(d.Avoid, d.Paint, d.Within, drumPoints),
		center:    d.Center,
		radius:    d.Radius,
		line:      max(d.Radius*0.0030, leastLine(d.Least)),
		generator: rand.New(rand.NewPCG(d.Seed, 0)),
	}
}

// at is a point by its share of the radius and its angle, clockwise from twelve o'clock.
func (f *face) at(r, angle float64) scene.Point {
	return polar(f.center, r*f.radius, angle-math.Pi/2)
}

// rule is a whole ring, some lines wide.
func (f *face) rule(r, lines float64) {
	if r*f.radius > lines*f.line {
		f.ring(f.center, r*f.radius, lines*f.line)
	}
}

// around is how many times a motif repeats: the greatest part of the given number that is a multiple of the rays and
// leaves each motif some lines' room. 0 where the band is too narrow for any.
func (f *face) around(r float64, count int, lines float64) int {
	room := int(2 * math.Pi * r * f.radius / (lines * f.line))
	return min(count, room) / drumRays * drumRays
}

// fits tells whether a band has room for a motif some lines deep.
func (f *face) fits(inner, outer, lines float64) bool {
	return (outer-inner)*f.radius >= lines*f.line
}

func (f *face) star() {
	const tip, valley = 0.205, 0.074
	points := make([]scene.Point, 0, 2*drumRays)
	for i := range drumRays {
		a := 2 * math.Pi * float64(i) / drumRays
		points = append(points, f.at(tip, a), f.at(valley, a+math.Pi/drumRays))
	}
	f.polygon(points...)

	// Between two rays lie triangles like the gap itself, one in the other, on a common base.
	base := tip * math.Cos(math.Pi/drumRays)
	half := tip * math.Sin(math.Pi/drumRays)
	width := f.line / f.radius * 3
	for i := range drumRays {
		a := 2 * math.Pi * (float64(i) + 0.5) / drumRays
		corner := func(size, side float64) scene.Point {
			if side == 0 {
				return f.at(base-(base-valley)*size, a)
			}
			return f.at(math.Hypot(base, half*size), a+side*math.Atan2(half*size, base))
		}
		for _, size := range [...]float64{0.74, 0.48} {
			inner := size - width/(base-valley)*1.6
			if inner <= 0.1 {
				continue
			}
			f.polygon(corner(size, -1), corner(size, 0), corner(size, 1), corner(inner, 1), corner(inner, 0), corner(inner, -1))
		}
		f.polygon(corner(0.22, -1), corner(0.22, 0), corner(0.22, 1))
	}
}

// comb is a band of radial ticks.
func (f *face) comb(inner, outer float64, count int) {
	if !f.fits(inner, outer, 2) {
		return
	}
	n := f.around(inner, count, 3)
	for i := range n {
		a := 2 * math.Pi * (float64(i) + 0.5) / float64(n)
		f.stroke(f.line, f.at(inner, a), f.at(outer, a))
	}
}

func (f *face) dots(r, size float64, count int) {
	radius := max(size*f.radius, f.line)
	n := f.around(r, count, 2*radius/f.line*1.5)
	for i := range n {
		f.disc(f.at(r, 2*math.Pi*float64(i)/float64(n)), radius)
	}
}

// tangentCircles are ringlets with a dot, each joined to the next by a line that touches the one outside and the
// other inside: the motif between the figured bands of the old drums.
func (f *face) tangentCircles(r, size float64, count int) {
	if !f.fits(r-size, r+size, 6) {
		f.dots(r, size/2, count)
		return
	}
	n := f.around(r, count, 2*size*f.radius/f.line*1.3)
	for i := range n {
		a, b := 2*math.Pi*float64(i)/float64(n), 2*math.Pi*float64(i+1)/float64(n)
		f.ringlet(f.at(r, a), size*f.radius, f.line)
		f.disc(f.at(r, a), max(size*0.3*f.radius, f.line*0.6))
		f.stroke(f.line, f.at(r+size, a), f.at(r-size, b))
	}
}

// sawTeeth are two rows of triangles that point at each other's gaps and leave a zigzag of ground.
func (f *face) sawTeeth(inner, outer float64, count int) {
	if !f.fits(inner, outer, 4) {
		return
	}
	n := f.around(inner, count, 5)
	middle, gap := (inner+outer)/2, (outer-inner)*0.06
	for i := range n {
		a, half := 2*math.Pi*float64(i)/float64(n), math.Pi/float64(n)*0.86
		f.polygon(f.at(inner, a-half), f.at(middle+gap, a), f.at(inner, a+half))
		a += math.Pi / float64(n)
		f.polygon(f.at(outer, a-half), f.at(middle-gap, a), f.at(outer, a+half))
	}
}

// meander is a band of square hooks, each turned into the next.
func (f *face) meander(inner, outer float64, count int) {
	if !f.fits(inner, outer, 7) {
		f.comb(inner, outer, count)
		return
	}
	n := f.around(inner, count, 8)
	pitch := 2 * math.Pi / float64(n)
	for i := range n {
		at := func(u, v float64) scene.Point {
			return f.at(inner+(outer-inner)*v, pitch*(float64(i)+u))
		}
		f.stroke(1.15*f.line, at(0.52, 0.36), at(0.52, 0.66), at(0.22, 0.66), at(0.22, 0.02), at(0.82, 0.02), at(0.82, 0.98), at(1.22, 0.98))
	}
}

// circuit lets the last ring run out into traces that end in dots, in vias, or in a piece of an outer ring. Those of one
// ray are mirrored about it and repeat at every other ray.
func (f *face) circuit(from float64) {
	const (
		pitch = 2 * math.Pi / drumRays / 6 // six traces to a ray
		rim   = 0.950
		reach = 1.75 * pitch // of a piece of the outer ring to either side
	)
	if !f.fits(0, pitch, 5) {
		return
	}
	line := f.line / f.radius
	dot, via := max(0.0085, 1.5*line), max(0.0130, 2.2*line)
	for parity := range 2 {
		short := 0.795 + 0.020*float64(f.generator.IntN(3))
		bend := 0.780 + 0.015*float64(f.generator.IntN(3))
		long := 0.880 + 0.020*float64(f.generator.IntN(3))
		end := 0.985 - via
		if parity == 1 {
			end = rim
		}
		for ray := parity; ray < drumRays; ray += 2 {
			axis := 2 * math.Pi * float64(ray) / drumRays
			between := axis + math.Pi/drumRays
			f.via(via, f.at(from, axis), f.at(end, axis))
			for _, side := range [...]float64{-1, 1} {
				a := axis + side*pitch
				// 45° in the plane: as far round as outwards.
				round := bend * (1 + pitch/2)
				f.trace(dot, f.at(from, a), f.at(bend, a), f.at(round, a+side*pitch/2), f.at(long, a+side*pitch/2))
				f.trace(dot, f.at(from, a+side*pitch), f.at(short, a+side*pitch))
				f.disc(f.at(rim, between+side*reach), dot*f.radius)
			}
			f.stroke(1.3*f.line, f.at(from, between), f.at(rim, between))
			f.arc(f.center, rim*f.radius, 1.3*f.line, between-math.Pi/2-reach, between-math.Pi/2+reach)
		}
	}
}

// trace is a line that ends in a dot.
func (f *face) trace(size float64, points ...scene.Point) {
	f.stroke(1.3*f.line, points...)
	f.disc(points[len(points)-1], size*f.radius)
}

// via is a radial line that ends at the rim of a ringlet.
func (f *face) via(size float64, from, to scene.Point) {
	share := 1 - size*f.radius/math.Hypot(to.X-from.X, to.Y-from.Y)
	f.stroke(1.3*f.line, from, scene.Point{X: from.X + (to.X-from.X)*share, Y: from.Y + (to.Y-from.Y)*share})
	f.ringlet(to, size*f.radius-0.7*f.line, 1.4*f.line)
}
