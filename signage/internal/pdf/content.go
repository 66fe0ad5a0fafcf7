package pdf

import (
	"fmt"
	"math"
	"strconv"
	"unicode"

	"github.com/jung-kurt/gofpdf"

	"github.com/bangron/bangron/signage/internal/scene"
)

// page turns the nodes of one scene into page content. Coordinates are whole numbers of a small unit from the top left
// corner of the trim: they take fewer bytes than decimals.
type page struct {
	*resources
	doc           *gofpdf.Fpdf
	scene         *scene.Scene
	width, height float64  // pt in the file
	userUnit      int      // pt to a unit of the page; 1 but for large pages at true size
	scale         float64  // units of the page for one mm of the sign
	divided       int      // by what the sign is divided in the file: 1 or 10
	unit          float64  // of the content, in parts of a mm
	corner        [2]int64 // in units, from which paths are traced
	content       []byte
	codes         [2]int // where in the content the layer of the codes begins and ends
	state         string // the operators that set the current ink; empty: not known
	over          bool   // black is the current ink and overprints
	placing       bool   // what is drawn is a picture that is placed on others
	below         []lower
	err           error // of the first place that is none on a page
}

func newPage(doc *gofpdf.Fpdf, s *scene.Scene, r *resources) *page {
	area := r.options.Profile.area(s)
	p := &page{resources: r, doc: doc, scene: s, userUnit: 1, divided: 1, unit: resolution(max(area.Width(), area.Height()))}
	shrunk := Scale(area.Width(), area.Height())
	if r.options.UserUnit && r.options.Profile != X1a {
		p.userUnit = shrunk
	} else {
		p.divided = shrunk
	}
	p.scale = unitsPerMM / float64(shrunk)
	p.width, p.height = area.Width()*p.scale, area.Height()*p.scale
	return p
}

// resolution is the number of units of the content to a mm. Half of a unit is less than a dot of the printers that make
// signs of the size: 0.1 mm at 250 dpi, 0.05 mm at 500 dpi, 0.005 mm at 2,400 dpi.
func resolution(long float64) float64 {
	switch {
	case long >= 4000:
		return 5
	case long >= 2000:
		return 10
	}
	return 100
}

// usualContent is room in bytes for what most pages hold.
const usualContent = 64 << 10

func (p *page) draw(s *scene.Scene) error {
	area := p.options.Profile.area(s)
	p.content = append(make([]byte, 0, usualContent), "q "...)
	p.content = p.matrix(p.scale/p.unit, 0, 0, -p.scale/p.unit, -area.X0*p.scale, p.height+area.Y0*p.scale)
	if p.options.Profile.press() {
		p.white(s)
	}
	clipped := p.options.Profile.press() && s.Margin != scene.Edges{}
	if clipped {
		p.content = append(p.content, "q "...)
		p.clip(s.BleedBox())
	}
	for _, layer := range s.Layers {
		if layer.Name == scene.Marks {
			continue
		}
		if err := p.layer(layer); err != nil {
			return err
		}
	}
	if clipped {
		p.content = append(p.content, "Q\n"...)
		p.state, p.over = "", false
	}
	if p.options.Profile.press() {
		for _, layer := range s.Layers {
			if layer.Name == scene.Marks {
				if err := p.layer(layer); err != nil {
					return err
				}
			}
		}
		p.cut(s)
	}
	p.content = append(p.content, 'Q')
	return p.err
}

// matrix appends the operator that maps what follows.
func (p *page) matrix(a, b, c, d, e, f float64) []byte {
	content := p.content
	for _, v := range [...]float64{a, b, c, d} {
		content = append(appendDecimal(content, v, 9), ' ')
	}
	content = append(appendDecimal(content, e, 6), ' ')
	return append(appendDecimal(content, f, 6), " cm\n"...)
}

func (p *page) clip(r scene.Rect) {
	p.rectangle(r)
	p.content = append(p.content, "W n\n"...)
}

func (p *page) rectangle(r scene.Rect) {
	for _, v := range [...]float64{r.X0, r.Y0, r.Width(), r.Height()} {
		p.content = append(p.number(v), ' ')
	}
	p.content = append(p.content, "re\n"...)
}

// layer draws a layer as marked content, so that others can tell what must be read from ornament.
func (p *page) layer(layer scene.Layer) error {
	if layer.Name != "" {
		p.content = append(p.content, '/', byte(unicode.ToUpper(rune(layer.Name[0]))))
		p.content = append(append(p.content, layer.Name[1:]...), " BMC\n"...)
		defer func() { p.content = append(p.content, "EMC\n"...) }()
	}
	if form := p.forms.of(layer); form != nil {
		return p.shared(form, layer)
	}
	begin := len(p.content)
	err := p.nodes(layer.Name, layer.Nodes)
	if layer.Name == scene.Code && len(p.content) > begin+leastCodes {
		p.codes = [2]int{begin, len(p.content)}
	}
	return err
}

// leastCodes is the length of codes from which it is worth packing them by themselves.
const leastCodes = 4 << 10

// parts are the content before, in and after the codes: many small numbers are unlike all else.
func (p *page) parts() [][]byte {
	if p.codes[1] == 0 {
		return [][]byte{p.content}
	}
	return [][]byte{p.content[:p.codes[0]], p.content[p.codes[0]:p.codes[1]], p.content[p.codes[1]:]}
}

func (p *page) nodes(layer string, nodes []scene.Node) error {
	for _, node := range nodes {
		switch n := node.(type) {
		case *scene.Fill:
			if len(n.Path.Verbs) > 0 && n.Path.Verbs[0] != scene.Move {
				return fmt.Errorf("%w: a path does not begin with a move", ErrContainer)
			}
			ink := n.Ink
			if layer == scene.Logo && p.options.Logo && p.options.Profile.press() {
				var err error
				if ink, err = p.separated(n.Ink); err != nil {
					return err
				}
			}
			if n.Through > 0 {
				if err := p.translucent(n, ink); err != nil {
					return err
				}
				continue
			}
			p.remember(lower{path: n.Path, evenOdd: n.EvenOdd, ink: ink})
			if layer == scene.Logo {
				p.fill(n.Path, ink, n.EvenOdd)
				continue
			}
			if (layer == scene.Ornament || layer == scene.Panel && p.options.Live) && !n.EvenOdd { // the cards of a board are alike
				p.motifs(n.Path, n.Ink)
				continue
			}
			p.area(n)
		case *scene.Glyphs:
			if err := p.glyphs(n); err != nil {
				return err
			}
		case *scene.Image:
			if err := p.picture(n); err != nil {
				return err
			}
		case *scene.Placed:
			if err := p.placed(n); err != nil {
				return err
			}
		case *scene.Link:
			p.link(n)
		default:
			return fmt.Errorf("%w: unknown node %T", ErrContainer, node)
		}
	}
	return nil
}

// link makes a rectangle of an office page clickable. Nothing in a press file may be.
func (p *page) link(n *scene.Link) {
	if p.options.Profile == Office {
		p.doc.LinkString(n.Rect.X0*p.scale, n.Rect.Y0*p.scale, n.Rect.Width()*p.scale, n.Rect.Height()*p.scale, n.URL)
	}
}

// area fills a path, from its own corner where it is a mesh of squares.
func (p *page) area(n *scene.Fill) {
	if n.EvenOdd {
		if m := meshOf(n.Path); m != nil {
			p.mesh(m, n)
			return
		}
	}
	p.fill(n.Path, n.Ink, n.EvenOdd)
}

// glyphs draws text.
func (p *page) glyphs(n *scene.Glyphs) error {
	if p.options.Live || p.options.Found {
		if live, err := p.text(n); live || err != nil {
			return err
		}
	}
	p.setText(n.Ink)
	p.remember(lower{glyphs: n, ink: n.Ink})
	return p.outlines(n)
}

func (p *page) fill(path *scene.Path, ink scene.Ink, evenOdd bool) {
	p.setInk(ink)
	p.trace(path)
	if evenOdd {
		p.content = append(p.content, "f*\n"...)
	} else {
		p.content = append(p.content, "f\n"...)
	}
}

// trace appends a path without painting it. Painting closes what is open.
func (p *page) trace(path *scene.Path) {
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
		}
	})
}

func (p *page) points(operator string, points ...scene.Point) {
	for i, a := range points {
		if i > 0 {
			p.content = append(p.content, ' ')
		}
		p.content = append(strconv.AppendInt(p.content, p.units(a.X)-p.corner[0], 10), ' ')
		p.content = strconv.AppendInt(p.content, p.units(a.Y)-p.corner[1], 10)
	}
	p.content = append(p.content, operator...)
}

// number appends a length in mm as a whole number of units.
func (p *page) number(v float64) []byte { return strconv.AppendInt(p.content, p.units(v), 10) }

// units is a length in mm in whole units.
func (p *page) units(v float64) int64 {
	if !(math.Abs(v) <= maxCoordinate) && p.err == nil {
		p.err = fmt.Errorf("%w: a point at %v mm", ErrContainer, v)
	}
	return int64(math.Round(v * p.unit))
}

// decimal appends a length in mm, n decimals finer than a unit.
func (p *page) decimal(v float64, n int) []byte { return appendDecimal(p.content, v*p.unit, n) }

// appendDecimal writes a number rounded to n decimals, without superfluous zeros. Pages hold thousands of numbers: this
// takes less time than strconv.
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
