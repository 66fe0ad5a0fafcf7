// Command banner makes one street banner as PDF, PNG and SVG.
package main

import (
	"io"
	"log"
	"path/filepath"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

func main() {
	if err := run("."); err != nil {
		log.Fatal(err)
	}
}

func run(folder string) error {
	size, err := signage.LookupSize("bang-ron-6x0.8")
	if err != nil {
		return err
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Slogan: "chao-mung", Unit: "UBND xã Tân Trào"}, nil)
	if err != nil {
		return err
	}
	// A file appears whole or not at all, and none is written over.
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"bang-ron-ti-le-1-10.pdf", func(w io.Writer) error { return doc.WritePDF(w, nil) }},
		{"bang-ron.png", func(w io.Writer) error { return doc.WritePNG(w, &signage.PNGOptions{Width: 1200}) }},
		{"bang-ron.svg", doc.WriteSVG},
	} {
		if err := campaign.WriteFile(filepath.Join(folder, file.name), false, file.write); err != nil {
			return err
		}
	}
	return nil
}
