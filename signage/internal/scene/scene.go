// Package scene is the picture of a sign as data: an immutable display list in millimetres, origin at the top left
// corner of the trimmed sheet, y down. Text is already placed as glyphs, every colour is an ink. A back end plays the
// list; it measures no text, picks no colour and decides no position.
package scene

import (
	"github.com/bangron/bangron/fonts"
)

// Scene is one page. What is drawn outside Width × Height (on press files outside the bleed) is cut away by the page
// itself, but for the marks.
type Scene struct {
	Title         string  // document title, in the user's words
	Width, Height float64 // mm, trimmed
	Bleed         Edges   // mm beyond the trim that are printed and then cut off, folded in or sewn round a pole
	Margin        Edges   // mm of sheet beyond the bleed, where marks stand
	Layers        []Layer // drawn in order

	// What press files hold besides the picture; pictures for the screen leave it out.
	Cut   *Path // the line that a plotter cuts along; nil: none
	White *Path // the area that is printed in white first, on clear film; nil: none

	// What a press file tells those who check it.
	Safe     Rect   // where all stands that must be read; empty: not stated
	Keepouts []Rect // further areas in which nothing may stand that must be read: eyelets, seams
}

// Trim is the finished sign.
func (s *Scene) Trim() Rect { return Rect{X1: s.Width, Y1: s.Height} }

// BleedBox is the trim with the bleed: all that is printed but marks.
func (s *Scene) BleedBox() Rect { return s.Trim().Outset(s.Bleed) }

// Sheet is what a press file's page shows: the bleed and the margin round it.
func (s *Scene) Sheet() Rect { return s.BleedBox().Outset(s.Margin) }

// Layer groups the nodes that serve one purpose. The names are those of the constants.
type Layer struct {
	Name  string
	Nodes []Node
}

// The layers of a sign, from the ground up.
const (
	Ground   = "ground"
	Ornament = "ornament"
	Panel    = "panel" // cards, strips and rules that carry other things
	Logo     = "logo"
	Code     = "code"
	Text     = "text"
	Marks    = "marks" // crop and registration marks, colour bar, slug line: on press files alone
)

// Node is one thing to draw: [*Fill], [*Glyphs], [*Image], [*Placed] or [*Link].
type Node interface {
	// Bounds is the extent of the ink in mm.
	Bounds() Rect
}

// Fill is an area of one flat ink. Lines are areas too: a stroke would change its width when a shop scales a file
// without scaling its strokes.
type Fill struct {
	Path    *Path
	Ink     Ink
	EvenOdd bool    // holes by the even-odd rule; the zero value is the non-zero rule
	Through float64 // the share of what lies below that is seen through it, below 1; 0: none
}

// Bounds implements [Node].
func (f *Fill) Bounds() Rect { return f.Path.Bounds() }

// Glyphs is a run of text on one baseline.
type Glyphs struct {
	Face   *fonts.Face
	Size   float64 // mm to the em
	Origin Point   // of the run, on the baseline
	Run    []fonts.Glyph
	Ink    Ink
	Text   string // what the run says, for search, copying and readers
	Extent Rect   // of the ink, in mm
}

// Bounds implements [Node].
func (g *Glyphs) Bounds() Rect { return g.Extent }

// Path is the outline of the whole run in mm, filled by the non-zero rule.
func (g *Glyphs) Path() (*Path, error) {
	p := &Path{}
	unit := g.Size / float64(g.Face.UnitsPerEm())
	for _, glyph := range g.Run {
		outline, err := g.Face.Outline(glyph.ID)
		if err != nil {
			return nil, err
		}
		at := func(q fonts.Point) Point {
			return Point{g.Origin.X + (glyph.X+q.X)*unit, g.Origin.Y - (glyph.Y+q.Y)*unit}
		}
		for i, s := range outline.Segments {
			switch s.Op {
			case fonts.MoveTo:
				if i > 0 {
					p.Close()
				}
				p.MoveTo(at(s.P[0]))
			case fonts.LineTo:
				p.LineTo(at(s.P[0]))
			case fonts.QuadTo:
				p.QuadTo(at(s.P[0]), at(s.P[1]))
			case fonts.CubeTo:
				p.CubeTo(at(s.P[0]), at(s.P[1]), at(s.P[2]))
			}
		}
		if len(outline.Segments) > 0 {
			p.Close()
		}
	}
	return p, nil
}

// Image is a picture in a rectangle: a logo that its owner has only as pixels.
type Image struct {
	Rect          Rect
	File          []byte // in sRGB
	Format        string // "png" or "jpeg"
	Width, Height int    // px
	Own           *Own   // the picture in its owner's colours, where these are others; nil: none
}

// Own is a picture of the same size in other colours than sRGB, for print shops.
type Own struct {
	File    []byte // for CMYK the samples, four bytes to a pixel, 255 for all of an ink
	Format  string // "png", "jpeg" or "cmyk"
	Profile []byte // ICC profile of the colours; nil for CMYK: that of the press
}

// Bounds implements [Node].
func (i *Image) Bounds() Rect { return i.Rect }

// Placed is another picture on this one: a thumbnail, the part of a sign that comes to stand on one sheet, an ornament
// that is seen twice. Its margin, marks, cut and white are not drawn; links in it do not work.
type Placed struct {
	Scene *Scene
	Map   Affine // from the picture to this page
	Clip  Rect   // what of it is seen, on this page
}

// Bounds implements [Node].
func (p *Placed) Bounds() Rect { return p.Clip }

// Link makes an area of an office page clickable. It draws nothing.
type Link struct {
	Rect Rect
	URL  string
}

// Bounds implements [Node].
func (l *Link) Bounds() Rect { return l.Rect }
