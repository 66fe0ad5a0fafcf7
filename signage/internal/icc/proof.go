package icc

import (
	"encoding/binary"
	"math"
	"sync"
)

// Proof tells how inks look on paper. It does not change and is safe for concurrent use.
type Proof struct {
	grid          int
	input, output [][]float64 // curves over 0…1, one for each channel
	nodes         []byte
	width         int     // bytes of a value
	top           float64 // the encoding of L* = 100
	zero, span    float64 // the encodings of a* = 0 and of one step of a*
}

// Fogra39Proof is that of the embedded profile.
var Fogra39Proof = sync.OnceValues(func() (*Proof, error) { return Fogra39().Proof() })

// Proof prepares the profile's colorimetric table (A2B1). The error is an [*Error] that wraps [ErrConversion] where that
// is not a table of type lut8 or lut16 to Lab.
func (p *Profile) Proof() (*Proof, error) {
	b, err := p.read()
	if err != nil {
		return nil, err
	}
	if string(b[20:24]) == "Lab " {
		if t := readProof(tag(b, "A2B1")); t != nil {
			return t, nil
		}
	}
	return nil, refuse(ErrConversion,
		"Hồ sơ màu này không có bảng màu in đọc được (lut8 hoặc lut16 sang Lab).",
		"The profile has no readable table of how inks look (lut8 or lut16 to Lab).")
}

// readProof reads a table of inks to Lab; nil where it is of another kind or damaged.
func readProof(b []byte) *Proof {
	if len(b) < 52 || b[8] != channelsOut || b[9] != channelsIn || b[10] < 2 {
		return nil
	}
	p := &Proof{grid: int(b[10])}
	entriesIn, entriesOut, at := 256, 256, 48
	switch string(b[:4]) {
	case "mft1":
		p.width, p.top, p.zero, p.span = 1, 1, 128.0/255, 1.0/255
	case "mft2":
		p.width, p.top, p.zero, p.span = 2, 65280.0/65535, 32768.0/65535, 256.0/65535
		entriesIn, entriesOut, at = int(binary.BigEndian.Uint16(b[48:])), int(binary.BigEndian.Uint16(b[50:])), 52
	default:
		return nil
	}
	nodes := at + p.width*channelsOut*entriesIn
	outputs := nodes + p.width*p.grid*p.grid*p.grid*p.grid*channelsIn
	if entriesIn < 2 || entriesOut < 2 || entriesIn > 4096 || entriesOut > 4096 || len(b) < outputs+p.width*channelsIn*entriesOut {
		return nil
	}
	curves := func(at, count, entries int) [][]float64 {
		all := make([][]float64, count)
		for k := range all {
			all[k] = make([]float64, entries)
			for i := range all[k] {
				all[k][i] = p.value(b[at+p.width*(k*entries+i):])
			}
		}
		return all
	}
	p.input, p.output = curves(at, channelsOut, entriesIn), curves(outputs, channelsIn, entriesOut)
	p.nodes = b[nodes:outputs]
	return p
}

// value is the first one of a table, 0…1.
func (p *Proof) value(b []byte) float64 {
	if p.width == 1 {
		return float64(b[0]) / 255
	}
	return float64(binary.BigEndian.Uint16(b)) / 65535
}

// Lab is how shares of the process inks, 0…1, look on paper: CIELAB under D50, where the paper is white.
func (p *Proof) Lab(cyan, magenta, yellow, black float64) [3]float64 {
	var cell [channelsOut]int
	var part [channelsOut]float64
	for i, share := range [...]float64{cyan, magenta, yellow, black} {
		v := along(p.input[i], share) * float64(p.grid-1)
		cell[i] = min(int(v), p.grid-2)
		part[i] = v - float64(cell[i])
	}
	var out [channelsIn]float64
	for corner := range 1 << channelsOut {
		weight, node := 1.0, 0
		for i := range cell {
			far := corner >> i & 1
			node = node*p.grid + cell[i] + far
			if far == 1 {
				weight *= part[i]
			} else {
				weight *= 1 - part[i]
			}
		}
		for k := range out {
			if weight > 0 {
				out[k] += weight * p.value(p.nodes[p.width*(node*channelsIn+k):])
			}
		}
	}
	for k := range out {
		out[k] = along(p.output[k], out[k])
	}
	return [3]float64{out[0] / p.top * 100, (out[1] - p.zero) / p.span, (out[2] - p.zero) / p.span}
}

// ScreenLab is how a colour of sRGB looks: CIELAB under D50.
func ScreenLab(r, g, b uint8) [3]float64 {
	return lab(srgb().toXYZ(r, g, b))
}

// Difference is the distance of two colours in CIELAB (ΔE*ab, CIE 1976): 2 is just seen side by side, 50 is another colour.
func Difference(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// Luminance is the share of light that a lightness reflects, 0…1.
func Luminance(lightness float64) float64 { return luminanceOf(lightness) }
