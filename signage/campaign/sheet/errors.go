package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// What an *Error matches through errors.Is.
var (
	// ErrTooLarge reports a file over one of the limits.
	ErrTooLarge = errors.New("danh mục quá lớn / list too large")
	// ErrFormat reports a file that is neither an .xlsx nor a .csv, or is one
	// under the name of another.
	ErrFormat = errors.New("không phải danh mục .xlsx hay .csv / not a list in .xlsx or .csv")
	// ErrDamaged reports a file that was cut or whose parts contradict each other.
	ErrDamaged = errors.New("tệp bị hỏng / damaged file")
	// ErrEncrypted reports an .xlsx with a password.
	ErrEncrypted = errors.New("tệp có mật khẩu / encrypted file")
	// ErrNoSheet reports that the sheet of Options.Sheet does not exist.
	ErrNoSheet = errors.New("không có trang tính / no such sheet")
	// ErrNoHeader reports that no sheet has a row of headings.
	ErrNoHeader = errors.New("không tìm thấy dòng tiêu đề / header not found")
	// ErrEmpty reports a file or a table without a single procedure.
	ErrEmpty = errors.New("danh mục trống / empty list")
	// ErrCell reports a row that cannot be read; Error.Cell says why.
	ErrCell = errors.New("ô không đọc được / unreadable cell")
)

// An Error says why a file, or a cell of it, cannot be used, and what to do.
type Error struct {
	// Code names the kind of error and never changes: "code-form".
	Code string
	// Sheet and Cell are the place; both are empty when it is the file.
	Sheet, Cell string
	// VI and EN are the message in Vietnamese and in English.
	VI, EN string
	// FixVI and FixEN say what to do.
	FixVI, FixEN string

	kind error
}

// Error gives place, message and remedy in both languages.
func (e *Error) Error() string {
	vi := strings.TrimSpace(e.VI + " " + e.FixVI)
	en := strings.TrimSpace(e.EN + " " + e.FixEN)
	if place := e.place(); place != "" {
		return place + ": " + vi + " / " + en
	}
	return vi + " / " + en
}

// Unwrap returns the sentinel that e matches.
func (e *Error) Unwrap() error { return e.kind }

func (e *Error) place() string {
	if e.Cell == "" {
		return e.Sheet
	}
	return e.Sheet + "!" + e.Cell
}

// inRow is e at a row that has its cell merged down from an earlier one: each row
// that cannot be read is named.
func (e *Error) inRow(n int) *Error {
	p, ok := parsePosition(e.Cell)
	if !ok || p.row == n {
		return e
	}
	moved := *e
	moved.Cell = position{n, p.col}.String()
	return &moved
}

func fileTooLarge() *Error {
	return &Error{Code: "file-too-large", kind: ErrTooLarge,
		VI:    fmt.Sprintf("Tệp lớn hơn %d MB.", MaxBytes>>20),
		EN:    fmt.Sprintf("The file is over %d MB.", MaxBytes>>20),
		FixVI: "Bỏ ảnh chèn trong bảng và các trang tính không cần, rồi lưu lại.",
		FixEN: "Remove pictures and sheets that are not needed, and save again."}
}

func bomb(part string) *Error {
	return &Error{Code: "zip-bomb", kind: ErrTooLarge,
		VI:    fmt.Sprintf("Tệp .xlsx bung ra quá lớn (phần %s; mức cho phép: cả tệp %d MB, mỗi phần gấp %d lần).", quote(part), MaxInflated>>20, MaxRatio),
		EN:    fmt.Sprintf("The .xlsx unpacks to too much (part %s; allowed: %d MB in all, %d times the packed size of a part).", quote(part), MaxInflated>>20, MaxRatio),
		FixVI: "Chép riêng bảng danh mục sang một tệp mới rồi lưu lại.",
		FixEN: "Copy the list alone into a new workbook and save it."}
}

func tooManyParts(n int) *Error {
	return &Error{Code: "too-many-parts", kind: ErrTooLarge,
		VI:    fmt.Sprintf("Tệp .xlsx gồm %d phần, quá %d.", n, MaxParts),
		EN:    fmt.Sprintf("The .xlsx has %d parts, over %d.", n, MaxParts),
		FixVI: "Chép riêng bảng danh mục sang một tệp mới rồi lưu lại.",
		FixEN: "Copy the list alone into a new workbook and save it."}
}

func tooManySheets(n int) *Error {
	return &Error{Code: "too-many-sheets", kind: ErrTooLarge,
		VI:    fmt.Sprintf("Tệp có %d trang tính, quá %d.", n, MaxSheets),
		EN:    fmt.Sprintf("The workbook has %d sheets, over %d.", n, MaxSheets),
		FixVI: "Tách danh mục thành nhiều tệp.", FixEN: "Split the list into several files."}
}

func tooManyRows(sheet string) *Error {
	return &Error{Code: "too-many-rows", kind: ErrTooLarge, Sheet: sheet,
		VI:    fmt.Sprintf("Trang tính có hơn %d dòng.", MaxRows),
		EN:    fmt.Sprintf("The sheet has more than %d rows.", MaxRows),
		FixVI: "Tách danh mục thành nhiều tệp.", FixEN: "Split the list into several files."}
}

func tooManyColumns(sheet string, p position) *Error {
	return &Error{Code: "too-many-columns", kind: ErrTooLarge, Sheet: sheet, Cell: p.String(),
		VI:    fmt.Sprintf("Ô này nằm ngoài %d cột đầu.", MaxColumns),
		EN:    fmt.Sprintf("This cell is outside of the first %d columns.", MaxColumns),
		FixVI: "Xóa các cột thừa bên phải bảng.", FixEN: "Delete the stray columns right of the table."}
}

func tooManyMerged(sheet string) *Error {
	return &Error{Code: "too-many-merged", kind: ErrTooLarge, Sheet: sheet,
		VI:    fmt.Sprintf("Các ô gộp phủ hơn %d ô.", MaxMerged),
		EN:    fmt.Sprintf("The merged cells cover more than %d cells.", MaxMerged),
		FixVI: "Bỏ gộp các vùng ô quá lớn.", FixEN: "Unmerge the largest ranges."}
}

func badFormat(code, vi, en, fixVI, fixEN string) *Error {
	return &Error{Code: code, kind: ErrFormat, VI: vi, EN: en, FixVI: fixVI, FixEN: fixEN}
}

func damaged(place, vi, en string) *Error {
	return &Error{Code: "file-damaged", kind: ErrDamaged, Sheet: place, VI: vi, EN: en,
		FixVI: "Lấy lại tệp gốc, hoặc mở bằng Excel rồi lưu lại thành .xlsx.",
		FixEN: "Get the original again, or open it in Excel and save it as .xlsx."}
}

func encrypted() *Error {
	return &Error{Code: "file-encrypted", kind: ErrEncrypted,
		VI:    "Tệp được bảo vệ bằng mật khẩu mở tệp.",
		EN:    "The file is protected by a password.",
		FixVI: "Mở bằng Excel, vào File > Info > Protect Workbook > Encrypt with Password, xóa mật khẩu rồi lưu lại.",
		FixEN: "Open it in Excel, clear the password under File > Info > Protect Workbook > Encrypt with Password, and save."}
}

func noSuchSheet(asked string, have []string) *Error {
	return &Error{Code: "sheet-missing", kind: ErrNoSheet,
		VI:    fmt.Sprintf("Tệp không có trang tính %s; các trang tính: %s.", quote(asked), strings.Join(have, ", ")),
		EN:    fmt.Sprintf("The workbook has no sheet %s; it has: %s.", quote(asked), strings.Join(have, ", ")),
		FixVI: "Chọn một trong các trang tính đó.", FixEN: "Name one of these sheets."}
}

func listEmpty() *Error {
	return &Error{Code: "list-empty", kind: ErrEmpty,
		VI:    "Tệp không có thủ tục nào.",
		EN:    "The file holds no procedure.",
		FixVI: "Kiểm tra đã chọn đúng tệp và bảng có dòng dưới tiêu đề.",
		FixEN: "Check that this is the right file and that rows stand below the headings."}
}

// headerNotFound says what was looked for and what was seen instead.
func headerNotFound(grids []*grid) *Error {
	const sheets, rows = 3, 4
	var seen []string
	for _, g := range grids[:min(len(grids), sheets)] {
		for _, r := range g.rows[:min(len(g.rows), rows)] {
			seen = append(seen, g.place(r.at(r.first()))+" "+quote(r.sample()))
		}
	}
	return &Error{Code: "header-not-found", kind: ErrNoHeader,
		VI: "Không tìm thấy dòng tiêu đề có cột tên thủ tục (Tên TTHC, Tên thủ tục hành chính) và ít nhất một cột khác (STT, Mã số, Mã TTHC, Lĩnh vực, Mức độ, Thời hạn, Phí, lệ phí, Đường dẫn, Link). Đã thấy: " +
			strings.Join(seen, "; ") + ".",
		EN: "No row of headings with a column of names (Tên TTHC, Tên thủ tục hành chính) and at least one other (STT, Mã số, Mã TTHC, Lĩnh vực, Mức độ, Thời hạn, Phí, lệ phí, Đường dẫn, Link). Seen: " +
			strings.Join(seen, "; ") + ".",
		FixVI: "Thêm dòng tiêu đề ngay trên bảng. Nếu chữ hiện sai, chuyển phông TCVN3 hoặc VNI sang Unicode trước.",
		FixEN: "Add a row of headings right above the table. If the letters look wrong, convert TCVN3 or VNI fonts to Unicode first."}
}

func moreErrors(n int) *Error {
	return &Error{Code: "more-errors", kind: ErrCell,
		VI: fmt.Sprintf("Còn %d ô lỗi khác.", n),
		EN: fmt.Sprintf("%d more bad cells.", n)}
}

func badCell(code, sheet string, p position, vi, en, fixVI, fixEN string) *Error {
	return &Error{Code: code, kind: ErrCell, Sheet: sheet, Cell: p.String(), VI: vi, EN: en, FixVI: fixVI, FixEN: fixEN}
}

const codeCellTooLong = "cell-too-long"

func (g *grid) cellTooLong(p position, n int) *Error {
	e := badCell(codeCellTooLong, g.sheet, p,
		fmt.Sprintf("Ô có %d ký tự, quá %d.", n, MaxCellLength),
		fmt.Sprintf("The cell has %d characters, over %d.", n, MaxCellLength),
		"Rút gọn nội dung ô.", "Shorten the cell.")
	if g.isText {
		e.FixVI = "Rút gọn nội dung ô, hoặc kiểm tra dấu ngoặc kép bị thiếu trong tệp .csv."
		e.FixEN = "Shorten the cell, or look for a missing quotation mark in the .csv."
	}
	return e
}
