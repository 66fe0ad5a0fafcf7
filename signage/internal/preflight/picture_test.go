package preflight

import (
	"math/rand/v2"
	"testing"
)

// Pixels that are judged two at a time are judged as one by one.
func TestPixelsTwoAtATime(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for width := range 200 {
		row := make([]byte, 4*width)
		for i := range row {
			row[i] = [...]byte{0, 255, byte(random.IntN(256)), byte(random.IntN(40))}[random.IntN(4)]
		}
		for _, inverted := range []bool{false, true} {
			const most = 700
			darks, colours := make([]uint64, (width+63)/64), make([]uint64, (width+63)/64)
			over, want := inkyCMYK(row, inverted, most, darks, colours), 0
			if again := inkyCMYK(row, inverted, most, nil, nil); again != over {
				t.Errorf("%d px: %d and %d", width, over, again)
			}
			for x := range 64 * len(darks) {
				var inks [4]int
				for i := range inks {
					if x >= width {
						break
					}
					if inks[i] = int(row[4*x+i]); inverted {
						inks[i] = 255 - inks[i]
					}
				}
				c, m, y, k := inks[0], inks[1], inks[2], inks[3]
				if c+m+y+k > most {
					want++
				}
				dark, coloured := darks[x/64]>>(x%64)&1 != 0, colours[x/64]>>(x%64)&1 != 0
				if dark != (c+2*m+y/2+4*k >= 512) || coloured != (c+m+y >= richByte) {
					t.Fatalf("%d of %d px, %v: dark %v, coloured %v", x, width, inks, dark, coloured)
				}
			}
			if over != want {
				t.Errorf("%d px: %d of too much ink, want %d", width, over, want)
			}
		}
	}
}
