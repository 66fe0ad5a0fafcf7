package campaign

import (
	"slices"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// The verdicts on a payload.
const (
	VerdictAdmitted = "admitted" // holds links, all of which the policy admits
	VerdictRefused  = "refused"  // holds a link that it refuses, or is malformed itself
	VerdictNone     = "none"     // holds no link; there is no policy on it
)

// Judgement is what can be said of a payload by itself.
type Judgement struct {
	Kind        qr.Kind
	Host        string               // as [qr.Host]
	Overridden  string               // host that was admitted by name, or empty
	Verdict     string               // one of the constants
	Diagnostics []signage.Diagnostic // their messages are clauses, to stand after what they are about
}

// Judge holds a payload to the rules of its kind ([qr.LinkPolicy.CheckPayload]). Links may be nil, meaning the zero policy.
func Judge(payload string, links *qr.LinkPolicy) Judgement {
	v := links.CheckPayload(payload)
	j := Judgement{Kind: v.Kind, Host: qr.Host(payload), Overridden: v.Overridden, Verdict: VerdictNone}
	if v.Link != "" {
		j.Verdict = VerdictAdmitted
	}
	for _, f := range v.Findings {
		d := signage.Diagnostic{
			Code: string(f.Code), Severity: signage.SeverityWarning, Field: "code",
			VI: f.Message.VI + ".", EN: f.Message.EN + ".",
			FixVI: "Cách sửa: " + f.Remedy.VI + ".", FixEN: "Remedy: " + f.Remedy.EN + ".",
		}
		if f.Severity == qr.Refusal {
			d.Severity, j.Verdict = signage.SeverityError, VerdictRefused
		}
		j.Diagnostics = append(j.Diagnostics, d)
	}
	return j
}

// leadsTo tells whether an address within a payload is on a host.
func leadsTo(payload, host string) bool {
	return slices.ContainsFunc(qr.Addresses(payload), func(address string) bool { return qr.Host(address) == host })
}
