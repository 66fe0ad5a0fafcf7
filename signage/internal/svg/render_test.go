package svg_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scenetest"
	"github.com/bangron/bangron/signage/internal/svg"
)

// renderers turn a file into a PNG file of a width in px. Each is another implementation of SVG.
var renderers = []struct {
	program string
	args    func(in, out string, width, height int) []string
}{
	{"rsvg-convert", func(in, out string, width, height int) []string {
		return []string{"-w", strconv.Itoa(width), "-h", strconv.Itoa(height), "-o", out, in}
	}},
	{"mutool", func(in, out string, width, height int) []string {
		return []string{"draw", "-q", "-w", strconv.Itoa(width), "-h", strconv.Itoa(height), "-o", out, in}
	}},
}

// The file and the raster back end show the same picture.
func TestRenderersAgreeWithRaster(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		dpi := 254.0
		if sample.Scene.Width > 1000 {
			dpi = 7.62
		}
		for _, unit := range []svg.Unit{svg.Millimetre, svg.Pixel} {
			var file bytes.Buffer
			if err := svg.Write(&file, sample.Scene, svg.Options{Unit: unit, Links: true}); err != nil {
				t.Fatal(err)
			}
			in := filepath.Join(t.TempDir(), "sample.svg")
			if err := os.WriteFile(in, file.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			want, err := raster.Image(sample.Scene, raster.Options{DPI: dpi})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range renderers {
				if sample.Name == "placed" && r.program == "mutool" {
					continue // MuPDF does not clip in SVG
				}
				t.Run(fmt.Sprintf("%s/%v/%s", sample.Name, unit, r.program), func(t *testing.T) {
					program := scenetest.Program(t, r.program)
					out := filepath.Join(t.TempDir(), "out.png")
					command := exec.Command(program, r.args(in, out, want.Rect.Dx(), want.Rect.Dy())...)
					if message, err := command.CombinedOutput(); err != nil {
						t.Fatalf("%v: %s", err, message)
					}
					scenetest.Same(t, readPNG(t, out), want)
				})
			}
		}
	}
}

func readPNG(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
