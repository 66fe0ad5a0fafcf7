package qr

import (
	"slices"
	"strings"
)

// A mode is one of the ways in which a symbol writes characters
// (ISO/IEC 18004:2015, 7.4). Kanji is not used: no sign in Vietnam needs it.
type mode uint8

const (
	numeric mode = iota
	alphanumeric
	byteMode
	modes = iota
)

const (
	alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

	modeBits = 4
	// An ECI header says that the bytes which follow are UTF-8 (assignment 26
	// of AIM ITS/04-023): a mode indicator and one byte.
	eciIndicator = 7
	eciUTF8      = 26
	eciBits      = modeBits + 8
)

func (m mode) indicator() int { return 1 << m }

// countBits returns the width of the character count of a mode in a version
// (ISO/IEC 18004:2015, table 3).
func (m mode) countBits(version int) int {
	return [modes][3]int{{10, 12, 14}, {9, 11, 13}, {8, 16, 16}}[m][versionClass(version)]
}

// versionClass numbers the ranges of versions that share their count widths,
// hence also their best segments.
func versionClass(version int) int {
	switch {
	case version <= 9:
		return 0
	case version <= 26:
		return 1
	}
	return 2
}

func (m mode) holds(c byte) bool {
	switch m {
	case numeric:
		return '0' <= c && c <= '9'
	case alphanumeric:
		return strings.IndexByte(alphanumerics, c) >= 0
	}
	return true
}

// A segment is a run of the payload in one mode.
type segment struct {
	mode mode
	text string
}

func (s segment) bits(version int) int {
	n := len(s.text)
	header := modeBits + s.mode.countBits(version)
	switch s.mode {
	case numeric:
		return header + n/3*10 + []int{0, 4, 7}[n%3]
	case alphanumeric:
		return header + n/2*11 + n%2*6
	}
	return header + n*8
}

// segments splits a payload into the runs that take the fewest bits in a
// version: the cheapest path through the modes, character by character. Costs
// are counted in sixths of a bit, in which a digit takes 20 and an
// alphanumeric character 33.
func segments(payload string, version int) []segment {
	sixths := [modes]int{20, 33, 48}
	const unreachable = 1 << 30

	var cost, header [modes]int
	for m := range mode(modes) {
		header[m] = 6 * (modeBits + m.countBits(version))
		cost[m] = header[m]
	}
	// before[i][m] is the mode of character i-1 on the cheapest path that
	// writes character i in mode m.
	before := make([][modes]mode, len(payload))
	for i := range len(payload) {
		var next [modes]int
		for m := range mode(modes) {
			next[m] = unreachable
			if !m.holds(payload[i]) {
				continue
			}
			next[m], before[i][m] = cost[m], m
			if i > 0 {
				for from := range mode(modes) {
					// A segment ends on a whole bit.
					if switched := (cost[from]+5)/6*6 + header[m]; from != m && switched < next[m] {
						next[m], before[i][m] = switched, from
					}
				}
			}
			next[m] += sixths[m]
		}
		cost = next
	}

	last := numeric
	for m := range mode(modes) {
		if (cost[m]+5)/6 < (cost[last]+5)/6 {
			last = m
		}
	}
	var out []segment
	end := len(payload)
	for i := len(payload) - 1; i >= 0; i-- {
		from := before[i][last]
		if i == 0 || from != last {
			out = append(out, segment{last, payload[i:end]})
			end = i
		}
		last = from
	}
	slices.Reverse(out)
	return out
}

// bitLength returns the bits of the payload in a version, without terminator.
func bitLength(payload string, segs []segment, version int) int {
	n := 0
	if !isASCII(payload) {
		n = eciBits
	}
	for _, s := range segs {
		n += s.bits(version)
	}
	return n
}

// dataCodewords writes the payload as the data codewords of a symbol: segments,
// terminator, and padding up to the capacity (ISO/IEC 18004:2015, 7.4).
func dataCodewords(payload string, segs []segment, version, capacity int) []byte {
	w := bitWriter{bytes: make([]byte, 0, capacity)}
	if !isASCII(payload) {
		w.write(eciIndicator, modeBits)
		w.write(eciUTF8, 8)
	}
	for _, s := range segs {
		w.write(s.mode.indicator(), modeBits)
		w.write(len(s.text), s.mode.countBits(version))
		s.write(&w)
	}
	w.write(0, min(modeBits, capacity*8-w.length))
	w.write(0, -w.length&7)
	for pad := 0xEC; len(w.bytes) < capacity; pad ^= 0xEC ^ 0x11 {
		w.write(pad, 8)
	}
	return w.bytes
}

func (s segment) write(w *bitWriter) {
	text := s.text
	switch s.mode {
	case numeric:
		for ; len(text) > 0; text = text[min(3, len(text)):] {
			value, bits := 0, 1
			for i := range min(3, len(text)) {
				value, bits = value*10+int(text[i]-'0'), bits+3
			}
			w.write(value, bits)
		}
	case alphanumeric:
		for ; len(text) > 1; text = text[2:] {
			w.write(strings.IndexByte(alphanumerics, text[0])*45+strings.IndexByte(alphanumerics, text[1]), 11)
		}
		if text != "" {
			w.write(strings.IndexByte(alphanumerics, text[0]), 6)
		}
	default:
		for i := range len(text) {
			w.write(int(text[i]), 8)
		}
	}
}

// A bitWriter appends numbers to a string of bits, most significant bit first.
type bitWriter struct {
	bytes  []byte
	length int // in bits
}

func (w *bitWriter) write(value, bits int) {
	for i := bits - 1; i >= 0; i-- {
		if w.length&7 == 0 {
			w.bytes = append(w.bytes, 0)
		}
		w.bytes[w.length>>3] |= byte(value>>i&1) << (7 - w.length&7)
		w.length++
	}
}
