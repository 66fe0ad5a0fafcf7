package qr

import (
	"image"
	"iter"
)

// Outline yields the closed contours around the dark modules of the symbol, as
// corners in modules from the top left of the quiet zone, y downwards; all lie
// within a square of Outer modules. Contours run clockwise around dark and
// counter-clockwise around light, meet only in corners, and close by
// themselves, so that one fill of all of them, even-odd or non-zero, paints
// exactly the dark modules. Painting modules one by one instead leaves grey
// hairlines between them in most PDF viewers.
//
// A contour is valid until the next one is yielded. The order is the same in every call.
func (c *Code) Outline() iter.Seq[[]image.Point] {
	return func(yield func([]image.Point) bool) {
		// The top edges of dark modules that a contour has passed. Every
		// contour passes at least one.
		passed := make([]bool, len(c.grid.modules))
		var contour []image.Point
		for y := range c.Size() {
			for x := range c.Size() {
				if !c.Black(x, y) || c.Black(x, y-1) || passed[y*c.Size()+x] {
					continue
				}
				contour = c.trace(x, y, passed, contour[:0])
				if !yield(contour) {
					return
				}
			}
		}
	}
}

// trace follows the contour through the top edge of a module, with dark on its
// right hand, and appends its corners to out.
func (c *Code) trace(x, y int, passed []bool, out []image.Point) []image.Point {
	var (
		start = image.Pt(x, y)
		at    = start
		step  = image.Pt(1, 0)
	)
	for {
		if step.X == 1 {
			passed[at.Y*c.Size()+at.X] = true
		}
		at = at.Add(step)
		right := image.Pt(-step.Y, step.X)
		turn := step
		if !c.darkAhead(at, step, right) {
			turn = right
		} else if left := image.Pt(step.Y, -step.X); c.darkAhead(at, step, left) {
			turn = left
		}
		if turn != step {
			out = append(out, at.Add(image.Pt(QuietZone, QuietZone)))
			step = turn
		}
		if at == start && step == image.Pt(1, 0) {
			return out
		}
	}
}

// darkAhead reports whether the module is dark that lies ahead of a corner, to
// one side of the direction of travel.
func (c *Code) darkAhead(corner, step, side image.Point) bool {
	diagonal := step.Add(side)
	return c.Black(corner.X+min(diagonal.X, 0), corner.Y+min(diagonal.Y, 0))
}
