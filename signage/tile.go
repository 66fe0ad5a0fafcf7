package signage

import (
	"errors"
	"fmt"
	"image"
	"math"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
)

// TileMargin is the edge of a sheet in mm on which desktop printers do not print, with room for marks: 4–6 mm are usual.
const TileMargin = 8

// MaxTiles is the most sheets that a sign may be split over: a sign of 6 × 0.8 m takes 99 of A4.
const MaxTiles = 600

// MaxTileSide is the longest side in mm of a sheet that a sign is split over: sheets are printed at their true size, and a
// page of PDF is at most 5.08 m long.
const MaxTileSide = 5000

// leastStep is the least part of a sign in mm that a sheet must add.
const leastStep = 40

// ErrTile is wrapped by the errors of signs that cannot be split over sheets as asked.
var ErrTile = errors.New("signage: the sign cannot be split over such sheets")

// tiling is how a sign is split over sheets of one paper.
type tiling struct {
	sign          *scene.Scene
	area          scene.Rect // of the sign that is split: the trim, or for a print shop all that is printed
	width, height float64    // of the paper
	overlap       float64
	columns, rows int
	blank         map[int]bool // tiles on which nothing is printed, by row × columns + column
}

// window is the part of the paper that is printed.
func (t *tiling) window() (width, height float64) {
	return t.width - 2*TileMargin, t.height - 2*TileMargin
}

func newTiling(sign *scene.Scene, painted *painting, width, height, overlap float64) *tiling {
	area := painted.area
	t := &tiling{sign: sign, area: area, width: width, height: height, overlap: overlap, blank: make(map[int]bool)}
	w, h := t.window()
	if w-overlap < leastStep || h-overlap < leastStep {
		return nil
	}
	count := func(length, window float64) int {
		return max(1, int(math.Ceil((length-overlap)/(window-overlap)-1e-9)))
	}
	t.columns, t.rows = count(area.Width(), w), count(area.Height(), h)
	if t.columns*t.rows > MaxTiles {
		return t
	}
	for i := range t.columns * t.rows {
		t.blank[i] = !painted.inked(t.part(i))
	}
	return t
}

// part is what a tile shows of the sign, in mm of the sign.
func (t *tiling) part(i int) scene.Rect {
	w, h := t.window()
	x, y := t.area.X0+float64(i%t.columns)*(w-t.overlap), t.area.Y0+float64(i/t.columns)*(h-t.overlap)
	return scene.Rect{X0: x, Y0: y, X1: min(x+w, t.area.X1), Y1: min(y+h, t.area.Y1)}
}

// continued tells whether another sheet is glued over a tile's right edge, and over its lower one.
func (t *tiling) continued(i int) (right, below bool) {
	right = i%t.columns < t.columns-1 && !t.blank[i+1]
	below = i/t.columns < t.rows-1 && !t.blank[i+t.columns]
	return right, below
}

// painting is what of a sign is seen, to find where it is nothing but white paper.
type painting struct {
	area    scene.Rect
	perMM   float64 // pixels
	picture *image.RGBA
}

// The pixels in which a sign is looked at: fine enough that the frame of a sign does not reach the next sheet.
const (
	paintedPerMM  = 2.0
	paintedPixels = 6_000_000
)

func paint(sign *scene.Scene, area scene.Rect) (*painting, error) {
	p := &painting{area: area, perMM: min(paintedPerMM, math.Sqrt(paintedPixels/(area.Width()*area.Height())))}
	whole := scene.Rect{X1: area.Width(), Y1: area.Height()}
	page := &scene.Scene{Width: area.Width(), Height: area.Height(), Layers: []scene.Layer{{Nodes: []scene.Node{
		&scene.Placed{Scene: sign, Map: scene.Translate(-area.X0, -area.Y0), Clip: whole},
	}}}}
	var err error
	p.picture, err = raster.Image(page, raster.Options{Width: max(1, int(math.Ceil(area.Width()*p.perMM)))})
	if err != nil {
		return nil, err
	}
	p.perMM = float64(p.picture.Rect.Dx()) / area.Width()
	return p, nil
}

// inked tells whether anything but white is painted in a part of the sign.
func (p *painting) inked(part scene.Rect) bool {
	const sliver = 1e-6
	x0, x1 := int((part.X0-p.area.X0)*p.perMM+sliver), int(math.Ceil((part.X1-p.area.X0)*p.perMM-sliver))
	y0, y1 := int((part.Y0-p.area.Y0)*p.perMM+sliver), int(math.Ceil((part.Y1-p.area.Y0)*p.perMM-sliver))
	seen := image.Rect(x0, y0, x1, y1).Intersect(p.picture.Rect)
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		row := p.picture.Pix[p.picture.PixOffset(seen.Min.X, y):p.picture.PixOffset(seen.Max.X, y)]
		for _, level := range row {
			if level != 255 {
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

// Tile splits a sign at its true size over sheets of paper, to be cut along their marks and glued together, each over the
// edge of the one before: sheets of a desktop printer, or as wide ones as a shop prints in one piece. A sign that a [Shop]
// is named for is split with its bleed. The first page is the plan. overlap is in mm and may be 0. The paper is turned
// where that saves sheets, and sheets on which nothing would be printed are left out. The error is an [*Error] that wraps
// [ErrTile].
func (d *Document) Tile(paper Size, overlap MM) (*Document, error) {
	if err := d.laidOut(); err != nil {
		return nil, err
	}
	if !(paper.Width > 0 && paper.Height > 0 && max(paper.Width, paper.Height) <= MaxTileSide) || paper.Pixels {
		return nil, refuseTile("tile-paper",
			fmt.Sprintf("Tờ %s không dùng được: mỗi cạnh trên 0 và không quá %d mm.", paper, MaxTileSide),
			fmt.Sprintf("A sheet of %s cannot be used: its sides are over 0 and at most %d mm.", paper, MaxTileSide),
			"Dùng giấy a4 hoặc a3, hoặc khổ mà xưởng in liền được.", "Use a4 or a3, or a size that the shop prints in one piece.")
	}
	if d.size.Pixels || len(d.pages) != 1 {
		return nil, refuseTile("tile-kind", "Chỉ chia tờ được biển in một trang.", "Only printed signs of one page are split over sheets.",
			"Chọn một khổ in.", "Choose a size for print.")
	}
	var t *tiling
	sign := d.pages[0]
	area := sign.Trim()
	if d.production != nil && d.production.named {
		area = sign.BleedBox()
	}
	painted, err := paint(sign, area)
	if err != nil {
		return nil, err
	}
	if overlap >= 0 {
		turned := newTiling(sign, painted, paper.Height, paper.Width, overlap)
		t = newTiling(sign, painted, paper.Width, paper.Height, overlap)
		if t == nil || turned != nil && turned.sheets() < t.sheets() {
			t = turned
		}
	}
	switch {
	case t == nil:
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
		lines: d.lines, module: d.module, logo: d.logo, diagnostics: d.diagnostics, office: true,
	}
	bold, err := (fonts.Set{}).Face(fonts.Bold)
	if err != nil {
		return nil, err
	}
	plan, err := t.plan(d.title, face, bold)
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

// Where in the margin of a sheet its marks and its name stand, in mm: desktop printers leave 4 to 6 mm of the edge white.
const (
	tickNear = 1.0 // from what is printed
	tickFar  = 4.0
	nameDrop = 4.4 // from the lower edge of the sheet to the baseline
	nameLeft = 8.0
)

// sheet is the page of a tile: its part of the sign, ticks in the margin where it is cut, broken ticks where the next
// sheet is laid to, and its name.
func (t *tiling) sheet(i int, title string, face *fonts.Face) (*scene.Scene, error) {
	part := t.part(i)
	window := scene.Rect{X0: TileMargin, Y0: TileMargin, X1: TileMargin + part.Width(), Y1: TileMargin + part.Height()}
	ticks := &scene.Path{}
	// tick draws at both ends of a line across the sheet; place turns it.
	tick := func(at, lo, hi float64, broken bool, place func(along, across0, across1 float64)) {
		const third = (tickFar - tickNear) / 3
		for _, from := range [...]float64{lo - tickFar, hi + tickNear} {
			if broken {
				place(at, from, from+third)
				place(at, from+2*third, from+3*third)
			} else {
				place(at, from, from+3*third)
			}
		}
	}
	upright := func(x float64, broken bool) {
		tick(x, window.Y0, window.Y1, broken, func(x, y0, y1 float64) {
			ticks.Rectangle(scene.Rect{X0: x - tickLine/2, X1: x + tickLine/2, Y0: y0, Y1: y1})
		})
	}
	level := func(y float64, broken bool) {
		tick(y, window.X0, window.X1, broken, func(y, x0, x1 float64) {
			ticks.Rectangle(scene.Rect{X0: x0, X1: x1, Y0: y - tickLine/2, Y1: y + tickLine/2})
		})
	}
	upright(window.X0, false)
	level(window.Y0, false)
	right, below := t.continued(i)
	if right {
		upright(window.X1-t.overlap, true)
	} else {
		upright(window.X1, false)
	}
	if below {
		level(window.Y1-t.overlap, true)
	} else {
		level(window.Y1, false)
	}
	label, err := press.Line(face, fmt.Sprintf("%s · %s", t.name(i), title), 3, scene.Point{X: window.X0 + nameLeft, Y: t.height - nameDrop}, t.width-2*TileMargin-2*nameLeft)
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

// The plan: a page as large as the sheets, but at most A4 and turned as the sign is, which lies on the table while they are
// glued.
const (
	planLong, planShort = 297.0, 210.0
	planEdge            = 15.0
	planLeading         = 6.5
	planLine            = 0.25 // between two sheets, in mm
	planTile            = 24.0 // side of a sheet on the plan below which lines are finer
	planCase            = 0.3  // of white on either side of a line, and round a name, so that both are seen on every ground
	planName            = 3.6  // size of the sheets' names, in mm to the em, and the least: 6 pt
	planNameLeast       = 2.15
)

// plan is the first page: the sign with the names of its sheets, and how they are put together.
func (t *tiling) plan(title string, face, bold *fonts.Face) (*scene.Scene, error) {
	width, height := min(t.width, t.height, planShort), min(max(t.width, t.height), planLong)
	if t.area.Width() > t.area.Height() {
		width, height = height, width
	}
	room := width - 2*planEdge
	var texts, names []scene.Node
	y := planEdge + 6
	for i, said := range append([]string{"SƠ ĐỒ GHÉP", title}, t.instructions()...) {
		size, with := 4.0, face
		if i < 2 {
			size, with = []float64{8, 4.5}[i], bold
		}
		g, err := press.Line(with, said, size, scene.Point{X: planEdge, Y: y}, room)
		if err != nil {
			return nil, err
		}
		texts = append(texts, g)
		y += planLeading + 2*float64(1-min(i, 1))
	}
	box := scene.Rect{X0: planEdge, X1: width - planEdge, Y0: y, Y1: height - planEdge}
	scale := min(box.Width()/t.area.Width(), box.Height()/t.area.Height())
	at := scene.Affine{A: scale, D: scale, E: box.X0 - scale*t.area.X0, F: box.Y0 - scale*t.area.Y0}
	picture := scene.Rect{X0: box.X0, Y0: box.Y0, X1: box.X0 + t.area.Width()*scale, Y1: box.Y0 + t.area.Height()*scale}
	first := t.part(0)
	fine := min(1, min(first.Width(), first.Height())*scale/planTile)
	casing, lines := &scene.Path{}, &scene.Path{}
	line := func(a, b scene.Point) {
		casing.Stroke(a, b, fine*(planLine+2*planCase))
		lines.Stroke(a, b, fine*planLine)
	}
	for column := range t.columns + 1 {
		x := picture.X1
		if column < t.columns {
			x = at.Apply(scene.Point{X: t.part(column).X0}).X
		}
		line(scene.Point{X: x, Y: picture.Y0}, scene.Point{X: x, Y: picture.Y1})
	}
	for row := range t.rows + 1 {
		y := picture.Y1
		if row < t.rows {
			y = at.Apply(scene.Point{Y: t.part(row * t.columns).Y0}).Y
		}
		line(scene.Point{X: picture.X0, Y: y}, scene.Point{X: picture.X1, Y: y})
	}
	// All names are of one size, though the last row and column show less of the sign: there they stand beside the picture.
	size := max(planNameLeast, min(planName, first.Height()*scale*0.35, first.Width()*scale*0.27))
	halo := &scene.Path{}
	for i := range t.columns * t.rows {
		part := t.part(i)
		a := at.Apply(scene.Point{X: part.X0, Y: part.Y0})
		name := t.name(i)
		if t.blank[i] {
			name = "–"
		}
		place := scene.Point{X: a.X + planLine + 0.3*size, Y: a.Y + planLine + 1.05*size}
		g, err := press.Line(bold, name, size, place, first.Width()*scale)
		if err != nil {
			return nil, err
		}
		beside := place
		if i%t.columns == t.columns-1 && g.Extent.X1 > picture.X1 {
			beside.X = picture.X1 + 0.5*size
		}
		if i/t.columns == t.rows-1 && g.Extent.Y1 > picture.Y1 {
			beside.Y = picture.Y1 + 1.3*size
		}
		if beside != place {
			if g, err = press.Line(bold, name, size, beside, first.Width()*scale); err != nil {
				return nil, err
			}
		}
		outline, err := g.Path()
		if err != nil {
			return nil, err
		}
		for k := range 8 {
			sin, cos := math.Sincos(float64(k) * math.Pi / 4)
			halo.Append(outline.Transformed(scene.Translate(fine*planCase*cos, fine*planCase*sin)))
		}
		names = append(names, g)
	}
	return &scene.Scene{Title: title, Width: width, Height: height, Layers: []scene.Layer{
		{Name: scene.Panel, Nodes: []scene.Node{
			&scene.Placed{Scene: t.sign, Map: at, Clip: picture},
			&scene.Fill{Path: casing, Ink: scene.White()}, &scene.Fill{Path: lines, Ink: scene.Black()}, &scene.Fill{Path: halo, Ink: scene.White()},
		}},
		{Name: scene.Text, Nodes: append(texts, names...)},
	}}, nil
}

// instructions say how the sheets are printed, cut and glued.
func (t *tiling) instructions() []string {
	over := fmt.Sprintf("%g mm ", t.overlap)
	if t.overlap == 0 {
		over = ""
	}
	all := []string{
		fmt.Sprintf("%d tờ, %d hàng × %d cột. In đúng khổ 100 %%, không chọn “vừa trang”.", t.sheets(), t.rows, t.columns),
		"Mọi tờ: cắt bỏ lề trắng bên trái và bên trên theo vạch liền.",
		"Bên phải, bên dưới: có vạch liền thì cũng cắt; vạch đứt thì để lề cho tờ sau dán đè.",
	}
	if t.columns > 1 {
		all = append(all, fmt.Sprintf("Dán từng hàng từ trái sang: tờ sau đè %slên mép phải tờ trước, tới vạch đứt.", over))
	}
	if t.rows > 1 {
		all = append(all, fmt.Sprintf("Dán các hàng từ trên xuống: hàng sau đè %slên mép dưới hàng trước, tới vạch đứt.", over))
	}
	if t.sheets() < t.columns*t.rows {
		all = append(all, "Tờ ghi “–” trên sơ đồ để trắng nên không in.")
	}
	return all
}
