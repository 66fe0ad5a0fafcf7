package press

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Sides are the sides of a sheet that are finished in a way.
type Sides string

// The sides.
const (
	Ends      Sides = "ends"       // the two short ones, between which a banner is stretched
	TopBottom Sides = "top-bottom" // where the poles of a hanging sign are
	LeftRight Sides = "left-right"
)

// edges are a depth on these sides of a sheet.
func (s Sides) edges(trim scene.Rect, depth float64) scene.Edges {
	level := s == LeftRight || s == Ends && trim.Width() >= trim.Height()
	if level {
		return scene.Edges{Left: depth, Right: depth}
	}
	return scene.Edges{Top: depth, Bottom: depth}
}

// Finish is what a shop does with a sheet, in mm at true size. What is zero is not done.
type Finish struct {
	Bleed       float64 // printed beyond the trim on all sides
	Safe        float64 // from the trim, where nothing stands that must be read
	Hem         float64 // folded in on the sides that have no pocket
	Pocket      float64 // folded in on the sides of the poles
	PocketSides Sides

	EyeletSpacing, EyeletEdge float64 // at most between two; from the trim to their middle

	Rolls []float64 // widths of the material; none: any width is had in one piece
	Weld  float64   // by which two widths overlap

	SlitSpacing, SlitRadius float64 // of half-moon cuts that let the wind through

	Foot      float64 // at the bottom, hidden in a stand
	CutRadius float64 // of the corners of the cut line
}

// Geometry is where on a sheet its finishing lies, in mm from the top left corner of the trim.
type Geometry struct {
	Finish
	Trim    scene.Rect
	Bleed   scene.Edges // printed beyond the trim: cut off, or folded in
	Keepout scene.Edges // from the trim, where nothing stands that must be read
	Hems    scene.Edges
	Pockets scene.Edges
	Eyelets []scene.Point
	Gap     float64      // the greatest between two neighbouring eyelets of a side
	Roll    float64      // width of the material that is used; 0: not stated
	Welds   []scene.Rect // where two widths of it overlap, over the whole sheet
	Slits   []scene.Point
	Unslit  int // places of slits where something must be read, or a weld lies

	content  Content
	crossing []scene.Rect // welds that run through what must be read, since no other place was left
}

// Error is a finish that cannot be made on a sheet.
type Error struct{ Note note.Note }

func (e *Error) Error() string { return "press: " + e.Note.EN }

// The limits of a finish, in mm: beyond them a number is a slip of the pen.
const (
	MaxLength       = 1000 // of bleed, safe zone, hem, pocket, foot, corners and slits
	MinSpacing      = 50   // of eyelets, and of slits
	MaxSpacing      = 10_000
	MinRoll         = 100
	MaxRoll         = 10_000
	MaxRolls        = 16
	MaxWelds        = 64
	leastWeld       = 10
	leastShare      = 0.3 // of each side of the sheet that must be left to read
	leastEyeletEdge = 10  // or the eyelet tears out (unverified)
	stitchClear     = 10  // between a line of stitches and what must be read (unverified)
	leastWeldStep   = 4   // overlaps between two welds, and to the edge
	leastRoll       = 10  // overlaps to the width of a roll, so that even widths keep that step
)

// Resolve places a finish on a sheet, but for what depends on the picture: see [Geometry.Place]. The error is an [*Error].
func Resolve(trim scene.Rect, f Finish) (*Geometry, error) {
	if err := f.check(trim); err != nil {
		return nil, err
	}
	g := &Geometry{Finish: f, Trim: trim}
	g.Pockets = f.PocketSides.edges(trim, f.Pocket)
	g.Hems = scene.Even(f.Hem)
	each(&g.Hems, g.Pockets, func(hem *float64, pocket float64) {
		if pocket > 0 {
			*hem = 0
		}
	})
	// A rectangle whose corners keep the safe zone to round ones begins farther in.
	g.Bleed, g.Keepout = scene.Even(f.Bleed), scene.Even(max(f.Safe, f.CutRadius-(f.CutRadius-f.Safe)/math.Sqrt2))
	for _, folded := range [...]scene.Edges{g.Hems, g.Pockets} {
		each(&g.Bleed, folded, func(bleed *float64, fold float64) { *bleed = max(*bleed, fold) })
		each(&g.Keepout, folded, func(keepout *float64, fold float64) {
			if fold > 0 {
				*keepout = max(*keepout, fold+stitchClear)
			}
		})
	}
	if g.eyelets(); len(g.Eyelets) > 0 {
		each(&g.Keepout, g.Pockets, func(keepout *float64, pocket float64) { *keepout = max(*keepout, pocket+2*f.EyeletEdge) })
	}
	g.Keepout.Bottom += f.Foot
	safe := g.Safe()
	if safe.Width() < leastShare*trim.Width() || safe.Height() < leastShare*trim.Height() {
		return nil, refuse("room",
			fmt.Sprintf("Mép gia công chừa lại %.0f × %.0f mm trên khổ %.0f × %.0f mm: không đủ chỗ cho nội dung.", max(0, safe.Width()), max(0, safe.Height()), trim.Width(), trim.Height()),
			fmt.Sprintf("The finishing leaves %.0f × %.0f mm of a sheet of %.0f × %.0f mm: too little for its content.", max(0, safe.Width()), max(0, safe.Height()), trim.Width(), trim.Height()))
	}
	return g, nil
}

// each changes every side of a by the same side of b.
func each(a *scene.Edges, b scene.Edges, change func(a *float64, b float64)) {
	change(&a.Top, b.Top)
	change(&a.Right, b.Right)
	change(&a.Bottom, b.Bottom)
	change(&a.Left, b.Left)
}

func refuse(code, vi, en string) error {
	return &Error{note.Note{
		Code: "shop-" + code, Severity: note.Error, Field: "shop", VI: vi, EN: en,
		FixVI: "Chọn kiểu gia công khác (`bangron shops`), sửa số của xưởng, hoặc chọn khổ lớn hơn.",
		FixEN: "Choose another shop preset (`bangron shops`), change the shop's numbers, or choose a larger size.",
	}}
}

// refuseValue is the error of a number of the shop's own, by its name.
func refuseValue(code, vi, en string) error {
	name := strings.ReplaceAll(code, "-", "_")
	return &Error{note.Note{
		Code: "shop-" + code, Severity: note.Error, Field: name, VI: vi, EN: en,
		FixVI: fmt.Sprintf("Sửa `%s`, chọn kiểu gia công khác (`bangron shops`), hoặc chọn khổ lớn hơn.", name),
		FixEN: fmt.Sprintf("Change `%s`, choose another shop preset (`bangron shops`), or choose a larger size.", name),
	}}
}

// point writes a number of Vietnamese for English.
func point(number string) string { return strings.Replace(number, ",", ".", 1) }

// check refuses numbers that no shop means.
func (f *Finish) check(trim scene.Rect) error {
	short := min(trim.Width(), trim.Height())
	for _, v := range [...]struct {
		value    float64
		code     string
		vi, en   string
		min, max float64
	}{
		{f.Bleed, "bleed", "Phần tràn lề", "The bleed", 0, min(short/2, MaxLength)},
		{f.Safe, "safe", "Vùng an toàn", "The safe zone", 0, min(short/2, MaxLength)},
		{f.Hem, "hem", "Mép gấp", "The hem", 0, min(short/2, MaxLength)},
		{f.Pocket, "pocket", "Ống luồn cây", "The pole pocket", 0, min(short/2, MaxLength)},
		{f.EyeletSpacing, "eyelet-spacing", "Khoảng cách khoen", "The spacing of eyelets", MinSpacing, MaxSpacing},
		{f.EyeletEdge, "eyelet-edge", "Khoảng cách khoen tới mép", "The eyelets' distance from the edge", 0, min(short/4, MaxLength)},
		{f.Weld, "weld", "Phần chồng mối ghép", "The overlap of a weld", leastWeld, MaxRoll / leastRoll},
		{f.SlitSpacing, "slit-spacing", "Khoảng cách lỗ thoát gió", "The spacing of wind slits", MinSpacing, MaxSpacing},
		{f.SlitRadius, "slit-radius", "Bán kính lỗ thoát gió", "The radius of wind slits", 0, max(f.SlitSpacing, MinSpacing) / 3},
		{f.Foot, "foot", "Phần chân khuất", "The hidden foot", 0, min(trim.Height()/2, MaxLength)},
		{f.CutRadius, "cut-radius", "Bán kính bo góc", "The radius of the corners", 0, min(short/2, MaxLength)},
	} {
		if v.value == 0 || v.value >= v.min && v.value <= v.max {
			continue
		}
		vi, en := fmt.Sprintf("chỉ nhận từ 0 đến %s mm", length(v.max)), fmt.Sprintf("it takes 0 to %s mm", point(length(v.max)))
		if v.min > 0 {
			vi = fmt.Sprintf("chỉ nhận 0 hoặc từ %s đến %s mm", length(v.min), length(v.max))
			en = fmt.Sprintf("it takes 0, or %s to %s mm", point(length(v.min)), point(length(v.max)))
		}
		return refuseValue(v.code,
			fmt.Sprintf("%s %s mm không hợp với khổ %.0f × %.0f mm: %s.", v.vi, length(v.value), trim.Width(), trim.Height(), vi),
			fmt.Sprintf("%s of %s mm does not go with a sheet of %.0f × %.0f mm: %s.", v.en, point(length(v.value)), trim.Width(), trim.Height(), en))
	}
	switch f.PocketSides {
	case "", Ends, TopBottom, LeftRight:
	default:
		return refuse("pocket-sides",
			fmt.Sprintf("Không có cạnh luồn cây “%.20s”: chọn %s, %s hoặc %s.", f.PocketSides, Ends, TopBottom, LeftRight),
			fmt.Sprintf("There are no pocket sides %.20q: choose %s, %s or %s.", f.PocketSides, Ends, TopBottom, LeftRight))
	}
	if f.EyeletSpacing > 0 && f.EyeletEdge < leastEyeletEdge {
		return refuse("eyelet-edge",
			fmt.Sprintf("Khoen cách mép %.6g mm: cần ít nhất %d mm.", f.EyeletEdge, leastEyeletEdge),
			fmt.Sprintf("Eyelets %.6g mm from the edge: at least %d mm are needed.", f.EyeletEdge, leastEyeletEdge))
	}
	if (f.SlitSpacing > 0) != (f.SlitRadius > 0) {
		return refuse("slit-radius", "Lỗ thoát gió cần cả khoảng cách và bán kính.", "Wind slits take both a spacing and a radius.")
	}
	if len(f.Rolls) > 0 && f.Weld == 0 {
		return refuse("weld", "Có khổ cuộn nhưng không ghi phần chồng của mối ghép.", "There are rolls, but no overlap of their welds.")
	}
	if len(f.Rolls) > MaxRolls {
		return refuse("rolls", fmt.Sprintf("Nhiều hơn %d khổ cuộn.", MaxRolls), fmt.Sprintf("More than %d widths of rolls.", MaxRolls))
	}
	for _, roll := range f.Rolls {
		if !(roll >= MinRoll && roll <= MaxRoll) {
			return refuse("rolls",
				fmt.Sprintf("Khổ cuộn %.6g mm: chỉ nhận từ %d đến %d mm.", roll, MinRoll, MaxRoll),
				fmt.Sprintf("A roll of %.6g mm: it takes %d to %d mm.", roll, MinRoll, MaxRoll))
		}
		if leastRoll*f.Weld > roll {
			return f.refuseNarrow(roll)
		}
	}
	return nil
}

// Safe is where all stands that must be read.
func (g *Geometry) Safe() scene.Rect {
	k := g.Keepout
	return g.Trim.Outset(scene.Edges{Top: -k.Top, Right: -k.Right, Bottom: -k.Bottom, Left: -k.Left})
}

// Sheet is all that is printed.
func (g *Geometry) Sheet() scene.Rect { return g.Trim.Outset(g.Bleed) }

// Crossing tells whether a weld runs through text or a logo.
func (g *Geometry) Crossing() bool { return len(g.crossing) > 0 }

// Keepouts are the areas inside the sheet in which nothing stands that must be read. A weld that could not miss text or
// the logo is none of them: the sheet can be made and read, if not as neatly, so that is a warning, not a refusal.
func (g *Geometry) Keepouts() []scene.Rect {
	var all []scene.Rect
	for _, at := range g.Eyelets {
		all = append(all, scene.Rect{X0: at.X, Y0: at.Y, X1: at.X, Y1: at.Y}.Inset(-g.EyeletEdge))
	}
	for _, weld := range g.Welds {
		if !slices.Contains(g.crossing, weld) {
			all = append(all, weld)
		}
	}
	for _, at := range g.Slits {
		all = append(all, g.slit(at))
	}
	return all
}

// slit is the area of a half-moon: it opens downwards from its chord.
func (g *Geometry) slit(at scene.Point) scene.Rect {
	return scene.Rect{X0: at.X - g.SlitRadius, X1: at.X + g.SlitRadius, Y0: at.Y, Y1: at.Y + g.SlitRadius}
}

// eyelets stand in every corner at a distance from both edges, and between them as many, evenly, as leave no wider gap
// than the spacing; none in a pocket, where the pole is.
func (g *Geometry) eyelets() {
	p := g.Pockets
	r := g.Trim.Outset(scene.Edges{Top: -p.Top, Right: -p.Right, Bottom: -p.Bottom, Left: -p.Left}).Inset(g.EyeletEdge)
	if g.EyeletSpacing == 0 || r.Empty() {
		return
	}
	across, down := max(1, math.Ceil(r.Width()/g.EyeletSpacing)), max(1, math.Ceil(r.Height()/g.EyeletSpacing))
	level, upright := p.Top == 0, p.Left == 0
	if level {
		g.Gap = r.Width() / across
	}
	if upright {
		g.Gap = max(g.Gap, r.Height()/down)
	}
	for i := range int(across) + 1 {
		if level || i == 0 || i == int(across) {
			x := r.X0 + r.Width()*float64(i)/across
			g.Eyelets = append(g.Eyelets, scene.Point{X: x, Y: r.Y0}, scene.Point{X: x, Y: r.Y1})
		}
	}
	for i := 1; upright && i < int(down); i++ {
		y := r.Y0 + r.Height()*float64(i)/down
		g.Eyelets = append(g.Eyelets, scene.Point{X: r.X0, Y: y}, scene.Point{X: r.X1, Y: y})
	}
}

// Outline is the line along which the sheet is cut out.
func (g *Geometry) Outline() *scene.Path {
	p := &scene.Path{}
	p.Rounded(g.Trim, g.CutRadius)
	return p
}
