package nearest_test

import (
	"testing"

	"github.com/bangron/bangron/internal/nearest"
)

func TestName(t *testing.T) {
	names := []string{"size", "slogan", "second", "second_slogan", "text", "main", "chao-mung"}
	for mistyped, want := range map[string]string{
		"sise": "size", "sizes": "size", "slogn": "slogan", "sloagn": "slogan", "secondslogan": "second_slogan", "x": "", "": "", "colour": "",
		"txet": "text", "mian": "main", "CHAO-MUGN": "chao-mung", "SIZE": "size", "tetx": "text",
	} {
		if got, _ := nearest.Name(mistyped, names); got != want {
			t.Errorf("nearest to %q is %q, want %q", mistyped, got, want)
		}
	}
}
