package pdf_test

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

var created = time.Date(2022, 10, 10, 8, 30, 0, 0, time.FixedZone("ICT", 7*3600))

func document(t testing.TB, o pdf.Options, pages ...*scene.Scene) []byte {
	t.Helper()
	var file bytes.Buffer
	if o.Created.IsZero() {
		o.Created = created
	}
	if err := pdf.Write(&file, pages, o); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// saved writes a document to a file for other programs to read.
func saved(t testing.TB, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// run gives what another program prints.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	command := exec.Command(scenetest.Program(t, name), args...)
	command.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

var stream = regexp.MustCompile(`(?s)<</Filter /FlateDecode /Length \d+>>\nstream\n(.*?)\nendstream`)

// contents are the decompressed contents of the pages.
func contents(t testing.TB, file []byte) []string {
	t.Helper()
	var all []string
	for _, m := range stream.FindAllSubmatch(file, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(content))
	}
	return all
}

func everyProfile(t *testing.T, f func(t *testing.T, o pdf.Options)) {
	for name, o := range map[string]pdf.Options{"x1a": {}, "x4": {Profile: pdf.X4}, "office": {Profile: pdf.Office}} {
		t.Run(name, func(t *testing.T) { f(t, o) })
	}
}

func TestFilesAreSound(t *testing.T) {
	everyProfile(t, func(t *testing.T, o pdf.Options) {
		var all []*scene.Scene
		for _, s := range scenetest.Samples(t) {
			all = append(all, s.Scene)
		}
		path := saved(t, document(t, o, all...))
		out := run(t, "qpdf", "--check", path)
		if strings.Contains(out, "WARNING") || !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Error(out)
		}
		if out := run(t, "mutool", "info", path); strings.Contains(out, "warning") || strings.Contains(out, "error") {
			t.Error(out)
		}
	})
}

func TestPageSize(t *testing.T) {
	for _, c := range []struct {
		width, height float64 // mm
		scale         int
	}{{60, 40, 1}, {594, 420, 1}, {5080, 800, 1}, {5081, 800, 10}, {800, 6000, 10}, {50000, 5000, 10}} {
		if got := pdf.Scale(c.width, c.height); got != c.scale {
			t.Errorf("%v × %v mm is at 1:%d, want 1:%d", c.width, c.height, got, c.scale)
		}
		out := run(t, "pdfinfo", saved(t, document(t, pdf.Options{}, &scene.Scene{Width: c.width, Height: c.height})))
		_, size, _ := strings.Cut(out, "Page size:")
		var width, height float64 // pt
		if _, err := fmt.Sscanf(size, "%f x %f pts", &width, &height); err != nil {
			t.Fatalf("%v in\n%s", err, out)
		}
		const rounding = 0.051 // pt: pdfinfo prints six digits
		pt := 72 / 25.4 / float64(c.scale)
		if math.Abs(width-c.width*pt) > rounding || math.Abs(height-c.height*pt) > rounding || width > pdf.MaxUnits {
			t.Errorf("%v × %v mm is %v × %v pt", c.width, c.height, width, height)
		}
	}
}

func TestInformation(t *testing.T) {
	const title = "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10 – 6 × 0,8 m (tỉ lệ 1:10) \\ (ngoặc"
	s := scenetest.Samples(t)[0].Scene
	out := run(t, "pdfinfo", saved(t, document(t, pdf.Options{Title: title}, s, s)))
	for _, want := range []string{
		"Title:           " + title + "\n", "Producer:        bangron\n", "Pages:           2\n",
		"CreationDate:    Mon Oct 10 01:30:00 2022 UTC\n", "ModDate:         Mon Oct 10 01:30:00 2022 UTC\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

var (
	drawing = regexp.MustCompile(`^(-?[\d.]+ )*([mlc]|f\*?|cm|re)$|^(W n|/\w+ Do|/\w+ BMC|EMC|[hqQ])?$`)
	process = regexp.MustCompile(`^([\d.]+ ){4}k$|^/(Over|Knock) gs$`)
	screen  = regexp.MustCompile(`^([\d.]+ ){3}rg$`)
)

// A press file draws in process inks, an office file in sRGB; otherwise they draw the same shapes. Live text has a test of
// its own.
func TestProfiles(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		if sample.Name == "seen through" {
			continue // see TestSeenThrough
		}
		sample.Scene = outlined(t, sample.Scene)
		shapes := map[bool]string{}
		for _, onScreen := range []bool{false, true} {
			ink, o := process, pdf.Options{}
			if onScreen {
				ink, o.Profile = screen, pdf.Office
			}
			all := contents(t, document(t, o, sample.Scene))
			if len(all) != 1 {
				t.Fatalf("%s: %d contents", sample.Name, len(all))
			}
			inks := 0
			// An operator to a line.
			// A picture that is seen through is another on each ground of a file without transparency.
			content := regexp.MustCompile(`/I\d+ Do`).ReplaceAllString(all[0], "/I Do")
			for line := range strings.Lines(strings.NewReplacer("q ", "q\n", " cm", " cm\n", " Q", "\nQ").Replace(content)) {
				switch line = strings.TrimSpace(line); {
				case ink.MatchString(line):
					inks++
				case drawing.MatchString(line):
					shapes[onScreen] += line + "\n"
				default:
					t.Fatalf("%s: on screen %v: %q", sample.Name, onScreen, line)
				}
			}
			if inks == 0 {
				t.Errorf("%s: on screen %v: no ink", sample.Name, onScreen)
			}
		}
		if shapes[false] != shapes[true] {
			t.Errorf("%s: a press file has other shapes than an office file", sample.Name)
		}
	}
}

func TestLinks(t *testing.T) {
	s := &scene.Scene{Width: 200, Height: 100, Layers: []scene.Layer{{Nodes: []scene.Node{
		&scene.Link{Rect: scene.Rect{X0: 25.4, Y0: 50.8, X1: 50.8, Y1: 76.2}, URL: "https://dichvucong.gov.vn/?a=(1)&b=\\"},
	}}}}
	if file := document(t, pdf.Options{}, s); bytes.Contains(file, []byte("/Annot")) || bytes.Contains(file, []byte("dichvucong")) {
		t.Error("a press file has a link")
	}
	out := run(t, "mutool", "show", saved(t, document(t, pdf.Options{Profile: pdf.Office}, s)), "pages/1/Annots")
	for _, want := range []string{"/Link", "/URI", `https://dichvucong.gov.vn/?a=\(1\)&b=\\`, "[ 72 139.46 144 67.46 ]"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
}

// photo is a JPEG of four colours, one to a quarter.
func photo(t testing.TB, r scene.Rect) *scene.Image {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			m.Set(x, y, color.RGBA{uint8(x / 32 * 200), uint8(y / 32 * 200), 90, 255})
		}
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, m, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	return &scene.Image{Rect: r, File: file.Bytes(), Format: "jpeg", Width: 64, Height: 64}
}

// A photograph stands where its rectangle is, the right way up.
func TestPhoto(t *testing.T) {
	s := &scene.Scene{Width: 100, Height: 50, Layers: []scene.Layer{{Nodes: []scene.Node{photo(t, scene.Rect{X0: 20, Y0: 10, X1: 60, Y1: 30})}}}}
	picture := scenetest.Render(t, "pdftoppm", saved(t, document(t, pdf.Options{Profile: pdf.Office}, s)), image.Pt(400, 200))
	for _, c := range []struct {
		x, y float64 // mm
		want color.RGBA
	}{
		{10, 20, color.RGBA{255, 255, 255, 255}}, {70, 20, color.RGBA{255, 255, 255, 255}}, {40, 5, color.RGBA{255, 255, 255, 255}}, {40, 35, color.RGBA{255, 255, 255, 255}},
		{25, 15, color.RGBA{0, 0, 90, 255}}, {55, 15, color.RGBA{200, 0, 90, 255}}, {25, 27, color.RGBA{0, 200, 90, 255}}, {55, 27, color.RGBA{200, 200, 90, 255}},
	} {
		got := color.RGBAModel.Convert(picture.At(int(4*c.x), int(4*c.y))).(color.RGBA)
		if off := max(apart(got.R, c.want.R), apart(got.G, c.want.G), apart(got.B, c.want.B)); off > 6 {
			t.Errorf("(%v, %v) mm is %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// A picture is held once, however often and on however many pages it is placed.
func TestPictureIsHeldOnce(t *testing.T) {
	page := func(r scene.Rect) *scene.Scene {
		return &scene.Scene{Width: 100, Height: 50, Layers: []scene.Layer{{Nodes: []scene.Node{photo(t, r), photo(t, r.Inset(3))}}}}
	}
	file := document(t, pdf.Options{}, page(scene.Rect{X1: 20, Y1: 20}), page(scene.Rect{X1: 40, Y1: 40}))
	if n := strings.Count(strings.Join(contents(t, file), ""), " Do"); n != 4 {
		t.Errorf("%d pictures are placed, want 4", n)
	}
	if n := bytes.Count(file, []byte("/Subtype /Image")); n != 1 {
		t.Errorf("%d pictures are held, want 1", n)
	}
}

// The same scene gives the same bytes: again and again, at any number of cores, in other processes.
func TestSameBytes(t *testing.T) {
	builds, others := 20, otherProcesses(t)
	if testing.Short() {
		builds = 3
	}
	everyProfile(t, func(t *testing.T, o pdf.Options) {
		want := digest(t, o)
		line := fmt.Sprintf("digest %v %s\n", o.Profile, want)
		if isOtherProcess() {
			fmt.Print(line)
			return
		}
		for range builds {
			if got := digest(t, o); got != want {
				t.Fatal("other bytes")
			}
		}
		for _, cores := range []int{1, 8} {
			before := runtime.GOMAXPROCS(cores)
			got := digest(t, o)
			runtime.GOMAXPROCS(before)
			if got != want {
				t.Fatalf("other bytes at %d cores", cores)
			}
		}
		for _, said := range others {
			if !strings.Contains(said, line) {
				t.Fatalf("another process does not print %q but\n%s", line, said)
			}
		}
	})
}

// otherProcesses is what processes that run the same test print.
func otherProcesses(t *testing.T) []string {
	t.Helper()
	if isOtherProcess() {
		return nil
	}
	said := make([]string, 2)
	for i := range said {
		child := exec.Command(os.Args[0], "-test.run=^TestSameBytes$", "-test.short")
		child.Env = append(os.Environ(), childVariable+"=1")
		out, err := child.Output()
		if err != nil {
			t.Fatal(err)
		}
		said[i] = string(out)
	}
	return said
}

func isOtherProcess() bool { return os.Getenv(childVariable) != "" }

// childVariable is set in the process that prints its digests for another to compare.
const childVariable = "PDF_TEST_DIGEST"

func digest(t testing.TB, o pdf.Options) string {
	var all []*scene.Scene
	for _, s := range scenetest.Samples(t) {
		all = append(all, s.Scene)
	}
	o.Title = "Mẫu"
	return fmt.Sprintf("%x", sha256.Sum256(document(t, o, all...)))
}

// Documents that share pictures and faces may be written at once. Run with -race.
func TestConcurrentWrites(t *testing.T) {
	s := scenetest.Banner(t)
	want := document(t, pdf.Options{}, s, s)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 3 {
				var got bytes.Buffer
				if err := pdf.Write(&got, []*scene.Scene{s, s}, pdf.Options{Created: created}); err != nil {
					t.Error(err)
				} else if !bytes.Equal(got.Bytes(), want) {
					t.Error("other bytes")
				}
			}
		})
	}
	group.Wait()
}

type unknownNode struct{}

func (unknownNode) Bounds() scene.Rect { return scene.Rect{} }

// What cannot be drawn is an error, never a panic, and leaves nothing behind.
func TestRefused(t *testing.T) {
	on := func(nodes ...scene.Node) *scene.Scene {
		return &scene.Scene{Width: 60, Height: 40, Layers: []scene.Layer{{Nodes: nodes}}}
	}
	square := scene.Rect{X0: 1, Y0: 1, X1: 9, Y1: 9}
	cut := photo(t, square)
	cut.File = cut.File[:20]
	broken := append(scenetest.Broken(),
		scenetest.Sample{Name: "no scene"},
		scenetest.Sample{Name: "unknown node", Scene: on(unknownNode{})},
		scenetest.Sample{Name: "picture that is none", Scene: on(&scene.Image{Rect: square, Format: "png", File: []byte("<svg>")})},
		scenetest.Sample{Name: "picture without bytes", Scene: on(&scene.Image{Rect: square, Format: "jpeg"})},
		scenetest.Sample{Name: "cut picture", Scene: on(cut)},
		scenetest.Sample{Name: "picture without width", Scene: on(photo(t, scene.Rect{X0: 5, X1: 5, Y1: 9}))},
		scenetest.Sample{Name: "sound picture inside out", Scene: on(photo(t, scene.Rect{X0: 9, X1: 5, Y1: 9}))},
		scenetest.Sample{Name: "sound picture out of reach", Scene: on(photo(t, scene.Rect{X0: -1e7, X1: 5, Y1: 9}))},
	)
	everyProfile(t, func(t *testing.T, o pdf.Options) {
		for _, c := range broken {
			var out bytes.Buffer
			good := scenetest.Samples(t)[0].Scene
			if err := pdf.Write(&out, []*scene.Scene{good, c.Scene, good}, o); !errors.Is(err, pdf.ErrContainer) {
				t.Errorf("%s: error %v, want ErrContainer", c.Name, err)
			}
			if out.Len() > 0 {
				t.Errorf("%s: %d bytes were written", c.Name, out.Len())
			}
		}
	})
}

var errFull = errors.New("no space left on device")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestFullDisk(t *testing.T) {
	if err := pdf.Write(fullDisk{}, []*scene.Scene{scenetest.Samples(t)[0].Scene}, pdf.Options{}); !errors.Is(err, errFull) {
		t.Errorf("error %v, want that of the disk", err)
	}
}

func BenchmarkWrite(b *testing.B) {
	s := scenetest.Banner(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := pdf.Write(io.Discard, []*scene.Scene{s}, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
