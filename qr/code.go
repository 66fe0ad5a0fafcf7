package qr

import (
	"errors"
	"fmt"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// QuietZone is the light margin every symbol needs on each side, in modules
// (ISO/IEC 18004:2015, 5.3.8).
const QuietZone = 4

// MaxPayload is the longest payload that Encode looks at, in bytes, before it
// is normalised. The largest symbol holds 7089 digits or 2953 bytes; the rest
// is room for text that grows shorter in NFC.
const MaxPayload = 16 << 10

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
	switch l.orDefault() {
	case L:
		return "L"
	case M:
		return "M"
	case Q:
		return "Q"
	case H:
		return "H"
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

func (l Level) orDefault() Level {
	if l == 0 {
		return M
	}
	return l
}

// Engine names the encoder that lays out a symbol. All engines give valid
// symbols of the same text; they differ in speed, reach and choice of mask.
type Engine uint8

const (
	// Auto is the zero value: Skip2, and Assembly for what that lacks, which is
	// an ECI for text outside of ASCII and the smallest version of some mixed
	// texts.
	Auto Engine = iota
	// Skip2 is github.com/skip2/go-qrcode. It has no ECI, so that it refuses
	// text outside of ASCII, which some readers would take for another script.
	Skip2
	// Assembly is segments, codewords and mask of this package. It takes a tenth
	// of the time of Skip2, marks UTF-8 text as such (ECI) and splits mixed text
	// into the fewest bits. It is the one for many symbols.
	Assembly
)

// Options says how a payload is encoded. The zero value, and nil, ask for
// level M in the smallest version that fits.
type Options struct {
	Level      Level  // least error correction; zero means M
	MinVersion int    // 1 to 40; zero means 1. One minimum makes all codes of a board equal in size.
	MaxVersion int    // 1 to 40; zero means 40
	Engine     Engine // zero means Auto
}

var (
	// ErrEmpty reports a payload without a single character.
	ErrEmpty = errors.New("mã QR không có nội dung / the QR code has no content")
	// ErrNotUTF8 reports a payload that is not valid UTF-8.
	ErrNotUTF8 = errors.New("nội dung mã QR không phải UTF-8 / the content of the QR code is not UTF-8")
	// ErrOptions reports a level, version or engine that does not exist or does
	// not suit the payload.
	ErrOptions = errors.New("tùy chọn mã QR không hợp lệ / invalid QR options")
	// ErrTooLong is matched by every *TooLongError.
	ErrTooLong = errors.New("nội dung quá dài cho mã QR / content too long for a QR code")
	// ErrEngine reports a fault inside the encoder of an engine.
	ErrEngine = errors.New("bộ mã hóa QR gặp lỗi / the QR encoder failed")
)

// TooLongError reports a payload that no version up to MaxVersion holds.
type TooLongError struct {
	Bytes      int   // length of the payload in NFC, or as given beyond MaxPayload
	Fit        int   // how many of its leading bytes fit
	Level      Level // level asked for
	MaxVersion int   // largest version allowed
}

func (e *TooLongError) Error() string {
	return fmt.Sprintf("nội dung dài %d byte, mức %v đến phiên bản %d chỉ chứa được %d byte / "+
		"content of %d bytes, level %[2]v up to version %[3]d holds only %[4]d of them",
		e.Bytes, e.Level, e.MaxVersion, e.Fit, e.Bytes)
}

// Is makes errors.Is(err, ErrTooLong) true.
func (e *TooLongError) Is(target error) bool { return target == ErrTooLong }

// A Code is an encoded symbol. It is immutable and safe for concurrent use.
type Code struct {
	payload      string
	version      int
	asked, given Level
	grid         grid
}

// An engine lays out symbols. Both methods take an NFC payload and a version
// and level that exist.
type engine interface {
	// version returns the smallest version from lowest to highest that holds
	// the payload at a level, or false.
	version(payload string, level Level, lowest, highest int) (int, bool)
	// layout returns the modules of the symbol.
	layout(payload string, version int, level Level) (grid, error)
}

// auto is skip2, and assembly for what it lacks.
type auto struct{}

func (auto) version(payload string, level Level, lowest, highest int) (int, bool) {
	return assembly{}.version(payload, level, lowest, highest)
}

func (auto) layout(payload string, version int, level Level) (grid, error) {
	if _, ok := (skip2{}).version(payload, level, version, version); ok && isASCII(payload) {
		return skip2{}.layout(payload, version, level)
	}
	return assembly{}.layout(payload, version, level)
}

// Encode turns a payload, normalised to NFC, into the smallest symbol that
// holds it at the level asked for. The level is raised as far as the version
// allows, since that costs no space. A nil o stands for the zero Options.
//
// Errors: ErrEmpty, ErrNotUTF8, ErrOptions, *TooLongError, ErrEngine.
func Encode(payload string, o *Options) (*Code, error) {
	if o == nil {
		o = &Options{}
	}
	asked, lowest, highest := o.Level.orDefault(), o.MinVersion, o.MaxVersion
	if lowest == 0 {
		lowest = 1
	}
	if highest == 0 {
		highest = maxVersion
	}
	if asked > H || lowest < 1 || highest > maxVersion || lowest > highest || o.Engine > Assembly {
		return nil, fmt.Errorf("%w: mức %v, phiên bản %d–%d, bộ mã hóa %d / level %[2]v, versions %[3]d–%[4]d, engine %[5]d",
			ErrOptions, asked, lowest, highest, o.Engine)
	}
	if !utf8.ValidString(payload) {
		return nil, ErrNotUTF8
	}
	if payload == "" {
		return nil, ErrEmpty
	}

	if o.Engine == Skip2 && !isASCII(payload) {
		return nil, fmt.Errorf("%w: skip2 không ghi được ECI cho chữ ngoài ASCII / skip2 writes no ECI for text outside of ASCII", ErrOptions)
	}
	e := [...]engine{Auto: auto{}, Skip2: skip2{}, Assembly: assembly{}}[o.Engine]
	if len(payload) > MaxPayload {
		return nil, tooLong(e, norm.NFC.String(payload[:MaxPayload]), len(payload), asked, lowest, highest)
	}
	payload = norm.NFC.String(payload)
	version, ok := e.version(payload, asked, lowest, highest)
	if !ok {
		return nil, tooLong(e, payload, len(payload), asked, lowest, highest)
	}
	given := asked
	for given < H {
		if _, ok := e.version(payload, given+1, version, version); !ok {
			break
		}
		given++
	}
	g, err := e.layout(payload, version, given)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	return &Code{payload: payload, version: version, asked: asked, given: given, grid: g}, nil
}

func tooLong(e engine, payload string, size int, level Level, lowest, highest int) error {
	overflow := sort.Search(min(len(payload), maxDigits), func(n int) bool {
		_, ok := e.version(payload[:n+1], level, lowest, highest)
		return !ok
	})
	return &TooLongError{Bytes: size, Fit: overflow, Level: level, MaxVersion: highest}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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
func (c *Code) Size() int { return c.grid.size }

// Outer returns the width of the symbol in modules, with the quiet zone on
// both sides.
func (c *Code) Outer() int { return c.grid.size + 2*QuietZone }

// Black reports whether the module in column x of row y, counted from the top
// left corner of the symbol, is dark. It is false outside of the symbol.
func (c *Code) Black(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.grid.size && y < c.grid.size && c.grid.at(x, y)
}
