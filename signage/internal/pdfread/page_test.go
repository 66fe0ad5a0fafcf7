package pdfread_test

import (
	"errors"
	"testing"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// treeOfPages is a tree of two levels: pages 5 and 6 below a node with boxes and a turn of its own, page 7 beside it.
func treeOfPages() document {
	return document{objects: []string{
		"<</Type/Catalog/Pages 2 0 R/Version/1.6>>",
		"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 3/MediaBox[0 0 600 400]/Resources<</ProcSet[/PDF]>>>>",
		"<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2/CropBox 4 0 R/Rotate 90>>",
		"[590.5 390 10 20.25]",
		"<</Type/Page/Parent 3 0 R/Contents[8 0 R 9 0 R]>>",
		"<</Type/Page/Parent 3 0 R/Rotate -90/CropBox[5 6 7 8]/Resources 10 0 R>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 50 50]/Contents 8 0 R>>",
		stream("", "q 1 0 0 1 2 3 cm"),
		stream("/Filter/ASCIIHexDecode", "51>"),
		"<</Font<<>>>>",
	}}
}

func TestPages(t *testing.T) {
	for name, file := range map[string][]byte{"classic": treeOfPages().classic(), "modern": treeOfPages().modern()} {
		t.Run(name, func(t *testing.T) {
			f := open(t, file)
			list := pages(t, f)
			if len(list) != 3 {
				t.Fatalf("%d pages", len(list))
			}
			for i, want := range []struct {
				media, crop pdfread.Rectangle
				rotate      int
				resource    pdfread.Name
				content     string
			}{
				{pdfread.Rectangle{0, 0, 600, 400}, pdfread.Rectangle{10, 20.25, 590.5, 390}, 90, "ProcSet", "q 1 0 0 1 2 3 cm\nQ"},
				{pdfread.Rectangle{0, 0, 600, 400}, pdfread.Rectangle{5, 6, 7, 8}, 270, "Font", ""},
				{pdfread.Rectangle{0, 0, 50, 50}, pdfread.Rectangle{0, 0, 50, 50}, 0, "ProcSet", "q 1 0 0 1 2 3 cm"},
			} {
				p := list[i]
				if p.Number != i+1 || p.Ref != (pdfread.Ref{Number: i + 5}) || p.MediaBox != want.media || p.CropBox != want.crop || p.Rotate != want.rotate {
					t.Errorf("page %d: %+v, want %+v", i+1, p, want)
				}
				if p.Resources[want.resource] == nil {
					t.Errorf("page %d: resources %v", i+1, p.Resources)
				}
				if content, err := f.Contents(p); string(content) != want.content || err != nil {
					t.Errorf("page %d: content %q, %v", i+1, content, err)
				}
			}
		})
	}
}

// A part of the tree that is damaged gives its error, and the other pages come.
func TestDamagedTree(t *testing.T) {
	for _, c := range []struct {
		name    string
		objects map[int]string
		pages   int
		failure error
	}{
		{"whole", nil, 3, nil},
		{"no tree", map[int]string{2: "null"}, 0, pdfread.ErrDamaged},
		{"no tree in the catalog", map[int]string{1: "<</Type/Catalog>>"}, 0, pdfread.ErrDamaged},
		{"a page is missing", map[int]string{5: ""}, 2, pdfread.ErrDamaged},
		{"a page is no dictionary", map[int]string{5: "(page)"}, 2, pdfread.ErrDamaged},
		{"a page is cut", map[int]string{5: "<</Type/Page"}, 2, pdfread.ErrDamaged},
		{"kids are no list", map[int]string{3: "<</Type/Pages/Kids 5>>"}, 1, pdfread.ErrDamaged},
		{"kids are elsewhere", map[int]string{3: "<</Type/Pages/Kids 9 0 R>>"}, 1, pdfread.ErrDamaged},
		{"a node is its own kid", map[int]string{3: "<</Type/Pages/Kids[5 0 R 3 0 R 6 0 R]>>"}, 3, pdfread.ErrDamaged},
		{"a node is twice in the tree", map[int]string{2: "<</Type/Pages/Kids[3 0 R 3 0 R 7 0 R]>>"}, 3, pdfread.ErrDamaged},
		{"a page is twice in the tree", map[int]string{2: "<</Type/Pages/Kids[7 0 R 7 0 R]>>"}, 2, nil},
		{"a page is written out", map[int]string{2: "<</Type/Pages/Kids[<</Type/Page>>7 0 R]>>"}, 2, nil},
		{"the tree is a page", map[int]string{2: "<</Type/Page>>"}, 1, nil},
		{"a turn by 45 degrees", map[int]string{7: "<</Type/Page/Rotate 45>>"}, 3, nil},
		{"a box of three", map[int]string{7: "<</Type/Page/MediaBox[0 0 9]>>"}, 3, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := treeOfPages()
			for number, object := range c.objects {
				d = d.with(number, object)
			}
			count := 0
			var failure error
			for p, err := range open(t, d.classic()).Pages() {
				if err != nil {
					said(t, err)
					failure = err
					continue
				}
				if count++; p.Number != count {
					t.Errorf("page %d is called %d", count, p.Number)
				}
			}
			if count != c.pages || !errors.Is(failure, c.failure) {
				t.Errorf("%d pages, %v; want %d, %v", count, failure, c.pages, c.failure)
			}
		})
	}
	for range open(t, treeOfPages().classic()).Pages() {
		break // must be possible
	}
}

func TestDamagedContents(t *testing.T) {
	const fine = "4 0 R"
	for _, c := range []struct {
		contents string
		want     string
		failure  error
	}{
		{fine, content, nil}, {"[" + fine + "]", content, nil}, {"null", "", nil}, {"[]", "", nil},
		{"99 0 R", "", nil}, {"[4 0 R 99 0 R 4 0 R]", content + "\n\n" + content, pdfread.ErrDamaged},
		{"[5 0 R 4 0 R]", "ab\n" + content, pdfread.ErrDamaged}, {"[4 0 R 6 0 R]", "", pdfread.ErrImage}, {"(a)", "", pdfread.ErrDamaged},
		{"7 0 R", "", pdfread.ErrDamaged}, {"8 0 R", "", pdfread.ErrDamaged}, {"[4 0 R 9 0 R]", content + "\n", pdfread.ErrDamaged}, // in a circle
	} {
		d := onePage(stream("/Filter/ASCIIHexDecode", "6162zz"), stream("/Filter/DCTDecode", ""), "[7 0 R]", "9 0 R", "8 0 R").with(3, "<</Type/Page/Contents "+c.contents+">>")
		f := open(t, d.classic())
		if got, err := f.Contents(pages(t, f)[0]); string(got) != c.want || !errors.Is(err, c.failure) {
			t.Errorf("%s: %q, %v; want %q, %v", c.contents, got, err, c.want, c.failure)
		}
	}
}
