package sheet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/clean"
)

// encodings are what Options.Convert may be.
var encodings = map[string]clean.Encoding{"": clean.Unicode, "tcvn3": clean.TCVN3, "vni": clean.VNI, "auto": clean.Auto}

// flags are the names of the encodings there.
var flags = map[clean.Encoding]string{clean.TCVN3: "tcvn3", clean.VNI: "vni"}

func unknownEncoding(name string) *Error {
	return &Error{Code: "encoding-unknown", kind: ErrFormat,
		VI: "Không có bảng mã " + quote(name) + ".", EN: "There is no encoding " + quote(name) + ".",
		FixVI: "Chọn tcvn3, vni hoặc auto.", FixEN: "Choose tcvn3, vni or auto."}
}

// A rawCell is the text of a cell as it stands in the file, of one that may be in
// an old encoding. There a soft hyphen is the letter "ư".
type rawCell struct {
	at   position
	text string
}

// keepRaw keeps the text of a cell until it is known how the sheet is written.
func (g *grid) keepRaw(p position, text string) {
	switch old, isUnicode := letters(text); {
	case isUnicode && !g.isBytes:
		if g.inUnicode == nil {
			g.inUnicode = map[int]int{}
		}
		g.inUnicode[p.col]++
	case strings.Contains(text, "://") && !g.isBytes: // an address is for whoever checks links
	case old || isUnicode:
		g.raw = append(g.raw, rawCell{p, text})
	}
}

// letters tells whether a text has any that the old encodings have, and any that
// they have not.
func letters(text string) (old, isUnicode bool) {
	for _, r := range text {
		switch {
		case r > 0xff && (unicode.IsLetter(r) || unicode.Is(unicode.M, r)):
			return old, true
		case r > 0xa0 && r <= 0xff:
			old = true
		}
	}
	return old, false
}

// A conversion is a cell that was in an old encoding.
type conversion struct {
	rawCell
	now string
}

// conversions finds the cells in one encoding, and counts those that cannot be
// anything else. What may be both is what most cells of its column are, or most of
// the sheet, or else what unsure says.
func (g *grid) conversions(from clean.Encoding, unsure bool) (found []conversion, sure int) {
	type reading struct {
		conversion
		fit clean.Fit
	}
	var readings []reading
	votes, all := map[int]int{}, 0
	for col, n := range g.inUnicode {
		votes[col], all = -n, all-n
	}
	for _, c := range g.raw {
		text, known, fit := clean.Decode(c.text, from)
		switch {
		case g.isBytes && known:
			fit = clean.Legacy
		case fit == clean.Unsure:
			fit = headingFit(c.text, text)
		}
		switch fit {
		case clean.Legacy:
			votes[c.at.col]++
			all++
			sure++
		case clean.AsIs:
			votes[c.at.col]--
			all--
			continue
		}
		readings = append(readings, reading{conversion{c, text}, fit})
	}
	for _, r := range readings {
		is := unsure
		switch vote := votes[r.at.col]; {
		case r.fit == clean.Legacy:
			is = true
		case vote != 0:
			is = vote > 0
		case all != 0:
			is = all > 0
		}
		if is {
			found = append(found, r.conversion)
		}
	}
	return found, sure
}

// headingFit tells a heading by its meaning: "Mã số" is one, "Mó số" is none.
func headingFit(is, was string) clean.Fit {
	now, _ := meaning(label(is))
	then, _ := meaning(label(was))
	switch {
	case now != noColumn && then == noColumn:
		return clean.AsIs
	case now == noColumn && then != noColumn:
		return clean.Legacy
	}
	return clean.Unsure
}

// legacy finds the cells in TCVN3 or VNI, whichever has more of them that cannot be
// anything else; none if there is no such cell.
func (g *grid) legacy() ([]conversion, clean.Encoding) {
	var best []conversion
	encoding, most := clean.Unicode, 0
	for _, from := range []clean.Encoding{clean.TCVN3, clean.VNI} {
		if found, sure := g.conversions(from, false); sure > most {
			best, encoding, most = found, from, sure
		}
	}
	return best, encoding
}

// convert brings the cells in the encoding that was asked for into Unicode, and
// returns them.
func (g *grid) convert(asked clean.Encoding) ([]conversion, clean.Encoding) {
	var found []conversion
	from := asked
	switch {
	case len(g.raw) == 0 || asked == clean.Unicode:
		return nil, clean.Unicode
	case asked == clean.Auto:
		found, from = g.legacy()
	default:
		found, _ = g.conversions(asked, true)
	}
	done := make(map[position]cleaning, len(found))
	for _, c := range found {
		r := g.row(c.at.row)
		if r == nil || c.at.col > len(r.cells) || r.cells[c.at.col-1].isFaulty() {
			continue
		}
		r.cells[c.at.col-1].text, done[c.at] = tidy(c.now)
	}
	for _, c := range g.raw {
		if _, known := done[c.at]; g.isBytes && !known {
			if r := g.row(c.at.row); r != nil && c.at.col <= len(r.cells) {
				r.cells[c.at.col-1].setOrigin().fault = damagedCell(g.sheet, c.at, c.text)
			}
		}
	}
	g.raw = slices.DeleteFunc(g.raw, func(c rawCell) bool {
		_, converted := done[c.at]
		return converted
	})
	g.cleaned = slices.DeleteFunc(g.cleaned, func(c cleanedCell) bool {
		now, converted := done[c.at]
		return converted && now == 0
	})
	return found, from
}

// convert brings a sheet into Unicode and says so. A sheet in an old encoding that
// was not asked for is an error: its headings and titles cannot be
// understood, and what looks like Unicode may be garbled.
func (rd *reader) convert(g *grid) error {
	found, from := g.convert(rd.encoding)
	if g.isBytes { // said of the file
		return nil
	}
	if others, as := g.legacy(); len(others) > 0 {
		return legacyEncoding(g, others, as)
	}
	if len(found) == 0 && flags[rd.encoding] != "" && len(g.rows) > 0 {
		rd.note(Note{Code: "nothing-converted", Severity: note.Info, Field: g.sheet,
			VI: fmt.Sprintf("Không có ô nào theo bảng mã %s: giữ nguyên.", rd.encoding),
			EN: fmt.Sprintf("No cell is in %s: all are left as they are.", rd.encoding)})
	}
	cells := map[string][]string{}
	for _, c := range found {
		cells[c.text] = append(cells[c.text], c.at.String())
	}
	for _, c := range found {
		at := cells[c.text]
		if at[0] != c.at.String() {
			continue
		}
		also, alsoEN := "", ""
		if len(at) > 1 {
			vi, en := several(at[1:])
			also, alsoEN = " (cũng ở "+vi+")", " (also in "+en+")"
		}
		rd.note(Note{Code: "legacy-converted", Severity: note.Warning, Field: g.place(c.at),
			VI:    fmt.Sprintf("Đã chuyển từ %s sang Unicode: %s → %s%s.", from, quote(visible(c.text)), quote(c.now), also),
			EN:    fmt.Sprintf("Converted from %s to Unicode: %s → %s%s.", from, quote(visible(c.text)), quote(c.now), alsoEN),
			FixVI: "Đọc lại từng chữ trước khi in.", FixEN: "Read it letter by letter before printing."})
	}
	return nil
}

// visible shows the letter that soft hyphens hide.
func visible(text string) string { return strings.ReplaceAll(text, "\u00ad", "[U+00AD]") }

func legacyEncoding(g *grid, found []conversion, from clean.Encoding) *Error {
	first := found[0]
	for _, c := range found {
		if _, _, fit := clean.Decode(c.text, from); fit == clean.Legacy {
			first = c
			break
		}
	}
	e := notUnicode(from, first.text, first.now)
	e.Sheet, e.Cell = g.sheet, first.at.String()
	if more := len(found) - 1; more > 0 {
		e.VI = strings.TrimSuffix(e.VI, ".") + fmt.Sprintf("; và %d ô khác.", more)
		e.EN = strings.TrimSuffix(e.EN, ".") + fmt.Sprintf("; and %d more cells.", more)
	}
	return e
}

func notUnicode(from clean.Encoding, is, was string) *Error {
	e := &Error{Code: "legacy-encoding", kind: ErrFormat,
		VI:    fmt.Sprintf("Nội dung viết bằng bảng mã cũ %s: %s, có lẽ là %s.", from, quote(visible(is)), quote(was)),
		EN:    fmt.Sprintf("Text in the old encoding %s: %s, probably %s.", from, quote(visible(is)), quote(was)),
		FixVI: fmt.Sprintf("Cho phép chuyển sang Unicode (`convert: %s`) rồi đọc lại kết quả, hoặc gõ lại.", flags[from]),
		FixEN: fmt.Sprintf("Allow the conversion to Unicode (`convert: %s`) and read the result, or type the text again.", flags[from])}
	if upper := strings.ToUpper(was); from == clean.TCVN3 && upper != was {
		e.FixVI += fmt.Sprintf(" Nếu phông gốc là phông chữ hoa (.VnTimeH): %s.", quote(upper))
		e.FixEN += fmt.Sprintf(" If the font was one of capitals (.VnTimeH): %s.", quote(upper))
	}
	return e
}

// A bytesReading is one way to read a file of single bytes.
type bytesReading struct {
	from           clean.Encoding
	valid, invalid int
	is, was        string // a line that is in this encoding
}

// readBytes tells how the bytes of a text that is no UTF-8 are to be read: the old
// encodings have them at the places of Windows-1252. It returns Unicode when they
// are more likely Windows-1258, given as text.
func readBytes(data []byte, text string, asked clean.Encoding) (latin string, best bytesReading) {
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", best
	}
	latin = string(decoded)
	best.valid, best.invalid = clean.Accented(text)
	candidates := []clean.Encoding{clean.TCVN3, clean.VNI}
	if asked == clean.TCVN3 || asked == clean.VNI {
		candidates = []clean.Encoding{asked}
	}
	for _, from := range candidates {
		r := bytesReading{from: from}
		for line := range strings.Lines(latin) {
			was, _, fit := clean.Decode(line, from)
			valid, invalid := clean.Accented(was)
			r.valid, r.invalid = r.valid+valid, r.invalid+invalid
			if r.is == "" && fit == clean.Legacy {
				r.is, r.was = strings.TrimSpace(line), strings.TrimSpace(was)
			}
		}
		if asked != from && r.is == "" {
			continue // no line of it is surely in this encoding
		}
		if r.valid >= 3*r.invalid && (r.valid > best.valid || r.valid == best.valid && (r.invalid < best.invalid || asked == from)) {
			best = r
		}
	}
	return latin, best
}
