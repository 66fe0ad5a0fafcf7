package pdfread

import (
	"errors"
	"io"
)

// unpredict undoes the predictor of Flate and LZW data (7.4.4.4).
func (f *File) unpredict(r io.Reader, parms Dict) (io.Reader, error) {
	kind := f.parm(parms, "Predictor", 1)
	if kind == 1 {
		return r, nil
	}
	colors, bits, columns := f.parm(parms, "Colors", 1), f.parm(parms, "BitsPerComponent", 8), f.parm(parms, "Columns", 1)
	if (kind != 2 && (kind < 10 || kind > 15)) || colors < 1 || columns < 1 ||
		(bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16) {
		return nil, damaged("tham số của bộ dự đoán sai", "the parameters of a predictor are wrong")
	}
	if colors > maxRow || columns > maxRow || colors*columns*bits > 8*maxRow {
		return nil, overLimit("số byte của một hàng trong bộ dự đoán", "bytes of a row of a predictor", maxRow)
	}
	row := (colors*columns*bits + 7) / 8
	if kind == 2 {
		return &tiffRows{r: r, row: make([]byte, row), colors: int(colors), bits: int(bits), values: int(colors * columns)}, nil
	}
	return &pngRows{r: r, row: make([]byte, 1+row), above: make([]byte, row), pixel: int((colors*bits + 7) / 8)}, nil
}

func (f *File) parm(parms Dict, key Name, otherwise int64) int64 {
	if n, ok := As[int64](f, parms[key]); ok {
		return n
	}
	return otherwise
}

// pngRows undoes the filters of PNG (ISO/IEC 15948, 9.2), which each row names for itself.
type pngRows struct {
	r     io.Reader
	row   []byte // the filter and the row
	above []byte
	pixel int // bytes to the value on the left
	left  []byte
}

func (p *pngRows) Read(b []byte) (int, error) {
	if len(p.left) == 0 {
		n, err := io.ReadFull(p.r, p.row)
		if n < 2 || err != nil && err != io.ErrUnexpectedEOF {
			return 0, cutRow(n, err)
		}
		row := p.row[1:n] // the last may be cut
		if err := p.unfilter(row); err != nil {
			return 0, err
		}
		copy(p.above, row)
		p.left = row
	}
	n := copy(b, p.left)
	p.left = p.left[n:]
	return n, nil
}

// cutRow is the end of the data, unless they end within a row.
func cutRow(n int, err error) error {
	if n == 1 && err == io.ErrUnexpectedEOF {
		return io.EOF
	}
	return err
}

func (p *pngRows) unfilter(row []byte) error {
	left := func(i int) int {
		if i < p.pixel {
			return 0
		}
		return int(row[i-p.pixel])
	}
	switch p.row[0] {
	case 0:
	case 1:
		for i := p.pixel; i < len(row); i++ {
			row[i] += row[i-p.pixel]
		}
	case 2:
		for i := range row {
			row[i] += p.above[i]
		}
	case 3:
		for i := range row {
			row[i] += byte((left(i) + int(p.above[i])) / 2)
		}
	case 4:
		for i := range row {
			corner := 0
			if i >= p.pixel {
				corner = int(p.above[i-p.pixel])
			}
			row[i] += paeth(left(i), int(p.above[i]), corner)
		}
	default:
		return errors.New("unknown filter of a row")
	}
	return nil
}

// paeth is the neighbour nearest to left + above - corner.
func paeth(left, above, corner int) byte {
	distance := func(v int) int {
		d := left + above - corner - v
		return max(d, -d)
	}
	switch l, a, c := distance(left), distance(above), distance(corner); {
	case l <= a && l <= c:
		return byte(left)
	case a <= c:
		return byte(above)
	default:
		return byte(corner)
	}
}

// tiffRows undoes the differences of TIFF 6.0, section 14.
type tiffRows struct {
	r            io.Reader
	row          []byte
	colors, bits int
	values       int // in a row
	left         []byte
}

func (t *tiffRows) Read(b []byte) (int, error) {
	if len(t.left) == 0 {
		n, err := io.ReadFull(t.r, t.row)
		if n == 0 || err != nil && err != io.ErrUnexpectedEOF {
			return 0, err
		}
		clear(t.row[n:])
		for i := t.colors; i < t.values; i++ {
			t.set(i, t.value(i)+t.value(i-t.colors))
		}
		t.left = t.row[:n]
	}
	n := copy(b, t.left)
	t.left = t.left[n:]
	return n, nil
}

func (t *tiffRows) value(i int) uint {
	switch t.bits {
	case 16:
		return uint(t.row[2*i])<<8 | uint(t.row[2*i+1])
	case 8:
		return uint(t.row[i])
	}
	at := i * t.bits
	return uint(t.row[at/8]) >> (8 - t.bits - at%8) & (1<<t.bits - 1)
}

func (t *tiffRows) set(i int, v uint) {
	switch t.bits {
	case 16:
		t.row[2*i], t.row[2*i+1] = byte(v>>8), byte(v)
	case 8:
		t.row[i] = byte(v)
	default:
		at := i * t.bits
		shift := 8 - t.bits - at%8
		mask := byte(1<<t.bits-1) << shift
		t.row[at/8] = t.row[at/8]&^mask | byte(v<<shift)&mask
	}
}
