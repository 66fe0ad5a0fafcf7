package preflight

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"math"

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
	}
	if !v.lookedAt(p) {
		v.imageKeys(p.dict)
		if s != nil {
			v.imageInk(p, s, width, height)
		}
	}
	if v.unsized {
		return
	}
	seen := v.state.ctm.bounds(rect{0, 0, 1, 1}).intersect(v.state.clip)
	if seen.empty() {
		return
	}
	if mask {
		v.inked(seen, &v.state.fill, v.state.overprint[0])
		v.registered(seen, &v.state.fill)
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

// lookedAt tells whether an image has been looked at in this place, and notes that it is.
func (v *visit) lookedAt(p pixels) bool {
	if p.stream == nil {
		return false
	}
	key := use{p.stream.Ref, v.where, v.number}
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
	maxSampleBytes = 16 << 20  // of an image
	maxSamples     = 256 << 20 // of all images
	maxJPEGPixels  = 8 << 20
)

// tooInky is the part of an image's pixels that may have more ink than the limit: those of edges do, after JPEG.
const tooInky = 0.005

// imageInk looks at the ink of an image's pixels.
func (v *visit) imageInk(p pixels, s *space, width, height int) {
	if bits, _ := v.integer(p.dict["BitsPerComponent"]); bits != 0 && bits != 8 || s.components < 1 || s.components > maxComponents {
		return
	}
	if _, known := s.inks(make([]float64, maxComponents)); !known {
		return
	}
	samples, inverted := io.Reader(bytes.NewReader(p.data)), v.inverted(p.dict)
	if p.stream != nil {
		switch in, err := v.file.Reader(p.stream); {
		case v.samplesLeft <= 0:
			v.incomplete("mực của mọi ảnh", "the ink of all images")
			return
		case err == nil:
			limited := &io.LimitedReader{R: in, N: min(maxSampleBytes, v.samplesLeft)}
			given := limited.N
			defer func() { v.samplesLeft -= given - limited.N }()
			samples = limited
		case s.components == 4:
			// The decoder takes JPEGs of four inks for inverted, as Adobe's are, and gives 255 for all of an ink.
			samples, inverted = bytes.NewReader(v.jpegSamples(p.stream, width, height)), !inverted
		default:
			return
		}
	}
	over, of := v.sampleInk(s, inverted, samples)
	if float64(over) > tooInky*float64(of) {
		v.find("ink-limit", "%.0f %% điểm ảnh có hơn %g %% mực.", "%.0f %% of an image's pixels have more than %g %% of ink.", 100*float64(over)/float64(of), v.inkLimit)
	}
}

// inverted tells whether the samples of an image count the other way.
func (c *checker) inverted(d pdfread.Dict) bool {
	decode, _ := c.numbers(d["Decode"])
	return len(decode) >= 2 && decode[0] > decode[1]
}

// samplesAtOnce is how many pixels are read at a time.
const samplesAtOnce = 8 << 10

// sampleInk counts the pixels with more ink than the limit. What cannot be read to its end is counted as far as it goes.
func (v *visit) sampleInk(s *space, inverted bool, in io.Reader) (over, of int) {
	buffer := make([]byte, samplesAtOnce*s.components)
	most := int((v.inkLimit + inkTolerance) * 255 / 100)
	for {
		n, err := io.ReadFull(in, buffer)
		pixels := n / s.components
		of += pixels
		if s.family == deviceCMYK || s.family == iccBased {
			over += inkyCMYK(buffer[:4*pixels], inverted, most)
		} else {
			over += v.inky(s, inverted, buffer[:s.components*pixels])
		}
		if err != nil {
			return over, of
		}
	}
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

// inky counts the pixels of any space with more ink than the limit.
func (v *visit) inky(s *space, inverted bool, samples []byte) int {
	over := 0
	col := color{space: s}
	for n := s.components; len(samples) >= n; samples = samples[n:] {
		for i := range n {
			col.values[i] = float64(samples[i])
			if s.family == indexed {
				continue
			}
			col.values[i] /= 255
			if inverted {
				col.values[i] = 1 - col.values[i]
			}
		}
		if all, _ := col.inks(); 100*all.sum() > v.inkLimit+inkTolerance {
			over++
		}
	}
	return over
}

// jpegSamples are those of a JPEG of four inks; nil for what is none.
func (v *visit) jpegSamples(stream *pdfread.Stream, width, height int) []byte {
	if filters := v.file.Filters(stream); filters[len(filters)-1] != "DCTDecode" {
		return nil
	}
	if width > maxJPEGPixels/height {
		v.incomplete("mực của ảnh JPEG quá lớn", "the ink of a JPEG that is too large")
		return nil
	}
	packed, err := v.file.Decode(stream)
	if err != nil && !errors.Is(err, pdfread.ErrImage) {
		return nil
	}
	head, err := jpeg.DecodeConfig(bytes.NewReader(packed))
	if err != nil || head.Height < 1 || head.Width > maxJPEGPixels/head.Height {
		return nil
	}
	decoded, err := jpeg.Decode(bytes.NewReader(packed))
	if err != nil {
		v.find("content", "Ảnh JPEG hỏng.", "A JPEG is broken.")
		return nil
	}
	inks, ok := decoded.(*image.CMYK)
	if !ok {
		return nil
	}
	return inks.Pix
}
