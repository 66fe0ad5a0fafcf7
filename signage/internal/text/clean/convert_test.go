package clean

import "testing"

func TestDecode(t *testing.T) {
	for _, tc := range []struct {
		from       Encoding
		text, want string
		known      bool
		fit        Fit
	}{
		{from: TCVN3, text: "T\u00ad ph¸p", want: "Tư pháp", known: true, fit: Legacy},
		{from: TCVN3, text: "þ", want: "ỵ", known: true, fit: AsIs},
		{from: TCVN3, text: "M· sè", want: "Mã số", known: true, fit: Legacy},
		{from: TCVN3, text: "M·", want: "MÃ", known: true, fit: Unsure},
		{from: TCVN3, text: "h\u00adu", want: "hưu", known: true, fit: Unsure},
		{from: TCVN3, text: "Khai\u00adsinh", want: "Khaiưsinh", known: true, fit: AsIs},
		{from: TCVN3, text: "Mã TTHC", want: "MÓ TTHC", known: true, fit: Unsure},
		{from: TCVN3, text: "5 m², 25°C", want: "5 m², 25°C", known: true, fit: Unsure},
		{from: TCVN3, text: "Hộ tịch", want: "Hộ tịch", fit: AsIs},
		{from: VNI, text: "Tö phaùp", want: "Tư pháp", known: true, fit: Legacy},
	} {
		text, known, fit := Decode(tc.text, tc.from)
		if known != tc.known || fit != tc.fit || known && text != tc.want {
			t.Errorf("Decode(%q, %v) = %q, %v, %v", tc.text, tc.from, text, known, fit)
		}
	}
}
