package scenetest

import (
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Broken are scenes that every back end refuses with an error.
func Broken() []Sample {
	sized := func(width, height float64) *scene.Scene {
		s := sheet()
		s.Width, s.Height = width, height
		return s
	}
	line := func(x, y float64) *scene.Scene {
		p := &scene.Path{}
		p.MoveTo(scene.Point{X: 1, Y: 1})
		p.LineTo(scene.Point{X: x, Y: y})
		p.LineTo(scene.Point{X: 5, Y: 9})
		p.Close()
		return sheet(&scene.Fill{Path: p, Ink: red})
	}
	headless := &scene.Path{}
	headless.LineTo(scene.Point{X: 5, Y: 5})
	headless.LineTo(scene.Point{X: 5, Y: 9})
	pointless := &scene.Path{Verbs: []scene.Verb{scene.Move, scene.Cube}, Points: []scene.Point{{X: 1, Y: 1}}}
	square := scene.Rect{X0: 1, Y0: 1, X1: 9, Y1: 9}
	return []Sample{
		{"no width", sized(0, 40)},
		{"negative height", sized(60, -40)},
		{"height not a number", sized(60, math.NaN())},
		{"endless width", sized(math.Inf(1), 40)},
		{"point not a number", line(math.NaN(), 5)},
		{"point at infinity", line(5, math.Inf(-1))},
		{"point out of reach", line(1e18, 5)},
		{"no path", sheet(&scene.Fill{Ink: red})},
		{"path without a start", sheet(&scene.Fill{Path: headless, Ink: red})},
		{"path without its points", sheet(&scene.Fill{Path: pointless, Ink: red})},
		{"glyphs without a face", sheet(&scene.Glyphs{Size: 5, Ink: red, Text: "A"})},
		{"picture inside out", sheet(&scene.Image{Rect: scene.Rect{X0: 9, Y0: 1, X1: 1, Y1: 9}, Format: "png"})},
		{"picture at no number", sheet(&scene.Image{Rect: scene.Rect{X0: math.NaN(), X1: 9, Y1: 9}, Format: "png"})},
		{"picture of unknown format", sheet(&scene.Image{Rect: square, Format: "gif"})},
		{"no node", sheet(nil)},
	}
}
