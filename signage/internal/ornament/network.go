package ornament

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/bangron/bangron/signage/internal/scene"
)

// MaxNetworkPoints is the greatest number of points of a [Network].
const MaxNetworkPoints = 4000

// The parts of a network are at most these many. Edges that do not cross number less than three to a node.
const (
	maxNodes  = 110
	maxEdges  = 3 * maxNodes
	maxFacets = 90
)

// Network is a net of nodes and thin edges, dense at the corners and the short sides, thin towards the middle. Where it
// meets a [Drum] it is drawn first: its faces would hide the drum's lines.
type Network struct {
	Area  scene.Rect   // nothing is drawn outside
	Avoid []scene.Rect // nothing is drawn across these
	Least float64      // least line width; 0 is [LeastLine]
	Seed  uint64
	Nodes Paint
	Edges Paint
	Faces Paint // of the few triangles that are filled; the zero value fills none
}

// node is a dot of the net. Its spacing is the distance to its neighbours that the net has there.
type node struct {
	at      scene.Point
	radius  float64
	spacing float64
	near    []int // nodes after it that it is joined to
	joined  bool
}

// Draw returns faces, edges and nodes, in this order.
func (n Network) Draw() []scene.Node {
	if !drawable(n.Area) {
		return nil
	}
	generator := rand.New(rand.NewPCG(n.Seed, 1))
	// The short side alone would crowd a banner, the area alone would leave a ribbon bare.
	spacing := math.Sqrt(n.Area.Width()*n.Area.Height()) / 13
	spacing = max(spacing, (n.Area.Width()+n.Area.Height())/maxNodes)
	width := max(spacing*0.011, leastLine(n.Least))
	nodes := n.scatter(generator, spacing, width)
	n.join(nodes)

	faces := newBrush(n.Faces, scene.Rect{}, 3*maxFacets)
	edges := newBrush(n.Edges, scene.Rect{}, 4*maxEdges)
	dots := newBrush(n.Nodes, scene.Rect{}, 14*maxNodes)
	left := maxFacets
	for _, a := range nodes {
		if !a.joined {
			continue
		}
		for _, k := range a.near {
			b := nodes[k]
			edges.stroke(width, a.at, b.at)
			for _, l := range b.near {
				if !slices.Contains(a.near, l) || left == 0 || generator.IntN(3) == 0 {
					continue
				}
				triangle := []scene.Point{a.at, b.at, nodes[l].at}
				if e := extent(triangle); max(e.Width(), e.Height()) < 1.7*spacing && !n.avoids(e) {
					faces.polygon(triangle...)
					left--
				}
			}
		}
		if a.radius > spacing*0.05 {
			dots.ringlet(a.at, a.radius*1.75, width*1.2)
		}
		dots.disc(a.at, a.radius)
	}
	return append(append(faces.fills(), edges.fills()...), dots.fills()...)
}

// scatter throws nodes at random and keeps those that have the room their place asks for.
func (n Network) scatter(generator *rand.Rand, spacing, width float64) []node {
	nodes := make([]node, 0, maxNodes)
	for throws := 0; throws < 12*maxNodes && len(nodes) < maxNodes; throws++ {
		u, v := generator.Float64(), generator.Float64()
		luck := generator.Float64()
		size := [...]float64{0.021, 0.021, 0.021, 0.035, 0.035, 0.055}[generator.IntN(6)]
		// Distance from the middle, mostly along the longer side, and the more the nearer to a corner.
		x, y := math.Abs(2*u-1), math.Abs(2*v-1)
		if n.Area.Height() > n.Area.Width() {
			x, y = y, x
		}
		weight := 0.60*x*x + 0.12*y*y + 0.28*x*x*y*y
		if luck > 0.10+1.2*weight {
			continue
		}
		a := node{
			at:      scene.Point{X: n.Area.X0 + u*n.Area.Width(), Y: n.Area.Y0 + v*n.Area.Height()},
			radius:  max(size*spacing, width*1.3),
			spacing: spacing * (1.20 - 0.70*weight),
		}
		reach := square(a.at, a.radius*1.75+width)
		if !n.Area.Contains(reach, 0) || n.avoids(reach) {
			continue
		}
		free := true
		for i := range nodes {
			b := &nodes[i]
			if dx, dy, s := a.at.X-b.at.X, a.at.Y-b.at.Y, min(a.spacing, b.spacing); dx*dx+dy*dy < s*s {
				free = false
				break
			}
		}
		if free {
			nodes = append(nodes, a)
		}
	}
	return nodes
}

// join links two nodes that are not too far apart when no third lies between them: the Gabriel graph, with a circle a
// little smaller than the one whose diameter they are, so that more triangles close and hardly any edges cross.
func (n Network) join(nodes []node) {
	distance := func(a, b node) float64 {
		dx, dy := a.at.X-b.at.X, a.at.Y-b.at.Y
		return dx*dx + dy*dy
	}
	edges := 0
	for i := range nodes {
		for j := i + 1; j < len(nodes) && edges < maxEdges; j++ {
			a, b := &nodes[i], &nodes[j]
			square := distance(*a, *b)
			if reach := 2.1 * max(a.spacing, b.spacing); square > reach*reach {
				continue
			}
			if n.avoids(extent([]scene.Point{a.at, b.at}).Inset(-a.radius)) {
				continue
			}
			free := true
			for k := range nodes {
				if k != i && k != j && distance(*a, nodes[k])+distance(*b, nodes[k]) < 0.85*square {
					free = false
					break
				}
			}
			if free {
				a.near = append(a.near, j)
				a.joined, b.joined = true, true
				edges++
			}
		}
	}
}

func (n Network) avoids(r scene.Rect) bool { return crosses(n.Avoid, r) }
