package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
)

// place draws a picture alone on a page of 100 × 80 mm, one pixel to the mm.
func place(t *testing.T, m image.Image, r scene.Rect) *image.RGBA {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	out, err := Image(with(&scene.Image{Rect: r, File: file.Bytes(), Format: "png"}), Options{DPI: mmPerInch})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func with(node scene.Node) *scene.Scene {
	return &scene.Scene{Width: 100, Height: 80, Layers: []scene.Layer{{Name: scene.Logo, Nodes: []scene.Node{node}}}}
}

// chequered has cells of so many pixels.
func chequered(width, height, cell int, dark, light color.Color) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			if (x/cell+y/cell)%2 == 0 {
				m.Set(x, y, dark)
			} else {
				m.Set(x, y, light)
			}
		}
	}
	return m
}

func TestPictureInItsOwnSizeIsExact(t *testing.T) {
	m := chequered(40, 30, 3, color.Black, color.NRGBA{200, 30, 90, 255})
	out := place(t, m, scene.Rect{X0: 10, Y0: 20, X1: 50, Y1: 50})
	for y := range 80 {
		for x := range 100 {
			want := color.RGBA{255, 255, 255, 255}
			if image.Pt(x, y).In(image.Rect(10, 20, 50, 50)) {
				want = color.RGBAModel.Convert(m.At(x-10, y-20)).(color.RGBA)
			}
			if got := out.RGBAAt(x, y); got != want {
				t.Fatalf("(%d, %d) is %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestPictureLetsTheGroundThrough(t *testing.T) {
	m := chequered(10, 10, 10, color.NRGBA{0, 0, 0, 128}, nil)
	if got := place(t, m, scene.Rect{X0: 0, Y0: 0, X1: 50, Y1: 50}).RGBAAt(20, 20); got != (color.RGBA{127, 127, 127, 255}) {
		t.Errorf("half of black on white is %v", got)
	}
}

// A picture made much smaller is averaged, not sampled; its odd last row and column count.
func TestPictureMadeSmaller(t *testing.T) {
	m := chequered(999, 777, 1, color.Black, color.White)
	out := place(t, m, scene.Rect{X0: 5, Y0: 5, X1: 45, Y1: 36.111})
	for y := 6; y < 35; y++ {
		for x := 6; x < 44; x++ {
			if got := out.RGBAAt(x, y).R; got < 120 || got > 136 {
				t.Fatalf("(%d, %d) has level %d, want that of grey", x, y, got)
			}
		}
	}
}

func TestHalved(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 3, 3))
	for i, v := range []uint8{0, 10, 20, 30, 40, 50, 60, 70, 80} {
		m.Set(i%3, i/3, color.Gray{v})
	}
	got := halved(m)
	for i, want := range []uint8{20, 35, 65, 80} {
		if v := got.RGBAAt(i%2, i/2); v != (color.RGBA{want, want, want, 255}) {
			t.Errorf("pixel %d is %v, want %d", i, v, want)
		}
	}
}

func TestJPEG(t *testing.T) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, chequered(16, 16, 16, color.NRGBA{200, 30, 90, 255}, nil), &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	r := scene.Rect{X1: 60, Y1: 60}
	out, err := Image(with(&scene.Image{Rect: r, File: file.Bytes(), Format: "jpeg"}), Options{DPI: mmPerInch})
	if err != nil {
		t.Fatal(err)
	}
	if got := out.RGBAAt(30, 30); got.R < 197 || got.R > 203 || got.G < 27 || got.G > 33 {
		t.Errorf("%v", got)
	}
}

func TestRefusedPictures(t *testing.T) {
	var file bytes.Buffer
	if err := png.Encode(&file, chequered(9, 9, 1, color.Black, color.White)); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	huge := bytes.Clone(whole)
	binary.BigEndian.PutUint32(huge[16:], 8000)
	binary.BigEndian.PutUint32(huge[20:], 5001)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"empty", nil, ErrScene},
		{"of another format", []byte("GIF89a"), ErrScene},
		{"cut", whole[:len(whole)-20], ErrScene},
		{"too large", huge, ErrTooLarge},
	} {
		_, err := Image(with(&scene.Image{Rect: scene.Rect{X1: 9, Y1: 9}, File: c.file, Format: "png"}), Options{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
