package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// continueFields gives the procedures of an unmerged column of fields the field
// above, where the column looks as if it had been merged: the first has a
// field, no field is written twice in a row, and blanks abound.
func (rd *reader) continueFields(t *table, procedures []Procedure, rows []*row) {
	col := t.columns[fieldColumn]
	if col == 0 || t.sectioned || len(procedures) == 0 || procedures[0].Field == "" {
		return
	}
	blank, filled, above := 0, 0, ""
	for i, p := range procedures {
		if t.dittoFields[rows[i]] {
			continue
		}
		if t.g.mergedDown(rows[i].at(col)) || p.Field != "" && p.Field == above {
			return
		}
		if isUnknown(rows[i].cell(col).text) {
			continue
		}
		if p.Field == "" {
			blank++
			continue
		}
		filled++
		above = p.Field
	}
	if blank*2 < filled {
		return
	}
	for i := range procedures {
		p := &procedures[i]
		if p.Field != "" || i == 0 || procedures[i-1].Field == "" || isUnknown(rows[i].cell(col).text) {
			continue
		}
		p.Field, p.Cells.Field = procedures[i-1].Field, procedures[i-1].Cells.Field
		rd.note(Note{Code: "field-continued", Severity: note.Warning, Field: t.g.place(rows[i].at(col)),
			VI: fmt.Sprintf("Ô lĩnh vực trống; lấy theo ô %s: %s.", p.Cells.Field, quote(p.Field)),
			EN: fmt.Sprintf("The field is blank; taken from cell %s: %s.", p.Cells.Field, quote(p.Field))})
	}
}

// joinFields gives the fields that differ in nothing but case, accents, spaces
// and punctuation one spelling: with accents if one has them, then with a capital,
// then the one of most procedures, then with small letters too, then the first.
func (rd *reader) joinFields() {
	type spelling struct {
		text  string
		rows  int
		cells []string
	}
	var order []string
	fields, spellings, seen := map[string][]*spelling{}, map[string]*spelling{}, map[string]bool{}
	for _, p := range rd.list.Procedures {
		if p.Field == "" {
			continue
		}
		s := spellings[p.Field]
		if s == nil {
			s = &spelling{text: p.Field}
			spellings[p.Field] = s
			key := fold.Words(p.Field)
			if fields[key] == nil {
				order = append(order, key)
			}
			fields[key] = append(fields[key], s)
		}
		s.rows++
		if at := p.Sheet + "!" + p.Cells.Field; !seen[at] {
			seen[at] = true
			s.cells = append(s.cells, at)
		}
	}
	chosen := map[string]string{}
	for _, key := range order {
		all := fields[key]
		best := slices.MaxFunc(all, func(a, b *spelling) int {
			return cmp.Or(compareBool(hasAccent(a.text), hasAccent(b.text)),
				compareBool(hasCapital(a.text), hasCapital(b.text)), cmp.Compare(a.rows, b.rows),
				compareBool(hasSmall(a.text), hasSmall(b.text)))
		})
		for _, s := range all {
			chosen[s.text] = best.text
			if s == best {
				continue
			}
			vi, en := several(s.cells)
			rd.note(Note{Code: "field-spelling", Severity: note.Warning, Field: s.cells[0],
				VI:    fmt.Sprintf("Lĩnh vực %s (%s) được coi là %s (%s).", quote(s.text), vi, quote(best.text), best.cells[0]),
				EN:    fmt.Sprintf("The field %s (%s) is taken for %s (%s).", quote(s.text), en, quote(best.text), best.cells[0]),
				FixVI: "Viết các lĩnh vực thống nhất một cách.", FixEN: "Spell each field in one way."})
		}
	}
	for i := range rd.list.Procedures {
		p := &rd.list.Procedures[i]
		if p.Field != "" {
			p.Field = chosen[p.Field]
		}
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// hasAccent reports letters beyond ASCII.
func hasAccent(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) >= 0
}

func hasCapital(s string) bool { return strings.IndexFunc(s, unicode.IsUpper) >= 0 }

func hasSmall(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }

// Field returns how the list spells a field: case, accents, spaces and
// punctuation do not matter. It reports whether the list has it.
func (l *List) Field(name string) (string, bool) {
	key := fold.Words(name)
	for _, p := range l.Procedures {
		if p.Field == name || key != "" && fold.Words(p.Field) == key {
			return p.Field, true
		}
	}
	return "", false
}
