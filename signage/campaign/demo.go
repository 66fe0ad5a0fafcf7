package campaign

import (
	"strings"
	"time"

	"github.com/bangron/bangron/signage"
)

// DemoUnit is the unit that signs the demonstration: one of the communes of the former district of Sơn Dương.
const DemoUnit = "Ủy ban nhân dân xã Tân Trào"

// portal is what the codes of the demonstration lead to: the national portal of public services.
const portal = "https://dichvucong.gov.vn/"

// demoShops are the presets of the print shops that the signs of the demonstration go to.
var demoShops = map[signage.Kind]string{
	signage.Banner: "hiflex-eyelets", signage.Vertical: "hiflex-eyelets", signage.Phuon: "hiflex-pocket",
	signage.Pano: "hiflex-hem", signage.Backdrop: "hiflex-hem", signage.Poster: "offset", signage.Standee: "standee-cuon",
}

// Demo lists the signs that the district's plan of 2022 asks for, signed by a unit: both slogans in every size, the web
// banners, and a poster for each of the five models of its section 4.3. What is printed goes to a print shop with a ticket.
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
		job := Job{Name: size + "-" + strings.TrimPrefix(sign.Slogan, "mo-hinh-"), Title: title, Sign: sign, Format: format}
		if format == PDF {
			shop, err := signage.LookupShop(demoShops[s.Kind])
			if err != nil {
				return err
			}
			shop.FileName = "" // the job's name has the size already
			job.Sign.Shop, job.Ticket = &shop, &signage.Ticket{}
		}
		jobs = append(jobs, job)
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
		sign := signage.Sign{Kind: signage.Model, Slogan: s.ID, Code: &signage.Code{Payload: portal, Verb: "Quét mã để mở Cổng Dịch vụ công quốc gia"}}
		if err := add(PDF, "poster-a2", "Poster mô hình “"+s.Text+"”", sign); err != nil {
			return nil, err
		}
	}
	if err := add(SVG, "bang-ron-6x0.8", "Băng rôn ngang 6 × 0,8 m, bản SVG", signage.Sign{Slogan: "chao-mung"}); err != nil {
		return nil, err
	}
	if err := add(SVG, "pano-4x3", "Pano 4 × 3 m, bản SVG", signage.Sign{Slogan: "chao-mung", SecondSlogan: "chu-de-2022"}); err != nil {
		return nil, err
	}
	postings, err := demoPostings(unit)
	return append(jobs, postings...), err
}

// demoPostings lists the boards of the plan's model "niêm yết thủ tục hành chính bằng mã QR" in all three grains, a desk
// card and a code poster, from the sample list.
func demoPostings(unit string) ([]Job, error) {
	list := signage.SampleProcedures()
	desk := deskOf(unit)
	remark := "Danh mục mẫu, không dùng để niêm yết"
	var jobs []Job
	add := func(name, title string, compile func() (*signage.Posting, error)) {
		jobs = append(jobs, Job{Name: name, Title: title, Format: PDF, Compile: func() (*signage.Document, error) {
			posting, err := compile()
			if err != nil {
				return nil, err
			}
			return &posting.Document, nil
		}})
	}
	for _, b := range []struct {
		paper, title string
		grain        signage.Grain
	}{
		{"a3", "Bảng niêm yết A3, mỗi thủ tục một mã", signage.ByProcedure},
		{"a2", "Bảng niêm yết A2, mỗi lĩnh vực một mã", signage.ByField},
		{"a3", "Bảng niêm yết A3, một mã cho cả danh mục", signage.ByList},
	} {
		size, err := signage.LookupPaper(b.paper, false)
		if err != nil {
			return nil, err
		}
		add("bang-"+b.paper+"-"+string(b.grain), b.title, func() (*signage.Posting, error) {
			return signage.CompileBoard(signage.Board{
				Size: size, Grain: b.grain, Procedures: list, Unit: unit, Desk: desk, AsOf: DemoDay(), Remark: remark,
			}, nil)
		})
	}
	a5, err := signage.LookupPaper("a5", false)
	if err != nil {
		return nil, err
	}
	add("the-ban-a5", "Thẻ để bàn A5, một thủ tục", func() (*signage.Posting, error) {
		return signage.CompileDeskCard(signage.DeskCard{Size: a5, Procedure: list[0], Unit: unit, Desk: desk, AsOf: DemoDay()}, nil)
	})
	a4, err := signage.LookupPaper("a4", false)
	if err != nil {
		return nil, err
	}
	add("poster-ma-a4", "Poster mã QR A4, đặt lịch hẹn", func() (*signage.Posting, error) {
		return signage.CompileCodePoster(signage.CodePoster{Size: a4, Payload: portal, Verb: "Đặt lịch hẹn trực tuyến", Unit: unit, Desk: desk}, nil)
	})
	return jobs, nil
}

// DemoDay is the date that the files and boards of the demonstration bear: the first day of the plan's campaign.
func DemoDay() time.Time { return time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC) }

// deskOf is the one-stop desk of a commune, by the name that desks have since 1 July 2025.
func deskOf(unit string) string {
	for _, kind := range []string{" xã ", " phường ", " đặc khu "} {
		if _, name, found := strings.Cut(unit, kind); found {
			return "Trung tâm Phục vụ hành chính công" + kind + name
		}
	}
	return ""
}
