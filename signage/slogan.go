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
	Source   string   // the paper or page it was taken from, in English
	SourceVI string   // the same in Vietnamese
	Note     string   // for who keeps the catalogue, in English
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
				Status: row[6], Source: row[7], Note: row[8], SourceVI: row[9],
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

// LookupSlogan finds a slogan by its ID, in capitals or small letters. "chu-de-YEAR" is the theme of a year: where sources
// disagree about its wording the error wraps [ErrSloganConflict] and names the candidates, of which the user must choose
// one by its own ID; where none is known, and for every year that the catalogue does not have, it wraps
// [ErrSloganMissing]. No wording is ever guessed, and none of another year proposed. All errors are [*Error].
func LookupSlogan(id string) (Slogan, error) { return lookupSlogan(id, "slogan", "text") }

// lookupSlogan finds the slogan of a field of a sign, beside which own is the field for an own wording.
func lookupSlogan(id, field, own string) (Slogan, error) {
	id = strings.ToLower(strings.TrimSpace(id))
	var variants []Slogan
	var known []string
	for s := range Slogans() {
		if s.ID == id {
			if s.Status == StatusMissing {
				return Slogan{}, missingSlogan(s.Year, field, own)
			}
			return s, nil
		}
		// The theme of a year is close to that of every other by its ID, and another thing.
		if s.Kind != themeKind || strings.Contains(id, s.Year) {
			known = append(known, s.ID)
		}
		if s.Kind == themeKind && s.Status != StatusMissing && themeYear(id) == s.Year && s.ID != themePrefix+s.Year {
			variants = append(variants, s)
		}
	}
	if len(variants) > 0 {
		return Slogan{}, conflictingSlogan(id, field, variants)
	}
	vi, en := meant(id, known)
	if themes := themesOf(id); len(themes) > 0 {
		choice := strings.Join(themes, ", ")
		vi, en = fmt.Sprintf("Có phải %s? ", choice), fmt.Sprintf("Is one of these meant: %s? ", choice)
	}
	if year := themeYear(id); year != "" && vi == "" {
		return Slogan{}, missingSlogan(year, field, own)
	}
	return Slogan{}, refuse(ErrSlogan, note.Note{
		Code: "slogan-unknown", Severity: note.Error, Field: field,
		VI: fmt.Sprintf("Danh mục không có khẩu hiệu “%s”.", short(id)), EN: fmt.Sprintf("The catalogue has no slogan %q.", short(id)),
		FixVI: vi + "Xem `bangron slogans`, hoặc ghi nguyên văn khẩu hiệu vào `" + own + "`.",
		FixEN: en + "See `bangron slogans`, or give the exact wording as `" + own + "`.",
	})
}

const (
	themeKind   = "theme"
	themePrefix = "chu-de-"
)

// themeYear is the year of the ID of a theme, with or without the letter of a variant; empty for any other ID.
func themeYear(id string) string {
	year, _, _ := strings.Cut(strings.TrimPrefix(id, themePrefix), "-")
	if !strings.HasPrefix(id, themePrefix) || len(year) != 4 || strings.Trim(year, "0123456789") != "" {
		return ""
	}
	return year
}

// themesOf are the IDs of the themes of a year.
func themesOf(year string) []string {
	var ids []string
	for s := range Slogans() {
		if s.Kind == themeKind && s.Year == year {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// meant asks whether a name of those that are known was meant, in Vietnamese and in English; empty where none resembles it.
func meant(mistyped string, known []string) (vi, en string) {
	name, found := nearest.Name(mistyped, known)
	if !found {
		return "", ""
	}
	return fmt.Sprintf("Có phải “%s”? ", name), fmt.Sprintf("Is %q meant? ", name)
}

func missingSlogan(year, field, own string) error {
	return refuse(ErrSloganMissing, note.Note{
		Code: "slogan-missing", Severity: note.Error, Field: field,
		VI:    fmt.Sprintf("Chưa có nguyên văn đã kiểm chứng của chủ đề năm %s.", year),
		EN:    fmt.Sprintf("No verified wording of the theme of %s is known.", year),
		FixVI: "Ghi nguyên văn theo văn bản của cấp trên vào `" + own + "`.",
		FixEN: "Give the wording of the official paper as `" + own + "`.",
	})
}

func conflictingSlogan(id, field string, variants []Slogan) error {
	var vi, en, ids []string
	for _, v := range variants {
		vi = append(vi, fmt.Sprintf("%s: “%s” (%s)", v.ID, v.Text, v.SourceVI))
		en = append(en, fmt.Sprintf("%s: “%s” (%s)", v.ID, v.Text, v.Source))
		ids = append(ids, v.ID)
	}
	choice := strings.Join(ids, ", ")
	return refuse(ErrSloganConflict, note.Note{
		Code: "slogan-conflict", Severity: note.Error, Field: field,
		VI:    fmt.Sprintf("Các nguồn ghi khác nhau về “%s”: %s.", id, strings.Join(vi, "; ")),
		EN:    fmt.Sprintf("Sources disagree about %q: %s.", id, strings.Join(en, "; ")),
		FixVI: "Đối chiếu văn bản rồi chọn một trong: " + choice + ".",
		FixEN: "Check the paper and choose one of: " + choice + ".",
	})
}

// notes are what a user should know about the wording chosen.
func (s Slogan) notes(field string) []note.Note {
	switch s.Status {
	case StatusConflict, StatusConflictUnverified:
		n := note.Note{
			Code: "slogan-conflict", Severity: note.Warning, Field: field,
			VI:    fmt.Sprintf("Các nguồn ghi khác nhau về khẩu hiệu năm %s; đang dùng bản của nguồn: %s.", s.Year, s.SourceVI),
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
			Code: "slogan-customary", Severity: note.Info, Field: field,
			VI: "Khẩu hiệu này quen dùng ở địa phương, không phải nguyên văn chính thức.",
			EN: "This slogan is in local use; it is not an official wording.",
		}}
	}
	return nil
}
