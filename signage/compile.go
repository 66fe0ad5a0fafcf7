package signage

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/logo"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/clean"
	"github.com/bangron/bangron/signage/internal/text/phrase"
	"github.com/bangron/bangron/signage/internal/text/proofread"
	"github.com/bangron/bangron/signage/internal/text/syllable"
)

// Compile lays a sign out. o may be nil. The error is an [*Error].
func Compile(s Sign, o *Options) (*Document, error) {
	if o == nil {
		o = &Options{}
	}
	b := &builder{sign: s, options: o}
	design, err := b.design()
	if err != nil {
		return nil, err
	}
	result, err := compose.Compose(design)
	if err != nil {
		var unfit *compose.Unfit
		if errors.As(err, &unfit) {
			cause := ErrFit
			if unfit.Cause != nil {
				cause = errors.Join(ErrText, unfit.Cause)
			}
			return nil, refuse(cause, append(unfit.Notes, b.notes...)...)
		}
		return nil, err
	}
	b.noteCoarse(result.Scene)
	b.noteUnread(Kind(design.Kind), result.Lines)
	b.noteFine(result.Lines)
	b.noteScan(design, result.Code)
	d := &Document{
		title: design.Title, size: s.Size, kind: Kind(design.Kind), pages: []*scene.Scene{result.Scene},
		lines: report(result.Lines), module: result.Code, logo: s.Logo != nil, diagnostics: diagnostics(append(b.notes, result.Notes...)),
	}
	d.size.Kind = d.kind
	if s.Code != nil {
		d.code = s.Code.Payload
	}
	if b.geometry == nil {
		return d, nil
	}
	slug := press.Slug{Unit: s.Unit, Name: b.name, Size: s.Size.String()}
	production, notes, err := produce(result.Scene, b.shop, s.Shop != nil, b.geometry, slug)
	if err != nil {
		return nil, err
	}
	d.production, d.diagnostics = production, append(d.diagnostics, diagnostics(notes)...)
	return d, nil
}

// noteCoarse warns of a logo whose pixels are seen at the distance that the sign is read from: 150 to the inch up to a
// metre, 100 up to three, 30 beyond (custom of the trade). The sign's long side stands for the distance.
func (b *builder) noteCoarse(page *scene.Scene) {
	least := 30.0
	switch long := max(page.Width, page.Height); {
	case long <= 1000:
		least = 150
	case long <= 3000:
		least = 100
	}
	for _, layer := range page.Layers {
		for _, node := range layer.Nodes {
			picture, ok := node.(*scene.Image)
			if !ok || b.sign.Size.Pixels {
				continue
			}
			if ppi := float64(picture.Width) / picture.Rect.Width() * 25.4; math.Round(ppi) < least {
				b.notes = append(b.notes, note.Note{
					Code: "logo-coarse", Severity: note.Warning, Field: "logo",
					VI:    fmt.Sprintf("Logo %d × %d điểm ảnh in rộng %.0f mm chỉ đạt %.0f điểm mỗi inch, nên có ít nhất %.0f: sẽ thấy rõ từng ô vuông.", picture.Width, picture.Height, picture.Rect.Width(), ppi, least),
					EN:    fmt.Sprintf("The logo of %d × %d px is printed %.0f mm wide at %.0f pixels to the inch; it should have at least %.0f, or its pixels are seen.", picture.Width, picture.Height, picture.Rect.Width(), ppi, least),
					FixVI: "Dùng logo SVG, hoặc ảnh lớn hơn.", FixEN: "Use an SVG logo, or a larger picture.",
				})
			}
		}
	}
}

// streetDistance is the least distance in metres from which a sign that hangs on a street is read with ease: that of the
// width of a lane and a pavement (custom of the trade, unverified).
const streetDistance = 5

// noteUnread warns of a sign of two metres or more whose message cannot be read from the street that it hangs on.
func (b *builder) noteUnread(kind Kind, lines []compose.Line) {
	if s := b.sign.Size; s.Pixels || max(s.Width, s.Height) < 2000 || !slices.Contains([]Kind{Banner, Vertical, Phuon, Pano}, kind) {
		return
	}
	for _, l := range lines {
		read := l.Cap * comfortable / 1000
		if l.Role != "main" || read >= streetDistance {
			continue
		}
		b.notes = append(b.notes, note.Note{
			Code: "street-distance", Severity: note.Warning, Field: "text",
			VI:    fmt.Sprintf("Chữ cao %s mm chỉ đọc thoải mái đến %s m: không hợp để treo ngoài đường.", decimal(round(l.Cap, 1)), decimal(round(read, 1))),
			EN:    fmt.Sprintf("Letters of %.1f mm are read with ease to %.1f m only: not fit for a street.", l.Cap, read),
			FixVI: "Rút gọn nội dung, hoặc dùng khổ lớn hơn.", FixEN: "Shorten the text, or use a larger size.",
		})
		return
	}
}

// fineScreen is the letter height in pixels below which text on a screen is fine print: that of type of 14 px, whose
// stacked tone marks are a pixel or two apart.
const fineScreen = 10

// fieldOf is the field of a design that a role of text comes from, where the two have other names.
var fieldOf = map[string]string{"main": "text", "loud": "text", "opener": "text", "verb": "code", "host": "code", "step": "steps"}

// noteFine warns of fine print on a screen: of the finest line.
func (b *builder) noteFine(lines []compose.Line) {
	if !b.sign.Size.Pixels || len(lines) == 0 {
		return
	}
	l := slices.MinFunc(lines, func(a, b compose.Line) int { return cmp.Compare(a.Cap, b.Cap) })
	px := math.Round(l.Cap / PixelMM)
	if px >= fineScreen {
		return
	}
	b.notes = append(b.notes, note.Note{
		Code: "fine-print", Severity: note.Warning, Field: cmp.Or(fieldOf[l.Role], l.Role),
		VI:    fmt.Sprintf("Chữ “%s” chỉ cao %.0f điểm ảnh, khó đọc trên màn hình.", short(l.Text), px),
		EN:    fmt.Sprintf("The text %q is only %.0f pixels high, hard to read on a screen.", short(l.Text), px),
		FixVI: "Rút gọn nội dung, bớt phần khác, hoặc dùng khổ cao hơn.", FixEN: "Shorten it, leave out another part, or use a higher size.",
	})
}

// builder fills in what a sign leaves open and collects what the user should know.
type builder struct {
	sign    Sign
	options *Options
	notes   []note.Note
	name    string // of the sign: its wording in one line

	shop     Shop                // what is done with the sign
	geometry *press.Geometry     // of that; nil: a sign for screens
	passages []proofread.Passage // what has been read so far
	skipped  int                 // rows of a list that were left out
}

func (b *builder) design() (*compose.Sign, error) {
	s := b.sign
	if err := s.Size.check(); err != nil {
		return nil, err
	}
	kind, err := b.kind()
	if err != nil {
		return nil, err
	}
	wording, err := b.wording()
	if err != nil {
		return nil, err
	}
	d := &compose.Sign{
		Kind: compose.Kind(kind), Width: s.Size.Width, Height: s.Size.Height, Message: b.message(wording, kind), Seed: s.Seed,
	}
	if s.Size.Pixels {
		d.PixelSize = PixelMM
	}
	edge, foot := keepouts(kind, s.Size)
	d.Keepout = scene.Edges{Top: edge, Right: edge, Bottom: edge + foot, Left: edge}
	switch {
	case s.Shop != nil:
		b.shop = *s.Shop
	case !s.Size.Pixels:
		b.shop = PlainShop(kind, s.Size)
	}
	if s.Shop != nil || !s.Size.Pixels {
		if b.geometry, err = b.shop.resolve(s.Size, foot); err != nil {
			return nil, err
		}
		d.Bleed, d.Keepout = b.geometry.Bleed, b.geometry.Keepout
	}
	if d.Second, err = b.second(kind); err != nil {
		return nil, err
	}
	b.noteSame(wording, d.Second)
	if d.Unit, err = b.line("unit", s.Unit); err != nil {
		return nil, err
	}
	if d.Dates, err = b.line("dates", s.Dates); err != nil {
		return nil, err
	}
	if d.Palette, err = b.palette(kind); err != nil {
		return nil, err
	}
	d.Fonts = b.options.Fonts
	if d.Phrases, err = b.phrases(); err != nil {
		return nil, err
	}
	if err := b.code(d); err != nil {
		return nil, err
	}
	if s.Logo != nil {
		if d.Logo, err = b.logo(); err != nil {
			return nil, err
		}
	}
	b.noteUnused(kind)
	b.noteLayout(kind)
	if kind == Model {
		if d.Steps, d.Verb, err = b.steps(d.Verb); err != nil {
			return nil, err
		}
	}
	d.Unit = b.writtenOut(d.Unit)
	b.notes = append(b.notes, proofread.MixedStyles(b.passages)...)
	b.name = text.Plain(wording)
	d.Title = title(wording, s.Size)
	return d, nil
}

// noteLayout warns where a kind of sign is laid out as another, because its own design does not work at the shape of the
// sheet.
func (b *builder) noteLayout(kind Kind) {
	s := b.sign.Size
	aspect := s.Width / s.Height
	fits := true
	switch kind {
	case Banner:
		fits = aspect >= bannerAspect
	case Pano, Backdrop:
		fits = aspect >= uprightAspect && aspect < bannerAspect
	case Poster, Standee, Vertical, Phuon, Model:
		fits = aspect < uprightAspect
	}
	if !fits {
		b.notes = append(b.notes, note.Note{
			Code: "shape", Severity: note.Warning, Field: "kind",
			VI:    fmt.Sprintf("Khổ %s không hợp với loại %s: dùng bố cục hợp với khổ này.", s, kind),
			EN:    fmt.Sprintf("A size of %s does not suit the kind %s: the layout follows the size.", s, kind),
			FixVI: "Xem lại hình trước khi in, hoặc chọn khổ trong `bangron sizes`.",
			FixEN: "Look at the picture before printing, or choose one of `bangron sizes`.",
		})
	}
}

// noteUnused warns of what a kind of sign has no place for.
func (b *builder) noteUnused(kind Kind) {
	for _, part := range []struct {
		given         bool
		field, vi, en string
	}{
		{kind == Model && b.sign.Second+b.sign.SecondSlogan != "", "second", "khẩu hiệu thứ hai", "a second slogan"},
		{kind != Model && len(b.sign.Steps) > 0, "steps", "các bước", "steps"},
	} {
		if part.given {
			b.notes = append(b.notes, note.Note{
				Code: "not-used", Severity: note.Warning, Field: part.field,
				VI: fmt.Sprintf("Loại biển này không có chỗ cho %s: đã bỏ qua.", part.vi),
				EN: fmt.Sprintf("This kind of sign has no place for %s: left out.", part.en),
			})
		}
	}
}

// The aspects (width : height) at which a free size becomes one kind or another.
const (
	bannerAspect  = 2.4
	uprightAspect = 0.9
	columnAspect  = 0.55
)

func (b *builder) kind() (Kind, error) {
	s := b.sign
	if s.Kind != "" {
		if !slices.Contains(kinds[:], s.Kind) {
			return "", refuse(ErrKind, note.Note{
				Code: "kind-unknown", Severity: note.Error, Field: "kind",
				VI: fmt.Sprintf("Không có loại “%s”.", s.Kind), EN: fmt.Sprintf("There is no kind %q.", s.Kind),
				FixVI: fmt.Sprintf("Chọn một trong: %v.", kinds), FixEN: fmt.Sprintf("Choose one of: %v.", kinds),
			})
		}
		return s.Kind, nil
	}
	return s.Size.kind(), nil
}

// Keep-outs of the trade, in mm (unverified custom; the shop decides): text on vinyl stays 50 mm from the edge, where
// eyelets and the hem are; on offset sheets 5 mm. The foot of a roll-up standee hides its lowest 100–200 mm.
const (
	vinylKeepout  = 50
	sheetKeepout  = 5
	standeeHidden = 150
)

func keepouts(kind Kind, s Size) (edge, foot float64) {
	short := min(s.Width, s.Height)
	switch {
	case s.Pixels:
		return 0, 0
	case kind == Standee:
		return min(25, short*0.04), min(standeeHidden, s.Height*0.085)
	case short >= 600:
		return min(vinylKeepout, short*0.07), 0
	}
	return min(sheetKeepout, short*0.04), 0
}

// wording is the text of the sign, from the catalogue or the user's own.
func (b *builder) wording() (string, error) {
	s := b.sign
	if s.Slogan == "" {
		return b.text("text", s.Text)
	}
	slogan, err := b.slogan(s.Slogan, "slogan", s.Text, "text")
	// The steps of a model are found by the name as the catalogue writes it.
	b.sign.Slogan = slogan.ID
	return slogan.Capitals, err
}

func (b *builder) second(kind Kind) (string, error) {
	s := b.sign
	if s.SecondSlogan == "" {
		if s.Second == "" {
			return "", nil
		}
		return b.text("second", s.Second)
	}
	slogan, err := b.slogan(s.SecondSlogan, "second_slogan", s.Second, "second")
	if err != nil {
		return "", err
	}
	// A second slogan stands in capitals on the foot of a pano, and as a sentence where it is read from near.
	if kind == Pano || kind == Backdrop || kind == Banner {
		return slogan.Capitals, nil
	}
	return slogan.Text, nil
}

// slogan looks up the slogan that a field names, beside which no own wording may be given.
func (b *builder) slogan(id, field, own, ownField string) (Slogan, error) {
	if own != "" {
		return Slogan{}, refuse(ErrText, note.Note{
			Code: "text-twice", Severity: note.Error, Field: ownField,
			VI: "Có cả khẩu hiệu trong danh mục và chữ tự ghi.", EN: "There is both a catalogue slogan and a text.",
			FixVI: fmt.Sprintf("Chỉ dùng một trong hai: `%s` hoặc `%s`.", field, ownField),
			FixEN: fmt.Sprintf("Use one of the two: `%s` or `%s`.", field, ownField),
		})
	}
	slogan, err := lookupSlogan(id, field, ownField)
	if err != nil {
		return Slogan{}, err
	}
	b.notes = append(b.notes, slogan.notes(field)...)
	b.passages = append(b.passages, proofread.Passage{Field: field, Text: slogan.Text, Official: true})
	return slogan, nil
}

// noteSame warns of a second slogan that says again what the first does.
func (b *builder) noteSame(first, second string) {
	if second == "" || !strings.EqualFold(text.Plain(first), text.Plain(second)) {
		return
	}
	field := "second"
	if b.sign.SecondSlogan != "" {
		field = "second_slogan"
	}
	b.notes = append(b.notes, note.Note{
		Code: "second-same", Severity: note.Warning, Field: field,
		VI: "Khẩu hiệu thứ hai giống khẩu hiệu thứ nhất.", EN: "The second slogan is the same as the first.",
		FixVI: "Bỏ khẩu hiệu thứ hai, hoặc chọn khẩu hiệu khác.", FixEN: "Leave the second slogan out, or choose another.",
	})
}

// text cleans and proofreads a text that may hold the user's marks.
func (b *builder) text(field, s string) (string, error) {
	return b.read(field, s, false)
}

// line cleans and proofreads a text without marks; empty is allowed.
func (b *builder) line(field, s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	return b.read(field, s, true)
}

// proofreader knows the wordings of the catalogue.
var proofreader = sync.OnceValue(func() *proofread.Checker {
	var known []proofread.Slogan
	for s := range Slogans() {
		if s.Text != "" {
			known = append(known, proofread.Slogan{ID: s.ID, Text: s.Text})
		}
	}
	return proofread.New(known)
})

func (b *builder) read(field, s string, oneLine bool) (string, error) {
	encoding, err := b.options.Convert.lookup()
	if err != nil {
		return "", err
	}
	out, notes, err := clean.Text(s, clean.Options{Field: field, OneLine: oneLine, Convert: encoding})
	if err != nil {
		return "", refuse(errors.Join(ErrText, err), notes...)
	}
	b.notes = append(b.notes, notes...)
	b.notes = append(b.notes, proofreader().Check(out, proofread.Options{Field: field})...)
	b.passages = append(b.passages, proofread.Passage{Field: field, Text: out})
	return out, nil
}

// phrases is the list of what is kept on one line, with the user's own.
func (b *builder) phrases() (*phrase.List, error) {
	list := phrase.Default()
	if len(b.options.Phrases) == 0 {
		return list, nil
	}
	for i, p := range b.options.Phrases {
		n := note.Note{Field: fmt.Sprintf("phrases[%d]", i), FixVI: "Ghi cụm từ hai tiếng trở lên, hoặc bỏ mục này.", FixEN: "Give two words or more, or leave it out."}
		switch words := len(strings.Fields(p)); {
		case words == 0 || !utf8.ValidString(p):
			n.Code, n.Severity = "phrase", note.Error
			n.VI, n.EN = "Cụm từ để trống hoặc không phải UTF-8.", "The phrase is empty, or not UTF-8."
			return nil, refuse(ErrText, n)
		case words == 1:
			n.Code, n.Severity = "phrase-of-one-word", note.Warning
			n.VI, n.EN = fmt.Sprintf("“%s” chỉ có một tiếng, không có gì để giữ liền.", short(p)), fmt.Sprintf("%q is one word, which keeps nothing together.", short(p))
			b.notes = append(b.notes, n)
		}
	}
	return list.With(b.options.Phrases...), nil
}

// abbreviations are written out in the signature of a sign: it names the unit in full and in capitals. Only those that
// mean one thing in the name of an office belong here; "TT" is a town, a centre and a circular.
var abbreviations = map[string]string{
	"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN", "UB": "ỦY BAN", "BCĐ": "BAN CHỈ ĐẠO",
	"UBMTTQ": "ỦY BAN MẶT TRẬN TỔ QUỐC", "UBMTTQVN": "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
	"MTTQ": "MẶT TRẬN TỔ QUỐC", "MTTQVN": "MẶT TRẬN TỔ QUỐC VIỆT NAM", "VN": "VIỆT NAM",
}

// writtenOut is the name of a unit in capitals, with its abbreviations written out in the user's own way of placing tone
// marks: that of the name, else of the sign's other texts, else ỦY as in the papers of the Government.
func (b *builder) writtenOut(unit string) string {
	style := proofread.ToneStyle(unit)
	for _, p := range b.passages {
		if style == syllable.Either {
			style = proofread.ToneStyle(p.Text)
		}
	}
	capitals := strings.ToUpper(unit)
	var out strings.Builder
	for rest := capitals; rest != ""; {
		letters := len(rest)
		if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
			letters = i
		}
		word := rest[:letters]
		if full, known := abbreviations[word]; known {
			if style == syllable.New {
				full = strings.Replace(full, "ỦY", "UỶ", 1)
			}
			word = full
		}
		out.WriteString(word)
		_, gap := utf8.DecodeRuneInString(rest[letters:])
		out.WriteString(rest[letters:][:gap])
		rest = rest[letters+gap:]
	}
	full := out.String()
	if full != capitals {
		b.notes = append(b.notes, note.Note{
			Code: "unit-written-out", Severity: note.Info, Field: "unit",
			VI: fmt.Sprintf("Tên đơn vị được ghi đủ: “%s”.", full), EN: fmt.Sprintf("The unit's name is written out: %q.", full),
		})
	}
	return full
}

func (b *builder) palette(kind Kind) (compose.Palette, error) {
	if b.sign.Colors != nil {
		notes, err := b.sign.Colors.check()
		b.notes = append(b.notes, notes...)
		return b.sign.Colors.palette(), err
	}
	id := b.sign.Theme
	if id == "" {
		switch kind {
		case Poster, Model:
			id = "sang"
		case Pano, Backdrop:
			id = "xanh"
		default:
			id = "do"
		}
	}
	t, err := LookupTheme(id)
	if err != nil {
		return compose.Palette{}, err
	}
	p := t.palette()
	if t.ID == "do" && kind != Web {
		p.Far = p.Ground
	}
	return p, nil
}

func (b *builder) code(d *compose.Sign) error {
	c := b.sign.Code
	if c == nil {
		return nil
	}
	var err error
	if d.Verb, err = b.line("verb", c.Verb); err != nil {
		return err
	}
	if err := b.checkPayload("code", c.Payload, c.Links); err != nil {
		return err
	}
	if d.Code, err = qr.Encode(c.Payload, &qr.Options{Engine: engine}); err != nil {
		return refuseCode(err)
	}
	return nil
}

// refuseCode is the error of a payload that no code holds.
func refuseCode(err error) error {
	n := note.Note{
		Code: "code", Severity: note.Error, Field: "code",
		VI: "Nội dung này không thành mã QR được.", EN: "This content cannot become a QR code.",
		FixVI: "Dùng liên kết https hoặc một câu ngắn, không có ký tự lạ.", FixEN: "Use a https link or a short text without unusual characters.",
	}
	var long *qr.TooLongError
	if errors.As(err, &long) {
		n.Code = "code-too-long"
		n.VI = fmt.Sprintf("Nội dung mã QR dài %d byte, chỉ chứa được %d.", long.Bytes, long.Fit)
		n.EN = fmt.Sprintf("The QR code's content has %d bytes; %d fit.", long.Bytes, long.Fit)
		n.FixVI, n.FixEN = "Dùng liên kết ngắn hơn.", "Use a shorter link."
	}
	return refuse(errors.Join(ErrCode, err), n)
}

// checkPayload admits a payload that may stand on a public sign: a link that the policy admits, or what a phone acts upon
// without opening a page.
func (b *builder) checkPayload(field, payload string, policy *qr.LinkPolicy) error {
	verdict := policy.CheckPayload(payload)
	notes := judged(verdict, field, "Mã QR: ", "QR code: ")
	if err := verdict.Err(); err != nil {
		return refuse(errors.Join(ErrCode, err), notes...)
	}
	b.notes = append(b.notes, notes...)
	return nil
}

// judged are the findings of a verdict on what stands at a place. The words come before each.
func judged(v qr.Verdict, place, vi, en string) []note.Note {
	var notes []note.Note
	for _, f := range v.Findings {
		n := note.Note{
			Code: string(f.Code), Severity: note.Warning, Field: place,
			VI: vi + f.Message.VI + ".", EN: en + f.Message.EN + ".",
			FixVI: "Cách sửa: " + f.Remedy.VI + ".", FixEN: "Remedy: " + f.Remedy.EN + ".",
		}
		if f.Code == qr.LinkNotAllowed {
			n.FixVI = fmt.Sprintf("Cách sửa: %s: `code.allow: [%s]`.", f.Remedy.VI, f.Host)
			n.FixEN = fmt.Sprintf("Remedy: %s: `code.allow: [%s]`.", f.Remedy.EN, f.Host)
		}
		if f.Severity == qr.Refusal {
			n.Severity = note.Error
		}
		notes = append(notes, n)
	}
	return notes
}

func (b *builder) logo() (*logo.Logo, error) {
	l, err := logo.Read(cmp.Or(b.sign.Logo.Name, "logo"), b.sign.Logo.File)
	if err != nil {
		n := note.Note{Code: "logo", Severity: note.Error, Field: "logo", VI: err.Error(), EN: err.Error()}
		var e *logo.Error
		if errors.As(err, &e) {
			n = e.Note
		}
		return nil, refuse(errors.Join(ErrLogo, err), n)
	}
	b.notes = append(b.notes, l.Notes...)
	return l, nil
}

// title of the document: the wording and the size.
func title(wording string, s Size) string {
	return text.Plain(wording) + " – " + s.String()
}

func round(v float64, digits int) float64 {
	p := math.Pow10(digits)
	return math.Round(v*p) / p
}
