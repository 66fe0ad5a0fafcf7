package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
	"github.com/bangron/bangron/signage/campaign/sheet"
)

// boardFlags are the flags of "bangron board".
type boardFlags struct {
	board                      signage.Board
	list, sheet, grain, field  string
	paper, distance, asOf      string
	card                       string
	fieldLinks                 []string
	logo, out, profile         string
	landscape, skipBad, noRead bool
	force                      bool
	day                        time.Time // of the board: --as-of, else today
	unread                     int       // rows that the list's reader has left out
	links                      codeFlags // --allow-host, --allow-file, --manifest
	convert                    signage.Encoding
	found                      []signage.Diagnostic // in the press file as it was written
}

func (p *program) boardCommand() *cobra.Command {
	var f boardFlags
	c := &cobra.Command{
		Use:   "board",
		Short: p.say("Làm bảng niêm yết thủ tục hành chính bằng mã QR", "Make boards of QR codes for administrative procedures"),
		Example: `  bangron board --procedures danh-muc.xlsx --office "UBND xã Tân Trào" --paper a3 --as-of 2025-10-01 -o bang.pdf
  bangron board --procedures danh-muc.csv --office "UBND xã Tân Trào" --grain field --paper a2 -o linh-vuc.pdf`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.checkFlags(c.Flags()); err != nil {
				return err
			}
			return p.makeBoard(c.Context(), &f)
		},
	}
	flags := c.Flags()
	flags.SortFlags = false
	text := func(value *string, name, vi, en string) { flags.StringVar(value, name, "", p.say(vi, en)) }
	b := &f.board
	text(&f.list, "procedures", "`tệp` danh mục thủ tục .xlsx hoặc .csv", "list of procedures, a .xlsx or .csv `file`")
	text(&f.sheet, "sheet", "`tên` trang tính (mặc định mọi trang)", "`name` of the sheet (by default all)")
	text(&b.Unit, "office", "`tên` cơ quan niêm yết", "`name` of the office")
	text(&b.Desk, "desk", "`tên` bộ phận một cửa", "`name` of the desk")
	text(&f.grain, "grain", "`kiểu` mã: procedure (mỗi thủ tục, mặc định), field (mỗi lĩnh vực), list (cả danh mục)", "what a code stands for: `procedure` (default), field or list")
	text(&b.ListLink, "list-link", "`liên kết` tới danh mục của đơn vị, cho --grain list (mặc định trang chủ Cổng Dịch vụ công quốc gia)", "`link` to the office's own list, for --grain list (by default the front page of the national portal)")
	flags.StringArrayVar(&f.fieldLinks, "field-link", nil, p.say("`lĩnh vực=liên kết` cho mã của một lĩnh vực, với --grain field (lặp lại được)", "`field=link` for the code of a field, with --grain field (may be repeated)"))
	text(&f.card, "card", "thẻ để bàn của một thủ tục, theo `mã` trong danh mục (khổ mặc định a6)", "desk card of one procedure, by its `code` in the list (paper a6 by default)")
	text(&f.field, "field", "chỉ lấy `lĩnh vực` này", "only this `field`")
	flags.StringVar(&f.paper, "paper", "", p.say("`khổ` giấy a0 đến a6, hoặc rộng x cao kèm đơn vị (mặc định a3)", "`paper` a0 to a6, or width x height with a unit (a3 by default)"))
	flags.BoolVar(&f.landscape, "landscape", false, p.say("giấy nằm ngang", "paper turned"))
	flags.IntVar(&b.PerPage, "per-page", 0, p.say(
		fmt.Sprintf("`số` mã QR nhiều nhất trên một trang (mặc định %d, tối đa %d)", signage.DefaultPerPage, signage.MaxPerPage),
		fmt.Sprintf("most QR codes on a page, a `number` (default %d, at most %d)", signage.DefaultPerPage, signage.MaxPerPage)))
	text(&f.distance, "distance", "`khoảng cách` quét xa nhất, ví dụ 0.5m", "farthest scan `distance`, such as 0.5m")
	text(&b.Head, "head", "`tiêu đề` của bảng", "`heading` of the board")
	text(&f.asOf, "as-of", "`ngày` cập nhật danh mục, dạng 2025-10-01 hoặc 01/10/2025", "`date` of the list, such as 2025-10-01 or 01/10/2025")
	text(&b.Decision, "decision", "`số` quyết định công bố", "`number` of the decision")
	text(&b.Hotline, "hotline", "`số` tổng đài (mặc định "+signage.DefaultHotline+")", "hotline `number`s (default "+signage.DefaultHotline+")")
	text(&b.Complaints, "complaints", "`nơi` nhận phản ánh, kiến nghị", "`place` for complaints")
	flags.BoolVar(&b.Fees, "fees", false, p.say("in cả phí, lệ phí", "print the fees too"))
	text(&b.Theme, "theme", "`bộ màu`: do, xanh, sang", "`theme`: do (red), xanh (blue), sang (light)")
	text(&f.logo, "logo", "`tệp` logo PNG, JPEG hoặc SVG", "logo `file`, PNG, JPEG or SVG")
	text((*string)(&f.convert), "convert", "`mã` cũ của chữ cần chuyển: tcvn3, vni hoặc auto", "convert text in an old `encoding`: tcvn3, vni or auto")
	p.hostFlags(c, &f.links.hosts)
	flags.BoolVar(&f.skipBad, "skip-bad", false, p.say("bỏ qua dòng sai và liệt kê, thay vì dừng", "leave bad rows out and list them, instead of stopping"))
	flags.BoolVar(&f.noRead, "no-verify", false, p.say("không đọc lại từng mã trên trang đã vẽ (bớt khoảng 1 ms mỗi mã, gần nửa thời gian)", "do not read every code back from the drawn page (saves about 1 ms a code, nearly half the time)"))
	text(&f.profile, "profile", "`màu` của PDF: office (RGB, chữ tìm được, mặc định) hoặc press (CMYK, chữ thành đường nét)", "`colours` of a PDF: office (RGB, searchable text, default) or press (CMYK, outlines)")
	flags.StringVarP(&f.out, "output", "o", "", p.say("`tệp` kết quả .pdf, .png hoặc .svg", "a .pdf, .png or .svg `file`"))
	text(&f.links.manifest, "manifest", "`tệp` .json để bangron verify đối chiếu sau này", "a .json `file` for bangron verify to compare with")
	flags.BoolVar(&f.force, "force", false, p.say("ghi đè tệp đã có", "replace existing files"))
	_ = c.MarkFlagFilename("procedures", "xlsx", "csv")
	_ = c.MarkFlagFilename("output", "pdf", "png", "svg")
	return c
}

func (p *program) makeBoard(ctx context.Context, f *boardFlags) error {
	format, err := outputFormat(f.out)
	if err != nil {
		return err
	}
	if err := f.fill(); err != nil {
		return err
	}
	// What a list abolishes from a day on is in force until then, on a board that bears no date too.
	if f.day = f.board.AsOf; f.day.IsZero() {
		if f.day, err = p.today(); err != nil {
			return err
		}
	}
	f.links.out, f.links.force = f.out, f.force
	if err := f.links.checkManifest(); err != nil {
		return err
	}
	notes, err := f.readList()
	if err != nil {
		return err
	}
	posting, err := f.compile()
	if err != nil {
		var refused *signage.Error
		if errors.As(err, &refused) {
			refused.Diagnostics = append(refused.Diagnostics, notes...)
		}
		return f.couldSkip(err, errors.Is(err, signage.ErrProcedures) && f.card == "")
	}
	files, err := f.write(ctx, format, posting)
	if err != nil {
		return err
	}
	// What the list holds twice, its reader has said already.
	own := slices.DeleteFunc(posting.Diagnostics(), func(d signage.Diagnostic) bool { return d.Code == "code-twice" })
	skipped := f.unread + posting.Skipped()
	return p.reportBoard(files, format, posting, skipped, append(append(append(notes, own...), f.found...), f.noteSkipped(skipped)...))
}

// noteSkipped sums up what --skip-bad has left out.
func (f *boardFlags) noteSkipped(rows int) []signage.Diagnostic {
	if rows == 0 {
		return nil
	}
	return []signage.Diagnostic{{
		Code: "rows-skipped", Severity: signage.SeverityWarning, Field: f.list,
		VI:    fmt.Sprintf("Đã bỏ %d dòng có lỗi, liệt kê ở trên (“Bỏ qua”).", rows),
		EN:    fmt.Sprintf("Bad rows left out, listed above (\"Left out\"): %d.", rows),
		FixVI: "Sửa các dòng đó rồi làm lại bảng.", FixEN: "Correct them and make the board again.",
	}}
}

// checkFlags refuses flags that would do nothing beside the others.
func (f *boardFlags) checkFlags(flags *pflag.FlagSet) error {
	if err := checkEmpty(flags); err != nil {
		return err
	}
	picture := f.out != "" && !strings.EqualFold(filepath.Ext(f.out), ".pdf")
	grain := signage.Grain(cmp.Or(f.grain, string(signage.ByProcedure)))
	for _, idle := range []struct {
		flag   string
		when   bool
		vi, en string
	}{
		{"grain", f.card != "", "Chỉ dùng một trong hai: --card hoặc --grain.", "Use one of --card and --grain."},
		{"list-link", f.card != "" || grain != signage.ByList, "Chỉ dùng cùng với --grain list.",
			"It goes with --grain list only."},
		{"field-link", f.card != "" || grain != signage.ByField, "Chỉ dùng cùng với --grain field.",
			"It goes with --grain field only."},
		{"per-page", f.card != "", "Thẻ để bàn chỉ có một mã: không dùng cùng với --card.",
			"A desk card has one code: it does not go with --card."},
		{"per-page", grain == signage.ByList, "Bảng này chỉ có một mã: không dùng cùng với --grain list.",
			"There is one code: it does not go with --grain list."},
		{"head", f.card != "", "Thẻ để bàn không có tiêu đề: không dùng cùng với --card.",
			"A desk card has no heading: it does not go with --card."},
		{"fees", f.card == "" && grain != signage.ByProcedure,
			"Chỉ dùng khi mỗi thủ tục có một mã, hoặc cùng với --card.",
			"It goes with a code for each procedure, or with --card, only."},
		{"profile", picture, "Chỉ dùng khi tệp kết quả là .pdf.", "It goes with a .pdf only."},
	} {
		if idle.when && flags.Changed(idle.flag) {
			return usage("--"+idle.flag, idle.vi, idle.en)
		}
	}
	if n := f.board.PerPage; flags.Changed("per-page") && (n < 1 || n > signage.MaxPerPage) {
		return usage("--per-page", fmt.Sprintf("Mỗi trang có từ 1 đến %d mã QR, không phải %d.", signage.MaxPerPage, n),
			fmt.Sprintf("A page has 1 to %d QR codes, not %d.", signage.MaxPerPage, n))
	}
	return nil
}

// options are those of the board. The list is converted when it is read, and what is Unicode by then must not be again.
func (f *boardFlags) options() *signage.BoardOptions {
	convert := f.convert
	if convert != "" {
		convert = signage.Auto
	}
	return &signage.BoardOptions{
		Options: signage.Options{Convert: convert}, Links: f.links.hosts.policy(), SkipBad: f.skipBad, NoVerify: f.noRead,
	}
}

// compile makes the board, or the desk card of one of its procedures.
func (f *boardFlags) compile() (*signage.Posting, error) {
	o := f.options()
	b := f.board
	if f.card == "" {
		return signage.CompileBoard(b, o)
	}
	procedure, err := f.ofCard()
	if err != nil {
		return nil, err
	}
	return signage.CompileDeskCard(signage.DeskCard{
		Size: b.Size, Procedure: procedure, Fees: b.Fees, Unit: b.Unit, Desk: b.Desk, Hotline: b.Hotline, Complaints: b.Complaints,
		AsOf: b.AsOf, Decision: b.Decision, Distance: b.Distance, Theme: b.Theme, Logo: b.Logo,
	}, o)
}

// ofCard is the one procedure with the code of --card.
func (f *boardFlags) ofCard() (signage.Procedure, error) {
	var found []signage.Procedure
	var places []string
	for _, procedure := range f.board.Procedures {
		if strings.EqualFold(procedure.Code, strings.TrimSpace(f.card)) {
			found = append(found, procedure)
			places = append(places, fmt.Sprintf("%s “%s”", cmp.Or(procedure.CodePlace, procedure.Place),
				procedure.Name))
		}
	}
	refused := signage.Diagnostic{
		Code: "card-unknown", Severity: signage.SeverityError, Field: "card",
		VI: fmt.Sprintf("Danh mục không có thủ tục mã “%s”.", f.card), EN: fmt.Sprintf("The list has no procedure with the code %q.", f.card),
		FixVI: "Ghi mã đúng như trong danh mục, ví dụ 1.001193.", FixEN: "Write the code as the list has it, such as 1.001193.",
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		refused.Code = "card-ambiguous"
		refused.VI = fmt.Sprintf("Mã “%s” có ở nhiều dòng: %s.", f.card, strings.Join(places, "; "))
		refused.EN = fmt.Sprintf("Several rows have the code %q: %s.", f.card, strings.Join(places, "; "))
		refused.FixVI = "Sửa mã sai trong danh mục, hoặc chọn dòng bằng --field hay --sheet."
		refused.FixEN = "Correct the wrong code in the list, or choose the row by --field or --sheet."
	}
	return signage.Procedure{}, &signage.Error{Diagnostics: []signage.Diagnostic{refused}}
}

// fill completes the board with what the flags name by file or by name.
func (f *boardFlags) fill() error {
	b := &f.board
	var err error
	if f.list == "" {
		return usage("--procedures", "Thiếu --procedures: tệp danh mục thủ tục .xlsx hoặc .csv.", "--procedures is missing: a .xlsx or .csv list of procedures.")
	}
	paper := f.paper
	switch {
	case paper != "":
	case f.card != "":
		paper = "a6"
	default:
		paper = "a3"
	}
	if b.Size, err = signage.LookupPaper(paper, f.landscape); err != nil {
		return err
	}
	b.Grain = signage.Grain(f.grain)
	if b.FieldLinks, err = f.links.byField(f.fieldLinks); err != nil {
		return err
	}
	if err := f.links.hosts.read(); err != nil {
		return err
	}
	if f.sheet != "" && strings.EqualFold(filepath.Ext(f.list), ".csv") {
		return usage("--sheet", "Tệp .csv không có trang tính: bỏ --sheet.", "A .csv file has no sheets: leave out --sheet.")
	}
	if b.Distance, err = millimetres("--distance", f.distance); err != nil {
		return err
	}
	if f.asOf != "" {
		if b.AsOf, err = dateOf("--as-of", f.asOf); err != nil {
			return err
		}
		if f.links.manifest != "" {
			f.links.date = b.AsOf.Format(time.DateOnly)
		}
	}
	if f.profile != "" && !slices.Contains([]signage.Profile{signage.Press, signage.PressX4, signage.Office}, signage.Profile(f.profile)) {
		return usage("--profile", "--profile chỉ nhận press, press-x4 hoặc office.", "--profile takes press, press-x4 or office.")
	}
	if f.logo != "" {
		if b.Logo, err = signage.OpenLogo(f.logo); err != nil {
			return err
		}
	}
	return nil
}

// dateOf reads a day as Vietnamese offices write it or as the files of programs do.
func dateOf(flag, text string) (time.Time, error) {
	for _, form := range [...]string{time.DateOnly, "2/1/2006"} {
		if day, err := time.Parse(form, text); err == nil {
			return day, nil
		}
	}
	return time.Time{}, usage(flag, "Cần một ngày có thật, dạng 2025-10-01 hoặc 01/10/2025.", "It takes a real date, such as 2025-10-01 or 01/10/2025.")
}

// readList reads the procedures and what was guessed about them.
func (f *boardFlags) readList() ([]signage.Diagnostic, error) {
	list, err := sheet.Open(f.list, f.reading(f.skipBad))
	if err != nil {
		return nil, f.couldSkip(f.alsoLinks(refusedList(err, filepath.Base(f.list))), errors.Is(err, sheet.ErrCell))
	}
	return f.take(list)
}

// reading is how the list is read.
func (f *boardFlags) reading(skipBad bool) *sheet.Options {
	return &sheet.Options{SkipBad: skipBad, Sheet: f.sheet, Convert: string(f.convert), AsOf: f.day}
}

// couldSkip adds to the refusal of bad rows that the others can do without them.
func (f *boardFlags) couldSkip(refusal error, rows bool) error {
	var refused *signage.Error
	isCell := func(d signage.Diagnostic) bool {
		return d.Severity == signage.SeverityError && strings.Contains(d.Field, "!")
	}
	if rows && !f.skipBad && errors.As(refusal, &refused) && slices.ContainsFunc(refused.Diagnostics, isCell) && f.hasGoodRows() {
		refused.Diagnostics = append(refused.Diagnostics, signage.Diagnostic{
			Code: "rows-bad", Severity: signage.SeverityInfo, Field: "--skip-bad",
			VI: "Thêm --skip-bad để bỏ qua các dòng lỗi và làm bảng từ các dòng còn lại.",
			EN: "Add --skip-bad to leave the bad rows out and make the board of the others.",
		})
	}
	return refusal
}

// hasGoodRows tells whether the list can be read without its bad rows.
func (f *boardFlags) hasGoodRows() bool {
	_, err := sheet.Open(f.list, f.reading(true))
	return err == nil
}

// alsoLinks adds to the refusal of a list what is wrong with the links of its good rows, so that all can be mended at
// once.
func (f *boardFlags) alsoLinks(refusal error) error {
	var refused *signage.Error
	if f.skipBad || !errors.As(refusal, &refused) {
		return refusal
	}
	list, err := sheet.Open(f.list, f.reading(true))
	if err != nil {
		return refusal
	}
	good := *f
	good.board.Procedures = nil
	if _, err := good.take(list); err != nil {
		return refusal
	}
	var more *signage.Error
	o := f.options()
	o.SkipBad, o.NoVerify = false, true
	if _, err := signage.CompileBoard(good.board, o); errors.As(err, &more) {
		for _, d := range more.Diagnostics {
			if d.Severity == signage.SeverityError {
				refused.Diagnostics = append(refused.Diagnostics, d)
			}
		}
		inRows(refused.Diagnostics)
	}
	return refusal
}

// inRows sorts diagnostics as their cells stand in a list: by sheet, in the order in which those are named, and by row.
func inRows(all []signage.Diagnostic) {
	sheets := make(map[string]int)
	row := make(map[string]int)
	for _, d := range all {
		at := strings.LastIndexByte(d.Field, '!')
		name := d.Field[:max(at, 0)]
		if _, known := sheets[name]; !known {
			sheets[name] = len(sheets)
		}
		row[d.Field], _ = strconv.Atoi(strings.TrimLeft(d.Field[at+1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	}
	key := func(d signage.Diagnostic) (sheet, line int) {
		return sheets[d.Field[:max(strings.LastIndexByte(d.Field, '!'), 0)]], row[d.Field]
	}
	slices.SortStableFunc(all, func(a, b signage.Diagnostic) int {
		sheetA, rowA := key(a)
		sheetB, rowB := key(b)
		return cmp.Or(cmp.Compare(sheetA, sheetB), cmp.Compare(rowA, rowB))
	})
}

// take makes the board's procedures of a list's and returns what was guessed about them.
func (f *boardFlags) take(list *sheet.List) ([]signage.Diagnostic, error) {
	f.unread = list.Skipped
	// Links of the rows stand on boards of procedures and on cards alone.
	linked := f.card != "" || f.board.Grain == "" || f.board.Grain == signage.ByProcedure
	var notes []signage.Diagnostic
	for _, n := range list.Notes {
		if linked || n.Code != "link-missing" {
			notes = append(notes, signage.Diagnostic(n))
		}
	}
	field := ""
	if f.field != "" {
		var known bool
		if field, known = list.Field(f.field); !known {
			return nil, unknownField(f.field, list)
		}
	}
	for _, r := range list.Procedures {
		if f.field != "" && r.Field != field {
			continue
		}
		place := func(cell string) string {
			if cell == "" {
				return ""
			}
			return r.Sheet + "!" + cell
		}
		f.board.Procedures = append(f.board.Procedures, signage.Procedure{
			Number: r.Number, Code: r.Code, Name: r.Name, Field: r.Field, Level: r.Level, Days: r.Days, Fee: r.Fee, Link: r.Link,
			Place: place(r.Cell), CodePlace: place(r.Cells.Code), LinkPlace: place(r.Cells.Link),
		})
	}
	links := make(map[string]string)
	for _, name := range slices.Sorted(maps.Keys(f.board.FieldLinks)) {
		spelled, known := list.Field(name)
		if !known {
			spelled = name
		}
		if _, twice := links[spelled]; twice {
			return nil, usage("--field-link", fmt.Sprintf("Lĩnh vực “%s” có hai liên kết.", spelled), fmt.Sprintf("The field %q has two links.", spelled))
		}
		links[spelled] = f.board.FieldLinks[name]
	}
	f.board.FieldLinks = links
	return notes, nil
}

func unknownField(name string, list *sheet.List) error {
	var fields []string
	for _, r := range list.Procedures {
		if !slices.Contains(fields, r.Field) {
			fields = append(fields, r.Field)
		}
	}
	return &signage.Error{Diagnostics: []signage.Diagnostic{{
		Code: "field-unknown", Severity: signage.SeverityError, Field: "field",
		VI: fmt.Sprintf("Danh mục không có lĩnh vực “%s”.", name), EN: fmt.Sprintf("The list has no field %q.", name),
		FixVI: "Các lĩnh vực có: " + strings.Join(fields, "; ") + ".", FixEN: "It has: " + strings.Join(fields, "; ") + ".",
	}}}
}

// refusedList turns the errors of a list, each with its cell or else the file's name, into one refusal.
func refusedList(err error, name string) error {
	var all []signage.Diagnostic
	var collect func(error)
	collect = func(err error) {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				collect(e)
			}
			return
		}
		var e *sheet.Error
		if errors.As(err, &e) {
			field := strings.Trim(e.Sheet+"!"+e.Cell, "!")
			switch {
			case e.Code == "encoding-unknown":
				field = "convert"
			case field == "":
				field = name
			}
			all = append(all, signage.Diagnostic{
				Code: e.Code, Severity: signage.SeverityError, Field: field, VI: e.VI, EN: e.EN, FixVI: e.FixVI, FixEN: e.FixEN,
			})
		}
	}
	collect(err)
	if len(all) == 0 {
		return err
	}
	return &signage.Error{Diagnostics: all}
}

// boardFile is a file of a board.
type boardFile struct {
	path    string
	pages   int
	first   int // page, from 1
	content []byte
}

func pathsOf(files []boardFile) []string {
	var paths []string
	for _, file := range files {
		paths = append(paths, file.path)
	}
	return paths
}

func (f *boardFlags) pdf() *signage.PDFOptions {
	return &signage.PDFOptions{
		Profile: signage.Profile(f.profile), Created: f.board.AsOf, Warn: func(d signage.Diagnostic) { f.found = append(f.found, d) },
	}
}

// write writes all pages as one PDF, or each page as a picture of its own, and then the manifest.
func (f *boardFlags) write(ctx context.Context, format campaign.Format, posting *signage.Posting) ([]boardFile, error) {
	var files []boardFile
	if format == campaign.PDF {
		name := campaign.ScaledName(filepath.Base(f.out), posting.Scale(f.pdf()))
		files = []boardFile{{path: filepath.Join(filepath.Dir(f.out), name), pages: posting.PageCount(), first: 1}}
	} else {
		for i := range posting.PageCount() {
			path := f.out
			if posting.PageCount() > 1 {
				ending := filepath.Ext(f.out)
				path = fmt.Sprintf("%s-trang-%d%s", strings.TrimSuffix(f.out, ending), i+1, ending)
			}
			files = append(files, boardFile{path: path, pages: 1, first: i + 1})
		}
	}
	for _, path := range append(pathsOf(files), f.links.manifest) {
		if err := campaign.Vacant(path, f.force); path != "" && err != nil {
			return nil, &writeError{path, err}
		}
	}
	for i := range files {
		file := &files[i]
		var content bytes.Buffer
		err := campaign.WriteFile(file.path, f.force, func(w io.Writer) error {
			w = stoppable{ctx, io.MultiWriter(w, &content)}
			if format == campaign.PDF {
				return posting.WritePDF(w, f.pdf())
			}
			page, err := posting.Page(file.first - 1)
			switch {
			case err != nil:
				return err
			case format == campaign.SVG:
				return page.WriteSVG(w)
			}
			return page.WritePNG(w, &signage.PNGOptions{DPI: boardDPI})
		})
		if err != nil {
			return nil, &writeError{file.path, err}
		}
		file.content = content.Bytes()
	}
	if f.links.manifest == "" {
		return files, nil
	}
	return files, f.writeManifest(files, posting)
}

// boardDPI is the resolution of a board as a picture: modules of 0.4 mm are 2.4 pixels wide.
const boardDPI = 150

func (f *boardFlags) writeManifest(files []boardFile, posting *signage.Posting) error {
	m := &campaign.Manifest{}
	size := posting.Size()
	for _, file := range files {
		printed := campaign.PrintedFile{
			Name: filepath.Base(file.path), Pages: file.pages, Width: size.Width, Height: size.Height, Scale: 1, Date: f.links.date,
		}
		if file.pages > 1 || strings.HasSuffix(file.path, ".pdf") {
			printed.Scale = posting.Scale(f.pdf())
		}
		for _, c := range posting.Codes() {
			if c.Page >= file.first && c.Page < file.first+file.pages {
				printed.Codes = append(printed.Codes, campaign.NewPrintedCode(c.Page-file.first+1, c.X, c.Y, c.Width, c.Payload, f.links.hosts.policy()))
			}
		}
		if err := m.Add(printed, bytes.NewReader(file.content)); err != nil {
			return err
		}
	}
	if err := campaign.WriteFile(f.links.manifest, f.force, m.Write); err != nil {
		return &writeError{f.links.manifest, err}
	}
	return nil
}

// madeBoard is what --json prints of a board.
type madeBoard struct {
	Files       []string             `json:"files"`
	Format      campaign.Format      `json:"format"`
	Title       string               `json:"title"`
	WidthMM     float64              `json:"width_mm"`
	HeightMM    float64              `json:"height_mm"`
	Pages       int                  `json:"pages"`
	Codes       []signage.PlacedCode `json:"codes"`
	Skipped     int                  `json:"rows_skipped,omitempty"` // by --skip-bad
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

func (p *program) reportBoard(files []boardFile, format campaign.Format, posting *signage.Posting, skipped int,
	notes []signage.Diagnostic) error {
	codes, size := posting.Codes(), posting.Size()
	if p.asJSON {
		out := madeBoard{
			Files: pathsOf(files), Format: format, Title: posting.Title(), WidthMM: size.Width, HeightMM: size.Height, Pages: posting.PageCount(),
			Codes: codes, Skipped: skipped, Diagnostics: append([]signage.Diagnostic{}, p.inFlags(notes)...),
		}
		return p.printJSON(out)
	}
	p.print(notes)
	var b strings.Builder
	for _, file := range files {
		fmt.Fprintf(&b, "%s  %s\n", file.path, p.decimals(size.String()))
	}
	least := codes[0]
	var hosts []string
	for _, c := range codes {
		if c.Module < least.Module {
			least = c
		}
		if c.Host != "" && !slices.Contains(hosts, c.Host) {
			hosts = append(hosts, c.Host)
		}
	}
	fmt.Fprintf(&b, p.say("  %s, %s, ô vuông nhỏ nhất %s, quét được từ %s\n",
		"  %s, %s, least module %s, to be scanned from %s\n"),
		p.counted(posting.PageCount(), "trang", "page"), p.counted(len(codes), "mã QR", "QR code"),
		p.decimals(strings.Replace(fmt.Sprintf("%.2f mm", least.Module), ".", ",", 1)), p.scanned(least.Distance))
	if len(hosts) > 0 { // a code that joins a network or pays leads nowhere
		fmt.Fprintf(&b, p.say("  Mã dẫn tới: %s\n", "  The codes lead to: %s\n"), strings.Join(hosts, ", "))
	}
	_, err := fmt.Fprint(p.out, b.String())
	return err
}
