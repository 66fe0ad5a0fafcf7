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
	"cmp"
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
	Stream  int64 // decoded bytes of one stream; default 64 MiB
	Total   int64 // bytes parsed, searched and decoded in all, each time they are; default 1 GiB
}

// Limits that are not for the caller to set.
const (
	maxJunk       = 1024    // bytes before the header (implementation note 13 of PDF Reference 1.7)
	maxTail       = 2048    // bytes at the end of the file in which startxref is looked for
	maxRevisions  = 4096    // cross-reference sections
	maxObjectText = 1 << 24 // bytes of one object as written, streams' data aside
	maxNodes      = 1 << 18 // arrays, dictionaries and values in one object
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
}
