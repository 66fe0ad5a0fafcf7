package signage

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// openers are the words that open a message and stand on a line of their own, the longer ones first.
var openers = [...]string{"NHIỆT LIỆT CHÀO MỪNG", "TÍCH CỰC HƯỞNG ỨNG", "NHIỆT LIỆT HƯỞNG ỨNG", "CHÀO MỪNG", "HƯỞNG ỨNG"}

// day is a date of the year that a message may end on, which is then the loudest thing of the sign.
var day = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])$`)
})

// days are words that say that a date is one that people celebrate, and not a street's name or a rate.
var days = [...]string{"NGÀY", "LỄ", "TẾT", "KỶ NIỆM", "QUỐC KHÁNH", "QUỐC TẾ"}

// message finds the ranks of a wording for a kind of sign, and says of a date that it has taken out of the user's text.
func (b *builder) message(wording string, kind Kind) compose.Message {
	m := parse(wording)
	apart := kind != Model && (kind == Web || b.sign.Size.Width < bannerAspect*b.sign.Size.Height)
	if b.sign.Text != "" && m.Loud != "" && m.Loud != m.Full && apart && !strings.ContainsRune(wording, text.BreakMark) {
		b.notes = append(b.notes, note.Note{
			Code: "loud-date", Severity: note.Info, Field: "text",
			VI:    fmt.Sprintf("“%s” được tách ra, đặt to nhất.", m.Loud),
			EN:    fmt.Sprintf("%q stands by itself as the loudest thing.", m.Loud),
			FixVI: "Muốn giữ trong dòng thì ghi dấu ~ thay dấu cách trước ngày.",
			FixEN: "To keep it in its line, write ~ for the space before it.",
		})
	}
	return m
}

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
	m.Rest, m.Body = rest, rest
	if day().MatchString(rest) && m.Opener == "" {
		m.Loud = rest
		return m
	}
	separator := " "
	if broken {
		separator = string(text.BreakMark)
	}
	if i := strings.LastIndex(rest, separator); i > 0 {
		last, before := strings.TrimSpace(rest[i+1:]), strings.TrimSpace(rest[:i])
		if day().MatchString(last) && plain(before) != "" && (broken || (m.Opener != "" || celebrates(plain(before))) && !tied(plain(rest))) {
			m.Loud, m.Body = last, before
		}
	}
	return m
}

// celebrates tells whether a text, in capitals, names a day.
func celebrates(s string) bool {
	for _, d := range days {
		if strings.Contains(" "+s+" ", " "+d+" ") {
			return true
		}
	}
	return false
}

// tied tells whether the last word of a text belongs to the one before: TỪ 1/10, ĐƯỜNG 30/4.
func tied(s string) bool {
	breaks := phrase.Default().Breaks(strings.Fields(s))
	return len(breaks) > 0 && !breaks[len(breaks)-1].Allowed
}
