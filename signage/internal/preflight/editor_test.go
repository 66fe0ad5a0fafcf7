package preflight_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// document is a PDF of ours taken apart into its objects, to be changed and put together again.
type document struct {
	t       testing.TB
	version string
	objects []string // objects[i] is object i+1
	root    int
	info    int
	id      string // as it stands in the trailer
}

// takeApart splits a file with one cross-reference table, or with one stream of it and one of objects at its end.
func takeApart(t testing.TB, file []byte) *document {
	t.Helper()
	number := func(text []byte) int {
		n, err := strconv.Atoi(strings.TrimSpace(string(regexp.MustCompile(`^\s*\d+`).Find(text))))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	after := func(text []byte, key string) []byte {
		at := bytes.LastIndex(text, []byte(key))
		if at < 0 {
			t.Fatalf("no %q", key)
		}
		return text[at+len(key):]
	}
	object := func(at int) string {
		body := file[at:]
		from := bytes.Index(body, []byte("obj")) + len("obj\n")
		end := bytes.Index(body, []byte("\nendobj"))
		if s := bytes.Index(body, []byte("stream\n")); s >= 0 && s < end {
			length := number(body[bytes.Index(body, []byte("/Length"))+len("/Length"):])
			end = s + len("stream\n") + length + bytes.Index(body[s+len("stream\n")+length:], []byte("\nendobj"))
		}
		return string(body[from:end])
	}
	d := &document{t: t, version: string(file[5:8])}
	xref := number(after(file, "startxref"))
	trailer := file[xref:]
	packed := !bytes.HasPrefix(trailer, []byte("xref"))
	if !packed {
		trailer = after(file, "trailer")
	}
	d.root, d.info = number(after(trailer, "/Root")), number(after(trailer, "/Info"))
	d.id = string(regexp.MustCompile(`/ID \[[^]]*\]`).Find(trailer))
	if !packed {
		for _, line := range bytes.Split(file[xref:len(file)-len(trailer)], []byte("\n"))[3:] {
			if bytes.HasSuffix(bytes.TrimSpace(line), []byte("n")) {
				d.objects = append(d.objects, object(number(line)))
			}
		}
		return d
	}
	unpack := func(object string) string {
		_, data, _ := strings.Cut(object, "stream\n")
		r, err := zlib.NewReader(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(plain)
	}
	// The last two objects are the streams, which are not among those of the document.
	const row = 1 + 4 + 2
	rows := unpack(object(xref))
	offset := func(i int) int { return int(binary.BigEndian.Uint32([]byte(rows[row*i+1 : row*i+5]))) }
	count := len(rows)/row - 2
	container := object(offset(count))
	gathered := unpack(container)
	first := number(after([]byte(container), "/First"))
	places := strings.Fields(gathered[:first])
	places = append(places, "", strconv.Itoa(len(gathered)-first))
	within := func(k int) int { return first + number([]byte(places[2*k+1])) }
	for i := 1; i < count; i++ {
		if rows[row*i] == 1 {
			d.objects = append(d.objects, object(offset(i)))
			continue
		}
		k := int(binary.BigEndian.Uint16([]byte(rows[row*i+5 : row*i+7])))
		d.objects = append(d.objects, strings.TrimSpace(gathered[within(k):within(k+1)]))
	}
	return d
}

// bytes puts the file together.
func (d *document) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", d.version)
	offsets := make([]int, len(d.objects))
	for i, body := range d.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(d.objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(d.objects)+1, d.root, d.info, d.id, xref)
	return b.Bytes()
}

// packedBytes puts the file together with its cross-references in a stream.
func (d *document) packedBytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", d.version)
	var table bytes.Buffer
	entry := func(kind byte, at int) {
		table.Write([]byte{kind, byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), 0})
	}
	entry(0, 0)
	for i, body := range d.objects {
		entry(1, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	xref := b.Len()
	entry(1, xref)
	fmt.Fprintf(&b, "%d 0 obj\n<</Type /XRef /Size %d /W [1 4 1] /Root %d 0 R /Info %d 0 R %s /Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		len(d.objects)+1, len(d.objects)+2, d.root, d.info, d.id, table.Len(), table.String(), xref)
	return b.Bytes()
}

// add adds an object and returns a reference to it.
func (d *document) add(body string) string {
	d.objects = append(d.objects, body)
	return fmt.Sprintf("%d 0 R", len(d.objects))
}

// stream adds a stream that is not packed.
func (d *document) stream(entries, data string) string {
	return d.add(fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// at is the number of the first object that holds a text.
func (d *document) at(text string) int {
	d.t.Helper()
	for i, body := range d.objects {
		if strings.Contains(body, text) {
			return i + 1
		}
	}
	d.t.Fatalf("no object holds %q", text)
	return 0
}

// replace changes the first object that matches; something must change.
func (d *document) replace(pattern, with string) {
	d.t.Helper()
	re := regexp.MustCompile(pattern)
	for i, body := range d.objects {
		if re.MatchString(body) {
			d.objects[i] = re.ReplaceAllString(body, with)
			if head, data, ok := strings.Cut(d.objects[i], "stream\n"); ok && strings.Contains(head, "/Metadata") {
				length := len(strings.TrimSuffix(data, "\nendstream"))
				d.objects[i] = regexp.MustCompile(`/Length \d+`).ReplaceAllString(head, fmt.Sprintf("/Length %d", length)) + "stream\n" + data
			}
			return
		}
	}
	d.t.Fatalf("nothing matches %s", pattern)
}

// insert adds entries to the dictionary of an object.
func (d *document) insert(object int, entries string) {
	at := strings.Index(d.objects[object-1], "<<") + 2
	d.objects[object-1] = d.objects[object-1][:at] + entries + " " + d.objects[object-1][at:]
}

func (d *document) page(entries string) { d.t.Helper(); d.insert(d.at("/Type /Page\n"), entries) }

// image is the object of the picture.
func (d *document) image() int {
	d.t.Helper()
	for i, body := range d.objects {
		if head, _, _ := strings.Cut(body, "stream"); strings.Contains(head, "/Subtype /Image") && regexp.MustCompile(`/S?Mask \d`).MatchString(head) {
			return i + 1
		}
	}
	d.t.Fatal("no picture")
	return 0
}

func (d *document) catalog(entries string) { d.insert(d.root, entries) }

// box replaces a box of the page; an empty one is taken out.
func (d *document) box(name, numbers string) {
	d.t.Helper()
	page := d.at("/Type /Page\n")
	re := regexp.MustCompile(`/` + name + ` \[[^]]*\]`)
	d.objects[page-1] = re.ReplaceAllString(d.objects[page-1], "")
	if numbers != "" {
		d.page("/" + name + " [" + numbers + "]")
	}
}

// numbers of a box of the page.
func (d *document) numbers(name string) string {
	d.t.Helper()
	found := regexp.MustCompile(`/` + name + ` \[([^]]*)\]`).FindStringSubmatch(d.objects[d.at("/Type /Page\n")-1])
	if found == nil {
		d.t.Fatalf("no %s", name)
	}
	return found[1]
}

// resource adds a named resource that all pages share.
func (d *document) resource(section, name, value string) {
	d.t.Helper()
	shared := d.shared()
	if key := "/" + section + " <<"; strings.Contains(d.objects[shared-1], key) {
		d.objects[shared-1] = strings.Replace(d.objects[shared-1], key, fmt.Sprintf("%s/%s %s ", key, name, value), 1)
		return
	}
	d.insert(shared, fmt.Sprintf("/%s <</%s %s>>", section, name, value))
}

// shared is the object of the resources.
func (d *document) shared() int {
	d.t.Helper()
	found := regexp.MustCompile(`/Resources (\d+) 0 R`).FindStringSubmatch(d.objects[d.at("/Type /Page\n")-1])
	n, err := strconv.Atoi(found[1])
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// draw adds operators to the end of the first page.
func (d *document) draw(operators string) {
	d.t.Helper()
	page := d.at("/Type /Page\n")
	more := d.stream("", "\n"+operators+"\n")
	d.objects[page-1] = regexp.MustCompile(`/Contents \[?(\d+ 0 R(?: \d+ 0 R)*)\]?`).ReplaceAllString(d.objects[page-1], "/Contents [$1 "+more+"]")
}

// unpack takes the packing off a stream and changes it.
func (d *document) unpack(object int, change func(string) string) {
	d.t.Helper()
	head, data, _ := strings.Cut(d.objects[object-1], "stream\n")
	r, err := zlib.NewReader(strings.NewReader(strings.TrimSuffix(data, "\nendstream")))
	if err != nil {
		d.t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		d.t.Fatal(err)
	}
	changed := change(string(plain))
	head = strings.Replace(head, "/Filter /FlateDecode", "", 1)
	d.objects[object-1] = regexp.MustCompile(`/Length \d+`).ReplaceAllString(head, fmt.Sprintf("/Length %d", len(changed))) + "stream\n" + changed + "\nendstream"
}
