package board

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// row is a line of a table: what is counted or looked up, and what is said of it at the right.
type row struct{ name, value *measured }

func (pr *printer) row(name, value string) (row, error) {
	var r row
	var err error
	if r.name, err = pr.measure(pr.Fonts.Bold, name); err != nil {
		return row{}, err
	}
	r.value, err = pr.measure(pr.Fonts.Text, value)
	return r, err
}

// table is rows set in columns, all in one size. Its columns fill its area as far as rows may grow.
type table struct {
	rows    []row
	area    scene.Rect
	columns int
	width   float64 // of a column
	cap     float64
	heights []float64 // of the rows
	ends    []int     // the row after each column
	worth   float64   // the cap height, less where many rows take several lines
}

// The parts of a row in cap heights of its name.
const (
	valueCap  = 0.86
	rowPad    = 0.95 // above and below the letters
	besideRow = 0.9
	columnGap = 2
)

// mostTableColumns is how many columns of a table are tried.
const mostTableColumns = 4

// What a table whose rows all take two lines, or more, loses of its worth, and a column more.
const (
	twoLines   = 0.4
	moreLines  = 0.9
	moreColumn = 0.06
)

// mostRow is the height to which rows grow, in that which they need.
const mostRow = 2.2

// solveTable sets rows in an area, on as many pages of that size, as large and in as few lines as they fit; nil where they do
// not fit at the least cap height.
func solveTable(rows []row, area scene.Rect, pages int, least, most float64) *table {
	var best *table
	for columns := 1; columns <= mostTableColumns && pages*columns <= len(rows); columns++ {
		at := func(cap float64) *table {
			t := &table{rows: rows, area: area, columns: columns, cap: cap}
			t.width = (area.Width() - float64(columns-1)*columnGap*cap) / float64(columns)
			items := make([]item, len(rows))
			two, more := 0, 0
			for i, r := range rows {
				room := t.room(r)
				if room < r.name.broad()*cap {
					return nil
				}
				switch n := r.name.lines(room / cap); {
				case n == 2:
					two++
				case n > 2:
					more++
				}
				items[i].height = (r.name.height(room/cap) + 2*rowPad) * cap
			}
			if t.ends = even(items, area.Height(), spacing{}, pages*columns); t.ends == nil {
				return nil
			}
			all := float64(len(rows))
			// A few rows of several lines among many of one are what looks untidy.
			lines := twoLines*math.Sqrt(float64(two)/all) + moreLines*math.Sqrt(float64(more)/all)
			t.worth = cap * max(0.1, 1-lines-moreColumn*float64(columns-1))
			t.grow(items)
			return t
		}
		cap := bisect(least, most, 0.01, func(cap float64) bool { return at(cap) != nil })
		if math.IsNaN(cap) {
			continue
		}
		// Smaller letters may take fewer lines.
		for ; cap >= least; cap *= 0.9 {
			if t := at(cap); t != nil && (best == nil || t.worth > best.worth) {
				best = t
			}
		}
	}
	return best
}

// grow gives every row of a column the same share of what the column leaves, and no column more than another has for each
// row: all rows of a table look alike.
func (t *table) grow(items []item) {
	share, from := math.Inf(1), 0
	for _, end := range t.ends {
		rest := t.area.Height()
		for _, i := range items[from:end] {
			rest -= i.height
		}
		share = min(share, rest/float64(end-from))
		from = end
	}
	t.heights = make([]float64, len(items))
	for i := range items {
		t.heights[i] = items[i].height + min(share, (mostRow-1)*(1+2*rowPad)*t.cap)
	}
}

// room is the width of a row's name.
func (t *table) room(r row) float64 {
	return t.width - (r.value.width()*valueCap+2*besideRow+2)*t.cap
}

// drawTable draws the rows of a page, counted from 0 among those of the table.
func (p *page) drawTable(t *table, number int) {
	for i := range t.columns {
		k := number*t.columns + i
		from := 0
		if k > 0 {
			from = t.ends[k-1]
		}
		x := t.area.X0 + float64(i)*(t.width+columnGap*t.cap)
		y := t.area.Y0
		for n, r := range t.rows[from:t.ends[k]] {
			room, h := t.room(r), t.heights[from+n]
			if n%2 == 0 {
				box := scene.Rect{X0: x, X1: x + t.width, Y0: y, Y1: y + h}
				p.fill(scene.Panel, p.ink.card, func(q *scene.Path) { q.Rounded(box, 0.6*t.cap) })
			}
			first := y + (h-r.name.height(room/t.cap)*t.cap)/2 + t.cap
			x0, x1 := x+besideRow*t.cap, x+t.width-besideRow*t.cap
			p.write(r.name, t.cap, x0, x0+room, first, style{role: "row", ink: p.ink.name, on: p.ink.card})
			p.write(r.value, valueCap*t.cap, x0+room, x1, first, style{role: "value", ink: p.ink.quiet, on: p.ink.card, align: right})
			y += h
		}
	}
}

// tableCaps are the least and the largest cap height of rows.
func (pr *printer) tableCaps() (least, most float64) {
	return pr.leastName(), largestRow * pr.easyName()
}

// largestRow is the largest size of rows in that which all read with ease.
const largestRow = 2
