package preflight

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// The names by which files say what they are.
const (
	identityX1a     = "PDF/X-1a:2003"
	identityX1a2001 = "PDF/X-1:2001" // with GTS_PDFXConformance (PDF/X-1a:2001)
	identityX4      = "PDF/X-4"
)

// document looks at the file as a whole.
func (c *checker) document() {
	c.versions()
	c.identity()
	c.properties()
	c.xmpStream()
	c.intent()
	c.streams()
	c.interactive()
}

func (c *checker) whole(rule, vi, en string, args ...any) {
	c.find(0, "", nil, rule, vi, en, args...)
}

func (c *checker) versions() {
	most := pdfVersion{1, 4}
	if c.profileKind == X4 {
		most = pdfVersion{1, 6}
	}
	if v := c.version; most.less(v) {
		c.whole("pdf-version", "Tệp là PDF %s.", "The file is PDF %s.", v)
	}
	if c.file.UsesXRefStreams() || c.file.UsesObjectStreams() {
		c.whole("compressed-objects", "Tệp có bảng xref nén hoặc luồng đối tượng.", "The file has cross-reference streams or object streams.")
	}
}

func (c *checker) identity() {
	named := c.text(c.info["GTS_PDFXVersion"])
	conforms := c.text(c.info["GTS_PDFXConformance"])
	ok := named == identityX1a || named == identityX1a2001 && conforms == "PDF/X-1a:2001"
	if c.profileKind == X4 {
		ok = c.xmp.value(nsPDFXID, "GTS_PDFXVersion") == identityX4
	}
	if !ok {
		c.whole("identity", "Tệp không tự xưng đúng chuẩn.", "The file does not say that it is of the standard.")
	}
	id := c.array(c.file.Trailer()["ID"])
	if len(id) != 2 || slices.ContainsFunc(id, func(o pdfread.Object) bool { s, ok := c.resolve(o).(pdfread.String); return !ok || len(s) == 0 }) {
		c.whole("file-id", "Không có /ID.", "There is no /ID.")
	}
}

// properties looks at what the file says of itself in its two places.
func (c *checker) properties() {
	info := c.info
	text := func(key pdfread.Name) string { return c.text(info[key]) }
	c.report.Title = text("Title")
	if c.report.Title == "" {
		c.report.Title = c.xmp.title()
	}
	trapped := text("Trapped")
	if name := c.name(info["Trapped"]); name != "" {
		trapped = string(name)
	}
	for _, p := range [...]struct {
		rule, vi, en string
		info         string
		xmp          string
		same         func(a, b string) bool
	}{
		{"title", "tiêu đề", "title", text("Title"), c.xmp.title(), sameText},
		{"dates", "ngày tạo", "date of creation", text("CreationDate"), c.xmp.value(nsXMP, "CreateDate"), sameDate},
		{"dates", "ngày sửa", "date of change", text("ModDate"), c.xmp.value(nsXMP, "ModifyDate"), sameDate},
		{"trapped", "Trapped", "Trapped", trapped, c.xmp.value(nsPDF, "Trapped"), sameText},
		{"", "chủ đề", "subject", text("Subject"), c.xmp.value(nsDC, "description"), sameText},
		{"", "tác giả", "author", text("Author"), c.xmp.value(nsDC, "creator"), sameText},
		{"", "từ khóa", "keywords", text("Keywords"), c.xmp.value(nsPDF, "Keywords"), sameText},
		{"", "chương trình tạo", "creator", text("Creator"), c.xmp.value(nsXMP, "CreatorTool"), sameText},
		{"", "chương trình xuất", "producer", text("Producer"), c.xmp.value(nsPDF, "Producer"), sameText},
	} {
		here, there := p.info, p.xmp
		if c.profileKind == X4 {
			here = there
		}
		switch {
		case p.rule == "":
		case here == "" || p.rule == "trapped" && here != "True" && here != "False":
			c.whole(p.rule, "Không có %[1]s.", "There is no %[2]s.", p.vi, p.en)
		case p.rule == "dates" && !readable(here):
			c.whole(p.rule, "Không đọc được %[1]s: “%.60[3]s”.", "The %[2]s cannot be read: “%.60[3]s”.", p.vi, p.en, here)
		}
		if p.rule == "" && p.info != "" && p.xmp == "" && c.profileKind == X4 && c.xmp != nil {
			c.whole("metadata-agrees", "Info có %[1]s mà XMP không có.", "Info has the %[2]s, and the XMP has not.", p.vi, p.en)
		}
		if p.info != "" && p.xmp != "" && !p.same(p.info, p.xmp) {
			c.whole("metadata-agrees", "Info và XMP khác nhau về %[1]s: “%.60[3]s” và “%.60[4]s”.", "Info and XMP differ in the %[2]s: “%.60[3]s” and “%.60[4]s”.", p.vi, p.en, p.info, p.xmp)
		}
	}
	if c.profileKind == X4 && c.xmp.value(nsXMP, "MetadataDate") == "" {
		c.whole("dates", "Không có ngày của siêu dữ liệu.", "There is no date of the metadata.")
	}
	if named := text("GTS_PDFXVersion"); named != "" {
		if again := c.xmp.value(nsPDFX, "GTS_PDFXVersion"); again != "" && again != named {
			c.whole("metadata-agrees", "Info và XMP khác nhau về tên chuẩn: “%.60[1]s” và “%.60[2]s”.", "Info and XMP differ in the standard's name: “%.60[1]s” and “%.60[2]s”.", named, again)
		}
	}
	for _, name := range [...]string{"DocumentID", "VersionID", "RenditionClass"} {
		if c.xmp.value(nsXMPMM, name) == "" {
			c.whole("document-ids", "XMP không có %s.", "The XMP has no %s.", name)
		}
	}
}

// intent looks at the printing condition.
func (c *checker) intent() {
	var found []pdfread.Dict
	for _, o := range c.array(c.catalog["OutputIntents"]) {
		if d := c.dict(o); c.resolve(d["S"]) == pdfread.Name("GTS_PDFX") {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		c.whole("output-intent", "Tệp có %d điều kiện in GTS_PDFX.", "The file has %d output intents GTS_PDFX.", len(found))
		return
	}
	d := found[0]
	if id := c.text(d["OutputConditionIdentifier"]); id == "" {
		c.whole("output-intent", "Điều kiện in không có tên.", "The output intent has no identifier.")
	}
	stream := c.stream(d["DestOutputProfile"])
	if stream == nil {
		id, registry := c.text(d["OutputConditionIdentifier"]), c.text(d["RegistryName"])
		switch {
		case c.profileKind != X1a || registry == "":
			c.whole("output-profile", "Không nhúng hồ sơ màu của điều kiện in.", "The printing condition's profile is not embedded.")
		case id != "" && strings.Contains(registry, "color.org") && !characterized(id):
			c.whole("output-profile", "Không nhúng hồ sơ màu, mà “%.60s” không phải tên một điều kiện in đã đăng ký.",
				"The profile is not embedded, and “%.60s” is no name of a registered printing condition.", id)
		}
		return
	}
	n, _ := c.integer(stream.Dict["N"])
	switch head, err := c.profile(stream); {
	case err != nil:
		c.whole("output-profile-kind", "Hồ sơ của điều kiện in không phải hồ sơ ICC.", "The printing condition's profile is no ICC profile.")
	case head.class != "prtr" || head.space != "CMYK" || n != 4:
		c.whole("output-profile-kind", "Hồ sơ của điều kiện in: loại “%s”, màu “%s”, %d kênh.", "The printing condition's profile: class “%s”, space “%s”, %d channels.", head.class, head.space, n)
	case !head.printed:
		c.whole("output-profile-kind", "Hồ sơ của điều kiện in không có bảng màu A2B0.", "The printing condition's profile has no table A2B0.")
	case head.version > 4 || c.profileKind == X1a && head.version > 2:
		c.whole("output-profile-kind", "Hồ sơ của điều kiện in là ICC bản %d, mới hơn tệp PDF cho phép.", "The printing condition's profile is ICC version %d, newer than the PDF may have.", head.version)
	}
}

// characterized tells whether a name is one that the registry of the ICC has for CMYK printing conditions: that of a body
// which characterizes them, and a number.
func characterized(id string) bool {
	if !strings.ContainsAny(id, "0123456789") {
		return false
	}
	for _, body := range [...]string{"FOGRA", "CGATS", "TR ", "TR0", "JC", "JMPA", "IFRA", "EUROSB", "GRACoL", "SWOP", "SNAP", "PSRgravure", "PC"} {
		if strings.HasPrefix(strings.ToUpper(id), strings.ToUpper(body)) {
			return true
		}
	}
	return false
}

// streams looks at how each stream is packed.
func (c *checker) streams() {
	for ref, o := range c.file.Objects() {
		c.mixes = c.mixes || mixing(o, 0)
		stream, ok := o.(*pdfread.Stream)
		if !ok {
			continue
		}
		where := ref.String()
		for _, filter := range c.file.Filters(stream.Dict) {
			if since, known := filterSince(filter); !known || c.version.less(since) || filter == "Crypt" || filter == "LZWDecode" || filter == "JBIG2Decode" && c.profileKind == X1a {
				c.find(0, where, nil, "filter", "Luồng nén bằng %s.", "A stream is packed by %s.", filter)
			}
		}
		if stream.Dict["F"] != nil {
			c.find(0, where, nil, "external-stream", "Dữ liệu ở tệp khác.", "The data is in another file.")
		}
	}
}

// mixing tells whether an object is, or holds, a graphics state with which inks come together.
func mixing(o pdfread.Object, depth int) bool {
	if depth > 4 { // a state in a section of the resources of a page
		return false
	}
	switch o := o.(type) {
	case *pdfread.Stream:
		return mixing(o.Dict, depth)
	case pdfread.Dict:
		for _, key := range [...]pdfread.Name{"OP", "op"} {
			if o[key] != nil && o[key] != false {
				return true
			}
		}
		if o["BM"] != nil && o["BM"] != pdfread.Name("Normal") {
			return true
		}
		for _, of := range o {
			if mixing(of, depth+1) {
				return true
			}
		}
	}
	return false
}

// filterSince is the version of PDF that has a filter.
func filterSince(name pdfread.Name) (pdfVersion, bool) {
	switch name {
	case "ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode", "CCITTFaxDecode", "DCTDecode":
		return pdfVersion{1, 0}, true
	case "FlateDecode":
		return pdfVersion{1, 2}, true
	case "JBIG2Decode":
		return pdfVersion{1, 4}, true
	case "JPXDecode", "Crypt":
		return pdfVersion{1, 5}, true
	}
	return pdfVersion{}, false
}

// interactive looks at what a document offers on a screen beside its pages.
func (c *checker) interactive() {
	d := c.catalog
	if d["OCProperties"] != nil {
		c.whole("layers", "Tệp có lớp.", "The file has layers.")
	}
	if form := c.dict(d["AcroForm"]); form != nil && (len(c.array(form["Fields"])) > 0 || form["XFA"] != nil) {
		c.whole("form", "Tệp có biểu mẫu để điền.", "The file has a form to fill in.")
	}
	names := c.dict(d["Names"])
	if names["EmbeddedFiles"] != nil || d["AF"] != nil {
		c.whole("embedded-file", "Tệp có tệp đính kèm.", "The file has attachments.")
	}
	if names["JavaScript"] != nil {
		c.whole("javascript", "Tệp có JavaScript.", "The file has JavaScript.")
	}
	// A destination is no action.
	if c.dict(d["OpenAction"]) != nil {
		c.action(d["OpenAction"], 0, "OpenAction")
	}
	c.actions(d["AA"], 0, "AA")
	c.outline()
}

// maxActions is the most steps of an action, and entries of an outline, that are looked at.
const maxActions = 10_000

// outline looks at the actions of bookmarks.
func (c *checker) outline() {
	waiting := pdfread.Array{c.dict(c.catalog["Outlines"])["First"]}
	for n := 0; len(waiting) > 0 && n < maxActions; n++ {
		d := c.dict(waiting[len(waiting)-1])
		waiting = waiting[:len(waiting)-1]
		if d == nil {
			continue
		}
		if d["A"] != nil {
			c.action(d["A"], 0, "Outlines")
		}
		waiting = append(waiting, d["First"], d["Next"])
	}
}

// actions looks at those that follow events.
func (c *checker) actions(o pdfread.Object, page int, where string) {
	d := c.dict(o)
	for _, event := range slices.Sorted(maps.Keys(d)) {
		c.action(d[event], page, where)
	}
}

// action looks at an action and those that follow it.
func (c *checker) action(o pdfread.Object, page int, where string) {
	waiting := pdfread.Array{o}
	for n := 0; len(waiting) > 0 && n < maxActions; n++ {
		d := c.dict(waiting[0])
		waiting = waiting[1:]
		if d == nil {
			continue
		}
		kind := c.name(d["S"])
		switch kind {
		case "JavaScript", "Launch", "Rendition", "ImportData", "SubmitForm":
			c.find(page, where, nil, "javascript", "Có hành động %s.", "There is an action %s.", kind)
		default:
			c.find(page, where, nil, "action", "Có hành động %.20s.", "There is an action %.20s.", kind)
		}
		next := c.array(d["Next"])
		if next == nil {
			next = pdfread.Array{d["Next"]}
		}
		waiting = append(waiting, next[:min(len(next), maxActions-min(len(waiting), maxActions))]...)
	}
}

// pdfVersion is a version of PDF.
type pdfVersion struct{ major, minor int }

func (v pdfVersion) String() string { return fmt.Sprintf("%d.%d", v.major, v.minor) }

func (v pdfVersion) less(w pdfVersion) bool {
	return v.major < w.major || v.major == w.major && v.minor < w.minor
}

// parseVersion reads a version such as 1.4. What is none is 0.0.
func parseVersion(s string) pdfVersion {
	major, minor, _ := strings.Cut(s, ".")
	var v pdfVersion
	v.major, _ = strconv.Atoi(major)
	v.minor, _ = strconv.Atoi(minor)
	return v
}
