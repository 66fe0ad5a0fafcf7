package sheet

import "testing"

// A name that says itself that its procedure is gone is left out where that is sure, and told where it is not.
func TestAbolishedByName(t *testing.T) {
	for name, want := range map[string]string{
		"BÃI BỎ: Khai tử":                                "row-abolished",
		"Bãi bỏ: Thủ tục khai tử":                        "row-abolished",
		"[Bãi bỏ] Khai tử":                               "row-abolished",
		"(Đã hết hiệu lực) Khai tử":                      "abolition-unclear",
		"Đã bãi bỏ - Khai tử":                            "row-abolished",
		"Khai tử – đã bãi bỏ":                            "row-abolished",
		"Khai tử - BÃI BỎ":                               "row-abolished",
		"Khai tử [hết hiệu lực]":                         "abolition-unclear",
		"Khai tử (hết hiệu lực từ 01/7/2024 theo NĐ 12)": "abolition-later",
		"Khai tử (hủy bỏ theo QĐ số 900/QĐ-UBND của Chủ tịch UBND tỉnh Tuyên Quang)": "row-abolished",
		"Khai tử (hết hiệu lực theo Luật Hộ tịch 2014)":                              "row-abolished",
		"Cấm tiếp xúc (hủy bỏ theo đơn đề nghị)":                                     "abolition-unclear",
		"Chứng thực hợp đồng, giao dịch (hủy bỏ theo thỏa thuận của các bên)":        "abolition-unclear",
		"Sửa đổi quyết định (hủy bỏ do sai sót)":                                     "abolition-unclear",
		"Đổi giấy phép (hủy bỏ theo quyết định)":                                     "abolition-unclear",
		"Cấp lại Giấy phép môi trường (hết hiệu lực do quá hạn)":                     "abolition-unclear",
		"Cấp lại giấy phép lao động (đã hết hiệu lực)":                               "abolition-unclear",
		"Chấm dứt hợp đồng thuê đất (hết hiệu lực từ ngày ký)":                       "abolition-unclear",
		"Hết hiệu lực: thu hồi thẻ BHYT":                                             "abolition-unclear",
		"Khai tử - đã hết hiệu lực":                                                  "abolition-unclear",
		"Khai tử (bãi bỏ theo QĐ 12, xã tiếp nhận)":                                  "abolition-unclear",
		"Khai tử (bãi bỏ ở huyện)":                                                   "abolition-unclear",
		"Khai tử; bãi bỏ":                                                            "row-abolished",
		"Khai tử: đã bị bãi bỏ theo QĐ 900/QĐ-UBND":                                  "row-abolished",
		"Khai tử (bãi bỏ)":                                                           "row-abolished",
		"Khai tử (được thay thế bởi 1.014027)":                                       "row-abolished",
		"Khai tử - thay thế bằng TTHC mã số 1.014027":                                "row-abolished",
		"Khai tử (bị bãi bỏ theo QĐ 900/QĐ-UBND)":                                    "row-abolished",
		"Khai tử - hết hiệu lực từ 01/01/2026":                                       "abolition-later",
		"Khai tử (thay thế bằng thủ tục khác)":                                       "abolition-unclear",
		"Khai tử - hủy bỏ":                                                           "abolition-unclear",
		"Thẩm định văn bản: ban hành mới; bãi bỏ":                                    "abolition-unclear",
		"Ban hành, sửa đổi; bãi bỏ":                                                  "abolition-unclear",
		"Bãi bỏ: quyết định công nhận giám hộ":                                       "abolition-unclear",
		"Bãi bỏ quyết định công nhận giám hộ":                                        "",
		"Thu hồi đất; hủy bỏ Giấy chứng nhận đã cấp":                                 "",
		"Thủ tục hủy bỏ giao dịch":                                                   "",
		"Thu hồi, bãi bỏ quyết định: cấp xã":                                         "",
		"Hủy bỏ giao dịch – cấp xã":                                                  "",
		"Chấm dứt, hủy bỏ hợp đồng; cấp lại":                                         "",
		"Cấp lại thẻ (thay thế thẻ hỏng)":                                            "",
		"Cấp đổi giấy phép đã hết hiệu lực":                                          "",
		"Đăng ký lại (khi giấy chứng nhận bị hủy bỏ)":                                "",
		"Khai tử - không bị bãi bỏ":                                                  "",
		"Giải quyết trợ cấp (một lần) - mai táng: phí":                               "",
	} {
		l := readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|Khai sinh", "2|1.000656|"+name)
		if left := len(l.Procedures) == 1; left != (want == "row-abolished") {
			t.Errorf("%q: left out is %v", name, left)
		}
		got := notes(l, "row-abolished", "abolition-unclear", "abolition-later")
		if want == "" && got != nil || want != "" && (len(got) != 1 || got[0] != want+" ds.csv!"+map[bool]string{true: "A3", false: "C3"}[want == "row-abolished"]) {
			t.Errorf("%q: %v, want %s", name, got, want)
		}
	}
}
