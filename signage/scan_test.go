package signage_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
)

// A code that is hard to scan is warned of, one that cannot be scanned is refused, and that of a usual link is neither.
func TestHardCodesAreTold(t *testing.T) {
	for _, c := range []struct {
		size    string
		payload string
		want    string // code of the diagnostic
	}{
		{"bang-ron-6x0.8", portal, ""},
		{"pano-4x3", portal, ""},
		{"pano-10x5", portal, ""},
		{"poster-a4", portal, ""},
		{"standee-80x180", portal, ""},
		{"web-1080x1080", portal, ""},
		{"bang-ron-6x0.8", portal + "?q=" + strings.Repeat("a", 800), "code-dense"},
		{"poster-a4", portal + "?q=" + strings.Repeat("a", 800), "code-dense"},
		{"web-1080x1080", portal + "?q=" + strings.Repeat("a", 250), "code-dense"},
		{"105x148mm", portal + "?q=" + strings.Repeat("a", 800), "code-too-small"},
		{"web-1200x300", portal + "?q=" + strings.Repeat("a", 2000), "code-too-small"},
	} {
		d, err := signage.Compile(signage.Sign{Size: size(t, c.size), Slogan: "chao-mung", Code: &signage.Code{Payload: c.payload, Verb: "Quét mã"}}, nil)
		var refused *signage.Error
		if errors.As(err, &refused) {
			if got := refused.Diagnostics[0]; got.Code != c.want || got.FixVI == "" || got.FixEN == "" {
				t.Errorf("%s, %d bytes: refused with %+v, want %q", c.size, len(c.payload), got, c.want)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, g := range d.Diagnostics() {
			if g.Severity == signage.SeverityWarning && g.Field == "code" {
				got = g.Code
			}
		}
		if got != c.want {
			t.Errorf("%s, %d bytes: %q, want %q", c.size, len(c.payload), got, c.want)
		}
	}
}

// A sign in pixels has no size on paper: it is written for screens, and never for a press.
func TestScreensHaveNoPressFile(t *testing.T) {
	d := compile(t, signage.Sign{Size: size(t, "web-1200x300"), Slogan: "chao-mung"})
	if got := d.Profile(nil); got != signage.Office {
		t.Errorf("the profile is %q, want %q", got, signage.Office)
	}
	var file bytes.Buffer
	if err := d.WritePDF(&file, nil); err != nil || file.Len() == 0 {
		t.Errorf("%d bytes, %v", file.Len(), err)
	}
	for _, profile := range []signage.Profile{signage.Press, signage.PressX4} {
		file.Reset()
		err := d.WritePDF(&file, &signage.PDFOptions{Profile: profile})
		var refused *signage.Error
		if !errors.Is(err, signage.ErrProfile) || !errors.As(err, &refused) || refused.Diagnostics[0].Code != "press-screen" || unremedied(err) != nil {
			t.Errorf("%s: %v, want it refused with a remedy", profile, err)
		}
		if file.Len() > 0 {
			t.Errorf("%s: %d bytes are written", profile, file.Len())
		}
	}
}
