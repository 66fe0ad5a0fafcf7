package fold

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"–":                         "",
		"Tên TTHC:":                 "ten tthc",
		"  ĐẤT \u00a0đai (cấp xã) ": "dat dai cap xa",
		norm.NFD.String("Hộ tịch"):  "ho tich",
		"Phí, lệ phí/1.000 đồng":    "phi le phi 1 000 dong",
	} {
		if got := Words(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
