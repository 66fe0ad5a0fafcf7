package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/xuri/excelize/v2"
)

func TestHeadings(t *testing.T) {
	const row = "1|1.001193|Đăng ký khai sinh"
	for name, rows := range map[string][]string{
		"common":        {"STT|Mã TTHC|Tên TTHC", row},
		"long":          {"STT|Mã số TTHC|Tên thủ tục hành chính", row},
		"no accents":    {"stt|ma so|ten thu tuc hanh chinh", row},
		"capitals":      {"STT|MÃ SỐ|TÊN THỦ TỤC HÀNH CHÍNH", row},
		"NFD":           {norm.NFD.String("STT|Mã thủ tục|Tên thủ tục"), row},
		"punctuation":   {"Số TT.|Mã số:|Tên  thủ tục (TTHC)", row},
		"English":       {"No.|Procedure_Code|Procedure Name", row},
		"weak":          {"No|code|name", row},
		"bare":          {"TT|Mã|Tên", row},
		"line break":    {"STT|Mã\nTTHC|Tên thủ tục\nhành chính", row},
		"file number":   {"Số thứ tự|Mã hồ sơ|Danh mục thủ tục hành chính", row},
		"service":       {"STT|Mã DVC|Tên dịch vụ công", row},
		"bracketed":     {"STT (1)|Mã số (2)|Tên TTHC (3)", row},
		"title above":   {"DANH MỤC THỦ TỤC HÀNH CHÍNH||", "||", "STT|Mã số|Tên TTHC", row},
		"broken":        {"STT|Mã|Tên thủ tục", "|số|hành chính", row},
		"broken early":  {"Số|Mã|Tên", "TT|TTHC|thủ tục hành chính", row},
		"group above":   {"Thông tin thủ tục||", "STT|Mã số|Tên TTHC", row},
		"name or field": {"STT|Mã số|Lĩnh vực/Tên thủ tục", row},
		"letterhead":    {"UBND XÃ TÂN TRÀO||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "STT|Mã số|Tên TTHC", row},
		"printed twice": {"STT|Mã số|Tên TTHC", row,
			"STT|Mã số|Tên TTHC"},
		"numbers below": {"STT|Mã số|Tên TTHC", "(1)|(2)|(3)", row},
		"bare numbers":  {"STT|Mã số|Tên TTHC", "1|2|3", row},
		"letters below": {"STT|Mã số|Tên TTHC", "A|B|C", row},
	} {
		t.Run(name, func(t *testing.T) {
			l := readLines(t, rows...)
			same(t, "procedures", brief(l, "#cn"), []string{row})
			accountFor(t, l, "ds.csv", rows)
		})
	}
}

// accountFor checks that every row that is not empty is a procedure or a note.
func accountFor(t *testing.T, l *List, sheet string, rows []string) {
	t.Helper()
	seen := map[int]int{}
	for _, p := range l.Procedures {
		seen[p.Row]++
	}
	for _, n := range l.Notes {
		if place, ok := strings.CutPrefix(n.Field, sheet+"!"); ok && (strings.HasPrefix(n.Code, "row-") || n.Severity == "error") {
			p, _ := parsePosition(place)
			seen[p.row]++
		}
	}
	for i, r := range rows {
		want := 1
		if strings.Trim(r, "| ") == "" {
			want = 0
		}
		if seen[i+1] != want {
			t.Errorf("row %d (%s) is accounted for %d times", i+1, r, seen[i+1])
		}
	}
}

func TestColumns(t *testing.T) {
	for _, tc := range []struct{ name, header, row, columns, want string }{
		{"every column", "Ghi chú|Link|Phí, lệ phí|Thời hạn giải quyết|Mức độ|Lĩnh vực|Tên TTHC|Mã số|STT|Cơ quan thực hiện",
			"x|https://a.gov.vn/1|Không|3 ngày|Toàn trình|Hộ tịch|Đăng ký khai sinh|1.001193|7|UBND xã",
			"#cnfldpu", "7|1.001193|Đăng ký khai sinh|Hộ tịch|Toàn trình|3 ngày|Không|https://a.gov.vn/1"},
		{"other words", "TT|Tên lĩnh vực|Mã số TTHC|Nội dung thủ tục|Dịch vụ công trực tuyến|Thời gian giải quyết (ngày)|Mức thu phí|Địa chỉ truy cập",
			"7|Hộ tịch|1.001193|Đăng ký khai sinh|DVC một phần|5|8.000đ|https://a.gov.vn/1",
			"#cnfldpu", "7|1.001193|Đăng ký khai sinh|Hộ tịch|Một phần|5 ngày|8.000đ|https://a.gov.vn/1"},
		{"unknown heading over links", "STT|Mã TTHC|Tên TTHC|Mã QR", "1|1.001193|Đăng ký|https://a.gov.vn/1", "cu", "1.001193|https://a.gov.vn/1"},
		{"unknown heading over codes", "STT|Số hiệu|Tên TTHC", "1|1.001193|Đăng ký", "cn", "1.001193|Đăng ký"},
		{"unknown heading over names", "STT|Mã TTHC|Việc cần làm", "1|1.001193|Đăng ký khai sinh", "cn", "1.001193|Đăng ký khai sinh"},
		{"name and code in one", "STT|Tên và mã số thủ tục|Mức độ", "1|Đăng ký khai sinh (1.001193)|Một phần", "cnl", "1.001193|Đăng ký khai sinh|Một phần"},
		{"level by marks", "STT|Mã TTHC|Tên TTHC|DVC toàn trình|DVC một phần", "1|1.001193|Đăng ký||x", "cnl", "1.001193|Đăng ký|Một phần"},
		{"two time limits", "STT|Mã TTHC|Tên TTHC|Thời hạn theo quy định|Thời hạn sau cắt giảm", "1|1.001193|Đăng ký|5 ngày|3 ngày", "cd", "1.001193|5 ngày"},
		{"no code", "STT|Tên thủ tục hành chính|Đường link", "1|Đăng ký khai sinh|https://a.gov.vn", "cnu", "|Đăng ký khai sinh|https://a.gov.vn"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			same(t, "procedures", brief(readLines(t, tc.header, tc.row), tc.columns), []string{tc.want})
		})
	}
}

func TestColumnNotes(t *testing.T) {
	l := readLines(t, "STT|Số hiệu|Tên TTHC|Thời hạn|Thời hạn rút gọn|Ghi chú|Mã QR", "1|1.001193|Đăng ký|5|3|a|https://a.gov.vn")
	same(t, "notes", notes(l, "column-guess", "column-double", "column-unused"), []string{
		"column-guess ds.csv!B1", "column-guess ds.csv!G1", "column-double ds.csv!E1", "column-unused ds.csv!A1"})
	for _, n := range l.Notes {
		if n.Code == "column-unused" && !strings.Contains(n.EN, "F1 “Ghi chú”") {
			t.Errorf("the unused column is not named: %s", n.EN)
		}
	}
}

func TestMergedHeadings(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC",
			"STT|Mã số|Tên thủ tục hành chính|Mức độ dịch vụ công||Thời hạn giải quyết||Link",
			"|||Toàn trình|Một phần|Theo quy định|Sau cắt giảm",
			"(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)",
			"1|1.001193|Đăng ký khai sinh|X||5 ngày|3 ngày|https://a.gov.vn/1",
			"2|1.000656|Đăng ký khai tử||X|2 ngày||https://a.gov.vn/2",
			"3|1.000894|Đăng ký kết hôn|||2 ngày||https://a.gov.vn/3",
			"4|2.000635|Cấp bản sao|X|X|2 ngày||https://a.gov.vn/4")
		for _, m := range []string{"A1:A2", "B1:B2", "C1:C2", "H1:H2"} {
			from, to, _ := strings.Cut(m, ":")
			set(t, f.MergeCell("TTHC", from, to))
		}
		set(t, f.MergeCell("TTHC", "D1", "E1"))
		set(t, f.MergeCell("TTHC", "F1", "G1"))
	})
	l := read(t, "a.xlsx", data)
	same(t, "procedures", brief(l, "cld@"), []string{
		"1.001193|Toàn trình|5 ngày|TTHC!C4", "1.000656|Một phần|2 ngày|TTHC!C5", "1.000894||2 ngày|TTHC!C6",
		"2.000635|Toàn trình; Một phần|2 ngày|TTHC!C7"})
	same(t, "notes", notes(l, "row-header", "row-numbering", "column-double", "level-both"),
		[]string{"row-header TTHC!A1", "row-header TTHC!D2", "column-double TTHC!G2", "row-numbering TTHC!A3", "level-both TTHC!D7"})
}

// The same without merged cells, as a .csv has it.
func TestPartedHeadings(t *testing.T) {
	for name, rows := range map[string][]string{
		"levels": {"STT|Mã số|Tên TTHC|Mức độ DVC||Phí", "|||Toàn trình|Một phần|", "1|1.001193|Đăng ký|X||Không"},
		"limits": {"STT|Mã số|Tên TTHC|Mức độ DVC|Thời hạn||Phí", "||||Theo quy định|Cắt giảm|", "1|1.001193|Đăng ký|Toàn trình|||Không"},
	} {
		t.Run(name, func(t *testing.T) {
			l := readLines(t, rows...)
			same(t, "procedures", brief(l, "cnlp"), []string{"1.001193|Đăng ký|Toàn trình|Không"})
			accountFor(t, l, "ds.csv", rows)
		})
	}
}

func TestNoHeader(t *testing.T) {
	for name, rows := range map[string][]string{
		"no headings":     {"1|1.001193|Đăng ký khai sinh", "2|1.000656|Đăng ký khai tử"},
		"a letter":        {"CÔNG VĂN", "Kính gửi: Ủy ban nhân dân các xã"},
		"a list of units": {"STT|Mã|Tên", "1|H60|Sở Tư pháp", "2|H61|Sở Y tế"},
		"people":          {"STT|Mã|Họ và tên", "1|01|Nguyễn Văn A"},
		"codes alone":     {"STT|Mã TTHC", "1|1.001193", "2|1.000656"},
		"no codes":        {"STT|Mã TTHC|Nội dung công tác|Đơn vị", "1|a|Họp giao ban|UBND"},
		"name alone":      {"Tên TTHC", "Đăng ký khai sinh"},
	} {
		t.Run(name, func(t *testing.T) {
			e := failure(t, "ds.csv", []byte(lines(rows...)), ErrNoHeader)
			first := strings.Split(rows[0], "|")[0]
			if !strings.Contains(e.VI, "ds.csv!A1") || !strings.Contains(e.VI, first) || !strings.Contains(e.VI, "Mã TTHC") {
				t.Errorf("message does not say what was seen and looked for: %s", e.VI)
			}
		})
	}
}

// Of two columns that hold the same the one that counts today is read.
func TestColumnsThatCount(t *testing.T) {
	for _, tc := range []struct{ head, row, want, double string }{
		{"Mã TTHC cũ|Mã TTHC mới|Tên TTHC", "1.001193|2.001193|Khai sinh", "2.001193|Khai sinh", "A1"},
		{"Mã TTHC mới|Mã TTHC cũ|Tên TTHC", "2.001193|1.001193|Khai sinh", "2.001193|Khai sinh", "B1"},
		{"Mã TTHC|Tên TTHC cũ|Tên TTHC mới", "1.001193|Khai sinh cũ|Khai sinh", "1.001193|Khai sinh", "B1"},
		{"Mã TTHC|Tên TTHC được thay thế|Tên TTHC thay thế", "1.001193|Khai sinh cũ|Khai sinh", "1.001193|Khai sinh", "B1"},
		{"Mã TTHC|Tên TTHC đã công bố|Tên TTHC sửa đổi", "1.001193|Khai sinh cũ|Khai sinh", "1.001193|Khai sinh", "B1"},
		{"Mã TTHC|Tên TTHC (cũ)|Tên TTHC", "1.001193|Khai sinh cũ|Khai sinh", "1.001193|Khai sinh", "B1"},
		{"Mã TTHC bị thay thế|Mã TTHC|Tên TTHC", "1.001193|2.001193|Khai sinh", "2.001193|Khai sinh", "A1"},
		{"Mã DVC|Mã TTHC|Tên TTHC", "1.001193.01|1.001193|Khai sinh", "1.001193|Khai sinh", "A1"},
		{"Mã TTHC|Mã DVC|Tên TTHC", "1.001193|1.001193.01|Khai sinh", "1.001193|Khai sinh", "B1"},
		{"Mã TTHC|Tên dịch vụ công|Tên TTHC", "1.001193|Khai sinh trực tuyến|Khai sinh", "1.001193|Khai sinh", "B1"},
	} {
		l := readLines(t, tc.head, tc.row)
		same(t, tc.head, brief(l, "cn"), []string{tc.want})
		same(t, tc.head, notes(l, "column-double"), []string{"column-double ds.csv!" + tc.double})
	}
	l := readLines(t, "Mã DVC|Mã TTHC|Tên TTHC", "1.001193.01|1.001193|Khai sinh")
	for _, n := range l.Notes {
		if n.Code == "column-double" && !strings.Contains(n.VI, "“Mã TTHC” (B1)") {
			t.Errorf("the column that is read is not named: %s", n.VI)
		}
	}
}

// A row without a link in the first of two columns has that of the second.
func TestSecondColumnOfLinks(t *testing.T) {
	l := readLines(t, "Mã TTHC|Tên TTHC|Link DVCQG|Link DVC tỉnh", "1.001193|Khai sinh|https://a.gov.vn/1|https://b.gov.vn/1",
		"1.000656|Khai tử||https://b.gov.vn/2", "1.000894|Kết hôn|Chưa có|https://b.gov.vn/3", "2.000635|Bản sao|-|")
	same(t, "links", brief(l, "u"), []string{"https://a.gov.vn/1", "https://b.gov.vn/2", "https://b.gov.vn/3", ""})
	same(t, "notes", notes(l, "link-other-column", "column-double"), []string{"column-double ds.csv!D1", "link-other-column ds.csv!D3", "link-other-column ds.csv!D4"})
	if got := l.Procedures[1].Cells.Link; got != "D3" {
		t.Errorf("the link stands in %s", got)
	}
	e := failure(t, "ds.csv", []byte(lines("Mã TTHC|Tên TTHC|Link DVCQG|Link DVC tỉnh", "1.001193|Khai sinh||Xem tại đây")), ErrCell)
	if e.Code != "link-form" || e.Cell != "D2" {
		t.Error(e)
	}
}

// What a column under a merged heading doubles is not always known by its own heading: both are named, with their cells.
func TestDoubleUnderMergedHeadings(t *testing.T) {
	l := read(t, "ds.xlsx", workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|TTHC bị thay thế||TTHC thay thế", "|Mã|Tên|Mã|Tên", "1|1.000001|Cũ|1.001193|Khai sinh")
		for _, merged := range [][2]string{{"A1", "A2"}, {"B1", "C1"}, {"D1", "E1"}} {
			set(t, f.MergeCell("TTHC", merged[0], merged[1]))
		}
	}))
	same(t, "procedures", brief(l, "cn"), []string{"1.001193|Khai sinh"})
	var said []string
	for _, n := range l.Notes {
		if n.Code == "column-double" {
			said = append(said, n.Field+" "+n.VI)
		}
	}
	same(t, "doubles", said, []string{"TTHC!B2 Cột “TTHC bị thay thế Mã” không được dùng: “Mã TTHC” lấy ở cột “TTHC thay thế Mã” (D2).",
		"TTHC!C2 Cột “TTHC bị thay thế Tên” không được dùng: “Tên TTHC” lấy ở cột “TTHC thay thế Tên” (E2)."})
}

// Former time limits and fees are never read, whatever is said of former names.
func TestFormerValuesAreNotSaidToBeUsed(t *testing.T) {
	l := readLines(t, "Mã TTHC|Tên TTHC|Lệ phí cũ|Lệ phí mới", "1.001193|Khai sinh|8.000 đồng|")
	same(t, "fees", brief(l, "p"), []string{""})
	for _, n := range l.Notes {
		if n.Code == "column-double" && (!strings.Contains(n.VI, "không được dùng") || !strings.Contains(n.EN, "is not used")) {
			t.Error(n.VI)
		}
	}
}
