package signage_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

func payloadOf(t *testing.T, build func() (string, error)) string {
	t.Helper()
	payload, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

// A poster says with what its code is scanned, and what the code holds.
func TestPostersSayWhatTheirCodesDo(t *testing.T) {
	const camera, both = "Mở máy ảnh và quét mã", "Mở máy ảnh hoặc Zalo và quét mã"
	zalo := &qr.LinkPolicy{Allow: []string{"zalo.me"}}
	for _, tt := range []struct {
		build func() (string, error)
		with  string
		says  []string
	}{
		{func() (string, error) { return "https://dichvucong.gov.vn/", nil }, both, []string{"dichvucong.gov.vn"}},
		{func() (string, error) { return qr.Text("Quầy số 3") }, both, nil},
		{func() (string, error) { return qr.Zalo("ubndtantrao") }, "Mở Zalo và quét mã", []string{"zalo.me",
			"Tài khoản Zalo: ubndtantrao"}},
		{qr.VietQR{BIN: "970403", Account: "0011012345678", Amount: 180000, Purpose: "Nộp lệ phí"}.Payload,
			"Mở ứng dụng ngân hàng và quét mã",
			[]string{"Số tài khoản: 0011012345678", "Mã ngân hàng (BIN): 970403", "Số tiền: 180.000 đồng",
				"Nội dung: Nop le phi"}},
		{qr.WiFi{SSID: "UBND xã Tân Trào", Password: "matkhau123"}.Payload, camera,
			[]string{"Mạng Wi-Fi: UBND xã Tân Trào"}},
		{func() (string, error) { return qr.Tel("1022") }, camera, []string{"Gọi tới: 1022"}},
		{func() (string, error) { return qr.SMS("8077", "TC") }, camera, []string{"Nhắn tin tới: 8077",
			"Nội dung: TC"}},
		{func() (string, error) { return qr.Geo(21.823, 105.214) }, camera, []string{"Tọa độ: 21.823, 105.214"}},
		{func() (string, error) {
			return qr.Contact{Name: "Nguyễn Văn An", Phones: []string{"1022"}}.VCard(nil)
		}, camera, []string{"Danh bạ: Nguyễn Văn An", "Điện thoại: 1022"}},
	} {
		payload := payloadOf(t, tt.build)
		p, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: payload,
			Verb: "Quét mã"}, &signage.BoardOptions{Links: zalo})
		if err != nil {
			t.Fatalf("%q: %v", payload, err)
		}
		said := strings.Join(strings.Fields(read(t, "pdftotext", "-raw", officeFile(t, p), "-")), " ")
		for _, want := range append(tt.says, tt.with) {
			if !strings.Contains(said, want) {
				t.Errorf("%q: no %q in %s", payload, want, said)
			}
		}
		if strings.Contains(said, "matkhau123") {
			t.Errorf("the password is printed: %s", said)
		}
	}
}

// No line beside a code may say what its payload gives the lie.
func TestPostersDoNotLie(t *testing.T) {
	transfer := payloadOf(t, qr.VietQR{BIN: "970403", Account: "0011012345678", Amount: 8000}.Payload)
	open := payloadOf(t, qr.VietQR{BIN: "970403", Account: "0011012345678"}.Payload)
	network := payloadOf(t, qr.WiFi{SSID: "UBND xã Tân Trào", Password: "matkhau123"}.Payload)
	const link, call, abroad, message = "https://tuyenquang.gov.vn/", "tel:1022", "tel:+842073822222", "sms:8077?body=TC"
	for _, tt := range []struct {
		payload, line string
		lie           bool
	}{
		{transfer, "STK 0011012345679", true},
		{transfer, "Số tài khoản: 001 1012 345 679", true},
		{transfer, "Tài khoản Sacombank 0011012345679", true},
		{transfer, "0011012345679 – Sacombank", true},
		{transfer, "STK 0011012345678", false},
		{transfer, "Số tài khoản: 001.101.234.5678 – 970403", false},
		{transfer, "Ngân hàng Sacombank", false},
		{transfer, "Hỏi: 0207 3822 222 00", false},
		{transfer, "Lệ phí 50.000 đồng", true},
		{transfer, "Lệ phí 8.000đ", false},
		{transfer, "Lệ phí 8 nghìn đồng", false},
		{transfer, "Lệ phí 9 nghìn đồng", true},
		{transfer, "Gặp 2 đồng chí ở quầy", false},
		{open, "Khai sinh 8.000 đồng, kết hôn 30.000 đồng", false},
		{open, "TK 12345678", true},
		{network, "Mạng: UBND xã Tân Trào", false},
		{network, "Tên mạng: UBND", true},
		{network, "Mật khẩu: matkhau123 (chữ thường)", false},
		{network, "Mật khẩu: matkhau124", true},
		{network, "Hỏi mật khẩu tại quầy", false},
		{network, "", false},
		{network, "Xem dichvucong.gov.vn", false},
		{transfer, "Lệ phí 50k/bản", true},
		{transfer, "Lệ phí 8k/bản", false},
		{link, "dichvucong.gov.vn", true},
		{link, "Truy cập https://dichvucong.gov.vn/x", true},
		{link, "Trang www.TuyenQuang.gov.vn", false},
		{link, "Hỏi ở quầy số 3", false},
		{call, "Gọi 1900 1234", true},
		{call, "Số điện thoại: 1900.1234", true},
		{call, "Gọi 1022 hoặc 1900 1234", false},
		{call, "Gọi từ 7h30 đến 17h00", false},
		{call, "Gọi trước ngày 01/10/2025", false},
		{call, "Gọi để được hỗ trợ trong năm 2025", false},
		{call, "Cước gọi 1.500 đồng/phút", false},
		{call, "Hỗ trợ khác: 1800 1096", false},
		{abroad, "Gọi 0207 3822 222", false},
		{abroad, "Gọi 0207 3822 223", true},
		{message, "Nhắn tin tới 9999", true},
		{message, "Soạn TC gửi 8077", false},
	} {
		_, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: tt.payload,
			Verb: "Quét mã", Lines: []string{tt.line}}, nil)
		var refused *signage.Error
		switch {
		case tt.lie && (!errors.As(err, &refused) || refused.Diagnostics[0].Code != "line-untrue"):
			t.Errorf("%q stands beside the code: %v", tt.line, err)
		case !tt.lie && err != nil:
			t.Errorf("%q: %v", tt.line, err)
		}
		if tt.line != "" && tt.lie {
			if _, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: tt.payload,
				Verb: tt.line}, nil); !errors.As(err, &refused) {
				t.Errorf("%q stands above the code: %v", tt.line, err)
			}
		}
	}
}

// A web address beside a code that leads to none is admitted as a link is.
func TestPosterLinesHoldNoForeignAddress(t *testing.T) {
	transfer := payloadOf(t, qr.VietQR{BIN: "970403", Account: "0011012345678"}.Payload)
	for _, allowed := range []bool{false, true} {
		o := &signage.BoardOptions{}
		if allowed {
			o.Links = &qr.LinkPolicy{Allow: []string{"example.com"}}
		}
		_, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: transfer,
			Verb: "Nộp lệ phí", Lines: []string{"Xem thêm: example.com/phi"}}, o)
		if (err == nil) != allowed || !allowed && !errors.Is(err, qr.ErrLink) {
			t.Errorf("allowed %v: %v", allowed, err)
		}
	}
}

// What no font has is not printed, and does not stop the poster: the network may be called so.
func TestPosterOfAnUnprintableNetwork(t *testing.T) {
	network := payloadOf(t, qr.WiFi{SSID: "☃ Tân Trào", Password: "matkhau123"}.Payload)
	p, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: network,
		Verb: "Quét mã"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range p.Diagnostics() {
		if d.Code == "fact-unprinted" && strings.Contains(d.VI, "☃⟨U+2603⟩ Tân Trào") {
			return
		}
	}
	t.Errorf("%+v", p.Diagnostics())
}

// The code of a poster has the level that was asked for.
func TestLevelOfAPoster(t *testing.T) {
	for _, level := range []qr.Level{qr.L, qr.H} {
		want, err := qr.Encode("https://dichvucong.gov.vn/thu-tuc-hanh-chinh", &qr.Options{Level: level})
		if err != nil {
			t.Fatal(err)
		}
		p, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: want.Payload(),
			Level: level, Verb: "Quét mã"}, nil)
		if err != nil || p.Codes()[0].Version != want.Version() || p.Codes()[0].Level != want.Given().String() {
			t.Errorf("%v: %v", level, err)
		}
	}
}
