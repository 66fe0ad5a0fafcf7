package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/fold"
)

// notOnline is the level of what offices mark under "Chưa cung cấp".
const notOnline = "Chưa cung cấp trực tuyến"

// A tickColumn is marked in the rows that have its level.
type tickColumn struct {
	column column
	col    int
	level  string
}

// findTicks lists the columns to be marked: "Toàn trình" and "Một phần", and
// those of levels by another name, of which there may be several.
func (t *table) findTicks() []tickColumn {
	var ticks []tickColumn
	for _, col := range slices.Sorted(maps.Keys(t.head.labels)) {
		c, _ := meaning(label(t.head.labels[col]))
		switch {
		case col == t.columns[fullyColumn]:
			ticks = append(ticks, tickColumn{fullyColumn, col, FullyOnline})
		case col == t.columns[partlyColumn]:
			ticks = append(ticks, tickColumn{partlyColumn, col, PartlyOnline})
		case c == noColumn && deniesOnline(t.head.labels[col]):
			ticks = append(ticks, tickColumn{levelColumn, col, notOnline})
		case col == t.columns[levelColumn] && !t.partsLevels(), col != t.columns[levelColumn] && (c != levelColumn || !slices.Contains(t.head.doubles, col)):
		default:
			if level := namedLevel(t.lowestHeading(col)); level != "" {
				ticks = append(ticks, tickColumn{levelColumn, col, level})
			}
		}
	}
	return ticks
}

// partsLevels reports whether several columns are of levels, so that the name of
// each is its lowest heading; that of one column may be broken in two.
func (t *table) partsLevels() bool {
	return t.columns[fullyColumn] > 0 || t.columns[partlyColumn] > 0 || slices.ContainsFunc(t.head.doubles, func(col int) bool {
		c, _ := meaning(label(t.head.labels[col]))
		return c == levelColumn
	})
}

// tickLevel is the level that a mark in a column means; it is empty where marks
// mean none.
func (t *table) tickLevel(col int) string {
	for _, tick := range t.ticks {
		if tick.col == col {
			return tick.level
		}
	}
	return ""
}

// lowestHeading is the heading right above the rows of a column.
func (t *table) lowestHeading(col int) string {
	for i := len(t.headRows) - 1; i >= 0; i-- {
		at := t.g.anchor(t.headRows[i].at(col))
		if r := t.g.row(at.row); r != nil && r.cell(at.col).text != "" {
			return r.cell(at.col).text
		}
	}
	return ""
}

// namedLevel is the one level that a heading names: "Mức độ 3", "Chưa cung cấp".
// It is empty for "Mức độ", under which the level itself stands.
func namedLevel(heading string) string {
	folded := label(heading)
	if m := formerLevel().FindStringSubmatch(strings.TrimSpace(heading)); m != nil {
		return "Mức độ " + m[1]
	}
	if n := slices.Index(roman[:5], strings.ToUpper(strings.TrimPrefix(strings.TrimPrefix(folded, "muc "), "do "))); n > 0 {
		return fmt.Sprintf("Mức độ %d", n)
	}
	if notProvided().MatchString(folded) {
		return notOnline
	}
	if c, _ := meaning(folded); c != noColumn {
		return ""
	}
	return heading
}

var notProvided = pattern(`\b(?:chua|khong) cung cap\b`)

// deniesOnline reports a heading such as "Chưa cung cấp DVCTT".
func deniesOnline(heading string) bool {
	folded := label(heading)
	return notProvided().MatchString(folded) && (hasPhrase(folded, "dvctt") || hasPhrase(folded, "dvc") || hasPhrase(folded, "truc tuyen"))
}

// A mark is what a cell under a level says.
type mark int

const (
	noMark mark = iota
	yesMark
	unclearMark
)

const (
	ticks      = "✓✔☑☒√×+●•◉■◆★*"
	crosses    = "✗✘✕✖❌" // a yes to some, a no to others
	emptyBoxes = "☐□○◯"
)

func markOf(text string) mark {
	folded := fold.Words(text)
	begins := func(word string) bool { return hasWordPrefix(folded, word) }
	digit := strings.IndexFunc(text, unicode.IsDigit) >= 0
	switch {
	case folded == "0" || folded == "false" || folded == "no" || folded == "n" || begins("khong") || begins("chua"):
		return noMark
	case folded == "1":
		return yesMark
	case folded == "" && strings.ContainsAny(text, ticks):
		return yesMark
	case folded == "" && (isDash(text) || strings.ContainsAny(text, emptyBoxes)):
		return noMark
	case folded == "":
		return unclearMark
	case !digit && utf8.RuneCountInString(text) <= longestTick, begins("x"), begins("co"), begins("da"), folded == "true", folded == "dung":
		return yesMark
	case isLevel(text):
		return yesMark
	}
	return unclearMark
}

// longestTick is how many characters a mark has, such as "(x)" and "yes".
const longestTick = 3

// isTick reports the mark of a level.
func isTick(text string) bool {
	return utf8.RuneCountInString(text) <= longestTick && strings.IndexFunc(text, unicode.IsDigit) < 0 && markOf(text) == yesMark
}

// isBareMark reports a mark, or a yes or no, where a level should stand.
func isBareMark(text string) bool {
	switch fold.Words(text) {
	case "co", "khong", "khong co", "chua", "chua co", "true", "false", "yes", "no", "0":
		return true
	}
	return isTick(text)
}

// isTicked reports a row with the mark of a level.
func (t *table) isTicked(r *row) bool {
	return slices.ContainsFunc(t.ticks, func(tick tickColumn) bool { return isTick(r.cell(tick.col).text) })
}
