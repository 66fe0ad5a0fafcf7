package signage

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/parallel"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/clean"
)

// Procedure is one administrative procedure (thủ tục hành chính) of a list. Only Name, and Code or Link, are required.
type Procedure struct {
	Number string // as the list counts; empty: counted on the board
	Code   string // of the national database, "1.001193", with or without the suffix of a province or service
	Name   string
	Field  string // lĩnh vực
	Level  string // of online service, "Toàn trình"
	Days   string // time limit
	Fee    string
	Link   string // what its code leads to; empty: the national portal's search for Code
	Place  string // where it stands in the user's list, for messages: "Danh mục!C12"

	CodePlace string // where its code stands, for messages; empty: Place
	LinkPlace string // where its link stands, for messages; empty: Place
}

// MaxProcedures is the longest list of one board. Provinces list some 2,500.
const MaxProcedures = 3000

// MaxProcedureName is the longest name of a procedure, in characters. Real ones run past 400.
const MaxProcedureName = 1000

// ErrProcedures is wrapped by the errors of lists that cannot be posted: empty, too long, or with bad rows.
var ErrProcedures = errors.New("signage: the list of procedures cannot be posted")

//go:embed data/procedures.csv
var proceduresCSV string

// SampleProcedures is a short list to try boards with. Names and codes were collected from public pages; levels, time
// limits and fees are mostly unverified. It is a sample and not to be posted.
func SampleProcedures() []Procedure {
	var all []Procedure
	for row := range records(proceduresCSV) {
		all = append(all, Procedure{Code: row[0], Name: row[1], Field: row[2], Level: row[3], Days: row[4], Fee: row[5], Link: row[6]})
	}
	return all
}

// rowRules are what a row of a list has to keep to.
type rowRules struct {
	encoding   clean.Encoding
	policy     *qr.LinkPolicy
	names      *fonts.Face // that names and numbers are set in; nil: they are not printed
	fields     *fonts.Face // that fields are set in
	text       *fonts.Face // that the rest is set in; nil: it is not printed
	feePrinted bool
}

// procedures cleans a list. Bad rows are errors, each with its place, or with skip warnings.
func (b *builder) procedures(list []Procedure, rules rowRules, skip bool) ([]Procedure, error) {
	if len(list) == 0 || len(list) > MaxProcedures {
		return nil, refuse(ErrProcedures, note.Note{
			Code: "procedures-count", Severity: note.Error, Field: "procedures",
			VI:    fmt.Sprintf("Danh mục có %d thủ tục; bảng niêm yết nhận từ 1 đến %d.", len(list), MaxProcedures),
			EN:    fmt.Sprintf("The list has %d procedures; a board takes 1 to %d.", len(list), MaxProcedures),
			FixVI: "Kiểm tra tệp danh mục, hoặc chia theo lĩnh vực.", FixEN: "Check the list's file, or split it by field.",
		})
	}
	var err error
	if rules.encoding, err = b.options.Convert.lookup(); err != nil {
		return nil, err
	}
	completed := slices.Clone(list)
	notes, failures := make([][]note.Note, len(list)), make([]error, len(list))
	err = parallel.Each(len(list), func(i int) error {
		p := &completed[i]
		p.Place = cmp.Or(p.Place, fmt.Sprintf("procedures[%d]", i))
		notes[i], failures[i] = p.complete(rules)
		return nil // the other rows are looked at all the same
	})
	if err != nil {
		return nil, err
	}
	var good []Procedure
	var bad []note.Note
	var causes []error
	for i, p := range completed {
		if failures[i] == nil {
			b.notes = append(b.notes, notes[i]...)
			good = append(good, p)
			continue
		}
		causes = append(causes, failures[i])
		bad = append(bad, notes[i]...)
	}
	switch {
	case len(bad) == 0:
	case !skip || len(good) == 0:
		return nil, refuse(errors.Join(append([]error{ErrProcedures}, causes...)...), bad...)
	default:
		b.skipped = len(list) - len(good)
		for _, n := range bad {
			if n.Severity == note.Error {
				n.Severity, n.VI, n.EN = note.Warning, "Bỏ qua: "+n.VI, "Left out: "+n.EN
			}
			b.notes = append(b.notes, n)
		}
	}
	b.noteDuplicates(good)
	return good, nil
}

// complete cleans a row and gives it a link. The notes are what is wrong when there is an error.
func (p *Procedure) complete(rules rowRules) ([]note.Note, error) {
	codePlace, linkPlace := cmp.Or(p.CodePlace, p.Place), cmp.Or(p.LinkPlace, p.Place)
	var notes []note.Note
	fee := rules.text
	if !rules.feePrinted {
		fee = nil
	}
	for _, part := range []struct {
		text  *string
		place string
		face  *fonts.Face
	}{{&p.Name, p.Place, rules.names}, {&p.Number, p.Place, rules.names}, {&p.Code, codePlace, rules.text}, {&p.Field,
		p.Place, rules.fields},
		{&p.Level, p.Place, rules.text}, {&p.Days, p.Place, rules.text}, {&p.Fee, p.Place, fee}} {
		if strings.TrimSpace(*part.text) == "" && part.text != &p.Name {
			*part.text = ""
			continue
		}
		cleaned, found, err := clean.Text(*part.text, clean.Options{Field: part.place, OneLine: true,
			Convert: rules.encoding})
		if err != nil {
			return found, errors.Join(ErrText, err)
		}
		*part.text = cleaned
		notes = append(notes, found...)
		if part.face == nil {
			continue
		}
		if missing := part.face.Missing(cleaned); len(missing) > 0 {
			return rowError(part.place, "letter-missing",
				fmt.Sprintf("Phông %s không có ký tự %s trong “%s”.", part.face.Family(), numbered(missing),
					short(cleaned)),
				fmt.Sprintf("The font %s lacks %s of %q.", part.face.Family(), numbered(missing),
					short(cleaned))), errors.Join(ErrText, fonts.ErrCoverage)
		}
	}
	if n := len([]rune(p.Name)); n > MaxProcedureName {
		return rowError(p.Place, "name-too-long",
			fmt.Sprintf("Tên thủ tục dài %d ký tự, tối đa %d.", n, MaxProcedureName),
			fmt.Sprintf("The procedure's name has %d characters; at most %d are allowed.", n, MaxProcedureName)), ErrText
	}
	if strings.ContainsRune(p.Name+p.Field, text.BreakMark) || strings.ContainsRune(p.Name+p.Field, text.KeepMark) {
		return rowError(p.Place, "name-marks", "Tên có ký tự | hoặc ~, không in được.", "The name has a | or ~, which cannot be printed."), ErrText
	}
	if p.Link = strings.TrimSpace(p.Link); p.Link == "" {
		link, err := qr.SearchLink(p.Code)
		switch {
		case err == nil:
			p.Link = link
		case p.Code == "":
			return rowError(p.Place, "link-missing",
				fmt.Sprintf("Thủ tục “%s” không có liên kết, cũng không có mã để tra cứu.", short(p.Name)),
				fmt.Sprintf("The procedure %q has neither a link nor a code to search for.", short(p.Name))), err
		default:
			return rowError(codePlace, "link-missing",
				fmt.Sprintf("Thủ tục “%s” không có liên kết, và mã “%s” không đúng dạng để tra cứu.", short(p.Name), p.Code),
				fmt.Sprintf("The procedure %q has no link, and the code %q is not one to search for.", short(p.Name), p.Code)), err
		}
	}
	found, err := checkLink(p.Link, rules.policy, linkPlace)
	if living, unknown := qr.SearchLink(p.Code); unknown == nil {
		for i := range found {
			if found[i].Code == string(qr.LinkDead) {
				found[i].FixVI, found[i].FixEN = "Cách sửa: dùng "+living+".", "Remedy: use "+living+"."
			}
		}
	}
	return append(notes, found...), err
}

// numbered names letters that may look like others: “Ж” (U+0416).
func numbered(letters []rune) string {
	out := make([]string, len(letters))
	for i, r := range letters {
		out[i] = fmt.Sprintf("“%c” (%[1]U)", r)
	}
	return strings.Join(out, ", ")
}

func rowError(place, code, vi, en string) []note.Note {
	return []note.Note{{
		Code: code, Severity: note.Error, Field: place, VI: vi, EN: en,
		FixVI: "Sửa dòng này trong danh mục.", FixEN: "Correct this row of the list.",
	}}
}

// short is the beginning of a text, for messages.
func short(s string) string {
	const most = 60
	r := []rune(s)
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// checkLink holds a link to the policy for public signs. The notes are its findings.
func checkLink(link string, policy *qr.LinkPolicy, place string) ([]note.Note, error) {
	verdict := policy.Check(link)
	return judged(verdict, place, "Liên kết: ", "Link: "), verdict.Err()
}

// noteDuplicates points at codes that stand twice, and at links that were copied from one row to another.
func (b *builder) noteDuplicates(list []Procedure) {
	codes, links := make(map[string]string), make(map[string]Procedure)
	for _, p := range list {
		if first, known := codes[p.Code]; known && p.Code != "" {
			b.notes = append(b.notes, note.Note{
				Code: "code-twice", Severity: note.Warning, Field: cmp.Or(p.CodePlace, p.Place),
				VI: fmt.Sprintf("Mã %s đã có ở %s.", p.Code, first), EN: fmt.Sprintf("The code %s stands at %s already.", p.Code, first),
				FixVI: "Bỏ dòng trùng, hoặc sửa mã.", FixEN: "Remove the duplicate, or correct the code.",
			})
		} else if first, known := links[p.Link]; known {
			b.notes = append(b.notes, note.Note{
				Code: "link-twice", Severity: note.Warning, Field: cmp.Or(p.LinkPlace, p.Place),
				VI: fmt.Sprintf("Liên kết này cũng là của thủ tục %s ở %s.", cmp.Or(first.Code,
					"“"+short(first.Name)+"”"), first.Place),
				EN: fmt.Sprintf("This link is also that of the procedure %s at %s.", cmp.Or(first.Code,
					fmt.Sprintf("%q", short(first.Name))), first.Place),
				FixVI: "Đối chiếu lại liên kết của hai dòng.", FixEN: "Compare the links of the two rows.",
			})
		}
		codes[p.Code], links[p.Link] = p.Place, p
	}
}
