package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// reported is the outcome of a command that has said everything already: only the exit code is left.
type reported struct{ code int }

func (e *reported) Error() string { return fmt.Sprintf("exit code %d", e.code) }

const aboutVerifyVI = `Đọc mọi mã QR trên tệp PDF, PNG, JPEG (cả ảnh chụp), xét từng liên kết, và đối chiếu với danh sách --manifest: mã dán đè là mã lạ. PDF thiếu trang so với danh sách là điều phải xem lại; ảnh chụp thì được thiếu, chỉ nói trang nào chưa thấy.

PDF cần mutool (mupdf-tools), hoặc pdftoppm cùng pdfinfo (poppler-utils).

Mã thoát: 0 không có gì phải xem lại; 3 có điều phải xem lại; 1 có tệp không đọc được; 2 dòng lệnh sai.
Vừa có điều phải xem lại vừa có tệp không đọc được: 3.`

const aboutVerifyEN = `Read every QR code of PDF, PNG and JPEG files (photos too), judge every link, and compare with a --manifest: a pasted-over code is foreign. A PDF that lacks pages of the manifest is a finding; photos may lack some, and are told which.

PDF needs mutool (mupdf-tools), or pdftoppm with pdfinfo (poppler-utils).

Exit codes: 0 nothing to look at; 3 there are findings; 1 a file cannot be read; 2 the command line is wrong.
With findings on one file and another unreadable: 3.`

func (p *program) verify() *cobra.Command {
	var manifest string
	var hosts hostFlags
	c := &cobra.Command{
		Use:   p.say("verify <tệp>...", "verify <file>..."),
		Short: p.say("Đọc lại mọi mã QR trên tệp hoặc ảnh chụp", "Read back every QR code of files or photos"),
		Long:  p.say(aboutVerifyVI, aboutVerifyEN),
		Example: `  bangron verify bang.pdf --manifest bang.json
  bangron verify anh-chup.jpg --manifest bang.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("", "Cần ít nhất một tệp.", "At least one file is needed.")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkEmpty(c.Flags()); err != nil {
				return err
			}
			if err := hosts.read(); err != nil {
				return err
			}
			o := &campaign.VerifyOptions{Links: hosts.policy()}
			if manifest != "" {
				var err error
				if o.Manifest, err = openManifest(manifest); err != nil {
					return p.unusable(manifest, err)
				}
			}
			return p.verifyFiles(c.Context(), args, o)
		},
	}
	flags := c.Flags()
	flags.StringVar(&manifest, "manifest", "", p.say("`tệp` danh sách mã đã duyệt để đối chiếu", "`file` of the approved codes to compare with"))
	p.hostFlags(c, &hosts)
	_ = c.MarkFlagFilename("manifest", "json")
	return c
}

func openManifest(path string) (*campaign.Manifest, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return campaign.ReadManifest(file)
}

// diagnose says in both languages why a file cannot be used.
func diagnose(err error) []signage.Diagnostic {
	var file *campaign.FileError
	if errors.As(err, &file) {
		return []signage.Diagnostic{file.Diagnostic}
	}
	found, _ := explain(err)
	return found
}

// unusable reports a manifest that cannot be used.
func (p *program) unusable(path string, err error) error {
	found := diagnose(err)
	found[0].Field = path
	if !p.asJSON {
		p.print(found)
	} else if err := p.printJSON(failure{found}); err != nil {
		return err
	}
	return &reported{exitFailure}
}

// unread is what --json prints of a file that cannot be read.
type unread struct {
	File        string               `json:"file"`
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

func (p *program) verifyFiles(ctx context.Context, paths []string, o *campaign.VerifyOptions) error {
	var files []any // of *campaign.Report and unread
	var reports []*campaign.Report
	code := exitOK
	for _, path := range paths {
		r, err := campaign.Verify(ctx, path, o)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			code = max(code, exitFailure)
			found := diagnose(err)
			files = append(files, unread{path, found})
			if !p.asJSON {
				p.print(found)
			}
			continue
		}
		files, reports = append(files, r), append(reports, r)
		if !r.Clean() {
			code = exitRefused
		}
		if !p.asJSON {
			if err := p.printReport(r); err != nil {
				return err
			}
		}
	}
	unseen := []signage.Diagnostic{}
	if o.Manifest != nil {
		unseen = append(unseen, o.Manifest.Unseen(reports)...)
	}
	if slices.ContainsFunc(unseen, func(d signage.Diagnostic) bool { return d.Severity != signage.SeverityInfo }) {
		code = exitRefused
	}
	if !p.asJSON {
		p.print(unseen)
	} else if err := p.printJSON(map[string]any{"files": files, "diagnostics": unseen}); err != nil {
		return err
	}
	if code == exitOK {
		return nil
	}
	return &reported{code}
}

func (p *program) printReport(r *campaign.Report) error {
	verdict := map[string]string{
		campaign.VerdictAdmitted: p.say("được phép", "admitted"),
		campaign.VerdictRefused:  p.say("BỊ TỪ CHỐI", "REFUSED"),
		campaign.VerdictNone:     "–",
	}
	status := map[string]string{
		"":                       "–",
		campaign.StatusListed:    p.say("khớp", "listed"),
		campaign.StatusMisplaced: p.say("SAI CHỖ", "MISPLACED"),
		campaign.StatusForeign:   p.say("MÃ LẠ", "FOREIGN"),
	}
	against := ""
	if r.Listed != "" {
		against = fmt.Sprintf(p.say(", so với %s", ", against %s"), r.Listed)
	}
	if _, err := fmt.Fprintf(p.out, p.say("%s: %d trang, %d mã%s\n", "%s: pages %d, codes %d%s\n"), r.File, r.Pages, len(r.Codes), against); err != nil {
		return err
	}
	if len(r.Codes) > 0 {
		w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, p.say("  TRANG\tTRÁI; TRÊN; RỘNG\tMÃ SỐ\tTÊN MIỀN\tLIÊN KẾT\tDANH SÁCH\tNỘI DUNG", "  PAGE\tLEFT; TOP; WIDTH\tID\tHOST\tLINK\tMANIFEST\tCONTENT"))
		for _, c := range r.Codes {
			host := c.Host
			if host == "" {
				host = "–"
			}
			fmt.Fprintf(w, "  %d\t%.0f; %.0f; %.0f %s\t%s\t%s\t%s\t%s\t%s\n", c.Page, c.Place.X, c.Place.Y, c.Place.Width, c.Place.Unit, c.ID, host,
				verdict[c.Verdict], status[c.Status], p.say(c.Shown().VI, c.Shown().EN))
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	p.print(r.Diagnostics)
	return nil
}
