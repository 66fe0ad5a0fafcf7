package signage

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/board"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/proofread"
)

// Grain says what the codes of a board stand for. The zero value is [ByProcedure].
type Grain string

// The grains of a board.
const (
	ByProcedure Grain = "procedure" // a card with a code for each procedure
	ByField     Grain = "field"     // a card with a code for each field (lĩnh vực), with the number of its procedures
	ByList      Grain = "list"      // one large code for the whole list
)

// Board is a board of administrative procedures with their QR codes (niêm yết thủ tục hành chính), on as few pages as
// hold it at the scan distance. A size, procedures and what the codes lead to are needed; everything else has a
// default.
type Board struct {
	Size       Size // A4 to A0 or any other; see [LookupPaper]
	Grain      Grain
	Procedures []Procedure
	FieldLinks map[string]string // by field as the procedures spell it, for [ByField]; others: the national portal's search
	ListLink   string            // for [ByList]; empty: the national portal's front page
	Fees       bool              // print the fees, which change more often than the rest
	PerPage    int               // most codes on a page, up to [MaxPerPage]; 0: [DefaultPerPage]

	Unit string // who posts it; set in capitals, with UBND written out
	Desk string // "Trung tâm Phục vụ hành chính công xã …"
	Head string // heading; empty: "NIÊM YẾT THỦ TỤC HÀNH CHÍNH BẰNG MÃ QR"

	Steps      []string  // at the foot; nil: how to scan, in three steps
	Hotline    string    // empty: [DefaultHotline]
	Complaints string    // where to complain (phản ánh, kiến nghị); empty: the hotline
	AsOf       time.Time // the day to which the list is up to date; zero: none, with a warning
	Decision   string    // "Quyết định số …", as printed; of a bare number it is made
	Remark     string    // anything else at the foot

	Distance MM     // from which the codes are to be scanned; 0: arm's length, 180 mm on A3 and less, up to 270 on larger sheets
	Theme    string // ID; empty: blue
	Colors   *Theme // the user's own inks, instead of Theme
	Logo     *Logo  // nil: a star
	Seed     uint64 // of the ornament
}

// DefaultHotline is the line that answers questions about public services: the province's switchboard and that of the
// national portal.
const DefaultHotline = "1022 hoặc 1800 1096"

// defaultHead is the name that the model has in the plan of 2022, section 4.3.
const defaultHead = "NIÊM YẾT THỦ TỤC HÀNH CHÍNH BẰNG MÃ QR"

// denseVersion is the version from which a symbol, so many modules wide, is finer than phones read with ease.
const (
	denseVersion = 10
	denseModules = 57
)

// DefaultPerPage is the most codes on a page of a [Board] that does not say: programs built on zxing-cpp 1.4 find as many on
// one picture and leave the others out.
const DefaultPerPage = board.PerPage

// MaxPerPage is the most codes that may be asked for on a page.
const MaxPerPage = 100

// BoardOptions are how a board, a desk card or a code poster is compiled. The zero value and nil are usable.
type BoardOptions struct {
	Options
	Links    *qr.LinkPolicy // nil: https links to hosts below .gov.vn
	SkipBad  bool           // leave out rows that cannot be posted, with a warning each
	NoVerify bool           // do not read every code back from the finished page, which takes about 1 ms a code
}

func (o *BoardOptions) orDefault() *BoardOptions {
	if o == nil {
		return &BoardOptions{}
	}
	return o
}

// CompileBoard lays a board out, draws every code as it stands on its page and reads it back. o may be nil. The error is
// an [*Error] that wraps [ErrProcedures], [ErrFit], [ErrProof] or those of [Compile]; that of a row names its place.
func CompileBoard(b Board, o *BoardOptions) (*Posting, error) {
	o = o.orDefault()
	c := &builder{
		sign:    Sign{Size: b.Size, Unit: b.Unit, Theme: b.Theme, Colors: b.Colors, Logo: b.Logo, Seed: b.Seed},
		options: &o.Options,
	}
	if b.PerPage < 0 || b.PerPage > MaxPerPage {
		return nil, refuse(ErrFit, note.Note{
			Code: "per-page", Severity: note.Error, Field: "per-page",
			VI:    fmt.Sprintf("Mỗi trang có từ 1 đến %d mã QR, không phải %d.", MaxPerPage, b.PerPage),
			EN:    fmt.Sprintf("A page has 1 to %d QR codes, not %d.", MaxPerPage, b.PerPage),
			FixVI: fmt.Sprintf("Bỏ trống để mỗi trang có nhiều nhất %d.", DefaultPerPage), FixEN: fmt.Sprintf("Leave it out for at most %d on each.", DefaultPerPage),
		})
	}
	if err := checkDistance(b.Distance); err != nil {
		return nil, err
	}
	faces, err := o.Fonts.WithDefaults()
	if err != nil {
		return nil, err
	}
	rules := rowRules{policy: o.Links, fields: faces.Bold, feePrinted: b.Fees}
	if b.Grain == "" || b.Grain == ByProcedure {
		rules.names, rules.text = faces.Bold, faces.Text
	}
	list, err := c.procedures(b.Procedures, rules, o.SkipBad)
	if err != nil {
		return nil, err
	}
	head := b.Head
	if head == "" {
		head = defaultHead
	}
	sheet, err := c.sheet(b.Desk, head)
	if err != nil {
		return nil, err
	}
	codes := &codeMaker{builder: c, policy: o.Links}
	fields := fieldsOf(list, b.Fees)
	count := fmt.Sprintf("%d thủ tục", len(list))
	if b.Grain == ByField {
		c.notePerPage(min(b.PerPage, len(fields)))
	} else if b.Grain != ByList {
		c.notePerPage(min(b.PerPage, len(list)))
	}
	var layout func() (*board.Result, error)
	switch b.Grain {
	case "", ByProcedure:
		design := &board.Board{Fields: fields, Headings: len(fields) > 1, Noun: "thủ tục", PerPage: b.PerPage, Distance: b.Distance}
		design.Subject = strings.ToUpper(fmt.Sprintf("%s · %d lĩnh vực", count, len(fields)))
		if len(fields) == 1 {
			design.Subject, design.Count = strings.ToUpper(count+" hành chính"), ""
			if fields[0].Name != "" {
				design.Subject, design.Count = "LĨNH VỰC: "+strings.ToUpper(fields[0].Name), count
			}
		}
		c.number(fields)
		if err := codes.ofProcedures(fields); err != nil {
			return nil, err
		}
		layout = func() (*board.Result, error) { design.Sheet = *sheet; return design.Layout() }
	case ByField:
		cards, err := codes.ofFields(fields, b.FieldLinks)
		if err != nil {
			return nil, err
		}
		design := &board.Board{Fields: []board.Field{{Count: len(fields), Cards: cards}}, PerPage: b.PerPage, Distance: b.Distance}
		design.Subject = strings.ToUpper(fmt.Sprintf("%d lĩnh vực · %s", len(fields), count))
		layout = func() (*board.Result, error) { design.Sheet = *sheet; return design.Layout() }
	case ByList:
		design := &board.List{Fields: fields, Distance: b.Distance, Verb: "Quét mã để xem toàn bộ danh mục"}
		if b.ListLink == "" {
			design.Verb = "Quét mã để vào Cổng Dịch vụ công quốc gia"
		}
		design.Subject = strings.ToUpper("Danh mục " + count + " hành chính")
		if design.Symbol, err = codes.ofList(b.ListLink); err != nil {
			return nil, err
		}
		layout = func() (*board.Result, error) { design.Sheet = *sheet; return design.Layout() }
	default:
		return nil, refuse(ErrKind, note.Note{
			Code: "grain-unknown", Severity: note.Error, Field: "grain",
			VI: fmt.Sprintf("Không có kiểu bảng “%s”.", b.Grain), EN: fmt.Sprintf("There is no grain %q.", b.Grain),
			FixVI: "Chọn procedure, field hoặc list.", FixEN: "Choose procedure, field or list.",
		})
	}
	if sheet.Steps, err = c.boardSteps(b); err != nil {
		return nil, err
	}
	if sheet.Foot, err = c.foot(footing{codes.hosts, b.Hotline, b.Complaints, true, b.AsOf, b.Decision, b.Remark}); err != nil {
		return nil, err
	}
	return c.post(boardKind, sheet.Heading, sheet, layout, o)
}

// notePerPage says what it means that more codes are asked for on a page than [DefaultPerPage].
func (b *builder) notePerPage(n int) {
	if n <= DefaultPerPage {
		return
	}
	b.notes = append(b.notes, note.Note{
		Code: "per-page-many", Severity: note.Info, Field: "per-page",
		VI: fmt.Sprintf("Nhiều chương trình quét chỉ tìm được khoảng %d mã QR trong một ảnh: trang có %d mã, chụp cả trang "+
			"có thể sót mã; quét từng mã thì không sao.", DefaultPerPage, n),
		EN: fmt.Sprintf("Many scanning programs find about %d QR codes in one picture: of %d on a page, a picture of "+
			"the whole page may miss some; codes scanned one by one are not concerned.", DefaultPerPage, n),
	})
}

// checkDistance refuses a scan distance that is none.
func checkDistance(mm MM) error {
	if mm >= 0 && !math.IsInf(mm, 0) {
		return nil
	}
	return refuse(errors.Join(ErrFit, qr.ErrSizing), note.Note{
		Code: "distance", Severity: note.Error, Field: "distance",
		VI:    fmt.Sprintf("Khoảng cách quét không thể là %s mm.", decimal(mm)),
		EN:    fmt.Sprintf("The scan distance cannot be %g mm.", mm),
		FixVI: "Ghi khoảng cách lớn hơn 0, ví dụ 0,5 m; bỏ trống nếu quét trong tầm tay.",
		FixEN: "Give a distance over 0, such as 0.5 m; leave it out for arm's length.",
	})
}

// kinds of documents that are no [Sign].
const (
	boardKind    Kind = "board"
	deskCardKind Kind = "desk-card"
	codeKind     Kind = "code-poster"
)

// sheet is what every page shows, but for the foot.
func (b *builder) sheet(desk, head string) (*board.Sheet, error) {
	s := b.sign
	if err := s.Size.check(); err != nil {
		return nil, err
	}
	if s.Theme == "" {
		b.sign.Theme = "xanh"
	}
	sheet := &board.Sheet{Width: s.Size.Width, Height: s.Size.Height, Seed: s.Seed}
	var err error
	if sheet.Unit, err = b.line("unit", s.Unit); err != nil {
		return nil, err
	}
	if sheet.Desk, err = b.line("desk", desk); err != nil {
		return nil, err
	}
	if sheet.Unit == "" && sheet.Desk == "" {
		b.notes = append(b.notes, note.Note{
			Code: "unit-missing", Severity: note.Warning, Field: "unit",
			VI: "Không ghi cơ quan nào niêm yết.", EN: "It does not say which office posts it.",
			FixVI: "Thêm tên cơ quan (`unit`).", FixEN: "Add the office's name (`unit`).",
		})
	}
	switch head {
	case "":
	case defaultHead:
		sheet.Heading = head
	default:
		if sheet.Heading, err = b.text("head", head); err != nil {
			return nil, err
		}
	}
	if sheet.Palette, err = b.palette(boardKind); err != nil {
		return nil, err
	}
	if sheet.Fonts, err = b.options.Fonts.WithDefaults(); err != nil {
		return nil, err
	}
	if sheet.Phrases, err = b.phrases(); err != nil {
		return nil, err
	}
	if s.Logo != nil {
		if sheet.Logo, err = b.logo(); err != nil {
			return nil, err
		}
	}
	return sheet, nil
}

// scanSteps are how a board is used, by what its codes stand for.
var scanSteps = map[Grain][]string{
	ByProcedure: {"Mở máy ảnh hoặc Zalo", "Quét mã QR của thủ tục", "Xem hướng dẫn, nộp trực tuyến"},
	ByField:     {"Mở máy ảnh hoặc Zalo", "Quét mã QR của lĩnh vực", "Chọn thủ tục, nộp trực tuyến"},
	ByList:      {"Mở máy ảnh hoặc Zalo", "Quét mã QR", "Tìm thủ tục, nộp trực tuyến"},
}

// maxBoardSteps is the most steps that stand side by side at the foot.
const maxBoardSteps = 4

func (b *builder) boardSteps(board Board) ([]string, error) {
	steps := board.Steps
	if steps == nil {
		grain := board.Grain
		if grain == "" {
			grain = ByProcedure
		}
		return scanSteps[grain], nil
	}
	if len(steps) > maxBoardSteps {
		return nil, refuse(ErrText, note.Note{
			Code: "steps-count", Severity: note.Error, Field: "steps",
			VI:    fmt.Sprintf("Chân bảng có chỗ cho nhiều nhất %d bước, đang có %d.", maxBoardSteps, len(steps)),
			EN:    fmt.Sprintf("The foot has room for at most %d steps; there are %d.", maxBoardSteps, len(steps)),
			FixVI: "Bớt bước.", FixEN: "Use fewer steps.",
		})
	}
	out := make([]string, len(steps))
	for i, step := range steps {
		var err error
		if out[i], err = b.line(fmt.Sprintf("steps[%d]", i), step); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// footing is what a design says at its foot.
type footing struct {
	hosts               []string
	hotline, complaints string
	dated               bool // the design is of a list, which becomes stale
	asOf                time.Time
	decision, remark    string
}

// foot is what stands at the foot: where the codes lead, whom to ask, and how old the list is.
func (b *builder) foot(f footing) ([]board.Remark, error) {
	var out []board.Remark
	add := func(field, lead, s string) error {
		said, err := b.line(field, s)
		if err == nil && said != "" {
			out = append(out, board.Remark{Text: lead + said, Field: field})
		}
		return err
	}
	if len(f.hosts) > 0 {
		out = append(out, board.Remark{Text: "Chỉ quét mã dẫn tới tên miền " + strings.Join(f.hosts, ", "), Field: "procedures"})
	}
	lead := "Hỗ trợ, phản ánh, kiến nghị: "
	if f.complaints != "" {
		lead = "Tổng đài hỗ trợ: "
	}
	if f.hotline != "" && !strings.ContainsAny(f.hotline, "0123456789") {
		b.notes = append(b.notes, note.Note{
			Code: "hotline-no-number", Severity: note.Warning, Field: "hotline",
			VI:    fmt.Sprintf("Tổng đài “%s” không có số nào để gọi.", short(f.hotline)),
			EN:    fmt.Sprintf("The hotline %q has no number to call.", short(f.hotline)),
			FixVI: "Ghi số điện thoại, ví dụ " + DefaultHotline + ".",
			FixEN: "Give a telephone number, such as " + DefaultHotline + ".",
		})
	}
	if err := add("hotline", lead, cmp.Or(f.hotline, DefaultHotline)); err != nil {
		return nil, err
	}
	if err := add("complaints", "Phản ánh, kiến nghị: ", f.complaints); err != nil {
		return nil, err
	}
	switch {
	case !f.asOf.IsZero():
		out = append(out, board.Remark{Text: "Cập nhật đến ngày " + f.asOf.Format("02/01/2006"), Field: "as-of"})
	case f.dated:
		b.notes = append(b.notes, note.Note{
			Code: "no-date", Severity: note.Warning, Field: "as-of",
			VI: "Không ghi danh mục cập nhật đến ngày nào.", EN: "Nothing says to which day the list is up to date.",
			FixVI: "Ghi ngày cập nhật, để biết khi nào bảng đã cũ.", FixEN: "Give the date, so that it shows when the board is stale.",
		})
	}
	if err := add("decision", "", decisionTitle(f.decision)); err != nil {
		return nil, err
	}
	return out, add("remark", "", f.remark)
}

// decisionTitle says of the bare number of a decision, "1234/QĐ-UBND" or "Số 1234/QĐ-UBND", what it is.
func decisionTitle(said string) string {
	number := strings.TrimSpace(said)
	if rest, found := strings.CutPrefix(strings.ToLower(number), "số"); found && strings.HasPrefix(rest, " ") {
		number = strings.TrimSpace(number[len("số"):])
	}
	if number == "" || number[0] < '0' || number[0] > '9' {
		return said
	}
	return "Quyết định số " + number
}

// post lays a design out, checks it and makes a document of it.
func (b *builder) post(kind Kind, name string, sheet *board.Sheet, layout func() (*board.Result, error), o *BoardOptions) (*Posting, error) {
	sheet.Unit = b.writtenOut(sheet.Unit)
	b.notes = append(b.notes, proofread.MixedStyles(b.passages)...)
	sheet.Title = title(name, b.sign.Size)
	result, err := layout()
	var unfit *compose.Unfit
	var unlettered *board.MissingLetters
	switch {
	case errors.As(err, &unfit):
		return nil, refuse(ErrFit, append(unfit.Notes, b.notes...)...)
	case errors.As(err, &unlettered):
		return nil, refuse(errors.Join(ErrText, fonts.ErrCoverage), append([]note.Note{unlettered.Note}, b.notes...)...)
	case err != nil:
		return nil, refuse(errors.Join(ErrFit, err), note.Note{
			Code: "layout", Severity: note.Error, Field: "text",
			VI: fmt.Sprintf("Không dàn được trang: %v.", err), EN: fmt.Sprintf("The page cannot be laid out: %v.", err),
			FixVI: "Bỏ ký tự lạ trong chữ, hoặc dùng phông có sẵn.", FixEN: "Remove unusual characters, or use the embedded fonts.",
		})
	}
	d := &Document{
		title: sheet.Title, office: true, size: b.sign.Size, kind: kind, pages: result.Pages, lines: report(result.Lines),
		logo: b.sign.Logo != nil, bleed: paperBleed,
		diagnostics: diagnostics(append(b.notes, result.Notes...)),
	}
	d.size.Kind = kind
	for _, c := range result.Codes {
		module := c.Rect.Width() / float64(c.Symbol.Outer())
		if d.module == 0 || module < d.module {
			d.module = module
		}
	}
	p := &Posting{Document: *d, codes: result.Codes, skipped: b.skipped}
	if o.NoVerify {
		return p, nil
	}
	return p.proven()
}
