package pdf

import (
	"math"
	"strconv"

	"github.com/bangron/bangron/signage/internal/scene"
)

// motifs fills the shapes of an ornament, or of panels. Those that come several times, such as the dots of a network or the
// cards of a board, are written from their own corner, so that deflating leaves little of all but the first.
//
// Their shapes turn one way and only their holes the other, so each may be filled alone.
func (p *page) motifs(path *scene.Path, ink scene.Ink) {
	shapes := p.shapes(path)
	times := make(map[string]int, len(shapes))
	for _, s := range shapes {
		times[s.drawing]++
	}
	p.setInk(ink)
	once := false
	for _, s := range shapes {
		if times[s.drawing] < leastTimes {
			p.trace(s.path)
			once = true
		}
	}
	if once {
		p.content = append(p.content, "f\n"...)
	}
	var x, y int64
	moved := false
	for _, s := range shapes {
		if times[s.drawing] < leastTimes {
			continue
		}
		if !moved {
			p.content = append(p.content, "q "...)
			moved = true
		}
		p.content = append(p.content, "1 0 0 1 "...)
		p.content = append(strconv.AppendInt(p.content, s.x-x, 10), ' ')
		p.content = append(strconv.AppendInt(p.content, s.y-y, 10), " cm\n"...)
		p.content = append(append(p.content, s.drawing...), "f\n"...)
		x, y = s.x, s.y
	}
	if moved {
		p.content = append(p.content, "Q\n"...)
	}
}

// leastTimes is how often a shape must come for it to be worth its own beginning and end.
const leastTimes = 3

// shape is a contour with the holes in it.
type shape struct {
	path    *scene.Path
	x, y    int64  // where it begins, in units of the content
	drawing string // the operators that draw it from there
}

// shapes takes a path apart. A contour that turns the other way than the first is a hole in the one before it.
func (p *page) shapes(path *scene.Path) []shape {
	var all []shape
	turn := 0.0
	points := 0
	for begin := 0; begin < len(path.Verbs); {
		end, n := begin+1, 1
		for ; end < len(path.Verbs) && path.Verbs[end] != scene.Move; end++ {
			n += path.Verbs[end].Points()
		}
		contour := &scene.Path{Verbs: path.Verbs[begin:end:end], Points: path.Points[points : points+n : points+n]}
		begin, points = end, points+n
		area := turning(contour.Points)
		if turn == 0 {
			turn = area
		}
		if len(all) > 0 && area*turn < 0 {
			whole := &scene.Path{}
			whole.Append(all[len(all)-1].path)
			whole.Append(contour)
			all[len(all)-1].path = whole
			continue
		}
		all = append(all, shape{path: contour})
	}
	content := p.content
	for i := range all {
		s := &all[i]
		from := s.path.Points[0]
		s.x, s.y = int64(math.Round(from.X*p.unit)), int64(math.Round(from.Y*p.unit))
		p.content = nil
		p.trace(s.path.Transformed(scene.Translate(-from.X, -from.Y)))
		s.drawing = string(p.content)
	}
	p.content = content
	return all
}

// turning is twice the area of a polygon, by its sign the way in which it turns.
func turning(points []scene.Point) float64 {
	sum := 0.0
	for i, a := range points {
		b := points[(i+1)%len(points)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum
}
