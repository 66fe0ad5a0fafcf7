package signage_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage"
)

// The embedded tables have the same number of fields in every row, no identity twice, and text in NFC without stray spaces.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("data/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 4 {
		t.Fatalf("tables: %v", files)
	}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !norm.NFC.IsNormal(content) || bytes.ContainsRune(content, '\r') {
			t.Errorf("%s is not in NFC with plain line ends", path)
		}
		rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		keys := 1 // the identity of a row
		if strings.HasSuffix(path, "themes.csv") {
			keys = 2
		}
		seen := map[string]bool{}
		for i, row := range rows {
			key := strings.Join(row[:keys], " ")
			if key == "" || seen[key] {
				t.Errorf("%s:%d: identity %q is empty or there already", path, i+1, key)
			}
			seen[key] = true
			for _, field := range row {
				if field != strings.TrimSpace(field) {
					t.Errorf("%s:%d: spaces around %q", path, i+1, field)
				}
			}
		}
	}
}

func TestSizes(t *testing.T) {
	known := map[signage.Kind]bool{
		signage.Banner: true, signage.Vertical: true, signage.Phuon: true, signage.Pano: true, signage.Poster: true,
		signage.Standee: true, signage.Backdrop: true, signage.Web: true,
	}
	n := 0
	for s := range signage.Sizes() {
		n++
		if !known[s.Kind] || s.Name == "" || s.NameEN == "" || s.Use == "" || s.UseEN == "" || s.Source == "" || s.SourceVI == "" {
			t.Errorf("incomplete: %+v", s)
		}
		if s.Status != "verified" && s.Status != "source" && s.Status != "unverified" {
			t.Errorf("%s: status %q", s.ID, s.Status)
		}
		if s.Pixels != (s.Kind == signage.Web) {
			t.Errorf("%s: in pixels %v", s.ID, s.Pixels)
		}
		for _, name := range []string{s.ID, strings.ToUpper(s.ID), "  " + s.ID + "\t"} {
			if got, err := signage.LookupSize(name); err != nil || got != s {
				t.Errorf("%q: %+v, %v", name, got, err)
			}
		}
		// What is printed as a size can be read back as one.
		if got, err := signage.LookupSize(s.String()); err != nil || math.Abs(got.Width-s.Width) > 1e-6 || math.Abs(got.Height-s.Height) > 1e-6 {
			t.Errorf("%v reads back as %+v, %v", s, got, err)
		}
	}
	if n < 40 {
		t.Errorf("only %d sizes", n)
	}
	for s := range signage.Sizes() {
		if s.ID == "" {
			t.Error("no ID")
		}
		break // the iterator ends when it is told to
	}
}

func TestLookupSize(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height signage.MM
		text          string
	}{
		{"bang-ron-6x0.8", 6000, 800, "6 × 0,8 m"},
		{"6m x 80cm", 6000, 800, "6 × 0,8 m"},
		{"6 x 0.8 m", 6000, 800, "6 × 0,8 m"},
		{"6x0,8m", 6000, 800, "6 × 0,8 m"},
		{"6×0,8m", 6000, 800, "6 × 0,8 m"},
		{"6 × 0,8 m", 6000, 800, "6 × 0,8 m"},
		{"6m*0.8m", 6000, 800, "6 × 0,8 m"},
		{"6000x800mm", 6000, 800, "6 × 0,8 m"},
		{"60dm X 8dm", 6000, 800, "6 × 0,8 m"},
		{"600CM x 800MM", 6000, 800, "6 × 0,8 m"},
		{"6m x .8m", 6000, 800, "6 × 0,8 m"},
		{"420x594mm", 420, 594, "420 × 594 mm"},
		{"29.7x42cm", 297, 420, "297 × 420 mm"},
		{"90x54mm", 90, 54, "90 × 54 mm"},
		{"508cm x 1m", 5080, 1000, "5,08 × 1 m"},
		{"50m x 4m", 50000, 4000, "50 × 4 m"},
		{"20mm x 20mm", 20, 20, "20 × 20 mm"},
		{"320mm x 20mm", 320, 20, "320 × 20 mm"},
		{"8 x 1m", 8000, 1000, "8 × 1 m"},
		{"6m x 2", 6000, 2000, "6 × 2 m"},
		{"10m x 1", 10000, 1000, "10 × 1 m"},
		{"420mm x 594", 420, 594, "420 × 594 mm"},
	} {
		s, err := signage.LookupSize(c.name)
		if err != nil {
			t.Errorf("%q: %v", c.name, err)
			continue
		}
		if math.Abs(s.Width-c.width) > 1e-9 || math.Abs(s.Height-c.height) > 1e-9 || s.String() != c.text || s.Pixels {
			t.Errorf("%q is %v (%v × %v mm), want %s", c.name, s, s.Width, s.Height, c.text)
		}
		if w, h := s.Px(); w != 0 || h != 0 {
			t.Errorf("%q has %d × %d px", c.name, w, h)
		}
	}
	for _, name := range []string{"1200x300px", "1200 x 300 px", "1200px x 300px", "1200 × 300 pixel"} {
		s, err := signage.LookupSize(name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if w, h := s.Px(); w != 1200 || h != 300 || s.String() != "1200 × 300 px" || !s.Pixels {
			t.Errorf("%q is %v, %d × %d px", name, s, w, h)
		}
	}
	for _, c := range []struct{ name, code string }{
		{"", "size-unknown"}, {"bang-ron", "size-unknown"}, {"6m", "size-unknown"}, {"6m x", "size-unknown"}, {"x 6m", "size-unknown"},
		{"6m x 80 inch", "size-unknown"}, {"-6m x 1m", "size-unknown"}, {"6e3mm x 1m", "size-unknown"}, {"NaN x 1m", "size-unknown"},
		{"6m x 1m x 1m", "size-unknown"}, {"6.000,5 x 1 m", "size-unknown"}, {"٦m x 1m", "size-unknown"}, {"6m x 1m\x00", "size-unknown"},
		{"6 x 1", "size-unit"}, {"6m x 80", "size-unit"}, {"80cm x 2", "size-unit"}, {"1200px x 300mm", "size-unit"}, {"1200px x 1m", "size-unit"},
		{"0m x 1m", "size-range"}, {"1m x 0mm", "size-range"}, {"1mm x 1mm", "size-range"}, {"19mm x 40mm", "size-range"},
		{"1000m x 100m", "size-range"}, {"51m x 4m", "size-range"}, {"0.5px x 100px", "size-range"}, {"100.5px x 100px", "size-range"}, {"39px x 39px", "size-range"},
		{"10m x 10cm", "size-aspect"}, {"10cm x 10m", "size-aspect"}, {"321mm x 20mm", "size-aspect"},
		{strings.Repeat("9", 400) + "m x 1m", "size-range"},
	} {
		_, err := signage.LookupSize(c.name)
		if !errors.Is(err, signage.ErrSize) {
			t.Errorf("%.40q: error %v, want ErrSize", c.name, err)
			continue
		}
		checkCode(t, c.name, err, c.code)
	}
}

// checkCode holds an error to its code and to the rest that every error for an officer has.
func checkCode(t *testing.T, name string, err error, code string) {
	t.Helper()
	var e *signage.Error
	if !errors.As(err, &e) || len(e.Diagnostics) == 0 || e.Diagnostics[0].Code != code {
		t.Errorf("%.40q: %v, want code %s", name, err, code)
	} else if err := unremedied(err); err != nil {
		t.Errorf("%.40q: %v", name, err)
	}
}

func FuzzLookupSize(f *testing.F) {
	for _, name := range []string{"6m x 80cm", "1200x300px", "420x594mm", "6,5x0.8 m", "1e9mx1m", "x", "9999999999999999999m x 1m", "poster-a2"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s, err := signage.LookupSize(name)
		if err != nil {
			if !errors.Is(err, signage.ErrSize) {
				t.Fatalf("%q: error %v, want ErrSize", name, err)
			}
			if err := unremedied(err); err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			return
		}
		if short, long := min(s.Width, s.Height), max(s.Width, s.Height); !(short >= signage.MinSide && long <= signage.MaxSide && long <= short*signage.MaxAspect) {
			t.Fatalf("%q is out of range: %+v", name, s)
		}
		if s.Pixels {
			if w, h := s.Px(); w < 1 || h < 1 {
				t.Fatalf("%q has %d × %d px", name, w, h)
			}
		}
	})
}

func TestSlogans(t *testing.T) {
	id := regexp.MustCompile(`^[a-z0-9-]+$`)
	n := 0
	for s := range signage.Slogans() {
		n++
		if !id.MatchString(s.ID) || s.Year == "" || s.Kind == "" || s.Source == "" || s.SourceVI == "" {
			t.Errorf("incomplete: %+v", s)
		}
		if s.Status == signage.StatusMissing {
			if s.Text != "" || s.Capitals != "" {
				t.Errorf("%s: missing, and reads %q", s.ID, s.Text)
			}
			if _, err := signage.LookupSlogan(s.ID); !errors.Is(err, signage.ErrSloganMissing) {
				t.Errorf("%s: error %v, want ErrSloganMissing", s.ID, err)
			}
			continue
		}
		switch s.Status {
		case signage.StatusVerified, signage.StatusCustomary, signage.StatusConflict, signage.StatusConflictUnverified:
		default:
			t.Errorf("%s: status %q", s.ID, s.Status)
		}
		if s.Capitals != strings.ToUpper(s.Text) {
			t.Errorf("%s: the capitals %q are not those of %q", s.ID, s.Capitals, s.Text)
		}
		if lines := strings.Join(s.Lines, " "); lines != s.Capitals {
			t.Errorf("%s: the lines read %q, the slogan %q", s.ID, lines, s.Capitals)
		}
		got, err := signage.LookupSlogan(s.ID)
		if err != nil || got.Text != s.Text {
			t.Errorf("%s: %+v, %v", s.ID, got, err)
		}
	}
	if n < 15 {
		t.Errorf("only %d slogans", n)
	}
}

// The two slogans of the plan, letter by letter.
func TestOfficialWordings(t *testing.T) {
	for id, want := range map[string]string{
		"chao-mung":   "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10",
		"chu-de-2022": "CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN",
	} {
		if s, err := signage.LookupSlogan(id); err != nil || s.Capitals != want || s.Status != signage.StatusVerified {
			t.Errorf("%s: %+v, %v", id, s, err)
		}
	}
}

// A bare year leads to the themes of that year.
func TestYearLeadsToItsThemes(t *testing.T) {
	for year, want := range map[string][]string{"2022": {"chu-de-2022"}, "2023": {"chu-de-2023-a", "chu-de-2023-b"}, "2026": {"chu-de-2026"}} {
		_, err := signage.LookupSlogan(year)
		var refused *signage.Error
		if !errors.As(err, &refused) {
			t.Fatalf("%s: %v", year, err)
		}
		for _, id := range want {
			if d := refused.Diagnostics[0]; !strings.Contains(d.FixVI, id) || !strings.Contains(d.FixEN, id) {
				t.Errorf("%s: %q does not name %s", year, d.FixVI, id)
			}
		}
	}
}

func TestLookupSloganRefusals(t *testing.T) {
	for _, c := range []struct {
		id   string
		want error
		code string
		says string // that the message must name
	}{
		{"chu-de-2023", signage.ErrSloganConflict, "slogan-conflict", "chu-de-2023-b"},
		{"chu-de-2025", signage.ErrSloganConflict, "slogan-conflict", "chu-de-2025-a"},
		{"chu-de-2026", signage.ErrSloganMissing, "slogan-missing", "2026"},
		{"chu-de-1999", signage.ErrSloganMissing, "slogan-missing", "1999"},
		{"chu-de-2019", signage.ErrSloganMissing, "slogan-missing", "2019"},
		{"CHU-DE-2027", signage.ErrSloganMissing, "slogan-missing", "2027"},
		{"chu-de-2023-c", signage.ErrSloganConflict, "slogan-conflict", "chu-de-2023-a"},
		{"chude-2022", signage.ErrSlogan, "slogan-unknown", "“chu-de-2022”? "},
		{"chao-mugn", signage.ErrSlogan, "slogan-unknown", "chao-mung"},
		{"", signage.ErrSlogan, "slogan-unknown", ""},
		{"chu", signage.ErrSlogan, "slogan-unknown", ""},
		{"mo-hinh", signage.ErrSlogan, "slogan-unknown", ""},
	} {
		_, err := signage.LookupSlogan(c.id)
		if !errors.Is(err, c.want) {
			t.Errorf("%q: error %v, want %v", c.id, err, c.want)
			continue
		}
		checkCode(t, c.id, err, c.code)
		var e *signage.Error
		errors.As(err, &e)
		for _, lang := range []string{"vi", "en"} {
			if message := e.Diagnostics[0].Message(lang); !strings.Contains(message, strings.Trim(c.says, "“”? ")) {
				t.Errorf("%q does not name %q", message, c.says)
			}
		}
	}
	// The theme of another year is never proposed.
	for year := 1990; year < 2040; year++ {
		for _, id := range []string{fmt.Sprintf("chu-de-%d", year), fmt.Sprintf("chude-%d", year), fmt.Sprintf("chu-de-%d-x", year)} {
			_, err := signage.LookupSlogan(id)
			if err == nil {
				continue
			}
			for other := range signage.Slogans() {
				if other.Kind == "theme" && other.Year != fmt.Sprint(year) && strings.Contains(err.Error(), other.ID) {
					t.Errorf("%s: %v", id, err)
				}
			}
		}
	}
	if s, err := signage.LookupSlogan(" CHAO-MUNG "); err != nil || s.ID != "chao-mung" {
		t.Errorf("in capitals: %+v, %v", s, err)
	}
}

// Every theme that is shipped is legible on every ground that its text stands on, and its inks can be printed.
func TestThemes(t *testing.T) {
	n := 0
	for theme := range signage.Themes() {
		n++
		for name, pair := range map[string][2]signage.Ink{
			"main on ground": {theme.Main, theme.Ground}, "main on deep": {theme.Main, theme.Deep},
			"second on ground": {theme.Second, theme.Ground}, "second on deep": {theme.Second, theme.Deep},
			"accent on ground": {theme.Accent, theme.Ground}, "accent on deep": {theme.Accent, theme.Deep}, "accent on far": {theme.Accent, theme.Far},
			"second on far": {theme.Second, theme.Far}, "quiet on ground": {theme.Quiet, theme.Ground}, "quiet on deep": {theme.Quiet, theme.Deep},
			"on_card": {theme.OnCard, theme.Card}, "on_strip": {theme.OnStrip, theme.Strip}, "star on strip": {theme.OnStrip2, theme.Strip},
			"on_foot": {theme.OnFoot, theme.FootDeep}, "on_foot_2": {theme.OnFoot2, theme.FootDeep},
		} {
			if got := pair[0].Contrast(pair[1]); got < signage.MinContrast {
				t.Errorf("%s: %s: %.2f:1", theme.ID, name, got)
			}
		}
		for _, ink := range []signage.Ink{
			theme.Ground, theme.Deep, theme.Main, theme.Second, theme.Accent, theme.Ornament, theme.Quiet, theme.Far, theme.Card, theme.OnCard,
			theme.Strip, theme.OnStrip, theme.OnStrip2, theme.Wave, theme.Foot, theme.FootDeep, theme.OnFoot, theme.OnFoot2,
		} {
			if ink == (signage.Ink{}) {
				t.Errorf("%s: an ink without values prints as white and shows as black", theme.ID)
			}
			for _, share := range []float64{ink.C, ink.M, ink.Y, ink.K} {
				if share < 0 || share > 100 {
					t.Errorf("%s: %v", theme.ID, ink)
				}
			}
			if total := ink.C + ink.M + ink.Y + ink.K; total > 250 { // what vinyl holds, 220–280 %
				t.Errorf("%s: %v lays down %v %%", theme.ID, ink, total)
			}
		}
		for _, id := range []string{theme.ID, theme.Name, theme.NameEN} {
			if got, err := signage.LookupTheme(id); err != nil || got != theme {
				t.Errorf("%q: %v, %v", id, got.ID, err)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d themes", n)
	}
	_, err := signage.LookupTheme("tím")
	if !errors.Is(err, signage.ErrTheme) {
		t.Errorf("error %v, want ErrTheme", err)
	}
	checkCode(t, "tím", err, "theme-unknown")
}

func TestInk(t *testing.T) {
	ink := signage.Ink{M: 100, Y: 99.5, K: 5, R: 0xDA, G: 0x25, B: 0x1D}
	if ink.String() != "C0 M100 Y99.5 K5" || ink.Hex() != "#DA251D" {
		t.Errorf("%v, %s", ink, ink.Hex())
	}
}
