package pdfread_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/pdfread"
)

func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	var failed bytes.Buffer
	c := exec.Command(path, args...)
	c.Stderr = &failed
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, failed.Bytes())
	}
	return out
}

// banner is a press or office file of the library's own.
func banner(t testing.TB, profile string) []byte {
	t.Helper()
	size, err := signage.LookupSize("bang-ron-6x0.8")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Slogan: "chao-mung", Unit: "UBND xã Tân Trào"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := doc.WritePDF(&b, &signage.PDFOptions{Profile: signage.Profile(profile)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Files of other writers are read as qpdf reads them, object by object and byte by byte, with the pages and boxes that
// poppler and MuPDF see.
func TestAgreesWithOtherReaders(t *testing.T) {
	dir := t.TempDir()
	office, press, table := filepath.Join(dir, "office.pdf"), filepath.Join(dir, "press.pdf"), filepath.Join(dir, "table.pdf")
	write(t, office, banner(t, "office"))
	write(t, press, banner(t, "press"))
	write(t, table, treeOfPages().classic())
	for _, c := range []struct {
		name string
		make func(t *testing.T, to string)
	}{
		{"ours", func(t *testing.T, to string) { write(t, to, banner(t, "press")) }},
		{"tree", func(t *testing.T, to string) { write(t, to, treeOfPages().modern()) }},
		{"qpdf", func(t *testing.T, to string) { run(t, "qpdf", office, to) }},
		{"qpdf-object-streams", func(t *testing.T, to string) { run(t, "qpdf", "--object-streams=generate", office, to) }},
		{"qpdf-linearized", func(t *testing.T, to string) {
			run(t, "qpdf", "--linearize", "--object-streams=generate", table, to)
		}},
		{"qpdf-qdf", func(t *testing.T, to string) { run(t, "qpdf", "--qdf", press, to) }},
		{"mutool", func(t *testing.T, to string) { run(t, "mutool", "clean", "-gggz", office, to) }},
		{"mutool-ascii", func(t *testing.T, to string) { run(t, "mutool", "clean", "-d", "-a", press, to) }},
		{"gs", func(t *testing.T, to string) {
			run(t, "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", to, office, press, table)
		}},
		{"gs-old", func(t *testing.T, to string) {
			run(t, "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.3", "-dASCII85EncodePages=true", "-o", to, press, table)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.pdf")
			c.make(t, path)
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f := open(t, file)
			sameObjects(t, f, path)
			samePages(t, f, path)
			if err := f.Damage(); err != nil {
				t.Error(err)
			}
		})
	}
}

func write(t *testing.T, path string, file []byte) {
	t.Helper()
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}

// sameObjects compares all objects with those that qpdf writes as JSON.
func sameObjects(t *testing.T, f *pdfread.File, path string) {
	var report struct{ QPDF []json.RawMessage }
	if err := json.Unmarshal(run(t, "qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=specialized", path), &report); err != nil {
		t.Fatal(err)
	}
	var want map[string]struct {
		Value  any
		Stream *struct {
			Data string
			Dict map[string]any
		}
	}
	if err := json.Unmarshal(report.QPDF[1], &want); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for ref, o := range f.Objects() {
		seen++
		if s, ok := o.(*pdfread.Stream); ok && (s.Dict["Type"] == pdfread.Name("XRef") || s.Dict["Type"] == pdfread.Name("ObjStm")) {
			continue // qpdf does not give their data
		}
		theirs, ok := want["obj:"+ref.String()]
		if !ok {
			t.Errorf("qpdf has no %v", ref)
			continue
		}
		s, isStream := o.(*pdfread.Stream)
		if !isStream {
			if got, want := plain(o), theirs.Value; !equal(got, want) {
				t.Errorf("%v: %v, qpdf has %v", ref, got, want)
			}
			continue
		}
		data, err := f.Decode(s)
		dict := plain(s.Dict).(map[string]any)
		for _, key := range []string{"/Length", "/Filter", "/DecodeParms"} {
			delete(dict, key)
			delete(theirs.Stream.Dict, key)
		}
		if !equal(dict, theirs.Stream.Dict) {
			t.Errorf("%v: %v, qpdf has %v", ref, dict, theirs.Stream.Dict)
		}
		wantData, _ := base64.StdEncoding.DecodeString(theirs.Stream.Data)
		if err != nil && !errors.Is(err, pdfread.ErrImage) {
			t.Errorf("%v: %v", ref, err)
		} else if !bytes.Equal(data, wantData) {
			t.Errorf("%v: data of %d bytes, qpdf has %d", ref, len(data), len(wantData))
		}
	}
	if seen != len(want)-1 { // the trailer is among them
		t.Errorf("%d objects, qpdf has %d", seen, len(want)-1)
	}
}

// plain writes an object as qpdf does.
func plain(o pdfread.Object) any {
	switch o := o.(type) {
	case pdfread.Name:
		return "/" + string(o)
	case pdfread.Ref:
		return o.String()
	case pdfread.String:
		return o
	case int64:
		return float64(o)
	case pdfread.Array:
		a := make([]any, len(o))
		for i := range o {
			a[i] = plain(o[i])
		}
		return a
	case pdfread.Dict:
		m := map[string]any{}
		for key, value := range o {
			m["/"+string(key)] = plain(value)
		}
		return m
	}
	return o
}

func equal(a, b any) bool {
	switch a := a.(type) {
	case pdfread.String:
		b, ok := b.(string)
		if text, isText := strings.CutPrefix(b, "u:"); isText {
			return text == decoded(string(a))
		}
		data, err := hex.DecodeString(strings.TrimPrefix(b, "b:"))
		return ok && err == nil && string(data) == string(a)
	case float64:
		b, ok := b.(float64)
		return ok && math.Abs(a-b) <= 1e-9*math.Abs(b)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for key := range a {
			if !equal(a[key], b[key]) {
				return false
			}
		}
		return true
	}
	return a == b
}

func decoded(s string) string {
	if !strings.HasPrefix(s, "\xfe\xff") {
		return s
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// samePages compares the pages with what pdfinfo and mutool report.
func samePages(t *testing.T, f *pdfread.File, path string) {
	list := pages(t, f)
	count, _ := strconv.Atoi(strings.TrimSpace(string(run(t, "qpdf", "--show-npages", path))))
	if len(list) != count {
		t.Fatalf("%d pages, qpdf has %d", len(list), count)
	}
	info := string(run(t, "pdfinfo", "-box", "-f", "1", "-l", fmt.Sprint(count), path))
	if v := regexp.MustCompile(`PDF version: +(\S+)`).FindStringSubmatch(info); v == nil || v[1] != f.Version() {
		t.Errorf("version %s, pdfinfo has %v", f.Version(), v)
	}
	if n := bytes.Count(run(t, "mutool", "pages", path), []byte("<page ")); n != count {
		t.Errorf("%d pages, mutool has %d", count, n)
	}
	for i, p := range list {
		if got, want := p.CropBox, boxOf(t, info, fmt.Sprintf(`Page +%d CropBox: `, i+1)); !near(got, want) {
			t.Errorf("page %d: CropBox %v, pdfinfo has %v", i+1, got, want)
		}
		if got, want := p.MediaBox, boxOf(t, info, fmt.Sprintf(`Page +%d MediaBox: `, i+1)); !near(got, want) {
			t.Errorf("page %d: MediaBox %v, pdfinfo has %v", i+1, got, want)
		}
		if turn := regexp.MustCompile(fmt.Sprintf(`Page +%d rot: +(\d+)`, i+1)).FindStringSubmatch(info); turn == nil || turn[1] != fmt.Sprint(p.Rotate) {
			t.Errorf("page %d: turned by %d, pdfinfo has %v", i+1, p.Rotate, turn)
		}
	}
}

func boxOf(t *testing.T, report, before string) pdfread.Rectangle {
	t.Helper()
	const n = `\s*([-\d.]+)`
	found := regexp.MustCompile(before + n + n + n + n).FindStringSubmatch(report)
	if found == nil {
		t.Fatalf("no %s in\n%s", before, report)
	}
	var r pdfread.Rectangle
	for i := range r {
		r[i], _ = strconv.ParseFloat(found[i+1], 64)
	}
	return r
}

func near(a, b pdfread.Rectangle) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > 0.006 { // pdfinfo rounds to hundredths
			return false
		}
	}
	return true
}

func TestEncryptedByQPDF(t *testing.T) {
	for _, args := range [][]string{{"--encrypt", "a", "b", "256", "--"}, {"--object-streams=generate", "--encrypt", "", "b", "128", "--use-aes=y", "--"}} {
		dir := t.TempDir()
		from, to := filepath.Join(dir, "from.pdf"), filepath.Join(dir, "to.pdf")
		write(t, from, onePage().classic())
		run(t, "qpdf", append(args, from, to)...)
		file, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pdfread.Open(bytes.NewReader(file), int64(len(file)), nil); !errors.Is(err, pdfread.ErrEncrypted) {
			t.Errorf("%v: %v", args, err)
		}
		cut := file[:len(file)-40]
		if _, err := pdfread.Open(bytes.NewReader(cut), int64(len(cut)), nil); !errors.Is(err, pdfread.ErrEncrypted) {
			t.Errorf("%v, cut: %v", args, err)
		}
	}
}
