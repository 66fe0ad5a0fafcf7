package logo

import (
	"math"
	"strconv"
	"strings"
)

// scanner reads the little languages of SVG's attributes: path data, transforms, lists of numbers. After the first
// thing that does not fit it stays failed, so that its user may look at err once.
type scanner struct {
	rest string
	err  error
}

const svgSpace = " \t\r\n\f"

func (s *scanner) skipSpace() { s.rest = strings.TrimLeft(s.rest, svgSpace) }

// skipComma skips white space with at most one comma in it.
func (s *scanner) skipComma() {
	s.skipSpace()
	if strings.HasPrefix(s.rest, ",") {
		s.rest = s.rest[1:]
		s.skipSpace()
	}
}

func (s *scanner) atEnd() bool { return s.err != nil || s.rest == "" }

// atNumber tells whether a number begins here.
func (s *scanner) atNumber() bool {
	return s.err == nil && s.rest != "" && strings.IndexByte("+-.0123456789", s.rest[0]) >= 0
}

func (s *scanner) fail() {
	if s.err == nil {
		s.err = badValue(s.rest)
	}
}

// number reads a number as SVG writes it, with no white space before it: ".5", "-1e-3"; "1em" is 1 with "em" left over.
func (s *scanner) number() float64 {
	if s.err != nil {
		return 0
	}
	i := 0
	digits := func() int {
		from := i
		for i < len(s.rest) && s.rest[i] >= '0' && s.rest[i] <= '9' {
			i++
		}
		return i - from
	}
	sign := func() {
		if i < len(s.rest) && (s.rest[i] == '+' || s.rest[i] == '-') {
			i++
		}
	}
	sign()
	n := digits()
	if i < len(s.rest) && s.rest[i] == '.' {
		i++
		n += digits()
	}
	if n == 0 {
		s.fail()
		return 0
	}
	if mantissa := i; i < len(s.rest) && (s.rest[i] == 'e' || s.rest[i] == 'E') {
		i++
		sign()
		if digits() == 0 {
			i = mantissa
		}
	}
	v, err := strconv.ParseFloat(s.rest[:i], 64)
	if err != nil || math.Abs(v) > maxNumber {
		s.err = tooBigNumber(s.rest[:i])
		return 0
	}
	s.rest = s.rest[i:]
	return v
}

// flag reads a flag of an arc, which may run into what follows it: "a1 1 0 01.5.5".
func (s *scanner) flag() bool {
	if s.err != nil || s.rest == "" || s.rest[0] != '0' && s.rest[0] != '1' {
		s.fail()
		return false
	}
	set := s.rest[0] == '1'
	s.rest = s.rest[1:]
	return set
}

// numbers reads a list of numbers up to what is not one.
func (s *scanner) numbers() []float64 {
	var list []float64
	s.skipSpace()
	for s.atNumber() {
		list = append(list, s.number())
		s.skipComma()
	}
	return list
}

// numberList is an attribute that is nothing but numbers.
func numberList(text string) ([]float64, error) {
	s := scanner{rest: text}
	list := s.numbers()
	if s.rest != "" {
		s.fail()
	}
	return list, s.err
}

// length reads a number with its unit, in user units (px, 96 to the inch). whole is what 100 % means.
func length(text string, whole float64) (float64, error) {
	s := scanner{rest: strings.Trim(text, svgSpace)}
	v := s.number()
	if s.err != nil {
		return 0, s.err
	}
	switch s.rest {
	case "", "px":
		return v, nil
	case "pt":
		return v * 96 / 72, nil
	case "pc":
		return v * 16, nil
	case "in":
		return v * 96, nil
	case "cm":
		return v * 96 / 2.54, nil
	case "mm":
		return v * 96 / 25.4, nil
	case "Q", "q":
		return v * 96 / 101.6, nil
	case "%":
		return v / 100 * whole, nil
	}
	return 0, unsupportedValue(text)
}

// finite tells whether every value can be drawn.
func finite(values ...float64) bool {
	for _, v := range values {
		if !(math.Abs(v) <= maxCoordinate) {
			return false
		}
	}
	return true
}
