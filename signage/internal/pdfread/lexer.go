package pdfread

import (
	"bytes"
	"math"
	"strconv"
)

// lexer reads objects from bytes in memory: part of a file, an object stream or a content stream.
type lexer struct {
	data       []byte
	pos        int
	word       []byte // the last tokenWord
	references bool   // whether "12 0 R" is a reference; content streams have none
	maxDepth   int
	depth      int
	nodes      int  // objects read
	cut        bool // a look ahead met the end of data
	stack      []Object
	text       []byte // of the string or name that is being read
	known      *vocabulary
	twice      error // the first key that a dictionary has twice: other programs may take the other value
}

type token byte

const (
	tokenEnd token = iota
	tokenObject
	tokenWord
	tokenArrayEnd
	tokenDictEnd
)

const (
	regular byte = iota
	space
	delimiter
)

// The classes of characters (7.2.2).
var class = [256]byte{
	0: space, '\t': space, '\n': space, '\f': space, '\r': space, ' ': space,
	'(': delimiter, ')': delimiter, '<': delimiter, '>': delimiter, '[': delimiter, ']': delimiter,
	'{': delimiter, '}': delimiter, '/': delimiter, '%': delimiter,
}

// vocabulary keeps the words that come again and again, so that each is allocated once.
type vocabulary struct {
	names [256]Object
	words [64]string
}

func (v *vocabulary) name(b []byte) Object {
	slot := &v.names[hash(b)]
	if n, ok := (*slot).(Name); !ok || string(n) != string(b) {
		*slot = Name(b)
	}
	return *slot
}

func (v *vocabulary) operator(b []byte) string {
	slot := &v.words[hash(b)%64]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}

func hash(b []byte) byte {
	var h byte
	for _, c := range b {
		h = h*31 + c
	}
	return h
}

// ranOut reports whether more data might have been read differently.
func (x *lexer) ranOut() bool { return x.cut || x.pos >= len(x.data) }

func (x *lexer) damaged(at int, vi, en string) error {
	e := damaged(vi, en)
	e.Offset = int64(at)
	return e
}

func (x *lexer) overLimit(vi, en string, most int) error {
	e := overLimit(vi, en, most)
	e.Offset = int64(x.pos)
	return e
}

// object reads one object.
func (x *lexer) object() (Object, error) {
	at := x.pos
	t, o, err := x.next()
	if err == nil && t != tokenObject {
		err = x.damaged(at, "thiếu một đối tượng", "an object is missing")
	}
	return o, err
}

// next reads an object, a word that is none, or the end of an array, a dictionary or the data.
func (x *lexer) next() (token, Object, error) {
	x.skipSpace()
	if x.pos == len(x.data) {
		return tokenEnd, nil, nil
	}
	at := x.pos
	var o Object
	var err error
	switch c := x.data[x.pos]; c {
	case '/':
		x.pos++
		o = x.name()
	case '(':
		o, err = x.literal()
	case '[':
		o, err = x.array()
	case '<':
		if x.follows('<') {
			o, err = x.dict()
		} else {
			o, err = x.hexadecimal()
		}
	case '>':
		if x.follows('>') {
			x.pos += 2
			return tokenDictEnd, nil, nil
		}
		x.pos++
		err = x.damaged(at, "dấu > lẻ loi", "a stray >")
	case ']':
		x.pos++
		return tokenArrayEnd, nil, nil
	case ')', '{', '}':
		x.pos++
		err = x.damaged(at, "dấu "+string(rune(c))+" lẻ loi", "a stray "+string(rune(c)))
	default:
		var ok bool
		if o, ok = x.plain(x.regular()); !ok {
			return tokenWord, nil, nil
		}
	}
	if err != nil {
		return tokenEnd, nil, err
	}
	if x.nodes++; x.nodes > maxNodes {
		return tokenEnd, nil, x.overLimit("số giá trị trong một đối tượng", "values in one object", maxNodes)
	}
	return tokenObject, o, nil
}

// plain reads a word as a number, a reference, true, false or null. Any other word is left in x.word.
func (x *lexer) plain(word []byte) (Object, bool) {
	if o, ok := number(word); ok {
		if n, whole := o.(int64); whole && x.references && n >= 0 {
			if r, ok := x.reference(n); ok {
				return r, true
			}
		}
		return o, true
	}
	switch string(word) {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	}
	x.word = word
	return nil, false
}

// follows reports whether the character after this one is c.
func (x *lexer) follows(c byte) bool {
	if x.pos+1 == len(x.data) {
		x.cut = true
		return false
	}
	return x.data[x.pos+1] == c
}

func (x *lexer) skipSpace() {
	for x.pos < len(x.data) {
		switch c := x.data[x.pos]; {
		case class[c] == space:
			x.pos++
		case c == '%':
			if n := bytes.IndexAny(x.data[x.pos:], "\r\n"); n >= 0 {
				x.pos += n
			} else {
				x.pos = len(x.data)
			}
		default:
			return
		}
	}
}

func (x *lexer) regular() []byte {
	from := x.pos
	for x.pos < len(x.data) && class[x.data[x.pos]] == regular {
		x.pos++
	}
	return x.data[from:x.pos]
}

// reference looks ahead for the rest of "number generation R".
func (x *lexer) reference(n int64) (Ref, bool) {
	i := x.pos
	skip := func(c byte) {
		for i < len(x.data) && class[x.data[i]] == c {
			i++
		}
	}
	skip(space)
	from := i
	for i < len(x.data) && '0' <= x.data[i] && x.data[i] <= '9' && i-from < 6 {
		i++
	}
	digits := x.data[from:i]
	if len(digits) == 0 {
		x.cut = x.cut || i == len(x.data)
		return Ref{}, false
	}
	gap := i
	skip(space)
	if i+1 >= len(x.data) {
		x.cut = true
	}
	if i == gap || i == len(x.data) || x.data[i] != 'R' || i+1 < len(x.data) && class[x.data[i+1]] == regular {
		return Ref{}, false
	}
	generation, _ := strconv.Atoi(string(digits))
	x.pos = i + 1
	return Ref{int(n), generation}, true
}

// number reads what may be a number. As other readers do, it takes "--5" for -5 and leaves off what follows a second
// point or an inner sign: "1.2.3" is 1.2.
func number(word []byte) (Object, bool) {
	if len(word) == 0 || word[0] > '9' {
		return nil, false
	}
	i, negative := 0, false
	for i < len(word) && (word[i] == '-' || word[i] == '+') {
		negative = negative || word[i] == '-'
		i++
	}
	from, point := i, -1
	var digits int64
	for ; i < len(word); i++ {
		switch c := word[i]; {
		case '0' <= c && c <= '9':
			digits = digits*10 + int64(c-'0') // wraps where there are too many; see below
		case c == '.' && point < 0:
			point = i
		case c == '.' || c == '-' || c == '+':
			if len(bytes.Trim(word[i:], "0123456789.+-")) > 0 {
				return nil, false
			}
			word = word[:i]
		default:
			return nil, false
		}
	}
	if len(word)-from > 15 { // more than the digits of a float64
		if n, err := strconv.ParseInt(string(word[from:]), 10, 64); err == nil {
			return sign(n, negative), true
		}
		f, _ := strconv.ParseFloat(string(word[from:]), 64)
		return sign(min(f, math.MaxFloat64), negative), true
	}
	if point < 0 {
		return sign(digits, negative), true
	}
	return sign(float64(digits)/tenTo[len(word)-point-1], negative), true
}

var tenTo = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

func sign[N int64 | float64](n N, negative bool) N {
	if negative {
		return -n
	}
	return n
}

// name reads what follows the slash (7.3.5). A # without two digits stands for itself.
func (x *lexer) name() Object {
	word := x.regular()
	if !bytes.Contains(word, []byte{'#'}) {
		return x.known.name(word)
	}
	x.text = x.text[:0]
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) && digit(word[i+1]) < 16 && digit(word[i+2]) < 16 {
			x.text = append(x.text, digit(word[i+1])<<4|digit(word[i+2]))
			i += 2
		} else {
			x.text = append(x.text, word[i])
		}
	}
	return x.known.name(x.text)
}

// digit is the value of a hexadecimal digit, 255 for any other character.
func digit(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}

// literal reads a string in parentheses (7.3.4.2).
func (x *lexer) literal() (Object, error) {
	from, open := x.pos, 0
	x.text = x.text[:0]
	for ; x.pos < len(x.data); x.pos++ {
		c := x.data[x.pos]
		switch c {
		case '(':
			if open++; open == 1 {
				continue
			}
		case ')':
			if open--; open == 0 {
				x.pos++
				return String(x.text), nil
			}
		case '\r':
			if x.follows('\n') {
				x.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = x.escape(); !ok {
				continue
			}
		}
		x.text = append(x.text, c)
	}
	return nil, x.damaged(from, "chuỗi ký tự không có dấu đóng", "a string has no end")
}

// escape reads what follows a backslash and stays on its last character. A line end that is escaped stands for nothing.
func (x *lexer) escape() (byte, bool) {
	if x.pos+1 == len(x.data) {
		return 0, false
	}
	x.pos++
	switch c := x.data[x.pos]; c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if x.follows('\n') {
			x.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := c - '0'
		for i := 0; i < 2 && x.pos+1 < len(x.data) && '0' <= x.data[x.pos+1] && x.data[x.pos+1] <= '7'; i++ {
			x.pos++
			v = v<<3 | (x.data[x.pos] - '0')
		}
		return v, true
	default:
		return c, true
	}
}

// hexadecimal reads a string in angle brackets (7.3.4.3).
func (x *lexer) hexadecimal() (Object, error) {
	from := x.pos
	x.text = x.text[:0]
	var high byte
	half := false
	for x.pos++; x.pos < len(x.data); x.pos++ {
		c := x.data[x.pos]
		d := digit(c)
		switch {
		case d < 16 && half:
			x.text = append(x.text, high<<4|d)
			half = false
		case d < 16:
			high, half = d, true
		case c == '>':
			if half {
				x.text = append(x.text, high<<4)
			}
			x.pos++
			return String(x.text), nil
		case class[c] != space:
			return nil, x.damaged(x.pos, "chuỗi thập lục phân có ký tự lạ", "a hexadecimal string holds another character")
		}
	}
	return nil, x.damaged(from, "chuỗi ký tự không có dấu đóng", "a string has no end")
}

func (x *lexer) array() (Object, error) {
	from := x.pos
	x.pos++
	items, err := x.until(tokenArrayEnd, from)
	if err != nil {
		return nil, err
	}
	a := make(Array, len(items))
	copy(a, items)
	x.drop(len(items))
	return a, nil
}

func (x *lexer) dict() (Object, error) {
	from := x.pos
	x.pos += 2
	items, err := x.until(tokenDictEnd, from)
	if err != nil {
		return nil, err
	}
	if len(items)%2 != 0 {
		return nil, x.damaged(from, "từ điển có khóa không có giá trị", "a dictionary has a key without a value")
	}
	d := make(Dict, len(items)/2)
	for i := 0; i < len(items); i += 2 {
		key, ok := items[i].(Name)
		if !ok {
			return nil, x.damaged(from, "từ điển có khóa không phải là tên", "a dictionary has a key that is no name")
		}
		if _, twice := d[key]; twice && x.twice == nil {
			x.twice = x.damaged(from, "từ điển có khóa /"+string(key)+" hai lần", "a dictionary has the key /"+string(key)+" twice")
		}
		if value := items[i+1]; value == nil {
			delete(d, key) // null is the same as no entry (7.3.7)
		} else {
			d[key] = value
		}
	}
	x.drop(len(items))
	return d, nil
}

// until reads objects up to the end of an array or dictionary. They lie on the stack and stay there for drop.
func (x *lexer) until(end token, from int) ([]Object, error) {
	if x.depth == x.maxDepth {
		return nil, x.overLimit("độ lồng nhau của mảng và từ điển", "nesting of arrays and dictionaries", x.maxDepth)
	}
	x.depth++
	base := len(x.stack)
	for {
		at := x.pos
		t, o, err := x.next()
		switch {
		case err != nil:
			return nil, err
		case t == tokenObject:
			x.stack = append(x.stack, o)
		case t == end:
			x.depth--
			return x.stack[base:], nil
		case t == tokenEnd:
			return nil, x.damaged(from, "mảng hoặc từ điển không có dấu đóng", "an array or dictionary has no end")
		default:
			return nil, x.damaged(at, "mảng hoặc từ điển có phần tử lạ", "an array or dictionary holds what is no object")
		}
	}
}

func (x *lexer) drop(n int) {
	clear(x.stack[len(x.stack)-n:])
	x.stack = x.stack[:len(x.stack)-n]
}
