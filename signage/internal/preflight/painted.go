package preflight

import "iter"

// layer is the outermost tag of marked content, in files that name their layers so.
func (v *visit) layer() string {
	if !v.ours || len(v.tags) == 0 {
		return ""
	}
	return v.tags[0]
}

// The layers of our own files.
const (
	layerText  = "Text"
	layerLogo  = "Logo"
	layerCode  = "Code"
	layerMarks = "Marks"
)

// tagRun is the tag of a line of text in them, which is drawn glyph by glyph.
const tagRun = "Run"

// filled looks at an area of one colour.
func (v *visit) filled(seen rect) {
	col, layer := &v.state.fill, v.layer()
	v.usePattern(col, seen)
	v.inked(seen, col, v.state.overprint[0], pathArea)
	for part := range v.parts() {
		v.registered(part, col)
	}
	if n, side := v.path.modules(); n > 0 {
		v.drawnCode(seen, side, n, col, v.depth)
	} else {
		v.tessera(&v.path, seen, col)
	}
	if layer == layerMarks {
		return
	}
	v.touch(col)
	if layer == layerText || layer == layerLogo || layer == layerCode {
		for part := range v.parts() {
			v.keptOut(part, layer)
		}
	}
	if v.line != nil {
		v.line.add(&v.path)
	} else if layer == layerText {
		v.outlinedText(&v.path, seen, col)
	} else if layer != layerLogo {
		v.thinArea(col)
	}
}

// parts are the extents of what is seen of the subpaths.
func (v *visit) parts() iter.Seq[rect] {
	return func(yield func(rect) bool) {
		if !v.area.empty() {
			yield(v.area)
			return
		}
		for _, part := range v.path.parts {
			if seen := part.intersect(v.state.clip); !seen.empty() && !yield(seen) {
				return
			}
		}
	}
}

// inked looks at the ink of a place.
func (v *visit) inked(seen rect, col *color, overprints bool, kind extentKind) {
	v.laid(seen, col, kind)
	v.painted(col.space, v.where, seen)
	all, known := col.inks()
	if known && 100*all.sum() > v.inkLimit+inkTolerance {
		v.findAt(seen, "ink-limit", "%.0f %% mực, giới hạn %g %%.", "%.0f %% of ink; the limit is %g %%.", 100*all.sum(), v.inkLimit)
	}
	v.alternateInk(seen, col)
	if overprints && known && all.sum() == 0 && col.space.family == deviceCMYK && v.state.overprintMode == 1 {
		v.findAt(seen, "white-overprint", "Màu trắng in chồng.", "White overprints.")
	}
}

// alternateInk looks at the ink of what stands for spot inks.
func (v *visit) alternateInk(seen rect, col *color) {
	instead, ok := v.alternate(col)
	if !ok {
		return
	}
	if all, known := instead.inks(); known && 100*all.sum() > v.inkLimit+inkTolerance {
		v.findAt(seen, "ink-limit", "Màu thay thế của màu pha %[1]s có %.0[2]f %% mực, giới hạn %[3]g %%.",
			"The alternate of the spot ink %[1]s has %.0[2]f %% of ink; the limit is %[3]g %%.", col.space.names[0], 100*all.sum(), v.inkLimit)
	}
}

// registered looks where the registration colour stands.
func (v *visit) registered(at rect, col *color) {
	if col.registration() && v.boxes.trim.outset(-v.mm(placeTolerance)).overlaps(at) {
		v.findAt(at, "registration-colour", "Màu định vị (All) trong khổ thành phẩm.", "The registration colour (All) inside the trim.")
	}
}

// inkTolerance in percent covers colours that are rounded to 8 bits a channel.
const inkTolerance = 1

// The least sizes in pt at the final size, and the size from which text may be rich black.
const (
	leastText         = 6.0
	leastReversedText = 8.0
	leastRichText     = 12.0
	leastLine         = 0.25
	leastReversedLine = 0.5
)

// sizeTolerance is the part by which sizes may miss the least: coordinates are rounded.
const sizeTolerance = 0.05

// textSize looks at text of a size in pt at the final size.
func (v *visit) textSize(at rect, size float64, col *color) {
	if !v.boxes.bleed.overlaps(at) {
		return // a slug line beside the sign
	}
	switch {
	case size < leastText*(1-sizeTolerance):
		v.findAt(at, "small-text", "Chữ %.1f pt.", "Text of %.1f pt.", size)
	case size < leastReversedText*(1-sizeTolerance) && col.light():
		v.findAt(at, "reversed-small-text", "Chữ sáng %.1f pt.", "Light text of %.1f pt.", size)
	}
	if size < leastRichText*(1-sizeTolerance) && col.richBlack() {
		v.findAt(at, "rich-black-text", "Chữ đen bốn mực, %.1f pt.", "Rich black text of %.1f pt.", size)
	}
}

// thinArea looks at an area that is a line. What has no width at all is none: rounding leaves such crumbs of ornament.
func (v *visit) thinArea(col *color) {
	for _, part := range v.path.parts {
		width, length := min(part.width(), part.height()), max(part.width(), part.height())
		if width > offAxis && length >= 10*width && (!v.area.empty() || part.intersect(v.state.clip) == part) {
			v.lineWidth(v.seen(part), width, col)
		}
	}
}

// lineWidth looks at a line of a width in units.
func (v *visit) lineWidth(at rect, width float64, col *color) {
	if !v.boxes.bleed.overlaps(at) {
		return // a mark beside the sign
	}
	switch pt := width * v.final / unitMM; {
	case pt < leastLine*(1-sizeTolerance):
		v.findAt(at, "thin-line", "Nét %.2f pt.", "A line of %.2f pt.", pt)
	case pt < leastReversedLine*(1-sizeTolerance) && col.light():
		v.findAt(at, "reversed-thin-line", "Nét sáng %.2f pt.", "A light line of %.2f pt.", pt)
	}
}

// stroked looks at a line of a width in units.
func (v *visit) stroked(seen rect, width float64) {
	col := &v.state.stroke
	v.usePattern(col, seen)
	v.inked(seen, col, v.state.overprint[1], pathLine)
	if len(v.path.parts) <= mostModules*mostModules {
		v.tessera(v.path.bars(width), seen, col)
	}
	for part := range v.parts() {
		v.registered(part, col)
	}
	if v.layer() == layerMarks {
		return
	}
	v.touch(col)
	// The lines of a plotter are known by their ink, however thin.
	if !col.plotted() {
		v.lineWidth(seen, width, col)
	}
}

// leastModule in mm at the final size: smaller modules run together on paper.
const leastModule = 0.4

// code looks at a QR code of so many modules to a side that is so many units long, so many forms deep. It is false for
// those that are only pictures of codes.
func (v *visit) code(seen rect, side float64, modules, depth int) bool {
	if v.profileKind == Office && depth > 0 {
		return false // the thumbnail of a sign, on a ticket or a proof
	}
	// What our own files name a code or a logo is looked at by its parts, and beside the sign stands what is no part of it.
	if layer := v.layer(); layer != layerCode && layer != layerLogo && v.boxes.trim.overlaps(seen) {
		v.keptOut(seen, layerCode)
	}
	if module := side / float64(modules) * v.final; module < leastModule*(1-sizeTolerance) {
		v.findAt(seen, "qr-module", "Mã QR %d × %[1]d ô, mỗi ô %.2[2]f mm.", "A QR code of %d × %[1]d modules of %.2[2]f mm.", modules, module)
	}
	return true
}

// drawnCode looks at a QR code that is drawn as a path.
func (v *visit) drawnCode(seen rect, side float64, modules int, col *color, depth int) {
	if v.code(seen, side, modules, depth) {
		v.richCode(seen, col)
	}
}

// richCode looks at the ink of a QR code's dark modules.
func (v *visit) richCode(seen rect, col *color) {
	if all, known := col.inks(); known && all.c+all.m+all.y > richFrom {
		v.findAt(seen, "rich-black-code", "Mã QR in bằng C%.0f M%.0f Y%.0f K%.0f.", "A QR code in C%.0f M%.0f Y%.0f K%.0f.", 100*all.c, 100*all.m, 100*all.y, 100*all.k)
	}
}

// mosaic are dark rectangles that follow each other: a QR code, perhaps, module by module or row by row.
type mosaic struct {
	path  path
	seen  rect
	col   color
	depth int // of forms, the most
}

// tessera adds a rectangle, or several of one colour, to the mosaic. What is light is the ground between its stones; what
// is of another shape, colour or direction ends it.
func (v *visit) tessera(p *path, seen rect, col *color) {
	all, known := col.inks()
	if known && all.sum() < 0.02 {
		return
	}
	m := v.mosaic
	if p.curved || !known || len(p.corners) == 0 || len(p.corners) != 4*len(p.parts) || len(m.path.corners)+len(p.corners) >= maxCorners {
		v.endMosaic()
		return
	}
	if len(m.path.corners) > 0 {
		if before, _ := m.col.inks(); before != all || m.path.upright != p.upright {
			v.endMosaic()
		}
	}
	if len(m.path.corners) == 0 {
		m.path.clear()
		m.path.upright, m.seen, m.col, m.depth = p.upright, nothing, *col, 0
	}
	m.path.corners = append(m.path.corners, p.corners...)
	m.path.box = m.path.box.union(p.box)
	m.seen, m.depth = m.seen.union(seen), max(m.depth, v.depth)
}

// endMosaic looks whether the mosaic is a QR code.
func (v *visit) endMosaic() {
	m := v.mosaic
	if n, side := m.path.modules(); n > 0 {
		v.drawnCode(m.seen, side, n, &m.col, m.depth)
	}
	m.path.corners = m.path.corners[:0]
}

// bars are the areas of level lines of a width, as rows of a QR code are drawn; nothing where one of the lines is not.
func (p *path) bars(width float64) *path {
	bars := &path{}
	bars.clear()
	for _, part := range p.parts {
		if part.height() > offAxis {
			return bars
		}
		y0, y1 := part.y0-width/2, part.y0+width/2
		bars.moveTo(point{part.x0, y0})
		bars.lineTo(point{part.x1, y0})
		bars.lineTo(point{part.x1, y1})
		bars.lineTo(point{part.x0, y1})
		bars.finish()
	}
	return bars
}

// touch notes the sides of the trim that ink reaches.
func (v *visit) touch(col *color) {
	if all, known := col.inks(); known && all.sum() < 0.02 || !known && col.light() {
		return
	}
	for part := range v.parts() {
		v.reach(part)
	}
}

func (p *pageCheck) reach(seen rect) {
	t, near, beyond := p.boxes.trim, p.mm(0.1), p.mm(leastBleed)*(1-sizeTolerance)
	if !t.overlaps(seen) {
		return
	}
	p.bled[0] = p.bled[0] || seen.x0 <= t.x0-beyond
	p.bled[1] = p.bled[1] || seen.y0 <= t.y0-beyond
	p.bled[2] = p.bled[2] || seen.x1 >= t.x1+beyond
	p.bled[3] = p.bled[3] || seen.y1 >= t.y1+beyond
	p.touched[0] = p.touched[0] || seen.x0 <= t.x0+near
	p.touched[1] = p.touched[1] || seen.y0 <= t.y0+near
	p.touched[2] = p.touched[2] || seen.x1 >= t.x1-near
	p.touched[3] = p.touched[3] || seen.y1 >= t.y1-near
}

// keptOut looks whether what must be read stands where it may.
func (v *visit) keptOut(seen rect, layer string) {
	tolerance := v.mm(placeTolerance)
	find := func(vi, en string) {
		what := map[string][2]string{layerText: {"Chữ", "Text"}, layerLogo: {"Logo", "A logo"}, layerCode: {"Mã QR", "A QR code"}}[layer]
		v.findAt(seen, "keep-out", "%[1]s %[2]s.", "%[3]s %[4]s.", what[0], vi, what[1], en)
	}
	if !v.safe.empty() && !v.safe.holds(seen, tolerance) {
		find("ra ngoài vùng an toàn", "stands outside the safe zone")
	}
	for _, r := range v.keepOuts {
		if r.outset(-tolerance).overlaps(seen) {
			find("nằm ở chỗ khoen hoặc đường ghép", "stands where an eyelet or a seam is")
			return
		}
	}
}

// placeTolerance in mm at the final size is what large signs are rounded to.
const placeTolerance = 0.25
