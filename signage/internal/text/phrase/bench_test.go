package phrase_test

import (
	"os"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/text/phrase"
)

func BenchmarkParse(b *testing.B) {
	list, err := os.ReadFile("vi.txt")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := phrase.Parse(strings.NewReader(string(list))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWith(b *testing.B) {
	l := phrase.Default()
	for b.Loop() {
		l.With("xã Ia Krái", "ngày hội non sông")
	}
}

// BenchmarkBreaks judges the longest slogan, 30 words.
func BenchmarkBreaks(b *testing.B) {
	words := strings.Fields("PHỔ CẬP HẠ TẦNG SỐ VÀ SÁNG TẠO ỨNG DỤNG SỐ ĐỂ PHÁT TRIỂN KINH TẾ SỐ - " +
		"ĐỘNG LỰC MỚI CHO TĂNG TRƯỞNG KINH TẾ VÀ NĂNG SUẤT LAO ĐỘNG")
	l := phrase.Default()
	for b.Loop() {
		l.Breaks(words)
	}
}
