// Package qr makes the QR codes of public signs: it builds and checks what a
// code says, encodes it, sizes it for the distance from which it is scanned,
// and reads it back from the finished page.
//
// Payloads are built by [URL], [Text], [Tel], [SMS], [Geo], [Zalo], [WiFi],
// [Contact] and [VietQR]. [KindOf] tells what a phone does with a payload, and
// [LinkPolicy.CheckPayload] judges it whatever its kind: links have to lead to
// hosts that the policy admits, those below .gov.vn by default. [Host] and
// [Facts] are what a sign may say beside a code, taken from the code itself, and
// [Visible] shows what somebody else's code holds.
//
// Symbols are laid out by github.com/skip2/go-qrcode ([Skip2]), and by this
// package itself ([Assembly]) where that falls short: it cannot mark text
// outside of ASCII as UTF-8 (ECI), so that readers guess, and often guess
// Chinese; and it splits some mixed text into more bits than it needs. Its
// search for a mask takes longer for the 24 symbols of one board than the whole
// board may, so who makes many symbols asks for [Assembly]. The tests hold the
// two engines' symbols to each other, module by module.
package qr
