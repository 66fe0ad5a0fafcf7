package sheet

import (
	"strings"
	"testing"
)

// A separator inside of a cell, without quotation marks, puts what follows under the wrong headings.
func TestRowsWithMoreCellsThanHeadings(t *testing.T) {
	const head = "STT;Mã TTHC;Tên thủ tục hành chính;Lĩnh vực;Thời hạn\n1;1.001193;Khai sinh;Hộ tịch;Trong ngày\n"
	for _, tc := range []struct{ name, text, want string }{
		{"text behind the headings", head + "2;2.000815;Bản sao giấy tờ; văn bản;Chứng thực;Trong ngày\n", "error F3"},
		{"quoted", head + "2;2.000815;\"Bản sao giấy tờ; văn bản\";Chứng thực;Trong ngày\n", ""},
		{"nothing behind the headings", head + "2;2.000815;Bản sao; văn bản;Chứng thực;;\n", "warning A3"},
		{"a remark beside the table", head + "2;2.000815;Bản sao;Chứng thực;;hỏi anh Ba\n", "warning A3"},
		{"every row has one separator more", strings.ReplaceAll(head, "\n", ";\n") + "2;2.000815;Bản sao;Chứng thực;Trong ngày;\n", ""},
		{"every row but the headings has", strings.Replace(head, "ngày\n", "ngày;\n", 1) + "2;2.000815;Bản sao;Chứng thực;Trong ngày;\n", ""},
		{"a short row", head + "2;2.000815;Bản sao\n", ""},
		{"a title", "DANH MỤC;;;;;;;\n" + head, ""},
	} {
		l, err := Read("ds.csv", strings.NewReader(tc.text), &Options{SkipBad: true})
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		if tc.want != "" {
			severity, cell, _ := strings.Cut(tc.want, " ")
			want = []string{"cells-beyond ds.csv!" + cell}
			if rejected := l.Skipped == 1; rejected != (severity == "error") {
				t.Errorf("%s: left out: %v", tc.name, rejected)
			}
		}
		same(t, tc.name, notes(l, "cells-beyond"), want)
		for _, n := range l.Notes {
			if n.Code == "cells-beyond" && (!strings.Contains(n.VI, " ô, tiêu đề có 5: có thể trong ô có dấu “;” chưa đặt trong dấu nháy kép") || n.Severity != "warning") {
				t.Errorf("%s: %+v", tc.name, n)
			}
		}
	}
}
