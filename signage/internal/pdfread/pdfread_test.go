package pdfread_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

const content = "0 0 1 1 re f"

// What other readers read around is read here too, and told.
func TestFaultsReadAround(t *testing.T) {
	classic, modern := onePage().classic(), onePage().modern()
	object := func(file []byte, number int) int {
		return bytes.Index(file, fmt.Appendf(nil, "\n%d 0 obj", number)) + 1
	}
	table := string(classic[startOf(classic) : startOf(classic)+50])
	for _, c := range []struct {
		name  string
		file  []byte
		whole bool // no fault at all
	}{
		{"table", classic, true},
		{"stream", modern, true},
		{"junk before the header", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), classic...), false},
		{"1024 bytes before the header", append(bytes.Repeat([]byte("x"), 1024), modern...), false},
		{"junk that the table counts", onePage().shifted(), false},
		{"junk after the end", append(bytes.Clone(classic), "\n<html></html>"...), true},
		{"much junk after the end", append(bytes.Clone(classic), bytes.Repeat([]byte(" \n"), 5000)...), false},
		{"no startxref", classic[:bytes.LastIndex(classic, []byte("startxref"))], false},
		{"no trailer", classic[:bytes.LastIndex(classic, []byte("trailer"))], false},
		{"no cross-reference stream", modern[:startOf(modern)], false},
		{"startxref in the wild", bytes.Replace(classic, fmt.Appendf(nil, "\n%d\n", startOf(classic)), []byte("\n7\n"), 1), false},
		{"startxref beyond the end", bytes.Replace(classic, fmt.Appendf(nil, "\n%d\n", startOf(classic)), []byte("\n99999999999999999999\n"), 1), false},
		{"startxref below zero", bytes.Replace(classic, fmt.Appendf(nil, "\n%d\n", startOf(classic)), []byte("\n-5\n"), 1), false},
		{"entry of another object", replaced(t, classic, fmt.Sprintf("%010d", object(classic, 3)), fmt.Sprintf("%010d", object(classic, 2))), false},
		{"entry within an object", replaced(t, classic, fmt.Sprintf("%010d", object(classic, 4)), fmt.Sprintf("%010d", object(classic, 4)+20)), false},
		{"entry beyond the end", replaced(t, classic, fmt.Sprintf("%010d", object(classic, 3)), "9999999999"), false},
		{"entries that are no numbers", replaced(t, classic, table, strings.Repeat("?", 50)), false},
		{"object stream elsewhere", replaced(t, modern, fmt.Sprintf("\x02\x00\x00\x00%c", 5), "\x02\x00\x00\x00\x04"), false},
		{"length too short", replaced(t, classic, "/Length 12", "/Length 02"), false},
		{"length too long", replaced(t, classic, "/Length 12", "/Length 99"), false},
		{"length below zero", replaced(t, classic, "/Length 12", "/Length -2"), false},
		{"length of itself", replaced(t, onePage().with(4, strings.Replace(stream("", content), "/Length 12", "/Length 4 0 R", 1)).classic(), "x", "x"), false},
		{"no length", replaced(t, classic, "/Length", "/Langth"), false},
		{"indirect length", onePage("12").with(4, strings.Replace(stream("", content), "/Length 12", "/Length 5 0 R", 1)).classic(), true},
		{"carriage returns", bytes.ReplaceAll(classic, []byte("endobj\n"), []byte("endobj\r")), true},
		{"stream\\r", replaced(t, classic, "stream\n"+content, "stream\r"+content), true},
		{"comments", replaced(t, onePage("%%%%%%%%%%").classic(), "%%%%%%%%%%", "%>>\nnull%\n"), true},
		{"loop of revisions", looped(), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, c.file)
			list := pages(t, f)
			if len(list) != 1 || list[0].MediaBox != (pdfread.Rectangle{0, 0, 200, 100}) {
				t.Fatalf("pages %+v", list)
			}
			if b, err := f.Contents(list[0]); string(b) != content || err != nil {
				t.Errorf("content %q, %v", b, err)
			}
			if err := f.Damage(); (err == nil) != c.whole {
				t.Errorf("damage: %v", err)
			}
			if err := f.Damage(); err != nil {
				said(t, err)
			}
		})
	}
}

// shifted is the file with junk before the header that its table counts as part of the file.
func (d document) shifted() []byte {
	const junk = "junk\n"
	file := d.classic()
	for i := len(d.objects); i > 0; i-- {
		at := bytes.Index(file, fmt.Appendf(nil, "\n%d 0 obj", i)) + 1
		file = bytes.Replace(file, fmt.Appendf(nil, "%010d 00000 n", at), fmt.Appendf(nil, "%010d 00000 n", at+len(junk)), 1)
	}
	return append([]byte(junk), file...)
}

// looped is a file whose two tables each name the other as the older.
func looped() []byte {
	file := onePage().classic()
	last := len(file) + len("2 0 obj\n\nendobj\n") + len(onePage().objects[1])
	file = bytes.Replace(file, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Root 1 0 R/Prev %d", last+len("/Prev 999")), 1)
	return revised(file, 2, onePage().objects[1])
}

// said checks that an error has its message in both languages.
func said(t *testing.T, err error) {
	t.Helper()
	var e *pdfread.Error
	if !errors.As(err, &e) || e.VI == "" || e.EN == "" || e.VI == e.EN {
		t.Errorf("%#v has no message in two languages", err)
	}
}

func TestRefused(t *testing.T) {
	classic := onePage().classic()
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"empty", nil, pdfread.ErrNotPDF},
		{"text", []byte("Kế hoạch treo băng rôn"), pdfread.ErrNotPDF},
		{"header too late", append(bytes.Repeat([]byte("x"), 1025), classic...), pdfread.ErrNotPDF},
		{"header alone", []byte("%PDF-1.4\n"), pdfread.ErrDamaged},
		{"no catalog", []byte("%PDF-1.4\n1 0 obj <</Type/Page>> endobj trailer <</Root 1 0 R/Root 2 0 R>>"), pdfread.ErrDamaged},
		{"cut in the first object", classic[:20], pdfread.ErrDamaged},
		{"encrypted", document{onePage().objects, "/Encrypt 9 0 R"}.classic(), pdfread.ErrEncrypted},
		{"encrypted, with streams", document{onePage().objects, "/Encrypt 9 0 R"}.modern(), pdfread.ErrEncrypted},
		{"encrypted, with no table", bytes.Replace(document{onePage().objects, "/Encrypt 9 0 R"}.classic(), []byte("startxref"), nil, 1), pdfread.ErrEncrypted},
		{"encrypted in an older revision", revised(document{onePage().objects, "/Encrypt 9 0 R"}.classic(), 2, onePage().objects[1]), pdfread.ErrEncrypted},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pdfread.Open(bytes.NewReader(c.file), int64(len(c.file)), nil)
			if !errors.Is(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			said(t, err)
		})
	}
}

// failing is a disk that fails after some reads.
type failing struct {
	io.ReaderAt
	left int
}

var errDisk = errors.New("input/output error")

func (f *failing) ReadAt(p []byte, at int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errDisk
	}
	return f.ReaderAt.ReadAt(p, at)
}

// A disk that fails at any moment is not taken for a damaged file.
func TestDiskFails(t *testing.T) {
	classic := onePage("12", stream("/Filter/FlateDecode", deflated(content))).with(4, strings.Replace(stream("", content), "12", "5 0 R", 1)).classic()
	for name, file := range map[string][]byte{
		"table":        classic,
		"stream":       onePage("(a)").modern(),
		"no startxref": classic[:bytes.LastIndex(classic, []byte("startxref"))],
		"no table":     onePage("(a)").modern()[:startOf(onePage("(a)").modern())],
		"no length":    bytes.ReplaceAll(classic, []byte("/Length"), []byte("/Langth")),
	} {
		for reads := 0; ; reads++ {
			r := &failing{bytes.NewReader(file), reads}
			err := readAllFrom(r, int64(len(file)), nil)
			if r.left >= 0 {
				if err != nil || reads < 5 {
					t.Errorf("%s: %d reads, %v", name, reads, err)
				}
				break
			}
			if !errors.Is(err, errDisk) || errors.Is(err, pdfread.ErrDamaged) {
				t.Errorf("%s, failing after %d reads: %v", name, reads, err)
			}
			said(t, err)
		}
	}
}

// A file that is shorter than it is said to be is a file that was cut.
func TestShorterThanSaid(t *testing.T) {
	file := onePage().classic()
	f, err := pdfread.Open(bytes.NewReader(file), int64(len(file))+1e6, nil)
	if err != nil || f.Damage() == nil {
		t.Errorf("%v, damage %v", err, f.Damage())
	}
}

func TestIdentity(t *testing.T) {
	info := "<</Title(B\\303\\240n)/GTS_PDFXVersion(PDF/X-1a:2003)>>"
	raised := onePage(info).with(1, "<</Type/Catalog/Pages 2 0 R/Version/1.7>>")
	raised.trailer = "/Info 5 0 R/ID[<00ff><0>]"
	lowered := onePage().with(1, "<</Type/Catalog/Pages 2 0 R/Version/1.2>>")
	for _, c := range []struct {
		name             string
		file             []byte
		header, version  string
		streams, objects bool
		info             pdfread.Dict
	}{
		{"plain", onePage().classic(), "1.4", "1.4", false, false, nil},
		{"raised", raised.classic(), "1.4", "1.7", false, false, pdfread.Dict{"Title": pdfread.String("Bàn"), "GTS_PDFXVersion": pdfread.String("PDF/X-1a:2003")}},
		{"raised", raised.modern(), "1.4", "1.7", true, true, pdfread.Dict{"Title": pdfread.String("Bàn"), "GTS_PDFXVersion": pdfread.String("PDF/X-1a:2003")}},
		{"not lowered", lowered.classic(), "1.4", "1.4", false, false, nil},
		{"no version", bytes.Replace(lowered.classic(), []byte("%PDF-1.4"), []byte("%PDF-\n% "), 1), "", "1.2", false, false, nil},
		{"streams known after a repair", onePage().modern()[:startOf(onePage().modern())], "1.4", "1.4", false, true, nil},
		{"hybrid", hybrid(), "1.4", "1.4", true, true, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, c.file)
			info, err := f.Info()
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.info, info); d != "" {
				t.Error(d)
			}
			if f.HeaderVersion() != c.header || f.Version() != c.version || f.UsesXRefStreams() != c.streams || f.UsesObjectStreams() != c.objects {
				t.Errorf("header %q, version %q, cross-reference streams %v, object streams %v",
					f.HeaderVersion(), f.Version(), f.UsesXRefStreams(), f.UsesObjectStreams())
			}
		})
	}
	want := pdfread.Array{pdfread.String("\x00\xff"), pdfread.String("\x00")}
	if d := cmp.Diff(want, open(t, raised.classic()).Trailer()["ID"]); d != "" {
		t.Error(d)
	}
}

// hybrid is a file for old and new readers: object 3, the page, is in an object stream that only the stream beside the
// table knows of.
func hybrid() []byte {
	d := onePage()
	page := d.objects[2]
	d = d.with(3, "")
	d.objects = append(d.objects, stream("/Type/ObjStm/N 1/First 4", "3 0 "+page))
	var b bytes.Buffer
	d.body(&b)
	at := b.Len()
	d.objects = append(d.objects, stream("/Type/XRef/W[1 1 1]/Index[3 1]/Size 4", "\x02\x05\x00"))
	d.trailer = fmt.Sprintf("/XRefStm %d", at)
	return d.classic()
}

func TestHybrid(t *testing.T) {
	if list := pages(t, open(t, hybrid())); len(list) != 1 {
		t.Errorf("%d pages", len(list))
	}
}

// The newest revision holds, also where it frees an object.
func TestRevisions(t *testing.T) {
	file := onePage("(old)").classic()
	f := open(t, revised(file, 5, "(new)"))
	if o, err := f.Resolve(pdfread.Ref{Number: 5}); o != pdfread.String("new") || err != nil {
		t.Errorf("%v, %v", o, err)
	}
	freed := bytes.Clone(file)
	freed = fmt.Appendf(freed, "xref\n5 1\n0000000000 00001 f \ntrailer\n<</Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF", startOf(file), len(file))
	if o, err := open(t, freed).Resolve(pdfread.Ref{Number: 5}); o != nil || err != nil {
		t.Errorf("freed: %v, %v", o, err)
	}
}

func TestResolve(t *testing.T) {
	f := open(t, onePage("6 0 R", "7 0 R", "[1 2.5]", "9 0 R", "8 0 R", "10 0 R", "(a", "11 0 R").classic())
	for _, c := range []struct {
		object  pdfread.Object
		want    pdfread.Object
		failure error
	}{
		{int64(3), int64(3), nil},
		{nil, nil, nil},
		{pdfread.Ref{Number: 5}, pdfread.Array{int64(1), 2.5}, nil},
		{pdfread.Ref{Number: 99}, nil, nil},
		{pdfread.Ref{Number: 7, Generation: 1}, nil, nil},
		{pdfread.Ref{Number: -1}, nil, nil},
		{pdfread.Ref{Number: 8}, nil, pdfread.ErrDamaged}, // two in a circle
		{pdfread.Ref{Number: 10}, nil, pdfread.ErrDamaged},
		{pdfread.Ref{Number: 11}, nil, pdfread.ErrDamaged},
		{pdfread.Ref{Number: 12}, nil, pdfread.ErrDamaged},
	} {
		got, err := f.Resolve(c.object)
		if !errors.Is(err, c.failure) {
			t.Errorf("%v: %v, want %v", c.object, err, c.failure)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%v: %s", c.object, d)
		}
		if _, ok := pdfread.As[pdfread.Array](f, c.object); ok != (c.object == pdfread.Ref{Number: 5}) {
			t.Errorf("As Array of %v: %v", c.object, ok)
		}
	}
	_, err := f.Resolve(pdfread.Ref{Number: 11})
	var e *pdfread.Error
	if !errors.As(err, &e) || e.Object.Number != 11 || e.Offset != int64(bytes.Index(onePageOf(f), []byte("(a"))) {
		t.Errorf("%v does not say where", err)
	}
}

func onePageOf(*pdfread.File) []byte {
	return onePage("6 0 R", "7 0 R", "[1 2.5]", "9 0 R", "8 0 R", "10 0 R", "(a", "11 0 R").classic()
}

// All objects come, in order, and one that cannot be read comes as its error.
func TestObjects(t *testing.T) {
	d := onePage("(a)", "", "<</A", "null")
	var got []string
	for r, o := range open(t, d.classic()).Objects() {
		got = append(got, fmt.Sprintf("%v %T", r, o))
	}
	want := []string{
		"1 0 R pdfread.Dict", "2 0 R pdfread.Dict", "3 0 R pdfread.Dict", "4 0 R *pdfread.Stream",
		"5 0 R pdfread.String", "7 0 R *pdfread.Error", "8 0 R <nil>",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for range open(t, d.classic()).Objects() {
		break // must be possible
	}
}

// reads counts how much is read.
type reads struct {
	io.ReaderAt
	bytes int64
}

func (r *reads) ReadAt(p []byte, at int64) (int, error) {
	n, err := r.ReaderAt.ReadAt(p, at)
	r.bytes += int64(n)
	return n, err
}

// Few objects are read once; of many not all are kept, and what comes is the same.
func TestCacheIsBounded(t *testing.T) {
	const size = 50_000
	for count, kept := range map[int]bool{10: true, 400: false} {
		var objects []string
		for i := range count {
			objects = append(objects, fmt.Sprintf("(%d%s)", i, strings.Repeat("x", size)))
		}
		file := onePage(objects...).classic()
		r := &reads{ReaderAt: bytes.NewReader(file)}
		f, err := pdfread.Open(r, int64(len(file)), nil)
		if err != nil {
			t.Fatal(err)
		}
		for pass := range 2 {
			before := r.bytes
			for r, o := range f.Objects() {
				if r.Number >= 5 && !strings.HasPrefix(string(o.(pdfread.String)), fmt.Sprintf("%dx", r.Number-5)) {
					t.Fatalf("%v is not itself", r)
				}
			}
			if again := r.bytes > before; pass == 1 && again == kept {
				t.Errorf("%d objects are read again: %v", count, again)
			}
		}
	}
}

// A large file is not read to open it.
func TestReadOnDemand(t *testing.T) {
	file := onePage(stream("", strings.Repeat("x", 10<<20))).classic()
	r := &reads{ReaderAt: bytes.NewReader(file)}
	f, err := pdfread.Open(r, int64(len(file)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range f.Objects() {
	}
	if r.bytes > 100<<10 {
		t.Errorf("%d bytes read", r.bytes)
	}
}

// What is damaged within is an error where it is, and only there.
func TestDamagedParts(t *testing.T) {
	modern := onePage("(a)").modern()
	objStm := func(keys, data string) []byte {
		// Object 6 is said to be in the object stream 5.
		d := onePage(stream("/Type/ObjStm"+keys, data), "")
		var b bytes.Buffer
		d.body(&b)
		at := b.Len()
		d.objects = append(d.objects, stream("/Type/XRef/W[1 1 1]/Index[6 1]/Size 7", "\x02\x05\x00"))
		d.trailer = fmt.Sprintf("/XRefStm %d", at)
		return d.classic()
	}
	for _, c := range []struct {
		name    string
		file    []byte
		number  int
		failure error
		want    pdfread.Object
	}{
		{"object stream", objStm("/N 1/First 4", "6 0 (b)"), 6, nil, str("b")},
		{"another object first", objStm("/N 2/First 8", "9 0 6 3 (a)(b)"), 6, nil, str("b")},
		{"not in the object stream", objStm("/N 1/First 4", "7 0 (b)"), 6, nil, nil}, // once the table is rebuilt
		{"object stream without /N", objStm("/First 4", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream without /First", objStm("/N 1", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with /N below zero", objStm("/N -1/First 4", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with a high /N", objStm("/N 5/First 4", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with a high /First", objStm("/N 1/First 99", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with words in front", objStm("/N 1/First 4", "6 a (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with a place beyond it", objStm("/N 1/First 4", "6 9 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with a place below zero", objStm("/N 1/First 5", "6 -1 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream that is damaged", objStm("/N 1/First 4/Filter/FlateDecode", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream that is an image", objStm("/N 1/First 4/Filter/DCTDecode", "6 0 (b)"), 6, pdfread.ErrDamaged, nil},
		{"object stream with an object that is cut", objStm("/N 1/First 4", "6 0 (b"), 6, pdfread.ErrDamaged, nil},
		{"object stream in itself", objStm("/N 1/First 4/Length 6 0 R", "6 0 (b)"), 6, nil, str("b")},
		{"object stream is no stream", bytes.Replace(objStm("", ""), []byte("\x02\x05"), []byte("\x02\x03"), 1), 6, nil, nil},
		{"object stream is in an object stream", replaced(t, modern, "\x02\x00\x00\x00\x06\x00\x00", "\x02\x00\x00\x00\x05\x00\x00"), 1, nil, pdfread.Dict{"Type": name("Catalog"), "Pages": ref{Number: 2}}},
		{"cross-reference stream with two widths", replaced(t, modern, "/W[1 4 2]", "/W[1 4  ]"), 5, nil, str("a")},
		{"cross-reference stream with words for widths", replaced(t, modern, "/W[1 4 2]", "/W[1/4 2]"), 5, nil, str("a")},
		{"cross-reference stream with wide fields", replaced(t, modern, "/W[1 4 2]", "/W[1 9 2]"), 5, nil, str("a")},
		{"cross-reference stream with fields below zero", replaced(t, modern, "/W[1 4 2]", "/W[1 -42]"), 5, nil, str("a")},
		{"cross-reference stream without fields", replaced(t, modern, "/W[1 4 2]", "/W[0 0 0]"), 5, nil, str("a")},
		{"cross-reference stream with a high /Size", replaced(t, modern, "/Size 8", "/Size 9"), 5, nil, str("a")},
		{"cross-reference stream without /Size", replaced(t, modern, "/Size 8", "/Sise 8"), 5, nil, str("a")},
		{"cross-reference stream of another type", replaced(t, modern, "/Type/XRef", "/Type/Xref"), 5, nil, str("a")},
		{"cross-reference stream with a high /Index", replaced(t, document{onePage("(a)").objects, "/Index[0 8]"}.modern(), "/Index[0 8]", "/Index[7 8]"), 5, nil, str("a")},
		{"cross-reference stream that is an image", document{onePage("(a)").objects, "/Filter/DCTDecode"}.modern(), 5, nil, str("a")},
		{"cross-reference stream that cannot be inflated", document{onePage("(a)").objects, "/Filter/FlateDecode"}.modern(), 5, nil, str("a")},
		{"table with a high count", bytes.Replace(onePage("(a)").classic(), []byte("xref\n0 6"), []byte("xref\n0 7"), 1), 5, nil, str("a")},
		{"table with a count beyond sense", bytes.Replace(onePage("(a)").classic(), []byte("xref\n0 6"), []byte("xref\n0 999999999999"), 1), 5, nil, str("a")},
		{"table with a long number", bytes.Replace(onePage("(a)").classic(), []byte("xref\n0 6"), []byte("xref\n0 99999999999999999999999999"), 1), 5, nil, str("a")},
		{"table with entries of a third kind", bytes.ReplaceAll(onePage("(a)").classic(), []byte(" n \n"), []byte(" x \n")), 5, nil, str("a")},
		{"table with short line ends", bytes.ReplaceAll(onePage("(a)").classic(), []byte(" n \n"), []byte(" n\n")), 5, nil, str("a")},
		{"table with an entry at 0", bytes.Replace(onePage("(a)", "").classic(), []byte("0000000000 00000 f \ntrailer"), []byte("0000000000 00000 n \ntrailer"), 1), 6, nil, nil},
		{"trailer that is no dictionary", bytes.Replace(onePage("(a)").classic(), []byte("trailer\n"), []byte("trailer\n0"), 1), 5, nil, str("a")},
		{"stream beside the table elsewhere", document{onePage("(a)").objects, "/XRefStm 3"}.classic(), 5, nil, str("a")},
		{"older table elsewhere", document{onePage("(a)").objects, "/Prev 3"}.classic(), 5, nil, str("a")},
		{"info that is no dictionary", document{onePage("(a)").objects, "/Info 5 0 R"}.classic(), 5, nil, str("a")},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, c.file)
			got, err := f.Resolve(ref{Number: c.number})
			if !errors.Is(err, c.failure) {
				t.Fatalf("%v, want %v", err, c.failure)
			}
			if err != nil {
				said(t, err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			if list := pages(t, f); len(list) != 1 {
				t.Errorf("%d pages", len(list))
			}
		})
	}
	f := open(t, document{onePage("(a)").objects, "/Info 5 0 R"}.classic())
	if _, err := f.Info(); !errors.Is(err, pdfread.ErrDamaged) {
		t.Errorf("Info: %v", err)
	}
}

func TestNumbersAndRectangles(t *testing.T) {
	f := open(t, onePage("7", "2.5", "[10 5 0 6 0 R]", "8 0 R", "[1 2 3]", "[1 2 3(4)]", "(a").classic())
	for number, want := range map[int]float64{5: 7, 6: 2.5} {
		if got, ok := f.Number(ref{Number: number}); got != want || !ok {
			t.Errorf("%v, %v, want %v", got, ok, want)
		}
	}
	for _, number := range []int{7, 8, 11, 99} {
		if got, ok := f.Number(ref{Number: number}); got != 0 || ok {
			t.Errorf("object %d is the number %v", number, got)
		}
	}
	if got, ok := f.Rectangle(ref{Number: 7}); got != (pdfread.Rectangle{0, 2.5, 10, 5}) || !ok {
		t.Errorf("%v, %v", got, ok)
	}
	for _, number := range []int{5, 8, 9, 10, 11, 99} {
		if got, ok := f.Rectangle(ref{Number: number}); got != (pdfread.Rectangle{}) || ok {
			t.Errorf("object %d is the box %v", number, got)
		}
	}
}
