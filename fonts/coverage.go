package fonts

import "slices"

// Letters are the 134 precomposed letters that Vietnamese adds to ASCII: 67 small, then their 67 capitals.
const Letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ" +
	"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

// required is what a user's font must have to set a sign: the letters of Vietnamese and the punctuation of official
// text. Typographic quotes and dashes are asked for only where a text holds them.
const required = Letters + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?-/()&%+\"'"

// Missing lists the letters of a text that the font has no glyph for, in order of code point, each once. It takes a
// text as it is: pass NFC, since few fonts have glyphs for the combining marks of NFD.
func (f *Face) Missing(text string) []rune {
	var missing []rune
	for _, r := range text {
		if !f.Has(r) {
			missing = append(missing, r)
		}
	}
	slices.Sort(missing)
	return slices.Compact(missing)
}
