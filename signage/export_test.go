package signage

import (
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// Pages are the scenes of the document, for tests of what is drawn where.
func (d *Document) Pages() []*scene.Scene { return d.pages }

// Marked is the first page as a press file shows it, with the shop's marks, at 1:scale.
func (d *Document) Marked(scale int) (*scene.Scene, error) {
	return d.production.marked(d.pages[0], scale, firstDay)
}

// Misplaced is what comes of a posting whose codes are not where it takes them to be.
func (p *Posting) Misplaced() (*Posting, error) {
	wrong := &Posting{Document: p.Document, codes: slices.Clone(p.codes)}
	for i := range wrong.codes {
		wrong.codes[i].Rect.X0 += wrong.codes[i].Rect.Width() / 2
	}
	return wrong.proven()
}

// Keepouts are the parts of a sheet in which nothing that must be read may stand.
var Keepouts = keepouts

// Drawn is a document of a picture that no design makes.
func Drawn(page *scene.Scene) *Document {
	return &Document{title: page.Title, size: Size{Width: page.Width, Height: page.Height}, pages: []*scene.Scene{page}}
}
