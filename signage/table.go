package signage

import (
	"encoding/csv"
	"iter"
	"strconv"
	"strings"
)

// records yields the rows of an embedded table without its heading. The tables are part of the program: that they are
// well formed is tested, not checked at run time.
func records(table string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		r := csv.NewReader(strings.NewReader(table))
		r.ReuseRecord = true
		for first := true; ; first = false {
			row, err := r.Read()
			if err != nil {
				return
			}
			if !first && !yield(row) {
				return
			}
		}
	}
}

// number reads a number of a table or of a text that a pattern has matched.
func number(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}
