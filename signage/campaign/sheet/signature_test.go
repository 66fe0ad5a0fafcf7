package sheet

import (
	"slices"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/note"
)

// Of a signature block every row is one, though by itself it may be a procedure; a row with a code, a link, or a
// number and a name is one wherever it stands.
func TestSignatureBlocks(t *testing.T) {
	const head = "STT|Tên thủ tục hành chính|Mã TTHC|Lĩnh vực|Thời hạn|Link"
	const birth, death = "1|Đăng ký khai sinh|1.001193|Hộ tịch|Trong ngày|", "2|Đăng ký khai tử|1.000656|Hộ tịch|Trong ngày|"
	for _, tc := range []struct {
		name    string
		rows    []string
		names   int    // of procedures
		skipped string // cells
	}{
		{"addressees in the column of names", []string{head, birth, death, "", "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|",
			"|- Như trên;|||CHỦ TỊCH|", "|- Lưu: VT.|||Nguyễn Văn An|"}, 2, "B5 B6 B7"},
		{"unsigned", []string{head, birth, death, "|Nơi nhận:|||CHỦ TỊCH|", "|- UBND tỉnh (b/c);||||",
			"|- Lưu: VT|||(Đã ký)|", "||||Nguyễn Văn An|"}, 2, "B4 B5 B6 E7"},
		{"names alone", []string{"Tên thủ tục|Lĩnh vực|Link", "Khai sinh|Hộ tịch|https://a.gov.vn/1",
			"Nơi nhận:|TM. UBND|", "- Như trên;|CHỦ TỊCH|", "- Lưu: VT.|Nguyễn Văn An|"}, 1, "A3 A4 A5"},
		{"total below", []string{head, birth, "|Nơi nhận:|||KT. CHỦ TỊCH|", "|- Như trên;|||PHÓ CHỦ TỊCH|",
			"|Tổng cộng: 1||||"}, 1, "B3 B4"},
		{"a procedure with a code below", []string{head, birth, "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|",
			"|Đăng ký khai tử|1.000656||Trong ngày|"}, 2, "B3"},
		{"a procedure with a number below", []string{head, birth, "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|",
			"2|Đăng ký khai tử|||Trong ngày|"}, 2, "B3"},
		{"a procedure with a link below", []string{head, birth, "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|",
			"|Đăng ký khai tử||||https://a.gov.vn/1"}, 2, "B3"},
		{"a second list below", []string{head, birth, "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|", "|- Như trên;|||CHỦ TỊCH|",
			head, death}, 2, "B3 B4"},
		{"one block for each of two lists", []string{head, birth, "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|",
			"|- Như trên;|||CHỦ TỊCH|", head, death, "|Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|", "|- Như trên;|||CHỦ TỊCH|"}, 2,
			"B3 B4 B7 B8"},
	} {
		l := readLines(t, tc.rows...)
		if len(l.Procedures) != tc.names {
			t.Errorf("%s: %q", tc.name, brief(l, "n"))
		}
		var cells []string
		for _, n := range l.Notes {
			if n.Code == "row-signature" {
				cells = append(cells, strings.TrimPrefix(n.Field, "ds.csv!"))
				if strings.Contains(n.VI, "Như trên") && (n.Severity != note.Warning || !strings.Contains(n.VI, "đoán")) {
					t.Errorf("%s: %+v", tc.name, n)
				}
			}
		}
		same(t, tc.name, cells, strings.Fields(tc.skipped))
	}
}

// The number of a page is no field of the rows below it, and does not end the field above.
func TestNumbersOfPagesAreNoFields(t *testing.T) {
	for _, page := range []string{"Trang 2", "- Trang 2/5 -", "Trang số: 2", "TRANG 2 / 5"} {
		l := readLines(t, "STT|Tên TTHC|Mã TTHC", "I|Lĩnh vực Hộ tịch|", "1|Khai sinh|1.001193", "|"+page+"|",
			"2|Khai tử|1.000656", page+"||", "3|Kết hôn|1.000894")
		same(t, page, brief(l, "f"), []string{"Hộ tịch", "Hộ tịch", "Hộ tịch"})
		same(t, page, notes(l, "row-page"), []string{"row-page ds.csv!B4", "row-page ds.csv!A6"})
	}
	l := readLines(t, "STT|Tên TTHC|Mã TTHC", "|Trang trại|", "1|Cấp giấy chứng nhận kinh tế trang trại|1.001193")
	if !slices.Equal(brief(l, "f"), []string{"Trang trại"}) {
		t.Errorf("%q", brief(l, "f"))
	}
}
