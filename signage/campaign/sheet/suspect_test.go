package sheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/bangron/bangron/signage/internal/note"
)

// A name may begin as a signature, a sum or a section does: what stands beside it tells.
func TestProceduresLikeOtherRows(t *testing.T) {
	for _, tc := range []struct {
		name string
		rows []string
	}{
		{"links", []string{"Tên thủ tục|Lĩnh vực|Đường dẫn", "Khai sinh|Hộ tịch|https://a.gov.vn/1", "Xác nhận của UBND xã về hộ nghèo|Xã hội|https://a.gov.vn/2",
			"Ký tên thay người khác||https://a.gov.vn/3", "Tổng số thuế phải nộp||https://a.gov.vn/4", "Lĩnh vực hội: phê duyệt điều lệ||https://a.gov.vn/5", "Khai tử|Hộ tịch|"}},
		{"fields", []string{"Tên thủ tục|Lĩnh vực|Thời hạn", "Khai sinh|Hộ tịch|1 ngày", "Xác nhận của UBND xã|Xã hội|", "Ký tên thay người|Văn phòng|", "Khai tử|Hộ tịch|3 ngày"}},
		{"bare below a merged field", []string{"Lĩnh vực|Tên thủ tục|Link", "Xã hội|Khai sinh|https://a.gov.vn/1", "|Xác nhận của UBND xã|", "|Khai tử|https://a.gov.vn/2"}},
		{"Roman numbers", []string{"STT|Tên thủ tục|Lĩnh vực", "I|Khai sinh|Hộ tịch", "I.1|Xác nhận của UBND xã|Xã hội", "V|Khai tử|Hộ tịch", "C|Kết hôn|Hộ tịch"}},
		{"dates", []string{"STT|Tên thủ tục|Mã số", "1|Khai sinh|1.001193", "2|Cấp giấy trước ngày 01 tháng 7 năm 2025|", "3|Ngày 1 tháng 10 năm 2025 là ngày hội|1.000656"}},
		{"levels", []string{"STT|Tên thủ tục|Mức độ", "1|Khai sinh|Toàn trình", "|Xác nhận của UBND xã|Một phần", "|Tổng số thuế|Toàn trình"}},
		{"marks", []string{"STT|Tên thủ tục|Toàn trình|Một phần", "1|Khai sinh|x|", "|Ký tên thay người||x"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := readLines(t, tc.rows...)
			if len(l.Procedures) != len(tc.rows)-1 {
				t.Errorf("%d of %d procedures: %v", len(l.Procedures), len(tc.rows)-1, notes(l))
			}
		})
	}
}

// A signature block stands at the end. What may be something else is a warning, wherever it stands.
func TestSignatures(t *testing.T) {
	for _, tc := range []struct {
		name       string
		rows       []string
		procedures int
		sure       string // rows skipped as remarks
		doubted    string // rows skipped with a warning
	}{
		{"plain", []string{"STT|Tên thủ tục|Lĩnh vực|Mã số", "1|Khai sinh|Hộ tịch|1.001193", "||Tân Trào, ngày 01 tháng 10 năm 2025|", "|NGƯỜI LẬP BIỂU|TM. UBND XÃ|",
			"||(Ký tên)|", "||Nguyễn Văn A|"}, 1, "3 4 5 6", ""},
		{"two signatories", []string{"STT|Tên thủ tục|Lĩnh vực|Mã số", "1|Khai sinh|Hộ tịch|1.001193", "|Người lập biểu|Chủ tịch|", "|Trần Thị B|Nguyễn Văn A|"}, 1, "3", "4"},
		{"blank date", []string{"STT|Tên thủ tục|Mã số", "1|Khai sinh|1.001193", "||Tân Trào, ngày … tháng … năm 2025"}, 1, "3", ""},
		{"vague", []string{"STT|Tên thủ tục|Mã số", "1|Khai sinh|1.001193", "|Xác nhận của UBND xã|", "|Khai tử|"}, 1, "", "3 4"},
		{"in the middle", []string{"STT|Tên thủ tục|Mã số", "1|Khai sinh|1.001193", "|Người lập biểu|", "|Nguyễn Văn A|", "2|Khai tử|1.000656"}, 2, "", "3 4"},
		{"words after it", []string{"STT|Tên thủ tục|Mã số", "1|Khai sinh|1.001193", "|Người lập biểu|", "Khai tử lưu động tại nhà||"}, 1, "3", "4"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := readLines(t, tc.rows...)
			var sure, doubted []string
			for _, n := range l.Notes {
				_, place, _ := strings.Cut(n.Field, "!")
				switch at := strings.Trim(place, "ABCD"); {
				case n.Code != "row-signature":
				case n.Severity == note.Info:
					sure = append(sure, at)
				default:
					doubted = append(doubted, at)
				}
			}
			if len(l.Procedures) != tc.procedures || strings.Join(sure, " ") != tc.sure || strings.Join(doubted, " ") != tc.doubted {
				t.Errorf("%d procedures, signature in rows %v, perhaps in %v", len(l.Procedures), sure, doubted)
			}
			accountFor(t, l, "ds.csv", tc.rows)
		})
	}
}

// A link without a name is bad even below the list.
func TestLinkWithoutName(t *testing.T) {
	for _, last := range []string{"|||https://a.gov.vn/2", "||Người lập|\n|||https://a.gov.vn/2"} {
		rows := append([]string{"STT|Mã số|Tên TTHC|Link", "1|1.001193|Khai sinh|https://a.gov.vn/1"}, strings.Split(last, "\n")...)
		if e := failure(t, "ds.csv", []byte(lines(rows...)), ErrCell); e.Code != "name-missing" {
			t.Errorf("%q: %v", last, e)
		}
	}
}

func TestTotals(t *testing.T) {
	for text, severity := range map[string]string{"Tổng cộng": note.Info, "Tổng số thủ tục: 12": note.Info, "Cộng 5 TTHC": note.Info, "Tổng số thuế phải nộp": note.Warning} {
		l := readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|Khai sinh", "||"+text)
		for _, n := range l.Notes {
			if n.Code == "row-total" && n.Severity != severity {
				t.Errorf("%q: %s", text, n.Severity)
			}
		}
		same(t, text, notes(l, "row-total"), []string{"row-total ds.csv!C3"})
	}
}

// The first row of a list is none of the headings because of what it says.
func TestFirstRowIsNoHeading(t *testing.T) {
	for _, rows := range [][]string{
		{"Tên thủ tục|Lĩnh vực|Loại", "Đăng ký khai sinh|Hộ tịch|Toàn trình"},
		{"STT|Tên thủ tục|Loại", "1|Thủ tục hành chính|Một phần"},
	} {
		if l := readLines(t, rows...); len(l.Procedures) != 1 {
			t.Errorf("%v: %v", rows, notes(l))
		}
	}
}

func TestCellsWithoutHeading(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|", "1|1.001193|Khai sinh|Tạm dừng", "2|1.000656|Khai tử||ngoài bảng", "3|1.000894|Kết hôn|Phải nộp tại tỉnh", "Tổng cộng|||3")
	same(t, "notes", notes(l, "cell-unlabelled"), []string{"cell-unlabelled ds.csv!D2", "cell-unlabelled ds.csv!E3"})
	for _, n := range l.Notes {
		if n.Field == "ds.csv!D2" && (n.Severity != note.Warning || !strings.Contains(n.VI, "D2 “Tạm dừng”, D4 “Phải nộp tại tỉnh”")) {
			t.Errorf("%+v", n)
		}
	}
}

// A name may be parted over the columns below one merged heading.
func TestMergedHeading(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC||Lĩnh vực|", "1|1.001193|Khai sinh|có yếu tố nước ngoài|Hộ tịch|", "2|1.000656|Khai tử||Hộ|tịch", "3|1.000894|Kết hôn|||")
		set(t, f.MergeCell("TTHC", "C1", "D1"))
		set(t, f.MergeCell("TTHC", "E1", "F1"))
		set(t, f.MergeCell("TTHC", "C4", "D4"))
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "nf"), []string{"Khai sinh có yếu tố nước ngoài|Hộ tịch", "Khai tử|Hộ tịch", "Kết hôn|"})
	same(t, "notes", notes(l, "cell-joined", "cell-unlabelled", "column-double"), []string{"cell-joined TTHC!D2", "cell-joined TTHC!F3"})
}

// A code or a link in two cells below one heading is not put together.
func TestCodeOrLinkApart(t *testing.T) {
	for cell, row := range map[string]string{"C2": "1|1.001193|H35|Khai sinh|https://a.gov.vn/1|", "F2": "1|1.001193||Khai sinh|https://a.gov.vn/|tthc/1"} {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", "STT|Mã TTHC||Tên TTHC|Đường dẫn|", row)
			set(t, f.MergeCell("TTHC", "B1", "C1"))
			set(t, f.MergeCell("TTHC", "E1", "F1"))
		})
		if e := failure(t, "a.xlsx", data, ErrCell); e.Code != "cell-apart" || e.Cell != cell {
			t.Error(e)
		}
	}
}

// What says that there is nothing is not printed.
func TestStrokesAreBlank(t *testing.T) {
	l := readLines(t, "Mã số|Tên TTHC|Lĩnh vực|Mức độ|Thời hạn|Phí", "1.001193|Khai sinh|-|–|…|Không", "1.000656|Khai tử|Không|Một phần|.|0")
	same(t, "procedures", brief(l, "fldp"), []string{"|||Không", "|Một phần||0"})
	same(t, "notes", notes(l, "field-missing"), []string{"field-missing ds.csv!A1"})
}

func TestHiddenColumns(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Link|Ghi chú", "1|1.001193|Khai sinh|https://a.gov.vn/1|x", "2|1.000656|Khai tử||")
		set(t, f.SetColVisible("TTHC", "D:E", false))
		set(t, f.SetRowVisible("TTHC", 3, false))
	})
	l := read(t, "a.xlsx", data)
	same(t, "notes", notes(l, "column-hidden", "rows-hidden"), []string{"rows-hidden TTHC", "column-hidden TTHC!D1"})
	if n := l.Notes[0]; n.Code != "rows-hidden" || !strings.HasSuffix(n.EN, ": 3.") {
		t.Errorf("%+v", n)
	}
}

func TestTablesBesideEachOther(t *testing.T) {
	e := failure(t, "ds.csv", []byte(lines("STT|Mã TTHC|Tên TTHC||STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh||2|1.000656|Khai tử")), ErrCell)
	if e.Code != "tables-beside" || e.Cell != "G2" {
		t.Error(e)
	}
	// What a procedure replaces is none that is beside it.
	l := readLines(t, "STT|Mã TTHC|Tên TTHC|Mã TTHC bị thay thế|Tên TTHC bị thay thế", "1|1.001193|Khai sinh|1.000656|Khai tử")
	same(t, "procedures", brief(l, "c"), []string{"1.001193"})
	same(t, "notes", notes(l, "column-double"), []string{"column-double ds.csv!D1", "column-double ds.csv!E1"})
}

// Of a name or a code that is merged over procedures of their own, both rows say so.
func TestSharedCells(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh", "2|1.000656|", "3||Kết hôn")
		set(t, f.MergeCell("TTHC", "C2", "C3"))
		set(t, f.MergeCell("TTHC", "B3", "B4"))
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "cn"), []string{"1.001193|Khai sinh", "1.000656|Khai sinh", "1.000656|Kết hôn"})
	same(t, "notes", notes(l, "cell-shared", "code-duplicate"), []string{"cell-shared TTHC!C3", "cell-shared TTHC!B4", "code-duplicate TTHC!C4"})
	for _, n := range l.Notes {
		if n.Code == "code-duplicate" && !strings.Contains(n.VI, "đã có ở TTHC!C2") {
			t.Errorf("%+v", n)
		}
	}
}

// What goes on with a procedure may have neither another link nor an error.
func TestContinuationIsRead(t *testing.T) {
	for cell, want := range map[string]string{"D3": "cell-error-value", "E3": "link-several"} {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Thời hạn|Link", "1|1.001193|Khai sinh|3 ngày|https://a.gov.vn/1")
			set(t, f.SetCellStr("TTHC", "D3", "5 ngày"))
			set(t, f.SetCellStr("TTHC", cell, map[string]string{"D3": "#REF!", "E3": "https://b.gov.vn/1"}[cell]))
			for _, col := range []string{"A", "B", "C"} {
				set(t, f.MergeCell("TTHC", col+"2", col+"3"))
			}
		})
		if e := failure(t, "a.xlsx", data, ErrCell); e.Code != want || e.Cell != cell {
			t.Errorf("%s: %v", cell, e)
		}
	}
}

func TestFieldSpellings(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		fields     []string
		guessed    []string
	}{
		{"case", "HỘ TỊCH", []string{"Hộ tịch", "HỘ TỊCH", "HỘ TỊCH"}, []string{"field-spelling ds.csv!C2"}},
		{"the first of as many", "Hộ tịch", []string{"Hộ tịch", "HỘ TỊCH"}, []string{"field-spelling ds.csv!C3"}},
		{"accents before number", "Hộ tịch", []string{"ho tich", "ho tich", "Hộ tịch", "ho-tich"}, []string{"field-spelling ds.csv!C2", "field-spelling ds.csv!C5"}},
		{"alike", "Hộ tịch", []string{"Hộ tịch", "Hộ tịch"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rows := []string{"Mã số|Tên TTHC|Lĩnh vực"}
			for i, field := range tc.fields {
				rows = append(rows, "1.00119"+string(rune('0'+i))+"|Khai sinh|"+field)
			}
			l := readLines(t, rows...)
			for _, p := range l.Procedures {
				if p.Field != tc.want {
					t.Errorf("%s: %q", p.Cell, p.Field)
				}
			}
			same(t, "notes", notes(l, "field-spelling"), tc.guessed)
			if got, ok := l.Field("HO  TỊCH"); !ok || got != tc.want {
				t.Errorf("looked up: %q, %v", got, ok)
			}
			if got, ok := l.Field("Chứng thực"); ok {
				t.Errorf("found %q", got)
			}
		})
	}
}

func TestLinkInWords(t *testing.T) {
	for text, want := range map[string]string{
		"Link: https://a.gov.vn/x?y=1&z=(2)": "https://a.gov.vn/x?y=1&z=(2)",
		"<https://a.gov.vn/x>":               "https://a.gov.vn/x",
		"(https://a.gov.vn/x)":               "https://a.gov.vn/x",
		"(https://a.gov.vn/x(1))":            "https://a.gov.vn/x(1)",
		"“https://a.gov.vn/x”.":              "https://a.gov.vn/x",
		"xem tại https://a.gov.vn/1, nhé":    "https://a.gov.vn/1",
	} {
		g, ok := readLink(text)
		if !ok || g.link != want || g.vi == "" {
			t.Errorf("%q: %+v, %v", text, g, ok)
		}
	}
}

// What can be seen is not passed over for what is behind it.
func TestHiddenLinkDoesNotWin(t *testing.T) {
	for text, want := range map[string]string{"https://a.gov.vn/1 https://b.gov.vn/": "link-several", "https://a.gov.vn/x y": "link-form", "a.gov.vn\\x": "link-form"} {
		data := workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Link", "1|1.001193|Khai sinh|"+text)
			set(t, f.SetCellHyperLink("TTHC", "D2", "https://evil.com/", "External"))
		})
		if e := failure(t, "a.xlsx", data, ErrCell); e.Code != want || e.Cell != "D2" {
			t.Errorf("%q: %v", text, e)
		}
	}
}

func TestErrorValuesAsText(t *testing.T) {
	for _, text := range []string{"#N/A", "#n/a", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!", "#ERROR!", "Err:502", "####"} {
		_, err := Read("a.csv", bytes.NewReader([]byte("Mã số;Tên TTHC;Lĩnh vực\n1.001193;Khai sinh;"+text+"\n")), nil)
		if err == nil || !strings.Contains(err.Error(), "a.csv!C2") {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"#1", "# Hộ tịch", "Số #N/A1", "C#"} {
		if l := readLines(t, "Mã số|Tên TTHC|Lĩnh vực", "1.001193|Khai sinh|"+text); l.Procedures[0].Field != text {
			t.Errorf("%s: %q", text, l.Procedures[0].Field)
		}
	}
}
