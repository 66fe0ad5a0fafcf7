// Package svg writes a scene as an SVG 1.1 file: text as outlines under its own words, no style sheet, no script, no
// font, nothing that lies outside the file.
package svg

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Unit is what the numbers in the file count.
type Unit int

// The units.
const (
	Millimetre Unit = iota // for print
	Pixel                  // CSS pixels for the web, 96 to the inch
)

func (u Unit) String() string {
	if u == Pixel {
		return "px"
	}
	return "mm"
}

// perMM is how many of the unit a millimetre has.
func (u Unit) perMM() float64 {
	if u == Pixel {
		return 96 / 25.4
	}
	return 1
}

// Options of a file. The zero value is a file in millimetres without links.
type Options struct {
	Unit  Unit
	Links bool // make the areas of links clickable
}

// ErrScene means that the page cannot be written: its size or a coordinate is not a usable number, or an outline cannot
// be read.
var ErrScene = errors.New("svg: không vẽ được trang / the page cannot be drawn")

// maxCoordinate is how far a point may lie from the page's corner, in steps of the last written digit: the integers
// that a float64 holds exactly are far above it, renderers that calculate in float32 not.
const maxCoordinate = 1 << 31

// Write writes the scene. Its errors wrap [ErrScene] or are those of w.
func Write(w io.Writer, s *scene.Scene, o Options) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrScene, r)
		}
	}()
	d, err := newDocument(s, o)
	if err != nil {
		return err
	}
	width, height := d.length(s.Width), d.length(s.Height)
	d.printf(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" `+
		`width="%s%v" height="%s%v" viewBox="0 0 %s %s">`+"\n",
		width, o.Unit, height, o.Unit, width, height)
	d.printf("<title>%s</title>\n", escape(s.Title))
	named := make(map[string]bool)
	for _, layer := range s.Layers {
		if layer.Name == scene.Marks {
			continue
		}
		if named[layer.Name] {
			d.printf("<g>\n")
		} else {
			d.printf("<g id=\"%s\">\n", escape(layer.Name))
			named[layer.Name] = true
		}
		for _, node := range layer.Nodes {
			if err := d.node(node); err != nil {
				return fmt.Errorf("layer %q: %w", layer.Name, err)
			}
		}
		d.printf("</g>\n")
	}
	d.printf("</svg>\n")
	_, err = io.WriteString(w, d.String())
	return err
}

// document is the file under way.
type document struct {
	strings.Builder
	options  Options
	page     scene.Rect
	clips    int     // so far
	decimals int     // digits after the point
	steps    float64 // of the last digit, to the millimetre
}

func newDocument(s *scene.Scene, o Options) (*document, error) {
	longest := max(s.Width, s.Height) * o.Unit.perMM()
	if !(s.Width > 0 && s.Height > 0) || math.IsInf(longest, 0) {
		return nil, fmt.Errorf("%w: %v × %v mm", ErrScene, s.Width, s.Height)
	}
	// A millionth of the page is less than any device shows of it.
	d := &document{options: o, page: s.Trim(), decimals: 3}
	for size := 1000.0; longest > size && d.decimals > 0; size *= 10 {
		d.decimals--
	}
	d.steps = o.Unit.perMM() * math.Pow10(d.decimals)
	for _, side := range [...]float64{s.Width, s.Height} {
		if steps := math.Round(side * d.steps); steps < 1 || steps > maxCoordinate {
			return nil, fmt.Errorf("%w: %v × %v mm", ErrScene, s.Width, s.Height)
		}
	}
	return d, nil
}

func (d *document) printf(format string, args ...any) { fmt.Fprintf(d, format, args...) }

func (d *document) node(node scene.Node) error {
	switch n := node.(type) {
	case *scene.Fill:
		data, err := d.path(n.Path)
		if err != nil {
			return err
		}
		rule := ""
		if n.EvenOdd {
			rule = ` fill-rule="evenodd"`
		}
		if n.Through > 0 {
			rule += fmt.Sprintf(` fill-opacity="%.3g"`, 1-n.Through)
		}
		d.printf("<path fill=\"%s\"%s d=\"%s\"/>\n", hex(n.Ink), rule, data)
	case *scene.Glyphs:
		outline, err := n.Path()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrScene, err)
		}
		data, err := d.path(outline)
		if err != nil {
			return err
		}
		d.printf("<path role=\"img\" aria-label=\"%s\" fill=\"%s\" d=\"%s\"/>\n", escape(n.Text), hex(n.Ink), data)
	case *scene.Image:
		frame, err := d.frame(n.Rect)
		if err != nil {
			return err
		}
		if n.Format != "png" && n.Format != "jpeg" {
			return fmt.Errorf("%w: picture format %q", ErrScene, n.Format)
		}
		d.printf("<image %s preserveAspectRatio=\"none\" xlink:href=\"data:image/%s;base64,%s\"/>\n",
			frame, n.Format, base64.StdEncoding.EncodeToString(n.File))
	case *scene.Placed:
		return d.placed(n)
	case *scene.Link:
		if !d.options.Links {
			return nil
		}
		frame, err := d.frame(n.Rect)
		if err != nil {
			return err
		}
		d.printf("<a xlink:href=\"%s\"><rect %s fill=\"none\" pointer-events=\"all\"/></a>\n", escape(n.URL), frame)
	default:
		return fmt.Errorf("%w: node %T", ErrScene, node)
	}
	return nil
}

// placed draws another picture in a group, which is clipped where the page itself does not cut away the rest.
func (d *document) placed(n *scene.Placed) error {
	nodes, err := n.Nodes()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrScene, err)
	}
	clip := ""
	if !n.Clip.Contains(d.page, 0) {
		frame, err := d.frame(n.Clip)
		if err != nil {
			return err
		}
		d.clips++
		d.printf("<clipPath id=\"clip%d\"><rect %s/></clipPath>\n", d.clips, frame)
		clip = fmt.Sprintf(` clip-path="url(#clip%d)"`, d.clips)
	}
	d.printf("<g%s>\n", clip)
	for _, node := range nodes {
		if err := d.node(node); err != nil {
			return err
		}
	}
	d.printf("</g>\n")
	return nil
}

// frame is a rectangle as attributes.
func (d *document) frame(r scene.Rect) (string, error) {
	x0, y0, err := d.round(scene.Point{X: r.X0, Y: r.Y0})
	if err != nil {
		return "", err
	}
	x1, y1, err := d.round(scene.Point{X: r.X1, Y: r.Y1})
	if err != nil {
		return "", err
	}
	if x1 <= x0 || y1 <= y0 {
		return "", fmt.Errorf("%w: rectangle %+v mm", ErrScene, r)
	}
	return fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`,
		d.number(x0), d.number(y0), d.number(x1-x0), d.number(y1-y0)), nil
}

// round returns a point in steps of the last digit.
func (d *document) round(p scene.Point) (x, y int64, err error) {
	fx, fy := math.Round(p.X*d.steps), math.Round(p.Y*d.steps)
	if !(math.Abs(fx) <= maxCoordinate && math.Abs(fy) <= maxCoordinate) {
		return 0, 0, fmt.Errorf("%w: point (%v, %v) mm", ErrScene, p.X, p.Y)
	}
	return int64(fx), int64(fy), nil
}

func (d *document) length(mm float64) string { return d.number(int64(math.Round(mm * d.steps))) }

// hex is the ink's screen colour.
func hex(i scene.Ink) string { return fmt.Sprintf("#%02x%02x%02x", i.R, i.G, i.B) }

// escape makes a text safe in XML; what XML cannot hold becomes U+FFFD.
func escape(text string) string {
	var b strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
