package scene

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
)

// Hash is that of the picture as it is printed: two scenes have the same where they differ by less than 0.001 mm, or by
// what is not seen. Links, titles, marks and what is said to those who check a file are not part of it.
func (s *Scene) Hash() ([sha256.Size]byte, error) {
	h := hasher{Hash: sha256.New()}
	err := h.scene(s)
	return [sha256.Size]byte(h.Sum(nil)), err
}

type hasher struct {
	hash.Hash
	buffer []byte
}

// numbers are written to 0.001.
func (h *hasher) numbers(all ...float64) {
	h.buffer = h.buffer[:0]
	for _, v := range all {
		h.buffer = binary.LittleEndian.AppendUint64(h.buffer, uint64(int64(math.Round(v*1000))))
	}
	h.Write(h.buffer)
}

// text is written with its length, so that where one ends and the next begins is part of the hash.
func (h *hasher) text(s string) {
	h.numbers(float64(len(s)))
	h.Write([]byte(s))
}

func (h *hasher) scene(s *Scene) error {
	h.numbers(s.Width, s.Height, s.Bleed.Top, s.Bleed.Right, s.Bleed.Bottom, s.Bleed.Left)
	for _, layer := range s.Layers {
		if layer.Name == Marks {
			continue
		}
		for _, n := range layer.Nodes {
			if err := h.node(n); err != nil {
				return err
			}
		}
	}
	h.text("cut")
	h.path(s.Cut)
	h.text("white")
	h.path(s.White)
	return nil
}

func (h *hasher) node(n Node) error {
	switch n := n.(type) {
	case *Fill:
		h.text("fill")
		h.ink(n.Ink)
		if n.EvenOdd {
			h.text("even-odd")
		}
		if n.Through > 0 {
			h.text("through")
			h.numbers(n.Through)
		}
		h.path(n.Path)
	case *Glyphs:
		// The outline, since two fonts may bear one name.
		h.text("glyphs")
		h.ink(n.Ink)
		outline, err := n.Path()
		if err != nil {
			return err
		}
		h.path(outline)
	case *Image:
		h.text("image")
		h.numbers(n.Rect.X0, n.Rect.Y0, n.Rect.X1, n.Rect.Y1)
		h.text(string(n.File))
	case *Placed:
		h.text("placed")
		// The map's factors are of the picture's size, so they are taken finer than lengths.
		h.numbers(1000*n.Map.A, 1000*n.Map.B, 1000*n.Map.C, 1000*n.Map.D, n.Map.E, n.Map.F, n.Clip.X0, n.Clip.Y0, n.Clip.X1, n.Clip.Y1)
		return h.scene(n.Scene)
	}
	return nil
}

func (h *hasher) ink(i Ink) {
	h.numbers(i.C, i.M, i.Y, i.K, float64(i.R), float64(i.G), float64(i.B))
}

func (h *hasher) path(p *Path) {
	if p == nil {
		return
	}
	h.numbers(float64(len(p.Verbs)))
	h.buffer = h.buffer[:0]
	for _, v := range p.Verbs {
		h.buffer = append(h.buffer, byte(v))
	}
	h.Write(h.buffer)
	h.buffer = h.buffer[:0]
	for _, q := range p.Points {
		h.buffer = binary.LittleEndian.AppendUint64(h.buffer, uint64(int64(math.Round(q.X*1000))))
		h.buffer = binary.LittleEndian.AppendUint64(h.buffer, uint64(int64(math.Round(q.Y*1000))))
	}
	h.Write(h.buffer)
}
