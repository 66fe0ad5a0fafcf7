package campaign

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// ManifestVersion is the version of the manifests that this package writes and reads.
const ManifestVersion = 1

// The limits on a manifest. A province's year is within them.
const (
	MaxManifestBytes = 64 << 20
	MaxManifestFiles = 10_000
	MaxManifestCodes = 100_000 // of all files together
	MaxManifestPages = 10_000  // of one file
)

// maxNameBytes is the longest name of a file that usual file systems hold.
const maxNameBytes = 1024

// maxFindings is the most findings that a code can have: a policy has about twenty.
const maxFindings = 32

// ErrManifest is wrapped by the errors of manifests that cannot be used.
var ErrManifest = errors.New("campaign: not a usable manifest")

// Manifest ties printed files to the codes on them, so that an inspector can tell a pasted-over code from the approved
// one. The zero value is an empty manifest.
type Manifest struct {
	Files []PrintedFile
}

// PrintedFile is a file as it was handed over.
type PrintedFile struct {
	Name   string        `json:"name"`   // within the folder, with slashes
	SHA256 string        `json:"sha256"` // 64 hexadecimal digits in lower case
	Bytes  int64         `json:"bytes"`
	Pages  int           `json:"pages"`
	Width  signage.MM    `json:"width_mm"`       // of a trimmed page, at true size
	Height signage.MM    `json:"height_mm"`      // the same
	Scale  int           `json:"scale"`          // 1, or 10 for a PDF at 1:10
	Date   string        `json:"date,omitempty"` // "2025-10-01", as the user gave it; empty: none
	Codes  []PrintedCode `json:"codes"`
}

// PrintedCode is a code on a page. [NewPrintedCode] makes one.
type PrintedCode struct {
	Page       int        `json:"page"` // from 1
	X          signage.MM `json:"x_mm"` // of the code with its quiet zone, from the top left corner of the trimmed page
	Y          signage.MM `json:"y_mm"`
	Width      signage.MM `json:"width_mm"` // with the quiet zone
	Payload    string     `json:"payload"`
	Host       string     `json:"host,omitempty"` // as [qr.Host]
	ID         string     `json:"id"`             // see [ShortID]
	Verdict    string     `json:"verdict"`        // of the link policy: [VerdictAdmitted], [VerdictRefused] or [VerdictNone]
	Overridden string     `json:"overridden,omitempty"`
	Findings   []string   `json:"findings,omitempty"` // codes of the policy's findings
}

// shortIDBytes gives eight digits, which can be compared by eye and printed beside a code.
const shortIDBytes = 4

// ShortID is the first eight hexadecimal digits of the SHA-256 of a payload.
func ShortID(payload string) string {
	sum := sha256.Sum256([]byte(payload))
	return hex.EncodeToString(sum[:shortIDBytes])
}

// NewPrintedCode records a code and what the policy says of its payload. The page counts from 1; place and width are
// those of [PrintedCode].
func NewPrintedCode(page int, x, y, width signage.MM, payload string, links *qr.LinkPolicy) PrintedCode {
	j := Judge(payload, links)
	c := PrintedCode{
		Page: page, X: hundredths(x), Y: hundredths(y), Width: hundredths(width), Payload: payload,
		Host: j.Host, ID: ShortID(payload), Verdict: j.Verdict, Overridden: j.Overridden,
	}
	for _, d := range j.Diagnostics {
		c.Findings = append(c.Findings, d.Code)
	}
	return c
}

func hundredths(mm signage.MM) signage.MM { return math.Round(mm*100) / 100 }

// Add records a file. Its hash and length are taken from the content, everything else from f. The error is that of the
// content's reader, or an [*FileError] that wraps [ErrManifest]; the manifest is unchanged then.
func (m *Manifest) Add(f PrintedFile, content io.Reader) error {
	hash := sha256.New()
	n, err := io.Copy(hash, content)
	if err != nil {
		return err
	}
	f.SHA256, f.Bytes, f.Codes = hex.EncodeToString(hash.Sum(nil)), n, append([]PrintedCode{}, f.Codes...)
	with := &Manifest{Files: append(slices.Clip(m.Files), f)}
	if err := with.checkLimits(); err != nil {
		return err
	}
	if err := f.check(fmt.Sprintf("files[%d]", len(m.Files))); err != nil {
		return err
	}
	m.Files = with.Files
	return nil
}

// manifestFile is a manifest as its file has it.
type manifestFile struct {
	Version int           `json:"version"`
	Files   []PrintedFile `json:"files"`
}

// Write writes the manifest as JSON. The same manifest gives the same bytes.
func (m *Manifest) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	files := m.Files
	if files == nil {
		files = []PrintedFile{}
	}
	return e.Encode(manifestFile{ManifestVersion, files})
}

// ReadManifest reads what [Manifest.Write] wrote. Unknown versions and keys, and entries that contradict themselves, are
// refused: a manifest is evidence. The error is that of the reader, or an [*FileError] that wraps [ErrManifest].
func ReadManifest(r io.Reader) (*Manifest, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxManifestBytes+1))
	if err != nil {
		return nil, err
	}
	if len(content) > MaxManifestBytes {
		return nil, manifestError("", fmt.Sprintf("dài hơn %d MB", MaxManifestBytes>>20), fmt.Sprintf("is over %d MB", MaxManifestBytes>>20))
	}
	// The version is read by itself: what else a later version holds cannot be known.
	var head struct {
		Version *int `json:"version"`
	}
	if err := json.Unmarshal(content, &head); err != nil || head.Version == nil {
		return nil, manifestError("", "không phải do bangron ghi", "is not one that bangron wrote")
	}
	if *head.Version != ManifestVersion {
		return nil, manifestError("", fmt.Sprintf("thuộc phiên bản %d, chương trình chỉ đọc được phiên bản %d", *head.Version, ManifestVersion),
			fmt.Sprintf("is of version %d; the program reads version %d only", *head.Version, ManifestVersion))
	}
	var file manifestFile
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, manifestError("", "có mục không đọc được: "+err.Error(), "has an entry that cannot be read: "+err.Error())
	}
	m := &Manifest{Files: file.Files}
	if err := m.checkLimits(); err != nil {
		return nil, err
	}
	for i, f := range m.Files {
		if err := f.check(fmt.Sprintf("files[%d]", i)); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// manifestError says what is wrong with the manifest, or with a field of it.
func manifestError(field, vi, en string) error {
	subjectVI, subjectEN := "Tệp danh sách mã", "The manifest"
	if field != "" {
		subjectVI, subjectEN = subjectVI+": mục "+field, subjectEN+": "+field
	}
	return &FileError{signage.Diagnostic{
		Code: "manifest", Severity: signage.SeverityError, Field: "manifest",
		VI: subjectVI + " " + vi + ".", EN: subjectEN + " " + en + ".",
		FixVI: "Dùng nguyên tệp danh sách đã lưu khi làm bảng.", FixEN: "Use the manifest as it was saved when the signs were made.",
	}, ErrManifest}
}

// checkLimits holds the manifest as a whole to its limits, and its files to different names.
func (m *Manifest) checkLimits() error {
	if len(m.Files) > MaxManifestFiles {
		return manifestError("files", fmt.Sprintf("có hơn %d tệp", MaxManifestFiles), fmt.Sprintf("has more than %d files", MaxManifestFiles))
	}
	codes, names := 0, make(map[string]bool, len(m.Files))
	for i, f := range m.Files {
		if names[f.Name] {
			return manifestError(fmt.Sprintf("files[%d].name", i), "trùng với tệp trước", "is that of an earlier file")
		}
		names[f.Name] = true
		codes += len(f.Codes)
	}
	if codes > MaxManifestCodes {
		return manifestError("files", fmt.Sprintf("có hơn %d mã", MaxManifestCodes), fmt.Sprintf("have more than %d codes", MaxManifestCodes))
	}
	return nil
}

var sha256Digits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })

// check refuses a file that cannot be as it says. The place is that of the file in the manifest.
func (f *PrintedFile) check(place string) error {
	wrong := func(key string) error { return manifestError(place+"."+key, "không hợp lệ", "is not valid") }
	switch {
	case !fs.ValidPath(f.Name) || f.Name == "." || len(f.Name) > maxNameBytes:
		return wrong("name")
	case !sha256Digits().MatchString(f.SHA256):
		return wrong("sha256")
	case f.Bytes <= 0:
		return wrong("bytes")
	case f.Pages < 1 || f.Pages > MaxManifestPages:
		return wrong("pages")
	case !length(f.Width) || !length(f.Height):
		return wrong("width_mm")
	case f.Scale != 1 && f.Scale != 10:
		return wrong("scale")
	}
	if _, err := time.Parse(time.DateOnly, f.Date); f.Date != "" && err != nil {
		return wrong("date")
	}
	for i, c := range f.Codes {
		if key := c.wrong(f.Pages); key != "" {
			return wrong(fmt.Sprintf("codes[%d].%s", i, key))
		}
	}
	return nil
}

// wrong is the key of a code that cannot be as it says, or empty.
func (c *PrintedCode) wrong(pages int) string {
	switch {
	case c.Page < 1 || c.Page > pages:
		return "page"
	case !(math.Abs(c.X) <= signage.MaxSide):
		return "x_mm"
	case !(math.Abs(c.Y) <= signage.MaxSide):
		return "y_mm"
	case !length(c.Width):
		return "width_mm"
	case c.Payload == "" || len(c.Payload) > qr.MaxPayload:
		return "payload"
	case c.Host != qr.Host(c.Payload):
		return "host"
	case c.ID != ShortID(c.Payload):
		return "id"
	case c.Verdict != VerdictAdmitted && c.Verdict != VerdictRefused && c.Verdict != VerdictNone:
		return "verdict"
	case c.Overridden != "" && !leadsTo(c.Payload, c.Overridden):
		return "overridden"
	case len(c.Findings) > maxFindings:
		return "findings"
	}
	return ""
}

// length tells whether a side is one of a sign or of a part of it.
func length(mm signage.MM) bool { return mm > 0 && mm <= signage.MaxSide }
