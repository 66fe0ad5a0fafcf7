package qr

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func codes(v Verdict) []LinkCode {
	var out []LinkCode
	for _, f := range v.Findings {
		out = append(out, f.Code)
	}
	return out
}

func TestLinkPolicy(t *testing.T) {
	for _, tt := range []struct {
		link string
		want []LinkCode
	}{
		{"https://dichvucong.gov.vn", nil},
		{"https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193", nil},
		{"HTTPS://DichVuCong.GOV.VN/x", nil},
		{"https://tuyenquang.gov.vn/thủ-tục?a=b#c", nil},
		{"https://a.gov.vn/?keyword=metadata:1", nil},

		{"https://dichvucong.gov.vn.evil.com", []LinkCode{LinkNotAllowed}},
		{"https://gov-vn.com", []LinkCode{LinkNotAllowed}},
		{"https://dichvuconggov.vn", []LinkCode{LinkNotAllowed}},
		{"https://dichvucong-gov.vn", []LinkCode{LinkNotAllowed}},
		{"https://evilgov.vn", []LinkCode{LinkNotAllowed}},
		{"https://gov.vn", []LinkCode{LinkNotAllowed}},
		{"https://localhost", []LinkCode{LinkNotAllowed}},
		{"https://zalo.me/1", []LinkCode{LinkNotAllowed}},
		{"https://bit.ly/abc", []LinkCode{LinkShortener}},
		{"https://WWW.BIT.LY/abc", []LinkCode{LinkShortener}},

		{"http://dichvucong.gov.vn", []LinkCode{LinkNotHTTPS}},
		{"javascript:alert(1)//gov.vn", []LinkCode{LinkScheme}},
		{"data:text/html,x", []LinkCode{LinkScheme}},
		{"ftp://dichvucong.gov.vn", []LinkCode{LinkScheme}},
		{"dichvucong.gov.vn", []LinkCode{LinkScheme}},
		{"//dichvucong.gov.vn", []LinkCode{LinkScheme}},
		{"", []LinkCode{LinkScheme}},
		{"https:dichvucong.gov.vn", []LinkCode{LinkHost}},
		{"https:/dichvucong.gov.vn", []LinkCode{LinkHost}},
		{"https:///dichvucong.gov.vn", []LinkCode{LinkHost}},
		{"https://", []LinkCode{LinkHost}},
		{"https://?a.gov.vn", []LinkCode{LinkHost}},

		{"https://dichvucong.gov.vn@evil.com/", []LinkCode{LinkUserInfo, LinkNotAllowed}},
		{"https://u:p@dichvucong.gov.vn/", []LinkCode{LinkUserInfo}},
		{"https://@dichvucong.gov.vn/", []LinkCode{LinkUserInfo}},
		{"https://a@b@dichvucong.gov.vn/", []LinkCode{LinkUserInfo}},
		{"https://dichvucong.gov.vn:8443/", []LinkCode{LinkPort}},
		{"https://dichvucong.gov.vn:443/", []LinkCode{LinkPort}},
		{"https://dichvucong.gov.vn:/", []LinkCode{LinkPort}},
		{"https://evil.com:80#.gov.vn", []LinkCode{LinkPort, LinkNotAllowed}},

		{"https://103.9.1.2/", []LinkCode{LinkIP}},
		{"https://1728643330/", []LinkCode{LinkIP}},
		{"https://0x67.9.1.0X2/", []LinkCode{LinkIP}},
		{"https://0x/", []LinkCode{LinkIP}},
		{"https://dichvucong.gov.vn.1/", []LinkCode{LinkIP}},
		{"https://[2001:db8::1]/", []LinkCode{LinkIP}},
		{"https://[::ffff:1.2.3.4]:8080/", []LinkCode{LinkIP}},

		{"https://dichvucong.gоv.vn", []LinkCode{LinkMixedScript}},            // Cyrillic о
		{"https://dichvucοng.gov.vn", []LinkCode{LinkMixedScript}},            // Greek ο
		{"https://dịchvụcông.gov.vn", []LinkCode{LinkNotASCII}},               // Latin beyond ASCII
		{"https://dichvucong.ｇｏｖ.vn", []LinkCode{LinkNotASCII}},               // full width
		{"https://dichvucong。gov。vn", []LinkCode{LinkNotASCII}},               // ideographic full stop
		{"https://dichvucong.gov.vn\u2044evil.com", []LinkCode{LinkNotASCII}}, // fraction slash
		{"https://lienhe.\u212Aiengiang.gov.vn", []LinkCode{LinkNotASCII}},    // Kelvin sign lowers to k
		{"https://xn--dchvucng-m7a.gov.vn", []LinkCode{LinkPunycode}},
		{"https://XN--80ak6aa92e.gov.vn", []LinkCode{LinkPunycode}},
		{"https://dichvucong.gov.vn.", []LinkCode{LinkTrailingDot}},
		{"https://dichvucong%2Egov.vn/", []LinkCode{LinkEncodedHost}},
		{"https://evil.com%2F.gov.vn/", []LinkCode{LinkEncodedHost}},
		{"https://dichvucong..gov.vn", []LinkCode{LinkHost}},
		{"https://.gov.vn", []LinkCode{LinkHost}},
		{"https://-a.gov.vn", []LinkCode{LinkHost}},
		{"https://a-.gov.vn", []LinkCode{LinkHost}},
		{"https://a_b.gov.vn", []LinkCode{LinkHost}},
		{"https://a,b.gov.vn", []LinkCode{LinkHost}},
		{"https://" + strings.Repeat("a", 64) + ".gov.vn", []LinkCode{LinkHost}},
		{"https://" + strings.Repeat("a.", 124) + "gov.vn", []LinkCode{LinkHost}},

		{`https://dichvucong.gov.vn\@evil.com`, []LinkCode{LinkBackslash}},
		{`https:\\dichvucong.gov.vn`, []LinkCode{LinkBackslash, LinkHost}},
		{`https://evil.com\.gov.vn`, []LinkCode{LinkBackslash, LinkNotAllowed}},
		{" https://dichvucong.gov.vn", []LinkCode{LinkControl, LinkScheme}},
		{"https://dichvucong.gov.vn ", []LinkCode{LinkControl, LinkHost}},
		{"https://dichvucong.gov.vn/\t", []LinkCode{LinkControl}},
		{"https://evil.com\n.gov.vn", []LinkCode{LinkControl, LinkHost}},
		{"https://dichvucong.gov.vn/a\r\nb", []LinkCode{LinkControl}},
		{"https://dichvucong.gov.vn/\x00", []LinkCode{LinkControl}},
		{"https://dichvucong.gov.vn/\u00A0", []LinkCode{LinkControl}},
		{"https://dichvucong\u200B.gov.vn/", []LinkCode{LinkInvisible, LinkNotASCII}},
		{"https://dichvucong.gov.vn/\u200D\u2060", []LinkCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u00AD", []LinkCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u3164", []LinkCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\uFE0F", []LinkCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u2800", []LinkCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u202Emoc.live", []LinkCode{LinkBidi}},
		{"https://dichvucong.gov.vn/\u200F\u2066", []LinkCode{LinkBidi}},
		{"https://dichvucong.gov.vn/\xFF", []LinkCode{LinkNotUTF8}},

		{"https://a.gov.vn/?url=https://evil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?x=1&NEXT=/home", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?Return_Url=x", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?redirect-uri", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?%75rl=x", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?x=1;url=x", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?q=//evil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%2F%2Fevil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%252F%252Fevil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?q=/%5Cevil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?q=HTTPS:evil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?q=JavaScript:x", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/?https://evil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/#/login?next=x", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn//evil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/go/https://evil.com", []LinkCode{LinkRedirect}},
		{"https://a.gov.vn/go/http%3A%2Fevil.com", []LinkCode{LinkRedirect}},

		{"https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193", []LinkCode{LinkDead}},
		{"https://www.dichvucong.gov.vn/p/home/dvc-tthc-nganh-doc.html", []LinkCode{LinkDead}},

		{"https://dichvucong.gov.vn/" + strings.Repeat("a", MaxLink), []LinkCode{LinkTooLong}},
	} {
		v := (*LinkPolicy)(nil).Check(tt.link)
		if got := codes(v); !slices.Equal(got, tt.want) {
			t.Errorf("%+q: got %v, want %v", tt.link, got, tt.want)
		}
		refused := slices.ContainsFunc(tt.want, func(c LinkCode) bool { return c != LinkDead })
		if v.OK() == refused || errors.Is(v.Err(), ErrLink) != refused {
			t.Errorf("%+q: OK is %v, error %v", tt.link, v.OK(), v.Err())
		}
		if got, err := URL(tt.link, nil); (err == nil) == refused || (got == "") != refused {
			t.Errorf("%+q: URL is %q, %v", tt.link, got, err)
		}
		for _, f := range v.Findings {
			for _, text := range []string{f.Message.VI, f.Message.EN, f.Remedy.VI, f.Remedy.EN} {
				if text == "" || strings.ContainsFunc(text, invisibleButSpace) {
					t.Errorf("%+q: %s: wording %+q", tt.link, f.Code, text)
				}
			}
			if (f.Severity == Warning) != (f.Code == LinkDead) || (f.Severity.String() == "warning") != (f.Severity == Warning) {
				t.Errorf("%+q: %s is a %v", tt.link, f.Code, f.Severity)
			}
		}
	}
}

// invisibleButSpace reports what must not appear in the wording of a finding.
func invisibleButSpace(r rune) bool { return r != ' ' && invisible(r) }

func TestLinkPolicyOfTheCaller(t *testing.T) {
	p := &LinkPolicy{
		Allow:    []string{"baotuyenquang.com.vn", ".Tuyenquang.VN", ".vn", "", ".", "com"},
		Override: []string{"zalo.me", "BIT.LY", "gov.vn.evil.com"},
	}
	for _, tt := range []struct {
		link       string
		want       []LinkCode
		overridden string
	}{
		{"https://baotuyenquang.com.vn/", nil, ""},
		{"https://a.baotuyenquang.com.vn/", []LinkCode{LinkNotAllowed}, ""},
		{"https://xa.tuyenquang.vn/", nil, ""},
		{"https://tuyenquang.vn/", []LinkCode{LinkNotAllowed}, ""},
		{"https://eviltuyenquang.vn/", []LinkCode{LinkNotAllowed}, ""},
		{"https://com/", []LinkCode{LinkNotAllowed}, ""},
		{"https://zalo.me/1", []LinkCode{LinkOverridden}, "zalo.me"},
		{"https://Bit.ly/1", []LinkCode{LinkOverridden}, "bit.ly"},
		{"https://a.zalo.me/1", []LinkCode{LinkNotAllowed}, ""},
		{"https://zalo.me:99/1", []LinkCode{LinkPort, LinkOverridden}, "zalo.me"},
		{"http://zalo.me/1", []LinkCode{LinkNotHTTPS, LinkOverridden}, "zalo.me"},
		{"https://dichvucong.gov.vn/", nil, ""},
	} {
		v := p.Check(tt.link)
		if got := codes(v); !slices.Equal(got, tt.want) || v.Overridden != tt.overridden {
			t.Errorf("%s: got %v, overridden %q", tt.link, got, v.Overridden)
		}
		for _, f := range v.Findings {
			if f.Code == LinkOverridden && (f.Host != tt.overridden || !strings.Contains(f.Message.VI, f.Host) || !strings.Contains(f.Message.EN, f.Host)) {
				t.Errorf("%s: the override does not name its host: %+v", tt.link, f)
			}
		}
	}
}

func TestDeadLinkNamesTheLivingForm(t *testing.T) {
	for link, want := range map[string]string{
		"https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193": "?keyword=1.001193",
		"https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=9434":     "?keyword=<mã/code>",
	} {
		f := (&LinkPolicy{}).Check(link).Findings
		if len(f) != 1 || f[0].Host != "dichvucong.gov.vn" || !strings.HasSuffix(f[0].Remedy.VI, want) || !strings.HasSuffix(f[0].Remedy.EN, want) {
			t.Errorf("%s: %+v", link, f)
		}
	}
}

func TestHost(t *testing.T) {
	for payload, want := range map[string]string{
		"https://dichvucong.gov.vn/x?y":          "dichvucong.gov.vn",
		"HTTPS://DICHVUCONG.GOV.VN":              "dichvucong.gov.vn",
		"http://tuyenquang.gov.vn":               "tuyenquang.gov.vn",
		"https://dichvucong.gov.vn@evil.com:81/": "evil.com",
		"https://dichvucong.gоv.vn":              "",
		`https://dichvucong.gov.vn\@evil.com`:    "",
		"https://evil.com%2F.gov.vn":             "",
		"https://":                               "",
		"tel:1022":                               "",
		"WIFI:S:x;;":                             "",
		"":                                       "",
	} {
		if got := Host(payload); got != want {
			t.Errorf("%+q: got %q, want %q", payload, got, want)
		}
	}
}

func TestLinkDataIsSourcedAndDated(t *testing.T) {
	rows := linkRows()
	seen := map[string]bool{}
	for i, row := range rows {
		if len(row) != 5 {
			t.Fatalf("row %d has %d columns", i+2, len(row))
		}
		kind, value, source, date := row[0], row[1], row[3], row[4]
		if !slices.Contains([]string{"shortener", "redirect", "dead", "portal"}, kind) || seen[kind+value] || value != strings.ToLower(value) {
			t.Errorf("row %d: %q", i+2, row)
		}
		seen[kind+value] = true
		if u, err := url.Parse(source); err != nil || u.Scheme != "https" || u.Host == "" {
			t.Errorf("row %d: source %q", i+2, source)
		}
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			t.Errorf("row %d: %v", i+2, err)
		}
		switch kind {
		case "shortener":
			if !plainHost(value) {
				t.Errorf("row %d: %q is no host", i+2, value)
			}
		case "portal":
			link := strings.NewReplacer("{code}", "1.001193", "{uuid}", "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7").Replace(value)
			if v := (&LinkPolicy{}).Check(link); len(v.Findings) > 0 {
				t.Errorf("row %d: %v", i+2, v.Findings)
			}
		}
	}
	if f := knownLinks(); len(f.shorteners) < 20 || len(f.redirects) < 20 || len(f.dead) != 1 || len(f.portal) != 2 {
		t.Errorf("%d shorteners, %d redirects, %d dead, %d portal", len(f.shorteners), len(f.redirects), len(f.dead), len(f.portal))
	}
}

// FuzzLinkPolicy: whatever is admitted is what Go and the policy both read as
// an https link to a host below .gov.vn, and the printed host is the same.
func FuzzLinkPolicy(f *testing.F) {
	for _, seed := range []string{
		"https://dichvucong.gov.vn/a?b=c#d", "https://dichvucong.gov.vn.evil.com", "https://a@b.gov.vn:1/", `https://a.gov.vn\@b`,
		"https://a.gоv.vn", "https://[::1]/", "https://a.gov.vn/?url=//b", "javascript:0", "https://a.gov.vn%2f", "https://a.gov.vn.",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, link string) {
		v := (&LinkPolicy{Override: []string{"zalo.me"}}).Check(link)
		if v.OK() != (v.Err() == nil) || v.Link != link {
			t.Fatalf("%+v", v)
		}
		if !v.OK() {
			return
		}
		u, err := url.Parse(link)
		if err != nil {
			// Go is stricter on percent signs in the path than browsers.
			if !strings.Contains(link, "%") {
				t.Fatal(err)
			}
			return
		}
		host := strings.ToLower(u.Host)
		if u.Scheme != "https" || u.User != nil || host != v.Host || Host(link) != v.Host || !(strings.HasSuffix(host, ".gov.vn") || v.Overridden == host) {
			t.Fatalf("admitted %+q: %+v", link, v)
		}
	})
}
