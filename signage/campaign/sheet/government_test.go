package sheet

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Procedures of a province among those of a commune are read, and told.
func TestPartsOfLevelsOfGovernment(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC"
	for _, tc := range []struct {
		name string
		rows []string
		want string // the beginning of the warning
	}{
		{"both", []string{head, "A|THỦ TỤC HÀNH CHÍNH CẤP TỈNH|", "I|Lĩnh vực Hộ tịch|", "1|1.001193|A a|", "2|1.001194|B b|", "B|THỦ TỤC HÀNH CHÍNH CẤP XÃ|", "I|Lĩnh vực Hộ tịch|", "3|1.000656|C c|"},
			"2 thủ tục cấp tỉnh sẽ nằm trên bảng cùng với 1 thủ tục cấp xã: ds.csv!B2 “THỦ TỤC HÀNH CHÍNH CẤP TỈNH” (số dòng: 2)."},
		{"three", []string{head, "A|TTHC CẤP TỈNH|", "1|1.001193|A a|", "B|TTHC CẤP HUYỆN|", "2|1.001194|B b|", "C|TTHC CẤP XÃ|", "3|1.000656|C c|"},
			"2 thủ tục cấp tỉnh, cấp huyện sẽ nằm trên bảng cùng với 1 thủ tục cấp xã: "},
		{"a part that follows is of no level", []string{head, "A|TTHC CẤP XÃ|", "1|1.001193|A a|", "B|TTHC CẤP TỈNH|", "2|1.001194|B b|", "C|TTHC ĐẶC THÙ|", "3|1.000656|C c|"},
			"1 thủ tục cấp tỉnh sẽ nằm trên bảng cùng với 1 thủ tục cấp xã: "},
		{"inside of sections", []string{head, "I. Lĩnh vực Hộ tịch||", "TTHC cấp tỉnh||", "1|1.001193|A a|", "TTHC cấp xã||", "2|1.001194|B b|", "II. Lĩnh vực Đất đai||", "3|1.000656|C c|"},
			"1 thủ tục cấp tỉnh sẽ nằm trên bảng cùng với 1 thủ tục cấp xã: "},
		{"a province alone", []string{head, "A|TTHC CẤP TỈNH|", "1|1.001193|A a|", "2|1.001194|B b|"}, ""},
		{"communes alone", []string{"DANH MỤC TTHC CẤP XÃ||", head, "1|1.001193|A a|", "2|1.001194|B b|"}, ""},
		{"one title for both", []string{"DANH MỤC TTHC CẤP TỈNH, CẤP XÃ||", head, "A|TTHC CẤP XÃ|", "1|1.001193|A a|"}, ""},
		{"nothing of the province is read", []string{head, "A|TTHC CẤP TỈNH|", "B|TTHC CẤP XÃ|", "1|1.001193|A a|"}, ""},
	} {
		l := readLines(t, tc.rows...)
		var got []string
		for _, n := range l.Notes {
			if n.Code == "level-of-government" {
				got = append(got, n.VI)
			}
		}
		if tc.want == "" && got != nil || tc.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], tc.want)) {
			t.Errorf("%s: %q", tc.name, got)
		}
	}
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh")
		set(t, f.SetSheetName("TTHC", "Cấp xã"))
		_, err := f.NewSheet("Cấp tỉnh")
		set(t, err)
		put(t, f, "Cấp tỉnh", "STT|Mã TTHC|Tên TTHC", "1|1.000656|Khai tử")
	})
	same(t, "sheets", notes(read(t, "a.xlsx", data), "level-of-government"), []string{"level-of-government Cấp tỉnh"})
}

func TestTicksOfLevelsOfGovernment(t *testing.T) {
	table := func(rows ...string) []string {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", append([]string{"STT|Mã TTHC|Tên TTHC|Cấp thực hiện||", "|||Tỉnh|Huyện|Xã"}, rows...)...)
			for _, m := range []string{"A1:A2", "B1:B2", "C1:C2", "D1:F1"} {
				from, to, _ := strings.Cut(m, ":")
				set(t, f.MergeCell("TTHC", from, to))
			}
		})
		return notes(read(t, "a.xlsx", data), "level-of-government")
	}
	same(t, "all", table("1|1.001193|A a|x||x", "2|1.000656|B b|||x"), nil)
	same(t, "one is not the commune's", table("1|1.001193|A a|x||", "2|1.000656|B b|x||", "3|1.000894|C c|||x", "4|2.000815|D d|||"), []string{"level-of-government TTHC!F3"})
	same(t, "none is", table("1|1.001193|A a|x||", "2|1.000656|B b|x||"), nil)
}
