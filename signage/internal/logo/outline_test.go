package logo

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/scene"
)

// winding is how often the contours go round a point.
func winding(list []contour, q scene.Point) int {
	n := 0
	for _, c := range list {
		for i, a := range c.points {
			b := c.points[(i+1)%len(c.points)]
			side := (b.X-a.X)*(q.Y-a.Y) - (b.Y-a.Y)*(q.X-a.X)
			switch {
			case a.Y <= q.Y && b.Y > q.Y && side > 0:
				n++
			case a.Y > q.Y && b.Y <= q.Y && side < 0:
				n--
			}
		}
	}
	return n
}

// distance of a point from the edges of a contour.
func (c contour) distance(q scene.Point) float64 {
	least := math.Inf(1)
	for i, a := range c.points {
		b := c.points[(i+1)%len(c.points)]
		if i == len(c.points)-1 && !c.closed {
			b = a
		}
		t := 0.0
		if l := (b.X-a.X)*(b.X-a.X) + (b.Y-a.Y)*(b.Y-a.Y); l > 0 {
			t = min(max(((q.X-a.X)*(b.X-a.X)+(q.Y-a.Y)*(b.Y-a.Y))/l, 0), 1)
		}
		least = min(least, math.Hypot(q.X-a.X-t*(b.X-a.X), q.Y-a.Y-t*(b.Y-a.Y)))
	}
	return least
}

func drawPoint(t *rapid.T, name string) scene.Point {
	coordinate := rapid.Map(rapid.IntRange(0, 6400), func(i int) float64 { return float64(i) / 64 })
	return scene.Point{X: coordinate.Draw(t, name+" x"), Y: coordinate.Draw(t, name+" y")}
}

// drawProbe draws a point that lies on no level of a point of a path, where counting crossings is exact.
func drawProbe(t *rapid.T) scene.Point {
	p := drawPoint(t, "probe")
	return scene.Point{X: p.X + math.Pi/1e3, Y: p.Y + math.E/1e3}
}

// drawPath draws a contour of lines and curves; integers make edges meet in lines and points.
func drawPath(t *rapid.T) *scene.Path {
	p := &scene.Path{}
	p.MoveTo(drawPoint(t, "start"))
	for range rapid.IntRange(1, 6).Draw(t, "steps") {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			p.LineTo(drawPoint(t, "line"))
		case 1:
			at := scene.Point{X: float64(rapid.IntRange(0, 3).Draw(t, "column")) * 25, Y: float64(rapid.IntRange(0, 3).Draw(t, "row")) * 25}
			p.LineTo(at)
		case 2:
			p.QuadTo(drawPoint(t, "handle"), drawPoint(t, "curve"))
		case 3:
			p.CubeTo(drawPoint(t, "handle 1"), drawPoint(t, "handle 2"), drawPoint(t, "curve"))
		}
	}
	if rapid.Bool().Draw(t, "closed") {
		p.Close()
	}
	return p
}

const testTolerance = 0.002

func flattened(t rapid.TB, p *scene.Path) []contour {
	list, err := (&drawing{}).flatten(p, testTolerance)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestStrokeIsWhatLiesNear: with round caps and joins, a stroke is all that lies within half its width of the line.
func TestStrokeIsWhatLiesNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		width := rapid.Float64Range(0.5, 60).Draw(t, "width")
		area, err := (&drawing{}).stroke(p, stroke{width: width, cap: "round", join: "round"}, testTolerance)
		if err != nil {
			t.Fatal(err)
		}
		outline := flattened(t, area)
		line := flattened(t, p)[0]
		for range 30 {
			q := drawProbe(t)
			d := line.distance(q)
			if math.Abs(d-width/2) < 10*testTolerance {
				continue
			}
			if inked := winding(outline, q) != 0; inked != (d < width/2) {
				t.Fatalf("%v lies %.3f from a line of width %.3f; inked: %v", q, d, width, inked)
			}
		}
	})
}

// TestStrokeTurnsBack: edges that lead back nearly on themselves, where sines and cosines lose their last digits.
func TestStrokeTurnsBack(t *testing.T) {
	for power := -60; power < 0; power++ {
		for _, sign := range [...]float64{-1, 0, 1} {
			p := &scene.Path{}
			p.MoveTo(scene.Point{X: 20, Y: 12.5})
			p.LineTo(scene.Point{X: 20.0020751953125, Y: 80})
			p.LineTo(scene.Point{X: 20 + sign*math.Ldexp(1, power), Y: 12.5})
			area, err := (&drawing{}).stroke(p, stroke{width: 10, cap: "butt", join: "round"}, testTolerance)
			if err != nil {
				t.Fatal(err)
			}
			outline := flattened(t, area)
			for q, want := range map[scene.Point]bool{
				{X: 20.1, Y: 84.9}: true, {X: 23.8, Y: 83.8}: false, {X: 16.2, Y: 83.8}: false, {X: 23.3, Y: 83.3}: true,
				{X: 16.7, Y: 83.3}: true, {X: 15.7, Y: 50}: true, {X: 24.4, Y: 50}: true, {X: 20, Y: 12.4}: false,
			} {
				if got := winding(outline, q) != 0; got != want {
					t.Errorf("back by %v·2^%d: inked at %v: %v", sign, power, q, got)
				}
			}
		}
	}
}

// TestClipKeepsWindings: within the window nothing changes, beyond it nothing is left.
func TestClipKeepsWindings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		m := scene.Rotate(rapid.Float64Range(0, 7).Draw(t, "angle")).Then(scene.Translate(50, 50))
		w := rectangle(m, -20, -30, 40, rapid.Float64Range(1, 60).Draw(t, "height"))
		if rapid.Bool().Draw(t, "mirrored") {
			m = m.Then(scene.Scale(-1, 1)).Then(scene.Translate(100, 0))
			w = rectangle(m, -20, -30, 40, 50)
		}
		d := drawing{tolerance: testTolerance}
		cut, err := d.clip(p, w)
		if err != nil {
			t.Fatal(err)
		}
		before, after := flattened(t, p), flattened(t, cut)
		frame := contour{points: w, closed: true}
		for range 30 {
			q := drawProbe(t)
			if frame.distance(q) < 10*testTolerance || before[0].distance(q) < 10*testTolerance {
				continue
			}
			want := 0
			if w.contains([]scene.Point{q}) {
				want = winding(before, q)
			}
			if got := winding(after, q); got != want {
				t.Fatalf("the winding number at %v is %d, want %d", q, got, want)
			}
		}
	})
}

// TestDashesCoverTheirShare: a pattern that is on for a share of its length inks that share of the line.
func TestDashesCoverTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := flattened(t, drawPath(t))[0]
		on := rapid.Float64Range(0.1, 9).Draw(t, "on")
		off := rapid.Float64Range(0.1, 9).Draw(t, "off")
		pieces, err := (&drawing{}).dash(line, stroke{
			dashes: []float64{on, off}, offset: rapid.Float64Range(-50, 50).Draw(t, "offset"),
		})
		if err != nil {
			t.Fatal(err)
		}
		length := func(c contour) float64 {
			sum := 0.0
			for i := 1; i < len(c.points); i++ {
				sum += math.Hypot(c.points[i].X-c.points[i-1].X, c.points[i].Y-c.points[i-1].Y)
			}
			if c.closed {
				last := c.points[len(c.points)-1]
				sum += math.Hypot(c.points[0].X-last.X, c.points[0].Y-last.Y)
			}
			return sum
		}
		inked := 0.0
		for _, c := range pieces {
			inked += length(c)
			if l := length(c); l > 2*on+1e-6 && !c.closed {
				t.Fatalf("a dash of %v is %v long", on, l)
			}
		}
		if want := length(line) * on / (on + off); math.Abs(inked-want) > on+off {
			t.Fatalf("%v of %v is inked, want about %v", inked, length(line), want)
		}
	})
}
