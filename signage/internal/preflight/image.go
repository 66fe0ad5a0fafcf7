package preflight

import (
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// Image is a picture of pixels as it is placed.
type Image struct {
	Page   int     `json:"page"`
	Where  string  `json:"where"`
	Width  int     `json:"width_px"`
	Height int     `json:"height_px"`
	PPI    float64 `json:"ppi"` // the lower of both directions, at the final size
	Colour string  `json:"colour"`
}

// maxImages is the most images that a report lists.
const maxImages = 1000

// pixels are the data of an image: those of a stream, or of an inline image.
type pixels struct {
	dict   pdfread.Dict
	stream *pdfread.Stream      // nil for an inline image
	inline *pdfread.InlineImage // nil for a stream
}

func streamPixels(s *pdfread.Stream) pixels { return pixels{s.Dict, s, nil} }

// image looks at an image, and at its resolution where it is placed.
func (v *visit) image(p pixels, name string) {
	outer := v.where
	v.where = within(outer, name)
	defer func() { v.where = outer }()
	width, _ := v.integer(p.dict["Width"])
	height, _ := v.integer(p.dict["Height"])
	mask, _ := v.resolve(p.dict["ImageMask"]).(bool)
	if width < 1 || height < 1 {
		v.find("content", "Ảnh không có kích thước.", "An image has no size.")
		return
	}
	var s *space
	label := "mask"
	if space := p.dict["ColorSpace"]; !mask && space != nil {
		s = v.space(space, v.resources, 0)
		if label = s.label; !v.stencil {
			v.judge(s, v.resources)
		}
	} else if !mask && !v.packedBy(p, "JPXDecode") {
		v.find("content", "Ảnh không có không gian màu.", "An image has no colour space.")
		return
	}
	found := v.picture(p, s, width, height)
	seen := nothing
	if !v.unsized {
		seen = v.seen(v.state.ctm.bounds(rect{0, 0, 1, 1}))
	}
	if !v.lookedAt(p) {
		v.imageKeys(p.dict)
		if p.stream == nil && slices.Contains(v.file.Filters(p.dict), "LZWDecode") { // those of streams are looked at with the file
			v.find("filter", "Ảnh nén bằng LZW.", "An image is packed by LZW.")
		}
		v.pictured(found, seen)
	}
	if seen.empty() {
		return
	}
	v.painted(s, v.where, seen)
	if mask {
		v.painted(v.state.fill.space, outer, seen)
		v.usePattern(&v.state.fill, seen)
		v.inked(seen, &v.state.fill, v.state.overprint[0], somewhere)
		v.registered(seen, &v.state.fill)
	} else if s != nil && s.family == spots && slices.Contains(s.names, "All") {
		v.registered(seen, &color{space: s, values: [maxComponents]float64{1}})
	}
	if !mask {
		v.laidImage(seen, found, p)
	}
	layer := v.layer()
	if layer != layerMarks {
		v.reach(seen)
	}
	if layer == layerLogo || layer == layerCode {
		v.keptOut(seen, layer)
	}
	v.codes(found, mask)
	v.resolution(seen, width, height, label)
}

// codes looks at the QR codes of an image where it is placed.
func (v *visit) codes(found *picture, mask bool) {
	for _, s := range found.symbols {
		var at [4]point
		box := nothing
		for i, c := range s.corners {
			at[i] = v.state.ctm.apply(c.x, c.y)
			box = box.with(at[i])
		}
		seen := v.seen(box)
		if seen.empty() {
			continue
		}
		side := min(math.Hypot(at[1].x-at[0].x, at[1].y-at[0].y), math.Hypot(at[3].x-at[0].x, at[3].y-at[0].y))
		if !v.code(seen, side, s.modules, v.depth) {
			continue
		}
		switch {
		case s.light: // its dark modules are the ground around it
		case mask:
			v.richCode(seen, &v.state.fill)
		case found.screen && v.profileKind != Office:
			v.findAt(seen, "rich-black-code", "Mã QR là ảnh %[1]s: khi in, màu đen của nó thành bốn mực.",
				"A QR code is an image in %[1]s, whose black is printed in four inks.", found.label)
		case s.coloured:
			v.findAt(seen, "rich-black-code", "Mã QR trong ảnh có mực khác ngoài đen.", "A QR code in an image has other inks than black.")
		}
	}
}

// packedBy tells whether an image's data are packed by a filter last.
func (v *visit) packedBy(p pixels, filter pdfread.Name) bool {
	filters := v.file.Filters(p.dict)
	return len(filters) > 0 && filters[len(filters)-1] == filter
}

// lookedAt tells whether an image has been looked at in this place, and notes that it is.
func (v *visit) lookedAt(p pixels) bool {
	if p.stream == nil {
		return false
	}
	key := use{stream: p.stream.Ref, where: v.where, page: v.number}
	if v.used[key] {
		return true
	}
	v.used[key] = true
	return false
}

// imageKeys looks at what an image may not have.
func (v *visit) imageKeys(d pdfread.Dict) {
	if d["SMask"] != nil && v.resolve(d["SMask"]) != pdfread.Name("None") {
		v.find("image-soft-mask", "Ảnh có mặt nạ mềm.", "An image has a soft mask.")
	}
	if within, _ := v.integer(d["SMaskInData"]); within != 0 {
		v.find("image-soft-mask", "Ảnh có độ mờ trong dữ liệu.", "An image has opacity in its data.")
	}
	if bits, _ := v.integer(d["BitsPerComponent"]); bits > 8 && v.version.less(pdfVersion{1, 5}) {
		v.find("pdf-version", "Ảnh %d bit mỗi kênh: chỉ có từ PDF 1.5.", "An image of %d bits a channel: they came with PDF 1.5.", bits)
	}
	if d["OPI"] != nil {
		v.find("opi", "Ảnh thế chỗ OPI.", "The image is an OPI placeholder.")
	}
	for _, o := range v.array(d["Alternates"]) {
		if instead, _ := v.resolve(v.dict(o)["DefaultForPrinting"]).(bool); instead {
			v.find("alternate-image", "Ảnh có bản khác để in.", "Another image is printed in its place.")
		}
	}
}

// resolution notes an image as it is placed.
func (v *visit) resolution(seen rect, width, height int, label string) {
	across, up := v.state.ctm.across()*v.final/25.4, v.state.ctm.up()*v.final/25.4
	ppi := min(float64(width)/across, float64(height)/up)
	if math.IsNaN(ppi) || math.IsInf(ppi, 0) {
		return // a line without width
	}
	if len(v.images) < maxImages {
		v.images = append(v.images, Image{v.number, v.where, width, height, math.Round(ppi*10) / 10, label})
	}
	if least := v.leastPPI(); ppi < least*(1-sizeTolerance) {
		v.findAt(seen, "image-resolution", "Ảnh %d × %d điểm ảnh chỉ đạt %.0f điểm mỗi inch, cần %g.", "An image of %d × %d pixels has %.0f to the inch; it takes %g.", width, height, ppi, least)
	}
}

// leastPPI is the least number of pixels to an inch at the distance that a page is read from: up to a metre, up to three,
// and beyond. The page's long side stands for the distance.
func (p *pageCheck) leastPPI() float64 {
	switch long := max(p.boxes.trim.width(), p.boxes.trim.height()) * p.final; {
	case long <= 1000:
		return 150
	case long <= 3000:
		return 100
	}
	return 30
}
