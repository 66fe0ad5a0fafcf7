package logo

import "github.com/bangron/bangron/signage/internal/scene"

// rgb is an sRGB colour.
type rgb struct{ r, g, b uint8 }

// ink separates the colour as the package's comment states.
func (c rgb) ink() scene.Ink {
	level := float64(max(c.r, c.g, c.b))
	if level == 0 {
		return scene.Black()
	}
	share := func(v uint8) float64 { return (level - float64(v)) / level }
	return scene.Ink{
		C: share(c.r), M: share(c.g), Y: share(c.b), K: 1 - level/255,
		R: c.r, G: c.g, B: c.b,
	}
}
