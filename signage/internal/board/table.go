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

// table is rows set in columns, all in one size.
type table struct {
	rows    []row
	area    scene.Rect
	columns int
	width   float64 // of a column
	cap     float64
	flow    []column
}

// The parts of a row in cap heights of its name.
const (
	valueCap  = 0.86
	rowPad    = 0.95 // above and below the letters
	besideRow = 0.9
	columnGap = 2
)

// mostColumns is how many columns of a table are tried.
const mostColumns = 4

// solveTable sets rows in an area, on as many pages of that size, as large as they fit; nil where they do not fit at the least
// cap height.
func solveTable(rows []row, area scene.Rect, pages int, least, most float64) *table {
	var best *table
	for columns := 1; columns <= mostColumns; columns++ {
		at := func(cap float64) *table {
			t := &table{rows: rows, area: area, columns: columns, cap: cap}
			t.width = (area.Width() - float64(columns-1)*columnGap*cap) / float64(columns)
			b := block{cards: make([]float64, len(rows))}
			for i, r := range rows {
				room := t.room(r)
				if room < r.name.widest*cap {
					return nil
				}
				b.cards[i] = (r.name.height(room/cap) + 2*rowPad) * cap
			}
			t.flow = balanced([]block{b}, area.Height(), spacing{}, pages*columns)
			if t.flow == nil {
				return nil
			}
			return t
		}
		cap := bisect(least, most, 0.01, func(cap float64) bool { return at(cap) != nil })
		if !math.IsNaN(cap) && (best == nil || cap > best.cap*1.02) {
			best = at(cap)
		}
	}
	return best
}

// room is the width of a row's name.
func (t *table) room(r row) float64 {
	return t.width - (r.value.width()*valueCap+2*besideRow+2)*t.cap
}

// drawTable draws the rows of a page, counted from 0 among those of the table.
func (p *page) drawTable(t *table, number int) {
	for i := range t.columns {
		k := number*t.columns + i
		if k >= len(t.flow) {
			return
		}
		x := t.area.X0 + float64(i)*(t.width+columnGap*t.cap)
		y := t.area.Y0
		from := t.flow[k].from.card
		for n, r := range t.rows[from : from+t.flow[k].cards] {
			room := t.room(r)
			h := (r.name.height(room/t.cap) + 2*rowPad) * t.cap
			if n%2 == 0 {
				box := scene.Rect{X0: x, X1: x + t.width, Y0: y, Y1: y + h}
				p.fill(scene.Panel, p.ink.card, func(q *scene.Path) { q.Rounded(box, 0.6*t.cap) })
			}
			first := y + (rowPad+1)*t.cap
			ink := p.ink.dark
			if t.cap < capOf(p.Fonts.Bold, oneInkBelow) {
				ink = scene.Black()
			}
			x0, x1 := x+besideRow*t.cap, x+t.width-besideRow*t.cap
			p.write(r.name, t.cap, x0, x0+room, first, style{role: "row", ink: ink, on: p.ink.card})
			p.write(r.value, valueCap*t.cap, x0+room, x1, first, style{role: "value", ink: p.ink.quiet, on: p.ink.card, align: right})
			y += h
		}
	}
}

// tableCaps are the least and the largest cap height of rows.
func (pr *printer) tableCaps() (least, most float64) { return pr.leastName(), 3.2 * pr.leastName() }
