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

// The words of an office file can be searched and copied, as whole words, line by line.
func TestOfficeSignsAreSearchable(t *testing.T) {
	program := scenetest.Program(t, "pdftotext")
	for _, name := range []string{"bang-ron-6x0.8", "phuon-0.8x2.5", "poster-a2", "standee-80x180", "pano-4x3", "60x90mm", "1200x628px"} {
		d := compile(t, signage.Sign{Size: size(t, name), Slogan: "chao-mung", Unit: "UBND xã Tân Trào"})
		var file bytes.Buffer
		if err := d.WritePDF(&file, &signage.PDFOptions{Profile: signage.Office}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "sign.pdf")
		if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, order := range [][]string{{"-raw", path, "-"}, {path, "-"}} {
			out, err := exec.Command(program, order...).Output()
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range d.Lines() {
				if !strings.Contains(string(out), l.Text) {
					t.Errorf("%s: no line %q in %q", name, l.Text, out)
				}
			}
		}
	}
}
