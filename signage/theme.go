package signage

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Ink is a colour as it is printed and as it is shown.
type Ink struct {
	C, M, Y, K float64 // process inks in percent, 0…100
	R, G, B    uint8   // sRGB
}

// String names the ink as a print shop reads it: "C0 M100 Y100 K5".
func (i Ink) String() string {
	return fmt.Sprintf("C%g M%g Y%g K%g", i.C, i.M, i.Y, i.K)
}

// Hex is the screen value, "#DA251D".
func (i Ink) Hex() string { return fmt.Sprintf("#%02X%02X%02X", i.R, i.G, i.B) }

func (i Ink) scene() scene.Ink {
	return scene.Ink{C: i.C / 100, M: i.M / 100, Y: i.Y / 100, K: i.K / 100, R: i.R, G: i.G, B: i.B}
}

// Contrast is the WCAG 2 contrast ratio of two inks on screen, 1…21.
func (i Ink) Contrast(j Ink) float64 { return i.scene().Contrast(j.scene()) }

// MinContrast is the least contrast of text and ground: WCAG 2.2, 1.4.3, large text.
const MinContrast = 3.0

// Theme is the set of inks of a sign.
type Theme struct {
	ID           string // "do", "xanh", "sang"
	Name, NameEN string
	Ground, Deep Ink // the sheet, and the ink that it runs into
	Main         Ink // a message set in one ink
	Second       Ink // the lines beside the loudest
	Accent       Ink // the loudest, and rules
	Ornament     Ink // what ornament on the ground leans towards
	Quiet        Ink // a second slogan below the message
	Far          Ink // the right end of a web banner's ground
	Card, OnCard Ink // cards on the ground, and their text
	Strip        Ink // the strip at the head of a poster
	OnStrip      Ink // its text
	OnStrip2     Ink // its star
	Wave, Foot   Ink // the upper waves at the foot
	FootDeep     Ink // the wave that carries text
	OnFoot       Ink // text on the foot
	OnFoot2      Ink // the second ink of that text
}

// ErrTheme is wrapped by the errors of themes that are not known or have too little contrast.
var ErrTheme = errors.New("signage: not a usable theme")

//go:embed data/themes.csv
var themesCSV string

var themeNames = [...]struct{ id, alias, vi, en string }{
	{"do", "red", "đỏ", "red"},
	{"xanh", "blue", "xanh", "blue"},
	{"sang", "light", "sáng", "light"},
}

// Themes lists the themes.
func Themes() iter.Seq[Theme] {
	return func(yield func(Theme) bool) {
		for _, name := range themeNames {
			t := Theme{ID: name.id, Name: name.vi, NameEN: name.en}
			for row := range records(themesCSV) {
				if row[0] == name.id {
					*t.role(row[1]) = inkOf(row[2:])
				}
			}
			if !yield(t) {
				return
			}
		}
	}
}

// LookupTheme finds a theme by its ID, its Vietnamese or its English name, in capitals or small letters. The error is an [*Error] that wraps [ErrTheme].
func LookupTheme(id string) (Theme, error) {
	for _, name := range themeNames {
		if !strings.EqualFold(id, name.id) && !strings.EqualFold(id, name.alias) && !strings.EqualFold(id, name.vi) {
			continue
		}
		for t := range Themes() {
			if t.ID == name.id {
				return t, nil
			}
		}
	}
	return Theme{}, refuse(ErrTheme, note.Note{
		Code: "theme-unknown", Severity: note.Error, Field: "theme",
		VI: fmt.Sprintf("Không có bộ màu “%s”.", short(id)), EN: fmt.Sprintf("There is no theme %q.", short(id)),
		FixVI: "Chọn do (đỏ), xanh hoặc sang (sáng); xem `bangron themes`.",
		FixEN: "Choose do (red), xanh (blue) or sang (light); see `bangron themes`.",
	})
}

// check refuses a theme with text that does not stand out from what it is set on, on the screen or on paper, and inks that
// cannot be. The notes are the inks that look quite different on the two.
func (t *Theme) check() ([]note.Note, error) {
	for _, name := range roles {
		if ink := *t.role(name); !ink.possible() {
			return nil, refuse(ErrTheme, note.Note{
				Code: "ink-range", Severity: note.Error, Field: "colors",
				VI: fmt.Sprintf("Màu %s không in được: %s.", name, ink), EN: fmt.Sprintf("The ink %s cannot be printed: %s.", name, ink),
				FixVI: "Mỗi mực C, M, Y, K là số từ 0 đến 100 (%).", FixEN: "Each of C, M, Y and K is a number from 0 to 100 (percent).",
			})
		}
	}
	proof, err := icc.Fogra39Proof()
	if err != nil {
		return nil, err
	}
	for _, pair := range textPairs {
		text, ground := *t.role(pair[0]), *t.role(pair[1])
		for _, seen := range [...]struct {
			ratio            float64
			vi, en, ink, bed string
		}{
			{text.Contrast(ground), "Chữ", "Text", text.Hex(), ground.Hex()},
			{text.printedContrast(ground, proof), "Khi in, chữ", "In print, text", text.String(), ground.String()},
		} {
			if seen.ratio >= MinContrast {
				continue
			}
			vi := fmt.Sprintf("%s màu %s (%s) chỉ tương phản %s:1 với nền %s (%s), cần ít nhất %g:1.",
				seen.vi, seen.ink, pair[0], decimal(round(seen.ratio, 2)), seen.bed, pair[1], MinContrast)
			en := fmt.Sprintf("%s in %s (%s) has a contrast of only %.2f:1 with its ground %s (%s); %g:1 is needed.",
				seen.en, seen.ink, pair[0], seen.ratio, seen.bed, pair[1], MinContrast)
			return nil, refuse(ErrTheme, note.Note{
				Code: "contrast", Severity: note.Error, Field: "colors", VI: vi, EN: en,
				FixVI: "Chọn màu chữ hoặc màu nền khác xa nhau hơn về độ sáng tối.", FixEN: "Choose inks that differ more in lightness.",
			})
		}
	}
	var differ []string
	for _, name := range roles {
		ink := *t.role(name)
		if icc.Difference(ink.printed(proof), icc.ScreenLab(ink.R, ink.G, ink.B)) > maxDifference {
			differ = append(differ, fmt.Sprintf("%s %s (%s)", name, ink.Hex(), ink))
		}
	}
	if len(differ) == 0 {
		return nil, nil
	}
	return []note.Note{{
		Code: "ink-differs", Severity: note.Warning, Field: "colors",
		VI:    fmt.Sprintf("Màu in ra khác hẳn màu trên màn hình: %s.", strings.Join(differ, "; ")),
		EN:    fmt.Sprintf("In print these inks are quite another colour than on the screen: %s.", strings.Join(differ, "; ")),
		FixVI: "Xem lại bốn mực CMYK, hoặc chọn màu màn hình mà mực in được.", FixEN: "Check the four inks, or choose a screen colour that inks reach.",
	}}, nil
}

// maxDifference is the distance in CIELAB (ΔE*ab) from which an ink on paper is called another colour than on the screen.
// Those of the themes that are shipped are below 11; pure blue and green of the screen, which no press prints, are above.
const maxDifference = 50

// textPairs are the inks of texts and of what they are set on, by their roles.
var textPairs = [...][2]string{
	{"main", "ground"}, {"main", "deep"}, {"second", "ground"}, {"second", "deep"},
	{"accent", "ground"}, {"accent", "deep"}, {"accent", "far"}, {"quiet", "ground"}, {"quiet", "deep"},
	{"on_card", "card"}, {"on_strip", "strip"}, {"on_foot", "foot_deep"}, {"on_foot_2", "foot_deep"},
}

// possible tells whether each of the four inks is a share of the sheet.
func (i Ink) possible() bool {
	for _, share := range [...]float64{i.C, i.M, i.Y, i.K} {
		if !(share >= 0 && share <= 100) {
			return false
		}
	}
	return true
}

// printed is how the ink looks on paper, in CIELAB.
func (i Ink) printed(p *icc.Proof) [3]float64 { return p.Lab(i.C/100, i.M/100, i.Y/100, i.K/100) }

// printedContrast is the contrast of two inks on coated paper, 1…21.
func (i Ink) printedContrast(j Ink, p *icc.Proof) float64 {
	a, b := icc.Luminance(i.printed(p)[0]), icc.Luminance(j.printed(p)[0])
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

// roles are the names of a theme's inks, in the order of its fields.
var roles = [...]string{
	"ground", "deep", "main", "second", "accent", "ornament", "quiet", "far", "card", "on_card",
	"strip", "on_strip", "on_strip_2", "wave", "foot", "foot_deep", "on_foot", "on_foot_2",
}

func (t *Theme) role(name string) *Ink {
	return map[string]*Ink{
		"ground": &t.Ground, "deep": &t.Deep, "main": &t.Main, "second": &t.Second, "accent": &t.Accent,
		"ornament": &t.Ornament, "quiet": &t.Quiet, "far": &t.Far, "card": &t.Card, "on_card": &t.OnCard,
		"strip": &t.Strip, "on_strip": &t.OnStrip, "on_strip_2": &t.OnStrip2,
		"wave": &t.Wave, "foot": &t.Foot, "foot_deep": &t.FootDeep, "on_foot": &t.OnFoot, "on_foot_2": &t.OnFoot2,
	}[name]
}

func inkOf(row []string) Ink {
	screen, _ := strconv.ParseUint(row[4][1:], 16, 24)
	return Ink{
		C: number(row[0]), M: number(row[1]), Y: number(row[2]), K: number(row[3]),
		R: uint8(screen >> 16), G: uint8(screen >> 8), B: uint8(screen),
	}
}

func (t Theme) palette() compose.Palette {
	return compose.Palette{
		Ground: t.Ground.scene(), Deep: t.Deep.scene(), Main: t.Main.scene(), Second: t.Second.scene(), Accent: t.Accent.scene(),
		Ornament: t.Ornament.scene(), Quiet: t.Quiet.scene(), Far: t.Far.scene(), Card: t.Card.scene(), OnCard: t.OnCard.scene(),
		Strip: t.Strip.scene(), OnStrip: t.OnStrip.scene(), OnStrip2: t.OnStrip2.scene(),
		Wave: t.Wave.scene(), Foot: t.Foot.scene(), FootDeep: t.FootDeep.scene(), OnFoot: t.OnFoot.scene(), OnFoot2: t.OnFoot2.scene(),
	}
}
