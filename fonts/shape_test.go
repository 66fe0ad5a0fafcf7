package fonts_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
)

// sentences are lines of real signs and papers, in both cases, composed and decomposed.
func sentences() []string {
	lines := []string{
		"Chào mừng Ngày Chuyển đổi số quốc gia 10/10",
		"Chuyển đổi số: Nhanh hơn, hiệu quả hơn, gần dân hơn",
		"Ủy ban nhân dân xã Vĩnh Lộc A, huyện Bình Chánh",
		"Trung tâm Phục vụ hành chính công phường Thủy Xuân",
		"Cộng hòa xã hội chủ nghĩa Việt Nam",
		"Độc lập - Tự do - Hạnh phúc",
		"Nghĩa vụ nộp hồ sơ trực tuyến: dichvucong.gov.vn (24/7)",
		"Số điện thoại: 0234 3822 750; lệ phí 15.000 đ/hồ sơ & 0 % thuế",
		"“Người dân là trung tâm” – phục vụ đến 17 giờ 30!",
		"TAVAY LỰA Ỷ LẠI ỴÝỸ AVATAR PA. F, T. Y: V; ưỡn ướt",
	}
	for _, line := range lines {
		lines = append(lines, strings.ToUpper(line))
	}
	for _, line := range lines {
		if nfd := norm.NFD.String(line); nfd != line {
			lines = append(lines, nfd)
		}
	}
	return lines
}

// pairs are all pairs of capitals, digits and the punctuation of signs.
func pairs() []string {
	set := []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;!?-–/()&%+\"'“”…")
	for _, r := range fonts.Letters {
		if unicode.IsUpper(r) {
			set = append(set, r)
		}
	}
	var all []string
	for _, a := range set {
		for _, b := range set {
			all = append(all, string([]rune{a, b}))
		}
	}
	return all
}

// run gives a program's output, or skips the test where it is not installed; on a build server it must be.
func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	var stderr bytes.Buffer
	command := exec.Command(name, args...)
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, &stderr)
	}
	return out
}

// harfbuzz shapes each line with HarfBuzz's own program.
func harfbuzz(t *testing.T, font string, lines []string, options ...string) []string {
	t.Helper()
	text := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(text, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	options = append(options, "--font-file="+font, "--text-file="+text, "--no-glyph-names",
		"--direction=ltr", "--script=Latn", "--language=vi")
	shaped := strings.Split(strings.TrimSuffix(string(run(t, "hb-shape", options...)), "\n"), "\n")
	if len(shaped) != len(lines) {
		t.Fatalf("hb-shape gave %d lines for %d", len(shaped), len(lines))
	}
	return shaped
}

// format writes shaped glyphs as hb-shape does: [glyph=cluster@x,y+advance|...].
func format(glyphs []fonts.Glyph) string {
	var parts []string
	pen := 0.0
	for _, g := range glyphs {
		s := fmt.Sprintf("%d=%d", g.ID, g.Cluster)
		if g.X != pen || g.Y != 0 {
			s += fmt.Sprintf("@%v,%v", g.X-pen, g.Y)
		}
		parts = append(parts, fmt.Sprintf("%s+%v", s, g.Advance))
		pen += g.Advance
	}
	return "[" + strings.Join(parts, "|") + "]"
}

// agree compares a face with HarfBuzz on each line.
func agree(t *testing.T, face *fonts.Face, font string, lines []string) {
	t.Helper()
	wrong := 0
	for i, want := range harfbuzz(t, font, lines) {
		glyphs, advance, err := face.Shape(lines[i])
		if err != nil {
			t.Fatalf("%q: %v", lines[i], err)
		}
		sum := 0.0
		for _, g := range glyphs {
			sum += g.Advance
		}
		if got := format(glyphs); got != want || sum != advance {
			if wrong++; wrong <= 5 {
				t.Errorf("%q (advance %v):\n got %s\nwant %s", lines[i], advance, got, want)
			}
		}
	}
	if wrong > 5 {
		t.Errorf("%d of %d lines are wrong", wrong, len(lines))
	}
}

func TestShapeAsHarfBuzz(t *testing.T) {
	lines := append(sentences(), pairs()...)
	for _, e := range embedded {
		t.Run(e.id, func(t *testing.T) {
			agree(t, lookup(t, e.id), filepath.Join("data", e.file), lines)
		})
	}
	t.Run("CFF", func(t *testing.T) {
		const font = "testdata/cff.otf"
		face, err := fonts.Open(font)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, face, font, pairs())
	})
}

// Without HarfBuzz at hand: pairs that are kerned, by so many font units.
func TestShapeKerns(t *testing.T) {
	for _, tt := range []struct {
		id, text string
		want     float64
	}{
		{"be-vietnam-pro-800", "AV", -82},
		{"barlow-condensed-700", "TẢ", -55},
		{"anton-400", "LY", -64},
		{"tinos-700", "VA", -264},
		{"tinos-700", "HH", 0},
		{"tinos-700", "", 0},
	} {
		face := lookup(t, tt.id)
		_, kern, err := face.Shape(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range tt.text {
			_, alone, err := face.Shape(string(r))
			if err != nil {
				t.Fatal(err)
			}
			kern -= alone
		}
		if kern != tt.want {
			t.Errorf("%s: %q is kerned by %v, want %v", tt.id, tt.text, kern, tt.want)
		}
	}
}

func TestShapeIgnoresLocale(t *testing.T) {
	const text = "FINAL fi 10/10"
	want, _, err := lookup(t, "barlow-condensed-700").Shape(text)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("LC_ALL", "tr_TR.UTF-8")
	got, _, err := lookup(t, "barlow-condensed-700").Shape(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Any text, also one that no sign will ever hold, is set: each rune in order, decomposed text as composed.
func TestShapeAnyText(t *testing.T) {
	faces := make([]*fonts.Face, len(embedded))
	for i, e := range embedded {
		faces[i] = lookup(t, e.id)
	}
	letters := []rune(fonts.Letters + "ABCdef 0123.,/")
	rapid.Check(t, func(t *rapid.T) {
		face := rapid.SampledFrom(faces).Draw(t, "face")
		text := rapid.OneOf(rapid.StringOf(rapid.SampledFrom(letters)), rapid.String()).Draw(t, "text")
		glyphs, advance, err := face.Shape(text)
		if err != nil {
			t.Fatal(err)
		}
		last, runes := 0, len([]rune(text))
		for _, g := range glyphs {
			if g.Cluster < last || g.Cluster >= runes {
				t.Fatalf("cluster %d after %d in %d runes", g.Cluster, last, runes)
			}
			last = g.Cluster
			if _, err := face.Outline(g.ID); err != nil {
				t.Fatal(err)
			}
		}
		if strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(string(letters), r) }) {
			return
		}
		_, decomposed, err := face.Shape(norm.NFD.String(text))
		if err != nil || decomposed != advance {
			t.Fatalf("advance %v, decomposed %v, %v", advance, decomposed, err)
		}
	})
}
