package nearest_test

import (
	"testing"

	"github.com/bangron/bangron/signage/internal/nearest"
)

func TestName(t *testing.T) {
	names := []string{"size", "slogan", "second", "second_slogan"}
	for mistyped, want := range map[string]string{
		"sise": "size", "sizes": "size", "slogn": "slogan", "sloagn": "slogan", "secondslogan": "second_slogan", "x": "", "": "", "colour": "",
	} {
		if got, _ := nearest.Name(mistyped, names); got != want {
			t.Errorf("nearest to %q is %q, want %q", mistyped, got, want)
		}
	}
}
