package press_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

func finishes() *rapid.Generator[press.Finish] {
	return rapid.Custom(func(t *rapid.T) press.Finish {
		f := press.Finish{Bleed: rapid.Float64Range(0, 60).Draw(t, "bleed"), Safe: rapid.Float64Range(0, 80).Draw(t, "safe")}
		flip := func(name string) bool { return rapid.Bool().Draw(t, name) }
		if flip("hem") {
			f.Hem = 40
		}
		if flip("pocket") {
			f.Pocket, f.PocketSides = 80, rapid.SampledFrom([]press.Sides{"", press.Ends, press.TopBottom, press.LeftRight}).Draw(t, "sides")
		}
		if flip("eyelets") {
			f.EyeletSpacing, f.EyeletEdge = rapid.Float64Range(100, 1500).Draw(t, "spacing"), 25
		}
		if flip("rolls") {
			f.Rolls, f.Weld = []float64{1600, 2500, 3200}, 30
		}
		if flip("slits") {
			f.SlitSpacing, f.SlitRadius = 700, 60
		}
		if flip("foot") {
			f.Foot = 150
		}
		if flip("round") {
			f.CutRadius = 20
		}
		return f
	})
}

// Whatever is done with a sheet of any shape, its drawing stays in the box, no caption stands on another, and the legend
// names all that is done.
func TestDiagram(t *testing.T) {
	drawn := 0
	rapid.Check(t, func(t *rapid.T) {
		trim := sheet(rapid.Float64Range(600, 9000).Draw(t, "width"), rapid.Float64Range(600, 6000).Draw(t, "height"))
		f := finishes().Draw(t, "finish")
		g, err := press.Resolve(trim, f)
		if err != nil {
			return
		}
		if err := g.Place(press.Content{Text: []scene.Rect{trim.Inset(0.3 * min(trim.Width(), trim.Height()))}}); err != nil {
			t.Fatal(err)
		}
		box := scene.Rect{X0: 14, Y0: 40}
		box.X1 = box.X0 + rapid.Float64Range(120, 300).Draw(t, "box width")
		box.Y1 = box.Y0 + rapid.Float64Range(100, 300).Draw(t, "box height")
		nodes, err := press.Diagram(g, box, fonts.Set{})
		if err != nil {
			t.Fatal(err)
		}
		drawn++
		var captions []*scene.Glyphs
		for _, n := range nodes {
			if !box.Contains(n.Bounds(), 1) {
				t.Fatalf("%T at %v leaves the box %v", n, n.Bounds(), box)
			}
			if c, ok := n.(*scene.Glyphs); ok {
				for _, other := range captions {
					if c.Extent.Intersects(other.Extent) {
						t.Fatalf("%q stands on %q", c.Text, other.Text)
					}
				}
				captions = append(captions, c)
			}
		}
		var said strings.Builder
		for _, c := range captions {
			fmt.Fprintln(&said, c.Text)
		}
		legend := strings.Join(strings.Fields(said.String()), " ")
		for want, done := range map[string]bool{
			"Khổ thành phẩm": true, "Vùng an toàn": g.Keepout != scene.Edges{}, "Gấp mép": f.Hem > 0, "Ống luồn cây": f.Pocket > 0,
			"khoen": len(g.Eyelets) > 0, "mối ghép": len(f.Rolls) > 0, "lỗ thoát gió": len(g.Slits) > 0, "khuất trong chân": f.Foot > 0, "bo tròn": f.CutRadius > 0,
		} {
			if strings.Contains(legend, want) != done {
				t.Fatalf("%q, said to be done: %v, in %q", want, done, legend)
			}
		}
		again, err := press.Diagram(g, box, fonts.Set{})
		if err != nil || len(again) != len(nodes) {
			t.Fatalf("%d nodes, the second time %d (%v)", len(nodes), len(again), err)
		}
		for i, n := range nodes {
			if a, ok := n.(*scene.Fill); ok {
				if diff := cmp.Diff(a, again[i]); diff != "" {
					t.Fatal(diff)
				}
			}
		}
	})
	if drawn == 0 {
		t.Error("nothing was drawn")
	}
}

// Eyelets are counted along the sides that have them, not across the sheet.
func TestEyeletGapWithPockets(t *testing.T) {
	for sides, want := range map[press.Sides]string{
		press.TopBottom: "cách nhau không quá 750 mm", press.LeftRight: "cách nhau không quá 975 mm", "": "cách nhau không quá 991,7 mm",
	} {
		f := press.Finish{Bleed: 100, EyeletSpacing: 1000, EyeletEdge: 25, PocketSides: sides}
		if sides != "" {
			f.Pocket = 50
		}
		g, err := press.Resolve(scene.Rect{X1: 6000, Y1: 1650}, f)
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Join(g.Finishing(), ". "); !strings.Contains(said, want) {
			t.Errorf("%q: no %q in %q", sides, want, said)
		}
	}
}

// A number and its unit stand on one line, and a word wider than the page is broken.
func TestLinesOfAJobSheet(t *testing.T) {
	said := strings.Repeat("tâm cách mép 25 mm, trong khổ 297 × 420 mm; ", 12)
	sheet := press.JobSheet{
		Heading: "PHIẾU IN", Title: "Biển", Sign: &scene.Scene{Width: 600, Height: 100}, Width: "600 mm", Height: "100 mm",
		Rows: []press.Row{{Name: "Gia công", Said: said}, {Name: "Liên hệ", Said: strings.Repeat("W", 150)}},
	}
	page, err := sheet.Draw(fonts.Set{})
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, n := range page.Layers[1].Nodes {
		g, ok := n.(*scene.Glyphs)
		if !ok {
			continue
		}
		if strings.HasPrefix(g.Text, "mm") || strings.HasPrefix(g.Text, "×") || strings.HasSuffix(g.Text, "×") || strings.ContainsRune(g.Text, '\u00A0') {
			t.Errorf("a line %q", g.Text)
		}
		if strings.HasPrefix(g.Text, "WW") {
			if lines++; g.Size < 3.4 {
				t.Errorf("letters of %.1f mm", g.Size)
			}
		}
	}
	if lines < 2 {
		t.Errorf("%d lines", lines)
	}
}
