package logo

import (
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/scene"
)

func text(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// drawingOf puts elements on an artboard of 100 × 100.
func drawingOf(body string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
		`viewBox="0 0 100 100">` + body + `</svg>`)
}

const square = `<rect width="10" height="10"/>`

// TestRefusals are drawings that must not be used, and why.
func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name, body string
		kind       error
		code       string
	}{
		{"script", `<script>alert(1)</script>` + square, ErrUnsafe, "logo-unsafe-element"},
		{"script of another namespace", `<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>` + square, ErrUnsafe, "logo-unsafe-element"},
		{"handler", `<g onload="x()">` + square + `</g>`, ErrUnsafe, "logo-script"},
		{"handler in capitals", `<g onClick="x()">` + square + `</g>`, ErrUnsafe, "logo-script"},
		{"foreign object", `<foreignObject/>` + square, ErrUnsafe, "logo-unsafe-element"},
		{"javascript link", `<a href="javascript:alert(1)">` + square + `</a>`, ErrUnsafe, "logo-link"},
		{"web link", `<a xlink:href="https://example.com/">` + square + `</a>`, ErrUnsafe, "logo-link"},
		{"external use", `<use href="other.svg#a"/>`, ErrUnsafe, "logo-link"},
		{"external picture", `<image href="http://example.com/a.png"/>`, ErrUnsafe, "logo-link"},
		{"picture of the machine", `<image xlink:href="file:///etc/passwd"/>`, ErrUnsafe, "logo-link"},
		{"embedded SVG", `<use href="data:image/svg+xml;base64,AAAA#a"/>`, ErrUnsafe, "logo-link"},
		{"external fill", `<rect width="1" height="1" fill="url(http://example.com/#g)"/>`, ErrUnsafe, "logo-link"},
		{"external fill in style", `<rect width="1" height="1" style="fill:URL( 'a.svg#g' )"/>`, ErrUnsafe, "logo-link"},
		{"import", `<style>@import "a.css";</style>` + square, ErrUnsafe, "logo-link"},
		{"font of the web", `<style>@font-face{font-family:a;src:url(//example.com/a)}</style>` + square, ErrUnsafe, "logo-link"},
		{"cycle of use", `<g id="a"><use href="#a"/></g>`, ErrUnsafe, "logo-cycle"},
		{"long cycle of use", `<defs><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></defs><use href="#a"/>`, ErrUnsafe, "logo-cycle"},
		{"cycle of gradients", `<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect width="1" height="1" fill="url(#a)"/>`, ErrUnsafe, "logo-cycle"},

		{"animation", `<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>`, ErrUnsupported, "logo-animated"},
		{"setting", `<rect width="9" height="9"><set attributeName="x" to="9"/></rect>`, ErrUnsupported, "logo-animated"},
		{"text", `<text x="1" y="9">UBND</text>`, ErrUnsupported, "logo-text"},
		{"text in parts", `<text><tspan>UBND</tspan></text>`, ErrUnsupported, "logo-text"},
		{"embedded picture", `<image href="data:image/png;base64,AAAA"/>`, ErrUnsupported, "logo-image"},
		{"large embedded picture", `<image href="data:image/png;base64,` + strings.Repeat("A", maxAttributeBytes) + `"/>`, ErrUnsupported, "logo-image"},
		{"condition", `<g systemLanguage="vi">` + square + `</g>`, ErrUnsupported, "logo-property"},
		{"sheet for print", `<style media="print">rect{fill:red}</style>` + square, ErrUnsupported, "logo-selector"},
		{"pattern", `<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/>`, ErrUnsupported, "logo-pattern"},
		{"mask", `<mask id="m"/><g mask="url(#m)">` + square + `</g>`, ErrUnsupported, "logo-property"},
		{"filter in style", `<filter id="f"/><g style="filter:url(#f)">` + square + `</g>`, ErrUnsupported, "logo-property"},
		{"marker", `<path d="M0 0h9" marker-end="url(#m)"/>`, ErrUnsupported, "logo-property"},
		{"blending", `<g style="mix-blend-mode:multiply">` + square + `</g>`, ErrUnsupported, "logo-property"},
		{"unscaled stroke", `<path d="M0 0h9" stroke="red" vector-effect="non-scaling-stroke"/>`, ErrUnsupported, "logo-property"},
		{"geometry in style", `<rect style="width:9px" height="9"/>`, ErrUnsupported, "logo-property"},
		{"transform in style", `<rect width="9" height="9" style="transform:rotate(3deg)"/>`, ErrUnsupported, "logo-property"},
		{"path length", `<path d="M0 0h9" stroke="red" pathLength="1" stroke-dasharray="1"/>`, ErrUnsupported, "logo-property"},
		{"clip shape", `<g style="clip-path:circle(50%)">` + square + `</g>`, ErrUnsupported, "logo-property"},
		{"flow text", `<flowRoot>a</flowRoot>` + square, ErrUnsupported, "logo-element"},
		{"switch", `<switch>` + square + `</switch>`, ErrUnsupported, "logo-element"},
		{"mistyped element", `<rectangle width="9" height="9"/>` + square, ErrUnsupported, "logo-element"},
		{"opacity of shapes that cross", `<g opacity=".5"><path d="M0 0h9v9h-9zM5 5h9v9h-9z" fill-rule="evenodd"/><circle cx="9" cy="9" r="3"/></g>`, ErrUnsupported, "logo-opacity"},
		{"opacity of a shape in another", `<g opacity=".5"><rect width="90" height="90"/><circle cx="40" cy="40" r="3"/></g>`, ErrUnsupported, "logo-opacity"},
		{"opacity of a shape drawn twice", `<g opacity=".5"><circle cx="40" cy="40" r="3"/><circle cx="40" cy="40" r="3"/></g>`, ErrUnsupported, "logo-opacity"},
		{"opacity of a fill with its stroke", `<rect x="10" y="10" width="9" height="9" stroke="red" opacity=".5"/>`, ErrUnsupported, "logo-opacity"},
		{"gradient into nothing", `<linearGradient id="a"><stop/><stop offset="1" stop-opacity="0"/></linearGradient><rect width="9" height="9" fill="url(#a)"/>`, ErrUnsupported, "logo-opacity"},
		{"concave clip", `<clipPath id="c"><path d="M0 0h9v9h-5v-5h-4z"/></clipPath><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"star clip", `<clipPath id="c"><path d="M50 0L80 90 5 35h90L20 90z"/></clipPath><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"clip of two shapes", `<clipPath id="c">` + square + square + `</clipPath><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"empty clip", `<clipPath id="c"/><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"clip by text", `<clipPath id="c"><text>A</text></clipPath><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"clip by box", `<clipPath id="c" clipPathUnits="objectBoundingBox">` + square + `</clipPath><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"clipped clip", `<clipPath id="c" clip-path="url(#c)">` + square + `</clipPath><g clip-path="url(#c)">` + square + `</g>`, ErrUnsupported, "logo-clip"},
		{"descendant selector", `<style>g .a{fill:red}</style>` + square, ErrUnsupported, "logo-selector"},
		{"pseudo-class", `<style>rect:first-child{fill:red}</style>` + square, ErrUnsupported, "logo-selector"},
		{"selector of many classes", `<style>` + strings.Repeat(".a", maxClasses+1) + `{fill:red}</style>` + square, ErrUnsupported, "logo-selector"},
		{"media rule", `<style>@media print{rect{fill:red}}</style>` + square, ErrUnsupported, "logo-selector"},
		{"CSS escape", `<rect width="9" height="9" style="fill:u\72l(x)"/>`, ErrUnsupported, "logo-selector"},
		{"priority", `<rect width="9" height="9" style="fill:red!important"/>`, ErrUnsupported, "logo-selector"},
		{"inherited opacity", `<rect width="9" height="9" style="clip-path:inherit"/>`, ErrUnsupported, "logo-selector"},
		{"variable", `<rect width="9" height="9" fill="var(--a)"/>`, ErrUnsupported, "logo-value"},
		{"unknown colour", `<rect width="9" height="9" fill="do"/>`, ErrUnsupported, "logo-value"},
		{"unit of the font", `<rect width="1em" height="9"/>`, ErrUnsupported, "logo-value"},
		{"unknown cap", `<path d="M0 0h9" stroke-linecap="arrow"/>`, ErrUnsupported, "logo-value"},

		{"no shapes", `<title>Logo</title>`, ErrFormat, "logo-empty"},
		{"all hidden", `<g display="none">` + square + `</g>`, ErrFormat, "logo-empty"},
		{"all outside", `<rect x="200" width="10" height="10"/>`, ErrFormat, "logo-empty"},
		{"use of nothing", `<use href="#none"/>`, ErrFormat, "logo-reference"},
		{"use without a link", `<use/>`, ErrFormat, "logo-reference"},
		{"gradient that is not there", `<rect width="9" height="9" fill="url(#none) red"/>`, ErrFormat, "logo-reference"},
		{"clip that is not there", `<g clip-path="url(#none)">` + square + `</g>`, ErrFormat, "logo-reference"},
		{"path cut off", `<path d="M0 0h10v10L5"/>`, ErrFormat, "logo-value-broken"},
		{"path without a start", `<path d="h10v10z"/>`, ErrFormat, "logo-value-broken"},
		{"path of words", `<path d="M0 0 foo"/>`, ErrFormat, "logo-value-broken"},
		{"path with a comma too many", `<path d="M0 0h10,v10z"/>`, ErrFormat, "logo-value-broken"},
		{"flag of an arc", `<path d="M0 0a1 1 0 2 0 5 5z"/>`, ErrFormat, "logo-value-broken"},
		{"NaN in a path", `<path d="M0 0L NaN 3z"/>`, ErrFormat, "logo-value-broken"},
		{"infinite width", `<rect width="Infinity" height="9"/>`, ErrFormat, "logo-value-broken"},
		{"odd points", `<polygon points="1 2 3 4 5"/>`, ErrFormat, "logo-value-broken"},
		{"transform", `<g transform="rotate(1 2)">` + square + `</g>`, ErrFormat, "logo-value-broken"},
		{"transform cut off", `<g transform="scale(2">` + square + `</g>`, ErrFormat, "logo-value-broken"},
		{"transform of words", `<g transform="up">` + square + `</g>`, ErrFormat, "logo-value-broken"},
		{"hex", `<rect width="9" height="9" fill="#12345"/>`, ErrFormat, "logo-value-broken"},
		{"hex digits", `<rect width="9" height="9" fill="#xyz"/>`, ErrFormat, "logo-value-broken"},
		{"rgb", `<rect width="9" height="9" fill="rgb(1,2)"/>`, ErrFormat, "logo-value-broken"},
		{"style", `<rect width="9" height="9" style="fill"/>`, ErrFormat, "logo-value-broken"},
		{"sheet cut off", `<style>.a{fill:red</style>` + square, ErrFormat, "logo-value-broken"},
		{"sheet without a body", `<style>.a</style>` + square, ErrFormat, "logo-value-broken"},
		{"negative stroke", `<path d="M0 0h9" stroke-width="-1"/>`, ErrFormat, "logo-value-broken"},
		{"negative dash", `<path d="M0 0h9" stroke-dasharray="-1 3"/>`, ErrFormat, "logo-value-broken"},
		{"miter limit", `<path d="M0 0h9" stroke-miterlimit="0"/>`, ErrFormat, "logo-value-broken"},
		{"stop's colour", `<linearGradient id="a"><stop stop-color="none"/></linearGradient><rect width="9" height="9" fill="url(#a)"/>`, ErrFormat, "logo-value-broken"},
		{"preserveAspectRatio", `<svg width="9" height="9" viewBox="0 0 1 1" preserveAspectRatio="middle">` + square + `</svg>`, ErrFormat, "logo-value-broken"},
		{"twice the same attribute", `<rect width="9" width="99" height="9"/>`, ErrFormat, "logo-format"},
		{"tags crossed", `<g><a></g></a>`, ErrFormat, "logo-format"},
		{"entity", `<rect width="&w;" height="9"/>`, ErrFormat, "logo-format"},
		{"prefix without a namespace", `<v:rect width="9" height="9"/>`, ErrFormat, "logo-format"},
		{"not UTF-8", "<title>\xff\xfe</title>" + square, ErrFormat, "logo-format"},

		{"number", `<rect width="1e10" height="9"/>`, ErrTooLarge, "logo-number"},
		{"number in a path", `<path d="M0 0L1e400 3z"/>`, ErrTooLarge, "logo-number"},
		{"transforms that multiply", `<g transform="scale(1e9) scale(1e9)">` + square + `</g>`, ErrTooLarge, "logo-number"},
		{"coordinate", `<g transform="scale(1e9)"><rect x="1e9" width="9" height="9"/></g>`, ErrTooLarge, "logo-number"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := refused(t, drawingOf("\n"+test.body), test.kind, test.code)
			if !strings.HasSuffix(e.Field, ":2") && test.code != "logo-empty" {
				t.Errorf("the line is not given: %s", e.Field)
			}
		})
	}
}

// TestRefusedFiles differ from good drawings outside the root's content.
func TestRefusedFiles(t *testing.T) {
	root := func(attributes string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" ` + attributes + `>` + square + `</svg>`
	}
	laughs := `<!DOCTYPE svg [<!ENTITY a0 "ha">`
	for i := range 30 {
		laughs += fmt.Sprintf(`<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	for _, test := range []struct {
		name, file string
		kind       error
		code       string
	}{
		{"billion laughs", laughs + `]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&a30;</title></svg>`, ErrUnsafe, "logo-doctype"},
		{"external entity", `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + root(`viewBox="0 0 9 9"`), ErrUnsafe, "logo-doctype"},
		{"parameter entity", `<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://example.com/x.dtd"> %x;]>` + root(`viewBox="0 0 9 9"`), ErrUnsafe, "logo-doctype"},
		{"DOCTYPE of another language", `<!DOCTYPE html>` + root(`viewBox="0 0 9 9"`), ErrUnsafe, "logo-doctype"},
		{"style sheet from outside", `<?xml-stylesheet href="a.css"?>` + root(`viewBox="0 0 9 9"`), ErrUnsafe, "logo-link"},
		{"handler on the root", root(`viewBox="0 0 9 9" onload="x()"`), ErrUnsafe, "logo-script"},
		{"charset", `<?xml version="1.0" encoding="windows-1258"?>` + root(`viewBox="0 0 9 9"`), ErrUnsupported, "logo-charset"},
		{"web page", `<!-- saved --><html xmlns="http://www.w3.org/1999/xhtml"/>`, ErrFormat, "logo-format"},
		{"another root", `<g xmlns="http://www.w3.org/2000/svg"/>`, ErrFormat, "logo-format"},
		{"cut off", root(`viewBox="0 0 9 9"`)[:90], ErrFormat, "logo-format"},
		{"two roots", root(`viewBox="0 0 9 9"`) + root(`viewBox="0 0 9 9"`), ErrFormat, "logo-format"},
		{"comment alone", `<!-- logo -->`, ErrFormat, "logo-format"},
		{"no size", root(``), ErrFormat, "logo-size"},
		{"relative size", root(`width="100%" height="100%"`), ErrFormat, "logo-size"},
		{"no area", root(`viewBox="0 0 0 9"`), ErrFormat, "logo-value-broken"},
		{"three numbers", root(`viewBox="0 0 9"`), ErrFormat, "logo-value-broken"},
		{"NaN", root(`viewBox="0 0 NaN 9"`), ErrFormat, "logo-value-broken"},
		{"no width", root(`width="0" height="9"`), ErrFormat, "logo-value-broken"},
		{"stretched", root(`width="90" height="9" viewBox="0 0 9 9" preserveAspectRatio="none"`), ErrUnsupported, "logo-value"},
		{"transform of the root", root(`viewBox="0 0 9 9" transform="scale(2)"`), ErrUnsupported, "logo-property"},
		{"transform of the root in style", root(`viewBox="0 0 9 9" style="transform:scale(2)"`), ErrUnsupported, "logo-property"},
		{"too long", root(`viewBox="0 0 1000 9"`), ErrTooLarge, "logo-aspect"},
		{"huge viewBox", root(`viewBox="0 0 1e12 1e12"`), ErrTooLarge, "logo-number"},
	} {
		t.Run(test.name, func(t *testing.T) { refused(t, []byte(test.file), test.kind, test.code) })
	}
}

func TestLimits(t *testing.T) {
	laughs := `<defs><g id="a0">` + square + `</g>`
	for i := range 20 {
		laughs += fmt.Sprintf(`<g id="a%d"><use href="#a%d"/><use href="#a%d"/></g>`, i+1, i, i)
	}
	for _, test := range []struct{ name, body, code string }{
		{"elements", strings.Repeat(`<title/>`, maxElements), "logo-elements"},
		{"foreign elements", strings.Repeat(`<x:t xmlns:x="urn:x"/>`, maxElements), "logo-elements"},
		{"depth", strings.Repeat(`<g>`, maxDepth) + square + strings.Repeat(`</g>`, maxDepth), "logo-depth"},
		{"foreign depth", strings.Repeat(`<x:g xmlns:x="urn:x">`, maxDepth) + strings.Repeat(`</x:g>`, maxDepth), "logo-depth"},
		{"depth through use", `<g id="a">` + strings.Repeat(`<g>`, 40) + square + strings.Repeat(`</g>`, 40) + `</g>` +
			strings.Repeat(`<g>`, 40) + `<use href="#a"/>` + strings.Repeat(`</g>`, 40), "logo-depth"},
		{"attribute", `<path d="M0 0` + strings.Repeat(`h1`, maxAttributeBytes/2) + `"/>`, "logo-attribute"},
		{"attributes", `<g ` + strings.Join(numbered(`a%d=""`, maxAttributes+1), " ") + `/>`, "logo-attributes"},
		{"style sheets", `<style>/*` + strings.Repeat(" ", maxStyleBytes) + `*/</style>`, "logo-style"},
		{"rules", `<style>` + strings.Join(numbered(`.a%d{}`, maxRules+1), "") + `</style>`, "logo-rules"},
		{"rules of two sheets", strings.Repeat(`<style>`+strings.Join(numbered(`.a%d{}`, maxRules/2+1), "")+`</style>`, 2), "logo-rules"},
		{"copies", laughs + `</defs><use href="#a20"/>`, "logo-copies"},
		{"points of a path", `<path d="M0 0` + strings.Repeat(`h1`, maxPoints+1) + `"/>`, "logo-points"},
		{"points of a polygon", `<polygon points="` + strings.Repeat(`1 `, 2*maxPoints+2) + `"/>`, "logo-points"},
		{"points of all paths", strings.Repeat(`<path d="M0 0`+strings.Repeat(`h1v1h-1v-1`, maxPoints/16)+`"/>`, 5), "logo-points"},
		{"points of strokes", `<path fill="none" stroke="red" d="M0 0` + strings.Repeat(`h9v9`, maxPoints/4) + `"/>`, "logo-points"},
		{"dashes", `<path d="M0 0H1e9" stroke="red" stroke-dasharray="1e-9"/>`, "logo-points"},
		{"dots", `<path d="M0 0H99" stroke="red" stroke-linecap="round" stroke-dasharray="0 1e-3"/>`, "logo-points"},
		{"dash pattern", `<path d="M0 0h9" stroke-dasharray="` + strings.Repeat("1 ", maxDashes+1) + `"/>`, "logo-dashes"},
		{"rules for many elements", `<style>` + strings.Join(numbered(`.a%d{}`, maxRules), "") + `</style>` +
			strings.Repeat(`<g class="a b c d e f"/>`, maxMatches/maxRules/7+1), "logo-matches"},
		{"copies of a long path", `<defs><path id="p" fill="none" d="M0 0` + strings.Repeat(" ", maxAttributeBytes/2) + `"/></defs>` +
			strings.Repeat(`<use href="#p"/>`, 100), "logo-complexity"},
		{"copies of a long gradient", `<linearGradient id="g">` + strings.Repeat(`<stop/>`, maxElements/2) + `</linearGradient>` +
			strings.Repeat(`<rect fill="url(#g)" width="9" height="9"/>`, 200), "logo-complexity"},
		{"curve far beyond", `<path d="M0 0C-1e9 0 1e9 0 99 99" transform="scale(1e5)"/>`, "logo-complexity"},
	} {
		t.Run(test.name, func(t *testing.T) { refused(t, drawingOf(test.body), ErrTooLarge, test.code) })
	}
	within := strings.Repeat(`<g>`, maxDepth-2) + square + strings.Repeat(`</g>`, maxDepth-2)
	if _, err := Read("a.svg", drawingOf(within)); err != nil {
		t.Error(err)
	}
}

func numbered(format string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(format, i)
	}
	return list
}

// TestInk gives one drawing of one colour, however it is said.
func TestInk(t *testing.T) {
	red := rgb{0xda, 0x25, 0x1d}
	for body, want := range map[string]rgb{
		`<rect width="9" height="9"/>`:                                                                                           {},
		`<rect width="9" height="9" fill="#DA251D"/>`:                                                                            red,
		`<rect width="9" height="9" fill="#da251dff"/>`:                                                                          red,
		`<rect width="9" height="9" fill=" rgb( 218 , 37,29 ) "/>`:                                                               red,
		`<rect width="9" height="9" fill="rgba(218 37 29 / 100%)"/>`:                                                             red,
		`<rect width="9" height="9" fill="#f0a"/>`:                                                                               {0xff, 0, 0xaa},
		`<rect width="9" height="9" fill="DarkOrange"/>`:                                                                         {0xff, 0x8c, 0},
		`<rect width="9" height="9" fill="rgb(50%,0%,100%)"/>`:                                                                   {128, 0, 255},
		`<rect width="9" height="9" fill="#da251d icc-color(fogra, 0, 1, 1, 0)"/>`:                                               red,
		`<g color="#da251d"><rect width="9" height="9" fill="currentColor"/></g>`:                                                red,
		`<rect width="9" height="9" style="fill:currentColor;color:#da251d"/>`:                                                   red,
		`<g fill="#da251d"><rect width="9" height="9" style="fill:inherit"/></g>`:                                                red,
		`<style>rect{fill:red}.a{fill:#da251d}</style><rect class="b a" width="9" height="9" fill="blue"/>`:                      red,
		`<style>#i{fill:#da251d}.a.b{fill:red}</style><rect id="i" class="a b" width="9" height="9"/>`:                           red,
		`<style>*{fill:red} rect.a , circle{fill:#da251d}</style><rect class="a" width="9" height="9"/>`:                         red,
		`<style>/* x */.a{fill:red;/*;*/}.a{fill:#da251d;}</style><rect class="a" width="9" height="9"/>`:                        red,
		`<style>.a{fill:red}</style><rect class="a" width="9" height="9" style="fill:#da251d"/>`:                                 red,
		`<path d="M0 0h9" stroke="#da251d"/>`:                                                                                    red,
		`<linearGradient id="g"><stop stop-color="#da251d"/></linearGradient><rect width="9" height="9" fill="url('#g') blue"/>`: red,
	} {
		l, err := Read("a.svg", drawingOf(body))
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		if ink := l.fills[0].Ink; len(l.fills) != 1 || len(l.Notes) != 0 || (rgb{ink.R, ink.G, ink.B}) != want {
			t.Errorf("%s: %d fills, %v, notes %v, want %v", body, len(l.fills), ink, l.Notes, want)
		}
	}
}

func TestSeparation(t *testing.T) {
	for c, want := range map[rgb]scene.Ink{
		{}:              {K: 1},
		{255, 255, 255}: {R: 255, G: 255, B: 255},
		{51, 51, 51}:    {K: 0.8, R: 51, G: 51, B: 51},
		{255, 0, 0}:     {M: 1, Y: 1, R: 255},
		{0, 51, 102}:    {C: 1, M: 0.5, K: 0.6, G: 51, B: 102},
	} {
		got := c.ink()
		if d := math.Abs(got.C-want.C) + math.Abs(got.M-want.M) + math.Abs(got.Y-want.Y) + math.Abs(got.K-want.K); d > 1e-12 ||
			got.R != want.R || got.G != want.G || got.B != want.B {
			t.Errorf("%v is %v, want %v", c, got, want)
		}
		// The inks mean the same colour back by the usual formula.
		cmyk := func(v float64) uint8 { return uint8(math.Round(255 * v)) }
		r, g, b := color.CMYKToRGB(cmyk(got.C), cmyk(got.M), cmyk(got.Y), cmyk(got.K))
		if max(absDiff(r, c.r), absDiff(g, c.g), absDiff(b, c.b)) > 1 {
			t.Errorf("%v is printed as %d %d %d", c, r, g, b)
		}
	}
}

func absDiff(a, b uint8) uint8 { return max(a, b) - min(a, b) }

func TestGradientBecomesItsMean(t *testing.T) {
	for stops, want := range map[string]rgb{
		`<stop stop-color="#000"/><stop offset="1" stop-color="#fff"/>`:                                                    {128, 128, 128},
		`<stop stop-color="#f00"/><stop offset=".5" stop-color="#f00"/><stop offset="50%" stop-color="#00f"/>`:             {128, 0, 128},
		`<stop offset=".8" style="stop-color:#fff"/><stop offset=".2" stop-color="red"/>`:                                  {255, 204, 204}, // an offset below the one before counts as that one
		`<stop offset="0" stop-color="#c80000"/><stop offset=".5" stop-color="#000"/><stop offset="1" stop-color="#000"/>`: {50, 0, 0},
	} {
		body := `<radialGradient id="s">` + stops + `</radialGradient><linearGradient id="g" xlink:href="#s"/>` +
			`<rect width="9" height="9" fill="url(#g)"/><rect width="5" height="5" fill="url(#g)"/>`
		l := mustRead(t, "a.svg", drawingOf(body))
		if len(l.Notes) != 1 || l.Notes[0].Code != "logo-gradient" || l.Notes[0].Field != "a.svg" {
			t.Errorf("%s: notes %v", stops, l.Notes)
		}
		if ink := l.fills[0].Ink; (rgb{ink.R, ink.G, ink.B}) != want {
			t.Errorf("%s: %v, want %v", stops, ink, want)
		}
	}
}

// TestExtents checks what is drawn where by the extent of the ink.
func TestExtents(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       scene.Rect
	}{
		{"units", `<rect x="1pt" y="1pc" width="1cm" height="25.4mm"/>`, scene.Rect{X0: 4. / 3, Y0: 16, X1: 4./3 + 96/2.54, Y1: 100}},
		{"percentages", `<rect x="10%" y="20%" width="30%" height="40%"/>`, scene.Rect{X0: 10, Y0: 20, X1: 40, Y1: 60}},
		{"quarters and inches", `<rect width="40Q" height=".5in"/>`, scene.Rect{X1: 96 / 2.54, Y1: 48}},
		{"corners", `<rect x="10" y="10" width="20" height="30" rx="99"/>`, scene.Rect{X0: 10, Y0: 10, X1: 30, Y1: 40}},
		{"clipped by the artboard", `<circle r="50"/>`, scene.Rect{X1: 50, Y1: 50}},
		{"compact numbers", `<path d="M.5.5L10.5-.5 2e1+30.5.5.5Z"/>`, scene.Rect{X0: .5, Y0: 0, X1: 20, Y1: 30.5}},
		{"moves alone", `<path d="M0 0M90 90M10 10h5v5z M99 99"/>`, scene.Rect{X0: 10, Y0: 10, X1: 15, Y1: 15}},
		{"after a close", `<path d="M10 10h5v5zl-5 0v-5z"/>`, scene.Rect{X0: 5, Y0: 5, X1: 15, Y1: 15}},
		{"arc", `<path d="M10 50A20 20 0 0 1 50 50z"/>`, scene.Rect{X0: 10, Y0: 30, X1: 50, Y1: 50}},
		{"arc that is too small", `<path d="M10 50A1 1 0 0 1 50 50z"/>`, scene.Rect{X0: 10, Y0: 30, X1: 50, Y1: 50}},
		{"line", `<line x1="10" y1="20" x2="40" y2="20" stroke="red" stroke-width="4"/>`, scene.Rect{X0: 10, Y0: 18, X1: 40, Y1: 22}},
		{"square caps", `<path d="M10 20h30" stroke="red" stroke-width="4" stroke-linecap="square"/>`, scene.Rect{X0: 8, Y0: 18, X1: 42, Y1: 22}},
		{"square dots along the line", `<path d="M20 10v30" stroke="red" stroke-width="4" stroke-linecap="square" stroke-dasharray="0 29"/>`, scene.Rect{X0: 18, Y0: 8, X1: 22, Y1: 41}},
		{"dash at an offset", `<path d="M10 20h30" stroke="red" stroke-width="4" stroke-dasharray="10 100" stroke-dashoffset="-5"/>`, scene.Rect{X0: 15, Y0: 18, X1: 25, Y1: 22}},
		{"odd pattern", `<path d="M10 20h30" stroke="red" stroke-width="4" stroke-dasharray="10" stroke-dashoffset="15"/>`, scene.Rect{X0: 15, Y0: 18, X1: 40, Y1: 22}},
		{"stroke wider than its circle", `<circle cx="50" cy="50" r="5" fill="none" stroke="red" stroke-width="20"/>`, scene.Rect{X0: 35, Y0: 35, X1: 65, Y1: 65}},
		{"stroke under a map", `<path transform="matrix(2 0 0 3 0 0)" d="M10 10h20" stroke="red" stroke-width="2"/>`, scene.Rect{X0: 20, Y0: 27, X1: 60, Y1: 33}},
		{"transforms from right to left", `<g transform="translate(10,20)scale(2), rotate(90)"><rect width="10" height="5"/></g>`, scene.Rect{X0: 0, Y0: 20, X1: 10, Y1: 40}},
		{"rotation about a point", `<rect x="20" y="20" width="20" height="10" transform="rotate(90 20 20)"/>`, scene.Rect{X0: 10, Y0: 20, X1: 20, Y1: 40}},
		{"skew", `<rect x="0" y="0" width="10" height="10" transform="skewX(45)"/>`, scene.Rect{X1: 20, Y1: 10}},
		{"symbol cut at its viewport", `<symbol id="s" viewBox="0 0 10 10"><rect x="-5" width="30" height="5"/></symbol><use href="#s" x="20" width="20" height="20"/>`, scene.Rect{X0: 20, X1: 40, Y1: 10}},
		{"symbol that overflows", `<symbol id="s" viewBox="0 0 10 10" overflow="visible"><rect x="-5" width="30" height="5"/></symbol><use href="#s" x="20" width="20" height="20"/>`, scene.Rect{X0: 10, X1: 70, Y1: 10}},
		{"clip by a rectangle", `<clipPath id="c"><path d="M5 5h10v10H5z"/></clipPath><rect clip-path="url(#c)" width="50" height="50"/>`, scene.Rect{X0: 5, Y0: 5, X1: 15, Y1: 15}},
		{"clip in the element's units", `<clipPath id="c"><rect width="5" height="5"/></clipPath><rect transform="scale(2)" style="clip-path:url('#c')" width="50" height="50"/>`, scene.Rect{X1: 10, Y1: 10}},
		{"clip by reference", `<rect id="r" x="5" y="5" width="5" height="5" fill="none"/><clipPath id="c"><use href="#r" x="5"/></clipPath><rect clip-path="url(#c)" width="50" height="50"/>`, scene.Rect{X0: 10, Y0: 5, X1: 15, Y1: 10}},
		{"empty text", `<text> <tspan/></text><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"other namespaces", `<x:rect xmlns:x="urn:x" width="99" height="99"><rect width="99" height="99"/></x:rect><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"hairlines without area", `<path d="M0 0L99 99M1 1h50h-9z"/><polyline points="0 0 5 5"/><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"collapsed by its map", `<circle r="9" transform="scale(0 1)" stroke="red"/><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"shape without a size", `<circle r="0"/><rect width="-5" height="9"/><ellipse rx="3"/><path d="none"/><path/><polygon/><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"unused definitions", `<filter id="f"><feFlood/></filter><mask/><pattern/><marker/><defs><text>A</text><switch/></defs><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"no stroke", `<path d="M0 0h50v50z" fill="none" stroke="red" stroke-width="0"/><rect width="5" height="5" stroke="none"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"gradient without stops", `<linearGradient id="g"/><rect width="50" height="50" fill="url(#g)"/><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
		{"transparent", `<rect width="50" height="50" fill="transparent"/><rect width="50" height="50" fill-opacity="0"/><rect width="5" height="5"/>`, scene.Rect{X1: 5, Y1: 5}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := mustRead(t, "a.svg", drawingOf(test.body))
			got := scene.Rect{}
			for _, node := range l.Place(scene.Rect{X1: 100, Y1: 100}) {
				got = got.Union(node.Bounds())
			}
			if !got.Contains(test.want, 0.01) || !test.want.Contains(got, 0.01) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

// TestWideStrokeHasNoHole is where rsvg-convert leaves a hole that the definition of a stroke does not have.
func TestWideStrokeHasNoHole(t *testing.T) {
	l := mustRead(t, "a.svg", drawingOf(`<circle cx="50" cy="50" r="5" fill="none" stroke="#000" stroke-width="20"/>`))
	picture := rasterised(l, 100, 100)
	for _, p := range [][2]int{{50, 50}, {46, 50}, {50, 53}, {62, 50}} {
		if r, _, _, _ := picture.At(p[0], p[1]).RGBA(); r != 0 {
			t.Errorf("%v is not inked", p)
		}
	}
}

func TestArtboard(t *testing.T) {
	for attributes, want := range map[string]float64{
		`viewBox="5 5 30 10"`:                                                   3,
		`width="30mm" height="1cm"`:                                             3,
		`width="300" height="300" viewBox="0 0 30 10"`:                          3,
		`width="100%" height="100%" viewBox="0,0,30,10"`:                        3,
		`width="60" height="20" viewBox="0 0 30 10" preserveAspectRatio="none"`: 3,
	} {
		file := `<?xml version="1.0"?><svg ` + attributes + `><rect x="6" y="6" width="1" height="1"/></svg>`
		if l := mustRead(t, "a.svg", append([]byte("\xef\xbb\xbf\n"), file...)[:]); math.Abs(l.Aspect()-want) > 1e-9 {
			t.Errorf("%s: aspect %v, want %v", attributes, l.Aspect(), want)
		}
	}
}

func FuzzSVG(f *testing.F) {
	files, err := filepath.Glob("testdata/drawn/*.svg")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, body := range []string{
		`<symbol id="s" viewBox="0 0 9 9">` + square + `</symbol><use href="#s" width="5"/>`,
		`<clipPath id="c"><circle r="50"/></clipPath><path clip-path="url(#c)" d="M0 0Q1 2 3 4T5 6a7 8 9 0 1 50 50z" stroke="red" stroke-dasharray="1 2"/>`,
		`<linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient><style>.a{fill:url(#g)}</style><rect class="a" width="9" height="9"/>`,
		`<!DOCTYPE svg [<!ENTITY a "b">]>`, `<text>a</text>`, `<g id="a"><use href="#a"/></g>`,
	} {
		f.Add(drawingOf(body))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if sniff(data) != formatSVG || len(data) > 64<<10 {
			t.Skip()
		}
		checkReading(t, data)
	})
}

// FuzzParts goes deeper than FuzzSVG, whose bytes seldom stay XML: it fuzzes the languages within the attributes.
func FuzzParts(f *testing.F) {
	f.Add("M1 2L30 4 5 60z", "fill:none;stroke:red;stroke-width:3", ".a{fill:#123}", "rotate(3 4 5)")
	f.Add("M.5.5a10 20 30 0150-3T9 9s1 2 3 4", "stroke:#abc;stroke-dasharray:1,2 3;stroke-linecap:round", "path , #p{stroke-linejoin:round}", "skewX(9)scale(2,-1)")
	f.Add("m9 9q1 2 30 4t5-6v9h-9zl1 1", "stroke:url(#g);stroke-dasharray:0 3;stroke-dashoffset:-9", "*{fill:rgb(1%,2%,3%)}", "matrix(1 2 3 4 5 6)")
	f.Add("M0 0C100 0 0 100 100 100M50 50h0", "fill:inherit;paint-order:stroke;stroke:currentColor;stroke-width:1mm", "/**/.a{}", "translate(-5)")
	f.Fuzz(func(t *testing.T, d, style, sheet, transform string) {
		var body strings.Builder
		attribute := func(name, value string) {
			body.WriteString(name + `="`)
			if err := xml.EscapeText(&body, []byte(value)); err != nil {
				t.Fatal(err)
			}
			body.WriteString(`" `)
		}
		body.WriteString(`<style>`)
		if err := xml.EscapeText(&body, []byte(sheet)); err != nil {
			t.Fatal(err)
		}
		body.WriteString(`</style><linearGradient id="g"><stop/></linearGradient><rect width="3" height="3"/><path id="p" class="a" `)
		attribute("d", d)
		attribute("style", style)
		attribute("transform", transform)
		checkReading(t, drawingOf(body.String()+`/>`))
	})
}

// checkReading holds for every file: it is refused with an *Error, or its ink lies in the box that it is placed in.
func checkReading(t *testing.T, data []byte) {
	l, err := Read("logo", data)
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || e.Code == "" || e.VI == "" || e.EN == "" {
			t.Fatalf("%T: %v", err, err)
		}
		return
	}
	box := scene.Rect{X0: 10, Y0: 20, X1: 110, Y1: 70}
	nodes := l.Place(box)
	if len(nodes) == 0 {
		t.Fatal("nothing is placed")
	}
	for _, node := range nodes {
		b := node.Bounds()
		if !box.Contains(b, 1e-5) {
			t.Fatalf("%v is not in %v", b, box)
		}
	}
}

// Where much is seen through much, a file without transparency would be too large.
func TestTooMuchOpacity(t *testing.T) {
	refused(t, drawingOf(strings.Repeat(`<rect width="9" height="9" opacity=".5"/>`, 9)), ErrUnsupported, "logo-opacity")
	var apart strings.Builder
	for i := range 100 {
		fmt.Fprintf(&apart, `<rect x="%d" width="1" height="9" opacity=".5"/>`, i)
	}
	mustRead(t, "a.svg", drawingOf(apart.String()))
}

// Opacities of colours, fills, strokes and elements add up to what is seen through each area. Shapes that are seen through
// as one may touch, and lie in each other's holes.
func TestOpacity(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []float64
	}{
		{"colour", `<rect width="9" height="9" fill="#ff000080"/>`, []float64{1 - 128.0/255}},
		{"fill", `<rect width="9" height="9" fill-opacity="30%"/>`, []float64{0.7}},
		{"stroke", `<rect x="10" y="10" width="9" height="9" stroke="red" stroke-opacity=".4"/>`, []float64{0, 0.6}},
		{"all of them", `<g opacity=".5"><g opacity=".5"><rect width="9" height="9" fill="rgba(0,0,0,.5)" fill-opacity=".5"/></g></g>`, []float64{1 - 1.0/16}},
		{"not inherited by what follows", `<g opacity=".5"><rect width="9" height="9"/></g><rect width="9" height="9"/>`, []float64{0.5, 0}},
		{"side by side", `<g opacity=".5"><path d="M0 0h9v9h-9z"/><path d="M9 0h9v9h-9z"/></g>`, []float64{0.5, 0.5}},
		{"in a hole", `<g opacity=".5"><path fill-rule="evenodd" d="M0 0h90v90h-90zM10 10h70v70h-70z"/><circle cx="45" cy="45" r="30"/></g>`, []float64{0.5, 0.5}},
		{"letters whose boxes overlap", `<g opacity=".5"><path d="M0 0h9l-9 30z"/><path d="M11 0v30h-9z"/></g>`, []float64{0.5, 0.5}},
		{"rounding", `<rect width="9" height="9" opacity=".999"/>`, []float64{0}},
		{"used twice", `<defs><rect id="r" width="9" height="9"/></defs><use href="#r" opacity=".5"/><use href="#r" x="30" opacity=".25"/>`, []float64{0.5, 0.75}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := mustRead(t, "a.svg", drawingOf(test.body))
			if len(l.fills) != len(test.want) {
				t.Fatalf("%d areas, want %d", len(l.fills), len(test.want))
			}
			for i, node := range l.Place(scene.Rect{X1: 50, Y1: 50}) {
				if got := node.(*scene.Fill).Through; math.Abs(got-test.want[i]) > 1e-6 {
					t.Errorf("area %d: %v is seen through, want %v", i, got, test.want[i])
				}
			}
		})
	}
}
