package signage

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/preflight"
)

// CheckProfile is the set of rules by which [CheckPDF] checks a file. The zero value is what the file says it is.
type CheckProfile = preflight.Profile

// The rules that can be asked for.
const (
	CheckX1a    = preflight.X1a    // PDF/X-1a:2003
	CheckX4     = preflight.X4     // PDF/X-4
	CheckOffice = preflight.Office // for desktop printers and screens
	CheckPrint  = preflight.Print  // for a print shop, without a standard that the file claims
)

// CheckProfiles lists the rules that can be asked for by name.
func CheckProfiles() []CheckProfile { return preflight.Profiles() }

// CheckOptions are what the one who checks a file knows of it. The zero value and nil are usable.
type CheckOptions = preflight.Expect

// CheckReport is what was found in a file, CheckFinding one place where a rule is broken.
type (
	CheckReport  = preflight.Report
	CheckFinding = preflight.Finding
)

// Rule is one thing that is asked of a file that goes to print.
type Rule = preflight.Rule

// Rules is the table of all rules of [CheckPDF].
func Rules() iter.Seq[Rule] { return preflight.Rules() }

// ErrCheck is wrapped by the errors of files that cannot be checked at all: not a PDF, encrypted, cut, too large.
var ErrCheck = errors.New("signage: the file cannot be checked")

// CheckPDF looks whether a print shop can run a PDF as it is, ours or not. It certifies nothing: a file that passes breaks
// none of the rules of [Rules]. o may be nil. The error is an [*Error] that wraps [ErrCheck].
func CheckPDF(r io.ReaderAt, size int64, o *CheckOptions) (*CheckReport, error) {
	if o == nil {
		o = &CheckOptions{}
	}
	report, err := preflight.Check(r, size, *o)
	if err == nil {
		return report, nil
	}
	n := note.Note{Code: "check", Severity: note.Error, Field: "file", VI: "Không kiểm được tệp này.", EN: err.Error()}
	var refused *preflight.Error
	if errors.As(err, &refused) {
		n.VI, n.EN, n.FixVI, n.FixEN = refused.VI, refused.EN, refused.FixVI, refused.FixEN
	}
	return nil, refuse(errors.Join(ErrCheck, err), n)
}

// ErrPress is wrapped by the error of a press file that breaks a rule for print shops, which is not written.
var ErrPress = errors.New("signage: the press file breaks a rule")

// checkPress holds a press file to the rules of what it is meant to be before it is handed over.
func checkPress(file []byte, profile pdf.Profile) error {
	meant := preflight.X1a
	if profile == pdf.X4 {
		meant = preflight.X4
	}
	report, err := preflight.Check(bytes.NewReader(file), int64(len(file)), preflight.Expect{Profile: meant})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPress, err)
	}
	var broken []note.Note
	for _, f := range report.Findings {
		if f.Severity == note.Error {
			broken = append(broken, note.Note{
				Code: "press-" + f.Rule, Severity: note.Error, Field: "press", VI: f.VI, EN: f.EN, FixVI: f.FixVI, FixEN: f.FixEN,
			})
		}
	}
	if len(broken) == 0 {
		return nil
	}
	return refuse(ErrPress, broken...)
}
