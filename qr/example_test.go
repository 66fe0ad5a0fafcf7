package qr_test

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	"github.com/bangron/bangron/qr"
)

// A code for a procedure, from its code to the size at which it is printed.
func Example() {
	link, err := qr.SearchLink("1.001193")
	if err != nil {
		panic(err)
	}
	payload, err := qr.URL(link, nil)
	if err != nil {
		panic(err)
	}
	code, err := qr.Encode(payload, nil)
	if err != nil {
		panic(err)
	}
	extent, err := qr.Sizing{ScanDistance: 800}.Smallest(code.Size())
	if err != nil {
		panic(err)
	}
	fmt.Println(qr.Host(code.Payload()))
	fmt.Printf("version %d-%v, %d modules\n", code.Version(), code.Given(), code.Size())
	fmt.Printf("%.0f mm, %.1f mm with the quiet zone, %.2f mm a module\n", extent.Symbol, extent.Outer, extent.Module)
	// Output:
	// dichvucong.gov.vn
	// version 5-M, 37 modules
	// 80 mm, 97.3 mm with the quiet zone, 2.16 mm a module
}

// All dark modules are painted as one path.
func ExampleCode_Outline() {
	code, err := qr.Encode("1022", nil)
	if err != nil {
		panic(err)
	}
	contours := 0
	for contour := range code.Outline() {
		if contours == 0 {
			fmt.Println(contour)
		}
		contours++
	}
	fmt.Println(contours, "contours in a square of", code.Outer(), "modules")
	// Output:
	// [(11,4) (11,11) (4,11) (4,4)]
	// 36 contours in a square of 29 modules
}

// A box that is too small says what would do.
func ExampleSizing_Fit() {
	_, err := qr.Sizing{ScanDistance: 460}.Fit(37, 40)
	fmt.Println(err)
	var small *qr.TooSmallError
	fmt.Println(errors.As(err, &small), small.Need.Symbol)
	// Output:
	// mã QR 37×37 ô rộng 32,9 mm là quá nhỏ: cần ít nhất 46 mm (56 mm kể cả lề trắng), mỗi ô từ 1,24 mm / a QR code of 37×37 modules, 32.9 mm wide, is too small: it needs at least 46 mm (56 mm with its quiet zone), 1.24 mm a module
	// true 46
}

func ExampleLinkPolicy_Check() {
	policy := &qr.LinkPolicy{Override: []string{"zalo.me"}}
	for _, link := range []string{
		"https://dichvucong.gov.vn/",
		"https://dichvucong.gov.vn.evil.com/",
		"https://dichvucong.gоv.vn/", // with a Cyrillic о
		"https://zalo.me/3368152378193186389",
	} {
		verdict := policy.Check(link)
		fmt.Printf("%v %q\n", verdict.OK(), verdict.Overridden)
		for _, f := range verdict.Findings {
			fmt.Printf("  %v %s: %s; %s\n", f.Severity, f.Code, f.Message.EN, f.Remedy.EN)
		}
	}
	// Output:
	// true ""
	// false ""
	//   refusal link-imitation: the host dichvucong.gov.vn.evil.com looks like that of an office but is not below .gov.vn: it may be a fraud; check where the address comes from, and type the true one by hand
	// false ""
	//   refusal link-mixed-script: the host "dichvucong.gо⟨U+043E⟩v.vn" mixes scripts to look like another: the character “о” of the script Cyrillic (U+043E); type the host again by hand
	// true "zalo.me"
	//   warning link-overridden: the host zalo.me is not on the list and was admitted by name; whoever approves the sign has to know
}

func ExampleVietQR_Payload() {
	payload, err := qr.VietQR{BIN: "970403", Account: "0011012345678", Dynamic: true, Amount: 8000, Purpose: "Lệ phí khai sinh"}.Payload()
	if err != nil {
		panic(err)
	}
	fmt.Println(payload)
	_, err = qr.VietQR{BIN: "97040300", Account: "0011012345678"}.Payload()
	fmt.Println(err)
	// Output:
	// 00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA5303704540480005802VN62200816Le phi khai sinh63041A23
	// VietQR, trường 38/01/00: mã ngân hàng (BIN) “97040300” phải có đúng 6 chữ số; tra mã BIN của ngân hàng, như 970403 / field 38/01/00: bank identifier (BIN) "97040300" must have exactly 6 digits; look up the bank's BIN, such as 970403
}

// A published code whose account is a digit longer than it says.
func ExampleParseVietQR() {
	_, err := qr.ParseVietQR("00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN63043F01")
	var malformed *qr.VietQRError
	if errors.As(err, &malformed) {
		fmt.Println(malformed.Field, malformed.Reason.EN)
	}
	// Output:
	// 38/01 "8" does not begin with 2 digits of identifier and 2 of length
}

func ExampleDecode() {
	code, err := qr.Encode("Tân Trào", nil)
	if err != nil {
		panic(err)
	}
	page := image.NewGray(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		for x := range 200 {
			if !code.Black(x/4-10, y/4-10) {
				page.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	found, err := qr.Decode(page, page.Bounds())
	fmt.Println(found.Text, found.Bounds, err)
	// Output: Tân Trào (40,40)-(124,124) <nil>
}

func ExampleWiFi_Payload() {
	fmt.Println(qr.WiFi{SSID: "Một cửa Tân Trào", Password: "chuyendoiso"}.Payload())
	// Output: WIFI:T:WPA;S:Một cửa Tân Trào;P:chuyendoiso;; <nil>
}
