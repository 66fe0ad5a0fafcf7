package preflight

import (
	"errors"
	"fmt"
	"math"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// maxFunctions is the most parts of a stitched function.
const maxFunctions = 1000

// maxCalculator is the longest PostScript calculator function that is read, in bytes.
const maxCalculator = 1 << 16

// function says what is wrong with a function of so many inputs and outputs (PDF 1.7, 7.10).
func (c *checker) function(o pdfread.Object, in, out, depth int) error {
	// Parts that are the function itself would never end.
	if c.operationsLeft -= costOfStream; depth > maxSpaceDepth || c.operationsLeft < 0 {
		return errors.New("nested too deeply")
	}
	stream, d := c.stream(o), c.dictOrStream(o)
	if d == nil {
		return errors.New("there is none")
	}
	numbers := func(key pdfread.Name, n int) error {
		if got, ok := c.numbers(d[key]); !ok || len(got) != n {
			return fmt.Errorf("/%s has not %d numbers", key, n)
		}
		return nil
	}
	if err := numbers("Domain", 2*in); err != nil {
		return err
	}
	kind, ok := c.integer(d["FunctionType"])
	if !ok {
		return errors.New("no /FunctionType")
	}
	if (kind == 0 || kind == 4) && stream == nil {
		return fmt.Errorf("type %d is not a stream", kind)
	}
	switch kind {
	case 0:
		return errors.Join(numbers("Range", 2*out), numbers("Size", in), c.samples(stream, out))
	case 2:
		for _, key := range []pdfread.Name{"C0", "C1"} {
			if d[key] == nil && out == 1 {
				continue
			}
			if err := numbers(key, out); err != nil {
				return err
			}
		}
		if _, ok := c.file.Number(d["N"]); !ok || in != 1 {
			return errors.New("no exponent /N of one input")
		}
	case 3:
		parts := c.array(d["Functions"])
		if len(parts) == 0 || len(parts) > maxFunctions || in != 1 {
			return errors.New("no /Functions of one input")
		}
		for _, part := range parts {
			if err := c.function(part, 1, out, depth+1); err != nil {
				return err
			}
		}
		return errors.Join(numbers("Bounds", len(parts)-1), numbers("Encode", 2*len(parts)))
	case 4:
		if err := numbers("Range", 2*out); err != nil {
			return err
		}
		_, err := parseCalculator(string(c.head(stream, maxCalculator)))
		return err
	default:
		return fmt.Errorf("type %d", kind)
	}
	return nil
}

// evaluate gives a well-formed function's outputs, each within its range; nil where they cannot be told.
func (c *checker) evaluate(o pdfread.Object, in []float64, depth int) []float64 {
	d := c.dictOrStream(o)
	domain, _ := c.numbers(d["Domain"])
	if c.operationsLeft--; depth > maxSpaceDepth || len(domain) != 2*len(in) || c.operationsLeft < 0 {
		return nil
	}
	at := make([]float64, len(in))
	for i, x := range in {
		at[i] = clip(x, domain[2*i], domain[2*i+1])
	}
	var out []float64
	switch kind, _ := c.integer(d["FunctionType"]); kind {
	case 0:
		return c.nearest(c.stream(o), at, domain)
	case 2:
		out = c.power(d, at)
	case 3:
		out = c.stitched(d, at, domain, depth)
	case 4:
		out = c.calculated(c.stream(o), at)
	}
	limits, _ := c.numbers(d["Range"])
	for i := range min(len(out), len(limits)/2) {
		out[i] = clip(out[i], limits[2*i], limits[2*i+1])
	}
	return out
}

// clip is what of a number lies in an interval.
func clip(x, low, high float64) float64 { return min(max(x, low), high) }

// power is a function of type 2.
func (c *checker) power(d pdfread.Dict, in []float64) []float64 {
	low, high := []float64{0}, []float64{1}
	if d["C0"] != nil {
		low, _ = c.numbers(d["C0"])
	}
	if d["C1"] != nil {
		high, _ = c.numbers(d["C1"])
	}
	exponent, _ := c.file.Number(d["N"])
	if len(in) != 1 {
		return nil
	}
	out := make([]float64, min(len(low), len(high)))
	for i := range out {
		out[i] = low[i] + math.Pow(in[0], exponent)*(high[i]-low[i])
	}
	return out
}

// stitched is a function of type 3.
func (c *checker) stitched(d pdfread.Dict, in, domain []float64, depth int) []float64 {
	parts := c.array(d["Functions"])
	bounds, _ := c.numbers(d["Bounds"])
	encode, _ := c.numbers(d["Encode"])
	if len(in) != 1 || len(parts) == 0 || len(bounds) != len(parts)-1 || len(encode) != 2*len(parts) {
		return nil
	}
	k := 0
	for k < len(bounds) && in[0] >= bounds[k] {
		k++
	}
	from, to := domain[0], domain[1]
	if k > 0 {
		from = bounds[k-1]
	}
	if k < len(bounds) {
		to = bounds[k]
	}
	share := 0.0
	if to > from {
		share = (in[0] - from) / (to - from)
	}
	return c.evaluate(parts[k], []float64{encode[2*k] + share*(encode[2*k+1]-encode[2*k])}, depth+1)
}

// nearest is the nearest sample of a function of type 0.
func (c *checker) nearest(stream *pdfread.Stream, in, domain []float64) []float64 {
	if stream == nil {
		return nil
	}
	sizes, _ := c.numbers(stream.Dict["Size"])
	limits, _ := c.numbers(stream.Dict["Range"])
	encode, _ := c.numbers(stream.Dict["Encode"])
	bits, _ := c.integer(stream.Dict["BitsPerSample"])
	if len(sizes) != len(in) || len(limits) < 2 || bits < 1 || bits > 32 {
		return nil
	}
	out, index, step := len(limits)/2, 0, 1
	for i, x := range in {
		if !(sizes[i] >= 1 && sizes[i]*float64(step) <= 8*maxSampled) || !(domain[2*i+1] > domain[2*i]) {
			return nil
		}
		from, to := 0.0, sizes[i]-1
		if len(encode) == 2*len(in) {
			from, to = encode[2*i], encode[2*i+1]
		}
		e := from + (x-domain[2*i])/(domain[2*i+1]-domain[2*i])*(to-from)
		index += step * int(math.Round(clip(e, 0, sizes[i]-1)))
		step *= int(sizes[i])
	}
	data := c.samplesOf(stream, (step*out*bits+7)/8)
	at := index * out * bits
	if at+out*bits > 8*len(data) {
		return nil
	}
	decode := limits
	if of, ok := c.numbers(stream.Dict["Decode"]); ok && len(of) == len(limits) {
		decode = of
	}
	values := make([]float64, out)
	for i := range values {
		share := float64(bitsAt(data, at+i*bits, bits)) / float64(uint64(1)<<bits-1)
		values[i] = clip(decode[2*i]+share*(decode[2*i+1]-decode[2*i]), limits[2*i], limits[2*i+1])
	}
	return values
}

// samplesOf is the data of a sampled function, which is asked for again and again.
func (c *checker) samplesOf(stream *pdfread.Stream, n int) []byte {
	data, known := c.tables[stream.Ref]
	if !known || len(data) < n {
		data = c.head(stream, min(n, maxSampled))
		c.tables[stream.Ref] = data
	}
	return data
}

// bitsAt is the number that so many bits from a bit on make.
func bitsAt(data []byte, at, bits int) uint64 {
	var n uint64
	for i := at; i < at+bits; i++ {
		n = n<<1 | uint64(data[i/8]>>(7-i%8)&1)
	}
	return n
}

// samples checks that a sampled function has all its samples.
func (c *checker) samples(stream *pdfread.Stream, out int) error {
	bits, _ := c.integer(stream.Dict["BitsPerSample"])
	switch bits {
	case 1, 2, 4, 8, 12, 16, 24, 32:
	default:
		return errors.New("no /BitsPerSample")
	}
	total := bits * out
	sizes, _ := c.numbers(stream.Dict["Size"])
	for _, n := range sizes {
		if !(n >= 1) || float64(total)*n > 8*maxSampled {
			return errors.New("/Size is out of range")
		}
		total *= int(n)
	}
	if need := (total + 7) / 8; len(c.head(stream, need)) < need {
		return errors.New("samples are missing")
	}
	return nil
}

// maxSampled is the largest sampled function that is read, in bytes.
const maxSampled = 4 << 20
