package board

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/scene"
)

// points are the size of a line in points.
func points(l compose.Line) float64 {
	return l.Cap * float64(l.Face.UnitsPerEm()) / l.Face.CapHeight() / mmPerPoint
}

// A word that is wider than its line is broken, after a sign where it has some, and is not made smaller than others.
func TestLongWordsBreak(t *testing.T) {
	slug := strings.TrimSuffix(strings.Repeat("mau_don-cap/lai.", 7), ".")
	for _, size := range []struct{ width, height, least float64 }{{297, 420, 9}, {210, 297, 7.5}, {420, 297, 9}, {105, 148, 7.5}, {841, 1189, 12}} {
		for _, long := range []string{slug, strings.Repeat("â", 450), strings.Repeat("W", 120), "a " + slug + " b"} {
			for _, n := range []int{1, 6} {
				b := list(t, size.width, size.height, usual, n)
				b.Fields[0].Cards[n-1].Name = long
				b.Fields[0].Cards[0].Details = "Toàn_trình_" + slug
				r, err := b.Layout()
				if err != nil {
					t.Fatalf("%v, %.20q: %v", size, long, err)
				}
				checkPages(t, r, size.width, size.height)
				if !strings.Contains(strings.ReplaceAll(said(r), " ", ""), strings.ReplaceAll(long, " ", "")) {
					t.Errorf("%v: %.20q is not whole on the board", size, long)
				}
				for _, l := range r.Lines {
					if l.Role == "name" && points(l) < size.least-1e-6 {
						t.Errorf("%v, %.20q: a name in %.2f pt", size, long, points(l))
					}
				}
			}
		}
	}
	s := sheet(t, 297, 420)
	m, err := newPrinter(&s).measure(s.Fonts.Bold, "mau_don-xin/cap.lai")
	if err != nil {
		t.Fatal(err)
	}
	cut, first := m.within(7), 0
	for _, end := range cut.broken(7, false) {
		if last := cut.words[end-1].text; end < len(cut.words) && !strings.ContainsAny(last[len(last)-1:], "_-/.") {
			t.Errorf("a line ends after %q", last)
		}
		first = end
	}
	if first != len(cut.words) {
		t.Errorf("%d of %d parts", first, len(cut.words))
	}
}

// A name that no page holds in the least size is refused with its place, not made smaller.
func TestEndlessNames(t *testing.T) {
	b := list(t, 297, 420, usual, 3)
	b.Fields[0].Cards[1].Name = name(30000)
	_, err := b.Layout()
	var unfit *compose.Unfit
	if !errors.As(err, &unfit) || unfit.Notes[0].Code != "name-too-long" || unfit.Notes[0].Field != "B2" {
		t.Errorf("%v", err)
	}
}

// least is the smallest cap height of names on pages.
func least(pages []arranged) float64 {
	cap := math.Inf(1)
	for _, page := range pages {
		for _, c := range page.cards {
			cap = min(cap, c.cap)
		}
	}
	return cap
}

// A shorter list has codes as large as a longer one of the same names, and codes are as large as they would be for a longer
// distance with names that are read with ease, but for what beauty may cost: a quarter of the side.
func TestCodesAreAsLargeAsThePage(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of boards")
	}
	const most = 1 / 0.75
	for _, c := range []struct {
		perField int // 0: one field
		letters  []int
	}{
		{0, []int{14, 28, 20, 22, 16, 33, 10, 18}},
		{0, []int{14, 28, 40, 22, 60, 33, 90, 18}},
		{1, []int{14, 28, 20, 22, 16, 33, 10, 18}},
		{3, []int{14, 28, 20, 22, 16, 33, 10, 18}},
		{4, []int{60, 42, 58, 48, 22, 38, 110, 30, 20, 26, 84, 44}},
	} {
		for _, size := range [][2]float64{{297, 420}, {420, 297}, {210, 297}, {420, 594}, {1200, 800}, {1189, 841}} {
			var sides []float64
			for n := 1; n <= PerPage; n++ {
				fields := []int{n}
				if c.perField > 0 {
					fields = nil
					for rest := n; rest > 0; rest -= c.perField {
						fields = append(fields, min(rest, c.perField))
					}
				}
				board := func(distance float64) *Board {
					b := list(t, size[0], size[1], func(i int) int { return c.letters[i%len(c.letters)] }, fields...)
					b.Distance = distance
					return b
				}
				g, p, pages := cardsOf(t, board(0))
				if len(pages) > 1 {
					t.Fatalf("%v, %d: %d pages", size, n, len(pages))
				}
				if mean(g.cells, pages) >= g.easyName() {
					for k, side := range sides {
						if p.side > most*side {
							t.Errorf("%v, %d a field: %d procedures have codes of %.1f mm, %d of %.1f", size, c.perField, k+1, side, n, p.side)
						}
					}
				}
				sides = append(sides, p.side)
				if n%3 > 0 {
					continue
				}
				for distance := 300.0; distance < 2500; distance *= 1.2 {
					g, err := gridOf(board(distance))
					if err != nil || g.least <= most*p.side {
						continue
					}
					q, leaves, err := g.solve()
					if err != nil || len(leaves) > 1 {
						break
					}
					if cap := least([]arranged{g.arrange(q, g.cells)}); cap >= g.easyName() {
						t.Errorf("%v, %d of %d a field: codes of %.1f mm, for %.0f mm %.1f with names of %.2f", size, n, c.perField, p.side, distance, q.side, cap)
					}
					break
				}
			}
		}
	}
}

// mean is the cap height of names on pages in the middle.
func mean(cells []*cell, pages []arranged) (cap float64) {
	for _, page := range pages {
		for _, c := range page.cards {
			cap += c.cap / float64(len(cells))
		}
	}
	return cap
}

// A larger page has codes and names as large as a smaller one, but for what looks may cost.
func TestLargerPagesHaveLargerCodes(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of boards")
	}
	letters := []int{60, 42, 58, 48, 22, 38, 110, 30, 20, 26, 84, 44}
	for _, fields := range [][]int{{3}, {7}, {12}, {1, 1, 1}, {5, 3, 1}, {3, 3, 2, 2, 2}, {1, 1, 1, 1, 1, 1, 1, 1, 1}} {
		for _, size := range [][2]float64{{210, 297}, {297, 210}, {297, 420}, {800, 600}} {
			most := 0.0
			for scale := 1.0; scale < 1.5; scale += 0.06 {
				g, p, pages := cardsOf(t, list(t, scale*size[0], scale*size[1], func(i int) int { return letters[i%len(letters)] }, fields...))
				if len(pages) > 1 {
					continue
				}
				merit := g.merit(p, []leaf{{0, len(g.cells)}})
				if merit < 0.88*most {
					t.Errorf("%v on %v times %.2f: %.2f with codes of %.1f mm, on a smaller page %.2f", fields, size, scale, merit, p.side, most)
				}
				most = max(most, merit)
			}
		}
	}
}

// Codes are not much smaller on a page as large for the sake of names that are a little larger.
func TestNamesDoNotCostLargeCodes(t *testing.T) {
	letters := []int{60, 42, 58, 48, 22, 38, 110, 30, 20, 26, 84, 44}
	board := func(width, height float64) *Board {
		return list(t, width, height, func(i int) int { return letters[i%len(letters)] }, 3, 3, 2, 2, 2)
	}
	_, small, _ := cardsOf(t, board(1200, 800))
	_, large, _ := cardsOf(t, board(1189, 841))
	if large.side < 0.85*small.side {
		t.Errorf("codes of %.0f mm on A0, of %.0f on 1200 × 800 mm", large.side, small.side)
	}
}

// Long names have lines of some length: more pages rather than columns of a few words.
func TestLongNamesHaveLongLines(t *testing.T) {
	mixed := func(i int) int { return []int{1, 2, 5, 300, 330, 20, 340, 40, 400, 50, 8, 450}[i%12] }
	for _, size := range [][2]float64{{297, 210}, {210, 297}, {297, 420}, {420, 297}, {148, 210}} {
		g, p, pages := cardsOf(t, list(t, size[0], size[1], mixed, 12))
		for _, page := range pages {
			for _, c := range page.cards {
				q := g.widened(p, len(page.cards))
				w := q.textWidth(c.box.Width()) / c.cap
				if lines := c.cell.name.lines(w); lines > mostLines && w < easyLine || lines > shortLines && w < shortLine {
					t.Errorf("%v: %s has %d lines of %.0f caps", size, c.cell.Number, lines, w)
				}
			}
		}
	}
}

// The headings of a board have one height, and their names are within them.
func TestHeadingsAreAlike(t *testing.T) {
	for _, size := range [][2]float64{{210, 297}, {297, 420}, {420, 297}} {
		b := list(t, size[0], size[1], usual, 3, 2, 3, 2, 4, 1)
		b.Fields[1].Name, b.Fields[4].Name = "Thành lập và hoạt động của hộ kinh doanh", "Đăng ký, quản lý cư trú (Công an cấp xã)"
		g, p, pages := cardsOf(t, b)
		for _, page := range pages {
			for _, h := range page.headings {
				name, count := h.cell.group.heading, h.cell.group.count
				if h.cell.index > 0 {
					name, count = h.cell.group.continued, h.cell.group.span
				}
				if got := h.box.Height(); math.Abs(got-p.bar) > 1e-6 {
					t.Errorf("%v: a heading of %.2f mm beside those of %.2f", size, got, p.bar)
				}
				room := p.headingRoom(count, h.box.Width())
				cap := p.headingSize(name, room)
				if height := name.height(room/cap) * cap; height+0.5*cap > p.bar || cap < g.leastCap-1e-9 {
					t.Errorf("%v: a name of %.2f mm in caps of %.2f, the bar has %.2f", size, height, cap, p.bar)
				}
			}
		}
		layout(t, b)
	}
}

// The name of a field is never in the way of its count, however long its words.
func TestLongWordsInHeadings(t *testing.T) {
	for _, size := range [][2]float64{{148, 210}, {210, 297}, {297, 420}, {420, 297}} {
		b := list(t, size[0], size[1], usual, 3, 2, 3, 4)
		b.Fields[1].Name = "dichvucong.gov.vn va_cac_dich_vu_khac_cua_xa"
		b.Fields[2].Name = strings.Repeat("W", 60)
		layout(t, b)
	}
}

// No card is much higher than those of its row need, and all of a row begin at one height.
func TestCardsDoNotOutgrowTheirContent(t *testing.T) {
	for _, size := range [][2]float64{{210, 297}, {297, 420}, {420, 297}, {105, 148}, {1200, 800}} {
		for i, fields := range [][]int{{1}, {5}, {13}, {31}, {3, 1, 5}, {1, 1, 1, 1, 1}, {1}, {6}, {8}, {14}} {
			letters := []int{14, 28, 200, 22, 60, 33, 90, 18}
			if i > 5 {
				letters = []int{14, 90, 20, 18}
			}
			g, p, pages := cardsOf(t, list(t, size[0], size[1], func(i int) int { return letters[i%len(letters)] }, fields...))
			for _, page := range pages {
				q := g.widened(p, len(page.cards))
				for _, c := range page.cards {
					need := 0.0
					for _, beside := range page.cards {
						if beside.box.Y0 == c.box.Y0 && (!p.stacked || beside.cell == c.cell) {
							need = max(need, g.roomyHeight(q, beside.cell, beside.box.Width()),
								q.of(beside).cardHeight(beside.cell, beside.box.Width(), beside.cap))
						}
						if beside.box.Y0 == c.box.Y0 && beside.drop != c.drop {
							t.Errorf("%v, %v: %s begins %.2f mm below its edge, %s %.2f", size, fields, c.cell.Number, c.drop, beside.cell.Number, beside.drop)
						}
					}
					if most := need + 0.25*p.side; c.box.Height() > most+1e-6 {
						t.Errorf("%v, %v: %s is %.1f mm high and needs %.1f", size, fields, c.cell.Number, c.box.Height(), need)
					}
				}
			}
		}
	}
}

// The foot has lines about as wide as each other.
func TestFootIsBalanced(t *testing.T) {
	b := list(t, 297, 420, usual, 3)
	b.Foot = remarksOf(
		"Chỉ quét mã dẫn tới tên miền dichvucong.gov.vn", "Hỗ trợ, phản ánh, kiến nghị: 1022 hoặc 1800 1096",
		"Cập nhật đến ngày 01/10/2025", "Quyết định số 1234/QĐ-UBND",
	)
	r := layout(t, b)
	var widths []float64
	for _, layer := range r.Pages[0].Layers {
		for _, node := range layer.Nodes {
			if g, ok := node.(*scene.Glyphs); ok && g.Origin.Y > 420-14 {
				widths = append(widths, g.Extent.Width())
			}
		}
	}
	if len(widths) != 2 || widths[1] < widths[0]/2 {
		t.Errorf("lines of %.0f mm", widths)
	}
}

// A step that would be set too small to be read is refused.
func TestLongSteps(t *testing.T) {
	b := list(t, 297, 420, usual, 3)
	b.Steps = []string{name(640), "Quét mã", "Nộp hồ sơ"}
	_, err := b.Layout()
	var unfit *compose.Unfit
	if !errors.As(err, &unfit) || unfit.Notes[0].Field != "step" {
		t.Errorf("%v", err)
	}
}

// What stands around the cards is read, or refused: no foot, step or heading shrinks below what can be read.
func TestTextsAroundCardsAreLegible(t *testing.T) {
	foot := remarksOf(
		"Chỉ quét mã dẫn tới tên miền dichvucong.gov.vn", "Hỗ trợ, phản ánh, kiến nghị: 1022 hoặc 1800 1096",
		"Cập nhật đến ngày 01/10/2025", "Quyết định số 1234/QĐ-UBND",
	)
	for _, c := range []struct{ width, height, least float64 }{
		{105, 148, 6}, {148, 105, 6}, {148, 210, 6}, {210, 297, 6}, {297, 420, 7.2}, {420, 594, 9.6}, {841, 1189, 12},
	} {
		b := list(t, c.width, c.height, usual, 2)
		b.Foot = foot
		r := layout(t, b)
		if !strings.Contains(said(r), "dichvucong.gov.vn") {
			t.Errorf("%v: no host at the foot", c)
		}
		for _, l := range r.Lines {
			if l.Role != "step-number" && points(l) < c.least-1e-6 {
				t.Errorf("%v: %s %q in %.2f pt", c, l.Role, l.Text, points(l))
			}
		}
	}
	for field, change := range map[string]func(*Board){
		"remark 1": func(b *Board) {
			b.Foot = remarksOf("Hỗ trợ: 1022", name(4000), "Cập nhật đến ngày 01/10/2025")
		},
		"heading": func(b *Board) { b.Heading = name(600) },
	} {
		b := list(t, 297, 420, usual, 3)
		change(b)
		_, err := b.Layout()
		var unfit *compose.Unfit
		if !errors.As(err, &unfit) || unfit.Notes[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// The foot grows for the title of a decision and an address in full, and the cards keep off it.
func TestFootGrows(t *testing.T) {
	long := remarksOf("Chỉ quét mã dẫn tới tên miền dichvucong.gov.vn", "Tổng đài hỗ trợ: 1022 hoặc 1800 1096", name(190), "Cập nhật đến ngày 01/10/2025", name(280))
	for _, size := range [][2]float64{{148, 210}, {210, 297}, {297, 210}, {297, 420}, {420, 297}, {420, 594}, {1200, 800}} {
		b := list(t, size[0], size[1], usual, 3, 4)
		b.Foot = long
		withoutSteps := *b
		withoutSteps.Steps = nil
		for _, b := range []*Board{b, &withoutSteps} {
			r := layout(t, b)
			for _, remark := range long {
				if !strings.Contains(said(r), remark.Text) {
					t.Errorf("%v: %.40q is not at the foot", size, remark.Text)
				}
			}
		}
	}
}

// The name of a desk is not broken after its first words.
func TestDeskHasEvenLines(t *testing.T) {
	b := list(t, 297, 420, usual, 3)
	b.Desk = "Trung tâm Phục vụ hành chính công và Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang"
	r := layout(t, b)
	var widths []float64
	rest := b.Desk
	for _, layer := range r.Pages[0].Layers {
		for _, node := range layer.Nodes {
			if g, ok := node.(*scene.Glyphs); ok && rest != "" && strings.HasPrefix(rest, g.Text) {
				widths = append(widths, g.Extent.Width())
				rest = strings.TrimSpace(strings.TrimPrefix(rest, g.Text))
			}
		}
	}
	if rest != "" || len(widths) != 2 || math.Min(widths[0], widths[1]) < 0.5*math.Max(widths[0], widths[1]) {
		t.Errorf("%q is left, lines of %.0f mm", rest, widths)
	}
}

// A heading that continues a field says of what it counts, where it has room.
func TestContinuedHeadingsSayWhatTheyCount(t *testing.T) {
	r := layout(t, list(t, 297, 420, usual, 3, 12))
	if !strings.Contains(said(r), "Lĩnh vực thứ 2 (tiếp) thủ tục ") {
		t.Error(said(r))
	}
}

// Whatever a heading says, it stays within its bar.
func TestHeadingsStayInTheirBars(t *testing.T) {
	for _, name := range []string{"Hộ tịch", "Dân tộc", "Bảo trợ xã hội", "Kinh doanh khí"} {
		b := list(t, 297, 420, usual, 12, 3)
		b.Fields[0].Name = name
		g, err := gridOf(b)
		if err != nil {
			t.Fatal(err)
		}
		page := g.add()
		for columns := 2; columns < 6; columns++ {
			for cap := g.leastCap; cap < 4*g.leastCap; cap *= 1.01 {
				p := g.plan(columns, form{below: true, stacked: true}, g.least, cap)
				if !p.sound() {
					break
				}
				for first := 1; first < 10; first++ {
					h := placement{cell: g.cells[first], last: first + 2, box: scene.Rect{X1: p.width, Y1: p.headingHeight(g.groups[0].continued, g.groups[0].span)}}
					page.layers = map[string][]scene.Node{}
					page.heading(&p, h, p.headingSizes([]placement{h})[0])
					for _, node := range page.layers[scene.Text] {
						if text := node.(*scene.Glyphs); !h.box.Contains(text.Extent, 0.01) {
							t.Fatalf("%d columns of caps of %.2f: %q leaves its bar", columns, cap, text.Text)
						}
					}
				}
			}
		}
	}
}

func gridOf(b *Board) (*grid, error) { return newPrinter(&b.Sheet).newGrid(b) }

// Codes side by side begin at one height, however long the names beside them.
func TestRowsBeginAlike(t *testing.T) {
	g, err := gridOf(list(t, 297, 420, func(i int) int { return []int{14, 160}[i%2] }, 8))
	if err != nil {
		t.Fatal(err)
	}
	for _, below := range []bool{false, true} {
		p := g.plan(2, form{below: below}, g.least, 1.6*g.leastCap)
		cards := g.arrange(&p, g.cells).cards
		for i := 0; i < len(cards); i += 2 {
			if a, b := p.tile(cards[i]), p.tile(cards[i+1]); a.Y0 != b.Y0 || a.Y0 <= cards[i].box.Y0 {
				t.Errorf("codes at %.2f and %.2f mm, their cards at %.2f", a.Y0, b.Y0, cards[i].box.Y0)
			}
		}
	}
}

// Names that are alike have about the same size on all pages, also on a last one with fewer cards.
func TestNamesOfPagesAreAlike(t *testing.T) {
	for _, size := range [][2]float64{{210, 297}, {297, 420}, {420, 297}, {841, 1189}} {
		for _, cards := range []int{26, 40, 18, 35} {
			_, _, pages := cardsOf(t, list(t, size[0], size[1], func(int) int { return 16 }, cards))
			least, most := math.Inf(1), 0.0
			for _, page := range pages {
				for _, c := range page.cards {
					if !c.wide {
						least, most = min(least, c.cap), max(most, c.cap)
					}
				}
			}
			if most > otherPage*least*(1+1e-6) {
				t.Errorf("%v, %d cards: names from %.2f to %.2f mm", size, cards, least, most)
			}
		}
	}
}

// A wish for a distance shows no plan that is worth more for its pages than the one without it.
func TestDistanceShowsNoBetterPlan(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of boards")
	}
	wordy := func(i int) int { return 20 + i*37%150 }
	for _, size := range [][2]float64{{210, 297}, {297, 420}, {420, 594}} {
		for _, fields := range [][]int{{97}, {60, 40, 30, 20}, {17, 17, 17, 17, 16, 16}, {12, 9, 8, 60, 50, 30, 25, 20, 10, 8, 3, 2, 1, 1}} {
			b := list(t, size[0], size[1], wordy, fields...)
			free, err := newPrinter(&b.Sheet).newGrid(b)
			if err != nil {
				t.Fatal(err)
			}
			p, pages, err := free.solve()
			if err != nil {
				t.Fatal(err)
			}
			for _, distance := range []float64{200, 250, 300} {
				b.Distance = distance
				g, err := newPrinter(&b.Sheet).newGrid(b)
				if err != nil {
					t.Fatal(err)
				}
				q, leaves, err := g.solve()
				if err != nil || g.roomy != free.roomy {
					continue // names are cramped for the sake of the distance
				}
				const nearly = 1.06
				more := math.Pow(float64(g.withIndex(len(leaves)))/float64(g.withIndex(len(pages))), pageCost)
				if better, worth := g.worth(q, leaves)/more, free.worth(p, pages); better > nearly*worth {
					t.Errorf("%v, %v: worth %.2f with codes of %.1f mm, from %v mm %.2f with %.1f", size, fields, worth, p.side, distance, better, q.side)
				}
			}
		}
	}
}
