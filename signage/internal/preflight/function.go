package preflight

import (
	"errors"
	"fmt"
	"math"
	"strings"

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
		return calculator(string(c.head(stream, maxCalculator)))
	default:
		return fmt.Errorf("type %d", kind)
	}
	return nil
}

// evaluate gives a well-formed function's outputs for one input. Of a calculator function, and of one with several inputs,
// nothing is known.
func (c *checker) evaluate(o pdfread.Object, x float64, depth int) []float64 {
	d := c.dictOrStream(o)
	domain, _ := c.numbers(d["Domain"])
	if depth > maxSpaceDepth || len(domain) != 2 {
		return nil
	}
	x = min(max(x, domain[0]), domain[1])
	kind, _ := c.integer(d["FunctionType"])
	switch kind {
	case 0:
		return c.sampled(c.stream(o), x, domain)
	case 2:
		low, high := []float64{0}, []float64{1}
		if d["C0"] != nil {
			low, _ = c.numbers(d["C0"])
		}
		if d["C1"] != nil {
			high, _ = c.numbers(d["C1"])
		}
		exponent, _ := c.file.Number(d["N"])
		out := make([]float64, min(len(low), len(high)))
		for i := range out {
			out[i] = low[i] + math.Pow(x, exponent)*(high[i]-low[i])
		}
		return out
	case 3:
		parts := c.array(d["Functions"])
		bounds, _ := c.numbers(d["Bounds"])
		encode, _ := c.numbers(d["Encode"])
		if len(bounds) != len(parts)-1 || len(encode) != 2*len(parts) {
			return nil
		}
		k := 0
		for k < len(bounds) && x >= bounds[k] {
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
			share = (x - from) / (to - from)
		}
		return c.evaluate(parts[k], encode[2*k]+share*(encode[2*k+1]-encode[2*k]), depth+1)
	}
	return nil
}

// sampled is the nearest sample of a function of one input.
func (c *checker) sampled(stream *pdfread.Stream, x float64, domain []float64) []float64 {
	sizes, _ := c.numbers(stream.Dict["Size"])
	limits, _ := c.numbers(stream.Dict["Range"])
	bits, _ := c.integer(stream.Dict["BitsPerSample"])
	if len(sizes) != 1 || len(limits) < 2 || bits < 1 || bits > 32 || !(domain[1] > domain[0]) || !(sizes[0] >= 1 && sizes[0] <= 8*maxSampled) {
		return nil
	}
	n, out := int(sizes[0]), len(limits)/2
	data := c.head(stream, (n*out*bits+7)/8)
	at := int(math.Round((x-domain[0])/(domain[1]-domain[0])*float64(n-1))) * out * bits
	if at+out*bits > 8*len(data) {
		return nil
	}
	values := make([]float64, out)
	for i := range values {
		share := float64(bitsAt(data, at+i*bits, bits)) / float64(uint64(1)<<bits-1)
		decode := limits[2*i : 2*i+2]
		if of, ok := c.numbers(stream.Dict["Decode"]); ok && len(of) == len(limits) {
			decode = of[2*i : 2*i+2]
		}
		values[i] = decode[0] + share*(decode[1]-decode[0])
	}
	return values
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

// calculator says what is wrong with a PostScript calculator function.
func calculator(code string) error {
	code = strings.NewReplacer("{", " { ", "}", " } ").Replace(code)
	words := strings.Fields(code)
	depth := 0
	for i, word := range words {
		switch word {
		case "{":
			depth++
		case "}":
			depth--
			if depth < 0 || depth == 0 && i != len(words)-1 {
				return errors.New("braces do not match")
			}
		default:
			if depth == 0 {
				return fmt.Errorf("%q outside of braces", word)
			}
			if first := word[0]; first == '-' || first == '+' || first == '.' || first >= '0' && first <= '9' {
				continue
			}
			if !calculates(word) {
				return fmt.Errorf("unknown operator %.20q", word)
			}
		}
	}
	if depth != 0 || len(words) == 0 {
		return errors.New("braces do not match")
	}
	return nil
}

// calculates tells whether a word is an operator of calculator functions (PDF 1.7, table 42).
func calculates(word string) bool {
	switch word {
	case "abs", "add", "atan", "ceiling", "cos", "cvi", "cvr", "div", "exp", "floor", "idiv", "ln", "log", "mod", "mul", "neg", "round", "sin", "sqrt",
		"sub", "truncate", "and", "bitshift", "eq", "false", "ge", "gt", "le", "lt", "ne", "not", "or", "true", "xor", "if", "ifelse", "copy", "dup",
		"exch", "index", "pop", "roll":
		return true
	}
	return false
}
