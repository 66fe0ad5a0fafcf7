package pdf

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/pdfread"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Another reader of CFF finds every glyph where it was drawn, to within the rounding and what curves are joined by.
func TestCFFIsReadBack(t *testing.T) {
	face, err := fonts.Lookup("be-vietnam-pro-700")
	if err != nil {
		t.Fatal(err)
	}
	glyphs, _, err := face.Shape(fonts.Letters + "0123456789–“”·%&/()")
	if err != nil {
		t.Fatal(err)
	}
	scale := unitsPerEm / float64(face.UnitsPerEm())
	outlines := []*fonts.Outline{{}}
	for _, g := range glyphs {
		o, err := face.Outline(g.ID)
		if err != nil {
			t.Fatal(err)
		}
		outlines = append(outlines, o)
	}
	var charStrings [][]byte
	for _, o := range outlines {
		charStrings = append(charStrings, charString(o, 600, scale))
	}
	font, err := cff.Parse(cffFont("ABCDEF+Test", charStrings, [4]int{-200, -400, 1200, 1400}))
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range outlines {
		segments, _, err := font.LoadGlyph(uint16(i))
		if err != nil {
			t.Fatal(err)
		}
		want, got := bounds(o, scale), read(segments)
		if len(o.Segments) == 0 {
			if len(segments) > 0 {
				t.Errorf("glyph %d has ink", i)
			}
			continue
		}
		for k := range want {
			if math.Abs(want[k]-got[k]) > joined+0.51 {
				t.Errorf("glyph %d reaches %v, want %v", i, got, want)
				break
			}
		}
	}
}

// bounds of an outline: x from and to, y from and to.
func bounds(o *fonts.Outline, scale float64) [4]float64 {
	b := newReach()
	for _, s := range o.Segments {
		points := s.P[:max(1, int(s.Op))]
		for i := range points {
			points[i].X, points[i].Y = points[i].X*scale, points[i].Y*scale
		}
		b.add(points)
	}
	return b.box
}

func read(segments []opentype.Segment) [4]float64 {
	b := newReach()
	for _, s := range segments {
		var points []fonts.Point
		for _, p := range s.ArgsSlice() {
			points = append(points, fonts.Point{X: float64(p.X), Y: float64(p.Y)})
		}
		b.add(points)
	}
	return b.box
}

// reach is how far curves go, by points on them.
type reach struct {
	at  fonts.Point
	box [4]float64
}

func newReach() *reach {
	return &reach{box: [4]float64{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}}
}

// add adds a curve of up to three points from where the last one ended; one point is where a line ends or a contour begins.
func (r *reach) add(points []fonts.Point) {
	const steps = 64
	for i := range steps + 1 {
		t := float64(i) / steps
		all := append([]fonts.Point{r.at}, points...)
		if len(points) == 1 {
			all = points
		}
		for n := len(all) - 1; n > 0; n-- {
			for k := range n {
				all[k].X, all[k].Y = all[k].X+(all[k+1].X-all[k].X)*t, all[k].Y+(all[k+1].Y-all[k].Y)*t
			}
		}
		p := all[0]
		r.box = [4]float64{min(r.box[0], p.X), max(r.box[1], p.X), min(r.box[2], p.Y), max(r.box[3], p.Y)}
	}
	r.at = points[len(points)-1]
}

// Lines along the axes and others, in any order, come back corner for corner.
func TestCharStringsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.IntRange(-2000, 2000)
		o := &fonts.Outline{}
		x, y := coordinate.Draw(t, "x"), coordinate.Draw(t, "y")
		at := func() [3]fonts.Point { return [3]fonts.Point{{X: float64(x), Y: float64(y)}} }
		o.Segments = append(o.Segments, fonts.Segment{Op: fonts.MoveTo, P: at()})
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				x = coordinate.Draw(t, "x")
			case 1:
				y = coordinate.Draw(t, "y")
			case 2:
				x, y = coordinate.Draw(t, "x"), coordinate.Draw(t, "y")
			case 3:
				a, b := at()[0], fonts.Point{X: float64(coordinate.Draw(t, "x")), Y: float64(coordinate.Draw(t, "y"))}
				x, y = coordinate.Draw(t, "x"), coordinate.Draw(t, "y")
				o.Segments = append(o.Segments, fonts.Segment{Op: fonts.CubeTo, P: [3]fonts.Point{a, b, at()[0]}})
				continue
			}
			o.Segments = append(o.Segments, fonts.Segment{Op: fonts.LineTo, P: at()})
		}
		font, err := cff.Parse(cffFont("ABCDEF+Test", [][]byte{charString(&fonts.Outline{}, 0, 1), charString(o, 1000, 1)}, [4]int{}))
		if err != nil {
			t.Fatal(err)
		}
		segments, _, err := font.LoadGlyph(1)
		if err != nil {
			t.Fatal(err)
		}
		var want, got []fonts.Point
		for _, s := range o.Segments {
			if p := s.P[max(0, int(s.Op)-1)]; len(want) == 0 || want[len(want)-1] != p || s.Op == fonts.CubeTo {
				want = append(want, p)
			}
		}
		for _, s := range segments {
			args := s.ArgsSlice()
			p := args[len(args)-1]
			got = append(got, fonts.Point{X: float64(p.X), Y: float64(p.Y)})
		}
		if len(got) == len(want)+1 && got[len(got)-1] == got[0] {
			got = got[:len(want)] // the reader closes contours
		}
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Fatalf("corners %v, want %v", got, want)
			}
		}
	})
}

func symbol(t testing.TB, x, y, module float64) (*qr.Code, *scene.Path) {
	t.Helper()
	c, err := qr.Encode("https://dichvucong.gov.vn/", nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &scene.Path{}
	for contour := range c.Outline() {
		for i, corner := range contour {
			at := scene.Point{X: x + module*float64(corner.X), Y: y + module*float64(corner.Y)}
			if i == 0 {
				p.MoveTo(at)
			} else {
				p.LineTo(at)
			}
		}
		p.Close()
	}
	return c, p
}

func TestMeshHasTheSquaresOfItsPath(t *testing.T) {
	for _, module := range []float64{0.4, 0.56, 1.1737, 0.1 + 0.2, 31.7} {
		code, path := symbol(t, 17.3, 200.077, module)
		m := meshOf(path)
		if m == nil || m.columns != code.Size() || m.rows != code.Size() {
			t.Fatalf("module %v: %+v", module, m)
		}
		for y := range m.rows {
			for x := range m.columns {
				if m.dark[y*m.columns+x] != code.Black(x, y) {
					t.Fatalf("module %v: square (%d, %d) is wrong", module, x, y)
				}
			}
		}
	}
}

func TestOtherPathsAreNoMesh(t *testing.T) {
	_, curved := symbol(t, 0, 0, 1)
	curved.Circle(scene.Point{X: 10, Y: 10}, 3)
	_, slanted := symbol(t, 0, 0, 1)
	slanted.Stroke(scene.Point{X: 1, Y: 1}, scene.Point{X: 5, Y: 3}, 1)
	_, shifted := symbol(t, 0, 0, 1)
	shifted.Rectangle(scene.Rect{X0: 3.5, Y0: 3, X1: 5.5, Y1: 5})
	_, wide := symbol(t, 0, 0, 1)
	wide.Rectangle(scene.Rect{X0: 900, Y0: 3, X1: 901, Y1: 5})
	plain := &scene.Path{}
	plain.Rectangle(scene.Rect{X1: 3, Y1: 3})
	for name, p := range map[string]*scene.Path{"curved": curved, "slanted": slanted, "shifted": shifted, "wide": wide, "plain": plain, "empty": {}} {
		if meshOf(p) != nil {
			t.Errorf("%s: a mesh", name)
		}
	}
}

// written is a finished file.
func written(t testing.TB) []byte {
	t.Helper()
	path := &scene.Path{}
	path.Rectangle(scene.Rect{X1: 30, Y1: 20})
	var out bytes.Buffer
	s := &scene.Scene{Width: 60, Height: 40, Layers: []scene.Layer{{Nodes: []scene.Node{&scene.Fill{Path: path}}}}}
	if err := Write(&out, []*scene.Scene{s, s}, Options{Title: "endobj", Created: time.Unix(0, 0), Profile: X4}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTakenApartAndPutTogether(t *testing.T) {
	whole := written(t)
	f, err := takeApart(whole)
	if err != nil {
		t.Fatal(err)
	}
	id := f.digest()
	again, err := takeApart(f.bytes("1.5", id[:16]))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(f.objects, again.objects, bytes.Equal) || f.root != again.root || f.info != again.info {
		t.Error("other objects")
	}
	if n := f.add([]byte("<<>>")); n != len(f.objects) {
		t.Errorf("object %d of %d", n, len(f.objects))
	}
}

func FuzzTakeApart(f *testing.F) {
	whole := written(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(bytes.Replace(whole, []byte("xref\n0 "), []byte("xref\n0 9"), 1))
	f.Add(bytes.Replace(whole, []byte("endobj"), []byte("endob "), -1))
	f.Add(bytes.Replace(whole, []byte("/Length "), []byte("/Length 9"), -1))
	f.Add(bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n9"), 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := takeApart(b)
		if err != nil {
			if !errors.Is(err, ErrContainer) {
				t.Fatal(err)
			}
			return
		}
		if _, err := takeApart(file.bytes("1.4", nil)); err != nil {
			t.Fatalf("what was put together cannot be taken apart: %v", err)
		}
	})
}

// However many steps are taken, each shape lies where it should.
func TestStepsLeadToTheirPlaces(t *testing.T) {
	const reach = 3000
	center := scene.Translate(6000.123, 16079.35)
	var places []scene.Affine
	for i := range 2000 {
		if i%97 < 90 {
			places = append(places, scene.Rotate(2*math.Pi*float64(i)/168).Then(center))
		}
	}
	at := scene.Scale(1, 1)
	for i, step := range steps(places, reach, offShape) {
		if at = step.Then(at); apart(at, places[i], reach) > offPlace+1e-9 {
			t.Fatalf("shape %d is %.3f units off", i, apart(at, places[i], reach))
		}
	}
}

// What is turned is the same, what is mirrored, stretched or bent is not.
func TestShapesThatAreAlike(t *testing.T) {
	hook := &scene.Path{}
	hook.MoveTo(scene.Point{X: 3, Y: 1})
	hook.LineTo(scene.Point{X: 9, Y: 1})
	hook.CubeTo(scene.Point{X: 10, Y: 4}, scene.Point{X: 12, Y: 5}, scene.Point{X: 8, Y: 7})
	hook.Close()
	bent := hook.Transformed(scene.Scale(1, 1))
	bent.Points[3].X += 0.1
	for name, c := range map[string]struct {
		other *scene.Path
		same  bool
	}{
		"moved":     {hook.Transformed(scene.Translate(500, -3)), true},
		"turned":    {hook.Transformed(scene.Rotate(2).Then(scene.Translate(40, 0))), true},
		"half turn": {hook.Transformed(scene.Rotate(math.Pi)), true},
		"mirrored":  {hook.Transformed(scene.Scale(-1, 1)), false},
		"stretched": {hook.Transformed(scene.Scale(1.02, 1)), false},
		"larger":    {hook.Transformed(scene.Scale(1.02, 1.02)), false},
		"bent":      {bent, false},
	} {
		place, same := turned(hook, c.other, 0.01)
		if same != c.same {
			t.Errorf("%s: %v", name, same)
		}
		for i, a := range hook.Points {
			if b := place.Apply(a); same && math.Hypot(b.X-c.other.Points[i].X, b.Y-c.other.Points[i].Y) > 0.01 {
				t.Errorf("%s: point %d at %v", name, i, b)
			}
		}
	}
}

// Shapes of live pages are written from their own corners, which are where they would be on the page.
func TestSingleShapesFromTheirCorners(t *testing.T) {
	path := &scene.Path{}
	path.Rectangle(scene.Rect{X0: 10.004, Y0: 20.006, X1: 15.012, Y1: 22})
	path.Rectangle(scene.Rect{X0: 9.996, Y0: 30, X1: 15.012, Y1: 41.004})
	for live, want := range map[bool]string{
		false: "1000 2001 m\n1501 2001 l\n1501 2200 l\n1000 2200 l\n1000 3000 m\n1501 3000 l\n1501 4100 l\n1000 4100 l\nf\n",
		true:  "q 1 0 0 1 1000 2001 cm\n0 0 m\n501 0 l\n501 199 l\n0 199 l\nf\n1 0 0 1 0 999 cm\n0 0 m\n501 0 l\n501 1100 l\n0 1100 l\nf\nQ\n",
	} {
		p := &page{resources: newResources(nil, Options{Profile: Office, Live: live}), unit: 100, state: "0 0 0 rg\n"}
		p.motifs(path, scene.Ink{})
		if got := string(p.content); got != want {
			t.Errorf("live %v: %q", live, got)
		}
	}
}

// Of a code the rows are written there and back.
func TestRowsOfAMesh(t *testing.T) {
	p := &page{unit: 100}
	p.rows(&mesh{columns: 4, rows: 2, dark: []bool{true, true, false, true, true, false, true, true}})
	if got, want := string(p.content), "0 0 2 1 re\n3 0 1 1 re\n2 1 2 1 re\n0 1 1 1 re\nf\n"; got != want {
		t.Errorf("%q", got)
	}
}

// A reader finds all objects of a packed file where they are.
func TestPackedObjects(t *testing.T) {
	f, err := takeApart(written(t))
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.packed("1.5", make([]byte, 16))
	if err != nil {
		t.Fatal(err)
	}
	file, err := pdfread.Open(bytes.NewReader(b), int64(len(b)), nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for range file.Objects() {
		seen++
	}
	if want := len(f.objects) + 2; seen != want || file.Damage() != nil || !file.UsesObjectStreams() || !file.UsesXRefStreams() {
		t.Errorf("%d objects of %d, damage: %v", seen, want, file.Damage())
	}
	pages := 0
	for _, err := range file.Pages() {
		if pages++; err != nil {
			t.Error(err)
		}
	}
	if pages != 2 {
		t.Errorf("%d pages", pages)
	}
}
