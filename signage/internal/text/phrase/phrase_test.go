package phrase_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// lines returns the lines of a file of testdata but comments and empty ones.
func lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all
}

// marked writes a text with | where a line may break, and ¦ where it may inside a long phrase.
func marked(words []string, breaks []phrase.Break) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i < len(breaks) {
			switch {
			case breaks[i].Allowed && breaks[i].Reason == phrase.InPhrase:
				b.WriteString(" ¦")
			case breaks[i].Allowed:
				b.WriteString(" |")
			}
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestMarkedSentences(t *testing.T) {
	for _, file := range []struct {
		name  string
		least int // sentences
	}{{"sentences.txt", 60}, {"procedures.txt", 40}} {
		sentences := lines(t, file.name)
		if len(sentences) < file.least {
			t.Errorf("%s: %d sentences, want at least %d", file.name, len(sentences), file.least)
		}
		for _, want := range sentences {
			words := strings.Fields(strings.NewReplacer("|", " ", "¦", " ").Replace(want))
			if got := marked(words, phrase.Default().Breaks(words)); got != want {
				t.Errorf("%s:\ngot  %s\nwant %s", file.name, got, want)
			}
		}
	}
}

func TestSuggestedLinesOfSlogansAreAllowed(t *testing.T) {
	suggested := lines(t, "slogans.txt")
	if len(suggested) != 17 {
		t.Errorf("%d slogans, want 17", len(suggested))
	}
	for _, s := range suggested {
		breaks := phrase.Default().Breaks(strings.Fields(strings.ReplaceAll(s, "|", " ")))
		gap := -1
		sloganLines := strings.Split(s, "|")
		for _, line := range sloganLines[:len(sloganLines)-1] {
			gap += len(strings.Fields(line))
			if !breaks[gap].Allowed {
				t.Errorf("%s: the break after %q is not allowed: %+v", s, line, breaks[gap])
			}
		}
	}
}

func TestNeverSplit(t *testing.T) {
	kept := []string{
		"CHUYỂN ĐỔI SỐ", "QUỐC GIA", "THỦ TỤC HÀNH CHÍNH", "HÀNH CHÍNH CÔNG", "CÔNG NGHỆ SỐ",
		"CHÍNH QUYỀN SỐ", "KINH TẾ SỐ", "XÃ HỘI SỐ", "MÃ QR", "NGƯỜI DÂN", "XÃ TÂN TRÀO",
		"TỈNH TUYÊN QUANG", "PHƯỜNG GIA ĐỊNH", "05 NGÀY", "34 TỈNH", "100 %", "8.000 ĐỒNG",
		"NGÀY 10/10", "NGÀY 10 THÁNG 10", "NĂM 2025", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN",
	}
	frames := []string{"%s", "CHÀO MỪNG %s", "%s PHÁT TRIỂN", "VÌ %s, VÀ", "GIẢI QUYẾT %s CHO CUỘC SỐNG"}
	for _, k := range kept {
		for _, frame := range frames {
			words := strings.Fields(fmt.Sprintf(frame, k))
			before := len(strings.Fields(frame[:strings.Index(frame, "%")]))
			breaks := phrase.Default().Breaks(words)
			for i := range len(strings.Fields(k)) - 1 {
				if b := breaks[before+i]; b.Allowed || b.Reason == phrase.Free {
					t.Errorf("%s: gap after %s: %+v, want it forbidden", words, words[before+i], b)
				}
			}
		}
	}
}

func TestWordsThatEndNoLine(t *testing.T) {
	weak := "vì để của và cho các một với từ trong bằng những là theo về do tại đến không đã đang sẽ mỗi mọi nhằm có"
	for _, w := range strings.Fields(weak) {
		words := []string{"người", "dân", w, "cuộc", "sống"}
		want := phrase.Break{Cost: 1, Phrase: w, Reason: phrase.WeakEnd}
		if got := phrase.Default().Breaks(words)[2]; got != want {
			t.Errorf("%s: %+v, want %+v", words, got, want)
		}
	}
}

func TestReasons(t *testing.T) {
	tests := []struct {
		text string // with ^ at the gap
		want phrase.Break
	}{
		{"NGÀY QUỐC^GIA, SỐ", phrase.Break{Cost: 1, Phrase: "QUỐC GIA", Reason: phrase.InPhrase}},
		{"(CHUYỂN ĐỔI^SỐ)", phrase.Break{Cost: 1, Phrase: "CHUYỂN ĐỔI SỐ", Reason: phrase.InPhrase}},
		{"giải quyết các^vấn đề", phrase.Break{Cost: 1, Phrase: "các", Reason: phrase.WeakEnd}},
		{"về^“Công dân không viết”", phrase.Break{Cost: 1, Phrase: "về", Reason: phrase.WeakEnd}},
		{"tốt đẹp^hơn", phrase.Break{Cost: 1, Phrase: "hơn", Reason: phrase.WeakStart}},
		{"trong 05^ngày làm việc", phrase.Break{Cost: 1, Phrase: "05 ngày làm việc", Reason: phrase.NumberUnit}},
		{"từ 10 -^15 ngày", phrase.Break{Cost: 1, Phrase: "10 - 15", Reason: phrase.NumberUnit}},
		{"từ 10^- 15 ngày", phrase.Break{Cost: 1, Phrase: "10 - 15", Reason: phrase.NumberUnit}},
		{"UBND XÃ^TÂN TRÀO", phrase.Break{Cost: 1, Phrase: "XÃ TÂN TRÀO", Reason: phrase.Name}},
		{"UBND XÃ^ABC XYZ", phrase.Break{Cost: 1, Phrase: "XÃ ABC XYZ", Reason: phrase.Name}},
		{"ông Nguyễn^Văn Tý", phrase.Break{Cost: 1, Phrase: "Nguyễn Văn Tý", Reason: phrase.Name}},
		{"KINH TẾ SỐ^- ĐỘNG LỰC", phrase.Break{Cost: 1, Phrase: "SỐ -", Reason: phrase.Punctuation}},
		{"-^Nội dung", phrase.Break{Cost: 1, Phrase: "- Nội", Reason: phrase.Punctuation}},
		{"II.^Nội dung", phrase.Break{Cost: 1, Phrase: "II. Nội", Reason: phrase.Punctuation}},
		{"ĐOÀN THANH NIÊN^CỘNG SẢN HỒ CHÍ MINH", phrase.Break{Allowed: true, Cost: 0.8, Phrase: "ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH", Reason: phrase.InPhrase}},
		{"NGÀY^CHUYỂN ĐỔI SỐ", phrase.Break{Allowed: true, Cost: 0.7}},
		{"NĂM 2025:^NGÀY CHUYỂN ĐỔI SỐ", phrase.Break{Allowed: true}},
		{"NHÀ VĂN HÓA THÔN^5", phrase.Break{Cost: 1, Phrase: "NHÀ VĂN HÓA THÔN 5", Reason: phrase.NumberUnit}},
		{"CHUYỂN ĐỔI SỐ^10/10", phrase.Break{Allowed: true, Cost: 0.3}},
		{"ĐƯỜNG^30/4", phrase.Break{Cost: 1, Phrase: "ĐƯỜNG 30/4", Reason: phrase.NumberUnit}},
		{"ngày 31^tháng Sáu", phrase.Break{Cost: 1, Phrase: "31 tháng Sáu", Reason: phrase.NumberUnit}},
		{"ngày 31 tháng^Sáu", phrase.Break{Cost: 1, Phrase: "tháng Sáu", Reason: phrase.InPhrase}},
		{"NGÀY 10 THÁNG 10^NĂM 2025", phrase.Break{Allowed: true, Cost: 0.5}},
		{"KỶ NIỆM 80 NĂM^NGÀY QUỐC KHÁNH", phrase.Break{Allowed: true, Cost: 0.4}},
		{"AN TOÀN,^HIỆU QUẢ", phrase.Break{Allowed: true, Cost: 0.05}},
		{"NĂM 2025: NGÀY^CHUYỂN ĐỔI SỐ", phrase.Break{Cost: 1, Phrase: "NGÀY", Reason: phrase.WeakEnd}},
		{"XÃ HỘI^VÌ CUỘC SỐNG", phrase.Break{Allowed: true}},
		{"CHÀO MỪNG^QUỐC KHÁNH", phrase.Break{Allowed: true, Cost: 0.4}},
	}
	for _, tt := range tests {
		before, _, _ := strings.Cut(tt.text, "^")
		gap := len(strings.Fields(before)) - 1
		got := phrase.Default().Breaks(strings.Fields(strings.ReplaceAll(tt.text, "^", " ")))[gap]
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestCostsRankThePlacesOfATitle(t *testing.T) {
	words := strings.Fields("ỦY BAN NHÂN DÂN XÃ TÂN TRÀO KÍNH CHÀO QUÝ KHÁCH NĂM 2026: KÍNH CHÚC XYZ ABC")
	breaks := phrase.Default().Breaks(words)
	cost := func(after string) float64 { return breaks[slices.Index(words, after)].Cost }
	ranked := []float64{cost("2026:"), cost("DÂN"), cost("TRÀO"), cost("CHÚC"), cost("XYZ")}
	if !slices.IsSorted(ranked) || ranked[0] != 0 || ranked[1] == ranked[4] {
		t.Errorf("costs %v, want them rising from 0", ranked)
	}
}

func TestReasonString(t *testing.T) {
	var names []string
	for r := phrase.Free; r <= phrase.User; r++ {
		names = append(names, r.String())
	}
	want := []string{"Free", "InPhrase", "WeakEnd", "WeakStart", "NumberUnit", "Name", "Punctuation", "User"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

func TestFewWords(t *testing.T) {
	for _, words := range [][]string{nil, {}, {"QUỐC"}} {
		if got := phrase.Default().Breaks(words); len(got) != 0 {
			t.Errorf("%q: %v, want none", words, got)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	words := strings.Fields("CHUYỂN ĐỔI SỐ VÌ NGƯỜI DÂN XÃ TÂN TRÀO")
	want := phrase.Default().Breaks(words)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := phrase.Default().With("dân xã").With("đổi số").Breaks(words); len(got) != len(want) {
				t.Error("wrong number of breaks")
			}
			if diff := cmp.Diff(want, phrase.Default().Breaks(words)); diff != "" {
				t.Error(diff)
			}
		})
	}
	wg.Wait()
}

// texts draws texts that mix words of the list with words, numbers and marks
// that it does not know.
func texts() *rapid.Generator[[]string] {
	word := rapid.OneOf(
		rapid.SampledFrom(strings.Fields("chuyển đổi số quốc gia thủ tục hành chính công dân xã hội tân trào "+
			"ủy ban nhân tỉnh phường vì để của và các một hơn ngày tháng năm hoà kĩ khóa xiv abc xyz")),
		rapid.SampledFrom(strings.Fields("10 10/10 8.000 2025 100% % 505/QĐ-TTg 5-7 6m 1.001193 - – ( ) , . \" “ ” • / x tế-xã đồng/bản một, hai; (ba) “bốn”")),
		rapid.StringMatching(`\S{1,6}`),
	)
	return rapid.SliceOfN(word, 0, 40)
}

func checkBreaks(t interface{ Errorf(string, ...any) }, words []string, breaks []phrase.Break) {
	if want := max(0, len(words)-1); len(breaks) != want {
		t.Errorf("%q: %d breaks, want %d", words, len(breaks), want)
	}
	for i, b := range breaks {
		switch {
		case !(0 <= b.Cost && b.Cost <= 1):
			t.Errorf("%q: gap %d: cost %v out of range", words, i, b.Cost)
		case !b.Allowed && (b.Cost != 1 || b.Reason == phrase.Free):
			t.Errorf("%q: gap %d: %+v is forbidden without reason or price", words, i, b)
		case b.Reason == phrase.Free && b.Phrase != "":
			t.Errorf("%q: gap %d: %+v names a phrase for no reason", words, i, b)
		}
	}
}

func TestBreaksProperties(t *testing.T) {
	l := phrase.Default().With("ngày hội non sông", "dân xã")
	rapid.Check(t, func(t *rapid.T) {
		words := texts().Draw(t, "words")
		checkBreaks(t, words, l.Breaks(words))
		if diff := cmp.Diff(l.Breaks(words), l.Breaks(words)); diff != "" {
			t.Errorf("not the same twice: %s", diff)
		}
	})
}

// A text all in capitals is judged as the same text all in small letters, and
// one in NFD as in NFC. (In a text with both, capitals mark names.)
func TestCaseAndNormalForm(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields("chuyển đổi số quốc gia thủ tục hành chính công dân xã hội tân trào " +
		"ủy ban nhân tỉnh phường vì để của và các một hơn ngày năm hoà kĩ khóa xiv abc xyz 10 10/10 2025 - (tthc) một, tế-xã"))
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.SliceOfN(word, 0, 30).Draw(t, "words")
		breaks := phrase.Default().Breaks(small)
		for _, change := range []func(string) string{strings.ToUpper, norm.NFD.String} {
			changed := make([]string, len(small))
			for i, w := range small {
				changed[i] = change(w)
			}
			got := phrase.Default().Breaks(changed)
			for i := range got {
				got[i].Phrase = strings.ToLower(norm.NFC.String(got[i].Phrase))
			}
			if diff := cmp.Diff(breaks, got); diff != "" {
				t.Fatalf("%q and %q differ:\n%s", small, changed, diff)
			}
		}
	})
}

func FuzzBreaks(f *testing.F) {
	f.Add("CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "quốc gia 10/10")
	f.Add("UBND xã Tân Trào, tỉnh Tuyên Quang – 05 ngày làm việc (TTHC)", "")
	f.Add("- \xff % ( ) “ ” 1. a) 5 - 7 x 8 //--", "- \xff")
	f.Add("xã Hội Thịnh thành phố Hồ Chí Minh", "xã Hội Thịnh")
	f.Fuzz(func(t *testing.T, text, user string) {
		words := strings.Fields(text)
		for _, l := range []*phrase.List{phrase.Default(), phrase.Default().With(user), new(phrase.List)} {
			checkBreaks(t, words, l.Breaks(words))
		}
		words = strings.Split(text, " ") // words may be empty or hold line breaks
		checkBreaks(t, words, phrase.Default().Breaks(words))
	})
}
