package signage

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/press"
	"github.com/bangron/bangron/signage/internal/scene"
)

// Shop is what a print shop does with a sign and wants in its file. Lengths are in mm at true size; what is zero is not
// done. The zero value is a shop that wants the trimmed sign alone.
type Shop struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	NameEN   string  `json:"name_en"`
	Material string  `json:"material"`
	Profile  Profile `json:"profile"`   // of its PDFs; empty: the document's own
	UserUnit bool    `json:"user_unit"` // pages over 5.08 m at true size by larger units, not at 1:10; not for [Press]
	FileName string  `json:"file_name"` // of its files, see [Document.FileName]; empty: any

	Bleed         MM    `json:"bleed_mm"`          // printed beyond the trim on all sides, at least as wide as hem and pocket
	Safe          MM    `json:"safe_mm"`           // from the trim, in which nothing stands that must be read
	Hem           MM    `json:"hem_mm"`            // folded in on the sides that have no pocket
	Pocket        MM    `json:"pocket_mm"`         // folded in round a pole
	PocketSides   Sides `json:"pocket_sides"`      // empty: top and bottom
	EyeletSpacing MM    `json:"eyelet_spacing_mm"` // at most, between two eyelets; 0: no eyelets
	EyeletEdge    MM    `json:"eyelet_edge_mm"`    // from the trim to the middle of an eyelet
	Rolls         []MM  `json:"rolls_mm"`          // widths of the material; none: welds are the shop's own business
	Weld          MM    `json:"weld_mm"`           // by which two widths overlap
	SlitSpacing   MM    `json:"slit_spacing_mm"`   // between half-moon cuts that let the wind through
	SlitRadius    MM    `json:"slit_radius_mm"`
	Foot          MM    `json:"foot_mm"` // at the bottom, hidden in a stand; 0: by the kind of sign

	Marks     bool    `json:"marks"`             // crop and registration marks, colour bar, slug line
	InkLimit  float64 `json:"ink_limit_percent"` // most ink in one place, of all four together; 0: none
	Cut       bool    `json:"cut"`               // a cut line in the spot ink CutContour
	CutRadius MM      `json:"cut_radius_mm"`     // of its corners
	White     bool    `json:"white"`             // white below the print, in the spot ink White

	Status string `json:"status"` // "unverified" for what is custom of the trade
	Source string `json:"source"`
	Date   string `json:"date"` // of the source, "2026-11-22"
}

// Sides are the sides of a sign that are finished in a way.
type Sides string

// The sides that have a pocket for a pole.
const (
	Ends      = Sides(press.Ends) // the two short ones, between which a banner is stretched
	TopBottom = Sides(press.TopBottom)
	LeftRight = Sides(press.LeftRight)
)

// ErrShop is wrapped by the errors of shops that are not known, whose numbers make no sense, or that leave a sign no room.
var ErrShop = errors.New("signage: not a usable print shop")

//go:embed data/shops.csv
var shopsCSV string

// Shops lists the presets. Their numbers are custom of the trade: ask the shop.
func Shops() iter.Seq[Shop] {
	return func(yield func(Shop) bool) {
		for row := range records(shopsCSV) {
			s := Shop{
				ID: row[0], Name: row[1], NameEN: row[2], Material: row[3], Profile: Profile(row[4]), FileName: row[5],
				Bleed: number(row[6]), Safe: number(row[7]), Hem: number(row[8]), Pocket: number(row[9]), PocketSides: Sides(row[10]),
				EyeletSpacing: number(row[11]), EyeletEdge: number(row[12]), Weld: number(row[14]), Foot: number(row[15]),
				Marks: row[16] == "yes", InkLimit: number(row[17]), Cut: row[18] == "yes", CutRadius: number(row[19]), White: row[20] == "yes",
				Status: row[21], Source: row[22], Date: row[23],
			}
			for _, roll := range strings.Fields(row[13]) {
				s.Rolls = append(s.Rolls, number(roll))
			}
			if !yield(s) {
				return
			}
		}
	}
}

// LookupShop finds a preset by its ID. The error is an [*Error] that wraps [ErrShop].
func LookupShop(id string) (Shop, error) {
	var known []string
	for s := range Shops() {
		if s.ID == id {
			return s, nil
		}
		known = append(known, s.ID)
	}
	return Shop{}, refuse(ErrShop, note.Note{
		Code: "shop-unknown", Severity: note.Error, Field: "shop",
		VI: fmt.Sprintf("Không có kiểu gia công “%s”.", short(id)), EN: fmt.Sprintf("There is no shop preset %q.", short(id)),
		FixVI: "Chọn một trong: " + strings.Join(known, ", ") + ".", FixEN: "Choose one of: " + strings.Join(known, ", ") + ".",
	})
}

// The bleed in mm that signs have as long as no shop says otherwise (custom of the trade): of 20 to 50 on vinyl, and on paper
// and the film of standees. A shop that needs none cuts it off, one that is given none prints the sign again.
const (
	vinylBleed   = 20
	paperBleed   = 3
	standeeBleed = 5
	mostBleed    = 0.1 // of the short side
)

// PlainShop is what is done with a sign for which no shop is named: a bleed by which any shop can cut it, and no finishing. An
// empty kind is the one of the size. It is what nil means in [Sign].
func PlainShop(kind Kind, size Size) Shop {
	if kind == "" {
		kind = size.kind()
	}
	bleed := MM(vinylBleed)
	switch kind {
	case Poster, Model:
		bleed = paperBleed
	case Standee:
		bleed = standeeBleed
	}
	edge, _ := keepouts(kind, size)
	return Shop{Bleed: min(bleed, mostBleed*min(size.Width, size.Height)), Safe: edge}
}

// resolve places the shop's finishing on a sheet. foot is what the kind of sign hides at the bottom, where the shop does
// not say.
func (s *Shop) resolve(size Size, foot MM) (*press.Geometry, error) {
	if size.Pixels {
		return nil, refuseShop("shop-screen", "Biển cho màn hình không qua xưởng in.", "A sign for screens goes to no print shop.",
			"Bỏ kiểu gia công, hoặc chọn một khổ in.", "Leave the shop out, or choose a size for print.")
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	if s.Foot > 0 {
		foot = s.Foot
	}
	g, err := press.Resolve(scene.Rect{X1: size.Width, Y1: size.Height}, press.Finish{
		Bleed: s.Bleed, Safe: s.Safe, Hem: s.Hem, Pocket: s.Pocket, PocketSides: press.Sides(s.PocketSides),
		EyeletSpacing: s.EyeletSpacing, EyeletEdge: s.EyeletEdge, Rolls: s.Rolls, Weld: s.Weld,
		SlitSpacing: s.SlitSpacing, SlitRadius: s.SlitRadius, Foot: foot, CutRadius: s.CutRadius,
	})
	return g, shopError(err)
}

// shopError turns a finish that cannot be made into an [*Error].
func shopError(err error) error {
	var refused *press.Error
	if errors.As(err, &refused) {
		return refuse(errors.Join(ErrShop, err), refused.Note)
	}
	return err
}

// maxInk is all four inks in full.
const maxInk = 400

// check refuses what is wrong with a shop whatever the sign.
func (s *Shop) check() error {
	switch {
	case !(s.InkLimit >= 0 && s.InkLimit <= maxInk):
		return refuseShop("shop-ink-limit",
			fmt.Sprintf("Giới hạn mực %g %%: chỉ nhận từ 0 đến %d.", s.InkLimit, maxInk), fmt.Sprintf("An ink limit of %g %%: it takes 0 to %d.", s.InkLimit, maxInk),
			"Hỏi xưởng in; thường là 220 đến 330.", "Ask the shop; 220 to 330 are usual.")
	case s.Profile != "" && s.Profile != Press && s.Profile != PressX4 && s.Profile != Office:
		return refuseShop("shop-profile",
			fmt.Sprintf("Không có kiểu tệp “%s”.", short(string(s.Profile))), fmt.Sprintf("There is no profile %q.", short(string(s.Profile))),
			"Chọn press, press-x4 hoặc office.", "Choose press, press-x4 or office.")
	case s.UserUnit && s.Profile != PressX4 && s.Profile != Office:
		return refuseShop("shop-user-unit",
			"PDF/X-1a không có đơn vị trang lớn (UserUnit).", "PDF/X-1a has no larger units (UserUnit).",
			"Dùng press-x4, hoặc để tỉ lệ 1:10.", "Use press-x4, or leave it at 1:10.")
	}
	_, err := s.fileName(nameParts{})
	return err
}

func refuseShop(code, vi, en, fixVI, fixEN string) error {
	return refuse(ErrShop, note.Note{Code: code, Severity: note.Error, Field: "shop", VI: vi, EN: en, FixVI: fixVI, FixEN: fixEN})
}

// nameParts are what a shop can have in its files' names.
type nameParts struct{ name, size, shop, hash string }

// fileName fills in the shop's pattern.
func (s *Shop) fileName(p nameParts) (string, error) {
	if s.FileName == "" {
		return p.name, nil
	}
	pattern := s.FileName
	without := func(part string) {
		// With what divides it from the part before it, or else after it.
		pattern = strings.Trim(regexp.MustCompile(`[-_ .]*\{`+part+`\}`).ReplaceAllString(pattern, ""), "-_ .")
	}
	if has, _ := regexp.MatchString(`(^|\D)`+p.size, p.name); has && p.size != "" {
		without("size")
	}
	if p.shop == "" {
		without("shop")
	}
	name := strings.NewReplacer("{name}", p.name, "{size}", p.size, "{shop}", p.shop, "{hash}", p.hash).Replace(pattern)
	if strings.ContainsAny(name, "{}/\\:*?\"<>|\x00\r\n\t") || !strings.Contains(s.FileName, "{name}") || len(s.FileName) > maxFileName {
		return "", refuseShop("shop-file-name",
			fmt.Sprintf("Mẫu tên tệp “%s” không dùng được.", short(s.FileName)), fmt.Sprintf("The pattern of file names %q is not usable.", short(s.FileName)),
			"Mẫu phải có {name}, có thể thêm {size}, {shop}, {hash}; không có dấu / \\ : * ? \" < > |.",
			"A pattern has {name}, and may have {size}, {shop} and {hash}; none of / \\ : * ? \" < > |.")
	}
	return name, nil
}

// maxFileName is the longest pattern of file names in bytes.
const maxFileName = 100
