package text_test

import (
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
)

// bitmap is a picture of black ink on white.
type bitmap struct{ *image.RGBA }

// draw rasterises a run whose origin stands at (x, y) px, with the given number of pixels to the em.
func draw(t interface{ Fatal(...any) }, face *fonts.Face, glyphs []fonts.Glyph, size image.Point, x, y, em float64) bitmap {
	picture, err := raster.Image(&scene.Scene{
		Width: float64(size.X), Height: float64(size.Y),
		Layers: []scene.Layer{{Name: scene.Text, Nodes: []scene.Node{
			&scene.Glyphs{Face: face, Size: em, Origin: scene.Point{X: x, Y: y}, Run: glyphs, Ink: scene.Black()},
		}}},
	}, raster.Options{Width: size.X, Height: size.Y})
	if err != nil {
		t.Fatal(err)
	}
	return bitmap{picture}
}

func (b bitmap) ink(x, y int) bool { return b.Pix[y*b.Stride+4*x] < 255 }

// extent is the least rectangle of pixels that holds all ink, to the faintest.
func (b bitmap) extent() image.Rectangle {
	var r image.Rectangle
	for y := range b.Rect.Max.Y {
		for x := range b.Rect.Max.X {
			if b.ink(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// touches tells whether a pixel of one lies on or beside a pixel of the other.
func (b bitmap) touches(c bitmap) bool {
	for y := range b.Rect.Max.Y {
		for x := range b.Rect.Max.X {
			if !b.ink(x, y) {
				continue
			}
			for v := max(0, y-1); v <= min(b.Rect.Max.Y-1, y+1); v++ {
				for u := max(0, x-1); u <= min(b.Rect.Max.X-1, x+1); u++ {
					if c.ink(u, v) {
						return true
					}
				}
			}
		}
	}
	return false
}

// printed are the letters and signs that no sign may clip.
const printed = fonts.Letters + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?–-/()&%“”…"

// The bounds of a line hold every pixel of its letters and are no wider than they must be.
func TestBoundsHoldEveryPixel(t *testing.T) {
	const cap, margin = 60, 60 // px, one to the mm
	testEveryFace(t, func(t *testing.T, face *fonts.Face) {
		for _, letter := range printed {
			set := paragraph(t, face, string(letter)).At(cap, 1e4, text.Display())
			line := set.Lines[0]
			size := image.Pt(2*margin+int(set.Width()), 2*margin+cap)
			ink := draw(t, face, set.Run(0), size, margin, margin+cap, set.Size()).extent()
			for _, edge := range []struct {
				name         string
				bound, pixel float64 // both grow outwards
			}{
				{"left", -margin, -float64(ink.Min.X)},
				{"right", margin + line.Width, float64(ink.Max.X)},
				{"top", line.Top - margin - cap, -float64(ink.Min.Y)},
				{"bottom", margin + cap - line.Bottom, float64(ink.Max.Y)},
			} {
				// The pixel that the bound crosses still belongs to it. An edge that covers a 256th of a pixel leaves no trace.
				if over := edge.pixel - edge.bound; over >= 1 || over < -0.1 {
					t.Errorf("%c: its ink ends %.2f px beyond the bound on the %s", letter, over, edge.name)
				}
			}
		}
	})
}

// Every letter stands on the line above every other, packed as closely as rules allow at all: their pixels never touch.
func TestNoTwoLettersTouchAcrossLines(t *testing.T) {
	const cap, margin, height = 120.0, 20.0, 420 // px, one to the mm
	rules := text.Rules{Clearance: 0.04}         // 5 px
	testEveryFace(t, func(t *testing.T, face *fonts.Face) {
		letters := []rune(fonts.Letters)
		top, bottom := make([]float64, len(letters)), make([]float64, len(letters)) // px from the baseline, measured
		for i, letter := range letters {
			set := paragraph(t, face, string(letter)).At(cap, 1e4, rules)
			ink := draw(t, face, set.Run(0), image.Pt(int(set.Width())+2*margin, height), margin, height/2, set.Size()).extent()
			top[i], bottom[i] = float64(height/2-ink.Min.Y), float64(height/2-ink.Max.Y)
		}
		seen := map[[2]float64]bool{}
		for i, above := range letters {
			for j, below := range letters {
				// What touches is decided by how far down one letter reaches and how far up the other.
				reach := [2]float64{bottom[i], top[j]}
				if seen[reach] {
					continue
				}
				seen[reach] = true
				set := paragraph(t, face, string([]rune{above, text.BreakMark, below})).At(cap, 1e4, rules)
				// Either line may lie up to a pixel off the grid on which its letter was measured.
				gap := set.Lines[1].Drop - top[j] + bottom[i]
				if gap < rules.Clearance*cap-2 || gap > rules.Clearance*cap+2 {
					t.Fatalf("%c over %c: %.1f px between them, want %v", above, below, gap, rules.Clearance*cap)
				}
			}
		}
	})
}

// All letters of the alphabet in one text, set as signs are: no line's ink comes near that of the next, or leaves the box.
func TestNoTwoLinesTouch(t *testing.T) {
	letters := strings.Split(fonts.Letters, "")
	scrambled := make([]string, len(letters)) // so that all sorts of letters become neighbours
	for i, l := range letters {
		scrambled[i*53%len(letters)] = l
	}
	const width, height = 900.0, 600.0 // px, one to the mm
	testEveryFace(t, func(t *testing.T, face *fonts.Face) {
		for _, rules := range []text.Rules{text.Display(), {Clearance: 0.08, Tracking: 0.1}} {
			set := paragraph(t, face, strings.Join(scrambled, " ")).Fit(width, height, 0, rules)
			if len(set.Lines) < 5 {
				t.Fatalf("only %d lines", len(set.Lines))
			}
			const margin = 20
			var before bitmap
			y := margin + set.Lines[0].Top
			for i, l := range set.Lines {
				y += l.Drop
				line := draw(t, face, set.Run(i), image.Pt(width+2*margin, height+2*margin), margin, y, set.Size())
				if box := image.Rect(margin-1, margin-1, margin+width+1, margin+height+1); !line.extent().In(box) {
					t.Errorf("line %d covers %v, beyond %v", i, line.extent(), box)
				}
				if i > 0 && line.touches(before) {
					t.Errorf("%v: line %d touches the line above", rules, i)
				}
				before = line
			}
		}
	})
}

// A line's run is that line shaped alone, with the tracking added, from the left edge of its ink to its width.
func TestRunIsTheLineShapedAlone(t *testing.T) {
	ids := faceIDs()
	rapid.Check(t, func(t *rapid.T) {
		face := lookup(t, rapid.SampledFrom(ids).Draw(t, "face"))
		d := drafts(12).Draw(t, "text")
		width, height, limit := box(t)
		set := paragraph(t, face, d.String()).Fit(width, height, limit, rules().Draw(t, "rules"))
		for i := range set.Lines {
			alone, _, err := face.Shape(set.Text(i))
			if err != nil {
				t.Fatal(err)
			}
			left := math.Inf(1)
			var want []fonts.Glyph
			for n, g := range alone {
				g.X += float64(n) * set.Rules.Tracking * face.CapHeight()
				if o, _ := face.Outline(g.ID); len(o.Segments) > 0 {
					left = min(left, g.X+o.Min.X)
					want = append(want, g)
				}
			}
			got := set.Run(i)
			if len(got) != len(want) {
				t.Fatalf("%q: %d glyphs, want %d", set.Text(i), len(got), len(want))
			}
			for n, g := range got {
				if w := want[n]; g.ID != w.ID || !near(g.X, w.X-left, 1e-9) || g.Y != w.Y {
					t.Fatalf("%q: glyph %d is %d at (%v, %v), want %d at (%v, %v)", set.Text(i), n, g.ID, g.X, g.Y, w.ID, w.X-left, w.Y)
				}
			}
		}
	})
}

// Any cut of a line into parts has the glyphs of the line, and their ink reaches from edge to edge of it.
func TestPartsMakeTheLine(t *testing.T) {
	ids := faceIDs()
	rapid.Check(t, func(t *rapid.T) {
		d := drafts(12).Draw(t, "text")
		width, height, limit := box(t)
		set := paragraph(t, lookup(t, rapid.SampledFrom(ids).Draw(t, "face")), d.String()).Fit(width, height, limit, rules().Draw(t, "rules"))
		for i, l := range set.Lines {
			cut := rapid.IntRange(l.From+1, l.To).Draw(t, "cut")
			parts := []text.Part{set.Part(i, l.From, cut)}
			if cut < l.To {
				parts = append(parts, set.Part(i, cut, l.To))
			}
			first, last := parts[0], parts[len(parts)-1]
			top, bottom := max(first.Top, last.Top), min(first.Bottom, last.Bottom)
			if !near(first.Left, 0, 1e-9) || !near(last.Right, l.Width, 1e-9) || !near(top, l.Top, 1e-9) || !near(bottom, l.Bottom, 1e-9) {
				t.Fatalf("%q: parts %v … %v × %v … %v, line %+v", set.Text(i), first.Left, last.Right, top, bottom, l)
			}
			var glyphs []fonts.Glyph
			var said []string
			for _, p := range parts {
				glyphs, said = append(glyphs, p.Glyphs...), append(said, p.Text)
			}
			if !slices.Equal(glyphs, set.Run(i)) || strings.Join(said, " ") != set.Text(i) {
				t.Fatalf("%q is cut into %q", set.Text(i), said)
			}
		}
	})
}
