package icc

import (
	"encoding/binary"
	"math"
)

// Options are how colours are separated. The zero value is usable.
type Options struct {
	// KeepBlack prints neutral greys in black ink alone, as black text must be: four inks do not stay in register. They are
	// as light as the greys of the screen, from bare paper to full black.
	KeepBlack bool
	// Source are the colours that are converted; nil: sRGB.
	Source *Colors
}

// Converter separates colours into the inks of a press. It does not change and is safe for concurrent use.
type Converter struct {
	options Options
	table   *table
	source  *Colors
	black   [256]uint8 // the black ink of each grey
}

// Converter prepares the profile's perceptual table (B2A0), the intent for pictures and logos whose colours may lie
// beyond what inks reach; a profile without one gives its colorimetric table. The error is an [*Error] that wraps
// [ErrConversion] where neither is a table of type lut8 or lut16.
func (p *Profile) Converter(o Options) (*Converter, error) {
	t, err := p.separation()
	if err != nil {
		return nil, err
	}
	c := &Converter{options: o, table: t, source: o.Source}
	if c.source == nil {
		c.source = srgb()
	}
	lightness := p.blackLightness()
	luminances := make([]float64, len(lightness))
	for i, l := range lightness {
		luminances[i] = luminanceOf(l)
	}
	for i := range c.black {
		c.black[i] = blackFor(c.source.linear[1][i], luminances)
	}
	return c, nil
}

// blackFor is the level of black ink that is as light as a grey. The range of the screen is laid over that of the ink, in
// luminance, as black point compensation does. levels are the luminances of paper under each level of the ink; without them
// it is what is not white.
func blackFor(luminance float64, levels []float64) uint8 {
	if len(levels) == 0 {
		return uint8(math.Round(255 * (1 - math.Pow(luminance, 1/2.2))))
	}
	darkest, paper := levels[255], levels[0]
	wanted := darkest + (paper-darkest)*luminance
	best, off := 0, math.Inf(1)
	for level, l := range levels {
		if d := math.Abs(l - wanted); d < off {
			best, off = level, d
		}
	}
	return uint8(best)
}

// luminanceOf undoes CIE lightness, L* 0…100.
func luminanceOf(l float64) float64 {
	if l <= 8 {
		return l * 27 / 24389
	}
	return math.Pow((l+16)/116, 3)
}

// linear undoes the curve of sRGB (IEC 61966-2-1).
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// Convert gives the inks for a colour, 255 for all of an ink.
func (c *Converter) Convert(r, g, b uint8) (cyan, magenta, yellow, black uint8) {
	if r == 255 && g == 255 && b == 255 {
		return 0, 0, 0, 0
	}
	if c.options.KeepBlack && r == g && g == b {
		return 0, 0, 0, c.black[r]
	}
	inks := c.table.at(lab(c.source.toXYZ(r, g, b)))
	level := func(v float64) uint8 { return uint8(math.Round(255 * min(max(v, 0), 1))) }
	return level(inks[0]), level(inks[1]), level(inks[2]), level(inks[3])
}

// lab is CIELAB under D50.
func lab(xyz [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x, y, z := f(xyz[0]/d50[0]), f(xyz[1]/d50[1]), f(xyz[2]/d50[2])
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// table is a table of type lut8 or lut16 from Lab to CMYK.
type table struct {
	inputs  [3][]float64 // curves over 0…1
	grid    int
	nodes   []float64 // grid × grid × grid × 4
	outputs [4][]float64
	top     float64 // the encoding of L* = 100
	zero    float64 // the encoding of a* = 0
	span    float64 // the encoding of one step of a*
}

const (
	channelsIn  = 3
	channelsOut = 4
)

func separationOf(profile []byte) (*table, error) {
	for _, name := range [...]string{"B2A0", "B2A1"} {
		if t := readTable(tag(profile, name)); t != nil && string(profile[20:24]) == "Lab " {
			return t, nil
		}
	}
	return nil, &Error{
		Cause: ErrConversion,
		VI:    "Hồ sơ màu này không có bảng chuyển màu đọc được (lut8 hoặc lut16 từ Lab), nên không đổi được màu của logo sang CMYK.",
		EN:    "The profile has no readable table for separating colours (lut8 or lut16 from Lab), so the logo's colours cannot be converted to CMYK.",
		FixVI: "Bỏ `icc` để dùng FOGRA39, xin xưởng hồ sơ phiên bản 2, hoặc bỏ `logo`.",
		FixEN: "Leave out `icc` to use FOGRA39, ask the print shop for a profile of version 2, or leave out the `logo`.",
	}
}

// wholeTable tells whether a table between colours and inks is complete, whatever its kind.
func wholeTable(b []byte, in, out byte) bool {
	if len(b) < 32 || b[8] != in || b[9] != out {
		return false
	}
	kind := string(b[:4])
	switch kind {
	case "mft1", "mft2":
		grid, entriesIn, entriesOut, width, at := int(b[10]), 256, 256, 1, 48
		if kind == "mft2" && len(b) >= 52 {
			entriesIn, entriesOut, width, at = int(binary.BigEndian.Uint16(b[48:])), int(binary.BigEndian.Uint16(b[50:])), 2, 52
		}
		nodes := int(out)
		for range in {
			nodes *= grid
		}
		return grid >= 2 && entriesIn >= 2 && entriesOut >= 2 && len(b) >= at+width*(int(in)*entriesIn+nodes+int(out)*entriesOut)
	case "mAB ", "mBA ":
		// The offsets of the curves B, the matrix, the curves M, the grid and the curves A; 0 for what is not there.
		curves, grid := binary.BigEndian.Uint32(b[12:]), binary.BigEndian.Uint32(b[24:])
		for at := 12; at < 32; at += 4 {
			if offset := binary.BigEndian.Uint32(b[at:]); offset != 0 && (offset < 32 || int64(offset) >= int64(len(b))) {
				return false
			}
		}
		return curves != 0 && grid != 0
	}
	return false
}

// readTable reads a table; nil where it is of another kind or damaged.
func readTable(b []byte) *table {
	if len(b) < 52 || b[8] != channelsIn || b[9] != channelsOut || b[10] < 2 {
		return nil
	}
	t := &table{grid: int(b[10])}
	entriesIn, entriesOut, width, at := 256, 256, 1, 48
	switch string(b[:4]) {
	case "mft1":
		t.top, t.zero, t.span = 1, 128.0/255, 1.0/255
	case "mft2":
		// In 16 bits, L* = 100 is 0xFF00 and a* = 0 is 0x8000.
		t.top, t.zero, t.span = 65280.0/65535, 32768.0/65535, 256.0/65535
		entriesIn, entriesOut, width, at = int(binary.BigEndian.Uint16(b[48:])), int(binary.BigEndian.Uint16(b[50:])), 2, 52
	default:
		return nil
	}
	count := t.grid * t.grid * t.grid * channelsOut
	if entriesIn < 2 || entriesOut < 2 || entriesIn > 4096 || entriesOut > 4096 ||
		len(b) < at+width*(channelsIn*entriesIn+count+channelsOut*entriesOut) {
		return nil
	}
	take := func(n int) []float64 {
		values := make([]float64, n)
		for i := range values {
			if width == 1 {
				values[i] = float64(b[at+i]) / 255
			} else {
				values[i] = float64(binary.BigEndian.Uint16(b[at+2*i:])) / 65535
			}
		}
		at += width * n
		return values
	}
	for i := range t.inputs {
		t.inputs[i] = take(entriesIn)
	}
	t.nodes = take(count)
	for i := range t.outputs {
		t.outputs[i] = take(entriesOut)
	}
	return t
}

// along reads a curve.
func along(curve []float64, v float64) float64 {
	at := min(max(v, 0), 1) * float64(len(curve)-1)
	i := min(int(at), len(curve)-2)
	return curve[i] + (curve[i+1]-curve[i])*(at-float64(i))
}

// at interpolates between the four corners of the tetrahedron in which a colour lies: it keeps greys neutral where a
// trilinear mean does not.
func (t *table) at(lab [3]float64) [channelsOut]float64 {
	encoded := [3]float64{lab[0] / 100 * t.top, t.zero + lab[1]*t.span, t.zero + lab[2]*t.span}
	var cell [3]int
	var part [3]float64
	for i, v := range encoded {
		v = along(t.inputs[i], v) * float64(t.grid-1)
		cell[i] = min(int(v), t.grid-2)
		part[i] = v - float64(cell[i])
	}
	// From the near corner to the far one along the axes, the largest part first.
	order := [3]int{0, 1, 2}
	for i := range 2 {
		for j := range 2 - i {
			if part[order[j]] < part[order[j+1]] {
				order[j], order[j+1] = order[j+1], order[j]
			}
		}
	}
	stride := [3]int{t.grid * t.grid * channelsOut, t.grid * channelsOut, channelsOut}
	node := cell[0]*stride[0] + cell[1]*stride[1] + cell[2]*stride[2]
	weights := [4]float64{1 - part[order[0]], part[order[0]] - part[order[1]], part[order[1]] - part[order[2]], part[order[2]]}
	var inks [channelsOut]float64
	for step, weight := range weights {
		if step > 0 {
			node += stride[order[step-1]]
		}
		for i := range inks {
			inks[i] += weight * t.nodes[node+i]
		}
	}
	for i := range inks {
		inks[i] = along(t.outputs[i], inks[i])
	}
	return inks
}
