package pdf

import (
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// A file for X-1a may hold nothing that is half transparent. What is seen through a logo is known, since all of the page is
// drawn here: it is mixed into the logo's pixels, ink by ink, as a press program that flattens a file for X-4 does.

// backdrop is what is drawn already, in inks, as the pixels of a picture that is placed on it see it.
type backdrop struct {
	rect          scene.Rect
	width, height int
	inks          []float32 // four to a pixel, 0…1
}

// lower is an area, a line of text or a picture that is drawn already.
type lower struct {
	path    *scene.Path
	evenOdd bool
	glyphs  *scene.Glyphs // nil for what is no text
	ink     scene.Ink
	through float64  // the share of what lies below it that is seen
	picture *picture // nil for what is none
	rect    scene.Rect
	to      scene.Affine // to the page
	clip    scene.Rect   // what of it is seen, on the page; empty: all
}

// remember keeps what is drawn for what is placed on it. Files that may be transparent need no memory.
func (p *page) remember(l lower) {
	if p.options.Profile == X1a {
		l.to = scene.Scale(1, 1)
		p.below = append(p.below, l)
	}
}

// placed is what it is where a scene is placed.
func (l lower) placed(m scene.Affine, clip scene.Rect) lower {
	if !l.clip.Empty() {
		clip = clip.Intersection(m.Rect(l.clip))
	}
	l.to, l.clip = l.to.Then(m), clip
	return l
}

// backdropOf is what lies below a picture of a size in pixels.
func (p *page) backdropOf(rect scene.Rect, width, height int) (*backdrop, error) {
	b := &backdrop{rect: rect, width: width, height: height, inks: make([]float32, 4*width*height)}
	for _, l := range p.below {
		seen := rect
		if !l.clip.Empty() {
			seen = seen.Intersection(l.clip)
		}
		if seen.Empty() {
			continue
		}
		if l.picture != nil {
			b.paste(l.picture, l.to.Rect(l.rect), seen)
			continue
		}
		path := l.path
		if l.glyphs != nil {
			if !l.to.Rect(l.glyphs.Bounds()).Intersects(rect) {
				continue
			}
			var err error
			if path, err = l.glyphs.Path(); err != nil {
				return nil, err
			}
		}
		if path = path.Transformed(l.to); path.Bounds().Intersects(rect) {
			b.fill(path, l.evenOdd, l.ink, 1-l.through, seen)
		}
	}
	return b, nil
}

// pixels is the range of pixels that have their middle in a range of lengths.
func pixels(from, to, origin, size float64, count int) (int, int) {
	first := int(math.Ceil((from-origin)/size - 0.5))
	last := int(math.Ceil((to-origin)/size - 0.5))
	return min(max(first, 0), count), min(max(last, 0), count)
}

// paste lays the pixels of another picture over what is there.
func (b *backdrop) paste(p *picture, rect, seen scene.Rect) {
	w, h := b.rect.Width()/float64(b.width), b.rect.Height()/float64(b.height)
	seen = seen.Intersection(rect)
	x0, x1 := pixels(seen.X0, seen.X1, b.rect.X0, w, b.width)
	y0, y1 := pixels(seen.Y0, seen.Y1, b.rect.Y0, h, b.height)
	for y := y0; y < y1; y++ {
		v := min(int((b.rect.Y0+(float64(y)+0.5)*h-rect.Y0)/rect.Height()*float64(p.height)), p.height-1)
		for x := x0; x < x1; x++ {
			u := min(int((b.rect.X0+(float64(x)+0.5)*w-rect.X0)/rect.Width()*float64(p.width)), p.width-1)
			if p.hidden(u, v) {
				continue
			}
			for i := range 4 {
				b.inks[4*(y*b.width+x)+i] = float32(p.samples[4*(v*p.width+u)+i]) / 255
			}
		}
	}
}

// rowsToPixel is in how many rows a pixel is looked at; along a row what is covered is exact.
const rowsToPixel = 4

// crossing is where an edge crosses a row.
type crossing struct {
	x  float64
	up int // 1 or -1
}

// fill lays an area of an opacity over what is there. Its edges are as soft as pixels make them.
func (b *backdrop) fill(path *scene.Path, evenOdd bool, ink scene.Ink, opacity float64, seen scene.Rect) {
	w, h := b.rect.Width()/float64(b.width), b.rect.Height()/float64(b.height)
	x0, x1 := pixels(seen.X0, seen.X1, b.rect.X0, w, b.width)
	y0, y1 := pixels(seen.Y0, seen.Y1, b.rect.Y0, h, b.height)
	rows := make([][]crossing, b.height*rowsToPixel)
	edges := func(from, to scene.Point) {
		up := 1
		if from.Y > to.Y {
			from, to, up = to, from, -1
		}
		// Rows run through the middles of the parts of a pixel.
		first := max(int(math.Ceil(from.Y*rowsToPixel-0.5)), 0)
		last := min(int(math.Ceil(to.Y*rowsToPixel-0.5)), len(rows))
		for row := first; row < last; row++ {
			y := (float64(row) + 0.5) / rowsToPixel
			rows[row] = append(rows[row], crossing{from.X + (to.X-from.X)*(y-from.Y)/(to.Y-from.Y), up})
		}
	}
	straight(path.Transformed(scene.Translate(-b.rect.X0, -b.rect.Y0).Then(scene.Scale(1/w, 1/h))), edges)

	covered := make([]float64, b.width)
	inks := [...]float32{float32(ink.C), float32(ink.M), float32(ink.Y), float32(ink.K)}
	for y := y0; y < y1; y++ {
		clear(covered)
		for _, row := range rows[y*rowsToPixel : (y+1)*rowsToPixel] {
			slices.SortFunc(row, func(a, b crossing) int {
				switch {
				case a.x < b.x:
					return -1
				case a.x > b.x:
					return 1
				}
				return a.up - b.up
			})
			winding := 0
			for i, c := range row {
				winding += c.up
				if inside := winding != 0; i+1 < len(row) && (inside && !evenOdd || evenOdd && i%2 == 0) {
					cover(covered, c.x, row[i+1].x)
				}
			}
		}
		for x := x0; x < x1; x++ {
			if share := opacity * min(covered[x]/rowsToPixel, 1); share > 0 {
				at := b.inks[4*(y*b.width+x):][:4]
				for i := range at {
					at[i] += (inks[i] - at[i]) * float32(share)
				}
			}
		}
	}
}

// cover adds what a part of a row covers of its pixels.
func cover(row []float64, from, to float64) {
	from, to = max(from, 0), min(to, float64(len(row)))
	for x := int(from); x < len(row) && float64(x) < to; x++ {
		row[x] += min(to, float64(x+1)) - max(from, float64(x))
	}
}

// straight calls f for the edges of a path, closed, with its curves in pieces that miss them by a quarter of a pixel.
func straight(path *scene.Path, f func(from, to scene.Point)) {
	var start, at scene.Point
	curve := func(n float64, on func(t float64) scene.Point) {
		n = min(max(math.Ceil(math.Sqrt(n)), 1), 1000)
		from := at
		for i := 1.0; i <= n; i++ {
			to := on(i / n)
			f(from, to)
			from = to
		}
	}
	bend := func(a, b, c scene.Point) float64 { return math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y) }
	path.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) {
		at = from
		switch v {
		case scene.Move:
			if from != start {
				f(from, start)
			}
			start = to[0]
			at = start
			return
		case scene.Line:
			f(from, to[0])
		case scene.Quad:
			curve(bend(from, to[0], to[1]), func(t float64) scene.Point {
				u := 1 - t
				return scene.Point{X: u*u*from.X + 2*u*t*to[0].X + t*t*to[1].X, Y: u*u*from.Y + 2*u*t*to[0].Y + t*t*to[1].Y}
			})
		case scene.Cube:
			curve(3*max(bend(from, to[0], to[1]), bend(to[0], to[1], to[2])), func(t float64) scene.Point {
				u := 1 - t
				a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
				return scene.Point{X: a*from.X + b*to[0].X + c*to[1].X + d*to[2].X, Y: a*from.Y + b*to[0].Y + c*to[1].Y + d*to[2].Y}
			})
		case scene.Close:
			f(from, start)
			at = start
			return
		}
		at = to[len(to)-1]
	})
	if at != start {
		f(at, start)
	}
}

// pixelsAtOnce is how many pixels of a backdrop are held at a time.
const pixelsAtOnce = 1 << 20

// flatten mixes what lies below into the pixels of a picture that are not opaque, and hides those that are not there.
func (p *page) flatten(image *picture, rect scene.Rect, alpha []byte) error {
	row := (image.width + 7) / 8
	image.mask, image.maskWidth, image.maskHeight = make([]byte, row*image.height), image.width, image.height
	for i, a := range alpha {
		if a == 0 {
			image.mask[i/image.width*row+i%image.width/8] |= 0x80 >> (i % image.width % 8) // a 1 hides
		}
	}
	high := max(pixelsAtOnce/image.width, 1)
	for y := 0; y < image.height; y += high {
		rows := min(high, image.height-y)
		band := alpha[y*image.width : (y+rows)*image.width]
		if !slices.ContainsFunc(band, func(a byte) bool { return a > 0 && a < 255 }) {
			continue
		}
		step := rect.Height() / float64(image.height)
		b, err := p.backdropOf(scene.Rect{X0: rect.X0, Y0: rect.Y0 + float64(y)*step, X1: rect.X1, Y1: rect.Y0 + float64(y+rows)*step}, image.width, rows)
		if err != nil {
			return err
		}
		samples := image.samples[4*y*image.width:]
		for i, a := range band {
			share := float64(a) / 255
			for k := 4 * i; k < 4*i+4; k++ {
				samples[k] = uint8(math.Round(share*float64(samples[k]) + (1-share)*255*float64(b.inks[k])))
			}
		}
	}
	return nil
}

// hidden tells whether a picture's pixel is not there.
func (p *picture) hidden(x, y int) bool {
	return p.mask != nil && p.mask[y*((p.width+7)/8)+x/8]&(0x80>>(x%8)) != 0
}
