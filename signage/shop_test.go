package signage_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scene"
)

func shop(t testing.TB, id string) *signage.Shop {
	t.Helper()
	s, err := signage.LookupShop(id)
	if err != nil {
		t.Fatal(err)
	}
	return &s
}

// unsound says what is wrong with a page for a shop: a ground that does not cover the bleed, something to be read outside
// the safe zone or in a keep-out, marks within the bleed.
func unsound(d *signage.Document, s *signage.Shop) error {
	page, err := d.Marked(d.Scale(nil))
	if err != nil {
		return err
	}
	if !page.Trim().Inset(s.Safe).Contains(page.Safe, 1e-6) {
		return fmt.Errorf("the safe zone %v is wider than %v mm", page.Safe, s.Safe)
	}
	if least := max(s.Bleed, s.Hem); min(page.Bleed.Top, page.Bleed.Right, page.Bleed.Bottom, page.Bleed.Left) < least {
		return fmt.Errorf("a bleed of %v, want %v mm", page.Bleed, least)
	}
	var ground scene.Rect
	marked := false
	for _, layer := range page.Layers {
		for _, n := range layer.Nodes {
			box := n.Bounds()
			switch layer.Name {
			case scene.Ground:
				ground = ground.Union(box)
			case scene.Text, scene.Code, scene.Logo:
				if !page.Safe.Contains(box, 1e-6) {
					return fmt.Errorf("on the layer %s, %v leaves the safe zone %v", layer.Name, box, page.Safe)
				}
				for _, k := range page.Keepouts {
					if k.Intersects(box) {
						return fmt.Errorf("on the layer %s, %v stands in the keep-out %v", layer.Name, box, k)
					}
				}
			case scene.Marks:
				marked = true
				if !page.Sheet().Contains(box, 1e-6) {
					return fmt.Errorf("the mark %v leaves the sheet %v", box, page.Sheet())
				}
				if fill, ok := n.(*scene.Fill); (!ok || !fill.Ink.Registration) && box.Intersects(page.BleedBox()) {
					return fmt.Errorf("the mark %v lies in the bleed %v", box, page.BleedBox())
				}
			}
		}
	}
	switch {
	case !ground.Contains(page.BleedBox(), 1e-6):
		return fmt.Errorf("the ground %v does not cover the bleed %v", ground, page.BleedBox())
	case marked != s.Marks || (page.Cut != nil) != s.Cut || (page.White != nil) != s.White:
		return fmt.Errorf("marks %v, cut line %v, white %v", marked, page.Cut != nil, page.White != nil)
	case page.Margin != scene.Edges{} != s.Marks:
		return fmt.Errorf("a margin of %v", page.Margin)
	case s.EyeletSpacing > 0 && len(page.Keepouts) < 4:
		return fmt.Errorf("%d keep-outs for the eyelets", len(page.Keepouts))
	}
	return nil
}

// Every kind of sign in its usual sizes goes through every shop.
func TestShopsAndSigns(t *testing.T) {
	for s := range signage.Shops() {
		for _, c := range everyKind(t) {
			if c.sign.Size.Pixels || c.sign.Size.Width > 5000 && s.Material != "bạt hiflex" {
				continue
			}
			if s.Foot > 0 && c.sign.Size.Height < 1000 || s.Pocket > 0 && min(c.sign.Size.Width, c.sign.Size.Height) < 600 || s.Safe > 50 && c.sign.Size.Width < 500 {
				continue // nobody hems a sheet of paper
			}
			c.sign.Shop, c.sign.Logo = &s, emblem
			d, err := signage.Compile(c.sign, nil)
			if err != nil {
				t.Errorf("%s, %s: %v", s.ID, c.name, err)
				continue
			}
			if err := unsound(d, &s); err != nil {
				t.Errorf("%s, %s: %v", s.ID, c.name, err)
			}
		}
	}
}

// Any design of any size goes through any shop soundly, or is refused with a remedy.
func TestAnyShopAndSign(t *testing.T) {
	var presets []signage.Shop
	for s := range signage.Shops() {
		presets = append(presets, s)
	}
	made, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		sign := signs().Draw(t, "sign")
		s := rapid.SampledFrom(presets).Draw(t, "shop")
		s.SlitSpacing, s.SlitRadius = 0, 0
		s.PocketSides = rapid.SampledFrom([]signage.Sides{"", signage.Ends, signage.TopBottom, signage.LeftRight}).Draw(t, "pockets")
		sign.Shop = &s
		d, err := signage.Compile(sign, nil)
		if err != nil {
			refused++
			if err := unremedied(err); err != nil {
				t.Fatal(err)
			}
			if !errors.Is(err, signage.ErrFit) && !errors.Is(err, signage.ErrShop) {
				t.Fatalf("refused for another reason than the room: %v", err)
			}
			return
		}
		made++
		if err := unsound(d, &s); err != nil {
			t.Fatal(err)
		}
	})
	if made == 0 || refused == 0 && !testing.Short() {
		t.Errorf("%d signs made, %d refused", made, refused)
	}
}

// A foot that hems leave too little of is refused like any other want of room, with one text on it, two or none.
func TestPanoFootWithoutRoom(t *testing.T) {
	shop, err := signage.LookupShop("hiflex-hem")
	if err != nil {
		t.Fatal(err)
	}
	for _, height := range []float64{300, 400, 500, 600, 700, 800} {
		for _, c := range []struct{ unit, dates, second string }{
			{"UBND xã Tân Trào", "01/10 – 10/10/2022", ""},
			{"UBND xã Tân Trào", "", ""},
			{"", "01/10 – 10/10/2022", "Dữ liệu số là tài nguyên"},
			{"UBND xã Tân Trào", "01/10 – 10/10/2022", "Dữ liệu số là tài nguyên"},
			{"", "", ""},
		} {
			_, err := signage.Compile(signage.Sign{
				Kind: signage.Pano, Size: signage.Size{Width: 2 * height, Height: height}, Text: "A",
				Unit: c.unit, Dates: c.dates, Second: c.second, Shop: &shop,
			}, nil)
			if err != nil && !errors.Is(err, signage.ErrFit) && !errors.Is(err, signage.ErrShop) {
				t.Errorf("%g mm high, %v: %v", height, c, err)
			}
		}
	}
}

func TestShopsRefused(t *testing.T) {
	if _, err := signage.LookupShop("hiflex"); !errors.Is(err, signage.ErrShop) {
		t.Errorf("error %v, want ErrShop", err)
	}
	for name, change := range map[string]func(*signage.Shop){
		"bleed larger than the sheet": func(s *signage.Shop) { s.Bleed = 150 },
		"bleed that is no number":     func(s *signage.Shop) { s.Bleed = math.NaN() },
		"negative safe zone":          func(s *signage.Shop) { s.Safe = -1 },
		"no room left":                func(s *signage.Shop) { s.Safe = 100 },
		"hem over half the sheet":     func(s *signage.Shop) { s.Hem = 130 },
		"pocket of no known sides":    func(s *signage.Shop) { s.Pocket, s.PocketSides = 30, "giữa" },
		"rolls of no width":           func(s *signage.Shop) { s.Rolls, s.Weld = []float64{0}, 30 },
		"unknown profile":             func(s *signage.Shop) { s.Profile = "rgb" },
		"larger units in X-1a":        func(s *signage.Shop) { s.UserUnit = true },
		"folder in file names":        func(s *signage.Shop) { s.FileName = "../{name}" },
		"unknown part of file names":  func(s *signage.Shop) { s.FileName = "{name}-{ngay}" },
		"file names all alike":        func(s *signage.Shop) { s.FileName = "in" },
		"long file names":             func(s *signage.Shop) { s.FileName = "{name}" + strings.Repeat("a", 100) },
		"eyelets a kilometre apart":   func(s *signage.Shop) { s.EyeletSpacing = 1e6 },
		"ink over four times full":    func(s *signage.Shop) { s.InkLimit = 500 },
		"little ink":                  func(s *signage.Shop) { s.InkLimit = 100 },
	} {
		s := shop(t, "offset")
		change(s)
		_, err := signage.Compile(signage.Sign{Size: size(t, "poster-a4"), Text: "QR", Shop: s}, nil)
		var refused *signage.Error
		if !errors.Is(err, signage.ErrShop) || !errors.As(err, &refused) || refused.Diagnostics[0].VI == "" {
			t.Errorf("%s: error %v, want ErrShop in words", name, err)
		}
	}
}

// A sign near the limit of a page passes it with its bleed and marks, and is at 1:10 then; its default profile is the
// shop's.
func TestScaleCountsTheWholeSheet(t *testing.T) {
	s := size(t, "5070x800mm")
	if n := compile(t, signage.Sign{Size: s, Text: "QR", Shop: &signage.Shop{}}).Scale(nil); n != 1 {
		t.Errorf("the trimmed sheet is at 1:%d", n)
	}
	if n := compile(t, signage.Sign{Size: s, Text: "QR"}).Scale(nil); n != 10 {
		t.Errorf("the sheet with the bleed that vinyl has is at 1:%d", n)
	}
	d := compile(t, signage.Sign{Size: s, Text: "QR", Shop: shop(t, "hiflex-eyelets")})
	if n := d.Scale(nil); n != 10 {
		t.Errorf("the sheet with its bleed is at 1:%d", n)
	}
	if n := d.Scale(&signage.PDFOptions{Profile: signage.PressX4, UserUnit: true}); n != 1 {
		t.Errorf("with larger units it is at 1:%d", n)
	}
	if n := d.Scale(&signage.PDFOptions{Profile: signage.Office}); n != 1 {
		t.Errorf("an office file, which has no bleed, is at 1:%d", n)
	}
}

func TestProfilesRefused(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "poster-a4"), Text: "QR"})
	for _, o := range []*signage.PDFOptions{{Profile: "rgb"}, {ICC: []byte("không phải hồ sơ màu")}, {ICC: make([]byte, signage.MaxProfileBytes+1)}} {
		if err := d.WritePDF(nil, o); !errors.Is(err, signage.ErrProfile) {
			t.Errorf("%s: error %v, want ErrProfile", o.Profile, err)
		}
	}
}

func TestFileName(t *testing.T) {
	s := shop(t, "hiflex-hem")
	sign := signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "QR", Shop: s}
	for pattern, want := range map[string]string{
		"":                        "cổng",
		"{name}-{size}":           "cổng-6000x800mm",
		"{shop}_{name} {size} in": "hiflex-hem_cổng 6000x800mm in",
	} {
		s.FileName = pattern
		if got, err := compile(t, sign).FileName("cổng"); got != want || err != nil {
			t.Errorf("%q: %q (%v), want %q", pattern, got, err, want)
		}
	}
	sign.Shop = nil
	if got, err := compile(t, sign).FileName("cổng"); got != "cổng" || err != nil {
		t.Errorf("without a shop: %q (%v)", got, err)
	}
	s.FileName = "{name}-{hash}"
	sign.Shop = s
	one, _ := compile(t, sign).FileName("a")
	again, _ := compile(t, sign).FileName("a")
	sign.Text = "QR 2"
	other, _ := compile(t, sign).FileName("a")
	if one != again || one == other {
		t.Errorf("the names of a design: %s, %s; of another: %s", one, again, other)
	}
}

// A sheet wider than all rolls is welded, and the user is told when text is cut by a weld.
func TestWelds(t *testing.T) {
	narrow := shop(t, "hiflex-hem")
	narrow.Rolls = []float64{1600}
	d := compile(t, signage.Sign{Size: size(t, "12000x8000mm"), Slogan: "chao-mung", Shop: narrow})
	warned := false
	for _, g := range d.Diagnostics() {
		warned = warned || g.Code == "weld"
	}
	if !warned {
		t.Error("a pano of 12 × 8 m from rolls of 1.6 m without a word on its welds")
	}
}

// Equal short names mean equal prints: what the options change counts, and what is not seen does not.
func TestHashIsOfThePicture(t *testing.T) {
	name := func(sign signage.Sign, o *signage.Options) string {
		s := shop(t, "offset")
		s.FileName = "{name}{hash}"
		sign.Shop, sign.Size = s, size(t, "poster-a4")
		d, err := signage.Compile(sign, o)
		if err != nil {
			t.Fatal(err)
		}
		hash, err := d.FileName("")
		if err != nil {
			t.Fatal(err)
		}
		return hash
	}
	sign := signage.Sign{Text: "CHÀO MỪNG ĐẠI HỘI CÔNG DÂN SỐ"}
	plain := name(sign, nil)
	if got := name(sign, &signage.Options{Phrases: []string{"mừng đại", "hội công"}}); got == plain {
		t.Error("other phrases, another picture, the same name")
	}
	serif, err := fonts.Lookup("tinos-700")
	if err != nil {
		t.Fatal(err)
	}
	if got := name(sign, &signage.Options{Fonts: fonts.Set{Display: serif, Condensed: serif}}); got == plain {
		t.Error("another font has the same name")
	}
	if got := name(signage.Sign{Text: "CHÀO MỪNG ĐẠI HỘI CÔNG DÂN SỐ", Theme: "do"}, nil); got != name(signage.Sign{Text: "CHÀO MỪNG ĐẠI HỘI CÔNG DÂN SỐ", Theme: "do", Steps: []string{"không dùng"}}, nil) {
		t.Error("what is not drawn changes the name")
	}
}

// A sign without a shop has a bleed in its press files alone, and what they print passes without a warning; the layout is
// that of the trimmed sign.
func TestPlainSignsHaveABleed(t *testing.T) {
	for id, bleed := range map[string]float64{
		"bang-ron-6x0.8": 20, "bang-ron-doc-1x2.5": 20, "phuon-0.6x2": 20, "pano-4x3": 20, "backdrop-4x3": 20, "standee-80x180": 5,
		"poster-a0": 3, "poster-a4": 3, "hop-den-60x90": 3, "500mm x 100mm": 10, "210mm x 297mm": 3,
	} {
		s := size(t, id)
		d := compile(t, signage.Sign{Size: s, Text: "QR"})
		if sheet := d.Sheet(); math.Abs(sheet.Width-s.Width-2*bleed) > 1e-9 || math.Abs(sheet.Height-s.Height-2*bleed) > 1e-9 {
			t.Errorf("%s: the sheet is %s, with a bleed of %v", id, sheet, bleed)
		}
		var file bytes.Buffer
		if err := d.WritePDF(&file, nil); err != nil {
			t.Fatal(err)
		}
		report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), nil)
		if err != nil {
			t.Fatal(err)
		}
		if page := report.Pages[0]; len(report.Findings) > 0 || math.Abs(page.Width-s.Width) > 0.1 || math.Abs(page.Bleed-bleed) > 0.1 {
			t.Errorf("%s: page %+v, findings %+v", id, page, report.Findings)
		}
		trimmed := compile(t, signage.Sign{Size: s, Text: "QR", Shop: &signage.Shop{}})
		if trimmed.Sheet() != (signage.Size{Width: s.Width, Height: s.Height}) {
			t.Errorf("%s: a shop that wants the trimmed sign is given %s", id, trimmed.Sheet())
		}
		picture, err := d.Image(&signage.PNGOptions{Width: 200})
		if err != nil {
			t.Fatal(err)
		}
		if high := math.Round(200 * s.Height / s.Width); math.Abs(float64(picture.Bounds().Dy())-high) > 1 {
			t.Errorf("%s: a picture of %v", id, picture.Bounds())
		}
	}
	if sheet := compile(t, signage.Sign{Size: size(t, "web-1200x300"), Text: "QR"}).Sheet(); sheet.String() != "1200 × 300 px" {
		t.Errorf("a sign for screens has a sheet of %s", sheet)
	}
}

// A name that has the size already is not given it again.
func TestFileNameSaysTheSizeOnce(t *testing.T) {
	named := func(pattern, name string) string {
		s := shop(t, "hiflex-hem")
		s.FileName = pattern
		got, err := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "QR", Shop: s}).FileName(name)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, c := range [][3]string{
		{"{name}-{size}", "bang-ron", "bang-ron-6000x800mm"},
		{"{name}-{size}", "bang-ron-6000x800mm", "bang-ron-6000x800mm"},
		{"{name}-{size}", "bang ron 6000x800mm duyệt", "bang ron 6000x800mm duyệt"},
		{"{name}-{size}", "6000x800mm", "6000x800mm"},
		{"{name}-{size}", "16000x800mm", "16000x800mm-6000x800mm"},
		{"{size}_{name}", "bang-ron-6000x800mm", "bang-ron-6000x800mm"},
		{"{shop} {size} {name}", "bang-ron-6000x800mm", "hiflex-hem bang-ron-6000x800mm"},
	} {
		if got := named(c[0], c[1]); got != c[2] {
			t.Errorf("%s of %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
	nameless := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "QR", Shop: &signage.Shop{FileName: "{name}-{shop}"}})
	if got, err := nameless.FileName("a"); got != "a" || err != nil {
		t.Errorf("of a shop without an ID: %s, %v", got, err)
	}
}
