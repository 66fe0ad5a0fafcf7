package ornament

import (
	"github.com/fogleman/gg"

	"github.com/bangron/bangron/signage/internal/scene"
)

// The inks of the example signs.
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

// sign is an example with the parts that a design would choose, without its text.
type sign struct {
	name          string
	width, height float64
	px            float64 // width of its picture
	draw          func(page scene.Rect) []scene.Node
}

func signs() []sign {
	return []sign{
		{"banner", 6000, 800, 1000, banner},
		{"banner-end", 1600, 800, 700, func(scene.Rect) []scene.Node { return banner(rect(0, 0, 6000, 800)) }},
		{"pano", 4000, 3000, 600, pano},
		{"poster", 420, 594, 450, poster},
		{"standee", 800, 1800, 300, standee},
		{"web", 1200, 300, 900, web},
		{"drum-red", 1000, 1000, 600, detail(red, maroon, 0)},
		{"drum-navy", 1000, 1000, 400, detail(navy, sky, 2)},
		{"drum-light", 1000, 1000, 200, detail(daylight, blue, 4)},
	}
}

// detail is a drum alone, with no line below some width in mm.
func detail(ground, accent scene.Ink, least float64) func(scene.Rect) []scene.Node {
	return func(page scene.Rect) []scene.Node {
		plain := Plain(page, ground)
		return append(plain.Draw(), Drum{
			Center: page.Center(), Radius: page.Width() * 0.49, Least: least, Seed: 10,
			Paint: Tint{Ground: plain, Accent: accent}.Paint(),
		}.Draw()...)
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
				Fade: Along(scene.Point{X: x + (middle.X-x)*0.11}, scene.Point{X: x + (middle.X-x)*0.35}),
			}.Paint(),
		}.Draw()...)
	}
	return append(nodes, Frame{Trim: page, Inset: 30, Ink: yellow}.Draw())
}

func pano(page scene.Rect) []scene.Node {
	bleed := page.Inset(-20)
	ground := Ramp{Area: bleed, Stops: []Stop{{0, navy}, {0.55, blue}, {0.85, bright}, {1, bright}}}
	nodes := ground.Draw()
	net := Tint{Ground: ground, Accent: sky, Strength: 0.30}.Paint()
	nodes = append(nodes, Network{
		Area: rect(-150, -150, 4150, 2350), Seed: 10,
		Avoid: []scene.Rect{rect(380, 480, 3620, 1180), rect(850, 1380, 3150, 2050)},
		Nodes: Tint{Ground: ground, Accent: sky, Strength: 0.55}.Paint(), Edges: net,
		Faces: Tint{Ground: ground, Accent: sky, Strength: 0.08}.Paint(),
	}.Draw()...)
	nodes = append(nodes, Drum{
		Center: scene.Point{X: page.Width() / 2, Y: page.Height() * 0.46}, Radius: page.Height() * 0.5, Within: bleed, Seed: 10,
		Paint: Tint{Ground: ground, Accent: sky}.Paint(),
	}.Draw()...)
	waves, _ := Waves{Area: rect(-20, 2150, 4020, 3020), Inks: []scene.Ink{blue.Towards(navy, 0.5), red, maroon}, Seed: 10}.Draw()
	return append(nodes, waves...)
}

func poster(page scene.Rect) []scene.Node {
	bleed := page.Inset(-3)
	ground := Ramp{Area: bleed, Stops: []Stop{{0, scene.White()}, {1, daylight}}}
	nodes := ground.Draw()
	nodes = append(nodes, Network{
		Area: rect(-10, 30, 430, 440), Seed: 10,
		Avoid: []scene.Rect{rect(40, 115, 380, 190), rect(80, 210, 340, 300)},
		Nodes: Tint{Ground: ground, Accent: blue, Strength: 0.35}.Paint(),
		Edges: Tint{Ground: ground, Accent: blue, Strength: 0.22}.Paint(),
		Faces: Tint{Ground: ground, Accent: blue, Strength: 0.04}.Paint(),
	}.Draw()...)
	nodes = append(nodes, Drum{
		Center: scene.Point{X: 210, Y: 215}, Radius: 240, Within: bleed, Seed: 10,
		Paint: Tint{Ground: ground, Accent: blue}.Paint(),
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

// picture draws fills alone, with their own rule.
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
