package qr

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ErrPayload is matched by every *PayloadError.
var ErrPayload = errors.New("nội dung mã QR không hợp lệ / invalid QR payload")

// PayloadError reports a field from which no payload can be built.
type PayloadError struct {
	Field  string // "number", "ssid", ...
	Reason Wording
	Remedy Wording

	cause error // the refusal of a contact's link
}

func (e *PayloadError) Error() string {
	return fmt.Sprintf("%s: %s; %s / %s; %s", e.Field, e.Reason.VI, e.Remedy.VI, e.Reason.EN, e.Remedy.EN)
}

// Unwrap returns the error of a refused link, which matches ErrLink, or nil.
func (e *PayloadError) Unwrap() error { return e.cause }

// Is makes errors.Is(err, ErrPayload) true.
func (e *PayloadError) Is(target error) bool { return target == ErrPayload }

func payloadError(field string, remedy Wording, vi, en string, args ...any) error {
	return &PayloadError{Field: field, Reason: Wording{fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...)},
		Remedy: remedy}
}

// Text returns a text as a payload. Text that a phone would open rather than
// show ([KindOf]), such as "https://…", "evil.com" or "WIFI:…", is refused: it
// has to pass the checks of its own kind. Links within other words are those of
// [LinkPolicy.CheckPayload].
func Text(text string) (string, error) {
	if err := checkText("text", text, true); err != nil {
		return "", err
	}
	if KindOf(text) != KindText {
		return "", payloadError("text", Wording{"dùng đúng loại mã cho nội dung này, hoặc thêm chữ và dấu cách",
			"use the payload of its kind, or add words and spaces"},
			"điện thoại sẽ mở “%s” thay vì hiện chữ", "a phone would open \"%s\" instead of showing it", Visible(text))
	}
	return norm.NFC.String(text), nil
}

// retyped is the remedy for bytes and characters that nobody typed.
var retyped = Wording{"gõ lại bằng tay", "type it again by hand"}

// checkText refuses empty text, bytes that are no UTF-8, and characters that
// cannot be seen. Lines says whether line breaks are allowed.
func checkText(field, text string, lines bool) error {
	if strings.TrimSpace(text) == "" {
		return payloadError(field, Wording{"ghi nội dung", "write something"}, "nội dung để trống",
			"the content is empty")
	}
	if !utf8.ValidString(text) {
		return payloadError(field, retyped, "nội dung không phải UTF-8", "the content is not UTF-8")
	}
	before := ' '
	for _, r := range text {
		switch {
		case (unicode.IsControl(r) && !(lines && r == '\n')) || unicode.Is(unicode.Bidi_Control, r):
			return payloadError(field, retyped, "nội dung chứa ký tự điều khiển %U",
				"the content has the control character %U", r)
		case invisible(r) && !unicode.IsSpace(r) && !joinsPictures(before, r):
			return payloadError(field, retyped, "nội dung chứa ký tự vô hình %U",
				"the content has the invisible character %U", r)
		}
		before = r
	}
	return nil
}

// joinsPictures tells whether an invisible character after another makes one
// picture (emoji) of several, or says that it is one.
func joinsPictures(before, r rune) bool {
	const joiner, picture = '\u200D', '\uFE0F'
	if r != joiner && r != picture {
		return false
	}
	return unicode.In(before, unicode.So, unicode.Sk) || before == picture || r == picture && strings.ContainsRune("0123456789#*", before)
}

// ITU-T E.164 numbers have at most 15 digits; numbers of emergency and other
// public services have three at least.
const (
	minPhone = 3
	maxPhone = 15
)

// phoneNumber drops the spaces, dots, hyphens and parentheses of a number.
func phoneNumber(number string) (string, error) {
	n := strings.NewReplacer(" ", "", "\u00A0", "", ".", "", "-", "", "(", "", ")", "").Replace(number)
	d := strings.TrimPrefix(n, "+")
	if !digits(d) || len(d) < minPhone || len(d) > maxPhone || strings.HasPrefix(n, "+0") {
		return "", payloadError("number", Wording{"ghi lại số, như 1022 hoặc +84 207 3822 222",
			"write the number again, such as 1022 or +84 207 3822 222"},
			"“%s” không phải số điện thoại: cần %d đến %d chữ số", "\"%s\" is no telephone number: it needs %d to %d digits", Visible(number), minPhone, maxPhone)
	}
	if s, known := subscriber(n); known && (len(s) < minSubscriber || len(s) > maxSubscriber) {
		return "", payloadError("number", Wording{"ghi đủ số, như 0912 345 678, 0207 3822 222 hoặc +84 207 3822 222",
			"write the whole number, such as 0912 345 678, 0207 3822 222 or +84 207 3822 222"},
			"“%s” thiếu hoặc thừa chữ số: sau số 0 hay +84 cần %d hoặc %d chữ số",
			"\"%s\" has too few or too many digits: it needs %d or %d behind 0 or +84",
			Visible(number), minSubscriber, maxSubscriber)
	}
	return n, nil
}

// Digits of a Vietnamese number behind its prefix: nine of a mobile telephone, nine or ten of others.
const (
	minSubscriber = 9
	maxSubscriber = 10
)

// subscriber is what stands behind the prefix 0 or +84 of a Vietnamese number. Short numbers, such as 1022, have none.
func subscriber(number string) (string, bool) {
	if s, found := strings.CutPrefix(number, "+84"); found {
		return s, true
	}
	s, found := strings.CutPrefix(number, "0")
	return s, found && !strings.HasPrefix(s, "0")
}

// Tel returns the payload that calls a number (RFC 3966): "1022", "0912 345 678",
// "+84 24 3804 3333".
func Tel(number string) (string, error) {
	n, err := phoneNumber(number)
	if err != nil {
		return "", err
	}
	return "tel:" + n, nil
}

// SMS returns the payload that opens a message to a number (RFC 5724). An empty
// body leaves it to the sender.
func SMS(number, body string) (string, error) {
	n, err := phoneNumber(number)
	if err != nil {
		return "", err
	}
	if body == "" {
		return "sms:" + n, nil
	}
	if err := checkText("body", body, true); err != nil {
		return "", err
	}
	// In a path, & and + would stand as they are, and phones would end the text there.
	return "sms:" + n + "?body=" + strings.ReplaceAll(url.QueryEscape(norm.NFC.String(body)), "+", "%20"), nil
}

// Geo returns the payload that shows a place on the map (RFC 5870), by latitude
// from -90 to 90 and longitude from -180 to 180 degrees of WGS 84, rounded to
// six decimals, which is a decimetre.
func Geo(latitude, longitude float64) (string, error) {
	if !(math.Abs(latitude) <= 90) || !(math.Abs(longitude) <= 180) {
		return "", payloadError("geo", Wording{"ghi vĩ độ trước, kinh độ sau, như 21.823,105.214",
			"write latitude, then longitude, such as 21.823,105.214"},
			"tọa độ %v, %v nằm ngoài ±90, ±180 độ", "coordinates %v, %v exceed ±90, ±180 degrees", latitude, longitude)
	}
	degrees := func(v float64) string {
		// Adding zero turns a rounded -0 into 0.
		return strconv.FormatFloat(math.Round(v*1e6)/1e6+0, 'f', -1, 64)
	}
	return "geo:" + degrees(latitude) + "," + degrees(longitude), nil
}

var zaloAccount = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._]{2,63}$`) })

// Zalo returns the link to an official account or user of Zalo, by number or
// name. Its host, zalo.me, is not admitted by the zero LinkPolicy.
func Zalo(account string) (string, error) {
	if !zaloAccount().MatchString(account) {
		return "", payloadError("zalo", Wording{"ghi phần đứng sau zalo.me/ của tài khoản",
			"write what stands after zalo.me/ in the account's link"},
			"“%s” không phải tên hay số của một tài khoản Zalo", "\"%s\" is no name or number of a Zalo account", Visible(account))
	}
	return "https://zalo.me/" + account, nil
}

// Security is how a wireless network is secured. The zero value is WPA, which
// stands for WPA, WPA2 and WPA3 with a password.
type Security uint8

// The kinds of security that phones read from a code.
const (
	WPA  Security = iota
	Open          // no password
)

// WiFi is a wireless network to join.
type WiFi struct {
	SSID     string // 1 to 32 bytes
	Password string // for WPA 8 to 63 ASCII characters, or 64 hexadecimal digits
	Security Security
	Hidden   bool // does not announce itself
}

// Lengths of IEEE 802.11.
const (
	maxSSID       = 32
	minPassphrase = 8
	maxPassphrase = 63
	keyDigits     = 64
)

// Payload returns the text of the code, in the form of the ZXing project that
// phones have adopted.
func (w WiFi) Payload() (string, error) {
	if err := checkText("ssid", w.SSID, false); err != nil {
		return "", err
	}
	if len(w.SSID) > maxSSID {
		return "", payloadError("ssid", Wording{"ghi đúng tên mạng như bộ phát hiện",
			"write the name as the access point shows it"},
			"tên mạng dài %d byte, tối đa %d", "the name has %d bytes, at most %d are allowed", len(w.SSID), maxSSID)
	}
	var b strings.Builder
	switch w.Security {
	case WPA:
		if !passphrase(w.Password) {
			return "", payloadError("password", Wording{"ghi đúng mật khẩu, hoặc chọn mạng không có mật khẩu",
				"write the password again, or say that the network has none"},
				"mật khẩu WPA cần %d đến %d ký tự ASCII, hoặc %d chữ số hệ 16", "a WPA password needs %d to %d ASCII characters, or %d hexadecimal digits", minPassphrase, maxPassphrase, keyDigits)
		}
		fmt.Fprintf(&b, "WIFI:T:WPA;S:%s;P:%s;", escapeMeCard(w.SSID), escapeMeCard(w.Password))
	case Open:
		if w.Password != "" {
			return "", payloadError("password", Wording{"bỏ mật khẩu", "leave the password out"},
				"mạng mở không có mật khẩu", "an open network has no password")
		}
		fmt.Fprintf(&b, "WIFI:T:nopass;S:%s;", escapeMeCard(w.SSID))
	default:
		return "", payloadError("security", Wording{"dùng WPA hoặc Open", "use WPA or Open"},
			"kiểu bảo mật %d không tồn tại", "security %d does not exist", w.Security)
	}
	if w.Hidden {
		b.WriteString("H:true;")
	}
	b.WriteString(";")
	return b.String(), nil
}

// ParseWiFi reads the text of a code. What phones take for a network with a
// password is WPA here. The error matches ErrPayload: the text is of another
// kind, or names no network or no password where one is needed.
func ParseWiFi(payload string) (WiFi, error) {
	body, found := cutFold(strings.TrimFunc(payload, blank), "WIFI:")
	if !found {
		return WiFi{}, payloadError("wifi", retyped, "nội dung không phải mã vào mạng Wi-Fi",
			"the content is not that of a Wi-Fi network")
	}
	var w WiFi
	for _, property := range meCardProperties(body) {
		switch name, value, _ := strings.Cut(property, ":"); strings.ToUpper(name) {
		case "S":
			w.SSID = value
		case "P":
			w.Password = value
		case "T":
			if strings.EqualFold(value, "nopass") {
				w.Security = Open
			}
		case "H":
			w.Hidden = strings.EqualFold(value, "true")
		}
	}
	if w.Password == "" {
		w.Security = Open
	}
	return w, checkText("ssid", w.SSID, false)
}

func passphrase(s string) bool {
	if len(s) == keyDigits {
		_, err := hex.DecodeString(s)
		return err == nil
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return minPassphrase <= len(s) && len(s) <= maxPassphrase
}

// escapeMeCard escapes a value of MECARD and of WIFI.
func escapeMeCard(s string) string {
	return strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, `:`, `\:`, `"`, `\"`).Replace(norm.NFC.String(s))
}

// Contact is a person or office for a phone's address book. Only Name is
// required. Each field is one line.
type Contact struct {
	Name         string // as it is written, in the Vietnamese order
	Organization string
	Title        string
	Phones       []string
	Email        string
	Address      string
	URL          string // https
	Note         string
}

// VCard returns the payload as a vCard 3.0 (RFC 2426), which all phones read.
// Its links must be such that a policy admits them, nil meaning the zero policy.
func (c Contact) VCard(p *LinkPolicy) (string, error) {
	phones, err := c.check(p)
	if err != nil {
		return "", err
	}
	escape := strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`)
	b := []string{"BEGIN:VCARD", "VERSION:3.0"}
	add := func(before, value, after string) {
		if value != "" {
			b = append(b, before+escape.Replace(norm.NFC.String(value))+after)
		}
	}
	// The name is not split, and the address is all street.
	add("N:", c.Name, ";;;;")
	add("FN:", c.Name, "")
	add("ORG:", c.Organization, "")
	add("TITLE:", c.Title, "")
	for _, phone := range phones {
		add("TEL:", phone, "")
	}
	add("EMAIL:", c.Email, "")
	add("ADR:;;", c.Address, ";;;;")
	if c.URL != "" {
		b = append(b, "URL:"+c.URL)
	}
	add("NOTE:", c.Note, "")
	return strings.Join(append(b, "END:VCARD"), "\r\n") + "\r\n", nil
}

// MeCard returns the payload as a MECARD of NTT DOCOMO, which is shorter than
// a vCard and has no organization or title; a contact with those is refused.
// Its links are held to a policy as those of VCard.
func (c Contact) MeCard(p *LinkPolicy) (string, error) {
	phones, err := c.check(p)
	if err != nil {
		return "", err
	}
	if c.Organization != "" || c.Title != "" {
		return "", payloadError("organization", Wording{"dùng vCard", "use a vCard"},
			"MeCard không ghi được cơ quan và chức danh", "a MeCard has no organization or title")
	}
	var b strings.Builder
	b.WriteString("MECARD:")
	add := func(property, value string) {
		if value != "" {
			b.WriteString(property + ":" + escapeMeCard(value) + ";")
		}
	}
	add("N", c.Name)
	for _, phone := range phones {
		add("TEL", phone)
	}
	add("EMAIL", c.Email)
	add("ADR", c.Address)
	add("URL", c.URL)
	add("NOTE", c.Note)
	return b.String() + ";", nil
}

// check returns the phone numbers in their plain form.
func (c Contact) check(p *LinkPolicy) (phones []string, err error) {
	if err := checkText("name", c.Name, false); err != nil {
		return nil, err
	}
	for _, optional := range []struct{ field, value string }{
		{"organization", c.Organization}, {"title", c.Title}, {"address", c.Address}, {"note", c.Note},
	} {
		if optional.value == "" {
			continue
		}
		if err := checkText(optional.field, optional.value, false); err != nil {
			return nil, err
		}
	}
	for _, phone := range c.Phones {
		n, err := phoneNumber(phone)
		if err != nil {
			return nil, err
		}
		phones = append(phones, n)
	}
	if c.Email != "" {
		if a, err := mail.ParseAddress(c.Email); err != nil || a.Address != c.Email {
			return nil, payloadError("email", Wording{"ghi như ten@tuyenquang.gov.vn",
				"write it as name@tuyenquang.gov.vn"},
				"“%s” không phải địa chỉ thư điện tử", "\"%s\" is no e-mail address", Visible(c.Email))
		}
	}
	for _, linked := range []struct {
		field string
		links []string
	}{
		{"name", addressesWithin(c.Name)}, {"organization", addressesWithin(c.Organization)}, {"title", addressesWithin(c.Title)},
		{"address", addressesWithin(c.Address)}, {"note", addressesWithin(c.Note)}, {"url", c.pages()},
	} {
		for _, link := range linked.links {
			v := p.Check(link)
			for _, f := range v.Findings {
				if f.Severity == Refusal {
					return nil, &PayloadError{linked.field, f.Message, f.Remedy, v.Err()}
				}
			}
		}
	}
	return phones, nil
}

// pages are the links that are a contact's URL: one, or none.
func (c Contact) pages() []string {
	if c.URL == "" {
		return nil
	}
	return []string{c.URL}
}
