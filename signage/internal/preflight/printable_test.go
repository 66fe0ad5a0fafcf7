package preflight

import "testing"

func TestPrintable(t *testing.T) {
	for _, tt := range [][2]string{
		{"", ""},
		{"Chào mừng – “10/10” (a\u00a0b)", "Chào mừng – “10/10” (a\u00a0b)"},
		{"a\x1b[31mĐỎ\x07", `a\x1b[31mĐỎ\a`},
		{"một\nhai\r", `một\nhai\r`},
		{"a\u202eb\u200bc\u009bd\u2028", `a\u202eb\u200bc\u009bd\u2028`},
		{"Flate\xff\xfeDecode", `Flate\xff\xfeDecode`},
		{"a\ufffdb", `a\ufffdb`},
	} {
		if got := printable(tt[0]); got != tt[1] {
			t.Errorf("%q: %s, want %s", tt[0], got, tt[1])
		}
	}
}
