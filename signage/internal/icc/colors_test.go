package icc_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

func colors(t testing.TB, b []byte) *icc.Colors {
	t.Helper()
	c, err := icc.ParseColors(b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The values are those of the formulas of Adobe RGB (1998) and sRGB.
func TestColorsOnScreens(t *testing.T) {
	for _, c := range []struct {
		name    string
		profile []byte
		from    [3]uint8
		want    [3]uint8
	}{
		{"sRGB", icc.SRGB(), [3]uint8{12, 200, 130}, [3]uint8{12, 200, 130}},
		{"white", scenetest.AdobeRGB(), [3]uint8{255, 255, 255}, [3]uint8{255, 255, 255}},
		{"black", scenetest.AdobeRGB(), [3]uint8{0, 0, 0}, [3]uint8{0, 0, 0}},
		{"grey", scenetest.AdobeRGB(), [3]uint8{128, 128, 128}, [3]uint8{127, 127, 127}},
		{"red", scenetest.AdobeRGB(), [3]uint8{200, 50, 50}, [3]uint8{234, 48, 48}},
		{"green that screens have not", scenetest.AdobeRGB(), [3]uint8{0, 255, 0}, [3]uint8{0, 255, 0}},
		{"grey by its own curve", scenetest.Gray(), [3]uint8{128, 128, 128}, [3]uint8{127, 127, 127}},
	} {
		s := colors(t, c.profile).Screen()
		r, g, b := s.Convert(c.from[0], c.from[1], c.from[2])
		for i, got := range [...]uint8{r, g, b} {
			if d := int(got) - int(c.want[i]); d < -2 || d > 2 {
				t.Errorf("%s: %v is %v, want %v", c.name, c.from, [...]uint8{r, g, b}, c.want)
				break
			}
		}
		if s.Same() != (c.name == "sRGB") {
			t.Errorf("%s: the same as sRGB %v", c.name, s.Same())
		}
	}
}

// Little CMS converts to sRGB alike.
func TestColorsAgainstLittleCMS(t *testing.T) {
	program, err := exec.LookPath("transicc")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("transicc is missing")
		}
		t.Skip("transicc is missing")
	}
	path := filepath.Join(t.TempDir(), "picture.icc")
	if err := os.WriteFile(path, scenetest.AdobeRGB(), 0o600); err != nil {
		t.Fatal(err)
	}
	var from [][3]uint8
	var input bytes.Buffer
	for i := range 300 {
		c := [3]uint8{uint8(i * 67), uint8(i * 151), uint8(i * 29)}
		from = append(from, c)
		fmt.Fprintf(&input, "%d %d %d\n", c[0], c[1], c[2])
	}
	command := exec.Command(program, "-i"+path, "-o*sRGB", "-t1", "-n", "-c0")
	command.Stdin = &input
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < len(from) {
		t.Fatalf("%d lines for %d colours:\n%s", len(lines), len(from), out)
	}
	screen := colors(t, scenetest.AdobeRGB()).Screen()
	for i, c := range from {
		var want [3]float64
		if _, err := fmt.Sscan(lines[i], &want[0], &want[1], &want[2]); err != nil {
			t.Fatalf("%q: %v", lines[i], err)
		}
		r, g, b := screen.Convert(c[0], c[1], c[2])
		for k, got := range [...]uint8{r, g, b} {
			if math.Abs(float64(got)-min(max(want[k], 0), 255)) > 2 {
				t.Errorf("%v: %v, Little CMS gives %v", c, [...]uint8{r, g, b}, want)
				break
			}
		}
	}
}

// Green of Adobe RGB lies beyond that of screens, so it must not lose on the way to inks what it loses there.
func TestInksOfWiderColors(t *testing.T) {
	wide, err := icc.Fogra39().Converter(icc.Options{Source: colors(t, scenetest.AdobeRGB())})
	if err != nil {
		t.Fatal(err)
	}
	screens := converter(t, icc.Options{})
	_, m, _, _ := wide.Convert(0, 160, 120)
	r, g, b := colors(t, scenetest.AdobeRGB()).Screen().Convert(0, 160, 120)
	_, onScreen, _, _ := screens.Convert(r, g, b)
	c0, m0, y0, k0 := wide.Convert(0, 160, 120)
	c1, m1, y1, k1 := screens.Convert(0, 160, 120)
	if m > onScreen || [...]uint8{c0, m0, y0, k0} == [...]uint8{c1, m1, y1, k1} {
		t.Errorf("magenta %d, through sRGB %d; %v against %v", m, onScreen, [...]uint8{c0, m0, y0, k0}, [...]uint8{c1, m1, y1, k1})
	}
	if c, m, y, k := wide.Convert(255, 255, 255); c+m+y+k != 0 {
		t.Error("white has ink")
	}
}

func TestColorsRefused(t *testing.T) {
	changed := func(change func(b []byte)) []byte {
		b := bytes.Clone(scenetest.AdobeRGB())
		change(b)
		return b
	}
	put := func(at int, text string) []byte { return changed(func(b []byte) { copy(b[at:], text) }) }
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"nothing", []byte{}, icc.ErrNotICC},
		{"too large", make([]byte, icc.MaxColorsBytes+1), icc.ErrTooLarge},
		{"too many tags", changed(func(b []byte) { binary.BigEndian.PutUint32(b[128:], icc.MaxTags+1) }), icc.ErrTooLarge},
		{"cut", scenetest.AdobeRGB()[:200], icc.ErrCut},
		{"version 5", put(8, "\x05"), icc.ErrVersion},
		{"link", put(12, "link"), icc.ErrClass},
		{"inks", put(16, "CMYK"), icc.ErrSpace},
		{"tables", put(20, "Lab "), icc.ErrConversion},
		{"tables beside curves", put(132, "A2B0"), icc.ErrConversion},
		{"no red", put(144, "????"), icc.ErrCut},
		{"no curve", put(180, "????"), icc.ErrCut},
		{"curve longer than the file", changed(func(b []byte) { binary.BigEndian.PutUint32(b[len(b)-8:], 1<<31) }), icc.ErrCut},
	} {
		_, err := icc.ParseColors(c.file)
		if refused := new(icc.Error); !errors.Is(err, c.want) || !errors.As(err, &refused) || refused.VI == "" {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func FuzzColors(f *testing.F) {
	f.Add(scenetest.AdobeRGB())
	f.Add(scenetest.Gray())
	f.Add(icc.SRGB())
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := icc.ParseColors(b)
		if err != nil {
			if !errors.As(err, new(*icc.Error)) {
				t.Fatal(err)
			}
			return
		}
		c.Screen().Convert(200, 30, 90)
	})
}
