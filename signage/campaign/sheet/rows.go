package sheet

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/fold"
)

// A rowKind is what a row below the headings is.
type rowKind int

const (
	procedureRow rowKind = iota
	continuationRow
	headerRow
	numberingRow
	sectionRow
	guessedSectionRow
	titleRow
	partRow   // the title of a part of a section
	remarkRow // of a section
	totalRow
	signatureRow
	footerRow
	blankRow
	orphanRow   // says something, but has no number, name or code
	namelessRow // has a link, but no name
	pageRow     // the number of a printed page
	nameRow     // more of the name above it
	dashRow     // more of the name above it, or a section: "- Lưu động"
	caseRow     // a case of the procedure above it, or one of its own: "(Có yếu tố nước ngoài) | 5 ngày"
)

var (
	ordinal    = pattern(`^[0-9]{1,5}(?:[.,][0-9]{1,3})*[a-zđ]?[.)]?$`)
	enumerator = pattern(`^(?:[IVXLC]+|[A-Z])[.)]?$`)
	// enumerated begins a section: "I. ", "A) ", "2.1. ", "- ".
	enumerated = pattern(`^\s*(?:(?:[IVXLC]+|[A-Z]|[0-9]+(?:\.[0-9]+)*)\s*[.):/–-]+\s*|[IVXLC]+\s+|[a-zđ][.)]\s+|[-–*+•]\s*)`)
	sectioned  = pattern(`(?i)^(?:(?:danh mục |nhóm )?(?:các )?(?:tthc|thủ tục hành chính|thủ tục) (?:thuộc )?|nhóm |thuộc |các )?(?:lĩnh vực|linh vuc)\b\s*[:.–-]*\s*(.*)$`)
	// bracketed is the whole of "(Lĩnh vực Chứng thực)".
	bracketed = pattern(`^\(([^()]+)\)[.;]?$`)
	// lettered begins a section, or a case, of a list: "b) Chứng thực".
	lettered = pattern(`^[a-zđ][.)]\s+(.+)$`)
	// ofCases begin what says when a procedure applies.
	ofCases = pattern(`^(?:truong hop|doi voi|neu|bao gom|gom|ke ca|co|khong|tru|ap dung|theo|cap|thuc hien|khi|sau|truoc|trong|lan|cho|cua|tai|hoac|va|nop|qua|tu|do|bang)\b`)
	// asides stand in a list and are no part of it.
	asides    = pattern(`^(?:ghi chu|luu y|chu thich|dien thoai|dt|sdt|hotline|fax|email|website|don vi tinh|dvt|het|tiep theo|con tiep|xem tiep|tiep trang)\b`)
	asideMark = pattern(`(?i)^(?:[^():]{1,20}:|\([^()]*\)$)`)
	tally     = pattern(`(?i)^[0-9]+\s*(?:tthc|thủ tục|tt)(?:\s|$)`)
	sum       = pattern(`^(?:tong|cong) [0-9]+\b`)
	plainSum  = pattern(`^(?:(?:tong|cong|so|la|co|gom|tat ca|toan bo|danh muc|tthc|thu tuc|hanh chinh|[0-9]+)(?: |$))+$`)
	// dateline is the place and date of a letter: "Tân Trào, ngày 01 tháng 10 năm 2025".
	dateline = pattern(`(?i)^(?:[^,]{1,40},\s*)?(?:ngày|ngay)[\s0-9.…_]*(?:tháng|thang)[\s0-9.…_]*(?:năm|nam)[\s0-9.…_]*$`)
	// paged is what stands at the foot of a printed page: "Trang 2", "- Trang 2/5 -".
	paged = pattern(`(?i)^[-–—\s]*(?:trang|page)(?: số)?\s*:?\s*[0-9]{1,4}(?:\s*(?:/|trên|of)\s*[0-9]{1,4})?[-–—.\s]*$`)
	// personal is the name of a person, as it stands below a signature.
	personal = pattern(`^(?:(?:Ông|Bà|TS\.|ThS\.?|CN\.?)\s+)?\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,5}$`)
)

// sectionField returns the field that a section names: "I. LĨNH VỰC HỘ TỊCH".
func sectionField(text string) (string, bool) {
	m := sectioned().FindStringSubmatch(unbracket(enumerated().ReplaceAllString(withoutPartNumber(text), "")))
	if m == nil || m[1] == "" {
		return "", false
	}
	return capitalised(trimField(m[1])), true
}

// capitalised raises the first letter, which was small behind the word "Lĩnh vực".
func capitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(first) {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// unbracket takes off the brackets around the whole of a text.
func unbracket(text string) string {
	if m := bracketed().FindStringSubmatch(text); m != nil {
		return strings.TrimSpace(m[1])
	}
	return text
}

func trimField(text string) string {
	return strings.TrimRight(withoutCount(unbracket(text)), " :.;,–-")
}

// isTitle reports the words that head a whole list, not a section of it.
func isTitle(text string) bool {
	folded := fold.Words(enumerated().ReplaceAllString(text, ""))
	for _, p := range []string{"phu luc", "danh muc", "thu tuc hanh chinh", "tthc", "cac thu tuc", "bang", "bieu", "mau so", "phan"} {
		if hasWordPrefix(folded, p) {
			return true
		}
	}
	return false
}

// isTotal reports a row that begins, or goes on after its number, with a sum.
func isTotal(r *row) bool {
	filled := r.filled()
	for _, col := range filled[:min(len(filled), 2)] {
		folded := fold.Words(r.cell(col).text)
		if folded == "tong" || folded == "cong" || sum().MatchString(folded) {
			return true
		}
		for _, p := range []string{"tong cong", "tong so", "cong tong"} {
			if hasWordPrefix(folded, p) {
				return true
			}
		}
	}
	return false
}

// isSurelyTotal reports a sum that says nothing else: a name may begin so too.
func isSurelyTotal(r *row) bool {
	return !slices.ContainsFunc(r.cells, func(c cell) bool { return hasLetter(c.text) && !plainSum().MatchString(fold.Words(c.text)) })
}

// The block below a list: the capacity in which it is signed (Nghị định
// 30/2020/NĐ-CP, Phụ lục I), who made it. Procedures may begin like those that
// are vague.
var (
	capacities = []string{"chu tich", "pho chu tich", "giam doc", "pho giam doc", "lanh dao", "ke toan", "van phong", "uy ban nhan dan", "ubnd",
		"thu truong", "truong phong", "chanh van phong", "can bo tong hop"}
	signatures = []string{"tm", "kt", "tl", "tuq", "nguoi lap", "nguoi ky", "nguoi tong hop", "nguoi thong ke", "nguoi duyet", "thu truong don vi",
		"noi nhan", "ky va ghi", "ky ghi ro", "ky dong dau", "da ky", "chu tich ubnd", "chu tich uy ban"}
	vagueSignatures = []string{"xac nhan cua", "ky ten"}
)

// signs reports what a cell of a signature block says, and whether nothing else
// begins so.
func signs(text string) (signs, surely bool) {
	const longest = 80
	if utf8.RuneCountInString(text) > longest {
		return false, false
	}
	folded := fold.Words(text)
	begins := func(p string) bool { return hasWordPrefix(folded, p) }
	if dateline().MatchString(text) || slices.Contains(capacities, folded) || slices.ContainsFunc(signatures, begins) {
		return true, true
	}
	return slices.ContainsFunc(vagueSignatures, begins), false
}

// isSignature reports a row with a cell of a signature block. Beside a name,
// columns that are not read may say "UBND" and mean the office in charge, and a
// field may be called "Văn phòng": there the name must be that of a signatory.
func (t *table) isSignature(r *row) bool {
	named := hasLetter(t.name(r).text)
	if named && !signsOrNames(t.name(r).text) {
		return false
	}
	return slices.ContainsFunc(r.filled(), func(col int) bool {
		signs, _ := signs(r.cell(col).text)
		return signs && (!named || slices.Contains(t.columns[:otherColumn], col))
	})
}

func signsOrNames(text string) bool {
	signs, _ := signs(text)
	return signs || personal().MatchString(text)
}

// isSurelySignature reports a row of a signature block that cannot be a
// procedure.
func (t *table) isSurelySignature(r *row) bool {
	for _, col := range r.filled() {
		text := r.cell(col).text
		_, surely := signs(text)
		if !surely && hasLetter(text) && (col == t.columns[nameColumn] || !signsOrNames(text)) {
			return false
		}
	}
	return true
}

// An evidence is how surely a row is a procedure, by what stands beside its name.
type evidence int

const (
	noEvidence evidence = iota
	slightEvidence
	fullEvidence
)

// evidence looks for a code, a link, words of a level or a known field, which nothing
// but a procedure has; and for other words in the columns that are read.
func (t *table) evidence(r *row) evidence {
	if t.hasCode(r) {
		return fullEvidence
	}
	link := r.cell(t.linkColumn(r))
	if _, ok := readLink(link.text); ok || link.hyperlink() != "" || link.losesLink() || strings.Contains(link.text, "//") {
		return fullEvidence
	}
	name := t.name(r)
	if !hasLetter(name.text) {
		return noEvidence
	}
	if name.hyperlink() != "" || name.losesLink() || speaksOfLevel(r.cell(t.columns[levelColumn]).text) || t.isTicked(r) {
		return fullEvidence
	}
	if field := fold.Words(r.cell(t.columns[fieldColumn]).text); t.fields[field] && field != fold.Words(name.text) {
		return fullEvidence
	}
	signing, other := signsOrNames(name.text), false
	for _, c := range []column{fieldColumn, levelColumn, daysColumn, feeColumn} {
		text := r.cell(t.columns[c]).text
		if !hasLetter(text) || text == name.text || tally().MatchString(text) || signing && signsOrNames(text) {
			continue
		}
		other = true
	}
	if other {
		return slightEvidence
	}
	return noEvidence
}

// name is the cell of a row's name, its own or merged down.
func (t *table) name(r *row) cell {
	name, _ := t.g.value(r, t.columns[nameColumn])
	return name
}

func (t *table) isNumbered(r *row) bool {
	return ordinal().MatchString(r.cell(t.columns[numberColumn]).text)
}

// isProcedure reports a row that is a procedure whatever stands around it.
func (t *table) isProcedure(r *row) bool {
	return t.evidence(r) != noEvidence || t.isNumbered(r) && hasLetter(t.name(r).text) || t.losesProcedure(r)
}

// isSurelyProcedure reports a row that not even a signature block can have: one
// with a code, a link or a level, or a number and a name.
func (t *table) isSurelyProcedure(r *row) bool {
	return t.evidence(r) == fullEvidence || t.isNumbered(r) && hasLetter(t.name(r).text) || t.losesProcedure(r)
}

// losesProcedure reports a row that an error value, or a formula without a
// result, keeps from being known as a procedure. Sections, sums and signatures
// may have such cells too, and are known by their words.
func (t *table) losesProcedure(r *row) bool {
	switch name := t.name(r); {
	case name.isFaulty():
		return true
	case t.isFaulty(r, codeColumn):
		_, _, section := t.sectionText(r)
		return !(isTotal(r) && isSurelyTotal(r)) && !(section && name.text == "")
	case !hasLetter(name.text):
		return false
	}
	for c := numberColumn; c < otherColumn; c++ {
		if t.isFaulty(r, c) {
			_, _, section := t.sectionText(r)
			return !section && !isTotal(r) && !t.isSignature(r)
		}
	}
	return false
}

// isFaulty reports a cell, its own or merged down, that cannot be read.
func (t *table) isFaulty(r *row, c column) bool {
	cell, _ := t.g.value(r, t.columns[c])
	return cell.isFaulty()
}

// faultAcross returns the fault of a row that is one merged cell over the
// names, as a section is.
func (t *table) faultAcross(r *row) *Error {
	filled := r.filled()
	if c := r.cell(filled[0]); len(filled) == 1 && c.isFaulty() && t.g.anchor(r.at(t.columns[nameColumn])) == r.at(filled[0]) {
		return c.fault
	}
	return nil
}

// A place is what is known of where a row stands: whether a signature block has
// begun, whether a procedure has come, and whether one is still to come, if only
// a likely one. A row is behind when no sure one is, under the same headings, and
// above is the procedure right above it, if there is one.
type place struct {
	signing, started, more, behind bool

	above *row
}

// kindOf tells what a row is by itself and by its place.
func (t *table) kindOf(r *row, at place) rowKind {
	if numbered, surely := numbering(r); surely || numbered && (t.columns[nameColumn] == 0 || r.cell(t.columns[nameColumn]).text != "") {
		return numberingRow
	}
	if isBlank(r) {
		return blankRow
	}
	if filled := r.filled(); len(filled) == 1 && paged().MatchString(r.cell(filled[0]).text) {
		return pageRow
	}
	// Of "Nơi nhận: | TM. ỦY BAN NHÂN DÂN" the rest is "- Như trên; | CHỦ TỊCH", which by itself may be a procedure.
	if at.behind && !isTotal(r) && (at.signing || t.isSignature(r) && t.isSurelySignature(r)) {
		return signatureRow
	}
	if t.isAside(r) {
		return footerRow
	}
	if t.continues(r) {
		return continuationRow
	}
	if isDitto(r.cell(t.columns[nameColumn]).text) {
		return procedureRow // and an error, instead of a field or more of a name
	}
	if kind, ok := t.goesOn(r, at); ok {
		return kind
	}
	if t.hasCode(r) || t.losesProcedure(r) {
		return procedureRow
	}
	name := t.name(r)
	if isTitle(name.text) && abolishes(name.text) {
		return titleRow
	}
	if t.codeRows > 0 && isPartOfProcedures(name.text) && t.isBare(r) && t.evidence(r) == noEvidence {
		return titleRow
	}
	number := r.cell(t.columns[numberColumn]).text
	numbered := t.isNumbered(r)
	named := hasLetter(name.text)
	if t.evidence(r) == noEvidence {
		switch _, _, section := t.sectionText(r); {
		case !numbered && isTotal(r):
			return totalRow
		case section:
			return sectionRow
		case numbered && named:
		case named && at.more && !t.expectsCodes:
			return procedureRow // nothing but a name, as others below a merged field may be
		case t.isSignature(r), at.signing:
			return signatureRow
		}
	} else if named {
		return procedureRow
	}
	rest := 0 // cells besides the number
	for _, col := range r.filled() {
		if col != t.columns[numberColumn] {
			rest++
		}
	}
	switch {
	case t.faultAcross(r) != nil:
		return orphanRow
	case rest == 0 && (numbered || !hasLetter(number)):
		return blankRow
	case rest == 0, enumerator().MatchString(number) && named:
		return guessedSectionRow
	case name.text == "" && !named && !numbered:
		if t.evidence(r) != noEvidence {
			return namelessRow
		}
		if rest == 1 && r.sample() != "" && (t.codeText(r) || number == "" && r.first() == 1) {
			return guessedSectionRow
		}
		if !at.started && t.isSubheading(r) {
			return headerRow
		}
		return orphanRow
	case !numbered && t.isBare(r) && t.expectsCodes:
		return guessedSectionRow
	}
	return procedureRow
}

func isBlank(r *row) bool {
	for _, col := range r.filled() {
		if c := r.cell(col); fold.Words(c.text) != "" || c.isFaulty() {
			return false
		}
	}
	return true
}

// continues reports whether name and code are merged down over the row: it
// holds more lines of the procedure above.
func (t *table) continues(r *row) bool {
	code := t.columns[codeColumn]
	return t.g.mergedDown(r.at(t.columns[nameColumn])) && (code == 0 || t.g.mergedDown(r.at(code)))
}

// goesOn reports a row that holds more of the name above it, which someone broke
// over two rows: it has no number and no code, unlike the one above, and begins
// as no name does. With a dash sections begin too.
func (t *table) goesOn(r *row, at place) (rowKind, bool) {
	text := r.cell(t.columns[nameColumn]).text
	if at.above == nil || text == "" || !t.isNumbered(at.above) && !t.hasCode(at.above) {
		return 0, false
	}
	for _, c := range []column{numberColumn, codeColumn, fieldColumn, levelColumn, linkColumn} {
		if own := r.cell(t.columns[c]); own.text != "" || own.isFaulty() {
			return 0, false
		}
	}
	if _, _, section := t.sectionText(r); section || t.isTicked(r) || isTotal(r) || t.isSignature(r) {
		return 0, false
	}
	if item := lettered().FindStringSubmatch(text); item != nil {
		if !ofCases().MatchString(fold.Words(item[1])) || isPartOfProcedures(item[1]) {
			return 0, false
		}
		return dashRow, at.more
	}
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[size:], " "))
	if isField := bracketed().MatchString(text) && unicode.IsUpper(next) && utf8.RuneCountInString(text) <= longestBracket &&
		!ofCases().MatchString(fold.Words(text)); isField && t.isBare(r) {
		return 0, false
	}
	if (unicode.IsLower(first) || strings.ContainsRune("(-–—+•", first)) && t.hasValues(r) {
		return caseRow, true
	}
	if above, _ := utf8.DecodeRuneInString(t.name(at.above).text); unicode.IsLower(above) && unicode.IsLower(first) {
		return caseRow, true // where names begin small, a small letter tells nothing
	}
	switch {
	case unicode.IsLower(first), first == '(' && (unicode.IsLower(next) || at.more):
		return nameRow, true
	case strings.ContainsRune("-–—+•", first) && at.more && t.isBare(r) && !isPartOfProcedures(text):
		return dashRow, true
	}
	return 0, false
}

// longestBracket is the length of a field in brackets, in characters.
const longestBracket = 40

// hasValues reports a time limit or a fee that does not go on with the one above, as
// "hoặc 7 ngày" does.
func (t *table) hasValues(r *row) bool {
	return slices.ContainsFunc([]column{daysColumn, feeColumn}, func(c column) bool {
		text := r.cell(t.columns[c]).text
		first, _ := utf8.DecodeRuneInString(text)
		return text != "" && !isDash(text) && !unicode.IsLower(first)
	})
}

// isAside reports a row that says nothing but a remark, such as "ghi chú: …" and
// "(tiếp theo)", or an address.
func (t *table) isAside(r *row) bool {
	filled := r.filled()
	if len(filled) != 1 || r.cell(filled[0]).isFaulty() || t.hasCode(r) {
		return false
	}
	text := r.cell(filled[0]).text
	return isURL(text) && filled[0] == t.columns[nameColumn] || asides().MatchString(fold.Words(text)) && asideMark().MatchString(text)
}

// hasCode reports whether the row has a code, be it in the column of names.
func (t *table) hasCode(r *row) bool {
	if code, _ := t.g.value(r, t.columns[codeColumn]); t.columns[codeColumn] > 0 {
		if _, ok := readCode(code); ok {
			return true
		}
	}
	return isCode(r.cell(t.columns[nameColumn]).text)
}

// codeText reports whether the column of codes holds words.
func (t *table) codeText(r *row) bool { return hasLetter(r.cell(t.columns[codeColumn]).text) }

// sectionText returns the field that a row names, and the column of the text.
// A row with a name of its own is a procedure, whatever its other cells say.
func (t *table) sectionText(r *row) (field string, col int, ok bool) {
	name := r.cell(t.columns[nameColumn]).text
	for _, col := range r.filled() {
		text := r.cell(col).text
		if name != "" && text != name {
			continue
		}
		if field, ok := sectionField(text); ok {
			return field, col, true
		}
	}
	return "", 0, false
}

// isBare reports a row with a name and nothing else that a board needs.
func (t *table) isBare(r *row) bool {
	for c := codeColumn; c < otherColumn; c++ {
		if col := t.columns[c]; col > 0 && c != nameColumn {
			if cell, _ := t.g.value(r, col); cell.text != "" && !t.g.mergedDown(r.at(col)) {
				return false
			}
		}
	}
	return true
}

// isSubheading reports a row right under the headings that parts them further:
// "Theo quy định", "Sau cắt giảm".
func (t *table) isSubheading(r *row) bool {
	for _, col := range r.filled() {
		c := r.cell(col)
		if c.isNumber() || !hasLetter(c.text) || isURL(c.text) || utf8.RuneCountInString(c.text) > maxHeadingText {
			return false
		}
	}
	return true
}

// kinds tells what each row of the table is, now knowing what follows it, and whether a section is open above it.
func (t *table) kinds(seen tiers, isOpen bool) []rowKind {
	kinds := make([]rowKind, len(t.rows))
	likely := -1                        // the last row that is a procedure
	behind := make([]bool, len(t.rows)) // no row is surely one, up to headings that come again
	for i, sure := len(t.rows)-1, false; i >= 0; i-- {
		r := t.rows[i]
		if t.repeated[r] {
			sure = false
			continue
		}
		if likely < 0 && t.isProcedure(r) {
			likely = i
		}
		sure = sure || t.isSurelyProcedure(r)
		behind[i] = !sure
	}
	signing, last := false, -1
	var named *row // the last procedure, up to a row that is none
	for i, r := range t.rows {
		if t.repeated[r] {
			kinds[i] = headerRow
			signing = false
			continue
		}
		at := place{signing: signing, started: last >= 0, more: i < likely, behind: behind[i]}
		if i > 0 && t.rows[i-1].n == r.n-1 {
			at.above = named
		}
		kinds[i] = t.kindOf(r, at)
		switch kinds[i] {
		case procedureRow:
			named = r
		case continuationRow, nameRow, dashRow, caseRow:
		default:
			named = nil
		}
		switch kinds[i] {
		case procedureRow, continuationRow, nameRow:
			last, signing = i, false
		case sectionRow, namelessRow:
			signing = false
		case signatureRow:
			signing = true
		}
	}
	t.findFields(kinds)
	leads := false // whether a procedure follows, sections aside
	for i := len(kinds) - 1; i >= 0; i-- {
		switch kinds[i] {
		case procedureRow:
			leads = true
		case guessedSectionRow:
			switch {
			case i > last:
				kinds[i] = footerRow
			case !leads || t.guessesTitle(t.rows[i]):
				kinds[i] = titleRow
			}
		case orphanRow:
			if i > last && last >= 0 {
				kinds[i] = footerRow
			}
			leads = false
		case titleRow:
			text, _ := t.sectionGuess(t.rows[i])
			leads = leads && isPart(text)
		case totalRow, signatureRow, headerRow, namelessRow:
			leads = false
		}
	}
	t.placeParts(kinds, seen, isOpen)
	return kinds
}

// findFields finds the fields of lists in two tiers, "I | NGÀNH TƯ PHÁP" and below it "1 | Hộ tịch", numbered like the
// procedures below them, which begin at 1 again. Those have codes without an exception, so that a field is no procedure
// whose code is missing; and the fields themselves are counted from 1.
func (t *table) findFields(kinds []rowKind) {
	var fields []int
	before := "0" // the number of the field above
	for i, kind := range kinds {
		r := t.rows[i]
		switch {
		case kind == sectionRow || kind == guessedSectionRow || kind == titleRow:
			before = "0"
		case kind != procedureRow || t.hasCode(r):
		case t.isField(r) && follows(before, t.count(r)) && i+1 < len(kinds) && kinds[i+1] == procedureRow && t.hasCode(t.rows[i+1]) && t.count(t.rows[i+1]) == "1":
			fields = append(fields, i)
			before = t.count(r)
		default:
			return
		}
	}
	for _, i := range fields {
		kinds[i] = guessedSectionRow
	}
}

// isField reports a row with a number and one more cell that may be a field, but no evidence of a procedure.
func (t *table) isField(r *row) bool {
	filled := r.filled()
	if len(filled) != 2 || filled[0] != t.columns[numberColumn] || filled[1] != t.columns[nameColumn] && filled[1] != t.columns[codeColumn] {
		return false
	}
	c := r.cell(filled[1])
	return t.count(r) != "" && hasLetter(c.text) && !c.isFaulty() && c.hyperlink() == "" && !saysNoCode(c.text)
}

// count is the whole number of a row, without a mark behind it; empty if it has none.
func (t *table) count(r *row) string {
	if m := bareOrdinal().FindStringSubmatch(r.cell(t.columns[numberColumn]).text); m != nil {
		return m[1]
	}
	return ""
}

var bareOrdinal = pattern(`^0*([1-9][0-9]{0,3})[.)]?$`)

func follows(before, number string) bool {
	n, err := strconv.Atoi(before)
	m, e := strconv.Atoi(number)
	return err == nil && e == nil && m == n+1
}

// sectionGuess is the text of a row that may be a section, and its column: its name,
// else all it says.
func (t *table) sectionGuess(r *row) (text string, col int) {
	if name := r.cell(t.columns[nameColumn]).text; name != "" {
		return name, t.columns[nameColumn]
	}
	filled := r.filled()
	last := filled[len(filled)-1]
	return r.cell(last).text, last
}

func (t *table) guessesTitle(r *row) bool {
	text, _ := t.sectionGuess(r)
	return isTitle(text) || isPart(text)
}
