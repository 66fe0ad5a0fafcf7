package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage"
)

// list is a command that prints a catalogue as a table or as JSON.
func (p *program) list(name, short string, head []string, rows func(func(...string)), data func() any) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short, Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if p.asJSON {
				p.printJSON(data())
				return nil
			}
			w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, strings.Join(head, "\t"))
			rows(func(cells ...string) { fmt.Fprintln(w, strings.Join(cells, "\t")) })
			return w.Flush()
		},
	}
}

func (p *program) slogans() *cobra.Command {
	status := map[string]string{
		signage.StatusVerified:           p.say("đã kiểm chứng", "verified"),
		signage.StatusCustomary:          p.say("quen dùng", "customary"),
		signage.StatusConflict:           p.say("nguồn mâu thuẫn", "sources disagree"),
		signage.StatusConflictUnverified: p.say("nguồn mâu thuẫn, dịch ngược", "sources disagree, translated back"),
		signage.StatusMissing:            p.say("CHƯA CÓ", "MISSING"),
	}
	return p.list("slogans", p.say("Danh mục khẩu hiệu", "The catalogue of slogans"),
		[]string{p.say("TÊN", "ID"), p.say("NĂM", "YEAR"), p.say("TÌNH TRẠNG", "STATUS"), p.say("NGUYÊN VĂN", "WORDING"), p.say("NGUỒN", "SOURCE")},
		func(row func(...string)) {
			for s := range signage.Slogans() {
				year := s.Year
				if year == "all" || year == "any" {
					year = "–"
				}
				row(s.ID, year, status[s.Status], s.Text, s.Source)
			}
		},
		func() any { return collect(signage.Slogans()) })
}

func (p *program) sizes() *cobra.Command {
	status := map[string]string{
		"verified": p.say("tiêu chuẩn", "standard"), "source": p.say("có nguồn", "has a source"), "unverified": p.say("theo thông lệ", "custom of the trade"),
	}
	return p.list("sizes", p.say("Danh mục khổ", "The catalogue of sizes"),
		[]string{p.say("TÊN", "NAME"), p.say("KHỔ", "SIZE"), p.say("SẢN PHẨM", "PRODUCT"), p.say("NƠI TREO", "USE"), p.say("TÌNH TRẠNG", "STATUS"), p.say("NGUỒN", "SOURCE")},
		func(row func(...string)) {
			for s := range signage.Sizes() {
				row(s.ID, s.String(), s.Name, s.Use, status[s.Status], s.Source)
			}
		},
		func() any { return collect(signage.Sizes()) })
}

func (p *program) themes() *cobra.Command {
	return p.list("themes", p.say("Các bộ màu", "The themes"),
		[]string{p.say("TÊN", "NAME"), p.say("NỀN", "GROUND"), p.say("CHỮ CHÍNH", "MAIN"), p.say("CHỮ PHỤ", "SECOND"), p.say("NHẤN", "ACCENT"), p.say("TƯƠNG PHẢN", "CONTRAST")},
		func(row func(...string)) {
			ink := func(i signage.Ink) string { return i.Hex() + " " + i.String() }
			for t := range signage.Themes() {
				row(t.ID, ink(t.Ground), ink(t.Main), ink(t.Second), ink(t.Accent),
					fmt.Sprintf("%.1f / %.1f / %.1f", t.Main.Contrast(t.Ground), t.Second.Contrast(t.Ground), t.Accent.Contrast(t.Ground)))
			}
		},
		func() any { return collect(signage.Themes()) })
}

func (p *program) fonts() *cobra.Command {
	return p.list("fonts", p.say("Các phông chữ kèm theo", "The embedded fonts"),
		[]string{p.say("TÊN", "NAME"), p.say("HỌ", "FAMILY"), p.say("ĐỘ ĐẬM", "WEIGHT"), p.say("DÙNG CHO", "USE"), p.say("GIẤY PHÉP", "LICENCE")},
		func(row func(...string)) {
			for e := range fonts.All() {
				row(e.ID, e.Family, fmt.Sprint(e.Weight), p.say(e.Role, e.RoleEN), "SIL OFL 1.1")
			}
		},
		func() any { return collect(fonts.All()) })
}

func collect[T any](seq func(func(T) bool)) []T {
	var all []T
	for v := range seq {
		all = append(all, v)
	}
	return all
}
