package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const aboutVI = `Làm băng rôn, pano, poster, standee, banner web đúng khổ in.

Thông báo bằng tiếng Việt; bằng tiếng Anh khi có --lang en hoặc máy đặt tiếng Anh (LC_ALL, LC_MESSAGES, LANG).

Mã thoát:
  0    xong
  1    không đọc hoặc không ghi được tệp
  2    dòng lệnh sai
  3    sản phẩm bị từ chối, cả khi tên khổ, khẩu hiệu, bộ màu không có trong danh mục: thông báo nói rõ chỗ sai và cách sửa
  130  bị dừng giữa chừng (Ctrl-C)`

const aboutEN = `Make banners, panos, posters, standees and web banners at true print size.

Messages are in Vietnamese; in English with --lang en or where the environment is English (LC_ALL, LC_MESSAGES, LANG).

Exit codes:
  0    done
  1    a file could not be read or written
  2    the command line is wrong
  3    the sign is refused, also for names that the catalogues do not have: the messages say what is wrong and what to do
  130  stopped (Ctrl-C)`

const jsonVI = `Với --json, kết quả và lỗi được in ra đầu ra chuẩn. Các mục dưới đây không đổi tên; có thể thêm mục mới.

sign: một đối tượng; demo: một danh sách các đối tượng đó
  file, ticket (chỉ khi có phiếu in), format, title, kind, scale ("1:1" hoặc "1:10"), width_mm, height_mm,
  width_px, height_px (chỉ banner web), qr_module_mm (chỉ khi có mã QR), lines, diagnostics
  lines[]: role, text, font, cap_height_mm, comfortable_m, at_most_m, tone_marks_m, contrast
board, qr --poster: files, format, title, width_mm, height_mm, pages, codes, rows_skipped, diagnostics
  codes[]: page, label, payload, host, x_mm, y_mm, width_mm, module_mm, version, level, distance_mm
qr: file, format, kind, payload, host, overridden, id, version, modules, level_asked, level_given, module_mm, symbol_mm,
  width_mm, width_px (chỉ PNG), distance_m, manifest, diagnostics
verify: files, diagnostics (trang và tệp của danh sách chưa thấy)
  files[]: file, format, sha256, pages, listed, shown, diagnostics
  files[].codes[]: page, place.x, y, width, unit, kind, payload, host, id, verdict, status
check: files; tệp không đọc được: file, diagnostics
  files[]: file, passed, profile, claim, version, title, rules, pages, inks, fonts, images, findings
  pages[]: width_mm, height_mm, bleed_mm, sheet_mm, scale, user_unit, ink_limit_percent,
  safe_mm; fonts[]: name, type, embedded
  images[]: page, where, width_px, height_px, ppi, colour
  findings[]: rule, severity, page, where, place_mm, count, vi, en, fix_vi, fix_en
check --rules: id, press, press-x4, office, print, vi, en, why_vi, why_en, fix_vi, fix_en, source, certain
slogans: id, year, kind, text, capitals, lines, status, source, source_vi, note
sizes: id, kind, name, name_en, width_mm, height_mm, width_px, height_px, use, use_en, status, source, source_vi
themes: id, name, name_en, colors.<vai>.screen, colors.<vai>.cmyk, dùng được ngay trong tệp YAML
shops: id, name, name_en, material, profile, user_unit, file_name, bleed_mm, safe_mm, hem_mm, pocket_mm, pocket_sides,
  eyelet_spacing_mm, eyelet_edge_mm, rolls_mm, weld_mm, slit_spacing_mm, slit_radius_mm, foot_mm, marks, ink_limit_percent,
  cut, cut_radius_mm, white, status, source, date
fonts: id, family, weight, role, role_en, licence
Khi lỗi: {"diagnostics": […]}, mã thoát khác 0
  diagnostics[]: code, severity (error, warning, info), field, vi, en, fix_vi, fix_en`

const jsonEN = `With --json, results and errors are printed on standard output. The keys below keep their names; more may come.

sign: an object; demo: a list of such objects
  file, ticket (with a ticket only), format, title, kind, scale ("1:1" or "1:10"), width_mm, height_mm,
  width_px, height_px (web banners only), qr_module_mm (with a QR code only), lines, diagnostics
  lines[]: role, text, font, cap_height_mm, comfortable_m, at_most_m, tone_marks_m, contrast
board, qr --poster: files, format, title, width_mm, height_mm, pages, codes, rows_skipped, diagnostics
  codes[]: page, label, payload, host, x_mm, y_mm, width_mm, module_mm, version, level, distance_mm
qr: file, format, kind, payload, host, overridden, id, version, modules, level_asked, level_given, module_mm, symbol_mm,
  width_mm, width_px (PNG only), distance_m, manifest, diagnostics
verify: files, diagnostics (pages and files of the manifest that were not seen)
  files[]: file, format, sha256, pages, listed, shown, diagnostics
  files[].codes[]: page, place.x, y, width, unit, kind, payload, host, id, verdict, status
check: files; one that cannot be read: file, diagnostics
  files[]: file, passed, profile, claim, version, title, rules, pages, inks, fonts, images, findings
  pages[]: width_mm, height_mm, bleed_mm, sheet_mm, scale, user_unit, ink_limit_percent,
  safe_mm; fonts[]: name, type, embedded
  images[]: page, where, width_px, height_px, ppi, colour
  findings[]: rule, severity, page, where, place_mm, count, vi, en, fix_vi, fix_en
check --rules: id, press, press-x4, office, print, vi, en, why_vi, why_en, fix_vi, fix_en, source, certain
slogans: id, year, kind, text, capitals, lines, status, source, source_vi, note
sizes: id, kind, name, name_en, width_mm, height_mm, width_px, height_px, use, use_en, status, source, source_vi
themes: id, name, name_en, colors.<role>.screen, colors.<role>.cmyk, as a YAML file takes them
shops: id, name, name_en, material, profile, user_unit, file_name, bleed_mm, safe_mm, hem_mm, pocket_mm, pocket_sides,
  eyelet_spacing_mm, eyelet_edge_mm, rolls_mm, weld_mm, slit_spacing_mm, slit_radius_mm, foot_mm, marks, ink_limit_percent,
  cut, cut_radius_mm, white, status, source, date
fonts: id, family, weight, role, role_en, licence
On failure: {"diagnostics": […]}, with an exit code other than 0
  diagnostics[]: code, severity (error, warning, info), field, vi, en, fix_vi, fix_en`

// jsonTopic is a page of the help, not a command.
func (p *program) jsonTopic() *cobra.Command {
	return &cobra.Command{
		Use: "json", Short: p.say("Các mục của --json", "The keys of --json"), Long: p.say(jsonVI, jsonEN),
	}
}

func (p *program) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: p.say("help [lệnh]", "help [command]"), Short: p.say("Xem cách dùng một lệnh", "Show the usage of a command"),
		DisableFlagsInUseLine: true,
		RunE: func(c *cobra.Command, args []string) error {
			topic, rest, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			if topic == c.Root() {
				if err := p.commandName(topic, rest); err != nil {
					return err
				}
			}
			return topic.Help()
		},
	}
}

func (p *program) help(c *cobra.Command, _ []string) {
	about := c.Long
	if about == "" {
		about = c.Short
	}
	fmt.Fprintln(p.out, about)
	if c.Runnable() {
		fmt.Fprintln(p.out)
		_ = p.writeUsage(p.out, c)
	}
}

func (p *program) usage(c *cobra.Command) error { return p.writeUsage(p.errs, c) }

// writeUsage lists what a command takes. Cobra's own page is in English.
func (p *program) writeUsage(out io.Writer, c *cobra.Command) error {
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	line := c.CommandPath()
	if c.HasAvailableSubCommands() {
		line += p.say(" <lệnh>", " <command>")
	} else {
		line = strings.TrimSuffix(c.UseLine(), " [flags]")
	}
	fmt.Fprintf(w, "%s:\n  %s%s\n", p.say("Cách dùng", "Usage"), line, p.say(" [tùy chọn]", " [flags]"))
	if c.HasExample() {
		fmt.Fprintf(w, "\n%s:\n%s\n", p.say("Ví dụ", "Examples"), c.Example)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s:\n", p.say("Các lệnh", "Commands"))
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(w, "  %s\t%s\n", sub.Name(), sub.Short)
			}
		}
		fmt.Fprintln(w, p.say("Xem chi tiết một lệnh: bangron <lệnh> --help", "More on a command: bangron <command> --help"))
	}
	if c.HasAvailableLocalFlags() && c.HasParent() {
		fmt.Fprintf(w, "\n%s:\n", p.say("Tùy chọn", "Flags"))
		listFlags(w, c.LocalFlags())
	}
	fmt.Fprintf(w, "\n%s:\n", p.say("Tùy chọn chung", "Global flags"))
	listFlags(w, c.Root().PersistentFlags())
	return w.Flush()
}

func listFlags(w io.Writer, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		short := "    "
		if f.Shorthand != "" {
			short = "-" + f.Shorthand + ", "
		}
		value, about := pflag.UnquoteUsage(f)
		fmt.Fprintf(w, "  %s--%s %s\t%s\n", short, f.Name, value, about)
	})
}
