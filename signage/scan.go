package signage

import (
	"fmt"
	"math"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
)

// A phone reads a code from ten of its widths away (custom of the trade), if it is one of a usual link (version 5). Of
// a denser one it must come nearer, until a module looks as large.
const (
	scanWidths   = 10
	usualModules = 37
)

// scanShare is from how far at least a sign's code is to be read, in square roots of its area: one steps up to it, but
// not so near that the rest is out of sight.
const scanShare = 0.6

// noteScan warns of a code that is hard to scan: too dense, or too fine for where one stands.
func (b *builder) noteScan(design *compose.Sign, module MM) {
	if design.Code == nil {
		return
	}
	reach := module * scanWidths * min(float64(design.Code.Size()), usualModules)
	switch {
	case design.Code.Version() >= denseVersion:
		b.notes = append(b.notes, denseCode("code", design.Code))
	case design.PixelSize == 0 && reach < scanShare*math.Sqrt(design.Width*design.Height):
		b.notes = append(b.notes, note.Note{
			Code: "code-distance", Severity: note.Warning, Field: "code",
			VI:    fmt.Sprintf("Mã QR chỉ quét được từ khoảng %s m trở lại.", decimal(qr.Metres(reach))),
			EN:    fmt.Sprintf("The QR code is read from about %g m and nearer only.", qr.Metres(reach)),
			FixVI: shorterCodeVI, FixEN: shorterCodeEN,
		})
	}
}

const (
	shorterCodeVI = "Dùng liên kết ngắn hơn (dưới 100 ký tự), hoặc để nội dung dài trên một trang web rồi dẫn mã đến đó."
	shorterCodeEN = "Use a shorter link (under 100 characters), or put the long content on a page and let the code lead there."
)

// denseCode warns of a code at a place whose version is [denseVersion] or more.
func denseCode(place string, c *qr.Code) note.Note {
	return note.Note{
		Code: "code-dense", Severity: note.Warning, Field: place,
		VI:    fmt.Sprintf("Mã QR có %d × %[1]d ô vì nội dung dài %d byte: quá dày, khó quét.", c.Size(), len(c.Payload())),
		EN:    fmt.Sprintf("The QR code has %d × %[1]d modules for a content of %d bytes, which phones read with difficulty.", c.Size(), len(c.Payload())),
		FixVI: shorterCodeVI, FixEN: shorterCodeEN,
	}
}

// wholeDistance is from how far a code can be scanned, in whole mm. It is rounded down: asked for as a distance, it must
// not be refused.
func wholeDistance(module MM, modules int) MM {
	return math.Floor(module*float64(modules)*qr.DistanceRatio + 1e-6)
}
