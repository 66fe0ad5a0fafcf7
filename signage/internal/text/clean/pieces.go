package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// joinPieces joins words that were torn in two: "ĐẠI HỘI Đ ẢNG BỘ", "QUỐ C GIA".
func (c *cleaner) joinPieces(tokens []token) []token {
	var out []token
	for i := 0; i < len(tokens); i++ {
		joined, sure := pieces(tokens, i)
		if !sure {
			out = append(out, tokens[i])
			continue
		}
		c.join(tokens[i].text+" "+tokens[i+1].text, joined)
		out = append(out, token{joined, tokens[i].gap})
		i++
	}
	return out
}

// pieces reads tokens i and i+1 as one word, of which one piece is consonants alone; empty where they are none. It is sure
// where the other piece is no word either. What follows the name of a class ("LÔ C", "HẠNG B"), a number or another letter
// of a list ("A, B") is a letter.
func pieces(tokens []token, i int) (joined string, sure bool) {
	if i+1 >= len(tokens) {
		return "", false
	}
	head, tail := tokens[i].text, tokens[i+1].text
	core := strings.TrimRightFunc(tail, isNotLetter) // punctuation may follow; with a digit, as in m², it is no piece
	if core == "" || strings.ContainsFunc(tail[len(core):], unicode.IsNumber) || strings.ContainsFunc(core, isNotLetter) || strings.ContainsFunc(head, isNotLetter) || !oneCase(head, core) ||
		isASCII(head+core) || !syllable.Valid(head+core) {
		return "", false
	}
	before := ""
	if i > 0 {
		before = strings.ToLower(tokens[i-1].text)
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case unicode.IsDigit(last) || classNouns.has(before) || utf8.RuneCountInString(before) == 2 && strings.ContainsAny(before, ",;"):
		return "", false
	case isConsonants(head):
		return head + tail, !loneVowels.has(strings.ToLower(core)) && !lettersAlone.has(strings.ToLower(head))
	case isConsonants(core) && !classNouns.has(strings.ToLower(head)):
		return head + tail, !syllable.Valid(head)
	}
	return "", false
}

func isNotLetter(r rune) bool { return !unicode.IsLetter(r) }

// oneCase reports pieces of one word: all capitals, all small, or a capital before small letters.
func oneCase(head, tail string) bool {
	word := head + tail
	first, size := utf8.DecodeRuneInString(word)
	return word == strings.ToUpper(word) || word[size:] == strings.ToLower(word[size:]) && (unicode.IsUpper(first) || word == strings.ToLower(word))
}

// isConsonants reports what begins or ends a syllable and is none.
func isConsonants(s string) bool {
	return len(s) <= 4 && consonants.has(strings.ToLower(strings.TrimRightFunc(s, isNotLetter)))
}

// words is a list of words between spaces.
type words string

func (l words) has(word string) bool {
	return word != "" && strings.Contains(" "+string(l)+" ", " "+word+" ")
}

const (
	consonants words = "b c ch d đ g gh h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
	// lettersAlone stand alone often enough for other things: trường TH, kế hoạch, thành phố.
	lettersAlone words = "th kh p q tr"
	// classNouns stand before a letter that is a name.
	classNouns words = "lô khu tổ nhà dãy tầng hạng lớp khối điểm bến cổng tòa toà ô số bảng phần loại nhóm mục phụ lục cửa phòng ca kíp bậc cấp " +
		"giải đội cụm tuyến trạm vitamin gan mẫu biểu mã đề ban bước và hoặc hay"
	// loneVowels are the words in use that begin with a vowel, and so may follow a letter that is a name.
	loneVowels words = "á à ạ ác ách ải ái am ám ảm an án ấn ân ẩn anh ánh ảnh ao áo ảo ào áp ạt ăn ắt âm ấm ẩm ầm âu ấu ấp ấy ẩu ai ẵm áng " +
		"em én ép éo êm ếch ế im in ít ích ị ỉa íu oan oai oản oán oanh oe oi ói ong óc óng ôm ốm ốc ông ống ôi ối ôn ổn ổ ộp ở ơn ơi ới ớt " +
		"u ú ủ ù ủa ủng úng ung út úp uy ủy uỷ úy uý uyên uyển ước ướt ướp ươm ướm ương ưa ưu ứng ừ ứ ức ưng ưỡn uống uốn uất ụ ủi " +
		"y ý ỷ ỳ yên yến yêu yếu yết yểm yếm ô"
	// spacedAbbreviations are those of offices, which no spelling tells.
	spacedAbbreviations words = "UBND HĐND MTTQ UBMTTQ TTHC"
)
