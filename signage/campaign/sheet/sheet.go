// Package sheet reads lists of administrative procedures (danh mục thủ tục
// hành chính) from the .xlsx and .csv files that offices have.
//
// Such files are made by hand: titles stand above the table, its columns are
// named in many ways and ordered in many more, sections give the field of the
// rows below them, cells are merged, codes were turned into numbers. Read finds
// the table by the meaning of its headings, and accounts for every row that is
// not empty: the row is a Procedure, or a Note says why it was skipped, or an
// Error names the cell that cannot be read. Whatever had to be guessed is a
// Note too, with its sheet and cell.
package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/clean"
)

// What Read accepts. Communes list 150 to 500 procedures and provinces some
// 2,500, so that every limit stands far above an honest list.
const (
	MaxBytes      = 20 << 20 // of the file
	MaxInflated   = 64 << 20 // bytes of all the parts of an .xlsx, unpacked
	MaxRatio      = 100      // unpacked bytes of a part for each packed byte, in parts over 1 MiB
	MaxParts      = 2000     // files inside an .xlsx
	MaxSheets     = 100      // sheets of a workbook
	MaxRows       = 20000    // rows of a sheet that are not empty
	MaxColumns    = 100      // columns up to the last cell that is not empty
	MaxCellLength = 5000     // characters of a cell that is read
	MaxMerged     = 100000   // cells covered by the merged cells of a sheet
	MaxErrors     = 100      // cells that one error of Read names; the others are counted
)

// Levels of online service that Procedure.Level is normalised into (Nghị định
// 42/2022/NĐ-CP, Điều 4).
const (
	FullyOnline  = "Toàn trình"
	PartlyOnline = "Một phần"
)

// A Procedure is one row of a list. Texts are in NFC, with every run of
// spaces and line breaks folded into one space. What the file leaves open is
// empty.
type Procedure struct {
	// Number is what the column STT shows.
	Number string
	// Code is the procedure's code, of the form 1.001193 with or without the
	// suffix of a province (.000.00.00.H35) or of a service (.01). Only its form
	// is checked: whether it belongs to Name, nobody has looked up.
	Code string
	// Name is never empty.
	Name string
	// Field (lĩnh vực) stands in the row, or in the section above it.
	Field string
	// Level is FullyOnline, PartlyOnline, or what LevelText says when that is
	// neither or more: "Chưa cung cấp toàn trình". Where LevelText is a mark, it is what the heading above says.
	Level string
	// LevelText is the level as the file has it.
	LevelText string
	// Days is the time limit, Fee the fee; both are text as the cell shows it.
	Days, Fee string
	// Link begins with http:// or https://; whether it may be printed is
	// decided elsewhere.
	Link string
	// Sheet is the sheet's name; of a .csv it is the name of the file.
	Sheet string
	// Cell is where Name stands: "C12".
	Cell string
	// Row is the row of Cell, counted from 1 as Excel does.
	Row int
	// Cells is where the other texts stand.
	Cells Cells
}

// Cells names the cell of each text of a Procedure, such as "C12"; it is empty
// where the text is. Field may be a cell of an earlier row.
type Cells struct {
	Number, Code, Name, Field, Level, Days, Fee, Link string
}

// A List is what a file holds.
type List struct {
	// Procedures are in the order of the file.
	Procedures []Procedure
	// Notes are every row that was skipped, every guess, every doubt.
	Notes []Note
	// Skipped is how many rows Options.SkipBad left out.
	Skipped int
}

// A Note is one thing to know about a file. Its fields are those of the notes
// that the rest of the library gives.
type Note struct {
	// Code names the kind of note and never changes. Codes of rows that are no
	// procedure begin with "row-": row-title, row-header, row-numbering,
	// row-section, row-total, row-signature, row-footer, row-blank,
	// row-continuation, row-abolished, row-page, row-part, row-remark. A row that Options.SkipBad left out has the Code of its
	// Error, and a message that begins with "Bỏ qua".
	Code string
	// Severity is "warning" for what someone must look at, a row left out by
	// Options.SkipBad among them, and "info" for the rest.
	Severity string
	// Field is the place: "Danh mục!C12", a sheet, or empty for the file.
	Field string
	// VI and EN are the message in Vietnamese and in English.
	VI, EN string
	// FixVI and FixEN say what to do; empty when nothing has to be done.
	FixVI, FixEN string
}

// Options changes how a file is read. Its zero value is what nil stands for.
type Options struct {
	// SkipBad keeps the good rows when others are bad, and lists the bad ones
	// in List.Notes. Without it one bad row makes Read fail.
	SkipBad bool
	// Sheet restricts an .xlsx to the sheet of this name, hidden or not. Empty
	// means every sheet that is not hidden. A .csv has one sheet and ignores it.
	Sheet string
	// Convert is the old encoding of the list: "tcvn3", "vni", or "auto" for
	// whichever of the two it is in. What is Unicode stays. Empty converts nothing,
	// and a list in an old encoding is an error that proposes it.
	Convert string
	// AsOf is the day of the board; what it has besides its date is ignored. What
	// the list calls abolished from a later day on is read, with a warning that
	// names the day. Zero means that the day is not known: then all that is
	// abolished from a named day on is read, with that warning, since a procedure
	// in force must not be missing. What names no day is left out in any case. A
	// remark that a procedure is in force from a later day on, or up to an earlier
	// one, is told.
	AsOf time.Time
}

// Open reads the list in the file at path; see Read. A file over MaxBytes is
// refused before it is read.
func Open(path string, o *Options) (*List, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("không mở được tệp danh mục / cannot open the list: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("không mở được tệp danh mục / cannot open the list: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s không phải là tệp / is not a file: %w", path, fs.ErrInvalid)
	}
	if info.Size() > MaxBytes {
		return nil, fileTooLarge()
	}
	return Read(filepath.Base(path), f, o)
}

// Read reads a list from r. The content decides whether it is an .xlsx or a
// .csv; name is used in messages, and its extension to tell a file that is not
// what it is called. Text may be UTF-8, UTF-16 with a byte order mark or
// Windows-1258, or TCVN3 or VNI with Options.Convert, parted by commas, semicolons,
// tabs or bars.
//
// Errors: an *Error that matches ErrTooLarge, ErrFormat, ErrDamaged,
// ErrEncrypted, ErrNoSheet, ErrNoHeader or ErrEmpty when the file cannot be
// used at all; without Options.SkipBad, one that joins an *Error matching
// ErrCell for each bad cell; an error of r as it is. The List is nil then.
func Read(name string, r io.Reader, o *Options) (*List, error) {
	if o == nil {
		o = &Options{}
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("không đọc được tệp danh mục / cannot read the list: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, fileTooLarge()
	}
	encoding, known := encodings[o.Convert]
	if !known {
		return nil, unknownEncoding(o.Convert)
	}
	rd := &reader{list: &List{}, skipBad: o.SkipBad, asked: o.Sheet != "", encoding: encoding, asOf: dayOf(o.AsOf), codes: map[string]Procedure{}}
	format, err := sniff(name, data)
	if err != nil {
		return nil, err
	}
	var grids []*grid
	if format == formatWorkbook {
		grids, err = rd.workbook(name, data, o.Sheet)
	} else {
		grids, err = rd.csv(name, data)
	}
	if err != nil {
		return nil, err
	}
	for _, g := range grids {
		if err := rd.convert(g); err != nil {
			return nil, err
		}
		if err := g.refuseGarbled(); err != nil {
			return nil, err
		}
		rd.reportText(g)
	}
	for _, g := range grids {
		rd.sheet(g)
	}
	rd.reportLevels()
	rd.reportStopped()
	rd.joinFields()
	return rd.finish(grids)
}

// A reader gathers the list while the sheets are read one after the other.
type reader struct {
	list    *List
	skipBad bool
	bad     []*Error
	codes   map[string]Procedure // the first procedure of each code
	tables  int
	lost    *Error // a heading that cannot be read
	asked   bool   // whether Options.Sheet is set

	encoding clean.Encoding // of Options.Convert
	asOf     time.Time      // the day of Options.AsOf

	tiers     tiers             // of the sheet
	level     *governmentPart   // of the next rows
	levels    []*governmentPart // of the file
	stopped   *stoppedPart      // of the next rows
	abolition *abolition        // that covers the next rows
	abolished int               // rows left out because of one

	stoppedParts []*stoppedPart // of the file
}

func (rd *reader) note(n Note) { rd.list.Notes = append(rd.list.Notes, n) }

// account lists a row that is no procedure, and says what it is.
func (rd *reader) account(g *grid, r *row, code, severity, vi, en string) {
	rd.note(Note{Code: code, Severity: severity, Field: g.place(r.at(r.first())),
		VI: fmt.Sprintf("Dòng %d %s: %s", r.n, vi, quote(r.sample())),
		EN: fmt.Sprintf("Row %d %s: %s", r.n, en, quote(r.sample()))})
}

// skip lists a row that is not read.
func (rd *reader) skip(g *grid, r *row, code, severity, vi, en string) {
	rd.note(Note{Code: code, Severity: severity, Field: g.place(r.at(r.first())),
		VI: fmt.Sprintf("Bỏ qua dòng %d: %s: %s", r.n, vi, quote(r.sample())),
		EN: fmt.Sprintf("Row %d skipped: %s: %s", r.n, en, quote(r.sample()))})
}

func (rd *reader) reject(e *Error) {
	rd.bad = append(rd.bad, e)
	rd.note(Note{Code: e.Code, Severity: note.Warning, Field: e.place(),
		VI: "Bỏ qua: " + e.VI, EN: "Left out: " + e.EN, FixVI: e.FixVI, FixEN: e.FixEN})
}

// reportText says which cells of a sheet do not read as they were typed.
func (rd *reader) reportText(g *grid) {
	for _, kind := range []struct {
		done           cleaning
		code, severity string
		vi, en         string
	}{
		{composed, "text-composed", note.Info, "Viết bằng Unicode tổ hợp, đã đọc thành Unicode dựng sẵn (NFC)", "In decomposed Unicode, read as composed (NFC)"},
		{uncovered, "text-invisible", note.Warning, "Có ký tự ẩn, đã bỏ ký tự đó", "With invisible characters, which were taken out"},
		{respaced, "text-respaced", note.Info, "Có xuống dòng hoặc dấu cách thừa, đã gộp thành một dấu cách", "With line breaks or needless spaces, folded into one space"},
	} {
		var at []string
		for _, c := range g.cleaned {
			if c.done&kind.done != 0 {
				at = append(at, c.at.String())
			}
		}
		if len(at) == 0 {
			continue
		}
		vi, en := several(at)
		rd.note(Note{Code: kind.code, Severity: kind.severity, Field: g.sheet + "!" + at[0],
			VI: kind.vi + ": " + vi + ".", EN: kind.en + ": " + en + "."})
	}
}

// several lists the first of many cells, and counts the others.
func several(cells []string) (vi, en string) {
	const most = 10
	first := strings.Join(cells[:min(len(cells), most)], ", ")
	if more := len(cells) - most; more > 0 {
		return fmt.Sprintf("%s và %d ô khác", first, more), fmt.Sprintf("%s and %d more", first, more)
	}
	return first, first
}

func (rd *reader) finish(grids []*grid) (*List, error) {
	for _, g := range grids {
		if rd.tables == 0 && rd.lost == nil {
			rd.lost = g.firstLoss()
		}
	}
	if rd.lost != nil {
		return nil, rd.lost
	}
	var failed []error
	if !rd.skipBad || len(rd.list.Procedures) == 0 {
		failed = joinable(rd.bad)
	}
	switch {
	case rd.tables == 0 && len(rd.bad) == 0 && allEmpty(grids):
		failed = append(failed, listEmpty())
	case rd.tables == 0:
		failed = append(append(failed, joinable(faults(grids))...), headerNotFound(grids))
	case len(rd.list.Procedures) == 0 && len(rd.bad) == 0 && rd.abolished > 0:
		failed = append(failed, allAbolished(rd.abolished))
	case len(rd.list.Procedures) == 0 && len(rd.bad) == 0:
		failed = append(failed, listEmpty())
	}
	if len(failed) == 1 {
		return nil, failed[0]
	}
	if len(failed) > 1 {
		return nil, errors.Join(failed...)
	}
	rows := map[string]bool{}
	for _, e := range rd.bad {
		rows[e.Sheet+"!"+strings.TrimLeft(e.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] = true
	}
	rd.list.Skipped = len(rows)
	return rd.list, nil
}

// inRowOrder puts the errors of each sheet in the order of its rows; sheets come as they were read.
func inRowOrder(bad []*Error) []*Error {
	order := map[string]int{}
	for _, e := range bad {
		if _, known := order[e.Sheet]; !known {
			order[e.Sheet] = len(order)
		}
	}
	return slices.SortedStableFunc(slices.Values(bad), func(a, b *Error) int {
		p, _ := parsePosition(a.Cell)
		q, _ := parsePosition(b.Cell)
		return cmp.Or(cmp.Compare(order[a.Sheet], order[b.Sheet]), cmp.Compare(p.row, q.row))
	})
}

// joinable lists the bad cells, no more than MaxErrors of them.
func joinable(bad []*Error) []error {
	bad = inRowOrder(bad)
	errs := make([]error, 0, min(len(bad), MaxErrors)+1)
	for i, e := range bad {
		if i == MaxErrors {
			errs = append(errs, moreErrors(len(bad)-i))
			break
		}
		errs = append(errs, e)
	}
	return errs
}

// faults lists the cells that cannot be read: codes without results may be why no
// table was found.
func faults(grids []*grid) []*Error {
	var found []*Error
	for _, g := range grids {
		for _, r := range g.rows {
			for _, c := range r.cells {
				if c.isFaulty() {
					found = append(found, c.fault)
				}
			}
		}
	}
	return found
}

func allEmpty(grids []*grid) bool {
	for _, g := range grids {
		if len(g.rows) > 0 {
			return false
		}
	}
	return true
}

// quote shortens a text of a file for a message. What is invisible was taken
// out of all but addresses.
func quote(s string) string { return quoteUpTo(60, s) }

// quoteLong is quote for a text that has to be seen whole where it can.
func quoteLong(s string) string { return quoteUpTo(300, s) }

func quoteUpTo(most int, s string) string {
	if strings.Contains(s, "://") {
		s = qr.Visible(s)
	}
	if r := []rune(s); len(r) > most {
		s = strings.TrimSpace(string(r[:most])) + "…"
	}
	return "“" + s + "”"
}
