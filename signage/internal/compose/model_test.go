package compose

import (
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
)

// A badge is seen on its card and its number on the badge, whatever the inks of the strip are.
func TestBadgeIsSeen(t *testing.T) {
	red, yellow, navy, white := scene.Ink{R: 0xA8, G: 0x12, B: 0x18}, scene.Ink{R: 0xFF, G: 0xE1}, scene.Ink{R: 6, G: 0x26, B: 0x5C}, scene.White()
	for _, c := range []struct {
		name string
		p    Palette
		disc scene.Ink
	}{
		{"strip of another ink", Palette{Strip: red, OnStrip: white, OnStrip2: yellow, Card: white, OnCard: navy}, red},
		{"strip of the card's ink", Palette{Strip: red, OnStrip: white, OnStrip2: yellow, Card: red, OnCard: white}, yellow},
		{"star of the card's ink", Palette{Strip: red, OnStrip: white, OnStrip2: red, Card: red, OnCard: white}, white},
	} {
		disc, number := c.p.badge()
		if disc != c.disc || disc.Contrast(c.p.Card) < badgeContrast || number.Contrast(disc) < numberContrast {
			t.Errorf("%s: a disc of %v with a number of %v", c.name, disc, number)
		}
	}
}
