package pdf

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A number is written rounded to the nearest at its decimals, in the fewest characters.
func TestAppendDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.OneOf(rapid.Float64Range(-1, 1), rapid.Float64Range(-60000, 60000)).Draw(t, "v")
		n := rapid.IntRange(1, 6).Draw(t, "decimals")
		got := string(appendDecimal([]byte("x"), v, n))[1:]
		written, ok := new(big.Rat).SetString(got)
		if !ok || strings.ContainsAny(got, "eE+/") {
			t.Fatalf("%v is written %q, which is no number", v, got)
		}
		step := math.Pow10(-n)
		if off, _ := new(big.Rat).Sub(written, new(big.Rat).SetFloat64(v)).Float64(); math.Abs(off) > step/2*(1+1e-6) {
			t.Fatalf("%v is written %q, %v away", v, got, off)
		}
		_, fraction, broken := strings.Cut(got, ".")
		if broken && (fraction == "" || strings.HasSuffix(fraction, "0") || len(fraction) > n) {
			t.Fatalf("%v with %d decimals is written %q", v, n, got)
		}
		if got == "-0" || strings.HasPrefix(strings.TrimPrefix(got, "-"), "0") && !strings.HasPrefix(strings.TrimPrefix(got, "-"), "0.") && got != "0" {
			t.Fatalf("%v is written %q", v, got)
		}
	})
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 3, "0"}, {math.Copysign(0, -1), 3, "0"}, {-0.0004, 3, "0"}, {0.0005, 3, "0.001"}, {-0.5, 1, "-0.5"}, {100, 2, "100"},
		{10.05, 2, "10.05"}, {-12.340, 3, "-12.34"}, {0.9996, 3, "1"}, {6000, 1, "6000"}, {1.001, 3, "1.001"},
	} {
		if got := string(appendDecimal(nil, c.v, c.decimals)); got != c.want {
			t.Errorf("%v with %d decimals is %q, want %q", c.v, c.decimals, got, c.want)
		}
	}
}
