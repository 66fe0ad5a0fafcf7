package spec_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/spec"
)

func ExampleRead() {
	file := strings.NewReader(`
version: 1
size: bang-ron-6x0.8
slogan: chao-mung
unit: UBND xã Tân Trào
`)
	s, err := spec.Read(file, ".")
	if err != nil {
		fmt.Println(err)
		return
	}
	sign, options, err := s.Design()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := signage.Compile(sign, options)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(doc.Size(), doc.Lines()[0].Text)
	// Output: 6 × 0,8 m CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10
}

func ExampleError() {
	_, err := spec.Read(strings.NewReader("version: 1\nsize: 6m x 80cm\n\nslogann: chao-mung\n"), ".")
	var refused *spec.Error
	if errors.As(err, &refused) {
		for _, d := range refused.Diagnostics {
			fmt.Println(d.Message("vi"))
		}
	}
	// Output: Dòng 4: không có mục “slogann”. Có phải “slogan”?
}

func ExampleColors() {
	theme, err := signage.LookupTheme("do")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(spec.Colors(theme)["ground"])
	// Output: C0 M100 Y100 K5
}
