package compose

import (
	"slices"

	"github.com/bangron/bangron/signage/internal/ornament"
	"github.com/bangron/bangron/signage/internal/scene"
)

// sheet is the trim with its bleed: what grounds and ornaments cover.
func (c *canvas) sheet() scene.Rect { return c.trim().Outset(c.Bleed) }

// ramp covers the sheet and returns the ground for ornaments to mix with.
func (c *canvas) ramp(horizontal bool, stops ...ornament.Stop) ornament.Ramp {
	r := ornament.Ramp{Area: c.sheet(), Horizontal: horizontal, Stops: stops, Pixel: c.PixelSize}
	c.add(scene.Ground, r.Draw()...)
	return r
}

// ornaments draw what lies behind the text, clear of what is too small for that. They wait until all text is placed.
type ornaments func(small []scene.Rect) []scene.Node

func (c *canvas) drawOrnaments() {
	for _, draw := range c.ornaments {
		c.add(scene.Ornament, draw(c.small)...)
	}
}

// How far ornament stays away from small text, in its cap heights, and fades in beyond that, in sizes of the sign.
const (
	smallMargin = 0.4
	smallFade   = 0.05
)

// keepClear notes where text of a role stands that ornament behind it would make hard to read.
func (c *canvas) keepClear(role string, extent scene.Rect, cap float64) {
	switch role {
	case "main", "loud":
		return
	case "opener":
		if c.Kind != Model {
			return
		}
	}
	c.small = append(c.small, extent.Inset(-smallMargin*cap))
}

// drum draws a drum face that leans towards the theme's ornament ink. fade may be nil.
func (c *canvas) drum(at scene.Point, radius float64, ground ornament.Ramp, strength float64, fade ornament.Fade) {
	c.ornaments = append(c.ornaments, func(small []scene.Rect) []scene.Node {
		reach := square(at, radius)
		var near []scene.Rect
		for _, r := range small {
			if r.Inset(-smallFade * c.scaleOf()).Intersects(reach) {
				near = append(near, r)
			}
		}
		both := fade
		if len(near) > 0 {
			clear := ornament.Clear(near, smallFade*c.scaleOf())
			if both = clear; fade != nil {
				both = func(p scene.Point) float64 { return min(fade(p), clear(p)) }
			}
		}
		return ornament.Drum{
			Center: at, Radius: radius, Within: c.sheet(), Avoid: near, Seed: c.Seed, Least: c.hairline(),
			Paint: ornament.Tint{Ground: ground, Accent: c.Palette.Ornament, Strength: strength, Fade: both}.Paint(),
		}.Draw()
	})
}

// square is the box of a circle.
func square(at scene.Point, radius float64) scene.Rect {
	return scene.Rect{X0: at.X, Y0: at.Y, X1: at.X, Y1: at.Y}.Inset(-radius)
}

// network draws a node network round what must be read.
func (c *canvas) network(area scene.Rect, ground ornament.Ramp, avoid ...scene.Rect) {
	tint := func(strength float64) ornament.Paint {
		return ornament.Tint{Ground: ground, Accent: c.Palette.Ornament, Strength: strength}.Paint()
	}
	c.ornaments = append(c.ornaments, func(small []scene.Rect) []scene.Node {
		return ornament.Network{
			Area: area, Avoid: append(avoid, small...), Seed: c.Seed, Least: c.hairline(),
			Nodes: tint(0.30), Edges: tint(0.18),
		}.Draw()
	})
}

// twice draws the ornaments so far as they are and once more, turned by half a turn about the sign's middle.
func (c *canvas) twice() {
	half := c.ornaments
	c.ornaments = []ornaments{func(small []scene.Rect) []scene.Node {
		clear := slices.Clone(small)
		for _, r := range small {
			clear = append(clear, scene.Rect{X0: c.Width - r.X1, Y0: c.Height - r.Y1, X1: c.Width - r.X0, Y1: c.Height - r.Y0})
		}
		var nodes []scene.Node
		for _, draw := range half {
			nodes = append(nodes, draw(clear)...)
		}
		if len(nodes) == 0 {
			return nil
		}
		once := &scene.Scene{Width: c.Width, Height: c.Height, Bleed: c.Bleed, Layers: []scene.Layer{{Name: scene.Ornament, Nodes: nodes}}}
		return []scene.Node{
			&scene.Placed{Scene: once, Map: scene.Scale(1, 1), Clip: c.sheet()},
			&scene.Placed{Scene: once, Map: scene.Affine{A: -1, D: -1, E: c.Width, F: c.Height}, Clip: c.sheet()},
		}
	}}
}

// hairline is the least width of an ornament's line: what prints, and on large signs what is seen.
func (c *canvas) hairline() float64 { return max(0, c.scaleOf()*0.0006) }
