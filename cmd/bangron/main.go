// Command bangron makes printable public signage from the command line. It is a shell over the packages signage, spec
// and campaign: flags, files, progress and exit codes.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// The exit codes, which the help documents.
const (
	exitOK          = 0
	exitFailure     = 1   // a file could not be read or written
	exitUsage       = 2   // the command line is wrong
	exitRefused     = 3   // the sign is refused: the messages say what is wrong and what to do
	exitInterrupted = 130 // stopped by Ctrl-C, as shells count
)

// gcBytes is how much memory the program may take before it is collected: a sign or a board takes less of it than a
// collection takes time, and hostile and very large files must not take it all.
const gcBytes = 256 << 20

func main() {
	// Shown to who opens the program by a double click on Windows.
	cobra.MousetrapHelpText = "bangron là chương trình dòng lệnh: mở Command Prompt (cmd.exe) rồi gõ bangron --help.\n" +
		"bangron is a command-line program: open Command Prompt (cmd.exe) and type bangron --help.\n"
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(gcBytes)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The second Ctrl-C ends the program as it ends any other.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv, time.Now))
}

func run(ctx context.Context, args []string, out, errs io.Writer, env func(string) string, now func() time.Time) int {
	p := &program{out: out, errs: errs, env: env, now: now, lang: language(args, env), asJSON: wantsJSON(args)}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	command, err := root.ExecuteContextC(ctx)
	return p.exit(command.CommandPath(), err)
}
