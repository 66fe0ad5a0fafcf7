package qr

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// ErrProcedure reports what has not the form of a procedure's code or uuid.
var ErrProcedure = errors.New("mã thủ tục không đúng dạng / malformed procedure code")

var (
	// A code of the national database, alone ("1.001193"), with the suffix of
	// an online service (".01"), or with that of a province
	// ("1.001193.000.00.00.H35").
	procedureCode = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[0-9]\.[0-9]{6}(\.[0-9]{2}|\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.H[0-9]{2})?$`)
	})
	uuid = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`) })
)

// SearchLink returns the address at which the national portal searches for a
// procedure by its code, such as "1.001193", which is checked for its form and
// used as it stands. It is the address to use when that of the procedure's own
// page is unknown, which does not follow from the code.
func SearchLink(code string) (string, error) {
	if !procedureCode().MatchString(code) {
		return "", fmt.Errorf("%w: %q", ErrProcedure, code)
	}
	return portalLink("{code}", code), nil
}

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
