package pdfread_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// readAll reads everything in a file and gives the first error.
func readAll(file []byte, l *pdfread.Limits) error {
	return readAllFrom(bytes.NewReader(file), int64(len(file)), l)
}

func readAllFrom(r io.ReaderAt, size int64, l *pdfread.Limits) error {
	f, err := pdfread.Open(r, size, l)
	if err != nil {
		return err
	}
	var first error
	keep := func(err error) {
		if first == nil && err != nil && !errors.Is(err, pdfread.ErrImage) {
			first = err
		}
	}
	for p, err := range f.Pages() {
		if keep(err); err != nil {
			continue
		}
		b, err := f.Contents(p)
		keep(err)
		for _, err := range pdfread.Content(b, l) {
			keep(err)
		}
	}
	for _, o := range f.Objects() {
		switch o := o.(type) {
		case *pdfread.Error:
			keep(o)
		case *pdfread.Stream:
			_, err := f.Decode(o)
			keep(err)
		}
	}
	return first
}

func deflated(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	io.WriteString(w, data)
	w.Close()
	return b.String()
}

// flate is a stream of deflated data.
func flate(keys, data string) string {
	return stream("/Filter/FlateDecode"+keys, deflated(data))
}

// Each limit is refused by name, and what is just within it is not.
func TestLimits(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	chain := func(n int) document { // references 5 to 4+n, the last to a number
		d := onePage()
		for i := range n {
			d.objects = append(d.objects, fmt.Sprintf("%d 0 R", i+6))
		}
		d.objects = append(d.objects, "1")
		return d
	}
	deepTree := func(n int) document {
		d := document{objects: []string{"<</Type/Catalog/Pages 2 0 R>>"}}
		for i := range n {
			d.objects = append(d.objects, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]>>", i+3))
		}
		d.objects = append(d.objects, "<</Type/Page>>")
		return d
	}
	filters := func(n int) document {
		return onePage(stream("/Filter["+strings.Repeat("/ASCIIHexDecode ", n)+"]", ">"))
	}
	revisions := func(n int) []byte {
		file := bytes.NewBuffer(onePage("(a)").classic())
		last := startOf(file.Bytes())
		for range n - 1 {
			start := file.Len()
			fmt.Fprintf(file, "xref\n0 0\ntrailer\n<</Root 1 0 R/Prev %d>>\n", last)
			last = start
		}
		fmt.Fprintf(file, "startxref\n%d\n%%%%EOF\n", last)
		return file.Bytes()
	}
	operands := func(n int) document { return onePage().with(4, stream("", strings.Repeat("1 ", n)+"scn")) }
	predictor := func(columns int64) document {
		return onePage(flate(fmt.Sprintf("/DecodeParms<</Predictor 12/Columns %d>>", columns), "\x00a"))
	}
	flatTree := func(n int) document {
		return document{objects: []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[" + strings.Repeat("3 0 R ", n) + "]>>", "<</Type/Page>>"}}
	}
	size := len(onePage().classic())
	for _, c := range []struct {
		limit        string // as the message names it
		limits       pdfread.Limits
		within, over []byte
	}{
		{"bytes of the file", pdfread.Limits{Size: int64(size)}, onePage().classic(), append(onePage().classic(), '\n')},
		{"objects of the file", pdfread.Limits{Objects: 6}, onePage("1").classic(), onePage("1", "2").classic()},
		{"objects of the file", pdfread.Limits{Objects: 7}, onePage().modern(), onePage("1", "2").modern()},
		{"objects of the file", pdfread.Limits{Objects: 6}, onePage("1").classic()[9:], nil},
		{"pages of the file", pdfread.Limits{Objects: 5}, flatTree(4).classic(), flatTree(5).classic()},
		{"nesting", pdfread.Limits{Depth: 9}, onePage(nested(9)).classic(), onePage(nested(10)).classic()},
		{"nesting", pdfread.Limits{Depth: 9}, onePage(nested(9)).modern(), onePage(nested(10)).modern()},
		{"nesting", pdfread.Limits{Depth: 9}, onePage().with(4, stream("", nested(9)+" TJ")).classic(), onePage().with(4, stream("", nested(10)+" TJ")).classic()},
		{"nesting", pdfread.Limits{}, onePage(nested(100)).classic(), onePage(nested(1e6)).classic()},
		{"levels of the page tree", pdfread.Limits{Depth: 9}, deepTree(9).classic(), deepTree(10).classic()},
		{"bytes of one stream", pdfread.Limits{Stream: 1000}, onePage(flate("", strings.Repeat("a", 1000))).classic(), onePage(flate("", strings.Repeat("a", 1001))).classic()},
		{"bytes of one stream", pdfread.Limits{Stream: 1000}, onePage(stream("", strings.Repeat("a", 1000))).classic(), onePage(stream("", strings.Repeat("a", 1001))).classic()},
		// Three times 50,000 bytes of output, and less than 10,000 of everything else.
		{"bytes to parse and decode in all", pdfread.Limits{Total: 160_000}, onePage(bomb, bomb, bomb).classic(), onePage(bomb, bomb, bomb, bomb).classic()},
		{"bytes of a page's content", pdfread.Limits{Stream: 1000},
			onePage(stream("", strings.Repeat(" ", 900))).with(3, "<</Type/Page/Contents[4 0 R 5 0 R]>>").classic(),
			onePage(stream("", strings.Repeat(" ", 999))).with(3, "<</Type/Page/Contents[4 0 R 5 0 R]>>").classic()},
		{"filters of one stream", pdfread.Limits{}, filters(8).classic(), filters(9).classic()},
		{"revisions of the file", pdfread.Limits{}, revisions(4096), revisions(4097)},
		{"operands of one operator", pdfread.Limits{}, operands(512).classic(), operands(513).classic()},
		{"bytes of a row of a predictor", pdfread.Limits{}, predictor(1 << 24).classic(), predictor(1<<24 + 1).classic()},
		{"bytes of a row of a predictor", pdfread.Limits{}, predictor(1).classic(), predictor(1 << 62).classic()},
		{"values in one object", pdfread.Limits{}, onePage("[" + strings.Repeat("0 ", 1<<18-1) + "]").classic(), onePage("[" + strings.Repeat("0 ", 1<<18) + "]").classic()},
		{"bytes of one object", pdfread.Limits{}, onePage("(" + strings.Repeat("a", 1<<24-100) + ")").classic(), onePage("(" + strings.Repeat("a", 1<<24) + ")").classic()},
		{"objects in an object stream", pdfread.Limits{}, onePage().modern(), bytes.Replace(onePage().modern(), []byte("/N 3/First 1"), []byte("/N 1000000000/First 1"), 1)},
		{"references in a chain", pdfread.Limits{Depth: 9}, chain(9).with(3, "<</Type/Page/Resources 7 0 R>>").classic(), nil},
	} {
		t.Run(c.limit, func(t *testing.T) {
			if err := readAll(c.within, &c.limits); errors.Is(err, pdfread.ErrLimit) {
				t.Errorf("within: %v", err)
			}
			if c.over == nil {
				return
			}
			err := readAll(c.over, &c.limits)
			if !errors.Is(err, pdfread.ErrLimit) || !strings.Contains(err.Error(), "over a limit: "+c.limit) {
				t.Fatalf("%v, want the limit of %s", err, c.limit)
			}
			said(t, err)
		})
	}
}

var bomb = flate("", strings.Repeat("a", 50_000))

// Object streams whose filters are in object streams whose filters … end at the limit, not with the stack.
func TestChainOfObjectStreams(t *testing.T) {
	const n = 12
	d := onePage()
	for i := range n { // objects 5 … 16 hold 17 … 28
		inner, filter := fmt.Sprintf("%d 0 ", 5+n+i), ""
		if i < n-1 {
			filter = fmt.Sprintf("/Filter %d 0 R", 5+n+i+1)
		}
		d.objects = append(d.objects, stream(fmt.Sprintf("/Type/ObjStm/N 1/First %d", len(inner))+filter, inner+"null"))
	}
	var rows strings.Builder
	for i := range n {
		rows.WriteString("\x02" + string([]byte{byte(5 + i)}) + "\x00")
	}
	d.objects = append(d.objects, make([]string, n)...)
	var b bytes.Buffer
	d.body(&b)
	d.trailer = fmt.Sprintf("/XRefStm %d", b.Len())
	d.objects = append(d.objects, stream(fmt.Sprintf("/Type/XRef/W[1 1 1]/Index[%d %d]/Size 99", 5+n, n), rows.String()))
	file := d.classic()
	for depth, want := range map[int]error{0: nil, 2 * n: nil, n: pdfread.ErrLimit} {
		f, err := pdfread.Open(bytes.NewReader(file), int64(len(file)), &pdfread.Limits{Depth: depth})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Resolve(pdfread.Ref{Number: 5 + n}); !errors.Is(err, want) {
			t.Errorf("depth %d: %v, want %v", depth, err, want)
		}
	}
}
