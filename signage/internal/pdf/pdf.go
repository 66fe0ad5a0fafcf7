// Package pdf writes scenes as PDF. gofpdf is the container (objects, pages, images, cross-reference table); what is
// drawn is written here as page content, because gofpdf sets text without kerning and knows no CMYK paths. It is the
// only importer of gofpdf.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxUnits is the longest side of a page that readers must accept (PDF 1.7, annex C: 14,400 units, 5.08 m).
const MaxUnits = 14400

const unitsPerMM = 72 / 25.4

// maxCoordinate is how far in mm a point may lie from the page's corner: beyond everything that a sign has, and within the
// numbers that all readers hold.
const maxCoordinate = 1e6

// ErrContainer is the error of a document that gofpdf refused.
var ErrContainer = errors.New("pdf: the document cannot be written")

// Options of a document.
type Options struct {
	Title   string
	Created time.Time // stands in the file; it is never read from the clock
	Screen  bool      // sRGB and links, for screens and desktop printers; otherwise CMYK and no links
	Live    bool      // text as text, to be searched and copied; otherwise as outlines
}

// Scale is the number by which a page of this size (mm) is divided in the file: 1, or 10 where a page at full size
// would pass [MaxUnits].
func Scale(width, height float64) int {
	if max(width, height)*unitsPerMM > MaxUnits {
		return 10
	}
	return 1
}

// Write writes one page for each scene. Nothing is written to w when it fails before the document is complete.
func Write(w io.Writer, pages []*scene.Scene, o Options) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrContainer, r)
		}
	}()
	doc := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: 100, Ht: 100}})
	doc.SetAutoPageBreak(false, 0)
	doc.SetMargins(0, 0, 0)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(o.Created.UTC())
	doc.SetModificationDate(o.Created.UTC())
	doc.SetProducer("bangron", false)
	doc.SetTitle(o.Title, true)
	doc.SetCompression(false) // the finished file is packed better
	book, forms := newFontBook(), newForms(pages)
	for _, s := range pages {
		if !(s.Width > 0 && s.Height > 0 && max(s.Width, s.Height) <= maxCoordinate) {
			return fmt.Errorf("%w: a page of %v × %v mm", ErrContainer, s.Width, s.Height)
		}
		scale := unitsPerMM / float64(Scale(s.Width, s.Height))
		doc.AddPageFormat("P", gofpdf.SizeType{Wd: s.Width * scale, Ht: s.Height * scale})
		p := page{doc: doc, screen: o.Screen, live: o.Live, scale: scale, height: s.Height * scale, fonts: book, forms: forms}
		if err := p.draw(s); err != nil {
			return err
		}
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return fmt.Errorf("%w: %w", ErrContainer, err)
	}
	finished, err := finish(out.Bytes(), book, forms)
	if err != nil {
		return err
	}
	_, err = w.Write(finished)
	return err
}

// resources is the object of the resources of all pages, as gofpdf numbers it.
const resources = 2

// finish adds fonts and forms to what gofpdf wrote.
func finish(written []byte, book *fontBook, forms *forms) ([]byte, error) {
	f, err := takeApart(written)
	if err != nil {
		return nil, err
	}
	if err := f.pack(); err != nil {
		return nil, err
	}
	entries, err := book.add(f)
	if err != nil {
		return nil, err
	}
	if err := f.replace(resources, "/Font <<\n", "/Font <<\n"+entries); err != nil {
		return nil, err
	}
	if entries, err = forms.add(f); err != nil {
		return nil, err
	}
	if err := f.replace(resources, "/XObject <<\n", "/XObject <<\n"+entries); err != nil {
		return nil, err
	}
	return f.bytes(), nil
}

// page turns the nodes of one scene into page content.
type page struct {
	doc      *gofpdf.Fpdf
	screen   bool
	live     bool
	scale    float64 // pt in the file for one mm of the sign
	height   float64 // pt in the file
	decimals int
	content  []byte
	ink      string // the operator that set the current ink
	fonts    *fontBook
	forms    *forms
	err      error // of the first place that is none on a page
}

func (p *page) draw(s *scene.Scene) error {
	// Half of the last decimal is less than a dot of the printers that make signs of the size: 0.05 mm at 250 dpi,
	// 0.005 mm at 2,400 dpi.
	switch long := max(s.Width, s.Height); {
	case long >= 4000:
		p.decimals = 1
	case long >= 1000:
		p.decimals = 2
	default:
		p.decimals = 3
	}
	p.open()
	for _, layer := range s.Layers {
		if form := p.forms.of(layer); form != nil {
			if err := p.form(form, layer, s); err != nil {
				return err
			}
			continue
		}
		if err := p.nodes(layer.Nodes); err != nil {
			return err
		}
	}
	p.close()
	return p.err
}

func (p *page) nodes(nodes []scene.Node) error {
	for _, node := range nodes {
		switch n := node.(type) {
		case *scene.Fill:
			if len(n.Path.Verbs) > 0 && n.Path.Verbs[0] != scene.Move {
				return fmt.Errorf("%w: a path does not begin with a move", ErrContainer)
			}
			p.area(n)
		case *scene.Glyphs:
			if err := p.glyphs(n); err != nil {
				return err
			}
		case *scene.Image:
			p.image(n)
		case *scene.Link:
			if p.screen {
				p.doc.LinkString(n.Rect.X0*p.scale, n.Rect.Y0*p.scale, n.Rect.Width()*p.scale, n.Rect.Height()*p.scale, n.URL)
			}
		default:
			return fmt.Errorf("%w: unknown node %T", ErrContainer, node)
		}
	}
	return nil
}

// area fills a path: on live pages, which travel by mail, in fewer bytes where it is a mesh of squares.
func (p *page) area(n *scene.Fill) {
	if p.live && n.EvenOdd {
		if m := meshOf(n.Path); m != nil {
			p.mesh(m, n.Ink)
			return
		}
	}
	p.fill(n.Path, n.Ink, n.EvenOdd)
}

// glyphs draws text.
func (p *page) glyphs(n *scene.Glyphs) error {
	if p.live {
		if live, err := p.text(n); live || err != nil {
			return err
		}
	}
	outline, err := n.Path()
	if err != nil {
		return err
	}
	p.fill(outline, n.Ink, false)
	return nil
}

// open begins content in mm from the top left corner.
func (p *page) open() {
	p.content = append(p.content[:0], "q "...)
	p.content = strconv.AppendFloat(p.content, p.scale, 'f', 9, 64)
	p.content = append(p.content, " 0 0 -"...)
	p.content = strconv.AppendFloat(p.content, p.scale, 'f', 9, 64)
	p.content = append(p.content, " 0 "...)
	p.content = strconv.AppendFloat(p.content, p.height, 'f', 6, 64)
	p.content = append(p.content, " cm\n"...)
	p.ink = ""
}

func (p *page) close() {
	p.content = append(p.content, 'Q')
	p.doc.RawWriteBuf(bytes.NewReader(p.content))
}

func (p *page) fill(path *scene.Path, ink scene.Ink, evenOdd bool) {
	p.setInk(ink)
	path.Walk(func(v scene.Verb, from scene.Point, to []scene.Point) {
		switch v {
		case scene.Move:
			p.points(" m\n", to[0])
		case scene.Line:
			p.points(" l\n", to[0])
		case scene.Quad:
			// PDF has only cubics; a quadratic is the cubic with both handles two thirds of the way to its own.
			p.points(" c\n",
				scene.Point{X: from.X + (to[0].X-from.X)*2/3, Y: from.Y + (to[0].Y-from.Y)*2/3},
				scene.Point{X: to[1].X + (to[0].X-to[1].X)*2/3, Y: to[1].Y + (to[0].Y-to[1].Y)*2/3},
				to[1])
		case scene.Cube:
			p.points(" c\n", to...)
		case scene.Close:
			p.content = append(p.content, "h\n"...)
		}
	})
	if evenOdd {
		p.content = append(p.content, "f*\n"...)
	} else {
		p.content = append(p.content, "f\n"...)
	}
}

func (p *page) setInk(ink scene.Ink) {
	if operator := p.operator(ink); operator != p.ink {
		p.content = append(p.content, operator...)
		p.ink = operator
	}
}

func (p *page) operator(ink scene.Ink) string {
	if p.screen {
		return fmt.Sprintf("%s %s %s rg\n", share(float64(ink.R)/255), share(float64(ink.G)/255), share(float64(ink.B)/255))
	}
	return fmt.Sprintf("%s %s %s %s k\n", share(ink.C), share(ink.M), share(ink.Y), share(ink.K))
}

// share writes a part of one with the four decimals that tell 8-bit levels apart.
func share(v float64) string { return string(appendDecimal(nil, v, 4)) }

func (p *page) points(operator string, points ...scene.Point) {
	for i, a := range points {
		if !(max(math.Abs(a.X), math.Abs(a.Y)) <= maxCoordinate) && p.err == nil {
			p.err = fmt.Errorf("%w: a point at (%v, %v) mm", ErrContainer, a.X, a.Y)
		}
		if i > 0 {
			p.content = append(p.content, ' ')
		}
		p.content = appendDecimal(p.content, a.X, p.decimals)
		p.content = append(p.content, ' ')
		p.content = appendDecimal(p.content, a.Y, p.decimals)
	}
	p.content = append(p.content, operator...)
}

// appendDecimal writes a number rounded to n decimals, without superfluous zeros. Pages hold tens of thousands of
// numbers: this takes less time than strconv.
func appendDecimal(b []byte, v float64, n int) []byte {
	unit := int64(1)
	for range n {
		unit *= 10
	}
	fixed := int64(math.Round(v * float64(unit)))
	if fixed < 0 {
		b = append(b, '-')
		fixed = -fixed
	}
	b = strconv.AppendInt(b, fixed/unit, 10)
	rest := fixed % unit
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for rest > 0 {
		unit /= 10
		b = append(b, byte('0'+rest/unit))
		rest %= unit
	}
	return b
}

// image leaves the content in mm for as long as gofpdf places the picture in its own coordinates.
func (p *page) image(n *scene.Image) {
	if r := n.Rect; !(r.Width() > 0 && r.Height() > 0 && max(math.Abs(r.X0), math.Abs(r.Y0), r.Width(), r.Height()) <= maxCoordinate) && p.err == nil {
		p.err = fmt.Errorf("%w: a picture at %+v mm", ErrContainer, r)
	}
	p.close()
	// A picture that is placed twice is one object: under two names, gofpdf would list it twice under one key.
	name := fmt.Sprintf("%x", sha256.Sum256(n.File))
	options := gofpdf.ImageOptions{ImageType: n.Format, AllowNegativePosition: true}
	p.doc.RegisterImageOptionsReader(name, options, bytes.NewReader(n.File))
	p.doc.ImageOptions(name, n.Rect.X0*p.scale, n.Rect.Y0*p.scale, n.Rect.Width()*p.scale, n.Rect.Height()*p.scale, false, options, 0, "")
	p.open()
}
