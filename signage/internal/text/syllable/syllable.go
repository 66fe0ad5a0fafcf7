// Package syllable knows how a Vietnamese syllable is written: an onset, a group
// of vowels, a final consonant, and one tone mark in its place. It works from the
// spelling rules, without a word list, so it accepts syllables that no word uses;
// what it rejects is not Vietnamese spelling.
package syllable

import "strings"

// Style says where a syllable carries its tone mark when the two customs differ:
// over oa, oe and uy at the end of a syllable.
type Style uint8

const (
	Either Style = iota // both customs write this syllable alike
	Old                 // hòa, khỏe, ủy
	New                 // hoà, khoẻ, uỷ
)

// maxLetters is the length of the longest written syllable, "nghiêng".
const maxLetters = 7

// Valid reports whether word is a possible Vietnamese syllable in NFC, in
// capitals or small letters. Words with anything but Vietnamese letters are not.
func Valid(word string) bool {
	s, ok := parse(word)
	return ok && s.native()
}

// ValidName is like Valid but also accepts the clusters and finals with which the
// names of the Central Highlands and of the mountain communes are written in
// official papers: Đắk, Krông, Kạn, Prông, Xiêr.
func ValidName(word string) bool {
	s, ok := parse(word)
	return ok && (s.native() || s.borrowed())
}

// StyleOf reports which of the two customs the tone mark of a syllable follows.
func StyleOf(word string) Style {
	s, ok := parse(word)
	if !ok || !s.native() || s.tone == Level || s.coda != "" {
		return Either
	}
	switch s.vowels {
	case "oa", "oe", "uy":
		if s.tonePos == 0 {
			return Old
		}
		return New
	}
	return Either
}

// parts is a syllable taken to pieces: small letters, without the tone mark.
type parts struct {
	onset, vowels, coda string
	tone                Tone
	tonePos             int // index of the vowel that carries the mark
}

// parse takes word to pieces by the kinds of its letters alone; whether the
// pieces go together is for native and borrowed to say.
func parse(word string) (parts, bool) {
	var letters [maxLetters]rune
	n, tone, toneAt := 0, Level, -1
	for _, r := range word {
		if n == maxLetters {
			return parts{}, false
		}
		base, t := Split(r)
		if !isVowel(base) && base != 'đ' && (base < 'a' || base > 'z') {
			return parts{}, false
		}
		if t != Level {
			if tone != Level {
				return parts{}, false
			}
			tone, toneAt = t, n
		}
		letters[n] = base
		n++
	}
	first := 0
	for first < n && !isVowel(letters[first]) {
		first++
	}
	// The u of "qu" and the i of "gi" belong to the onset when a vowel follows.
	if first == 1 && n > 2 && isVowel(letters[2]) {
		glide := letters[0] == 'q' && letters[1] == 'u' ||
			letters[0] == 'g' && letters[1] == 'i' && letters[2] != 'ê'
		if glide && toneAt != 1 {
			first = 2
		}
	}
	last := first
	for last < n && isVowel(letters[last]) {
		last++
	}
	if last == first {
		return parts{}, false
	}
	for _, r := range letters[last:n] {
		if isVowel(r) {
			return parts{}, false
		}
	}
	pos := toneAt - first
	if tone == Level {
		pos = 0
	}
	if pos < 0 {
		return parts{}, false
	}
	return parts{
		onset:   string(letters[:first]),
		vowels:  string(letters[first:last]),
		coda:    string(letters[last:n]),
		tone:    tone,
		tonePos: pos,
	}, true
}

// native reports whether the pieces make a Vietnamese syllable.
func (s parts) native() bool {
	return onsets.has(s.onset) && codasOf(s.vowels).has(s.coda) &&
		s.onsetFits() && s.toneFits() && s.markInPlace()
}

// borrowed reports whether the pieces make a syllable of a name as official
// papers write it.
func (s parts) borrowed() bool {
	if s.onset != "" && !onsets.has(s.onset) && !clusters.has(s.onset) {
		return false
	}
	codas := codasOf(s.vowels)
	if codas == "" || !s.markInPlace() {
		return false
	}
	switch s.coda {
	case "h", "k", "l", "r":
		return true
	}
	return codas.has(s.coda) && s.toneFits()
}

// set is a list of spellings, each between two spaces; the empty spelling is
// written as "-".
type set string

func (l set) has(s string) bool {
	if s == "" {
		s = "-"
	}
	for rest := string(l); rest != ""; {
		i := strings.Index(rest, s)
		if i < 0 {
			return false
		}
		end := i + len(s)
		if (i == 0 || rest[i-1] == ' ') && (end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[end:]
	}
	return false
}

const (
	onsets   set = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
	clusters set = "bl br chr dl dr đl đr gl gr hl hr kl kr kt ml mn mr pl pr st xt"
)

// codasOf lists the finals that a group of vowels takes; none for a group that
// Vietnamese does not have.
func codasOf(vowels string) set {
	switch vowels {
	case "a", "oa":
		return "- c ch m n ng nh p t"
	case "ă", "â", "oă", "iê", "ươ":
		return "c m n ng p t"
	case "e", "o", "ô", "u":
		return "- c m n ng p t"
	case "ê":
		return "- ch m n nh p t"
	case "i":
		return "- ch m n nh p t"
	case "y":
		return "- ch n nh p t"
	case "ơ":
		return "- m n p t"
	case "ư":
		return "- c m ng t"
	case "oo":
		return "c ng"
	case "oe":
		return "- m n t"
	case "uâ":
		return "n ng t"
	case "uê":
		return "- ch nh"
	case "uô":
		return "c m n ng t"
	case "uy":
		return "- ch n nh p t"
	case "uyê":
		return "n t"
	case "yê":
		return "m n ng t"
	case "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iu", "iêu",
		"oai", "oao", "oay", "oeo", "oi", "ôi", "ơi", "ua", "uây", "uêu", "ui",
		"uôi", "uơ", "uya", "uyu", "ưa", "ưi", "ươi", "ươu", "ưu", "yêu":
		return "-"
	}
	return ""
}

// onsetFits checks the spelling of the onset against the vowel after it.
func (s parts) onsetFits() bool {
	front := strings.HasPrefix(s.vowels, "e") || strings.HasPrefix(s.vowels, "ê") ||
		strings.HasPrefix(s.vowels, "i") || strings.HasPrefix(s.vowels, "y")
	switch s.onset {
	case "k":
		return front
	case "gh", "ngh":
		return front && s.vowels[0] != 'y'
	case "c", "ng":
		return !front
	case "g": // "gì", "gìn", "giếng": the i of gi is the syllable's own vowel
		return !front || s.vowels == "i" && (s.coda == "" || s.coda == "n") || s.vowels == "iê"
	case "gi":
		return !front || strings.HasPrefix(s.vowels, "e")
	case "qu":
		switch s.vowels[0] {
		case 'o', 'u':
			return false
		}
		return !strings.HasPrefix(s.vowels, "ư") &&
			(!strings.HasPrefix(s.vowels, "ô") || s.vowels == "ô" && s.coda == "c")
	}
	switch s.vowels {
	case "y":
		return s.coda == "" && set("- h l m n s t th v").has(s.onset)
	case "yê", "yêu":
		return s.onset == "" || s.onset == "qu"
	case "iê", "iêu":
		return s.onset != ""
	}
	return true
}

// toneFits: a syllable closed by a stop carries sắc or nặng, nothing else.
func (s parts) toneFits() bool {
	switch s.coda {
	case "c", "ch", "p", "t":
		return s.tone == Acute || s.tone == DotBelow
	}
	return true
}

// markInPlace checks that the tone mark stands on the vowel that carries it, by
// either of the two customs for open oa, oe and uy.
func (s parts) markInPlace() bool {
	if s.tone == Level {
		return true
	}
	pos, count := s.tonePos, 0
	quality := -1 // the last vowel with a circumflex, breve or horn: the ơ of ươ
	for _, r := range s.vowels {
		if hasQuality(r) {
			quality = count
		}
		count++
	}
	switch {
	case quality >= 0:
		return pos == quality
	case count == 1:
		return pos == 0
	case count == 3, s.coda != "":
		return pos == 1
	}
	switch s.vowels {
	case "oa", "oe", "uy":
		return true
	}
	return pos == 0
}
