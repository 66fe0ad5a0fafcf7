package compose

import (
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
)

// solveKeeping solves a stack with the phrases of its main text kept whole. Where that leaves the text too small to be
// read, the phrases are given up and named.
func (c *canvas) solveKeeping(st *stack, main *item) error {
	kept := c.solve(st)
	if kept == nil {
		return nil
	}
	main.rules.AnyBreak = true
	for _, it := range st.items {
		it.setting = nil
	}
	if err := c.solve(st); err != nil {
		return kept
	}
	return nil
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
			d.rules.AnyBreak = true
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
	names := quoted(copyOf.setting.Split)
	c.notes = append(c.notes, note.Note{
		Code: "phrase-price", Severity: note.Info, Field: main.field,
		VI: fmt.Sprintf("Chữ nhỏ đi %.0f %% để giữ nguyên %s.", price*100, names),
		EN: fmt.Sprintf("The letters are %.0f %% smaller to keep %s whole.", price*100, names),
	})
}

func quoted(phrases []string) string { return "“" + strings.Join(phrases, "”, “") + "”" }
