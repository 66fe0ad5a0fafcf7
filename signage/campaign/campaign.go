// Package campaign turns a plan into files: a list of signs is compiled, written and shown together on one page.
package campaign

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/bangron/bangron/signage"
)

// Format is the kind of file that a job makes.
type Format string

// The formats.
const (
	PDF Format = "pdf"
	PNG Format = "png"
	SVG Format = "svg"
)

// Job is one file to be made from a sign.
type Job struct {
	Name   string // of the file, without ending
	Title  string // what an officer calls the sign
	Sign   signage.Sign
	Format Format
	Ticket *signage.Ticket // of a press file, written beside it; its file is filled in. nil: none

	// Compile makes what is no sign: a board, a card. Its PDF is for the office. nil: the Sign is made.
	Compile func() (*signage.Document, error)
}

func (j Job) document(o *signage.Options) (*signage.Document, error) {
	if j.Compile != nil {
		return j.Compile()
	}
	return signage.Compile(j.Sign, o)
}

func (j Job) pdf(o *signage.PDFOptions) *signage.PDFOptions {
	if j.Compile == nil {
		return o
	}
	office := signage.PDFOptions{Profile: signage.Office}
	if o != nil {
		office.Created = o.Created
	}
	return &office
}

// Made is a file that was made.
type Made struct {
	Job     Job
	File    string // name within the folder
	Preview string // name of its picture within the folder
	Ticket  string // name of its ticket within the folder; empty: none
	Scale   int    // 1, or 10 for a PDF at 1:10
	Doc     *signage.Document
}

// previewWidth and previewHeight bound the pictures of the page that shows all signs, in px.
const (
	previewWidth  = 1200
	previewHeight = 900
)

// previews is the folder of those pictures.
const previews = "xem-truoc"

// Options of a run. The zero value and nil are usable.
type Options struct {
	Overwrite bool
	Compile   *signage.Options
	PDF       *signage.PDFOptions
	Progress  func(done, all int, made Made) // called for one file at a time, in the order in which they are done; nil: none
}

// ErrJob is the error of a job whose name is no file name or that of another job, or whose format is none.
var ErrJob = errors.New("campaign: not a usable job")

// Run makes the files of the jobs in a folder, which it creates, and index.html beside them, on all cores. Jobs that would
// write one file are refused before anything is made, and a sign that is refused is found out before the first is made. It
// begins no further file when the context ends or one fails; those that were made are whole, and are returned in the order
// of their jobs.
func Run(ctx context.Context, folder string, jobs []Job, o *Options) ([]Made, error) {
	if o == nil {
		o = &Options{}
	}
	if err := checkJobs(jobs); err != nil {
		return nil, err
	}
	if err := checkSigns(ctx, jobs, o.Compile); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(folder, previews), 0o755); err != nil {
		return nil, err
	}
	all, err := runAll(ctx, folder, jobs, o)
	if err != nil {
		return all, err
	}
	return all, WriteFile(filepath.Join(folder, "index.html"), o.Overwrite, func(w io.Writer) error {
		return writeIndex(w, all)
	})
}

// runAll makes the files and returns those that were made.
func runAll(ctx context.Context, folder string, jobs []Job, o *Options) ([]Made, error) {
	results := make([]Made, len(jobs))
	var mutex sync.Mutex // of what follows
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, job := range jobs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			made, err := run(folder, job, o)
			if err != nil {
				return fmt.Errorf("%s: %w", job.Name, err)
			}
			mutex.Lock()
			defer mutex.Unlock()
			results[i] = made
			done++
			if o.Progress != nil {
				o.Progress(done, len(jobs), made)
			}
			return nil
		})
	}
	err := group.Wait()
	return slices.DeleteFunc(results, func(m Made) bool { return m.File == "" }), err
}

// checkSigns compiles the signs, so that none is refused after others were made.
func checkSigns(ctx context.Context, jobs []Job, o *signage.Options) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	errs := make([]error, len(jobs))
	for i, job := range jobs {
		if job.Compile != nil {
			continue
		}
		group.Go(func() error {
			if ctx.Err() == nil {
				_, errs[i] = signage.Compile(job.Sign, o)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, err := range errs {
		var refused *signage.Error
		if errors.As(err, &refused) {
			for k := range refused.Diagnostics {
				d := &refused.Diagnostics[k]
				d.VI, d.EN = jobs[i].Name+": "+d.VI, jobs[i].Name+": "+d.EN
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", jobs[i].Name, err)
		}
	}
	return nil
}

func checkJobs(jobs []Job) error {
	seen := make(map[string]bool)
	for _, job := range jobs {
		name := job.Name + "." + string(job.Format)
		switch {
		case job.Format != PDF && job.Format != PNG && job.Format != SVG:
			return fmt.Errorf("%w: %q has the format %q", ErrJob, job.Name, job.Format)
		case job.Name == "" || strings.ContainsAny(job.Name, "/\\\x00") || !filepath.IsLocal(name):
			return fmt.Errorf("%w: %q is no file name", ErrJob, job.Name)
		// File systems of Windows and macOS take letters of either case for the same.
		case seen[strings.ToLower(name)]:
			return fmt.Errorf("%w: %s is made twice", ErrJob, name)
		}
		seen[strings.ToLower(name)] = true
	}
	return nil
}

func run(folder string, job Job, o *Options) (Made, error) {
	doc, err := job.document(o.Compile)
	if err != nil {
		return Made{}, err
	}
	made := Made{Job: job, Doc: doc, Scale: 1}
	name := job.Name + "." + string(job.Format)
	switch job.Format {
	case PDF:
		pdf := job.pdf(o.PDF)
		made.Scale = doc.Scale(pdf)
		if name, err = PDFName(name, doc, made.Scale); err != nil {
			return Made{}, err
		}
		if job.Ticket != nil {
			made.Ticket = TicketName(name)
			err = WriteWithTicket(filepath.Join(folder, name), o.Overwrite, doc, pdf, *job.Ticket)
			break
		}
		err = WriteFile(filepath.Join(folder, name), o.Overwrite, func(w io.Writer) error { return doc.WritePDF(w, pdf) })
	case SVG:
		err = WriteFile(filepath.Join(folder, name), o.Overwrite, doc.WriteSVG)
	default:
		err = WriteFile(filepath.Join(folder, name), o.Overwrite, func(w io.Writer) error { return doc.WritePNG(w, nil) })
	}
	if err != nil {
		return Made{}, err
	}
	made.File = name
	made.Preview = previews + "/" + name + ".png"
	size := doc.Size()
	width := int(min(previewWidth, previewHeight*size.Width/size.Height))
	first, err := doc.Page(0)
	if err != nil {
		return Made{}, err
	}
	return made, WriteFile(filepath.Join(folder, made.Preview), o.Overwrite, func(w io.Writer) error {
		return first.WritePNG(w, &signage.PNGOptions{Width: width})
	})
}

// PDFName is the name of a document's PDF: in the pattern of its shop, and with the scale where the file is smaller than
// the sign. What the name has of these already is not said again, and a scale that is not the file's is left out.
func PDFName(name string, doc *signage.Document, scale int) (string, error) {
	ending := filepath.Ext(name)
	base := scaleInName().ReplaceAllString(strings.TrimSuffix(name, ending), "$1")
	base, err := doc.FileName(base)
	return ScaledName(base+ending, scale), err
}

// ScaledName is the name of a PDF with its scale, where the file is smaller than the sign: a file that is opened
// without its ticket must still say that it is at 1:10.
func ScaledName(name string, scale int) string {
	mark := fmt.Sprintf("-ti-le-1-%d", scale)
	ending := filepath.Ext(name)
	base := strings.TrimSuffix(name, ending)
	if scale == 1 || strings.HasSuffix(base, mark) {
		return name
	}
	return base + mark + ending
}

// scaleInName is what [ScaledName] adds.
var scaleInName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(.)-ti-le-1-\d+$`) })
