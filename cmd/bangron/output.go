package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// made is what --json prints of a file.
type made struct {
	File        string               `json:"file"`
	Ticket      string               `json:"ticket,omitempty"`
	Format      campaign.Format      `json:"format"`
	Title       string               `json:"title"`
	Kind        signage.Kind         `json:"kind"`
	WidthMM     float64              `json:"width_mm"`
	HeightMM    float64              `json:"height_mm"`
	WidthPX     int                  `json:"width_px,omitempty"`
	HeightPX    int                  `json:"height_px,omitempty"`
	Scale       string               `json:"scale"`
	ModuleMM    float64              `json:"qr_module_mm,omitempty"`
	Lines       []signage.Line       `json:"lines"`
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

// failure is what --json prints when nothing was made.
type failure struct {
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

func describe(path, ticket string, format campaign.Format, scale int, doc *signage.Document, found []signage.Diagnostic) made {
	size := doc.Size()
	m := made{
		File: path, Ticket: ticket, Format: format, Title: doc.Title(), Kind: doc.Kind(), WidthMM: size.Width, HeightMM: size.Height,
		Scale: fmt.Sprintf("1:%d", scale), ModuleMM: doc.Module(), Lines: doc.Lines(), Diagnostics: append(doc.Diagnostics(), found...),
	}
	m.WidthPX, m.HeightPX = size.Px()
	if m.Diagnostics == nil {
		m.Diagnostics = []signage.Diagnostic{}
	}
	return m
}

// report says what was made. sheet is what the file prints, found what was found in it.
func (p *program) report(path, ticket string, format campaign.Format, scale int, sheet signage.Size, doc *signage.Document, found []signage.Diagnostic) error {
	if p.asJSON {
		m := describe(path, ticket, format, scale, doc, found)
		m.Diagnostics = p.inFlags(m.Diagnostics)
		return p.printJSON(m)
	}
	p.print(append(doc.Diagnostics(), found...))
	size := doc.Size()
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s", path, p.decimals(size.String()))
	if n := doc.PageCount(); n > 1 {
		fmt.Fprintf(&b, p.say(", %d trang", ", %d pages"), n)
	}
	b.WriteByte('\n')
	if ticket != "" {
		fmt.Fprintf(&b, p.say("%s  phiếu in, gửi kèm\n", "%s  ticket, to be sent along\n"), ticket)
	}
	if sheet.Width > size.Width || sheet.Height > size.Height {
		fmt.Fprintf(&b, p.say("  Trang in có tràn lề, %s; xưởng cắt hoặc gấp mép còn %s.\n", "  The page has a bleed, %s; the shop trims or hems it to %s.\n"),
			p.decimals(sheet.String()), p.decimals(size.String()))
	}
	if scale > 1 {
		fmt.Fprintf(&b, p.say("  Tệp ở tỉ lệ 1:%d (trang PDF không quá 5,08 m): báo xưởng in phóng %[1]d lần.\n",
			"  The file is at 1:%d (a PDF page is at most 5.08 m): tell the shop to enlarge it %[1]d times.\n"), scale)
	}
	for _, l := range doc.Lines() {
		fmt.Fprintf(&b, p.say("  “%s”: chữ cao %s", "  “%s”: letters %s"), l.Text, p.decimals(campaign.Length(l.CapHeight, size)))
		// What is on a screen is not read from metres away.
		if !size.Pixels {
			fmt.Fprintf(&b, p.say(", đọc thoải mái đến %s, xa nhất %s, phân biệt dấu thanh đến khoảng %s (ước tính)",
				", read with ease to %s, at most %s, tone marks to about %s (estimate)"), p.metres(l.Comfortable), p.metres(l.AtMost), p.metres(l.ToneMarks))
		}
		b.WriteByte('\n')
	}
	_, err := fmt.Fprint(p.out, b.String())
	return err
}

// scanned writes the distance in mm from which a code can be scanned.
func (p *program) scanned(distance float64) string {
	return p.decimals(strings.Replace(strconv.FormatFloat(qr.Metres(distance), 'f', -1, 64), ".", ",", 1)) + " m"
}

// metres writes a reading distance as exactly as it can be judged on the spot.
func (p *program) metres(m float64) string {
	digits := 0
	if m < 10 {
		digits, m = -1, math.Round(m*10)/10
	}
	return p.decimals(strings.Replace(strconv.FormatFloat(m, 'f', digits, 64), ".", ",", 1)) + " m"
}
