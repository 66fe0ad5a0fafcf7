package sheet

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// An ending is the first day on which what a text calls abolished is no longer in force.
type ending struct {
	// day is 0 h UTC. It is zero where the text names a day that cannot be told, as "từ 01/7" does, or an end of the
	// abolition too, as "từ 01/7 đến 31/12/2025" does.
	day time.Time
	// roughly is whether the text names no more than the year before day, as "từ quý I/2026" does.
	roughly bool
}

// What precedes such a day, folded. The day of a document, as in "theo Quyết định ngày 01/6/2025", is none.
const (
	since    = `\b(?:tu|` + gone + `)(?: (?:thi hanh|vao|luc|sau|ngay|mung|dau))*`
	calendar = `(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?`
)

var (
	endDay      = pattern(since + ` ` + calendar + `(\d{4}|\d{2})\b`)
	endDayAfter = pattern(`\btu(?: [a-z0-9]+){1,8}? ngay ` + calendar + `(\d{4})\b`) // "từ 0 giờ ngày 01/7/2025"
	endDayISO   = pattern(since + ` (\d{4}) (\d{1,2}) (\d{1,2})\b`)
	endMonth    = pattern(since + ` (?:thang )?(\d{1,2}) (?:nam )?(\d{4})\b`)
	endYear     = pattern(since + ` (?:nam )?(\d{4})\b`)
	endRoughly  = pattern(`\btu(?: [a-z0-9]+){0,8}? (20\d\d)\b`)
	endNoYear   = pattern(since + ` \d{1,2} (?:thang )?\d{1,2}\b`)
	endRange    = pattern(since + ` (?:thang |nam )?\d[0-9a-z ]*? den (?:(?:het|ngay|thang|nam) )*\d`)
	// otherTu are words that fold to that of "từ": "thông tư", "Bộ Tư pháp".
	otherTu = pattern(`(?i)(?:^|[^\p{L}])t[ưứửữự](?:$|[^\p{L}])|\bthong tu\b`)
)

// endOf finds from when a text that speaks of an abolition says it counts: the latest day if it names several. It
// reports whether the text names one at all.
func endOf(text string) (ending, bool) {
	folded := fold.Words(otherTu().ReplaceAllString(text, " "))
	if endRange().MatchString(folded) {
		return ending{}, true
	}
	latest, found := time.Time{}, false
	for _, form := range [...]struct {
		find             *regexp.Regexp
		day, month, year int // groups; 0 is none
	}{
		{endDay(), 1, 2, 3}, {endDayAfter(), 1, 2, 3}, {endDayISO(), 3, 2, 1}, {endMonth(), 0, 1, 2}, {endYear(), 0, 0, 1},
	} {
		for _, m := range form.find.FindAllStringSubmatch(folded, -1) {
			part := func(group int) int {
				n, err := strconv.Atoi(m[group])
				if group == 0 || err != nil {
					return 1
				}
				return n
			}
			year, month := part(form.year), time.Month(part(form.month))
			if year < 100 {
				year += 2000
			}
			day := time.Date(year, month, part(form.day), 0, 0, 0, 0, time.UTC)
			if day.Month() != month {
				return ending{}, true // there is no such day
			}
			if strings.Contains(m[0], " sau ") {
				day = day.AddDate(0, 0, 1)
			}
			if found = true; day.After(latest) {
				latest = day
			}
		}
	}
	if found {
		return ending{day: latest}, true
	}
	if m := endRoughly().FindStringSubmatch(folded); m != nil {
		year, _ := strconv.Atoi(m[1])
		return ending{time.Date(year+1, time.January, 1, 0, 0, 0, 0, time.UTC), true}, true
	}
	return ending{}, endNoYear().MatchString(folded)
}

// later finds the day of a text that speaks of an abolition, and reports whether it may still be to come on the day of
// the board. On a day that is not known, every day may be.
func (rd *reader) later(text string) (ending, bool) {
	if len(text) > longestName || !abolishing().MatchString(fold.Words(text)) {
		return ending{}, false
	}
	return rd.toCome(text)
}

func (rd *reader) toCome(text string) (ending, bool) {
	e, found := endOf(text)
	return e, found && (rd.asOf.IsZero() || e.day.IsZero() || rd.asOf.Before(e.day))
}

// dayOf is a moment's day where it was, at 0 h UTC.
func dayOf(moment time.Time) time.Time {
	if moment.IsZero() {
		return moment
	}
	year, month, day := moment.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

const dayForm = "02/01/2006"

// notYet says of what stands at a place that it is abolished later, so that it is read.
func (rd *reader) notYet(place string, e ending, whatVI, whatEN string) {
	n := Note{Code: "abolition-later", Severity: note.Warning, Field: place}
	day, asOf := e.day.Format(dayForm), rd.asOf.Format(dayForm)
	switch {
	case e.day.IsZero() || e.roughly:
		n.VI = "Không rõ thủ tục hết hiệu lực từ ngày nào; vẫn được đọc: " + whatVI + "."
		n.EN = "It is not clear from which day the procedures are abolished; they are read: " + whatEN + "."
		n.FixVI = "Ghi đủ ngày, tháng, năm; thủ tục đã hết hiệu lực thì xóa dòng."
		n.FixEN = "Write day, month and year; delete the rows of procedures that are no longer in force."
	case rd.asOf.IsZero():
		n.VI = fmt.Sprintf("Thủ tục hết hiệu lực từ ngày %s, không rõ bảng của ngày nào; vẫn được đọc: %s.", day, whatVI)
		n.EN = fmt.Sprintf("Procedures that are abolished from %s, and the day of the board is not known; they are read: %s.", day, whatEN)
		n.FixVI = "Cho biết ngày của bảng (`as-of`); thủ tục đã hết hiệu lực thì xóa dòng."
		n.FixEN = "Give the day of the board (`as-of`); delete the rows of procedures that are no longer in force."
	default:
		n.VI = fmt.Sprintf("Thủ tục hết hiệu lực từ ngày %s, sau ngày của bảng (%s); vẫn được đọc: %s.", day, asOf, whatVI)
		n.EN = fmt.Sprintf("Procedures that are abolished from %s, after the day of the board (%s); they are read: %s.", day, asOf, whatEN)
		n.FixVI = fmt.Sprintf("Làm lại bảng khi đến ngày %s.", day)
		n.FixEN = fmt.Sprintf("Make the board again on %s.", day)
	}
	rd.note(n)
}
