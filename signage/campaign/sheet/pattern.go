package sheet

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: programs that read no list do not wait for it.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
