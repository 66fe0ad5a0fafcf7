package sheet

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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
	totalRow
	signatureRow
	footerRow
	blankRow
	orphanRow // says something, but has no number, name or code
)

var (
	ordinal    = pattern(`^[0-9]{1,5}(?:[.,][0-9]{1,3})*[a-zđ]?[.)]?$`)
	enumerator = pattern(`^(?:[IVXLC]+|[A-Z])[.)]?$`)
	// enumerated begins a section: "I. ", "A) ", "2.1. ", "- ".
	enumerated = pattern(`^\s*(?:(?:[IVXLC]+|[A-Z]|[0-9]+(?:\.[0-9]+)*)\s*[.):/–-]+\s*|[IVXLC]+\s+|[-–*+•]\s*)`)
	sectioned  = pattern(`(?i)^(?:(?:danh mục |nhóm )?(?:các )?(?:tthc|thủ tục hành chính|thủ tục) (?:thuộc )?|nhóm |thuộc |các )?(?:lĩnh vực|linh vuc)\b\s*[:.–-]*\s*(.*)$`)
	// counted ends it: "(15 TTHC)", ": 15 thủ tục".
	counted   = pattern(`(?i)\s*(?:[:–-]\s*[0-9]+\s*(?:tthc|thủ tục(?: hành chính)?|tt)|\(\s*[0-9]+\s*(?:tthc|thủ tục(?: hành chính)?|tt)?\s*\))\s*$`)
	numbering = pattern(`^\(?\s*([0-9]{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?$`)
	sum       = pattern(`^(?:tong|cong) [0-9]+\b`)
	dateline  = pattern(`\bngay\b.*\bthang\b.*\bnam\b`)
)

// sectionField returns the field that a section names: "I. LĨNH VỰC HỘ TỊCH".
func sectionField(text string) (string, bool) {
	m := sectioned().FindStringSubmatch(enumerated().ReplaceAllString(text, ""))
	if m == nil || m[1] == "" {
		return "", false
	}
	return trimField(m[1]), true
}

func trimField(text string) string {
	return strings.TrimRight(counted().ReplaceAllString(text, ""), " :.;,–-")
}

// isNumbering reports the row "(1) (2) (3)" that official tables have under
// their headings; its columns may also be "A B 1 2".
func isNumbering(r *row) bool {
	filled := r.filled()
	if len(filled) < 2 {
		return false
	}
	last := 0
	for i, col := range filled {
		m := numbering().FindStringSubmatch(r.cell(col).text)
		if m == nil {
			return false
		}
		n, err := strconv.Atoi(m[1])
		switch {
		case err != nil && last > 0, err == nil && n <= last:
			return false
		case i == 0 && err == nil && n != 1, i == 0 && err != nil && !strings.EqualFold(m[1], "a"):
			return false
		}
		last = n
	}
	return true
}

// isTitle reports the words that head a whole list, not a section of it.
func isTitle(text string) bool {
	folded := fold(enumerated().ReplaceAllString(text, ""))
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
		folded := fold(r.cell(col).text)
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

// isSignature reports a row of the block below a list: place and date, the
// capacity in which it is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I), who made it.
// Beside a name, columns that are not read may say "UBND" and mean the office
// in charge.
func (t *table) isSignature(r *row, named bool) bool {
	const longest = 80
	for _, col := range r.filled() {
		text := r.cell(col).text
		if utf8.RuneCountInString(text) > longest || named && !slices.Contains(t.columns[:otherColumn], col) {
			continue
		}
		folded := fold(text)
		if dateline().MatchString(folded) || slices.Contains(capacities, folded) {
			return true
		}
		for _, p := range signatures {
			if hasWordPrefix(folded, p) {
				return true
			}
		}
	}
	return false
}

var (
	capacities = []string{"chu tich", "pho chu tich", "giam doc", "pho giam doc", "lanh dao", "ke toan", "van phong", "uy ban nhan dan", "ubnd",
		"thu truong", "truong phong", "chanh van phong", "can bo tong hop"}
	signatures = []string{"tm", "kt", "tl", "tuq", "nguoi lap", "nguoi ky", "nguoi tong hop", "nguoi thong ke", "nguoi duyet", "thu truong don vi",
		"noi nhan", "xac nhan cua", "ky ten", "ky va ghi", "ky ghi ro", "ky dong dau", "da ky", "chu tich ubnd", "chu tich uy ban"}
)

// kindOf tells what a row is by itself and by what stands before it: signing is
// whether a signature block has begun, started whether a procedure has come.
func (t *table) kindOf(r *row, signing, started bool) rowKind {
	if isBlank(r) {
		return blankRow
	}
	if isNumbering(r) {
		return numberingRow
	}
	if t.continues(r) {
		return continuationRow
	}
	if t.hasCode(r) {
		return procedureRow
	}
	number := r.cell(t.columns[numberColumn]).text
	name, _ := t.g.value(r, t.columns[nameColumn])
	numbered := ordinal().MatchString(number)
	named := hasLetter(name.text) || name.origin != nil && name.fault != nil
	if !numbered && isTotal(r) {
		return totalRow
	}
	if _, _, ok := t.sectionText(r); ok {
		return sectionRow
	}
	if !numbered && t.isSignature(r, named) || signing && !(numbered && named) {
		return signatureRow
	}
	rest := 0 // cells besides the number
	for _, col := range r.filled() {
		if col != t.columns[numberColumn] {
			rest++
		}
	}
	switch {
	case rest == 0 && (numbered || !hasLetter(number)):
		return blankRow
	case rest == 0, enumerator().MatchString(number) && named:
		return guessedSectionRow
	case name.text == "" && !named && !numbered:
		if rest == 1 && (t.codeText(r) || number == "" && r.first() == 1) {
			return guessedSectionRow
		}
		if !started && t.isSubheading(r) {
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
		if c := r.cell(col); fold(c.text) != "" || c.origin != nil && c.fault != nil {
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

// kinds tells what each row of the table is, now knowing what follows it.
func (t *table) kinds() []rowKind {
	kinds := make([]rowKind, len(t.rows))
	signing, last := false, -1
	for i, r := range t.rows {
		if t.repeated[r] {
			kinds[i] = headerRow
			signing = false
			continue
		}
		kinds[i] = t.kindOf(r, signing, last >= 0)
		switch kinds[i] {
		case procedureRow, continuationRow:
			last, signing = i, false
		case sectionRow:
			signing = false
		case signatureRow:
			signing = true
		}
	}
	leads := false // whether a procedure follows, sections aside
	for i := len(kinds) - 1; i >= 0; i-- {
		switch kinds[i] {
		case procedureRow:
			leads = true
		case guessedSectionRow:
			switch {
			case i > last:
				kinds[i] = footerRow
			case !leads || isTitle(t.sectionGuess(t.rows[i])):
				kinds[i] = titleRow
			}
		case orphanRow:
			if i > last && last >= 0 {
				kinds[i] = footerRow
			}
			leads = false
		case titleRow, totalRow, signatureRow, headerRow:
			leads = false
		}
	}
	return kinds
}

// sectionGuess is the text of a row that may be a section: its name, else all
// it says.
func (t *table) sectionGuess(r *row) string {
	if name := r.cell(t.columns[nameColumn]).text; name != "" {
		return name
	}
	return r.cell(r.filled()[len(r.filled())-1]).text
}
