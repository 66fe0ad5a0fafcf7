package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// codeFlags are the flags of "bangron qr".
type codeFlags struct {
	wifi           qr.WiFi
	open           bool
	vietQR         bool
	transfer       qr.VietQR
	tel, sms, body string
	geo, zalo      string
	contact        qr.Contact
	level          string
	size, distance string
	hosts          hostFlags
	out, manifest  string
	date           string
	force          bool
	amount         string
	poster         posterFlags
}

func (p *program) qrCommand() *cobra.Command {
	var f codeFlags
	c := &cobra.Command{
		Use:   p.say("qr [nội dung]", "qr [payload]"),
		Short: p.say("Làm một mã QR đúng khổ in", "Make one QR code at true print size"),
		Example: `  bangron qr https://dichvucong.gov.vn/ --size 40mm -o ma.svg
  bangron qr --wifi "UBND xã Tân Trào" --password "matkhau123" --distance 1m -o wifi.pdf
  bangron qr --vietqr --bin 970403 --account 0011012345678 --purpose "Nop le phi" -o le-phi.png
  bangron qr https://tuyenquang.gov.vn/ --poster a3 --verb "Quét mã để góp ý" --office "UBND xã Tân Trào" -o gop-y.pdf`,
		RunE: func(c *cobra.Command, args []string) error { return p.makeCode(c.Context(), &f, c.Flags(), args) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	text := func(value *string, name, vi, en string) { flags.StringVar(value, name, "", p.say(vi, en)) }
	text(&f.wifi.SSID, "wifi", "`tên` mạng Wi-Fi để vào", "`name` of a Wi-Fi network to join")
	text(&f.wifi.Password, "password", "`mật khẩu` của mạng", "its `password`")
	flags.BoolVar(&f.open, "open", false, p.say("mạng không có mật khẩu", "the network has no password"))
	flags.BoolVar(&f.wifi.Hidden, "hidden", false, p.say("mạng ẩn tên", "the network does not announce itself"))
	flags.BoolVar(&f.vietQR, "vietqr", false, p.say("mã chuyển khoản VietQR", "VietQR code for a transfer"))
	text(&f.transfer.BIN, "bin", "`mã` ngân hàng, 6 chữ số", "bank `number`, 6 digits")
	text(&f.transfer.Account, "account", "`số` tài khoản hoặc số thẻ", "account or card `number`")
	flags.BoolVar(&f.transfer.Card, "card", false, p.say("--account là số thẻ", "--account is the number of a card"))
	text(&f.amount, "amount", "`số` tiền bằng đồng, như 8000 hoặc 8.000 (mặc định do người trả ghi)", "`amount` in đồng, such as 8000 or 8.000 (by default the payer's choice)")
	flags.BoolVar(&f.transfer.Dynamic, "dynamic", false, p.say("mã cho một lần thanh toán",
		"the code is for a single payment"))
	text(&f.transfer.Purpose, "purpose", "`nội dung` chuyển khoản", "`purpose` of the transfer")
	text(&f.transfer.Merchant, "merchant", "`tên` đơn vị nhận", "`name` of the receiver")
	text(&f.transfer.City, "city", "`nơi` của đơn vị nhận", "`city` of the receiver")
	text(&f.transfer.Bill, "bill", "`số` hóa đơn", "bill `number`")
	text(&f.transfer.Reference, "reference", "`mã` tham chiếu", "`reference`")
	text(&f.transfer.Terminal, "terminal", "`mã` quầy", "`terminal`")
	text(&f.tel, "tel", "`số` điện thoại để gọi", "telephone `number` to call")
	text(&f.sms, "sms", "`số` điện thoại để nhắn tin", "telephone `number` to send a message to")
	text(&f.body, "body", "`chữ` ghi sẵn trong tin nhắn", "`text` of the message")
	text(&f.geo, "geo", "`vĩ độ,kinh độ` của một nơi, ví dụ 21.823,105.214", "`latitude,longitude` of a place, such as 21.823,105.214")
	text(&f.zalo, "zalo", "`tên` hoặc số của tài khoản Zalo", "`name` or number of a Zalo account")
	text(&f.contact.Name, "vcard", "`tên` để lưu vào danh bạ", "`name` for the address book")
	flags.StringArrayVar(&f.contact.Phones, "phone", nil, p.say("`số` điện thoại của người đó (lặp lại được)", "their telephone `number` (may be repeated)"))
	text(&f.contact.Organization, "organization", "`cơ quan`", "`organization`")
	text(&f.contact.Title, "title", "`chức danh`", "`title`")
	text(&f.contact.Email, "email", "`địa chỉ` thư điện tử", "e-mail `address`")
	text(&f.contact.Address, "address", "`địa chỉ`", "postal `address`")
	text(&f.contact.URL, "url", "`trang` https", "https `page`")
	text(&f.contact.Note, "note", "`ghi chú`", "`note`")
	flags.StringVar(&f.level, "level", "m", p.say("`mức` sửa lỗi ít nhất: l, m, q hoặc h", "least error correction `level`: l, m, q or h"))
	text(&f.size, "size", "`cỡ` kể cả lề trắng, ví dụ 40mm (mặc định theo khoảng cách, ít nhất 40mm)", "`width` with the quiet zone, such as 40mm (by default what the distance needs, at least 40mm)")
	text(&f.distance, "distance", "`khoảng cách` quét xa nhất, ví dụ 0.5m", "farthest scan `distance`, such as 0.5m")
	p.posterFlags(c, &f.poster)
	p.hostFlags(c, &f.hosts)
	flags.StringVarP(&f.out, "output", "o", "", p.say("`tệp` kết quả .svg, .pdf hoặc .png", "a .svg, .pdf or .png `file`"))
	text(&f.manifest, "manifest", "`tệp` .json để bangron verify đối chiếu sau này", "a .json `file` for bangron verify to compare with")
	text(&f.date, "as-of", "`ngày` ghi trong --manifest, ví dụ 2025-10-01", "`date` that stands in --manifest, such as 2025-10-01")
	flags.BoolVar(&f.force, "force", false, p.say("ghi đè tệp đã có", "replace existing files"))
	_ = c.MarkFlagFilename("output", "pdf", "png", "svg")
	_ = c.MarkFlagFilename("manifest", "json")
	return c
}

// payloadFlags are the flags that say what a code holds, each with those that belong to it.
var payloadFlags = [...]struct {
	name string
	with []string
}{
	{"wifi", []string{"password", "open", "hidden"}},
	{"vietqr", []string{"bin", "account", "card", "amount", "dynamic", "purpose", "merchant", "city", "bill",
		"reference", "terminal"}},
	{"tel", nil},
	{"sms", []string{"body"}},
	{"geo", nil},
	{"zalo", nil},
	{"vcard", []string{"phone", "organization", "title", "email", "address", "url", "note"}},
}

// payloadFlag is the one flag that says what the code holds; empty where an argument does.
func payloadFlag(flags *pflag.FlagSet, args []string) (string, error) {
	var given []string
	for _, f := range payloadFlags {
		if flags.Changed(f.name) {
			given = append(given, f.name)
		}
	}
	if len(given)+len(args) != 1 {
		return "", usage("", "Cần đúng một nội dung: ghi liền sau qr (đặt trong dấu nháy kép), hoặc một trong --wifi, --vietqr, --tel, --sms, --geo, --zalo, --vcard.",
			"Exactly one payload is needed: behind qr (in double quotes), or one of --wifi, --vietqr, --tel, --sms, --geo, --zalo, --vcard.")
	}
	for _, f := range payloadFlags {
		for _, with := range f.with {
			if flags.Changed(with) && !slices.Contains(given, f.name) {
				return "", usage("--"+with, "Chỉ dùng cùng với --"+f.name+".", "It goes with --"+f.name+" only.")
			}
		}
	}
	return strings.Join(given, ""), nil
}

// payload builds and checks what the code holds.
func (f *codeFlags) payload(kind string, args []string) (string, error) {
	switch kind {
	case "wifi":
		if f.open {
			f.wifi.Security = qr.Open
		}
		return f.wifi.Payload()
	case "vietqr":
		if err := f.readAmount(); err != nil {
			return "", err
		}
		return f.transfer.Payload()
	case "tel":
		return qr.Tel(f.tel)
	case "sms":
		return qr.SMS(f.sms, f.body)
	case "geo":
		latitude, longitude, _ := strings.Cut(f.geo, ",")
		y, errY := strconv.ParseFloat(strings.TrimSpace(latitude), 64)
		x, errX := strconv.ParseFloat(strings.TrimSpace(longitude), 64)
		if errY != nil || errX != nil {
			return "", usage("--geo", "Cần vĩ độ và kinh độ, ví dụ --geo 21.823,105.214.", "It takes latitude and longitude, such as --geo 21.823,105.214.")
		}
		return qr.Geo(y, x)
	case "zalo":
		// Whoever asks for Zalo asks for its host, which the manifest records.
		f.hosts.named = append(f.hosts.named, zaloHost)
		return qr.Zalo(f.zalo)
	case "vcard":
		return f.contact.VCard(f.hosts.policy())
	}
	switch qr.KindOf(args[0]) {
	case qr.KindLink, qr.KindAddress, qr.KindTransfer:
		return args[0], nil // judged once it is encoded
	}
	return qr.Text(args[0])
}

// byField reads "field=link" for each field.
func (f *codeFlags) byField(pairs []string) (map[string]string, error) {
	links := make(map[string]string)
	for _, pair := range pairs {
		field, link, found := strings.Cut(pair, "=http")
		if !found {
			return nil, usage("--field-link", fmt.Sprintf("“%s” không dùng được: ghi lĩnh vực, dấu = rồi liên kết https, ví dụ \"Hộ tịch=https://…\".", pair),
				fmt.Sprintf("%q cannot be used: write the field, = and a https link, such as \"Hộ tịch=https://…\".", pair))
		}
		links[strings.TrimSpace(field)] = "http" + link
	}
	return links, nil
}

func (p *program) makeCode(ctx context.Context, f *codeFlags, flags *pflag.FlagSet, args []string) error {
	kind, err := payloadFlag(flags, args)
	if err != nil {
		return err
	}
	if err := checkEmpty(flags); err != nil {
		return err
	}
	for _, name := range []string{"allow-host", "allow-file"} {
		if kind != "" && kind != "vcard" && flags.Changed(name) {
			return usage("--"+name, "Không dùng cùng với --"+kind+": mã này không chứa liên kết do người dùng ghi.",
				"It does not go with --"+kind+": the code holds no link of the user's.")
		}
	}
	if err := f.poster.check(flags); err != nil {
		return err
	}
	format, err := outputFormat(f.out)
	if err != nil {
		return err
	}
	sheet := signage.CodeSheet{}
	level := map[string]qr.Level{"l": qr.L, "m": qr.M, "q": qr.Q, "h": qr.H}[strings.ToLower(f.level)]
	if level == 0 {
		return usage("--level", "--level chỉ nhận l, m, q hoặc h.", "--level takes l, m, q or h.")
	}
	if err := f.hosts.read(); err != nil {
		return err
	}
	if sheet.Width, err = millimetres("--size", f.size); err != nil {
		return err
	}
	if sheet.Distance, err = millimetres("--distance", f.distance); err != nil {
		return err
	}
	if err := f.checkManifest(); err != nil {
		return err
	}
	payload, err := f.payload(kind, args)
	if err != nil {
		return refusedCode(err, kind)
	}
	if sheet.Code, err = qr.Encode(payload, &qr.Options{Level: level}); err != nil {
		if long := (*qr.TooLongError)(nil); errors.As(err, &long) {
			return tooLong(payload, long)
		}
		return refusedCode(err, kind)
	}
	sheet.Links = f.hosts.policy()
	if f.poster.size != "" {
		return p.makePoster(ctx, f, format, payload, level)
	}
	doc, err := signage.CompileCodeSheet(sheet)
	if err != nil {
		return err
	}
	file, err := f.write(ctx, format, sheet, doc)
	if err != nil {
		return err
	}
	if f.manifest != "" {
		if err := f.writeManifest(file, sheet.Code, doc); err != nil {
			return err
		}
	}
	return p.reportCode(f, format, sheet, doc)
}

const zaloHost = "zalo.me"

// ofZalo says of a host that --zalo has admitted, and not the user by name, why it is there.
func (f *codeFlags) ofZalo(found []signage.Diagnostic) []signage.Diagnostic {
	for i := range found {
		if d := &found[i]; f.zalo != "" && d.Code == string(qr.LinkOverridden) {
			d.Severity = signage.SeverityInfo
			d.VI, d.EN = "Mã dẫn tới "+zaloHost+", ngoài .gov.vn, vì có --zalo.", "The code leads to "+zaloHost+", outside of .gov.vn, because of --zalo."
			d.FixVI, d.FixEN = "", ""
		}
	}
	return found
}

// ofTransfer says what a transfer lacks that banks do without.
func (f *codeFlags) ofTransfer() []signage.Diagnostic {
	if !f.transfer.Dynamic || f.transfer.Amount > 0 {
		return nil
	}
	return []signage.Diagnostic{{
		Code: "vietqr-no-amount", Severity: signage.SeverityWarning, Field: "--dynamic",
		VI:    "Mã cho một lần thanh toán nhưng không có số tiền.",
		EN:    "The code is for a single payment but has no amount.",
		FixVI: "Ghi số tiền (--amount), hoặc bỏ --dynamic để người trả tự ghi.",
		FixEN: "Give the amount (--amount), or leave --dynamic out so that the payer gives it.",
	}}
}

// checkEmpty refuses flags with nothing behind them, as a script leaves them where a variable is not set.
func checkEmpty(flags *pflag.FlagSet) error {
	var empty string
	flags.Visit(func(f *pflag.Flag) {
		if _, read := f.Value.(langFlag); !read && empty == "" && f.Value.Type() == "string" &&
			strings.TrimSpace(f.Value.String()) == "" {
			empty = f.Name
		}
	})
	if empty == "" {
		return nil
	}
	return usage("--"+empty, "Giá trị để trống: ghi giá trị, hoặc bỏ tùy chọn này.",
		"The value is empty: give one, or leave the flag out.")
}

// readAmount reads an amount with or without the points that divide thousands.
func (f *codeFlags) readAmount() error {
	if f.amount == "" {
		return nil
	}
	wrong := usage("--amount", fmt.Sprintf("“%s” không dùng được: ghi số tiền bằng đồng, lớn hơn 0, như 8000 hoặc 8.000.", f.amount),
		fmt.Sprintf("%q cannot be used: write an amount in đồng over 0, such as 8000 or 8.000.", f.amount))
	groups := strings.FieldsFunc(f.amount, func(r rune) bool { return r == '.' || r == ',' || r == ' ' })
	for i, g := range groups {
		if i > 0 && len(g) != 3 || len(groups) > 1 && len(g) > 3 {
			return wrong
		}
	}
	amount, err := strconv.ParseInt(strings.Join(groups, ""), 10, 64)
	if err != nil || amount <= 0 {
		return wrong
	}
	f.transfer.Amount = amount
	return nil
}

// refusedCode is the refusal of what cannot be a code of a kind, that of the flag that asked for it.
func refusedCode(err error, kind string) error {
	var (
		usage  *usageError
		field  *qr.PayloadError
		vietQR *qr.VietQRError
		one    = signage.Diagnostic{Code: "code", Severity: signage.SeverityError, Field: "code"}
	)
	switch {
	case errors.As(err, &usage), errors.As(err, new(*signage.Error)):
		return err
	case errors.As(err, &field):
		one.Code, one.Field = "payload", payloadPlace(field.Field, kind)
		remedy := field.Remedy
		switch {
		case errors.Is(err, qr.ErrLink):
			remedy.VI, remedy.EN = remedy.VI+" (--allow-host)", remedy.EN+" (--allow-host)"
		case field.Field == "password":
			remedy.VI, remedy.EN = remedy.VI+" (--open)", remedy.EN+" (--open)"
		}
		one.VI, one.EN, one.FixVI, one.FixEN = sentence(field.Reason.VI), sentence(field.Reason.EN), sentence(remedy.VI), sentence(remedy.EN)
	case errors.As(err, &vietQR):
		one.Code, one.Field = "vietqr", cmp.Or(vietQRFlags[vietQR.Field], "vietqr "+vietQR.Field)
		one.VI, one.EN, one.FixVI, one.FixEN = sentence(vietQR.Reason.VI), sentence(vietQR.Reason.EN), sentence(vietQR.Remedy.VI), sentence(vietQR.Remedy.EN)
	default:
		vi, en := bilingual(err.Error())
		one.VI, one.EN = sentence(vi), sentence(en)
		one.FixVI, one.FixEN = "Gõ lại nội dung của mã.", "Type the content of the code again."
	}
	return &signage.Error{Diagnostics: []signage.Diagnostic{one}}
}

// payloadPlace is the flag that gives a field of a payload of a kind.
func payloadPlace(field, kind string) string {
	switch field {
	case "ssid":
		return "--wifi"
	case "name":
		return "--vcard"
	case "number":
		if kind == "vcard" {
			return "--phone"
		}
		return "--" + kind
	case "text":
		if kind == "" {
			return "code" // what stands right behind the command
		}
		return "--" + kind
	}
	return "--" + field
}

// tooLong refuses a payload for its length, and names the level that holds it if there is one.
func tooLong(payload string, long *qr.TooLongError) error {
	one := signage.Diagnostic{
		Code: "code-too-long", Severity: signage.SeverityError, Field: "code",
		VI:    fmt.Sprintf("Nội dung dài %d byte; mã QR mức %v chỉ chứa được %d.", long.Bytes, long.Level, long.Fit),
		EN:    fmt.Sprintf("The content has %d bytes; a QR code of level %v holds %d.", long.Bytes, long.Level, long.Fit),
		FixVI: "Rút ngắn nội dung.", FixEN: "Shorten the content.",
	}
	for level := long.Level - 1; level >= qr.L; level-- {
		if _, err := qr.Encode(payload, &qr.Options{Level: level}); err == nil {
			flag := "--level " + strings.ToLower(level.String())
			one.FixVI = "Rút ngắn nội dung, hoặc hạ mức sửa lỗi (" + flag + ")."
			one.FixEN = "Shorten the content, or lower the level of error correction (" + flag + ")."
			break
		}
	}
	return &signage.Error{Diagnostics: []signage.Diagnostic{one}}
}

// vietQRFlags are the flags that fill the fields of a VietQR code.
var vietQRFlags = map[string]string{
	"38/01/00": "--bin", "38/01/01": "--account", "54": "--amount", "59": "--merchant", "60": "--city",
	"62/01": "--bill", "62/05": "--reference", "62/07": "--terminal", "62/08": "--purpose",
}

// sentence makes a clause of the packages below one.
func sentence(clause string) string {
	first, size := utf8.DecodeRuneInString(clause)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + clause[size:] + "."
}

// millimetres reads a length with its unit; nothing is 0.
func millimetres(flag, text string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	v, err := lengthOf(flag, text)
	if err == nil && v == 0 {
		err = unusableLength(flag, text)
	}
	return v, err
}

// lengthOf reads a length with its unit, 0mm too.
func lengthOf(flag, text string) (float64, error) {
	number := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), ",", "."))
	unit := 0.0
	for _, u := range []struct {
		name string
		mm   float64
	}{{"mm", 1}, {"cm", 10}, {"m", 1000}} {
		if rest, found := strings.CutSuffix(number, u.name); found {
			number, unit = rest, u.mm
			break
		}
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || unit == 0 || !(v >= 0) || math.IsInf(v, 0) {
		return 0, unusableLength(flag, text)
	}
	return v * unit, nil
}

func unusableLength(flag, text string) error {
	return usage(flag, fmt.Sprintf("“%s” không dùng được, cần một độ dài kèm đơn vị, ví dụ 40mm hoặc 0.5m.", text),
		fmt.Sprintf("%q cannot be used; it takes a length with its unit, such as 40mm or 0.5m.", text))
}

func (f *codeFlags) checkManifest() error {
	if f.date != "" {
		if f.manifest == "" {
			return usage("--as-of", "Chỉ dùng cùng với --manifest.", "It goes with --manifest only.")
		}
		day, err := dateOf("--as-of", f.date)
		if err != nil {
			return err
		}
		f.date = day.Format(time.DateOnly)
	}
	if f.manifest == "" {
		return nil
	}
	if filepath.Clean(f.manifest) == filepath.Clean(f.out) {
		return usage("--manifest", "Trùng với tệp kết quả.", "It is the output file.")
	}
	// Found out now, so that not only the code is written.
	if _, err := os.Lstat(f.manifest); err == nil && !f.force {
		return &writeError{f.manifest, campaign.ErrExists}
	}
	return nil
}

// write writes the code and returns the bytes of the file.
func (f *codeFlags) write(ctx context.Context, format campaign.Format, sheet signage.CodeSheet, doc *signage.Posting) ([]byte, error) {
	var file bytes.Buffer
	err := campaign.WriteFile(f.out, f.force, func(w io.Writer) error {
		w = stoppable{ctx, io.MultiWriter(w, &file)}
		switch format {
		case campaign.PDF:
			return doc.WritePDF(w, nil)
		case campaign.SVG:
			return doc.WriteSVG(w)
		}
		return doc.WritePNG(w, sheet.PNGOptions(doc))
	})
	if err != nil {
		return nil, &writeError{f.out, err}
	}
	return file.Bytes(), nil
}

func (f *codeFlags) writeManifest(file []byte, code *qr.Code, doc *signage.Posting) error {
	size := doc.Size()
	m := &campaign.Manifest{}
	err := m.Add(campaign.PrintedFile{
		Name: filepath.Base(f.out), Pages: 1, Width: size.Width, Height: size.Height, Scale: 1, Date: f.date,
		Codes: []campaign.PrintedCode{campaign.NewPrintedCode(1, 0, 0, size.Width, code.Payload(), f.hosts.policy())},
	}, bytes.NewReader(file))
	if err == nil {
		err = campaign.WriteFile(f.manifest, f.force, m.Write)
	}
	if err != nil {
		return &writeError{f.manifest, err}
	}
	return nil
}

// madeCode is what --json prints of a code.
type madeCode struct {
	File        string               `json:"file"`
	Format      campaign.Format      `json:"format"`
	Kind        qr.Kind              `json:"kind"`
	Payload     string               `json:"payload"`
	Host        string               `json:"host,omitempty"`
	Overridden  string               `json:"overridden,omitempty"`
	ID          string               `json:"id"`
	Version     int                  `json:"version"`
	Modules     int                  `json:"modules"`
	LevelAsked  string               `json:"level_asked"`
	LevelGiven  string               `json:"level_given"`
	ModuleMM    float64              `json:"module_mm"`
	SymbolMM    float64              `json:"symbol_mm"`
	WidthMM     float64              `json:"width_mm"`
	WidthPX     int                  `json:"width_px,omitempty"`
	DistanceM   float64              `json:"distance_m"`
	Manifest    string               `json:"manifest,omitempty"`
	Diagnostics []signage.Diagnostic `json:"diagnostics"`
}

func (p *program) reportCode(f *codeFlags, format campaign.Format, sheet signage.CodeSheet, doc *signage.Posting) error {
	code := sheet.Code
	judged := campaign.Judge(code.Payload(), sheet.Links)
	symbol := doc.Module() * float64(code.Size())
	round := func(v float64) float64 { return math.Round(v*1000) / 1000 }
	m := madeCode{
		File: f.out, Format: format, Kind: judged.Kind, Payload: code.Payload(), Host: judged.Host, Overridden: judged.Overridden,
		ID: campaign.ShortID(code.Payload()), Version: code.Version(), Modules: code.Size(),
		LevelAsked: code.Asked().String(), LevelGiven: code.Given().String(), ModuleMM: round(doc.Module()), SymbolMM: round(symbol),
		WidthMM: round(doc.Size().Width), DistanceM: doc.Codes()[0].Distance / 1000, Manifest: f.manifest,
		Diagnostics: p.inFlags(append(f.ofZalo(doc.Diagnostics()), f.ofTransfer()...)),
	}
	if format == campaign.PNG {
		m.WidthPX = sheet.PNGOptions(doc).Width
	}
	if p.asJSON {
		if m.Diagnostics == nil {
			m.Diagnostics = []signage.Diagnostic{}
		}
		return p.printJSON(m)
	}
	p.print(m.Diagnostics)
	length := func(mm float64) string {
		return p.decimals(strings.Replace(strconv.FormatFloat(math.Round(mm*100)/100, 'f', -1, 64), ".", ",", 1)) + " mm"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", f.out, p.decimals(doc.Size().String()))
	fmt.Fprintf(&b, p.say("  Phiên bản %d, %d × %[2]d ô; mức sửa lỗi %[3]s (yêu cầu %[4]s)\n", "  Version %d, %d × %[2]d modules; error correction %[3]s (asked for %[4]s)\n"),
		m.Version, m.Modules, m.LevelGiven, m.LevelAsked)
	fmt.Fprintf(&b, p.say("  Mỗi ô %s, mã %s, kể cả lề trắng %s; quét được từ %s trở lại\n", "  Module %s, code %s, with the quiet zone %s; to be scanned from up to %s\n"),
		length(m.ModuleMM), length(symbol), length(m.WidthMM), p.scanned(symbol*qr.DistanceRatio))
	if m.Host != "" {
		fmt.Fprintf(&b, p.say("  Dẫn đến %s\n", "  Leads to %s\n"), m.Host)
	}
	fmt.Fprintf(&b, p.say("  Mã số %s\n", "  ID %s\n"), m.ID)
	_, err := fmt.Fprint(p.out, b.String())
	return err
}
