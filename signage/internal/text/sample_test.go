package text_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// faceIDs are the embedded faces.
func faceIDs() []string {
	var ids []string
	for e := range fonts.All() {
		ids = append(ids, e.ID)
	}
	return ids
}

func lookup(t interface{ Fatal(...any) }, id string) *fonts.Face {
	face, err := fonts.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func paragraph(t interface{ Fatal(...any) }, face *fonts.Face, marked string) *text.Paragraph {
	p, err := text.NewParagraph(face, marked, phrase.Default())
	if err != nil {
		t.Fatal(fmt.Errorf("%q: %w", marked, err))
	}
	return p
}

// syllables are words of signs, among them the tallest and deepest capitals, with some whose ink is lower than a capital.
var syllables = strings.Fields(`CHUYỂN ĐỔI SỐ QUỐC GIA NGÀY 10/10 VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN CÁC VẤN ĐỀ CỦA XÃ HỘI
	THỦ TỤC HÀNH CHÍNH CÔNG HẸN TRỰC TUYẾN Ở Y TẾ AN TOÀN, HIỆU QUẢ: ẲN Ộ GẶP QR 24/7 05 NGHIÊNG TƯƠI – - … vì xuân sang ao`)

// draft is a random text as a user marks it.
type draft struct {
	words []string
	marks []rune // what stands between the words: a space, "~" or "|"
}

func drafts(most int) *rapid.Generator[draft] {
	return rapid.Custom(func(t *rapid.T) draft {
		n := rapid.IntRange(1, most).Draw(t, "words")
		d := draft{words: make([]string, n), marks: make([]rune, n-1)}
		for i := range d.words {
			d.words[i] = rapid.SampledFrom(syllables).Draw(t, "word")
			if i > 0 {
				d.marks[i-1] = rapid.SampledFrom([]rune{' ', ' ', ' ', ' ', ' ', text.KeepMark, text.BreakMark}).Draw(t, "mark")
			}
		}
		return d
	})
}

func (d draft) String() string {
	var b strings.Builder
	for i, w := range d.words {
		if i > 0 {
			b.WriteRune(d.marks[i-1])
		}
		b.WriteString(w)
	}
	return b.String()
}

// rules draws rules of every sort, from lines packed ink to ink to widely led ones.
func rules() *rapid.Generator[text.Rules] {
	return rapid.Custom(func(t *rapid.T) text.Rules {
		return text.Rules{
			Clearance: rapid.SampledFrom([]float64{0, 0.02, 0.16, 0.4}).Draw(t, "clearance"),
			Leading:   rapid.SampledFrom([]float64{0, 1.2, 1.35, 1.8}).Draw(t, "leading"),
			Tracking:  rapid.SampledFrom([]float64{0, 0, 0.06, 0.2}).Draw(t, "tracking"),
			Poorest:   rapid.SampledFrom([]float64{0, 0, 0.1, 0.3, 0.5}).Draw(t, "poorest"),
			AnyBreak:  rapid.Bool().Draw(t, "any break"),
		}
	})
}

// limited are rules that may also ask for a number of lines.
func limited(t *rapid.T) text.Rules {
	r := rules().Draw(t, "rules")
	r.Lines = rapid.SampledFrom([]int{0, 0, 1, 2, 4}).Draw(t, "lines")
	return r
}

// ink is the reach of a line of text set alone, in cap heights: its width, and how far it reaches above and below the
// baseline.
type ink struct{ width, top, bottom float64 }

// inkOf measures a line by shaping it and looking at every point's glyph, without the package under test.
func inkOf(t interface{ Fatal(...any) }, face *fonts.Face, line string, tracking float64) ink {
	glyphs, _, err := face.Shape(line)
	if err != nil {
		t.Fatal(err)
	}
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(-1), math.Inf(1)
	for i, g := range glyphs {
		o, err := face.Outline(g.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Segments) == 0 {
			continue
		}
		x := g.X + float64(i)*tracking*face.CapHeight()
		left, right = min(left, x+o.Min.X), max(right, x+o.Max.X)
		top, bottom = max(top, g.Y+o.Max.Y), min(bottom, g.Y+o.Min.Y)
	}
	cap := face.CapHeight()
	return ink{(right - left) / cap, top / cap, bottom / cap}
}

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

func testEveryFace(t *testing.T, f func(t *testing.T, face *fonts.Face)) {
	for _, id := range faceIDs() {
		t.Run(id, func(t *testing.T) { f(t, lookup(t, id)) })
	}
}
