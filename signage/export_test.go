package signage

import "github.com/bangron/bangron/signage/internal/scene"

// Pages are the scenes of the document, for tests of what is drawn where.
func (d *Document) Pages() []*scene.Scene { return d.pages }

// Keepouts are the parts of a sheet in which nothing that must be read may stand.
var Keepouts = keepouts
