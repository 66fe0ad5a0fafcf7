package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"sync"

	"github.com/klauspost/compress/zlib"

	"github.com/bangron/bangron/signage/internal/parallel"
)

// file is a finished PDF taken apart into its objects. gofpdf has no hook for objects of our own, so they are added to
// the bytes that it wrote.
type file struct {
	objects [][]byte // objects[i] is what stands between "obj" and "endobj" of object i+1
	root    int      // the catalog
	info    int
}

// xrefEntry is the length of an entry of a cross-reference table.
const xrefEntry = 20

// takeApart splits a PDF that has one cross-reference table and no object streams, such as gofpdf writes.
func takeApart(b []byte) (*file, error) {
	broken := func(what string) error { return fmt.Errorf("%w: gofpdf wrote no %s", ErrContainer, what) }
	at := bytes.LastIndex(b, []byte("startxref\n"))
	if at < 0 {
		return nil, broken("startxref")
	}
	xref, known := numberAfter(b[at:], "startxref\n")
	if !known || xref >= at || !bytes.HasPrefix(b[xref:], []byte("xref\n0 ")) {
		return nil, broken("cross-reference table")
	}
	count, _ := numberAfter(b[xref:at], "xref\n0 ")
	_, entries, _ := bytes.Cut(b[xref+len("xref\n"):at], []byte("\n"))
	if count < 2 || count > len(entries)/xrefEntry {
		return nil, broken("complete cross-reference table")
	}
	trailer := entries[count*xrefEntry:]
	f := &file{objects: make([][]byte, count-1)}
	var rooted, informed bool
	f.root, rooted = numberAfter(trailer, "/Root ")
	f.info, informed = numberAfter(trailer, "/Info ")
	if !rooted || !informed || max(f.root, f.info) > len(f.objects) || min(f.root, f.info) < 1 {
		return nil, broken("trailer")
	}
	for i := range f.objects {
		at, _ := numberAfter(entries[(i+1)*xrefEntry:], "")
		opening := fmt.Appendf(nil, "%d 0 obj", i+1)
		if at+len(opening) > xref || !bytes.HasPrefix(b[at:], opening) {
			return nil, broken(fmt.Sprintf("object %d", i+1))
		}
		body := b[at+len(opening) : xref]
		end := endOfObject(body)
		if end < 0 {
			return nil, broken(fmt.Sprintf("end of object %d", i+1))
		}
		f.objects[i] = bytes.TrimSpace(body[:end])
	}
	return f, nil
}

// endOfObject finds "endobj", past the bytes of a stream, which may hold the same letters.
func endOfObject(body []byte) int {
	from := 0
	end := bytes.Index(body, []byte("endobj"))
	if s := bytes.Index(body, []byte("stream\n")); s >= 0 && s < end {
		length, known := numberAfter(body[:s], "/Length ")
		from = s + len("stream\n") + length
		if !known || from > len(body) {
			return -1
		}
		end = bytes.Index(body[from:], []byte("endobj"))
	}
	if end < 0 {
		return -1
	}
	return from + end
}

// numberAfter is the first number that follows a key.
func numberAfter(b []byte, key string) (int, bool) {
	_, rest, found := bytes.Cut(b, []byte(key))
	n, digits := 0, 0
	for digits < len(rest) && digits < 10 && rest[digits] >= '0' && rest[digits] <= '9' {
		n = 10*n + int(rest[digits]-'0')
		digits++
	}
	return n, found && digits > 0
}

// add appends an object and returns its number.
func (f *file) add(body []byte) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

// addStream appends a deflated stream with further entries of its dictionary and returns its number.
func (f *file) addStream(entries string, data []byte) (int, error) {
	body, err := deflated(entries, data)
	if err != nil {
		return 0, err
	}
	return f.add(body), nil
}

// deflated is a stream object of data that it packs.
func deflated(entries string, data []byte) ([]byte, error) {
	packed, err := deflate(data)
	if err != nil {
		return nil, err
	}
	return stream(entries, packed), nil
}

// stream is a stream object of data that is deflated.
func stream(entries string, packed []byte) []byte {
	b := make([]byte, 0, len(entries)+len(packed)+64)
	b = fmt.Appendf(b, "<<%s/Filter /FlateDecode /Length %d>>\nstream\n", entries, len(packed))
	return append(append(b, packed...), "\nendstream"...)
}

// deflateLevel is the highest that takes no longer than the rest of a sign: the next one saves 2 % and takes half as long
// again. Short streams take little time at the highest there is.
const (
	deflateLevel = 6
	short        = 16 << 10 // bytes
)

// writers are used again: each holds more memory than a sign.
var writers, thorough = writersOf(deflateLevel), writersOf(zlib.BestCompression)

func writersOf(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, _ := zlib.NewWriterLevel(nil, level) // the level is valid
		return w
	}}
}

// deflateAll packs several streams at once, each in parts.
func deflateAll(all [][][]byte) ([][]byte, error) {
	packed := make([][]byte, len(all))
	return packed, parallel.Each(len(all), func(i int) (err error) {
		packed[i], err = deflate(all[i]...)
		return err
	})
}

// deflate packs a stream in parts, each with a code of its own for what is frequent in it.
func deflate(parts ...[]byte) ([]byte, error) {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	var out bytes.Buffer
	out.Grow(size / 3)
	pool := writers
	if size <= short {
		pool = thorough
	}
	w := pool.Get().(*zlib.Writer)
	defer pool.Put(w)
	w.Reset(&out)
	for i, part := range parts {
		if i > 0 {
			if err := w.Flush(); err != nil {
				return nil, err
			}
		}
		if _, err := w.Write(part); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// set replaces an object.
func (f *file) set(object int, body string) { f.objects[object-1] = []byte(body) }

// digest stands for all that the file holds.
func (f *file) digest() [sha256.Size]byte {
	sum := sha256.New()
	for _, body := range f.objects {
		sum.Write(body)
		sum.Write([]byte{0})
	}
	return [sha256.Size]byte(sum.Sum(nil))
}

// begin begins the file with room for what it holds.
func (f *file) begin(version string) []byte {
	size := 1024
	for _, body := range f.objects {
		size += len(body) + 48
	}
	// Bytes over 127 in the second line tell transfer programs that the file is not text.
	return fmt.Appendf(make([]byte, 0, size), "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version)
}

// bytes puts the file together again, so that every program finds its objects.
func (f *file) bytes(version string, id []byte) []byte {
	out := f.begin(version)
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
	return fmt.Appendf(out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%X> <%[4]X>]\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects)+1, f.root, f.info, id, xref)
}

// packed puts the file together with all objects but streams in one stream, and the cross-reference table in another, which
// readers of PDF 1.5 know: a fraction of the bytes.
func (f *file) packed(version string, id []byte) ([]byte, error) {
	var places, gathered []byte
	count := 0
	container := len(f.objects) + 1
	table := container + 1
	rows := make([]byte, xrefRow*(table+1)) // row 0 is that of no object
	row := func(object int, kind byte, at, within int) {
		r := rows[xrefRow*object:]
		r[0] = kind
		binary.BigEndian.PutUint32(r[1:], uint32(at))
		binary.BigEndian.PutUint16(r[5:], uint16(within))
	}
	out := f.begin(version)
	put := func(object int, body []byte) {
		row(object, 1, len(out), 0)
		out = fmt.Appendf(out, "%d 0 obj\n", object)
		out = append(append(out, body...), "\nendobj\n"...)
	}
	for i, body := range f.objects {
		if bytes.HasSuffix(body, []byte("\nendstream")) {
			put(i+1, body)
			continue
		}
		row(i+1, 2, container, count)
		places = fmt.Appendf(places, "%d %d ", i+1, len(gathered))
		gathered = append(append(gathered, body...), '\n')
		count++
	}
	objects, err := deflated(fmt.Sprintf("/Type /ObjStm /N %d /First %d ", count, len(places)), append(places, gathered...))
	if err != nil {
		return nil, err
	}
	put(container, objects)
	start := len(out)
	row(0, 0, 0, math.MaxUint16)
	row(table, 1, start, 0)
	xref, err := deflated(fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%X> <%[4]X>] ", table+1, f.root, f.info, id), rows)
	if err != nil {
		return nil, err
	}
	put(table, xref)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start), nil
}

// xrefRow is the length of a row of a cross-reference stream: what it is, where it is, and the place in a stream of objects.
const xrefRow = 1 + 4 + 2
