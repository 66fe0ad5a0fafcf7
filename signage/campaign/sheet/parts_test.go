package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// parted is a sheet with some cells merged.
func parted(t *testing.T, merges string, rows ...string) *List {
	t.Helper()
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", rows...)
		for _, m := range strings.Fields(merges) {
			from, to, _ := strings.Cut(m, ":")
			set(t, f.MergeCell("TTHC", from, to))
		}
	})
	l := read(t, "a.xlsx", data)
	accountFor(t, l, "TTHC", rows)
	return l
}

// Merged headings are parted by the row below, whether other headings are merged
// down over it or not.
func TestHeadingsOfTwoStoreys(t *testing.T) {
	l := parted(t, "B1:C1 D1:E1", "STT|Mã TTHC||Tên TTHC||Lĩnh vực", "|Cũ|Mới|Cũ|Mới|", "1|1.000001|1.001193|Khai sinh (cũ)|Đăng ký khai sinh|Hộ tịch",
		"2|1.000002|1.000656|Khai tử (cũ)|Đăng ký khai tử|Hộ tịch")
	same(t, "procedures", brief(l, "cnf"), []string{"1.001193|Đăng ký khai sinh|Hộ tịch", "1.000656|Đăng ký khai tử|Hộ tịch"})
	for _, levels := range []string{"2|3|4", "Mức 2|Mức 3|Mức 4", "II|III|IV"} {
		for _, down := range []string{"", " A1:A2 B1:B2 C1:C2"} {
			l := parted(t, "D1:F1"+down, "STT|Mã TTHC|Tên TTHC|Mức độ||", "|||"+levels, "1|1.001193|Khai sinh|||x", "2|1.000656|Khai tử||x|", "3|1.000894|Kết hôn|x||")
			same(t, levels+down, brief(l, "l"), []string{"Mức độ 4", "Mức độ 3", "Mức độ 2"})
		}
	}
	l = parted(t, "D1:E1", "STT|Mã TTHC|Tên TTHC|Phí, lệ phí (đồng)|", "|||Phí|Lệ phí", "1|1.001193|Khai sinh|0|8000", "2|1.000656|Khai tử||5000", "3|1.000894|Kết hôn|Không|")
	same(t, "fees", brief(l, "p"), []string{"Phí: 0 đồng, lệ phí: 8.000 đồng", "Lệ phí: 5.000 đồng", "Phí: Không"})
	same(t, "fees", notes(l, "cell-joined", "column-double"), nil)
	// What is no heading of parts is not one.
	l = parted(t, "C1:D1", "STT|Mã TTHC|Tên TTHC|", "1|1.001193|Khai|sinh", "2|1.000656|Khai|tử")
	same(t, "rows", brief(l, "n"), []string{"Khai sinh", "Khai tử"})
}

// Where nothing is new, what was before goes on.
func TestFormerNames(t *testing.T) {
	l := readLines(t, "STT|Mã TTHC cũ|Mã TTHC mới|Tên TTHC cũ|Tên TTHC mới", "1|1.000001|1.001193|Cũ|Khai sinh", "2|1.000894||Kết hôn|", "3|1.000656||Khai tử|Đăng ký khai tử")
	same(t, "procedures", brief(l, "cn"), []string{"1.001193|Khai sinh", "1.000894|Kết hôn", "|Đăng ký khai tử"})
	same(t, "notes", notes(l, "name-former", "code-former"), []string{"name-former ds.csv!D3", "code-former ds.csv!B3"})
	e := failure(t, "ds.csv", []byte(lines("STT|Mã TTHC|Tên TTHC bị bãi bỏ|Tên TTHC thay thế", "1|1.001193|Khai sinh|Đăng ký", "2|1.000894|Kết hôn|")), ErrCell)
	if e.Code != "name-missing" {
		t.Error(e)
	}
}

func TestNotProvidedOnline(t *testing.T) {
	l := readLines(t, "STT|Mã TTHC|Tên TTHC|DVCTT toàn trình|DVCTT một phần|Chưa cung cấp DVCTT", "1|1.001193|Khai sinh|√||", "2|1.000656|Khai tử||þ|", "3|1.000894|Kết hôn|||x")
	same(t, "levels", brief(l, "l"), []string{FullyOnline, PartlyOnline, notOnline})
	same(t, "notes", notes(l, "column-unused"), nil)
}

// Fields numbered like the procedures below them are known where those begin at 1 again and all have codes.
func TestFieldsNumberedLikeProcedures(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC|Thời hạn"
	for _, tc := range []struct {
		name string
		rows []string
		want []string
	}{
		{"names", []string{head, "I||NGÀNH TƯ PHÁP|", "1||Hộ tịch|", "1|1.001193|Khai sinh|3 ngày", "2|1.000656|Khai tử|3 ngày", "2||Chứng thực (02 TTHC)|", "1|2.000815|Bản sao|1 ngày",
			"3||Nuôi con nuôi|", "1|2.001263|Con nuôi|3 ngày", "II||NGÀNH LAO ĐỘNG|", "1||Bảo trợ xã hội|", "1|1.001699|Khuyết tật|3 ngày"},
			[]string{"Hộ tịch", "Hộ tịch", "Chứng thực", "Nuôi con nuôi", "Bảo trợ xã hội"}},
		{"codes", []string{head, "I|NGÀNH TƯ PHÁP||", "1|Hộ tịch||", "1|1.001193|Khai sinh|3 ngày", "2|Chứng thực||", "1|2.000815|Bản sao|1 ngày"}, []string{"Hộ tịch", "Chứng thực"}},
		{"no tier above", []string{head, "1.||Hộ tịch|", "01|1.001193|Khai sinh|", "2.||Chứng thực|", "01|2.000815|Bản sao|"}, []string{"Hộ tịch", "Chứng thực"}},
		{"a procedure without a code", []string{head, "I||NGÀNH TƯ PHÁP|", "1||Hộ tịch|", "1|1.001193|Khai sinh|", "2||Khai tử lưu động|", "3|1.000894|Kết hôn|"},
			[]string{"NGÀNH TƯ PHÁP", "NGÀNH TƯ PHÁP", "NGÀNH TƯ PHÁP", "NGÀNH TƯ PHÁP"}},
		{"numbers that go on", []string{head, "1||Hộ tịch|", "2|1.001193|Khai sinh|", "3|1.000894|Kết hôn|"}, []string{"", "", ""}},
		{"a number out of order", []string{head, "1|1.001193|Khai sinh|", "2||Khai tử lưu động|", "1|1.000894|Kết hôn|"}, []string{"", "", ""}},
		{"more cells", []string{head, "1||Khai tử lưu động|3 ngày", "1|1.001193|Khai sinh|"}, []string{"", ""}},
	} {
		l := readLines(t, tc.rows...)
		same(t, tc.name, brief(l, "f"), tc.want)
		accountFor(t, l, "ds.csv", tc.rows)
	}
}

// Many guessed fields are told in one warning, few in one each, and those in capitals with a Roman numeral are none.
func TestGuessedFieldsAreGathered(t *testing.T) {
	for _, tc := range []struct {
		fields []string
		want   []string
	}{
		{[]string{"I|HỘ TỊCH", "II|CHỨNG THỰC", "III|ĐẤT ĐAI", "IV|Y TẾ", "V|Giáo dục"}, []string{"row-section ds.csv!A10"}},
		{[]string{"A|Hộ tịch", "B|Chứng thực", "C|Đất đai"}, []string{"row-section ds.csv!A2", "row-section ds.csv!A4", "row-section ds.csv!A6"}},
		{[]string{"A|Hộ tịch", "B|Chứng thực", "C|Đất đai", "D|Y tế"}, []string{"section-guess ds.csv!A2"}},
	} {
		rows := []string{"STT|Tên TTHC|Mã TTHC"}
		for i, f := range tc.fields {
			rows = append(rows, f+"|", fmt.Sprintf("1|Khai sinh|1.00119%d", i))
		}
		l := readLines(t, rows...)
		var got []string
		for _, n := range l.Notes {
			if (n.Code == "row-section" || n.Code == "section-guess") && n.Severity == "warning" {
				got = append(got, n.Code+" "+n.Field)
			}
			if n.Code == "section-guess" && n.VI != "Các dòng này được đoán là tên lĩnh vực của các dòng dưới (số dòng: 4): A2 “A | Hộ tịch”, A4 “B | Chứng thực”, A6 “C | Đất đai”, A8 “D | Y tế”." {
				t.Error(n.VI)
			}
		}
		same(t, strings.Join(tc.fields, " "), got, tc.want)
		accountFor(t, l, "ds.csv", rows)
	}
}
