package sheet

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// What a remark or a state says against serving a procedure is told, and the procedure kept.
func TestRemarksOfProceduresNotServed(t *testing.T) {
	asOf := time.Date(2025, time.October, 1, 9, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		heading, text string
		told          bool
	}{
		{"Ghi chú", "Chưa có hiệu lực", true},
		{"Ghi chú", "Có hiệu lực từ 01/01/2030", true},
		{"Ghi chú", "Cấp xã; có hiệu lực kể từ ngày 02/10/2025", true},
		{"Ghi chú", "Thực hiện từ 01/01/2026", true},
		{"Ghi chú", "Tạm dừng tiếp nhận", true},
		{"Ghi chú", "TẠM NGƯNG", true},
		{"Ghi chú", "Ngưng hiệu lực", true},
		{"Ghi chú", "Dừng thực hiện từ 1/7/2025", true},
		{"Ghi chú", "Được thay thế bởi 1.014027", true},
		{"Ghi chú", "Đã chuyển về cấp tỉnh", true},
		{"Ghi chú", "Chuyển thẩm quyền lên Sở Tư pháp", true},
		{"Ghi chú", "Không áp dụng đối với xã", true},
		{"Ghi chú", "Chưa thực hiện", true},
		{"Trạng thái", "Dự thảo", true},
		{"Trạng thái", "Hết hạn", true},
		{"Tình trạng", "Không công khai", true},
		{"Hiệu lực", "01/07/2026", true},
		{"Ghi chú", "Tạm dừng theo Công văn 12", true},
		{"Ghi chú", "Có hiệu lực đến 30/9/2025", true},
		{"Ghi chú", "Thực hiện đến hết ngày 30/6/2025", true},
		{"Ghi chú", "Áp dụng từ 01/7/2024 đến 30 tháng 6 năm 2025", true},
		{"Ghi chú", "Áp dụng đến hết tháng 9/2025", true},
		{"Ghi chú", "Thực hiện đến hết năm 2024", true},
		{"Ngày hết hiệu lực", "31/8/2025", true},
		{"Ngày hết hiệu lực", "2025-08-31", true},
		{"Hiệu lực đến", "30/09/2025", true},
		{"Ngày bãi bỏ", "01/7/2025", true},
		{"Ghi chú", "Chuyển về Sở Y tế", true},

		{"Ghi chú", "Áp dụng từ 01/01/2026 đến 31/12/2026", true},
		{"Ngày hết hiệu lực", "01/10/2025", false},
		{"Ngày bãi bỏ", "01/7/2026", false},
		{"Ngày hết hiệu lực", "-", false},
		{"Ghi chú", "Có hiệu lực đến 01/10/2025", false},
		{"Ghi chú", "Áp dụng đến 31/12/2025", false},
		{"Ghi chú", "Thực hiện đến 30/6/2025, áp dụng tiếp đến 30/6/2026", false},
		{"Ghi chú", "Áp dụng đến hết tháng 10/2025", false},
		{"Ghi chú", "Miễn phí, áp dụng đến 30/6/2025", false},
		{"Ghi chú", "Chuyển cho số điện thoại 1022 khi vướng mắc", false},
		{"Ghi chú", "Chuyển đến Sở Tư pháp xác minh trong 02 ngày", false},
		{"Ghi chú", "Dùng chung mẫu đơn; không dừng tiếp nhận", false},
		{"Ghi chú", "Không tạm dừng tiếp nhận", false},
		{"Ghi chú", "Tạm dừng theo dõi", false},
		{"Ghi chú", "Có hiệu lực từ 01/10/2025", false},
		{"Ghi chú", "Còn hiệu lực", false},
		{"Ghi chú", "Chuyển từ cấp huyện về cấp xã", false},
		{"Ghi chú", "Tiếp nhận, chuyển hồ sơ lên Sở Nội vụ", false},
		{"Ghi chú", "Thay thế TTHC 1.000001", false},
		{"Ghi chú", "Giấy tờ được thay thế bằng VNeID", false},
		{"Ghi chú", "Dùng thực hiện nghĩa vụ", false},
		{"Ghi chú", "Áp dụng từ 01/7/2025", false},
		{"Ghi chú", "Chưa thực hiện thanh toán trực tuyến", false},
		{"Ghi chú", "Tạm dừng DVCTT", false},
		{"Ghi chú", "Không áp dụng đối với doanh nghiệp", false},
		{"Trạng thái", "Công khai", false},
		{"Hiệu lực", "01/07/2025", false},
		{"Có hiệu lực đến", "31/12/2030", false},
		{"Tiếp nhận qua BCCI", "Không thực hiện", false},
		{"Căn cứ pháp lý", "Luật có hiệu lực từ 01/01/2026", false},
	} {
		l, err := Read("ds.csv", strings.NewReader(lines("STT|Mã số|Tên TTHC|"+tc.heading, "1|1.001193|Khai sinh|"+tc.text, "2|1.000656|Khai tử|"+tc.text)), &Options{AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		same(t, tc.text, brief(l, "c"), []string{"1.001193", "1.000656"})
		var want []string
		if tc.told {
			want = []string{"not-served ds.csv!D2"} // once for both rows
		}
		same(t, tc.heading+": "+tc.text, notes(l, "not-served", "abolition-unclear"), want)
	}
}

func TestNamesOfProceduresNotServed(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC", "1|1.001193|Khai sinh (tạm dừng tiếp nhận)", "2|1.000656|Tạm dừng hoạt động kinh doanh", "3|1.000894|Đăng ký (tạm dừng hoạt động)", "4|2.000815|Dừng thực hiện dự án")
	same(t, "codes", brief(l, "c"), []string{"1.001193", "1.000656", "1.000894", "2.000815"})
	same(t, "notes", notes(l, "not-served"), []string{"not-served ds.csv!C2"})
	for _, n := range l.Notes {
		if n.Code == "not-served" && !strings.HasSuffix(n.VI, "(số ô: 1): C2 “Khai sinh (tạm dừng tiếp nhận)”.") {
			t.Error(n.VI)
		}
	}
}

// On a day that is not known every last day may be past.
func TestLastDaysWithoutADay(t *testing.T) {
	l := readLines(t, "STT|Mã số|Tên TTHC|Hiệu lực đến", "1|1.001193|Khai sinh|31/12/2030", "2|1.000656|Khai tử|")
	same(t, "notes", notes(l, "not-served"), []string{"not-served ds.csv!D2"})
}

func TestPartsNotServed(t *testing.T) {
	const head = "STT|Mã số|Tên TTHC|Lĩnh vực"
	for _, tc := range []struct {
		name string
		rows []string
		told []string
	}{
		{"parts", []string{head, "PHẦN I. TTHC THỰC HIỆN TẠI CẤP XÃ|||", "1|1.001193|Khai sinh|Hộ tịch", "PHẦN II. TTHC CHƯA CÓ HIỆU LỰC|||", "2|1.000656|Khai tử|Hộ tịch", "3|1.000894|Kết hôn|Hộ tịch",
			"PHẦN III. TTHC TẠM DỪNG TIẾP NHẬN|||", "4|2.000815|Bản sao|Chứng thực", "PHẦN IV. TTHC CẤP XÃ|||", "5|2.000635|Trích lục|Hộ tịch"}, []string{"A4 2", "A7 1"}},
		{"with fields", []string{"STT|Mã số|Tên TTHC", "A. TTHC TẠM DỪNG THỰC HIỆN||", "I. LĨNH VỰC HỘ TỊCH||", "1|1.001193|Khai sinh", "II. LĨNH VỰC CHỨNG THỰC||", "1|2.000815|Bản sao",
			"B. TTHC CẤP XÃ||", "I. LĨNH VỰC ĐẤT ĐAI||", "1|1.000656|Giao đất"}, []string{"A2 2"}},
		{"above the table", []string{"DANH MỤC TTHC TẠM DỪNG TIẾP NHẬN|||", "(Kèm theo Quyết định số 12/QĐ-UBND)|||", head, "1|1.001193|Khai sinh|Hộ tịch"}, []string{"A1 1"}},
		{"no procedure", []string{head, "1|1.001193|Khai sinh|Hộ tịch", "TTHC TẠM DỪNG TIẾP NHẬN|||"}, nil},
		{"online", []string{"DANH MỤC TTHC CHƯA TIẾP NHẬN TRỰC TUYẾN|||", head, "1|1.001193|Khai sinh|Hộ tịch"}, nil},
		{"in force", []string{"DANH MỤC TTHC CÓ HIỆU LỰC TỪ 01/7/2025|||", head, "1|1.001193|Khai sinh|Hộ tịch"}, nil},
		{"a field", []string{"STT|Mã số|Tên TTHC", "I. LĨNH VỰC TẠM TRÚ||", "1|1.001193|Khai sinh"}, nil},
	} {
		var told []string
		for _, n := range readLines(t, tc.rows...).Notes {
			if n.Code == "not-served" {
				told = append(told, strings.TrimPrefix(n.Field, "ds.csv!")+" "+n.VI[strings.LastIndex(n.VI, ": ")+2:len(n.VI)-2])
			}
		}
		same(t, tc.name, told, tc.told)
	}
}

func TestSheetsNotServed(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		put(t, f, "TTHC", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh")
		for _, name := range []string{"Tạm dừng", "Dữ liệu"} {
			_, err := f.NewSheet(name)
			set(t, err)
		}
		put(t, f, "Tạm dừng", "STT|Mã TTHC|Tên TTHC", "1|1.000656|Khai tử", "2|1.000894|Kết hôn")
		put(t, f, "Dữ liệu", "STT|Mã TTHC|Tên TTHC", "1|2.000815|Bản sao")
	})
	l := read(t, "a.xlsx", data)
	same(t, "codes", brief(l, "c"), []string{"1.001193", "1.000656", "1.000894", "2.000815"})
	same(t, "notes", notes(l, "not-served"), []string{"not-served Tạm dừng"})
}
