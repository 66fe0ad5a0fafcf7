package signage

import (
	"errors"
	"fmt"
	"math"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// TileMargin is the edge of a sheet in mm on which desktop printers do not print, with room for marks: 4–6 mm are usual.
const TileMargin = 8

// MaxTiles is the most sheets that a sign may be split over: a sign of 6 × 0.8 m takes 99 of A4.
const MaxTiles = 600

// leastStep is the least part of a sign in mm that a sheet must add.
const leastStep = 40

// ErrTile is wrapped by the errors of signs that cannot be split over sheets as asked.
var ErrTile = errors.New("signage: the sign cannot be split over such sheets")

// tiling is how a sign is split over sheets of one paper.
type tiling struct {
	sign          *scene.Scene
	width, height float64 // of the paper
	overlap       float64
	columns, rows int
	blank         map[int]bool // tiles on which nothing is printed, by row × columns + column
}

// window is the part of the paper that is printed.
func (t *tiling) window() (width, height float64) {
	return t.width - 2*TileMargin, t.height - 2*TileMargin
}

func newTiling(sign *scene.Scene, width, height, overlap float64) *tiling {
	t := &tiling{sign: sign, width: width, height: height, overlap: overlap, blank: make(map[int]bool)}
	w, h := t.window()
	if w-overlap < leastStep || h-overlap < leastStep {
		return nil
	}
	count := func(length, window float64) int {
		return max(1, int(math.Ceil((length-overlap)/(window-overlap)-1e-9)))
	}
	t.columns, t.rows = count(sign.Width, w), count(sign.Height, h)
	if t.columns*t.rows > MaxTiles {
		return t
	}
	for i := range t.columns * t.rows {
		t.blank[i] = !t.inked(t.part(i))
	}
	return t
}

// part is what a tile shows of the sign, in mm of the sign.
func (t *tiling) part(i int) scene.Rect {
	w, h := t.window()
	x, y := float64(i%t.columns)*(w-t.overlap), float64(i/t.columns)*(h-t.overlap)
	return scene.Rect{X0: x, Y0: y, X1: min(x+w, t.sign.Width), Y1: min(y+h, t.sign.Height)}
}

// inked tells whether anything but white stands in a part of the sign.
func (t *tiling) inked(part scene.Rect) bool {
	for _, layer := range t.sign.Layers {
		for _, node := range layer.Nodes {
			if !node.Bounds().Intersects(part) {
				continue
			}
			switch n := node.(type) {
			case *scene.Fill:
				if n.Ink != scene.White() {
					return true
				}
			case *scene.Link:
			default:
				return true
			}
		}
	}
	return false
}

// sheets is the number of sheets that are printed.
func (t *tiling) sheets() int {
	n := 0
	for i := range t.columns * t.rows {
		if !t.blank[i] {
			n++
		}
	}
	return n
}

// name of a tile: a letter for its row, a number for its column. Rows past Z are AA, AB …
func (t *tiling) name(i int) string {
	row, letters := i/t.columns, ""
	for ; row >= 0; row = row/26 - 1 {
		letters = string(rune('A'+row%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, i%t.columns+1)
}

// Tile splits a sign at its true size over sheets of paper that a desktop printer holds, to be cut along their marks and
// glued together, each over the edge of the one before. The first page is the plan. The paper is turned where that saves
// sheets, and sheets on which nothing would be printed are left out. The error is an [*Error] that wraps [ErrTile].
func (d *Document) Tile(paper Size, overlap MM) (*Document, error) {
	sign := d.pages[0]
	upright, turned := newTiling(sign, paper.Width, paper.Height, overlap), newTiling(sign, paper.Height, paper.Width, overlap)
	t := upright
	if t == nil || turned != nil && turned.columns*turned.rows < t.columns*t.rows {
		t = turned
	}
	switch {
	case d.size.Pixels || len(d.pages) != 1:
		return nil, refuseTile("tile-kind", "Chỉ chia tờ được biển in một trang.", "Only printed signs of one page are split over sheets.",
			"Chọn một khổ in.", "Choose a size for print.")
	case !(overlap >= 0) || t == nil:
		return nil, refuseTile("tile-small",
			fmt.Sprintf("Tờ %s trừ lề %d mm và phần chồng %g mm không còn chỗ in.", paper, TileMargin, overlap),
			fmt.Sprintf("A sheet of %s less its margins of %d mm and an overlap of %g mm leaves no room.", paper, TileMargin, overlap),
			"Dùng giấy a4 hoặc a3, phần chồng 10 mm.", "Use a4 or a3 with an overlap of 10 mm.")
	case t.columns*t.rows > MaxTiles:
		return nil, refuseTile("tile-many",
			fmt.Sprintf("Cần %d tờ %s, nhiều hơn %d.", t.columns*t.rows, paper, MaxTiles), fmt.Sprintf("It takes %d sheets of %s, more than %d.", t.columns*t.rows, paper, MaxTiles),
			"Dùng giấy lớn hơn, hoặc gửi xưởng in.", "Use larger paper, or a print shop.")
	}
	face, err := (fonts.Set{}).Face(fonts.Text)
	if err != nil {
		return nil, err
	}
	tiled := &Document{
		title: fmt.Sprintf("%s – ghép từ %d tờ", d.title, t.sheets()), size: Size{Width: t.width, Height: t.height}, kind: d.kind,
		lines: d.lines, module: d.module, diagnostics: d.diagnostics, live: true,
	}
	plan, err := t.plan(d.title, face)
	if err != nil {
		return nil, err
	}
	tiled.pages = append(tiled.pages, plan)
	for i := range t.columns * t.rows {
		if t.blank[i] {
			continue
		}
		page, err := t.sheet(i, d.title, face)
		if err != nil {
			return nil, err
		}
		tiled.pages = append(tiled.pages, page)
	}
	return tiled, nil
}

func refuseTile(code, vi, en, fixVI, fixEN string) error {
	return refuse(ErrTile, note.Note{Code: code, Severity: note.Error, Field: "tile", VI: vi, EN: en, FixVI: fixVI, FixEN: fixEN})
}

// tickLine is the width in mm of the lines by which sheets are cut: a hairline that a desktop printer prints.
const tickLine = 0.2

// sheet is the page of a tile: its part of the sign, ticks in the margin where it is cut and where the next one ends, and
// its name.
func (t *tiling) sheet(i int, title string, face *fonts.Face) (*scene.Scene, error) {
	part := t.part(i)
	window := scene.Rect{X0: TileMargin, Y0: TileMargin, X1: TileMargin + part.Width(), Y1: TileMargin + part.Height()}
	ticks := &scene.Path{}
	upright := func(x float64) {
		for _, y := range [...]float64{window.Y0 - 5, window.Y1 + 1} {
			ticks.Rectangle(scene.Rect{X0: x - tickLine/2, X1: x + tickLine/2, Y0: y, Y1: y + 4})
		}
	}
	level := func(y float64) {
		for _, x := range [...]float64{window.X0 - 5, window.X1 + 1} {
			ticks.Rectangle(scene.Rect{X0: x, X1: x + 4, Y0: y - tickLine/2, Y1: y + tickLine/2})
		}
	}
	upright(window.X0)
	upright(window.X1)
	level(window.Y0)
	level(window.Y1)
	if i%t.columns < t.columns-1 {
		upright(window.X1 - t.overlap)
	}
	if i/t.columns < t.rows-1 {
		level(window.Y1 - t.overlap)
	}
	label, err := press.Line(face, fmt.Sprintf("%s · %s", t.name(i), title), 3, scene.Point{X: window.X0 + 8, Y: t.height - 2.2}, t.width-2*TileMargin-16)
	if err != nil {
		return nil, err
	}
	return &scene.Scene{Title: t.name(i), Width: t.width, Height: t.height, Layers: []scene.Layer{
		{Name: scene.Panel, Nodes: []scene.Node{
			&scene.Placed{Scene: t.sign, Map: scene.Translate(window.X0-part.X0, window.Y0-part.Y0), Clip: window},
			&scene.Fill{Path: ticks, Ink: scene.Black()},
		}},
		{Name: scene.Text, Nodes: []scene.Node{label}},
	}}, nil
}

// plan is the first page: the sign with the names of its sheets, and how they are put together.
func (t *tiling) plan(title string, face *fonts.Face) (*scene.Scene, error) {
	const edge, leading = 15.0, 7.0
	var texts []scene.Node
	line := func(text string, size float64, at scene.Point, room float64) error {
		g, err := press.Line(face, text, size, at, room)
		texts = append(texts, g)
		return err
	}
	y := edge + 6
	instructions := []string{
		fmt.Sprintf("%d tờ, %d hàng × %d cột. In đúng khổ 100 %%, không chọn “vừa trang”.", t.sheets(), t.rows, t.columns),
		"Cắt bỏ mép trái và mép trên của mỗi tờ theo vạch ngoài cùng (trừ tờ đầu hàng, tờ hàng đầu).",
		fmt.Sprintf("Dán từng hàng: A2 chồng lên mép phải của A1 %g mm, tới vạch trong.", t.overlap),
		"Rồi dán hàng B chồng lên mép dưới của hàng A, cũng tới vạch trong.",
		"Tờ trắng không in, ghi “–” trên sơ đồ.",
	}
	if err := line("SƠ ĐỒ GHÉP", 8, scene.Point{X: edge, Y: y}, t.width-2*edge); err != nil {
		return nil, err
	}
	y += leading + 2
	if err := line(title, 4.5, scene.Point{X: edge, Y: y}, t.width-2*edge); err != nil {
		return nil, err
	}
	for _, s := range instructions {
		y += leading
		if err := line(s, 4, scene.Point{X: edge, Y: y}, t.width-2*edge); err != nil {
			return nil, err
		}
	}
	area := scene.Rect{X0: edge, X1: t.width - edge, Y0: y + leading, Y1: t.height - edge}
	scale := min(area.Width()/t.sign.Width, area.Height()/t.sign.Height)
	at := scene.Affine{A: scale, D: scale, E: area.X0, F: area.Y0}
	grid := &scene.Path{}
	for i := range t.columns * t.rows {
		part := t.part(i)
		a, b := at.Apply(scene.Point{X: part.X0, Y: part.Y0}), at.Apply(scene.Point{X: part.X1, Y: part.Y1})
		for _, x := range [...]float64{a.X, b.X} {
			grid.Rectangle(scene.Rect{X0: x - tickLine/4, X1: x + tickLine/4, Y0: a.Y, Y1: b.Y})
		}
		for _, y := range [...]float64{a.Y, b.Y} {
			grid.Rectangle(scene.Rect{X0: a.X, X1: b.X, Y0: y - tickLine/4, Y1: y + tickLine/4})
		}
		name := t.name(i)
		if t.blank[i] {
			name = "–"
		}
		size := min(5, (b.Y-a.Y)*0.4, (b.X-a.X)*0.35)
		if err := line(name, size, scene.Point{X: a.X + size*0.35, Y: a.Y + size*1.1}, b.X-a.X-size*0.5); err != nil {
			return nil, err
		}
	}
	picture := scene.Rect{X0: area.X0, Y0: area.Y0, X1: area.X0 + t.sign.Width*scale, Y1: area.Y0 + t.sign.Height*scale}
	veil := &scene.Path{}
	for i := range t.columns * t.rows {
		part := t.part(i)
		a := at.Apply(scene.Point{X: part.X0, Y: part.Y0})
		size := min(5, part.Height()*scale*0.4, part.Width()*scale*0.35)
		veil.Rectangle(scene.Rect{X0: a.X, X1: a.X + size*2.2, Y0: a.Y, Y1: a.Y + size*1.45})
	}
	return &scene.Scene{Title: title, Width: t.width, Height: t.height, Layers: []scene.Layer{
		{Name: scene.Panel, Nodes: []scene.Node{
			&scene.Placed{Scene: t.sign, Map: at, Clip: picture},
			&scene.Fill{Path: veil, Ink: scene.White()},
			&scene.Fill{Path: grid, Ink: scene.Black()},
		}},
		{Name: scene.Text, Nodes: texts},
	}}, nil
}
