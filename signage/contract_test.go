package signage_test

import (
	"errors"
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
		"board, grain":         board(func(b *signage.Board) { b.Grain = "x" }),
		"board, theme":         board(func(b *signage.Board) { b.Theme = "x" }),
		"board, colours":       board(func(b *signage.Board) { b.Colors = &signage.Theme{} }),
		"board, per page":      board(func(b *signage.Board) { b.PerPage = -1 }),
		"board, unit":          board(func(b *signage.Board) { b.Unit = "\x00" }),
		"board, desk":          board(func(b *signage.Board) { b.Desk = "☃" }),
		"board, head":          board(func(b *signage.Board) { b.Head = strings.Repeat("a", 5000) }),
		"board, steps":         board(func(b *signage.Board) { b.Steps = []string{"☃"} }),
		"board, hotline":       board(func(b *signage.Board) { b.Hotline = strings.Repeat("a ", 3000) }),
		"board, decision":      board(func(b *signage.Board) { b.Decision = "\xff" }),
		"list, link":           board(func(b *signage.Board) { b.Grain, b.ListLink = signage.ByList, "https://bit.ly/x" }),
		"fields, unknown":      board(func(b *signage.Board) { b.Grain, b.FieldLinks = signage.ByField, map[string]string{"x": portal} }),
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
		err := compile()
		var refused *signage.Error
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
			continue
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
}
