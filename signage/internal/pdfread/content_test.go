package pdfread_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

type (
	ref   = pdfread.Ref
	name  = pdfread.Name
	str   = pdfread.String
	array = pdfread.Array
	dict  = pdfread.Dict
)

// Objects are read alike in a file and in an object stream.
func TestSyntax(t *testing.T) {
	for _, c := range []struct {
		text string
		want pdfread.Object
	}{
		{"true", true}, {"false", false}, {"null", nil}, {"", nil},
		{"0", int64(0)}, {"+17", int64(17)}, {"-98", int64(-98)}, {"007", int64(7)},
		{"34.5", 34.5}, {"-3.62", -3.62}, {"4.", 4.0}, {"-.002", -.002}, {"0.0", 0.0}, {".", 0.0}, {"-", int64(0)},
		{"--5", int64(-5)}, {"-+5", int64(-5)}, {"1.2.3", 1.2}, {"5-3", int64(5)}, {"1.5-", 1.5},
		{"9223372036854775807", int64(math.MaxInt64)}, {"9223372036854775808", 9223372036854775808.0},
		{"123456789.123456789", 123456789.123456789}, {"0.1234567890123456789", 0.1234567890123456789},
		{"-" + strings.Repeat("9", 400), -math.MaxFloat64},
		{"/Name1", name("Name1")}, {"/", name("")}, {"/A;Name_With-Various***Characters?", name("A;Name_With-Various***Characters?")},
		{"/paired#28#29parentheses", name("paired()parentheses")}, {"/A#42", name("AB")}, {"/Lime#20Green", name("Lime Green")},
		{"/#", name("#")}, {"/#4", name("#4")}, {"/a#zz", name("a#zz")}, {"/B#C3#A0n", name("Bàn")}, {"/a(b)", name("a")},
		{"(This is a string)", str("This is a string")}, {"()", str("")}, {"(a(b)c)", str("a(b)c")}, {"(%no comment)", str("%no comment")},
		{`(\n\r\t\b\f\(\)\\\q)`, str("\n\r\t\b\f()\\q")}, {"(two \\\nlines)", str("two lines")}, {"(two \\\r\nlines)", str("two lines")},
		{"(a\rb\r\nc\nd)", str("a\nb\nc\nd")}, {`(\0053\53\5a\245\777)`, str("\x053+\x05a\xa5\xff")},
		{"<4E6F762073686D6F7A>", str("Nov shmoz")}, {"<901f a3>", str("\x90\x1f\xa3")}, {"<901fa>", str("\x90\x1f\xa0")}, {"<>", str("")},
		{"[]", array{}}, {"[549 3.14 false(Ralph)/SomeName]", array{int64(549), 3.14, false, str("Ralph"), name("SomeName")}},
		{"[1 0 R 2 3 0 R]", array{ref{Number: 1}, int64(2), ref{Number: 3}}}, {"[1 0 R2 1 0]", nil}, {"[1 2 3]", array{int64(1), int64(2), int64(3)}},
		{"[1 0R 1%\n0 R]", nil}, {"[-1 0 /R]", array{int64(-1), int64(0), name("R")}}, {"[12 65535 R]", array{ref{12, 65535}}},
		{"[1 0 R]", array{ref{Number: 1}}}, {"[1\n0\tR/A]", array{ref{Number: 1}, name("A")}}, {"[null]", array{nil}},
		{"<<>>", dict{}}, {"<</A 1/B/C/D[<</E(f)>>]>>", dict{"A": int64(1), "B": name("C"), "D": array{dict{"E": str("f")}}}},
		{"<</A 1/A 2>>", dict{"A": int64(2)}}, {"<</A 1/A null>>", dict{}}, {"<</A 1 0 R>>", dict{"A": ref{Number: 1}}},
		{"[%comment ]\n1%\r2]", array{int64(1), int64(2)}},
		{"(a", nil}, {"<4", nil}, {"<4x>", nil}, {"[1", nil}, {"[1>>", nil}, {"<</A>>", nil}, {"<<1 2>>", nil}, {"<</A 1]", nil}, {">", nil},
		{")", nil}, {"{}", nil}, {"]", nil}, {"verum", nil}, {"[verum]", nil}, {"1e5", nil}, {"[1.2.3x]", nil},
	} {
		packed := onePage(c.text)
		if c.text == "" {
			packed = onePage("null")
		}
		for kind, file := range map[string][]byte{"in the file": onePage(c.text).classic(), "in a stream": packed.modern()} {
			got, err := open(t, file).Resolve(ref{Number: 5})
			fine := c.want != nil || c.text == "null" || c.text == ""
			if fine && err != nil || !fine && !errors.Is(err, pdfread.ErrDamaged) {
				t.Errorf("%q %s: %v", c.text, kind, err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("%q %s: %s", c.text, kind, d)
			}
		}
	}
}

// An object is read alike wherever the end of the window falls that it is read through.
func TestWindow(t *testing.T) {
	object := "[12 0 R 345 678 9 (a\\)\\\r\nb\\053) <</K/N#41 /L 12 0 R>> <41 42> % comment\r\n true]"
	want, err := open(t, onePage(object).classic()).Resolve(ref{Number: 5})
	if err != nil {
		t.Fatal(err)
	}
	for pad := 4096 - len(object) - 20; pad < 4096; pad++ {
		got, err := open(t, onePage(strings.Repeat(" ", pad)+object).classic()).Resolve(ref{Number: 5})
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Fatalf("behind %d spaces: %v\n%s", pad, err, d)
		}
		f := open(t, onePage(strings.Repeat(" ", pad)+stream("", content)).classic())
		s, ok := pdfread.As[*pdfread.Stream](f, ref{Number: 5})
		if b, err := f.Decode(s); !ok || string(b) != content || err != nil {
			t.Fatalf("stream behind %d spaces: %q, %v", pad, b, err)
		}
	}
}

// The scan for objects sees those that lie across the blocks it reads.
func TestRebuildAcrossBlocks(t *testing.T) {
	const block = 256 << 10
	for at := block - 40; at < block+10; at++ {
		file := append([]byte("%PDF-1.4\n"), strings.Repeat(" ", at-9)...)
		file = append(file, onePage().classic()[9:]...)
		file = file[:strings.LastIndex(string(file), "startxref")]
		f := open(t, file)
		if list := pages(t, f); len(list) != 1 {
			t.Fatalf("%d pages where the first object is at %d", len(list), at)
		}
	}
	for at := block - 60; at < block+10; at++ {
		file := []byte("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages(true)>> endobj 2 0 obj <<>> ")
		file = append(file, strings.Repeat(" ", at-len(file))...)
		file = append(file, "stream\n1 0 obj <</Pages(false)>> endobj\nendstream endobj trailer <</Root 1 0 R>>"...)
		catalog, err := open(t, file).Catalog()
		if err != nil || catalog["Pages"] != str("true") {
			t.Fatalf("%v, %v where the stream is at %d", catalog, err, at)
		}
	}
}

func operations(t *testing.T, data string) ([]string, error) {
	t.Helper()
	var list []string
	for op, err := range pdfread.Content([]byte(data), nil) {
		if err != nil {
			return list, err
		}
		s := op.Operator
		for _, o := range op.Operands {
			if o.IsNumber {
				s += fmt.Sprintf(" %v", o.Number)
			} else {
				s += fmt.Sprintf(" %v", o.Object)
			}
		}
		if op.Inline != nil {
			s += fmt.Sprintf(" %v %q", op.Inline.Dict, op.Inline.Data)
		}
		if !strings.HasPrefix(data[op.Offset:], op.Operator) {
			t.Errorf("%s is not at %d", op.Operator, op.Offset)
		}
		list = append(list, s)
	}
	return list, nil
}

func TestContent(t *testing.T) {
	for _, c := range []struct {
		data string
		want []string
		fail error
	}{
		{"", nil, nil},
		{" % nothing\r", nil, nil},
		{"q 1 0 0 1 -.5 7 cm/Fm0 Do Q", []string{"q", "cm 1 0 0 1 -0.5 7", "Do Fm0", "Q"}, nil},
		{"f*B*\nb*", []string{"f*B*", "b*"}, nil},
		{"BT(a)Tj(b)' 1 2(c)\"[(d)-120<65>]TJ T* ET", []string{"BT", "Tj a", "' b", "\" 1 2 c", "TJ [d -120 e]", "T*", "ET"}, nil},
		{"/OC/MC0 BDC/Span<</MCID 0/A[1 null]>>BDC EMC", []string{"BDC OC MC0", "BDC Span map[A:[1 <nil>] MCID:0]", "EMC"}, nil},
		{"true null sh", []string{"sh true <nil>"}, nil},
		{"1 0 R", []string{"R 1 0"}, nil},
		{"d0 1 d1", []string{"d0", "d1 1"}, nil},
		{"BI/W 2/H 2/BPC 8/CS/G ID abEI EI Q", []string{`BI map[BitsPerComponent:8 ColorSpace:DeviceGray Height:2 Width:2] "abEI"`, "Q"}, nil},
		{"BI/W 2/H 1/BPC 8/CS/RGB ID EI EI\nEI Q", []string{`BI map[BitsPerComponent:8 ColorSpace:DeviceRGB Height:1 Width:2] "EI EI\n"`, "Q"}, nil},
		{"BI/W 9/H 9/BPC 8/CS/CMYK ID a EInEI\nEI", []string{`BI map[BitsPerComponent:8 ColorSpace:DeviceCMYK Height:9 Width:9] "a EInEI"`}, nil},
		{"BI/W 1/H 1/BPC 8/CS/Own ID abc\nEI", []string{`BI map[BitsPerComponent:8 ColorSpace:Own Height:1 Width:1] "abc"`}, nil},
		{"BI/W 9/H 2/IM true ID abcd\nEI Q", []string{`BI map[Height:2 ImageMask:true Width:9] "abcd"`, "Q"}, nil},
		{"BI/W 2/H 1/BPC 4/CS[/I/RGB 1<000000ffffff>]ID a EI", []string{`BI map[BitsPerComponent:4 ColorSpace:[Indexed DeviceRGB 1 ` + "\x00\x00\x00\xff\xff\xff" + `] Height:1 Width:2] "a"`}, nil},
		{"BI/W 1/H 1/F[/AHx/Fl]/DP[null null]/D[1 0]/I true ID 00> EI Q", []string{`BI map[Decode:[1 0] DecodeParms:[<nil> <nil>] Filter:[ASCIIHexDecode FlateDecode] Height:1 Interpolate:true Width:1] "00>"`, "Q"}, nil},
		{"BI/W 1/H 1/F/DCT ID \xff EI \x80\nEI Q", []string{`BI map[Filter:DCTDecode Height:1 Width:1] "\xff EI \x80"`, "Q"}, nil},
		{"BI/W 1/H 1/F/DCT/L 7 ID 1 EI 34\nEI Q", []string{`BI map[Filter:DCTDecode Height:1 Length:7 Width:1] "1 EI 34"`, "Q"}, nil},
		{"BI/W 1/H 1/F/DCT/L 9223372036854775807 ID 1\nEI Q", []string{`BI map[Filter:DCTDecode Height:1 Length:9223372036854775807 Width:1] "1"`, "Q"}, nil},
		{"BI/W 1048576/H 1048576/BPC 16/CS/CMYK ID 1\nEI", []string{`BI map[BitsPerComponent:16 ColorSpace:DeviceCMYK Height:1048576 Width:1048576] "1"`}, nil},
		{"BI ID EI", []string{`BI map[] ""`}, nil},
		{"q BI/W 1 ID 12345", []string{"q"}, pdfread.ErrDamaged},
		{"q BI/W", []string{"q"}, pdfread.ErrDamaged},
		{"q BI 1 2 ID", []string{"q"}, pdfread.ErrDamaged},
		{"q 1 2", []string{"q"}, pdfread.ErrDamaged},
		{"q ] Q", []string{"q"}, pdfread.ErrDamaged},
		{"q >> Q", []string{"q"}, pdfread.ErrDamaged},
		{"q ) Q", []string{"q"}, pdfread.ErrDamaged},
		{"q (a Q", []string{"q"}, pdfread.ErrDamaged},
	} {
		got, err := operations(t, c.data)
		if d := cmp.Diff(c.want, got); d != "" || !errors.Is(err, c.fail) {
			t.Errorf("%q: %v\n%s", c.data, err, d)
		}
		if err != nil {
			said(t, err)
		}
	}
	for range pdfread.Content([]byte("q Q"), nil) {
		break // must be possible
	}
}

// The numbers of content are those of files, however they are written.
func TestNumbers(t *testing.T) {
	for _, word := range []string{
		"0", "-0", "+17", "-98", "007", "34.5", "-3.62", "4.", "-.002", ".", "-", "--5", "1.2.3", "5-3", "1.5-", "12345678901234", "123456789012345",
		"1234567890123456", "9223372036854775808", "123456789.123456789", "0.1234567890123456789", "-" + strings.Repeat("9", 400),
	} {
		o, err := open(t, onePage(word).classic()).Resolve(ref{Number: 5})
		if err != nil {
			t.Fatal(err)
		}
		want, real := o.(float64)
		if !real {
			want = float64(o.(int64))
		}
		for _, after := range []string{" w", "/w w", "%\nw", "\nw"} {
			for op, err := range pdfread.Content([]byte(word+after), nil) {
				if err != nil || op.Operator != "w" || !op.Operands[0].IsNumber || op.Operands[0].Number != want {
					t.Errorf("%s: %+v, %v; want %v", word+after, op, err, want)
				}
			}
		}
	}
}

// Operands of an operation are gone with the next; what is kept is a copy.
func TestOperandsAreReused(t *testing.T) {
	var kept [][]pdfread.Operand
	for op := range pdfread.Content([]byte("1 w 2 w"), nil) {
		kept = append(kept, slices.Clone(op.Operands))
	}
	if d := cmp.Diff([][]pdfread.Operand{{{Number: 1, IsNumber: true}}, {{Number: 2, IsNumber: true}}}, kept); d != "" {
		t.Error(d)
	}
}
