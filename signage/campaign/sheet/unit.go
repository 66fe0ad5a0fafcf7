package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// bareNumber is a time limit or a fee that leaves its unit to the heading: "15", "8.000", "3 - 5".
var bareNumber = pattern(`^[0-9]+(?:[.,][0-9]+)*(?:\s*[-–÷]\s*[0-9]+(?:[.,][0-9]+)*)?$`)

// units are what headings count in, folded, the longer ones first.
var units = [...]struct {
	column column
	folded string
	unit   string
}{
	{daysColumn, "ngay lam viec", "ngày làm việc"},
	{daysColumn, "ngay lv", "ngày làm việc"},
	{daysColumn, "gio lam viec", "giờ làm việc"},
	{daysColumn, "ngay", "ngày"},
	{daysColumn, "gio", "giờ"},
	{daysColumn, "phut", "phút"},
	{daysColumn, "tuan", "tuần"},
	{daysColumn, "thang", "tháng"},
	{daysColumn, "days", "ngày"},
	{daysColumn, "hours", "giờ"},
	{feeColumn, "trieu dong", "triệu đồng"},
	{feeColumn, "nghin dong", "nghìn đồng"},
	{feeColumn, "ngan dong", "nghìn đồng"},
	{feeColumn, "1 000 dong", "nghìn đồng"},
	{feeColumn, "1000 dong", "nghìn đồng"},
	{feeColumn, "1 000d", "nghìn đồng"},
	{feeColumn, "1000d", "nghìn đồng"},
	{feeColumn, "dong", "đồng"},
	{feeColumn, "vnd", "đồng"},
	{feeColumn, "d", "đồng"},
}

var (
	perItem = pattern(`/\s*([\p{L}\s]+)\)`)
	onADay  = pattern(`\bngay [0-9]`)
)

// unitOf finds the one unit that a heading names: "Thời hạn (ngày)" counts in "ngày", "Phí (đồng/bản)" in "đồng/bản".
// It is empty where there is none, or more than one.
func unitOf(c column, heading string) string {
	rest := " " + onADay().ReplaceAllString(fold.Words(heading), "") + " "
	found := ""
	for _, u := range units {
		if u.column != c || !strings.Contains(rest, " "+u.folded+" ") {
			continue
		}
		if found != "" && found != u.unit {
			return ""
		}
		found = u.unit
		rest = strings.ReplaceAll(rest, " "+u.folded+" ", " ")
	}
	if m := perItem().FindStringSubmatch(heading); m != nil && found != "" && c == feeColumn {
		found += "/" + strings.ToLower(strings.TrimSpace(m[1]))
	}
	return found
}

// quantity reads a time limit or a fee. The unit of a bare number is that of the heading.
func (q *rowReader) quantity(c column) (text, cellName string) {
	if c == feeColumn && q.t.feeParts != nil {
		return q.fees()
	}
	text, cellName = q.text(c)
	if q.isCrossed(q.t.columns[c], text, cellName) {
		return "", ""
	}
	return q.measured(c, q.t.columns[c], text, cellName), cellName
}

// fees reads the columns under "Phí | Lệ phí": "Phí: 0 đồng, lệ phí: 8.000 đồng".
func (q *rowReader) fees() (text, cellName string) {
	var parts []string
	for _, col := range q.t.feeParts {
		fee, at := q.textIn(feeColumn, col)
		if fee == "" || q.isCrossed(col, fee, at) {
			continue
		}
		what := q.t.lowestHeading(col)
		if bare := strings.TrimSpace(parenthesis().ReplaceAllString(what, " ")); bare != "" && unitOf(feeColumn, bare) == "" && unitOf(feeColumn, what) != "" {
			what = bare // the unit stands behind the number
		}
		if len(parts) > 0 {
			what = strings.ToLower(what)
		}
		parts = append(parts, what+": "+q.measured(feeColumn, col, fee, at))
		cellName = cmp.Or(cellName, at)
	}
	return strings.Join(parts, ", "), cellName
}

// A feeKinds is which of the two charges a heading speaks of: phí is the price of a service, lệ phí a levy (Luật Phí và lệ
// phí 2015, Điều 3).
type feeKinds int

const (
	feesOfBoth feeKinds = iota
	onlyPhi
	onlyLePhi
)

func feeKind(heading string) feeKinds {
	folded := fold.Words(heading)
	rest := without(folded, "le phi")
	switch levies, prices := rest != folded, hasPhrase(rest, "phi"); {
	case levies && !prices:
		return onlyLePhi
	case prices && !levies:
		return onlyPhi
	}
	return feesOfBoth
}

// isCrossed reports a mark where a time limit or a fee should stand, and keeps it to be named.
func (q *rowReader) isCrossed(col int, text, cellName string) bool {
	if !isCross(text) {
		return false
	}
	q.crossed = append(q.crossed, crossing{col, cellName})
	return true
}

// A crossing is a cell with a mark that is not printed.
type crossing struct {
	col  int
	cell string
}

// longestCross is the length of such a mark, in characters: "( x )".
const longestCross = 8

// isCross reports a mark, checked or not, and nothing else: no time limit or fee is a single letter. "Có" and "Không" are
// words.
func isCross(text string) bool {
	if utf8.RuneCountInString(text) > longestCross || strings.ContainsAny(text, "0123456789") {
		return false
	}
	folded := strings.ReplaceAll(fold.Words(text), " ", "")
	if folded == "" {
		return strings.ContainsAny(text, ticks+crosses+emptyBoxes)
	}
	letter, _ := utf8.DecodeRuneInString(folded)
	return unicode.IsLetter(letter) && (utf8.RuneCountInString(folded) == 1 || strings.Trim(folded, "x") == "")
}

// measured gives a bare number the unit of its heading.
func (q *rowReader) measured(c column, col int, text, cellName string) string {
	if bareNumber().MatchString(text) {
		if c == daysColumn && q.isDate(text, cellName) {
			return ""
		}
		q.mark(bareKey{c, col}, cellName)
		if unit := unitOf(c, q.t.head.labels[col]); unit != "" {
			text += " " + unit
		}
	}
	if c == feeColumn {
		text = groupThousands(text)
	}
	return text
}

// Days from 1900 as Excel counts them, of dates that a list may have: 2000 to 2099.
const (
	firstSerial = 36526
	lastSerial  = 73050
)

// isDate reports a number that Excel made of a date, as it makes one of "1/10" and "3-5", and that is no time limit.
func (q *rowReader) isDate(text, cellName string) bool {
	n, err := strconv.Atoi(text)
	if err != nil || n < firstSerial || n > lastSerial {
		return false
	}
	day := time.Date(1899, time.December, 30+n, 0, 0, 0, 0, time.UTC).Format("02/01/2006")
	q.notes = append(q.notes, Note{Code: "date-serial", Severity: note.Warning, Field: q.t.g.sheet + "!" + cellName,
		VI: fmt.Sprintf("Thời hạn ghi %s, là ngày %s mà Excel lưu thành số; không in lên bảng.", quote(text), day),
		EN: fmt.Sprintf("The time limit %s is the date %s, which Excel stored as a number; it is left out.",
			quote(text), day),
		FixVI: "Gõ lại thời hạn vào ô, như “3 - 5 ngày”, sau khi định dạng ô là Text.",
		FixEN: "Format the cell as text and type the time limit again, such as “3 - 5 ngày”."})
	return true
}

// ungrouped are amounts of four digits and more before their unit: "8000 đồng", "5000 - 10000đ".
var ungrouped = pattern(`(?i)(?:^|[\s(:;])[0-9]{4,}(?:\s*[-–÷]\s*[0-9]{4,})?\s*` +
	`(?:(?:nghìn|ngàn|triệu)\s*)?(?:đồng|đ|vnđ|vnd)(?:[^\p{L}]|$)`)

var thousands = pattern(`[0-9]{4,}`)

// groupThousands writes amounts as offices do: "8.000 đồng".
func groupThousands(text string) string {
	return ungrouped().ReplaceAllStringFunc(text, func(amounts string) string {
		return thousands().ReplaceAllStringFunc(amounts, func(n string) string {
			for at := len(n) - 3; at > 0; at -= 3 {
				n = n[:at] + "." + n[at:]
			}
			return n
		})
	})
}

// A bareKey is a column of numbers without a unit; levels are counted in any of them.
type bareKey struct {
	column column
	col    int
}

// mark keeps a cell whose number has to be named for what it is.
func (q *rowReader) mark(key bareKey, cellName string) {
	if q.bare == nil {
		q.bare = map[bareKey]string{}
	}
	q.bare[key] = cellName
}

// countBare notes the cells of a row whose numbers had no unit, those with a mark, those whose level is unclear, and that
// of a field with a count.
func (t *table) countBare(q *rowReader) {
	for c, at := range q.bare {
		if !slices.Contains(t.bare[c], at) {
			t.bare[c] = append(t.bare[c], at)
		}
	}
	if n := len(t.counts); q.count != "" && (n == 0 || t.counts[n-1] != q.count) { // a merged cell is of many rows
		if n == 0 {
			_, t.countsAt = t.g.value(q.r, t.columns[fieldColumn])
		}
		t.counts = append(t.counts, q.count)
	}
	t.unclear = append(t.unclear, q.unclear...)
	for _, c := range q.crossed {
		if cells := t.crossed[c.col]; len(cells) == 0 || cells[len(cells)-1] != c.cell { // a merged cell is of many rows
			t.crossed[c.col] = append(cells, c.cell)
		}
	}
}

// reportCrossed says, for each column, which marks under time limits and fees are not printed.
func (rd *reader) reportCrossed(t *table) {
	for _, col := range slices.Sorted(maps.Keys(t.crossed)) {
		cells := t.crossed[col]
		vi, en := several(cells)
		rd.note(Note{Code: "mark-unclear", Severity: note.Warning, Field: t.g.sheet + "!" + cells[0],
			VI:    fmt.Sprintf("Dưới tiêu đề %s chỉ có dấu đánh dấu, không in lên bảng (số ô: %d): %s.", t.columnName(col), len(cells), vi),
			EN:    fmt.Sprintf("Nothing but marks under the heading %s, which are left out (cells: %d): %s.", t.columnName(col), len(cells), en),
			FixVI: "Ghi thời hạn hoặc mức phí vào ô, như “15 ngày” hoặc “8.000 đồng”, hoặc để trống.",
			FixEN: "Write the time limit or the fee into the cell, such as “15 ngày” or “8.000 đồng”, or leave it blank."})
	}
}

// reportBare says what was made of numbers without a unit, and of levels that are numbers.
func (rd *reader) reportBare(t *table) {
	if cells := t.bare[bareKey{column: levelColumn}]; len(cells) > 0 {
		vi, en := several(cells)
		rd.note(Note{Code: "level-former", Severity: note.Warning, Field: t.g.sheet + "!" + cells[0],
			VI:    fmt.Sprintf("Mức độ ghi theo số 1 đến 4 của quy định cũ, in là “Mức độ …”: %s.", vi),
			EN:    fmt.Sprintf("Levels counted 1 to 4 as in former rules, printed as “Mức độ …”: %s.", en),
			FixVI: "Theo Nghị định 42/2022/NĐ-CP, ghi “Toàn trình” hoặc “Một phần”.",
			FixEN: "Write “Toàn trình” or “Một phần”, as Nghị định 42/2022/NĐ-CP has it."})
	}
	for _, key := range slices.SortedFunc(maps.Keys(t.bare), func(a, b bareKey) int {
		return cmp.Or(cmp.Compare(a.column, b.column), cmp.Compare(a.col, b.col))
	}) {
		c, cells := key.column, t.bare[key]
		if c == levelColumn {
			continue
		}
		vi, en := several(cells)
		heading := t.head.labels[key.col]
		n := Note{Code: "unit-missing", Severity: note.Warning, Field: t.g.sheet + "!" + cells[0],
			VI: fmt.Sprintf("Ô chỉ ghi số, tiêu đề %s cũng không nói đơn vị: %s.", quote(heading), vi),
			EN: fmt.Sprintf("Cells with a bare number, of which the heading %s does not tell the unit: %s.",
				quote(heading), en),
			FixVI: "Ghi đơn vị trong ô hoặc trong tiêu đề, như “15 ngày” hoặc “Thời hạn (ngày)”.",
			FixEN: "Write the unit in the cell or in the heading, such as “15 ngày” or “Thời hạn (ngày)”."}
		if c == feeColumn {
			n.FixVI = "Ghi đơn vị trong ô hoặc trong tiêu đề, như “8.000 đồng” hoặc “Lệ phí (đồng)”."
			n.FixEN = "Write the unit in the cell or in the heading, such as “8.000 đồng” or “Lệ phí (đồng)”."
		}
		if unit := unitOf(c, heading); unit != "" {
			n = Note{Code: "unit-heading", Severity: note.Info, Field: n.Field,
				VI: fmt.Sprintf("Ô chỉ ghi số; lấy đơn vị %s của tiêu đề %s: %s.", quote(unit), quote(heading), vi),
				EN: fmt.Sprintf("Cells with a bare number, read in %s, the unit of the heading %s: %s.", quote(unit),
					quote(heading), en)}
		}
		rd.note(n)
	}
}
