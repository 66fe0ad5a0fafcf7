package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/signage"
)

func (p *program) completion() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use: "completion <bash|zsh|fish|powershell>", DisableFlagsInUseLine: true,
		Short: p.say("In mã gợi ý lệnh khi bấm Tab", "Print the script that completes commands on Tab"),
		Example: `  bash:        source <(bangron completion bash)
  zsh:         bangron completion zsh > "${fpath[1]}/_bangron"
  fish:        bangron completion fish > ~/.config/fish/completions/bangron.fish
  powershell:  bangron completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells,
		Args: func(c *cobra.Command, args []string) error {
			if cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs)(c, args) != nil {
				return usage("", fmt.Sprintf("Lệnh completion cần một trong: %v.", shells), fmt.Sprintf("The command completion takes one of: %v.", shells))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(p.out, true)
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(p.out)
			}
		},
	}
}

// completeSign says what the values of the flags of "bangron sign" can be. The lists are made when a shell asks.
func (p *program) completeSign(c *cobra.Command) {
	values := func(flag string, list func() []cobra.Completion) {
		// It fails only for a flag that does not exist; the tests complete each one.
		_ = c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return list(), cobra.ShellCompDirectiveNoFileComp
		})
	}
	fixed := func(list ...cobra.Completion) func() []cobra.Completion {
		return func() []cobra.Completion { return list }
	}
	slogans := func() (list []cobra.Completion) {
		for s := range signage.Slogans() {
			if s.Status != signage.StatusMissing {
				list = append(list, cobra.CompletionWithDesc(s.ID, s.Text))
			}
		}
		return list
	}
	values("slogan", slogans)
	values("second-slogan", slogans)
	values("size", func() (list []cobra.Completion) {
		for s := range signage.Sizes() {
			list = append(list, cobra.CompletionWithDesc(s.ID, s.Name+" "+p.decimals(s.String())))
		}
		return list
	})
	values("theme", func() (list []cobra.Completion) {
		for t := range signage.Themes() {
			list = append(list, cobra.CompletionWithDesc(t.ID, p.say(t.Name, t.NameEN)))
		}
		return list
	})
	values("shop", func() (list []cobra.Completion) {
		for s := range signage.Shops() {
			list = append(list, cobra.CompletionWithDesc(s.ID, p.say(s.Name, s.NameEN)))
		}
		return list
	})
	values("kind", fixed(
		cobra.CompletionWithDesc(string(signage.Banner), p.say("băng rôn ngang", "horizontal banner")),
		cobra.CompletionWithDesc(string(signage.Vertical), p.say("băng rôn dọc", "vertical banner")),
		cobra.CompletionWithDesc(string(signage.Phuon), p.say("phướn", "flag on a lamp post")),
		cobra.CompletionWithDesc(string(signage.Pano), p.say("pano", "billboard")),
		cobra.CompletionWithDesc(string(signage.Poster), p.say("áp phích", "poster")),
		cobra.CompletionWithDesc(string(signage.Standee), p.say("standee", "standee")),
		cobra.CompletionWithDesc(string(signage.Backdrop), p.say("phông sân khấu", "stage backdrop")),
		cobra.CompletionWithDesc(string(signage.Web), p.say("banner web", "web banner")),
		cobra.CompletionWithDesc(string(signage.Model), p.say("poster mô hình", "poster of a model")),
	))
	values("profile", fixed(
		cobra.CompletionWithDesc("press", p.say("PDF/X-1a, CMYK, cho xưởng in", "PDF/X-1a, CMYK, for print shops")),
		cobra.CompletionWithDesc("press-x4", p.say("PDF/X-4, kèm hồ sơ màu", "PDF/X-4, with the colour profile")),
		cobra.CompletionWithDesc("office", p.say("RGB, có liên kết", "RGB, with links")),
	))
	values("convert", fixed(
		cobra.CompletionWithDesc(string(signage.TCVN3), p.say("phông .VnTime", "fonts .VnTime")),
		cobra.CompletionWithDesc(string(signage.VNI), p.say("phông VNI-Times", "fonts VNI-Times")),
		cobra.CompletionWithDesc(string(signage.Auto), p.say("tự nhận ra", "recognised")),
	))
	_ = c.RegisterFlagCompletionFunc("font", func(_ *cobra.Command, _ []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var list []cobra.Completion
		for e := range fonts.All() {
			if strings.HasPrefix(e.ID, strings.ToLower(prefix)) {
				list = append(list, cobra.CompletionWithDesc(e.ID, p.say(e.Role, e.RoleEN)))
			}
		}
		switch {
		case len(list) == 0:
			return []cobra.Completion{"ttf", "otf"}, cobra.ShellCompDirectiveFilterFileExt
		case prefix == "": // a file, as well
			return list, cobra.ShellCompDirectiveDefault
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
	values("tile", fixed(
		cobra.CompletionWithDesc("a4", p.say("máy in văn phòng", "office printers")),
		cobra.CompletionWithDesc("a3", p.say("máy in khổ lớn hơn", "larger printers")),
	))
	_ = c.MarkFlagFilename("logo", "png", "jpg", "jpeg", "svg")
	_ = c.MarkFlagFilename("file", "yaml", "yml")
	_ = c.MarkFlagFilename("output", "pdf", "png", "svg")
}
