package compose

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

var wordings = []string{
	"CHUYỂN ĐỔI SỐ GIẢI QUYẾT CÁC VẤN ĐỀ CỦA XÃ HỘI VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN",
	"PHỔ CẬP HẠ TẦNG SỐ VÀ SÁNG TẠO ỨNG DỤNG SỐ ĐỂ PHÁT TRIỂN KINH TẾ SỐ",
	"TOÀN DÂN THAM GIA XÂY DỰNG NÔNG THÔN MỚI",
	"TỪ NGÀY 01 ĐẾN NGÀY 10",
	"AN TOÀN LAO ĐỘNG|LÀ HẠNH PHÚC CỦA MỌI NHÀ",
}

// solved sets a wording alone in a box and reports on its lines.
func solved(t *rapid.T) (c *canvas, it *item, box scene.Rect) {
	c = newCanvas(&Sign{Width: 1000, Height: 1000, Phrases: phrase.Default()})
	c.Message.Full = rapid.SampledFrom(wordings).Draw(t, "text")
	it, err := c.item(block{face: fonts.Condensed, text: c.Message.Full, rank: 1, role: "main", field: "text"})
	if err != nil {
		t.Fatal(err)
	}
	box = scene.Rect{X1: 1000 * math.Exp(rapid.Float64Range(-1.5, 1.5).Draw(t, "width")), Y1: 1000}
	st := &stack{box: box, items: []*item{it}}
	if err := c.solveKeeping(st, it); err != nil {
		t.Fatal(err)
	}
	c.reportPhrases(st, it)
	return c, it, box
}

// The price that is reported is what keeping phrases whole costs: the exact fit, which knows nothing of stacks, finds it
// too.
func TestPriceIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, it, box := solved(t)
		fresh, err := c.paragraph(fonts.Condensed, c.Message.Full)
		if err != nil {
			t.Fatal(err)
		}
		fit := func(change func(*text.Rules)) float64 {
			r := text.Display()
			change(&r)
			return fresh.Fit(box.Width(), box.Height(), 0, r).Cap
		}
		kept := fit(func(*text.Rules) {})
		var less, more float64
		for _, n := range c.notes {
			switch n.Code {
			case "phrase-price":
				less, more = kept, fit(func(r *text.Rules) { r.AnyBreak = true })
			case "weak-line":
				less, more = kept, it.setting.Cap
			case "more-lines":
				less, more = fit(func(r *text.Rules) { r.Marked = true }), it.setting.Cap
			case "mark-price":
				less, more = it.setting.Cap, kept
			default:
				t.Fatalf("unexpected: %s", n.VI)
			}
			var price int
			if _, err := fmt.Sscanf(n.VI[strings.Index(n.VI, "nhỏ đi ")+len("nhỏ đi "):], "%d %%", &price); err != nil {
				t.Fatalf("%s: %v", n.VI, err)
			}
			if want := 100 * (1 - less/more); math.Abs(float64(price)-want) > 1 {
				t.Fatalf("%s: it is %.1f %%", n.VI, want)
			}
		}
		if it.setting.Cap > fit(func(r *text.Rules) { r.AnyBreak = true })*(1+1e-3) {
			t.Fatalf("letters of %v mm", it.setting.Cap)
		}
	})
}

// What is chosen is worth at least what the largest letters with whole phrases are, and it never ends a line on a weak
// word where that gains less than it takes.
func TestChoiceIsWorthIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, it, box := solved(t)
		largest, err := c.item(block{face: fonts.Condensed, text: c.Message.Full, rank: 1, role: "main", field: "text"})
		if err != nil {
			t.Fatal(err)
		}
		largest.rules.Poorest = 0
		if err := c.solve(&stack{box: box, items: []*item{largest}}); err != nil {
			t.Fatal(err)
		}
		if it.worth() < largest.worth()*(1-1e-3) {
			t.Fatalf("worth %v, the largest letters %v", it.worth(), largest.worth())
		}
		if _, weak := splits(it.setting); len(weak) > 0 && it.setting.Cap*(1-weakLoss) < largest.worth()*(1-1e-3) {
			t.Fatalf("lines end on %v for letters of %v mm instead of %v mm", weak, it.setting.Cap, largest.setting.Cap)
		}
	})
}
