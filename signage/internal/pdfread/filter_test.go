package pdfread_test

import (
	"bytes"
	"compress/lzw"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// lzwEncoded is data as LZW codes (7.4.4.2), wider from one code earlier on where early is 1.
func lzwEncoded(data string, early int) string {
	var out []byte
	var bits, have uint
	put := func(code, width int) {
		bits, have = bits<<width|uint(code), have+uint(width)
		for ; have >= 8; have -= 8 {
			out = append(out, byte(bits>>(have-8)))
		}
	}
	const clearTable, end = 256, 257
	codes, width := map[string]int{}, 9
	reset := func() {
		clear(codes)
		for i := range 256 {
			codes[string([]byte{byte(i)})] = i
		}
	}
	reset()
	put(clearTable, width)
	next, word := 258, ""
	for i := range len(data) {
		longer := word + data[i:i+1]
		if _, ok := codes[longer]; ok {
			word = longer
			continue
		}
		put(codes[word], width)
		codes[longer] = next
		next++
		if next+early > 1<<width && width < 12 {
			width++
		}
		if next == 4094 {
			put(clearTable, width)
			reset()
			next, width = 258, 9
		}
		word = data[i : i+1]
	}
	if word != "" {
		put(codes[word], width)
		next++
		if next+early > 1<<width && width < 12 {
			width++
		}
	}
	put(end, width)
	put(0, 7)
	return string(out)
}

// long has every byte, runs, and enough of everything to fill the table of LZW twice.
func long() string {
	var b strings.Builder
	x := uint32(1)
	for i := range 12_000 {
		x = x*1664525 + 1013904223
		b.WriteByte(byte(x >> 24))
		if i%50 == 0 {
			b.WriteString(strings.Repeat("ab", 40))
		}
	}
	return b.String()
}

func gifLZW(data string) string {
	var b bytes.Buffer
	w := lzw.NewWriter(&b, lzw.MSB, 8)
	io.WriteString(w, data)
	w.Close()
	return b.String()
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name    string
		keys    string
		data    string
		want    string
		failure error
	}{
		{"none", "", "raw \x00\xff", "raw \x00\xff", nil},
		{"null", "/Filter null", "raw", "raw", nil},
		{"empty list", "/Filter[]", "raw", "raw", nil},
		{"flate", "/Filter/FlateDecode", deflated(long()), long(), nil},
		{"flate, abbreviated", "/Filter[/Fl]", deflated("a"), "a", nil},
		{"flate, empty", "/Filter/FlateDecode", "", "", pdfread.ErrDamaged},
		{"flate, no zlib", "/Filter/FlateDecode", "plain text", "", pdfread.ErrDamaged},
		{"flate, cut", "/Filter/FlateDecode", deflated(long() + long())[:12_000], long()[:4000], pdfread.ErrDamaged},
		{"flate, wrong sum", "/Filter/FlateDecode", deflated("abc")[:len(deflated("abc"))-1] + "?", "abc", pdfread.ErrDamaged},
		{"flate, more after it", "/Filter/FlateDecode", deflated("abc") + "\r\nmore", "abc", nil},
		{"lzw, as in the standard", "/Filter/LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B", nil},
		{"lzw", "/Filter/LZWDecode", lzwEncoded(long(), 1), long(), nil},
		{"lzw, early", "/Filter/LZWDecode/DecodeParms<</EarlyChange 1>>", lzwEncoded(long(), 1), long(), nil},
		{"lzw, late", "/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", lzwEncoded(long(), 0), long(), nil},
		{"lzw, as in GIF", "/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", gifLZW(long()), long(), nil},
		{"lzw, cut", "/Filter/LZWDecode", lzwEncoded(long(), 1)[:100], long()[:50], pdfread.ErrDamaged},
		{"85", "/Filter/ASCII85Decode", "87cUR\nD]i,\"Ebo80~>", "Hello World!", nil},
		{"85, zeros", "/Filter/A85", "z!!~>more", "\x00\x00\x00\x00\x00", nil},
		{"85, no end", "/Filter/ASCII85Decode", "87cURD]i,\"Ebo80", "Hello World!", nil},
		{"85, damaged", "/Filter/ASCII85Decode", "87cUR{~>", "", pdfread.ErrDamaged},
		{"hex", "/Filter/ASCIIHexDecode", "48 65\n6C6c 6F7>more", "Hellop", nil},
		{"hex, no end", "/Filter/AHx", "4865", "He", nil},
		{"hex, damaged", "/Filter/ASCIIHexDecode", "48g5>", "H", pdfread.ErrDamaged},
		{"runs", "/Filter/RunLengthDecode", "\x02abc\xfdx\x00y\x80more", "abcxxxxy", nil},
		{"runs, no end", "/Filter/RL", "\x02abc", "abc", nil},
		{"runs, cut", "/Filter/RunLengthDecode", "\x00z\x7fabc", "z", pdfread.ErrDamaged},
		{"runs, cut in a run", "/Filter/RunLengthDecode", "\x00z\xfd", "z", pdfread.ErrDamaged},
		{"chain", "/Filter[/ASCIIHexDecode/FlateDecode]/DecodeParms[null<</Predictor 1>>]", fmt.Sprintf("%x>", deflated("abc")), "abc", nil},
		{"indirect", "/Filter 6 0 R/DecodeParms 7 0 R", deflated("\x02a\x02\x01\x02\x01"), "abc", nil},
		{"crypt", "/Filter/Crypt", "abc", "abc", nil},
		{"crypt by name", "/Filter/Crypt/DecodeParms<</Name/StdCF>>", "abc", "", pdfread.ErrEncrypted},
		{"unknown", "/Filter/BrotliDecode", "abc", "", pdfread.ErrDamaged},
		{"not a name", "/Filter[1]", "abc", "", pdfread.ErrDamaged},
		{"jpeg", "/Filter/DCTDecode", "\xff\xd8\xff", "\xff\xd8\xff", pdfread.ErrImage},
		{"jpeg in flate", "/Filter[/FlateDecode/DCTDecode/ASCIIHexDecode]", deflated("\xff\xd8"), "\xff\xd8", pdfread.ErrImage},
		{"jpeg in damaged flate", "/Filter[/FlateDecode/JPXDecode]", "plain text", "", pdfread.ErrDamaged},
		{"fax", "/Filter/CCF", "abc", "abc", pdfread.ErrImage},
		{"jbig2", "/Filter/JBIG2Decode", "abc", "abc", pdfread.ErrImage},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, onePage(stream(c.keys, c.data), "[/FlateDecode]", "[8 0 R]", "<</Predictor 15/Columns 1>>").classic())
			s, ok := pdfread.As[*pdfread.Stream](f, pdfread.Ref{Number: 5})
			if !ok {
				t.Fatal("no stream")
			}
			got, err := f.Decode(s)
			if !errors.Is(err, c.failure) {
				t.Fatalf("%v, want %v", err, c.failure)
			}
			if partial := c.failure == pdfread.ErrDamaged; string(got) != c.want && !(partial && strings.HasPrefix(string(got), c.want)) {
				t.Errorf("%.60q, want %.60q", got, c.want)
			}
			if err != nil {
				said(t, err)
				var e *pdfread.Error
				if errors.As(err, &e); e.Object.Number != 5 {
					t.Errorf("%v does not name object 5", err)
				}
			}
			if raw, err := f.Raw(s); string(raw) != c.data || err != nil {
				t.Errorf("raw %.60q, %v", raw, err)
			}
		})
	}
}

func TestFilters(t *testing.T) {
	f := open(t, onePage(stream("/Filter[/A85 6 0 R/DCT]", "")+"", "/Fl").classic())
	s, _ := pdfread.As[*pdfread.Stream](f, pdfread.Ref{Number: 5})
	if d := cmp.Diff([]pdfread.Name{"ASCII85Decode", "FlateDecode", "DCTDecode"}, f.Filters(s.Dict)); d != "" {
		t.Error(d)
	}
}

// The same rows come out of every predictor.
func TestPredictors(t *testing.T) {
	const keys = "/DecodeParms<</Predictor %d/Colors %d/BitsPerComponent %d/Columns %d>>"
	for _, c := range []struct {
		name                      string
		kind, colors, bits, width int
		data, want                string
		failure                   error
	}{
		{"png none", 10, 1, 8, 3, "\x00abc\x00def", "abcdef", nil},
		{"png sub", 11, 1, 8, 3, "\x01a\x01\x01\x01d\x01\x01", "abcdef", nil},
		{"png sub of pixels", 11, 2, 8, 2, "\x01ab\x02\x02", "abcd", nil},
		{"png up", 12, 1, 8, 3, "\x02abc\x02\x03\x03\x03", "abcdef", nil},
		{"png average", 13, 1, 8, 2, "\x00\x10\x20\x03\x01\x02", "\x10\x20\x09\x16", nil},
		{"png paeth", 14, 1, 8, 2, "\x00\x10\x20\x04\x01\x02", "\x10\x20\x11\x22", nil},
		{"png of bits", 15, 1, 1, 10, "\x02\xf0\x40\x02\x0f\x00", "\xf0\x40\xff\x40", nil},
		{"png of words", 15, 1, 16, 2, "\x01\x01\x02\x01\x01", "\x01\x02\x02\x03", nil},
		{"png, last row cut", 12, 1, 8, 3, "\x02abc\x02\x03", "abcd", nil},
		{"png, last row without data", 12, 1, 8, 3, "\x02abc\x02", "abc", nil},
		{"png of another kind", 12, 1, 8, 3, "\x02abc\x07def", "abc", pdfread.ErrDamaged},
		{"tiff", 2, 1, 8, 3, "a\x01\x01d\x01\x01", "abcdef", nil},
		{"tiff of pixels", 2, 3, 8, 2, "abc\x01\x01\x01", "abcbcd", nil},
		{"tiff of words", 2, 1, 16, 2, "\x00\xff\x00\x01", "\x00\xff\x01\x00", nil},
		{"tiff of half bytes", 2, 1, 4, 3, "\x11\x10", "\x12\x30", nil},
		{"tiff of quarters", 2, 1, 2, 4, "\x55", "\x6c", nil},
		{"tiff of bits", 2, 1, 1, 8, "\x88", "\xf0", nil},
		{"tiff, last row cut", 2, 1, 8, 3, "a\x01\x01d\x01", "abcde", nil},
		{"of kind 3", 3, 1, 8, 3, "", "", pdfread.ErrDamaged},
		{"of kind 16", 16, 1, 8, 3, "", "", pdfread.ErrDamaged},
		{"no columns", 12, 1, 8, 0, "", "", pdfread.ErrDamaged},
		{"columns below zero", 12, 1, 8, -4, "", "", pdfread.ErrDamaged},
		{"no colours", 12, 0, 8, 1, "", "", pdfread.ErrDamaged},
		{"of 5 bits", 12, 1, 5, 1, "", "", pdfread.ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, onePage(flate(fmt.Sprintf(keys, c.kind, c.colors, c.bits, c.width), c.data)).classic())
			s, _ := pdfread.As[*pdfread.Stream](f, pdfread.Ref{Number: 5})
			got, err := f.Decode(s)
			if string(got) != c.want || !errors.Is(err, c.failure) {
				t.Errorf("%x, %v, want %x, %v", got, err, c.want, c.failure)
			}
		})
	}
}

// What this package undoes, qpdf undoes alike.
func TestFiltersAgreeWithQPDF(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	file := onePage(
		stream("/Filter/LZWDecode", lzwEncoded(long(), 1)),
		stream("/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", lzwEncoded(long(), 0)),
		stream("/Filter/RunLengthDecode", "\x02abc\xfdx\x00y\x80"),
		stream("/Filter/ASCII85Decode", "87cURD]i,\"Ebo80~>"),
		stream("/Filter/ASCIIHexDecode", "48 65\n6C6c 6F7>"),
		flate("/DecodeParms<</Predictor 15/Colors 3/Columns 5>>", strings.Repeat("\x01abcdefghijklmno\x02abcdefghijklmno\x03abcdefghijklmno\x04abcdefghijklmno", 3)),
		flate("/DecodeParms<</Predictor 2/Colors 3/Columns 5>>", strings.Repeat("abcdefghijklmno", 5)),
		flate("/DecodeParms<</Predictor 2/Colors 1/BitsPerComponent 4/Columns 30>>", strings.Repeat("abcdefghijklmno", 5)),
	).classic()
	write(t, path, file)
	sameObjects(t, open(t, file), path)
}

// A fax is unpacked to rows of bits, white or black as the parameters say; one of mixed dimensions is left as it is.
func TestFax(t *testing.T) {
	const g4 = "\xff\x00\x10\x01"                                         // eight white rows and the end of the block
	const g3 = "\x00\x19\x80\x0c\xc0\x04\x00\x40\x04\x00\x40\x04\x00\x40" // two white rows of eight, each between ends of lines
	for _, c := range []struct {
		parms, data, want string
		failure           error
	}{
		{"/K -1/Columns 8/Rows 8", g4, strings.Repeat("\xff", 8), nil},
		{"/K -1/Columns 8/Rows 8/BlackIs1 true", g4, strings.Repeat("\x00", 8), nil},
		{"/Columns 8/Rows 2/EndOfLine true", g3, "\xff\xff", nil},
		{"/Columns 8/Rows 2", g3, g3, pdfread.ErrImage},
		{"/K 4/Columns 8/Rows 8", g4, g4, pdfread.ErrImage},
		{"/K -1/Columns 8", g4, g4, pdfread.ErrImage}, // no height
		{"/K -1/Columns 99999999/Rows 8", g4, g4, pdfread.ErrImage},
		{"/K -1/Columns 8/Rows 8", "", "", pdfread.ErrDamaged},
	} {
		f := open(t, onePage(stream("/Filter/CCITTFaxDecode/DecodeParms<<"+c.parms+">>", c.data)).classic())
		s, _ := pdfread.As[*pdfread.Stream](f, ref{Number: 5})
		if got, err := f.Decode(s); string(got) != c.want || !errors.Is(err, c.failure) {
			t.Errorf("%s: %x, %v; want %x, %v", c.parms, got, err, c.want, c.failure)
		}
	}
}
