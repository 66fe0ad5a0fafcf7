package sheet

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A name broken over rows is one name, and no field of the rows below it.
func TestNamesOverSeveralRows(t *testing.T) {
	rows := []string{"STT|Mã TTHC|Tên TTHC|Lĩnh vực|Thời hạn", "1|1.001193|Đăng ký khai sinh cho|Hộ tịch|5 ngày", "||người đã có hồ sơ,||", "||giấy tờ cá nhân||",
		"2|1.000656|Khai tử||", "||(Trường hợp có yếu tố nước ngoài)||", "3|1.000894|Kết hôn||5 ngày", "||thực hiện tại xã||hoặc 7 ngày"}
	l := readLines(t, rows...)
	same(t, "procedures", brief(l, "cnd"), []string{"1.001193|Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân|5 ngày",
		"1.000656|Khai tử (Trường hợp có yếu tố nước ngoài)|", "1.000894|Kết hôn thực hiện tại xã|5 ngày; hoặc 7 ngày"})
	same(t, "notes", notes(l, "row-continuation", "row-section", "row-footer"), []string{"row-continuation ds.csv!C3", "row-continuation ds.csv!C4",
		"row-continuation ds.csv!C6", "row-continuation ds.csv!C8"})
	for _, n := range l.Notes {
		if n.Field == "ds.csv!C3" && (n.Severity != "warning" || !strings.Contains(n.VI, "ô C2")) {
			t.Errorf("%+v", n)
		}
	}
	accountFor(t, l, "ds.csv", rows)
}

func TestRowsThatAreNoMoreOfAName(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC"
	for name, rows := range map[string][]string{
		"a section":             {head, "1|1.001193|Khai sinh", "||lĩnh vực chứng thực", "2|2.000815|Bản sao"},
		"a field":               {head, "1|1.001193|Khai sinh", "||Chứng thực", "2|2.000815|Bản sao"},
		"a gap":                 {head, "1|1.001193|Khai sinh", "||", "||chứng thực", "2|2.000815|Bản sao"},
		"names alone":           {"Tên TTHC|Lĩnh vực", "khai sinh|Hộ tịch", "bản sao|"},
		"small letters":         {head, "1|1.001193|khai sinh", "2||bản sao"},
		"text below":            {head, "1|1.001193|Khai sinh", "2|2.000815|Bản sao", "||(Danh mục này có 02 thủ tục)"},
		"a field in brackets":   {head, "1|1.001193|Khai sinh", "||(Chứng thực)", "2|2.000815|Bản sao"},
		"a section in brackets": {head, "1|1.001193|Khai sinh", "||(Lĩnh vực Chứng thực)", "2|2.000815|Bản sao"},
		"a lettered section":    {head, "1|1.001193|Khai sinh", "||b) Chứng thực", "2|2.000815|Bản sao"},
		"a small section":       {head, "1|1.001193|Khai sinh", "||a. chứng thực", "2|2.000815|Bản sao"},
		"a note":                {head, "1|1.001193|Khai sinh", "2|2.000815|Bản sao", "||ghi chú: danh mục có thể thay đổi"},
		"a telephone":           {head, "1|1.001193|Khai sinh", "2|2.000815|Bản sao", "||đt: 0207 382 2222"},
		"an address":            {head, "1|1.001193|Khai sinh", "2|2.000815|Bản sao", "||https://dichvucong.gov.vn"},
		"a new page":            {head, "1|1.001193|Khai sinh", "||(tiếp theo)", "2|2.000815|Bản sao", "||(hết)"},
		"signature in small":    {head, "1|1.001193|Khai sinh", "2|2.000815|Bản sao", "||người lập biểu"},
	} {
		l := readLines(t, rows...)
		for _, n := range l.Notes {
			if n.Code == "row-continuation" {
				t.Errorf("%s: %s", name, n.EN)
			}
		}
		if strings.Contains(name, "section") && len(l.Procedures) == 2 && !strings.EqualFold(l.Procedures[1].Field, "Chứng thực") {
			t.Errorf("%s: %+v", name, l.Procedures)
		}
		if len(l.Procedures) != 2 {
			t.Errorf("%s: %v", name, notes(l))
		}
		accountFor(t, l, "ds.csv", rows)
	}
	// With a dash both names and sections begin.
	e := failure(t, "ds.csv", []byte(lines(head, "1|1.001193|Khai sinh", "||- Chứng thực", "2|2.000815|Bản sao")), ErrCell)
	if e.Code != "name-or-field" || e.Cell != "C3" {
		t.Error(e)
	}
}

// What has values of its own may be a case or a procedure.
func TestCasesOfAProcedure(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC|Thời hạn|Mức độ"
	for row, code := range map[string]string{
		"||(Trường hợp có yếu tố nước ngoài)|5 ngày|": "case-unclear", "||- Trường hợp phải xác minh|8 ngày|": "case-unclear", "||khai sinh lại|2|": "case-unclear",
		"||a) Trường hợp thông thường||": "name-or-field",
	} {
		rows := []string{head, "1|1.001193|Khai sinh|1 ngày|", row, "2|2.000815|Bản sao||"}
		if e := failure(t, "ds.csv", []byte(lines(rows...)), ErrCell); e.Code != code || e.Cell != "C3" {
			t.Errorf("%s: %v", row, e)
		}
		l, err := Read("ds.csv", strings.NewReader(lines(rows...)), &Options{SkipBad: true})
		set(t, err)
		same(t, row, brief(l, "nd"), []string{"Khai sinh|1 ngày", "Bản sao|"})
	}
	l := readLines(t, head, "1|1.001193|Khai sinh||", "||khai sinh lại||Toàn trình", "2|2.000815|Bản sao||")
	same(t, "a level", brief(l, "n"), []string{"Khai sinh", "khai sinh lại", "Bản sao"})
	e := failure(t, "ds.csv", []byte(lines("STT|Tên TTHC", "1|khai sinh", "|khai tử", "2|kết hôn")), ErrCell)
	if e.Code != "case-unclear" || e.Cell != "B3" {
		t.Error(e)
	}
}

// The code may be merged over the rows of a broken name.
func TestBrokenNameBesideAMergedCode(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Đăng ký khai sinh cho", "||người đã có hồ sơ", "2|1.000656|Khai tử")
		set(t, f.MergeCell("TTHC", "A2", "A3"))
		set(t, f.MergeCell("TTHC", "B2", "B3"))
	})
	same(t, "procedures", brief(read(t, "a.xlsx", data), "n"), []string{"Đăng ký khai sinh cho người đã có hồ sơ", "Khai tử"})
}

// Half a name is not printed when the rest of it cannot be read.
func TestHalfANameIsLeftOut(t *testing.T) {
	rows := []string{"STT|Mã TTHC|Tên TTHC", "1|1.001193|Đăng ký khai sinh cho", "||người đã c? hồ sơ", "2|1.000656|Khai tử"}
	l, err := Read("ds.csv", strings.NewReader(lines(rows...)), &Options{SkipBad: true})
	set(t, err)
	same(t, "procedures", brief(l, "c"), []string{"1.000656"})
	for n := 1; n <= len(rows); n++ {
		accounted(t, l, "ds.csv", n)
	}
	if l.Skipped != 2 {
		t.Errorf("%d rows skipped", l.Skipped)
	}
}
