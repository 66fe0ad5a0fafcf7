package fonts

import (
	"fmt"
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// maxOutlinePoints bounds one glyph. The most complex letters of text faces have some 200 points, a seal drawn as a
// glyph some thousands.
const maxOutlinePoints = 1 << 16

// glyf reads TrueType outlines.
type glyf struct {
	font       *sfnt.Font
	buffer     sfnt.Buffer
	loca, data []byte
	long       bool
	hmtx       []byte // as it is in the file
	advances   int    // entries of hmtx that hold an advance; the others are bearings only
}

// The tables that sfnt insists on and that we do not read through it: an empty character map, so that its limits on
// maps do not apply, and a 'post' without glyph names.
const (
	emptyCharMap = "\x00\x00\x00\x01\x00\x03\x00\x01\x00\x00\x00\x0c\x00\x06\x00\x0a\x00\x00\x00\x00\x00\x00"
	emptyPost    = "\x00\x03\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
		"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
)

func newGlyf(t tableSet, hmtx []byte) (g *glyf, err error) {
	defer recovered(&err, "reading the outlines")
	long := be.Uint16(t["head"][50:]) != 0
	index := 2 * (t.glyphs() + 1)
	if long {
		index *= 2
	}
	if len(t["loca"]) < index || len(t["maxp"]) < 32 {
		return nil, damaged("the index of %d outlines is cut", t.glyphs())
	}
	file := tableSet{
		"cmap": []byte(emptyCharMap),
		"glyf": t["glyf"],
		"head": t["head"][:54],
		"hhea": t["hhea"][:36],
		"hmtx": hmtx,
		"loca": t["loca"][:index],
		"maxp": t["maxp"][:32],
		"post": []byte(emptyPost),
	}.assemble()
	font, err := sfnt.Parse(file)
	if err != nil {
		return nil, err
	}
	own, err := readTables(file) // of the copy, so that the whole file can be forgotten
	if err != nil {
		return nil, err
	}
	return &glyf{
		font: font, loca: own["loca"], data: own["glyf"], long: long,
		hmtx: slices.Clone(t["hmtx"]), advances: int(be.Uint16(t["hhea"][34:])),
	}, nil
}

func (g *glyf) outline(id GlyphID) ([]Segment, error) {
	if points := g.points(id, make(map[GlyphID]bool)); points > maxOutlinePoints {
		return nil, tooLarge("glyph %d has too many points, or contains itself", id)
	}
	// At a size of as many 1/64 pixels as the em has units, the fixed-point numbers are font units.
	size := fixed.Int26_6(g.font.UnitsPerEm())
	loaded, err := g.font.LoadGlyph(&g.buffer, sfnt.GlyphIndex(id), size, nil)
	if err != nil {
		return nil, fmt.Errorf("glyph %d: %w", id, err)
	}
	shift := g.shift(id)
	segments := make([]Segment, len(loaded))
	for i, s := range loaded {
		segments[i].Op = Op(s.Op) // numbered alike
		for j := range max(1, int(s.Op)) {
			segments[i].P[j] = Point{float64(s.Args[j].X) + shift, 0 - float64(s.Args[j].Y)}
		}
	}
	return segments, nil
}

// shift returns how far right a glyph must move for its left edge to stand where 'hmtx' says, which sfnt leaves out. It
// is 0 in most fonts. FreeType and HarfBuzz do the same.
func (g *glyf) shift(id GlyphID) float64 {
	at := 4*int(id) + 2
	if int(id) >= g.advances {
		at = 4*g.advances + 2*(int(id)-g.advances)
	}
	data := g.bytes(id)
	if len(data) < 10 || at+2 > len(g.hmtx) {
		return 0
	}
	left := int16(be.Uint16(data[2:]))
	return float64(int16(be.Uint16(g.hmtx[at:]))) - float64(left)
}

// bytes returns the description of a glyph, or nothing if the index is wrong; sfnt reports that.
func (g *glyf) bytes(id GlyphID) []byte {
	var from, to int
	switch i := int(id); {
	case g.long && 4*i+8 <= len(g.loca):
		from, to = int(be.Uint32(g.loca[4*i:])), int(be.Uint32(g.loca[4*i+4:]))
	case !g.long && 2*i+4 <= len(g.loca):
		from, to = 2*int(be.Uint16(g.loca[2*i:])), 2*int(be.Uint16(g.loca[2*i+2:]))
	}
	if from > to || to > len(g.data) {
		return nil
	}
	return g.data[from:to]
}

// points counts the points of a glyph with its components unfolded: eight levels of nine components each, which sfnt
// allows, make forty million glyphs of one. It stops above the limit, and counts a glyph that contains itself as over it.
func (g *glyf) points(id GlyphID, open map[GlyphID]bool) int {
	data := g.bytes(id)
	if len(data) < 10 {
		return 0
	}
	if contours := int(int16(be.Uint16(data))); contours >= 0 {
		if last := 10 + 2*contours - 2; contours > 0 && last+2 <= len(data) {
			return 1 + int(be.Uint16(data[last:]))
		}
		return 0
	}
	if open[id] {
		return maxOutlinePoints + 1
	}
	open[id] = true
	defer delete(open, id)
	// The flags of a component, https://learn.microsoft.com/typography/opentype/spec/glyf#composite-glyph-description.
	const wordArguments, scale, more, twoScales, matrix = 0x1, 0x8, 0x20, 0x40, 0x80
	total := 0
	for rest := data[10:]; len(rest) >= 4 && total <= maxOutlinePoints; {
		flags := be.Uint16(rest)
		total += 1 + g.points(be.Uint16(rest[2:]), open) // 1: also components without points cost time
		size := 6
		if flags&wordArguments != 0 {
			size += 2
		}
		switch {
		case flags&scale != 0:
			size += 2
		case flags&twoScales != 0:
			size += 4
		case flags&matrix != 0:
			size += 8
		}
		if flags&more == 0 {
			break
		}
		rest = rest[min(size, len(rest)):]
	}
	return total
}
