package campaign_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

const evil = "https://evil.example/login"

// perMM is how many px of the test pages make a mm.
const perMM = 5

// posted is a code on a test page, in mm with its quiet zone.
type posted struct {
	payload     string
	x, y, width float64
}

// asListed are the codes of [board] where it lists them.
func asListed() []posted { return []posted{{birth, 20, 30, 40}, {marriage, 120, 30, 40}} }

func encode(t testing.TB, payload string) *qr.Code {
	t.Helper()
	c, err := qr.Encode(payload, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// paper draws a page of 200 × 100 mm. Later codes are pasted over earlier ones.
func paper(t testing.TB, codes ...posted) *image.Gray {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 200*perMM, 100*perMM))
	draw.Draw(m, m.Rect, image.NewUniform(color.Gray{230}), image.Point{}, draw.Src)
	for _, p := range codes {
		c := encode(t, p.payload)
		side := int(p.width * perMM)
		for y := range side {
			for x := range side {
				level := color.Gray{255}
				if c.Black(x*c.Outer()/side-qr.QuietZone, y*c.Outer()/side-qr.QuietZone) {
					level.Y = 10
				}
				m.SetGray(int(p.x*perMM)+x, int(p.y*perMM)+y, level)
			}
		}
	}
	return m
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func verify(t testing.TB, path string, o *campaign.VerifyOptions) *campaign.Report {
	t.Helper()
	r, err := campaign.Verify(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// codes are the diagnostics of a report by code, but for remarks.
func codes(r *campaign.Report) []string {
	list := []string{}
	for _, d := range r.Diagnostics {
		if d.Severity != signage.SeverityInfo {
			list = append(list, d.Code)
		}
	}
	return list
}

func statuses(r *campaign.Report) string {
	list := []string{}
	for _, c := range r.Codes {
		list = append(list, c.Status)
	}
	return strings.Join(list, " ")
}

func near(place campaign.Place, x, y, width float64) bool {
	const tolerance = 0.6 // mm
	return place.Unit == "mm" && math.Abs(place.X-x) < tolerance && math.Abs(place.Y-y) < tolerance && math.Abs(place.Width-width) < tolerance
}

func TestVerifyAgainstTheManifest(t *testing.T) {
	approved := pngOf(t, paper(t, asListed()...))
	o := &campaign.VerifyOptions{Manifest: manifestOf(t, board("bảng/a.png"), approved)}
	sticker := posted{evil, 122, 32, 38}
	for _, c := range []struct {
		name, file string
		content    []byte
		codes      []posted // of the page, where content is nil
		statuses   string
		findings   []string
	}{
		{"the approved file", "a.png", approved, nil, "listed listed", nil},
		{"the approved file under another name", "b.png", approved, nil, "listed listed", nil},
		{"a foreign code in the place of another", "a.png", nil, append(asListed(), sticker), "listed foreign",
			[]string{"file-changed", "code-foreign", "code-missing", "link-not-allowed"}},
		{"a foreign code beside the others", "a.png", nil, append(asListed(), posted{evil, 70, 50, 35}), "listed listed foreign",
			[]string{"file-changed", "code-foreign", "link-not-allowed"}},
		{"a code left out", "a.png", nil, asListed()[:1], "listed", []string{"file-changed", "code-missing"}},
		{"a code over another of the same page", "a.png", nil, append(asListed(), posted{birth, 120, 30, 40}), "listed misplaced",
			[]string{"file-changed", "code-misplaced", "code-missing"}},
		{"two codes exchanged", "a.png", nil, []posted{{marriage, 20, 30, 40}, {birth, 120, 30, 40}}, "misplaced misplaced",
			[]string{"file-changed", "code-misplaced", "code-misplaced"}},
		{"a code twice", "a.png", nil, append(asListed(), posted{birth, 70, 50, 35}), "listed listed misplaced", []string{"file-changed", "code-misplaced"}},
		{"nothing on the page", "a.png", nil, []posted{}, "", []string{"file-changed", "code-missing", "code-missing"}},
		{"a photo", "ảnh.png", nil, asListed(), "listed listed", nil},
		{"a photo with a foreign code", "ảnh.png", nil, append(asListed(), sticker), "listed foreign", []string{"code-foreign", "code-missing", "link-not-allowed"}},
		{"a photo with a code once more", "ảnh.png", nil, append(asListed(), posted{birth, 70, 50, 35}), "listed listed misplaced", []string{"code-misplaced"}},
		{"a photo of something else", "ảnh.png", nil, []posted{sticker}, "foreign", []string{"file-unlisted", "code-foreign", "link-not-allowed"}},
		{"a photo without codes", "ảnh.png", nil, []posted{}, "", []string{"file-unlisted", "no-codes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.content == nil {
				c.content = pngOf(t, paper(t, c.codes...))
			}
			r := verify(t, write(t, c.file, c.content), o)
			if got := statuses(r); got != c.statuses {
				t.Errorf("codes are %q, want %q", got, c.statuses)
			}
			got := codes(r)
			slices.Sort(got)
			slices.Sort(c.findings)
			if !slices.Equal(got, c.findings) {
				t.Errorf("findings %q, want %q", got, c.findings)
			}
			if r.Clean() != (len(c.findings) == 0) {
				t.Errorf("clean: %v", r.Clean())
			}
		})
	}
}

// A photo shows a page of several: the codes of the others are not missing.
func TestVerifyPhotoOfOnePage(t *testing.T) {
	f := board("a.pdf")
	f.Pages = 2
	f.Codes = append(f.Codes, campaign.NewPrintedCode(2, 20, 30, 40, account, nil))
	o := &campaign.VerifyOptions{Manifest: manifestOf(t, f, []byte("a"))}
	if r := verify(t, write(t, "ảnh.png", pngOf(t, paper(t, asListed()...))), o); !r.Clean() {
		t.Errorf("%+v", r.Diagnostics)
	}
	if r := verify(t, write(t, "ảnh.png", pngOf(t, paper(t, asListed()[0]))), o); !slices.Equal(codes(r), []string{"code-missing"}) {
		t.Errorf("%+v", r.Diagnostics)
	}
	// A page without any may be the index, of which the manifest knows, or one whose codes are covered.
	blank := write(t, "ảnh.png", pngOf(t, paper(t)))
	if r := verify(t, blank, o); !slices.Equal(codes(r), []string{"file-unlisted", "no-codes"}) {
		t.Errorf("%+v", r.Diagnostics)
	}
	f.Pages = 3
	if r := verify(t, blank, &campaign.VerifyOptions{Manifest: manifestOf(t, f, []byte("a"))}); !slices.Equal(codes(r), []string{"no-codes"}) || !strings.Contains(r.Diagnostics[0].EN, "index") {
		t.Errorf("%+v", r.Diagnostics)
	}
	// The file itself must show all codes of the pages that it has.
	for n, want := range map[int][]string{1: {"file-changed", "code-missing"}, 2: {"file-changed"}} {
		r := verify(t, write(t, "a.pdf", pngOf(t, paper(t, asListed()[:n]...))), o)
		if !slices.Equal(codes(r), want) || !slices.Equal(r.Shown, []int{1}) {
			t.Errorf("%d codes: pages %v, %+v", n, r.Shown, r.Diagnostics)
		}
		if unseen := o.Manifest.Unseen([]*campaign.Report{r}); len(unseen) != 1 || unseen[0].Code != "pages-unseen" {
			t.Errorf("%+v", unseen)
		}
	}
}

func TestVerifySaysWhereAndWhat(t *testing.T) {
	approved := pngOf(t, paper(t, asListed()...))
	o := &campaign.VerifyOptions{Manifest: manifestOf(t, board("a.png"), approved)}
	path := write(t, "a.png", pngOf(t, paper(t, append(asListed(), posted{evil, 122, 32, 38})...)))
	r := verify(t, path, o)
	if r.File != path || r.Format != "png" || r.Pages != 1 || r.Listed != "a.png" || len(r.SHA256) != 64 || len(r.Codes) != 2 {
		t.Fatalf("%+v", r)
	}
	first, pasted := r.Codes[0], r.Codes[1]
	if first.Payload != birth || first.Host != "dichvucong.gov.vn" || first.ID != campaign.ShortID(birth) || first.Kind != qr.KindLink ||
		first.Verdict != campaign.VerdictAdmitted || !near(first.Place, 20+40*4/45., 30+40*4/45., 40*37/45.) {
		t.Errorf("%+v", first)
	}
	if pasted.Payload != evil || pasted.Host != "evil.example" || pasted.Verdict != campaign.VerdictRefused || pasted.Page != 1 {
		t.Errorf("%+v", pasted)
	}
	i := slices.IndexFunc(r.Diagnostics, func(d signage.Diagnostic) bool { return d.Code == "code-foreign" })
	d := r.Diagnostics[i]
	if want := "trên chỗ của mã " + campaign.ShortID(marriage); d.Field != path || d.Severity != signage.SeverityError || !strings.Contains(d.VI, want) || !strings.Contains(d.EN, evil) {
		t.Errorf("%+v", d)
	}
}

func TestVerifyHoldsLinksToThePolicy(t *testing.T) {
	zalo := "https://zalo.me/1"
	path := write(t, "a.png", pngOf(t, paper(t, posted{zalo, 20, 30, 40})))
	if r := verify(t, path, nil); r.Codes[0].Verdict != campaign.VerdictRefused || r.Codes[0].Status != "" || r.Clean() {
		t.Errorf("%+v", r)
	}
	if r := verify(t, path, &campaign.VerifyOptions{Links: &qr.LinkPolicy{Allow: []string{"zalo.me"}}}); r.Codes[0].Verdict != campaign.VerdictAdmitted || !r.Clean() {
		t.Errorf("admitted host: %+v", r)
	}
	// What was admitted by name when the sign was made is recorded, and needs no flag.
	f := board("b.png")
	f.Codes = []campaign.PrintedCode{campaign.NewPrintedCode(1, 20, 30, 40, zalo, &qr.LinkPolicy{Override: []string{"zalo.me"}})}
	r := verify(t, path, &campaign.VerifyOptions{Manifest: manifestOf(t, f, []byte("b"))})
	if r.Codes[0].Verdict != campaign.VerdictAdmitted || !r.Clean() || !slices.ContainsFunc(r.Diagnostics, func(d signage.Diagnostic) bool { return d.Code == string(qr.LinkOverridden) }) {
		t.Errorf("recorded host: %+v", r)
	}
}

// photo is what a phone makes of a page: taken from the side, in the light of a window, with noise.
func photo(page *image.Gray) *image.Gray {
	random := rand.New(rand.NewPCG(1, 2))
	out := image.NewGray(image.Rect(0, 0, 1300, 800))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			// A plane turned away on the right, and the camera held askew.
			u, v := float64(x)-150, float64(y)-130
			u, v = u*math.Cos(0.08)+v*math.Sin(0.08), v*math.Cos(0.08)-u*math.Sin(0.08)
			depth := 1 - u/5200
			level := 90.0 // the wall
			if p := image.Pt(int(u/depth), int(v/depth)); p.In(page.Rect) {
				level = float64(page.GrayAt(p.X, p.Y).Y)
			}
			light := 0.55 + 0.4*float64(x)/float64(out.Rect.Dx())
			out.SetGray(x, y, color.Gray{uint8(min(max(20+level*light+random.NormFloat64()*7, 0), 255))})
		}
	}
	return out
}

func TestVerifyReadsPhotos(t *testing.T) {
	o := &campaign.VerifyOptions{Manifest: manifestOf(t, board("a.pdf"), []byte("a"))}
	taken := photo(paper(t, asListed()...))
	r := verify(t, write(t, "IMG_1.JPG", jpegOf(t, taken, 60)), o)
	if statuses(r) != "listed listed" || !r.Clean() || r.Format != "jpeg" || r.Listed != "a.pdf" || r.Codes[0].Place.Unit != "px" {
		t.Errorf("%+v", r)
	}
	pasted := photo(paper(t, append(asListed(), posted{evil, 122, 32, 38})...))
	if r := verify(t, write(t, "IMG_2.JPG", jpegOf(t, pasted, 60)), o); !slices.Contains(codes(r), "code-foreign") {
		t.Errorf("%+v", r)
	}
	// A page printed in the negative is read by phones.
	negative := paper(t, asListed()...)
	for i, v := range negative.Pix {
		negative.Pix[i] = 255 - v
	}
	if r := verify(t, write(t, "a.png", pngOf(t, negative)), nil); len(r.Codes) != 2 {
		t.Errorf("%d codes in the negative", len(r.Codes))
	}
}

func TestVerifyReadsColoursAndTransparency(t *testing.T) {
	page := paper(t, asListed()[0])
	for name, m := range map[string]draw.Image{"NRGBA": image.NewNRGBA(page.Rect), "NRGBA64": image.NewNRGBA64(page.Rect), "RGBA": image.NewRGBA(page.Rect)} {
		if name == "RGBA" { // opaque
			draw.Draw(m, page.Rect, image.NewUniform(color.RGBA{250, 240, 200, 255}), image.Point{}, draw.Src)
		}
		for y := range page.Rect.Dy() {
			for x := range page.Rect.Dx() {
				if page.GrayAt(x, y).Y < 200 {
					m.Set(x, y, color.NRGBA{20, 60, 10, 255})
				}
			}
		}
		if r := verify(t, write(t, name+".png", pngOf(t, m)), nil); len(r.Codes) != 1 {
			t.Errorf("%s: %+v", name, r.Codes)
		}
	}
}

// withEXIF is a JPEG that states how it is to be turned.
func withEXIF(file []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	body := append([]byte("Exif\x00\x00"), append(tiff, 0, 0)...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return slices.Concat(file[:2], segment, body, file[2:])
}

// Phones write pictures as the sensor has them. Seen as meant, the page is the same each time, also from mirrored rows.
func TestVerifyTurnsPhotos(t *testing.T) {
	seen := paper(t, asListed()...)
	w, h := seen.Rect.Dx(), seen.Rect.Dy()
	// How each orientation is stored, from the pixel of what is seen (Exif 2.3, 4.6.4).
	stored := map[uint16]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y },
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, w - 1 - x },
		7: func(x, y int) (int, int) { return h - 1 - y, w - 1 - x },
		8: func(x, y int) (int, int) { return h - 1 - y, x },
	}
	for o, at := range stored {
		size := image.Rect(0, 0, w, h)
		if o >= 5 {
			size = image.Rect(0, 0, h, w)
		}
		m := image.NewGray(size)
		for y := range h {
			for x := range w {
				u, v := at(x, y)
				m.SetGray(u, v, seen.GrayAt(x, y))
			}
		}
		r := verify(t, write(t, "a.jpg", withEXIF(jpegOf(t, m, 90), o)), nil)
		if len(r.Codes) != 2 || math.Abs(r.Codes[0].Place.X-118) > 4 || math.Abs(r.Codes[0].Place.Y-168) > 4 || r.Codes[0].Payload != birth {
			t.Errorf("orientation %d: %+v", o, r.Codes)
		}
	}
}

// Over qr.MaxPixels a photo is made smaller first.
func TestVerifyReadsLargePhotos(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	m := image.NewGray(image.Rect(0, 0, 10_000, 7_000))
	if m.Rect.Dx()*m.Rect.Dy() <= qr.MaxPixels {
		t.Fatal("the picture is no longer large")
	}
	page := paper(t, asListed()...)
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride:][:m.Rect.Dx()]
		for x := range row {
			row[x] = 255
			if x/10 < page.Rect.Dx() && y/10 < page.Rect.Dy() {
				row[x] = page.Pix[y/10*page.Stride+x/10]
			}
		}
	}
	if r := verify(t, write(t, "a.png", pngOf(t, m)), nil); len(r.Codes) != 2 || math.Abs(r.Codes[0].Place.X-1180) > 20 {
		t.Errorf("%+v", r.Codes)
	}
}

// header is a PNG without its picture.
func header(width, height uint32, depth, colour byte) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	head = append(binary.BigEndian.AppendUint32(head, height), depth, colour, 0, 0, 0)
	file := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), uint32(len(head)-4))
	return binary.BigEndian.AppendUint32(append(file, head...), crc32.ChecksumIEEE(head))
}

func TestVerifyRefusesPictures(t *testing.T) {
	whole, picture := pngOf(t, paper(t, asListed()...)), jpegOf(t, paper(t, asListed()...), 80)
	for _, c := range []struct {
		name    string
		content []byte
		want    error
		says    string
	}{
		{"empty.png", nil, campaign.ErrUnreadable, "Tệp rỗng"},
		{"text.png", []byte("đây là chữ"), campaign.ErrUnreadable, "không phải PDF, PNG hay JPEG"},
		{"sign.svg", []byte("<?xml version=\"1.0\"?><svg></svg>"), campaign.ErrUnreadable, "SVG"},
		{"photo.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), campaign.ErrUnreadable, "HEIC"},
		{"photo.webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), campaign.ErrUnreadable, "WebP"},
		{"photo.avif", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00"), campaign.ErrUnreadable, "AVIF"},
		{"photo.gif", []byte("GIF89a"), campaign.ErrUnreadable, "GIF"},
		{"scan.tif", []byte("II*\x00\x08\x00"), campaign.ErrUnreadable, "TIFF"},
		{"scan.bmp", []byte("BM\x00\x00\x01\x00\x00\x00\x00\x006\x00\x00\x00("), campaign.ErrUnreadable, "BMP"},
		{"cut.png", whole[:len(whole)/2], campaign.ErrUnreadable, "hỏng hoặc bị cắt"},
		{"head.png", whole[:12], campaign.ErrUnreadable, "hỏng hoặc bị cắt"},
		{"cut.jpg", picture[:len(picture)/3], campaign.ErrUnreadable, "hỏng hoặc bị cắt"},
		{"head.jpg", picture[:4], campaign.ErrUnreadable, "hỏng hoặc bị cắt"},
		{"no-area.png", header(0, 10, 8, 0), campaign.ErrUnreadable, "hỏng"},
		{"bomb.png", header(60_000, 60_000, 8, 6), campaign.ErrTooLarge, "128 triệu điểm ảnh"},
		{"wide.png", header(1<<31-1, 2, 8, 0), campaign.ErrTooLarge, "128 triệu điểm ảnh"},
		{"16-bit.png", header(10_000, 10_000, 16, 6), campaign.ErrTooLarge, "64 triệu điểm ảnh"},
		{"scans.jpg", append(slices.Clone(picture), bytes.Repeat([]byte{0xff, 0xda}, 201)...), campaign.ErrTooLarge, "lượt quét"},
	} {
		r, err := campaign.Verify(t.Context(), write(t, c.name, c.content), nil)
		var refused *campaign.FileError
		if !errors.As(err, &refused) || !errors.Is(err, c.want) || r != nil || !strings.Contains(refused.VI, c.says) || refused.EN == "" || refused.FixVI == "" ||
			filepath.Base(refused.Field) != c.name {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
}

func TestVerifyRefusesWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	for _, path := range []string{folder, filepath.Join(folder, "none.png")} {
		var path2 *fs.PathError
		if _, err := campaign.Verify(t.Context(), path, nil); !errors.As(err, &path2) || path2.Path != path {
			t.Errorf("%s: %v", path, err)
		}
	}
	large := filepath.Join(folder, "large.pdf")
	file, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	// A file with a hole: nothing is written, and nothing of it may be read.
	if err := errors.Join(file.Truncate(campaign.MaxVerifyBytes+1), file.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := campaign.Verify(t.Context(), large, nil); !errors.Is(err, campaign.ErrTooLarge) {
		t.Errorf("a large file: %v", err)
	}
	if runtime.GOOS != "windows" {
		if _, err := campaign.Verify(t.Context(), os.DevNull, nil); !errors.Is(err, campaign.ErrUnreadable) {
			t.Errorf("a device: %v", err)
		}
	}
}

// pdfFile writes a PDF of pages with the given entries and content.
func pdfFile(pages ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 3+2*i)
	}
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String())
	for i, p := range pages {
		entries, content, _ := strings.Cut(p, "|")
		object("<</Type/Page/Parent 2 0 R/Resources<<>>/Contents %d 0 R%s>>", 4+2*i, entries)
		object("<</Length %d>>stream\n%s\nendstream", len(content), content)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// drawn is page content with a code: left and top in pt from the top left corner of a page of so much height.
func drawn(t testing.TB, payload string, left, top, width, height float64) string {
	t.Helper()
	c := encode(t, payload)
	module := width / float64(c.Outer())
	var b strings.Builder
	for y := range c.Outer() {
		for x := range c.Outer() {
			if c.Black(x-qr.QuietZone, y-qr.QuietZone) {
				fmt.Fprintf(&b, "%.4f %.4f %.4f %.4f re\n", left+float64(x)*module, height-top-float64(y+1)*module, module, module)
			}
		}
	}
	return b.String() + "f"
}

// only leaves nothing on the PATH but the named programs.
func only(t *testing.T, programs ...string) {
	t.Helper()
	folder := t.TempDir()
	for _, name := range programs {
		if err := os.Symlink(scenetest.Program(t, name), filepath.Join(folder, name)); err != nil {
			t.Skip(err) // Windows without the right to make links
		}
	}
	t.Setenv("PATH", folder)
}

// leftovers checks that nothing stays in the folder for temporary files.
func leftovers(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	t.Cleanup(func() {
		left, err := os.ReadDir(folder)
		if err != nil || len(left) > 0 {
			t.Errorf("left behind: %v %v", left, err)
		}
	})
}

const ptPerMM = 72 / 25.4

func TestVerifyReadsPDF(t *testing.T) {
	for name, programs := range map[string][]string{"MuPDF": {"mutool"}, "Poppler": {"pdfinfo", "pdftoppm"}} {
		t.Run(name, func(t *testing.T) {
			only(t, programs...)
			t.Run("the library's own file", func(t *testing.T) {
				leftovers(t)
				sheet := signage.CodeSheet{Code: encode(t, birth), Width: 50}
				doc, err := signage.CompileCodeSheet(sheet)
				if err != nil {
					t.Fatal(err)
				}
				var file bytes.Buffer
				if err := doc.WritePDF(&file, nil); err != nil {
					t.Fatal(err)
				}
				f := campaign.PrintedFile{
					Name: "mã.pdf", Pages: 1, Width: 50, Height: 50, Scale: 1,
					Codes: []campaign.PrintedCode{campaign.NewPrintedCode(1, 0, 0, 50, birth, nil)},
				}
				// File names that a program could take for a flag, a pattern or a command.
				for _, name := range []string{"mã.pdf", "-o x.pdf", "%d $(touch x);'\".pdf"} {
					if runtime.GOOS == "windows" && name != "mã.pdf" {
						continue
					}
					r := verify(t, write(t, name, file.Bytes()), &campaign.VerifyOptions{Manifest: manifestOf(t, f, file.Bytes())})
					if !r.Clean() || statuses(r) != "listed" || r.Format != "pdf" || !near(r.Codes[0].Place, 50*4/45., 50*4/45., 50*37/45.) {
						t.Errorf("%s: %+v", name, r)
					}
				}
			})
			t.Run("boxes, rotation and scale", func(t *testing.T) {
				leftovers(t)
				// 300 × 400 pt, of which 284 × 365 are seen and 252 × 333 are left after trimming, with four different margins.
				content := drawn(t, birth, 50, 70, 120, 400)
				page := func(rotate int) string {
					return fmt.Sprintf("/MediaBox[0 0 300 400]/CropBox[6 15 290 380]/TrimBox[30 27 282 360]/Rotate %d|%s", rotate, content)
				}
				r := verify(t, write(t, "a.pdf", pdfFile(page(0), page(90), page(180), page(270), page(-90))), nil)
				if r.Pages != 5 || len(r.Codes) != 5 {
					t.Fatalf("%d pages, codes %+v", r.Pages, r.Codes)
				}
				quiet := 120 * 4 / 45.
				left, bottom := 50+quiet-30, 400-70-120+quiet-27 // of the symbol, from the edges of the trimmed page
				right, top := 282-170+quiet, 360-(400-70)+quiet
				for i, want := range [][2]float64{{left, top}, {bottom, left}, {right, bottom}, {top, right}, {top, right}} {
					if c := r.Codes[i]; c.Page != i+1 || !near(c.Place, want[0]/ptPerMM, want[1]/ptPerMM, 120*37/45./ptPerMM) {
						t.Errorf("page %d: %+v, want %v", i+1, c.Place, [2]float64{want[0] / ptPerMM, want[1] / ptPerMM})
					}
				}
				// The same page as a tenth of a sign.
				tenth := pdfFile(page(0))
				f := campaign.PrintedFile{Name: "b.pdf", Pages: 1, Width: 2520 / ptPerMM, Height: 3330 / ptPerMM, Scale: 10}
				f.Codes = []campaign.PrintedCode{campaign.NewPrintedCode(1, 200/ptPerMM, 300/ptPerMM, 1200/ptPerMM, birth, nil)}
				r = verify(t, write(t, "b.pdf", tenth), &campaign.VerifyOptions{Manifest: manifestOf(t, f, tenth)})
				if !r.Clean() || math.Abs(r.Codes[0].Place.Width-1200*37/45./ptPerMM) > 5 {
					t.Errorf("%+v", r)
				}
			})
			t.Run("a page with small codes and a very large one", func(t *testing.T) {
				if testing.Short() {
					t.Skip("takes seconds")
				}
				leftovers(t)
				small := "/MediaBox[0 0 100 100]|" + drawn(t, birth, 10, 10, 45*0.17*ptPerMM, 100) // 0.17 mm a module: 1.3 px at 200 dpi
				large := "/MediaBox[0 0 14400 14400]|" + drawn(t, birth, 2000, 3000, 9000, 14400)
				r := verify(t, write(t, "a.pdf", pdfFile(small, large)), nil)
				if len(r.Codes) != 2 || r.Codes[1].Page != 2 || math.Abs(r.Codes[1].Place.Width-9000*37/45./ptPerMM) > 10 {
					t.Errorf("%+v", r.Codes)
				}
			})
			t.Run("what cannot be read", func(t *testing.T) {
				leftovers(t)
				whole := pdfFile("/MediaBox[0 0 300 400]|" + drawn(t, birth, 50, 70, 120, 400))
				for _, c := range []struct {
					name    string
					content []byte
					want    error
					says    string
				}{
					{"head.pdf", []byte("%PDF-1.4\n"), campaign.ErrUnreadable, "hỏng hoặc bị cắt"},
					{"cut.pdf", whole[:30], campaign.ErrUnreadable, "hỏng hoặc bị cắt"},
					{"pages.pdf", pdfFile(slices.Repeat([]string{"/MediaBox[0 0 10 10]|"}, campaign.MaxVerifyPages+1)...), campaign.ErrTooLarge, "hơn 500 trang"},
					{"long.pdf", pdfFile("/MediaBox[0 0 144001 10]|"), campaign.ErrTooLarge, "dài hơn 50 m"},
				} {
					_, err := campaign.Verify(t.Context(), write(t, c.name, c.content), nil)
					var refused *campaign.FileError
					if !errors.As(err, &refused) || !errors.Is(err, c.want) || !strings.Contains(refused.VI, c.says) {
						t.Errorf("%s: %v", c.name, err)
					}
				}
			})
		})
	}
}

func TestVerifyRefusesPasswords(t *testing.T) {
	qpdf := scenetest.Program(t, "qpdf")
	open := write(t, "open.pdf", pdfFile("/MediaBox[0 0 300 400]|"))
	locked := filepath.Join(t.TempDir(), "locked.pdf")
	if message, err := exec.Command(qpdf, "--encrypt", "a", "b", "256", "--", open, locked).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, message)
	}
	for _, programs := range [][]string{{"mutool"}, {"pdfinfo", "pdftoppm"}} {
		t.Run(programs[0], func(t *testing.T) {
			only(t, programs...)
			leftovers(t)
			var refused *campaign.FileError
			if _, err := campaign.Verify(t.Context(), locked, nil); !errors.As(err, &refused) || !strings.Contains(refused.VI, "mật khẩu") {
				t.Error(err)
			}
		})
	}
}

func TestVerifyNamesTheProgramThatIsMissing(t *testing.T) {
	path := write(t, "a.pdf", pdfFile("/MediaBox[0 0 300 400]|"))
	for there, missing := range map[string]string{"": "chương trình vẽ trang", "pdfinfo": "thiếu pdftoppm", "pdftoppm": "thiếu pdfinfo"} {
		t.Run(there, func(t *testing.T) {
			only(t, strings.Fields(there)...)
			leftovers(t)
			_, err := campaign.Verify(t.Context(), path, nil)
			var refused *campaign.FileError
			if !errors.As(err, &refused) || !errors.Is(err, campaign.ErrNoRenderer) || !strings.Contains(refused.VI, missing) || !strings.Contains(refused.FixVI, "poppler-utils") || !strings.Contains(refused.FixEN, "mupdf-tools") {
				t.Error(err)
			}
		})
	}
}

// posing puts a script in the place of mutool.
func posing(t *testing.T, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("scripts of the shell")
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "mutool"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
}

func TestVerifyTrustsNoProgram(t *testing.T) {
	path := write(t, "a.pdf", pdfFile("/MediaBox[0 0 300 400]|"))
	const listing = `if [ "$1" = pages ]; then echo name; echo '<page pagenum="1"><MediaBox l="0" b="0" r="300" t="400" /></page>'; exit; fi` + "\n"
	for name, c := range map[string]struct{ script, says string }{
		"nothing":                {"", "no pages"},
		"an error":               {`echo "first" >&2; printf 'bad \033[31mfile\n' >&2; exit 1`, `bad \x1b[31mfile`},
		"no XML":                 {"echo name; echo '<page'", "XML"},
		"a page without a size":  {"echo name; echo '<page/>'", "without a size"},
		"a page without an area": {`echo name; echo '<page><MediaBox l="0" b="0" r="0" t="400" /></page>'`, "no area"},
		"no number":              {`echo name; echo '<page><MediaBox l="0" b="0" r="NaN" t="400" /></page>'`, "no area"},
		"endless pages":          {"while :; do echo '<page/>                                                                               '; done", "too many pages"},
		"no picture":             {listing + "echo picture", "drew no page"},
		"a cut picture":          {listing + `printf 'P5\n10 10\n255\nabc'`, "EOF"},
		"a huge picture":         {listing + `printf 'P5\n100000 100000\n255\nabc'`, "100000"},
		"a picture below zero":   {listing + `printf 'P5\n-1 10\n255\nabc'`, "drew no page"},
		"an error after all":     {listing + `printf 'P5\n1 1\n255\na'; exit 1`, "exit status 1"},
	} {
		t.Run(name, func(t *testing.T) {
			leftovers(t)
			posing(t, c.script)
			_, err := campaign.Verify(t.Context(), path, nil)
			if !errors.Is(err, campaign.ErrUnreadable) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %q", err, c.says)
			}
		})
	}
}

func TestVerifyIsStopped(t *testing.T) {
	leftovers(t)
	started := filepath.Join(t.TempDir(), "started")
	posing(t, "echo > '"+started+"'; exec sleep 600")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat(started); err == nil {
				cancel()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	if _, err := campaign.Verify(ctx, write(t, "a.pdf", pdfFile("/MediaBox[0 0 300 400]|")), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// What a table shows of a payload commands no terminal and hides nothing.
func TestShown(t *testing.T) {
	for payload, want := range map[string]string{
		birth:                        birth,
		"Quầy số 3":                  "Quầy số 3",
		"https://dichvucong.gоv.vn":  "https://dichvucong.g\u043e⟨U+043E⟩v.vn",
		"a\x1b[2Jb\nc":               "a⟨U+001B⟩[2Jb↵c",
		"một\u202ehai":               "một⟨U+202E⟩hai",
		"WIFI:T:nopass;S:\u200bxã;;": "WIFI:T:nopass;S:⟨U+200B⟩xã;;",
		"00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E": "Số tài khoản: 0011012345678, Mã ngân hàng (BIN): 970403, Số tiền: 180.000 đồng, Nội dung: thanh toan don hang",
		"tel:" + strings.Repeat("1", 500): "tel:" + strings.Repeat("1", 116) + "…",
	} {
		got := campaign.FoundCode{Payload: payload, Kind: campaign.Judge(payload, nil).Kind}.Shown().VI
		if got != want {
			t.Errorf("%q: %q, want %q", payload, got, want)
		}
	}
}

func BenchmarkVerifyPicture(b *testing.B) {
	path := write(b, "a.png", pngOf(b, paper(b, asListed()...)))
	for b.Loop() {
		verify(b, path, nil)
	}
}

// On a photo, at no known size and from the side, a code that is listed but stands elsewhere is told by the codes around it.
func TestVerifyFindsTheCodeThatIsOutOfPlaceOnAPhoto(t *testing.T) {
	grid := func(columns, rows int) []posted {
		var codes []posted
		for i := range columns * rows {
			codes = append(codes, posted{fmt.Sprintf("https://dichvucong.gov.vn/%04d", i), 4 + float64(i%columns)*32, 3 + float64(i/columns)*32, 27})
		}
		return codes
	}
	over := func(codes []posted, covered, with int) []posted {
		at := codes[covered]
		return append(codes, posted{codes[with].payload, at.x, at.y, at.width})
	}
	exchanged := func(codes []posted, a, b int) []posted {
		codes[a].payload, codes[b].payload = codes[b].payload, codes[a].payload
		return codes
	}
	turned := func(page *image.Gray) *image.Gray {
		out := image.NewGray(page.Rect)
		for i, v := range page.Pix {
			out.Pix[len(out.Pix)-1-i] = v
		}
		return out
	}
	for _, c := range []struct {
		name          string
		columns, rows int
		page          []posted
		turn          bool
		misplaced     map[string]string // what lies on the place of what
		missing       int
	}{
		{"as approved", 6, 3, grid(6, 3), false, nil, 0},
		{"as approved, upside down", 6, 3, grid(6, 3), true, nil, 0},
		{"a part of the page", 6, 3, grid(6, 3)[:8], false, nil, 10},
		{"a code over another", 6, 3, over(grid(6, 3), 0, 1), false, map[string]string{"0001": "0000"}, 1},
		{"a code over one far from it", 6, 3, over(grid(6, 3), 2, 17), false, map[string]string{"0017": "0002"}, 1},
		{"two exchanged", 6, 3, exchanged(grid(6, 3), 4, 13), false, map[string]string{"0004": "0013", "0013": "0004"}, 0},
		{"two exchanged, upside down", 6, 3, exchanged(grid(6, 3), 4, 13), true, map[string]string{"0004": "0013", "0013": "0004"}, 0},
		{"two exchanged of two", 2, 1, exchanged(grid(2, 1), 0, 1), false, map[string]string{"0000": "0001", "0001": "0000"}, 0},
		{"one over the other of two", 2, 1, over(grid(2, 1), 0, 1), false, map[string]string{"0001": "0000"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := board("a.pdf")
			f.Codes = nil
			for _, p := range grid(c.columns, c.rows) {
				f.Codes = append(f.Codes, campaign.NewPrintedCode(1, p.x, p.y, p.width, p.payload, nil))
			}
			page := paper(t, c.page...)
			if c.turn {
				page = turned(page)
			}
			r := verify(t, write(t, "IMG.JPG", jpegOf(t, photo(page), 80)), &campaign.VerifyOptions{Manifest: manifestOf(t, f, []byte("a"))})
			count := map[string]int{}
			for _, d := range r.Diagnostics {
				count[d.Code]++
			}
			if count["code-misplaced"] != len(c.misplaced) || count["code-missing"] != c.missing || count["code-foreign"]+count["places-unknown"] != 0 {
				t.Errorf("%+v", r.Diagnostics)
			}
			for code, place := range c.misplaced {
				want := fmt.Sprintf("chỗ của mã %s", campaign.ShortID("https://dichvucong.gov.vn/"+place))
				if !slices.ContainsFunc(r.Diagnostics, func(d signage.Diagnostic) bool {
					return d.Code == "code-misplaced" && strings.Contains(d.VI, want) && strings.HasSuffix(d.VI, "/"+code)
				}) {
					t.Errorf("%s on the place of %s: %+v", code, place, r.Diagnostics)
				}
			}
		})
	}
	// A single code lies nowhere in particular, which is said.
	r := verify(t, write(t, "IMG.JPG", jpegOf(t, photo(paper(t, asListed()[0])), 80)), &campaign.VerifyOptions{Manifest: manifestOf(t, board("a.pdf"), []byte("a"))})
	if !slices.ContainsFunc(r.Diagnostics, func(d signage.Diagnostic) bool { return d.Code == "places-unknown" }) {
		t.Errorf("%+v", r.Diagnostics)
	}
}
