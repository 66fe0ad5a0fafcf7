package qr

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// checkRedirect refuses addresses that carry another one, in a parameter of the
// query, the fragment or the path, or in the path itself. They may lead
// anywhere, however trusted the host. What counts is what a server may make of
// them: everything is decoded to the end and in plain letters.
func (v *Verdict) checkRedirect(rest string) {
	decoded := unescape(rest)
	path, parameters := foldAddress(decoded), ""
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path, parameters = path[:i], path[i:]
	}
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		var matrix string
		segments[i], matrix, _ = strings.Cut(segment, ";")
		parameters += ";" + matrix
	}
	what := ""
	switch {
	case carriesAddress(path) || forwarding(segments):
		what = path
	case strings.Contains(decoded, "aHR0cHM6") || strings.Contains(decoded, "aHR0cDov"): // https: and http:/ in base64
		what = decoded
	default:
		all := strings.FieldsFunc(parameters, func(r rune) bool { return strings.ContainsRune("?#&;", r) })
		// "redirect.aspx?id=…"
		script, _, _ := strings.Cut(segments[len(segments)-1], ".")
		if i := slices.IndexFunc(all, func(parameter string) bool { return forwards(parameter, knownLinks().redirects[script]) }); i >= 0 {
			what = all[i]
		}
	}
	if what != "" {
		v.refuse(LinkRedirect, fmt.Sprintf("liên kết có thể chuyển hướng sang nơi khác (“%s”)", Visible(what)),
			"dùng thẳng địa chỉ đích",
			fmt.Sprintf("the link may forward elsewhere (\"%s\")", Visible(what)), "use the address it leads to")
	}
}

// forwards tells whether a parameter may send the reader elsewhere: whatever it
// says where its name stands for nothing else, and otherwise by what it says.
// Hinted means that something besides its name hints at it.
func forwards(parameter string, hinted bool) bool {
	name, value, valued := strings.Cut(strings.ReplaceAll(parameter, "+", " "), "=")
	value = strings.TrimSpace(value)
	alone := name == "" || !valued
	if carriesAddress(name) || carriesAddress(value) || alone && bareAddress(strings.TrimSpace(name+value)) || forwarding(strings.Split(parameter, "/")) {
		return true
	}
	known := knownLinks()
	// "next[0]", "redirect.url" and "return_to" are names of PHP, Java and Python.
	words := slices.DeleteFunc(strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), digits)
	whole := strings.Join(words, "")
	if known.redirects[whole] {
		return true
	}
	hinted = hinted || slices.ContainsFunc(words, func(word string) bool { return known.redirects[word] || known.hints[word] }) ||
		slices.ContainsFunc([]string{"url", "uri", "href", "link", "redirect", "redir"}, func(end string) bool { return strings.HasSuffix(whole, end) })
	return hinted && bareAddress(strings.TrimLeft(value, "/.@ "))
}

// forwarding finds "/redirect/evil.com".
func forwarding(segments []string) bool {
	known := knownLinks()
	for i, segment := range segments[1:] {
		before := strings.NewReplacer("-", "", "_", "").Replace(segments[i])
		if (known.redirects[before] || known.hints[before]) && bareAddress(segment) {
			return true
		}
	}
	return false
}

// carriesAddress reports whether decoded text contains an absolute or
// protocol-relative address, or begins as a program or another app does.
func carriesAddress(s string) bool {
	if strings.Contains(s, "//") || strings.Contains(s, "http:") || strings.Contains(s, "https:") {
		return true
	}
	scheme, _, found := strings.Cut(strings.TrimSpace(s), ":")
	return found && slices.Contains([]string{"javascript", "vbscript", "data", "blob", "file", "ftp", "intent", "market"}, scheme)
}

// unescape undoes percent-encoding to the end, since servers that forward may
// undo it more than once. What is no encoding stays as it is.
func unescape(s string) string {
	for {
		decoded := unescapeOnce(s)
		if decoded == s {
			return s
		}
		s = decoded
	}
}

func unescapeOnce(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hexDigit(s[i+1]) && hexDigit(s[i+2]) {
			b.WriteByte(fromHex(s[i+1])<<4 | fromHex(s[i+2]))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// malformedEscape tells whether a percent sign is not followed by two
// hexadecimal digits.
func malformedEscape(s string) bool {
	for i := range len(s) {
		if s[i] == '%' && (i+2 >= len(s) || !hexDigit(s[i+1]) || !hexDigit(s[i+2])) {
			return true
		}
	}
	return false
}

func hexDigit(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

func fromHex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}
