package pdfread

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Resolve gives the object that o refers to, or o itself if it is no reference. A missing object is nil (7.3.10).
func (f *File) Resolve(o Object) (Object, error) {
	var before Ref // one of those on the way, ever farther along it: what comes back to it goes in a circle
	for i := range f.limits.Depth {
		r, ok := o.(Ref)
		if !ok {
			return o, nil
		}
		if r == before && i > 0 {
			return nil, of(r, damaged("các tham chiếu đi vòng", "references go in a circle"))
		}
		if i&(i-1) == 0 {
			before = r
		}
		var err error
		if o, err = f.load(r); err != nil {
			return nil, err
		}
	}
	return nil, overLimit("chuỗi tham chiếu", "references in a chain", f.limits.Depth)
}

// As resolves o and reports whether it is a T. A *Stream is not taken for its Dict, nor an int64 for a float64.
func As[T any](f *File, o Object) (T, bool) {
	o, err := f.Resolve(o)
	t, ok := o.(T)
	return t, ok && err == nil
}

// Number resolves o and reports whether it is a number.
func (f *File) Number(o Object) (float64, bool) {
	o, err := f.Resolve(o)
	if err != nil {
		return 0, false
	}
	switch n := o.(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Objects are all objects in use, by number. One that cannot be read comes as its [*Error].
func (f *File) Objects() iter.Seq2[Ref, Object] {
	return func(yield func(Ref, Object) bool) {
		for _, number := range slices.Sorted(maps.Keys(f.entries)) {
			e := f.entries[number] // no longer there if the table was rebuilt meanwhile
			if e.kind == free {
				continue
			}
			r := Ref{number, e.generation()}
			o, err := f.load(r)
			if err != nil {
				o = err
			}
			if !yield(r, o) {
				return
			}
		}
	}
}

// load reads an object, from the cache if it is there. Failures are kept as well: an object that cannot be read would
// otherwise be tried again by each of the many that refer to it.
func (f *File) load(r Ref) (Object, error) {
	e := f.entries[r.Number]
	if e.kind == free || e.generation() != r.Generation {
		return nil, nil
	}
	o, ok := f.objects.get(r.Number)
	if !ok {
		if f.open[r.Number] {
			return nil, of(r, damaged("đối tượng tự tham chiếu chính nó", "the object needs itself"))
		}
		if len(f.open) == f.limits.Depth {
			return nil, of(r, overLimit("chuỗi tham chiếu", "references in a chain", f.limits.Depth))
		}
		f.open[r.Number] = true
		var weight int64
		var err error
		o, weight, err = f.read(r, e)
		delete(f.open, r.Number)
		if err != nil {
			o, weight = of(r, err), 512
		}
		f.objects.put(r.Number, o, weight)
	}
	if err, failed := o.(error); failed {
		return nil, err
	}
	return o, nil
}

// errElsewhere is the damage of a table that does not lead to the object.
var errElsewhere = fmt.Errorf("%w: the cross-reference table is wrong", ErrDamaged)

func (f *File) elsewhere(offset int64) error {
	return &Error{Cause: errElsewhere, VI: "bảng tham chiếu chỉ sai chỗ",
		EN: "the cross-reference table points to the wrong place", Offset: offset + f.base}
}

// read reads an object from the file; its weight is for the cache. Where the table is wrong it is rebuilt first.
func (f *File) read(r Ref, e entry) (Object, int64, error) {
	o, weight, err := f.readEntry(r, e)
	if !errors.Is(err, errElsewhere) || f.rebuilt {
		return o, weight, err
	}
	f.note(of(r, err))
	if err := f.rebuild(); err != nil {
		return nil, 0, err
	}
	return f.readEntry(r, f.entries[r.Number])
}

func (f *File) readEntry(r Ref, e entry) (Object, int64, error) {
	switch {
	case e.kind == free || e.generation() != r.Generation:
		return nil, 0, nil
	case e.kind == compressed:
		return f.fromContainer(r, e)
	}
	found, o, weight, err := f.indirectAt(e.offset)
	if err == nil && found.Number != r.Number {
		err = f.elsewhere(e.offset)
	}
	return o, weight, err
}

// indirectAt reads the object whose "12 0 obj" begins at offset.
func (f *File) indirectAt(offset int64) (Ref, Object, int64, error) {
	var r Ref
	var o Object
	var data int // where a stream's data begin
	x, err := f.parse(offset, func(x *lexer) (err error) {
		var ok bool
		if r, ok = x.header(); !ok {
			return &Error{Cause: errElsewhere, VI: "không có đối tượng nào ở chỗ này", EN: "there is no object here"}
		}
		x.nodes = 0
		o, data, err = x.body()
		return err
	})
	if err != nil {
		return r, nil, 0, of(r, err)
	}
	weight := int64(x.pos + 64*x.nodes)
	if dict, ok := o.(Dict); ok && data > 0 {
		s := &Stream{Dict: dict, Ref: r, offset: offset + int64(data)}
		if err := f.measure(s); err != nil {
			return r, nil, 0, of(r, err)
		}
		o = s
	}
	return r, o, weight, nil
}

// parse reads at an offset through a window that grows until what is read lies in it as a whole.
func (f *File) parse(offset int64, read func(*lexer) error) (*lexer, error) {
	if offset < 0 || offset >= f.size {
		return nil, f.elsewhere(offset)
	}
	for n := int64(4 << 10); ; n *= 4 {
		n = min(n, f.size-offset)
		if int64(cap(f.window)) < n {
			f.window = make([]byte, n)
		}
		got, err := f.data.ReadAt(f.window[:n], offset)
		if err != nil && err != io.EOF {
			return nil, unreadable(err, offset+f.base)
		}
		f.lexer = lexer{
			data: f.window[:got], references: true, maxDepth: f.limits.Depth,
			stack: f.lexer.stack[:0], text: f.lexer.text[:0], known: &f.known,
		}
		x := &f.lexer
		err = read(x)
		if spent := f.spend(int64(max(x.pos, leastWork))); spent != nil {
			return nil, spent
		}
		whole := offset+n == f.size || int64(got) < n
		switch {
		case errors.Is(err, ErrLimit) || whole || !x.ranOut():
			if e, ok := err.(*Error); ok {
				e.Offset = max(e.Offset, 0) + offset + f.base
			}
			if e, ok := x.twice.(*Error); ok && err == nil {
				e.Offset += offset + f.base
				f.note(e)
			}
			return x, err
		case n >= maxObjectText:
			return nil, overLimit("số byte của một đối tượng", "bytes of one object", maxObjectText)
		}
	}
}

// header reads "12 0 obj".
func (x *lexer) header() (Ref, bool) {
	x.references = false
	defer func() { x.references = true }()
	var n [2]int64
	for i := range n {
		_, o, err := x.next()
		var ok bool
		if n[i], ok = o.(int64); !ok || err != nil || n[i] < 0 || n[i] > maxNumber {
			return Ref{}, false
		}
	}
	t, _, err := x.next()
	return Ref{int(n[0]), int(n[1])}, err == nil && t == tokenWord && string(x.word) == "obj"
}

// body reads an object and, where the data of a stream follow, their place. An object without anything in it is null.
func (x *lexer) body() (o Object, data int, err error) {
	at := x.pos
	t, o, err := x.next()
	switch {
	case err != nil:
		return nil, 0, err
	case t == tokenWord && string(x.word) == "endobj":
		return nil, 0, nil
	case t != tokenObject:
		return nil, 0, x.damaged(at, "thiếu một đối tượng", "an object is missing")
	}
	if _, ok := o.(Dict); !ok {
		return o, 0, nil
	}
	if t, _, err := x.next(); err != nil || t != tokenWord || string(x.word) != "stream" {
		return o, 0, nil
	}
	// The word ends with a line feed, with or without a carriage return before it (7.3.8.1).
	if x.pos < len(x.data) && x.data[x.pos] == '\r' {
		x.pos++
	}
	if x.pos < len(x.data) && x.data[x.pos] == '\n' {
		x.pos++
	}
	return o, x.pos, nil
}

// measure finds the length of a stream's data: what the dictionary says, if the stream ends there, or else the way to
// the word that ends it.
func (f *File) measure(s *Stream) error {
	if n, ok := As[int64](f, s.Dict["Length"]); ok && n >= 0 && n <= f.size-s.offset {
		ends, err := f.endsAt(s.offset + n)
		if err != nil {
			return err
		}
		if ends {
			s.length = n
			return nil
		}
	}
	at, err := f.search(s.offset, "endstream")
	if err != nil {
		return err
	}
	wrong := damaged("/Length của luồng sai", "the /Length of a stream is wrong")
	wrong.Object, wrong.Offset = s.Ref, s.offset+f.base
	if at < 0 {
		wrong.VI, wrong.EN = "luồng không có điểm kết thúc", "a stream has no end"
		return wrong
	}
	f.note(wrong)
	s.length = at - s.offset
	// The line end before the word is not part of the data.
	var end [2]byte
	n := min(s.length, 2)
	if _, err := f.data.ReadAt(end[:n], at-n); err != nil && err != io.EOF {
		return unreadable(err, at+f.base)
	}
	switch tail := string(end[:n]); {
	case tail == "\r\n":
		s.length -= 2
	case strings.HasSuffix(tail, "\n") || strings.HasSuffix(tail, "\r"):
		s.length--
	}
	return nil
}

// endsAt reports whether a stream or its object ends at offset. Some writers count a line end too few.
func (f *File) endsAt(offset int64) (bool, error) {
	var b [16]byte
	n, err := f.data.ReadAt(b[:], offset)
	if err != nil && err != io.EOF {
		return false, unreadable(err, offset+f.base)
	}
	after := bytes.TrimLeft(b[:n], "\r\n \t")
	return bytes.HasPrefix(after, []byte("endstream")) || bytes.HasPrefix(after, []byte("endobj")), nil
}

// search finds a word from an offset on; -1 where there is none.
func (f *File) search(offset int64, word string) (int64, error) {
	block := make([]byte, 64<<10)
	for offset < f.size {
		n, err := f.data.ReadAt(block[:min(int64(len(block)), f.size-offset)], offset)
		if err != nil && err != io.EOF {
			return 0, unreadable(err, offset+f.base)
		}
		if err := f.spend(int64(n)); err != nil {
			return 0, err
		}
		if i := bytes.Index(block[:n], []byte(word)); i >= 0 {
			return offset + int64(i), nil
		}
		if n < len(word) {
			break
		}
		offset += int64(n - len(word) + 1)
	}
	return -1, nil
}

// objectStream is a decoded stream of objects (7.5.7).
type objectStream struct {
	data    []byte // from its first object
	numbers []int
	offsets []int
}

func (f *File) fromContainer(r Ref, e entry) (Object, int64, error) {
	c, err := f.container(int(e.offset))
	if err != nil {
		return nil, 0, err
	}
	i := int(e.index)
	if i >= len(c.numbers) || c.numbers[i] != r.Number {
		if err := f.spend(int64(len(c.numbers))); err != nil {
			return nil, 0, err
		}
		if i = slices.Index(c.numbers, r.Number); i < 0 {
			return nil, 0, &Error{Cause: errElsewhere, VI: "đối tượng không có trong luồng đối tượng mà bảng tham chiếu chỉ tới",
				EN: "the object is not in the object stream that the cross-reference table names", Offset: -1}
		}
	}
	x := lexer{data: c.data, pos: min(c.offsets[i], len(c.data)), references: true, maxDepth: f.limits.Depth, known: &f.known}
	from := x.pos
	o, err := x.object()
	if e, ok := err.(*Error); ok {
		e.Offset = -1 // it would be the place in decoded data
	}
	read := int64(x.pos - from)
	if spent := f.spend(max(read, leastWork)); spent != nil {
		return nil, 0, spent
	}
	return o, read + int64(64*x.nodes), err
}

// container decodes an object stream. Object streams are not in object streams, so that they cannot hold each other.
func (f *File) container(number int) (*objectStream, error) {
	if c, ok := f.containers.get(number); ok {
		return c, nil
	}
	e := f.entries[number]
	r := Ref{number, e.generation()}
	if e.kind != direct {
		return nil, of(r, &Error{Cause: errElsewhere, VI: "thiếu luồng đối tượng", EN: "an object stream is missing", Offset: -1})
	}
	o, err := f.load(r)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*Stream)
	if !ok {
		return nil, of(r, &Error{Cause: errElsewhere, VI: "thiếu luồng đối tượng", EN: "an object stream is missing", Offset: -1})
	}
	c, err := f.unpack(s)
	if err != nil {
		return nil, of(r, err)
	}
	f.containers.put(number, c, int64(cap(c.data)+16*len(c.numbers)))
	return c, nil
}

func (f *File) unpack(s *Stream) (*objectStream, error) {
	count, ok1 := As[int64](f, s.Dict["N"])
	first, ok2 := As[int64](f, s.Dict["First"])
	if kind, _ := As[Name](f, s.Dict["Type"]); kind != "ObjStm" || !ok1 || !ok2 || count < 0 || first < 0 {
		return nil, damaged("luồng đối tượng thiếu /Type, /N hoặc /First", "an object stream lacks /Type, /N or /First")
	}
	if count > int64(f.limits.Objects) {
		return nil, overLimit("số đối tượng trong một luồng đối tượng", "objects in an object stream", f.limits.Objects)
	}
	data, err := f.Decode(s)
	if errors.Is(err, ErrImage) {
		return nil, damaged("luồng đối tượng lại là ảnh", "an object stream is an image")
	}
	if err != nil {
		return nil, err
	}
	if first > int64(len(data)) || count > first { // every object takes several bytes before the first
		return nil, damaged("luồng đối tượng có /N hoặc /First sai", "an object stream has a wrong /N or /First")
	}
	c := &objectStream{data: data[first:], numbers: make([]int, count), offsets: make([]int, count)}
	x := lexer{data: data[:first], known: &f.known}
	for i := range c.numbers {
		x.nodes = 0
		number, err1 := x.object()
		offset, err2 := x.object()
		n, ok1 := number.(int64)
		at, ok2 := offset.(int64)
		if err1 != nil || err2 != nil || !ok1 || !ok2 || n < 0 || n > maxNumber || at < 0 || at > int64(len(c.data)) {
			return nil, damaged("phần đầu của luồng đối tượng bị hỏng", "the beginning of an object stream is damaged")
		}
		c.numbers[i], c.offsets[i] = int(n), int(at)
	}
	return c, nil
}

// cache keeps values up to twice a weight: the young generation, and the one before it.
type cache[V any] struct {
	most, weight int64
	young, old   map[int]weighed[V]
}

type weighed[V any] struct {
	value  V
	weight int64
}

func newCache[V any](most int64) cache[V] {
	return cache[V]{most: most, young: map[int]weighed[V]{}}
}

func (c *cache[V]) get(key int) (V, bool) {
	w, ok := c.young[key]
	if !ok {
		if w, ok = c.old[key]; ok {
			c.put(key, w.value, w.weight)
		}
	}
	return w.value, ok
}

func (c *cache[V]) put(key int, value V, weight int64) {
	weight += 64 // of the entry itself
	if c.weight += weight; c.weight > c.most {
		c.old, c.young, c.weight = c.young, map[int]weighed[V]{}, weight
	}
	c.young[key] = weighed[V]{value, weight - 64}
}

func (c *cache[V]) clear() { *c = newCache[V](c.most) }
