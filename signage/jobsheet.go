package signage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// jobSheet is a page of A4 about a sign.
func (d *Document) jobSheet(s press.JobSheet) (*Document, error) {
	s.Title, s.Sign = d.title, d.pages[0]
	s.Width, s.Height = lengthVI(d.size.Width, d.size.Pixels), lengthVI(d.size.Height, d.size.Pixels)
	page, err := s.Draw(fonts.Set{})
	if err != nil {
		return nil, err
	}
	return &Document{
		title: page.Title, size: Size{Width: page.Width, Height: page.Height}, kind: d.kind, live: true, pages: []*scene.Scene{page},
	}, nil
}

func lengthVI(v MM, pixels bool) string {
	switch {
	case pixels:
		return fmt.Sprintf("%.0f px", v/PixelMM)
	case v >= 1000:
		return decimal(round(v/1000, 3)) + " m"
	}
	return decimal(round(v, 1)) + " mm"
}

// Unapproved is what stands across the picture of a [Document.Proof].
const Unapproved = "CHƯA DUYỆT"

// Proof is a page of A4 on which a sign is approved before it is printed (bản duyệt ma-két): the sign in its true
// proportions under the watermark [Unapproved], its size, every line with its letter height and reading distances, what
// the library warns of, and a block for the signatures. Written as an office PDF its text can be searched.
func (d *Document) Proof() (*Document, error) {
	s := press.JobSheet{
		Heading: "BẢN DUYỆT MA-KÉT", Stamp: Unapproved,
		Rows:    []press.Row{{Name: "Khổ thành phẩm", Said: d.size.String()}},
		Table:   [][]string{{"Dòng chữ", "Chữ cao", "Đọc thoải mái", "Xa nhất"}},
		Choices: []string{"Đồng ý in", "Sửa lại:"}, Signatures: []string{"Người trình", "Người duyệt"},
	}
	if d.production != nil {
		s.Rows = append(s.Rows, press.Row{Name: "Gia công", Said: d.finishing()})
	}
	if d.module > 0 {
		s.Rows = append(s.Rows, press.Row{Name: "Mã QR", Said: "mỗi ô vuông " + lengthVI(d.module, false)})
	}
	for _, l := range d.lines {
		row := []string{l.Text, lengthVI(l.CapHeight, d.size.Pixels), "–", "–"}
		if !d.size.Pixels {
			row[2], row[3] = "đến "+decimal(l.Comfortable)+" m", decimal(l.AtMost)+" m"
		}
		s.Table = append(s.Table, row)
	}
	for _, n := range d.diagnostics {
		if n.Severity == SeverityWarning {
			s.Remarks = append(s.Remarks, press.Row{Name: "Cần xem lại", Said: n.VI})
		}
	}
	return d.jobSheet(s)
}

// Ticket is what a print shop must know besides the sign itself.
type Ticket struct {
	File     string // name of the press file
	SHA256   string // of it, in hexadecimal digits
	Quantity int    // 0: left open
	Contact  string // of who ordered it; empty: left open
}

// Ticket is a page of A4 that goes to the print shop with the press file (phiếu in): picture, true size, scale, material
// and finishing with its diagram, quantity, inks, and by which hash the file is known. o are those that the file was
// written with, and may be nil. An office file and a sign for screens have no ticket: the error is an [*Error] that wraps
// [ErrProfile].
func (d *Document) Ticket(t Ticket, o *PDFOptions) (*Document, error) {
	if o == nil {
		o = &PDFOptions{}
	}
	profile, err := d.profile(o)
	if err != nil {
		return nil, err
	}
	if d.size.Pixels {
		return nil, refuse(ErrProfile, note.Note{
			Code: "ticket-screen", Severity: note.Error, Field: "ticket",
			VI: "Biển cho màn hình không qua xưởng in nên không có phiếu in.", EN: "A sign for screens goes to no print shop, so it has no ticket.",
			FixVI: "Bỏ --ticket, hoặc chọn một khổ in.", FixEN: "Leave --ticket out, or choose a size for print.",
		})
	}
	if profile == pdf.Office {
		return nil, refuse(ErrProfile, note.Note{
			Code: "ticket-office", Severity: note.Error, Field: "ticket",
			VI: "Phiếu in đi cùng tệp cho xưởng in, không đi cùng tệp văn phòng.", EN: "A ticket goes with a press file, not with an office file.",
			FixVI: "Dùng --profile press hoặc press-x4.", FixEN: "Use --profile press or press-x4.",
		})
	}
	quantity, contact := "……… bản", strings.Repeat("…", 30)
	if t.Quantity > 0 {
		quantity = fmt.Sprintf("%d bản", t.Quantity)
	}
	if t.Contact != "" {
		contact = t.Contact
	}
	scale := "1:1, in đúng khổ"
	if n := d.Scale(o); n > 1 {
		scale = fmt.Sprintf("1:%d, PHÓNG %d LẦN khi in", n, n)
	}
	s := press.JobSheet{Heading: "PHIẾU IN", Rows: []press.Row{
		{Name: "Khổ thành phẩm", Said: d.size.String()}, {Name: "Tỉ lệ trong tệp", Said: scale}, {Name: "Số lượng", Said: quantity},
	}}
	if d.production != nil {
		s.Finish = d.production.geometry
		s.Rows = append(s.Rows, press.Row{Name: "Vật liệu", Said: d.production.shop.Material})
	}
	s.Rows = append(s.Rows, press.Row{Name: "Gia công", Said: d.finishing()})
	inks, names := d.inks()
	s.Rows = append(s.Rows,
		press.Row{Name: "Màu", Said: strings.Join(names, "; "), Inks: inks},
		press.Row{Name: "Chữ", Said: "đã chuyển thành đường nét, không cần phông"},
		press.Row{Name: "Kiểu tệp", Said: map[pdf.Profile]string{pdf.X1a: "PDF/X-1a:2003, CMYK", pdf.X4: "PDF/X-4"}[profile]},
		press.Row{Name: "Tệp", Said: t.File}, press.Row{Name: "SHA-256", Said: t.SHA256}, press.Row{Name: "Liên hệ", Said: contact},
	)
	return d.jobSheet(s)
}

// finishing says what the shop does after printing.
func (d *Document) finishing() string {
	if d.production == nil {
		return "cắt theo khổ, chưa chọn kiểu gia công"
	}
	g, parts := d.production.geometry, []string{d.production.shop.Name}
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

// inks are those of the text and the ground, and their names as a shop reads them.
func (d *Document) inks() (inks []scene.Ink, names []string) {
	add := func(i scene.Ink) {
		name := Ink{C: round(100*i.C, 0), M: round(100*i.M, 0), Y: round(100*i.Y, 0), K: round(100*i.K, 0)}.String()
		if len(inks) < mostInks && i != scene.White() && !slices.Contains(names, name) {
			inks, names = append(inks, i), append(names, name)
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
	return inks, names
}
