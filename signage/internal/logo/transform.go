package logo

import (
	"math"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// parseTransform reads the attribute transform: a list of which the last is applied first.
func parseTransform(text string) (scene.Affine, error) {
	m := scene.Scale(1, 1)
	s := scanner{rest: text}
	for s.skipComma(); !s.atEnd(); s.skipComma() {
		name, rest, ok := strings.Cut(s.rest, "(")
		if !ok {
			return m, badValue(s.rest)
		}
		s.rest = rest
		v := s.numbers()
		if s.err != nil {
			return m, s.err
		}
		step, ok := transformStep(strings.Trim(name, svgSpace), v)
		if !ok || !strings.HasPrefix(s.rest, ")") {
			return m, badValue(text)
		}
		s.rest = s.rest[1:]
		m = step.Then(m)
	}
	if !finite(m.A, m.B, m.C, m.D, m.E, m.F) {
		return m, tooBigNumber(text)
	}
	return m, s.err
}

func transformStep(name string, v []float64) (scene.Affine, bool) {
	const degree = math.Pi / 180
	switch {
	case name == "matrix" && len(v) == 6:
		return scene.Affine{A: v[0], B: v[1], C: v[2], D: v[3], E: v[4], F: v[5]}, true
	case name == "translate" && len(v) == 1:
		return scene.Translate(v[0], 0), true
	case name == "translate" && len(v) == 2:
		return scene.Translate(v[0], v[1]), true
	case name == "scale" && len(v) == 1:
		return scene.Scale(v[0], v[0]), true
	case name == "scale" && len(v) == 2:
		return scene.Scale(v[0], v[1]), true
	case name == "rotate" && len(v) == 1:
		return scene.Rotate(v[0] * degree), true
	case name == "rotate" && len(v) == 3:
		about := scene.Translate(-v[1], -v[2]).Then(scene.Rotate(v[0] * degree))
		return about.Then(scene.Translate(v[1], v[2])), true
	case name == "skewX" && len(v) == 1:
		return scene.Affine{A: 1, C: math.Tan(v[0] * degree), D: 1}, true
	case name == "skewY" && len(v) == 1:
		return scene.Affine{A: 1, B: math.Tan(v[0] * degree), D: 1}, true
	}
	return scene.Affine{}, false
}
