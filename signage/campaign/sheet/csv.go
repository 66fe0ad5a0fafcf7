package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/clean"
)

// csv reads the one sheet of a text file. Its rows are numbered as Excel
// numbers them when it opens the file: one for each record, blank ones too.
func (rd *reader) csv(name string, data []byte) ([]*grid, error) {
	text, isBytes, err := rd.decode(name, data)
	if err != nil {
		return nil, err
	}
	delimiter, text := rd.delimiter(text, isBytes)
	g := &grid{sheet: name, isText: true, isBytes: isBytes, widths: widths{}, delimiter: delimiter}
	row := 0
	for record, err := range records(text, delimiter) {
		if err != nil {
			e := damaged(g.sheet, "Thiếu dấu ngoặc kép đóng: nội dung từ ô này bị gộp vào một ô.",
				"A closing quotation mark is missing: the text from this cell on runs into one cell.")
			e.Cell = position{row + 1, record.stray}.String()
			return nil, e
		}
		row++
		if record.stray > 0 {
			rd.note(Note{Code: "quote-stray", Severity: note.Warning, Field: g.place(position{row, record.stray}),
				VI: "Trong ô có dấu ngoặc kép lẻ; giữ nguyên dấu đó.",
				EN: "The cell has a lone quotation mark inside; it is kept."})
		}
		if record.last > MaxColumns {
			return nil, tooManyColumns(g.sheet, position{row, record.last})
		}
		g.widths[row] = len(record.fields)
		cells := make([]cell, len(record.fields))
		for i, field := range record.fields {
			cells[i] = rd.textCell(g, position{row, i + 1}, field)
		}
		if err := g.add(row, cells); err != nil {
			return nil, err
		}
	}
	return []*grid{g}, nil
}

// constantFormula is how some programs keep Excel from reading a code as a
// number: ="2.000720".
var constantFormula = pattern(`^="([^"]*)"$`)

// textCell reads a field, in which a leading = is a formula as Excel sees it.
func (rd *reader) textCell(g *grid, p position, field string) cell {
	if m := constantFormula().FindStringSubmatch(field); m != nil {
		return cell{text: m[1], origin: &origin{formula: field}}
	}
	if strings.HasPrefix(field, "=") && len(field) > 1 {
		return cell{origin: &origin{formula: field, fault: formulaWithoutValue(g.sheet, p)}}
	}
	return cell{text: field}
}

// decode gives the text of data in UTF-8. A file that is not UTF-8 is taken for
// Windows-1258, the code page of Vietnamese Windows, unless the bytes make more
// sense in an old encoding: then each is the character at its place.
func (rd *reader) decode(name string, data []byte) (decoded string, isBytes bool, err error) {
	switch {
	case hasUTF16Mark(data):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 || bytes.ContainsRune(text, utf8.RuneError) || bytes.IndexByte(text, 0) >= 0 {
			good := text[:max(0, bytes.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError || r == 0 }))]
			if len(good) == 0 {
				good = text
			}
			line := 1 + bytes.Count(good, []byte("\n"))
			return "", false, damaged(name, fmt.Sprintf("Tệp UTF-16 bị cắt hoặc có ký tự hỏng ở dòng văn bản %d.", line),
				fmt.Sprintf("The UTF-16 file was cut or has a broken character in text line %d.", line))
		}
		return string(text), false, nil
	case isBinary(data):
		return "", false, badFormat("file-binary",
			"Tệp không phải văn bản: có ký tự điều khiển.", "The file is not text: it has control characters.",
			"Xuất danh mục thành .xlsx, hoặc .csv kiểu CSV UTF-8.", "Export the list as .xlsx, or as CSV UTF-8.")
	case utf8.Valid(data):
		return string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), false, nil
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || mostlyUTF8(data):
		line := 1 + bytes.Count(data[:invalidAt(data)], []byte("\n"))
		return "", false, damaged(name, fmt.Sprintf("Tệp UTF-8 có ký tự hỏng ở dòng văn bản %d.", line),
			fmt.Sprintf("The UTF-8 file has a broken character in text line %d.", line))
	}
	text, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if latin, old := readBytes(data, norm.NFC.String(string(text)), rd.encoding); old.from != clean.Unicode {
		if rd.encoding == clean.Unicode {
			e := notUnicode(old.from, old.is, old.was)
			e.Sheet = name
			return "", false, e
		}
		rd.encoding = old.from
		rd.note(Note{Code: "file-encoding", Severity: note.Warning, Field: name,
			VI:    fmt.Sprintf("Tệp không phải Unicode; đã đọc theo bảng mã %s.", old.from),
			EN:    fmt.Sprintf("The file is not Unicode; read as %s.", old.from),
			FixVI: "Đọc lại từng chữ trước khi in.", FixEN: "Read it letter by letter before printing."})
		return latin, true, nil
	}
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) || bytes.ContainsRune(text, encoding.ASCIISub) {
		return "", false, badFormat("file-encoding",
			"Không nhận ra bảng mã của tệp.", "The encoding of the file is unknown.",
			"Lưu lại bằng Excel: Save As > CSV UTF-8.", "Save it again from Excel: Save As > CSV UTF-8.")
	}
	rd.note(Note{Code: "file-encoding", Severity: note.Warning, Field: name,
		VI:    "Tệp không phải Unicode; đã đọc theo bảng mã Windows-1258.",
		EN:    "The file is not Unicode; read as Windows-1258.",
		FixVI: "Xem lại dấu tiếng Việt; nếu sai, lưu lại bằng Excel: Save As > CSV UTF-8.",
		FixEN: "Check the accents; if they are wrong, save again from Excel: Save As > CSV UTF-8."})
	return norm.NFC.String(string(text)), false, nil
}

// mostlyUTF8 reports whether more of the bytes beyond ASCII form UTF-8
// sequences than not: then the file is damaged UTF-8, since accidental
// sequences are rare in a single-byte code page.
func mostlyUTF8(data []byte) bool {
	valid, invalid := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		data = data[size:]
	}
	return valid > invalid
}

func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// delimiter chooses what parts the fields: what Excel's line "sep=;" says, else
// the one with which the best row of headings is found, else the one with
// which the most rows have several fields. It returns the text after a line
// "sep=".
func (rd *reader) delimiter(text string, isBytes bool) (byte, string) {
	if m := separatorLine().FindStringSubmatch(text); m != nil {
		return m[1][0], text[len(m[0]):]
	}
	const sampled = 200
	var best byte
	bestHeading, bestRows := -1, -1
	for _, d := range []byte(",;\t|") {
		g := &grid{isBytes: isBytes}
		rows, several := 0, 0
		for record, err := range records(text, d) {
			if err != nil || rows == sampled {
				break
			}
			rows++
			cells := make([]cell, len(record.fields))
			for i, field := range record.fields {
				cells[i].text = field
			}
			if len(cells) > 1 {
				several++
			}
			if g.add(rows, cells) != nil {
				break
			}
		}
		g.convert(rd.encoding)
		heading := 0
		for i := range g.rows {
			if h, ok := findHeader(g, i); ok {
				heading = max(heading, h.score)
			}
		}
		if heading > bestHeading || heading == bestHeading && several > bestRows {
			best, bestHeading, bestRows = d, heading, several
		}
	}
	return best, text
}

var separatorLine = pattern(`^(?i:sep)=([,;\t|])(?:\r\n|\r|\n|$)`)

type record struct {
	fields []string // the first MaxColumns
	last   int      // number of the last field that is not blank
	// stray is the number of the first field with a quotation mark where RFC 4180
	// has none; with errUnclosed, of the one that is not closed.
	stray int
}

// errUnclosed reports a quotation mark that nothing closes.
var errUnclosed = fmt.Errorf("quotation mark not closed")

// records parses text as RFC 4180 with any line ending. It is more lenient than
// encoding/csv, which drops blank lines (and with them the row numbers) and
// fails at a lone quotation mark, and stricter where rows would be swallowed.
func records(text string, delimiter byte) func(yield func(record, error) bool) {
	return func(yield func(record, error) bool) {
		for len(text) > 0 {
			rec, rest, err := nextRecord(text, delimiter)
			if !yield(rec, err) || err != nil {
				return
			}
			text = rest
		}
	}
}

func nextRecord(text string, delimiter byte) (rec record, rest string, err error) {
	for column := 1; ; column++ {
		var field string
		if strings.HasPrefix(text, `"`) {
			var stray bool
			if field, text, stray, err = quotedField(text, delimiter); err != nil {
				return record{stray: column}, "", err
			}
			if stray && rec.stray == 0 {
				rec.stray = column
			}
		} else {
			end := fieldEnd(text, delimiter)
			field, text = text[:end], text[end:]
		}
		if column <= MaxColumns {
			rec.fields = append(rec.fields, field)
		}
		if strings.TrimSpace(field) != "" {
			rec.last = column
		}
		switch {
		case text == "":
			return rec, "", nil
		case text[0] == delimiter:
			text = text[1:]
		case strings.HasPrefix(text, "\r\n"):
			return rec, text[2:], nil
		default:
			return rec, text[1:], nil
		}
	}
}

func fieldEnd(text string, delimiter byte) int {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c == delimiter || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(text)
}

// quotedField reads a field that begins with a quotation mark. One inside that
// is neither doubled nor followed by the end of the field is stray; with a line
// break in the same field it may have swallowed a row, which is an error.
func quotedField(text string, delimiter byte) (field, rest string, stray bool, err error) {
	var b strings.Builder
	text = text[1:]
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			return "", "", false, errUnclosed
		}
		b.WriteString(text[:i])
		text = text[i+1:]
		switch {
		case strings.HasPrefix(text, `"`):
			b.WriteByte('"')
			text = text[1:]
		case fieldEnd(text, delimiter) == 0:
			field = b.String()
			if stray && strings.ContainsAny(field, "\r\n") {
				return "", "", false, errUnclosed
			}
			return field, text, stray, nil
		default:
			b.WriteByte('"')
			stray = true
		}
	}
}
