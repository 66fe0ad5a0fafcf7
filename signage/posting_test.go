package signage_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

func paper(t testing.TB, name string, landscape bool) signage.Size {
	t.Helper()
	size, err := signage.LookupPaper(name, landscape)
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// many is a list of n procedures whose names are from short to 450 characters long.
func many(n int) []signage.Procedure {
	var list []signage.Procedure
	for i := range n {
		name := fmt.Sprintf("Thủ tục thứ %d về việc", i+1)
		for k := 0; len([]rune(name)) < 20+(i*37)%430; k++ {
			name += fmt.Sprintf(" xác nhận giấy tờ %d", k)
		}
		list = append(list, signage.Procedure{
			Code: fmt.Sprintf("1.%06d", i+1), Name: name, Field: fmt.Sprintf("Lĩnh vực %d", i/7+1), Level: "Một phần", Days: "03 ngày làm việc",
		})
	}
	return list
}

// Every code of every page is read back by the library when it compiles; here its payloads are held to the list.
func TestBoardsCarryEveryProcedure(t *testing.T) {
	for _, c := range []struct {
		paper     string
		landscape bool
		n         int
	}{{"a4", false, 1}, {"a4", true, 7}, {"a3", false, 24}, {"a3", true, 40}, {"a0", false, 60}, {"1200x800mm", false, 50}} {
		list := many(c.n)
		posting, err := signage.CompileBoard(signage.Board{Size: paper(t, c.paper, c.landscape), Procedures: list, Unit: "UBND xã Bình Ca"}, nil)
		if err != nil {
			t.Errorf("%s with %d: %v", c.paper, c.n, err)
			continue
		}
		var want, got []string
		for _, p := range list {
			link, err := qr.SearchLink(p.Code)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, link)
		}
		for _, code := range posting.Codes() {
			got = append(got, code.Payload)
			if code.Module < qr.MinModule || code.Page < 1 || code.Page > posting.PageCount() {
				t.Errorf("%s: %+v", c.paper, code)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s with %d: %d codes, of which not all are those of the list", c.paper, c.n, len(got))
		}
	}
}

// The names of an office board are live text, and the file is small enough to be mailed.
func TestOfficeBoard(t *testing.T) {
	list := signage.SampleProcedures()[:24]
	posting, err := signage.CompileBoard(signage.Board{Size: paper(t, "a3", false), Procedures: list, Unit: "UBND xã Tân Trào"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := posting.WritePDF(b, &signage.PDFOptions{Profile: signage.Office}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("not the same bytes twice")
	}
	if posting.PageCount() == 1 && first.Len() > 60<<10 {
		t.Errorf("a board of 24 is %d bytes", first.Len())
	}
	path := filepath.Join(t.TempDir(), "board.pdf")
	if err := os.WriteFile(path, first.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(scenetest.Program(t, "pdftotext"), "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(string(out)), " ")
	for _, p := range list {
		if !strings.Contains(said, p.Name) {
			t.Errorf("pdftotext does not give %q", p.Name)
		}
	}
}

// Other readers find all codes on the whole page at 150 dpi.
func TestOtherReadersFindAllCodes(t *testing.T) {
	posting, err := signage.CompileBoard(signage.Board{Size: paper(t, "a3", false), Procedures: many(24), Unit: "UBND xã Tân Trào"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string]bool)
	for _, c := range posting.Codes() {
		want[c.Payload] = true
	}
	found := map[string]map[string]bool{"zbarimg": {}, "ZXingReader": {}}
	for i := range posting.PageCount() {
		path := filepath.Join(t.TempDir(), "page.png")
		var page bytes.Buffer
		one, err := posting.Page(i)
		if err != nil {
			t.Fatal(err)
		}
		if err := one.WritePNG(&page, &signage.PNGOptions{DPI: 150}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, page.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		for program, arguments := range map[string][]string{"zbarimg": {"-q", "--raw", path}, "ZXingReader": {path}} {
			out, err := exec.Command(scenetest.Program(t, program), arguments...).Output()
			if err != nil {
				t.Fatalf("%s: %v", program, err)
			}
			for payload := range want {
				if strings.Contains(string(out), payload) {
					found[program][payload] = true
				}
			}
		}
	}
	for program, codes := range found {
		if len(codes) != len(want) {
			t.Errorf("%s finds %d of %d codes", program, len(codes), len(want))
		}
	}
}

func TestPostingsAreRefused(t *testing.T) {
	size := paper(t, "a3", false)
	good := signage.SampleProcedures()[:3]
	bad := slices.Clone(good)
	bad[1].Link = "https://dichvucong.gov.vn.evil.com/x"
	for _, c := range []struct {
		name  string
		board signage.Board
		want  error
	}{
		{"no procedures", signage.Board{Size: size}, signage.ErrProcedures},
		{"a foreign link", signage.Board{Size: size, Procedures: bad}, signage.ErrProcedures},
		{"an unknown grain", signage.Board{Size: size, Procedures: good, Grain: "row"}, signage.ErrKind},
		{"no size", signage.Board{Procedures: good}, signage.ErrSize},
		{"a card that no page holds", signage.Board{Size: paper(t, "40x40mm", false), Procedures: good}, signage.ErrFit},
		{"a distance that no page serves", signage.Board{Size: size, Procedures: good, Distance: 20_000}, signage.ErrFit},
	} {
		_, err := signage.CompileBoard(c.board, nil)
		var refused *signage.Error
		if !errors.Is(err, c.want) || !errors.As(err, &refused) || len(refused.Diagnostics) == 0 {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	posting, err := signage.CompileBoard(signage.Board{Size: size, Procedures: bad}, &signage.BoardOptions{SkipBad: true})
	if err != nil || len(posting.Codes()) != 2 || len(posting.Diagnostics()) == 0 {
		t.Errorf("the good rows are lost: %v", err)
	}
}

func ExampleCompileBoard() {
	size, err := signage.LookupPaper("a3", false)
	if err != nil {
		fmt.Println(err)
		return
	}
	posting, err := signage.CompileBoard(signage.Board{Size: size, Procedures: signage.SampleProcedures(), Unit: "UBND xã Tân Trào"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(posting.PageCount(), "pages,", len(posting.Codes()), "codes")
	fmt.Println(posting.Codes()[0].Host)
	// Output:
	// 2 pages, 31 codes
	// dichvucong.gov.vn
}

func TestCardsAndPosters(t *testing.T) {
	for _, name := range []string{"a5", "a6"} {
		for _, p := range signage.SampleProcedures() {
			if _, err := signage.CompileDeskCard(signage.DeskCard{Size: paper(t, name, false), Procedure: p, Unit: "UBND xã Tân Trào"}, nil); err != nil {
				t.Errorf("%s, %s: %v", name, p.Code, err)
			}
		}
	}
	wifi, err := qr.WiFi{SSID: "UBND xã Tân Trào", Password: "matkhau123"}.Payload()
	if err != nil {
		t.Fatal(err)
	}
	poster, err := signage.CompileCodePoster(signage.CodePoster{Size: paper(t, "a4", false), Payload: wifi, Verb: "Vào mạng Wi-Fi miễn phí", Unit: "UBND xã Tân Trào"}, nil)
	if err != nil || poster.Codes()[0].Payload != wifi {
		t.Errorf("%v", err)
	}
}

// A posting that nothing compiled is refused, as a document is.
func TestZeroPosting(t *testing.T) {
	var p signage.Posting
	if err := p.WritePDF(io.Discard, nil); err == nil {
		t.Error("written")
	}
	if err := p.Verify(); err != nil || len(p.Codes()) != 0 || p.Skipped() != 0 || p.Diagnostics() != nil || p.PageCount() != 0 {
		t.Errorf("%v, %d codes", err, len(p.Codes()))
	}
}
