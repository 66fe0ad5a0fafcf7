package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/fold"
)

// A column is what a column of the table holds.
type column int

const (
	noColumn column = iota
	numberColumn
	codeColumn
	nameColumn
	fieldColumn
	levelColumn
	fullyColumn  // marked when the procedure is fully online
	partlyColumn // marked when it is partly online
	daysColumn
	feeColumn
	linkColumn
	otherColumn // known, but of no use on a board
	columnCount
)

// String is the heading that the column has in most lists.
func (c column) String() string {
	return [columnCount]string{"", "STT", "Mã TTHC", "Tên TTHC", "Lĩnh vực", "Mức độ", "Toàn trình", "Một phần",
		"Thời hạn giải quyết", "Phí, lệ phí", "Đường dẫn", ""}[c]
}

// headings lists, folded, what offices write over each column, and the words
// with which longer headings begin. A heading in exact is known to be whole, so
// that a row below it that makes it so is a part of it. They were gathered from lists posted by
// provinces and communes; the English ones are those of exported tables.
var headings = [columnCount]struct{ exact, prefixes []string }{
	numberColumn: {exact: []string{"stt", "tt", "so tt", "so thu tu", "thu tu", "no", "stt tthc", "tt tthc", "stt thu tuc"}},
	codeColumn: {
		exact: []string{"ma", "ma so", "code", "procedure code", "ma hs", "ma so tthc", "ma so thu tuc", "ma so thu tuc hanh chinh",
			"ma thu tuc hanh chinh", "ma so ho so"},
		prefixes: []string{"ma so", "ma tthc", "ma thu tuc", "ma dvc", "ma dich vu cong", "ma ho so", "ma quoc gia",
			"ma dinh danh tthc", "ma dinh danh thu tuc", "so hieu tthc", "so ho so tthc"},
	},
	nameColumn: {
		exact: []string{"ten", "name", "noi dung", "tthc", "thu tuc", "thu tuc hanh chinh", "procedure", "procedure name",
			"ten goi", "ten day du", "ten thu tuc hanh chinh", "ten dich vu cong"},
		prefixes: []string{"ten tthc", "ten thu tuc", "ten dvc", "ten dich vu", "ten cong viec", "ten quy trinh", "ten va ma",
			"ten cac thu tuc", "ten cac tthc", "ten danh muc", "danh muc tthc", "danh muc thu tuc", "danh muc dich vu cong",
			"noi dung tthc", "noi dung thu tuc", "noi dung cong viec"},
	},
	fieldColumn: {
		exact:    []string{"field", "nhom", "nganh", "domain", "category"},
		prefixes: []string{"linh vuc", "ten linh vuc", "nhom linh vuc", "nhom tthc", "nhom thu tuc", "nganh linh vuc", "thuoc linh vuc"},
	},
	levelColumn: {
		exact: []string{"level", "online level", "dvc", "dvctt", "dich vu cong", "muc do dvc", "muc do dvctt", "muc do dich vu cong",
			"muc do dich vu cong truc tuyen", "muc do cung cap dich vu", "muc do truc tuyen"},
		prefixes: []string{"muc do", "muc dvc", "muc dich vu cong", "cap do dvc", "hinh thuc dvc", "hinh thuc dich vu", "hinh thuc cung cap",
			"hinh thuc truc tuyen", "loai hinh dvc", "loai hinh dich vu", "loai dvc", "loai dich vu", "cung cap dvc", "cung cap dich vu",
			"dvc truc tuyen", "dich vu cong truc tuyen", "dvctt"},
	},
	daysColumn: {
		exact: []string{"thoi gian", "days", "time", "time limit", "duration", "thoi han giai quyet", "thoi han giai quyet ho so"},
		prefixes: []string{"thoi han", "thoi gian giai quyet", "thoi gian thuc hien", "thoi gian xu ly", "thoi gian tra",
			"so ngay", "tong thoi gian"},
	},
	feeColumn: {
		exact:    []string{"fee", "fees", "phi le phi", "muc phi le phi"},
		prefixes: []string{"phi", "le phi", "muc phi", "muc le phi", "muc thu"},
	},
	linkColumn: {
		exact: []string{"href", "duong dan truy cap", "duong link truy cap", "link truy cap"},
		prefixes: []string{"link", "url", "duong dan", "duong link", "lien ket", "dia chi truy cap", "dia chi web", "dia chi website",
			"dia chi url", "dia chi internet", "dia chi dien tu", "dia chi tren", "website", "trang web"},
	},
	otherColumn: {prefixes: []string{"ghi chu", "note", "notes", "remarks", "co quan", "don vi", "can cu", "quyet dinh", "so quyet dinh",
		"doi tuong", "cap thuc hien", "cap giai quyet", "tham quyen", "dia diem", "cach thuc", "trinh tu", "thanh phan", "ket qua",
		"co so phap ly", "van ban", "ten co quan", "ten don vi", "ten van ban", "ho ten", "ho va ten", "noi tiep nhan", "noi thuc hien", "bo phan"}},
}

// weakHeadings are over a column of names or codes of anything at all.
var weakHeadings = []string{"ten", "name", "noi dung", "ma", "ma so", "code", "ten goi", "ten day du"}

// meaning tells what a heading, already folded, stands over; exact is whether
// it is a heading as a whole, not just the beginning of one.
func meaning(label string) (c column, exact bool) {
	switch level := namedOnline(label); {
	case label == "":
		return noColumn, false
	case level != "" && deniesLevel().MatchString(label):
	case level == FullyOnline:
		return fullyColumn, true
	case level == PartlyOnline:
		return partlyColumn, true
	}
	for c := numberColumn; c < columnCount; c++ {
		if slices.Contains(headings[c].exact, label) || slices.Contains(headings[c].prefixes, label) {
			return c, true
		}
	}
	best, longest := noColumn, 0
	for c := numberColumn; c < columnCount; c++ {
		for _, p := range headings[c].prefixes {
			if len(p) > longest && hasWordPrefix(label, p) {
				best, longest = c, len(p)
			}
		}
	}
	if best == fieldColumn && (hasPhrase(label, "ten tthc") || hasPhrase(label, "ten thu tuc")) {
		return nameColumn, false // "Lĩnh vực/Tên thủ tục"
	}
	return best, false
}

// A header is the headings of a table.
type header struct {
	rows    int              // how many rows they take
	columns [columnCount]int // where each stands, from 1; 0 is nowhere
	labels  map[int]string   // every heading, as written
	doubles []int            // columns whose meaning an earlier column has
	means   map[int]column   // what each of those holds
	score   int              // how many columns are understood
	weak    bool             // nothing in it speaks of procedures
}

const (
	maxHeaderRows  = 3
	maxHeadingText = 120 // characters
)

// findHeader reports whether the headings of a table begin at row i. They may
// take several rows: a heading broken in two, or a group over its parts.
func findHeader(g *grid, i int) (header, bool) {
	if !couldBeHeading(g.rows[i]) || len(g.rows[i].filled()) < 2 {
		return header{}, false
	}
	best := readHeader(g, i, 1)
	for n := 2; n <= maxHeaderRows && i+n <= len(g.rows); n++ {
		below := g.rows[i+n-1]
		if below.n != g.rows[i+n-2].n+1 || isNumbering(below) {
			break
		}
		parts := partsHeading(g, g.rows[i+n-2], below)
		if !parts && (!couldBeHeading(below) || isEntry(g, i, n-1)) {
			break
		}
		h := readHeader(g, i, n)
		if parts && h.score >= best.score || h.score > best.score || h.score == best.score && (completes(g, i, n) || spansDown(g, g.rows[i], below)) {
			best = h
		}
	}
	if !best.accepted() {
		return header{}, false
	}
	if best.rows > 1 {
		// Titles above headings that need no help from them are not a part of them.
		for k := 1; k < best.rows && !spansDown(g, g.rows[i+k-1], g.rows[i+k]); k++ {
			if below := readHeader(g, i+k, best.rows-k); below.accepted() && below.score >= best.score {
				return header{}, false
			}
		}
	}
	return best, true
}

// couldBeHeading rules out the rows that hold data.
func couldBeHeading(r *row) bool {
	filled := r.filled()
	if len(filled) == 0 || ordinal().MatchString(r.cell(filled[0]).text) {
		return false
	}
	for _, col := range filled {
		c := r.cell(col)
		if utf8.RuneCountInString(c.text) > maxHeadingText || isCode(c.text) || isURL(c.text) {
			return false
		}
		if _, ok := sectionField(c.text); ok && len(filled) == 1 {
			return false
		}
	}
	return true
}

// isEntry reports whether the row below n rows of headings is the first of the
// list: it has a number, or under the heading of the names what is no heading.
func isEntry(g *grid, i, n int) bool {
	above, below := readHeader(g, i, n), g.rows[i+n]
	if col := above.columns[numberColumn]; col > 0 && ordinal().MatchString(below.cell(col).text) {
		return true
	}
	col := above.columns[nameColumn]
	if col == 0 || below.cell(col).text == "" {
		return false
	}
	_, own := meaning(label(below.cell(col).text))
	_, joined := meaning(label(headingText(g, i, n+1, col)))
	return !own && !joined
}

// completes reports whether each cell of the last of n rows, read together
// with those above, makes a known heading.
func completes(g *grid, i, n int) bool {
	last := g.rows[i+n-1]
	for _, col := range last.filled() {
		joined := headingText(g, i, n, col)
		if _, exact := meaning(fold.Words(joined)); !exact || joined == last.cell(col).text {
			return false
		}
	}
	return true
}

// spansDown reports whether a heading of the row above is merged down over the
// row below.
func spansDown(g *grid, above, below *row) bool {
	for _, col := range above.filled() {
		if c, _ := meaning(label(above.cell(col).text)); c != noColumn && g.anchor(below.at(col)) == above.at(col) {
			return true
		}
	}
	return false
}

// partsHeading reports whether all cells of the row below stand under headings of
// the row above that are merged over several columns, and so part them: "Cũ | Mới"
// under "Mã TTHC", "2 | 3 | 4" under "Mức độ".
func partsHeading(g *grid, above, below *row) bool {
	parts := 0
	for _, col := range below.filled() {
		c := below.cell(col)
		over := above.at(col)
		from := g.anchor(over)
		isMerged := from != over || g.anchor(above.at(col+1)) == over
		known, _ := meaning(label(above.cell(from.col).text))
		if c.isFaulty() || !isMerged || from.row != above.n || known == noColumn || utf8.RuneCountInString(c.text) > maxHeadingText || isCode(c.text) || isURL(c.text) {
			return false
		}
		parts++
	}
	return parts > 1
}

func readHeader(g *grid, i, n int) header {
	h := header{rows: n, labels: map[int]string{}, means: map[int]column{}, weak: true}
	width := 0
	for _, r := range g.rows[i : i+n] {
		width = max(width, len(r.cells))
	}
	for col := 1; col <= width; col++ {
		text := headingText(g, i, n, col)
		if text == "" {
			continue
		}
		h.labels[col] = text
		c := headingMeaning(g, i, n, col)
		switch {
		case c == noColumn:
		case c == otherColumn:
			h.columns[c] = col
		case h.columns[c] == 0:
			h.columns[c] = col
			h.score++
			h.weak = h.weak && (c == numberColumn || slices.Contains(weakHeadings, label(text)))
		case precedence(c, text) > precedence(c, h.labels[h.columns[c]]):
			h.doubles, h.means[h.columns[c]] = append(h.doubles, h.columns[c]), c
			h.columns[c] = col
		default:
			h.doubles, h.means[col] = append(h.doubles, col), c
		}
	}
	return h
}

var (
	formerHeading  = pattern(`(?:^| )(?:cu$|cu (?:va|sang|thanh|so|ma|ten)\b|truoc day|truoc (?:khi )?sua doi|truoc khi|da cong bo|(?:bi|duoc) thay the$|bi thay the|bi bai bo|da bai bo)`)
	currentHeading = pattern(`(?:^| )(?:moi|hien hanh|hien nay)(?: |$)`)
)

// precedence orders the headings of two columns that hold the same: "Mã TTHC
// mới" comes before "Mã TTHC", that before "Mã TTHC cũ", and before "Mã DVC".
func precedence(c column, heading string) int {
	folded, n := fold.Words(heading), 0
	switch {
	case formerHeading().MatchString(folded):
		n = -2
	case currentHeading().MatchString(folded):
		n = 2
	}
	if (c == codeColumn || c == nameColumn) && (hasPhrase(folded, "tthc") || hasPhrase(folded, "thu tuc")) {
		n++
	}
	return n
}

// accepted reports whether the headings are those of a list of procedures.
func (h header) accepted() bool {
	named, coded := h.columns[nameColumn] > 0, h.columns[codeColumn] > 0
	others := h.score
	if h.columns[otherColumn] > 0 {
		others++
	}
	if h.weak {
		return named && coded
	}
	return (named || coded) && others >= 2
}

// headingText joins the headings over a column from the top down.
func headingText(g *grid, i, n, col int) string {
	var texts []string
	var seen []position
	for _, r := range g.rows[i : i+n] {
		at := r.at(col)
		if n > 1 {
			at = g.anchor(at)
		}
		if slices.Contains(seen, at) || at.row < g.rows[i].n {
			continue
		}
		seen = append(seen, at)
		if from := g.row(at.row); from != nil && from.cell(at.col).text != "" {
			texts = append(texts, from.cell(at.col).text)
		}
	}
	return strings.Join(texts, " ")
}

// headingMeaning understands a heading as a whole, else by its lowest row,
// else by its highest.
func headingMeaning(g *grid, i, n, col int) column {
	whole := headingText(g, i, n, col)
	if utf8.RuneCountInString(whole) > maxHeadingText {
		return noColumn
	}
	for _, text := range []string{whole, headingText(g, i+n-1, 1, col), headingText(g, i, 1, col)} {
		if c, _ := meaning(label(text)); c != noColumn {
			return c
		}
	}
	return noColumn
}

var parenthesis = pattern(`\([^)]*\)`)

// label folds a heading without what it says in brackets: "Phí (đồng)".
func label(text string) string {
	if outside := fold.Words(parenthesis().ReplaceAllString(text, " ")); outside != "" {
		return outside
	}
	return fold.Words(text)
}
