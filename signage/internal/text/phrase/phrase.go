// Package phrase tells which words of a Vietnamese administrative sign belong
// together on one line.
//
// Vietnamese puts a space between syllables, not between words, so a line
// broken at any space may split a word: "QUỐC / GIA". The package cuts a text
// into the phrases of a list, choosing the best cutting of the whole text
// (a greedy longest match would read "dịch vụ / công quốc / gia"), and judges
// every gap between two words.
package phrase

import "strings"

// A Reason says why a gap is judged as it is.
type Reason uint8

const (
	// Free is the zero value: nothing ties the two words.
	Free Reason = iota
	// InPhrase: the gap lies inside a phrase of the list.
	InPhrase
	// WeakEnd: the word before the gap must not end a line (VÌ, CỦA, CÁC).
	WeakEnd
	// WeakStart: the word after the gap must not begin a line (HƠN, NÀY).
	WeakStart
	// NumberUnit: a number and its noun, or a noun and its number (05 NGÀY,
	// NGÀY 10/10, NĂM 2025).
	NumberUnit
	// Name: a unit's kind and name (XÃ TÂN TRÀO), or the parts of a name.
	Name
	// Punctuation: a dash or closing mark would begin the line, or an opening
	// mark or bullet would end it.
	Punctuation
	// User: the user keeps the words together, with a phrase given to
	// [List.With] or with a mark (~) that the line breaker has read.
	User
)

// String returns the name of the reason.
func (r Reason) String() string {
	switch r {
	case InPhrase:
		return "InPhrase"
	case WeakEnd:
		return "WeakEnd"
	case WeakStart:
		return "WeakStart"
	case NumberUnit:
		return "NumberUnit"
	case Name:
		return "Name"
	case Punctuation:
		return "Punctuation"
	case User:
		return "User"
	}
	return "Free"
}

// A Break is the judgement on the gap between two consecutive words.
type Break struct {
	// Allowed is false if no line should be broken here.
	Allowed bool
	// Cost of an allowed break, 0 (a natural place: after a colon, before VÌ)
	// to 1 (poor). It is 1 where Allowed is false.
	Cost float64
	// Phrase is what the break would split, as written in the text without the
	// punctuation around it: "QUỐC GIA", "05 NGÀY"; or the weak word: "VÌ".
	// It is empty if Reason is Free.
	Phrase string
	// Reason is Free for an ordinary gap. An allowed break may have another:
	// one between the parts of a name too long to be kept whole is InPhrase.
	Reason Reason
}

// The costs of allowed breaks. They only rank the places of one text; the line
// breaker weighs them against the size of the letters.
const (
	costPunctuation = 0.0
	costComma       = 0.05 // between the members of a list the pause is short
	costBeforeName  = 0.1  // ỦY BAN NHÂN DÂN / XÃ TÂN TRÀO
	costBeforeDate  = 0.3  // NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA / 10/10
	costPhrases     = 0.4  // between two phrases of the list
	costLoneWord    = 0.6  // one side is a word that the list does not know
	costAnnounced   = 0.7  // NGÀY / CHUYỂN ĐỔI SỐ: what the word announces has moved away
	costLoneWords   = 0.8  // both sides are; they may well be one phrase
	costInLongName  = 0.8  // between the parts of a long name
	costInDate      = 0.5  // NGÀY 10 THÁNG 10 / NĂM 2025
	costForbidden   = 1.0
)

// Breaks judges every gap between consecutive words: entry i is the gap between
// words[i] and words[i+1]. The words are those of one text, split at its spaces,
// in any case, with their punctuation attached. The result has len(words)-1
// entries, none for fewer than two words.
func (l *List) Breaks(words []string) []Break {
	if len(words) < 2 {
		return nil
	}
	t := l.read(words)
	breaks := make([]Break, len(words)-1)
	for i := range len(t.tokens) - 1 {
		if w := t.tokens[i].word; w != t.tokens[i+1].word {
			breaks[w] = t.judge(i)
		}
	}
	return breaks
}

// judge judges the gap between token i and token i+1.
func (t *text) judge(i int) Break {
	a, b := &t.tokens[i], &t.tokens[i+1]
	pa, pb := t.pieceAt(i), t.pieceAt(i+1)
	switch {
	case i == 0 && t.startsItem():
		return t.forbid(Punctuation, 0, 2)
	case t.isRangeSign(i):
		return t.forbid(NumberUnit, i-1, i+2)
	case t.isRangeSign(i + 1):
		return t.forbid(NumberUnit, i, i+3)
	case b.mark == joiner || b.mark == closing || a.mark == opening:
		return t.forbid(Punctuation, i, i+2)
	case a.piece == b.piece:
		return t.judgeInside(pa, i)
	case strings.HasSuffix(t.words[a.word], ","):
		return Break{Allowed: true, Cost: costComma}
	case a.closes || a.mark == joiner:
		return Break{Allowed: true, Cost: costPunctuation}
	case t.tiesNumber(i):
		return t.forbid(NumberUnit, pa.from, pb.to)
	case t.names[i] != span{}:
		return t.forbid(Name, t.names[i].from, t.names[i].to)
	case pb.is(kind) && pa.len() > 1 && !pa.is(opener) && (pb.to == len(t.tokens) || t.cut(pb.to-1)):
		return t.forbid(Name, pa.from, pb.to) // ỦY BAN NHÂN DÂN XÃ: a unit's kind that stands for its name
	case pb.is(noStart) && !t.isNumber(pb.to):
		return t.forbid(WeakStart, pb.from, pb.to)
	case pa.is(numbered) && pa.len() == 1 && pa.from > 0 && t.cut(pa.from-1):
		return t.forbid(WeakEnd, pa.from, pa.to) // NĂM 2025: NGÀY / CHUYỂN ĐỔI SỐ
	case pa.is(noEnd) && !t.isCounted(pa), a.key == "hơn" && b.number != notNumber:
		return t.forbid(WeakEnd, pa.from, pa.to)
	}
	return Break{Allowed: true, Cost: t.cost(i)}
}

// judgeInside judges a gap inside the phrase p.
func (t *text) judgeInside(p *piece, i int) Break {
	reason := InPhrase
	if p.is(fromUser) {
		reason = User
	}
	br := t.forbid(reason, p.from, p.to)
	if t.soft[i] {
		br.Allowed, br.Cost = true, costInLongName
	}
	return br
}

// cost of breaking the line at an allowed gap between two pieces.
func (t *text) cost(i int) float64 {
	a, b := &t.tokens[i], &t.tokens[i+1]
	pa, pb := t.pieceAt(i), t.pieceAt(i+1)
	switch {
	case b.opens:
		return costPunctuation
	case pb.is(opener):
		return pb.openCost
	case a.number != notNumber && b.key == "năm" && t.isNumber(i+2):
		return costInDate
	case pb.is(kind) && pb.to < len(t.tokens) && t.names[pb.to-1] != span{}:
		return costBeforeName
	case b.number == date:
		return costBeforeDate
	case pa.is(numbered) && pa.len() == 1 && !t.isCounted(pa):
		return costAnnounced
	case pa.isLone() && pb.isLone():
		return costLoneWords
	case pa.isLone() || pb.isLone():
		return costLoneWord
	}
	return costPhrases
}

// forbid forbids a gap that would split tokens from to to-1.
func (t *text) forbid(r Reason, from, to int) Break {
	if tokens := (span{from, to}); t.split != tokens {
		t.split, t.splitText = tokens, t.written(from, to)
	}
	return Break{Cost: costForbidden, Phrase: t.splitText, Reason: r}
}

// written returns tokens from to to-1 as the text has them, without the
// punctuation around them.
func (t *text) written(from, to int) string {
	first, last := t.tokens[from].word, t.tokens[to-1].word
	if first == last {
		return trimMarks(t.words[first])
	}
	return trimMarks(strings.Join(t.words[first:last+1], " "))
}
