package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// file is a finished PDF taken apart into its objects. gofpdf has no hook for objects of our own, so they are added to
// the bytes that it wrote.
type file struct {
	header  []byte
	objects [][]byte // objects[i] is what stands between "obj" and "endobj" of object i+1
	root    int
	info    int
}

var (
	startOfXref = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	xrefHeader  = regexp.MustCompile(`^xref\s+0 (\d+)\s+`)
	trailerRoot = regexp.MustCompile(`/Root (\d+) 0 R`)
	trailerInfo = regexp.MustCompile(`/Info (\d+) 0 R`)
)

// xrefEntry is the length of an entry of a cross-reference table.
const xrefEntry = 20

// takeApart splits a PDF that has one cross-reference table and no object streams, such as gofpdf writes.
func takeApart(b []byte) (*file, error) {
	broken := func(what string) error { return fmt.Errorf("%w: gofpdf wrote no %s", ErrContainer, what) }
	tail := b[max(0, len(b)-64):]
	start := startOfXref.FindSubmatch(tail)
	if start == nil {
		return nil, broken("startxref")
	}
	xref := number(start[1])
	if xref >= len(b) {
		return nil, broken("cross-reference table")
	}
	table := b[xref:]
	head := xrefHeader.FindSubmatch(table)
	if head == nil {
		return nil, broken("cross-reference table")
	}
	count := number(head[1])
	entries := table[len(head[0]):]
	if count < 2 || len(entries) < count*xrefEntry {
		return nil, broken("complete cross-reference table")
	}
	trailer := entries[count*xrefEntry:]
	root, info := trailerRoot.FindSubmatch(trailer), trailerInfo.FindSubmatch(trailer)
	if root == nil || info == nil {
		return nil, broken("trailer")
	}
	f := &file{objects: make([][]byte, count-1), root: number(root[1]), info: number(info[1])}
	first := xref
	for i := range f.objects {
		at := number(entries[(i+1)*xrefEntry:][:10])
		opening := fmt.Appendf(nil, "%d 0 obj", i+1)
		if at >= xref || !bytes.HasPrefix(b[at:], opening) {
			return nil, broken(fmt.Sprintf("object %d", i+1))
		}
		body := b[at+len(opening) : xref]
		if end := endOfObject(body); end >= 0 {
			f.objects[i] = bytes.TrimSpace(body[:end])
		} else {
			return nil, broken(fmt.Sprintf("end of object %d", i+1))
		}
		first = min(first, at)
	}
	f.header = b[:first]
	return f, nil
}

var streamLength = regexp.MustCompile(`^[^\r\n]*(?:\r?\n[^\r\n]*)*?/Length (\d+)`)

// endOfObject finds "endobj", past the bytes of a stream, which may hold the same letters.
func endOfObject(body []byte) int {
	from := 0
	end := bytes.Index(body, []byte("endobj"))
	if s := bytes.Index(body, []byte("stream\n")); s >= 0 && s < end {
		length := streamLength.FindSubmatch(body[:s])
		if length == nil {
			return -1
		}
		from = s + len("stream\n") + number(length[1])
		if from > len(body) {
			return -1
		}
		end = bytes.Index(body[from:], []byte("endobj"))
	}
	if end < 0 {
		return -1
	}
	return from + end
}

func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}

// add appends an object and returns its number.
func (f *file) add(body []byte) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

// addStream appends a deflated stream with further entries of its dictionary and returns its number.
func (f *file) addStream(entries string, data []byte) (int, error) {
	packed, err := deflate(data)
	if err != nil {
		return 0, err
	}
	return f.add(fmt.Appendf(nil, "<<%s/Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", entries, len(packed), packed)), nil
}

// replace puts text in the place of other text of an object, which must hold it.
func (f *file) replace(object int, old, with string) error {
	body := f.objects[object-1]
	if !bytes.Contains(body, []byte(old)) {
		return fmt.Errorf("%w: object %d has no %q", ErrContainer, object, old)
	}
	f.objects[object-1] = bytes.Replace(body, []byte(old), []byte(with), 1)
	return nil
}

// packed is a stream that gofpdf left as it was given.
var unpacked = regexp.MustCompile(`^<</Length (\d+)>>\nstream\n`)

// pack deflates the streams that are not yet: gofpdf takes its fastest level, at a third more bytes.
func (f *file) pack() error {
	for i, body := range f.objects {
		m := unpacked.FindSubmatch(body)
		if m == nil {
			continue
		}
		packed, err := deflate(body[len(m[0]):][:number(m[1])])
		if err != nil {
			return err
		}
		f.objects[i] = fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", len(packed), packed)
	}
	return nil
}

// writers are used again: each holds more memory than a sign.
var writers = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

func deflate(data []byte) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(data) / 3)
	w := writers.Get().(*zlib.Writer)
	defer writers.Put(w)
	w.Reset(&out)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// bytes puts the file together again.
func (f *file) bytes() []byte {
	size := len(f.header) + 1024
	for _, body := range f.objects {
		size += len(body) + 48
	}
	out := append(make([]byte, 0, size), f.header...)
	offsets := make([]int, len(f.objects))
	for i, body := range f.objects {
		offsets[i] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n", i+1)
		out = append(out, body...)
		out = append(out, "\nendobj\n"...)
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, at := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", at)
	}
	return fmt.Appendf(out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, f.root, f.info, xref)
}
