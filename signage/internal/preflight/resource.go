package preflight

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// within is the name of a place inside of another.
func within(where, name string) string {
	if where == "" {
		return name
	}
	return where + "/" + name
}

// inside makes a visit of a content stream that is used in another.
func (v *visit) inside(name string, stream *pdfread.Stream) *visit {
	inner := &visit{
		checker: v.checker, pageCheck: v.pageCheck, where: within(v.where, name), resources: v.resources, depth: v.depth + 1,
		text: identity, base: v.state.ctm, area: v.area, unsized: v.unsized, again: v.again, stencil: v.stencil, state: v.state,
		outer: v.outer, mosaic: v.mosaic,
	}
	inner.path.traced = v.path.traced
	if own := v.dict(stream.Dict["Resources"]); own != nil {
		inner.resources = own
	}
	if len(v.tags) > 0 {
		inner.tags = slices.Clone(v.tags[:1])
	}
	inner.path.clear()
	return inner
}

// costOfStream is what the work of opening a content stream or a function counts, in operators.
const costOfStream = 50

// unreadable notes a content stream that cannot be read.
func (v *visit) unreadable(err error) {
	if errors.Is(err, pdfread.ErrLimit) {
		v.incomplete(plainError(err))
		return
	}
	vi, en := plainError(err)
	v.find("content", "Nội dung không đọc được: %[1]s.", "The content cannot be read: %[2]s.", vi, en)
}

// enter reads the content stream of a resource, unless it is being read already.
func (v *visit) enter(inner *visit, stream *pdfread.Stream) {
	switch {
	case slices.Contains(v.reading, stream.Ref):
		v.find("content", "%s chứa chính nó.", "%s contains itself.", inner.where)
		return
	case inner.depth > MaxFormDepth:
		v.incomplete("quá nhiều hình lồng nhau", "forms are nested too deeply")
		return
	}
	if v.operationsLeft -= costOfStream; v.operationsLeft < 0 {
		v.incomplete("quá nhiều lệnh vẽ", "too many operators")
		return
	}
	content, err := v.unpacked(stream)
	if err != nil {
		inner.unreadable(err)
		return
	}
	v.reading = append(v.reading, stream.Ref)
	inner.run(content)
	v.reading = v.reading[:len(v.reading)-1]
}

// maxKept is how many bytes of unpacked content are kept for the next time that they are drawn.
const maxKept = 32 << 20

// unpacked is the content of a stream.
func (c *checker) unpacked(stream *pdfread.Stream) ([]byte, error) {
	if content, known := c.contents[stream.Ref]; known {
		return content, nil
	}
	content, err := c.file.Decode(stream)
	if err != nil {
		return nil, err
	}
	if c.contentBytes += len(content); c.contentBytes <= maxKept {
		c.contents[stream.Ref] = content
	}
	return content, nil
}

// draw draws a form or an image.
func (v *visit) draw(operands []pdfread.Operand) {
	name, _ := operands[0].Object.(pdfread.Name)
	object := v.dict(v.resources["XObject"])[name]
	stream := v.stream(object)
	if stream == nil {
		v.find("resource", "Không có hình %s.", "There is no picture %s.", name)
		return
	}
	switch subtype := v.name(stream.Dict["Subtype"]); subtype {
	case "Image":
		v.image(streamPixels(stream), string(name))
	case "Form":
		v.form(stream, string(name))
	case "PS":
		v.find("postscript", "Hình %s là mã PostScript.", "The picture %s is PostScript.", name)
	default:
		v.find("resource", "Hình %s thuộc loại lạ.", "The picture %s is of an unknown kind.", name)
	}
}

func (v *visit) form(stream *pdfread.Stream, name string) {
	inner := v.inside(name, stream)
	d := stream.Dict
	if v.resolve(d["Subtype2"]) == pdfread.Name("PS") || d["PS"] != nil {
		inner.find("postscript", "Hình có mã PostScript.", "The form has PostScript.")
	}
	if d["Ref"] != nil {
		inner.find("reference-form", "Hình lấy từ tệp khác.", "The form is taken from another file.")
	}
	if d["OPI"] != nil {
		inner.find("opi", "Hình thế chỗ OPI.", "The form is an OPI placeholder.")
	}
	v.group(d["Group"], v.number, inner.where, inner.resources)
	if d["Group"] != nil {
		inner.outer.opacity *= v.state.opacity[0]
		inner.outer.multiply = inner.outer.multiply || v.state.multiply
		inner.outer.masked = inner.outer.masked || v.state.masked
		inner.state.opacity, inner.state.multiply, inner.state.masked = [2]float64{1, 1}, false, false
	}
	if m, ok := v.numbers(d["Matrix"]); ok && len(m) == 6 {
		inner.state.ctm = matrix(m).then(inner.state.ctm)
		inner.base = inner.state.ctm
	}
	if box, ok := v.box(d["BBox"]); ok {
		inner.state.clip = inner.state.clip.intersect(inner.state.ctm.bounds(box))
		if v.ground != nil {
			inner.state.clipped = &clipping{v.ground.traced.around(inner.state.ctm, box), inner.state.clipped}
		}
	}
	v.defaults(inner.resources, v.number, inner.where)
	v.enter(inner, stream)
}

// group looks at a transparency group.
func (c *checker) group(o pdfread.Object, page int, where string, resources pdfread.Dict) {
	d := c.dict(o)
	if c.resolve(d["S"]) != pdfread.Name("Transparency") {
		return
	}
	c.find(page, where, nil, "transparency-group", "Có nhóm trong suốt.", "There is a transparency group.")
	if d["CS"] == nil {
		return
	}
	if s := c.space(d["CS"], resources, 0); s.family != deviceCMYK && (s.family != iccBased || s.components != 4) {
		c.find(page, where, nil, "blend-space", "Nhóm trong suốt hòa màu trong %s.", "A transparency group blends in %s.", s.label)
	}
}

// defaults looks for replaced default colour spaces.
func (c *checker) defaults(resources pdfread.Dict, page int, where string) {
	spaces := c.dict(resources["ColorSpace"])
	for _, name := range [...]pdfread.Name{"DefaultGray", "DefaultRGB", "DefaultCMYK"} {
		if spaces[name] != nil {
			c.find(page, where, nil, "default-colour", "Có %s.", "There is a %s.", name)
		}
	}
}

// setState looks at an extended graphics state and takes over what the rules ask for.
func (v *visit) setState(operands []pdfread.Operand) {
	name, _ := operands[0].Object.(pdfread.Name)
	d := v.dict(v.dict(v.resources["ExtGState"])[name])
	if d == nil {
		v.find("resource", "Không có trạng thái %s.", "There is no graphics state %s.", name)
		return
	}
	v.setParameters(d)
	// One key stands for both where the other is missing.
	if d["op"] == nil && d["OP"] != nil {
		v.state.overprint[0] = v.state.overprint[1]
	}
}

// setParameters takes the parameters in the order of their names, so that reports are the same each time.
func (v *visit) setParameters(d pdfread.Dict) {
	for _, key := range slices.Sorted(maps.Keys(d)) {
		v.setParameter(key, v.resolve(d[key]))
	}
}

func (v *visit) setParameter(key pdfread.Name, value pdfread.Object) {
	s := &v.state
	name, named := value.(pdfread.Name)
	switch key {
	case "OP":
		s.overprint[1], _ = value.(bool)
	case "op":
		s.overprint[0], _ = value.(bool)
	case "OPM":
		s.overprintMode = int(float(value))
	case "LW":
		s.lineWidth = float(value)
	case "Font":
		if a, ok := value.(pdfread.Array); ok && len(a) == 2 {
			s.font, s.fontName, s.fontSize = v.font(a[0]), "gs", float(v.resolve(a[1]))
		}
	case "CA", "ca":
		part := 0
		if key == "CA" {
			part = 1
		}
		s.opacity[part] = clamp(float(value))
		if float(value) != 1 {
			v.find("transparency-state", "Độ mờ %s %g.", "An opacity %s of %g.", key, float(value))
		}
	case "SMask":
		s.masked = !named || name != "None"
		if !named || name != "None" {
			v.find("transparency-state", "Có mặt nạ mềm.", "There is a soft mask.")
			v.softMask(value)
		}
	case "BM":
		modes, several := value.(pdfread.Array)
		if !several {
			modes = pdfread.Array{value}
		}
		s.multiply = false
		for i, mode := range modes {
			name := v.name(mode)
			s.multiply = s.multiply || i == 0 && (name == "Multiply" || name == "ColorBurn" || name == "Darken")
			if !slices.Contains(blendModes, name) {
				v.find("blend-mode", "Kiểu hòa màu lạ “%.20s”.", "The blend mode “%.20s” is unknown.", name)
			}
			if name != "Normal" && name != "Compatible" {
				v.find("transparency-state", "Kiểu hòa màu %.20s.", "A blend mode %.20s.", name)
				break
			}
		}
	case "RI":
		if !slices.Contains(intents, name) {
			v.find("operator", "Kiểu chuyển màu lạ “%.20s”.", "The rendering intent “%.20s” is unknown.", name)
		}
	case "TR":
		v.find("transfer-function", "Có hàm chuyển TR.", "There is a transfer function TR.")
	case "TR2":
		if !named || name != "Default" {
			v.find("transfer-function", "Có hàm chuyển TR2.", "There is a transfer function TR2.")
		}
	case "HTP":
		v.find("halftone", "Có HTP.", "There is an HTP.")
	case "HT":
		v.halftone(value, 0)
	}
}

// blendModes are those that PDF defines (PDF 1.7, tables 136 and 137).
var blendModes = []pdfread.Name{
	"Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference",
	"Exclusion", "Hue", "Saturation", "Color", "Luminosity",
}

// softMask reads the form of a soft mask.
func (v *visit) softMask(o pdfread.Object) {
	if form := v.stream(v.dict(o)["G"]); form != nil {
		inner := v.inside("SMask", form)
		inner.unsized = true
		// A mask of lightness has nothing to blend but grey.
		if s := v.space(v.dict(form.Dict["Group"])["CS"], inner.resources, 0); s.components != 1 {
			v.group(form.Dict["Group"], v.number, inner.where, inner.resources)
		}
		v.enter(inner, form)
	}
}

func (v *visit) halftone(o pdfread.Object, depth int) {
	if o == pdfread.Name("Default") || depth > 1 {
		return
	}
	d := v.dictOrStream(o)
	kind, _ := v.integer(d["HalftoneType"])
	if kind != 1 && kind != 5 {
		v.find("halftone", "Tram loại %d.", "A halftone of type %d.", kind)
	}
	if d["HalftoneName"] != nil {
		v.find("halftone", "Tram có tên.", "A halftone has a name.")
	}
	if d["TransferFunction"] != nil && v.resolve(d["TransferFunction"]) != pdfread.Name("Identity") {
		v.find("transfer-function", "Tram có hàm chuyển.", "A halftone has a transfer function.")
	}
	if kind != 5 {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(d)) {
		if key != "Type" && key != "HalftoneType" && key != "HalftoneName" {
			v.halftone(v.resolve(d[key]), depth+1)
		}
	}
}

// usePattern looks at the colours of a pattern where it becomes the colour, with nothing seen of it yet, and at the sizes
// in it where it is painted: once inside and once outside of the trim, for each content that it is used in.
func (v *visit) usePattern(col *color, seen rect) {
	if col.space.family != pattern {
		return
	}
	object := v.dict(v.resources["Pattern"])[col.pattern]
	stream := v.stream(object)
	d := v.dictOrStream(object)
	if d == nil {
		if seen.empty() {
			v.find("resource", "Không có hoa văn %s.", "There is no pattern %s.", col.pattern)
		}
		return
	}
	place := use{where: v.where, page: v.number, painted: !seen.empty(), trimmed: v.boxes.trim.overlaps(seen)}
	if stream != nil {
		place.stream = stream.Ref
	}
	if kind, _ := v.integer(d["PatternType"]); kind == 2 {
		inner := *v
		inner.where, inner.area, inner.again = within(v.where, string(col.pattern)), seen, !seen.empty()
		inner.shading(d["Shading"])
		inner.setParameters(v.dict(d["ExtGState"]))
		return
	}
	if stream == nil || v.used[place] {
		return
	}
	v.used[place] = true
	inner := v.inside(string(col.pattern), stream)
	inner.area, inner.unsized, inner.again, inner.state.ctm = seen, v.unsized || seen.empty(), !seen.empty(), v.base
	inner.mosaic = &mosaic{}
	if m, ok := v.numbers(d["Matrix"]); ok && len(m) == 6 {
		inner.state.ctm = matrix(m).then(v.base)
	}
	inner.base = inner.state.ctm
	paint, _ := v.integer(d["PaintType"])
	inner.stencil = paint == 2
	under := color{space: gray}
	if inner.stencil && col.space.base != nil {
		under = color{space: col.space.base, values: col.values}
	}
	inner.state.fill, inner.state.stroke = under, under
	v.defaults(inner.resources, v.number, inner.where)
	v.enter(inner, stream)
}

// use is a resource in the content that it is used in.
type use struct {
	stream  pdfread.Ref
	where   string
	page    int
	painted bool // and not only chosen
	trimmed bool // it is painted inside the trim
}

func (v *visit) paintShading(operands []pdfread.Operand) {
	name, _ := operands[0].Object.(pdfread.Name)
	object := v.dict(v.resources["Shading"])[name]
	inner := *v
	inner.where = within(v.where, string(name))
	if !v.unsized {
		inner.area = v.seen(v.state.clip)
	}
	v.laidShading(inner.shading(object))
	if !v.unsized && v.layer() != layerMarks {
		v.reach(v.state.clip)
	}
}

// shading looks at the colours of a gradient. It gives the least that it has of the inks of the process.
func (v *visit) shading(o pdfread.Object) (least plates) {
	d := v.dictOrStream(o)
	if d == nil {
		v.find("resource", "Không có dải màu.", "There is no shading.")
		return plates{}
	}
	s := v.space(d["ColorSpace"], v.resources, 0)
	v.judge(s, v.resources)
	v.painted(s, v.where, v.area)
	function := d["Function"]
	kind, _ := v.integer(d["ShadingType"])
	if s.problem.rule != "" {
		return plates{}
	}
	if function == nil {
		return v.meshInk(s, v.stream(o), kind)
	}
	in := 1
	if kind == 1 {
		in = 2
	}
	parts, out := pdfread.Array{function}, s.components
	if several := v.array(function); several != nil {
		parts, out = several, 1
	}
	if len(parts) > maxComponents {
		parts = parts[:maxComponents]
	}
	for _, part := range parts {
		if err := v.function(part, in, out, 0); err != nil {
			v.report(problem{"tint-function", "Hàm của dải màu hỏng.", fmt.Sprintf("The function of a shading is broken: %v.", err)})
			return plates{}
		}
	}
	return v.shadedInk(s, d, parts, in)
}

// meshInk looks at the colours of the corners of a mesh (PDF 1.7, 8.7.4.5.5 to 8.7.4.5.8).
func (v *visit) meshInk(s *space, mesh *pdfread.Stream, kind int) plates {
	if mesh == nil || kind < 4 || kind > 7 || s.components > maxComponents {
		return plates{}
	}
	flag, _ := v.integer(mesh.Dict["BitsPerFlag"])
	coordinate, _ := v.integer(mesh.Dict["BitsPerCoordinate"])
	component, _ := v.integer(mesh.Dict["BitsPerComponent"])
	decode, _ := v.numbers(mesh.Dict["Decode"])
	if coordinate < 1 || coordinate > 32 || component < 1 || component > 16 || flag < 0 || flag > 8 || len(decode) != 4+2*s.components {
		v.find("content", "Lưới màu hỏng.", "A mesh of colours is broken.")
		return plates{}
	}
	data := v.head(mesh, maxMesh)
	var colors gamut
patches:
	for at := 0; at+flag+coordinate+component <= 8*len(data); {
		points, corners := 1, 1
		if kind == 5 {
			flag = 0
		}
		if goesOn := flag > 0 && bitsAt(data, at, flag)&3 != 0; kind > 5 {
			points, corners = map[int]int{6: 12, 7: 16}[kind], 4
			if goesOn {
				points, corners = points-4, 2
			}
		}
		at += flag + 2*points*coordinate
		for range corners {
			col := color{space: s}
			for i := range s.components {
				if at+component > 8*len(data) {
					break patches
				}
				share := float64(bitsAt(data, at, component)) / float64(uint64(1)<<component-1)
				col.values[i] = decode[4+2*i] + share*(decode[5+2*i]-decode[4+2*i])
				at += component
			}
			v.shade(&colors, &col)
		}
		at = (at + 7) / 8 * 8
	}
	v.tooInky(&colors, "Lưới màu có %.0f %% mực, giới hạn %g %%.", "A mesh has %.0f %% of ink; the limit is %g %%.")
	return colors.least
}

// gamut is what the colours of a gradient have in common, and the most that one of them has.
type gamut struct {
	least plates // of the inks of the process
	most  float64
	any   bool
}

// shade adds a colour, with what may stand for it.
func (v *visit) shade(g *gamut, col *color) {
	g.add(col)
	if of, has := col.inks(); has {
		g.most = max(g.most, of.sum())
	}
	if instead, ok := v.alternate(col); ok {
		if of, has := instead.inks(); has {
			g.most = max(g.most, of.sum())
		}
	}
}

func (g *gamut) add(col *color) {
	all, _ := col.inks()
	inks := plates{all.c, all.m, all.y, all.k}
	for i := range inks {
		if !g.any || inks[i] < g.least[i] {
			g.least[i] = inks[i]
		}
	}
	g.any = true
}

// maxMesh is how much of a mesh is looked at, in bytes.
const maxMesh = 4 << 20

// shades is how many places of a gradient are looked at.
const shades = 64

// shadedInk looks at the ink of a gradient along its functions of one input, or over those of two.
func (v *visit) shadedInk(s *space, shading pdfread.Dict, parts pdfread.Array, in int) plates {
	domain, ok := v.numbers(shading["Domain"])
	if !ok || len(domain) != 2*in {
		domain = []float64{0, 1, 0, 1}
	}
	if s.components > maxComponents {
		return plates{}
	}
	var colors gamut
	at := make([]float64, in)
	for i := range shades + 1 {
		if at[0] = domain[0] + (domain[1]-domain[0])*float64(i)/shades; in == 1 {
			v.shadeAt(s, parts, at, &colors)
			continue
		}
		for k := range shades + 1 {
			at[1] = domain[2] + (domain[3]-domain[2])*float64(k)/shades
			v.shadeAt(s, parts, at, &colors)
		}
	}
	v.tooInky(&colors, "Dải màu có %.0f %% mực, giới hạn %g %%.", "A shading has %.0f %% of ink; the limit is %g %%.")
	return colors.least
}

// shadeAt adds the colour of a place of a gradient.
func (v *visit) shadeAt(s *space, parts pdfread.Array, at []float64, colors *gamut) {
	col := color{space: s}
	for k, part := range parts {
		values := v.evaluate(part, at, 0)
		if len(parts) > 1 && len(values) > 0 {
			col.values[k] = values[0]
		} else {
			copy(col.values[:], values)
		}
	}
	v.shade(colors, &col)
}

// tooInky reports colours of which one has too much ink.
func (v *visit) tooInky(colors *gamut, vi, en string) {
	if most := 100 * colors.most; most > v.inkLimit+inkTolerance {
		v.findAt(v.area, "ink-limit", vi, en, most, v.inkLimit)
	}
}
