package signage_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// printed is what another program reads of a document's office PDF.
func printed(t testing.TB, d *signage.Document) string {
	t.Helper()
	var file bytes.Buffer
	if err := d.WritePDF(&file, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(scenetest.Program(t, "pdftotext"), "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return joined(string(out))
}

// joined leaves spaces out: readers guess them from the distances of letters.
func joined(s string) string { return strings.Join(strings.Fields(s), "") }

func TestProof(t *testing.T) {
	for _, name := range []string{"bang-ron-6x0.8", "pano-3x2", "standee-80x180", "phuon-0.8x2.5", "web-1200x300"} {
		d := compile(t, signage.Sign{Size: size(t, name), Slogan: "chao-mung", Unit: "UBND xã Tân Trào"})
		proof, err := d.Proof()
		if err != nil {
			t.Fatal(err)
		}
		text := printed(t, proof)
		for _, want := range []string{"BẢN DUYỆT MA-KÉT", signage.Unapproved, d.Size().String(), "Chữ cao", "Người duyệt"} {
			if !strings.Contains(text, joined(want)) {
				t.Errorf("%s: no %q in\n%s", name, want, text)
			}
		}
		inside(t, name, proof)
		// The stamp is read whole on upright signs too.
		for _, n := range proof.Pages()[0].Layers[0].Nodes {
			if strip, ok := n.(*scene.Placed); ok && strip.Scene.Title == "" {
				if word := strip.Scene.Layers[0].Nodes[0].Bounds(); word.X0 < strip.Clip.X0 || word.X1 > strip.Clip.X1 {
					t.Errorf("%s: the stamp at %v is cut off by %v", name, word, strip.Clip)
				}
				break
			}
		}
	}
}

func TestTicket(t *testing.T) {
	for s := range signage.Shops() {
		d := compile(t, signage.Sign{Size: size(t, "pano-6x4"), Slogan: "chao-mung", Shop: &s})
		ticket, err := d.Ticket(signage.Ticket{File: "pano.pdf", SHA256: strings.Repeat("ab", 32), Quantity: 3, Contact: "Ông An"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		text := printed(t, ticket)
		for _, want := range []string{"PHIẾU IN", "6 × 4 m", "PHÓNG 10 LẦN", "3 bản", s.Name, "PDF/X-1a:2003", "pano.pdf", strings.Repeat("ab", 32), "Ông An", "C0 M0 Y0 K0"} {
			if strings.Contains(text, joined(want)) == (want == "C0 M0 Y0 K0") {
				t.Errorf("%s: %q in\n%s", s.ID, want, text)
			}
		}
		inside(t, s.ID, ticket)
	}
}

// A ticket says what the shop does on which side, where it welds, every ink that it prints, and how it opens the file.
func TestTicketQuantity(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "poster-a4"), Text: "QR"})
	for quantity, fits := range map[int]bool{-1: false, 0: true, 1: true, signage.MaxQuantity: true, signage.MaxQuantity + 1: false} {
		_, err := d.Ticket(signage.Ticket{Quantity: quantity}, nil)
		if fits != (err == nil) || err != nil && !errors.Is(err, signage.ErrTicket) {
			t.Errorf("%d copies: %v", quantity, err)
		}
	}
}

func TestTicketInWords(t *testing.T) {
	preset := func(id string) *signage.Shop { return shop(t, id) }
	own := &signage.Shop{Rolls: []float64{1600}, Weld: 30, Profile: signage.PressX4, UserUnit: true}
	for _, c := range []struct {
		name      string
		sign      signage.Sign
		has, lack []string
	}{
		{"pockets", signage.Sign{Size: size(t, "10x1m"), Shop: preset("hiflex-pocket")},
			[]string{"30 mm trên và dưới, 100 mm trái và phải", "Ống luồn cây, gấp ra sau và may, 100 mm trái và phải", "các sắc độ hoa văn", "C0 M100 Y100 K5"}, []string{"logo: theo tệp", "màu nữa"}},
		{"eyelets and a weld", signage.Sign{Size: size(t, "pano-6x4"), Shop: preset("hiflex-eyelets"), Logo: emblem},
			[]string{"cách nhau không quá 991,7 mm", "1 mối ghép ngang, chồng 30 mm, cuộn rộng 2500 mm; giữa mối cách mép trên", "logo: theo tệp", "C100 M85 Y20 K35"}, []string{"Cyan", "K34"}},
		{"spot inks", signage.Sign{Size: size(t, "300x200mm"), Shop: preset("decal-trong")}, []string{"CutContour", "White"}, nil},
		{"a shop of few words", signage.Sign{Size: size(t, "6x4m"), Shop: own}, []string{"UserUnit 10", "PHÓNG 10 LẦN", "Vật liệu…"}, []string{", ,", "1:10"}},
	} {
		c.sign.Slogan = "chao-mung"
		ticket, err := compile(t, c.sign).Ticket(signage.Ticket{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		text := printed(t, ticket)
		for _, want := range c.has {
			if !strings.Contains(text, joined(want)) {
				t.Errorf("%s: no %q in\n%s", c.name, want, text)
			}
		}
		for _, no := range c.lack {
			if strings.Contains(text, joined(no)) {
				t.Errorf("%s: %q in\n%s", c.name, no, text)
			}
		}
	}
	for code, d := range map[string]*signage.Document{
		"ticket-screen": compile(t, signage.Sign{Size: size(t, "web-1200x300"), Slogan: "chao-mung"}),
		"ticket-office": compile(t, signage.Sign{Size: size(t, "poster-a4"), Slogan: "chao-mung", Shop: &signage.Shop{Profile: signage.Office}}),
	} {
		_, err := d.Ticket(signage.Ticket{}, nil)
		var refused *signage.Error
		if !errors.Is(err, signage.ErrProfile) || !errors.As(err, &refused) || refused.Diagnostics[0].Code != code || refused.Diagnostics[0].FixVI == "" {
			t.Errorf("error %v, want %s with a remedy", err, code)
		}
	}
}

// The proof says where the code leads.
func TestProofSaysWhereTheCodeLeads(t *testing.T) {
	proof, err := compile(t, signage.Sign{Size: size(t, "poster-a2"), Slogan: "chao-mung", Code: &signage.Code{Payload: portal}}).Proof()
	if err != nil {
		t.Fatal(err)
	}
	if text := printed(t, proof); !strings.Contains(text, joined("dẫn tới "+portal+"; mỗi ô vuông")) {
		t.Error(text)
	}
}

// The ticket names the profile, and takes no contact that it cannot show.
func TestTicketSaysTheProfileAndTheContact(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "poster-a4"), Slogan: "chao-mung"})
	own, err := icc.Fogra39().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for want, o := range map[string]*signage.PDFOptions{"FOGRA39": nil, "ISO Coated v2 300% (basICColor)": {ICC: own}} {
		ticket, err := d.Ticket(signage.Ticket{Contact: "Lan, 0912 345 678"}, o)
		if err != nil {
			t.Fatal(err)
		}
		if text := printed(t, ticket); !strings.Contains(text, joined(want)) || !strings.Contains(text, "0912345678") {
			t.Errorf("no %s in %s", want, text)
		}
	}
	for _, contact := range []string{"Lan 😀", strings.Repeat("W", 3000)} {
		_, err := d.Ticket(signage.Ticket{Contact: contact}, nil)
		var refused *signage.Error
		if !errors.Is(err, signage.ErrTicket) || !errors.As(err, &refused) || refused.Diagnostics[0].Field != "contact" || refused.Diagnostics[0].FixVI == "" {
			t.Errorf("%.10q: %v", contact, err)
		}
	}
}

// inside holds everything on a page to the page.
func inside(t testing.TB, name string, d *signage.Document) {
	t.Helper()
	page := d.Pages()[0]
	for _, layer := range page.Layers {
		for _, n := range layer.Nodes {
			if !page.Trim().Contains(n.Bounds(), 0) {
				t.Errorf("%s: %v leaves the page", name, n.Bounds())
			}
		}
	}
}
