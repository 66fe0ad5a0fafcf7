package syllable

import "unicode"

// Tone is one of the six tones of Vietnamese, by the mark that writes it.
type Tone uint8

const (
	Level    Tone = iota // ngang, no mark
	Grave                // huyền, à
	Hook                 // hỏi, ả
	Tilde                // ngã, ã
	Acute                // sắc, á
	DotBelow             // nặng, ạ
)

// vowels lists the twelve vowel letters, each without a mark and then with the
// five marks in the order of Tone.
const vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíị" +
	"oòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"

// Split lower-cases a letter and takes its tone mark off: 'Ế' gives 'ê' and
// Acute. Any other rune is lower-cased and has the tone Level.
func Split(r rune) (base rune, tone Tone) {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r, Level
	}
	r = unicode.ToLower(r)
	i := 0
	for _, v := range vowels {
		if i%6 == 0 {
			base = v
		}
		if v == r {
			return base, Tone(i % 6)
		}
		i++
	}
	return r, Level
}

// Plain takes every mark off a Vietnamese letter and lower-cases it: 'Ế' gives
// 'e', 'Đ' gives 'd'.
func Plain(r rune) rune {
	base, _ := Split(r)
	switch base {
	case 'ă', 'â':
		return 'a'
	case 'ê':
		return 'e'
	case 'ô', 'ơ':
		return 'o'
	case 'ư':
		return 'u'
	case 'đ':
		return 'd'
	}
	return base
}

func isVowel(r rune) bool {
	switch r {
	case 'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y':
		return true
	}
	return false
}

// hasQuality reports a vowel letter that carries a circumflex, breve or horn.
func hasQuality(r rune) bool {
	switch r {
	case 'ă', 'â', 'ê', 'ô', 'ơ', 'ư':
		return true
	}
	return false
}
