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
		"a thousand sheets":   func() (*signage.Document, error) { return banner.Tile(paper("80x80mm"), 10) },
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
