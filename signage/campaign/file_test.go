package campaign_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/bangron/bangron/signage/campaign"
)

func writing(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

var errPower = errors.New("no power")

// failing writes a part and gives up.
func failing(w io.Writer) error {
	if _, err := io.WriteString(w, "half"); err != nil {
		return err
	}
	return errPower
}

func checkFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", path, got, err, want)
	}
}

func checkAlone(t *testing.T, folder string, want int) {
	t.Helper()
	if left := files(t, folder); len(left) != want {
		t.Errorf("left in the folder: %q", left)
	}
}

func TestWriteFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "băng rôn.pdf")
	if err := campaign.WriteFile(path, false, writing("one")); err != nil {
		t.Fatal(err)
	}
	checkFile(t, path, "one")
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o644 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	called := false
	err := campaign.WriteFile(path, false, func(io.Writer) error { called = true; return nil })
	if !errors.Is(err, campaign.ErrExists) || called {
		t.Errorf("error %v, want ErrExists before anything is written (%v)", err, called)
	}
	checkFile(t, path, "one")
	if err := campaign.WriteFile(path, true, writing("two")); err != nil {
		t.Fatal(err)
	}
	checkFile(t, path, "two")
	checkAlone(t, folder, 1)
}

func TestWriteFileFails(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.pdf")
	if err := campaign.WriteFile(path, false, failing); !errors.Is(err, errPower) {
		t.Errorf("error %v, want that of the writer", err)
	}
	checkAlone(t, folder, 0)
	if err := campaign.WriteFile(path, false, writing("one")); err != nil {
		t.Fatal(err)
	}
	if err := campaign.WriteFile(path, true, failing); !errors.Is(err, errPower) {
		t.Errorf("error %v, want that of the writer", err)
	}
	checkFile(t, path, "one") // the file in place is kept
	checkAlone(t, folder, 1)
	if err := campaign.WriteFile(filepath.Join(folder, "missing", "a.pdf"), true, writing("one")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want ErrNotExist", err)
	}
	for _, overwrite := range []bool{false, true} {
		if err := campaign.WriteFile(folder, overwrite, writing("one")); !errors.Is(err, campaign.ErrExists) {
			t.Errorf("a folder in the way, overwrite %v: error %v, want ErrExists", overwrite, err)
		}
	}
	checkAlone(t, folder, 1)
}

// A panic of what writes goes on, and leaves no part of a file.
func TestWriteFilePanics(t *testing.T) {
	folder := t.TempDir()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic is gone")
			}
		}()
		_ = campaign.WriteFile(filepath.Join(folder, "a.pdf"), false, func(io.Writer) error { panic("bug") })
	}()
	checkAlone(t, folder, 0)
}

func TestWriteFileInClosedFolder(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("here permissions do not close a folder")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	if err := campaign.WriteFile(filepath.Join(folder, "a.pdf"), false, writing("one")); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("error %v, want ErrPermission", err)
	}
	checkAlone(t, folder, 0)
}

func TestVacant(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "a.pdf")
	if err := os.WriteFile(file, []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path      string
		overwrite bool
		want      error
	}{
		{file, false, campaign.ErrExists}, {file, true, nil}, {folder, true, campaign.ErrExists},
		{filepath.Join(folder, "b.pdf"), false, nil},
	} {
		if err := campaign.Vacant(c.path, c.overwrite); !errors.Is(err, c.want) {
			t.Errorf("%s, %v: %v", c.path, c.overwrite, err)
		}
	}
}
