// Command proofread shows what the library says about a wording before anything is printed.
package main

import (
	"errors"
	"fmt"

	"github.com/bangron/bangron/signage"
)

func main() {
	for _, wording := range []string{
		"CHÀO MỪNG NGÀY CHUYỂN ĐỐI SỐ QUỐC GIA 10/10",
		"NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM VIỆT NAM",
		"HẠN CUỐI LÀ NGÀY 31/4",
		"QUỐС GIA",
	} {
		fmt.Println(wording)
		for _, code := range findings(wording) {
			fmt.Println("  " + code)
		}
	}
}

// findings are the diagnostics of a wording, whether it can be printed or not.
func findings(wording string) []string {
	size, err := signage.LookupSize("pano-4x3")
	if err != nil {
		return []string{err.Error()}
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Text: wording}, nil)
	var refused *signage.Error
	var all []signage.Diagnostic
	switch {
	case errors.As(err, &refused):
		all = refused.Diagnostics
	case err != nil:
		return []string{err.Error()}
	default:
		all = doc.Diagnostics()
	}
	var out []string
	for _, d := range all {
		out = append(out, d.Severity+" "+d.Code)
	}
	return out
}
