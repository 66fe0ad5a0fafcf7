// Package logo reads a user's logo (PNG, JPEG or SVG) and turns it into nodes of a scene.
//
// A logo comes from anywhere: a chat, a web page, a colleague's stick. So the file is held to named limits before it is
// decoded, and a drawing that holds code, entities or links is refused. What is accepted is drawn whole: a feature that
// this package cannot draw faithfully is an error that names it and the remedy, never a part left out.
//
// # Pictures
//
// PNG and JPEG are decoded once in full, so that a cut file is found here and not at the print shop. A PNG is written
// anew with 8 bits and no interlacing, which every back end can embed; its transparency is kept. A JPEG is kept byte
// for byte unless its EXIF orientation or its colours (CMYK, RGB without the YCbCr transform) demand that it is written
// anew. Moving pictures are refused.
//
// A picture's ICC profile is used where it is one of curves and, for RGB, three primaries (Adobe RGB, Display P3, greys):
// the picture is converted to sRGB, and kept as it was for print shops. Other profiles are taken for sRGB, with a warning.
// The inks of a CMYK JPEG are kept for print shops.
//
// # Drawings
//
// Of SVG the reader takes the static shapes: svg, g, a, use, symbol, path, rect, circle, ellipse, line, polyline,
// polygon, with transforms, fills, strokes (turned into areas, dashes too), and style sheets whose selectors are made of
// an element's name, classes and id. A clip path is taken when its outline is convex, as artboards and round frames
// are. A gradient becomes the mean of its colours, with a warning. Shapes may be seen through, and groups of shapes that
// do not overlap. Refused, each with a remedy: gradients that fade, groups with opacity whose shapes overlap, text,
// images, masks, filters, patterns, markers, blending, animation, scripts, any link to outside the file, and a DOCTYPE
// with declarations of its own.
//
// # Colours
//
// A drawing's sRGB colours become process inks by K = 1 − max(R, G, B) and X = (max − x) / max, that is with full grey
// replacement: black and greys are K alone, which holds register in fine detail. No ICC profile takes part in it.
package logo

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
)

// The limits on the file of a logo; more of them, on drawings, stand in limits.go.
const (
	MaxFileBytes = 10 << 20   // 10 MB
	MaxPixels    = 40_000_000 // of a picture; 40 MP cover 2 m at 80 dpi
)

// Logo is a logo ready to be placed. It is not changed after [Read] and safe for concurrent use.
type Logo struct {
	// Notes are the findings that do not keep the logo from being used: [note.Warning] or [note.Info].
	Notes []note.Note

	width, height float64      // of the artboard: an SVG's viewBox, a picture's pixels as they are seen
	fills         []scene.Fill // of a drawing, in its artboard's units with the origin at its top left corner
	picture       *scene.Image // of a picture, without its place
}

// Read reads a logo. The name is the file's, for messages; its format is told by the content. The error is an [*Error]
// that wraps [ErrFormat], [ErrTooLarge], [ErrUnsafe] or [ErrUnsupported]. The data must not be changed afterwards.
func Read(name string, data []byte) (*Logo, error) {
	name = filepath.Base(name)
	l, err := read(data)
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			e.locate(name)
		}
		return nil, err
	}
	if known := l.extensions(); !slices.Contains(known, strings.ToLower(filepath.Ext(name))) {
		l.Notes = append(l.Notes, misnamed(known[0]))
	}
	for i := range l.Notes {
		l.Notes[i].Field = name
	}
	return l, nil
}

func read(data []byte) (*Logo, error) {
	if len(data) > MaxFileBytes {
		return nil, tooManyBytes()
	}
	switch format := sniff(data); format {
	case formatPNG:
		return readPNG(data)
	case formatJPEG:
		return readJPEG(data)
	case formatSVG:
		return readSVG(data)
	case formatUnknown:
		return nil, notALogo(nil)
	default:
		return nil, otherFormat(string(format))
	}
}

// extensions are the file names' endings that suit the logo, the usual one first. No ending is no mistake.
func (l *Logo) extensions() []string {
	switch {
	case l.picture == nil:
		return []string{".svg", ""}
	case l.picture.Format == "png":
		return []string{".png", ""}
	}
	return []string{".jpg", ".jpeg", ".jpe", ".jfif", ""}
}

// Aspect is the width of the logo's artboard over its height, between 1/[MaxAspect] and MaxAspect.
func (l *Logo) Aspect() float64 { return l.width / l.height }

// Place is the logo as large as the box (mm) allows, in the middle of it, in its own aspect. The margins of its artboard
// belong to the logo. A box without area, or with a coordinate that is not finite, holds nothing.
func (l *Logo) Place(box scene.Rect) []scene.Node {
	scale := min(box.Width()/l.width, box.Height()/l.height)
	if !(scale > 0) || !finite(box.X0, box.Y0, box.X1, box.Y1, scale) {
		return nil
	}
	c := box.Center()
	w, h := l.width*scale, l.height*scale
	place := scene.Rect{X0: c.X - w/2, Y0: c.Y - h/2, X1: c.X + w/2, Y1: c.Y + h/2}
	if l.picture != nil {
		image := *l.picture
		image.Rect = place
		return []scene.Node{&image}
	}
	m := scene.Scale(scale, scale).Then(scene.Translate(place.X0, place.Y0))
	nodes := make([]scene.Node, len(l.fills))
	for i, f := range l.fills {
		f.Path = f.Path.Transformed(m)
		nodes[i] = &f
	}
	return nodes
}
