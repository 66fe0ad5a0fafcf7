// Package qr makes the QR codes of public signs: it builds and checks what a
// code says, encodes it, sizes it for the distance from which it is scanned,
// and reads it back from the finished page.
//
// Payloads are built by [URL], [Text], [Tel], [SMS], [Geo], [Zalo], [WiFi],
// [Contact] and [VietQR]. [KindOf] tells what a phone does with a payload, and
// [LinkPolicy.CheckPayload] judges it whatever its kind: links have to lead to
// hosts that the policy admits, those below .gov.vn by default.
//
// Symbols are laid out by this package ([Assembly]). github.com/skip2/go-qrcode
// can be asked for ([Skip2]); it takes longer for the 24 symbols of one board
// than the whole board may, and cannot mark text outside of ASCII as UTF-8.
package qr
