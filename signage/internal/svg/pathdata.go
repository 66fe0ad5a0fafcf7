package svg

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bangron/bangron/signage/internal/scene"
)

// path is a path as path data, in relative coordinates: offsets have half the digits. They are the differences of
// rounded positions, so that rounding does not add up along the path.
func (d *document) path(p *scene.Path) (string, error) {
	if len(p.Verbs) > 0 && p.Verbs[0] != scene.Move {
		return "", fmt.Errorf("%w: a path does not begin with a move", ErrScene)
	}
	data := pathData{document: d}
	p.Walk(data.step)
	return data.String(), data.err
}

type pathData struct {
	strings.Builder
	document *document
	x, y     int64 // where the pen is, in steps
	x0, y0   int64 // where the contour began
	command  byte  // the last one; it is not repeated
	err      error
}

func (b *pathData) step(v scene.Verb, _ scene.Point, to []scene.Point) {
	at := make([]int64, 0, 6)
	for _, p := range to {
		x, y, err := b.document.round(p)
		if err != nil {
			b.err = err
			return
		}
		at = append(at, x, y)
	}
	switch v {
	case scene.Move:
		b.write('m', at[0]-b.x, at[1]-b.y)
		b.x0, b.y0 = at[0], at[1]
	case scene.Line:
		switch dx, dy := at[0]-b.x, at[1]-b.y; {
		case dx == 0 && dy == 0:
		case dy == 0:
			b.write('h', dx)
		case dx == 0:
			b.write('v', dy)
		default:
			b.write('l', dx, dy)
		}
	case scene.Quad:
		b.write('q', at[0]-b.x, at[1]-b.y, at[2]-b.x, at[3]-b.y)
	case scene.Cube:
		b.write('c', at[0]-b.x, at[1]-b.y, at[2]-b.x, at[3]-b.y, at[4]-b.x, at[5]-b.y)
	case scene.Close:
		b.write('z')
		at = append(at, b.x0, b.y0)
	}
	b.x, b.y = at[len(at)-2], at[len(at)-1]
}

// write adds a command with its numbers. Numbers that follow "m" without a command would be lines, so it is repeated.
func (b *pathData) write(command byte, numbers ...int64) {
	repeated := command == b.command && command != 'm' && command != 'z'
	if !repeated {
		b.WriteByte(command)
		b.command = command
	}
	for i, n := range numbers {
		text := b.document.number(n)
		if (i > 0 || repeated) && text[0] != '-' {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
}

// number writes steps of the last digit as a decimal number without needless digits.
func (d *document) number(steps int64) string {
	sign := ""
	if steps < 0 {
		sign, steps = "-", -steps
	}
	digits := strconv.FormatInt(steps, 10)
	if missing := d.decimals + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-d.decimals], strings.TrimRight(digits[len(digits)-d.decimals:], "0")
	switch {
	case fraction == "":
		return sign + whole
	case whole == "0":
		return sign + "." + fraction
	}
	return sign + whole + "." + fraction
}
