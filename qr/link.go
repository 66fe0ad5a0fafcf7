package qr

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxLink is the longest link that a policy admits, in bytes. Far shorter ones
// are already too dense for a board.
const MaxLink = 2048

// ErrLink is matched by the error of every refused link.
var ErrLink = errors.New("liên kết bị từ chối / link refused")

// A LinkPolicy says which links may stand on a public sign. The zero value, and
// nil, admit https links to hosts below .gov.vn. It is safe for concurrent use
// as long as nobody changes it.
type LinkPolicy struct {
	// Allow admits more hosts, those of the office itself: "zalo.me" is that host
	// alone, ".baotuyenquang.com.vn" that host and all below it. An entry below
	// which anybody may register, such as ".vn", ".com.vn" or ".tuyenquang.vn",
	// admits nothing (public suffixes: publicsuffix.org), nor does a shortener.
	// CheckHosts finds those.
	Allow []string
	// Override admits hosts for this sign only, even shorteners: by their exact
	// names, or with a leading dot a name and all hosts below it, as in Allow. The
	// verdict records it. Nothing else can be overridden.
	Override []string
}

// A FindingCode names what is wrong with a link or payload.
type FindingCode string

// Each code has one meaning. All but LinkDead and LinkOverridden refuse the link.
const (
	LinkTooLong     FindingCode = "link-too-long"     // longer than MaxLink
	LinkNotUTF8     FindingCode = "link-not-utf8"     // not valid UTF-8
	LinkEscape      FindingCode = "link-escape"       // percent sign without two hexadecimal digits
	LinkControl     FindingCode = "link-control"      // space or control character
	LinkInvisible   FindingCode = "link-invisible"    // zero-width or otherwise invisible character
	LinkBidi        FindingCode = "link-bidi"         // character that changes the direction of text
	LinkBackslash   FindingCode = "link-backslash"    // backslash, which some browsers take for a slash
	LinkScheme      FindingCode = "link-scheme"       // not a web address
	LinkNotHTTPS    FindingCode = "link-not-https"    // http
	LinkUserInfo    FindingCode = "link-user-info"    // user name or password before the host
	LinkPort        FindingCode = "link-port"         // port after the host
	LinkIP          FindingCode = "link-ip"           // IP address in place of a name
	LinkEncodedHost FindingCode = "link-encoded-host" // percent-encoding in the host
	LinkMixedScript FindingCode = "link-mixed-script" // letters of several scripts in the host
	LinkNotASCII    FindingCode = "link-not-ascii"    // letters outside of ASCII in the host
	LinkPunycode    FindingCode = "link-punycode"     // xn-- in the host
	LinkTrailingDot FindingCode = "link-trailing-dot" // dot at the end of the host
	LinkHost        FindingCode = "link-host"         // host missing or malformed
	LinkShortener   FindingCode = "link-shortener"    // host that forwards to anywhere
	LinkNotAllowed  FindingCode = "link-not-allowed"  // host that the policy does not admit
	LinkImitation   FindingCode = "link-imitation"    // the same, and it looks like that of an office
	LinkRedirect    FindingCode = "link-redirect"     // address that forwards to another
	LinkDead        FindingCode = "link-dead"         // warning: form of address that no longer exists
	LinkOverridden  FindingCode = "link-overridden"   // warning: host admitted by name

	PayloadText   FindingCode = "text"   // empty, not UTF-8, or with control characters
	PayloadNumber FindingCode = "number" // to call or write to: not a telephone number
	PayloadVietQR FindingCode = "vietqr" // malformed VietQR code
)

// Severity says whether a finding refuses a link.
type Severity uint8

// A link with a refusal must not be printed; one with a warning may be.
const (
	Warning Severity = iota
	Refusal
)

// String returns the name of the severity.
func (s Severity) String() string {
	if s == Refusal {
		return "refusal"
	}
	return "warning"
}

// Wording is a sentence for an officer, in Vietnamese and English.
type Wording struct{ VI, EN string }

// A Finding is one fault of a link. Hosts within its wordings are as [Visible]
// writes them, so that they cannot deceive.
type Finding struct {
	Code     FindingCode
	Severity Severity
	Host     string // as Verdict.Host
	Message  Wording
	Remedy   Wording

	cause error // behind Verdict.Err; nil: ErrLink
}

// A Verdict is what a policy says about a link or payload.
type Verdict struct {
	Kind       Kind      // of the payload
	Link       string    // that was judged; empty where a payload holds none
	Host       string    // in lower case where it is ASCII; empty if there is none
	Overridden string    // the host that was admitted by name, or empty
	Findings   []Finding // in a fixed order; those of the characters first, then from left to right
}

// OK reports whether the link may be printed.
func (v Verdict) OK() bool {
	return !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Severity == Refusal })
}

// Err returns nil if the link may be printed, and otherwise an error that
// states all refusals and remedies. It matches ErrLink; for payloads that are
// malformed themselves it matches ErrPayload or ErrVietQR.
func (v Verdict) Err() error {
	var errs []error
	for _, f := range v.Findings {
		switch {
		case f.Severity != Refusal:
		case f.cause != nil:
			errs = append(errs, f.cause)
		default:
			errs = append(errs, fmt.Errorf("%w: %s; %s / %s; %s", ErrLink, f.Message.VI, f.Remedy.VI, f.Message.EN, f.Remedy.EN))
		}
	}
	return errors.Join(errs...)
}

// URL returns a link as a payload if a policy admits it, nil meaning the zero
// policy, and otherwise the error of the verdict.
func URL(link string, p *LinkPolicy) (string, error) {
	if err := p.Check(link).Err(); err != nil {
		return "", err
	}
	return link, nil
}

// Host returns the host to print beside a code, taken from its payload, in
// lower case: that to which the first of its addresses leads. It is empty where
// there is none, and where the host is not a plain ASCII name, so that no
// look-alike is ever printed.
func Host(payload string) string {
	addresses := Addresses(payload)
	if len(addresses) == 0 {
		return ""
	}
	address := addresses[0]
	if KindOf(address) == KindAddress {
		address = "https://" + strings.TrimPrefix(address, "//")
	}
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || !plainHost(u.Hostname()) {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// Check judges a link. It looks at nothing but its characters: a link that is
// admitted may still lead nowhere.
func (p *LinkPolicy) Check(link string) Verdict {
	if p == nil {
		p = &LinkPolicy{}
	}
	v := &Verdict{Kind: KindLink, Link: link}
	if len(link) > MaxLink {
		v.refuse(LinkTooLong, fmt.Sprintf("liên kết dài %d byte, tối đa %d", len(link), MaxLink), "dùng địa chỉ ngắn hơn của chính trang đó",
			fmt.Sprintf("the link is %d bytes long, at most %d are allowed", len(link), MaxLink), "use a shorter address of the page itself")
		return *v
	}
	v.checkCharacters()

	scheme, rest, found := strings.Cut(link, ":")
	scheme = strings.ToLower(scheme)
	switch {
	case KindOf(link) == KindAddress:
		rest = "//" + strings.TrimPrefix(link, "//")
		v.refuse(LinkScheme, "địa chỉ thiếu https:// ở đầu", "viết cả https://", "the address lacks its https://", "write it with https://")
	case !found || (scheme != "https" && scheme != "http"):
		v.refuse(LinkScheme, "liên kết không phải là địa chỉ web", "viết địa chỉ bắt đầu bằng https://",
			"the link is not a web address", "write an address that begins with https://")
		return *v
	case scheme == "http":
		v.refuse(LinkNotHTTPS, "liên kết http không được bảo vệ", "dùng địa chỉ https:// của trang",
			"an http link is not protected", "use the https:// address of the page")
	}
	rest, found = strings.CutPrefix(rest, "//")
	// Browsers take a backslash for a slash.
	end := strings.IndexAny(rest, `/\?#`)
	if end < 0 {
		end = len(rest)
	}
	if !found || end == 0 {
		v.refuse(LinkHost, "liên kết không có tên miền", "viết https:// rồi đến tên miền", "the link names no host", "write https:// and then the host")
		return *v
	}
	if v.checkAuthority(rest[:end]) {
		v.checkAllowed(p)
	}
	v.checkRedirect(rest[end:])
	v.checkDead(rest[end:])
	return *v
}

func (v *Verdict) refuse(code FindingCode, vi, remedyVI, en, remedyEN string) {
	v.Findings = append(v.Findings, Finding{Code: code, Severity: Refusal, Host: v.Host, Message: Wording{vi, en}, Remedy: Wording{remedyVI, remedyEN}})
}

func (v *Verdict) warn(code FindingCode, vi, remedyVI, en, remedyEN string) {
	v.Findings = append(v.Findings, Finding{Code: code, Severity: Warning, Host: v.Host, Message: Wording{vi, en}, Remedy: Wording{remedyVI, remedyEN}})
}

// checkCharacters refuses what a reader of the link cannot see, or sees
// elsewhere than it stands. Each kind is reported once.
func (v *Verdict) checkCharacters() {
	const retypeVI, retypeEN = "gõ lại liên kết bằng tay", "type the link again by hand"
	if !utf8.ValidString(v.Link) {
		v.refuse(LinkNotUTF8, "liên kết không phải UTF-8", retypeVI, "the link is not UTF-8", retypeEN)
	}
	reported := map[FindingCode]bool{}
	report := func(code FindingCode, r rune, vi, en string) {
		if !reported[code] {
			reported[code] = true
			v.refuse(code, fmt.Sprintf("liên kết chứa %s %U", vi, r), retypeVI, fmt.Sprintf("the link contains %s %U", en, r), retypeEN)
		}
	}
	for _, r := range v.Link {
		switch {
		case r == '\\':
			report(LinkBackslash, r, "dấu gạch chéo ngược", "a backslash")
		case unicode.Is(unicode.Bidi_Control, r):
			report(LinkBidi, r, "ký tự đổi chiều chữ", "the direction-changing character")
		case unicode.IsSpace(r) || unicode.IsControl(r):
			report(LinkControl, r, "dấu cách hoặc ký tự điều khiển", "the space or control character")
		case invisible(r):
			report(LinkInvisible, r, "ký tự vô hình", "the invisible character")
		}
	}
	for _, r := range unescape(v.Link) {
		switch {
		case unicode.Is(unicode.Bidi_Control, r):
			report(LinkBidi, r, "ký tự đổi chiều chữ đã mã hóa", "the encoded direction-changing character")
		case unicode.IsControl(r):
			report(LinkControl, r, "ký tự điều khiển đã mã hóa", "the encoded control character")
		case r != ' ' && invisible(r) && !strings.ContainsRune(v.Link, r):
			report(LinkInvisible, r, "ký tự vô hình đã mã hóa", "the encoded invisible character")
		}
	}
	if malformedEscape(v.Link) {
		v.refuse(LinkEscape, "liên kết có dấu % không đứng trước hai chữ số hệ 16", "viết %25 thay cho dấu %",
			"the link has a % that no two hexadecimal digits follow", "write %25 for a %")
	}
}

// invisible reports characters that leave no mark on paper.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		r == '\u2800' // blank Braille pattern
}

// checkAuthority finds the host of a link and reports whether it is a plain
// name, of which it can be said whether the policy admits it.
func (v *Verdict) checkAuthority(authority string) bool {
	host := authority
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		host = authority[i+1:]
		v.Host = lowerASCII(host)
		v.refuse(LinkUserInfo, fmt.Sprintf("phần trước dấu @ chỉ để đánh lừa: liên kết dẫn đến “%s”", Visible(host)),
			"bỏ phần đó",
			fmt.Sprintf("what stands before the @ only deceives: the link leads to \"%s\"", Visible(host)),
			"remove that part")
	}
	if strings.HasPrefix(host, "[") {
		v.Host = lowerASCII(host)
		v.refuseIP()
		return false
	}
	if i := strings.IndexByte(host, ':'); i >= 0 {
		host = host[:i]
		v.Host = lowerASCII(host)
		v.refuse(LinkPort, "liên kết chỉ định cổng", "bỏ phần từ dấu hai chấm sau tên miền",
			"the link names a port", "remove the colon after the host and what follows")
	}
	v.Host = lowerASCII(host)
	switch {
	case strings.Contains(host, "%"):
		v.refuse(LinkEncodedHost, fmt.Sprintf("tên miền “%s” bị mã hóa phần trăm", Visible(host)),
			"viết tên miền bằng chữ thường",
			fmt.Sprintf("the host \"%s\" is percent-encoded", Visible(host)), "write the host in plain letters")
	case !isASCII(host):
		v.refuseScript(host)
	case strings.HasSuffix(host, "."):
		v.refuse(LinkTrailingDot, fmt.Sprintf("tên miền “%s” kết thúc bằng dấu chấm", Visible(host)),
			"bỏ dấu chấm cuối",
			fmt.Sprintf("the host \"%s\" ends in a dot", Visible(host)), "remove the last dot")
	case numericHost(v.Host):
		v.refuseIP()
	case !plainHost(host):
		v.refuse(LinkHost, fmt.Sprintf("tên miền “%s” không hợp lệ", Visible(host)), "kiểm tra lại tên miền",
			fmt.Sprintf("the host \"%s\" is malformed", Visible(host)), "check the host")
	case punycode(v.Host):
		v.refuse(LinkPunycode, fmt.Sprintf("tên miền “%s” là tên mã hóa, không đọc được", Visible(host)),
			"dùng tên miền ASCII của cơ quan",
			fmt.Sprintf("the host \"%s\" is an encoded name that nobody can read",
				Visible(host)), "use the office's ASCII host")
	default:
		return true
	}
	return false
}

func (v *Verdict) refuseIP() {
	v.refuse(LinkIP, fmt.Sprintf("“%s” là địa chỉ IP, không phải tên miền", Visible(v.Host)),
		"dùng tên miền của cơ quan",
		fmt.Sprintf("\"%s\" is an IP address, not a name", Visible(v.Host)), "use the office's host")
}

func (v *Verdict) refuseScript(host string) {
	seen := map[string]bool{}
	for _, r := range host {
		for name, table := range unicode.Scripts {
			if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
				seen[name] = true
			}
		}
	}
	letter, foreign := foreignLetter(host)
	switch {
	case len(seen) > 1:
		v.refuse(LinkMixedScript, fmt.Sprintf("tên miền “%s” trộn chữ của nhiều hệ chữ để giả dạng: %s", Visible(host),
			letter.VI), "gõ lại tên miền bằng tay",
			fmt.Sprintf("the host \"%s\" mixes scripts to look like another: %s", Visible(host),
				letter.EN), "type the host again by hand")
	case foreign:
		v.refuse(LinkNotASCII, fmt.Sprintf("tên miền “%s” có %s", Visible(host), letter.VI),
			"gõ lại tên miền bằng tay, không dấu",
			fmt.Sprintf("the host \"%s\" has %s", Visible(host),
				letter.EN), "type the host again by hand, without accents")
	default:
		v.refuse(LinkNotASCII, fmt.Sprintf("tên miền “%s” có chữ có dấu", Visible(host)),
			"dùng tên miền không dấu của cơ quan",
			fmt.Sprintf("the host \"%s\" has letters with accents",
				Visible(host)), "use the office's host without accents")
	}
}

func (v *Verdict) checkAllowed(p *LinkPolicy) {
	switch {
	case admits(government, v.Host):
	case !shortener(v.Host) && slices.ContainsFunc(p.Allow, func(entry string) bool { return admits(entry, v.Host) }):
	case slices.ContainsFunc(p.Override, func(entry string) bool { return admits(entry, v.Host) }):
		v.Overridden = v.Host
		v.warn(LinkOverridden, fmt.Sprintf("tên miền %s không thuộc danh sách nhưng được chấp nhận đích danh", v.Host), "người duyệt phải biết điều này",
			fmt.Sprintf("the host %s is not on the list and was admitted by name", v.Host), "whoever approves the sign has to know")
	case shortener(v.Host):
		v.refuse(LinkShortener, fmt.Sprintf("%s là dịch vụ rút gọn, có thể bị đổi đích bất cứ lúc nào", v.Host), "dùng địa chỉ đích",
			fmt.Sprintf("%s shortens links, and may lead elsewhere tomorrow", v.Host), "use the address it leads to")
	case imitation(v.Host):
		v.refuse(LinkImitation, fmt.Sprintf("tên miền %s trông giống của cơ quan nhà nước nhưng không thuộc .gov.vn, có thể là giả mạo", v.Host),
			"xem lại địa chỉ này lấy từ đâu, rồi gõ lại địa chỉ thật bằng tay",
			fmt.Sprintf("the host %s looks like that of an office but is not below .gov.vn: it may be a fraud", v.Host),
			"check where the address comes from, and type the true one by hand")
	default:
		v.refuse(LinkNotAllowed, fmt.Sprintf("tên miền %s không thuộc danh sách cho phép", v.Host), "dùng trang .gov.vn, hoặc chấp nhận đích danh tên miền này",
			fmt.Sprintf("the host %s is not on the list", v.Host), "use a .gov.vn page, or admit this host by name")
	}
}

// shortener reports whether a host forwards to anywhere.
func shortener(host string) bool { return knownLinks().shorteners[strings.TrimPrefix(host, "www.")] }

// portalName is what the names of the portals of public services begin with.
const portalName = "dichvucong"

// lookalikes are characters of hosts by those that they pass for.
var lookalikes = strings.NewReplacer("0", "o", "1", "i", "l", "i")

// imitation reports whether a host that is not below .gov.vn passes for one:
// with gov.vn elsewhere in it, or with the portal's name, a letter of it
// changed.
func imitation(host string) bool {
	host = lookalikes.Replace(host)
	joined := strings.NewReplacer(".", "", "-", "").Replace(host)
	if strings.Contains(joined, strings.ReplaceAll(government, ".", "")) || strings.Contains(joined, portalName) {
		return true
	}
	words := strings.FieldsFunc(host, func(r rune) bool { return r == '.' || r == '-' })
	return slices.ContainsFunc(words, func(word string) bool { return oneOff(word, portalName) })
}

// oneOff reports whether two words of ASCII differ by one letter: another,
// missing, added, or exchanged with the next.
func oneOff(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b)) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

func (v *Verdict) checkDead(rest string) {
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		rest = rest[:i]
	}
	address := strings.TrimPrefix(v.Host, "www.") + path.Clean("/"+strings.ToLower(unescape(rest)))
	for _, dead := range knownLinks().dead {
		if !strings.HasPrefix(address, dead) {
			continue
		}
		code := ""
		if u, err := url.Parse(v.Link); err == nil {
			code = u.Query().Get("ma_thu_tuc")
		}
		remedy := searchRemedy(code)
		if code == "" && strings.HasPrefix(path.Base(address), deadFrontPage) {
			remedy = Wording{"dùng " + frontPage, "use " + frontPage}
		}
		v.warn(LinkDead, "dạng địa chỉ này của Cổng Dịch vụ công quốc gia không còn hoạt động", remedy.VI,
			"the national portal no longer has this form of address", remedy.EN)
		return
	}
}

// The front page of the national portal, and what its dead addresses begin with.
const (
	frontPage     = "https://dichvucong.gov.vn/"
	deadFrontPage = "dvc-trang-chu"
)

// searchRemedy says what to use for a dead address of the portal: the search
// for a code, or where there is none, how to come by it.
func searchRemedy(code string) Wording {
	if link, err := SearchLink(code); err == nil {
		return Wording{"dùng " + link, "use " + link}
	}
	form := SearchWords("")
	return Wording{"dùng " + form + " rồi viết liền mã thủ tục",
		"use " + form + " with the procedure's code right behind it"}
}

// lowerASCII lowers ASCII letters only: others may turn into ASCII, as the
// Kelvin sign does.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// plainHost reports whether a host is a name of letters, digits and hyphens
// (RFC 1123, 2.1; lengths of RFC 1035, 2.3.4).
func plainHost(host string) bool {
	if len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			c := label[i] | 0x20
			if !('a' <= c && c <= 'z') && !('0' <= label[i] && label[i] <= '9') && label[i] != '-' {
				return false
			}
		}
	}
	return true
}

// numericHost reports what browsers read as an IPv4 address: a host whose last
// label is a number, be it decimal, octal or hexadecimal.
func numericHost(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, found := strings.CutPrefix(last, "0x"); found {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

func punycode(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		if strings.HasPrefix(label, "xn--") {
			return true
		}
	}
	return false
}
