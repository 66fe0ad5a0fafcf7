package signage

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"github.com/bangron/bangron/signage/internal/compose"
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

// LookupTheme finds a theme by its ID or its English name. The error is an [*Error] that wraps [ErrTheme].
func LookupTheme(id string) (Theme, error) {
	for _, name := range themeNames {
		if id != name.id && id != name.alias && id != name.vi {
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
		VI: fmt.Sprintf("Không có bộ màu “%s”.", id), EN: fmt.Sprintf("There is no theme %q.", id),
		FixVI: "Chọn do (đỏ), xanh hoặc sang (sáng); xem `bangron themes`.",
		FixEN: "Choose do (red), xanh (blue) or sang (light); see `bangron themes`.",
	})
}

// check refuses a theme with text that does not stand out from what it is set on.
func (t *Theme) check() error {
	for _, pair := range [...]struct {
		text, ground     Ink
		textAs, groundAs string
	}{
		{t.Main, t.Ground, "main", "ground"}, {t.Main, t.Deep, "main", "deep"},
		{t.Second, t.Ground, "second", "ground"}, {t.Second, t.Deep, "second", "deep"},
		{t.Accent, t.Ground, "accent", "ground"}, {t.Accent, t.Deep, "accent", "deep"}, {t.Accent, t.Far, "accent", "far"},
		{t.Quiet, t.Ground, "quiet", "ground"}, {t.Quiet, t.Deep, "quiet", "deep"},
		{t.OnCard, t.Card, "on-card", "card"}, {t.OnStrip, t.Strip, "on-strip", "strip"},
		{t.OnFoot, t.FootDeep, "on-foot", "foot-deep"}, {t.OnFoot2, t.FootDeep, "on-foot-2", "foot-deep"},
	} {
		ratio := pair.text.Contrast(pair.ground)
		if ratio >= MinContrast {
			continue
		}
		return refuse(ErrTheme, note.Note{
			Code: "contrast", Severity: note.Error, Field: "colors",
			VI: fmt.Sprintf("Chữ màu %s (%s) chỉ tương phản %.2f:1 với nền %s (%s), cần ít nhất %g:1.",
				pair.text.Hex(), pair.textAs, ratio, pair.ground.Hex(), pair.groundAs, MinContrast),
			EN: fmt.Sprintf("Text in %s (%s) has a contrast of only %.2f:1 with its ground %s (%s); %g:1 is needed.",
				pair.text.Hex(), pair.textAs, ratio, pair.ground.Hex(), pair.groundAs, MinContrast),
			FixVI: "Chọn màu chữ hoặc màu nền khác xa nhau hơn về độ sáng tối.",
			FixEN: "Choose inks that differ more in lightness.",
		})
	}
	return nil
}

func (t *Theme) role(name string) *Ink {
	return map[string]*Ink{
		"ground": &t.Ground, "deep": &t.Deep, "main": &t.Main, "second": &t.Second, "accent": &t.Accent,
		"ornament": &t.Ornament, "quiet": &t.Quiet, "far": &t.Far, "card": &t.Card, "on-card": &t.OnCard,
		"strip": &t.Strip, "on-strip": &t.OnStrip, "on-strip-2": &t.OnStrip2,
		"wave": &t.Wave, "foot": &t.Foot, "foot-deep": &t.FootDeep, "on-foot": &t.OnFoot, "on-foot-2": &t.OnFoot2,
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
