package scenetest

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// finer is how much larger poppler and Ghostscript draw than they are asked to: within a pixel they measure coverage in
// a few steps, and poppler makes thin shapes lighter than they are.
const finer = 3

// Render draws the first page of a file with another program, at a size in px: "pdftoppm", "mutool" and "gs" read PDF,
// "rsvg-convert" and "mutool" SVG. It skips the test where the program is missing; see [Program].
func Render(t testing.TB, program, path string, size image.Point) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page.png")
	step := 1
	if program == "pdftoppm" || program == "gs" {
		step = finer
	}
	width, height := strconv.Itoa(step*size.X), strconv.Itoa(step*size.Y)
	var args []string
	switch program {
	case "pdftoppm":
		args = []string{"-png", "-singlefile", "-scale-to-x", width, "-scale-to-y", height, path, out[:len(out)-len(".png")]}
	case "mutool":
		args = []string{"draw", "-q", "-w", width, "-h", height, "-o", out, path, "1"}
	case "gs":
		args = []string{"-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=png16m", "-dGraphicsAlphaBits=4", "-dFirstPage=1", "-dLastPage=1",
			"-dPDFFitPage", "-g" + width + "x" + height, "-sOutputFile=" + out, path}
	case "rsvg-convert":
		args = []string{"-w", width, "-h", height, "-o", out, path}
	default:
		t.Fatalf("no way to render with %s is known", program)
	}
	if message, err := exec.Command(Program(t, program), args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", program, err, message)
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
	if step == 1 {
		return m
	}
	return mean(rgba(m), step)
}

// mean makes one pixel of every n × n.
func mean(m *image.RGBA, n int) image.Image {
	size := m.Rect.Size().Div(n)
	out := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			var sum rgb
			for k := range n * n {
				for i, v := range level(m, x*n+k%n, y*n+k/n) {
					sum[i] += v
				}
			}
			area := n * n
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / area), uint8(sum[1] / area), uint8(sum[2] / area), 255})
		}
	}
	return out
}
