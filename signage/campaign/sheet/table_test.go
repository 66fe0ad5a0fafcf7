package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

func TestRowKinds(t *testing.T) {
	rows := []string{
		"ỦY BAN NHÂN DÂN XÃ TÂN TRÀO|||||",
		"DANH MỤC THỦ TỤC HÀNH CHÍNH|||||",
		"STT|Mã số|Tên TTHC|Thời hạn|Phí|Link",
		"(1)|(2)|(3)|(4)|(5)=(6)|(7)",
		"I. LĨNH VỰC HỘ TỊCH (02 TTHC)|||||",
		"1|1.001193|Đăng ký khai sinh|5|0|",
		"2|1.000656|Đăng ký khai tử|5|0|",
		"||II. Lĩnh vực: Chứng thực|||",
		"1.|2.000815|Chứng thực bản sao|5|0|",
		"III||Lĩnh vực đất đai||15|",
		"2|1.012796|Đính chính Giấy chứng nhận|5|0|",
		"IV||GIÁO DỤC VÀ ĐÀO TẠO|||",
		"3|2.002481|Chuyển trường|5|0|",
		"||Văn hóa|||",
		"4|1.003622|Tổ chức lễ hội|5|0|",
		"B. THỦ TỤC HÀNH CHÍNH CẤP TỈNH|||||",
		"5|1.004222|Đăng ký thường trú|5|0|",
		"-|-|-|…||",
		"6|||||",
		"|Tổng cộng: 06 thủ tục||||",
		"||||Tân Trào, ngày 01 tháng 10 năm 2025|",
		"|Người lập biểu|||TM. ỦY BAN NHÂN DÂN|",
		"||||Nguyễn Văn A|",
		"Ghi chú: danh mục thay cho danh mục cũ|||||",
	}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "#cf@"), []string{
		"1|1.001193|HỘ TỊCH|ds.csv!C6", "2|1.000656|HỘ TỊCH|ds.csv!C7", "1.|2.000815|Chứng thực|ds.csv!C9",
		"2|1.012796|Đất đai|ds.csv!C11", "3|2.002481|GIÁO DỤC VÀ ĐÀO TẠO|ds.csv!C13", "4|1.003622|Văn hóa|ds.csv!C15",
		"5|1.004222||ds.csv!C17"})
	var skipped []string
	for _, n := range notes(l) {
		if strings.HasPrefix(n, "row-") {
			skipped = append(skipped, n)
		}
	}
	same(t, "rows skipped", skipped, []string{
		"row-title ds.csv!A1", "row-title ds.csv!A2", "row-header ds.csv!A3", "row-numbering ds.csv!A4", "row-section ds.csv!A5",
		"row-section ds.csv!C8", "row-section ds.csv!A10", "row-section ds.csv!A12", "row-section ds.csv!C14", "row-title ds.csv!A16",
		"row-blank ds.csv!A18", "row-blank ds.csv!A19", "row-total ds.csv!B20", "row-signature ds.csv!E21", "row-signature ds.csv!B22",
		"row-signature ds.csv!E23", "row-signature ds.csv!A24"})
	accountFor(t, l, "ds.csv", rows)
	for _, n := range l.Notes {
		if guessed := n.Field == "ds.csv!C14"; n.Code == "row-section" && guessed != (n.Severity == "warning") {
			t.Errorf("severity of a section: %+v", n)
		}
	}
}

func TestFooterWithoutSignature(t *testing.T) {
	rows := []string{"STT|Mã số|Tên TTHC", "1|1.001193|Đăng ký khai sinh", "||", "||Danh mục này có hiệu lực từ 01/7", "(*) Thực hiện lưu động||"}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "c"), []string{"1.001193"})
	same(t, "footers", notes(l, "row-footer"), []string{"row-footer ds.csv!C4", "row-footer ds.csv!A5"})
	accountFor(t, l, "ds.csv", rows)
}

func TestSectionField(t *testing.T) {
	for text, want := range map[string]string{
		"I. LĨNH VỰC HỘ TỊCH":              "HỘ TỊCH",
		"XII. Lĩnh vực Hộ tịch (15 TTHC)":  "Hộ tịch",
		"Lĩnh vực: Hộ tịch - 15 thủ tục":   "Hộ tịch",
		"1.2. Lĩnh vực hội, quỹ":           "Hội, quỹ",
		"A) Linh vuc Dat dai":              "Dat dai",
		"II LĨNH VỰC ĐẤT ĐAI":              "ĐẤT ĐAI",
		"Thủ tục hành chính lĩnh vực Thuế": "Thuế",
		"- Lĩnh vực cư trú (Công an xã)":   "Cư trú (Công an xã)",
	} {
		if got, ok := sectionField(text); !ok || got != want {
			t.Errorf("%q: %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "Lĩnh vực", "Đăng ký lĩnh vực kinh doanh", "Thủ tục đăng ký khai sinh"} {
		if got, ok := sectionField(text); ok {
			t.Errorf("%q is taken for the section %q", text, got)
		}
	}
}

// A table for each field, each with its own headings.
func TestTablesBelowEachOther(t *testing.T) {
	rows := []string{
		"I. LĨNH VỰC HỘ TỊCH||", "STT|Mã số|Tên TTHC", "1|1.001193|Đăng ký khai sinh",
		"II. LĨNH VỰC CHỨNG THỰC||", "STT|Mã số|Tên TTHC", "1|2.000815|Chứng thực bản sao",
		"III. LĨNH VỰC ĐẤT ĐAI||", "STT|Tên thủ tục|Mã số", "1|Đính chính Giấy chứng nhận|1.012796",
		"PHỤ LỤC II||", "STT|Tên thủ tục|Mã số", "1|Đăng ký thường trú|1.004222",
	}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "cfn"), []string{"1.001193|HỘ TỊCH|Đăng ký khai sinh", "2.000815|CHỨNG THỰC|Chứng thực bản sao",
		"1.012796|ĐẤT ĐAI|Đính chính Giấy chứng nhận", "1.004222||Đăng ký thường trú"})
	accountFor(t, l, "ds.csv", rows)
}

func TestBlankFields(t *testing.T) {
	const head = "Lĩnh vực|Mã số|Tên TTHC"
	for _, tc := range []struct {
		name        string
		rows        []string
		fields      []string
		continued   int
		missingNote int
	}{
		{"as if merged", []string{"Hộ tịch|1.001193|Khai sinh A", "|1.000656|Khai tử B", "|1.000894|Kết hôn C", "Chứng thực|2.000815|Bản sao", "|2.000992|Chữ ký"},
			[]string{"Hộ tịch", "Hộ tịch", "Hộ tịch", "Chứng thực", "Chứng thực"}, 3, 0},
		{"written on each row", []string{"Hộ tịch|1.001193|Khai sinh A", "Hộ tịch|1.000656|Khai tử B", "|1.000894|Kết hôn C", "Chứng thực|2.000815|Bản sao"},
			[]string{"Hộ tịch", "Hộ tịch", "", "Chứng thực"}, 0, 1},
		{"the same again after a blank", []string{"Hộ tịch|1.001193|Khai sinh A", "|1.000656|Khai tử B", "Hộ tịch|1.000894|Kết hôn C", "|2.000815|Bản sao"},
			[]string{"Hộ tịch", "", "Hộ tịch", ""}, 0, 2},
		{"a single blank", []string{"Hộ tịch|1.001193|Khai sinh A", "Chứng thực|1.000656|Khai tử B", "Đất đai|1.000894|Kết hôn C", "|2.000815|Bản sao", "Thuế|2.000992|Chữ ký"},
			[]string{"Hộ tịch", "Chứng thực", "Đất đai", "", "Thuế"}, 0, 1},
		{"the first blank", []string{"|1.001193|Khai sinh A", "Hộ tịch|1.000656|Khai tử B", "|1.000894|Kết hôn C"},
			[]string{"", "Hộ tịch", ""}, 0, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := readLines(t, append([]string{head}, tc.rows...)...)
			same(t, "fields", brief(l, "f"), tc.fields)
			if got := len(notes(l, "field-continued")); got != tc.continued {
				t.Errorf("%d fields continued, want %d", got, tc.continued)
			}
			if got := len(notes(l, "field-missing")); got != tc.missingNote {
				t.Errorf("%d fields missing, want %d", got, tc.missingNote)
			}
		})
	}
}

func TestMergedFields(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Lĩnh vực|Mã TTHC|Tên TTHC|Mức độ", "1|Hộ tịch|1.001193|Khai sinh|Toàn trình", "2||1.000656|Khai tử|",
			"3||1.000894|Kết hôn|", "4|Chứng thực|2.000815|Bản sao|Một phần", "5||2.000992|Chữ ký|")
		set(t, f.MergeCell("TTHC", "B2", "B4"))
		set(t, f.MergeCell("TTHC", "E2", "E3"))
	})
	l := read(t, "a.xlsx", data)
	// The last field is blank and not merged, so that it stays blank.
	same(t, "procedures", brief(l, "cfl"), []string{"1.001193|Hộ tịch|Toàn trình", "1.000656|Hộ tịch|Toàn trình", "1.000894|Hộ tịch|",
		"2.000815|Chứng thực|Một phần", "2.000992||"})
	if got := l.Procedures[2].Cells.Field; got != "B2" {
		t.Errorf("merged field stands in %s", got)
	}
	same(t, "notes", notes(l, "field-continued", "field-missing"), []string{"field-missing TTHC!B6"})
}

// One procedure over several rows, with a fee on each.
func TestMergedProcedure(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Phí, lệ phí", "1|1.001193|Khai sinh|Trực tiếp: 8.000 đồng", "|||Trực tuyến: 0 đồng", "2|1.000656|Khai tử|0")
		for _, col := range []string{"A", "B", "C"} {
			set(t, f.MergeCell("TTHC", col+"2", col+"3"))
		}
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "cp"), []string{"1.001193|Trực tiếp: 8.000 đồng; Trực tuyến: 0 đồng", "1.000656|0"})
	same(t, "notes", notes(l, "row-continuation"), []string{"row-continuation TTHC!D3"})
}

// What follows a bad row under the same merged name is not added to another.
func TestMergedBadProcedure(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Phí, lệ phí", "1|1.001193|Khai sinh|0", "2|sai|Khai tử|0", "|||8.000 đồng")
		set(t, f.MergeCell("TTHC", "B3", "B4"))
		set(t, f.MergeCell("TTHC", "C3", "C4"))
	})
	l, err := Read("a.xlsx", bytes.NewReader(data), &Options{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "procedures", brief(l, "cp"), []string{"1.001193|0"})
	same(t, "notes", notes(l, "row-continuation", "code-form"), []string{"code-form TTHC!B3", "row-continuation TTHC!D4"})
}

// A table of something else on the same sheet is listed as text outside of the
// table.
func TestOtherTableOnTheSheet(t *testing.T) {
	rows := []string{"STT|Mã|Tên", "1|H60|Sở Tư pháp", "|||", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh"}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "c@"), []string{"1.001193|ds.csv!C5"})
	same(t, "titles", notes(l, "row-title"), []string{"row-title ds.csv!A1", "row-title ds.csv!A2"})
	accountFor(t, l, "ds.csv", rows)
}

func TestLevelMarks(t *testing.T) {
	for marks, want := range map[string]string{"x|": FullyOnline, "|X": PartlyOnline, "✓|": FullyOnline, "|có": PartlyOnline, "Không|x": PartlyOnline,
		"0|": "", "-|-": "", "|": "", "x|x": "Toàn trình; Một phần"} {
		l := readLines(t, "Mã số|Tên TTHC|Toàn trình|Một phần", "1.001193|Khai sinh|"+marks)
		if got := l.Procedures[0].Level; got != want {
			t.Errorf("%q: %q, want %q", marks, got, want)
		}
	}
}

func TestSwapped(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC", "1|Đăng ký khai sinh|1.001193", "2|Đăng ký khai tử|1.000656", "3|Kết hôn|1.000894")
	same(t, "whole column", brief(l, "cn@"), []string{"1.001193|Đăng ký khai sinh|ds.csv!B2", "1.000656|Đăng ký khai tử|ds.csv!B3", "1.000894|Kết hôn|ds.csv!B4"})
	same(t, "note", notes(l, "column-swapped", "code-swapped"), []string{"column-swapped ds.csv!B1"})

	l = readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|Đăng ký khai sinh", "2|Đăng ký khai tử|1.000656", "3|1.000894|Kết hôn")
	same(t, "one row", brief(l, "cn@"), []string{"1.001193|Đăng ký khai sinh|ds.csv!C2", "1.000656|Đăng ký khai tử|ds.csv!B3", "1.000894|Kết hôn|ds.csv!C4"})
	same(t, "note", notes(l, "column-swapped", "code-swapped"), []string{"code-swapped ds.csv!C3"})

	l = readLines(t, "STT|Mã số|Tên TTHC", "1|Khai sinh|1.001193", "2|Khai tử|1.000656", "3|1.000894|Kết hôn")
	same(t, "column but for one row", brief(l, "cn"), []string{"1.001193|Khai sinh", "1.000656|Khai tử", "1.000894|Kết hôn"})
	same(t, "notes", notes(l, "column-swapped", "code-swapped"), []string{"column-swapped ds.csv!B1", "code-swapped ds.csv!B4"})
}

func TestCodes(t *testing.T) {
	for text, want := range map[string]string{
		"1.001193":                  "1.001193",
		"1.001193.000.00.00.H35":    "1.001193.000.00.00.H35",
		"1.001193.01":               "1.001193.01",
		"1.001193.000.00.00.H35.01": "1.001193.000.00.00.H35.01",
		"2.00072":                   "2.000720?",
		"2.0007":                    "2.000700?",
		"2000720":                   "2.000720?",
		"2.000.720":                 "2.000720?",
		"2,000720":                  "2.000720?",
		"2. 000720":                 "2.000720?",
		"2,00072":                   "2.000720?",
		"'2.000720":                 "2.000720?",
		"1.001193.000.00.00.h35":    "1.001193.000.00.00.H35?",
		"Mã: 1.001193":              "1.001193?",
		"1.001193 (cấp xã)":         "1.001193?",
	} {
		g, ok := readCode(cell{text: text})
		got := g.code
		if g.isGuess() {
			got += "?"
		}
		if !ok || got != want {
			t.Errorf("%q: %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "1", "31", "2.0", "1.0011934", "11.001193", "1.001193 1.000656", "T-TQU-123456-TT", "1.00119a", "H35", "0912345678"} {
		if g, ok := readCode(cell{text: text}); ok {
			t.Errorf("%q is taken for the code %s", text, g.code)
		}
	}
}

func TestNumericCodes(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC")
		style := func(format string) int {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			set(t, err)
			return id
		}
		for i, c := range []struct {
			value  float64
			format string
		}{{2.00072, ""}, {2.000635, ""}, {2000720, ""}, {2.0007, "0.000000"}, {1.001193, "0.00"}, {2000286, "#,##0"}} {
			at := position{i + 2, 2}.String()
			set(t, f.SetCellFloat("TTHC", at, c.value, -1, 64))
			if c.format != "" {
				set(t, f.SetCellStyle("TTHC", at, at, style(c.format)))
			}
			set(t, f.SetCellStr("TTHC", position{i + 2, 3}.String(), "Thủ tục "+string(rune('A'+i))))
		}
	})
	l := read(t, "a.xlsx", data)
	same(t, "codes", brief(l, "c"), []string{"2.000720", "2.000635", "2.000720", "2.000700", "1.001193", "2.000286"})
	same(t, "notes", notes(l, "code-guess", "code-duplicate"), []string{"code-guess TTHC!B2", "code-guess TTHC!B4", "code-guess TTHC!B7", "code-duplicate TTHC!B4"})
}

func TestDuplicates(t *testing.T) {
	l := readLines(t, "Mã số|Tên TTHC", "1.001193|Khai sinh", "1.001193.000.00.00.H35|Khai sinh", "1.001193.01|Khai sinh lưu động", "1.001193|Khai tử")
	same(t, "procedures", brief(l, "c"), []string{"1.001193", "1.001193.000.00.00.H35", "1.001193.01", "1.001193"})
	same(t, "notes", notes(l, "code-duplicate"), []string{"code-duplicate ds.csv!A3", "code-duplicate ds.csv!A5"})
	for _, n := range l.Notes {
		if n.Code == "code-duplicate" && !strings.Contains(n.VI, "ds.csv!A2") {
			t.Errorf("the first cell is not named: %s", n.VI)
		}
	}
}

func TestLinks(t *testing.T) {
	rows := []string{
		"Mã số|Tên TTHC|Đường dẫn",
		"1.001193|A một|https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1?a=b&url=https://x.vn",
		"1.000656|B hai|dichvucong.gov.vn/2",
		"1.000894|C ba|Xem tại: https://dichvucong.gov.vn/3.",
		"2.000635|D bốn|Chưa có đường dẫn",
		"2.000815|E năm|-",
		"2.000992|G sáu|",
		"2.000913|H bảy|http://dichvucong.gov.vn/7",
		"2.000908|K tám|Chưa cập nhật",
	}
	l := readLines(t, rows...)
	same(t, "links", brief(l, "u"), []string{"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1?a=b&url=https://x.vn", "https://dichvucong.gov.vn/2",
		"https://dichvucong.gov.vn/3", "", "", "", "http://dichvucong.gov.vn/7", ""})
	same(t, "notes", notes(l, "link-guess", "link-missing"), []string{"link-guess ds.csv!C3", "link-guess ds.csv!C4",
		"link-missing ds.csv!C5"})
	for _, n := range l.Notes {
		if n.Code == "link-missing" && !strings.HasSuffix(n.VI, ": C5, C6, C7, C9.") {
			t.Errorf("%s", n.VI)
		}
	}

	l = readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|A một", "2|1.000656|B hai")
	same(t, "no column of links", notes(l, "link-missing"), []string{"link-missing ds.csv!A1"})
}

func TestHyperlinks(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Link", "1|1.001193|Khai sinh|Xem", "2|1.000656|Khai tử|", "3|1.000894|Kết hôn|https://a.gov.vn/3",
			"4|2.000635|Bản sao|", "5|2.000815|Chứng thực|", "6|2.000992|Chữ ký|-")
		set(t, f.SetCellHyperLink("TTHC", "D2", "https://a.gov.vn/1", "External"))
		set(t, f.SetCellHyperLink("TTHC", "C3", "https://a.gov.vn/2", "External"))
		set(t, f.SetCellHyperLink("TTHC", "D4", "https://b.gov.vn/3", "External"))
		set(t, f.SetCellHyperLink("TTHC", "D5", "mailto:a@a.gov.vn", "External"))
		set(t, f.SetCellHyperLink("TTHC", "D6", "TTHC!A1", "Location"))
		set(t, f.SetCellHyperLink("TTHC", "D7", "https://a.gov.vn/6", "External"))
		set(t, f.SetCellHyperLink("TTHC", "C4", "https://c.gov.vn/3", "External"))
	})
	// Excel keeps what follows the # of an address apart.
	data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, `<hyperlink ref="D2"`, `<hyperlink location="nop-ho-so" ref="D2"`, 1)
	})
	l := read(t, "a.xlsx", data)
	same(t, "links", brief(l, "u"), []string{"https://a.gov.vn/1#nop-ho-so", "https://a.gov.vn/2", "https://a.gov.vn/3", "", "", "https://a.gov.vn/6"})
	same(t, "notes", notes(l, "link-behind", "link-differs"), []string{"link-behind TTHC!D2", "link-behind TTHC!C3", "link-differs TTHC!D4",
		"link-differs TTHC!C4", "link-behind TTHC!D7"})
	if got := l.Procedures[1].Cells.Link; got != "C3" {
		t.Errorf("link stands in %q", got)
	}
}

func TestLevels(t *testing.T) {
	for text, want := range map[string]string{
		"Toàn trình": FullyOnline, "DVC TRỰC TUYẾN TOÀN TRÌNH": FullyOnline, "toan trinh": FullyOnline,
		"Một phần": PartlyOnline, "DVCTT một phần": PartlyOnline, norm.NFD.String("Một phần"): PartlyOnline,
		"Mức độ 4": "Mức độ 4", "Còn lại": "Còn lại", "Toàn trình/Một phần": "Toàn trình/Một phần", "": "",
	} {
		l := readLines(t, "Mã số|Tên TTHC|Mức độ", "1.001193|Khai sinh|"+text)
		p := l.Procedures[0]
		if p.Level != want || p.LevelText != norm.NFC.String(text) {
			t.Errorf("%q: %q from %q, want %q", text, p.Level, p.LevelText, want)
		}
	}
}

func TestDisplayedNumbers(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Thời hạn|Phí", "|1.001193|Khai sinh||", "|1.000656|Khai tử||")
		money, date := `#,##0" đồng"`, 14
		moneyStyle, err := f.NewStyle(&excelize.Style{CustomNumFmt: &money})
		set(t, err)
		dateStyle, err := f.NewStyle(&excelize.Style{NumFmt: date})
		set(t, err)
		set(t, f.SetCellInt("TTHC", "A2", 1))
		set(t, f.SetCellFloat("TTHC", "D2", 0.5, -1, 64))
		set(t, f.SetCellInt("TTHC", "E2", 8000))
		set(t, f.SetCellStyle("TTHC", "E2", "E2", moneyStyle))
		set(t, f.SetCellInt("TTHC", "D3", 45000))
		set(t, f.SetCellStyle("TTHC", "D3", "D3", dateStyle))
		set(t, f.SetCellBool("TTHC", "E3", true))
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "#dp"), []string{"1|0,5|8.000 đồng", "|15/03/2023|TRUE"})
	same(t, "notes", notes(l, "number-displayed", "date-displayed"), []string{"number-displayed TTHC!D2", "number-displayed TTHC!E2", "date-displayed TTHC!D3"})
}

func TestText(t *testing.T) {
	rows := []string{"STT|Mã số|Tên TTHC|Lĩnh vực", norm.NFD.String("1|1.001193|Thủ tục đăng ký khai sinh|Hộ tịch"),
		"2|1.000\u200b656|  Khai\u00a0 tử\n lưu động |Hộ tịch"}
	for i := range 11 {
		rows = append(rows, fmt.Sprintf("%d|1.0001%02d|Thủ  tục|Hộ tịch", i, i))
	}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "cn")[:2], []string{"1.001193|Thủ tục đăng ký khai sinh", "1.000656|Khai tử lưu động"})
	same(t, "notes", notes(l, "text-composed", "text-invisible", "text-respaced"), []string{"text-composed ds.csv!C2", "text-invisible ds.csv!B3", "text-respaced ds.csv!C3"})
	for code, cells := range map[string]string{"text-composed": ": C2, D2.", "text-invisible": ": B3.",
		"text-respaced": ": C3, C4, C5, C6, C7, C8, C9, C10, C11, C12 and 2 more."} {
		i := slices.IndexFunc(l.Notes, func(n Note) bool { return n.Code == code })
		if !strings.HasSuffix(l.Notes[i].EN, cells) {
			t.Errorf("%s: %s", code, l.Notes[i].EN)
		}
	}
}

func TestRichText(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|x")
		set(t, f.SetCellRichText("TTHC", "C2", []excelize.RichTextRun{{Text: "Đăng ký "}, {Text: "khai sinh", Font: &excelize.Font{Bold: true}}, {Text: " lưu động"}}))
	})
	same(t, "names", brief(read(t, "a.xlsx", data), "n"), []string{"Đăng ký khai sinh lưu động"})
}

func TestSheets(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh")
		for _, name := range []string{"Trống", "Bìa", "Đất đai", "Mất tiêu đề", "Ẩn"} {
			_, err := f.NewSheet(name)
			set(t, err)
		}
		put(t, f, "Bìa", "DANH MỤC THỦ TỤC HÀNH CHÍNH", "Năm 2025")
		put(t, f, "Đất đai", "Tên thủ tục|Mã số", "Đính chính|1.012796", "Khai sinh|1.001193")
		put(t, f, "Mất tiêu đề", "1|1.000656|Khai tử")
		put(t, f, "Ẩn", "STT|Mã TTHC|Tên TTHC", "1|1.000894|Kết hôn")
		set(t, f.SetSheetVisible("Ẩn", false))
		set(t, f.SetRowVisible("TTHC", 2, false))
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "c@"), []string{"1.001193|TTHC!C2", "1.012796|Đất đai!A2", "1.001193|Đất đai!A3"})
	same(t, "notes", notes(l, "sheet-empty", "sheet-no-table", "sheet-hidden", "rows-hidden", "code-duplicate"), []string{
		"rows-hidden TTHC", "sheet-hidden Ẩn", "sheet-empty Trống", "sheet-no-table Bìa!A1", "code-duplicate Đất đai!B3", "sheet-no-table Mất tiêu đề!A1"})
	for _, n := range l.Notes {
		if n.Code == "sheet-no-table" && (n.Severity == "warning") != strings.HasPrefix(n.Field, "Mất") {
			t.Errorf("severity: %+v", n)
		}
	}
	for sheet, want := range map[string]string{"Đất đai": "1.012796", "ẩn": "1.000894"} {
		l, err := Read("a.xlsx", bytes.NewReader(data), &Options{Sheet: sheet})
		if err != nil || l.Procedures[0].Code != want {
			t.Errorf("sheet %s: %v, %v", sheet, l, err)
		}
	}
	_, err := Read("a.xlsx", bytes.NewReader(data), &Options{Sheet: "Không có"})
	if !errors.Is(err, ErrNoSheet) || !strings.Contains(err.Error(), "Đất đai") {
		t.Errorf("missing sheet: %v", err)
	}
}

func TestFormulas(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Phí|Ghi chú|Link", "1|1.001193|Khai sinh|x|x|https://a.gov.vn/1", "2|1.000656|Khai tử|x|x|Xem")
	})
	// Excel writes the results beside the formulas; excelize writes only these.
	data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
		xml = setCell(xml, "A2", `<c r="A2"><f>ROW()-1</f><v>1</v></c>`)
		xml = setCell(xml, "C3", `<c r="C3" t="str"><f>"Khai"&amp;" tử"</f><v>Khai tử</v></c>`)
		xml = setCell(xml, "D2", `<c r="D2"><f>4000*2</f><v>8000</v></c>`)
		xml = setCell(xml, "D3", `<c r="D3" t="str"><f>""</f><v></v></c>`)
		xml = setCell(xml, "E2", `<c r="E2"><f>NOW()</f></c>`)
		return setCell(xml, "F3", `<c r="F3" t="str"><f>HYPERLINK("https://a.gov.vn/2","Xem")</f><v>Xem</v></c>`)
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "#npu"), []string{"1|Khai sinh|8000|https://a.gov.vn/1", "2|Khai tử||https://a.gov.vn/2"})
	same(t, "notes", notes(l, "formula-value", "formula-numbers", "link-behind"), []string{"formula-value TTHC!D2", "formula-value TTHC!C3",
		"formula-value TTHC!F3", "link-behind TTHC!F3", "formula-numbers TTHC!A1"})

	l = read(t, "a.csv", []byte("Mã số;Tên TTHC\n=\"2.000720\";Khai sinh\n"))
	same(t, "constant formula", brief(l, "c"), []string{"2.000720"})
	same(t, "note", notes(l, "formula-value"), []string{"formula-value a.csv!A2"})
}

func TestBadCells(t *testing.T) {
	for _, tc := range []struct{ name, row, code, cell string }{
		{"malformed code", "2|1.00X|Khai tử|", "code-form", "B3"},
		{"old code", "2|T-TQU-123456-TT|Khai tử|", "code-form", "B3"},
		{"two codes", "2|1.000656 1.000894|Khai tử|", "code-form", "B3"},
		{"no name", "2|1.000656||", "name-missing", "C3"},
		{"name of digits", "2|1.000656|12345|", "name-no-letters", "C3"},
		{"neither name nor code", "2|||https://a.gov.vn", "name-missing", "C3"},
		{"name under the code", "2|Khai tử||", "code-form", "B3"},
		{"two links", "2|1.000656|Khai tử|https://a.gov.vn https://b.gov.vn", "link-several", "D3"},
		{"two links in words", "2|1.000656|Khai tử|Xem https://a.gov.vn/1 hoặc https://b.gov.vn/2", "link-several", "D3"},
		{"link broken over lines", "2|1.000656|Khai tử|https://a.gov.vn/ab\nc/d", "link-form", "D3"},
		{"link broken after words", "2|1.000656|Khai tử|Link: https://a.gov.vn/ab\nc/d", "link-form", "D3"},
		{"link with a space", "2|1.000656|Khai tử|https://a.gov.vn/x y", "link-form", "D3"},
		{"wide colon", "2|1.000656|Khai tử|https：//a.gov.vn/", "link-form", "D3"},
		{"backslash", "2|1.000656|Khai tử|a.gov.vn\\x", "link-form", "D3"},
		{"mail", "2|1.000656|Khai tử|mailto:a@gov.vn", "link-form", "D3"},
		{"words for a link", "2|1.000656|Khai tử|Xem tại đây", "link-form", "D3"},
		{"lost name", "2|1.000656|#REF!|", "cell-error-value", "C3"},
		{"lost code", "2|#NAME?|Khai tử|", "cell-error-value", "B3"},
		{"lost link", "2|1.000656|Khai tử|#N/A", "cell-error-value", "D3"},
		{"lost link, LibreOffice", "2|1.000656|Khai tử|Err:508", "cell-error-value", "D3"},
		{"formula", "2|1.000656|=A1|", "formula-no-value", "C3"},
		{"broken character", "2|1.000656|Khai t\ufffd|", "text-damaged", "C3"},
		{"long cell", "2|1.000656|" + strings.Repeat("Khai tử ", 4000) + "|", "cell-too-long", "C3"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data := []byte(lines("STT|Mã số|Tên TTHC|Link", "1|1.001193|Khai sinh|https://a.gov.vn", tc.row, "3|1.000894|Kết hôn|https://a.gov.vn"))
			e := failure(t, "ds.csv", data, ErrCell)
			if e.Code != tc.code || e.Sheet != "ds.csv" || e.Cell != tc.cell {
				t.Errorf("got %s at %s!%s", e.Code, e.Sheet, e.Cell)
			}
			if !strings.Contains(e.Error(), "ds.csv!"+tc.cell) {
				t.Errorf("the message does not name the cell: %v", e)
			}
			l, err := Read("ds.csv", bytes.NewReader(data), &Options{SkipBad: true})
			if err != nil {
				t.Fatal(err)
			}
			same(t, "good rows", brief(l, "c"), []string{"1.001193", "1.000894"})
			same(t, "bad row", notes(l, tc.code), []string{tc.code + " ds.csv!" + tc.cell})
		})
	}
}

func TestCodeForAName(t *testing.T) {
	e := failure(t, "ds.csv", []byte(lines("STT|Tên TTHC|Link", "1|1.001193|https://a.gov.vn")), ErrCell)
	if e.Code != "name-missing" || e.Cell != "B2" {
		t.Errorf("got %v", e)
	}
}

func TestEveryBadCellIsNamed(t *testing.T) {
	rows := []string{"STT|Mã số|Tên TTHC"}
	for range MaxErrors + 5 {
		rows = append(rows, "1|sai|Khai sinh")
	}
	rows = append(rows, "1|1.001193|Khai sinh")
	_, err := Read("ds.csv", strings.NewReader(lines(rows...)), nil)
	if !errors.Is(err, ErrCell) || !strings.Contains(err.Error(), "ds.csv!B2:") || !strings.Contains(err.Error(), "ds.csv!B101:") ||
		strings.Contains(err.Error(), "B102") || !strings.Contains(err.Error(), "5 more bad cells") {
		t.Errorf("got %v", err)
	}
	if l, err := Read("ds.csv", strings.NewReader(lines(rows[:3]...)), &Options{SkipBad: true}); !errors.Is(err, ErrCell) || l != nil {
		t.Errorf("nothing but bad rows: %v, %v", l, err)
	}
}

func TestMissingCode(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Link", "1|1.001193|Khai sinh|https://a.gov.vn", "2||Khai tử|https://a.gov.vn", "3|Chưa có|Kết hôn|https://a.gov.vn", "4||Giám hộ|")
	same(t, "procedures", brief(l, "cn"), []string{"1.001193|Khai sinh", "|Khai tử", "|Kết hôn", "|Giám hộ"})
	same(t, "notes", notes(l, "code-missing", "code-placeholder"), []string{"code-placeholder ds.csv!B4", "code-missing ds.csv!B3", "code-missing ds.csv!B4", "code-missing ds.csv!B5"})
}

func TestOfficeInChargeIsNoSignature(t *testing.T) {
	l := readLines(t, "Mã số|Tên TTHC|Lĩnh vực|Cơ quan thực hiện", "1.001193|Khai sinh|Hộ tịch|UBND", "|Khai tử lưu động|Hộ tịch|UBND", "|Kết hôn lưu động|Hộ tịch|UBND")
	same(t, "procedures", brief(l, "n"), []string{"Khai sinh", "Khai tử lưu động", "Kết hôn lưu động"})
}

func TestEmpty(t *testing.T) {
	for name, data := range map[string]string{"nothing": "", "spaces": " \r\n\t\n", "separators": ";;;\n;;;\n", "headings": lines("STT|Mã số|Tên TTHC"),
		"headings and numbers": lines("STT|Mã số|Tên TTHC", "(1)|(2)|(3)"), "BOM": "\xef\xbb\xbf"} {
		t.Run(name, func(t *testing.T) { failure(t, "ds.csv", []byte(data), ErrEmpty) })
	}
	failure(t, "a.xlsx", workbook(t, func(*excelize.File) {}), ErrEmpty)
}

func TestPlaces(t *testing.T) {
	for p, want := range map[position]string{{1, 1}: "A1", {12, 26}: "Z12", {3, 27}: "AA3", {1048576, 16384}: "XFD1048576"} {
		if got := p.String(); got != want {
			t.Errorf("%v: %s, want %s", [2]int{p.row, p.col}, got, want)
		}
		if got, ok := parsePosition(want); !ok || got != p {
			t.Errorf("%s: %v, %v", want, got, ok)
		}
	}
	for _, s := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A1:B2"} {
		if p, ok := parsePosition(s); ok {
			t.Errorf("%q is taken for %v", s, p)
		}
	}
	if !slices.Equal((&row{n: 1, cells: []cell{{}, {text: "x"}}}).filled(), []int{2}) {
		t.Error("filled")
	}
}
