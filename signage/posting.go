package signage

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/board"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/parallel"
)

// ErrProof is wrapped by the error of a finished page on which a code does not read back as its payload.
var ErrProof = errors.New("signage: a code on the finished page does not read back")

// Posting is a board, a desk card or a code poster as laid out: a document that knows its codes.
type Posting struct {
	*Document
	codes []board.Placed
}

// PlacedCode is a code on a page. Lengths are at true size.
type PlacedCode struct {
	Page     int    `json:"page"` // from 1
	Label    string `json:"label"`
	Payload  string `json:"payload"`
	Host     string `json:"host,omitempty"` // of a link
	X        MM     `json:"x_mm"`           // of the white square with its quiet zone, from the top left corner
	Y        MM     `json:"y_mm"`
	Width    MM     `json:"width_mm"`
	Module   MM     `json:"module_mm"`
	Version  int    `json:"version"`
	Level    string `json:"level"`       // of error correction, as given
	Distance MM     `json:"distance_mm"` // farthest to scan it from, 10 × the symbol
}

// Codes are the codes of all pages, in the order of the pages and of reading.
func (p *Posting) Codes() []PlacedCode {
	out := make([]PlacedCode, len(p.codes))
	for i, c := range p.codes {
		module := c.Rect.Width() / float64(c.Symbol.Outer())
		out[i] = PlacedCode{
			Page: c.Page + 1, Label: c.Label, Payload: c.Symbol.Payload(), Host: qr.Host(c.Symbol.Payload()),
			X: round(c.Rect.X0, 3), Y: round(c.Rect.Y0, 3), Width: round(c.Rect.Width(), 3), Module: round(module, 3),
			Version: c.Symbol.Version(), Level: c.Symbol.Given().String(),
			Distance: round(module*float64(c.Symbol.Size())*qr.DistanceRatio, 0),
		}
	}
	return out
}

// Verify draws the place of every code as the finished page shows it, reads it, and compares it with what it should say.
// [CompileBoard] and its like have done so unless they were told not to. It takes about a millisecond for each code. The
// error is an [*Error] that wraps [ErrProof] and names page and code.
func (p *Posting) Verify() error {
	err := board.Prove(p.pages, p.codes)
	var misread *board.Misread
	if !errors.As(err, &misread) {
		return err
	}
	c := misread.Code
	n := note.Note{
		Code: "code-unreadable", Severity: note.Error, Field: fmt.Sprintf("page %d", c.Page+1),
		VI:    fmt.Sprintf("Trang %d: mã QR “%s” không đọc lại được.", c.Page+1, c.Label),
		EN:    fmt.Sprintf("Page %d: the QR code %q does not read back.", c.Page+1, c.Label),
		FixVI: "Tăng khổ giấy hoặc dùng liên kết ngắn hơn.", FixEN: "Use a larger page or a shorter link.",
	}
	if misread.Err == nil {
		n.Code = "code-misread"
		n.VI = fmt.Sprintf("Trang %d: mã QR “%s” đọc ra nội dung khác.", c.Page+1, c.Label)
		n.EN = fmt.Sprintf("Page %d: the QR code %q reads as something else.", c.Page+1, c.Label)
	}
	return refuse(errors.Join(ErrProof, err), n)
}

// papers are the sizes of ISO 216, series A.
var papers = [...]struct {
	name          string
	width, height MM
}{
	{"a0", 841, 1189}, {"a1", 594, 841}, {"a2", 420, 594}, {"a3", 297, 420}, {"a4", 210, 297}, {"a5", 148, 210}, {"a6", 105, 148},
}

// LookupPaper is a size for boards and cards by the name of its paper, "a4", upright or turned; or any other size that
// [LookupSize] reads, as it is. The error is an [*Error] that wraps [ErrSize].
func LookupPaper(name string, landscape bool) (Size, error) {
	for _, p := range papers {
		if !strings.EqualFold(strings.TrimSpace(name), p.name) {
			continue
		}
		if landscape {
			return Size{ID: p.name + "-ngang", Name: strings.ToUpper(p.name) + " ngang", Width: p.height, Height: p.width}, nil
		}
		return Size{ID: p.name, Name: strings.ToUpper(p.name), Width: p.width, Height: p.height}, nil
	}
	s, err := LookupSize(name)
	if err != nil {
		return Size{}, refuse(errors.Join(ErrSize, err), note.Note{
			Code: "paper-unknown", Severity: note.Error, Field: "paper",
			VI: fmt.Sprintf("Không có khổ giấy “%s”.", short(name)), EN: fmt.Sprintf("There is no paper %q.", short(name)),
			FixVI: "Chọn a0 đến a6, hoặc viết rộng x cao kèm đơn vị, ví dụ 1200x800mm.",
			FixEN: "Choose a0 to a6, or write width x height with a unit, such as 1200x800mm.",
		})
	}
	if landscape && s.Width < s.Height {
		s.Width, s.Height = s.Height, s.Width
	}
	return s, nil
}

// fieldsOf groups a list by field, in the order in which fields first stand in it, and numbers it.
func fieldsOf(list []Procedure, fees bool) []board.Field {
	var fields []board.Field
	index := make(map[string]int)
	named := slices.ContainsFunc(list, func(p Procedure) bool { return p.Field != "" })
	for _, p := range list {
		name := p.Field
		if name == "" && named {
			name = "Lĩnh vực khác"
		}
		k, known := index[name]
		if !known {
			k = len(fields)
			index[name] = k
			fields = append(fields, board.Field{Name: name})
		}
		details := []string{p.Level, p.Days}
		if fees {
			details = append(details, p.Fee)
		}
		details = slices.DeleteFunc(details, func(s string) bool { return s == "" })
		f := &fields[k]
		f.Count++
		f.Cards = append(f.Cards, board.Card{
			Number: p.Number, Code: p.Code, Name: p.Name, Details: strings.Join(details, " "+board.Separator+" "),
			Link: p.Link, Place: p.Place,
		})
	}
	digits := len(fmt.Sprint(len(list)))
	n := 0
	for k := range fields {
		for i := range fields[k].Cards {
			n++
			if c := &fields[k].Cards[i]; c.Number == "" {
				c.Number = fmt.Sprintf("%0*d", max(2, digits), n)
			}
		}
	}
	return fields
}

// codeMaker makes the symbols of a board: all of one version, so that all modules are of one size.
type codeMaker struct {
	*builder
	policy *qr.LinkPolicy
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
	cards := make([]board.Card, len(fields))
	pointers := make([]*board.Card, len(fields))
	for i, f := range fields {
		c := &cards[i]
		*c = board.Card{
			Number: fmt.Sprintf("%02d", i+1), Code: fmt.Sprintf("%d thủ tục", f.Count),
			Name: cmp.Or(f.Name, "Thủ tục hành chính"), Link: links[f.Name], Place: f.Name,
		}
		if err := m.complete(&c.Link, f.Name, "field-link", f.Name); err != nil {
			return nil, err
		}
		pointers[i] = c
	}
	return cards, m.encode(pointers)
}

func (m *codeMaker) ofList(link string) (*qr.Code, error) {
	if err := m.complete(&link, "", "list-link", "list"); err != nil {
		return nil, err
	}
	card := board.Card{Link: link, Place: "list"}
	err := m.encode([]*board.Card{&card})
	return card.Symbol, err
}

// complete gives a link that is missing the portal's search, and says so; a link that is there must pass the policy.
func (m *codeMaker) complete(link *string, words, code, place string) error {
	if *link != "" {
		notes, err := checkLink(*link, m.policy, place)
		if err != nil {
			return refuse(errors.Join(ErrCode, err), notes...)
		}
		m.notes = append(m.notes, notes...)
		return nil
	}
	*link = qr.SearchWords(words)
	m.notes = append(m.notes, note.Note{
		Code: code, Severity: note.Warning, Field: place,
		VI:    fmt.Sprintf("Không có liên kết riêng; mã QR dẫn tới trang tìm kiếm của Cổng Dịch vụ công quốc gia (%s).", *link),
		EN:    fmt.Sprintf("There is no link of its own; the code leads to the search of the national portal (%s).", *link),
		FixVI: "Quét thử, hoặc cho liên kết tới danh mục của đơn vị.", FixEN: "Try it with a phone, or give the link of your own list.",
	})
	return nil
}

// encode makes the symbols of cards.
func (m *codeMaker) encode(cards []*board.Card) error {
	version, longest := 1, cards[0]
	encode := func(c *board.Card, o *qr.Options) (err error) {
		if c.Symbol, err = qr.Encode(c.Link, o); err != nil {
			return atPlace(refuseCode(err), c.Place)
		}
		return nil
	}
	if err := parallel.Each(len(cards), func(i int) error { return encode(cards[i], nil) }); err != nil {
		return err
	}
	for _, c := range cards {
		if v := c.Symbol.Version(); v > version {
			version, longest = v, c
		}
		if host := qr.Host(c.Link); host != "" && !slices.Contains(m.hosts, host) {
			m.hosts = append(m.hosts, host)
		}
	}
	err := parallel.Each(len(cards), func(i int) error {
		if cards[i].Symbol.Version() == version {
			return nil
		}
		return encode(cards[i], &qr.Options{MinVersion: version})
	})
	if err != nil {
		return err
	}
	if version >= denseVersion {
		m.notes = append(m.notes, note.Note{
			Code: "code-dense", Severity: note.Warning, Field: longest.Place,
			VI:    fmt.Sprintf("Liên kết dài %d byte ở đây làm mọi mã QR của bảng dày %d ô mỗi cạnh, khó quét.", len(longest.Link), longest.Symbol.Size()),
			EN:    fmt.Sprintf("The link of %d bytes here makes every code of the board %d modules wide, which phones read with difficulty.", len(longest.Link), longest.Symbol.Size()),
			FixVI: "Dùng liên kết ngắn hơn cho dòng này.", FixEN: "Use a shorter link in this row.",
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
