package signage

import (
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Shop is what a print shop does with a sign and wants in its file. Lengths are in mm at true size. The zero value is a
// shop that wants the trimmed sign alone.
type Shop struct {
	ID            string  `json:"id"`
	Name          string  `json:"name"`
	NameEN        string  `json:"name_en"`
	Material      string  `json:"material"`
	Profile       Profile `json:"profile"`           // of its PDFs
	Bleed         MM      `json:"bleed_mm"`          // that is printed beyond the trim on all sides
	Safe          MM      `json:"safe_mm"`           // from the trim, in which nothing stands that must be read
	Hem           MM      `json:"hem_mm"`            // of the bleed that is folded in
	EyeletSpacing MM      `json:"eyelet_spacing_mm"` // at most, between two eyelets; 0: no eyelets
	EyeletEdge    MM      `json:"eyelet_edge_mm"`    // from the trim to the middle of an eyelet
	Marks         bool    `json:"marks"`             // crop and registration marks, colour bar, slug line
	InkLimit      float64 `json:"ink_limit_percent"` // most ink in one place, of all four together; 0: none
	Cut           bool    `json:"cut"`               // a cut line in the spot ink CutContour
	White         bool    `json:"white"`             // white below the print, in the spot ink White
	Status        string  `json:"status"`            // "unverified" for what is custom of the trade
	Source        string  `json:"source"`
	Date          string  `json:"date"` // of the source, "2026-11-22"
}

// ErrShop is wrapped by the errors of shops that are not known, whose numbers make no sense, or that leave a sign no room.
var ErrShop = errors.New("signage: not a usable print shop")

//go:embed data/shops.csv
var shopsCSV string

// Shops lists the presets. Their numbers are custom of the trade: ask the shop.
func Shops() iter.Seq[Shop] {
	return func(yield func(Shop) bool) {
		for row := range records(shopsCSV) {
			s := Shop{
				ID: row[0], Name: row[1], NameEN: row[2], Material: row[3], Profile: Profile(row[4]),
				Bleed: number(row[5]), Safe: number(row[6]), Hem: number(row[7]), EyeletSpacing: number(row[8]), EyeletEdge: number(row[9]),
				Marks: row[10] == "yes", InkLimit: number(row[11]), Cut: row[12] == "yes", White: row[13] == "yes",
				Status: row[14], Source: row[15], Date: row[16],
			}
			if !yield(s) {
				return
			}
		}
	}
}

// LookupShop finds a preset by its ID. The error is an [*Error] that wraps [ErrShop].
func LookupShop(id string) (Shop, error) {
	var known []string
	for s := range Shops() {
		if s.ID == id {
			return s, nil
		}
		known = append(known, s.ID)
	}
	return Shop{}, refuse(ErrShop, note.Note{
		Code: "shop-unknown", Severity: note.Error, Field: "shop",
		VI: fmt.Sprintf("Không có kiểu gia công “%s”.", short(id)), EN: fmt.Sprintf("There is no shop preset %q.", short(id)),
		FixVI: "Chọn một trong: " + strings.Join(known, ", ") + ".", FixEN: "Choose one of: " + strings.Join(known, ", ") + ".",
	})
}

// maxShopLength is the longest length in mm that a shop may ask for.
const maxShopLength = 1000

// check refuses numbers that no shop means.
func (s *Shop) check(size Size) error {
	for _, v := range [...]struct {
		value          float64
		field, vi, en  string
		most, optional float64
	}{
		{s.Bleed, "bleed", "Phần tràn lề", "The bleed", min(size.Width, size.Height) / 2, 0},
		{s.Safe, "safe", "Vùng an toàn", "The safe zone", min(size.Width, size.Height) * 0.35, 0},
		{s.Hem, "hem", "Mép gấp", "The hem", s.Bleed, 0},
		{s.EyeletSpacing, "eyelet-spacing", "Khoảng cách khoen", "The spacing of eyelets", maxShopLength * 10, 0},
		{s.EyeletEdge, "eyelet-edge", "Khoảng cách khoen tới mép", "The eyelets' distance from the edge", maxShopLength, 0},
		{s.InkLimit, "ink-limit", "Giới hạn mực", "The ink limit", 400, 0},
	} {
		if v.value >= 0 && v.value <= v.most && !math.IsNaN(v.value) {
			continue
		}
		return refuse(ErrShop, note.Note{
			Code: "shop-" + v.field, Severity: note.Error, Field: "shop",
			VI:    fmt.Sprintf("%s %g không hợp với khổ %s: chỉ nhận từ 0 đến %.4g.", v.vi, v.value, size, v.most),
			EN:    fmt.Sprintf("%s of %g does not go with the size %s: it takes 0 to %.4g.", v.en, v.value, size, v.most),
			FixVI: "Chọn kiểu gia công khác, hoặc khổ lớn hơn.", FixEN: "Choose another shop preset, or a larger size.",
		})
	}
	return nil
}

// prepare makes the page of a sign what the shop wants: marks, cut line, white, and what must be known to check it.
func (s *Shop) prepare(page *scene.Scene, d *Document, sign Sign, face *fonts.Face, keepout scene.Edges) error {
	trim := page.Trim()
	page.Safe = scene.Rect{X0: keepout.Left, Y0: keepout.Top, X1: trim.X1 - keepout.Right, Y1: trim.Y1 - keepout.Bottom}
	for _, at := range press.Eyelets(trim, s.EyeletSpacing, s.EyeletEdge) {
		page.Keepouts = append(page.Keepouts, scene.Rect{X0: at.X - s.EyeletEdge, Y0: at.Y - s.EyeletEdge, X1: at.X + s.EyeletEdge, Y1: at.Y + s.EyeletEdge})
	}
	outline := func() *scene.Path {
		p := &scene.Path{}
		p.Rectangle(trim)
		return p
	}
	if s.Cut {
		page.Cut = outline()
	}
	if s.White {
		page.White = outline()
	}
	if err := s.checkInk(page); err != nil {
		return err
	}
	if !s.Marks {
		return nil
	}
	scale := float64(pdf.Scale(page.BleedBox().Width()+2*press.Margin, page.BleedBox().Height()+2*press.Margin))
	page.Margin = scene.Even(press.Margin * scale)
	slug := fmt.Sprintf("%s · 1:%g", d.title, scale)
	if sign.Unit != "" {
		slug += " · " + sign.Unit
	}
	hash, err := designHash(sign)
	if err != nil {
		return err
	}
	layer, err := press.Marks(page, scale, face, slug+" · "+hash)
	if err != nil {
		return err
	}
	page.Layers = append(page.Layers, layer)
	return nil
}

// designHash is a short name of a design: the same design has the same, on every machine.
func designHash(sign Sign) (string, error) {
	content, err := json.Marshal(sign)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return fmt.Sprintf("%x", sum[:4]), nil
}

// checkInk refuses a picture with more ink in one place than the shop prints.
func (s *Shop) checkInk(page *scene.Scene) error {
	if s.InkLimit == 0 {
		return nil
	}
	for _, layer := range page.Layers {
		for _, node := range layer.Nodes {
			var ink scene.Ink
			switch n := node.(type) {
			case *scene.Fill:
				ink = n.Ink
			case *scene.Glyphs:
				ink = n.Ink
			}
			if all := 100 * (ink.C + ink.M + ink.Y + ink.K); all > s.InkLimit+0.5 && layer.Name != scene.Logo {
				return refuse(ErrShop, note.Note{
					Code: "ink-limit", Severity: note.Error, Field: "shop",
					VI:    fmt.Sprintf("Một màu cần %.0f %% mực, xưởng chỉ in tới %g %%.", all, s.InkLimit),
					EN:    fmt.Sprintf("A colour takes %.0f %% of ink; the shop prints up to %g %%.", all, s.InkLimit),
					FixVI: "Chọn bộ màu khác, hoặc giảm mực của màu riêng.", FixEN: "Choose another theme, or own inks with less of it.",
				})
			}
		}
	}
	return nil
}
