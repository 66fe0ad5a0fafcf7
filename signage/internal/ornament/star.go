package ornament

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Star is the five-pointed star, one ray upwards, each edge in line with the next but one. Nil where the radius is not
// above 0.
func Star(c scene.Point, radius float64, ink scene.Ink) *scene.Fill {
	if !drawable(square(c, radius)) {
		return nil
	}
	inner := radius * math.Sin(math.Pi/10) / math.Sin(3*math.Pi/10)
	p := &scene.Path{}
	p.Star(c, 5, radius, inner)
	return &scene.Fill{Path: p, Ink: ink}
}
