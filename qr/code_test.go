package qr

import (
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

const boardLink = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193"

func TestEncodeRaisesTheLevelForFree(t *testing.T) {
	for _, engine := range []Engine{Auto, Skip2, Assembly} {
		c := mustEncode(t, "https://dichvucong.gov.vn/", &Options{Level: L, Engine: engine})
		if c.Version() != 2 || c.Asked() != L || c.Given() != M || c.Size() != 25 || c.Outer() != 33 {
			t.Errorf("engine %d: version %d, level %v -> %v, size %d", engine, c.Version(), c.Asked(), c.Given(), c.Size())
		}
	}
	if c := mustEncode(t, "1022", nil); c.Asked() != M || c.Given() != H {
		t.Errorf("level %v -> %v", c.Asked(), c.Given())
	}
}

func TestEncodeNormalises(t *testing.T) {
	nfd, nfc := mustEncode(t, "Tuye\u0302n Quang", nil), mustEncode(t, "Tuyên Quang", nil)
	if nfd.Payload() != "Tuyên Quang" || !slices.Equal(nfd.grid.modules, nfc.grid.modules) {
		t.Errorf("payload %q", nfd.Payload())
	}
}

func TestVersionsOfABoard(t *testing.T) {
	for _, engine := range []Engine{Auto, Skip2, Assembly} {
		c := mustEncode(t, "1022", &Options{MinVersion: 5, Engine: engine})
		if c.Version() != 5 || c.Given() != H {
			t.Errorf("engine %d: version %d, level %v", engine, c.Version(), c.Given())
		}
		if c := mustEncode(t, boardLink, &Options{MinVersion: 5, MaxVersion: 5, Engine: engine}); c.Version() != 5 || c.Size() != 37 {
			t.Errorf("engine %d: version %d", engine, c.Version())
		}
	}
}

func TestBlackOutsideOfTheSymbol(t *testing.T) {
	c := mustEncode(t, "1022", nil)
	for _, at := range [][2]int{{-1, 0}, {0, -1}, {21, 0}, {0, 21}, {-1, -1}} {
		if c.Black(at[0], at[1]) {
			t.Errorf("%v is dark", at)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	for _, tt := range []struct {
		name    string
		payload string
		options *Options
		want    error
	}{
		{"nothing", "", nil, ErrEmpty},
		{"another encoding", "Tuy\xEAn Quang", nil, ErrNotUTF8},
		{"level", "x", &Options{Level: H + 1}, ErrOptions},
		{"engine", "x", &Options{Engine: Assembly + 1}, ErrOptions},
		{"version below 1", "x", &Options{MinVersion: -1}, ErrOptions},
		{"version above 40", "x", &Options{MaxVersion: 41}, ErrOptions},
		{"no version", "x", &Options{MinVersion: 5, MaxVersion: 4}, ErrOptions},
		{"skip2 without ECI", "đ", &Options{Engine: Skip2}, ErrOptions},
		{"too long", strings.Repeat("x", 2954), &Options{Level: L}, ErrTooLong},
		{"too long for the board", boardLink, &Options{MaxVersion: 4}, ErrTooLong},
		{"too long for skip2", boardLink, &Options{MaxVersion: 4, Engine: Skip2}, ErrTooLong},
		{"far too long", strings.Repeat("x", MaxPayload+1), nil, ErrTooLong},
	} {
		if c, err := Encode(tt.payload, tt.options); !errors.Is(err, tt.want) || c != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestTooLongStatesTheLimit compares the stated limits with the capacities of
// ISO/IEC 18004:2015, table 7, and tries them.
func TestTooLongStatesTheLimit(t *testing.T) {
	for _, tt := range []struct {
		unit    string
		options Options
		want    int // units
	}{
		{"x", Options{Level: L}, 2953},
		{"x", Options{Level: M}, 2331},
		{"x", Options{Level: Q}, 1663},
		{"x", Options{Level: H}, 1273},
		{"7", Options{Level: L}, 7089},
		{"7", Options{Level: H}, 3057},
		{"A", Options{Level: L}, 4296},
		{"x", Options{MaxVersion: 5}, 84},
		{"x", Options{MaxVersion: 5, Engine: Skip2}, 84},
		{"đ", Options{MaxVersion: 5}, 41}, // ECI takes 12 bits
	} {
		_, err := Encode(strings.Repeat(tt.unit, 8000/len(tt.unit)), &tt.options)
		var long *TooLongError
		if !errors.As(err, &long) {
			t.Fatal(err)
		}
		if long.Bytes != 8000 || long.Fit/len(tt.unit) != tt.want || long.Level != tt.options.Level.orDefault() || (tt.options.MaxVersion != 0 && long.MaxVersion != tt.options.MaxVersion) {
			t.Errorf("%s %+v: %+v", tt.unit, tt.options, long)
		}
		mustEncode(t, strings.Repeat(tt.unit, tt.want), &tt.options)
		if _, err := Encode(strings.Repeat(tt.unit, tt.want+1), &tt.options); !errors.Is(err, ErrTooLong) {
			t.Errorf("%s %+v: %d fit", tt.unit, tt.options, tt.want+1)
		}
	}
	_, err := Encode(boardLink, &Options{MaxVersion: 4})
	for _, want := range []string{"dài 70 byte, mức M đến phiên bản 4 chỉ chứa được 62 byte", "of 70 bytes, level M up to version 4 holds only 62"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %q", err, want)
		}
	}
}

// TestSkip2NeverPanics asks for what its caller rules out.
func TestSkip2NeverPanics(t *testing.T) {
	for name, err := range map[string]error{
		"too long":   second(skip2{}.layout(boardLink, 1, L)),
		"no version": second(skip2{}.layout("x", 0, L)),
		"no level":   second(skip2{}.layout("x", 1, H+1)),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if v, ok := (skip2{}).version("x", H+1, 1, maxVersion); ok {
		t.Errorf("version %d of no level", v)
	}
}

func second(_ grid, err error) error { return err }

func TestLevelString(t *testing.T) {
	for level, want := range map[Level]string{0: "M", L: "L", M: "M", Q: "Q", H: "H", 9: "Level(9)"} {
		if got := level.String(); got != want {
			t.Errorf("level %d: %q, want %q", uint8(level), got, want)
		}
	}
}

// TestModulesEqualSkip2 compares all 160 symbols, module by module, with those
// of an encoder written by others.
func TestModulesEqualSkip2(t *testing.T) {
	for version := 1; version <= maxVersion; version++ {
		for level := L; level <= H; level++ {
			payload := strings.Repeat("a", blocksOf(version, level).data()-3)
			want, err := skip2{}.layout(payload, version, level)
			if err != nil {
				t.Fatal(err)
			}
			if got := sameMask(t, payload, want, version, level); !slices.Equal(got.modules, want.modules) {
				t.Errorf("%d-%v differs", version, level)
			}
		}
	}
}

// TestModesEqualSkip2 does so for texts of one mode, of any length.
func TestModesEqualSkip2(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		payload := rapid.OneOf(
			rapid.StringMatching(`[0-9]{1,500}`),
			rapid.StringMatching(`[A-Z $%*+./:-]{1,300}`),
			rapid.StringMatching(`[a-z?=&_#]{1,200}`),
		).Draw(t, "payload")
		level := rapid.SampledFrom([]Level{L, M, Q, H}).Draw(t, "level")
		version, ok := skip2{}.version(payload, level, 1, maxVersion)
		if got, _ := (assembly{}).version(payload, level, 1, maxVersion); !ok || got != version {
			t.Fatalf("version %d, want %d", got, version)
		}
		want, err := skip2{}.layout(payload, version, level)
		if err != nil {
			t.Fatal(err)
		}
		if got := sameMask(t, payload, want, version, level); !slices.Equal(got.modules, want.modules) {
			t.Fatalf("%d-%v differs", version, level)
		}
	})
}

// TestSegmentsNeverLoseToSkip2: the fewest bits never take a larger version.
func TestSegmentsNeverLoseToSkip2(t *testing.T) {
	smaller := 0
	rapid.Check(t, func(t *rapid.T) {
		payload := rapid.StringMatching(`([0-9]{0,12}[A-Z/:]{0,9}[a-z]{0,6}){1,30}x`).Draw(t, "payload")
		theirs, ok := skip2{}.version(payload, M, 1, maxVersion)
		ours, ok2 := assembly{}.version(payload, M, 1, maxVersion)
		if !ok || !ok2 || ours > theirs {
			t.Fatalf("version %d, skip2 has %d", ours, theirs)
		}
		if ours < theirs {
			smaller++
		}
		if joined := segments(payload, ours); len(payload) != textLength(joined) {
			t.Fatalf("segments %v", joined)
		}
	})
	if smaller == 0 {
		t.Error("never smaller than skip2: the search is of no use")
	}
}

func textLength(segs []segment) (n int) {
	for _, s := range segs {
		n += len(s.text)
	}
	return n
}

// sameMask lays a payload out with the mask that another symbol carries. Of
// the masks, engines may choose any.
func sameMask(t interface{ Fatal(...any) }, payload string, like grid, version int, level Level) grid {
	b := blocksOf(version, level)
	p := newPlan(version, b.interleave(dataCodewords(payload, segments(payload, version), version, b.data())))
	for pattern := range masks {
		if g := maskWith(p, pattern, level); equalFormat(g, like) {
			return g
		}
	}
	t.Fatal("no mask has this format information")
	return grid{}
}

func equalFormat(a, b grid) bool {
	for i := range 9 {
		if a.at(8, i) != b.at(8, i) || a.at(i, 8) != b.at(i, 8) {
			return false
		}
	}
	return true
}

// TestPenalty scores small grids whose score can be counted by hand.
func TestPenalty(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []string
		want int
	}{
		// Six rows and six columns of six equal modules, 25 blocks, and dark
		// modules 50 % away from one half.
		{"all dark", slices.Repeat([]string{"######"}, 6), 12*(3+1) + 25*3 + 10*10},
		{"chequered", slices.Repeat([]string{"#.#.#.", ".#.#.#"}, 3), 0},
		// In each of twelve rows a finder pattern beside a margin and five pairs
		// of equal neighbours; in each of twelve columns one run of twelve. Half
		// of the modules are dark.
		{"finder pattern", slices.Repeat([]string{"#.###.#....#"}, 12), 12*40 + 12*(3+7) + 11*5*3},
	} {
		g := linesOf(len(tt.rows), func(x, y int) bool { return tt.rows[y][x] == '#' })
		if got := penalty(g, math.MaxInt); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

// plainPenalty scores a symbol module by module, as ISO/IEC 18004:2015, 7.8.3.1 words it.
func plainPenalty(g grid) int {
	score, dark, n := 0, 0, g.size
	for _, at := range []func(line, i int) bool{func(y, x int) bool { return g.at(x, y) }, g.at} {
		for line := range n {
			run := 0
			for i := range n {
				if run++; i+1 < n && at(line, i) == at(line, i+1) {
					continue
				}
				if run >= 5 {
					score += 3 + run - 5
				}
				run = 0
			}
			window := 0
			for i := range n {
				window = window << 1 & 0x7FF
				if at(line, i) {
					window |= 1
				}
				if i >= 10 && (window == 0b10111010000 || window == 0b00001011101) {
					score += 40
				}
			}
		}
	}
	for y := range n {
		for x := range n {
			m := g.at(x, y)
			if m {
				dark++
			}
			if x+1 < n && y+1 < n && g.at(x+1, y) == m && g.at(x, y+1) == m && g.at(x+1, y+1) == m {
				score += 3
			}
		}
	}
	return score + int(math.Abs(float64(dark)/float64(n*n)-0.5)*20)*10
}

// The mask is the first of the lowest penalty, at every width in words of bits.
func TestMaskOfLowestPenalty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		version := rapid.SampledFrom([]int{1, 2, 4, 7, 11, 12, 13, 27, 28, 40}).Draw(t, "version")
		b := blocksOf(version, M)
		data := rapid.SliceOfN(rapid.Byte(), b.data(), b.data()).Draw(t, "data")
		p := newPlan(version, b.interleave(data))
		best, lowest := grid{}, math.MaxInt
		for pattern := range masks {
			g := maskWith(p, pattern, M)
			if score := plainPenalty(g); score < lowest {
				best, lowest = g, score
			}
		}
		if !slices.Equal(mask(p, version, M).modules, best.modules) {
			t.Fatalf("version %d: another mask than the one of penalty %d", version, lowest)
		}
	})
}

// TestConcurrentUse is for the race detector.
func TestConcurrentUse(t *testing.T) {
	c := mustEncode(t, "Tân Trào", nil)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, engine := range []Engine{Auto, Skip2, Assembly} {
				if _, err := Encode(boardLink, &Options{Engine: engine}); err != nil {
					t.Error(err)
				}
			}
			for range c.Outline() {
			}
			img := render(c, 2)
			if found, err := Decode(img, img.Bounds()); err != nil || found.Text != c.Payload() {
				t.Error(found, err)
			}
			(&LinkPolicy{}).Check("https://bit.ly/x")
		})
	}
	group.Wait()
}

func BenchmarkEncode(b *testing.B) {
	for _, bench := range []struct {
		name   string
		engine Engine
	}{{"Skip2", Skip2}, {"Assembly", Assembly}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Encode(boardLink, &Options{Engine: bench.engine}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
