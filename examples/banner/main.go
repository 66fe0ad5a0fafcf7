// Command banner makes one street banner as PDF, PNG and SVG.
package main

import (
	"log"
	"os"
	"path/filepath"

	"github.com/bangron/bangron/signage"
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
	pdf, err := os.Create(filepath.Join(folder, "bang-ron-ti-le-1-10.pdf"))
	if err != nil {
		return err
	}
	defer pdf.Close()
	if err := doc.WritePDF(pdf, nil); err != nil {
		return err
	}
	png, err := os.Create(filepath.Join(folder, "bang-ron.png"))
	if err != nil {
		return err
	}
	defer png.Close()
	if err := doc.WritePNG(png, &signage.PNGOptions{Width: 1200}); err != nil {
		return err
	}
	svg, err := os.Create(filepath.Join(folder, "bang-ron.svg"))
	if err != nil {
		return err
	}
	defer svg.Close()
	return doc.WriteSVG(svg)
}
