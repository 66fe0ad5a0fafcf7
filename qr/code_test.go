package qr

import "testing"

func TestEncodeRaisesTheLevelForFree(t *testing.T) {
	c, err := Encode("https://dichvucong.gov.vn/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Asked() != M || c.Given() < M || c.Size() != 17+4*c.Version() || !c.Black(0, 0) || c.Black(7, 7) {
		t.Errorf("version %d, level %v -> %v, size %d", c.Version(), c.Asked(), c.Given(), c.Size())
	}
}
