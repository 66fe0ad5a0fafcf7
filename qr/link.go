package qr

import (
	"net/url"
	"strings"
)

// Host returns the host to print beside a code, taken from its payload: what
// stands between the scheme and the path of an http or https URL, in lower
// case. It is empty for any other payload.
func Host(payload string) string {
	u, err := url.Parse(payload)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
