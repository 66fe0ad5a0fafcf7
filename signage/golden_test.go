package signage_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scene"
)

var update = flag.Bool("update", false, "write what the golden files should hold")

// golden compares with a file of testdata.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// layout tells in words where everything that is read stands on a sign, in mm.
func layout(name string, d *signage.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s %v\n", name, d.Kind(), d.Size())
	drawn := texts(d)
	for _, l := range d.Lines() {
		// As misplaced proves, what is reported is drawn. Of lines that say the same, the upper is reported first.
		at := slices.IndexFunc(drawn, func(g *scene.Glyphs) bool { return g.Text == l.Text })
		r := drawn[at].Extent
		drawn = slices.Delete(drawn, at, at+1)
		fmt.Fprintf(&b, "\t%-6s  %7.1f  (%.1f, %.1f)–(%.1f, %.1f)  %s  %s\n", l.Role, l.CapHeight, r.X0, r.Y0, r.X1, r.Y1, l.Font, l.Text)
	}
	for _, part := range []string{scene.Logo, scene.Code} {
		if r := layer(d, part); !r.Empty() {
			fmt.Fprintf(&b, "\t%-6s           (%.1f, %.1f)–(%.1f, %.1f)\n", part, r.X0, r.Y0, r.X1, r.Y1)
		}
	}
	if d.Module() > 0 {
		fmt.Fprintf(&b, "\tmodule  %7.2f\n", d.Module())
	}
	for _, g := range d.Diagnostics() {
		fmt.Fprintf(&b, "\t%s %s: %s\n", g.Severity, g.Code, g.VI)
	}
	return b.String()
}

// The layouts of every kind of sign: role, letter height, place, face and words of each line.
func TestLayouts(t *testing.T) {
	var b strings.Builder
	for _, c := range everyKind(t) {
		b.WriteString(layout(c.name, compile(t, c.sign)))
	}
	for _, c := range []named{
		{"bang-ron-6x0.8-full", signage.Sign{
			Size: size(t, "bang-ron-6x0.8"), Text: "MỖI NGƯỜI DÂN|MỘT KỸ NĂNG SỐ", Unit: "UBND xã Tân Trào", Logo: emblem,
			Code: &signage.Code{Payload: portal, Verb: "Quét mã"}, Theme: "xanh",
		}},
		{"pano-3x2-own-text", signage.Sign{Size: size(t, "3m x 2m"), Text: "AN TOÀN GIAO THÔNG LÀ HẠNH PHÚC CỦA MỌI NHÀ", Theme: "do"}},
		{"poster-0.6x1.8-own-text", signage.Sign{Kind: signage.Poster, Size: size(t, "0.6m x 1.8m"), Text: "AN TOÀN SỐ 1", Unit: "UBND xã Tân Trào"}},
		{"vertical-1x1.2-full", signage.Sign{
			Kind: signage.Vertical, Size: size(t, "1m x 1.2m"), Slogan: "chao-mung", SecondSlogan: "chu-de-2022", Unit: "UBND xã Tân Trào",
			Dates: "01/10 – 10/10/2022", Logo: emblem, Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"},
		}},
		{"pano-4x3-full", signage.Sign{
			Size: size(t, "pano-4x3"), Slogan: "chao-mung", SecondSlogan: "chu-de-2022", Unit: "UBND xã Tân Trào",
			Dates: "01/10 – 10/10/2022", Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"},
		}},
		{"poster-a3-bare", signage.Sign{Size: size(t, "poster-a3"), Text: "Y TẾ"}},
	} {
		b.WriteString(layout(c.name, compile(t, c.sign)))
	}
	golden(t, "testdata/layouts.txt", b.String())
}
