package board

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Readers of whole pages look for three finder patterns at the corners of a square. Where codes stand in rows and
// columns, patterns of several codes stand so too, and zxing-cpp, which goes on with the 16 best squares of a picture, misses
// codes for those. So every code is moved by a few dots, which the eye does not see.

// shifts are by how many dots codes are moved, from the least.
var shifts = func() (all []scene.Point) {
	for far := range 2*farthest + 1 {
		for y := -farthest; y <= farthest; y++ {
			for x := -farthest; x <= farthest; x++ {
				if max(x, -x)+max(y, -y) == far {
					all = append(all, scene.Point{X: float64(x), Y: float64(y)})
				}
			}
		}
	}
	return all
}()

// farthest is by how many dots a code is moved at most, across or down.
const farthest = 3

// clearSquare is how far from a square three patterns of several codes must be, in dots and in sides of the square on
// which the patterns of one code stand: readers find the middle of a pattern to a third of a dot or so.
const clearSquare = 9

// stagger moves codes on a page, each so little that with those before it no three patterns look like those of a code.
func stagger(codes []scene.Rect, modules []int) []scene.Rect {
	out := make([]scene.Rect, len(codes))
	var known []scene.Point // the patterns of the codes before, in dots
	for i, r := range codes {
		best := -1.0
		var chosen []scene.Point
		need := clearSquare * r.Width() / Dot
		for _, shift := range shifts {
			moved := scene.Rect{X0: r.X0 + shift.X*Dot, Y0: r.Y0 + shift.Y*Dot, X1: r.X1 + shift.X*Dot, Y1: r.Y1 + shift.Y*Dot}
			if onBlocks(moved, modules[i]) {
				continue
			}
			own := finders(moved, modules[i])
			off := leastOff(known, own, best)
			if off > best {
				best, out[i], chosen = off, moved, own[:]
			}
			if best >= need {
				break
			}
		}
		known = append(known, chosen...)
	}
	return out
}

// block is the side in dots of the squares in which zxing tells black from white, and Block that in mm: from the corner of a
// page codes are as far as they are drawn here, or whole blocks farther.
const (
	block = 8
	Block = block * Dot
)

// onBlocks tells whether rows or columns of a code's modules lie on these squares, each of which then has one colour and
// nothing to compare it with.
func onBlocks(r scene.Rect, modules int) bool {
	off := func(v float64) float64 { return math.Abs(math.Remainder(math.Round(v/Dot), block)) }
	return off(r.Width()/float64(modules)) == 0 && (off(r.X0) <= 1 || off(r.Y0) <= 1)
}

// finders are the middles of a code's three finder patterns in dots.
func finders(r scene.Rect, modules int) [3]scene.Point {
	const corner = 4 + 3.5 // modules from the edge of the quiet zone
	m := r.Width() / float64(modules) / Dot
	x, y := r.X0/Dot, r.Y0/Dot
	near, far := corner*m, (float64(modules)-corner)*m
	return [3]scene.Point{{X: x + near, Y: y + near}, {X: x + far, Y: y + near}, {X: x + near, Y: y + far}}
}

// leastOff is how far the triangle of known and own patterns, some of either, that is nearest to half a square is from one:
// as zxing-cpp counts it, in square dots. It may stop at one that is no farther than enough.
func leastOff(known []scene.Point, own [3]scene.Point, enough float64) float64 {
	least := math.Inf(1)
	for i, a := range own {
		for j, b := range known {
			ab := distance(a, b)
			for _, c := range own[i+1:] {
				least = min(least, offSquare(ab, distance(a, c), distance(b, c)))
			}
			for _, c := range known[j+1:] {
				ac := distance(a, c)
				// No half square has sides so unlike.
				if ac > 2.2*ab || ab > 2.2*ac {
					continue
				}
				least = min(least, offSquare(ab, ac, distance(b, c)))
			}
			if least <= enough {
				return least
			}
		}
	}
	return least
}

// distance is the square of a distance.
func distance(a, b scene.Point) float64 { return (a.X-b.X)*(a.X-b.X) + (a.Y-b.Y)*(a.Y-b.Y) }

// offSquare is how far a triangle with the squares of its sides is from half a square: 0 for one.
func offSquare(a, b, c float64) float64 {
	if a > b {
		a, b = b, a
	}
	if b > c {
		b, c = c, b
	}
	return math.Abs(c-2*a) + math.Abs(c-2*b)
}
