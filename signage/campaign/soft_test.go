package campaign

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// A photo of a board out of focus, with 2.4 pixels to a module, is read once it is enlarged and sharpened.
func TestSoftPictures(t *testing.T) {
	size, err := signage.LookupPaper("a3", false)
	if err != nil {
		t.Fatal(err)
	}
	board, err := signage.CompileBoard(signage.Board{Size: size, Procedures: signage.SampleProcedures()[:16]},
		&signage.BoardOptions{NoVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := board.WritePNG(&file, &signage.PNGOptions{DPI: 90}); err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	photo := outOfFocus(outOfFocus(greyed(page)))
	sharp, err := findCodes(greyed(page), false)
	if err != nil || len(sharp) != 16 {
		t.Fatalf("%d codes in focus, %v", len(sharp), err)
	}
	plain, err := findCodes(clone(photo), false)
	if err != nil {
		t.Fatal(err)
	}
	soft, err := findCodes(photo, true)
	if err != nil {
		t.Fatal(err)
	}
	if len(soft) != len(sharp) || len(soft) <= len(plain) {
		t.Errorf("%d codes, %d without sharpening", len(soft), len(plain))
	}
	for _, f := range soft {
		if !slices.ContainsFunc(sharp, func(g qr.Found) bool { return sameCode(f, g) }) {
			t.Errorf("%s is found where it is not: %v", f.Text, f.Bounds)
		}
	}
}

func clone(m *image.Gray) *image.Gray {
	return &image.Gray{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}
}

// outOfFocus gives every pixel the mean of the nine around it.
func outOfFocus(m *image.Gray) *image.Gray {
	out := clone(m)
	for y := 1; y < m.Rect.Max.Y-1; y++ {
		for x := 1; x < m.Rect.Max.X-1; x++ {
			sum := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					sum += int(m.Pix[(y+dy)*m.Stride+x+dx])
				}
			}
			out.Pix[y*m.Stride+x] = byte(sum / 9)
		}
	}
	return out
}

// A blurred even picture stays as it is, up to its edges, and a doubled one keeps its corners.
func TestBlurAndDouble(t *testing.T) {
	even := image.NewGray(image.Rect(0, 0, 5, 2))
	for i := range even.Pix {
		even.Pix[i] = 77
	}
	for _, m := range []*image.Gray{blur(even), sharpened(even), doubled(even)} {
		if slices.ContainsFunc(m.Pix, func(v byte) bool { return v != 77 }) {
			t.Errorf("%v: %v", m.Rect, m.Pix)
		}
	}
	step := image.NewGray(image.Rect(0, 0, 2, 1))
	step.Pix[1] = 160
	if got := doubled(step); got.Rect != image.Rect(0, 0, 4, 2) || !slices.Equal(got.Pix[:4], []byte{0, 40, 120, 160}) {
		t.Errorf("%v: %v", got.Rect, got.Pix)
	}
}
