package signage_test

import (
	"io"
	"testing"

	"github.com/bangron/bangron/signage"
)

// benchmark compiles a sign and writes it as a press PDF.
func benchmark(b *testing.B, s signage.Sign) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		d, err := signage.Compile(s, nil)
		if err != nil {
			b.Fatal(err)
		}
		if err := d.WritePDF(io.Discard, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBanner(b *testing.B) { benchmark(b, full(b, "bang-ron-6x0.8", "chao-mung").sign) }
func BenchmarkPano(b *testing.B)   { benchmark(b, full(b, "pano-4x3", "chao-mung").sign) }
func BenchmarkPoster(b *testing.B) { benchmark(b, full(b, "poster-a2", "chao-mung").sign) }
