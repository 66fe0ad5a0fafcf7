package pdf_test

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// finer is how much larger poppler and Ghostscript draw than they are asked to: within a pixel they measure coverage in
// a few steps, and poppler makes thin shapes lighter than they are.
const finer = 4

// render draws the first page with another program, at a size in px.
func render(t testing.TB, program, path string, size image.Point) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page")
	if program != "mutool" {
		size = size.Mul(finer)
	}
	width, height := strconv.Itoa(size.X), strconv.Itoa(size.Y)
	switch program {
	case "pdftoppm":
		run(t, program, "-png", "-singlefile", "-scale-to-x", width, "-scale-to-y", height, path, out)
		out += ".png"
	case "mutool":
		out += ".png"
		run(t, program, "draw", "-q", "-w", width, "-h", height, "-o", out, path, "1")
	case "gs":
		out += ".png"
		run(t, program, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=png16m", "-dGraphicsAlphaBits=4", "-dFirstPage=1", "-dLastPage=1",
			"-dPDFFitPage", "-g"+width+"x"+height, "-sOutputFile="+out, path)
	}
	file, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if program != "mutool" {
		return mean(m, finer)
	}
	return m
}

// mean makes one pixel of every n × n.
func mean(m image.Image, n int) image.Image {
	size := m.Bounds().Size().Div(n)
	out := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			var sum [3]uint32
			for k := range n * n {
				r, g, b, _ := m.At(x*n+k%n, y*n+k/n).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r, sum[1]+g, sum[2]+b
			}
			of := func(s uint32) uint8 { return uint8(s / uint32(n*n) >> 8) }
			out.SetRGBA(x, y, color.RGBA{of(sum[0]), of(sum[1]), of(sum[2]), 255})
		}
	}
	return out
}

// The office file and the raster back end show the same picture. A press file has the same shapes: see TestProfiles.
func TestRenderersAgreeWithRaster(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		dpi := 254.0
		if sample.Scene.Width > 1000 {
			dpi = 10.16
		}
		want, err := raster.Image(sample.Scene, raster.Options{DPI: dpi})
		if err != nil {
			t.Fatal(err)
		}
		path := saved(t, document(t, pdf.Options{Screen: true}, sample.Scene))
		for _, program := range []string{"pdftoppm", "mutool", "gs"} {
			t.Run(fmt.Sprintf("%s/%s", sample.Name, program), func(t *testing.T) {
				scenetest.Same(t, render(t, program, path, want.Rect.Size()), want)
			})
		}
	}
}
