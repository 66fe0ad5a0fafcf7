package raster_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
	"pgregory.net/rapid"
)

// page is a page of as many mm as it has pixels at onePerMM.
func page(width, height float64, nodes ...scene.Node) *scene.Scene {
	return &scene.Scene{Width: width, Height: height, Layers: []scene.Layer{{Name: scene.Ground, Nodes: nodes}}}
}

var onePerMM = raster.Options{DPI: 25.4}

func rectangle(x0, y0, x1, y1 float64, ink scene.Ink) *scene.Fill {
	p := &scene.Path{}
	p.Rectangle(scene.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1})
	return &scene.Fill{Path: p, Ink: ink}
}

func draw(t interface {
	Helper()
	Fatal(...any)
}, s *scene.Scene, o raster.Options) *image.RGBA {
	t.Helper()
	m, err := raster.Image(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A rectangle on whole pixels colours those pixels, exactly, and no other, also where tiles meet and beyond the page.
func TestRectangleIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const width, height = 300, 150
		x0, x1 := rapid.IntRange(-900, width).Draw(t, "x0"), rapid.IntRange(1, width+900).Draw(t, "x1")
		y0, y1 := rapid.IntRange(-900, height).Draw(t, "y0"), rapid.IntRange(1, height+900).Draw(t, "y1")
		level := rapid.Uint8()
		ink := scene.Ink{R: level.Draw(t, "R"), G: level.Draw(t, "G"), B: level.Draw(t, "B")}
		r := image.Rect(x0, y0, x1, y1)
		fill := rectangle(float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y), ink)
		m := draw(t, page(width, height, fill), onePerMM)
		for y := range height {
			for x := range width {
				want := color.RGBA{255, 255, 255, 255}
				if image.Pt(x, y).In(r) {
					want = color.RGBA{ink.R, ink.G, ink.B, 255}
				}
				if got := m.RGBAAt(x, y); got != want {
					t.Fatalf("(%d, %d) is %v, want %v", x, y, got, want)
				}
			}
		}
	})
}

func TestPartlyCoveredPixels(t *testing.T) {
	m := draw(t, page(20, 20, rectangle(4.5, 4.25, 12, 12.75, scene.Black())), onePerMM)
	for _, c := range []struct {
		x, y  int
		share float64
	}{{3, 8, 0}, {4, 8, 0.5}, {8, 4, 0.75}, {8, 12, 0.75}, {4, 4, 0.375}, {8, 8, 1}, {12, 8, 0}} {
		if got, want := float64(m.RGBAAt(c.x, c.y).R), 255*(1-c.share); math.Abs(got-want) > 1 {
			t.Errorf("(%d, %d) has level %v, want %v", c.x, c.y, got, want)
		}
	}
}

// What a path leaves out on the left of the page or above it must still count for what it encloses on the page.
func TestPathFromBeyondThePage(t *testing.T) {
	p := &scene.Path{}
	p.MoveTo(scene.Point{X: -200, Y: -100})
	p.LineTo(scene.Point{X: 200, Y: 100})
	p.LineTo(scene.Point{X: -200, Y: 100})
	p.Close()
	m := draw(t, page(100, 60, &scene.Fill{Path: p, Ink: scene.Black()}), onePerMM)
	for y := range 60 {
		for x := range 100 {
			// The hypotenuse is the line y = x/2.
			over := (float64(x)+0.5)/2 - (float64(y) + 0.5)
			if math.Abs(over) < 1 {
				continue // on the edge
			}
			want := uint8(0)
			if over > 0 {
				want = 255
			}
			if got := m.RGBAAt(x, y).R; got != want {
				t.Fatalf("(%d, %d) has level %d, want %d", x, y, got, want)
			}
		}
	}
}

func TestFillRules(t *testing.T) {
	p := &scene.Path{}
	p.Frame(scene.Rect{X0: 2, Y0: 2, X1: 18, Y1: 18}, 4)
	for _, c := range []struct {
		evenOdd bool
		middle  uint8
	}{{true, 255}, {false, 0}} {
		m := draw(t, page(20, 20, &scene.Fill{Path: p, Ink: scene.Black(), EvenOdd: c.evenOdd}), onePerMM)
		if got := m.RGBAAt(10, 10).R; got != c.middle {
			t.Errorf("even-odd %v: level %d inside, want %d", c.evenOdd, got, c.middle)
		}
		if got := m.RGBAAt(4, 10).R; got != 0 {
			t.Errorf("even-odd %v: level %d in the frame", c.evenOdd, got)
		}
	}
}

// One path has no hairline where its rectangles touch off the pixels' grid.
func TestTouchingRectanglesLeaveNoHairline(t *testing.T) {
	p := &scene.Path{}
	const module = 3.37
	for i := range 10 {
		p.Rectangle(scene.Rect{X0: module * float64(i), X1: module * float64(i+1), Y0: 1, Y1: 9})
	}
	m := draw(t, page(33, 10, &scene.Fill{Path: p, Ink: scene.Black()}), onePerMM)
	for x := range 33 {
		if got := m.RGBAAt(x, 5).R; got != 0 {
			t.Errorf("column %d has level %d", x, got)
		}
	}
}

func TestLinkDrawsNothing(t *testing.T) {
	s := page(10, 10, &scene.Link{Rect: scene.Rect{X1: 10, Y1: 10}, URL: "https://dichvucong.gov.vn"})
	if got, want := draw(t, s, onePerMM), draw(t, page(10, 10), onePerMM); !bytes.Equal(got.Pix, want.Pix) {
		t.Error("a link left ink")
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct {
		width, height float64
		o             raster.Options
		want          image.Point
	}{
		{317.5, 79.375, raster.Options{}, image.Pt(1200, 300)},
		{210, 297, raster.Options{DPI: 300}, image.Pt(2480, 3508)},
		{6000, 1000, raster.Options{Width: 1200}, image.Pt(1200, 200)},
		{6000, 1000, raster.Options{Height: 90, DPI: 1e9}, image.Pt(540, 90)},
		{6000, 1000, raster.Options{Width: 1201, Height: 200}, image.Pt(1201, 200)},
		{1, 1000, raster.Options{DPI: 10}, image.Pt(1, 394)},
	} {
		if got := draw(t, page(c.width, c.height), c.o).Rect.Max; got != c.want {
			t.Errorf("%v × %v mm, %+v: %v, want %v", c.width, c.height, c.o, got, c.want)
		}
	}
}

func TestRefusedOptions(t *testing.T) {
	for _, o := range []raster.Options{
		{DPI: -1}, {DPI: math.NaN()}, {Width: -1}, {Height: -5, Width: 3}, {Width: 1200, Height: 300},
	} {
		if err := raster.Write(io.Discard, page(60, 40), o); !errors.Is(err, raster.ErrOptions) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height float64
		o             raster.Options
		pixels        image.Point
	}{
		{"pixels", 1000, 1000, raster.Options{Width: 20_001}, image.Pt(20_001, 20_001)},
		{"side", 100_001, 10, onePerMM, image.Pt(100_001, 10)},
		{"both", 1e6, 1e6, raster.Options{DPI: 1e300}, image.Pt(1<<31, 1<<31)},
		{"endless dpi", 60, 40, raster.Options{DPI: math.Inf(1)}, image.Pt(1<<31, 1<<31)},
	} {
		err := raster.Write(io.Discard, page(c.width, c.height), c.o)
		var size *raster.SizeError
		if !errors.Is(err, raster.ErrTooLarge) || !errors.As(err, &size) || image.Pt(size.Width, size.Height) != c.pixels {
			t.Errorf("%s: %v", c.name, err)
		}
		if !strings.Contains(err.Error(), "giới hạn") || !strings.Contains(err.Error(), "limit") {
			t.Errorf("%s: %q is not in both languages", c.name, err)
		}
	}
	if _, err := raster.Image(page(1000, 1000), raster.Options{Width: 6325}); !errors.Is(err, raster.ErrTooLarge) {
		t.Errorf("a picture of more than %d pixels in memory: %v", raster.MaxImagePixels, err)
	}
}

func TestBrokenScenes(t *testing.T) {
	for _, sample := range scenetest.Broken() {
		if err := raster.Write(io.Discard, sample.Scene, raster.Options{}); !errors.Is(err, raster.ErrScene) {
			t.Errorf("%s: %v", sample.Name, err)
		}
		if m, err := raster.Image(sample.Scene, raster.Options{}); !errors.Is(err, raster.ErrScene) || m != nil {
			t.Errorf("%s in memory: %v", sample.Name, err)
		}
	}
}

// The file holds the picture that Image returns.
func TestWriteIsImage(t *testing.T) {
	samples := append(scenetest.Samples(t), scenetest.Sample{Name: "empty", Scene: &scene.Scene{Width: 3, Height: 2}})
	for _, sample := range samples {
		o := raster.Options{Width: 555}
		want := draw(t, sample.Scene, o)
		var file bytes.Buffer
		if err := raster.Write(&file, sample.Scene, o); err != nil {
			t.Fatal(err)
		}
		got, err := png.Decode(&file)
		if err != nil {
			t.Fatalf("%s: %v", sample.Name, err)
		}
		if got.Bounds() != want.Rect {
			t.Fatalf("%s: %v px, want %v", sample.Name, got.Bounds(), want.Rect)
		}
		for y := range want.Rect.Max.Y {
			for x := range want.Rect.Max.X {
				if got := got.At(x, y); got != want.RGBAAt(x, y) {
					t.Fatalf("%s: (%d, %d) is %v, want %v", sample.Name, x, y, got, want.RGBAAt(x, y))
				}
			}
		}
	}
}

// chunk is the content of the first chunk of a kind in a PNG file.
func chunk(t *testing.T, file []byte, kind string) []byte {
	t.Helper()
	for rest := file[8:]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		body := rest[4:][:4+n]
		if crc32.ChecksumIEEE(body) != binary.BigEndian.Uint32(rest[8+n:]) {
			t.Fatalf("%s: checksum", body[:4])
		}
		if string(body[:4]) == kind {
			return body[4:]
		}
		rest = rest[12+n:]
	}
	t.Fatalf("no chunk %s", kind)
	return nil
}

func TestPhysicalSize(t *testing.T) {
	for _, c := range []struct {
		width, height float64
		o             raster.Options
		x, y          uint32
	}{
		{254, 127, raster.Options{DPI: 300}, 11811, 11811}, // 300 dpi
		{1000, 500, raster.Options{Width: 1234}, 1234, 1234},
		{6000, 1000, raster.Options{Width: 1201, Height: 200}, 200, 200},
	} {
		var file bytes.Buffer
		if err := raster.Write(&file, page(c.width, c.height), c.o); err != nil {
			t.Fatal(err)
		}
		got := chunk(t, file.Bytes(), "pHYs")
		x, y := binary.BigEndian.Uint32(got), binary.BigEndian.Uint32(got[4:])
		if x != c.x || y != c.y || got[8] != 1 {
			t.Errorf("%v × %v mm, %+v: %d × %d per unit %d, want %d × %d per metre", c.width, c.height, c.o, x, y, got[8], c.x, c.y)
		}
	}
}

// limitedWriter fails after so many bytes.
type limitedWriter struct{ left int }

var errFull = errors.New("disk full")

func (w *limitedWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	s := scenetest.Banner(t)
	o := raster.Options{Width: 1200}
	var file bytes.Buffer
	if err := raster.Write(&file, s, o); err != nil {
		t.Fatal(err)
	}
	for _, room := range []int{0, 8, 20, 40, 50, 60, 100, file.Len() / 2, file.Len() - 13, file.Len() - 1} {
		if err := raster.Write(&limitedWriter{room}, s, o); !errors.Is(err, errFull) {
			t.Errorf("%d of %d bytes written: %v", room, file.Len(), err)
		}
	}
	if err := raster.Write(&limitedWriter{file.Len()}, s, o); err != nil {
		t.Error(err)
	}
}

func TestConcurrentWritesAreEqual(t *testing.T) {
	s := scenetest.Banner(t)
	files := make([]bytes.Buffer, 6)
	var all sync.WaitGroup
	for i := range files {
		all.Go(func() {
			if err := raster.Write(&files[i], s, raster.Options{Width: 600}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for i := range files {
		if !bytes.Equal(files[i].Bytes(), files[0].Bytes()) {
			t.Fatalf("file %d differs", i)
		}
	}
}

// All that is ever allocated for a wide banner is less than its picture would take. (The whole banner of 6 × 1 m is a
// benchmark.)
func TestMemory(t *testing.T) {
	s := scenetest.Banner(t)
	s.Height = 100
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := raster.Write(io.Discard, s, raster.Options{DPI: 150}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	const picture = 35_433 * 591 * 4
	if got := after.TotalAlloc - before.TotalAlloc; got > picture/2 {
		t.Errorf("%d MB allocated; the picture has %d", got>>20, picture>>20)
	}
}

func BenchmarkWebBanner1200x300(b *testing.B) { benchmark(b, 1200, 300) }
func BenchmarkWebBanner2400x320(b *testing.B) { benchmark(b, 2400, 320) }

func benchmark(b *testing.B, width, height int) {
	s := scenetest.Banner(b)
	s.Width = s.Height * float64(width) / float64(height)
	b.ReportAllocs()
	for b.Loop() {
		if err := raster.Write(io.Discard, s, raster.Options{Width: width, Height: height}); err != nil {
			b.Fatal(err)
		}
	}
}

// A banner of 6 × 1 m at 150 dpi: 35,433 × 5,906 px take 6 s of one core and 50 MB in all (MB-sys, in a process that
// does nothing else).
func BenchmarkBanner6mAt150dpi(b *testing.B) {
	s := scenetest.Banner(b)
	for b.Loop() {
		if err := raster.Write(io.Discard, s, raster.Options{DPI: 150}); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB-sys")
}
