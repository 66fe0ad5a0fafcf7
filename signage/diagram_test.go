package signage_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Every shop has a diagram of its work on every printed sign: a page of A4, turned as the sign is, that stays on its sheet
// and can be written.
func TestDiagram(t *testing.T) {
	for s := range signage.Shops() {
		for _, name := range []string{"bang-ron-6x0.8", "phuon-0.8x2.5", "pano-8x4", "poster-a2", "standee-80x180"} {
			sign := signage.Sign{Size: size(t, name), Slogan: "chao-mung", Unit: "UBND xã Tân Trào", Shop: &s}
			if s.Foot > 0 && sign.Size.Height < 1000 {
				continue
			}
			d, err := compile(t, sign).Diagram()
			if err != nil {
				t.Fatalf("%s, %s: %v", s.ID, name, err)
			}
			page := d.Pages()[0]
			if wide := sign.Size.Width >= sign.Size.Height; wide != (page.Width > page.Height) || min(page.Width, page.Height) != 210 {
				t.Errorf("%s, %s: a page of %v × %v mm", s.ID, name, page.Width, page.Height)
			}
			for _, layer := range page.Layers {
				for _, n := range layer.Nodes {
					if !page.Trim().Inset(10).Contains(n.Bounds(), 0) {
						t.Errorf("%s, %s: %v leaves the page", s.ID, name, n.Bounds())
					}
					if g, ok := n.(*scene.Glyphs); ok && len(g.Face.Missing(g.Text)) > 0 {
						t.Errorf("%s, %s: letters of %q are missing", s.ID, name, g.Text)
					}
				}
			}
			var file bytes.Buffer
			if err := d.WritePDF(&file, nil); err != nil || file.Len() > 100_000 {
				t.Errorf("%s, %s: %d bytes, %v", s.ID, name, file.Len(), err)
			}
		}
	}
	var refused *signage.Error
	if _, err := compile(t, signage.Sign{Size: size(t, "poster-a4"), Text: "QR"}).Diagram(); !errors.Is(err, signage.ErrShop) || !errors.As(err, &refused) || refused.Diagnostics[0].FixVI == "" {
		t.Errorf("error %v without a shop, want ErrShop with a remedy", err)
	}
}

// What a sign is warned of is said with its proof and its diagram too, and slits that have no place are not dropped in
// silence.
func TestFinishingIsWarnedOf(t *testing.T) {
	s := shop(t, "hiflex-hem")
	s.Rolls, s.SlitSpacing, s.SlitRadius = []float64{600}, 900, 300
	d := compile(t, signage.Sign{Size: size(t, "4x3m"), Slogan: "chao-mung", Shop: s})
	proof, err := d.Proof()
	if err != nil {
		t.Fatal(err)
	}
	diagram, err := d.Diagram()
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*signage.Document{"sign": d, "proof": proof, "diagram": diagram} {
		for _, code := range []string{"weld", "slits"} {
			if !slices.ContainsFunc(d.Diagnostics(), func(n signage.Diagnostic) bool { return n.Code == code }) {
				t.Errorf("%s: nothing is said of the %s", name, code)
			}
		}
	}
}
