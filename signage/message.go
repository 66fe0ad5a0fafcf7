package signage

import (
	"regexp"
	"strings"
	"sync"

	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/text"
)

// openers are the words that open a message and stand on a line of their own, the longer ones first.
var openers = [...]string{"NHIỆT LIỆT CHÀO MỪNG", "TÍCH CỰC HƯỞNG ỨNG", "NHIỆT LIỆT HƯỞNG ỨNG", "CHÀO MỪNG", "HƯỞNG ỨNG"}

// day is a date of the year that a message may end on, which is then the loudest thing of the sign.
var day = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,2}/\d{1,2}$`) })

// leadsTo are words that a date completes: such a date is no name and stays in its line.
var leadsTo = map[string]bool{"NGÀY": true, "TRƯỚC": true, "TỪ": true, "ĐẾN": true, "SAU": true, "TỚI": true, "-": true, "–": true, "VÀ": true}

// parse finds the ranks of a wording. A wording that the user has broken with "|" is only taken apart at the breaks.
func parse(wording string) compose.Message {
	m := compose.Message{Full: wording}
	rest := wording
	plain := func(s string) string { return strings.ToUpper(strings.TrimSpace(text.Plain(s))) }
	broken := strings.ContainsRune(wording, text.BreakMark)
	for _, o := range openers {
		if broken {
			first, after, _ := strings.Cut(rest, string(text.BreakMark))
			if plain(first) == o && plain(after) != "" {
				m.Opener, rest = strings.TrimSpace(first), after
				break
			}
			continue
		}
		if strings.HasPrefix(strings.ToUpper(rest), o+" ") {
			// The capitals of Vietnamese letters in NFC are as many runes as the small ones.
			runes := []rune(rest)
			n := len([]rune(o))
			m.Opener, rest = string(runes[:n]), string(runes[n+1:])
			break
		}
	}
	rest = strings.TrimSpace(rest)
	separator := " "
	if broken {
		separator = string(text.BreakMark)
	}
	if i := strings.LastIndex(rest, separator); i > 0 {
		last, before := strings.TrimSpace(rest[i+1:]), strings.TrimSpace(rest[:i])
		words := strings.Fields(plain(before))
		if day().MatchString(last) && len(words) > 0 && !leadsTo[words[len(words)-1]] {
			m.Loud, rest = last, before
		}
	}
	m.Body = rest
	return m
}
