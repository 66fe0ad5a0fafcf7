package fonts_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/bangron/bangron/fonts"
)

// A line is set in font units; its size comes in when it is placed.
func Example() {
	face, err := fonts.Lookup("be-vietnam-pro-800")
	if err != nil {
		fmt.Println(err)
		return
	}
	glyphs, advance, err := face.Shape("ĐỔI MỚI")
	if err != nil {
		fmt.Println(err)
		return
	}
	const capHeight = 200 // mm
	mm := capHeight / face.CapHeight()
	fmt.Printf("%d glyphs, %.1f mm wide\n", len(glyphs), advance*mm)
	top := 0.0
	for _, g := range glyphs {
		outline, err := face.Outline(g.ID)
		if err != nil {
			fmt.Println(err)
			return
		}
		top = max(top, g.Y+outline.Max.Y)
	}
	fmt.Printf("ink up to %.1f mm above the baseline\n", top*mm)
	// Output:
	// 7 glyphs, 1127.8 mm wide
	// ink up to 315.7 mm above the baseline
}

func ExampleAll() {
	for e := range fonts.All() {
		fmt.Printf("%s: %s\n", e.ID, e.Role)
	}
	// Output:
	// be-vietnam-pro-800: chữ lớn của băng rôn, pano
	// be-vietnam-pro-700: đầu mục, tên đơn vị
	// be-vietnam-pro-400: chữ thường
	// barlow-condensed-700: khẩu hiệu dài
	// anton-400: chữ đậm hẹp, chỉ để nhìn gần
	// tinos-700: quốc hiệu, tiêu ngữ
	// tinos-400: thông báo, báo cáo
}

// A font for English lacks most of the letters; the error names them.
func ExampleParse() {
	file, err := os.ReadFile("testdata/english.ttf")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = fonts.Parse(file)
	var missing *fonts.CoverageError
	if errors.As(err, &missing) {
		fmt.Println(missing.Font, "lacks", len(missing.Missing), "letters")
	}
	var e *fonts.Error
	if errors.As(err, &e) {
		fmt.Println(e.VI)
		fmt.Println(e.FixVI)
	}
	// Output:
	// Bangron English lacks 134 letters
	// Phông “Bangron English” thiếu 134 chữ: À Á Â Ã È É Ê Ì Í Ò Ó Ô Õ Ù Ú Ý à á â ã è é ê ì í ò ó ô õ ù ú ý Ă ă Đ đ Ĩ ĩ Ũ ũ Ơ ơ Ư ư Ạ ạ Ả ả Ấ ấ Ầ ầ Ẩ ẩ Ẫ ẫ Ậ ậ Ắ ắ Ằ ằ Ẳ ẳ Ẵ ẵ Ặ ặ Ẹ ẹ Ẻ ẻ Ẽ ẽ Ế ế Ề ề Ể ể Ễ ễ Ệ ệ Ỉ ỉ Ị ị Ọ ọ Ỏ ỏ Ố ố Ồ ồ Ổ ổ Ỗ ỗ Ộ ộ Ớ ớ Ờ ờ Ở ở Ỡ ỡ Ợ ợ Ụ ụ Ủ ủ Ứ ứ Ừ ừ Ử ử Ữ ữ Ự ự Ỳ ỳ Ỵ ỵ Ỷ ỷ Ỹ ỹ.
	// Dùng bản phông Unicode đủ tiếng Việt, hoặc một phông có sẵn.
}

func ExampleFace_Missing() {
	face, err := fonts.Lookup("be-vietnam-pro-700")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", face.Missing("Tầng 2 → phòng № 5"))
	// Output:
	// ['№' '→']
}
