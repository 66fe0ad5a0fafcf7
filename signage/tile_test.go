package signage_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// The sheets, rasterised and laid over one another as the plan says, are the sign.
func TestTilesGluedTogetherAreTheSign(t *testing.T) {
	const dpi, perMM, overlap = 50.8, 2, 10
	program := scenetest.Program(t, "pdftoppm")
	folder := t.TempDir()
	pages := func(name string, d *signage.Document) []image.Image {
		var file bytes.Buffer
		if err := d.WritePDF(&file, &signage.PDFOptions{Profile: signage.Office}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path+".pdf", file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(program, "-r", fmt.Sprint(dpi), "-png", path+".pdf", path).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		files, err := filepath.Glob(path + "-*.png")
		if err != nil {
			t.Fatal(err)
		}
		var all []image.Image
		for _, f := range files {
			content, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			picture, err := png.Decode(bytes.NewReader(content))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, picture)
		}
		return all
	}
	d := compile(t, signage.Sign{Size: size(t, "420x594mm"), Slogan: "chao-mung", Unit: "UBND xã Tân Trào", Theme: "do"})
	a4, err := signage.LookupPaper("a4", false)
	if err != nil {
		t.Fatal(err)
	}
	tiled, err := d.Tile(a4, overlap)
	if err != nil {
		t.Fatal(err)
	}
	if s := tiled.Size(); s.Width < s.Height {
		t.Error("the paper is upright, which takes nine sheets and not eight")
	}
	whole, sheets := pages("whole", d)[0], pages("tiles", tiled)
	const columns, rows = 2, 4
	if len(sheets) != 1+columns*rows {
		t.Fatalf("%d pages, want a plan and %d sheets", len(sheets), columns*rows)
	}
	glued := image.NewRGBA(whole.Bounds())
	stepX, stepY := int(tiled.Size().Width-2*signage.TileMargin-overlap)*perMM, int(tiled.Size().Height-2*signage.TileMargin-overlap)*perMM
	for i, sheet := range sheets[1:] {
		x, y := i%columns*stepX, i/columns*stepY
		window := image.Rect(x, y, x+stepX+overlap*perMM, y+stepY+overlap*perMM).Intersect(whole.Bounds())
		draw.Draw(glued, window, sheet, image.Pt(signage.TileMargin*perMM, signage.TileMargin*perMM), draw.Src)
	}
	different := 0
	for y := range whole.Bounds().Dy() {
		for x := range whole.Bounds().Dx() {
			r0, g0, b0, _ := whole.At(x, y).RGBA()
			r1, g1, b1, _ := glued.At(x, y).RGBA()
			if off := math.Abs(float64(r0)-float64(r1)) + math.Abs(float64(g0)-float64(g1)) + math.Abs(float64(b0)-float64(b1)); off > 3*65535/4 {
				different++
			}
		}
	}
	if all := whole.Bounds().Dx() * whole.Bounds().Dy(); different > all/500 {
		t.Errorf("%d of %d pixels differ", different, all)
	}
}

func TestTilesRefused(t *testing.T) {
	paper := func(name string) signage.Size {
		s, err := signage.LookupPaper(name, false)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	banner := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "QR"})
	for name, refused := range map[string]func() (*signage.Document, error){
		"paper of 25 mm":      func() (*signage.Document, error) { return banner.Tile(paper("25x25mm"), 10) },
		"overlap of a sheet":  func() (*signage.Document, error) { return banner.Tile(paper("a4"), 200) },
		"overlap under 0":     func() (*signage.Document, error) { return banner.Tile(paper("a4"), -1) },
		"overlap of no width": func() (*signage.Document, error) { return banner.Tile(paper("a4"), math.NaN()) },
		"paper of no width": func() (*signage.Document, error) {
			return banner.Tile(signage.Size{Width: math.NaN(), Height: 297}, 10)
		},
		"paper of no height": func() (*signage.Document, error) { return banner.Tile(signage.Size{Width: 210}, 10) },
		"endless paper": func() (*signage.Document, error) {
			return banner.Tile(signage.Size{Width: 210, Height: math.Inf(1)}, 10)
		},
		"1,000 km of paper": func() (*signage.Document, error) { return banner.Tile(signage.Size{Width: 1e9, Height: 1e9}, 10) },
		"a screen": func() (*signage.Document, error) {
			return banner.Tile(signage.Size{Width: 210, Height: 297, Pixels: true}, 10)
		},
		"a thousand sheets": func() (*signage.Document, error) { return banner.Tile(paper("80x80mm"), 10) },
		"for the web": func() (*signage.Document, error) {
			return compile(t, signage.Sign{Size: size(t, "web-1200x300"), Text: "QR"}).Tile(paper("a4"), 10)
		},
	} {
		_, err := refused()
		var words *signage.Error
		if !errors.Is(err, signage.ErrTile) || !errors.As(err, &words) || words.Diagnostics[0].FixVI == "" {
			t.Errorf("%s: error %v, want ErrTile with a remedy", name, err)
		}
	}
}

// The paper is turned where fewer sheets are printed so, not where there are fewer places for sheets; blank ones are left
// out, and the sheet before one is cut there.
func TestBlankSheets(t *testing.T) {
	corner := &scene.Path{}
	corner.Rectangle(scene.Rect{X1: 270, Y1: 180})
	d := signage.Drawn(&scene.Scene{Width: 600, Height: 400, Layers: []scene.Layer{{Name: scene.Ground, Nodes: []scene.Node{&scene.Fill{Path: corner, Ink: scene.Black()}}}}})
	tiled, err := d.Tile(signage.Size{Width: 210, Height: 297}, 10)
	if err != nil {
		t.Fatal(err)
	}
	// Upright there are eight places, two of them printed; turned, nine and one.
	if s := tiled.Size(); s.Width != 297 || tiled.PageCount() != 2 {
		t.Errorf("%d pages of %v", tiled.PageCount(), s)
	}
	ticks := tiled.Pages()[1].Layers[0].Nodes[1].(*scene.Fill)
	if got := len(ticks.Path.Verbs) / 5; got != 8 {
		t.Errorf("%d ticks, want two for each side, none of them broken", got)
	}
}

// A frame round the whole sign does not ink what it encloses: of all sheets that are printed, each shows something.
func TestSheetsWithinAFrameAreBlank(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "A", Theme: "sang"})
	tiled, err := d.Tile(signage.Size{Width: 210, Height: 297}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if n := tiled.PageCount() - 1; n < 60 || n > 85 {
		t.Errorf("%d sheets", n)
	}
	for i := 1; i < tiled.PageCount(); i++ {
		page, err := tiled.Page(i)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := page.Image(&signage.PNGOptions{DPI: 50.8})
		if err != nil {
			t.Fatal(err)
		}
		const margin = 2 * signage.TileMargin
		inked := false
		for y := margin; y < picture.Bounds().Dy()-margin && !inked; y++ {
			for x := margin; x < picture.Bounds().Dx()-margin && !inked; x++ {
				r, g, b, _ := picture.At(x, y).RGBA()
				inked = r&g&b != 0xFFFF
			}
		}
		if !inked {
			t.Errorf("sheet %d is blank", i)
		}
	}
}

// Sheets for a print shop carry the bleed of a sign that a shop is named for, and the plan stays a page to hold.
func TestTilesForAShop(t *testing.T) {
	s := shop(t, "hiflex-eyelets")
	d := compile(t, signage.Sign{Size: size(t, "10x1m"), Slogan: "chao-mung", Shop: s})
	tiled, err := d.Tile(signage.Size{Width: 2500, Height: 1100}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := tiled.WritePDF(&file, &signage.PDFOptions{Profile: signage.Press}); err != nil {
		t.Fatal(err)
	}
	pages := tiled.Pages()
	if plan := pages[0]; max(plan.Width, plan.Height) > 297 || min(plan.Width, plan.Height) > 210 {
		t.Errorf("a plan of %v × %v mm", plan.Width, plan.Height)
	}
	printed := 0.0
	for _, p := range pages[1:] {
		window := p.Layers[0].Nodes[0].Bounds()
		if printed += window.Width(); window.Height() != 1000+2*s.Bleed {
			t.Errorf("a sheet of %v mm", window.Height())
		}
	}
	if math.Abs(printed-10_000-2*s.Bleed) > 1e-6 {
		t.Errorf("the sheets show %v mm", printed)
	}
}

// A name stands in its sheet or, where the sheet shows too little of the sign for it, beside the picture, never on its edge.
func TestPlanNamesStandClear(t *testing.T) {
	for _, name := range []string{"2850x600mm", "1215x1090mm", "6x0.8m"} {
		tiled, err := compile(t, signage.Sign{Size: size(t, name), Slogan: "chao-mung"}).Tile(signage.Size{Width: 210, Height: 297}, 10)
		if err != nil {
			t.Fatal(err)
		}
		plan := tiled.Pages()[0]
		picture := plan.Layers[0].Nodes[0].Bounds()
		for _, n := range plan.Layers[1].Nodes {
			g := n.(*scene.Glyphs)
			if r := g.Extent; !plan.Trim().Inset(4).Contains(r, 0) || r.Intersects(picture) && !picture.Contains(r, 0) {
				t.Errorf("%s: %q at %v, the picture at %v", name, g.Text, r, picture)
			}
		}
	}
}

// The names of the sheets and the lines between them leave the picture on the plan seen.
func TestPlanShowsThePicture(t *testing.T) {
	tiled, err := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Slogan: "chao-mung"}).Tile(signage.Size{Width: 210, Height: 297}, 10)
	if err != nil {
		t.Fatal(err)
	}
	plan := tiled.Pages()[0]
	if plan.Width < plan.Height {
		t.Error("the plan of a long sign stands upright")
	}
	nodes := plan.Layers[0].Nodes
	picture, covered := nodes[0].Bounds(), 0.0
	for i, n := range nodes[1:] {
		copies := 1.0
		if i == len(nodes)-2 {
			copies = 8 // of the names, side by side, are the white round them
		}
		if fill := n.(*scene.Fill); fill.Ink == scene.White() {
			fill.Path.Walk(func(_ scene.Verb, from scene.Point, to []scene.Point) {
				if len(to) > 0 {
					covered += (from.X*to[len(to)-1].Y - to[len(to)-1].X*from.Y) / 2 / copies
				}
			})
		}
	}
	if all := picture.Width() * picture.Height(); math.Abs(covered) > 0.2*all {
		t.Errorf("%.0f %% of the picture are white", 100*math.Abs(covered)/all)
	}
}
