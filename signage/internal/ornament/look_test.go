package ornament

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/fogleman/gg"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

var look = flag.String("look", "", "directory to draw the example signs into, to be looked at")

// The inks of the signs in the examples.
var (
	red      = scene.Ink{M: 1, Y: 1, R: 0xDA, G: 0x25, B: 0x1D}
	maroon   = scene.Ink{M: 1, Y: 1, K: 0.35, R: 0xA8, G: 0x0F, B: 0x14}
	yellow   = scene.Ink{M: 0.1, Y: 1, R: 0xFF, G: 0xE1, B: 0x00}
	blue     = scene.Ink{C: 1, M: 0.7, R: 0x0A, G: 0x4D, B: 0xA2}
	navy     = scene.Ink{C: 1, M: 0.8, K: 0.45, R: 0x06, G: 0x26, B: 0x5C}
	bright   = scene.Ink{C: 0.8, M: 0.4, R: 0x10, G: 0x68, B: 0xC8}
	sky      = scene.Ink{C: 0.65, M: 0.15, R: 0x38, G: 0xB6, B: 0xFF}
	daylight = scene.Ink{C: 0.03, M: 0.01, R: 0xF4, G: 0xF8, B: 0xFF}
)

// sign is an example with the parts that a design would choose.
type sign struct {
	name          string
	width, height float64
	px            float64 // width of its picture
	draw          func(page scene.Rect) []scene.Node
	lines         []line
}

type line struct {
	font, text   string
	x, y, height float64 // middle of the baseline and cap height, shares of the sign's size
	ink          scene.Ink
}

func signs() []sign {
	return []sign{
		{"banner", 6000, 800, 2400, banner, []line{
			{"barlow-condensed-700", "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", 0.5, 0.63, 0.27, yellow},
			{"be-vietnam-pro-700", "ỦY BAN NHÂN DÂN XÃ TÂN TRÀO", 0.5, 0.84, 0.09, scene.White()},
		}},
		{"pano", 4000, 3000, 1600, pano, []line{
			{"be-vietnam-pro-800", "NGÀY CHUYỂN ĐỔI SỐ", 0.5, 0.26, 0.075, scene.White()},
			{"be-vietnam-pro-800", "QUỐC GIA", 0.5, 0.39, 0.075, scene.White()},
			{"be-vietnam-pro-800", "10/10", 0.5, 0.68, 0.21, yellow},
			{"barlow-condensed-700", "CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI", 0.5, 0.91, 0.04, scene.White()},
		}},
		{"poster", 420, 594, 1050, poster, []line{
			{"be-vietnam-pro-700", "NGÀY CHUYỂN ĐỔI SỐ", 0.5, 0.245, 0.038, blue},
			{"be-vietnam-pro-700", "QUỐC GIA", 0.5, 0.31, 0.038, blue},
			{"be-vietnam-pro-800", "10/10", 0.5, 0.50, 0.14, red},
		}},
		{"standee", 800, 1800, 800, standee, []line{
			{"be-vietnam-pro-700", "CHUYỂN ĐỔI SỐ", 0.5, 0.345, 0.032, scene.White()},
			{"be-vietnam-pro-800", "10/10", 0.5, 0.57, 0.10, yellow},
		}},
		{"web", 1200, 300, 1200, web, []line{
			{"be-vietnam-pro-700", "NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA", 0.35, 0.52, 0.12, scene.White()},
			{"be-vietnam-pro-800", "10/10", 0.87, 0.62, 0.25, yellow},
		}},
	}
}

func rect(x0, y0, x1, y1 float64) scene.Rect { return scene.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1} }

func banner(page scene.Rect) []scene.Node {
	ground := Plain(page.Inset(-20), red)
	nodes := ground.Draw()
	for _, x := range [...]float64{page.X0, page.X1} {
		middle := page.Center()
		center := scene.Point{X: x, Y: middle.Y}
		nodes = append(nodes, Drum{
			Center: center, Radius: page.Height() * 1.1, Within: page.Inset(-20), Seed: 10,
			Paint: Tint{
				Ground: ground, Accent: scene.Black(),
				Fade: Along(scene.Point{X: x + (middle.X-x)*0.1}, scene.Point{X: x + (middle.X-x)*0.3}),
			}.Paint(),
		}.Draw()...)
	}
	return append(nodes, Frame{Trim: page, Inset: 30, Ink: yellow}.Draw())
}

func pano(page scene.Rect) []scene.Node {
	bleed := page.Inset(-20)
	ground := Ramp{Area: bleed, Stops: []Stop{{0, navy}, {0.55, blue}, {0.85, bright}, {1, bright}}}
	nodes := ground.Draw()
	nodes = append(nodes, Drum{
		Center: scene.Point{X: page.Width() / 2, Y: page.Height() * 0.46}, Radius: page.Height() * 0.5, Within: bleed, Seed: 10,
		Paint: Tint{Ground: ground, Accent: sky}.Paint(),
	}.Draw()...)
	net := Tint{Ground: ground, Accent: sky, Strength: 0.30}.Paint()
	nodes = append(nodes, Network{
		Area: rect(-150, -150, 4150, 2350), Seed: 10,
		Avoid: []scene.Rect{rect(380, 480, 3620, 1180), rect(850, 1380, 3150, 2050)},
		Nodes: Tint{Ground: ground, Accent: sky, Strength: 0.55}.Paint(), Edges: net,
		Faces: Tint{Ground: ground, Accent: sky, Strength: 0.08}.Paint(),
	}.Draw()...)
	waves, _ := Waves{Area: rect(-20, 2150, 4020, 3020), Inks: []scene.Ink{blue, red.Towards(yellow, 0.2), red, maroon}, Seed: 10}.Draw()
	return append(nodes, waves...)
}

func poster(page scene.Rect) []scene.Node {
	bleed := page.Inset(-3)
	ground := Ramp{Area: bleed, Stops: []Stop{{0, scene.White()}, {1, daylight}}}
	nodes := ground.Draw()
	nodes = append(nodes, Drum{
		Center: scene.Point{X: 210, Y: 215}, Radius: 240, Within: bleed, Seed: 10,
		Paint: Tint{Ground: ground, Accent: blue}.Paint(),
	}.Draw()...)
	nodes = append(nodes, Network{
		Area: rect(-10, 30, 430, 440), Seed: 10,
		Avoid: []scene.Rect{rect(40, 115, 380, 190), rect(80, 210, 340, 300)},
		Nodes: Tint{Ground: ground, Accent: blue, Strength: 0.35}.Paint(),
		Edges: Tint{Ground: ground, Accent: blue, Strength: 0.22}.Paint(),
		Faces: Tint{Ground: ground, Accent: blue, Strength: 0.04}.Paint(),
	}.Draw()...)
	waves, _ := Waves{Area: rect(-3, 415, 423, 597), Inks: []scene.Ink{sky, blue, navy}, Seed: 10}.Draw()
	nodes = append(nodes, waves...)
	nodes = append(nodes, Plain(rect(-3, -3, 423, 36), red).Draw()...)
	return append(nodes, Star(scene.Point{X: 26, Y: 19}, 12, yellow))
}

func standee(page scene.Rect) []scene.Node {
	ground := Ramp{Area: page.Inset(-5), Stops: []Stop{{0, maroon}, {0.5, red}, {1, maroon}}}
	nodes := ground.Draw()
	center := scene.Point{X: 400, Y: 650}
	nodes = append(nodes, Drum{
		Center: center, Radius: 520, Within: page, Seed: 10,
		Paint: Tint{Ground: ground, Accent: scene.White(), Fade: Around(center, 250, 560)}.Paint(),
	}.Draw()...)
	return append(nodes, Star(scene.Point{X: 400, Y: 180}, 75, yellow))
}

func web(page scene.Rect) []scene.Node {
	ground := Ramp{Area: page, Horizontal: true, Stops: []Stop{{0, maroon}, {0.55, red}, {1, blue}}}
	nodes := ground.Draw()
	nodes = append(nodes, Drum{
		Center: scene.Point{X: 1045, Y: 150}, Radius: 230, Within: page, Seed: 10, Least: 0.8,
		Paint: Tint{Ground: ground, Accent: sky.Towards(scene.White(), 0.3)}.Paint(),
	}.Draw()...)
	return append(nodes, Network{
		Area: rect(560, -20, 1230, 320), Seed: 10, Least: 0.8,
		Avoid: []scene.Rect{rect(0, 100, 850, 170), rect(890, 90, 1180, 200)},
		Nodes: Tint{Ground: ground, Accent: scene.White(), Strength: 0.35}.Paint(),
		Edges: Tint{Ground: ground, Accent: scene.White(), Strength: 0.2}.Paint(),
	}.Draw()...)
}

func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no -look directory")
	}
	for _, s := range signs() {
		nodes := s.draw(rect(0, 0, s.width, s.height))
		points := 0
		for _, n := range nodes {
			points += len(n.(*scene.Fill).Path.Points)
		}
		t.Logf("%s: %d fills, %d points", s.name, len(nodes), points)
		for _, l := range s.lines {
			face, err := fonts.Lookup(l.font)
			if err != nil {
				t.Fatal(err)
			}
			run, advance, err := face.Shape(l.text)
			if err != nil {
				t.Fatal(err)
			}
			size := l.height * s.height / face.CapHeight() * float64(face.UnitsPerEm())
			text := &scene.Glyphs{
				Face: face, Run: run, Size: size,
				Origin: scene.Point{X: l.x*s.width - advance*size/float64(face.UnitsPerEm())/2, Y: l.y * s.height},
			}
			outline, err := text.Path()
			if err != nil {
				t.Fatal(err)
			}
			nodes = append(nodes, &scene.Fill{Path: outline, Ink: l.ink})
		}
		if err := picture(nodes, s.width, s.height, s.px).SavePNG(filepath.Join(*look, s.name+".png")); err != nil {
			t.Fatal(err)
		}
	}
}

func picture(nodes []scene.Node, width, height, px float64) *gg.Context {
	scale := px / width
	c := gg.NewContext(int(px), int(height*scale))
	for _, n := range nodes {
		fill := n.(*scene.Fill)
		fill.Path.Transformed(scene.Scale(scale, scale)).Walk(func(v scene.Verb, _ scene.Point, to []scene.Point) {
			switch v {
			case scene.Move:
				c.MoveTo(to[0].X, to[0].Y)
			case scene.Line:
				c.LineTo(to[0].X, to[0].Y)
			case scene.Quad:
				c.QuadraticTo(to[0].X, to[0].Y, to[1].X, to[1].Y)
			case scene.Cube:
				c.CubicTo(to[0].X, to[0].Y, to[1].X, to[1].Y, to[2].X, to[2].Y)
			case scene.Close:
				c.ClosePath()
			}
		})
		c.SetFillRule(gg.FillRuleWinding)
		if fill.EvenOdd {
			c.SetFillRule(gg.FillRuleEvenOdd)
		}
		c.SetRGB255(int(fill.Ink.R), int(fill.Ink.G), int(fill.Ink.B))
		c.Fill()
	}
	return c
}
