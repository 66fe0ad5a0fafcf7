package logo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"io"

	"github.com/klauspost/compress/zlib"

	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/note"
)

// profilePNG is the ICC profile in the chunk iCCP of a PNG; nil without one. What is damaged is no profile either, but not
// nil.
func profilePNG(data []byte) []byte {
	for at := 8; at+8 <= len(data); {
		length := int(binary.BigEndian.Uint32(data[at:]))
		switch string(data[at+4 : at+8]) {
		case "sRGB", "IDAT": // sRGB goes before a profile
			return nil
		case "iCCP":
			body := data[at+8 : min(at+8+length, len(data))]
			_, packed, named := bytes.Cut(body, []byte{0})
			if !named || len(packed) < 1 || packed[0] != 0 {
				return []byte{}
			}
			r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
			if err != nil {
				return []byte{}
			}
			// One byte over the limit is enough to be refused for it.
			profile, err := io.ReadAll(io.LimitReader(r, icc.MaxColorsBytes+1))
			if err != nil {
				return []byte{}
			}
			return profile
		}
		at += 12 + length
	}
	return nil
}

// profileJPEG is the ICC profile in the segments APP2 of a JPEG; nil without one. What is damaged or lacks a part is no
// profile either, but not nil.
func profileJPEG(data []byte) []byte {
	const app2, startOfScan = 0xe2, 0xda
	var parts [256][]byte
	count := -1
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		if marker == 0xff { // a fill byte
			at++
			continue
		}
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == startOfScan || length < 2 || at+2+length > len(data) {
			break
		}
		part, of := bytes.CutPrefix(data[at+4:at+2+length], []byte("ICC_PROFILE\x00"))
		if of && marker == app2 && len(part) >= 2 {
			parts[part[0]], count = part[2:], int(part[1])
		}
		at += 2 + length
	}
	if count < 0 {
		return nil
	}
	profile := []byte{}
	for _, part := range parts[1 : count+1] {
		if part == nil {
			return []byte{}
		}
		profile = append(profile, part...)
	}
	return profile
}

// colors are those of a picture with a profile; nil where they are sRGB, which is what a profile that cannot be used is
// taken for, with a note.
func colors(profile []byte, pixels image.Image) (*icc.Colors, []note.Note) {
	if profile == nil {
		return nil, nil
	}
	c, err := icc.ParseColors(profile)
	if err != nil {
		return nil, []note.Note{unusedProfile()}
	}
	_, gray := pixels.(*image.Gray)
	switch {
	case c.Screen().Same():
		return nil, nil
	case c.Components() == 3 && gray, c.Components() == 1 && !gray:
		return nil, []note.Note{unusedProfile()}
	}
	return c, nil
}

// onScreen is a picture in sRGB.
func onScreen(pixels image.Image, c *icc.Colors) image.Image {
	screen := c.Screen()
	bounds := pixels.Bounds()
	if gray, ok := pixels.(*image.Gray); ok {
		out := image.NewGray(bounds)
		var level [256]uint8
		for i := range level {
			level[i], _, _ = screen.Convert(uint8(i), uint8(i), uint8(i))
		}
		// The rows of a decoded picture may be longer than the picture is wide.
		for y := range bounds.Dy() {
			from := gray.Pix[y*gray.Stride:]
			for x := range bounds.Dx() {
				out.Pix[y*out.Stride+x] = level[from[x]]
			}
		}
		return out
	}
	out := image.NewNRGBA(bounds)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			p := color.NRGBAModel.Convert(pixels.At(x, y)).(color.NRGBA)
			p.R, p.G, p.B = screen.Convert(p.R, p.G, p.B)
			out.SetNRGBA(x, y, p)
		}
	}
	return out
}
