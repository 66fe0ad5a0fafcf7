package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// A table is a header with the rows below it.
type table struct {
	g           *grid
	head        header
	headRows    []*row
	rows        []*row
	repeated    map[*row]bool // headings printed again on a later page
	columns     [columnCount]int
	spans       [columnCount][]int // further columns under the same merged heading
	ticks       []tickColumn
	spares      []int           // further columns of links
	feeParts    []int           // columns of fees: "Phí | Lệ phí"
	second      int             // the column of names of another table beside this one
	fields      map[string]bool // folded, of rows that are surely procedures
	guessed     []Note          // about columns
	codeRows    int
	bare        map[bareKey][]string // cells of numbers without a unit
	dittoFields map[*row]bool        // of which the field is that of a row above
	crossed     map[int][]string     // by column: cells of time limits and fees with a mark
	sectioned   bool                 // a section names the field of the rows below
	counts      []string             // cells of fields that say how many procedures they have
	countsAt    position             // of the first
	unclear     []unclearLevel
	until       []remarked // of procedures that are in force for now
	unserved    []remarked // that are not served, or not yet
	doubts      []remarked // of procedures that may not be in force

	headings, usual int // how many cells the headings and most rows of a .csv have

	expectsCodes bool // a row without a code is unusual
}

// sheet reads every table of a sheet.
func (rd *reader) sheet(g *grid) {
	g.isLossy = g.firstLoss() != nil
	before, tables := split(g)
	g.partMerges(tables)
	before = rd.rejectLongCells(before, everyColumn)
	var usable []*table
	for _, t := range tables {
		reads := everyColumn
		if t.resolve() {
			usable = append(usable, t)
			reads = t.reads
		}
		t.rows = rd.rejectLongCells(t.rows, reads)
	}
	if len(usable) == 0 {
		rd.noTable(g)
		return
	}
	rd.tables += len(usable)
	for _, t := range usable {
		if rd.lost == nil {
			rd.lost = t.lostHeading()
		}
	}
	rd.heedSheet(g)
	rd.stopped = nil
	if !rd.asked && stops(g.sheet) {
		rd.stopped = &stoppedPart{text: g.sheet, place: g.sheet}
		rd.stoppedParts = append(rd.stoppedParts, rd.stopped)
	}
	rd.level = nil
	if isPart(g.sheet) {
		rd.openLevel(g.sheet, g.sheet, noNumeral, false)
	}
	rd.tiers = tiers{}
	section := rd.titles(g, before, sectionState{})
	for _, t := range tables {
		if !slices.Contains(usable, t) {
			section = rd.titles(g, append(t.headRows, t.rows...), section)
			continue
		}
		section = rd.table(t, section)
	}
}

// rejectLongCells takes out the rows with a cell over MaxCellLength in a column
// that is read, and those outside of the tables: a missing quotation mark may
// have put the rest of a .csv there.
func (rd *reader) rejectLongCells(rows []*row, reads func(col int) bool) []*row {
	kept := rows[:0]
	for _, r := range rows {
		long := false
		for i, c := range r.cells {
			if c.isFaulty() && c.fault.Code == codeCellTooLong && reads(i+1) {
				rd.reject(c.fault)
				long = true
			}
		}
		if !long {
			kept = append(kept, r)
		}
	}
	return kept
}

func everyColumn(int) bool { return true }

// reads reports a column of which the text is used.
func (t *table) reads(col int) bool {
	return slices.Contains(t.columns[:otherColumn], col) || t.isSpan(col) || t.tickLevel(col) != "" || slices.Contains(t.spares, col) || slices.Contains(t.feeParts, col) || col == t.second
}

// partMerges ends the merged cells that reach from headings, or from above them,
// over the rows below: what they say is no number or field of those rows.
func (g *grid) partMerges(tables []*table) {
	var ends []int // the last rows of the headings
	for _, t := range tables {
		ends = append(ends, t.headRows[len(t.headRows)-1].n)
	}
	for p, anchor := range g.covered {
		i, _ := slices.BinarySearch(ends, anchor.row)
		if i < len(ends) && ends[i] < p.row {
			delete(g.covered, p)
		}
	}
}

// split parts a sheet at its headings.
func split(g *grid) (before []*row, tables []*table) {
	var t *table
	for i := 0; i < len(g.rows); {
		h, ok := findHeader(g, i)
		switch {
		case ok && t != nil && h.columns == t.head.columns && h.weak == t.head.weak:
			for _, r := range g.rows[i : i+h.rows] {
				t.repeated[r] = true
			}
			t.rows = append(t.rows, g.rows[i:i+h.rows]...)
			i += h.rows
		case ok:
			t = &table{g: g, head: h, headRows: g.rows[i : i+h.rows : i+h.rows], repeated: map[*row]bool{},
				columns: h.columns, bare: map[bareKey][]string{}, crossed: map[int][]string{}, dittoFields: map[*row]bool{}}
			tables = append(tables, t)
			i += h.rows
		case t == nil:
			before = append(before, g.rows[i])
			i++
		default:
			t.rows = append(t.rows, g.rows[i])
			i++
		}
	}
	return before, tables
}

// noTable reports a sheet without headings; one with codes in it has probably
// lost them.
func (rd *reader) noTable(g *grid) {
	if len(g.rows) == 0 {
		rd.note(Note{Code: "sheet-empty", Severity: note.Info, Field: g.sheet,
			VI: fmt.Sprintf("Trang tính %s trống.", quote(g.sheet)), EN: fmt.Sprintf("The sheet %s is empty.", quote(g.sheet))})
		return
	}
	first, last := g.rows[0], g.rows[len(g.rows)-1]
	n := Note{Code: "sheet-no-table", Severity: note.Info, Field: g.place(first.at(first.first())),
		VI: fmt.Sprintf("Bỏ qua trang tính %s: không có bảng thủ tục; số dòng: %d (dòng %d đến %d), bắt đầu bằng %s.",
			quote(g.sheet), len(g.rows), first.n, last.n, quote(first.sample())),
		EN: fmt.Sprintf("The sheet %s was skipped: no table of procedures; rows: %d (row %d to %d), beginning with %s.",
			quote(g.sheet), len(g.rows), first.n, last.n, quote(first.sample()))}
	for _, r := range g.rows {
		if slices.ContainsFunc(r.cells, func(c cell) bool { return isCode(c.text) }) {
			n.Severity = note.Warning
			n.FixVI = "Trang tính có mã thủ tục nhưng không có dòng tiêu đề: thêm dòng tiêu đề trên bảng."
			n.FixEN = "The sheet has codes of procedures but no headings: add a row of headings."
			break
		}
	}
	rd.note(n)
}

// A sectionState is the section that the next rows belong to.
type sectionState struct {
	text, cell string
	style      numeralStyle
}

// titles lists the rows outside of the tables, and returns the section that
// they leave open.
func (rd *reader) titles(g *grid, rows []*row, section sectionState) sectionState {
	for _, r := range rows {
		first := r.at(r.first())
		if field, ok := sectionField(r.cell(first.col).text); ok && len(r.filled()) == 1 {
			rd.heed(g, r, sectionRow)
			rd.seeLevel(g, r, sectionRow)
			rd.seeStopped(g, r, sectionRow)
			section = rd.section(g, r, sectionState{field, first.String(), numeralOf(r)}, false)
			continue
		}
		rd.heed(g, r, footerRow)
		rd.seeLevel(g, r, titleRow)
		rd.seeStopped(g, r, footerRow)
		rd.tiers.see(r, r.sample())
		rd.skip(g, r, "row-title", note.Info, "tiêu đề ngoài bảng", "title outside of the table")
	}
	return section
}

// section lists a row that names a field, and returns the section that it opens:
// none if the name cannot be read.
func (rd *reader) section(g *grid, r *row, s sectionState, guessed bool) sectionState {
	if p, ok := parsePosition(s.cell); ok && g.garbledAt(p) != nil {
		rd.reject(g.garbledAt(p))
		return sectionState{}
	}
	if g.hasLostLetters(fieldColumn, s.text) {
		e := lettersLost(g.sheet, r.at(r.first()), s.text)
		e.Cell = s.cell // the numeral may have a cell of its own
		rd.reject(e)
		return sectionState{}
	}
	severity, vi, en := note.Info, "là", "is"
	if guessed {
		severity, vi, en = note.Warning, "được đoán là", "is taken for"
	}
	rd.account(g, r, "row-section", severity, vi+" tên lĩnh vực "+quote(s.text)+" của các dòng dưới",
		en+" the heading of the field "+quote(s.text))
	return s
}

// skipGuess lists a row that may be a procedure unless it is surely something else.
func (rd *reader) skipGuess(t *table, r *row, surely bool, code, vi, en string) {
	if surely {
		rd.skip(t.g, r, code, note.Info, vi, en)
		return
	}
	rd.skip(t.g, r, code, note.Warning, "đoán là "+vi, "taken for a "+en)
}

// resolve settles which column is which by looking at what the rows hold. It
// reports whether the table is one of procedures.
func (t *table) resolve() bool {
	free := t.freeColumns()
	if t.columns[codeColumn] == 0 || t.countCodes(t.columns[codeColumn]) == 0 && !t.isSwapped() {
		if col := t.richest(free, isCodeCell); col > 0 {
			t.guessColumn(codeColumn, col, "các ô có dạng mã thủ tục", "its cells have the form of codes")
		}
	}
	if t.columns[nameColumn] == 0 {
		if t.countCodes(t.columns[codeColumn]) == 0 {
			return false
		}
		col := t.richest(free, isNameCell)
		if col == 0 {
			return false
		}
		t.guessColumn(nameColumn, col, "các ô là chữ", "its cells are words")
	}
	if t.isSwapped() {
		code, name := t.columns[codeColumn], t.columns[nameColumn]
		t.columns[codeColumn], t.columns[nameColumn] = name, code
		t.guessed = append(t.guessed, Note{Code: "column-swapped", Severity: note.Warning, Field: t.headingPlace(code),
			VI: "Cột mã chứa tên và cột tên chứa mã: đã đổi chỗ hai cột.",
			EN: "The column of codes holds names and that of names holds codes: the two were swapped."})
	}
	if t.columns[linkColumn] == 0 {
		if col := t.richest(free, isLinkCell); col > 0 {
			t.guessColumn(linkColumn, col, "các ô là đường dẫn", "its cells are links")
		}
	}
	for _, c := range []column{codeColumn, nameColumn, fieldColumn, levelColumn, daysColumn, feeColumn, linkColumn} {
		t.spans[c] = t.span(t.columns[c])
	}
	t.ticks = t.findTicks()
	t.feeParts = t.findFeeParts()
	for _, col := range t.head.doubles {
		if c, _ := meaning(label(t.head.labels[col])); c == linkColumn && !slices.Contains(t.columns[:], col) && !t.isSpan(col) {
			t.spares = append(t.spares, col)
		}
	}
	t.second = t.besides()
	t.headings, t.usual = t.usualWidth()
	t.codeRows = t.countCodes(t.columns[codeColumn])
	t.fields = t.knownFields()
	t.expectsCodes = t.codeRows > 0 || t.columns[numberColumn] > 0
	return !t.head.weak || t.codeRows > 0
}

// span returns the other columns whose heading is that of col, merged over them.
func (t *table) span(col int) []int {
	var span []int
	for other := col + 1; col > 0 && other <= MaxColumns && !slices.Contains(t.columns[:], other) && t.sharesHeading(col, other); other++ {
		span = append(span, other)
	}
	return span
}

// findFeeParts returns the columns of fees, from the left, where there are several: under one merged heading, each with a
// heading of its own below it, or one of "Phí" and one of "Lệ phí".
func (t *table) findFeeParts() []int {
	col := t.columns[feeColumn]
	parts := []int{col}
	for _, other := range t.head.doubles {
		if m, _ := meaning(label(t.head.labels[other])); m != feeColumn || slices.Contains(t.columns[:], other) {
			continue
		}
		own, of := feeKind(t.head.labels[col]), feeKind(t.head.labels[other])
		if t.sharesUpperHeading(col, other) || len(parts) == 1 && own != feesOfBoth && of != feesOfBoth && own != of {
			parts = append(parts, other)
		}
	}
	if col == 0 || len(parts) == 1 {
		return nil
	}
	slices.Sort(parts)
	return parts
}

func (t *table) sharesUpperHeading(col, other int) bool {
	r := t.headRows[0]
	return len(t.headRows) > 1 && r.cell(t.g.anchor(r.at(col)).col).text != "" && t.g.anchor(r.at(col)) == t.g.anchor(r.at(other))
}

// besides returns the second column of names when a second one of numbers or
// codes stands there too, under the same headings: two tables side by side, to
// save paper.
func (t *table) besides() int {
	names, others := 0, false
	for _, col := range t.head.doubles {
		c, _ := meaning(label(t.head.labels[col]))
		if label(t.head.labels[col]) != label(t.head.labels[t.head.columns[c]]) {
			continue
		}
		switch c {
		case nameColumn:
			names = cmp.Or(names, col)
		case numberColumn, codeColumn:
			others = true
		}
	}
	if !others || slices.Contains(t.columns[:], names) || t.isSpan(names) {
		return 0
	}
	return names
}

func (t *table) sharesHeading(col, other int) bool {
	shares := false
	for _, r := range t.headRows {
		at, of := t.g.anchor(r.at(other)), t.g.anchor(r.at(col))
		from := t.g.row(at.row)
		switch {
		case from == nil || from.cell(at.col).text == "":
		case at != of:
			return false
		default:
			shares = true
		}
	}
	return shares
}

// linkColumn is the column in which a row has its link: the first that says
// anything.
func (t *table) linkColumn(r *row) int {
	for _, col := range append([]int{t.columns[linkColumn]}, t.spares...) {
		if c, _ := t.g.value(r, col); c.isFaulty() || c.hyperlink() != "" || c.losesLink() || !saysNoLink(c.text) {
			return col
		}
	}
	return t.columns[linkColumn]
}

// isSpan reports a column that is joined with the one that has its heading.
func (t *table) isSpan(col int) bool {
	return slices.ContainsFunc(t.spans[:], func(span []int) bool { return slices.Contains(span, col) })
}

// knownFields gathers the fields of the rows with a code, or a number and a name.
func (t *table) knownFields() map[string]bool {
	fields := map[string]bool{}
	for _, r := range t.rows {
		if t.hasCode(r) || t.isNumbered(r) && hasLetter(t.name(r).text) {
			if field := fold.Words(r.cell(t.columns[fieldColumn]).text); field != "" {
				fields[field] = true
			}
		}
	}
	return fields
}

func (t *table) guessColumn(c column, col int, vi, en string) {
	t.columns[c] = col
	t.guessed = append(t.guessed, Note{Code: "column-guess", Severity: note.Warning, Field: t.headingPlace(col),
		VI: fmt.Sprintf("Đoán cột này là %s: %s.", quote(c.String()), vi),
		EN: fmt.Sprintf("This column is taken for %s: %s.", quote(c.String()), en)})
}

func (t *table) headingPlace(col int) string {
	return t.g.place(t.headRows[len(t.headRows)-1].at(col))
}

// freeColumns lists the columns whose heading says nothing.
func (t *table) freeColumns() []int {
	width := 0
	for _, r := range t.rows {
		width = max(width, len(r.cells))
	}
	var free []int
	for col := 1; col <= width; col++ {
		c, _ := meaning(label(t.head.labels[col]))
		if c == noColumn && !slices.Contains(t.head.doubles, col) && !slices.Contains(t.columns[:], col) {
			free = append(free, col)
		}
	}
	return free
}

// richest returns the column in which the most cells pass, if most of its
// cells do.
func (t *table) richest(columns []int, pass func(cell) bool) int {
	best, most := 0, 0
	for _, col := range columns {
		passed, filled := 0, 0
		for _, r := range t.rows {
			c := r.cell(col)
			if c.text == "" {
				continue
			}
			filled++
			if pass(c) {
				passed++
			}
		}
		if passed > most && passed*2 > filled {
			best, most = col, passed
		}
	}
	return best
}

func isCodeCell(c cell) bool { return isCode(c.text) }
func isNameCell(c cell) bool {
	return hasLetter(c.text) && strings.Contains(c.text, " ") && !isURL(c.text)
}
func isLinkCell(c cell) bool { return isURL(c.text) || c.hyperlink() != "" || c.losesLink() }

func (t *table) countCodes(col int) int {
	n := 0
	for _, r := range t.rows {
		if _, ok := readCode(r.cell(col)); ok {
			n++
		}
	}
	return n
}

// isSwapped reports whether more rows have the code under the heading of the
// name than under its own.
func (t *table) isSwapped() bool {
	code, name := t.columns[codeColumn], t.columns[nameColumn]
	if code == 0 || name == 0 {
		return false
	}
	swapped, straight := 0, 0
	for _, r := range t.rows {
		if _, ok := readCode(r.cell(code)); ok {
			straight++
		} else if isCode(r.cell(name).text) && hasLetter(r.cell(code).text) {
			swapped++
		}
	}
	return swapped > straight
}

// table reads the rows of a table and returns the section that it leaves open.
func (rd *reader) table(t *table, section sectionState) sectionState {
	rd.describe(t)
	defer rd.heedHeadings(t)()
	first := len(rd.list.Procedures)
	noted := len(rd.list.Notes)
	closed := section
	var rows []*row // of the procedures of this table
	last := (*row)(nil)
	numberFormulas := 0
	stray := newStrayCells(t)
	kinds := t.kinds(rd.tiers, section.text != "")
	rd.resolveDittos(t, kinds)
	final := len(kinds) - 1 // the last procedure
	for final >= 0 && kinds[final] != procedureRow {
		final--
	}
	for i, kind := range kinds {
		r := t.rows[i]
		if kind == partRow && section.text == "" {
			kind = titleRow // the name of the section could not be read
		}
		var until remark
		switch kind {
		case titleRow, partRow, remarkRow, sectionRow, guessedSectionRow, footerRow, signatureRow:
			above := rd.abolition
			rd.heed(t.g, r, kind)
			rd.seeLevel(t.g, r, kind)
			rd.seeStopped(t.g, r, kind)
			if a := rd.abolition; kind == partRow && a != above && a != nil {
				a.inside, a.section = true, section.style
			}
		case procedureRow, orphanRow, namelessRow, dashRow, caseRow:
			out := false
			if until, out = rd.leftOut(t, r); out {
				last, closed = nil, section
				continue
			}
		}
		switch kind {
		case procedureRow:
			p, ok := rd.procedure(t, r, section)
			last = nil
			if ok {
				rd.list.Procedures = append(rd.list.Procedures, p)
				rows = append(rows, r)
				last = r
				if rd.level != nil {
					rd.level.rows++
				}
				if rd.stopped != nil {
					rd.stopped.rows++
				}
				t.doubtAbolished(r, until)
				rd.doubtServed(t, r)
			}
			if c := r.cell(t.columns[numberColumn]); c.origin != nil && c.formula != "" {
				numberFormulas++
			}
			closed = section
		case continuationRow, nameRow:
			if !rd.continuation(t, r, last) { // half a name is not printed
				end := len(rd.list.Procedures) - 1
				rd.list.Procedures, rows, last = rd.list.Procedures[:end], rows[:end-first], nil
			}
		case dashRow:
			rd.reject(t.nameOrField(r))
		case caseRow:
			rd.reject(t.caseUnclear(r))
			last = nil
		case sectionRow:
			field, col, _ := t.sectionText(r)
			t.sectioned = true
			section = rd.section(t.g, r, sectionState{field, r.at(col).String(), numeralOf(r)}, t.isNumbered(r) && hasLetter(t.name(r).text))
		case guessedSectionRow:
			text, col := t.sectionGuess(r)
			t.sectioned = true
			section = rd.section(t.g, r, sectionState{trimField(enumerated().ReplaceAllString(text, "")), r.at(col).String(), numeralOf(r)}, numeralOf(r) != romanNumeral || hasSmall(text))
		case titleRow:
			section = sectionState{}
			rd.skip(t.g, r, "row-title", note.Warning, "tiêu đề giữa bảng", "title inside of the table")
		case partRow:
			rd.account(t.g, r, "row-part", note.Warning, "được coi là tiêu đề của một phần trong lĩnh vực "+quote(section.text),
				"is taken for the title of a part of the field "+quote(section.text))
		case remarkRow:
			rd.account(t.g, r, "row-remark", note.Warning, "được coi là ghi chú của lĩnh vực "+quote(section.text),
				"is taken for a remark on the field "+quote(section.text))
		case headerRow:
			rd.skip(t.g, r, "row-header", note.Info, "tiêu đề cột lặp lại", "column headings once more")
		case numberingRow:
			rd.skip(t.g, r, "row-numbering", note.Info, "dòng đánh số cột", "numbers of the columns")
		case totalRow:
			rd.skipGuess(t, r, isSurelyTotal(r), "row-total", "dòng tổng cộng", "total")
		case signatureRow:
			rd.skipGuess(t, r, i > final && t.isSurelySignature(r), "row-signature", "phần ký", "signature")
		case footerRow:
			rd.skip(t.g, r, "row-footer", note.Warning, "chữ dưới bảng", "text below the table")
		case pageRow:
			rd.skip(t.g, r, "row-page", note.Info, "số trang", "number of a page")
		case blankRow:
			if r.sample() == "" {
				rd.skip(t.g, r, "row-blank", note.Warning, "chỉ có ô báo lỗi hoặc công thức chưa có kết quả",
					"nothing but a cell with an error or without a result")
				break
			}
			rd.skip(t.g, r, "row-blank", note.Info, "không có nội dung", "nothing in it")
		case orphanRow:
			if e := t.faultAcross(r); e != nil {
				section = sectionState{}
				rd.reject(e)
				break
			}
			rd.reject(t.nameMissing(r))
		case namelessRow:
			rd.reject(t.nameMissing(r))
		}
		if kind == procedureRow || kind == continuationRow || kind == nameRow {
			stray.add(r)
		}
	}
	rd.gatherTitles(t, rd.list.Notes[noted:])
	rd.reportAbolished(t)
	rd.reportNotServed(t)
	rd.reportUnticked(t, rows)
	stray.report(rd)
	rd.reportCounts(t)
	rd.reportUnclearLevels(t)
	rd.reportCrossed(t)
	rd.reportBare(t)
	if numberFormulas > 0 {
		rd.note(Note{Code: "formula-numbers", Severity: note.Info, Field: t.headingPlace(t.columns[numberColumn]),
			VI: fmt.Sprintf("Số thứ tự là công thức, lấy kết quả lưu trong tệp; số dòng: %d.", numberFormulas),
			EN: fmt.Sprintf("Numbers that are formulas, of which the stored result was used; rows: %d.", numberFormulas)})
	}
	added := rd.list.Procedures[first:]
	if len(added) == 0 {
		rd.note(Note{Code: "table-empty", Severity: note.Warning, Field: t.headingPlace(t.headRows[0].first()),
			VI: "Bảng không có thủ tục nào.", EN: "The table holds no procedure."})
	}
	rd.continueFields(t, added, rows)
	rd.gaps(t, added)
	rd.duplicates(added)
	if section == closed {
		return sectionState{}
	}
	return section
}

// gatherTitles says once of many guessed fields, or titles of parts, what else each would say: the notes of their rows are
// left to look things up.
func (rd *reader) gatherTitles(t *table, notes []Note) {
	const most = 3 // rows that are few enough to be read one by one
	for _, kind := range [...]struct{ of, code, vi, en, fixVI, fixEN string }{
		{"row-section", "section-guess", "được đoán là tên lĩnh vực của các dòng dưới", "are taken for headings of fields",
			"Kiểm tra từng dòng; tên lĩnh vực nên ghi “Lĩnh vực …”.", "Check each row; a field is best written “Lĩnh vực …”."},
		{"row-part", "part-titles", "được coi là tiêu đề của một phần trong lĩnh vực", "are taken for titles of parts of a field",
			"Kiểm tra lĩnh vực của các thủ tục bên dưới.", "Check the fields of the procedures below them."},
	} {
		var rows []int
		for i, n := range notes {
			if n.Code == kind.of && n.Severity == note.Warning {
				rows = append(rows, i)
			}
		}
		if len(rows) <= most {
			continue
		}
		var cells []string
		for _, i := range rows {
			notes[i].Severity = note.Info
			cell := strings.TrimPrefix(notes[i].Field, t.g.sheet+"!")
			p, _ := parsePosition(cell)
			cells = append(cells, cell+" "+quote(t.g.row(p.row).sample()))
		}
		vi, en := several(cells)
		rd.note(Note{Code: kind.code, Severity: note.Warning, Field: notes[rows[0]].Field,
			VI:    fmt.Sprintf("Các dòng này %s (số dòng: %d): %s.", kind.vi, len(rows), vi),
			EN:    fmt.Sprintf("These rows %s (rows: %d): %s.", kind.en, len(rows), en),
			FixVI: kind.fixVI, FixEN: kind.fixEN})
	}
}

// describe lists the headings and what was made of them.
func (rd *reader) describe(t *table) {
	for _, r := range t.headRows {
		rd.account(t.g, r, "row-header", note.Info, "là tiêu đề cột", "holds the column headings")
	}
	rd.list.Notes = append(rd.list.Notes, t.guessed...)
	for _, col := range t.head.doubles {
		if slices.Contains(t.columns[:otherColumn], col) || t.isSpan(col) || t.tickLevel(col) != "" || slices.Contains(t.feeParts, col) {
			continue
		}
		rd.columnDouble(t, col)
	}
	for c := codeColumn; c < otherColumn; c++ {
		if col := t.columns[c]; t.g.hidden[col] {
			rd.note(Note{Code: "column-hidden", Severity: note.Warning, Field: t.headingPlace(col),
				VI: fmt.Sprintf("Cột %s bị ẩn, vẫn được đọc.", quote(c.String())),
				EN: fmt.Sprintf("The column %s is hidden, and read all the same.", quote(c.String()))})
		}
	}
	var unused []string
	for col := 1; col <= MaxColumns; col++ {
		text := t.head.labels[col]
		if text != "" && t.tickLevel(col) == "" && !slices.Contains(t.columns[:otherColumn], col) && !slices.Contains(t.head.doubles, col) {
			unused = append(unused, t.headRows[0].at(col).String()+" "+quote(text))
		}
	}
	if len(unused) > 0 {
		rd.note(Note{Code: "column-unused", Severity: note.Info, Field: t.headingPlace(t.headRows[0].first()),
			VI: "Các cột không dùng: " + strings.Join(unused, ", ") + ".",
			EN: "Columns not used: " + strings.Join(unused, ", ") + "."})
	}
}

// columnDouble says that a column holds the same as another, and which is read.
func (rd *reader) columnDouble(t *table, col int) {
	c := t.head.means[col]
	used := t.columns[c]
	name, at := quote(t.head.labels[used]), t.headRows[len(t.headRows)-1].at(used)
	n := Note{Code: "column-double", Severity: note.Warning, Field: t.headingPlace(col),
		VI: fmt.Sprintf("Cột %s không được dùng: %s lấy ở cột %s (%s).", quote(t.head.labels[col]), quote(c.String()), name, at),
		EN: fmt.Sprintf("The column %s is not used: %s is read from the column %s (%s).", quote(t.head.labels[col]), quote(c.String()), name, at)}
	if slices.Contains(t.spares, col) {
		n.VI = fmt.Sprintf("Cột %s chỉ được dùng ở dòng mà cột %s (%s) không có đường dẫn.", quote(t.head.labels[col]), name, at)
		n.EN = fmt.Sprintf("The column %s is used only in rows without a link in the column %s (%s).", quote(t.head.labels[col]), name, at)
	}
	if (c == nameColumn || c == codeColumn) && col == t.formerColumn(c) {
		n.VI = fmt.Sprintf("Cột %s chỉ được dùng ở dòng không có tên trong cột mới: %s lấy ở cột %s (%s).", quote(t.head.labels[col]), quote(c.String()), name, at)
		n.EN = fmt.Sprintf("The column %s is used only in rows without a new name: %s is read from the column %s (%s).", quote(t.head.labels[col]), quote(c.String()), name, at)
	}
	rd.note(n)
}

// strayCells are the cells of procedures that stand under no heading.
type strayCells struct {
	t     *table
	cells map[int][]string // by column: place and text
	first map[int]position
}

func newStrayCells(t *table) *strayCells {
	return &strayCells{t: t, cells: map[int][]string{}, first: map[int]position{}}
}

func (s *strayCells) add(r *row) {
	for _, col := range r.filled() {
		if s.t.head.labels[col] != "" || slices.Contains(s.t.columns[:], col) || s.t.isSpan(col) || fold.Words(r.cell(col).text) == "" {
			continue
		}
		if s.cells[col] == nil {
			s.first[col] = r.at(col)
		}
		s.cells[col] = append(s.cells[col], r.at(col).String()+" "+quote(r.cell(col).text))
	}
}

func (s *strayCells) report(rd *reader) {
	for _, col := range slices.Sorted(maps.Keys(s.cells)) {
		vi, en := several(s.cells[col])
		rd.note(Note{Code: "cell-unlabelled", Severity: note.Warning, Field: s.t.g.place(s.first[col]),
			VI:    fmt.Sprintf("Cột không có tiêu đề, chữ trong cột không được dùng: %s.", vi),
			EN:    fmt.Sprintf("The column has no heading, and what it says is not used: %s.", en),
			FixVI: "Nếu cần thì chuyển vào cột có tiêu đề.", FixEN: "Move it into a column with a heading if it is needed."})
	}
}

func (t *table) nameMissing(r *row) *Error {
	return badCell("name-missing", t.g.sheet, r.at(t.columns[nameColumn]),
		"Dòng không có tên thủ tục: "+quote(r.sample())+".", "The row has no name of a procedure: "+quote(r.sample())+".",
		"Điền tên thủ tục, hoặc xóa dòng.", "Fill in the name, or delete the row.")
}

func (t *table) nameOrField(r *row) *Error {
	text := quote(r.sample())
	return badCell("name-or-field", t.g.sheet, r.at(t.columns[nameColumn]),
		"Không rõ "+text+" là phần tiếp của tên ở dòng trên hay là tên lĩnh vực của các dòng dưới.",
		"It is not clear whether "+text+" goes on with the name above or is the field of the rows below.",
		"Ghi liền vào ô tên ở dòng trên; nếu là lĩnh vực thì ghi “Lĩnh vực …”.",
		"Write it into the cell of the name above; if it is a field, write “Lĩnh vực …”.")
}

func (t *table) caseUnclear(r *row) *Error {
	text := quote(r.sample())
	return badCell("case-unclear", t.g.sheet, r.at(t.columns[nameColumn]),
		"Không rõ "+text+" là một trường hợp của thủ tục ở dòng trên hay là thủ tục riêng.",
		"It is not clear whether "+text+" is a case of the procedure above or a procedure of its own.",
		"Nếu là trường hợp thì ghi vào các ô của thủ tục ở trên; nếu là thủ tục riêng thì ghi số thứ tự và mã.",
		"Write a case into the cells of the procedure above; give a procedure of its own its number and code.")
}

// continuation adds the time limit, the fee and the rest of the name of a row
// that goes on with the procedure above. It reports whether that still has a name.
func (rd *reader) continuation(t *table, r, above *row) bool {
	if above == nil {
		rd.skip(t.g, r, "row-continuation", note.Warning, "phần tiếp của dòng ở trên, dòng đó không được đọc", "goes on with the row above, which was not read")
		return true
	}
	p := &rd.list.Procedures[len(rd.list.Procedures)-1]
	q := &rowReader{rd: rd, t: t, r: r}
	join := func(c column, text *string) {
		if more, _ := q.quantity(c); more != "" && more != *text && !t.g.mergedDown(r.at(t.columns[c])) {
			*text = strings.TrimPrefix(*text+"; "+more, "; ")
		}
	}
	joined := "thời hạn, phí được nối vào"
	joinedEN := "time limit and fee were added to it"
	if !t.g.mergedDown(r.at(t.columns[nameColumn])) {
		if name, _ := q.text(nameColumn); name != "" {
			p.Name += " " + name
			joined, joinedEN = "tên sau khi nối: "+quote(p.Name), "the name is now "+quote(p.Name)
		}
	}
	whole := len(q.bad) == 0
	join(daysColumn, &p.Days)
	join(feeColumn, &p.Fee)
	col := t.linkColumn(r)
	if link := r.cell(col); link.text != "" && link.text != p.Link && !saysNoLink(link.text) {
		q.bad = append(q.bad, badCell("link-several", t.g.sheet, r.at(col),
			"Thủ tục ở ô "+p.Cell+" có thêm đường dẫn khác ở đây: "+quote(link.text)+".",
			"The procedure of cell "+p.Cell+" has another link here: "+quote(link.text)+".",
			"Giữ lại một đường dẫn.", "Keep one of them."))
	}
	rd.list.Notes = append(rd.list.Notes, q.notes...)
	for _, e := range q.bad {
		rd.reject(e.inRow(r.n))
	}
	if !whole {
		rd.reject(q.bad[0].inRow(p.Row))
	}
	if len(q.bad) > 0 {
		return whole
	}
	t.countBare(q)
	rd.account(t.g, r, "row-continuation", note.Warning,
		"là phần tiếp của thủ tục ở ô "+p.Cell+" ("+joined+")", "goes on with the procedure of cell "+p.Cell+" ("+joinedEN+")")
	return true
}

// gaps reports what procedures lack: each, or once when all of them do or nothing has to be done about it.
func (rd *reader) gaps(t *table, procedures []Procedure) {
	const searchVI = "không có đường dẫn riêng: mã QR dẫn tới trang tìm theo mã của Cổng Dịch vụ công quốc gia"
	const searchEN = "no link of its own: the QR code leads to the national portal's search by code"
	for _, g := range []struct {
		code, severity string
		column         column
		lacks          func(Procedure) bool
		vi, en         string
	}{
		{"code-missing", note.Warning, codeColumn, func(p Procedure) bool { return p.Code == "" },
			"không có mã thủ tục", "no code"},
		{"field-missing", note.Warning, fieldColumn, func(p Procedure) bool { return p.Field == "" },
			"không có lĩnh vực", "no field"},
		{"link-missing", note.Info, linkColumn, func(p Procedure) bool { return p.Link == "" && p.Code != "" },
			searchVI, searchEN},
		{"link-missing", note.Info, linkColumn, func(p Procedure) bool { return p.Link == "" && p.Code == "" },
			"không có đường dẫn", "no link"},
	} {
		var lacking []Procedure
		for _, p := range procedures {
			if g.lacks(p) {
				lacking = append(lacking, p)
			}
		}
		if len(lacking) > 0 && len(lacking) == len(procedures) {
			rd.note(Note{Code: g.code, Severity: g.severity, Field: t.headingPlace(t.headRows[0].first()),
				VI: fmt.Sprintf("Mọi thủ tục của bảng (%d) %s.", len(lacking), g.vi),
				EN: fmt.Sprintf("Every procedure of the table (%d) has %s.", len(lacking), g.en)})
			continue
		}
		if g.severity == note.Info && len(lacking) > 1 {
			cells := make([]string, len(lacking))
			for i, p := range lacking {
				cells[i] = t.cellOf(p, g.column).String()
			}
			vi, en := several(cells)
			rd.note(Note{Code: g.code, Severity: g.severity, Field: t.g.sheet + "!" + cells[0],
				VI: fmt.Sprintf("Các thủ tục sau %s: %s.", g.vi, vi), EN: fmt.Sprintf("These procedures have %s: %s.",
					g.en, en)})
			continue
		}
		for _, p := range lacking {
			rd.note(Note{Code: g.code, Severity: g.severity, Field: t.g.place(t.cellOf(p, g.column)),
				VI: fmt.Sprintf("Thủ tục %s %s.", quote(p.Name), g.vi),
				EN: fmt.Sprintf("The procedure %s has %s.", quote(p.Name), g.en)})
		}
	}
}

// cellOf is where a procedure has its text of a column, or would have it.
func (t *table) cellOf(p Procedure, c column) position { return position{p.Row, max(t.columns[c], 1)} }

// duplicates reports the codes that occur before, on this sheet or another.
func (rd *reader) duplicates(procedures []Procedure) {
	for _, p := range procedures {
		if p.Code == "" {
			continue
		}
		key := codeKey(p.Code)
		earlier, ok := rd.codes[key]
		if !ok {
			rd.codes[key] = p
			continue
		}
		at, was := p.Sheet+"!"+p.Cells.Code, earlier.Sheet+"!"+earlier.Cells.Code
		if at == was { // a merged cell
			at, was = p.Sheet+"!"+p.Cell, earlier.Sheet+"!"+earlier.Cell
		}
		vi, en := "cùng tên", "with the same name"
		if !strings.EqualFold(p.Name, earlier.Name) {
			vi, en = "khác tên", "with another name"
		}
		rd.note(Note{Code: "code-duplicate", Severity: note.Warning, Field: at,
			VI:    fmt.Sprintf("Mã %s đã có ở %s, %s; giữ cả hai.", earlier.Code, was, vi),
			EN:    fmt.Sprintf("The code %s stands in %s already, %s; both are kept.", earlier.Code, was, en),
			FixVI: "Xóa dòng thừa, hoặc sửa mã sai.", FixEN: "Delete one row, or mend the wrong code."})
	}
}
