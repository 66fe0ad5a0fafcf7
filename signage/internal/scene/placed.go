package scene

import "errors"

// ErrPlaced is the error of a picture that cannot be placed: pixels or other pictures in it would be turned or slanted.
var ErrPlaced = errors.New("scene: the picture cannot be placed so")

// Nodes are the nodes of the picture as they come to lie on the page, marks and links left out and text as outlines, for
// back ends that have no means of their own to place a picture. Clip is left to them.
func (p *Placed) Nodes() ([]Node, error) {
	if p.Scene == nil {
		return nil, ErrPlaced
	}
	upright := p.Map.B == 0 && p.Map.C == 0
	var out []Node
	for _, layer := range p.Scene.Layers {
		if layer.Name == Marks {
			continue
		}
		for _, node := range layer.Nodes {
			switch n := node.(type) {
			case *Fill:
				out = append(out, &Fill{Path: n.Path.Transformed(p.Map), Ink: n.Ink, EvenOdd: n.EvenOdd, Through: n.Through})
			case *Glyphs:
				outline, err := n.Path()
				if err != nil {
					return nil, err
				}
				out = append(out, &Fill{Path: outline.Transformed(p.Map), Ink: n.Ink})
			case *Image:
				if !upright || p.Map.A <= 0 || p.Map.D <= 0 {
					return nil, ErrPlaced
				}
				image := *n
				image.Rect = p.Map.Rect(n.Rect)
				out = append(out, &image)
			case *Placed:
				if !upright {
					return nil, ErrPlaced
				}
				out = append(out, &Placed{Scene: n.Scene, Map: n.Map.Then(p.Map), Clip: p.Map.Rect(n.Clip)})
			case *Link:
			default:
				return nil, ErrPlaced
			}
		}
	}
	return out, nil
}

// Rect maps a rectangle to the upright one that holds it.
func (m Affine) Rect(r Rect) Rect {
	a, b, c, d := m.Apply(Point{r.X0, r.Y0}), m.Apply(Point{r.X1, r.Y1}), m.Apply(Point{r.X0, r.Y1}), m.Apply(Point{r.X1, r.Y0})
	return Rect{min(a.X, b.X, c.X, d.X), min(a.Y, b.Y, c.Y, d.Y), max(a.X, b.X, c.X, d.X), max(a.Y, b.Y, c.Y, d.Y)}
}
