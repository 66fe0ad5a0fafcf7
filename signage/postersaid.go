package signage

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/fold"
	"github.com/bangron/bangron/signage/internal/note"
)

// scanWith tells with which program a payload is scanned. Cameras do not pay, Zalo joins no network and dials no number,
// and an account of Zalo is of no use without it.
func scanWith(payload string) string {
	switch qr.KindOf(payload) {
	case qr.KindTransfer:
		return "Mở ứng dụng ngân hàng và quét mã"
	case qr.KindWiFi, qr.KindCall, qr.KindMessage, qr.KindPlace, qr.KindMail, qr.KindContact:
		return "Mở máy ảnh và quét mã"
	}
	if qr.Host(payload) == "zalo.me" {
		return "Mở Zalo và quét mã"
	}
	return "Mở máy ảnh hoặc Zalo và quét mã"
}

// maxPosterLines is the most lines that stand under the code of a poster, those of the payload among them.
const maxPosterLines = 6

// posterLines are what the payload says, and then the user's own lines. A fact that the face cannot set is left out: the
// network may be called "☕".
func (b *builder) posterLines(payload string, own []string, face *fonts.Face) ([]string, error) {
	var lines []string
	for _, fact := range qr.Facts(payload) {
		line, err := b.line("payload", fact.Label.VI+": "+fact.Text)
		if missing := face.Missing(line); err != nil || len(missing) > 0 {
			b.notes = append(b.notes, note.Note{
				Code: "fact-unprinted", Severity: note.Warning, Field: "payload",
				VI: fmt.Sprintf("Không in được nội dung “%s: %s” của mã.", fact.Label.VI, qr.Visible(fact.Text)),
				EN: fmt.Sprintf("What the code says, \"%s: %s\", cannot be printed.", fact.Label.EN,
					qr.Visible(fact.Text)),
				FixVI: "Đổi tên không có ký tự lạ.", FixEN: "Use a name without unusual characters.",
			})
			continue
		}
		lines = append(lines, line)
	}
	if most := maxPosterLines - len(lines); len(own) > most {
		return nil, refuse(ErrText, note.Note{
			Code: "lines-count", Severity: note.Error, Field: "lines",
			VI: fmt.Sprintf("Dưới mã còn chỗ cho nhiều nhất %d dòng của người dùng, đang có %d.", most, len(own)),
			EN: fmt.Sprintf("There is room for at most %d lines of your own under the code; there are %d.", most,
				len(own)),
			FixVI: "Bớt dòng.", FixEN: "Use fewer lines.",
		})
	}
	for i, said := range own {
		line, err := b.line(fmt.Sprintf("lines[%d]", i), said)
		if err != nil {
			return nil, err
		}
		if line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// What people call the parts of a payload, folded.
var (
	accountSaid = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:stk|tk|tai khoan|so the|account)(?: [a-z]+){0,4}? ([0-9](?: ?[0-9])+)`)
	})
	longNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9](?: ?[0-9])+`) })
	moneySaid  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`([0-9](?: ?[0-9])*) ?(?:(k)|(nghin|ngan|trieu)? ?(?:dong|vnd|d))\b( chi\b)?`)
	})
	phoneSaid = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:sdt|dt|dien thoai|hotline|tong dai|lien he|hoi|goi|zalo|ho tro)\b`)
	})
	dialledSaid = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:sdt|dt|dien thoai|tong dai|goi|nhan tin|soan|gui)\b`)
	})
	daySaid      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9]{1,2}[/.-][0-9]{1,2}([/.-][0-9]{2,4})?`) })
	yearSaid     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^20[0-9]{2}$`) })
	networkSaid  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:ten )?(?:mang )?(?:wi ?fi|mang|ssid)$`) })
	passwordSaid = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:mật khẩu|mat khau|password|pass|mk)\s*(?::|là\s)\s*(\S.*)$`)
	})
)

// checkSaid refuses words beside a code that its payload gives the lie: money would go to another account than the
// reader believes, or the reader to another page.
func (b *builder) checkSaid(payload string, lines []string, policy *qr.LinkPolicy) error {
	for i, line := range lines {
		var truth string
		switch qr.KindOf(payload) {
		case qr.KindTransfer:
			truth = transferTruth(payload, line)
		case qr.KindWiFi:
			truth = networkTruth(payload, line)
		case qr.KindCall, qr.KindMessage:
			truth = numberTruth(payload, line)
		}
		for _, address := range qr.Addresses(line) {
			said, host := qr.Host(address), qr.Host(payload)
			switch {
			case said == "" || site(said) == site(host):
			case host != "":
				truth = host
			default:
				verdict := policy.Check("https://" + said)
				if err := verdict.Err(); err != nil {
					return refuse(errors.Join(ErrText, err), judged(verdict, "lines", fmt.Sprintf("“%s”: ", short(line)), fmt.Sprintf("%q: ", short(line)))...)
				}
			}
		}
		if truth == "" {
			continue
		}
		n := note.Note{
			Code: "line-untrue", Severity: note.Error, Field: "lines",
			VI:    fmt.Sprintf("“%s” không đúng với mã QR: mã ghi %s.", short(line), truth),
			EN:    fmt.Sprintf("%q is not what the QR code says: that is %s.", short(line), truth),
			FixVI: "Bỏ dòng này: nội dung của mã đã được in sẵn. Nếu mã sai thì tạo lại mã.",
			FixEN: "Leave the line out: what the code holds is printed anyway. If the code is wrong, make it again.",
		}
		if i == 0 {
			n.Field = "verb"
			n.FixVI, n.FixEN = "Sửa lời này cho đúng với mã. Nếu mã sai thì tạo lại mã.", "Make these words those of the code. If the code is wrong, make it again."
		}
		return refuse(ErrText, n)
	}
	return nil
}

// site is a host by what people know it by.
func site(host string) string { return strings.TrimPrefix(host, "www.") }

// numberTruth is what number a code dials or writes to where a line names only others; empty where it does not.
func numberTruth(payload, line string) string {
	facts := qr.Facts(payload)
	said := fold.Words(daySaid().ReplaceAllString(line, " "))
	if len(facts) == 0 || !dialledSaid().MatchString(said) {
		return ""
	}
	other := false
	for _, number := range longNumber().FindAllString(moneySaid().ReplaceAllString(said, " "), -1) {
		const shortest = 3
		if beginsWith(national(number), national(digitsOf(facts[0].Text))) {
			return ""
		}
		other = other || len(digitsOf(number)) >= shortest && !yearSaid().MatchString(number)
	}
	if !other {
		return ""
	}
	return facts[0].Text
}

// national is a number as it is dialled within the country.
func national(number string) string {
	if rest, found := strings.CutPrefix(number, "84"); found && len(digitsOf(rest)) >= 9 {
		return "0" + rest
	}
	return number
}

// transferTruth is what a transfer says where a line says something else; empty where it does not.
func transferTruth(payload, line string) string {
	q, err := qr.ParseVietQR(payload)
	if err != nil {
		return ""
	}
	said, account := fold.Words(line), digitsOf(q.Account)
	for _, m := range accountSaid().FindAllStringSubmatch(said, -1) {
		if !beginsWith(m[1], account) {
			return q.Account
		}
	}
	if !phoneSaid().MatchString(said) {
		for _, number := range longNumber().FindAllString(said, -1) {
			const shortest = 8
			if n := digitsOf(number); len(n) >= shortest && len(n) == len(account) && n != account {
				return q.Account
			}
		}
	}
	for _, m := range moneySaid().FindAllStringSubmatch(said, -1) {
		if m[4] != "" {
			continue // "2 đồng chí"
		}
		amount, err := strconv.ParseInt(digitsOf(m[1]), 10, 64)
		switch m[2] + m[3] {
		case "k", "nghin", "ngan":
			amount *= 1_000
		case "trieu":
			amount *= 1_000_000
		}
		if q.Amount > 0 && (err != nil || amount != q.Amount) {
			return strconv.FormatInt(q.Amount, 10) + " đồng"
		}
	}
	return ""
}

// networkTruth is what the code of a network says where a line says something else; empty where it does not.
func networkTruth(payload, line string) string {
	w, err := qr.ParseWiFi(payload)
	if err != nil {
		return ""
	}
	label, value, named := strings.Cut(line, ":")
	if named && networkSaid().MatchString(fold.Words(label)) && strings.TrimSpace(value) != w.SSID {
		return "“" + w.SSID + "”"
	}
	said := passwordSaid().FindStringSubmatch(line)
	if said != nil && (w.Password == "" || !strings.HasPrefix(said[1], w.Password)) {
		return "mật khẩu khác"
	}
	return ""
}

// beginsWith tells whether the first groups of digits, put together, are a number.
func beginsWith(groups, number string) bool {
	together := ""
	for group := range strings.FieldsSeq(groups) {
		if together += group; together == number {
			return true
		}
	}
	return false
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
