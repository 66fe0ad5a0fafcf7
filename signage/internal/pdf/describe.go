package pdf

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// producer is who wrote the file.
const producer = "bangron"

// describe adds what the file says of itself, puts it together and names it by its content.
func (r *resources) describe(f *file) ([]byte, error) {
	o := r.options
	intent := ""
	if o.Profile.press() {
		object, err := r.options.Intent.add(f, o.Profile == X4)
		if err != nil {
			return nil, err
		}
		intent = fmt.Sprintf("/OutputIntents [%d 0 R]\n", object)
	}
	// The document's own number follows from all that is drawn and from its title.
	f.set(f.info, information(o))
	id := f.digest()
	metadata := f.add([]byte(xmp(o, id)))
	f.set(f.root, fmt.Sprintf("<</Type /Catalog\n/Pages 1 0 R\n/Metadata %d 0 R\n%s>>", metadata, intent))
	if o.Profile == Office {
		return f.packed(o.Profile.version(), id[:16])
	}
	return f.bytes(o.Profile.version(), id[:16]), nil
}

// information is the document information dictionary.
func information(o Options) string {
	b := fmt.Sprintf("<</Title %s\n/Creator (%s)\n/Producer (%[2]s)\n/CreationDate %s\n/ModDate %[3]s\n", text16(o.Title), producer, date(o.Created))
	if o.Profile.press() {
		// PDF/X-4 is known by its XMP; but pdfinfo and its like look here.
		b += fmt.Sprintf("/Trapped /False\n/GTS_PDFXVersion (%s)\n", o.Profile.identity())
	}
	return b + ">>"
}

func date(t time.Time) string { return t.UTC().Format("(D:20060102150405Z)") }

// text16 is a text string of PDF in UTF-16 with its mark.
func text16(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

// xmp is the metadata as XMP, uncompressed so that any program can find it.
func xmp(o Options, id [sha256.Size]byte) string {
	var title strings.Builder
	xml.EscapeText(&title, []byte(printable(o.Title))) // a strings.Builder takes all
	date := o.Created.UTC().Format("2006-01-02T15:04:05Z")
	more := ""
	switch o.Profile {
	case X1a:
		more = fmt.Sprintf(` xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" pdfx:GTS_PDFXVersion="%s"`, o.Profile.identity())
	case X4:
		more = fmt.Sprintf(` xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="%s"`, o.Profile.identity())
	}
	if o.Profile.press() {
		more += ` pdf:Trapped="False"`
	}
	packet := fmt.Sprintf(`<?xpacket begin="`+"\uFEFF"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 dc:format="application/pdf" xmp:CreatorTool="%[1]s" xmp:CreateDate="%[2]s" xmp:ModifyDate="%[2]s" xmp:MetadataDate="%[2]s" pdf:Producer="%[1]s"
 xmpMM:DocumentID="uuid:%[3]s" xmpMM:VersionID="1" xmpMM:RenditionClass="default"%[4]s>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%[5]s</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, producer, date, uuid(id), more, title.String())
	return fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(packet), packet)
}

// printable leaves out what XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD {
			return -1
		}
		return r
	}, s)
}

// uuid writes a digest in the form of a UUID of version 8, which is for those that follow from content (RFC 9562, 5.8).
func uuid(id [sha256.Size]byte) string {
	id[6], id[8] = id[6]&0x0F|0x80, id[8]&0x3F|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:16])
}
