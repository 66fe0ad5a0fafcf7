package sheet

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// garble reads the bytes of s in a code page; those without a letter there are control characters.
func garble(s string, page *charmap.Charmap) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		r := page.DecodeByte(c)
		if r == utf8.RuneError {
			r = rune(c)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// The proposal needs what is invisible in the text, control characters and soft hyphens.
func TestGarbledLists(t *testing.T) {
	rows := []string{"STT|Mã TTHC|Tên thủ tục hành chính|Lĩnh vực|Phí", "1|1.001193|Thủ tục đăng ký khai sinh, khai tử|Hộ tịch|Không", "2|2.000815|Chứng thực bản sao từ bản gốc|Chứng thực|Có"}
	for page, cell := range map[*charmap.Charmap]string{charmap.ISO8859_1: "B1", charmap.Windows1252: "B1", charmap.Windows1258: "B1"} {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", strings.Split(garble(strings.Join(rows, "\n"), page), "\n")...)
		})
		for name, data := range map[string][]byte{"a.xlsx": data, "ds.csv": []byte(lines(strings.Split(garble(strings.Join(rows, "\n"), page), "\n")...))} {
			e := failure(t, name, data, ErrFormat)
			if e.Code != "mojibake" || e.Cell != cell || !strings.Contains(e.VI, `"Mã TTHC"; và`) {
				t.Errorf("%v %s: %v", page, name, e)
			}
		}
		// One cell that was pasted so spoils its row.
		mixed := []byte(lines(rows[0], rows[1], strings.ReplaceAll(rows[2], "Chứng thực bản sao từ bản gốc", garble("Chứng thực bản sao từ bản gốc", page))))
		e := failure(t, "ds.csv", mixed, ErrCell)
		if e.Code != "mojibake" || e.Cell != "C3" || !strings.Contains(e.VI, `"Chứng thực bản sao từ bản gốc"`) {
			t.Errorf("%v: %v", page, e)
		}
		l, err := Read("ds.csv", strings.NewReader(string(mixed)), &Options{SkipBad: true})
		if err != nil {
			t.Fatal(err)
		}
		same(t, page.String(), brief(l, "c"), []string{"1.001193"})
		// So does a heading, whose column nobody knows, and a section.
		_, err = Read("ds.csv", strings.NewReader(lines(strings.ReplaceAll(rows[0], "Tên thủ tục hành chính|", "Tên thủ tục hành chính|"+garble("Thời hạn giải quyết", page)+"|"), rows[1], rows[2])), &Options{SkipBad: true})
		if e := (*Error)(nil); !errors.As(err, &e) || e.Code != "mojibake" {
			t.Errorf("%v: heading: %v", page, err)
		}
		if e := failure(t, "ds.csv", []byte(lines("STT|Mã TTHC|Tên thủ tục hành chính|Lĩnh vực|Phí", rows[1], "|"+garble("Lĩnh vực Chứng thực", page), "2|2.000815|Bản sao từ bản gốc")), ErrCell); e.Code != "mojibake" {
			t.Errorf("%v: section: %v", page, e)
		}
	}
}

func TestSoundTextIsNotGarbled(t *testing.T) {
	for _, name := range []string{"Đánh giá «quốc gia» khai sinh", "Khai sinh – kê khai “giá” đất", "Cấp phép m² đất", "Ân xá", "Xã Â Â", "Thị xã — xã"} {
		l := readLines(t, "STT|Mã TTHC|Tên TTHC", "1|1.001193|"+name)
		same(t, name, brief(l, "n"), []string{name})
	}
}
