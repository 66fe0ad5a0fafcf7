package pdf

import (
	"fmt"

	"github.com/bangron/bangron/signage/internal/icc"
)

// Intent is the printing condition that a press file is made for.
type Intent struct {
	Profile  *icc.Profile // of the print shop; nil: FOGRA39, offset on coated paper
	InkLimit float64      // the most ink in one place, in percent of all four; 0: not stated
}

// fogra39 is the condition by the name under which the ICC has registered it.
const fogra39 = "/OutputConditionIdentifier (FOGRA39) /OutputCondition (Offset on coated paper, ISO 12647-2:2004) /RegistryName (http://www.color.org)"

// profile is that of the condition.
func (i Intent) profile() *icc.Profile {
	if i.Profile != nil {
		return i.Profile
	}
	return icc.Fogra39()
}

// add adds the output intent and returns its object. A registered condition needs no profile in the file where the
// standard allows to name it alone.
func (i Intent) add(f *file, embedded bool) (int, error) {
	condition := fogra39
	if i.Profile != nil {
		embedded = true
		condition = fmt.Sprintf("/OutputConditionIdentifier (Custom) /OutputCondition %s", text16(i.Profile.Description()))
	}
	if embedded {
		packed, err := i.profile().Deflated()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrContainer, err)
		}
		n := f.add(stream("/N 4 ", packed))
		condition += fmt.Sprintf(" /DestOutputProfile %d 0 R", n)
	}
	name := i.profile().Description()
	return f.add(fmt.Appendf(nil, "<</Type /OutputIntent /S /GTS_PDFX %s /Info %s>>", condition, text16(name))), nil
}
