package phrase_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// embedded returns the list that the package carries, and its phrases without
// costs by section.
func embedded(t testing.TB) (text string, sections map[string][]string) {
	t.Helper()
	data, err := os.ReadFile("vi.txt")
	if err != nil {
		t.Fatal(err)
	}
	sections = map[string][]string{}
	section := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = line
		default:
			p, _, _ := strings.Cut(line, "=")
			sections[section] = append(sections[section], strings.TrimSpace(p))
		}
	}
	return string(data), sections
}

func TestEmbeddedList(t *testing.T) {
	text, sections := embedded(t)
	if !norm.NFC.IsNormalString(text) {
		t.Error("vi.txt is not in NFC")
	}
	if _, err := phrase.Parse(strings.NewReader(text)); err != nil {
		t.Error(err)
	}
	if n := len(sections["[phrases]"]); n < 1000 {
		t.Errorf("%d phrases, want at least 1000", n)
	}
	for name, phrases := range sections {
		seen := map[string]bool{}
		for _, p := range phrases {
			if seen[p] {
				t.Errorf("%s: %q twice", name, p)
			}
			seen[p] = true
		}
	}
}

// A phrase of up to three words is never split; one of four or five only between its parts and at a price; a longer
// one may be split somewhere: else a sign could become impossible to break.
func TestEmbeddedPhrases(t *testing.T) {
	_, sections := embedded(t)
	for name, phrases := range sections {
		for _, p := range phrases {
			words := strings.Fields(strings.ToUpper(p))
			allowed := 0
			for _, b := range phrase.Default().Breaks(words) {
				if b.Allowed {
					allowed++
					if b.Cost < 0.8 {
						t.Errorf("%s: %q breaks at a cost of %v", name, p, b.Cost)
					}
				}
			}
			if len(words) <= 3 && allowed > 0 || len(words) > 5 && allowed == 0 {
				t.Errorf("%s: %q: %d breaks allowed inside", name, p, allowed)
			}
		}
	}
}

// All provinces of 2025 and the communes of the former Sơn Dương hold together
// and are known as names.
func TestPlaces(t *testing.T) {
	places := "Hà Nội, Lai Châu, Điện Biên, Sơn La, Lạng Sơn, Quảng Ninh, Thanh Hóa, Nghệ An, Hà Tĩnh, Cao Bằng, " +
		"Tuyên Quang, Lào Cai, Thái Nguyên, Phú Thọ, Bắc Ninh, Hưng Yên, Hải Phòng, Ninh Bình, Quảng Trị, Huế, Đà Nẵng, " +
		"Quảng Ngãi, Gia Lai, Khánh Hòa, Lâm Đồng, Đắk Lắk, Hồ Chí Minh, Đồng Nai, Tây Ninh, Cần Thơ, Vĩnh Long, " +
		"Đồng Tháp, Cà Mau, An Giang, Sơn Dương, Tân Trào, Minh Thanh, Bình Ca, Tân Thanh, Sơn Thủy, Phú Lương, " +
		"Trường Sinh, Hồng Sơn, Đông Thọ"
	for p := range strings.SplitSeq(places, ", ") {
		words := strings.Fields("TỈNH " + strings.ToUpper(p) + " PHÁT ĐỘNG")
		breaks := phrase.Default().Breaks(words)
		last := len(breaks) - 2 // the gap after the name
		if breaks[0].Reason != phrase.Name || !breaks[last].Allowed {
			t.Errorf("%s: %+v", words, breaks)
		}
		for _, b := range breaks[1:last] {
			if b.Reason != phrase.InPhrase {
				t.Errorf("%s is not a known name: %+v", p, b)
			}
		}
	}
}

// The package loads its list without folding it; that must make no difference.
func TestDefaultIsTheParsedList(t *testing.T) {
	text, sections := embedded(t)
	parsed, err := phrase.Parse(strings.NewReader("\ufeff" + text))
	if err != nil {
		t.Fatal(err)
	}
	for name, phrases := range sections {
		for _, p := range phrases {
			for _, words := range [][]string{strings.Fields(p), strings.Fields("xã " + p + " 10 quốc gia")} {
				if got, want := marked(words, phrase.Default().Breaks(words)), marked(words, parsed.Breaks(words)); got != want {
					t.Errorf("%s: default list: %s\nparsed list: %s", name, got, want)
				}
			}
		}
	}
}

func TestParse(t *testing.T) {
	l, err := phrase.Parse(strings.NewReader("# words\n[phrases]\nHoà Mình\n\n[no-end]\nrồi\n[openers]\nthế = 0.3\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields("HÒA MÌNH RỒI ĐI THẾ À")
	breaks := l.Breaks(words)
	if got, want := marked(words, breaks), "HÒA MÌNH | RỒI ĐI | THẾ | À"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := breaks[3].Cost; got != 0.3 {
		t.Errorf("cost before an opener %v, want 0.3", got)
	}
}

func TestWeightChoosesTheCutting(t *testing.T) {
	words := strings.Fields("học sinh học")
	for list, want := range map[string]string{
		"[phrases]\nhọc sinh\nsinh học\n":      "học sinh | học",
		"[phrases]\nhọc sinh\nsinh học = 2\n":  "học | sinh học",
		"[phrases]\nhọc sinh = -2\nsinh học\n": "học | sinh học",
	} {
		l, err := phrase.Parse(strings.NewReader(list))
		if err != nil {
			t.Fatal(err)
		}
		if got := marked(words, l.Breaks(words)); got != want {
			t.Errorf("%q: got %s, want %s", list, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, list string
		want       error
		line       int // 0: no single line is to blame
	}{
		{"no section", "quốc gia\n", phrase.ErrSection, 1},
		{"unknown section", "[phrases]\nquốc gia\n[verbs]\n", phrase.ErrSection, 3},
		{"long line", "[phrases]\n" + strings.Repeat("a", 300), phrase.ErrLineTooLong, 2},
		{"long phrase", "[phrases]\n" + strings.Repeat("a ", 17), phrase.ErrPhraseTooLong, 2},
		{"weight above 9", "[phrases]\nquốc gia = 10\n", phrase.ErrNumber, 2},
		{"weight no integer", "[phrases]\nquốc gia = 0.5\n", phrase.ErrNumber, 2},
		{"number of a name", "[places]\nHuế = 1\n", phrase.ErrNumber, 2},
		{"cost above 1", "[openers]\nvì = 1.5\n", phrase.ErrNumber, 2},
		{"cost not a number", "[openers]\nvì = NaN\n", phrase.ErrNumber, 2},
		{"too many bytes", strings.Repeat("# ghi chú\n", 200_000), phrase.ErrListTooLarge, 0},
		{"too many phrases", "[phrases]\n" + manyPhrases(20_001), phrase.ErrListTooLarge, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := phrase.Parse(strings.NewReader(tt.list))
			if l != nil || !errors.Is(err, tt.want) {
				t.Fatalf("got %v, %v; want error %v", l, err, tt.want)
			}
			var pe *phrase.ParseError
			if errors.As(err, &pe) != (tt.line > 0) || pe != nil && pe.Line != tt.line {
				t.Errorf("%v: want line %d", err, tt.line)
			}
		})
	}
}

func manyPhrases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "cụm %d\n", i)
	}
	return b.String()
}

func TestParseReadError(t *testing.T) {
	broken := errors.New("broken")
	if _, err := phrase.Parse(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestWith(t *testing.T) {
	base := phrase.Default()
	words := strings.Fields("Ngày hội NON SÔNG của người dân chủ động")
	before := marked(words, base.Breaks(words))

	with := base.With("non sông của", "dân  chủ", "một", "")
	breaks := with.Breaks(words)
	if got, want := marked(words, breaks), "Ngày hội | NON SÔNG của | người dân chủ | động"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if b := breaks[2]; b.Reason != phrase.User || b.Phrase != "NON SÔNG của" {
		t.Errorf("gap in a user's phrase: %+v", b)
	}
	if after := marked(words, base.Breaks(words)); after != before {
		t.Errorf("With changed the list: %s, before %s", after, before)
	}
	twice := base.With("non sông của").With("dân chủ")
	if got, want := marked(words, twice.Breaks(words)), marked(words, breaks); got != want {
		t.Errorf("phrases of two calls: got %s\nwant %s", got, want)
	}
}

func TestUsersPhraseWinsOverCapitals(t *testing.T) {
	words := strings.Fields("gặp ở xã Hội Mới nhé")
	b := phrase.Default().With("xã hội mới nhé").Breaks(words)[2]
	if b.Allowed || b.Reason != phrase.User {
		t.Errorf("%+v, want it kept for the user", b)
	}
}

func TestZeroListKnowsNumbersAndPunctuation(t *testing.T) {
	words := strings.Fields("QUỐC GIA - 05 NGÀY, HẾT")
	if got, want := marked(words, new(phrase.List).Breaks(words)), "QUỐC | GIA - | 05 NGÀY, | HẾT"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[phrases]\nquốc gia\n[openers]\nvì = 0\n")
	f.Add("\ufeff[kinds]\r\nxã\r\n# = \n= 0.1\n[places]\nTân Trào\xff")
	f.Fuzz(func(t *testing.T, list string) {
		l, err := phrase.Parse(strings.NewReader(list))
		if err != nil {
			return
		}
		words := strings.Fields(list)
		checkBreaks(t, words, l.Breaks(words))
	})
}
