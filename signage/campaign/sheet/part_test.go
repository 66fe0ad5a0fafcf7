package sheet

import (
	"slices"
	"strings"
	"testing"
)

func TestIsPart(t *testing.T) {
	for _, text := range []string{"A. Thủ tục hành chính mới ban hành", "Thủ tục mới ban hành", "Danh mục TTHC được sửa đổi, bổ sung", "B. THỦ TỤC HÀNH CHÍNH CẤP XÃ", "Phần I. TTHC cấp tỉnh",
		"II. THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, BỔ SUNG, THAY THẾ (05 TTHC)", "Mới ban hành", "- Cấp xã", "(cấp xã)", "1. Cấp tỉnh, huyện, xã", "Thủ tục thuộc thẩm quyền giải quyết của UBND cấp xã",
		"Thực hiện tại cấp xã", "TTHC chuẩn hóa", "Nhóm TTHC giữ nguyên", "thu tuc sua doi, bo sung", "DANH MỤC TTHC MỚI BAN HÀNH (Kèm theo Quyết định số 12/QĐ-UBND)", "Thủ tục bị bãi bỏ"} {
		if !isPart(text) {
			t.Errorf("%q is taken for a field", text)
		}
	}
	for _, text := range []string{"", "Hộ tịch", "Thủ tục", "Thủ tục hành chính", "Danh mục TTHC", "Thay thế", "Bổ sung", "Thủ tục cấp mới, cấp bổ sung", "Thủ tục thay thẻ", "Cấp sổ", "Xã hội", "Quản lý công sản",
		"Giải quyết khiếu nại", "Dịch vụ công", "Sửa đổi giấy phép", "Thủ tục mới ban hành lĩnh vực Hộ tịch", "Lĩnh vực cấp xã", "Ban hành văn bản", "Thi đua, khen thưởng", "Tiếp công dân tại cấp xã",
		"Công nhận hộ nghèo cấp xã", "Thủ tục liên thông", "Mới"} {
		if isPart(text) {
			t.Errorf("%q is taken for the title of a part", text)
		}
	}
}

// Titles of parts are no fields, and end that of a section only where they stand around the sections.
func TestPartsOfAList(t *testing.T) {
	const head, birth, death, land = "STT|Mã TTHC|Tên TTHC|Thời hạn", "1|1.001193|Khai sinh|", "2|1.000656|Khai tử|", "1|1.012796|Đính chính|"
	const civil, soil = "I. LĨNH VỰC HỘ TỊCH|||", "II. LĨNH VỰC ĐẤT ĐAI|||"
	for _, tc := range []struct {
		name   string
		rows   []string
		fields string
	}{
		{"alone", []string{head, "A. Thủ tục mới ban hành|||", birth, "||Thủ tục được sửa đổi, bổ sung|", death}, "- -"},
		{"numbered like procedures", []string{head, "1||Thủ tục hành chính mới ban hành|", "1.1|1.001193|Khai sinh|", "2||Thủ tục hành chính cấp xã|", "2.1|1.000656|Khai tử|"}, "- -"},
		{"around sections", []string{head, "A. Thủ tục mới ban hành|||", civil, birth, "B. Thủ tục sửa đổi|||", civil, death, soil, land}, "HỘ TỊCH HỘ TỊCH ĐẤT ĐAI"},
		{"around sections, one of them empty", []string{head, "A. Thủ tục cấp tỉnh|||", civil, birth, soil, "B. Thủ tục cấp xã|||", death}, "HỘ TỊCH -"},
		{"around sections, the first above the headings", []string{"A. Thủ tục cấp tỉnh|||", head, civil, birth, soil, "B. Thủ tục cấp xã|||", death}, "HỘ TỊCH -"},
		{"in sections", []string{head, civil, "A. Thủ tục hành chính cấp tỉnh|||", birth, "B. Thủ tục hành chính cấp xã|||", death, soil, "B. Thủ tục hành chính cấp xã|||", land}, "HỘ TỊCH HỘ TỊCH ĐẤT ĐAI"},
		{"in guessed sections", []string{head, "I||Hộ tịch|", "1||Thủ tục hành chính mới ban hành|", birth, "2||Thủ tục hành chính được sửa đổi|", death, "II||Đất đai|", land}, "Hộ tịch Hộ tịch Đất đai"},
		{"in a section above the headings", []string{civil, head, "||Cấp tỉnh|", birth, "||Cấp xã|", death}, "HỘ TỊCH HỘ TỊCH"},
		{"in both", []string{head, "THỦ TỤC MỚI BAN HÀNH|||", civil, "Cấp tỉnh|||", birth, "Cấp xã|||", death, "THỦ TỤC SỬA ĐỔI|||", soil, "Cấp xã|||", land}, "HỘ TỊCH HỘ TỊCH ĐẤT ĐAI"},
		{"with a dash", []string{head, civil, "||- Thủ tục cấp tỉnh|", birth, "||- Thủ tục cấp xã|", death}, "HỘ TỊCH HỘ TỊCH"},
		{"with a letter", []string{head, civil, "||a) Thủ tục cấp tỉnh|", birth, "||b) Thủ tục cấp xã|", death}, "HỘ TỊCH HỘ TỊCH"},
		{"below the procedures of a section", []string{head, civil, birth, "B. Thủ tục cấp xã|||", death}, "HỘ TỊCH -"},
		{"a remark", []string{head, civil, "(cấp xã)|||", birth, soil, "||(Gồm 15 TTHC; thực hiện tại xã)|", land}, "HỘ TỊCH ĐẤT ĐAI"},
		{"a remark on a guessed section", []string{head, "I||Hộ tịch|", "||(theo Quyết định số 12)|", "", "||Gồm 02 thủ tục|", birth, death}, "Hộ tịch Hộ tịch"},
		{"a remark in words of parts", []string{head, civil, "||(Thủ tục hành chính cấp xã)|", birth, "||Thủ tục cấp tỉnh|", death}, "HỘ TỊCH -"},
		{"a remark on no section", []string{head, "||(cấp xã)|", birth}, "-"},
		{"a field in brackets", []string{head, civil, birth, "||(Đất đai)|", land}, "HỘ TỊCH Đất đai"},
		{"a section below a section", []string{head, "I. Lĩnh vực tư pháp|||", "||(Lĩnh vực Hộ tịch)|", birth, "II|||", "||Đất đai|", land}, "Hộ tịch Đất đai"},
		{"numbered in words", []string{head, "Phần I. LĨNH VỰC HỘ TỊCH|||", birth, "Phần II: Lĩnh vực Đất đai|||", land, "Phần III. Thủ tục khác|||", death}, "HỘ TỊCH Đất đai -"},
		{"a column of fields", []string{"STT|Mã TTHC|Tên TTHC|Lĩnh vực", "A. Thủ tục mới ban hành|||", "1|1.001193|Khai sinh|Hộ tịch", "B. Thủ tục cấp xã|||", "2|1.012796|Đính chính|Đất đai"}, "Hộ tịch Đất đai"},
	} {
		l := readLines(t, tc.rows...)
		if got := len(notes(l, "row-remark")) > 0; got != strings.HasPrefix(tc.name, "a remark") && tc.fields != "-" {
			t.Errorf("%s: %v", tc.name, notes(l))
		}
		fields := brief(l, "f")
		for i, f := range fields {
			if f == "" {
				fields[i] = "-"
			}
		}
		if got := strings.Join(fields, " "); got != tc.fields {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.fields)
		}
		accountFor(t, l, "ds.csv", tc.rows)
		for _, n := range l.Notes {
			if (n.Code == "row-part" || n.Code == "row-remark") && (n.Severity != "warning" || strings.HasPrefix(n.VI, "Bỏ qua")) {
				t.Errorf("%s: %+v", tc.name, n)
			}
		}
	}
}

// What is named like a part, but has what only a procedure has, is one.
func TestProceduresNamedLikeParts(t *testing.T) {
	for _, rows := range [][]string{
		{"STT|Mã TTHC|Tên TTHC|Mức độ", "1|1.001193|Khai sinh|", "2||Thủ tục sửa đổi, bổ sung|Toàn trình", "3|1.000656|Thủ tục hành chính cấp xã|"},
		{"STT|Tên TTHC|Link", "1|Khai sinh|", "2|Thủ tục sửa đổi, bổ sung|", "3|Thủ tục cấp xã|https://a.gov.vn/1"},
		{"Tên TTHC|Thời hạn", "Khai sinh|1 ngày", "Thủ tục sửa đổi, bổ sung|", "Khai tử|2 ngày"},
	} {
		if l := readLines(t, rows...); len(l.Procedures) != 3 {
			t.Errorf("%q: %v", brief(l, "n"), notes(l))
		}
	}
	l := readLines(t, "STT|Mã TTHC|Tên TTHC", "1|1.001193|Đăng ký khai sinh,", "||thực hiện thủ tục hành chính tại cấp xã", "2|1.000656|Khai tử")
	same(t, "more of a name", brief(l, "n"), []string{"Đăng ký khai sinh, thực hiện thủ tục hành chính tại cấp xã", "Khai tử"})
}

// An abolished part of a section ends with the section; one around sections goes on over them.
func TestAbolishedPartsOfSections(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC"
	for _, tc := range []struct {
		name  string
		rows  []string
		codes string
	}{
		{"in sections", []string{head, "I. LĨNH VỰC HỘ TỊCH||", "1. Thủ tục mới ban hành||", "1|1.001193|Khai sinh", "2. Thủ tục bị bãi bỏ||", "1|1.000656|Khai tử", "II. LĨNH VỰC ĐẤT ĐAI||", "1|1.012796|Đính chính"}, "1.001193 1.012796"},
		{"abolished first", []string{head, "I. LĨNH VỰC HỘ TỊCH||", "1. Thủ tục bị bãi bỏ||", "1|1.000656|Khai tử", "2. Thủ tục mới ban hành||", "1|1.001193|Khai sinh", "II. LĨNH VỰC ĐẤT ĐAI||", "1|1.012796|Đính chính"}, "1.001193 1.012796"},
		{"around sections", []string{head, "A. Thủ tục mới ban hành||", "I. LĨNH VỰC HỘ TỊCH||", "1|1.001193|Khai sinh", "B. Thủ tục bị bãi bỏ||", "I. LĨNH VỰC HỘ TỊCH||", "1. Cấp tỉnh||", "1|1.000656|Khai tử", "2. Cấp xã||",
			"1|1.000894|Kết hôn", "II. LĨNH VỰC ĐẤT ĐAI||", "(cấp xã)||", "1|1.012796|Đính chính"}, "1.001193"},
	} {
		l := readLines(t, tc.rows...)
		same(t, tc.name, []string{strings.Join(brief(l, "c"), " ")}, []string{tc.codes})
		if slices.ContainsFunc(l.Procedures, func(p Procedure) bool { return p.Field == "" }) {
			t.Errorf("%s: %q", tc.name, brief(l, "nf"))
		}
		accountFor(t, l, "ds.csv", tc.rows)
	}
}

// Many titles of parts are told in one warning.
func TestPartTitlesAreGathered(t *testing.T) {
	rows := []string{"STT|Tên TTHC|Mã TTHC"}
	for _, field := range []string{"I. LĨNH VỰC HỘ TỊCH", "II. LĨNH VỰC CHỨNG THỰC"} {
		rows = append(rows, field+"||", "a|Thủ tục hành chính cấp tỉnh|", "1|Khai sinh|1.001193", "b|Thủ tục hành chính cấp xã|", "2|Khai tử|1.000656")
	}
	l := readLines(t, rows...)
	var got []string
	for _, n := range l.Notes {
		if (n.Code == "row-part" || n.Code == "part-titles") && n.Severity == "warning" {
			got = append(got, n.Code+" "+n.Field+" "+n.VI)
		}
	}
	same(t, "warnings", got, []string{"part-titles ds.csv!A3 Các dòng này được coi là tiêu đề của một phần trong lĩnh vực (số dòng: 4): " +
		"A3 “a | Thủ tục hành chính cấp tỉnh”, A5 “b | Thủ tục hành chính cấp xã”, A8 “a | Thủ tục hành chính cấp tỉnh”, A10 “b | Thủ tục hành chính cấp xã”."})
	accountFor(t, l, "ds.csv", rows)
}
