package preflight

import (
	"bytes"
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
			over, under := inkyCMYK(row, inverted, most, darks, colours)
			want, wantUnder := 0, 0
			if again, _ := inkyCMYK(row, inverted, most, nil, nil); again != over {
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
				if c+m+y+255 > most {
					wantUnder++
				}
				dark, coloured := darks[x/64]>>(x%64)&1 != 0, colours[x/64]>>(x%64)&1 != 0
				if dark != (c+2*m+y/2+4*k >= 512) || coloured != (c+m+y >= richByte) {
					t.Fatalf("%d of %d px, %v: dark %v, coloured %v", x, width, inks, dark, coloured)
				}
			}
			if over != want || under != wantUnder {
				t.Errorf("%d px: %d of too much ink, %d under black; want %d and %d", width, over, under, want, wantUnder)
			}
		}
	}
}

// Rows are the same read ahead or not, also where they end too early and where nobody reads them to their end.
func TestReadRows(t *testing.T) {
	data := make([]byte, 400_000)
	for i := range data {
		data[i] = byte(i * 7 >> 3)
	}
	for _, length := range []int{1000, 70_000, 333} {
		for _, rows := range []int{0, 1, 2, len(data) / length, len(data)/length + 5} {
			for _, most := range []int{1, 3, 1 << 30} {
				read := func(ahead bool) (got []byte, failed error) {
					n := 0
					for row, err := range readRows(bytes.NewReader(data), length, rows, ahead) {
						if failed = err; err == nil {
							got = append(got, row...)
						}
						if n++; n == most {
							break
						}
					}
					return got, failed
				}
				want, wantErr := read(false)
				got, err := read(true)
				if !bytes.Equal(got, want) || (err == nil) != (wantErr == nil) {
					t.Errorf("%d rows of %d, %d of them: %d bytes and %v, want %d and %v", rows, length, most, len(got), err, len(want), wantErr)
				}
			}
		}
	}
}
