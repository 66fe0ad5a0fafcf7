package sheet

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func readAs(t *testing.T, convert, name string, data []byte) *List {
	t.Helper()
	l, err := Read(name, strings.NewReader(string(data)), &Options{Convert: convert})
	if err != nil {
		t.Fatalf("%s, %q: %v", name, convert, err)
	}
	return l
}

func refusedAs(t *testing.T, convert, name string, data []byte) *Error {
	t.Helper()
	_, err := Read(name, strings.NewReader(string(data)), &Options{Convert: convert})
	e, ok := err.(*Error)
	if !ok {
		t.Fatalf("%s, %q: error %v", name, convert, err)
	}
	return e
}

// singleBytes writes each letter as the byte that it is in a file of that age.
func singleBytes(text string) []byte {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r))
	}
	return b
}

// What is "ư" in TCVN3 is a soft hyphen in Unicode.
func TestConvertKeepsSoftHyphens(t *testing.T) {
	rows := []string{"STT|Mã TTHC|Tên TTHC|Lĩnh vực", "1|1.001190|Trî cÊp h\u00adu trÝ x· héi|T\u00ad ph¸p",
		"2|1.001191|Hç trî ng\u00adêi cao tuæi|T\u00ad ph¸p", "3|1.001192|Nuôi con nuôi|h\u00adu"}
	want := []string{"Trợ cấp hưu trí xã hội|Tư pháp", "Hỗ trợ người cao tuổi|Tư pháp", "Nuôi con nuôi|hưu"}
	book := workbook(t, func(f *excelize.File) { put(t, f, "TTHC", rows...) })
	for _, convert := range []string{"tcvn3", "auto"} {
		for name, data := range map[string][]byte{"ds.csv": []byte(lines(rows...)), "ds.xlsx": book} {
			l := readAs(t, convert, name, data)
			same(t, convert+" "+name, brief(l, "nf"), want)
			same(t, convert+" "+name, notes(l, "text-invisible"), nil)
			i := slices.IndexFunc(l.Notes, func(n Note) bool {
				return n.Code == "legacy-converted" && strings.Contains(n.VI, "T[U+00AD] ph¸p” → “Tư pháp” (cũng ở D3)")
			})
			if i < 0 {
				t.Errorf("%s, %s: %+v", convert, name, l.Notes)
			}
		}
	}
	e := refusedAs(t, "", "ds.xlsx", book)
	if e.Code != "legacy-encoding" || e.Cell != "C2" || !strings.Contains(e.VI, "“Trợ cấp hưu trí xã hội”; và 4 ô khác") || !strings.Contains(e.FixVI, "`convert: tcvn3`") {
		t.Errorf("%+v", e)
	}
	if e := refusedAs(t, "viscii", "ds.xlsx", book); e.Code != "encoding-unknown" {
		t.Errorf("%+v", e)
	}
}

// What a list in an old encoding means is judged by what it says in Unicode.
func TestConvertBeforeMeaning(t *testing.T) {
	tcvn3 := []string{"DANH MôC THñ TôC HµNH CHÝNH|||", "STT|M· TTHC|Tªn TTHC|LÜnh vùc", "1|1.001193|§¨ng ký khai sinh|Hé tÞch",
		"|LÜNH VùC CHøNG THùC||", "2|2.000815|Chøng thùc b¶n sao|", "DANH MôC TTHC BÞ B·I Bá|||", "1|1.000656|§¨ng ký khai tö|Hé tÞch"}
	vni := []string{"DANH MUÏC THUÛ TUÏC HAØNH CHÍNH|||", "STT|Maõ TTHC|Teân TTHC|Lónh vöïc", "1|1.001193|Ñaêng kyù khai sinh|Hoä tòch",
		"|LÓNH VÖÏC CHÖÙNG THÖÏC||", "2|2.000815|Chöùng thöïc baûn sao|", "DANH MUÏC TTHC BÒ BAÕI BOÛ|||", "1|1.000656|Ñaêng kyù khai töû|Hoä tòch"}
	want := []string{"Đăng ký khai sinh|Hộ tịch", "Chứng thực bản sao|CHỨNG THỰC"}
	for convert, rows := range map[string][]string{"tcvn3": tcvn3, "vni": vni} {
		for name, data := range map[string][]byte{"utf8.csv": []byte(lines(rows...)), "bytes.csv": singleBytes(lines(rows...))} {
			for _, asked := range []string{convert, "auto"} {
				l := readAs(t, asked, name, data)
				same(t, asked+" "+name, brief(l, "nf"), want)
				same(t, asked+" "+name, notes(l, "row-abolished"), []string{"row-abolished " + name + "!A7"})
				accountFor(t, l, name, rows)
			}
			e := refusedAs(t, "", name, data)
			if e.Code != "legacy-encoding" || !strings.Contains(e.FixVI, "`convert: "+convert+"`") {
				t.Errorf("%s, %s: %+v", convert, name, e)
			}
		}
	}
	other := refusedAs(t, "vni", "ds.csv", []byte(lines("STT|Ma TTHC|Ten TTHC", "1|1.001193|§¨ng ký khai tö l\u00adu ®éng")))
	if other.Code != "legacy-encoding" || !strings.Contains(other.FixVI, "`convert: tcvn3`") {
		t.Errorf("%+v", other)
	}
}

// Single bytes with headings in ASCII are no Windows-1258.
func TestConvertBytesUnderPlainHeadings(t *testing.T) {
	data := singleBytes(lines("STT|Ma TTHC|Ten TTHC|Linh vuc", "1|1.001190|§¨ng ký khai tö|T\u00ad ph¸p", "2|1.001191|S¸p nhËp, 5 m²|T\u00ad ph¸p"))
	for _, convert := range []string{"tcvn3", "auto"} {
		same(t, convert, brief(readAs(t, convert, "ds.csv", data), "nf"), []string{"Đăng ký khai tử|Tư pháp", "Sáp nhập, 5 m²|Tư pháp"})
	}
	if e := refusedAs(t, "", "ds.csv", data); e.Code != "legacy-encoding" || !strings.Contains(e.VI, "Đăng ký khai tử") {
		t.Errorf("%+v", e)
	}
	plain := []byte(windows1258(t, lines("Mã số|Tên TTHC|Lĩnh vực", "1.001193|Đăng ký khai sinh|Hộ tịch")))
	for _, convert := range []string{"", "tcvn3", "vni", "auto"} {
		same(t, convert, brief(readAs(t, convert, "ds.csv", plain), "nf"), []string{"Đăng ký khai sinh|Hộ tịch"})
	}
}

// What is Unicode stays, whatever was asked for.
func TestConvertLeavesUnicode(t *testing.T) {
	rows := []string{"Mã số|Tên TTHC|Phí", "1.001193|Tên là Mã|Có", "1.000656|Khai\u00adtử|Không", "1.000894|Giá 5 m²|Đã có"}
	for _, convert := range []string{"", "tcvn3", "vni", "auto"} {
		same(t, convert, brief(readAs(t, convert, "ds.csv", []byte(lines(rows...))), "np"),
			[]string{"Tên là Mã|Có", "Khaitử|Không", "Giá 5 m²|Đã có"})
		told := notes(readAs(t, convert, "ds.csv", []byte(lines(rows...))), "legacy-converted", "nothing-converted")
		if named := convert == "tcvn3" || convert == "vni"; named != slices.Equal(told, []string{"nothing-converted ds.csv"}) || !named && told != nil {
			t.Errorf("%q: %v", convert, told)
		}
	}
	// What only looks like TCVN3: ticks of Wingdings, symbols, names from abroad, addresses.
	for _, text := range []string{"þ", "ü", "×", "Theo § 5", "5 m²", "±0,5 m", "Café", "Müller", "São Tomé", "Señor Núñez", "https://a.gov.vn/ph¸p"} {
		readAs(t, "", "ds.csv", []byte(lines("Mã số|Tên TTHC|Ghi chú", "1.001193|Khai sinh|"+text)))
	}
}
