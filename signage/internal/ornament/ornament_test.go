package ornament

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/scene"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

// TestSigns compares each example with the picture that was looked at. Antialiasing may differ in a few pixels from
// one processor to another.
func TestSigns(t *testing.T) {
	for _, s := range signs() {
		t.Run(s.name, func(t *testing.T) {
			got := picture(s.draw(rect(0, 0, s.width, s.height)), s.width, s.height, s.px)
			file := filepath.Join("testdata", s.name+".png")
			if *update {
				if err := got.SavePNG(file); err != nil {
					t.Fatal(err)
				}
				return
			}
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := png.Decode(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			want := image.NewRGBA(decoded.Bounds())
			draw.Draw(want, want.Bounds(), decoded, want.Bounds().Min, draw.Src)
			if got.Image().Bounds() != want.Bounds() {
				t.Fatalf("picture is %v, want %v", got.Image().Bounds(), want.Bounds())
			}
			if off, all := differing(got.Image().(*image.RGBA).Pix, want.Pix), len(want.Pix)/4; off*2000 > all {
				t.Errorf("%d of %d pixels differ", off, all)
			}
		})
	}
}

// differing counts the pixels of which a channel differs by more than 4 levels of 255.
func differing(a, b []uint8) int {
	count := 0
	for i := 0; i < len(a); i += 4 {
		for k := i; k < i+3; k++ {
			if d := int(a[k]) - int(b[k]); d < -4 || d > 4 {
				count++
				break
			}
		}
	}
	return count
}

// TestSameEveryTime draws in parallel with one paint: with -race it also shows that a paint may be shared.
func TestSameEveryTime(t *testing.T) {
	page := rect(0, 0, 4000, 3000)
	first := pano(page)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if !reflect.DeepEqual(pano(page), first) {
				t.Error("the same pano differs")
			}
		})
	}
	wait.Wait()
}

func TestSeedChanges(t *testing.T) {
	page := rect(0, 0, 1000, 1000)
	draw := map[string]func(seed uint64) []scene.Node{
		"drum": func(seed uint64) []scene.Node {
			return Drum{Center: page.Center(), Radius: 500, Seed: seed, Paint: Flat(red)}.Draw()
		},
		"network": func(seed uint64) []scene.Node {
			return Network{Area: page, Seed: seed, Nodes: Flat(red), Edges: Flat(blue)}.Draw()
		},
		"waves": func(seed uint64) []scene.Node {
			nodes, _ := Waves{Area: page, Seed: seed, Inks: []scene.Ink{red}}.Draw()
			return nodes
		},
	}
	for name, f := range draw {
		if reflect.DeepEqual(f(1), f(2)) {
			t.Errorf("%s: two seeds draw the same", name)
		}
	}
}

// TestNothingToDraw: a geometry that is no area draws nothing and does not panic.
func TestNothingToDraw(t *testing.T) {
	paint := Flat(red)
	for _, v := range [...]float64{0, -5, math.NaN(), math.Inf(1), math.Inf(-1), 1e9} {
		center := scene.Point{X: 10, Y: 10}
		if nodes := (Drum{Center: center, Radius: v, Paint: paint}).Draw(); nodes != nil {
			t.Errorf("drum of radius %v draws %d fills", v, len(nodes))
		}
		if star := Star(center, v, red); star != nil {
			t.Errorf("star of radius %v is drawn", v)
		}
		area := rect(0, 0, v, 10)
		if nodes := (Network{Area: area, Nodes: paint, Edges: paint}).Draw(); nodes != nil {
			t.Errorf("network %v wide draws %d fills", v, len(nodes))
		}
		if nodes := Plain(area, red).Draw(); nodes != nil {
			t.Errorf("ground %v wide draws %d fills", v, len(nodes))
		}
		if nodes, full := (Waves{Area: area, Inks: []scene.Ink{red}}).Draw(); nodes != nil || full(0, 1) != 10 {
			t.Errorf("waves %v wide draw %d fills down to %v", v, len(nodes), full(0, 1))
		}
		if f := (Frame{Trim: area, Ink: red}); f.Draw() != nil || !f.Inner().Empty() {
			t.Errorf("frame %v wide is drawn", v)
		}
		if f := (Frame{Trim: rect(0, 0, 100, 100), Inset: v, Ink: red}); v != 0 && v != -5 && f.Draw() != nil {
			t.Errorf("frame inset by %v is drawn", v)
		}
	}
	if nodes, full := (Waves{Area: rect(0, 0, 10, 20)}).Draw(); nodes != nil || full(0, 1) != 20 {
		t.Errorf("waves without inks draw %d fills down to %v", len(nodes), full(0, 1))
	}
	if nodes := (Drum{Radius: 10}).Draw(); nodes != nil {
		t.Errorf("the zero paint draws %d fills", len(nodes))
	}
}

// anyArea is a rectangle with a shorter side from 10 mm and a longer up to 20 m, up to 100 times as long.
func anyArea(t *rapid.T) scene.Rect {
	short := rapid.Float64Range(10, 20000).Draw(t, "short")
	long := min(20000, short*rapid.Float64Range(1, 100).Draw(t, "aspect"))
	x, y := rapid.Float64Range(-500, 500).Draw(t, "x"), rapid.Float64Range(-500, 500).Draw(t, "y")
	if rapid.Bool().Draw(t, "upright") {
		return rect(x, y, x+short, y+long)
	}
	return rect(x, y, x+long, y+short)
}

// anyPaint is flat, or follows a ramp over the area, with or without a fade.
func anyPaint(t *rapid.T, area scene.Rect) Paint {
	ground := Ramp{
		Area: area, Horizontal: rapid.Bool().Draw(t, "horizontal"),
		Stops: []Stop{{0, maroon}, {0.4, red}, {1, blue}},
	}
	switch rapid.IntRange(0, 3).Draw(t, "paint") {
	case 0:
		return Flat(red)
	case 1:
		return Tint{Ground: ground, Accent: scene.White()}.Paint()
	case 2:
		return Tint{Ground: ground, Accent: yellow, Fade: Along(scene.Point{X: area.X0, Y: area.Y0}, scene.Point{X: area.X1, Y: area.Y1})}.Paint()
	default:
		return Tint{Ground: ground, Accent: yellow, Strength: 1, Fade: Around(area.Center(), area.Height()/9, area.Height())}.Paint()
	}
}

// contour is one closed outline of a path.
type contour struct {
	extent scene.Rect
	points int
	turn   float64 // above 0 for clockwise
}

func contours(t interface{ Fatalf(string, ...any) }, nodes []scene.Node) []contour {
	var all []contour
	for _, n := range nodes {
		path := n.(*scene.Fill).Path
		part := &scene.Path{}
		path.Walk(func(v scene.Verb, _ scene.Point, to []scene.Point) {
			for _, q := range to {
				if !(math.Abs(q.X) < 1e7 && math.Abs(q.Y) < 1e7) {
					t.Fatalf("a point at %v", q)
				}
			}
			part.Verbs = append(part.Verbs, v)
			part.Points = append(part.Points, to...)
			if v != scene.Close {
				return
			}
			c := contour{extent: part.Bounds(), points: len(part.Points)}
			last := part.Points[len(part.Points)-1]
			for _, q := range part.Points {
				c.turn += last.X*q.Y - q.X*last.Y
				last = q
			}
			all = append(all, c)
			part = &scene.Path{}
		})
		if len(part.Verbs) > 0 {
			t.Fatalf("a contour is left open")
		}
	}
	return all
}

func points(nodes []scene.Node) int {
	sum := 0
	for _, n := range nodes {
		sum += len(n.(*scene.Fill).Path.Points)
	}
	return sum
}

// holesInside fails where shapes that overlap could cancel each other: all turn clockwise but the holes, and a hole
// follows the contour in which it lies.
func holesInside(t *rapid.T, all []contour) {
	for i, c := range all {
		if c.turn < 0 && (i == 0 || all[i-1].turn < 0 || !all[i-1].extent.Contains(c.extent, 1e-9)) {
			t.Fatalf("contour %d turns the wrong way", i)
		}
	}
}

func TestDrumProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		page := anyArea(t)
		drum := Drum{
			Center: scene.Point{
				X: page.X0 + page.Width()*rapid.Float64Range(-0.1, 1.1).Draw(t, "cx"),
				Y: page.Y0 + page.Height()*rapid.Float64Range(-0.1, 1.1).Draw(t, "cy"),
			},
			Radius: rapid.Float64Range(0.1, 1.5).Draw(t, "radius") * min(page.Width(), page.Height()),
			Least:  rapid.SampledFrom([]float64{0, 0.2, 1, 5}).Draw(t, "least"),
			Seed:   rapid.Uint64().Draw(t, "seed"),
			Paint:  anyPaint(t, page),
		}
		if rapid.Bool().Draw(t, "avoid") {
			drum.Avoid = []scene.Rect{anyArea(t), anyArea(t)}
		}
		whole := drum.Draw()
		drum.Within = page
		part := drum.Draw()
		if n := max(points(whole), points(part)); n > MaxDrumPoints {
			t.Fatalf("%d points", n)
		}
		all, kept := contours(t, whole), contours(t, part)
		holesInside(t, all)
		holesInside(t, kept)
		// The extent of a part of a ring is taken 0.63 % of its radius and half a rule too large.
		near := page.Inset(-drum.Radius*0.015 - 2*leastLine(drum.Least))
		for _, c := range kept {
			if !near.Intersects(c.extent) {
				t.Fatalf("%v is drawn outside %v", c.extent, page)
			}
		}
		reach := square(drum.Center, drum.Radius*1.01+10*leastLine(drum.Least))
		for _, c := range all {
			if !reach.Contains(c.extent, 0) {
				t.Fatalf("%v lies outside the drum %v", c.extent, reach)
			}
		}
		for _, c := range all {
			if c.points < 8 && crosses(drum.Avoid, c.extent) {
				t.Fatalf("%v is drawn across %v", c.extent, drum.Avoid)
			}
		}
		// Dots and strokes inside are all kept; only rings have longer contours.
		if a, b := small(all, page), small(kept, page); a != b {
			t.Fatalf("%d small shapes touch the page, %d are drawn", a, b)
		}
	})
}

func small(all []contour, within scene.Rect) int {
	count := 0
	for _, c := range all {
		if c.points < 8 && c.extent.Intersects(within) {
			count++
		}
	}
	return count
}

// TestDrumPointsWorst cuts every ring as often as a paint can.
func TestDrumPointsWorst(t *testing.T) {
	part := 0
	other := func(scene.Point) float64 { part++; return float64(1+part%2) / 2 }
	paint := Tint{Ground: Plain(rect(0, 0, 1, 1), red), Accent: blue, Fade: other}.Paint()
	avoid := []scene.Rect{rect(1000, 1000, 1001, 1001)}
	if n := points(Drum{Radius: 500, Avoid: avoid, Paint: paint}.Draw()); n > MaxDrumPoints || n < MaxDrumPoints*9/10 {
		t.Errorf("%d points; the limit is %d", n, MaxDrumPoints)
	}
}

func TestDrumGrowsCoarser(t *testing.T) {
	drum := Drum{Radius: 100, Paint: Flat(red)}
	fine := points(drum.Draw())
	drum.Least = 1
	if coarse := points(drum.Draw()); coarse >= fine {
		t.Errorf("with lines of 1 mm %d points, with fine lines %d", coarse, fine)
	}
}

func TestNetworkProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		area := anyArea(t)
		var avoid []scene.Rect
		for range rapid.IntRange(0, 4).Draw(t, "avoid") {
			x := area.X0 + area.Width()*rapid.Float64Range(-0.2, 1).Draw(t, "x")
			y := area.Y0 + area.Height()*rapid.Float64Range(-0.2, 1).Draw(t, "y")
			avoid = append(avoid, rect(x, y, x+area.Width()*rapid.Float64Range(0, 0.6).Draw(t, "w"), y+area.Height()*rapid.Float64Range(0, 0.6).Draw(t, "h")))
		}
		paint := anyPaint(t, area)
		nodes := Network{Area: area, Avoid: avoid, Seed: rapid.Uint64().Draw(t, "seed"), Nodes: paint, Edges: paint, Faces: paint}.Draw()
		if n := points(nodes); n > MaxNetworkPoints {
			t.Fatalf("%d points", n)
		}
		all := contours(t, nodes)
		holesInside(t, all)
		for _, c := range all {
			if !area.Contains(c.extent, 1e-9*area.Width()) {
				t.Fatalf("%v lies outside %v", c.extent, area)
			}
			for _, a := range avoid {
				if a.Intersects(c.extent) {
					t.Fatalf("%v lies across %v", c.extent, a)
				}
			}
		}
	})
}

// TestNetworkDensity: more of the net lies in the outer half of a sign than in the inner, and an empty sign has one.
func TestNetworkDensity(t *testing.T) {
	for _, area := range [...]scene.Rect{rect(0, 0, 4000, 3000), rect(0, 0, 6000, 800), rect(0, 0, 800, 1800), rect(0, 0, 420, 594)} {
		inner := rect(area.Width()*0.146, area.Height()*0.146, area.Width()*0.854, area.Height()*0.854)
		inside, outside := 0, 0
		for seed := range uint64(8) {
			for _, c := range contours(t, Network{Area: area, Seed: seed, Nodes: Flat(red)}.Draw()) {
				if inner.Contains(c.extent, 0) {
					inside++
				} else {
					outside++
				}
			}
		}
		if outside < inside*5/4 || inside+outside < 8*20 {
			t.Errorf("%v: %d nodes inside, %d outside", area, inside, outside)
		}
	}
}

func TestWavesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		area := anyArea(t)
		inks := make([]scene.Ink, rapid.IntRange(1, MaxWaves+2).Draw(t, "inks"))
		for i := range inks {
			inks[i] = navy.Towards(sky, float64(i)/10)
		}
		nodes, full := Waves{Area: area, Inks: inks, Seed: rapid.Uint64().Draw(t, "seed")}.Draw()
		if n := points(nodes); n > MaxWavesPoints {
			t.Fatalf("%d points", n)
		}
		if len(nodes) != min(len(inks), MaxWaves) {
			t.Fatalf("%d ribbons of %d inks", len(nodes), len(inks))
		}
		down := full(area.X0, area.X1)
		if !(down > area.Y0 && down <= area.Center().Y) {
			t.Fatalf("full at %v in %v", down, area)
		}
		for i, c := range contours(t, nodes) {
			if !area.Contains(c.extent, 1e-9*area.Width()) {
				t.Fatalf("ribbon %d %v outside %v", i, c.extent, area)
			}
			if c.extent.X0 != area.X0 || c.extent.X1 != area.X1 || c.extent.Y1 != area.Y1 {
				t.Fatalf("ribbon %d %v does not fill %v", i, c.extent, area)
			}
		}
		// No point of the last crest, nor of the curve between, lies below.
		last := nodes[len(nodes)-1].(*scene.Fill).Path
		crest := &scene.Path{Verbs: last.Verbs[:len(last.Verbs)-3], Points: last.Points[:len(last.Points)-2]}
		if b := crest.Bounds(); b.Y1 != down {
			t.Fatalf("the last crest comes down to %v, full is %v", b.Y1, down)
		}
		from := rapid.Float64Range(area.X0, area.X1).Draw(t, "from")
		to := rapid.Float64Range(from, area.X1).Draw(t, "to")
		part := full(from, to)
		if part > down {
			t.Fatalf("part of the crest comes down to %v, all of it to %v", part, down)
		}
		crest.Walk(func(_ scene.Verb, _ scene.Point, at []scene.Point) {
			if end := at[len(at)-1]; end.X >= from && end.X <= to && end.Y > part {
				t.Fatalf("the crest comes down to %v at %v, full is %v from %v to %v", end.Y, end.X, part, from, to)
			}
		})
	})
}

func TestRampProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		area := anyArea(t)
		ink := rapid.Custom(func(t *rapid.T) scene.Ink {
			return scene.Ink{
				C: rapid.Float64Range(0, 1).Draw(t, "c"), K: rapid.Float64Range(0, 1).Draw(t, "k"),
				R: rapid.Uint8().Draw(t, "r"), G: rapid.Uint8().Draw(t, "g"), B: rapid.Uint8().Draw(t, "b"),
			}
		})
		a, b := ink.Draw(t, "a"), ink.Draw(t, "b")
		ramp := Ramp{Area: area, Horizontal: rapid.Bool().Draw(t, "horizontal"), Stops: []Stop{{0, a}, {1, b}}}
		if rapid.Bool().Draw(t, "screen") {
			ramp.Pixel = ramp.length() / 100
		}
		nodes := ramp.Draw()
		if n := points(nodes); n > MaxRampPoints {
			t.Fatalf("%d points", n)
		}
		if first := nodes[0].(*scene.Fill); first.Bounds() != area || first.Ink != a {
			t.Fatalf("the first step is %+v", first)
		}
		last := nodes[len(nodes)-1].(*scene.Fill).Ink
		if printed := ramp.Pixel == 0; last.R != b.R || last.G != b.G || last.B != b.B || printed && (math.Abs(last.C-b.C) > 1e-9 || math.Abs(last.K-b.K) > 1e-9) {
			t.Fatalf("the last ink is %+v, want %+v", last, b)
		}
		for k := 1; k < len(nodes); k++ {
			before, step := nodes[k-1].(*scene.Fill), nodes[k].(*scene.Fill)
			p, q := before.Bounds(), step.Bounds()
			start := q.Y0 - p.Y0
			if ramp.Horizontal {
				start = q.X0 - p.X0
			}
			if start <= 0 || q.X1 != area.X1 || q.Y1 != area.Y1 {
				t.Fatalf("step %d is %v after %v", k, q, p)
			}
			for _, c := range [...][4]float64{
				{float64(before.Ink.R), float64(step.Ink.R), float64(a.R), float64(b.R)},
				{float64(before.Ink.G), float64(step.Ink.G), float64(a.G), float64(b.G)},
				{float64(before.Ink.B), float64(step.Ink.B), float64(a.B), float64(b.B)},
				{before.Ink.C, step.Ink.C, a.C, b.C},
				{before.Ink.K, step.Ink.K, a.K, b.K},
			} {
				if (c[1]-c[0])*(c[3]-c[2]) < -1e-9 {
					t.Fatalf("step %d goes back: %v to %v on the way from %v to %v", k, c[0], c[1], c[2], c[3])
				}
			}
		}
	})
}

func TestRampSteps(t *testing.T) {
	area := rect(0, 0, 100, 50)
	grey := func(level uint8) scene.Ink { return scene.Ink{R: level, G: level, B: level} }
	for _, c := range []struct {
		name  string
		stops []Stop
		inks  int // 0: nothing is drawn
		pixel float64
	}{
		{"none", nil, 0, 0},
		{"plain", []Stop{{0, red}}, 1, 0},
		{"the same twice", []Stop{{0, red}, {1, red}}, 1, 0},
		{"one to each level of the screen", []Stop{{0, grey(40)}, {1, grey(100)}}, 61, 0},
		{"there and back", []Stop{{0, grey(40)}, {0.5, grey(100)}, {1, grey(40)}}, 121, 0},
		{"no more than the limit", []Stop{{0, grey(0)}, {1, grey(255)}}, printSteps + 1, 0},
		{"on a screen each channel by itself", []Stop{{0, scene.Ink{R: 10, G: 10}}, {1, scene.Ink{R: 40, G: 30}}}, 51, 0.1},
		{"on a screen not the same ink twice", []Stop{{0, grey(40)}, {1, grey(100)}}, 61, 0.1},
		{"on a screen one to the pixel", []Stop{{0, scene.Ink{R: 200}}, {1, scene.Ink{B: 200}}}, 51, 1},
		{"on a screen no more than the limit", []Stop{{0, scene.Ink{R: 255}}, {0.5, scene.Ink{B: 255}}, {1, scene.Ink{R: 255}}}, MaxRampSteps + 1, 0.01},
		{"plates that the screen does not show", []Stop{{0, scene.Ink{K: 0.2}}, {1, scene.Ink{K: 0.5}}}, 31, 0},
		{"out of order", []Stop{{0.6, red}, {0.4, blue}}, 0, 0},
		{"outside", []Stop{{0, red}, {1.5, blue}}, 0, 0},
		{"not a number", []Stop{{0, red}, {math.NaN(), blue}}, 0, 0},
	} {
		if nodes := (Ramp{Area: area, Stops: c.stops, Pixel: c.pixel}).Draw(); len(nodes) != c.inks {
			t.Errorf("%s: %d inks, want %d", c.name, len(nodes), c.inks)
		}
	}
}

func TestFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Frame{Trim: anyArea(t), Inset: rapid.Float64Range(0, 60).Draw(t, "inset"), Least: 0.3, Ink: yellow}
		fill := f.Draw()
		if fill == nil {
			if side := min(f.Trim.Width(), f.Trim.Height()); side > 2*f.Inset+40 && side > 4*f.Inset {
				t.Fatalf("no frame in %v inset by %v", f.Trim, f.Inset)
			}
			return
		}
		if n := len(fill.Path.Points); n > MaxFramePoints {
			t.Fatalf("%d points", n)
		}
		if want := f.Trim.Inset(f.Inset); fill.Bounds() != want {
			t.Fatalf("frame is %v, want %v", fill.Bounds(), want)
		}
		all := contours(t, []scene.Node{fill})
		thick, thin := all[1].extent.X0-all[0].extent.X0, all[3].extent.X0-all[2].extent.X0
		if thick <= thin || thin < 0.3-1e-9 {
			t.Fatalf("rules of %v and %v mm", thick, thin)
		}
		if a, b := all[3].extent, f.Inner(); !a.Contains(b, 1e-9) || !b.Contains(a, 1e-9) {
			t.Fatalf("inner is %v, the thin rule ends at %v", f.Inner(), all[3].extent)
		}
		// The squares of the corners lie between the rules.
		for _, c := range all[4:] {
			if !all[1].extent.Contains(c.extent, 0) {
				t.Fatalf("a corner %v outside %v", c.extent, all[1].extent)
			}
		}
	})
}

func TestStar(t *testing.T) {
	star := Star(scene.Point{X: 20, Y: 30}, 10, yellow)
	p := star.Path.Points
	if len(p) != 10 || p[0] != (scene.Point{X: 20, Y: 20}) {
		t.Fatalf("points %v", p)
	}
	// The edges from the upper valleys run on to the arms: all four points are level.
	for _, k := range [...]int{1, 2, 8} {
		if math.Abs(p[k].Y-p[9].Y) > 1e-9 {
			t.Errorf("point %d at %v is not level with %v", k, p[k], p[9])
		}
	}
}

// TestQuiet holds each theme's ornament to the strengths of the art direction, visible and not loud.
func TestQuiet(t *testing.T) {
	for _, c := range []struct {
		name           string
		ground, accent scene.Ink
	}{
		{"red towards black", red, scene.Black()},
		{"red towards white", red, scene.White()},
		{"red towards maroon", red, maroon},
		{"maroon towards white", maroon, scene.White()},
		{"blue towards sky", blue, sky},
		{"navy towards sky", navy, sky},
		{"light towards blue", daylight, blue},
		{"white towards blue", scene.White(), blue},
	} {
		s := Quiet(c.ground, c.accent)
		if s < 0.10 || s > 0.35 {
			t.Errorf("%s: strength %v", c.name, s)
		}
		ink := c.ground.Towards(c.accent, s)
		if d := difference(c.ground, ink); d < 6 || d > 16 {
			t.Errorf("%s: colour difference %.1f at strength %.2f", c.name, d, s)
		}
		if r := c.ground.Contrast(ink); r > 1.6 {
			t.Errorf("%s: contrast %.2f to the ground", c.name, r)
		}
	}
	if d := difference(scene.White(), scene.Black()); d < 95 {
		t.Errorf("white and black (which is K alone, here sRGB 0) differ by %.1f", d)
	}
}

func TestFade(t *testing.T) {
	center := scene.Point{X: 100, Y: 50}
	for _, c := range []struct {
		name string
		fade Fade
		x    []float64 // from full to gone
	}{
		{"along", Along(scene.Point{X: 10}, scene.Point{X: 110}), []float64{-20, 10, 30, 60, 90, 110, 300}},
		{"around", Around(center, 10, 90), []float64{100, 110, 130, 150, 170, 190, 250}},
		{"clear", Clear([]scene.Rect{rect(150, 0, 170, 100), rect(500, 0, 501, 1)}, 40), []float64{0, 110, 120, 130, 140, 150, 160}},
	} {
		ground := Plain(rect(0, 0, 200, 100), red)
		paint := Tint{Ground: ground, Accent: scene.White(), Strength: 0.5, Fade: c.fade}.Paint()
		last := math.Inf(1)
		for i, x := range c.x {
			at := scene.Point{X: x, Y: 50}
			f, ink := c.fade(at), paint.pick(at)
			switch {
			case i < 2 && f != 1, i >= 5 && f != 0, f > last:
				t.Errorf("%s: %v at x %v", c.name, f, x)
			case i < 2 && paint.inks[ink] != red.Towards(scene.White(), 0.5):
				t.Errorf("%s: ink %+v at full strength", c.name, paint.inks[ink])
			case i >= 5 && ink >= 0:
				t.Errorf("%s: drawn where it is gone", c.name)
			}
			last = f
		}
	}
	// A fade of no length is a matter of the caller's sizes, not of the picture's soundness.
	if f := Along(center, center)(center); f != 0 {
		t.Errorf("a fade of no length is %v", f)
	}
}

// TestTintFollowsGround: on a ramp the same ornament is darker where the ground is.
func TestTintFollowsGround(t *testing.T) {
	ground := Ramp{Area: rect(0, 0, 100, 100), Stops: []Stop{{0, navy}, {1, blue}}}
	paint := Tint{Ground: ground, Accent: scene.White(), Strength: 0.2}.Paint()
	for _, y := range [...]float64{-50, 0, 35, 70, 99, 500} {
		ink := paint.inks[paint.pick(scene.Point{X: 50, Y: y})]
		want := navy.Towards(blue, clamp(y/100, 0, 1)).Towards(scene.White(), 0.2)
		if d := difference(ink, want); d > 4 {
			t.Errorf("at %v the tint is %+v, want about %+v", y, ink, want)
		}
	}
}

func BenchmarkPano(b *testing.B) {
	page := rect(0, 0, 4000, 3000)
	b.ReportAllocs()
	for b.Loop() {
		pano(page)
	}
}

func BenchmarkDrum(b *testing.B) {
	paint := Flat(red)
	for b.Loop() {
		Drum{Radius: 500, Paint: paint}.Draw()
	}
}

func BenchmarkNetwork(b *testing.B) {
	paint := Flat(red)
	for b.Loop() {
		Network{Area: rect(0, 0, 4000, 3000), Nodes: paint, Edges: paint, Faces: paint}.Draw()
	}
}
