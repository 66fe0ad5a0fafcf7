package scene_test

import (
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
)

// The hash follows all that is printed, and nothing else.
func TestHash(t *testing.T) {
	square := func(side float64) *scene.Path {
		p := &scene.Path{}
		p.Rectangle(scene.Rect{X1: side, Y1: side})
		return p
	}
	picture := func(change func(s *scene.Scene, fill *scene.Fill)) [32]byte {
		fill := &scene.Fill{Path: square(10), Ink: scene.Black()}
		inner := &scene.Scene{Width: 5, Height: 5, Layers: []scene.Layer{{Name: scene.Panel, Nodes: []scene.Node{fill}}}}
		s := &scene.Scene{Width: 100, Height: 50, Layers: []scene.Layer{
			{Name: scene.Ground, Nodes: []scene.Node{
				fill, &scene.Image{Rect: scene.Rect{X1: 5, Y1: 5}, File: []byte("a")},
				&scene.Placed{Scene: inner, Map: scene.Scale(0.01, 0.01), Clip: scene.Rect{X1: 1, Y1: 1}}, &scene.Link{URL: "https://a"},
			}},
			{Name: scene.Marks},
		}}
		change(s, fill)
		sum, err := s.Hash()
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	same := picture(func(*scene.Scene, *scene.Fill) {})
	for name, c := range map[string]struct {
		printed bool
		change  func(s *scene.Scene, fill *scene.Fill)
	}{
		"size":           {true, func(s *scene.Scene, _ *scene.Fill) { s.Width++ }},
		"bleed":          {true, func(s *scene.Scene, _ *scene.Fill) { s.Bleed.Left = 3 }},
		"ink":            {true, func(_ *scene.Scene, f *scene.Fill) { f.Ink.M = 0.01 }},
		"path":           {true, func(_ *scene.Scene, f *scene.Fill) { f.Path = square(10.01) }},
		"see-through":    {true, func(_ *scene.Scene, f *scene.Fill) { f.Through = 0.01 }},
		"rule":           {true, func(_ *scene.Scene, f *scene.Fill) { f.EvenOdd = true }},
		"picture":        {true, func(s *scene.Scene, _ *scene.Fill) { s.Layers[0].Nodes[1].(*scene.Image).File = []byte("b") }},
		"placing":        {true, func(s *scene.Scene, _ *scene.Fill) { s.Layers[0].Nodes[2].(*scene.Placed).Map.A = 0.010002 }},
		"what is placed": {true, func(s *scene.Scene, _ *scene.Fill) { s.Layers[0].Nodes[2].(*scene.Placed).Scene.Layers = nil }},
		"cut line":       {true, func(s *scene.Scene, _ *scene.Fill) { s.Cut = square(10) }},
		"white":          {true, func(s *scene.Scene, _ *scene.Fill) { s.White = square(10) }},
		"link":           {false, func(s *scene.Scene, _ *scene.Fill) { s.Layers[0].Nodes[3].(*scene.Link).URL = "https://b" }},
		"title":          {false, func(s *scene.Scene, _ *scene.Fill) { s.Title = "b" }},
		"marks":          {false, func(s *scene.Scene, f *scene.Fill) { s.Layers[1].Nodes = []scene.Node{f} }},
		"last bits":      {false, func(_ *scene.Scene, f *scene.Fill) { f.Path = square(10 + 1e-9) }},
		"safe zone":      {false, func(s *scene.Scene, _ *scene.Fill) { s.Safe = scene.Rect{X1: 1, Y1: 1} }},
	} {
		if changed := picture(c.change) != same; changed != c.printed {
			t.Errorf("%s: the hash changed: %v", name, changed)
		}
	}
	cut := picture(func(s *scene.Scene, _ *scene.Fill) { s.Cut = square(10) })
	if cut == picture(func(s *scene.Scene, _ *scene.Fill) { s.White = square(10) }) {
		t.Error("a cut line and white have one hash")
	}
}
