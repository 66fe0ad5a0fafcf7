package campaign

import (
	"cmp"
	"image"
	"math"
	"slices"

	"github.com/bangron/bangron/qr"
)

// A photo shows a page at no known size and from the side. What a code covers is found by laying the manifest's page over
// the photo, so that as many codes as possible lie on listed places, and of such ways that in which most are where they
// belong. Every code, at every listed place, is tried as the first to go by; the overlay is then fitted to all that lie on
// places.

const (
	// onPlace is how far the middle of a code may be from that of its place, in widths of the place: boards leave more than
	// that between codes.
	onPlace = 0.4
	// refits is how often an overlay is fitted to what it covers, from near the first code to the whole photo.
	refits = 6
	// enoughToTurn is how many codes show how far a page is turned away from the camera; of fewer, its plane is not
	// distorted.
	enoughToTurn = 4
	// maxWork is how many times a found code is compared with a listed one, over all first guesses.
	maxWork = 4_000_000
)

// cover returns for each found code of a photo the index of the listed code on whose place it lies, or -1 where that cannot
// be told. Only two codes or more tell; right is how many of them lie where they belong.
func cover(found []qr.Found, listed []square) (on []int, lie, right int) {
	type guess struct{ i, j int }
	var own, other []guess
	for i, f := range found {
		for j, l := range listed {
			if l.payload == f.Text {
				own = append(own, guess{i, j})
			} else {
				other = append(other, guess{i, j})
			}
		}
	}
	guesses := append(own, other...)
	guesses = guesses[:min(len(guesses), maxWork/(len(found)*len(listed)+1))]
	on = nowhere(len(found))
	for _, g := range guesses {
		try := nowhere(len(found))
		try[g.i] = g.j
		for range refits {
			o, ok := fit(found, listed, try)
			if !ok {
				break
			}
			before := try
			if try = o.places(found, listed); slices.Equal(before, try) {
				break
			}
		}
		tryLie, tryRight := 0, 0
		for i, j := range try {
			if j >= 0 {
				tryLie++
			}
			if j >= 0 && listed[j].payload == found[i].Text {
				tryRight++
			}
		}
		if tryLie > 1 && cmp.Or(tryLie-lie, tryRight-right) > 0 {
			on, lie, right = try, tryLie, tryRight
		}
		if right == len(found) {
			break
		}
	}
	// Where most codes would lie wrong, it is the overlay that does, unless it leaves none out.
	if 2*right < lie && lie < len(found) {
		return nowhere(len(found)), 0, 0
	}
	return on, lie, right
}

func nowhere(n int) []int { return slices.Repeat([]int{-1}, n) }

// square is a listed code without its quiet zone, in mm.
type square struct {
	payload     string
	x, y, width float64
}

// square is what is read of a code. Boards may print a larger version of it, whose quiet zone is a little smaller.
func (c PrintedCode) square() square {
	inset := 0.0
	if code, err := qr.Encode(c.Payload, nil); err == nil {
		inset = c.Width * qr.QuietZone / float64(code.Outer())
	}
	return square{c.Payload, c.X + inset, c.Y + inset, c.Width - 2*inset}
}

// overlay maps mm of a page to px of a photo: a projective map with a last coefficient of 1.
type overlay [8]float64

func (o overlay) at(x, y float64) (u, v float64) {
	w := o[6]*x + o[7]*y + 1
	return (o[0]*x + o[1]*y + o[2]) / w, (o[3]*x + o[4]*y + o[5]) / w
}

// places finds the listed place on which each code lies, or -1. No place is taken twice.
func (o overlay) places(found []qr.Found, listed []square) []int {
	type spot struct{ u, v, reach float64 }
	spots := make([]spot, len(listed))
	for j, l := range listed {
		u, v := o.at(l.x+l.width/2, l.y+l.width/2)
		edgeU, edgeV := o.at(l.x+l.width, l.y+l.width/2)
		spots[j] = spot{u, v, 2 * onPlace * math.Hypot(edgeU-u, edgeV-v)}
	}
	on, taken := nowhere(len(found)), make([]bool, len(listed))
	for i, f := range found {
		x, y := middle(f.Corners)
		nearest := 1.0
		for j, s := range spots {
			if d := math.Hypot(s.u-x, s.v-y) / s.reach; d < nearest && !taken[j] {
				nearest, on[i] = d, j
			}
		}
		if on[i] >= 0 {
			taken[on[i]] = true
		}
	}
	return on
}

func middle(corners [4]image.Point) (x, y float64) {
	for _, c := range corners {
		x, y = x+float64(c.X)/4, y+float64(c.Y)/4
	}
	return x, y
}

// fit is the overlay of least squares that brings listed places on the codes on them, by their corners.
func fit(found []qr.Found, listed []square, on []int) (o overlay, ok bool) {
	unknowns, pairs := 6, 0
	var extent, far float64 // what mm and px are divided by, so that all coefficients are of one size
	for i, j := range on {
		if j >= 0 {
			pairs++
			extent, far = max(extent, listed[j].x+listed[j].width, listed[j].y+listed[j].width), max(far, float64(found[i].Bounds.Max.X), float64(found[i].Bounds.Max.Y))
		}
	}
	if pairs >= enoughToTurn {
		unknowns = 8
	}
	var normal [8][9]float64
	add := func(row [8]float64, value float64) {
		for r := range unknowns {
			for c := range unknowns {
				normal[r][c] += row[r] * row[c]
			}
			normal[r][8] += row[r] * value
		}
	}
	for i, j := range on {
		if j < 0 {
			continue
		}
		l := listed[j]
		for k, corner := range found[i].Corners {
			x, y := l.x, l.y
			if k == 1 || k == 2 {
				x += l.width
			}
			if k >= 2 {
				y += l.width
			}
			x, y = x/extent, y/extent
			u, v := float64(corner.X)/far, float64(corner.Y)/far
			add([8]float64{x, y, 1, 0, 0, 0, -u * x, -u * y}, u)
			add([8]float64{0, 0, 0, x, y, 1, -v * x, -v * y}, v)
		}
	}
	if !solve(&normal, unknowns) {
		return o, false
	}
	for i := range unknowns {
		o[i] = normal[i][8]
	}
	for i, scale := range [8]float64{far / extent, far / extent, far, far / extent, far / extent, far, 1 / extent, 1 / extent} {
		o[i] *= scale
	}
	return o, true
}

// solve brings n equations to their solution in the last column (Gauss and Jordan).
func solve(m *[8][9]float64, n int) bool {
	for c := range n {
		pivot := c
		for r := c; r < n; r++ {
			if math.Abs(m[r][c]) > math.Abs(m[pivot][c]) {
				pivot = r
			}
		}
		m[c], m[pivot] = m[pivot], m[c]
		if math.Abs(m[c][c]) < 1e-12 {
			return false
		}
		for r := range n {
			if factor := m[r][c] / m[c][c]; r != c {
				for k := range m[r] {
					m[r][k] -= factor * m[c][k]
				}
			}
		}
	}
	for r := range n {
		m[r][8] /= m[r][r]
	}
	return true
}
