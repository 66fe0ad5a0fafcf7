package scene

import "errors"

// ErrPlaced is the error of a picture that cannot be placed: pixels that would be turned or slanted, or a scene that
// holds itself.
var ErrPlaced = errors.New("scene: the picture cannot be placed so")

// deepest is how many pictures may be placed in one another.
const deepest = 8

// Nodes are the nodes of the picture as they come to lie on the page, marks and links left out and text as outlines, for
// back ends that have no means of their own to place a picture.
func (p *Placed) Nodes() ([]Node, error) { return p.nodes(deepest) }

func (p *Placed) nodes(depth int) ([]Node, error) {
	if depth == 0 || p.Scene == nil {
		return nil, ErrPlaced
	}
	var out []Node
	for _, layer := range p.Scene.Layers {
		if layer.Name == Marks {
			continue
		}
		for _, node := range layer.Nodes {
			switch n := node.(type) {
			case *Fill:
				out = append(out, &Fill{Path: n.Path.Transformed(p.Map), Ink: n.Ink, EvenOdd: n.EvenOdd})
			case *Glyphs:
				outline, err := n.Path()
				if err != nil {
					return nil, err
				}
				out = append(out, &Fill{Path: outline.Transformed(p.Map), Ink: n.Ink})
			case *Image:
				if p.Map.B != 0 || p.Map.C != 0 || p.Map.A <= 0 || p.Map.D <= 0 {
					return nil, ErrPlaced
				}
				image := *n
				image.Rect = p.Map.rect(n.Rect)
				out = append(out, &image)
			case *Placed:
				inner := *n
				inner.Map = n.Map.Then(p.Map)
				nodes, err := inner.nodes(depth - 1)
				if err != nil {
					return nil, err
				}
				out = append(out, nodes...)
			case *Link:
			default:
				return nil, ErrPlaced
			}
		}
	}
	return out, nil
}

// rect maps a rectangle to the one that holds it.
func (m Affine) rect(r Rect) Rect {
	a, b := m.Apply(Point{r.X0, r.Y0}), m.Apply(Point{r.X1, r.Y1})
	return Rect{min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X), max(a.Y, b.Y)}
}
