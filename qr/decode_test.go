package qr

import (
	"fmt"
	"image"
	"image/draw"
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
			o.Engine = rapid.SampledFrom([]Engine{Assembly, Skip2}).Draw(t, "engine")
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
