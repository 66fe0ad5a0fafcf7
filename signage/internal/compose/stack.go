package compose

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// rankStep is the least ratio of the letter heights of neighbouring ranks: below it two ranks look like a mistake.
const rankStep = 1.4

// item is one block of a stack: a text, or a box of fixed size.
type item struct {
	gap   float64 // clear distance to the item above, in sizes of the smaller of the two
	apart float64 // least such distance in sizes of the item above
	clear float64 // least such distance in mm
	low   bool    // stands at the lower end of the box, as do all items after it

	par    *text.Paragraph
	marked bool    // the user has marked where lines end, here or in another part of the same text
	stray  float64 // what a line that ends elsewhere takes from its worth
	rules  text.Rules
	rank   float64 // cap height relative to the other items
	limit  float64 // most cap height in mm; 0: none
	least  float64 // least cap height in mm
	even   bool    // its lines are of like length rather than as low as can be
	single float64 // share of its limit down to which it is set smaller to stand on one line; 0: it may be broken
	louder *item   // stays above this one
	step   float64 // by this ratio; 0: rankStep
	role   string  // for the report
	field  string  // for messages
	ground scene.Ink
	ink    inks

	width, height float64 // of a box, mm
	letters       float64 // cap height in a box, mm
	draw          func(place scene.Rect) error

	setting *text.Setting
	kept    float64 // the largest cap height with all phrases whole; 0: too small to be read
}

// lines is the number of lines of a solved text; 0 of none.
func (it *item) lines() int {
	if it == nil || it.setting == nil {
		return 0
	}
	return len(it.setting.Lines)
}

// size is what gaps are measured in: the cap height, or for a box a third of its height.
func (it *item) size() float64 {
	if it.par == nil {
		return it.height / 3
	}
	return it.setting.Cap
}

// above and below are the reach of the ink beyond the cap line of the first line and the baseline of the last; core is
// the distance between those two, with the lines opened by a factor.
func (it *item) extent(lines float64) (above, core, below float64) {
	if it.par == nil {
		return 0, it.height, 0
	}
	s := it.setting
	core = s.Cap
	for _, l := range s.Lines {
		core += l.Drop * lines
	}
	return max(0, s.Lines[0].Top-s.Cap), core, max(0, -s.Lines[len(s.Lines)-1].Bottom)
}

// at is the setting of a text at a letter height: as low as can be, or of lines of like length; nil where a word is too
// wide.
func (it *item) at(cap, width float64) *text.Setting {
	if it.even {
		return it.par.Even(cap, width, math.Inf(1), it.rules)
	}
	return it.par.At(cap, width, it.rules)
}

// inOneLine is the largest cap height in mm at which a text fits the width in one line; 0 where the user breaks it.
func (it *item) inOneLine(width float64) float64 {
	r := it.rules
	r.Lines = 1
	return it.par.MaxCap(width, r)
}

// stack solves the sizes of its items together: all letters are as large as the box allows, in the ratio of their
// ranks.
type stack struct {
	box   scene.Rect
	items []*item
	align align
	open  float64 // how far the gaps may be stretched to fill the box; 0 means 2
	lines float64 // how far, after them, the distance between lines; 0 means not at all
}

// part is the first item of a role; nil where there is none.
func (st *stack) part(role string) *item {
	for _, it := range st.items {
		if it.role == role {
			return it
		}
	}
	return nil
}

// solve chooses the settings; it reports the first text that cannot be large enough to be read.
func (c *canvas) solve(st *stack) error {
	byRank := slices.Clone(st.items)
	slices.SortStableFunc(byRank, func(a, b *item) int {
		switch {
		case a.rank > b.rank:
			return -1
		case a.rank < b.rank:
			return 1
		}
		return 0
	})
	for _, it := range st.items {
		if it.single > 0 {
			if one := it.inOneLine(st.box.Width()); one >= it.single*it.limit {
				it.limit = min(it.limit, max(one, it.least))
			}
		}
	}
	apply := func(scale float64) bool {
		for _, it := range byRank {
			if it.par == nil {
				continue
			}
			size := min(it.rank*scale, it.par.MaxCap(st.box.Width(), it.rules))
			if it.limit > 0 {
				size = min(size, it.limit)
			}
			if it.louder != nil {
				size = min(size, it.louder.setting.Cap/cmp.Or(it.step, rankStep))
			}
			if it.setting != nil && it.setting.Cap == size {
				continue
			}
			if it.setting = it.at(size, st.box.Width()); it.setting == nil {
				return false
			}
		}
		return st.total(1, 1) <= st.box.Height()
	}
	lo, hi := 0.0, st.box.Height()
	for range 24 {
		middle := (lo + hi) / 2
		if apply(middle) {
			lo = middle
		} else {
			hi = middle
		}
		if hi-lo < 2e-4*hi {
			break
		}
	}
	if lo == 0 || !apply(lo) {
		return c.crowded(st)
	}
	for _, it := range st.items {
		if it.par == nil {
			continue
		}
		if it.setting.Cap < it.least*(1-1e-9) {
			return c.tooSmall(it)
		}
		// Height that the sizes could not use may go to more even lines.
		spare := max(0, st.box.Height()-st.total(1, 1))
		it.setting = it.par.Even(it.setting.Cap, st.box.Width(), it.setting.Height()+spare, it.rules)
	}
	return nil
}

// total is the height of the ink of the whole stack with its gaps and lines opened.
func (st *stack) total(gaps, lines float64) float64 {
	h, below := 0.0, 0.0
	for i, it := range st.items {
		above, core, under := it.extent(lines)
		if i == 0 {
			h += above
		} else {
			h += st.gap(i, gaps, lines, below, above)
		}
		h += core
		below = under
	}
	return h + below
}

// gap is the distance from the baseline of the item before to the cap line of item i, where gaps are stretched and
// lines opened. Accents and tails may reach into it, but keep half of it clear. What stands at the lower end keeps
// clear of tails by all of it, and by as much as the lines above it are from each other once these are opened.
func (st *stack) gap(i int, stretch, lines, below, above float64) float64 {
	it, before := st.items[i], st.items[i-1].size()
	open := min(1, 2*(stretch-1))
	if it.low {
		stretch = 1 // they stand together
	}
	g := max(it.gap*min(before, it.size())*stretch, it.apart*before, it.clear)
	if it.low && !st.items[i-1].low {
		return below + max(g, open*st.lineGap(i, lines))
	}
	return max(g, below+above+0.5*g)
}

// lineGap is the widest distance from the baseline of a line to the cap line of the next in the texts before item i.
func (st *stack) lineGap(i int, lines float64) float64 {
	widest := 0.0
	for _, it := range st.items[:i] {
		if it.lines() > 1 {
			widest = max(widest, it.setting.Lines[1].Drop*lines-it.setting.Cap)
		}
	}
	return widest
}

// width of the widest text of a solved stack.
func (st *stack) width() float64 {
	w := 0.0
	for _, it := range st.items {
		if it.par != nil {
			w = max(w, it.setting.Width())
		}
	}
	return w
}

// opened is how far the gaps and then the lines are opened to fill the box.
func (st *stack) opened() (gaps, lines float64) {
	most := st.open
	if most == 0 {
		most = 2
	}
	gaps = st.widest(most, func(by float64) float64 { return st.total(by, 1) })
	if gaps < most || st.lines == 0 {
		return gaps, 1
	}
	return gaps, st.widest(st.lines, func(by float64) float64 { return st.total(gaps, by) })
}

// widest is the largest factor from 1 to most at which the stack is not higher than its box.
func (st *stack) widest(most float64, height func(by float64) float64) float64 {
	if height(most) <= st.box.Height() {
		return most
	}
	lo, hi := 1.0, most
	for range 20 {
		if middle := (lo + hi) / 2; height(middle) <= st.box.Height() {
			lo = middle
		} else {
			hi = middle
		}
	}
	return lo
}

// spare is the height that the stack leaves of its box, however far it is opened.
func (st *stack) spare() float64 { return st.box.Height() - st.total(st.opened()) }

// place draws the items from the top of the box down, opened to fill it, and the rest left evenly above and below.
func (c *canvas) place(st *stack) error {
	c.stacks++
	gaps, lines := st.opened()
	above, _, _ := st.items[0].extent(lines)
	_, _, below := st.items[len(st.items)-1].extent(lines)
	// Centred on cap height: accents at the top and tails at the bottom only count when they would leave the box.
	spare := st.box.Height() - st.total(gaps, lines)
	top := clamp((spare+below-above)/2, 0, spare)
	y := st.box.Y0 + top + above
	under := 0.0
	for i, it := range st.items {
		over, core, tail := it.extent(lines)
		if i > 0 {
			y += st.gap(i, gaps, lines, under, over)
		}
		if it.low && !st.items[i-1].low {
			y += spare - top
		}
		if it.par == nil {
			x := st.box.Center().X - it.width/2
			if st.align == left {
				x = st.box.X0
			}
			if err := it.draw(scene.Rect{X0: x, Y0: y, X1: x + it.width, Y1: y + it.height}); err != nil {
				return err
			}
		} else {
			c.set(it.setting.Opened(lines), st.box, y+it.setting.Cap, st.align, it.role, it.ground, it.ink(it.setting))
		}
		y += core
		under = tail
	}
	return nil
}

// layout solves and places.
func (c *canvas) layout(st *stack) error {
	if err := c.solve(st); err != nil {
		return err
	}
	return c.place(st)
}

func (c *canvas) crowded(st *stack) error {
	return unfit(note.Note{
		Code: "no-room", Field: "size",
		VI:    fmt.Sprintf("Khổ %s × %s không đủ chỗ cho các phần đã chọn.", c.lengthVI(c.Width), c.lengthVI(c.Height)),
		EN:    fmt.Sprintf("A sheet of %s × %s has no room for the chosen parts.", c.length(c.Width), c.length(c.Height)),
		FixVI: "Bớt phần (mã QR, logo, khẩu hiệu thứ hai, ngày) hoặc chọn khổ lớn hơn.",
		FixEN: "Leave out a part (QR code, logo, second slogan, dates) or choose a larger size.",
	})
}

func (c *canvas) tooSmall(it *item) error {
	fixVI := "Rút ngắn chữ, cho xuống dòng bằng dấu |, hoặc chọn khổ lớn hơn."
	fixEN := "Shorten the text, break it with |, or choose a larger size."
	if it.field == "unit" || it.field == "dates" {
		part := map[string][2]string{"unit": {"tên đơn vị", "unit"}, "dates": {"ngày", "dates"}}[it.field]
		fixVI, fixEN = "Bỏ "+part[0], "Leave out the "+part[1]
		if c.Second != "" {
			fixVI, fixEN = fixVI+" hoặc khẩu hiệu thứ hai", fixEN+" or the second slogan"
		}
		fixVI, fixEN = fixVI+", rút ngắn chữ, hoặc chọn khổ lớn hơn.", fixEN+", shorten the text, or choose a larger size."
	}
	return unfit(note.Note{
		Code: "too-small", Field: it.field,
		VI:    fmt.Sprintf("Chữ “%s” chỉ cao được %s, dưới mức đọc được %s của khổ này.", clip(it.setting), c.lengthVI(it.setting.Cap), c.lengthVI(it.least)),
		EN:    fmt.Sprintf("The text %q reaches a letter height of only %s, below the %s that can be read on this size.", clip(it.setting), c.length(it.setting.Cap), c.length(it.least)),
		FixVI: fixVI, FixEN: fixEN,
	})
}

// clip is the beginning of a setting's text, for messages.
func clip(s *text.Setting) string {
	const most = 40
	r := []rune(s.Text(0))
	if len(s.Lines) > 1 || len(r) > most {
		return string(r[:min(len(r), most)]) + "…"
	}
	return string(r)
}
