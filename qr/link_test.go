package qr

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func codes(v Verdict) []FindingCode {
	var out []FindingCode
	for _, f := range v.Findings {
		out = append(out, f.Code)
	}
	return out
}

func TestLinkPolicy(t *testing.T) {
	for _, tt := range []struct {
		link string
		want []FindingCode
	}{
		{"https://dichvucong.gov.vn", nil},
		{"https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword=1.001193", nil},
		{"HTTPS://DichVuCong.GOV.VN/x", nil},
		{"https://tuyenquang.gov.vn/thủ-tục?a=b#c", nil},
		{"https://a.gov.vn/?keyword=metadata:1", nil},

		{"https://dichvucong.gov.vn.evil.com", []FindingCode{LinkImitation}},
		{"https://gov-vn.com", []FindingCode{LinkImitation}},
		{"https://dichvuconggov.vn", []FindingCode{LinkImitation}},
		{"https://dichvucong-gov.vn", []FindingCode{LinkImitation}},
		{"https://evilgov.vn", []FindingCode{LinkImitation}},
		{"https://gov.vn", []FindingCode{LinkImitation}},
		{"https://dichvucong.gov.com", []FindingCode{LinkImitation}},
		{"https://tuyenquang.g0v.vn", []FindingCode{LinkImitation}},
		{"https://D1CHVUCONG.org.vn", []FindingCode{LinkImitation}},
		{"https://dich-vu-cong.vn", []FindingCode{LinkImitation}},
		{"https://dichvvcong.vn", []FindingCode{LinkImitation}},
		{"https://dichvucng.vn", []FindingCode{LinkImitation}},
		{"https://dichvucogn.vn", []FindingCode{LinkImitation}},
		{"https://www.service.gov.uk", []FindingCode{LinkNotAllowed}},
		{"https://dichvu.com.vn", []FindingCode{LinkNotAllowed}},
		{"https://congdong.vn", []FindingCode{LinkNotAllowed}},
		{"https://localhost", []FindingCode{LinkNotAllowed}},
		{"https://zalo.me/1", []FindingCode{LinkNotAllowed}},
		{"https://bit.ly/abc", []FindingCode{LinkShortener}},
		{"https://WWW.BIT.LY/abc", []FindingCode{LinkShortener}},

		{"http://dichvucong.gov.vn", []FindingCode{LinkNotHTTPS}},
		{"javascript:alert(1)//gov.vn", []FindingCode{LinkScheme}},
		{"data:text/html,x", []FindingCode{LinkScheme}},
		{"ftp://dichvucong.gov.vn", []FindingCode{LinkScheme}},
		{"dichvucong.gov.vn", []FindingCode{LinkScheme}},
		{"//dichvucong.gov.vn", []FindingCode{LinkScheme}},
		{"evil.com/x", []FindingCode{LinkScheme, LinkNotAllowed}},
		{"//evil.com", []FindingCode{LinkScheme, LinkNotAllowed}},
		{"evil.com:8080", []FindingCode{LinkScheme, LinkPort, LinkNotAllowed}},
		{"đặt.vn", []FindingCode{LinkScheme, LinkNotASCII}},
		{"", []FindingCode{LinkScheme}},
		{"https:dichvucong.gov.vn", []FindingCode{LinkHost}},
		{"https:/dichvucong.gov.vn", []FindingCode{LinkHost}},
		{"https:///dichvucong.gov.vn", []FindingCode{LinkHost}},
		{"https://", []FindingCode{LinkHost}},
		{"https://?a.gov.vn", []FindingCode{LinkHost}},

		{"https://dichvucong.gov.vn@evil.com/", []FindingCode{LinkUserInfo, LinkNotAllowed}},
		{"https://u:p@dichvucong.gov.vn/", []FindingCode{LinkUserInfo}},
		{"https://@dichvucong.gov.vn/", []FindingCode{LinkUserInfo}},
		{"https://a@b@dichvucong.gov.vn/", []FindingCode{LinkUserInfo}},
		{"https://dichvucong.gov.vn:8443/", []FindingCode{LinkPort}},
		{"https://dichvucong.gov.vn:443/", []FindingCode{LinkPort}},
		{"https://dichvucong.gov.vn:/", []FindingCode{LinkPort}},
		{"https://evil.com:80#.gov.vn", []FindingCode{LinkPort, LinkNotAllowed}},

		{"https://103.9.1.2/", []FindingCode{LinkIP}},
		{"https://1728643330/", []FindingCode{LinkIP}},
		{"https://0x67.9.1.0X2/", []FindingCode{LinkIP}},
		{"https://0x/", []FindingCode{LinkIP}},
		{"https://dichvucong.gov.vn.1/", []FindingCode{LinkIP}},
		{"https://[2001:db8::1]/", []FindingCode{LinkIP}},
		{"https://[::ffff:1.2.3.4]:8080/", []FindingCode{LinkIP}},

		{"https://dichvucong.gоv.vn", []FindingCode{LinkMixedScript}},            // Cyrillic о
		{"https://dichvucοng.gov.vn", []FindingCode{LinkMixedScript}},            // Greek ο
		{"https://dịchvụcông.gov.vn", []FindingCode{LinkNotASCII}},               // Latin beyond ASCII
		{"https://dichvucong.ｇｏｖ.vn", []FindingCode{LinkNotASCII}},               // full width
		{"https://dichvucong。gov。vn", []FindingCode{LinkNotASCII}},               // ideographic full stop
		{"https://dichvucong.gov.vn\u2044evil.com", []FindingCode{LinkNotASCII}}, // fraction slash
		{"https://lienhe.\u212Aiengiang.gov.vn", []FindingCode{LinkNotASCII}},    // Kelvin sign lowers to k
		{"https://xn--dchvucng-m7a.gov.vn", []FindingCode{LinkPunycode}},
		{"https://XN--80ak6aa92e.gov.vn", []FindingCode{LinkPunycode}},
		{"https://dichvucong.gov.vn.", []FindingCode{LinkTrailingDot}},
		{"https://dichvucong%2Egov.vn/", []FindingCode{LinkEncodedHost}},
		{"https://evil.com%2F.gov.vn/", []FindingCode{LinkEncodedHost}},
		{"https://dichvucong..gov.vn", []FindingCode{LinkHost}},
		{"https://.gov.vn", []FindingCode{LinkHost}},
		{"https://-a.gov.vn", []FindingCode{LinkHost}},
		{"https://a-.gov.vn", []FindingCode{LinkHost}},
		{"https://a_b.gov.vn", []FindingCode{LinkHost}},
		{"https://a,b.gov.vn", []FindingCode{LinkHost}},
		{"https://" + strings.Repeat("a", 64) + ".gov.vn", []FindingCode{LinkHost}},
		{"https://" + strings.Repeat("a.", 124) + "gov.vn", []FindingCode{LinkHost}},

		{`https://dichvucong.gov.vn\@evil.com`, []FindingCode{LinkBackslash}},
		{`https:\\dichvucong.gov.vn`, []FindingCode{LinkBackslash, LinkHost}},
		{`https://evil.com\.gov.vn`, []FindingCode{LinkBackslash, LinkNotAllowed}},
		{" https://dichvucong.gov.vn", []FindingCode{LinkControl, LinkScheme}},
		{"https://dichvucong.gov.vn ", []FindingCode{LinkControl, LinkHost}},
		{"https://dichvucong.gov.vn/\t", []FindingCode{LinkControl}},
		{"https://evil.com\n.gov.vn", []FindingCode{LinkControl, LinkHost}},
		{"https://dichvucong.gov.vn/a\r\nb", []FindingCode{LinkControl}},
		{"https://dichvucong.gov.vn/\x00", []FindingCode{LinkControl}},
		{"https://dichvucong.gov.vn/\u00A0", []FindingCode{LinkControl}},
		{"https://dichvucong\u200B.gov.vn/", []FindingCode{LinkInvisible, LinkNotASCII}},
		{"https://dichvucong.gov.vn/\u200D\u2060", []FindingCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u00AD", []FindingCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u3164", []FindingCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\uFE0F", []FindingCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u2800", []FindingCode{LinkInvisible}},
		{"https://dichvucong.gov.vn/\u202Emoc.live", []FindingCode{LinkBidi}},
		{"https://dichvucong.gov.vn/\u200F\u2066", []FindingCode{LinkBidi}},
		{"https://dichvucong.gov.vn/\xFF", []FindingCode{LinkNotUTF8}},

		{"https://a.gov.vn/?url=https://evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?x=1&NEXT=/home", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?Return_Url=x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?redirect-uri", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?%75rl=x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?x=1;url=x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=//evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%2F%2Fevil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%252F%252Fevil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=/%5Cevil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=HTTPS:evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=JavaScript:x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?https://evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/#/login?next=x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn//evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/go/https://evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/go/http%3A%2Fevil.com", []FindingCode{LinkRedirect}},

		{"https://a.gov.vn/login?q=https%3A%2F%2Fevil.com%2F%", []FindingCode{LinkEscape, LinkRedirect}},
		{"https://a.gov.vn/login?q=https%3a%2f%2fevil.com%2f%zz", []FindingCode{LinkEscape, LinkRedirect}},
		{"https://a.gov.vn/%2f%2fevil.com%", []FindingCode{LinkEscape, LinkRedirect}},
		{"https://a.gov.vn/x?q=%2f%2fevil.com%", []FindingCode{LinkEscape, LinkRedirect}},
		{"https://a.gov.vn/?q=100%", []FindingCode{LinkEscape}},
		{"https://a.gov.vn/?q=u%u002f", []FindingCode{LinkEscape}},
		{"https://a.gov.vn/?url[]=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?next[0]=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?NEXT%5B%5D=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?returnUrl%5B%5D=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?params[url]=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?url%20=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?url+=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?redirect.url=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?a,url=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?amp;url=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?x=1%26url=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/%3Furl=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/;url=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?redir=1", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?back=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?rurl=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=evil.com/x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=evil%EF%BC%8Ecom", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=1.2.3.4", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=%D0%B5vil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=.evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=a@evil.com/", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?loginUrl=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?//evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/out?evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/redirect/evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/r/evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/#/redirect/evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/..;/redirect/evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/a;x=1/b;next=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=u:p@evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?u=0x7f.0.0.1", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?wreply=x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%E2%81%84%E2%81%84evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/redirect.aspx?id=evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/#evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%EF%BC%8F%EF%BC%8Fevil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=/\uff0fevil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=http%EF%BC%9A//evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%5C/evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=/.//evil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%2525252525252f%2525252525252fevil.com", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=aHR0cHM6Ly9ldmlsLmNvbQ==", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=%20javascript:x", []FindingCode{LinkRedirect}},
		{"https://a.gov.vn/?q=vbscript:x", []FindingCode{LinkRedirect}},

		{"https://a.gov.vn/?q=văn+bản+2.0", nil},
		{"https://a.gov.vn/?q=v%C4%83n%20b%E1%BA%A3n%202.0", nil},
		{"https://a.gov.vn/?q=tuyenquang.gov.vn", nil},
		{"https://a.gov.vn/?date_to=2025-10-01&from=1&page=2&view=a.html", nil},
		{"https://a.gov.vn/?u=12345", nil},
		{"https://a.gov.vn/?back=1", nil},
		{"https://a.gov.vn/?email=a@b.gov.vn", nil},
		{"https://a.gov.vn/van-ban/qd-12.2025.pdf?index.html", nil},
		{"https://a.gov.vn/x;jsessionid=0A1B?id=3#muc-2.1", nil},
		{"https://a.gov.vn/?q=100%25", nil},
		{"https://a.gov.vn/?q=%C4%90%E1%BB%8Ba%20ch%E1%BB%89:%20s%E1%BB%91%201", nil},

		{"https://a.gov.vn/%E2%80%8B", []FindingCode{LinkInvisible}},
		{"https://a.gov.vn/%25E2%2580%258B", []FindingCode{LinkInvisible}},
		{"https://a.gov.vn/%E2%80%AE", []FindingCode{LinkBidi}},
		{"https://a.gov.vn/%0d%0aLocation:x", []FindingCode{LinkControl}},

		{"https://dichvucong.gov.vn/P/home/dvc-x.html", []FindingCode{LinkDead}},
		{"https://dichvucong.gov.vn/p/home/./dvc-x.html", []FindingCode{LinkDead}},
		{"https://dichvucong.gov.vn/p/x/../home/dvc-x.html", []FindingCode{LinkDead}},
		{"https://dichvucong.gov.vn/p/home/dvc%2dx.html", []FindingCode{LinkDead}},
		{"https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193", []FindingCode{LinkDead}},
		{"https://www.dichvucong.gov.vn/p/home/dvc-tthc-nganh-doc.html", []FindingCode{LinkDead}},

		{"https://dichvucong.gov.vn/" + strings.Repeat("a", MaxLink), []FindingCode{LinkTooLong}},
	} {
		v := (*LinkPolicy)(nil).Check(tt.link)
		if got := codes(v); !slices.Equal(got, tt.want) {
			t.Errorf("%+q: got %v, want %v", tt.link, got, tt.want)
		}
		refused := slices.ContainsFunc(tt.want, func(c FindingCode) bool { return c != LinkDead })
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
		Allow:    []string{"baotuyenquang.com.vn", ".Congbao.com.VN", ".vn", ".net.vn", ".tuyenquang.vn", ".github.io", "", ".", "com"},
		Override: []string{"zalo.me", "BIT.LY", "gov.vn.evil.com"},
	}
	for _, tt := range []struct {
		link       string
		want       []FindingCode
		overridden string
	}{
		{"https://baotuyenquang.com.vn/", nil, ""},
		{"https://a.baotuyenquang.com.vn/", []FindingCode{LinkNotAllowed}, ""},
		{"https://xa.congbao.com.vn/", nil, ""},
		{"https://congbao.com.vn/", nil, ""},
		{"https://evilcongbao.com.vn/", []FindingCode{LinkNotAllowed}, ""},
		{"https://evil.net.vn/", []FindingCode{LinkNotAllowed}, ""},
		{"https://evil.tuyenquang.vn/", []FindingCode{LinkNotAllowed}, ""},
		{"https://evil.github.io/", []FindingCode{LinkNotAllowed}, ""},
		{"https://com/", []FindingCode{LinkNotAllowed}, ""},
		{"https://zalo.me/1", []FindingCode{LinkOverridden}, "zalo.me"},
		{"https://Bit.ly/1", []FindingCode{LinkOverridden}, "bit.ly"},
		{"https://a.zalo.me/1", []FindingCode{LinkNotAllowed}, ""},
		{"https://zalo.me:99/1", []FindingCode{LinkPort, LinkOverridden}, "zalo.me"},
		{"http://zalo.me/1", []FindingCode{LinkNotHTTPS, LinkOverridden}, "zalo.me"},
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
		"https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=9434":     "?keyword=",
		"https://dichvucong.gov.vn/p/home/dvc-trang-chu.html":                                       " https://dichvucong.gov.vn/",
	} {
		f := (&LinkPolicy{}).Check(link).Findings
		if len(f) != 1 || f[0].Host != "dichvucong.gov.vn" || !strings.Contains(f[0].Remedy.VI+" ", want+" ") ||
			!strings.Contains(f[0].Remedy.EN+" ", want+" ") {
			t.Errorf("%s: %+v", link, f)
		}
	}
}

func TestHost(t *testing.T) {
	for payload, want := range map[string]string{
		"https://dichvucong.gov.vn/x?y":            "dichvucong.gov.vn",
		"HTTPS://DICHVUCONG.GOV.VN":                "dichvucong.gov.vn",
		"http://tuyenquang.gov.vn":                 "tuyenquang.gov.vn",
		"https://dichvucong.gov.vn@evil.com:81/":   "evil.com",
		"https://dichvucong.gоv.vn":                "",
		`https://dichvucong.gov.vn\@evil.com`:      "",
		"https://evil.com%2F.gov.vn":               "",
		"https://":                                 "",
		"evil.com/login":                           "evil.com",
		"//Evil.com":                               "evil.com",
		"đặt.vn":                                   "",
		"Xem https://tuyenquang.gov.vn/a và b":     "tuyenquang.gov.vn",
		"BEGIN:VCARD\nURL:https://a.vn\nEND:VCARD": "a.vn",
		"tel:1022":                                 "",
		"WIFI:S:x;;":                               "",
		"":                                         "",
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
		if !slices.Contains([]string{"shortener", "redirect", "hint", "dead", "portal"}, kind) || seen[kind+value] || value != strings.ToLower(value) {
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
	if f := knownLinks(); len(f.shorteners) < 20 || len(f.redirects) < 20 || len(f.hints) < 10 || len(f.dead) != 1 || len(f.portal) != 2 {
		t.Errorf("%d shorteners, %d redirects, %d dead, %d portal", len(f.shorteners), len(f.redirects), len(f.dead), len(f.portal))
	}
}

// FuzzLinkPolicy: whatever is admitted is what Go and the policy both read as
// an https link to a host below .gov.vn, and the printed host is the same.
func FuzzLinkPolicy(f *testing.F) {
	for _, seed := range []string{
		"https://dichvucong.gov.vn/a?b=c#d", "https://dichvucong.gov.vn.evil.com", "https://a@b.gov.vn:1/", `https://a.gov.vn\@b`,
		"https://a.gоv.vn", "https://[::1]/", "https://a.gov.vn/?url=//b", "javascript:0", "https://a.gov.vn%2f", "https://a.gov.vn.",
		"https://a.gov.vn/?q=%2f%2fevil.com%", "https://a.gov.vn/?url[]=b.com", "https://a.gov.vn/?a;u=b.com#c", "evil.com:80/x",
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
			t.Fatal(err)
		}
		host := strings.ToLower(u.Host)
		if u.Scheme != "https" || u.User != nil || host != v.Host || Host(link) != v.Host || !(strings.HasSuffix(host, ".gov.vn") || v.Overridden == host) {
			t.Fatalf("admitted %+q: %+v", link, v)
		}
	})
}
