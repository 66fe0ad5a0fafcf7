package fonts_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/fonts"
)

// embedded are the font files as they were measured: another version moves letters in signs that were approved.
var embedded = []struct{ id, file, sha256 string }{
	{"be-vietnam-pro-800", "BeVietnamPro_800ExtraBold.ttf", "10fcb42b9cee8e30918843416676ae059e8f77fe439d0c3a4350617ef9f77a75"},
	{"be-vietnam-pro-700", "BeVietnamPro_700Bold.ttf", "2fe6c3f9dbb65f61554d530c16b2eb4ec32ca437dc8f9999a6ec0f6403b30bfe"},
	{"be-vietnam-pro-400", "BeVietnamPro_400Regular.ttf", "cb6f53d6fd56316356c55b067474d9621c27b7182b124063b8f6eab6acef63bd"},
	{"barlow-condensed-700", "BarlowCondensed_700Bold.ttf", "53550669f93c07de6221e051905462f862066459eb50148268b5628104a58a30"},
	{"anton-400", "Anton_400Regular.ttf", "97aae409210d255fb3b92f18c8af2ed14941e10a1ee134a35bb91f52086de1d0"},
	{"tinos-700", "Tinos_700Bold.ttf", "576a19b5dc026cafe6ae8fde4c849588dae6475cf5d912cebdf2827388c43ad9"},
	{"tinos-400", "Tinos_400Regular.ttf", "924ef269e73da94c1803ff68877f5d998dd16605c5ffad82ee181034f8a1fffe"},
}

// read returns an embedded font's file, for tests that change it.
func read(t testing.TB, file string) []byte {
	t.Helper()
	return mustRead(t, filepath.Join("data", file))
}

func lookup(t testing.TB, id string) *fonts.Face {
	t.Helper()
	face, err := fonts.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestEmbedded(t *testing.T) {
	i := 0
	for e := range fonts.All() {
		want := embedded[i]
		i++
		if e.ID != want.id {
			t.Fatalf("face %d is %s, want %s", i, e.ID, want.id)
		}
		if e.Family == "" || e.Weight < 400 || e.Weight > 800 || e.Role == "" || e.RoleEN == "" {
			t.Errorf("%s: incomplete: %+v", e.ID, e)
		}
		if !norm.NFC.IsNormalString(e.Role) {
			t.Errorf("%s: the role %q is not NFC", e.ID, e.Role)
		}
		sum := sha256.Sum256(read(t, want.file))
		if got := hex.EncodeToString(sum[:]); got != want.sha256 {
			t.Errorf("%s: SHA-256 %s, want %s", want.file, got, want.sha256)
		}
		face := lookup(t, e.ID)
		if again := lookup(t, e.ID); again != face {
			t.Errorf("%s is parsed twice", e.ID)
		}
		if !strings.HasPrefix(face.Family(), e.Family) || face.Style() == "" {
			t.Errorf("%s: the file calls itself %q, %q", e.ID, face.Family(), face.Style())
		}
		if !face.Embeddable() {
			t.Errorf("%s may not be embedded", e.ID)
		}
		if ratio := face.CapHeight() / float64(face.UnitsPerEm()); ratio < 0.6 || ratio > 0.9 {
			t.Errorf("%s: capitals of %v em", e.ID, ratio)
		}
		if _, err := fonts.Parse(read(t, want.file)); err != nil {
			t.Errorf("%s does not pass the check of users' fonts: %v", e.ID, err)
		}
	}
	if i != len(embedded) {
		t.Errorf("%d faces, want %d", i, len(embedded))
	}
}

func TestAllStops(t *testing.T) {
	for e := range fonts.All() {
		if e.ID != embedded[0].id {
			t.Fatal("the iteration goes on after it was stopped")
		}
		break
	}
}

func TestLicences(t *testing.T) {
	for e := range fonts.All() {
		text := e.Licence()
		for _, want := range []string{"SIL OPEN FONT LICENSE Version 1.1", "Copyright"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the licence does not say %q", e.ID, want)
			}
		}
		name, _, _ := strings.Cut(e.Family, " ")
		if !strings.Contains(strings.ToLower(text), strings.ToLower(name)) {
			t.Errorf("%s: the licence is not that of %s", e.ID, e.Family)
		}
	}
	if text := (fonts.Embedded{}).Licence(); text != "" {
		t.Errorf("no face has a licence of %d bytes", len(text))
	}
}

func TestLetters(t *testing.T) {
	if n := utf8.RuneCountInString(fonts.Letters); n != 134 {
		t.Errorf("%d letters, want 134", n)
	}
	if !norm.NFC.IsNormalString(fonts.Letters) {
		t.Error("the letters are not NFC")
	}
	half := len([]rune(fonts.Letters)) / 2
	if small, capitals := string([]rune(fonts.Letters)[:half]), string([]rune(fonts.Letters)[half:]); strings.ToUpper(small) != capitals {
		t.Error("the capitals are not those of the small letters")
	}
	for _, e := range embedded {
		face := lookup(t, e.id)
		if missing := face.Missing(fonts.Letters); missing != nil {
			t.Errorf("%s lacks %q", e.id, missing)
		}
		for _, r := range fonts.Letters {
			if o := outlineOf(t, face, r); len(o.Segments) == 0 {
				t.Errorf("%s: %c has no outline", e.id, r)
			}
		}
		if o := outlineOf(t, face, ' '); len(o.Segments) != 0 || o.Min != o.Max {
			t.Errorf("%s: a space with ink: %+v", e.id, o)
		}
	}
}

// The letters that the embedded faces lack, as the table of faces in the design states.
func TestMissing(t *testing.T) {
	for _, tt := range []struct{ id, text, want string }{
		{"be-vietnam-pro-800", "Đăng ký → № 1 ₫", "№→"},
		{"barlow-condensed-700", "₫₫ → № →", "₫№→"},
		{"tinos-700", "Độc lập - Tự do - Hạnh phúc", ""},
		{"anton-400", "10 % & (3) ✓", "✓"},
		{"anton-400", "", ""},
	} {
		if got := string(lookup(t, tt.id).Missing(tt.text)); got != tt.want {
			t.Errorf("%s lacks %q of %q, want %q", tt.id, got, tt.text, tt.want)
		}
	}
}

func TestLookupUnknown(t *testing.T) {
	_, err := fonts.Lookup("arial")
	var e *fonts.Error
	if !errors.Is(err, fonts.ErrUnknownFace) || !errors.As(err, &e) {
		t.Fatalf("error %v", err)
	}
	if e.Code != "font-unknown" || !strings.Contains(e.VI, "arial") || !strings.Contains(e.FixVI, "tinos-700") {
		t.Errorf("error %+v", e)
	}
}

// Faces are found as `bangron fonts` and a letter to the print shop name them.
func TestFind(t *testing.T) {
	for name, want := range map[string]string{
		"be-vietnam-pro-700": "be-vietnam-pro-700", "BE-VIETNAM-PRO-700": "be-vietnam-pro-700", "Be Vietnam Pro 400": "be-vietnam-pro-400",
		"be vietnam pro": "be-vietnam-pro-800", "Anton": "anton-400", " tinos ": "tinos-700", "Barlow  Condensed": "barlow-condensed-700",
		"": "", "be": "", "anton.ttf": "", "400": "",
	} {
		e, ok := fonts.Find(name)
		if e.ID != want || ok != (want != "") {
			t.Errorf("%q is %q", name, e.ID)
		}
		if face, err := fonts.Lookup(name); (err == nil) != ok || ok && !strings.HasPrefix(face.Family(), e.Family) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestRoles(t *testing.T) {
	for role := fonts.Display; role <= fonts.Serif; role++ {
		if face, err := (fonts.Set{}).Face(role); err != nil || face == nil {
			t.Errorf("role %d: %v", role, err)
		}
	}
	if face, err := (fonts.Set{}).Face(77); face != nil || !errors.Is(err, fonts.ErrUnknownFace) {
		t.Errorf("role 77: %v", err)
	}
}

func TestWithDefaults(t *testing.T) {
	own := lookup(t, "anton-400")
	set, err := fonts.Set{Display: own}.WithDefaults()
	if err != nil {
		t.Fatal(err)
	}
	want := fonts.Set{
		Display:   own,
		Condensed: lookup(t, "barlow-condensed-700"),
		Bold:      lookup(t, "be-vietnam-pro-700"),
		Text:      lookup(t, "be-vietnam-pro-400"),
		Serif:     lookup(t, "tinos-700"),
	}
	if set != want {
		t.Errorf("set %+v, want %+v", set, want)
	}
}

// One face serves many goroutines, each of which gets what it would get alone.
func TestConcurrent(t *testing.T) {
	lines := sentences()
	face, err := fonts.Parse(read(t, embedded[0].file))
	if err != nil {
		t.Fatal(err)
	}
	want := make([]float64, len(lines))
	for i, line := range lines {
		if _, want[i], err = face.Shape(line); err != nil {
			t.Fatal(err)
		}
	}
	fresh, err := fonts.Parse(read(t, embedded[0].file)) // no glyph is loaded yet
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for i := range lines {
				i = (i + worker) % len(lines)
				glyphs, advance, err := fresh.Shape(lines[i])
				if err != nil || advance != want[i] {
					t.Errorf("%q: advance %v, want %v; %v", lines[i], advance, want[i], err)
				}
				for _, g := range glyphs {
					if _, err := fresh.Outline(g.ID); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
}
