package qr

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// ErrProcedure reports what has not the form of a procedure's code or uuid.
var ErrProcedure = errors.New("mã thủ tục không đúng dạng / malformed procedure code")

var (
	procedureCode = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([0-9]\.[0-9]{6})(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2})?(?:\.([A-Z][0-9]{2,3}))?(?:\.([0-9]{2}))?$`)
	})
	uuid = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`) })
)

// A ProcedureCode is the code of an administrative procedure in the national
// database (Cơ sở dữ liệu quốc gia về thủ tục hành chính), taken apart.
type ProcedureCode struct {
	Number  string // "1.001193"
	Office  string // of a province or ministry, "H35" or "G15"; empty: none
	Service string // online service, "01"; empty: none
}

// ParseProcedureCode reads a code alone ("1.001193"), with the suffix of a
// province or ministry ("1.001193.000.00.00.H35", "1.001193.H35"), with the
// number of a service ("1.001193.01"), or both. The error is ErrProcedure.
func ParseProcedureCode(code string) (ProcedureCode, error) {
	parts := procedureCode().FindStringSubmatch(code)
	if parts == nil {
		return ProcedureCode{}, fmt.Errorf("%w: %q", ErrProcedure, code)
	}
	return ProcedureCode{parts[1], parts[3], parts[4]}, nil
}

// SearchLink returns the address at which the national portal searches for a
// procedure by its code, such as "1.001193", which is checked for its form and
// used as it stands. It is the address to use when that of the procedure's own
// page is unknown, which does not follow from the code.
func SearchLink(code string) (string, error) {
	if _, err := ParseProcedureCode(code); err != nil {
		return "", err
	}
	return SearchWords(code), nil
}

// SearchWords returns the address at which the national portal searches for
// words, such as the name of a field. Without words it is that of the search.
func SearchWords(words string) string { return portalLink("{code}", url.QueryEscape(words)) }

// ProcedureLink returns the address of a procedure's page on the national
// portal, from its uuid in lower case.
func ProcedureLink(id string) (string, error) {
	if !uuid().MatchString(id) {
		return "", fmt.Errorf("%w: %q", ErrProcedure, id)
	}
	return portalLink("{uuid}", id), nil
}

func portalLink(placeholder, value string) string {
	for _, form := range knownLinks().portal {
		if strings.Contains(form, placeholder) {
			return strings.Replace(form, placeholder, value, 1)
		}
	}
	return ""
}
