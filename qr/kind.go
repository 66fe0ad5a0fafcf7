package qr

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"
)

// Kind is what a phone does with the content of a code.
type Kind string

// Every payload is of one kind.
const (
	KindText     Kind = "text"    // shows it
	KindLink     Kind = "link"    // opens it, whatever its scheme
	KindAddress  Kind = "address" // opens it as a link, though it lacks its scheme: "tuyenquang.gov.vn"
	KindCall     Kind = "tel"
	KindMessage  Kind = "sms"
	KindPlace    Kind = "geo"
	KindMail     Kind = "mailto"
	KindWiFi     Kind = "wifi"
	KindContact  Kind = "contact" // vCard or MECARD
	KindTransfer Kind = "vietqr"  // of money, by an EMVCo code
)

// kindStarts are the beginnings of payloads that tell their kind, in any case.
var kindStarts = [...]struct {
	start string
	kind  Kind
}{
	{"tel:", KindCall}, {"sms:", KindMessage}, {"smsto:", KindMessage}, {"geo:", KindPlace}, {"mailto:", KindMail}, {"wifi:", KindWiFi},
	{"mecard:", KindContact}, {"begin:vcard", KindContact},
	{idFormat + "02" + formatVersion, KindTransfer},
}

// schemeLike is what phones act upon instead of showing it.
var schemeLike = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:\S`) })

// KindOf tells the kind of a payload by how it begins, as phones do. It does
// not judge the rest: see [LinkPolicy.CheckPayload].
func KindOf(payload string) Kind {
	s := strings.TrimFunc(payload, blank)
	for _, k := range kindStarts {
		if len(s) >= len(k.start) && strings.EqualFold(s[:len(k.start)], k.start) {
			return k.kind
		}
	}
	switch {
	case bareAddress(s):
		return KindAddress
	case schemeLike().MatchString(s):
		return KindLink
	}
	return KindText
}

func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || invisible(r) }

// bareAddress tells whether a text as a whole is a web address without its
// scheme: a host below a top-level domain that exists, or four numbers.
func bareAddress(s string) bool {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	s, relative := strings.CutPrefix(foldAddress(s), "//")
	host, rest := s, ""
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		host, rest = s[:i], s[i:]
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		user := host[:i]
		if host = host[i+1:]; rest == "" && !relative && !strings.Contains(user, ":") {
			return false // an e-mail address
		}
	}
	host, port, _ := strings.Cut(host, ":")
	if port != "" && !digits(port) {
		return false
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	for _, label := range labels {
		if label == "" || strings.ContainsFunc(label, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) && r != '-' && r != '_' }) {
			return false
		}
	}
	return len(labels) > 1 && topLevel(labels)
}

// topLevel tells whether the last of some labels can end a host.
func topLevel(labels []string) bool {
	last := labels[len(labels)-1]
	switch {
	case numericHost(last):
		return len(labels) == 4 && !slices.ContainsFunc(labels, func(l string) bool { return !numericHost(l) || len(l) > 4 })
	case !isASCII(last):
		// There are such domains in other scripts, but no Vietnamese one.
		return strings.ContainsFunc(last, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
	}
	suffix, icann := publicsuffix.PublicSuffix(strings.Join(labels, "."))
	return icann || strings.Contains(suffix, ".") || strings.HasPrefix(last, "xn--")
}

// foldAddress gives an address the letters that browsers read it in.
func foldAddress(s string) string {
	return strings.NewReplacer(`\`, "/", "\u2044", "/", "\u2215", "/", "。", ".").Replace(strings.ToLower(norm.NFKC.String(s)))
}

// Addresses returns the web addresses that a payload holds, in their order: a
// link or an address without its scheme as it stands, and those within a text,
// a contact, or what a call, message, mail or place brings with it, where an address
// without a scheme is completed to https. Other kinds hold none.
func Addresses(payload string) []string {
	switch KindOf(payload) {
	case KindLink, KindAddress:
		return []string{payload}
	case KindText:
		return addressesWithin(payload)
	case KindCall, KindMessage, KindMail, KindPlace:
		return addressesWithin(enclosed(payload))
	case KindContact:
		var all []string
		for _, property := range properties(payload) {
			name, value, _ := strings.Cut(property, ":")
			name, _, _ = strings.Cut(name, ";")
			name = strings.TrimSpace(name[strings.LastIndexByte(name, '.')+1:])
			if value = strings.TrimSpace(value); strings.EqualFold(name, "URL") && value != "" {
				all = append(all, value)
			} else {
				all = append(all, addressesWithin(value)...)
			}
		}
		return all
	}
	return nil
}

// enclosed is what a call, a message, a mail or a place brings with it beside the
// number, the receiver and the coordinates: its text, or the name of the place.
func enclosed(payload string) string {
	_, to, _ := strings.Cut(payload, ":")
	to, query, _ := strings.Cut(to, "?")
	text := ""
	if i := strings.IndexAny(to, ":;"); i >= 0 { // of smsto:, or parameters
		text = to[i+1:]
	}
	parts := []string{unescape(text)}
	for field := range strings.SplitSeq(query, "&") {
		parts = append(parts, unescape(field[strings.IndexByte(field, '=')+1:]))
	}
	return strings.Join(parts, "\n")
}

// properties takes a contact apart: a vCard into lines, of which those that
// begin with a space go on (RFC 2426, 2.6), a MECARD at its semicolons.
func properties(contact string) []string {
	contact = strings.TrimFunc(contact, blank)
	if body, found := cutFold(contact, "MECARD:"); found {
		return meCardProperties(body)
	}
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(contact)
	return strings.Split(strings.NewReplacer("\n ", "", "\n\t", "").Replace(lines), "\n")
}

// meCardProperties takes what follows "MECARD:" or "WIFI:" apart.
func meCardProperties(body string) []string {
	var all []string
	var property strings.Builder
	escaped := false
	for _, r := range body + ";" {
		switch {
		case r == '\\' && !escaped:
			escaped = true
			continue
		case r == ';' && !escaped:
			all = append(all, property.String())
			property.Reset()
		default:
			property.WriteRune(r)
		}
		escaped = false
	}
	return all
}

// addressesWithin finds what programs make links of where they show a text:
// whatever has "//" or begins with "www.", and names of hosts. What goes on in a
// capital is rather two sentences without a space, and so is what is all
// capitals, unless a path follows or it ends as hosts do that everybody knows.
func addressesWithin(text string) []string {
	var all []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return blank(r) || strings.ContainsRune("\"<>“”«»", r) }) {
		word = strings.TrimRight(word, ".,:;!?…)]}'’")
		if i := strings.Index(word, "//"); i >= 0 {
			scheme := len(strings.TrimRightFunc(strings.TrimSuffix(word[:i], ":"), func(r rune) bool {
				return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
			}))
			switch before, address := word[:i], word[scheme:]; {
			case strings.HasSuffix(before, ":") && scheme < i-1:
				all = append(all, address)
			case bareAddress(word[i:]):
				all = append(all, "https:"+word[i:])
			}
			continue
		}
		for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune("(),:;[]{}=|", r) }) {
			part = strings.Trim(part, ".!?…-–'‘’")
			host := part
			if i := strings.IndexAny(part, "/?#"); i >= 0 {
				host = part[:i]
			}
			last := host[strings.LastIndexByte(host, '.')+1:]
			sentences := last != strings.ToLower(last) && last[1:] == strings.ToLower(last[1:]) || part == strings.ToUpper(host)
			sentences = sentences && !slices.Contains(knownEndings[:], strings.ToLower(last))
			if named := len(host) > 4 && strings.EqualFold(host[:4], "www."); (named || !sentences) && !strings.Contains(part, "@") && bareAddress(part) {
				all = append(all, "https://"+part)
			}
		}
	}
	return all
}

// knownEndings are top-level domains that are neither Vietnamese syllables nor
// abbreviations, and that many links have.
var knownEndings = [...]string{
	"vn", "com", "net", "org", "info", "biz", "xyz", "top", "online", "site", "shop", "store", "click", "link", "app", "club", "vip", "icu", "live",
}

// CheckPayload judges a payload of any kind: the links that it holds by the
// policy, VietQR codes and telephone numbers by their form, and text for
// characters that cannot be seen. The verdict's Link and Host are those of the first address, its
// findings those of all up to one that is refused.
func (p *LinkPolicy) CheckPayload(payload string) Verdict {
	v := Verdict{Kind: KindOf(payload)}
	var fault *PayloadError
	switch v.Kind {
	case KindText:
		if err := checkText("text", payload, true); errors.As(err, &fault) {
			v.refuse(PayloadText, fault.Reason.VI, fault.Remedy.VI, fault.Reason.EN, fault.Remedy.EN)
			v.Findings[0].cause = err
		}
	case KindCall, KindMessage:
		// What is no number is a command to the phone: *#06# and worse.
		_, number, _ := strings.Cut(payload, ":")
		if end := strings.IndexAny(number, "?:;,"); end >= 0 {
			number = number[:end]
		}
		if _, err := phoneNumber(strings.TrimFunc(number, unicode.IsSpace)); errors.As(err, &fault) {
			v.refuse(PayloadNumber, fault.Reason.VI, fault.Remedy.VI, fault.Reason.EN, fault.Remedy.EN)
			v.Findings[0].cause = err
		}
	case KindTransfer:
		var fault *VietQRError
		if _, err := ParseVietQR(payload); errors.As(err, &fault) {
			v.refuse(PayloadVietQR,
				"mã chuyển khoản VietQR không hợp lệ"+fault.in(" (trường ", ")")+": "+fault.Reason.VI, fault.Remedy.VI,
				"not a valid VietQR code for a transfer"+fault.in(" (field ", ")")+": "+fault.Reason.EN, fault.Remedy.EN)
			v.Findings[0].cause = err
		}
	}
	for i, address := range Addresses(payload) {
		one := p.Check(address)
		if i == 0 {
			v.Link, v.Host = one.Link, one.Host
		}
		if v.Overridden == "" {
			v.Overridden = one.Overridden
		}
		for _, f := range one.Findings {
			if !slices.ContainsFunc(v.Findings, func(g Finding) bool { return f.Code == g.Code && f.Host == g.Host }) {
				v.Findings = append(v.Findings, f)
			}
		}
		if !one.OK() {
			break
		}
	}
	return v
}
