package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// program is what all commands share.
type program struct {
	out, errs io.Writer
	lang      string // "vi" or "en"
	asJSON    bool
}

// language is that of --lang, else English where the environment's locale is English, else Vietnamese. It is needed
// before the flags are read: the help is in it too.
func language(args []string, env func(string) string) string {
	for i, a := range args {
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return v
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(v, "en") {
				return "en"
			}
			break
		}
	}
	return "vi"
}

// say chooses between the two languages.
func (p *program) say(vi, en string) string {
	if p.lang == "en" {
		return en
	}
	return vi
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use: "bangron",
		Short: p.say("Làm băng rôn, pano, poster, standee, banner web đúng khổ in",
			"Make banners, panos, posters, standees and web banners at true print size"),
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if p.lang != "vi" && p.lang != "en" {
				return usage(p.say("--lang chỉ nhận vi hoặc en", "--lang takes vi or en"))
			}
			return nil
		},
	}
	root.PersistentFlags().String("lang", p.lang, p.say("ngôn ngữ thông báo: vi hoặc en", "language of messages: vi or en"))
	root.PersistentFlags().BoolVar(&p.asJSON, "json", false, p.say("in kết quả dạng JSON", "print the result as JSON"))
	root.AddCommand(p.sign(), p.demo(), p.slogans(), p.sizes(), p.themes(), p.fonts())
	p.translate(root)
	return root
}

// usageError is a command line that cannot be understood.
type usageError struct{ error }

func usage(message string) error { return usageError{errors.New(message)} }

// exit prints an error and returns the exit code that tells its kind.
func (p *program) exit(err error) int {
	var refused *signage.Error
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &refused):
		if p.asJSON {
			p.printJSON(map[string]any{"diagnostics": refused.Diagnostics})
		} else {
			p.print(refused.Diagnostics)
		}
		return exitRefused
	case errors.Is(err, campaign.ErrExists):
		fmt.Fprintf(p.errs, "%s: %s\n", p.say("Lỗi: tệp đã có, thêm --force để ghi đè", "Error: the file exists; add --force to replace it"), after(err))
		return exitFailure
	case errors.As(err, &usage) || strings.HasPrefix(err.Error(), "unknown "):
		fmt.Fprintf(p.errs, "%s: %v\n", p.say("Lỗi", "Error"), err)
		fmt.Fprintln(p.errs, p.say("Xem cách dùng: bangron --help", "For usage: bangron --help"))
		return exitUsage
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = fmt.Errorf("%s %s: %w", p.doing(path.Op), path.Path, path.Err)
	}
	fmt.Fprintf(p.errs, "%s: %v\n", p.say("Lỗi", "Error"), err)
	return exitFailure
}

// doing names a file operation.
func (p *program) doing(op string) string {
	switch op {
	case "open", "read", "stat", "lstat":
		return p.say("không đọc hoặc tạo được", "cannot read or create")
	case "mkdir":
		return p.say("không tạo được thư mục", "cannot create the folder")
	}
	return p.say("không ghi được", "cannot write")
}

// after is what an error adds to its sentinel.
func after(err error) string {
	_, rest, _ := strings.Cut(err.Error(), campaign.ErrExists.Error()+": ")
	return rest
}

// print shows diagnostics, errors first as they come.
func (p *program) print(all []signage.Diagnostic) {
	for _, d := range all {
		mark := map[string]string{
			signage.SeverityError:   p.say("Lỗi", "Error"),
			signage.SeverityWarning: p.say("Cảnh báo", "Warning"),
			signage.SeverityInfo:    p.say("Ghi chú", "Note"),
		}[d.Severity]
		fmt.Fprintf(p.errs, "%s (%s): %s\n", mark, d.Field, d.Message(p.lang))
	}
}

func (p *program) printJSON(v any) {
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	// Writing to standard output fails only when nobody reads it.
	_ = e.Encode(v)
}

// translate puts cobra's own words into Vietnamese.
func (p *program) translate(root *cobra.Command) {
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.HiddenDefaultCmd = false
	if p.lang == "en" {
		return
	}
	root.SetUsageTemplate(strings.NewReplacer(
		"Usage:", "Cách dùng:", "Aliases:", "Tên khác:", "Examples:", "Ví dụ:", "Available Commands:", "Các lệnh:",
		"Additional Commands:", "Lệnh khác:", "Global Flags:", "Tùy chọn chung:", "Flags:", "Tùy chọn:",
		"Additional help topics:", "Chủ đề khác:",
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
		`Xem chi tiết một lệnh: "{{.CommandPath}} [lệnh] --help".`,
		"[command]", "[lệnh]",
	).Replace(root.UsageTemplate()))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = "Xem cách dùng một lệnh"
		case "completion":
			c.Short = "Tạo mã gợi ý lệnh cho bash, zsh, fish, powershell"
		}
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "xem cách dùng lệnh này"
	}
	root.InitDefaultHelpFlag()
	root.Flags().Lookup("help").Usage = "xem cách dùng"
}
