package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bangron/bangron/internal/nearest"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// usageError is a command line that cannot be understood.
type usageError struct{ signage.Diagnostic }

func (e *usageError) Error() string { return e.Message("en") }

// usage is the error of a flag, or of the arguments.
func usage(flag, vi, en string) error {
	return &usageError{signage.Diagnostic{
		Code: "usage", Severity: signage.SeverityError, Field: flag, VI: vi, EN: en,
	}}
}

// writeError is a file or folder that could not be written, under the name that the user gave it.
type writeError struct {
	path string
	err  error
}

func (e *writeError) Error() string { return e.path + ": " + e.err.Error() }
func (e *writeError) Unwrap() error { return e.err }

// exit prints an error of a command, "bangron board", and returns the exit code that tells its kind.
func (p *program) exit(command string, err error) int {
	if err == nil {
		return exitOK
	}
	if done := (*reported)(nil); errors.As(err, &done) {
		return done.code
	}
	found, code := explain(err)
	if code == exitUsage {
		for i := range found {
			found[i].FixVI, found[i].FixEN = "Xem cách dùng: "+command+" --help", "For usage: "+command+" --help"
		}
	}
	// What stopped the sign comes before what else was found in it.
	slices.SortStableFunc(found, func(a, b signage.Diagnostic) int {
		return slices.Index(severities, a.Severity) - slices.Index(severities, b.Severity)
	})
	if !p.asJSON {
		p.print(found)
	} else if err := p.printJSON(failure{p.inFlags(found)}); err != nil {
		p.print(found)
	}
	return code
}

var severities = []string{signage.SeverityError, signage.SeverityWarning, signage.SeverityInfo}

// explain says in both languages what an error is.
func explain(err error) ([]signage.Diagnostic, int) {
	var (
		refused *signage.Error
		usage   *usageError
		write   *writeError
		path    *fs.PathError
		one     = signage.Diagnostic{Severity: signage.SeverityError}
		code    = exitFailure
	)
	switch {
	case errors.Is(err, context.Canceled):
		one.Code, one.VI, one.EN = "interrupted", "Đã dừng theo yêu cầu.", "Stopped."
		code = exitInterrupted
	case errors.As(err, &refused):
		return refused.Diagnostics, exitRefused
	case errors.As(err, &usage):
		one, code = usage.Diagnostic, exitUsage
	case errors.Is(err, campaign.ErrExists):
		one.Code, one.Field = "file-exists", strings.TrimPrefix(err.Error(), campaign.ErrExists.Error()+": ")
		if errors.As(err, &write) {
			one.Field = write.path
		}
		one.VI, one.EN = "Tệp đã có.", "The file exists."
		one.FixVI, one.FixEN = "Thêm --force để ghi đè, hoặc đặt tên khác.", "Add --force to replace it, or choose another name."
		if info, err := os.Stat(one.Field); err == nil && info.IsDir() {
			one.VI, one.EN = "Thư mục đã có tệp khác.", "The folder holds other files."
			one.FixVI, one.FixEN = "Thêm --force để ghi vào đó, hoặc chọn thư mục khác.", "Add --force to write into it, or choose another folder."
		}
	case errors.As(err, &write):
		one = cannotWrite(write.path, write.err)
	case errors.As(err, &path) && path.Op == "write":
		one = cannotWrite(path.Path, path.Err)
	case errors.As(err, &path):
		vi, en := systemWords(path.Err)
		one.Code, one.Field = "file-read", path.Path
		one.VI, one.EN = "Không đọc được: "+vi+".", "It cannot be read: "+en+"."
	default:
		one.Code = "failed"
		one.VI, one.EN = bilingual(err.Error())
	}
	return []signage.Diagnostic{one}, code
}

func cannotWrite(path string, err error) signage.Diagnostic {
	vi, en := systemWords(err)
	return signage.Diagnostic{
		Code: "file-write", Severity: signage.SeverityError, Field: path,
		VI: "Không ghi được: " + vi + ".", EN: "It cannot be written: " + en + ".",
	}
}

// bilingual takes a message "Vietnamese / English" of the packages below apart.
func bilingual(message string) (vi, en string) {
	vi, en, both := strings.Cut(message, " / ")
	if !both {
		return message, message
	}
	return vi, en
}

// systemWords says what the operating system refused.
func systemWords(err error) (vi, en string) {
	for _, s := range append([]systemError{
		{fs.ErrNotExist, "không có tệp hoặc thư mục này", "no such file or folder"},
		{fs.ErrPermission, "không có quyền", "permission denied"},
		{syscall.EISDIR, "đây là thư mục, không phải tệp", "it is a folder, not a file"},
		{syscall.ENOTDIR, "một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"},
		{syscall.ENOSPC, "ổ đĩa đã đầy", "no space left on the disk"},
		{syscall.EROFS, "ổ đĩa chỉ cho đọc", "the disk is read-only"},
		{syscall.EFBIG, "tệp quá lớn", "the file is too large"},
		{syscall.ENAMETOOLONG, "tên tệp quá dài", "the name is too long"},
		{syscall.EIO, "ổ đĩa bị lỗi khi đọc hoặc ghi", "the disk failed to read or write"},
		{syscall.EMFILE, "đang mở quá nhiều tệp", "too many files are open"},
		{syscall.EBUSY, "tệp đang được chương trình khác dùng", "another program is using the file"},
		{syscall.ELOOP, "liên kết tệp lặp vòng", "the links to it run in a circle"},
		{syscall.EINVAL, "tên tệp không hợp lệ", "the name is not valid"},
	}, ownErrors()...) {
		if errors.Is(err, s.err) {
			return s.vi, s.en
		}
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return err.Error(), err.Error()
}

// systemError is an error of the operating system in words.
type systemError struct {
	err    error
	vi, en string
}

// flagError turns an error of the flags' parser into words of both languages; flags are those of the command.
func flagError(flags *pflag.FlagSet, err error) error {
	var (
		own     *usageError
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			name = "-" + short
		}
		vi, en := "Không có tùy chọn này.", "There is no such flag."
		var names []string
		flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if meant, ok := nearest.Name(unknown.GetSpecifiedName(), names); ok && len(unknown.GetSpecifiedName()) > 1 {
			vi, en = vi+" Có phải “--"+meant+"”?", en+fmt.Sprintf(" Is it %q?", "--"+meant)
		}
		return usage(name, vi, en)
	case errors.As(err, &missing):
		return usage("--"+missing.GetFlag().Name, "Thiếu giá trị sau tùy chọn này.", "The flag needs a value.")
	case errors.As(err, &invalid):
		vi, en := "giá trị khác", "another value"
		switch invalid.GetFlag().Value.Type() {
		case "float64":
			vi, en = "một số", "a number"
		case "int":
			vi, en = "số nguyên", "a whole number"
		case "uint64":
			vi, en = "số nguyên từ 0 trở lên", "a whole number, 0 or more"
		case "bool":
			vi, en = "true hoặc false", "true or false"
		}
		return usage("--"+invalid.GetFlag().Name, fmt.Sprintf("“%s” không dùng được, cần %s.", invalid.GetValue(), vi),
			fmt.Sprintf("%q cannot be used; it takes %s.", invalid.GetValue(), en))
	case errors.As(err, &syntax):
		return usage(syntax.GetSpecifiedFlag(), "Tùy chọn viết sai.", "The flag is written wrongly.")
	}
	return usage("", err.Error(), err.Error())
}

// commandName refuses the name of a command that does not exist.
func (p *program) commandName(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	vi, en := fmt.Sprintf("Không có lệnh “%s”.", args[0]), fmt.Sprintf("There is no command %q.", args[0])
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	if meant, ok := nearest.Name(args[0], names); ok {
		vi, en = vi+" Có phải “"+meant+"”?", en+fmt.Sprintf(" Is it %q?", meant)
	}
	return usage("", vi, en)
}

// noArgs refuses what stands beside the flags, most often the later words of a value without quotation marks.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage("", fmt.Sprintf("Lệnh %s không nhận “%s”. Giá trị có khoảng trắng phải đặt trong dấu nháy kép.", c.Name(), args[0]),
		fmt.Sprintf("The command %s does not take %q. A value with spaces must stand in double quotes.", c.Name(), args[0]))
}
