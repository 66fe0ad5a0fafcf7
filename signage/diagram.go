package signage

import (
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Diagram is a page of A4 that shows a print shop how a sign is finished (sơ đồ gia công): trim, bleed, safe zone, hems,
// pole pockets, eyelets, welds, wind slits and what a stand hides, with their dimensions. The error of a sign that no
// [Shop] is named for is an [*Error] that wraps [ErrShop].
func (d *Document) Diagram() (*Document, error) {
	if d.production == nil || !d.production.named {
		return nil, refuseShop("shop-none", "Chưa chọn kiểu gia công nên chưa có sơ đồ.", "No shop is chosen, so there is no finishing to show.",
			"Chọn `shop`, xem `bangron shops`.", "Name a `shop`, see `bangron shops`.")
	}
	const edge = 14.0
	page := &scene.Scene{Title: "Sơ đồ gia công – " + d.title, Width: 210, Height: 297}
	if d.size.Width >= d.size.Height {
		page.Width, page.Height = page.Height, page.Width
	}
	room := page.Width - 2*edge
	bold, err := (fonts.Set{}).Face(fonts.Bold)
	if err != nil {
		return nil, err
	}
	text, err := (fonts.Set{}).Face(fonts.Text)
	if err != nil {
		return nil, err
	}
	shop := &d.production.shop
	var made []string
	for _, part := range []string{shop.Name, shop.Material, d.production.slug.Unit} {
		if part != "" {
			made = append(made, part)
		}
	}
	var texts []scene.Node
	for _, line := range []struct {
		face *fonts.Face
		said string
		size float64
		y    float64
	}{
		{bold, "SƠ ĐỒ GIA CÔNG", 7, edge + 6},
		{bold, d.title, 4.4, edge + 14},
		{text, strings.Join(made, " · "), 4, edge + 20.5},
		{text, "Số đo bằng mm ở khổ thật. Số của xưởng là thông lệ: hỏi lại xưởng trước khi in.", 3.2, page.Height - edge},
	} {
		g, err := press.Line(line.face, line.said, line.size, scene.Point{X: edge, Y: line.y}, room)
		if err != nil {
			return nil, err
		}
		texts = append(texts, g)
	}
	drawing, err := press.Diagram(d.production.geometry, scene.Rect{X0: edge, X1: page.Width - edge, Y0: edge + 27, Y1: page.Height - edge - 7}, fonts.Set{})
	if err != nil {
		return nil, err
	}
	page.Layers = []scene.Layer{{Name: scene.Panel, Nodes: drawing}, {Name: scene.Text, Nodes: texts}}
	return &Document{
		title: page.Title, size: Size{Width: page.Width, Height: page.Height}, kind: d.kind, office: true, pages: []*scene.Scene{page},
		diagnostics: d.diagnostics,
	}, nil
}
