package main

import (
	"fmt"
	"iter"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/spec"
)

// list is a command that prints a catalogue as a table or as JSON.
func (p *program) list(name, short string, head []string, rows func(func(...string)), data func() any) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short, Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if p.asJSON {
				return p.printJSON(data())
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
				row(s.ID, year, status[s.Status], s.Text, p.say(s.SourceVI, s.Source))
			}
		},
		func() any {
			return collect(signage.Slogans(), func(s signage.Slogan) sloganJSON {
				return sloganJSON{s.ID, s.Year, s.Kind, s.Text, s.Capitals, append([]string{}, s.Lines...), s.Status, s.Source, s.SourceVI, s.Note}
			})
		})
}

func (p *program) sizes() *cobra.Command {
	status := map[string]string{
		"verified": p.say("tiêu chuẩn", "standard"), "source": p.say("có nguồn", "has a source"), "unverified": p.say("theo thông lệ", "custom of the trade"),
	}
	return p.list("sizes", p.say("Danh mục khổ", "The catalogue of sizes"),
		[]string{p.say("TÊN", "NAME"), p.say("KHỔ", "SIZE"), p.say("SẢN PHẨM", "PRODUCT"), p.say("NƠI TREO", "USE"), p.say("TÌNH TRẠNG", "STATUS"), p.say("NGUỒN", "SOURCE")},
		func(row func(...string)) {
			for s := range signage.Sizes() {
				row(s.ID, p.decimals(s.String()), p.say(s.Name, s.NameEN), p.say(s.Use, s.UseEN), status[s.Status], p.say(s.SourceVI, s.Source))
			}
		},
		func() any {
			return collect(signage.Sizes(), func(s signage.Size) sizeJSON {
				j := sizeJSON{
					ID: s.ID, Kind: s.Kind, Name: s.Name, NameEN: s.NameEN, WidthMM: s.Width, HeightMM: s.Height,
					Use: s.Use, UseEN: s.UseEN, Status: s.Status, Source: s.Source, SourceVI: s.SourceVI,
				}
				j.WidthPX, j.HeightPX = s.Px()
				return j
			})
		})
}

func (p *program) themes() *cobra.Command {
	return p.list("themes", p.say("Các bộ màu", "The themes"),
		[]string{p.say("TÊN", "NAME"), p.say("NỀN", "GROUND"), p.say("CHỮ CHÍNH", "MAIN"), p.say("CHỮ PHỤ", "SECOND"), p.say("NHẤN", "ACCENT"), p.say("TƯƠNG PHẢN", "CONTRAST")},
		func(row func(...string)) {
			ink := func(i signage.Ink) string { return i.Hex() + " " + i.String() }
			for t := range signage.Themes() {
				row(t.ID, ink(t.Ground), ink(t.Main), ink(t.Second), ink(t.Accent),
					p.decimals(strings.ReplaceAll(fmt.Sprintf(p.say("chính %.1f:1; phụ %.1f:1; nhấn %.1f:1", "main %.1f:1; second %.1f:1; accent %.1f:1"),
						t.Main.Contrast(t.Ground), t.Second.Contrast(t.Ground), t.Accent.Contrast(t.Ground)), ".", ",")))
			}
		},
		func() any {
			return collect(signage.Themes(), func(t signage.Theme) themeJSON {
				j := themeJSON{t.ID, t.Name, t.NameEN, map[string]inkJSON{}}
				for role, ink := range spec.Colors(t) {
					j.Colors[role] = inkJSON{ink.Hex(), [4]float64{ink.C, ink.M, ink.Y, ink.K}}
				}
				return j
			})
		})
}

func (p *program) shops() *cobra.Command {
	return p.list("shops", p.say("Các kiểu gia công của xưởng in", "The presets of print shops"),
		[]string{p.say("TÊN", "NAME"), p.say("GIA CÔNG", "FINISHING"), p.say("VẬT LIỆU", "MATERIAL"), p.say("TRÀN LỀ", "BLEED"), p.say("AN TOÀN", "SAFE"), p.say("KHOEN", "EYELETS"),
			p.say("DẤU CẮT", "MARKS"), p.say("MỰC", "INK"), p.say("NGUỒN", "SOURCE")},
		func(row func(...string)) {
			for s := range signage.Shops() {
				eyelets, marks := "–", "–"
				if s.EyeletSpacing > 0 {
					eyelets = fmt.Sprintf("%g mm", s.EyeletSpacing)
				}
				if s.Marks {
					marks = p.say("có", "yes")
				}
				row(s.ID, p.say(s.Name, s.NameEN), s.Material, fmt.Sprintf("%g mm", s.Bleed), fmt.Sprintf("%g mm", s.Safe), eyelets, marks, fmt.Sprintf("%g %%", s.InkLimit), s.Source)
			}
		},
		func() any { return collect(signage.Shops(), func(s signage.Shop) signage.Shop { return s }) })
}

func (p *program) fonts() *cobra.Command {
	return p.list("fonts", p.say("Các phông chữ kèm theo", "The embedded fonts"),
		[]string{p.say("TÊN", "NAME"), p.say("HỌ", "FAMILY"), p.say("ĐỘ ĐẬM", "WEIGHT"), p.say("DÙNG CHO", "USE"), p.say("GIẤY PHÉP", "LICENCE")},
		func(row func(...string)) {
			for e := range fonts.All() {
				row(e.ID, e.Family, fmt.Sprint(e.Weight), p.say(e.Role, e.RoleEN), licence)
			}
		},
		func() any {
			return collect(fonts.All(), func(e fonts.Embedded) fontJSON {
				return fontJSON{e.ID, e.Family, e.Weight, e.Role, e.RoleEN, licence}
			})
		})
}

// licence is that of all embedded fonts.
const licence = "SIL OFL 1.1"

// What --json prints of the catalogues.
type (
	sloganJSON struct {
		ID       string   `json:"id"`
		Year     string   `json:"year"`
		Kind     string   `json:"kind"`
		Text     string   `json:"text"`
		Capitals string   `json:"capitals"`
		Lines    []string `json:"lines"`
		Status   string   `json:"status"`
		Source   string   `json:"source"`
		SourceVI string   `json:"source_vi"`
		Note     string   `json:"note"`
	}
	sizeJSON struct {
		ID       string       `json:"id"`
		Kind     signage.Kind `json:"kind"`
		Name     string       `json:"name"`
		NameEN   string       `json:"name_en"`
		WidthMM  float64      `json:"width_mm"`
		HeightMM float64      `json:"height_mm"`
		WidthPX  int          `json:"width_px,omitempty"`
		HeightPX int          `json:"height_px,omitempty"`
		Use      string       `json:"use"`
		UseEN    string       `json:"use_en"`
		Status   string       `json:"status"`
		Source   string       `json:"source"`
		SourceVI string       `json:"source_vi"`
	}
	themeJSON struct {
		ID     string             `json:"id"`
		Name   string             `json:"name"`
		NameEN string             `json:"name_en"`
		Colors map[string]inkJSON `json:"colors"`
	}
	inkJSON struct {
		Screen string     `json:"screen"`
		CMYK   [4]float64 `json:"cmyk"`
	}
	fontJSON struct {
		ID      string `json:"id"`
		Family  string `json:"family"`
		Weight  int    `json:"weight"`
		Role    string `json:"role"`
		RoleEN  string `json:"role_en"`
		Licence string `json:"licence"`
	}
)

func collect[T, J any](seq iter.Seq[T], convert func(T) J) []J {
	var all []J
	for v := range seq {
		all = append(all, convert(v))
	}
	return all
}
