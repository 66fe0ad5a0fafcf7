package logo

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"slices"
	"testing"

	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// flat is a picture of one colour.
func flat(c color.Color) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	for i := range 256 {
		m.Set(i%16, i/16, c)
	}
	return m
}

// iccp is the content of a chunk iCCP.
func iccp(t *testing.T, profile []byte) []byte {
	t.Helper()
	b := bytes.NewBufferString("Adobe RGB\x00\x00")
	w := zlib.NewWriter(b)
	if _, err := w.Write(profile); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// app2 puts a profile into a JPEG in parts, the last first.
func app2(file, profile []byte, parts int) []byte {
	size := (len(profile) + parts - 1) / parts
	n := 0
	for part := range slices.Chunk(profile, size) {
		n++
		file = segment(file, 0xe2, append([]byte("ICC_PROFILE\x00"), append([]byte{byte(n), byte(parts)}, part...)...))
	}
	return file
}

func encodeJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A picture with a profile is shown in sRGB and kept in its own colours for print shops. One with a profile that cannot be
// used is taken for sRGB, with a warning.
func TestProfiles(t *testing.T) {
	wide := color.NRGBA{200, 50, 50, 255}
	onScreen := color.NRGBA{234, 48, 48, 255}
	gray := image.NewGray(image.Rect(0, 0, 16, 16))
	for i := range gray.Pix {
		gray.Pix[i] = 60
	}
	plainPNG, plainJPEG, grayPNG := encodePNG(t, flat(wide)), encodeJPEG(t, flat(wide)), encodePNG(t, gray)
	oddJPEG := encodeJPEG(t, gray.SubImage(image.Rect(0, 0, 13, 11))) // decoded, its rows are longer than it is wide
	adobe := scenetest.AdobeRGB()
	large := make([]byte, icc.MaxColorsBytes+1)
	for _, c := range []struct {
		name string
		file []byte
		want color.NRGBA
		own  []byte
		note string
	}{
		{"a.png", plainPNG, wide, nil, ""},
		{"a.png", chunk(plainPNG, "iCCP", iccp(t, adobe)), onScreen, adobe, ""},
		{"a.png", chunk(chunk(plainPNG, "iCCP", iccp(t, adobe)), "sRGB", []byte{0}), wide, nil, ""},
		{"a.png", chunk(plainPNG, "iCCP", iccp(t, icc.SRGB())), wide, nil, ""},
		{"a.png", chunk(plainPNG, "iCCP", iccp(t, scenetest.Gray())), wide, nil, "logo-profile"},
		{"a.png", chunk(plainPNG, "iCCP", iccp(t, large)), wide, nil, "logo-profile"},
		{"a.png", chunk(plainPNG, "iCCP", iccp(t, adobe)[:40]), wide, nil, "logo-profile"},
		{"a.png", chunk(plainPNG, "iCCP", []byte("no end")), wide, nil, "logo-profile"},
		{"a.png", chunk(grayPNG, "iCCP", iccp(t, scenetest.Gray())), color.NRGBA{57, 57, 57, 255}, scenetest.Gray(), ""},
		{"a.png", chunk(grayPNG, "iCCP", iccp(t, adobe)), color.NRGBA{60, 60, 60, 255}, nil, "logo-profile"},
		{"a.jpg", app2(oddJPEG, scenetest.Gray(), 1), color.NRGBA{57, 57, 57, 255}, scenetest.Gray(), ""},
		{"a.jpg", plainJPEG, wide, nil, ""},
		{"a.jpg", app2(plainJPEG, adobe, 1), onScreen, adobe, ""},
		{"a.jpg", app2(plainJPEG, adobe, 3), onScreen, adobe, ""},
		{"a.jpg", app2(plainJPEG, icc.SRGB(), 1), wide, nil, ""},
		{"a.jpg", segment(plainJPEG, 0xe2, append([]byte("ICC_PROFILE\x00\x01\x02"), adobe...)), wide, nil, "logo-profile"},
		{"a.jpg", segment(plainJPEG, 0xe2, []byte("ICC_PROFILE\x00\x01\x01none")), wide, nil, "logo-profile"},
		{"a.jpg", segment(plainJPEG, 0xe2, []byte("MPF\x00")), wide, nil, ""},
	} {
		l := mustRead(t, c.name, c.file)
		note := ""
		for _, n := range l.Notes {
			note += n.Code
		}
		got := placed(t, l)
		decode := png.Decode
		if got.Format == "jpeg" {
			decode = jpeg.Decode
		}
		m, err := decode(bytes.NewReader(got.File))
		if err != nil {
			t.Fatal(err)
		}
		p := color.NRGBAModel.Convert(m.At(8, 8)).(color.NRGBA)
		off := max(int(p.R)-int(c.want.R), int(c.want.R)-int(p.R), int(p.G)-int(c.want.G), int(c.want.G)-int(p.G))
		var own []byte
		if got.Own != nil {
			own = got.Own.Profile
			kept, err := decode(bytes.NewReader(got.Own.File))
			if err != nil {
				t.Fatal(err)
			}
			if k := color.NRGBAModel.Convert(kept.At(8, 8)).(color.NRGBA); k == p {
				t.Errorf("%s: its own colours are %v, those of screens too", c.name, k)
			}
		}
		if off > 3 || note != c.note || !bytes.Equal(own, c.own) {
			t.Errorf("%s: %v, want %v; note %q, want %q; a profile of %d bytes, want %d", c.name, p, c.want, note, c.note, len(own), len(c.own))
		}
	}
}

// The inks of a CMYK JPEG are kept, turned as it is seen.
func TestInksAreKept(t *testing.T) {
	file, err := os.ReadFile("testdata/raster/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	inks := m.(*image.CMYK)
	press, err := icc.Fogra39().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file    []byte
		profile []byte
		notes   int
	}{
		"no profile":      {file, nil, 1},
		"of a press":      {app2(file, press, 20), press, 1},
		"of a screen":     {app2(file, icc.SRGB(), 1), nil, 2},
		"without a part":  {segment(file, 0xe2, []byte("ICC_PROFILE\x00\x01\x02...")), nil, 2},
		"of another kind": {segment(file, 0xe2, []byte("MPF\x00")), nil, 1},
	} {
		l := mustRead(t, "a.jpg", c.file)
		got := placed(t, l)
		if got.Own == nil || got.Own.Format != "cmyk" || !bytes.Equal(got.Own.Profile, c.profile) || len(l.Notes) != c.notes {
			t.Errorf("%s: %d notes, own colours %v", name, len(l.Notes), got.Own != nil)
			continue
		}
		at := inks.PixOffset(5, 3)
		if i := 4 * (3*got.Width + 5); !bytes.Equal(got.Own.File[i:i+4], inks.Pix[at:at+4]) {
			t.Errorf("%s: inks %v, want %v", name, got.Own.File[i:i+4], inks.Pix[at:at+4])
		}
	}
}
