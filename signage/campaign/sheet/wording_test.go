package sheet

import (
	"errors"
	"strings"
	"testing"
)

// What a code was guessed from is what the cell has.
func TestReasonsOfCodeGuesses(t *testing.T) {
	for text, want := range map[string]string{
		"'1.001193":             "(có dấu “'” ở đầu)",
		"1.000658.":             "(có dấu “.” ở cuối)",
		"1..000660":             "(có hai dấu chấm liền nhau)",
		"1 .000894":             "(có dấu cách)",
		"1,001193":              "(có dấu phẩy)",
		"1.001193.000.00.00.h6": "",
		"1.001193.h60":          "(có chữ thường)",
		"1, 001193.h60;":        "(có dấu “;” ở cuối, dấu phẩy, dấu cách, chữ thường)",
		"1.00119":               "(Excel bỏ các số 0 ở cuối)",
		"1.001193":              "",
	} {
		l, err := Read("ds.csv", strings.NewReader(lines("STT|Mã số|Tên TTHC", "1|"+text+"|Khai sinh", "2|1.000656|Khai tử")), &Options{SkipBad: true})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, n := range l.Notes {
			if n.Code == "code-guess" {
				got = n.VI[strings.LastIndex(n.VI, "("):strings.LastIndex(n.VI, ".")]
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestCodesNotGivenYet(t *testing.T) {
	for _, text := range []string{"chưa có mã", "Chưa có mã TTHC", "Đang cập nhật", "chưa cấp mã số", "Không có mã", "Chưa công bố"} {
		l := readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|Khai sinh", "2|"+text+"|Khai tử")
		same(t, text, brief(l, "cn"), []string{"1.001193|Khai sinh", "|Khai tử"})
		same(t, text, notes(l, "code-placeholder", "code-missing"), []string{"code-placeholder ds.csv!B3", "code-missing ds.csv!B3"})
	}
	for _, text := range []string{"chưa", "mã", "chưa rõ mã nào"} {
		if e := failure(t, "ds.csv", []byte(lines("STT|Mã số|Tên TTHC", "1|1.001193|Khai sinh", "2|"+text+"|Khai tử")), ErrCell); e.Code != "code-form" {
			t.Errorf("%q: %v", text, e)
		}
	}
}

// Rows with a cell that is too long are found before the others, and told in their place.
func TestErrorsInTheOrderOfRows(t *testing.T) {
	_, err := Read("ds.csv", strings.NewReader(lines("STT|Mã số|Tên TTHC", "1|sai|Khai sinh", "2|1.000656|"+strings.Repeat("a ", MaxCellLength), "3|sai|Kết hôn")), nil)
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		t.Fatal(err)
	}
	var cells []string
	for _, err := range joined.Unwrap() {
		var e *Error
		if errors.As(err, &e) {
			cells = append(cells, e.Cell)
		}
	}
	same(t, "cells", cells, []string{"B2", "C3", "B4"})
}

// A cross means yes to some and no to others.
func TestCrosses(t *testing.T) {
	for _, cross := range []string{"✗", "✘", "✕", "✖"} {
		l := readLines(t, "STT|Mã số|Tên TTHC|Toàn trình|Lệ phí", "1|1.001193|Khai sinh|"+cross+"|"+cross)
		same(t, cross, brief(l, "lp"), []string{"|"})
		same(t, cross, notes(l, "level-unclear", "mark-unclear"), []string{"level-unclear ds.csv!D2", "mark-unclear ds.csv!E2"})
		l = readLines(t, "STT|Mã số|Tên TTHC|Bãi bỏ", "1|1.001193|Khai sinh|"+cross)
		same(t, cross, brief(l, "c"), []string{"1.001193"})
		same(t, cross, notes(l, "abolition-unclear"), []string{"abolition-unclear ds.csv!D2"})
	}
	same(t, "×", brief(readLines(t, "STT|Mã số|Tên TTHC|Toàn trình", "1|1.001193|Khai sinh|×"), "l"), []string{FullyOnline})
}

func TestDuplicatesInCapitals(t *testing.T) {
	for name, want := range map[string]string{"ĐĂNG KÝ KHAI SINH": "cùng tên", "Đăng ký khai sinh": "cùng tên", "Đăng ký khai tử": "khác tên", "Dang ky khai sinh": "khác tên"} {
		l := readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|Đăng ký khai sinh", "2|1.001193|"+name)
		found := false
		for _, n := range l.Notes {
			found = found || n.Code == "code-duplicate" && strings.Contains(n.VI, want)
		}
		if !found {
			t.Errorf("%q is not told as %s: %v", name, want, l.Notes)
		}
	}
}
