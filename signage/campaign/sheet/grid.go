package sheet

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A grid is one sheet of either format: the rows that are not empty.
type grid struct {
	sheet  string
	isText bool // a .csv
	// isBytes is whether its letters are single bytes of an old encoding, which
	// stand at their places in Unicode until they are converted.
	isBytes bool
	// isLossy is whether letters of some cell became question marks.
	isLossy bool
	rows    []*row
	// covered maps each cell of a merged range but the first to the first,
	// which holds the text.
	covered map[position]position
	hidden  map[int]bool // columns that Excel does not show

	widths    widths // of a .csv
	delimiter byte   // of a .csv

	cleaned   []cleanedCell // in the order of the sheet
	raw       []rawCell     // that may be in an old encoding
	inUnicode map[int]int   // cells by column that cannot
	garbled   []garbledCell // in the order of the sheet
	sound     int           // cells that surely are not
}

type cleanedCell struct {
	at   position
	done cleaning
}

type row struct {
	n     int // from 1
	cells []cell
}

// A cell is the text that Excel shows, and what stands behind it.
type cell struct {
	text string
	*origin
}

// An origin is what a cell of a workbook holds besides its text.
type origin struct {
	number  string // the number, in its shortest form, when the cell is one
	formula string
	// moved is how far the cell is from the one that the formula was written for.
	moved position
	link  string // target of the cell's hyperlink
	// linkLost is whether the formula has a target that is not known.
	linkLost bool
	fault    *Error // why the text cannot be used
}

// position counts rows and columns from 1.
type position struct{ row, col int }

func (p position) String() string {
	letters := ""
	for c := p.col; c > 0; c = (c - 1) / 26 {
		letters = string(rune('A'+(c-1)%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, p.row)
}

func (g *grid) place(p position) string { return g.sheet + "!" + p.String() }

// add appends a row unless all its cells are blank. It takes over cells, no more
// than MaxColumns, whose texts are as they stand in the file.
func (g *grid) add(n int, cells []cell) error {
	last := 0
	for i := range cells {
		c := &cells[i]
		if length := utf8.RuneCountInString(c.text); length > MaxCellLength {
			c.setOrigin().fault = g.cellTooLong(position{n, i + 1}, length)
			c.text = strings.ToValidUTF8(c.text[:MaxCellLength], "")
		}
		g.keepRaw(position{n, i + 1}, c.text)
		g.keepGarbled(position{n, i + 1}, c.text)
		text, done := tidy(c.text)
		c.text = text
		if done != 0 && text != "" {
			g.cleaned = append(g.cleaned, cleanedCell{position{n, i + 1}, done})
		}
		if isErrorText(text) {
			c.setOrigin().fault = errorValue(g.sheet, position{n, i + 1}, text)
			c.text, text = "", ""
		}
		if text != "" || c.isFaulty() {
			last = i + 1
		}
	}
	if last == 0 {
		return nil
	}
	if len(g.rows) == MaxRows {
		return tooManyRows(g.sheet)
	}
	g.rows = append(g.rows, &row{n: n, cells: cells[:last]})
	return nil
}

// errorText is what cells say that a formula failed in, once they were saved as
// text: Excel's error values, those of LibreOffice ("Err:508") and Google Sheets
// ("#ERROR!"), and the marks of a number that its column is too narrow for.
var errorText = pattern(`^(?i:#N/A|#GETTING_DATA|#[A-Z][A-Z0-9_/]*[!?]|Err:[0-9]{3})$|^##+$`)

func isErrorText(s string) bool {
	return s != "" && strings.IndexByte("#Ee", s[0]) >= 0 && errorText().MatchString(s)
}

func (c *cell) setOrigin() *origin {
	if c.origin == nil {
		c.origin = &origin{}
	}
	return c.origin
}

// isFaulty reports a cell whose text cannot be used.
func (c cell) isFaulty() bool { return c.origin != nil && c.fault != nil }

func (c cell) isNumber() bool { return c.origin != nil && c.number != "" }

// row returns the row of number n, or nil when it is empty.
func (g *grid) row(n int) *row {
	i, ok := slices.BinarySearchFunc(g.rows, n, func(r *row, n int) int { return r.n - n })
	if !ok {
		return nil
	}
	return g.rows[i]
}

// anchor returns where the text of a cell stands: the cell itself, or the
// first cell of the merged range that covers it.
func (g *grid) anchor(p position) position {
	if a, ok := g.covered[p]; ok {
		return a
	}
	return p
}

// value returns the cell of row r in a column, or the one above that is merged
// down over it.
func (g *grid) value(r *row, col int) (cell, position) {
	p := r.at(col)
	if a := g.anchor(p); a.row < p.row && a.col == p.col {
		if above := g.row(a.row); above != nil {
			return above.cell(col), a
		}
	}
	return r.cell(col), p
}

// mergedDown reports whether the cell is covered by a merge from above.
func (g *grid) mergedDown(p position) bool {
	a := g.anchor(p)
	return a.row < p.row && a.col == p.col
}

func (r *row) at(col int) position { return position{r.n, col} }

// cell returns the cell of a column, counted from 1.
func (r *row) cell(col int) cell {
	if col < 1 || col > len(r.cells) {
		return cell{}
	}
	return r.cells[col-1]
}

// filled returns the columns that are not blank.
func (r *row) filled() []int {
	var cols []int
	for i, c := range r.cells {
		if c.text != "" || c.isFaulty() {
			cols = append(cols, i+1)
		}
	}
	return cols
}

func (r *row) first() int { return r.filled()[0] }

// sample shows the row in a message.
func (r *row) sample() string {
	var texts []string
	for _, c := range r.cells {
		if c.text != "" {
			texts = append(texts, c.text)
		}
	}
	return strings.Join(texts, " | ")
}
