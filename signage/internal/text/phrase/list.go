package phrase

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"
	"sync"
)

// Limits of a list read by [Parse].
const (
	maxListBytes   = 1 << 20
	maxLineBytes   = 256
	maxPhrases     = 20_000
	maxPhraseWords = 16
)

// What [Parse] refuses, inside a [ParseError] when a line is to blame.
var (
	ErrListTooLarge  = errors.New("danh sách cụm từ quá lớn (list of phrases too large)")
	ErrLineTooLong   = errors.New("dòng quá dài (line too long)")
	ErrPhraseTooLong = errors.New("cụm từ quá dài (phrase has too many words)")
	ErrSection       = errors.New("không có mục này, hoặc thiếu tên mục (unknown or missing section)")
	ErrCost          = errors.New("giá ngắt dòng phải là số từ 0 đến 1, chỉ ở mục [openers] (a cost is a number from 0 to 1, in [openers] only)")
)

// A ParseError is an error in one line of a list.
type ParseError struct {
	Line int // from 1
	Err  error
}

func (e *ParseError) Error() string { return fmt.Sprintf("dòng (line) %d: %v", e.Line, e.Err) }

func (e *ParseError) Unwrap() error { return e.Err }

// class is a set of the roles that a phrase plays.
type class uint16

const (
	place class = 1 << iota
	kind
	numbered
	measure
	noEnd
	noStart
	opener
	fromUser
)

// sections maps the headings of a list to the class of their phrases.
var sections = map[string]class{
	"[phrases]":  0,
	"[places]":   place,
	"[kinds]":    kind,
	"[numbered]": numbered,
	"[measures]": measure,
	"[no-end]":   noEnd,
	"[no-start]": noStart,
	"[openers]":  opener,
}

type entry struct {
	class    class
	openCost float64 // of a break before an opener
}

func (e *entry) is(c class) bool { return e.class&c != 0 }

// A List is a set of phrases and of words with a role in breaking lines. It is
// never changed, so it may be used by several goroutines. The zero List knows
// no phrase: it judges by punctuation and numbers alone.
type List struct {
	entries map[string]entry // by folded phrase, its words joined by one space
	longest map[string]int   // words in the longest phrase, by its first word
}

//go:embed vi.txt
var vietnamese string

var loadDefault = sync.OnceValue(func() *List {
	l, err := Parse(strings.NewReader(vietnamese))
	if err != nil {
		return new(List) // a test parses the embedded list
	}
	return l
})

// Default returns the list of Vietnamese administrative phrases that the
// package carries. It is parsed once, at the first call.
func Default() *List { return loadDefault() }

// Parse reads a list: one phrase a line under headings such as "[phrases]",
// empty lines and lines that begin with # apart. The head of vi.txt in this
// package tells the headings. An "[openers]" line may end in "= cost".
// Errors in a line are of type [*ParseError].
func Parse(r io.Reader) (*List, error) {
	limited := &io.LimitedReader{R: r, N: maxListBytes + 1}
	lines := bufio.NewScanner(limited)
	lines.Buffer(make([]byte, 0, 4<<10), maxLineBytes)
	l := newList(4 << 10)
	var section class
	inSection := false
	number := 0
	for lines.Scan() {
		number++
		line := strings.TrimSpace(lines.Text())
		var err error
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			if section, inSection = sections[line]; !inSection {
				err = ErrSection
			}
		case !inSection:
			err = ErrSection
		default:
			err = l.addLine(line, section)
		}
		if err != nil {
			return nil, &ParseError{Line: number, Err: err}
		}
		if len(l.entries) > maxPhrases {
			return nil, ErrListTooLarge
		}
	}
	switch err := lines.Err(); {
	case limited.N == 0:
		return nil, ErrListTooLarge
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &ParseError{Line: number + 1, Err: ErrLineTooLong}
	case err != nil:
		return nil, fmt.Errorf("đọc danh sách cụm từ (reading the list of phrases): %w", err)
	}
	return l, nil
}

func newList(size int) *List {
	return &List{entries: make(map[string]entry, size), longest: make(map[string]int, size/2)}
}

func (l *List) addLine(line string, section class) error {
	phrase, cost, hasCost := strings.Cut(line, "=")
	e := entry{class: section}
	if hasCost {
		c, err := strconv.ParseFloat(strings.TrimSpace(cost), 64)
		if err != nil || section != opener || !(0 <= c && c <= 1) {
			return ErrCost
		}
		e.openCost = c
	}
	key, words := foldPhrase(phrase)
	if words > maxPhraseWords {
		return ErrPhraseTooLong
	}
	l.add(key, words, e)
	return nil
}

// add adds a phrase, or a further role of a phrase that the list has.
func (l *List) add(key string, words int, e entry) {
	if words == 0 {
		return
	}
	old := l.entries[key]
	e.class |= old.class
	e.openCost += old.openCost // of the two at most one is an opener's
	l.entries[key] = e
	first, _, _ := strings.Cut(key, " ")
	l.longest[first] = max(l.longest[first], words)
}

// With returns the list with the user's phrases added, which win over any
// other cutting of the text. The receiver is not changed. As every phrase, one
// of the user's does not match across a comma or a full stop.
func (l *List) With(phrases ...string) *List {
	with := newList(0)
	if l.entries != nil {
		with.entries, with.longest = maps.Clone(l.entries), maps.Clone(l.longest)
	}
	for _, p := range phrases {
		if key, words := foldPhrase(p); words > 1 {
			with.add(key, words, entry{class: fromUser})
		}
	}
	return with
}
