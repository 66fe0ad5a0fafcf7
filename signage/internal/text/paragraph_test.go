package text_test

import (
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scenetest"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		marked string
		lines  []string // when everything fits on one line but for the marks; nil: nothing to set
	}{
		{"", nil},
		{" ", nil},
		{"|", nil},
		{"|~|", nil},
		{" ~ | ~ ", nil},
		{"A", []string{"A"}},
		{"|A|", []string{"A"}},
		{"~A~", []string{"A"}},
		{"A|B", []string{"A", "B"}},
		{"A | B", []string{"A", "B"}},
		{"A||B", []string{"A", "B"}},
		{"|~|A |~| B~|~", []string{"A", "B"}},
		{"A~B", []string{"A B"}},
		{"A ~ B", []string{"A B"}},
		{"A~~~B", []string{"A B"}},
		{"A~|B", []string{"A", "B"}},
		{"A|~B", []string{"A", "B"}},
		{"A   B", []string{"A B"}},
		{"  NGÀY|CHUYỂN ĐỔI~SỐ  ", []string{"NGÀY", "CHUYỂN ĐỔI SỐ"}},
		{"QUỐC|GIA", []string{"QUỐC", "GIA"}}, // the user may break even what the library never would
	} {
		p, err := text.NewParagraph(lookup(t, "tinos-400"), c.marked, phrase.Default())
		if c.lines == nil {
			if !errors.Is(err, text.ErrNoInk) {
				t.Errorf("%q: error %v, want ErrNoInk", c.marked, err)
			}
			if plain := text.Plain(c.marked); plain != "" {
				t.Errorf("%q reads %q", c.marked, plain)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", c.marked, err)
			continue
		}
		set := p.At(10, 1e6, text.Display())
		var lines []string
		for i := range set.Lines {
			lines = append(lines, set.Text(i))
		}
		if diff := cmp.Diff(c.lines, lines); diff != "" {
			t.Errorf("%q:\n%s", c.marked, diff)
		}
		plain := strings.Join(c.lines, " ")
		if got := text.Plain(c.marked); got != plain {
			t.Errorf("%q reads %q, want %q", c.marked, got, plain)
		}
		if got, want := p.Words(), len(strings.Fields(plain)); got != want {
			t.Errorf("%q has %d words, want %d", c.marked, got, want)
		}
	}
}

// Plain text is read as it was written, whatever marks are between its words.
func TestPlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drafts(10).Draw(t, "text")
		if got, want := text.Plain(d.String()), strings.Join(d.words, " "); got != want {
			t.Fatalf("%q reads %q, want %q", d, got, want)
		}
	})
}

func TestWordWithoutInk(t *testing.T) {
	face := lookup(t, "be-vietnam-pro-400")
	for _, marked := range []string{"A \u00a0 B", "\u00a0"} {
		if _, err := text.NewParagraph(face, marked, phrase.Default()); !errors.Is(err, text.ErrNoInk) {
			t.Errorf("%q: error %v, want ErrNoInk", marked, err)
		}
	}
}

// A letter that the face lacks would be printed as a box: it is an error that names it.
func TestUncovered(t *testing.T) {
	for _, c := range []struct {
		face, marked, missing string
	}{
		{"barlow-condensed-700", "CHUYỂN → SỐ", "→"},
		{"barlow-condensed-700", "№ 5 → 5 ₫", "№→₫"},
		{"be-vietnam-pro-800", "✓|ⓦ~✓", "ⓦ✓"},
		{"be-vietnam-pro-800", "5 ₫", ""},
	} {
		_, err := text.NewParagraph(lookup(t, c.face), c.marked, phrase.Default())
		var uncovered *fonts.CoverageError
		if errors.As(err, &uncovered) {
			missing := []rune(c.missing)
			slices.Sort(missing)
			if !slices.Equal(uncovered.Missing, missing) {
				t.Errorf("%s: %q lacks %q, want %q", c.face, c.marked, string(uncovered.Missing), c.missing)
			}
		} else if err != nil || c.missing != "" {
			t.Errorf("%s: %q: error %v, want one about %q", c.face, c.marked, err, c.missing)
		}
	}
}

// Words that hold together stay on a line, unless the rules give the phrases up; then the price is named.
func TestPhrases(t *testing.T) {
	p := paragraph(t, lookup(t, "be-vietnam-pro-800"), "NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA")
	kept := text.Display()
	free := kept
	free.AnyBreak = true
	const width, height = 300, 600
	whole, torn := p.Fit(width, height, 0, kept), p.Fit(width, height, 0, free)
	if len(whole.Split) > 0 {
		t.Errorf("kept whole, the text is split at %v", whole.Split)
	}
	if len(torn.Split) == 0 || torn.Split[0].Phrase == "" {
		t.Errorf("the splits are not named: %+v", torn.Split)
	}
	if torn.Cap <= whole.Cap {
		t.Errorf("freely broken the letters are %v mm high, kept whole %v mm", torn.Cap, whole.Cap)
	}
}

// sentences are texts of real signs.
var sentences = []string{
	"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10",
	"CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN",
	"TẠO LẬP VÀ KHAI THÁC DỮ LIỆU SỐ ĐỂ TẠO RA GIÁ TRỊ",
	"CHUYỂN ĐỔI SỐ: NHANH HƠN - HIỆU QUẢ HƠN - GẦN DÂN HƠN",
	"CHUYỂN ĐỔI SỐ TOÀN DÂN, TOÀN DIỆN, TOÀN TRÌNH ĐỂ TĂNG TỐC, BỨT PHÁ PHÁT TRIỂN KINH TẾ SỐ",
	"Chung tay xây dựng chính quyền số – xã hội số",
	"Đăng ký hẹn giờ giải quyết thủ tục hành chính",
	"ỦY BAN NHÂN DÂN XÃ TÂN TRÀO, HUYỆN SƠN DƯƠNG",
	"Độc lập - Tự do - Hạnh phúc",
	"Số điện thoại: 0207 3822 750 (24/7)",
	"AVATAR TÀI TRỢ TYPO LỰA Ỷ LẠI ỴÝỸ",
	"“Người dân là trung tâm” – 17 giờ 30!",
}

// The glyphs of a line stand where HarfBuzz puts them when it is given that line alone.
func TestLinesEqualHarfBuzz(t *testing.T) {
	program := scenetest.Program(t, "hb-shape")
	// The files of the faces are named after family and style, without spaces.
	for id, file := range map[string]string{
		"be-vietnam-pro-800": "BeVietnamPro_800ExtraBold", "barlow-condensed-700": "BarlowCondensed_700Bold",
		"tinos-700": "Tinos_700Bold", "anton-400": "Anton_400Regular",
	} {
		face := lookup(t, id)
		var lines []string
		var got [][]fonts.Glyph
		for _, sentence := range sentences {
			set := paragraph(t, face, sentence).Fit(300, 200, 0, text.Display())
			for i := range set.Lines {
				lines, got = append(lines, set.Text(i)), append(got, set.Run(i))
			}
		}
		command := exec.Command(program, "--font-file=../../../fonts/data/"+file+".ttf", "--output-format=json",
			"--no-glyph-names", "--direction=ltr", "--script=Latn", "--language=vi")
		command.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(strings.NewReader(string(out)))
		for n, line := range lines {
			var want []struct {
				G          fonts.GlyphID
				DX, DY, AX float64
			}
			if err := decoder.Decode(&want); err != nil {
				t.Fatal(err)
			}
			pen, left, k := 0.0, 0.0, 0
			for i, w := range want {
				x := pen + w.DX
				pen += w.AX
				o, err := face.Outline(w.G)
				if err != nil {
					t.Fatal(err)
				}
				if i == 0 {
					left = x + o.Min.X
				}
				if len(o.Segments) == 0 {
					continue
				}
				if k == len(got[n]) {
					t.Fatalf("%s: %q has only %d glyphs with ink", id, line, k)
				}
				if g := got[n][k]; g.ID != w.G || !near(g.X, x-left, 1e-9) || g.Y != w.DY {
					t.Errorf("%s: %q: glyph %d is %d at (%v, %v); HarfBuzz has %d at (%v, %v)", id, line, k, g.ID, g.X, g.Y, w.G, x-left, w.DY)
				}
				k++
			}
			if k != len(got[n]) {
				t.Errorf("%s: %q has %d glyphs with ink, HarfBuzz %d", id, line, len(got[n]), k)
			}
		}
	}
}
