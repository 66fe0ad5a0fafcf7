package pdf

import (
	"fmt"
	"math"
	"strconv"

	"github.com/bangron/bangron/signage/internal/scene"
)

// mesh is an area of equal squares, such as the symbol of a QR code. It is drawn in squares from its own corner: in units
// of the page some would be a dot larger than others.
type mesh struct {
	x, y, side    float64 // of the squares, in mm
	columns, rows int
	dark          []bool
}

// The meshes that are looked for: a path with fewer corners is short as it is, and no symbol has more squares to a side.
const (
	leastCorners = 40
	mostSquares  = 200
)

// finer is how many decimals finer than a unit of the page the corner and the side of the squares of a mesh are. Modules that
// are whole dots stay so across the widest symbol to a thousandth of a dot: programs that paint every dot they touch would
// else draw some of them larger.
const finer = 6

// offGrid is the distance in mm from which a corner does not lie on a grid.
const offGrid = 1e-4

// meshOf finds the squares of a path that is filled by the even-odd rule. It returns nil where the edges of the path do
// not all run along one grid.
func meshOf(path *scene.Path) *mesh {
	shortest := math.Inf(1)
	straight := len(path.Points) >= leastCorners
	edges(path, func(a, b scene.Point) {
		dx, dy := math.Abs(b.X-a.X), math.Abs(b.Y-a.Y)
		straight = straight && min(dx, dy) < offGrid
		if long := max(dx, dy); long > offGrid {
			shortest = min(shortest, long)
		}
	})
	if !straight {
		return nil
	}
	box := path.Bounds()
	columns, rows := math.Round(box.Width()/shortest), math.Round(box.Height()/shortest)
	if !(columns >= 1 && columns <= mostSquares && rows >= 1 && rows <= mostSquares) {
		return nil
	}
	m := &mesh{x: box.X0, y: box.Y0, side: box.Width() / columns, columns: int(columns), rows: int(rows)}
	m.dark = make([]bool, m.columns*m.rows)
	place := func(v, origin float64) int {
		k := math.Round((v - origin) / m.side)
		straight = straight && math.Abs(origin+k*m.side-v) < offGrid
		return int(k)
	}
	edges(path, func(a, b scene.Point) {
		x, y0, y1 := place(a.X, m.x), place(a.Y, m.y), place(b.Y, m.y)
		place(b.X, m.x)
		for y := min(y0, y1); straight && x < m.columns && y < max(y0, y1); y++ {
			m.dark[y*m.columns+x] = !m.dark[y*m.columns+x]
		}
	})
	if !straight {
		return nil
	}
	// An upright edge turns all squares right of it, dark to light and light to dark.
	for i := range m.dark {
		if i%m.columns > 0 {
			m.dark[i] = m.dark[i] != m.dark[i-1]
		}
	}
	return m
}

// edges calls f for every edge of a path of straight lines; for a path with curves, for one that is not straight.
func edges(path *scene.Path, f func(a, b scene.Point)) {
	var start, at scene.Point
	points := path.Points
	for _, v := range path.Verbs {
		switch v {
		case scene.Move:
			start, at, points = points[0], points[0], points[1:]
		case scene.Line:
			f(at, points[0])
			at, points = points[0], points[1:]
		case scene.Close:
			f(at, start)
			at = start
		default:
			f(scene.Point{}, scene.Point{X: 1, Y: 1})
			return
		}
	}
}

// nudge is how far, in mm, a mesh stands right of its place and below it: more than programs that draw without shades err by
// on a large page, so that edges on the border of two dots all fall to the same side, and less than the 256th of a dot at
// 150 dpi that is the finest they tell.
const nudge = 0.00027

// mesh fills the dark squares: in press files by their outline, and on live pages, which travel by mail, in rows of
// rectangles, which are one path still and take half the bytes.
func (p *page) mesh(m *mesh, n *scene.Fill) {
	p.setInk(n.Ink)
	p.content = append(p.content, "q "...)
	side := appendDecimal(nil, m.side*p.unit, finer)
	p.content = fmt.Appendf(p.content, "%s 0 0 %[1]s ", side)
	p.content = append(p.decimal(m.x+nudge, finer), ' ')
	p.content = append(p.decimal(m.y+nudge, finer), " cm\n"...)
	if p.options.Live {
		p.rows(m)
	} else {
		p.squares(m, n.Path)
	}
	p.content = append(p.content, "Q\n"...)
}

// squares fills a path whose corners are those of squares.
func (p *page) squares(m *mesh, path *scene.Path) {
	path.Walk(func(v scene.Verb, _ scene.Point, to []scene.Point) {
		if v == scene.Close {
			return // as filling does
		}
		p.content = append(strconv.AppendInt(p.content, int64(math.Round((to[0].X-m.x)/m.side)), 10), ' ')
		p.content = strconv.AppendInt(p.content, int64(math.Round((to[0].Y-m.y)/m.side)), 10)
		if v == scene.Move {
			p.content = append(p.content, " m\n"...)
		} else {
			p.content = append(p.content, " l\n"...)
		}
	})
	p.content = append(p.content, "f*\n"...)
}

// rows fills the dark squares row by row, there and back: so neighbours are near each other in the bytes, which deflate the
// better.
func (p *page) rows(m *mesh) {
	for y := range m.rows {
		row := m.dark[y*m.columns : (y+1)*m.columns]
		for i := range row {
			x := i
			if y%2 == 1 {
				x = len(row) - 1 - i
			}
			if !row[x] || x > 0 && row[x-1] {
				continue
			}
			end := x
			for end < len(row) && row[end] {
				end++
			}
			for _, v := range [...]int{x, y, end - x} {
				p.content = append(strconv.AppendInt(p.content, int64(v), 10), ' ')
			}
			p.content = append(p.content, "1 re\n"...)
		}
	}
	p.content = append(p.content, "f\n"...)
}
