package pdf_test

import (
	"fmt"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdf"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scenetest"
)

// The office file and the raster back end show the same picture. A press file has the same shapes: see TestProfiles.
func TestRenderersAgreeWithRaster(t *testing.T) {
	for _, sample := range scenetest.Samples(t) {
		sample.Scene = outlined(t, sample.Scene)
		dpi := 254.0
		if sample.Scene.Width > 1000 {
			dpi = 10.16
		}
		want, err := raster.Image(sample.Scene, raster.Options{DPI: dpi})
		if err != nil {
			t.Fatal(err)
		}
		path := saved(t, document(t, pdf.Options{Profile: pdf.Office}, sample.Scene))
		for _, program := range []string{"pdftoppm", "mutool", "gs"} {
			t.Run(fmt.Sprintf("%s/%s", sample.Name, program), func(t *testing.T) {
				scenetest.Same(t, scenetest.Render(t, program, path, want.Rect.Size()), want)
			})
		}
	}
}
