package campaign

import (
	"strings"

	"github.com/bangron/bangron/signage"
)

// DemoUnit is the unit that signs the demonstration: one of the communes of the former district of Sơn Dương.
const DemoUnit = "Ủy ban nhân dân xã Tân Trào"

// portal is what the codes of the demonstration lead to: the national portal of public services.
const portal = "https://dichvucong.gov.vn/"

// Demo lists the signs that the district's plan of 2022 asks for, signed by a unit: both slogans in every size, the web
// banners, and a poster for each of the five models of its section 4.3.
func Demo(unit string) ([]Job, error) {
	code := &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ trực tuyến"}
	dates := "01/10 – 10/10/2022"
	var jobs []Job
	add := func(format Format, size, title string, sign signage.Sign) error {
		s, err := signage.LookupSize(size)
		if err != nil {
			return err
		}
		sign.Size, sign.Unit = s, unit
		jobs = append(jobs, Job{Name: size + "-" + strings.TrimPrefix(sign.Slogan, "mo-hinh-"), Title: title, Sign: sign, Format: format})
		return nil
	}
	for _, p := range []struct {
		format      Format
		size, title string
		both        bool // the sign of slogan 1 carries slogan 2 as well
		coded       bool
	}{
		{PDF, "bang-ron-6x0.8", "Băng rôn ngang 6 × 0,8 m", false, false},
		{PDF, "bang-ron-6x1", "Băng rôn ngang 6 × 1 m", false, false},
		{PDF, "bang-ron-doc-0.8x2", "Băng rôn dọc 0,8 × 2 m", false, false},
		{PDF, "phuon-0.8x2.5", "Phướn 0,8 × 2,5 m", false, false},
		{PDF, "pano-4x3", "Pano 4 × 3 m", true, false},
		{PDF, "pano-3x2", "Pano 3 × 2 m", true, false},
		{PDF, "poster-a2", "Poster A2", true, true},
		{PDF, "poster-a3", "Poster A3", true, true},
		{PDF, "standee-80x180", "Standee 80 × 180 cm", true, true},
		{PDF, "backdrop-5x3", "Backdrop 5 × 3 m", true, false},
		{PNG, "web-1200x300", "Banner web 1200 × 300 px", true, false},
		{PNG, "web-1920x500", "Banner web 1920 × 500 px", true, false},
		{PNG, "web-1080x1080", "Ảnh vuông 1080 × 1080 px", true, false},
	} {
		first := signage.Sign{Slogan: "chao-mung"}
		if p.both {
			first.SecondSlogan = "chu-de-2022"
		}
		second := signage.Sign{Slogan: "chu-de-2022"}
		if p.coded {
			first.Code, first.Dates = code, dates
			second.Code, second.Dates = code, dates
		}
		if err := add(p.format, p.size, p.title+", khẩu hiệu 1", first); err != nil {
			return nil, err
		}
		if err := add(p.format, p.size, p.title+", khẩu hiệu 2", second); err != nil {
			return nil, err
		}
	}
	for s := range signage.Slogans() {
		if s.Kind != "model" {
			continue
		}
		sign := signage.Sign{Kind: signage.Model, Slogan: s.ID, Code: &signage.Code{Payload: portal}}
		if err := add(PDF, "poster-a2", "Poster mô hình “"+s.Text+"”", sign); err != nil {
			return nil, err
		}
	}
	if err := add(SVG, "bang-ron-6x0.8", "Băng rôn ngang 6 × 0,8 m, bản SVG", signage.Sign{Slogan: "chao-mung"}); err != nil {
		return nil, err
	}
	err := add(SVG, "pano-4x3", "Pano 4 × 3 m, bản SVG", signage.Sign{Slogan: "chao-mung", SecondSlogan: "chu-de-2022"})
	return jobs, err
}
