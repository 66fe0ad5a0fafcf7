package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// maxPicturePixels bounds a placed picture before it is decoded.
const maxPicturePixels = 40_000_000

// picture is a placed image.
type picture struct {
	pixels *image.RGBA
	toPage f64.Aff3
	bounds image.Rectangle // on the page
}

func (p *page) addPicture(n *scene.Image, toPixels scale) error {
	r := scene.Rect{
		X0: n.Rect.X0 * toPixels.x, Y0: n.Rect.Y0 * toPixels.y,
		X1: n.Rect.X1 * toPixels.x, Y1: n.Rect.Y1 * toPixels.y,
	}
	reach := scene.Rect{X0: -maxReach, Y0: -maxReach, X1: maxReach, Y1: maxReach}
	if !(r.Width() > 0 && r.Height() > 0) || !reach.Contains(r, 0) {
		return fmt.Errorf("%w: picture at %+v mm", ErrScene, n.Rect)
	}
	decoded, err := decode(n)
	if err != nil {
		return err
	}
	size := decoded.Bounds().Size()
	pixels := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(pixels, pixels.Rect, decoded, decoded.Bounds().Min, draw.Src)
	// The extent of the picture in pixels of its own; a half one where an odd side was halved.
	width, height := float64(size.X), float64(size.Y)
	for width >= 2*r.Width() && height >= 2*r.Height() {
		pixels, width, height = halved(pixels), width/2, height/2
	}
	p.shapes = append(p.shapes, &picture{
		pixels: pixels,
		toPage: f64.Aff3{r.Width() / width, 0, r.X0, 0, r.Height() / height, r.Y0},
		bounds: image.Rect(int(math.Floor(r.X0)), int(math.Floor(r.Y0)), int(math.Ceil(r.X1)), int(math.Ceil(r.Y1))),
	})
	return nil
}

func decode(n *scene.Image) (image.Image, error) {
	header, full := png.DecodeConfig, png.Decode
	switch n.Format {
	case "png":
	case "jpeg":
		header, full = jpeg.DecodeConfig, jpeg.Decode
	default:
		return nil, fmt.Errorf("%w: picture format %q", ErrScene, n.Format)
	}
	config, err := header(bytes.NewReader(n.File))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScene, err)
	}
	if config.Width > MaxSide || config.Height > MaxSide || config.Width*config.Height > maxPicturePixels {
		return nil, fmt.Errorf("%w: logo %d × %d px, tối đa / at most %d megapixels",
			ErrTooLarge, config.Width, config.Height, maxPicturePixels/1_000_000)
	}
	decoded, err := full(bytes.NewReader(n.File))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScene, err)
	}
	return decoded, nil
}

// halved averages blocks of 2 × 2 pixels. Repeated, it keeps the kernel of the last, exact scaling small. An odd last
// row or column stands for itself.
func halved(m *image.RGBA) *image.RGBA {
	size := m.Rect.Size()
	out := image.NewRGBA(image.Rect(0, 0, (size.X+1)/2, (size.Y+1)/2))
	for y := range out.Rect.Dy() {
		upper := m.Pix[2*y*m.Stride:]
		lower := m.Pix[min(2*y+1, size.Y-1)*m.Stride:]
		for x := range out.Rect.Dx() {
			left, right := 4*2*x, 4*min(2*x+1, size.X-1)
			to := out.Pix[out.PixOffset(x, y):][:4]
			for i := range to {
				sum := int(upper[left+i]) + int(upper[right+i]) + int(lower[left+i]) + int(lower[right+i])
				to[i] = uint8((sum + 2) / 4)
			}
		}
	}
	return out
}

// paint scales the picture cell by cell of the grid: the scaler calculates from the corner of what it draws to, and so
// from another tile's corner would now and then round a level the other way.
func (p *picture) paint(b *brush) {
	for y := 0; y < b.tile.Rect.Dy(); y += grid {
		for x := 0; x < b.tile.Rect.Dx(); x += grid {
			corner := b.at.Add(image.Pt(x, y))
			cell := image.RGBA{
				Pix:    b.tile.Pix[b.tile.PixOffset(x, y):],
				Stride: b.tile.Stride,
				Rect:   image.Rect(0, 0, grid, grid),
			}
			if !p.bounds.Overlaps(cell.Rect.Add(corner)) {
				continue
			}
			toCell := p.toPage
			toCell[2] -= float64(corner.X)
			toCell[5] -= float64(corner.Y)
			draw.CatmullRom.Transform(&cell, toCell, p.pixels, p.pixels.Rect, draw.Over, nil)
		}
	}
}
