package campaign

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"github.com/bangron/bangron/signage/internal/exif"
)

// The limits on a picture. The largest sensors of phones have 200 megapixels, of which they make pictures of 50 or 12.
const (
	MaxPicturePixels = 128 << 20
	maxPictureBytes  = 512 << 20 // decoded
	maxScans         = 200       // how often a JPEG may go over its pixels; programs write about ten scans
)

// readPicture reads the codes of a photo, a scan, or a page as pixels.
func readPicture(path, format string, content []byte) (p page, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = badPicture(path, fmt.Errorf("%v", r))
		}
	}()
	// Picture formats differ in what their names stand for: only these two are known to the package.
	header, decode := png.DecodeConfig, png.Decode
	if format == "jpeg" {
		header, decode = jpeg.DecodeConfig, jpeg.Decode
	}
	config, err := header(bytes.NewReader(content))
	if err != nil {
		return page{}, badPicture(path, err)
	}
	if err := checkPicture(path, config, content, format); err != nil {
		return page{}, err
	}
	picture, err := decode(bytes.NewReader(content))
	if err != nil {
		return page{}, badPicture(path, err)
	}
	grey := greyed(picture)
	if format == "jpeg" {
		grey = turned(grey, exif.Of(content))
	}
	p.size = grey.Bounds().Size()
	if p.codes, err = findCodes(grey, true); err != nil {
		return page{}, badPicture(path, err)
	}
	return p, nil
}

func badPicture(path string, err error) error {
	return unreadable(path, "Ảnh hỏng hoặc bị cắt.", fmt.Sprintf("The picture is broken or cut (%v).", err))
}

// checkPicture holds a picture to the limits before it is decoded: a few bytes can claim gigabytes of pixels.
func checkPicture(path string, config image.Config, content []byte, format string) error {
	w, h := config.Width, config.Height
	if w <= 0 || h <= 0 {
		return badPicture(path, fmt.Errorf("%d × %d px", w, h))
	}
	bytesPerPixel := 4
	if config.ColorModel == color.RGBA64Model || config.ColorModel == color.NRGBA64Model {
		bytesPerPixel = 8
	}
	if w > MaxPicturePixels/h || w*h > maxPictureBytes/bytesPerPixel {
		return tooLarge(path, fmt.Sprintf("Ảnh %d × %d điểm ảnh vượt giới hạn %d triệu điểm ảnh.", w, h, maxPictureBytes/bytesPerPixel>>20),
			fmt.Sprintf("A picture of %d × %d pixels is over the limit of %d megapixels.", w, h, maxPictureBytes/bytesPerPixel>>20))
	}
	// Entropy-coded data holds no marker, so this counts the scans, and at most a few chance hits in other segments.
	if format == "jpeg" && bytes.Count(content, []byte{0xff, 0xda}) > maxScans {
		return tooLarge(path, fmt.Sprintf("Ảnh JPEG có hơn %d lượt quét.", maxScans), fmt.Sprintf("The JPEG has more than %d scans.", maxScans))
	}
	return nil
}

// greyed is a picture in grey, on white where it is transparent.
func greyed(m image.Image) *image.Gray {
	b := m.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		row := grey.Pix[y*grey.Stride:][:b.Dx()]
		switch m := m.(type) {
		case *image.Gray:
			copy(row, m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):])
		case *image.YCbCr:
			copy(row, m.Y[m.YOffset(b.Min.X, b.Min.Y+y):])
		case *image.RGBA: // only where all is opaque
			pixels := m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range row {
				p := pixels[4*x:][:4]
				row[x] = byte((int(p[0]) + 2*int(p[1]) + int(p[2])) / 4)
			}
		default:
			for x := range row {
				r, g, b, a := m.At(b.Min.X+x, b.Min.Y+y).RGBA()
				row[x] = byte(min((r+2*g+b)/4+0xffff-a, 0xffff) >> 8)
			}
		}
	}
	return grey
}

// turned is the picture as it is meant to be seen.
func turned(m *image.Gray, o exif.Orientation) *image.Gray {
	if o == exif.Upright {
		return m
	}
	size := m.Bounds().Size()
	out := image.NewGray(image.Rectangle{Max: o.Size(size)})
	for y := range out.Rect.Max.Y {
		row := out.Pix[y*out.Stride:][:out.Rect.Max.X]
		for x := range row {
			from := o.Source(x, y, size)
			row[x] = m.Pix[from.Y*m.Stride+from.X]
		}
	}
	return out
}
