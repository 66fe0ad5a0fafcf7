package fonts_test

import (
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
)

// outlineOf returns the outline of a letter.
func outlineOf(t testing.TB, face *fonts.Face, r rune) *fonts.Outline {
	t.Helper()
	glyphs, _, err := face.Shape(string(r))
	if err != nil || len(glyphs) != 1 {
		t.Fatalf("%c: %d glyphs, %v", r, len(glyphs), err)
	}
	o, err := face.Outline(glyphs[0].ID)
	if err != nil {
		t.Fatalf("%c: %v", r, err)
	}
	return o
}

// sample visits points of an outline, 256 on each segment.
func sample(o *fonts.Outline, visit func(fonts.Point)) {
	var at fonts.Point
	for _, s := range o.Segments {
		points := append([]fonts.Point{at}, s.P[:max(1, int(s.Op))]...)
		at = points[len(points)-1]
		if s.Op == fonts.MoveTo {
			visit(at)
			continue
		}
		for i := 0; i <= 256; i++ {
			visit(casteljau(points, float64(i)/256))
		}
	}
}

func casteljau(points []fonts.Point, t float64) fonts.Point {
	p := append([]fonts.Point(nil), points...)
	for n := len(p) - 1; n > 0; n-- {
		for i := range n {
			p[i].X += t * (p[i+1].X - p[i].X)
			p[i].Y += t * (p[i+1].Y - p[i].Y)
		}
	}
	return p[0]
}

// checkExtents compares the stated extents with those of points on the curve.
func checkExtents(o *fonts.Outline) error {
	lo, hi := fonts.Point{X: math.Inf(1), Y: math.Inf(1)}, fonts.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	size := 0.0
	sample(o, func(p fonts.Point) {
		lo.X, lo.Y = min(lo.X, p.X), min(lo.Y, p.Y)
		hi.X, hi.Y = max(hi.X, p.X), max(hi.Y, p.Y)
	})
	for _, s := range o.Segments {
		for _, p := range s.P {
			size = max(size, math.Abs(p.X), math.Abs(p.Y))
		}
	}
	for _, side := range [...]struct{ got, want float64 }{
		{o.Min.X, lo.X}, {o.Min.Y, lo.Y}, {o.Max.X, hi.X}, {o.Max.Y, hi.Y},
	} {
		if math.Abs(side.got-side.want) > 1e-4*size {
			return fmt.Errorf("extents %v %v, the curve spans %v %v", o.Min, o.Max, lo, hi)
		}
	}
	return nil
}

func TestExtents(t *testing.T) {
	own, err := fonts.Open("testdata/cff.otf")
	if err != nil {
		t.Fatal(err)
	}
	faces := []*fonts.Face{own}
	for _, e := range embedded {
		faces = append(faces, lookup(t, e.id))
	}
	for _, face := range faces {
		for _, r := range fonts.Letters {
			if err := checkExtents(outlineOf(t, face, r)); err != nil {
				t.Errorf("%s: %c: %v", face.Family(), r, err)
			}
		}
	}
}

func TestExtentsAsHarfBuzz(t *testing.T) {
	letters := strings.Split(fonts.Letters+"AGQRSagqrs0368&%", "")
	check := func(t *testing.T, face *fonts.Face, font string) {
		for i, line := range harfbuzz(t, font, letters, "--show-extents", "--no-positions") {
			// [glyph=cluster<left,top,width,-height>]
			_, box, _ := strings.Cut(strings.TrimSuffix(line, ">]"), "<")
			var want [4]float64
			for j, field := range strings.Split(box, ",") {
				v, err := strconv.ParseFloat(field, 64)
				if err != nil {
					t.Fatalf("%s: %v", line, err)
				}
				want[j] = v
			}
			o := outlineOf(t, face, []rune(letters[i])[0])
			// HarfBuzz gives the box that the file states, in whole units and around the control points: it may be up
			// to 3 units wider than the ink, never narrower.
			for _, outside := range [...]float64{
				o.Min.X - want[0], want[1] - o.Max.Y, want[0] + want[2] - o.Max.X, o.Min.Y - (want[1] + want[3]),
			} {
				if outside < -1.5 || outside > 3 {
					t.Errorf("%s: %v to %v, HarfBuzz says %v", letters[i], o.Min, o.Max, want)
					break
				}
			}
		}
	}
	for _, e := range embedded {
		t.Run(e.id, func(t *testing.T) { check(t, lookup(t, e.id), filepath.Join("data", e.file)) })
	}
	t.Run("CFF", func(t *testing.T) {
		face, err := fonts.Open("testdata/cff.otf")
		if err != nil {
			t.Fatal(err)
		}
		check(t, face, "testdata/cff.otf")
	})
}

// The outlines in PostScript form are those of the TrueType font that they were drawn from.
func TestOutlinesAgreeBetweenFormats(t *testing.T) {
	own, err := fonts.Open("testdata/cff.otf")
	if err != nil {
		t.Fatal(err)
	}
	source := lookup(t, "barlow-condensed-700")
	for _, r := range fonts.Letters {
		a, b := outlineOf(t, own, r), outlineOf(t, source, r)
		if d := math.Abs(area(a) - area(b)); d > 0.003*math.Abs(area(b)) {
			t.Errorf("%c: area %v, in TrueType %v", r, area(a), area(b))
		}
		for _, pair := range [...][2]float64{{a.Min.X, b.Min.X}, {a.Min.Y, b.Min.Y}, {a.Max.X, b.Max.X}, {a.Max.Y, b.Max.Y}} {
			if math.Abs(pair[0]-pair[1]) > 1.5 {
				t.Errorf("%c: extents %v %v, in TrueType %v %v", r, a.Min, a.Max, b.Min, b.Max)
				break
			}
		}
	}
}

// area is the signed area of an outline, by Green's theorem over the sampled points.
func area(o *fonts.Outline) float64 {
	sum := 0.0
	var at, start fonts.Point
	for _, s := range o.Segments {
		if s.Op == fonts.MoveTo {
			sum += at.X*start.Y - start.X*at.Y
			at, start = s.P[0], s.P[0]
			continue
		}
		sample(&fonts.Outline{Segments: []fonts.Segment{{Op: fonts.MoveTo, P: [3]fonts.Point{at}}, s}}, func(p fonts.Point) {
			sum += at.X*p.Y - p.X*at.Y
			at = p
		})
	}
	return (sum + at.X*start.Y - start.X*at.Y) / 2
}

func TestOutlineOutOfRange(t *testing.T) {
	if _, err := lookup(t, "anton-400").Outline(65535); err == nil {
		t.Error("a glyph that the font does not have")
	}
}

func TestExtentsOfAnyCurve(t *testing.T) {
	number := rapid.Float64Range(-2000, 2000)
	point := rapid.Custom(func(t *rapid.T) fonts.Point {
		return fonts.Point{X: math.Round(number.Draw(t, "x")), Y: math.Round(number.Draw(t, "y"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		o := &fonts.Outline{Segments: []fonts.Segment{{Op: fonts.MoveTo, P: [3]fonts.Point{point.Draw(t, "start")}}}}
		for range rapid.IntRange(1, 4).Draw(t, "segments") {
			s := fonts.Segment{Op: fonts.Op(rapid.IntRange(1, 3).Draw(t, "op"))}
			for i := range int(s.Op) {
				s.P[i] = point.Draw(t, "p")
			}
			o.Segments = append(o.Segments, s)
		}
		fonts.Measure(o)
		if err := checkExtents(o); err != nil {
			t.Fatal(err)
		}
	})
}
