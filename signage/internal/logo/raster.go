package logo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/bangron/bangron/signage/internal/exif"
	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
)

// jpegQuality is for the JPEGs that must be written anew; at 95 the loss of a second coding is not seen in print.
const jpegQuality = 95

func readPNG(data []byte) (*Logo, error) {
	if err := checkSize(png.DecodeConfig, data); err != nil {
		return nil, err
	}
	if animatedPNG(data) {
		return nil, animated("APNG")
	}
	decoded, err := decode(png.Decode, data)
	if err != nil {
		return nil, err
	}
	pixels := eightBit(decoded)
	if !visible(pixels) {
		return nil, nothingDrawn()
	}
	file, err := encodedPNG(pixels)
	if err != nil {
		return nil, err
	}
	l := ofPixels(file, "png", pixels)
	own, notes := colors(profilePNG(data), pixels)
	l.Notes = notes
	if own != nil {
		l.picture.Own = &scene.Own{File: file, Format: "png", Profile: own.Profile()}
		if l.picture.File, err = encodedPNG(onScreen(pixels, own)); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func encodedPNG(pixels image.Image) ([]byte, error) {
	var file bytes.Buffer
	if err := png.Encode(&file, pixels); err != nil {
		return nil, notALogo(err)
	}
	return file.Bytes(), nil
}

func encodedJPEG(pixels image.Image) ([]byte, error) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, pixels, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return nil, notALogo(err)
	}
	return file.Bytes(), nil
}

func readJPEG(data []byte) (*Logo, error) {
	if err := checkSize(jpeg.DecodeConfig, data); err != nil {
		return nil, err
	}
	// Entropy-coded data holds no marker, so this counts the scans, and at most a few chance hits in other segments.
	if bytes.Count(data, []byte{0xff, 0xda}) > maxScans {
		return nil, tooManyScans()
	}
	pixels, err := decode(jpeg.Decode, data)
	if err != nil {
		return nil, err
	}
	turn, profile := exif.Of(data), profileJPEG(data)
	if inks, ok := pixels.(*image.CMYK); ok {
		return readInks(inks, turn, profile)
	}
	model := pixels.ColorModel()
	if plain := model == color.YCbCrModel || model == color.GrayModel; !plain || turn != exif.Upright {
		pixels = oriented(pixels, turn)
		if data, err = encodedJPEG(pixels); err != nil {
			return nil, err
		}
	}
	l := ofPixels(data, "jpeg", pixels)
	own, notes := colors(profile, pixels)
	l.Notes = notes
	if own != nil {
		l.picture.Own = &scene.Own{File: data, Format: "jpeg", Profile: own.Profile()}
		if l.picture.File, err = encodedJPEG(onScreen(pixels, own)); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// readInks keeps the inks of a picture for print shops; screens show about what they make. Its own profile goes with it
// where it is one of a press.
func readInks(inks *image.CMYK, turn exif.Orientation, profile []byte) (*Logo, error) {
	pixels := oriented(inks, turn)
	file, err := encodedJPEG(pixels)
	if err != nil {
		return nil, err
	}
	l := ofPixels(file, "jpeg", pixels)
	l.Notes = []note.Note{keptCMYK()}
	size := pixels.Rect.Size()
	samples := make([]byte, 0, 4*size.X*size.Y)
	for y := range size.Y {
		for x := range size.X {
			from := turn.Source(x, y, inks.Rect.Size()).Add(inks.Rect.Min)
			samples = append(samples, inks.Pix[inks.PixOffset(from.X, from.Y):][:4]...)
		}
	}
	l.picture.Own = &scene.Own{File: samples, Format: "cmyk"}
	if profile != nil {
		if _, err := icc.Parse(profile); err != nil {
			l.Notes = append(l.Notes, unusedInkProfile())
		} else {
			l.picture.Own.Profile = profile
		}
	}
	return l, nil
}

func ofPixels(file []byte, format string, pixels image.Image) *Logo {
	size := pixels.Bounds().Size()
	return &Logo{
		width: float64(size.X), height: float64(size.Y),
		picture: &scene.Image{File: file, Format: format, Width: size.X, Height: size.Y},
	}
}

// checkSize reads the header alone: a few bytes can claim gigabytes of pixels.
func checkSize(header func(io.Reader) (image.Config, error), data []byte) (err error) {
	defer rescue(&err)
	config, err := header(bytes.NewReader(data))
	if err != nil {
		return unreadable(err)
	}
	w, h := int64(config.Width), int64(config.Height)
	switch {
	case w <= 0 || h <= 0:
		return notALogo(fmt.Errorf("%d × %d px", w, h))
	case w > MaxPixels/h:
		return tooManyPixels(w, h)
	case w > MaxAspect*h || h > MaxAspect*w:
		return tooLong(float64(w), float64(h))
	}
	return nil
}

func decode(decoder func(io.Reader) (image.Image, error), data []byte) (pixels image.Image, err error) {
	defer rescue(&err)
	pixels, err = decoder(bytes.NewReader(data))
	if err != nil {
		return nil, unreadable(err)
	}
	return pixels, nil
}

// rescue turns a panic of a decoder into an error.
func rescue(err *error) {
	if r := recover(); r != nil {
		*err = notALogo(fmt.Errorf("%v", r))
	}
}

func unreadable(err error) error {
	var p png.UnsupportedError
	var j jpeg.UnsupportedError
	if errors.As(err, &p) || errors.As(err, &j) {
		return unsupportedCoding(err)
	}
	return notALogo(err)
}

// animatedPNG looks for the chunk that makes a PNG move; it stands before the pixels.
func animatedPNG(data []byte) bool {
	for at := 8; at+8 <= len(data); {
		switch string(data[at+4 : at+8]) {
		case "acTL":
			return true
		case "IDAT":
			return false
		}
		at += 12 + int(binary.BigEndian.Uint32(data[at:]))
	}
	return false
}

// eightBit is the picture without palette and with 8 bits to a colour, all that is seen in print.
func eightBit(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.Gray, *image.RGBA, *image.NRGBA:
		return m
	case *image.Gray16:
		gray := image.NewGray(m.Bounds())
		draw.Draw(gray, gray.Rect, m, m.Rect.Min, draw.Src)
		return gray
	}
	pixels := image.NewNRGBA(m.Bounds())
	draw.Draw(pixels, pixels.Rect, m, m.Bounds().Min, draw.Src)
	return pixels
}

func visible(m image.Image) bool {
	p, ok := m.(*image.NRGBA)
	if !ok {
		return true
	}
	for i := 3; i < len(p.Pix); i += 4 {
		if p.Pix[i] != 0 {
			return true
		}
	}
	return false
}
