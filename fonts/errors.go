package fonts

import (
	"errors"
	"fmt"
	"strings"
)

// What an [*Error] matches through errors.Is.
var (
	ErrUnknownFace = errors.New("không có kiểu chữ này / no such typeface")
	ErrFormat      = errors.New("không phải tệp phông dùng được / not a usable font file")
	ErrTooLarge    = errors.New("tệp phông vượt giới hạn / font file over a limit")
	ErrCoverage    = errors.New("phông thiếu chữ / the font lacks letters")
	ErrRead        = errors.New("không đọc được tệp phông / the font file cannot be read")
)

// An Error says why a font cannot be used, and what to do. It unwraps to one of the sentinels, and to the cause where
// there is one.
type Error struct {
	// Code names the kind of error and never changes: "font-damaged".
	Code string
	// VI and EN are the message in Vietnamese and in English.
	VI, EN string
	// FixVI and FixEN say what to do.
	FixVI, FixEN string

	kind, cause error
}

// Error gives message and remedy in both languages, and the cause in English.
func (e *Error) Error() string {
	text := e.VI + " " + e.FixVI + " / " + e.EN + " " + e.FixEN
	if e.cause != nil {
		text += " (" + e.cause.Error() + ")"
	}
	return text
}

// Unwrap returns the sentinel that e matches, and its cause.
func (e *Error) Unwrap() []error {
	if e.cause == nil {
		return []error{e.kind}
	}
	return []error{e.kind, e.cause}
}

// CoverageError says which letters a font lacks. It unwraps to an [*Error] with the message and the remedy, and so
// matches [ErrCoverage].
type CoverageError struct {
	Font    string // the font's family; empty if its file does not say
	Missing []rune // in order of code point, each once
}

// Error gives message and remedy in both languages.
func (e *CoverageError) Error() string { return e.Unwrap().Error() }

// Unwrap returns the same finding as an [*Error].
func (e *CoverageError) Unwrap() error {
	letters := strings.Join(strings.Split(string(e.Missing), ""), " ")
	vi, en := "Phông này", "The font"
	if e.Font != "" {
		vi, en = fmt.Sprintf("Phông “%s”", e.Font), fmt.Sprintf("The font “%s”", e.Font)
	}
	out := &Error{
		Code:  "font-lacks-letters",
		VI:    fmt.Sprintf("%s thiếu %d chữ: %s.", vi, len(e.Missing), letters),
		EN:    fmt.Sprintf("%s lacks %d letters: %s.", en, len(e.Missing), letters),
		FixVI: "Dùng bản phông Unicode đủ tiếng Việt, hoặc một phông có sẵn.",
		FixEN: "Use a Unicode version of it that is complete for Vietnamese, or an embedded face.",
		kind:  ErrCoverage,
	}
	if encoding := legacyEncoding(e.Font); encoding != "" {
		out.Code = "font-legacy-encoding"
		out.FixVI = fmt.Sprintf("Đây là phông bảng mã cũ %s, không phải Unicode. Chuyển văn bản sang Unicode, rồi dùng phông Unicode hoặc một phông có sẵn.", encoding)
		out.FixEN = fmt.Sprintf("It is a font of the old encoding %s, not of Unicode. Convert the text to Unicode, then use a Unicode font or an embedded face.", encoding)
	}
	return out
}

// legacyEncoding names the Vietnamese encoding from before Unicode that a family is made for, judged by its name: the
// fonts of TCVN 5712:1993 are called ".VnTime", ".VnArialH", those of VNI "VNI-Times". Both put Vietnamese letters at
// the code points of other letters. It is empty for any other family.
func legacyEncoding(family string) string {
	switch {
	case strings.HasPrefix(strings.ToLower(family), ".vn"):
		return "TCVN3 (ABC)"
	case strings.HasPrefix(family, "VNI-"), strings.HasPrefix(family, "VNI "):
		return "VNI"
	}
	return ""
}

// damaged reports a file that is cut or contradicts itself.
func damaged(format string, args ...any) *Error {
	return &Error{
		Code:  "font-damaged",
		VI:    "Tệp phông bị hỏng.",
		EN:    "The font file is damaged.",
		FixVI: "Tải lại phông từ nơi phát hành, hoặc dùng một phông có sẵn.",
		FixEN: "Get the font again from its publisher, or use an embedded face.",
		kind:  ErrFormat,
		cause: fmt.Errorf(format, args...),
	}
}

// asDamaged reports an error of a library as damage, and leaves ours alone.
func asDamaged(err error) error {
	if own := (*Error)(nil); errors.As(err, &own) {
		return err
	}
	return damaged("%w", err)
}

// unsupported reports a font of a kind that this package does not read.
func unsupported(kind, vi, en string) *Error {
	return &Error{
		Code:  "font-" + kind,
		VI:    vi,
		EN:    en,
		FixVI: "Dùng tệp .ttf hoặc .otf của đúng một kiểu chữ.",
		FixEN: "Use the .ttf or .otf file of the one style you want.",
		kind:  ErrFormat,
	}
}

// tooLarge reports what exceeds one of the limits.
func tooLarge(format string, args ...any) *Error {
	return &Error{
		Code:  "font-too-large",
		VI:    "Tệp phông quá lớn hoặc quá phức tạp.",
		EN:    "The font file is too large or too complex.",
		FixVI: "Dùng bản phông thường, hoặc một phông có sẵn.",
		FixEN: "Use an ordinary version of the font, or an embedded face.",
		kind:  ErrTooLarge,
		cause: fmt.Errorf(format, args...),
	}
}

// recovered turns a panic of a library into an error. It is deferred where the library is called.
func recovered(err *error, doing string) {
	if r := recover(); r != nil {
		*err = damaged("%s: %v", doing, r)
	}
}
