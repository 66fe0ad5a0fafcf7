package signage

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// jobSheet is a page of A4 about a sign.
func (d *Document) jobSheet(s press.JobSheet) (*Document, error) {
	if err := d.laidOut(); err != nil {
		return nil, err
	}
	s.Title, s.Sign = d.title, d.pages[0]
	s.Width, s.Height = lengthVI(d.size.Width, d.size.Pixels), lengthVI(d.size.Height, d.size.Pixels)
	page, err := s.Draw(fonts.Set{})
	if err != nil {
		return nil, err
	}
	return &Document{
		title: page.Title, size: Size{Width: page.Width, Height: page.Height}, kind: d.kind, office: true, pages: []*scene.Scene{page},
		diagnostics: d.diagnostics,
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

// mostPayload is how much of what a code says is shown, in letters.
const mostPayload = 300

// leadingTo is what a code says, or as much of it as shows where it leads.
func leadingTo(payload string) string {
	if all := []rune(payload); len(all) > mostPayload {
		return string(all[:mostPayload]) + "…"
	}
	return payload
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
	if d.production != nil && d.production.named {
		s.Rows = append(s.Rows, press.Row{Name: "Gia công", Said: d.finishing()})
	}
	if d.module > 0 {
		s.Rows = append(s.Rows, press.Row{Name: "Mã QR", Said: "dẫn tới " + leadingTo(d.code) + "; mỗi ô vuông " + lengthVI(d.module, false)})
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
	Quantity int    // up to [MaxQuantity]; 0: left open
	Contact  string // of who ordered it, at most 200 letters; empty: left open
}

// MaxQuantity is the most copies that a [Ticket] takes: ten for every commune of the country, and a slip of the pen beyond.
const MaxQuantity = 50_000

// ErrTicket is wrapped by the errors of tickets whose quantity makes no sense.
var ErrTicket = errors.New("signage: not a usable ticket")

// Ticket is a page of A4 that goes to the print shop with the press file (phiếu in): picture, true size, scale, material
// and finishing with its diagram, quantity, inks, and by which hash the file is known. o are those that the file was
// written with, and may be nil. An office file and a sign for screens have no ticket: the error is an [*Error] that wraps
// [ErrProfile]; that of a quantity out of range, and of a contact that cannot be set, wraps [ErrTicket].
func (d *Document) Ticket(t Ticket, o *PDFOptions) (*Document, error) {
	if err := d.laidOut(); err != nil {
		return nil, err
	}
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
			FixVI: "Bỏ `ticket`, hoặc chọn một khổ in.", FixEN: "Leave `ticket` out, or choose a size for print.",
		})
	}
	if profile == pdf.Office {
		return nil, refuse(ErrProfile, note.Note{
			Code: "ticket-office", Severity: note.Error, Field: "ticket",
			VI: "Phiếu in đi cùng tệp cho xưởng in, không đi cùng tệp văn phòng.", EN: "A ticket goes with a press file, not with an office file.",
			FixVI: "Dùng `profile: press` hoặc `profile: press-x4`.", FixEN: "Use `profile: press` or `profile: press-x4`.",
		})
	}
	if t.Quantity < 0 || t.Quantity > MaxQuantity {
		return nil, refuse(ErrTicket, note.Note{
			Code: "ticket-quantity", Severity: note.Error, Field: "quantity",
			VI:    fmt.Sprintf("Số lượng %d bản không dùng được: chỉ nhận từ 1 đến %d.", t.Quantity, MaxQuantity),
			EN:    fmt.Sprintf("A quantity of %d cannot be used: it takes 1 to %d.", t.Quantity, MaxQuantity),
			FixVI: "Sửa số lượng, hoặc để trống rồi ghi tay trên phiếu.", FixEN: "Change the quantity, or leave it out and write it on the ticket.",
		})
	}
	if err := checkContact(t.Contact); err != nil {
		return nil, err
	}
	condition := "FOGRA39, in offset trên giấy tráng phủ"
	if o.ICC != nil {
		press, err := icc.Parse(o.ICC)
		if err != nil {
			return nil, refuseICC(err)
		}
		condition = press.Description()
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
	} else if n := d.production.scale(profile, d.pages[0]); n > 1 {
		scale = fmt.Sprintf("1:1 bằng UserUnit %d; chương trình nào mở ra khổ nhỏ đi %d lần thì PHÓNG %[1]d LẦN", n, n)
	}
	s := press.JobSheet{Heading: "PHIẾU IN", Rows: []press.Row{
		{Name: "Khổ thành phẩm", Said: d.size.String()}, {Name: "Tỉ lệ trong tệp", Said: scale}, {Name: "Số lượng", Said: quantity},
	}}
	if d.production != nil {
		s.Finish = d.production.geometry
		s.Rows = append(s.Rows, press.Row{Name: "Vật liệu", Said: cmp.Or(d.production.shop.Material, strings.Repeat("…", 30))})
	}
	s.Rows = append(s.Rows, press.Row{Name: "Gia công", Said: d.finishing()}, d.inks(),
		press.Row{Name: "Chữ", Said: "đã chuyển thành đường nét, không cần phông"},
		press.Row{Name: "Kiểu tệp", Said: map[pdf.Profile]string{pdf.X1a: "PDF/X-1a:2003, CMYK", pdf.X4: "PDF/X-4"}[profile]},
		press.Row{Name: "Hồ sơ màu", Said: condition},
		press.Row{Name: "Tệp", Said: t.File}, press.Row{Name: "SHA-256", Said: t.SHA256}, press.Row{Name: "Liên hệ", Said: contact},
	)
	return d.jobSheet(s)
}

// maxContact is the longest contact on a ticket, in letters: a name, a unit, two numbers and an address.
const maxContact = 200

// checkContact refuses a contact that the ticket has no room or no letters for.
func checkContact(contact string) error {
	fault := func(vi, en string) error {
		return refuse(ErrTicket, note.Note{
			Code: "ticket-contact", Severity: note.Error, Field: "contact", VI: vi, EN: en,
			FixVI: "Ghi tên và số điện thoại bằng chữ thường dùng, hoặc để trống rồi ghi tay trên phiếu.",
			FixEN: "Give a name and a telephone number in plain letters, or leave it out and write it on the ticket.",
		})
	}
	if n := utf8.RuneCountInString(contact); n > maxContact {
		return fault(fmt.Sprintf("Liên hệ dài %d chữ, nhiều hơn %d.", n, maxContact), fmt.Sprintf("The contact has %d letters, more than %d.", n, maxContact))
	}
	face, err := (fonts.Set{}).Face(fonts.Text)
	if err != nil {
		return err
	}
	if missing := face.Missing(contact); len(missing) > 0 {
		return fault(fmt.Sprintf("Phông của phiếu in không có ký tự %q trong liên hệ.", missing[0]),
			fmt.Sprintf("The font of the ticket has no %q, which the contact has.", missing[0]))
	}
	return nil
}

// finishing says what the shop does after printing.
func (d *Document) finishing() string {
	if d.production == nil {
		return "cắt theo khổ, chưa chọn kiểu gia công"
	}
	shop := &d.production.shop
	name := cmp.Or(shop.Name, shop.ID)
	if !d.production.named {
		name = "Cắt theo khổ, chưa chọn kiểu gia công"
	}
	parts := append([]string{name}, d.production.geometry.Finishing()...)
	if shop.Cut {
		parts = append(parts, "Bế theo đường CutContour")
	}
	if shop.White {
		parts = append(parts, "Lót trắng theo kênh White")
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ". ") + "."
}

// mostInks is the most inks that a ticket lists by name.
const mostInks = 8

// inks lists what the sign is printed in: the inks of its ground, panels, text and code by their area, of a gradient those
// at its ends; then the spot inks, and what is not in words.
func (d *Document) inks() press.Row {
	type use struct {
		press.Swatch
		area float64
	}
	var all []use
	add := func(ink scene.Ink, area float64) {
		if ink.C+ink.M+ink.Y+ink.K == 0 { // the sheet itself
			return
		}
		name := Ink{C: round(100*ink.C, 0), M: round(100*ink.M, 0), Y: round(100*ink.Y, 0), K: round(100*ink.K, 0)}.String()
		if i := slices.IndexFunc(all, func(u use) bool { return u.Name == name }); i >= 0 {
			all[i].area += area
			return
		}
		all = append(all, use{press.Swatch{Ink: ink, Name: name}, area})
	}
	var further []string
	page := d.pages[0]
	for _, layer := range page.Layers {
		switch {
		case len(layer.Nodes) == 0:
		case layer.Name == scene.Ornament:
			further = append(further, "các sắc độ hoa văn")
		case layer.Name == scene.Logo && d.logo:
			further = append(further, "logo: theo tệp")
		default:
			for i, n := range layer.Nodes {
				box := n.Bounds()
				switch n := n.(type) {
				case *scene.Glyphs:
					add(n.Ink, box.Width()*box.Height())
				case *scene.Fill:
					if !between(layer.Nodes, i) {
						add(n.Ink, box.Width()*box.Height())
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b use) int { return cmp.Compare(b.area, a.area) })
	row := press.Row{Name: "Màu (CMYK)"}
	for _, u := range all[:min(len(all), mostInks)] {
		row.Inks = append(row.Inks, u.Swatch)
	}
	if n := len(all) - mostInks; n > 0 {
		further = append([]string{fmt.Sprintf("và %d màu nữa", n)}, further...)
	}
	if page.Cut != nil {
		further = append(further, "màu pha CutContour: đường bế, không in")
	}
	if page.White != nil {
		further = append(further, "màu pha White: lót trắng")
	}
	row.Said = strings.Join(further, "; ")
	return row
}

// between tells whether a node is a step of a gradient: an ink half way between those before and after it.
func between(nodes []scene.Node, i int) bool {
	if i == 0 || i == len(nodes)-1 {
		return false
	}
	var inks [3]scene.Ink
	for k := range inks {
		fill, ok := nodes[i-1+k].(*scene.Fill)
		if !ok {
			return false
		}
		inks[k] = fill.Ink
	}
	before, step, after := inks[0], inks[1], inks[2]
	off := func(a, b, c float64) float64 { return math.Abs(a + c - 2*b) }
	return off(before.C, step.C, after.C)+off(before.M, step.M, after.M)+off(before.Y, step.Y, after.Y)+off(before.K, step.K, after.K) < 1e-9
}
