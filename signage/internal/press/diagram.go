package press

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// DiagramLeast is the least side in mm of a box that a diagram can be read in.
const DiagramLeast = 60.0

// Diagram draws the finishing of a sheet in a box of a page: the sheet with its dimensions, a corner of it enlarged, and
// what each line means, in Vietnamese. set gives the faces of its texts.
func Diagram(g *Geometry, box scene.Rect, set fonts.Set) ([]scene.Node, error) {
	d := &diagram{Geometry: g}
	var err error
	if d.bold, err = set.Face(fonts.Bold); err != nil {
		return nil, err
	}
	if d.text, err = set.Face(fonts.Text); err != nil {
		return nil, err
	}
	if err := d.into(box); err != nil {
		return nil, err
	}
	return append(d.nodes, d.captions...), nil
}

// into draws the diagram in a box.
func (d *diagram) into(box scene.Rect) error {
	d.size = min(max(min(box.Width(), box.Height())/50, 2.2), 3.6)
	sheet, corner, legend := d.divide(box)
	if err := d.sheet(sheet); err != nil {
		return err
	}
	if err := d.corner(corner); err != nil {
		return err
	}
	return d.legend(legend)
}

type diagram struct {
	drawing
	*Geometry
}

// divide puts the corner and the legend below the sheet or beside it, whichever leaves the sheet larger.
func (d *diagram) divide(box scene.Rect) (sheet, corner, legend scene.Rect) {
	gap := 2 * d.size
	least := d.cornerLeast()
	text := float64(len(d.meanings())) * d.size * leading
	fit := func(r scene.Rect) float64 { return min(r.Width()/d.Trim.Width(), r.Height()/d.Trim.Height()) }

	below, beside := box, box
	below.Y1 = box.Y1 - gap - min(max(text, least, box.Height()-box.Width()*d.Trim.Height()/d.Trim.Width()-5*d.size), 0.62*box.Height())
	beside.X1 = box.X1 - gap - min(max(0.36*box.Width(), least, box.Width()-box.Height()*d.Trim.Width()/d.Trim.Height()-8*d.size), 0.62*box.Width())
	if beside.X1 > below.X0 && fit(beside) > fit(below) && least+gap+1.4*text < box.Height() {
		sheet, legend = beside, box
		legend.X0 = sheet.X1 + gap
		corner = legend
		corner.Y1 = corner.Y0 + max(least, min(legend.Width(), legend.Height()-gap-1.4*text))
		legend.Y0 = corner.Y1 + gap
	} else {
		sheet, legend = below, box
		legend.Y0 = sheet.Y1 + gap
		corner = legend
		corner.X1 = corner.X0 + min(legend.Height()*1.1, 0.4*box.Width())
		legend.X0 = corner.X1 + gap
	}
	if d.plainSheet() {
		if corner.Y1 < legend.Y1 {
			legend.Y0 = corner.Y0
		} else {
			legend.X0 = corner.X0
		}
		corner = scene.Rect{}
	}
	return sheet, corner, legend
}

// cornerLeast is the least side of the box of the corner: its heading, the dimensions, and a drawing that is read.
func (d *diagram) cornerLeast() float64 {
	if d.plainSheet() {
		return 0
	}
	return (1.8 + cornerRow*float64(len(d.distances())) + cornerDrawing) * d.size
}

// The measures of the corner in sizes of its letters.
const (
	cornerRow     = 1.75 // from one dimension to the next
	cornerDrawing = 13
)

// distance is how far a line of the corner lies from the trim, outwards where it is negative.
type distance struct {
	ink       scene.Ink
	left, top float64
}

// distances are those of the lines that the corner shows.
func (d *diagram) distances() []distance {
	folds := d.folds()
	return slices.DeleteFunc([]distance{
		{printInk, -d.Bleed.Left, -d.Bleed.Top}, {foldInk, folds.Left, folds.Top}, {lineInk, d.eyeletAt().X, d.eyeletAt().Y}, {safeInk, d.Keepout.Left, d.Keepout.Top},
	}, func(v distance) bool { return v.left == 0 && v.top == 0 })
}

// plainSheet tells whether nothing is done at the edges, so that a corner has nothing to show.
func (d *diagram) plainSheet() bool { return d.Bleed == scene.Edges{} && d.Keepout == scene.Edges{} }

// view maps the sheet's mm to those of the page.
type view struct{ scene.Affine }

func (v view) rect(r scene.Rect) scene.Rect {
	a, b := v.Apply(scene.Point{X: r.X0, Y: r.Y0}), v.Apply(scene.Point{X: r.X1, Y: r.Y1})
	return scene.Rect{X0: a.X, Y0: a.Y, X1: b.X, Y1: b.Y}
}

// sheet draws the whole, with its dimensions above and on the left, the widths of a welded sheet and the foot on the
// right or below.
func (d *diagram) sheet(box scene.Rect) error {
	row := 2 * d.size
	area := scene.Rect{X0: box.X0 + row, Y0: box.Y0 + row, X1: box.X1 - row, Y1: box.Y1 - row}
	foot := 1.4 * d.size // from the sheet to its dimension
	if len(d.Welds) > 0 {
		area.X1, area.Y1 = area.X1-row, area.Y1-row
		if d.Foot > 0 {
			foot += 3.2 * d.size
			area.X1 -= row
		}
	}
	whole := d.Sheet()
	scale := min(area.Width()/whole.Width(), area.Height()/whole.Height())
	v := view{scene.Scale(scale, scale)}
	v.E = area.Center().X - scale*whole.Center().X
	v.F = area.Y0 - scale*whole.Y0
	d.draw(v)
	trim, printed := v.rect(d.Trim), v.rect(whole)
	if err := d.across(lineInk, trim.X0, trim.X1, printed.Y0-0.7*d.size, length(d.Trim.Width())); err != nil {
		return err
	}
	if err := d.down(lineInk, printed.X0-0.7*d.size, trim.Y0, trim.Y1, length(d.Trim.Height())); err != nil {
		return err
	}
	if d.Foot > 0 {
		if err := d.down(lineInk, printed.X1+foot, v.rect(d.hidden()).Y0, trim.Y1, length(d.Foot)); err != nil {
			return err
		}
	}
	return d.widths(v)
}

// widths are the dimensions of the pieces of material that a sheet is welded from, each with its part of the overlap.
func (d *diagram) widths(v view) error {
	if len(d.Welds) == 0 {
		return nil
	}
	whole := d.Sheet()
	upright := d.Welds[0].Height() >= whole.Height()
	from := 0.0
	// Neighbours overlap, so their dimensions stand on two lines.
	rows := [...]row{{weldInk, !upright, math.Inf(-1)}, {weldInk, !upright, math.Inf(-1)}}
	for i := range len(d.Welds) + 1 {
		piece := whole
		if upright {
			if i > 0 {
				piece.X0 = from
			}
			if i < len(d.Welds) {
				piece.X1, from = d.Welds[i].X1, d.Welds[i].X0
			}
		} else {
			if i > 0 {
				piece.Y0 = from
			}
			if i < len(d.Welds) {
				piece.Y1, from = d.Welds[i].Y1, d.Welds[i].Y0
			}
		}
		r, off := v.rect(piece), (1.5+1.5*float64(i%2))*d.size
		var err error
		if upright {
			err = d.piece(&rows[i%2], r.X0, r.X1, r.Y1+off, length(piece.Width()))
		} else {
			err = d.piece(&rows[i%2], r.Y0, r.Y1, r.X1+off, length(piece.Height()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hidden is the part of the sheet that vanishes in the foot.
func (d *diagram) hidden() scene.Rect {
	r := d.Trim
	r.Y0 = r.Y1 - d.Foot
	return r
}

// stitched is the sheet within its hems and pockets.
func stitched(trim scene.Rect, folds scene.Edges) scene.Rect {
	return trim.Outset(scene.Edges{Top: -folds.Top, Right: -folds.Right, Bottom: -folds.Bottom, Left: -folds.Left})
}

// sides are the pieces of a rectangle between its edges and an inner one.
func sides(outer, inner scene.Rect) [4]scene.Rect {
	return [...]scene.Rect{
		{X0: outer.X0, Y0: outer.Y0, X1: outer.X1, Y1: inner.Y0}, {X0: outer.X0, Y0: inner.Y1, X1: outer.X1, Y1: outer.Y1},
		{X0: outer.X0, Y0: inner.Y0, X1: inner.X0, Y1: inner.Y1}, {X0: inner.X1, Y0: inner.Y0, X1: outer.X1, Y1: inner.Y1},
	}
}

// draw draws the sheet as it is seen through a view.
func (d *diagram) draw(v view) {
	d.area(printTint, v.rect(d.Sheet()))
	d.fill(scene.White(), func(p *scene.Path) { p.Rounded(v.rect(d.Trim), d.CutRadius*v.A) })
	for _, side := range sides(d.Trim, stitched(d.Trim, d.folds())) {
		d.area(foldTint, v.rect(side))
	}
	for _, line := range d.content.Text {
		d.area(textTint, v.rect(line))
	}
	d.area(codeTint, v.rect(d.content.Logo))
	d.area(codeTint, v.rect(d.content.Code))
	for _, weld := range d.Welds {
		d.area(weldTint, v.rect(weld))
		d.frame(weldInk, fine, nil, v.rect(weld))
	}
	if d.Foot > 0 {
		d.area(footTint, v.rect(d.hidden()))
		d.frame(footInk, fine, nil, v.rect(d.hidden()))
	}
	if folds := d.folds(); folds != (scene.Edges{}) {
		inner := stitched(d.Trim, folds)
		r := v.rect(inner)
		for _, side := range [...]struct {
			depth float64
			a, b  scene.Point
		}{
			{folds.Top, scene.Point{X: r.X0, Y: r.Y0}, scene.Point{X: r.X1, Y: r.Y0}}, {folds.Bottom, scene.Point{X: r.X0, Y: r.Y1}, scene.Point{X: r.X1, Y: r.Y1}},
			{folds.Left, scene.Point{X: r.X0, Y: r.Y0}, scene.Point{X: r.X0, Y: r.Y1}}, {folds.Right, scene.Point{X: r.X1, Y: r.Y0}, scene.Point{X: r.X1, Y: r.Y1}},
		} {
			if side.depth > 0 {
				d.line(foldInk, fine, chained, side.a, side.b)
			}
		}
	}
	if d.Bleed != (scene.Edges{}) {
		d.frame(printInk, fine, nil, v.rect(d.Sheet()))
	}
	if d.Keepout != (scene.Edges{}) {
		d.frame(safeInk, fine, dashed, v.rect(d.Safe()))
	}
	d.fill(lineInk, func(p *scene.Path) {
		outer := v.rect(d.Trim)
		inner := outer.Inset(plain)
		p.Rounded(outer, d.CutRadius*v.A)
		hole := &scene.Path{}
		hole.Rounded(inner, d.CutRadius*v.A-plain)
		p.Append(hole)
	})
	d.nodes[len(d.nodes)-1].(*scene.Fill).EvenOdd = true
	for _, at := range d.Eyelets {
		d.eyelet(v.Apply(at), max(0.5, 10*v.A))
	}
	for _, at := range d.Slits {
		d.halfMoon(v.Apply(at), max(0.5, d.SlitRadius*v.A))
	}
}

// folds are the depths of hems and pockets.
func (d *diagram) folds() scene.Edges {
	f := d.Hems
	each(&f, d.Pockets, func(a *float64, b float64) { *a = max(*a, b) })
	return f
}

func (d *diagram) eyelet(at scene.Point, radius float64) {
	d.fill(scene.White(), func(p *scene.Path) { p.Circle(at, radius) })
	d.fill(lineInk, func(p *scene.Path) { p.Ring(at, radius*0.8, max(radius*0.3, fine)) })
	d.nodes[len(d.nodes)-1].(*scene.Fill).EvenOdd = true
}

func (d *diagram) halfMoon(at scene.Point, radius float64) {
	d.fill(lineInk, func(p *scene.Path) {
		before := scene.Point{X: at.X - radius, Y: at.Y}
		for i := 1; i <= 12; i++ {
			sin, cos := math.Sincos(math.Pi * float64(i) / 12)
			next := scene.Point{X: at.X - radius*cos, Y: at.Y + radius*sin}
			p.Stroke(before, next, fine)
			before = next
		}
	})
}

// corner draws the top left corner of the sheet enlarged, with how far its lines lie from the trim.
func (d *diagram) corner(box scene.Rect) error {
	if box.Empty() {
		return nil
	}
	reach := 1.25 * max(d.Bleed.Left+d.Keepout.Left, d.Bleed.Top+d.Keepout.Top)
	all := d.distances()
	row := cornerRow * d.size
	heading, err := d.caption(d.bold, lineInk, d.size, "Góc trên bên trái, mm", scene.Point{X: box.X0, Y: box.Y0 + d.size}, box.Width())
	if err != nil {
		return err
	}
	dimensions := row * float64(len(all))
	area := scene.Rect{X0: box.X0 + dimensions + 0.5*d.size, Y0: heading.Origin.Y + dimensions + 0.8*d.size, X1: box.X1, Y1: box.Y1}
	side := min(area.Width(), area.Height())
	area.X1, area.Y1 = area.X0+side, area.Y0+side
	scale := side / reach
	v := view{scene.Affine{A: scale, D: scale, E: area.X0 + scale*d.Bleed.Left, F: area.Y0 + scale*d.Bleed.Top}}
	enlarged := diagram{Geometry: d.Geometry, drawing: drawing{bold: d.bold, text: d.text, size: d.size, window: area.Inset(-plain)}}
	enlarged.draw(v)
	// What the corner shows is a picture of its own, cut off at its edges.
	d.nodes = append(d.nodes, &scene.Placed{
		Scene: &scene.Scene{Width: area.X1, Height: area.Y1, Layers: []scene.Layer{{Nodes: enlarged.nodes}}},
		Map:   scene.Scale(1, 1), Clip: area.Inset(-plain),
	})
	for i, each := range all {
		x, y := area.X0-0.5*d.size-float64(i)*row, area.Y0-0.5*d.size-float64(i)*row
		zero := v.Apply(scene.Point{})
		to := v.Apply(scene.Point{X: each.left, Y: each.top})
		if each.left != 0 {
			if err := d.across(each.ink, min(zero.X, to.X), max(zero.X, to.X), y, length(math.Abs(each.left))); err != nil {
				return err
			}
		}
		if each.top != 0 {
			if err := d.down(each.ink, x, min(zero.Y, to.Y), max(zero.Y, to.Y), length(math.Abs(each.top))); err != nil {
				return err
			}
		}
	}
	return nil
}

// eyeletAt is the eyelet in the corner; zero where there is none.
func (d *diagram) eyeletAt() scene.Point {
	if len(d.Eyelets) == 0 {
		return scene.Point{}
	}
	return d.Eyelets[0]
}

// meaning is what a line or an area of the drawing stands for.
type meaning struct {
	draw func(swatch scene.Rect)
	text string
}

// legend says what is drawn, in letters as large as its box holds.
func (d *diagram) legend(box scene.Rect) error {
	all := d.meanings()
	lines := make([][]string, len(all))
	for size := d.size; ; size *= 0.95 {
		height := 0.0
		for i, m := range all {
			var err error
			if lines[i], err = d.wrapped(m.text, size, box.Width()-indent*size); err != nil {
				return err
			}
			height += (leading + wrap*float64(len(lines[i])-1)) * size
		}
		if height <= box.Height() || size < leastCaption {
			return d.explain(all, lines, size, box)
		}
	}
}

// The measures of the legend in sizes of its letters, and their least size in mm.
const (
	leading      = 1.75 // from one meaning to the next
	wrap         = 1.35 // from one line of it to the next
	indent       = 4
	leastCaption = 1.4
)

func (d *diagram) explain(all []meaning, lines [][]string, size float64, box scene.Rect) error {
	y := box.Y0
	for i, m := range all {
		m.draw(scene.Rect{X0: box.X0, X1: box.X0 + 3*size, Y0: y + 0.15*size, Y1: y + 1.15*size})
		for j, line := range lines[i] {
			at := scene.Point{X: box.X0 + indent*size, Y: y + size + wrap*size*float64(j)}
			if _, err := d.caption(d.text, lineInk, size, line, at, box.X1-at.X); err != nil {
				return err
			}
		}
		y += (leading + wrap*float64(len(lines[i])-1)) * size
	}
	return nil
}

func (d *diagram) meanings() []meaning {
	line := func(ink scene.Ink, width float64, pattern dash) func(scene.Rect) {
		return func(r scene.Rect) {
			y := r.Center().Y
			d.line(ink, width, pattern, scene.Point{X: r.X0, Y: y}, scene.Point{X: r.X1, Y: y})
		}
	}
	filled := func(ink, edge scene.Ink) func(scene.Rect) {
		return func(r scene.Rect) {
			d.area(ink, r)
			d.frame(edge, fine, nil, r)
		}
	}
	all := []meaning{{line(lineInk, plain, nil), "Khổ thành phẩm " + format(d.Trim)}}
	add := func(done bool, draw func(scene.Rect), text string) {
		if done {
			all = append(all, meaning{draw, text})
		}
	}
	add(d.Bleed != scene.Edges{}, filled(printTint, printInk), fmt.Sprintf("Khổ in %s: thêm %s", format(d.Sheet()), bySide(d.Bleed)))
	add(d.Keepout != scene.Edges{}, line(safeInk, fine, dashed), "Vùng an toàn "+format(d.Safe())+": chữ, mã QR, logo nằm trong")
	add(len(d.content.Text) > 0, filled(textTint, textTint), "Chữ; đậm hơn: mã QR, logo")
	add(d.Hem > 0, filled(foldTint, foldInk), d.hemText())
	add(d.Pocket > 0, filled(foldTint, foldInk), d.pocketText())
	add(len(d.Eyelets) > 0, func(r scene.Rect) { d.eyelet(r.Center(), r.Height()/2) }, d.eyeletText())
	add(len(d.Welds) > 0, filled(weldTint, weldInk), d.weldText())
	add(len(d.Welds) == 0 && d.Roll > 0, filled(scene.White(), lineInk), d.weldText())
	add(len(d.Slits) > 0, func(r scene.Rect) { d.halfMoon(scene.Point{X: r.Center().X, Y: r.Y0}, r.Height()) },
		d.slitText())
	add(d.Foot > 0, filled(footTint, footInk), d.footText())
	add(d.CutRadius > 0, line(lineInk, plain, nil), d.cornerText())
	return all
}

// Finishing says what the shop does with the printed sheet, in Vietnamese, each part beginning with a capital.
func (g *Geometry) Finishing() []string {
	var all []string
	for _, part := range [...]struct {
		done bool
		said func() string
	}{
		{g.Bleed != scene.Edges{}, func() string { return "In tràn ra ngoài khổ " + bySide(g.Bleed) }},
		{g.Hem > 0, g.hemText}, {g.Pocket > 0, g.pocketText}, {len(g.Eyelets) > 0, g.eyeletText}, {g.Roll > 0, g.weldText},
		{len(g.Slits) > 0, g.slitText}, {g.Foot > 0, g.footText}, {g.CutRadius > 0, g.cornerText},
	} {
		if part.done {
			all = append(all, part.said())
		}
	}
	return all
}

func (g *Geometry) hemText() string { return "Gấp mép ra sau và may, " + bySide(g.Hems) }

func (g *Geometry) pocketText() string {
	return "Ống luồn cây, gấp ra sau và may, " + bySide(g.Pockets)
}

func (g *Geometry) slitText() string {
	return fmt.Sprintf("%d lỗ thoát gió nửa vòng tròn, bán kính %s mm", len(g.Slits), length(g.SlitRadius))
}

func (g *Geometry) footText() string {
	return fmt.Sprintf("%s mm dưới cùng khuất trong chân", length(g.Foot))
}

func (g *Geometry) cornerText() string {
	return fmt.Sprintf("Bốn góc bo tròn bán kính %s mm", length(g.CutRadius))
}

// mostPlaces is the most welds whose places are said.
const mostPlaces = 6

// weldText says from which roll the sheet is made and where its welds lie.
func (g *Geometry) weldText() string {
	if len(g.Welds) == 0 {
		return fmt.Sprintf("Cuộn rộng %s mm, không có mối ghép", length(g.Roll))
	}
	way, edge := "ngang", "trên"
	at := func(r scene.Rect) float64 { return r.Center().Y }
	if g.Welds[0].Height() >= g.Sheet().Height() {
		way, edge = "dọc", "trái"
		at = func(r scene.Rect) float64 { return r.Center().X }
	}
	var places []string
	for _, w := range g.Welds[:min(len(g.Welds), mostPlaces)] {
		places = append(places, length(at(w)))
	}
	if len(g.Welds) > mostPlaces {
		places = append(places, "…")
	}
	return fmt.Sprintf("%d mối ghép %s, chồng %s mm, cuộn rộng %s mm; giữa mối cách mép %s %s mm",
		len(g.Welds), way, length(g.Weld), length(g.Roll), edge, strings.Join(places, "; "))
}

// eyeletText says how many eyelets there are and how far apart.
func (g *Geometry) eyeletText() string {
	return fmt.Sprintf("%d khoen, tâm cách mép %s mm, cách nhau không quá %s mm", len(g.Eyelets), length(g.EyeletEdge), length(g.Gap))
}

// bySide writes a width in mm, by sides where they differ.
func bySide(e scene.Edges) string {
	switch {
	case e == scene.Even(e.Top):
		return length(e.Top) + " mm mỗi cạnh"
	case e.Left+e.Right == 0:
		return length(e.Top) + " mm trên và dưới"
	case e.Top+e.Bottom == 0:
		return length(e.Left) + " mm trái và phải"
	}
	return fmt.Sprintf("%s mm trên và dưới, %s mm trái và phải", length(e.Top), length(e.Left))
}

func format(r scene.Rect) string { return length(r.Width()) + " × " + length(r.Height()) + " mm" }

// length writes mm as they are written in Vietnamese, to a tenth.
func length(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64), ".", ",", 1)
}
