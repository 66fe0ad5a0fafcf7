package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

var (
	// remarkHeading is over remarks on a procedure, or its state.
	remarkHeading = pattern(`\b(?:ghi chu|chu thich|luu y|note|notes|remarks?|trang thai|tinh trang|hien trang|tinh hinh|status|state|hieu luc|y kien|dien giai)\b`)
	// aloneNotServed is a state, and all that a cell says.
	aloneNotServed = pattern(`^(?:da |dang )?(?:du thao|ban nhap|nhap|het han|het thoi han|(?:khong|chua) (?:duoc )?(?:cong khai|cong bo|ban hanh|kich hoat|phe duyet)|cho (?:cong bo|cong khai|ban hanh|phe duyet|duyet)|(?:tam )?(?:ngung|khoa|an)|tam dung|vo hieu|vo hieu hoa|draft|inactive|expired|disabled)$`)
	// notServed is a remark that the procedure is not served, folded.
	notServed = pattern(`\b(?:chua|khong con) (?:co )?hieu luc\b|` +
		`\btam (?:dung|ngung|dinh chi|hoan)(?:$| (?:viec )?(?:hieu luc|tiep nhan|thuc hien|giai quyet|ap dung|cung cap|thi hanh|trien khai|tthc|thu tuc|tu|ke tu|theo|do|den|de|cho)\b)|\bngung (?:hieu luc|tiep nhan|thuc hien|giai quyet|ap dung|cung cap|thi hanh|tu|ke tu)\b|` +
		`(?:^|[a-z] )(?:chua|khong|khong con) (?:duoc )?(?:tiep nhan|thuc hien|giai quyet|ap dung|trien khai|thi hanh)(?:$| (?:tu|ke tu|thu tuc|tthc|nua|(?:tai|o|doi voi) (?:cap )?(?:xa|phuong|dac khu|dia phuong|dia ban|trung tam|bo phan))\b)|` +
		`\bthay the (?:boi|bang)(?: [a-z]+){0,4} [1-9] [0-9]{6}\b|\b(?:duoc|bi) thay the (?:boi|bang) (?:tthc|thu tuc)\b|` +
		`\bchuyen(?: (?:tthc|thu tuc|tham quyen|nhiem vu|giai quyet|thuc hien))* (?:ve|len|sang|cho|den) (?:ubnd |uy ban nhan dan )?(?:cap )?(?:tinh|huyen|trung uong)\b`)
	// toDepartment is said of a procedure that a department has now; "số" folds like "Sở".
	toDepartment = pattern(`(?i)chuyển(?:\s+(?:tthc|thủ tục|thẩm quyền|nhiệm vụ|giải quyết|thực hiện))*\s+(?:về|lên|sang|cho|đến)\s+(?:các\s+)?sở(?:$|[^\p{L}])`)
	// ofHandling is about what becomes of an application: "Chuyển đến Sở Tư pháp xác minh trong 02 ngày".
	ofHandling = pattern(`\b(?:xac minh|tham dinh|tham tra|phoi hop|lay y kien|ho so|ket qua|[0-9]+ (?:ngay|gio|buoi))\b`)
	// servedOn denies that a procedure is stopped, or speaks of what else is.
	servedOn = pattern(`(?i)(?:không|chưa)\s+(?:bị\s+)?(?:tạm\s+)?(?:dừng|ngừng|ngưng)(?:\s+(?:tiếp nhận|thực hiện|giải quyết|áp dụng|cung cấp))?|(?:tạm\s+)?(?:dừng|ngừng|ngưng)\s+theo dõi`)
	// until is the last day on which a remark says that a procedure is served: its day and month may be open.
	until = pattern(`\b(?:hieu luc|ap dung|thuc hien|tiep nhan|trien khai|thi hanh|giai quyet)(?: [a-z0-9]+){0,8}? (?:den|toi)(?: (?:het|cuoi|ngay|thang|nam))* (?:(?:(\d{1,2}) (?:thang )?)?(\d{1,2}) (?:nam )?)?(\d{4})\b`)
	// ofRelief is about what is lowered or waived for a while.
	ofRelief = pattern(`\b(?:mien|giam|phi|le phi|ho tro|uu dai)\b`)
	// expiryHeading is over the days up to which procedures are served.
	expiryHeading = pattern(`\b(?:(?:het|khong con) hieu luc|hieu luc (?:thi hanh )?(?:den|toi)|(?:ap dung|thuc hien|tiep nhan) (?:den|toi)|ngay (?:bi )?(?:bai bo|huy bo|ket thuc|het han|ngung))\b`)
	// stopped is said with letters that other words lose their accents to: "dừng" is not "dùng".
	stopped = pattern(`(?i)(?:^|[^\p{L}])(?:dừng|ngừng|ngưng)\s+(?:hiệu lực|tiếp nhận|thực hiện|giải quyết|áp dụng|cung cấp|thi hành|triển khai|từ|kể từ)(?:$|[^\p{L}])`)
	// begins is said of a procedure that is served from a day on.
	begins = pattern(`\b(?:hieu luc|ap dung|thuc hien|tiep nhan|trien khai|thi hanh)(?: thi hanh)? (?:ke )?tu\b`)
	// ofService is about one way to be served, not about whether.
	ofService = pattern(`\b(?:truc tuyen|dvc|dvctt|toan trinh|mot phan|buu chinh|bcci|thanh toan|lien thong|phi dia gioi|ban giay|so hoa)\b`)
	aDate     = pattern(`^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}$`)
	aDay      = pattern(`^(?:het |den |ngay |tu )*(?:(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})|(\d{4}) (\d{1,2}) (\d{1,2}))$`)
)

// saysNotServed reports what a cell under a heading says of a procedure that is in the list and cannot be had on the day
// of the board.
func (rd *reader) saysNotServed(heading, text string) bool {
	text = servedOn().ReplaceAllString(text, ";")
	folded := fold.Words(text)
	switch {
	case len(text) > longestName || ofService().MatchString(folded):
		return false
	case aloneNotServed().MatchString(folded), notServed().MatchString(folded), stopped().MatchString(text):
		return true
	case toDepartment().MatchString(text) && !ofHandling().MatchString(folded):
		return true
	case expiryHeading().MatchString(heading):
		m := aDay().FindStringSubmatch(folded)
		return m != nil && rd.isPast(m[1]+m[6], m[2]+m[5], m[3]+m[4])
	case rd.isOver(folded):
		return true
	case begins().MatchString(folded):
		_, later := rd.toCome(text)
		return later && !abolishing().MatchString(folded)
	case hasPhrase(heading, "hieu luc") && !abolishing().MatchString(heading) && !hasPhrase(heading, "den") && aDate().MatchString(text):
		_, later := rd.toCome("từ " + text)
		return later
	}
	return false
}

// isOver reports a remark that names no later last day than one that is past.
func (rd *reader) isOver(folded string) bool {
	ends := until().FindAllStringSubmatch(folded, -1)
	return len(ends) > 0 && !ofRelief().MatchString(folded) && !slices.ContainsFunc(ends, func(m []string) bool { return !rd.isPast(m[1], m[2], m[3]) })
}

// isPast reports whether a day lies before the day of the board, as every day may if that is not known. Without a day its
// month is meant, without a month its year. There may be no such day.
func (rd *reader) isPast(day, month, year string) bool {
	d, _ := strconv.Atoi(day)
	m, _ := strconv.Atoi(month)
	y, err := strconv.Atoi(year)
	if err != nil || m > 12 || d > 31 {
		return false
	}
	end := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	switch {
	case m == 0:
		end = time.Date(y, time.December, 31, 0, 0, 0, 0, time.UTC)
	case d == 0:
		end = time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return rd.asOf.IsZero() || end.Before(rd.asOf)
}

// doubtServed keeps the remarks on a procedure that is read which say that it is not served.
func (rd *reader) doubtServed(t *table, r *row) {
	name := t.columns[nameColumn]
	for _, m := range nameRemarks(r.cell(name).text) {
		if m.place == inBrackets && rd.saysNotServed("", m.text) && !m.mayAbolish() {
			t.unserved = append(t.unserved, remarked{remark{at: r.at(name)}, r.cell(name).text})
			break
		}
	}
	for _, col := range r.filled() {
		if t.reads(col) {
			continue
		}
		heading := fold.Words(t.head.labels[col])
		if !remarkHeading().MatchString(heading) && !expiryHeading().MatchString(heading) || t.ofDocuments(col) {
			continue // what stands under no heading is told in any case
		}
		if text := r.cell(col).text; rd.saysNotServed(heading, text) {
			t.unserved = append(t.unserved, remarked{remark{at: r.at(col)}, text})
		}
	}
}

func (rd *reader) reportNotServed(t *table) {
	for _, group := range gather(t.unserved) {
		vi, en := several(group.cells)
		column := t.columnName(group.first.at.col)
		rd.note(Note{Code: "not-served", Severity: note.Warning, Field: t.g.place(group.first.at),
			VI:    fmt.Sprintf("Cột %s ghi thủ tục chưa hoặc không còn được tiếp nhận; vẫn được đọc (số ô: %d): %s.", column, len(group.cells), vi),
			EN:    fmt.Sprintf("The column %s says that procedures are not served, or not yet; they are read (cells: %d): %s.", column, len(group.cells), en),
			FixVI: "Xóa dòng của thủ tục không tiếp nhận; nếu vẫn tiếp nhận thì sửa ghi chú.",
			FixEN: "Delete the rows of procedures that are not served, or mend the remark."})
	}
}

// A stoppedPart is the title of a part of the list that says of its procedures that they are not served, or a sheet that
// is called so, and how many are read there.
type stoppedPart struct {
	text, place string
	style       numeralStyle
	rows        int
}

// stops reports such a title. One that names procedures in force besides is none.
func stops(text string) bool {
	folded := titleWords(servedOn().ReplaceAllString(text, ";"))
	switch alone := titleHead().ReplaceAllString(folded, ""); {
	case aloneNotServed().MatchString(alone):
		return true
	case ofService().MatchString(folded), enacting().MatchString(folded):
		return false
	}
	return notServed().MatchString(folded) || stopped().MatchString(text)
}

// titleHead begins a title: "Danh mục các TTHC".
var titleHead = pattern(`^(?:(?:danh muc|danh sach|tthc|thu tuc hanh chinh|thu tuc|nhom|cac|nhung|[0-9]+)(?: |$))+`)

// seeStopped opens such a part at a row that is no procedure, or closes the one above: a title does, but not the fields
// below, unless they are counted like it.
func (rd *reader) seeStopped(g *grid, r *row, kind rowKind) {
	text := r.sample()
	for _, col := range r.filled() {
		if text = r.cell(col).text; hasLetter(withoutPartNumber(text)) && stops(text) {
			rd.stopped = &stoppedPart{text: text, place: g.place(r.at(col)), style: numeralOf(r)}
			rd.stoppedParts = append(rd.stoppedParts, rd.stopped)
			return
		}
	}
	if p := rd.stopped; p != nil && !isBasis(r) && (isTitle(text) || isPart(text) || kind == titleRow || p.style != noNumeral && p.style == numeralOf(r)) {
		rd.stopped = nil
	}
}

// reportStopped says how many procedures are read below such titles.
func (rd *reader) reportStopped() {
	for _, p := range rd.stoppedParts {
		if p.rows == 0 {
			continue
		}
		rd.note(Note{Code: "not-served", Severity: note.Warning, Field: p.place,
			VI:    fmt.Sprintf("Tiêu đề %s ghi thủ tục chưa hoặc không còn được tiếp nhận; các thủ tục bên dưới vẫn được đọc (số dòng: %d).", quote(p.text), p.rows),
			EN:    fmt.Sprintf("The title %s says that procedures are not served, or not yet; those below are read (rows: %d).", quote(p.text), p.rows),
			FixVI: "Xóa các dòng của thủ tục không tiếp nhận; nếu vẫn tiếp nhận thì sửa tiêu đề.",
			FixEN: "Delete the rows of procedures that are not served, or mend the title."})
	}
}
