package sheet

import (
	"fmt"

	"github.com/bangron/bangron/signage/internal/note"
)

// widths are how many cells the rows of a .csv have, blank ones too, as far as MaxColumns.
type widths map[int]int

// usual is how many cells a row below the headings has: as many as the headings, or as most rows, which some programs
// end in a separator too many.
func (t *table) usualWidth() (headings, usual int) {
	for _, r := range t.headRows {
		headings = max(headings, t.g.widths[r.n])
	}
	counts := map[int]int{}
	for _, r := range t.rows {
		counts[t.g.widths[r.n]]++
	}
	usual = headings
	for width, n := range counts {
		if width > usual && n*2 > len(t.rows) && len(t.rows) > 1 {
			usual = width
		}
	}
	return headings, usual
}

// shifted looks at a row of a .csv with more cells than others. A separator inside of a cell without quotation marks
// parts the cell, and every cell behind it stands under the heading of another. If the row goes on without a gap behind
// the headings it is refused; what stands further off may be a remark of someone.
func (q *rowReader) shifted() {
	width := q.t.g.widths[q.r.n]
	if width <= q.t.usual {
		return
	}
	mark := fmt.Sprintf("“%c”", q.t.g.delimiter)
	if q.t.g.delimiter == '\t' {
		mark = "Tab"
	}
	vi := fmt.Sprintf("Dòng %d có %d ô, tiêu đề có %d: có thể trong ô có dấu %s chưa đặt trong dấu nháy kép, nên các ô sau bị lệch cột", q.r.n, width, q.t.headings, mark)
	en := fmt.Sprintf("Row %d has %d cells, the headings have %d: a cell may hold %s without quotation marks around it, so that those behind it stand in the wrong columns", q.r.n, width, q.t.headings, mark)
	fixVI, fixEN := "Đặt nội dung ô đó trong dấu nháy kép, hoặc lưu danh mục thành .xlsx; chữ ghi ngoài bảng thì xóa đi.",
		"Put that cell in quotation marks, or save the list as .xlsx; delete what stands beside the table."
	if beyond := q.r.cell(q.t.headings + 1); beyond.text != "" && q.r.cell(q.t.headings).text != "" {
		q.bad = append(q.bad, badCell("cells-beyond", q.t.g.sheet, q.r.at(q.t.headings+1),
			vi+": "+quote(beyond.text)+".", en+": "+quote(beyond.text)+".", fixVI, fixEN))
		return
	}
	q.notes = append(q.notes, Note{Code: "cells-beyond", Severity: note.Warning, Field: q.t.g.place(q.r.at(q.r.first())),
		VI: vi + ": " + quote(q.r.sample()) + ".", EN: en + ": " + quote(q.r.sample()) + ".", FixVI: fixVI, FixEN: fixEN})
}
