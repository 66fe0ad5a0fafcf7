package board

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// sheet is a page with texts of usual length.
func sheet(t testing.TB, width, height float64) Sheet {
	t.Helper()
	set, err := fonts.Set{}.WithDefaults()
	if err != nil {
		t.Fatal(err)
	}
	blue, navy := scene.Ink{C: 1, M: 0.7, K: 0.1, R: 10, G: 77, B: 162}, scene.Ink{C: 1, M: 0.85, Y: 0.2, K: 0.35, R: 6, G: 38, B: 92}
	red, yellow := scene.Ink{M: 1, Y: 1, K: 0.05, R: 218, G: 37, B: 29}, scene.Ink{M: 0.1, Y: 0.95, R: 255, G: 225}
	return Sheet{
		Title: "Bảng", Width: width, Height: height, Unit: "ỦY BAN NHÂN DÂN XÃ TÂN TRÀO",
		Desk: "Trung tâm Phục vụ hành chính công xã Tân Trào", Heading: "NIÊM YẾT THỦ TỤC HÀNH CHÍNH BẰNG MÃ QR",
		Steps: []string{"Mở máy ảnh hoặc Zalo", "Quét mã QR của thủ tục", "Xem hướng dẫn, nộp trực tuyến"},
		Foot:  remarksOf("Chỉ quét mã dẫn tới tên miền dichvucong.gov.vn", "Hỗ trợ: 1022", "Cập nhật đến ngày 01/10/2025"),
		Palette: compose.Palette{
			Ground: blue, Deep: navy, Main: scene.White(), Second: scene.White(), Accent: yellow, Ornament: blue.Towards(scene.White(), 0.5),
			Strip: red, OnStrip: scene.White(), OnFoot: scene.White(), OnFoot2: yellow, FootDeep: navy,
		},
		Fonts: set, Phrases: phrase.Default(),
	}
}

func remarksOf(texts ...string) (all []Remark) {
	for i, said := range texts {
		all = append(all, Remark{Text: said, Field: fmt.Sprintf("remark %d", i)})
	}
	return all
}

func code(t testing.TB, payload string) *qr.Code {
	t.Helper()
	c, err := qr.Encode(payload, &qr.Options{MinVersion: 5})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// list is a board of fields with so many cards, whose names have about so many letters.
func list(t testing.TB, width, height float64, letters func(i int) int, fields ...int) *Board {
	t.Helper()
	b := &Board{Sheet: sheet(t, width, height), Headings: len(fields) > 1, Subject: "THỦ TỤC", Noun: "thủ tục"}
	n := 0
	for k, count := range fields {
		f := Field{Name: fmt.Sprintf("Lĩnh vực thứ %d", k+1), Count: count}
		for range count {
			n++
			f.Cards = append(f.Cards, Card{
				Number: fmt.Sprintf("%02d", n), Code: fmt.Sprintf("1.%06d", n), Name: name(letters(n)),
				Details: "Toàn trình · 03 ngày làm việc", Place: fmt.Sprintf("B%d", n),
				Symbol: code(t, fmt.Sprintf("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-3fe0-70ac-b9d6-%012d", n)),
			})
		}
		b.Fields = append(b.Fields, f)
	}
	return b
}

// name is a text of about so many letters.
func name(letters int) string {
	const words = "Cấp lại Giấy chứng nhận đủ điều kiện hoạt động; đăng ký, điều chỉnh nội dung theo quy định của Ủy ban nhân dân cấp xã "
	long := []rune(strings.Repeat(words, letters/len([]rune(words))+1))
	return strings.TrimSpace(string(long[:max(1, letters)]))
}

func usual(int) int { return 50 }

// checkPages holds a layout to what every page must keep.
func checkPages(t testing.TB, r *Result, width, height float64) {
	t.Helper()
	page := scene.Rect{X1: width, Y1: height}
	for n, s := range r.Pages {
		var codes []scene.Rect
		for _, c := range r.Codes {
			if c.Page == n {
				codes = append(codes, c.Rect)
				if !page.Contains(c.Rect, 0) {
					t.Fatalf("page %d: code %s leaves the page: %+v", n+1, c.Label, c.Rect)
				}
			}
		}
		for i, a := range codes {
			for _, b := range codes[:i] {
				if a.Intersects(b) {
					t.Fatalf("page %d: codes overlap: %+v, %+v", n+1, a, b)
				}
			}
		}
		var lines []*scene.Glyphs
		for _, layer := range s.Layers {
			for _, node := range layer.Nodes {
				if g, ok := node.(*scene.Glyphs); ok {
					lines = append(lines, g)
				}
			}
		}
		for i, g := range lines {
			if !page.Contains(g.Extent, 0) {
				t.Fatalf("page %d: %q leaves the page: %+v", n+1, g.Text, g.Extent)
			}
			for _, c := range codes {
				if g.Extent.Intersects(c) {
					t.Fatalf("page %d: %q stands on a code", n+1, g.Text)
				}
			}
			for _, other := range lines[:i] {
				if g.Extent.Inset(0.01).Intersects(other.Extent.Inset(0.01)) && !apart(g, other) {
					t.Fatalf("page %d: %q and %q overlap: %+v, %+v", n+1, g.Text, other.Text, g.Extent, other.Extent)
				}
			}
		}
	}
}

// apart tells whether the glyphs of two lines are clear of each other although the boxes round the lines are not.
func apart(a, b *scene.Glyphs) bool {
	boxes := func(g *scene.Glyphs) []scene.Rect {
		unit := g.Size / float64(g.Face.UnitsPerEm())
		var out []scene.Rect
		for _, glyph := range g.Run {
			o, err := g.Face.Outline(glyph.ID)
			if err != nil || len(o.Segments) == 0 {
				continue
			}
			out = append(out, scene.Rect{
				X0: g.Origin.X + (glyph.X+o.Min.X)*unit, X1: g.Origin.X + (glyph.X+o.Max.X)*unit,
				Y0: g.Origin.Y - (glyph.Y+o.Max.Y)*unit, Y1: g.Origin.Y - (glyph.Y+o.Min.Y)*unit,
			})
		}
		return out
	}
	for _, r := range boxes(a) {
		for _, q := range boxes(b) {
			if r.Intersects(q) {
				return false
			}
		}
	}
	return true
}

// said is everything that the text layers of the pages say.
func said(r *Result) string {
	var b strings.Builder
	for _, s := range r.Pages {
		for _, layer := range s.Layers {
			for _, node := range layer.Nodes {
				if g, ok := node.(*scene.Glyphs); ok {
					b.WriteString(g.Text + " ")
				}
			}
		}
	}
	return b.String()
}

func layout(t testing.TB, b *Board) *Result {
	t.Helper()
	r, err := b.Layout()
	if err != nil {
		t.Fatal(err)
	}
	checkPages(t, r, b.Width, b.Height)
	for _, f := range b.Fields {
		for _, c := range f.Cards {
			if !strings.Contains(said(r), c.Name) {
				t.Fatalf("%q is not on the board", c.Name)
			}
		}
	}
	return r
}

func TestLayout(t *testing.T) {
	mixed := func(i int) int { return []int{12, 50, 110, 260, 30, 450}[i%6] }
	for _, c := range []struct {
		name          string
		width, height float64
		letters       func(int) int
		fields        []int
		pages         int // 0: any
	}{
		{"A3, one", 297, 420, usual, []int{1}, 1},
		{"A3, seven", 297, 420, usual, []int{7}, 1},
		{"A3, 24 in seven fields", 297, 420, usual, []int{8, 5, 3, 1, 2, 2, 3}, 2},
		{"A3 turned, 24", 420, 297, usual, []int{24}, 2},
		{"A4, 31", 210, 297, mixed, []int{20, 1, 10}, 0},
		{"A4, one name of a letter", 210, 297, func(int) int { return 1 }, []int{1}, 1},
		{"A4, names of 450 letters", 210, 297, func(int) int { return 450 }, []int{3}, 0},
		{"A0, 100 in one field", 841, 1189, mixed, []int{100}, 0},
		{"board of 1.2 m", 1200, 800, mixed, []int{31}, 2},
		{"square", 400, 400, mixed, []int{5, 5}, 0},
		{"A3, forty fields of one", 297, 420, usual, []int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := list(t, c.width, c.height, c.letters, c.fields...)
			r := layout(t, b)
			if c.pages > 0 && len(r.Pages) != c.pages {
				t.Errorf("%d pages, want %d", len(r.Pages), c.pages)
			}
			if err := Prove(r.Pages, r.Codes); err != nil {
				t.Error(err)
			}
			side := r.Codes[0].Rect.Width()
			for _, code := range r.Codes {
				if math.Abs(code.Rect.Width()-side) > 1e-9 {
					t.Fatalf("codes of %v and %v mm", side, code.Rect.Width())
				}
			}
			modules := side / Dot / float64(r.Codes[0].Symbol.Outer())
			if math.Abs(modules-math.Round(modules)) > 1e-6 {
				t.Errorf("a module has %v dots", modules)
			}
		})
	}
}

// No list, no sheet and no distance makes a page on which something is lost or covered: it is laid out, or refused.
func TestAnyList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tb := &fatal{TB: nil, t: t}
		width, height := rapid.Float64Range(150, 1300).Draw(t, "width"), rapid.Float64Range(150, 1300).Draw(t, "height")
		fields := rapid.SliceOfN(rapid.IntRange(1, 9), 1, 5).Draw(t, "fields")
		lengths := rapid.SliceOfN(rapid.IntRange(1, 450), 50, 50).Draw(t, "lengths")
		b := list(tb, width, height, func(i int) int { return lengths[i%len(lengths)] }, fields...)
		b.Distance = rapid.SampledFrom([]float64{0, 0, 300, 800}).Draw(t, "distance")
		r, err := b.Layout()
		var unfit *compose.Unfit
		if errors.As(err, &unfit) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkPages(tb, r, width, height)
	})
}

// fatal lets helpers of tests fail a property.
type fatal struct {
	testing.TB
	t *rapid.T
}

func (f *fatal) Helper()                      {}
func (f *fatal) Fatal(args ...any)            { f.t.Fatal(args...) }
func (f *fatal) Fatalf(form string, a ...any) { f.t.Fatalf(form, a...) }

// Names are at least 9 pt on A3 and 12 pt on A2 (ART, rule 7), however long the list.
func TestLeastNames(t *testing.T) {
	for _, c := range []struct{ width, height, points float64 }{{297, 420, 9}, {420, 297, 9}, {420, 594, 12}, {841, 1189, 12}} {
		b := list(t, c.width, c.height, func(i int) int { return []int{40, 90, 300}[i%3] }, 60, 60)
		for _, l := range layout(t, b).Lines {
			if l.Role != "name" {
				continue
			}
			if points := l.Cap * float64(l.Face.UnitsPerEm()) / l.Face.CapHeight() / mmPerPoint; points < c.points-1e-9 {
				t.Errorf("%v × %v mm: a name in %.2f pt", c.width, c.height, points)
			}
		}
	}
}

// A board for a distance has codes of a tenth of it, and more pages rather than smaller codes.
func TestDistance(t *testing.T) {
	near, far := list(t, 297, 420, usual, 24), list(t, 297, 420, usual, 24)
	far.Distance = 600
	r, s := layout(t, near), layout(t, far)
	if len(s.Pages) <= len(r.Pages) {
		t.Errorf("%d pages for 0.6 m, %d for arm's length", len(s.Pages), len(r.Pages))
	}
	c := s.Codes[0]
	if width := c.Rect.Width() * float64(c.Symbol.Size()) / float64(c.Symbol.Outer()); width < 60 {
		t.Errorf("a symbol of %v mm for 0.6 m", width)
	}
	far.Distance = 5000
	_, err := far.Layout()
	var unfit *compose.Unfit
	if !errors.As(err, &unfit) || unfit.Notes[0].Code != "board-too-small" || !strings.Contains(unfit.Notes[0].VI, "610 mm") {
		t.Errorf("a code for 5 m on A3: %v", err)
	}
}

// Fields that run over columns and pages are named again, and boards of several pages have an index that is right.
func TestHeadingsAndIndex(t *testing.T) {
	b := list(t, 297, 420, usual, 3, 90, 3)
	r := layout(t, b)
	if len(r.Pages) < 4 {
		t.Fatalf("%d pages", len(r.Pages))
	}
	all := said(r)
	if !strings.Contains(all, "Lĩnh vực thứ 2 (tiếp)") || strings.Contains(all, "Lĩnh vực thứ 3 (tiếp)") {
		t.Error("headings of fields that run on are wrong")
	}
	index := said(&Result{Pages: r.Pages[:1]})
	for i, f := range b.Fields {
		on := map[int]bool{}
		for _, c := range r.Codes {
			for _, card := range f.Cards {
				if c.Symbol == card.Symbol {
					on[c.Page+1] = true
				}
			}
		}
		first, last := math.MaxInt, 0
		for p := range on {
			first, last = min(first, p), max(last, p)
		}
		want := fmt.Sprintf("%s %d thủ tục · trang %d", f.Name, f.Count, first)
		if last > first {
			want += fmt.Sprintf("–%d", last)
		}
		if !strings.Contains(index, want+" ") {
			t.Errorf("field %d: the index has no %q in %q", i+1, want, index)
		}
	}
	for n, s := range r.Pages {
		if want := fmt.Sprintf("Trang %d/%d", n+1, len(r.Pages)); !strings.Contains(said(&Result{Pages: []*scene.Scene{s}}), want) {
			t.Errorf("no %q", want)
		}
	}
}

// The last page is as full as the others.
func TestBalancedPages(t *testing.T) {
	b := list(t, 297, 420, usual, 55)
	r := layout(t, b)
	count := make([]int, len(r.Pages))
	for _, c := range r.Codes {
		count[c.Page]++
	}
	for _, n := range count[1:] {
		if math.Abs(float64(n-count[0])) > float64(count[0])/3 {
			t.Errorf("pages of %v cards", count)
		}
	}
}

func TestMissingLetters(t *testing.T) {
	b := list(t, 297, 420, usual, 3)
	b.Fields[0].Cards[1].Name = "Cấp → đổi"
	_, err := b.Layout()
	var missing *MissingLetters
	if !errors.As(err, &missing) || missing.Note.Field != "B2" || !strings.Contains(missing.Note.VI, "→") {
		t.Errorf("%v", err)
	}
}

func TestProof(t *testing.T) {
	for name, spoil := range map[string]func(*Result){
		"covered": func(r *Result) {
			p := &scene.Path{}
			p.Circle(r.Codes[3].Rect.Center(), r.Codes[3].Rect.Width()*0.3)
			r.Pages[0].Layers = append(r.Pages[0].Layers, scene.Layer{Nodes: []scene.Node{&scene.Fill{Path: p, Ink: scene.White()}}})
		},
		"hidden":    func(r *Result) { hide(r, 3) },
		"exchanged": func(r *Result) { r.Codes[3].Symbol, r.Codes[4].Symbol = r.Codes[4].Symbol, r.Codes[3].Symbol },
		"elsewhere": func(r *Result) { r.Codes[3].Rect.X0 += 6; r.Codes[3].Rect.X1 += 6 },
	} {
		r := layout(t, list(t, 297, 420, usual, 7))
		spoil(r)
		var misread *Misread
		if err := Prove(r.Pages, r.Codes); !errors.As(err, &misread) || misread.Code.Label != r.Codes[3].Label {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// hide lays a white rectangle over a code.
func hide(r *Result, n int) {
	p := &scene.Path{}
	p.Rectangle(r.Codes[n].Rect.Inset(-1))
	r.Pages[0].Layers = append(r.Pages[0].Layers, scene.Layer{Nodes: []scene.Node{&scene.Fill{Path: p, Ink: scene.White()}}})
}

func TestListAndSingle(t *testing.T) {
	for _, size := range [][2]float64{{297, 420}, {420, 297}, {210, 297}, {105, 148}, {148, 105}, {841, 1189}, {1200, 800}} {
		s := sheet(t, size[0], size[1])
		if size[0] > 200 {
			l := &List{Sheet: s, Fields: list(t, 1, 1, usual, 8, 5, 3, 1, 2, 2, 3, 1, 1, 4).Fields, Subject: "DANH MỤC", Verb: "Quét mã để xem toàn bộ danh mục", Symbol: code(t, "https://dichvucong.gov.vn/")}
			r, err := l.Layout()
			if err != nil {
				t.Fatal(size, err)
			}
			checkPages(t, r, size[0], size[1])
			if err := Prove(r.Pages, r.Codes); err != nil || len(r.Codes) != 1 {
				t.Error(size, err)
			}
			if !strings.Contains(said(r), "Lĩnh vực thứ 10 4 thủ tục") || !strings.Contains(said(r), "dichvucong.gov.vn") {
				t.Errorf("%v: %q", size, said(r))
			}
		}
		s.Heading = ""
		for _, letters := range []int{3, 40, 250} {
			single := &Single{Sheet: s, Headline: name(letters), Tag: "Mã thủ tục: 1.001193", Verb: "Quét mã để nộp hồ sơ", Lines: []string{"Mức độ: Toàn trình", "Thời hạn: 03 ngày làm việc"}, Symbol: code(t, "https://dichvucong.gov.vn/")}
			r, err := single.Layout()
			if err != nil {
				t.Fatal(size, letters, err)
			}
			checkPages(t, r, size[0], size[1])
			if err := Prove(r.Pages, r.Codes); err != nil {
				t.Error(size, letters, err)
			}
			if !strings.Contains(said(r), single.Headline+" "+single.Tag) {
				t.Errorf("%v: %q", size, said(r))
			}
		}
	}
}

// The fields of a list that have no room beside its code have pages of their own.
func TestListOfManyFields(t *testing.T) {
	for _, n := range []int{100, 300} {
		fields := make([]int, n)
		for i := range fields {
			fields[i] = 1
		}
		l := &List{Sheet: sheet(t, 210, 297), Subject: "DANH MỤC", Symbol: code(t, "https://dichvucong.gov.vn/")}
		l.Fields = list(t, 1, 1, usual, fields...).Fields
		r, err := l.Layout()
		if err != nil {
			t.Fatal(err)
		}
		checkPages(t, r, 210, 297)
		if len(r.Pages) < 2 || len(r.Codes) != 1 {
			t.Errorf("%d fields: %d pages, %d codes", n, len(r.Pages), len(r.Codes))
		}
		all := said(r)
		for i, f := range l.Fields {
			if !strings.Contains(all, f.Name+" 1 thủ tục ") {
				t.Errorf("%d fields: field %d is left out", n, i+1)
			}
		}
		if want := fmt.Sprintf("Trang %d/%d", len(r.Pages), len(r.Pages)); !strings.Contains(all, want) {
			t.Errorf("%d fields: no %q", n, want)
		}
	}
}

// Running text has the fewest lines, all within the width, and no line that begins with a separator.
func TestRunningText(t *testing.T) {
	s := sheet(t, 297, 420)
	pr := newPrinter(&s)
	rapid.Check(t, func(t *rapid.T) {
		said := name(rapid.IntRange(1, 400).Draw(t, "letters")) + " · 03 ngày làm việc · Miễn lệ phí"
		m, err := pr.measure(s.Fonts.Bold, said)
		if err != nil {
			t.Fatal(err)
		}
		width := max(m.widest, rapid.Float64Range(3, 200).Draw(t, "width"))
		plain := *m
		plain.wraps = nil
		if m.lines(width) != plain.lines(width) {
			t.Fatalf("%d lines, counted %d", m.lines(width), plain.lines(width))
		}
		ends := m.broken(width, rapid.Bool().Draw(t, "centred"))
		if len(ends) != m.lines(width) || ends[len(ends)-1] != len(m.words) {
			t.Fatalf("%d lines, want %d", len(ends), m.lines(width))
		}
		first := 0
		for _, end := range ends {
			if !m.together(first, end-1, width) || strings.HasPrefix(m.words[first].text, Separator) {
				t.Fatalf("line from %q to %q", m.words[first].text, m.words[end-1].text)
			}
			first = end
		}
	})
}

// cardsOf arranges the pages of a board.
func cardsOf(t testing.TB, b *Board) (*grid, *plan, []arranged) {
	t.Helper()
	g, err := newPrinter(&b.Sheet).newGrid(b)
	if err != nil {
		t.Fatal(err)
	}
	p, leaves, err := g.solve()
	if err != nil {
		t.Fatal(err)
	}
	var pages []arranged
	for _, l := range leaves {
		pages = append(pages, g.arrange(p, g.cells[l.from:l.to]))
	}
	return g, p, pages
}

// Every page has its cards in order and as many as it may. Its cards have one width, or the whole; they begin at the upper edge,
// and are little higher than they need to be.
func TestPagesKeepTheirGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tb := &fatal{TB: nil, t: t}
		papers := [][2]float64{{210, 297}, {297, 210}, {297, 420}, {420, 297}, {841, 1189}, {1200, 800}}
		size := rapid.SampledFrom(papers).Draw(t, "paper")
		fields := rapid.SliceOfN(rapid.IntRange(1, 30), 1, 4).Draw(t, "fields")
		lengths := rapid.SliceOfN(rapid.IntRange(1, 200), 20, 20).Draw(t, "lengths")
		b := list(tb, size[0], size[1], func(i int) int { return lengths[i%len(lengths)] }, fields...)
		b.PerPage = rapid.SampledFrom([]int{0, 0, 5, 40}).Draw(t, "per page")
		g, p, pages := cardsOf(tb, b)
		next := 0
		for n, page := range pages {
			if len(page.cards) > g.perPage() {
				t.Fatalf("page %d has %d cards", n+1, len(page.cards))
			}
			width := g.widened(p, len(page.cards)).width
			top := math.Inf(1)
			for _, h := range page.headings {
				top = min(top, h.box.Y0)
			}
			for i, c := range page.cards {
				if c.cell != g.cells[next] {
					t.Fatalf("page %d: card %d is %s, want %s", n+1, i+1, c.cell.Number, g.cells[next].Number)
				}
				next++
				top = min(top, c.box.Y0)
				if w := c.box.Width(); math.Abs(w-width) > 1e-6 && math.Abs(w-g.area.Width()) > 1e-6 {
					t.Fatalf("page %d: a card of %.1f mm among those of %.1f", n+1, w, width)
				}
				if !g.area.Contains(c.box, 1e-6) {
					t.Fatalf("page %d: card %+v leaves %+v", n+1, c.box, g.area)
				}
				q := g.widened(p, len(page.cards)).of(c)
				if need := q.cardHeight(c.cell, c.box.Width(), c.cap); need > c.box.Height()+1e-6 {
					t.Fatalf("page %d: a card of %.1f mm needs %.1f", n+1, c.box.Height(), need)
				}
			}
			if math.Abs(top-g.area.Y0) > 1e-6 {
				t.Fatalf("page %d begins %.1f mm below its edge", n+1, top-g.area.Y0)
			}
		}
		if next != len(g.cells) {
			t.Fatalf("%d of %d cards", next, len(g.cells))
		}
	})
}

// Lists of names alike are dealt evenly, however many there are, or in whole rows of which a page has at most one more than
// another; long names take the room that they need.
func TestEvenPages(t *testing.T) {
	for _, n := range []int{17, 24, 25, 33, 100} {
		_, p, pages := cardsOf(t, list(t, 297, 420, usual, n))
		if want := (n + PerPage - 1) / PerPage; len(pages) != want {
			t.Errorf("%d cards on %d pages, want %d", n, len(pages), want)
		}
		rows := (n + p.columns - 1) / p.columns
		for i, page := range pages {
			k := len(page.cards)
			r := (k + p.columns - 1) / p.columns
			whole := (r == rows/len(pages) || r == rows/len(pages)+1) && (k%p.columns == 0 || i == len(pages)-1)
			if k != n/len(pages) && k != n/len(pages)+1 && !whole {
				t.Errorf("%d of %d cards on a page of %d", k, n, len(pages))
			}
		}
	}
}

// Large codes fill their pages, and the last one is no lonely card.
func TestLargeCodesFillPages(t *testing.T) {
	for _, c := range []struct {
		fields   []int
		distance float64
		want     []int
	}{
		{[]int{9}, 1000, []int{3, 3, 3}}, // the third of each takes the whole width
		{[]int{1, 1, 1, 1, 1}, 1000, []int{3, 2}},
		{[]int{17}, 800, []int{3, 4, 3, 4, 3}},
	} {
		b := list(t, 297, 420, usual, c.fields...)
		b.Distance = c.distance
		_, _, pages := cardsOf(t, b)
		var got []int
		for _, page := range pages {
			got = append(got, len(page.cards))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v from %.1f m on pages of %v, want %v", c.fields, c.distance/1000, got, c.want)
		}
	}
}

// Where cards under headings leave a hole, it is at the foot of the last column, and headings have one size.
func TestHolesAreLast(t *testing.T) {
	for _, fields := range [][]int{{1, 1, 1, 1, 1}, {6, 5}, {1, 1, 1}, {2, 2, 1, 1, 1}, {7}} {
		b := list(t, 297, 420, usual, fields...)
		b.Headings = true
		_, p, pages := cardsOf(t, b)
		// In columns, or in rows.
		var lines []int
		end := math.Inf(-1)
		for _, c := range pages[0].cards {
			at := c.box.X0
			if !p.stacked {
				at = c.box.Y0
			}
			if at > end {
				end, lines = at, append(lines, 0)
			}
			lines[len(lines)-1]++
		}
		for i := range lines[1:] {
			if lines[i+1] > lines[i] {
				t.Errorf("%v in lines of %v", fields, lines)
			}
		}
		size := 0.0
		for _, layer := range layout(t, b).Pages[0].Layers {
			for _, node := range layer.Nodes {
				if g, ok := node.(*scene.Glyphs); ok && strings.HasPrefix(g.Text, "Lĩnh vực thứ") {
					if size > 0 && math.Abs(g.Size-size) > 1e-6 {
						t.Errorf("%v: %q in %.2f mm beside %.2f", fields, g.Text, g.Size, size)
					}
					size = g.Size
				}
			}
		}
	}
}

// Names grow with the room of their cards, all of a page alike.
func TestNamesFillCards(t *testing.T) {
	for _, n := range []int{3, 5, 7} {
		_, p, pages := cardsOf(t, list(t, 420, 594, func(int) int { return 17 }, n))
		cards := pages[0].cards
		for _, c := range cards {
			if c.cap != cards[0].cap {
				t.Errorf("%d: names of %.2f and %.2f mm", n, c.cap, cards[0].cap)
			}
			next := min(1.1*max(p.cap, c.cap), p.side/leastSide, largestCap*420/297)
			if next > 1.1*c.cap-rounding && c.cap == p.cap && p.mostHold(cards, next) {
				t.Errorf("%d: a name of %.2f mm has room for %.2f", n, c.cap, next)
			}
		}
	}
	one := list(t, 420, 594, func(int) int { return 40 }, 1, 1, 1)
	if g, p, pages := cardsOf(t, one); pages[0].cards[0].cap < g.easyName() {
		t.Errorf("a name of %.2f mm in a card of %.0f mm", pages[0].cards[0].cap, p.width)
	}
}

// Twelve procedures on A3 have codes and names like those of the sketch: codes of 38 mm at least, names that wrap and do not
// shrink.
func TestTwelveOnA3(t *testing.T) {
	b := list(t, 297, 420, func(i int) int { return []int{18, 30, 45, 60}[i%4] }, 12)
	_, p, pages := cardsOf(t, b)
	if p.columns != 2 || p.side < 38 || p.below || len(pages) != 1 {
		t.Errorf("%+v on %d pages", p, len(pages))
	}
	for _, c := range pages[0].cards {
		if c.cap < p.cap {
			t.Errorf("%q in %.2f of %.2f mm", c.cell.Name, c.cap, p.cap)
		}
	}
}

// From far away a code is large; names are as large as it leaves room for.
func TestNamesBesideLargeCodes(t *testing.T) {
	b := list(t, 297, 420, usual, 24)
	b.Distance = 1000
	g, p, _ := cardsOf(t, b)
	if p.side < 120 || p.cap < 1.3*g.leastCap {
		t.Errorf("codes of %.1f mm and names of %.2f, the least %.2f", p.side, p.cap, g.leastCap)
	}
}

// No three finder patterns of several codes of a page look like those of one.
func TestStagger(t *testing.T) {
	for _, fields := range [][]int{{7}, {12}, {16}, {31}, {3, 2, 1, 4, 2, 4}} {
		for _, size := range [][2]float64{{210, 297}, {297, 210}, {297, 420}, {420, 594}} {
			r := layout(t, list(t, size[0], size[1], usual, fields...))
			pages := make(map[int][]Placed)
			for _, c := range r.Codes {
				pages[c.Page] = append(pages[c.Page], c)
			}
			for n, codes := range pages {
				var known []scene.Point
				for _, c := range codes {
					own := finders(c.Rect, c.Symbol.Outer())
					if off := leastOff(known, own, -1); off < 0.6*clearSquare*c.Rect.Width()/Dot {
						t.Errorf("%v on %v, page %d: patterns at %s are %.0f square dots from half a square", fields, size, n+1, c.Label, off)
					}
					known = append(known, own[:]...)
				}
			}
		}
	}
}

// Modules of 8 dots do not lie on the squares of 8 dots by which zxing tells black from white.
func TestStaggerOffBlocks(t *testing.T) {
	for x := range 9 {
		for y := range 9 {
			r := scene.Rect{X0: float64(100+x) * Dot, Y0: float64(200+y) * Dot}
			r.X1, r.Y1 = r.X0+45*8*Dot, r.Y0+45*8*Dot
			moved := stagger([]scene.Rect{r}, []int{45})[0]
			for _, v := range []float64{moved.X0, moved.Y0} {
				if off := math.Mod(math.Round(v/Dot), 8); off < 2 || off > 6 {
					t.Errorf("from %d, %d to %v dots beyond a square", x, y, off)
				}
			}
		}
	}
}

// Links of all lengths have codes in squares alike, each with modules of whole dots, none finer than it needs to be.
func TestCodesOfSeveralVersions(t *testing.T) {
	b := list(t, 297, 420, usual, 9)
	for i := range b.Fields[0].Cards {
		symbol, err := qr.Encode("https://dichvucong.gov.vn/"+strings.Repeat("a", 5+i*i*3), nil)
		if err != nil {
			t.Fatal(err)
		}
		b.Fields[0].Cards[i].Symbol = symbol
	}
	r := layout(t, b)
	if err := Prove(r.Pages, r.Codes); err != nil {
		t.Error(err)
	}
	modules := make([]float64, len(r.Codes))
	for i, c := range r.Codes {
		modules[i] = c.Rect.Width() / Dot / float64(c.Symbol.Outer())
		if math.Abs(modules[i]-math.Round(modules[i])) > 1e-6 {
			t.Errorf("%s: modules of %v dots", c.Label, modules[i])
		}
	}
	if modules[0] < 1.4*modules[8] {
		t.Errorf("the shortest link has modules of %v dots, the longest of %v", modules[0], modules[8])
	}
}

// The foot breaks between its parts, and inside of one only where it is wider than the page.
func TestFootBreaksBetweenParts(t *testing.T) {
	for _, size := range [][2]float64{{210, 297}, {297, 420}, {420, 297}, {1200, 800}} {
		b := list(t, size[0], size[1], usual, 3)
		parts := []string{
			"Chỉ quét mã dẫn tới tên miền dichvucong.gov.vn", "Hỗ trợ, phản ánh, kiến nghị: 1022 hoặc 1800 1096",
			"Cập nhật đến ngày 01/10/2025", "Quyết định số 1234/QĐ-UBND ngày 15/9/2025",
		}
		b.Foot = remarksOf(parts...)
		r := layout(t, b)
		var lines []string
		for _, layer := range r.Pages[0].Layers {
			for _, node := range layer.Nodes {
				if g, ok := node.(*scene.Glyphs); ok && g.Origin.Y > size[1]-14*moduleOf(size[0], size[1]) {
					lines = append(lines, g.Text)
				}
			}
		}
		joined := strings.Join(lines, " "+Separator+" ")
		if want := strings.Join(parts, " "+Separator+" "); joined != want {
			t.Errorf("%v: %q", size, lines)
		}
	}
}

// A code of a province, which is too long to stand beside the number, has a line of its own and is not shrunk to nothing.
func TestLongCodes(t *testing.T) {
	const long = "1.000689.000.00.00.H60"
	for _, size := range [][2]float64{{210, 297}, {297, 210}, {297, 420}, {420, 297}, {148, 210}, {1200, 800}} {
		for _, fields := range [][]int{{16}, {24}, {5}, {1, 3, 1, 4}, {31}} {
			b := list(t, size[0], size[1], usual, fields...)
			for _, f := range b.Fields {
				for i := range f.Cards {
					f.Cards[i].Code = long
				}
			}
			r := layout(t, b)
			for _, l := range r.Lines {
				if l.Role == "code" && points(l) < 6 {
					t.Errorf("%v, %v: a code in %.1f pt", size, fields, points(l))
				}
			}
			if got := strings.Count(said(r), long); got != len(r.Codes) {
				t.Errorf("%v, %v: %d of %d codes are whole", size, fields, got, len(r.Codes))
			}
		}
	}
}

// Lines that are not the last are at least half full, whatever phrases they keep whole.
func TestRaggedLines(t *testing.T) {
	s := sheet(t, 297, 420)
	pr := newPrinter(&s)
	for _, said := range []string{
		"Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
		"Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
	} {
		m, err := pr.measure(s.Fonts.Bold, said)
		if err != nil {
			t.Fatal(err)
		}
		for width := 22.0; width < 40; width++ {
			ends := m.broken(width, false)
			first := 0
			for i, end := range ends {
				if taken := m.words[end-1].right - m.words[first].left; i < len(ends)-1 && taken < 0.5*width {
					t.Errorf("%q in %v: a line ends at %q, %.0f %% full", said, width, m.words[end-1].text, 100*taken/width)
				}
				first = end
			}
		}
	}
}

// Names of tables do not break word by word, and rows fill the page.
func TestTablesFillTheirArea(t *testing.T) {
	s := sheet(t, 297, 420)
	pr := newPrinter(&s)
	var rows []row
	for _, name := range []string{"Hộ tịch", "Chứng thực", "Thành lập và hoạt động của hộ kinh doanh", "Đăng ký, quản lý cư trú (Công an cấp xã)", "Văn hóa", "Đất đai", "Nuôi con nuôi"} {
		r, err := pr.row(name, "8 thủ tục · trang 2–5")
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	least, most := pr.tableCaps()
	table := solveTable(rows, pr.body(), 1, least, most)
	if table.columns != 1 {
		t.Errorf("%d columns", table.columns)
	}
	taken := 0.0
	for i, r := range rows {
		taken += table.heights[i]
		if n := r.name.lines(table.room(r) / table.cap); n > 2 {
			t.Errorf("%q takes %d lines", r.name.words[0].text, n)
		}
	}
	if taken < 0.7*pr.body().Height() {
		t.Errorf("rows take %.0f of %.0f mm", taken, pr.body().Height())
	}
}

// Names have one ink on every board of a profile: the theme's on screens and desktop printers, black on a press, which does not
// print small text of several inks in register.
func TestInkOfNames(t *testing.T) {
	for _, n := range []int{1, 16, 100} {
		b := list(t, 210, 297, usual, n)
		dark := b.Palette.Deep
		for _, l := range layout(t, b).Lines {
			if want := (scene.Ink{K: 1, R: dark.R, G: dark.G, B: dark.B}); l.Role == "name" && l.Ink != want {
				t.Errorf("%d procedures: %+v, want %+v", n, l.Ink, want)
			}
		}
	}
}
