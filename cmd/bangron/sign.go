package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// signFlags are the flags of "bangron sign".
type signFlags struct {
	sign         signage.Sign
	kind, size   string
	code, verb   string
	logo, font   string
	convert      string
	out, profile string
	dpi          float64
	px           string
	force        bool
}

func (p *program) sign() *cobra.Command {
	var f signFlags
	c := &cobra.Command{
		Use:   "sign",
		Short: p.say("Làm một băng rôn, pano, poster …", "Make one banner, pano, poster …"),
		Example: `  bangron sign --size bang-ron-6x0.8 --slogan chao-mung --unit "UBND xã Tân Trào" -o bang-ron.pdf
  bangron sign --size 6mx80cm --text "CHÀO MỪNG|ĐẠI HỘI ĐẢNG BỘ XÃ TÂN TRÀO" -o bang-ron.svg`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.makeSign(&f) },
	}
	s := &f.sign
	flags := c.Flags()
	flags.StringVar(&f.size, "size", "", p.say("khổ: tên trong `bangron sizes` hoặc rộng x cao kèm đơn vị (6mx80cm)", "size: a name of `bangron sizes`, or width x height with a unit (6mx80cm)"))
	flags.StringVar(&f.kind, "kind", "", p.say("loại: banner, vertical, phuon, pano, poster, standee, backdrop, web, model (mặc định theo khổ)", "kind: banner, vertical, phuon, pano, poster, standee, backdrop, web, model (by the size when left out)"))
	flags.StringVar(&s.Slogan, "slogan", "", p.say("khẩu hiệu trong `bangron slogans`", "a slogan of `bangron slogans`"))
	flags.StringVar(&s.Text, "text", "", p.say("chữ tự ghi; | xuống dòng, ~ giữ liền hai từ", "own text; | breaks a line, ~ keeps two words together"))
	flags.StringVar(&s.SecondSlogan, "second-slogan", "", p.say("khẩu hiệu thứ hai trong danh mục", "a second slogan of the catalogue"))
	flags.StringVar(&s.Second, "second", "", p.say("khẩu hiệu thứ hai tự ghi", "own text of a second slogan"))
	flags.StringVar(&s.Unit, "unit", "", p.say("tên đơn vị ký", "the unit that signs"))
	flags.StringVar(&s.Dates, "dates", "", p.say("thời gian, ghi đúng như sẽ in", "dates, as they are to be printed"))
	flags.StringVar(&s.Theme, "theme", "", p.say("bộ màu: do, xanh, sang", "theme: do (red), xanh (blue), sang (light)"))
	flags.StringVar(&f.logo, "logo", "", p.say("tệp logo PNG, JPEG hoặc SVG", "logo file, PNG, JPEG or SVG"))
	flags.StringVar(&f.font, "font", "", p.say("phông TTF hoặc OTF của đơn vị cho chữ lớn", "your own TTF or OTF for the large letters"))
	flags.StringVar(&f.code, "code", "", p.say("nội dung mã QR, thường là liên kết https", "content of a QR code, usually a https link"))
	flags.StringVar(&f.verb, "verb", "", p.say("lời mời bên mã QR", "what the QR code is for"))
	flags.StringArrayVar(&s.Steps, "step", nil, p.say("một bước của poster mô hình (lặp lại 3 đến 5 lần)", "a step of a model's poster (3 to 5 times)"))
	flags.Uint64Var(&s.Seed, "seed", 0, p.say("số chọn họa tiết nền", "number that chooses the ornament"))
	flags.StringVar(&f.convert, "convert", "", p.say("chuyển chữ mã cũ: tcvn3, vni hoặc auto", "convert text in an old encoding: tcvn3, vni or auto"))
	flags.StringVarP(&f.out, "output", "o", "", p.say("tệp .pdf, .png hoặc .svg", "a .pdf, .png or .svg file"))
	flags.StringVar(&f.profile, "profile", "press", p.say("màu của PDF: press (CMYK) hoặc office (RGB, có liên kết)", "colours of a PDF: press (CMYK) or office (RGB, with links)"))
	flags.Float64Var(&f.dpi, "dpi", 0, p.say("độ phân giải PNG theo khổ thật", "resolution of a PNG at true size"))
	flags.StringVar(&f.px, "px", "", p.say("cỡ PNG: rộng (1600) hoặc rộng x cao (1600x400) điểm ảnh", "size of a PNG: width (1600) or width x height (1600x400) in pixels"))
	flags.BoolVar(&f.force, "force", false, p.say("ghi đè tệp đã có", "replace an existing file"))
	return c
}

func (p *program) makeSign(f *signFlags) error {
	format, err := p.format(f.out)
	if err != nil {
		return err
	}
	png, err := p.pngOptions(f)
	if err != nil {
		return err
	}
	if f.profile != "press" && f.profile != "office" {
		return usage(p.say("--profile chỉ nhận press hoặc office", "--profile takes press or office"))
	}
	options, err := p.fill(f)
	if err != nil {
		return err
	}
	doc, err := signage.Compile(f.sign, options)
	if err != nil {
		return err
	}
	path, scale := f.out, 1
	if format == campaign.PDF {
		path, scale = filepath.Join(filepath.Dir(f.out), campaign.ScaledName(filepath.Base(f.out), doc)), doc.Size().Scale()
	}
	err = campaign.WriteFile(path, f.force, func(w io.Writer) error {
		switch format {
		case campaign.PDF:
			return doc.WritePDF(w, &signage.PDFOptions{Office: f.profile == "office"})
		case campaign.SVG:
			return doc.WriteSVG(w)
		}
		return doc.WritePNG(w, png)
	})
	if err != nil {
		return err
	}
	p.report(path, format, scale, doc)
	return nil
}

func (p *program) format(path string) (campaign.Format, error) {
	switch ending := strings.ToLower(filepath.Ext(path)); ending {
	case ".pdf", ".png", ".svg":
		return campaign.Format(ending[1:]), nil
	case "":
		if path == "" {
			return "", usage(p.say("thiếu tệp kết quả: thêm -o ten.pdf (hoặc .png, .svg)", "no output file: add -o name.pdf (or .png, .svg)"))
		}
	}
	return "", usage(fmt.Sprintf(p.say("tệp %q: đuôi phải là .pdf, .png hoặc .svg", "file %q: it must end in .pdf, .png or .svg"), path))
}

// fill completes the sign with what the flags name by file or by name.
func (p *program) fill(f *signFlags) (*signage.Options, error) {
	if f.size == "" {
		return nil, usage(p.say("thiếu --size", "--size is missing"))
	}
	var err error
	if f.sign.Size, err = signage.LookupSize(f.size); err != nil {
		return nil, err
	}
	f.sign.Kind = signage.Kind(f.kind)
	if f.code != "" {
		f.sign.Code = &signage.Code{Payload: f.code, Verb: f.verb}
	}
	if f.logo != "" {
		if f.sign.Logo, err = signage.OpenLogo(f.logo); err != nil {
			return nil, err
		}
	}
	options := &signage.Options{Convert: signage.Encoding(f.convert)}
	if f.font != "" {
		face, err := fonts.Open(f.font)
		if err != nil {
			return nil, err
		}
		options.Fonts.Display, options.Fonts.Condensed = face, face
	}
	return options, nil
}

func (p *program) pngOptions(f *signFlags) (*signage.PNGOptions, error) {
	if f.px == "" {
		return &signage.PNGOptions{DPI: f.dpi}, nil
	}
	if f.dpi != 0 {
		return nil, usage(p.say("chỉ dùng một trong --dpi và --px", "use one of --dpi and --px"))
	}
	o := &signage.PNGOptions{}
	var rest string
	if n, _ := fmt.Sscanf(f.px, "%dx%d%s", &o.Width, &o.Height, &rest); n != 2 {
		if n, _ := fmt.Sscanf(f.px+" .", "%d %s", &o.Width, &rest); n != 2 || rest != "." {
			return nil, usage(p.say("--px cần số nguyên, ví dụ 1600 hoặc 1600x400", "--px takes whole numbers, such as 1600 or 1600x400"))
		}
	}
	return o, nil
}

// made is what --json prints of a file.
type made struct {
	File        string               `json:"file"`
	Format      campaign.Format      `json:"format"`
	Title       string               `json:"title"`
	Kind        signage.Kind         `json:"kind"`
	WidthMM     float64              `json:"width_mm"`
	HeightMM    float64              `json:"height_mm"`
	WidthPX     int                  `json:"width_px,omitempty"`
	HeightPX    int                  `json:"height_px,omitempty"`
	Scale       string               `json:"scale"`
	ModuleMM    float64              `json:"qr_module_mm,omitempty"`
	Lines       []signage.Line       `json:"lines"`
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

func describe(path string, format campaign.Format, scale int, doc *signage.Document) made {
	size := doc.Size()
	m := made{
		File: path, Format: format, Title: doc.Title(), Kind: doc.Kind(), WidthMM: size.Width, HeightMM: size.Height,
		Scale: fmt.Sprintf("1:%d", scale), ModuleMM: doc.Module(), Lines: doc.Lines(), Diagnostics: doc.Diagnostics(),
	}
	m.WidthPX, m.HeightPX = size.Px()
	if m.Diagnostics == nil {
		m.Diagnostics = []signage.Diagnostic{}
	}
	return m
}

func (p *program) report(path string, format campaign.Format, scale int, doc *signage.Document) {
	if p.asJSON {
		p.printJSON(describe(path, format, scale, doc))
		return
	}
	p.print(doc.Diagnostics())
	size := doc.Size()
	fmt.Fprintf(p.out, "%s  %s\n", path, size)
	if scale > 1 {
		fmt.Fprintf(p.out, p.say("  Tệp ở tỉ lệ 1:%d (trang PDF không quá 5,08 m): báo xưởng in phóng %d lần.\n",
			"  The file is at 1:%d (a PDF page is at most 5.08 m): tell the shop to enlarge it %d times.\n"), scale, scale)
	}
	for _, l := range doc.Lines() {
		fmt.Fprintf(p.out, p.say("  %s: chữ cao %s, đọc rõ từ %s m, xa nhất %s m, thấy dấu thanh từ %s m\n",
			"  %s: letters %s, comfortable to %s m, at most %s m, tone marks to %s m\n"),
			l.Text, campaign.Length(l.CapHeight, size), campaign.Number(l.Comfortable), campaign.Number(l.AtMost), campaign.Number(l.ToneMarks))
	}
}

// terminal tells whether w is a terminal, where progress is shown.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
