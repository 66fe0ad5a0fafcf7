package preflight

import (
	"math"
	"slices"
)

// Inks add up in one place where they are painted over each other and do not knock each other out: by overprinting,
// and by transparency. Of files that use either, the areas of a page are kept with their inks ([ground]). Where an
// area's inks would be too much over some combination of inks that the page has, whatever lies where, it is looked at
// what lies below it at some of its points.

// maxSpots is the most spot inks of a page that are told apart. Those beyond count as one.
const maxSpots = 8

// plates are the inks of a place: cyan, magenta, yellow, black, and spot inks by their order on the page.
type plates [4 + maxSpots]float64

func (p *plates) sum() float64 {
	sum := 0.0
	for _, v := range p {
		sum += v
	}
	return sum
}

// layer is how an area changes the inks below it.
type layer struct {
	inks     plates
	leaves   uint16  // a bit for each plate that is left as it is
	opacity  float64 // of the area
	multiply bool    // inks add up, as on glass
	masked   bool    // its opacity differs from place to place
}

// opaque tells whether nothing of what lies below is left.
func (l *layer) opaque() bool { return l.leaves == 0 && l.opacity == 1 && !l.multiply && !l.masked }

// over are the inks where the layer lies over others; the most there may be where it is masked.
func (l *layer) over(below plates) plates {
	out := below
	for i := range out {
		if l.leaves>>i&1 != 0 {
			continue
		}
		if l.multiply {
			out[i] += l.opacity * l.inks[i] * (1 - below[i])
		} else {
			out[i] += l.opacity * (l.inks[i] - below[i])
		}
		out[i] = math.Round(out[i]*1000) / 1000 // so that the same inks are the same
	}
	if l.masked && out.sum() < below.sum() {
		return below
	}
	return out
}

// maxStates is the most combinations of inks that are followed; of a page with more, every place is looked at.
const maxStates = 512

// laid is a layer that lies somewhere on a page.
type laid struct {
	layer
	box  rect  // of all its areas
	upTo int   // how many of the page's combinations of inks it has been laid over
	hot  []int // those over which it makes too much ink
}

// combination is inks that may come together, and the layers that make it where they lie.
type combination struct {
	plates
	by []*laid
}

// ground is what has been painted on a page.
type ground struct {
	spots  []string
	states []combination // those there may be; the first is paper
	known  map[plates]int
	layers map[layer]*laid
	last   *laid
	areas  []area // from the lowest to the highest
	traced arena
}

// newGround is bare. The length of the page's content tells about how much will be painted.
func newGround(content int) *ground {
	g := &ground{states: make([]combination, 1), known: map[plates]int{{}: 0}, layers: map[layer]*laid{}}
	const each, most = 12, 1 << 16 // bytes of content for a point
	points := min(content/each, most)
	g.traced = arena{points: make([]corner, 0, points), starts: make([]int32, 0, points/8)}
	return g
}

// plate is the place of a spot ink among the plates.
func (g *ground) plate(name string) int {
	i := slices.Index(g.spots, name)
	if i < 0 {
		i = len(g.spots)
		g.spots = append(g.spots, name)
	}
	return 4 + min(i, maxSpots-1)
}

// every are the bits of all plates.
func (g *ground) every() uint16 { return 1<<(4+min(len(g.spots), maxSpots)) - 1 }

// lay lays a layer over all that may lie below it.
func (g *ground) lay(l layer, at rect, limit float64) *laid {
	if g.last == nil || g.last.layer != l {
		if g.last = g.layers[l]; g.last == nil {
			g.last = &laid{layer: l, box: nothing}
			g.layers[l] = g.last
		}
	}
	of := g.last
	of.box = of.box.union(at)
	if l.opaque() {
		if of.upTo == 0 {
			of.upTo = 1
			g.put(l.inks, of)
		}
		return of
	}
	for ; of.upTo < len(g.states); of.upTo++ {
		r := l.over(g.states[of.upTo].plates)
		if 100*r.sum() > limit {
			of.hot = append(of.hot, of.upTo)
		}
		g.put(r, of)
	}
	return of
}

// put notes what a layer makes.
func (g *ground) put(p plates, by *laid) {
	i, known := g.known[p]
	switch {
	case known && !slices.Contains(g.states[i].by, by):
		g.states[i].by = append(g.states[i].by, by)
	case !known && len(g.states) < maxStates:
		g.known[p] = len(g.states)
		g.states = append(g.states, combination{p, []*laid{by}})
	}
}

// hotAt tells whether a layer may make too much ink in a place: where a combination that it does so with may be, or
// where there are too many to tell.
func (g *ground) hotAt(l *laid, at rect) bool {
	if l.opaque() {
		return false
	}
	return len(g.states) == maxStates || slices.ContainsFunc(l.hot, func(i int) bool {
		return slices.ContainsFunc(g.states[i].by, func(by *laid) bool { return by != l && by.box.overlaps(at) })
	})
}

// layerOf is how an area of a colour changes what lies below; false for marks on all plates.
func (v *visit) layerOf(col *color, stroke bool) (layer, bool) {
	all, _ := col.inks()
	part := 0
	if stroke {
		part = 1
	}
	over := v.state.overprint[part]
	l := layer{
		opacity: v.state.opacity[part] * v.outer.opacity, multiply: v.state.multiply || v.outer.multiply,
		masked: v.state.masked || v.outer.masked,
	}
	l.inks = plates{all.c, all.m, all.y, all.k}
	s := col.space
	if s.family == indexed && s.base != nil && s.base.family == spots {
		entry := s.entry(col.values[0])
		s, col = s.base, entry
	}
	var has uint16 // plates that the colour names
	if s.family == spots {
		for i, name := range s.names {
			if name == "All" {
				return layer{}, false // marks, which are looked at for themselves
			}
			if at := slices.Index(process[:], name); at >= 0 {
				has |= 1 << at
			} else if replaced(name) {
				at = v.ground.plate(name)
				l.inks[at] = max(l.inks[at], clamp(col.values[i]))
				has |= 1 << at
			}
		}
	} else {
		has = 0xF
		if s.family == deviceCMYK && v.state.overprintMode == 1 {
			for i := range 4 {
				if l.inks[i] == 0 {
					has &^= 1 << i
				}
			}
		}
	}
	if over {
		l.leaves = v.ground.every() &^ has
	}
	return l, true
}

// extentKind is what is known of where an area lies.
type extentKind int

const (
	pathArea   extentKind = iota // inside of the path
	pathLine                     // along the path
	somewhere                    // in parts of a rectangle: letters, patterns
	unitSquare                   // an image
)

// laid lays an area on the page. Its ink by itself is looked at elsewhere. What is not known of a colour, as that of a
// screen, counts as no ink.
func (v *visit) laid(seen rect, col *color, kind extentKind) {
	if v.ground == nil {
		return
	}
	if col.space.family == pattern {
		d := v.dictOrStream(v.dict(v.resources["Pattern"])[col.pattern])
		if kind, _ := v.integer(d["PatternType"]); kind != 2 {
			return // the areas of a tile are laid by themselves
		}
	}
	l, named := v.layerOf(col, kind == pathLine)
	if !named || l.leaves == v.ground.every() {
		return // what leaves every plate is not there
	}
	a := v.areaOf(seen, kind)
	a.laid = v.ground.lay(l, a.box, v.inkLimit+inkTolerance)
	v.lay(a)
}

// laidShading lays a gradient on all that is seen, with the least that it has of each ink.
func (v *visit) laidShading(least plates) {
	if v.ground == nil || v.unsized || v.state.clip.empty() {
		return
	}
	l, _ := v.layerOf(&color{space: gray}, false)
	l.inks = least
	a := v.areaOf(v.state.clip, somewhere)
	if v.area.empty() && len(v.ground.traced.points) <= maxTraced {
		a.partial, a.outline = false, v.ground.traced.around(identity, v.state.clip)
	}
	a.laid = v.ground.lay(l, a.box, v.inkLimit+inkTolerance)
	v.lay(a)
}

// laidImage lays an image on the page.
func (v *visit) laidImage(seen rect, found *picture, p pixels) {
	if v.ground == nil {
		return
	}
	l, _ := v.layerOf(&color{space: gray}, false) // it leaves no ink of the process
	l.masked = l.masked || p.dict["SMask"] != nil || p.dict["Mask"] != nil
	l.inks = plates{}
	a := v.areaOf(seen, unitSquare)
	if found.grid != nil {
		// As much as its pixels may have, and with all of black.
		rest := min(max(v.inkLimit/100-1, 0)/3, 1)
		if l.inks = (plates{rest, rest, rest, 1}); found.underBlack > tooInky {
			l.inks = plates{1, 1, 1, 1}
		}
		a.picture = &placed{found.grid, v.state.ctm}
	}
	a.laid = v.ground.lay(l, a.box, math.Inf(1))
	v.lay(a)
}

// area is a part of a page with its inks.
type area struct {
	*laid
	box     rect
	outline outline
	partial bool // only parts of the box are painted, nobody knows which
	clip    *clipping
	picture *placed // whose pixels are the inks
}

// placed is a picture with the way from its unit square to the page.
type placed struct {
	grid [][4]float32
	to   matrix
}

// arena keeps the points of outlines, and where lines begin among them.
type arena struct {
	points []corner
	starts []int32
}

// corner is a point of an outline; there are many.
type corner struct{ x, y float32 }

func (c corner) point() point { return point{float64(c.x), float64(c.y)} }

// The most points and areas that are kept of a page. Beyond so many points, of an area its extent alone is known.
const (
	maxTraced = 2 << 20
	maxAreas  = 1 << 18
)

// outline is the edge of an area: closed lines. Curves are a few straight ones.
type outline struct {
	in       *arena
	from, to int // of the starts of its lines
	end      int // of its points
	even     bool
}

// begin begins an outline.
func (a *arena) begin() outline { return outline{in: a, from: len(a.starts)} }

// done ends it.
func (o outline) done() outline {
	o.to, o.end = len(o.in.starts), len(o.in.points)
	return o
}

// move begins a line.
func (a *arena) move(to point) {
	a.starts = append(a.starts, int32(len(a.points)))
	a.points = append(a.points, corner{float32(to.x), float32(to.y)})
}

// line goes on with one. Before the first there is none to go on with.
func (a *arena) line(to point) {
	if len(a.starts) > 0 {
		a.points = append(a.points, corner{float32(to.x), float32(to.y)})
	}
}

// around is the outline of a mapped rectangle.
func (a *arena) around(m matrix, r rect) outline {
	o := a.begin()
	a.move(m.apply(r.x0, r.y0))
	a.line(m.apply(r.x1, r.y0))
	a.line(m.apply(r.x1, r.y1))
	a.line(m.apply(r.x0, r.y1))
	return o.done()
}

// clipping is an area to which others are cut, and those before it.
type clipping struct {
	outline outline
	before  *clipping
}

// areaOf is the area that is being painted.
func (v *visit) areaOf(seen rect, kind extentKind) area {
	a := area{box: seen, clip: v.state.clipped}
	g := &v.ground.traced
	switch {
	case kind == somewhere || !v.area.empty() || len(g.points) > maxTraced:
		a.partial = true
	case kind == pathArea:
		a.outline = v.path.outline.done()
	case kind == pathLine:
		a.outline = v.path.outline.done().widened(v.state.lineWidth * v.state.ctm.narrowest())
	case kind == unitSquare:
		a.outline = g.around(v.state.ctm, rect{0, 0, 1, 1})
	}
	return a
}

// line is a closed line of an outline.
func (o *outline) line(i int) []corner {
	end := o.end
	if i+1 < o.to {
		end = int(o.in.starts[i+1])
	}
	return o.in.points[o.in.starts[i]:end]
}

// holds tells whether a point is inside.
func (o *outline) holds(p point) bool {
	turns := 0
	for i := o.from; i < o.to; i++ {
		line := o.line(i)
		for k := range line {
			a, b := line[(k+len(line)-1)%len(line)].point(), line[k].point()
			if (a.y <= p.y) == (b.y <= p.y) || a.x+(p.y-a.y)/(b.y-a.y)*(b.x-a.x) <= p.x {
				continue
			}
			if b.y > a.y {
				turns++
			} else {
				turns--
			}
		}
	}
	if o.even {
		return turns&1 != 0
	}
	return turns != 0
}

// widened is the area of lines of a width.
func (o outline) widened(width float64) outline {
	w := o.in.begin()
	for i := o.from; i < o.to; i++ {
		line := o.line(i)
		for k := 1; k < len(line); k++ {
			a, b := line[k-1].point(), line[k].point()
			length := math.Hypot(b.x-a.x, b.y-a.y)
			if length == 0 {
				continue
			}
			dx, dy := (b.x-a.x)/length*width/2, (b.y-a.y)/length*width/2
			o.in.move(point{a.x - dy, a.y + dx})
			o.in.line(point{a.x + dy, a.y - dx})
			o.in.line(point{b.x + dy, b.y - dx})
			o.in.line(point{b.x - dy, b.y + dx})
		}
	}
	return w.done()
}

// inside gives points inside of an outline, up to so many at a height.
func (o *outline) inside(box rect, heights, each int) []point {
	var points []point
	for h := range heights {
		y := box.y0 + box.height()*(float64(h)+0.5)/float64(heights)
		var crossings []float64
		for i := o.from; i < o.to; i++ {
			line := o.line(i)
			for k := range line {
				if a, b := line[(k+len(line)-1)%len(line)].point(), line[k].point(); (a.y <= y) != (b.y <= y) {
					crossings = append(crossings, a.x+(y-a.y)/(b.y-a.y)*(b.x-a.x))
				}
			}
		}
		slices.Sort(crossings)
		n := 0
		for i := 1; i < len(crossings) && n < each; i++ {
			p := point{(crossings[i-1] + crossings[i]) / 2, y}
			if crossings[i] > crossings[i-1] && p.x >= box.x0 && p.x <= box.x1 && o.holds(p) {
				points = append(points, p)
				n++
			}
		}
	}
	return points
}

// at is how the area changes what lies below at a point of it.
func (a *area) at(p point) layer {
	l := a.layer
	l.masked = l.masked || a.partial
	if a.picture == nil {
		return l
	}
	m := a.picture.to
	det := m[0]*m[3] - m[1]*m[2]
	if det == 0 {
		return l
	}
	dx, dy := p.x-m[4], p.y-m[5]
	x, y := (dx*m[3]-dy*m[2])/det, 1-(dy*m[0]-dx*m[1])/det
	const side = pictureGrid
	i := min(max(int(y*side), 0), side-1)*side + min(max(int(x*side), 0), side-1)
	if i < len(a.picture.grid) {
		of := a.picture.grid[i]
		for k, n := range of {
			l.inks[k] = float64(n)
		}
	}
	return l
}

func (r rect) has(p point) bool { return p.x >= r.x0 && p.y >= r.y0 && p.x <= r.x1 && p.y <= r.y1 }

// covers tells whether a point may be in the area.
func (a *area) covers(p point) bool {
	if !a.box.has(p) || !a.partial && !a.outline.holds(p) {
		return false
	}
	for c := a.clip; c != nil; c = c.before {
		if !c.outline.holds(p) {
			return false
		}
	}
	return true
}

// hides tells whether the area lies on all of a rectangle and lets nothing through: as far as that is seen from a
// rectangle of its own.
func (a *area) hides(box rect) bool {
	if a.partial || !a.opaque() || a.clip != nil || a.outline.to != a.outline.from+1 || !a.box.holds(box, 0) {
		return false
	}
	line := a.outline.line(a.outline.from)
	x0, y0, x1, y1 := float32(a.box.x0), float32(a.box.y0), float32(a.box.x1), float32(a.box.y1)
	for i, p := range line {
		q := line[(i+1)%len(line)]
		if p.x != q.x && p.y != q.y || p.x != x0 && p.x != x1 || p.y != y0 && p.y != y1 {
			return false
		}
	}
	return len(line) >= 4
}

// maxTests is the most work of a file, in areas and edges that are looked at: a second or two. A sign of 3 × 2 m on 130
// sheets takes half of it.
const maxTests = 400_000_000

// lay adds an area, and looks at its inks together with those below it where these may be too much.
func (v *visit) lay(a area) {
	g := v.ground
	hot := g.hotAt(a.laid, a.box)
	if len(g.areas) == maxAreas {
		if hot {
			v.unseen()
		}
		return
	}
	g.areas = append(g.areas, a)
	if !hot || a.box.empty() {
		return
	}
	below := v.below(&a)
	for _, p := range v.points(&a, below) {
		most, certain := v.inksAt(p, below)
		if v.testsLeft < 0 {
			break
		}
		l := a.at(p)
		if most = l.over(most); 100*most.sum() <= v.inkLimit+inkTolerance {
			continue
		}
		if certain && !a.partial {
			v.findAt(a.box, "ink-limit", "Mực chồng lên nhau tới %.0f %%, giới hạn %g %%.", "Inks that lie over each other come to %.0f %%; the limit is %g %%.", 100*most.sum(), v.inkLimit)
		} else {
			v.findAt(a.box, "ink-limit", "Mực chồng lên nhau có thể tới %.0f %%, giới hạn %g %%.", "Inks that lie over each other may come to %.0f %%; the limit is %g %%.", 100*most.sum(), v.inkLimit)
		}
		return
	}
	if v.testsLeft < 0 {
		v.unseen()
	}
}

// unseen notes that not all was looked at where inks lie over each other.
func (v *visit) unseen() {
	v.checker.find(v.number, "", nil, "unseen", "Quá nhiều chỗ chồng mực, chưa xem hết.", "Inks lie over each other in too many places; not all were looked at.")
}

// below are the areas below one, from the highest on, as far down as anything of them may be seen.
func (v *visit) below(a *area) []*area {
	var below []*area
	areas := v.ground.areas[:len(v.ground.areas)-1]
	for i := len(areas) - 1; i >= 0; i-- {
		b := &areas[i]
		if v.testsLeft--; v.testsLeft < 0 {
			break
		}
		if !a.box.overlaps(b.box) {
			continue
		}
		below = append(below, b)
		if b.hides(a.box) {
			break
		}
	}
	return below
}

// The points of an area at which inks are looked at: rows through it, points of each, and areas below it that are
// looked at for themselves.
const (
	rowsThrough = 4
	pointsEach  = 6
	areasBelow  = 32
)

// points are some of an area, with some in each of those below it.
func (v *visit) points(a *area, below []*area) []point {
	within := func(o *area, box rect) (points []point) {
		v.testsLeft -= rowsThrough * o.edges()
		if !o.partial {
			return o.outline.inside(box, rowsThrough, pointsEach)
		}
		for i := range rowsThrough {
			for k := range rowsThrough {
				across, up := (float64(i)+0.5)/rowsThrough, (float64(k)+0.5)/rowsThrough
				points = append(points, point{box.x0 + box.width()*across, box.y0 + box.height()*up})
			}
		}
		return points
	}
	points := within(a, a.box)
	for _, b := range below[:min(len(below), areasBelow)] {
		if !b.box.holds(a.box, 0) {
			points = append(points, within(b, a.box.intersect(b.box))...)
		}
	}
	return slices.DeleteFunc(points, func(p point) bool { return !a.covers(p) })
}

// inksAt are the most there may be at a point of the areas below, and whether they are there for certain.
func (v *visit) inksAt(p point, below []*area) (most plates, certain bool) {
	var there []*area
	for _, b := range below {
		if v.testsLeft--; b.box.has(p) {
			v.testsLeft -= b.edges()
		}
		if v.testsLeft < 0 {
			return plates{}, false
		}
		if b.covers(p) {
			if there = append(there, b); !b.partial && b.opaque() {
				break
			}
		}
	}
	certain = true
	for _, b := range slices.Backward(there) {
		l := b.at(p)
		most, certain = l.over(most), certain && !l.masked
	}
	return most, certain
}

// edges is how many the outline has.
func (a *area) edges() int {
	if a.partial || a.outline.from == a.outline.to {
		return 0
	}
	return a.outline.end - int(a.outline.in.starts[a.outline.from])
}
