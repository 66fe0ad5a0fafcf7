package sheet

import (
	"strings"

	"github.com/bangron/bangron/signage/internal/fold"
)

// A part is how the title of a part of a list is counted and what it parts the procedures by: those of one tier of a
// list look alike.
type part struct {
	style  numeralStyle
	levels bool // by who settles them ("TTHC cấp xã"), not by what was done with them ("TTHC mới ban hành")
}

// tiers tells which tier of a list the titles of its parts are: true is inside of the sections, each a field, false is
// around them.
type tiers map[part]bool

const (
	levelWords = `(?:(?:uy ban nhan dan|ubnd) (?:cap )?|cap )(?:trung uong|tinh|thanh pho|huyen|quan|xa|phuong|dac khu)`
	deedWords  = `moi ban hanh|ban hanh moi|moi duoc ban hanh|duoc ban hanh|cong bo moi|moi cong bo|duoc cong bo|sua doi|chuan hoa|giu nguyen|` +
		`con hieu luc|duoc bo sung|duoc thay the|` + gone
)

var (
	// partTitle is a title that holds no other words, folded, than those of parts: names and fields do.
	partTitle = pattern(`^(?:(?:` + levelWords + `|` + deedWords + `|tinh|huyen|xa|phuong|dac khu|thi tran|bo sung|thay the|moi|` +
		`danh muc|tthc|thu tuc hanh chinh|thu tuc|dich vu cong|dvc|nhom|cac|nhung|phan|gom|co|duoc|bi|va|hoac|thuoc|tham quyen|pham vi|chuc nang|` +
		`quan ly|giai quyet|tiep nhan|thuc hien|ap dung|cua|tai|o|tren dia ban|[0-9]+)(?: |$))+$`)
	ofLevels = pattern(`\b` + levelWords + `\b`)
	ofDeeds  = pattern(`\b(?:` + deedWords + `)\b`)
	// ofProcedures tell a title from a case of a procedure: "Sửa đổi, bổ sung".
	ofProcedures = pattern(`\b(?:tthc|thu tuc|danh muc|dich vu cong|dvc)\b`)
	partNumber   = pattern(`(?i)^(?:phần|mục|chương|phụ lục|phan|muc|chuong|phu luc)\s+(?:thứ\s+)?(?:[IVXLC]+|[A-Z]|[0-9]+)\s*[.:)–-]\s*`)
)

// withoutPartNumber takes off "Phần I. " and the like. It is asked of every row.
func withoutPartNumber(text string) string {
	if text == "" || strings.IndexByte("PpMmCc", text[0]) < 0 {
		return text
	}
	return partNumber().ReplaceAllString(text, "")
}

// titleWords folds a title without its number, what it was made by and how many procedures it counts.
func titleWords(text string) string {
	text = enumerated().ReplaceAllString(withoutPartNumber(text), "")
	return fold.Words(withoutCount(basisBrackets().ReplaceAllString(text, " ")))
}

// isPart reports the title of a part of a list, which names no field: "A. Thủ tục hành chính mới ban hành", "Cấp xã".
func isPart(text string) bool {
	words := titleWords(text)
	return partTitle().MatchString(words) && (ofLevels().MatchString(words) || ofDeeds().MatchString(words))
}

// isPartOfProcedures reports such a title that speaks of procedures, and so is none of their names.
func isPartOfProcedures(text string) bool {
	return isPart(text) && ofProcedures().MatchString(titleWords(text))
}

func partOf(r *row, text string) part {
	return part{numeralOf(r), !ofDeeds().MatchString(titleWords(text))}
}

// see takes a title in no section for one around them, unless its like was seen inside of one.
func (p tiers) see(r *row, text string) {
	if _, known := p[partOf(r, text)]; !known && isPart(text) {
		p[partOf(r, text)] = false
	}
}

// placeParts tells which titles of parts stand inside of a section, whose field goes on: those right below its heading,
// and later ones like them. What stands in brackets right below a heading is a remark on the section. A section may
// stand open above the table.
func (t *table) placeParts(kinds []rowKind, seen tiers, isOpen bool) {
	heads := isOpen // whether nothing but remarks and titles of parts has come since the heading of a section
	for i, kind := range kinds {
		r := t.rows[i]
		switch kind {
		case sectionRow:
			heads = true
		case guessedSectionRow:
			if text, _ := t.sectionGuess(r); heads && isSectionRemark(text) {
				kinds[i] = remarkRow
			}
			heads = true
		case titleRow, footerRow:
			text, _ := t.sectionGuess(r)
			if !isPart(text) {
				heads = heads && kind == footerRow
				continue
			}
			if heads && kind == titleRow && isSectionRemark(text) && !abolishes(text) {
				kinds[i] = remarkRow
				continue
			}
			p := partOf(r, text)
			isInner, known := seen[p]
			if kind == titleRow && (isInner || heads && !known) {
				seen[p], kinds[i] = true, partRow
				continue
			}
			seen.see(r, text)
			heads = false
		case headerRow, numberingRow, blankRow, pageRow:
		default:
			heads = false
		}
	}
}

// isSectionRemark reports what says something of the section above: "(cấp xã)", "Gồm 15 thủ tục".
func isSectionRemark(text string) bool {
	return bracketed().MatchString(strings.TrimSpace(text)) || plainSum().MatchString(fold.Words(text))
}
