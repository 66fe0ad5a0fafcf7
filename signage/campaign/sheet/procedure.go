package sheet

import (
	"fmt"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// procedure reads one row. When a cell of it cannot be used the row is
// rejected, with every such cell.
func (rd *reader) procedure(t *table, r *row, section sectionState) (Procedure, bool) {
	q := &rowReader{rd: rd, t: t, r: r}
	p := Procedure{Sheet: t.g.sheet, Row: r.n}
	p.Number, p.Cells.Number = q.text(numberColumn)
	q.shifted()
	q.codeAndName(&p)
	p.Field, p.Cells.Field = q.field()
	if own, _ := t.g.value(r, t.columns[fieldColumn]); p.Field == "" && section.text != "" && !isUnknown(own.text) {
		p.Field, p.Cells.Field = section.text, section.cell
	}
	q.level(&p)
	p.Days, p.Cells.Days = q.quantity(daysColumn)
	p.Fee, p.Cells.Fee = q.quantity(feeColumn)
	q.link(&p)
	q.linkAgrees(p)
	if c := r.cell(t.second); c.text != "" {
		q.bad = append(q.bad, badCell("tables-beside", t.g.sheet, r.at(t.second),
			"Cạnh bảng này còn một bảng nữa, có thủ tục "+quote(c.text)+".", "Another table stands beside this one, with the procedure "+quote(c.text)+".",
			"Xếp hai bảng thành một, bảng này dưới bảng kia.", "Put one table below the other."))
	}
	for _, e := range q.bad {
		rd.reject(e.inRow(r.n))
	}
	if len(q.bad) > 0 {
		return Procedure{}, false
	}
	rd.list.Notes = append(rd.list.Notes, q.notes...)
	t.countBare(q)
	return p, true
}

// A rowReader reads the cells of one row. What it has to say is kept apart
// until it is known whether the row is good.
type rowReader struct {
	rd    *reader
	t     *table
	r     *row
	notes []Note
	bad   []*Error
	bare  map[bareKey]string // cells of numbers without a unit
	count string             // the cell of a field that says how many procedures it has
	// crossed are marks where a time limit or a fee should stand.
	crossed []crossing
	unclear []unclearLevel
}

func (q *rowReader) say(at position, code, severity, vi, en string) {
	q.notes = append(q.notes, Note{Code: code, Severity: severity, Field: q.t.g.place(at), VI: vi, EN: en})
}

// cell returns a usable cell of a column, merged down or its own.
func (q *rowReader) cell(c column) (cell, position) { return q.cellIn(c, q.t.columns[c]) }

// cellIn is cell of one of several columns that hold the same.
func (q *rowReader) cellIn(c column, col int) (cell, position) {
	if col == 0 {
		return cell{}, position{}
	}
	found, at := q.t.g.value(q.r, col)
	if found.isFaulty() {
		q.bad = append(q.bad, found.fault)
		return cell{}, at
	}
	if col == q.t.columns[c] {
		q.join(c, &found, at)
	}
	if e := q.t.g.garbledAt(at); e != nil {
		q.bad = append(q.bad, e)
		return cell{}, at
	}
	if hasDamage(found.text) {
		q.bad = append(q.bad, damagedCell(q.t.g.sheet, at, found.text))
		return cell{}, at
	}
	if q.t.g.hasLostLetters(c, found.text) {
		q.bad = append(q.bad, lettersLost(q.t.g.sheet, at, found.text))
		return cell{}, at
	}
	if found.origin != nil && found.formula != "" && found.text != "" && c != numberColumn {
		q.say(at, "formula-value", note.Info,
			fmt.Sprintf("Ô là công thức; lấy kết quả lưu trong tệp: %s.", quote(found.text)),
			fmt.Sprintf("The cell is a formula; its stored result was used: %s.", quote(found.text)))
	}
	return found, at
}

func damagedCell(sheet string, p position, text string) *Error {
	return badCell("text-damaged", sheet, p,
		"Ô có ký tự hỏng (�): "+quote(text)+".", "The cell has a broken character (�): "+quote(text)+".",
		"Gõ lại nội dung ô.", "Type the text of the cell again.")
}

// join adds what stands in the other columns under a merged heading. A code or
// a link that is in two cells is not one that can be put together.
func (q *rowReader) join(c column, to *cell, at position) {
	for _, col := range q.t.spans[c] {
		more := q.r.cell(col)
		if more.isFaulty() {
			q.bad = append(q.bad, more.fault)
		}
		if more.text == "" {
			continue
		}
		if c == codeColumn || c == linkColumn {
			q.bad = append(q.bad, badCell("cell-apart", q.t.g.sheet, q.r.at(col),
				fmt.Sprintf("Ô này cùng tiêu đề gộp %s với ô %s, không rõ ô nào đúng: %s.", quote(c.String()), at, quote(more.text)),
				fmt.Sprintf("This cell is under the same merged heading %s as cell %s, and it is not clear which counts: %s.", quote(c.String()), at, quote(more.text)),
				"Ghi đủ vào một ô.", "Write it in one cell."))
			continue
		}
		to.text = strings.TrimSpace(to.text + " " + more.text)
		q.say(q.r.at(col), "cell-joined", note.Warning,
			fmt.Sprintf("Ô này cùng tiêu đề gộp với ô %s; đã nối thành %s.", at, quote(to.text)),
			fmt.Sprintf("This cell is under the merged heading of cell %s; joined to %s.", at, quote(to.text)))
	}
}

// field reads the field, without the word "Lĩnh vực" before it and the number of its procedures.
func (q *rowReader) field() (text, cellName string) {
	text, cellName = q.text(fieldColumn)
	name := withoutCount(text)
	isCounted := name != text
	if isCounted {
		name = trimField(name)
	}
	if field, ok := sectionField(name); ok && field != "" {
		name = field
	}
	if isCounted {
		q.count = cellName + " " + quote(text) + " → " + quote(name)
	}
	return name, cellName
}

// text reads a column as text, as Excel shows it.
func (q *rowReader) text(c column) (text, cellName string) { return q.textIn(c, q.t.columns[c]) }

func (q *rowReader) textIn(c column, col int) (text, cellName string) {
	found, at := q.cellIn(c, col)
	if found.text == "" {
		return "", ""
	}
	text = found.text
	if isUnknown(text) && c != numberColumn {
		q.notes = append(q.notes, Note{Code: "text-unknown", Severity: note.Warning, Field: q.t.g.place(at),
			VI:    fmt.Sprintf("Ô %s chỉ có dấu hỏi: chữ đã mất hoặc chưa rõ; không in lên bảng.", quote(c.String())),
			EN:    fmt.Sprintf("The cell of %s holds only question marks: its letters were lost, or it is not known; it is left out.", quote(c.String())),
			FixVI: "Gõ nội dung vào ô, hoặc để trống.", FixEN: "Type what belongs there, or leave the cell blank."})
		return "", ""
	}
	if isDash(text) || c == fieldColumn && (isPlaceholder(text) || isBoolean(text)) {
		return "", ""
	}
	if found.isNumber() && c != numberColumn {
		text = q.displayed(found, at)
	}
	return text, at.String()
}

var (
	dateForm = pattern(`[0-9]\s*[/:-]\s*[0-9]`)
	digits   = pattern(`[0-9][0-9.,]*[0-9]`)
)

// displayed is a number as Excel shows it under Vietnamese settings, where the
// comma and the point have changed places.
func (q *rowReader) displayed(c cell, at position) string {
	if dateForm().MatchString(c.text) {
		q.say(at, "date-displayed", note.Warning,
			fmt.Sprintf("Ô là ngày giờ; đọc như Excel hiện: %s.", quote(c.text)),
			fmt.Sprintf("The cell is a date or a time; read as Excel shows it: %s.", quote(c.text)))
		return c.text
	}
	text := digits().ReplaceAllStringFunc(c.text, func(s string) string {
		return strings.Map(func(r rune) rune {
			switch r {
			case '.':
				return ','
			case ',':
				return '.'
			}
			return r
		}, s)
	})
	if text != c.number {
		q.say(at, "number-displayed", note.Info,
			fmt.Sprintf("Ô là số %s; đọc như Excel hiện: %s.", c.number, quote(text)),
			fmt.Sprintf("The cell is the number %s; read as Excel shows it: %s.", c.number, quote(text)))
	}
	return text
}

func (q *rowReader) codeAndName(p *Procedure) {
	code, codeAt := q.cell(codeColumn)
	name, nameAt := q.cell(nameColumn)
	if len(q.bad) > 0 {
		return
	}
	if name.text == "" {
		name, nameAt, code, codeAt = q.former(code, codeAt, nameAt)
	}
	if isDitto(name.text) {
		q.bad = append(q.bad, q.t.dittoError("name-ditto", nameAt, name.text, "tên thủ tục", "name"))
		return
	}
	guess, ok := readCode(code)
	if !ok && isCode(name.text) && (hasLetter(code.text) || q.t.columns[codeColumn] == 0) {
		if q.t.columns[codeColumn] == 0 {
			q.bad = append(q.bad, q.t.nameMissing(q.r))
			return
		}
		code, name, codeAt, nameAt = name, code, nameAt, codeAt
		guess, ok = codeGuess{code: code.text}, true
		q.say(codeAt, "code-swapped", note.Warning,
			fmt.Sprintf("Mã và tên bị đổi chỗ: mã %s, tên %s.", code.text, quote(name.text)),
			fmt.Sprintf("Code and name had changed places: code %s, name %s.", code.text, quote(name.text)))
	}
	q.shared(nameAt, code.text, "Tên", "name")
	q.shared(codeAt, name.text, "Mã", "code")
	p.Name, p.Cells.Name, p.Cell = name.text, nameAt.String(), nameAt.String()
	switch {
	case ok:
		p.Code, p.Cells.Code = guess.code, codeAt.String()
		if guess.isGuess() {
			q.codeGuessed(codeAt, code.text, guess)
		}
	case isDitto(code.text):
		q.bad = append(q.bad, q.t.dittoError("code-ditto", codeAt, code.text, "mã thủ tục", "code"))
	case saysNoCode(code.text):
		if code.text != "" && fold.Words(code.text) != "" {
			q.say(codeAt, "code-placeholder", note.Info,
				fmt.Sprintf("Ô mã ghi %s; coi như trống.", quote(code.text)), fmt.Sprintf("The code says %s; taken as blank.", quote(code.text)))
		}
		if inside, rest, found := splitCode(p.Name); found && hasLetter(rest) {
			p.Code, p.Cells.Code, p.Name = inside, p.Cell, rest
			q.say(nameAt, "code-in-name", note.Warning,
				fmt.Sprintf("Mã %s nằm trong ô tên; tên còn lại: %s.", inside, quote(rest)),
				fmt.Sprintf("The code %s stands in the cell of the name; what is left: %s.", inside, quote(rest)))
		}
	default:
		q.bad = append(q.bad, badCell("code-form", q.t.g.sheet, codeAt,
			"Mã thủ tục "+quote(code.text)+" sai dạng; dạng đúng: 1.001193 hoặc 1.001193.000.00.00.H35.",
			"The code "+quote(code.text)+" is malformed; the form is 1.001193 or 1.001193.000.00.00.H35.",
			"Tra mã trên Cổng Dịch vụ công quốc gia rồi sửa ô; nếu chưa có mã thì để trống.",
			"Look the code up at the national portal and mend the cell; leave it blank if there is none."))
	}
	switch {
	case p.Name == "":
		q.bad = append(q.bad, q.t.nameMissing(q.r))
	case !hasLetter(p.Name):
		q.bad = append(q.bad, badCell("name-no-letters", q.t.g.sheet, nameAt,
			"Tên thủ tục "+quote(p.Name)+" không có chữ nào.", "The name "+quote(p.Name)+" has no letter.",
			"Điền tên thủ tục.", "Fill in the name."))
	case isBoolean(p.Name):
		q.bad = append(q.bad, badCell("name-boolean", q.t.g.sheet, nameAt,
			"Ô tên thủ tục chỉ có giá trị đúng/sai ("+p.Name+").", "The name is no text but true or false ("+p.Name+").",
			"Gõ tên thủ tục vào ô.", "Type the name into the cell."))
	}
}

// former reads the columns "Tên TTHC cũ" and "Mã TTHC cũ" where the new name is left
// out, as it is where nothing changed.
func (q *rowReader) former(code cell, codeAt, nameAt position) (cell, position, cell, position) {
	col := q.t.formerColumn(nameColumn)
	name, at := q.cellIn(nameColumn, col)
	if !hasLetter(name.text) {
		return cell{}, nameAt, code, codeAt
	}
	q.say(at, "name-former", note.Warning,
		fmt.Sprintf("Ô tên %s trống; lấy tên ở cột %s: %s.", nameAt, quote(q.t.head.labels[col]), quote(name.text)),
		fmt.Sprintf("The name in cell %s is blank; that of the column %s was taken: %s.", nameAt, quote(q.t.head.labels[col]), quote(name.text)))
	if col := q.t.formerColumn(codeColumn); saysNoCode(code.text) && col > 0 {
		if old, oldAt := q.cellIn(codeColumn, col); old.text != "" {
			q.say(oldAt, "code-former", note.Warning,
				fmt.Sprintf("Ô mã %s trống; lấy mã ở cột %s: %s.", codeAt, quote(q.t.head.labels[col]), quote(old.text)),
				fmt.Sprintf("The code in cell %s is blank; that of the column %s was taken: %s.", codeAt, quote(q.t.head.labels[col]), quote(old.text)))
			code, codeAt = old, oldAt
		}
	}
	return name, at, code, codeAt
}

// formerColumn returns the column of what a list had before, but not of what was
// abolished; 0 if there is none.
func (t *table) formerColumn(c column) int {
	for _, col := range t.head.doubles {
		folded := fold.Words(t.head.labels[col])
		if m, _ := meaning(label(t.head.labels[col])); m == c && formerHeading().MatchString(folded) && !abolishing().MatchString(folded) {
			return col
		}
	}
	return 0
}

// isBoolean reports what Excel shows of a value that is true or false.
func isBoolean(text string) bool { return text == "TRUE" || text == "FALSE" }

// shared says that a name or a code is merged down over rows with codes or
// names of their own: one of the two cells must be wrong.
func (q *rowReader) shared(at position, own, vi, en string) {
	if at.row != 0 && at.row < q.r.n && own != "" {
		q.say(q.r.at(at.col), "cell-shared", note.Warning,
			fmt.Sprintf("%s lấy từ ô gộp %s, còn dòng này ghi %s; giữ là một thủ tục riêng.", vi, at, quote(own)),
			fmt.Sprintf("The %s is that of the merged cell %s, but this row says %s; it is kept as a procedure of its own.", en, at, quote(own)))
	}
}

func (q *rowReader) codeGuessed(at position, text string, g codeGuess) {
	q.notes = append(q.notes, Note{Code: "code-guess", Severity: note.Warning, Field: q.t.g.place(at),
		VI:    fmt.Sprintf("Mã %s được đoán là %s (%s).", quote(text), g.code, g.vi),
		EN:    fmt.Sprintf("The code %s is taken for %s (%s).", quote(text), g.code, g.en),
		FixVI: "Đối chiếu trên Cổng Dịch vụ công quốc gia, rồi định dạng cột mã là Text.",
		FixEN: "Compare with the national portal, and format the column of codes as text."})
}

// level reads the level from its column, or from the marks under "Toàn trình",
// "Một phần" and the like. A mark under a heading that names no level, such as
// "Mức độ", tells none.
func (q *rowReader) level(p *Procedure) {
	if q.t.tickLevel(q.t.columns[levelColumn]) == "" {
		text, at := q.text(levelColumn)
		if !isBareMark(text) {
			p.LevelText, p.Cells.Level = text, at
		} else {
			q.levelUnclear(q.r.at(q.t.columns[levelColumn]), text, "không nói mức độ nào", "does not name a level")
		}
	}
	var levels []string
	for _, tick := range q.t.ticks {
		text, at := q.textIn(tick.column, tick.col)
		level := tick.level
		switch m := markOf(text); {
		case p.Cells.Level != "" && len(levels) == 0, m == noMark:
			continue
		case isLevel(text) && (tick.column == levelColumn || namedOnline(fold.Words(text)) != ""), m == unclearMark && tick.col == q.t.columns[levelColumn]:
			level = normaliseLevel(text)
		case m == unclearMark:
			q.levelUnclear(q.r.at(tick.col), text, "không rõ có đánh dấu hay không", "is not clearly a mark")
			continue
		case hasCondition(text):
			q.levelLoosely(q.r.at(tick.col), text, level)
		}
		if levels = append(levels, level); len(levels) == 1 {
			p.LevelText, p.Cells.Level = text, at
			if formerLevel().MatchString(level) {
				q.mark(bareKey{column: levelColumn}, at)
			}
		}
	}
	switch {
	case len(levels) == 1:
		p.Level = levels[0]
		return
	case len(levels) > 1:
		p.LevelText = strings.Join(levels, "; ")
		q.notes = append(q.notes, Note{Code: "level-both", Severity: note.Warning, Field: q.t.g.sheet + "!" + p.Cells.Level,
			VI: "Nhiều mức độ cùng được đánh dấu: " + p.LevelText + ".", EN: "Several levels are marked: " + p.LevelText + "."})
	}
	p.Level = normaliseLevel(p.LevelText)
	if m := formerLevel().FindStringSubmatch(p.LevelText); m != nil {
		p.Level = "Mức độ " + m[1]
		q.mark(bareKey{column: levelColumn}, p.Cells.Level)
	}
}

// levelUnclear keeps a cell that is not printed as a level, and why.
func (q *rowReader) levelUnclear(at position, text, vi, en string) {
	q.unclear = append(q.unclear, unclearLevel{remarked{remark{at: at}, text}, vi, en})
}

// An unclearLevel is a cell under a heading of levels that tells none.
type unclearLevel struct {
	remarked
	vi, en string // why
}

// reportUnclearLevels says once for each column, and each reason, which cells are not printed as a level.
func (rd *reader) reportUnclearLevels(t *table) {
	type key struct {
		col int
		why string
	}
	cells, first, order := map[key][]string{}, map[key]unclearLevel{}, []key(nil)
	for _, u := range t.unclear {
		k := key{u.at.col, u.vi}
		if cells[k] == nil {
			first[k] = u
			order = append(order, k)
		}
		cells[k] = append(cells[k], u.at.String()+" "+quote(u.text))
	}
	for _, k := range order {
		u, heading := first[k], quote(t.head.labels[k.col])
		vi, en := several(cells[k])
		rd.note(Note{Code: "level-unclear", Severity: note.Warning, Field: t.g.place(u.at),
			VI:    fmt.Sprintf("Ô dưới tiêu đề %s %s; không in mức độ này (số ô: %d): %s.", heading, u.vi, len(cells[k]), vi),
			EN:    fmt.Sprintf("What a cell under the heading %s says %s; this level is not printed (cells: %d): %s.", heading, u.en, len(cells[k]), en),
			FixVI: "Ghi “Toàn trình” hoặc “Một phần” vào ô mức độ, hoặc đánh dấu x dưới đúng tiêu đề.",
			FixEN: "Write “Toàn trình” or “Một phần” into the cell of the level, or an x under the right heading."})
	}
}

// levelLoosely says that a mark has words beside it that may limit the level, as "x (một số trường hợp)" has.
func (q *rowReader) levelLoosely(at position, text, level string) {
	q.notes = append(q.notes, Note{Code: "level-condition", Severity: note.Warning, Field: q.t.g.place(at),
		VI:    fmt.Sprintf("Ô ghi %s; mức độ in là %s, các chữ khác trong ô không in.", quote(text), quote(level)),
		EN:    fmt.Sprintf("The cell says %s; the level is printed as %s, without the other words of the cell.", quote(text), quote(level)),
		FixVI: "Nếu mức độ chỉ đúng trong một số trường hợp thì ghi đủ chữ vào cột “Mức độ”.",
		FixEN: "If the level holds in some cases only, write it out in a column “Mức độ”."})
}

// link takes the address from the cell of the link: its text, else the
// hyperlink behind it; else the hyperlink behind the name or the code. What says
// that there is a link, and cannot be read, is not passed over.
func (q *rowReader) link(p *Procedure) {
	col := q.t.linkColumn(q.r)
	c, at := q.cellIn(linkColumn, col)
	if main := q.t.columns[linkColumn]; col != main {
		q.say(at, "link-other-column", note.Warning,
			fmt.Sprintf("Ô %s không có đường dẫn; lấy ở cột %s.", q.r.at(main), quote(q.t.head.labels[col])),
			fmt.Sprintf("Cell %s has no link; that of the column %s was taken.", q.r.at(main), quote(q.t.head.labels[col])))
	}
	target := c.hyperlink()
	guess, ok := readLink(c.text)
	switch {
	case ok:
		p.Link, p.Cells.Link = guess.link, at.String()
		if guess.vi != "" {
			q.say(at, "link-guess", note.Warning,
				fmt.Sprintf("Đường dẫn %s được đọc thành %s (%s).", quote(c.text), qr.Visible(guess.link), guess.vi),
				fmt.Sprintf("The link %s is taken for %s (%s).", quote(c.text), qr.Visible(guess.link), guess.en))
		}
		if target != "" && !sameLink(target, p.Link) {
			q.say(at, "link-differs", note.Warning,
				fmt.Sprintf("Ô ghi %s nhưng liên kết dẫn đến %s; lấy theo chữ trong ô.", qr.Visible(p.Link),
					quote(target)),
				fmt.Sprintf("The cell says %s but leads to %s; its text was taken.", qr.Visible(p.Link), quote(target)))
		}
		if c.losesLink() {
			q.say(at, "link-differs", note.Warning,
				fmt.Sprintf("Không rõ công thức %s dẫn đến đâu; lấy theo chữ trong ô: %s.", quote(c.formula), qr.Visible(p.Link)),
				fmt.Sprintf("It is not known where the formula %s leads; its text was taken: %s.", quote(c.formula), qr.Visible(p.Link)))
		}
	case hasURLs(c.text):
		q.bad = append(q.bad, badCell("link-several", q.t.g.sheet, at,
			"Ô có nhiều đường dẫn: "+quote(c.text)+".", "The cell holds several links: "+quote(c.text)+".",
			"Giữ lại một đường dẫn.", "Keep one of them."))
	case c.losesLink():
		q.bad = append(q.bad, linkFormula(q.t.g.sheet, at, c))
	case target != "" && !saysAddress(c.text):
		p.Link, p.Cells.Link = target, at.String()
		severity := note.Info
		if c.text != "" && saysNoLink(c.text) {
			severity = note.Warning
		}
		q.say(at, "link-behind", severity,
			fmt.Sprintf("Lấy đường dẫn ẩn sau ô %s: %s.", quote(c.text), qr.Visible(target)),
			fmt.Sprintf("The link behind the cell %s was taken: %s.", quote(c.text), qr.Visible(target)))
	case !saysNoLink(c.text):
		q.bad = append(q.bad, q.t.g.linkForm(at, c.text))
	}
	q.linkElsewhere(p)
}

func sameLink(a, b string) bool { return strings.TrimRight(a, "/") == strings.TrimRight(b, "/") }

// linkElsewhere looks behind the name and the code.
func (q *rowReader) linkElsewhere(p *Procedure) {
	for _, column := range []column{nameColumn, codeColumn} {
		c, at := q.t.g.value(q.r, q.t.columns[column])
		target := c.hyperlink()
		switch {
		case c.losesLink() && p.Link == "":
			q.bad = append(q.bad, linkFormula(q.t.g.sheet, at, c))
		case c.losesLink():
			q.say(at, "link-differs", note.Warning,
				fmt.Sprintf("Không rõ công thức %s ở ô này dẫn đến đâu; lấy theo ô %s: %s.", quote(c.formula), p.Cells.Link, qr.Visible(p.Link)),
				fmt.Sprintf("It is not known where the formula %s of this cell leads; that of cell %s was taken: %s.", quote(c.formula), p.Cells.Link, qr.Visible(p.Link)))
		case target == "" || sameLink(target, p.Link):
		case p.Link == "":
			p.Link, p.Cells.Link = target, at.String()
			q.say(at, "link-behind", note.Warning,
				fmt.Sprintf("Lấy đường dẫn ẩn sau ô %s: %s.", quote(c.text), qr.Visible(target)),
				fmt.Sprintf("The link behind the cell %s was taken: %s.", quote(c.text), qr.Visible(target)))
		default:
			q.say(at, "link-differs", note.Warning,
				fmt.Sprintf("Sau ô này có liên kết khác, đến %s; lấy theo ô %s: %s.", quote(target), p.Cells.Link,
					qr.Visible(p.Link)),
				fmt.Sprintf("Behind this cell is another link, to %s; that of cell %s was taken: %s.", quote(target),
					p.Cells.Link, qr.Visible(p.Link)))
		}
	}
}
