package preflight

import (
	"bytes"
	"errors"
	"image"
	imagecolor "image/color"
	"image/jpeg"
	"io"
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
	stream *pdfread.Stream // nil for an inline image
	data   []byte          // of an inline image that is not packed
}

func inlinePixels(i *pdfread.InlineImage) pixels {
	p := pixels{dict: i.Dict}
	if i.Dict["Filter"] == nil {
		p.data = i.Data
	}
	return p
}

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
	if !v.lookedAt(p) {
		v.imageKeys(p.dict)
		if p.stream == nil && slices.Contains(inlineFilters(p.dict["Filter"]), "LZWDecode") {
			v.find("filter", "Ảnh nén bằng LZW.", "An image is packed by LZW.")
		}
		if s != nil {
			v.imageInk(p, s, width, height)
		}
	}
	if v.unsized {
		return
	}
	seen := v.seen(v.state.ctm.bounds(rect{0, 0, 1, 1}))
	if seen.empty() {
		return
	}
	if mask {
		v.usePattern(&v.state.fill, seen)
		v.inked(seen, &v.state.fill, v.state.overprint[0])
		v.registered(seen, &v.state.fill)
	} else if s != nil && s.family == spots && slices.Contains(s.names, "All") {
		v.registered(seen, &color{space: s, values: [maxComponents]float64{1}})
	}
	layer := v.layer()
	if layer != layerMarks {
		v.reach(seen)
	}
	if layer == layerLogo || layer == layerCode {
		v.keptOut(seen, layer)
	}
	v.resolution(seen, width, height, label)
}

// packedBy tells whether an image's data are packed by a filter last.
func (v *visit) packedBy(p pixels, filter pdfread.Name) bool {
	if p.stream == nil {
		return false
	}
	filters := v.file.Filters(p.stream.Dict)
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
	if d["OPI"] != nil {
		v.find("opi", "Ảnh thế chỗ OPI.", "The image is an OPI placeholder.")
	}
	for _, o := range v.array(d["Alternates"]) {
		if instead, _ := v.resolve(v.dict(o)["DefaultForPrinting"]).(bool); instead {
			v.find("alternate-image", "Ảnh có bản khác để in.", "Another image is printed in its place.")
		}
	}
}

// inlineFilters are the filters of an inline image; those of streams are looked at with the file.
func inlineFilters(o pdfread.Object) (names []pdfread.Name) {
	switch f := o.(type) {
	case pdfread.Name:
		names = append(names, f)
	case pdfread.Array:
		for _, o := range f {
			if name, ok := o.(pdfread.Name); ok {
				names = append(names, name)
			}
		}
	}
	return names
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

// The limits of what is looked at in images: bytes of samples, and pixels of a JPEG, which is unpacked as a whole.
const (
	maxSampleBytes = 48 << 20  // of an image
	maxSamples     = 256 << 20 // of all images
	maxJPEGPixels  = 8 << 20
)

// tooInky is the part of an image's pixels that may have more ink than the limit: those of edges do, after JPEG.
const tooInky = 0.005

// imageInk looks at the ink of an image's pixels.
func (v *visit) imageInk(p pixels, s *space, width, height int) {
	if s.components < 1 || s.components > maxComponents {
		return
	}
	if _, known := s.inks(make([]float64, maxComponents)); !known {
		return
	}
	bits, _ := v.integer(p.dict["BitsPerComponent"])
	m := &samples{space: s, bits: bits, row: width * s.components, rows: height}
	m.decode, _ = v.numbers(p.dict["Decode"])
	if len(m.decode) != 2*s.components {
		m.decode = nil
	}
	in := io.Reader(bytes.NewReader(p.data))
	if p.stream != nil {
		switch of, err := v.file.Reader(p.stream); {
		case v.samplesLeft <= 0:
			v.incomplete("mực của mọi ảnh", "the ink of all images")
			return
		case err == nil:
			limited := &io.LimitedReader{R: of, N: min(maxSampleBytes, v.samplesLeft)}
			given := limited.N
			defer func() { v.samplesLeft -= given - limited.N }()
			in = limited
		case v.packedBy(p, "DCTDecode"):
			// The decoder takes JPEGs of four inks for inverted, as Adobe's are, and gives 255 for all of an ink.
			pix := v.jpegSamples(p.stream, s, width, height)
			if pix == nil {
				return
			}
			in, m.bits, m.flipped = bytes.NewReader(pix), 8, true
		default:
			return
		}
	} else if p.data == nil {
		return // an inline image that is packed is small
	}
	if m.bits != 1 && m.bits != 2 && m.bits != 4 && m.bits != 8 && m.bits != 16 {
		v.find("content", "Ảnh có %d bit mỗi kênh.", "An image has %d bits a component.", m.bits)
		return
	}
	over, of, ended := m.over(in, v.inkLimit+inkTolerance)
	if limited, ok := in.(*io.LimitedReader); ended && (!ok || limited.N > 0) {
		v.find("content", "Ảnh thiếu dữ liệu: %d trong %d điểm ảnh.", "An image lacks data: %d of %d pixels.", of, width*height)
	}
	if float64(over) > tooInky*float64(of) {
		v.find("ink-limit", "%.0f %% điểm ảnh có hơn %g %% mực.", "%.0f %% of an image's pixels have more than %g %% of ink.", 100*float64(over)/float64(of), v.inkLimit)
	}
}

// samples are the pixels of an image as they are written: rows that begin on whole bytes.
type samples struct {
	space     *space
	bits      int
	row, rows int       // samples of a row, and rows
	decode    []float64 // as the image says; nil: it does not
	flipped   bool      // they count the other way than written
}

// over counts the pixels with more ink than a limit in percent, and tells whether their data ended too early. Of an image
// that is longer than what may be read of it, what is read stands for the whole.
func (m *samples) over(in io.Reader, limit float64) (over, of int, ended bool) {
	if m.row < 1 || m.row > 8*maxSampleBytes/m.bits {
		return 0, 0, false
	}
	row := make([]byte, (m.row*m.bits+7)/8)
	plain := m.bits == 8 && m.decode == nil && (m.space.family == deviceCMYK || m.space.family == iccBased)
	most := int(limit * 255 / 100)
	for range m.rows {
		if _, err := io.ReadFull(in, row); err != nil {
			return over, of, err == io.EOF || err == io.ErrUnexpectedEOF
		}
		if plain {
			over += inkyCMYK(row, m.flipped, most)
		} else {
			over += m.inky(row, limit)
		}
		of += m.row / m.space.components
	}
	return over, of, false
}

// inkyCMYK counts the pixels with more of four inks, each of 255, than the most.
func inkyCMYK(samples []byte, inverted bool, most int) int {
	over := 0
	for ; len(samples) >= 4; samples = samples[4:] {
		sum := int(samples[0]) + int(samples[1]) + int(samples[2]) + int(samples[3])
		if inverted {
			sum = 4*255 - sum
		}
		if sum > most {
			over++
		}
	}
	return over
}

// inky counts the pixels of a row of any space with more ink than the limit.
func (m *samples) inky(row []byte, limit float64) int {
	over := 0
	most := float64(uint64(1)<<m.bits - 1)
	col := color{space: m.space}
	for at := 0; at+m.space.components <= m.row; at += m.space.components {
		for i := range m.space.components {
			share := float64(bitsAt(row, (at+i)*m.bits, m.bits)) / most
			if m.flipped {
				share = 1 - share
			}
			low, high := 0.0, 1.0
			switch {
			case m.decode != nil:
				low, high = m.decode[2*i], m.decode[2*i+1]
			case m.space.family == indexed:
				high = most
			}
			col.values[i] = low + share*(high-low)
		}
		if all, _ := col.inks(); 100*all.sum() > limit {
			over++
		}
	}
	return over
}

// jpegSamples are those of a JPEG of four inks; nil for what is none. Its channels must be those of its colour space.
func (v *visit) jpegSamples(stream *pdfread.Stream, of *space, width, height int) []byte {
	packed, err := v.file.Decode(stream)
	if err != nil && !errors.Is(err, pdfread.ErrImage) {
		return nil
	}
	head, err := jpeg.DecodeConfig(bytes.NewReader(packed))
	if err != nil || head.Height < 1 || head.Width < 1 {
		return nil
	}
	channels := 3
	switch head.ColorModel {
	case imagecolor.GrayModel:
		channels = 1
	case imagecolor.CMYKModel:
		channels = 4
	}
	if channels != of.components {
		v.find("content", "Ảnh JPEG có %d kênh, không gian màu của nó có %d.", "A JPEG has %d channels, its colour space %d.", channels, of.components)
		return nil
	}
	if channels != 4 {
		return nil
	}
	if width > maxJPEGPixels/height || head.Width > maxJPEGPixels/head.Height {
		v.incomplete("mực của ảnh JPEG quá lớn", "the ink of a JPEG that is too large")
		return nil
	}
	decoded, err := jpeg.Decode(bytes.NewReader(packed))
	if err != nil {
		v.find("content", "Ảnh JPEG hỏng.", "A JPEG is broken.")
		return nil
	}
	inks, ok := decoded.(*image.CMYK)
	if !ok || inks.Rect.Dx() != width || inks.Rect.Dy() != height {
		return nil
	}
	pix := make([]byte, 0, 4*width*height)
	for y := range height { // rows of a decoded picture may be longer than it is wide
		pix = append(pix, inks.Pix[y*inks.Stride:][:4*width]...)
	}
	return pix
}
