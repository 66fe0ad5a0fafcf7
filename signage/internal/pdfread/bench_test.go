package pdfread_test

import (
	"bytes"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// Everything in a press file of our own: the bound is 1 ms.
func BenchmarkReadBanner(b *testing.B) {
	file := banner(b, "press")
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if err := readAll(file, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkContent(b *testing.B) {
	f := open(b, banner(b, "press"))
	data, err := f.Contents(pages(b, f)[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range pdfread.Content(data, nil) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A file without a table is scanned.
func BenchmarkRebuild(b *testing.B) {
	file := onePage(stream("", string(bytes.Repeat([]byte("q 1 0 0 1 0 0 cm "), 1<<20)))).classic()
	file = file[:bytes.LastIndex(file, []byte("startxref"))]
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		open(b, file)
	}
}
