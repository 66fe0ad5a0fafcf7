package sheet

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

type format int

const (
	formatText format = iota
	formatWorkbook
)

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}
)

// sniff tells from its first bytes what a file is. Portals hand out web pages
// and .csv files under the names .xls and .xlsx; Excel opens them, so that the
// officer cannot know.
func sniff(name string, data []byte) (format, error) {
	ext := strings.ToLower(filepath.Ext(name))
	head := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\xef\xbb\xbf")), " \t\r\n"))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return 0, listEmpty()
	case bytes.HasPrefix(data, zipMagic):
		return formatWorkbook, nil
	case bytes.HasPrefix(data, oleMagic):
		return 0, compoundFile(data)
	case isOldBIFF(data):
		return 0, oldWorkbook()
	case bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return 0, notWorkbook("một tệp .zip rỗng", "an empty .zip")
	case bytes.HasPrefix(head, []byte("%pdf-")):
		return 0, otherFormat("một tệp PDF", "a PDF")
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return 0, otherFormat("một văn bản RTF", "an RTF document")
	case isMarkup(head):
		return 0, markup(name)
	case ext == ".xlsx" || ext == ".xlsm" || ext == ".xls":
		if isBinary(data) {
			return 0, damaged("", "Tệp mang tên "+ext+" nhưng nội dung không phải bảng tính.",
				"The file is called "+ext+" but its content is no workbook.")
		}
		return 0, badFormat("file-disguised",
			"Tệp mang tên "+ext+" nhưng nội dung là văn bản (.csv).",
			"The file is called "+ext+" but holds text (.csv).",
			"Đổi đuôi tệp thành .csv, hoặc mở bằng Excel rồi lưu lại thành .xlsx.",
			"Rename it to .csv, or open it in Excel and save it as .xlsx.")
	}
	return formatText, nil
}

// compoundFile tells apart what comes in Microsoft's compound files: an
// encrypted .xlsx has a stream EncryptedPackage ([MS-OFFCRYPTO] 2.3.4), an old
// .xls a stream Workbook or Book ([MS-XLS] 2.1.2).
func compoundFile(data []byte) error {
	switch {
	case hasStream(data, "EncryptedPackage"):
		return encrypted()
	case hasStream(data, "Workbook"), hasStream(data, "Book"):
		return oldWorkbook()
	}
	return otherFormat("một tệp Office đời cũ, không phải bảng tính", "an old Office file, not a workbook")
}

func hasStream(data []byte, name string) bool {
	var b []byte
	for _, u := range utf16.Encode([]rune(name)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return bytes.Contains(data, append(b, 0, 0))
}

// isOldBIFF knows the workbooks of Excel 2 to 4, which begin with a BOF record.
func isOldBIFF(data []byte) bool {
	return len(data) > 4 && data[0] == 9 && (data[1] == 0 || data[1] == 2 || data[1] == 4) && data[3] == 0
}

func isMarkup(head []byte) bool {
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<?xml", "<!--", "<div", "mime-version:"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// isBinary reports bytes that no text has. UTF-16 has them, after its mark.
func isBinary(data []byte) bool {
	if hasUTF16Mark(data) {
		return false
	}
	for _, b := range data {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a {
			return true
		}
	}
	return false
}

func hasUTF16Mark(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
}

func oldWorkbook() *Error {
	return badFormat("file-old-xls",
		"Tệp là bảng tính Excel đời cũ (.xls).", "The file is an old Excel workbook (.xls).",
		"Mở bằng Excel, chọn Save As > Excel Workbook (.xlsx).",
		"Open it in Excel and choose Save As > Excel Workbook (.xlsx).")
}

func otherFormat(vi, en string) *Error {
	return badFormat("file-format", "Tệp là "+vi+".", "The file is "+en+".",
		"Xuất danh mục thành .xlsx hoặc .csv.", "Export the list as .xlsx or .csv.")
}

func notWorkbook(vi, en string) *Error {
	return badFormat("file-not-workbook", "Tệp là "+vi+", không phải bảng tính .xlsx.",
		"The file is "+en+", not an .xlsx workbook.",
		"Nếu danh mục nằm trong tệp nén thì giải nén trước; nếu không, xuất danh mục thành .xlsx hoặc .csv.",
		"If the list is inside of an archive, extract it first; else export the list as .xlsx or .csv.")
}

func markup(name string) *Error {
	return badFormat("file-markup",
		"Tệp "+quote(name)+" là trang web (HTML) hoặc XML, không phải bảng tính.",
		"The file "+quote(name)+" is a web page (HTML) or XML, not a workbook.",
		"Mở bằng Excel, chọn Save As > Excel Workbook (.xlsx).",
		"Open it in Excel and choose Save As > Excel Workbook (.xlsx).")
}
