package sheet

import (
	"fmt"

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
		`\bchuyen(?: (?:tthc|thu tuc|tham quyen|nhiem vu|giai quyet|thuc hien))* (?:ve|len|sang|cho|den) (?:ubnd |uy ban nhan dan )?(?:cap )?(?:tinh|huyen|trung uong|so)\b`)
	// stopped is said with letters that other words lose their accents to: "dừng" is not "dùng".
	stopped = pattern(`(?i)(?:^|[^\p{L}])(?:dừng|ngừng|ngưng)\s+(?:hiệu lực|tiếp nhận|thực hiện|giải quyết|áp dụng|cung cấp|thi hành|triển khai|từ|kể từ)(?:$|[^\p{L}])`)
	// begins is said of a procedure that is served from a day on.
	begins = pattern(`\b(?:hieu luc|ap dung|thuc hien|tiep nhan|trien khai|thi hanh)(?: thi hanh)? (?:ke )?tu\b`)
	// ofService is about one way to be served, not about whether.
	ofService = pattern(`\b(?:truc tuyen|dvc|dvctt|toan trinh|mot phan|buu chinh|bcci|thanh toan|lien thong|phi dia gioi|ban giay|so hoa)\b`)
	aDate     = pattern(`^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}$`)
)

// saysNotServed reports what a cell under a heading says of a procedure that is in the list and cannot be had on the day
// of the board.
func (rd *reader) saysNotServed(heading, text string) bool {
	folded := fold.Words(text)
	switch {
	case len(text) > longestName || ofService().MatchString(folded):
		return false
	case aloneNotServed().MatchString(folded), notServed().MatchString(folded), stopped().MatchString(text):
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
		if !remarkHeading().MatchString(heading) || t.ofDocuments(col) {
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
