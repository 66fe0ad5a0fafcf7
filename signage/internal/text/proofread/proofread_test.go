package proofread

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/note"
)

func catalogue(t testing.TB) []Slogan {
	t.Helper()
	f, err := os.Open("testdata/slogans.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var slogans []Slogan
	for _, row := range rows {
		slogans = append(slogans, Slogan{row[0], row[1]})
	}
	return slogans
}

// checkOne expects one note of the code, or none for an empty code, which says
// every one of the pieces.
func checkOne(t *testing.T, notes []note.Note, text, code string, says ...string) {
	t.Helper()
	var codes []string
	for _, n := range notes {
		codes = append(codes, n.Code)
		if n.Severity != note.Warning || n.Field == "" || n.VI == "" || n.EN == "" || n.FixVI == "" || n.FixEN == "" {
			t.Errorf("%q: incomplete note %+v", text, n)
		}
	}
	if got := strings.Join(codes, " "); got != code {
		t.Errorf("%q: codes %q, want %q: %+v", text, got, code, notes)
		return
	}
	for _, piece := range says {
		if n := notes[0]; !strings.Contains(n.VI+n.EN+n.FixVI+n.FixEN, piece) {
			t.Errorf("%q: no %q in %+v", text, piece, n)
		}
	}
}

func TestNearSlogan(t *testing.T) {
	c := New(catalogue(t))
	for _, tt := range []struct {
		text, id string
		says     []string
	}{
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỖI SỐ QUỐC GIA 10/10", "chao-mung", []string{`từ thứ 5 là "ĐỖI" thay vì "ĐỔI"`, `word 5 is "ĐỖI" instead of "ĐỔI"`}},
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIÁ 10/10", "chao-mung", []string{`"GIÁ" thay vì "GIA"`}},
		{"Chào mừng ngày chuyển đổi sổ quốc gia 10/10", "chao-mung", []string{`từ thứ 6 là "sổ" thay vì "SỐ"`}},
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ 10/10", "chao-mung", []string{`thiếu "QUỐC" sau từ thứ 6 "SỐ"`, `"QUỐC" is missing after word 6`}},
		{"MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "chao-mung", []string{`thiếu "CHÀO" ở đầu`}},
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA", "chao-mung", []string{`thiếu "10/10" sau từ thứ 8 "GIA"`}},
		{"CHÀO MỪNG NGÀY HỘI CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "chao-mung", []string{`thừa từ thứ 4 "HỘI"`, "one too many"}},
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10.", "chao-mung", []string{`thừa dấu "." sau từ thứ 9 "10/10"`}},
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/11", "chao-mung", []string{`"10/11" thay vì "10/10"`}},
		{"CHÀO MỪNG NGÀY CHUYỂN|ĐỒI SỐ QUỐC GIA 10/10|UBND XÃ TÂN TRÀO", "chao-mung", []string{`từ thứ 5 là "ĐỒI"`}},
		{"CHAO MUNG NGAY CHUYEN DOI SO QUOC GIA 10/10", "chao-mung", []string{`"CHAO" thay vì "CHÀO"`}},
		{"NHIỆT LIỆT CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10-10", "nhiet-liet", []string{`"10-10" thay vì "10/10"`}},
		{"CHUYỂN ĐỔI SỐ GIẢI QUYẾT VẤN ĐỀ CỦA XÃ HỘI VÌ CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN", "chu-de-2022", []string{`thiếu "CÁC" sau từ thứ 5 "QUYẾT"; thiếu "MỘT" sau từ thứ 11 "VÌ"`, `"CÁC" is missing after word 5, "QUYẾT"; "MỘT" is missing`}},
		{"CHUYEN DOI SO GIAI QUYET CAC VAN DE CUA XA HOI VI MOT CUOC SONG TOT DEP HON CHO NGUOI DAN", "chu-de-2022", []string{"và 16 chỗ khác", "and 16 more"}},
		{"NHIỆT LIỆC CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "nhiet-liet", []string{`"LIỆC" thay vì "LIỆT"`}},
		{"CHUYỂN ĐỔI SỐ GIẢI QUYẾT VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN", "chu-de-2022", []string{`thiếu "CÁC" sau từ thứ 5 "QUYẾT"`}},
		{"CHUYỂN ĐỔI SỐ: NHANH HƠN, HIỆU QUẢ HƠN, GẦN DÂN HƠN", "chu-de-2025-a", []string{`thừa dấu "," sau từ thứ 5 "HƠN"`}},
		{"CHUYỂN ĐỔI SỐ THIẾT THỰC AN TOÀN HIỆU QUẢ", "thiet-thuc", []string{`"THỰC" thay vì "THỰC,"`}},
		{"MỖI CÔNG DÂN MỘT KỸ NĂNG SỐ", "ky-nang-so", []string{`"CÔNG" thay vì "NGƯỜI"`}},
		{"CÔNG DÂN KHÔNG PHẢI VIẾT", "mo-hinh-khong-viet", []string{`thừa từ thứ 4 "PHẢI"`, `"CÔNG DÂN KHÔNG VIẾT"`}},
		{"Hỗ trợ người dân chuyển đổi số!", "mo-hinh-ho-tro", []string{`thừa dấu "!"`, `"Hỗ trợ người dân chuyển đổi số"`}},
	} {
		var near []note.Note
		for _, n := range c.Check(tt.text, Options{}) {
			if n.Code == "near-slogan" {
				near = append(near, n)
			}
		}
		checkOne(t, near, tt.text, "near-slogan", append(tt.says, "("+tt.id+")")...)
	}
}

func TestExactSloganIsNoFinding(t *testing.T) {
	slogans := catalogue(t)
	c := New(slogans)
	for _, s := range slogans {
		for _, text := range []string{
			s.Text, strings.ToUpper(s.Text), strings.ToLower(s.Text), "“" + s.Text + "”", "“" + s.Text + "”.",
			strings.ReplaceAll(s.Text, " ", "|"), strings.ReplaceAll(s.Text, " ", "~"), s.Text + "|ỦY BAN NHÂN DÂN XÃ TÂN TRÀO",
			s.Text + ", năm 2026",
		} {
			checkOne(t, c.Check(text, Options{}), text, "")
		}
	}
}

func TestOtherWordingsAreNoFinding(t *testing.T) {
	c := New(catalogue(t))
	for _, text := range []string{
		"KỶ NIỆM NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10",
		"NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10",
		"TÍCH CỰC CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10",
		"CHÀO MỪNG NGÀY QUỐC KHÁNH 2/9",
		"CHÀO MỪNG ĐẠI HỘI ĐẢNG BỘ XÃ TÂN TRÀO NHIỆM KỲ 2025 - 2030",
		"CHUYỂN ĐỔI SỐ",
		"KINH TẾ SỐ",
		"MỖI CÁN BỘ, CÔNG CHỨC MỘT KỸ NĂNG SỐ",
		"Trung tâm Phục vụ hành chính công xã Tân Trào",
	} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
}

func TestNoCatalogue(t *testing.T) {
	const text = "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ 10/10"
	for _, c := range []*Checker{nil, {}, New(nil), New([]Slogan{{"empty", " |~"}})} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
}

func TestDoubled(t *testing.T) {
	var c *Checker
	for _, tt := range []struct {
		text string
		says []string
	}{
		{"CỘNG HÒA XÃ HỘI VIỆT NAM VIỆT NAM", []string{`Từ thứ 5 đến 8: lặp lại "VIỆT NAM VIỆT NAM"`, `viết "VIỆT NAM"`}},
		{"giải quyết các các vấn đề", []string{"Từ thứ 3 đến 4", `"các các"`}},
		{"GIẢI QUYẾT CÁC|CÁC VẤN ĐỀ", []string{`"CÁC CÁC"`}},
		{"Của của người dân", []string{`"Của của"`}},
		{"THỦ TỤC HÀNH CHÍNH THỦ TỤC HÀNH CHÍNH", []string{"Từ thứ 1 đến 8"}},
		{"ỦY BAN NHÂN DÂN XÃ SƠN ỦY BAN NHÂN DÂN XÃ SƠN", []string{"Từ thứ 1 đến 12"}},
		{"mã QR QR", []string{`"QR QR"`}},
		{"sinh sinh viên", []string{`"sinh sinh"`}},
		{"từng phần từng phần mỗi ngày mỗi ngày các các", []string{`"các các"`}},
	} {
		checkOne(t, c.Check(tt.text, Options{}), tt.text, "doubled-words", tt.says...)
	}
	for _, text := range []string{
		"xanh xanh ngày ngày luôn luôn dần dần mãi mãi", "Người người, nhà nhà thi đua", "NGƯỜI NGƯỜI NHÀ NHÀ", "Đời đời nhớ ơn",
		"Học, học nữa, học mãi", "Việt Nam, Việt Nam!", "HỌC SINH SINH VIÊN", "từng bước từng bước", "Hotline 1800 1800", "10 10 10",
		"1 – 1 – 1", "hộ nghèo, hộ cận nghèo; hộ thoát nghèo, hộ thoát cận nghèo", "A A", "- - -",
	} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
	checkOne(t, c.Check(strings.Repeat("các các ", 30), Options{}), "many in a row", "doubled-words", `Từ thứ 1 đến 60: "các" lặp lại 60 lần`)
	checkOne(t, c.Check(strings.Repeat("XÂY DỰNG DỰNG XÃ HỘI, ", 30), Options{}), "many places", "doubled-words", "Từ thứ 2 đến 3", "ở 29 chỗ khác")
	var many strings.Builder
	for _, word := range strings.Fields("của vì cho tại khi nếu như cùng theo về trên dưới sau trước") {
		many.WriteString(word + " " + word + ", ")
	}
	checkOne(t, c.Check(many.String(), Options{}), "many", strings.TrimSpace(strings.Repeat("doubled-words ", maxFindings)))
}

func TestDates(t *testing.T) {
	var c *Checker
	for _, tt := range []struct {
		text, code string
		says       []string
	}{
		{"ngày 31/4", "impossible-date", []string{"Từ thứ 2: không có ngày 31/4: tháng 4 chỉ có 30 ngày"}},
		{"30/02/2023", "impossible-date", []string{"tháng 2 năm 2023 chỉ có 28 ngày"}},
		{"29/2/2023", "impossible-date", []string{"28"}},
		{"ngày 30/2", "impossible-date", []string{"tháng 2 chỉ có 29 ngày"}},
		{"29-2-2025", "impossible-date", []string{"29-2-2025"}},
		{"31.11.2025", "impossible-date", []string{"30"}},
		{"31/6/25", "impossible-date", []string{"30"}},
		{"32/1", "impossible-date", []string{"không có ngày 32"}},
		{"0/10", "impossible-date", []string{"không có ngày 0"}},
		{"CHÀO MỪNG NGÀY 10/13", "impossible-date", []string{"không có tháng 13"}},
		{"10/13", "impossible-date", []string{"không có tháng 13"}},
		{"10/31/2025", "impossible-date", []string{"có phải ngày 31 tháng 10"}},
		{"ngày 15/20", "impossible-date", []string{"không có tháng 20"}},
		{"ngày 31 tháng 9", "impossible-date", []string{"tháng 9 chỉ có 30 ngày"}},
		{"Ngày 31 tháng 9 năm 2022", "impossible-date", []string{"31 tháng 9 năm 2022"}},
		{"mùng 5 tháng 13", "impossible-date", []string{"tháng 13"}},
		{"từ ngày 01/10 đến 31/11/2022", "impossible-date", []string{"31/11/2022"}},
		{"(01/10–31/9)", "impossible-date", []string{"31/9", "tháng 9"}},
		{"Từ ngày 10/10 đến 01/10/2022", "date-range-reversed", []string{"kết thúc (01/10/2022) trước khi bắt đầu (10/10)"}},
		{"10/10-01/10", "date-range-reversed", []string{"01/10"}},
		{"10/10/2023 – 12/10/2022", "date-range-reversed", []string{"12/10/2022"}},
		{"10-01/10", "date-range-reversed", []string{"kết thúc (01/10) trước khi bắt đầu (10)"}},
		{"từ ngày 10 đến hết ngày 01/10/2022", "date-range-reversed", []string{"01/10/2022"}},
		{"từ ngày 10 đến ngày 5 tháng 9", "date-range-reversed", []string{"5 tháng 9"}},
		{"2025-13-45", "impossible-date", []string{"2025-13-45", "tháng 13"}},
		{"họp ngày 2025-02-30", "impossible-date", []string{"tháng 2 năm 2025 chỉ có 28 ngày"}},
		{"2025-10-10 – 2025-10-01", "date-range-reversed", []string{"2025-10-01"}},
		{"tháng 13 năm 2025", "impossible-date", []string{"Từ thứ 2: không có tháng 13"}},
		{"THÁNG 00/2025", "impossible-date", []string{"không có tháng 0"}},
		{"31 tháng 9 năm 2025", "impossible-date", []string{"tháng 9 chỉ có 30 ngày"}},
		{"Từ 05/9/2026 đến 31/01/2026", "date-range-reversed", []string{"31/01/2026"}},
		{"Từ 15/9 đến 20/8/2026", "date-range-reversed", []string{"20/8/2026"}},
		{"khai mạc lúc 25:70", "impossible-time", []string{"Từ thứ 4: không có giờ 25:70"}},
		{"7h75", "impossible-time", []string{"7h75"}},
		{"24:30", "impossible-time", []string{"24:30"}},
		{"7 giờ 75 phút", "impossible-time", []string{"7 giờ 75"}},
		{"7h30-25h00", "impossible-time", []string{"25h00"}},
	} {
		notes := c.Check(tt.text, Options{})
		if tt.text == "(01/10–31/9)" { // two things are wrong with it
			checkOne(t, notes, tt.text, "impossible-date date-range-reversed", tt.says...)
			continue
		}
		checkOne(t, notes, tt.text, tt.code, tt.says...)
	}
	for _, text := range []string{
		"10/10", "29/2", "29/02/2024", "31/12/2025", "01/10–10/10", "Từ ngày 01/10/2022 đến 10/10/2022", "1-10/10", "từ 1 đến 10/10",
		"từ ngày 20/12 đến ngày 10/01", "20/12/2025 - 10/01/2026", "ngày 30 tháng 4", "Ngày 1 tháng 5 năm 2026",
		"Từ 05/9 đến 31/01/2026", "từ ngày 05/9 đến ngày 31/5/2026", "2025-10-01", "2025-10-01 – 2025-10-10", "Từ 20/12/2025 đến 10/01",
		"lương tháng 13 năm 2025", "tháng 12 năm 2025", "tháng 10/2025", "nhiệm kỳ 2025-2030", "2025-13-4567", "A2025-13-45",
		"182/KH-UBND", "505/QĐ-TTg", "TT 02/2017/TT-VPCP", "NĐ 63/2010", "NĐ 118/2025/NĐ-CP", "31/11/TB", "32/1-KH", "1.001193.000.00.00.H35",
		"đạt 19/19 tiêu chí", "12/13 xã", "số nhà 32/1 đường 3/2", "tỷ lệ 1:75", "24/24 giờ, 24/7", "30:7", "1:500", "16:9", "98/100", "1/500",
		"7:30", "07h30", "24h", "24:00", "72h", "7h30–11h30", "1022 / 18001096", "0203.3.826.1022", "12.13", "40-50", "3,5 × 8", "A4/32/1",
		"5 tháng 13", "từ 6 đến 18 tháng tuổi", "ngày 10:10", "Điều 32/1", "20/11, 22/12",
	} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
}

func TestYear(t *testing.T) {
	var c *Checker
	for _, tt := range []struct {
		text, code string
	}{
		{"từ ngày 01/10/2022 đến 10/10/2023", "other-year"},
		{"ngày 10/10/22", "other-year"},
		{"NĂM 2022", "other-year"},
		{"ngày 10 tháng 10 năm 2022", "other-year"},
		{"10/10/2023", ""},
		{"10/10, năm 2023, số 2022", ""},
		{"Quyết định 505/QĐ-TTg ngày 22/4/2022", ""},
		{"giai đoạn 2021 - 2025", ""},
	} {
		checkOne(t, c.Check(tt.text, Options{Year: 2023}), tt.text, tt.code)
	}
}

func TestSyllables(t *testing.T) {
	var c *Checker
	for _, tt := range []struct {
		text, code string
		says       []string
	}{
		{"CHO NGUỜI DÂN", "not-a-syllable", []string{`Từ thứ 2, "NGUỜI"`, "NGƯỜI"}},
		{"QUÔC GIA", "not-a-syllable", []string{"QUỐC"}},
		{"qúy khách", "not-a-syllable", []string{"quý"}},
		{"chuyểnn đổi", "not-a-syllable", []string{`"chuyểnn"`}},
		{"“đuợc”,", "not-a-syllable", []string{"được"}},
		{"dịch vụ côngg.", "not-a-syllable", nil},
		{"kinh tế-xã hộii", "not-a-syllable", []string{`"hộii"`}},
		{"CHUYỂNĐỔI SỐ", "joined-words", []string{`viết "CHUYỂN ĐỔI"`}},
		{"thủtụchànhchính", "joined-words", []string{"thủ tục hành chính"}},
		{"zôn", "not-a-syllable", nil},
		{"xem " + strings.Repeat("Ngh", 20), "long-word", []string{"Từ thứ 2", "60 chữ cái"}},
		{"đắk lắk", "not-a-syllable not-a-syllable", nil},
	} {
		checkOne(t, c.Check(tt.text, Options{}), tt.text, tt.code, tt.says...)
	}
	for _, text := range []string{
		"QĐ NĐ-CP HĐND UBND BCĐTƯ PGĐ GD&ĐT ĐVHC TƯ", "Đắk Lắk, Krông Năng, Bắc Kạn, H'Mông, M'Đrắk", "WiFi QR Code website Hiflex", "internationalization", "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/danh-sach-day-du",
		"Đ/c Nguyễn Văn A", "5 µm", "ỦY BAN NHÂN DÂN XÃ TÂN TRÀO", "Tổ 3, thôn Đồng Đài", "chuyển~đổi~số|quốc~gia", "(Mã số: 1.001193)",
	} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
	many := strings.Repeat("ngưòii ", 40)
	if n := len(c.Check(many+"x", Options{})); n > 2*maxFindings {
		t.Errorf("%d findings in one text", n)
	}
}

func TestMisspellings(t *testing.T) {
	var c *Checker
	for _, tt := range []struct{ text, says string }{
		{"Làm băng zôn, khẩu hiệu", `Từ thứ 2: "băng zôn," có lẽ viết sai, đúng là "băng rôn"`},
		{"NGÀY CHUYỂN ĐỐI SỐ", `"CHUYỂN ĐỔI SỐ"`},
		{"Chuyển đối|số quốc gia", `"chuyển đổi số"`},
		{"Tổ cộng nghệ số cộng đồng", `"công nghệ"`},
		{"của các cơ, quan đơn vị", `"cơ quan"`},
		{"QUẬN NAM TỪ NIÊM", `"NAM TỪ LIÊM"`},
		{"(Hổ trợ) người dân", `"hỗ trợ"`},
	} {
		checkOne(t, c.Check(tt.text, Options{Field: "B3"}), tt.text, "misspelling", tt.says)
	}
	for _, text := range []string{"băng rôn", "đối số", "cơ quan", "cơ quan, đơn vị", "băng", "hổ"} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
}

func TestMisspeltTable(t *testing.T) {
	for _, m := range misspelt {
		if m.wrong == m.right || strings.ToLower(m.wrong) != m.wrong || !norm.NFC.IsNormalString(m.wrong+m.right) {
			t.Errorf("bad entry %+v", m)
		}
		var c *Checker
		for _, n := range c.Check(m.right, Options{}) {
			t.Errorf("the remedy %q is itself reported: %s", m.right, n.EN)
		}
		if notes := c.Check(m.wrong, Options{}); len(notes) != 1 || notes[0].Code != "misspelling" {
			t.Errorf("%q: %+v", m.wrong, notes)
		}
	}
}

func TestToneStyles(t *testing.T) {
	var c *Checker
	checkOne(t, c.Check("văn hóa, lan toả, HÒA", Options{}), "mixed", "mixed-tone-style", `"hóa" (kiểu cũ) và "toả" (kiểu mới)`)
	for _, text := range []string{"văn hóa, khỏe, ủy ban, quý", "văn hoá, khoẻ, uỷ ban", "hoàn toàn, hòa"} {
		checkOne(t, c.Check(text, Options{}), text, "")
	}
}

func TestField(t *testing.T) {
	var c *Checker
	if n := c.Check("các các", Options{}); n[0].Field != "text" {
		t.Errorf("field %q", n[0].Field)
	}
	if n := c.Check("các các", Options{Field: "dòng 2"}); n[0].Field != "dòng 2" {
		t.Errorf("field %q", n[0].Field)
	}
}

// One letter of a slogan changed is always found, and named.
func TestOneSlipIsFound(t *testing.T) {
	slogans := catalogue(t)
	c := New(slogans)
	letters := []rune("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạếểễệố")
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(slogans).Draw(t, "slogan")
		runes := []rune(strings.ToLower(s.Text))
		at := rapid.IntRange(0, len(runes)-1).Draw(t, "at")
		if !strings.ContainsRune("aăâbcdđeêghiklmnoôơpqrstuưvxy", runes[at]) {
			t.Skip("not a letter without a tone")
		}
		to := rapid.SampledFrom(letters).Draw(t, "to")
		if to == runes[at] {
			t.Skip("no change")
		}
		runes[at] = to
		text := string(runes)
		for _, other := range slogans {
			if strings.EqualFold(other.Text, text) {
				t.Skip("another slogan")
			}
		}
		for _, n := range c.Check(text, Options{}) {
			if n.Code == "near-slogan" {
				return
			}
		}
		t.Fatalf("%q passes", text)
	})
}

func TestConcurrentUse(t *testing.T) {
	c := New(catalogue(t))
	const text = "CHÀO MỪNG NGÀY CHUYỂN ĐỐI SỐ QUỐC GIA 31/4"
	want := fmt.Sprint(c.Check(text, Options{}))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := fmt.Sprint(c.Check(text, Options{})); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	wg.Wait()
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		"CHÀO MỪNG NGÀY CHUYỂN ĐỐI SỐ QUỐC GIA 10/10.", "từ 1 đến 31/4/2023", "25:70", "10-", "/", "ngày", "1/1/", "các các các", "|~|",
		"CHUYỂNĐỔI", "NGUỜI", "cơ,", "\xff", "a\u0301", "12/13 tiêu chí", "1.1.1.1", "H'Mông", "“Công dân không viết”.",
	} {
		f.Add(s, 2026)
	}
	c := New(catalogue(f))
	f.Fuzz(func(t *testing.T, s string, year int) {
		for _, n := range c.Check(s, Options{Year: year}) {
			if n.Code == "" || n.Severity != note.Warning || n.VI == "" || n.EN == "" {
				t.Fatalf("%q: %+v", s, n)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	c := New(catalogue(b))
	for name, s := range map[string]string{
		"slogan": "CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN",
		"other":  "PHÁT HUY SỨC MẠNH ĐẠI ĐOÀN KẾT TOÀN DÂN, THI ĐUA LẬP THÀNH TÍCH CHÀO MỪNG NGÀY QUỐC KHÁNH 02/9/2026",
		"faulty": "CHUYỂN ĐỐI SỐ GIẢI QUYẾT CÁC CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGUỜI DÂN 31/4/2022",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				c.Check(s, Options{Year: 2022})
			}
		})
	}
}

// Who wrote a passage is told when a sign mixes the customs of placing tone marks; the catalogue is not to blame.
func TestMixedStyles(t *testing.T) {
	for _, c := range []struct {
		name     string
		passages []Passage
		field    string // of the finding; empty: none
	}{
		{"one custom", []Passage{{"text", "HÒA BÌNH", false}, {"unit", "XÃ THỦY AN", false}}, ""},
		{"the later one", []Passage{{"text", "HÒA BÌNH", false}, {"dates", "NĂM 2022", false}, {"unit", "XÃ THUỶ AN", false}}, "unit"},
		{"official first", []Passage{{"slogan", "HÒA BÌNH", true}, {"unit", "XÃ THUỶ AN", false}}, "unit"},
		{"official last", []Passage{{"text", "HÒA BÌNH", false}, {"second_slogan", "KHOẺ ĐẸP", true}}, "text"},
		{"official alone", []Passage{{"slogan", "HÒA BÌNH", true}, {"second_slogan", "KHOẺ ĐẸP", true}}, ""},
		{"within itself", []Passage{{"text", "HÒA BÌNH, KHOẺ ĐẸP", false}}, ""},
		{"none", nil, ""},
	} {
		got := ""
		for _, n := range MixedStyles(c.passages) {
			got += n.Field
		}
		if got != c.field {
			t.Errorf("%s: at %q, want %q", c.name, got, c.field)
		}
	}
}
