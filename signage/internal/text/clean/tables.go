package clean

import "unicode"

// tcvn3 are the letters of TCVN 5712:1993 VN3 (ABC) from code 0xA1; codes without
// a letter are 0. The five codes from 0xB0 are marks after a letter.
var tcvn3 = [...]rune{
	0x00: 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ',
	0xB0 - 0xA1: 0x0300, 0x0309, 0x0303, 0x0301, 0x0323,
	0xB5 - 0xA1: 'à', 'ả', 'ã', 'á', 'ạ',
	0xBB - 0xA1: 'ằ', 'ẳ', 'ẵ', 'ắ',
	0xC6 - 0xA1: 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è',
	0xCE - 0xA1: 'ẻ', 'ẽ', 'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ',
	0xDC - 0xA1: 'ĩ', 'í', 'ị', 'ò',
	0xE1 - 0xA1: 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù',
	0xF1 - 0xA1: 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ',
}

// tcvn3Letter returns the letter or mark of a code, or 0.
func tcvn3Letter(r rune) rune {
	if i := int(r) - 0xA1; i >= 0 && i < len(tcvn3) {
		return tcvn3[i]
	}
	return 0
}

// vniLetter returns the letter that a single code means in VNI, or 0.
func vniLetter(r rune) rune {
	switch r {
	case 'Ñ':
		return 'Đ'
	case 'ñ':
		return 'đ'
	case 'Ô':
		return 'Ơ'
	case 'ô':
		return 'ơ'
	case 'Ö':
		return 'Ư'
	case 'ö':
		return 'ư'
	case 'Í', 'í', 'Ì', 'ì':
		return r
	case 'Æ':
		return 'Ỉ'
	case 'æ':
		return 'ỉ'
	case 'Ó':
		return 'Ĩ'
	case 'ó':
		return 'ĩ'
	case 'Ò':
		return 'Ị'
	case 'ò':
		return 'ị'
	case 'Î':
		return 'Ỵ'
	case 'î':
		return 'ỵ'
	}
	return 0
}

// vniMarks are the codes that follow a letter in VNI, and below each set of vowels
// what the letter becomes.
const (
	vniMarks = "ùøûõïâáàåãäêéèúüë"
	vniA     = "áàảãạâấầẩẫậăắằẳẵặ"
	vniE     = "éèẻẽẹêếềểễệ" // the last six marks belong to a alone
	vniO     = "óòỏõọôốồổỗộ"
	vniOHorn = "ớờởỡợ"
	vniU     = "úùủũụ"
	vniUHorn = "ứừửữự"
	vniY     = "ýỳỷỹ"
)

// vniPair returns the letter that a letter and the mark after it mean in VNI, or
// 0. The letter decides between capital and small.
func vniPair(base, mark rune) rune {
	var letters string
	switch base {
	case 'a', 'A':
		letters = vniA
	case 'e', 'E':
		letters = vniE
	case 'o', 'O':
		letters = vniO
	case 'ô', 'Ô':
		letters = vniOHorn
	case 'u', 'U':
		letters = vniU
	case 'ö', 'Ö':
		letters = vniUHorn
	case 'y', 'Y':
		letters = vniY
	default:
		return 0
	}
	at := 0
	for _, m := range vniMarks {
		if m == unicode.ToLower(mark) {
			break
		}
		at++
	}
	for _, letter := range letters {
		if at == 0 {
			if unicode.IsUpper(base) {
				letter = unicode.ToUpper(letter)
			}
			return letter
		}
		at--
	}
	return 0
}
