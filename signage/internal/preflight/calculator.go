package preflight

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// step is a word of a PostScript calculator function (PDF 1.7, 7.10.5).
type step struct {
	operator string // empty: a number or a block
	number   float64
	block    []step // of if and ifelse
	isBlock  bool
}

// parseCalculator reads a calculator function.
func parseCalculator(code string) ([]step, error) {
	code = strings.NewReplacer("{", " { ", "}", " } ").Replace(code)
	open := [][]step{nil} // the blocks that are open, from the outermost
	for word := range strings.FieldsSeq(code) {
		top := len(open) - 1
		switch {
		case word == "{":
			if top == 0 && len(open[0]) > 0 || top > maxBlocks {
				return nil, errors.New("braces do not match")
			}
			open = append(open, nil)
		case word == "}":
			if top == 0 {
				return nil, errors.New("braces do not match")
			}
			open[top-1] = append(open[top-1], step{block: open[top], isBlock: true})
			open = open[:top]
		case top == 0:
			return nil, fmt.Errorf("%q outside of braces", word)
		case strings.ContainsAny(word[:1], "-+.0123456789"):
			n, err := strconv.ParseFloat(word, 64)
			if err != nil {
				return nil, fmt.Errorf("not a number %.20q", word)
			}
			open[top] = append(open[top], step{number: n})
		case !calculates(word):
			return nil, fmt.Errorf("unknown operator %.20q", word)
		default:
			open[top] = append(open[top], step{operator: word})
		}
	}
	if len(open) != 1 || len(open[0]) != 1 {
		return nil, errors.New("braces do not match")
	}
	return open[0][0].block, nil
}

// maxBlocks is how deep blocks may stand in each other, and maxStack how much a calculator may hold.
const (
	maxBlocks = 32
	maxStack  = 100
)

// calculates tells whether a word is an operator of calculator functions (PDF 1.7, table 42).
func calculates(word string) bool {
	switch word {
	case "if", "ifelse", "copy", "dup", "exch", "index", "pop", "roll", "true", "false":
		return true
	}
	return arity(word) > 0
}

// arity is how many numbers an operator of arithmetic takes; each gives one.
func arity(operator string) int {
	switch operator {
	case "abs", "ceiling", "cos", "cvi", "cvr", "floor", "ln", "log", "neg", "round", "sin", "sqrt", "truncate", "not":
		return 1
	case "add", "atan", "div", "exp", "idiv", "mod", "mul", "sub",
		"and", "bitshift", "eq", "ge", "gt", "le", "lt", "ne", "or", "xor":
		return 2
	}
	return 0
}

// calculated is a function of type 4; nil where it fails.
func (c *checker) calculated(stream *pdfread.Stream, in []float64) []float64 {
	if stream == nil {
		return nil
	}
	program, known := c.programs[stream.Ref]
	if !known {
		program, _ = parseCalculator(string(c.head(stream, maxCalculator))) // what is wrong with it is found by its rule
		c.programs[stream.Ref] = program
	}
	limits, _ := c.numbers(stream.Dict["Range"])
	m := &machine{stack: append(make([]float64, 0, maxStack), in...), steps: &c.operationsLeft}
	if m.run(program); m.failed || len(m.stack) < len(limits)/2 {
		return nil
	}
	return m.stack[len(m.stack)-len(limits)/2:]
}

// machine carries out a calculator function. What is true is 1.
type machine struct {
	stack  []float64
	steps  *int // that are left
	failed bool
}

func (m *machine) push(v ...float64) {
	if len(m.stack)+len(v) > maxStack {
		m.failed = true
		return
	}
	m.stack = append(m.stack, v...)
}

// pop takes numbers off the stack, the last pushed last; zeros where there are too few.
func (m *machine) pop(n int) []float64 {
	if n < 0 || n > len(m.stack) {
		m.failed = true
		return make([]float64, max(n, 0)%maxStack)
	}
	top := m.stack[len(m.stack)-n:]
	m.stack = m.stack[:len(m.stack)-n]
	return top
}

func (m *machine) pop1() float64 {
	if top := m.pop(1); !m.failed {
		return top[0]
	}
	return 0
}

func (m *machine) run(program []step) {
	for i, s := range program {
		if *m.steps--; *m.steps < 0 || m.failed {
			m.failed = true
			return
		}
		switch s.operator {
		case "":
			if !s.isBlock {
				m.push(s.number)
			}
		case "if", "ifelse":
			m.branch(program, i)
		default:
			m.do(s.operator)
		}
	}
}

// branch carries out the block that stands before an if or ifelse at i.
func (m *machine) branch(program []step, i int) {
	blocks := 1
	if program[i].operator == "ifelse" {
		blocks = 2
	}
	holds := m.pop1() != 0
	for k := 1; k <= blocks; k++ {
		if i < k || !program[i-k].isBlock {
			m.failed = true
			return
		}
	}
	switch {
	case holds:
		m.run(program[i-blocks].block)
	case blocks == 2:
		m.run(program[i-1].block)
	}
}

func (m *machine) do(operator string) {
	switch operator {
	case "true":
		m.push(1)
	case "false":
		m.push(0)
	case "pop":
		m.pop1()
	case "dup":
		v := m.pop1()
		m.push(v, v)
	case "exch":
		if v := m.pop(2); !m.failed {
			v[0], v[1] = v[1], v[0]
			m.stack = m.stack[:len(m.stack)+2]
		}
	case "copy":
		if n := int(m.pop1()); n >= 0 && n <= len(m.stack) {
			m.push(m.stack[len(m.stack)-n:]...)
		} else {
			m.failed = true
		}
	case "index":
		if n := int(m.pop1()); n >= 0 && n < len(m.stack) {
			m.push(m.stack[len(m.stack)-1-n])
		} else {
			m.failed = true
		}
	case "roll":
		v := m.pop(2)
		if m.failed {
			return
		}
		n, by := int(v[0]), int(v[1])
		if n < 0 || n > len(m.stack) {
			m.failed = true
		} else if n > 0 {
			part := m.stack[len(m.stack)-n:]
			turned := make([]float64, n)
			for i := range part {
				turned[((i+by)%n+n)%n] = part[i]
			}
			copy(part, turned)
		}
	default:
		n := arity(operator)
		if v := m.pop(n); !m.failed && n > 0 {
			m.push(calculate(operator, v[0], v[n-1]))
		}
	}
}

// calculate carries out an operator of arithmetic; one of a single number takes it as a.
func calculate(operator string, a, b float64) float64 {
	const degree = math.Pi / 180
	truth := func(holds bool) float64 {
		if holds {
			return 1
		}
		return 0
	}
	switch operator {
	case "abs":
		return math.Abs(a)
	case "ceiling":
		return math.Ceil(a)
	case "cos":
		return math.Cos(a * degree)
	case "sin":
		return math.Sin(a * degree)
	case "cvi", "truncate":
		return math.Trunc(a)
	case "cvr":
		return a
	case "floor":
		return math.Floor(a)
	case "ln":
		return math.Log(a)
	case "log":
		return math.Log10(a)
	case "neg":
		return -a
	case "round":
		return math.Floor(a + 0.5)
	case "sqrt":
		return math.Sqrt(a)
	case "not":
		return truth(a == 0)
	case "add":
		return a + b
	case "sub":
		return a - b
	case "mul":
		return a * b
	case "div":
		return a / b
	case "idiv":
		return math.Trunc(a / b)
	case "mod":
		return math.Mod(a, b)
	case "exp":
		return math.Pow(a, b)
	case "atan":
		return math.Mod(math.Atan2(a, b)/degree+360, 360)
	case "eq":
		return truth(a == b)
	case "ne":
		return truth(a != b)
	case "ge":
		return truth(a >= b)
	case "gt":
		return truth(a > b)
	case "le":
		return truth(a <= b)
	case "lt":
		return truth(a < b)
	}
	return bitwise(operator, int64(a), int64(b))
}

func bitwise(operator string, a, b int64) float64 {
	switch operator {
	case "and":
		return float64(a & b)
	case "or":
		return float64(a | b)
	case "xor":
		return float64(a ^ b)
	case "bitshift":
		switch {
		case b >= 0 && b < 32:
			return float64(int32(a << b))
		case b < 0 && b > -32:
			return float64(uint32(a) >> -b)
		}
	}
	return 0
}
