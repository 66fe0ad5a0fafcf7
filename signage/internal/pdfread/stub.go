package pdfread

import (
	"errors"
	"io"
	"iter"
)

var errTodo = errors.New("pdfread: to be written")

func Open(r io.ReaderAt, size int64, l *Limits) (*File, error) { return nil, errTodo }

// Version is the version of the header, such as "1.4", or that of the catalog where it is higher.
func (f *File) Version() string { return "" }

// HeaderVersion is the version that the header names.
func (f *File) HeaderVersion() string { return f.header }

// Trailer is the newest trailer; in a file of cross-reference streams, the dictionary of the newest of those.
func (f *File) Trailer() Dict { return f.trailer }

// Catalog is the document's root.
func (f *File) Catalog() (Dict, error) { return nil, errTodo }

// Info is the document information dictionary; nil where the file has none.
func (f *File) Info() (Dict, error) { return nil, errTodo }

// Damage is the first fault that was read around so far; nil where there was none.
func (f *File) Damage() error { return nil }

// Resolve gives the object that o refers to, or o itself if it is no reference. A missing object is nil.
func (f *File) Resolve(o Object) (Object, error) { return nil, errTodo }

// As resolves o and reports whether it is a T. A *Stream is not taken for its Dict, nor an int64 for a float64.
func As[T any](f *File, o Object) (T, bool) { var zero T; return zero, false }

// Number resolves o to a number.
func (f *File) Number(o Object) (float64, bool) { return 0, false }

// Rectangle is a box in points: left, bottom, right, top, whatever corners the file names.
type Rectangle [4]float64

// Rectangle resolves o to a box.
func (f *File) Rectangle(o Object) (Rectangle, bool) { return Rectangle{}, false }

// Filters are the stream's filters by their full names, in the order in which they are undone.
func (f *File) Filters(s *Stream) []Name { return nil }

// Raw is the stream's data as written.
func (f *File) Raw(s *Stream) ([]byte, error) { return nil, errTodo }

// Reader undoes the stream's filters as it is read. With an error that wraps ErrImage it gives a reader all the same, of
// what that filter would have to undo.
func (f *File) Reader(s *Stream) (io.Reader, error) { return nil, errTodo }

// Decode undoes the stream's filters. With an error that wraps ErrImage or ErrDamaged it gives what was undone so far.
func (f *File) Decode(s *Stream) ([]byte, error) { return nil, errTodo }

// Page is a page with what it inherits from the tree above it.
type Page struct {
	Dict      Dict // as written
	Ref       Ref
	Number    int  // 1 for the first
	Resources Dict // nil where there are none
	MediaBox  Rectangle
	CropBox   Rectangle // the MediaBox where the file has none
	Rotate    int       // degrees clockwise: 0, 90, 180 or 270
}

// Pages are the document's pages in order. A part of the tree that cannot be read gives an error in its place.
func (f *File) Pages() iter.Seq2[*Page, error] { return func(func(*Page, error) bool) {} }

// Contents is the decoded content of a page, its streams joined by line ends.
func (f *File) Contents(p *Page) ([]byte, error) { return nil, errTodo }

// Objects are all objects in use, by number. One that cannot be read comes as its error.
func (f *File) Objects() iter.Seq2[Ref, Object] { return func(func(Ref, Object) bool) {} }

// UsesXRefStreams reports whether any part of the cross-reference table is a stream (PDF 1.5).
func (f *File) UsesXRefStreams() bool { return false }

// UsesObjectStreams reports whether any object is in an object stream (PDF 1.5).
func (f *File) UsesObjectStreams() bool { return false }

// Operation is an operator of a content stream with its operands.
type Operation struct {
	Operator string   // BI stands for the whole of an inline image
	Operands []Object // reused by the next operation
	Inline   *InlineImage
	Offset   int // of the operator in the content
}

// InlineImage is the image of a BI … ID … EI. Its dictionary has the full names of keys, filters and colour spaces.
type InlineImage struct {
	Dict Dict
	Data []byte
}

// Content reads the operations of a content stream. An error is the last thing it gives.
func Content(data []byte, l *Limits) iter.Seq2[Operation, error] {
	return func(func(Operation, error) bool) {}
}
