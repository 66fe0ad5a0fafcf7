package sheet

import (
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/note"
)

// A link that carries the code of another procedure is told, with both cells and codes.
func TestLinksOfAnotherProcedure(t *testing.T) {
	const search = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword="
	for link, code := range map[string]string{
		search + "1.000656":                      "1.000656",
		search + "1.00119":                       "1.00119",
		search + "1.001193":                      "",
		search + "1.001193.000.00.00.H35":        "",
		search + "khai+sinh":                     "",
		"https://a.gov.vn/tthc/1.000894/":        "1.000894",
		"https://a.gov.vn/tthc/1.001193/":        "",
		"https://a.gov.vn/v1.25/x?page=1.2":      "",
		"https://a.gov.vn/#/tim?maTTHC=1.000894": "1.000894",
		"https://dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=1.000894": "1.000894",
	} {
		l := readLines(t, "Mã số|Tên TTHC|Link", "1.001193|Khai sinh|"+link)
		same(t, link, brief(l, "cu"), []string{"1.001193|" + link})
		var told []Note
		for _, n := range l.Notes {
			if n.Code == "link-code" {
				told = append(told, n)
			}
		}
		switch {
		case code == "":
			if len(told) > 0 {
				t.Errorf("%s: %+v", link, told)
			}
		case len(told) != 1 || told[0].Severity != note.Warning || told[0].Field != "ds.csv!C2" ||
			!strings.Contains(told[0].VI, "ô C2 mang mã "+code+", còn mã ở ô A2 là 1.001193"):
			t.Errorf("%s: %+v", link, told)
		}
	}
}

func TestLinksThatEndInPunctuation(t *testing.T) {
	l := readLines(t, "Mã số|Tên TTHC|Link", "1.001193|Khai sinh|https://a.gov.vn/a.", "1.000656|Khai tử|https://a.gov.vn/a;", "1.000894|Kết hôn|https://a.gov.vn/a")
	same(t, "notes", notes(l, "link-ending"), []string{"link-ending ds.csv!C2", "link-ending ds.csv!C3"})
}
