package scene_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/scene"
)

func screen(hex uint32) scene.Ink {
	return scene.Ink{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex)}
}

// The pairs of inks of signs and their WCAG 2 ratios, as the reference states them.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		name         string
		text, ground uint32
		want         float64
	}{
		{"yellow on the red of banners", 0xFFFF00, 0xDA251D, 4.59},
		{"the yellow of signs on that red", 0xFFE100, 0xDA251D, 3.76},
		{"white on the red of banners", 0xFFFFFF, 0xDA251D, 4.93},
		{"white on blue", 0xFFFFFF, 0x0054A6, 7.45},
		{"red on that blue", 0xDA251D, 0x0054A6, 1.51},
		{"white on orange", 0xFFFFFF, 0xF7941D, 2.28},
		{"black on white", 0x000000, 0xFFFFFF, 21},
		{"white on white", 0xFFFFFF, 0xFFFFFF, 1},
		{"at the bend of the curve", 0x0A0A0A, 0x0B0B0B, 1.01},
	} {
		got := screen(c.text).Contrast(screen(c.ground))
		if math.Round(got*100)/100 != c.want {
			t.Errorf("%s: %.4f, want %v", c.name, got, c.want)
		}
		if back := screen(c.ground).Contrast(screen(c.text)); back != got {
			t.Errorf("%s: %v one way, %v the other", c.name, got, back)
		}
	}
}

func inks() *rapid.Generator[scene.Ink] {
	return rapid.Custom(func(t *rapid.T) scene.Ink {
		share, level := rapid.Float64Range(0, 1), rapid.Uint8()
		return scene.Ink{
			C: share.Draw(t, "C"), M: share.Draw(t, "M"), Y: share.Draw(t, "Y"), K: share.Draw(t, "K"),
			R: level.Draw(t, "R"), G: level.Draw(t, "G"), B: level.Draw(t, "B"),
		}
	})
}

func TestTowards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, share := inks().Draw(t, "a"), inks().Draw(t, "b"), rapid.Float64Range(0, 1).Draw(t, "share")
		if got := a.Towards(b, 0); got != a {
			t.Fatalf("no way towards %v is %v, want %v", b, got, a)
		}
		all := a.Towards(b, 1)
		if all.R != b.R || all.G != b.G || all.B != b.B || math.Abs(all.C-b.C)+math.Abs(all.M-b.M)+math.Abs(all.Y-b.Y)+math.Abs(all.K-b.K) > 1e-12 {
			t.Fatalf("all the way to %v is %v", b, all)
		}
		mixed, back := a.Towards(b, share), b.Towards(a, 1-share)
		for _, c := range []struct {
			name              string
			a, b, got, back   float64
			rounding, between float64
		}{
			{"C", a.C, b.C, mixed.C, back.C, 1e-12, 1e-12},
			{"M", a.M, b.M, mixed.M, back.M, 1e-12, 1e-12},
			{"Y", a.Y, b.Y, mixed.Y, back.Y, 1e-12, 1e-12},
			{"K", a.K, b.K, mixed.K, back.K, 1e-12, 1e-12},
			{"R", float64(a.R), float64(b.R), float64(mixed.R), float64(back.R), 1, 0},
			{"G", float64(a.G), float64(b.G), float64(mixed.G), float64(back.G), 1, 0},
			{"B", float64(a.B), float64(b.B), float64(mixed.B), float64(back.B), 1, 0},
		} {
			if c.got < min(c.a, c.b)-c.between || c.got > max(c.a, c.b)+c.between {
				t.Fatalf("%s: %v is not between %v and %v", c.name, c.got, c.a, c.b)
			}
			if math.Abs(c.got-c.back) > c.rounding {
				t.Fatalf("%s: %v one way, %v the other", c.name, c.got, c.back)
			}
		}
	})
	half := scene.White().Towards(scene.Black(), 0.5)
	if want := (scene.Ink{K: 0.5, R: 128, G: 128, B: 128}); half != want {
		t.Errorf("halfway from white to black: %v, want %v", half, want)
	}
}
