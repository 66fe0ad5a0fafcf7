package preflight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/bangron/bangron/qr"
)

// drawn is a code with modules of so many pixels, turned by an angle in degrees, on a picture that is a bit larger.
func drawn(t testing.TB, payload string, module, angle float64, light bool) (*bitmap, int) {
	t.Helper()
	code, err := qr.Encode(payload, nil)
	if err != nil {
		t.Fatal(err)
	}
	side := float64(code.Outer()) * module
	full := int(side) + 2*int(side/4)
	b := newBitmap(full, full)
	sin, cos := math.Sincos(angle * math.Pi / 180)
	if math.Mod(angle, 90) == 0 {
		sin, cos = math.Round(sin), math.Round(cos)
	}
	for y := range full {
		row := b.row()
		for x := range full {
			dx, dy := float64(x)+0.5-float64(full)/2, float64(y)+0.5-float64(full)/2
			u, v := (dx*cos+dy*sin+side/2)/module, (dy*cos-dx*sin+side/2)/module
			if code.Black(int(math.Floor(u))-qr.QuietZone, int(math.Floor(v))-qr.QuietZone) != light {
				row[x/64] |= 1 << (x % 64)
			}
		}
	}
	return b, code.Size()
}

// A code is found and measured at every size and turn, dark on light or light on dark.
func TestSymbols(t *testing.T) {
	for _, payload := range []string{"1", "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html", fmt.Sprintf("%0900d", 7)} {
		for _, module := range []float64{1, 2, 3, 4.3, 7, 11.6} {
			for _, angle := range []float64{0, 90, 180, 270, 3, -8, 20, 45} {
				if module < 3 && math.Mod(angle, 90) != 0 || module < 4 && math.Abs(angle) > 8 && math.Mod(angle, 90) != 0 {
					continue // nobody reads it
				}
				for _, light := range []bool{false, true} {
					b, want := drawn(t, payload, module, angle, light)
					found, all := b.symbols(nil)
					if len(found) != 1 || !all {
						t.Errorf("%.20s, %g px, %g°, light %v: found %+v", payload, module, angle, light, found)
						continue
					}
					s := found[0]
					got := math.Hypot(s.corners[1].x-s.corners[0].x, s.corners[1].y-s.corners[0].y) / float64(s.modules)
					if s.modules != want || s.light != light || math.Abs(got-module) > 0.05*module {
						t.Errorf("%.20s, %g px, %g°: %d modules of %.2f px, want %d, light %v", payload, module, angle, s.modules, got, want, s.light)
					}
				}
			}
		}
	}
}

// What is no code is not taken for one, and is looked at to its end: noise, screens of print, stripes.
func TestNoSymbols(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, dark := range map[string]func(x, y int) bool{
		"noise":        func(x, y int) bool { return random.IntN(2) == 0 },
		"sparse noise": func(x, y int) bool { return random.IntN(9) == 0 },
		"coarse noise": func(x, y int) bool { return (x/5*7919^y/5*104729)*2654435761>>7&1 == 0 },
		"screen": func(x, y int) bool {
			return math.Sin(float64(x)*0.7)+math.Sin(float64(y)*0.7) > math.Sin(float64(x)/90)
		},
		"turned screen": func(x, y int) bool { return math.Sin(float64(x+y)*0.5)+math.Sin(float64(x-y)*0.5) > float64(x)/400-1 },
		"stripes":       func(x, y int) bool { return x/3%2 == 0 },
		"rings":         func(x, y int) bool { return int(math.Hypot(float64(x-400), float64(y-400)))/6%2 == 0 },
		"squares":       func(x, y int) bool { return max((x%70-35)*(x%70-35), (y%70-35)*(y%70-35)) < 900 },
		"bar code":      func(x, y int) bool { return (x*x/37)%3 == 0 },
	} {
		b := newBitmap(800, 800)
		for y := range 800 {
			row := b.row()
			for x := range 800 {
				if dark(x, y) {
					row[x/64] |= 1 << (x % 64)
				}
			}
		}
		if found, all := b.symbols(nil); len(found) > 0 || !all {
			t.Errorf("%s: %+v, all %v", name, found, all)
		}
	}
}
