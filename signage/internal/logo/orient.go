package logo

import (
	"image"
	"image/draw"

	"github.com/bangron/bangron/signage/internal/exif"
)

// oriented is the picture in RGB as it is meant to be seen.
func oriented(m image.Image, o exif.Orientation) *image.RGBA {
	b := m.Bounds()
	stored := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(stored, stored.Rect, m, b.Min, draw.Src)
	if o == exif.Upright {
		return stored
	}
	size := o.Size(stored.Rect.Size())
	turned := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			from := o.Source(x, y, stored.Rect.Size())
			copy(turned.Pix[turned.PixOffset(x, y):][:4], stored.Pix[stored.PixOffset(from.X, from.Y):])
		}
	}
	return turned
}
