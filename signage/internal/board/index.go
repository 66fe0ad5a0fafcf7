package board

import "fmt"

// leastForIndex is the number of pages of cards from which they get an index.
const leastForIndex = 3

// index lists the fields with the pages of their cards, for boards of several pages and several fields. It is nil where
// there is none.
func (g *grid) index(p *plan, columns []column, pages int) (*table, int, error) {
	if pages < leastForIndex || len(g.groups) < 2 {
		return nil, 0, nil
	}
	first, last := make([]int, len(g.groups)), make([]int, len(g.groups))
	for k := range columns {
		at := columns[k].from
		for range columns[k].cards {
			if at.card == 0 {
				first[at.field] = k / p.columns
			}
			last[at.field] = k / p.columns
			if at.card++; at.card == len(g.groups[at.field].cells) {
				at = position{field: at.field + 1}
			}
		}
	}
	least, most := g.tableCaps()
	// The index moves the cards by its own pages, which its rows name.
	for own := 1; own <= len(g.groups); own++ {
		rows := make([]row, len(g.groups))
		for i, group := range g.groups {
			on := fmt.Sprintf("trang %d", first[i]+own+1)
			if last[i] > first[i] {
				on = fmt.Sprintf("trang %d–%d", first[i]+own+1, last[i]+own+1)
			}
			var err error
			if rows[i], err = g.row(group.Name, fmt.Sprintf("%d %s "+Separator+" %s", group.Count, g.board.Noun, on)); err != nil {
				return nil, 0, err
			}
		}
		if t := solveTable(rows, g.area, own, least, most); t != nil {
			return t, own, nil
		}
	}
	return nil, 0, nil
}
