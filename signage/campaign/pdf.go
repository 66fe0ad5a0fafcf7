package campaign

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bangron/bangron/qr"
)

const (
	// programTimeout is how long a program may take for one page: a page of a sign takes a second.
	programTimeout = time.Minute
	// endDelay is how long a stopped program may hold its output open.
	endDelay = 2 * time.Second
	// maxListing is the most text that a program may print about the pages.
	maxListing = 4 << 20
	// maxPoints is the longest side of a page in pt: ten times what readers must accept (PDF 1.7, annex C).
	maxPoints = 144_000
)

// box is a rectangle of a page in pt: left, bottom, right, top.
type box [4]float64

func (b box) size() [2]float64 { return [2]float64{b[2] - b[0], b[3] - b[1]} }

// pdfPage is what is known of a page before it is drawn.
type pdfPage struct {
	crop, trim box
	rotate     int // degrees clockwise
}

// trimmed is how far the trimmed page lies from the left and the top of what is drawn, in pt.
func (p pdfPage) trimmed() (left, top float64) {
	l, b := p.trim[0]-p.crop[0], p.trim[1]-p.crop[1]
	r, t := p.crop[2]-p.trim[2], p.crop[3]-p.trim[3]
	switch p.rotate {
	case 90:
		return b, l
	case 180:
		return r, b
	case 270:
		return t, r
	}
	return l, t
}

// renderer is an installed program that draws pages.
type renderer struct {
	list  func(ctx context.Context, file string) ([]pdfPage, error)
	drawn func(page int, dpi float64, file string) []string // the command that writes a page as PGM on its standard output
}

// pdfReader draws the pages of a PDF. It works on a copy of the file, whose name no program misunderstands and which
// nobody changes.
type pdfReader struct {
	path   string // as the user gave it
	folder string
	pages  []pdfPage
	renderer
}

func openPDF(ctx context.Context, path string, content []byte) (_ *pdfReader, err error) {
	r := &pdfReader{path: path}
	if r.renderer, err = findRenderer(path); err != nil {
		return nil, err
	}
	if r.folder, err = os.MkdirTemp("", "bangron-*"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			r.close()
		}
	}()
	if err := os.WriteFile(r.file(), content, 0o600); err != nil {
		return nil, err
	}
	if r.pages, err = r.list(ctx, r.file()); err != nil {
		return nil, r.failed(ctx, err)
	}
	if len(r.pages) == 0 {
		return nil, r.failed(ctx, errors.New("no pages"))
	}
	if len(r.pages) > MaxVerifyPages {
		return nil, tooLarge(path, fmt.Sprintf("PDF có hơn %d trang.", MaxVerifyPages), fmt.Sprintf("The PDF has more than %d pages.", MaxVerifyPages))
	}
	for i, p := range r.pages {
		size := p.crop.size()
		if !(size[0] > 0 && size[1] > 0) {
			return nil, r.failed(ctx, fmt.Errorf("page %d has no area", i+1))
		}
		if max(size[0], size[1]) > maxPoints {
			return nil, tooLarge(path, fmt.Sprintf("Trang %d dài hơn %d m.", i+1, maxPoints*254/720_000), fmt.Sprintf("Page %d is longer than %d m.", i+1, maxPoints*254/720_000))
		}
	}
	return r, nil
}

func (r *pdfReader) file() string { return filepath.Join(r.folder, "page.pdf") }

func (r *pdfReader) close() { os.RemoveAll(r.folder) }

// failed says why a program could not read the file. A user who stops the program hears only that.
func (r *pdfReader) failed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return unreadable(r.path, fmt.Sprintf("Đọc một trang quá %v chưa xong.", programTimeout), fmt.Sprintf("A page took longer than %v.", programTimeout))
	case strings.Contains(strings.ToLower(err.Error()), "password"):
		return unreadable(r.path, "PDF có mật khẩu.", "The PDF has a password.")
	}
	return unreadable(r.path, "PDF hỏng hoặc bị cắt.", fmt.Sprintf("The PDF is broken or cut (%v).", err))
}

// draw draws a page.
func (r *pdfReader) draw(ctx context.Context, i int, dpi float64) (*image.Gray, error) {
	var picture *image.Gray
	err := execute(ctx, r.drawn(i+1, dpi, r.file()), func(out io.Reader) (err error) {
		picture, err = readPGM(out)
		return err
	})
	if err != nil {
		return nil, r.failed(ctx, fmt.Errorf("page %d: %w", i+1, err))
	}
	return picture, nil
}

// findRenderer prefers MuPDF, which takes a fourth of the time of Poppler.
func findRenderer(path string) (renderer, error) {
	if mutool, err := exec.LookPath("mutool"); err == nil {
		return renderer{
			list: func(ctx context.Context, file string) ([]pdfPage, error) { return listMuPDF(ctx, mutool, file) },
			drawn: func(page int, dpi float64, file string) []string {
				return []string{mutool, "draw", "-q", "-F", "pnm", "-c", "gray", "-r", resolution(dpi), "-o", "-", file, strconv.Itoa(page)}
			},
		}, nil
	}
	pdfinfo, errInfo := exec.LookPath("pdfinfo")
	pdftoppm, errDraw := exec.LookPath("pdftoppm")
	if errInfo == nil && errDraw == nil {
		return renderer{
			list: func(ctx context.Context, file string) ([]pdfPage, error) { return listPoppler(ctx, pdfinfo, file) },
			drawn: func(page int, dpi float64, file string) []string {
				return []string{pdftoppm, "-q", "-cropbox", "-gray", "-r", resolution(dpi), "-f", strconv.Itoa(page), "-l", strconv.Itoa(page), file}
			},
		}, nil
	}
	e := &FileError{cause: ErrNoRenderer}
	e.Code, e.Severity, e.Field = "no-renderer", "error", path
	e.VI, e.EN = "Máy chưa có chương trình vẽ trang PDF.", "No program that draws PDF pages is installed."
	switch {
	case errDraw == nil:
		e.VI, e.EN = "Máy có pdftoppm để vẽ trang PDF nhưng thiếu pdfinfo để biết khổ trang.", "There is pdftoppm to draw PDF pages, but no pdfinfo to tell their size."
	case errInfo == nil:
		e.VI, e.EN = "Máy có pdfinfo nhưng thiếu pdftoppm để vẽ trang PDF.", "There is pdfinfo, but no pdftoppm to draw PDF pages."
	}
	e.FixVI = "Cài mupdf-tools (mutool) hoặc poppler-utils (pdftoppm, pdfinfo), hoặc xuất trang ra PNG rồi kiểm tra tệp đó."
	e.FixEN = "Install mupdf-tools (mutool) or poppler-utils (pdftoppm, pdfinfo), or export the pages as PNG and verify those."
	return renderer{}, e
}

func resolution(dpi float64) string { return strconv.FormatFloat(dpi, 'f', 4, 64) }

// execute starts a program and reads its output. The error holds the last line that the program wrote about it.
func execute(ctx context.Context, command []string, read func(io.Reader) error) error {
	ctx, cancel := context.WithTimeout(ctx, programTimeout)
	defer cancel()
	c := exec.CommandContext(ctx, command[0], command[1:]...)
	c.WaitDelay = endDelay
	c.Env = append(os.Environ(), "LC_ALL=C") // numbers with a point
	complaint := &tail{}
	c.Stderr = complaint
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	readErr := read(out)
	if readErr != nil {
		cancel() // what it still writes would keep it from ending
	}
	waitErr := c.Wait()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return ctx.Err()
	case complaint.line() != "" && (readErr != nil || waitErr != nil):
		return errors.New(complaint.line())
	case readErr != nil:
		return readErr
	}
	return waitErr
}

// tail keeps the end of what is written to it.
type tail struct{ text []byte }

// maxComplaint is how much of a program's complaint is kept.
const maxComplaint = 300

func (t *tail) Write(b []byte) (int, error) {
	t.text = append(t.text, b...)
	t.text = t.text[max(0, len(t.text)-maxComplaint):]
	return len(b), nil
}

// line is the last line, in printable characters.
func (t *tail) line() string {
	text := strings.TrimSpace(string(t.text))
	text = text[strings.LastIndexByte(text, '\n')+1:]
	quoted := strconv.QuoteToASCII(text)
	return quoted[1 : len(quoted)-1]
}

// readPGM reads a binary grey map of 8 bits, as both programs write it: http://netpbm.sourceforge.net/doc/pgm.html
func readPGM(r io.Reader) (*image.Gray, error) {
	in := bufio.NewReader(r)
	var width, height, white int
	if _, err := fmt.Fscanf(in, "P5\n%d %d\n%d\n", &width, &height, &white); err != nil || white != 255 || width <= 0 || height <= 0 {
		return nil, errors.New("the program drew no page")
	}
	if width > qr.MaxPixels/height {
		return nil, fmt.Errorf("the program drew %d × %d px", width, height)
	}
	picture := image.NewGray(image.Rect(0, 0, width, height))
	_, err := io.ReadFull(in, picture.Pix)
	return picture, err
}

// listMuPDF reads what "mutool pages" prints: an element for each page under the name of the file.
func listMuPDF(ctx context.Context, mutool, file string) (pages []pdfPage, err error) {
	listing, err := output(ctx, mutool, "pages", file)
	if err != nil {
		return nil, err
	}
	type rectangle struct {
		L float64 `xml:"l,attr"`
		B float64 `xml:"b,attr"`
		R float64 `xml:"r,attr"`
		T float64 `xml:"t,attr"`
	}
	_, elements, _ := bytes.Cut(listing, []byte("\n"))
	d := xml.NewDecoder(bytes.NewReader(elements))
	for {
		var p struct {
			Media  *rectangle `xml:"MediaBox"`
			Crop   *rectangle `xml:"CropBox"`
			Trim   *rectangle `xml:"TrimBox"`
			Rotate struct {
				V int `xml:"v,attr"`
			}
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return pages, nil
		} else if err != nil {
			return nil, err
		}
		if p.Media == nil {
			return nil, errors.New("a page without a size")
		}
		if p.Crop == nil {
			p.Crop = p.Media
		}
		if p.Trim == nil {
			p.Trim = p.Crop
		}
		sides := func(r *rectangle) box { return box{r.L, r.B, r.R, r.T} }
		pages = append(pages, pdfPage{sides(p.Crop), sides(p.Trim), ((p.Rotate.V % 360) + 360) % 360})
	}
}

var (
	popplerCount = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^Pages: +(\d+)$`) })
	popplerLine  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Page +\d+ (rot|CropBox|TrimBox): +(.*)$`) })
)

// listPoppler reads what "pdfinfo -box" prints: for each page first its size and rotation, then, for all again, the boxes.
func listPoppler(ctx context.Context, pdfinfo, file string) ([]pdfPage, error) {
	listing, err := output(ctx, pdfinfo, "-box", "-f", "1", "-l", strconv.Itoa(MaxVerifyPages), file)
	if err != nil {
		return nil, err
	}
	count := popplerCount().FindSubmatch(listing)
	if count == nil {
		return nil, errors.New("no pages")
	}
	n, err := strconv.Atoi(string(count[1]))
	if err != nil {
		return nil, err
	}
	pages := make([]pdfPage, min(n, MaxVerifyPages+1))
	seen := map[string]int{}
	for line := range strings.Lines(string(listing)) {
		m := popplerLine().FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || seen[m[1]] == len(pages) {
			continue
		}
		p := &pages[seen[m[1]]]
		seen[m[1]]++
		switch m[1] {
		case "rot":
			p.rotate, err = strconv.Atoi(m[2])
		case "CropBox":
			p.crop, err = parseBox(m[2])
		case "TrimBox":
			p.trim, err = parseBox(m[2])
		}
		if err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func parseBox(text string) (b box, err error) {
	_, err = fmt.Sscan(text, &b[0], &b[1], &b[2], &b[3])
	return b, err
}

// output is what a program prints.
func output(ctx context.Context, command ...string) (text []byte, err error) {
	err = execute(ctx, command, func(out io.Reader) (err error) {
		text, err = io.ReadAll(io.LimitReader(out, maxListing+1))
		if len(text) > maxListing {
			return errors.New("too many pages")
		}
		return err
	})
	return text, err
}
