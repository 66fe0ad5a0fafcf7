package signage_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
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
	for _, name := range []string{"bang-ron-6x0.8", "pano-3x2", "standee-80x180", "web-1200x300"} {
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
