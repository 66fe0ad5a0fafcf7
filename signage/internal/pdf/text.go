package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// fontBook holds the fonts of a document's live text, in the order of their first use.
type fontBook struct {
	fonts []*font
	of    map[*fonts.Face]*font
}

// font is the part of a face that a document uses.
type font struct {
	face  *fonts.Face
	name  string // of the resource
	scale float64
	cids  map[character]int
	chars []glyph // by CID; the first stands for what is missing
	blank int     // the CID of the space; 0 until it is used
}

// character is a glyph that says something. The same glyph may say different things, as a ligature and its parts do, and
// be set wider: readers take a gap between two letters for that between two words, however far apart the others are.
type character struct {
	id    fonts.GlyphID
	text  string
	wider int // than the glyph, in thousandths of an em
}

type glyph struct {
	text    string
	width   int // in thousandths of an em
	outline *fonts.Outline
}

func newFontBook() *fontBook { return &fontBook{of: make(map[*fonts.Face]*font)} }

func (b *fontBook) font(face *fonts.Face) *font {
	f, known := b.of[face]
	if !known {
		f = &font{
			face: face, name: fmt.Sprintf("T%d", len(b.fonts)+1), scale: unitsPerEm / float64(face.UnitsPerEm()),
			cids: make(map[character]int), chars: []glyph{{outline: &fonts.Outline{}}},
		}
		b.of[face] = f
		b.fonts = append(b.fonts, f)
	}
	return f
}

// cid is the number of a character, which is entered with its width when it is new.
func (f *font) cid(key character, advance float64) (int, error) {
	id, text := key.id, key.text
	if n, known := f.cids[key]; known {
		return n, nil
	}
	outline, err := f.face.Outline(id)
	if err != nil {
		return 0, err
	}
	// The width is that of the glyph alone, not as it was kerned where it came first.
	if alone, width, err := f.face.Shape(text); err == nil && len(alone) == 1 && alone[0].ID == id {
		advance = width
	}
	n := len(f.chars)
	f.cids[key] = n
	f.chars = append(f.chars, glyph{text, int(math.Round(min(max(advance*f.scale, 0), 16000))) + key.wider, outline})
	return n, nil
}

// said splits what a run says into what each of its glyphs says. A rune that has several glyphs is said by the first. It
// is nil where the run and its text do not belong together.
func said(g *scene.Glyphs) []string {
	runes := []rune(g.Text)
	if len(g.Run) == 0 || len(runes) == 0 {
		return nil
	}
	base := g.Run[0].Cluster
	texts := make([]string, len(g.Run))
	for i, at := range g.Run {
		from, to := at.Cluster-base, len(runes)
		for _, next := range g.Run[i+1:] {
			if next.Cluster > at.Cluster {
				to = next.Cluster - base
				break
			}
		}
		if from < 0 || from >= to || to > len(runes) {
			return nil
		}
		if i == 0 || g.Run[i-1].Cluster != at.Cluster {
			texts[i] = string(runes[from:to])
		}
	}
	return texts
}

// tracking is by how much more the letters of a run stand apart than they would, in thousandths of an em.
func (f *font) tracking(run []fonts.Glyph, texts []string) int {
	least := math.Inf(1)
	for i := range len(run) - 1 {
		if !strings.HasSuffix(texts[i], " ") && !strings.HasPrefix(texts[i+1], " ") && run[i].Y == run[i+1].Y {
			least = min(least, run[i+1].X-run[i].X-run[i].Advance)
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return int(math.Round(min(max(least*f.scale, 0), unitsPerEm)))
}

// largestGlyphs is the size in points of the largest glyphs that are drawn as text. Viewers place larger ones on whole
// pixels, which shows, so these are drawn as outlines under text that is not.
const largestGlyphs = 40

// standIn is a run of the same words and width in a font that may travel in a file, to be found and not to be seen.
func standIn(n *scene.Glyphs) (*scene.Glyphs, error) {
	face, err := (fonts.Set{}).Face(fonts.Text)
	if err != nil {
		return nil, err
	}
	run, advance, err := face.Shape(n.Text)
	if err != nil || len(n.Run) == 0 || !(advance > 0) {
		return n, err
	}
	last := n.Run[len(n.Run)-1]
	width := (last.X + last.Advance) * n.Size / float64(n.Face.UnitsPerEm())
	return &scene.Glyphs{Face: face, Size: width * float64(face.UnitsPerEm()) / advance, Origin: n.Origin, Run: run, Text: n.Text}, nil
}

// text draws a run as live text, every glyph where the scene has it. It returns false where nothing was drawn that shows:
// for large glyphs, on pictures that are placed at several scales, where the font may not be embedded or text is only to be
// found, and where the run does not say what it shows.
func (p *page) text(n *scene.Glyphs) (bool, error) {
	visible := p.options.Live && !p.placing && n.Size*p.scale <= largestGlyphs
	if !n.Face.Embeddable() {
		var err error
		if n, err = standIn(n); err != nil {
			return false, err
		}
		visible = false
	}
	texts := said(n)
	if texts == nil {
		return false, nil
	}
	f := p.fonts.font(n.Face)
	if visible {
		p.setText(n.Ink)
		p.content = append(p.content, "BT /"...)
	} else {
		p.content = append(p.content, "BT 3 Tr /"...)
	}
	p.content = append(p.content, f.name...)
	p.content = append(p.content, ' ')
	p.content = p.decimal(n.Size, 1)
	p.content = append(p.content, " Tf"...)
	pen, baseline, open := 0.0, math.NaN(), false
	wider := f.tracking(n.Run, texts)
	show := func(cid int) {
		if !open {
			p.content, open = append(p.content, '('), true
		}
		p.content = literal(literal(p.content, byte(cid>>8)), byte(cid))
		pen += float64(f.chars[cid].width)
	}
	for i, g := range n.Run {
		x, y := g.X*f.scale, g.Y*f.scale
		if y != baseline {
			if open {
				p.content, open = append(p.content, ')'), false
			}
			if !math.IsNaN(baseline) {
				p.content = append(p.content, "]TJ"...)
			}
			p.content = append(p.content, " 1 0 0 -1 "...)
			p.content = p.number(n.Origin.X + x*n.Size/unitsPerEm)
			p.content = append(p.content, ' ')
			p.content = p.number(n.Origin.Y - y*n.Size/unitsPerEm)
			p.content = append(p.content, " Tm ["...)
			pen, baseline = x, y
		}
		letters, spaces := strings.TrimRight(texts[i], " "), strings.Count(texts[i], " ")
		if letters == "" { // a space that the run holds as a glyph
			letters, spaces = texts[i], 0
		}
		cid, err := f.cid(character{g.ID, letters, wider}, g.Advance)
		if err != nil {
			return false, err
		}
		// A positive number moves the pen back.
		if back := math.Round(pen - x); back != 0 {
			if open {
				p.content, open = append(p.content, ')'), false
			}
			p.content = appendDecimal(p.content, back, 0)
			pen -= back
		}
		show(cid)
		for range spaces {
			space, err := f.space()
			if err != nil {
				return false, err
			}
			show(space)
		}
	}
	if open {
		p.content = append(p.content, ')')
	}
	p.content = append(p.content, "]TJ"...)
	if !visible {
		p.content = append(p.content, " 0 Tr"...)
	}
	p.content = append(p.content, " ET\n"...)
	return visible, nil
}

// literal appends a byte of a string in parentheses, which deflates better than one of digits.
func literal(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // read as the end of a line, which is \n
		return append(b, `\r`...)
	}
	return append(b, c)
}

// space is the CID of the space between two words, which the scene leaves out because it has no ink.
func (f *font) space() (int, error) {
	if f.blank > 0 {
		return f.blank, nil
	}
	glyphs, advance, err := f.face.Shape(" ")
	if err != nil {
		return 0, err
	}
	if len(glyphs) != 1 {
		return 0, fmt.Errorf("%w: the font %s has no space", ErrContainer, f.face.Family())
	}
	f.blank, err = f.cid(character{id: glyphs[0].ID, text: " "}, advance)
	return f.blank, err
}

// add adds the fonts to a file and returns the entries of a resource dictionary.
func (b *fontBook) add(to *file) (string, error) {
	var entries strings.Builder
	for _, f := range b.fonts {
		n, err := f.add(to)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&entries, "/%s %d 0 R\n", f.name, n)
	}
	return entries.String(), nil
}

func (f *font) add(to *file) (int, error) {
	charStrings := make([][]byte, len(f.chars))
	var widths bytes.Buffer
	box := [4]int{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	for i, g := range f.chars {
		charStrings[i] = charString(g.outline, g.width, f.scale)
		if i > 0 {
			fmt.Fprintf(&widths, "%d ", g.width)
		}
		if len(g.outline.Segments) > 0 {
			o := g.outline
			box[0], box[1] = min(box[0], int(math.Floor(o.Min.X*f.scale))), min(box[1], int(math.Floor(o.Min.Y*f.scale)))
			box[2], box[3] = max(box[2], int(math.Ceil(o.Max.X*f.scale))), max(box[3], int(math.Ceil(o.Max.Y*f.scale)))
		}
	}
	name := subsetName(f.face, charStrings)
	program, err := to.addStream("/Subtype /CIDFontType0C ", cffFont(name, charStrings, box))
	if err != nil {
		return 0, err
	}
	unicode, err := to.addStream("/Type /CMap /CMapName /Adobe-Identity-UCS ", f.toUnicode())
	if err != nil {
		return 0, err
	}
	// Flags 4: symbolic, the encoding is the font's own. StemV only serves a substitute font.
	descriptor := to.add(fmt.Appendf(nil, "<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 "+
		"/Ascent %d /Descent %d /CapHeight %d /StemV 100 /FontFile3 %d 0 R>>",
		name, box[0], box[1], box[2], box[3], box[3], box[1], int(f.face.CapHeight()*f.scale), program))
	descendant := to.add(fmt.Appendf(nil, "<</Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "+
		"/FontDescriptor %d 0 R /DW 0 /W [1 [%s]]>>", name, descriptor, bytes.TrimSpace(widths.Bytes())))
	return to.add(fmt.Appendf(nil, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, descendant, unicode)), nil
}

// subsetName is the PostScript name of a subset: a tag of six capitals that follow from its glyphs, and the face's name.
func subsetName(face *fonts.Face, charStrings [][]byte) string {
	sum := sha256.Sum256(bytes.Join(charStrings, nil))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	plain := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return -1
	}, face.Family()+"-"+face.Style())
	return string(tag) + "+" + plain
}

// rangeEntries is the most entries that a block of a CMap may have.
const rangeEntries = 100

// toUnicode is the CMap that says what each character means, so that text can be searched and copied. Ranges with a list
// would be shorter, but Ghostscript reads of each only the last byte.
func (f *font) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 1; from < len(f.chars); from += rangeEntries {
		to := min(from+rangeEntries, len(f.chars))
		fmt.Fprintf(&b, "%d beginbfchar\n", to-from)
		for cid := from; cid < to; cid++ {
			fmt.Fprintf(&b, "<%04X> <", cid)
			for _, unit := range utf16.Encode([]rune(f.chars[cid].text)) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
