package sheet

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestAbolishes(t *testing.T) {
	for _, text := range []string{"DANH MỤC TTHC BỊ BÃI BỎ", "B. Danh mục thủ tục hành chính bãi bỏ", "II. THỦ TỤC BÃI BỎ", "Bị bãi bỏ", "Bãi bỏ (05 TTHC)", "TTHC hết hiệu lực",
		"DANH MỤC TTHC BỊ BÃI BỎ (Ban hành kèm theo Quyết định số 123/QĐ-UBND về việc sửa đổi, bổ sung TTHC)", "TTHC BÃI BỎ (Kèm theo Quyết định số 12)",
		"DANH MỤC TTHC BỊ BÃI BỎ THEO QUYẾT ĐỊNH SỐ 12/QĐ-UBND", "TTHC bị bãi bỏ do Nghị định mới", "DANH MỤC TTHC BỊ BÃI BỎ VÀ THAY THẾ", "03 TTHC bị bãi bỏ",
		"II. Các thủ tục hành chính không còn hiệu lực", "Thủ tục hành chính bị hủy bỏ", "Bãi bỏ 05 thủ tục hành chính sau:", "TTHC ngừng thực hiện", "DANH MỤC CÁC TTHC BÃI BỎ, HỦY BỎ",
		"PHỤ LỤC II: DANH MỤC TTHC BỊ THAY THẾ, BỊ BÃI BỎ", "Danh mục TTHC hết hiệu lực thi hành", "Lĩnh vực Hộ tịch (bị bãi bỏ)", "bai bo", "HỦY BỎ"} {
		if !abolishes(text) {
			t.Errorf("%q is taken for a title of procedures in force", text)
		}
	}
	for _, text := range []string{"DANH MỤC TTHC", "DANH MỤC TTHC MỚI BAN HÀNH, SỬA ĐỔI, BỊ BÃI BỎ", "Danh mục TTHC thay thế danh mục đã bãi bỏ", "(Bãi bỏ Quyết định số 12/QĐ-UBND)",
		"Danh mục TTHC còn hiệu lực và hết hiệu lực", "Chấp thuận bãi bỏ đường ngang", "Hủy bỏ giao dịch",
		"DANH MỤC TTHC SỬA ĐỔI, BỔ SUNG, THAY THẾ, BÃI BỎ (Ban hành kèm theo Quyết định số 12)", "Bãi bỏ việc nuôi con nuôi", "Thủ tục bãi bỏ việc nuôi con nuôi", "Thủ tục hành chính hủy bỏ giao dịch",
		"Lĩnh vực Đất đai (bãi bỏ QĐ 12)", "Lĩnh vực Hộ tịch (bãi bỏ phí)", "Lĩnh vực Hủy bỏ, chấm dứt hợp đồng", "Lĩnh vực Đất đai (không còn TTHC bị bãi bỏ)",
		"Lĩnh vực Y tế - đã bãi bỏ cấp huyện", "Lĩnh vực Đất đai (sau khi bãi bỏ cấp huyện)", "Thủ tục số 9 đã bãi bỏ",
		"TTHC BỊ BÃI BỎ Ở CẤP HUYỆN, CHUYỂN VỀ CẤP XÃ", "TTHC BỊ BÃI BỎ THEO QUYẾT ĐỊNH SỐ 12 VÀ TTHC MỚI BAN HÀNH", "DANH MỤC TTHC ĐƯỢC THAY THẾ"} {
		if abolishes(text) {
			t.Errorf("%q is taken for a title of abolished procedures", text)
		}
	}
}

// What a list says is no longer in force is not printed, and every row is named.
func TestAbolishedProcedures(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC|Ghi chú"
	for _, tc := range []struct {
		name    string
		rows    []string
		codes   string
		leftOut string
	}{
		{"a title", []string{head, "A|DANH MỤC TTHC MỚI BAN HÀNH||", "1|1.001193|Khai sinh|", "B|DANH MỤC TTHC BỊ BÃI BỎ||", "I. LĨNH VỰC HỘ TỊCH|||", "1|1.000656|Khai tử|",
			"II. LĨNH VỰC ĐẤT ĐAI|||", "2|1.000894|Kết hôn|", "C|DANH MỤC TTHC SỬA ĐỔI||", "1|2.000815|Bản sao|"}, "1.001193 2.000815", "6 8"},
		{"a section among others", []string{head, "I. Lĩnh vực hộ tịch|||", "1|1.001193|Khai sinh|", "II. Thủ tục bị bãi bỏ|||", "1|1.000656|Khai tử|", "III. Lĩnh vực chứng thực|||",
			"1|2.000815|Bản sao|"}, "1.001193 2.000815", "5"},
		{"numbered like a procedure", []string{head, "1|1.001193|Khai sinh|", "2||Danh mục TTHC bị bãi bỏ|", "2.1|1.000656|Khai tử|"}, "1.001193", "4"},
		{"a table of its own", []string{head, "1|1.001193|Khai sinh|", "DANH MỤC TTHC BÃI BỎ|||", "STT|Tên TTHC|Mã TTHC|", "1|Khai tử|1.000656|", "DANH MỤC TTHC SỬA ĐỔI|||", "STT|Mã TTHC|Tên TTHC|Phí",
			"1|2.000815|Bản sao|0"}, "1.001193 2.000815", "5"},
		{"headings again", []string{head, "1|1.001193|Khai sinh|", "PHỤ LỤC II|||", "DANH MỤC TTHC BÃI BỎ|||", head, "1|1.000656|Khai tử|"}, "1.001193", "6"},
		{"notes and names", []string{head, "1|1.001193|Khai sinh|Bãi bỏ", "2|1.000656|Khai tử (đã bãi bỏ)|", "3|1.000894|Kết hôn|Bị bãi bỏ theo QĐ 12", "4|2.000815|Bản sao|Bãi bỏ Quyết định 12"}, "2.000815", "2 3 4"},
		{"bad rows too", []string{head, "1|1.001193|Khai sinh|", "DANH MỤC TTHC BỊ BÃI BỎ|||", "1|#N/A|Khai tử|", "2|sai|Kết hôn|"}, "1.001193", "4 5"},
		{"a title over several lines", []string{head, "1|1.001193|Khai sinh|", "DANH MỤC TTHC BỊ BÃI BỎ|||", "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)|||", head, "1|1.000656|Khai tử|"}, "1.001193", "6"},
		{"headings", []string{"STT|Mã TTHC bãi bỏ|Tên TTHC bị bãi bỏ|Ghi chú", "1|1.001193|Khai sinh|", "STT|Mã TTHC|Tên TTHC|Phí", "1|1.000656|Khai tử|"}, "1.000656", "2"},
		{"a mark", []string{"STT|Mã TTHC|Tên TTHC|Mới|Bãi bỏ", "1|1.001193|Khai sinh|x|", "2|1.000656|Khai tử||x", "3|1.000894|Kết hôn||-", "4|2.000815|Bản sao||1.000110"}, "1.001193 1.000894 2.000815", "3"},
		{"a field", []string{"STT|Mã TTHC|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|Bị bãi bỏ", "2|1.000656|Khai tử|Hộ tịch"}, "1.000656", "2"},
		{"notes", []string{head, "1|1.001193|A bé|Hết hiệu lực theo QĐ 12 ngày 01/7/2025", "2|1.000656|B bé|Bãi bỏ bởi QĐ 12", "3|1.000894|C bé|Bị bãi bỏ tại Quyết định số 12", "4|2.000815|D bé|Bãi bỏ (QĐ 12)",
			"5|1.004873|E bé|Không còn hiệu lực", "6|1.001776|G bé|Bãi bỏ: QĐ 12/QĐ-UBND", "7|1.001731|H bé|Không bãi bỏ", "8|2.000635|Bãi bỏ việc nuôi con nuôi|", "9|1.004222|I bé|Còn hiệu lực"},
			"1.001731 2.000635 1.004222", "2 3 4 5 6 7"},
		{"columns of documents", []string{"STT|Mã TTHC|Tên TTHC|Căn cứ pháp lý|Nội dung sửa đổi, bãi bỏ", "1|1.001193|Khai sinh|Bãi bỏ theo Nghị định 120/2025/NĐ-CP: Điều 5 Thông tư 3|Bãi bỏ",
			"2|1.000656|Khai tử|Hết hiệu lực từ 01/7/2025: NĐ 12|", "3|1.000894|Kết hôn|Hết hiệu lực|"}, "1.001193 1.000656 1.000894", ""},
		{"a part", []string{head, "1|1.001193|Khai sinh|Bãi bỏ theo QĐ 12 đối với cấp huyện", "2|1.000656|Khai tử|Bãi bỏ theo QĐ 12 các giấy tờ"}, "1.001193 1.000656", ""},
		{"lists one after the other", []string{"DANH MỤC TTHC BÃI BỎ|||", head, "1|1.001193|Khai sinh|", "DANH MỤC TTHC LĨNH VỰC ĐẤT ĐAI|||", "2|1.000656|Giao đất|"}, "1.000656", "3"},
		{"a title of both", []string{"DANH MỤC TTHC MỚI BAN HÀNH, SỬA ĐỔI VÀ|||", "BỊ BÃI BỎ LĨNH VỰC HỘ TỊCH|||", head, "1|1.001193|Khai sinh|"}, "1.001193", ""},
	} {
		l := readLines(t, tc.rows...)
		same(t, tc.name, []string{strings.Join(brief(l, "c"), " ")}, []string{tc.codes})
		var rows []string
		for _, n := range l.Notes {
			if n.Code == "row-abolished" {
				if rows = append(rows, strings.Trim(n.Field, "ds.cv!ABCD")); n.Severity != "warning" || n.FixVI == "" {
					t.Errorf("%s: %+v", tc.name, n)
				}
			}
		}
		same(t, tc.name, []string{strings.Join(rows, " ")}, []string{tc.leftOut})
		accountFor(t, l, "ds.csv", tc.rows)
	}
	e := failure(t, "ds.csv", []byte(lines("DANH MỤC TTHC BỊ BÃI BỎ||", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh")), ErrEmpty)
	if e.Code != "list-abolished" {
		t.Error(e)
	}
}

// Where it cannot be known whether a procedure is in force, it is read, with a warning.
func TestUnclearAbolitions(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC|Ghi chú"
	for _, tc := range []struct {
		name  string
		rows  []string
		place string
	}{
		{"a part", []string{head, "1|1.001193|Khai sinh|Bãi bỏ thành phần hồ sơ: sổ hộ khẩu"}, "ds.csv!D2"},
		{"a decision", []string{head, "1|1.001193|Khai sinh|Bãi bỏ Quyết định 12"}, "ds.csv!D2"},
		{"a successor", []string{head, "1|1.001193|Khai sinh|Thay thế thủ tục 1.000110 đã bãi bỏ"}, ""},
		{"a denial", []string{head, "1|1.001193|Khai sinh|Không bãi bỏ"}, ""},
		{"a title of both", []string{"DANH MỤC TTHC SỬA ĐỔI, BỔ SUNG, THAY THẾ, BÃI BỎ|||", head, "1|1.001193|Khai sinh|"}, "ds.csv!A1"},
		{"a broken title", []string{"DANH MỤC TTHC MỚI BAN HÀNH, SỬA ĐỔI|||", "VÀ BỊ BÃI BỎ LĨNH VỰC HỘ TỊCH|||", head, "1|1.001193|Khai sinh|"}, "ds.csv!A2"},
		{"replaced", []string{"DANH MỤC TTHC ĐƯỢC THAY THẾ|||", head, "1|1.001193|Khai sinh|"}, "ds.csv!A1"},
		{"a code", []string{"STT|Mã TTHC bị bãi bỏ|Tên TTHC|Ghi chú", "1|1.001193|Khai sinh|"}, "ds.csv!B1"},
	} {
		l := readLines(t, tc.rows...)
		same(t, tc.name, brief(l, "c"), []string{"1.001193"})
		same(t, tc.name, []string{strings.Join(notes(l, "abolition-unclear"), " ")}, []string{strings.TrimSuffix("abolition-unclear "+tc.place, "abolition-unclear ")})
		accountFor(t, l, "ds.csv", tc.rows)
	}
}

func TestAbolishedSheet(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh")
		_, err := f.NewSheet("Bãi bỏ")
		set(t, err)
		put(t, f, "Bãi bỏ", "STT|Mã TTHC|Tên TTHC", "1|1.000656|Khai tử")
	})
	l := read(t, "a.xlsx", data)
	same(t, "codes", brief(l, "c"), []string{"1.001193"})
	same(t, "notes", notes(l, "row-abolished"), []string{"row-abolished Bãi bỏ!A2"})
}

// A remark leaves a procedure out only where nothing is said but the abolition, and by what or since when.
func TestRemarksThatAbolish(t *testing.T) {
	for text, gone := range map[string]bool{
		"Bãi bỏ":                                    true,
		"TTHC đã bị bãi bỏ":                         true,
		"Bãi bỏ theo QĐ 135/QĐ-UBND":                true,
		"Bãi bỏ: QĐ 135":                            true,
		"Bãi bỏ (QĐ số 135/QĐ-UBND ngày 01/7/2024)": true,
		"Bãi bỏ theo Quyết định số 900/QĐ-UBND ngày 01 tháng 7 năm 2024 của Chủ tịch UBND tỉnh Tuyên Quang":             true,
		"Bị bãi bỏ tại Thông tư số 04/2024/TT-BTP của Bộ trưởng Bộ Tư pháp":                                             true,
		"Hết hiệu lực theo NĐ 131/2025/NĐ-CP của Chính phủ, Thông tư 09/2025/TT-BNNMT của Bộ Nông nghiệp và Môi trường": true,
		"Hết hiệu lực theo Luật Đất đai 2024":                                                                           true,
		"HỦY BỎ THEO QUYẾT ĐỊNH SỐ 12/QĐ-UBND":                                                                          true,

		"Ngừng thực hiện tại Bộ phận Một cửa huyện từ 01/7/2025, chuyển về xã": false,
		"Bãi bỏ tại UBND huyện, thực hiện tại xã":                              false,
		"Hết hiệu lực tại huyện từ 01/7/2025; xã tiếp nhận":                    false,
		"Bãi bỏ theo QĐ 135/QĐ-UBND; công bố lại theo QĐ 150/QĐ-UBND":          false,
		"Bãi bỏ theo NĐ 131/2025, nay thuộc thẩm quyền cấp xã":                 false,
		"Hủy bỏ tại QĐ 12, thực hiện theo QĐ 135":                              false,
		"Bãi bỏ theo QĐ 1872, thay bằng thủ tục này":                           false,
		"Hết hiệu lực theo QĐ cũ; QĐ mới số 135":                               false,
		"Bãi bỏ: QĐ 12. Xã tiếp nhận":                                          false,
		"Bãi bỏ (QĐ 12), xã tiếp nhận":                                         false,
		"Bãi bỏ (ở huyện)":                                                     false,
		"Hết hiệu lực từ 01/7/2024 (mã cũ)":                                    false,
		"Ngừng thực hiện tại Bộ Phận Một Cửa":                                  false,
		"BÃI BỎ THEO QĐ 12 CỦA UBND TỈNH TUYÊN QUANG XÃ TIẾP NHẬN":             false,
		"Bãi bỏ theo QĐ 12 của Bộ Tư pháp, Xã tiếp nhận":                       false,
		"Bãi bỏ theo QĐ 12/QĐ-UBND – xã tiếp nhận":                             false,
		"Bãi bỏ theo QĐ 12/QĐ-UBND-xã tiếp nhận":                               false,
		"Bãi bỏ từ 01/7/2024-xã tiếp nhận":                                     false,
		"Bãi bỏ theo QĐ 12 của UBND huyện":                                     false,
		"Bãi bỏ do sáp nhập":                                                   false,
		"Không còn hiệu lực ở cấp huyện":                                       false,
		"Được bãi bỏ từ 01/7/2024 lệ phí":                                      false,
	} {
		l, err := Read("ds.csv", strings.NewReader(lines("STT|Mã TTHC|Tên TTHC|Ghi chú", "1|1.001193|Khai sinh|", "2|1.000656|Khai tử|"+text)), &Options{AsOf: time.Date(2025, time.October, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		want, note := []string{"1.001193", "1.000656"}, "abolition-unclear ds.csv!D3"
		if gone {
			want, note = want[:1], "row-abolished ds.csv!A3"
		}
		same(t, text, brief(l, "c"), want)
		same(t, text, notes(l, "row-abolished", "abolition-unclear", "abolition-later"), []string{note})
		for _, n := range l.Notes {
			if n.Code == "row-abolished" && (n.VI != "Bỏ qua dòng 3, ô D3 ghi thủ tục đã bị bãi bỏ hoặc hết hiệu lực: “"+text+"” (“Khai tử”)." || n.FixVI != "Nếu thủ tục còn hiệu lực thì sửa ô này.") {
				t.Error(n.VI, n.FixVI)
			}
		}
	}
}

// The warning quotes what decided, be it the end of a long name or a mark.
func TestAbolishedCellsAreQuoted(t *testing.T) {
	long := strings.Repeat("Cấp giấy phép ", 10)
	l := readLines(t, "STT|Mã TTHC|Tên TTHC|Bãi bỏ", "1|1.001193|Khai sinh|", "2|1.000656|"+long+"(bãi bỏ)|", "3|1.000894|Kết hôn|x")
	var got []string
	for _, n := range l.Notes {
		if n.Code == "row-abolished" {
			got = append(got, n.VI)
		}
	}
	same(t, "messages", got, []string{"Bỏ qua dòng 3, ô C3 ghi thủ tục đã bị bãi bỏ hoặc hết hiệu lực: “" + long + "(bãi bỏ)”.", "Bỏ qua dòng 4, ô D4 ghi thủ tục đã bị bãi bỏ hoặc hết hiệu lực: “x” dưới tiêu đề “Bãi bỏ” (“Kết hôn”)."})
}
