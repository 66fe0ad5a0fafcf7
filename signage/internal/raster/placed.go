package raster

import (
	"fmt"
	"image"
	"math"

	"github.com/bangron/bangron/signage/internal/scene"
)

// placed is another picture, seen through a rectangle of whole pixels.
type placed struct {
	shapes []shape
	window image.Rectangle // on the page
}

func (p *page) addPlaced(n *scene.Placed, toPixels scale) error {
	nodes, err := n.Nodes()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrScene, err)
	}
	inner := page{width: p.width, height: p.height}
	for _, node := range nodes {
		if err := inner.add(node, toPixels); err != nil {
			return err
		}
	}
	pixel := func(v float64) int { return int(math.Round(min(max(v, -1), maxReach))) }
	p.shapes = append(p.shapes, &placed{inner.shapes, image.Rect(
		pixel(n.Clip.X0*toPixels.x), pixel(n.Clip.Y0*toPixels.y), pixel(n.Clip.X1*toPixels.x), pixel(n.Clip.Y1*toPixels.y))})
	return nil
}

// paint puts back what the shapes have painted outside the window.
func (s *placed) paint(b *brush) {
	window := s.window.Sub(b.at).Intersect(b.tile.Rect)
	if window.Empty() {
		return
	}
	var before []uint8
	if window != b.tile.Rect {
		before = append(before, b.tile.Pix...)
	}
	for _, shape := range s.shapes {
		shape.paint(b)
	}
	if before == nil {
		return
	}
	for y := range b.tile.Rect.Dy() {
		for x := range b.tile.Rect.Dx() {
			if !(image.Point{X: x, Y: y}).In(window) {
				at := b.tile.PixOffset(x, y)
				copy(b.tile.Pix[at:at+4], before[at:at+4])
			}
		}
	}
}
