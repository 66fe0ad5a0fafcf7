package sheet

import (
	"errors"
	"strings"
	"testing"
)

func TestLosesLetters(t *testing.T) {
	for _, text := range []string{"Th? t?c ??ng k? khai sinh", "H? t?ch", "TH? T?C", "Y t?", "L? phí", "?ăng ký", "Khai sinh (tr? em)", "k?, t?", "B?o tr?/tr? em",
		"C?p gi?y", "Khai thu? cho h?", "Nuôi con nuôi ? trong nước", "thu? thu nhập", "Ð?t đai", "Đất ?ai", "Xem https://a.gov.vn/?a=b ?ể biết"} {
		if !losesLetters(text) {
			t.Errorf("%q is taken for whole", text)
		}
	}
	for _, text := range []string{"", "?", "???", "Ai được hỗ trợ?", "Ai được hỗ trợ? Nộp ở đâu?", "Nộp gì ?", "Nộp ở đâu?Khi nào?", "“Nộp ở đâu?”", "(có thu phí?)",
		"Đăng ký khai sinh", "Ai cấp CCCD?", "Thật không??", "Bạn hỏi? chúng tôi trả lời", "Cấp sổ?/thẻ", "https://a.gov.vn/tim?keyword=x", "market://details?id=x", "(a.gov.vn/tim?keyword=x)", "Xem https://a.gov.vn/?a=b&c=?"} {
		if losesLetters(text) {
			t.Errorf("%q is taken for damaged", text)
		}
	}
}

// What Excel's "CSV" leaves of Vietnamese is not printed.
func TestLostLettersStop(t *testing.T) {
	const head = "STT|Ma TTHC|Ten TTHC|Linh vuc|Muc do|Thoi han|Le phi"
	good := "1|1.001193|Khai sinh cho ai? Nop o dau|Ho tich|Toàn trình|3 ngày|0"
	for row, cell := range map[string]string{
		"2|1.000656|Th? t?c khai t?|Ho tich|Toàn trình|3 ngày|0": "C3",
		"2|1.000656|Khai tu|H? t?ch|Toàn trình|3 ngày|0":         "D3",
		"2|1.000656|Khai tu|Thu?|Toàn trình|3 ngày|0":            "D3",
		"2|1.000656|Khai tu|Ho tich|M?t ph?n|3 ngày|0":           "E3",
		"2|1.000656|Khai tu|Ho tich|Toàn trình|3 ngày làm vi?c|": "F3",
		"2|1.000656|Khai tu|Ho tich|Toàn trình||8.000 d?ng":      "G3",
		"II. LINH VUC CH?NG TH?C||||||":                          "A3",
		"II||CH?NG TH?C||||":                                     "C3",
		"II||Linh v?c ch?ng th?c||||":                            "C3",
	} {
		rows := []string{head, good, row}
		if strings.HasPrefix(row, "II") {
			rows = append(rows, "2|2.000815|Ban sao||||")
		}
		e := failure(t, "ds.csv", []byte(lines(rows...)), ErrCell)
		if e.Code != "letters-lost" || e.Cell != cell || !strings.Contains(e.FixVI, "CSV UTF-8") || !strings.Contains(e.FixVI, ".xlsx") {
			t.Errorf("%s: %v", row, e)
		}
	}
	// In a sheet that lost letters, a question mark at the end is one of them.
	_, err := Read("ds.csv", strings.NewReader(lines("Ma TTHC|Ten TTHC", "1.001193|Khai thu?", "1.000656|Khai t?")), nil)
	if !errors.Is(err, ErrCell) || !strings.Contains(err.Error(), "ds.csv!B2") {
		t.Errorf("%v", err)
	}
}

// Question marks alone are left out, and are no blank that the field above fills.
func TestUnknownCells(t *testing.T) {
	l := readLines(t, "STT|Mã TTHC|Tên TTHC|Lĩnh vực|Mức độ|Lệ phí", "1|1.001193|Khai sinh|Hộ tịch|?|???", "2|1.000656|Khai tử|?|Toàn trình|0 đồng", "3|1.000894|Kết hôn|||")
	same(t, "procedures", brief(l, "flp"), []string{"Hộ tịch||", "|Toàn trình|0 đồng", "||"})
	same(t, "notes", notes(l, "text-unknown", "field-continued"), []string{"text-unknown ds.csv!E2", "text-unknown ds.csv!F2", "text-unknown ds.csv!D3"})
	l = readLines(t, "STT|Mã TTHC|Tên TTHC|Lĩnh vực", "I. LĨNH VỰC HỘ TỊCH|||", "1|1.001193|Khai sinh|?")
	same(t, "below a section", brief(l, "f"), []string{""})
}

func TestLostLettersOfHeadings(t *testing.T) {
	for head, cell := range map[string]string{"STT|Mã TTHC|Tên TTHC|L?nh v?c": "D1", "STT|Mã TTHC|Tên th? t?c|Lĩnh vực": "C1", "S?|Mã|Tên th? t?c|L?nh v?c": "A1"} {
		_, err := Read("ds.csv", strings.NewReader(lines(head, "1|1.001193|Khai sinh|Ho tich")), &Options{SkipBad: true})
		var e *Error
		if !errors.As(err, &e) || e.Code != "letters-lost" || e.Cell != cell {
			t.Errorf("%s: %v", head, err)
		}
	}
	readLines(t, "STT|Mã TTHC|Tên TTHC|Có thu phí?", "1|1.001193|Khai sinh cho ai?|Không")
	// The letters that Windows-1252 has are left, in its bytes, and are no older encoding.
	_, err := Read("ds.csv", strings.NewReader("STT;M\xe3 TTHC;T\xean th? t?c;L?nh v?c\r\n1;1.001193;Th? t?c ??ng k? khai sinh;H? t?ch\r\n"), nil)
	var e *Error
	if !errors.As(err, &e) || e.Code != "letters-lost" || e.Cell != "C1" {
		t.Errorf("%v", err)
	}
}

// Where another cell lost letters, a question is one all the same unless its last word may lack its end.
func TestQuestionsBesideLostLetters(t *testing.T) {
	for text, lost := range map[string]bool{"Ai được hỗ trợ?": false, "Khai sinh cho ai?": false, "Nop o dau?": false, "Nộp hồ sơ thuế thu nhập, bao nhiêu tiền thu?": false, "Khai sinh?": false,
		"Cap lai khi nao?": false, "Có thu phí không?": false, "Làm gì?": false, "Khai sinh (mới)?": false, "Co thu phi khong??": false,
		"Khai thu?": true, "KHAI THU?": true, "Cấp sổ h?": true, "Khám s?c kho?": true, "Ly do hu?": true, "Tam tru o?": true, "Khai ?": true, "Giam gi?": true, "Khai thu??": true} {
		l, err := Read("ds.csv", strings.NewReader(lines("STT|Ma TTHC|Ten TTHC|Ghi chu", "1|1.001193|"+text+"|", "2|1.000656|Khai tu|a?b")), &Options{SkipBad: true})
		set(t, err)
		if got := len(l.Procedures) == 1; got != lost {
			t.Errorf("%q: %q, %v", text, brief(l, "n"), notes(l))
		}
	}
	// Without such a cell nothing is lost at the end.
	l := readLines(t, "STT|Ma TTHC|Ten TTHC|Ghi chu", "1|1.001193|Khai thu?|", "2|1.000656|Khai tu|")
	same(t, "whole", brief(l, "n"), []string{"Khai thu?", "Khai tu"})
}
