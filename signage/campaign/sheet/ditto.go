package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

var (
	dittoWords = pattern(`^(?:(?:nt|n t|(?:cung )?nhu (?:o |dong |muc )?tren)(?: |$))+$`)
	dittoMarks = pattern(`^[\s().,–—-]*(?:["″”“„〃]|['’‘′]{2})[\s().,"″”“„〃'’‘′–—-]*$`)
	// dittoSlashes mean nothing at all to some, so that they are no mark in a column of names or codes.
	dittoSlashes = pattern(`^[\s–—-]*//[\s–—-]*$`)
)

// isDitto reports what stands for the text above it: "nt", "như trên", a quotation mark.
func isDitto(text string) bool {
	const longest = 40 // bytes
	if text == "" || len(text) > longest {
		return false
	}
	if word := strings.TrimLeft(text, " -–—.,()\"″”“„〃'’‘′"); word != "" && !strings.ContainsAny(word[:1], "nNcC") {
		return false // this is asked of every cell
	}
	folded := fold.Words(text)
	return dittoWords().MatchString(folded) || folded == "" && dittoMarks().MatchString(text)
}

// A dittoColumn is one in which such marks are understood.
type dittoColumn struct {
	col  int
	read bool // what it says may be printed
	// beside is whether the mark means the row right above, blank or not, as a tick does; else the nearest that is not
	// blank.
	beside  bool
	inField bool // it is of fields, which a section changes
}

func (t *table) dittoColumns() []dittoColumn {
	width := 0
	for _, r := range t.rows {
		width = max(width, len(r.cells))
	}
	var columns []dittoColumn
	for col := 1; col <= width; col++ {
		c := dittoColumn{col: col}
		switch {
		case t.tickLevel(col) != "":
			c.read, c.beside = true, true
		case slices.ContainsFunc([]column{fieldColumn, levelColumn, daysColumn, feeColumn}, func(c column) bool {
			return t.columns[c] == col || slices.Contains(t.spans[c], col)
		}), slices.Contains(t.feeParts, col):
			c.read, c.inField = true, col == t.columns[fieldColumn]
		case t.reads(col), slices.Contains(t.head.doubles, col):
			continue
		default:
			c.beside = true // a remark may say "Bãi bỏ", and the one below it "nt"
		}
		columns = append(columns, c)
	}
	return columns
}

// resolveDittos puts into each cell with such a mark what the mark stands for, and says so.
func (rd *reader) resolveDittos(t *table, kinds []rowKind) {
	for _, c := range t.dittoColumns() {
		var taken, missing []string
		var first, firstMissing position
		above, from := cell{}, position{}
		for i, kind := range kinds {
			r := t.rows[i]
			switch kind {
			case sectionRow, guessedSectionRow, titleRow:
				if c.inField || c.beside {
					above, from = cell{}, position{}
				}
				continue
			case procedureRow, continuationRow, nameRow, caseRow, namelessRow:
			default:
				continue
			}
			text := r.cell(c.col).text
			if !isDitto(text) && !dittoSlashes().MatchString(text) {
				if own, at := t.g.value(r, c.col); own.text != "" || own.isFaulty() || c.beside && kind == procedureRow {
					above, from = own, at
				}
				continue
			}
			at := r.at(c.col)
			if above.text == "" && !above.isFaulty() {
				if c.read {
					r.cells[c.col-1] = cell{}
				}
				if missing = append(missing, at.String()); len(missing) == 1 {
					firstMissing = at
				}
				continue
			}
			r.cells[c.col-1] = above
			if c.inField {
				t.dittoFields[r] = true
			}
			if taken = append(taken, fmt.Sprintf("%s %s (%s)", at, quote(above.text), from)); len(taken) == 1 {
				first = at
			}
		}
		if !c.read {
			continue
		}
		if len(taken) > 0 {
			vi, en := several(taken)
			rd.note(Note{Code: "ditto", Severity: note.Warning, Field: t.g.place(first),
				VI: fmt.Sprintf("Cột %s có ô ghi “nt”, “như trên” hoặc dấu nháy; lấy theo ô ở trên (số ô: %d): %s.", t.columnName(c.col), len(taken), vi),
				EN: fmt.Sprintf("The column %s has ditto marks; the cell above was taken (cells: %d): %s.", t.columnName(c.col), len(taken), en)})
		}
		if len(missing) > 0 {
			vi, en := several(missing)
			rd.note(Note{Code: "ditto-missing", Severity: note.Warning, Field: t.g.place(firstMissing),
				VI:    fmt.Sprintf("Cột %s có ô ghi “nt”, “như trên” hoặc dấu nháy mà ở trên không có gì để lấy; coi như trống (số ô: %d): %s.", t.columnName(c.col), len(missing), vi),
				EN:    fmt.Sprintf("The column %s has ditto marks with nothing above to take; taken as blank (cells: %d): %s.", t.columnName(c.col), len(missing), en),
				FixVI: "Gõ nội dung vào ô, hoặc để trống.", FixEN: "Type what belongs there, or leave the cell blank."})
		}
	}
}

// dittoError refuses such a mark for a name or a code: no two procedures share one.
func (t *table) dittoError(code string, at position, text, vi, en string) *Error {
	return badCell(code, t.g.sheet, at,
		"Ô "+vi+" ghi "+quote(text)+": mỗi thủ tục phải có "+vi+" riêng.",
		"The cell of the "+en+" says "+quote(text)+": each procedure has a "+en+" of its own.",
		"Gõ "+vi+" vào ô, hoặc xóa dòng.", "Type the "+en+" into the cell, or delete the row.")
}
