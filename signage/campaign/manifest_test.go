package campaign_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

const (
	birth    = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193"
	marriage = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.000894"
	account  = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
)

// board is the entry of a page of 200 × 100 mm with two codes side by side.
func board(name string) campaign.PrintedFile {
	return campaign.PrintedFile{
		Name: name, Pages: 1, Width: 200, Height: 100, Scale: 1, Date: "2025-10-01",
		Codes: []campaign.PrintedCode{
			campaign.NewPrintedCode(1, 20, 30, 40, birth, nil),
			campaign.NewPrintedCode(1, 120, 30, 40, marriage, nil),
		},
	}
}

func manifestOf(t testing.TB, f campaign.PrintedFile, content []byte) *campaign.Manifest {
	t.Helper()
	m := &campaign.Manifest{}
	if err := m.Add(f, bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestManifestComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &campaign.Manifest{}
		mm := func(name string) float64 { return rapid.Float64Range(0.01, 5000).Draw(t, name) }
		for i := range rapid.IntRange(0, 3).Draw(t, "files") {
			f := campaign.PrintedFile{
				Name: fmt.Sprintf("bảng %d/tờ.pdf", i), Pages: 3, Width: mm("width"), Height: mm("height"), Scale: 1,
				Date: rapid.SampledFrom([]string{"", "2025-10-01"}).Draw(t, "date"), Codes: []campaign.PrintedCode{},
			}
			for range rapid.IntRange(0, 3).Draw(t, "codes") {
				payload := rapid.SampledFrom([]string{birth, account, "Chữ <và> &", "https://zalo.me/1"}).Draw(t, "payload")
				policy := &qr.LinkPolicy{Override: []string{"zalo.me"}}
				f.Codes = append(f.Codes, campaign.NewPrintedCode(rapid.IntRange(1, 3).Draw(t, "page"), mm("x"), mm("y"), mm("side"), payload, policy))
			}
			if err := m.Add(f, strings.NewReader(rapid.StringN(1, 50, -1).Draw(t, "content"))); err != nil {
				t.Fatal(err)
			}
		}
		var file, again bytes.Buffer
		if err := errors.Join(m.Write(&file), m.Write(&again)); err != nil || file.String() != again.String() {
			t.Fatalf("%v; written twice, it differs: %v", err, file.String() != again.String())
		}
		back, err := campaign.ReadManifest(&file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m.Files, back.Files); diff != "" && len(m.Files) > 0 {
			t.Fatal(diff)
		}
	})
}

func TestPrintedCode(t *testing.T) {
	policy := &qr.LinkPolicy{Override: []string{"zalo.me"}}
	for _, c := range []struct {
		payload string
		want    campaign.PrintedCode
	}{
		{birth, campaign.PrintedCode{Host: "dichvucong.gov.vn", Verdict: campaign.VerdictAdmitted}},
		{"https://zalo.me/1", campaign.PrintedCode{Host: "zalo.me", Verdict: campaign.VerdictAdmitted, Overridden: "zalo.me", Findings: []string{"link-overridden"}}},
		{"http://example.com/", campaign.PrintedCode{Host: "example.com", Verdict: campaign.VerdictRefused, Findings: []string{"link-not-https", "link-not-allowed"}}},
		{"WIFI:T:nopass;S:xa;;", campaign.PrintedCode{Verdict: campaign.VerdictNone}},
	} {
		c.want.Page, c.want.X, c.want.Y, c.want.Width, c.want.Payload = 2, 1.23, 4, 40, c.payload
		c.want.ID = campaign.ShortID(c.payload)
		got := campaign.NewPrintedCode(2, 1.2345, 4, 40, c.payload, policy)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.payload, diff)
		}
	}
	// printf %s 123456789 | sha256sum
	if got := campaign.ShortID("123456789"); got != "15e2b0d3" {
		t.Errorf("ID %s", got)
	}
}

func TestJudge(t *testing.T) {
	for payload, want := range map[string]struct {
		kind    qr.Kind
		verdict string
	}{
		birth:                                 {qr.KindLink, campaign.VerdictAdmitted},
		"HTTPS://DICHVUCONG.GOV.VN/":          {qr.KindLink, campaign.VerdictAdmitted},
		"https://dichvucong.gov.vn.evil.com":  {qr.KindLink, campaign.VerdictRefused},
		"https://dichvucong.gоv.vn":           {qr.KindLink, campaign.VerdictRefused}, // Cyrillic о
		"javascript:alert(1)":                 {qr.KindLink, campaign.VerdictRefused},
		"intent://scan/#Intent;end":           {qr.KindLink, campaign.VerdictRefused},
		"evil.com/login":                      {qr.KindAddress, campaign.VerdictRefused}, // phones open it
		"Www.Evil.Com":                        {qr.KindAddress, campaign.VerdictRefused},
		"hỏi\u202eđáp":                        {qr.KindText, campaign.VerdictRefused},
		"":                                    {qr.KindText, campaign.VerdictRefused},
		account:                               {qr.KindTransfer, campaign.VerdictNone},
		account[:len(account)-1] + "0":        {qr.KindTransfer, campaign.VerdictRefused},
		"WIFI:T:nopass;S:xa;;":                {qr.KindWiFi, campaign.VerdictNone},
		"tel:1022":                            {qr.KindCall, campaign.VerdictNone},
		"SMSTO:1022:a":                        {qr.KindMessage, campaign.VerdictNone},
		"geo:21,105":                          {qr.KindPlace, campaign.VerdictNone},
		"mailto:a@b.vn":                       {qr.KindMail, campaign.VerdictNone},
		"BEGIN:VCARD\r\nEND:VCARD\r\n":        {qr.KindContact, campaign.VerdictNone},
		"//evil.com":                          {qr.KindAddress, campaign.VerdictRefused},
		"еvil.com":                            {qr.KindAddress, campaign.VerdictRefused}, // Cyrillic е
		"đặt.vn":                              {qr.KindAddress, campaign.VerdictRefused},
		"Xem https://evil.com/x":              {qr.KindText, campaign.VerdictRefused},
		"Xem https://dichvucong.gov.vn/x":     {qr.KindText, campaign.VerdictAdmitted},
		"BEGIN:VCARD\nURL:https://evil.com\n": {qr.KindContact, campaign.VerdictRefused},
		"BEGIN:VCARD\nURL:https://a.gov.vn\n": {qr.KindContact, campaign.VerdictAdmitted},
		"1.001193":                            {qr.KindText, campaign.VerdictNone},
		"Quầy số 3. Xin mời":                  {qr.KindText, campaign.VerdictNone},
	} {
		got := campaign.Judge(payload, nil)
		if got.Kind != want.kind || got.Verdict != want.verdict {
			t.Errorf("%q: %s, %s; want %s, %s", payload, got.Kind, got.Verdict, want.kind, want.verdict)
		}
		if refused := got.Verdict == campaign.VerdictRefused; refused != (len(got.Diagnostics) > 0) {
			t.Errorf("%q: %v", payload, got.Diagnostics)
		}
	}
}

// Every way in which a manifest can be wrong is refused with the place.
func TestManifestIsRefused(t *testing.T) {
	var whole bytes.Buffer
	if err := manifestOf(t, board("a.png"), []byte("a")).Write(&whole); err != nil {
		t.Fatal(err)
	}
	if _, err := campaign.ReadManifest(bytes.NewReader(whole.Bytes())); err != nil {
		t.Fatal(err)
	}
	// with is the manifest with one value replaced, by the keys that lead to it.
	with := func(value any, keys ...any) string {
		var root any
		if err := json.Unmarshal(whole.Bytes(), &root); err != nil {
			t.Fatal(err)
		}
		at := root
		for i, key := range keys {
			last := i == len(keys)-1
			switch key := key.(type) {
			case string:
				if last {
					at.(map[string]any)[key] = value
				}
				at = at.(map[string]any)[key]
			case int:
				if last {
					at.([]any)[key] = value
				}
				at = at.([]any)[key]
			}
		}
		out, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	file := func(key string, value any) string { return with(value, "files", 0, key) }
	code := func(key string, value any) string { return with(value, "files", 0, "codes", 1, key) }
	entry := func(n int) []any {
		list := make([]any, n)
		for i := range list {
			list[i] = map[string]any{"name": fmt.Sprint(i)}
		}
		return list
	}
	for _, c := range []struct{ name, manifest, says string }{
		{"empty", "", "not one that bangron wrote"},
		{"no JSON", "manifest", "not one that bangron wrote"},
		{"cut", whole.String()[:whole.Len()/2], "not one that bangron wrote"},
		{"two", whole.String() + whole.String(), "not one that bangron wrote"},
		{"a list", "[]", "not one that bangron wrote"},
		{"no version", `{"files":[]}`, "not one that bangron wrote"},
		{"later version", with(2, "version"), "of version 2"},
		{"version 0", with(0, "version"), "of version 0"},
		{"unknown key", file("more", 1), "cannot be read"},
		{"a text for a number", file("pages", "1"), "cannot be read"},
		{"too many files", with(entry(campaign.MaxManifestFiles+1), "files"), "more than 10000 files"},
		{"too many codes", with(make([]struct{}, campaign.MaxManifestCodes+1), "files", 0, "codes"), "more than 100000 codes"},
		{"twice the name", with([]any{map[string]any{"name": "a"}, map[string]any{"name": "a"}}, "files"), "files[1].name"},
		{"no name", file("name", ""), "files[0].name"},
		{"name outside", file("name", "../a.png"), "files[0].name"},
		{"name at the root", file("name", "/a.png"), "files[0].name"},
		{"long name", file("name", strings.Repeat("a", 1025)), "files[0].name"},
		{"short hash", file("sha256", "ab"), "files[0].sha256"},
		{"hash in capitals", file("sha256", strings.Repeat("A", 64)), "files[0].sha256"},
		{"no bytes", file("bytes", 0), "files[0].bytes"},
		{"no pages", file("pages", 0), "files[0].pages"},
		{"too many pages", file("pages", campaign.MaxManifestPages+1), "files[0].pages"},
		{"no width", file("width_mm", 0), "files[0].width_mm"},
		{"too high", file("height_mm", signage.MaxSide+1), "files[0].width_mm"},
		{"scale", file("scale", 2), "files[0].scale"},
		{"no such day", file("date", "2025-02-30"), "files[0].date"},
		{"page 0", code("page", 0), "files[0].codes[1].page"},
		{"page beyond", code("page", 2), "files[0].codes[1].page"},
		{"far away", code("x_mm", -signage.MaxSide-1), "files[0].codes[1].x_mm"},
		{"far below", code("y_mm", signage.MaxSide+1), "files[0].codes[1].y_mm"},
		{"code without width", code("width_mm", -1), "files[0].codes[1].width_mm"},
		{"no payload", code("payload", ""), "files[0].codes[1].payload"},
		{"long payload", code("payload", strings.Repeat("a", qr.MaxPayload+1)), "files[0].codes[1].payload"},
		{"payload exchanged", code("payload", "https://dichvucong.gov.vn/x"), "files[0].codes[1].id"},
		{"host exchanged", code("host", "evil.com"), "files[0].codes[1].host"},
		{"another ID", code("id", "00000000"), "files[0].codes[1].id"},
		{"verdict", code("verdict", "fine"), "files[0].codes[1].verdict"},
		{"another host admitted", code("overridden", "evil.com"), "files[0].codes[1].overridden"},
		{"findings", code("findings", make([]string, 33)), "files[0].codes[1].findings"},
	} {
		_, err := campaign.ReadManifest(strings.NewReader(c.manifest))
		var refused *campaign.FileError
		if !errors.As(err, &refused) || !errors.Is(err, campaign.ErrManifest) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %.200v, want %q", c.name, err, c.says)
		} else if refused.VI == "" || refused.FixVI == "" {
			t.Errorf("%s: %+v", c.name, refused.Diagnostic)
		}
	}
	spaces := io.LimitReader(endless{' '}, campaign.MaxManifestBytes+1)
	if _, err := campaign.ReadManifest(spaces); !errors.Is(err, campaign.ErrManifest) || !strings.Contains(err.Error(), "64 MB") {
		t.Errorf("over the limit: %v", err)
	}
	broken := errors.New("the stick was pulled out")
	if _, err := campaign.ReadManifest(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
}

// endless repeats a byte.
type endless struct{ b byte }

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.b
	}
	return len(p), nil
}

func TestAddRefusesWhatCouldNotBeReadBack(t *testing.T) {
	m := manifestOf(t, board("a.png"), []byte("a"))
	for name, change := range map[string]func(*campaign.PrintedFile){
		"the same name": func(f *campaign.PrintedFile) { f.Name = "a.png" },
		"not a number":  func(f *campaign.PrintedFile) { f.Width = math.NaN() },
		"no scale":      func(f *campaign.PrintedFile) { f.Scale = 0 },
		"a page more":   func(f *campaign.PrintedFile) { f.Codes[0].Page = 2 },
		"NaN":           func(f *campaign.PrintedFile) { f.Codes[0].X = math.NaN() },
	} {
		f := board("b.png")
		change(&f)
		if err := m.Add(f, strings.NewReader("b")); !errors.Is(err, campaign.ErrManifest) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := m.Add(board("b.png"), strings.NewReader("")); !errors.Is(err, campaign.ErrManifest) {
		t.Errorf("an empty file: %v", err)
	}
	broken := errors.New("the stick was pulled out")
	if err := m.Add(board("b.png"), iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
	if len(m.Files) != 1 {
		t.Errorf("%d files after what was refused", len(m.Files))
	}
}

func FuzzReadManifest(f *testing.F) {
	var whole bytes.Buffer
	if err := manifestOf(f, board("a.png"), []byte("a")).Write(&whole); err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add([]byte(`{"version":1,"files":[]}`))
	f.Add([]byte(`{"version":1,"files":[{"name":"a","codes":[{"page":-1}]}]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		m, err := campaign.ReadManifest(bytes.NewReader(content))
		if err != nil {
			if !errors.Is(err, campaign.ErrManifest) {
				t.Fatalf("%v is not ErrManifest", err)
			}
			return
		}
		var file bytes.Buffer
		if err := m.Write(&file); err != nil {
			t.Fatal(err)
		}
		if _, err := campaign.ReadManifest(&file); err != nil {
			t.Fatalf("what was read is refused when it is written again: %v", err)
		}
	})
}
