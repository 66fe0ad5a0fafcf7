package logo

import (
	"maps"
	"slices"
	"strings"
)

// style is what an element passes on to those within it.
type style struct {
	color         rgb // of currentColor
	fill          paint
	line          paint
	evenOdd       bool // fill-rule
	fillOpacity   float64
	strokeOpacity float64
	stroke        stroke
	hidden        bool
	strokeFirst   bool // paint-order
}

// paint is the value of fill or stroke.
type paint struct {
	kind     paintKind
	color    rgb     // of a flat paint
	opacity  float64 // of a flat paint's colour
	gradient string  // the id of a paint server
}

type paintKind int

const (
	noPaint paintKind = iota
	flatPaint
	currentColor
	paintServer
)

func initialStyle() style {
	return style{
		fill:        paint{kind: flatPaint, opacity: 1},
		fillOpacity: 1, strokeOpacity: 1,
		stroke: stroke{width: 1, cap: "butt", join: "miter", miter: 4},
	}
}

// presentation tells whether an attribute of this name is a property of style.
func presentation(name string) bool {
	switch name {
	case "color", "fill", "stroke", "fill-rule", "fill-opacity", "stroke-opacity", "stroke-width",
		"stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "visibility",
		"paint-order", "display", "opacity", "clip-path", "overflow", "stop-color", "stop-opacity":
		return true
	}
	return unsupportedUnless(name) != ""
}

// unsupportedUnless is the value at which a property that is not supported does nothing, empty for other properties.
func unsupportedUnless(name string) string {
	switch name {
	case "filter", "mask", "marker", "marker-start", "marker-mid", "marker-end", "vector-effect":
		return "none"
	case "mix-blend-mode":
		return "normal"
	case "clip", "transform-box", "transform-origin":
		return "auto"
	}
	return ""
}

// geometric tells whether a property places or shapes an element. In SVG 2 a style sheet may set these; here only
// attributes do.
func geometric(name string) bool {
	switch name {
	case "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry",
		"transform", "translate", "rotate", "scale", "perspective", "offset-path":
		return true
	}
	return false
}

// inherit is the style of an element within one of this style.
func (s style) inherit(e *element, view size) (style, error) {
	for _, name := range slices.Sorted(maps.Keys(e.style)) {
		value := e.style[name]
		if off := unsupportedUnless(name); off != "" && value != off && value != "none" {
			return s, unsupportedProperty(name)
		}
		if value == "inherit" {
			if !inherited(name) {
				return s, unsupportedStyle(name + ": inherit")
			}
			continue
		}
		if err := s.set(name, value, view); err != nil {
			return s, err
		}
	}
	return s, nil
}

func inherited(name string) bool {
	switch name {
	case "opacity", "clip-path", "overflow", "display", "stop-color", "stop-opacity":
		return false
	}
	return true
}

func (s *style) set(name, value string, view size) (err error) {
	switch name {
	case "color":
		var p paint
		if p, err = parsePaint(value); err == nil && p.kind == flatPaint {
			s.color = p.color
		}
	case "fill":
		s.fill, err = parsePaint(value)
	case "stroke":
		s.line, err = parsePaint(value)
	case "fill-rule":
		s.evenOdd, err = choice(value, "nonzero", "evenodd")
	case "fill-opacity":
		s.fillOpacity, err = parseOpacity(value)
	case "stroke-opacity":
		s.strokeOpacity, err = parseOpacity(value)
	case "stroke-width":
		if s.stroke.width, err = length(value, view.diagonal()); err == nil && s.stroke.width < 0 {
			err = badValue(value)
		}
	case "stroke-linecap":
		s.stroke.cap, err = keyword(value, "butt", "round", "square")
	case "stroke-linejoin":
		s.stroke.join, err = keyword(value, "miter", "round", "bevel")
	case "stroke-miterlimit":
		if s.stroke.miter, err = length(value, 1); err == nil && s.stroke.miter < 1 {
			err = badValue(value)
		}
	case "stroke-dasharray":
		s.stroke.dashes, err = parseDashes(value, view)
	case "stroke-dashoffset":
		s.stroke.offset, err = length(value, view.diagonal())
	case "visibility":
		if value == "collapse" {
			value = "hidden"
		}
		s.hidden, err = choice(value, "visible", "hidden")
	case "paint-order":
		s.strokeFirst = strings.HasPrefix(value, "stroke")
	}
	return err
}

func keyword(value string, known ...string) (string, error) {
	if !slices.Contains(known, value) {
		return "", unsupportedValue(value)
	}
	return value, nil
}

// choice tells whether a property that is either off or on is on.
func choice(value, off, on string) (bool, error) {
	got, err := keyword(value, off, on)
	return got == on, err
}

func parseOpacity(value string) (float64, error) {
	v, err := length(value, 1)
	return min(max(v, 0), 1), err
}

// parseDashes reads a list of lengths. All zero means a solid line, an odd number of lengths is gone through twice.
func parseDashes(value string, view size) ([]float64, error) {
	if value == "none" {
		return nil, nil
	}
	var dashes []float64
	sum := 0.0
	for _, text := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(svgSpace+",", r) }) {
		v, err := length(text, view.diagonal())
		if err != nil {
			return nil, err
		}
		if v < 0 {
			return nil, badValue(value)
		}
		if dashes = append(dashes, v); len(dashes) > maxDashes {
			return nil, tooManyDashes()
		}
		sum += v
	}
	if sum == 0 {
		return nil, nil
	}
	if len(dashes)%2 == 1 {
		dashes = append(dashes, dashes...)
	}
	return dashes, nil
}

// Opacities so near to nothing or to full are an editor's rounding.
const opacityRounding = 0.002

// invisible tells whether an opacity leaves nothing to draw.
func invisible(opacity float64) bool { return opacity <= opacityRounding }

// opaque tells whether nothing is seen through.
func opaque(opacity float64) bool { return opacity >= 1-opacityRounding }
