package scene

import "math"

// circleHandle is the length of the Bézier handles that draw a quarter circle of radius 1 (error under 0.03 %).
const circleHandle = 0.5522847498

// Rectangle adds an upright rectangle.
func (p *Path) Rectangle(r Rect) {
	p.MoveTo(Point{r.X0, r.Y0})
	p.LineTo(Point{r.X1, r.Y0})
	p.LineTo(Point{r.X1, r.Y1})
	p.LineTo(Point{r.X0, r.Y1})
	p.Close()
}

// Rounded adds a rectangle whose corners are quarter circles.
func (p *Path) Rounded(r Rect, radius float64) {
	radius = min(radius, r.Width()/2, r.Height()/2)
	if radius <= 0 {
		p.Rectangle(r)
		return
	}
	h := radius * (1 - circleHandle)
	p.MoveTo(Point{r.X0 + radius, r.Y0})
	p.LineTo(Point{r.X1 - radius, r.Y0})
	p.CubeTo(Point{r.X1 - h, r.Y0}, Point{r.X1, r.Y0 + h}, Point{r.X1, r.Y0 + radius})
	p.LineTo(Point{r.X1, r.Y1 - radius})
	p.CubeTo(Point{r.X1, r.Y1 - h}, Point{r.X1 - h, r.Y1}, Point{r.X1 - radius, r.Y1})
	p.LineTo(Point{r.X0 + radius, r.Y1})
	p.CubeTo(Point{r.X0 + h, r.Y1}, Point{r.X0, r.Y1 - h}, Point{r.X0, r.Y1 - radius})
	p.LineTo(Point{r.X0, r.Y0 + radius})
	p.CubeTo(Point{r.X0, r.Y0 + h}, Point{r.X0 + h, r.Y0}, Point{r.X0 + radius, r.Y0})
	p.Close()
}

// Circle adds a circle.
func (p *Path) Circle(c Point, radius float64) {
	k := radius * circleHandle
	p.MoveTo(Point{c.X + radius, c.Y})
	p.CubeTo(Point{c.X + radius, c.Y + k}, Point{c.X + k, c.Y + radius}, Point{c.X, c.Y + radius})
	p.CubeTo(Point{c.X - k, c.Y + radius}, Point{c.X - radius, c.Y + k}, Point{c.X - radius, c.Y})
	p.CubeTo(Point{c.X - radius, c.Y - k}, Point{c.X - k, c.Y - radius}, Point{c.X, c.Y - radius})
	p.CubeTo(Point{c.X + k, c.Y - radius}, Point{c.X + radius, c.Y - k}, Point{c.X + radius, c.Y})
	p.Close()
}

// Ring adds the area between two circles; fill it by the even-odd rule.
func (p *Path) Ring(c Point, radius, width float64) {
	p.Circle(c, radius+width/2)
	p.Circle(c, radius-width/2)
}

// Frame adds the area between a rectangle and the same one inset; fill it by the even-odd rule.
func (p *Path) Frame(r Rect, width float64) {
	p.Rectangle(r)
	p.Rectangle(r.Inset(width))
}

// Stroke adds a straight line of a width as an area.
func (p *Path) Stroke(a, b Point, width float64) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length == 0 {
		return
	}
	nx, ny := -(b.Y-a.Y)/length*width/2, (b.X-a.X)/length*width/2
	p.MoveTo(Point{a.X + nx, a.Y + ny})
	p.LineTo(Point{b.X + nx, b.Y + ny})
	p.LineTo(Point{b.X - nx, b.Y - ny})
	p.LineTo(Point{a.X - nx, a.Y - ny})
	p.Close()
}

// Star adds a star with its first ray upwards. inner is the radius between the rays.
func (p *Path) Star(c Point, rays int, radius, inner float64) {
	for i := range 2 * rays {
		r := radius
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos(math.Pi * float64(i) / float64(rays))
		q := Point{c.X + r*sin, c.Y - r*cos}
		if i == 0 {
			p.MoveTo(q)
		} else {
			p.LineTo(q)
		}
	}
	p.Close()
}
