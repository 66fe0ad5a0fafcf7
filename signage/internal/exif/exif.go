// Package exif reads from a JPEG how its rows are to be turned before it is seen.
package exif

import (
	"bytes"
	"encoding/binary"
	"image"
)

// Orientation is the value of the EXIF tag 0x0112 (Exif 2.3, 4.6.4), 1 to 8.
type Orientation int

// Upright is the orientation of a picture that is stored as it is seen.
const Upright Orientation = 1

// Of is the orientation that a JPEG states; Upright if it states none, or nonsense.
func Of(file []byte) Orientation {
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
			return ofTIFF(tiff)
		}
		at += 2 + length
	}
	return Upright
}

func ofTIFF(tiff []byte) Orientation {
	const tag, short = 0x0112, 3
	if len(tiff) < 8 {
		return Upright
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return Upright
	}
	offset := uint64(order.Uint32(tiff[4:]))
	if offset+2 > uint64(len(tiff)) {
		return Upright
	}
	entries := tiff[offset+2:]
	for range order.Uint16(tiff[offset:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == short {
			if o := Orientation(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			break
		}
		entries = entries[12:]
	}
	return Upright
}

// Size is the size at which a picture stored at a size is seen.
func (o Orientation) Size(stored image.Point) image.Point {
	if o >= 5 {
		return image.Pt(stored.Y, stored.X)
	}
	return stored
}

// Source is the stored pixel that is seen at x, y of a picture stored at a size.
func (o Orientation) Source(x, y int, stored image.Point) image.Point {
	right, bottom := stored.X-1, stored.Y-1
	switch o {
	case 2:
		return image.Pt(right-x, y)
	case 3:
		return image.Pt(right-x, bottom-y)
	case 4:
		return image.Pt(x, bottom-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(y, bottom-x)
	case 7:
		return image.Pt(right-y, bottom-x)
	case 8:
		return image.Pt(right-y, x)
	}
	return image.Pt(x, y)
}
