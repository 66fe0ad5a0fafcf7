package signage

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/bangron/bangron/signage/internal/board"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/svg"
)

// Document is a sign as laid out. It does not change and is safe for concurrent use. The zero value has no pages, and
// cannot be written.
type Document struct {
	title       string
	office      bool // its PDF is an office file unless another profile is asked for
	size        Size
	bleed       MM // of press files of what no shop is named for
	kind        Kind
	pages       []*scene.Scene
	lines       []Line
	module      MM
	code        string // what the QR code says; empty: none
	logo        bool   // of the user's own
	diagnostics []Diagnostic

	production *production // nil: a sign for screens, and what is no sign
}

// Title of the document: wording and size. The title of a PDF that is smaller than the sign says its scale as well.
func (d *Document) Title() string { return d.title }

// Size of the trimmed sign.
func (d *Document) Size() Size { return d.size }

// Kind of the sign.
func (d *Document) Kind() Kind { return d.kind }

// Lines are the lines of text from top to bottom as they were set.
func (d *Document) Lines() []Line { return append([]Line(nil), d.lines...) }

// Module is the width of a module of the sign's QR code; 0 without one.
func (d *Document) Module() MM { return d.module }

// Diagnostics are the warnings and remarks about the sign.
func (d *Document) Diagnostics() []Diagnostic { return append([]Diagnostic(nil), d.diagnostics...) }

// saysOf tells whether a code is among the diagnostics.
func (d *Document) saysOf(code string) bool {
	return slices.ContainsFunc(d.diagnostics, func(o Diagnostic) bool { return o.Code == code })
}

// PageCount is the number of pages.
func (d *Document) PageCount() int { return len(d.pages) }

// Page is a document of one page, counted from 0: what a format without pages writes. The error of a page that there is
// not is an [*Error] that wraps [ErrPages].
func (d *Document) Page(i int) (*Document, error) {
	if err := d.laidOut(); err != nil {
		return nil, err
	}
	if i < 0 || i >= len(d.pages) {
		return nil, refuse(ErrPages, note.Note{
			Code: "page-range", Severity: note.Error, Field: "document",
			VI: fmt.Sprintf("Tài liệu có %d trang, không có trang thứ %d.", len(d.pages), i+1), EN: fmt.Sprintf("The document has %d pages, and no page %d.", len(d.pages), i+1),
			FixVI: fmt.Sprintf("Chọn một trang từ 1 đến %d.", len(d.pages)), FixEN: fmt.Sprintf("Choose one of the pages 1 to %d.", len(d.pages)),
		})
	}
	one := *d
	one.pages = d.pages[i : i+1 : i+1]
	return &one, nil
}

// Line is one line of text on a sign.
type Line struct {
	Role        string  `json:"role"` // "main", "loud", "opener", "second", "unit", "dates" …
	Text        string  `json:"text"`
	Font        string  `json:"font"`
	CapHeight   MM      `json:"cap_height_mm"` // height of the capitals
	Comfortable float64 `json:"comfortable_m"` // 120 × letter height: best impact, by the rule of the sign trade
	AtMost      float64 `json:"at_most_m"`     // 250 × letter height: safety signs, 100 mm at 25 m
	ToneMarks   float64 `json:"tone_marks_m"`  // to where the gap between stacked marks is seen; a geometric estimate
	Contrast    float64 `json:"contrast"`      // WCAG ratio of text and ground
}

// The reading distances in multiples of the letter height, and the angle under which a gap is seen (one arc minute).
const (
	comfortable = 120
	atMost      = 250
	arcMinute   = 0.00029
)

func report(lines []compose.Line) []Line {
	out := make([]Line, len(lines))
	for i, l := range lines {
		out[i] = Line{
			Role: l.Role, Text: l.Text, Font: strings.TrimSuffix(l.Face.Family()+" "+l.Face.Style(), " Regular"), CapHeight: round(l.Cap, 2),
			Comfortable: round(l.Cap*comfortable/1000, 1), AtMost: round(l.Cap*atMost/1000, 1),
			ToneMarks: round(l.Cap*l.Face.MarkGap()/arcMinute/1000, 1), Contrast: round(l.Ink.Contrast(l.Ground), 2),
		}
	}
	return out
}

// Profile is what a PDF is made for. The empty profile is the document's own: [Office] for boards, desk cards and signs
// for screens, [Press] for signs that are printed. A sign for screens has no size on paper, so it has no press file.
type Profile string

// The profiles.
const (
	Press   Profile = "press"    // PDF/X-1a:2003: CMYK and spot inks alone, text as outlines
	PressX4 Profile = "press-x4" // PDF/X-4: pictures keep their colours with a profile, the press's profile is embedded
	Office  Profile = "office"   // sRGB, text that can be searched, and links, for desktop printers and screens
)

// PDFOptions are how a PDF is written. The zero value and nil are usable.
type PDFOptions struct {
	Profile  Profile
	UserUnit bool             // pages over 5.08 m at true size, by larger units (PDF 1.6), not at 1:10; not for [Press]
	ICC      []byte           // profile of the print shop's press (output, CMYK); nil: FOGRA39, offset on coated paper
	Warn     func(Diagnostic) // is told what [Rules] warn of in a press file that is written all the same; nil: nobody is
	Created  time.Time        // date in the file and in its slug line; the zero value is 10 October 2022. It is never the clock's
}

// MaxProfileBytes is the largest colour profile that is read.
const MaxProfileBytes = icc.MaxBytes

// firstDay is the first National Digital Transformation Day: the date of files that need one and were given none.
var firstDay = time.Date(2022, 10, 10, 0, 0, 0, 0, time.UTC)

// ErrProfile is wrapped by the errors of profiles: one that is not known, and files that are not a press's profile.
var ErrProfile = errors.New("signage: not a usable profile")

// Profile is the one that a PDF of the document is written in: that of the options, else of the shop, else the
// document's own. o may be nil.
func (d *Document) Profile(o *PDFOptions) Profile {
	switch {
	case o != nil && o.Profile != "":
		return o.Profile
	case d.office || d.size.Pixels:
		return Office
	case d.production != nil:
		return cmp.Or(d.production.shop.Profile, Press)
	}
	return Press
}

func (d *Document) profile(o *PDFOptions) (pdf.Profile, error) {
	name := d.Profile(o)
	if d.size.Pixels && (name == Press || name == PressX4) {
		return 0, refuse(ErrProfile, note.Note{
			Code: "press-screen", Severity: note.Error, Field: "profile",
			VI:    fmt.Sprintf("Khổ %s là điểm ảnh của màn hình, không có kích thước trên giấy nên không làm được tệp in.", d.size),
			EN:    fmt.Sprintf("A size of %s is one of pixels on a screen: it has no size on paper, so there is no press file of it.", d.size),
			FixVI: "Muốn in thì ghi khổ thật, ví dụ 6m x 80cm; còn dùng trên màn hình thì xuất PNG, SVG hoặc PDF kiểu office.",
			FixEN: "To print it, give its real size, such as 6m x 80cm; for screens write PNG, SVG or a PDF of the profile office.",
		})
	}
	switch name {
	case Press:
		return pdf.X1a, nil
	case PressX4:
		return pdf.X4, nil
	case Office:
		return pdf.Office, nil
	}
	return 0, refuse(ErrProfile, note.Note{
		Code: "profile-unknown", Severity: note.Error, Field: "profile",
		VI: fmt.Sprintf("Không có kiểu tệp “%s”.", name), EN: fmt.Sprintf("There is no profile %q.", name),
		FixVI: "Chọn press, press-x4 hoặc office.", FixEN: "Choose press, press-x4 or office.",
	})
}

// WritePDF writes the document as PDF. A page over 14,400 units (5.08 m) is written at 1:10, which the title says. A press
// file is held to [Rules] first: one that breaks a rule is not written, and the error is an [*Error] that wraps [ErrPress].
// o may be nil.
func (d *Document) WritePDF(w io.Writer, o *PDFOptions) error {
	if o == nil {
		o = &PDFOptions{}
	}
	if err := d.laidOut(); err != nil {
		return err
	}
	options, err := d.pdfOptions(o)
	if err != nil {
		return err
	}
	pages := d.pages
	if d.bleed > 0 && options.Profile != pdf.Office {
		pages = d.bled()
	}
	if d.production != nil && options.Profile != pdf.Office {
		page, err := d.production.marked(d.pages[0], d.Scale(o), options.Created)
		if err != nil {
			return err
		}
		pages = []*scene.Scene{page}
	}
	if options.Profile == pdf.Office {
		return pdf.Write(w, pages, options)
	}
	var file bytes.Buffer
	err = pdf.Write(&file, pages, options)
	if refused := (*icc.Error)(nil); errors.As(err, &refused) {
		return refuseICC(err)
	}
	if err != nil {
		return err
	}
	warnings, err := checkPress(file.Bytes(), options.Profile, options.Intent.InkLimit)
	if err != nil {
		return err
	}
	if o.Warn != nil {
		for _, w := range diagnostics(warnings) {
			if w.Code == "press-image-resolution" && d.saysOf("logo-coarse") {
				continue // the same by another name
			}
			o.Warn(w)
		}
	}
	_, err = w.Write(file.Bytes())
	return err
}

// bled are the pages at the size that was asked for, with a bleed: those on the screen are a whole number of dots. The
// sheet is a little larger than the bleed, so that codes are as far in its dots and blocks as on the screen.
func (d *Document) bled() []*scene.Scene {
	pages := make([]*scene.Scene, len(d.pages))
	around := math.Ceil(d.bleed/board.Block)*board.Block - d.bleed
	beyond := func(side float64) float64 { return around + math.Ceil(side/board.Dot)*board.Dot - side }
	for i, p := range d.pages {
		page := *p
		page.Width, page.Height, page.Bleed = d.size.Width, d.size.Height, scene.Even(d.bleed)
		page.Margin = scene.Edges{Left: around, Top: around, Right: beyond(page.Width), Bottom: beyond(page.Height)}
		pages[i] = &page
	}
	return pages
}

func (d *Document) pdfOptions(o *PDFOptions) (pdf.Options, error) {
	profile, err := d.profile(o)
	if err != nil {
		return pdf.Options{}, err
	}
	options := pdf.Options{Title: d.title, Created: o.Created, Profile: profile, Logo: d.logo, UserUnit: o.UserUnit}
	if profile == pdf.Office {
		// Signs are looked at much smaller than they are, where viewers draw small text otherwise than its shapes.
		options.Live, options.Found = d.office, !d.office
	}
	if o.Created.IsZero() {
		options.Created = firstDay
	}
	if n := d.Scale(o); n > 1 {
		options.Title += fmt.Sprintf(" (tỉ lệ 1:%d)", n)
	}
	if d.production != nil {
		options.Intent.InkLimit = d.production.shop.InkLimit
		options.UserUnit = o.UserUnit || d.production.shop.UserUnit && profile != pdf.X1a
	}
	if o.ICC != nil {
		if options.Intent.Profile, err = icc.Parse(o.ICC); err == nil && profile != pdf.Office {
			err = options.Intent.Profile.FitsVersion(profile.ICC())
		}
		if err != nil {
			return pdf.Options{}, refuseICC(err)
		}
	}
	return options, nil
}

// Scale is the number by which the PDF of the document is divided: 1, or 10 where a page with its bleed and marks is
// over 5.08 m (14,400 PDF units) and no larger units are asked for. o may be nil.
func (d *Document) Scale(o *PDFOptions) int {
	if o == nil {
		o = &PDFOptions{}
	}
	profile, err := d.profile(o)
	large := o.UserUnit || d.production != nil && d.production.shop.UserUnit
	if err != nil || len(d.pages) == 0 || large && profile != pdf.X1a {
		return 1
	}
	page := d.pages[0]
	if d.bleed > 0 {
		page = d.bled()[0]
	}
	return d.production.scale(profile, page)
}

// refuseICC is the error of a file that is not a press's profile.
func refuseICC(err error) error {
	n := note.Note{Code: "icc", Severity: note.Error, Field: "icc", VI: "Không dùng được hồ sơ màu này.", EN: err.Error()}
	var refused *icc.Error
	if errors.As(err, &refused) {
		n.VI, n.EN, n.FixVI, n.FixEN = refused.VI, refused.EN, refused.FixVI, refused.FixEN
	}
	return refuse(errors.Join(ErrProfile, err), n)
}

// ErrPages is wrapped by the errors of documents without pages, of pages that a document has not, and of formats that hold
// one page where the document has more.
var ErrPages = errors.New("signage: no such page")

// laidOut refuses the zero document.
func (d *Document) laidOut() error {
	if len(d.pages) > 0 {
		return nil
	}
	return refuse(ErrPages, note.Note{
		Code: "no-pages", Severity: note.Error, Field: "document",
		VI: "Tài liệu chưa có trang nào.", EN: "The document has no pages.",
		FixVI: "Dùng tài liệu mà Compile trả về.", FixEN: "Use a document that Compile returns.",
	})
}

// onePage is the page of a format that holds one.
func (d *Document) onePage() (*scene.Scene, error) {
	if err := d.laidOut(); err != nil {
		return nil, err
	}
	if len(d.pages) == 1 {
		return d.pages[0], nil
	}
	return nil, refuse(ErrPages, note.Note{
		Code: "many-pages", Severity: note.Error, Field: "document",
		VI: fmt.Sprintf("Tài liệu có %d trang; tệp SVG, PNG chỉ chứa một.", len(d.pages)), EN: fmt.Sprintf("The document has %d pages; an SVG or PNG holds one.", len(d.pages)),
		FixVI: "Ghi PDF, hoặc ghi từng trang.", FixEN: "Write a PDF, or write each page.",
	})
}

// WriteSVG writes the sign as SVG in mm, or in pixels for web banners, with its text as outlines and its
// links. A document of several pages is refused with [ErrPages]: see [Document.Page].
func (d *Document) WriteSVG(w io.Writer) error {
	page, err := d.onePage()
	if err != nil {
		return err
	}
	options := svg.Options{Links: true}
	if d.size.Pixels {
		options.Unit = svg.Pixel
	}
	return svg.Write(w, page, options)
}

// PNGOptions are how large a PNG is. The zero value and nil mean the sign's own pixels, or 96 dpi but at most 4,000
// pixels for printed signs.
type PNGOptions struct {
	DPI    float64 // dots per inch of the true size; 0: by Width and Height, beside which it is refused
	Width  int     // px; 0: follows from the height
	Height int     // px; 0: follows from the width. Another aspect than the sign's is refused
}

// WritePNG writes the sign as PNG with its physical size. o may be nil. A size that is not usable is an [*Error] that wraps
// [ErrPixels]; a document of several pages is refused with [ErrPages]: see [Document.Page].
func (d *Document) WritePNG(w io.Writer, o *PNGOptions) error {
	return d.draw(o, func(page *scene.Scene, options raster.Options) error { return raster.Write(w, page, options) })
}

// Image draws the sign in memory; see [Document.WritePNG].
func (d *Document) Image(o *PNGOptions) (picture image.Image, err error) {
	err = d.draw(o, func(page *scene.Scene, options raster.Options) (err error) {
		picture, err = raster.Image(page, options)
		return err
	})
	return picture, err
}

func (d *Document) draw(o *PNGOptions, draw func(*scene.Scene, raster.Options) error) error {
	if o == nil {
		o = &PNGOptions{}
	}
	page, err := d.onePage()
	if err != nil {
		return err
	}
	if o.DPI != 0 && (o.Width != 0 || o.Height != 0) {
		return d.pixelError(raster.ErrOptions, o)
	}
	return d.pixelError(draw(page, d.rasterOptions(o)), o)
}

// ErrPixels is wrapped by the errors of pictures that are too large or have no real size.
var ErrPixels = errors.New("signage: not a usable size in pixels")

// pixelError turns the refusals of a picture's size into an [*Error].
func (d *Document) pixelError(err error, o *PNGOptions) error {
	field := "px"
	if o.DPI != 0 {
		field = "dpi"
	}
	var size *raster.SizeError
	switch {
	case errors.As(err, &size):
		width, height := float64(size.Width), float64(size.Height)
		if o.DPI != 0 {
			width, height = d.size.Width*o.DPI/25.4, d.size.Height*o.DPI/25.4
		}
		return refuse(errors.Join(ErrPixels, err), note.Note{
			Code: "too-many-pixels", Severity: note.Error, Field: field,
			VI: fmt.Sprintf("Ảnh %.0f × %.0f điểm ảnh vượt giới hạn %d triệu điểm ảnh, mỗi cạnh %d.",
				width, height, size.Limit/1_000_000, raster.MaxSide),
			EN: fmt.Sprintf("A picture of %.0f × %.0f pixels is over the limit of %d megapixels, %d a side.",
				width, height, size.Limit/1_000_000, raster.MaxSide),
			FixVI: "Làm ảnh nhỏ hơn (`dpi`, `px`), hoặc gửi tệp PDF.", FixEN: "Make the picture smaller (`dpi`, `px`), or send the PDF.",
		})
	case errors.Is(err, raster.ErrOptions):
		n := note.Note{
			Code: "pixels", Severity: note.Error, Field: field,
			VI: "Cỡ ảnh không hợp lệ.", EN: "The size of the picture is not valid.",
			FixVI: "Cho độ phân giải là số dương (`dpi`), hoặc số điểm ảnh (`px`), không cả hai.",
			FixEN: "Give a positive resolution (`dpi`) or a number of pixels (`px`), not both.",
		}
		if o.DPI == 0 && o.Width > 0 && o.Height > 0 {
			fits := math.Round(float64(o.Width) * d.size.Height / d.size.Width)
			n.VI = fmt.Sprintf("Cỡ ảnh %d × %d khác tỉ lệ của biển (%s).", o.Width, o.Height, d.size)
			n.EN = fmt.Sprintf("A picture of %d × %d is not of the sign's shape (%s).", o.Width, o.Height, d.size)
			n.FixVI = fmt.Sprintf("Dùng %d × %.0f, hoặc chỉ ghi chiều rộng (`px: %d`).", o.Width, fits, o.Width)
			n.FixEN = fmt.Sprintf("Use %d × %.0f, or give the width alone (`px: %d`).", o.Width, fits, o.Width)
		}
		return refuse(errors.Join(ErrPixels, err), n)
	}
	return err
}

const (
	defaultDPI    = 96
	defaultPixels = 4000
)

func (d *Document) rasterOptions(o *PNGOptions) raster.Options {
	if o.DPI == 0 && o.Width == 0 && o.Height == 0 {
		if w, h := d.size.Px(); w > 0 {
			return raster.Options{Width: w, Height: h}
		}
		dpi := float64(defaultDPI)
		return raster.Options{DPI: min(dpi, defaultPixels*25.4/max(d.size.Width, d.size.Height))}
	}
	return raster.Options{DPI: o.DPI, Width: o.Width, Height: o.Height}
}
