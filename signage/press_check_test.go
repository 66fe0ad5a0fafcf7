package signage_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/bangron/bangron/signage"
)

// Whatever is written passes our own check without a warning: every size of the catalogue in every profile and for every
// shop, with all that a sign can have, and the pages that go with it.
func TestAllThatIsWrittenPasses(t *testing.T) {
	if testing.Short() {
		t.Skip("some two thousand files take too long under the race detector")
	}
	shops := []*signage.Shop{nil}
	for shop := range signage.Shops() {
		shops = append(shops, &shop)
	}
	for size := range signage.Sizes() {
		t.Run(size.ID, func(t *testing.T) {
			t.Parallel()
			written := 0
			passes := func(what string, d *signage.Document, o *signage.PDFOptions) {
				var file bytes.Buffer
				if err := d.WritePDF(&file, o); err != nil {
					t.Errorf("%s: %v", what, err)
					return
				}
				report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), nil)
				if err != nil {
					t.Errorf("%s: %v", what, err)
					return
				}
				written++
				for _, f := range report.Findings {
					t.Errorf("%s: %s (%s) at %v: %s", what, f.Rule, f.Severity, f.Place, f.EN)
				}
			}
			for _, shop := range shops {
				s := full(t, size.ID, "chao-mung").sign
				s.Shop = shop
				id := "no shop"
				if shop != nil {
					id = shop.ID
				}
				d, err := signage.Compile(s, nil)
				if errors.Is(err, signage.ErrShop) || errors.Is(err, signage.ErrFit) {
					continue // the finishing leaves this size no room
				}
				if err != nil {
					t.Errorf("%s: %v", id, err)
					continue
				}
				passes(id, d, nil)
				if size.Pixels {
					continue
				}
				for _, o := range []signage.PDFOptions{
					{Profile: signage.Press}, {Profile: signage.PressX4}, {Profile: signage.PressX4, UserUnit: true}, {Profile: signage.Office},
				} {
					passes(id+" "+string(o.Profile), d, &o)
				}
				for what, sheet := range map[string]func() (*signage.Document, error){
					"ticket":  func() (*signage.Document, error) { return d.Ticket(signage.Ticket{File: "a.pdf"}, nil) },
					"proof":   d.Proof,
					"diagram": d.Diagram,
				} {
					page, err := sheet()
					if shop == nil && what == "diagram" {
						continue
					}
					if err != nil {
						t.Errorf("%s, %s: %v", id, what, err)
						continue
					}
					passes(id+", "+what, page, nil)
				}
			}
			if !size.Pixels && written < 20 || written == 0 {
				t.Errorf("only %d files", written)
			}
		})
	}
}

// Signs on sheets of an office printer and of a shop pass as well.
func TestTiledSignsPass(t *testing.T) {
	for _, sheets := range []string{"a4", "a3", "1500x900mm"} {
		paper, err := signage.LookupPaper(sheets, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"pano-3x2", "bang-ron-3x1", "phuon-0.6x2", "poster-a2"} {
			d, err := compile(t, full(t, id, "chao-mung").sign).Tile(paper, 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, profile := range []signage.Profile{"", signage.Press, signage.PressX4} {
				var file bytes.Buffer
				if err := d.WritePDF(&file, &signage.PDFOptions{Profile: profile}); err != nil {
					t.Errorf("%s on %s, %s: %v", id, sheets, profile, err)
					continue
				}
				report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), nil)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range report.Findings {
					t.Errorf("%s on %s, %s: %s on page %d at %v: %s", id, sheets, profile, f.Rule, f.Page, f.Place, f.EN)
				}
			}
		}
	}
}

// A logo that is seen through is mixed into what lies below, or transparent, and passes as well.
func TestLogosThatAreSeenThroughPass(t *testing.T) {
	shaded := &signage.Logo{Name: "logo.svg", File: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<rect width="100" height="100" fill="#fff" opacity=".35"/><circle cx="50" cy="50" r="40" fill="#0054a6" opacity=".5"/>
<g opacity=".8"><rect x="30" y="30" width="15" height="40"/><rect x="55" y="30" width="15" height="40" fill="#ffe100"/></g></svg>`)}
	for _, id := range []string{"bang-ron-6x0.8", "phuon-0.6x2", "poster-a4", "backdrop-4x3"} {
		s := full(t, id, "chao-mung").sign
		s.Logo = shaded
		d := compile(t, s)
		for _, profile := range []signage.Profile{signage.Press, signage.PressX4, signage.Office} {
			var file bytes.Buffer
			if err := d.WritePDF(&file, &signage.PDFOptions{Profile: profile}); err != nil {
				t.Errorf("%s, %s: %v", id, profile, err)
				continue
			}
			report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range report.Findings {
				t.Errorf("%s, %s: %s at %v: %s", id, profile, f.Rule, f.Place, f.EN)
			}
		}
	}
}

// What the rules warn of in a press file is said when it is written, once for each rule.
func TestWriterWarns(t *testing.T) {
	for _, c := range []struct {
		sign signage.Sign
		want []string
	}{
		{signage.Sign{Size: size(t, "bang-ron-6x0.8"), Slogan: "chao-mung", Unit: "UBND xã Tân Trào"}, nil},
		{signage.Sign{Size: size(t, "60x90mm"), Slogan: "chao-mung", Unit: "UBND xã Tân Trào", Theme: "do", Shop: shop(t, "offset")}, []string{"press-reversed-small-text"}},
	} {
		var got []string
		o := &signage.PDFOptions{Profile: signage.Press, Warn: func(d signage.Diagnostic) {
			if d.Severity != signage.SeverityWarning || d.VI == "" || d.EN == "" {
				t.Errorf("%+v", d)
			}
			got = append(got, d.Code)
		}}
		if err := compile(t, c.sign).WritePDF(io.Discard, o); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%v: no %s in %v", c.sign.Size, want, got)
			}
		}
		if c.want == nil && got != nil || len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) {
			t.Errorf("%v: %v", c.sign.Size, got)
		}
	}
}

// A board for a print shop has its true size and a bleed, whatever the dots that it is laid out by.
func TestPressBoardsBleed(t *testing.T) {
	b := hall(t, paper(t, "a3", false), signage.SampleProcedures()[:4])
	var file bytes.Buffer
	if err := compileBoard(t, b).WritePDF(&file, &signage.PDFOptions{Profile: signage.Press}); err != nil {
		t.Fatal(err)
	}
	report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Pages {
		if math.Abs(p.Width-b.Size.Width) > 0.01 || math.Abs(p.Height-b.Size.Height) > 0.01 || math.Abs(p.Bleed-3) > 0.01 {
			t.Errorf("%.2f × %.2f mm with a bleed of %.2f", p.Width, p.Height, p.Bleed)
		}
	}
	for _, f := range report.Findings {
		if f.Rule == "bleed" {
			t.Error(f.VI)
		}
	}
}
