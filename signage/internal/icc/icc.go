// Package icc reads the ICC profiles of printing presses and separates the colours of logos by them. It carries the
// profile of FOGRA39 (ISOcoated_v2_300_bas by basICColor, zlib licence; the text is beside it), which describes offset
// printing on coated paper; printing on vinyl differs, and a print shop may bring its own.
//
// The format is that of ICC.1:2001-04 (profiles of version 2) and ICC.1:2022 (version 4).
package icc

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
)

// The limits of a profile's file: press profiles have 0.5 to 3 MB and 10 to 30 tags.
const (
	MaxBytes = 16 << 20
	MaxTags  = 100
)

// What can be wrong with a profile; reach them with errors.Is.
var (
	ErrTooLarge   = errors.New("icc: over a limit")
	ErrNotICC     = errors.New("icc: not an ICC profile")
	ErrClass      = errors.New("icc: not the profile of an output device")
	ErrSpace      = errors.New("icc: not a CMYK profile")
	ErrCut        = errors.New("icc: the profile is cut or damaged")
	ErrTables     = errors.New("icc: the profile says nothing of its inks")
	ErrVersion    = errors.New("icc: the profile is newer than the file may hold")
	ErrConversion = errors.New("icc: the profile has no table that can separate colours")
)

// Error says what is wrong with a profile, in Vietnamese and in English.
type Error struct {
	Cause        error // one of the sentinels
	VI, EN       string
	FixVI, FixEN string
}

func (e *Error) Error() string { return e.EN }

// Unwrap gives the sentinel.
func (e *Error) Unwrap() error { return e.Cause }

const (
	fixVI = "Xin xưởng in tệp .icc của máy in (CMYK, loại output), hoặc bỏ `icc` để dùng FOGRA39."
	fixEN = "Ask the print shop for its press profile (.icc, CMYK, class output), or leave out `icc` to use FOGRA39."
)

func refuse(cause error, vi, en string) error {
	return &Error{Cause: cause, VI: vi, EN: en, FixVI: fixVI, FixEN: fixEN}
}

// Profile is the profile of a press: class output, CMYK. It does not change and is safe for concurrent use.
type Profile struct {
	description string
	major       int
	read        func() ([]byte, error)
	pack        func() ([]byte, error)
	separation  func() (*table, error)
}

//go:embed ISOcoated_v2_300_bas.icc.zz
var fogra39 []byte

// Fogra39 is the embedded profile.
func Fogra39() *Profile {
	return &Profile{
		description: "ISO Coated v2 300% (basICColor)",
		major:       2,
		read:        inflated,
		pack:        func() ([]byte, error) { return fogra39, nil },
		separation:  embeddedTable,
	}
}

// Inflating takes some milliseconds, so it is done once, and only when colours are to be separated.
var inflated = sync.OnceValues(func() ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(fogra39))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, MaxBytes))
})

var embeddedTable = sync.OnceValues(func() (*table, error) {
	b, err := inflated()
	if err != nil {
		return nil, err
	}
	return separationOf(b)
})

// Parse reads the profile of a press. The error is an [*Error].
func Parse(b []byte) (*Profile, error) {
	if len(b) > MaxBytes {
		return nil, refuse(ErrTooLarge, fmt.Sprintf("Tệp hồ sơ màu lớn hơn %d MB.", MaxBytes>>20), fmt.Sprintf("The colour profile is over %d MB.", MaxBytes>>20))
	}
	if len(b) < headerBytes || string(b[36:40]) != "acsp" {
		return nil, refuse(ErrNotICC, "Tệp này không phải hồ sơ màu ICC.", "This file is not an ICC profile.")
	}
	if declared := binary.BigEndian.Uint32(b); int64(declared) > int64(len(b)) {
		return nil, refuse(ErrCut, "Hồ sơ màu bị cắt cụt: ngắn hơn độ dài ghi trong tệp.", "The profile is cut: it is shorter than it says.")
	}
	if class := string(b[12:16]); class != "prtr" {
		return nil, refuse(ErrClass, fmt.Sprintf("Hồ sơ màu loại “%s”, không phải của máy in.", plain(class)), fmt.Sprintf("The profile is of class %q, not of an output device.", class))
	}
	if space := string(b[16:20]); space != "CMYK" {
		return nil, refuse(ErrSpace, fmt.Sprintf("Hồ sơ màu cho hệ màu “%s”, không phải CMYK.", plain(space)), fmt.Sprintf("The profile is for the colour space %q, not CMYK.", space))
	}
	if pcs := string(b[20:24]); pcs != "Lab " && pcs != "XYZ " {
		return nil, refuse(ErrCut, "Hồ sơ màu bị hỏng: không gian nối màu lạ.", fmt.Sprintf("The profile is damaged: connection space %q.", pcs))
	}
	if count := tagCount(b); count > MaxTags {
		return nil, refuse(ErrTooLarge, fmt.Sprintf("Hồ sơ màu có %d mục, quá %d.", count, MaxTags), fmt.Sprintf("The profile has %d tags, over %d.", count, MaxTags))
	}
	for i := range tagCount(b) {
		if _, _, ok := tagAt(b, i); !ok {
			return nil, refuse(ErrCut, "Hồ sơ màu bị hỏng: có mục nằm ngoài tệp.", "The profile is damaged: a tag lies outside of the file.")
		}
	}
	for _, t := range [...]struct {
		name    string
		in, out byte
	}{{"A2B0", channelsOut, channelsIn}, {"B2A0", channelsIn, channelsOut}} {
		data := tag(b, t.name)
		if data == nil {
			return nil, refuse(ErrTables, fmt.Sprintf("Hồ sơ màu thiếu bảng %s, không cho biết mực in ra màu gì.", t.name), fmt.Sprintf("The profile has no table %s: it does not say what colours its inks make.", t.name))
		}
		if !wholeTable(data, t.in, t.out) {
			return nil, refuse(ErrCut, fmt.Sprintf("Hồ sơ màu bị hỏng: bảng %s không đọc được.", t.name), fmt.Sprintf("The profile is damaged: its table %s cannot be read.", t.name))
		}
	}
	own := bytes.Clone(b)
	return &Profile{
		description: description(own),
		major:       int(own[8]),
		read:        func() ([]byte, error) { return own, nil },
		pack:        sync.OnceValues(func() ([]byte, error) { return deflate(own) }),
		separation:  sync.OnceValues(func() (*table, error) { return separationOf(own) }),
	}, nil
}

// blackLightness is how light paper is under each of 256 levels of black ink alone; nil where the profile does not tell.
func (p *Profile) blackLightness() []float64 {
	proof, err := p.Proof()
	if err != nil {
		return nil
	}
	lightness := make([]float64, 256)
	for level := range lightness {
		lightness[level] = proof.Lab(0, 0, 0, float64(level)/255)[0]
	}
	return lightness
}

// FitsVersion returns an [*Error] that wraps [ErrVersion] for a profile of a later major version than a file may hold.
func (p *Profile) FitsVersion(newest int) error {
	if p.major <= newest {
		return nil
	}
	return &Error{
		Cause: ErrVersion,
		VI:    fmt.Sprintf("Hồ sơ màu ICC phiên bản %d, tệp này chỉ nhận đến phiên bản %d.", p.major, newest),
		EN:    fmt.Sprintf("The profile is of ICC version %d; this file takes version %d at most.", p.major, newest),
		FixVI: "Xin xưởng hồ sơ phiên bản 2, bỏ `icc` để dùng FOGRA39, hoặc xuất PDF/X-4 (`profile: press-x4`).",
		FixEN: "Ask the print shop for a profile of version 2, leave out `icc` to use FOGRA39, or write PDF/X-4 (`profile: press-x4`).",
	}
}

// Description is the profile's name; never empty.
func (p *Profile) Description() string { return p.description }

// Bytes are the profile's file.
func (p *Profile) Bytes() ([]byte, error) { return p.read() }

// Deflated is the profile's file as a zlib stream, as /FlateDecode of PDF takes it. It must not be changed.
func (p *Profile) Deflated() ([]byte, error) { return p.pack() }

func deflate(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const (
	headerBytes = 132 // with the count of tags
	tagBytes    = 12
)

func tagCount(b []byte) int { return int(binary.BigEndian.Uint32(b[128:])) }

func tagAt(b []byte, i int) (name string, data []byte, ok bool) {
	at := headerBytes + tagBytes*i
	if at+tagBytes > len(b) {
		return "", nil, false
	}
	offset, size := int64(binary.BigEndian.Uint32(b[at+4:])), int64(binary.BigEndian.Uint32(b[at+8:]))
	if offset < headerBytes+tagBytes*int64(tagCount(b)) || offset+size > int64(len(b)) {
		return "", nil, false
	}
	return string(b[at : at+4]), b[offset : offset+size], true
}

// tag is the data of a tag, nil without it.
func tag(b []byte, name string) []byte {
	for i := range tagCount(b) {
		if n, data, ok := tagAt(b, i); ok && n == name {
			return data
		}
	}
	return nil
}

// description reads the name of a profile from either form of its tag.
func description(b []byte) string {
	name := ""
	switch data := tag(b, "desc"); {
	case len(data) > 12 && string(data[:4]) == "desc":
		n := min(int64(binary.BigEndian.Uint32(data[8:])), int64(len(data)-12))
		name = string(data[12 : 12+n])
	case len(data) >= 28 && string(data[:4]) == "mluc" && binary.BigEndian.Uint32(data[8:]) > 0:
		size, at := int64(binary.BigEndian.Uint32(data[20:])), int64(binary.BigEndian.Uint32(data[24:]))
		if at+size <= int64(len(data)) {
			units := make([]uint16, size/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(data[at+2*int64(i):])
			}
			name = string(utf16.Decode(units))
		}
	}
	if name = plain(name); name == "" {
		return "ICC"
	}
	return name
}

// plain leaves out what is no text.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r == 0xFFFD {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(s)
}
