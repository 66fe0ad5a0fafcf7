package sheet

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// columnNumber is what stands under a heading in the row "(1) (2) (3)": also
// "[1]", "1.", "Cột 1", "- 1 -", "-1", which Excel makes of a typed "(1)", and
// "(5)=(3)+(4)".
var columnNumber = pattern(`^(?i:(cột|cot|column|col)\s*\.?\s*)?([(\[{<]|[-–—/]\s?)?\s*([0-9]{1,2}|[A-Za-z]|[IVX]{1,5}|[ivx]{1,5})\s*([)\]}>.:/]|\s?[-–—])?(?:\s*=.*)?$`)

const longestColumnNumber = 60 // bytes

var roman = []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"}

// isNumbering reports the row that official tables have under their headings,
// with a number for each column.
func isNumbering(r *row) bool {
	is, _ := numbering(r)
	return is
}

// numbering reports a row of numbers of columns, and whether it can be nothing
// else because each has a mark that shows it. The columns of such a row may be
// "A B 1 2", or the table may have them in another order than its numbers.
func numbering(r *row) (is, surely bool) {
	var numbers []int
	var letters, romans []string
	surely = true
	for _, col := range r.filled() {
		text := r.cell(col).text
		if len(text) > longestColumnNumber {
			return false, false
		}
		m := columnNumber().FindStringSubmatch(norm.NFKC.String(text))
		if m == nil {
			return false, false
		}
		surely = surely && (m[1] != "" || m[2] != "" || m[4] != "" && m[4] != ".")
		if n, err := strconv.Atoi(m[3]); err == nil {
			numbers = append(numbers, n)
			continue
		}
		if len(numbers) > 0 {
			return false, false
		}
		letters, romans = append(letters, strings.ToUpper(m[3])), append(romans, strings.ToUpper(m[3]))
	}
	if len(numbers)+len(letters) < 2 {
		return false, false
	}
	if isCounting(numbers) && (len(letters) == 0 || letters[0] == "A" && !slices.ContainsFunc(letters, func(l string) bool { return len(l) > 1 })) {
		return true, surely
	}
	for i := range romans {
		numbers = append(numbers, slices.Index(roman, romans[i]))
	}
	return len(romans) == len(numbers) && isCounting(numbers), surely
}

// isCounting reports 1 and greater numbers after it, or all of 1 to the greatest
// in any order.
func isCounting(numbers []int) bool {
	sorted := slices.Compact(slices.Sorted(slices.Values(numbers)))
	if len(sorted) == 0 {
		return true
	}
	whole := sorted[len(sorted)-1] == len(sorted)
	return sorted[0] == 1 && len(sorted) == len(numbers) && (whole || slices.IsSorted(numbers))
}
