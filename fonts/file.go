package fonts

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// The limits on a font file. The largest families with Vietnamese take about 1 MB; fonts of all scripts reach 20 MB
// and 30 tables. Each limit is far above any real font and far below what would hurt.
const (
	MaxFileBytes  = 32 << 20 // the file
	maxTables     = 64       // tables in its directory
	maxCharMaps   = 64       // character maps in 'cmap'
	maxMapped     = 1 << 17  // characters listed one by one in a map of format 4: the letters of Unicode's first plane, twice
	maxKernTables = 64       // subtables of 'kern'
)

var be = binary.BigEndian

// tableSet holds the tables of a font file by their tags. They share the memory of the file.
type tableSet map[string][]byte

// readTables reads the directory of a TrueType or OpenType file.
func readTables(file []byte) (tableSet, error) {
	if len(file) > MaxFileBytes {
		e := tooLarge("over %d MB", MaxFileBytes>>20)
		e.VI, e.EN = fmt.Sprintf("Tệp phông lớn hơn %d MB.", MaxFileBytes>>20), fmt.Sprintf("The font file is over %d MB.", MaxFileBytes>>20)
		return nil, e
	}
	if len(file) < 12 {
		return nil, damaged("a file of %d bytes", len(file))
	}
	switch string(file[:4]) {
	case "\x00\x01\x00\x00", "OTTO", "true":
	case "ttcf":
		return nil, unsupported("collection", "Đây là bộ nhiều phông (.ttc).", "This is a collection of fonts (.ttc).")
	case "wOFF", "wOF2":
		return nil, unsupported("web", "Đây là phông cho trang web (.woff).", "This is a web font (.woff).")
	default:
		return nil, unsupported("unknown-format", "Đây không phải tệp phông TrueType hay OpenType.", "This is not a TrueType or OpenType font.")
	}
	count := int(be.Uint16(file[4:]))
	if count > maxTables {
		return nil, tooLarge("%d tables, at most %d", count, maxTables)
	}
	if len(file) < 12+16*count {
		return nil, damaged("the table directory is cut")
	}
	t := make(tableSet, count)
	for i := range count {
		record := file[12+16*i:][:16]
		tag := string(record[:4])
		offset, length := int(be.Uint32(record[8:])), int(be.Uint32(record[12:]))
		if offset+length > len(file) {
			return nil, damaged("table %q ends %d bytes after the file", tag, offset+length-len(file))
		}
		if _, twice := t[tag]; !twice { // HarfBuzz, too, takes the first
			t[tag] = file[offset : offset+length : offset+length]
		}
	}
	for _, tag := range []string{"cmap", "head", "hhea", "hmtx", "maxp"} {
		if len(t[tag]) == 0 {
			return nil, damaged("there is no table %q", tag)
		}
	}
	if len(t["head"]) < 54 || len(t["hhea"]) < 36 || len(t["maxp"]) < 6 {
		return nil, damaged("a header is cut")
	}
	return t, nil
}

func (t tableSet) glyphs() int     { return int(be.Uint16(t["maxp"][4:])) }
func (t tableSet) unitsPerEm() int { return int(be.Uint16(t["head"][18:])) }

// assemble writes tables into a font file of their own.
func (t tableSet) assemble() []byte {
	size := 12 + 16*len(t)
	for _, body := range t {
		size += (len(body) + 3) &^ 3
	}
	out := make([]byte, 12+16*len(t), size)
	copy(out, "\x00\x01\x00\x00")
	be.PutUint16(out[4:], uint16(len(t)))
	for i, tag := range slices.Sorted(maps.Keys(t)) {
		record := out[12+16*i:]
		copy(record, tag)
		be.PutUint32(record[8:], uint32(len(out)))
		be.PutUint32(record[12:], uint32(len(t[tag])))
		out = append(out, t[tag]...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	return out
}

// metrics returns 'hmtx' with exactly the entries that the other tables promise. Fonts with fewer or more side
// bearings are common, and the libraries refuse them or drop all advances.
func (t tableSet) metrics() ([]byte, error) {
	glyphs, advances := t.glyphs(), int(be.Uint16(t["hhea"][34:]))
	if advances == 0 || advances > glyphs || len(t["hmtx"]) < 4*advances {
		return nil, damaged("%d advances of %d glyphs in %d bytes", advances, glyphs, len(t["hmtx"]))
	}
	full := make([]byte, 4*advances+2*(glyphs-advances))
	copy(full, t["hmtx"])
	return full, nil
}

// charMap returns 'cmap' with only the map that HarfBuzz would choose
// (https://harfbuzz.github.io, hb-ot-cmap-table.hh), so that a file cannot make the parser read 65,535 of them.
func (t tableSet) charMap() ([]byte, error) {
	cmap := t["cmap"]
	if len(cmap) < 4 {
		return nil, damaged("table cmap is cut")
	}
	count := int(be.Uint16(cmap[2:]))
	if count > maxCharMaps {
		return nil, tooLarge("%d character maps, at most %d", count, maxCharMaps)
	}
	if len(cmap) < 4+8*count {
		return nil, damaged("table cmap is cut")
	}
	// Platform and encoding, the best first.
	preference := [...][2]uint16{{3, 0}, {3, 10}, {0, 6}, {0, 4}, {3, 1}, {0, 3}, {0, 2}, {0, 1}, {0, 0}}
	best, rank := []byte(nil), len(preference)+1
	for i := range count {
		record := cmap[4+8*i:][:8]
		offset := int(be.Uint32(record[4:]))
		if offset+2 > len(cmap) || !slices.Contains([]uint16{0, 4, 6, 10, 12, 13}, be.Uint16(cmap[offset:])) {
			continue
		}
		r := slices.Index(preference[:], [2]uint16{be.Uint16(record), be.Uint16(record[2:])})
		if r < 0 {
			r = len(preference)
		}
		if r < rank {
			best, rank = record, r
		}
	}
	if best == nil {
		return nil, damaged("no character map that can be read")
	}
	body := cmap[be.Uint32(best[4:]):]
	if be.Uint16(body) == 4 {
		if err := checkSegments(body); err != nil {
			return nil, err
		}
	}
	out := append([]byte{0, 0, 0, 1}, best...)
	be.PutUint32(out[8:], uint32(len(out)))
	return append(out, body...), nil
}

// checkSegments bounds a character map of format 4, whose segments may overlap without end.
func checkSegments(body []byte) error {
	if len(body) < 16 {
		return damaged("table cmap is cut")
	}
	segments := int(be.Uint16(body[6:]) / 2)
	if len(body) < 16+8*segments {
		return damaged("table cmap is cut")
	}
	mapped := 0
	for i := range segments {
		end, start := be.Uint16(body[14+2*i:]), be.Uint16(body[16+2*(segments+i):])
		if offset := be.Uint16(body[16+2*(3*segments+i):]); offset != 0 && start != 0xFFFF {
			mapped += int(end-start) + 1
		}
	}
	if mapped > maxMapped {
		return tooLarge("%d characters in a map, at most %d", mapped, maxMapped)
	}
	return nil
}

// kerning returns the table 'kern' if it is Microsoft's (version 0, subtables of format 0 or 2). Apple's own tables are
// not read: no font made for Windows depends on them.
func (t tableSet) kerning() ([]byte, error) {
	kern := t["kern"]
	if len(kern) < 4 || be.Uint16(kern) != 0 {
		return nil, nil
	}
	count := int(be.Uint16(kern[2:]))
	if count > maxKernTables {
		return nil, tooLarge("%d subtables of kerning, at most %d", count, maxKernTables)
	}
	rest := kern[4:]
	for range count {
		if len(rest) < 6 || rest[4] != 0 && rest[4] != 2 {
			return nil, nil
		}
		rest = rest[min(int(be.Uint16(rest[2:])), len(rest)):]
	}
	return kern, nil
}
