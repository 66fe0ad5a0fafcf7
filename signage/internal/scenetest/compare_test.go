package scenetest_test

import (
	"image"
	"image/color"
	"image/draw"
	"runtime"
	"testing"

	"github.com/bangron/bangron/signage/internal/scenetest"
)

// verdict records what a comparison says.
type verdict struct {
	testing.TB
	failed bool
}

func (v *verdict) Helper()               {}
func (v *verdict) Fatalf(string, ...any) { v.failed = true; runtime.Goexit() }

func same(got, want image.Image) bool {
	v := &verdict{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		scenetest.Same(v, got, want)
	}()
	<-done
	return !v.failed
}

func TestSame(t *testing.T) {
	// square is a white square on black whose left column of pixels has the given level.
	square := func(left uint8) *image.RGBA {
		m := image.NewRGBA(image.Rect(0, 0, 100, 100))
		draw.Draw(m, m.Rect, image.Black, image.Point{}, draw.Src)
		draw.Draw(m, image.Rect(20, 20, 80, 80), image.White, image.Point{}, draw.Src)
		draw.Draw(m, image.Rect(20, 20, 21, 80), image.NewUniform(color.Gray{left}), image.Point{}, draw.Src)
		return m
	}
	dot := func(at image.Point, level uint8) *image.RGBA {
		m := square(255)
		m.Set(at.X, at.Y, color.Gray{level})
		return m
	}
	for _, c := range []struct {
		name string
		got  image.Image
		want bool
	}{
		{"itself", square(255), true},
		{"coverage rounded", square(220), true},
		{"an edge half a pixel away", square(128), false},
		{"a pixel of the edge missing", dot(image.Pt(20, 50), 0), true},
		{"a pixel beside the edge", dot(image.Pt(19, 50), 255), true},
		{"a speck on the ground", dot(image.Pt(5, 5), 60), false},
		{"a hole in the square", dot(image.Pt(50, 50), 190), false},
		{"a shade of the ground", dot(image.Pt(5, 5), 30), true},
		{"another size", image.NewRGBA(image.Rect(0, 0, 100, 99)), false},
	} {
		if got := same(c.got, square(255)); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := same(square(255), c.got); got != c.want {
			t.Errorf("%s, the other way round: %v, want %v", c.name, got, c.want)
		}
	}
}
