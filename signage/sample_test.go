package signage_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/scene"
)

const portal = "https://dichvucong.gov.vn/"

// emblem is a small drawing to stand for an office's logo.
var emblem = &signage.Logo{Name: "logo.svg", File: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">
<rect width="40" height="30" rx="5" fill="#0054a6"/><circle cx="20" cy="15" r="9" fill="#ffe100"/></svg>`)}

func size(t testing.TB, name string) signage.Size {
	t.Helper()
	s, err := signage.LookupSize(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func compile(t testing.TB, s signage.Sign) *signage.Document {
	t.Helper()
	d, err := signage.Compile(s, nil)
	if err != nil {
		t.Fatalf("%v: %v", s.Size, err)
	}
	return d
}

// named is a sign with a name for subtests and files.
type named struct {
	name string
	sign signage.Sign
}

// full is a sign of a size with everything on it that signs of its kind carry.
func full(t testing.TB, sizeName, slogan string) named {
	t.Helper()
	s := signage.Sign{Size: size(t, sizeName), Slogan: slogan, Unit: "UBND xã Tân Trào"}
	switch s.Size.Kind {
	case signage.Pano, signage.Backdrop, signage.Web:
		if slogan != "chu-de-2022" {
			s.SecondSlogan = "chu-de-2022"
		}
	case signage.Poster, signage.Standee:
		if slogan != "chu-de-2022" {
			s.SecondSlogan = "chu-de-2022"
		}
		s.Dates = "01/10 – 10/10/2022"
		s.Code = &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ trực tuyến"}
	}
	return named{fmt.Sprintf("%s-%s", strings.ReplaceAll(sizeName, " ", ""), slogan), s}
}

// everyKind are signs of every kind with both slogans of the Day, and the posters of two models.
func everyKind(t testing.TB) []named {
	t.Helper()
	var all []named
	for _, name := range []string{
		"bang-ron-6x0.8", "bang-ron-3x1", "bang-ron-doc-0.8x2", "phuon-0.8x2.5", "pano-4x3", "pano-8x4", "poster-a2", "poster-a4", "standee-80x180",
		"backdrop-5x3", "web-1200x300", "web-1920x500", "web-1080x1080",
	} {
		for _, slogan := range []string{"chao-mung", "chu-de-2022"} {
			all = append(all, full(t, name, slogan))
		}
	}
	for _, slogan := range []string{"mo-hinh-khong-viet", "mo-hinh-bcci"} {
		model := full(t, "poster-a2", slogan)
		model.sign.Kind, model.sign.SecondSlogan, model.sign.Dates, model.sign.Code = signage.Model, "", "", nil
		all = append(all, model)
	}
	return all
}

// texts are the lines of text of a document as they are drawn, in the order of its Lines.
func texts(d *signage.Document) []*scene.Glyphs {
	var all []*scene.Glyphs
	for _, layer := range d.Pages()[0].Layers {
		for _, node := range layer.Nodes {
			if g, ok := node.(*scene.Glyphs); ok {
				all = append(all, g)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *scene.Glyphs) int { return cmp.Compare(a.Origin.Y, b.Origin.Y) })
	return all
}

// layer is the extent of everything on a layer; empty where there is no such layer.
func layer(d *signage.Document, name string) scene.Rect {
	var r scene.Rect
	for _, l := range d.Pages()[0].Layers {
		if l.Name == name {
			for _, n := range l.Nodes {
				r = r.Union(n.Bounds())
			}
		}
	}
	return r
}

// message is the main text as it reads on the sign, in the order of its ranks.
func message(d *signage.Document) string {
	var parts []string
	for _, role := range []string{"opener", "main", "loud"} {
		for _, l := range d.Lines() {
			if l.Role == role && !(d.Kind() == signage.Model && role == "opener") {
				parts = append(parts, l.Text)
			}
		}
	}
	return strings.Join(parts, " ")
}
