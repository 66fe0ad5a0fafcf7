package sheet

import (
	"strings"
	"testing"
)

func TestIsDitto(t *testing.T) {
	for _, text := range []string{"nt", "NT", "-nt-", "nt.", "n/t", `"`, "″", `- " -`, "”", "''", "như trên", "Như trên.", "như trên (nt)", "Nhu tren", "cùng như trên", "như dòng trên"} {
		if !isDitto(text) {
			t.Errorf("%q is no ditto mark", text)
		}
	}
	for _, text := range []string{"", "-", "/", "…", "'", "Nội thất", "ntn", "Như trên, trừ ngày lễ", "trên", `15"`, "Không", "x"} {
		if isDitto(text) {
			t.Errorf("%q is a ditto mark", text)
		}
	}
}

// A mark stands for the nearest text above it, in the columns that are printed.
func TestDittoMarks(t *testing.T) {
	for _, mark := range []string{"nt", "″", "-nt-", "như trên (nt)", "//"} {
		l := readLines(t, strings.Split(strings.ReplaceAll("STT|Mã số|Tên TTHC|Lĩnh vực|Mức độ|Thời hạn (ngày)|Lệ phí\n"+
			"1|1.001193|Khai sinh|Hộ tịch|Toàn trình|15|8000 đồng\n"+
			"2|1.000894|Kết hôn|?|?|?|?\n"+
			"3|1.000656|Khai tử|?|?|?|\n"+
			"4|2.000815|Bản sao|Chứng thực|Một phần|-|?\n"+
			"5|2.000884|Chữ ký|?|?|?|?", "?", mark), "\n")...)
		same(t, mark, brief(l, "nfldp"), []string{
			"Khai sinh|Hộ tịch|Toàn trình|15 ngày|8.000 đồng",
			"Kết hôn|Hộ tịch|Toàn trình|15 ngày|8.000 đồng",
			"Khai tử|Hộ tịch|Toàn trình|15 ngày|",
			"Bản sao|Chứng thực|Một phần||8.000 đồng",
			"Chữ ký|Chứng thực|Một phần||8.000 đồng"})
		same(t, mark, notes(l, "ditto", "ditto-missing", "level-unclear", "field-missing"), []string{"ditto ds.csv!D3", "ditto ds.csv!E3", "ditto ds.csv!F3", "ditto ds.csv!G3"})
	}
}

func TestDittoMarksWithNothingAbove(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Lĩnh vực|Mức độ|Lệ phí",
		"1|1.001193|Khai sinh|nt|″|nt", "2|1.000894|Kết hôn|Hộ tịch|nt|Không", "|Lĩnh vực Đất đai", "3|1.012783|Tách thửa|nt|Toàn trình|nt")
	same(t, "rows", brief(l, "nflp"), []string{"Khai sinh|||", "Kết hôn|Hộ tịch||Không", "Tách thửa|Đất đai|Toàn trình|Không"})
	same(t, "notes", notes(l, "ditto", "ditto-missing", "field-missing"), []string{
		"ditto-missing ds.csv!D2", "ditto-missing ds.csv!E2", "ditto ds.csv!F5", "ditto-missing ds.csv!F2", "field-missing ds.csv!D2"})
}

// Under a tick a mark is the tick of the row right above, not of one further up.
func TestDittoMarksUnderTicks(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Toàn trình|Một phần",
		"1|1.001193|A a|x|", "2|1.000894|B b|nt|", "3|1.000656|C c||x", "4|2.000815|D d|nt|", "5|2.000884|E e|☐|x", "6|2.000885|F f|nt|nt")
	same(t, "levels", brief(l, "l"), []string{FullyOnline, FullyOnline, PartlyOnline, "", PartlyOnline, PartlyOnline})
	same(t, "notes", notes(l, "ditto", "ditto-missing"), []string{"ditto ds.csv!D3", "ditto-missing ds.csv!D5", "ditto ds.csv!E7"})
}

func TestDittoMarksForNamesAndCodes(t *testing.T) {
	for row, want := range map[string]string{
		"2|1.000894|nt|Hộ tịch":      "name-ditto C3",
		"|1.000894|″|Hộ tịch":        "name-ditto C3",
		"||nt|":                      "name-ditto C3",
		"2|nt|Kết hôn|Hộ tịch":       "code-ditto B3",
		"2|như trên|Kết hôn|Hộ tịch": "code-ditto B3",
	} {
		e := failure(t, "ds.csv", []byte(lines("STT|Mã số|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|Hộ tịch", row, "3|1.000656|Khai tử|Hộ tịch")), ErrCell)
		same(t, row, []string{e.Code + " " + e.Cell}, []string{want})
	}
}

// A remark that abolishes a procedure may be a mark too.
func TestDittoMarksBelowRemarks(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Ghi chú",
		"1|1.001193|A a|Bãi bỏ", "2|1.000894|B b|nt", "3|1.000656|C c|", "4|2.000815|D d|nt", "|Lĩnh vực Đất đai", "5|2.000884|E e|nt")
	same(t, "names", brief(l, "n"), []string{"C c", "D d", "E e"})
	same(t, "notes", notes(l, "row-abolished", "ditto", "ditto-missing"), []string{"row-abolished ds.csv!A2", "row-abolished ds.csv!A3"})
}
