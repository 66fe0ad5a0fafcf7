package pdfread

import (
	"errors"
	"fmt"
)

// What can be wrong with a file; reach them with errors.Is.
var (
	ErrNotPDF    = errors.New("pdfread: not a PDF file")
	ErrDamaged   = errors.New("pdfread: the file is cut or damaged")
	ErrEncrypted = errors.New("pdfread: the file is encrypted")
	ErrLimit     = errors.New("pdfread: over a limit")

	// ErrImage stands beside the data of a stream whose next filter is one of images (DCTDecode, JPXDecode, JBIG2Decode,
	// and some of CCITTFaxDecode), which are not undone.
	ErrImage = errors.New("pdfread: the data are those of an image filter")
)

// Error says what is wrong and where, in Vietnamese and in English.
type Error struct {
	Cause  error // one of the sentinels, or the error of the io.ReaderAt
	VI, EN string
	Object Ref   // zero where no object is known
	Offset int64 // bytes from the beginning of the file, or of the content stream; -1 where none is known
}

// Error is the English message with the place.
func (e *Error) Error() string {
	s := "pdfread: " + e.EN
	if e.Object != (Ref{}) {
		s += fmt.Sprintf(" (object %d %d)", e.Object.Number, e.Object.Generation)
	}
	if e.Offset >= 0 {
		s += fmt.Sprintf(" (byte %d)", e.Offset)
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

func damaged(vi, en string) *Error {
	return &Error{Cause: ErrDamaged, VI: vi, EN: en, Offset: -1}
}

func overLimit[N int | int64](vi, en string, most N) *Error {
	return &Error{
		Cause:  ErrLimit,
		VI:     fmt.Sprintf("vượt giới hạn: %s (nhiều nhất %d)", vi, most),
		EN:     fmt.Sprintf("over a limit: %s (at most %d)", en, most),
		Offset: -1,
	}
}

// of names the object that an error is about, unless an inner one is named already.
func of(r Ref, err error) error {
	if e, ok := err.(*Error); ok && e.Object == (Ref{}) {
		placed := *e
		placed.Object = r
		return &placed
	}
	return err
}
