package sheet

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

var (
	urlForm   = pattern(`^(?i:https?)://[^\s]+$`)
	urlInside = pattern(`(?i)https?://[^\s<>"“”«»]+`)
	urlStart  = pattern(`(?i)(?:^|[\s;,|(<"“«])https?://`)
	hostForm  = pattern(`^(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s]*)?$`)
)

func isURL(s string) bool { return urlForm().MatchString(s) && !hasURLs(s) }

// hasURLs reports whether a text holds more than one address. One inside of
// another, after a = or a /, does not count.
func hasURLs(s string) bool {
	return strings.Count(s, "://") > 1 && len(urlStart().FindAllStringIndex(s, 2)) > 1
}

// hyperlink is the web address behind a cell, if there is one.
func (c cell) hyperlink() string {
	if c.origin == nil {
		return ""
	}
	if isURL(c.link) {
		return c.link
	}
	return ""
}

// losesLink reports a formula that leads somewhere, and the file does not tell
// where.
func (c cell) losesLink() bool { return c.origin != nil && c.linkLost }

func (g *grid) linkForm(p position, text string) *Error {
	vi, en := "", ""
	if g.isText {
		vi, en = " (tệp .csv không giữ liên kết ẩn sau chữ)", " (a .csv does not keep links behind words)"
	}
	return badCell("link-form", g.sheet, p,
		"Ô đường dẫn ghi "+quote(text)+", không đọc được thành địa chỉ https.",
		"The link says "+quote(text)+", which cannot be read as an https address.",
		"Ghi địa chỉ liền một dòng, bắt đầu bằng https://"+vi+", hoặc để trống.",
		"Give an address in one piece that begins with https://"+en+", or leave the cell blank.")
}

func linkFormula(sheet string, p position, c cell) *Error {
	return badCell("link-formula", sheet, p,
		"Ô dùng công thức HYPERLINK mà tệp không lưu địa chỉ: "+quote(c.formula)+".",
		"The cell has a HYPERLINK formula of which the file does not store the address: "+quote(c.formula)+".",
		"Mở bằng Excel, dán địa chỉ https:// vào ô dưới dạng chữ thay cho công thức.",
		"Open it in Excel and paste the https:// address into the cell as text, in place of the formula.")
}

// A linkGuess is the address that a text means and, when it is not the text
// itself, why.
type linkGuess struct {
	link   string
	vi, en string
}

// readLink finds the one address in a text of the column of links.
func readLink(text string) (g linkGuess, ok bool) {
	if isURL(text) {
		return linkGuess{link: text}, true
	}
	if hostForm().MatchString(text) {
		return linkGuess{"https://" + text, "thiếu https:// ở đầu", "https:// was missing"}, true
	}
	at := urlInside().FindStringIndex(text)
	if at == nil || hasURLs(text) {
		return linkGuess{}, false
	}
	before, after := strings.TrimSpace(text[:at[0]]), text[at[1]:]
	if strings.HasPrefix(after, " ") && (before == "" || strings.ContainsAny(after, "/?=&%")) {
		return linkGuess{}, false // an address with a gap in it: no one knows where it ends
	}
	return linkGuess{trimLink(text[at[0]:at[1]]), "trong ô còn chữ khác", "the cell holds other words too"}, true
}

// trimLink takes off the punctuation of the sentence around an address: a
// bracket belongs to the address if it opens there too.
func trimLink(link string) string {
	for {
		trimmed := strings.TrimRight(link, ".,;:!'’")
		for _, pair := range []string{"()", "[]", "{}"} {
			if strings.HasSuffix(trimmed, pair[1:]) && strings.Count(trimmed, pair[1:]) > strings.Count(trimmed, pair[:1]) {
				trimmed = trimmed[:len(trimmed)-1]
			}
		}
		if trimmed == link {
			return link
		}
		link = trimmed
	}
}

var (
	linkedCode = pattern(`^[1-9]\.[0-9]{6}(?:\.[0-9A-Za-z]+)*$`)
	// cutCode is a code that lost its zeros at the end, or a digit.
	cutCode = pattern(`^[1-9]\.[0-9]{1,5}$|^[1-9]\.[0-9]{7,8}$`)
	// codeKeys are the parameters in which portals take a code.
	codeKeys = pattern(`(?i)^(?:keywords?|q|query|search|tu_?khoa|key|code|ma|ma_?(?:so|tthc|thu_?tuc|dvc).*|procedure_?code)$`)
)

// linkCodes lists the codes of procedures that an address carries, as it has them: in
// its parameters, or as a part of its path.
func linkCodes(link string) []string {
	u, err := url.Parse(link)
	if err != nil {
		return nil
	}
	var codes []string
	for _, part := range strings.Split(u.Path, "/") {
		if linkedCode().MatchString(part) {
			codes = append(codes, part)
		}
	}
	query := u.Query()
	if _, rest, found := strings.Cut(u.Fragment, "?"); found { // as pages of one address have it
		more, _ := url.ParseQuery(rest)
		maps.Copy(query, more)
	}
	for _, key := range slices.Sorted(maps.Keys(query)) {
		for _, value := range query[key] {
			value = strings.TrimSpace(value)
			if linkedCode().MatchString(value) || codeKeys().MatchString(key) && cutCode().MatchString(value) {
				codes = append(codes, value)
			}
		}
	}
	return codes
}

// linkAgrees says where a link leads to another procedure than that of the row, or ends
// in what may belong to a sentence.
func (q *rowReader) linkAgrees(p Procedure) {
	if p.Link == "" {
		return
	}
	place := q.t.g.sheet + "!" + p.Cells.Link
	if end := p.Link[len(p.Link)-1:]; strings.Contains(".,;:", end) {
		q.notes = append(q.notes, Note{Code: "link-ending", Severity: note.Warning, Field: place,
			VI:    fmt.Sprintf("Đường dẫn kết thúc bằng dấu “%s”, mã QR mang cả dấu đó: %s.", end, quote(p.Link)),
			EN:    fmt.Sprintf("The link ends in \"%s\", which goes into the QR code too: %s.", end, quote(p.Link)),
			FixVI: "Nếu dấu đó không thuộc địa chỉ thì xóa đi.", FixEN: "Delete it if it is no part of the address."})
	}
	codes := linkCodes(p.Link)
	own := codeKey(p.Code)
	if p.Code == "" || len(codes) == 0 || slices.ContainsFunc(codes, func(code string) bool { return sameProcedure(codeKey(code), own) }) {
		return
	}
	q.notes = append(q.notes, Note{Code: "link-code", Severity: note.Warning, Field: place,
		VI:    fmt.Sprintf("Đường dẫn ở ô %s mang mã %s, còn mã ở ô %s là %s; vẫn dùng đường dẫn đó.", p.Cells.Link, qr.Visible(codes[0]), p.Cells.Code, p.Code),
		EN:    fmt.Sprintf("The link in cell %s carries the code %s, but that of cell %s is %s; the link is used all the same.", p.Cells.Link, qr.Visible(codes[0]), p.Cells.Code, p.Code),
		FixVI: "Sửa mã hoặc đường dẫn; nếu để trống đường dẫn thì mã QR tìm theo mã của dòng.",
		FixEN: "Mend the code or the link; without a link the QR code searches for the code of the row."})
}

// sameProcedure compares the keys of two codes; one may leave out the service.
func sameProcedure(a, b string) bool {
	return a == b || strings.HasSuffix(a, ".") && strings.HasPrefix(b, a) || strings.HasSuffix(b, ".") && strings.HasPrefix(a, b)
}

// saysAddress reports a text that gives an address, be it one that cannot be
// read, and not just words like "Xem tại đây".
func saysAddress(text string) bool {
	return strings.Contains(text, "//") || strings.ContainsAny(text, `\@`) || addressForm().MatchString(text)
}

var addressForm = pattern(`(?i)\b(?:https?|www|[a-z0-9-]+\.(?:vn|com|net|org|gov))\b`)

// saysNoLink reports what people write where they have no link.
func saysNoLink(text string) bool {
	return isPlaceholder(text) || noLink().MatchString(fold.Words(text))
}

var noLink = pattern(`^(?:chua|khong|dang|no) (?:co |duoc |cap nhat |cong bo |cong khai |xay dung )*(?:link|url|duong dan|duong link|lien ket|dia chi|cap nhat|cong bo|cong khai|xay dung|tren cong)?$`)
