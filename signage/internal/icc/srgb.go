package icc

import (
	"encoding/binary"
	"unicode/utf16"
)

// SRGB is a profile of sRGB (IEC 61966-2-1), for pictures that keep their colours in a press file: a display profile of
// version 4 with the primaries adapted to D50 and the curve as a formula.
func SRGB() []byte {
	u32 := func(b []byte, v ...uint32) []byte {
		for _, n := range v {
			b = binary.BigEndian.AppendUint32(b, n)
		}
		return b
	}
	text := func(s string) []byte {
		units := utf16.Encode([]rune(s))
		b := u32([]byte("mluc\x00\x00\x00\x00"), 1, 12)
		b = u32(append(b, "enUS"...), uint32(2*len(units)), 28)
		for _, u := range units {
			b = binary.BigEndian.AppendUint16(b, u)
		}
		return b
	}
	xyz := func(x, y, z uint32) []byte { return u32([]byte("XYZ \x00\x00\x00\x00"), x, y, z) }
	curve := u32([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), 0x00026666, 0x0000F2A7, 0x00000D59, 0x000013D0, 0x00000A5B)
	tags := [...]struct {
		names []string
		data  []byte
	}{
		{[]string{"desc"}, text("sRGB")},
		{[]string{"cprt"}, text("No copyright, use freely")},
		{[]string{"wtpt"}, xyz(0x0000F6D6, 0x00010000, 0x0000D32D)},
		{[]string{"rXYZ"}, xyz(0x00006FA2, 0x000038F5, 0x00000390)},
		{[]string{"gXYZ"}, xyz(0x00006299, 0x0000B785, 0x000018DA)},
		{[]string{"bXYZ"}, xyz(0x000024A0, 0x00000F84, 0x0000B6CF)},
		{[]string{"rTRC", "gTRC", "bTRC"}, curve},
		{[]string{"chad"}, u32([]byte("sf32\x00\x00\x00\x00"), 0x00010C42, 0x000005DE, 0xFFFFF325, 0x00000793, 0x0000FD90, 0xFFFFFBA1, 0xFFFFFDA2, 0x00000763, 0x0000C06C)},
	}
	count := 0
	for _, t := range tags {
		count += len(t.names)
	}
	var entries, data []byte
	start := headerBytes + tagBytes*count
	for _, t := range tags {
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		for _, name := range t.names {
			entries = u32(append(entries, name...), uint32(start+len(data)), uint32(len(t.data)))
		}
		data = append(data, t.data...)
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	header := u32(nil, uint32(start+len(data)), 0, 0x04200000)
	header = append(header, "mntrRGB XYZ "...)
	header = append(header, 0x07, 0xE6, 0, 10, 0, 10, 0, 0, 0, 0, 0, 0) // 2022-10-10
	header = u32(append(header, "acsp"...), 0, 0, 0, 0, 0, 0, 0, 0x0000F6D6, 0x00010000, 0x0000D32D)
	header = append(header, make([]byte, 128-len(header))...)
	return append(append(u32(header, uint32(count)), entries...), data...)
}
