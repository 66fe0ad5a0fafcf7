package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// posterFlags are the flags of "bangron qr" that make a poster of the code.
type posterFlags struct {
	size, verb, office, desk string
	lines                    []string
	hotline, complaints      string
	theme, logo              string
	landscape                bool
}

// withPoster are the flags that go with --poster alone.
var withPoster = [...]string{"verb", "line", "office", "desk", "hotline", "complaints", "theme", "logo", "landscape"}

func (p *program) posterFlags(c *cobra.Command, f *posterFlags) {
	flags := c.Flags()
	text := func(value *string, name, vi, en string) { flags.StringVar(value, name, "", p.say(vi, en)) }
	text(&f.size, "poster", "làm áp phích của mã này trên `khổ` a0 đến a6, hoặc rộng x cao kèm đơn vị", "make a poster of the code, of `size` a0 to a6 or width x height with a unit")
	text(&f.verb, "verb", "`lời` lớn trên áp phích, ví dụ \"Quét mã để góp ý\"", "large `words` on the poster, what the code does")
	flags.StringArrayVar(&f.lines, "line", nil,
		p.say("`dòng` thêm dưới mã, như tên ngân hàng (lặp lại được); số tài khoản, số tiền, tên mạng đã lấy từ mã",
			"another `line` under the code, such as the bank's name (may be repeated); account, amount and network are taken from the code"))
	text(&f.office, "office", "`tên` cơ quan trên áp phích", "`name` of the office on the poster")
	text(&f.desk, "desk", "`tên` bộ phận trên áp phích", "`name` of the desk on the poster")
	text(&f.hotline, "hotline", "`số` tổng đài (mặc định "+signage.DefaultHotline+")", "hotline `number`s (default "+signage.DefaultHotline+")")
	text(&f.complaints, "complaints", "`nơi` nhận phản ánh, kiến nghị", "`place` for complaints")
	text(&f.theme, "theme", "`bộ màu`: do, xanh, sang", "`theme`: do (red), xanh (blue), sang (light)")
	text(&f.logo, "logo", "`tệp` logo PNG, JPEG hoặc SVG", "logo `file`, PNG, JPEG or SVG")
	flags.BoolVar(&f.landscape, "landscape", false, p.say("áp phích nằm ngang", "poster turned"))
}

// check refuses flags of a poster without one, and a poster that does not say what its code does.
func (f *posterFlags) check(flags *pflag.FlagSet) error {
	if f.size == "" {
		for _, name := range withPoster {
			if flags.Changed(name) {
				return usage("--"+name, "Chỉ dùng cùng với --poster.", "It goes with --poster only.")
			}
		}
		return nil
	}
	if strings.TrimSpace(f.verb) == "" {
		return usage("--verb", "Thiếu --verb: áp phích phải nói mã dùng để làm gì, ví dụ \"Quét mã để góp ý\".", "--verb is missing: a poster must say what its code does.")
	}
	if flags.Changed("size") {
		return usage("--size", "Cỡ mã trên áp phích theo khổ của áp phích: bỏ --size.", "On a poster the code's size follows from the poster's: leave out --size.")
	}
	return nil
}

// makePoster makes the poster of a payload.
func (p *program) makePoster(ctx context.Context, f *codeFlags, format campaign.Format, payload string,
	level qr.Level) error {
	o := &f.poster
	size, err := signage.LookupPaper(o.size, o.landscape)
	if err != nil {
		return err
	}
	poster := signage.CodePoster{
		Size: size, Payload: payload, Level: level, Verb: o.verb, Lines: o.lines, Unit: o.office, Desk: o.desk, Hotline: o.hotline, Complaints: o.complaints, Theme: o.theme,
	}
	if poster.Distance, err = millimetres("--distance", f.distance); err != nil {
		return err
	}
	if o.logo != "" {
		if poster.Logo, err = signage.OpenLogo(o.logo); err != nil {
			return err
		}
	}
	posting, err := signage.CompileCodePoster(poster, &signage.BoardOptions{Links: f.hosts.policy()})
	if err != nil {
		return err
	}
	out := boardFlags{out: f.out, force: f.force, links: *f}
	files, err := out.write(ctx, format, posting)
	if err != nil {
		return err
	}
	return p.reportBoard(files, format, posting, 0, append(f.ofZalo(posting.Diagnostics()), f.ofTransfer()...))
}
