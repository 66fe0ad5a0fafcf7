package text

import (
	"math"

	"github.com/bangron/bangron/fonts"
)

// stackedMarks are letters whose tone mark stands closest to another mark: where Vietnamese stops being legible first.
const stackedMarks = "ẾỂỔẪẴ"

// curveParts is into how many chords a curve is cut for measuring distances; the error is far below the gaps.
const curveParts = 8

// MarkGap is the smallest clear gap between the two marks above a capital of the face, in cap heights; 0 where they
// touch or overlap.
func MarkGap(face *fonts.Face) (float64, error) {
	least := math.Inf(1)
	for _, letter := range stackedMarks {
		glyphs, _, err := face.Shape(string(letter))
		if err != nil {
			return 0, err
		}
		var contours [][]fonts.Point
		for _, g := range glyphs {
			o, err := face.Outline(g.ID)
			if err != nil {
				return 0, err
			}
			contours = append(contours, flatten(o, g)...)
		}
		contours = outermost(contours)
		for i, a := range contours {
			for _, b := range contours[i+1:] {
				least = min(least, distance(a, b))
			}
		}
	}
	if math.IsInf(least, 1) {
		return 0, nil
	}
	return least / face.CapHeight(), nil
}

// flatten turns the contours of a glyph into polygons.
func flatten(o *fonts.Outline, g fonts.Glyph) [][]fonts.Point {
	var contours [][]fonts.Point
	var at fonts.Point
	add := func(p fonts.Point) {
		last := &contours[len(contours)-1]
		*last = append(*last, fonts.Point{X: p.X + g.X, Y: p.Y + g.Y})
	}
	for _, s := range o.Segments {
		switch s.Op {
		case fonts.MoveTo:
			contours = append(contours, nil)
			add(s.P[0])
			at = s.P[0]
		case fonts.LineTo:
			add(s.P[0])
			at = s.P[0]
		case fonts.QuadTo:
			for k := 1; k <= curveParts; k++ {
				t := float64(k) / curveParts
				u := 1 - t
				add(fonts.Point{X: u*u*at.X + 2*u*t*s.P[0].X + t*t*s.P[1].X, Y: u*u*at.Y + 2*u*t*s.P[0].Y + t*t*s.P[1].Y})
			}
			at = s.P[1]
		case fonts.CubeTo:
			for k := 1; k <= curveParts; k++ {
				t := float64(k) / curveParts
				u := 1 - t
				a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
				add(fonts.Point{X: a*at.X + b*s.P[0].X + c*s.P[1].X + d*s.P[2].X, Y: a*at.Y + b*s.P[0].Y + c*s.P[1].Y + d*s.P[2].Y})
			}
			at = s.P[2]
		}
	}
	return contours
}

// outermost leaves out the contours that lie inside another: counters are no gaps between parts.
func outermost(contours [][]fonts.Point) [][]fonts.Point {
	var out [][]fonts.Point
	for i, a := range contours {
		inside := false
		for j, b := range contours {
			inside = inside || i != j && len(a) > 0 && contains(b, a[0])
		}
		if !inside {
			out = append(out, a)
		}
	}
	return out
}

func contains(polygon []fonts.Point, p fonts.Point) bool {
	in := false
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

func distance(a, b []fonts.Point) float64 {
	least := math.Inf(1)
	for _, pair := range [2][2][]fonts.Point{{a, b}, {b, a}} {
		for _, p := range pair[0] {
			q := pair[1]
			for i := range q {
				least = min(least, toSegment(p, q[i], q[(i+1)%len(q)]))
			}
		}
	}
	return least
}

func toSegment(p, a, b fonts.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}
