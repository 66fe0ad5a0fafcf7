package spec

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/signage"
)

func TestReadShop(t *testing.T) {
	preset, err := signage.LookupShop("hiflex-pocket")
	if err != nil {
		t.Fatal(err)
	}
	want := preset
	want.ID, want.Name, want.NameEN = "minh-anh", "Xưởng Minh Anh", ""
	want.Status, want.Source, want.Date = "", "hỏi xưởng", "2025-09-12"
	want.Bleed, want.Pocket, want.PocketSides, want.Rolls = 25, 90, signage.TopBottom, []float64{1500, 3200}
	want.Profile, want.UserUnit, want.FileName, want.Marks, want.InkLimit, want.SlitSpacing = signage.PressX4, true, "{hash}-{name}", true, 260, 800
	got, err := ReadShop(strings.NewReader(`version: 1
like: hiflex-pocket
id: minh-anh
name: Xưởng Minh Anh
source: hỏi xưởng
date: 2025-09-12
bleed: 2,5 cm
pocket: 90mm
pocket_sides: top-bottom
rolls: [1500, 3.2m]
profile: press-x4
user_unit: true
file_name: "{hash}-{name}"
marks: có
ink_limit: 260%
slit_spacing: 0.8 m
`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err := ReadShop(strings.NewReader("version: 1\nbleed: 3\nmaterial: giấy\n")); err != nil || !reflect.DeepEqual(got, signage.Shop{Bleed: 3, Material: "giấy"}) {
		t.Errorf("%+v (%v)", got, err)
	}
}

func TestReadShopRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		kind       error
		line       int
		want       string
	}{
		{"empty", "", ErrFormat, 0, "like: hiflex-hem"},
		{"a list", "- 30\n", ErrFormat, 1, "like: hiflex-hem"},
		{"no version", "bleed: 30\n", ErrVersion, 0, "version: 1"},
		{"another version", "version: 2\n", ErrVersion, 1, "phiên bản"},
		{"unknown key", "version: 1\neyelet_spacin: 500\n", ErrKey, 2, "Có phải “eyelet_spacing”?"},
		{"twice", "version: 1\nbleed: 30\nbleed: 40\n", ErrKey, 3, "dòng 2"},
		{"no value", "version: 1\nbleed:\n", ErrValue, 2, "“bleed” phải là số đo"},
		{"null", "version: 1\nbleed: null\n", ErrValue, 2, "“bleed” phải là số đo"},
		{"no day", "version: 1\ndate: hello\n", ErrValue, 2, "không phải là một ngày"},
		{"a day that is not", "version: 1\ndate: 2025-02-31\n", ErrValue, 2, "2025-02-31"},
		{"not a length", "version: 1\nbleed: 30 px\n", ErrValue, 2, "“bleed” phải là số đo"},
		{"a kilometre", "version: 1\nbleed: 2000m\n", ErrValue, 2, "mm"},
		{"a list of names", "version: 1\nname: [a]\n", ErrValue, 2, "“name”"},
		{"unknown preset", "version: 1\nlike: hiflex\n", signage.ErrShop, 2, "hiflex-hem"},
		{"large", "version: 1\nname: " + strings.Repeat("a", MaxBytes), ErrTooLarge, 0, "64 KB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadShop(strings.NewReader(tt.text))
			checkRefusal(t, err, tt.kind, tt.line, tt.want)
		})
	}
	broken := errors.New("broken")
	if _, err := ReadShop(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := OpenShop(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestShopOfASpec(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "xuong.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nid: nhà mình\nbleed: 30\nhem: 40\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Read(strings.NewReader("version: 1\nsize: 6x1m\nshop: xuong.yaml\nfinish: {bleed: 20, marks: yes}\n"), folder)
	if err != nil {
		t.Fatal(err)
	}
	sign, _, err := s.Design()
	if err != nil {
		t.Fatal(err)
	}
	if want := (signage.Shop{ID: "nhà mình", Bleed: 20, Hem: 40, Marks: true}); !reflect.DeepEqual(*sign.Shop, want) {
		t.Errorf("%+v, want %+v", *sign.Shop, want)
	}
	if sign, _, err := (&Spec{Size: "1x1m", Finish: map[string]string{"safe": "5cm"}}).Design(); err != nil || sign.Shop == nil || sign.Shop.Safe != 50 {
		t.Errorf("a finish without a shop: %+v (%v)", sign.Shop, err)
	}
	// A finish may come from elsewhere than a file.
	_, _, err = (&Spec{Size: "1x1m", Finish: map[string]string{"safe": "rộng"}}).Design()
	checkRefusal(t, err, ErrValue, 0, "“safe” phải là số đo")
	_, _, err = (&Spec{Size: "1x1m", Finish: map[string]string{"sa-fe": "5"}}).Design()
	checkRefusal(t, err, ErrKey, 0, "Có phải “safe”?")
	if err := os.WriteFile(file, []byte("version: 1\nbled: 30\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var refused *Error
	if _, _, err := s.Design(); !errors.As(err, &refused) || refused.Line != 2 || !strings.HasPrefix(refused.Diagnostics[0].VI, "xuong.yaml: Dòng 2: ") {
		t.Errorf("error %v, want the file and line 2", err)
	}
}

// Every field of a shop can be written down.
func TestEveryFieldOfAShopHasAKey(t *testing.T) {
	var s signage.Shop
	if got, want := len(settings(&s))+len(texts(&s)), reflect.TypeFor[signage.Shop]().NumField(); got != want {
		t.Errorf("%d keys of %d fields", got, want)
	}
	values := map[string]string{
		"profile": "office", "user_unit": "yes", "file_name": "{name}", "pocket_sides": "ends", "rolls": "1600", "marks": "có", "ink_limit": "240",
		"cut": "true", "white": "yes",
	}
	for _, each := range settings(&s) {
		before := s
		value := values[each.key]
		if value == "" {
			value = "7"
		}
		if !each.set(value) || reflect.DeepEqual(before, s) {
			t.Errorf("%s changes nothing", each.key)
		}
	}
}

// A shop that does not say its bleed gets the customary one, on all sides, also beside pockets.
func TestShopWithoutBleed(t *testing.T) {
	for text, want := range map[string]float64{
		"safe: 50\n": 20, "pocket: 100\n": 20, "bleed: 0\n": 0, "like: hiflex-hem\n": 40, "bleed: 12\n": 12,
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "xuong.yaml"), []byte("version: 1\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Read(strings.NewReader("version: 1\nsize: 6x1m\ntext: A\nshop: xuong.yaml\n"), folder)
		if err != nil {
			t.Fatal(err)
		}
		sign, _, err := s.Design()
		if err != nil {
			t.Fatal(err)
		}
		if sign.Shop.Bleed != want {
			t.Errorf("%q: a bleed of %v mm, want %v", text, sign.Shop.Bleed, want)
		}
	}
}
