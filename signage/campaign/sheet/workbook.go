package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/note"
)

// workbook reads the sheets of an .xlsx. Excelize gives the text that Excel
// would show. What it keeps to itself, or answers only cell by cell (formulas,
// kinds of cells, hyperlinks), and what it passes over in silence (a sheet that
// breaks off) comes from a reading of the sheet's XML of our own.
func (rd *reader) workbook(name string, data []byte, only string) ([]*grid, error) {
	parts, err := unpack(data)
	if err != nil {
		return nil, err
	}
	sheets, book, err := parts.sheets()
	if err != nil {
		return nil, err
	}
	if ext := strings.ToLower(filepath.Ext(name)); ext != ".xlsx" && ext != ".xlsm" {
		rd.note(Note{Code: "file-extension", Severity: note.Info, Field: name,
			VI: "Tệp không có đuôi .xlsx nhưng nội dung là bảng tính .xlsx; đã đọc như .xlsx.",
			EN: "The file is not called .xlsx but is an .xlsx workbook; read as such."})
	}
	if only != "" {
		if sheets, err = pick(sheets, only); err != nil {
			return nil, err
		}
	}
	struck := parts.struckOut(book)
	var grids []*grid
	for _, s := range sheets {
		if s.hidden && only == "" {
			rd.note(Note{Code: "sheet-hidden", Severity: note.Warning, Field: s.name,
				VI:    fmt.Sprintf("Bỏ qua trang tính ẩn %s.", quote(s.name)),
				EN:    fmt.Sprintf("The hidden sheet %s was skipped.", quote(s.name)),
				FixVI: "Bỏ ẩn trang tính nếu cần đọc.", FixEN: "Unhide the sheet if it belongs to the list."})
			continue
		}
		content, err := parts.scan(s, struck)
		if err != nil {
			return nil, err
		}
		if len(content.hiddenRows) > 0 {
			vi, en := several(content.hiddenRows)
			rd.note(Note{Code: "rows-hidden", Severity: note.Warning, Field: s.name,
				VI: fmt.Sprintf("Dòng ẩn (do lọc hoặc thu nhỏ), vẫn được đọc: %s.", vi),
				EN: fmt.Sprintf("Hidden rows (filtered or collapsed), read all the same: %s.", en)})
		}
		rd.reportStruck(s.name, content.struck)
		s.content = content
		grids = append(grids, &grid{sheet: s.name, covered: content.covered, hidden: content.hiddenColumns})
	}
	if err := contain(func() error { return display(data, grids, sheets) }); err != nil {
		return nil, err
	}
	return grids, nil
}

// pick returns the sheet of a name, whatever its case, as Excel compares them.
func pick(sheets []*sheetPart, name string) ([]*sheetPart, error) {
	var have []string
	for _, s := range sheets {
		if strings.EqualFold(s.name, name) {
			return []*sheetPart{s}, nil
		}
		have = append(have, s.name)
	}
	return nil, noSuchSheet(name, have)
}

// display fills the grids with the text that Excel shows.
func display(data []byte, grids []*grid, sheets []*sheetPart) error {
	// Dates as a computer in Vietnam shows them. Both limits are alike, so that
	// nothing is unpacked to a temporary file.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: MaxInflated, UnzipXMLSizeLimit: MaxInflated,
		ShortDatePattern: "dd/mm/yyyy", LongDatePattern: "dd/mm/yyyy", LongTimePattern: "hh:mm:ss"})
	if err != nil {
		return damagedWorkbook(err)
	}
	defer f.Close()
	next := 0
	for _, s := range sheets {
		if s.content == nil {
			continue
		}
		g := grids[next]
		next++
		if err := displaySheet(f, g, s.content); err != nil {
			var e *Error
			if errors.As(err, &e) {
				return err
			}
			return damagedWorkbook(err)
		}
	}
	return nil
}

// contain makes a panic of excelize an error.
func contain(read func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = damagedWorkbook(fmt.Errorf("%v", p))
		}
	}()
	return read()
}

func damagedWorkbook(err error) *Error {
	return damaged("", "Không đọc được bảng tính: nội dung trong tệp sai quy cách.", fmt.Sprintf("The workbook cannot be read (%v).", err))
}

func displaySheet(f *excelize.File, g *grid, s *sheetContent) error {
	rows, err := f.Rows(g.sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	for n := 1; n <= s.lastRow && rows.Next(); n++ {
		texts, err := rows.Columns()
		if err != nil {
			return err
		}
		origins := s.origins[n]
		cells := make([]cell, max(len(texts), len(origins)))
		for i, text := range texts {
			cells[i].text = text
		}
		for i, o := range origins {
			cells[i].origin = o
			if o != nil && o.fault != nil {
				cells[i].text = ""
			}
		}
		if err := g.add(n, cells); err != nil {
			return err
		}
	}
	if f.SharedStrings != nil && s.sharedStrings > len(f.SharedStrings.SI) {
		e := damaged(g.sheet, "Ô này dùng chuỗi không có trong tệp.",
			"The cell refers to text that the file does not hold.")
		e.Cell = s.stringsAt.String()
		return e
	}
	g.readFormulaLinks()
	return rows.Error()
}

// parts are the files inside of an .xlsx, by lower-case name.
type parts map[string][]byte

// unpack reads the parts that describe the sheets, and inflates every other to
// see that it is whole and no bomb: what the headers of a .zip say about sizes
// is the word of whoever made it.
func unpack(data []byte) (parts, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("", "Tệp .xlsx bị cắt hoặc hỏng.", "The .xlsx was cut or is damaged.")
	}
	if len(z.File) > MaxParts {
		return nil, tooManyParts(len(z.File))
	}
	var declared uint64
	for _, f := range z.File {
		declared += f.UncompressedSize64
		if f.UncompressedSize64 > MaxInflated || declared > MaxInflated || ratioExceeded(f, f.UncompressedSize64) {
			return nil, bomb(f.Name)
		}
	}
	p := parts{}
	left := int64(MaxInflated)
	for _, f := range z.File {
		content, err := inflate(f, left)
		if err != nil {
			return nil, err
		}
		left -= int64(len(content))
		p[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = content
	}
	return p, nil
}

func ratioExceeded(f *zip.File, inflated uint64) bool {
	const grace = 1 << 20
	return inflated > grace && inflated/MaxRatio > f.CompressedSize64
}

func inflate(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, damagedPart(f.Name)
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(content)) > limit || ratioExceeded(f, uint64(len(content))) {
		return nil, bomb(f.Name)
	}
	if err != nil {
		return nil, damagedPart(f.Name)
	}
	return content, nil
}

func damagedPart(name string) *Error {
	return damaged("", fmt.Sprintf("Phần %s của tệp .xlsx bị hỏng.", quote(name)), fmt.Sprintf("Part %s of the .xlsx is damaged.", quote(name)))
}

// A sheetPart is a sheet as the workbook names it.
type sheetPart struct {
	name    string
	part    string
	hidden  bool
	content *sheetContent
}

// sheets lists the worksheets in the order of the workbook, which is a part too.
func (p parts) sheets() (sheets []*sheetPart, book string, err error) {
	root, err := p.relations("")
	if err != nil {
		return nil, "", err
	}
	for _, r := range root {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			book = r.Target
		}
	}
	if err := p.checkKind(book); err != nil {
		return nil, "", err
	}
	var workbook struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(p[book], &workbook); err != nil {
		return nil, "", damagedPart(book)
	}
	if len(workbook.Sheets) > MaxSheets {
		return nil, "", tooManySheets(len(workbook.Sheets))
	}
	relations, err := p.relations(book)
	if err != nil {
		return nil, "", err
	}
	for _, s := range workbook.Sheets {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		r := relations[id]
		if !strings.HasSuffix(r.Type, "/worksheet") {
			continue // a chart or a macro sheet
		}
		if _, ok := p[r.Target]; !ok {
			return nil, "", damagedPart(r.Target)
		}
		sheets = append(sheets, &sheetPart{name: s.Name, part: r.Target, hidden: s.State == "hidden" || s.State == "veryHidden"})
	}
	if len(sheets) == 0 {
		return nil, "", listEmpty()
	}
	return sheets, book, nil
}

// checkKind refuses what is packed like an .xlsx but is none.
func (p parts) checkKind(book string) error {
	switch {
	case p[book] != nil && strings.HasSuffix(book, ".bin"):
		return notWorkbook("bảng tính nhị phân .xlsb", "a binary .xlsb workbook")
	case p["word/document.xml"] != nil:
		return notWorkbook("văn bản Word", "a Word document")
	case p["ppt/presentation.xml"] != nil:
		return notWorkbook("bản trình chiếu PowerPoint", "a PowerPoint presentation")
	case bytes.HasPrefix(p["mimetype"], []byte("application/vnd.oasis.opendocument")):
		return notWorkbook("tài liệu OpenDocument (.ods)", "an OpenDocument file (.ods)")
	case p[book] == nil || !strings.HasSuffix(book, ".xml"):
		return notWorkbook("một tệp .zip", "a .zip")
	}
	return nil
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// relations reads the relations of a part, or of the package when part is
// empty. Targets inside of the package become names of parts.
func (p parts) relations(part string) (map[string]relation, error) {
	dir, base := path.Split(part)
	file := dir + "_rels/" + base + ".rels"
	relations := map[string]relation{}
	content, ok := p[file]
	if !ok {
		return relations, nil
	}
	var doc struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := xml.Unmarshal(content, &doc); err != nil {
		return nil, damagedPart(file)
	}
	for _, r := range doc.Relations {
		if r.Mode != "External" {
			target := strings.ToLower(strings.ReplaceAll(r.Target, `\`, "/"))
			if !strings.HasPrefix(target, "/") {
				target = "/" + dir + target
			}
			r.Target = strings.TrimPrefix(path.Clean(target), "/")
		}
		relations[r.ID] = r
	}
	return relations, nil
}

// A sheetContent is what stands behind the texts of a sheet.
type sheetContent struct {
	origins map[int][]*origin // by row; the first is of column A
	covered map[position]position
	lastRow int // with a cell that holds something
	// hiddenRows are the numbers of the hidden rows that hold something.
	hiddenRows    []string
	hiddenColumns map[int]bool
	// sharedStrings is how many shared strings the sheet takes to exist.
	// Excelize reads a cell that refers to none as blank.
	sharedStrings int
	stringsAt     position // of the cell with the last of them
	struck        []struckRow
}

// scan reads a sheet's XML. Rows and cells must come in order, as the standard
// has it (ECMA-376 Part 1, 18.3.1.73); excelize would misplace others.
func (p parts) scan(s *sheetPart, struck strikes) (*sheetContent, error) {
	relations, err := p.relations(s.part)
	if err != nil {
		return nil, err
	}
	content := &sheetContent{origins: map[int][]*origin{}, covered: map[position]position{}, hiddenColumns: map[int]bool{}}
	scanner := &sheetScanner{sheet: s.name, content: content, relations: relations, struck: struck,
		formulas: map[string]sharedFormula{}}
	if err := scanner.scan(p[s.part]); err != nil {
		return nil, err
	}
	return content, nil
}

type sheetScanner struct {
	sheet     string
	content   *sheetContent
	relations map[string]relation
	struck    strikes
	at        position
	rows      int  // with a cell that holds something
	hidden    bool // the row at which it stands
	merges    []mergedRange
	formulas  map[string]sharedFormula
}

type mergedRange struct{ from, to position }

func (s *sheetScanner) scan(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	var cell cellXML
	var c *cellXML   // cell, inside of one
	var text *[]byte // what the character data belongs to
	for {
		token, err := d.Token()
		if err == io.EOF {
			return s.spread()
		}
		if err != nil {
			return s.broken(err)
		}
		switch t := token.(type) {
		case xml.CharData:
			if text != nil {
				*text = append(*text, t...)
			}
		case xml.StartElement:
			switch name := t.Name.Local; {
			case name == "col":
				s.columns(t)
			case name == "row":
				err = s.row(t)
			case name == "c":
				c = &cell
				err = s.cellAt(t, c)
			case name == "v" && c != nil:
				c.hasValue, text = true, &c.value
			case name == "f" && c != nil:
				c.hasFormula, text = true, &c.formula
				c.shared = ""
				if attribute(t, "t") == "shared" {
					c.shared = attribute(t, "si")
				}
			case name == "is" && c != nil:
				c.hasValue = true
			case name == "strike" && c != nil:
				c.struck = c.struck || strikesOut(t)
			case name == "hyperlink":
				s.hyperlink(t)
			case name == "mergeCell":
				err = s.merge(t)
			}
		case xml.EndElement:
			text = nil
			if t.Name.Local == "c" && c != nil {
				err = s.cell(c)
				c = nil
			}
		}
		if err != nil {
			return err
		}
	}
}

// A cellXML is a cell as the sheet's XML has it.
type cellXML struct {
	kind                 string // ECMA-376 Part 1, 18.18.11; "" is a number
	value, formula       []byte
	hasValue, hasFormula bool
	shared               string // number of the formula that cells share
	style                int
	struck               bool
}

// damaged names the cell at which the scanner stands, or as far as it has come.
func (s *sheetScanner) damaged(vi, en string) error {
	e := damaged(s.sheet, vi, en)
	if s.at.row > 0 {
		e.Cell = position{s.at.row, max(s.at.col, 1)}.String()
	}
	return e
}

// broken reports XML that breaks off or makes no sense.
func (s *sheetScanner) broken(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") {
		return s.damaged("Trang tính bị cắt ở khoảng ô này.", "The sheet is cut off near this cell.")
	}
	why := err.Error()
	if syntax != nil {
		why = syntax.Msg
	}
	return s.damaged("Trang tính hỏng ở khoảng ô này: mã XML sai.",
		fmt.Sprintf("The sheet is damaged near this cell: bad XML (%s).", qr.Visible(why)))
}

func (s *sheetScanner) row(t xml.StartElement) error {
	n := s.at.row + 1
	if r := attribute(t, "r"); r != "" {
		var err error
		if n, err = strconv.Atoi(r); err != nil || n <= s.at.row || n > excelize.TotalRows {
			return s.damaged(fmt.Sprintf("Trang tính hỏng: sau dòng %d là dòng ghi số “%s”.", s.at.row, qr.Visible(r)),
				fmt.Sprintf("The sheet is damaged: behind row %d stands one with the number \"%s\".", s.at.row,
					qr.Visible(r)))
		}
	}
	s.at = position{row: n}
	s.hidden = isTrue(attribute(t, "hidden"))
	return nil
}

// columns notes a run of hidden columns.
func (s *sheetScanner) columns(t xml.StartElement) {
	first, err1 := strconv.Atoi(attribute(t, "min"))
	last, err2 := strconv.Atoi(attribute(t, "max"))
	if err1 != nil || err2 != nil || !isTrue(attribute(t, "hidden")) {
		return
	}
	for col := max(first, 1); col <= min(last, MaxColumns); col++ {
		s.content.hiddenColumns[col] = true
	}
}

func isTrue(attribute string) bool { return attribute == "1" || attribute == "true" }

// cellAt begins the cell c.
func (s *sheetScanner) cellAt(t xml.StartElement, c *cellXML) error {
	s.at.col++
	*c = cellXML{value: c.value[:0], formula: c.formula[:0]}
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "r":
			p, ok := parsePosition(a.Value)
			if !ok || p.row != s.at.row || p.col < s.at.col {
				return s.damaged(fmt.Sprintf("Trang tính hỏng: ở khoảng ô này có ô ghi địa chỉ “%s”.",
					qr.Visible(a.Value)),
					fmt.Sprintf("The sheet is damaged: near this cell stands one with the address \"%s\".",
						qr.Visible(a.Value)))
			}
			s.at = p
		case "t":
			c.kind = a.Value
		case "s":
			c.style, _ = strconv.Atoi(a.Value) // 0 is the usual style
		}
	}
	return nil
}

func (s *sheetScanner) cell(c *cellXML) error {
	if !c.hasValue && !c.hasFormula {
		return nil
	}
	if s.at.col > MaxColumns {
		return tooManyColumns(s.sheet, s.at)
	}
	if s.content.lastRow != s.at.row {
		s.content.lastRow = s.at.row
		if s.rows++; s.rows > MaxRows {
			return tooManyRows(s.sheet)
		}
		if s.hidden {
			s.content.hiddenRows = append(s.content.hiddenRows, strconv.Itoa(s.at.row))
		}
	}
	value := strings.TrimSpace(string(c.value))
	if c.hasFormula {
		o := s.origin(s.at)
		o.formula = "=" + string(c.formula)
		s.share(c, o)
		if !c.hasValue || value == "" && c.kind != "str" {
			o.fault = formulaWithoutValue(s.sheet, s.at)
		}
	}
	switch c.kind {
	case "e":
		s.origin(s.at).fault = errorValue(s.sheet, s.at, value)
	case "s":
		if value == "" {
			break
		}
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 {
			return s.damaged(fmt.Sprintf("Trang tính hỏng: ô này dùng chuỗi số “%s”.", qr.Visible(value)),
				fmt.Sprintf("The sheet is damaged: this cell refers to text number \"%s\".", qr.Visible(value)))
		}
		if i >= s.content.sharedStrings {
			s.content.sharedStrings, s.content.stringsAt = i+1, s.at
		}
		c.struck = c.struck || s.struck.strings[i]
	case "", "n":
		if v, err := strconv.ParseFloat(value, 64); err == nil {
			s.origin(s.at).number = strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	if c.struck || s.struck.styles[c.style] {
		s.strike()
	}
	return nil
}

// share gives the cells that share a formula the text of it, which only the first
// of them has (ECMA-376 Part 1, 18.3.1.40).
func (s *sheetScanner) share(c *cellXML, o *origin) {
	if c.shared == "" {
		return
	}
	if len(c.formula) > 0 {
		s.formulas[c.shared] = sharedFormula{o.formula, s.at}
		return
	}
	f := s.formulas[c.shared]
	o.formula, o.moved = "="+strings.TrimPrefix(f.text, "="), position{s.at.row - f.at.row, s.at.col - f.at.col}
}

type sharedFormula struct {
	text string
	at   position
}

// strike notes that the text of the cell is crossed out.
func (s *sheetScanner) strike() {
	rows := s.content.struck
	if last := len(rows) - 1; last >= 0 && rows[last].last == (position{s.at.row, s.at.col - 1}) {
		rows[last].last = s.at
		return
	}
	s.content.struck = append(rows, struckRow{s.at, s.at})
}

// origin returns what stands behind the cell at p, to be filled in.
func (s *sheetScanner) origin(p position) *origin {
	row := s.content.origins[p.row]
	for len(row) < p.col {
		row = append(row, nil)
	}
	if row[p.col-1] == nil {
		row[p.col-1] = &origin{}
	}
	s.content.origins[p.row] = row
	return row[p.col-1]
}

// hyperlink keeps the target of a link to the web. Links within the workbook
// are of no use on paper.
func (s *sheetScanner) hyperlink(t xml.StartElement) {
	r := s.relations[attribute(t, "id")]
	if r.Mode != "External" {
		return
	}
	target := r.Target
	if location := attribute(t, "location"); location != "" && !strings.Contains(target, "#") {
		target += "#" + location
	}
	area, ok := parseRange(attribute(t, "ref"))
	if !ok {
		return
	}
	// A link over a range belongs to its first cell, where the text stands when
	// the range is merged.
	if area.from.col <= MaxColumns && area.from.row <= s.content.lastRow {
		s.origin(area.from).link = target
	}
}

func (s *sheetScanner) merge(t xml.StartElement) error {
	area, ok := parseRange(attribute(t, "ref"))
	if !ok {
		ref := qr.Visible(attribute(t, "ref"))
		return damaged(s.sheet, fmt.Sprintf("Trang tính hỏng: vùng ô gộp “%s” không có thật.", ref),
			fmt.Sprintf("The sheet is damaged: there are no merged cells \"%s\".", ref))
	}
	s.merges = append(s.merges, area)
	return nil
}

// spread notes the cells that each merged range covers, as far as there are
// rows and columns to read.
func (s *sheetScanner) spread() error {
	cells := 0
	for _, m := range s.merges {
		for row := m.from.row; row <= min(m.to.row, s.content.lastRow); row++ {
			for col := m.from.col; col <= min(m.to.col, MaxColumns); col++ {
				if cells++; cells > MaxMerged {
					return tooManyMerged(s.sheet)
				}
				if p := (position{row, col}); p != m.from {
					s.content.covered[p] = m.from
				}
			}
		}
	}
	return nil
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// parsePosition reads "B2".
func parsePosition(s string) (position, bool) {
	var p position
	letters := 0
	for ; letters < len(s) && 'A' <= s[letters] && s[letters] <= 'Z'; letters++ {
		if p.col = p.col*26 + int(s[letters]-'A') + 1; p.col > excelize.MaxColumns {
			return position{}, false
		}
	}
	for _, c := range []byte(s[letters:]) {
		if c < '0' || c > '9' {
			return position{}, false
		}
		if p.row = p.row*10 + int(c-'0'); p.row > excelize.TotalRows {
			return position{}, false
		}
	}
	return p, p.col > 0 && p.row > 0 && s[letters] != '0'
}

// parseRange reads "B2:D4" or "B2".
func parseRange(s string) (mergedRange, bool) {
	first, last, ok := strings.Cut(s, ":")
	if !ok {
		last = first
	}
	from, ok1 := parsePosition(first)
	to, ok2 := parsePosition(last)
	return mergedRange{from, to}, ok1 && ok2 && from.row <= to.row && from.col <= to.col
}

func formulaWithoutValue(sheet string, p position) *Error {
	return badCell("formula-no-value", sheet, p,
		"Ô là công thức chưa có kết quả.", "The cell is a formula without a result.",
		"Mở bằng Excel để tính, rồi lưu lại; hoặc chép ô và dán giá trị.",
		"Open it in Excel to have it computed, and save; or copy the cell and paste its value.")
}

func errorValue(sheet string, p position, value string) *Error {
	return badCell("cell-error-value", sheet, p,
		"Ô báo lỗi "+quote(value)+".", "The cell shows the error "+quote(value)+".",
		"Sửa công thức hoặc gõ giá trị.", "Mend the formula or type the value.")
}
