package qr

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEncodeRaisesTheLevelForFree(t *testing.T) {
	for _, engine := range []Engine{Assembly, Skip2} {
		c, err := Encode("https://dichvucong.gov.vn/", &Options{Level: L, Engine: engine})
		if err != nil {
			t.Fatal(err)
		}
		if c.Version() != 2 || c.Asked() != L || c.Given() != M || c.Size() != 25 || c.Outer() != 33 {
			t.Errorf("engine %d: version %d, level %v -> %v, size %d", engine, c.Version(), c.Asked(), c.Given(), c.Size())
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
			if got := sameMask(t, payload, want, version, level); !equal(got, want) {
				t.Errorf("%d-%v differs", version, level)
			}
		}
	}
}

// sameMask lays a payload out with the mask that another symbol carries. Of
// the masks, engines may choose any.
func sameMask(t interface{ Fatal(...any) }, payload string, like grid, version int, level Level) grid {
	format := 0
	for i := range 6 {
		if like.at(8, i) {
			format |= 1 << i
		}
	}
	for pattern := range masks {
		b := blocksOf(version, level)
		data := dataCodewords(payload, segments(payload, version), version, b.data())
		g := maskWith(newPlan(version, b.interleave(data)), pattern, level)
		if equalFormat(g, like) {
			return g
		}
	}
	t.Fatal("no mask matches")
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

func equal(a, b grid) bool {
	if a.size != b.size {
		return false
	}
	for i := range a.modules {
		if a.modules[i] != b.modules[i] {
			return false
		}
	}
	return true
}

var _ = errors.Is
var _ = rapid.Check

var boardLink = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193"

func BenchmarkEncode(b *testing.B) {
	for name, engine := range map[string]Engine{"Assembly": Assembly, "Skip2": Skip2} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Encode(boardLink, &Options{Engine: engine}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
