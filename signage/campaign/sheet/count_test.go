package sheet

import "testing"

func TestCountsBehindFields(t *testing.T) {
	for text, want := range map[string]string{
		"HỘ TỊCH (03 TTHC)":                    "HỘ TỊCH",
		"Chứng thực (1)":                       "Chứng thực",
		"Bảo trợ xã hội (Tổng số: 15 TTHC)":    "Bảo trợ xã hội",
		"Hộ tịch (gồm 15 TTHC)":                "Hộ tịch",
		"Giáo dục (có 15 thủ tục)":             "Giáo dục",
		"Y tế (Tổng: 15)":                      "Y tế",
		"Thi đua (TS: 15 TTHC)":                "Thi đua",
		"Nông nghiệp 15 TTHC":                  "Nông nghiệp",
		"Lâm nghiệp (cấp xã: 15 TTHC)":         "Lâm nghiệp",
		"Lao động [15 thủ tục hành chính].":    "Lao động",
		"Đất đai - 15 TTHC":                    "Đất đai",
		"Văn hóa: 15 thủ tục":                  "Văn hóa",
		"Văn hóa: 05":                          "Văn hóa",
		"Tôn giáo (15 TT)":                     "Tôn giáo",
		"Nội vụ gồm 15 TTHC":                   "Nội vụ",
		"Y te (tong so 15 thu tuc)":            "Y te",
		"Chương trình 135 (15 TTHC)":           "Chương trình 135",
		"Đất đai (15 TTHC, trong đó 3 cấp xã)": "Đất đai",
		"Chứng thực: 03 TTHC (cấp xã)":         "Chứng thực",
		"Chứng thực (cấp xã)":                  "Chứng thực (cấp xã)",

		"Luật 15":                           "Luật 15",
		"Chương trình 135":                  "Chương trình 135",
		"Quyết định 22/2023":                "Quyết định 22/2023",
		"Nghị định (2023)":                  "Nghị định (2023)",
		"Đất đai (Luật 2024)":               "Đất đai (Luật 2024)",
		"Người có công (diện 30-4)":         "Người có công (diện 30-4)",
		"Thi đua - Khen thưởng":             "Thi đua - Khen thưởng",
		"Một cửa theo Thông tư 15 TT":       "Một cửa theo Thông tư 15 TT",
		"Thủ tục hành chính (có điều kiện)": "Thủ tục hành chính (có điều kiện)",
		"15 TTHC": "15 TTHC",
	} {
		l := readLines(t, "STT|Mã số|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|"+text)
		same(t, "cell "+text, brief(l, "f"), []string{want})
		notes := notes(l, "field-count")
		if changed := want != text; changed != (len(notes) == 1) {
			t.Errorf("%q: notes %v", text, notes)
		}
		l = readLines(t, "STT|Mã số|Tên TTHC", "I|Lĩnh vực "+text, "1|1.001193|Khai sinh")
		same(t, "section "+text, brief(l, "f"), []string{want})
	}
}

// Fields that differ by their counts are one.
func TestFieldsWithCountsAreOne(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|Hộ tịch (02 TTHC)", "2|1.000894|Kết hôn|Hộ tịch", "3|1.000656|Khai tử|Hộ tịch (3)")
	same(t, "fields", brief(l, "f"), []string{"Hộ tịch", "Hộ tịch", "Hộ tịch"})
	same(t, "notes", notes(l, "field-count", "field-spelling"), []string{"field-count ds.csv!D2"})
}

// The word "Lĩnh vực" is no part of a field, be it in a column.
func TestFieldsWithTheWord(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|Lĩnh vực Hộ tịch", "2|1.000894|Kết hôn|Hộ tịch", "3|1.000656|Khai tử|Lĩnh vực hộ tịch: 03 TTHC (cấp xã)",
		"4|1.001699|Khuyết tật|Lĩnh vực bảo trợ xã hội", "5|1.001731|Mai táng|bảo trợ xã hội", "6|2.000815|Bản sao|Lĩnh vực")
	same(t, "fields", brief(l, "f"), []string{"Hộ tịch", "Hộ tịch", "Hộ tịch", "Bảo trợ xã hội", "Bảo trợ xã hội", "Lĩnh vực"})
}
