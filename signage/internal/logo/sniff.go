package logo

import "bytes"

// format is what a file's first bytes say it is: one of the constants, or the name of a format that is not read here.
type format string

const (
	formatUnknown format = ""
	formatPNG     format = "PNG"
	formatJPEG    format = "JPEG"
	formatSVG     format = "SVG"
)

var utf8BOM = []byte("\xef\xbb\xbf")

func sniff(data []byte) format {
	for _, s := range [...]struct {
		offset int
		magic  string
		format format
	}{
		{0, "\x89PNG\r\n\x1a\n", formatPNG},
		{0, "\xff\xd8\xff", formatJPEG},
		{0, "GIF8", "GIF"},
		{8, "WEBP", "WebP"},
		{8, "CDR", "CorelDRAW (CDR)"},
		{0, "BM", "BMP"},
		{0, "II*\x00", "TIFF"},
		{0, "MM\x00*", "TIFF"},
		{0, "%PDF", "PDF / Illustrator (AI)"},
		{0, "%!PS", "EPS"},
		{0, "\xc5\xd0\xd3\xc6", "EPS"},
		{0, "8BPS", "Photoshop (PSD)"},
		{0, "\x1f\x8b", "SVGZ"},
		{0, "PK\x03\x04", "ZIP / Office"},
		{0, "\xd0\xcf\x11\xe0", "Office"},
		{4, "ftyp", "HEIC / AVIF"},
		{0, "\xff\xfe", "UTF-16"},
		{0, "\xfe\xff", "UTF-16"},
	} {
		if len(data) >= s.offset && bytes.HasPrefix(data[s.offset:], []byte(s.magic)) {
			return s.format
		}
	}
	if text := bytes.TrimLeft(bytes.TrimPrefix(data, utf8BOM), " \t\r\n"); bytes.HasPrefix(text, []byte("<")) {
		return formatSVG
	}
	return formatUnknown
}
