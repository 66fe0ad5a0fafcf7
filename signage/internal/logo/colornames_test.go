package logo

import (
	"fmt"
	"testing"

	"golang.org/x/image/colornames"
)

func TestNamedColors(t *testing.T) {
	for _, name := range colornames.Names {
		c := colornames.Map[name]
		want := fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B)
		if digits, ok := namedColor(name); !ok || digits != want {
			t.Errorf("%s is %q (%v), want %s", name, digits, ok, want)
		}
	}
	for _, name := range []string{"", "re", "red ff0000\nrosybrown", "f0f8ff", "\nred", "vermilion"} {
		if digits, ok := namedColor(name); ok {
			t.Errorf("%q is a colour: %s", name, digits)
		}
	}
}
