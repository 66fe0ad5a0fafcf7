package preflight

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// bitmap is a picture of dark and light pixels.
type bitmap struct {
	width, height int
	words         int // of a row
	pixels        []uint64
}

// newBitmap makes room for so many rows, if they are not too many to believe.
func newBitmap(width, rows int) *bitmap {
	words := (width + 63) / 64
	return &bitmap{width: width, words: words, pixels: make([]uint64, 0, min(words*min(rows, 1<<16), 1<<16))}
}

// row adds a row of light pixels.
func (b *bitmap) row() []uint64 {
	b.height++
	n := len(b.pixels)
	b.pixels = slices.Grow(b.pixels, b.words)[:n+b.words]
	clear(b.pixels[n:])
	return b.pixels[n:]
}

// dark tells whether a pixel is; those outside are light.
func (b *bitmap) dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < b.width && y < b.height && b.pixels[y*b.words+x/64]>>(x%64)&1 != 0
}

// even tells whether nearly all pixels are dark, or nearly none.
func (b *bitmap) even() bool {
	dark := 0
	for _, w := range b.pixels {
		dark += bits.OnesCount64(w)
	}
	few := b.width * b.height / 100
	return dark <= few || dark >= b.width*b.height-few
}

// symbol is a QR code in a picture.
type symbol struct {
	modules  int      // to a side
	corners  [4]point // from its top left clockwise, as it is read or mirrored; px from the top left of the picture
	light    bool     // on dark ground
	coloured bool     // its dark modules have other inks than black, for the most part
}

// finder is one of the three eyes of a symbol.
type finder struct {
	x, y   float64 // its centre, px
	module float64 // px
	light  bool    // on dark ground
	rows   int     // in which it has been seen, the last of them, and how far it has been followed
	last   int
}

// The limits of what is looked at for symbols in one picture.
const (
	maxFinders    = 4096
	maxOpen       = 512 // that are followed at a time
	maxNeighbours = 16
)

// symbols finds the QR codes of a picture by their eyes and their timing lines. It does not read them, so what a
// scanner no longer reads is found as well. Not all is looked at where there is too much that looks like an eye.
func (b *bitmap) symbols(coloured *bitmap) (found []symbol, all bool) {
	eyes, all := b.finders()
	type candidate struct {
		symbol
		eyes [3]int
	}
	var candidates []candidate
	for i := range eyes {
		near := neighbours(eyes, i)
		for k, a := range near {
			for _, c := range near[k+1:] {
				if s, ok := b.symbol(&eyes[i], &eyes[a], &eyes[c]); ok {
					candidates = append(candidates, candidate{s, [3]int{i, a, c}})
				}
			}
		}
	}
	// The data of a large symbol hold what looks like a small one. What has the longer timing lines is more certain.
	slices.SortStableFunc(candidates, func(a, b candidate) int { return b.modules - a.modules })
	taken := make([]bool, len(eyes))
	for _, c := range candidates {
		within := func(s symbol) bool { return s.holds(c.middle()) }
		if taken[c.eyes[0]] || taken[c.eyes[1]] || taken[c.eyes[2]] || slices.ContainsFunc(found, within) {
			continue
		}
		for _, i := range c.eyes {
			taken[i] = true
		}
		c.coloured = b.mostly(coloured, &c.symbol)
		found = append(found, c.symbol)
	}
	slices.SortStableFunc(found, func(a, b symbol) int {
		return cmp.Or(cmp.Compare(a.corners[0].y, b.corners[0].y), cmp.Compare(a.corners[0].x, b.corners[0].x))
	})
	return found, all
}

func (s *symbol) middle() point {
	return point{(s.corners[0].x + s.corners[2].x) / 2, (s.corners[0].y + s.corners[2].y) / 2}
}

// holds tells whether a point is in the symbol.
func (s *symbol) holds(p point) bool {
	u, w, p := s.corners[1].minus(s.corners[0]), s.corners[3].minus(s.corners[0]), p.minus(s.corners[0])
	across, down := (p.x*u.x+p.y*u.y)/(u.x*u.x+u.y*u.y), (p.x*w.x+p.y*w.y)/(w.x*w.x+w.y*w.y)
	return across > 0 && across < 1 && down > 0 && down < 1
}

// finders looks for the eyes: in all directions through their middle, dark and light follow each other as 1 : 1 : 3 :
// 1 : 1.
func (b *bitmap) finders() (eyes []finder, all bool) {
	var open []finder
	var edges []int
	all = true
	settle := func(y int) {
		open = slices.DeleteFunc(open, func(f finder) bool {
			if float64(y-f.last) <= 1+f.module/2 {
				return false
			}
			if crossed, ok := b.crossed(f); ok && len(eyes) < maxFinders {
				eyes = append(eyes, crossed)
			} else if ok {
				all = false
			}
			return true
		})
	}
	for y := range b.height {
		edges = b.edges(edges[:0], y)
		for i := 0; i+5 < len(edges); i++ {
			var runs [5]int
			for k := range runs {
				runs[k] = edges[i+k+1] - edges[i+k]
			}
			module, ok := eye(runs)
			if !ok {
				continue
			}
			x, light := float64(edges[i+2]+edges[i+3])/2, i%2 == 0
			at := slices.IndexFunc(open, func(f finder) bool {
				return f.light == light && math.Abs(f.x-x) <= module && math.Abs(f.module-module) <= max(1, 0.4*f.module)
			})
			switch {
			case at >= 0 && open[at].last < y:
				f := &open[at]
				f.x += (x - f.x) / float64(f.rows+1)
				f.y += (float64(y) + 0.5 - f.y) / float64(f.rows+1)
				f.module += (module - f.module) / float64(f.rows+1)
				f.rows++
				f.last = y
			case at >= 0: // twice in a row
			case len(open) < maxOpen:
				open = append(open, finder{x, float64(y) + 0.5, module, light, 1, y})
			default:
				all = false
			}
		}
		settle(y)
	}
	settle(math.MaxInt32)
	return eyes, all
}

// edges are where a row turns from light to dark and back, from its left end to its right; it begins light, if only
// for no pixel at all.
func (b *bitmap) edges(to []int, y int) []int {
	to = append(to, 0)
	before := uint64(0)
	for i, w := range b.pixels[y*b.words : (y+1)*b.words] {
		turns := w ^ (w<<1 | before)
		for ; turns != 0; turns &= turns - 1 {
			if x := i*64 + bits.TrailingZeros64(turns); x < b.width {
				to = append(to, x)
			}
		}
		before = w >> 63
	}
	return append(to, b.width)
}

// eye tells whether five runs are those of an eye, and the width of its modules.
func eye(runs [5]int) (module float64, ok bool) {
	total := runs[0] + runs[1] + runs[2] + runs[3] + runs[4]
	if total < 7 || runs[0] == 0 {
		return 0, false
	}
	module = float64(total) / 7
	for i, n := range runs {
		want := module
		if i == 2 {
			want *= 3
		}
		if math.Abs(float64(n)-want) >= want/2 {
			return 0, false
		}
	}
	return module, true
}

// crossed looks whether an eye is one from top to bottom and along its diagonals too.
func (b *bitmap) crossed(f finder) (finder, bool) {
	if float64(f.rows) < f.module*1.2 && f.rows < int(f.module) {
		return f, false
	}
	module, from, core, ok := b.through(int(f.x), int(f.y), 0, 1, &f)
	if !ok || module > 1.6*f.module || f.module > 1.6*module {
		return f, false
	}
	f.y = float64(from) + float64(core)/2
	f.module = (f.module + module) / 2
	for _, step := range [...]int{1, -1} {
		along, _, _, ok := b.through(int(f.x), int(f.y), step, 1, &f)
		if !ok || along > 1.7*f.module || f.module > 2.2*along {
			return f, false
		}
	}
	return f, true
}

// through follows an eye through a point of its core one way and the other. It gives the width of its modules in
// steps, and where the core begins and how long it is.
func (b *bitmap) through(x, y, dx, dy int, f *finder) (module float64, from, core int, ok bool) {
	if b.dark(x, y) == f.light {
		return 0, 0, 0, false
	}
	most := int(f.module*6) + 2
	var runs [5]int
	up, down := 0, 1 // steps from the point
	count := func(at *int, step, k int) {
		for n := 0; n < most; n++ {
			px, py := x+*at*dx, y+*at*dy
			if px < 0 || py < 0 || px >= b.width || py >= b.height || b.dark(px, py) != ((k%2 == 0) != f.light) {
				return
			}
			runs[k]++
			*at += step
		}
	}
	count(&up, -1, 2)
	from = y + (up+1)*dy
	count(&up, -1, 1)
	count(&up, -1, 0)
	for k := 2; k < 5; k++ {
		count(&down, 1, k)
	}
	module, ok = eye(runs)
	return module, from, runs[2], ok
}

// neighbours are the eyes that may be of one symbol with another, the nearest first.
func neighbours(eyes []finder, of int) []int {
	f := &eyes[of]
	distance := func(i int) float64 { return math.Hypot(eyes[i].x-f.x, eyes[i].y-f.y) }
	var near []int
	for i := range eyes {
		g, far := &eyes[i], distance(i)/f.module
		alike := g.light == f.light && g.module < 1.6*f.module && f.module < 1.6*g.module
		if i != of && alike && far > 9 && far < mostModules*1.5 {
			near = append(near, i)
		}
	}
	slices.SortFunc(near, func(a, b int) int { return cmp.Or(cmp.Compare(distance(a), distance(b)), a-b) })
	return near[:min(len(near), maxNeighbours)]
}

// symbol tells whether three eyes are those of one symbol: they are the corners of a square, and the lines between them
// are dark and light in turn.
func (b *bitmap) symbol(corner, right, below *finder) (symbol, bool) {
	u, w := point{right.x - corner.x, right.y - corner.y}, point{below.x - corner.x, below.y - corner.y}
	across, down := math.Hypot(u.x, u.y), math.Hypot(w.x, w.y)
	if across > 1.3*down || down > 1.3*across || math.Abs(u.x*w.x+u.y*w.y) > 0.15*across*down {
		return symbol{}, false
	}
	// Along a row, the modules of a symbol that leans are longer than they are.
	module := (corner.module + right.module + below.module) / 3
	about := (across+down)/2/module + 7
	best, least := 0, 2.0
	for n := leastModules; n <= mostModules; n += moduleStep {
		if float64(n) < about*0.88-2 || float64(n) > about*1.45+2 {
			continue
		}
		pitch := float64(n - 7)
		wrong, of := 0, 0
		for i := 8; i <= n-9; i++ {
			for _, at := range [...][2]float64{{float64(i - 3), 3}, {3, float64(i - 3)}} {
				x, y := corner.x+(u.x*at[0]+w.x*at[1])/pitch, corner.y+(u.y*at[0]+w.y*at[1])/pitch
				if b.dark(int(math.Floor(x)), int(math.Floor(y))) == corner.light == (i%2 == 0) {
					wrong++
				}
				of++
			}
		}
		if part := float64(wrong) / float64(of); part < least {
			best, least = n, part
		}
	}
	if best == 0 || least > 0.12 {
		return symbol{}, false
	}
	s := symbol{modules: best, light: corner.light}
	near, far := -3.5/float64(best-7), 1+3.5/float64(best-7)
	for i, at := range [...][2]float64{{near, near}, {far, near}, {far, far}, {near, far}} {
		s.corners[i] = point{corner.x + u.x*at[0] + w.x*at[1], corner.y + u.y*at[0] + w.y*at[1]}
	}
	return s, true
}

// mostly tells whether most of a symbol's dark modules are dark in another picture too.
func (b *bitmap) mostly(other *bitmap, s *symbol) bool {
	if other == nil {
		return false
	}
	n, dark, both := float64(s.modules), 0, 0
	u, w := s.corners[1].minus(s.corners[0]), s.corners[3].minus(s.corners[0])
	for i := range s.modules {
		for k := range s.modules {
			across, down := (float64(i)+0.5)/n, (float64(k)+0.5)/n
			x, y := int(math.Floor(s.corners[0].x+u.x*across+w.x*down)), int(math.Floor(s.corners[0].y+u.y*across+w.y*down))
			if b.dark(x, y) {
				dark++
				if other.dark(x, y) {
					both++
				}
			}
		}
	}
	return 2*both > dark
}
