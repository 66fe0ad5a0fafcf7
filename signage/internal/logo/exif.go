package logo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
)

// orientation is the value of the EXIF tag 0x0112 (Exif 2.3, 4.6.4): how the rows of the file are to be turned.
type orientation int

const upright orientation = 1

// exifOrientation is the orientation that a JPEG states, or upright.
func exifOrientation(file []byte) orientation {
	const app1, startOfScan = 0xe1, 0xda
	for at := 2; at+4 <= len(file) && file[at] == 0xff; {
		marker := file[at+1]
		if marker == 0xff { // a fill byte
			at++
			continue
		}
		length := int(binary.BigEndian.Uint16(file[at+2:]))
		if marker == startOfScan || length < 2 || at+2+length > len(file) {
			break
		}
		if tiff, ok := bytes.CutPrefix(file[at+4:at+2+length], []byte("Exif\x00\x00")); ok && marker == app1 {
			return tiffOrientation(tiff)
		}
		at += 2 + length
	}
	return upright
}

func tiffOrientation(tiff []byte) orientation {
	const tag, short = 0x0112, 3
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return upright
	}
	offset := uint64(order.Uint32(tiff[4:]))
	if offset+2 > uint64(len(tiff)) {
		return upright
	}
	entries := tiff[offset+2:]
	for range order.Uint16(tiff[offset:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == short {
			if o := orientation(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			break
		}
		entries = entries[12:]
	}
	return upright
}

// oriented is the picture in RGB as it is meant to be seen.
func oriented(m image.Image, o orientation) *image.RGBA {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	source := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(source, source.Rect, m, b.Min, draw.Src)
	if o == upright {
		return source
	}
	size := image.Rect(0, 0, w, h)
	if o >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	turned := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			var u, v int
			switch o {
			case 2:
				u, v = w-1-x, y
			case 3:
				u, v = w-1-x, h-1-y
			case 4:
				u, v = x, h-1-y
			case 5:
				u, v = y, x
			case 6:
				u, v = y, h-1-x
			case 7:
				u, v = w-1-y, h-1-x
			case 8:
				u, v = w-1-y, x
			}
			copy(turned.Pix[turned.PixOffset(x, y):][:4], source.Pix[source.PixOffset(u, v):])
		}
	}
	return turned
}
