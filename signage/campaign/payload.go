package campaign

import (
	"slices"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// PayloadKind is what a phone does with the content of a code.
type PayloadKind string

// The kinds of content.
const (
	LinkPayload    PayloadKind = "link"
	VietQRPayload  PayloadKind = "vietqr"
	WiFiPayload    PayloadKind = "wifi"
	CallPayload    PayloadKind = "tel"
	MessagePayload PayloadKind = "sms"
	PlacePayload   PayloadKind = "geo"
	MailPayload    PayloadKind = "mailto"
	ContactPayload PayloadKind = "contact"
	TextPayload    PayloadKind = "text"
)

// payloadStarts tells the kinds apart by how they begin, in lower case.
var payloadStarts = [...]struct {
	start string
	kind  PayloadKind
}{
	{"tel:", CallPayload}, {"sms:", MessagePayload}, {"smsto:", MessagePayload}, {"geo:", PlacePayload}, {"mailto:", MailPayload},
	{"wifi:", WiFiPayload}, {"mecard:", ContactPayload}, {"begin:vcard", ContactPayload},
	{"000201", VietQRPayload}, // format indicator of EMVCo codes
}

func kindOf(payload string) PayloadKind {
	start := strings.ToLower(payload[:min(len(payload), 16)])
	for _, p := range payloadStarts {
		if strings.HasPrefix(start, p.start) {
			return p.kind
		}
	}
	if _, err := qr.Text(payload); err == nil && !bareAddress(payload) {
		return TextPayload
	}
	// What a phone would open is judged as a link, whatever its scheme.
	return LinkPayload
}

// bareAddress tells whether a text is an address without its scheme, which many phones open none the less.
func bareAddress(text string) bool {
	if strings.ContainsAny(text, " \n") {
		return false
	}
	host := qr.Host("https://" + text)
	top := host[strings.LastIndexByte(host, '.')+1:]
	return top != host && len(top) >= 2 && strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") == ""
}

// The verdicts on a payload.
const (
	VerdictAdmitted = "admitted" // a link that the policy admits
	VerdictRefused  = "refused"  // a link that it refuses, or a malformed VietQR code
	VerdictNone     = "none"     // not a link; there is no policy on it
)

// Judgement is what can be said of a payload by itself.
type Judgement struct {
	Kind        PayloadKind
	Host        string               // as [qr.Host]
	Overridden  string               // host that was admitted by name, or empty
	Verdict     string               // one of the constants
	Diagnostics []signage.Diagnostic // their messages are clauses, to stand after what they are about
}

// Judge holds a payload to the rules of its kind: links to the policy, nil meaning its zero value, and VietQR codes to
// their structure. Other kinds have no policy.
func Judge(payload string, links *qr.LinkPolicy) Judgement {
	j := Judgement{Kind: kindOf(payload), Host: qr.Host(payload), Verdict: VerdictNone}
	switch j.Kind {
	case LinkPayload:
		v := links.Check(payload)
		j.Overridden = v.Overridden
		for _, f := range v.Findings {
			d := signage.Diagnostic{
				Code: string(f.Code), Severity: signage.SeverityWarning, Field: "code",
				VI: f.Message.VI + ".", EN: f.Message.EN + ".",
				FixVI: "Cách sửa: " + f.Remedy.VI + ".", FixEN: "Remedy: " + f.Remedy.EN + ".",
			}
			if f.Severity == qr.Refusal {
				d.Severity = signage.SeverityError
			}
			j.Diagnostics = append(j.Diagnostics, d)
		}
		j.Verdict = VerdictAdmitted
	case VietQRPayload:
		if _, err := qr.ParseVietQR(payload); err != nil {
			vi, en, _ := strings.Cut(err.Error(), " / ")
			j.Diagnostics = append(j.Diagnostics, signage.Diagnostic{
				Code: "vietqr", Severity: signage.SeverityError, Field: "code", VI: vi + ".", EN: en + ".",
				FixVI: "Lấy lại mã từ ngân hàng, hoặc tạo bằng bangron qr --vietqr.", FixEN: "Get the code from the bank again, or make it with bangron qr --vietqr.",
			})
		}
	}
	if slices.ContainsFunc(j.Diagnostics, func(d signage.Diagnostic) bool { return d.Severity == signage.SeverityError }) {
		j.Verdict = VerdictRefused
	}
	return j
}
