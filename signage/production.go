package signage

import (
	"fmt"
	"slices"
	"time"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// production is what a print shop does with a sign.
type production struct {
	shop     Shop
	named    bool // by the design; otherwise the shop is the [PlainShop]
	geometry *press.Geometry
	slug     press.Slug // but for the hash, and for the scale and the date, which are the file's
}

// produce makes a page what the shop wants: cut line, white, and what must be known to check it.
func produce(page *scene.Scene, shop Shop, named bool, g *press.Geometry, slug press.Slug) (*production, []note.Note, error) {
	p := &production{shop: shop, named: named, geometry: g, slug: slug}
	p.shop.Rolls = slices.Clone(p.shop.Rolls)
	if err := p.shop.checkInk(page); err != nil {
		return nil, nil, err
	}
	if err := g.Place(contentOf(page)); err != nil {
		return nil, nil, shopError(err)
	}
	page.Safe, page.Keepouts = g.Safe(), g.Keepouts()
	if p.shop.Cut {
		page.Cut = g.Outline()
	}
	if p.shop.White {
		page.White = g.Outline()
	}
	return p, p.notes(), nil
}

// notes are what the one who orders the sign should know of its finishing.
func (p *production) notes() (notes []note.Note) {
	g := p.geometry
	if g.Crossing() {
		notes = append(notes, note.Note{
			Code: "weld", Severity: note.Warning, Field: "shop",
			VI:    fmt.Sprintf("Cuộn %s mm hẹp hơn biển: mối ghép chạy qua chữ hoặc logo.", decimal(g.Roll)),
			EN:    fmt.Sprintf("The roll of %g mm is narrower than the sign: a weld runs through text or the logo.", g.Roll),
			FixVI: "Xem sơ đồ gia công; hỏi xưởng có cuộn rộng hơn không.",
			FixEN: "See the finishing diagram; ask the shop for a wider roll.",
		})
	}
	switch {
	case g.SlitSpacing == 0 || len(g.Slits) > 0 && g.Unslit == 0:
	case len(g.Slits) == 0:
		notes = append(notes, note.Note{
			Code: "slits", Severity: note.Warning, Field: "slit_spacing",
			VI:    "Không có chỗ nào để rạch lỗ thoát gió: chữ, mối ghép và vùng an toàn đã chiếm hết.",
			EN:    "There is no place for a wind slit: text, welds and the safe zone take all of them.",
			FixVI: "Giảm `slit_spacing` hoặc `slit_radius`, chọn khổ lớn hơn, hoặc bỏ lỗ thoát gió.",
			FixEN: "Lower `slit_spacing` or `slit_radius`, choose a larger size, or leave the slits out.",
		})
	default:
		notes = append(notes, note.Note{
			Code: "slits", Severity: note.Info, Field: "slit_spacing",
			VI: fmt.Sprintf("Rạch %d lỗ thoát gió; %d chỗ khác vướng chữ hoặc mối ghép nên bỏ.", len(g.Slits), g.Unslit),
			EN: fmt.Sprintf("Wind slits that are cut: %d; places left out for text or a weld: %d.", len(g.Slits), g.Unslit),
		})
	}
	return notes
}

// contentOf is what on a page must be read.
func contentOf(page *scene.Scene) press.Content {
	var c press.Content
	for _, layer := range page.Layers {
		for _, node := range layer.Nodes {
			switch layer.Name {
			case scene.Code:
				c.Code = c.Code.Union(node.Bounds())
			case scene.Logo:
				c.Logo = c.Logo.Union(node.Bounds())
			case scene.Text:
				c.Text = append(c.Text, node.Bounds())
			}
		}
	}
	return c
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

// sheet is a page with the margin that the shop's marks need in a file at 1:scale.
func (p *production) sheet(page *scene.Scene, scale int) *scene.Scene {
	if p == nil || !p.shop.Marks {
		return page
	}
	sheet := *page
	sheet.Margin = scene.Even(press.Margin * float64(scale))
	return &sheet
}

// scale is the number by which a page is divided in a file of a profile.
func (p *production) scale(profile pdf.Profile, page *scene.Scene) int {
	return pdf.ScaleOf(profile, p.sheet(page, 1))
}

// marked is a page with the shop's marks for a file at 1:scale.
func (p *production) marked(page *scene.Scene, scale int, day time.Time) (*scene.Scene, error) {
	if p == nil || !p.shop.Marks {
		return page, nil
	}
	face, err := (fonts.Set{}).Face(fonts.Text)
	if err != nil {
		return nil, err
	}
	slug := p.slug
	slug.Scale, slug.Date = fmt.Sprintf("1:%d", scale), day.Format("02/01/2006")
	if slug.Hash, err = shortHash(page); err != nil {
		return nil, err
	}
	sheet := p.sheet(page, scale)
	layer, err := press.Marks(sheet, float64(scale), face, slug)
	if err != nil {
		return nil, err
	}
	sheet.Layers = append(slices.Clip(sheet.Layers), layer)
	return sheet, nil
}

// shortHash is the short name of a picture.
func shortHash(page *scene.Scene) (string, error) {
	sum, err := page.Hash()
	return fmt.Sprintf("%x", sum[:4]), err
}

// Sheet is what the press files of the document print: the trimmed sign with its bleed, which hems and pole pockets are part
// of. All other files are the trimmed sign.
func (d *Document) Sheet() Size {
	if d.production == nil {
		return Size{Width: d.size.Width + 2*d.bleed, Height: d.size.Height + 2*d.bleed, Pixels: d.size.Pixels}
	}
	sheet := d.production.geometry.Sheet()
	return Size{Width: sheet.Width(), Height: sheet.Height()}
}

// FileName is the name of the document's PDF in the pattern that the shop asks for: {name} is the name given, {size} the
// trimmed size as 6000x800mm, left out where the name has it, {shop} the shop's ID, {hash} the short name of the picture that
// its slug line bears. It is the name given where no shop or none with a pattern is known. The scale and the ending are not
// part of it.
func (d *Document) FileName(name string) (string, error) {
	if d.production == nil || d.production.shop.FileName == "" {
		return name, nil
	}
	hash, err := shortHash(d.pages[0])
	if err != nil {
		return "", err
	}
	return d.production.shop.fileName(nameParts{
		name: name, size: fmt.Sprintf("%.0fx%.0fmm", d.size.Width, d.size.Height), shop: d.production.shop.ID, hash: hash,
	})
}
