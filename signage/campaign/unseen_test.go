package campaign_test

import (
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// What no file shows of a manifest is told: as a warning where a PDF should have shown it.
func TestUnseen(t *testing.T) {
	listed := func(name string, pages ...int) campaign.PrintedFile {
		f := campaign.PrintedFile{Name: name}
		for _, page := range pages {
			f.Codes = append(f.Codes, campaign.PrintedCode{Page: page})
		}
		return f
	}
	m := &campaign.Manifest{Files: []campaign.PrintedFile{listed("a.pdf", 1, 1, 2, 2, 3, 4, 6), listed("b.png", 1), listed("c.svg")}}
	pdf := func(shown ...int) *campaign.Report {
		return &campaign.Report{Format: "pdf", Listed: "a.pdf", Shown: shown}
	}
	photo := func(shown ...int) *campaign.Report {
		return &campaign.Report{Format: "jpeg", Listed: "a.pdf", Shown: shown}
	}
	b := &campaign.Report{Format: "png", Listed: "b.png", Shown: []int{1}}
	for _, c := range []struct {
		name    string
		reports []*campaign.Report
		want    string // severity, code, field and message of each
	}{
		{"nothing was read", nil, ""},
		{"everything", []*campaign.Report{pdf(1, 2, 3, 4, 6), b}, ""},
		{"a part of the PDF", []*campaign.Report{pdf(1), b}, "warning pages-unseen a.pdf Pages not seen: 2–4, 6; codes of the manifest on them: 5."},
		{"parts that are the whole", []*campaign.Report{pdf(1, 2), b, pdf(3, 4, 6)}, ""},
		{"a photo of a page", []*campaign.Report{photo(2), b}, "info pages-unseen a.pdf Pages not seen: 1, 3–4, 6; codes of the manifest on them: 5."},
		{"a part of the PDF and a photo", []*campaign.Report{photo(2), pdf(1), photo(3, 4), b}, "warning pages-unseen a.pdf Pages not seen: 6; codes of the manifest on them: 1."},
		{"one file of several", []*campaign.Report{b}, "info files-unseen manifest Files of the manifest that were not looked at: 1 (a.pdf); codes on them: 7."},
		{"no file of them", []*campaign.Report{{Format: "pdf"}}, "info files-unseen manifest Files of the manifest that were not looked at: 2 (a.pdf, b.png); codes on them: 8."},
	} {
		var got []string
		for _, d := range m.Unseen(c.reports) {
			got = append(got, strings.Join([]string{d.Severity, d.Code, d.Field, d.EN}, " "))
			if d.VI == "" || d.Severity == signage.SeverityWarning && d.FixVI == "" {
				t.Errorf("%s: %+v", c.name, d)
			}
		}
		if got := strings.Join(got, "\n"); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
