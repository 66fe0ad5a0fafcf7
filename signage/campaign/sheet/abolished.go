package sheet

import (
	"fmt"
	"slices"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// An abolition is a title of procedures that are no longer in force, such as
// "DANH MỤC TTHC BỊ BÃI BỎ": those below it must not be printed.
type abolition struct {
	text, place string
	style       numeralStyle
}

// The words of such a title; one that speaks of others too heads a list of both.
var (
	abolishing = pattern(`\b(?:bai bo|bi thay the|het hieu luc)\b`)
	enacting   = pattern(`\b(?:moi|ban hanh|sua doi|bo sung|thay the|chuan hoa|giu nguyen|con hieu luc|quyet dinh|nghi quyet|can cu|kem theo)\b`)
	replaced   = pattern(`\bbi thay the\b`)
	proclaims  = pattern(`^(?:(?:phu luc|phan|muc|bang|bieu|danh sach|danh muc|nhom|cac|nhung|thu tuc|hanh chinh|tthc|linh vuc)\b|(?:bi |da )?(?:bai bo|thay the|het hieu luc))`)
	abolished  = pattern(`^(?:tthc |thu tuc )?(?:da |bi |da bi )?(?:bai bo|het hieu luc|het hieu luc thi hanh)(?: theo .*)?$`)
	// remark is what a name ends with: "Khai tử (bãi bỏ)".
	remark = pattern(`\(([^()]*)\)\s*$`)
)

// abolishes reports a title of procedures that are no longer in force.
func abolishes(text string) bool {
	folded := fold.Words(enumerated().ReplaceAllString(text, ""))
	if !abolishing().MatchString(folded) || !proclaims().MatchString(folded) {
		return false
	}
	return !enacting().MatchString(replaced().ReplaceAllString(folded, ""))
}

// A numeralStyle is how a title is counted: "B." or "II.".
type numeralStyle int

const (
	noNumeral numeralStyle = iota
	letterNumeral
	romanNumeral
	digitNumeral
)

var (
	romanStyle  = pattern(`^\s*[IVX]+\s*(?:[.):/–-]|\s|$)`)
	letterStyle = pattern(`^\s*[A-Z]\s*(?:[.):/–-]|$)`)
	digitStyle  = pattern(`^\s*[0-9]+(?:\.[0-9]+)*\s*(?:[.):/–-]|$)`)
)

// numeralOf is the style of a row of a title, of which the numeral may have a cell
// of its own.
func numeralOf(r *row) numeralStyle {
	switch text := r.cell(r.first()).text; {
	case romanStyle().MatchString(text):
		return romanNumeral
	case letterStyle().MatchString(text):
		return letterNumeral
	case digitStyle().MatchString(text):
		return digitNumeral
	}
	return noNumeral
}

// heed opens an abolition at a row that is no procedure, or closes the one above.
// Fields may part what is abolished, so that only a title, or a section counted
// like the title of the abolition, ends it.
func (rd *reader) heed(g *grid, r *row, kind rowKind) {
	a, title := rd.abolition, kind == titleRow
	for _, col := range r.filled() {
		text := r.cell(col).text
		// A title may be broken over rows: "… MỚI BAN HÀNH, SỬA ĐỔI," and "BỊ BÃI BỎ".
		if abolishes(text) && (isTitle(text) || !rd.enacts(g, r.n-1)) {
			rd.abolition = &abolition{text, g.place(r.at(col)), numeralOf(r)}
			return
		}
		title = title || kind != sectionRow && kind != guessedSectionRow && isTitle(text)
	}
	if a != nil && (title || a.style != noNumeral && numeralOf(r) == a.style) {
		rd.abolition = nil
	}
}

// enacts reports a row n that is a title of procedures in force.
func (rd *reader) enacts(g *grid, n int) bool {
	r := g.row(n)
	if r == nil || len(r.filled()) != 1 {
		return false
	}
	folded := fold.Words(r.sample())
	return proclaims().MatchString(folded) && enacting().MatchString(replaced().ReplaceAllString(folded, ""))
}

// heedSheet opens an abolition for a sheet by its name, unless the sheet was asked
// for.
func (rd *reader) heedSheet(g *grid) {
	rd.abolition = nil
	if !rd.asked && abolishes(g.sheet) {
		rd.abolition = &abolition{text: g.sheet, place: g.sheet}
	}
}

// leftOut lists a row that an abolition covers, or that says itself that it no
// longer counts, and reports whether it is one.
func (rd *reader) leftOut(t *table, r *row) bool {
	vi, en := "", ""
	if a := rd.abolition; a != nil {
		vi = fmt.Sprintf("thủ tục nằm dưới tiêu đề %s (%s)", quote(a.text), a.place)
		en = fmt.Sprintf("the procedure stands under the title %s (%s)", quote(a.text), a.place)
	} else if at, ok := t.saysAbolished(r); ok {
		vi, en = "ô "+at.String()+" ghi thủ tục đã bị bãi bỏ", "cell "+at.String()+" says that the procedure was abolished"
	}
	if vi == "" {
		return false
	}
	rd.abolished++
	rd.note(Note{Code: "row-abolished", Severity: note.Warning, Field: t.g.place(r.at(r.first())),
		VI:    fmt.Sprintf("Bỏ qua dòng %d, %s: %s.", r.n, vi, quote(r.sample())),
		EN:    fmt.Sprintf("Row %d skipped, %s: %s.", r.n, en, quote(r.sample())),
		FixVI: "Nếu thủ tục còn hiệu lực thì chuyển dòng ra ngoài phần bãi bỏ, hoặc sửa chữ “bãi bỏ” ở ô đó.",
		FixEN: "If the procedure is in force, move the row out of what is abolished, or mend what that cell says."})
	return true
}

const longestName = 2000 // bytes

// saysAbolished finds the cell of a column that is not read that says "Bãi bỏ", or
// the name that ends so.
func (t *table) saysAbolished(r *row) (position, bool) {
	for _, col := range r.filled() {
		if col != t.columns[nameColumn] && slices.Contains(t.columns[:otherColumn], col) {
			continue
		}
		text := r.cell(col).text
		if len(text) > longestName {
			continue
		}
		if m := remark().FindStringSubmatch(text); m != nil && col == t.columns[nameColumn] {
			text = m[1]
		}
		if abolished().MatchString(fold.Words(text)) {
			return r.at(col), true
		}
	}
	return position{}, false
}

func allAbolished(n int) *Error {
	return &Error{Code: "list-abolished", kind: ErrEmpty,
		VI:    fmt.Sprintf("Mọi thủ tục trong tệp (%d dòng) đều ghi là bị bãi bỏ hoặc hết hiệu lực.", n),
		EN:    fmt.Sprintf("Every procedure of the file (%d rows) is said to be abolished or no longer in force.", n),
		FixVI: "Chọn tệp danh mục còn hiệu lực, hoặc sửa tiêu đề “bãi bỏ” nếu tiêu đề đó sai.",
		FixEN: "Choose the list that is in force, or mend the title if it is wrong."}
}
