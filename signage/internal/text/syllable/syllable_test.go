package syllable

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestValid(t *testing.T) {
	valid := `chuyển đổi số quốc gia chào mừng ngày giải quyết các vấn đề của xã hội vì một cuộc sống tốt đẹp hơn cho
		người dân ỦY BAN NHÂN DÂN XÃ TÂN TRÀO hòa hoà ủy uỷ khỏe khoẻ thủy thuỷ nghiêng khuya khuỷu huỳnh huỵch tuýp
		xoong moóc goòng quý quỳnh quốc quít quả quẹt quở gì gìn giếng giết giường giữ già giặt ghế nghệ kỹ kỷ lý mỹ sỹ tỷ
		yêu yên yết ý ỷ ừ ở à ố ưu hươu rượu mưa mùa của thuở huơ uống ước oẹ ngoằn ngoèo xoáy loại khoảng toàn
		xoắn tuần khuâng nguây nguầy nguếch tuyết tuyên quyền truyền thuyết tiếng việt nghĩa kim khu phường đặc
		lĩnh vực niêm yết thủ tục hành chính bưu công ích trạm ấp ếch ỉa ụ út ưng hừm hoạch hoặc quặng quắc quầng`
	for _, w := range strings.Fields(valid) {
		if !Valid(w) || !Valid(strings.ToUpper(w)) {
			t.Errorf("Valid(%q) = false", w)
		}
	}
	invalid := `NGUỜI NGƯƠÌ quôc QUÔC đuợc zôn rôngg chuyểnn kế́ qủa qúy gỉa gìa cộngg ngiêm ghà kà cê hoat thuyêt tiềt
		sỗp lêng iên iêu iến kýên nhiêụ toàǹ hòá Niñez Krông Đắk ß x· CHUYỂNĐỔI ngườii b ng f wá 10 đ`
	for _, w := range strings.Fields(invalid) {
		if Valid(w) {
			t.Errorf("Valid(%q) = true", w)
		}
	}
	if Valid("") {
		t.Error(`Valid("") = true`)
	}
}

func TestValidName(t *testing.T) {
	for _, w := range strings.Fields(`Đắk Lắk Krông Kạn Prông Păh Xiêr Tẻh Hrê Plông Búk Drắk Đrắk Mnông Xtiêng Stiêng Đăk Pơ Đlê Sơn Dương`) {
		if !ValidName(w) {
			t.Errorf("ValidName(%q) = false", w)
		}
	}
	for _, w := range strings.Fields(`NGUỜI QUÔC ĐUỢC zôn CHUYỂNĐỔI qủa`) {
		if ValidName(w) {
			t.Errorf("ValidName(%q) = true", w)
		}
	}
}

func TestStyleOf(t *testing.T) {
	for word, want := range map[string]Style{
		"hòa": Old, "hoà": New, "KHỎE": Old, "KHOẺ": New, "ủy": Old, "UỶ": New, "thủy": Old, "thuỷ": New,
		"hoàn": Either, "quý": Either, "quả": Either, "toán": Either, "hoa": Either, "chào": Either, "của": Either,
		"người": Either, "loại": Either, "huýt": Either, "zòa": Either, "": Either,
	} {
		if got := StyleOf(word); got != want {
			t.Errorf("StyleOf(%q) = %d, want %d", word, got, want)
		}
	}
}

func TestSplitAndPlain(t *testing.T) {
	for _, c := range []struct {
		r, base rune
		tone    Tone
		plain   rune
	}{
		{'Ế', 'ê', Acute, 'e'}, {'ặ', 'ă', DotBelow, 'a'}, {'Đ', 'đ', Level, 'd'}, {'ỡ', 'ơ', Tilde, 'o'},
		{'Ử', 'ư', Hook, 'u'}, {'Ỳ', 'y', Grave, 'y'}, {'B', 'b', Level, 'b'}, {'1', '1', Level, '1'}, {'ñ', 'ñ', Level, 'ñ'},
	} {
		if base, tone := Split(c.r); base != c.base || tone != c.tone {
			t.Errorf("Split(%q) = %q, %d", c.r, base, tone)
		}
		if got := Plain(c.r); got != c.plain {
			t.Errorf("Plain(%q) = %q", c.r, got)
		}
	}
}

// A syllable is valid or not whatever the case of its letters, and never without
// a vowel.
func TestValidIgnoresCase(t *testing.T) {
	letter := rapid.SampledFrom([]rune(vowels + "bcdđghklmnpqrstvx"))
	rapid.Check(t, func(t *rapid.T) {
		w := string(rapid.SliceOfN(letter, 1, 8).Draw(t, "w"))
		if Valid(w) != Valid(strings.ToUpper(w)) {
			t.Fatalf("%q and %q disagree", w, strings.ToUpper(w))
		}
		if Valid(w) && !ValidName(w) {
			t.Fatalf("%q is a syllable but not a name", w)
		}
	})
}

func FuzzValid(f *testing.F) {
	for _, s := range []string{"nghiêng", "QUỐC", "gì", "qu", "gi", "\xff", "e\u0301", "Ɖ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if Valid(s) && !ValidName(s) {
			t.Fatalf("%q is a syllable but not a name", s)
		}
		StyleOf(s)
	})
}

func BenchmarkValid(b *testing.B) {
	for b.Loop() {
		Valid("NGHIÊNG")
	}
}
