package qr

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ErrVietQR is matched by every *VietQRError.
var ErrVietQR = errors.New("mã VietQR không hợp lệ / invalid VietQR code")

// VietQRError reports a field of a VietQR code that breaks the rules, by its
// path of identifiers, such as "38/01/00". The path is empty for the whole.
type VietQRError struct {
	Field  string
	Reason Wording
	Remedy Wording
}

func (e *VietQRError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("VietQR: %s; %s / %s; %s", e.Reason.VI, e.Remedy.VI, e.Reason.EN, e.Remedy.EN)
	}
	return fmt.Sprintf("VietQR, trường %s: %s; %s / field %[1]s: %[4]s; %[5]s", e.Field, e.Reason.VI, e.Remedy.VI,
		e.Reason.EN, e.Remedy.EN)
}

// in is the field between two words, or nothing for the whole.
func (e *VietQRError) in(before, after string) string {
	if e.Field == "" {
		return ""
	}
	return before + e.Field + after
}

// Is makes errors.Is(err, ErrVietQR) true.
func (e *VietQRError) Is(target error) bool { return target == ErrVietQR }

func vietQRError(field string, remedy Wording, vi, en string, args ...any) error {
	return &VietQRError{field, Wording{fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...)}, remedy}
}

// What to do about a code that is built and about one that was given.
var (
	shortened = Wording{"viết ngắn lại", "write it shorter"}
	plainText = Wording{"viết bằng chữ cái Latinh, chữ số và dấu câu",
		"write it in Latin letters, digits and punctuation"}
	remade = Wording{"tạo lại mã từ số tài khoản và mã ngân hàng",
		"make it again from the numbers of account and bank"}
)

// VietQR is a request for a transfer between Vietnamese banks: the merchant
// presented code of EMVCo as NAPAS uses it.
type VietQR struct {
	BIN      string // of the bank, 6 digits
	Account  string // 1 to 19 letters and digits, at least one digit; for a card 16 to 19 digits
	Card     bool   // Account is the number of a card
	Dynamic  bool   // made for a single payment
	Amount   int64  // đồng, at most 13 digits; zero lets the payer choose
	Merchant string // at most 25 characters
	City     string // at most 15 characters

	// Additional data, at most 25 characters each and 99 together with their
	// headers of 4 characters.
	Bill, Reference, Terminal, Purpose string
}

// Identifiers, values and limits of the EMVCo "QR Code Specification for
// Payment Systems: Merchant-Presented Mode", as NAPAS uses it for VietQR.
const (
	idFormat   = "00"
	idMethod   = "01"
	idTransfer = "38"
	idCurrency = "53"
	idAmount   = "54"
	idCountry  = "58"
	idMerchant = "59"
	idCity     = "60"
	idAddition = "62"
	idCRC      = "63"

	firstPayee = "02"
	lastPayee  = "51"
	firstExtra = "55" // tip or convenience fee
	lastExtra  = "57"

	// Within the transfer.
	idGUID        = "00"
	idBeneficiary = "01"
	idService     = "02"

	// Within the beneficiary.
	idBIN     = "00"
	idAccount = "01"

	// Within the additional data.
	idBill      = "01"
	idReference = "05"
	idTerminal  = "07"
	idPurpose   = "08"

	formatVersion  = "01"
	methodStatic   = "11"
	methodDynamic  = "12"
	napas          = "A000000727"
	serviceAccount = "QRIBFTTA"
	serviceCard    = "QRIBFTTC"
	dong           = "704" // ISO 4217
	vietnam        = "VN"  // ISO 3166-1

	binLength     = 6
	maxAccount    = 19
	minCard       = 16
	maxAmount     = 13
	maxMerchant   = 25
	maxCity       = 15
	maxAdditional = 25
	maxField      = 99
	maxVietQR     = 512
)

// Payload returns the text of the code. Texts are folded to ASCII, since
// banking apps show nothing else reliably; text that has no ASCII form and
// whatever is too long is an error, never cut. Errors match ErrVietQR.
func (q VietQR) Payload() (string, error) {
	if err := q.checkBeneficiary(); err != nil {
		return "", err
	}
	if q.Amount < 0 || len(strconv.FormatInt(q.Amount, 10)) > maxAmount {
		return "", vietQRError(idAmount, Wording{"ghi số tiền bằng đồng, hoặc để người trả ghi",
			"write the amount in đồng, or leave it to the payer"},
			"số tiền %d không nằm trong 0 đến %d chữ số", "amount %d is not within 0 and %d digits", q.Amount, maxAmount)
	}
	method, service := methodStatic, serviceAccount
	if q.Dynamic {
		method = methodDynamic
	}
	if q.Card {
		service = serviceCard
	}
	var b fieldWriter
	b.add(idFormat, formatVersion)
	b.add(idMethod, method)
	b.nest(idTransfer, func(b *fieldWriter) {
		b.add(idGUID, napas)
		b.nest(idBeneficiary, func(b *fieldWriter) {
			b.add(idBIN, q.BIN)
			b.add(idAccount, q.Account)
		})
		b.add(idService, service)
	})
	b.add(idCurrency, dong)
	if q.Amount > 0 {
		b.add(idAmount, strconv.FormatInt(q.Amount, 10))
	}
	b.add(idCountry, vietnam)
	b.addText(idMerchant, q.Merchant, maxMerchant)
	b.addText(idCity, q.City, maxCity)
	b.nest(idAddition, func(b *fieldWriter) {
		b.addText(idBill, q.Bill, maxAdditional)
		b.addText(idReference, q.Reference, maxAdditional)
		b.addText(idTerminal, q.Terminal, maxAdditional)
		b.addText(idPurpose, q.Purpose, maxAdditional)
	})
	if b.err != nil {
		return "", b.err
	}
	body := b.text.String() + idCRC + "04"
	return body + checksum(body), nil
}

func (q VietQR) checkBeneficiary() error {
	bin, account := idTransfer+"/"+idBeneficiary+"/"+idBIN, idTransfer+"/"+idBeneficiary+"/"+idAccount
	switch {
	case len(q.BIN) != binLength || !digits(q.BIN):
		return vietQRError(bin, Wording{"tra mã BIN của ngân hàng, như 970403",
			"look up the bank's BIN, such as 970403"},
			"mã ngân hàng (BIN) “%s” phải có đúng %d chữ số", "bank identifier (BIN) \"%s\" must have exactly %d digits", Visible(q.BIN), binLength)
	case q.Card && (len(q.Account) < minCard || len(q.Account) > maxAccount || !digits(q.Account)):
		return vietQRError(account, Wording{"ghi đủ số trên mặt thẻ, không dấu cách",
			"write the whole number of the card without spaces"},
			"số thẻ “%s” phải có %d đến %d chữ số", "card number \"%s\" must have %d to %d digits", Visible(q.Account), minCard, maxAccount)
	case !q.Card && (len(q.Account) > maxAccount || !accountNumber(q.Account)):
		return vietQRError(account, Wording{"ghi số tài khoản liền nhau, không dấu cách",
			"write the account number without spaces"},
			"“%s” không phải số tài khoản: cần 1 đến %d chữ số hoặc chữ cái không dấu, có ít nhất một chữ số",
			"\"%s\" is no account number: it needs 1 to %d digits or unaccented letters, at least one of them a digit", Visible(q.Account), maxAccount)
	}
	return nil
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// accountNumber admits letters, which banks use in numbers of virtual accounts.
func accountNumber(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if !('a' <= c && c <= 'z') && !digits(s[i:i+1]) {
			return false
		}
	}
	return strings.ContainsAny(s, "0123456789")
}

// A fieldWriter writes fields of two digits of identifier, two of length, and
// a value. It keeps the first error.
type fieldWriter struct {
	path string
	text strings.Builder
	err  error
}

func (w *fieldWriter) add(id, value string) {
	if len(value) > maxField && w.err == nil {
		w.err = vietQRError(w.path+id, shortened, "dài %d ký tự, tối đa %d", "%d characters, at most %d", len(value),
			maxField)
	}
	fmt.Fprintf(&w.text, "%s%02d%s", id, len(value), value)
}

// addText adds a text folded to ASCII, unless it is empty.
func (w *fieldWriter) addText(id, text string, most int) {
	if text == "" || w.err != nil {
		return
	}
	folded, unknown := foldASCII(text)
	switch {
	case unknown != 0:
		w.err = vietQRError(w.path+id, plainText, "ký tự “%s” (%U) không viết được bằng ASCII",
			"character \"%s\" (%U) has no ASCII form", Visible(string(unknown)), unknown)
	case folded == "":
		w.err = vietQRError(w.path+id, plainText, "“%s” không có chữ nào", "\"%s\" has no letter", Visible(text))
	case len(folded) > most:
		w.err = vietQRError(w.path+id, shortened, "“%s” dài %d ký tự, tối đa %d",
			"\"%s\" has %d characters, at most %d", folded, len(folded), most)
	default:
		w.add(id, folded)
	}
}

// nest adds a field made of fields, unless there are none.
func (w *fieldWriter) nest(id string, fill func(*fieldWriter)) {
	inner := fieldWriter{path: w.path + id + "/"}
	fill(&inner)
	if inner.err != nil && w.err == nil {
		w.err = inner.err
	}
	if inner.text.Len() > 0 {
		w.add(id, inner.text.String())
	}
}

// typographic are the signs that word processors put for those of ASCII.
var typographic = strings.NewReplacer("–", "-", "—", "-", "“", `"`, "”", `"`, "‘", "'", "’", "'", "…", "...", "\u00A0", " ")

// foldASCII drops the marks of letters. It returns the first character for
// which that does not give printable ASCII.
func foldASCII(s string) (folded string, unknown rune) {
	var b strings.Builder
	for _, r := range norm.NFD.String(typographic.Replace(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'Đ':
			r = 'D'
		case r == 'đ':
			r = 'd'
		case r < ' ' || r > '~':
			return "", r
		}
		b.WriteRune(r)
	}
	return b.String(), 0
}

// checksum returns the CRC-16/CCITT-FALSE of a text in upper-case hexadecimal.
func checksum(s string) string {
	crc := uint16(0xFFFF)
	for i := range len(s) {
		crc ^= uint16(s[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return fmt.Sprintf("%04X", crc)
}

// ParseVietQR reads the text of a code. It checks the structure throughout and
// the checksum last, since codes with a wrong structure and a right checksum
// are in circulation. A second payee and what is added to the amount are
// refused; other fields that EMVCo defines and VietQR does not use are checked
// for their structure and dropped. Errors match ErrVietQR.
func ParseVietQR(payload string) (VietQR, error) {
	if len(payload) > maxVietQR {
		return VietQR{}, vietQRError("", remade, "dài %d ký tự, tối đa %d", "%d characters, at most %d", len(payload),
			maxVietQR)
	}
	root, err := readFields("", payload)
	if err != nil {
		return VietQR{}, err
	}
	if !strings.HasPrefix(payload, idFormat) || len(payload) < 8 || payload[len(payload)-8:len(payload)-4] != idCRC+"04" {
		return VietQR{}, vietQRError(idCRC, remade, "mã phải bắt đầu bằng trường 00 và kết thúc bằng trường 63 dài 4",
			"the code must begin with field 00 and end with field 63 of length 4")
	}
	for _, fixed := range [][2]string{{idFormat, formatVersion}, {idCurrency, dong}, {idCountry, vietnam}} {
		if err := root.mustBe(fixed[0], fixed[1]); err != nil {
			return VietQR{}, err
		}
	}
	if err := root.mustBe(idMethod, methodStatic, methodDynamic); err != nil {
		return VietQR{}, err
	}
	if err := root.singlePayment(); err != nil {
		return VietQR{}, err
	}

	transfer, err := root.nested(idTransfer)
	if err != nil {
		return VietQR{}, err
	}
	if err := transfer.mustBe(idGUID, napas); err != nil {
		return VietQR{}, err
	}
	if err := transfer.mustBe(idService, serviceAccount, serviceCard); err != nil {
		return VietQR{}, err
	}
	beneficiary, err := transfer.nested(idBeneficiary)
	if err != nil {
		return VietQR{}, err
	}
	addition := fields{}
	if _, ok := root.values[idAddition]; ok {
		if addition, err = root.nested(idAddition); err != nil {
			return VietQR{}, err
		}
	}

	q := VietQR{
		BIN:     beneficiary.values[idBIN],
		Account: beneficiary.values[idAccount],
		Card:    transfer.values[idService] == serviceCard,
		Dynamic: root.values[idMethod] == methodDynamic,
	}
	if err := q.checkBeneficiary(); err != nil {
		return VietQR{}, err
	}
	if q.Amount, err = root.amount(); err != nil {
		return VietQR{}, err
	}
	for _, text := range []struct {
		in   fields
		id   string
		most int
		out  *string
	}{
		{root, idMerchant, maxMerchant, &q.Merchant},
		{root, idCity, maxCity, &q.City},
		{addition, idBill, maxAdditional, &q.Bill},
		{addition, idReference, maxAdditional, &q.Reference},
		{addition, idTerminal, maxAdditional, &q.Terminal},
		{addition, idPurpose, maxAdditional, &q.Purpose},
	} {
		if *text.out, err = text.in.text(text.id, text.most); err != nil {
			return VietQR{}, err
		}
	}

	body := payload[:len(payload)-4]
	if want := checksum(body); root.values[idCRC] != want {
		return VietQR{}, vietQRError(idCRC, remade, "mã kiểm tra là “%s”, phải là “%s”", "checksum \"%s\", want \"%s\"",
			Visible(root.values[idCRC]), want)
	}
	return q, nil
}

// fields are the values of one level of a code, by identifier.
type fields struct {
	path   string
	values map[string]string
}

func readFields(path, text string) (fields, error) {
	f := fields{path, map[string]string{}}
	for text != "" {
		if len(text) < 4 || !digits(text[:4]) {
			return fields{}, vietQRError(strings.TrimSuffix(path, "/"), remade,
				"“%s” không bắt đầu bằng 2 chữ số mã trường và 2 chữ số độ dài", "\"%s\" does not begin with 2 digits of identifier and 2 of length", Visible(text))
		}
		id, rest := text[:2], text[4:]
		length := int(text[2]-'0')*10 + int(text[3]-'0')
		switch _, repeated := f.values[id]; {
		case repeated:
			return fields{}, vietQRError(path+id, remade, "lặp lại", "repeated")
		case length == 0:
			return fields{}, vietQRError(path+id, remade, "rỗng", "empty")
		case length > len(rest):
			return fields{}, vietQRError(path+id, remade, "ghi độ dài %d nhưng chỉ còn %d ký tự",
				"states length %d, %d characters are left", length, len(rest))
		}
		f.values[id] = rest[:length]
		text = rest[length:]
	}
	return f, nil
}

func (f fields) nested(id string) (fields, error) {
	value, ok := f.values[id]
	if !ok {
		return fields{}, vietQRError(f.path+id, remade, "thiếu", "missing")
	}
	return readFields(f.path+id+"/", value)
}

// mustBe checks that a required field has one of some values.
func (f fields) mustBe(id string, allowed ...string) error {
	for _, value := range allowed {
		if f.values[id] == value {
			return nil
		}
	}
	choice := strings.Join(allowed, ", ")
	return vietQRError(f.path+id, remade, "là “%s”, phải là một trong: %s", "\"%s\", want one of: %s",
		Visible(f.values[id]), choice)
}

// singlePayment refuses what makes a code pay to somebody else as well, or more than its amount.
func (f fields) singlePayment() error {
	for _, id := range slices.Sorted(maps.Keys(f.values)) {
		switch {
		case id >= firstPayee && id <= lastPayee && id != idTransfer:
			return vietQRError(f.path+id, remade, "ghi thêm một nơi nhận tiền khác", "names a second payee")
		case id >= firstExtra && id <= lastExtra:
			return vietQRError(f.path+id, remade, "cộng thêm tiền ngoài số tiền đã ghi", "adds money to the amount")
		}
	}
	return nil
}

// amount returns the amount in đồng. Some banks write decimals of nothing.
func (f fields) amount() (int64, error) {
	value, ok := f.values[idAmount]
	if !ok {
		return 0, nil
	}
	whole, decimals, _ := strings.Cut(value, ".")
	if len(value) > maxAmount || !digits(whole) || strings.Trim(decimals, "0") != "" {
		return 0, vietQRError(f.path+idAmount, remade, "“%s” không phải số tiền đồng, tối đa %d chữ số",
			"\"%s\" is no amount in đồng of at most %d digits", Visible(value), maxAmount)
	}
	return strconv.ParseInt(whole, 10, 64)
}

// text returns an optional field of printable ASCII.
func (f fields) text(id string, most int) (string, error) {
	value := f.values[id]
	if len(value) > most {
		return "", vietQRError(f.path+id, remade, "dài %d ký tự, tối đa %d", "%d characters, at most %d", len(value),
			most)
	}
	if folded, _ := foldASCII(value); folded != value {
		return "", vietQRError(f.path+id, remade, "“%s” có ký tự ngoài ASCII", "\"%s\" is not all ASCII",
			Visible(value))
	}
	return value, nil
}
