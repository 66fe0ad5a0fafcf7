// Package qr makes the QR codes of public signs: it builds and checks what a
// code says, encodes it, sizes it for the distance from which it is scanned,
// and reads it back from the finished page.
package qr
