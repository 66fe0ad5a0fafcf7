package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A formula is a link only if its whole target is in the file.
func TestFormulaLinks(t *testing.T) {
	for formula, want := range map[string]string{
		`HYPERLINK("https://a.gov.vn/1","Xem")`:                                           "https://a.gov.vn/1",
		`hyperlink( "https://a.gov.vn/1" ; "Xem (tại ""đây"")" )`:                         "https://a.gov.vn/1",
		`HYPERLINK("https://a.gov.vn/?t=""q""")`:                                          `https://a.gov.vn/?t="q"`,
		`HYPERLINK("https://a.gov.vn/"&"b"&"/c","Xem")`:                                   "https://a.gov.vn/b/c",
		`HYPERLINK("https://a.gov.vn/?keyword="&B2,"Xem")`:                                "https://a.gov.vn/?keyword=1.001193",
		`HYPERLINK("https://a.gov.vn/?keyword="&$B$2&"&p=1",C2)`:                          "https://a.gov.vn/?keyword=1.001193&p=1",
		`HYPERLINK(CONCATENATE("https://a.gov.vn/",A2,"/",B2),"Xem")`:                     "https://a.gov.vn/7/1.001193",
		`HYPERLINK(_xlfn.CONCAT("https://a.gov.vn/",B2),"Xem")`:                           "https://a.gov.vn/1.001193",
		`HYPERLINK(E2,"Xem")`:                                                             "https://a.gov.vn/e",
		`HYPERLINK("https://a.gov.vn/?keyword="&F2,"Xem")`:                                "", // 2.00072, which Excel may write 2,00072
		`HYPERLINK("https://a.gov.vn/?keyword="&G2,"Xem")`:                                "",
		`HYPERLINK("https://a.gov.vn/?keyword="&B99,"Xem")`:                               "",
		`HYPERLINK("https://a.gov.vn/?keyword="&S!B2,"Xem")`:                              "",
		`HYPERLINK("https://a.gov.vn/?keyword="&SUBSTITUTE(B2,".",""),"Xem")`:             "",
		`HYPERLINK(IF(B2="","https://a.gov.vn/1","https://a.gov.vn/2"),"Xem")`:            "",
		`IF(B2="",HYPERLINK("https://a.gov.vn/1","Xem"),HYPERLINK("https://a.gov.vn/2"))`: "",
		`IFERROR(HYPERLINK("https://a.gov.vn/1","Xem"),"")`:                               "",
		`HYPERLINK("https://a.gov.vn/1","Xem")&"."`:                                       "",
		`HYPERLINK("https://a.gov.vn/"&B2:B9,"Xem")`:                                      "",
		`HYPERLINK("https://a.gov.vn/a b","Xem")`:                                         "",
		`HYPERLINK("https://a.gov.vn/`:                                                    "",
	} {
		for _, column := range []string{"C", "D"} { // behind the name, in the column of links
			data := workbook(t, func(f *excelize.File) {
				put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Link", "7|1.001193|Khai sinh||https://a.gov.vn/e", "8|1.000656|Khai tử")
				set(t, f.SetCellFloat("TTHC", "F2", 2.00072, -1, 64))
				set(t, f.SetCellStr("TTHC", column+"2", "x"))
			})
			data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
				escaped := strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(formula)
				return setCell(xml, column+"2", fmt.Sprintf(`<c r="%s2" t="str"><f>%s</f><v>Xem</v></c>`, column, escaped))
			})
			if want == "" {
				if e := failure(t, "a.xlsx", data, ErrCell); e.Code != "link-formula" || e.Cell != column+"2" {
					t.Errorf("%s: %v", formula, e)
				}
				continue
			}
			same(t, formula, brief(read(t, "a.xlsx", data), "u"), []string{want, ""})
		}
	}
}

// A formula that is filled down is written once, for the first of its cells.
func TestSharedFormulaLinks(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "Nguồn|https://a.gov.vn/", "STT|Mã TTHC|Tên TTHC|Link", "1|1.001193|Khai sinh|x", "2|1.000656|Khai tử|x")
	})
	data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
		xml = setCell(xml, "D3", `<c r="D3" t="str"><f t="shared" ref="D3:D4" si="0">HYPERLINK($B$1&amp;B3,"Xem")</f><v>Xem</v></c>`)
		return setCell(xml, "D4", `<c r="D4" t="str"><f t="shared" si="0"/><v>Xem</v></c>`)
	})
	same(t, "links", brief(read(t, "a.xlsx", data), "u"), []string{"https://a.gov.vn/1.001193", "https://a.gov.vn/1.000656"})
}

// What a cell shows is its link; that its formula may lead elsewhere is said.
func TestLinkShownByAnUnreadFormula(t *testing.T) {
	data := workbook(t, func(f *excelize.File) { put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Link", "1|1.001193|Khai sinh|x") })
	data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
		return setCell(xml, "D2", `<c r="D2" t="str"><f>HYPERLINK(LOWER("HTTPS://A.gov.vn"),"https://b.gov.vn")</f><v>https://b.gov.vn</v></c>`)
	})
	l := read(t, "a.xlsx", data)
	same(t, "links", brief(l, "u"), []string{"https://b.gov.vn"})
	same(t, "notes", notes(l, "link-differs"), []string{"link-differs TTHC!D2"})
}

// A link that cannot be told behind a name is no reason to refuse the one beside it.
func TestUnreadFormulaBehindANameWithALink(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC|Link", "1|1.001193|x|https://a.gov.vn/1")
	})
	data = replacePart(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
		return setCell(xml, "C2", `<c r="C2" t="str"><f>HYPERLINK(VLOOKUP(B2,X,2),"Khai sinh")</f><v>Khai sinh</v></c>`)
	})
	l := read(t, "a.xlsx", data)
	same(t, "links", brief(l, "u"), []string{"https://a.gov.vn/1"})
	same(t, "notes", notes(l, "link-differs"), []string{"link-differs TTHC!C2"})
}

// Remedies speak of .csv files only where the file is one.
func TestRemediesFitTheFormat(t *testing.T) {
	row := "1|1.001193|%s|Xem tại đây"
	for _, name := range []string{"Khai sinh", strings.Repeat("Khai sinh ", 600)} {
		rows := []string{"STT|Mã TTHC|Tên TTHC|Link", fmt.Sprintf(row, name)}
		data := workbook(t, func(f *excelize.File) { put(t, f, "TTHC", rows...) })
		if _, err := Read("a.xlsx", bytes.NewReader(data), nil); err == nil || strings.Contains(err.Error(), ".csv") {
			t.Errorf("a workbook: %v", err)
		}
		if e := failure(t, "a.csv", []byte(lines(rows...)), ErrCell); !strings.Contains(e.FixVI, ".csv") {
			t.Errorf("a .csv: %v", e)
		}
	}
}
