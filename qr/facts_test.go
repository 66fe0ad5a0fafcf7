package qr

import (
	"strings"
	"testing"
)

func TestFacts(t *testing.T) {
	transfer := func(q VietQR) string {
		payload, err := q.Payload()
		if err != nil {
			t.Fatal(err)
		}
		return payload
	}
	network, err := WiFi{SSID: `UBND; "Tân Trào" \ 1:2`, Password: "mat;khau:1"}.Payload()
	if err != nil {
		t.Fatal(err)
	}
	message, err := SMS("8077", "Xin chào & 1+1")
	if err != nil {
		t.Fatal(err)
	}
	contact := Contact{Name: "Nguyễn Văn An, Chủ tịch", Phones: []string{"1022", "0207 3822 222"}}
	vcard, err := contact.VCard(nil)
	if err != nil {
		t.Fatal(err)
	}
	mecard, err := contact.MeCard(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ payload, want string }{
		{transfer(VietQR{BIN: "970403", Account: "0011012345678", Amount: 1250000, Purpose: "Nộp lệ phí",
			Merchant: "UBND xã"}),
			"Đơn vị nhận: UBND xa | Số tài khoản: 0011012345678 | Mã ngân hàng (BIN): 970403 | Số tiền: 1.250.000 đồng | Nội dung: Nop le phi"},
		{transfer(VietQR{BIN: "970403", Account: "9704031101234567", Card: true}),
			"Số thẻ: 9704031101234567 | Mã ngân hàng (BIN): 970403"},
		{"00020101", ""},
		{network, `Mạng Wi-Fi: UBND; "Tân Trào" \ 1:2`},
		{"tel:+842073822222", "Gọi tới: +842073822222"},
		{message, "Nhắn tin tới: 8077 | Nội dung: Xin chào & 1+1"},
		{"smsto:8077:DK", "Nhắn tin tới: 8077 | Nội dung: DK"},
		{"geo:21.823,105.214", "Tọa độ: 21.823, 105.214"},
		{"mailto:a@tuyenquang.gov.vn?subject=x", "Gửi thư tới: a@tuyenquang.gov.vn"},
		{vcard, "Danh bạ: Nguyễn Văn An, Chủ tịch | Điện thoại: 1022 | Điện thoại: 02073822222"},
		{mecard, "Danh bạ: Nguyễn Văn An, Chủ tịch | Điện thoại: 1022 | Điện thoại: 02073822222"},
		{"https://zalo.me/ubndtantrao", "Tài khoản Zalo: ubndtantrao"},
		{"https://zalo.me.evil.com/ubndtantrao", ""},
		{"https://dichvucong.gov.vn/", ""},
		{"Quầy số 3", ""},
		{"", ""},
	} {
		var got []string
		for _, fact := range Facts(tt.payload) {
			got = append(got, fact.Label.VI+": "+fact.Text)
			if fact.Label.EN == "" {
				t.Errorf("%q: no English label", fact.Label.VI)
			}
		}
		if s := strings.Join(got, " | "); s != tt.want {
			t.Errorf("%q: got %s", tt.payload, s)
		}
	}
}
