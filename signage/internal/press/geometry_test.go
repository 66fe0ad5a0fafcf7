package press_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

func sheet(width, height float64) scene.Rect { return scene.Rect{X1: width, Y1: height} }

func resolve(t rapid.TB, trim scene.Rect, f press.Finish) *press.Geometry {
	t.Helper()
	g, err := press.Resolve(trim, f)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestResolve(t *testing.T) {
	banner, upright := sheet(6000, 800), sheet(800, 2500)
	for _, c := range []struct {
		name           string
		trim           scene.Rect
		finish         press.Finish
		bleed, keepout scene.Edges
	}{
		{"nothing", banner, press.Finish{}, scene.Edges{}, scene.Edges{}},
		{"bleed and safe zone", banner, press.Finish{Bleed: 3, Safe: 5}, scene.Even(3), scene.Even(5)},
		{"hem wider than the bleed", banner, press.Finish{Bleed: 20, Safe: 30, Hem: 40}, scene.Even(40), scene.Even(50)},
		{
			"pockets at the ends", banner, press.Finish{Bleed: 30, Safe: 60, Pocket: 100, PocketSides: press.Ends},
			scene.Edges{Top: 30, Bottom: 30, Left: 100, Right: 100}, scene.Edges{Top: 60, Bottom: 60, Left: 110, Right: 110},
		},
		{
			"pockets at the ends of an upright sign, hems beside them", upright, press.Finish{Hem: 40, Pocket: 100, PocketSides: press.Ends},
			scene.Edges{Top: 100, Bottom: 100, Left: 40, Right: 40}, scene.Edges{Top: 110, Bottom: 110, Left: 50, Right: 50},
		},
		{
			"pockets left and right", upright, press.Finish{Pocket: 80, PocketSides: press.LeftRight},
			scene.Edges{Left: 80, Right: 80}, scene.Edges{Left: 90, Right: 90},
		},
		{"foot", upright, press.Finish{Safe: 25, Foot: 150}, scene.Edges{}, scene.Edges{Top: 25, Right: 25, Left: 25, Bottom: 175}},
		{"round corners", sheet(100, 100), press.Finish{Safe: 5, CutRadius: 25}, scene.Edges{}, scene.Even(25 - 20/math.Sqrt2)},
	} {
		g := resolve(t, c.trim, c.finish)
		if g.Bleed != c.bleed || !near(g.Keepout, c.keepout) {
			t.Errorf("%s: bleed %v, keep-out %v; want %v, %v", c.name, g.Bleed, g.Keepout, c.bleed, c.keepout)
		}
	}
}

func near(a, b scene.Edges) bool {
	return math.Abs(a.Top-b.Top)+math.Abs(a.Right-b.Right)+math.Abs(a.Bottom-b.Bottom)+math.Abs(a.Left-b.Left) < 1e-9
}

// Eyelets stand in every corner, at their distance from the edge, and nowhere farther apart than asked.
func TestEyelets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		trim := sheet(rapid.Float64Range(400, 10000).Draw(t, "width"), rapid.Float64Range(400, 3000).Draw(t, "height"))
		f := press.Finish{EyeletSpacing: rapid.Float64Range(100, 1500).Draw(t, "spacing"), EyeletEdge: rapid.Float64Range(10, 50).Draw(t, "edge")}
		g := resolve(t, trim, f)
		r := trim.Inset(f.EyeletEdge)
		for _, corner := range []scene.Point{{X: r.X0, Y: r.Y0}, {X: r.X1, Y: r.Y0}, {X: r.X0, Y: r.Y1}, {X: r.X1, Y: r.Y1}} {
			if nearest(corner, g.Eyelets, 0) > 1e-6 {
				t.Fatalf("no eyelet in the corner %v", corner)
			}
		}
		for _, at := range g.Eyelets {
			if r.Inset(1e-6).Contains(scene.Rect{X0: at.X, X1: at.X, Y0: at.Y, Y1: at.Y}, 0) {
				t.Fatalf("the eyelet at %v is not at the edge of %v", at, r)
			}
			if d := nearest(at, g.Eyelets, 1e-6); d > f.EyeletSpacing+1e-6 {
				t.Fatalf("the eyelet at %v is %v mm from the next, over %v", at, d, f.EyeletSpacing)
			}
		}
	})
	if g := resolve(t, sheet(1000, 500), press.Finish{EyeletEdge: 25}); g.Eyelets != nil {
		t.Error("eyelets where none are asked for")
	}
	g := resolve(t, sheet(6000, 800), press.Finish{Pocket: 100, PocketSides: press.Ends, EyeletSpacing: 1000, EyeletEdge: 25})
	for _, at := range g.Eyelets {
		if at.X < 125 || at.X > 6000-125 || at.Y != 25 && at.Y != 775 {
			t.Errorf("the eyelet at %v is in the pocket", at)
		}
	}
}

// nearest is the distance to the nearest point that is farther than a least distance.
func nearest(p scene.Point, all []scene.Point, least float64) float64 {
	best := math.Inf(1)
	for _, q := range all {
		if d := math.Hypot(p.X-q.X, p.Y-q.Y); d >= least {
			best = min(best, d)
		}
	}
	return best
}

// Every number is refused where no shop can mean it.
func TestResolveRefuses(t *testing.T) {
	trim := sheet(1000, 600)
	for code, finishes := range map[string][]press.Finish{
		"shop-bleed":          {{Bleed: math.NaN()}, {Bleed: -1}, {Bleed: math.Inf(1)}, {Bleed: 301}},
		"shop-safe":           {{Safe: -1}, {Safe: 1e6}},
		"shop-hem":            {{Hem: -1}, {Hem: 301}},
		"shop-pocket":         {{Pocket: math.NaN()}, {Pocket: 1e6}},
		"shop-pocket-sides":   {{PocketSides: "trên"}},
		"shop-eyelet-spacing": {{EyeletSpacing: 5, EyeletEdge: 25}, {EyeletSpacing: -5}, {EyeletSpacing: 1e6}},
		"shop-eyelet-edge":    {{EyeletEdge: 400}, {EyeletSpacing: 500}, {EyeletSpacing: 500, EyeletEdge: 1}},
		"shop-weld":           {{Weld: -1}, {Weld: 1400}, {Rolls: []float64{1600}}},
		"shop-weld-roll":      {{Rolls: []float64{100}, Weld: 50}, {Rolls: []float64{3200, 140}, Weld: 40}},
		"shop-slit-spacing":   {{SlitSpacing: 1}, {SlitSpacing: math.NaN()}},
		"shop-slit-radius":    {{SlitSpacing: 300, SlitRadius: 200}, {SlitRadius: 10}},
		"shop-foot":           {{Foot: 400}, {Foot: -1}},
		"shop-cut-radius":     {{CutRadius: 301}, {CutRadius: math.NaN()}},
		"shop-rolls":          {{Rolls: []float64{0}, Weld: 30}, {Rolls: []float64{math.NaN()}, Weld: 30}, {Rolls: []float64{1e6}, Weld: 30}, {Rolls: make([]float64, press.MaxRolls+1), Weld: 30}},
		"shop-room":           {{Safe: 250}, {Pocket: 300}, {Safe: 100, Foot: 250}},
	} {
		for _, f := range finishes {
			_, err := press.Resolve(trim, f)
			var refused *press.Error
			if !errors.As(err, &refused) || refused.Note.Code != code || refused.Note.VI == "" || refused.Note.EN == "" || refused.Note.FixVI == "" || refused.Note.FixEN == "" {
				t.Errorf("%+v: error %v, want %s with a remedy", f, err, code)
			}
		}
	}
}

var rolls = []float64{1600, 2500, 3200}

func TestWelds(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height float64
		roll          float64
		welds         int
		upright       bool
	}{
		{"one narrow roll", 6000, 800, 1600, 0, false},
		{"the next roll", 6000, 2000, 2500, 0, false},
		{"upright sign", 3000, 9000, 3200, 0, false},
		{"two widths along", 10000, 4000, 2500, 1, false},
		{"two widths across are shorter to weld", 5000, 4000, 3200, 1, true},
		{"three widths", 12000, 8000, 3200, 2, false},
	} {
		g := resolve(t, sheet(c.width, c.height), press.Finish{Rolls: rolls, Weld: 30})
		if err := g.Place(press.Content{}); err != nil {
			t.Fatal(err)
		}
		if g.Roll != c.roll || len(g.Welds) != c.welds || c.welds > 0 && (g.Welds[0].Height() > g.Welds[0].Width()) != c.upright {
			t.Errorf("%s: roll %v, welds %v", c.name, g.Roll, g.Welds)
		}
	}
	g := resolve(t, sheet(50000, 20000), press.Finish{Rolls: []float64{100}, Weld: 10})
	var refused *press.Error
	if err := g.Place(press.Content{}); !errors.As(err, &refused) || refused.Note.Code != "shop-rolls" {
		t.Errorf("error %v for 222 welds", err)
	}
}

// A clean place is worth more than a shorter weld, and a short cut through text more than a long one.
func TestWeldsPreferACleanPlace(t *testing.T) {
	lines := func(all ...scene.Rect) press.Content { return press.Content{Text: all} }
	for _, c := range []struct {
		name     string
		content  press.Content
		upright  bool
		crossing bool
	}{
		{"a gap between two lines", lines(scene.Rect{X0: 500, Y0: 500, X1: 5500, Y1: 2200}, scene.Rect{X0: 500, Y0: 2400, X1: 5500, Y1: 3500}), false, false},
		{"no gap", lines(scene.Rect{X0: 500, Y0: 500, X1: 5500, Y1: 3500}), true, true},
		{"a code where the shorter weld is", press.Content{Code: scene.Rect{X0: 2000, Y0: 500, X1: 4000, Y1: 2200}}, false, false},
		{"nothing in the way", press.Content{}, true, false},
	} {
		g := resolve(t, sheet(6000, 4000), press.Finish{Rolls: rolls, Weld: 30})
		if err := g.Place(c.content); err != nil {
			t.Fatal(err)
		}
		if len(g.Welds) == 0 || g.Welds[0].Height() > g.Welds[0].Width() != c.upright || g.Crossing() != c.crossing {
			t.Errorf("%s: welds %v, crossing %v", c.name, g.Welds, g.Crossing())
		}
	}
}

// Every finish that is taken is placed on every sheet, or refused in words: narrow rolls and wide overlaps too.
func TestAnyFinishIsPlaced(t *testing.T) {
	welded := 0
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.OneOf(rapid.Float64Range(20, 500), rapid.Float64Range(500, 50_000))
		trim := sheet(side.Draw(t, "width"), side.Draw(t, "height"))
		length := func(name string, most float64) float64 {
			if rapid.Bool().Draw(t, name) {
				return rapid.Float64Range(0, min(most, min(trim.Width(), trim.Height())/3)).Draw(t, name+" mm")
			}
			return 0
		}
		f := press.Finish{
			Bleed: length("bleed", 100), Safe: length("safe", 100), Hem: length("hem", 60), Pocket: length("pocket", 120), Foot: length("foot", 200), CutRadius: length("radius", 50),
			PocketSides: rapid.SampledFrom([]press.Sides{"", press.Ends, press.TopBottom, press.LeftRight}).Draw(t, "sides"),
			Weld:        rapid.Float64Range(10, 1000).Draw(t, "overlap"),
		}
		if rapid.Bool().Draw(t, "eyelets") {
			f.EyeletSpacing, f.EyeletEdge = rapid.Float64Range(press.MinSpacing, 2000).Draw(t, "spacing"), rapid.Float64Range(10, 50).Draw(t, "edge")
		}
		for range rapid.IntRange(1, 3).Draw(t, "rolls") {
			f.Rolls = append(f.Rolls, max(press.MinRoll, f.Weld*rapid.Float64Range(9, 40).Draw(t, "roll in overlaps")))
		}
		g, err := press.Resolve(trim, f)
		if err == nil {
			line := trim.Inset(0.2 * min(trim.Width(), trim.Height()))
			err = g.Place(press.Content{Text: []scene.Rect{line}})
		}
		var refused *press.Error
		switch {
		case err != nil && (!errors.As(err, &refused) || refused.Note.VI == "" || refused.Note.FixVI == ""):
			t.Fatal(err)
		case err == nil && len(g.Welds) > 0:
			welded++
		case err != nil && refused.Note.Code == "shop-weld-roll" && slices.Min(f.Rolls) >= 10*f.Weld:
			t.Fatalf("a roll of %v with an overlap of %v: %v", f.Rolls, f.Weld, err)
		}
	})
	if welded == 0 && !testing.Short() {
		t.Error("nothing was welded")
	}
}

// Whatever stands where, every width fits its roll and the widths overlap as asked; a weld runs through a code only where
// that is refused, and through a logo or text only where the sheet says so.
func TestWeldsMissTheContent(t *testing.T) {
	missed := 0
	rapid.Check(t, func(t *rapid.T) {
		trim := sheet(rapid.Float64Range(2000, 20000).Draw(t, "width"), rapid.Float64Range(2000, 12000).Draw(t, "height"))
		f := press.Finish{Bleed: 30, Safe: 60, Rolls: rolls[:rapid.IntRange(1, 3).Draw(t, "rolls")], Weld: rapid.Float64Range(10, 50).Draw(t, "overlap")}
		g := resolve(t, trim, f)
		box := func(name string, share float64) scene.Rect {
			w, h := trim.Width()*rapid.Float64Range(0.01, share).Draw(t, name+" width"), trim.Height()*rapid.Float64Range(0.01, share).Draw(t, name+" height")
			x, y := rapid.Float64Range(0, trim.Width()-w).Draw(t, name+" x"), rapid.Float64Range(0, trim.Height()-h).Draw(t, name+" y")
			return scene.Rect{X0: x, Y0: y, X1: x + w, Y1: y + h}
		}
		c := press.Content{Code: box("code", 0.2), Logo: box("logo", 0.2), Text: []scene.Rect{box("line", 0.5), box("second line", 0.5)}}
		if err := g.Place(c); err != nil {
			var refused *press.Error
			if !errors.As(err, &refused) || refused.Note.Code != "shop-weld-code" {
				t.Fatal(err)
			}
			return
		}
		clear := true
		area := g.Sheet()
		at := area.X0
		upright := len(g.Welds) > 0 && g.Welds[0].Y0 == area.Y0 && g.Welds[0].Y1 == area.Y1
		if !upright {
			at = area.Y0
		}
		for _, w := range append(slices.Clone(g.Welds), scene.Rect{X0: area.X1, Y0: area.Y1, X1: area.X1, Y1: area.Y1}) {
			lo, hi := w.X0, w.X1
			if !upright {
				lo, hi = w.Y0, w.Y1
			}
			if width := hi - at; len(g.Welds) > 0 && (width > g.Roll+1e-6 || width <= 0) {
				t.Fatalf("a width of %v from a roll of %v", width, g.Roll)
			}
			at = lo
			if w.Intersects(c.Code) {
				t.Fatalf("the weld %v runs through the code %v", w, c.Code)
			}
			for _, part := range append(c.Text, c.Logo) {
				clear = clear && !w.Intersects(part)
			}
		}
		if clear == g.Crossing() {
			t.Fatalf("clear %v, said to cross %v", clear, g.Crossing())
		}
		if clear && len(g.Welds) > 0 {
			missed++
		}
		for _, k := range g.Keepouts() {
			for _, part := range append(c.Text, c.Logo, c.Code) {
				if k.Intersects(part) {
					t.Fatalf("%v stands in the keep-out %v", part, k)
				}
			}
		}
	})
	if missed == 0 {
		t.Error("no weld that missed everything was seen")
	}
}

func TestSlits(t *testing.T) {
	f := press.Finish{Safe: 60, SlitSpacing: 500, SlitRadius: 50, Rolls: []float64{2500}, Weld: 30}
	g := resolve(t, sheet(8000, 4000), f)
	c := press.Content{Code: scene.Rect{X0: 6000, Y0: 2000, X1: 7000, Y1: 3500}, Text: []scene.Rect{{X0: 500, Y0: 1000, X1: 6000, Y1: 1900}}}
	if err := g.Place(c); err != nil {
		t.Fatal(err)
	}
	if len(g.Slits) < 40 {
		t.Fatalf("%d slits", len(g.Slits))
	}
	for _, at := range g.Slits {
		r := scene.Rect{X0: at.X - 50, X1: at.X + 50, Y0: at.Y, Y1: at.Y + 50}
		if !g.Safe().Contains(r, 0) || r.Intersects(c.Code) || r.Intersects(c.Text[0]) || r.Intersects(g.Welds[0]) {
			t.Errorf("the slit at %v is in the way", at)
		}
		if nearest(at, g.Slits, 1) < 353 {
			t.Errorf("the slit at %v is too near to another", at)
		}
	}
}
