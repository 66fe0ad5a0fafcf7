package campaign

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// The limits on a file to be verified; more of them, on its pages and pixels, stand with their readers.
const (
	MaxVerifyBytes = 256 << 20
	MaxVerifyPages = 500
)

// What keeps a file from being verified, wrapped by [*FileError].
var (
	ErrUnreadable = errors.New("campaign: not a readable PDF, PNG or JPEG")
	ErrTooLarge   = errors.New("campaign: the file is over a limit")
	ErrNoRenderer = errors.New("campaign: no program that draws PDF pages is installed")
)

// FileError is a file that cannot be used: a manifest, or a file to be verified. It wraps one of the package's errors.
type FileError struct {
	signage.Diagnostic
	cause error
}

func (e *FileError) Error() string { return e.String() }

// Unwrap is the sentinel behind the error.
func (e *FileError) Unwrap() error { return e.cause }

// VerifyOptions are what a file is compared with. The zero value and nil compare it with the zero link policy only.
type VerifyOptions struct {
	Manifest *Manifest      // nil: none
	Links    *qr.LinkPolicy // nil: https below .gov.vn
}

// Report is what was found on a file. Its diagnostics of severity error or warning are the findings.
type Report struct {
	File        string               `json:"file"`
	Format      string               `json:"format"` // "pdf", "png" or "jpeg"
	SHA256      string               `json:"sha256"`
	Pages       int                  `json:"pages"`
	Listed      string               `json:"listed,omitempty"` // name of the manifest's file that it was compared with
	Shown       []int                `json:"shown,omitempty"`  // pages of that file that were looked at, from 1; see [Manifest.Unseen]
	Codes       []FoundCode          `json:"codes"`
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

// FoundCode is a code as read from a page.
type FoundCode struct {
	Page    int     `json:"page"` // from 1
	Place   Place   `json:"place"`
	Kind    qr.Kind `json:"kind"`
	Payload string  `json:"payload"`
	Host    string  `json:"host,omitempty"`
	ID      string  `json:"id"`      // see [ShortID]
	Verdict string  `json:"verdict"` // of the link policy, as in [PrintedCode]
	Status  string  `json:"status,omitempty"`
}

// The states of a code beside a manifest. Without one the state is empty.
const (
	StatusListed    = "listed"
	StatusMisplaced = "misplaced" // listed, but not here or not so often
	StatusForeign   = "foreign"
)

// Place is a symbol without its quiet zone, from the top left corner of the trimmed page.
type Place struct {
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	Width float64 `json:"width"`
	Unit  string  `json:"unit"` // "mm" at true size, or "px" on photos
}

// shownRunes is how much of a payload a table shows.
const shownRunes = 120

// Shown is the payload on one line as [qr.Visible] writes it: hostile codes hold characters that look like others, hide
// text, or command the terminal. Of a transfer it is whom and what it pays, which nobody reads in its digits.
func (c FoundCode) Shown() qr.Wording { return shown(c.Payload) }

func shown(payload string) qr.Wording {
	said := qr.Wording{VI: payload, EN: payload}
	if facts := qr.Facts(payload); qr.KindOf(payload) == qr.KindTransfer && len(facts) > 0 {
		var vi, en []string
		for _, f := range facts {
			vi, en = append(vi, f.Label.VI+": "+f.Text), append(en, f.Label.EN+": "+f.Text)
		}
		said = qr.Wording{VI: strings.Join(vi, ", "), EN: strings.Join(en, ", ")}
	}
	return qr.Wording{VI: shortened(said.VI), EN: shortened(said.EN)}
}

func shortened(s string) string {
	runes := []rune(qr.Visible(s))
	if len(runes) > shownRunes {
		return string(runes[:shownRunes]) + "…"
	}
	return string(runes)
}

// Clean tells whether there is nothing that anybody has to look at.
func (r *Report) Clean() bool {
	return !slices.ContainsFunc(r.Diagnostics, func(d signage.Diagnostic) bool { return d.Severity != signage.SeverityInfo })
}

// Verify reads every QR code of a PDF, PNG or JPEG, photos too, judges it, and compares the file with a manifest. PDF
// pages are drawn by an installed program, mutool (MuPDF) or pdftoppm (Poppler). Codes are looked for in several sizes
// and in the negative; other symbologies are not read. o may be nil.
//
// What is found on the file is no error but a diagnostic of the report. What the file does not show of the manifest is told
// by [Manifest.Unseen], since several files may show it together. The error is a [*fs.PathError], a [*FileError],
// or that of the context.
func Verify(ctx context.Context, path string, o *VerifyOptions) (*Report, error) {
	if o == nil {
		o = &VerifyOptions{}
	}
	content, err := readFile(path)
	if err != nil {
		return nil, err
	}
	format, pages, err := readPages(ctx, path, content)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	v := &verification{
		Report:   &Report{File: path, Format: format, SHA256: hex.EncodeToString(sum[:]), Pages: len(pages), Codes: []FoundCode{}, Diagnostics: []signage.Diagnostic{}},
		manifest: o.Manifest, links: o.Links, pages: pages,
	}
	v.run()
	return v.Report, nil
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, &fs.PathError{Op: "read", Path: path, Err: syscall.EISDIR}
	case !info.Mode().IsRegular():
		return nil, unreadable(path, "Đây không phải là tệp thường.", "It is not a regular file.")
	case info.Size() > MaxVerifyBytes:
		return nil, tooManyBytes(path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, MaxVerifyBytes+1))
	if err == nil && len(content) > MaxVerifyBytes {
		return nil, tooManyBytes(path)
	}
	return content, err
}

func tooManyBytes(path string) error {
	return tooLarge(path, fmt.Sprintf("Tệp lớn hơn %d MB.", MaxVerifyBytes>>20), fmt.Sprintf("The file is over %d MB.", MaxVerifyBytes>>20))
}

func unreadable(path, vi, en string) error {
	return &FileError{signage.Diagnostic{
		Code: "file-unreadable", Severity: signage.SeverityError, Field: path, VI: vi, EN: en,
		FixVI: "Đưa tệp PDF, PNG hoặc JPEG nguyên vẹn, không đặt mật khẩu.", FixEN: "Give a whole PDF, PNG or JPEG file without a password.",
	}, ErrUnreadable}
}

// otherPicture refuses a picture of a format that is not read.
func otherPicture(path, format string) error {
	return &FileError{signage.Diagnostic{
		Code: "file-unreadable", Severity: signage.SeverityError, Field: path,
		VI: fmt.Sprintf("Ảnh %s chưa đọc được.", format), EN: fmt.Sprintf("%s pictures cannot be read.", format),
		FixVI: "Lưu ảnh lại thành JPEG hoặc PNG, hoặc đặt điện thoại chụp JPEG.", FixEN: "Save the picture as JPEG or PNG, or set the phone to JPEG.",
	}, ErrUnreadable}
}

func tooLarge(path, vi, en string) error {
	return &FileError{signage.Diagnostic{
		Code: "file-too-large", Severity: signage.SeverityError, Field: path, VI: vi, EN: en,
		FixVI: "Chia tệp ra, hoặc xuất với độ phân giải thấp hơn.", FixEN: "Split the file, or export it at a lower resolution.",
	}, ErrTooLarge}
}

// verification is a file on its way to a report.
type verification struct {
	*Report
	manifest *Manifest
	links    *qr.LinkPolicy
	pages    []page
	listed   *PrintedFile // of the manifest; nil: none
	exact    bool         // the file is listed itself, not a photo of it or a document with the same codes
	scale    []float64    // mm of the true size for a pixel, by page; 0 where it is not known
}

func (v *verification) run() {
	v.identify()
	for i, p := range v.pages {
		for _, found := range p.codes {
			v.Codes = append(v.Codes, FoundCode{
				Page: i + 1, Place: v.place(i, found.Bounds), Kind: qr.KindOf(found.Text), Payload: found.Text,
				Host: qr.Host(found.Text), ID: ShortID(found.Text),
			})
		}
	}
	overridden := v.compare()
	for i := range v.Codes {
		v.judge(&v.Codes[i], overridden[i])
	}
	switch {
	case len(v.Codes) > 0 || v.listed != nil && len(v.listed.Codes) > 0:
	case v.maybeIndex():
		v.add("no-codes", signage.SeverityWarning, "Không đọc được mã QR nào; có thể đây là trang tra cứu, không có mã.", "No QR code was read; this may be the index page, which has none.",
			"Nếu trên trang có mã: chụp thẳng, đủ sáng, gần hơn.", "If there is a code: take the picture straight on, in good light, from nearer.")
	default:
		v.add("no-codes", signage.SeverityWarning, "Không đọc được mã QR nào.", "No QR code was read.",
			"Nếu trên tệp có mã: chụp thẳng, đủ sáng, gần hơn.", "If there is a code: take the picture straight on, in good light, from nearer.")
	}
}

func (v *verification) add(code, severity, vi, en, fixVI, fixEN string) {
	v.Diagnostics = append(v.Diagnostics, signage.Diagnostic{
		Code: code, Severity: severity, Field: v.File, VI: vi, EN: en, FixVI: fixVI, FixEN: fixEN,
	})
}

// identify finds the file in the manifest: by its content, else by its name, else by the codes on it, as on a photo.
func (v *verification) identify() {
	v.scale = make([]float64, len(v.pages))
	for i, p := range v.pages {
		v.scale[i] = p.mm
	}
	if v.manifest == nil {
		return
	}
	name := filepath.Base(v.File)
	rank := func(f *PrintedFile) (rank, common int) {
		common = v.common(f)
		switch {
		case f.SHA256 == v.SHA256:
			rank = 3
		case path.Base(f.Name) == name:
			rank = 2
		case common > 0:
			rank = 1
		}
		return rank, common
	}
	best, most := 0, 0
	for i := range v.manifest.Files {
		f := &v.manifest.Files[i]
		if r, common := rank(f); r > best || r == best && r > 0 && common > most {
			best, most, v.listed = r, common, f
		}
	}
	if v.listed == nil && v.maybeIndex() {
		return
	}
	if v.listed == nil {
		v.add("file-unlisted", signage.SeverityWarning, "Không có tệp này, cũng không có mã nào của nó, trong danh sách.",
			"Neither the file nor any of its codes is in the manifest.", "", "")
		return
	}
	v.Listed, v.exact = v.listed.Name, best > 1
	switch {
	case best == 2:
		v.add("file-changed", signage.SeverityError, "Tệp khác với bản đã ghi trong danh sách (SHA-256 không khớp).",
			"The file is not the one of the manifest (another SHA-256).", "Dùng lại bản đã duyệt.", "Use the file that was approved.")
	case best == 1:
		v.add("file-unlisted", signage.SeverityInfo, fmt.Sprintf("Tệp không có trong danh sách; đối chiếu theo mã với %s.", v.Listed),
			fmt.Sprintf("The file is not in the manifest; its codes are compared with those of %s.", v.Listed), "", "")
	}
	v.measure()
}

// maybeIndex tells whether the file is a picture without codes, as one of a page without codes in the manifest would be.
func (v *verification) maybeIndex() bool {
	if v.manifest == nil || len(v.pages) != 1 || v.pages[0].mm > 0 || len(v.pages[0].codes) > 0 {
		return false
	}
	return slices.ContainsFunc(v.manifest.Files, func(f PrintedFile) bool {
		with := make(map[int]bool)
		for _, c := range f.Codes {
			with[c.Page] = true
		}
		return len(with) > 0 && len(with) < f.Pages
	})
}

// common is how many codes of the file have a payload that is on a listed file.
func (v *verification) common(f *PrintedFile) int {
	listed := make(map[string]bool, len(f.Codes))
	for _, c := range f.Codes {
		listed[c.Payload] = true
	}
	n := 0
	for _, p := range v.pages {
		for _, c := range p.codes {
			if listed[c.Text] {
				n++
			}
		}
	}
	return n
}

// sameShape is how far the aspect of a picture may be off that of its page: pixels are whole.
const sameShape = 0.01

// measure finds the true size of what is drawn: PDF pages may be at 1:10, and pictures have the size of their page.
func (v *verification) measure() {
	if !v.exact {
		return
	}
	for i, p := range v.pages {
		switch {
		case p.mm > 0:
			v.scale[i] = p.mm * float64(v.listed.Scale)
		case math.Abs(float64(p.size.X)/float64(p.size.Y)*v.listed.Height/v.listed.Width-1) < sameShape:
			v.scale[i] = v.listed.Width / float64(p.size.X)
		}
	}
}

func (v *verification) place(page int, box image.Rectangle) Place {
	p, scale := v.pages[page], v.scale[page]
	if scale == 0 {
		return Place{X: float64(box.Min.X), Y: float64(box.Min.Y), Width: float64(box.Dx()), Unit: "px"}
	}
	tenth := func(mm float64) float64 { return math.Round(mm*10) / 10 }
	return Place{
		X: tenth((float64(box.Min.X) - p.left) * scale), Y: tenth((float64(box.Min.Y) - p.top) * scale),
		Width: tenth(float64(box.Dx()) * scale), Unit: "mm",
	}
}

// compare gives every code its status, reports those that should not be there and those that should, and returns the
// hosts that the manifest records as admitted by name, by code.
func (v *verification) compare() (overridden []string) {
	overridden = make([]string, len(v.Codes))
	if v.manifest == nil {
		return overridden
	}
	var listed []PrintedCode
	if v.listed != nil {
		listed = v.listed.Codes
	}
	at := v.locate(listed)
	taken := make([]bool, len(listed))
	match := func(i int, status string, suits func(j int) bool) {
		c := &v.Codes[i]
		if c.Status != "" {
			return
		}
		for j, l := range listed {
			if !taken[j] && l.Payload == c.Payload && suits(j) {
				taken[j], c.Status, overridden[i] = true, status, l.Overridden
				return
			}
		}
	}
	for i := range v.Codes {
		match(i, StatusListed, func(j int) bool { return at[i] == j })
	}
	for i := range v.Codes {
		match(i, StatusListed, func(int) bool { return at[i] == unknownPlace })
	}
	for i := range v.Codes {
		match(i, StatusMisplaced, func(int) bool { return true })
	}
	for i := range v.Codes {
		c := &v.Codes[i]
		if c.Status == "" {
			c.Status = StatusForeign
			if j := slices.IndexFunc(listed, func(l PrintedCode) bool { return l.Payload == c.Payload }); j >= 0 {
				c.Status, overridden[i] = StatusMisplaced, listed[j].Overridden
			}
		}
		over := ""
		if at[i] >= 0 {
			over = listed[at[i]].ID
		}
		v.reportStatus(*c, over)
	}
	v.Shown = v.shown(listed, taken)
	v.reportMissing(listed, taken)
	return overridden
}

// placed tells whether a code's place can be compared with those of the manifest.
func (v *verification) placed(c FoundCode) bool { return v.exact && c.Place.Unit == "mm" }

// holds tells whether the middle of a place lies within the code's square.
func (c PrintedCode) holds(p Place) bool {
	x, y := p.X+p.Width/2, p.Y+p.Width/2
	return x >= c.X && x <= c.X+c.Width && y >= c.Y && y <= c.Y+c.Width
}

// The places of codes that are not on one that is listed.
const (
	noPlace      = -1
	unknownPlace = -2
)

// locate finds for every code the listed one on whose place it lies, or one of the constants: by measure where the file is
// listed itself, and on photos by what lies around it.
func (v *verification) locate(listed []PrintedCode) []int {
	at := make([]int, len(v.Codes))
	for i, c := range v.Codes {
		at[i] = unknownPlace
		if v.placed(c) {
			at[i] = slices.IndexFunc(listed, func(l PrintedCode) bool { return c.Page == l.Page && l.holds(c.Place) })
		}
	}
	if len(listed) == 0 {
		return at
	}
	squares := make(map[int][]square) // by page
	indices := make(map[int][]int)
	for j, l := range listed {
		squares[l.Page], indices[l.Page] = append(squares[l.Page], l.square()), append(indices[l.Page], j)
	}
	first, unsure := 0, false
	for _, p := range v.pages {
		own := at[first : first+len(p.codes)]
		first += len(p.codes)
		if !slices.Contains(own, unknownPlace) {
			continue
		}
		mostLie, mostRight := 0, 0
		for _, page := range slices.Sorted(maps.Keys(squares)) {
			on, lie, right := cover(p.codes, squares[page])
			if cmp.Or(lie-mostLie, right-mostRight) <= 0 {
				continue
			}
			mostLie, mostRight = lie, right
			for i, j := range on {
				if own[i] = unknownPlace; j >= 0 {
					own[i] = indices[page][j]
				}
			}
		}
		unsure = unsure || slices.Contains(own, unknownPlace)
	}
	if unsure && len(listed) > 1 {
		v.add("places-unknown", signage.SeverityInfo, "Không xét được chỗ của mọi mã: hai mã đổi chỗ cho nhau có thể không bị phát hiện.",
			"Not every code's place could be told: codes that were exchanged may go unnoticed.",
			"Chụp cả tờ, rõ từng mã.", "Take a picture of the whole page on which every code is sharp.")
	}
	return at
}

// reportStatus reports a code that should not be where it is: over the listed code of an ID, if that can be told.
func (v *verification) reportStatus(c FoundCode, over string) {
	vi, en := c.where()
	if over != "" {
		vi, en = vi+", trên chỗ của mã "+over, en+", in the place of the code "+over
	}
	switch c.Status {
	case StatusForeign:
		v.add("code-foreign", signage.SeverityError, fmt.Sprintf("Mã lạ %s: %s", vi, c.Shown().VI),
			fmt.Sprintf("Foreign code %s: %s", en, c.Shown().EN), "Gỡ mã này, báo người phụ trách.", "Remove the code and tell whoever is in charge.")
	case StatusMisplaced:
		v.add("code-misplaced", signage.SeverityError, fmt.Sprintf("Mã %s có trong danh sách nhưng không phải %s, hoặc thừa một lần: %s", c.ID, vi, c.Shown().VI),
			fmt.Sprintf("The code %s is in the manifest, but not %s, or once less often: %s", c.ID, en, c.Shown().EN),
			"Đối chiếu với bản đã duyệt: có thể một mã khác bị che.", "Compare with the approved page: another code may be covered.")
	}
}

// where names the place of a code.
func (c FoundCode) where() (vi, en string) {
	if c.Place.Unit == "px" {
		return fmt.Sprintf("tại điểm ảnh (%.0f, %.0f)", c.Place.X, c.Place.Y), fmt.Sprintf("at pixel (%.0f, %.0f)", c.Place.X, c.Place.Y)
	}
	return fmt.Sprintf("ở trang %d, cách mép trái %.0f mm, mép trên %.0f mm", c.Page, c.Place.X, c.Place.Y),
		fmt.Sprintf("on page %d, %.0f mm from the left, %.0f mm from the top", c.Page, c.Place.X, c.Place.Y)
}

// shown are the pages of the listed file that were looked at: those of which a code was found, and where the file is listed
// itself, as many as it has.
func (v *verification) shown(listed []PrintedCode, taken []bool) []int {
	var pages []int
	for j, l := range listed {
		if taken[j] || v.exact && l.Page <= v.Pages {
			pages = append(pages, l.Page)
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// reportMissing reports the codes that were not found on the pages that were looked at.
func (v *verification) reportMissing(listed []PrintedCode, taken []bool) {
	for j, l := range listed {
		if taken[j] || !slices.Contains(v.Shown, l.Page) {
			continue
		}
		v.add("code-missing", signage.SeverityWarning,
			fmt.Sprintf("Không đọc được mã %s (trang %d, cách mép trái %.0f mm, mép trên %.0f mm): %s", l.ID, l.Page,
				l.X, l.Y, shown(l.Payload).VI),
			fmt.Sprintf("The code %s was not read (page %d, %.0f mm from the left, %.0f mm from the top): %s", l.ID,
				l.Page, l.X, l.Y, shown(l.Payload).EN),
			"Xem mã có bị che, rách hoặc mờ không.", "See whether the code is covered, torn or faded.")
	}
}

// judge holds a code to the policy, to which the manifest adds the host that was admitted by name for it.
func (v *verification) judge(c *FoundCode, overridden string) {
	links := qr.LinkPolicy{}
	if v.links != nil {
		links = *v.links
	}
	if overridden != "" {
		links.Override = append(slices.Clip(links.Override), overridden)
	}
	j := Judge(c.Payload, &links)
	c.Verdict = j.Verdict
	vi, en := c.where()
	for _, d := range j.Diagnostics {
		d.Field = v.File
		d.VI, d.EN = fmt.Sprintf("Mã %s %s: %s", c.ID, vi, d.VI), fmt.Sprintf("Code %s %s: %s", c.ID, en, d.EN)
		if d.Code == string(qr.LinkOverridden) {
			d.Severity = signage.SeverityInfo // whoever approved the sign knew
		}
		v.Diagnostics = append(v.Diagnostics, d)
	}
}
