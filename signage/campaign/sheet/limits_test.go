package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func sampleWorkbook(t testing.TB) []byte {
	return workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh", "2|1.000656|Khai tử")
	})
}

// withPart adds a part to an .xlsx.
func withPart(t *testing.T, data []byte, name string, content io.Reader) []byte {
	t.Helper()
	return withParts(t, data, func(w *zip.Writer) {
		out, err := w.Create(name)
		set(t, err)
		_, err = io.Copy(out, content)
		set(t, err)
	})
}

func withParts(t *testing.T, data []byte, add func(*zip.Writer)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	set(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		set(t, w.Copy(f))
	}
	add(w)
	set(t, w.Close())
	return b.Bytes()
}

func noise(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{}).Read(b)
	return b
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestLimits(t *testing.T) {
	long := strings.Repeat("a", MaxCellLength+1)
	header := "Mã số,Tên TTHC\n"
	for name, tc := range map[string]struct {
		file string
		data func(t *testing.T) []byte
		kind error
		code string
	}{
		"bytes": {"a.csv", func(*testing.T) []byte { return bytes.Repeat([]byte("a,b\n"), MaxBytes/4+1) }, ErrTooLarge, "file-too-large"},
		"rows of a csv": {"a.csv", func(*testing.T) []byte {
			return []byte(header + strings.Repeat("1.001193,Khai sinh\n", 100_000))
		}, ErrTooLarge, "too-many-rows"},
		"columns of a csv": {"a.csv", func(*testing.T) []byte {
			return []byte(header + strings.Repeat(",", MaxColumns) + "x\n")
		}, ErrTooLarge, "too-many-columns"},
		"cell of a csv": {"a.csv", func(*testing.T) []byte { return []byte(header + "1.001193," + long + "\n") }, ErrCell, "cell-too-long"},
		"cell above the table": {"a.csv", func(*testing.T) []byte { return []byte(long + "\n" + header + "1.001193,Khai sinh\n") },
			ErrCell, "cell-too-long"},
		"rows of a workbook": {"a.xlsx", func(t *testing.T) []byte {
			return workbook(t, func(f *excelize.File) {
				w, err := f.NewStreamWriter("TTHC")
				set(t, err)
				for i := range MaxRows + 1 {
					set(t, w.SetRow(fmt.Sprintf("A%d", i+1), []any{"x"}))
				}
				set(t, w.Flush())
			})
		}, ErrTooLarge, "too-many-rows"},
		"columns of a workbook": {"a.xlsx", func(t *testing.T) []byte {
			return workbook(t, func(f *excelize.File) { set(t, f.SetCellStr("TTHC", position{1, MaxColumns + 1}.String(), "x")) })
		}, ErrTooLarge, "too-many-columns"},
		"sheets": {"a.xlsx", func(t *testing.T) []byte {
			return workbook(t, func(f *excelize.File) {
				for i := range MaxSheets {
					_, err := f.NewSheet(fmt.Sprint(i))
					set(t, err)
				}
			})
		}, ErrTooLarge, "too-many-sheets"},
		"cell of a workbook": {"a.xlsx", func(t *testing.T) []byte {
			return workbook(t, func(f *excelize.File) {
				put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|"+strings.Repeat("á", 30_000))
			})
		}, ErrCell, "cell-too-long"},
		"merged cells": {"a.xlsx", func(t *testing.T) []byte {
			return workbook(t, func(f *excelize.File) {
				put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC")
				set(t, f.SetCellStr("TTHC", "A3000", "x"))
				set(t, f.MergeCell("TTHC", "C1", "AZ3000"))
			})
		}, ErrTooLarge, "too-many-merged"},
		"parts": {"a.xlsx", func(t *testing.T) []byte {
			return withParts(t, sampleWorkbook(t), func(w *zip.Writer) {
				for i := range MaxParts {
					_, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i), Method: zip.Store})
					set(t, err)
				}
			})
		}, ErrTooLarge, "too-many-parts"},
		"ratio": {"a.xlsx", func(t *testing.T) []byte {
			return withPart(t, sampleWorkbook(t), "xl/media/bomb", io.LimitReader(zeros{}, 2<<20))
		}, ErrTooLarge, "zip-bomb"},
		"unpacked size": {"a.xlsx", func(t *testing.T) []byte {
			return withParts(t, sampleWorkbook(t), func(w *zip.Writer) {
				packed := noise(MaxInflated/MaxRatio + 1) // keeps the ratio within its limit
				out, err := w.CreateRaw(&zip.FileHeader{Name: "xl/media/large", Method: zip.Deflate,
					CompressedSize64: uint64(len(packed)), UncompressedSize64: MaxInflated})
				set(t, err)
				_, err = out.Write(packed)
				set(t, err)
			})
		}, ErrTooLarge, "zip-bomb"},
		"size that the headers hide": {"a.xlsx", hiddenBomb, ErrDamaged, "file-damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if e := failure(t, tc.file, tc.data(t), tc.kind); e.Code != tc.code {
				t.Errorf("got %s: %v", e.Code, e)
			}
		})
	}
}

// hiddenBomb holds 8 MB under a header that declares 100 bytes.
func hiddenBomb(t *testing.T) []byte {
	return withParts(t, sampleWorkbook(t), func(w *zip.Writer) {
		var packed bytes.Buffer
		deflate, err := flate.NewWriter(&packed, flate.BestSpeed)
		set(t, err)
		_, err = io.Copy(deflate, io.LimitReader(zeros{}, 8<<20))
		set(t, err)
		set(t, deflate.Close())
		out, err := w.CreateRaw(&zip.FileHeader{Name: "xl/media/hidden", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(make([]byte, 100)),
			CompressedSize64: uint64(packed.Len()), UncompressedSize64: 100})
		set(t, err)
		_, err = out.Write(packed.Bytes())
		set(t, err)
	})
}

// What stands just within the limits is read.
func TestWithinLimits(t *testing.T) {
	name := strings.Repeat("ă", MaxCellLength)
	rows := "Mã số,Tên TTHC" + strings.Repeat(",", MaxColumns-3) + ",Link\n1.001193," + name + strings.Repeat(",", 5000) + "\n" +
		strings.Repeat("1.000656,Khai tử\n", MaxRows-2)
	l := read(t, "a.csv", []byte(rows))
	if len(l.Procedures) != MaxRows-1 || l.Procedures[0].Name != name {
		t.Errorf("%d procedures", len(l.Procedures))
	}
	read(t, "a.xlsx", withPart(t, sampleWorkbook(t), "xl/media/small", io.LimitReader(zeros{}, 1<<20)))
}

func TestFormats(t *testing.T) {
	html := "<html><head><meta charset=utf-8></head><body><table><tr><td>STT</td><td>Tên TTHC</td></tr></table></body></html>"
	xlsx := sampleWorkbook(t)
	archive := func(parts map[string]string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for name, content := range parts {
			out, err := w.Create(name)
			set(t, err)
			_, err = io.WriteString(out, content)
			set(t, err)
		}
		set(t, w.Close())
		return b.Bytes()
	}
	rels := func(target string) string {
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="` + target + `"/></Relationships>`
	}
	var locked bytes.Buffer
	f, err := excelize.OpenReader(bytes.NewReader(xlsx))
	set(t, err)
	set(t, f.Write(&locked, excelize.Options{Password: "mật khẩu"}))
	garbage := append([]byte{0}, noise(4096)...)

	for name, tc := range map[string]struct {
		file string
		data []byte
		kind error
		code string
	}{
		"encrypted":             {"a.xlsx", locked.Bytes(), ErrEncrypted, "file-encrypted"},
		"old xls":               {"a.xls", compound("Workbook"), ErrFormat, "file-old-xls"},
		"older xls":             {"a.xls", compound("Book"), ErrFormat, "file-old-xls"},
		"oldest xls":            {"a.xls", []byte{9, 0, 4, 0, 0, 0, 16, 0}, ErrFormat, "file-old-xls"},
		"old xls named xlsx":    {"a.xlsx", compound("Workbook"), ErrFormat, "file-old-xls"},
		"old doc":               {"a.doc", compound("WordDocument"), ErrFormat, "file-format"},
		"page named xls":        {"a.xls", []byte(html), ErrFormat, "file-markup"},
		"page named xlsx":       {"a.xlsx", []byte("\xef\xbb\xbf\r\n" + html), ErrFormat, "file-markup"},
		"page named csv":        {"a.csv", []byte("<!DOCTYPE html>" + html), ErrFormat, "file-markup"},
		"XML of Excel 2003":     {"a.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`), ErrFormat, "file-markup"},
		"csv named xlsx":        {"a.xlsx", []byte(sampleCSV), ErrFormat, "file-disguised"},
		"csv named xls":         {"a.XLS", []byte(sampleCSV), ErrFormat, "file-disguised"},
		"PDF":                   {"a.pdf", []byte("%PDF-1.7\n"), ErrFormat, "file-format"},
		"RTF":                   {"a.csv", []byte(`{\rtf1}`), ErrFormat, "file-format"},
		"zip":                   {"a.xlsx", archive(map[string]string{"danh muc.txt": "x"}), ErrFormat, "file-not-workbook"},
		"workbook inside a zip": {"a.zip", archive(map[string]string{"a.xlsx": string(xlsx)}), ErrFormat, "file-not-workbook"},
		"empty zip":             {"a.xlsx", archive(nil), ErrFormat, "file-not-workbook"},
		"Word":                  {"a.xlsx", archive(map[string]string{"_rels/.rels": rels("word/document.xml"), "word/document.xml": "<a/>"}), ErrFormat, "file-not-workbook"},
		"PowerPoint":            {"a.xlsx", archive(map[string]string{"_rels/.rels": rels("ppt/presentation.xml"), "ppt/presentation.xml": "<a/>"}), ErrFormat, "file-not-workbook"},
		"xlsb":                  {"a.xlsb", archive(map[string]string{"_rels/.rels": rels("xl/workbook.bin"), "xl/workbook.bin": "x"}), ErrFormat, "file-not-workbook"},
		"ods":                   {"a.ods", archive(map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), ErrFormat, "file-not-workbook"},
		"garbage":               {"a.csv", garbage, ErrFormat, "file-binary"},
		"garbage named xlsx":    {"a.xlsx", garbage, ErrDamaged, "file-damaged"},
		"unknown encoding":      {"a.csv", []byte("M\x8d s\x8d,T\x8dn\n1,\x8d\n"), ErrFormat, "file-encoding"},
		"cut":                   {"a.xlsx", xlsx[:len(xlsx)*2/3], ErrDamaged, "file-damaged"},
		"cut at once":           {"a.xlsx", xlsx[:10], ErrDamaged, "file-damaged"},
		"bit flipped":           {"a.xlsx", flip(t, xlsx, "xl/worksheets/sheet1.xml"), ErrDamaged, "file-damaged"},
		"sheet cut":             {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string { return s[:len(s)*2/3] }), ErrDamaged, "file-damaged"},
		"workbook cut":          {"a.xlsx", replacePart(t, xlsx, "xl/workbook.xml", func(s string) string { return s[:len(s)/2] }), ErrDamaged, "file-damaged"},
		"strings cut":           {"a.xlsx", replacePart(t, xlsx, "xl/sharedStrings.xml", func(s string) string { return s[:len(s)/2] }), ErrDamaged, "file-damaged"},
		"strings gone": {"a.xlsx", replacePart(t, xlsx, "xl/sharedStrings.xml", func(string) string {
			return `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>`
		}), ErrDamaged, "file-damaged"},
		"string out of range": {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string { return setCell(s, "C3", `<c r="C3" t="s"><v>99</v></c>`) }), ErrDamaged, "file-damaged"},
		"cells out of order": {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string {
			return setCell(s, "C3", `<c r="A3" t="inlineStr"><is><t>x</t></is></c>`)
		}), ErrDamaged, "file-damaged"},
		"rows out of order": {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string { return strings.Replace(s, `<row r="3"`, `<row r="1"`, 1) }), ErrDamaged, "file-damaged"},
		"impossible merge": {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="C3:A1"/></mergeCells>`, 1)
		}), ErrDamaged, "file-damaged"},
		"string without a number": {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string { return setCell(s, "C3", `<c r="C3" t="s"><v>-1</v></c>`) }), ErrDamaged, "file-damaged"},
		"relations cut":           {"a.xlsx", replacePart(t, xlsx, "_rels/.rels", func(s string) string { return s[:len(s)/2] }), ErrDamaged, "file-damaged"},
		"sheet's relations cut":   {"a.xlsx", withPart(t, xlsx, "xl/worksheets/_rels/sheet1.xml.rels", strings.NewReader("<Relationships>")), ErrDamaged, "file-damaged"},
		"sheet gone": {"a.xlsx", replacePart(t, xlsx, "xl/_rels/workbook.xml.rels", func(s string) string { return strings.Replace(s, "sheet1.xml", "sheet9.xml", 1) }),
			ErrDamaged, "file-damaged"},
		"charts only": {"a.xlsx", replacePart(t, xlsx, "xl/_rels/workbook.xml.rels", func(s string) string { return strings.Replace(s, "/worksheet\"", "/chartsheet\"", 1) }),
			ErrEmpty, "list-empty"},
		"styles cut":  {"a.xlsx", replacePart(t, xlsx, "xl/styles.xml", func(s string) string { return s[:len(s)/2] }), ErrDamaged, "file-damaged"},
		"error value": {"a.xlsx", replacePart(t, xlsx, "xl/worksheets/sheet1.xml", func(s string) string { return setCell(s, "C3", `<c r="C3" t="e"><v>#REF!</v></c>`) }), ErrCell, "cell-error-value"},
		"formula without result": {"a.xlsx", workbook(t, func(f *excelize.File) {
			put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|")
			set(t, f.SetCellFormula("TTHC", "C2", `"Khai sinh"`))
		}), ErrCell, "formula-no-value"},
	} {
		t.Run(name, func(t *testing.T) {
			if e := failure(t, tc.file, tc.data, tc.kind); e.Code != tc.code {
				t.Errorf("got %s: %v", e.Code, e)
			}
		})
	}
}

// compound makes the beginning of an OLE compound file with one stream named
// in its directory.
func compound(stream string) []byte {
	b := make([]byte, 1024)
	copy(b, oleMagic)
	for i, c := range stream {
		binary.LittleEndian.PutUint16(b[640+2*i:], uint16(c))
	}
	return b
}

// flip changes a byte of the packed content of a part.
func flip(t *testing.T, data []byte, part string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	set(t, err)
	out := bytes.Clone(data)
	for _, f := range z.File {
		if f.Name == part {
			at, err := f.DataOffset()
			set(t, err)
			out[at+int64(f.CompressedSize64)/2] ^= 0x55
		}
	}
	return out
}

func TestOtherNames(t *testing.T) {
	for _, name := range []string{"a.xls", "a.csv", "a", "a.xlsm", "A.XLSX"} {
		l := read(t, name, sampleWorkbook(t))
		if noted := len(notes(l, "file-extension")) > 0; noted != (name == "a.xls" || name == "a.csv" || name == "a") {
			t.Errorf("%s: extension noted: %v", name, noted)
		}
	}
	for _, name := range []string{"a.txt", "a.tsv", "a", ""} {
		same(t, name, brief(read(t, name, []byte(sampleCSV)), "#cnf"), sampleProcedures)
	}
}

func TestPanicsAreContained(t *testing.T) {
	err := contain(func() error { panic("index out of range") })
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("got %v", err)
	}
	if err := contain(func() error { return nil }); err != nil {
		t.Errorf("got %v", err)
	}
}
