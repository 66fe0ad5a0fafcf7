package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/signage"
)

const aboutCheckVI = `Kiểm tệp PDF trước khi gửi xưởng in: chuẩn PDF/X, khung trang, màu, lượng mực, phông, ảnh, cỡ chữ và nét nhỏ nhất, mã QR.
Kiểm được mọi PDF, không chỉ tệp của bangron. Không phải chứng nhận PDF/X: tệp đạt là không phạm quy tắc nào trong bảng (--rules).

Mã thoát: 0 đạt, kể cả khi có cảnh báo; 3 phạm quy tắc (với --strict thì cảnh báo cũng tính); 1 có tệp không đọc được; 2 dòng lệnh sai.`

const aboutCheckEN = `Check PDF files before they go to a print shop: PDF/X, boxes, colours, ink, fonts, pictures, least text and lines, QR codes.
Any PDF can be checked, not only those of bangron. It certifies nothing: a file that passes breaks none of the table's rules (--rules).

Exit codes: 0 passed, with warnings or without; 3 a rule is broken (with --strict warnings count too); 1 a file cannot be read; 2 the command line is wrong.`

// checkFlags are the flags of "bangron check".
type checkFlags struct {
	signage.CheckOptions
	profile               string
	scale, inkLimit, safe string
	strict, rules         bool
}

// read takes the values of the flags; numbers may have a decimal comma.
func (f *checkFlags) read() error {
	f.Profile = signage.CheckProfile(f.profile)
	for rules, profile := range signProfiles {
		if f.profile == profile {
			f.Profile = rules
		}
	}
	if f.profile != "" && !slices.Contains(signage.CheckProfiles(), f.Profile) {
		return usage("--profile", "--profile chỉ nhận press, press-x4, office hoặc print.", "--profile takes press, press-x4, office or print.")
	}
	for _, number := range []struct {
		flag, text string
		value      *float64
		most       float64
	}{{"--scale", f.scale, &f.Scale, 1000}, {"--ink-limit", f.inkLimit, &f.InkLimit, 400}, {"--safe", f.safe, &f.Safe, 10_000}} {
		if number.text == "" {
			continue
		}
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(number.text), ",", ".", 1), 64)
		if err != nil || !(n > 0 && n <= number.most) {
			return usage(number.flag, fmt.Sprintf("%s nhận số lớn hơn 0, không quá %g.", number.flag, number.most), fmt.Sprintf("%s takes a number over 0, at most %g.", number.flag, number.most))
		}
		*number.value = n
	}
	return nil
}

// signProfiles are the rules by which files are checked that "bangron sign" writes in a profile of another name. Both names
// are taken.
var signProfiles = map[signage.CheckProfile]string{signage.CheckX1a: string(signage.Press), signage.CheckX4: string(signage.PressX4)}

// profileOf is the name of rules in the command: that of the profile of "bangron sign".
func profileOf(rules signage.CheckProfile) string { return cmp.Or(signProfiles[rules], string(rules)) }

func (p *program) checkCommand() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   p.say("check <tệp.pdf|->...", "check <file.pdf|->..."),
		Short: p.say("Kiểm tệp PDF trước khi gửi xưởng in", "Check PDF files before they go to a print shop"),
		Long:  p.say(aboutCheckVI, aboutCheckEN),
		Example: `  bangron check bang-ron.pdf
  bangron check cua-nguoi-khac.pdf --profile print --scale 10 --ink-limit 280`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && !f.rules {
				return usage("", "Cần ít nhất một tệp PDF.", "At least one PDF is needed.")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if f.rules {
				return p.listRules()
			}
			if err := f.read(); err != nil {
				return err
			}
			return p.checkFiles(c.Context(), args, &f)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.profile, "profile", "", p.say("bộ `quy tắc`: press (PDF/X-1a), press-x4, office, print (mặc định theo tệp tự xưng)", "the `rules`: press (PDF/X-1a), press-x4, office, print (by default what the file says it is)"))
	flags.StringVar(&f.scale, "scale", "", p.say("`số` lần xưởng phóng khi in, như 10 (mặc định theo tệp)", "`times` that the shop enlarges it, such as 10 (by default what the file says)"))
	flags.StringVar(&f.inkLimit, "ink-limit", "", p.say("giới hạn `phần trăm` mực của xưởng (mặc định theo tệp, nhiều nhất 300)", "the shop's ink limit in `percent` (by default what the file says, at most 300)"))
	flags.StringVar(&f.safe, "safe", "", p.say("`mm` từ mép cắt không được có chữ hay mã QR (mặc định theo tệp)", "`mm` from the trim in which nothing may stand that must be read (by default what the file says)"))
	flags.BoolVar(&f.strict, "strict", false, p.say("cảnh báo cũng là không đạt", "warnings fail a file too"))
	flags.BoolVar(&f.rules, "rules", false, p.say("liệt kê các quy tắc", "list the rules"))
	_ = c.RegisterFlagCompletionFunc("profile", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var list []cobra.Completion
		for _, profile := range signage.CheckProfiles() {
			list = append(list, profileOf(profile))
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return []cobra.Completion{"pdf"}, cobra.ShellCompDirectiveFilterFileExt
	}
	return c
}

func (p *program) listRules() error {
	if p.asJSON {
		return p.printJSON(slices.Collect(signage.Rules()))
	}
	var b strings.Builder
	for r := range signage.Rules() {
		fmt.Fprintf(&b, "%s\n  %s. %s\n  %s\n", r.ID, p.say(r.VI, r.EN), p.say(r.WhyVI, r.WhyEN), r.Source)
	}
	_, err := fmt.Fprint(p.out, b.String())
	return err
}

// checked is what --json prints of a file that was checked.
type checked struct {
	File    string `json:"file"`
	Passed  bool   `json:"passed"`
	Profile string `json:"profile"`
	*signage.CheckReport
}

func (p *program) checkFiles(ctx context.Context, paths []string, f *checkFlags) error {
	var files []any // of checked and unread
	code := exitOK
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		report, err := checkFile(path, &f.CheckOptions)
		if err != nil {
			code = max(code, exitFailure)
			found, _ := explain(err)
			found[0].Field = path
			files = append(files, unread{path, found})
			if !p.asJSON {
				p.print(found)
			}
			continue
		}
		passed := report.Passed() && !(f.strict && report.Count(signage.SeverityWarning) > 0)
		if !passed {
			code = exitRefused
		}
		files = append(files, checked{path, passed, profileOf(report.Profile), report})
		if !p.asJSON {
			if err := p.printCheck(path, passed, report); err != nil {
				return err
			}
		}
	}
	if p.asJSON {
		if err := p.printJSON(map[string]any{"files": files}); err != nil {
			return err
		}
	}
	if code == exitOK {
		return nil
	}
	return &reported{code}
}

func checkFile(path string, o *signage.CheckOptions) (*signage.CheckReport, error) {
	if path == "-" {
		return checkStream(os.Stdin, o)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: syscall.EISDIR}
	}
	if !info.Mode().IsRegular() {
		return checkStream(file, o) // a pipe has no size
	}
	return signage.CheckPDF(file, info.Size(), o)
}

// checkStream checks what comes through a pipe, or as much of it as shows that it is too large.
func checkStream(in io.Reader, o *signage.CheckOptions) (*signage.CheckReport, error) {
	file, err := io.ReadAll(io.LimitReader(in, maxStream+1))
	if err != nil {
		return nil, err
	}
	if len(file) > maxStream {
		return nil, &signage.Error{Diagnostics: []signage.Diagnostic{{
			Code: "check", Severity: signage.SeverityError, Field: "file",
			VI: fmt.Sprintf("Tệp qua ống quá %d MB.", maxStream>>20), EN: fmt.Sprintf("More than %d MB come through the pipe.", maxStream>>20),
			FixVI: "Lưu tệp ra đĩa rồi kiểm.", FixEN: "Save it as a file and check that.",
		}}}
	}
	return signage.CheckPDF(bytes.NewReader(file), int64(len(file)), o)
}

// maxStream is the largest PDF that is read through a pipe, in bytes: it is held in memory.
const maxStream = 100 << 20

func (p *program) printCheck(path string, passed bool, r *signage.CheckReport) error {
	verdict := p.say("KHÔNG ĐẠT", "FAILED")
	if passed {
		verdict = p.say("đạt", "passed")
	}
	var b strings.Builder
	claim := r.Claim
	if claim == "" {
		claim = "PDF " + r.Version
	}
	fmt.Fprintf(&b, p.say("%s: %s, %d quy tắc %s, %s\n", "%s: %s, %d rules of %s, %s\n"), path, verdict, r.Rules, profileOf(r.Profile), claim)
	for i := 0; i < len(r.Pages); {
		page, last := r.Pages[i], i
		for last+1 < len(r.Pages) && r.Pages[last+1] == page {
			last++
		}
		pages := fmt.Sprint(i + 1)
		if last > i {
			pages += fmt.Sprintf("–%d", last+1)
		}
		i = last + 1
		fmt.Fprintf(&b, p.say("  trang %s: %s × %s mm, tràn lề %s mm", "  page %s: %s × %s mm, bleed %s mm"), pages, p.number(page.Width), p.number(page.Height), p.number(page.Bleed))
		if page.Scale > 1 {
			fmt.Fprintf(&b, p.say(", tệp ở tỉ lệ 1:%s", ", file at 1:%s"), p.number(page.Scale))
		}
		if r.Profile != signage.CheckOffice { // whose rules ask for neither
			fmt.Fprintf(&b, p.say(", mực tối đa %s %%", ", ink up to %s %%"), p.number(page.InkLimit))
			if page.Safe > 0 {
				fmt.Fprintf(&b, p.say(", vùng an toàn cách mép cắt %s mm", ", safe zone %s mm from the trim"), p.number(page.Safe))
			}
		}
		fmt.Fprintln(&b)
	}
	if len(r.Inks) > 0 {
		fmt.Fprintf(&b, p.say("  kênh mực: %s\n", "  inks: %s\n"), strings.Join(r.Inks, ", "))
	}
	for _, f := range r.Findings {
		mark := map[string]string{signage.SeverityError: p.say("Lỗi", "Error"), signage.SeverityWarning: p.say("Cảnh báo", "Warning"), signage.SeverityInfo: p.say("Ghi chú", "Note")}[f.Severity]
		fmt.Fprintf(&b, "  %s (%s", mark, f.Rule)
		if f.Page > 0 {
			fmt.Fprintf(&b, p.say(", trang %d", ", page %d"), f.Page)
		}
		if f.Where != "" {
			fmt.Fprintf(&b, ", %s", f.Where)
		}
		if len(f.Place) == 4 {
			fmt.Fprintf(&b, p.say(", cách mép trái %s mm, mép trên %s mm", ", %s mm from the left, %s mm from the top"), p.number(f.Place[0]), p.number(f.Place[1]))
		}
		if f.Count > 1 && f.Severity != signage.SeverityInfo { // whose message counts
			fmt.Fprintf(&b, p.say(", %d chỗ", ", %d places"), f.Count)
		}
		message := p.say(f.VI, f.EN) + " " + p.withFlags(p.say(f.FixVI, f.FixEN))
		fmt.Fprintf(&b, "): %s\n", strings.TrimSpace(message))
	}
	_, err := fmt.Fprint(p.out, b.String())
	return err
}

// number is a length to a tenth, with the decimal mark of the language.
func (p *program) number(v float64) string {
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
	if p.lang == "en" {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}
