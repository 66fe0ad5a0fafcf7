package logo

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/fogleman/gg"

	"github.com/bangron/bangron/signage/internal/scene"
)

var keep = flag.String("keep", "", "a directory to keep the renders of the drawings in")

// TestDrawingsLookAsInRSVG draws every file of testdata/drawn here and with rsvg-convert.
func TestDrawingsLookAsInRSVG(t *testing.T) {
	requireTool(t, "rsvg-convert")
	files, err := filepath.Glob("testdata/drawn/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatal("no drawings", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			compareToRSVG(t, data)
		})
	}
}

func requireTool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

func compareToRSVG(t *testing.T, svg []byte) {
	t.Helper()
	l, err := Read("logo.svg", svg)
	if err != nil {
		t.Fatal(err)
	}
	const width = 600
	height := int(math.Round(width / l.Aspect()))
	got := rasterised(l, width, height)
	command := exec.Command("rsvg-convert", "-w", strconv.Itoa(width), "-h", strconv.Itoa(height), "-b", "white")
	command.Stdin = bytes.NewReader(svg)
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	want, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if *keep != "" {
		base := filepath.Join(*keep, filepath.Base(t.Name()))
		if err := gg.SavePNG(base+".ours.png", got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(base+".rsvg.png", out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("rsvg-convert drew %v, want %v", want.Bounds(), got.Bounds())
	}
	mean, blob := difference(got, want)
	if mean > 0.6 {
		t.Errorf("mean difference %.2f of 255", mean)
	}
	if blob != (image.Point{}) {
		t.Errorf("an area at %v differs", blob)
	}
}

func rasterised(l *Logo, width, height int) image.Image {
	c := gg.NewContext(width, height)
	c.SetRGB(1, 1, 1)
	c.Clear()
	for _, node := range l.Place(scene.Rect{X1: float64(width), Y1: float64(height)}) {
		fill := node.(*scene.Fill)
		fill.Path.Walk(func(v scene.Verb, _ scene.Point, p []scene.Point) {
			switch v {
			case scene.Move:
				c.MoveTo(p[0].X, p[0].Y)
			case scene.Line:
				c.LineTo(p[0].X, p[0].Y)
			case scene.Quad:
				c.QuadraticTo(p[0].X, p[0].Y, p[1].X, p[1].Y)
			case scene.Cube:
				c.CubicTo(p[0].X, p[0].Y, p[1].X, p[1].Y, p[2].X, p[2].Y)
			case scene.Close:
				c.ClosePath()
			}
		})
		c.SetFillRule(gg.FillRuleWinding)
		if fill.EvenOdd {
			c.SetFillRule(gg.FillRuleEvenOdd)
		}
		c.SetRGB255(int(fill.Ink.R), int(fill.Ink.G), int(fill.Ink.B))
		c.Fill()
	}
	return c.Image()
}

// difference is the mean over all channels, and the corner of a square of 3 × 3 px in which every pixel is plainly
// another; edges differ by less.
func difference(a, b image.Image) (mean float64, blob image.Point) {
	const plain, side = 60, 3
	r := a.Bounds()
	sum := 0
	run := make([]int, r.Dx()*r.Dy()) // the side of the square of differing pixels that ends here
	for y := range r.Dy() {
		for x := range r.Dx() {
			most := 0
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, d := range [...]int{int(r1>>8) - int(r2>>8), int(g1>>8) - int(g2>>8), int(b1>>8) - int(b2>>8)} {
				d = max(d, -d)
				sum += d
				most = max(most, d)
			}
			if most < plain {
				continue
			}
			i := y*r.Dx() + x
			run[i] = 1
			if x > 0 && y > 0 {
				run[i] += min(run[i-1], run[i-r.Dx()], run[i-r.Dx()-1])
			}
			if run[i] >= side {
				blob = image.Pt(x, y)
			}
		}
	}
	return float64(sum) / float64(3*r.Dx()*r.Dy()), blob
}
