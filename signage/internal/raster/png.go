package raster

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/zlib"
)

// encoder writes a PNG file row by row; image/png needs the whole picture at hand and writes no physical size. PNG
// specification, third edition: https://www.w3.org/TR/png-3/
type encoder struct {
	chunks   *chunkWriter
	data     *zlib.Writer
	above    []byte // the row above
	sub, up  []byte // the row under each filter, with the filter's number in front
	repeated []byte // a row that equals the one above, filtered
}

// The filters in use. They cost a subtraction; on flat areas and edges the costlier ones gain nothing.
const (
	filterSub = 1 // less the pixel on the left
	filterUp  = 2 // less the pixel above
)

func newEncoder(w io.Writer, width, height int, perMetreX, perMetreY uint32) (*encoder, error) {
	if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
		return nil, err
	}
	chunks := &chunkWriter{w: w}
	var header []byte
	header = binary.BigEndian.AppendUint32(header, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 8, 2, 0, 0, 0) // 8 bits, RGB, deflate, adaptive filters, not interlaced
	chunks.chunk("IHDR", header)
	chunks.chunk("sRGB", []byte{1}) // relative colorimetric
	var size []byte
	size = binary.BigEndian.AppendUint32(size, perMetreX)
	size = binary.BigEndian.AppendUint32(size, perMetreY)
	chunks.chunk("pHYs", append(size, 1)) // per metre
	data, err := zlib.NewWriterLevel(chunks, zlib.DefaultCompression)
	if err != nil {
		return nil, err
	}
	e := &encoder{
		chunks:   chunks,
		data:     data,
		above:    make([]byte, 3*width),
		sub:      make([]byte, 1+3*width),
		up:       make([]byte, 1+3*width),
		repeated: make([]byte, 1+3*width),
	}
	e.sub[0], e.up[0], e.repeated[0] = filterSub, filterUp, filterUp
	return e, chunks.err
}

// row adds a row of 3 bytes to the pixel.
func (e *encoder) row(rgb []byte) error {
	filtered := e.repeated
	if !bytes.Equal(rgb, e.above) {
		filtered = e.filter(rgb)
		copy(e.above, rgb)
	}
	_, err := e.data.Write(filtered)
	return err
}

// filter returns the row under the filter that leaves more zeros.
func (e *encoder) filter(rgb []byte) []byte {
	sub, up := e.sub[1:], e.up[1:]
	edges, changes := 0, 0
	for i, v := range rgb {
		left := byte(0)
		if i >= 3 {
			left = rgb[i-3]
		}
		sub[i], up[i] = v-left, v-e.above[i]
		if sub[i] != 0 {
			edges++
		}
		if up[i] != 0 {
			changes++
		}
	}
	if edges < changes {
		return e.sub
	}
	return e.up
}

func (e *encoder) close() error {
	if err := e.data.Close(); err != nil {
		return err
	}
	e.chunks.flush()
	e.chunks.chunk("IEND", nil)
	return e.chunks.err
}

// chunkBytes is how much compressed data goes into one IDAT chunk.
const chunkBytes = 1 << 16

// chunkWriter writes chunks, and as an io.Writer collects data for IDAT chunks. It keeps the first error of w.
type chunkWriter struct {
	w       io.Writer
	pending []byte
	err     error
}

func (c *chunkWriter) Write(data []byte) (int, error) {
	c.pending = append(c.pending, data...)
	if len(c.pending) >= chunkBytes {
		c.flush()
	}
	return len(data), c.err
}

func (c *chunkWriter) flush() {
	c.chunk("IDAT", c.pending)
	c.pending = c.pending[:0]
}

func (c *chunkWriter) chunk(kind string, data []byte) {
	if c.err != nil {
		return
	}
	body := append([]byte(kind), data...)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(out, body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	_, c.err = c.w.Write(out)
}
