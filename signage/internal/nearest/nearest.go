// Package nearest finds the name that a mistyped one was meant to be.
package nearest

// Name finds the name that a mistyped one was meant to be. A name of which more than a third is wrong resembles none.
func Name(mistyped string, names []string) (string, bool) {
	const longest = 40
	if len(mistyped) > longest {
		return "", false
	}
	best, least := "", max(1, len(mistyped)/3)+1
	for _, name := range names {
		if d := distance(mistyped, name); d < least {
			best, least = name, d
		}
	}
	return best, best != ""
}

// distance is the number of letters to be put in, left out or changed to make one word of the other (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
