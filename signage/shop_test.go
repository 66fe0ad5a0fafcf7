package signage_test

import (
	"errors"
	"math"
	"testing"

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

// Whatever the shop does with a sign, its ground runs into the bleed, what must be read stays in the safe zone and out of
// the eyelets, and marks stand outside the bleed.
func TestShopsAndSigns(t *testing.T) {
	for s := range signage.Shops() {
		for _, name := range []string{"bang-ron-6x0.8", "bang-ron-doc-1x2.5", "pano-4x3", "poster-a2", "standee-80x180"} {
			d := compile(t, signage.Sign{Size: size(t, name), Slogan: "chao-mung", Unit: "UBND xã Tân Trào", Shop: &s})
			page := d.Pages()[0]
			if page.Bleed != scene.Even(s.Bleed) {
				t.Errorf("%s, %s: bleed %v", s.ID, name, page.Bleed)
			}
			var ground scene.Rect
			for _, n := range page.Layers[0].Nodes {
				ground = ground.Union(n.Bounds())
			}
			if !ground.Contains(page.BleedBox(), 1e-6) {
				t.Errorf("%s, %s: the ground %v does not cover the bleed %v", s.ID, name, ground, page.BleedBox())
			}
			trim := page.Trim()
			if least := trim.Inset(s.Safe); !least.Contains(page.Safe, 1e-6) {
				t.Errorf("%s, %s: the safe zone %v is wider than %v", s.ID, name, page.Safe, least)
			}
			for _, layer := range page.Layers {
				for _, n := range layer.Nodes {
					box := n.Bounds()
					switch layer.Name {
					case scene.Text, scene.Code:
						if !page.Safe.Contains(box, 1e-6) {
							t.Errorf("%s, %s: %v leaves the safe zone %v", s.ID, name, box, page.Safe)
						}
						for _, k := range page.Keepouts {
							if k.Intersects(box) {
								t.Errorf("%s, %s: %v stands on the eyelet at %v", s.ID, name, box, k)
							}
						}
					case scene.Marks:
						if !page.Sheet().Contains(box, 1e-6) {
							t.Errorf("%s, %s: the mark %v leaves the sheet %v", s.ID, name, box, page.Sheet())
						}
						if fill, ok := n.(*scene.Fill); ok && !fill.Ink.Registration && box.Intersects(page.BleedBox()) {
							t.Errorf("%s, %s: the mark %v lies in the bleed", s.ID, name, box)
						}
					}
				}
			}
			if marked := page.Layers[len(page.Layers)-1].Name == scene.Marks; marked != s.Marks || (page.Cut != nil) != s.Cut || (page.White != nil) != s.White {
				t.Errorf("%s, %s: marks %v, cut %v, white %v", s.ID, name, marked, page.Cut != nil, page.White != nil)
			}
			if want := s.EyeletSpacing > 0; (len(page.Keepouts) > 0) != want {
				t.Errorf("%s, %s: %d eyelets", s.ID, name, len(page.Keepouts))
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
		"hem without bleed":           func(s *signage.Shop) { s.Bleed, s.Hem = 0, 30 },
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
	if n := compile(t, signage.Sign{Size: s, Text: "QR"}).Scale(nil); n != 1 {
		t.Errorf("the trimmed sheet is at 1:%d", n)
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
