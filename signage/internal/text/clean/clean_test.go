package clean

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/note"
)

var update = flag.Bool("update", false, "write the golden files anew")

func codesOf(notes []note.Note) string {
	var codes []string
	for _, n := range notes {
		codes = append(codes, n.Code)
	}
	return strings.Join(codes, " ")
}

func TestRepairs(t *testing.T) {
	for _, c := range []struct{ name, in, want, codes string }{
		{"clean", "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", ""},
		{"line and keep marks", "CHÀO MỪNG|CHUYỂN~ĐỔI~SỐ", "CHÀO MỪNG|CHUYỂN~ĐỔI~SỐ", ""},
		{"signs", "① ✓ ☐ → № “5.000 ₫” – m² ½…", "① ✓ ☐ → № “5.000 ₫” – m² ½…", ""},
		{"other Latin", "Müller Café Núñez 5 µm", "Müller Café Núñez 5 µm", ""},
		{"decomposed", norm.NFD.String("CHUYỂN ĐỔI SỐ"), "CHUYỂN ĐỔI SỐ", "unicode-decomposed"},
		{"dot below last", "Vie\u0302\u0323t", "Việt", "unicode-decomposed"},
		{"dot below first", "Vie\u0323\u0302t", "Việt", "unicode-decomposed"},
		{"tone before circumflex", "KE\u0301\u0302 HOẠCH", "KẾ HOẠCH", "mark-order"},
		{"É and circumflex", "K\u00C9\u0302", "KẾ", "mark-order"},
		{"tone before breve", "nga\u0301\u0306n", "ngắn", "mark-order"},
		{"tone before horn", "tro\u031B\u0300i tro\u0300\u031Bi", "trời trời", "unicode-decomposed"},
		{"Eth", "\u00D0ổi mới, chuyển \u00F0ổi số", "Đổi mới, chuyển đổi số", "d-stroke"},
		{"African D", "\u0189ổi \u0256ổi ở", "Đổi đổi ở", "d-stroke"},
		{"fullwidth", "ＱＲ　１０／１０", "QR 10/10", "letter-form spaces-folded"},
		{"bold of social networks", "𝐂𝐇𝐀̀𝐎 𝐦𝐮̛̀𝐧𝐠", "CHÀO mừng", "unicode-decomposed letter-form"},
		{"ligature and numeral", "oﬃce Ⅳ", "office IV", "letter-form"},
		{"byte order mark", "\uFEFFXIN CHÀO", "XIN CHÀO", "invisible-removed"},
		{"zero width and soft hyphen", "chuy\u00ADển đổi\u200B số\u2060", "chuyển đổi số", "invisible-removed"},
		{"zero width between words", "CHÀO\u200BMỪNG, NGÀY\u00ADHỘI", "CHÀO MỪNG, NGÀY HỘI", "invisible-removed"},
		{"zero width in a word", "TO\u200BÀN DÂN\u200B", "TOÀN DÂN", "invisible-removed"},
		{"double space", "CỘNG  HÒA XÃ   HỘI", "CỘNG HÒA XÃ HỘI", "spaces-folded"},
		{"edges", " XIN CHÀO ", "XIN CHÀO", "spaces-folded"},
		{"tab", "XIN\tCHÀO", "XIN CHÀO", "spaces-folded"},
		{"no-break space", "XIN\u00A0CHÀO", "XIN CHÀO", "spaces-folded"},
		{"lines", "CHÀO MỪNG\r\nNGÀY 10/10\n\n", "CHÀO MỪNG|NGÀY 10/10", "line-ends"},
		{"line end at a mark", "CHÀO MỪNG |\nNGÀY 10/10", "CHÀO MỪNG |NGÀY 10/10", "line-ends"},
		{"soft line end", "CHÀO MỪNG\vNGÀY 10/10", "CHÀO MỪNG|NGÀY 10/10", "line-ends"},
		{"one line end at the end", "CHÀO MỪNG\n", "CHÀO MỪNG", ""},
		{"old tone style kept", "hòa hoà ủy uỷ", "hòa hoà ủy uỷ", ""},
		{"guillemets", "«CHÀO XÃ»", "«CHÀO XÃ»", ""},
		{"not TCVN3", "São Paulo, Côte d'Ivoire, naïve", "São Paulo, Côte d'Ivoire, naïve", ""},
		{"micrometre", "5 µm", "5 µm", ""},
		{"square metres", "Đất ở m², đất ở m2", "Đất ở m², đất ở m2", ""},
		{"not mojibake", "NGÃ y tốt đẹp lắm señor", "NGÃ y tốt đẹp lắm señor", ""},
		{"only Latin-1 letters", "TÂN TRÀO", "TÂN TRÀO", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, notes, err := Text(c.in, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
			}
			if codes := codesOf(notes); codes != c.codes {
				t.Errorf("codes %q, want %q", codes, c.codes)
			}
			for _, n := range notes {
				if n.Field != "text" || n.VI == "" || n.EN == "" || n.Severity == note.Error || !norm.NFC.IsNormalString(n.VI+n.EN) {
					t.Errorf("note %+v", n)
				}
			}
		})
	}
}

func TestRepairShowsBeforeAndAfter(t *testing.T) {
	for in, want := range map[string]string{
		"\u00D0ổi":                 "\"\u00D0ổi\" → \"Đổi\"",
		"KE\u0301\u0302":           `"KE<U+0301><U+0302>" → "KẾ"`,
		"XIN  CHÀO":                `"XIN␣␣CHÀO" → "XIN CHÀO"`,
		"XIN\u00A0CHÀO":            `"XIN⍽CHÀO" → "XIN CHÀO"`,
		"CHÀO\u200BMỪNG":           `"CHÀO<U+200B>MỪNG" → "CHÀO MỪNG"`,
		"số\u200B":                 `"số<U+200B>" → "số"`,
		"B á o  c á o":             `"B á o  c á o" → "Báo cáo"`,
		"ＱＲ":                       `"ＱＲ" → "QR"`,
		norm.NFD.String("ĐỔI"):     `"ĐỔI" (5 → 3)`,
		"XIN CHÀO ":                `"CHÀO␣" → "CHÀO"`,
		"A B C D E F G H\tI J K L": `"H⇥I" → "H I"`,
	} {
		_, notes, err := Text(in, Options{Field: "unit"})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, n := range notes {
			found = found || strings.Contains(n.VI, want) && strings.Contains(n.EN, want) && n.Field == "unit"
		}
		if !found {
			t.Errorf("no note of %q shows %s: %v", in, want, notes)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, in string
		kind     error
		code     string
		says     string
	}{
		{"empty", "", ErrEmpty, "empty-text", "Không có chữ"},
		{"spaces", " \t\u00A0", ErrEmpty, "empty-text", ""},
		{"only marks", "|~ |", ErrEmpty, "empty-text", ""},
		{"only invisible", "\uFEFF\u200B", ErrEmpty, "empty-text", ""},
		{"too long", strings.Repeat("a", MaxChars+1), ErrTooLong, "text-too-long", "4000"},
		{"far too long", strings.Repeat("ế", 4*MaxChars), ErrTooLong, "text-too-long", ""},
		{"too long when repaired", strings.Repeat("ﬃ", MaxChars/3+1), ErrTooLong, "text-too-long", ""},
		{"invalid UTF-8", "CHÀO\xff", ErrNotUTF8, "not-utf8", "ký tự thứ 5"},
		{"lone surrogate", "a\xed\xa0\x80", ErrNotUTF8, "not-utf8", "ký tự thứ 2"},
		{"Cyrillic С", "XIN \u0421HÀO", ErrScript, "foreign-letter", `Ký tự thứ 5, trong "СHÀO": "С" là chữ Kirin (U+0421)`},
		{"Cyrillic twin", "XIN \u0421HÀO", ErrScript, "foreign-letter", `La-tinh "C" (U+0043)`},
		{"Greek Ο", "S\u039F", ErrScript, "foreign-letter", `Hy Lạp (U+039F), không phải chữ Việt. Nó giống chữ La-tinh "O"`},
		{"Han", "欢迎", ErrScript, "foreign-letter", "Hán (U+6B22)"},
		{"Arabic digit", "\u0661", ErrScript, "foreign-letter", "Ả Rập"},
		{"ohm sign", "\u2126", ErrScript, "foreign-letter", "Hy Lạp"},
		{"mathematical Greek", "\U0001D6C0", ErrScript, "foreign-letter", "Hy Lạp"},
		{"NUL", "a\x00b", ErrControl, "control-character", "Ký tự thứ 2"},
		{"escape", "\x1b[31m", ErrControl, "control-character", "U+001B"},
		{"C1", "a\u0086", ErrControl, "control-character", "U+0086"},
		{"right-to-left override", "A\u202EB", ErrControl, "bidi-control", "RIGHT-TO-LEFT OVERRIDE (U+202E)"},
		{"left-to-right mark", "A\u200EB", ErrControl, "bidi-control", "LEFT-TO-RIGHT MARK"},
		{"interlinear", "A\uFFF9B", ErrControl, "format-character", "U+FFF9"},
		{"emoji", "CHÀO 😀", ErrEmoji, "emoji", "Ký tự thứ 6 là biểu tượng cảm xúc 😀 (U+1F600)"},
		{"heart", "a ❤\uFE0F", ErrEmoji, "emoji", "(U+2764 U+FE0F)"},
		{"family", "👨\u200D👩\u200D👧 a", ErrEmoji, "emoji", "U+1F468 U+200D U+1F469 U+200D U+1F467"},
		{"flag", "🇻🇳", ErrEmoji, "emoji", "(U+1F1FB U+1F1F3)"},
		{"keycap", "1\uFE0F\u20E3", ErrEmoji, "emoji", "U+20E3"},
		{"sparkles of the basic plane", "✨", ErrEmoji, "emoji", "U+2728"},
		{"mark of another language", "a\u030A\u0331", ErrMark, "stray-mark", "U+0331"},
		{"mark on a consonant", "toanx\u0301", ErrMark, "stray-mark", "Ký tự thứ 5"},
		{"second tone", "a\u0301\u0300", ErrMark, "stray-mark", "U+0300"},
		{"mark after a space", "HO \u0300A", ErrMark, "stray-mark", "U+0300"},
		{"musical stem", "\U0001D15F", ErrMark, "stray-mark", "U+1D165"},
		{"enclosing circle", "a\u20DD", ErrMark, "stray-mark", "U+20DD"},
		{"private use", "a\uE000", ErrUndefined, "private-character", "U+E000"},
		{"replacement", "CHUY\uFFFDN", ErrUndefined, "lost-character", "Ký tự thứ 5"},
		{"noncharacter", "a\uFFFF", ErrUndefined, "undefined-character", "U+FFFF"},
		{"Windows-1252", "CHÃ€O Má»ªNG", ErrMojibake, "mojibake", `"CHÀO MỪNG"`},
		{"Windows-1258", "CHĂ€O Má»ªNG", ErrMojibake, "mojibake", `"CHÀO MỪNG"`},
		{"no-break space lost", "ngÃ y Chuyá»ƒn Ä‘á»•i sá»‘", ErrMojibake, "mojibake", `"ngày Chuyển đổi số"`},
		{"C1 in mojibake", "Ä\u0090á»•i má»›i", ErrMojibake, "mojibake", `"Đổi mới"`},
		{"quotation marks read wrongly", "â€œQR CODEâ€\u009d", ErrMojibake, "mojibake", `"“QR CODE”"`},
		{"TCVN3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", ErrLegacy, "legacy-encoding", `TCVN3 (ABC): "Céng hßa x· héi chñ nghÜa ViÖt Nam", có lẽ là "Cộng hòa xã hội chủ nghĩa Việt Nam"`},
		{"TCVN3 with a soft hyphen", "n\u00ADíc s¹ch", ErrLegacy, "legacy-encoding", `"nước sạch"`},
		{"VNI", "COÄNG HOØA XAÕ HOÄI", ErrLegacy, "legacy-encoding", `VNI: "COÄNG HOØA XAÕ HOÄI", có lẽ là "CỘNG HÒA XÃ HỘI"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, notes, err := Text(c.in, Options{Field: "B7"})
			if !errors.Is(err, c.kind) {
				t.Fatalf("error %v, want %v", err, c.kind)
			}
			var refusal *Error
			if !errors.As(err, &refusal) {
				t.Fatalf("%T is not an *Error", err)
			}
			n := refusal.Note
			if n.Code != c.code || n.Severity != note.Error || n.Field != "B7" || n.EN == "" || n.FixVI == "" || n.FixEN == "" {
				t.Errorf("note %+v, want code %s", n, c.code)
			}
			if !strings.Contains(n.VI, c.says) && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", n.VI, c.says)
			}
			if got != "" || !strings.Contains(codesOf(notes), c.code) {
				t.Errorf("text %q, notes %s", got, codesOf(notes))
			}
		})
	}
}

func TestEveryRefusedPlaceIsReported(t *testing.T) {
	_, notes, err := Text("\u0421H\u0410O 😀", Options{})
	if !errors.Is(err, ErrScript) || codesOf(notes) != "foreign-letter foreign-letter emoji" {
		t.Errorf("%v, notes %s", err, codesOf(notes))
	}
	_, notes, _ = Text(strings.Repeat("😀", 100), Options{})
	if len(notes) != maxRefusals {
		t.Errorf("%d notes of one text, want %d", len(notes), maxRefusals)
	}
}

func TestLookalikesPairUp(t *testing.T) {
	if utf8.RuneCountInString(twinsForeign) != len(twinsLatin) {
		t.Fatal("the two lists differ in length")
	}
	for foreign, latin := range map[rune]rune{'А': 'A', 'Ԝ': 'W', 'а': 'a', 'ү': 'y', 'Α': 'A', 'Χ': 'X', 'ο': 'o', 'ϳ': 'j', 'ж': 0, 'a': 0} {
		if got := latinTwin(foreign); got != latin {
			t.Errorf("latinTwin(%q) = %q, want %q", foreign, got, latin)
		}
	}
}

func TestOneLine(t *testing.T) {
	got, notes, err := Text("Ủy ban nhân dân\nxã Tân Trào ", Options{OneLine: true})
	if err != nil || got != "Ủy ban nhân dân xã Tân Trào" || codesOf(notes) != "spaces-folded line-ends" {
		t.Errorf("%q, %s, %v", got, codesOf(notes), err)
	}
}

func TestLetterSpacing(t *testing.T) {
	const joined, unclear = "letter-spacing-joined", "letter-spacing"
	for _, c := range []struct{ in, want, code string }{
		{"B á o  c á o  k ế t  q u ả", "Báo cáo kết quả", joined},
		{"C H U Y Ể N  Đ Ổ I", "CHUYỂN ĐỔI", joined},
		{"3 .   T r u n g   t â m   V ă n   h ó a ,   T h ể   t h a o", "3. Trung tâm Văn hóa, Thể thao", joined},
		{"T h e o  q u y   đ ị n h . / .", "Theo quy định./.", joined},
		{"n g à y  1 3 / 1 0 / 2 0 2 2  v ề  P h ò n g", "ngày 13/10/2022 về Phòng", joined},
		{"T r ê n  đ â y  l à  K ế  h o ạ c h  truyền thông", "Trên đây là Kế hoạch truyền thông", joined},
		{"năm 2022.  Y ê u  c ầ u  c á c  c ơ  q u a n", "năm 2022. Yêu cầu các cơ quan", joined},
		{"C  H  À  O    M  Ừ  N  G", "CHÀO MỪNG", joined},
		{"C H À O\u2003M Ừ N G", "CHÀO MỪNG", joined},
		{"C H À O\tM Ừ N G", "CHÀO MỪNG", joined},
		{"đôn đốc các c ơ quan", "đôn đốc các cơ quan", joined},
		{"C H À O  M Ừ N G|NGÀY 10/10", "CHÀO MỪNG|NGÀY 10/10", joined},
		{"A B C", "A B C", ""},
		{"A  B  C", "A B C", "spaces-folded"},
		{"S Ố 1", "SỐ 1", joined},
		{"S Ố  1", "SỐ 1", joined},
		{"CÁC C Ơ QUAN, ĐƠN VỊ", "CÁC CƠ QUAN, ĐƠN VỊ", joined},
		{"CHÀO MỪNG ĐẠI HỘI Đ ẢNG BỘ", "CHÀO MỪNG ĐẠI HỘI ĐẢNG BỘ", joined},
		{"Đại hội Đ ảng bộ xã", "Đại hội Đảng bộ xã", joined},
		{"U B N D xã Tân Trào", "UBND xã Tân Trào", joined},
		{"T Ỉ N H TUYÊN QUANG", "TỈNH TUYÊN QUANG", joined},
		{"X Ã TÂN TRÀO", "XÃ TÂN TRÀO", joined},
		{"THEO C Ơ, CHẾ", "THEO CƠ, CHẾ", joined},
		{"QUỐ C GIA|CHUYỂ N ĐỔI SỐ", "QUỐC GIA|CHUYỂN ĐỔI SỐ", joined},
		{"NG ÀY HỘI", "NGÀY HỘI", joined},
		{"XÃ T ÂN TRÀO", "XÃ T ÂN TRÀO", unclear},
		{"ĐẢN G BỘ", "ĐẢN G BỘ", unclear},
		{"TRƯỜNG TH ẢI CAO", "TRƯỜNG TH ẢI CAO", unclear},
		{"GIẤY PHÉP HẠNG B Ở XÃ", "GIẤY PHÉP HẠNG B Ở XÃ", ""},
		{"LÔ C ẤP 3", "LÔ C ẤP 3", ""},
		{"LỚP 9 B Ở TẦNG 2", "LỚP 9 B Ở TẦNG 2", ""},
		{"ĐIỂM A, B, C Ở XÃ", "ĐIỂM A, B, C Ở XÃ", ""},
		{"NHÓM B, Ơ HAY", "NHÓM B, Ơ HAY", ""},
		{"KHU N", "KHU N", ""},
		{"T. Ổ 1", "T. Ổ 1", ""},
		{"TỔ 1 2 3 4 5", "TỔ 1 2 3 4 5", ""},
		{"LỚP 9 A B C D", "LỚP 9 A B C D", ""},
		{"A N  B A", "A N B A", "spaces-folded"},
		{"b a  x y z  c á  q w", "b a x y z c á q w", "spaces-folded"},
		{"A N  B A  C D", "A N B A C D", "spaces-folded"},
		{"điểm a, b, c khoản 2", "điểm a, b, c khoản 2", ""},
		{"nhóm b a", "nhóm b a", ""},
		{"Ô ở ý à", "Ô ở ý à", unclear},
		{"C H U Y Ể N Đ Ổ I", "C H U Y Ể N Đ Ổ I", unclear},
		{"Ê A", "Ê A", ""},
		{"1 + 1 = 2", "1 + 1 = 2", ""},
		{"- ô - ý -", "- ô - ý -", unclear},
	} {
		got, notes, err := Text(c.in, Options{})
		if err != nil || got != c.want {
			t.Errorf("Text(%q) = %q, %v, want %q", c.in, got, err, c.want)
		}
		if !strings.Contains(codesOf(notes), c.code) || c.code == "" && notes != nil {
			t.Errorf("Text(%q): notes %q, want %q", c.in, codesOf(notes), c.code)
		}
	}
}

// The plan was scraped from a PDF: each of its lines comes out as a person reads
// it.
func TestPlan(t *testing.T) {
	source := lines(t, "testdata/plan.txt")
	var got []string
	for _, line := range source {
		if strings.TrimSpace(line) == "" {
			continue
		}
		out, _, err := Text(line, Options{})
		if err != nil {
			t.Errorf("%q: %v", line, err)
		}
		got = append(got, out)
	}
	const golden = "testdata/plan.clean.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := lines(t, golden)
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d is\n%q, want\n%q", i+1, got[i], want[i])
		}
	}
}

func lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(data), "\n"), "\n")
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		in      string
		convert Encoding
		want    string
	}{
		{"§éc lËp - Tù do - H¹nh phóc", Auto, "Độc lập - Tự do - Hạnh phúc"},
		{"§éc lËp - Tù do - H¹nh phóc", TCVN3, "Độc lập - Tự do - Hạnh phúc"},
		{"CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", Auto, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{"Uû ban nh©n d©n x· T©n Trµo", Auto, "Uỷ ban nhân dân xã Tân Trào"},
		{"Sè: 12/Q§-UBND huyÖn", Auto, "Số: 12/QĐ-UBND huyện"},
		{"“ChuyÓn ®æi sè” – 10/10", Auto, "“Chuyển đổi số” – 10/10"},
		{"N\u00adíc: TP. Hå ChÝ Minh", Auto, "Nước: TP. Hồ Chí Minh"},
		{"phóc", TCVN3, "phúc"},
		{"phóc", Auto, "phóc"},
		{"tù do", Unicode, "tù do"},
		{"Ñoäc laäp - Töï do - Haïnh phuùc", Auto, "Độc lập - Tự do - Hạnh phúc"},
		{"UÛY BAN NHAÂN DAÂN XAÕ TAÂN TRAØO", Auto, "ỦY BAN NHÂN DÂN XÃ TÂN TRÀO"},
		{"Uûy ban, chuyeån ñoåi soá, bưu chính", VNI, "Uûy ban, chuyeån ñoåi soá, bưu chính"},
		{"Kyõ naêng soá, quyù, tyû leä, ôû ñaây, lôøi, ngöôøi, ñöôïc, aên, naém, tò", VNI, "Kỹ năng số, quý, tỷ lệ, ở đây, lời, người, được, ăn, nắm, tị"},
		{"CHUYỂN ĐỔI SỐ", TCVN3, "CHUYỂN ĐỔI SỐ"},
		{"QR CODE", VNI, "QR CODE"},
	} {
		got, notes, err := Text(c.in, Options{Convert: c.convert})
		if err != nil || got != c.want {
			t.Errorf("Text(%q, %v) = %q, %v, want %q", c.in, c.convert, got, err, c.want)
		}
		if kept := strings.Contains(codesOf(notes), "nothing-converted"); kept != (got == c.in && c.convert != Unicode && c.convert != Auto && c.in != "QR CODE") {
			t.Errorf("Text(%q, %v): notes %q", c.in, c.convert, codesOf(notes))
		}
		if converted := strings.Contains(codesOf(notes), "legacy-converted"); converted != (got != c.in) {
			t.Errorf("Text(%q, %v): notes %q", c.in, c.convert, codesOf(notes))
		}
	}
}

// Every letter of Vietnamese survives TCVN3 (small letters) and VNI.
func TestLegacyTablesAreComplete(t *testing.T) {
	const small = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
	fromTCVN3, fromVNI := map[rune]bool{}, map[rune]bool{}
	for r := rune(0xA1); r <= 0xFF; r++ {
		fromTCVN3[tcvn3Letter(r)] = true
		fromVNI[vniLetter(r)] = true
		for _, base := range "aeoôuöyAEOÔUÖY" {
			fromVNI[vniPair(base, r)] = true
		}
	}
	for _, r := range small {
		if !fromTCVN3[r] {
			t.Errorf("TCVN3 lacks %q", r)
		}
		for _, r := range []rune{r, []rune(strings.ToUpper(string(r)))[0]} {
			if !fromVNI[r] {
				t.Errorf("VNI lacks %q", r)
			}
		}
	}
}

func TestEncodingNames(t *testing.T) {
	for e, want := range map[Encoding]string{Unicode: "Unicode", TCVN3: "TCVN3 (ABC)", VNI: "VNI", Auto: "TCVN3/VNI"} {
		if e.String() != want {
			t.Errorf("%d is %q, want %q", e, e, want)
		}
	}
}

// messy draws text such as arrives from papers and forms.
var messy = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			" ", "  ", "\n", "\t", "\u00A0", "|", "~", "a", "b", "Đ", "ổ", "i", "1", "/", ".", "-", "\u0301", "\u0302", "\u031B",
			"\u0323", "É", "Ð", "đ", "\uFEFF", "\u200B", "\u00AD", "ﬃ", "Ａ", "𝐀", "Ã", "€", "»", "©", "·", "µ", "ß", "ñ", "ö", "ø",
			"б", "😀", "\uFE0F", "c ơ ", "C H À O", "  M Ừ N G", "x· héi", "COÄNG", "CHÀO", "quốc gia", "â€œ", "\u2028",
		}),
		rapid.StringN(0, 3, -1),
	)
	return strings.Join(rapid.SliceOfN(piece, 0, 24).Draw(t, "pieces"), "")
})

func checkCleaned(t interface {
	Helper()
	Fatalf(string, ...any)
}, in string, o Options) {
	t.Helper()
	out, notes, err := Text(in, o)
	if err != nil {
		if out != "" || len(notes) == 0 {
			t.Fatalf("refused %q with text %q and %d notes", in, out, len(notes))
		}
		return
	}
	if !norm.NFC.IsNormalString(out) {
		t.Fatalf("Text(%q) = %q is not NFC", in, out)
	}
	if out == "" || strings.TrimSpace(out) != out || strings.Contains(out, "  ") || strings.ContainsAny(out, "\n\t\u00A0") {
		t.Fatalf("Text(%q) = %q has superfluous spaces", in, out)
	}
	if out != in && len(notes) == 0 && strings.TrimFunc(in, isLineEnd) != out {
		t.Fatalf("Text(%q) = %q without a note", in, out)
	}
	again, _, err := Text(out, o)
	if err != nil || again != out {
		t.Fatalf("Text(%q) = %q, and of that %q, %v", in, out, again, err)
	}
}

func TestCleanedTextIsStable(t *testing.T) {
	for _, o := range []Options{{}, {OneLine: true}, {Convert: Auto}} {
		rapid.Check(t, func(t *rapid.T) { checkCleaned(t, messy.Draw(t, "text"), o) })
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"CHÀO MỪNG NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10", "B á o  c á o  k ế t  q u ả", "KE\u0301\u0302", "\u00D0ổi",
		"CHÃ€O Má»ªNG", "Céng hßa x· héi", "COÄNG HOØA XAÕ HOÄI", "a\xff", "👨\u200D👩\u200D👧", "A\u202EB", "\u0421HÀO",
		"A|\n B", "C H À O\n M Ừ N G", "1\uFE0F\u20E3", "𝐂𝐇𝐀̀𝐎", "|", "c  ơ", "b  ạ  t h á n g  n à y",
	} {
		f.Add(s, false, uint8(0))
		f.Add(s, true, uint8(Auto))
	}
	f.Fuzz(func(t *testing.T, s string, oneLine bool, convert uint8) {
		o := Options{OneLine: oneLine}
		if convert%2 == 1 {
			o.Convert = Auto
		}
		checkCleaned(t, s, o)
		Text(s, Options{OneLine: oneLine, Convert: TCVN3})
		Text(s, Options{OneLine: oneLine, Convert: VNI})
	})
}

func BenchmarkText(b *testing.B) {
	const sign = "CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN 10/10/2022"
	for name, s := range map[string]string{"clean": sign, "decomposed": norm.NFD.String(sign), "spaces": " " + sign} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Text(s, Options{})
			}
		})
	}
}
