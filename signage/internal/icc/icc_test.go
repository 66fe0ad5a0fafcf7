package icc_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/icc"
)

// shipped is the SHA-256 of ISOcoated_v2_300_bas.icc.
const shipped = "b424c77f40c3423c925536f8ae08634985ccd0fe80eb253d5d229197ded7e886"

func fogra39(t testing.TB) []byte {
	t.Helper()
	b, err := icc.Fogra39().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheShippedProfileIsWhole(t *testing.T) {
	if sum := sha256.Sum256(fogra39(t)); hex.EncodeToString(sum[:]) != shipped {
		t.Errorf("SHA-256 %x, want %s", sum, shipped)
	}
	p, err := icc.Parse(fogra39(t))
	if err != nil {
		t.Fatal(err)
	}
	if p.Description() != icc.Fogra39().Description() {
		t.Errorf("the profile calls itself %q, not %q", p.Description(), icc.Fogra39().Description())
	}
	packed, err := p.Deflated()
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) > len(fogra39(t)) {
		t.Errorf("%d bytes were deflated to %d", len(fogra39(t)), len(packed))
	}
}

// small is a profile with a lut8 of two nodes a side that gives each ink its own corner of Lab.
func small(change func(b []byte) []byte) []byte {
	lut := append([]byte("mft1\x00\x00\x00\x00"), 3, 4, 2, 0)
	lut = append(lut, make([]byte, 36)...)
	ramp := make([]byte, 256)
	for i := range ramp {
		ramp[i] = byte(i)
	}
	for range 3 {
		lut = append(lut, ramp...)
	}
	for i := range 8 {
		lut = append(lut, byte(i%2*255), byte(i/2%2*255), byte(i/4*255), 40)
	}
	for range 4 {
		lut = append(lut, ramp...)
	}
	desc := append([]byte("desc\x00\x00\x00\x00"), 0, 0, 0, 5)
	desc = append(desc, "Nhỏ\x00"...)
	b := make([]byte, 128)
	copy(b[12:], "prtrCMYKLab ")
	copy(b[36:], "acsp")
	b[8] = 2
	back := append([]byte("mft1\x00\x00\x00\x00"), 4, 3, 2, 0)
	back = append(back, make([]byte, 36)...)
	for range 4 {
		back = append(back, ramp...)
	}
	for i := range 16 {
		back = append(back, byte(255-i*15), 128, 128)
	}
	for range 3 {
		back = append(back, ramp...)
	}
	b = binary.BigEndian.AppendUint32(b, 3)
	at := uint32(132 + 36)
	for _, tag := range []struct {
		name string
		data []byte
	}{{"B2A0", lut}, {"A2B0", back}, {"desc", desc}} {
		b = append(b, tag.name...)
		b = binary.BigEndian.AppendUint32(b, at)
		b = binary.BigEndian.AppendUint32(b, uint32(len(tag.data)))
		at += uint32(len(tag.data))
	}
	b = append(append(append(b, lut...), back...), desc...)
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	if change != nil {
		b = change(b)
	}
	return b
}

func TestASmallProfileIsRead(t *testing.T) {
	p, err := icc.Parse(small(nil))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Converter(icc.Options{}); err != nil {
		t.Error(err)
	}
}

func TestRefused(t *testing.T) {
	put := func(at int, text string) func([]byte) []byte {
		return func(b []byte) []byte { copy(b[at:], text); return b }
	}
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"nothing", nil, icc.ErrNotICC},
		{"text", []byte(strings.Repeat("không phải hồ sơ màu ", 20)), icc.ErrNotICC},
		{"too large", make([]byte, icc.MaxBytes+1), icc.ErrTooLarge},
		{"cut", small(nil)[:1000], icc.ErrCut},
		{"of a screen", icc.SRGB(), icc.ErrClass},
		{"of an input device", small(put(12, "scnr")), icc.ErrClass},
		{"RGB printer", small(put(16, "RGB ")), icc.ErrSpace},
		{"odd connection space", small(put(20, "????")), icc.ErrCut},
		{"too many tags", small(func(b []byte) []byte { binary.BigEndian.PutUint32(b[128:], icc.MaxTags+1); return b }), icc.ErrTooLarge},
		{"the header alone", func() []byte {
			b := small(nil)[:132]
			copy(b, "\x00\x00\x00\x84")
			copy(b[128:], "\x00\x00\x00\x00")
			return b
		}(), icc.ErrTables},
		{"no table to colours", small(put(144, "A2B3")), icc.ErrTables},
		{"no table to inks", small(put(132, "B2A3")), icc.ErrTables},
		{"cut table", small(func(b []byte) []byte { binary.BigEndian.PutUint32(b[140:], 100); return b }), icc.ErrCut},
		{"cut table to colours", small(func(b []byte) []byte { binary.BigEndian.PutUint32(b[152:], 1000); return b }), icc.ErrCut},
		{"no grid", small(func(b []byte) []byte { b[168+10] = 0; return b }), icc.ErrCut},
		{"three inks", small(func(b []byte) []byte { b[168+9] = 3; return b }), icc.ErrCut},
		{"table of another kind", small(put(168, "curv")), icc.ErrCut},
		{"table with parts outside", small(put(168, "mBA \x00\x00\x00\x00\x03\x04\x00\x00\x00\x00\x00\x20\x00\x00\x00\x00\x00\x00\x00\x00\x7f\x00\x00\x00\x00\x00\x00\x00")), icc.ErrCut},
		{"tag in the table of tags", small(func(b []byte) []byte { binary.BigEndian.PutUint32(b[136:], 140); return b }), icc.ErrCut},
		{"tag outside", small(func(b []byte) []byte { binary.BigEndian.PutUint32(b[136:], 1<<31); return b }), icc.ErrCut},
	} {
		_, err := icc.Parse(c.file)
		var refused *icc.Error
		if !errors.Is(err, c.want) || !errors.As(err, &refused) || refused.VI == "" || refused.EN == "" || refused.FixVI == "" {
			t.Errorf("%s: error %v, want %v in both languages with a remedy", c.name, err, c.want)
		}
	}
	for name, change := range map[string]func([]byte) []byte{
		"another kind of table": put(168, "mBA \x00\x00\x00\x00\x03\x04\x00\x00\x00\x00\x00\x20\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x40\x00\x00\x00\x00"),
		"XYZ":                   put(20, "XYZ "),
	} {
		p, err := icc.Parse(small(change))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := p.Converter(icc.Options{}); !errors.Is(err, icc.ErrConversion) {
			t.Errorf("%s: error %v, want ErrConversion", name, err)
		}
	}
}

func TestVersions(t *testing.T) {
	for major, newest := range map[byte]int{2: 2, 4: 4, 9: 9} {
		p, err := icc.Parse(small(func(b []byte) []byte { b[8] = major; return b }))
		if err != nil {
			t.Fatal(err)
		}
		if err := p.FitsVersion(newest); err != nil {
			t.Errorf("version %d: %v", major, err)
		}
		if err := p.FitsVersion(newest - 1); !errors.Is(err, icc.ErrVersion) {
			t.Errorf("version %d in a file for version %d: %v", major, newest-1, err)
		}
	}
	if err := icc.Fogra39().FitsVersion(2); err != nil {
		t.Error(err)
	}
}

func converter(t testing.TB, o icc.Options) *icc.Converter {
	t.Helper()
	c, err := icc.Fogra39().Converter(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// FOGRA39 of this make is for 300 % of ink at most.
func TestInkStaysUnderTheLimit(t *testing.T) {
	c := converter(t, icc.Options{})
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				cyan, magenta, yellow, black := c.Convert(uint8(r), uint8(g), uint8(b))
				if all := int(cyan) + int(magenta) + int(yellow) + int(black); all > 255*302/100 {
					t.Fatalf("#%02X%02X%02X takes %d %% of ink", r, g, b, all*100/255)
				}
			}
		}
	}
}

func TestKeepBlack(t *testing.T) {
	c := converter(t, icc.Options{KeepBlack: true})
	rapid.Check(t, func(t *rapid.T) {
		grey := rapid.Uint8().Draw(t, "grey")
		cyan, magenta, yellow, black := c.Convert(grey, grey, grey)
		if cyan+magenta+yellow != 0 || grey == 0 && black != 255 || grey == 255 && black != 0 {
			t.Errorf("grey %d is %d %d %d %d", grey, cyan, magenta, yellow, black)
		}
		if _, _, _, darker := c.Convert(grey/2, grey/2, grey/2); darker < black {
			t.Errorf("grey %d has less ink than %d", grey/2, grey)
		}
	})
}

// A grey in black ink alone is as light as the inks that Little CMS takes for it, but for the black that black ink alone
// does not reach.
func TestGreysKeepTheirLightness(t *testing.T) {
	program, err := exec.LookPath("transicc")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("transicc is missing")
		}
		t.Skip("transicc is missing")
	}
	path := filepath.Join(t.TempDir(), "press.icc")
	if err := os.WriteFile(path, fogra39(t), 0o600); err != nil {
		t.Fatal(err)
	}
	c := converter(t, icc.Options{KeepBlack: true})
	var input bytes.Buffer
	greys := []uint8{64, 96, 128, 160, 192, 224, 240}
	for _, grey := range greys {
		_, _, _, black := c.Convert(grey, grey, grey)
		fmt.Fprintf(&input, "0 0 0 %.4f\n", float64(black)/2.55)
	}
	command := exec.Command(program, "-i"+path, "-o*Lab", "-t1", "-n", "-c0")
	command.Stdin = &input
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	for i, grey := range greys {
		var printed float64
		if _, err := fmt.Sscan(lines[i], &printed); err != nil {
			t.Fatalf("%q: %v", lines[i], err)
		}
		// Black ink alone is L* 16 here: the range of the screen is laid over 16 to 100, in luminance.
		const darkest = 0.0206
		y := math.Pow((float64(grey)/255+0.055)/1.055, 2.4)
		want := 116*math.Cbrt(darkest+(1-darkest)*y) - 16
		if math.Abs(printed-want) > 1.5 {
			t.Errorf("grey %d is printed at L* %.1f, want %.1f", grey, printed, want)
		}
	}
}

// Little CMS separates as we do.
func TestAgainstLittleCMS(t *testing.T) {
	program, err := exec.LookPath("transicc")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("transicc is missing")
		}
		t.Skip("transicc is missing")
	}
	path := filepath.Join(t.TempDir(), "press.icc")
	if err := os.WriteFile(path, fogra39(t), 0o600); err != nil {
		t.Fatal(err)
	}
	var colors [][3]uint8
	var input bytes.Buffer
	for i := range 300 {
		c := [3]uint8{uint8(i * 67), uint8(i * 151), uint8(i * 29)}
		colors = append(colors, c)
		fmt.Fprintf(&input, "%d %d %d\n", c[0], c[1], c[2])
	}
	command := exec.Command(program, "-i*sRGB", "-o"+path, "-t0", "-n", "-c0")
	command.Stdin = &input
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	c := converter(t, icc.Options{})
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < len(colors) {
		t.Fatalf("%d lines for %d colours:\n%s", len(lines), len(colors), out)
	}
	for i, color := range colors {
		var want [4]float64 // percent
		if _, err := fmt.Sscan(lines[i], &want[0], &want[1], &want[2], &want[3]); err != nil {
			t.Fatalf("%q: %v", lines[i], err)
		}
		cyan, magenta, yellow, black := c.Convert(color[0], color[1], color[2])
		for k, got := range [4]uint8{cyan, magenta, yellow, black} {
			if math.Abs(float64(got)/2.55-want[k]) > 3 {
				t.Errorf("%v: ink %d is %.1f %%, Little CMS gives %.1f %%", color, k, float64(got)/2.55, want[k])
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(small(nil))
	f.Add(small(nil)[:400])
	f.Add(icc.SRGB())
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := icc.Parse(b)
		if err != nil {
			if !errors.As(err, new(*icc.Error)) {
				t.Fatal(err)
			}
			return
		}
		if p.Description() == "" {
			t.Error("no description")
		}
		c, err := p.Converter(icc.Options{})
		if err != nil {
			if !errors.Is(err, icc.ErrConversion) {
				t.Fatal(err)
			}
			return
		}
		c.Convert(200, 30, 90)
	})
}

func BenchmarkConvert(b *testing.B) {
	c := converter(b, icc.Options{})
	for i := 0; b.Loop(); i++ {
		c.Convert(uint8(i), uint8(i>>3), uint8(i>>6))
	}
}

// The proof agrees with the tables that it is the way back of, and with what is known of FOGRA39.
func TestProof(t *testing.T) {
	proof, err := icc.Fogra39Proof()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		inks [4]float64
		lab  [3]float64 // FOGRA39, characterisation data of coated paper, on white
	}{
		{[4]float64{0, 0, 0, 0}, [3]float64{100, 0, 0}},
		{[4]float64{1, 0, 0, 0}, [3]float64{58, -39, -50}},
		{[4]float64{0, 1, 0, 0}, [3]float64{51, 77, -2}},
		{[4]float64{0, 0, 1, 0}, [3]float64{94, -7, 96}},
		{[4]float64{0, 0, 0, 1}, [3]float64{17, 0, 0}},
	} {
		got := proof.Lab(c.inks[0], c.inks[1], c.inks[2], c.inks[3])
		if d := icc.Difference(got, c.lab); d > 3 {
			t.Errorf("%v looks like %.1f, want %.1f", c.inks, got, c.lab)
		}
	}
	convert, err := icc.Fogra39().Converter(icc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, rgb := range [][3]uint8{{0xDA, 0x25, 0x1D}, {0x0A, 0x4D, 0xA2}, {128, 128, 128}, {200, 180, 90}} {
		c, m, y, k := convert.Convert(rgb[0], rgb[1], rgb[2])
		got := proof.Lab(float64(c)/255, float64(m)/255, float64(y)/255, float64(k)/255)
		if d := icc.Difference(got, icc.ScreenLab(rgb[0], rgb[1], rgb[2])); d > 15 {
			t.Errorf("%v prints as %.1f, off by %.1f", rgb, got, d)
		}
	}
}
