package press

import (
	"testing"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// What the trade does with signs of usual sizes is drawn so that no dimension stands on another, and its corner is large
// enough to be read: on a page of its own and on what a ticket leaves.
func TestDimensionsDoNotCollide(t *testing.T) {
	rolls := []float64{1600, 2500, 3200}
	for name, f := range map[string]Finish{
		"hem":      {Bleed: 40, Safe: 70, Hem: 40, Rolls: rolls, Weld: 30},
		"eyelets":  {Bleed: 20, Safe: 60, EyeletSpacing: 1000, EyeletEdge: 25, Rolls: rolls, Weld: 30},
		"pocket":   {Bleed: 30, Safe: 60, Pocket: 100, PocketSides: Ends, Rolls: rolls, Weld: 30},
		"all":      {Bleed: 40, Safe: 70, Hem: 40, Pocket: 100, PocketSides: TopBottom, EyeletSpacing: 500, EyeletEdge: 25, Rolls: rolls, Weld: 30},
		"standee":  {Bleed: 5, Safe: 25, Foot: 150},
		"welded":   {Bleed: 5, Safe: 25, Foot: 150, Rolls: rolls[:1], Weld: 20},
		"contour":  {Bleed: 3, Safe: 5, CutRadius: 5},
		"no bleed": {Safe: 5},
	} {
		for _, size := range [][2]float64{{6000, 800}, {10000, 1000}, {4000, 3000}, {6000, 4000}, {10000, 5000}, {800, 2500}, {800, 1800}, {1000, 1000}, {2000, 6000}} {
			g, err := Resolve(scene.Rect{X1: size[0], Y1: size[1]}, f)
			if err != nil {
				t.Fatal(err)
			}
			if err := g.Place(Content{}); err != nil {
				t.Fatal(err)
			}
			for _, box := range []scene.Rect{{X0: 14, X1: 283, Y0: 41, Y1: 189}, {X0: 14, X1: 196, Y0: 41, Y1: 276}, {X0: 15, X1: 195, Y0: 200, Y1: 284}} {
				d := &diagram{Geometry: g}
				if d.bold, err = (fonts.Set{}).Face(fonts.Bold); err != nil {
					t.Fatal(err)
				}
				if d.text, err = (fonts.Set{}).Face(fonts.Text); err != nil {
					t.Fatal(err)
				}
				if err := d.into(box); err != nil {
					t.Fatal(err)
				}
				for i, a := range d.captions {
					for _, b := range d.captions[:i] {
						if a.Bounds().Inset(0.1).Intersects(b.Bounds()) {
							t.Errorf("%s on %v, in %v × %v mm: %v stands on %v", name, size, box.Width(), box.Height(), a.Bounds(), b.Bounds())
						}
					}
				}
				for _, n := range d.nodes {
					if p, ok := n.(*scene.Placed); ok && min(p.Clip.Width(), p.Clip.Height()) < 24 {
						t.Errorf("%s on %v, in %v × %v mm: a corner of %v mm", name, size, box.Width(), box.Height(), p.Clip.Width())
					}
				}
			}
		}
	}
}
