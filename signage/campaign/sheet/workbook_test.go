package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"testing"
)

// replacePart rewrites one part of an .xlsx.
func replacePart(t testing.TB, data []byte, name string, edit func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	found := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			found = true
			content = []byte(edit(string(content)))
		}
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if !found {
		t.Fatalf("no part %s", name)
	}
	set(t, w.Close())
	return b.Bytes()
}

// setCell replaces a cell in the XML of a sheet.
func setCell(xml, name, cell string) string {
	return regexp.MustCompile(`<c r="`+name+`".*?</c>`).ReplaceAllLiteralString(xml, cell)
}
