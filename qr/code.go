package qr

import (
	"errors"
	"fmt"

	"golang.org/x/text/unicode/norm"
)

// QuietZone is the light margin every symbol needs on each side, in modules
// (ISO/IEC 18004, 5.3.8).
const QuietZone = 4

// Level is the error correction level of a symbol. The zero value stands for M.
type Level uint8

// The four levels repair about 7, 15, 25 and 30 % of the codewords.
const (
	L Level = iota + 1
	M
	Q
	H
)

// String returns the letter of the level.
func (l Level) String() string {
	switch l {
	case L:
		return "L"
	case 0, M:
		return "M"
	case Q:
		return "Q"
	case H:
		return "H"
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

// Options says how a payload is encoded. The zero value, and nil, ask for
// level M in the smallest version that fits.
type Options struct {
	Level      Level // least error correction; zero means M
	MinVersion int   // 1 to 40; zero means 1. Equal minima make the codes of a board equal in size.
	MaxVersion int   // 1 to 40; zero means 40
}

var (
	// ErrEmpty reports a payload without a single character.
	ErrEmpty = errors.New("mã QR không có nội dung / the QR code has no content")
	// ErrOptions reports a level or a version that does not exist.
	ErrOptions = errors.New("tùy chọn mã QR không hợp lệ / invalid QR options")
	// ErrTooLong is matched by every *TooLongError.
	ErrTooLong = errors.New("nội dung quá dài cho mã QR / content too long for a QR code")
)

// A Code is an encoded symbol. It is immutable and safe for concurrent use.
type Code struct {
	payload      string
	version      int
	asked, given Level
	size         int
	dark         []bool // size*size, row by row
}

// Encode turns a payload, normalised to NFC, into the smallest symbol that
// holds it at the level asked for. The level is raised as far as the version
// allows, since that costs no space.
func Encode(payload string, o *Options) (*Code, error) {
	if o == nil {
		o = &Options{}
	}
	asked := o.Level
	if asked == 0 {
		asked = M
	}
	payload = norm.NFC.String(payload)
	if payload == "" {
		return nil, ErrEmpty
	}
	return skip2Encode(payload, asked, o.MinVersion, o.MaxVersion)
}

// Payload returns the text the code holds, in NFC.
func (c *Code) Payload() string { return c.payload }

// Version returns the version of the symbol, 1 to 40.
func (c *Code) Version() int { return c.version }

// Asked returns the level asked for.
func (c *Code) Asked() Level { return c.asked }

// Given returns the level of the symbol, which is at least the one asked for.
func (c *Code) Given() Level { return c.given }

// Size returns the width of the symbol in modules, without the quiet zone.
func (c *Code) Size() int { return c.size }

// Black reports whether the module in column x of row y, counted from the top
// left corner of the symbol, is dark. Outside of the symbol it is false.
func (c *Code) Black(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.size && y < c.size && c.dark[y*c.size+x]
}
