package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// An abolition is a title of procedures that are no longer in force, such as
// "DANH MỤC TTHC BỊ BÃI BỎ": those below it must not be printed.
type abolition struct {
	text, place string
	style       numeralStyle
	title       bool // it is the title of a part, which may have sections
	row         int
	inside      bool // it is the title of a part of a section, counted so:
	section     numeralStyle
}

const gone = `(?:bai bo|huy bo|bi thay the|(?:khong con|het) hieu luc(?: thi hanh)?|ngung (?:thuc hien|ap dung))`

// The words of such a title; one that speaks of others too heads a list of both.
var (
	abolishing = pattern(`\b` + gone + `\b`)
	enacting   = pattern(`\b(?:moi|ban hanh|sua doi|bo sung|thay the|chuan hoa|giu nguyen|con hieu luc|quyet dinh|nghi quyet|can cu|kem theo)\b`)
	// replaced are those that something else took the place of: "bị bãi bỏ và thay thế".
	replaced  = pattern(`\bbi (?:(?:bai bo|huy bo|thay the)(?: va| hoac| bi)* ?)+\b|\bkhong con hieu luc\b`)
	proclaims = pattern(`^(?:[0-9]+ )?(?:(?:phu luc|phan|muc|bang|bieu|danh sach|danh muc|nhom|cac|nhung|thu tuc|hanh chinh|tthc|linh vuc)\b|(?:bi |da )?(?:bai bo|thay the|het hieu luc|khong con hieu luc)|(?:bi|da) huy bo|huy bo$)`)
	// active is an abolition that may be what a procedure does: "Thủ tục hủy bỏ giao dịch", "Bãi bỏ việc nuôi con nuôi".
	active = pattern(`^(?:cac |nhung )?(?:thu tuc (?:hanh chinh )?|tthc )?(?:bai bo|huy bo) (?:[0-9]+ )?(\w+)`)
	// basis is what a title was made by: "theo Quyết định số 12/QĐ-UBND".
	basis         = pattern(`\b(?:duoc )?(?:ban hanh )?(?:kem theo|theo|tai|do|can cu|boi) .*$`)
	basisBrackets = pattern(`(?is)\(\s*(?:được\s+)?(?:ban hành|kèm|theo|tại|căn cứ|quyết định|qđ)[^()]*(?:\)|$)`)
	// movedDown is said of procedures that communes have now: "BÃI BỎ Ở CẤP HUYỆN, CHUYỂN VỀ CẤP XÃ".
	movedDown = pattern(`\bchuyen (?:[a-z]+ ){0,5}(?:xa|phuong)\b`)
	// others are procedures in force of which a basis may speak.
	others   = pattern(`\b(?:moi ban hanh|sua doi|bo sung|thay the|chuan hoa|giu nguyen|tthc|thu tuc|danh muc)\b`)
	amending = pattern(`\b(?:moi|sua doi|bo sung)\b`)
	// bracketsEnd is what a field ends with: "Lĩnh vực Hộ tịch (bị bãi bỏ)".
	bracketsEnd = pattern(`\(([^()]*)\)\s*$`)
)

// A note says that its procedure is no longer in force where it says nothing else, but maybe by what or since when. Of
// "Bãi bỏ thành phần hồ sơ" no one knows, and "Bãi bỏ tại huyện, xã tiếp nhận" is said of procedures in force.
const byLaw = `(?: (?:theo|tai|boi|do|vi|(?:bat dau |ke )?tu|sau|vao|ngay|nam|can cu)(?: (?:` +
	`theo|tai|boi|do|vi|bat dau|ke|tu|sau|vao|luc|gio|mung|dau|cuoi|den|het|ngay|thang|quy|nam|thi hanh|va|so|cac|can cu|` +
	`qd|quyet dinh|nq|nghi quyet|nd|nghi dinh|tt|thong tu|lien tich|ttlt|luat|cong van|cv|thong bao|tb|van ban|` +
	`[0-9]+[a-z]?|[0-9]+h[0-9]*|i{1,3}|iv))+)?$`

var (
	abolished = pattern(`^(?:tthc |thu tuc |thu tuc hanh chinh )?(?:nay )?(?:da |bi |da bi |duoc )?(?:bai bo|huy bo|khong con hieu luc|het hieu luc|ngung thuc hien|ngung ap dung)(?: thi hanh)?` + byLaw)
	// decreeNumber is that of a document: "900/QĐ-UBND", "131/2025/NĐ-CP".
	decreeNumber = pattern(`(?i)[0-9]+[a-z]?(?:/[0-9]{4})?(?:[/-][a-zđ]+[0-9]*)+(?:\s?[-–]\s?(?:UBND|HĐND|CP|TTg))?`)
	// decreeBehind is a document that no more than a mark parts from the words before: "Bãi bỏ: QĐ 12", "Bãi bỏ (QĐ 12)".
	decreeBehind = pattern(`(?i)\s*[-–:;,.(\[]+\s*(qđ|quyết định|số|nq|nghị quyết|nđ|nghị định|tt|thông tư|luật|công văn|cv|[0-9])`)
	// enactor is who made a document, and the name of a law.
	enactor = pattern(`\s(?i:của\s+(?:chủ\s+tịch\s+)?(?:ubnd|[uủ][yỷ] ban nhân dân|hđnd|hội đồng nhân dân)(?:\s+(?:tỉnh|thành phố|tp\.?))?)(?:\s+\p{Lu}\p{L}*){0,4}` +
		`|\s(?i:của\s+(?:chính phủ|thủ tướng(?: chính phủ)?|quốc hội))` +
		`|\s(?i:(?:của\s+)?bộ(?: trưởng(?: bộ)?)?)(?:,?(?:\s+và)?\s+\p{Lu}\p{L}*(?:\s+\p{Ll}+)?){1,4}` +
		`|\s(?i:luật)(?:,?(?:\s+và)?\s+\p{Lu}\p{L}*(?:\s+\p{Ll}+)?){1,4}`)
	// inForce is said of procedures in force, be it in capitals like the name of a ministry.
	inForce = pattern(`\b(?:bo phan|xa|phuong|huyen|quan|thuc hien|tiep nhan|giai quyet|cong bo|ban hanh|nay|chuyen|thay|tru|neu|khi|ap dung)\b`)
	// single is a remark about one procedure: "Thủ tục số 9 đã bãi bỏ".
	single = pattern(`^(?:thu tuc|tthc) (?:hanh chinh )?(?:so )?[0-9]`)
	// inPart is what is abolished of a procedure, or where, not the procedure.
	inPart = pattern(`\b(?:doi voi|rieng|mot phan|cap huyen|cap tinh|thanh phan|noi dung|giay to|le phi|dieu [0-9]+)\b`)
	// documents are headings of columns that speak of laws, decisions and what was cut, not of the procedure itself.
	documents = pattern(`\b(?:can cu|co so phap ly|vbqppl|van ban|quyet dinh|noi dung|thanh phan|phuong an|ho so|giay to)\b`)
	notGone   = pattern(`\b(?:khong|chua) (?:bi )?(?:bai bo|huy bo|het hieu luc)\b|^(?:duoc )?thay the\b`)
)

// abolishes reports a title of procedures that are no longer in force.
func abolishes(text string) bool {
	folded := fold.Words(basisBrackets().ReplaceAllString(enumerated().ReplaceAllString(text, ""), " "))
	if !abolishing().MatchString(folded) || !proclaims().MatchString(folded) {
		return false
	}
	if single().MatchString(folded) || movedDown().MatchString(folded) {
		return false
	}
	if strings.HasPrefix(folded, "linh vuc") {
		// A field is gone only where that is all that is said of it: not "Lĩnh vực Hộ tịch (bãi bỏ phí)".
		m := bracketsEnd().FindStringSubmatch(text)
		return m != nil && isAbolished(m[1])
	}
	if m := active().FindStringSubmatch(folded); m != nil && !endsAbolition().MatchString(m[1]) {
		return false
	}
	if at := basis().FindStringIndex(folded); at != nil && abolishing().MatchString(folded[:at[0]]) && !others().MatchString(folded[at[0]:]) {
		folded = folded[:at[0]]
	}
	return !enacting().MatchString(replaced().ReplaceAllString(folded, ""))
}

// endsAbolition are the words that go on after "bãi bỏ" in a title, which has no object of it but procedures.
var endsAbolition = pattern(`^(?:[0-9]+|tthc|thu|cac|cap|linh|trong|thuoc|theo|tai|do|tu|ke|va|hoac|huy|bai|bi|het|nam|ngay|cua|gom|kem|ban|thay|sau)$`)

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
			if e, later := rd.later(text); later {
				rd.notYet(g.place(r.at(col)), e, quote(text), quote(text))
				rd.abolition = nil
				return
			}
			rd.abolition = &abolition{text: text, place: g.place(r.at(col)), style: numeralOf(r), title: isTitle(text) || numeralOf(r) != noNumeral, row: r.n}
			return
		}
		switch kind {
		case sectionRow, guessedSectionRow:
			title = title || a != nil && (!a.title || a.inside && a.section == numeralOf(r)) || hasPhrase(fold.Words(text), "danh muc")
		case partRow:
			title = title || ofDeeds().MatchString(titleWords(text)) // a level parts what is abolished
		case remarkRow:
		default:
			title = title || isTitle(text)
		}
		rd.doubtTitle(g, r.at(col), text)
	}
	// Of "(Có hiệu lực từ ngày 01/7/2025)" the title right above is meant.
	if e, later := rd.toCome(r.sample()); later && a != nil && a.row == r.n-1 {
		rd.notYet(g.place(r.at(r.first())), e, quote(a.text), quote(a.text))
		rd.abolition = nil
		return
	}
	if isBasis(r) {
		return
	}
	if a != nil && (title || a.style != noNumeral && numeralOf(r) == a.style) {
		rd.abolition = nil
	}
}

// isBasis reports a row in brackets below a title: "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)".
func isBasis(r *row) bool {
	at := basisBrackets().FindStringIndex(r.sample())
	return at != nil && at[0] == 0
}

// doubtTitle says that a title speaks of abolished procedures and others, so that all are read.
func (rd *reader) doubtTitle(g *grid, p position, text string) {
	folded := fold.Words(basisBrackets().ReplaceAllString(text, " "))
	isReplaced := hasPhrase(folded, "duoc thay the") && !amending().MatchString(folded) // by others, or for them
	if !isTitle(text) && hasSmall(text) || !abolishing().MatchString(folded) && !isReplaced {
		return
	}
	rd.note(Note{Code: "abolition-unclear", Severity: note.Warning, Field: g.place(p),
		VI:    fmt.Sprintf("Tiêu đề %s nói cả thủ tục bị bãi bỏ hoặc thay thế; các thủ tục bên dưới vẫn được đọc.", quote(text)),
		EN:    fmt.Sprintf("The title %s speaks of abolished or replaced procedures too; those below are read all the same.", quote(text)),
		FixVI: "Kiểm tra danh mục; xóa các dòng đã bị bãi bỏ, hoặc đặt chúng dưới tiêu đề riêng “DANH MỤC THỦ TỤC BỊ BÃI BỎ”.",
		FixEN: "Check the list; delete abolished rows, or put them under a title of their own, “DANH MỤC THỦ TỤC BỊ BÃI BỎ”."})
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
	if rd.asked || !abolishes(g.sheet) {
		return
	}
	if e, later := rd.later(g.sheet); later {
		rd.notYet(g.sheet, e, quote(g.sheet), quote(g.sheet))
	} else {
		rd.abolition = &abolition{text: g.sheet, place: g.sheet, title: true}
	}
}

// leftOut lists a row that an abolition covers, or that says itself that it no longer counts, and reports whether it is
// one. One that says that it counts for now is not: the cell of that is returned.
func (rd *reader) leftOut(t *table, r *row) (until remark, out bool) {
	n := Note{Code: "row-abolished", Severity: note.Warning, Field: t.g.place(r.at(r.first())),
		FixVI: "Nếu thủ tục còn hiệu lực thì sửa ô này.", FixEN: "If the procedure is in force, mend this cell."}
	if a := rd.abolition; a != nil {
		n.VI = fmt.Sprintf("Bỏ qua dòng %d, thủ tục nằm dưới tiêu đề %s (%s): %s.", r.n, quote(a.text), a.place, quote(r.sample()))
		n.EN = fmt.Sprintf("Row %d skipped, the procedure stands under the title %s (%s): %s.", r.n, quote(a.text), a.place, quote(r.sample()))
		n.FixVI = "Nếu thủ tục còn hiệu lực thì chuyển dòng ra khỏi phần đó, hoặc sửa tiêu đề."
		n.FixEN = "If the procedure is in force, move the row out of that part, or mend the title."
	} else if at, ok := t.saysAbolished(r); ok {
		c, _ := t.g.value(r, at.col)
		says := quoteLong(c.text)
		n.VI = fmt.Sprintf("Bỏ qua dòng %d, ô %s ghi thủ tục đã bị bãi bỏ hoặc hết hiệu lực: %s", r.n, at, says)
		n.EN = fmt.Sprintf("Row %d skipped, cell %s says that the procedure was abolished or is no longer in force: %s", r.n, at, says)
		if isTick(c.text) || isYes(c.text) {
			heading := quote(strings.TrimSpace(t.lowestHeading(at.col)))
			n.VI += " dưới tiêu đề " + heading
			n.EN += " under the heading " + heading
		}
		if name := t.name(r).text; name != "" && at.col != t.columns[nameColumn] {
			n.VI += " (" + quote(name) + ")"
			n.EN += " (" + quote(name) + ")"
		}
		n.VI += "."
		n.EN += "."
	} else {
		return remark{}, false
	}
	if until, ok := rd.holdsUntil(t, r); ok {
		return until, false
	}
	rd.abolished++
	rd.note(n)
	return remark{}, true
}

// holdsUntil finds the cell that says from which later day on the procedure of a row is abolished: the field, the name,
// or one of a column that is not read, with the heading if that speaks of abolitions.
func (rd *reader) holdsUntil(t *table, r *row) (remark, bool) {
	cols := r.filled()
	if c := t.columns[fieldColumn]; c > 0 && !slices.Contains(cols, c) {
		cols = append(cols, c) // merged down
	}
	for _, col := range cols {
		c, at := r.cell(col), r.at(col)
		if col == t.columns[fieldColumn] {
			c, at = t.g.value(r, col)
		} else if col != t.columns[nameColumn] && slices.Contains(t.columns[:otherColumn], col) || t.ofDocuments(col) {
			continue
		}
		text := c.text
		if heading := t.lowestHeading(col); abolishing().MatchString(fold.Words(heading)) && col != t.columns[nameColumn] {
			text = heading + " " + text
		}
		if e, later := rd.later(text); later {
			return remark{at, e}, true
		}
	}
	return remark{}, false
}

const longestName = 2000 // bytes

// ofDocuments tells whether a column speaks of documents, which may be abolished while the procedure is in force.
func (t *table) ofDocuments(col int) bool {
	return col != t.columns[nameColumn] && documents().MatchString(fold.Words(t.head.labels[col]))
}

// saysAbolished finds the cell of the field, or of a column that is not read, that says "Bãi bỏ", the mark under such a
// heading, or the name that ends so.
func (t *table) saysAbolished(r *row) (position, bool) {
	if t.columns[fieldColumn] > 0 {
		if field, at := t.g.value(r, t.columns[fieldColumn]); isAbolished(field.text) {
			return at, true
		}
	}
	for _, col := range r.filled() {
		if col != t.columns[nameColumn] && slices.Contains(t.columns[:otherColumn], col) {
			continue
		}
		if t.ofDocuments(col) {
			continue
		}
		text := r.cell(col).text
		if col == t.columns[nameColumn] {
			if nameAbolished(text) {
				return r.at(col), true
			}
			continue
		}
		if isAbolished(text) || isAbolished(t.lowestHeading(col)) && (isTick(text) || isYes(text)) {
			return r.at(col), true
		}
	}
	return position{}, false
}

// isAbolished reports a text that says no more than that something is no longer in force.
func isAbolished(text string) bool {
	if len(text) > longestName || inPart().MatchString(fold.Words(text)) {
		return false
	}
	return abolished().MatchString(foldLaw(text))
}

// foldLaw folds a text as byLaw has it.
func foldLaw(text string) string {
	text = decreeNumber().ReplaceAllString(text, "1")
	text = enactor().ReplaceAllStringFunc(text, func(s string) string {
		switch folded := fold.Words(s); {
		case inForce().MatchString(folded):
			return s
		case hasWordPrefix(folded, "luat"):
			return " luật"
		}
		return ""
	})
	return fold.Words(decreeBehind().ReplaceAllString(text, " theo $1"))
}

func isYes(text string) bool {
	folded := fold.Words(text)
	return folded == "co" || folded == "da"
}

// A remark is a cell that speaks of an abolition without abolishing the procedure of its row: it names when that will be
// so, if any cell does, or is not clear.
type remark struct {
	at  position
	end ending
}

// doubtAbolished keeps which notes of a procedure that is read speak of an abolition, and which says until when it
// holds.
func (t *table) doubtAbolished(r *row, until remark) {
	if until.at.row > 0 {
		t.until = append(t.until, remarked{until, t.name(r).text})
	}
	name := t.columns[nameColumn]
	if text := r.cell(name).text; r.at(name) != until.at && slices.ContainsFunc(nameRemarks(text), nameRemark.mayAbolish) {
		t.doubts = append(t.doubts, remarked{remark{at: r.at(name)}, text})
	}
	for _, col := range r.filled() {
		text := r.cell(col).text
		if slices.Contains(t.columns[:otherColumn], col) || len(text) > longestName || t.ofDocuments(col) && !isAbolished(text) || r.at(col) == until.at {
			continue
		}
		unclear := isAbolished(t.lowestHeading(col)) && strings.ContainsAny(text, crosses)
		if folded := fold.Words(text); !unclear && (!abolishing().MatchString(folded) || notGone().MatchString(folded)) {
			continue
		}
		t.doubts = append(t.doubts, remarked{remark{at: r.at(col)}, text})
	}
}

// remarked is a remark, and what stands beside it in messages.
type remarked struct {
	remark
	text string
}

// reportAbolished says once for each column what its notes leave open.
func (rd *reader) reportAbolished(t *table) {
	for _, group := range gather(t.until) {
		vi, en := several(group.cells)
		rd.notYet(t.g.place(group.first.at), group.first.end, vi, en)
	}
	for _, group := range gather(t.doubts) {
		vi, en := several(group.cells)
		rd.note(Note{Code: "abolition-unclear", Severity: note.Warning, Field: t.g.place(group.first.at),
			VI:    fmt.Sprintf("Cột %s nhắc đến việc bãi bỏ, không rõ thủ tục còn hiệu lực hay không; vẫn được đọc (số ô: %d): %s.", t.columnName(group.first.at.col), len(group.cells), vi),
			EN:    fmt.Sprintf("The column %s speaks of an abolition, and it is not clear whether the procedures are in force; they are read (cells: %d): %s.", t.columnName(group.first.at.col), len(group.cells), en),
			FixVI: "Nếu thủ tục đã bị bãi bỏ thì xóa dòng, hoặc ghi “Bãi bỏ” vào ô đó.",
			FixEN: "If a procedure was abolished, delete the row, or write “Bãi bỏ” into that cell."})
	}
}

// columnName is how messages call a column: by its heading, else by its letters.
func (t *table) columnName(col int) string {
	if heading := t.head.labels[col]; heading != "" {
		return quote(heading)
	}
	return strings.TrimRight(position{0, col}.String(), "0")
}

type remarkGroup struct {
	first remark
	cells []string
}

// gather puts the remarks of a column with the same day together, in the order of the sheet.
func gather(all []remarked) []*remarkGroup {
	type key struct {
		col int
		end ending
	}
	var groups []*remarkGroup
	of := map[key]*remarkGroup{}
	for _, r := range all {
		k := key{r.at.col, r.end}
		if of[k] == nil {
			of[k] = &remarkGroup{first: r.remark}
			groups = append(groups, of[k])
		}
		of[k].cells = append(of[k].cells, r.at.String()+" "+quote(r.text))
	}
	return groups
}

// heedHeadings opens an abolition for a table whose names are said to be of procedures no longer in force: "Tên TTHC bị
// bãi bỏ". It returns what ends it below the table.
func (rd *reader) heedHeadings(t *table) (end func()) {
	before := rd.abolition
	for _, c := range []column{nameColumn, codeColumn} {
		col := t.columns[c]
		folded := fold.Words(t.head.labels[col])
		if col == 0 || !abolishing().MatchString(folded) || enacting().MatchString(replaced().ReplaceAllString(folded, "")) {
			continue
		}
		if e, later := rd.later(t.head.labels[col]); later && c == nameColumn {
			rd.notYet(t.headingPlace(col), e, quote(t.head.labels[col]), quote(t.head.labels[col]))
			continue
		}
		if c == nameColumn {
			own := &abolition{text: t.head.labels[col], place: t.headingPlace(col), title: true}
			rd.abolition = own
			return func() {
				if rd.abolition == own {
					rd.abolition = before
				}
			}
		}
		rd.note(Note{Code: "abolition-unclear", Severity: note.Warning, Field: t.headingPlace(col),
			VI:    fmt.Sprintf("Mã lấy ở cột %s: có thể là mã cũ, không dùng được nữa.", quote(t.head.labels[col])),
			EN:    fmt.Sprintf("Codes are read from the column %s: they may be former ones, of no use any more.", quote(t.head.labels[col])),
			FixVI: "Kiểm tra danh mục; đặt mã đang dùng dưới tiêu đề “Mã TTHC”.",
			FixEN: "Check the list; put the codes in use under the heading “Mã TTHC”."})
	}
	return func() {}
}

func allAbolished(n int) *Error {
	return &Error{Code: "list-abolished", kind: ErrEmpty,
		VI:    fmt.Sprintf("Mọi thủ tục trong tệp (%d dòng) đều ghi là bị bãi bỏ hoặc hết hiệu lực.", n),
		EN:    fmt.Sprintf("Every procedure of the file (%d rows) is said to be abolished or no longer in force.", n),
		FixVI: "Chọn tệp danh mục còn hiệu lực, hoặc sửa tiêu đề “bãi bỏ” nếu tiêu đề đó sai.",
		FixEN: "Choose the list that is in force, or mend the title if it is wrong."}
}
