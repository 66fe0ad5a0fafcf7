package signage

import (
	"errors"
	"fmt"
	"math"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/board"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
)

// DefaultCodeWidth is the width of a [CodeSheet] that states none: as the codes on letters and counters are.
const DefaultCodeWidth MM = 40

// MaxCodeWidth is the greatest width of a [CodeSheet]: that of the longest PDF page at full size, rounded down.
const MaxCodeWidth MM = 5000

// CodeSheet is a QR code on white and nothing else, to be placed in a document of one's own. Only Code is required.
type CodeSheet struct {
	Code     *qr.Code
	Width    MM             // of the sheet, the quiet zone included; 0: the least for Distance in whole mm, but at least [DefaultCodeWidth]
	Distance MM             // from which the code is to be scanned; 0: close by
	Links    *qr.LinkPolicy // nil: https links to hosts below .gov.vn
}

// CompileCodeSheet draws the sheet and reads the code back. The error is an [*Error] that wraps [ErrCode], [ErrProof], or
// [qr.ErrTooSmall] where the width does not serve the distance.
func CompileCodeSheet(s CodeSheet) (*Posting, error) {
	if s.Code == nil {
		return nil, refuse(ErrCode, note.Note{
			Code: "code", Severity: note.Error, Field: "code", VI: "Không có mã QR.", EN: "There is no QR code.",
			FixVI: "Tạo mã bằng qr.Encode.", FixEN: "Make one by qr.Encode.",
		})
	}
	b := &builder{}
	if err := b.checkPayload("code", s.Code.Payload(), s.Links); err != nil {
		return nil, err
	}
	if s.Code.Version() >= denseVersion {
		b.notes = append(b.notes, denseCode("code", s.Code))
	}
	extent, err := s.extent()
	if err != nil {
		return nil, err
	}
	size := Size{Width: extent.Outer, Height: extent.Outer}
	// The payload may hold a password: a title names the host at most.
	title := "Mã QR – "
	if host := qr.Host(s.Code.Payload()); host != "" {
		title += host + " – "
	}
	d := &Document{title: title + size.String(), size: size, module: extent.Module, diagnostics: diagnostics(b.notes)}
	square := scene.Rect{X1: extent.Outer, Y1: extent.Outer}
	d.pages = []*scene.Scene{s.draw(d.title, square, extent.Module)}
	p := &Posting{Document: *d, codes: []board.Placed{{Rect: square, Symbol: s.Code}}}
	return p.proven()
}

// extent is the size at which the code is drawn.
func (s CodeSheet) extent() (qr.Extent, error) {
	sizing := qr.Sizing{ScanDistance: s.Distance}
	width := s.Width
	if width == 0 {
		least, err := sizing.Smallest(s.Code.Size())
		if err != nil {
			return qr.Extent{}, sizingError(err)
		}
		width = max(DefaultCodeWidth, math.Ceil(least.Outer))
	}
	if width > MaxCodeWidth {
		return qr.Extent{}, refuse(ErrCode, note.Note{
			Code: "code-too-large", Severity: note.Error, Field: "size",
			VI:    fmt.Sprintf("Mã QR rộng %s mm, tối đa %g mm.", decimal(width), MaxCodeWidth),
			EN:    fmt.Sprintf("The QR code is %.6g mm wide; at most %g mm are allowed.", width, MaxCodeWidth),
			FixVI: "Giảm cỡ mã hoặc khoảng cách quét.", FixEN: "Use a smaller code or scan distance.",
		})
	}
	extent, err := sizing.Fit(s.Code.Size(), width)
	var small *qr.TooSmallError
	switch {
	case errors.As(err, &small):
		need := math.Ceil(small.Need.Outer)
		return qr.Extent{}, refuse(errors.Join(ErrCode, err), note.Note{
			Code: "code-too-small", Severity: note.Error, Field: "size",
			VI:    fmt.Sprintf("Mã QR rộng %s mm cả lề trắng, cần ít nhất %.0f mm.", decimal(width), need),
			EN:    fmt.Sprintf("The QR code is %.6g mm wide with its quiet zone; it needs at least %.0f mm.", width, need),
			FixVI: "Tăng cỡ mã, quét từ gần hơn, hoặc dùng nội dung ngắn hơn.",
			FixEN: "Use a larger size, a nearer scan distance, or a shorter content.",
		})
	case err != nil:
		return qr.Extent{}, sizingError(err)
	}
	return extent, nil
}

func sizingError(err error) error {
	return refuse(errors.Join(ErrCode, err), note.Note{
		Code: "code", Severity: note.Error, Field: "size",
		VI: "Cỡ mã QR và khoảng cách quét phải là số dương.", EN: "The size of the QR code and the scan distance must be positive numbers.",
		FixVI: "Ghi cỡ và khoảng cách lớn hơn 0, hoặc bỏ trống.", FixEN: "Give a size and a distance over 0, or leave them out.",
	})
}

func (s CodeSheet) draw(title string, square scene.Rect, module MM) *scene.Scene {
	ground, modules := &scene.Path{}, &scene.Path{}
	ground.Rectangle(square)
	for contour := range s.Code.Outline() {
		for i, corner := range contour {
			at := scene.Point{X: float64(corner.X) * module, Y: float64(corner.Y) * module}
			if i == 0 {
				modules.MoveTo(at)
			} else {
				modules.LineTo(at)
			}
		}
		modules.Close()
	}
	code := []scene.Node{&scene.Fill{Path: modules, Ink: scene.Black(), EvenOdd: true}}
	if qr.KindOf(s.Code.Payload()) == qr.KindLink {
		code = append(code, &scene.Link{Rect: square, URL: s.Code.Payload()})
	}
	return &scene.Scene{Title: title, Width: square.Width(), Height: square.Height(), Layers: []scene.Layer{
		{Name: scene.Ground, Nodes: []scene.Node{&scene.Fill{Path: ground, Ink: scene.White()}}},
		{Name: scene.Code, Nodes: code},
	}}
}

// Resolution of the PNG of a code sheet.
const (
	codeDPI       = 300
	maxModuleDots = 64 // finer gains nothing: the edges lie on pixels
)

// PNGOptions are those at which every module of the sheet is the same number of whole pixels: as many as 300 dpi ask
// for, but 4 ([qr.MinDots]) to 64.
func (s CodeSheet) PNGOptions(p *Posting) *PNGOptions {
	dots := int(math.Ceil(p.module * codeDPI / 25.4))
	return &PNGOptions{Width: s.Code.Outer() * min(max(dots, qr.MinDots), maxModuleDots)}
}
