package preflight_test

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/preflight"
)

// good are files of ours that break no rule, by the profile that they are of. They have a photograph, a QR code, marks, a
// cut line and white.
var good = sync.OnceValue(func() map[preflight.Profile][]byte {
	size, err := signage.LookupSize("poster-a3")
	if err != nil {
		panic(err)
	}
	sign := signage.Sign{
		Size: size, Slogan: "chao-mung", Unit: "UBND xã Tân Trào", Logo: &signage.Logo{Name: "logo.png", File: photograph()},
		Code: &signage.Code{Payload: "https://dichvucong.gov.vn/", Verb: "Quét mã để nộp hồ sơ"},
		Shop: &signage.Shop{ID: "thử", Bleed: 3, Safe: 5, Marks: true, InkLimit: 300, Cut: true, White: true},
	}
	d, err := signage.Compile(sign, nil)
	if err != nil {
		panic(err)
	}
	files := make(map[preflight.Profile][]byte)
	for profile, of := range map[preflight.Profile]signage.Profile{preflight.X1a: signage.Press, preflight.X4: signage.PressX4, preflight.Office: signage.Office} {
		var b bytes.Buffer
		if err := d.WritePDF(&b, &signage.PDFOptions{Profile: of}); err != nil {
			panic(err)
		}
		files[profile] = b.Bytes()
	}
	return files
})

// photograph is a picture that is fine enough for a logo on a poster, with transparent corners.
func photograph() []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 600, 600))
	for y := range 600 {
		for x := range 600 {
			if (x-300)*(x-300)+(y-300)*(y-300) < 90000 {
				m.SetNRGBA(x, y, color.NRGBA{uint8(x / 3), 80, uint8(y / 3), 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// jpegOf is a JPEG of three channels.
func jpegOf(side int) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, side, side)), nil); err != nil {
		panic(err)
	}
	return b.String()
}

// check checks a file by the rules of a profile.
func check(t testing.TB, p preflight.Profile, file []byte) *preflight.Report {
	t.Helper()
	r, err := preflight.Check(bytes.NewReader(file), int64(len(file)), preflight.Expect{Profile: p})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// broken are the rules that a report names.
func broken(r *preflight.Report) []string {
	var ids []string
	for _, f := range r.Findings {
		ids = append(ids, f.Rule)
	}
	return slices.Compact(ids)
}

func TestGoodFiles(t *testing.T) {
	for p, file := range good() {
		r := check(t, p, file)
		for _, f := range r.Findings {
			t.Errorf("%s: %+v", p, f)
		}
		// Taken apart and put together it is still good, or the mutants would prove nothing.
		if again := check(t, p, takeApart(t, file).bytes()); len(again.Findings) > 0 {
			t.Errorf("%s, put together again: %v", p, broken(again))
		}
		if check(t, preflight.Claimed, file).Profile != p {
			t.Errorf("%s: the file does not say what it is", p)
		}
	}
}

// mutant breaks one rule of a good file.
type mutant struct {
	rule   string
	of     string // the profiles whose good files it is made from: "x1a x4 office"
	change func(d *document)
}

// words is an operator that shows text in a font that is embedded, at a size in pt, far from everything.
func words(d *document, size float64, ink string) {
	d.resource("Font", "Words", font(d))
	d.draw(fmt.Sprintf("q %s BT /Words %g Tf 300 300 Td (abc) Tj ET Q", ink, size))
}

func font(d *document) string {
	descriptor := d.add("<</Type /FontDescriptor /FontName /ABCDEF+Words /Flags 32 /FontBBox [0 0 1 1] /FontFile2 " + d.stream("", "a font program") + ">>")
	return d.add("<</Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Words /FirstChar 97 /LastChar 99 /Widths [500 500 500] /FontDescriptor " + descriptor + ">>")
}

// symbol is a path like that of a QR code of 21 modules to a side.
func symbol(module float64) string {
	var b strings.Builder
	for y := range 21 {
		for x := range 21 {
			eye := func(x0, y0 int) bool {
				dx, dy := max(x-x0-3, x0+3-x), max(y-y0-3, y0+3-y)
				ring := max(dx, dy)
				return ring == 3 || ring <= 1
			}
			if eye(0, 0) || eye(14, 0) || eye(0, 14) || x > 8 && y > 8 && (x*y+x)%3 == 0 {
				fmt.Fprintf(&b, "%g %g %g %[3]g re ", 300+float64(x)*module, 300+float64(y)*module, module)
			}
		}
	}
	return b.String() + "f"
}

// asLines is such a symbol drawn as lines, each as wide as a module.
func asLines(module float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%g w ", module)
	for _, area := range strings.SplitAfter(symbol(module), "re ") {
		var x, y, w, h float64
		if _, err := fmt.Sscan(area, &x, &y, &w, &h); err == nil {
			fmt.Fprintf(&b, "%g %g m %g %[2]g l S ", x, y+h/2, x+w)
		}
	}
	return b.String()
}

// asForms is such a symbol drawn as a form for each module.
func asForms(module float64) string {
	var b strings.Builder
	for _, area := range strings.SplitAfter(symbol(module), "re ") {
		var x, y, w, h float64
		if _, err := fmt.Sscan(area, &x, &y, &w, &h); err == nil {
			fmt.Fprintf(&b, "q %g 0 0 %g %g %g cm /Module Do Q ", w, h, x, y)
		}
	}
	return b.String()
}

const mm = 72 / 25.4

// pixelCode is a real QR code of so many pixels to a module, with its margin: 0 is dark and 255 light.
func pixelCode(each int) (pix []byte, side, modules int) {
	code, err := qr.Encode("https://dichvucong.gov.vn/", nil)
	if err != nil {
		panic(err)
	}
	side = code.Outer() * each
	for y := range side {
		for x := range side {
			light := byte(255)
			if code.Black(x/each-qr.QuietZone, y/each-qr.QuietZone) {
				light = 0
			}
			pix = append(pix, light)
		}
	}
	return pix, side, code.Size()
}

// spread writes each pixel of a code as so many bytes: those of dark ones and of light ones.
func spread(pix []byte, dark, light string) string {
	var b strings.Builder
	for _, p := range pix {
		if p == 0 {
			b.WriteString(dark)
		} else {
			b.WriteString(light)
		}
	}
	return b.String()
}

// bitsOf are the pixels of a code as bits, 1 for those that are light.
func bitsOf(pix []byte, side int) string {
	var b []byte
	for y := range side {
		row := make([]byte, (side+7)/8)
		for x := range side {
			if pix[y*side+x] != 0 {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		b = append(b, row...)
	}
	return string(b)
}

// placeCode places an image of a code where a module is so many mm wide.
func placeCode(d *document, image string, module float64) {
	_, side, _ := pixelCode(1)
	d.resource("XObject", "Code", image)
	d.draw(fmt.Sprintf("q %g 0 0 %[1]g 300 300 cm /Code Do Q", float64(side)*module*mm))
}

// codeImage is the change that adds an image of a code with modules of so many mm. The data are made of its pixels.
func codeImage(module float64, entries string, data func(pix []byte, side int) string) func(*document) {
	return func(d *document) {
		pix, side, _ := pixelCode(max(2, int(module*8)))
		placeCode(d, d.stream(fmt.Sprintf("/Subtype /Image /Width %d /Height %[1]d %s", side, entries), data(pix, side)), module)
	}
}

// inlineCode is the same as an inline image.
func inlineCode(module float64, entries string, data func(pix []byte, side int) string) func(*document) {
	return func(d *document) {
		pix, side, modules := pixelCode(max(2, int(module*8)))
		d.draw(fmt.Sprintf("q %g 0 0 %[1]g 300 300 cm BI /W %d /H %[2]d %s ID %s\nEI Q", float64(modules+2*qr.QuietZone)*module*mm, side, entries, data(pix, side)))
	}
}

func asGray(pix []byte, _ int) string   { return string(pix) }
func asRich(pix []byte, _ int) string   { return spread(pix, "\xa0\x00\x00\xff", "\x00\x00\x00\x00") }
func asBlack(pix []byte, _ int) string  { return spread(pix, "\x00\x00\x00\xff", "\x00\x00\x00\x00") }
func asScreen(pix []byte, _ int) string { return spread(pix, "\x00\x00\x00", "\xff\xff\xff") }

// asHex, asRuns and asFlate pack data.
func asHex(data func([]byte, int) string) func([]byte, int) string {
	return func(pix []byte, side int) string { return fmt.Sprintf("%x>", data(pix, side)) }
}

func asRuns(data func([]byte, int) string) func([]byte, int) string {
	return func(pix []byte, side int) string {
		var b strings.Builder
		plain := data(pix, side)
		for part := range slices.Chunk([]byte(plain), 128) {
			b.WriteByte(byte(len(part) - 1))
			b.Write(part)
		}
		return b.String() + "\x80"
	}
}

func asFlate(data func([]byte, int) string) func([]byte, int) string {
	return func(pix []byte, side int) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		if _, err := w.Write([]byte(data(pix, side))); err != nil {
			panic(err)
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
		return b.String()
	}
}

func asASCII85(data func([]byte, int) string) func([]byte, int) string {
	return func(pix []byte, side int) string {
		var b bytes.Buffer
		w := ascii85.NewEncoder(&b)
		if _, err := w.Write([]byte(data(pix, side))); err != nil {
			panic(err)
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
		return b.String() + "~>"
	}
}

// asJPEG is the code as a grey JPEG, which blurs it.
func asJPEG(pix []byte, side int) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, &image.Gray{Pix: pix, Stride: side, Rect: image.Rect(0, 0, side, side)}, &jpeg.Options{Quality: 60}); err != nil {
		panic(err)
	}
	return b.String()
}

// leaning is the code turned by some degrees.
func leaning(pix []byte, side int) string {
	out := make([]byte, len(pix))
	sin, cos := math.Sincos(12 * math.Pi / 180)
	for y := range side {
		for x := range side {
			dx, dy := float64(x)-float64(side)/2, float64(y)-float64(side)/2
			u, v := int(dx*cos-dy*sin+float64(side)/2), int(dx*sin+dy*cos+float64(side)/2)
			out[y*side+x] = 255
			if u >= 0 && v >= 0 && u < side && v < side {
				out[y*side+x] = pix[v*side+u]
			}
		}
	}
	return string(out)
}

var mutants = []mutant{
	{"structure", "x1a x4 office", func(d *document) { d.id += " /Prev 7" }},
	{"structure", "x1a x4 office", func(d *document) { d.replace(`/Count 1`, "/Count 5") }},
	{"structure", "x1a x4", func(d *document) { d.page("/TrimBox [" + d.numbers("TrimBox") + "]") }}, // twice
	{"pdf-version", "x1a x4", func(d *document) { d.version = "1.7" }},
	{"filter", "x1a x4", func(d *document) { d.stream("/Filter /LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01") }},
	{"filter", "x1a", func(d *document) { d.stream("/Filter /JPXDecode", "") }},
	{"filter", "x4", func(d *document) { d.stream("/Filter /Crypt", "") }},
	{"filter", "x1a x4", func(d *document) {
		d.draw("q 0.1 0 0 0.1 300 300 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x0b\x60\x50\x22\x0c\x0c\x85\x01 EI Q")
	}},
	{"external-stream", "x1a x4 office", func(d *document) { d.stream("/F (anh.bin)", "") }},
	{"content", "x1a x4 office", func(d *document) { d.draw("q") }},
	{"content", "x1a x4 office", func(d *document) { d.draw("Q") }},
	{"content", "x1a x4 office", func(d *document) { d.draw("1 2 l"); d.draw("1 m") }},
	{"content", "x1a x4 office", func(d *document) { d.draw("(unfinished") }},
	{"content", "x1a x4 office", func(d *document) {
		d.resource("XObject", "Own", fmt.Sprintf("%d 0 R", len(d.objects)+1))
		d.stream(fmt.Sprintf("/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</Own %d 0 R>>>>", len(d.objects)+1), "/Own Do")
		d.draw("/Own Do")
	}},
	{"content", "x1a x4 office", func(d *document) { // the contents are a circle of references
		d.replace(`/Contents (\d+ 0 R)`, "/Contents [$1 "+fmt.Sprintf("%d 0 R]", len(d.objects)+1))
		d.add(fmt.Sprintf("%d 0 R", len(d.objects)+2))
		d.add(fmt.Sprintf("%d 0 R", len(d.objects)))
	}},
	{"content", "x1a x4 office", func(d *document) { d.draw("1 0 0 0 0 0 d1") }}, // beyond a glyph
	{"content", "x1a x4 office", func(d *document) {
		glyph := d.stream("", "0 0 5 5 re f 500 0 0 0 5 5 d1")
		d.resource("Font", "Drawn", d.add("<</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs <</a "+glyph+">> /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [500]>>"))
		d.draw("BT /Drawn 20 Tf 300 300 Td (a) Tj ET")
	}},
	{"content", "x1a x4 office", func(d *document) { // no colour space
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8", "a"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"content", "x1a x4", func(d *document) { // data for one pixel of four
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceCMYK", "\x00\x00\x00\x00\x00\x00\x00\x00"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"content", "x1a x4", func(d *document) { // three channels of a JPEG for four inks
		d.resource("XObject", "Photo", d.stream("/Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /DCTDecode", jpegOf(8)))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Photo Do Q")
	}},
	{"operator", "x1a x4 office", func(d *document) { d.draw("draw") }},
	{"operator", "x1a x4", func(d *document) { d.draw("BX draw EX") }},
	{"operator", "x1a x4 office", func(d *document) { d.draw("/Beautiful ri") }},
	{"resource", "x1a x4 office", func(d *document) { d.draw("/Missing Do") }},
	{"resource", "x1a x4 office", func(d *document) { d.draw("/Missing gs") }},
	{"resource", "x1a x4 office", func(d *document) { d.draw("/Missing cs") }},
	{"resource", "x1a x4 office", func(d *document) { d.draw("/Pattern cs /Missing scn") }},
	{"resource", "x1a x4 office", func(d *document) { d.draw("/Missing sh") }},
	{"resource", "x1a x4 office", func(d *document) { d.draw("BT /Missing 20 Tf (a) Tj ET") }},

	{"identity", "x1a", func(d *document) { d.replace(`/GTS_PDFXVersion \([^)]*\)`, "") }},
	{"identity", "x4", func(d *document) { d.replace(`GTS_PDFXVersion="PDF/X-4"`, `GTS_PDFXVersion="PDF/X-9"`) }},
	{"title", "x1a", func(d *document) { d.replace(`/Title <[^>]*>`, "") }},
	{"title", "x4", func(d *document) { d.replace(`<dc:title>.*</dc:title>`, "") }},
	{"dates", "x1a", func(d *document) { d.replace(`/ModDate \([^)]*\)`, "") }},
	{"dates", "x4", func(d *document) { d.replace(` xmp:MetadataDate="[^"]*"`, "") }},
	{"dates", "x4", func(d *document) { d.replace(` xmp:CreateDate="[^"]*"`, "") }},
	{"dates", "x1a", func(d *document) {
		d.replace(`/CreationDate \([^)]*\)`, "/CreationDate (hello)")
		d.replace(` xmp:CreateDate="[^"]*"`, "")
	}},
	{"trapped", "x1a", func(d *document) {
		d.replace(`/Trapped /False`, "/Trapped /Unknown")
		d.replace(` pdf:Trapped="[^"]*"`, "")
	}},
	{"trapped", "x4", func(d *document) { d.replace(` pdf:Trapped="[^"]*"`, "") }},
	{"xmp", "x4", func(d *document) {
		d.replace(`/Type /Metadata`, "/Type /Metadata /Filter /ASCIIHexDecode")
		metadata := d.at("/Type /Metadata")
		head, data, _ := strings.Cut(d.objects[metadata-1], "stream\n")
		data = fmt.Sprintf("%X>", strings.TrimSuffix(data, "\nendstream"))
		d.objects[metadata-1] = regexp.MustCompile(`/Length \d+`).ReplaceAllString(head, fmt.Sprintf("/Length %d", len(data))) + "stream\n" + data + "\nendstream"
	}},
	{"document-ids", "x4", func(d *document) { d.replace(` xmpMM:VersionID="1"`, "") }},
	{"metadata-agrees", "x1a x4 office", func(d *document) { d.replace(`x-default">`, `x-default">Khác `) }},
	{"metadata-agrees", "x1a x4 office", func(d *document) { d.replace(`xmp:ModifyDate="20`, `xmp:ModifyDate="19`) }},
	{"metadata-agrees", "x1a x4", func(d *document) { d.replace(`/Trapped /False`, `/Trapped /True`) }},
	{"metadata-agrees", "x1a", func(d *document) { d.replace(`pdfx:GTS_PDFXVersion="[^"]*"`, `pdfx:GTS_PDFXVersion="PDF/X-3:2003"`) }},
	{"metadata-agrees", "x1a x4 office", func(d *document) { d.replace(`/Producer \([^)]*\)`, "/Producer (khac)") }},
	{"metadata-agrees", "x1a x4 office", func(d *document) { d.replace(`/Creator \([^)]*\)`, "/Creator (khac)") }},
	{"metadata-agrees", "x1a x4 office", func(d *document) {
		d.replace(`/Producer `, "/Subject (khac) /Producer ")
		d.replace(`<dc:title>`, "<dc:description>chủ đề</dc:description><dc:title>")
	}},
	{"metadata-agrees", "x4", func(d *document) { d.replace(`/Producer `, "/Subject (khac) /Producer ") }},
	{"metadata-agrees", "x1a office", func(d *document) { d.replace(`</rdf:RDF>`, "</rdf:RDX>") }},
	{"file-id", "x1a x4", func(d *document) { d.id = "" }},

	{"output-intent", "x1a x4", func(d *document) { d.replace(`/OutputIntents \[(\d+ 0 R)\]`, "/OutputIntents [$1 $1]") }},
	{"output-intent", "x1a x4", func(d *document) { d.replace(`/OutputIntents \[(\d+ 0 R)\]`, "") }},
	{"output-intent", "x1a x4", func(d *document) { d.replace(`/OutputConditionIdentifier \([^)]*\)`, "") }},
	{"output-profile", "x1a", func(d *document) { d.replace(`/RegistryName \([^)]*\)`, "") }},
	{"output-profile", "x4", func(d *document) { d.replace(`/DestOutputProfile \d+ 0 R`, "") }},
	{"output-profile", "x1a", func(d *document) {
		d.replace(`/OutputConditionIdentifier \([^)]*\)`, "/OutputConditionIdentifier (Custom)")
	}},
	{"output-profile-kind", "x4", func(d *document) { d.replace(`/N 4 /Filter`, `/N 3 /Filter`) }},
	{"output-profile-kind", "x4", func(d *document) {
		d.unpack(d.at("/N 4 /Filter"), func(p string) string { return strings.Replace(p, "prtr", "mntr", 1) })
	}},
	{"output-profile-kind", "x4", func(d *document) {
		d.unpack(d.at("/N 4 /Filter"), func(p string) string { return strings.Replace(p, "acsp", "none", 1) })
	}},

	{"output-profile-kind", "x4", func(d *document) {
		d.unpack(d.at("/N 4 /Filter"), func(p string) string { return strings.Replace(p, "A2B0", "none", 1) })
	}},
	{"output-profile-kind", "x4", func(d *document) {
		d.unpack(d.at("/N 4 /Filter"), func(p string) string { return p[:8] + "\x09" + p[9:] })
	}},
	{"output-profile-kind", "x1a", func(d *document) { d.insert(d.at("/GTS_PDFX "), "/DestOutputProfile "+d.stream("/N 4", "no profile")) }},

	{"trim-box", "x1a x4", func(d *document) { d.page("/ArtBox [" + d.numbers("TrimBox") + "]") }},
	{"box-nesting", "x1a x4", func(d *document) { d.box("BleedBox", "-9 -9 2000 2000") }},
	{"box-nesting", "office", func(d *document) { d.page("/TrimBox [-9 -9 100 100]") }},
	{"crop-box", "x1a x4", func(d *document) { d.page("/CropBox [" + d.numbers("TrimBox") + "]") }},
	{"page-size", "x1a x4 office", func(d *document) { d.box("MediaBox", "0 0 14401 2000") }},
	{"user-unit", "x1a office", func(d *document) { d.page("/UserUnit 1") }},
	{"user-unit", "x4", func(d *document) { d.page("/UserUnit -1") }},
	{"separated-page", "x1a x4", func(d *document) { d.page("/SeparationInfo <</DeviceColorant /Cyan>>") }},

	{"transparency-group", "x1a", func(d *document) { d.page("/Group <</S /Transparency>>") }},
	{"transparency-group", "x1a", func(d *document) {
		d.resource("XObject", "Group", d.stream("/Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency>>", ""))
		d.draw("/Group Do")
	}},
	{"transparency-state", "x1a", state("/ca 0.5")},
	{"transparency-state", "x1a", state("/CA 0.5")},
	{"transparency-state", "x1a", state("/BM /Multiply")},
	{"transparency-state", "x1a", state("/BM [/Multiply /Normal]")},
	{"transparency-state", "x1a", state("/SMask <</S /Alpha>>")},
	{"image-soft-mask", "x1a", func(d *document) {
		mask := d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")
		d.insert(d.image(), "/SMask "+mask)
	}},
	{"blend-space", "x4", func(d *document) { d.replace("/S /Transparency /CS /DeviceCMYK", "/S /Transparency /CS /DeviceRGB") }},
	{"blend-mode", "x4 office", state("/BM /Own")},
	{"blend-mode", "x4 office", state("/BM [/Own /Normal]")},
	{"transparency-state", "x1a", state("/BM [/Normal /Multiply]")},
	{"blend-space", "x4", func(d *document) {
		form := d.stream("/Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency /CS /DeviceRGB>>", "")
		state("/SMask <</S /Luminosity /G " + form + ">>")(d)
	}},
	{"transparency-state", "x1a", func(d *document) { // a mask of lightness, which is grey
		form := d.stream("/Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency /CS /DeviceGray>>", "")
		state("/SMask <</S /Luminosity /G " + form + ">>")(d)
	}},
	{"layers", "x1a", func(d *document) { d.catalog("/OCProperties <</OCGs []>>") }},

	{"rgb", "x1a x4", func(d *document) { d.draw("1 0 0 rg") }},
	{"rgb", "x1a x4", func(d *document) { d.draw("1 0 0 RG") }},
	{"rgb", "x1a x4", func(d *document) { d.draw("/DeviceRGB cs") }},
	{"rgb", "x1a x4", func(d *document) {
		d.resource("ColorSpace", "Table", "[/Indexed /DeviceRGB 0 <000000>]")
		d.draw("/Table cs")
	}},
	{"rgb", "x1a x4", func(d *document) { // in a form in a form
		inner := d.stream("/Subtype /Form /BBox [0 0 9 9]", "1 0 0 rg")
		outer := d.stream("/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</In "+inner+">>>>", "/In Do")
		d.resource("XObject", "Out", outer)
		d.draw("/Out Do")
	}},
	{"rgb", "x1a x4", func(d *document) { // in a tiling pattern
		d.resource("Pattern", "Tile", d.stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>", "1 0 0 rg 0 0 5 5 re f"))
		d.draw("/Pattern cs /Tile scn")
	}},
	{"rgb", "x1a x4", func(d *document) { // in a glyph
		glyph := d.stream("", "500 0 d0 1 0 0 rg 0 0 9 9 re f")
		d.resource("Font", "Drawn", d.add("<</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs <</a "+glyph+">> /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [500]>>"))
		d.draw("BT /Drawn 20 Tf 300 300 Td (a) Tj ET")
	}},
	{"rgb", "x1a x4", func(d *document) { // in an inline image
		d.draw("q 1 0 0 1 300 300 cm 0.1 0 0 0.1 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")
	}},
	{"rgb", "x1a x4", func(d *document) { // in a gradient
		d.resource("Shading", "Fade", "<</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function <</FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1>>>>")
		d.draw("q 300 300 9 9 re W n /Fade sh Q")
	}},
	{"rgb", "x1a x4", func(d *document) { // in a pattern that is a gradient
		d.resource("Pattern", "Fade", "<</PatternType 2 /Shading <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function <</FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1>>>>>>")
		d.draw("/Pattern cs /Fade scn")
	}},
	{"rgb", "x1a x4", func(d *document) { // in an image
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "abc"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"calibrated-colour", "x1a", func(d *document) {
		d.resource("ColorSpace", "Lab", "[/Lab <</WhitePoint [0.96 1 0.82]>>]")
		d.draw("/Lab cs")
	}},
	{"icc-profile", "x1a x4 office", func(d *document) { // broken in a table of colours
		d.resource("ColorSpace", "Table", "[/Indexed [/ICCBased "+d.stream("/N 3", "no profile")+"] 0 <000000>]")
		d.draw("/Table cs")
	}},
	{"spot-alternate", "x1a x4", func(d *document) { // of one ink of several
		d.resource("ColorSpace", "Inks", "[/DeviceN [/Gold /Black] /DeviceCMYK "+d.stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", "{ 0 0 }")+
			" <</Subtype /NChannel /Colorants <</Gold [/Separation /Gold /DeviceRGB <</FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0.8 0] /N 1>>]>>>>]")
		d.draw("/Inks cs")
	}},
	{"default-colour", "x1a", func(d *document) {
		d.resource("ColorSpace", "DefaultGray", "[/CalGray <</WhitePoint [0.96 1 0.82]>>]")
	}},
	{"icc-profile", "x1a x4 office", func(d *document) {
		d.resource("ColorSpace", "Own", "[/ICCBased "+d.stream("/N 3", "no profile")+"]")
		d.draw("/Own cs")
	}},
	{"icc-profile", "x4", func(d *document) {
		profile := d.objects[d.at("/N 3 /Filter")-1]
		d.resource("ColorSpace", "Own", "[/ICCBased "+d.add(strings.Replace(profile, "/N 3", "/N 1", 1))+"]")
		d.draw("/Own cs")
	}},
	{"spot-alternate", "x1a", func(d *document) {
		d.resource("ColorSpace", "Spot", "[/Separation /Gold [/Lab <</WhitePoint [0.96 1 0.82]>>] <</FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1>>]")
		d.draw("/Spot cs")
	}},
	{"spot-alternate", "x1a x4", func(d *document) {
		d.resource("ColorSpace", "Spot", "[/DeviceN [/Gold /Black] /DeviceRGB <</FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Length 0>>]")
		d.resource("ColorSpace", "Two", "[/DeviceN [/Gold /Black] /DeviceRGB "+d.stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]", "{ dup 0.5 mul }")+"]")
		d.draw("/Two cs")
	}},
	{"tint-function", "x1a x4 office", func(d *document) {
		d.resource("ColorSpace", "Spot", "[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1>>]")
		d.draw("/Spot cs")
	}},
	{"tint-function", "x1a x4 office", func(d *document) {
		d.resource("ColorSpace", "Spot", "[/Separation /Gold /DeviceCMYK "+d.stream("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]", "{ dup dup dup")+"]")
		d.draw("/Spot cs")
	}},
	{"tint-function", "x1a x4 office", func(d *document) {
		d.resource("ColorSpace", "Spot", "[/Separation /Gold /DeviceCMYK "+d.stream("/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] /Size [2] /BitsPerSample 8", "short")+"]")
		d.draw("/Spot cs")
	}},
	{"ink-limit", "x1a x4", func(d *document) { d.draw("q 1 1 1 0.1 k 300 300 9 9 re f Q") }},
	{"ink-limit", "x1a x4", func(d *document) { // and the file says that it may
		d.replace(`/InkLimit 300`, "/InkLimit 400")
		d.draw("q 1 1 1 0.1 k 300 300 9 9 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { d.draw("q 0.8 0.8 0.7 0.8 K 2 w 300 300 9 9 re S Q") }},
	{"ink-limit", "x1a x4", func(d *document) {
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceCMYK", "\xff\xff\xff\xff\x00\x00\x00\x00"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // in an inline image
		d.draw("q 0.1 0 0 0.1 300 300 cm BI /W 2 /H 1 /BPC 8 /CS /CMYK ID \xff\xff\xff\xff\x00\x00\x00\x00\nEI Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // that is packed
		d.draw("q 0.1 0 0 0.1 300 300 cm BI /W 2 /H 1 /BPC 8 /CS /CMYK /F /AHx ID ffffffff00000000>\nEI Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) {
		d.draw("q 0.1 0 0 0.1 300 300 cm BI /W 2 /H 1 /BPC 8 /CS /CMYK /F /RL ID \xfd\xff\xfd\x00\x80\nEI Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) {
		inks := asASCII85(asFlate(func([]byte, int) string { return strings.Repeat("\xf0", 400) }))(nil, 0)
		d.draw("q 2 0 0 2 300 300 cm BI /W 10 /H 10 /BPC 8 /CS /CMYK /F [/A85 /Fl] ID " + inks + "\nEI Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // of what stands for a spot ink
		d.resource("ColorSpace", "Gold", "[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>]")
		d.draw("q /Gold cs 0.9 scn 300 300 9 9 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // by a program
		d.resource("ColorSpace", "Two", "[/DeviceN [/Gold /Black] /DeviceCMYK "+d.stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", "{ exch dup 0.5 gt { pop 1 1 } { dup } ifelse 1 4 -1 roll }")+"]")
		d.draw("q /Two cs 0.9 0.9 scn 300 300 9 9 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // by a table
		d.resource("ColorSpace", "Two", "[/DeviceN [/Gold /Silver] /DeviceCMYK "+d.stream("/FunctionType 0 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1] /Size [2 2] /BitsPerSample 8", strings.Repeat("\x00", 12)+"\xff\xff\xff\xff")+"]")
		d.draw("q /Two cs 0.8 0.8 scn 300 300 9 9 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // in an image
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace [/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>]", "\xff\x00"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // in an image of two
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace [/DeviceN [/Gold /Silver] /DeviceCMYK "+
			d.stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", "{ 2 copy }")+"]", "\xff\xff\x00\x00"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // one bit an ink
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 1 /ColorSpace /DeviceCMYK", "\xf0"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"ink-limit", "x4", func(d *document) { // sixteen
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 16 /ColorSpace /DeviceCMYK", "\xff\xff\xff\xff\xff\xff\xff\xff"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"pdf-version", "x1a", func(d *document) { // sixteen bits an ink
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 16 /ColorSpace /DeviceCMYK", "\x00\x00\x00\x00\x00\x00\x00\x00"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // all that is written as none
		d.resource("XObject", "Dot", d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]", "\x00\x00\x00\x00"))
		d.draw("q 0.1 0 0 0.1 300 300 cm /Dot Do Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // in the middle of a gradient
		d.resource("Shading", "Fade", "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function <</FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 1 0] /Functions ["+
			strings.Repeat("<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>> ", 2)+"]>>>>")
		d.draw("q 300 300 9 9 re W n /Fade sh Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // sampled
		d.resource("Shading", "Fade", "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function "+
			d.stream("/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] /Size [3] /BitsPerSample 8", "\x00\x00\x00\x00\xff\xff\xff\xff\x00\x00\x00\x00")+">>")
		d.draw("q 300 300 9 9 re W n /Fade sh Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // each ink by its own function
		one := "<</FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1>> "
		d.resource("Shading", "Fade", "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function ["+strings.Repeat(one, 4)+"]>>")
		d.draw("q 300 300 9 9 re W n /Fade sh Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // at a corner of a mesh
		d.resource("Shading", "Mesh", d.stream("/ShadingType 4 /ColorSpace /DeviceCMYK /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 9 0 9 0 1 0 1 0 1 0 1]",
			"\x00\x00\x00\x00\x00\x00\x00\x00\xff\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff"))
		d.draw("q 300 300 9 9 re W n /Mesh sh Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // in a pattern
		d.resource("Pattern", "Tile", d.stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>", "1 1 1 1 k 0 0 5 5 re f"))
		d.draw("q /Pattern cs /Tile scn 300 300 50 50 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // of a glyph
		glyph := d.stream("", "500 0 d0 1 1 1 1 k 0 0 9 9 re f")
		d.resource("Font", "Drawn", d.add("<</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs <</a "+glyph+">> /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [500]>>"))
		d.draw("BT /Drawn 20 Tf 300 300 Td (a) Tj ET")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // five inks of their own
		d.resource("ColorSpace", "Five", "[/DeviceN [/A /B /C /D /E] /DeviceCMYK "+d.stream("/FunctionType 4 /Domain [0 1 0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1 0 1]", "{ pop }")+"]")
		d.draw("q /Five cs 1 1 1 1 1 scn 300 300 9 9 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // lines of letters
		d.resource("Font", "Words", font(d))
		d.draw("q 1 1 1 1 K 0 g 2 w BT 2 Tr /Words 20 Tf 300 300 Td (abc) Tj ET Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // black over a ground that has the limit without it
		d.draw("q 1 1 0.9 0 k 300 300 90 90 re f /Over gs 0 0 0 1 k 320 320 40 40 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // letters as outlines over a part of it
		d.draw("q 1 1 0.9 0 k 300 300 m 390 300 l 345 390 l f /Over gs 0 0 0 1 k 340 330 m 350 330 l 350 360 l 340 360 l h 342 335 m 342 355 l 348 355 l 348 335 l f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // text that is set
		d.resource("Font", "Words", font(d))
		d.draw("q 1 1 0.9 0 k 290 290 90 90 re f /Over gs 0 0 0 1 k BT /Words 20 Tf 300 300 Td (abc) Tj ET Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // a line
		d.draw("q 1 1 0.9 0 k 300 300 90 90 re f /Over gs 0 0 0 1 K 3 w 310 310 m 350 380 l S Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // ink by ink
		for _, ink := range []string{"Cyan", "Magenta", "Yellow", "Black"} {
			d.resource("ColorSpace", ink, "[/Separation /"+ink+" /DeviceCMYK "+d.stream("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]", "{ 0 0 0 }")+"]")
		}
		d.draw("q 1 g 290 290 99 99 re f /Over gs /Cyan cs 0.8 scn 300 300 50 50 re f /Magenta cs 0.8 scn 310 300 50 50 re f /Yellow cs 0.8 scn 300 310 50 50 re f /Black cs 0.8 scn 310 310 50 50 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // a spot ink over those of the process
		d.resource("ColorSpace", "Gold", "[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.2 0.8 0] /N 1>>]")
		d.draw("q 0.9 0.9 0.9 0 k 300 300 50 50 re f /Over gs /Gold cs 0.7 scn 310 310 9 9 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // over an image
		d.resource("XObject", "Dots", d.stream("/Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceCMYK", strings.Repeat("\xf0\xf0\xe0\x00", 64)))
		d.draw("q 2 0 0 2 300 300 cm /Dots Do Q q /Over gs 0 0 0 1 k 300.5 300.5 1 1 re f Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // in a form, in the upper part of a cut area
		form := d.stream("/Subtype /Form /BBox [0 0 99 99]", "q 0 50 99 49 re W n 1 1 0.9 0 k 0 0 99 99 re f Q /Over gs 0 0 0 1 k 10 60 20 20 re f")
		d.resource("XObject", "Both", form)
		d.draw("q 1 0 0 1 300 300 cm /Both Do Q")
	}},
	{"ink-limit", "x1a x4", func(d *document) { // over a gradient that is dark from end to end
		d.resource("Shading", "Fade", "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [300 0 350 0] /Extend [true true] /Function <</FunctionType 2 /Domain [0 1] /C0 [1 1 0.9 0] /C1 [0.9 1 1 0] /N 1>>>>")
		d.draw("q q 300 300 50 50 re W n /Fade sh Q /Over gs 0 0 0 1 k 310 310 20 20 re f Q")
	}},
	{"ink-limit", "x4", func(d *document) { // as a shadow, on glass
		d.resource("ExtGState", "Glass", "<</BM /Multiply /ca 0.8>>")
		d.draw("q 0.9 0.9 0.9 0 k 300 300 50 50 re f /Glass gs 0 0 0 1 k 310 310 9 9 re f Q")
	}},
	{"registration-colour", "x1a x4", func(d *document) { d.draw("q /All cs 1 scn 300 300 9 9 re f Q") }},
	{"white-overprint", "x1a x4", func(d *document) { d.draw("q /Over gs 0 0 0 0 k 300 300 9 9 re f Q") }},

	{"transfer-function", "x1a x4", state("/TR <</FunctionType 2 /Domain [0 1] /N 1>>")},
	{"transfer-function", "x1a x4", state("/TR2 /Identity")},
	{"transfer-function", "x1a x4", state("/TR /Identity")},
	{"halftone", "x1a x4", state("/HTP [0 0]")},
	{"halftone", "x1a x4", state("/HT <</HalftoneType 5 /Default <</HalftoneType 1 /HalftoneName (Own)>>>>")},
	{"halftone", "x1a x4", state("/HT <</HalftoneType 6>>")},
	{"postscript", "x1a x4 office", func(d *document) {
		d.resource("XObject", "Code", d.stream("/Subtype /PS", "showpage"))
		d.draw("/Code Do")
	}},
	{"opi", "x1a x4", func(d *document) { d.insert(d.image(), "/OPI <</2.0 <<>>>>") }},
	{"alternate-image", "x1a x4", func(d *document) { d.insert(d.image(), "/Alternates [<</DefaultForPrinting true>>]") }},
	{"reference-form", "x1a x4", func(d *document) {
		d.resource("XObject", "Other", d.stream("/Subtype /Form /BBox [0 0 9 9] /Ref <</F (khac.pdf)>>", ""))
		d.draw("/Other Do")
	}},
	{"font-embedded", "x1a x4 office", func(d *document) {
		d.resource("Font", "Words", "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
		d.draw("BT /Words 20 Tf 300 300 Td (abc) Tj ET")
	}},

	{"font-embedded", "x1a x4 office", func(d *document) { // text that clips is seen
		d.resource("Font", "Words", "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
		d.draw("q BT /Words 20 Tf 7 Tr 300 300 Td (abc) Tj ET Q")
	}},
	{"font-embedded", "x1a x4 office", func(d *document) { // a program of no bytes
		descriptor := d.add("<</Type /FontDescriptor /FontName /ABCDEF+Words /Flags 32 /FontFile2 " + d.stream("", "") + ">>")
		d.resource("Font", "Words", "<</Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Words /FontDescriptor "+descriptor+">>")
		d.draw("BT /Words 20 Tf 300 300 Td (abc) Tj ET")
	}},
	{"annotation", "x1a x4", func(d *document) { d.page("/Annots [<</Type /Annot /Subtype /Link>>]") }},
	{"annotation", "x1a x4", func(d *document) { d.page("/Annots [<</Type /Annot /Subtype /PrinterMark /Rect [300 300 310 310]>>]") }},
	{"rgb", "x1a x4", func(d *document) { // in what an annotation shows, outside of the page
		d.page("/Annots [<</Type /Annot /Subtype /PrinterMark /Rect [-20 -20 -10 -10] /AP <</N " + d.stream("/Subtype /Form /BBox [0 0 9 9]", "1 0 0 rg 0 0 9 9 re f") + ">>>>]")
	}},
	{"form", "x1a x4", func(d *document) { d.page("/Annots [<</Type /Annot /Subtype /Widget /Rect [-20 -20 -10 -10]>>]") }},
	{"annotation", "x1a x4", func(d *document) { d.page("/Annots [<</Type /Annot /Subtype /Link /Rect [300 300 310 310]>>]") }},
	{"action", "x1a x4", func(d *document) { d.page("/AA <</O <</S /GoTo>>>>") }},
	{"action", "x1a x4", func(d *document) { d.catalog("/OpenAction <</S /GoTo>>") }},
	{"action", "x1a x4", func(d *document) {
		d.catalog("/Outlines <</First <</Title (a) /Next <</Title (b) /A <</S /URI>>>>>>>>")
	}},
	{"javascript", "x1a x4 office", func(d *document) { d.catalog("/OpenAction <</S /JavaScript>>") }},
	{"javascript", "x1a x4 office", func(d *document) { d.catalog("/Names <</JavaScript <<>>>>") }},
	{"embedded-file", "x1a x4 office", func(d *document) { d.catalog("/Names <</EmbeddedFiles <<>>>>") }},
	{"form", "x1a x4", func(d *document) { d.catalog("/AcroForm <</Fields [<<>>]>>") }},
	{"form", "x1a x4", func(d *document) { d.catalog("/AcroForm <</Fields [] /XFA (x)>>") }},

	{"image-resolution", "x1a x4 office", func(d *document) {
		d.draw("q 9 0 0 9 300 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q")
	}},
	{"small-text", "x1a x4 office", func(d *document) { words(d, 5, "0 g") }},
	{"small-text", "x1a x4", func(d *document) { // as outlines: letters of 2 pt
		d.draw("/Text BMC q 0 g 300 300 1 2 re 302 300 1.5 2 re 304 300 1 2 re 306 300 2 1.8 re f Q EMC")
	}},
	{"reversed-small-text", "x1a x4 office", func(d *document) { words(d, 7, "1 g") }},
	{"thin-line", "x1a x4", func(d *document) { d.draw("q 0.1 w 300 300 m 400 300 l S Q") }},
	{"thin-line", "x1a x4", func(d *document) { d.draw("q 300 300 100 0.1 re f Q") }},
	{"thin-line", "x1a x4", func(d *document) { d.draw("q 100 0 0 0.01 300 300 cm 1 w 0 0 m 1 0 l S Q") }},
	{"thin-line", "x1a x4", func(d *document) { // of an ink that is no plotter's
		d.resource("ColorSpace", "K", "[/Separation /Black /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1>>]")
		d.draw("q /K CS 1 SCN 0.1 w 300 300 m 400 300 l S Q")
	}},
	{"thin-line", "x1a x4", func(d *document) { // in a pattern
		d.resource("Pattern", "Tile", d.stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Matrix [0.5 0 0 0.5 0 0] /Resources <<>>", "0 g 0.3 w 0 0 m 9 0 l S"))
		d.draw("q /Pattern cs /Tile scn 300 300 50 50 re f Q")
	}},
	{"thin-line", "x1a x4", func(d *document) { // of letters
		d.resource("Font", "Words", font(d))
		d.draw("q 0 G 0.05 w BT 1 Tr /Words 20 Tf 300 300 Td (abc) Tj ET Q")
	}},
	{"reversed-thin-line", "x1a x4", func(d *document) { d.draw("q 0.4 w 1 G 300 300 m 400 300 l S Q") }},
	{"reversed-small-text", "x1a x4", func(d *document) { // nothing of a spot ink is white
		d.resource("ColorSpace", "Gold", "[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.2 0.8 0] /N 1>>]")
		words(d, 7, "/Gold cs 0 scn")
	}},
	{"small-text", "x1a x4 office", func(d *document) { // of glyphs that are drawn
		glyph := d.stream("", "500 0 0 0 9 9 d1 0 0 9 9 re f")
		d.resource("Font", "Drawn", d.add("<</Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs <</a "+glyph+">> /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [500]>>"))
		d.draw("BT 0 g /Drawn 4 Tf 300 300 Td (a) Tj ET")
	}},
	{"rich-black-text", "x1a x4", func(d *document) { words(d, 10, "0.6 0.4 0.4 1 k") }},
	{"rich-black-code", "x1a x4", func(d *document) { d.draw("q 0.6 0 0 1 k " + symbol(mm) + " Q") }},
	{"rich-black-code", "x1a x4", func(d *document) { // module by module
		d.draw("q 0.6 0 0 1 k " + strings.ReplaceAll(symbol(mm), "re", "re f") + " n Q")
	}},
	{"qr-module", "x1a x4 office", func(d *document) { // row by row, as lines
		d.draw("q 0 G " + asLines(0.3*mm) + " Q")
	}},
	{"qr-module", "x1a x4 office", func(d *document) { d.draw("q 0 g " + symbol(0.3*mm) + " Q") }},
	{"qr-module", "x1a x4 office", func(d *document) { d.draw("q 0 g 0.8 0.6 -0.6 0.8 300 -200 cm " + symbol(0.3*mm) + " Q") }}, // turned
	{"qr-module", "x1a x4 office", func(d *document) { // and module by module
		d.draw("q 0 g 0.8 0.6 -0.6 0.8 300 -200 cm " + strings.ReplaceAll(symbol(0.3*mm), "re", "re f") + " n Q")
	}},
	{"rich-black-code", "x1a x4", func(d *document) { // each module a form
		d.resource("XObject", "Module", d.stream("/Subtype /Form /BBox [0 0 1 1]", "0.6 0 0 1 k 0 0 1 1 re f"))
		d.draw(asForms(mm))
	}},
	{"keep-out", "x1a x4", func(d *document) { // a code that is not marked as one
		d.replace(`/Private <<`, "/Private <</KeepOut [[310 310 320 320]] ")
		d.draw("q 0 g " + symbol(mm) + " Q")
	}},
	{"keep-out", "x1a x4", func(d *document) {
		d.replace(`/Private <<`, "/Private <</KeepOut [[330 330 340 340]] ")
		codeImage(1, "/BitsPerComponent 8 /ColorSpace /DeviceGray", asGray)(d)
	}},
	// Codes of pixels.
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace /DeviceGray", asGray)},
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 1 /ColorSpace /DeviceGray", bitsOf)},
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 1 /ImageMask true", bitsOf)},
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 1 /ImageMask true /Decode [1 0]", bitsOf)}, // light on dark
	{"qr-module", "x1a x4", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace /DeviceCMYK", asBlack)},
	{"qr-module", "x1a x4", codeImage(0.3, "/BitsPerComponent 1 /ColorSpace [/Indexed /DeviceCMYK 1 <000000FF00000000>]", bitsOf)},
	{"qr-module", "office", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace /DeviceRGB", asScreen)},
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode", asJPEG)},
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace /DeviceGray", leaning)},
	{"qr-module", "x1a x4 office", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode", asFlate(asGray))},
	{"qr-module", "x1a x4", codeImage(0.3, "/BitsPerComponent 8 /ColorSpace [/Separation /Black /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1>>]",
		func(pix []byte, _ int) string { return spread(pix, "\xff", "\x00") })},
	{"qr-module", "x4 office", func(d *document) { // the shape of a black image
		pix, side, _ := pixelCode(2)
		mask := d.stream(fmt.Sprintf("/Subtype /Image /Width %d /Height %[1]d /BitsPerComponent 8 /ColorSpace /DeviceGray /Decode [1 0]", side), string(pix))
		placeCode(d, d.stream(fmt.Sprintf("/Subtype /Image /Width %d /Height %[1]d /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask %s", side, mask), strings.Repeat("\x00", side*side)), 0.3)
	}},
	{"qr-module", "x1a x4 office", inlineCode(0.3, "/BPC 8 /CS /G", asGray)},
	{"qr-module", "x1a x4 office", inlineCode(0.3, "/BPC 1 /CS /G /F /AHx", asHex(bitsOf))},
	{"qr-module", "x1a x4 office", inlineCode(0.3, "/BPC 8 /CS /G /F /RL", asRuns(asGray))},
	{"qr-module", "x1a x4 office", inlineCode(0.3, "/IM true /F [/A85 /Fl]", asASCII85(asFlate(bitsOf)))},
	{"rich-black-code", "x1a x4", codeImage(1, "/BitsPerComponent 8 /ColorSpace /DeviceCMYK", asRich)},
	{"rich-black-code", "x1a x4", codeImage(1, "/BitsPerComponent 1 /ColorSpace [/Indexed /DeviceCMYK 1 <FF0000FF00000000>]", bitsOf)},
	{"rich-black-code", "x1a x4", func(d *document) { // of two inks by name
		two := "[/DeviceN [/Black /Yellow] /DeviceCMYK " + d.stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", "{ exch 0 0 4 2 roll }") + "]"
		codeImage(1, "/BitsPerComponent 8 /ColorSpace "+two, func(pix []byte, _ int) string { return spread(pix, "\xff\x80", "\x00\x00") })(d)
	}},
	{"rich-black-code", "x1a x4", inlineCode(1, "/BPC 8 /CS /CMYK /F /Fl", asFlate(asRich))},
	{"rich-black-code", "x1a x4", func(d *document) { // a stencil in rich black
		pix, side, modules := pixelCode(8)
		d.resource("XObject", "Code", d.stream(fmt.Sprintf("/Subtype /Image /Width %d /Height %[1]d /BitsPerComponent 1 /ImageMask true", side), bitsOf(pix, side)))
		d.draw(fmt.Sprintf("q 0.6 0.4 0.4 1 k 0 %g -%[1]g 0 600 300 cm /Code Do Q", float64(modules+2*qr.QuietZone)*mm))
	}},
	{"rich-black-code", "x4", func(d *document) { // in colours of a screen
		profile := fmt.Sprintf("%d 0 R", d.at("/N 3 /Filter"))
		codeImage(1, "/BitsPerComponent 8 /ColorSpace [/ICCBased "+profile+"]", asScreen)(d)
	}},
	{"unseen", "x1a x4 office", func(d *document) { // a JPEG that is too large
		pix, side, _ := pixelCode(1)
		start := "\xff\xc0\x00\x0b\x08"
		head, tail, _ := strings.Cut(asJPEG(pix, side), start)
		huge := head + start + "\xff\xff\xff\xff" + tail[4:]
		d.resource("XObject", "Photo", d.stream("/Subtype /Image /Width 65535 /Height 65535 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode", huge))
		d.draw("q 9 0 0 9 300 300 cm /Photo Do Q")
	}},
	{"unseen", "x1a x4 office", func(d *document) { // a fax of mixed dimensions
		d.resource("XObject", "Fax", d.stream("/Subtype /Image /Width 99 /Height 99 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms <</K 4 /Columns 99>>", "x"))
		d.draw("q 9 0 0 9 300 300 cm /Fax Do Q")
	}},
	{"bleed", "x1a x4", func(d *document) { // a box of bleed with nothing in it
		var x0, y0, x1, y1 float64
		fmt.Sscan(d.numbers("TrimBox"), &x0, &y0, &x1, &y1)
		clip := d.stream("", fmt.Sprintf("%g %g %g %g re W n", x0, y0, x1-x0, y1-y0))
		d.replace(`/Contents (\d+ 0 R)`, "/Contents ["+clip+" $1]")
	}},
	{"bleed", "x1a x4", func(d *document) { d.box("BleedBox", d.numbers("TrimBox")) }},
	{"keep-out", "x1a x4", func(d *document) {
		var x, y float64
		fmt.Sscan(d.numbers("TrimBox"), &x, &y)
		d.draw(fmt.Sprintf("/Text BMC q 0 g %g %g 9 9 re f Q EMC", x+1, y+100))
	}},
	{"keep-out", "x1a x4", func(d *document) { // and the file says that all of it is safe
		var x, y float64
		fmt.Sscan(d.numbers("TrimBox"), &x, &y)
		d.replace(`/Safe \[[^]]*\]`, "/Safe [0 0 2000 2000]")
		d.draw(fmt.Sprintf("/Text BMC q 0 g %g %g 9 9 re f Q EMC", x+5, y+100))
	}},
	{"keep-out", "x1a x4", func(d *document) {
		d.replace(`/Private <<`, "/Private <</KeepOut [[300 300 400 400]] ")
		d.draw("/Code BMC q 0 g 350 350 9 9 re f Q EMC")
	}},

	{"incomplete", "x1a x4 office", func(d *document) {
		inner := d.stream("/Subtype /Form /BBox [0 0 9 9]", "")
		for range preflight.MaxFormDepth + 1 {
			inner = d.stream("/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</In "+inner+">>>>", "/In Do")
		}
		d.resource("XObject", "Deep", inner)
		d.draw("/Deep Do")
	}},
}

// state uses an extended graphics state of its own.
func state(entries string) func(*document) {
	return func(d *document) {
		d.resource("ExtGState", "Own", "<<"+entries+">>")
		d.draw("q /Own gs Q")
	}
}

// Inks that do not come together, or are none of the picture's, are not too much.
func TestInksThatDoNotMeet(t *testing.T) {
	const gold = "<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.2 0.8 0] /N 1>>]"
	for name, content := range map[string]string{
		"beside":             "1 1 0.9 0 k 300 300 50 50 re f /Over gs 0 0 0 1 k 360 300 50 50 re f",
		"knocked out":        "1 1 0.9 0 k 300 300 50 50 re f 0 0 0 1 k 310 310 9 9 re f",
		"a white between":    "1 1 0.9 0 k 300 300 50 50 re f 1 g 305 305 40 40 re f /Over gs 0 0 0 1 k 310 310 9 9 re f",
		"a round between":    "1 1 0.9 0 k 300 300 90 90 re f 1 g 345 345 m 345 385 l 385 345 l 345 305 l 305 345 l 345 385 l f /Over gs 0 0 0 1 k 340 340 9 9 re f",
		"in the hole":        "1 1 0.9 0 k 300 300 90 90 re 320 320 50 50 re f* /Over gs 0 0 0 1 k 330 330 9 9 re f",
		"below":              "q /Over gs 0 0 0 1 k 310 310 9 9 re f Q 1 1 0.9 0 k 300 300 50 50 re f",
		"outside of a cut":   "q 300 300 9 9 re W n 1 1 0.9 0 k 300 300 90 90 re f Q /Over gs 0 0 0 1 k 330 330 9 9 re f",
		"outside of a round": "q 300 300 m 390 300 l 300 390 l W n 1 1 0.9 0 k 300 300 90 90 re f Q /Over gs 0 0 0 1 k 370 370 9 9 re f",
		"the same inks":      "1 1 0.9 0 k 300 300 50 50 re f /Over gs 1 0.9 0 0 k 310 310 9 9 re f",
		"all inks, mode 0":   "1 1 0.9 0 k 300 300 50 50 re f /Keep gs 0 0 0 1 k 310 310 9 9 re f",
		"a cut line":         "1 1 0.9 0 k 300 300 50 50 re f /Over gs /Cut CS 1 SCN 1 w 310 310 30 30 re S",
		"white below":        "/Pale cs 1 scn 300 300 50 50 re f /Keep gs 1 1 0.9 0 k 300 300 50 50 re f",
		"within the limit":   "1 0.8 0 0 k 300 300 50 50 re f /Over gs 0 0 0 1 k 310 310 9 9 re f",
		"a screen between":   "1 1 0.9 0 k 300 300 50 50 re f q 40 0 0 40 305 305 cm /White Do Q /Over gs 0 0 0 1 k 310 310 9 9 re f",
		"a fade between":     "1 1 0.9 0 k 300 300 50 50 re f q 305 305 40 40 re W n /Fade sh Q /Over gs 0 0 0 1 k 310 310 9 9 re f",
		"a pattern between":  "1 1 0.9 0 k 300 300 50 50 re f /Pattern cs /Fading scn 305 305 40 40 re f /Over gs 0 0 0 1 k 310 310 9 9 re f",
		"technical of many":  "/Many cs 1 1 0.9 0 1 1 scn 300 300 50 50 re f",
	} {
		d := takeApart(t, good()[preflight.X1a])
		d.resource("ColorSpace", "Cut", "[/Separation /Thru-Cut /DeviceCMYK "+gold)
		d.resource("ColorSpace", "Pale", "[/Separation /White /DeviceCMYK "+gold)
		d.resource("ColorSpace", "Many", "[/DeviceN [/Cyan /Magenta /Yellow /Black /White /Varnish] /DeviceCMYK "+
			d.stream("/FunctionType 4 /Domain [0 1 0 1 0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1 0 1]", "{ pop pop }")+"]")
		fade := "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [300 0 350 0] /Extend [true true] /Function <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0.2 1 1 0] /N 1>>>>"
		d.resource("Shading", "Fade", fade)
		d.resource("Pattern", "Fading", "<</PatternType 2 /Shading "+fade+">>")
		d.resource("XObject", "White", d.stream("/Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray", strings.Repeat("\xff", 10_000)))
		d.draw("q 1 0 0 1 0 400 cm " + content + " Q") // above the dark ground of the poster's foot
		for _, f := range check(t, preflight.X1a, d.bytes()).Findings {
			t.Errorf("%s: %s: %s", name, f.Rule, f.EN)
		}
	}
}

// english are words that the errors of Go's library and of our own readers have.
var english = regexp.MustCompile(`\b(flate|zlib|corrupt|invalid|unexpected|missing|nested|not|no|are|broken|match)\b`)

// What is packed badly is told in Vietnamese, and of a gradient the most ink that it has.
func TestMessages(t *testing.T) {
	d := takeApart(t, good()[preflight.X1a])
	form := d.stream("/Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", "x\x9c\xff\xff\xff")
	d.resource("XObject", "Torn", form)
	d.resource("Shading", "Fade", "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>>>")
	d.draw("/Torn Do q 300 300 9 9 re W n /Fade sh Q")
	r := check(t, preflight.X1a, d.bytes())
	if got := broken(r); !slices.Equal(got, []string{"content", "ink-limit"}) {
		t.Fatalf("%+v", r.Findings)
	}
	if f := r.Findings[0]; english.MatchString(f.VI) || !strings.Contains(f.EN, "flate") {
		t.Errorf("%s / %s", f.VI, f.EN)
	}
	if f := r.Findings[1]; !strings.Contains(f.VI, "400 %") || !strings.Contains(f.EN, "400 %") {
		t.Errorf("%s / %s", f.VI, f.EN)
	}
}

// Every rule is broken by a file that breaks it alone, in every profile in which it applies.
func TestMutants(t *testing.T) {
	caught := make(map[string]bool)
	tests := append(slices.Clone(mutants), mutant{rule: "compressed-objects", of: "x1a"})
	for i, m := range tests {
		for _, of := range strings.Fields(m.of) {
			t.Run(fmt.Sprintf("%s-%d-%s", m.rule, i, of), func(t *testing.T) {
				p := preflight.Profile(of)
				d := takeApart(t, good()[p])
				var file []byte
				if m.change != nil {
					m.change(d)
					file = d.bytes()
				} else {
					file = d.packedBytes()
				}
				r := check(t, p, file)
				if got := broken(r); !slices.Equal(got, []string{m.rule}) {
					t.Fatalf("breaks %q\n%+v", got, r.Findings)
				}
				caught[m.rule+" "+of] = true
				for _, f := range r.Findings {
					for _, message := range []string{f.VI, f.EN, f.FixVI, f.FixEN} {
						if first, _ := utf8.DecodeRuneInString(message); unicode.IsLower(first) || !strings.HasSuffix(message, ".") {
							t.Errorf("%q is no sentence", message)
						}
					}
					if english.MatchString(f.VI) {
						t.Errorf("%q is not all in Vietnamese", f.VI)
					}
				}
				for rule := range preflight.Rules() {
					if rule.ID == m.rule && r.Findings[0].Severity != levels(rule)[of] {
						t.Errorf("severity %q, want %q", r.Findings[0].Severity, levels(rule)[of])
					}
				}
				if r.Passed() != (r.Findings[0].Severity != note.Error) {
					t.Error("passed is wrong")
				}
				if p == preflight.Office {
					return
				}
				// As a file of no standard it breaks the rule too, or none.
				for _, f := range check(t, preflight.Print, file).Findings {
					if f.Rule != m.rule {
						t.Errorf("as a file of no standard it breaks %s", f.Rule)
					}
					caught[m.rule+" print"] = true
				}
			})
		}
	}
	for rule := range preflight.Rules() {
		for of, level := range levels(rule) {
			if level != "" && !caught[rule.ID+" "+of] {
				t.Errorf("no file breaks %s in %s", rule.ID, of)
			}
		}
	}
}

// levels are the severities of a rule in the files that the mutants are made from.
func levels(r preflight.Rule) map[string]string {
	return map[string]string{"x1a": r.X1a, "x4": r.X4, "office": r.Office, "print": r.Print}
}

// What a file says of itself steers no terminal, wherever in a report it stands.
func TestHostileTexts(t *testing.T) {
	const evil = "#1B#5B31m#07#FF"
	for name, change := range map[string]func(d *document){
		"title":    func(d *document) { d.replace(`/Title <[^>]*>`, "/Title (a\x1b[31m\x07\xffb)") },
		"date":     func(d *document) { d.replace(`/ModDate \([^)]*\)`, "/ModDate (\x1b[31m\x07)") },
		"filter":   func(d *document) { d.stream("/Filter /"+evil, "") },
		"operator": func(d *document) { d.draw("\x1b\xff\x07") },
		"name":     func(d *document) { d.draw("/" + evil + " Do") },
		"way": func(d *document) {
			d.resource("XObject", evil, d.stream("/Subtype /Form /BBox [0 0 9 9]", "1 0 0 rg 0 0 9 9 re f"))
			d.draw("/" + evil + " Do")
		},
		"ink": func(d *document) {
			d.resource("ColorSpace", "Spot", "[/Separation /"+evil+" /DeviceRGB <</FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1>>]")
			d.draw("/Spot cs 1 scn 300 300 9 9 re f")
		},
		"font": func(d *document) {
			d.resource("Font", "Words", "<</Type /Font /Subtype /"+evil+" /BaseFont /"+evil+">>")
			d.draw("BT /Words 20 Tf 300 300 Td (abc) Tj ET")
		},
		"image": func(d *document) {
			d.resource("XObject", evil, d.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceGray 0 <00>]", "a"))
			d.draw("q 1 0 0 1 300 300 cm /" + evil + " Do Q")
		},
	} {
		d := takeApart(t, good()[preflight.X1a])
		change(d)
		r := check(t, preflight.X1a, d.bytes())
		all, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		// JSON escapes control characters, and writes U+FFFD for what is no UTF-8.
		if text := string(all); !strings.Contains(text, `[31m`) && name != "operator" || strings.Contains(text, `\ufffd`) || strings.Contains(text, `\u001b`) || strings.Contains(text, `\u0007`) {
			t.Errorf("%s: %s", name, text)
		}
		for _, f := range r.Findings {
			if strings.Contains(f.VI, `[31m`) && (!strings.Contains(f.VI, `\x1b[31m\a`) || !strings.Contains(f.EN, `\x1b[31m\a`)) {
				t.Errorf("%s: %s / %s", name, f.VI, f.EN)
			}
		}
	}
	d := takeApart(t, good()[preflight.X1a])
	d.replace(`/Filter /FlateDecode`, "/Filter /"+evil)
	file := d.bytes()
	if _, err := preflight.Check(bytes.NewReader(file), int64(len(file)), preflight.Expect{}); err != nil && (strings.ContainsAny(err.Error(), "\x1b\x07") || !utf8.ValidString(err.Error())) {
		t.Errorf("%q", err)
	}
}
