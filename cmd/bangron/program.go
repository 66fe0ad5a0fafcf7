package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bangron/bangron/signage"
)

// program is what all commands share.
type program struct {
	out, errs io.Writer
	env       func(string) string
	now       func() time.Time
	lang      string // "vi" or "en"
	asJSON    bool
	flags     *pflag.FlagSet // of the command that runs; nil before
}

// today is the day that files bear which are given none: that of SOURCE_DATE_EPOCH, by which builds are made
// reproducible (reproducible-builds.org), else the clock's. Its time is 0 h UTC, so that files of one day are equal.
func (p *program) today() (time.Time, error) {
	now := p.now()
	if epoch := p.env("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || seconds < 0 || seconds > maxEpoch {
			return time.Time{}, usage("SOURCE_DATE_EPOCH", "Biến môi trường này phải là số giây kể từ 1970.", "This variable of the environment takes seconds since 1970.")
		}
		now = time.Unix(seconds, 0).UTC()
	}
	year, month, day := now.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC), nil
}

// maxEpoch is the end of the year 9999: later dates do not stand in a PDF.
const maxEpoch = 253402300799

// language is that of --lang, else English where the environment's locale is English, else Vietnamese. It is needed
// before the flags are read: the help and the errors of the flags are in it too.
func language(args []string, env func(string) string) string {
	for i, a := range args {
		lang, found := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			lang, found = args[i+1], true
		}
		if found && lang == "en" {
			return "en"
		}
		if found {
			return "vi"
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := env(name); locale != "" {
			if strings.HasPrefix(locale, "en") {
				return "en"
			}
			break
		}
	}
	return "vi"
}

// wantsJSON tells whether --json is given. As with the language, an error of the flags must know.
func wantsJSON(args []string) bool {
	for _, a := range args {
		if a == "--json" || a == "--json=true" {
			return true
		}
	}
	return false
}

// langFlag checks --lang, which [language] has read before.
type langFlag struct{ p *program }

func (f langFlag) String() string { return "" }
func (f langFlag) Type() string   { return "string" }
func (f langFlag) Set(lang string) error {
	if lang != "vi" && lang != "en" {
		return usage("--lang", "--lang chỉ nhận vi hoặc en.", "--lang takes vi or en.")
	}
	f.p.lang = lang
	return nil
}

// say chooses between the two languages.
func (p *program) say(vi, en string) string {
	if p.lang == "en" {
		return en
	}
	return vi
}

// counted is a number of things, "1 page".
func (p *program) counted(n int, vi, en string) string {
	if n != 1 {
		en += "s"
	}
	return strconv.Itoa(n) + " " + p.say(vi, en)
}

// decimals puts the decimal mark of the language into a text whose numbers are written as in Vietnamese.
func (p *program) decimals(text string) string {
	if p.lang == "en" {
		return strings.ReplaceAll(text, ",", ".")
	}
	return text
}

// version is that of the module, as the build recorded it.
func (p *program) version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return p.say("bản phát triển", "development version")
	}
	return info.Main.Version
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use: "bangron",
		Short: p.say("Làm băng rôn, pano, poster, standee, banner web đúng khổ in.",
			"Make banners, panos, posters, standees and web banners at true print size."),
		Long:         p.say(aboutVI, aboutEN),
		Args:         p.commandName,
		RunE:         func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceUsage: true, SilenceErrors: true,
	}
	root.Version = p.version()
	root.SetVersionTemplate("bangron {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	flags := root.PersistentFlags()
	flags.Var(langFlag{p}, "lang", p.say("`tiếng` của thông báo: vi hoặc en (mặc định theo máy, không rõ thì vi)", "`language` of messages: vi or en (default: the environment's)"))
	flags.BoolVar(&p.asJSON, "json", p.asJSON, p.say("in kết quả và lỗi dạng JSON; các mục: bangron help json", "print result and errors as JSON; its keys: bangron help json"))
	root.Flags().Bool("version", false, p.say("xem phiên bản", "show the version"))
	flags.BoolP("help", "h", false, p.say("xem cách dùng", "show the usage"))
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		// The flags of a command that does not exist are no flags of the root.
		if wrong := p.commandName(c, c.Flags().Args()); wrong != nil && c == root {
			return wrong
		}
		return flagError(c.Flags(), err)
	})
	root.PersistentPreRun = func(c *cobra.Command, _ []string) { p.flags = c.Flags() }
	root.SetUsageFunc(p.usage)
	root.SetHelpFunc(p.help)
	root.SetHelpCommand(p.helpCommand())
	root.AddCommand(p.sign(), p.boardCommand(), p.qrCommand(), p.verify(), p.checkCommand(), p.demo(), p.slogans(), p.sizes(), p.themes(), p.shops(), p.fonts(), p.completion(), p.jsonTopic())
	return root
}

// print shows diagnostics as they come.
func (p *program) print(all []signage.Diagnostic) {
	for _, d := range p.inFlags(all) {
		mark := map[string]string{
			signage.SeverityError:   p.say("Lỗi", "Error"),
			signage.SeverityWarning: p.say("Cảnh báo", "Warning"),
			signage.SeverityInfo:    p.say("Ghi chú", "Note"),
		}[d.Severity]
		if d.Field != "" {
			mark += " (" + d.Field + ")"
		}
		fmt.Fprintf(p.errs, "%s: %s\n", mark, d.Message(p.lang))
	}
}

// inFlags are diagnostics whose messages name the flags of the command.
func (p *program) inFlags(all []signage.Diagnostic) []signage.Diagnostic {
	out := slices.Clone(all)
	for i := range out {
		d := &out[i]
		for _, text := range []*string{&d.VI, &d.EN, &d.FixVI, &d.FixEN} {
			*text = p.withFlags(*text)
		}
	}
	return out
}

// named is a field that a message names, with or without a value.
var named = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("`([a-z_.]+)(?:: ([^`]+))?`") })

// withFlags puts the flags of the command for the fields that a message names, unless the sign is in a file, which has the
// fields themselves.
func (p *program) withFlags(message string) string {
	if p.flags == nil || p.flags.Changed("file") {
		return message
	}
	return named().ReplaceAllStringFunc(message, func(field string) string {
		m := named().FindStringSubmatch(field)
		for _, name := range [...]string{strings.ReplaceAll(m[1], "_", "-"), otherFlags[m[1]]} {
			if name != "" && p.flags.Lookup(name) != nil {
				return strings.TrimSpace("--" + name + " " + strings.Trim(m[2], "[]"))
			}
		}
		return field
	})
}

// otherFlags are flags by another name than that of their field.
var otherFlags = map[string]string{"unit": "office", "size": "paper", "steps": "step", "code.payload": "code", "code.allow": "allow-host"}

func (p *program) printJSON(v any) error {
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
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
