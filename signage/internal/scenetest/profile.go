package scenetest

import (
	"encoding/binary"
	"math"
)

// AdobeRGB is an ICC profile with the curve and the primaries of Adobe RGB (1998), adapted to D50.
func AdobeRGB() []byte {
	return profile("RGB ", map[string][]float64{
		"rXYZ": {0.60974, 0.31111, 0.01947}, "gXYZ": {0.20528, 0.62567, 0.06087}, "bXYZ": {0.14919, 0.06322, 0.74457},
	}, "rTRC", "gTRC", "bTRC")
}

// Gray is an ICC profile of greys with the curve of Adobe RGB.
func Gray() []byte { return profile("GRAY", nil, "kTRC") }

func profile(space string, colors map[string][]float64, curves ...string) []byte {
	gamma := append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), 0x02, 0x33, 0, 0) // 563/256
	type entry struct {
		name string
		data []byte
	}
	var tags []entry
	for _, name := range []string{"wtpt", "rXYZ", "gXYZ", "bXYZ"} {
		xyz := colors[name]
		if name == "wtpt" {
			xyz = []float64{0.9642, 1, 0.8249}
		}
		if xyz == nil {
			continue
		}
		data := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range xyz {
			data = binary.BigEndian.AppendUint32(data, uint32(math.Round(v*65536)))
		}
		tags = append(tags, entry{name, data})
	}
	for _, name := range curves {
		tags = append(tags, entry{name, gamma})
	}
	b := make([]byte, 128)
	b[8] = 2
	copy(b[12:], "mntr"+space+"XYZ ")
	copy(b[36:], "acsp")
	copy(b[68:], "\x00\x00\xf6\xd6\x00\x01\x00\x00\x00\x00\xd3\x2d") // D50
	b = binary.BigEndian.AppendUint32(b, uint32(len(tags)))
	at := uint32(132 + 12*len(tags))
	for _, t := range tags {
		b = append(b, t.name...)
		b = binary.BigEndian.AppendUint32(b, at)
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.data)))
		at += uint32(len(t.data))
	}
	for _, t := range tags {
		b = append(b, t.data...)
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}
