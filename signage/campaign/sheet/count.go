package sheet

import (
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// Behind a field lists say how many procedures it has: "Hộ tịch (15 TTHC)", "Hộ tịch: 15 thủ tục", "Hộ tịch gồm 15 TTHC".
// A number without the word belongs to the name ("Chương trình 135"), unless it stands in brackets or behind a colon and
// is too small for a year.
var (
	bracketsLast = pattern(`\s*[(\[]([^()\[\]]*)[)\]][\s.;:,]*$`)
	countInside  = pattern(`^(?:(?:tong so|tong cong|tong|cong|gom co|bao gom|gom|co|ts|so luong|sl|so|cap (?:tinh|huyen|xa|phuong)) )*` +
		`[0-9]{1,4} (?:tthc|tt|thu tuc|dvc|dvctt|dich vu cong)(?: .*)?$|^(?:(?:tong so|tong cong|tong|cong|gom co|bao gom|gom|co|ts|so luong|sl) )+[0-9]{1,4}$|^[0-9]{1,3}$`)
	// ofLevel is of which level the procedures counted before are: "Chứng thực: 03 TTHC (cấp xã)".
	ofLevel     = pattern(`^(?:ubnd )?cap (?:tinh|huyen|xa|phuong)$`)
	countBehind = pattern(`(?i)(?:\s*[:–-]\s*|\s+)(?:(?:tổng số|tong so|tổng cộng|tong cong|tổng|tong|bao gồm|bao gom|gồm có|gom co|gồm|gom|có|co|ts)\s*:?\s*)*` +
		`[0-9]{1,4}\s*(?:tthc|thủ tục hành chính|thu tuc hanh chinh|thủ tục|thu tuc|dvctt|dvc)[\s.;:,]*$`)
	countColon = pattern(`(?i)\s*(?::\s*[0-9]{1,3}|[:–-]\s*[0-9]{1,4}\s*tt)[\s.;:,]*$`)
)

// withoutCount takes such a count off a text, unless it is all that the text says.
func withoutCount(text string) string {
	rest := text
	for {
		shorter := rest
		if m := bracketsLast().FindStringSubmatchIndex(rest); m != nil && countInside().MatchString(fold.Words(rest[m[2]:m[3]])) {
			shorter = rest[:m[0]]
		} else if m != nil && ofLevel().MatchString(fold.Words(rest[m[2]:m[3]])) && countBehind().MatchString(rest[:m[0]]) {
			shorter = rest[:m[0]]
		} else if at := countBehind().FindStringIndex(rest); at != nil {
			shorter = rest[:at[0]]
		} else if at := countColon().FindStringIndex(rest); at != nil {
			shorter = rest[:at[0]]
		}
		if shorter == rest || !hasLetter(shorter) {
			return rest
		}
		rest = strings.TrimRight(shorter, " ")
	}
}

// reportCounts says of which cells of fields a count was taken off.
func (rd *reader) reportCounts(t *table) {
	if len(t.counts) == 0 {
		return
	}
	vi, en := several(t.counts)
	rd.note(Note{Code: "field-count", Severity: note.Info, Field: t.g.place(t.countsAt),
		VI: fmt.Sprintf("Số thủ tục ghi sau tên lĩnh vực không thuộc tên, không in: %s.", vi),
		EN: fmt.Sprintf("How many procedures a field has is no part of its name, and left out: %s.", en)})
}
