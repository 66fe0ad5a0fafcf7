package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/text/clean"
)

// A garbledCell is UTF-8 that some program read byte by byte: "Ä‘Äƒng kÃ½". Some of its letters are control characters and
// soft hyphens, without which no one can tell what it was.
type garbledCell struct {
	at position
	*Error
}

// keepGarbled keeps the text of a cell, as it stands in the file, if it is such.
func (g *grid) keepGarbled(p position, text string) {
	if g.isBytes {
		return
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r >= 0x1e00 && r <= 0x1eff }) {
		g.sound++ // ạ, ế and the like, which no single byte is
		return
	}
	if !mayBeGarbled(text) {
		return
	}
	var refusal *clean.Error
	if _, _, err := clean.Text(text, clean.Options{OneLine: true}); errors.As(err, &refusal) && errors.Is(err, clean.ErrMojibake) {
		n := refusal.Note
		g.garbled = append(g.garbled, garbledCell{p, badCell("mojibake", g.sheet, p, n.VI, n.EN, n.FixVI, n.FixEN)})
	}
}

// mayBeGarbled looks for the first two bytes of a Vietnamese letter in UTF-8. It is asked of every cell.
func mayBeGarbled(text string) bool {
	first := false
	for _, r := range text {
		if first && (r == ' ' || r >= 0x80 && r < 0xc0 || r > 0xff && r < 0x300 || r >= 0x2000 && r < 0x2200) {
			return true
		}
		first = strings.ContainsRune("ÂÃÄÅÆáâĂ", r)
	}
	return false
}

// refuseGarbled refuses a sheet most of which is garbled. Of another the rows are refused that have such a cell.
func (g *grid) refuseGarbled() error {
	if len(g.garbled) == 0 || len(g.garbled) < g.sound {
		return nil
	}
	e := *g.garbled[0].Error
	e.kind = ErrFormat
	if more := len(g.garbled) - 1; more > 0 {
		e.VI = strings.TrimSuffix(e.VI, ".") + fmt.Sprintf("; và %d ô khác.", more)
		e.EN = strings.TrimSuffix(e.EN, ".") + fmt.Sprintf("; and %d more cells.", more)
	}
	return &e
}

// garbledAt is what is wrong with a garbled cell, or nil.
func (g *grid) garbledAt(p position) *Error {
	i, found := slices.BinarySearchFunc(g.garbled, p, func(c garbledCell, p position) int {
		return cmp.Or(cmp.Compare(c.at.row, p.row), cmp.Compare(c.at.col, p.col))
	})
	if !found {
		return nil
	}
	return g.garbled[i].Error
}
