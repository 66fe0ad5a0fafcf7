package signage

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/preflight"
)

// CheckProfile is the set of rules by which [CheckPDF] checks a file. The zero value is what the file says it is.
type CheckProfile string

// The rules that can be asked for.
const (
	CheckX1a    CheckProfile = "x1a"    // PDF/X-1a:2003
	CheckX4     CheckProfile = "x4"     // PDF/X-4
	CheckOffice CheckProfile = "office" // for desktop printers and screens
	CheckPrint  CheckProfile = "print"  // for a print shop, without a standard that the file claims
)

// CheckProfiles lists the rules that can be asked for by name.
func CheckProfiles() []CheckProfile {
	return mapped(preflight.Profiles(), func(p preflight.Profile) CheckProfile { return CheckProfile(p) })
}

// CheckOptions are what the one who checks a file knows of it. The zero value and nil are usable.
type CheckOptions struct {
	Profile  CheckProfile // the rules; empty: as the file says
	Scale    float64      // the sign's size divided by that in the file; 0: as the file says, else 1
	InkLimit float64      // most ink in one place, in percent of all inks together; 0: as the file says, at most 300
	Safe     MM           // at the final size, from the trim, in which nothing stands that must be read; 0: as the file says
}

// CheckReport is what was found in a file.
type CheckReport struct {
	Profile  CheckProfile   `json:"profile"` // the rules that were applied
	Claim    string         `json:"claim"`   // what the file says it is: "PDF/X-1a:2003"; empty: nothing
	Version  string         `json:"version"` // of PDF
	Title    string         `json:"title"`
	Rules    int            `json:"rules"` // how many rules were applied
	Pages    []CheckPage    `json:"pages"`
	Inks     []string       `json:"inks"` // plates: process inks, then spot inks by name
	Fonts    []CheckFont    `json:"fonts"`
	Images   []CheckImage   `json:"images"`
	Findings []CheckFinding `json:"findings"` // in the order of [Rules]
}

// Passed tells whether no rule is broken that the profile takes for an error.
func (r *CheckReport) Passed() bool { return r.Count(SeverityError) == 0 }

// Count is the number of findings of a severity.
func (r *CheckReport) Count(severity string) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

// CheckPage is a page of a file. Lengths are at the final size.
type CheckPage struct {
	Width    MM      `json:"width_mm"` // of the trim
	Height   MM      `json:"height_mm"`
	Bleed    MM      `json:"bleed_mm"` // the least of the four sides
	Sheet    [2]MM   `json:"sheet_mm"` // width and height of the MediaBox
	Scale    float64 `json:"scale"`    // final size / size in the file
	UserUnit float64 `json:"user_unit"`
	InkLimit float64 `json:"ink_limit_percent"` // by which the page was checked: what was asked for, else what the file says
	Safe     MM      `json:"safe_mm,omitempty"` // the same from the trim, the least of the four sides; 0: not known, or none
}

// CheckFont is a font of a file.
type CheckFont struct {
	Name     string `json:"name"`
	Type     string `json:"type"` // of PDF: "Type0", "TrueType" …
	Embedded bool   `json:"embedded"`
}

// CheckImage is a picture in a file.
type CheckImage struct {
	Page   int     `json:"page"`  // from 1
	Where  string  `json:"where"` // the resources on the way: "Fm3/Im1"
	Width  int     `json:"width_px"`
	Height int     `json:"height_px"`
	PPI    float64 `json:"ppi"` // pixels per inch, the lower of both directions, at the final size
	Colour string  `json:"colour"`
}

// CheckFinding is a place where a rule is broken.
type CheckFinding struct {
	Rule     string `json:"rule"`               // its ID
	Severity string `json:"severity"`           // [SeverityError], [SeverityWarning], or [SeverityInfo] where further places of a rule are only counted
	Page     int    `json:"page,omitempty"`     // from 1; 0: the file as a whole
	Where    string `json:"where,omitempty"`    // the resources on the way: "Fm3/Im1"
	Place    []MM   `json:"place_mm,omitempty"` // left, top, width, height at the final size, from the top left corner of the trim; of the first time
	Count    int    `json:"count"`              // how many times there
	VI       string `json:"vi"`
	EN       string `json:"en"`
	FixVI    string `json:"fix_vi"`
	FixEN    string `json:"fix_en"`
}

// Rule is one thing that is asked of a file that goes to print.
type Rule struct {
	ID string `json:"id"` // never changes

	// How grave it is to break the rule in a file of each profile, in JSON by the names of [Profile]; empty where the rule
	// does not apply.
	X1a    string `json:"press,omitempty"`
	X4     string `json:"press-x4,omitempty"`
	Office string `json:"office,omitempty"`
	Print  string `json:"print,omitempty"`

	VI      string `json:"vi"` // what is asked
	EN      string `json:"en"`
	WhyVI   string `json:"why_vi"`
	WhyEN   string `json:"why_en"`
	FixVI   string `json:"fix_vi"`
	FixEN   string `json:"fix_en"`
	Source  string `json:"source"`
	Certain bool   `json:"certain"` // the source is the text that makes the rule; otherwise it is what others say of it
}

// Rules is the table of all rules of [CheckPDF].
func Rules() iter.Seq[Rule] {
	return func(yield func(Rule) bool) {
		for r := range preflight.Rules() {
			if !yield(Rule(r)) {
				return
			}
		}
	}
}

// mapped applies a conversion to all of a list; nil stays nil.
func mapped[From, To any](list []From, convert func(From) To) []To {
	if list == nil {
		return nil
	}
	out := make([]To, len(list))
	for i, v := range list {
		out[i] = convert(v)
	}
	return out
}

// ErrCheck is wrapped by the errors of files that cannot be checked at all: not a PDF, encrypted, cut, too large.
var ErrCheck = errors.New("signage: the file cannot be checked")

// CheckPDF looks whether a print shop can run a PDF as it is, ours or not. It certifies nothing: a file that passes breaks
// none of the rules of [Rules]. o may be nil. The error is an [*Error] that wraps [ErrCheck].
func CheckPDF(r io.ReaderAt, size int64, o *CheckOptions) (*CheckReport, error) {
	if o == nil {
		o = &CheckOptions{}
	}
	report, err := preflight.Check(r, size, preflight.Expect{
		Profile: preflight.Profile(o.Profile), Scale: o.Scale, InkLimit: o.InkLimit, Safe: o.Safe,
	})
	if err == nil {
		return &CheckReport{
			Profile: CheckProfile(report.Profile), Claim: report.Claim, Version: report.Version, Title: report.Title,
			Rules: report.Rules, Inks: report.Inks,
			Pages:    mapped(report.Pages, func(p preflight.Page) CheckPage { return CheckPage(p) }),
			Fonts:    mapped(report.Fonts, func(f preflight.Font) CheckFont { return CheckFont(f) }),
			Images:   mapped(report.Images, func(i preflight.Image) CheckImage { return CheckImage(i) }),
			Findings: mapped(report.Findings, func(f preflight.Finding) CheckFinding { return CheckFinding(f) }),
		}, nil
	}
	n := note.Note{Code: "check", Severity: note.Error, Field: "file", VI: "Không kiểm được tệp này.", EN: err.Error()}
	var refused *preflight.Error
	if errors.As(err, &refused) {
		n.VI, n.EN, n.FixVI, n.FixEN = refused.VI, refused.EN, refused.FixVI, refused.FixEN
	}
	if n.FixVI == "" {
		n.FixVI, n.FixEN = "Đưa tệp PDF nguyên vẹn, không đặt mật khẩu.", "Give a whole PDF without a password."
	}
	return nil, refuse(errors.Join(ErrCheck, err), n)
}

// ErrPress is wrapped by the error of a press file that breaks a rule for print shops, which is not written.
var ErrPress = errors.New("signage: the press file breaks a rule")

// checkPress holds a press file to the rules of what it is meant to be, and to the shop's ink limit in percent, before it
// is handed over, and gives those that warn, each once; a limit of 0 is the usual one.
func checkPress(file []byte, profile pdf.Profile, inkLimit float64) (warnings []note.Note, err error) {
	meant := preflight.X1a
	if profile == pdf.X4 {
		meant = preflight.X4
	}
	report, err := preflight.Check(bytes.NewReader(file), int64(len(file)), preflight.Expect{Profile: meant, InkLimit: inkLimit})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPress, err)
	}
	var broken []note.Note
	places := make(map[string]int)
	for _, f := range report.Findings {
		n := note.Note{Code: "press-" + f.Rule, Severity: f.Severity, Field: "press", VI: f.VI, EN: f.EN, FixVI: f.FixVI, FixEN: f.FixEN}
		if strings.HasPrefix(path.Base(f.Where), pdf.PictureName) { // the one picture that a sign can have
			n.Field, n.VI, n.EN = "logo", "Logo: "+n.VI, "The logo: "+n.EN
		}
		switch f.Severity {
		case note.Error:
			broken = append(broken, n)
		case note.Warning:
			if places[n.Code] == 0 {
				warnings = append(warnings, n)
			}
		}
		places[n.Code] += max(1, f.Count)
	}
	if len(broken) > 0 {
		return nil, refuse(ErrPress, broken...)
	}
	for i, n := range warnings {
		if more := places[n.Code] - 1; more > 0 {
			warnings[i].VI = fmt.Sprintf("%s Còn %d chỗ nữa như vậy.", n.VI, more)
			warnings[i].EN = fmt.Sprintf("%s There are %d more of it.", n.EN, more)
		}
	}
	return warnings, nil
}
