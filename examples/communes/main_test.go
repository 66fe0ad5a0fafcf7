package main

import (
	"bytes"
	"testing"
)

func TestBanners(t *testing.T) {
	first, err := banners(communes)
	if err != nil {
		t.Fatal(err)
	}
	second, err := banners(communes)
	if err != nil {
		t.Fatal(err)
	}
	for i := range first {
		if !bytes.HasPrefix(first[i], []byte("%PDF-")) || !bytes.Equal(first[i], second[i]) {
			t.Errorf("%s: not a PDF, or not the same twice", communes[i])
		}
		if i > 0 && bytes.Equal(first[i], first[i-1]) {
			t.Errorf("%s has the banner of %s", communes[i], communes[i-1])
		}
	}
}
