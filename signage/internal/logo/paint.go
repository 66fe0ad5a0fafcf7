package logo

import (
	"encoding/hex"
	"math"
	"strings"
)

// parsePaint reads a colour or a reference to a gradient.
func parsePaint(text string) (paint, error) {
	text = strings.Trim(text, svgSpace)
	// An ICC colour has the sRGB colour before it for those who cannot use it (SVG 1.1, 11.2).
	if before, _, ok := strings.Cut(text, " icc-color("); ok {
		text = before
	}
	lower := strings.ToLower(text)
	switch {
	case lower == "none":
		return paint{}, nil
	case lower == "transparent":
		return paint{kind: flatPaint}, nil
	case lower == "currentcolor":
		return paint{kind: currentColor}, nil
	case strings.HasPrefix(lower, "url("):
		id, err := localURL(text)
		return paint{kind: paintServer, gradient: id}, err
	case strings.HasPrefix(text, "#"):
		return hexPaint(lower)
	case strings.HasPrefix(lower, "rgb(") || strings.HasPrefix(lower, "rgba("):
		return rgbPaint(lower)
	}
	digits, ok := namedColor(lower)
	if !ok {
		return paint{}, unsupportedValue(text)
	}
	return hexPaint("#" + digits)
}

// localURL is the id in "url(#id)". A colour may follow, for when there is no such gradient; here that is an error.
func localURL(text string) (string, error) {
	inner, _, ok := strings.Cut(text[len("url("):], ")")
	id, local := strings.CutPrefix(strings.Trim(inner, svgSpace+`"'`), "#")
	if !ok || !local || id == "" {
		return "", badValue(text)
	}
	return id, nil
}

// hexPaint reads #rgb, #rgba, #rrggbb and #rrggbbaa.
func hexPaint(text string) (paint, error) {
	digits := text[1:]
	if len(digits) == 3 || len(digits) == 4 {
		var b strings.Builder
		for i := range len(digits) {
			b.WriteByte(digits[i])
			b.WriteByte(digits[i])
		}
		digits = b.String()
	}
	v, err := hex.DecodeString(digits)
	if err != nil || len(v) != 3 && len(v) != 4 {
		return paint{}, badValue(text)
	}
	p := paint{kind: flatPaint, color: rgb{v[0], v[1], v[2]}, opacity: 1}
	if len(v) == 4 {
		p.opacity = float64(v[3]) / 255
	}
	return p, nil
}

// rgbPaint reads rgb(1, 2, 3), rgb(10%, 20%, 30%), rgb(1 2 3 / 40%) and rgba(1, 2, 3, 0.4).
func rgbPaint(text string) (paint, error) {
	_, inner, _ := strings.Cut(text, "(")
	inner, ok := strings.CutSuffix(inner, ")")
	fields := strings.FieldsFunc(inner, func(r rune) bool { return strings.ContainsRune(svgSpace+",/", r) })
	if !ok || len(fields) != 3 && len(fields) != 4 {
		return paint{}, badValue(text)
	}
	var level [3]uint8
	for i := range level {
		v, err := length(fields[i], 255)
		if err != nil {
			return paint{}, badValue(text)
		}
		level[i] = uint8(math.Round(min(max(v, 0), 255)))
	}
	p := paint{kind: flatPaint, color: rgb{level[0], level[1], level[2]}, opacity: 1}
	var err error
	if len(fields) == 4 {
		p.opacity, err = parseOpacity(fields[3])
	}
	return p, err
}

// flat is the one colour and opacity of a paint.
func (d *drawing) flat(p paint, s style) (c rgb, opacity float64, err error) {
	switch p.kind {
	case currentColor:
		return s.color, 1, nil
	case paintServer:
		return d.gradient(p.gradient, s)
	}
	return p.color, p.opacity, nil
}

// gradient is the mean of a gradient's colours over its length.
func (d *drawing) gradient(id string, s style) (mean rgb, opacity float64, err error) {
	e, err := d.paintServer(id)
	if err != nil {
		return rgb{}, 0, err
	}
	stops := e.stops()
	for hops := 0; len(stops) == 0; hops++ { // Inkscape keeps the stops in a gradient of their own
		link, ok := e.attrs["href"]
		if !ok {
			return rgb{}, 0, nil // a gradient without stops paints nothing
		}
		if hops > maxDepth {
			return rgb{}, 0, cyclic(id)
		}
		if e, err = d.paintServer(strings.TrimPrefix(strings.Trim(link, svgSpace), "#")); err != nil {
			return rgb{}, 0, err
		}
		stops = e.stops()
	}
	var sum [3]float64
	var first, last rgb
	at, same := 0.0, true
	add := func(c rgb, until float64) {
		share := until - at
		sum[0] += share * (float64(last.r) + float64(c.r)) / 2
		sum[1] += share * (float64(last.g) + float64(c.g)) / 2
		sum[2] += share * (float64(last.b) + float64(c.b)) / 2
		at, last = until, c
	}
	for i, stop := range stops {
		offset, c, o, err := d.stop(stop, s)
		if err != nil {
			return rgb{}, 0, atLine(err, stop.line)
		}
		if i == 0 {
			first, last, opacity = c, c, o
		}
		if math.Abs(o-opacity) > opacityRounding {
			return rgb{}, 0, atLine(fadingGradient(), stop.line)
		}
		same = same && c == first
		add(c, max(at, offset))
	}
	add(last, 1)
	if same {
		return first, opacity, nil
	}
	d.averaged = true
	level := func(v float64) uint8 { return uint8(math.Round(v)) }
	return rgb{level(sum[0]), level(sum[1]), level(sum[2])}, opacity, nil
}

func (d *drawing) paintServer(id string) (*element, error) {
	e := d.doc.ids[id]
	if e == nil {
		return nil, dangling(id)
	}
	if e.name != "linearGradient" && e.name != "radialGradient" {
		return nil, undrawable(e.name)
	}
	return e, d.spend(len(e.children))
}

func (e *element) stops() []*element {
	var list []*element
	for _, c := range e.children {
		if c.name == "stop" {
			list = append(list, c)
		}
	}
	return list
}

func (d *drawing) stop(e *element, s style) (offset float64, c rgb, opacity float64, err error) {
	if text, ok := e.attrs["offset"]; ok {
		if offset, err = parseOpacity(text); err != nil {
			return
		}
	}
	opacity = 1
	if text, ok := e.style["stop-opacity"]; ok {
		if opacity, err = parseOpacity(text); err != nil {
			return
		}
	}
	text, ok := e.style["stop-color"]
	if !ok {
		return offset, rgb{}, opacity, nil
	}
	p, err := parsePaint(text)
	if err != nil {
		return offset, c, opacity, err
	}
	if p.kind == noPaint || p.kind == paintServer {
		return offset, c, opacity, badValue(text)
	}
	c, own, err := d.flat(p, s)
	return offset, c, opacity * own, err
}
