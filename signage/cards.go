package signage

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bangron/bangron/internal/nearest"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/board"
	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/parallel"
)

// fieldsOf groups a list by field, in the order in which fields first stand in it.
func fieldsOf(list []Procedure, fees bool) []board.Field {
	var fields []board.Field
	index := make(map[string]int)
	named := slices.ContainsFunc(list, func(p Procedure) bool { return p.Field != "" })
	for _, p := range list {
		name := p.Field
		if name == "" && named {
			name = otherField
		}
		k, known := index[name]
		if !known {
			k = len(fields)
			index[name] = k
			fields = append(fields, board.Field{Name: name})
		}
		details := []string{p.Level, daysSaid(p.Days)}
		if fees {
			details = append(details, feeSaid(p.Fee))
		}
		details = slices.DeleteFunc(details, func(s string) bool { return s == "" })
		f := &fields[k]
		f.Count++
		f.Cards = append(f.Cards, board.Card{
			Number: p.Number, Code: p.Code, Name: p.Name, Details: strings.Join(details, " "+board.Separator+" "),
			Link: p.Link, Place: p.Place,
		})
	}
	return fields
}

// otherField is what the procedures without a field stand under where others have one.
const otherField = "Lĩnh vực khác"

// timeWords are those of which a time limit that is understood by itself has one.
var timeWords = [...]string{"ngay", "gio", "phut", "tuan", "thang", "nam", "buoi", "thoi"}

// daysSaid is a time limit in words that are understood beside a level and a fee: "Không quy định" alone could be of either.
func daysSaid(days string) string {
	words := strings.Fields(fold.Words(days))
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(timeWords[:], w) }) {
		return days
	}
	return "Thời hạn: " + days
}

// feeSaid is a fee in words that are understood beside a level and a time limit: "Không" alone would be read as their end.
func feeSaid(fee string) string {
	words := strings.Fields(fold.Words(fee))
	switch {
	case len(words) == 0 || slices.Contains(words, "phi"):
		return fee
	case len(words) == 1 && words[0] == "khong":
		return "Không thu phí"
	}
	return "Phí: " + fee
}

// number gives the procedures of a board the numbers of their list where those tell them apart, else new ones: a list
// may count each of its sections or sheets from 1, and some not at all.
func (b *builder) number(fields []board.Field) {
	var cards []*board.Card
	for k := range fields {
		for i := range fields[k].Cards {
			cards = append(cards, &fields[k].Cards[i])
		}
	}
	counted := slices.ContainsFunc(cards, func(c *board.Card) bool { return c.Number != "" })
	astray := firstAstray(cards)
	if counted && astray != nil {
		b.notes = append(b.notes, note.Note{
			Code: "numbers-anew", Severity: note.Info, Field: astray.Place,
			VI: fmt.Sprintf("Số thứ tự của danh mục thiếu, trùng hoặc không tăng dần, trước hết ở dòng này; "+
				"bảng đánh số lại từ 1 đến %d.", len(cards)),
			EN: fmt.Sprintf("The list's numbers are missing, repeated or not rising, first in this row; "+
				"the board counts anew from 1 to %d.", len(cards)),
		})
	}
	digits := max(2, len(strconv.Itoa(len(cards))))
	for i, c := range cards {
		if astray != nil {
			c.Number = strconv.Itoa(i + 1)
		}
		// Lists count "1" or "01" as their cells happen to be numbers or text.
		if n, err := strconv.ParseUint(c.Number, 10, 32); err == nil {
			c.Number = fmt.Sprintf("%0*d", digits, n)
		}
	}
}

// firstAstray is the first card without a number, with one that another had, or with one below that before; nil where
// there is none. Of numbers such as "II.3" only repeats are known.
func firstAstray(cards []*board.Card) *board.Card {
	had := make(map[string]bool)
	last := uint64(0)
	for _, c := range cards {
		key := c.Number
		n, err := strconv.ParseUint(c.Number, 10, 32)
		if err == nil {
			key = strconv.FormatUint(n, 10)
		}
		if c.Number == "" || had[key] || err == nil && n < last {
			return c
		}
		had[key] = true
		last = max(last, n)
	}
	return nil
}

// codeMaker makes the symbols of a board.
type codeMaker struct {
	*builder
	policy *qr.LinkPolicy
	level  qr.Level // least error correction; 0: M
	hosts  []string // in the order in which they first come
}

func (m *codeMaker) ofProcedures(fields []board.Field) error {
	var cards []*board.Card
	for k := range fields {
		for i := range fields[k].Cards {
			cards = append(cards, &fields[k].Cards[i])
		}
	}
	return m.encode(cards)
}

func (m *codeMaker) ofFields(fields []board.Field, links map[string]string) ([]board.Card, error) {
	for _, name := range slices.Sorted(maps.Keys(links)) {
		if !slices.ContainsFunc(fields, func(f board.Field) bool { return f.Name == name }) {
			return nil, unknownField(name, fields)
		}
	}
	cards := make([]board.Card, len(fields))
	pointers := make([]*board.Card, len(fields))
	for i, f := range fields {
		c := &cards[i]
		*c = board.Card{
			Number: fmt.Sprintf("%02d", i+1), Code: fmt.Sprintf("%d thủ tục", f.Count),
			Name: cmp.Or(f.Name, "Thủ tục hành chính"), Link: links[f.Name], Place: f.Name,
		}
		words := f.Name
		if words == otherField {
			words = "" // nobody calls it so, and a search for it finds nothing
		}
		if err := m.complete(&c.Link, words, "field-link", f.Name); err != nil {
			return nil, err
		}
		pointers[i] = c
	}
	return cards, m.encode(pointers)
}

// unknownField refuses the link of a field that no procedure has.
func unknownField(name string, fields []board.Field) error {
	var have, folded []string
	for _, f := range fields {
		have, folded = append(have, f.Name), append(folded, fold.Words(f.Name))
	}
	meant := ""
	if near, found := nearest.Name(fold.Words(name), folded); found {
		meant = have[slices.Index(folded, near)]
	}
	n := note.Note{
		Code: "field-unknown", Severity: note.Error, Field: "field-link",
		VI: fmt.Sprintf("Danh mục không có lĩnh vực “%s”.", short(name)), EN: fmt.Sprintf("The list has no field %q.", short(name)),
		FixVI: "Các lĩnh vực có: " + strings.Join(have, "; ") + ".", FixEN: "It has: " + strings.Join(have, "; ") + ".",
	}
	if meant != "" {
		n.FixVI, n.FixEN = fmt.Sprintf("Có phải “%s”? ", meant)+n.FixVI, fmt.Sprintf("Is it %q? ", meant)+n.FixEN
	}
	return refuse(ErrProcedures, n)
}

func (m *codeMaker) ofList(link string) (*qr.Code, error) {
	if err := m.complete(&link, "", "list-link", "list"); err != nil {
		return nil, err
	}
	card := board.Card{Link: link, Place: "list"}
	err := m.encode([]*board.Card{&card})
	return card.Symbol, err
}

// portalFront is the front page of the national portal: where a code leads that has no words to search for.
const portalFront = "https://dichvucong.gov.vn/"

// complete gives a link that is missing the portal's search, or its front page, and says so; a link that is there must
// pass the policy.
func (m *codeMaker) complete(link *string, words, code, place string) error {
	if *link != "" {
		notes, err := checkLink(*link, m.policy, place)
		if err != nil {
			return refuse(errors.Join(ErrCode, err), notes...)
		}
		m.notes = append(m.notes, notes...)
		return nil
	}
	*link = portalFront
	vi, en := "trang chủ", "front page"
	if words != "" {
		*link = qr.SearchWords(words)
		vi, en = "trang tìm kiếm", "search"
	}
	m.notes = append(m.notes, note.Note{
		Code: code, Severity: note.Warning, Field: place,
		VI:    fmt.Sprintf("Không có liên kết riêng; mã QR dẫn tới %s của Cổng Dịch vụ công quốc gia (%s).", vi, *link),
		EN:    fmt.Sprintf("There is no link of its own; the code leads to the %s of the national portal (%s).", en, *link),
		FixVI: fmt.Sprintf("Quét thử, hoặc cho liên kết tới danh mục của đơn vị (--%s).", code),
		FixEN: fmt.Sprintf("Try it with a phone, or give the link of your own list (--%s).", code),
	})
	return nil
}

// usualCodes is the share of a board's codes that are of one version, so that they look alike: the others, whose links are
// longer, have finer modules.
const usualCodes = 0.75

// engine makes the symbols of all designs. By qr.Skip2, the default, the 24 of a board would take longer than the whole board.
const engine = qr.Assembly

// encode makes the symbols of cards.
func (m *codeMaker) encode(cards []*board.Card) error {
	encode := func(c *board.Card, lowest int) (err error) {
		if c.Symbol, err = qr.Encode(c.Link, &qr.Options{Level: m.level, MinVersion: lowest, Engine: engine}); err != nil {
			return atPlace(refuseCode(err), c.Place)
		}
		return nil
	}
	if err := parallel.Each(len(cards), func(i int) error { return encode(cards[i], 0) }); err != nil {
		return err
	}
	versions := make([]int, len(cards))
	dense := 0
	longest := cards[0]
	for i, c := range cards {
		versions[i] = c.Symbol.Version()
		if versions[i] >= denseVersion {
			dense++
		}
		if versions[i] > longest.Symbol.Version() {
			longest = c
		}
		if host := qr.Host(c.Link); host != "" && !slices.Contains(m.hosts, host) {
			m.hosts = append(m.hosts, host)
		}
	}
	slices.Sort(versions)
	usual := versions[int(usualCodes*float64(len(versions)-1))]
	err := parallel.Each(len(cards), func(i int) error {
		if cards[i].Symbol.Version() >= usual {
			return nil
		}
		return encode(cards[i], usual)
	})
	if err != nil {
		return err
	}
	switch {
	case dense == 1:
		m.notes = append(m.notes, denseCode(longest.Place, longest.Symbol))
	case dense > 1:
		m.notes = append(m.notes, note.Note{
			Code: "code-dense", Severity: note.Warning, Field: longest.Place,
			VI: fmt.Sprintf("%d mã QR dày từ %d ô mỗi cạnh, khó quét; dày nhất ở đây, %d ô, vì liên kết dài %d byte.",
				dense, denseModules, longest.Symbol.Size(), len(longest.Link)),
			EN: fmt.Sprintf("%d QR codes are %d modules wide or more, which phones read with difficulty; the densest is here, %d modules for a link of %d bytes.",
				dense, denseModules, longest.Symbol.Size(), len(longest.Link)),
			FixVI: "Dùng liên kết ngắn hơn cho các dòng này.", FixEN: "Use shorter links in these rows.",
		})
	}
	return nil
}

// atPlace says where the code of an error is.
func atPlace(err error, place string) error {
	var e *Error
	if errors.As(err, &e) {
		for i := range e.Diagnostics {
			e.Diagnostics[i].Field = place
		}
	}
	return err
}
