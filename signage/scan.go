package signage

import (
	"fmt"
	"math"

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
	n := design.Code.Size()
	reach := module * scanWidths * min(float64(n), usualModules) / 1000
	hard := note.Note{
		Severity: note.Warning, Field: "code",
		FixVI: "Dùng liên kết ngắn hơn (dưới 100 ký tự), hoặc để nội dung dài trên một trang web rồi dẫn mã đến đó.",
		FixEN: "Use a shorter link (under 100 characters), or put the long content on a page and let the code lead there.",
	}
	switch {
	case n >= denseModules:
		hard.Code = "code-dense"
		hard.VI = fmt.Sprintf("Mã QR có %d × %d ô, quá dày, khó quét.", n, n)
		hard.EN = fmt.Sprintf("The QR code has %d × %d modules, which phones read with difficulty.", n, n)
	case design.PixelSize == 0 && reach < scanShare*math.Sqrt(design.Width*design.Height)/1000:
		hard.Code = "code-distance"
		hard.VI = fmt.Sprintf("Mã QR chỉ quét được từ khoảng %s m trở lại.", decimal(round(reach, 1)))
		hard.EN = fmt.Sprintf("The QR code is read from about %.1f m and nearer only.", reach)
	default:
		return
	}
	b.notes = append(b.notes, hard)
}
