package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/signage"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bangron": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: setup,
		Condition: func(name string) (bool, error) {
			switch name {
			case "root":
				return os.Geteuid() == 0, nil
			case "raced":
				return raced, nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "holds": holds, "json": jsonValue, "await": await, "remember": remember, "same": same, "whole": whole},
	})
}

// setup puts what cannot be written down well in a script into its environment and folder.
func setup(e *testscript.Env) error {
	e.Setenv("SOURCE_DATE_EPOCH", "1758326400") // 20 September 2025
	e.Setenv("NFD", norm.NFD.String("CHÀO MỪNG ĐẠI HỘI"))
	e.Setenv("LEVELM", strings.Repeat("doi moi ", 250)) // 2,000 bytes: more than levels Q and H hold
	e.Setenv("DENSE", "https://dichvucong.gov.vn/"+strings.Repeat("a", 401))
	e.Setenv("LONG", strings.Repeat("ĐỔI MỚI ", 625))
	e.Setenv("WORD60", strings.Repeat("NGHIÊNG", 9)[:60])
	e.Setenv("EMOJI", "CHÀO MỪNG 🎉")
	e.Setenv("CONTROL", "CHÀO\aMỪNG")
	e.Setenv("BIDI", "CHÀO \u202eMỪNG")
	e.Setenv("TCVN3", "Chµo mõng §¹i héi §¶ng bé")
	font, err := os.ReadFile("../../fonts/data/Anton_400Regular.ttf")
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"bad/cut.ttf": font[:len(font)/2], "bad/empty.ttf": nil, "bad/garbage.ttf": bytes.Repeat([]byte("phông"), 1000),
		"bad/bomb.png": bomb(60_000, 60_000), "bad/cut.png": bomb(10, 10), "bad/logo.jpg": []byte("không phải ảnh"),
		"good/anton.ttf": font,
	} {
		path := filepath.Join(e.WorkDir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// bomb is the head of a PNG of any size without the picture.
func bomb(width, height uint32) []byte {
	head := []byte("IHDR")
	head = binary.BigEndian.AppendUint32(head, width)
	head = binary.BigEndian.AppendUint32(head, height)
	head = append(head, 8, 6, 0, 0, 0)
	file := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), uint32(len(head)-4))
	return binary.BigEndian.AppendUint32(append(file, head...), crc32.ChecksumIEEE(head))
}

// exits runs a program that must end with an exit code: exits 3 bangron sign …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [args]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// holds checks what a folder holds, hidden files too: holds out a.pdf b.pdf
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: holds folder [names]")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := slices.Sorted(slices.Values(args[1:])); !slices.Equal(names, want) {
		ts.Fatalf("%s holds %q, want %q", args[0], names, want)
	}
}

// jsonValue checks a value of what the last command printed: json diagnostics.0.code size-range. The value * is any.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: json path value")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &v))
	for _, key := range strings.Split(args[0], ".") {
		switch node := v.(type) {
		case map[string]any:
			v = node[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(node) {
				ts.Fatalf("no element %q of %d", key, len(node))
			}
			v = node[i]
		}
	}
	if v == nil || args[1] != "*" && fmt.Sprint(v) != args[1] {
		ts.Fatalf("%s is %v, want %s", args[0], v, args[1])
	}
}

// remember keeps what a folder holds, for same to check after a second run into it.
func remember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: remember folder")
	}
	ts.Setenv("REMEMBERED", digest(ts, args[0]))
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: same folder")
	}
	if got, want := digest(ts, args[0]), ts.Getenv("REMEMBERED"); got != want {
		ts.Fatalf("%s holds\n%s\nwant\n%s", args[0], got, want)
	}
}

// digest lists the files of a folder with their sums.
func digest(ts *testscript.TestScript, folder string) string {
	files := contents(ts, folder)
	if len(files) == 0 {
		ts.Fatalf("%s is empty", folder)
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%x %s\n", sha256.Sum256([]byte(files[name])), name)
	}
	return b.String()
}

// whole checks that a folder holds no part of a file: neither hidden nor empty ones.
func whole(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: whole folder")
	}
	for name, content := range contents(ts, args[0]) {
		if strings.HasPrefix(filepath.Base(name), ".") || content == "" {
			ts.Fatalf("%s is a part of a file", name)
		}
	}
}

func contents(ts *testscript.TestScript, folder string) map[string]string {
	files := map[string]string{}
	root := os.DirFS(ts.MkAbs(folder))
	ts.Check(fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, name)
		files[name] = string(content)
		return err
	}))
	return files
}

// await waits until a background command has made a file.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await file")
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
	}
	ts.Fatalf("%s was not made", args[0])
}

func TestSignIsStopped(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	args := []string{"sign", "--size", "poster-a3", "--slogan", "chao-mung", "-o"}
	for _, name := range []string{"a.pdf", "a.png", "a.svg"} {
		if code := run(ctx, append(args, filepath.Join(folder, name)), &out, &errs, func(string) string { return "" }, time.Now); code != exitInterrupted {
			t.Errorf("%s: exit code %d: %s", name, code, errs.String())
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// A demonstration that makes nothing leaves no folder.
func TestDemoIsStopped(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"demo", "-o", folder}, &out, &errs, func(string) string { return "" }, time.Now); code != exitInterrupted {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is left behind: %v", err)
	}
}

// The help names every key that --json prints of types of the library.
func TestJSONKeys(t *testing.T) {
	for _, v := range []any{
		signage.CheckReport{}, signage.CheckPage{}, signage.CheckFont{}, signage.CheckImage{}, signage.CheckFinding{}, signage.Rule{}, signage.Shop{},
		signage.Line{}, signage.Diagnostic{}, signage.PlacedCode{}, sloganJSON{}, sizeJSON{}, themeJSON{}, fontJSON{}, made{},
	} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			key, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			word := regexp.MustCompile(`\b` + regexp.QuoteMeta(key) + `\b`)
			if key == "" || !word.MatchString(jsonVI) || !word.MatchString(jsonEN) {
				t.Errorf("%s.%s: the key %q is not in the help", typ, typ.Field(i).Name, key)
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, tt := range []struct {
		args []string
		env  map[string]string
		want string
	}{
		{nil, nil, "vi"},
		{nil, map[string]string{"LANG": "vi_VN.UTF-8"}, "vi"},
		{nil, map[string]string{"LANG": "C.UTF-8"}, "vi"},
		{nil, map[string]string{"LANG": "en_US.UTF-8"}, "en"},
		{nil, map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, "vi"},
		{nil, map[string]string{"LANG": "vi_VN", "LC_MESSAGES": "en_GB"}, "en"},
		{[]string{"--lang", "vi"}, map[string]string{"LANG": "en_US"}, "vi"},
		{[]string{"sizes", "--lang=en"}, nil, "en"},
		{[]string{"--lang"}, nil, "vi"},
		{[]string{"--lang", "fr"}, map[string]string{"LANG": "en_US"}, "vi"},
	} {
		if got := language(tt.args, func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v %v: %s, want %s", tt.args, tt.env, got, tt.want)
		}
	}
}

func TestSystemErrorsInBothLanguages(t *testing.T) {
	_, notThere := os.Open(filepath.Join(t.TempDir(), "none"))
	for _, tt := range []struct {
		err    error
		vi, en string
	}{
		{notThere, "không có tệp hoặc thư mục này", "no such file or folder"},
		{os.ErrPermission, "không có quyền", "permission denied"},
		{&os.PathError{Op: "x", Path: "y", Err: errors.New("odd")}, "odd", "odd"},
		{&os.LinkError{Op: "x", Old: "y", New: "z", Err: errors.New("odd")}, "odd", "odd"},
	} {
		if vi, en := systemWords(tt.err); vi != tt.vi || en != tt.en {
			t.Errorf("%v: %q, %q", tt.err, vi, en)
		}
	}
}

func TestNoErrorIsSilent(t *testing.T) {
	for _, err := range []error{
		errors.New("chữ / text"), errors.New("text"), context.Canceled, usage("--x", "chữ", "text"), &writeError{"a", os.ErrPermission},
		&os.PathError{Op: "write", Path: "a", Err: os.ErrPermission}, flagError(nil, errors.New("other")),
	} {
		found, code := explain(fmt.Errorf("more: %w", err))
		if len(found) != 1 || code == exitOK || found[0].Code == "" || found[0].VI == "" || found[0].EN == "" || found[0].Severity == "" {
			t.Errorf("%v: %+v, exit code %d", err, found, code)
		}
	}
}

// endless is a stream of zeros.
type endless struct{}

func (endless) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestTooMuchThroughAPipe(t *testing.T) {
	_, err := checkStream(endless{}, nil)
	found, _ := explain(err)
	if len(found) != 1 || !strings.Contains(found[0].Message("vi"), "quá 100 MB") || !strings.Contains(found[0].Message("en"), "More than 100 MB") {
		t.Errorf("%+v", found)
	}
}

func TestProgressIsForTerminals(t *testing.T) {
	if terminal(new(bytes.Buffer)) {
		t.Error("a buffer is no terminal")
	}
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if terminal(file) {
		t.Error("a file is no terminal")
	}
	if runtime.GOOS == "windows" {
		return
	}
	if device, err := os.Open(os.DevNull); err == nil {
		defer device.Close()
		if !terminal(device) {
			t.Error("a character device is taken for a terminal")
		}
	}
}
