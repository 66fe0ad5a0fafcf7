package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
)

// strikes is where a workbook crosses text out: by the style of a cell, or in the text itself.
type strikes struct {
	styles  map[int]bool // indices of the cells' formats
	strings map[int]bool // indices of the shared strings
}

// struckOut reads the styles and shared strings of a workbook. What cannot be read crosses nothing out: excelize, which
// needs the same parts, says so.
func (p parts) struckOut(book string) strikes {
	s := strikes{map[int]bool{}, map[int]bool{}}
	relations, err := p.relations(book)
	if err != nil {
		return s
	}
	for _, r := range relations {
		content := p[r.Target]
		switch {
		case !bytes.Contains(content, []byte("strike")):
		case strings.HasSuffix(r.Type, "/styles"):
			s.readStyles(content)
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			s.readStrings(content)
		}
	}
	return s
}

// A strike is ECMA-376 Part 1, 18.4.10; without a value it is true.
type strike struct {
	Value *string `xml:"val,attr"`
}

func (s *strike) isSet() bool { return s != nil && (s.Value == nil || isTrue(*s.Value)) }

func (s strikes) readStyles(content []byte) {
	var sheet struct {
		Fonts []struct {
			Strike *strike `xml:"strike"`
		} `xml:"fonts>font"`
		Formats []struct {
			Font int `xml:"fontId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if xml.Unmarshal(content, &sheet) != nil {
		return
	}
	for i, f := range sheet.Formats {
		if f.Font >= 0 && f.Font < len(sheet.Fonts) && sheet.Fonts[f.Font].Strike.isSet() {
			s.styles[i] = true
		}
	}
}

func (s strikes) readStrings(content []byte) {
	d := xml.NewDecoder(bytes.NewReader(content))
	for i := -1; ; {
		token, err := d.Token()
		if err == io.EOF || err != nil {
			return
		}
		switch t, ok := token.(xml.StartElement); {
		case !ok:
		case t.Name.Local == "si":
			i++
		case t.Name.Local == "strike" && strikesOut(t):
			s.strings[i] = true
		}
	}
}

// strikesOut reads the element strike.
func strikesOut(t xml.StartElement) bool {
	v := attribute(t, "val")
	return v == "" || isTrue(v)
}

// struckRow is the cells of a row whose text is crossed out, from the first to the last.
type struckRow struct{ first, last position }

func (r struckRow) String() string {
	if r.first == r.last {
		return r.first.String()
	}
	return r.first.String() + ":" + r.last.String()
}

// reportStruck says which cells are crossed out: whoever did so may have meant that the row no longer counts.
func (rd *reader) reportStruck(sheet string, rows []struckRow) {
	if len(rows) == 0 {
		return
	}
	cells := make([]string, len(rows))
	for i, r := range rows {
		cells[i] = r.String()
	}
	vi, en := several(cells)
	rd.note(Note{Code: "text-struck", Severity: note.Warning, Field: sheet + "!" + rows[0].first.String(),
		VI:    fmt.Sprintf("Chữ bị gạch ngang, vẫn được đọc: %s.", vi),
		EN:    fmt.Sprintf("Text that is crossed out, read all the same: %s.", en),
		FixVI: "Xóa các dòng đã bỏ; nếu dòng vẫn dùng thì bỏ gạch ngang.",
		FixEN: "Delete the rows that no longer count, or remove the line through the others."})
}
