package pdf

import (
	"math"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// run is the tag of a line of text that is drawn as outlines, glyph by glyph.
const run = "Run"

// finestEm is the least number of units to the em in which outlines are written: on letters a metre high half of one is a
// quarter of a millimetre.
const finestEm = 2000

// outlines draws a run glyph by glyph, each in units of its font: wherever a glyph comes again, in any size, the same bytes
// do, and deflating leaves little of them.
func (p *page) outlines(n *scene.Glyphs) error {
	em := n.Face.UnitsPerEm()
	finer := math.Ceil(finestEm / float64(em))
	unit := n.Size / float64(em) / finer * p.unit
	p.content = append(p.content, "/"+run+" BMC q "...)
	// Every glyph moves the origin to itself.
	var x, y float64
	placed := false
	for _, g := range n.Run {
		outline, err := n.Face.Outline(g.ID)
		if err != nil {
			return err
		}
		if len(outline.Segments) == 0 {
			continue
		}
		toX, toY := math.Round(g.X*finer), math.Round(g.Y*finer)
		if !placed {
			for _, v := range [...]float64{unit, 0, 0, -unit} {
				p.content = append(appendDecimal(p.content, v, 7), ' ')
			}
			p.content = append(p.number(n.Origin.X+g.X*n.Size/float64(em)), ' ')
			p.content = append(p.number(n.Origin.Y-g.Y*n.Size/float64(em)), " cm\n"...)
			placed = true
		} else {
			p.content = append(appendDecimal(append(p.content, "1 0 0 1 "...), toX-x, 0), ' ')
			p.content = append(appendDecimal(p.content, toY-y, 0), " cm\n"...)
		}
		x, y = toX, toY
		p.outline(outline, finer)
		p.content = append(p.content, "f\n"...)
	}
	p.content = append(p.content, "Q EMC\n"...)
	return nil
}

// outline appends the path of a glyph, in parts of the units of its font.
func (p *page) outline(o *fonts.Outline, finer float64) {
	points := func(operator string, points ...fonts.Point) {
		for _, a := range points {
			p.content = append(appendDecimal(p.content, a.X*finer, 0), ' ')
			p.content = append(appendDecimal(p.content, a.Y*finer, 0), ' ')
		}
		p.content = append(p.content, operator...)
	}
	var at fonts.Point
	for _, s := range o.Segments {
		a, b, c := s.P[0], s.P[1], s.P[2]
		switch s.Op {
		case fonts.MoveTo:
			points("m\n", a)
			at = a
		case fonts.LineTo:
			points("l\n", a)
			at = a
		case fonts.QuadTo:
			points("c\n",
				fonts.Point{X: at.X + (a.X-at.X)*2/3, Y: at.Y + (a.Y-at.Y)*2/3},
				fonts.Point{X: b.X + (a.X-b.X)*2/3, Y: b.Y + (a.Y-b.Y)*2/3},
				b)
			at = b
		case fonts.CubeTo:
			points("c\n", a, b, c)
			at = c
		}
	}
}
