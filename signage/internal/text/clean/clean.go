// Package clean is the door through which every text enters the library. It
// brings a text to one line of well-formed Vietnamese in NFC, repairs what has
// only one possible repair, says so, and refuses the rest with its place and its
// remedy. It never changes a wording silently: every repair is a note that shows
// the text before and after.
package clean

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/note"
)

// MaxChars is the longest text that is read, in Unicode characters. The longest
// name of an administrative procedure runs past 400.
const MaxChars = 4000

// An Encoding is a way of writing Vietnamese older than Unicode.
type Encoding uint8

const (
	// Unicode converts nothing: text that looks like TCVN3 or VNI is refused with
	// the proposed Unicode text.
	Unicode Encoding = iota
	// TCVN3, or ABC, is the encoding of the .VnTime fonts (TCVN 5712:1993).
	TCVN3
	// VNI is the encoding of the VNI-Times fonts.
	VNI
	// Auto converts from whichever of TCVN3 and VNI the text is recognised as.
	Auto
)

// String returns the name an officer knows the encoding by.
func (e Encoding) String() string {
	switch e {
	case TCVN3:
		return "TCVN3 (ABC)"
	case VNI:
		return "VNI"
	case Auto:
		return "TCVN3/VNI"
	}
	return "Unicode"
}

// Options say how a text is read. The zero value reads the text of a sign.
type Options struct {
	// Field is where the text stands, for the notes; empty means "text".
	Field string
	// OneLine makes a line end a space, for names and cells. Otherwise it becomes
	// '|', the mark of a line end in the text of a sign.
	OneLine bool
	// Convert allows conversion from an old encoding. TCVN3 and VNI take the
	// user's word for it, so a text is to be converted once; Auto converts only
	// what is recognised.
	Convert Encoding
}

// Reasons for which a text is refused; an *Error unwraps to one of them.
var (
	ErrEmpty     = errors.New("clean: no text")
	ErrTooLong   = errors.New("clean: text too long")
	ErrNotUTF8   = errors.New("clean: not UTF-8")
	ErrMojibake  = errors.New("clean: UTF-8 text read with a wrong encoding")
	ErrLegacy    = errors.New("clean: text in an old Vietnamese encoding")
	ErrScript    = errors.New("clean: letter of another script")
	ErrControl   = errors.New("clean: control character")
	ErrEmoji     = errors.New("clean: emoji")
	ErrMark      = errors.New("clean: mark that no Vietnamese letter carries")
	ErrUndefined = errors.New("clean: character without a meaning")
)

// An Error is the refusal of a text.
type Error struct {
	// Note is the first finding for which the text was refused.
	Note note.Note
	kind error
}

// Error returns the message in Vietnamese and in English.
func (e *Error) Error() string { return e.Note.VI + " / " + e.Note.EN }

// Unwrap returns the reason: ErrEmpty, ErrScript and so on.
func (e *Error) Unwrap() error { return e.kind }

// Text returns s repaired, in NFC, with single spaces, and what was done to it.
// An error is an *Error; the notes then hold every finding, the refused ones with
// severity note.Error, and the text is empty. Line ends before and after the text
// go without a note.
//
// Reading the result again changes nothing, unless Options.Convert names an
// encoding that the result happens to be readable in.
func Text(s string, o Options) (string, []note.Note, error) {
	c := cleaner{field: o.Field}
	if c.field == "" {
		c.field = "text"
	}
	out := c.run(s, o)
	if c.refusal != nil {
		return "", c.notes, c.refusal
	}
	return out, c.notes, nil
}

// maxRefusals is how many refused places one text reports.
const maxRefusals = 10

type cleaner struct {
	field    string
	notes    []note.Note
	refusal  *Error
	refusals int
	// Letter-spaced words that were joined, and the first few of them.
	joined      int
	joinedWords []string
}

func (c *cleaner) run(s string, o Options) string {
	if c.tooLong(s) || c.notUTF8(s) {
		return ""
	}
	out := c.fromLegacy(s, o.Convert)
	if c.refusal != nil {
		return ""
	}
	out = c.repairLetters(out)
	if c.refusal != nil {
		return ""
	}
	out = c.foldSpaces(out, o.OneLine)
	if strings.Trim(out, " |~") == "" {
		c.refuse(ErrEmpty, note.Note{
			Code: "empty-text",
			VI:   "Không có chữ nào để in.", EN: "There is no text to print.",
			FixVI: "Nhập nội dung.", FixEN: "Enter the text.",
		})
	}
	// What was hidden by marks or spaces may show only now.
	if out != s {
		c.tooLong(out)
		c.fromLegacy(out, Unicode)
	}
	return out
}

func (c *cleaner) tooLong(s string) bool {
	// The first test spares counting a text that is far too long.
	if len(s) <= MaxChars*utf8.UTFMax && utf8.RuneCountInString(s) <= MaxChars {
		return false
	}
	c.refuse(ErrTooLong, note.Note{
		Code:  "text-too-long",
		VI:    fmt.Sprintf("Nội dung dài quá %d ký tự.", MaxChars),
		EN:    fmt.Sprintf("The text is longer than %d characters.", MaxChars),
		FixVI: "Rút gọn, hoặc chia thành nhiều biển.", FixEN: "Shorten it, or make several signs of it.",
	})
	return true
}

func (c *cleaner) notUTF8(s string) bool {
	if utf8.ValidString(s) {
		return false
	}
	pos := 1
	for _, r := range s {
		if r == utf8.RuneError {
			break
		}
		pos++
	}
	c.refuse(ErrNotUTF8, note.Note{
		Code:  "not-utf8",
		VI:    fmt.Sprintf("Nội dung không phải Unicode UTF-8, từ ký tự thứ %d.", pos),
		EN:    fmt.Sprintf("The text is not Unicode UTF-8, from character %d.", pos),
		FixVI: "Lưu lại tệp với bảng mã UTF-8.", FixEN: "Save the file again as UTF-8.",
	})
	return true
}

// add files a note about this text.
func (c *cleaner) add(n note.Note) {
	n.Field = c.field
	c.notes = append(c.notes, n)
}

// refuse files an error; the first one is the reason of the refusal.
func (c *cleaner) refuse(kind error, n note.Note) {
	n.Severity = note.Error
	n.Field = c.field
	if c.refusal == nil {
		c.refusal = &Error{Note: n, kind: kind}
	}
	c.refusals++
	c.notes = append(c.notes, n)
}

func (c *cleaner) refusedEnough() bool { return c.refusals >= maxRefusals }

// maxQuoted is how much of a text a note quotes, in characters.
const maxQuoted = 120

// quote puts a text between quotation marks and shortens a long one.
func quote(s string) string {
	n := 0
	for i := range s {
		if n == maxQuoted {
			return `"` + s[:i] + `…"`
		}
		n++
	}
	return `"` + s + `"`
}
