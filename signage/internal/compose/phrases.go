package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// How much smaller the letters may be, for the sake of lines that end where a reader would pause; so that no line ends on
// a word like VÌ; and so that lines end only where the user has marked.
const (
	naturalLoss = 0.09
	weakLoss    = 0.25
	markedLoss  = 0.4
)

// solveKeeping solves a stack with the phrases of its main text kept whole, and its lines broken at natural places
// where that costs little. Where even the poorest allowed places leave the text too small to be read, the phrases are
// given up, and named in the report.
func (c *canvas) solveKeeping(st *stack, main *item) error {
	main.rules.Poorest = 0
	kept := c.solve(st)
	if kept == nil {
		largest, poorest := main.setting.Cap, main.setting.Poorest()
		try := func(change func(*text.Rules), least float64) bool {
			before := main.rules
			change(&main.rules)
			if c.solve(st.anew()) == nil && main.setting.Cap >= least {
				return true
			}
			main.rules = before
			return false
		}
		if main.par.Marked() && try(func(r *text.Rules) { r.Marked = true }, largest*(1-markedLoss)) {
			return nil
		}
		if try(func(r *text.Rules) { r.WeakEnds = true }, largest/(1-weakLoss)) {
			return nil
		}
		for _, limit := range [...]float64{0.1, 0.3, 0.5, insidePhrases} {
			if poorest <= limit {
				break
			}
			if try(func(r *text.Rules) { r.Poorest = limit }, largest*(1-naturalLoss)) {
				return nil
			}
		}
		return c.solve(st.anew())
	}
	for _, it := range st.items {
		it.rules.Poorest = 0
	}
	if c.solve(st.anew()) == nil {
		return nil
	}
	main.rules.AnyBreak = true
	if c.solve(st.anew()) != nil {
		return kept
	}
	return nil
}

// anew forgets the settings, so that changed rules take effect.
func (st *stack) anew() *stack {
	for _, it := range st.items {
		it.setting = nil
	}
	return st
}

// reportPhrases says what keeping phrases whole costs, or which had to be split.
func (c *canvas) reportPhrases(st *stack, main *item) {
	if split := main.setting.Split; len(split) > 0 {
		names, _ := quoted(split)
		c.notes = append(c.notes, note.Note{
			Code: "phrase-split", Severity: note.Warning, Field: main.field,
			VI:    fmt.Sprintf("Phải ngắt giữa %s để chữ đủ lớn.", names),
			EN:    fmt.Sprintf("The lines break inside %s; otherwise the letters would be too small.", names),
			FixVI: "Chọn khổ rộng hơn, rút ngắn chữ, hoặc tự ngắt dòng bằng dấu |.",
			FixEN: "Choose a wider size, shorten the text, or break it yourself with |.",
		})
		return
	}
	if main.rules.AnyBreak || main.rules.Marked || len(main.setting.Lines) < 2 && main.par.Words() < 3 {
		return
	}
	free := &stack{box: st.box, align: st.align, open: st.open}
	var copyOf *item
	for _, it := range st.items {
		d := *it
		if it == main {
			d.rules.AnyBreak, d.rules.Poorest, d.rules.Marked = true, 0, false
			copyOf = &d
		}
		d.setting = nil
		free.items = append(free.items, &d)
	}
	for i, it := range st.items {
		for j, other := range st.items {
			if it.louder == other {
				free.items[i].louder = free.items[j]
			}
		}
	}
	if c.solve(free) != nil || len(copyOf.setting.Split) == 0 {
		return
	}
	price := 1 - main.setting.Cap/copyOf.setting.Cap
	if price < 0.005 {
		return
	}
	names, whole := quoted(copyOf.setting.Split)
	vi, en := fmt.Sprintf("giữ nguyên %s", names), fmt.Sprintf("keep %s whole", names)
	if !whole {
		vi, en = fmt.Sprintf("không ngắt dòng ở %s", names), fmt.Sprintf("break no line at %s", names)
	}
	c.notes = append(c.notes, note.Note{
		Code: "phrase-price", Severity: note.Info, Field: main.field,
		VI: fmt.Sprintf("Chữ nhỏ đi %.0f %% để %s.", price*100, vi),
		EN: fmt.Sprintf("The letters are %.0f %% smaller to %s.", price*100, en),
	})
}

// quoted names the phrases that breaks would split; or where there are none, the words that should not end or begin a
// line.
func quoted(splits []text.Split) (names string, whole bool) {
	var phrases, words []string
	for _, s := range splits {
		list := &phrases
		if s.Reason == phrase.WeakEnd || s.Reason == phrase.WeakStart {
			list = &words
		}
		if !slices.Contains(*list, s.Phrase) {
			*list = append(*list, s.Phrase)
		}
	}
	whole = len(phrases) > 0
	if !whole {
		phrases = words
	}
	return "“" + strings.Join(phrases, "”, “") + "”", whole
}
