package signage_test

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// Whatever is wrong with a posting, the error is an *Error that names the place and the remedy.
func TestPostingErrorsNamePlaceAndRemedy(t *testing.T) {
	a3, a6 := paper(t, "a3", false), paper(t, "a6", false)
	list := signage.SampleProcedures()[:3]
	const portal = "https://dichvucong.gov.vn/"
	code, err := qr.Encode(portal, nil)
	if err != nil {
		t.Fatal(err)
	}
	nan, inf := math.NaN(), math.Inf(1)
	board := func(change func(*signage.Board)) func() error {
		return func() error {
			b := signage.Board{Size: a3, Procedures: list}
			change(&b)
			_, err := signage.CompileBoard(b, nil)
			return err
		}
	}
	card := func(change func(*signage.DeskCard)) func() error {
		return func() error {
			d := signage.DeskCard{Size: a6, Procedure: list[0]}
			change(&d)
			_, err := signage.CompileDeskCard(d, nil)
			return err
		}
	}
	poster := func(change func(*signage.CodePoster)) func() error {
		return func() error {
			p := signage.CodePoster{Size: a6, Payload: portal, Verb: "Quét mã"}
			change(&p)
			_, err := signage.CompileCodePoster(p, nil)
			return err
		}
	}
	sheet := func(s signage.CodeSheet) func() error {
		return func() error {
			_, err := signage.CompileCodeSheet(s)
			return err
		}
	}
	for name, compile := range map[string]func() error{
		"board, negative distance": board(func(b *signage.Board) { b.Distance = -5 }),
		"board, NaN distance":      board(func(b *signage.Board) { b.Distance = nan }),
		"board, infinite distance": board(func(b *signage.Board) { b.Distance = inf }),
		"board, far":               board(func(b *signage.Board) { b.Distance = 1e9 }),
		"list, negative distance":  board(func(b *signage.Board) { b.Grain, b.Distance = signage.ByList, -5 }),
		"list, far":                board(func(b *signage.Board) { b.Grain, b.Distance = signage.ByList, 1e9 }),
		"fields, NaN distance":     board(func(b *signage.Board) { b.Grain, b.Distance = signage.ByField, nan }),
		"board, no size":           board(func(b *signage.Board) { b.Size = signage.Size{} }),
		"board, NaN size":          board(func(b *signage.Board) { b.Size.Width = nan }),
		"board, no list":           board(func(b *signage.Board) { b.Procedures = nil }),
		"board, nameless":          board(func(b *signage.Board) { b.Procedures = []signage.Procedure{{Code: "1.001193"}} }),
		"board, a letter": board(func(b *signage.Board) {
			b.Procedures = []signage.Procedure{{Code: "1.001193", Name: "Thủ tục ☃"}}
		}),
		"board, a field": board(func(b *signage.Board) {
			b.Procedures = []signage.Procedure{{Code: "1.001193", Name: "a", Field: "☃"}}
		}),
		"fields, a field": board(func(b *signage.Board) {
			b.Grain, b.Procedures = signage.ByField, []signage.Procedure{{Code: "1.001193", Name: "a", Field: "☃"}}
		}),
		"board, grain":    board(func(b *signage.Board) { b.Grain = "x" }),
		"board, theme":    board(func(b *signage.Board) { b.Theme = "x" }),
		"board, colours":  board(func(b *signage.Board) { b.Colors = &signage.Theme{} }),
		"board, per page": board(func(b *signage.Board) { b.PerPage = -1 }),
		"board, unit":     board(func(b *signage.Board) { b.Unit = "\x00" }),
		"board, desk":     board(func(b *signage.Board) { b.Desk = "☃" }),
		"board, head":     board(func(b *signage.Board) { b.Head = strings.Repeat("a", 5000) }),
		"board, steps":    board(func(b *signage.Board) { b.Steps = []string{"☃"} }),
		"board, hotline":  board(func(b *signage.Board) { b.Hotline = strings.Repeat("a ", 3000) }),
		"board, decision": board(func(b *signage.Board) { b.Decision = "\xff" }),
		"list, link": board(func(b *signage.Board) {
			b.Grain, b.ListLink = signage.ByList,
				"https://bit.ly/x"
		}),
		"fields, unknown": board(func(b *signage.Board) {
			b.Grain, b.FieldLinks = signage.ByField,
				map[string]string{"x": portal}
		}),
		"card, distance":       card(func(d *signage.DeskCard) { d.Distance = -5 }),
		"card, NaN distance":   card(func(d *signage.DeskCard) { d.Distance = nan }),
		"card, far":            card(func(d *signage.DeskCard) { d.Distance = 1e9 }),
		"card, no procedure":   card(func(d *signage.DeskCard) { d.Procedure = signage.Procedure{} }),
		"card, a letter":       card(func(d *signage.DeskCard) { d.Procedure.Name = "☃" }),
		"card, verb":           card(func(d *signage.DeskCard) { d.Verb = "☃" }),
		"card, no size":        card(func(d *signage.DeskCard) { d.Size = signage.Size{} }),
		"poster, distance":     poster(func(p *signage.CodePoster) { p.Distance = -5 }),
		"poster, no payload":   poster(func(p *signage.CodePoster) { p.Payload = "" }),
		"poster, long payload": poster(func(p *signage.CodePoster) { p.Payload = strings.Repeat("a ", 2000) }),
		"poster, bytes":        poster(func(p *signage.CodePoster) { p.Payload = "\xff" }),
		"poster, no verb":      poster(func(p *signage.CodePoster) { p.Verb = "" }),
		"poster, level":        poster(func(p *signage.CodePoster) { p.Level = 9 }),
		"poster, lines":        poster(func(p *signage.CodePoster) { p.Lines = make([]string, 9) }),
		"sheet, no code":       sheet(signage.CodeSheet{}),
		"sheet, distance":      sheet(signage.CodeSheet{Code: code, Distance: -5}),
		"sheet, NaN width":     sheet(signage.CodeSheet{Code: code, Width: nan}),
		"sheet, width":         sheet(signage.CodeSheet{Code: code, Width: -5}),
		"sheet, small":         sheet(signage.CodeSheet{Code: code, Width: 5}),
		"sheet, large":         sheet(signage.CodeSheet{Code: code, Width: 1e9}),
		"sheet, far":           sheet(signage.CodeSheet{Code: code, Distance: inf}),
	} {
		namesPlaceAndRemedy(t, name, compile())
	}
}

func namesPlaceAndRemedy(t *testing.T, name string, err error) {
	t.Helper()
	var refused *signage.Error
	if !errors.As(err, &refused) {
		t.Errorf("%s: %v", name, err)
		return
	}
	said := false
	for _, d := range refused.Diagnostics {
		if d.Severity != signage.SeverityError {
			continue
		}
		said = true
		if d.Code == "" || d.Field == "" || d.VI == "" || d.EN == "" || d.FixVI == "" || d.FixEN == "" {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if !said {
		t.Errorf("%s: no error among %+v", name, refused.Diagnostics)
	}
}

// The same holds for signs and for what is looked up by name.
func TestErrorsNamePlaceAndRemedy(t *testing.T) {
	banner, err := signage.LookupSize("bang-ron-6x0.8")
	if err != nil {
		t.Fatal(err)
	}
	poster, err := signage.LookupSize("poster-a3")
	if err != nil {
		t.Fatal(err)
	}
	sign := func(size signage.Size, change func(*signage.Sign)) func() error {
		return func() error {
			s := signage.Sign{Size: size, Slogan: "chao-mung"}
			change(&s)
			_, err := signage.Compile(s, nil)
			return err
		}
	}
	doc, err := signage.Compile(signage.Sign{Size: poster, Slogan: "chao-mung"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]func() error{
		"size":           func() error { _, err := signage.LookupSize("x"); return err },
		"no size":        func() error { _, err := signage.LookupSize(""); return err },
		"size, huge":     func() error { _, err := signage.LookupSize("1000m x 1m"); return err },
		"paper":          func() error { _, err := signage.LookupPaper("a9", false); return err },
		"theme":          func() error { _, err := signage.LookupTheme("x"); return err },
		"shop":           func() error { _, err := signage.LookupShop("x"); return err },
		"slogan":         func() error { _, err := signage.LookupSlogan("x"); return err },
		"no such page":   func() error { _, err := doc.Page(5); return err },
		"dots":           func() error { return doc.WritePNG(io.Discard, &signage.PNGOptions{DPI: math.NaN()}) },
		"pixels":         func() error { return doc.WritePNG(io.Discard, &signage.PNGOptions{Width: -1}) },
		"many pixels":    func() error { return doc.WritePNG(io.Discard, &signage.PNGOptions{Width: 1 << 30}) },
		"no PDF":         func() error { _, err := signage.CheckPDF(strings.NewReader("x"), 1, nil); return err },
		"kind":           sign(banner, func(s *signage.Sign) { s.Kind = "x" }),
		"no text":        sign(banner, func(s *signage.Sign) { s.Slogan = "" }),
		"letters":        sign(banner, func(s *signage.Sign) { s.Slogan, s.Text = "", "☃" }),
		"bytes":          sign(banner, func(s *signage.Sign) { s.Slogan, s.Text = "", "\xff" }),
		"long text":      sign(banner, func(s *signage.Sign) { s.Slogan, s.Text = "", strings.Repeat("a ", 3000) }),
		"sign's theme":   sign(banner, func(s *signage.Sign) { s.Theme = "x" }),
		"sign's colours": sign(banner, func(s *signage.Sign) { s.Colors = &signage.Theme{} }),
		"sign's size":    sign(signage.Size{Width: math.Inf(1), Height: 5}, func(*signage.Sign) {}),
		"sign's code":    sign(poster, func(s *signage.Sign) { s.Code = &signage.Code{Payload: "https://evil.com/"} }),
		"empty code":     sign(poster, func(s *signage.Sign) { s.Code = &signage.Code{} }),
		"long code": sign(poster, func(s *signage.Sign) {
			s.Code = &signage.Code{Payload: strings.Repeat("a ",
				3000)}
		}),
		"unit":          sign(banner, func(s *signage.Sign) { s.Unit = "\x00" }),
		"second slogan": sign(poster, func(s *signage.Sign) { s.SecondSlogan = "x" }),
		"steps": sign(poster, func(s *signage.Sign) {
			s.Kind, s.Slogan, s.Steps = signage.Model, "mo-hinh-qr",
				make([]string, 50)
		}),
	} {
		namesPlaceAndRemedy(t, name, try())
	}
}
