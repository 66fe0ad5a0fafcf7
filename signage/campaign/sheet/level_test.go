package sheet

import "testing"

// A cell that denies a level, or binds it to something, keeps its words.
func TestLevelsOfSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Toàn trình":                                       FullyOnline,
		"DVC trực tuyến một phần":                          PartlyOnline,
		"Dịch vụ công trực tuyến TOÀN TRÌNH":               FullyOnline,
		"Mức độ 4 (toàn trình)":                            FullyOnline,
		"Cung cấp DVCTT toàn trình":                        FullyOnline,
		"Toan trinh":                                       FullyOnline,
		"Không cung cấp toàn trình":                        "",
		"Chưa cung cấp DVCTT toàn trình":                   "",
		"Chưa đủ điều kiện toàn trình":                     "",
		"Dừng cung cấp toàn trình":                         "",
		"Nộp trực tiếp, không toàn trình":                  "",
		"Không phải một phần":                              "",
		"Chua toan trinh":                                  "",
		"Toàn trình từ 01/01/2026":                         "",
		"Toàn trình (trừ trường hợp có yếu tố nước ngoài)": "",
		"Một phần (chưa đủ điều kiện toàn trình)":          "",
	} {
		if want == "" {
			want = text
		}
		l := readLines(t, "Mã số|Tên TTHC|Mức độ", "1.001193|Khai sinh|"+text)
		same(t, text, brief(l, "l"), []string{want})
	}
}

func TestConditionsBesideMarks(t *testing.T) {
	for _, tc := range []struct{ head, mark, want, notes string }{
		{"Toàn trình", "x (một số trường hợp)", FullyOnline, "level-condition ds.csv!C2"},
		{"Toàn trình", "Có, từ 01/01/2026", FullyOnline, "level-condition ds.csv!C2"},
		{"Toàn trình", "Đã cung cấp", FullyOnline, ""},
		{"Toàn trình", "TRUE", FullyOnline, ""},
		{"Toàn trình", "(x)", FullyOnline, ""},
		{"Toàn trình", "x toàn trình", FullyOnline, ""},
		{"Toàn trình", "Một phần", PartlyOnline, ""},
		{"Toàn trình", "Dừng cung cấp toàn trình", "", "level-unclear ds.csv!C2"},
		{"Toàn trình", "Không cung cấp toàn trình", "", ""},
		{"Chưa toàn trình", "x", "", ""},
		{"Không toàn trình", "x", "", ""},
	} {
		l := readLines(t, "Mã số|Tên TTHC|"+tc.head, "1.001193|Khai sinh|"+tc.mark)
		same(t, tc.head+" "+tc.mark, brief(l, "l"), []string{tc.want})
		same(t, tc.head+" "+tc.mark, notes(l, "level-unclear", "level-condition"), listed(tc.notes))
	}
}

// listed is a list of one text, or of none.
func listed(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
