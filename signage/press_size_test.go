package signage_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/bangron/bangron/signage"
)

// mostBannerBytes is what a banner may have as a press file: chat programs and mail of offices take it at once.
const mostBannerBytes = 30 << 10

// Every banner of the catalogue, upright ones and phướn too, is small as a press file, with every slogan and for every shop.
func TestBannersAreSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("more than a thousand signs take too long under the race detector")
	}
	for size := range signage.Sizes() {
		if size.Kind != signage.Banner && size.Kind != signage.Vertical && size.Kind != signage.Phuon {
			continue
		}
		t.Run(size.ID, func(t *testing.T) {
			t.Parallel()
			written, largest := 0, 0
			small := func(s signage.Sign) {
				d, err := signage.Compile(s, nil)
				if err != nil {
					return // the theme of a year whose wording is not known, a sign that the shop's finishing leaves no room
				}
				var file bytes.Buffer
				err = d.WritePDF(&file, &signage.PDFOptions{Profile: signage.Press})
				if errors.Is(err, signage.ErrPress) {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				written++
				largest = max(largest, file.Len())
				if file.Len() > mostBannerBytes {
					t.Errorf("%s, shop %+v: %d bytes", s.Slogan, s.Shop, file.Len())
				}
			}
			for slogan := range signage.Slogans() {
				s := signage.Sign{Size: size, Slogan: slogan.ID, Unit: "UBND xã Tân Trào"}
				small(s)
				for shop := range signage.Shops() {
					s.Shop = &shop
					small(s)
				}
			}
			t.Logf("at most %d bytes", largest)
			if written < 100 {
				t.Errorf("only %d files", written)
			}
		})
	}
}
