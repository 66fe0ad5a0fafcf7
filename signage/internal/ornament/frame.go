package ornament

import (
	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxFramePoints is the greatest number of points of a [Frame].
const MaxFramePoints = 64

// The rules of a frame, as shares of the sign's shorter side.
const (
	frameThick = 0.0105
	frameGap   = 0.0095
	frameThin  = 0.0040
	frameNotch = 0.034
)

// Frame is a double rule round a sign: thick outside, thin inside. The corners of the thin rule step in round a small
// square, after the meander of the drum.
type Frame struct {
	Trim  scene.Rect
	Inset float64 // of the thick rule's outer edge
	Least float64 // least line width; 0 is [LeastLine]
	Ink   scene.Ink
}

func (f Frame) lines() (thick, gap, thin, notch float64) {
	side := min(f.Trim.Width(), f.Trim.Height())
	least := leastLine(f.Least)
	return max(side*frameThick, 2*least), max(side*frameGap, 2*least), max(side*frameThin, least), max(side*frameNotch, 8*least)
}

// Inner is what the frame leaves free, but for the corners. Empty where there is no room for a frame.
func (f Frame) Inner() scene.Rect {
	thick, gap, thin, notch := f.lines()
	inner := f.Trim.Inset(f.Inset + thick + gap + thin)
	if !drawable(f.Trim) || !drawable(inner) || min(inner.Width(), inner.Height()) < 4*notch {
		return scene.Rect{}
	}
	return inner
}

// Draw is nil where there is no room.
func (f Frame) Draw() *scene.Fill {
	if f.Inner().Empty() {
		return nil
	}
	thick, gap, thin, notch := f.lines()
	p := &scene.Path{}
	outer := f.Trim.Inset(f.Inset)
	p.Frame(outer, thick)
	rule := outer.Inset(thick + gap)
	addNotched(p, rule, notch)
	addNotched(p, rule.Inset(thin), notch)
	// The square stands in the middle between the thick rule and the step.
	size := (notch + gap) * 0.42
	for _, x := range [...]float64{outer.X0 + thick + (notch+gap)/2, outer.X1 - thick - (notch+gap)/2} {
		for _, y := range [...]float64{outer.Y0 + thick + (notch+gap)/2, outer.Y1 - thick - (notch+gap)/2} {
			p.Rectangle(square(scene.Point{X: x, Y: y}, size/2))
		}
	}
	return &scene.Fill{Path: p, Ink: f.Ink, EvenOdd: true}
}

// addNotched adds a rectangle from whose corners squares are cut.
func addNotched(p *scene.Path, r scene.Rect, notch float64) {
	in := r.Inset(notch)
	for i, q := range [...]scene.Point{
		{X: in.X0, Y: r.Y0}, {X: in.X1, Y: r.Y0}, {X: in.X1, Y: in.Y0}, {X: r.X1, Y: in.Y0},
		{X: r.X1, Y: in.Y1}, {X: in.X1, Y: in.Y1}, {X: in.X1, Y: r.Y1}, {X: in.X0, Y: r.Y1},
		{X: in.X0, Y: in.Y1}, {X: r.X0, Y: in.Y1}, {X: r.X0, Y: in.Y0}, {X: in.X0, Y: in.Y0},
	} {
		if i == 0 {
			p.MoveTo(q)
		} else {
			p.LineTo(q)
		}
	}
	p.Close()
}
