package preflight

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The bounds of a curve are those of the points on it.
func TestCurvesHaveTheirOwnExtent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := func(name string) point {
			n := rapid.Float64Range(-1000, 1000)
			return point{n.Draw(t, name), n.Draw(t, name)}
		}
		from, a, b, to := at("from"), at("a"), at("b"), at("to")
		var p path
		p.clear()
		p.moveTo(from)
		p.curveTo(a, b, to)
		p.finish()
		want := nothing
		const steps = 2000
		for i := range steps + 1 {
			s := float64(i) / steps
			want = want.with(point{cubic(from.x, a.x, b.x, to.x, s), cubic(from.y, a.y, b.y, to.y, s)})
		}
		if !p.box.holds(want, 1e-6) || !want.holds(p.box, 0.01) {
			t.Fatalf("bounds %+v, want %+v", p.box, want)
		}
	})
}

func TestMatricesFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m, n matrix
		for i := range m {
			m[i], n[i] = rapid.Float64Range(-9, 9).Draw(t, "m"), rapid.Float64Range(-9, 9).Draw(t, "n")
		}
		x, y := rapid.Float64Range(-9, 9).Draw(t, "x"), rapid.Float64Range(-9, 9).Draw(t, "y")
		first := m.apply(x, y)
		want, got := n.apply(first.x, first.y), m.then(n).apply(x, y)
		if math.Hypot(want.x-got.x, want.y-got.y) > 1e-9*(1+math.Hypot(want.x, want.y)) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

func TestDates(t *testing.T) {
	for _, tt := range []struct {
		pdf, xmp string
		same     bool
	}{
		{"D:20221010000000Z", "2022-10-10T00:00:00Z", true},
		{"D:20221010070000+07'00'", "2022-10-10T00:00:00Z", true},
		{"D:20221010070000+07'00", "2022-10-10T07:00:00+07:00", true},
		{"D:20221010070000+07", "2022-10-10T07:00:00.25+07:00", true},
		{"D:20221010000000-05'30'", "2022-10-10T05:30:00Z", true},
		{"20221010", "2022-10-10", true},
		{"D:2022", "2022", true},
		{"D:20221010000000Z00'00'", "2022-10-10T00:00Z", true},
		{"D:20221010000000Z", "2022-10-10T00:00:01Z", false},
		{"D:20221010070000+07'00'", "2022-10-10T07:00:00Z", false},
		{"", "", false},
		{"D:2022101", "2022-10-1", false},
		{"yesterday", "yesterday", false},
		{"D:20221332000000Z", "2022-13-32T00:00:00Z", false},
	} {
		if got := sameDate(tt.pdf, tt.xmp); got != tt.same {
			t.Errorf("%q and %q: %v", tt.pdf, tt.xmp, got)
		}
	}
}

func TestXMP(t *testing.T) {
	m, err := parseXMP([]byte(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
		<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Trapped="False"/>
		<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><xmp:CreateDate>2022-10-10</xmp:CreateDate>
		<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Băng rôn &amp; pano</rdf:li><rdf:li xml:lang="en">Banner</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range [][2]string{{m.value(nsPDF, "Trapped"), "False"}, {m.value(nsXMP, "CreateDate"), "2022-10-10"}, {m.title(), "Băng rôn & pano"}, {m.value(nsXMP, "ModifyDate"), ""}} {
		if tt[0] != tt[1] {
			t.Errorf("%q, want %q", tt[0], tt[1])
		}
	}
	for _, broken := range []string{"", "<a>", "<a/>", strings.Repeat("<a>", maxXMLDepth+1) + strings.Repeat("</a>", maxXMLDepth+1), `<?xml version="1.0" encoding="latin1"?><a/>`} {
		if m, err := parseXMP([]byte(broken)); err == nil {
			t.Errorf("%.20q: %v", broken, m)
		}
	}
}

func TestCalculators(t *testing.T) {
	for _, good := range []string{"{}", "{ 1 exch sub }", "{dup 0.5 gt{pop 1}{pop 0}ifelse}", "{ -1.5 mul +2 add .5 sub }"} {
		if _, err := parseCalculator(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "dup", "{", "}", "{}}", "{} {}", "{ run }", "{} dup"} {
		if _, err := parseCalculator(bad); err == nil {
			t.Errorf("%q is taken for a function", bad)
		}
	}
}

// A square with a hole for each dark module is a QR code only where its corners lie on the grid of one.
func TestModules(t *testing.T) {
	draw := func(n int, side float64) *path {
		p := &path{}
		p.clear()
		for y := range n {
			for x := range n {
				if (x*y+x+y)%3 == 0 || x == 0 || y == n-1 {
					x0, y0 := float64(x)*side, float64(y)*side
					p.moveTo(point{x0, y0})
					p.lineTo(point{x0 + side, y0})
					p.lineTo(point{x0 + side, y0 + side})
					p.lineTo(point{x0, y0 + side})
					p.close()
				}
			}
		}
		p.finish()
		return p
	}
	for n := leastModules; n <= 57; n += moduleStep {
		if got, _ := draw(n, 1.7).modules(); got != n {
			t.Errorf("%d modules, want %d", got, n)
		}
	}
	for _, degrees := range []float64{-7, 1, 30, 44, 135} {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		straight, p := draw(57, 1.7), &path{}
		p.clear()
		for i, c := range straight.corners {
			at := matrix{cos, sin, -sin, cos, 5, 5}.apply(c.x, c.y)
			at = point{math.Round(at.x*100) / 100, math.Round(at.y*100) / 100}
			if i%4 == 0 {
				p.moveTo(at)
			} else {
				p.lineTo(at)
			}
		}
		p.finish()
		if n, side := p.modules(); n != 57 || math.Abs(side-57*1.7) > 0.1 {
			t.Errorf("turned by %g: %d modules, %g a side", degrees, n, side)
		}
	}
	for _, n := range []int{17, 20, 22, 24} {
		if got, _ := draw(n, 1.7).modules(); got != 0 {
			t.Errorf("%d squares a side are taken for a code of %d", n, got)
		}
	}
	round := draw(21, 1)
	round.curveTo(point{1, 1}, point{2, 2}, point{3, 3})
	if n, _ := round.modules(); n != 0 {
		t.Error("a path with curves is taken for a code")
	}
}
