package signage

import (
	"time"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/board"
)

// DeskCard is the card of one procedure, to stand on a desk: A5 or A6, or any other size. A size and a procedure are
// needed.
type DeskCard struct {
	Size      Size
	Procedure Procedure
	Fees      bool   // print the fee
	Verb      string // under the code; empty: "Quét mã để nộp hồ sơ"

	Unit, Desk          string
	Hotline, Complaints string    // as on a [Board]
	AsOf                time.Time // as on a [Board]
	Decision            string

	Distance MM     // from which the code is to be scanned; 0: arm's length, 180 mm on A3 and less, up to 270 on larger sheets
	Theme    string // ID; empty: blue
	Colors   *Theme
	Logo     *Logo
	Seed     uint64
}

// CompileDeskCard lays a desk card out and reads its code back. o may be nil. Errors are those of [CompileBoard].
func CompileDeskCard(d DeskCard, o *BoardOptions) (*Posting, error) {
	o = o.orDefault()
	c := &builder{
		sign:    Sign{Size: d.Size, Unit: d.Unit, Theme: d.Theme, Colors: d.Colors, Logo: d.Logo, Seed: d.Seed},
		options: &o.Options,
	}
	if err := checkDistance(d.Distance); err != nil {
		return nil, err
	}
	faces, err := o.Fonts.WithDefaults()
	if err != nil {
		return nil, err
	}
	rules := rowRules{policy: o.Links, names: faces.Display, fields: faces.Text, text: faces.Text, feePrinted: d.Fees}
	list, err := c.procedures([]Procedure{d.Procedure}, rules, false)
	if err != nil {
		return nil, err
	}
	p := list[0]
	sheet, err := c.sheet(d.Desk, "")
	if err != nil {
		return nil, err
	}
	codes := &codeMaker{builder: c, policy: o.Links}
	card := board.Card{Link: p.Link, Place: p.Place}
	if err := codes.encode([]*board.Card{&card}); err != nil {
		return nil, err
	}
	design := &board.Single{Headline: p.Name, Symbol: card.Symbol, Distance: d.Distance}
	if p.Code != "" {
		design.Tag = "Mã thủ tục: " + p.Code
	}
	for _, line := range []struct{ name, said string }{{"Lĩnh vực", p.Field}, {"Mức độ", p.Level}, {"Thời hạn", p.Days}, {"Phí, lệ phí", p.Fee}} {
		if line.said != "" && (d.Fees || line.name != "Phí, lệ phí") {
			design.Lines = append(design.Lines, line.name+": "+line.said)
		}
	}
	if design.Verb = "Quét mã để nộp hồ sơ"; d.Verb != "" {
		if design.Verb, err = c.line("verb", d.Verb); err != nil {
			return nil, err
		}
	}
	if sheet.Foot, err = c.foot(footing{nil, d.Hotline, d.Complaints, true, d.AsOf, d.Decision, ""}); err != nil {
		return nil, err
	}
	return c.post(deskCardKind, p.Name, sheet, func() (*board.Result, error) { design.Sheet = *sheet; return design.Layout() }, o)
}

// CodePoster is a poster of one code and what it does: making an appointment, giving feedback, joining a network,
// paying a fee. A size, a payload and a verb are needed. Payloads are built by package qr. Under the code the poster says
// with what to scan it and what it holds ([qr.Host], [qr.Facts]), taken from the payload itself.
type CodePoster struct {
	Size    Size
	Payload string   // a link that the policy admits, or what [qr.WiFi], [qr.VietQR] and their like give
	Level   qr.Level // least error correction; 0: M
	Verb    string   // what the code does, large: "Đặt lịch hẹn trực tuyến"
	Lines   []string // what else must be known; an account, amount, network, password, number or web address in them must be that of the payload

	Unit, Desk          string
	Hotline, Complaints string // as on a [Board]
	Remark              string // anything else at the foot

	Distance MM     // from which the code is to be scanned; 0: arm's length, 180 mm on A3 and less, up to 270 on larger sheets
	Theme    string // ID; empty: blue
	Colors   *Theme
	Logo     *Logo
	Seed     uint64
}

// CompileCodePoster lays a code poster out and reads its code back. o may be nil. Errors are those of [CompileBoard].
func CompileCodePoster(p CodePoster, o *BoardOptions) (*Posting, error) {
	o = o.orDefault()
	c := &builder{
		sign:    Sign{Size: p.Size, Unit: p.Unit, Theme: p.Theme, Colors: p.Colors, Logo: p.Logo, Seed: p.Seed},
		options: &o.Options,
	}
	if err := checkDistance(p.Distance); err != nil {
		return nil, err
	}
	if err := c.checkPayload("payload", p.Payload, o.Links); err != nil {
		return nil, err
	}
	sheet, err := c.sheet(p.Desk, "")
	if err != nil {
		return nil, err
	}
	codes := &codeMaker{builder: c, level: p.Level}
	card := board.Card{Link: p.Payload, Place: "payload"}
	if err := codes.encode([]*board.Card{&card}); err != nil {
		return nil, err
	}
	design := &board.Single{Centered: true, Verb: scanWith(p.Payload), Symbol: card.Symbol, Distance: p.Distance}
	if design.Headline, err = c.text("verb", p.Verb); err != nil {
		return nil, err
	}
	if design.Lines, err = c.posterLines(p.Payload, p.Lines, sheet.Fonts.Text); err != nil {
		return nil, err
	}
	if err := c.checkSaid(p.Payload, append([]string{p.Verb}, p.Lines...), o.Links); err != nil {
		return nil, err
	}
	if sheet.Foot, err = c.foot(footing{hotline: p.Hotline, complaints: p.Complaints, remark: p.Remark}); err != nil {
		return nil, err
	}
	return c.post(codeKind, design.Headline, sheet, func() (*board.Result, error) { design.Sheet = *sheet; return design.Layout() }, o)
}
