package qr

import (
	"image"
	"testing"

	"pgregory.net/rapid"
)

// TestOutlineFillsTheDarkModules fills the contours by both rules and compares
// the result with the modules.
func TestOutlineFillsTheDarkModules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		payload := rapid.StringN(1, 60, 150).Draw(t, "payload")
		c, err := Encode(payload, nil)
		if err != nil {
			t.Fatal(err)
		}
		outer := image.Rect(QuietZone, QuietZone, c.Outer()-QuietZone+1, c.Outer()-QuietZone+1)
		// winding[y][x] is the winding number of the middle of a module,
		// counted over the vertical edges to its left.
		winding := make([][]int, c.Outer())
		crossings := make([][]int, c.Outer())
		for y := range winding {
			winding[y], crossings[y] = make([]int, c.Outer()), make([]int, c.Outer())
		}
		for contour := range c.Outline() {
			for i, to := range contour {
				from := contour[(i+len(contour)-1)%len(contour)]
				if !to.In(outer) {
					t.Fatalf("corner %v lies in the quiet zone", to)
				}
				if (from.X == to.X) == (from.Y == to.Y) {
					t.Fatalf("edge %v-%v is not straight", from, to)
				}
				for y := min(from.Y, to.Y); y < max(from.Y, to.Y); y++ {
					for x := from.X; x < c.Outer(); x++ {
						crossings[y][x]++
						if to.Y < from.Y {
							winding[y][x]++
						} else {
							winding[y][x]--
						}
					}
				}
			}
		}
		for y := range winding {
			for x := range winding[y] {
				dark := c.Black(x-QuietZone, y-QuietZone)
				if (winding[y][x] != 0) != dark || (crossings[y][x]%2 == 1) != dark {
					t.Fatalf("module %d,%d: dark is %v, winding %d, crossings %d", x, y, dark, winding[y][x], crossings[y][x])
				}
			}
		}
	})
}

func TestOutlineStopsWhenTheCallerDoes(t *testing.T) {
	c, err := Encode("1022", nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range c.Outline() {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d contours after the break", n)
	}
}
