package board

import "fmt"

// leastForIndex is the number of pages of cards from which they get an index.
const leastForIndex = 3

// index lists the fields with the pages of their cards, for boards of several pages and several fields, and the number of
// its own pages. It is nil where there is none.
func (g *grid) index(leaves []leaf) (*table, int, error) {
	if len(leaves) < leastForIndex || len(g.groups) < 2 {
		return nil, 0, nil
	}
	first, last := make(map[*group]int), make(map[*group]int)
	for n, l := range leaves {
		for _, c := range g.cells[l.from:l.to] {
			if c.index == 0 {
				first[c.group] = n
			}
			last[c.group] = n
		}
	}
	least, most := g.tableCaps()
	// The index moves the cards by its own pages, which its rows name.
	for own := 1; own <= len(g.groups); own++ {
		rows := make([]row, len(g.groups))
		for i, group := range g.groups {
			on := fmt.Sprintf("trang %d", first[group]+own+1)
			if last[group] > first[group] {
				on = fmt.Sprintf("trang %d–%d", first[group]+own+1, last[group]+own+1)
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
