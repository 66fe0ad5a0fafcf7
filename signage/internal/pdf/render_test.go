package pdf_test

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// The office file and the raster back end show the same picture. A press file has the same shapes: see TestProfiles.
func TestRenderersAgreeWithRaster(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		sample.Scene = outlined(t, sample.Scene)
		dpi := 254.0
		if sample.Scene.Width > 1000 {
			dpi = 10.16
		}
		want, err := raster.Image(sample.Scene, raster.Options{DPI: dpi})
		if err != nil {
			t.Fatal(err)
		}
		path := saved(t, document(t, pdf.Options{Profile: pdf.Office}, sample.Scene))
		for _, program := range []string{"pdftoppm", "mutool", "gs"} {
			t.Run(fmt.Sprintf("%s/%s", sample.Name, program), func(t *testing.T) {
				scenetest.Same(t, scenetest.Render(t, program, path, want.Rect.Size()), want)
			})
		}
	}
}

// An ornament whose shapes come again and again, some with holes and some over each other, is drawn as it is in one piece.
func TestMotifsAreTheOrnament(t *testing.T) {
	path := &scene.Path{}
	for i := range 12 {
		c := scene.Point{X: 10 + 7*float64(i), Y: 20}
		path.Circle(c, 4.5)
		turned := &scene.Path{}
		turned.Circle(scene.Point{}, 2)
		path.Append(turned.Transformed(scene.Affine{A: 1, D: -1, E: c.X, F: c.Y})) // a hole turns the other way
		path.Circle(scene.Point{X: 10 + 7*float64(i), Y: 40}, 3)
	}
	path.Rectangle(scene.Rect{X0: 5, Y0: 39, X1: 95, Y1: 41})
	hook := &scene.Path{}
	for i, a := range []scene.Point{{X: 52, Y: 22}, {X: 58, Y: 22}, {X: 58, Y: 25}, {X: 56, Y: 25}, {X: 56, Y: 23}, {X: 52, Y: 23}} {
		if i == 0 {
			hook.MoveTo(a)
		} else {
			hook.LineTo(a)
		}
	}
	hook.Close()
	for i := range 70 {
		if i%23 > 2 { // a ring with gaps
			turn := scene.Rotate(2 * math.Pi * float64(i) / 70)
			path.Append(hook.Transformed(scene.Translate(-50, -48).Then(turn).Then(scene.Translate(50, 76))))
		}
	}
	on := func(layer string) []byte {
		fill := &scene.Fill{Path: path, Ink: scene.Ink{M: 1, R: 230, B: 120}}
		return document(t, pdf.Options{}, &scene.Scene{Width: 100, Height: 110, Layers: []scene.Layer{{Name: layer, Nodes: []scene.Node{fill}}}})
	}
	got, want := on(scene.Ornament), on(scene.Panel)
	if len(got) > len(want)-1500 {
		t.Errorf("%d bytes by motifs, %d without", len(got), len(want))
	}
	size := image.Pt(1000, 1100)
	scenetest.Same(t, scenetest.Render(t, "mutool", saved(t, got), size), scenetest.Render(t, "mutool", saved(t, want), size))
}

// What is seen through an area is the same where it is mixed as where the page is transparent.
func TestSeenThrough(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		if sample.Name != "seen through" {
			continue
		}
		flat, mixed := document(t, pdf.Options{Profile: pdf.X1a}, sample.Scene), document(t, pdf.Options{Profile: pdf.X4}, sample.Scene)
		if bytes.Contains(flat, []byte("/ca ")) || !bytes.Contains(mixed, []byte("/ca 0.5>>")) || !bytes.Contains(mixed, []byte("/S /Transparency /CS /DeviceCMYK")) {
			t.Error("the file for X-1a has transparency, or the other has none")
		}
		size := image.Pt(int(10*sample.Scene.Width), int(10*sample.Scene.Height))
		// Ghostscript has no soft edges where it clips, and poppler mixes in RGB.
		scenetest.Same(t, scenetest.Render(t, "mutool", saved(t, flat), size), scenetest.Render(t, "mutool", saved(t, mixed), size))
		return
	}
	t.Error("there is no sample")
}

// Digits that come again in one path with a line that turns against them keep their holes.
func TestHolesOfDigitsThatComeAgain(t *testing.T) {
	digits, err := line(t, "be-vietnam-pro-400", "80000", 20, 10, 40).Path()
	if err != nil {
		t.Fatal(err)
	}
	for _, turned := range []bool{false, true} {
		path := &scene.Path{}
		a, b := scene.Point{X: 10, Y: 50}, scene.Point{X: 90, Y: 50}
		if turned {
			a, b = b, a
		}
		path.Stroke(a, b, 1)
		path.Append(digits)
		s := &scene.Scene{Width: 100, Height: 60}
		s.Layers = []scene.Layer{{Name: scene.Panel, Nodes: []scene.Node{&scene.Fill{Path: path, Ink: scene.Black()}}}}
		size := image.Pt(300, 180)
		want := scenetest.Render(t, "mutool", saved(t, document(t, pdf.Options{Profile: pdf.Office}, s)), size)
		scenetest.Same(t, scenetest.Render(t, "mutool", saved(t, document(t, pdf.Options{Profile: pdf.Office, Live: true}, s)), size), want)
	}
}
