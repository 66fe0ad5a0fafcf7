package signage

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/bangron/bangron/internal/nearest"
	"github.com/bangron/bangron/signage/internal/note"
)

// Slogan is an official wording.
type Slogan struct {
	ID       string   // "chao-mung", "chu-de-2022"
	Year     string   // "2022"; "all" or "any" where no year is meant
	Kind     string   // "slogan", "theme" (of a year), "local" or "model" (name of a model of the plan)
	Text     string   // as written in running text
	Capitals string   // as written on a banner
	Lines    []string // the lines that its source suggests, in capitals
	Status   string   // one of the constants
	Source   string   // the paper or page it was taken from
	Note     string
}

// The status of a slogan's wording.
const (
	StatusVerified           = "verified"            // read in the paper named as source, or in two independent ones
	StatusCustomary          = "customary"           // in use, not official
	StatusConflict           = "conflict"            // sources disagree: the user chooses
	StatusConflictUnverified = "conflict-unverified" // sources disagree, and this wording was not seen in Vietnamese
	StatusMissing            = "missing"             // no wording is known: the user supplies it
)

// The errors of slogans.
var (
	ErrSlogan         = errors.New("signage: no such slogan")
	ErrSloganMissing  = errors.New("signage: no verified wording of this slogan is known")
	ErrSloganConflict = errors.New("signage: the sources of this slogan disagree")
)

//go:embed data/slogans.csv
var slogansCSV string

// Slogans lists the catalogue of slogans.
func Slogans() iter.Seq[Slogan] {
	return func(yield func(Slogan) bool) {
		for row := range records(slogansCSV) {
			s := Slogan{
				ID: row[0], Year: row[1], Kind: row[2], Text: row[3], Capitals: row[4],
				Status: row[6], Source: row[7], Note: row[8],
			}
			if row[5] != "" {
				s.Lines = strings.Split(row[5], "|")
			}
			if !yield(s) {
				return
			}
		}
	}
}

// LookupSlogan finds a slogan by its ID. "chu-de-YEAR" is the theme of a year: where sources disagree about its wording
// the error wraps [ErrSloganConflict] and names the candidates, of which the user must choose one by its own ID; where
// none is known it wraps [ErrSloganMissing]. No wording is ever guessed. All errors are [*Error].
func LookupSlogan(id string) (Slogan, error) {
	var variants []Slogan
	var known []string
	for s := range Slogans() {
		known = append(known, s.ID)
		if s.ID == id {
			if s.Status == StatusMissing {
				return Slogan{}, missingSlogan(s)
			}
			return s, nil
		}
		if s.Kind == "theme" && len(s.ID) == len(id)+2 && strings.HasPrefix(s.ID, id+"-") {
			variants = append(variants, s)
		}
	}
	if len(variants) > 0 {
		return Slogan{}, conflictingSlogan(id, variants)
	}
	vi, en := meant(id, known)
	return Slogan{}, refuse(ErrSlogan, note.Note{
		Code: "slogan-unknown", Severity: note.Error, Field: "slogan",
		VI: fmt.Sprintf("Danh mục không có khẩu hiệu “%s”.", id), EN: fmt.Sprintf("The catalogue has no slogan %q.", id),
		FixVI: vi + "Xem `bangron slogans`, hoặc ghi nguyên văn khẩu hiệu bằng --text kèm số văn bản.",
		FixEN: en + "See `bangron slogans`, or give the exact wording with --text.",
	})
}

// meant asks whether a name of those that are known was meant, in Vietnamese and in English; empty where none resembles it.
func meant(mistyped string, known []string) (vi, en string) {
	name, found := nearest.Name(mistyped, known)
	if !found {
		return "", ""
	}
	return fmt.Sprintf("Có phải “%s”? ", name), fmt.Sprintf("Is %q meant? ", name)
}

func missingSlogan(s Slogan) error {
	return refuse(ErrSloganMissing, note.Note{
		Code: "slogan-missing", Severity: note.Error, Field: "slogan",
		VI:    fmt.Sprintf("Chưa có nguyên văn đã kiểm chứng của chủ đề năm %s.", s.Year),
		EN:    fmt.Sprintf("No verified wording of the theme of %s is known.", s.Year),
		FixVI: "Ghi nguyên văn theo văn bản của cấp trên bằng --text.",
		FixEN: "Give the wording of the official paper with --text.",
	})
}

func conflictingSlogan(id string, variants []Slogan) error {
	var vi, ids strings.Builder
	for i, v := range variants {
		if i > 0 {
			vi.WriteString("; ")
			ids.WriteString(", ")
		}
		fmt.Fprintf(&vi, "%s: “%s” (%s)", v.ID, v.Text, v.Source)
		ids.WriteString(v.ID)
	}
	return refuse(ErrSloganConflict, note.Note{
		Code: "slogan-conflict", Severity: note.Error, Field: "slogan",
		VI:    fmt.Sprintf("Các nguồn ghi khác nhau về “%s”: %s.", id, vi.String()),
		EN:    fmt.Sprintf("Sources disagree about %q: %s.", id, vi.String()),
		FixVI: "Đối chiếu văn bản rồi chọn một trong: " + ids.String() + ".",
		FixEN: "Check the paper and choose one of: " + ids.String() + ".",
	})
}

// notes are what a user should know about the wording chosen.
func (s Slogan) notes() []note.Note {
	switch s.Status {
	case StatusConflict, StatusConflictUnverified:
		n := note.Note{
			Code: "slogan-conflict", Severity: note.Warning, Field: "slogan",
			VI:    fmt.Sprintf("Các nguồn ghi khác nhau về khẩu hiệu năm %s; đang dùng bản của %s.", s.Year, s.Source),
			EN:    fmt.Sprintf("Sources disagree about the slogan of %s; this is the wording of %s.", s.Year, s.Source),
			FixVI: "Đối chiếu văn bản trước khi in.", FixEN: "Check the paper before printing.",
		}
		if s.Status == StatusConflictUnverified {
			n.VI += " Bản này dịch ngược từ tiếng nước ngoài."
			n.EN += " This wording was translated back from other languages."
		}
		return []note.Note{n}
	case StatusCustomary:
		return []note.Note{{
			Code: "slogan-customary", Severity: note.Info, Field: "slogan",
			VI: "Khẩu hiệu này quen dùng ở địa phương, không phải nguyên văn chính thức.",
			EN: "This slogan is in local use; it is not an official wording.",
		}}
	}
	return nil
}
