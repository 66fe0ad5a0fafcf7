package spec

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage"
)

// What can be wrong with a file; reach them with errors.Is. What is wrong with a value that a table of signage does not
// know is that package's error: [signage.ErrSize], [signage.ErrSlogan] …
var (
	ErrTooLarge = errors.New("spec: over a limit")
	ErrFormat   = errors.New("spec: not one YAML document in UTF-8")
	ErrVersion  = errors.New("spec: no version that is known here")
	ErrKey      = errors.New("spec: unknown or repeated key")
	ErrValue    = errors.New("spec: not a value that the key takes")
)

// maxFindings is how many findings an error carries: a file of another kind has one for each of its lines.
const maxFindings = 20

// Error says what is wrong with a spec. Message and remedy of a finding are in Vietnamese and in English and begin with
// the line; its Field is the key. errors.Is reaches the sentinels above, and errors.As reaches a [*signage.Error] with
// the same findings, so that a spec and a sign are refused in the same way.
type Error struct {
	Line        int // of the first finding, from 1; 0: the whole file, or a value that is in no file
	Diagnostics []signage.Diagnostic
	causes      []error
}

func (e *Error) Error() string {
	var messages []string
	for _, d := range e.Diagnostics {
		messages = append(messages, d.String())
	}
	return "spec: " + strings.Join(messages, "; ")
}

// in says in which file the findings are.
func (e *Error) in(file string) {
	for i := range e.Diagnostics {
		e.Diagnostics[i].VI, e.Diagnostics[i].EN = file+": "+e.Diagnostics[i].VI, file+": "+e.Diagnostics[i].EN
	}
}

// Unwrap gives the sentinels, and the findings as a sign's error.
func (e *Error) Unwrap() []error {
	return append([]error{&signage.Error{Diagnostics: e.Diagnostics}}, e.causes...)
}

// finding is one thing that is wrong with a file.
type finding struct {
	kind         error
	code         string
	line         int // 0: the whole file
	field        string
	vi, en       string
	fixVI, fixEN string
}

func (f finding) diagnostic() signage.Diagnostic {
	field := f.field
	if field == "" {
		field = "spec"
	}
	vi, en := f.vi, f.en
	if f.line > 0 {
		vi, en = fmt.Sprintf("Dòng %d: %s", f.line, vi), fmt.Sprintf("Line %d: %s", f.line, en)
	}
	return signage.Diagnostic{
		Code: f.code, Severity: signage.SeverityError, Field: field,
		VI: vi, EN: en, FixVI: f.fixVI, FixEN: f.fixEN,
	}
}

func refuse(findings ...finding) error {
	e := &Error{Line: findings[0].line}
	for _, f := range findings[:min(len(findings), maxFindings)] {
		e.Diagnostics = append(e.Diagnostics, f.diagnostic())
		e.causes = append(e.causes, f.kind)
	}
	return e
}

// located puts the line of a value before the findings of the package that refused it.
func located(line int, err error) error {
	var refused *signage.Error
	if line == 0 || !errors.As(err, &refused) {
		return err
	}
	e := &Error{Line: line, causes: []error{err}}
	for _, d := range refused.Diagnostics {
		d.VI, d.EN = fmt.Sprintf("Dòng %d: %s", line, d.VI), fmt.Sprintf("Line %d: %s", line, d.EN)
		e.Diagnostics = append(e.Diagnostics, d)
	}
	return e
}
