package qr

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// The limits of [ReadHosts]. An office has some ten hosts.
const (
	MaxHostsBytes = 64 << 10
	MaxHosts      = 1000
)

// ErrHosts is matched by every [*HostError].
var ErrHosts = errors.New("tên miền cho phép không hợp lệ / invalid host to allow")

// HostError reports an entry of a [LinkPolicy] that admits nothing, or a list
// of entries over a limit.
type HostError struct {
	Line   int    // of the list, from 1; 0: of no list, or the list as a whole
	Entry  string // empty: the list as a whole
	Reason Wording
}

func (e *HostError) Error() string { return fmt.Sprintf("%s / %s", e.Wording().VI, e.Wording().EN) }

// Is makes errors.Is(err, ErrHosts) true.
func (e *HostError) Is(target error) bool { return target == ErrHosts }

// Wording is the reason with the line and the entry.
func (e *HostError) Wording() Wording {
	w := e.Reason
	if e.Entry != "" {
		w = Wording{fmt.Sprintf("“%s” %s", Visible(e.Entry), w.VI), fmt.Sprintf("\"%s\" %s", Visible(e.Entry), w.EN)}
	}
	if e.Line > 0 {
		w = Wording{fmt.Sprintf("dòng %d: %s", e.Line, w.VI), fmt.Sprintf("line %d: %s", e.Line, w.EN)}
	}
	return w
}

// ReadHosts reads the hosts that an office allows, for [LinkPolicy].Allow: one
// to a line as there, with comments from a # on. The error is that of the
// reader, or a [*HostError].
func ReadHosts(r io.Reader) ([]string, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxHostsBytes+1))
	if err != nil {
		return nil, err
	}
	if len(content) > MaxHostsBytes {
		return nil, &HostError{Reason: Wording{
			fmt.Sprintf("danh sách dài hơn %d KB", MaxHostsBytes>>10), fmt.Sprintf("the list is over %d KB", MaxHostsBytes>>10)}}
	}
	var hosts []string
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF"))))
	lines.Buffer(nil, MaxHostsBytes+1)
	for n := 1; lines.Scan(); n++ {
		entry, _, _ := strings.Cut(lines.Text(), "#")
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		if reason, idle := idleAllowed(entry); idle {
			return nil, &HostError{n, entry, reason}
		}
		if len(hosts) == MaxHosts {
			return nil, &HostError{Line: n, Reason: Wording{
				fmt.Sprintf("có hơn %d tên miền", MaxHosts), fmt.Sprintf("there are more than %d hosts", MaxHosts)}}
		}
		hosts = append(hosts, entry)
	}
	return hosts, nil
}

// CheckHosts returns a [*HostError] for the first entry of Allow and Override
// that admits nothing, or nil.
func (p *LinkPolicy) CheckHosts() error {
	for _, entry := range p.Allow {
		if reason, idle := idleAllowed(entry); idle {
			return &HostError{Entry: entry, Reason: reason}
		}
	}
	for _, entry := range p.Override {
		if reason, idle := idleEntry(entry); idle {
			return &HostError{Entry: entry, Reason: reason}
		}
	}
	return nil
}

// idleAllowed tells why an entry of Allow admits nothing, if so.
func idleAllowed(entry string) (reason Wording, idle bool) {
	if shortener(strings.TrimPrefix(strings.ToLower(entry), ".")) {
		return Wording{
			"là dịch vụ rút gọn, có thể bị đổi đích bất cứ lúc nào: dùng địa chỉ đích, hoặc chấp nhận đích danh cho từng biển",
			"shortens links, and may lead elsewhere tomorrow: use the address it leads to, or admit it by name for a single sign"}, true
	}
	return idleEntry(entry)
}

// government is the suffix that every policy admits. Only offices have names
// below it.
const government = ".gov.vn"

// idleEntry tells why an entry admits nothing, if so.
func idleEntry(entry string) (reason Wording, idle bool) {
	name, below := strings.CutPrefix(strings.ToLower(entry), ".")
	if !plainHost(name) || !strings.Contains(name, ".") || numericHost(name) {
		return Wording{
			"không phải tên miền: ghi như zalo.me, hoặc .baotuyenquang.com.vn cho tên đó và mọi tên dưới nó",
			"is no host: write it as zalo.me, or .baotuyenquang.com.vn for that name and all below it"}, true
	}
	if punycode(name) {
		return Wording{"có chữ ngoài ASCII viết mã hóa (xn--), không bao giờ được chấp nhận", "has letters outside of ASCII in code (xn--), which is never admitted"}, true
	}
	if suffix, icann := publicsuffix.PublicSuffix(name); below && "."+name != government && suffix == name && (icann || strings.Contains(suffix, ".")) {
		return Wording{
			"ai cũng đăng ký được tên dưới đó: ghi cả tên của cơ quan, như .baotuyenquang.com.vn",
			"is where anybody may register: write the office's own name, such as .baotuyenquang.com.vn"}, true
	}
	return Wording{}, false
}

// admits reports whether an entry of an allow list admits a host.
func admits(entry, host string) bool {
	if _, idle := idleEntry(entry); idle {
		return false
	}
	entry = strings.ToLower(entry)
	if name, below := strings.CutPrefix(entry, "."); below {
		// Whoever has a name has those below it, but nobody has gov.vn.
		return strings.HasSuffix(host, entry) || host == name && entry != government
	}
	return host == entry
}
