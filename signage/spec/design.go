package spec

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/internal/nearest"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// Design looks up what the spec names, reads its files and makes the sign that [signage.Compile] takes. What is wrong is
// an [*Error] or a [*signage.Error]; a file that cannot be read is the error of the system, which wraps an fs.PathError.
func (s *Spec) Design() (signage.Sign, *signage.Options, error) {
	sign := signage.Sign{
		Slogan: s.Slogan, Text: s.Text, SecondSlogan: s.SecondSlogan, Second: s.Second,
		Unit: s.Unit, Dates: s.Dates, Theme: s.Theme, Steps: s.Steps, Seed: s.Seed,
	}
	options := &signage.Options{Phrases: s.Phrases}
	for _, fill := range []func(*signage.Sign, *signage.Options) error{
		s.size, s.kind, s.slogans, s.theme, s.shop, s.code, s.steps, s.convert, s.logo, s.font,
	} {
		if err := fill(&sign, options); err != nil {
			var refused *Error
			if s.file != "" && errors.As(err, &refused) && refused.Line > 0 {
				refused.in(s.file)
			}
			return signage.Sign{}, nil, err
		}
	}
	return sign, options, nil
}

func (s *Spec) size(sign *signage.Sign, _ *signage.Options) (err error) {
	if s.Size == "" {
		return refuse(finding{
			kind: ErrValue, code: "spec-size", field: "size", vi: "Chưa ghi khổ.", en: "There is no size.",
			fixVI: "Thêm “size: bang-ron-6x0.8” hoặc “size: 6m x 80cm”; xem `bangron sizes`.",
			fixEN: "Add “size: bang-ron-6x0.8” or “size: 6m x 80cm”; see `bangron sizes`.",
		})
	}
	sign.Size, err = signage.LookupSize(s.Size)
	return located(s.line("size", s.Size), err)
}

// kinds are the names of the kinds of sign, without diacritics; those of the library first.
var kinds = [...]struct {
	name string
	kind signage.Kind
}{
	{"banner", signage.Banner}, {"vertical", signage.Vertical}, {"phuon", signage.Phuon}, {"pano", signage.Pano},
	{"poster", signage.Poster}, {"standee", signage.Standee}, {"backdrop", signage.Backdrop}, {"web", signage.Web},
	{"model", signage.Model},
	{"bang ron", signage.Banner}, {"bang ron ngang", signage.Banner}, {"bang ron doc", signage.Vertical},
	{"ap phich", signage.Poster}, {"phong", signage.Backdrop}, {"banner web", signage.Web}, {"mo hinh", signage.Model},
}

func (s *Spec) kind(sign *signage.Sign, _ *signage.Options) error {
	if s.Kind == "" {
		return nil
	}
	var names []string
	for _, k := range kinds {
		if fold(s.Kind) == k.name {
			sign.Kind = k.kind
			return nil
		}
		if k.name == string(k.kind) {
			names = append(names, k.name)
		}
	}
	return refuse(finding{
		kind: signage.ErrKind, code: "kind-unknown", line: s.line("kind", s.Kind), field: "kind",
		vi: fmt.Sprintf("Không có loại “%s”.", brief(s.Kind)), en: fmt.Sprintf("There is no kind %q.", brief(s.Kind)),
		fixVI: "Chọn một trong: " + strings.Join(names, ", ") + ".", fixEN: "Choose one of: " + strings.Join(names, ", ") + ".",
	})
}

// fold writes a name without diacritics, in small letters, its words divided by spaces.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case r == '-' || r == '_':
			return ' '
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(strings.TrimSpace(name))))
}

func (s *Spec) slogans(*signage.Sign, *signage.Options) error {
	for _, named := range []struct{ key, id string }{{"slogan", s.Slogan}, {"second_slogan", s.SecondSlogan}} {
		if named.id == "" {
			continue
		}
		_, err := signage.LookupSlogan(named.id)
		var refused *signage.Error
		if named.key == "second_slogan" && errors.As(err, &refused) {
			for i := range refused.Diagnostics {
				d := &refused.Diagnostics[i]
				d.Field = named.key
				d.FixVI, d.FixEN = strings.ReplaceAll(d.FixVI, "`text`", "`second`"), strings.ReplaceAll(d.FixEN, "`text`", "`second`")
			}
		}
		if err != nil {
			return located(s.line(named.key, named.id), err)
		}
	}
	return nil
}

func (s *Spec) theme(sign *signage.Sign, _ *signage.Options) error {
	if s.Theme == "" && len(s.Colors) == 0 {
		return nil
	}
	if s.Theme == "" {
		return refuse(finding{
			kind: ErrValue, code: "spec-theme", line: s.read["colors"].line, field: "colors",
			vi: "Có màu riêng nhưng chưa chọn bộ màu để thay đổi.", en: "There are colours, but no theme whose colours they replace.",
			fixVI: "Thêm “theme: do” (hoặc xanh, sang).", fixEN: "Add “theme: do” (or xanh, sang).",
		})
	}
	theme, err := signage.LookupTheme(s.Theme)
	if err != nil {
		return located(s.line("theme", s.Theme), err)
	}
	if len(s.Colors) == 0 {
		return nil
	}
	for _, r := range roles(&theme) {
		if ink, changed := s.Colors[r.name]; changed {
			*r.ink = ink
		}
	}
	sign.Colors = &theme
	return nil
}

func (s *Spec) code(sign *signage.Sign, _ *signage.Options) error {
	if s.Code.Payload != "" {
		sign.Code = &signage.Code{Payload: s.Code.Payload, Verb: s.Code.Verb, Links: &qr.LinkPolicy{Allow: s.Code.Allow}}
		return nil
	}
	if s.Code.Verb == "" {
		return nil
	}
	return refuse(finding{
		kind: ErrValue, code: "spec-code", line: s.line("code.verb", s.Code.Verb), field: "code",
		vi: "Có lời mời quét mã nhưng không có nội dung mã QR.", en: "There is a word on what the QR code is for, but no code.",
		fixVI: "Thêm nội dung mã (`code.payload`), thường là liên kết https.",
		fixEN: "Add the code's content (`code.payload`), usually a https link.",
	})
}

func (s *Spec) steps(sign *signage.Sign, _ *signage.Options) error {
	if len(s.Steps) == 0 || sign.Kind == signage.Model {
		return nil
	}
	return refuse(finding{
		kind: ErrValue, code: "spec-steps", line: s.line("steps", ""), field: "steps",
		vi: "Chỉ poster mô hình mới có các bước.", en: "Only the poster of a model has steps.",
		fixVI: "Thêm loại `kind: model`, hoặc bỏ các bước.",
		fixEN: "Add `kind: model`, or leave the steps out.",
	})
}

func (s *Spec) convert(_ *signage.Sign, options *signage.Options) error {
	options.Convert = signage.Encoding(strings.ToLower(s.Convert))
	known := []signage.Encoding{signage.TCVN3, signage.VNI, signage.Auto}
	if s.Convert == "" || slices.Contains(known, options.Convert) {
		return nil
	}
	return refuse(finding{
		kind: ErrValue, code: "spec-convert", line: s.line("convert", s.Convert), field: "convert",
		vi: fmt.Sprintf("Không có bảng mã cũ “%s”.", brief(s.Convert)), en: fmt.Sprintf("There is no old encoding %q.", brief(s.Convert)),
		fixVI: fmt.Sprintf("Chọn một trong: %s, %s, %s.", known[0], known[1], known[2]),
		fixEN: fmt.Sprintf("Choose one of: %s, %s, %s.", known[0], known[1], known[2]),
	})
}

func (s *Spec) logo(sign *signage.Sign, _ *signage.Options) (err error) {
	if s.Logo != "" {
		sign.Logo, err = signage.OpenLogo(s.Logo)
	}
	return err
}

func (s *Spec) font(_ *signage.Sign, options *signage.Options) error {
	if s.Font == "" {
		return nil
	}
	open := fonts.Open
	if embedded(s.Font) {
		open = fonts.Lookup
	}
	face, err := open(s.Font)
	var unread *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.noFont(err)
	case errors.As(err, &unread):
		return unread
	case err != nil:
		return s.badFont(err)
	}
	options.Fonts.Display, options.Fonts.Condensed = face, face
	return nil
}

// embedded tells whether a font is named among the embedded faces.
func embedded(font string) bool {
	_, ok := fonts.Find(font)
	return ok
}

// noFont names the embedded face that was meant, if what stands for a file resembles its ID or its family.
func (s *Spec) noFont(err error) error {
	var names []string
	for e := range fonts.All() {
		names = append(names, e.ID, e.Family)
	}
	base := filepath.Base(s.Font)
	id, ok := nearest.Name(base, names)
	for e := range fonts.All() {
		if !ok && len(base) > 1 && strings.HasPrefix(strings.ToLower(e.Family), strings.ToLower(base)) {
			id, ok = e.Family, true
		}
	}
	if !ok {
		var unread *fs.PathError
		errors.As(err, &unread)
		return unread
	}
	name := brief(base)
	return refuse(finding{
		kind: err, code: "font-unknown", line: s.line("font", s.Font), field: "font",
		vi: fmt.Sprintf("Không có tệp phông hay phông có sẵn tên “%s”. Có phải “%s”?", name, id), en: fmt.Sprintf("There is no font file and no embedded font %q. Did you mean %q?", name, id),
		fixVI: "Xem `bangron fonts`, hoặc ghi đường dẫn của tệp TTF, OTF.", fixEN: "See `bangron fonts`, or give the path of a TTF or OTF file.",
	})
}

func (s *Spec) badFont(err error) error {
	var refused *fonts.Error
	if !errors.As(err, &refused) {
		return err
	}
	name := brief(filepath.Base(s.Font))
	return refuse(finding{
		kind: err, code: refused.Code, line: s.line("font", s.Font), field: "font",
		vi: name + ": " + refused.VI, en: name + ": " + refused.EN, fixVI: refused.FixVI, fixEN: refused.FixEN,
	})
}
