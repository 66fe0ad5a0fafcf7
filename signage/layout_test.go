package signage_test

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/raster"
	"github.com/bangron/bangron/signage/internal/scene"
)

// leastCap is the least letter height in mm of any print: 6 pt type, whose capitals are about 0.7 em high.
const leastCap = 6 * 0.7 * 25.4 / 72

// misplaced says what is wrong with where things stand on a sign: text beyond the safe zone, text on text, text on the
// code or the logo, letters that nobody can read.
func misplaced(d *signage.Document) error {
	page := d.Pages()[0]
	trim := scene.Rect{X1: page.Width, Y1: page.Height}
	edge, foot := signage.Keepouts(d.Kind(), d.Size())
	safe := trim.Inset(edge)
	safe.Y1 -= foot
	const slack = 1e-6
	code, logo := layer(d, scene.Code), layer(d, scene.Logo)
	if !code.Empty() {
		if d.Module() <= 0 {
			return fmt.Errorf("the code has modules of %v mm", d.Module())
		}
		if !safe.Contains(code, slack) {
			return fmt.Errorf("the code at %v leaves the safe zone %v", code, safe)
		}
	}
	if !trim.Contains(logo, slack) {
		return fmt.Errorf("the logo at %v leaves the sheet", logo)
	}
	if code.Intersects(logo) {
		return fmt.Errorf("the logo at %v stands on the code at %v", logo, code)
	}
	all := texts(d)
	if err := unreported(d); err != nil {
		return err
	}
	for i, g := range all {
		outline, err := g.Path()
		if err != nil {
			return err
		}
		if ink := outline.Bounds(); !g.Extent.Contains(ink, 0.01) || !ink.Contains(g.Extent, 0.01) {
			return fmt.Errorf("%q is said to cover %v and covers %v", g.Text, g.Extent, ink)
		}
		switch {
		case !safe.Contains(g.Extent, slack):
			return fmt.Errorf("%q at %v leaves the safe zone %v", g.Text, g.Extent, safe)
		case g.Extent.Intersects(code):
			return fmt.Errorf("%q at %v stands on the code at %v", g.Text, g.Extent, code)
		case g.Extent.Intersects(logo):
			return fmt.Errorf("%q at %v stands on the logo at %v", g.Text, g.Extent, logo)
		}
		for _, h := range all[:i] {
			if g.Extent.Intersects(h.Extent) {
				return fmt.Errorf("%q at %v stands on %q at %v", g.Text, g.Extent, h.Text, h.Extent)
			}
		}
	}
	least := leastCap
	if d.Size().Pixels {
		least = 8 * signage.PixelMM
	}
	for _, l := range d.Lines() {
		if l.CapHeight < least-0.005 { // reported to a hundredth
			return fmt.Errorf("%s %q has letters of %v mm, least is %.2f mm", l.Role, l.Text, l.CapHeight, least)
		}
	}
	return nil
}

// unreported says which line is reported and not drawn, or drawn and not reported. The numbers of steps, and what stands
// where a code is to be stuck, are in no report.
func unreported(d *signage.Document) error {
	drawn := map[string]int{}
	for _, g := range texts(d) {
		drawn[g.Text]++
	}
	for _, l := range d.Lines() {
		if drawn[l.Text]--; drawn[l.Text] < 0 {
			return fmt.Errorf("%s %q is reported and not drawn", l.Role, l.Text)
		}
	}
	for text, n := range drawn {
		number := len(text) == 1 && '1' <= text[0] && text[0] <= '9'
		if n > 0 && !(d.Kind() == signage.Model && (number || text == "Dán mã QR" || text == "tại đây")) {
			return fmt.Errorf("%q is drawn and not reported", text)
		}
	}
	return nil
}

// decoded reads the code of a sign back from its picture.
func decoded(d *signage.Document) (string, error) {
	const pixels = 5 // to the module
	width := int(math.Ceil(d.Size().Width / d.Module() * pixels))
	picture, err := d.Image(&signage.PNGOptions{Width: width})
	if err != nil {
		return "", err
	}
	found, err := qr.Decode(picture, picture.Bounds())
	return found.Text, err
}

func TestEveryKind(t *testing.T) {
	for _, c := range everyKind(t) {
		t.Run(c.name, func(t *testing.T) {
			d := compile(t, c.sign)
			if err := misplaced(d); err != nil {
				t.Error(err)
			}
			slogan, err := signage.LookupSlogan(c.sign.Slogan)
			if err != nil {
				t.Fatal(err)
			}
			// The catalogue's wording is never altered.
			if got := message(d); got != slogan.Capitals {
				t.Errorf("it says %q, the catalogue %q", got, slogan.Capitals)
			}
			if c.sign.Code == nil {
				return
			}
			if text, err := decoded(d); text != c.sign.Code.Payload {
				t.Errorf("the code reads %q (%v), want %q", text, err, c.sign.Code.Payload)
			}
		})
	}
}

var words = strings.Fields(`CHUYỂN ĐỔI SỐ QUỐC GIA NGÀY VÌ MỘT CUỘC SỐNG TỐT ĐẸP HƠN CHO NGƯỜI DÂN CÁC VẤN ĐỀ CỦA XÃ HỘI THỦ TỤC
	HÀNH CHÍNH CÔNG TRỰC TUYẾN Y TẾ AN TOÀN, HIỆU QUẢ NGHIÊNG ẨM THỰC VỚI 24/7 QR 10/10 chung tay xây dựng`)

// wordings draws texts of 1 to 130 characters.
func wordings() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		most := rapid.SampledFrom([]int{1, 5, 12, 30, 60, 90, 130}).Draw(t, "most")
		if most == 1 {
			return rapid.SampledFrom([]string{"A", "Ệ", "5"}).Draw(t, "letter")
		}
		text := ""
		if rapid.IntRange(0, 3).Draw(t, "opened") == 0 {
			text = "CHÀO MỪNG"
		}
		for {
			next := strings.TrimSpace(text + " " + rapid.SampledFrom(words).Draw(t, "word"))
			if len([]rune(next)) > most {
				break
			}
			text = next
		}
		return max(text, "QR")
	})
}

// shapes are the kinds with the aspects (width : height) that they are made for.
var shapes = []struct {
	kind         signage.Kind
	least, most  float64 // aspect
	short        [2]float64
	longest      float64
	steps, pixel bool
}{
	{kind: signage.Banner, least: 3, most: 12, short: [2]float64{400, 2000}},
	{kind: signage.Pano, least: 1, most: 2, short: [2]float64{600, 5000}},
	{kind: signage.Backdrop, least: 1, most: 2, short: [2]float64{1500, 5000}},
	{kind: signage.Poster, least: 1.0 / 3, most: 1 / 1.2, short: [2]float64{210, 900}},
	{kind: signage.Standee, least: 1.0 / 3, most: 1 / 1.2, short: [2]float64{400, 1000}},
	{kind: signage.Vertical, least: 1.0 / 3, most: 1 / 1.2, short: [2]float64{400, 1500}},
	{kind: signage.Phuon, least: 1.0 / 3, most: 1 / 1.2, short: [2]float64{400, 1500}},
	{kind: signage.Model, least: 1.0 / 3, most: 1 / 1.2, short: [2]float64{210, 900}},
	{kind: signage.Web, least: 1, most: 4, short: [2]float64{200, 1100}, pixel: true},
}

// said is what the lines of a role say.
func said(d *signage.Document, role string) string {
	var parts []string
	for _, l := range d.Lines() {
		if l.Role == role {
			parts = append(parts, l.Text)
		}
	}
	return strings.Join(parts, " ")
}

// unsaid names a part that was asked for and does not stand on the sign word for word.
func unsaid(d *signage.Document, s signage.Sign) error {
	want := map[string]string{"dates": s.Dates, "step": strings.Join(s.Steps, " "), "second": s.Second}
	if s.Unit != "" {
		want["unit"] = strings.ReplaceAll(strings.ToUpper(s.Unit), "UBND", "ỦY BAN NHÂN DÂN")
	}
	if s.Code != nil {
		want["verb"], want["host"] = s.Code.Verb, qr.Host(s.Code.Payload)
		if layer(d, scene.Code).Empty() {
			return errors.New("there is no code")
		}
	}
	if s.Logo != nil && layer(d, scene.Logo).Empty() {
		return errors.New("there is no logo")
	}
	if got := message(d); got != s.Text {
		return fmt.Errorf("it says %q, want %q", got, s.Text)
	}
	for _, g := range d.Diagnostics() {
		if g.Code == "not-used" {
			delete(want, g.Field) // left out, and said so
		}
	}
	for role, want := range want {
		if got := said(d, role); got != want {
			return fmt.Errorf("its %s says %q, want %q", role, got, want)
		}
	}
	return nil
}

// signs draws designs over the whole range that the library promises to cover.
func signs() *rapid.Generator[signage.Sign] {
	return rapid.Custom(func(t *rapid.T) signage.Sign {
		shape := shapes[rapid.IntRange(0, len(shapes)-1).Draw(t, "kind")]
		s := signage.Sign{Kind: shape.kind, Text: wordings().Draw(t, "text"), Seed: rapid.Uint64Range(0, 3).Draw(t, "seed")}
		aspect := math.Exp(rapid.Float64Range(math.Log(shape.least), math.Log(shape.most)).Draw(t, "aspect"))
		short := math.Round(rapid.Float64Range(shape.short[0], shape.short[1]).Draw(t, "short side"))
		s.Size.Width, s.Size.Height = math.Round(short*aspect), short
		if aspect < 1 {
			s.Size.Width, s.Size.Height = short, math.Round(short/aspect)
		}
		if shape.pixel {
			s.Size.Pixels = true
			s.Size.Width, s.Size.Height = s.Size.Width*signage.PixelMM, s.Size.Height*signage.PixelMM
		}
		flip := func(name string) bool { return rapid.Bool().Draw(t, name) }
		if flip("unit") {
			s.Unit = rapid.SampledFrom([]string{"UBND xã Tân Trào", "Trung tâm Phục vụ hành chính công phường Thủy Xuân"}).Draw(t, "unit's name")
		}
		if flip("dates") {
			s.Dates = "01/10 – 10/10/2022"
		}
		if flip("logo") {
			s.Logo = emblem
		}
		if flip("code") {
			s.Code = &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"}
		}
		if flip("second") {
			s.Second = "Chuyển đổi số vì người dân"
		}
		if shape.kind == signage.Model {
			s.Steps = []string{"Mở máy ảnh", "Hướng máy vào mã QR của thủ tục cần tìm", "Xem thành phần hồ sơ, thời hạn, phí và lệ phí"}
		}
		s.Theme = rapid.SampledFrom([]string{"", "do", "xanh", "sang"}).Draw(t, "theme")
		return s
	})
}

// Every design over its whole range of shapes, with 1 to 130 characters and any of the parts, is laid out soundly, or is
// refused with a remedy.
func TestWholeRange(t *testing.T) {
	made, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := signs().Draw(t, "sign")
		d, err := signage.Compile(s, nil)
		if err != nil {
			refused++
			if err := unremedied(err); err != nil {
				t.Fatal(err)
			}
			if !errors.Is(err, signage.ErrFit) {
				t.Fatalf("refused for another reason than its size: %v", err)
			}
			return
		}
		made++
		if err := misplaced(d); err != nil {
			t.Fatal(err)
		}
		if err := unsaid(d, s); err != nil {
			t.Fatal(err)
		}
		if s.Code != nil && made%4 == 0 {
			if text, err := decoded(d); text != s.Code.Payload {
				t.Fatalf("the code reads %q (%v)", text, err)
			}
		}
	})
	if refused > made/2 {
		t.Errorf("%d signs of %d were refused", refused, made+refused)
	}
}

// unremedied says what an error that an officer gets to see lacks.
func unremedied(err error) error {
	var e *signage.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("an error without diagnostics: %w", err)
	}
	errs := 0
	for _, d := range e.Diagnostics {
		if d.Severity != signage.SeverityError {
			continue
		}
		errs++
		if d.Code == "" || d.Field == "" || d.VI == "" || d.EN == "" || d.FixVI == "" || d.FixEN == "" {
			return fmt.Errorf("an incomplete diagnostic: %+v", d)
		}
		if strings.Contains(d.FixVI+d.FixEN, " --") || strings.Contains(d.FixVI+d.FixEN, "(--") {
			return fmt.Errorf("a flag of the command, which the library has none of: %+v", d)
		}
		if text := err.Error(); !strings.Contains(text, d.Message("vi")+" / "+d.Message("en")) {
			return fmt.Errorf("%q is not in both languages", text)
		}
	}
	if errs == 0 || err.Error() == "" {
		return fmt.Errorf("no diagnostic says what is wrong: %+v", e)
	}
	return nil
}

// The title of a model is the loudest thing on its poster, whatever the shape of the sheet.
func TestModelTitleIsLoudest(t *testing.T) {
	const step = 1.4 // between neighbouring ranks
	for _, name := range []string{"594x420mm", "420x297mm", "600x600mm", "420x594mm", "600x1800mm"} {
		for _, slogan := range []string{"mo-hinh-khong-viet", "mo-hinh-ho-tro", "mo-hinh-hen-gio", "mo-hinh-qr", "mo-hinh-bcci"} {
			t.Run(name+" "+slogan, func(t *testing.T) {
				d := compile(t, signage.Sign{Kind: signage.Model, Size: size(t, name), Slogan: slogan, Unit: "UBND xã Tân Trào", Code: &signage.Code{Payload: portal}})
				title, next := 0.0, signage.Line{}
				for _, l := range d.Lines() {
					switch {
					case l.Role == "main":
						title = l.CapHeight
					case l.CapHeight > next.CapHeight:
						next = l
					}
				}
				if title < next.CapHeight*step*0.99 {
					t.Errorf("the title has letters of %.1f mm, the %s %q of %.1f mm", title, next.Role, next.Text, next.CapHeight)
				}
			})
		}
	}
}

// misranked says which two ranks of a sign are closer than neighbours may be, or the wrong way round.
func misranked(d *signage.Document) error {
	const step = 1.4 * 0.995
	caps, floor := map[string]float64{}, leastCap
	for _, l := range d.Lines() {
		caps[l.Role] = l.CapHeight
	}
	if d.Size().Pixels {
		floor = 8 * signage.PixelMM
	}
	for _, pair := range [][2]string{
		{"loud", "main"}, {"main", "second"}, {"main", "unit"}, {"main", "dates"}, {"main", "host"}, {"main", "verb"}, {"second", "unit"}, {"second", "dates"},
		{"second", "host"}, {"second", "verb"},
	} {
		louder, quieter := caps[pair[0]], caps[pair[1]]
		least := step
		if pair[0] == "second" && (pair[1] == "host" || pair[1] == "verb") {
			least = 0.995 // what stands at a code may be as loud, and is never smaller than what can be read
			if quieter < 1.15*floor {
				continue
			}
		}
		if louder > 0 && quieter > 0 && louder < least*quieter {
			return fmt.Errorf("the %s has letters of %.2f mm, the %s of %.2f mm", pair[0], louder, pair[1], quieter)
		}
	}
	if unit, dates := caps["unit"], caps["dates"]; unit > 0 && dates > unit+0.005 {
		return fmt.Errorf("the dates have letters of %.2f mm, the unit of %.2f mm", dates, unit)
	}
	return nil
}

// crossed names small text that an ornament runs behind: on a picture of the ornaments alone the place is not white.
func crossed(d *signage.Document) error {
	roles := map[string]string{}
	for _, l := range d.Lines() {
		roles[l.Text] = l.Role
	}
	page := *d.Pages()[0]
	page.Layers = slices.DeleteFunc(slices.Clone(page.Layers), func(l scene.Layer) bool { return l.Name != scene.Ornament })
	const width = 1000 // px
	picture, err := raster.Image(&page, raster.Options{Width: width})
	if err != nil {
		return err
	}
	pixel := page.Width / width
	for _, g := range texts(d) {
		switch roles[g.Text] {
		case "second", "unit", "dates", "verb", "host":
		default:
			continue
		}
		for y := math.Ceil(g.Extent.Y0 / pixel); y < math.Floor(g.Extent.Y1/pixel); y++ {
			for x := math.Ceil(g.Extent.X0 / pixel); x < math.Floor(g.Extent.X1/pixel); x++ {
				if c := picture.RGBAAt(int(x), int(y)); c != (color.RGBA{255, 255, 255, 255}) {
					return fmt.Errorf("an ornament runs behind the %s %q at %.0f, %.0f mm", roles[g.Text], g.Text, x*pixel, y*pixel)
				}
			}
		}
	}
	return nil
}

// The ranks of a sign are told apart at a glance, and no ornament disturbs its small text.
func TestRanksAndQuiet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, err := signage.Compile(signs().Draw(t, "sign"), nil)
		if err != nil {
			return // see TestWholeRange
		}
		if err := misranked(d); err != nil {
			t.Fatal(err)
		}
		if err := crossed(d); err != nil {
			t.Fatal(err)
		}
	})
	for _, c := range everyKind(t) {
		d := compile(t, c.sign)
		if err := misranked(d); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if err := crossed(d); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// The unit stands in the middle of its strip, in one line or two.
func TestUnitOnItsStrip(t *testing.T) {
	for _, kind := range []signage.Kind{signage.Poster, signage.Model, signage.Vertical} {
		for _, name := range []string{"poster-a2", "500x600mm", "600x720mm", "600x1800mm", "400x1200mm"} {
			for _, unit := range []string{"UBND xã Tân Trào", "Trung tâm Phục vụ hành chính công xã Tân Trào"} {
				s := signage.Sign{Kind: kind, Size: size(t, name), Text: "AN TOÀN SỐ 1", Unit: unit}
				if kind == signage.Model {
					s.Steps = []string{"Mở máy ảnh", "Hướng máy vào mã QR", "Xem hồ sơ"}
				}
				if s.Size.Height > 1.55*s.Size.Width && kind == signage.Vertical {
					continue // no strip
				}
				d := compile(t, s)
				var words, strip scene.Rect
				for _, g := range texts(d) {
					if strings.Contains(said(d, "unit"), g.Text) {
						words = words.Union(g.Extent)
					}
				}
				for _, l := range d.Pages()[0].Layers {
					for _, n := range l.Nodes {
						if b := n.Bounds(); l.Name == scene.Panel && b.Y0 <= 0 && b.Width() >= s.Size.Width {
							strip = b
						}
					}
				}
				above, below := words.Y0, strip.Y1-words.Y1
				if least := 0.1 * strip.Y1; above < least || below < least {
					t.Errorf("%s %s %q: %.1f mm above and %.1f mm below in %.1f mm", kind, name, unit, above, below, strip.Y1)
				}
				if math.Abs(above-below) > 0.25*strip.Y1 {
					t.Errorf("%s %s %q: %.1f mm above, %.1f mm below", kind, name, unit, above, below)
				}
			}
		}
	}
}

// Sheets of another shape than their kind's are laid out, too, with all parts.
func TestOtherShapes(t *testing.T) {
	for _, c := range []struct {
		kind signage.Kind
		size string
	}{
		{signage.Standee, "1m x 1m"}, {signage.Standee, "600x720mm"}, {signage.Model, "3m x 1m"}, {signage.Model, "594x420mm"},
		{signage.Vertical, "1000x1200mm"}, {signage.Phuon, "1m x 1.2m"},
	} {
		s := signage.Sign{
			Kind: c.kind, Size: size(t, c.size), Slogan: "chao-mung", Unit: "UBND xã Tân Trào", Dates: "01/10 – 10/10/2022", Logo: emblem,
			Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"},
		}
		if c.kind == signage.Model {
			s.Slogan = "mo-hinh-qr"
		} else {
			s.SecondSlogan = "chu-de-2022"
		}
		d, err := signage.Compile(s, nil)
		if err != nil {
			t.Errorf("%s %s: %v", c.kind, c.size, err)
			continue
		}
		for _, err := range []error{misplaced(d), misranked(d), crossed(d)} {
			if err != nil {
				t.Errorf("%s %s: %v", c.kind, c.size, err)
			}
		}
		// No code is the loudest thing.
		var message scene.Rect
		for _, g := range texts(d) {
			if strings.Contains(said(d, "main")+" "+said(d, "loud"), g.Text) {
				message = message.Union(g.Extent)
			}
		}
		if code := layer(d, scene.Code); code.Width()*code.Height() > message.Width()*message.Height() {
			t.Errorf("%s %s: the code at %v is larger than the message at %v", c.kind, c.size, code, message)
		}
	}
}

// The tail of a large letter keeps off the code below it.
func TestTailAboveCode(t *testing.T) {
	d := compile(t, signage.Sign{
		Kind: signage.Standee, Size: size(t, "928x1519mm"), Text: "QR", Unit: "UBND xã Tân Trào", Dates: "01/10 – 10/10/2022", Logo: emblem,
		Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"},
	})
	if err := misplaced(d); err != nil {
		t.Error(err)
	}
	if room := layer(d, scene.Code).Y0 - texts(d)[0].Extent.Y1; room < 20 {
		t.Errorf("%.1f mm between the message and the code", room)
	}
}

// The step that keeps all steps too small is named.
func TestTooLongStepIsNamed(t *testing.T) {
	long := strings.Repeat("Xuất trình thẻ căn cước và giấy tờ kèm theo tại quầy ", 12)
	s := signage.Sign{Kind: signage.Model, Size: size(t, "120x170mm"), Text: "KHÔNG VIẾT", Steps: []string{"Mở máy ảnh", long, "Xem hồ sơ"}}
	_, err := signage.Compile(s, nil)
	var e *signage.Error
	if !errors.As(err, &e) || e.Diagnostics[0].Field != "steps[1]" {
		t.Errorf("error %v, want one at steps[1]", err)
	}
}

// A tall sign has no empty half: what stands on it follows at distances below a quarter of its height.
func TestTallSignsAreFilled(t *testing.T) {
	for s := range signage.Sizes() {
		if s.Kind != signage.Vertical && s.Kind != signage.Phuon && s.Kind != signage.Standee {
			continue
		}
		for _, slogan := range []string{"chao-mung", "chu-de-2022", "thiet-thuc"} {
			d := compile(t, signage.Sign{Size: s, Slogan: slogan, Unit: "UBND xã Tân Trào"})
			star := layer(d, scene.Logo)
			void, last := star.Y0, star.Y1
			for _, g := range texts(d) {
				void, last = max(void, g.Extent.Y0-last), g.Extent.Y1
			}
			if void > s.Height/4 {
				t.Errorf("%s %s: %.0f mm of %.0f are empty", s.ID, slogan, void, s.Height)
			}
		}
	}
}

// bitten tells where a card with a code reaches into the ribbons above it: on a picture of the panels alone, what lies
// just above the card is of one colour.
func bitten(d *signage.Document) error {
	page := *d.Pages()[0]
	card := layer(d, scene.Code) // with the link, which covers the card
	page.Layers = slices.DeleteFunc(slices.Clone(page.Layers), func(l scene.Layer) bool { return l.Name != scene.Panel })
	const width = 700 // px
	picture, err := raster.Image(&page, raster.Options{Width: width})
	if err != nil {
		return err
	}
	pixel := page.Width / width
	y := int((card.Y0 - 0.008*math.Sqrt(page.Width*page.Height)) / pixel)
	from, to := int(card.X0/pixel), int(card.X1/pixel)
	first := picture.RGBAAt(from, y)
	for x := from; x < to; x++ {
		c := picture.RGBAAt(x, y)
		if far := max(apart(c.R, first.R), apart(c.G, first.G), apart(c.B, first.B)); far > 24 {
			return fmt.Errorf("%v at %.0f, %.0f mm, %v at the corner of the card", c, float64(x)*pixel, float64(y)*pixel, first)
		}
	}
	return nil
}

func apart(a, b uint8) int { return max(int(a), int(b)) - min(int(a), int(b)) }

// No ribbon ends at a card with a code, whatever the waves look like.
func TestCardsKeepClearOfRibbons(t *testing.T) {
	for _, name := range []string{"pano-4x3", "pano-8x4", "3000x3000mm", "web-1080x1080", "poster-a2", "600x720mm", "1080x1350px"} {
		for _, second := range []string{"", "chu-de-2022"} {
			for seed := range uint64(4) {
				d := compile(t, signage.Sign{
					Size: size(t, name), Slogan: "chao-mung", SecondSlogan: second, Unit: "UBND xã Tân Trào", Seed: seed,
					Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"},
				})
				if err := bitten(d); err != nil {
					t.Errorf("%s, second %q, seed %d: %v", name, second, seed, err)
				}
			}
		}
	}
}

// A long name of a unit is broken, and the strip grows for it; one that is too long for any is refused.
func TestLongUnits(t *testing.T) {
	const long = "Ban Chỉ đạo Chuyển đổi số xã Tân Trào – Trung tâm Phục vụ hành chính công và Tổ công nghệ số cộng đồng các thôn"
	for _, c := range []struct {
		size  string
		least float64 // mm
	}{
		{"poster-a2", 6}, {"poster-a4", 3}, {"bang-ron-6x0.8", 20}, {"pano-4x3", 35}, {"standee-80x180", 15},
	} {
		s := signage.Sign{Size: size(t, c.size), Slogan: "chao-mung", Unit: long}
		for _, l := range compile(t, s).Lines() {
			if l.Role == "unit" && l.CapHeight < c.least {
				t.Errorf("%s: letters of %.1f mm, want %.1f", c.size, l.CapHeight, c.least)
			}
		}
		if c.size != "poster-a2" && c.size != "poster-a4" {
			continue // it leaves room for more than anyone's name
		}
		s.Unit = strings.Repeat(long+", ", 20) + long
		_, err := signage.Compile(s, nil)
		var refused *signage.Error
		if !errors.As(err, &refused) || refused.Diagnostics[0].Code != "too-small" && refused.Diagnostics[0].Code != "no-room" {
			t.Errorf("%s: a unit of %d letters: %v", c.size, len([]rune(s.Unit)), err)
		}
	}
}

// A long low banner with all parts is filled by its message.
func TestLowBannersAreFilled(t *testing.T) {
	for _, c := range []struct {
		second string
		least  float64 // letter height in heights of the banner
	}{{"", 0.3}, {"chu-de-2022", 0.27}, {"chu-de-2024", 0.2}} {
		s := signage.Sign{
			Size: size(t, "12m x 1m"), Slogan: "chao-mung", SecondSlogan: c.second, Unit: "UBND xã Tân Trào", Dates: "01/10 – 10/10/2024",
			Logo: emblem, Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"},
		}
		d := compile(t, s)
		for _, err := range []error{misplaced(d), misranked(d), crossed(d)} {
			if err != nil {
				t.Errorf("second %q: %v", c.second, err)
			}
		}
		if height, _ := loudness(d); height < c.least*s.Size.Height {
			t.Errorf("second %q: letters of %.0f mm", c.second, height)
		}
	}
}

// Fine print on a screen is avoided where there is room, and told where there is none.
func TestFinePrintOnScreens(t *testing.T) {
	for _, c := range []struct {
		size string
		code bool
		told bool
	}{{"1920x160px", false, false}, {"1200x300px", false, false}, {"1640x624px", true, false}, {"970x250px", true, true}} {
		s := signage.Sign{Size: size(t, c.size), Slogan: "chao-mung", Unit: "Trung tâm Phục vụ hành chính công xã Tân Trào"}
		if c.code {
			s.Code = &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ"}
		}
		d := compile(t, s)
		fine := false
		for _, l := range d.Lines() {
			fine = fine || math.Round(l.CapHeight/signage.PixelMM) < 10
		}
		if told := diagnosed(d, "fine-print") != nil; fine != c.told || told != fine {
			t.Errorf("%s: fine print %v, told %v, want %v", c.size, fine, told, c.told)
		}
	}
}

// capOf is the letter height of a role on a sign.
func capOf(d *signage.Document, role string) float64 {
	for _, l := range d.Lines() {
		if l.Role == role {
			return l.CapHeight
		}
	}
	return 0
}

// extentOf is where the lines of a role stand.
func extentOf(d *signage.Document, role string) (r scene.Rect) {
	text := said(d, role)
	for _, g := range texts(d) {
		if strings.Contains(text, g.Text) {
			r = r.Union(g.Extent)
		}
	}
	return r
}

// What stands beside the code of a poster with a second slogan fills its column, up to the size of that slogan; the day
// is large all the same.
func TestPosterFootIsFilled(t *testing.T) {
	for _, name := range []string{"poster-a2", "poster-a3", "A4", "800x960mm", "800x1600mm"} {
		for _, second := range []string{"chu-de-2022", "chu-de-2024"} {
			s := signage.Sign{
				Kind: signage.Poster, Size: size(t, name), Slogan: "chao-mung", SecondSlogan: second, Unit: "UBND xã Tân Trào", Dates: "01/10 – 10/10/2022",
				Code: &signage.Code{Payload: portal, Verb: "Quét mã để nộp hồ sơ trực tuyến"},
			}
			d := compile(t, s)
			if host, least := capOf(d, "host"), capOf(d, "second"); host < 0.9*min(least, 0.03*math.Sqrt(s.Size.Width*s.Size.Height)) {
				t.Errorf("%s %s: the host has letters of %.1f mm, the second slogan of %.1f mm", name, second, host, least)
			}
			code, verb := layer(d, scene.Code), extentOf(d, "verb")
			if column := s.Size.Width*0.925 - code.X1; verb.Width() < 0.65*column {
				t.Errorf("%s %s: the verb fills %.0f of %.0f mm", name, second, verb.Width(), column)
			}
			if loud := extentOf(d, "loud"); second == "chu-de-2022" && loud.Width() < 0.6*s.Size.Width {
				t.Errorf("%s: the day fills %.0f of %.0f mm", name, loud.Width(), s.Size.Width)
			}
		}
	}
}

// The unit is no smaller for the dates to stand beside it.
func TestUnitKeepsItsSizeBesideDates(t *testing.T) {
	for _, name := range []string{"1080x1080px", "2m x 2m", "pano-4x3"} {
		s := signage.Sign{Size: size(t, name), Slogan: "chao-mung", SecondSlogan: "chu-de-2022", Unit: "Trung tâm Phục vụ hành chính công phường Phan Thiết, tỉnh Lâm Đồng"}
		alone := capOf(compile(t, s), "unit")
		s.Dates = "01/10 – 10/10/2025"
		if both := capOf(compile(t, s), "unit"); both < 0.78*alone {
			t.Errorf("%s: letters of %.2f mm with dates, %.2f mm without", name, both, alone)
		}
	}
}

// On tall signs the signature stands no closer to the message than the lines of the message to each other.
func TestAirAboveSignature(t *testing.T) {
	for _, kind := range []signage.Kind{signage.Standee, signage.Phuon} {
		for _, name := range []string{"800x1600mm", "1m x 2.4m", "1m x 3m"} {
			for _, slogan := range []string{"chao-mung", "chu-de-2022", "chu-de-2024"} {
				d := compile(t, signage.Sign{Kind: kind, Size: size(t, name), Slogan: slogan, Unit: "UBND xã Tân Trào", Dates: "01/10 – 10/10/2024"})
				var last, lines float64 // of the ink of the message; the widest distance between two of its lines
				before := 0.0
				for _, g := range texts(d) {
					if said := said(d, "main") + said(d, "loud"); !strings.Contains(said, g.Text) {
						continue
					}
					if before > 0 && g.Text != "10/10" {
						lines = max(lines, g.Origin.Y-before-capOf(d, "main"))
					}
					before, last = g.Origin.Y, max(last, g.Extent.Y1)
				}
				unit := extentOf(d, "unit")
				if room := unit.Y0 - last; room < 0.75*lines {
					t.Errorf("%s %s %s: %.0f mm above the unit, %.0f mm between lines", kind, name, slogan, room, lines)
				}
			}
		}
	}
}

// The day is the loudest thing of a web banner of any shape.
func TestLoudestOfWebBanners(t *testing.T) {
	for width := 1140; width <= 1800; width += 60 {
		for _, unit := range []string{"", "UBND xã Tân Trào", "Trung tâm Phục vụ hành chính công phường Phan Thiết, tỉnh Lâm Đồng"} {
			s := signage.Sign{Kind: signage.Web, Size: size(t, fmt.Sprintf("%dx600px", width)), Slogan: "chao-mung", Unit: unit}
			if err := misranked(compile(t, s)); err != nil {
				t.Errorf("%d × 600 px, unit %q: %v", width, unit, err)
			}
		}
	}
}

// The posters of the models look like one series: titles in one face, steps of near sizes.
func TestModelsAreOneSeries(t *testing.T) {
	for _, name := range []string{"poster-a2", "poster-a3", "800x1200mm", "standee-80x180"} {
		fonts := map[string]bool{}
		least, most := math.Inf(1), 0.0
		for _, slogan := range []string{"mo-hinh-khong-viet", "mo-hinh-ho-tro", "mo-hinh-hen-gio", "mo-hinh-qr", "mo-hinh-bcci"} {
			d := compile(t, signage.Sign{Kind: signage.Model, Size: size(t, name), Slogan: slogan, Unit: "UBND xã Tân Trào"})
			for _, l := range d.Lines() {
				if l.Role == "main" {
					fonts[l.Font] = true
				}
			}
			step := capOf(d, "step")
			least, most = min(least, step), max(most, step)
		}
		if len(fonts) > 1 || most > 1.4*least {
			t.Errorf("%s: titles in %v, steps of %.1f to %.1f mm", name, fonts, least, most)
		}
	}
}
