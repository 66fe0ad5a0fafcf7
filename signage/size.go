package signage

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/bangron/bangron/signage/internal/note"
)

// MM is a length in millimetres at true size.
type MM = float64

// PixelMM is the width of a screen pixel in mm: the reference pixel of CSS, 96 to the inch. Sizes in pixels are laid out
// with it.
const PixelMM MM = 25.4 / 96

// Size is the trimmed size of a sign.
type Size struct {
	ID       string // as in the catalogue, "bang-ron-6x0.8"; empty for a free size
	Kind     Kind   // the kind of sign that is usual in this size; empty for a free size
	Name     string // in Vietnamese
	NameEN   string
	Width    MM
	Height   MM
	Pixels   bool   // the size is one of pixels on a screen, and Width and Height are multiples of [PixelMM]
	Use      string // where such signs hang, in Vietnamese
	UseEN    string
	Status   string // "verified", "source" (a published price list or blog) or "unverified" (custom of the trade)
	Source   string // in English
	SourceVI string
}

// kind of a sign of this size that is not said to be another.
func (s Size) kind() Kind {
	switch aspect := s.Width / s.Height; {
	case s.Kind != "":
		return s.Kind
	case s.Pixels:
		return Web
	case aspect >= bannerAspect:
		return Banner
	case aspect >= uprightAspect:
		return Pano
	case aspect >= columnAspect:
		return Poster
	}
	return Vertical
}

// The limits of a size. Below, no text can be read; above, no sign is made in one piece.
const (
	MinSide   MM = 20
	MaxSide   MM = 50_000
	MinPixels    = 40
	MaxAspect    = 16 // long side : short side
)

// ErrSize is wrapped by the errors of sizes that are not known, not readable or out of range.
var ErrSize = errors.New("signage: not a usable size")

//go:embed data/sizes.csv
var sizesCSV string

// Sizes lists the catalogue of sizes.
func Sizes() iter.Seq[Size] {
	return func(yield func(Size) bool) {
		for row := range records(sizesCSV) {
			s := Size{
				ID: row[0], Kind: Kind(row[1]), Name: row[2], NameEN: row[10], Pixels: row[5] == "px",
				Use: row[6], UseEN: row[11], Status: row[7], Source: row[8], SourceVI: row[12],
			}
			unit := 1.0
			if s.Pixels {
				unit = PixelMM
			}
			s.Width, s.Height = number(row[3])*unit, number(row[4])*unit
			if !yield(s) {
				return
			}
		}
	}
}

// LookupSize finds a size by its name in the catalogue ("bang-ron-6x0.8", "poster-a2"), as a sheet of paper ("A0" to
// "A6") or reads a free one with its unit: "6m x 80cm", "420x594mm", "1200x300px", also with a decimal comma and with
// one unit for both sides. The error is an [*Error] that wraps [ErrSize].
func LookupSize(name string) (Size, error) {
	name = strings.TrimSpace(name)
	for s := range Sizes() {
		if strings.EqualFold(s.ID, name) {
			return s, nil
		}
	}
	if s, ok := sheet(name); ok {
		return s, nil
	}
	s, err := parseSize(name)
	if err != nil {
		return Size{}, err
	}
	return s, s.check()
}

// sheet is an upright sheet of the A series (ISO 216: each is half of the one before, sides rounded down).
func sheet(name string) (Size, bool) {
	if len(name) != 2 || name[0] != 'a' && name[0] != 'A' || name[1] < '0' || name[1] > '6' {
		return Size{}, false
	}
	width, height := 841, 1189
	for range name[1] - '0' {
		width, height = height/2, width
	}
	return Size{Width: MM(width), Height: MM(height), Status: "verified", Source: "ISO 216", SourceVI: "ISO 216"}, true
}

var freeSize = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d+(?:[.,]\d+)?|\d*[.,]\d+)\s*(mm|cm|dm|m|px|pixel)?\s*[x×*]\s*(\d+(?:[.,]\d+)?|\d*[.,]\d+)\s*(mm|cm|dm|m|px|pixel)?$`)
})

func parseSize(text string) (Size, error) {
	m := freeSize().FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return Size{}, sizeError("size-unknown", text, text,
			"không có trong danh mục và không đọc được thành rộng x cao", "is not in the catalogue and cannot be read as width x height")
	}
	if m[2] == "" {
		m[2] = m[4]
	}
	if m[4] == "" && m[2] != "" {
		if other := unlikeUnit(m[1], m[2], m[3]); other != "" {
			return Size{}, unitError(text, fmt.Sprintf("%s%s x %s%s", m[1], m[2], m[3], other))
		}
		m[4] = m[2]
	}
	if m[2] == "" {
		return Size{}, sizeError("size-unit", text, text, "thiếu đơn vị đo", "has no unit")
	}
	pixels := strings.HasPrefix(m[2], "p")
	if pixels != strings.HasPrefix(m[4], "p") {
		return Size{}, sizeError("size-unit", text, text, "lẫn điểm ảnh với đơn vị đo độ dài", "mixes pixels with a unit of length")
	}
	return Size{Width: lengthIn(m[1], m[2]), Height: lengthIn(m[3], m[4]), Pixels: pixels}, nil
}

// lengthIn is a number in a unit, in mm.
func lengthIn(s, unit string) MM {
	units := map[string]MM{"mm": 1, "cm": 10, "dm": 100, "m": 1000, "px": PixelMM, "pixel": PixelMM}
	return number(strings.Replace(s, ",", ".", 1)) * units[unit]
}

// plainAspect is the long side : short side up to which a second length without a unit is surely in that of the first.
const plainAspect = 4

// unlikeUnit is the unit in which a second length without one may as well be meant: "6m x 80" is hardly 80 m. It is
// empty where the unit of the first gives a size that is not long, or no other gives any.
func unlikeUnit(width, unit, height string) string {
	w := lengthIn(width, unit)
	if h := lengthIn(height, unit); max(w, h) <= plainAspect*min(w, h) && max(w, h) <= MaxSide {
		return ""
	}
	if strings.HasPrefix(unit, "p") {
		return ""
	}
	for _, other := range [...]string{"m", "cm", "mm", "dm"} {
		if s := (Size{Width: w, Height: lengthIn(height, other)}); other != unit && s.check() == nil {
			return other
		}
	}
	return ""
}

// unitError is the error of a size whose second length has no unit, with a reading of it.
func unitError(size, reading string) error {
	return &Error{cause: ErrSize, Diagnostics: []Diagnostic{{
		Code: "size-unit", Severity: SeverityError, Field: "size",
		VI:    fmt.Sprintf("Khổ “%s” thiếu đơn vị đo của số thứ hai.", size),
		EN:    fmt.Sprintf("The second length of the size %q has no unit.", size),
		FixVI: fmt.Sprintf("Có phải %s? Ghi đơn vị cho cả hai số.", reading),
		FixEN: fmt.Sprintf("Is %s meant? Give both lengths their units.", reading),
	}}}
}

func (s Size) check() error {
	wrong := func(code, vi, en string) error {
		return sizeError(code, s.String(), strings.ReplaceAll(s.String(), ",", "."), vi, en)
	}
	long, short := max(s.Width, s.Height), min(s.Width, s.Height)
	switch {
	case math.IsNaN(s.Width+s.Height) || math.IsInf(s.Width+s.Height, 0) || short <= 0:
		return wrong("size-range", "không phải là một khổ có thật", "is not a real size")
	case s.Pixels && (!whole(s.Width/PixelMM) || !whole(s.Height/PixelMM)):
		return wrong("size-range", "phải là số điểm ảnh nguyên", "must be whole pixels")
	case s.Pixels && short < MinPixels*PixelMM*(1-1e-9):
		return wrong("size-range", fmt.Sprintf("nhỏ hơn mức tối thiểu %d điểm ảnh", MinPixels), fmt.Sprintf("is under the least side of %d pixels", MinPixels))
	case !s.Pixels && short < MinSide:
		return wrong("size-range", fmt.Sprintf("nhỏ hơn mức tối thiểu %.0f mm", MinSide), fmt.Sprintf("is under the least side of %.0f mm", MinSide))
	case long > MaxSide:
		return wrong("size-range", fmt.Sprintf("lớn hơn mức tối đa %.0f m", MaxSide/1000), fmt.Sprintf("is over the greatest side of %.0f m", MaxSide/1000))
	case long > short*MaxAspect:
		return wrong("size-aspect", fmt.Sprintf("quá dài so với bề còn lại (tối đa %d:1)", MaxAspect), fmt.Sprintf("is too long for its other side (at most %d:1)", MaxAspect))
	}
	return nil
}

func whole(v float64) bool { return math.Abs(v-math.Round(v)) < 1e-6 }

// Px is the size in pixels; 0, 0 for a printed sign.
func (s Size) Px() (width, height int) {
	if !s.Pixels {
		return 0, 0
	}
	return int(math.Round(s.Width / PixelMM)), int(math.Round(s.Height / PixelMM))
}

// String is the size as an officer writes it: "6 × 0,8 m", "420 × 594 mm", "1200 × 300 px".
func (s Size) String() string {
	if s.Pixels {
		w, h := s.Px()
		return fmt.Sprintf("%d × %d px", w, h)
	}
	unit, name := 1.0, "mm"
	if min(s.Width, s.Height) >= 600 {
		unit, name = 1000, "m"
	}
	return decimal(s.Width/unit) + " × " + decimal(s.Height/unit) + " " + name
}

// decimal writes a number with the decimal comma of Vietnamese.
func decimal(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64), ".", ",", 1)
}

// sizeError refuses a size, as it is written in Vietnamese and in English.
func sizeError(code, size, sizeEN, vi, en string) error {
	var known []string
	for s := range Sizes() {
		known = append(known, s.ID)
	}
	meantVI, meantEN := meant(size, known)
	return &Error{cause: ErrSize, Diagnostics: []Diagnostic{{
		Code: code, Severity: SeverityError, Field: "size",
		VI:    fmt.Sprintf("Khổ “%s” %s.", size, vi),
		EN:    fmt.Sprintf("The size %q %s.", sizeEN, en),
		FixVI: meantVI + "Chọn một khổ trong `bangron sizes`, hoặc viết rộng x cao kèm đơn vị, ví dụ 6m x 80cm.",
		FixEN: meantEN + "Choose one of `bangron sizes`, or write width x height with a unit, such as 6m x 80cm.",
	}}}
}

// papers are the sizes of ISO 216, series A.
var papers = [...]struct {
	name          string
	width, height MM
}{
	{"a0", 841, 1189}, {"a1", 594, 841}, {"a2", 420, 594}, {"a3", 297, 420}, {"a4", 210, 297}, {"a5", 148, 210}, {"a6", 105, 148},
}

// LookupPaper is a size for boards and cards by the name of its paper, "a4", upright or turned; or any other size that
// [LookupSize] reads, as it is. The error is an [*Error] that wraps [ErrSize].
func LookupPaper(name string, landscape bool) (Size, error) {
	for _, p := range papers {
		if !strings.EqualFold(strings.TrimSpace(name), p.name) {
			continue
		}
		if landscape {
			return Size{ID: p.name + "-ngang", Name: strings.ToUpper(p.name) + " ngang", Width: p.height, Height: p.width}, nil
		}
		return Size{ID: p.name, Name: strings.ToUpper(p.name), Width: p.width, Height: p.height}, nil
	}
	s, err := LookupSize(name)
	var unusable *Error
	if errors.As(err, &unusable) && strings.ContainsAny(name, "x×X") && strings.ContainsAny(name, "0123456789") {
		for i := range unusable.Diagnostics {
			unusable.Diagnostics[i].Field = "paper"
		}
		return Size{}, unusable
	}
	if err != nil {
		return Size{}, refuse(errors.Join(ErrSize, err), note.Note{
			Code: "paper-unknown", Severity: note.Error, Field: "paper",
			VI: fmt.Sprintf("Không có khổ giấy “%s”.", short(name)), EN: fmt.Sprintf("There is no paper %q.", short(name)),
			FixVI: "Chọn a0 đến a6, hoặc viết rộng x cao kèm đơn vị, ví dụ 1200x800mm.",
			FixEN: "Choose a0 to a6, or write width x height with a unit, such as 1200x800mm.",
		})
	}
	if landscape && s.Width < s.Height {
		s.Width, s.Height = s.Height, s.Width
	}
	return s, nil
}
