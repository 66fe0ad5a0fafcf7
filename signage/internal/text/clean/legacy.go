package clean

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// fromLegacy recognises text that was written in TCVN3 or VNI, or in UTF-8 and
// read as something else. It converts what convert allows and refuses the rest
// with the proposed text.
func (c *cleaner) fromLegacy(s string, convert Encoding) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return s
	}
	if fixed, ok := fromMojibake(s); ok {
		c.refuse(ErrMojibake, note.Note{
			Code:  "mojibake",
			VI:    fmt.Sprintf("Nội dung UTF-8 bị đọc nhầm bảng mã: %s, có lẽ là %s.", quoteVisible(s), quote(fixed)),
			EN:    fmt.Sprintf("UTF-8 text read with a wrong encoding: %s, probably %s.", quoteVisible(s), quote(fixed)),
			FixVI: "Mở lại tệp gốc với bảng mã UTF-8, hoặc gõ lại.", FixEN: "Open the original file as UTF-8, or type the text again.",
		})
		return s
	}
	if convert == TCVN3 || convert == VNI {
		if text, ok := decode(s, convert); ok {
			return c.converted(s, text, convert)
		}
	}
	text, enc := recognise(s)
	switch {
	case enc == Unicode:
		if convert == TCVN3 || convert == VNI {
			c.add(note.Note{
				Code: "nothing-converted", Severity: note.Info,
				VI: fmt.Sprintf("Nội dung không phải bảng mã %s: giữ nguyên.", convert), EN: fmt.Sprintf("The text is not in %s: left as it is.", convert),
			})
		}
		return s
	case convert == Auto:
		return c.converted(s, text, enc)
	}
	n := note.Note{
		Code:  "legacy-encoding",
		VI:    fmt.Sprintf("Nội dung viết bằng bảng mã cũ %s: %s, có lẽ là %s.", enc, quoteVisible(s), quote(text)),
		EN:    fmt.Sprintf("Text in the old encoding %s: %s, probably %s.", enc, quoteVisible(s), quote(text)),
		FixVI: fmt.Sprintf("Cho phép chuyển sang Unicode (`convert: %s`) rồi đọc lại kết quả, hoặc gõ lại.", names[enc]),
		FixEN: fmt.Sprintf("Allow the conversion to Unicode (`convert: %s`) and read the result, or type the text again.", names[enc]),
	}
	if upper := strings.ToUpper(text); enc == TCVN3 && upper != text {
		n.FixVI += fmt.Sprintf(" Nếu phông gốc là phông chữ hoa (.VnTimeH): %s.", quote(upper))
		n.FixEN += fmt.Sprintf(" If the font was one of capitals (.VnTimeH): %s.", quote(upper))
	}
	c.refuse(ErrLegacy, n)
	return s
}

// names are those by which a user asks for a conversion.
var names = map[Encoding]string{TCVN3: "tcvn3", VNI: "vni"}

func (c *cleaner) converted(before, after string, from Encoding) string {
	c.add(note.Note{
		Code: "legacy-converted", Severity: note.Warning,
		VI:    fmt.Sprintf("Đã chuyển từ %s sang Unicode: %s → %s.", from, quoteVisible(before), quote(after)),
		EN:    fmt.Sprintf("Converted from %s to Unicode: %s → %s.", from, quoteVisible(before), quote(after)),
		FixVI: "Đọc lại từng chữ trước khi in.", FixEN: "Read it letter by letter before printing.",
	})
	return after
}

// recognise tells whether s is TCVN3 or VNI by how many of its accented words
// become Vietnamese syllables, and returns the decoded text. It returns Unicode
// for a text that is better as it is.
func recognise(s string) (string, Encoding) {
	asIs := score(s)
	if asIs.invalid == 0 {
		return s, Unicode
	}
	text, enc, best := s, Unicode, asIs
	for _, candidate := range [...]Encoding{TCVN3, VNI} {
		decoded, ok := decode(s, candidate)
		if !ok {
			continue
		}
		sc := score(decoded)
		if sc.valid > best.valid && sc.valid >= 3*sc.invalid && sc.letters >= 3 {
			text, enc, best = decoded, candidate, sc
		}
	}
	return text, enc
}

// A tally counts the accented words of a text.
type tally struct{ valid, invalid, letters int }

func score(s string) tally {
	var t tally
	for word := range strings.FieldsFuncSeq(s, isBoundary) {
		if isASCII(word) || !strings.ContainsFunc(word, unicode.IsLetter) {
			continue
		}
		switch {
		case syllable.Valid(word):
			t.valid++
			t.letters += utf8.RuneCountInString(word)
		case !isAbbreviation(word):
			t.invalid++
		}
	}
	return t
}

// isBoundary parts words in any encoding: the signs of ASCII and of typography,
// but not those of Latin-1, which TCVN3 uses as letters.
func isBoundary(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return !unicode.IsLetter(r)
	case r < 0x100:
		return r == 0xA0
	}
	return !unicode.IsLetter(r) && !isMark(r)
}

// isAbbreviation reports capitals without a vowel, such as QĐ and HĐND, which say
// nothing about the encoding.
func isAbbreviation(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool {
		return r != 'Đ' && (r < 'A' || r > 'Z') || strings.ContainsRune("AEIOUY", r)
	})
}

// decode reads s as TCVN3 or VNI. It fails when s has a letter that the encoding
// does not have, or none that it would change.
func decode(s string, from Encoding) (string, bool) {
	text, known := decodeAll(s, from)
	if !known || text == norm.NFC.String(s) {
		return "", false
	}
	return text, true
}

// decodeAll reads s as TCVN3 or VNI, and reports whether every letter of it is known
// there.
func decodeAll(s string, from Encoding) (text string, known bool) {
	var out strings.Builder
	runes := []rune(s)
	known = true
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r < utf8.RuneSelf && from == TCVN3 {
			out.WriteRune(r)
			continue
		}
		if from == VNI && i+1 < len(runes) {
			if letter := vniPair(r, runes[i+1]); letter != 0 {
				out.WriteRune(letter)
				i++
				continue
			}
		}
		letter := vniLetter(r)
		if from == TCVN3 {
			letter = tcvn3Letter(r)
			if isMark(letter) && (i == 0 || !isVowel(runes[i-1])) {
				letter = r // m², 25°C
			}
		}
		switch {
		case letter != 0:
			out.WriteRune(letter)
		case r < utf8.RuneSelf, r == 0xA0, isTypographic(r):
			out.WriteRune(r)
		default:
			known = false
			out.WriteRune(r)
		}
	}
	text = norm.NFC.String(out.String())
	if from == TCVN3 {
		text = capitals(s, text)
	}
	return text, known
}

// isVowel reports a vowel of ASCII or of TCVN3, which a mark may follow there.
func isVowel(r rune) bool {
	return strings.ContainsRune("aeiouyAEIOUY", r) || strings.ContainsRune("ăâêôơưĂÂÊÔƠƯ", tcvn3Letter(r))
}

// isTypographic reports the dashes, quotation marks and ellipsis that word
// processors put into text of any encoding.
func isTypographic(r rune) bool { return r >= 0x2010 && r <= 0x2026 }

// capitals writes decoded TCVN3 in capitals where the original was. TCVN3 has no
// accented capitals: a second font (.VnTimeH) showed all letters as capitals, so
// "VIÖT NAM" decodes to "VIệT NAM".
func capitals(original, decoded string) string {
	lower := func(r rune) bool { return r >= 'a' && r <= 'z' }
	upper := func(r rune) bool { return r >= 'A' && r <= 'Z' }
	if !strings.ContainsFunc(original, lower) && strings.ContainsFunc(original, upper) {
		return strings.ToUpper(decoded)
	}
	words := strings.Split(decoded, " ")
	for i, w := range words {
		// "Tù" may be "Tự" or "TỰ"; a capital inside the word tells.
		_, size := utf8.DecodeRuneInString(w)
		if !strings.ContainsFunc(w, lower) && strings.ContainsFunc(w[size:], upper) {
			words[i] = strings.ToUpper(w)
		}
	}
	return strings.Join(words, " ")
}

// fromMojibake undoes the reading of UTF-8 as Windows-1252 or Windows-1258, which
// turns "CHÀO MỪNG" into "CHÃ€O Má»ªNG".
func fromMojibake(s string) (string, bool) {
	for _, page := range [...]*charmap.Charmap{charmap.Windows1252, charmap.Windows1258} {
		fixed := reread(s, page, false)
		if fixed == s {
			continue
		}
		// The last byte of à is a no-break space, which easily becomes a space; a
		// lone "Ã " proves nothing.
		fixed = norm.NFC.String(reread(s, page, true))
		after := score(fixed)
		plain := after.valid+after.invalid == 0 && strings.Contains(s, "â€") // only quotation marks and dashes
		if plain || brokenWords(s) > 0 && after.valid > 0 && after.valid >= 3*after.invalid {
			return fixed, true
		}
	}
	return "", false
}

// brokenWords counts the accented words that are not Vietnamese; the guillemets
// of Latin-1 part words here.
func brokenWords(s string) int {
	return score(strings.Map(func(r rune) rune {
		if r == '«' || r == '»' {
			return ' '
		}
		return r
	}, s)).invalid
}

// reread turns the characters of s back into the bytes they were read from and
// reads these as UTF-8 where they are; what is not UTF-8 stays as it is. With
// spaces, a space may stand for a no-break space.
func reread(s string, page *charmap.Charmap, spaces bool) string {
	var out strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		var buf [utf8.UTFMax]byte
		n := 0
		for n < len(buf) && i+n < len(runes) {
			b, ok := byteOf(runes[i+n], page)
			if spaces && n == 1 && buf[0] == 0xC3 && runes[i+n] == ' ' {
				b = 0xA0
			}
			if !ok || b < utf8.RuneSelf {
				break
			}
			buf[n] = b
			n++
		}
		r, size := utf8.DecodeRune(buf[:n])
		if size < 2 {
			out.WriteRune(runes[i])
			continue
		}
		out.WriteRune(r)
		i += size - 1
	}
	return out.String()
}

func byteOf(r rune, page *charmap.Charmap) (byte, bool) {
	if b, ok := page.EncodeRune(r); ok {
		return b, true
	}
	// Bytes without a letter in the code page pass as control characters.
	return byte(r), r >= 0x80 && r < 0xA0
}
