package pdfread

import (
	"bufio"
	"bytes"
	"compress/lzw"
	"encoding/ascii85"
	"errors"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"
	"golang.org/x/image/ccitt"
	tiff "golang.org/x/image/tiff/lzw"
)

// filter is a filter of a stream with its parameters.
type filter struct {
	name  Name
	parms Dict
}

// fullName gives the name of a filter that inline images may abbreviate (table 94).
func fullName(filter Name) Name {
	switch filter {
	case "AHx":
		return "ASCIIHexDecode"
	case "A85":
		return "ASCII85Decode"
	case "LZW":
		return "LZWDecode"
	case "Fl":
		return "FlateDecode"
	case "RL":
		return "RunLengthDecode"
	case "CCF":
		return "CCITTFaxDecode"
	case "DCT":
		return "DCTDecode"
	}
	return filter
}

// Filters are the filters of a stream or an inline image by their full names, in the order in which they are undone.
func (f *File) Filters(d Dict) []Name {
	filters, _ := f.filters(d, Ref{})
	names := make([]Name, len(filters))
	for i := range filters {
		names[i] = filters[i].name
	}
	return names
}

func (f *File) filters(d Dict, r Ref) ([]filter, error) {
	names, err := f.list(d["Filter"])
	if err != nil {
		return nil, err
	}
	parms, err := f.list(d["DecodeParms"])
	if err != nil {
		return nil, err
	}
	if len(names) > maxFilters {
		return nil, of(r, overLimit("số bộ lọc của một luồng", "filters of one stream", maxFilters))
	}
	filters := make([]filter, len(names))
	for i := range names {
		name, ok := As[Name](f, names[i])
		if !ok {
			return filters[:i], of(r, damaged("/Filter của luồng bị hỏng", "the /Filter of a stream is damaged"))
		}
		filters[i].name = fullName(name)
		if i < len(parms) {
			filters[i].parms, _ = As[Dict](f, parms[i])
		}
	}
	return filters, nil
}

// list resolves an array, or one object that stands for an array of it.
func (f *File) list(o Object) (Array, error) {
	o, err := f.Resolve(o)
	if err != nil || o == nil {
		return nil, err
	}
	if a, ok := o.(Array); ok {
		return a, nil
	}
	return Array{o}, nil
}

// Raw is the stream's data as written, up to Limits.Stream bytes.
func (f *File) Raw(s *Stream) ([]byte, error) {
	b, err := f.readAll(f.raw(s), s.length)
	return b, of(s.Ref, err)
}

// Decode undoes the stream's filters. With an error that wraps [ErrImage] or [ErrDamaged] it gives what was undone.
func (f *File) Decode(s *Stream) ([]byte, error) {
	r, err := f.Reader(s)
	if r == nil {
		return nil, err
	}
	b, failed := f.readAll(r, 4*s.length)
	if failed != nil {
		err = of(s.Ref, failed)
	}
	return b, err
}

// readAll reads all of r, up to Limits.Stream bytes. The length is a guess.
func (f *File) readAll(r io.Reader, length int64) ([]byte, error) {
	b := make([]byte, 0, min(max(length, 512), 1<<20))
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if int64(len(b)) > f.limits.Stream {
			return b, overLimit("số byte của một luồng sau khi giải nén", "bytes of one stream when decoded", f.limits.Stream)
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
		if len(b) == cap(b) {
			b = slices.Grow(b, 512)
		}
	}
}

// Reader undoes the stream's filters as it is read; what is read counts towards Limits.Total, and not towards
// Limits.Stream. With an error that wraps [ErrImage] it gives a reader all the same, of the data that the image filter
// would have to undo.
func (f *File) Reader(s *Stream) (io.Reader, error) {
	return f.undoAll(f.raw(s), s.Dict, s.Ref)
}

// InlineReader is Reader for an inline image.
func (f *File) InlineReader(i *InlineImage) (io.Reader, error) {
	return f.undoAll(bytes.NewReader(i.Data), i.Dict, Ref{})
}

func (f *File) undoAll(r io.Reader, d Dict, ref Ref) (io.Reader, error) {
	filters, err := f.filters(d, ref)
	if err != nil {
		return nil, err
	}
	if err := f.spend(leastWork); err != nil {
		return nil, of(ref, err)
	}
	for _, filter := range filters {
		decoded, err := f.undo(r, filter, d)
		if errors.Is(err, ErrImage) {
			return r, of(ref, err)
		}
		if err != nil {
			return nil, of(ref, err)
		}
		r = decoded
	}
	return r, nil
}

func (f *File) raw(s *Stream) io.Reader {
	return &source{f: f, offset: s.offset, left: s.length}
}

// source reads the data of a stream as written.
type source struct {
	f            *File
	offset, left int64
}

func (r *source) Read(b []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n, err := r.f.data.ReadAt(b[:min(int64(len(b)), r.left)], r.offset)
	if err != nil && err != io.EOF {
		return n, unreadable(err, r.offset+r.f.base)
	}
	if err == io.EOF && int64(n) < r.left && n < len(b) {
		return n, damaged("tệp bị cắt cụt giữa luồng", "the file is cut within a stream")
	}
	r.offset += int64(n)
	r.left -= int64(n)
	return n, r.f.spend(int64(n))
}

// mostAtOnce is how much is read at once of what is written, in bytes: bytes in memory inflate faster. Of longer data
// the head alone may be asked for.
const mostAtOnce = 256 << 10

// atOnce gives the data in memory where they are not too long and all there, else the source itself.
func (r *source) atOnce() io.Reader {
	if r.left > mostAtOnce || r.f.spent+r.left > r.f.limits.Total {
		return r
	}
	b := make([]byte, r.left)
	if n, err := r.f.data.ReadAt(b, r.offset); n < len(b) || err != nil && err != io.EOF {
		return r // which tells what is wrong
	}
	r.f.spent += r.left
	r.offset, r.left = r.offset+r.left, 0
	return bytes.NewReader(b)
}

// stage is a filter at work. The work of every stage counts, not only of the last: a filter may eat without end and
// give nothing.
type stage struct {
	f *File
	r io.Reader
}

func (s *stage) Read(b []byte) (int, error) {
	n, err := s.r.Read(b)
	if over := s.f.spend(int64(n)); over != nil {
		return n, over
	}
	if err == nil || err == io.EOF {
		return n, err
	}
	if inner, ok := errors.AsType[*Error](err); ok {
		return n, inner
	}
	return n, damaged("dữ liệu nén của luồng bị hỏng", "the compressed data of a stream are damaged: "+err.Error())
}

// undo gives a reader of what a filter made r of. The dictionary is that of the image, where it is one.
func (f *File) undo(r io.Reader, by filter, d Dict) (io.Reader, error) {
	var decoded io.Reader
	switch by.name {
	case "FlateDecode":
		decoded = &inflater{f: f, r: r}
	case "LZWDecode":
		if early, ok := As[int64](f, by.parms["EarlyChange"]); ok && early == 0 {
			decoded = lzw.NewReader(r, lzw.MSB, 8)
		} else {
			decoded = tiff.NewReader(r, tiff.MSB, 8) // TIFF widens its codes one code early, as PDF does by default
		}
	case "ASCII85Decode":
		return &stage{f: f, r: ascii85.NewDecoder(&until{r: r, end: '~'})}, nil
	case "ASCIIHexDecode":
		return &stage{f: f, r: &hexReader{r: bufio.NewReader(r)}}, nil
	case "RunLengthDecode":
		return &stage{f: f, r: &runReader{r: bufio.NewReader(r)}}, nil
	case "CCITTFaxDecode":
		if fax := f.fax(r, by.parms, d); fax != nil {
			return &stage{f: f, r: fax}, nil
		}
		fallthrough
	case "DCTDecode", "JPXDecode", "JBIG2Decode":
		return nil, &Error{Cause: ErrImage, VI: "dữ liệu ảnh " + string(by.name), EN: "image data " + string(by.name), Offset: -1}
	case "Crypt":
		if name, ok := As[Name](f, by.parms["Name"]); ok && name != "Identity" {
			return nil, encrypted()
		}
		return r, nil
	default:
		return nil, damaged("bộ lọc lạ "+string(by.name), "unknown filter "+string(by.name))
	}
	decoded = &stage{f: f, r: decoded}
	predicted, err := f.unpredict(decoded, by.parms)
	if err != nil {
		return nil, err
	}
	if predicted != decoded {
		predicted = &stage{f: f, r: predicted}
	}
	return predicted, nil
}

// maxColumns is the widest row of a fax that is undone, and the most of them, in pixels.
const maxColumns = 1 << 20

// fax undoes the fax coding of an image (7.4.6), of two dimensions, or of one with an end to each line; nil for others,
// which are rare.
func (f *File) fax(r io.Reader, parms, image Dict) io.Reader {
	number := func(d Dict, key Name, otherwise int64) int64 {
		if n, ok := f.Number(d[key]); ok {
			return int64(min(max(n, -1), maxColumns+1))
		}
		return otherwise
	}
	flag := func(key Name) bool { on, _ := As[bool](f, parms[key]); return on }
	format := ccitt.Group3
	switch k := number(parms, "K", 0); {
	case k > 0 || k == 0 && !flag("EndOfLine"):
		return nil
	case k < 0:
		format = ccitt.Group4
	}
	columns, rows := number(parms, "Columns", 1728), number(parms, "Rows", 0)
	if rows < 1 {
		rows = number(image, "Height", 0)
	}
	if columns < 1 || columns > maxColumns || rows < 1 || rows > maxColumns {
		return nil
	}
	o := &ccitt.Options{Align: flag("EncodedByteAlign"), Invert: flag("BlackIs1")}
	return ccitt.NewReader(r, ccitt.MSB, format, int(columns), int(rows), o)
}

// inflater inflates from its first reading on, so that a damaged header is an error of reading as any other. What it
// inflates with is used again by the next: its window and tables are more than most streams.
type inflater struct {
	f   *File
	r   io.Reader
	z   io.ReadCloser
	err error
}

func (i *inflater) Read(b []byte) (int, error) {
	if i.z == nil && i.err == nil {
		r := i.r
		if whole, ok := i.r.(*source); ok {
			r = whole.atOnce()
		}
		if i.z, i.f.idle = i.f.idle, nil; i.z == nil {
			i.z, i.err = zlib.NewReader(r)
		} else {
			i.err = i.z.(zlib.Resetter).Reset(r, nil)
		}
	}
	if i.err != nil {
		return 0, i.err
	}
	n, err := i.z.Read(b)
	if err != nil {
		i.f.idle, i.z, i.err = i.z, nil, err
	}
	return n, err
}

// until reads up to a byte that ends the data, and leaves out the bytes that may stand before it.
type until struct {
	r    io.Reader
	end  byte
	over bool
}

func (u *until) Read(b []byte) (int, error) {
	if u.over {
		return 0, io.EOF
	}
	n, err := u.r.Read(b)
	if i := bytes.IndexByte(b[:n], u.end); i >= 0 {
		u.over = true
		return i, nil
	}
	return n, err
}

// hexReader reads hexadecimal digits up to ">"; a single last digit is followed by 0 (7.4.2).
type hexReader struct{ r *bufio.Reader }

func (h *hexReader) Read(b []byte) (int, error) {
	for n := range b {
		high, err := h.digit()
		if err != nil {
			return n, err
		}
		low, err := h.digit()
		if err == io.EOF {
			b[n] = high << 4
			return n + 1, err
		}
		if err != nil {
			return n, err
		}
		b[n] = high<<4 | low
	}
	return len(b), nil
}

func (h *hexReader) digit() (byte, error) {
	for {
		c, err := h.r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch {
		case digit(c) < 16:
			return digit(c), nil
		case c == '>':
			h.r.UnreadByte()
			return 0, io.EOF
		case class[c] != space:
			return 0, errors.New("not a hexadecimal digit")
		}
	}
}

// runReader undoes run lengths (7.4.5).
type runReader struct {
	r    *bufio.Reader
	run  [128]byte
	left []byte
}

func (r *runReader) Read(b []byte) (int, error) {
	for len(r.left) == 0 {
		length, err := r.r.ReadByte()
		switch {
		case err != nil:
			return 0, err
		case length == 128:
			return 0, io.EOF
		case length < 128:
			r.left = r.run[:int(length)+1]
			if _, err := io.ReadFull(r.r, r.left); err != nil {
				r.left = nil
				return 0, cut(err)
			}
		default:
			c, err := r.r.ReadByte()
			if err != nil {
				return 0, cut(err)
			}
			r.left = r.run[:257-int(length)]
			for i := range r.left {
				r.left[i] = c
			}
		}
	}
	n := copy(b, r.left)
	r.left = r.left[n:]
	return n, nil
}

// cut makes an end that comes too early an error.
func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
