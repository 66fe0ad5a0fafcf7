package spec

import (
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/bangron/bangron/internal/nearest"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/icc"
)

// decoder turns the tree of a file into a spec and collects what is wrong on the way.
type decoder struct {
	spec     *Spec
	findings []finding
}

// field is a key of a mapping and what reads its value.
type field struct {
	key  string
	read func(key string, value *yaml.Node)
}

func (d *decoder) err() error {
	if len(d.findings) == 0 {
		return nil
	}
	slices.SortStableFunc(d.findings, func(a, b finding) int { return a.line - b.line })
	return refuse(d.findings...)
}

// document reads a file of any version that is known.
func (d *decoder) document(root *yaml.Node) {
	if d.version(root) {
		d.version1(root)
	}
}

// version tells whether a file is of a version that is known.
func (d *decoder) version(root *yaml.Node) bool {
	version := lookup(root, "version")
	if version == nil {
		d.findings = append(d.findings, finding{
			kind: ErrVersion, code: "spec-version", field: "version",
			vi: "Tệp không ghi phiên bản.", en: "The file does not name its version.",
			fixVI: fmt.Sprintf("Thêm dòng “version: %d” vào đầu tệp.", Version),
			fixEN: fmt.Sprintf("Put the line “version: %d” at its head.", Version),
		})
		return false
	}
	if number, err := strconv.Atoi(version.Value); err != nil || number != Version {
		d.findings = append(d.findings, finding{
			kind: ErrVersion, code: "spec-version", line: version.Line, field: "version",
			vi: fmt.Sprintf("Không đọc được phiên bản “%s”.", brief(version.Value)), en: fmt.Sprintf("The version %q is not read here.", brief(version.Value)),
			fixVI: fmt.Sprintf("Chương trình này đọc “version: %d”; tệp mới hơn cần chương trình mới hơn.", Version),
			fixEN: fmt.Sprintf("This program reads “version: %d”; a newer file needs a newer program.", Version),
		})
		return false
	}
	return true
}

func lookup(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}

func (d *decoder) version1(root *yaml.Node) {
	s := d.spec
	d.mapping("", root, []field{
		{"version", func(string, *yaml.Node) {}},
		{"kind", d.text(&s.Kind)},
		{"size", d.text(&s.Size)},
		{"slogan", d.text(&s.Slogan)},
		{"text", d.text(&s.Text)},
		{"second_slogan", d.text(&s.SecondSlogan)},
		{"second", d.text(&s.Second)},
		{"unit", d.text(&s.Unit)},
		{"dates", d.text(&s.Dates)},
		{"theme", d.text(&s.Theme)},
		{"shop", d.text(&s.Shop)},
		{"finish", d.finish},
		{"colors", d.colors},
		{"logo", d.text(&s.Logo)},
		{"font", d.text(&s.Font)},
		{"code", d.code},
		{"steps", d.list(&s.Steps)},
		{"phrases", d.list(&s.Phrases)},
		{"seed", d.seed},
		{"convert", d.text(&s.Convert)},
	})
}

// mapping reads the values of a mapping by their keys.
func (d *decoder) mapping(path string, node *yaml.Node, fields []field) {
	if node.Kind != yaml.MappingNode {
		d.wrong(path, node, "các mục con “mục: giá trị”", "entries “key: value” of its own")
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		name := key.Value
		known := slices.IndexFunc(fields, func(f field) bool { return f.key == name && key.Kind == yaml.ScalarNode })
		switch {
		case known < 0:
			d.findings = append(d.findings, unknownKey(path, key, fields))
		case seen[name] > 0:
			d.findings = append(d.findings, finding{
				kind: ErrKey, code: "spec-repeated-key", line: key.Line, field: join(path, name),
				vi: fmt.Sprintf("mục “%s” đã có ở dòng %d.", name, seen[name]), en: fmt.Sprintf("the key %q is already on line %d.", name, seen[name]),
				fixVI: "Bỏ một trong hai.", fixEN: "Remove one of the two.",
			})
		default:
			seen[name] = key.Line
			d.hidden(join(path, name), key)
			if value.Tag != "!!null" {
				line := value.Line
				if value.Kind != yaml.ScalarNode {
					line = key.Line // a mapping begins where its first key does, on the next line
				}
				d.spec.read[join(path, name)] = entry{line, value.Value}
				fields[known].read(join(path, name), value)
			}
		}
	}
}

// hidden reports what YAML takes for a comment and its writer did not: #DA251D, 10/10 #chuyendoiso. In a comment a space
// follows the mark.
func (d *decoder) hidden(key string, node *yaml.Node) {
	if comment, ok := strings.CutPrefix(node.LineComment, "#"); ok && comment != "" && !strings.HasPrefix(comment, " ") {
		d.findings = append(d.findings, finding{
			kind: ErrValue, code: "spec-comment", line: node.Line, field: key,
			vi:    fmt.Sprintf("“#%s” bị hiểu là chú thích, không thuộc giá trị.", brief(comment)),
			en:    fmt.Sprintf("“#%s” is taken for a comment and is no part of the value.", brief(comment)),
			fixVI: "Đặt cả giá trị trong dấu nháy kép; nếu là chú thích thì thêm khoảng trắng sau dấu #.",
			fixEN: "Put the whole value in double quotes; if it is a comment, put a space after the #.",
		})
	}
}

func unknownKey(path string, key *yaml.Node, fields []field) finding {
	f := finding{
		kind: ErrKey, code: "spec-unknown-key", line: key.Line, field: join(path, brief(key.Value)),
		vi: fmt.Sprintf("không có mục “%s”.", brief(key.Value)), en: fmt.Sprintf("there is no key %q.", brief(key.Value)),
	}
	if key.Kind != yaml.ScalarNode {
		f.field, f.vi, f.en = path, "tên mục phải là một từ.", "a key must be one word."
	}
	var names []string
	for _, known := range fields {
		names = append(names, known.key)
	}
	if close, ok := nearest.Name(key.Value, names); ok {
		f.fixVI, f.fixEN = fmt.Sprintf("Có phải “%s”?", close), fmt.Sprintf("Is it %q?", close)
	} else {
		f.fixVI, f.fixEN = "Các mục có thể dùng: "+strings.Join(names, ", ")+".", "The keys are: "+strings.Join(names, ", ")+"."
	}
	return f
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// wrong reports a value that is not what its key takes.
func (d *decoder) wrong(key string, node *yaml.Node, vi, en string) {
	d.findings = append(d.findings, finding{
		kind: ErrValue, code: "spec-value", line: node.Line, field: key,
		vi: fmt.Sprintf("mục “%s” phải là %s.", key, vi), en: fmt.Sprintf("%q takes %s.", key, en),
	})
}

// text reads a text as it is written: the date 10/10 and the year 2022 are texts too.
func (d *decoder) text(to *string) func(string, *yaml.Node) {
	return func(key string, node *yaml.Node) {
		if node.Kind != yaml.ScalarNode {
			d.wrong(key, node, "một dòng chữ", "a text")
			return
		}
		d.hidden(key, node)
		if node.Tag != "!!null" {
			*to = node.Value
		}
	}
}

func (d *decoder) list(to *[]string) func(string, *yaml.Node) {
	return func(key string, node *yaml.Node) {
		if node.Kind != yaml.SequenceNode {
			d.wrong(key, node, "một danh sách, mỗi dòng bắt đầu bằng “- ”", "a list, each line of which begins with “- ”")
			return
		}
		for i, item := range node.Content {
			var text string
			d.text(&text)(fmt.Sprintf("%s[%d]", key, i), item)
			*to = append(*to, text)
		}
	}
}

func (d *decoder) code(key string, node *yaml.Node) {
	d.mapping(key, node, []field{
		{"payload", d.text(&d.spec.Code.Payload)},
		{"verb", d.text(&d.spec.Code.Verb)},
		{"allow", d.list(&d.spec.Code.Allow)},
	})
}

func (d *decoder) finish(key string, node *yaml.Node) {
	d.spec.Finish = map[string]string{}
	d.mapping(key, node, d.settings(d.spec.Finish))
	d.empty(key, node)
}

func (d *decoder) seed(key string, node *yaml.Node) {
	seed, err := strconv.ParseUint(node.Value, 10, 64)
	if err != nil || node.Kind != yaml.ScalarNode {
		d.wrong(key, node, "số nguyên từ 0 trở lên", "a whole number, 0 or more")
		return
	}
	d.spec.Seed = seed
}

func (d *decoder) colors(key string, node *yaml.Node) {
	d.spec.Colors = map[string]signage.Ink{}
	var fields []field
	for _, r := range roles(new(signage.Theme)) {
		fields = append(fields, field{r.name, func(key string, node *yaml.Node) {
			if ink, ok := d.ink(key, node); ok {
				d.spec.Colors[r.name] = ink
			}
		}})
	}
	d.mapping(key, node, fields)
}

// ink reads a colour that is given for the screen, or for screen and press.
func (d *decoder) ink(key string, node *yaml.Node) (ink signage.Ink, ok bool) {
	if node.Kind == yaml.ScalarNode {
		if ink, ok = screenInk(node.Value); !ok {
			d.wrong(key, node, "màu dạng \"#RRGGBB\"", "a colour as \"#RRGGBB\"")
		}
		return ink, ok
	}
	var screen, press *yaml.Node
	d.mapping(key, node, []field{
		{"screen", func(_ string, n *yaml.Node) { screen = n }},
		{"cmyk", func(_ string, n *yaml.Node) { press = n }},
	})
	if screen == nil || press == nil {
		d.wrong(key, node, "màu dạng {screen: \"#RRGGBB\", cmyk: [c, m, y, k]}", "a colour as {screen: \"#RRGGBB\", cmyk: [c, m, y, k]}")
		return ink, false
	}
	if ink, ok = screenInk(screen.Value); !ok {
		d.wrong(key+".screen", screen, "màu dạng \"#RRGGBB\"", "a colour as \"#RRGGBB\"")
		return ink, false
	}
	inks := []*float64{&ink.C, &ink.M, &ink.Y, &ink.K}
	ok = press.Kind == yaml.SequenceNode && len(press.Content) == len(inks)
	for i := 0; ok && i < len(inks); i++ {
		share, err := strconv.ParseFloat(press.Content[i].Value, 64)
		ok = err == nil && share >= 0 && share <= 100
		*inks[i] = share
	}
	if !ok {
		d.wrong(key+".cmyk", press, "bốn số từ 0 đến 100: [c, m, y, k]", "four numbers from 0 to 100: [c, m, y, k]")
	}
	return ink, ok
}

// screenInk reads "#RRGGBB" and separates it for the press as logos are, by FOGRA39 with greys in black alone, in whole
// percents.
func screenInk(text string) (signage.Ink, bool) {
	digits, hash := strings.CutPrefix(text, "#")
	rgb, err := hex.DecodeString(digits)
	if !hash || err != nil || len(rgb) != 3 {
		return signage.Ink{}, false
	}
	inks, err := separation()
	if err != nil {
		return signage.Ink{}, false
	}
	percent := func(level uint8) float64 { return math.Round(float64(level) / 2.55) }
	c, m, y, k := inks.Convert(rgb[0], rgb[1], rgb[2])
	return signage.Ink{R: rgb[0], G: rgb[1], B: rgb[2], C: percent(c), M: percent(m), Y: percent(y), K: percent(k)}, true
}

var separation = sync.OnceValues(func() (*icc.Converter, error) { return icc.Fogra39().Converter(icc.Options{KeepBlack: true}) })
