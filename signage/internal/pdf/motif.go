package pdf

import (
	"fmt"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// motifs fills the shapes of an ornament, or of panels. Those that come several times, such as the ticks round a drum or
// the cards of a board, are written from their own corner, each by its way from the one before: a ring of them is the same
// bytes again and again, of which deflating leaves little.
//
// Where shapes that turn against each other do not lie on each other, as a hole on what it is in, each may be filled alone.
func (p *page) motifs(path *scene.Path, ink scene.Ink) {
	all := alike(shapesOf(path), offShape/p.unit)
	p.setInk(ink)
	p.single(all)
	for _, m := range all {
		if len(m.shapes) >= leastTimes {
			p.motif(m)
		}
	}
}

// single fills the shapes that come too seldom to be motifs: at once, or on live pages each from its own corner, since
// corners of cards are alike in shapes that are not.
func (p *page) single(all []motif) {
	var x, y int64 // of the corner
	once := false
	for _, m := range all {
		if len(m.shapes) >= leastTimes {
			continue
		}
		for _, s := range m.shapes {
			if !p.options.Live {
				p.trace(s)
				once = true
				continue
			}
			if !once {
				p.content = append(p.content, "q "...)
			}
			once = true
			toX, toY := p.units(s.Points[0].X), p.units(s.Points[0].Y)
			p.content = fmt.Appendf(p.content, "1 0 0 1 %d %d cm\n", toX-x, toY-y)
			x, y = toX, toY
			p.corner = [2]int64{x, y}
			p.trace(s)
			p.corner = [2]int64{}
			p.content = append(p.content, "f\n"...)
		}
	}
	switch {
	case once && p.options.Live:
		p.content = append(p.content, "Q\n"...)
	case once:
		p.content = append(p.content, "f\n"...)
	}
}

// leastTimes is how often a shape must come for it to be worth its own beginning and end.
const leastTimes = 3

// motif is a shape and all that are the same but for where they lie and how they are turned.
type motif struct {
	shapes []*scene.Path
	places []scene.Affine // of the shapes, from the first one to each, in mm
	turned int            // the first that is turned against the first of all; 0: none
}

// The distances in units of the content that are let pass: between two shapes that are taken for the same, and between
// where a shape should be and where the steps to it lead.
const (
	offShape = 0.05
	offPlace = 0.25
)

// The decimals of what is written once and drawn many times, and of steps: the fewest that lead near enough, but the most
// where a step is taken again, since such ones add up.
const (
	leastFiner = 3
	mostFiner  = 8
)

// mostSteps is how many of the steps from one place to the next are kept to be taken again.
const mostSteps = 8

// farOrigin is the distance in units from which a centre is no origin to draw from.
const farOrigin = 1e5

// motif fills all shapes of a motif.
func (p *page) motif(m motif) {
	first := m.shapes[0]
	origin := p.origin(m)
	reach := 0.0
	for _, a := range first.Points {
		reach = max(reach, math.Hypot(a.X-origin.E, a.Y-origin.F)*p.unit)
	}
	content := p.content
	p.content = nil
	p.trace(first.Transformed(inverse(origin)))
	drawing := append(p.content, "f\n"...)
	p.content = append(content, "q "...)

	places := make([]scene.Affine, len(m.places))
	for i, place := range m.places {
		places[i] = p.inUnits(origin.Then(place))
	}
	slack := offShape
	if m.turned == 0 {
		slack = 1 // whole units, as all that is drawn once
	}
	for _, step := range steps(places, reach, slack) {
		for _, v := range [...]float64{step.A, step.B, step.C, step.D, step.E, step.F} {
			p.content = append(appendDecimal(p.content, v, mostFiner), ' ')
		}
		p.content = append(append(p.content, "cm\n"...), drawing...)
	}
	p.content = append(p.content, "Q\n"...)
}

// steps lead from each place to the next, as they are written. What is drawn at the places lies within reach of their
// origin; a step that is taken once may lead as far off as the slack.
func steps(places []scene.Affine, reach, slack float64) []scene.Affine {
	all := make([]scene.Affine, len(places))
	known := make([]scene.Affine, 0, mostSteps)
	before, at := scene.Scale(1, 1), scene.Scale(1, 1) // the place before, and where the steps lead to
	for i, place := range places {
		near := func(step scene.Affine, slack float64) bool { return apart(step.Then(at), place, reach) < slack }
		k := slices.IndexFunc(known, func(step scene.Affine) bool { return near(step, offPlace) })
		switch step := shortened(place.Then(inverse(before)), mostFiner); {
		case k >= 0:
			all[i] = known[k]
		case i+1 < len(places) && near(step, offPlace) && apart(step.Then(place), places[i+1], reach) < offPlace:
			if all[i] = step; len(known) < mostSteps {
				known = append(known, step)
			}
		default:
			step = place.Then(inverse(at))
			for decimals := leastFiner; decimals <= mostFiner; decimals++ {
				if all[i] = shortened(step, decimals); near(all[i], slack) {
					break
				}
			}
		}
		before, at = place, all[i].Then(at)
	}
	return all
}

// origin is where a motif is drawn from, on the page in mm: its first point, or the middle about which its shapes are
// turned, and from there the way to the first point. So steps are turns alone, and the same shapes in other inks are the
// same bytes.
func (p *page) origin(m motif) scene.Affine {
	first := m.shapes[0].Points[0]
	if m.turned == 0 {
		return scene.Translate(first.X, first.Y)
	}
	t := m.places[m.turned]
	size := (1-t.A)*(1-t.A) + t.B*t.B
	x, y := ((1-t.A)*t.E-t.B*t.F)/size, (t.B*t.E+(1-t.A)*t.F)/size
	if !(math.Hypot(first.X-x, first.Y-y)*p.unit < farOrigin) {
		x, y = first.X, first.Y
	}
	return scene.Rotate(math.Atan2(first.Y-y, first.X-x)).Then(scene.Translate(x, y))
}

func (p *page) inUnits(m scene.Affine) scene.Affine {
	m.E, m.F = m.E*p.unit, m.F*p.unit
	return m
}

// shortened is a step in so many decimals. What is moved need not be known as well as what is turned.
func shortened(s scene.Affine, decimals int) scene.Affine {
	unit := math.Pow10(decimals)
	round := func(v float64) float64 { return math.Round(v*unit) / unit }
	s.A, s.B, s.C, s.D = round(s.A), round(s.B), round(s.C), round(s.D)
	unit /= 1000
	s.E, s.F = round(s.E), round(s.F)
	return s
}

// inverse undoes a map that turns and moves.
func inverse(m scene.Affine) scene.Affine {
	size := m.A*m.D - m.B*m.C
	return scene.Affine{
		A: m.D / size, B: -m.B / size, C: -m.C / size, D: m.A / size,
		E: (m.C*m.F - m.D*m.E) / size, F: (m.B*m.E - m.A*m.F) / size,
	}
}

// apart is the most by which two maps put a point apart that lies within reach of the origin.
func apart(a, b scene.Affine, reach float64) float64 {
	return math.Hypot(a.E-b.E, a.F-b.F) + reach*math.Hypot(a.A-b.A, a.B-b.B)
}

// alike puts the shapes together that are the same, to within a slack in mm, but for where they lie and how they are turned.
func alike(shapes []*scene.Path, slack float64) []motif {
	var all []motif
	byVerbs := make(map[string][]int) // places in all
	for _, s := range shapes {
		verbs := string(s.Verbs)
		known := false
		for _, i := range byVerbs[verbs] {
			m := &all[i]
			place, same := turned(m.shapes[0], s, slack)
			if !same {
				continue
			}
			if place.B != 0 && m.turned == 0 {
				m.turned = len(m.shapes)
			}
			m.shapes, m.places = append(m.shapes, s), append(m.places, place)
			known = true
			break
		}
		if !known {
			byVerbs[verbs] = append(byVerbs[verbs], len(all))
			all = append(all, motif{shapes: []*scene.Path{s}, places: []scene.Affine{scene.Scale(1, 1)}})
		}
	}
	return all
}

// turned is the map from one shape to another with the same steps, if it but turns and moves.
func turned(a, b *scene.Path, slack float64) (place scene.Affine, same bool) {
	from, to := a.Points[0], b.Points[0]
	var along, across, reach float64
	for i := range a.Points {
		x, y := a.Points[i].X-from.X, a.Points[i].Y-from.Y
		u, v := b.Points[i].X-to.X, b.Points[i].Y-to.Y
		along += x*u + y*v
		across += x*v - y*u
		far := math.Sqrt(x*x + y*y)
		if math.Abs(far-math.Sqrt(u*u+v*v)) > slack {
			return scene.Affine{}, false
		}
		reach = max(reach, far)
	}
	turn := scene.Scale(1, 1)
	if along <= 0 || math.Abs(across)*reach > slack*along {
		turn = scene.Rotate(math.Atan2(across, along))
	}
	place = scene.Translate(-from.X, -from.Y).Then(turn).Then(scene.Translate(to.X, to.Y))
	for i := range a.Points {
		at := place.Apply(a.Points[i])
		if math.Hypot(at.X-b.Points[i].X, at.Y-b.Points[i].Y) > slack {
			return scene.Affine{}, false
		}
	}
	return place, true
}

// shapesOf takes a path apart into contours with their holes. A contour within the one before it that turns the other way
// is a hole in it. Which way the others turn does not matter: lines and letters may turn either way.
func shapesOf(path *scene.Path) []*scene.Path {
	var all []*scene.Path
	turn := 0.0 // of the last shape
	for _, contour := range contoursOf(path) {
		area := turning(contour.Points)
		if last := len(all) - 1; last >= 0 && area*turn < 0 && all[last].Bounds().Contains(contour.Bounds(), 0) {
			whole := &scene.Path{}
			whole.Append(all[last])
			whole.Append(contour)
			all[last] = whole
			continue
		}
		all, turn = append(all, contour), area
	}
	return all
}

// contoursOf takes a path apart.
func contoursOf(path *scene.Path) []*scene.Path {
	var all []*scene.Path
	points := 0
	for begin := 0; begin < len(path.Verbs); {
		end, n := begin+1, 1
		for ; end < len(path.Verbs) && path.Verbs[end] != scene.Move; end++ {
			n += path.Verbs[end].Points()
		}
		all = append(all, &scene.Path{Verbs: path.Verbs[begin:end:end], Points: path.Points[points : points+n : points+n]})
		begin, points = end, points+n
	}
	return all
}

// turning is twice the area of a polygon, by its sign the way in which it turns.
func turning(points []scene.Point) float64 {
	sum := 0.0
	for i, a := range points {
		b := points[(i+1)%len(points)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum
}
