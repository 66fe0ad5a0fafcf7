package raster

import (
	"image"
	"image/color"

	"github.com/fogleman/gg"
	"golang.org/x/image/math/fixed"
)

// The size of a tile in px, multiples of [grid]. One tile stays in a core's cache; a strip of tiles across a 6 m banner
// at 150 dpi takes 14 MB.
const (
	tileWidth  = 256
	tileHeight = 128
)

// shape is one thing to paint, in pixels of the page.
type shape interface {
	// paint draws the part of the shape that the brush's tile shows.
	paint(b *brush)
}

// brush paints one tile after another in the same memory.
type brush struct {
	tile *image.RGBA
	dc   *gg.Context
	at   image.Point // the tile's top left corner on the page
}

func newBrush(width, height int) *brush {
	tile := image.NewRGBA(image.Rect(0, 0, width, height))
	return &brush{tile: tile, dc: gg.NewContextForRGBA(tile)}
}

// paint returns the tile whose top left corner is at the given pixel of the page. It is valid until the next call.
func (b *brush) paint(shapes []shape, at image.Point) *image.RGBA {
	b.at = at
	for i := range b.tile.Pix {
		b.tile.Pix[i] = 255
	}
	for _, s := range shapes {
		s.paint(b)
	}
	return b.tile
}

// area is a filled path.
type area struct {
	contours []contour
	fill     color.NRGBA
	rule     gg.FillRule
}

// paint gives gg only closed polygons within the tile. Its rasterizer rounds negative coordinates towards zero and so
// draws edges that come from above or from the left wrongly; it also searches each row's cells from the row's start,
// which takes quadratic time in rows as wide as a banner.
func (a *area) paint(b *brush) {
	origin := fixed.P(b.at.X, b.at.Y)
	size := fixed.P(b.tile.Rect.Dx(), b.tile.Rect.Dy())
	tile := fixed.Rectangle26_6{Min: origin, Max: origin.Add(size)}
	drawn := false
	for _, c := range a.contours {
		if !c.mayCover(tile) {
			continue
		}
		drawn = true
		var last fixed.Point26_6
		for i, p := range c.points {
			// An edge crosses no border of the tile, so an edge outside slides onto the border and what is inside
			// keeps its winding.
			p = fixed.Point26_6{
				X: min(max(p.X-origin.X, 0), size.X),
				Y: min(max(p.Y-origin.Y, 0), size.Y),
			}
			x, y := float64(p.X)/64, float64(p.Y)/64
			switch {
			case i == 0:
				b.dc.MoveTo(x, y)
			case p != last:
				b.dc.LineTo(x, y)
			}
			last = p
		}
		b.dc.ClosePath()
	}
	if drawn {
		b.dc.SetColor(a.fill)
		b.dc.SetFillRule(a.rule)
		b.dc.Fill()
	}
}
