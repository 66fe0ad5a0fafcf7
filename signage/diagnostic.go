package signage

import (
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
)

// Severities of a [Diagnostic].
const (
	SeverityError   = note.Error   // the sign must not be printed
	SeverityWarning = note.Warning // someone must look at it before printing
	SeverityInfo    = note.Info    // something was changed or chosen
)

// Diagnostic is one thing that a user should know about a sign. What its texts put in `backquotes` is a field, as a spec
// names it, with or without a value (`convert: tcvn3`), or a command of the program (`bangron sizes`).
type Diagnostic struct {
	Code     string `json:"code"`     // stable name of the finding, "doubled-words"
	Severity string `json:"severity"` // one of the constants
	Field    string `json:"field"`    // where: "text", "unit", "size" …
	VI       string `json:"vi"`       // message in Vietnamese
	EN       string `json:"en"`       // message in English
	FixVI    string `json:"fix_vi,omitempty"`
	FixEN    string `json:"fix_en,omitempty"`
}

// Message is the finding with its remedy, in Vietnamese or, for "en", in English.
func (d Diagnostic) Message(lang string) string {
	text, fix := d.VI, d.FixVI
	if lang == "en" {
		text, fix = d.EN, d.FixEN
	}
	return strings.TrimSpace(text + " " + fix)
}

// Error is a design that cannot be made. It carries what is wrong and what to do about it; errors.Is reaches the
// sentinel of the package that refused ([ErrSize], [ErrText] …).
type Error struct {
	Diagnostics []Diagnostic
	cause       error
}

// String is the place and the message with its remedy, in Vietnamese and in English.
func (d Diagnostic) String() string {
	return d.Field + ": " + d.Message("vi") + " / " + d.Message("en")
}

// Error gives what is wrong and what to do, in both languages.
func (e *Error) Error() string {
	var parts []string
	for _, d := range e.Diagnostics {
		if d.Severity == SeverityError {
			parts = append(parts, d.String())
		}
	}
	return strings.Join(parts, "; ")
}

// Unwrap is the sentinel behind the error.
func (e *Error) Unwrap() error { return e.cause }

func refuse(cause error, notes ...note.Note) error {
	return &Error{Diagnostics: diagnostics(notes), cause: cause}
}

// diagnostics are the notes, each once.
func diagnostics(notes []note.Note) []Diagnostic {
	out := make([]Diagnostic, 0, len(notes))
	said := make(map[note.Note]bool, len(notes))
	for _, n := range notes {
		if !said[n] {
			said[n] = true
			out = append(out, Diagnostic(n))
		}
	}
	return out
}
