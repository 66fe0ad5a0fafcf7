package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

const sampleCSV = "STT,Mã số,Tên thủ tục hành chính,Lĩnh vực\r\n" +
	"1,1.001193,\"Đăng ký khai sinh, kết hôn\",Hộ tịch\r\n" +
	"2,2.000815,Chứng thực bản sao giấy tờ,Chứng thực\r\n"

var sampleProcedures = []string{"1|1.001193|Đăng ký khai sinh, kết hôn|Hộ tịch", "2|2.000815|Chứng thực bản sao giấy tờ|Chứng thực"}

// windows1258 writes text as Vietnamese Windows does: the letters of the code
// page, each followed by its tone mark.
func windows1258(t *testing.T, text string) string {
	t.Helper()
	tones := strings.NewReplacer("\u0300", "\u0300", "\u0301", "\u0301")
	var b strings.Builder
	for _, r := range text {
		if _, ok := charmap.Windows1258.EncodeRune(r); ok {
			b.WriteRune(r)
			continue
		}
		// Take the tone mark off and keep the letter composed: ế is ê and acute.
		letters := norm.NFD.String(string(r))
		tone := ""
		rest := []rune{}
		for _, l := range letters {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", l) {
				tone = string(l)
			} else {
				rest = append(rest, l)
			}
		}
		b.WriteString(norm.NFC.String(string(rest)) + tones.Replace(tone))
	}
	out, err := charmap.Windows1258.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	utf16 := func(e unicode.Endianness) string {
		out, _, err := transform.String(unicode.UTF16(e, unicode.UseBOM).NewEncoder(), sampleCSV)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, data := range map[string]string{
		"UTF-8":          sampleCSV,
		"UTF-8 with BOM": "\xef\xbb\xbf" + sampleCSV,
		"UTF-16LE":       utf16(unicode.LittleEndian),
		"UTF-16BE":       utf16(unicode.BigEndian),
		"Windows-1258":   windows1258(t, sampleCSV),
		"NFD":            norm.NFD.String(sampleCSV),
	} {
		t.Run(name, func(t *testing.T) {
			l := read(t, "a.csv", []byte(data))
			same(t, "procedures", brief(l, "#cnf"), sampleProcedures)
			if noted := len(notes(l, "file-encoding")) > 0; noted != (name == "Windows-1258") {
				t.Errorf("encoding noted: %v", noted)
			}
		})
	}
}

func TestDelimiters(t *testing.T) {
	for name, data := range map[string]string{
		"comma":            sampleCSV,
		"semicolon":        strings.ReplaceAll(strings.ReplaceAll(sampleCSV, "sinh,", "sinh\x00"), ",", ";"),
		"tab":              strings.ReplaceAll(strings.ReplaceAll(sampleCSV, "sinh,", "sinh\x00"), ",", "\t"),
		"bar":              strings.ReplaceAll(strings.ReplaceAll(sampleCSV, "sinh,", "sinh\x00"), ",", "|"),
		"sep line":         "sep=;\r\n" + strings.ReplaceAll(strings.ReplaceAll(sampleCSV, "sinh,", "sinh\x00"), ",", ";"),
		"LF":               strings.ReplaceAll(sampleCSV, "\r\n", "\n"),
		"CR":               strings.ReplaceAll(sampleCSV, "\r\n", "\r"),
		"no last newline":  strings.TrimSpace(sampleCSV),
		"titles of commas": "Danh mục, kèm theo Quyết định số 1, 2, 3\n" + strings.ReplaceAll(strings.ReplaceAll(sampleCSV, "sinh,", "sinh\x00"), ",", ";"),
	} {
		t.Run(name, func(t *testing.T) {
			l := read(t, "a.csv", []byte(strings.ReplaceAll(data, "\x00", ",")))
			same(t, "procedures", brief(l, "#cnf"), sampleProcedures)
		})
	}
}

func TestRowNumbers(t *testing.T) {
	l := read(t, "a.csv", []byte("\n\nMã số,Tên TTHC\n\n1.001193,\"Khai\nsinh\"\n\n1.000656,Khai tử\n"))
	same(t, "procedures", brief(l, "n@"), []string{"Khai sinh|a.csv!B5", "Khai tử|a.csv!B7"})
}

func TestQuotes(t *testing.T) {
	l := read(t, "a.csv", []byte("Mã số,Tên TTHC,Phí\n1.001193,\"Cấp \"\"giấy\"\" A\",0\n1.000656,Cấp \"giấy\" B,0\n1.000894,\"Cấp \"giấy\" C\",0\n"))
	same(t, "names", brief(l, "np"), []string{`Cấp "giấy" A|0`, `Cấp "giấy" B|0`, `Cấp "giấy" C|0`})
	same(t, "notes", notes(l, "quote-stray"), []string{"quote-stray a.csv!B4"})

	for name, tc := range map[string]struct{ data, cell string }{
		"never closed":        {"Mã số,Tên TTHC\n1.001193,\"Khai sinh\n1.000656,Khai tử\n", "B2"},
		"closed by a later":   {"Mã số,Tên TTHC\n1.001193,\"Khai sinh\n1.000656,\"Khai tử\"\n", "B2"},
		"cut inside a quoted": {sampleCSV[:len("STT,Mã số,Tên thủ tục hành chính,Lĩnh vực\r\n")+20], "C2"},
	} {
		t.Run(name, func(t *testing.T) {
			if e := failure(t, "a.csv", []byte(tc.data), ErrDamaged); e.Sheet != "a.csv" || e.Cell != tc.cell {
				t.Errorf("the cell is not named: %v", e)
			}
		})
	}
}

func TestDamagedText(t *testing.T) {
	for name, data := range map[string]string{
		"UTF-8 cut in a letter": sampleCSV[:len(sampleCSV)-5],
		"UTF-8 broken":          strings.Replace(sampleCSV, "ứ", "\xe1\xbb", 1),
		"UTF-16 cut":            "\xff\xfeS\x00T\x00T",
		"UTF-16 broken":         "\xff\xfeS\x00\x00\xd8T\x00",
	} {
		t.Run(name, func(t *testing.T) { failure(t, "a.csv", []byte(data), ErrDamaged) })
	}
	if e := failure(t, "a.csv", []byte(strings.Replace(sampleCSV, "Chứng", "Ch\xe1ng", 1)), ErrDamaged); !strings.Contains(e.EN, "line 3") {
		t.Errorf("the line is not named: %v", e)
	}
}
