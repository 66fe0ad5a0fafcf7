package spec

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage"
)

func read(t *testing.T, text string) *Spec {
	t.Helper()
	s, err := Read(strings.NewReader(text), "dir")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRead(t *testing.T) {
	got := read(t, "\uFEFF"+`version: 1
kind: băng rôn
size: 6m x 80cm
text: |
  CHÀO MỪNG
  NGÀY HỘI
second_slogan: chu-de-2022
second: vì người dân
unit: UBND xã Tân Trào
dates: 10/10
theme: do
shop: xuong/minh-anh.yaml
finish: {bleed: 2.5 cm, rolls: [1600, 3200mm], marks: no}
colors:
  ground: "#DA251D"
  on_card: {screen: "#ffffff", cmyk: [0, 0, 12.5, 0]}
logo: hinh/logo.svg
font: anton-400
code:
  payload: https://dichvucong.gov.vn/
  verb: Quét mã
steps: [một, hai, 3]
phrases:
  - XÃ TÂN TRÀO
seed: 18446744073709551615
convert: auto
`)
	want := &Spec{
		Kind: "băng rôn", Size: "6m x 80cm", Text: "CHÀO MỪNG\nNGÀY HỘI\n", SecondSlogan: "chu-de-2022", Second: "vì người dân",
		Unit: "UBND xã Tân Trào", Dates: "10/10", Theme: "do",
		Shop: filepath.Join("dir", "xuong", "minh-anh.yaml"), Finish: map[string]string{"bleed": "2.5 cm", "rolls": "1600 3200mm", "marks": "no"},
		Colors: map[string]signage.Ink{
			"ground":  {R: 0xDA, G: 0x25, B: 0x1D, C: 6, M: 91, Y: 92, K: 2},
			"on_card": {R: 255, G: 255, B: 255, Y: 12.5},
		},
		Logo: filepath.Join("dir", "hinh", "logo.svg"), Font: "anton-400",
		Code:  Code{Payload: "https://dichvucong.gov.vn/", Verb: "Quét mã"},
		Steps: []string{"một", "hai", "3"}, Phrases: []string{"XÃ TÂN TRÀO"}, Seed: 1<<64 - 1, Convert: "auto",
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Spec{})); diff != "" {
		t.Error(diff)
	}
}

func TestKeysWithoutAValueAreLeftOut(t *testing.T) {
	got := read(t, "version: 1\nsize: 1x1m\ntext:\ncolors:\ncode:\n  payload:\nsteps:\nseed: ~\nlogo: null\n")
	if diff := cmp.Diff(&Spec{Size: "1x1m"}, got, cmpopts.IgnoreUnexported(Spec{})); diff != "" {
		t.Error(diff)
	}
}

func TestReadRefuses(t *testing.T) {
	const head = "version: 1\n"
	for _, tt := range []struct {
		name, text string
		kind       error
		line       int
		want       string // in the Vietnamese message with its remedy
	}{
		{"empty", "", ErrFormat, 0, "không có nội dung"},
		{"only comments", "# version: 1\n", ErrFormat, 0, "không có nội dung"},
		{"null", "---\n~\n", ErrFormat, 0, "không có nội dung"},
		{"a text", "chào mừng", ErrFormat, 1, "“mục: giá trị”"},
		{"a list", "- version: 1", ErrFormat, 1, "“mục: giá trị”"},
		{"two documents", head + "---\nversion: 1\n", ErrFormat, 2, "nhiều tài liệu"},
		{"broken second document", head + "---\n]", ErrFormat, 2, "YAML"},
		{"not YAML", head + "text: CHÀO MỪNG: NGÀY HỘI\n", ErrFormat, 2, "dấu nháy kép"},
		{"unclosed quotes", head + "text: \"CHÀO\n", ErrFormat, 2, "YAML"},
		{"tab", head + "code:\n\tpayload: a\n", ErrFormat, 3, "Tab"},
		{"UTF-16", "\xFF\xFEv\x00e\x00r\x00", ErrFormat, 1, "UTF-8"},
		{"Windows-1258", head + "unit: x\xE3\n", ErrFormat, 2, "UTF-8"},
		{"NUL", head + "unit: x\x00\n", ErrFormat, 2, "UTF-8"},
		{"bomb", head + "text: &a [x, x]\nunit: &b [*a, *a]\n", ErrFormat, 2, "bí danh"},
		{"alias", head + "text: *chao\n", ErrFormat, 2, "bí danh"},
		{"tag", head + "text: !chao mừng\n", ErrFormat, 2, "“!chao”"},
		{"binary", head + "text: !!binary aGVsbG8=\n", ErrFormat, 2, "kiểu"},
		{"deep", head + "text: " + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth), ErrTooLarge, 2, "lồng nhau"},
		{"very deep", head + "text: " + strings.Repeat("[", 20_000), ErrFormat, 2, "YAML"},
		{"long", head + "text: " + strings.Repeat("a", MaxBytes), ErrTooLarge, 0, "64 KB"},
		{"no version", "size: 1x1m\n", ErrVersion, 0, "Thêm dòng “version: 1”"},
		{"newer version", "size: 1x1m\nversion: 2\n", ErrVersion, 2, "phiên bản “2”"},
		{"version of another type", "version: [1]\n", ErrVersion, 1, "phiên bản"},
		{"mistyped key", head + "size: 1x1m\n\nslogann: chao-mung\n", ErrKey, 4, "Dòng 4: không có mục “slogann”. Có phải “slogan”?"},
		{"hyphen", head + "second-slogan: a\n", ErrKey, 2, "Có phải “second_slogan”?"},
		{"unlike any key", head + "khẩu hiệu: a\n", ErrKey, 2, "Các mục có thể dùng: version, kind, size"},
		{"unknown key below another", head + "code: {payload: a, verd: b}\n", ErrKey, 2, "Có phải “verb”?"},
		{"unknown role", head + "colors:\n  nen: \"#000000\"\n", ErrKey, 3, "ground"},
		{"merge key", head + "<<: {size: a}\n", ErrKey, 2, "“<<”"},
		{"key of another type", head + "? [a]\n: b\n", ErrKey, 2, "một từ"},
		{"repeated", head + "size: a\nsize: b\n", ErrKey, 3, "đã có ở dòng 2"},
		{"repeated, first without value", head + "size:\nsize: b\n", ErrKey, 3, "đã có ở dòng 2"},
		{"repeated version", head + "version: 1\n", ErrKey, 2, "đã có ở dòng 1"},
		{"list for a text", head + "text:\n  - CHÀO\n", ErrValue, 3, "“text” phải là một dòng chữ"},
		{"mapping for a text", head + "unit: {a: b}\n", ErrValue, 2, "“unit”"},
		{"text for a list", head + "steps: một\n", ErrValue, 2, "“steps” phải là một danh sách"},
		{"list in a list", head + "steps:\n - a\n - [b]\n", ErrValue, 4, "“steps[1]”"},
		{"text for a mapping", head + "code: https://a.vn\n", ErrValue, 2, "“code”"},
		{"unknown finish", head + "finish:\n  bled: 30\n", ErrKey, 3, "Có phải “bleed”?"},
		{"finish in words", head + "finish: {bleed: nhiều}\n", ErrValue, 2, "30 hoặc 3cm"},
		{"finish below 0", head + "finish: {safe: -1}\n", ErrValue, 2, "“finish.safe”"},
		{"finish of no number", head + "finish: {hem: NaN}\n", ErrValue, 2, "mm"},
		{"finish without end", head + "finish: {hem: inf}\n", ErrValue, 2, "mm"},
		{"a finish in a list", head + "finish: {hem: [30]}\n", ErrValue, 2, "mm"},
		{"a roll in words", head + "finish: {rolls: [1600, rộng]}\n", ErrValue, 2, "1600"},
		{"marks", head + "finish: {marks: 2}\n", ErrValue, 2, "yes hoặc no"},
		{"ink limit", head + "finish: {ink_limit: 500}\n", ErrValue, 2, "400"},
		{"text for a finish", head + "finish: dày\n", ErrValue, 2, "“finish”"},
		{"seed", head + "seed: -1\n", ErrValue, 2, "số nguyên"},
		{"seed of another type", head + "seed: [1]\n", ErrValue, 2, "số nguyên"},
		{"colour as a comment", head + "colors:\n  ground: #DA251D\n", ErrValue, 3, "dấu nháy kép"},
		{"text after a hash", head + "text: CHÀO MỪNG #10\n", ErrValue, 2, "“#10” bị hiểu là chú thích"},
		{"hash in a list", head + "steps:\n - a #b\n", ErrValue, 3, "“#b”"},
		{"colour by name", head + "colors: {ground: red}\n", ErrValue, 2, "#RRGGBB"},
		{"short colour", head + "colors: {ground: \"#fff\"}\n", ErrValue, 2, "#RRGGBB"},
		{"colour for the screen alone", head + "colors: {ground: {screen: \"#ffffff\"}}\n", ErrValue, 2, "cmyk: [c, m, y, k]"},
		{"screen", head + "colors: {ground: {screen: white, cmyk: [0,0,0,0]}}\n", ErrValue, 2, "colors.ground.screen"},
		{"three inks", head + "colors: {ground: {screen: \"#ffffff\", cmyk: [0,0,0]}}\n", ErrValue, 2, "bốn số"},
		{"too much ink", head + "colors: {ground: {screen: \"#ffffff\", cmyk: [0,0,0,101]}}\n", ErrValue, 2, "bốn số"},
		{"ink that is no number", head + "colors: {ground: {screen: \"#ffffff\", cmyk: [0,0,0,NaN]}}\n", ErrValue, 2, "bốn số"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(tt.text), "")
			checkRefusal(t, err, tt.kind, tt.line, tt.want)
		})
	}
}

// checkRefusal checks what holds for every error that a user sees.
func checkRefusal(t *testing.T, err, kind error, line int, want string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, kind) {
		t.Fatalf("got %v, want an *Error that wraps %v", err, kind)
	}
	var refused *signage.Error
	if !errors.As(err, &refused) || !reflect.DeepEqual(refused.Diagnostics, e.Diagnostics) {
		t.Errorf("the error is no *signage.Error with the same findings")
	}
	if e.Line != line {
		t.Errorf("line %d, want %d: %v", e.Line, line, err)
	}
	d := e.Diagnostics[0]
	if got := d.Message("vi"); !strings.Contains(got, want) {
		t.Errorf("message %q lacks %q", got, want)
	}
	if line > 0 && (!strings.HasPrefix(d.VI, fmt.Sprintf("Dòng %d: ", line)) || !strings.HasPrefix(d.EN, fmt.Sprintf("Line %d: ", line))) {
		t.Errorf("%q and %q do not begin with the line", d.VI, d.EN)
	}
	if d.Code == "" || d.Field == "" || d.VI == "" || d.EN == "" || d.Severity != signage.SeverityError || !strings.Contains(err.Error(), d.EN) {
		t.Errorf("incomplete finding: %+v", d)
	}
}

func TestFindingsAreCollectedInOrder(t *testing.T) {
	_, err := Read(strings.NewReader("version: 1\nfoo: 1\nsteps: a\nsizze: b\n"), "")
	var e *Error
	if !errors.As(err, &e) || len(e.Diagnostics) != 3 || e.Line != 2 {
		t.Fatalf("%v", err)
	}
	for i, want := range []string{"Dòng 2:", "Dòng 3:", "Dòng 4:"} {
		if !strings.HasPrefix(e.Diagnostics[i].VI, want) {
			t.Errorf("finding %d: %s", i, e.Diagnostics[i].VI)
		}
	}
	_, err = Read(strings.NewReader("version: 1\n"+strings.Repeat("foo: 1\n", 100)), "")
	if !errors.As(err, &e) || len(e.Diagnostics) != maxFindings {
		t.Errorf("%d findings, want %d", len(e.Diagnostics), maxFindings)
	}
}

func TestReaderFails(t *testing.T) {
	broken := errors.New("broken")
	if _, err := Read(iotest.ErrReader(broken), ""); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestLimitsAreReachable(t *testing.T) {
	text := "version: 1\nsize: 1x1m\n#"
	if _, err := Read(strings.NewReader(text+strings.Repeat("x", MaxBytes-len(text))), ""); err != nil {
		t.Error(err)
	}
	// The mapping of the file is the first level.
	inner := MaxDepth - 2
	_, err := Read(strings.NewReader("version: 1\ntext: "+strings.Repeat("[", inner)+"a"+strings.Repeat("]", inner)), "")
	if !errors.Is(err, ErrValue) {
		t.Errorf("got %v, want the wrong type alone", err)
	}
}

func TestDesign(t *testing.T) {
	s, err := Open("testdata/sign.yaml")
	if err != nil {
		t.Fatal(err)
	}
	sign, options, err := s.Design()
	if err != nil {
		t.Fatal(err)
	}
	if sign.Kind != signage.Banner || sign.Size.Width != 6000 || sign.Size.Height != 800 {
		t.Errorf("%s of %v", sign.Kind, sign.Size)
	}
	if sign.Logo == nil || sign.Logo.Name != "logo.svg" || len(sign.Logo.File) == 0 {
		t.Errorf("logo %+v", sign.Logo)
	}
	if c := sign.Colors; c == nil || c.Ground.Hex() != "#8E0C12" || c.Ground.K != 42 || c.Main.Hex() != "#FFE100" {
		t.Errorf("colours %+v", c)
	}
	if options.Fonts.Display == nil || options.Fonts.Display.Family() != "Anton" || options.Fonts.Condensed != options.Fonts.Display {
		t.Errorf("fonts %+v", options.Fonts)
	}
	if sign.Code == nil || sign.Code.Verb != "Quét mã" || options.Convert != signage.TCVN3 || len(options.Phrases) != 1 {
		t.Errorf("%+v %+v", sign.Code, options)
	}
}

func TestDesignReadsAFont(t *testing.T) {
	file := filepath.Join(t.TempDir(), "anton-400")
	if err := os.WriteFile(file, []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := (&Spec{Size: "1x1m", Font: file}).Design()
	checkRefusal(t, err, fonts.ErrFormat, 0, "phông")
}

func TestKinds(t *testing.T) {
	for name, want := range map[string]signage.Kind{
		"": "", "banner": signage.Banner, "băng rôn": signage.Banner, "Băng-rôn dọc": signage.Vertical, "bang_ron_doc": signage.Vertical,
		"Phướn": signage.Phuon, "phuon": signage.Phuon, "pano": signage.Pano, "áp phích": signage.Poster, "poster": signage.Poster,
		"standee": signage.Standee, "phông": signage.Backdrop, "backdrop": signage.Backdrop, "web": signage.Web,
		"mô hình": signage.Model, "model": signage.Model, "vertical": signage.Vertical,
	} {
		sign, _, err := (&Spec{Kind: name, Size: "1x1m"}).Design()
		if err != nil || sign.Kind != want {
			t.Errorf("%q is %q (%v), want %q", name, sign.Kind, err, want)
		}
	}
}

func TestDesignRefuses(t *testing.T) {
	const head = "version: 1\nsize: 1x1m\n"
	for _, tt := range []struct {
		name, text string
		kind       error
		line       int
		want       string
	}{
		{"no size", "version: 1\ntext: a\n", ErrValue, 0, "bangron sizes"},
		{"size", "version: 1\n\nsize: 6 x 1\n", signage.ErrSize, 3, "Khổ “6 x 1”"},
		{"kind", head + "kind: cờ\n", signage.ErrKind, 3, "banner, vertical"},
		{"slogan", head + "slogan: chao\n", signage.ErrSlogan, 3, "“chao”"},
		{"second slogan", head + "second_slogan: chu-de-2023\n", signage.ErrSloganConflict, 3, "chu-de-2023-a"},
		{"theme", head + "theme: tím\n", signage.ErrTheme, 3, "“tím”"},
		{"colours of no theme", head + "colors:\n  ground: \"#000000\"\n", ErrValue, 3, "theme: do"},
		{"shop", head + "shop: hiflex\n", signage.ErrShop, 3, "hiflex-hem"},
		{"verb of no code", head + "code:\n  verb: Quét\n", ErrValue, 4, "payload"},
		{"steps of no model", head + "steps:\n - a\n - b\n - c\n", ErrValue, 3, "mô hình"},
		{"encoding", head + "convert: viscii\n", ErrValue, 3, "tcvn3, vni, auto"},
		{"font", head + "font: testdata/logo.svg\n", fonts.ErrFormat, 3, ""},
		{"mistyped font", head + "font: antn-400\n", fs.ErrNotExist, 3, "“anton-400”"},
		{"part of a family", head + "font: be vietnam\n", fs.ErrNotExist, 3, "“Be Vietnam Pro”"},
		{"mistyped family", head + "font: be vietnan pro\n", fs.ErrNotExist, 3, "“Be Vietnam Pro”"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Read(strings.NewReader(tt.text), "")
			if err != nil {
				t.Fatal(err)
			}
			_, _, err = s.Design()
			checkRefusal(t, err, tt.kind, tt.line, tt.want)
		})
	}
	for _, text := range []string{"logo: none.svg", "font: none.ttf", "logo: .", "font: .", "shop: none.yaml"} {
		if _, _, err := read(t, head+text).Design(); !errors.As(err, new(*os.PathError)) {
			t.Errorf("%s: got %v, want the system's error", text, err)
		}
	}
}

// What a file names wrongly is named with the file, and what replaces it is not.
func TestDesignNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sign.yaml")
	if err := os.WriteFile(path, []byte("version: 1\nsize: 6 x 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for size, want := range map[string]string{s.Size: "sign.yaml: Dòng 2: Khổ “6 x 1”", "7 x 1": "Khổ “7 x 1”"} {
		s.Size = size
		_, _, err := s.Design()
		var refused *signage.Error
		if !errors.As(err, &refused) || !strings.HasPrefix(refused.Diagnostics[0].VI, want) {
			t.Errorf("size %s: got %v, want %s …", size, err, want)
		}
	}
}

func TestAValueSetLaterHasNoLine(t *testing.T) {
	s := read(t, "version: 1\nsize: 1x1m\n")
	s.Size = "2x2"
	_, _, err := s.Design()
	var refused *signage.Error
	if !errors.As(err, &refused) || strings.Contains(refused.Diagnostics[0].VI, "Dòng") {
		t.Errorf("got %v", err)
	}
}

func TestEveryInkOfAThemeHasARole(t *testing.T) {
	var inks int
	for field := range reflect.TypeFor[signage.Theme]().Fields() {
		if field.Type == reflect.TypeFor[signage.Ink]() {
			inks++
		}
	}
	var theme signage.Theme
	distinct := map[*signage.Ink]bool{}
	for _, r := range roles(&theme) {
		distinct[r.ink] = true
	}
	if len(distinct) != inks {
		t.Errorf("%d roles of %d inks", len(distinct), inks)
	}
}

// TestWrittenSpecsReadBack writes specs with the YAML library and reads them with this package.
func TestWrittenSpecsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// The library that writes here breaks texts that begin with a line end in a list.
		text := rapid.StringOfN(rapid.RuneFrom([]rune("aA đĐổỨ|~:#-'\"&*!@%{}[],?<>=\\`.0179 ")), 1, 40, -1)
		lists := rapid.SliceOfN(text, 1, 4)
		want := &Spec{Kind: text.Draw(t, "kind"), Size: text.Draw(t, "size"), Slogan: text.Draw(t, "slogan"), Text: text.Draw(t, "text"),
			SecondSlogan: text.Draw(t, "second_slogan"), Second: text.Draw(t, "second"), Unit: text.Draw(t, "unit"), Dates: text.Draw(t, "dates"),
			Theme: text.Draw(t, "theme"), Code: Code{Payload: text.Draw(t, "payload"), Verb: text.Draw(t, "verb")},
			Steps: lists.Draw(t, "steps"), Phrases: lists.Draw(t, "phrases"), Seed: rapid.Uint64().Draw(t, "seed"), Convert: text.Draw(t, "convert"),
			Colors: map[string]signage.Ink{},
		}
		colors := map[string]any{}
		for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(slices.Sorted(maps.Keys(Colors(signage.Theme{})))), rapid.ID[string]).Draw(t, "roles") {
			share := rapid.Float64Range(0, 100)
			ink := signage.Ink{
				C: share.Draw(t, "c"), M: share.Draw(t, "m"), Y: share.Draw(t, "y"), K: share.Draw(t, "k"),
				R: rapid.Uint8().Draw(t, "r"), G: rapid.Uint8().Draw(t, "g"), B: rapid.Uint8().Draw(t, "b"),
			}
			want.Colors[name] = ink
			colors[name] = map[string]any{"screen": ink.Hex(), "cmyk": []float64{ink.C, ink.M, ink.Y, ink.K}}
		}
		written, err := yaml.Marshal(map[string]any{
			"version": 1, "kind": want.Kind, "size": want.Size, "slogan": want.Slogan, "text": want.Text,
			"second_slogan": want.SecondSlogan, "second": want.Second, "unit": want.Unit, "dates": want.Dates,
			"theme": want.Theme, "colors": colors, "code": map[string]any{"payload": want.Code.Payload, "verb": want.Code.Verb},
			"steps": want.Steps, "phrases": want.Phrases, "seed": want.Seed, "convert": want.Convert,
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(strings.NewReader(string(written)), "")
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Spec{})); diff != "" {
			t.Fatalf("%s\n%s", diff, written)
		}
	})
}

func FuzzRead(f *testing.F) {
	file, err := os.ReadFile("testdata/sign.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		string(file), "", "version: 1\nsize: 1x1m\ntext: a\n", "version: 1\ncolors: {ground: #}\n", "- a", "a: &a [*a]", "? {a: b}\n: c",
		"version: 1\n---\n", "\t: a", "!!binary x: y", "version: 1\nsteps: [~, {a: b}]", "%YAML 1.2\n---\nversion: 1\n", "version: 1\nseed: 0x1\n",
		"version: 1\nsize: 1x1m\nshop: offset\nfinish: {bleed: 1e3 mm, rolls: [1, 2m], marks: có, pocket_sides: ends}\n",
		"version: 1\ncode: {payload: 'a\n\nb'}", "version: 1\ncolors: {far: {screen: \"#000000\", cmyk: [1e2, .5, 0x1p3, 0]}}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := Read(strings.NewReader(string(content)), "dir")
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || len(e.Diagnostics) == 0 || len(e.Diagnostics) > maxFindings || e.Line < 0 {
				t.Fatalf("%#v", err)
			}
			for _, d := range e.Diagnostics {
				if d.VI == "" || d.EN == "" || d.Code == "" || d.Field == "" || len(d.Message("vi")) > 2000 {
					t.Fatalf("%+v", d)
				}
			}
			return
		}
		// Files named by fuzzed texts are not to be read.
		s.Logo, s.Font = "", ""
		if isShopFile(s.Shop) {
			s.Shop = ""
		}
		_, _, err = s.Design()
		if err != nil && !errors.As(err, new(*signage.Error)) {
			t.Fatalf("%#v", err)
		}
	})
}
