// Package nearest finds the name that a mistyped one was meant to be.
package nearest

import "strings"

// Name finds the name that a mistyped one was meant to be, in capitals or small letters. A name of which more than a
// third is wrong resembles none.
func Name(mistyped string, names []string) (string, bool) {
	const longest = 40
	if len(mistyped) > longest {
		return "", false
	}
	best, least := "", max(1, len(mistyped)/3)+1
	for _, name := range names {
		if d := distance(strings.ToLower(mistyped), strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	return best, best != ""
}

// distance is the number of slips that make one word of the other: a letter put in, left out or changed, or two
// neighbours that changed places (Damerau's distance, each letter moved once).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	var before []int // the row before the last
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			cost := row[j]
			if a[i] != b[j] {
				cost++
			}
			next[j+1] = min(cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
