package scene

import "math"

// Ink is a colour as it is printed and as it is shown.
type Ink struct {
	C, M, Y, K float64 // share of each process ink, 0…1
	R, G, B    uint8   // sRGB

	// Registration is the ink of marks by which the plates are aligned: all of them print it, at K's share.
	Registration bool
}

// White is the bare sheet.
func White() Ink { return Ink{R: 255, G: 255, B: 255} }

// Black is K alone: fine detail in four inks cannot be held in register.
func Black() Ink { return Ink{K: 1} }

// Registration prints on every plate.
func Registration() Ink { return Ink{K: 1, Registration: true} }

// Towards mixes the ink with another: 0 is the ink itself, 1 the other.
func (i Ink) Towards(j Ink, share float64) Ink {
	mix := func(a, b float64) float64 { return a + (b-a)*share }
	level := func(a, b uint8) uint8 { return uint8(math.Round(mix(float64(a), float64(b)))) }
	return Ink{
		C: mix(i.C, j.C), M: mix(i.M, j.M), Y: mix(i.Y, j.Y), K: mix(i.K, j.K),
		R: level(i.R, j.R), G: level(i.G, j.G), B: level(i.B, j.B),
	}
}

// Contrast is the WCAG 2 contrast ratio of the two inks on screen, 1…21.
func (i Ink) Contrast(j Ink) float64 {
	a, b := i.luminance(), j.luminance()
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func (i Ink) luminance() float64 {
	linear := func(level uint8) float64 {
		v := float64(level) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(i.R) + 0.7152*linear(i.G) + 0.0722*linear(i.B)
}
