package signage

import (
	"errors"
	"fmt"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/board"
	"github.com/bangron/bangron/signage/internal/note"
)

// ErrProof is wrapped by the error of a finished page on which a code does not read back as its payload.
var ErrProof = errors.New("signage: a code on the finished page does not read back")

// Posting is a board, a desk card or a code poster as laid out: a document that knows its codes. The zero value has no pages,
// and cannot be written.
type Posting struct {
	Document
	codes   []board.Placed
	skipped int
}

// Skipped is how many rows of the list [BoardOptions.SkipBad] left out. Each has a warning that begins with "Bỏ qua".
func (p *Posting) Skipped() int { return p.skipped }

// PlacedCode is a code on a page. Lengths are at true size.
type PlacedCode struct {
	Page     int    `json:"page"` // from 1
	Label    string `json:"label"`
	Payload  string `json:"payload"`
	Host     string `json:"host,omitempty"` // of a link
	X        MM     `json:"x_mm"`           // of the white square with its quiet zone, from the top left corner
	Y        MM     `json:"y_mm"`
	Width    MM     `json:"width_mm"`
	Module   MM     `json:"module_mm"`
	Version  int    `json:"version"`
	Level    string `json:"level"`       // of error correction, as given
	Distance MM     `json:"distance_mm"` // farthest to scan it from, 10 × the symbol, in whole mm, rounded down
}

// Codes are the codes of all pages, in the order of the pages and of reading.
func (p *Posting) Codes() []PlacedCode {
	out := make([]PlacedCode, len(p.codes))
	for i, c := range p.codes {
		module := c.Rect.Width() / float64(c.Symbol.Outer())
		out[i] = PlacedCode{
			Page: c.Page + 1, Label: c.Label, Payload: c.Symbol.Payload(), Host: qr.Host(c.Symbol.Payload()),
			X: round(c.Rect.X0, 3), Y: round(c.Rect.Y0, 3), Width: round(c.Rect.Width(), 3), Module: round(module, 3),
			Version: c.Symbol.Version(), Level: c.Symbol.Given().String(),
			Distance: wholeDistance(module, c.Symbol.Size()),
		}
	}
	return out
}

// Verify draws the place of every code as the finished page shows it, reads it, and compares it with what it should say.
// [CompileBoard] and its like have done so unless they were told not to. It takes about a millisecond for each code. The
// error is an [*Error] that wraps [ErrProof] and names page and code.
func (p *Posting) Verify() error {
	err := board.Prove(p.pages, p.codes)
	var misread *board.Misread
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &misread):
		return refuse(errors.Join(ErrProof, err), note.Note{
			Code: "proof", Severity: note.Error, Field: "pages",
			VI: fmt.Sprintf("Không vẽ lại được trang để đọc mã QR: %v.",
				err), EN: fmt.Sprintf("The pages cannot be drawn to read their codes: %v.", err),
			FixVI: "Dùng khổ giấy khác.", FixEN: "Use another size of page.",
		})
	}
	c := misread.Code
	n := note.Note{
		Code: "code-unreadable", Severity: note.Error, Field: fmt.Sprintf("page %d", c.Page+1),
		VI:    fmt.Sprintf("Trang %d: mã QR “%s” không đọc lại được.", c.Page+1, c.Label),
		EN:    fmt.Sprintf("Page %d: the QR code %q does not read back.", c.Page+1, c.Label),
		FixVI: "Tăng khổ giấy hoặc dùng liên kết ngắn hơn.", FixEN: "Use a larger page or a shorter link.",
	}
	if misread.Err == nil {
		n.Code = "code-misread"
		n.VI = fmt.Sprintf("Trang %d: mã QR “%s” đọc ra nội dung khác.", c.Page+1, c.Label)
		n.EN = fmt.Sprintf("Page %d: the QR code %q reads as something else.", c.Page+1, c.Label)
	}
	return refuse(errors.Join(ErrProof, err), n)
}

// proven is the posting if it reads back.
func (p *Posting) proven() (*Posting, error) {
	if err := p.Verify(); err != nil {
		return nil, err
	}
	return p, nil
}
