package preflight

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// The namespaces of XMP.
const (
	nsRDF    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC     = "http://purl.org/dc/elements/1.1/"
	nsXMP    = "http://ns.adobe.com/xap/1.0/"
	nsXMPMM  = "http://ns.adobe.com/xap/1.0/mm/"
	nsPDF    = "http://ns.adobe.com/pdf/1.3/"
	nsPDFX   = "http://ns.adobe.com/pdfx/1.3/"
	nsPDFXID = "http://www.npes.org/pdfx/ns/id/"
)

// The limits of XMP.
const (
	maxMetadata = 4 << 20 // bytes
	maxXMLDepth = 100
)

// metadata is XMP: its properties, those with several values by the first.
type metadata struct{ values map[xml.Name]string }

func (m *metadata) value(space, local string) string {
	if m == nil {
		return ""
	}
	return m.values[xml.Name{Space: space, Local: local}]
}

func (m *metadata) title() string { return m.value(nsDC, "title") }

// readMetadata reads the XMP of the file.
func (c *checker) readMetadata() {
	stream := c.stream(c.catalog["Metadata"])
	if stream == nil {
		return
	}
	if m, err := parseXMP(c.head(stream, maxMetadata)); err == nil {
		c.xmp = m
	}
}

// parseXMP reads the properties of a packet, which stand as attributes or as elements of rdf:Description.
func parseXMP(packet []byte) (*metadata, error) {
	m := &metadata{values: make(map[xml.Name]string)}
	d := xml.NewDecoder(bytes.NewReader(packet))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	var path []xml.Name
	var text strings.Builder
	properties := 0 // depth at which the properties of a description stand
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if path = append(path, t.Name); len(path) > maxXMLDepth {
				return nil, errors.New("nested too deeply")
			}
			if properties == 0 && t.Name == (xml.Name{Space: nsRDF, Local: "Description"}) {
				properties = len(path)
				for _, a := range t.Attr {
					m.set(a.Name, a.Value)
				}
			}
			text.Reset()
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			value := strings.TrimSpace(text.String())
			if properties > 0 && len(path) > properties && value != "" {
				m.set(path[properties], value)
			}
			text.Reset()
			if path = path[:len(path)-1]; len(path) < properties {
				properties = 0
			}
		}
	}
	if len(m.values) == 0 {
		return nil, errors.New("no properties")
	}
	return m, nil
}

func (m *metadata) set(name xml.Name, value string) {
	if _, known := m.values[name]; !known {
		m.values[name] = value
	}
}

// xmpStream looks whether others can read the XMP.
func (c *checker) xmpStream() {
	stream := c.stream(c.catalog["Metadata"])
	if stream != nil && c.xmp == nil && c.profileKind != X4 { // which does without Info
		c.whole("metadata-agrees", "XMP không đọc được nên không so được với Info.", "The XMP cannot be read, and so not be compared with Info.")
	}
	switch {
	case stream == nil:
		c.whole("xmp", "Không có XMP.", "There is no XMP.")
	case len(c.file.Filters(stream.Dict)) > 0:
		c.whole("xmp", "XMP bị nén.", "The XMP is packed.")
	case c.xmp == nil:
		c.whole("xmp", "XMP không đọc được.", "The XMP cannot be read.")
	}
}

// sameText compares but for white space at the ends.
func sameText(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// sameDate compares a date of PDF with one of XMP. What is no date differs from all.
func sameDate(pdf, xmp string) bool {
	a, ok := pdfDate(pdf)
	b, also := xmpDate(xmp)
	return ok && also && a.Equal(b)
}

// readable tells whether a text is a date of PDF or of XMP.
func readable(s string) bool {
	_, ok := pdfDate(s)
	_, also := xmpDate(s)
	return ok || also
}

// pdfDate reads a date such as D:20260101120000+07'00'.
func pdfDate(s string) (time.Time, bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "D:")
	zone := len(s)
	if i := strings.IndexAny(s, "+-Z"); i >= 0 {
		zone = i
	}
	return instant(s[:zone], strings.ReplaceAll(s[zone:], "'", ""))
}

// xmpDate reads a date such as 2026-01-01T12:00:00+07:00.
func xmpDate(s string) (time.Time, bool) {
	day, clock, _ := strings.Cut(strings.TrimSpace(s), "T")
	zone := len(clock)
	if i := strings.IndexAny(clock, "+-Z"); i >= 0 {
		zone = i
	}
	seconds, _, _ := strings.Cut(clock[:zone], ".")
	return instant(strings.ReplaceAll(day, "-", "")+strings.ReplaceAll(seconds, ":", ""), strings.ReplaceAll(clock[zone:], ":", ""))
}

// instant is the time of digits from the year on, as many as there are. A missing zone is UTC.
func instant(digits, zone string) (time.Time, bool) {
	const layout = "20060102150405"
	if len(digits) < len("2006") || len(digits) > len(layout) {
		return time.Time{}, false
	}
	switch {
	case zone == "" || zone[0] == 'Z':
		zone = "+0000"
	case len(zone) == len("+07"):
		zone += "00"
	}
	t, err := time.Parse(layout[:len(digits)]+"-0700", digits+zone)
	return t, err == nil
}

// iccHead is the head of an ICC profile (ICC.1:2022, 7.2).
type iccHead struct {
	class, space string
	version      int  // the major number
	printed      bool // it has the table that tells the colour of inks: A2B0
}

// The lengths of the head and of an entry of the table of tags, in bytes, and the most entries that are read.
const (
	iccHeadLength = 128
	iccTagLength  = 12
	maxICCTags    = 200
)

// profile reads the head of an ICC profile.
func (c *checker) profile(stream *pdfread.Stream) (iccHead, error) {
	b := c.head(stream, iccHeadLength+4+maxICCTags*iccTagLength)
	if len(b) < iccHeadLength || string(b[36:40]) != "acsp" || binary.BigEndian.Uint32(b) < iccHeadLength {
		return iccHead{}, errors.New("not an ICC profile")
	}
	h := iccHead{class: string(b[12:16]), space: string(b[16:20]), version: int(b[8])}
	if tags := b[iccHeadLength:]; len(tags) > 4 {
		size := uint64(binary.BigEndian.Uint32(b))
		for tags = tags[4:]; len(tags) >= iccTagLength; tags = tags[iccTagLength:] {
			from, length := uint64(binary.BigEndian.Uint32(tags[4:])), uint64(binary.BigEndian.Uint32(tags[8:]))
			if string(tags[:4]) == "A2B0" && from >= iccHeadLength && from+length <= size {
				h.printed = true
				break
			}
		}
	}
	return h, nil
}

// channels is the number of channels of a profile's colour space; 0 for one that PDF does not know.
func (h iccHead) channels() int {
	switch h.space {
	case "GRAY":
		return 1
	case "RGB ", "Lab ":
		return 3
	case "CMYK":
		return 4
	}
	return 0
}
