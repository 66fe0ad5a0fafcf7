// Package note holds what the library has to tell the user about a design: a
// finding with its place and its remedy, in Vietnamese and in English.
package note

// Severities of a Note.
const (
	Error   = "error"   // the sign must not be printed
	Warning = "warning" // someone must look at it before printing
	Info    = "info"    // something was changed or chosen that the user may want to know
)

// A Note is one finding.
type Note struct {
	// Code names the kind of finding and never changes: "doubled-words".
	Code string
	// Severity is Error, Warning or Info.
	Severity string
	// Field is where the finding is: "text", "unit", "line 2", a sheet's cell.
	Field string
	// VI and EN are the message in Vietnamese and in English.
	VI, EN string
	// FixVI and FixEN say what to do; empty when nothing has to be done.
	FixVI, FixEN string
}
