package press

import (
	"fmt"
	"math"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
)

// JobSheet is a page of A4 about a sign: the sheet on which it is approved, or the ticket that goes to the print shop.
// Parts that are empty are left out.
type JobSheet struct {
	Heading string
	Title   string // of the sign
	Stamp   string // red beside the heading, and across the picture

	Sign          *scene.Scene
	Width, Height string // as written at the picture's dimensions

	Rows    []Row
	Table   [][]string // below the rows; its first row are the heads of the columns, and its first column is the wide one
	Remarks []Row      // below the table; the last are left out, and counted, where the page has no room for them

	Finish *Geometry // of the diagram that fills the rest of the page

	Choices    []string // boxes to be ticked
	Signatures []string // who signs, from left to right
}

// Row is a name with what is said of it.
type Row struct {
	Name, Said string
	Inks       []Swatch // stand above what is said
}

// Swatch is an ink that is shown with its name.
type Swatch struct {
	Ink  scene.Ink
	Name string
}

// The measures of a job sheet in mm.
const (
	jobWidth, jobHeight = 210.0, 297.0
	jobEdge             = 15.0
	jobText             = 3.5 // to the em
	jobLeading          = 5.0
	jobColumn           = 36.0 // of the rows' names
	jobCell             = 27.0 // columns of the table but the first
	jobPicture          = 96.0 // most height of the picture
	jobPictureLeast     = 40.0
	jobBlock            = 34.0 // of the signatures
)

var (
	stampInk = scene.Ink{M: 1, Y: 1, R: 218, G: 37, B: 29}
	ruleInk  = scene.Ink{K: 0.25, R: 200, G: 200, B: 200}
	headInk  = scene.Ink{C: 0.06, M: 0.03, R: 238, G: 242, B: 247}
	stripInk = scene.Ink{K: 0.45, R: 140, G: 140, B: 140}
)

// Draw lays the page out. set gives the faces of its texts.
func (s *JobSheet) Draw(set fonts.Set) (*scene.Scene, error) {
	p := &jobPage{JobSheet: s, y: jobEdge}
	p.size = jobText
	var err error
	if p.bold, err = set.Face(fonts.Bold); err != nil {
		return nil, err
	}
	if p.text, err = set.Face(fonts.Text); err != nil {
		return nil, err
	}
	for _, part := range [...]func() error{p.head, p.picture, p.rows, p.table, p.remarks, p.diagram, p.foot} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return &scene.Scene{Title: s.Heading + " – " + s.Title, Width: jobWidth, Height: jobHeight, Layers: []scene.Layer{
		{Name: scene.Panel, Nodes: p.nodes}, {Name: scene.Text, Nodes: p.captions},
	}}, nil
}

// jobPage is a job sheet as it is drawn from its top down.
type jobPage struct {
	drawing
	*JobSheet
	y float64 // below what is drawn so far
}

func (p *jobPage) left() float64  { return jobEdge }
func (p *jobPage) right() float64 { return jobWidth - jobEdge }

// bottom is where the foot begins.
func (p *jobPage) bottom() float64 {
	if len(p.Signatures) == 0 {
		return jobHeight - jobEdge
	}
	return jobHeight - jobEdge - jobBlock
}

func (p *jobPage) head() error {
	room := p.right() - p.left()
	if p.Stamp != "" {
		const stamp = 6.0
		g, err := Line(p.bold, p.Stamp, stamp, scene.Point{Y: p.y + 7}, room/2)
		if err != nil {
			return err
		}
		at := scene.Point{X: p.right() - g.Extent.Width() - 3, Y: p.y + 7}
		if g, err = p.caption(p.bold, stampInk, stamp, p.Stamp, at, room/2); err != nil {
			return err
		}
		p.frame(stampInk, 0.6, nil, g.Extent.Inset(-2.6))
		room = g.Extent.X0 - 8 - p.left()
	}
	if _, err := p.caption(p.bold, lineInk, 8, p.Heading, scene.Point{X: p.left(), Y: p.y + 7}, room); err != nil {
		return err
	}
	title, err := p.wrapped(p.Title, jobText, room)
	if err != nil {
		return err
	}
	for i, line := range title {
		at := scene.Point{X: p.left(), Y: p.y + 13.5 + float64(i)*jobLeading}
		if _, err := p.caption(p.text, lineInk, jobText, line, at, room); err != nil {
			return err
		}
	}
	p.y += 17 + float64(max(0, len(title)-1))*jobLeading
	p.line(stampInk, 0.8, nil, scene.Point{X: p.left(), Y: p.y}, scene.Point{X: p.right(), Y: p.y})
	p.y += 4
	return nil
}

// picture places the sign between its dimensions, as large as the rest of the page leaves room for.
func (p *jobPage) picture() error {
	const dimensions = 7.0 // beside and below the picture
	high, err := p.rest()
	if err != nil {
		return err
	}
	room := scene.Rect{X0: p.left() + dimensions, X1: p.right() - dimensions, Y0: p.y, Y1: p.y + min(max(p.bottom()-p.y-high-dimensions, jobPictureLeast), jobPicture)}
	scale := min(room.Width()/p.Sign.Width, room.Height()/p.Sign.Height)
	at := scene.Affine{A: scale, D: scale, E: room.Center().X - scale*p.Sign.Width/2, F: room.Y0}
	box := scene.Rect{X0: at.E, Y0: at.F, X1: at.E + p.Sign.Width*scale, Y1: at.F + p.Sign.Height*scale}
	p.nodes = append(p.nodes, &scene.Placed{Scene: p.Sign, Map: at, Clip: box})
	if p.Stamp != "" {
		if err := p.watermark(box); err != nil {
			return err
		}
	}
	p.frame(lineInk, fine, nil, box)
	if err := p.across(lineInk, box.X0, box.X1, box.Y1+5, p.Width); err != nil {
		return err
	}
	if err := p.down(lineInk, box.X1+5, box.Y0, box.Y1, p.Height); err != nil {
		return err
	}
	p.y = box.Y1 + dimensions + 2
	return nil
}

// rest is the height of what stands below the picture and must be on the page.
func (p *jobPage) rest() (float64, error) {
	high := 3.0
	for _, r := range p.Rows {
		lines, err := p.said(r)
		if err != nil {
			return 0, err
		}
		high += float64(len(lines)) * jobLeading
	}
	for i, row := range p.Table {
		lines, err := p.firstCell(row)
		if err != nil {
			return 0, err
		}
		high += float64(len(lines)) * jobLeading
		if i == 0 {
			high += jobLeading / 2
		}
	}
	for _, r := range p.Remarks {
		lines, err := p.said(r)
		if err != nil {
			return 0, err
		}
		high += float64(len(lines)) * jobLeading
	}
	if p.Finish != nil {
		high += 1.4*DiagramLeast + 2*jobLeading
	}
	return high, nil
}

// watermark writes the stamp slantwise over a picture, in stripes between which the picture is seen.
func (p *jobPage) watermark(box scene.Rect) error {
	const tilt = -math.Pi / 9
	size := min(max(min(box.Width(), box.Height())*0.16, 6), 14)
	word, err := Line(p.bold, p.Stamp, size, scene.Point{}, math.Inf(1))
	if err != nil {
		return err
	}
	outline, err := word.Path()
	if err != nil {
		return err
	}
	turned := outline.Transformed(scene.Translate(-word.Extent.Center().X, -word.Extent.Center().Y).Then(scene.Rotate(tilt)))
	if room := 0.94 * box.Width() / turned.Bounds().Width(); room < 1 {
		turned = turned.Transformed(scene.Scale(room, room))
	}
	all, extent := &scene.Path{}, turned.Bounds()
	columns := max(1, math.Floor(box.Width()/(extent.Width()*1.25)))
	rows := max(1, math.Floor(box.Height()/(extent.Height()*1.25)))
	for row := range int(rows) {
		for column := range int(columns) {
			all.Append(turned.Transformed(scene.Translate(
				box.X0+(float64(column)+0.5)*box.Width()/columns, box.Y0+(float64(row)+0.5)*box.Height()/rows)))
		}
	}
	marked := &scene.Scene{Width: jobWidth, Height: jobHeight, Layers: []scene.Layer{{Nodes: []scene.Node{&scene.Fill{Path: all, Ink: stripInk}}}}}
	const stripe = 0.35
	for y := box.Y0; y < box.Y1; y += 2 * stripe {
		p.nodes = append(p.nodes, &scene.Placed{
			Scene: marked, Map: scene.Scale(1, 1), Clip: scene.Rect{X0: box.X0, X1: box.X1, Y0: y, Y1: min(y+stripe, box.Y1)},
		})
	}
	return nil
}

// swatch is the side of a patch of ink; swatches stand in columns.
const (
	swatch        = 3.0
	swatchColumns = 4
)

// said are the lines of what is said in a row, below those of its swatches, which are empty.
func (p *jobPage) said(r Row) ([]string, error) {
	lines, err := p.wrapped(r.Said, jobText, p.right()-p.left()-jobColumn)
	return append(make([]string, (len(r.Inks)+swatchColumns-1)/swatchColumns), lines...), err
}

func (p *jobPage) rows() error {
	for _, r := range p.Rows {
		if err := p.row(r); err != nil {
			return err
		}
	}
	return nil
}

// row writes a row, with a rule below it.
func (p *jobPage) row(r Row) error {
	lines, err := p.said(r)
	if err != nil {
		return err
	}
	x := p.left() + jobColumn
	column := (p.right() - x) / swatchColumns
	for i, s := range r.Inks {
		at := scene.Point{X: x + float64(i%swatchColumns)*column, Y: p.y + float64(i/swatchColumns+1)*jobLeading - 1}
		patch := scene.Rect{X0: at.X, X1: at.X + swatch, Y0: at.Y - swatch + 0.3, Y1: at.Y + 0.3}
		p.area(s.Ink, patch)
		p.frame(ruleInk, fine, nil, patch)
		at.X += swatch + 1.2
		if _, err := p.caption(p.text, lineInk, jobText, s.Name, at, column-swatch-2.4); err != nil {
			return err
		}
	}
	for i, line := range lines {
		p.y += jobLeading
		if i == 0 && r.Name != "" {
			if _, err := p.caption(p.bold, lineInk, jobText, r.Name, scene.Point{X: p.left(), Y: p.y - 1}, jobColumn-2); err != nil {
				return err
			}
		}
		if line == "" {
			continue
		}
		if _, err := p.caption(p.text, lineInk, jobText, line, scene.Point{X: x, Y: p.y - 1}, p.right()-x); err != nil {
			return err
		}
	}
	p.line(ruleInk, fine, nil, scene.Point{X: p.left(), Y: p.y + 0.4}, scene.Point{X: p.right(), Y: p.y + 0.4})
	return nil
}

// firstColumn is the width of the first column of a row of the table.
func (p *jobPage) firstColumn(row []string) float64 {
	return p.right() - p.left() - float64(len(row)-1)*jobCell
}

// firstCell are the lines of the first cell of a row of the table.
func (p *jobPage) firstCell(row []string) ([]string, error) {
	return p.wrapped(row[0], jobText, p.firstColumn(row)-3)
}

// table writes the table, each column but the first flush right. Rows that the page has no room for are counted.
func (p *jobPage) table() error {
	if len(p.Table) == 0 {
		return nil
	}
	p.y += jobLeading / 2
	for i, row := range p.Table {
		lines, err := p.firstCell(row)
		if err != nil {
			return err
		}
		if left := len(p.Table) - i; left > 1 && p.y+float64(len(lines)+1)*jobLeading > p.bottom()-jobLeading {
			return p.more(left)
		}
		face := p.text
		if i == 0 {
			face = p.bold
			p.area(headInk, scene.Rect{X0: p.left(), X1: p.right(), Y0: p.y, Y1: p.y + jobLeading + 0.4})
		}
		top := p.y
		for _, line := range lines {
			p.y += jobLeading
			if _, err := p.caption(face, lineInk, jobText, line, scene.Point{X: p.left() + 1, Y: p.y - 1}, p.firstColumn(row)-3); err != nil {
				return err
			}
		}
		for k, cell := range row[1:] {
			right := p.left() + p.firstColumn(row) + float64(k+1)*jobCell - 1
			g, err := Line(face, cell, jobText, scene.Point{}, jobCell-2)
			if err != nil {
				return err
			}
			if _, err := p.caption(face, lineInk, jobText, cell, scene.Point{X: right - g.Extent.X1, Y: top + jobLeading - 1}, jobCell-2); err != nil {
				return err
			}
		}
		p.line(ruleInk, fine, nil, scene.Point{X: p.left(), Y: p.y + 0.4}, scene.Point{X: p.right(), Y: p.y + 0.4})
	}
	p.y += jobLeading / 2
	return nil
}

func (p *jobPage) remarks() error {
	for i, r := range p.Remarks {
		lines, err := p.said(r)
		if err != nil {
			return err
		}
		left := len(p.Remarks) - i
		if p.y+float64(len(lines))*jobLeading > p.bottom()-jobLeading*float64(min(1, left-1)) {
			return p.more(left)
		}
		if err := p.row(r); err != nil {
			return err
		}
	}
	return nil
}

// more says how many rows are left out.
func (p *jobPage) more(n int) error {
	p.y += jobLeading
	_, err := p.caption(p.text, lineInk, jobText, fmt.Sprintf("và %d dòng nữa, xem kết quả của chương trình", n), scene.Point{X: p.left() + jobColumn, Y: p.y - 1}, p.right()-p.left()-jobColumn)
	return err
}

// diagram fills the rest of the page with the finishing of the sheet.
func (p *jobPage) diagram() error {
	if p.Finish == nil {
		return nil
	}
	p.y += jobLeading * 1.6
	if _, err := p.caption(p.bold, lineInk, 4, "Sơ đồ gia công (số đo mm, khổ thật)", scene.Point{X: p.left(), Y: p.y}, p.right()-p.left()); err != nil {
		return err
	}
	box := scene.Rect{X0: p.left(), X1: p.right(), Y0: p.y + 3, Y1: p.bottom()}
	d := &diagram{drawing: drawing{bold: p.bold, text: p.text}, Geometry: p.Finish}
	if err := d.into(box); err != nil {
		return err
	}
	p.nodes, p.captions = append(p.nodes, d.nodes...), append(p.captions, d.captions...)
	return nil
}

// foot is what is filled in by hand.
func (p *jobPage) foot() error {
	if len(p.Signatures) == 0 {
		return nil
	}
	y := p.bottom()
	x := p.left()
	for _, choice := range p.Choices {
		const box = 3.6
		p.frame(lineInk, plain, nil, scene.Rect{X0: x, X1: x + box, Y0: y - box + 0.4, Y1: y + 0.4})
		g, err := p.caption(p.text, lineInk, jobText, choice, scene.Point{X: x + box + 2, Y: y}, p.right()-x)
		if err != nil {
			return err
		}
		x = g.Extent.X1 + 9
	}
	if len(p.Choices) > 0 && x < p.right() {
		p.line(lineInk, fine, dash{0.4, 0.8}, scene.Point{X: x - 7, Y: y + 0.2}, scene.Point{X: p.right(), Y: y + 0.2})
	}
	width := (p.right() - p.left()) / float64(len(p.Signatures))
	for i, name := range p.Signatures {
		middle := p.left() + (float64(i)+0.5)*width
		for _, line := range [...]struct {
			face *fonts.Face
			said string
			y    float64
		}{
			{p.text, "Ngày " + strings.Repeat(".", 6) + " tháng " + strings.Repeat(".", 6) + " năm " + strings.Repeat(".", 8), y + 7},
			{p.bold, name, y + 12.5}, {p.text, "(ký, ghi rõ họ tên, chức vụ)", y + 17},
		} {
			g, err := Line(line.face, line.said, jobText, scene.Point{}, width)
			if err != nil {
				return err
			}
			if _, err := p.caption(line.face, lineInk, jobText, line.said, scene.Point{X: middle - g.Extent.Center().X, Y: line.y}, width); err != nil {
				return err
			}
		}
	}
	return nil
}
