package phrase

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
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
	ErrNumber        = errors.New("số sau dấu = không hợp lệ: ở [phrases] từ -9 đến 9, ở [openers] từ 0 đến 1 (bad number after =: -9 to 9 in [phrases], 0 to 1 in [openers])")
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
	weight   int8    // in choosing among cuttings, -maxWeight to maxWeight
	openCost float64 // of a break before an opener
}

func (e *entry) is(c class) bool { return e.class&c != 0 }

// A List is a set of phrases and of words with a role in breaking lines. It is
// never changed, so it may be used by several goroutines. The zero List knows
// no phrase: it judges by punctuation and numbers alone.
type List struct {
	entries map[string]entry // by folded phrase, its words joined by one space
	longest map[string]int   // words in the longest phrase, by its first word
	base    *List            // the list that this one adds to, or nil
}

// vietnamese is written in the folded form, so that loading it at the start of
// a process costs a fraction of what [Parse] would; a test holds it to that.
//
//go:embed vi.txt
var vietnamese string

var loadDefault = sync.OnceValue(func() *List {
	asWritten := func(s string) (string, int) { return s, strings.Count(s, " ") + 1 }
	l, err := parse(vietnamese, asWritten)
	if err != nil {
		return new(List) // never: a test parses the embedded list
	}
	return l
})

// Default returns the list of Vietnamese administrative phrases that the
// package carries. It is parsed once, at the first call.
func Default() *List { return loadDefault() }

// Parse reads a list in UTF-8: one phrase a line under headings such as
// "[phrases]"; empty lines and lines that begin with # do not count. The head of
// vi.txt in this package tells the headings. A line under "[phrases]" may end
// in "= weight", one under "[openers]" in "= cost". Errors in a line are of type [*ParseError].
func Parse(r io.Reader) (*List, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	if err != nil {
		return nil, fmt.Errorf("đọc danh sách cụm từ (reading the list of phrases): %w", err)
	}
	if len(data) > maxListBytes {
		return nil, ErrListTooLarge
	}
	return parse(strings.TrimPrefix(string(data), "\ufeff"), foldPhrase)
}

// parse reads a list, turning each phrase into its key with fold.
func parse(list string, fold func(string) (key string, words int)) (*List, error) {
	l := newList(strings.Count(list, "\n"))
	var section class
	inSection := false
	number := 0
	for line := range strings.Lines(list) {
		number++
		tooLong := len(line) > maxLineBytes
		line = strings.TrimSpace(line)
		var err error
		switch {
		case tooLong:
			err = ErrLineTooLong
		case line == "" || line[0] == '#':
		case line[0] == '[':
			if section, inSection = sections[line]; !inSection {
				err = ErrSection
			}
		case !inSection:
			err = ErrSection
		default:
			err = l.addLine(line, section, fold)
		}
		if err != nil {
			return nil, &ParseError{Line: number, Err: err}
		}
		if len(l.entries) > maxPhrases {
			return nil, ErrListTooLarge
		}
	}
	return l, nil
}

func newList(size int) *List {
	return &List{entries: make(map[string]entry, size), longest: make(map[string]int, size/2)}
}

func (l *List) addLine(line string, section class, fold func(string) (string, int)) error {
	e := entry{class: section}
	if phrase, number, ok := strings.Cut(line, "="); ok {
		line = strings.TrimSpace(phrase)
		if err := e.setNumber(strings.TrimSpace(number)); err != nil {
			return err
		}
	}
	key, words := fold(line)
	if words > maxPhraseWords {
		return ErrPhraseTooLong
	}
	l.add(key, words, e)
	return nil
}

// setNumber sets what the number after "=" means in the entry's section.
func (e *entry) setNumber(s string) error {
	switch e.class {
	case opener:
		cost, err := strconv.ParseFloat(s, 64)
		if err != nil || !(0 <= cost && cost <= 1) {
			return ErrNumber
		}
		e.openCost = cost
	case 0:
		weight, err := strconv.Atoi(s)
		if err != nil || weight < -maxWeight || weight > maxWeight {
			return ErrNumber
		}
		e.weight = int8(weight)
	default:
		return ErrNumber
	}
	return nil
}

// add adds a phrase, or a further role of a phrase that the list has.
func (l *List) add(key string, words int, e entry) {
	if words == 0 {
		return
	}
	old, _ := l.lookup(key)
	e.class |= old.class
	// Only one of the roles has a weight, and only one a cost.
	e.weight += old.weight
	e.openCost += old.openCost
	l.entries[key] = e
	first, _, _ := strings.Cut(key, " ")
	if words > l.reach(first) {
		l.longest[first] = words
	}
}

func (l *List) lookup(key string) (entry, bool) {
	for ; l != nil; l = l.base {
		if e, ok := l.entries[key]; ok {
			return e, true
		}
	}
	return entry{}, false
}

// reach returns the number of words in the longest phrase that begins with
// first.
func (l *List) reach(first string) int {
	n := 0
	for ; l != nil; l = l.base {
		n = max(n, l.longest[first])
	}
	return n
}

// With returns the list with the user's phrases added, which win over any
// other cutting of the text. The receiver is not changed. Like every phrase, one
// of the user's does not match across a comma or a full stop; a single word,
// which holds nothing together, is left out.
func (l *List) With(phrases ...string) *List {
	with := newList(len(phrases))
	with.base = l
	for _, p := range phrases {
		if key, words := foldPhrase(p); words > 1 {
			with.add(key, words, entry{class: fromUser})
		}
	}
	return with
}
