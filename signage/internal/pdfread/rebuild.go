package pdfread

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"
)

// rebuild makes the table anew from every "12 0 obj" in the file and what the object streams hold. Of several objects
// with one number the last holds.
func (f *File) rebuild() error {
	f.rebuilt = true
	// The object whose reading led here is read again on the way.
	waiting := f.open
	f.open = map[int]bool{}
	defer func() { f.open = waiting }()
	f.entries, f.counted = map[int]entry{}, 0
	f.objects.clear()
	f.containers.clear()
	f.xrefStreams, f.objectStreams = false, false
	trailer := Dict{}
	if err := f.scan(trailer); err != nil {
		return err
	}
	if err := f.openContainers(trailer); err != nil {
		return err
	}
	if trailer["Encrypt"] != nil {
		return encrypted()
	}
	if _, ok := As[Dict](f, trailer["Root"]); !ok {
		catalog, err := f.findCatalog()
		if err != nil {
			return err
		}
		trailer["Root"] = catalog
	}
	f.trailer = trailer
	return nil
}

// scan looks for objects and trailers outside streams, block by block.
func (f *File) scan(trailer Dict) error {
	const (
		before = 64 // what is kept of the block before: the numbers of an object
		after  = 16 // what must be seen of a word
	)
	block := make([]byte, 256<<10)
	inStream := false
	from := 0
	for offset := int64(0); ; {
		n, err := f.data.ReadAt(block[:min(int64(len(block)), f.size-offset)], offset)
		if err != nil && err != io.EOF {
			return unreadable(err, offset+f.base)
		}
		if err := f.spend(int64(n)); err != nil {
			return err
		}
		last := n < len(block) || offset+int64(n) == f.size
		to := n
		if !last {
			to -= after
		}
		for i := from; i < to; i++ {
			if inStream {
				end := bytes.Index(block[i:n], []byte("endstream"))
				if end < 0 || i+end >= to {
					break
				}
				i += end + len("endstream")
				inStream = false
			}
			switch rest := block[i:n]; {
			case len(rest) == 0:
			case rest[0] == 'o' && bytes.HasPrefix(rest, []byte("obj")):
				if err := f.found(block[:i], offset); err != nil {
					return err
				}
			case rest[0] == 's' && (bytes.HasPrefix(rest, []byte("stream\r")) || bytes.HasPrefix(rest, []byte("stream\n"))):
				inStream = !bytes.HasSuffix(block[:i], []byte("end"))
			case rest[0] == 't' && bytes.HasPrefix(rest, []byte("trailer")):
				if err := f.foundTrailer(offset+int64(i+len("trailer")), trailer); err != nil {
					return err
				}
			}
		}
		if last {
			return nil
		}
		offset += int64(to - before)
		from = before
	}
}

// found records the object whose two numbers end text, which begins at offset.
func (f *File) found(text []byte, offset int64) error {
	const spaces, digits = "\x00\t\n\f\r ", "0123456789"
	trimmed := bytes.TrimRight(text, spaces)
	rest := bytes.TrimRight(trimmed, digits)
	generation, ok1 := decimal(trimmed[len(rest):])
	trimmed = bytes.TrimRight(rest, spaces)
	if len(trimmed) == len(rest) {
		return nil
	}
	rest = bytes.TrimRight(trimmed, digits)
	number, ok2 := decimal(trimmed[len(rest):])
	if !ok1 || !ok2 || number == 0 || number > maxNumber || generation > maxNumber {
		return nil
	}
	f.entries[int(number)] = entry{offset + int64(len(rest)), uint32(generation), direct}
	return f.count()
}

func (f *File) foundTrailer(offset int64, trailer Dict) error {
	if err := f.count(); err != nil {
		return err
	}
	d, err := f.dictAt(offset)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return err
	}
	maps.Copy(trailer, d)
	return nil
}

// openContainers adds the objects in object streams and, for lack of a trailer, what other objects say that is in one.
func (f *File) openContainers(trailer Dict) error {
	numbers := slices.SortedFunc(maps.Keys(f.entries), func(a, b int) int {
		return cmp.Compare(f.entries[a].offset, f.entries[b].offset)
	})
	for _, number := range numbers {
		e := f.entries[number]
		if e.kind != direct {
			continue // a later object stream has it
		}
		r := Ref{number, e.generation()}
		o, err := f.load(r)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		switch o := o.(type) {
		case Dict:
			if o["Filter"] == Name("Standard") && o["O"] != nil && o["U"] != nil { // table 21
				trailer["Encrypt"] = r
			}
		case *Stream:
			switch o.Dict["Type"] {
			case Name("XRef"):
				f.xrefStreams = true
				for _, key := range []Name{"Root", "Info", "ID", "Encrypt"} {
					if value, ok := o.Dict[key]; ok {
						trailer[key] = value
					}
				}
			case Name("ObjStm"):
				if err := f.openContainer(number, e); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// findCatalog looks for a catalog among all objects.
func (f *File) findCatalog() (Object, error) {
	var catalog Object
	for r, o := range f.Objects() {
		if d, ok := o.(Dict); ok && d["Type"] == Name("Catalog") {
			catalog = r
		}
		if err, failed := o.(error); failed && !errors.Is(err, ErrDamaged) {
			return nil, err
		}
	}
	return catalog, nil
}

func (f *File) openContainer(number int, e entry) error {
	c, err := f.container(number)
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, n := range c.numbers {
		if err := f.count(); err != nil {
			return err
		}
		if now := f.entries[n]; n == 0 || now.kind == direct && now.offset > e.offset {
			continue
		}
		f.entries[n] = entry{int64(number), uint32(i), compressed}
		f.objectStreams = true
	}
	return nil
}
