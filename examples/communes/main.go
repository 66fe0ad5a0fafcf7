// Command communes makes the same banner for many communes at once, as a province's portal would.
package main

import (
	"bytes"
	"fmt"
	"log"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/bangron/bangron/signage"
)

// communes are those of the former district of Sơn Dương (tỉnh Tuyên Quang) since 1 July 2025.
var communes = []string{
	"Sơn Dương", "Tân Trào", "Minh Thanh", "Bình Ca", "Tân Thanh", "Sơn Thủy", "Phú Lương", "Trường Sinh", "Hồng Sơn", "Đông Thọ",
}

func main() {
	banners, err := banners(communes)
	if err != nil {
		log.Fatal(err)
	}
	for i, b := range banners {
		fmt.Printf("%s: %d bytes\n", communes[i], len(b))
	}
}

// banners compiles on all cores: the library is safe for concurrent use and gives the same bytes in any order.
func banners(communes []string) ([][]byte, error) {
	size, err := signage.LookupSize("bang-ron-4x0.8")
	if err != nil {
		return nil, err
	}
	out := make([][]byte, len(communes))
	var work errgroup.Group
	work.SetLimit(runtime.NumCPU())
	for i, commune := range communes {
		work.Go(func() error {
			doc, err := signage.Compile(signage.Sign{Size: size, Slogan: "chao-mung", Unit: "UBND xã " + commune}, nil)
			if err != nil {
				return fmt.Errorf("%s: %w", commune, err)
			}
			var b bytes.Buffer
			err = doc.WritePDF(&b, nil)
			out[i] = b.Bytes()
			return err
		})
	}
	return out, work.Wait()
}
