package pdf

import (
	"fmt"

	"github.com/bangron/bangron/signage/internal/scene"
)

// translucent fills an area that what lies below is seen through. A file for X-1a has no transparency: within the area all
// that lies below is drawn again there, its inks mixed with that of the area.
func (p *page) translucent(n *scene.Fill, ink scene.Ink) error {
	if p.options.Profile == X1a {
		top := lower{path: n.Path, evenOdd: n.EvenOdd, ink: ink, through: n.Through, to: scene.Scale(1, 1)}
		if err := p.blend(top, p.below, func(ink scene.Ink) scene.Ink { return ink }); err != nil {
			return err
		}
		p.below = append(p.below, top)
		return nil
	}
	opacity := share(1 - n.Through)
	p.opacities[opacity] = true
	p.content = fmt.Appendf(p.content, "q /Op%s gs\n", opacity)
	state, over := p.state, p.over
	p.fill(n.Path, ink, n.EvenOdd)
	p.content = append(p.content, "Q\n"...)
	p.state, p.over = state, over
	return nil
}

// blend draws what is seen of an area, and of what is below through it, in mixed inks.
func (p *page) blend(top lower, below []lower, mix func(scene.Ink) scene.Ink) error {
	path, err := top.outline()
	if err != nil {
		return err
	}
	bounds := path.Bounds()
	through := func(ink scene.Ink) scene.Ink { return mix(ink.Towards(top.ink, 1-top.through)) }
	p.overprint(false)
	state := p.state
	p.content = append(p.content, "q "...)
	p.trace(path)
	if top.evenOdd {
		p.content = append(p.content, "W* n\n"...)
	} else {
		p.content = append(p.content, "W n\n"...)
	}
	first := 0
	covered := false
	for i, l := range below {
		if l.covers(bounds) {
			first, covered = i, true
		}
	}
	if !covered { // the white of the paper is seen
		ground := &scene.Path{}
		ground.Rectangle(bounds)
		p.fill(ground, through(scene.White()), false)
	}
	for i, l := range below[first:] {
		if err := p.again(l, below[:first+i], bounds, through); err != nil {
			return err
		}
	}
	p.content = append(p.content, "Q\n"...)
	p.state = state
	return nil
}

// again draws what is drawn already where it is seen through an area within some bounds.
func (p *page) again(l lower, below []lower, bounds scene.Rect, mix func(scene.Ink) scene.Ink) error {
	if l.picture != nil {
		if l.to.Rect(l.rect).Intersects(bounds) {
			return fmt.Errorf("%w: an area on a picture that is seen through it", ErrContainer)
		}
		return nil
	}
	path, err := l.outline()
	if err != nil {
		return err
	}
	if path = near(path, bounds); len(path.Points) == 0 {
		return nil
	}
	if l.through > 0 {
		return p.blend(l, below, mix)
	}
	if l.clip.Empty() {
		p.fill(path, mix(l.ink), l.evenOdd)
		return nil
	}
	state := p.state
	p.content = append(p.content, "q "...)
	p.clip(l.clip)
	p.fill(path, mix(l.ink), l.evenOdd)
	p.content = append(p.content, "Q\n"...)
	p.state = state
	return nil
}

// near is a path without the contours that lie outside some bounds, where they cover nothing.
func near(path *scene.Path, bounds scene.Rect) *scene.Path {
	all := &scene.Path{}
	for _, contour := range contoursOf(path) {
		if contour.Bounds().Intersects(bounds) {
			all.Append(contour)
		}
	}
	return all
}

// outline of what is drawn, on the page.
func (l lower) outline() (*scene.Path, error) {
	path := l.path
	if l.glyphs != nil {
		var err error
		if path, err = l.glyphs.Path(); err != nil {
			return nil, err
		}
	}
	return path.Transformed(l.to), nil
}

// covers tells whether nothing of what is below is seen within some bounds, as is known of rectangles.
func (l lower) covers(bounds scene.Rect) bool {
	if l.path == nil || l.through > 0 || !l.clip.Empty() || len(l.path.Points) != 4 || l.to.B != 0 || l.to.C != 0 {
		return false
	}
	for i, a := range l.path.Points {
		b := l.path.Points[(i+1)%4]
		if l.path.Verbs[i] > scene.Line || a.X != b.X && a.Y != b.Y {
			return false
		}
	}
	return l.to.Rect(l.path.Bounds()).Contains(bounds, 0)
}
