package icc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

// MaxColorsBytes is the largest profile of a picture that is read: those of screens and cameras have 0.5 to 600 kB.
const MaxColorsBytes = 1 << 20

// Colors are what the numbers of a picture mean, by a profile of curves and, for RGB, three primaries: sRGB, Adobe RGB,
// Display P3 and greys. It does not change and is safe for concurrent use.
type Colors struct {
	profile []byte
	gray    bool
	linear  [3][256]float64
	xyz     [9]float64 // rows X, Y, Z of linear red, green and blue under D50
}

// d50 is the white of the connection space.
var d50 = [3]float64{0.9642, 1, 0.8249}

// srgbToXYZ is the matrix of sRGB adapted to D50 by Bradford's method (ICC.1, annex E).
var srgbToXYZ = [9]float64{
	0.4360747, 0.3850649, 0.1430804,
	0.2225045, 0.7168786, 0.0606169,
	0.0139322, 0.0971045, 0.7141733,
}

// srgb are the colours of screens.
func srgb() *Colors {
	c := &Colors{xyz: srgbToXYZ}
	for i := range 256 {
		v := linear(float64(i) / 255)
		c.linear[0][i], c.linear[1][i], c.linear[2][i] = v, v, v
	}
	return c
}

// ParseColors reads the profile of a picture. The error is an [*Error]: of a profile that is none or damaged, that is newer
// than version 4, or whose colours are given by tables, as those of printers and some scanners are.
func ParseColors(b []byte) (*Colors, error) {
	refuse := func(cause error, what string) (*Colors, error) {
		return nil, &Error{Cause: cause, VI: "Hồ sơ màu của ảnh không dùng được.", EN: "The picture's colour profile cannot be used: " + what + "."}
	}
	switch {
	case len(b) > MaxColorsBytes:
		return refuse(ErrTooLarge, fmt.Sprintf("it is over %d MB", MaxColorsBytes>>20))
	case len(b) < headerBytes || string(b[36:40]) != "acsp":
		return refuse(ErrNotICC, "it is not an ICC profile")
	case int64(binary.BigEndian.Uint32(b)) > int64(len(b)):
		return refuse(ErrCut, "it is cut")
	case b[8] > 4:
		return refuse(ErrVersion, fmt.Sprintf("its version is %d", b[8]))
	case tagCount(b) > MaxTags:
		return refuse(ErrTooLarge, fmt.Sprintf("it has over %d tags", MaxTags))
	}
	switch class := string(b[12:16]); class {
	case "mntr", "scnr", "spac", "prtr":
	default:
		return refuse(ErrClass, fmt.Sprintf("it is of class %q", plain(class)))
	}
	if string(b[20:24]) != "XYZ " || tag(b, "A2B0") != nil {
		return refuse(ErrConversion, "its colours are given by tables")
	}
	c := &Colors{profile: bytes.Clone(b), gray: string(b[16:20]) == "GRAY"}
	curves := [...]string{"rTRC", "gTRC", "bTRC"}
	switch {
	case c.gray:
		curves = [...]string{"kTRC", "kTRC", "kTRC"}
		// Each of three equal parts has a third of the white.
		for i := range c.xyz {
			c.xyz[i] = d50[i/3] / 3
		}
	case string(b[16:20]) == "RGB ":
		for column, name := range [...]string{"rXYZ", "gXYZ", "bXYZ"} {
			data := tag(b, name)
			if len(data) < 20 || string(data[:4]) != "XYZ " {
				return refuse(ErrCut, "it has no "+name)
			}
			for row := range 3 {
				c.xyz[3*row+column] = fixed(data[8+4*row:])
			}
		}
	default:
		return refuse(ErrSpace, fmt.Sprintf("its colour space is %q", plain(string(b[16:20]))))
	}
	for i, name := range curves {
		if !readCurve(tag(b, name), &c.linear[i]) {
			return refuse(ErrCut, "it has no "+name)
		}
	}
	return c, nil
}

// fixed is a number with 16 bits after the point.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// readCurve reads a curve for each of 256 levels; false for one that is none or damaged.
func readCurve(b []byte, levels *[256]float64) bool {
	if len(b) < 12 {
		return false
	}
	var at func(v float64) float64
	switch string(b[:4]) {
	case "curv":
		n := int64(binary.BigEndian.Uint32(b[8:]))
		if int64(len(b)) < 12+2*n {
			return false
		}
		switch n {
		case 0:
			at = func(v float64) float64 { return v }
		case 1:
			gamma := float64(binary.BigEndian.Uint16(b[12:])) / 256
			at = func(v float64) float64 { return math.Pow(v, gamma) }
		default:
			values := make([]float64, n)
			for i := range values {
				values[i] = float64(binary.BigEndian.Uint16(b[12+2*i:])) / 65535
			}
			at = func(v float64) float64 { return along(values, v) }
		}
	case "para":
		// ICC.1:2022, 10.18: g, a, b, c, d, e, f, as many as the kind has.
		counts := [...]int{1, 3, 4, 5, 7}
		kind := int(binary.BigEndian.Uint16(b[8:]))
		if kind >= len(counts) || len(b) < 12+4*counts[kind] {
			return false
		}
		var p [7]float64
		for i := range counts[kind] {
			p[i] = fixed(b[12+4*i:])
		}
		g, a, bb, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
		switch kind {
		case 0:
			a, d = 1, -1
		case 1, 2:
			if a == 0 {
				return false
			}
			e, f = c, c
			c, d = 0, -bb/a
		}
		at = func(v float64) float64 {
			if v >= d {
				return math.Pow(max(a*v+bb, 0), g) + e
			}
			return c*v + f
		}
	default:
		return false
	}
	for i := range levels {
		v := at(float64(i) / 255)
		if !(v >= 0 && v <= 1) { // as well what is no number
			if math.IsNaN(v) {
				return false
			}
			v = min(max(v, 0), 1)
		}
		levels[i] = v
	}
	return true
}

// Components is the number of values to a pixel: 1 for greys, 3 for RGB.
func (c *Colors) Components() int {
	if c.gray {
		return 1
	}
	return 3
}

// Profile is the file of the profile. It must not be changed.
func (c *Colors) Profile() []byte { return c.profile }

// toXYZ is the colour under D50.
func (c *Colors) toXYZ(r, g, b uint8) [3]float64 {
	x, y, z := c.linear[0][r], c.linear[1][g], c.linear[2][b]
	var out [3]float64
	for i := range out {
		out[i] = c.xyz[3*i]*x + c.xyz[3*i+1]*y + c.xyz[3*i+2]*z
	}
	return out
}

// Screen converts to sRGB. Colours that screens do not reach become the nearest in each of red, green and blue.
type Screen struct {
	from  *Colors
	toRGB [9]float64
	level [4097]uint8 // of a linear part
}

// Screen prepares the conversion.
func (c *Colors) Screen() *Screen {
	s := &Screen{from: c, toRGB: inverse(srgbToXYZ)}
	for i := range s.level {
		v := float64(i) / float64(len(s.level)-1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		s.level[i] = uint8(math.Round(255 * v))
	}
	return s
}

// Convert gives the colour in sRGB.
func (s *Screen) Convert(r, g, b uint8) (red, green, blue uint8) {
	xyz := s.from.toXYZ(r, g, b)
	var out [3]uint8
	for i := range out {
		v := s.toRGB[3*i]*xyz[0] + s.toRGB[3*i+1]*xyz[1] + s.toRGB[3*i+2]*xyz[2]
		out[i] = s.level[int(math.Round(min(max(v, 0), 1)*float64(len(s.level)-1)))]
	}
	return out[0], out[1], out[2]
}

// Same tells whether the colours are those of sRGB, within what eight bits tell apart.
func (s *Screen) Same() bool {
	const step = 51
	for r := 0; r < 256; r += step {
		for g := 0; g < 256; g += step {
			for b := 0; b < 256; b += step {
				x, y, z := s.Convert(uint8(r), uint8(g), uint8(b))
				if max(abs(int(x)-r), abs(int(y)-g), abs(int(z)-b)) > 2 {
					return false
				}
			}
		}
	}
	return true
}

func abs(v int) int { return max(v, -v) }

// inverse of a matrix that has one.
func inverse(m [9]float64) [9]float64 {
	minor := func(a, b, c, d int) float64 { return m[a]*m[d] - m[b]*m[c] }
	det := m[0]*minor(4, 5, 7, 8) - m[1]*minor(3, 5, 6, 8) + m[2]*minor(3, 4, 6, 7)
	return [9]float64{
		minor(4, 5, 7, 8) / det, -minor(1, 2, 7, 8) / det, minor(1, 2, 4, 5) / det,
		-minor(3, 5, 6, 8) / det, minor(0, 2, 6, 8) / det, -minor(0, 2, 3, 5) / det,
		minor(3, 4, 6, 7) / det, -minor(0, 1, 6, 7) / det, minor(0, 1, 3, 4) / det,
	}
}
