package preflight

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// Page is a page of a file. Lengths are in mm at the final size.
type Page struct {
	Width    float64    `json:"width_mm"` // of the trim
	Height   float64    `json:"height_mm"`
	Bleed    float64    `json:"bleed_mm"` // the least of the four sides
	Sheet    [2]float64 `json:"sheet_mm"` // width and height of the MediaBox
	Scale    float64    `json:"scale"`    // final size / size in the file
	UserUnit float64    `json:"user_unit"`
	InkLimit float64    `json:"ink_limit_percent"` // by which the page was checked
	Safe     float64    `json:"safe_mm,omitempty"` // the same from the trim, the least of the four sides; 0: not known, or none
}

// boxes of a page, in default user space.
type boxes struct{ media, crop, bleed, trim rect }

// pageCheck is what is known of the page that is looked at.
type pageCheck struct {
	number   int
	page     *pdfread.Page
	boxes    boxes
	final    float64 // mm at the final size to a unit
	ours     bool    // the page tells of itself as our files do
	safe     rect    // where all stands that must be read; empty: not known
	keepOuts []rect
	inkLimit float64
	ground   *ground // nil: inks do not come together
	touched  [4]bool // left, bottom, right and top edge of the trim
	bled     [4]bool // the same sides: ink runs beyond them
}

// mm is a length at the final size in units.
func (p *pageCheck) mm(length float64) float64 { return length / p.final }

// place is where something stands on the finished sign.
func (p *pageCheck) place(r rect) []float64 {
	round := func(v float64) float64 { return math.Round(v*p.final*10)/10 + 0 } // never -0
	return []float64{round(r.x0 - p.boxes.trim.x0), round(p.boxes.trim.y1 - r.y1), round(r.width()), round(r.height())}
}

func (c *checker) pages() error {
	n := 0
	for page, err := range c.file.Pages() {
		if err != nil {
			return failed(err)
		}
		if n++; n > MaxPages {
			c.incomplete("quá 10.000 trang", "more than 10,000 pages")
			break
		}
		c.page(page)
	}
	if n <= MaxPages {
		c.countPages(c.catalog["Pages"])
	}
	if n == 0 {
		return damaged(&pdfread.Error{Cause: pdfread.ErrDamaged, VI: "không có trang nào", EN: "there are no pages", Offset: -1})
	}
	return nil
}

// countPages counts the pages below a node of the tree, which has been walked already, and looks whether it says so.
func (c *checker) countPages(o pdfread.Object) (n int) {
	node := c.dict(o)
	if node["Kids"] == nil {
		return 1
	}
	for _, kid := range c.array(node["Kids"]) {
		n += c.countPages(kid)
	}
	if said, ok := c.integer(node["Count"]); !ok || said != n {
		c.whole("structure", "Cây trang ghi %d trang nhưng có %d.", "The page tree says that it has %d pages; it has %d.", said, n)
	}
	return n
}

func (c *checker) page(page *pdfread.Page) {
	number, dict, resources := page.Number, page.Dict, page.Resources
	p := &pageCheck{number: number, page: page, inkLimit: DefaultInkLimit, safe: nothing}
	unit := c.geometry(p, dict)
	scale := c.private(p)
	if c.expect.Scale > 0 {
		scale = c.expect.Scale
	}
	p.final = unitMM * unit * scale
	if c.expect.InkLimit > 0 {
		p.inkLimit = c.expect.InkLimit
	}
	if !p.safe.empty() && !p.boxes.trim.holds(p.safe, p.mm(placeTolerance)) {
		p.safe = p.boxes.trim.outset(-p.mm(defaultSafe))
	}
	if c.expect.Safe > 0 {
		p.safe = p.boxes.trim.outset(-p.mm(c.expect.Safe))
	}
	round := func(v float64) float64 { return math.Round(v*p.final*100) / 100 }
	t, b := p.boxes.trim, p.boxes.bleed
	safe := 0.0
	if s := p.safe; !s.empty() {
		safe = round(min(s.x0-t.x0, s.y0-t.y0, t.x1-s.x1, t.y1-s.y1))
	}
	c.report.Pages = append(c.report.Pages, Page{
		Width: round(t.width()), Height: round(t.height()), Bleed: round(min(t.x0-b.x0, t.y0-b.y0, b.x1-t.x1, b.y1-t.y1)),
		Sheet: [2]float64{round(p.boxes.media.width()), round(p.boxes.media.height())}, Scale: scale, UserUnit: unit,
		InkLimit: p.inkLimit, Safe: safe,
	})
	c.group(dict["Group"], number, "", resources)
	c.defaults(resources, number, "")
	c.annotations(p, resources)
	c.actions(dict["AA"], number, "AA")
	if dict["SeparationInfo"] != nil {
		c.find(number, "", nil, "separated-page", "Trang là một bản kẽm.", "The page is one plate.")
	}
	c.drawn(p, resources)
	c.bleed(p)
}

// geometry reads the boxes and the unit of a page, and looks whether they are in order.
func (c *checker) geometry(p *pageCheck, dict pdfread.Dict) (unit float64) {
	find := func(rule, vi, en string, args ...any) { c.find(p.number, "", nil, rule, vi, en, args...) }
	media, ok := extent(p.page.MediaBox)
	if !ok {
		find("box-nesting", "Trang không có MediaBox.", "The page has no MediaBox.")
		media = rect{0, 0, 612, 792}
	}
	b := boxes{media, media, media, media}
	if crop, ok := extent(p.page.CropBox); ok {
		b.crop, b.bleed, b.trim = crop, crop, crop
	}
	bleed, hasBleed := c.box(p.page.Dict["BleedBox"])
	if hasBleed {
		b.bleed = bleed
	}
	trim, hasTrim := c.box(p.page.Dict["TrimBox"])
	art, hasArt := c.box(p.page.Dict["ArtBox"])
	switch {
	case hasTrim && hasArt:
		find("trim-box", "Trang có cả TrimBox và ArtBox.", "The page has both a TrimBox and an ArtBox.")
	case !hasTrim && !hasArt:
		find("trim-box", "Trang không có TrimBox, cũng không có ArtBox.", "The page has neither a TrimBox nor an ArtBox.")
	}
	if hasTrim {
		b.trim = trim
	} else if hasArt {
		b.trim = art
	}
	p.boxes = b
	const tolerance = 0.01 // units: boxes are written rounded
	switch {
	case (hasTrim || hasArt) && hasBleed && !b.bleed.holds(b.trim, tolerance):
		find("box-nesting", "TrimBox ra ngoài BleedBox.", "The TrimBox reaches beyond the BleedBox.")
	case hasBleed && !media.holds(b.bleed, tolerance):
		find("box-nesting", "BleedBox ra ngoài MediaBox.", "The BleedBox reaches beyond the MediaBox.")
	case (hasTrim || hasArt) && !media.holds(b.trim, tolerance):
		find("box-nesting", "TrimBox ra ngoài MediaBox.", "The TrimBox reaches beyond the MediaBox.")
	}
	if (hasBleed || hasTrim || hasArt) && !b.crop.holds(b.bleed.intersect(media), tolerance) {
		find("crop-box", "CropBox cắt vào BleedBox.", "The CropBox cuts into the BleedBox.")
	}
	if long, short := max(media.width(), media.height()), min(media.width(), media.height()); long > maxUnits+tolerance || short < minUnits {
		find("page-size", "Trang %.0f × %.0f đơn vị.", "A page of %.0f × %.0f units.", media.width(), media.height())
	}
	unit = 1
	if o := p.page.Dict["UserUnit"]; o != nil {
		n, ok := c.file.Number(o)
		if !ok || !(n > 0) || c.profileKind == X1a || c.version.less(pdfVersion{1, 6}) {
			find("user-unit", "UserUnit %g trong tệp PDF %s.", "A UserUnit of %g in a file of PDF %s.", n, c.version)
		}
		if ok && n > 0 {
			unit = n
		}
	}
	return unit
}

// The least and the longest side of a page in units (PDF 1.7, annex C).
const (
	minUnits = 3
	maxUnits = 14400
)

// defaultSafe in mm at the final size is the safe zone of a page that says that its own reaches beyond the trim.
const defaultSafe = 5

// private reads what our own files tell of themselves: the scale, the safe zone, further areas to keep out of, and the ink
// limit. A limit above the usual one is not believed: it is for the shop to allow it.
func (c *checker) private(p *pageCheck) (scale float64) {
	own := c.ownPage(p.page)
	if own == nil {
		return 1
	}
	p.ours = true
	scale = 1
	if n, ok := c.file.Number(own["Scale"]); ok && n > 0 {
		scale = n
	}
	if n, ok := c.file.Number(own["InkLimit"]); ok && n > 0 {
		p.inkLimit = min(n, DefaultInkLimit)
	}
	if r, ok := c.box(own["Safe"]); ok {
		p.safe = r
	}
	for _, o := range c.array(own["KeepOut"]) {
		if r, ok := c.box(o); ok {
			p.keepOuts = append(p.keepOuts, r)
		}
	}
	return scale
}

// ownPage is what a page of our own press files tells of itself; nil for others.
func (c *checker) ownPage(page *pdfread.Page) pdfread.Dict {
	return c.dict(c.dict(c.dict(page.Dict["PieceInfo"])["Bangron"])["Private"])
}

// box reads a rectangle that has an area.
func (c *checker) box(o pdfread.Object) (rect, bool) {
	r, ok := c.file.Rectangle(o)
	if !ok {
		return rect{}, false
	}
	return extent(r)
}

func extent(r pdfread.Rectangle) (rect, bool) {
	return rect{r[0], r[1], r[2], r[3]}, r[2] > r[0] && r[3] > r[1]
}

// maxAnnotations is the most annotations of a page that are looked at.
const maxAnnotations = 10_000

func (c *checker) annotations(p *pageCheck, resources pdfread.Dict) {
	all := c.array(p.page.Dict["Annots"])
	if len(all) > maxAnnotations {
		c.incomplete("quá nhiều chú thích", "too many annotations")
		all = all[:maxAnnotations]
	}
	for i, o := range all {
		d := c.dict(o)
		kind := c.name(d["Subtype"])
		where := fmt.Sprintf("Annots/%d", i)
		inside := p.boxes.bleed
		if r, ok := c.box(d["Rect"]); !ok || inside.overlaps(r) && kind != "TrapNet" {
			var place []float64
			if ok {
				place = p.place(r)
			}
			c.find(p.number, where, place, "annotation", "Chú thích loại %.20s.", "An annotation of the kind %.20s.", kind)
		}
		if kind == "Widget" {
			c.find(p.number, where, nil, "form", "Có ô để điền.", "There is a field to fill in.")
		}
		c.appearance(p, d, where, resources)
		if kind == "FileAttachment" {
			c.find(p.number, where, nil, "embedded-file", "Có tệp đính kèm.", "There is an attachment.")
		}
		if d["A"] != nil {
			c.action(d["A"], p.number, where)
		}
		c.actions(d["AA"], p.number, where)
	}
}

// appearance looks at the colours of what an annotation shows, wherever that is.
func (c *checker) appearance(p *pageCheck, annotation pdfread.Dict, where string, resources pdfread.Dict) {
	normal := annotation["AP"]
	normal = c.dict(normal)["N"]
	streams := []*pdfread.Stream{c.stream(normal)}
	if states := c.dict(normal); states != nil {
		for _, state := range slices.Sorted(maps.Keys(states)) {
			streams = append(streams, c.stream(states[state]))
		}
	}
	for _, stream := range streams {
		if stream == nil {
			continue
		}
		v := c.visit(p, resources)
		v.where, v.unsized = where, true
		v.form(stream, "AP")
	}
}

// visit begins to read what is drawn on a page.
func (c *checker) visit(p *pageCheck, resources pdfread.Dict) *visit {
	v := &visit{checker: c, pageCheck: p, resources: resources, text: identity, base: identity, area: nothing, mosaic: &mosaic{}}
	v.state = state{
		ctm: identity, clip: p.boxes.media, fill: color{space: gray}, stroke: color{space: gray}, lineWidth: 1,
		opacity: [2]float64{1, 1},
	}
	v.outer.opacity = 1
	v.path.clear()
	return v
}

// drawn reads the content of a page.
func (c *checker) drawn(p *pageCheck, resources pdfread.Dict) {
	v := c.visit(p, resources)
	content, err := c.file.Contents(p.page)
	if err != nil {
		v.unreadable(err)
		return
	}
	if c.mixes {
		p.ground = newGround(len(content))
		v.path.traced = &p.ground.traced
		v.path.clear()
	}
	v.run(content)
	p.ground = nil
}

// leastBleed in mm at the final size is the least by which cutting is off.
const leastBleed = 1

// bleed looks whether what reaches the trim runs beyond it.
func (c *checker) bleed(p *pageCheck) {
	t, b := p.boxes.trim, p.boxes.bleed
	for i, width := range [...]float64{t.x0 - b.x0, t.y0 - b.y0, b.x1 - t.x1, b.y1 - t.y1} {
		switch {
		case p.touched[i] && width < p.mm(leastBleed)*(1-sizeTolerance):
			c.find(p.number, "", nil, "bleed", "Nền chạm mép cắt mà không có tràn lề.", "The ground reaches the trim and there is no bleed.")
			return
		case p.touched[i] && !p.bled[i]:
			c.find(p.number, "", nil, "bleed", "Có khung tràn lề nhưng nền dừng ở mép cắt.", "There is a bleed box, but the ground ends at the trim.")
			return
		}
	}
}
