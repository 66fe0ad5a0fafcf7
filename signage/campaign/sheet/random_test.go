package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/clean"
)

var (
	someCodes = rapid.Custom(func(t *rapid.T) string {
		code := fmt.Sprintf("%d.%06d", rapid.IntRange(1, 3).Draw(t, "series"), rapid.IntRange(1, 999999).Draw(t, "serial"))
		return code + rapid.SampledFrom([]string{"", "", ".000.00.00.H35", ".01"}).Draw(t, "suffix")
	})
	someNames = rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("Đăng ký cấp lại đổi giấy phép; chứng thực (lần đầu), trích lục “bản sao” nuôi con")), 2, 40).Draw(t, "words")
		return "Thủ tục " + strings.Join(words, " ")
	})
	someTexts = rapid.SampledFrom([]string{"", "", "Không", "03 ngày làm việc", "8.000 đồng/bản; 10.000", "Theo nghị quyết, có \"ghi\""})
	someLinks = rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/%x?a=1&b=2", rapid.Uint32().Draw(t, "id"))
	})
	someFields = rapid.SampledFrom([]string{"Hộ tịch", "Chứng thực", "Đất đai", "Hội, quỹ", "Giáo dục và đào tạo"})
	someLevels = rapid.SampledFrom([]string{"", FullyOnline, PartlyOnline, "Còn lại"})
)

// A plan is a list to be written in some shape and read back.
type plan struct {
	procedures []Procedure
	columns    []column
	rows       [][]string
}

func drawPlan(t *rapid.T) plan {
	p := plan{columns: rapid.Permutation([]column{numberColumn, codeColumn, nameColumn, levelColumn, daysColumn, feeColumn, linkColumn, fieldColumn, otherColumn}).Draw(t, "columns")}
	sections := rapid.Bool().Draw(t, "sections")
	if sections {
		p.columns = slices.DeleteFunc(p.columns, func(c column) bool { return c == fieldColumn })
	}
	line := func(text string, at int) []string {
		row := make([]string, len(p.columns))
		row[at] = text
		return row
	}
	for range rapid.IntRange(0, 3).Draw(t, "titles") {
		p.rows = append(p.rows, line(rapid.SampledFrom([]string{"", "UBND XÃ TÂN TRÀO", "DANH MỤC THỦ TỤC HÀNH CHÍNH"}).Draw(t, "title"), 0))
	}
	headings := map[column][]string{
		numberColumn: {"STT", "Số TT", "tt"}, codeColumn: {"Mã TTHC", "MÃ SỐ", "ma so"}, nameColumn: {"Tên TTHC", "Tên thủ tục hành chính", "TEN THU TUC"},
		levelColumn: {"Mức độ", "Mức độ DVC"}, daysColumn: {"Thời hạn giải quyết", "thoi gian giai quyet"}, feeColumn: {"Phí, lệ phí", "LỆ PHÍ"},
		linkColumn: {"Link", "Đường dẫn"}, fieldColumn: {"Lĩnh vực", "LINH VUC"}, otherColumn: {"Ghi chú", "Cơ quan thực hiện"}}
	header := make([]string, len(p.columns))
	numbering := make([]string, len(p.columns))
	for i, c := range p.columns {
		header[i] = rapid.SampledFrom(headings[c]).Draw(t, "heading")
		numbering[i] = fmt.Sprintf("(%d)", i+1)
	}
	p.rows = append(p.rows, header)
	if rapid.Bool().Draw(t, "numbering") {
		p.rows = append(p.rows, numbering)
	}
	field := ""
	codes := rapid.SliceOfNDistinct(someCodes, 1, 12, codeKey).Draw(t, "codes")
	for i, code := range codes {
		if sections && (i == 0 || rapid.IntRange(0, 3).Draw(t, "section") == 0) {
			field = someFields.Draw(t, "field")
			p.rows = append(p.rows, line("I. LĨNH VỰC "+field, rapid.IntRange(0, len(p.columns)-1).Draw(t, "at")))
			if below := rapid.SampledFrom([]string{"", "", "(cấp xã)", "1. Thủ tục mới ban hành", "A. THỦ TỤC HÀNH CHÍNH CẤP XÃ", "Gồm 02 TTHC"}).Draw(t, "below"); below != "" {
				p.rows = append(p.rows, line(below, rapid.SampledFrom([]int{0, slices.Index(p.columns, nameColumn)}).Draw(t, "at")))
			}
		}
		if rapid.IntRange(0, 9).Draw(t, "gap") == 0 {
			p.rows = append(p.rows, line("", 0))
		}
		pr := Procedure{Number: fmt.Sprint(i + 1), Code: code, Name: someNames.Draw(t, "name"), LevelText: someLevels.Draw(t, "level"),
			Days: someTexts.Draw(t, "days"), Fee: someTexts.Draw(t, "fee"), Link: someLinks.Draw(t, "link"), Field: field, Row: len(p.rows) + 1}
		if !sections {
			pr.Field = someFields.Draw(t, "field")
		}
		pr.Level = pr.LevelText
		row := make([]string, len(p.columns))
		for j, c := range p.columns {
			row[j] = map[column]string{numberColumn: pr.Number, codeColumn: pr.Code, nameColumn: pr.Name, levelColumn: pr.LevelText, daysColumn: pr.Days,
				feeColumn: pr.Fee, linkColumn: pr.Link, fieldColumn: pr.Field, otherColumn: someTexts.Draw(t, "other")}[c]
		}
		pr.Cell = position{pr.Row, slices.Index(p.columns, nameColumn) + 1}.String()
		p.rows = append(p.rows, row)
		p.procedures = append(p.procedures, pr)
	}
	for _, text := range []string{"Tổng cộng", "Tân Trào, ngày 1 tháng 10 năm 2025", "TM. ỦY BAN NHÂN DÂN", "Nguyễn Văn A"} {
		if rapid.Bool().Draw(t, text) {
			p.rows = append(p.rows, line(text, rapid.IntRange(0, len(p.columns)-1).Draw(t, "at")))
		}
	}
	return p
}

func (p plan) csv(t *rapid.T) []byte {
	delimiter := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "delimiter")
	var b strings.Builder
	b.WriteString(rapid.SampledFrom([]string{"", "\xef\xbb\xbf"}).Draw(t, "mark"))
	for _, row := range p.rows {
		for i, text := range row {
			if i > 0 {
				b.WriteString(delimiter)
			}
			if strings.ContainsAny(text, delimiter+"\"") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteString("\r\n")
	}
	if rapid.Bool().Draw(t, "NFD") {
		return []byte(norm.NFD.String(b.String()))
	}
	return []byte(b.String())
}

func (p plan) workbook(t *rapid.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range p.rows {
		for j, text := range row {
			if text == "" {
				continue
			}
			if err := f.SetCellStr("Sheet1", position{i + 1, j + 1}.String(), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A list written in any order of columns, among titles, sections, numbers and
// signatures, is read back as it was, and no row is left out of account.
func TestListsReadBack(t *testing.T) {
	for _, format := range []string{"a.csv", "a.xlsx"} {
		t.Run(format, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := drawPlan(t)
				data, sheet := p.csv(t), "a.csv"
				if format == "a.xlsx" {
					data, sheet = p.workbook(t), "Sheet1"
				}
				l, err := Read(format, bytes.NewReader(data), nil)
				if err != nil {
					t.Fatal(err)
				}
				for i := range p.procedures {
					p.procedures[i].Sheet = sheet
				}
				if d := cmp.Diff(p.procedures, l.Procedures, cmpopts.IgnoreFields(Procedure{}, "Cells")); d != "" {
					t.Fatal(d)
				}
				for _, n := range l.Notes {
					if n.Severity == note.Error || strings.HasSuffix(n.Code, "-guess") || n.Code == "code-duplicate" {
						t.Fatalf("guessed: %+v", n)
					}
				}
				for i, row := range p.rows {
					if strings.Join(row, "") != "" {
						accounted(t, l, sheet, i+1)
					}
				}
			})
		})
	}
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

// accounted checks that a row is a procedure, or listed once as skipped, or bad.
func accounted(t failer, l *List, sheet string, row int) {
	t.Helper()
	times, bad := 0, false
	for _, p := range l.Procedures {
		if p.Sheet == sheet && p.Row == row {
			times++
		}
	}
	for _, n := range l.Notes {
		place, ok := strings.CutPrefix(n.Field, sheet+"!")
		if !ok {
			continue
		}
		at, _ := parsePosition(place)
		if at.row != row {
			continue
		}
		if n.Severity == note.Error || strings.HasPrefix(n.EN, "Left out: ") {
			bad = true
		} else if strings.HasPrefix(n.Code, "row-") {
			times++
		}
	}
	if bad {
		times++
	}
	if times != 1 {
		t.Fatalf("row %d of %s is accounted for %d times: %v", row, sheet, times, l.Notes)
	}
}

// sound checks what holds of every list or error, whatever the file.
func sound(t *testing.T, name string, data []byte) {
	l, err := Read(name, bytes.NewReader(data), &Options{SkipBad: true, Convert: "auto"})
	if err != nil {
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%T is no *Error: %v", err, err)
		}
		return
	}
	if len(l.Procedures) == 0 {
		t.Fatal("an empty list without an error")
	}
	for _, p := range l.Procedures {
		if !hasLetter(p.Name) || p.Code != "" && !isCode(p.Code) || p.Link != "" && !isURL(p.Link) || p.Cell == "" || p.Row == 0 {
			t.Fatalf("unsound: %+v", p)
		}
		for _, text := range []string{p.Number, p.Name, p.Field, p.LevelText, p.Days, p.Fee} {
			if !norm.NFC.IsNormalString(text) || foldSpace(text) != text {
				t.Fatalf("not clean: %+q", text)
			}
		}
	}
	again, err := Read(name, bytes.NewReader(data), &Options{SkipBad: true, Convert: "auto"})
	if err != nil || !cmp.Equal(l, again) {
		t.Fatalf("read differently: %v\n%s", err, cmp.Diff(l, again))
	}
	rd := &reader{list: &List{}, encoding: clean.Auto, codes: map[string]Procedure{}}
	var grids []*grid
	if bytes.HasPrefix(data, zipMagic) {
		grids, _ = rd.workbook(name, data, "")
	} else {
		grids, _ = rd.csv(name, data)
	}
	for _, g := range grids {
		if slices.ContainsFunc(l.Notes, func(n Note) bool {
			return n.Code == "sheet-no-table" && strings.HasPrefix(n.Field, g.sheet+"!")
		}) {
			continue
		}
		for _, r := range g.rows {
			accounted(t, l, g.sheet, r.n)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte(sampleCSV))
	f.Add([]byte("A. Thủ tục mới ban hành\nSTT,Mã,Tên thủ tục,Thời hạn,Phí,Ghi chú\nI. LĨNH VỰC A\n(cấp xã)\n1. Thủ tục cấp xã\n1,1.001193,A bé?,x,√,Hết hiệu lực từ 01/7/2030\n" +
		"2. Thủ tục bị bãi bỏ từ 2030\n2,1.000656,B?,a?b,3,Bãi bỏ từ 01/7\nB. DANH MỤC TTHC BÃI BỎ\n(từ ngày 01/7/2030)\n3,1.000894,C,☐\n"))
	f.Add([]byte("\xff\xfeM\x00"))
	f.Add([]byte("sep=;\nMã số;Tên TTHC\n=\"2.000720\";\"A \"b\" c\"\n"))
	f.Add([]byte("I. LĨNH VỰC A,,\nSTT,Mã,Tên thủ tục,Toàn trình\n,số,hành chính,\n(1),(2),(3),(4)\nII,,Hộ tịch,\n1,A bé,1.001193,x\n,,Tổng cộng,\nTM. UBND\n"))
	f.Add([]byte("STT,Mã cũ,Mã TTHC mới,Tên TTHC,Toàn trình,Mức độ 3,Link,Link tỉnh\n-1,-2,-3,-4\n1,,1.001193,A bé,√,,,https://a.gov.vn\n,,,(có yếu tố),,\n,,#N/A,B,,\n" +
		",,,- C,,\nB,DANH MỤC TTHC BÃI BỎ\n2,,1.000656,Khai t?,+\nII,,=A1,D\n=A2\n"))
	f.Add([]byte("STT,M· TTHC,Tªn TTHC\n1,1.001193,T\u00ad ph¸p\n"))
	f.Add(singleBytes("STT,Ma TTHC,Ten TTHC\n1,1.001193,T\u00ad ph¸p h\u00adu trÝ\n2,,\x81\n"))
	for _, name := range []string{"procedures.csv"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "a.csv", data) })
}

func FuzzWorkbook(f *testing.F) {
	data, err := os.ReadFile("testdata/danh-muc-tthc.xlsx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(sampleWorkbook(f))
	f.Add([]byte("PK\x03\x04"))
	f.Add(compound("EncryptedPackage"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "a.xlsx", data) })
}

// FuzzSheetXML goes past the compression, which no mutation survives.
func FuzzSheetXML(f *testing.F) {
	const head = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	text := func(at, s string) string { return `<c r="` + at + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	f.Add(head + `<row r="1">` + text("A1", "Mã số") + text("B1", "Tên TTHC") + `</row><row r="2"><c r="A2"><v>2.00072</v></c>` + text("B2", "Khai sinh") +
		`</row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>`)
	f.Add(head + `<row><c><v>1</v></c><c t="s"><v>0</v></c><c s="9"><f>A1</f></c></row></sheetData><hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks></worksheet>`)
	base := sampleWorkbook(f)
	f.Fuzz(func(t *testing.T, xml string) {
		sound(t, "a.xlsx", replacePart(t, base, "xl/worksheets/sheet1.xml", func(string) string { return xml }))
	})
}

func BenchmarkWorkbook(b *testing.B) {
	data := largeWorkbook(b, 500)
	b.ReportAllocs()
	for b.Loop() {
		if l := read(b, "a.xlsx", data); len(l.Procedures) != 500 {
			b.Fatal(len(l.Procedures))
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	var rows strings.Builder
	rows.WriteString("STT;Mã số;Tên thủ tục;Lĩnh vực;Thời hạn;Link\n")
	for i := range 500 {
		fmt.Fprintf(&rows, "%d;1.%06d;Thủ tục cấp giấy phép số %d;Hộ tịch;3 ngày;https://dichvucong.gov.vn/%d\n", i+1, i, i, i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if l := read(b, "a.csv", []byte(rows.String())); len(l.Procedures) != 500 {
			b.Fatal(len(l.Procedures))
		}
	}
}

// largeWorkbook is like what an office exports: eight columns, merged sections.
func largeWorkbook(t testing.TB, n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("đăng ký cấp lại giấy phép hoạt động kinh doanh chứng thực bản sao hộ tịch đất đai")
	return workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên thủ tục hành chính|Mức độ|Thời hạn|Phí, lệ phí|Đường dẫn|Ghi chú")
		row := 2
		for i := range n {
			if i%20 == 0 {
				set(t, f.SetCellStr("TTHC", fmt.Sprintf("A%d", row), fmt.Sprintf("I. LĨNH VỰC SỐ %d", i/20+1)))
				set(t, f.MergeCell("TTHC", fmt.Sprintf("A%d", row), fmt.Sprintf("H%d", row)))
				row++
			}
			name := "Thủ tục"
			for range 15 {
				name += " " + words[r.IntN(len(words))]
			}
			set(t, f.SetSheetRow("TTHC", fmt.Sprintf("A%d", row), &[]any{i + 1, fmt.Sprintf("1.%06d", i+1), name, "Toàn trình", "03 ngày làm việc", "Không",
				fmt.Sprintf("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/%d", i), ""}))
			row++
		}
	})
}
