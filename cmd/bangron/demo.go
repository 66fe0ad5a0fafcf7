package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/signage/campaign"
)

func (p *program) demo() *cobra.Command {
	var folder, unit string
	c := &cobra.Command{
		Use:   "demo",
		Short: p.say("Làm trọn bộ mẫu theo kế hoạch Ngày Chuyển đổi số quốc gia", "Make the whole set of the plan for the Digital Transformation Day"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			jobs, err := campaign.Demo(unit)
			if err != nil {
				return err
			}
			// The demonstration owns its folder: running it again makes the same files again.
			options := &campaign.Options{Overwrite: true}
			if terminal(p.errs) {
				options.Progress = func(done, all int, made campaign.Made) {
					fmt.Fprintf(p.errs, "\r\x1b[K%d/%d %s", done, all, made.Job.Title)
				}
			}
			all, err := campaign.Run(folder, jobs, options)
			if options.Progress != nil {
				fmt.Fprint(p.errs, "\r\x1b[K")
			}
			if err != nil {
				return err
			}
			p.reportDemo(folder, all)
			return nil
		},
	}
	c.Flags().StringVarP(&folder, "output", "o", "bangron-demo", p.say("thư mục kết quả", "output folder"))
	c.Flags().StringVar(&unit, "unit", campaign.DemoUnit, p.say("tên đơn vị ký", "the unit that signs"))
	return c
}

func (p *program) reportDemo(folder string, all []campaign.Made) {
	if p.asJSON {
		list := make([]made, len(all))
		for i, m := range all {
			list[i] = describe(filepath.Join(folder, m.File), m.Job.Format, m.Scale, m.Doc)
		}
		p.printJSON(list)
		return
	}
	for _, m := range all {
		scale := ""
		if m.Scale > 1 {
			scale = fmt.Sprintf(p.say(", tỉ lệ 1:%d", ", scale 1:%d"), m.Scale)
		}
		fmt.Fprintf(p.out, "%s  (%s%s)\n", filepath.Join(folder, m.File), m.Doc.Size(), scale)
	}
	fmt.Fprintf(p.out, p.say("Đã làm %d tệp. Mở %s để xem tất cả.\n", "%d files made. Open %s to see them all.\n"),
		len(all), filepath.Join(folder, "index.html"))
}
