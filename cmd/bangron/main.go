// Command bangron makes printable public signage from the command line. It is a shell over the packages signage and
// campaign: flags, files, progress and exit codes.
package main

import (
	"io"
	"os"
)

// The exit codes.
const (
	exitOK      = 0
	exitFailure = 1 // a file could not be read or written
	exitUsage   = 2 // the command line is wrong
	exitRefused = 3 // the design is refused: the messages say what is wrong and what to do
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
}

func run(args []string, out, errs io.Writer, env func(string) string) int {
	p := &program{out: out, errs: errs, lang: language(args, env)}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	return p.exit(root.Execute())
}
