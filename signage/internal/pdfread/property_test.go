package pdfread_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// anyObject draws an object with what it is nested in.
func anyObject(depth int) *rapid.Generator[pdfread.Object] {
	kinds := []*rapid.Generator[pdfread.Object]{
		rapid.Just[pdfread.Object](true),
		rapid.Just[pdfread.Object](false),
		rapid.Map(rapid.Int64Min(math.MinInt64+1), func(n int64) pdfread.Object { return n }),
		rapid.Map(rapid.Float64Range(-1e6, 1e6), func(n float64) pdfread.Object { return math.Round(n*1e6) / 1e6 }),
		rapid.Map(rapid.String(), func(s string) pdfread.Object { return str(s) }),
		rapid.Map(rapid.String(), func(s string) pdfread.Object { return name(s) }),
		rapid.Map(rapid.IntRange(1, 1e6), func(n int) pdfread.Object { return ref{n, n % 7} }),
	}
	if depth > 0 {
		inner := anyObject(depth - 1)
		kinds = append(kinds,
			rapid.Map(rapid.SliceOfN(inner, 0, 5), func(a []pdfread.Object) pdfread.Object { return append(array{}, a...) }),
			rapid.Map(rapid.MapOfN(rapid.String(), inner, 0, 5), func(m map[string]pdfread.Object) pdfread.Object {
				d := dict{}
				for key, value := range m {
					d[name(key)] = value
				}
				return d
			}))
	}
	return rapid.OneOf(kinds...)
}

// text writes an object in one of the ways that it may be written.
func text(t *rapid.T, o pdfread.Object) string {
	space := func() string {
		return rapid.SampledFrom([]string{" ", "\n", "\r\n", "\t%(\n", "\x00 "}).Draw(t, "space")
	}
	switch o := o.(type) {
	case str:
		if rapid.Bool().Draw(t, "hexadecimal") {
			return fmt.Sprintf("<%x>", string(o))
		}
		var b strings.Builder
		for _, c := range []byte(o) {
			if c == '(' || c == ')' || c == '\\' {
				b.WriteByte('\\')
			}
			if c == '\r' {
				b.WriteString("\\r")
			} else if c > 0x7e {
				fmt.Fprintf(&b, "\\%03o", c)
			} else {
				b.WriteByte(c)
			}
		}
		return "(" + b.String() + ")"
	case name:
		var b strings.Builder
		for _, c := range []byte(o) {
			if c <= ' ' || c > '~' || strings.IndexByte("#/()<>[]{}%", c) >= 0 || rapid.IntRange(0, 9).Draw(t, "escape") == 0 {
				fmt.Fprintf(&b, "#%02X", c)
			} else {
				b.WriteByte(c)
			}
		}
		return "/" + b.String()
	case array:
		var b strings.Builder
		for _, item := range o {
			b.WriteString(space() + text(t, item))
		}
		return "[" + b.String() + space() + "]"
	case dict:
		var b strings.Builder
		for key, value := range o {
			b.WriteString(text(t, key) + space() + text(t, value) + space())
		}
		return "<<" + b.String() + ">>"
	case float64:
		return fmt.Sprintf("%.6f", o)
	}
	return fmt.Sprint(o)
}

// What is written is read, in the file, in an object stream, without a table, and as operands.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		objects := rapid.SliceOfN(anyObject(3), 1, 8).Draw(t, "objects")
		d := onePage()
		var data strings.Builder
		for _, o := range objects {
			written := text(t, o)
			d.objects = append(d.objects, written)
			if !strings.Contains(written, " R") { // there are no references in content
				data.WriteString(written + " Do ")
			}
		}
		classic := d.classic()
		for kind, file := range map[string][]byte{
			"table": classic, "stream": d.modern(), "none": classic[:bytes.LastIndex(classic, []byte("xref\n0"))],
		} {
			f, err := pdfread.Open(bytes.NewReader(file), int64(len(file)), nil)
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			read := map[int]pdfread.Object{}
			for r, o := range f.Objects() {
				read[r.Number] = o
			}
			for i, want := range objects {
				if d := cmp.Diff(want, read[5+i]); d != "" {
					t.Fatalf("%s: %s", kind, d)
				}
			}
		}
		var operands []pdfread.Operand
		for op, err := range pdfread.Content([]byte(data.String()), nil) {
			if err != nil {
				t.Fatal(err)
			}
			operands = append(operands, op.Operands...)
		}
		i := 0
		for n, o := range objects {
			if strings.Contains(d.objects[4+n], " R") {
				continue
			}
			want := pdfread.Operand{Object: o}
			switch n := o.(type) {
			case int64:
				want = pdfread.Operand{Number: float64(n), IsNumber: true}
			case float64:
				want = pdfread.Operand{Number: n, IsNumber: true}
			}
			if d := cmp.Diff(want, operands[i]); d != "" {
				t.Fatal(d)
			}
			i++
		}
	})
}
