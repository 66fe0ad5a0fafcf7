// Package scenetest has what the tests of every back end share: sample scenes, scenes to refuse, and what it means for two
// pictures to be the same.
package scenetest

import (
	"image"
	"image/draw"
	"os"
	"os/exec"
	"testing"
)

const (
	// tolerance is by how many of 255 levels two renderers may differ in a pixel that an edge covers in part: they
	// measure coverage in 15 to 256 steps, at positions rounded to 1/16 to 1/256 of a pixel.
	tolerance = 40
	// maxShare is the share of the pixels along edges that may differ by more.
	maxShare = 0.01
)

// Same fails the test unless the two pictures show the same thing. They have the same size; every pixel of one lies,
// within 40 levels, between the levels that the other has within one pixel of the place; and for a hundred pixels at
// edges at most one differs by more than 40 levels.
func Same(t testing.TB, got, want image.Image) {
	t.Helper()
	a, b := rgba(got), rgba(want)
	if a.Rect.Size() != b.Rect.Size() {
		t.Fatalf("%v px, want %v", a.Rect.Size(), b.Rect.Size())
	}
	edges, different := 0, 0
	for y := range b.Rect.Dy() {
		for x := range b.Rect.Dx() {
			p, q := level(a, x, y), level(b, x, y)
			if !near(q, level(b, x+1, y)) || !near(q, level(b, x, y+1)) {
				edges++
			}
			if near(p, q) {
				continue
			}
			different++
			if !amid(p, b, x, y) || !amid(q, a, x, y) {
				t.Fatalf("pixel (%d, %d) is %v, want %v, and nothing like it is around", x, y, p, q)
			}
		}
	}
	if float64(different) > maxShare*float64(edges) {
		t.Fatalf("%d pixels differ by more than %d levels; edges have %d", different, tolerance, edges)
	}
}

type rgb [3]int

// level is the pixel's value; a place beyond the picture has that of the pixel at its border.
func level(m *image.RGBA, x, y int) rgb {
	x, y = min(max(x, 0), m.Rect.Max.X-1), min(max(y, 0), m.Rect.Max.Y-1)
	p := m.Pix[m.PixOffset(x, y):][:3]
	return rgb{int(p[0]), int(p[1]), int(p[2])}
}

func near(p, q rgb) bool { return between(p, q, q) }

// between tells whether each channel of p lies between low and high, or almost.
func between(p, low, high rgb) bool {
	for i := range p {
		if p[i] < low[i]-tolerance || p[i] > high[i]+tolerance {
			return false
		}
	}
	return true
}

// amid tells whether p fits among the pixels of m within one of (x, y).
func amid(p rgb, m *image.RGBA, x, y int) bool {
	low, high := level(m, x, y), level(m, x, y)
	for v := y - 1; v <= y+1; v++ {
		for u := x - 1; u <= x+1; u++ {
			q := level(m, u, v)
			for i := range q {
				low[i], high[i] = min(low[i], q[i]), max(high[i], q[i])
			}
		}
	}
	return between(p, low, high)
}

// rgba is the picture on white, at the origin.
func rgba(m image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Over)
	return out
}

// Program skips the test where an external program is missing, and fails it where CI is set in the environment.
func Program(t testing.TB, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skipf("%s looks at the output when all is tested", name)
	}
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatal(err)
	default:
		t.Skip(err)
	}
	return path
}
