package signage

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// jobSheet is a page of A4 about a sign: its picture and what must be known of it.
type jobSheet struct {
	width, height float64
	y             float64 // below what is written so far
	panel, texts  []scene.Node
	bold, text    *fonts.Face
}

// The measures of a job sheet in mm.
const (
	sheetEdge    = 15.0
	sheetLeading = 6.2
	sheetText    = 4.0 // mm to the em
)

func newJobSheet(heading string) (*jobSheet, error) {
	set := fonts.Set{}
	s := &jobSheet{width: 210, height: 297, y: sheetEdge + 7}
	var err error
	if s.bold, err = set.Face(fonts.Bold); err != nil {
		return nil, err
	}
	if s.text, err = set.Face(fonts.Text); err != nil {
		return nil, err
	}
	g, err := press.Line(s.bold, heading, 8, scene.Point{X: sheetEdge, Y: s.y}, s.width-2*sheetEdge)
	if err != nil {
		return nil, err
	}
	s.texts = append(s.texts, g)
	s.y += 5
	return s, nil
}

// line writes a line, with a name in bold before it if there is one.
func (s *jobSheet) line(name, said string) error {
	s.y += sheetLeading
	const column = 42.0
	if name != "" {
		g, err := press.Line(s.bold, name+":", sheetText, scene.Point{X: sheetEdge, Y: s.y}, column)
		if err != nil {
			return err
		}
		s.texts = append(s.texts, g)
	}
	x := sheetEdge + column
	if said == "" {
		return nil
	}
	g, err := press.Line(s.text, said, sheetText, scene.Point{X: x, Y: s.y}, s.width-sheetEdge-x)
	if err != nil {
		return err
	}
	s.texts = append(s.texts, g)
	return nil
}

// picture places the sign with its width and height beside it, and returns where it stands.
func (s *jobSheet) picture(sign *scene.Scene, size Size) (scene.Rect, error) {
	const most = 95.0 // mm high
	room := s.width - 2*sheetEdge - 8
	scale := min(room/sign.Width, most/sign.Height)
	at := scene.Affine{A: scale, D: scale, E: sheetEdge, F: s.y + 3}
	box := scene.Rect{X0: at.E, Y0: at.F, X1: at.E + sign.Width*scale, Y1: at.F + sign.Height*scale}
	s.panel = append(s.panel, &scene.Placed{Scene: sign, Map: at, Clip: box}, frame(box))
	across, err := press.Line(s.text, lengthVI(size.Width, size.Pixels), 3.4, scene.Point{X: box.Center().X - 6, Y: box.Y1 + 5}, 40)
	if err != nil {
		return box, err
	}
	down, err := press.Line(s.text, lengthVI(size.Height, size.Pixels), 3.4, scene.Point{X: box.X1 + 1.5, Y: box.Center().Y + 1}, s.width-box.X1-3)
	if err != nil {
		return box, err
	}
	s.texts = append(s.texts, across, down)
	s.y = box.Y1 + 9
	return box, nil
}

func frame(r scene.Rect) *scene.Fill {
	const line = 0.2
	p := &scene.Path{}
	for _, side := range [...]scene.Rect{
		{X0: r.X0 - line, X1: r.X1 + line, Y0: r.Y0 - line, Y1: r.Y0}, {X0: r.X0 - line, X1: r.X1 + line, Y0: r.Y1, Y1: r.Y1 + line},
		{X0: r.X0 - line, X1: r.X0, Y0: r.Y0, Y1: r.Y1}, {X0: r.X1, X1: r.X1 + line, Y0: r.Y0, Y1: r.Y1},
	} {
		p.Rectangle(side)
	}
	return &scene.Fill{Path: p, Ink: scene.Black()}
}

func lengthVI(v MM, pixels bool) string {
	switch {
	case pixels:
		return fmt.Sprintf("%.0f px", v/PixelMM)
	case v >= 1000:
		return strings.Replace(fmt.Sprintf("%g m", round(v/1000, 3)), ".", ",", 1)
	}
	return strings.Replace(fmt.Sprintf("%g mm", round(v, 1)), ".", ",", 1)
}

func (s *jobSheet) document(d *Document, title string) *Document {
	return &Document{
		title: title + " – " + d.title, size: Size{Width: s.width, Height: s.height}, kind: d.kind, live: true,
		pages: []*scene.Scene{{Title: title, Width: s.width, Height: s.height, Layers: []scene.Layer{
			{Name: scene.Panel, Nodes: s.panel}, {Name: scene.Text, Nodes: s.texts},
		}}},
	}
}

// Unapproved is what stands across the picture of a [Document.Proof].
const Unapproved = "CHƯA DUYỆT"

// Proof is a page of A4 on which a sign is approved before it is printed (bản duyệt ma-két): the sign in its true
// proportions under the watermark [Unapproved], its size, every line with its letter height and reading distance, what the
// library warns of, and a block for the signature. Written as an office PDF its text can be searched.
func (d *Document) Proof() (*Document, error) {
	s, err := newJobSheet("BẢN DUYỆT MA-KÉT")
	if err != nil {
		return nil, err
	}
	box, err := s.picture(d.pages[0], d.size)
	if err != nil {
		return nil, err
	}
	if err := s.watermark(box); err != nil {
		return nil, err
	}
	type row struct{ name, said string }
	rows := []row{{"Khổ thành phẩm", d.size.String()}}
	for i, l := range d.lines {
		name := ""
		if i == 0 {
			name = "Các dòng chữ"
		}
		rows = append(rows, row{name, fmt.Sprintf("%s – chữ cao %s, đọc thoải mái đến %s m, xa nhất %s m", l.Text, lengthVI(l.CapHeight, false), decimal(l.Comfortable), decimal(l.AtMost))})
	}
	for _, n := range d.diagnostics {
		if n.Severity == SeverityWarning {
			rows = append(rows, row{"Cần xem lại", n.VI})
		}
	}
	const foot = 45.0 // mm, for the signature
	for _, r := range rows {
		if s.y+sheetLeading > s.height-sheetEdge-foot {
			break // the program's own output has them all
		}
		if err := s.line(r.name, r.said); err != nil {
			return nil, err
		}
	}
	s.y = s.height - sheetEdge - foot + 8
	for _, r := range []row{
		{"Ý kiến", "☐ Đồng ý in     ☐ Sửa lại: ……………………………………………………"}, {"Người duyệt", "………………………………………  Ngày …… tháng …… năm ………"}, {"", "(ký, ghi rõ họ tên, chức vụ)"},
	} {
		said := r.said
		if len(s.text.Missing(said)) > 0 {
			said = strings.ReplaceAll(said, "☐", "[  ]")
		}
		if err := s.line(r.name, said); err != nil {
			return nil, err
		}
	}
	return s.document(d, "Bản duyệt"), nil
}

// watermark is written slantwise all over a picture, small enough to leave it seen.
func (s *jobSheet) watermark(box scene.Rect) error {
	const size, tilt = 5.0, -math.Pi / 9
	ink := scene.Ink{K: 0.45, R: 140, G: 140, B: 140}
	word, err := press.Line(s.bold, Unapproved, size, scene.Point{}, math.Inf(1))
	if err != nil {
		return err
	}
	outline, err := word.Path()
	if err != nil {
		return err
	}
	all := &scene.Path{}
	width := word.Extent.Width()
	for row, y := 0, box.Y0+size*2; y < box.Y1+size; row, y = row+1, y+size*4 {
		for x := box.X0 + float64(row%2)*width*0.7 - width*0.3; x < box.X1; x += width * 1.4 {
			all.Append(outline.Transformed(scene.Rotate(tilt).Then(scene.Translate(x, y))))
		}
	}
	marked := &scene.Scene{Width: s.width, Height: s.height, Layers: []scene.Layer{{Nodes: []scene.Node{&scene.Fill{Path: all, Ink: ink}}}}}
	s.panel = append(s.panel, &scene.Placed{Scene: marked, Map: scene.Scale(1, 1), Clip: box})
	// Said once in searchable text.
	note, err := press.Line(s.bold, Unapproved, 6, scene.Point{X: s.width - sheetEdge - 42, Y: sheetEdge + 7}, 42)
	if err != nil {
		return err
	}
	note.Ink = scene.Ink{M: 1, Y: 1, R: 218, G: 37, B: 29}
	s.texts = append(s.texts, note)
	return nil
}

// Ticket is what a print shop must know besides the sign itself.
type Ticket struct {
	File     string  // name of the press file
	SHA256   string  // of it, in hexadecimal digits
	Profile  Profile // of it
	Scale    int     // of it: 1 or 10
	Quantity int     // 0: left open
	Contact  string  // of who ordered it; empty: left open
}

// Ticket is a page of A4 that goes to the print shop with the press file (phiếu in): picture, true size, scale, material
// and finishing, quantity, inks, and by which hash the file is known.
func (d *Document) Ticket(t Ticket) (*Document, error) {
	s, err := newJobSheet("PHIẾU IN")
	if err != nil {
		return nil, err
	}
	if _, err := s.picture(d.pages[0], d.size); err != nil {
		return nil, err
	}
	quantity, contact := "……… bản", "……………………………………………"
	if t.Quantity > 0 {
		quantity = fmt.Sprintf("%d bản", t.Quantity)
	}
	if t.Contact != "" {
		contact = t.Contact
	}
	scale := "1:1, in đúng khổ"
	if t.Scale > 1 {
		scale = fmt.Sprintf("1:%d, PHÓNG %d LẦN khi in", t.Scale, t.Scale)
	}
	for _, r := range [][2]string{
		{"Nội dung", d.title}, {"Khổ thành phẩm", d.size.String()}, {"Tỉ lệ trong tệp", scale}, {"Số lượng", quantity},
		{"Gia công", d.finishing()}, {"Màu", strings.Join(d.inks(), "; ")}, {"Chữ", "đã chuyển thành đường nét, không cần phông"},
		{"Kiểu tệp", map[Profile]string{Press: "PDF/X-1a:2003, CMYK", PressX4: "PDF/X-4", Office: "PDF văn phòng, RGB"}[t.Profile]},
		{"Tệp", t.File}, {"SHA-256", t.SHA256}, {"Liên hệ", contact},
	} {
		if err := s.line(r[0], r[1]); err != nil {
			return nil, err
		}
	}
	return s.document(d, "Phiếu in"), nil
}

// finishing says what the shop does after printing.
func (d *Document) finishing() string {
	if d.production == nil {
		return "cắt theo khổ, chưa chọn kiểu gia công"
	}
	g, parts := d.production.geometry, []string{d.production.shop.Name, d.production.shop.Material}
	for _, part := range [...]struct {
		done bool
		said string
	}{
		{g.Bleed.Max() > 0, "in ra ngoài khổ " + lengthVI(g.Bleed.Max(), false)},
		{g.Hem > 0, "gấp mép " + lengthVI(g.Hem, false)},
		{g.Pocket > 0, "ống luồn cây " + lengthVI(g.Pocket, false)},
		{len(g.Eyelets) > 0, fmt.Sprintf("%d khoen, tâm cách mép %s", len(g.Eyelets), lengthVI(g.EyeletEdge, false))},
		{len(g.Welds) > 0, fmt.Sprintf("%d mối ghép, cuộn %s", len(g.Welds), lengthVI(g.Roll, false))},
		{len(g.Slits) > 0, fmt.Sprintf("%d lỗ thoát gió", len(g.Slits))},
		{g.Foot > 0, lengthVI(g.Foot, false) + " dưới cùng khuất trong chân"},
		{d.production.shop.Cut, "cắt theo đường CutContour"},
		{d.production.shop.White, "lót trắng theo kênh White"},
	} {
		if part.done {
			parts = append(parts, part.said)
		}
	}
	return strings.Join(parts, ", ")
}

// mostInks is the most inks that a ticket lists.
const mostInks = 5

// inks are those of the text and the ground, as a shop reads them.
func (d *Document) inks() []string {
	var all []string
	add := func(i scene.Ink) {
		name := Ink{C: round(100*i.C, 0), M: round(100*i.M, 0), Y: round(100*i.Y, 0), K: round(100*i.K, 0)}.String()
		if len(all) < mostInks && i != scene.White() && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	for _, layer := range d.pages[0].Layers {
		for _, n := range layer.Nodes {
			switch n := n.(type) {
			case *scene.Glyphs:
				add(n.Ink)
			case *scene.Fill:
				if layer.Name == scene.Ground && n == layer.Nodes[0] {
					add(n.Ink)
				}
			}
		}
	}
	return all
}
