package sheet

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A long cell stops the list only where it is read.
func TestLongCellInAColumnThatIsNotRead(t *testing.T) {
	long := strings.Repeat("Nộp hồ sơ. ", 700)
	for name, read := range map[string]bool{"Trình tự thực hiện": false, "Thời hạn": true, "Toàn trình": true, "Link": true} {
		rows := []string{"STT|Mã TTHC|Tên TTHC|" + name, "1|1.001193|Khai sinh|" + long, "2|1.000656|Khai tử|"}
		if !read {
			l := readLines(t, rows...)
			same(t, name, brief(l, "c"), []string{"1.001193", "1.000656"})
			accountFor(t, l, "ds.csv", rows)
			continue
		}
		if e := failure(t, "ds.csv", []byte(lines(rows...)), ErrCell); e.Code != "cell-too-long" || e.Cell != "D2" {
			t.Errorf("%s: %v", name, e)
		}
	}
	failure(t, "ds.csv", []byte(lines("STT|Mã TTHC|Tên TTHC|Trình tự", "1|1.001193|Khai sinh|", "||"+long)), ErrCell)
}

func TestBooleansAreNoNames(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Lĩnh vực", "1|1.001193||Hộ tịch", "2|1.000656|Khai tử|x")
		set(t, f.SetCellBool("TTHC", "C2", true))
	})
	if e := failure(t, "a.xlsx", data, ErrCell); e.Code != "name-boolean" || e.Cell != "C2" {
		t.Error(e)
	}
	l := readLines(t, "STT|Mã TTHC|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|FALSE")
	same(t, "fields", brief(l, "f"), []string{""})
}

// Merged cells that reach out of the headings give the rows below them no text.
func TestMergesThatReachOutOfTheHeadings(t *testing.T) {
	for _, ref := range []string{"A1:XFD1048576", "A1:A9", "A1:D3"} {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Lĩnh vực", "|1.001193|Khai sinh|Hộ tịch", "|1.000656|Khai tử|Đất đai")
		})
		data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
			return strings.Replace(xml, "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="`+ref+`"/></mergeCells>`, 1)
		})
		same(t, ref, brief(read(t, "a.xlsx", data), "#cnf"), []string{"|1.001193|Khai sinh|Hộ tịch", "|1.000656|Khai tử|Đất đai"})
	}
}
