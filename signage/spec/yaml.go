package spec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// parse reads the one mapping that a file is. begin is how such a file begins.
func parse(content []byte, begin beginning) (root *yaml.Node, err error) {
	// Notepad puts a byte order mark before UTF-8.
	content = bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF"))
	if err := checkBytes(content); err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			root, err = nil, syntaxError(content, fmt.Errorf("%v", r))
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(content))
	var document yaml.Node
	if err := d.Decode(&document); errors.Is(err, io.EOF) {
		return nil, emptyFile(begin)
	} else if err != nil {
		return nil, syntaxError(content, err)
	}
	root = document.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil, emptyFile(begin)
	}
	if err := checkNode(root, 1); err != nil {
		return nil, err
	}
	var next yaml.Node
	if err := d.Decode(&next); err == nil {
		return nil, refuse(finding{
			kind: ErrFormat, code: "spec-documents", line: next.Line,
			vi: "Tệp có nhiều tài liệu, ngăn nhau bằng “---”.", en: "The file holds several documents, divided by “---”.",
			fixVI: "Mỗi tệp chỉ mô tả một sản phẩm: tách thành nhiều tệp.",
			fixEN: "A file describes one sign: divide it into several files.",
		})
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxError(content, err)
	}
	if root.Kind != yaml.MappingNode {
		return nil, refuse(finding{
			kind: ErrFormat, code: "spec-form", line: root.Line,
			vi: "Tệp phải gồm các mục dạng “mục: giá trị”.", en: "The file must consist of entries “key: value”.",
			fixVI: begin.vi, fixEN: begin.en,
		})
	}
	return root, nil
}

func checkBytes(content []byte) error {
	if len(content) > MaxBytes {
		return refuse(finding{
			kind: ErrTooLarge, code: "spec-bytes",
			vi: fmt.Sprintf("Tệp lớn hơn %d KB.", MaxBytes>>10), en: fmt.Sprintf("The file is larger than %d KB.", MaxBytes>>10),
			fixVI: "Tệp mô tả một sản phẩm chỉ dài khoảng một trang; kiểm tra xem có chọn nhầm tệp không.",
			fixEN: "The spec of a sign is about one page; check that it is the right file.",
		})
	}
	if utf8.Valid(content) && !bytes.ContainsRune(content, 0) {
		return nil
	}
	line := 1
	for rest := content; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 || r == 0 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[n:]
	}
	return refuse(finding{
		kind: ErrFormat, code: "spec-encoding", line: line,
		vi: "Tệp không ở dạng văn bản UTF-8.", en: "The file is not text in UTF-8.",
		fixVI: "Lưu lại với bảng mã UTF-8 (Notepad: Save as, Encoding: UTF-8).",
		fixEN: "Save it in UTF-8 (Notepad: Save as, Encoding: UTF-8).",
	})
}

// beginning is the remedy of a file that is empty or of another form.
type beginning struct{ vi, en string }

var (
	specBegins = beginning{"Bắt đầu bằng “version: 1”, rồi “size: …” và “slogan: …”.", "Begin with “version: 1”, then “size: …” and “slogan: …”."}
	shopBegins = beginning{"Bắt đầu bằng “version: 1”, rồi “like: hiflex-hem” (xem `bangron shops`) và các số của xưởng, như “bleed: 30”.", "Begin with “version: 1”, then “like: hiflex-hem” (see `bangron shops`) and the shop's numbers, such as “bleed: 30”."}
)

func emptyFile(begin beginning) error {
	return refuse(finding{
		kind: ErrFormat, code: "spec-empty", vi: "Tệp không có nội dung.", en: "The file is empty.", fixVI: begin.vi, fixEN: begin.en,
	})
}

// checkNode refuses what makes one part of a file stand for another, or is nested deeper than any spec.
func checkNode(n *yaml.Node, depth int) error {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return alias(n.Line)
	case n.Style&yaml.TaggedStyle != 0:
		return refuse(finding{
			kind: ErrFormat, code: "spec-tag", line: n.Line,
			vi: fmt.Sprintf("Không dùng được kiểu “%s” của YAML.", brief(n.Tag)), en: fmt.Sprintf("YAML's tag %q is not taken.", brief(n.Tag)),
			fixVI: "Nếu là chữ bắt đầu bằng dấu ! thì đặt trong dấu nháy kép.",
			fixEN: "Put text that begins with ! in double quotes.",
		})
	case depth > MaxDepth:
		return refuse(finding{
			kind: ErrTooLarge, code: "spec-depth", line: n.Line,
			vi: fmt.Sprintf("Các mục lồng nhau quá %d tầng.", MaxDepth), en: fmt.Sprintf("The entries are nested more than %d deep.", MaxDepth),
			fixVI: "Kiểm tra các dấu ngoặc [ ] { } và khoảng trắng đầu dòng.",
			fixEN: "Check the brackets [ ] { } and the spaces before the lines.",
		})
	}
	for _, child := range n.Content {
		if err := checkNode(child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

var yamlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^line (\d+): `) })

// syntaxError says from where a file is no longer YAML, and what most often makes it so.
func syntaxError(content []byte, cause error) error {
	text := strings.TrimPrefix(cause.Error(), "yaml: ")
	if name, ok := strings.CutPrefix(text, "unknown anchor '"); ok {
		name = strings.TrimSuffix(name, "' referenced")
		return alias(lineOf(content, "*"+name))
	}
	f := finding{
		kind: ErrFormat, code: "spec-syntax", vi: "Từ đây không đọc được theo cú pháp YAML.", en: "From here on this is not YAML.",
		fixVI: "Mỗi dòng có dạng “mục: giá trị”; đặt chữ có dấu hai chấm, dấu # hay dấu nháy trong dấu nháy kép.",
		fixEN: "A line is “key: value”; put text with a colon, a # or quotation marks in double quotes.",
	}
	if m := yamlLine().FindStringSubmatch(text); m != nil {
		f.line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
	}
	f.vi, f.en = f.vi+" ("+brief(text)+")", f.en+" ("+brief(text)+")"
	if line := tabbed(content); line > 0 {
		f.code, f.line = "spec-tab", line
		f.vi, f.en = "Đầu dòng có dấu Tab.", "There is a tab before the line."
		f.fixVI, f.fixEN = "Thay bằng khoảng trắng: YAML không nhận Tab ở đầu dòng.", "Put spaces in its place: YAML takes no tabs there."
	}
	return refuse(f)
}

// tabbed is the first line that has a tab before its text; 0: none.
func tabbed(content []byte) int {
	for i, line := range strings.Split(string(content), "\n") {
		if strings.Contains(line[:len(line)-len(strings.TrimLeft(line, " \t"))], "\t") {
			return i + 1
		}
	}
	return 0
}

// lineOf is the line on which a text first stands.
func lineOf(content []byte, text string) int {
	before, _, _ := strings.Cut(string(content), text)
	return 1 + strings.Count(before, "\n")
}

func alias(line int) error {
	return refuse(finding{
		kind: ErrFormat, code: "spec-alias", line: line,
		vi: "Không dùng được neo và bí danh của YAML (“&tên”, “*tên”).", en: "YAML's anchors and aliases (“&name”, “*name”) are not taken.",
		fixVI: "Ghi đủ giá trị; nếu là chữ bắt đầu bằng & hoặc * thì đặt trong dấu nháy kép.",
		fixEN: "Write the value out; put text that begins with & or * in double quotes.",
	})
}

// brief is a piece of the file, short enough for a message.
func brief(s string) string {
	const most = 60
	s = strings.Map(func(r rune) rune {
		if strconv.IsPrint(r) {
			return r
		}
		return '�'
	}, s)
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}
