// Package preflight looks whether a print shop can run a PDF as it is. It holds one table of rules, by which the PDF
// writer checks its own files before it hands them over, and by which any other file can be checked.
//
// It does not certify anything: a file that passes breaks none of the rules of the table, and most of these are not
// taken from the standards' own text (see [Rule.Certain]).
package preflight

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdfread"
)

// Expect is what the one who checks a file knows of it. The zero value is usable.
type Expect struct {
	Profile  Profile // the rules; [Claimed]: as the file says
	Scale    float64 // the sign's size divided by that in the file; 0: as the file says, else 1
	InkLimit float64 // most ink in one place, in percent of all inks together; 0: as the file says, at most [DefaultInkLimit]
	Safe     float64 // mm at the final size, from the trim, in which nothing stands that must be read; 0: as the file says
}

// DefaultInkLimit is that of offset printing on coated paper, in percent: the lower end of what shops ask for.
const DefaultInkLimit = 300

// Report is what was found in a file.
type Report struct {
	Profile  Profile   `json:"profile"` // the rules that were applied
	Claim    string    `json:"claim"`   // what the file says it is: "PDF/X-1a:2003"; empty: nothing
	Version  string    `json:"version"` // of PDF
	Title    string    `json:"title"`
	Rules    int       `json:"rules"` // how many rules were applied
	Pages    []Page    `json:"pages"`
	Inks     []string  `json:"inks"` // plates: process inks, then spot inks by name
	Fonts    []Font    `json:"fonts"`
	Images   []Image   `json:"images"`
	Findings []Finding `json:"findings"` // in the order of the table
}

// Passed tells whether no rule is broken that the profile takes for an error.
func (r *Report) Passed() bool { return r.Count(note.Error) == 0 }

// Count is the number of findings of a severity.
func (r *Report) Count(severity string) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

// Finding is a place where a rule is broken.
type Finding struct {
	Rule     string    `json:"rule"`               // its ID
	Severity string    `json:"severity"`           // [note.Info] where further places are only counted
	Page     int       `json:"page,omitempty"`     // from 1; 0: the file as a whole
	Where    string    `json:"where,omitempty"`    // the resources on the way: "Fm3/Im1"
	Place    []float64 `json:"place_mm,omitempty"` // left, top, width, height at the final size, from the top left corner of the trim; of the first time
	Count    int       `json:"count"`              // how many times there
	VI       string    `json:"vi"`
	EN       string    `json:"en"`
	FixVI    string    `json:"fix_vi"`
	FixEN    string    `json:"fix_en"`
}

// The limits of a file.
const (
	MaxBytes = 1 << 30 // of the file
	MaxPages = 10_000
	// maxPlaces is the most places of one rule that are reported.
	maxPlaces = 50
)

// checker looks at one file.
type checker struct {
	reader
	expect         Expect
	profileKind    Profile
	version        pdfVersion       // the later of the header's and the catalog's
	rules          map[string]*Rule // those of the profile, by ID
	report         *Report
	found          map[spot]int   // the findings by what tells them apart
	places         map[string]int // how many findings a rule has
	xmp            *metadata      // nil: there is none that can be read
	spaces         map[pdfread.Ref]*space
	tables         map[pdfread.Ref][]byte // of sampled functions
	programs       map[pdfread.Ref][]step // of calculator functions
	lastAlternate  alternated
	pictures       map[pictureKey]*picture
	fonts          map[pdfread.Ref]*font
	used           map[use]bool           // what has been looked at in a place
	contents       map[pdfread.Ref][]byte // unpacked
	contentBytes   int
	reading        []pdfread.Ref // the content streams that are being read
	operationsLeft int
	samplesLeft    int64 // bytes
	testsLeft      int   // of points, whether they lie in an area
	mixes          bool  // inks overprint somewhere, or areas are transparent
	fontList       []Font
	images         []Image
	plates         map[string]bool
	choosing       *chosen          // the colour space that is being judged; nil: none
	unplaced       map[chosen][]int // the findings of colour spaces in which nothing has been painted yet
	cut            map[string]int   // how often a rule is broken in places that are not named
}

// spot is where a rule is broken, and how.
type spot struct {
	rule  string
	page  int
	where string
	how   string // the message before its numbers are filled in
}

// chosen is a colour space in the content that chose it.
type chosen struct {
	label, ink string
	page       int
	where      string
}

// maxUnplaced is the most colour spaces that are kept until something is painted in them.
const maxUnplaced = 1000

// Check looks at a file. The error is an [*Error] and tells why the file cannot be read at all.
func Check(r io.ReaderAt, size int64, e Expect) (report *Report, err error) {
	defer func() {
		if r := recover(); r != nil {
			report, err = nil, damaged(fmt.Errorf("%v", r))
		}
		var refused *Error
		if errors.As(err, &refused) {
			refused.VI, refused.EN = printable(refused.VI), printable(refused.EN)
		}
	}()
	if err := e.check(); err != nil {
		return nil, err
	}
	in, err := open(r, size)
	if err != nil {
		return nil, err
	}
	c := &checker{
		reader: in, expect: e, report: &Report{Pages: []Page{}, Inks: []string{}, Findings: []Finding{}},
		rules: make(map[string]*Rule), found: make(map[spot]int), places: make(map[string]int),
		spaces: make(map[pdfread.Ref]*space), tables: make(map[pdfread.Ref][]byte), programs: make(map[pdfread.Ref][]step),
		pictures: make(map[pictureKey]*picture), fonts: make(map[pdfread.Ref]*font), used: make(map[use]bool), contents: make(map[pdfread.Ref][]byte),
		operationsLeft: MaxOperations, testsLeft: maxTests, samplesLeft: maxSamples, plates: make(map[string]bool), unplaced: make(map[chosen][]int), cut: make(map[string]int),
	}
	c.identify()
	c.document()
	if err := c.pages(); err != nil {
		return nil, err
	}
	return c.finish(), nil
}

// ownProducer is by whom our own files say that they were made.
const ownProducer = "bangron"

// identify chooses the rules.
func (c *checker) identify() {
	c.readMetadata()
	c.version = parseVersion(c.file.Version())
	c.report.Version = c.version.String()
	claim := c.text(c.info["GTS_PDFXVersion"])
	if id := c.xmp.value(nsPDFXID, "GTS_PDFXVersion"); id != "" {
		claim = id
	}
	c.report.Claim = claim
	c.profileKind = c.expect.Profile
	if c.profileKind == Claimed {
		switch claim {
		case identityX1a, identityX1a2001:
			c.profileKind = X1a
		case identityX4:
			c.profileKind = X4
		default:
			c.profileKind = Print
			if claim == "" && c.text(c.info["Producer"]) == ownProducer {
				c.profileKind = c.ownKind()
			}
		}
	}
	c.report.Profile = c.profileKind
	for i := range rules {
		if r := &rules[i]; r.severity(c.profileKind) != no {
			c.rules[r.ID] = r
		}
	}
	c.report.Rules = len(c.rules)
}

// ownKind is the kind of one of our own files that does not say what it is. The pages of those that are for print shops
// tell of themselves, so a press file that has lost its name is held to the rules of one all the same.
func (c *checker) ownKind() Profile {
	for page, err := range c.file.Pages() {
		if err == nil && c.ownPage(page) != nil {
			if (pdfVersion{1, 4}).less(c.version) {
				return X4
			}
			return X1a
		}
		break
	}
	return Office
}

// find notes that a rule is broken, once for each place in the file and each way to break it.
func (c *checker) find(page int, where string, place []float64, rule, vi, en string, args ...any) {
	c.findAs(spot{rule, page, where, vi}, place, vi, en, args...)
}

func (c *checker) findAs(key spot, place []float64, vi, en string, args ...any) {
	rule, page, where := key.rule, key.page, key.where
	of, applies := c.rules[rule]
	if !applies {
		return
	}
	if i, known := c.found[key]; known {
		f := &c.report.Findings[i]
		if f.Count++; f.Place == nil {
			f.Place = place
			c.unplace(i, place)
		}
		return
	}
	if c.places[rule] >= maxPlaces {
		c.cut[rule]++
		return
	}
	c.places[rule]++
	c.found[key] = len(c.report.Findings)
	c.unplace(len(c.report.Findings), place)
	c.report.Findings = append(c.report.Findings, Finding{
		Rule: rule, Severity: of.severity(c.profileKind), Page: page, Where: where, Place: place, Count: 1,
		VI: fmt.Sprintf(vi, vietnamese(args)...), EN: fmt.Sprintf(en, args...), FixVI: of.FixVI, FixEN: of.FixEN,
	})
}

// unplace keeps a finding of the colour space that is being judged until something is painted in it.
func (c *checker) unplace(finding int, place []float64) {
	if c.choosing == nil || place != nil || len(c.unplaced) >= maxUnplaced {
		return
	}
	if waiting := c.unplaced[*c.choosing]; !slices.Contains(waiting, finding) {
		c.unplaced[*c.choosing] = append(waiting, finding)
	}
}

// vietnamese gives the numbers among arguments their decimal comma.
func vietnamese(args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		if n, ok := a.(float64); ok {
			out[i] = withComma(n)
		}
	}
	return out
}

// withComma is a number that is written with a decimal comma.
type withComma float64

// Format implements [fmt.Formatter].
func (n withComma) Format(s fmt.State, verb rune) {
	_, _ = io.WriteString(s, strings.Replace(fmt.Sprintf(fmt.FormatString(s, verb), float64(n)), ".", ",", 1)) // what fails is the writer's
}

// incomplete notes that something was not looked at.
func (c *checker) incomplete(vi, en string) {
	c.findAs(spot{rule: "incomplete", how: vi}, nil, "Chưa kiểm hết: %[1]s.", "Not all was checked: %[2]s.", vi, en)
}

// ink notes an ink in use.
func (c *checker) ink(name string) {
	if name != "None" && name != "All" && len(c.plates) < maxPlates {
		c.plates[name] = true
	}
}

// maxPlates is the most inks that a report lists.
const maxPlates = 100

func (c *checker) finish() *Report {
	if fault := c.file.Damage(); fault != nil {
		vi, en := plainError(fault)
		c.whole("structure", "Tệp có chỗ hỏng phải đọc vòng: %[1]s.", "The file has a fault that had to be read around: %[2]s.", vi, en)
	}
	for id, n := range c.cut {
		c.report.Findings = append(c.report.Findings, Finding{
			Rule: id, Severity: note.Info, Count: n,
			VI: fmt.Sprintf("Còn %d chỗ nữa phạm quy tắc này, không kể ra ở đây.", n), EN: fmt.Sprintf("There are %d more places, which are not named here.", n),
		})
	}
	r := c.report
	r.Fonts, r.Images = append([]Font{}, c.fontList...), append([]Image{}, c.images...)
	for _, name := range process {
		if c.plates[name] {
			r.Inks = append(r.Inks, name)
			delete(c.plates, name)
		}
	}
	spot := len(r.Inks)
	for name := range c.plates {
		r.Inks = append(r.Inks, name)
	}
	slices.Sort(r.Inks[spot:])
	order := make(map[string]int)
	for rule := range Rules() {
		order[rule.ID] = len(order)
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return order[a.Rule] - order[b.Rule] })
	r.printable()
	return r
}

// check refuses what no one means.
func (e Expect) check() error {
	for _, p := range append(Profiles(), Claimed) {
		if e.Profile == p {
			if e.Scale >= 0 && e.Scale <= 1000 && e.InkLimit >= 0 && e.InkLimit <= 400 && e.Safe >= 0 && !math.IsInf(e.Safe, 0) {
				return nil
			}
			return &Error{
				Kind: ErrExpect, VI: "Tỉ lệ nhận từ 0 đến 1000, giới hạn mực từ 0 đến 400 %, vùng an toàn từ 0 mm.",
				EN: "The scale takes 0 to 1000, the ink limit 0 to 400 %, the safe zone 0 mm or more.",
			}
		}
	}
	return &Error{
		Kind: ErrExpect, VI: fmt.Sprintf("Không có bộ quy tắc “%.20s”: chọn x1a, x4, office hoặc print.", e.Profile),
		EN: fmt.Sprintf("There are no rules %.20q: choose x1a, x4, office or print.", e.Profile),
	}
}
