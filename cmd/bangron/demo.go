package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/signage/campaign"
)

func (p *program) demo() *cobra.Command {
	var folder, unit string
	c := &cobra.Command{
		Use:   "demo",
		Short: p.say("Làm trọn bộ mẫu theo kế hoạch Ngày Chuyển đổi số quốc gia", "Make the whole set of the plan for the Digital Transformation Day"),
		Args:  noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			jobs, err := campaign.Demo(unit)
			if err != nil {
				return err
			}
			// The demonstration owns its folder: running it again makes the same files again.
			all, err := campaign.Run(c.Context(), folder, jobs, &campaign.Options{Overwrite: true, Progress: p.progress()})
			if terminal(p.errs) {
				fmt.Fprintf(p.errs, progressLine, "")
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
	_ = c.MarkFlagDirname("output")
	return c
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
			list[i] = describe(filepath.Join(folder, m.File), m.Job.Format, m.Scale, m.Doc)
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
