package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

func (p *program) demo() *cobra.Command {
	var folder, unit string
	var force bool
	c := &cobra.Command{
		Use:   "demo",
		Short: p.say("Làm trọn bộ mẫu theo kế hoạch Ngày Chuyển đổi số quốc gia", "Make the whole set of the plan for the Digital Transformation Day"),
		Args:  noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if strings.TrimSpace(unit) == "" {
				return usage("--unit", "Tên đơn vị để trống.", "The unit's name is empty.")
			}
			jobs, err := campaign.Demo(unit)
			if err != nil {
				return err
			}
			if !force && !ownFolder(folder) {
				return &writeError{folder, campaign.ErrExists}
			}
			_, err = os.Stat(folder)
			isNew := errors.Is(err, fs.ErrNotExist)
			// The demonstration owns its folder: running it again makes the same files again.
			all, err := campaign.Run(c.Context(), folder, jobs, &campaign.Options{
				Overwrite: true, PDF: &signage.PDFOptions{Created: campaign.DemoDay()}, Progress: p.progress(),
			})
			if terminal(p.errs) {
				fmt.Fprintf(p.errs, progressLine, "")
			}
			if err != nil && isNew {
				// What holds files stays; Remove takes empty folders alone.
				_, _ = os.Remove(filepath.Join(folder, previews)), os.Remove(folder)
			}
			switch {
			case errors.Is(err, context.Canceled):
				return err
			case err != nil:
				return &writeError{folder, err}
			}
			return p.reportDemo(folder, all)
		},
	}
	c.Flags().StringVarP(&folder, "output", "o", "bangron-demo", p.say("`nơi` để các tệp, một thư mục (mặc định bangron-demo)", "output `folder` (default bangron-demo)"))
	c.Flags().StringVar(&unit, "unit", campaign.DemoUnit, p.say("`tên` đơn vị ký", "`name` of the unit that signs"))
	c.Flags().BoolVar(&force, "force", false, p.say("ghi vào cả thư mục đã có tệp khác", "write into a folder that holds other files too"))
	_ = c.MarkFlagDirname("output")
	return c
}

// previews is the folder of the small pictures in that of a demonstration.
const previews = "xem-truoc"

// ownFolder tells whether a folder is new, empty, or one that the demonstration has made before.
func ownFolder(folder string) bool {
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) == 0 {
		return true // what cannot be read is told apart when it is written to
	}
	_, err = os.Stat(filepath.Join(folder, previews))
	return err == nil
}

// progressLine writes over the line before it, without leaving the line.
const progressLine = "\r%-79.79s\r"

// progress shows on a terminal what is made.
func (p *program) progress() func(int, int, campaign.Made) {
	if !terminal(p.errs) {
		return nil
	}
	return func(done, all int, made campaign.Made) {
		fmt.Fprintf(p.errs, progressLine, fmt.Sprintf("%d/%d %s", done, all, made.Job.Title))
	}
}

func (p *program) reportDemo(folder string, all []campaign.Made) error {
	if p.asJSON {
		list := make([]made, len(all))
		for i, m := range all {
			ticket := ""
			if m.Ticket != "" {
				ticket = filepath.Join(folder, m.Ticket)
			}
			list[i] = describe(filepath.Join(folder, m.File), ticket, m.Job.Format, m.Scale, m.Doc, nil)
		}
		return p.printJSON(list)
	}
	var b strings.Builder
	for _, m := range all {
		scale := ""
		if m.Scale > 1 {
			scale = fmt.Sprintf(p.say(", tỉ lệ 1:%d", ", scale 1:%d"), m.Scale)
		}
		fmt.Fprintf(&b, "%s  (%s%s)\n", filepath.Join(folder, m.File), p.decimals(m.Doc.Size().String()), scale)
	}
	fmt.Fprintf(&b, p.say("Đã làm %d tệp. Mở %s để xem tất cả.\n", "%d files made. Open %s to see them all.\n"),
		len(all), filepath.Join(folder, "index.html"))
	_, err := fmt.Fprint(p.out, b.String())
	return err
}
