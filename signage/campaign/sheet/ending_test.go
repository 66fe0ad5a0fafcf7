package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/note"
)

func TestEndOf(t *testing.T) {
	for text, want := range map[string]string{
		"Hết hiệu lực từ ngày 01/7/2025":                                        "2025-07-01",
		"Hết hiệu lực kể từ ngày 1 tháng 7 năm 2025":                            "2025-07-01",
		"Bãi bỏ từ 1.7.2025":                                                    "2025-07-01",
		"Bãi bỏ (01-07-2025)":                                                   "2025-07-01",
		"het hieu luc tu 01/07/25":                                              "2025-07-01",
		"Hết hiệu lực từ 2025-07-01":                                            "2025-07-01",
		"Hết hiệu lực thi hành ngày 01/7/2025":                                  "2025-07-01",
		"Hết hiệu lực từ sau ngày 30/6/2025":                                    "2025-07-01",
		"Bãi bỏ từ 0 giờ ngày 01/7/2025":                                        "2025-07-01",
		"Bãi bỏ theo Quyết định số 12/QĐ-UBND ngày 01/6/2025 từ ngày 01/7/2025": "2025-07-01",
		"Bãi bỏ từ 01/7/2025 theo QĐ số 12/QĐ-UBND ngày 01/6/2025":              "2025-07-01",
		"Hết hiệu lực từ 01/7/2025; ở xã đảo từ 01/01/2026":                     "2026-01-01",
		"Hết hiệu lực từ tháng 7/2025":                                          "2025-07-01",
		"Hết hiệu lực từ tháng 7 năm 2025":                                      "2025-07-01",
		"Hết hiệu lực từ năm 2026":                                              "2026-01-01",
		"Bãi bỏ từ 2026":                                                        "2026-01-01",
		"Hết hiệu lực từ quý I/2026":                                            "before 2027-01-01",
		"Hết hiệu lực từ khi Nghị định 118/2025/NĐ-CP được ban hành":            "before 2026-01-01",
		"Hết hiệu lực từ ngày 01/7":                                             "unclear",
		"Hết hiệu lực từ ngày 31/02/2026":                                       "unclear",
		"Ngừng thực hiện từ 01/7/2025 đến 31/12/2025":                           "unclear",
		"Ngừng thực hiện từ tháng 7 đến hết tháng 12 năm 2025":                  "unclear",
		"Bãi bỏ": "none",
		"Bãi bỏ theo Quyết định số 12/QĐ-UBND ngày 01/6/2025":                 "none",
		"Bãi bỏ theo Thông tư số 01/2025/TT-BTP ngày 01/6/2025":               "none",
		"Bai bo theo Thong tu 01/2025/TT-BTP":                                 "none",
		"Bãi bỏ theo Luật Đầu tư 2020":                                        "none",
		"Bãi bỏ tại Quyết định của Bộ trưởng Bộ Tư pháp ngày 01/6/2025":       "none",
		"Bãi bỏ theo các Quyết định từ số 12 đến số 15":                       "none",
		"DANH MỤC 12 TTHC BỊ BÃI BỎ (Kèm theo QĐ 1234/QĐ-UBND ngày 1/6/2025)": "none",
	} {
		got := "none"
		if e, found := endOf(text); found {
			switch got = e.day.Format(time.DateOnly); {
			case e.day.IsZero():
				got = "unclear"
			case e.roughly:
				got = "before " + got
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

var october = time.Date(2025, 10, 1, 9, 30, 0, 0, time.FixedZone("ICT", 7*3600))

// readOn reads a list for the board of a day.
func readOn(t testing.TB, day time.Time, rows ...string) *List {
	t.Helper()
	l, err := Read("ds.csv", strings.NewReader(lines(rows...)), &Options{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// What is abolished from a later day on is in force on the board, whatever says so.
func TestAbolishedLater(t *testing.T) {
	const head = "STT|Mã TTHC|Tên TTHC|Ghi chú"
	const later = "01/01/2026"
	for _, tc := range []struct {
		name  string
		rows  []string // the first procedure is the one in question
		place string
	}{
		{"a remark", []string{head, "1|1.001193|Khai sinh|Hết hiệu lực từ ngày DAY", "2|1.000656|Khai tử|"}, "D2"},
		{"a name", []string{head, "1|1.001193|Khai sinh (bãi bỏ từ DAY)|", "2|1.000656|Khai tử|"}, "C2"},
		{"a field", []string{"STT|Mã TTHC|Tên TTHC|Lĩnh vực", "1|1.001193|Khai sinh|Bãi bỏ từ DAY", "2|1.000656|Khai tử|Hộ tịch"}, "D2"},
		{"a mark", []string{"STT|Mã TTHC|Tên TTHC|Bãi bỏ từ DAY", "1|1.001193|Khai sinh|x", "2|1.000656|Khai tử|"}, "D2"},
		{"a title", []string{head, "1|1.000656|Khai tử|", "B. DANH MỤC TTHC BỊ BÃI BỎ TỪ NGÀY DAY|||", "1|1.001193|Khai sinh|"}, "A3"},
		{"below a title", []string{head, "1|1.000656|Khai tử|", "B. DANH MỤC TTHC BỊ BÃI BỎ|||", "(Có hiệu lực từ ngày DAY)|||", "1|1.001193|Khai sinh|"}, "A4"},
		{"below a title, of a row", []string{head, "1|1.000656|Khai tử|", "B. DANH MỤC TTHC BỊ BÃI BỎ|||", "1|1.001193|Khai sinh|Hết hiệu lực từ DAY"}, "D4"},
		{"a day under its heading", []string{"STT|Mã TTHC|Tên TTHC|Ngày hết hiệu lực", "1|1.000656|Khai tử|", "B. DANH MỤC TTHC BỊ BÃI BỎ|||", "1|1.001193|Khai sinh|DAY"}, "D4"},
		{"a heading", []string{"STT|Mã TTHC|Tên TTHC bị bãi bỏ từ DAY", "1|1.001193|Khai sinh", "STT|Mã TTHC|Tên TTHC|Phí", "1|1.000656|Khai tử|"}, "C1"},
	} {
		for day, asOf := range map[string]time.Time{later: october, "02/10/2025": october, "01/10/2025": october, "30/9/2025": october, "31/12/2025": {}} {
			rows := make([]string, len(tc.rows))
			for i, r := range tc.rows {
				rows[i] = strings.ReplaceAll(r, "DAY", day)
			}
			holds := day == later || day == "02/10/2025" || asOf.IsZero()
			l := readOn(t, asOf, rows...)
			if got := slices.Contains(brief(l, "c"), "1.001193"); got != holds || !slices.Contains(brief(l, "c"), "1.000656") {
				t.Errorf("%s, %s: %q, %v", tc.name, day, brief(l, "c"), notes(l))
			}
			var said []string
			if holds {
				said = []string{"abolition-later ds.csv!" + tc.place}
			}
			same(t, tc.name+", "+day, notes(l, "abolition-later", "abolition-unclear"), said)
			for _, n := range l.Notes {
				if n.Code == "abolition-later" && (n.Severity != note.Warning || !strings.Contains(n.VI, day) || !strings.Contains(n.EN, day) || n.FixVI == "" ||
					strings.Contains(n.VI, "01/10/2025") == asOf.IsZero() || strings.Contains(n.VI, "0001")) {
					t.Errorf("%s: %+v", tc.name, n)
				}
			}
			accountFor(t, l, "ds.csv", rows)
		}
	}
	data := workbook(t, func(f *excelize.File) {
		set(t, f.SetSheetName("TTHC", "Bãi bỏ từ 01-01-2026"))
		put(t, f, "Bãi bỏ từ 01-01-2026", "STT|Mã TTHC|Tên TTHC", "1|1.001193|Khai sinh")
	})
	l, err := Read("a.xlsx", strings.NewReader(string(data)), &Options{AsOf: october})
	set(t, err)
	same(t, "a sheet", notes(l, "abolition-later"), []string{"abolition-later Bãi bỏ từ 01-01-2026"})
}

// A day that cannot be told is said to be unclear, and the procedure is read.
func TestAbolishedOnAnUnclearDay(t *testing.T) {
	for text, isRead := range map[string]bool{"Hết hiệu lực từ 01/7": true, "Ngừng thực hiện từ 01/7/2025 đến 31/12/2025": true, "Hết hiệu lực từ quý IV/2025": true,
		"Hết hiệu lực từ quý IV/2024": false, "Bãi bỏ": false, "Bãi bỏ theo QĐ 12/QĐ-UBND ngày 01/6/2026": false} {
		l := readOn(t, october, "STT|Mã TTHC|Tên TTHC|Ghi chú", "1|1.001193|Khai sinh|"+text, "2|1.000656|Khai tử|")
		if got := len(l.Procedures) == 2; got != isRead {
			t.Errorf("%s: %q", text, brief(l, "c"))
		}
		if got := len(notes(l, "abolition-later")) == 1; got != isRead {
			t.Errorf("%s: %v", text, notes(l))
		}
	}
}

// A procedure is left out from its day on, and not before.
func TestAbolishedFromADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(0, 20000)
		first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		end, asOf := first.AddDate(0, 0, days.Draw(t, "end")), first.AddDate(0, 0, days.Draw(t, "asOf"))
		if rapid.Bool().Draw(t, "near") {
			asOf = end.AddDate(0, 0, rapid.IntRange(-1, 1).Draw(t, "days"))
		}
		year, month, day := end.Date()
		form := rapid.SampledFrom([]string{"%[3]d/%[2]d/%[1]d", "%02[3]d/%02[2]d/%[1]d", "%02[3]d-%02[2]d-%[1]d", "%[3]d.%[2]d.%[1]d", "%[3]d tháng %[2]d năm %[1]d", "%[1]d-%02[2]d-%02[3]d"}).Draw(t, "form")
		text := rapid.SampledFrom([]string{"Hết hiệu lực từ ", "Bãi bỏ kể từ ngày ", "Bị bãi bỏ theo QĐ 12/QĐ-UBND ngày 1/6/1999 từ ngày "}).Draw(t, "text") + fmt.Sprintf(form, year, month, day)
		l, err := Read("ds.csv", strings.NewReader(lines("STT|Mã TTHC|Tên TTHC|Ghi chú", "1|1.001193|Khai sinh|"+text, "2|1.000656|Khai tử|")), &Options{AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		if holds := len(l.Procedures) == 2; holds != asOf.Before(end) || holds != (len(notes(l, "abolition-later")) == 1) {
			t.Fatalf("%q on %s: %v", text, asOf.Format(time.DateOnly), notes(l))
		}
	})
}

// What the notes of a column leave open is said once, with every cell counted.
func TestNotesOfAColumnAreReportedOnce(t *testing.T) {
	rows := []string{"STT|Mã TTHC|Tên TTHC|Ghi chú|Lưu ý"}
	for i := range 12 {
		rows = append(rows, fmt.Sprintf("%d|1.%06d|Thủ tục số %d|Bãi bỏ giấy tờ số %d|", i+1, i+1, i+1, i+1))
	}
	rows = append(rows, "13|2.000001|Thủ tục khác||Bãi bỏ một phần", "14|2.000002|A bé|Hết hiệu lực từ 01/01/2026|", "15|2.000003|B bé|Hết hiệu lực từ 01/01/2026|", "16|2.000004|C bé|Hết hiệu lực từ 01/7/2026|")
	l := readOn(t, october, rows...)
	same(t, "notes", notes(l, "abolition-unclear", "abolition-later"), []string{"abolition-later ds.csv!D15", "abolition-later ds.csv!D17", "abolition-unclear ds.csv!D2", "abolition-unclear ds.csv!E14"})
	if len(l.Procedures) != 16 {
		t.Errorf("%d procedures", len(l.Procedures))
	}
	for _, n := range l.Notes {
		want := map[string]string{"ds.csv!D2": "“Ghi chú” nhắc đến việc bãi bỏ, không rõ thủ tục còn hiệu lực hay không; vẫn được đọc (số ô: 12): D2 “Bãi bỏ giấy tờ số 1”, D3",
			"ds.csv!E14": "E14 “Bãi bỏ một phần”", "ds.csv!D15": "D15 “A bé”, D16 “B bé”", "ds.csv!D17": "D17 “C bé”"}[n.Field]
		if strings.HasPrefix(n.Code, "abolition-") && !strings.Contains(n.VI, want) || n.Field == "ds.csv!D2" && !strings.HasSuffix(n.VI, " và 2 ô khác.") {
			t.Errorf("%+v", n)
		}
	}
}
