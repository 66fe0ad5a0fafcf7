package pdfread_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// small are limits under which no input takes long.
var small = pdfread.Limits{Size: 1 << 20, Objects: 1 << 12, Stream: 1 << 18, Total: 1 << 22}

func FuzzOpen(f *testing.F) {
	for _, seed := range [][]byte{
		onePage().classic(), onePage().modern(), hybrid(), looped(), onePage().shifted(), treeOfPages().modern(),
		onePage(bomb, "5 0 R", "[[[<<>>]]]").classic()[9:],
		onePage(stream("/Filter[/ASCII85Decode/LZWDecode]/DecodeParms[null<</Predictor 2/Colors 3>>]", "J..)6T`?p&<!J9%_[umg\"B7/Z7KNXbN'S+,*Q/&\"OLT'F~>")).classic(),
		revised(onePage().classic(), 2, "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R]>>"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		err := readAll(file, &small)
		if e, ok := errors.AsType[*pdfread.Error](err); err != nil && (!ok || e.VI == "" || e.EN == "") {
			t.Errorf("%#v", err)
		}
		if again := readAll(file, &small); (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Errorf("%v, then %v", err, again)
		}
	})
}

func FuzzContent(f *testing.F) {
	for _, seed := range []string{
		"q 1 0 0 1 .5 -7.25 cm /Fm1 Do Q", "BT /F1 12 Tf [(a\\)\\053) -120 <6b6C7>]TJ ET",
		"/OC /MC0 BDC /Span <</MCID 0/A[1 null true]>> BDC EMC EMC", "BI /W 2/H 2/BPC 8/CS/G ID abcd EI Q",
		"BI/W 1/H 1/F[/AHx/Fl]ID 00> EI\nq", "%only\n", "--5 1.2.3 +.5 4- . m", ")", "<<", "1 2", "(((", "<4", "/A#20#",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		last := 0
		for op, err := range pdfread.Content(data, &small) {
			if err != nil {
				if !errors.Is(err, pdfread.ErrDamaged) && !errors.Is(err, pdfread.ErrLimit) {
					t.Errorf("%#v", err)
				}
				break
			}
			if op.Operator == "" || op.Offset < last || !bytes.HasPrefix(data[op.Offset:], []byte(op.Operator)) {
				t.Fatalf("%+v", op)
			}
			last = op.Offset + len(op.Operator)
		}
		if !bytes.Equal(before, data) {
			t.Error("the content was changed")
		}
	})
}
