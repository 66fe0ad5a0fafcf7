package phrase

import (
	"math"
	"strings"
	"unicode/utf8"
)

// A phrase of up to maxWhole words is kept whole. A longer one (TĂNG TRƯỞNG KINH TẾ, ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ
// MINH) may be broken between the phrases of up to maxPart words that it is made of: on a narrow sign, keeping it whole
// would halve the letters. Phrases that the user adds, and those with a weight (THỦ TỤC HÀNH CHÍNH), are kept whole up
// to maxHeld words.
const (
	maxWhole = 3
	maxHeld  = 5
	maxPart  = 4
)

// Costs of a piece in the cutting of a text. A cutting is the better the fewer
// pieces it has and the fewer words stand alone, above all words that the list
// does not know: these are mostly what a wrong cutting leaves over. A phrase
// costs less by its weight, which never outweighs a word left over.
const (
	maxWeight    = 9
	pieceUser    = -100
	piecePhrase  = 10
	pieceKnown   = 14
	pieceUnknown = 20
)

// A span is tokens from to to-1.
type span struct{ from, to int }

// A piece is a phrase of the list or a word that stands alone.
type piece struct {
	span
	entry
	known bool
}

func (p *piece) len() int { return p.to - p.from }

// isLone reports whether p is a single word that may be part of a phrase
// missing in the list. A bare unit's kind counts as one: it wants a name.
func (p *piece) isLone() bool { return p.len() == 1 && (!p.known || p.is(kind)) }

// text is a text cut into pieces.
type text struct {
	words  []string
	tokens []token
	pieces []piece
	soft   []bool // by gap of tokens: inside a long phrase, may be broken
	names  []span // by gap of tokens: the name that ties them; zero: none
	mixed  bool   // small and capital letters: capitals mark names

	numbered []bool // by token: a unit's kind that a number may follow, also at the end of a phrase: NHÀ VĂN HÓA THÔN 5

	split     span // the tokens last written, many gaps in turn splitting the same
	splitText string
}

// read cuts words into tokens and pieces, and ties names.
func (l *List) read(words []string) *text {
	t := &text{words: words, tokens: tokenize(words)}
	small, capitals := false, false
	for _, tok := range t.tokens {
		small = small || tok.lower
		capitals = capitals || tok.capitalised
	}
	t.mixed = small && capitals
	n := len(t.tokens)
	t.soft, t.names, t.numbered = make([]bool, n), make([]span, n), make([]bool, n)
	for i, tok := range t.tokens {
		e, _ := l.lookup(tok.key)
		t.numbered[i] = e.is(numbered) && e.is(kind)
	}
	t.pieces = l.segment(t, 0, n, n)
	for i, p := range t.pieces {
		for j := p.from; j < p.to; j++ {
			t.tokens[j].piece = i
		}
		l.soften(t, p)
	}
	t.tieNames()
	return t
}

// segment returns the best cutting of tokens from to to-1 into pieces of at
// most longest tokens. Of equally good ones it is the one with the longest
// first piece.
func (l *List) segment(t *text, from, to, longest int) []piece {
	type step struct {
		total int   // cost of the best cutting from here to the end
		piece piece // its first piece
	}
	best := make([]step, to-from+1)
	keys, start := t.joined(from, to)
	for i := to - 1; i >= from; i-- {
		here := &best[i-from]
		here.total = math.MaxInt
		reach := max(1, min(l.reach(t.tokens[i].key), longest, to-i))
		inName := false
		for j := i + 1; j <= i+reach; j++ {
			e, known := l.lookup(keys[start[i-from] : start[j-from]-1])
			if j == i+1 || known && (!inName || e.is(fromUser)) {
				p := piece{span: span{i, j}, entry: e, known: known}
				if total := t.pieceCost(&p) + best[j-from].total; total <= here.total {
					*here = step{total, p}
				}
			}
			if j == to || t.cut(j-1) {
				break
			}
			inName = inName || l.beginsName(t, j-1)
		}
	}
	pieces := make([]piece, 0, to-from)
	for i := from; i < to; i = best[i-from].piece.to {
		pieces = append(pieces, best[i-from].piece)
	}
	return pieces
}

// joined returns the keys of tokens from to to-1, each followed by a space, and
// where each starts; the last start is the length of it all.
func (t *text) joined(from, to int) (keys string, start []int) {
	var b []byte
	start = make([]int, 0, to-from+1)
	for _, tok := range t.tokens[from:to] {
		start = append(start, len(b))
		b = append(append(b, tok.key...), ' ')
	}
	return string(b), append(start, len(b))
}

func (t *text) pieceAt(token int) *piece { return &t.pieces[t.tokens[token].piece] }

func (t *text) pieceCost(p *piece) int {
	switch {
	case p.is(fromUser):
		return pieceUser
	case p.len() > 1:
		return piecePhrase - int(p.weight)
	case p.known || t.isNumber(p.from) || t.tokens[p.from].mark != notMark:
		return pieceKnown
	}
	return pieceUnknown
}

// cut reports whether punctuation stands between tokens i and i+1: no phrase
// crosses it.
func (t *text) cut(i int) bool { return t.tokens[i].closes || t.tokens[i+1].opens }

// beginsName reports whether token i is the kind of a unit whose name follows,
// as capitals tell: "xã Hội Thịnh" does not hold the phrase "xã hội".
func (l *List) beginsName(t *text, i int) bool {
	if !t.mixed || !t.tokens[i].lower || !t.tokens[i+1].capitalised {
		return false
	}
	e, _ := l.lookup(t.tokens[i].key)
	return e.is(kind)
}

// soften allows breaks between the parts of a long phrase. A word of it that is
// in no part stays with its neighbours.
func (l *List) soften(t *text, p piece) {
	whole := maxWhole
	if p.weight > 0 || p.is(fromUser) {
		whole = maxHeld
	}
	if p.len() <= whole {
		return
	}
	parts := l.segment(t, p.from, p.to, min(maxPart, p.len()-2))
	for i, part := range parts[1:] {
		before := parts[i]
		endsWell := !before.is(noEnd) && (before.len() > 1 || part.is(opener)) ||
			t.tokens[before.from].mark == joiner
		beginsWell := part.len() > 1 && !part.is(noStart) || part.is(opener)
		t.soft[part.from-1] = endsWell && beginsWell
	}
}

// maxNameWords is the number of capitalised words taken for a unit's name when
// the list does not know it ("xã Ia Krái", "huyện Tu Mơ Rông").
const maxNameWords = 4

// tieNames ties a unit's kind to its name, and the words of other names.
func (t *text) tieNames() {
	for i := range t.pieces {
		p := &t.pieces[i]
		if p.to == len(t.tokens) || t.cut(p.to-1) {
			continue
		}
		next := &t.pieces[i+1]
		switch {
		case p.is(kind) && next.is(place):
			t.tie(p.to)
		case p.is(kind) && t.mixed:
			t.tieCapitalised(p.to)
		case p.is(kind):
			t.tieUnknown(i + 1)
		case t.mixed && t.isNamePart(p) && t.isNamePart(next):
			t.tie(p.to)
		}
	}
	for i := 0; i < len(t.names); i++ {
		if t.names[i] == (span{}) {
			continue
		}
		last := i
		for t.names[last] != (span{}) {
			last++
		}
		name := span{t.pieceAt(i).from, t.pieceAt(last).to}
		for ; i < last; i++ {
			t.names[i] = name
		}
	}
}

// tie ties token i to the one before it.
func (t *text) tie(i int) { t.names[i-1] = span{i - 1, i + 1} }

// tieCapitalised ties the run of capitalised words from token i to the kind
// before it.
func (t *text) tieCapitalised(i int) {
	for end := min(i+maxNameWords, len(t.tokens)); i < end; i++ {
		if !t.tokens[i].capitalised || t.cut(i-1) {
			return
		}
		t.tie(i)
	}
}

// tieUnknown ties up to two words, in a text all in capitals, to the kind before
// piece i: a name has two words more often than not, and words that the list
// knows are no name.
func (t *text) tieUnknown(i int) {
	for _, p := range t.pieces[i:min(i+2, len(t.pieces))] {
		if p.known || t.isNumber(p.from) || t.tokens[p.from].mark != notMark || t.cut(p.from-1) {
			return
		}
		t.tie(p.from)
	}
}

func (t *text) isNamePart(p *piece) bool { return !p.known && t.tokens[p.from].capitalised }

// startsItem reports whether the text begins with the mark of a list's item: a
// dash, "1.", "II.", "a)".
func (t *text) startsItem() bool {
	first := &t.tokens[0]
	if first.mark == joiner {
		return true
	}
	return first.closes && !first.opens && strings.ContainsAny(t.words[0], ".)") &&
		(first.number != notNumber || first.roman || utf8.RuneCountInString(first.key) == 1)
}

func (t *text) isNumber(i int) bool { return i < len(t.tokens) && t.tokens[i].number != notNumber }

// isOrdinal reports whether token i is a number that belongs to the word before
// it: NGÀY 10, ĐIỀU 5.
func (t *text) isOrdinal(i int) bool {
	if i == 0 || t.cut(i-1) {
		return false
	}
	before := t.pieceAt(i - 1)
	return before.to == i && (before.is(numbered) || t.numbered[i-1])
}

// isCounted reports whether p is the noun of the number before it.
func (t *text) isCounted(p *piece) bool { return p.from > 0 && t.tiesNumber(p.from-1) }

// tiesNumber reports whether the gap between tokens i and i+1, of different
// pieces, lies between a number and what it counts or numbers.
func (t *text) tiesNumber(i int) bool {
	a, b := &t.tokens[i], &t.tokens[i+1]
	pb := t.pieceAt(i + 1)
	switch {
	case t.cut(i):
		return false
	case b.number != notNumber || b.roman && pb.len() == 1:
		return b.key == "%" || t.isOrdinal(i+1)
	case t.isOrdinal(i):
		unit := t.tokens[i-1].key
		return unit == "ngày" && b.key == "tháng" || unit == "giờ" && b.key == "phút"
	case a.number == count:
		return b.mark == notMark && (pb.is(measure) || !pb.is(noEnd|opener))
	case a.number == year:
		return pb.is(measure)
	}
	return false
}

// isRangeSign reports whether token i is the sign between two numbers: "5 - 7",
// "6m x 4m".
func (t *text) isRangeSign(i int) bool {
	return i > 0 && t.isNumber(i-1) && t.isNumber(i+1) && !t.cut(i-1) && !t.cut(i) &&
		(t.tokens[i].mark == joiner || t.tokens[i].key == "x")
}
