package qr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// render draws a symbol with its quiet zone, in so many px a module.
func render(c *Code, module int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, c.Outer()*module, c.Outer()*module))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	drawCode(img, c, image.Point{}, module)
	return img
}

func drawCode(img draw.Image, c *Code, at image.Point, module int) {
	for y := range c.Size() {
		for x := range c.Size() {
			if c.Black(x, y) {
				m := image.Rect(0, 0, module, module).Add(image.Pt(x+QuietZone, y+QuietZone).Mul(module)).Add(at)
				draw.Draw(img, m, image.Black, image.Point{}, draw.Src)
			}
		}
	}
}

func mustEncode(t interface {
	Helper()
	Fatal(...any)
}, payload string, o *Options) *Code {
	t.Helper()
	c, err := Encode(payload, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// symbolBounds is where render draws the symbol.
func symbolBounds(c *Code, module int) image.Rectangle {
	return image.Rect(0, 0, c.Size()*module, c.Size()*module).Add(image.Pt(QuietZone, QuietZone).Mul(module))
}

// TestAnyPayloadDecodesToItself is the promise of the package. Each engine and
// level is drawn.
func TestAnyPayloadDecodesToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := &Options{Level: rapid.SampledFrom([]Level{0, L, M, Q, H}).Draw(t, "level"), MinVersion: rapid.IntRange(0, 12).Draw(t, "version")}
		payload := rapid.OneOf(
			rapid.StringN(1, 300, 900),
			rapid.StringMatching(`[0-9]{1,600}`),
			rapid.StringMatching(`[0-9A-Z $%*+./:-]{1,400}`),
			rapid.StringMatching(`([0-9]{0,9}[A-Z/]{0,9}[a-zàđếợỹ]{0,9}){1,20}x`),
		).Draw(t, "payload")
		if isASCII(payload) {
			o.Engine = rapid.SampledFrom([]Engine{Auto, Skip2, Assembly}).Draw(t, "engine")
		}
		c, err := Encode(payload, o)
		if err != nil {
			t.Fatal(err)
		}
		img := render(c, 3)
		found, err := Decode(img, img.Bounds())
		if err != nil {
			t.Fatalf("version %d, level %v: %v", c.Version(), c.Given(), err)
		}
		if found.Text != norm.NFC.String(payload) || found.Text != c.Payload() {
			t.Fatalf("got %q", found.Text)
		}
	})
}

// The largest payload of every level and kind of segment. One more is refused.
func TestTheLargestPayloadsDecodeToThemselves(t *testing.T) {
	for level, most := range map[Level]struct{ digits, letters, bytes int }{ // ISO/IEC 18004:2015, table 7, version 40
		L: {7089, 4296, 2953}, M: {5596, 3391, 2331}, Q: {3993, 2420, 1663}, H: {3057, 1852, 1273},
	} {
		for _, payload := range []string{
			strings.Repeat("0123456789", 709)[:most.digits],
			strings.Repeat("HTTPS://X.VN/$%*+-. A", 205)[:most.letters],
			strings.Repeat("#x~ly", 591)[:most.bytes],
			strings.Repeat("ế", (most.bytes-1)/3), // 12 bits say that it is UTF-8
		} {
			c, err := Encode(payload, &Options{Level: level})
			if err != nil {
				t.Fatalf("level %v, %.9q: %v", level, payload, err)
			}
			img := render(c, 3)
			if found, err := Decode(img, img.Bounds()); err != nil || found.Text != payload || c.Version() != 40 {
				t.Errorf("level %v, %.9q, version %d: %v", level, payload, c.Version(), err)
			}
			var long *TooLongError
			if _, err := Encode(payload+payload[:3], &Options{Level: level}); !errors.As(err, &long) {
				t.Errorf("level %v, %.9q and one more: %v", level, payload, err)
			}
		}
	}
}

func TestDecodeAllReadsAGridOfCodes(t *testing.T) {
	const module, columns, rows = 3, 12, 9
	codes := make([]*Code, 0, columns*rows)
	for i := range columns * rows {
		codes = append(codes, mustEncode(t, fmt.Sprintf("https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.%06d", 1000+i), nil))
	}
	pitch := codes[0].Outer() * module
	page := image.NewRGBA(image.Rect(0, 0, columns*pitch, rows*pitch))
	draw.Draw(page, page.Bounds(), image.White, image.Point{}, draw.Src)
	for i, c := range codes {
		drawCode(page, c, image.Pt(i%columns*pitch, i/columns*pitch), module)
	}
	found, err := DecodeAll(page)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != len(codes) {
		t.Fatalf("%d of %d codes", len(found), len(codes))
	}
	for i, f := range found {
		at := image.Pt(i%columns*pitch, i/columns*pitch)
		if want := symbolBounds(codes[i], module).Add(at); f.Text != codes[i].Payload() || !near(f.Bounds, want, 2) {
			t.Errorf("code %d: %q at %v, want %v", i, f.Text, f.Bounds, want)
		}
		cell := image.Rect(0, 0, pitch, pitch).Add(at)
		if one, err := Decode(page, cell); err != nil || one.Text != f.Text || !near(one.Bounds, f.Bounds, 2) {
			t.Errorf("code %d alone: %+v, %v", i, one, err)
		}
	}
}

func near(a, b image.Rectangle, px int) bool {
	return a.In(b.Inset(-px)) && b.In(a.Inset(-px))
}

// TestIndependentDecoders gives symbols to readers written by others.
func TestIndependentDecoders(t *testing.T) {
	payloads := []string{
		"1022", "HTTPS://DICHVUCONG.GOV.VN/", boardLink, vietQRVectors[2].text, "2.000720 ABC xyz 0123456789",
		"Ủy ban nhân dân xã Tân Trào", "đ", "Đăng ký khai sinh", "ế ộ ữ", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Trần Thị B\r\nEND:VCARD\r\n",
		strings.Repeat("Cộng hòa xã hội chủ nghĩa Việt Nam. ", 12) + "Hết", strings.Repeat("0123456789", 60),
	}
	for name, read := range map[string]func(t *testing.T, file string) string{
		"zbarimg": func(t *testing.T, file string) string {
			return strings.TrimSuffix(run(t, "zbarimg", "-q", "--raw", file), "\n")
		},
		"ZXingReader": func(t *testing.T, file string) string {
			_, text, _ := strings.Cut(run(t, "ZXingReader", "-format", "QRCode", "-escape", file), `Text:`)
			text, _, _ = strings.Cut(text, "\n")
			return unescapeZXing(strings.Trim(text, ` "`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(name); err != nil && os.Getenv("CI") == "" {
				t.Skip(err)
			}
			for i, payload := range payloads {
				for level := L; level <= H; level++ {
					file := filepath.Join(t.TempDir(), fmt.Sprintf("%d%v.png", i, level))
					writePNG(t, file, render(mustEncode(t, payload, &Options{Level: level}), 4))
					if got := read(t, file); got != payload {
						t.Errorf("level %v: got %q, want %q", level, got, payload)
					}
				}
			}
		})
	}
}

// unescapeZXing undoes the escapes of ZXingReader, such as <U+111> and <CR>.
func unescapeZXing(s string) string {
	s = regexp.MustCompile(`<U\+([0-9A-F]+)>`).ReplaceAllStringFunc(s, func(escape string) string {
		r, _ := strconv.ParseInt(escape[3:len(escape)-1], 16, 32)
		return string(rune(r))
	})
	return strings.NewReplacer("<CR>", "\r", "<LF>", "\n").Replace(s)
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

func writePNG(t *testing.T, file string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDecodeReadsEveryKindOfImage(t *testing.T) {
	c := mustEncode(t, "Tân Trào", nil)
	gray := render(c, 4)
	bounds := gray.Bounds().Add(image.Pt(-7, 11))
	ycbcr := image.NewYCbCr(bounds, image.YCbCrSubsampleRatio420)
	clear(ycbcr.Cb)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		copy(ycbcr.Y[ycbcr.YOffset(bounds.Min.X, y):][:bounds.Dx()], gray.Pix[(y-bounds.Min.Y)*gray.Stride:])
	}
	images := map[string]image.Image{"YCbCr": ycbcr}
	for name, img := range map[string]draw.Image{
		"RGBA": image.NewRGBA(bounds), "NRGBA": image.NewNRGBA(bounds), "CMYK": image.NewCMYK(bounds), "Gray": image.NewGray(bounds),
		"Paletted": image.NewPaletted(bounds, color.Palette{color.White, color.Black}),
	} {
		draw.Draw(img, bounds, gray, image.Point{}, draw.Src)
		images[name] = img
	}
	for name, img := range map[string]draw.Image{"transparent RGBA": image.NewRGBA(bounds), "transparent NRGBA": image.NewNRGBA(bounds)} {
		drawCode(img, c, bounds.Min, 4)
		images[name] = img
	}
	want := symbolBounds(c, 4).Add(bounds.Min)
	for name, img := range images {
		if f, err := Decode(img, bounds); err != nil || f.Text != "Tân Trào" || !near(f.Bounds, want, 1) {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
		if f, err := DecodeAll(img); err != nil || len(f) != 1 || !near(f[0].Bounds, want, 1) {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

// TestDecodeReadsOnePixelModules: the search for finder patterns misses them.
func TestDecodeReadsOnePixelModules(t *testing.T) {
	c := mustEncode(t, "1022", nil)
	img := render(c, 1)
	b := symbolBounds(c, 1)
	want := Found{"1022", b, [4]image.Point{b.Min, {b.Max.X, b.Min.Y}, b.Max, {b.Min.X, b.Max.Y}}}
	if f, err := Decode(img, img.Bounds()); err != nil || f != want {
		t.Errorf("%+v, %v", f, err)
	}
	if f, err := DecodeAll(img); err != nil || len(f) != 1 || f[0] != want {
		t.Errorf("%+v, %v", f, err)
	}
}

// TestDecodeReadsPhotos turns, shades and blurs a symbol.
func TestDecodeReadsPhotos(t *testing.T) {
	c := mustEncode(t, boardLink, nil)
	const module, side = 6, 520
	for _, degrees := range []float64{0, 7, 45, 90, 180, 211} {
		photo := image.NewGray(image.Rect(0, 0, side, side))
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		for y := range side {
			for x := range side {
				sum := 0.0
				for sub := range 9 {
					dx, dy := float64(x-side/2)+float64(sub%3)-1, float64(y-side/2)+float64(sub/3)-1
					u, v := (dx*cos+dy*sin)/module, (dy*cos-dx*sin)/module
					half := float64(c.Size()) / 2
					if !c.Black(int(math.Floor(u+half)), int(math.Floor(v+half))) {
						sum += 1. / 9
					}
				}
				// The light falls off to one side.
				photo.Pix[y*photo.Stride+x] = byte((20 + 150*sum) * (0.35 + 0.65*float64(x)/side))
			}
		}
		if f, err := DecodeAll(photo); err != nil || len(f) != 1 || f[0].Text != boardLink {
			t.Errorf("turned by %v degrees: %+v, %v", degrees, f, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	white := image.NewGray(image.Rect(0, 0, 100, 100))
	draw.Draw(white, white.Bounds(), image.White, image.Point{}, draw.Src)
	finders := image.NewGray(image.Rect(0, 0, 70*11, 70*11))
	draw.Draw(finders, finders.Bounds(), image.White, image.Point{}, draw.Src)
	for y := range 70 {
		for x := range 70 {
			drawFinder(finders, image.Pt(11*x+2, 11*y+2))
		}
	}
	for _, tt := range []struct {
		name string
		img  image.Image
		want error
	}{
		{"white", white, ErrNotFound},
		{"black", image.NewGray(image.Rect(0, 0, 100, 100)), ErrNotFound},
		{"nothing", image.NewGray(image.Rectangle{}), ErrNotFound},
		{"one pixel", image.NewGray(image.Rect(0, 0, 1, 1)), ErrNotFound},
		{"too wide", endless{MaxPixels + 1, 1}, ErrTooManyPixels},
		{"too large", endless{1 << 40, 1 << 40}, ErrTooManyPixels},
		{"too many finder patterns", finders, ErrTooManyFinders},
		{"an image that panics", endless{64, 64}, ErrReader},
	} {
		if f, err := Decode(tt.img, tt.img.Bounds()); !errors.Is(err, tt.want) || f != (Found{}) {
			t.Errorf("%s: %+v, %v", tt.name, f, err)
		}
		if f, err := DecodeAll(tt.img); !errors.Is(err, tt.want) || f != nil {
			t.Errorf("all of %s: %+v, %v", tt.name, f, err)
		}
	}
	c := mustEncode(t, "1022", nil)
	img := render(c, 4)
	if f, err := Decode(img, image.Rect(-50, -50, -1, -1)); !errors.Is(err, ErrNotFound) {
		t.Errorf("outside: %+v, %v", f, err)
	}
	draw.Draw(img, image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()/2), image.White, image.Point{}, draw.Src)
	if f, err := Decode(img, img.Bounds()); !errors.Is(err, ErrNotFound) {
		t.Errorf("half covered: %+v, %v", f, err)
	}
}

func drawFinder(img draw.Image, at image.Point) {
	for ring, c := range []image.Image{image.Black, image.White, image.Black} {
		draw.Draw(img, image.Rect(0, 0, 7, 7).Inset(ring).Add(at), c, image.Point{}, draw.Src)
	}
}

// endless is an image of any size that has no pixels.
type endless struct{ width, height int }

func (endless) ColorModel() color.Model   { return color.GrayModel }
func (e endless) Bounds() image.Rectangle { return image.Rect(0, 0, e.width, e.height) }
func (endless) At(int, int) color.Color   { panic("no pixels") }

// FuzzDecode: no image makes the decoder panic or hang.
func FuzzDecode(f *testing.F) {
	for _, payload := range []string{"1022", boardLink, "Tân Trào"} {
		c, err := Encode(payload, nil)
		if err != nil {
			f.Fatal(err)
		}
		img := render(c, 2)
		f.Add(img.Pix, uint16(img.Stride))
	}
	f.Add([]byte{0}, uint16(1))
	f.Fuzz(func(t *testing.T, pix []byte, width uint16) {
		if width == 0 || len(pix) < int(width) || len(pix) > 1<<18 {
			return
		}
		img := &image.Gray{Pix: pix, Stride: int(width), Rect: image.Rect(0, 0, int(width), len(pix)/int(width))}
		for _, decode := range []func() ([]Found, error){
			func() ([]Found, error) { return DecodeAll(img) },
			func() ([]Found, error) {
				found, err := Decode(img, img.Rect)
				return []Found{found}, err
			},
		} {
			found, err := decode()
			if errors.Is(err, ErrReader) || (err == nil && len(found) == 0) {
				t.Fatalf("%v, %v", found, err)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	c, err := Encode(boardLink, nil)
	if err != nil {
		b.Fatal(err)
	}
	img := render(c, 4)
	for b.Loop() {
		if _, err := Decode(img, img.Bounds()); err != nil {
			b.Fatal(err)
		}
	}
}
