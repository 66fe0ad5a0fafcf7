package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// naturalLoss is how much smaller the letters may be for the sake of lines that end where a reader would pause.
const naturalLoss = 0.07

// solveKeeping solves a stack with the phrases of its main text kept whole, and its lines broken at natural places
// where that costs little. Where even the poorest allowed places leave the text too small to be read, the phrases are
// given up, and named in the report.
func (c *canvas) solveKeeping(st *stack, main *item) error {
	main.rules.Poorest = 0
	kept := c.solve(st)
	if kept == nil {
		largest, poorest := main.setting.Cap, main.setting.Poorest()
		for _, main.rules.Poorest = range [...]float64{0.1, 0.3, 0.5, insidePhrases} {
			if poorest <= main.rules.Poorest {
				break
			}
			if c.solve(st.anew()) == nil && main.setting.Cap >= largest*(1-naturalLoss) {
				return nil
			}
		}
		main.rules.Poorest = 0
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
		names := quoted(split)
		c.notes = append(c.notes, note.Note{
			Code: "phrase-split", Severity: note.Warning, Field: main.field,
			VI:    fmt.Sprintf("Phải ngắt giữa %s để chữ đủ lớn.", names),
			EN:    fmt.Sprintf("The lines break inside %s; otherwise the letters would be too small.", names),
			FixVI: "Chọn khổ rộng hơn, rút ngắn chữ, hoặc tự ngắt dòng bằng dấu |.",
			FixEN: "Choose a wider size, shorten the text, or break it yourself with |.",
		})
		return
	}
	if main.rules.AnyBreak || len(main.setting.Lines) < 2 && main.par.Words() < 3 {
		return
	}
	free := &stack{box: st.box, align: st.align, open: st.open}
	var copyOf *item
	for _, it := range st.items {
		d := *it
		if it == main {
			d.rules.AnyBreak, d.rules.Poorest = true, 0
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
	c.notes = append(c.notes, note.Note{
		Code: "phrase-price", Severity: note.Info, Field: main.field,
		VI: fmt.Sprintf("Chữ nhỏ đi %.0f %% để giữ nguyên %s.", price*100, quoted(copyOf.setting.Split)),
		EN: fmt.Sprintf("The letters are %.0f %% smaller to keep %s whole.", price*100, quoted(copyOf.setting.Split)),
	})
}

// quoted names what breaks would split. A word that may not end or begin a line is named only where nothing else is.
func quoted(splits []text.Split) string {
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
	if len(phrases) == 0 {
		phrases = words
	}
	return "“" + strings.Join(phrases, "”, “") + "”"
}
