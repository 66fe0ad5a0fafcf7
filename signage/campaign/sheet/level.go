package sheet

import (
	"strings"
	"unicode"

	"github.com/bangron/bangron/signage/internal/fold"
)

// formerLevel is a level as it was counted before Nghị định 42/2022/NĐ-CP, with or without the word: "4", "Mức 3".
var formerLevel = pattern(`(?i)^(?:mức(?: độ)?|muc(?: do)?)?\s*([1-4])(?:[.,]0+)?$`)

// beside are words that may stand beside the name of a level and change nothing: "DVC trực tuyến toàn trình", "Mức độ 4
// (toàn trình)". Any other may deny the level, or bind it to a condition or a day.
var beside = pattern(`^(?:(?:muc|do|[34]|dvc|dvctt|dich|vu|cong|truc|tuyen|online|cung|cap|da|co|duoc|thuc|hien|hinh|loai|la|nop|ho|so|x)(?: |$))*$`)

// namedOnline is which of the two levels a text speaks of: none if it is of both.
func namedOnline(folded string) string {
	fully, partly := hasPhrase(folded, "toan trinh"), hasPhrase(folded, "mot phan")
	switch {
	case fully && !partly:
		return FullyOnline
	case partly && !fully:
		return PartlyOnline
	}
	return ""
}

// normaliseLevel gives a level its name. What says more than that keeps its own words: "Chưa cung cấp toàn trình" is no
// level, and "Toàn trình từ 01/01/2026" none yet.
func normaliseLevel(text string) string {
	folded := fold.Words(text)
	level := namedOnline(folded)
	if level == "" {
		return text
	}
	if !beside().MatchString(without(folded, fold.Words(level))) {
		return text
	}
	return level
}

// without takes a phrase out of a folded text.
func without(folded, phrase string) string {
	return strings.TrimSpace(strings.ReplaceAll(" "+folded+" ", " "+phrase+" ", " "))
}

// hasCondition reports words beside a mark that may limit the level of its heading: "x (một số trường hợp)".
func hasCondition(text string) bool {
	folded := fold.Words(text)
	first, rest, more := strings.Cut(without(without(folded, "toan trinh"), "mot phan"), " ")
	return more && !isTick(text) && !(beside().MatchString(first) && beside().MatchString(rest))
}

// isLevel reports a level of online service and nothing else.
func isLevel(text string) bool {
	level := normaliseLevel(text)
	folded := fold.Words(text)
	return hasWordPrefix(folded, "muc do") && !deniesLevel().MatchString(folded) || (level == FullyOnline || level == PartlyOnline) && strings.IndexFunc(text, unicode.IsDigit) < 0
}

// speaksOfLevel reports what only the level of a procedure says, be it "Chưa toàn trình"; not the number of procedures
// that have it.
func speaksOfLevel(text string) bool {
	folded := fold.Words(text)
	return hasWordPrefix(folded, "muc do") || namedOnline(folded) != "" && strings.IndexFunc(text, unicode.IsDigit) < 0
}

// deniesLevel are words that say that a level is not given. A mark under "Chưa toàn trình" is none of it.
var deniesLevel = pattern(`\b(?:khong|chua|dung|ngung)\b`)
