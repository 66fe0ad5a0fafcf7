package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRun(t *testing.T) {
	folder := t.TempDir()
	if err := run(folder); err != nil {
		t.Fatal(err)
	}
	for name, start := range map[string]string{
		"bang-ron-ti-le-1-10.pdf": "%PDF-", "bang-ron.png": "\x89PNG", "bang-ron.svg": "<?xml",
	} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if len(content) < 10_000 || string(content[:len(start)]) != start {
			t.Errorf("%s: %d bytes, beginning with %q", name, len(content), content[:min(8, len(content))])
		}
	}
}
