package sheet

import (
	"errors"
	"strings"
	"testing"
)

// What is dangerous in a link reaches those who check links, or is refused here; it is never mended or passed over.
func TestHostileLinks(t *testing.T) {
	for _, link := range []string{"javascript:alert(1)", "data:text/html,x", "ftp://a.gov.vn/x", "//dichvucong.gov.vn/x"} {
		_, err := Read("a.csv", strings.NewReader("Mã TTHC,Tên TTHC,Link\n1.001193,Đăng ký khai sinh,\""+link+"\"\n"), nil)
		var refused *Error
		if !errors.As(err, &refused) || refused.Code != "link-form" || refused.Cell != "C2" {
			t.Errorf("%s: %v", link, err)
		}
	}
	for _, link := range []string{"https://dichvucong\u200b.gov.vn/", "https://dichvucong.gov.vn/\u202eabc"} {
		list, err := Read("a.csv", strings.NewReader("Mã TTHC,Tên TTHC,Link\n1.001193,Đăng ký khai sinh,"+link+"\n"), nil)
		if err != nil || list.Procedures[0].Link != link {
			t.Errorf("%+q: %+v, %v", link, list, err)
		}
	}
}
