package pdfread

import (
	"bytes"
	"iter"
)

// Operand is what stands before an operator: a number, which most are, or any other object.
type Operand struct {
	Object   Object  // nil for a number
	Number   float64 // 0 for what is none
	IsNumber bool
}

// Operation is an operator of a content stream with its operands.
type Operation struct {
	Operator string       // "BI" stands for the whole of an inline image
	Operands []Operand    // reused by the next operation
	Inline   *InlineImage // of BI
	Offset   int          // of the operator in the content
}

// InlineImage is the image of a BI … ID … EI. Keys, filters and colour spaces have their full names.
type InlineImage struct {
	Dict Dict
	Data []byte // as written, part of the content
}

// Content reads the operations of a content stream, be it of a page, a form, a pattern or a glyph. A nil l sets the
// default limits, of which Depth holds here. An error, an [*Error], is the last thing it gives.
func Content(data []byte, l *Limits) iter.Seq2[Operation, error] {
	return content(data, l.withDefaults().Depth, new(vocabulary))
}

// Content is [Content] within the limits of the file.
func (f *File) Content(data []byte) iter.Seq2[Operation, error] {
	return content(data, f.limits.Depth, &f.known)
}

func content(data []byte, depth int, known *vocabulary) iter.Seq2[Operation, error] {
	return func(yield func(Operation, error) bool) {
		x := lexer{data: data, maxDepth: depth, known: known}
		var operands []Operand
		for {
			x.skipSpace()
			if len(operands) < maxOperands {
				if n, ok := x.plainNumber(); ok {
					operands = append(operands, Operand{Number: n, IsNumber: true})
					continue
				}
			}
			t, o, err := x.next()
			switch {
			case err != nil:
			case t == tokenObject && len(operands) == maxOperands:
				err = x.overLimit("số toán hạng của một lệnh vẽ", "operands of one operator", maxOperands)
			case t == tokenObject:
				operands = append(operands, operand(o))
				continue
			case t == tokenWord:
				op := Operation{Operator: x.known.operator(x.word), Operands: operands, Offset: x.pos - len(x.word)}
				if op.Operator == "BI" {
					op.Inline, err = x.inlineImage()
				}
				if err == nil {
					if !yield(op, nil) {
						return
					}
					operands = operands[:0]
					x.nodes = 0
					continue
				}
			case t == tokenEnd && len(operands) == 0:
				return
			case t == tokenEnd:
				err = x.damaged(x.pos, "nội dung hết giữa một lệnh vẽ", "the content ends within an operation")
			default:
				err = x.damaged(x.pos, "dấu đóng lẻ loi trong nội dung", "a stray end of an array or dictionary in the content")
			}
			yield(Operation{}, err)
			return
		}
	}
}

func operand(o Object) Operand {
	switch n := o.(type) {
	case int64:
		return Operand{Number: float64(n), IsNumber: true}
	case float64:
		return Operand{Number: n, IsNumber: true}
	}
	return Operand{Object: o}
}

// plainNumber reads a number as it is usually written. It leaves all others, and what is none, to next. Content is
// made of numbers for the most part, and those that become objects are allocated one by one.
func (x *lexer) plainNumber() (float64, bool) {
	i, digits, point := x.pos, 0, -1
	negative := i < len(x.data) && x.data[i] == '-'
	if negative {
		i++
	}
	var n int64
	for ; i < len(x.data); i++ {
		if c := x.data[i]; c-'0' <= 9 {
			n = n*10 + int64(c-'0')
			digits++
		} else if c == '.' && point < 0 {
			point = digits
		} else {
			break
		}
	}
	if digits == 0 || digits >= len(tenTo) || i < len(x.data) && class[x.data[i]] == regular {
		return 0, false
	}
	x.pos = i
	if negative {
		n = -n
	}
	if point < 0 {
		return float64(n), true
	}
	return float64(n) / tenTo[digits-point], true
}

// inlineImage reads what follows BI (8.9.7).
func (x *lexer) inlineImage() (*InlineImage, error) {
	from := x.pos
	dict := Dict{}
	for {
		t, key, err := x.next()
		if err != nil {
			return nil, err
		}
		if t == tokenWord && string(x.word) == "ID" {
			break
		}
		name, ok := key.(Name)
		if t != tokenObject || !ok {
			return nil, x.damaged(from, "ảnh trong nội dung (BI) bị hỏng", "an inline image is damaged")
		}
		value, err := x.object()
		if err != nil {
			return nil, err
		}
		name = fullKey(name)
		dict[name] = fullValue(name, value)
	}
	if x.pos < len(x.data) && class[x.data[x.pos]] == space {
		x.pos++ // one, the next may be data
	}
	start := x.pos
	var length int
	if n, ok := imageLength(dict); ok && n <= int64(len(x.data)-start) && x.imageEnds(start+int(n)) {
		length = int(n)
	} else if length = imageEnd(x.data[start:]); length < 0 {
		return nil, x.damaged(from, "ảnh trong nội dung không có EI", "an inline image has no EI")
	}
	x.pos = start + length
	x.skipSpace()
	x.pos += len("EI")
	return &InlineImage{Dict: dict, Data: x.data[start : start+length]}, nil
}

// imageLength is the length of data without a filter, and of others where the dictionary names it (PDF 2.0).
func imageLength(d Dict) (int64, bool) {
	const most = 1 << 20 // samples in a row, rows and components; beyond, EI is looked for
	if n, ok := d["Length"].(int64); ok {
		return n, n >= 0
	}
	width, ok1 := d["Width"].(int64)
	height, ok2 := d["Height"].(int64)
	if d["Filter"] != nil || !ok1 || !ok2 || width < 0 || height < 0 || width > most || height > most {
		return 0, false
	}
	bits, ok := d["BitsPerComponent"].(int64)
	components := int64(1)
	if d["ImageMask"] == true {
		bits = 1
	} else if !ok || bits < 1 || bits > 16 {
		return 0, false
	} else {
		switch space := d["ColorSpace"].(type) {
		case Name:
			switch space {
			case "DeviceGray":
			case "DeviceRGB":
				components = 3
			case "DeviceCMYK":
				components = 4
			default:
				return 0, false
			}
		case Array: // Indexed, the only one that an inline image may write out
		default:
			return 0, false
		}
	}
	return (width*bits*components + 7) / 8 * height, true
}

// imageEnds reports whether EI follows at i.
func (x *lexer) imageEnds(i int) bool {
	rest := x.data[i:]
	for len(rest) > 0 && class[rest[0]] == space {
		rest = rest[1:]
	}
	return isEI(rest)
}

func isEI(b []byte) bool {
	return bytes.HasPrefix(b, []byte("EI")) && (len(b) == 2 || class[b[2]] != regular)
}

// imageEnd is where data of unknown length end: at white space and an EI that is followed by what looks like content.
func imageEnd(data []byte) int {
	const look = 12
	for i := 0; ; i += 2 {
		next := bytes.Index(data[i:], []byte("EI"))
		if next < 0 {
			return -1
		}
		i += next
		if i > 0 && class[data[i-1]] != space || !isEI(data[i:]) {
			continue
		}
		text := true
		for _, c := range data[i+2 : min(i+2+look, len(data))] {
			text = text && c < 0x7f && (c >= ' ' || class[c] == space && c != 0)
		}
		if text {
			return max(i-1, 0)
		}
	}
}

// fullKey gives the key that an inline image abbreviates (table 93).
func fullKey(key Name) Name {
	switch key {
	case "BPC":
		return "BitsPerComponent"
	case "CS":
		return "ColorSpace"
	case "D":
		return "Decode"
	case "DP":
		return "DecodeParms"
	case "F":
		return "Filter"
	case "H":
		return "Height"
	case "IM":
		return "ImageMask"
	case "I":
		return "Interpolate"
	case "L":
		return "Length"
	case "W":
		return "Width"
	}
	return key
}

// fullValue gives the colour space or filter that an inline image abbreviates (table 94).
func fullValue(key Name, value Object) Object {
	var full func(Name) Name
	switch key {
	case "ColorSpace":
		full = fullSpace
	case "Filter":
		full = fullName
	default:
		return value
	}
	switch v := value.(type) {
	case Name:
		return full(v)
	case Array:
		for i := range v {
			if n, ok := v[i].(Name); ok {
				v[i] = full(n)
			}
		}
	}
	return value
}

func fullSpace(space Name) Name {
	switch space {
	case "G":
		return "DeviceGray"
	case "RGB":
		return "DeviceRGB"
	case "CMYK":
		return "DeviceCMYK"
	case "I":
		return "Indexed"
	}
	return space
}
