package fonts_test

import (
	"testing"

	"github.com/bangron/bangron/fonts"
)

func BenchmarkParse(b *testing.B) {
	for _, e := range embedded {
		file := read(b, e.file)
		b.Run(e.id, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := fonts.Parse(file); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkShape(b *testing.B) {
	for _, e := range embedded {
		face := lookup(b, e.id)
		b.Run(e.id, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := face.Shape("CHUYỂN ĐỔI SỐ QUỐC GIA 10/10"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
