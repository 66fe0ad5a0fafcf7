package signage_test

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/bangron/bangron/signage"
)

func Example() {
	size, err := signage.LookupSize("bang-ron-6x0.8")
	if err != nil {
		log.Fatal(err)
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Slogan: "chao-mung", Unit: "UBND xã Tân Trào"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, l := range doc.Lines() {
		fmt.Printf("%s: chữ cao %.0f mm, đọc rõ từ %.0f m: %s\n", l.Role, l.CapHeight, l.Comfortable, l.Text)
	}
	var pdf bytes.Buffer
	if err := doc.WritePDF(&pdf, nil); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("tỉ lệ 1:%d, %s…\n", doc.Scale(nil), pdf.Bytes()[:5])
	// Output:
	// main: chữ cao 230 mm, đọc rõ từ 28 m: CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10
	// unit: chữ cao 66 mm, đọc rõ từ 8 m: ỦY BAN NHÂN DÂN XÃ TÂN TRÀO
	// tỉ lệ 1:10, %PDF-…
}

// A text of one's own is broken where it says "|", and never where it says "~".
func ExampleCompile() {
	size, err := signage.LookupSize("4m x 1m")
	if err != nil {
		log.Fatal(err)
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Text: "MỖI NGƯỜI DÂN|MỘT KỸ~NĂNG~SỐ", Theme: "xanh"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, l := range doc.Lines() {
		fmt.Println(l.Text)
	}
	// Output:
	// MỖI NGƯỜI DÂN
	// MỘT KỸ NĂNG SỐ
}

// Nothing is guessed: where the sources of a slogan disagree, the error names the candidates.
func ExampleLookupSlogan() {
	_, err := signage.LookupSlogan("chu-de-2025")
	fmt.Println(errors.Is(err, signage.ErrSloganConflict))
	slogan, err := signage.LookupSlogan("chu-de-2025-a")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(slogan.Text)
	// Output:
	// true
	// Chuyển đổi số: Nhanh hơn - hiệu quả hơn - gần dân hơn
}

func ExampleLookupSize() {
	for _, name := range []string{"poster-a2", "6m x 80cm", "1200x300px", "80 inch"} {
		size, err := signage.LookupSize(name)
		var e *signage.Error
		if errors.As(err, &e) {
			fmt.Println(e.Diagnostics[0].VI)
			continue
		}
		fmt.Println(size)
	}
	// Output:
	// 420 × 594 mm
	// 6 × 0,8 m
	// 1200 × 300 px
	// Khổ “80 inch” không có trong danh mục và không đọc được thành rộng x cao.
}

// The three back ends draw the same picture.
func ExampleDocument() {
	size, err := signage.LookupSize("web-1200x300")
	if err != nil {
		log.Fatal(err)
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Slogan: "chao-mung", SecondSlogan: "chu-de-2022"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "bangron")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	png, err := os.Create(filepath.Join(folder, "web.png"))
	if err != nil {
		log.Fatal(err)
	}
	if err := doc.WritePNG(png, nil); err != nil {
		log.Fatal(err)
	}
	if err := png.Close(); err != nil {
		log.Fatal(err)
	}
	picture, err := doc.Image(nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Title())
	fmt.Println(picture.Bounds().Size())
	// Output:
	// CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10 – 1200 × 300 px
	// (1200,300)
}
