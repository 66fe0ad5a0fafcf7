package sheet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/fold"
)

// A nameRemark is what a cell of a name sets off from the name: "Khai tử (bãi bỏ)", "BÃI BỎ: Khai tử".
type nameRemark struct {
	text, name string
	place      remarkPlace
}

type remarkPlace int

const (
	inBrackets remarkPlace = iota
	behindName
	beforeName // parted by a dash
	headOfName // parted by a colon
)

var (
	bracketsFirst = pattern(`^\s*[(\[]([^()\[\]]*)[)\]]\s*(\S.*)$`)
	remarkBehind  = pattern(`^(.*\S)(?:\s+[-–—]+\s*|\s*[–—]+\s*|\s*;\s*|\s*:\s+)([^\s–—;:].*)$`)
	remarkBefore  = pattern(`^([^:–—]*?)(?:\s*(:)\s*|\s+[-–—]+\s+|\s*[–—]\s*)(.*\S)$`)
)

func nameRemarks(text string) []nameRemark {
	if len(text) > longestName || !strings.ContainsAny(text, "([;:-–—") {
		return nil
	}
	var found []nameRemark
	if m := bracketsLast().FindStringSubmatchIndex(text); m != nil {
		found = append(found, nameRemark{text[m[2]:m[3]], text[:m[0]], inBrackets})
	}
	if m := bracketsFirst().FindStringSubmatch(text); m != nil {
		found = append(found, nameRemark{m[1], m[2], inBrackets})
	}
	if m := remarkBehind().FindStringSubmatch(text); m != nil {
		found = append(found, nameRemark{m[2], m[1], behindName})
	}
	if m := remarkBefore().FindStringSubmatch(text); m != nil {
		place := beforeName
		if m[2] != "" {
			place = headOfName
		}
		found = append(found, nameRemark{m[1], m[3], place})
	}
	return found
}

var (
	// declared is an abolition that cannot be what a procedure does, as "hủy bỏ" can.
	declared = pattern(`^(?:tthc |thu tuc |thu tuc hanh chinh )?(?:nay )?(?:(?:da |bi |da bi |duoc |da duoc )(?:bai bo|huy bo)|(?:da )?(?:het|khong con) hieu luc)(?: thi hanh)?` + byLaw)
	bare     = pattern(`^bai bo` + byLaw)
	// ofPapers may be said of what a procedure is about: "Cấp lại giấy phép (đã hết hiệu lực)". Only with a document or a
	// day is it said of the procedure.
	ofPapers = pattern(`^(?:[a-z]+ )*?(?:huy bo|hieu luc|ngung (?:thuc hien|ap dung))\b[^0-9]*$`)
	// replacedBy names the procedure that took the place of another.
	replacedBy = pattern(`^(?:nay )?(?:da |bi |duoc |da duoc )?thay the (?:boi|bang) (?:(?:tthc|thu tuc|hanh chinh|ma|so|co ma) )*[1-9] [0-9]{6}(?: [0-9]{2,3}| h[0-9]{2})*$`)
	// deeds end a name that goes on with another: "Ban hành, sửa đổi; bãi bỏ".
	deeds = pattern(`\b(?:moi|sua doi|bo sung|ban hanh|thu hoi|gia han|dieu chinh|cham dut|thay the|dinh chi|cong bo|huy bo|cap|cap lai|cap doi|dang ky|xoa|thay doi|cong nhan|thanh lap|giai the|phe duyet)$`)
	// goneFirst begins a remark that may abolish the procedure.
	goneFirst = pattern(`^(?:tthc |thu tuc |thu tuc hanh chinh )?(?:nay |se |da |bi |duoc )*(?:` + gone + `|thay the (?:boi|bang))\b`)
)

// nameAbolished reports a name with such a remark, or one that says nothing else.
func nameAbolished(text string) bool {
	if len(text) > longestName {
		return false
	}
	folded := foldLaw(text)
	return (declared().MatchString(folded) || bare().MatchString(folded)) && !ofPapers().MatchString(folded) || slices.ContainsFunc(nameRemarks(text), nameRemark.abolishes)
}

// abolishes reports a remark that as a whole says that the procedure was abolished or replaced.
func (r nameRemark) abolishes() bool {
	folded := foldLaw(r.text)
	switch {
	case replacedBy().MatchString(fold.Words(r.text)):
		return true
	case !isAbolished(r.text) || ofPapers().MatchString(folded):
		return false
	case r.place == inBrackets:
		return true
	}
	name := fold.Words(r.name)
	switch {
	case declared().MatchString(folded):
		return true
	case !bare().MatchString(folded):
		return false
	case r.place == behindName:
		return !strings.ContainsAny(r.name, ";:") && !deeds().MatchString(name)
	case r.place == headOfName:
		return !hasSmall(r.text) || hasWordPrefix(name, "thu tuc") || hasWordPrefix(name, "tthc")
	}
	return false
}

// mayAbolish reports a remark that speaks of an abolition, and leaves open of what.
func (r nameRemark) mayAbolish() bool {
	if r.place == beforeName || r.place == headOfName {
		return isAbolished(r.text)
	}
	folded := fold.Words(r.text)
	if m := active().FindStringSubmatch(folded); r.place == behindName && m != nil && !endsAbolition().MatchString(m[1]) {
		return false // one more thing that the procedure does: "Thu hồi đất; hủy bỏ Giấy chứng nhận đã cấp"
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(r.text))
	return unicode.IsLetter(first) && goneFirst().MatchString(folded)
}
