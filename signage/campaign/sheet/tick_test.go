package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/bangron/bangron/signage/internal/note"
)

func TestMarks(t *testing.T) {
	for m, texts := range map[mark][]string{
		yesMark:     {"x", "X", "√", "+", "✓", "v", "ü", "•", "1", "Có", "(x)", "xx", "TRUE", "x (từ 01/7)", "Toàn trình", "Đã cung cấp"},
		noMark:      {"", "-", "/", "0", "Không", "Chưa", "Chưa cung cấp", "☐", "FALSE", "Không áp dụng"},
		unclearMark: {"2", "→", "Theo quy định", "Xem ghi chú", "?"},
	} {
		for _, text := range texts {
			if got := markOf(text); got != m {
				t.Errorf("%q: %d, want %d", text, got, m)
			}
		}
	}
}

// A mark means the level that the heading names, and is never printed itself.
func TestMarksUnderLevels(t *testing.T) {
	for _, tc := range []struct{ head, marks, want, notes string }{
		{"Toàn trình|Một phần", "|√", PartlyOnline, ""},
		{"Toàn trình|Một phần", "Chưa|x", PartlyOnline, ""},
		{"Toàn trình|Một phần", "|→", "", "level-unclear ds.csv!D2"},
		{"Mức độ 2|Mức độ 3|MỨC ĐỘ 4", "||x", "Mức độ 4", "level-former ds.csv!E2"},
		{"Mức độ 2|Mức độ 3|Mức độ 4", "||Toàn trình", FullyOnline, ""},
		{"Mức độ 2|Mức độ 3|Mức độ 4", "x||x", "Mức độ 2; Mức độ 4", "level-both ds.csv!C2 level-former ds.csv!C2"},
		{"Mức độ", "x", "", "level-unclear ds.csv!C2"},
		{"DVC trực tuyến", "√", "", "level-unclear ds.csv!C2"},
		{"DVC trực tuyến", "+", "", "level-unclear ds.csv!C2"},
		{"DVC trực tuyến", "Có", "", "level-unclear ds.csv!C2"},
		{"DVC trực tuyến", "Chưa cung cấp", "Chưa cung cấp", ""},
		{"Mức độ", "Còn lại", "Còn lại", ""},
	} {
		l := readLines(t, "Mã số|Tên TTHC|"+tc.head, "1.001193|Khai sinh|"+tc.marks)
		same(t, tc.head+" "+tc.marks, brief(l, "l"), []string{tc.want})
		same(t, tc.head+" "+tc.marks, []string{strings.Join(notes(l, "level-unclear", "level-both", "level-former", "column-double"), " ")}, []string{tc.notes})
	}
}

func TestMarksUnderAMergedHeading(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã số|Tên TTHC|Mức độ cung cấp DVC trực tuyến|||", "|||Toàn trình|Một phần|Chưa cung cấp|Còn lại", "1|1.001193|Khai sinh|X", "2|1.000656|Khai tử||√",
			"3|1.000894|Kết hôn|||x", "4|2.000635|Bản sao||||x", "5|2.000815|Chứng thực|||không")
		for _, m := range []string{"A1:A2", "B1:B2", "C1:C2", "D1:G1"} {
			from, to, _ := strings.Cut(m, ":")
			set(t, f.MergeCell("TTHC", from, to))
		}
	})
	l := read(t, "a.xlsx", data)
	same(t, "levels", brief(l, "cl"), []string{"1.001193|" + FullyOnline, "1.000656|" + PartlyOnline, "1.000894|" + notOnline, "2.000635|Còn lại", "2.000815|"})
	same(t, "notes", notes(l, "level-unclear", "column-double", "cell-unlabelled"), nil)

	// One heading over two rows is not one of several levels.
	l = readLines(t, "STT|Mã số|Tên thủ tục|Mức độ dịch vụ công", "||hành chính|trực tuyến", "1|1.001193|Khai sinh|Còn lại")
	same(t, "level", brief(l, "l"), []string{"Còn lại"})
}

// A mark is no time limit and no fee, and is said once for each column to be left out.
func TestMarksUnderTimeLimitsAndFees(t *testing.T) {
	for text, printed := range map[string]bool{"x": false, "X": false, "(x)": false, "xx": false, "x x": false, "✓": false, "√": false, "+": false, "☐": false, "þ": false, "v": false, "(*)": false,
		"Có": true, "Không": true, "0": true, "x (5 ngày)": true, "5 ngày": true, "Miễn": true, "*5 ngày": true, "1": true, "x2": true} {
		l := readLines(t, "Mã số|Tên TTHC|Thời hạn|Lệ phí", "1.001193|Khai sinh|"+text+"|"+text, "1.000656|Khai tử|3 ngày|0 đồng")
		want, said := "|", []string{"mark-unclear ds.csv!C2", "mark-unclear ds.csv!D2"}
		if printed {
			want, said = text+"|"+text, nil
		}
		same(t, text, brief(l, "dp"), []string{want, "3 ngày|0 đồng"})
		same(t, text, notes(l, "mark-unclear"), said)
		if !printed && (l.Procedures[0].Cells.Days != "" || l.Procedures[0].Cells.Fee != "") {
			t.Errorf("%q: %+v", text, l.Procedures[0].Cells)
		}
	}
	rows := []string{"Mã số|Tên TTHC|Thời hạn giải quyết"}
	for i := range 12 {
		rows = append(rows, fmt.Sprintf("1.%06d|Thủ tục số %d|x", i+1, i+1))
	}
	for _, n := range readLines(t, rows...).Notes {
		if n.Code == "mark-unclear" && (n.Severity != note.Warning || !strings.Contains(n.VI, "“Thời hạn giải quyết” chỉ có dấu đánh dấu, không in lên bảng (số ô: 12): C2, C3") || n.FixVI == "") {
			t.Errorf("%+v", n)
		}
	}
	l := parted(t, "D1:E1 A1:A2 B1:B2 C1:C2", "STT|Mã TTHC|Tên TTHC|Phí, lệ phí (đồng)|", "|||Phí|Lệ phí", "1|1.001193|Khai sinh|x|8000")
	same(t, "parts of fees", append(brief(l, "p"), notes(l, "mark-unclear")...), []string{"Lệ phí: 8.000 đồng", "mark-unclear TTHC!D3"})
}

// Cells that tell no level are told once for each column.
func TestUnclearLevelsAreGathered(t *testing.T) {
	l := readLines(t, "STT|Mã TTHC|Tên TTHC|Mức độ", "1|1.001193|Khai sinh|x", "2|1.000656|Khai tử|x", "3|1.000894|Kết hôn|Toàn trình")
	same(t, "notes", notes(l, "level-unclear"), []string{"level-unclear ds.csv!D2"})
	for _, n := range l.Notes {
		if n.Code == "level-unclear" && n.VI != "Ô dưới tiêu đề “Mức độ” không nói mức độ nào; không in mức độ này (số ô: 2): D2 “x”, D3 “x”." {
			t.Error(n.VI)
		}
	}
}
