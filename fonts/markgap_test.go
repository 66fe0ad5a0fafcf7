package fonts_test

import (
	"math"
	"testing"

	"github.com/bangron/bangron/fonts"
)

// The gaps that another program measured on the same fonts, in % of cap height and rounded, and to where they are seen
// at letters of 200 mm, under one arc minute (0.00029).
func TestMarkGap(t *testing.T) {
	for _, c := range []struct {
		id       string
		percent  float64
		distance float64 // m; 0: not stated
	}{
		{"be-vietnam-pro-800", 4.6, 32},
		{"barlow-condensed-700", 4.7, 0},
		{"anton-400", 2.3, 16},
		{"tinos-700", 1.2, 8},
	} {
		face, err := fonts.Lookup(c.id)
		if err != nil {
			t.Fatal(err)
		}
		gap := face.MarkGap()
		if percent := gap * 100; math.Abs(percent-c.percent) > 0.1 {
			t.Errorf("%s: the gap is %.2f %% of cap height, want %v %%", c.id, percent, c.percent)
		}
		if distance := gap * 200 / 0.00029 / 1000; c.distance > 0 && math.Abs(distance-c.distance) > 0.75 {
			t.Errorf("%s: seen to %.2f m, want %v m", c.id, distance, c.distance)
		}
	}
}
