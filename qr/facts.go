package qr

import (
	"net/url"
	"strconv"
	"strings"
)

// A Fact is one thing that a payload says.
type Fact struct {
	Label Wording // "Số tài khoản", "Account"
	Text  string  // as the payload has it; money as "8.000 đồng"
}

// Facts returns what stands in a payload besides the host of a link, to be
// printed beside its code: whose account it pays into, which network it joins,
// whom it calls. What a sign says by them cannot differ from what its code
// does. Passwords and what a phone shows anyway are left out. It is empty for
// links other than to Zalo, for text, and for malformed payloads.
func Facts(payload string) []Fact {
	var facts []Fact
	add := func(vi, en, text string) {
		if text = strings.TrimSpace(text); text != "" {
			facts = append(facts, Fact{Wording{vi, en}, text})
		}
	}
	kind := KindOf(payload)
	_, body, _ := strings.Cut(strings.TrimFunc(payload, blank), ":")
	switch kind {
	case KindTransfer:
		q, err := ParseVietQR(payload)
		if err != nil {
			return nil
		}
		add("Đơn vị nhận", "Receiver", q.Merchant)
		if q.Card {
			add("Số thẻ", "Card", q.Account)
		} else {
			add("Số tài khoản", "Account", q.Account)
		}
		add("Mã ngân hàng (BIN)", "Bank (BIN)", q.BIN)
		if q.Amount > 0 {
			add("Số tiền", "Amount", thousands(q.Amount)+" đồng")
		}
		add("Nội dung", "Purpose", q.Purpose)
	case KindWiFi:
		w, err := ParseWiFi(payload)
		if err != nil {
			return nil
		}
		add("Mạng Wi-Fi", "Wi-Fi network", w.SSID)
	case KindCall:
		number, _, _ := strings.Cut(body, ";")
		add("Gọi tới", "Calls", number)
	case KindMessage:
		number, message := body, ""
		if before, after, found := strings.Cut(body, "?"); found {
			number = before
			if values, err := url.ParseQuery(strings.ReplaceAll(after, "+", "%2B")); err == nil {
				message = values.Get("body")
			}
		} else if before, after, found := strings.Cut(body, ":"); found {
			number, message = before, after
		}
		add("Nhắn tin tới", "Message to", number)
		add("Nội dung", "Text", message)
	case KindMail:
		address, _, _ := strings.Cut(body, "?")
		add("Gửi thư tới", "Mail to", unescape(address))
	case KindPlace:
		place, _, _ := strings.Cut(body, "?")
		place, _, _ = strings.Cut(place, ";")
		add("Tọa độ", "Coordinates", strings.Replace(place, ",", ", ", 1))
	case KindContact:
		for _, property := range properties(payload) {
			name, value, _ := strings.Cut(property, ":")
			name, _, _ = strings.Cut(strings.ToUpper(name), ";")
			vcard := !strings.EqualFold(payload[:min(len(payload), 7)], "MECARD:")
			if vcard {
				value = strings.NewReplacer(`\\`, `\`, `\,`, ",", `\;`, ";", `\n`, " ").Replace(value)
			}
			switch {
			case name == "FN", name == "N" && !vcard:
				add("Danh bạ", "Contact", value)
			case name == "TEL":
				add("Điện thoại", "Telephone", value)
			}
		}
	case KindLink:
		u, err := url.Parse(payload)
		if err != nil || !strings.EqualFold(u.Hostname(), "zalo.me") {
			return nil
		}
		if account := strings.Trim(u.Path, "/"); !strings.Contains(account, "/") {
			add("Tài khoản Zalo", "Zalo account", account)
		}
	}
	return facts
}

func cutFold(s, prefix string) (after string, found bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}

// thousands writes a number as Vietnamese does: "1.250.000".
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
