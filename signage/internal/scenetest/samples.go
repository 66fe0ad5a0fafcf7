package scenetest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

var (
	red    = scene.Ink{M: 1, Y: 1, K: 0.05, R: 0xDA, G: 0x25, B: 0x1D}
	yellow = scene.Ink{M: 0.1, Y: 0.95, R: 0xFF, G: 0xE1, B: 0x00}
	blue   = scene.Ink{C: 1, M: 0.7, K: 0.1, R: 0x0A, G: 0x4D, B: 0xA2}
)

// Sample is a scene with something that back ends get wrong.
type Sample struct {
	Name  string
	Scene *scene.Scene
}

// Samples are pages of 60 × 40 mm, and a banner of 6 × 1 m.
func Samples(t testing.TB) []Sample {
	t.Helper()
	return []Sample{
		{"text", sheet(text(t, "be-vietnam-pro-800", "ẨM THỰC & VĂN HÓA", 5, 30, 17, yellow), text(t, "tinos-400", "Nghĩa Đường <Huyền>", 4, 30, 30, scene.White()))},
		{"curves", sheet(curves()...)},
		{"even-odd", sheet(holes()...)},
		{"touching", sheet(touching()...)},
		{"slanted", sheet(slanted()...)},
		{"beyond the page", sheet(beyond()...)},
		{"picture", sheet(picture(t, scene.Rect{X0: 10.1, Y0: 5.3, X1: 50.7, Y1: 34.2}), picture(t, scene.Rect{X0: -3, Y0: -3, X1: 5, Y1: 5}))},
		{"seen through", sheet(translucent()...)},
		{"placed", sheet(placed(t)...)},
		{"banner", Banner(t)},
	}
}

// translucent are areas that are seen through, over each other and over steps of a gradient.
func translucent() []scene.Node {
	var nodes []scene.Node
	for i := range 8 {
		step := &scene.Path{}
		step.Rectangle(scene.Rect{X0: -1, Y0: -1 + 5*float64(i), X1: 61, Y1: 41})
		nodes = append(nodes, &scene.Fill{Path: step, Ink: red.Towards(yellow, float64(i)/8)})
	}
	for i, ink := range []scene.Ink{{C: 1, R: 0, G: 158, B: 224}, scene.White(), scene.Black()} {
		disc := &scene.Path{}
		disc.Circle(scene.Point{X: 20 + 8*float64(i), Y: 18 + 2*float64(i)}, 9)
		disc.Circle(scene.Point{X: 20 + 8*float64(i), Y: 18 + 2*float64(i)}, 3)
		nodes = append(nodes, &scene.Fill{Path: disc, Ink: ink, EvenOdd: true, Through: 0.5 + 0.125*float64(i)})
	}
	return nodes
}

// Banner is a banner of 6 × 1 m with a slogan, ornaments and a picture.
func Banner(t testing.TB) *scene.Scene {
	t.Helper()
	const width, height = 6000, 1000
	ground := &scene.Path{}
	ground.Rectangle(scene.Rect{X1: width, Y1: height})
	drum, waves := &scene.Path{}, &scene.Path{}
	for i := range 30 {
		drum.Ring(scene.Point{X: 700, Y: 500}, float64(40+13*i), 6)
	}
	for i := range 8 {
		y := float64(880 + 15*i)
		waves.MoveTo(scene.Point{X: 0, Y: y})
		for x := 0.0; x < width; x += 600 {
			waves.CubeTo(scene.Point{X: x + 200, Y: y - 90}, scene.Point{X: x + 400, Y: y + 90}, scene.Point{X: x + 600, Y: y})
		}
		waves.LineTo(scene.Point{X: width, Y: y + 6})
		for x := float64(width); x > 0; x -= 600 {
			waves.CubeTo(scene.Point{X: x - 200, Y: y + 96}, scene.Point{X: x - 400, Y: y - 84}, scene.Point{X: x - 600, Y: y + 6})
		}
		waves.Close()
	}
	return &scene.Scene{Title: "Băng rôn", Width: width, Height: height, Layers: []scene.Layer{
		{Name: scene.Ground, Nodes: []scene.Node{&scene.Fill{Path: ground, Ink: red}}},
		{Name: scene.Ornament, Nodes: []scene.Node{
			&scene.Fill{Path: drum, Ink: red.Towards(yellow, 0.4), EvenOdd: true},
			&scene.Fill{Path: waves, Ink: red.Towards(yellow, 0.2)},
		}},
		{Name: scene.Logo, Nodes: []scene.Node{picture(t, scene.Rect{X0: 5300, Y0: 250, X1: 5800, Y1: 600})}},
		{Name: scene.Text, Nodes: []scene.Node{
			text(t, "be-vietnam-pro-800", "CHUYỂN ĐỔI SỐ VÌ CUỘC SỐNG", 270, 3100, 430, yellow),
			text(t, "barlow-condensed-700", "TỐT ĐẸP HƠN CỦA NHÂN DÂN", 270, 3100, 780, scene.White()),
		}},
	}}
}

// sheet is a page of 60 × 40 mm on blue.
func sheet(nodes ...scene.Node) *scene.Scene {
	ground := &scene.Path{}
	ground.Rectangle(scene.Rect{X1: 60, Y1: 40})
	return &scene.Scene{Title: "Mẫu <thử> & \x01 “kiểm”", Width: 60, Height: 40, Layers: []scene.Layer{
		{Name: scene.Ground, Nodes: []scene.Node{&scene.Fill{Path: ground, Ink: blue}}},
		{Name: scene.Text, Nodes: nodes},
	}}
}

// text is a line set around x on the baseline y, all in mm.
func text(t testing.TB, face, line string, size, x, y float64, ink scene.Ink) *scene.Glyphs {
	t.Helper()
	f, err := fonts.Lookup(face)
	if err != nil {
		t.Fatal(err)
	}
	run, advance, err := f.Shape(line)
	if err != nil {
		t.Fatal(err)
	}
	g := &scene.Glyphs{Face: f, Size: size, Run: run, Ink: ink, Text: line}
	g.Origin = scene.Point{X: x - advance*size/float64(f.UnitsPerEm())/2, Y: y}
	outline, err := g.Path()
	if err != nil {
		t.Fatal(err)
	}
	g.Extent = outline.Bounds()
	return g
}

// placed are parts of another page: turned, smaller, and one within another. Of each only some shapes are seen, none in
// part: renderers round the edge of a clip in their own ways.
func placed(t testing.TB) []scene.Node {
	disc := &scene.Path{}
	disc.Circle(scene.Point{X: 42, Y: 29}, 8)
	page := sheet(text(t, "be-vietnam-pro-800", "ẨM", 9, 14, 16, yellow), &scene.Fill{Path: disc, Ink: red})
	page.Layers = page.Layers[1:]
	within := &scene.Scene{Width: 60, Height: 40, Layers: []scene.Layer{{Nodes: []scene.Node{
		&scene.Placed{Scene: page, Map: scene.Scale(0.5, 0.5).Then(scene.Translate(4, 3)), Clip: scene.Rect{X0: 4, Y0: 3, X1: 18, Y1: 23}},
	}}}}
	return []scene.Node{
		&scene.Placed{Scene: page, Map: scene.Affine{A: -1, D: -1, E: 60, F: 40}, Clip: scene.Rect{X1: 60, Y1: 40}},
		&scene.Placed{Scene: page, Map: scene.Scale(0.4, 0.4).Then(scene.Translate(30, 1)), Clip: scene.Rect{X0: 40, Y0: 5, X1: 60, Y1: 20}},
		&scene.Placed{Scene: within, Map: scene.Scale(-1, 1.5).Then(scene.Translate(40, 16)), Clip: scene.Rect{X0: 15, Y0: 16, X1: 40, Y1: 40}},
		&scene.Placed{Scene: page, Map: scene.Rotate(0.3).Then(scene.Translate(2, 20)), Clip: scene.Rect{X0: 0, Y0: 18, X1: 25, Y1: 40}},
	}
}

func curves() []scene.Node {
	leaf, dot := &scene.Path{}, &scene.Path{}
	leaf.MoveTo(scene.Point{X: 3, Y: 37})
	leaf.QuadTo(scene.Point{X: 5, Y: 2}, scene.Point{X: 57, Y: 3})
	leaf.QuadTo(scene.Point{X: 40, Y: 40}, scene.Point{X: 3, Y: 37})
	leaf.Close()
	dot.Circle(scene.Point{X: 45, Y: 28}, 9.3)
	dot.Circle(scene.Point{X: 12, Y: 12}, 0.4)
	dot.Rounded(scene.Rect{X0: 4, Y0: 3, X1: 20, Y1: 8.2}, 2)
	return []scene.Node{&scene.Fill{Path: leaf, Ink: yellow}, &scene.Fill{Path: dot, Ink: red}}
}

// holes are contours within contours. They do not cross: where edges cross within a pixel, gg adds up signed areas and
// is wrong in that pixel.
func holes() []scene.Node {
	p := &scene.Path{}
	for i := range 5 {
		p.Ring(scene.Point{X: 20, Y: 20}, 3+3*float64(i), 1.3)
	}
	p.Frame(scene.Rect{X0: 37.2, Y0: 3.3, X1: 57.1, Y1: 36.9}, 2.17)
	p.Star(scene.Point{X: 47, Y: 20}, 5, 7, 3.4)
	p.Star(scene.Point{X: 47, Y: 20}, 14, 3, 2)
	return []scene.Node{&scene.Fill{Path: p, Ink: yellow, EvenOdd: true}}
}

// touching has squares that share edges off the pixels' grid, as a code has.
func touching() []scene.Node {
	white, dark := &scene.Path{}, &scene.Path{}
	white.Rectangle(scene.Rect{X0: 10, Y0: 0.5, X1: 49, Y1: 39.5})
	const module = 1.1737
	for y := range 29 {
		for x := range 29 {
			if (x*x+3*y+x*y)%5 < 2 || x == 3 || y == 4 {
				at := scene.Point{X: 12.5 + module*float64(x), Y: 3 + module*float64(y)}
				dark.Rectangle(scene.Rect{X0: at.X, Y0: at.Y, X1: at.X + module, Y1: at.Y + module})
			}
		}
	}
	return []scene.Node{&scene.Fill{Path: white, Ink: scene.White()}, &scene.Fill{Path: dark, Ink: scene.Black()}}
}

func slanted() []scene.Node {
	p := &scene.Path{}
	for i := range 24 {
		sin, cos := math.Sincos(math.Pi * float64(i) / 12)
		p.Stroke(scene.Point{X: 30 + 4*cos, Y: 20 + 4*sin}, scene.Point{X: 30 + 19*cos, Y: 20 + 19*sin}, 0.1+0.03*float64(i))
	}
	p.Stroke(scene.Point{X: 0.5, Y: 1}, scene.Point{X: 59.5, Y: 1.4}, 0.3) // nearly level
	return []scene.Node{&scene.Fill{Path: p, Ink: yellow}}
}

func beyond() []scene.Node {
	disc, rays := &scene.Path{}, &scene.Path{}
	disc.Circle(scene.Point{X: -5, Y: -8}, 30)
	rays.Star(scene.Point{X: 60, Y: 40}, 9, 70, 8)
	return []scene.Node{&scene.Fill{Path: disc, Ink: red}, &scene.Fill{Path: rays, Ink: yellow}}
}

// picture is a disc that fades out before its border (MuPDF moves borders to whole pixels), with an odd number of pixels.
func picture(t testing.TB, r scene.Rect) *scene.Image {
	t.Helper()
	const width, height = 325, 231
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			distance := math.Hypot(float64(x)-width/2, float64(y)-height/2) / height * 2
			alpha := min(max(1-distance, 0)*2, 1)
			m.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / width), uint8(y * 255 / height), 120, uint8(255 * alpha)})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	return &scene.Image{Rect: r, File: file.Bytes(), Format: "png", Width: width, Height: height}
}
