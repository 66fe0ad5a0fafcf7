package spec

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/bangron/bangron/signage"
)

// OpenShop reads what a print shop does with signs from a file; see [ReadShop].
func OpenShop(path string) (signage.Shop, error) {
	s, _, err := openShop(path)
	return s, err
}

func openShop(path string) (shop signage.Shop, bled bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return signage.Shop{}, false, err
	}
	defer file.Close()
	shop, bled, err = readShop(file)
	var refused *Error
	if errors.As(err, &refused) {
		refused.in(filepath.Base(path))
	}
	return shop, bled, err
}

// ReadShop reads a [signage.Shop] from YAML of the same form and limits as a spec:
//
//	version: 1
//	like: hiflex-hem        # a preset to begin with; none: nothing is done
//	id: xuong-minh-anh
//	name: Xưởng Minh Anh
//	bleed: 30               # mm, or with a unit: 3cm; 0: none. A spec whose shop does not say it has a [signage.PlainShop]'s
//	rolls: [1500, 3200]
//	source: hỏi xưởng
//	date: 2025-09-12
//
// The keys are those of the fields, in small letters with underscores. Whether the numbers go with a sign is checked when
// it is compiled. Errors that are not those of r are an [*Error] or, of an unknown preset, a [*signage.Error].
func ReadShop(r io.Reader) (signage.Shop, error) {
	s, _, err := readShop(r)
	return s, err
}

// readShop tells as well whether the file, or the preset that it begins with, says what the bleed is.
func readShop(r io.Reader) (shop signage.Shop, bled bool, err error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return signage.Shop{}, false, err
	}
	root, err := parse(content, shopBegins)
	if err != nil {
		return signage.Shop{}, false, err
	}
	d := &decoder{spec: &Spec{read: map[string]entry{}}}
	var s signage.Shop
	var like string
	values := map[string]string{}
	if d.version(root) {
		fields := append(d.settings(values), field{"version", func(string, *yaml.Node) {}}, field{"like", d.text(&like)})
		for _, text := range texts(&s) {
			fields = append(fields, field{text.key, d.text(text.to)})
		}
		d.mapping("", root, fields)
		d.empty("", root)
		if day := s.Date; day != "" {
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				d.findings = append(d.findings, finding{
					kind: ErrValue, code: "spec-value", line: d.spec.line("date", day), field: "date",
					vi: fmt.Sprintf("“%s” không phải là một ngày.", brief(day)), en: fmt.Sprintf("%q is no day.", brief(day)),
					fixVI: "Ghi năm-tháng-ngày, ví dụ 2025-09-12.", fixEN: "Write year-month-day, such as 2025-09-12.",
				})
			}
		}
	}
	if err := d.err(); err != nil {
		return signage.Shop{}, false, err
	}
	if like != "" {
		preset, err := signage.LookupShop(like)
		if err != nil {
			return signage.Shop{}, false, located(d.spec.line("like", like), err)
		}
		if s.Material == "" {
			s.Material = preset.Material
		}
		preset.ID, preset.Name, preset.NameEN, preset.Material = s.ID, s.Name, s.NameEN, s.Material
		preset.Status, preset.Source, preset.Date = s.Status, s.Source, s.Date
		s = preset
	}
	_, bled = values["bleed"]
	err = apply(&s, values, d.spec.line)
	return s, bled || like != "", err
}

// empty refuses settings without a value: whether nothing is meant, or what is customary, is not known.
func (d *decoder) empty(path string, node *yaml.Node) {
	all := settings(new(signage.Shop))
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if at := slices.IndexFunc(all, func(s setting) bool { return s.key == key.Value }); at >= 0 && value.Tag == "!!null" {
			d.wrong(join(path, key.Value), value, all[at].vi, all[at].en)
		}
	}
}

// texts are what names a shop and says where its numbers are from.
func texts(s *signage.Shop) []struct {
	key string
	to  *string
} {
	return []struct {
		key string
		to  *string
	}{
		{"id", &s.ID}, {"name", &s.Name}, {"name_en", &s.NameEN}, {"material", &s.Material},
		{"status", &s.Status}, {"source", &s.Source}, {"date", &s.Date},
	}
}

// setting is a number or choice of a shop, its key in a file, and what it takes. set tells whether a text is that.
type setting struct {
	key    string
	vi, en string
	set    func(text string) bool
}

func settings(s *signage.Shop) []setting {
	text := func(key, vi, en string, set func(string)) setting {
		return setting{key, vi, en, func(v string) bool { set(v); return true }}
	}
	length := func(key string, to *signage.MM) setting {
		return setting{key, "số đo bằng mm, ví dụ 30 hoặc 3cm", "a length in mm, such as 30 or 3cm", func(v string) (ok bool) {
			*to, ok = millimetres(v)
			return ok
		}}
	}
	flag := func(key string, to *bool) setting {
		return setting{key, "yes hoặc no", "yes or no", func(v string) (ok bool) {
			*to, ok = answer(v)
			return ok
		}}
	}
	return []setting{
		text("profile", "press, press-x4 hoặc office", "press, press-x4 or office", func(v string) { s.Profile = signage.Profile(v) }),
		flag("user_unit", &s.UserUnit),
		text("file_name", "mẫu tên tệp", "a pattern of file names", func(v string) { s.FileName = v }),
		length("bleed", &s.Bleed), length("safe", &s.Safe), length("hem", &s.Hem), length("pocket", &s.Pocket),
		text("pocket_sides", "ends, top-bottom hoặc left-right", "ends, top-bottom or left-right", func(v string) { s.PocketSides = signage.Sides(v) }),
		length("eyelet_spacing", &s.EyeletSpacing), length("eyelet_edge", &s.EyeletEdge),
		{"rolls", "các khổ cuộn bằng mm: [1600, 3200]", "widths of rolls in mm: [1600, 3200]", func(v string) bool {
			s.Rolls = nil
			for _, word := range strings.Fields(v) {
				width, ok := millimetres(word)
				if !ok {
					return false
				}
				s.Rolls = append(s.Rolls, width)
			}
			return true
		}},
		length("weld", &s.Weld), length("slit_spacing", &s.SlitSpacing), length("slit_radius", &s.SlitRadius), length("foot", &s.Foot),
		flag("marks", &s.Marks),
		{"ink_limit", "phần trăm mực từ 0 đến 400", "percents of ink, 0 to 400", func(v string) bool {
			percent, err := strconv.ParseFloat(strings.TrimSuffix(v, "%"), 64)
			s.InkLimit = percent
			return err == nil && percent >= 0 && percent <= 400
		}},
		flag("cut", &s.Cut), length("cut_radius", &s.CutRadius), flag("white", &s.White),
	}
}

// maxLength is far beyond any sign, in mm.
const maxLength = 1e6

// millimetres reads "30", "2,5", "30mm" and "3 cm".
func millimetres(text string) (float64, bool) {
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	unit := 1.0
	for _, u := range [...]struct {
		name string
		mm   float64
	}{{"mm", 1}, {"cm", 10}, {"m", 1000}} {
		if number, ok := strings.CutSuffix(text, u.name); ok {
			text, unit = number, u.mm
			break
		}
	}
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	return v * unit, err == nil && v >= 0 && v*unit <= maxLength
}

func answer(text string) (yes, ok bool) {
	switch strings.ToLower(text) {
	case "yes", "true", "có":
		return true, true
	case "no", "false", "không":
		return false, true
	}
	return false, false
}

// settings are the fields of a mapping of settings; their values are collected as texts, those of a list with spaces
// between them.
func (d *decoder) settings(values map[string]string) []field {
	var fields []field
	for _, s := range settings(new(signage.Shop)) {
		fields = append(fields, field{s.key, func(key string, node *yaml.Node) {
			text, parts := node.Value, []string{}
			for _, item := range node.Content {
				parts = append(parts, item.Value)
			}
			if node.Kind == yaml.SequenceNode && s.key == "rolls" {
				text = strings.Join(parts, " ")
			} else if node.Kind != yaml.ScalarNode {
				d.wrong(key, node, s.vi, s.en)
				return
			}
			if !s.set(text) {
				d.wrong(key, node, s.vi, s.en)
				return
			}
			d.hidden(key, node)
			d.spec.read[key] = entry{node.Line, text}
			values[s.key] = text
		}})
	}
	return fields
}

// apply changes a shop by settings. line is where one was read.
func apply(to *signage.Shop, values map[string]string, line func(key, value string) int) error {
	all := settings(to)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		value := values[key]
		i := slices.IndexFunc(all, func(s setting) bool { return s.key == key })
		if i < 0 {
			var fields []field
			for _, s := range all {
				fields = append(fields, field{key: s.key})
			}
			return refuse(unknownKey("", &yaml.Node{Kind: yaml.ScalarNode, Value: key}, fields))
		}
		if !all[i].set(value) {
			return refuse(finding{
				kind: ErrValue, code: "spec-value", line: line(key, value), field: key,
				vi: fmt.Sprintf("mục “%s” phải là %s.", key, all[i].vi), en: fmt.Sprintf("%q takes %s.", key, all[i].en),
			})
		}
	}
	return nil
}

// isShopFile tells whether a shop is named by its file and not by the ID of a preset.
func isShopFile(shop string) bool {
	ending := strings.ToLower(filepath.Ext(shop))
	return ending == ".yaml" || ending == ".yml"
}

// shop looks up the shop and changes it as the spec says.
func (s *Spec) shop(sign *signage.Sign, _ *signage.Options) error {
	if s.Shop == "" && len(s.Finish) == 0 {
		return nil
	}
	shop := signage.PlainShop(sign.Kind, sign.Size)
	var err error
	switch {
	case isShopFile(s.Shop):
		// A shop that says nothing of its bleed gets one by which it can cut the sign, as one that is not known does.
		plain, bled := shop, false
		if shop, bled, err = openShop(s.Shop); !bled {
			shop.Bleed = plain.Bleed
		}
	case s.Shop != "":
		shop, err = signage.LookupShop(s.Shop)
		err = located(s.line("shop", s.Shop), err)
	}
	if err != nil {
		return err
	}
	sign.Shop = &shop
	return apply(&shop, s.Finish, func(key, value string) int { return s.line("finish."+key, value) })
}
