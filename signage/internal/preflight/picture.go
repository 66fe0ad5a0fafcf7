package preflight

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	imagecolor "image/color"
	"image/jpeg"
	"io"
	"iter"
	"math/bits"
	"slices"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// picture is what was found in the pixels of an image, wherever it is placed.
type picture struct {
	label   string   // of its colour space
	screen  bool     // its pixels are colours of a screen, so what is black in it is printed in four inks
	even    bool     // nearly all its pixels are dark, or nearly none: what is seen may be the shape of its mask
	over    float64  // the part of its pixels with more ink than the limit
	symbols []symbol // their corners in the unit square that the image fills
	faults  []problem

	underBlack float64      // the part of its pixels that would have more ink than the limit under all of black
	grid       [][4]float32 // the inks of some pixels, row by row; nil: they are not known
}

// pictureGrid is how many pixels of each way are kept.
const pictureGrid = 32

// pictureKey tells pictures apart: the limit may differ from page to page.
type pictureKey struct {
	stream   pdfread.Ref
	inkLimit float64
}

// The limits of what is looked at in images.
const (
	maxSampleBytes = 256 << 20 // samples of an image
	maxSamples     = 512 << 20 // samples of all images
	maxJPEGBytes   = 160 << 20 // that a JPEG takes when it is unpacked, which is as a whole
	maxBitmap      = 32 << 20  // bytes of dark and light pixels
	maxProbes      = 20_000    // alternates of spot inks that are reckoned for an image
)

// tooInky is the part of an image's pixels that may have more ink than the limit: those of edges do, after JPEG.
const tooInky = 0.005

// richPixel is the ink beside black from which a pixel is rich black: JPEG makes a little of it everywhere.
const richPixel = 0.1

// picture looks at the pixels of an image. Those of a mask have no colour space.
func (v *visit) picture(p pixels, s *space, width, height int) *picture {
	key := pictureKey{inkLimit: v.inkLimit}
	if p.stream != nil {
		key.stream = p.stream.Ref
		if known := v.pictures[key]; known != nil {
			return known
		}
	}
	found := v.readPicture(p, s, width, height)
	if found.even {
		found.symbols = append(found.symbols, v.masks(p)...)
	}
	if p.stream != nil {
		v.pictures[key] = found
	}
	return found
}

// masks gives the codes whose shape is that of an image's mask.
func (v *visit) masks(p pixels) (symbols []symbol) {
	for _, name := range [...]pdfread.Name{"SMask", "Mask"} {
		mask := v.stream(p.dict[name])
		if mask == nil {
			continue
		}
		w, _ := v.integer(mask.Dict["Width"])
		h, _ := v.integer(mask.Dict["Height"])
		of := gray
		if stencil, _ := v.resolve(mask.Dict["ImageMask"]).(bool); stencil {
			of = nil
		}
		symbols = append(symbols, v.readPicture(streamPixels(mask), of, w, h).symbols...)
	}
	return symbols
}

// pictured reports what is wrong with the pixels of an image that is seen at a place, which may be empty.
func (v *visit) pictured(found *picture, at rect) {
	for _, f := range found.faults {
		v.report(f)
	}
	if found.over > tooInky {
		v.findAt(at, "ink-limit", "%.0f %% điểm ảnh có hơn %g %% mực.", "%.0f %% of an image's pixels have more than %g %% of ink.", 100*found.over, v.inkLimit)
	}
}

func (f *picture) fault(rule, vi, en string, args ...any) {
	f.faults = append(f.faults, wrong(rule, vi, en, args...))
}

func (f *picture) unread(vi, en string) {
	f.fault("unseen", "Chưa xem hết điểm ảnh: %[1]s.", "Not all pixels were looked at: %[2]s.", vi, en)
}

// readPicture looks at the ink of an image's pixels, and for QR codes in them.
func (v *visit) readPicture(p pixels, s *space, width, height int) *picture {
	found := &picture{even: true}
	m := &samples{visit: v, space: s, components: 1, width: width, limit: v.inkLimit + inkTolerance}
	if s != nil {
		if s.problem.rule != "" || s.components < 1 || s.components > maxComponents {
			return found
		}
		found.label, found.screen, m.components = s.label, s.onScreen(), s.components
	}
	if width < 1 || height < 1 {
		return found
	}
	if m.bits, _ = v.integer(p.dict["BitsPerComponent"]); s == nil {
		m.bits = 1
	}
	if m.decode, _ = v.numbers(p.dict["Decode"]); len(m.decode) != 2*m.components {
		m.decode = nil
	}
	in := v.sampled(p, m, height, found)
	if in == nil {
		return found
	}
	switch m.bits {
	case 1, 2, 4, 8, 16:
	default:
		found.fault("content", "Ảnh có %d bit mỗi kênh.", "An image has %d bits a component.", m.bits)
		return found
	}
	v.look(in, m, height, found)
	return found
}

// sampled gives a reader of an image's samples, row by row; nil where there is none.
func (v *visit) sampled(p pixels, m *samples, height int, found *picture) io.Reader {
	var in io.Reader
	var err error
	if p.stream != nil {
		in, err = v.file.Reader(p.stream)
	} else {
		in, err = v.file.InlineReader(p.inline)
	}
	switch {
	case err == nil:
		return in
	case errors.Is(err, pdfread.ErrImage) && v.packedBy(p, "DCTDecode"):
		return v.jpegSamples(in, m, height, found)
	case errors.Is(err, pdfread.ErrImage):
		filters := v.file.Filters(p.dict)
		last := string(filters[len(filters)-1])
		found.unread("ảnh nén bằng "+last, "the image is packed by "+last)
	default:
		found.unread(plainError(err))
	}
	return nil
}

// look reads the rows of an image.
func (v *visit) look(in io.Reader, m *samples, height int, found *picture) {
	if m.width > 8*maxSampleBytes/(m.components*m.bits) {
		found.unread("một hàng quá dài", "a row is too long")
		return
	}
	length := (m.width*m.components*m.bits + 7) / 8
	rows := int(min(int64(height), min(maxSampleBytes, v.samplesLeft)/int64(length)))
	m.prepare(rows)
	var dark, coloured *bitmap
	if m.width >= leastModules && height >= leastModules {
		dark = newBitmap(m.width, rows)
		if m.inky() {
			coloured = newBitmap(m.width, rows)
		}
	}
	looked, kept, large := 0, 0, rows < height
	for row, err := range readRows(in, length, rows, m.probes == 0) {
		if err != nil {
			found.cut(err, looked*m.width, height*m.width)
			large = false
			break
		}
		var d, c []uint64
		if dark != nil {
			if 8*len(dark.pixels) > maxBitmap {
				dark, large = nil, true
			} else if d = dark.row(); coloured != nil {
				c = coloured.row()
			}
		}
		m.row(row, d, c)
		for ; m.mixes && m.inky() && kept < pictureGrid && looked >= (2*kept+1)*rows/(2*pictureGrid); kept++ {
			found.grid = m.some(found.grid, row)
		}
		looked++
	}
	if v.samplesLeft -= int64(looked) * int64(length); large {
		found.unread("ảnh quá lớn", "the image is too large")
	}
	if m.probed > 0 {
		found.over = float64(m.overProbed) / float64(m.probed)
	}
	if of := looked * m.width; of > 0 {
		found.over, found.underBlack = max(found.over, float64(m.over)/float64(of)), float64(m.deep)/float64(of)
	}
	if dark == nil || dark.height == 0 {
		return
	}
	found.even = dark.even()
	symbols, all := dark.symbols(coloured)
	if !all {
		found.unread("quá nhiều chỗ giống mã QR", "too much looks like a QR code")
	}
	for _, s := range symbols {
		for i, c := range s.corners {
			s.corners[i] = point{c.x / float64(m.width), 1 - c.y/float64(height)}
		}
		found.symbols = append(found.symbols, s)
	}
}

// cut notes why the pixels of an image end too early.
func (f *picture) cut(err error, of, all int) {
	vi, en := plainError(err)
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		f.fault("content", "Ảnh thiếu dữ liệu: %d trong %d điểm ảnh.", "An image lacks data: %d of %d pixels.", of, all)
	case errors.Is(err, pdfread.ErrDamaged):
		f.fault("content", "Ảnh hỏng: %[1]s.", "An image is broken: %[2]s.", vi, en)
	default:
		f.unread(vi, en)
	}
}

// block is some rows of an image that are read, and why there are no more.
type block struct {
	rows []byte
	err  error
}

// blockLength in bytes is about how much of an image is read at a time.
const blockLength = 64 << 10

// readRows reads rows of so many bytes. An error is the last thing that it gives. If it may read ahead, rows are
// unpacked while those before are looked at: nothing else may read the file in the meantime.
func readRows(in io.Reader, length, rows int, ahead bool) iter.Seq2[[]byte, error] {
	each := max(blockLength/length, 1)
	read := func(into []byte, left int) (b block) {
		defer func() {
			if r := recover(); r != nil {
				b.err = fmt.Errorf("%v", r)
			}
		}()
		n, err := io.ReadFull(in, into[:min(each, left)*length])
		return block{into[:n/length*length], err}
	}
	if rows <= 2*each || !ahead {
		each = 1
		return func(yield func([]byte, error) bool) {
			row := make([]byte, length)
			for range rows {
				if b := read(row, 1); !yield(row, b.err) || b.err != nil {
					return
				}
			}
		}
	}
	return func(yield func([]byte, error) bool) {
		full, empty, stop := make(chan block), make(chan []byte, 2), make(chan struct{})
		go func() {
			defer close(full)
			for left := rows; left > 0; left -= each {
				select {
				case into := <-empty:
					b := read(into, left)
					if full <- b; b.err != nil {
						return
					}
				case <-stop:
					return
				}
			}
		}()
		defer func() {
			close(stop)
			for range full { // until it has ended
			}
		}()
		empty <- make([]byte, each*length)
		empty <- make([]byte, each*length)
		for b := range full {
			for row := range slices.Chunk(b.rows, length) {
				if !yield(row, nil) {
					return
				}
			}
			if b.err != nil {
				yield(nil, b.err)
				return
			}
			empty <- b.rows[:each*length]
		}
	}
}

// samples are the pixels of an image as they are written: rows that begin on whole bytes.
type samples struct {
	*visit
	space      *space // nil: a mask
	bits       int
	components int
	width      int       // pixels of a row
	decode     []float64 // as the image says; nil: it does not
	flipped    bool      // they count the other way than written
	limit      float64   // of ink, in percent
	looks      []look    // of each sample, where a pixel is one of at most 8 bits
	known      bool      // the inks of its colours are
	probes     int       // each so many pixels the alternate of the colour is reckoned; 0: never
	countdown  int       // pixels to the next
	probed     int
	overProbed int
	over       int // pixels with more ink than the limit
	deep       int // and those that would have it under all of black
}

// look is what a pixel looks like.
type look uint8

const (
	inky     look = 1 << iota // it has more ink than the limit
	dark                      // it is
	coloured                  // it has other inks than black
	deep                      // it would have more ink than the limit under all of black
)

// inky tells whether the pixels have inks.
func (m *samples) inky() bool { return m.space != nil && m.known }

// prepare makes ready for so many rows.
func (m *samples) prepare(rows int) {
	if m.space == nil {
		m.looks = []look{dark, 0}
		if m.decode != nil && m.decode[0] > m.decode[1] {
			m.looks = []look{0, dark}
		}
		return
	}
	_, m.known = m.space.inks(make([]float64, maxComponents))
	if m.components == 1 && m.bits <= 8 {
		m.looks = make([]look, 1<<m.bits)
		for i := range m.looks {
			col := color{space: m.space}
			col.values[0] = m.value(0, uint64(i))
			m.looks[i] = m.look(&col)
			if instead, ok := m.alternate(&col); ok && instead.excess(m.limit) {
				m.looks[i] |= inky
			}
		}
		return
	}
	if m.space.family == spots && slices.ContainsFunc(m.space.names, replaced) {
		m.probes = max(m.width*rows/maxProbes, 1)
	}
}

// value is a sample as the colour space takes it.
func (m *samples) value(component int, sample uint64) float64 {
	most := float64(uint64(1)<<m.bits - 1)
	share := float64(sample) / most
	if m.flipped {
		share = 1 - share
	}
	switch {
	case m.decode != nil:
		return m.decode[2*component] + share*(m.decode[2*component+1]-m.decode[2*component])
	case m.space.family == indexed:
		return float64(sample)
	case m.space.label == "Lab" && component == 0:
		return 100 * share
	}
	return share
}

// look judges a colour.
func (m *samples) look(col *color) look {
	var l look
	if all, known := col.inks(); known {
		if 100*all.sum() > m.limit {
			l |= inky
		}
		if 100*(all.sum()-all.k)+100 > m.limit {
			l |= deep
		}
		if all.c+all.m+all.y > richPixel {
			l |= coloured
		}
	}
	seen := *col
	if m.components == 1 {
		if instead, ok := m.alternate(col); ok {
			seen = instead
		}
	}
	if seen.luminance() < 0.5 {
		l |= dark
	}
	return l
}

// row judges the pixels of a row: it marks those that are dark, and those that have other inks than black, where
// asked to, and counts those with too much ink.
func (m *samples) row(row []byte, darks, colours []uint64) {
	mark := func(x int, l look) {
		if l&dark != 0 && darks != nil {
			darks[x/64] |= 1 << (x % 64)
		}
		if l&coloured != 0 && colours != nil {
			colours[x/64] |= 1 << (x % 64)
		}
		m.over += int(l & inky)
		m.deep += int(l & deep / deep)
	}
	family := m.space.familyOf()
	switch {
	case m.looks != nil && m.bits == 1:
		m.packed(row, darks, colours)
	case m.looks != nil && m.bits == 8:
		m.bytes(row[:m.width], darks, colours)
	case m.looks != nil:
		for x := range m.width {
			mark(x, m.looks[bitsAt(row, x*m.bits, m.bits)])
		}
	case m.bits == 8 && m.decode == nil && m.components == 4 && (family == deviceCMYK || family == iccBased):
		over, under := inkyCMYK(row[:4*m.width], m.flipped, int(m.limit*255/100), darks, colours)
		m.over += over
		m.deep += under
	case m.bits == 8 && m.decode == nil && m.components == 3 && (family == deviceRGB || family == iccBased):
		darkRGB(row[:3*m.width], darks)
	default:
		col := color{space: m.space}
		for x := range m.width {
			m.pixel(row, x, &col)
			mark(x, m.look(&col))
			if m.probes > 0 {
				m.probe(&col)
			}
		}
	}
}

// pixel gives the colour of a pixel of a row.
func (m *samples) pixel(row []byte, x int, col *color) {
	for i := range m.components {
		at := x*m.components + i
		if m.bits == 8 {
			col.values[i] = m.value(i, uint64(row[at]))
		} else {
			col.values[i] = m.value(i, bitsAt(row, at*m.bits, m.bits))
		}
	}
}

// some appends the inks of some pixels of a row.
func (m *samples) some(to [][4]float32, row []byte) [][4]float32 {
	to = slices.Grow(to, pictureGrid*pictureGrid-len(to))
	col := color{space: m.space}
	for i := range pictureGrid {
		m.pixel(row, (2*i+1)*m.width/(2*pictureGrid), &col)
		all, _ := col.inks()
		to = append(to, [4]float32{float32(all.c), float32(all.m), float32(all.y), float32(all.k)})
	}
	return to
}

// probe looks at the alternate of a pixel now and then: it may be a program.
func (m *samples) probe(col *color) {
	if m.countdown--; m.countdown > 0 {
		return
	}
	m.countdown = m.probes
	m.probed++
	if instead, ok := m.alternate(col); ok && instead.excess(m.limit) {
		m.overProbed++
	}
}

// bytes judges a row of pixels of one byte.
func (m *samples) bytes(row []byte, darks, colours []uint64) {
	looks := (*[256]look)(m.looks)
	for i := 0; len(row) > 0; i++ {
		pixels := row[:min(64, len(row))]
		row = row[len(pixels):]
		var d, c uint64
		for x, sample := range pixels {
			l := looks[sample]
			d |= uint64(l/dark&1) << x
			c |= uint64(l/coloured&1) << x
			m.over += int(l & inky)
			m.deep += int(l / deep)
		}
		if darks != nil {
			darks[i] = d
		}
		if colours != nil {
			colours[i] = c
		}
	}
}

// packed judges a row of pixels of one bit.
func (m *samples) packed(row []byte, darks, colours []uint64) {
	// which gives the bits whose look has a property, eight at a time.
	which := func(b byte, l look) byte {
		switch zero, one := m.looks[0]&l != 0, m.looks[1]&l != 0; {
		case zero && one:
			return 0xFF
		case zero:
			return ^b
		case one:
			return b
		}
		return 0
	}
	for i, b := range row {
		part := byte(0xFF)
		if rest := m.width - 8*i; rest < 8 {
			part <<= 8 - rest
		}
		if darks != nil {
			darks[i/8] |= uint64(bits.Reverse8(which(b, dark)&part)) << (i % 8 * 8)
		}
		if colours != nil {
			colours[i/8] |= uint64(bits.Reverse8(which(b, coloured)&part)) << (i % 8 * 8)
		}
		m.over += bits.OnesCount8(which(b, inky) & part)
		m.deep += bits.OnesCount8(which(b, deep) & part)
	}
}

// inkyCMYK judges pixels of four inks, each of 255, and counts those with more of them together than the most, and
// those that would have more under all of black. There are millions of them, so it takes two at a time, one in each
// half of a word, and goes without branches.
func inkyCMYK(row []byte, inverted bool, most int, darks, colours []uint64) (over, under int) {
	const (
		one  = 1<<32 | 1 // in both halves
		odd  = 0xFF * (1<<48 | 1<<32 | 1<<16 | 1)
		lane = 0x7FF * one
	)
	var flip uint64
	if inverted {
		flip = ^flip
	}
	above := one * uint64(0x7FF-most) // carries into bit 11 what is more than the most
	aboveBlack := one * uint64(0x7FF-max(most-255, 0))
	var last [4 * 64]byte // pixels, and those beyond them without any ink
	var dark, coloured, inky, deep uint64
	before := &last // as those before are often, in logos
	for i := 0; len(row) > 0; i++ {
		pixels := &last
		if len(row) >= len(last) {
			pixels, row = (*[4 * 64]byte)(row), row[len(last):]
		} else {
			for x := copy(last[:], row); x < len(last); x++ {
				last[x] = byte(flip)
			}
			row = nil
		}
		same := i > 0 && *pixels == *before
		if !same {
			dark, coloured, inky, deep = 0, 0, 0, 0
		}
		for x := 0; x < 64 && !same; x += 2 {
			p := binary.LittleEndian.Uint64(pixels[4*x:4*x+8]) ^ flip
			cy, mk := p&odd, p>>8&odd
			k := mk >> 16 & (0xFF * one)
			sum := (cy + mk + (cy+mk)>>16) & lane
			// A quarter of cyan, half of magenta, an eighth of yellow and all of black, four times.
			shade := (cy+2*mk)&lane + 4*k + cy>>17&(0x7F*one)
			isDark := (shade>>9 | shade>>10) & one
			isColoured := (sum - k + (1024-richByte)*one) >> 10 & one
			isInky := (sum + above) >> 11 & one
			dark |= (isDark | isDark>>31) & 3 << x
			coloured |= (isColoured | isColoured>>31) & 3 << x
			inky += isInky
			deep += (sum - k + aboveBlack) >> 11 & one
		}
		before = pixels
		over += int(inky&0xFF + inky>>32)
		under += int(deep&0xFF + deep>>32)
		if darks != nil {
			darks[i], colours[i] = dark, coloured
		}
	}
	return over, under
}

// richByte is the least of inks of 255 that is more than richPixel.
const richByte = 26

// darkRGB judges pixels of red, green and blue.
func darkRGB(row []byte, darks []uint64) {
	for i := range darks {
		pixels := row[:min(3*64, len(row))]
		row = row[len(pixels):]
		var dark uint64
		for x := 0; len(pixels) >= 3; x++ {
			// A quarter of red, half of green and an eighth of blue, eight times; less than half carries below zero.
			light := 2*uint32(pixels[0]) + 4*uint32(pixels[1]) + uint32(pixels[2])
			dark |= uint64((light-7*128)>>31) << x
			pixels = pixels[3:]
		}
		darks[i] = dark
	}
}

// jpegSamples gives a reader of the samples of a JPEG; nil for what is none. Its channels must be those of its colour
// space.
func (v *visit) jpegSamples(in io.Reader, m *samples, height int, found *picture) io.Reader {
	packed, err := io.ReadAll(io.LimitReader(in, maxJPEG))
	if err != nil {
		found.unread(plainError(err))
		return nil
	}
	head, err := jpeg.DecodeConfig(bytes.NewReader(packed))
	if err != nil || head.Height < 1 || head.Width < 1 {
		found.fault("content", "Ảnh JPEG hỏng.", "A JPEG is broken.")
		return nil
	}
	channels, each := 3, 3 // and the bytes that a pixel takes
	switch head.ColorModel {
	case imagecolor.GrayModel:
		channels, each = 1, 1
	case imagecolor.CMYKModel:
		channels, each = 4, 8
	}
	if channels != m.components {
		found.fault("content", "Ảnh JPEG có %d kênh, không gian màu của nó có %d.", "A JPEG has %d channels, its colour space %d.", channels, m.components)
		return nil
	}
	if progressive(packed) {
		each += 4 * channels
	}
	if head.Width > maxJPEGBytes/each/head.Height {
		found.unread("ảnh JPEG quá lớn", "the JPEG is too large")
		return nil
	}
	decoded, err := jpeg.Decode(bytes.NewReader(packed))
	var unsupported jpeg.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		found.unread("loại JPEG ít gặp", "an uncommon kind of JPEG")
		return nil
	case err != nil:
		found.fault("content", "Ảnh JPEG hỏng.", "A JPEG is broken.")
		return nil
	case head.Width != m.width || head.Height < height:
		found.fault("content", "Ảnh JPEG là %d × %d điểm ảnh, tệp ghi %d × %d.", "A JPEG is of %d × %d pixels, the file says %d × %d.", head.Width, head.Height, m.width, height)
		return nil
	}
	m.bits = 8
	if lit, ok := decoded.(*image.YCbCr); ok && found.screen && m.decode == nil {
		// Of colours of a screen the light alone is asked for.
		m.space, m.components = gray, 1
		return &rows{pix: lit.Y, stride: lit.YStride, width: m.width}
	}
	switch of := decoded.(type) {
	case *image.Gray:
		return &rows{pix: of.Pix, stride: of.Stride, width: m.width}
	case *image.CMYK:
		// The decoder takes JPEGs of four inks for inverted, as Adobe's are, and gives 255 for all of an ink.
		m.flipped = true
		return &rows{pix: of.Pix, stride: of.Stride, width: 4 * m.width}
	}
	return &colourRows{of: decoded, width: m.width}
}

// maxJPEG is the longest JPEG that is unpacked, in bytes.
const maxJPEG = 64 << 20

// progressive tells whether a JPEG is of the kind that is held as a whole while it is unpacked.
func progressive(packed []byte) bool {
	const start, progressiveStart = 0xC0, 0xC2
	for at := 2; at+4 <= len(packed) && packed[at] == 0xFF; {
		marker := packed[at+1]
		if marker == start || marker == start+1 || marker == progressiveStart {
			return marker == progressiveStart
		}
		at += 2 + int(binary.BigEndian.Uint16(packed[at+2:]))
	}
	return true // nothing is known of it
}

// rows reads the bytes of a decoded picture, whose rows may be longer than it is wide.
type rows struct {
	pix           []byte
	stride, width int
	row, at       int
}

func (r *rows) Read(b []byte) (int, error) {
	from := r.row*r.stride + r.at
	if from >= len(r.pix) {
		return 0, io.EOF
	}
	n := copy(b, r.pix[from:min(r.row*r.stride+r.width, len(r.pix))])
	if r.at += n; r.at == r.width {
		r.row, r.at = r.row+1, 0
	}
	return n, nil
}

// colourRows reads a picture as red, green and blue.
type colourRows struct {
	of       image.Image
	width, y int
	left     []byte
}

func (r *colourRows) Read(b []byte) (int, error) {
	if len(r.left) == 0 {
		if r.y >= r.of.Bounds().Dy() {
			return 0, io.EOF
		}
		r.left = make([]byte, 0, 3*r.width)
		for x := range r.width {
			red, green, blue, _ := r.of.At(x, r.y).RGBA()
			r.left = append(r.left, byte(red>>8), byte(green>>8), byte(blue>>8))
		}
		r.y++
	}
	n := copy(b, r.left)
	r.left = r.left[n:]
	return n, nil
}
