package signage_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/preflight"
)

// A press file that a shop would send back is not written.
func TestPressFilesFailClosed(t *testing.T) {
	theme, err := signage.LookupTheme("do")
	if err != nil {
		t.Fatal(err)
	}
	theme.Ground = signage.Ink{C: 95, M: 95, Y: 95, K: 95, R: 10, G: 10, B: 10}
	theme.Deep, theme.Strip = theme.Ground, theme.Ground
	d := compile(t, signage.Sign{Size: size(t, "bang-ron-6x0.8"), Text: "CHÀO MỪNG", Colors: &theme})
	for _, profile := range []signage.Profile{signage.Press, signage.PressX4} {
		var file bytes.Buffer
		err := d.WritePDF(&file, &signage.PDFOptions{Profile: profile})
		var refused *signage.Error
		if !errors.Is(err, signage.ErrPress) || !errors.As(err, &refused) || refused.Diagnostics[0].Code != "press-ink-limit" {
			t.Errorf("%s: error %v, want that of the ink limit", profile, err)
		}
		if file.Len() > 0 {
			t.Errorf("%s: %d bytes were written", profile, file.Len())
		}
	}
	if err := d.WritePDF(&bytes.Buffer{}, &signage.PDFOptions{Profile: signage.Office}); err != nil {
		t.Errorf("an office file has no ink limit: %v", err)
	}
}

func TestCheckPDFRefuses(t *testing.T) {
	for name, o := range map[string]*signage.CheckOptions{"text": nil, "odd rules": {Profile: "pdf"}, "scale": {Scale: -1}} {
		_, err := signage.CheckPDF(strings.NewReader("không phải PDF"), 18, o)
		var refused *signage.Error
		if !errors.Is(err, signage.ErrCheck) || !errors.As(err, &refused) || refused.Diagnostics[0].VI == "" {
			t.Errorf("%s: error %v, want ErrCheck in words", name, err)
		}
	}
}

// What a program gets of a check is what the check found, under the same names.
func TestCheckTypes(t *testing.T) {
	if got, want := fmt.Sprint(signage.CheckProfiles()), fmt.Sprint(preflight.Profiles()); got != want {
		t.Errorf("profiles %s, want %s", got, want)
	}
	var own, theirs []byte
	own, _ = json.Marshal(slices.Collect(signage.Rules()))
	if theirs, _ = json.Marshal(slices.Collect(preflight.Rules())); len(own) < 1000 || !bytes.Equal(own, theirs) {
		t.Error("the rules are other ones")
	}
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 40, 40))); err != nil {
		t.Fatal(err)
	}
	d := compile(t, signage.Sign{Size: size(t, "poster-a3"), Text: "QR", Logo: &signage.Logo{Name: "logo.png", File: logo.Bytes()}})
	var file bytes.Buffer
	if err := d.WritePDF(&file, &signage.PDFOptions{Profile: signage.Office}); err != nil {
		t.Fatal(err)
	}
	report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), &signage.CheckOptions{Profile: signage.CheckX4})
	if err != nil {
		t.Fatal(err)
	}
	found, err := preflight.Check(bytes.NewReader(file.Bytes()), int64(file.Len()), preflight.Expect{Profile: preflight.X4})
	if err != nil {
		t.Fatal(err)
	}
	own, _ = json.Marshal(report)
	theirs, _ = json.Marshal(found)
	if !bytes.Equal(own, theirs) || len(report.Pages) == 0 || len(report.Images) == 0 || report.Count(signage.SeverityError) == 0 || report.Passed() {
		t.Errorf("%s\nwant\n%s", own, theirs)
	}
}

func ExampleCheckPDF() {
	size, err := signage.LookupSize("poster-a3")
	if err != nil {
		panic(err)
	}
	shop, err := signage.LookupShop("offset")
	if err != nil {
		panic(err)
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Slogan: "chao-mung", Shop: &shop}, nil)
	if err != nil {
		panic(err)
	}
	var file bytes.Buffer
	if err := doc.WritePDF(&file, nil); err != nil {
		panic(err)
	}
	report, err := signage.CheckPDF(bytes.NewReader(file.Bytes()), int64(file.Len()), nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Claim, report.Passed(), len(report.Findings), report.Inks)
	// Output: PDF/X-1a:2003 true 0 [Cyan Magenta Yellow Black]
}
