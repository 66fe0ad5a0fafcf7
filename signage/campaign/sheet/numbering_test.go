package sheet

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestNumberingRows(t *testing.T) {
	const head = "STT|Mã số|Tên TTHC|Lĩnh vực|Thời hạn"
	data := "1|1.001193|Khai sinh|Hộ tịch|3 ngày"
	for _, row := range []string{"-1|-2|-3|-4|-5", "[1]|[2]|[3]|[4]|[5]", "1.|2.|3.|4.|5.", "1)|2)|3)|4)|5)", "I|II|III|IV|V", "(i)|(ii)|(iii)|(iv)|(v)",
		"Cột 1|Cột 2|Cột 3|Cột 4|Cột 5", "cot 1|cot 2|cot 3|cot 4|cot 5", "（1）|（2）|（3）|（4）|（5）", "①|②|③|④|⑤", "１|２|３|４|５", "(1)|(3)|(2)|(4)|(5)", "(5)|(4)|(3)|(2)|(1)",
		"- 1 -|- 2 -|- 3 -|- 4 -|- 5 -", "1/|2/|3/|4/|5/", "<1>|<2>|<3>|<4>|<5>", "A|B|1|2|3", "(1)|(2)||(4)|(5)=(3)+(4)", "(a)|(b)|(c)|(d)|(e)", "(1)|(2)|||", "|(1)|(2)|(3)|(4)"} {
		rows := []string{head, row, data}
		l := readLines(t, rows...)
		same(t, row, brief(l, "#cnfd"), []string{data})
		if got := notes(l, "row-numbering"); len(got) != 1 {
			t.Errorf("%s: %v", row, notes(l))
		}
		accountFor(t, l, "ds.csv", rows)
	}
	// A row that lacks its name, or has numbers that count nothing, is none.
	for _, row := range []string{"1|||2|3", "2|||1|", "1|2|3|2|1", "2|3|4|5|6", "1|1.000656|3|4|5", "B|A|C|D|E"} {
		failure(t, "ds.csv", []byte(lines(head, row, data)), ErrCell)
	}
}

// Excel reads a typed "(1)" as a negative number.
func TestNegativeNumberingRow(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "||", "1|1.001193|Khai sinh")
		for i, col := range strings.Split("A B C", " ") {
			set(t, f.SetCellInt("TTHC", col+"2", int64(-1-i)))
		}
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "cn"), []string{"1.001193|Khai sinh"})
	same(t, "notes", notes(l, "row-numbering"), []string{"row-numbering TTHC!A2"})
}
