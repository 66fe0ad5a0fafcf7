package preflight

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// The errors of files that cannot be read; reach them with errors.Is.
var (
	ErrNotPDF    = errors.New("preflight: not a PDF")
	ErrDamaged   = errors.New("preflight: the PDF is cut or damaged")
	ErrEncrypted = errors.New("preflight: the PDF is encrypted")
	ErrTooLarge  = errors.New("preflight: over a limit")
	ErrExpect    = errors.New("preflight: not a usable expectation")
)

// Error says why a file cannot be checked, in Vietnamese and in English.
type Error struct {
	Kind         error // one of the sentinels
	Cause        error // what the reader of the file said; may be nil
	VI, EN       string
	FixVI, FixEN string
}

// Error is the English message.
func (e *Error) Error() string { return e.EN }

// Unwrap gives the sentinel and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

func damaged(cause error) error {
	vi, en := plainError(cause)
	return &Error{
		Kind: ErrDamaged, Cause: cause, VI: "PDF hỏng hoặc bị cắt: " + vi + ".", EN: "The PDF is cut or damaged: " + en + ".",
		FixVI: "Xuất hoặc tải lại tệp.", FixEN: "Export or load the file again.",
	}
}

// failed turns an error of the reader into one in both languages.
func failed(err error) error {
	switch {
	case errors.Is(err, pdfread.ErrNotPDF):
		return &Error{Kind: ErrNotPDF, Cause: err, VI: "Tệp không phải PDF.", EN: "The file is no PDF."}
	case errors.Is(err, pdfread.ErrEncrypted):
		return &Error{
			Kind: ErrEncrypted, Cause: err, VI: "PDF bị khóa (mã hóa); xưởng in không nhận tệp như vậy.", EN: "The PDF is encrypted; no print shop takes it so.",
			FixVI: "Lưu lại không đặt mật khẩu hay quyền.", FixEN: "Save it without a password or permissions.",
		}
	case errors.Is(err, pdfread.ErrLimit):
		vi, en := plainError(err)
		return &Error{Kind: ErrTooLarge, Cause: err, VI: "PDF " + vi + ".", EN: "The PDF is " + en + "."}
	}
	return damaged(err)
}

// plainError says in Vietnamese and in English what an error of the reader is.
func plainError(err error) (vi, en string) {
	var of *pdfread.Error
	if errors.As(err, &of) {
		return of.VI, of.EN
	}
	return "không đọc được dữ liệu", err.Error() // those of Go's library are in English
}

// reader reads the objects of a file. What is not of the kind that is asked for is nil or zero.
type reader struct {
	file          *pdfread.File
	catalog, info pdfread.Dict // info is nil where there is none
}

func open(r io.ReaderAt, size int64) (reader, error) {
	switch {
	case size > MaxBytes:
		return reader{}, &Error{
			Kind: ErrTooLarge, VI: fmt.Sprintf("Tệp %d MB vượt giới hạn %d MB.", size>>20, MaxBytes>>20), EN: fmt.Sprintf("The file of %d MB is over the limit of %d MB.", size>>20, MaxBytes>>20),
		}
	case size <= 0:
		return reader{}, &Error{Kind: ErrNotPDF, VI: "Tệp rỗng.", EN: "The file is empty."}
	}
	f, err := pdfread.Open(r, size, nil)
	if err != nil {
		return reader{}, failed(err)
	}
	in := reader{file: f}
	if in.catalog, err = f.Catalog(); err != nil {
		return reader{}, failed(err)
	}
	in.info, _ = f.Info() // a document may have none, and what is missing in it is found by its rules
	return in, nil
}

// resolve follows a reference. What cannot be read is missing.
func (r reader) resolve(o pdfread.Object) pdfread.Object {
	v, err := r.file.Resolve(o)
	if err != nil {
		return nil
	}
	return v
}

func (r reader) dict(o pdfread.Object) pdfread.Dict {
	d, _ := r.resolve(o).(pdfread.Dict)
	return d
}

func (r reader) array(o pdfread.Object) pdfread.Array {
	a, _ := r.resolve(o).(pdfread.Array)
	return a
}

func (r reader) name(o pdfread.Object) pdfread.Name {
	n, _ := r.resolve(o).(pdfread.Name)
	return n
}

func (r reader) stream(o pdfread.Object) *pdfread.Stream {
	s, _ := r.resolve(o).(*pdfread.Stream)
	return s
}

// dictOrStream is a dictionary, or that of a stream.
func (r reader) dictOrStream(o pdfread.Object) pdfread.Dict {
	if s := r.stream(o); s != nil {
		return s.Dict
	}
	return r.dict(o)
}

func (r reader) integer(o pdfread.Object) (int, bool) {
	n, ok := r.file.Number(o)
	if !ok || !(n >= -1<<31 && n <= 1<<31) {
		return 0, false
	}
	return int(n), true
}

// maxNumbers is the longest array of numbers that is read: boxes, matrices, domains, colours.
const maxNumbers = 4096

func (r reader) numbers(o pdfread.Object) ([]float64, bool) {
	a, ok := r.resolve(o).(pdfread.Array)
	if !ok || len(a) > maxNumbers {
		return nil, false
	}
	numbers := make([]float64, len(a))
	for i, o := range a {
		if numbers[i], ok = r.file.Number(o); !ok {
			return nil, false
		}
	}
	return numbers, true
}

// text is a text string (7.9.2.2); empty for what is none.
func (r reader) text(o pdfread.Object) string {
	s, _ := r.resolve(o).(pdfread.String)
	switch b := string(s); {
	case strings.HasPrefix(b, "\xFE\xFF"):
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(b, "\xEF\xBB\xBF"):
		return b[3:]
	default:
		// PDFDocEncoding is Latin-1 but for a few marks.
		runes := make([]rune, len(b))
		for i := range len(b) {
			runes[i] = rune(b[i])
		}
		return string(runes)
	}
}

// head is the beginning of what a stream holds, at most n bytes. What cannot be unpacked is missing.
func (r reader) head(s *pdfread.Stream, n int) []byte {
	in, err := r.file.Reader(s)
	if err != nil {
		return nil
	}
	b, _ := io.ReadAll(io.LimitReader(in, int64(n)))
	return b
}
