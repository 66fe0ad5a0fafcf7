package signage_test

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage"
)

// rows are the lines of a sign's message as they stand on it, words in two inks on one line taken together.
func rows(d *signage.Document) []string {
	said := map[string]bool{}
	for _, l := range d.Lines() {
		if l.Role == "opener" || l.Role == "main" || l.Role == "loud" {
			said[l.Text] = true
		}
	}
	var all []string
	last := math.Inf(-1)
	for _, g := range texts(d) {
		switch {
		case !said[g.Text]:
		case g.Origin.Y == last:
			all[len(all)-1] += " " + g.Text
		default:
			all = append(all, g.Text)
			last = g.Origin.Y
		}
	}
	return all
}

func diagnosed(d *signage.Document, code string) *signage.Diagnostic {
	for _, g := range d.Diagnostics() {
		if g.Code == code {
			return &g
		}
	}
	return nil
}

// Where the lines of messages end.
func TestRows(t *testing.T) {
	for _, c := range []struct{ kind, size, text, want string }{
		{"", "bang-ron-6x1", "HƯỞNG ỨNG|NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA|10/10", "HƯỞNG ỨNG|NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA|10/10"},
		{"", "bang-ron-6x0.8", "CHÀO MỪNG|NGÀY QUỐC KHÁNH|2/9", "CHÀO MỪNG|NGÀY QUỐC KHÁNH|2/9"},
		{"", "bang-ron-6x0.8", "CHÀO MỪNG|NGÀY THÀNH LẬP ĐẢNG 3/2", "CHÀO MỪNG|NGÀY THÀNH LẬP ĐẢNG 3/2"},
		{"", "poster-a3", "Từ 25/12 đến 05/01/2026", "Từ 25/12|đến 05/01/2026"},
		{"", "poster-a3", "TỪ NGÀY 01 ĐẾN NGÀY 10", "TỪ NGÀY 01|ĐẾN NGÀY 10"},
		{"", "poster-a3", "NHÀ VĂN HÓA THÔN 5, ĐƯỜNG 30/4", "NHÀ VĂN HÓA THÔN 5,|ĐƯỜNG 30/4"},
		{"", "poster-a3", "Ngày 31 tháng Sáu", "Ngày 31 tháng Sáu"},
		{"", "poster-a3", "NGÀY 10 THÁNG 10 NĂM 2025: NGÀY CHUYỂN ĐỔI SỐ", "NGÀY 10 THÁNG 10|NĂM 2025:|NGÀY CHUYỂN ĐỔI SỐ"},
		{"", "standee-80x180", "SỬ DỤNG DỊCH VỤ CÔNG TRỰC TUYẾN TOÀN TRÌNH LÀ GÓP PHẦN XÂY DỰNG CHÍNH QUYỀN SỐ",
			"SỬ DỤNG|DỊCH VỤ CÔNG|TRỰC TUYẾN|TOÀN TRÌNH|LÀ GÓP PHẦN|XÂY DỰNG|CHÍNH QUYỀN SỐ"},
		{"", "3m x 1m", "ĐẨY MẠNH CẢI CÁCH THỦ TỤC HÀNH CHÍNH, LẤY NGƯỜI DÂN LÀM TRUNG TÂM PHỤC VỤ",
			"ĐẨY MẠNH CẢI CÁCH THỦ TỤC HÀNH CHÍNH,|LẤY NGƯỜI DÂN LÀM TRUNG TÂM PHỤC VỤ"},
		{"", "web-1200x300", "CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN",
			"CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI|VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN"},
		{"poster", "600mm x 1800mm", "PHỔ CẬP HẠ TẦNG SỐ VÀ SÁNG TẠO ỨNG DỤNG SỐ ĐỂ PHÁT TRIỂN KINH TẾ SỐ",
			"PHỔ CẬP|HẠ TẦNG SỐ|VÀ SÁNG TẠO|ỨNG DỤNG SỐ|ĐỂ PHÁT TRIỂN|KINH TẾ SỐ"},
	} {
		d := compile(t, signage.Sign{Kind: signage.Kind(c.kind), Size: size(t, c.size), Text: c.text})
		if got := strings.Join(rows(d), "|"); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.size, got, c.want)
		}
	}
}

// A second slogan is broken where one would pause, too.
func TestRowsOfSecondSlogan(t *testing.T) {
	for _, name := range []string{"bang-ron-3x1", "poster-a2", "poster-a3", "standee-80x180", "web-1200x300", "pano-4x3", "pano-8x4"} {
		d := compile(t, full(t, name, "chao-mung").sign)
		second := ""
		for _, l := range d.Lines() {
			if l.Role == "second" {
				second += "|" + strings.ToUpper(l.Text)
			}
		}
		if strings.Count(second, "|") > 1 && !strings.Contains(second, "XÃ HỘI|VÌ MỘT CUỘC SỐNG") {
			t.Errorf("%s: %s", name, second)
		}
	}
}

// A date is only set apart where it is the day that the message names, is then reported, and stays in its line with a "~".
func TestDateSetApart(t *testing.T) {
	for _, c := range []struct {
		text  string
		apart string
		told  bool
	}{
		{"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "10/10", true},
		{"KỶ NIỆM NGÀY QUỐC KHÁNH 2/9", "2/9", true},
		{"TUẦN LỄ CHUYỂN ĐỔI SỐ|10/10", "10/10", false}, // on a line of its own, as the user wants it
		{"NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA~10/10", "", false},
		{"NHÀ VĂN HÓA THÔN 5, ĐƯỜNG 30/4", "", false},
		{"NGÀY HỘI VIỆC LÀM TẠI ĐƯỜNG 30/4", "", false},
		{"TỶ LỆ HỒ SƠ TRỰC TUYẾN ĐẠT 9/10", "", false},
		{"MỞ CỬA TẤT CẢ CÁC NGÀY 24/7", "", false},
		{"TỪ NGÀY 1/10 ĐẾN NGÀY 10/10", "", false},
		{"NGÀY HỘI ĐỌC SÁCH 40/13", "", false}, // no date
	} {
		d := compile(t, signage.Sign{Size: size(t, "poster-a3"), Text: c.text})
		apart := ""
		for _, l := range d.Lines() {
			if l.Role == "loud" {
				apart = l.Text
			}
		}
		if told := diagnosed(d, "loud-date") != nil; apart != c.apart || told != c.told {
			t.Errorf("%s: %q apart, want %q; told: %v", c.text, apart, c.apart, told)
		}
	}
}

// The Day's date has the accent of the theme also where it stands in a line, and alone.
func TestDateHasTheAccent(t *testing.T) {
	for theme := range signage.Themes() {
		for _, c := range []struct{ size, text string }{
			{"bang-ron-6x0.8", "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10"},
			{"bang-ron-6x1", "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10"},
			{"bang-ron-3x1", "10/10"}, {"pano-4x3", "10/10"}, {"web-1200x300", "10/10"}, {"poster-a3", "10/10"},
		} {
			d := compile(t, signage.Sign{Size: size(t, c.size), Text: c.text, Theme: theme.ID})
			for _, g := range texts(d) {
				if accent := theme.Accent; strings.HasSuffix(g.Text, "10/10") && (g.Ink.R != accent.R || g.Ink.G != accent.G || g.Ink.B != accent.B) {
					t.Errorf("%s %s: %q has %v", theme.ID, c.size, g.Text, g.Ink)
				}
			}
		}
	}
}

// The user's marks hold on every kind of sign: no line crosses a "|", and where lines end elsewhere the report says so.
func TestMarksHold(t *testing.T) {
	words := strings.Fields("AN TOÀN HIỆU QUẢ NHANH CHÓNG THUẬN TIỆN MINH BẠCH THÂN THIỆN")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, len(words)/2).Draw(t, "words") * 2
		var parts []string // each of pairs of words: two of the list are one compound
		for i := 0; i < n; i += 2 {
			pair := words[i] + " " + words[i+1]
			if len(parts) > 0 && rapid.Bool().Draw(t, "go on") {
				parts[len(parts)-1] += " " + pair
			} else {
				parts = append(parts, pair)
			}
		}
		if rapid.Bool().Draw(t, "opener") {
			parts = append([]string{"CHÀO MỪNG"}, parts...)
		}
		if rapid.Bool().Draw(t, "date") {
			parts = append(parts, "10/10")
		}
		if len(parts) < 2 {
			return
		}
		name := rapid.SampledFrom([]string{"bang-ron-6x0.8", "bang-ron-6x1", "bang-ron-3x1", "pano-4x3", "poster-a3", "standee-80x180", "web-1200x300"}).Draw(t, "size")
		s, err := signage.LookupSize(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := signage.Compile(signage.Sign{Size: s, Text: strings.Join(parts, "|")}, nil)
		if err != nil {
			return
		}
		for _, r := range rows(d) {
			if !slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(" "+p+" ", " "+r+" ") }) {
				t.Fatalf("%s: the line %q crosses a mark of %q", name, r, parts)
			}
			if !slices.Contains(parts, r) && diagnosed(d, "more-lines") == nil {
				t.Fatalf("%s: the line %q is not one of %q, and nothing is said", name, r, parts)
			}
		}
	})
}

// A mark after what opens a message does not keep the rest on one line, and what marks cost is told.
func TestMarksCost(t *testing.T) {
	for _, c := range []struct{ size, text, rows, code, fix string }{
		{"9m x 3m", "CHÀO MỪNG|LỄ CÔNG BỐ QUYẾT ĐỊNH THÀNH LẬP XÃ TRƯỜNG SINH", "CHÀO MỪNG|LỄ CÔNG BỐ QUYẾT ĐỊNH|THÀNH LẬP XÃ TRƯỜNG SINH", "more-lines", "~"},
		{"9m x 3m", "ĐẢNG BỘ, CHÍNH QUYỀN VÀ NHÂN DÂN XÃ PHÚ LƯƠNG|QUYẾT TÂM THỰC HIỆN THẮNG LỢI NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ XÃ",
			"ĐẢNG BỘ, CHÍNH QUYỀN VÀ NHÂN DÂN XÃ PHÚ LƯƠNG|QUYẾT TÂM THỰC HIỆN THẮNG LỢI NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ XÃ", "mark-price", "“VÀ NHÂN”"},
		{"6m x 1m", "AN TOÀN GIAO THÔNG|LÀ HẠNH PHÚC CỦA MỌI NHÀ", "AN TOÀN GIAO THÔNG|LÀ HẠNH PHÚC CỦA MỌI NHÀ", "", ""},
	} {
		d := compile(t, signage.Sign{Kind: signage.Banner, Size: size(t, c.size), Text: c.text})
		if got := strings.Join(rows(d), "|"); got != c.rows {
			t.Errorf("%s: rows %q, want %q", c.size, got, c.rows)
		}
		for _, code := range []string{"more-lines", "mark-price"} {
			g := diagnosed(d, code)
			if (g != nil) != (code == c.code) || g != nil && !strings.Contains(g.FixVI, c.fix) {
				t.Errorf("%q: %s is %v, want %q", c.text, code, g, c.code)
			}
		}
	}
}

// The name of a unit is broken into lines of like length on every strip and foot.
func TestUnitsBreakEvenly(t *testing.T) {
	const unit, first = "Trung tâm Phục vụ hành chính công phường Phan Thiết, tỉnh Lâm Đồng", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
	for _, c := range []struct {
		kind signage.Kind
		size string
	}{
		{signage.Poster, "poster-a2"}, {signage.Poster, "poster-a3"}, {signage.Poster, "A4"}, {signage.Poster, "800x960mm"}, {signage.Poster, "800x1600mm"},
		{signage.Model, "poster-a2"}, {signage.Standee, "standee-80x180"}, {signage.Web, "1080x1080px"},
	} {
		s := signage.Sign{Kind: c.kind, Size: size(t, c.size), Slogan: "chao-mung", Unit: unit, Dates: "01/10 – 10/10/2025"}
		if c.kind == signage.Model {
			s.Slogan = "mo-hinh-qr"
		}
		for _, l := range compile(t, s).Lines() {
			if l.Role == "unit" {
				if l.Text != first {
					t.Errorf("%s %s: the unit begins with the line %q", c.kind, c.size, l.Text)
				}
				break
			}
		}
	}
}

// Numbers stay with what they count or number, and units' kinds with their names.
func TestNumbersStayWithTheirNouns(t *testing.T) {
	kept := []string{"THÔN 5", "NHÀ VĂN HÓA THÔN 12", "NGÀY 10", "NGÀY 10/10", "NĂM 2025", "05 NGÀY", "80 NĂM", "ĐƯỜNG 30/4", "TỔ 7", "XÃ TÂN TRÀO", "LẦN THỨ II", "NGÀY 31 THÁNG SÁU", "50 %"}
	others := []string{"CHUYỂN ĐỔI SỐ", "TOÀN DÂN", "XÂY DỰNG", "VÌ CUỘC SỐNG", "HỌP DÂN", "TẠI TRỤ SỞ"}
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.SampledFrom(kept).Draw(t, "kept")
		text := rapid.SampledFrom(others).Draw(t, "before") + " " + whole + ", " + rapid.SampledFrom(others).Draw(t, "after")
		name := rapid.SampledFrom([]string{"bang-ron-6x0.8", "bang-ron-3x1", "pano-4x3", "poster-a3", "standee-80x180", "phuon-0.6x2", "web-1200x300"}).Draw(t, "size")
		s, err := signage.LookupSize(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := signage.Compile(signage.Sign{Size: s, Text: text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if lines := rows(d); !slices.ContainsFunc(lines, func(r string) bool { return strings.Contains(r, whole) }) {
			t.Fatalf("%s: %q is parted in %q", name, whole, lines)
		}
	})
}

// The long theme needs no line that ends on a weak word, on any tall sign of the catalogue.
func TestTallSignsKeepPhrases(t *testing.T) {
	for s := range signage.Sizes() {
		if s.Width > 0.6*s.Height {
			continue
		}
		for _, slogan := range []string{"chu-de-2022", "chu-de-2024", "chu-de-2025-b"} {
			d := compile(t, signage.Sign{Size: s, Slogan: slogan, Unit: "UBND xã Tân Trào"})
			for _, code := range []string{"phrase-split", "weak-line"} {
				if g := diagnosed(d, code); g != nil {
					t.Errorf("%s %s: %s", s.ID, slogan, g.VI)
				}
			}
		}
	}
}

// loudness is the letter height of a banner's message, the condensed face counted for what its letters are narrower: it
// is only taken for so much more height.
func loudness(d *signage.Document) (height, weighed float64) {
	for _, l := range d.Lines() {
		if l.Role == "main" || l.Role == "loud" {
			if height = l.CapHeight; strings.HasPrefix(l.Font, "Barlow") {
				return height, height / 1.15
			}
			return height, height
		}
	}
	return 0, 0
}

// A higher banner of the same width has no smaller letters.
func TestMoreHeightIsNoLoss(t *testing.T) {
	for _, unit := range []string{"", "UBND xã Tân Trào"} {
		before := 0.0
		for height := 600; height <= 1600; height += 50 {
			d := compile(t, signage.Sign{Kind: signage.Banner, Size: size(t, fmt.Sprintf("6000x%dmm", height)), Slogan: "chao-mung", Unit: unit})
			now, _ := loudness(d)
			if now < before*0.99 {
				t.Errorf("%q: letters of %.0f mm on 6 m × %d mm, %.0f mm on the lower one", unit, now, height, before)
			}
			before = now
		}
	}
	// Better lines may cost some of the height, but never more than they are worth.
	rapid.Check(t, func(t *rapid.T) {
		text := wordings().Draw(t, "text")
		low := rapid.IntRange(600, 1200).Draw(t, "low")
		high := rapid.IntRange(low, 1600).Draw(t, "high")
		var weighed [2]float64
		for i, height := range [...]int{low, high} {
			s, err := signage.LookupSize(fmt.Sprintf("6000x%dmm", height))
			if err != nil {
				t.Fatal(err)
			}
			d, err := signage.Compile(signage.Sign{Kind: signage.Banner, Size: s, Text: text}, nil)
			if err != nil {
				return
			}
			_, weighed[i] = loudness(d)
		}
		if weighed[1] < weighed[0]*0.8 {
			t.Fatalf("%q: %.0f mm on 6 m × %d mm, %.0f mm on 6 m × %d mm", text, weighed[0], low, weighed[1], high)
		}
	})
}

// So has a higher pano, poster or standee, where no second slogan takes the height.
func TestMoreHeightIsNoLossOfOthers(t *testing.T) {
	for _, c := range []struct {
		kind            signage.Kind
		width           int
		low, high, step int
		condensed       float64 // what the condensed face must gain there
	}{
		{signage.Pano, 4000, 2000, 4000, 200, 1.3},
		{signage.Poster, 420, 504, 1260, 42, 1.3},
		{signage.Standee, 800, 960, 2400, 96, 1.2},
	} {
		for _, slogan := range []string{"chao-mung", "chu-de-2022", "chu-de-2024", "thiet-thuc", "ky-nang-so"} {
			var before [][2]float64
			for height := c.low; height <= c.high; height += c.step {
				d := compile(t, signage.Sign{Kind: c.kind, Size: size(t, fmt.Sprintf("%dx%dmm", c.width, height)), Slogan: slogan, Unit: "UBND xã Tân Trào"})
				var now [2]float64 // as it is, and the condensed face counted for less
				for _, l := range d.Lines() {
					if l.Role == "main" {
						now = [2]float64{l.CapHeight, l.CapHeight}
						if strings.HasPrefix(l.Font, "Barlow") {
							now[1] /= c.condensed
						}
					}
				}
				for i, b := range before {
					if now[0] < b[0]*0.92 && now[1] < b[1]*0.92 {
						t.Errorf("%s %s: letters of %.0f mm on %d mm, %.0f mm on %d mm", c.kind, slogan, now[0], height, b[0], c.low+i*c.step)
					}
				}
				before = append(before, now)
			}
		}
	}
}

// A price names what is kept, and is one that someone would see.
func TestPriceNamesWhatIsKept(t *testing.T) {
	price := regexp.MustCompile(`^Chữ nhỏ đi (\d+) % để (giữ nguyên|không ngắt dòng ở) “([^”]+)”`)
	seen := 0
	for _, c := range everyKind(t) {
		d := compile(t, c.sign)
		g := diagnosed(d, "phrase-price")
		if g == nil {
			continue
		}
		seen++
		m := price.FindStringSubmatch(g.VI)
		if m == nil || m[1] == "0" || !strings.Contains(message(d), m[3]) {
			t.Errorf("%s: %s", c.name, g.VI)
		}
	}
	if seen == 0 {
		t.Error("no sign had a price")
	}
}
