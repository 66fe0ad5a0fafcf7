package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage/internal/note"
)

// Notes convert to those of the rest of the library.
var _ = note.Note(Note{})

// lines writes rows of cells parted by bars as a .csv.
func lines(rows ...string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, r := range rows {
		w.Write(strings.Split(r, "|"))
	}
	w.Flush()
	return b.String()
}

// workbook makes an .xlsx whose first sheet is "TTHC".
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "TTHC"); err != nil {
		t.Fatal(err)
	}
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// put writes rows of cells parted by bars from row 1 on; "" leaves a cell out.
func put(t testing.TB, f *excelize.File, sheet string, rows ...string) {
	t.Helper()
	for i, r := range rows {
		for j, text := range strings.Split(r, "|") {
			if text != "" {
				set(t, f.SetCellStr(sheet, position{i + 1, j + 1}.String(), text))
			}
		}
	}
}

func set(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, name string, data []byte) *List {
	t.Helper()
	l, err := Read(name, bytes.NewReader(data), nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func readLines(t testing.TB, rows ...string) *List {
	t.Helper()
	return read(t, "ds.csv", []byte(lines(rows...)))
}

// brief shows the procedures as rows of the columns asked for.
func brief(l *List, columns string) []string {
	var out []string
	for _, p := range l.Procedures {
		var cells []string
		for _, c := range columns {
			cells = append(cells, map[rune]string{'#': p.Number, 'c': p.Code, 'n': p.Name, 'f': p.Field, 'l': p.Level, 'd': p.Days,
				'p': p.Fee, 'u': p.Link, '@': p.Sheet + "!" + p.Cell}[c])
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

// notes shows code and place of the notes of some kinds, or of all.
func notes(l *List, codes ...string) []string {
	var out []string
	for _, n := range l.Notes {
		if len(codes) == 0 || slices.Contains(codes, n.Code) {
			out = append(out, n.Code+" "+n.Field)
		}
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// failure reads what must fail and checks that the error can be shown.
func failure(t *testing.T, name string, data []byte, want error) *Error {
	t.Helper()
	l, err := Read(name, bytes.NewReader(data), nil)
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
	if l != nil {
		t.Error("a list came with the error")
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%T is no *Error", err)
	}
	if e.Code == "" || e.VI == "" || e.EN == "" || e.FixVI == "" || e.FixEN == "" {
		t.Errorf("incomplete: %+v", e)
	}
	if !norm.NFC.IsNormalString(e.Error()) {
		t.Error("message not in NFC")
	}
	return e
}

func TestOfficeWorkbook(t *testing.T) {
	l, err := Open("testdata/danh-muc-tthc.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Procedures) != 31 {
		t.Fatalf("%d procedures, want 31", len(l.Procedures))
	}
	want := Procedure{Number: "4", Code: "1.000689.000.00.00.H60", Name: "Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
		Field: "HỘ TỊCH", Level: PartlyOnline, LevelText: "Một phần", Days: "03 ngày làm việc", Fee: "Theo nghị quyết HĐND tỉnh",
		Link:  "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-3faf-768a-9224-9cb889436133",
		Sheet: "Danh mục", Cell: "C13", Row: 13,
		Cells: Cells{Number: "A13", Code: "B13", Name: "C13", Field: "A9", Level: "D13", Days: "E13", Fee: "F13", Link: "G13"}}
	if d := cmp.Diff(want, l.Procedures[3]); d != "" {
		t.Error(d)
	}
	if got := l.Procedures[2].Code; got != "2.000635" {
		t.Errorf("numeric code %q", got)
	}
	if got := l.Procedures[30].Field; got != "ĐĂNG KÝ, QUẢN LÝ CƯ TRÚ (CÔNG AN CẤP XÃ)" {
		t.Errorf("field of the last procedure %q", got)
	}
	same(t, "rows skipped", notes(l), []string{
		"text-respaced Danh mục!A5",
		"row-title Danh mục!A1", "row-title Danh mục!A2", "row-title Danh mục!A4", "row-title Danh mục!A5",
		"row-header Danh mục!A7", "row-numbering Danh mục!A8",
		"row-section Danh mục!A9", "row-section Danh mục!A18", "row-section Danh mục!A24", "row-section Danh mục!A28",
		"row-section Danh mục!A30", "row-section Danh mục!A33", "row-section Danh mục!A36", "row-section Danh mục!A40",
		"row-section Danh mục!A42", "row-section Danh mục!A44", "row-section Danh mục!A46", "row-section Danh mục!A48",
		"row-signature Danh mục!E53", "row-signature Danh mục!E54", "row-signature Danh mục!E55", "row-signature Danh mục!E59",
		"sheet-no-table Ghi chú!A1",
	})
}

func TestOfficeCSV(t *testing.T) {
	l, err := Open("testdata/procedures.csv", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Procedures) != 31 {
		t.Fatalf("%d procedures, want 31", len(l.Procedures))
	}
	want := Procedure{Code: "2.000992", Name: "Chứng thực chữ ký người dịch mà người dịch là cộng tác viên dịch thuật của Ủy ban nhân dân cấp xã, tổ chức hành nghề công chứng",
		Field: "Chứng thực", Level: PartlyOnline, LevelText: "Một phần", Days: "Trong ngày làm việc", Fee: "10.000 đồng/trường hợp",
		Link:  "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-95d3-7258-b613-a71dbf432f07",
		Sheet: "procedures.csv", Cell: "B11", Row: 11,
		Cells: Cells{Code: "A11", Name: "B11", Field: "C11", Level: "D11", Days: "E11", Fee: "F11", Link: "G11"}}
	if d := cmp.Diff(want, l.Procedures[9]); d != "" {
		t.Error(d)
	}
	same(t, "notes", notes(l), []string{"row-header procedures.csv!A1", "column-unused procedures.csv!A1"})
}

func TestOpen(t *testing.T) {
	if _, err := Open("testdata/none.xlsx", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := Open("testdata", nil); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("directory: %v", err)
	}
	huge := filepath.Join(t.TempDir(), "200MB.xlsx")
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	set(t, f.Truncate(200<<20))
	set(t, f.Close())
	if _, err := Open(huge, nil); !errors.Is(err, ErrTooLarge) {
		t.Errorf("200 MB: %v", err)
	}
}

func TestReaderFails(t *testing.T) {
	if _, err := Read("a.csv", iotest.ErrReader(fs.ErrClosed), nil); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

func TestConcurrentReads(t *testing.T) {
	data, err := os.ReadFile("testdata/danh-muc-tthc.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, "a.xlsx", data)
	results := make(chan *List)
	for range 4 {
		go func() {
			l, _ := Read("a.xlsx", bytes.NewReader(data), nil)
			results <- l
		}()
	}
	for range 4 {
		if d := cmp.Diff(want, <-results); d != "" {
			t.Error(d)
		}
	}
}

// Messages are shown to officers: each is in both languages and in NFC.
func TestNotesAreComplete(t *testing.T) {
	l := readLines(t,
		"Danh sách||||", "STT|Mã số|Tên TTHC|Đường dẫn|Ghi chú", "(1)|(2)|(3)|(4)|(5)", "I|Lĩnh vực đất đai|||", "A||Một nhóm||",
		"1|2.00072|Đăng ký|dichvucong.gov.vn/a|", "2|Chứng thực|2.000720.000.00.00.H35|Xem: https://a.gov.vn/b|", "3||Cấp (1.001193)||", "Tổng cộng||||", "Người lập||||")
	for _, n := range l.Notes {
		if n.Code == "" || n.Field == "" || n.VI == "" || n.EN == "" || n.VI == n.EN || !norm.NFC.IsNormalString(n.VI+n.FixVI) {
			t.Errorf("incomplete: %+v", n)
		}
		if !slices.Contains([]string{note.Error, note.Warning, note.Info}, n.Severity) {
			t.Errorf("severity %q", n.Severity)
		}
	}
	if len(l.Notes) < 12 {
		t.Errorf("only %d notes", len(l.Notes))
	}
}

func ExampleRead() {
	list, err := Read("thu-tuc.csv", strings.NewReader(`DANH MỤC THỦ TỤC HÀNH CHÍNH;;;
STT;Mã số;Tên thủ tục hành chính;Mức độ DVC
I. LĨNH VỰC HỘ TỊCH;;;
1;1.001193;Thủ tục đăng ký khai sinh;Toàn trình
II. LĨNH VỰC CHỨNG THỰC;;;
2;2.00072;Chứng thực chữ ký;Một phần
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range list.Procedures {
		fmt.Println(p.Cell, p.Code, p.Name, "-", p.Field, "-", p.Level)
	}
	for _, n := range list.Notes {
		if n.Code == "code-guess" {
			fmt.Println(n.Field, n.EN)
		}
	}
	// Output:
	// C4 1.001193 Thủ tục đăng ký khai sinh - HỘ TỊCH - Toàn trình
	// C6 2.000720 Chứng thực chữ ký - CHỨNG THỰC - Một phần
	// thu-tuc.csv!B6 The code “2.00072” is taken for 2.000720 (Excel dropped the zeros at the end).
}

func ExampleOpen() {
	list, err := Open("testdata/danh-muc-tthc.xlsx", &Options{Sheet: "Danh mục", SkipBad: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(list.Procedures), list.Procedures[0].Field)
	// Output: 31 HỘ TỊCH
}
