package logo

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"slices"
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
)

func encodePNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gradientPNG(t testing.TB, w, h int) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * 7)
	}
	return encodePNG(t, m)
}

func placed(t *testing.T, l *Logo) *scene.Image {
	t.Helper()
	nodes := l.Place(scene.Rect{X1: 100, Y1: 100})
	if len(nodes) != 1 {
		t.Fatalf("%d nodes", len(nodes))
	}
	return nodes[0].(*scene.Image)
}

func TestPNGIsNormalised(t *testing.T) {
	size := image.Rect(0, 0, 9, 5)
	fill := func(m interface{ Set(x, y int, c color.Color) }) {
		for y := range size.Dy() {
			for x := range size.Dx() {
				m.Set(x, y, color.NRGBA{uint8(20 * x), uint8(40 * y), 99, uint8(255 - 20*x)})
			}
		}
	}
	deep, gray16, opaque := image.NewNRGBA64(size), image.NewGray16(size), image.NewRGBA64(size)
	fill(deep)
	fill(gray16)
	fill(opaque)
	for i := 6; i < len(opaque.Pix); i += 8 {
		opaque.Pix[i], opaque.Pix[i+1] = 255, 255
	}
	faded := image.NewPaletted(size, color.Palette{
		color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 128}, color.NRGBA{0, 255, 0, 0},
	})
	for i := range faded.Pix {
		faded.Pix[i] = uint8(i % 3)
	}
	interlaced, err := os.ReadFile("testdata/raster/interlaced.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		file []byte
		kind byte // PNG colour type
	}{
		{"16 bits with alpha", encodePNG(t, deep), 6},
		{"16 bits", encodePNG(t, opaque), 2},
		{"16 bits of grey", encodePNG(t, gray16), 0},
		{"palette with partial alpha", encodePNG(t, faded), 6},
		{"interlaced", interlaced, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := mustRead(t, "a.png", test.file)
			got := placed(t, l)
			header := got.File[16:29]
			if depth, kind, interlace := header[8], header[9], header[12]; depth != 8 || kind != test.kind || interlace != 0 {
				t.Errorf("depth %d, colour type %d, interlace %d", depth, kind, interlace)
			}
			if got.Format != "png" {
				t.Errorf("format %s", got.Format)
			}
			before, err := png.Decode(bytes.NewReader(test.file))
			if err != nil {
				t.Fatal(err)
			}
			after, err := png.Decode(bytes.NewReader(got.File))
			if err != nil {
				t.Fatal(err)
			}
			if b := after.Bounds(); b != before.Bounds() || b.Dx() != got.Width || b.Dy() != got.Height {
				t.Fatalf("%v became %v", before.Bounds(), b)
			}
			for y := range before.Bounds().Dy() {
				for x := range before.Bounds().Dx() {
					a := color.NRGBAModel.Convert(before.At(x, y)).(color.NRGBA)
					b := color.NRGBAModel.Convert(after.At(x, y)).(color.NRGBA)
					if a != b && (a.A != 0 || b.A != 0) {
						t.Fatalf("(%d, %d) was %v, is %v", x, y, a, b)
					}
				}
			}
		})
	}
}

func TestPicturesThatShowNothing(t *testing.T) {
	refused(t, encodePNG(t, image.NewNRGBA(image.Rect(0, 0, 8, 8))), ErrFormat, "logo-empty")
}

// TestCutPicturesAreFound cuts a file at every byte.
func TestCutPicturesAreFound(t *testing.T) {
	progressive, err := os.ReadFile("testdata/raster/progressive.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"PNG": gradientPNG(t, 12, 12), "JPEG": quadrants(t), "progressive JPEG": progressive,
	} {
		if _, err := Read("whole", file); err != nil {
			t.Fatal(name, err)
		}
		for n := range file {
			if _, err := Read("cut", file[:n]); err == nil {
				t.Errorf("%s of %d bytes cut to %d is accepted", name, len(file), n)
			}
		}
	}
}

// chunk puts a chunk into a PNG after its header.
func chunk(file []byte, name string, content []byte) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	c = append(append(c, name...), content...)
	c = binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
	return slices.Insert(slices.Clone(file), 33, c...)
}

func TestMovingPNG(t *testing.T) {
	file := gradientPNG(t, 4, 4)
	if _, err := Read("a.png", chunk(file, "tEXt", []byte("Title\x00Logo"))); err != nil {
		t.Error(err)
	}
	refused(t, chunk(file, "acTL", make([]byte, 8)), ErrUnsupported, "logo-animated")
}

// TestBombs have the header of a picture that would take gigabytes, and no pixels.
func TestBombs(t *testing.T) {
	sized := func(w, h uint32) []byte {
		file := gradientPNG(t, 4, 4)
		binary.BigEndian.PutUint32(file[16:], w)
		binary.BigEndian.PutUint32(file[20:], h)
		binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
		return file
	}
	refused(t, sized(100_000, 100_000), ErrTooLarge, "logo-pixels")
	refused(t, sized(1<<31-1, 1<<31-1), ErrUnsupported, "logo-coding")
	refused(t, sized(8000, 5001), ErrTooLarge, "logo-pixels")
	refused(t, sized(8000, 5000), ErrFormat, "logo-format")
	refused(t, sized(1000, 9), ErrTooLarge, "logo-aspect")
	refused(t, sized(9, 1000), ErrTooLarge, "logo-aspect")
	huge := quadrants(t)
	sof := bytes.Index(huge, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(huge[sof+5:], 65000)
	binary.BigEndian.PutUint16(huge[sof+7:], 65000)
	refused(t, huge, ErrTooLarge, "logo-pixels")
}

func TestScans(t *testing.T) {
	file := quadrants(t)
	scan := bytes.Index(file, []byte{0xff, 0xda})
	refused(t, slices.Concat(file[:scan], bytes.Repeat(file[scan:len(file)-2], maxScans+1)), ErrTooLarge, "logo-scans")
}

// quadrants is a JPEG of 32 × 16 px in four colours.
func quadrants(t testing.TB) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for y := range 16 {
		for x := range 32 {
			m.Set(x, y, [...]color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 255}}[x/16+y/8*2])
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment puts a segment into a JPEG after its start.
func segment(file []byte, marker byte, content []byte) []byte {
	s := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(content)+2))
	return slices.Insert(slices.Clone(file), 2, append(s, content...)...)
}

func exifBlock(order binary.AppendByteOrder, o uint16) []byte {
	head := "II*\x00"
	if order.String() == "BigEndian" {
		head = "MM\x00*"
	}
	b := order.AppendUint32([]byte("Exif\x00\x00"+head), 8)
	b = order.AppendUint16(b, 2)
	for _, entry := range [][2]uint16{{0x0100, 32}, {0x0112, o}} {
		b = order.AppendUint16(order.AppendUint16(b, entry[0]), 3)
		b = order.AppendUint16(order.AppendUint16(order.AppendUint32(b, 1), entry[1]), 0)
	}
	return b
}

// corners names the colours of a picture's corners: top left, top right, bottom left, bottom right.
func corners(t *testing.T, file []byte) string {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	name := ""
	for _, p := range []image.Point{{2, 2}, {w - 3, 2}, {2, h - 3}, {w - 3, h - 3}} {
		r, g, b, _ := m.At(p.X, p.Y).RGBA()
		switch {
		case r > 0xc000 && g > 0xc000 && b > 0xc000:
			name += "W"
		case r > 0xc000:
			name += "R"
		case g > 0xc000:
			name += "G"
		case b > 0xc000:
			name += "B"
		}
	}
	return name
}

func TestJPEGOrientation(t *testing.T) {
	plain := quadrants(t)
	if got := placed(t, mustRead(t, "a.jpg", plain)); !bytes.Equal(got.File, plain) || got.Format != "jpeg" {
		t.Error("an upright JPEG is not kept as it is")
	}
	// Exif 2.3, 4.6.4: which side of what is seen the 0th row and column are.
	for o, want := range []string{1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB"} {
		if o == 0 {
			continue
		}
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			l := mustRead(t, "a.jpg", segment(plain, 0xe1, exifBlock(order, uint16(o))))
			got := placed(t, l)
			if c := corners(t, got.File); c != want {
				t.Errorf("orientation %d: %s, want %s", o, c, want)
			}
			if turned := l.Aspect() < 1; turned != (o >= 5) || turned != (got.Height > got.Width) {
				t.Errorf("orientation %d: %d × %d, aspect %v", o, got.Width, got.Height, l.Aspect())
			}
		}
	}
}

func TestBrokenEXIFIsIgnored(t *testing.T) {
	plain := quadrants(t)
	whole := exifBlock(binary.BigEndian, 6)
	for n := range len(whole) - 4 {
		file := segment(plain, 0xe1, whole[:n])
		if got := placed(t, mustRead(t, "a.jpg", file)); !bytes.Equal(got.File, file) {
			t.Errorf("%d bytes of EXIF turn the picture", n)
		}
	}
	if got := corners(t, placed(t, mustRead(t, "a.jpg", segment(plain, 0xe1, exifBlock(binary.BigEndian, 9)))).File); got != "RGBW" {
		t.Errorf("orientation 9: %s", got)
	}
}

func TestJPEGColours(t *testing.T) {
	data, err := os.ReadFile("testdata/raster/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	l := mustRead(t, "a.jpg", data)
	if len(l.Notes) != 1 || l.Notes[0].Code != "logo-cmyk" {
		t.Errorf("notes %v", l.Notes)
	}
	m, err := jpeg.Decode(bytes.NewReader(placed(t, l).File))
	if err != nil {
		t.Fatal(err)
	}
	if c := color.RGBAModel.Convert(m.At(5, 5)).(color.RGBA); c.R < 205 || c.G > 50 || c.B > 45 {
		t.Errorf("#DA251D became %v", c)
	}
	// An Adobe segment with transform 0 says that the three components are R, G and B.
	adobe := segment(quadrants(t), 0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x00"))
	file := placed(t, mustRead(t, "a.jpg", adobe)).File
	if config, err := jpeg.DecodeConfig(bytes.NewReader(file)); err != nil || config.ColorModel != color.YCbCrModel {
		t.Errorf("an RGB JPEG is not written anew: %v", err)
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(gradientPNG(f, 5, 3))
	f.Add(chunk(gradientPNG(f, 5, 3), "acTL", make([]byte, 8)))
	f.Add(quadrants(f))
	f.Add(segment(quadrants(f), 0xe1, exifBlock(binary.LittleEndian, 6)))
	for _, name := range []string{"interlaced.png", "cmyk.jpg", "progressive.jpg"} {
		data, err := os.ReadFile("testdata/raster/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if s := sniff(data); s != formatPNG && s != formatJPEG {
			t.Skip()
		}
		checkReading(t, data)
	})
}
