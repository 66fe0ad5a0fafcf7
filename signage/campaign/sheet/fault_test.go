package sheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A row whose code, or another cell, is an error or a formula without a result
// is no section and no text below the table.
func TestFaultyRowsStop(t *testing.T) {
	head := []string{"STT|Mã số|Tên TTHC|Lĩnh vực|Thời hạn|Link", "1|1.001193|Khai sinh|Hộ tịch|3 ngày|https://a.gov.vn/1"}
	after := "3|1.000894|Kết hôn|Hộ tịch|3 ngày|https://a.gov.vn/3"
	for _, tc := range []struct{ row, code, cell string }{
		{"|#N/A|Khai tử|||", "cell-error-value", "B3"},
		{"|=VLOOKUP(1)|Khai tử|||", "formula-no-value", "B3"},
		{"=A2+1||Khai tử|||", "formula-no-value", "A3"},
		{"||Khai tử|#REF!||", "cell-error-value", "D3"},
		{"||Khai tử||#VALUE!|", "cell-error-value", "E3"},
		{"||Khai tử|||#N/A", "cell-error-value", "F3"},
		{"|#N/A||||", "cell-error-value", "B3"},
		{"II|#N/A|CHỨNG THỰC|||", "cell-error-value", "B3"},
		{"|#N/A|Tổng số thuế phải nộp|||", "cell-error-value", "B3"},
		{"|#N/A|Xác nhận của UBND xã|||", "cell-error-value", "B3"},
	} {
		for name, rows := range map[string][]string{"inside": append(head[:2:2], tc.row, after), "last": append(head[:2:2], tc.row)} {
			e := failure(t, "ds.csv", []byte(lines(rows...)), ErrCell)
			if e.Code != tc.code || e.Cell != tc.cell {
				t.Errorf("%s, %s: %v", tc.row, name, e)
			}
			l, err := Read("ds.csv", strings.NewReader(lines(rows...)), &Options{SkipBad: true})
			if err != nil || len(l.Procedures) != len(rows)-2 || l.Skipped != 1 {
				t.Errorf("%s, %s: %v, %v", tc.row, name, l, err)
			}
		}
	}
}

// Sections, sums and signatures do not stop for the counts beside them.
func TestFaultsBesideOtherRows(t *testing.T) {
	rows := []string{"STT|Mã số|Tên TTHC|Lĩnh vực|Phí|Ghi chú", "I. LĨNH VỰC HỘ TỊCH|=COUNTA(B3)||||", "1|1.001193|Khai sinh|||#N/A",
		"||Tổng cộng||=SUM(E3)|", "|=COUNTA(B3)|Tổng số thủ tục|||", "||Tân Trào, ngày 01 tháng 10 năm 2025||#N/A|", "||TM. ỦY BAN NHÂN DÂN||#N/A|", "=A3+1|||||"}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "cf"), []string{"1.001193|HỘ TỊCH"})
	accountFor(t, l, "ds.csv", rows)
}

// Where every code is a formula without a result, that is said.
func TestEveryCodeIsFaulty(t *testing.T) {
	for _, head := range []string{"STT|Mã TTHC|Tên TTHC", "STT|Mã|Tên"} {
		data := []byte(lines(head, "=ROW()-1|=X!B2|Khai sinh", "=ROW()-1|=X!B3|Khai tử"))
		for _, skip := range []bool{false, true} {
			_, err := Read("ds.csv", bytes.NewReader(data), &Options{SkipBad: skip})
			if !errors.Is(err, ErrCell) || errors.Is(err, ErrEmpty) || !strings.Contains(err.Error(), "ds.csv!B2: Ô là công thức chưa có kết quả") ||
				!strings.Contains(err.Error(), "ds.csv!B3") {
				t.Errorf("%s: %v", head, err)
			}
		}
	}
}

// A section that is lost leaves no field of another to the rows below it.
func TestLostSectionStops(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "I. LĨNH VỰC HỘ TỊCH", "1|1.001193|Khai sinh", "#REF!", "2|2.000815|Chứng thực")
		set(t, f.MergeCell("TTHC", "A4", "C4"))
	})
	if e := failure(t, "a.xlsx", data, ErrCell); e.Cell != "A4" {
		t.Error(e)
	}
	l, err := Read("a.xlsx", bytes.NewReader(data), &Options{SkipBad: true})
	set(t, err)
	same(t, "fields", brief(l, "cf"), []string{"1.001193|HỘ TỊCH", "2.000815|"})
}

// Every row under a merged cell that cannot be read is named.
func TestFaultMergedDown(t *testing.T) {
	for _, code := range []string{"#N/A", "sai"} {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|"+code+"|Khai sinh", "2||Khai tử", "3|1.000894|Kết hôn")
			set(t, f.MergeCell("TTHC", "B2", "B3"))
		})
		l, err := Read("a.xlsx", bytes.NewReader(data), &Options{SkipBad: true})
		set(t, err)
		same(t, code, brief(l, "c"), []string{"1.000894"})
		if l.Skipped != 2 {
			t.Errorf("%d rows skipped", l.Skipped)
		}
		accounted(t, l, "TTHC", 2)
		accounted(t, l, "TTHC", 3)
	}
}
