package proofread

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/note"
)

// A lexeme is a number, a run of letters, or one sign.
type lexeme struct {
	text   string // letters are small
	value  int    // of a number of at most four digits, otherwise -1
	digits int    // of a number, otherwise 0
	word   int    // number of the word it stands in, from 1
	apart  bool   // a space comes before it
}

func (l lexeme) isLetters() bool {
	r, _ := utf8.DecodeRuneInString(l.text)
	return unicode.IsLetter(r)
}

func lex(text string) []lexeme {
	var out []lexeme
	number, apart := 0, true
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if isGap(r) {
			apart = true
			text = text[size:]
			continue
		}
		if apart {
			number++
		}
		l := lexeme{value: -1, word: number, apart: apart}
		switch {
		case isDigit(r):
			size = lengthWhile(text, isDigit)
			l.digits = size
			l.value = valueOf(text[:size])
			l.text = text[:size]
		case unicode.IsLetter(r):
			size = lengthWhile(text, unicode.IsLetter)
			l.text = strings.ToLower(text[:size])
		default:
			l.text = text[:size]
		}
		out = append(out, l)
		text, apart = text[size:], false
	}
	return out
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func lengthWhile(s string, is func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !is(r) }); i >= 0 {
		return i
	}
	return len(s)
}

func valueOf(digits string) int {
	if len(digits) > 4 {
		return -1
	}
	v := 0
	for _, d := range digits {
		v = v*10 + int(d-'0')
	}
	return v
}

// A date is a day as written; month or year are 0 where they are not.
type date struct {
	day, month, year int
	word             int
	text             string
}

// before compares two dates that both have a month; a missing year is the other's.
func (d date) before(e date) bool {
	if d.year == 0 || e.year == 0 {
		d.year, e.year = 0, 0
	}
	return d.year < e.year || d.year == e.year && (d.month < e.month || d.month == e.month && d.day < e.day)
}

// dateReader finds dates among lexemes.
type dateReader struct {
	*report
	lexemes []lexeme
	year    int
	// cited is set by a document's number: dates after it may be the document's,
	// such as the 22/4/2022 of "505/QĐ-TTg ngày 22/4/2022".
	cited bool
}

// dates reports days that do not exist, ranges that end before they begin, days of
// another year than the given one, and times that do not exist.
func (r *report) dates(text string, year int) {
	if !strings.ContainsFunc(text, isDigit) {
		return
	}
	d := dateReader{report: r, lexemes: lex(text), year: year}
	for i := 0; i < len(d.lexemes); {
		if d.at(i).text == "/" && d.at(i+1).isLetters() && !d.at(i+1).apart {
			d.cited = true
		}
		if from, next := d.rangeStart(i); next > 0 {
			d.check(from)
			i = next
			if to, end := d.rangeEnd(next); end > 0 {
				d.check(to)
				d.checkOrder(from, to)
				i = end
			}
			continue
		}
		if next := d.clock(i); next > 0 {
			i = next
			continue
		}
		d.checkMonth(i)
		d.checkYear(i)
		i++
	}
}

// at returns a lexeme, or an empty one beyond the ends.
func (d *dateReader) at(i int) lexeme {
	if i < 0 || i >= len(d.lexemes) {
		return lexeme{value: -1, apart: true}
	}
	return d.lexemes[i]
}

// dateAt reads a date at i and returns the place after it, or 0.
func (d *dateReader) dateAt(i int) (date, int) {
	if found, next := d.isoDate(i); next > 0 {
		return found, next
	}
	if found, next := d.numericDate(i); next > 0 {
		return found, next
	}
	return d.spokenDate(i)
}

// isoDate reads 2025-10-01.
func (d *dateReader) isoDate(i int) (date, int) {
	year, month, day := d.at(i), d.at(i+2), d.at(i+4)
	if year.digits != 4 || month.digits != 2 || day.digits != 2 || d.startsInside(i) || d.goesOn(i+5) {
		return date{}, 0
	}
	for k := 1; k <= 4; k++ {
		if d.at(i+k).apart || k%2 == 1 && d.at(i+k).text != "-" {
			return date{}, 0
		}
	}
	text := year.text + "-" + month.text + "-" + day.text
	return date{day: day.value, month: month.value, year: year.value, word: year.word, text: text}, i + 5
}

// checkMonth reports "tháng 13 năm 2025" and "tháng 13/2025". A salary has a month 13.
func (d *dateReader) checkMonth(i int) {
	month, joint, year := d.at(i+1), d.at(i+2).text, d.at(i+3)
	if d.at(i).text != "tháng" || !isDayOrMonth(month) || joint != "năm" && joint != "/" || year.digits != 4 {
		return
	}
	if before := d.at(i - 1).text; month.value >= 1 && month.value <= 12 || before == "lương" || before == "thưởng" {
		return
	}
	d.warn(note.Note{
		Code:  "impossible-date",
		VI:    fmt.Sprintf("Từ thứ %d: không có tháng %d.", month.word, month.value),
		EN:    fmt.Sprintf("Word %d: there is no month %d.", month.word, month.value),
		FixVI: "Xem lại tháng trong kế hoạch.", FixEN: "Look the month up in the plan.",
	})
}

// numericDate reads 10/10, 10/10/2022, 10-10-2022 and 10.10.2022; the last two
// only with their year, without which they may be anything.
func (d *dateReader) numericDate(i int) (date, int) {
	day, sep, month := d.at(i), d.at(i+1), d.at(i+2)
	if !isDayOrMonth(day) || !isDayOrMonth(month) || sep.apart || month.apart {
		return date{}, 0
	}
	if sep.text != "/" && sep.text != "-" && sep.text != "." {
		return date{}, 0
	}
	found := date{day: day.value, month: month.value, word: day.word, text: day.text + sep.text + month.text}
	next := i + 3
	if year := d.at(i + 4); d.at(i+3).text == sep.text && !d.at(i+3).apart && year.digits > 0 && !year.apart {
		if year.digits != 4 && (year.digits != 2 || sep.text == ".") {
			return date{}, 0
		}
		found.year = year.value
		if year.digits == 2 {
			found.year += 2000
		}
		found.text += sep.text + year.text
		next = i + 5
	} else if sep.text != "/" {
		return date{}, 0
	}
	if d.startsInside(i) || d.goesOn(next) || found.year == 0 && !d.isDayOfMonth(i, next, found) {
		return date{}, 0
	}
	return found, next
}

func isDayOrMonth(l lexeme) bool { return l.digits == 1 || l.digits == 2 }

// startsInside reports that the number at i goes on from a document's number, a
// decimal or a code.
func (d *dateReader) startsInside(i int) bool {
	if d.at(i).apart {
		return false
	}
	before := d.at(i - 1)
	return before.isLetters() || before.text == "/" || before.text == "."
}

// goesOn reports that what ends before i goes on as a document's number, a decimal
// or a code.
func (d *dateReader) goesOn(i int) bool {
	after, follow := d.at(i), d.at(i+1)
	if after.apart {
		return false
	}
	joins := after.text == "-" && follow.isLetters() || after.text == "." && follow.digits > 0
	return after.isLetters() || after.text == "/" || joins && !follow.apart
}

// isDayOfMonth tells the date 10/10 from the fraction: 12/13 of the criteria, house
// number 32/1.
func (d *dateReader) isDayOfMonth(i, next int, found date) bool {
	before := d.at(i - 1).text
	if isListed(dateWords, before) {
		return true
	}
	if isListed(notDateBefore, before) || isListed(ratioNouns, d.at(next).text) {
		return false
	}
	const lastDay, lastMonth, slip = 31, 12, 39 // 32 to 39 are slips of the finger
	return found.month <= lastMonth && found.day <= slip || found.day <= lastMonth && found.month <= lastDay
}

// dateWords stand before a date.
const dateWords = "ngày mùng mồng từ đến tới hết"

// spokenDate reads "31 tháng 9 năm 2023", and "31 tháng 9" after "ngày", "mùng", a
// word of a range or a dash.
func (d *dateReader) spokenDate(i int) (date, int) {
	day, month := d.at(i), d.at(i+2)
	if !isDayOrMonth(day) || d.at(i+1).text != "tháng" || !isDayOrMonth(month) {
		return date{}, 0
	}
	found := date{day: day.value, month: month.value, word: day.word, text: day.text + " tháng " + month.text}
	if year := d.at(i + 4); d.at(i+3).text == "năm" && year.digits == 4 {
		found.year = year.value
		found.text += " năm " + year.text
		return found, i + 5
	}
	if before := d.at(i - 1).text; !isListed(dateWords, before) && !isDash(before) {
		return date{}, 0
	}
	return found, i + 3
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" }

// rangeStart reads a date at i, or the bare day of "01-10/10" and "từ 1 đến
// 10/10"; the month of a bare day is that of the end.
func (d *dateReader) rangeStart(i int) (date, int) {
	if found, next := d.dateAt(i); next > 0 {
		return found, next
	}
	day := d.at(i)
	before := d.at(i - 1).text
	if !isDayOrMonth(day) || isListed(notDateBefore, before) || d.startsInside(i) || d.goesOn(i+1) {
		return date{}, 0
	}
	dash := d.at(i + 1)
	if !isListed(dateWords, before) && (!isDash(dash.text) || dash.apart || d.at(i+2).apart) {
		return date{}, 0
	}
	to, next := d.rangeEnd(i + 1)
	if next == 0 {
		return date{}, 0
	}
	return date{day: day.value, month: to.month, year: to.year, word: day.word, text: day.text}, i + 1
}

// rangeEnd reads "– 10/10" or "đến hết ngày 10/10" at i.
func (d *dateReader) rangeEnd(i int) (date, int) {
	if joint := d.at(i).text; !isDash(joint) && joint != "đến" && joint != "tới" {
		return date{}, 0
	}
	i++
	for d.at(i).text == "hết" || d.at(i).text == "ngày" {
		i++
	}
	return d.dateAt(i)
}

// check reports a date that does not exist or is of another year.
func (d *dateReader) check(day date) {
	if why, whyEN := impossible(day); why != "" {
		d.warn(note.Note{
			Code:  "impossible-date",
			VI:    fmt.Sprintf("Từ thứ %d: không có ngày %s: %s.", day.word, day.text, why),
			EN:    fmt.Sprintf("Word %d: there is no date %s: %s.", day.word, day.text, whyEN),
			FixVI: "Xem lại ngày trong kế hoạch.", FixEN: "Look the date up in the plan.",
		})
		return
	}
	d.compareYear(day.year, day.word, day.text)
}

// impossible says why a date does not exist; empty if it does.
func impossible(d date) (vi, en string) {
	switch {
	case d.month < 1 || d.month > 12:
		vi, en = fmt.Sprintf("không có tháng %d", d.month), fmt.Sprintf("there is no month %d", d.month)
		if d.day >= 1 && d.day <= 12 && d.month >= 1 && d.month <= 31 {
			vi += fmt.Sprintf(", có phải ngày %d tháng %d", d.month, d.day)
			en += fmt.Sprintf(", perhaps day %d of month %d", d.month, d.day)
		}
		return vi, en
	case d.day < 1 || d.day > 31:
		return fmt.Sprintf("không có ngày %d", d.day), fmt.Sprintf("there is no day %d", d.day)
	}
	const leap = 2024
	year := d.year
	if year == 0 {
		year = leap
	}
	last := time.Date(year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if d.day <= last {
		return "", ""
	}
	if d.month == 2 && d.year != 0 {
		return fmt.Sprintf("tháng 2 năm %d chỉ có %d ngày", year, last), fmt.Sprintf("February %d has %d days", year, last)
	}
	return fmt.Sprintf("tháng %d chỉ có %d ngày", d.month, last), fmt.Sprintf("month %d has %d days", d.month, last)
}

// checkOrder reports a range that ends before it begins.
func (d *dateReader) checkOrder(from, to date) {
	if !to.before(from) || crossesNewYear(from, to) {
		return
	}
	d.warn(note.Note{
		Code:  "date-range-reversed",
		VI:    fmt.Sprintf("Từ thứ %d: khoảng ngày kết thúc (%s) trước khi bắt đầu (%s).", from.word, to.text, from.text),
		EN:    fmt.Sprintf("Word %d: the dates end (%s) before they begin (%s).", from.word, to.text, from.text),
		FixVI: "Xem lại hai ngày này.", FixEN: "Check the two dates.",
	})
}

// crossesNewYear tells whether a range that seems to end before it begins may have begun in the year before: without any
// year, one from the last quarter to the first; with the year of the end alone, one no longer than the nine months of a
// school year.
func crossesNewYear(from, to date) bool {
	if from.year != 0 {
		return to.year == 0 && from.month >= 10 && to.month <= 3
	}
	const schoolYear = 9
	return from.month >= 10 && to.month <= 3 || to.year != 0 && to.month+12-from.month <= schoolYear
}

// checkYear reports "năm 2021" on a sign of another year.
func (d *dateReader) checkYear(i int) {
	if l := d.at(i); l.digits == 4 && d.at(i-1).text == "năm" {
		d.compareYear(l.value, l.word, l.text)
	}
}

func (d *dateReader) compareYear(year, word int, text string) {
	if d.year == 0 || year == 0 || year == d.year || d.cited {
		return
	}
	d.warn(note.Note{
		Code:  "other-year",
		VI:    fmt.Sprintf("Từ thứ %d: %q khác năm %d của biển này.", word, text, d.year),
		EN:    fmt.Sprintf("Word %d: %q is not in %d, the year of this sign.", word, text, d.year),
		FixVI: "Xem lại năm.", FixEN: "Check the year.",
	})
}

// clock reads a time at i (7:30, 7h30, 7 giờ 30 phút), reports one that does not
// exist, and returns the place after it, or 0.
func (d *dateReader) clock(i int) int {
	hour, sep, minute := d.at(i), d.at(i+1), d.at(i+2)
	if !isDayOrMonth(hour) || minute.digits == 0 || d.startsInside(i) {
		return 0
	}
	next := i + 3
	switch sep.text {
	case ":", "h", "g":
		if sep.apart || minute.apart || minute.digits != 2 || d.at(i-1).text == "lệ" || d.goesOn(next) {
			return 0
		}
	case "giờ":
		if d.at(next).text != "phút" {
			return 0
		}
	default:
		return 0
	}
	if hour.value < 24 && minute.value < 60 || hour.value == 24 && minute.value == 0 {
		return next
	}
	text := hour.text + sep.text + minute.text
	if sep.apart {
		text = hour.text + " " + sep.text + " " + minute.text
	}
	d.warn(note.Note{
		Code:  "impossible-time",
		VI:    fmt.Sprintf("Từ thứ %d: không có giờ %s.", hour.word, text),
		EN:    fmt.Sprintf("Word %d: there is no time %s.", hour.word, text),
		FixVI: "Xem lại giờ.", FixEN: "Check the time.",
	})
	return next
}
