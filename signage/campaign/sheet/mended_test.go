package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/bangron/bangron/signage/internal/note"
)

// A number without a unit has that of its heading, or is reported.
func TestUnits(t *testing.T) {
	for _, tc := range []struct{ days, fee, cellDays, cellFee, want, notes string }{
		{"Thời hạn (ngày)", "Lệ phí (đồng)", "15", "8.000", "15 ngày|8.000 đồng",
			"unit-heading ds.csv!C2 unit-heading ds.csv!D2"},
		{"Thời hạn giải quyết (ngày làm việc)", "Phí, lệ phí (đồng/bản)", "03", "8000",
			"03 ngày làm việc|8.000 đồng/bản", "unit-heading ds.csv!C2 unit-heading ds.csv!D2"},
		{"Số ngày giải quyết", "Mức thu phí (ĐVT: nghìn đồng)", "3 - 5", "8", "3 - 5 ngày|8 nghìn đồng",
			"unit-heading ds.csv!C2 unit-heading ds.csv!D2"},
		{"Thời gian giải quyết (giờ)", "Phí (1.000đ)", "4", "8,5", "4 giờ|8,5 nghìn đồng",
			"unit-heading ds.csv!C2 unit-heading ds.csv!D2"},
		{"Thời hạn", "Lệ phí", "15", "8000", "15|8000", "unit-missing ds.csv!C2 unit-missing ds.csv!D2"},
		{"Thời hạn (ngày/giờ)", "Lệ phí", "15", "Không", "15|Không", "unit-missing ds.csv!C2"},
		{"Thời hạn (áp dụng từ ngày 01/7/2025)", "Lệ phí", "15", "Không", "15|Không", "unit-missing ds.csv!C2"},
		{"Thời hạn (ngày)", "Lệ phí (đồng)", "15 ngày làm việc", "8.000 đồng/bản", "15 ngày làm việc|8.000 đồng/bản",
			""},
		{"Thời hạn (ngày)", "Lệ phí (đồng)", "Trong ngày", "", "Trong ngày|", ""},
	} {
		l := readLines(t, "Mã số|Tên TTHC|"+tc.days+"|"+tc.fee, "1.001193|Đăng ký khai sinh|"+tc.cellDays+"|"+tc.cellFee)
		same(t, tc.days, brief(l, "dp"), []string{tc.want})
		same(t, tc.days, []string{strings.Join(notes(l, "unit-heading", "unit-missing"), " ")}, []string{tc.notes})
	}
	l := readLines(t, "Mã số|Tên TTHC|Thời hạn", "1.001193|Đăng ký khai sinh|15", "1.000656|Đăng ký khai tử|Trong ngày",
		"1.000894|Kết hôn|3")
	for _, n := range l.Notes {
		if n.Code == "unit-missing" && (n.Severity != note.Warning || !strings.Contains(n.VI, "C2, C4")) {
			t.Errorf("%+v", n)
		}
	}
}

// A former level is printed in words, the number of a date is not printed at all, and amounts are grouped.
func TestBareNumbersAreNotPrintedRaw(t *testing.T) {
	for cell, want := range map[string]string{"4": "Mức độ 4", "3.0": "Mức độ 3", "Mức 4": "Mức độ 4",
		"mức độ 3": "Mức độ 3", "5": "5", "Toàn trình": "Toàn trình", "Mức độ 4 (toàn trình)": "Toàn trình"} {
		l := readLines(t, "Mã số|Tên TTHC|Mức độ", "1.001193|Khai sinh|"+cell)
		same(t, cell, brief(l, "l"), []string{want})
		var said []string
		if strings.HasPrefix(want, "Mức độ") {
			said = []string{"level-former ds.csv!C2"}
		}
		same(t, cell, notes(l, "level-former"), said)
	}
	for cell, want := range map[string]string{"45931": "", "36525": "36525", "15": "15", "45931 ngày": "45931 ngày"} {
		l := readLines(t, "Mã số|Tên TTHC|Thời hạn", "1.001193|Khai sinh|"+cell, "1.000656|Khai tử|3 ngày")
		same(t, cell, brief(l, "d"), []string{want, "3 ngày"})
		var said []string
		if want == "" {
			said = []string{"date-serial ds.csv!C2"}
		}
		same(t, cell, notes(l, "date-serial"), said)
		for _, n := range l.Notes {
			if n.Code == "date-serial" && (n.Severity != note.Warning || !strings.Contains(n.VI, "01/10/2025")) {
				t.Errorf("%+v", n)
			}
		}
	}
	for cell, want := range map[string]string{"8000 đồng": "8.000 đồng", "8000đ/bản": "8.000đ/bản",
		"5000 - 10000 đồng": "5.000 - 10.000 đồng", "1500000 VNĐ": "1.500.000 VNĐ", "Mức: 8000 đồng": "Mức: 8.000 đồng",
		"8.000 đồng": "8.000 đồng", "800 đồng": "800 đồng",
		"Theo Nghị quyết 12/2024 đồng bộ": "Theo Nghị quyết 12/2024 đồng bộ",
		"Năm 2024": "Năm 2024"} {
		same(t, cell, brief(readLines(t, "Mã số|Tên TTHC|Lệ phí", "1.001193|Khai sinh|"+cell), "p"), []string{want})
	}
}

// Of spellings that differ in case, one with a capital stands at the head of the cards.
func TestFieldsHaveACapital(t *testing.T) {
	l := readLines(t, "Mã số|Tên TTHC|Lĩnh vực", "1.001193|Khai sinh|hộ tịch", "1.000656|Khai tử|HỘ TỊCH",
		"1.000894|Kết hôn|hộ tịch", "1.000689|Nhận cha, mẹ, con|Hộ tịch", "2.000635|Bản sao trích lục|hộ  tịch")
	same(t, "fields", brief(l, "f"), []string{"Hộ tịch", "Hộ tịch", "Hộ tịch", "Hộ tịch", "Hộ tịch"})
	l = readLines(t, "Mã số|Tên TTHC|Lĩnh vực", "1.001193|Khai sinh|hộ tịch", "1.000656|Khai tử|Ho tich")
	same(t, "an accent before a capital", brief(l, "f"), []string{"hộ tịch", "hộ tịch"})
}

// Rows that are read are not said to be skipped.
func TestRowsThatAreReadAreNotCalledSkipped(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC", "I. LĨNH VỰC HỘ TỊCH||", "1|1.001193|Đăng ký khai sinh",
		"STT|Mã số|Tên TTHC", "Tổng cộng|1|")
	for _, n := range l.Notes {
		skipped := strings.HasPrefix(n.VI, "Bỏ qua")
		if want := n.Code == "row-total" || n.Field == "ds.csv!A4"; strings.HasPrefix(n.Code, "row-") &&
			skipped != want {
			t.Errorf("%+v", n)
		}
	}
	same(t, "fields", brief(l, "f"), []string{"HỘ TỊCH"})
}

// What Excel made of a share is no code.
func TestNumbersBelowOneAreNoCodes(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		for at, v := range map[string]any{"A1": "Mã số", "B1": "Tên TTHC", "A2": 0.001, "B2": "Đăng ký khai sinh",
			"A3": "0,00119", "B3": "Đăng ký khai tử", "A4": 1.0012, "B4": "Kết hôn"} {
			set(t, f.SetCellValue("TTHC", at, v))
		}
	})
	_, err := Read("ds.xlsx", bytes.NewReader(data), nil)
	if !errors.Is(err, ErrCell) || !strings.Contains(err.Error(), "TTHC!A2") || !strings.Contains(err.Error(),
		"TTHC!A3") || strings.Contains(err.Error(), "TTHC!A4") {
		t.Errorf("%v", err)
	}
}

// A row without a link says what its code leads to instead.
func TestRowsWithoutALinkSayWhereTheyLead(t *testing.T) {
	l := readLines(t, "Mã số|Tên TTHC|Link|Mức độ", "1.001193|Đăng ký khai sinh||Toàn trình",
		"|Đăng ký khai tử||Toàn trình", "1.000894|Kết hôn|https://a.gov.vn/1|")
	said := map[string]string{}
	for _, n := range l.Notes {
		if n.Code == "link-missing" {
			said[n.Field] = n.VI
		}
	}
	if len(said) != 2 || !strings.Contains(said["ds.csv!C2"], "trang tìm theo mã") ||
		strings.Contains(said["ds.csv!C3"], "trang tìm") {
		t.Errorf("%v", said)
	}
}

// Rows that are left out are counted, each once, and all spoken of in one tone.
func TestSkippedRowsAreCounted(t *testing.T) {
	data := lines("Mã số|Tên TTHC|Link", "9.1234567|Đăng ký khai sinh|javascript:x", "1.000656|Đăng ký khai tử|",
		"1.000894||https://a.gov.vn/1")
	l, err := Read("ds.csv", strings.NewReader(data), &Options{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	if l.Skipped != 2 || len(l.Procedures) != 1 {
		t.Errorf("%d rows skipped, %d left", l.Skipped, len(l.Procedures))
	}
	left := 0
	for _, n := range l.Notes {
		if n.Severity == note.Error {
			t.Errorf("%+v", n)
		}
		if strings.HasPrefix(n.VI, "Bỏ qua: ") && strings.HasPrefix(n.EN, "Left out: ") && n.Severity == note.Warning {
			left++
		}
	}
	if left != 3 {
		t.Errorf("%d cells of rows that were left out", left)
	}
}

// Crossed-out text is read, and reported with its cells.
func TestStruckText(t *testing.T) {
	for _, shared := range []bool{true, false} {
		data := workbook(t, func(f *excelize.File) {
			set(t, f.SetSheetRow("TTHC", "A1", &[]any{"STT", "Mã số", "Tên TTHC"}))
			set(t, f.SetSheetRow("TTHC", "A2", &[]any{1, "1.001193", "Đăng ký khai sinh"}))
			set(t, f.SetSheetRow("TTHC", "A3", &[]any{2, "1.000656", "Đăng ký khai tử"}))
			set(t, f.SetSheetRow("TTHC", "A4", &[]any{3, "1.000894", "Kết hôn"}))
			struck, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
			set(t, err)
			set(t, f.SetCellStyle("TTHC", "A3", "D3", struck))
			set(t, f.SetCellRichText("TTHC", "C4", []excelize.RichTextRun{{Text: "Kết "}, {Text: "hôn",
				Font: &excelize.Font{Strike: true}}}))
		})
		if !shared {
			data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(content string) string {
				start := strings.Index(content, `<c r="C4"`)
				end := start + strings.Index(content[start:], "</c>")
				return content[:start] + `<c r="C4" t="inlineStr"><is><r><rPr><strike/></rPr><t>Kết hôn</t></r></is>` + content[end:]
			})
		}
		l := read(t, "ds.xlsx", data)
		same(t, "procedures", brief(l, "c"), []string{"1.001193", "1.000656", "1.000894"})
		found := false
		for _, n := range l.Notes {
			if n.Code == "text-struck" {
				found = n.Field == "TTHC!A3" && strings.Contains(n.VI, ": A3:C3, C4.") && n.Severity == note.Warning
			}
		}
		if !found {
			t.Errorf("shared %v: %+v", shared, l.Notes)
		}
	}
}

// A damaged sheet is reported with the cell up to which it could be read.
func TestDamagedSheetsNameTheCell(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		for r := 1; r <= 4; r++ {
			set(t, f.SetSheetRow("TTHC", fmt.Sprintf("A%d", r), &[]any{r, "1.00119" + fmt.Sprint(r), "Đăng ký"}))
		}
		set(t, f.SetSheetRow("TTHC", "A1", &[]any{"STT", "Mã số", "Tên TTHC"}))
	})
	for _, tc := range []struct{ name, from, to, cell, says string }{
		{"a bad address", `<c r="B2"`, `<c r="ZZZZZ99999999"`, "B2", "ZZZZZ99999999"},
		{"an address of another row", `<c r="C3"`, `<c r="C9"`, "C3", "C9"},
		{"rows out of order", `<row r="3"`, `<row r="1"`, "C2", "sau dòng 2"},
		{"an entity", `<c r="B3"`, `&b;<c r="B3"`, "A3", "mã XML sai."},
		{"the end", `<c r="B4"`, "\x00", "A4", ""},
		{"a text that is not there", `<c r="B3" t="s"><v>`, `<c r="B3" t="s"><v>9`, "B3", "không có trong tệp"},
	} {
		bad := replacePart(t, data, "xl/worksheets/sheet1.xml", func(content string) string {
			if !strings.Contains(content, tc.from) {
				t.Fatalf("%s: no %s in %s", tc.name, tc.from, content)
			}
			content = strings.Replace(content, tc.from, tc.to, 1)
			content, _, _ = strings.Cut(content, "\x00")
			return content
		})
		_, err := Read("ds.xlsx", bytes.NewReader(bad), nil)
		var e *Error
		if !errors.Is(err, ErrDamaged) || !errors.As(err, &e) || e.Sheet != "TTHC" || e.Cell != tc.cell ||
			!strings.Contains(e.VI, tc.says) {
			t.Errorf("%s: %v", tc.name, err)
		}
		if says := "&b;"; tc.name == "an entity" && (strings.Contains(e.VI, says) || !strings.Contains(e.EN, says)) {
			t.Errorf("what the parser says is English: %v", err)
		}
	}
	for name, data := range map[string][]byte{"utf16.csv": []byte("\xff\xfea\x00\n\x00b\x00\n\x00\x00\xd8"),
		"utf8.csv": []byte("Mã số\nĐăng ký\n\xffb")} {
		if _, err := Read(name, bytes.NewReader(data), nil); !errors.Is(err, ErrDamaged) ||
			!strings.Contains(err.Error(), "dòng văn bản 3") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Texts of the file that hold an address are shown so that they cannot deceive.
func TestQuotedAddressesShowTheirLetters(t *testing.T) {
	if got := quote("https://dichvucong.g\u043Ev.vn/\u202Ex"); got != "“https://dichvucong.g\u043E⟨U+043E⟩v.vn/⟨U+202E⟩x”" {
		t.Error(got)
	}
}
