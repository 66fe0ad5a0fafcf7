package exif_test

import (
	"encoding/binary"
	"image"
	"testing"

	"github.com/bangron/bangron/signage/internal/exif"
)

// jpeg is the head of a file whose EXIF segment holds a TIFF structure of one entry.
func jpeg(order binary.AppendByteOrder, mark string, tag, kind, value uint16) []byte {
	tiff := order.AppendUint32([]byte(mark), 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(tiff, tag)
	tiff = order.AppendUint16(tiff, kind)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, value)
	tiff = append(tiff, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	file := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xff, 0xe1}, uint16(len(body)+2))
	return append(append(file, body...), 0xff, 0xda, 0, 2)
}

func TestOf(t *testing.T) {
	const tag, short = 0x112, 3
	big, little := binary.BigEndian, binary.LittleEndian
	whole := jpeg(big, "MM\x00*", tag, short, 6)
	for _, c := range []struct {
		name string
		file []byte
		want exif.Orientation
	}{
		{"big-endian", whole, 6},
		{"little-endian", jpeg(little, "II*\x00", tag, short, 8), 8},
		{"upright", jpeg(big, "MM\x00*", tag, short, 1), exif.Upright},
		{"no orientation has this number", jpeg(big, "MM\x00*", tag, short, 9), exif.Upright},
		{"another tag", jpeg(big, "MM\x00*", 0x110, short, 6), exif.Upright},
		{"another type", jpeg(big, "MM\x00*", tag, 4, 6), exif.Upright},
		{"another structure", jpeg(big, "XX\x00*", tag, short, 6), exif.Upright},
		{"no file", nil, exif.Upright},
		{"no segment", []byte("\xff\xd8\xff\xda\x00\x02"), exif.Upright},
	} {
		if got := exif.Of(c.file); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	for n := range len(whole) - 4 {
		if got := exif.Of(whole[:n]); got != exif.Upright {
			t.Errorf("cut after %d bytes: %d", n, got)
		}
	}
}

// The picture of the specification: the 0th row and column of each orientation, as they are seen.
func TestSource(t *testing.T) {
	stored := image.Pt(3, 2)
	right, bottom := 2, 1 // last column and row of what is stored
	for o, corner := range map[exif.Orientation]image.Point{
		1: {}, 2: {X: right}, 3: {X: right, Y: bottom}, 4: {Y: bottom},
		5: {}, 6: {Y: bottom}, 7: {X: right, Y: bottom}, 8: {X: right},
	} {
		size := o.Size(stored)
		if want := o >= 5; (size != stored) != want {
			t.Errorf("%d: seen at %v", o, size)
		}
		if got := o.Source(0, 0, stored); got != corner {
			t.Errorf("%d: the top left corner is %v, want %v", o, got, corner)
		}
		seen := map[image.Point]bool{}
		for y := range size.Y {
			for x := range size.X {
				seen[o.Source(x, y, stored)] = true
			}
		}
		for p := range seen {
			if !p.In(image.Rectangle{Max: stored}) {
				t.Errorf("%d: %v is not stored", o, p)
			}
		}
		if len(seen) != stored.X*stored.Y {
			t.Errorf("%d: %d pixels of %d are seen", o, len(seen), stored.X*stored.Y)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add(jpeg(binary.BigEndian, "MM\x00*", 0x112, 3, 6))
	f.Add(jpeg(binary.LittleEndian, "II*\x00", 0x112, 3, 3))
	f.Fuzz(func(t *testing.T, file []byte) {
		if o := exif.Of(file); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}
