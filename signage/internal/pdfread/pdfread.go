// Package pdfread reads PDF files of any origin for checking: the document's structure, its objects, the decoded streams
// and the operations of content streams. It writes nothing, draws nothing and does not read encrypted files.
//
// Nothing in a file is trusted. Objects are read when they are asked for, through an [io.ReaderAt] and a cache of bounded
// size, and every table, nesting, stream and chain has a limit, so that a hostile file ends in an error that wraps
// [ErrLimit] or [ErrDamaged]. What other readers read around (junk before the header, a wrong cross-reference table, a
// wrong /Length) is read around here as well, and [File.Damage] tells of it.
//
// Section numbers in the comments are those of ISO 32000-1:2008.
package pdfread

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
)

// Object is a value in a PDF file: nil, bool, int64, float64, [String], [Name], [Array], [Dict], *[Stream] or [Ref].
// Objects are shared; do not change them.
type Object = any

// Name is a name without its slash and with its #xx escapes undone.
type Name string

// String is a literal or hexadecimal string, its escapes undone: bytes, not necessarily text.
type String string

// Array is an array of objects; indirect ones stand as [Ref].
type Array []Object

// Dict is a dictionary. Of a key that is written twice the last value holds.
type Dict map[Name]Object

// Ref refers to an indirect object.
type Ref struct{ Number, Generation int }

func (r Ref) String() string { return fmt.Sprintf("%d %d R", r.Number, r.Generation) }

// Stream is a dictionary with data that stay in the file until [File.Raw], [File.Reader] or [File.Decode] reads them.
type Stream struct {
	Dict Dict
	Ref  Ref // the object

	offset, length int64 // of the data as written, from the header
}

// Limits bound the work and the memory that a file can demand. A field that is zero or negative takes the default.
type Limits struct {
	Size    int64 // bytes of the file; default 1 GiB
	Objects int   // entries of the cross-reference tables in all, and pages; default 1,048,576
	Depth   int   // nesting of arrays and dictionaries, levels of the page tree, references in a chain; default 100
	Stream  int64 // decoded bytes of one stream that is read as a whole; default 64 MiB
	Total   int64 // bytes parsed, searched and decoded in all, each time they are; an object or stream counts for at least 128; default 1 GiB
}

// Limits that are not for the caller to set.
const (
	maxJunk       = 1024    // bytes before the header (implementation note 13 of PDF Reference 1.7)
	maxTail       = 2048    // bytes at the end of the file in which startxref is looked for
	maxRevisions  = 4096    // cross-reference sections
	maxObjectText = 1 << 24 // bytes of one object as written, streams' data aside
	maxNodes      = 1 << 18 // arrays, dictionaries and values in one object
	maxNumber     = 1<<31 - 1
	leastWork     = 128     // towards Limits.Total, so that many small objects are work too
	maxFilters    = 8       // filters of one stream
	maxRow        = 1 << 24 // bytes of one row of a predictor
	maxOperands   = 512     // operands of one operator; DeviceN has at most 32 components (annex C)
	cachedText    = 8 << 20 // weight of a generation of cached objects
	cachedStreams = 16 << 20
)

func (l *Limits) withDefaults() Limits {
	var set Limits
	if l != nil {
		set = *l
	}
	return Limits{
		Size:    cmp.Or(max(set.Size, 0), 1<<30),
		Objects: cmp.Or(max(set.Objects, 0), 1<<20),
		Depth:   cmp.Or(max(set.Depth, 0), 100),
		Stream:  cmp.Or(max(set.Stream, 0), 64<<20),
		Total:   cmp.Or(max(set.Total, 0), 1<<30),
	}
}

// File is an open PDF file. It reads through the io.ReaderAt it was opened with, which must stay open and unchanged.
// A File keeps a cache and is for one goroutine at a time.
type File struct {
	limits  Limits
	data    io.ReaderAt // from the header
	base    int64       // of the header in the file
	size    int64       // from the header
	header  string
	trailer Dict
	entries map[int]entry
	counted int   // entries read
	spent   int64 // bytes towards Limits.Total
	damage  error

	xrefStreams, objectStreams, rebuilt bool

	objects    cache[Object]
	containers cache[*objectStream]
	open       map[int]bool // objects that are being read
	window     []byte       // of parse
	lexer      lexer        // of parse
	known      vocabulary
	idle       io.ReadCloser // of inflater
}

// Open reads the header, the cross-reference table and the catalog of a file of size bytes. A nil l sets the default
// limits. The error is an [*Error].
func Open(r io.ReaderAt, size int64, l *Limits) (*File, error) {
	f := &File{
		limits:     l.withDefaults(),
		objects:    newCache[Object](cachedText),
		containers: newCache[*objectStream](cachedStreams),
		open:       map[int]bool{},
	}
	if size > f.limits.Size {
		return nil, overLimit("số byte của tệp", "bytes of the file", f.limits.Size)
	}
	if err := f.findHeader(r, size); err != nil {
		return nil, err
	}
	err := f.readXRef()
	if err == nil {
		_, err = f.Catalog()
	}
	if errors.Is(err, ErrDamaged) {
		f.note(err)
		if err = f.rebuild(); err == nil {
			_, err = f.Catalog()
		}
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (f *File) findHeader(r io.ReaderAt, size int64) error {
	const mark = "%PDF-"
	head := make([]byte, min(max(size, 0), maxJunk+16))
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return unreadable(err, 0)
	}
	at := bytes.Index(head[:n], []byte(mark))
	switch {
	case size <= 0:
		return &Error{Cause: ErrNotPDF, VI: "tệp rỗng", EN: "the file is empty", Offset: -1}
	case at < 0 || at > maxJunk:
		return &Error{Cause: ErrNotPDF, VI: "không phải tệp PDF: không có %PDF- ở đầu tệp",
			EN: "not a PDF file: no %PDF- at its beginning", Offset: -1}
	}
	version := head[at+len(mark) : n]
	digits := len(version) - len(bytes.TrimLeft(version, "0123456789."))
	f.header = string(version[:digits])
	f.base, f.size = int64(at), size-int64(at)
	f.data = io.NewSectionReader(r, f.base, f.size)
	if at > 0 {
		f.note(damaged("có dữ liệu lạ trước %PDF-", "there are other data before %PDF-"))
	}
	return nil
}

func unreadable(err error, offset int64) error {
	return &Error{Cause: err, VI: "không đọc được tệp", EN: "the file cannot be read: " + err.Error(), Offset: offset}
}

// HeaderVersion is the version that the header names, such as "1.4".
func (f *File) HeaderVersion() string { return f.header }

// Version is the version of the header, or that of the catalog where it is higher (7.2.2).
func (f *File) Version() string {
	catalog, err := f.Catalog()
	if err != nil {
		return f.header
	}
	raised, _ := As[Name](f, catalog["Version"])
	return max(f.header, string(raised)) // every version has one digit, a point and one digit
}

// Trailer is the newest trailer; in a file of cross-reference streams, the dictionary of the newest of those.
func (f *File) Trailer() Dict { return f.trailer }

// Catalog is the document's root.
func (f *File) Catalog() (Dict, error) {
	o, err := f.Resolve(f.trailer["Root"])
	if err != nil {
		return nil, err
	}
	catalog, ok := o.(Dict)
	if !ok {
		return nil, damaged("tệp không có danh mục gốc (Catalog)", "the file has no catalog")
	}
	return catalog, nil
}

// Info is the document information dictionary; nil where the file has none.
func (f *File) Info() (Dict, error) {
	o, err := f.Resolve(f.trailer["Info"])
	if err != nil || o == nil {
		return nil, err
	}
	info, ok := o.(Dict)
	if !ok {
		return nil, damaged("Info không phải là từ điển", "Info is not a dictionary")
	}
	return info, nil
}

// Damage is the first fault that was read around so far; nil where there was none.
func (f *File) Damage() error { return f.damage }

// UsesXRefStreams reports whether any part of the cross-reference table is a stream (PDF 1.5).
func (f *File) UsesXRefStreams() bool { return f.xrefStreams }

// UsesObjectStreams reports whether any object in use is in an object stream (PDF 1.5).
func (f *File) UsesObjectStreams() bool { return f.objectStreams }

func (f *File) note(err error) {
	if f.damage == nil {
		f.damage = err
	}
}

// spend counts n bytes of work.
func (f *File) spend(n int64) error {
	if f.spent += n; f.spent > f.limits.Total {
		return overLimit("số byte phải đọc và giải nén trong cả tệp", "bytes to parse and decode in all", f.limits.Total)
	}
	return nil
}
