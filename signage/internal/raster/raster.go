// Package raster draws a scene as pixels: a PNG file of any size in little memory, or a small picture in memory.
//
// The page is drawn tile by tile, so that a banner of 209 megapixels never exists as a whole. The tiles lie on a fixed
// grid and every edge is cut where it crosses that grid, so the picture does not depend on how it was tiled.
package raster

import (
	"errors"
	"fmt"
	"image"
	"io"
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// The limits on a picture. 400 megapixels is 20 m² at 100 dpi: above that a vector file is the better order.
const (
	MaxPixels      = 400_000_000 // of a file
	MaxImagePixels = 40_000_000  // of a picture in memory, 4 bytes each
	MaxSide        = 100_000     // px, of either side
)

// DefaultDPI is the resolution of a CSS pixel.
const DefaultDPI = 96

const mmPerInch = 25.4

// What can be wrong; reach them with errors.Is.
var (
	ErrTooLarge = errors.New("raster: ảnh vượt giới hạn / the picture is over the limit")
	ErrOptions  = errors.New("raster: kích thước ảnh không hợp lệ / the size of the picture is not valid")
	ErrScene    = errors.New("raster: không vẽ được trang / the page cannot be drawn")
)

// SizeError says how large the refused picture would be. It wraps [ErrTooLarge].
type SizeError struct {
	Width, Height int // px
	Limit         int // px in all
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("ảnh %d × %d px vượt giới hạn %d triệu điểm ảnh, mỗi cạnh %d px: hãy giảm dpi hoặc dùng PDF / "+
		"a picture of %[1]d × %[2]d px is over the limit of %[3]d megapixels, %[4]d px a side: lower the dpi or use PDF",
		e.Width, e.Height, e.Limit/1_000_000, MaxSide)
}

// Unwrap makes errors.Is(err, ErrTooLarge) true.
func (e *SizeError) Unwrap() error { return ErrTooLarge }

// Options give the size of the picture.
type Options struct {
	// DPI is the resolution in pixels per inch; 0 means [DefaultDPI]. It is not used when Width or Height is given.
	DPI float64
	// Width and Height are the exact size in px. Where one is 0 it follows from the page's shape; where both are given
	// they must have that shape to less than a pixel.
	Width, Height int
}

// Write draws the scene on white paper and writes it as a PNG file of 8-bit sRGB, with its physical size. Its errors
// wrap [ErrTooLarge], [ErrOptions] or [ErrScene], or are those of w.
func Write(w io.Writer, s *scene.Scene, o Options) (err error) {
	defer rescue(&err)
	p, err := newPage(s, o, MaxPixels)
	if err != nil {
		return err
	}
	enc, err := newEncoder(w, p.width, p.height, perMetre(p.width, s.Width), perMetre(p.height, s.Height))
	if err != nil {
		return err
	}
	b := newBrush(tileWidth, tileHeight)
	stride := 3 * p.width
	strip := make([]byte, stride*tileHeight)
	for top := 0; top < p.height; top += tileHeight {
		rows := min(tileHeight, p.height-top)
		for left := 0; left < p.width; left += tileWidth {
			tile := b.paint(p.shapes, image.Pt(left, top))
			columns := min(tileWidth, p.width-left)
			for y := range rows {
				dropAlpha(strip[y*stride+3*left:][:3*columns], tile.Pix[y*tile.Stride:])
			}
		}
		for y := range rows {
			if err := enc.row(strip[y*stride:][:stride]); err != nil {
				return err
			}
		}
	}
	return enc.close()
}

// Image draws the scene on white paper in memory. Its errors are those of [Write]; the limit is [MaxImagePixels].
func Image(s *scene.Scene, o Options) (picture *image.RGBA, err error) {
	defer rescue(&err)
	p, err := newPage(s, o, MaxImagePixels)
	if err != nil {
		return nil, err
	}
	return p.image(tileWidth, tileHeight), nil
}

// rescue turns a panic of a library that draws or decodes into an error.
func rescue(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", ErrScene, r)
	}
}

// page is a scene in pixels: its shapes in drawing order.
type page struct {
	width, height int
	shapes        []shape
}

func newPage(s *scene.Scene, o Options, limit int) (*page, error) {
	width, height, err := o.size(s)
	if err != nil {
		return nil, err
	}
	if width > MaxSide || height > MaxSide || width*height > limit {
		return nil, &SizeError{width, height, limit}
	}
	p := &page{width: width, height: height}
	toPixels := scale{float64(width) / s.Width, float64(height) / s.Height}
	for _, layer := range s.Layers {
		if layer.Name == scene.Marks {
			continue
		}
		for _, node := range layer.Nodes {
			if err := p.add(node, toPixels); err != nil {
				return nil, fmt.Errorf("layer %q: %w", layer.Name, err)
			}
		}
	}
	return p, nil
}

func (p *page) add(node scene.Node, toPixels scale) error {
	switch n := node.(type) {
	case *scene.Fill:
		return p.addArea(n.Path, n.Ink, n.EvenOdd, n.Through, toPixels)
	case *scene.Glyphs:
		outline, err := n.Path()
		if err != nil {
			return err
		}
		return p.addArea(outline, n.Ink, false, 0, toPixels)
	case *scene.Image:
		return p.addPicture(n, toPixels)
	case *scene.Placed:
		return p.addPlaced(n, toPixels)
	case *scene.Link:
		return nil
	}
	return fmt.Errorf("%w: node %T", ErrScene, node)
}

// size is the picture's size in px.
func (o Options) size(s *scene.Scene) (width, height int, err error) {
	if !(s.Width > 0 && s.Height > 0) || math.IsInf(s.Width, 0) || math.IsInf(s.Height, 0) {
		return 0, 0, fmt.Errorf("%w: %v × %v mm", ErrScene, s.Width, s.Height)
	}
	if o.Width < 0 || o.Height < 0 || !(o.DPI >= 0) {
		return 0, 0, fmt.Errorf("%w: %d × %d px, %v dpi", ErrOptions, o.Width, o.Height, o.DPI)
	}
	if o.Width == 0 && o.Height == 0 {
		dpi := o.DPI
		if dpi == 0 {
			dpi = DefaultDPI
		}
		return pixels(s.Width * dpi / mmPerInch), pixels(s.Height * dpi / mmPerInch), nil
	}
	wide, high := float64(o.Height)*s.Width/s.Height, float64(o.Width)*s.Height/s.Width
	switch {
	case o.Width == 0:
		return pixels(wide), o.Height, nil
	case o.Height == 0:
		return o.Width, pixels(high), nil
	case math.Abs(wide-float64(o.Width)) >= 1 && math.Abs(high-float64(o.Height)) >= 1:
		return 0, 0, fmt.Errorf("%w: %d × %d px, %v × %v mm", ErrOptions, o.Width, o.Height, s.Width, s.Height)
	}
	return o.Width, o.Height, nil
}

// pixels rounds a length; one that no limit would pass is cut to what two of them can be multiplied in.
func pixels(length float64) int {
	return int(math.Round(min(max(length, 1), 1<<31)))
}

// perMetre is the density that makes so many pixels fill a length in mm.
func perMetre(pixels int, length float64) uint32 {
	return uint32(min(math.Round(float64(pixels)/length*1000), math.MaxInt32))
}

// image draws the whole page through tiles of the given size, multiples of [grid].
func (p *page) image(width, height int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, p.width, p.height))
	b := newBrush(width, height)
	for top := 0; top < p.height; top += height {
		for left := 0; left < p.width; left += width {
			tile := b.paint(p.shapes, image.Pt(left, top))
			columns := min(width, p.width-left)
			for y := range min(height, p.height-top) {
				copy(out.Pix[out.PixOffset(left, top+y):][:4*columns], tile.Pix[y*tile.Stride:])
			}
		}
	}
	return out
}

func dropAlpha(rgb, rgba []byte) {
	for i, j := 0, 0; i+2 < len(rgb); i, j = i+3, j+4 {
		rgb[i], rgb[i+1], rgb[i+2] = rgba[j], rgba[j+1], rgba[j+2]
	}
}
