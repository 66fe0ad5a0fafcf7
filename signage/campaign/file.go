package campaign

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrExists is the error of a file that stands in the way and may not be replaced.
var ErrExists = errors.New("campaign: the file exists")

// WriteFile writes a file whole or not at all: what write produces goes to a file beside it, which is synced and takes
// its name only when all is well. A symbolic link of that name is replaced, not what it leads to. An existing file is kept, with [ErrExists], unless overwrite is true.
func WriteFile(path string, overwrite bool, write func(io.Writer) error) error {
	if err := Vacant(path, overwrite); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	named := false
	defer func() {
		if !named { // an error, or a panic of write
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := write(file); err != nil {
		return err
	}
	// CreateTemp makes files that only their owner may read; a sign is to be handed on.
	if err := file.Chmod(0o644); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	named = true
	return nil
}

// Vacant reports whether [WriteFile] may write a file: the error is [ErrExists] or that of the system. It serves to ask
// for all of several files before the first is written.
func Vacant(path string, overwrite bool) error {
	if !overwrite {
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("%w: %s", ErrExists, path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%w: %s", ErrExists, path)
	}
	return nil
}
