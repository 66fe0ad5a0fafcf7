package pdfread_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// document writes the files of the tests. Its objects are numbered from 1; the first is the catalog; an empty one is free.
type document struct {
	objects []string
	trailer string // more keys
}

// onePage is a page of 200 × 100 pt with a line of content.
func onePage(more ...string) document {
	return document{objects: append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>",
		stream("", "0 0 1 1 re f"),
	}, more...)}
}

func stream(keys, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", keys, len(data), data)
}

// with replaces the object of a number.
func (d document) with(number int, object string) document {
	d.objects = append([]string(nil), d.objects...)
	d.objects[number-1] = object
	return d
}

// body writes the objects and gives their places.
func (d document) body(b *bytes.Buffer) []int {
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(d.objects))
	for i, o := range d.objects {
		if o != "" {
			offsets[i] = b.Len()
			fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
		}
	}
	return offsets
}

// classic is the file with a cross-reference table.
func (d document) classic() []byte {
	var b bytes.Buffer
	offsets := d.body(&b)
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		if at == 0 {
			b.WriteString("0000000000 00000 f \n")
		} else {
			fmt.Fprintf(&b, "%010d 00000 n \n", at)
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, d.trailer, start)
	return b.Bytes()
}

// modern is the file with a cross-reference stream, and its objects that are no streams in an object stream.
func (d document) modern() []byte {
	loose := document{objects: make([]string, len(d.objects))}
	var index, packed strings.Builder
	place := map[int]int{}
	for i, o := range d.objects {
		if strings.HasSuffix(o, "endstream") {
			loose.objects[i] = o
		} else if o != "" {
			place[i+1] = len(place)
			fmt.Fprintf(&index, "%d %d ", i+1, packed.Len())
			packed.WriteString(o + " ")
		}
	}
	container := len(d.objects) + 1
	loose.objects = append(loose.objects,
		stream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(place), index.Len()), index.String()+packed.String()))
	var b bytes.Buffer
	offsets := loose.body(&b)
	var rows bytes.Buffer
	row := func(kind byte, at, index int) {
		rows.WriteByte(kind)
		binary.Write(&rows, binary.BigEndian, uint32(at))
		binary.Write(&rows, binary.BigEndian, uint16(index))
	}
	row(0, 0, 65535)
	for i, at := range offsets {
		if n, ok := place[i+1]; ok {
			row(2, container, n)
		} else if at > 0 {
			row(1, at, 0)
		} else {
			row(0, 0, 0)
		}
	}
	start := b.Len()
	row(1, start, 0)
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", container+1,
		stream(fmt.Sprintf("/Type/XRef/W[1 4 2]/Size %d/Root 1 0 R%s", container+2, d.trailer), rows.String()), start)
	return b.Bytes()
}

// revised adds a revision to a file: one object, and a table for it.
func revised(file []byte, number int, object string) []byte {
	b := bytes.NewBuffer(bytes.Clone(file))
	at := b.Len()
	fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", number, object)
	start := b.Len()
	fmt.Fprintf(b, "xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		number, at, startOf(file), start)
	return b.Bytes()
}

// startOf is the place that startxref names.
func startOf(file []byte) int {
	var n int
	fmt.Sscan(string(file[bytes.LastIndex(file, []byte("startxref"))+9:]), &n)
	return n
}

// replaced puts text of the same length in the place of other text that must be there.
func replaced(t testing.TB, file []byte, old, new string) []byte {
	t.Helper()
	if len(old) != len(new) || !bytes.Contains(file, []byte(old)) {
		t.Fatalf("cannot replace %q by %q", old, new)
	}
	return bytes.Replace(file, []byte(old), []byte(new), 1)
}

func open(t testing.TB, file []byte) *pdfread.File {
	t.Helper()
	f, err := pdfread.Open(bytes.NewReader(file), int64(len(file)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func pages(t testing.TB, f *pdfread.File) []*pdfread.Page {
	t.Helper()
	var list []*pdfread.Page
	for p, err := range f.Pages() {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}
