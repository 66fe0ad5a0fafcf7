package signage_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

var asOf = time.Date(2025, 10, 1, 0, 0, 0, 0, time.UTC)

// hall is the board of a commune's hall.
func hall(t testing.TB, size signage.Size, list []signage.Procedure) signage.Board {
	t.Helper()
	return signage.Board{
		Size: size, Procedures: list, Unit: "UBND xã Tân Trào", Desk: "Trung tâm Phục vụ hành chính công xã Tân Trào",
		AsOf: asOf, Decision: "Quyết định số 1234/QĐ-UBND ngày 25/9/2025",
	}
}

func compileBoard(t testing.TB, b signage.Board) *signage.Posting {
	t.Helper()
	p, err := signage.CompileBoard(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// officeFile is the PDF of an office, saved.
func officeFile(t testing.TB, p *signage.Posting) string { return pdfFile(t, p, signage.Office) }

// pdfFile is a PDF, saved.
func pdfFile(t testing.TB, p *signage.Posting, profile signage.Profile) string {
	t.Helper()
	var file bytes.Buffer
	if err := p.WritePDF(&file, &signage.PDFOptions{Profile: profile}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "board.pdf")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read is what another program says of a file, its spaces and lines folded.
func read(t testing.TB, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(scenetest.Program(t, program), args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// The file of a board holds its texts in reading order card by card, its links, and nothing that a checker minds.
func TestBoardFile(t *testing.T) {
	list := signage.SampleProcedures()
	for _, grain := range []signage.Grain{signage.ByProcedure, signage.ByField, signage.ByList} {
		b := hall(t, paper(t, "a3", false), list)
		b.Grain, b.Fees, b.ListLink = grain, true, "https://tuyenquang.gov.vn/danh-muc"
		p := compileBoard(t, b)
		path := officeFile(t, p)
		if out := read(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") || !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: %s", grain, out)
		}
		said := read(t, "pdftotext", "-raw", path, "-")
		want := []string{
			"ỦY BAN NHÂN DÂN XÃ TÂN TRÀO Trung tâm Phục vụ hành chính công xã Tân Trào NIÊM YẾT THỦ TỤC HÀNH CHÍNH BẰNG MÃ QR",
			"Cập nhật đến ngày 01/10/2025", "Quyết định số 1234/QĐ-UBND ngày 25/9/2025", "Hỗ trợ, phản ánh, kiến nghị: " + signage.DefaultHotline,
			"Chỉ quét mã dẫn tới tên miền ",
		}
		switch grain {
		case signage.ByProcedure:
			for i, p := range list {
				want = append(want, strings.TrimSpace(fmt.Sprintf("%02d %s %s %s", i+1, p.Code, p.Name, p.Level)))
			}
			want = append(want, "31 THỦ TỤC · 12 LĨNH VỰC", "Hộ tịch 8 thủ tục", "8.000 đồng/bản (Thông tư 281/2016/TT-BTC)")
		case signage.ByField:
			want = append(want, "12 LĨNH VỰC · 31 THỦ TỤC", "01 8 thủ tục Hộ tịch", "12 3 thủ tục Đăng ký, quản lý cư trú (Công an cấp xã)")
		case signage.ByList:
			want = append(want, "DANH MỤC 31 THỦ TỤC HÀNH CHÍNH", "Quét mã để xem toàn bộ danh mục", "tuyenquang.gov.vn", "Chứng thực 5 thủ tục")
		}
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%s: no %q in %s", grain, w, said)
			}
		}
		objects := read(t, "qpdf", "--qdf", "--object-streams=disable", path, "-")
		for _, c := range p.Codes() {
			if !strings.Contains(objects, "/URI ("+c.Payload+")") {
				t.Errorf("%s: no link to %s", grain, c.Payload)
			}
		}
	}
}

// A link may be missing where the portal's search serves, and then the user is told so.
func TestBoardLinks(t *testing.T) {
	b := hall(t, paper(t, "a3", true), signage.SampleProcedures())
	b.Grain = signage.ByField
	b.FieldLinks = map[string]string{"Hộ tịch": "https://hotich.gov.vn/danh-muc"}
	p := compileBoard(t, b)
	if got := p.Codes()[0]; got.Payload != "https://hotich.gov.vn/danh-muc" || got.Host != "hotich.gov.vn" {
		t.Errorf("%+v", got)
	}
	if got := p.Codes()[1].Payload; got != "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=Ch%E1%BB%A9ng+th%E1%BB%B1c" {
		t.Error(got)
	}
	told := 0
	for _, d := range p.Diagnostics() {
		if d.Code == "field-link" && d.Severity == signage.SeverityWarning {
			told++
		}
	}
	if told != 11 {
		t.Errorf("%d warnings of 11 fields without a link", told)
	}
	said := read(t, "pdftotext", "-raw", officeFile(t, p), "-")
	if !strings.Contains(said, "hotich.gov.vn, dichvucong.gov.vn") {
		t.Errorf("not the hosts of all codes in %s", said)
	}
}

// Procedures without a field are not searched for by the words that the board puts above them.
func TestOtherFieldIsNotSearchedFor(t *testing.T) {
	b := hall(t, paper(t, "a3", false), []signage.Procedure{
		{Name: "Đăng ký khai sinh", Code: "1.001193", Field: "Hộ tịch"}, {Name: "Cấp bản sao từ sổ gốc", Code: "2.000908"},
	})
	b.Grain = signage.ByField
	if got := compileBoard(t, b).Codes()[1]; got.Payload != "https://dichvucong.gov.vn/" || got.Label != "02 1 thủ tục" {
		t.Errorf("%+v", got)
	}
}

// A fee is told as one on a card, where it stands beside a time limit without a label.
func TestFeesAreCalledFees(t *testing.T) {
	for fee, want := range map[string]string{
		"Không": "Trong ngày · Không thu phí", "10.000": "Trong ngày · Phí: 10.000", "8.000 đồng/bản": "Trong ngày · Phí: 8.000 đồng/bản",
		"Miễn phí": "Trong ngày · Miễn phí", "Phí: Không, lệ phí: 8.000 đồng": "Trong ngày · Phí: Không, lệ phí: 8.000 đồng", "": "Trong ngày",
	} {
		b := hall(t, paper(t, "a3", false), []signage.Procedure{{Name: "Đăng ký khai sinh", Code: "1.001193", Days: "Trong ngày", Fee: fee}})
		b.Fees = true
		if said := read(t, "pdftotext", "-raw", officeFile(t, compileBoard(t, b)), "-"); !strings.Contains(said, want+" ") || fee == "" && strings.Contains(said, want+" ·") {
			t.Errorf("%q: no %q in %s", fee, want, said)
		}
	}
}

// So is a time limit that does not say that it is one.
func TestTimeLimitsAreCalledSo(t *testing.T) {
	for days, want := range map[string]string{
		"Không quy định": "Toàn trình · Thời hạn: Không quy định", "7": "Toàn trình · Thời hạn: 7", "07 ngày làm việc": "Toàn trình · 07 ngày làm việc",
		"Ngay khi tiếp nhận": "Toàn trình · Ngay khi tiếp nhận", "Giải quyết trong buổi": "Toàn trình · Giải quyết trong buổi", "24 giờ": "Toàn trình · 24 giờ",
	} {
		b := hall(t, paper(t, "a3", false), []signage.Procedure{{Name: "Đăng ký khai sinh", Code: "1.001193", Level: "Toàn trình", Days: days}})
		if said := read(t, "pdftotext", "-raw", officeFile(t, compileBoard(t, b)), "-"); !strings.Contains(said, want+" ") {
			t.Errorf("%q: no %q in %s", days, want, said)
		}
	}
}

// What does not read back is not handed over.
func TestUnreadablePostingIsNone(t *testing.T) {
	p, err := compileBoard(t, hall(t, paper(t, "a4", false), signage.SampleProcedures()[:2])).Misplaced()
	if p != nil || !errors.Is(err, signage.ErrProof) {
		t.Errorf("%v, %v", p, err)
	}
}

// Without a link of its own a list leads to a page that exists, not to a search for nothing, and says so on the board.
func TestListWithoutLink(t *testing.T) {
	for _, grain := range []signage.Grain{signage.ByList, signage.ByField} {
		b := hall(t, paper(t, "a3", false), []signage.Procedure{{Name: "Đăng ký khai sinh", Code: "1.001193"}})
		b.Grain = grain
		p := compileBoard(t, b)
		if got := p.Codes()[0].Payload; got != "https://dichvucong.gov.vn/" {
			t.Errorf("%s: %s", grain, got)
		}
		flag := map[signage.Grain]string{signage.ByList: "--list-link", signage.ByField: "--field-link"}[grain]
		if !slices.ContainsFunc(p.Diagnostics(), func(d signage.Diagnostic) bool {
			return d.Severity == signage.SeverityWarning && strings.Contains(d.VI, "trang chủ") && strings.Contains(d.FixVI, flag)
		}) {
			t.Errorf("%s: nothing names %s in %+v", grain, flag, p.Diagnostics())
		}
		said := read(t, "pdftotext", "-raw", officeFile(t, p), "-")
		if strings.Contains(said, "xem toàn bộ danh mục") || grain == signage.ByList && !strings.Contains(said, "Quét mã để vào Cổng Dịch vụ công quốc gia") {
			t.Errorf("%s: %s", grain, said)
		}
	}
}

// The link of a field that no procedure has is refused, and the field that was meant is named.
func TestLinkOfAnUnknownField(t *testing.T) {
	b := hall(t, paper(t, "a3", true), signage.SampleProcedures())
	b.Grain = signage.ByField
	b.FieldLinks = map[string]string{"Hộ tịhc": "https://hotich.gov.vn/danh-muc"}
	_, err := signage.CompileBoard(b, nil)
	var refused *signage.Error
	if !errors.As(err, &refused) || !errors.Is(err, signage.ErrProcedures) {
		t.Fatal(err)
	}
	d := refused.Diagnostics[0]
	if d.Code != "field-unknown" || !strings.Contains(d.FixVI, "Có phải “Hộ tịch”?") || !strings.Contains(d.FixVI, "Chứng thực") {
		t.Errorf("%+v", d)
	}
}

// An encoding that does not exist is refused for boards as it is for signs.
func TestUnknownEncodingOfABoard(t *testing.T) {
	b := hall(t, paper(t, "a3", true), signage.SampleProcedures())
	_, err := signage.CompileBoard(b, &signage.BoardOptions{Options: signage.Options{Convert: "tcvn"}, SkipBad: true})
	var refused *signage.Error
	if !errors.As(err, &refused) || refused.Diagnostics[0].Code != "encoding-unknown" {
		t.Error(err)
	}
}

// Every board is read whole by other programs from a page at 150 dpi, as poppler, MuPDF and Ghostscript draw it: any paper,
// grain and length of list.
func TestRenderedBoardsAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("other programs do the work")
	}
	every := []string{"pdftoppm", "mutool", "gs"}
	hard := []string{"pdftoppm hard", "mutool hard", "gs hard"}
	for _, c := range []struct {
		paper     string
		landscape bool
		lists     []int
		renderers []string
	}{
		{"a4", false, []int{1, 7, 16, 31}, every},
		{"a4", true, []int{3, 13}, every},
		{"a3", false, []int{24, 31}, every},
		{"a4", false, []int{30}, hard},
		{"a3", true, []int{2, 31}, []string{"gs"}},
		{"a3", true, []int{24}, hard},
		{"a0", false, []int{29}, hard},
		{"a2", false, []int{31}, []string{"gs"}},
		{"a2", true, []int{24}, []string{"pdftoppm"}},
		{"a1", false, []int{24}, []string{"pdftoppm"}},
		{"a0", true, []int{13}, []string{"pdftoppm"}},
		{"1200x800mm", false, []int{31}, []string{"pdftoppm"}},
	} {
		for _, n := range c.lists {
			b := hall(t, paper(t, c.paper, c.landscape), signage.SampleProcedures()[:n])
			grains := []signage.Grain{signage.ByProcedure}
			if n == len(signage.SampleProcedures()) {
				grains = append(grains, signage.ByField, signage.ByList)
			}
			for _, grain := range grains {
				b.Grain = grain
				readWhole(t, fmt.Sprintf("%s landscape %v, %d, %s", c.paper, c.landscape, n, grain), compileBoard(t, b), signage.Office, c.renderers)
			}
		}
	}
	far := hall(t, signage.Size{Width: 1200, Height: 800}, signage.SampleProcedures())
	far.Distance = 500
	readWhole(t, "from half a metre", compileBoard(t, far), signage.Office, []string{"pdftoppm"})
	unlike := signage.SampleProcedures()[:16]
	for i := range unlike {
		unlike[i].Link += "?x=" + strings.Repeat("a", i*i%37)
	}
	readWhole(t, "links of all lengths", compileBoard(t, hall(t, paper(t, "a3", false), unlike)), signage.Office, every)
}

// So is a press file, whose pages are larger by the bleed.
func TestRenderedPressFilesAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("other programs do the work")
	}
	every := []string{"pdftoppm", "mutool", "gs"}
	list := signage.SampleProcedures()
	for _, c := range []struct {
		paper     string
		landscape bool
		n         int
		distance  signage.MM
	}{
		{"a4", false, 7, 0}, {"a4", true, 13, 0}, {"a4", false, 31, 0},
		{"a3", false, 24, 0}, {"a3", true, 31, 0}, {"a3", true, 16, 0},
		{"a1", true, 31, 0}, {"1200x800mm", false, 16, 0}, {"1200x800mm", false, 31, 500},
	} {
		b := hall(t, paper(t, c.paper, c.landscape), list[:c.n])
		b.Distance = c.distance
		p := compileBoard(t, b)
		readWhole(t, fmt.Sprintf("%s landscape %v, %d, from %v mm", c.paper, c.landscape, c.n, c.distance), p, signage.Press, every)
	}
	for _, c := range []struct {
		paper     string
		landscape bool
	}{{"a6", false}, {"a5", true}, {"a4", false}} {
		size := paper(t, c.paper, c.landscape)
		card, err := signage.CompileDeskCard(signage.DeskCard{Size: size, Procedure: list[0], Unit: "UBND xã Tân Trào", AsOf: asOf}, nil)
		if err != nil {
			t.Fatal(err)
		}
		readWhole(t, "desk card "+c.paper, card, signage.Press, every)
		poster, err := signage.CompileCodePoster(signage.CodePoster{
			Size: size, Payload: "https://tuyenquang.gov.vn/dat-lich-hen", Verb: "Đặt lịch hẹn trực tuyến", Unit: "UBND xã Tân Trào",
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		readWhole(t, "code poster "+c.paper, poster, signage.PressX4, every)
	}
}

// The boxes of a press file say truly what is printed and what is cut off, and all codes lie as far in whole dots of 150 dpi
// from the corner of the page, and in the blocks of readers, as in an office file.
func TestPressFilesLieOnTheGrid(t *testing.T) {
	const dot = 72.0 / 150
	for _, size := range []signage.Size{paper(t, "a4", false), paper(t, "a3", true), {Width: 1200, Height: 800}, {Width: 333.3, Height: 471.9}} {
		p := compileBoard(t, hall(t, size, signage.SampleProcedures()[:5]))
		var file bytes.Buffer
		if err := p.WritePDF(&file, &signage.PDFOptions{Profile: signage.Press}); err != nil {
			t.Fatal(err)
		}
		box := func(name string) (b [4]float64) {
			_, rest, _ := strings.Cut(file.String(), "/"+name+" ")
			if _, err := fmt.Sscanf(rest, "[%f %f %f %f]", &b[0], &b[1], &b[2], &b[3]); err != nil {
				t.Fatal(name, err)
			}
			return b
		}
		media, bleed, trim := box("MediaBox"), box("BleedBox"), box("TrimBox")
		near := func(a, b float64) bool { return math.Abs(a-b) < 0.001 }
		for i, sign := range []float64{1, 1, -1, -1} {
			if !near(trim[i]-bleed[i], sign*3*72/25.4) {
				t.Errorf("%v: trim %v, bleed %v", size, trim, bleed)
			}
		}
		if !near(trim[2]-trim[0], size.Width*72/25.4) || !near(trim[3]-trim[1], size.Height*72/25.4) {
			t.Errorf("%v: trim %v", size, trim)
		}
		for _, v := range []float64{media[2], media[3]} {
			if !near(math.Remainder(v, dot), 0) {
				t.Errorf("%v: the page is %v dots", size, v/dot)
			}
		}
		for _, v := range []float64{trim[0], media[3] - trim[3]} {
			if !near(math.Remainder(v, 8*dot), 0) {
				t.Errorf("%v: the trim is %v dots from the corner", size, v/dot)
			}
		}
	}
}

// A board that fits a page but for its bleed is written at 1:10, and says so.
func TestScaleOfABoardWithBleed(t *testing.T) {
	p := compileBoard(t, hall(t, signage.Size{Width: 5078, Height: 3000}, signage.SampleProcedures()[:2]))
	for profile, scale := range map[signage.Profile]int{signage.Office: 1, signage.Press: 10} {
		if got := p.Scale(&signage.PDFOptions{Profile: profile}); got != scale {
			t.Errorf("%s: 1:%d", profile, got)
		}
	}
}

// readWhole reads the pages of a posting with zbar and zxing-cpp from pictures of them.
func readWhole(t *testing.T, name string, p *signage.Posting, profile signage.Profile, renderers []string) {
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		path := pdfFile(t, p, profile)
		codes := make(map[int][]string)
		for _, code := range p.Codes() {
			codes[code.Page] = append(codes[code.Page], code.Payload)
		}
		page := filepath.Join(t.TempDir(), "page.pgm")
		for _, renderer := range renderers {
			for number, want := range codes {
				draw150(t, renderer, path, page, number)
				for program, said := range map[string]string{
					"zbar":  read(t, "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", page),
					"zxing": read(t, "ZXingReader", "-format", "QRCode", page),
				} {
					missed := 0
					for _, payload := range want {
						if !strings.Contains(said, payload) {
							missed++
						}
					}
					if missed > 0 {
						t.Errorf("page %d by %s: %s misses %d of %d codes", number, renderer, program, missed, len(want))
					}
				}
			}
		}
	})
}

// draw150 draws a page of a PDF with another program at 150 dpi; hard, in black and white without shades between.
func draw150(t testing.TB, renderer, path, to string, page int) {
	t.Helper()
	n := fmt.Sprint(page)
	args := map[string][]string{
		"pdftoppm": {"-r", "150", "-gray", "-singlefile", "-f", n, "-l", n, path, strings.TrimSuffix(to, ".pgm")},
		"mutool":   {"draw", "-q", "-r", "150", "-o", to, path, n},
		"gs": {"-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pgmraw", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-r150",
			"-dFirstPage=" + n, "-dLastPage=" + n, "-sOutputFile=" + to, path},
		"pdftoppm hard": {"-aa", "no", "-aaVector", "no", "-r", "150", "-gray", "-singlefile", "-f", n, "-l", n, path, strings.TrimSuffix(to, ".pgm")},
		"mutool hard":   {"draw", "-q", "-A", "0", "-r", "150", "-o", to, path, n},
		"gs hard": {"-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pgmraw", "-r150", "-dFirstPage=" + n, "-dLastPage=" + n,
			"-sOutputFile=" + to, path},
	}[renderer]
	program, _, _ := strings.Cut(renderer, " ")
	if out, err := exec.Command(scenetest.Program(t, program), args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", program, err, out)
	}
}

// A board of 24 procedures on A3 is at most 60 KB, and a logo adds what a printer shows of it, however many pixels it has.
func TestBoardsAreSmall(t *testing.T) {
	size := func(change func(*signage.Board)) int {
		b := hall(t, paper(t, "a3", false), signage.SampleProcedures()[:24])
		change(&b)
		var file bytes.Buffer
		if err := compileBoard(t, b).WritePDF(&file, &signage.PDFOptions{Profile: signage.Office}); err != nil {
			t.Fatal(err)
		}
		return file.Len()
	}
	const most = 60_000
	for name, change := range map[string]func(*signage.Board){
		"as it is":         func(*signage.Board) {},
		"for half a metre": func(b *signage.Board) { b.Distance = 500 },
		"with fees":        func(b *signage.Board) { b.Fees = true },
	} {
		if n := size(change); n > most {
			t.Errorf("%s: %d bytes", name, n)
		}
	}
	for _, letters := range []int{50, 266, 400, 450} {
		for _, fields := range []int{1, 4, 24} {
			for _, landscape := range []bool{false, true} {
				long := func(b *signage.Board) {
					b.Size, b.Procedures, b.Fees = paper(t, "a3", landscape), wordy(24, fields, letters), true
				}
				if n := size(long); n > most {
					t.Errorf("%d fields, names of %d letters, landscape %v: %d bytes", fields, letters, landscape, n)
				}
			}
		}
	}
	// 18 mm at 300 dpi are 213 pixels.
	if large, whole := size(func(b *signage.Board) { b.Logo = photograph(t, 900) }), size(func(b *signage.Board) { b.Logo = photograph(t, 213) }); large > whole*11/10 {
		t.Errorf("a logo of 900 pixels makes %d bytes, of 213 %d", large, whole)
	}
}

// wordy is a list of n procedures of so many fields, with names of so many letters in words of the sample's, and links of
// their own.
func wordy(n, fields, letters int) []signage.Procedure {
	var words []string
	for _, p := range signage.SampleProcedures() {
		words = append(words, strings.Fields(p.Name)...)
	}
	r := rand.New(rand.NewPCG(uint64(n), uint64(letters)))
	list := make([]signage.Procedure, n)
	for i := range list {
		name := "Thủ tục"
		for utf8.RuneCountInString(name) < letters {
			name += " " + words[r.IntN(len(words))]
		}
		list[i] = signage.Procedure{
			Code: fmt.Sprintf("%d.%06d", 1+i%3, 100_000+i), Name: strings.TrimSpace(string([]rune(name)[:letters])), Field: fmt.Sprint("Lĩnh vực ", i*fields/n+1),
			Level: "Toàn trình", Days: "03 ngày làm việc", Fee: "8.000 đồng/bản",
			Link: fmt.Sprintf("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/%08x-%04x-%04x-%016x", r.Uint32(), r.Uint32()>>16, r.Uint32()>>16, r.Uint64()),
		}
	}
	return list
}

// photograph is a logo of so many pixels a side, each of another colour.
func photograph(t testing.TB, side int) *signage.Logo {
	t.Helper()
	pixels := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			pixels.SetNRGBA(x, y, color.NRGBA{R: uint8(255 * x / side), G: uint8(255 * y / side), B: 90, A: 255})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, pixels); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	logo, err := signage.OpenLogo(path)
	if err != nil {
		t.Fatal(err)
	}
	return logo
}

// A logo stands in the head whoever posts a page, and where nobody is named.
func TestLogoStandsInEveryHead(t *testing.T) {
	logo := photograph(t, 40)
	for _, unit := range []string{"", "UBND xã Tân Trào"} {
		for name, compile := range map[string]func() (*signage.Posting, error){
			"board": func() (*signage.Posting, error) {
				return signage.CompileBoard(signage.Board{
					Size: paper(t, "a3", false), Procedures: signage.SampleProcedures(), Unit: unit, Logo: logo,
				}, nil)
			},
			"poster": func() (*signage.Posting, error) {
				return signage.CompileCodePoster(signage.CodePoster{
					Size: paper(t, "a4", false), Payload: "https://tuyenquang.gov.vn/", Verb: "Quét mã để góp ý", Unit: unit, Logo: logo,
				}, nil)
			},
		} {
			posting, err := compile()
			if err != nil {
				t.Fatal(err)
			}
			var file bytes.Buffer
			if err := posting.WritePDF(&file, &signage.PDFOptions{Profile: signage.Office}); err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(file.Bytes(), []byte("/Subtype /Image")) {
				t.Errorf("%s of %q: no logo", name, unit)
			}
		}
	}
}

// A page has 16 codes at most, or as many as are asked for.
func TestCodesPerPage(t *testing.T) {
	for _, c := range []struct{ procedures, perPage, pages int }{{16, 0, 1}, {17, 0, 2}, {60, 0, 4}, {24, 24, 1}, {24, 5, 5}, {24, signage.MaxPerPage, 1}} {
		b := hall(t, paper(t, "a1", false), many(c.procedures))
		for i := range b.Procedures {
			b.Procedures[i].Field = "Hộ tịch"
		}
		b.PerPage = c.perPage
		p := compileBoard(t, b)
		if p.PageCount() != c.pages {
			t.Errorf("%d procedures, %d to a page: %d pages, want %d", c.procedures, c.perPage, p.PageCount(), c.pages)
		}
		told := slices.ContainsFunc(p.Diagnostics(), func(d signage.Diagnostic) bool {
			return d.Code == "board-pages" && d.Severity == signage.SeverityInfo && strings.Contains(d.FixVI, "--per-page")
		})
		if told != (c.pages > 2) {
			t.Errorf("%d pages, told of %v", c.pages, told)
		}
	}
	for _, n := range []int{-1, signage.MaxPerPage + 1} {
		b := hall(t, paper(t, "a3", false), many(2))
		b.PerPage = n
		if _, err := signage.CompileBoard(b, nil); !errors.Is(err, signage.ErrFit) {
			t.Errorf("%d to a page: %v", n, err)
		}
	}
}

// Numbers are printed alike whether the list has them as numbers, as text or not at all, and a bare number of a decision is
// said to be one.
func TestNumbersAsPrinted(t *testing.T) {
	for _, c := range []struct{ number, decision, want, decided string }{
		{"1", "1234/QĐ-UBND ngày 15/9/2025", "01 1.001193", "Quyết định số 1234/QĐ-UBND ngày 15/9/2025"},
		{"01", "Số 1234/QĐ-UBND", "01 1.001193", "Quyết định số 1234/QĐ-UBND"},
		{"", "Quyết định số 12/QĐ-BTP", "01 1.001193", "Quyết định số 12/QĐ-BTP"},
		{"I.1", "Công văn 7/UBND", "I.1 1.001193", "Công văn 7/UBND"},
	} {
		b := hall(t, paper(t, "a4", false), signage.SampleProcedures()[:1])
		b.Procedures[0].Number, b.Decision = c.number, c.decision
		said := read(t, "pdftotext", "-raw", officeFile(t, compileBoard(t, b)), "-")
		if !strings.Contains(said, c.want) || !strings.HasSuffix(said, c.decided) {
			t.Errorf("%q, %q: %s", c.number, c.decision, said)
		}
	}
}

// Numbers of the list stay where they tell its procedures apart; else the whole board is counted anew, and says so.
func TestNumbersTellProceduresApart(t *testing.T) {
	for _, c := range []struct{ numbers, want, astray string }{
		{"1 2 3", "01 02 03", ""},
		{"5 9 12", "05 09 12", ""},
		{"- - -", "01 02 03", ""},
		{"I.1 I.2 II.1", "I.1 I.2 II.1", ""},
		{"1 2 1", "01 02 03", "List!C3"},
		{"1 2 01 2 -", "01 02 03 04 05", "List!C3"},
		{"1 - 3", "01 02 03", "List!C2"},
		{"- 7 8", "01 02 03", "List!C1"},
		{"3 1 2", "01 02 03", "List!C2"},
		{"I.1 I.2 I.1", "01 02 03", "List!C3"},
	} {
		numbers := strings.Fields(c.numbers)
		list := many(len(numbers))
		for i, n := range numbers {
			list[i].Number, list[i].Place = strings.Trim(n, "-"), fmt.Sprintf("List!C%d", i+1)
		}
		posting := compileBoard(t, hall(t, paper(t, "a3", false), list))
		said := read(t, "pdftotext", "-raw", officeFile(t, posting), "-")
		for i, n := range strings.Fields(c.want) {
			if !strings.Contains(said, n+" "+list[i].Code) {
				t.Errorf("%q: no %s %s in %s", c.numbers, n, list[i].Code, said)
			}
		}
		astray := ""
		for _, d := range posting.Diagnostics() {
			if d.Code == "numbers-anew" {
				astray = d.Field
			}
		}
		if astray != c.astray {
			t.Errorf("%q: counted anew because of %q, want %q", c.numbers, astray, c.astray)
		}
	}
}

// More codes on a page than programs find, and a hotline that cannot be called, are remarked on.
func TestRemarksOnBoards(t *testing.T) {
	for _, c := range []struct {
		procedures, perPage int
		grain               signage.Grain
		hotline, want       string
	}{
		{17, 0, "", "", ""},
		{17, 16, "", "1022", ""},
		{17, 17, "", "Văn phòng: 0207 3822 222", "per-page-many"},
		{16, 24, "", "", ""},
		{120, 17, signage.ByField, "", "per-page-many"},
		{100, 17, signage.ByField, "", ""},
		{1, 0, "", "abc", "hotline-no-number"},
		{1, 0, signage.ByList, "Văn phòng", "hotline-no-number"},
	} {
		b := hall(t, paper(t, "a2", false), many(c.procedures))
		b.PerPage, b.Grain, b.Hotline = c.perPage, c.grain, c.hotline
		p, err := signage.CompileBoard(b, &signage.BoardOptions{NoVerify: true})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, d := range p.Diagnostics() {
			if d.Code == "per-page-many" || d.Code == "hotline-no-number" {
				got += d.Code
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// The same board gives the same bytes, in any number of goroutines.
func TestBoardsAreTheSame(t *testing.T) {
	b := hall(t, paper(t, "a3", false), many(40))
	files := make([]bytes.Buffer, 4)
	var wait sync.WaitGroup
	for i := range files {
		wait.Go(func() {
			p, err := signage.CompileBoard(b, &signage.BoardOptions{NoVerify: true})
			if err == nil {
				err = p.WritePDF(&files[i], &signage.PDFOptions{Profile: []signage.Profile{signage.Office, signage.Press}[i/3]})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for i := 1; i < 3; i++ {
		if !bytes.Equal(files[0].Bytes(), files[i].Bytes()) {
			t.Error("the bytes differ")
		}
	}
	if bytes.Contains(files[3].Bytes(), []byte("/Annot")) || bytes.Contains(files[3].Bytes(), []byte("/FontDescriptor")) {
		t.Error("a press file has links or fonts")
	}
}

// Pages are written one by one where a format has none.
func TestPagesOfABoard(t *testing.T) {
	b := hall(t, paper(t, "a4", false), many(60))
	p := compileBoard(t, b)
	if p.PageCount() < 3 {
		t.Fatalf("%d pages", p.PageCount())
	}
	seen, links := make(map[string]bool), 0
	for i := range p.PageCount() {
		page, err := p.Page(i)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := page.WriteSVG(&file); err != nil {
			t.Fatal(err)
		}
		links += strings.Count(file.String(), "<a xlink:href=")
		if page.PageCount() != 1 || seen[file.String()] {
			t.Errorf("page %d is not one, or one again", i+1)
		}
		seen[file.String()] = true
	}
	if links < 60 {
		t.Errorf("%d links", links)
	}
}

func TestBoardDiagnostics(t *testing.T) {
	list := signage.SampleProcedures()[:6]
	list[1].Link = list[0].Link
	list[1].LinkPlace, list[3].CodePlace = "Danh mục!G3", "Danh mục!B5"
	list[2].Code = list[3].Code
	list[4].Link = "https://dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=1.000593"
	list[5].Link += "?" + strings.Repeat("a=1&", 60)
	p, err := signage.CompileBoard(signage.Board{Size: paper(t, "a3", false), Procedures: list}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for code, place := range map[string]string{
		"link-twice": "Danh mục!G3", "code-twice": "Danh mục!B5", "link-dead": "procedures[4]", "code-dense": "procedures[5]", "no-date": "as-of",
	} {
		found := false
		for _, d := range p.Diagnostics() {
			if d.Code != code {
				continue
			}
			found = true
			if d.Field != place || d.Severity != signage.SeverityWarning || d.VI == "" || d.EN == "" || d.FixVI == "" {
				t.Errorf("%+v, want it at %s", d, place)
			}
			if code == "code-dense" && !strings.HasPrefix(d.EN, "The QR code has ") {
				t.Errorf("of one dense code it says %q", d.EN)
			}
		}
		if !found {
			t.Errorf("no %s", code)
		}
	}
	// One long link makes its own code dense and no other.
	codes := p.Codes()
	for _, c := range codes[:4] {
		if c.Version != codes[0].Version {
			t.Errorf("versions %d and %d of links alike", codes[0].Version, c.Version)
		}
	}
	if dense := codes[5]; dense.Version <= codes[0].Version || dense.Module >= codes[0].Module {
		t.Errorf("%+v beside %+v", dense, codes[0])
	}
}

// A name without room is named by its own cell, not by that of its link.
func TestNameWithoutRoomIsNamedByItsCell(t *testing.T) {
	list := signage.SampleProcedures()[:1]
	list[0].Name = strings.Repeat("Cấp lại giấy phép ", 22)
	list[0].Place, list[0].LinkPlace = "Danh mục!C19", "Danh mục!G19"
	_, err := signage.CompileBoard(signage.Board{Size: signage.Size{Width: 60, Height: 80}, Procedures: list, AsOf: asOf}, nil)
	var refused *signage.Error
	if !errors.As(err, &refused) || len(refused.Diagnostics) == 0 || refused.Diagnostics[0].Field != "Danh mục!C19" {
		t.Errorf("%v", err)
	}
}

// Each bad row is an error that names its place and what to do.
func TestBadRows(t *testing.T) {
	good := signage.SampleProcedures()[0]
	for _, c := range []struct {
		name   string
		change func(*signage.Procedure)
		code   string
		want   error
	}{
		{"no name", func(p *signage.Procedure) { p.Name = " " }, "", signage.ErrText},
		{"endless name", func(p *signage.Procedure) { p.Name = strings.Repeat("Cấp lại ", 200) }, "name-too-long", signage.ErrText},
		{"mark in the name", func(p *signage.Procedure) { p.Name = "Cấp mới|cấp lại" }, "name-marks", signage.ErrText},
		{"emoji", func(p *signage.Procedure) { p.Name = "Cấp lại 🎉" }, "", signage.ErrText},
		{"old encoding", func(p *signage.Procedure) { p.Name = "§¨ng ký khai sinh; CÊp b¶n sao trÝch lôc" }, "", signage.ErrText},
		{"letter that no font has", func(p *signage.Procedure) { p.Name = "Cấp ∰ lại" }, "", signage.ErrText},
		{"no link and no code", func(p *signage.Procedure) { p.Link, p.Code = "", "" }, "link-missing", qr.ErrProcedure},
		{"malformed code", func(p *signage.Procedure) { p.Link, p.Code = "", "2.00072" }, "link-missing", qr.ErrProcedure},
		{"malformed code in its cell", func(p *signage.Procedure) { p.Link, p.Code, p.CodePlace = "", "2.00072", "Danh mục!B12" }, "link-missing", qr.ErrProcedure},
		{"foreign host in its cell", func(p *signage.Procedure) { p.Link, p.LinkPlace = "https://evil.com/", "Danh mục!G12" }, "link-not-allowed", qr.ErrLink},
		{"script", func(p *signage.Procedure) { p.Link = "javascript:alert(1)" }, "link-scheme", qr.ErrLink},
		{"http", func(p *signage.Procedure) { p.Link = "http://dichvucong.gov.vn/" }, "link-not-https", qr.ErrLink},
		{"foreign host", func(p *signage.Procedure) { p.Link = "https://dichvucong.gov.vn.evil.com/" }, "link-imitation", qr.ErrLink},
		{"Cyrillic letter", func(p *signage.Procedure) { p.Link = "https://dichvucong.g\u043ev.vn/" }, "link-mixed-script", qr.ErrLink},
		{"user info", func(p *signage.Procedure) { p.Link = "https://dichvucong.gov.vn@evil.com/" }, "link-user-info", qr.ErrLink},
		{"endless link", func(p *signage.Procedure) { p.Link += strings.Repeat("a", 3000) }, "link-too-long", qr.ErrLink},
	} {
		bad := good
		bad.Place = "Danh mục!C12"
		c.change(&bad)
		place := cmp.Or(bad.CodePlace, bad.LinkPlace, bad.Place)
		list := []signage.Procedure{good, bad}
		_, err := signage.CompileBoard(signage.Board{Size: paper(t, "a3", false), Procedures: list, AsOf: asOf}, nil)
		var refused *signage.Error
		if !errors.As(err, &refused) || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
			continue
		}
		placed := false
		for _, d := range refused.Diagnostics {
			placed = placed || d.Field == place && d.Severity == signage.SeverityError && d.VI != "" && d.FixVI != "" && (c.code == "" || d.Code == c.code)
		}
		if !placed {
			t.Errorf("%s: nothing names %s and the remedy in %+v", c.name, place, refused.Diagnostics)
		}
		p, err := signage.CompileBoard(signage.Board{Size: paper(t, "a3", false), Procedures: list, AsOf: asOf}, &signage.BoardOptions{SkipBad: true, NoVerify: true})
		if err != nil || p.Skipped() != 1 || len(p.Codes()) != 1 {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !slices.ContainsFunc(p.Diagnostics(), func(d signage.Diagnostic) bool {
			return d.Field == place && d.Severity == signage.SeverityWarning && strings.HasPrefix(d.VI, "Bỏ qua: ")
		}) {
			t.Errorf("%s: nothing says that it was left out: %+v", c.name, p.Diagnostics())
		}
		for _, d := range p.Diagnostics() {
			if strings.Contains(d.FixVI, "bỏ qua") {
				t.Errorf("%s: to be left out once more: %+v", c.name, d)
			}
		}
	}
}

func TestLimitsOfBoards(t *testing.T) {
	size := paper(t, "a0", false)
	if _, err := signage.CompileBoard(signage.Board{Size: size, Procedures: make([]signage.Procedure, signage.MaxProcedures+1)}, nil); !errors.Is(err, signage.ErrProcedures) {
		t.Errorf("%d procedures: %v", signage.MaxProcedures+1, err)
	}
	p := signage.SampleProcedures()[0]
	p.Name = strings.Repeat("a b ", signage.MaxProcedureName/4)
	p.Name = p.Name[:signage.MaxProcedureName-1] + "c"
	if _, err := signage.CompileBoard(signage.Board{Size: size, Procedures: []signage.Procedure{p}}, nil); err != nil {
		t.Errorf("a name of %d characters: %v", signage.MaxProcedureName, err)
	}
	steps := signage.Board{Size: size, Procedures: signage.SampleProcedures()[:1], Steps: []string{"1", "2", "3", "4", "5"}}
	if _, err := signage.CompileBoard(steps, nil); !errors.Is(err, signage.ErrText) {
		t.Errorf("five steps: %v", err)
	}
	lines := signage.CodePoster{Size: size, Payload: "https://dichvucong.gov.vn/", Verb: "Quét mã", Lines: make([]string, 7)}
	if _, err := signage.CompileCodePoster(lines, nil); !errors.Is(err, signage.ErrText) {
		t.Errorf("seven lines: %v", err)
	}
}

// A user's font that is given to the options is the one that the names are set in.
func TestFontOfABoard(t *testing.T) {
	face, err := fonts.Lookup("tinos-700")
	if err != nil {
		t.Fatal(err)
	}
	o := &signage.BoardOptions{}
	o.Fonts.Bold = face
	p, err := signage.CompileBoard(hall(t, paper(t, "a4", false), signage.SampleProcedures()[:3]), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Lines() {
		if l.Role == "name" && !strings.HasPrefix(l.Font, "Tinos") {
			t.Errorf("%+v", l)
		}
	}
}

func TestDeskCard(t *testing.T) {
	p := signage.SampleProcedures()[2]
	for _, name := range []string{"a5", "a6", "a4"} {
		for _, landscape := range []bool{false, true} {
			card, err := signage.CompileDeskCard(signage.DeskCard{Size: paper(t, name, landscape), Procedure: p, Fees: true, Unit: "UBND xã Tân Trào", AsOf: asOf}, nil)
			if err != nil {
				t.Fatal(name, landscape, err)
			}
			said := read(t, "pdftotext", "-raw", officeFile(t, card), "-")
			for _, want := range []string{p.Name, "Mã thủ tục: " + p.Code, "Quét mã để nộp hồ sơ", "dichvucong.gov.vn", "Lĩnh vực: Hộ tịch", "Phí, lệ phí: " + p.Fee, "Cập nhật đến ngày 01/10/2025"} {
				if !strings.Contains(said, want) {
					t.Errorf("%s, landscape %v: no %q in %s", name, landscape, want, said)
				}
			}
		}
	}
}

// A poster takes what package qr builds, and refuses what a phone would open and the policy does not admit.
func TestCodePosterPayloads(t *testing.T) {
	transfer, err := qr.VietQR{BIN: "970403", Account: "0011012345678", Purpose: "Phi thu tuc"}.Payload()
	if err != nil {
		t.Fatal(err)
	}
	for payload, admitted := range map[string]bool{
		transfer: true, "tel:1022": true, "WIFI:T:WPA;S:UBND;P:matkhau123;;": true, "Số thứ tự 12": true,
		"https://dichvucong.gov.vn/dat-lich": true, "https://zalo.me/123": false, "javascript:alert(1)": false, "http://dichvucong.gov.vn/": false,
		transfer[:len(transfer)-1] + "0": false,
	} {
		_, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a5", false), Payload: payload, Verb: "Quét mã"}, nil)
		if admitted && err != nil || !admitted && !errors.Is(err, signage.ErrCode) {
			t.Errorf("%q: %v", payload, err)
		}
	}
	links := &signage.BoardOptions{Links: &qr.LinkPolicy{Allow: []string{"zalo.me"}}}
	if _, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a5", false), Payload: "https://zalo.me/123", Verb: "Quét mã"}, links); err != nil {
		t.Error(err)
	}
}

func TestLookupPaper(t *testing.T) {
	for _, c := range []struct {
		name          string
		landscape     bool
		width, height float64
	}{{"a3", false, 297, 420}, {" A3 ", true, 420, 297}, {"a0", false, 841, 1189}, {"a6", true, 148, 105}, {"1200x800mm", false, 1200, 800}, {"80x120cm", true, 1200, 800}, {"poster-a2", false, 420, 594}} {
		s, err := signage.LookupPaper(c.name, c.landscape)
		if err != nil || s.Width != c.width || s.Height != c.height {
			t.Errorf("%q, landscape %v: %v × %v, %v", c.name, c.landscape, s.Width, s.Height, err)
		}
	}
	if _, err := signage.LookupPaper("b3", false); !errors.Is(err, signage.ErrSize) {
		t.Error(err)
	}
}

// The sample is data with a status: codes of the right form, admitted links, names as they are written.
func TestSampleProcedures(t *testing.T) {
	form := regexp.MustCompile(`^[0-9]\.[0-9]{6}$`)
	var policy *qr.LinkPolicy
	for _, p := range signage.SampleProcedures() {
		if !form.MatchString(p.Code) || p.Name == "" || p.Field == "" || !policy.Check(p.Link).OK() {
			t.Errorf("%+v", p)
		}
	}
	p := signage.SampleProcedures()
	p[0].Name = "changed"
	if signage.SampleProcedures()[0].Name == "changed" {
		t.Error("the sample is shared")
	}
}

func ExampleCompileDeskCard() {
	size, err := signage.LookupPaper("a5", false)
	if err != nil {
		fmt.Println(err)
		return
	}
	card, err := signage.CompileDeskCard(signage.DeskCard{
		Size: size, Unit: "UBND xã Tân Trào",
		Procedure: signage.Procedure{Code: "1.001193", Name: "Đăng ký khai sinh", Level: "Toàn trình"},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(card.Codes()[0].Payload)
	// Output: https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193
}

func ExampleCompileCodePoster() {
	size, err := signage.LookupPaper("a4", false)
	if err != nil {
		fmt.Println(err)
		return
	}
	network, err := qr.WiFi{SSID: "UBND-TanTrao", Password: "chuyendoiso"}.Payload()
	if err != nil {
		fmt.Println(err)
		return
	}
	poster, err := signage.CompileCodePoster(signage.CodePoster{Size: size, Payload: network, Verb: "Kết nối Wi-Fi miễn phí"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(poster.Codes()[0].Payload)
	// Output: WIFI:T:WPA;S:UBND-TanTrao;P:chuyendoiso;;
}

func benchmarkBoard(b *testing.B, n int, write bool) {
	board := hall(b, paper(b, "a3", false), many(n))
	if n <= len(signage.SampleProcedures()) {
		board.Procedures = signage.SampleProcedures()[:n]
	}
	b.ReportAllocs()
	for b.Loop() {
		p, err := signage.CompileBoard(board, &signage.BoardOptions{NoVerify: true})
		if err != nil {
			b.Fatal(err)
		}
		if !write {
			continue
		}
		if err := p.WritePDF(io.Discard, &signage.PDFOptions{Profile: signage.Office}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBoard24Layout(b *testing.B) { benchmarkBoard(b, 24, false) }
func BenchmarkBoard24(b *testing.B)       { benchmarkBoard(b, 24, true) }
func BenchmarkBoard500(b *testing.B)      { benchmarkBoard(b, 500, true) }

func BenchmarkBoard24Proof(b *testing.B) {
	p, err := signage.CompileBoard(hall(b, paper(b, "a3", false), signage.SampleProcedures()[:24]), nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := p.Verify(); err != nil {
			b.Fatal(err)
		}
	}
}
