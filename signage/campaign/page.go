package campaign

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/bangron/bangron/qr"
)

// page is a page or a photo as it was looked at.
type page struct {
	codes     []qr.Found
	size      image.Point // px
	mm        float64     // of a pixel, in the file; 0 for pictures
	left, top float64     // px from the corner of the picture to that of the trimmed page
}

// readPages reads the codes of all pages of a file, whose format is told by its content.
func readPages(ctx context.Context, path string, content []byte) (format string, pages []page, err error) {
	switch format = sniff(content); format {
	case "pdf":
		pages, err = readPDF(ctx, path, content)
	case "png", "jpeg":
		var p page
		p, err = readPicture(path, format, content)
		pages = []page{p}
	case "HEIC", "AVIF", "WebP", "GIF", "TIFF", "BMP":
		err = otherPicture(path, format)
	case "svg":
		err = unreadable(path, "SVG không phải là bản in.", "An SVG is not what is printed.")
	case "empty":
		err = unreadable(path, "Tệp rỗng.", "The file is empty.")
	default:
		err = unreadable(path, "Tệp không phải PDF, PNG hay JPEG.", "The file is no PDF, PNG or JPEG.")
	}
	return format, pages, err
}

// headBytes is where readers look for the mark of a PDF (PDF 1.7, annex H.3, note 13).
const headBytes = 1024

func sniff(content []byte) string {
	head := content[:min(len(content), headBytes)]
	switch {
	case len(content) == 0:
		return "empty"
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "jpeg"
	case len(head) > 12 && string(head[4:8]) == "ftyp" && slices.Contains([]string{"heic", "heix", "mif1", "msf1", "hevc"}, string(head[8:12])):
		return "HEIC"
	case len(head) > 12 && string(head[4:8]) == "ftyp" && string(head[8:10]) == "av":
		return "AVIF"
	case len(head) > 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return "WebP"
	case bytes.HasPrefix(head, []byte("GIF8")):
		return "GIF"
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return "TIFF"
	case bytes.HasPrefix(head, []byte("BM")) && len(head) > 14 && string(head[6:10]) == "\x00\x00\x00\x00":
		return "BMP"
	case bytes.Contains(head, []byte("%PDF-")):
		return "pdf"
	case bytes.Contains(head, []byte("<svg")):
		return "svg"
	}
	return ""
}

// leastSide is the side in px under which a picture is not made smaller to look at it again: the smallest code has 21
// modules of 4 px, and a page has more on it than a code.
const leastSide = 400

// softPixels is the largest picture that is also looked at enlarged and sharpened: on larger ones a blur is as small as
// the modules only where halving takes it away.
const softPixels = 4 << 20

// findCodes reads the codes of a picture in its own size and in halves of it, in which noise is averaged away, each also
// in the negative, which phones read too. Soft is for what a camera or a scanner made.
func findCodes(picture *image.Gray, soft bool) ([]qr.Found, error) {
	var all []qr.Found
	// One pixel of what is looked at is times/over pixels of the picture.
	look := func(m *image.Gray, times, over int) error {
		for range 2 {
			found, err := qr.DecodeAll(m)
			if err != nil && !errors.Is(err, qr.ErrNotFound) {
				return err
			}
			for _, f := range found {
				f.Bounds = image.Rectangle{f.Bounds.Min.Mul(times).Div(over), f.Bounds.Max.Mul(times).Div(over)}
				for i, corner := range f.Corners {
					f.Corners[i] = corner.Mul(times).Div(over)
				}
				if !slices.ContainsFunc(all, func(g qr.Found) bool { return sameCode(f, g) }) {
					all = append(all, f)
				}
			}
			for i, v := range m.Pix {
				m.Pix[i] = 255 - v
			}
		}
		return nil
	}
	for m, factor := picture, 1; ; factor *= 2 {
		size := m.Bounds().Size()
		if size.X <= qr.MaxPixels/size.Y {
			if err := look(m, factor, 1); err != nil {
				return nil, err
			}
		}
		if min(size.X, size.Y) < 2*leastSide {
			break
		}
		m = halved(m)
	}
	if size := picture.Bounds().Size(); soft && size.X <= softPixels/size.Y {
		if err := look(sharpened(doubled(picture)), 1, 2); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b qr.Found) int {
		return cmp.Or(a.Bounds.Min.Y-b.Bounds.Min.Y, a.Bounds.Min.X-b.Bounds.Min.X)
	})
	return all, nil
}

// sameCode tells whether two readings are of one symbol: the middle of one lies well within the other.
func sameCode(a, b qr.Found) bool {
	middle := a.Bounds.Min.Add(a.Bounds.Max).Div(2)
	return a.Text == b.Text && middle.In(b.Bounds.Inset(b.Bounds.Dx()/4))
}

// halved is a picture of half the size, each pixel the mean of four.
func halved(m *image.Gray) *image.Gray {
	size := m.Bounds().Size().Div(2)
	half := image.NewGray(image.Rectangle{Max: size})
	for y := range size.Y {
		above, below := m.Pix[2*y*m.Stride:], m.Pix[(2*y+1)*m.Stride:]
		row := half.Pix[y*half.Stride:][:size.X]
		for x := range row {
			row[x] = byte((int(above[2*x]) + int(above[2*x+1]) + int(below[2*x]) + int(below[2*x+1]) + 2) / 4)
		}
	}
	return half
}

// doubled is a picture of twice the size, linear between pixels.
func doubled(m *image.Gray) *image.Gray {
	size := m.Bounds().Size()
	out := image.NewGray(image.Rectangle{Max: size.Mul(2)})
	for y := range 2 * size.Y {
		near, far := y/2, max(0, min(size.Y-1, y/2-1+2*(y%2)))
		a, b := m.Pix[near*m.Stride:][:size.X], m.Pix[far*m.Stride:][:size.X]
		row := out.Pix[y*out.Stride:][:2*size.X]
		for x := range row {
			i, j := x/2, max(0, min(size.X-1, x/2-1+2*(x%2)))
			row[x] = byte((9*int(a[i]) + 3*int(a[j]) + 3*int(b[i]) + int(b[j]) + 8) / 16)
		}
	}
	return out
}

// What sharpened does to a doubled picture, by trials with boards at half size.
const (
	blurRadius = 3
	sharpness  = 3
)

// sharpened is a picture on which what differs from its surroundings differs more (unsharp mask).
func sharpened(m *image.Gray) *image.Gray {
	blurred := blur(blur(m))
	for i, v := range m.Pix {
		blurred.Pix[i] = byte(max(0, min(255, int(v)+sharpness*(int(v)-int(blurred.Pix[i])))))
	}
	return blurred
}

// blur gives every pixel the mean of the square around it, as far as it lies within the picture.
func blur(m *image.Gray) *image.Gray {
	size := m.Bounds().Size()
	out := image.NewGray(m.Bounds())
	columns := make([]int, size.X) // sums over the rows of the square
	rows := 0
	add := func(y, sign int) {
		if y < 0 || y >= size.Y {
			return
		}
		rows += sign
		for x, v := range m.Pix[y*m.Stride:][:size.X] {
			columns[x] += sign * int(v)
		}
	}
	for y := range blurRadius {
		add(y, 1)
	}
	for y := range size.Y {
		add(y+blurRadius, 1)
		add(y-blurRadius-1, -1)
		sum, count := 0, 0
		for x := range min(blurRadius, size.X) {
			sum, count = sum+columns[x], count+1
		}
		for x := range size.X {
			if right := x + blurRadius; right < size.X {
				sum, count = sum+columns[right], count+1
			}
			if left := x - blurRadius - 1; left >= 0 {
				sum, count = sum-columns[left], count-1
			}
			out.Pix[y*out.Stride+x] = byte(sum / (count * rows))
		}
	}
	return out
}

// The resolutions at which a PDF page is looked at: first at one at which a module of 0.4 mm has three pixels, then, when
// there is nothing, at twice that.
var pageResolutions = [...]float64{200, 400}

func readPDF(ctx context.Context, path string, content []byte) ([]page, error) {
	r, err := openPDF(ctx, path, content)
	if err != nil {
		return nil, err
	}
	defer r.close()
	pages := make([]page, len(r.pages))
	for i := range pages {
		for _, dpi := range pageResolutions {
			fitted := r.fit(i, dpi)
			if pages[i], err = r.look(ctx, i, fitted); err != nil {
				return nil, err
			}
			if len(pages[i].codes) > 0 || fitted < dpi {
				break
			}
		}
	}
	return pages, nil
}

// look draws a page and reads its codes.
func (r *pdfReader) look(ctx context.Context, i int, dpi float64) (page, error) {
	picture, err := r.draw(ctx, i, dpi)
	if err != nil {
		return page{}, err
	}
	left, top := r.pages[i].trimmed()
	p := page{size: picture.Bounds().Size(), mm: 25.4 / dpi, left: left * dpi / 72, top: top * dpi / 72}
	if p.codes, err = findCodes(picture, false); err != nil {
		return page{}, unreadable(r.path, fmt.Sprintf("Trang %d: không tìm được mã.", i+1), fmt.Sprintf("Page %d: the codes cannot be looked for: %v.", i+1, err))
	}
	return p, nil
}

// fit is the resolution, at most dpi, at which a page has no more pixels than codes are looked for on.
func (r *pdfReader) fit(i int, dpi float64) float64 {
	size := r.pages[i].crop.size()
	// A pixel more on each side is what the programs round up by.
	pixels := (size[0]*dpi/72 + 1) * (size[1]*dpi/72 + 1)
	return min(dpi, dpi*math.Sqrt(float64(qr.MaxPixels)/pixels)*0.999)
}
