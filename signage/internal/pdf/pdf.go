// Package pdf writes scenes as PDF. gofpdf is the container (pages, links, cross-reference table); what is drawn is
// written here as page content, because gofpdf sets text without kerning and knows no CMYK, and the finished file is
// taken apart and completed with what print shops ask for. It is the only importer of gofpdf.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxUnits is the longest side of a page that readers must accept (PDF 1.7, annex C: 14,400 units, 5.08 m).
const MaxUnits = 14400

const unitsPerMM = 72 / 25.4

// maxCoordinate is how far in mm a point may lie from the page's corner: beyond everything that a sign has, and within the
// numbers that all readers hold.
const maxCoordinate = 1e6

// ErrContainer is the error of a document that gofpdf refused.
var ErrContainer = errors.New("pdf: the document cannot be written")

// Options of a document.
type Options struct {
	Title    string
	Created  time.Time // stands in the file; it is never read from the clock
	Profile  Profile
	Live     bool   // text as text, to be searched and copied; otherwise as outlines
	Found    bool   // text as outlines, over text that does not show, to be searched and copied
	Logo     bool   // the logo is a file of the user's, whose colours are given for screens and separated by the profile
	UserUnit bool   // pages over [MaxUnits] at true size by larger units ([X4] and [Office]), not at 1:10
	Intent   Intent // the printing condition of a press file; the zero value is [Fogra39]
}

// Scale is the number by which a page of this size (mm) is divided in the file: 1, or 10 where a page at full size
// would pass [MaxUnits].
func Scale(width, height float64) int {
	if max(width, height)*unitsPerMM > MaxUnits {
		return 10
	}
	return 1
}

// ScaleOf is the number by which a scene's page is divided in a file of a profile.
func ScaleOf(p Profile, s *scene.Scene) int {
	area := p.area(s)
	return Scale(area.Width(), area.Height())
}

// area is what a page shows: the sheet of a press file, the trimmed sign of an office file.
func (p Profile) area(s *scene.Scene) scene.Rect {
	if p.press() {
		return s.Sheet()
	}
	return s.Trim()
}

// Write writes one page for each scene. Nothing is written to w when it fails before the document is complete.
func Write(w io.Writer, pages []*scene.Scene, o Options) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrContainer, r)
		}
	}()
	doc := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: 100, Ht: 100}})
	doc.SetAutoPageBreak(false, 0)
	doc.SetMargins(0, 0, 0)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(o.Created.UTC())
	doc.SetModificationDate(o.Created.UTC())
	doc.SetCompression(false)
	r := newResources(pages, o)
	drawn := make([]*page, len(pages))
	for i, s := range pages {
		area := o.Profile.area(s)
		if !(s.Width > 0 && s.Height > 0 && area.Width() > 0 && area.Height() > 0 && max(area.Width(), area.Height()) <= maxCoordinate) {
			return fmt.Errorf("%w: a page of %v × %v mm", ErrContainer, s.Width, s.Height)
		}
		p := newPage(doc, s, r)
		doc.AddPageFormat("P", gofpdf.SizeType{Wd: p.width, Ht: p.height})
		if err := p.draw(s); err != nil {
			return err
		}
		drawn[i] = p
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return fmt.Errorf("%w: %w", ErrContainer, err)
	}
	f, err := takeApart(out.Bytes())
	if err != nil {
		return err
	}
	finished, err := finish(f, drawn, r)
	if err != nil {
		return err
	}
	_, err = w.Write(finished)
	return err
}
