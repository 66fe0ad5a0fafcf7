package signage_test

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// oneOfEachKind are signs of every kind and proportion.
func oneOfEachKind(t testing.TB) []named {
	t.Helper()
	all := []named{
		full(t, "bang-ron-6x0.8", "chao-mung"), full(t, "bang-ron-3x1", "chu-de-2022"), full(t, "bang-ron-doc-0.8x2", "chao-mung"), full(t, "phuon-0.8x2.5", "chao-mung"),
		full(t, "pano-4x3", "chao-mung"), full(t, "poster-a2", "chao-mung"), full(t, "standee-80x180", "chao-mung"), full(t, "backdrop-5x3", "chao-mung"),
		full(t, "web-1200x300", "chao-mung"), full(t, "web-1080x1080", "chao-mung"), full(t, "poster-a2", "mo-hinh-qr"),
	}
	model := &all[len(all)-1].sign
	model.Kind, model.SecondSlogan, model.Dates = signage.Model, "", ""
	all[0].sign.Logo = emblem
	all[5].sign.Logo = emblem
	return all
}

// pictureWidth is the width in px at which a sign is compared: large enough for its thinnest rules to be wider than a
// pixel, and such that its height is a whole number, so that no row is partly paper.
func pictureWidth(s signage.Size) int {
	const pixels = 350_000
	width := int(math.Sqrt(pixels * s.Width / s.Height))
	best, rest := width, 1.0
	for w := width; w < width*5/4; w++ {
		height := float64(w) * s.Height / s.Width
		if off := math.Abs(height - math.Round(height)); off < rest-1e-6 {
			best, rest = w, off
		}
	}
	return best
}

// PDF and SVG, drawn by programs of others, are the picture that the library draws as PNG. (A press file has the shapes
// of an office file: that is proved in the pdf package.)
func TestBackEndsAgree(t *testing.T) {
	for i, c := range oneOfEachKind(t) {
		d := compile(t, c.sign)
		width := pictureWidth(d.Size())
		want, err := d.Image(&signage.PNGOptions{Width: width})
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		for _, f := range []struct {
			name, program string
			write         func(io.Writer) error
		}{
			{"sign.pdf", "pdftoppm", func(w io.Writer) error { return d.WritePDF(w, &signage.PDFOptions{Profile: signage.Office}) }},
			{"sign.pdf", "mutool", nil},
			{"sign.pdf", "gs", nil},
			{"sign.svg", "rsvg-convert", d.WriteSVG},
		} {
			path := filepath.Join(folder, f.name)
			if f.write != nil {
				file, err := os.Create(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.write(file); err != nil {
					t.Fatal(err)
				}
				if err := file.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if f.program == "pdftoppm" && i%4 != 0 || f.program == "gs" && i%4 != 2 {
				continue // they take seconds
			}
			t.Run(c.name+"/"+f.program, func(t *testing.T) {
				scenetest.Same(t, scenetest.Render(t, f.program, path, want.Bounds().Size()), want)
			})
		}
	}
}
