package sheet

import "testing"

// Phí and lệ phí are two charges: of two columns neither is passed over.
func TestFeesInTwoColumns(t *testing.T) {
	for _, tc := range []struct {
		head, cells, want string
		notes             []string
	}{
		{"Phí|Lệ phí", "Không|8.000 đồng", "Phí: Không, lệ phí: 8.000 đồng", nil},
		{"Lệ phí|Phí", "8000 đồng|Không", "Lệ phí: 8.000 đồng, phí: Không", nil},
		{"Phí|Lệ phí", "Không|", "Phí: Không", nil},
		{"Phí|Lệ phí", "|5.000 đồng", "Lệ phí: 5.000 đồng", nil},
		{"Mức phí (đồng)|Mức lệ phí (nghìn đồng)", "8000|5", "Mức phí: 8.000 đồng, mức lệ phí: 5 nghìn đồng", []string{"unit-heading ds.csv!D2", "unit-heading ds.csv!E2"}},
		{"Phí|Lệ phí (đồng)", "7000|5000", "Phí: 7000, lệ phí: 5.000 đồng", []string{"unit-missing ds.csv!D2", "unit-heading ds.csv!E2"}},
		{"Phí, lệ phí|Lệ phí", "Không|5.000 đồng", "Không", []string{"column-double ds.csv!E1"}},
		{"Phí|Mức phí", "Không|5.000 đồng", "Không", []string{"column-double ds.csv!E1"}},
	} {
		l := readLines(t, "STT|Mã số|Tên TTHC|"+tc.head, "1|1.001193|Khai sinh|"+tc.cells)
		same(t, tc.head, brief(l, "p"), []string{tc.want})
		same(t, tc.head, notes(l, "column-double", "column-unused", "unit-missing", "unit-heading", "cell-unlabelled"), tc.notes)
	}
}
