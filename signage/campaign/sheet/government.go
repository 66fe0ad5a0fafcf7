package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

var (
	ofCommunes = pattern(`\b(?:(?:uy ban nhan dan|ubnd) (?:cap )?|cap )?(?:xa|phuong|dac khu|thi tran)\b`)
	ofHigher   = pattern(`\b(?:(?:uy ban nhan dan|ubnd) (?:cap )?|cap )(trung uong|tinh|huyen)\b`)
)

// A governmentPart is the title of a part of the list for one level of government, and how many procedures stand there.
type governmentPart struct {
	text, place string
	style       numeralStyle
	higher      string // folded: what it is above communes, "tinh" or "huyen"; empty for communes
	inSection   bool
	rows        int
}

// seeLevel opens such a part at a row that is no procedure, or closes the one above.
func (rd *reader) seeLevel(g *grid, r *row, kind rowKind) {
	for _, col := range r.filled() {
		if text := r.cell(col).text; isPart(text) && rd.openLevel(text, g.place(r.at(col)), numeralOf(r), kind == partRow) {
			return
		}
	}
	if p := rd.level; p != nil && (p.inSection && (kind == sectionRow || kind == guessedSectionRow) || kind == titleRow && p.style != noNumeral && p.style == numeralOf(r)) {
		rd.level = nil
	}
}

// openLevel opens a part by its title, if that names levels of government. One that names several is of none of them.
func (rd *reader) openLevel(text, place string, style numeralStyle, inSection bool) bool {
	words := titleWords(text)
	higher := ofHigher().FindStringSubmatch(words)
	commune := ofCommunes().MatchString(words)
	if higher == nil && !commune {
		return false
	}
	rd.level = nil
	if (higher == nil) == commune {
		rd.level = &governmentPart{text: text, place: place, style: style, inSection: inSection}
		if higher != nil {
			rd.level.higher = higher[1]
		}
		rd.levels = append(rd.levels, rd.level)
	}
	return true
}

// reportLevels says which procedures stand under a title of another level where the list has parts for communes too.
func (rd *reader) reportLevels() {
	communes, rows, first := 0, 0, ""
	var vi, en, levels []string
	for _, p := range rd.levels {
		switch {
		case p.higher == "":
			communes += p.rows
		case p.rows > 0:
			rows += p.rows
			vi = append(vi, fmt.Sprintf("%s %s (số dòng: %d)", p.place, quote(p.text), p.rows))
			en = append(en, fmt.Sprintf("%s %s (rows: %d)", p.place, quote(p.text), p.rows))
			levels = append(levels, p.higher)
			first = cmp.Or(first, p.place)
		}
	}
	if communes == 0 || rows == 0 {
		return
	}
	name, nameEN := "cấp tỉnh, cấp huyện", "province or district level"
	switch levels = slices.Compact(levels); {
	case len(levels) == 1 && levels[0] == "tinh":
		name, nameEN = "cấp tỉnh", "province level"
	case len(levels) == 1 && levels[0] == "huyen":
		name, nameEN = "cấp huyện", "district level"
	case slices.Contains(levels, "trung uong"):
		name, nameEN = "cấp trên", "higher levels"
	}
	listVI, _ := several(vi)
	_, listEN := several(en)
	rd.note(Note{Code: "level-of-government", Severity: note.Warning, Field: first,
		VI:    fmt.Sprintf("%d thủ tục %s sẽ nằm trên bảng cùng với %d thủ tục cấp xã: %s.", rows, name, communes, listVI),
		EN:    fmt.Sprintf("Procedures of %s, %d in number, will stand on the board beside the %d of communes: %s.", nameEN, rows, communes, listEN),
		FixVI: "Nếu là bảng của xã, phường thì xóa các dòng của " + name + " khỏi danh mục.",
		FixEN: "For the board of a commune, delete the rows of " + nameEN + " from the list."})
}

// reportUnticked says which procedures have a tick for a higher level and none for communes in a block such as "Cấp thực
// hiện: Tỉnh | Huyện | Xã".
func (rd *reader) reportUnticked(t *table, rows []*row) {
	commune, higher := 0, []int(nil)
	for _, col := range slices.Sorted(maps.Keys(t.head.labels)) {
		heading := t.head.labels[col]
		if t.reads(col) || !levelBlock().MatchString(fold.Words(heading)) {
			continue
		}
		switch lowest := fold.Words(t.lowestHeading(col)); {
		case communeTick().MatchString(lowest):
			commune = col
		case higherTick().MatchString(lowest):
			higher = append(higher, col)
		}
	}
	if commune == 0 || higher == nil {
		return
	}
	var cells []string
	isUsed := false
	for _, r := range rows {
		ticked := func(col int) bool { return markOf(r.cell(col).text) == yesMark }
		switch {
		case ticked(commune):
			isUsed = true
		case slices.ContainsFunc(higher, ticked):
			cells = append(cells, r.at(commune).String())
		}
	}
	if !isUsed || len(cells) == 0 {
		return
	}
	vi, en := several(cells)
	heading := quote(strings.TrimSpace(t.lowestHeading(commune)))
	rd.note(Note{Code: "level-of-government", Severity: note.Warning, Field: t.g.sheet + "!" + cells[0],
		VI:    fmt.Sprintf("%d thủ tục được đánh dấu cho cấp khác mà không cho cột %s; vẫn được đọc và sẽ nằm trên bảng: %s.", len(cells), heading, vi),
		EN:    fmt.Sprintf("%d procedures are marked for another level and not in the column %s; they are read, and will stand on the board: %s.", len(cells), heading, en),
		FixVI: "Nếu là bảng của cấp xã thì xóa các dòng đó khỏi danh mục.", FixEN: "For the board of a commune, delete these rows from the list."})
}

var (
	levelBlock  = pattern(`\b(?:cap|tham quyen|noi|don vi|co quan) (?:thuc hien|giai quyet|tiep nhan|quan ly|hanh chinh)\b|\btham quyen\b`)
	communeTick = pattern(`^(?:(?:ubnd )?cap )?(?:xa|phuong|xa phuong|phuong xa)(?: dac khu)?$`)
	higherTick  = pattern(`^(?:(?:ubnd )?cap )?(?:trung uong|tinh|huyen|so)$`)
)
